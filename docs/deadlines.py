"""Last days in words: the formula of a requirement's `due`, as somebody says it who works by it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs

import sgzlib as sgz
from sgzlib.law.formula import Constant, Later, Node, Parameter, Shift, Workday
from sgzlib.prose.language import Language, Pair
from sgzlib.prose.words import Words

_ATOM = 6
_UNITS = {"days": ("天", "days"), "months": ("个月", "months"), "years": ("年", "years")}

_MIDTERM: Pair = (
    "合同年度过半（签订在后的自签订起），另加约定的天数；最晚到合同末日",
    "half the contract year (or the signing, if later) and the days agreed; at the latest the contract's last day",
)
_FINAL: Pair = (
    "合同实际结束（签订在后的自签订起），另加约定的天数；最晚到期满后一年",
    "the contract's actual end, or the signing if that is later, and the days agreed; at the latest a year after it",
)
_BY_HAND: dict[str, Pair] = {
    "qualification.registration": (
        "首次登记：考试通过后 {first_registration_years} 年内",
        "a first registration: within {first_registration_years} year of passing the examination",
    ),
    "qualification.continuing_education": ("登记有效期届满之日", "the day on which the registration runs out"),
    "contract.monthly_briefs": (
        "每个日历月月末，另加合同约定的提交天数；最晚到下月月底",
        "the end of each calendar month, and the days that the contract gives; at the latest the end of the next month",
    ),
    "contract.midterm_report": _MIDTERM,
    "contract.final_report": _FINAL,
    "contract.midterm_evaluation": _MIDTERM,
    "contract.final_evaluation": _FINAL,
}
"""The last days whose formulas are too long to be read: several acts, each with its own."""


@attrs.frozen
class _Spoken(Words):
    """Words that speak of days instead of adding to them."""

    def _special(self, node: Any) -> tuple[str, int]:
        if (day := self._known(node)) is not None:
            return self._value(day, None), _ATOM
        match node:
            case Later(left, right):
                later = self._word(("{}（不早于{}）", "{} (not before {})"))
                return later.format(self._piece(left)[0], self._piece(right)[0]), _ATOM
            case Shift(Constant(date.min), by, "calendar years"):
                return self._word(("{}年末", "the end of {}")).format(self._plain(by)), _ATOM
            case Shift(day, _, "calendar years"):
                year_end = self._word(("{}当年年末", "the end of the year of the {}"))
                return year_end.format(self._piece(day)[0]), _ATOM
            case _:
                return super()._special(node)

    def _known(self, node: Node) -> date | None:
        """Return the day of a formula that hangs on no fact."""
        match node:
            case Constant(date() as day):
                return day
            case Parameter(name) if isinstance(day := getattr(self.law, name), date):
                return day
            case Workday(day):
                return self._known(day)
            case Shift(day, by, "days") if (first := self._known(day)) is not None:
                return first + timedelta(days=int(self._plain(by)))
            case _:
                return None

    def _shift(self, day: Node, by: Node, unit: str) -> str:
        told = self._word(("{0}后 {1} {2}内", "within {1} {2} of: {0}"))
        return told.format(self._piece(day)[0], self._plain(by), self._word(_UNITS[unit]))


def deadline(ruleset: sgz.Ruleset, path: str, requirement: sgz.Requirement, language: Language) -> str | None:
    """Return the last day of a requirement in words; None where it has none."""
    if requirement.due is None:
        return None
    law = sgz.TIANJIN_2021
    if requirement.id in _BY_HAND:
        zh, en = _BY_HAND[requirement.id]
        return language.asked(attrs.evolve(requirement, zh=zh, en=en), law)
    told = _Spoken(law, ruleset.subject, language).written(ruleset.formula(path, requirement, "due"))
    first_batch = language.pick(("（首批社工站）", " (stations of the first batch)"))
    return told if requirement.alone is None else told + first_batch
