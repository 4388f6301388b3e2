"""四(五): the grades of the yearly evaluation (年度评估等次).

The notice names 不合格, 合格 and 良好. Grades of other schemes (一般, 较差, 基本合格) are none of these,
and are refused. 未评估 says that the year was not evaluated: then nothing follows from a grade.
"""

from __future__ import annotations

from sgzlib.law.labels import Ordered


class Grade(Ordered):
    """The grade of the yearly evaluation (年度评估等次), lowest first; `NOT_EVALUATED` means that there is none."""

    NOT_EVALUATED = 0, "未评估", "not evaluated"
    UNQUALIFIED = 1, "不合格", "unqualified"
    QUALIFIED = 2, "合格", "qualified"
    GOOD = 3, "良好", "good"
    EXCELLENT = 4, "优秀", "excellent"
