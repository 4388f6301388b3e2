"""Findings (单项结果): the result for one requirement, with its view and reasons; the data are in `finding_data`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sgzlib.assessment.finding_data import FindingData
from sgzlib.law.requirement import S
from sgzlib.prose.views import Viewed

if TYPE_CHECKING:
    from sgzlib.assessment.reasons import Why
    from sgzlib.prose.html import Element
    from sgzlib.prose.language import Language


class Finding(FindingData[S], Viewed):
    """The result of one requirement (单项结果): its status and, on demand, the facts behind it.

    `holds` is True, False or UNKNOWN; it is True if the requirement is not binding or not due. `path` is the place of
    the subject in what was assessed: "" for the subject itself, "team" for a station's team.
    """

    __slots__ = ()

    def text(self, locale: str = "zh_CN") -> str:
        """Return what the requirement asks as text (要求), with the numbers of the law.

        Raises `InvalidValue` for a locale that is neither Chinese nor English.

        >>> from datetime import date
        >>> import sgzlib as sgz
        >>> assessment = sgz.check_staffing(sgz.Team(), on=date(2022, 3, 1))
        >>> assessment["staffing.usual_headcount"].text("en")
        'there are 2 to 3 workers in post'
        >>> assessment["staffing.usual_headcount"].text("fr")
        Traceback (most recent call last):
        ...
        sgzlib.law.errors.InvalidValue: locale: 'fr' 不可用，应为中文或英文区域，如 zh_CN、en ...
        """
        from sgzlib.prose.language import Language

        return Language(locale).asked(self.requirement, self.law)

    def why(self) -> Why:
        """Return which branch of the rule decided, with the values, as a short tree (结果的理由).

        >>> from datetime import date
        >>> import sgzlib as sgz
        >>> finding = sgz.check_premises(sgz.Premises(printer=False), on=date(2022, 3, 1))["premises.printer"]
        >>> print(finding.why().render())
        不符合
          ✗ 要求
            ✗ 打印机：否
          ✗ 完成时限：2021年7月31日
        <BLANKLINE>
        """
        from sgzlib.assessment.reasons import Why

        return Why(self)

    def view(self, language: Language) -> Iterator[Element]:
        """Yield what it shows as a view (视图)."""
        from sgzlib.assessment.views import finding_view

        yield finding_view(self, language)
