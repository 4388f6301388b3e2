"""Last days in words: the formula of a requirement's `due`, as somebody says it who works by it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import attrs

import sgzlib as sgz
from sgzlib.law.formula import Constant, Later, Node, Parameter, Shift, Where, Workday, under
from sgzlib.prose.formula_text import Phrase, Words
from sgzlib.prose.language import Language, Pair

_ATOM = 6
_UNITS = {"days": ("天", "days"), "months": ("个月", "months"), "years": ("年", "years")}

_MIDTERM: Pair = (
    "合同年度过半（签订在后的自签订之日起）后约定的天数内；不晚于合同末日",
    "the middle of the contract year (or the signing, if later) plus the days agreed; no later than its last day",
)
_FINAL: Pair = (
    "合同实际结束（签订在后的自签订之日起）后约定的天数内；不晚于合同期满后一年",
    "the contract's actual end (or the signing, if later) plus the days agreed; at the latest a year after its term",
)
_BY_HAND: dict[str, Pair] = {
    "qualification.registration": (
        "首次登记：考试通过后{first_registration_years}年内",
        "a first registration: within {first_registration_years} year of passing the examination",
    ),
    "qualification.continuing_education": ("登记有效期届满之日", "the last day of the registration"),
    "rollout.plan_reviewed": ("计划年度年末", "the end of the plan's year"),
    "contract.monthly_briefs": (
        "每个日历月月末后合同约定的天数内；不晚于次月月底",
        "the end of each calendar month plus the days that the contract gives; at the latest the end of the next month",
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

    def later(self, node: Later, left: Phrase, right: Phrase) -> Phrase:
        """Write the later of two days: the first, and the day before which it is not."""
        return self._phrase(node, ("{}（不早于{}）", "{} (not before {})"), left.text(None), right.text(None))

    def workday(self, node: Workday, day: Phrase) -> Phrase:
        """Write a day that may move off rest days as itself."""
        return self._phrase(node, ("{}", "{}"), day.text(None))

    def shift(self, node: Shift, day: Phrase, by: Phrase) -> Phrase:
        """Write a moved day by what it is counted from."""
        if node.unit == "calendar years":
            return self._phrase(node, ("{}当年年末", "the end of the year of '{}'"), day.text(None))
        number, units = self._plain(node.by, by), self._word(_UNITS[node.unit])
        return self._phrase(node, ("{0}后{1}{2}内", "within {1} {2} of '{0}'"), day.text(None), number, units)

    def where(self, node: Where, test: Phrase, then: Callable[[], Phrase], otherwise: Callable[[], Phrase]) -> Phrase:
        """Write which of two days holds when."""
        earlier = self._word(("早于", "' is before '"))
        texts = test.text(None).replace(" < ", earlier), then().text(None), otherwise().text(None)
        return self._phrase(node, ("{}的，{}；其他的，{}", "if '{}': {}; otherwise: {}"), *texts)

    def _phrase(self, node: Node, said: Pair, *parts: str) -> Phrase:
        day = self._known(node)
        text = self._word(said).format(*parts) if day is None else self._value(day, None)
        return Phrase(_ATOM, lambda _: text)

    def _known(self, node: Node) -> date | None:
        """Return the day of a formula that hangs on no fact."""
        match node:
            case Constant(date() as day):
                return day
            case Parameter(name) if isinstance(day := getattr(self.law, name), date):
                return day
            case Workday(day):
                return self._known(day)
            case Later(left, right) if (first := self._known(left)) and (second := self._known(right)):
                return max(first, second)
            case Shift(Constant(date.min), Parameter(name), "calendar years"):
                return date(getattr(self.law, name), 12, 31)
            case Shift(day, by, "days") if (first := self._known(day)) is not None:
                return first + timedelta(days=int(self._plain(by, Phrase(_ATOM, lambda _: ""))))
            case _:
                return None


def deadline(ruleset: sgz.Ruleset, path: str, requirement: sgz.Requirement, language: Language) -> str | None:
    """Return the last day of a requirement in words; None where it has none."""
    if requirement.due is None:
        return None
    law = sgz.TIANJIN_2021
    if requirement.id in _BY_HAND:
        zh, en = _BY_HAND[requirement.id]
        return language.asked(attrs.evolve(requirement, zh=zh, en=en), law)
    formula = ruleset.formula(path, requirement, "due")
    if under(formula, law) == Constant(None):
        return None
    text = _Spoken(law, ruleset.subject, language).written(formula)
    first_batch = language.pick(("（首批社工站）", " (stations of the first batch)"))
    return text if requirement.alone is None else text + first_batch
