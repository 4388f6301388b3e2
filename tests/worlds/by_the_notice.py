"""Three passages of the notice, written down from its words alone: no function here asks the library anything.

Arguments are terms of Z3. An `IsOneOf` says whether a term is one of some labels of the notice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

IsOneOf = Callable[..., Any]
LAUNCHED_BY = date(2021, 8, 2)
"""六(二): the end of July, a Saturday, which the civil code moves to the Monday after."""


def holds_a_credential(*, related_major: Any, education: IsOneOf, certificate: IsOneOf) -> Any:
    """三(二): 大专 or higher in social work or a related subject, or a national or the municipal certificate."""
    import z3

    studied = education("大专", "本科", "硕士", "博士")
    certified = certificate("助理社会工作师", "社会工作师", "高级社会工作师", "天津市社会工作员")
    return z3.Or(z3.And(related_major, studied), certified)


def is_renewed(*, grade: IsOneOf, year: Any, years: Any, ruled_out: Any) -> Any:
    """四(五): 合格 and 良好 go on within the cycle; 优秀, which the notice does not name, goes on as 良好 does."""
    import z3

    return z3.And(grade("合格", "良好", "优秀"), year < years, z3.Not(ruled_out))


def is_equipped(*, office: Any, desks: Any, computer: Any, printer: Any, cabinet: Any) -> Any:
    """三(一): what 应 asks for; rooms for casework and groups are for those who can have them."""
    import z3

    return z3.And(office, desks, computer, printer, cabinet)
