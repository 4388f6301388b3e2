"""Formula text (公式文字): a rule's formula as text, with the labels of one language or the names of the code.

`Words` is a world of `law.formula.folding`: it makes a `Phrase` of each node. A phrase knows how strongly its operator
binds, so that brackets are written only where a part binds more weakly than the whole. A constant or a number of the
law is written as a value of the fact that it is compared with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs

from sgzlib.law.facts import Fact, facts_of
from sgzlib.law.formula import (
    Alike,
    And,
    AskedDay,
    Comparison,
    ConsistsOf,
    Constant,
    Count,
    CountBy,
    Difference,
    Distinct,
    Earlier,
    EndsWith,
    Extreme,
    FirstKnown,
    Given,
    Group,
    Includes,
    Later,
    Node,
    Not,
    Or,
    Parameter,
    Product,
    Shift,
    Size,
    Sum,
    Total,
    What,
    Where,
    Workday,
    WorkdaysAfter,
    under,
)
from sgzlib.law.formula.folding import Fold
from sgzlib.law.laws import Law
from sgzlib.law.truth import Unknown
from sgzlib.prose.language import Language, Pair

_LOOSE, _OR, _AND, _COMPARED, _SUM, _PRODUCT, _ATOM = range(7)

ON: Pair = ("核对日期", "the day asked about")
ALWAYS: Pair = ("恒成立", "always holds")
NEVER: Pair = ("恒不成立", "never holds")
DUE: Pair = ("完成时限", "due")
COUNT: Pair = ("数量", "count")
EVERY: Pair = ("全部", "every")
TOTAL: Pair = ("合计", "sum")
DISTINCT: Pair = ("不同取值数", "distinct values")
LATEST: Pair = ("最晚", "latest")
EARLIEST: Pair = ("最早", "earliest")
EARLIER: Pair = ("较早", "earlier of")
LATER: Pair = ("较晚", "later of")
FIRST_KNOWN: Pair = ("以先确定的为准", "first known of")
YEAR_END: Pair = ("年末", "end of the year")
WORKDAY: Pair = ("顺延至工作日", "moved to a working day")
COMMA: Pair = ("、", ", ")
ENDS: Pair = ("结尾为", "ends with")
ALIKE: Pair = ("同名于", "is alike to")
NOT: Pair = ("非", "not ")
IN_FORCE_FROM: Pair = ("通知施行日", "first day in force")
UNITS: dict[str, Pair] = {
    "days": ("天", "day"),
    "months": ("个月", "month"),
    "years": ("年", "year"),
    "calendar months": ("个日历月末", "calendar month"),
    "calendar years": ("个日历年度末", "calendar year"),
    "working days": ("个工作日", "working day"),
}


@attrs.frozen(eq=False)
class Phrase:
    """A part of a formula in words (短语): how strongly it binds, and its text beside what it is compared with.

    `fact` is the fact as which a value beside it is written.
    """

    rank: int
    text: Callable[[Fact[Any] | None], str]
    fact: Any = None

    def inside(self, rank: int, beside: Fact[Any] | None = None) -> str:
        """Return it as a part of what binds as strongly as `rank` (作为部分)."""
        text = self.text(beside)
        return text if self.rank >= rank else f"({text})"


def _said(rank: int, text: str, fact: Fact[Any] | None = None) -> Phrase:
    return Phrase(rank, lambda _: text, fact)


@attrs.frozen
class Words:
    """How a formula about subjects of a class is written under a law (公式写法).

    Without a law its numbers go by their names, and its readings are at their defaults. Without a language it is
    written with the names of the code, which no locale data can change.
    """

    law: Law | None
    of: type[Any]
    language: Language | None

    def written(self, formula: Node) -> str:
        """Return a formula as text (公式文本): the numbers of the law filled in, its readings chosen."""
        match under(formula, self.law):
            case Constant(True):
                return self._word(ALWAYS)
            case Constant(False):
                return self._word(NEVER)
            case node:
                return Fold(self)(node).text(None)

    def _word(self, pair: Pair) -> str:
        return pair[1] if self.language is None else self.language.pick(pair)

    def constant(self, node: Constant) -> Phrase:
        """Write a constant, as the fact beside it is written."""
        return Phrase(_ATOM, lambda beside: self._value(node.value, beside))

    def number(self, node: Parameter) -> Phrase:
        """Write a number of the law, as the fact beside it is written."""
        return Phrase(_ATOM, lambda beside: self._parameter(node.name, beside))

    def asked_day(self, _node: AskedDay) -> Phrase:
        """Write the day asked about."""
        return _said(_ATOM, self._word(ON))

    def fact(self, node: Given) -> Phrase:
        """Write a fact."""
        return _said(_ATOM, self._path(node.path), node.fact)

    def conjunction(self, _node: And, parts: Iterator[Phrase]) -> Phrase:
        """Write a conjunction."""
        return _said(_AND, " ∧ ".join(dict.fromkeys(part.inside(_AND) for part in parts)))

    def disjunction(self, _node: Or, parts: Iterator[Phrase]) -> Phrase:
        """Write a disjunction."""
        # Parts with equal texts are written once.
        return _said(_OR, " ∨ ".join(dict.fromkeys(part.inside(_OR) for part in parts)))

    def negation(self, _node: Not, part: Phrase) -> Phrase:
        """Write a negation."""
        return _said(_COMPARED, self._word(NOT) + part.inside(_ATOM))

    def comparison(self, node: Comparison, left: Phrase, right: Phrase) -> Phrase:
        """Write a comparison; that all members have something is said so."""
        match node:
            case Comparison("≥", Count(group, what), Size(whole)) if group == whole:
                return self._asked(EVERY, group, what)
            case _:
                return self._two(_COMPARED, node.sign, left, right, _SUM)

    def sum(self, _node: Sum, left: Phrase, right: Phrase) -> Phrase:
        """Write a sum."""
        return self._two(_SUM, "+", left, right, _SUM)

    def difference(self, _node: Difference, left: Phrase, right: Phrase) -> Phrase:
        """Write a difference."""
        return self._two(_SUM, "-", left, right, _PRODUCT)

    def product(self, _node: Product, left: Phrase, right: Phrase) -> Phrase:
        """Write a product."""
        return _said(_PRODUCT, f"{left.inside(_PRODUCT)} × {right.inside(_PRODUCT)}")

    @staticmethod
    def _two(rank: int, sign: str, left: Phrase, right: Phrase, right_rank: int) -> Phrase:
        text = f"{left.inside(_SUM, right.fact)} {sign} {right.inside(right_rank, left.fact)}"
        return _said(rank, text, None if rank == _COMPARED else left.fact or right.fact)

    def shift(self, node: Shift | WorkdaysAfter, day: Phrase, by: Phrase) -> Phrase:
        """Write a moved day."""
        if node.day == Constant(date.min) and node.unit == "calendar years":
            return self._call(YEAR_END, by)
        number = self._plain(node.by, by)
        word = self._word(UNITS[node.unit])
        if word == UNITS[node.unit][1] and number not in {"1", "-1"}:
            word += "s"
        sign, number = ("-", number[1:]) if number.startswith("-") else ("+", number)
        return _said(_SUM, f"{day.inside(_SUM)} {sign} {number} {word}")

    def workday(self, _node: Workday, day: Phrase) -> Phrase:
        """Write a day moved off rest days, where the law has them."""
        if self.law is None or self.law.rest_days is None:
            return day
        return self._call(WORKDAY, day)

    workdays_after = shift

    def earlier(self, _node: Earlier, left: Phrase, right: Phrase) -> Phrase:
        """Write the earlier of two days."""
        return self._call(EARLIER, left, right)

    def later(self, _node: Later, left: Phrase, right: Phrase) -> Phrase:
        """Write the later of two days."""
        return self._call(LATER, left, right)

    def first_known(self, _node: FirstKnown, first: Phrase, second: Callable[[], Phrase]) -> Phrase:
        """Write what is the first of two truths where it is known."""
        return self._call(FIRST_KNOWN, first, second())

    def where(self, _node: Where, test: Phrase, then: Callable[[], Phrase], otherwise: Callable[[], Phrase]) -> Phrase:
        """Write one of two values."""
        return _said(_LOOSE, f"{test.inside(_OR)} ? {then().inside(_SUM)} : {otherwise().inside(_SUM)}")

    def size(self, node: Size) -> Phrase:
        """Write how many members there are."""
        return _said(_ATOM, f"{self._word(COUNT)}({self._path(node.group.path)})")

    def count(self, node: Count) -> Phrase:
        """Write how many members have something."""
        return self._asked(COUNT, node.group, node.what)

    def count_by(self, node: CountBy, day: Phrase) -> Phrase:
        """Write of how many members a day came by another."""
        return self._asked(COUNT, node.group, node.what, f" ≤ {day.inside(_SUM)}")

    def total(self, node: Total) -> Phrase:
        """Write the sum of an amount."""
        return self._asked(TOTAL, node.group, node.what)

    def distinct(self, node: Distinct) -> Phrase:
        """Write how many labels occur."""
        return self._asked(DISTINCT, node.group, node.what, f" ∈ {{{self._listed(node.among)}}}")

    def extreme(self, node: Extreme) -> Phrase:
        """Write the last, or the first, day."""
        return self._asked(LATEST if node.latest else EARLIEST, node.group, node.what)

    def ends_with(self, node: EndsWith, text: Phrase) -> Phrase:
        """Write that a text ends so."""
        return _said(_COMPARED, f"{text.inside(_SUM)} {self._word(ENDS)} {self._value(node.ending, None)}")

    def alike(self, _node: Alike, left: Phrase, right: Phrase) -> Phrase:
        """Write that two texts are alike."""
        return _said(_COMPARED, f"{left.inside(_SUM)} {self._word(ALIKE)} {right.inside(_SUM)}")

    def includes(self, node: Includes, labels: Phrase) -> Phrase:
        """Write that labels include some."""
        return _said(_COMPARED, f"{labels.inside(_SUM)} ⊇ {{{self._listed(node.asked)}}}")

    def consists_of(self, node: ConsistsOf, labels: Phrase) -> Phrase:
        """Write that labels are these and no others."""
        return _said(_COMPARED, f"{labels.inside(_SUM)} = ({self._listed(node.asked)})")

    def _call(self, word: Pair, *inner: Phrase) -> Phrase:
        return _said(_ATOM, f"{self._word(word)}({self._word(COMMA).join(phrase.text(None) for phrase in inner)})")

    def _plain(self, node: Node, by: Phrase) -> str:
        match node:
            case Parameter(name):
                return name if self.law is None else str(getattr(self.law, name))
            case Constant(value):
                return str(value)
            case _:
                return by.inside(_PRODUCT)

    def _asked(self, word: Pair, group: Group, what: What, more: str = "") -> Phrase:
        if self.language is None:
            cls: Any = group.fact.kind.members
            asked = Words(self.law, cls, None).written(what.formula)
        else:
            asked = self.language.of(what)
        return _said(_ATOM, f"{self._word(word)}({self._path(group.path)}: {asked}{more})")

    def _path(self, path: str) -> str:
        if self.language is None:
            return path
        labels: list[str] = []
        cls: Any = self.of
        for name in path.split("."):
            declared = facts_of(cls)[name]
            labels.append(self.language.of(declared))
            cls = declared.kind.members
        return "·".join(labels)

    def _parameter(self, name: str, beside: Fact[Any] | None) -> str:
        if name == "in_force_from":
            return self._word(IN_FORCE_FROM)
        if self.law is None:
            return name
        value = getattr(self.law, name)
        if self.language is None or (beside is not None and beside.unit is not None):
            return self._value(value, beside)
        return self.language.number(self.law, name)

    def _value(self, value: Any, beside: Fact[Any] | None) -> str:
        if self.language is None:
            named = isinstance(value, Enum) and not isinstance(value, Unknown)
            return value.name if named else repr(value) if isinstance(value, str) else str(value)
        if isinstance(value, str):
            return self.language.pick((f"“{value}”", f'"{value}"'))
        if isinstance(value, Decimal) and beside is None:
            return self.language.money(value)
        return self.language.value(value, beside)

    def _listed(self, labels: tuple[Any, ...]) -> str:
        return self._word(COMMA).join(self._value(label, None) for label in labels)
