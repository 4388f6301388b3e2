"""Formulas in words (公式文字): a rule's formula as text, with the labels of one language or the names of the code."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, TypeAlias

import attrs

from sgzlib.law.facts import Fact, facts_of
from sgzlib.law.formula import (
    Alike,
    And,
    AskedDay,
    Comparison,
    Constant,
    Count,
    CountBy,
    Difference,
    Distinct,
    Earlier,
    EndsWith,
    Extreme,
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
    under,
)
from sgzlib.law.laws import Law
from sgzlib.law.truth import Unknown
from sgzlib.prose.language import Language, Pair

_LOOSE, _OR, _AND, _COMPARED, _SUM, _PRODUCT, _ATOM = range(7)
Piece: TypeAlias = "tuple[str, int]"

ON: Pair = ("判断日", "the day asked about")
ALWAYS: Pair = ("恒成立", "always holds")
NEVER: Pair = ("恒不成立", "never holds")
DUE: Pair = ("期限", "due")
COUNT: Pair = ("数量", "count")
EVERY: Pair = ("全部", "every")
TOTAL: Pair = ("合计", "sum")
DISTINCT: Pair = ("不同取值数", "distinct values")
LATEST: Pair = ("最晚", "latest")
EARLIEST: Pair = ("最早", "earliest")
EARLIER: Pair = ("较早", "earlier of")
LATER: Pair = ("较晚", "later of")
YEAR_END: Pair = ("年末", "end of the year")
WORKDAY: Pair = ("顺延至工作日", "moved to a working day")
COMMA: Pair = ("、", ", ")
ENDS: Pair = ("结尾为", "ends with")
ALIKE: Pair = ("同名于", "is alike to")
NOT: Pair = ("非", "not ")
IN_FORCE_FROM: Pair = ("施行日", "first day in force")
UNITS: dict[str, Pair] = {
    "days": ("天", "day"),
    "months": ("个月", "month"),
    "years": ("年", "year"),
    "calendar months": ("个日历月末", "calendar month"),
    "calendar years": ("个日历年度末", "calendar year"),
}


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
                return self._piece(node)[0]

    def _word(self, pair: Pair) -> str:
        return pair[1] if self.language is None else self.language.pick(pair)

    def _inside(self, node: Node, rank: int, beside: Fact[Any] | None = None) -> str:
        """Return a formula as a part of what binds as strongly as `rank`; a value is written as the fact beside it."""
        text, own = self._piece(node, beside)
        return text if own >= rank else f"({text})"

    def _piece(self, node: Node, beside: Fact[Any] | None = None) -> Piece:
        match node:
            case Constant(value):
                return self._value(value, beside), _ATOM
            case Parameter(name):
                return self._parameter(name, beside), _ATOM
            case AskedDay():
                return self._word(ON), _ATOM
            case Given(path, _) | Group(path, _):
                return self._path(path), _ATOM
            case And(parts):
                return " ∧ ".join(dict.fromkeys(self._inside(part, _AND) for part in parts)), _AND
            case Or(parts):
                # Of two texts that are alike in several ways, once is enough.
                return " ∨ ".join(dict.fromkeys(self._inside(part, _OR) for part in parts)), _OR
            case Not(part):
                return self._word(NOT) + self._inside(part, _ATOM), _COMPARED
            case Comparison("≥", Count(group, what), Size(whole)) if group == whole:
                return self._asked(EVERY, group, what), _ATOM
            case Comparison(sign, left, right):
                of_left, of_right = _fact(left), _fact(right)
                compared = f"{self._inside(left, _SUM, of_right)} {sign} {self._inside(right, _SUM, of_left)}"
                return compared, _COMPARED
            case Sum(left, right):
                return f"{self._inside(left, _SUM, _fact(right))} + {self._inside(right, _SUM, _fact(left))}", _SUM
            case Difference(left, right):
                return f"{self._inside(left, _SUM, _fact(right))} - {self._inside(right, _PRODUCT, _fact(left))}", _SUM
            case Product(left, right):
                return f"{self._inside(left, _PRODUCT)} × {self._inside(right, _PRODUCT)}", _PRODUCT
            case _:
                return self._special(node)

    def _special(self, node: Any) -> Piece:
        match node:
            case Shift(Constant(date.min), by, "calendar years"):
                return self._call(YEAR_END, by)
            case Shift(day, by, unit):
                return self._shift(day, by, unit), _SUM
            case Workday(day):
                return (
                    (self._piece(day)[0], _SUM)
                    if self.law is None or self.law.rest_days is None
                    else self._call(WORKDAY, day)
                )
            case Earlier(left, right) | Later(left, right):
                return self._call(EARLIER if isinstance(node, Earlier) else LATER, left, right)
            case Where(test, then, otherwise):
                return (
                    f"{self._inside(test, _OR)} ? {self._inside(then, _SUM)} : {self._inside(otherwise, _SUM)}",
                    _LOOSE,
                )
            case Count(group, what):
                return self._asked(COUNT, group, what), _ATOM
            case CountBy(group, what, day):
                return self._asked(COUNT, group, what, f" ≤ {self._inside(day, _SUM)}"), _ATOM
            case Size(group):
                return f"{self._word(COUNT)}({self._path(group.path)})", _ATOM
            case Total(group, what):
                return self._asked(TOTAL, group, what), _ATOM
            case Extreme(group, what, latest):
                return self._asked(LATEST if latest else EARLIEST, group, what), _ATOM
            case Distinct(group, what, among):
                return self._asked(DISTINCT, group, what, f" ∈ {{{self._listed(among)}}}"), _ATOM
            case EndsWith(text, ending):
                return f"{self._inside(text, _SUM)} {self._word(ENDS)} {self._value(ending, None)}", _COMPARED
            case Alike(left, right, _, _):
                return f"{self._inside(left, _SUM)} {self._word(ALIKE)} {self._inside(right, _SUM)}", _COMPARED
            case Includes(labels, asked):
                return f"{self._inside(labels, _SUM)} ⊇ {{{self._listed(asked)}}}", _COMPARED
            case _:
                return f"{self._inside(node.labels, _SUM)} = ({self._listed(node.asked)})", _COMPARED

    def _call(self, word: Pair, *inner: Node) -> Piece:
        return f"{self._word(word)}({self._word(COMMA).join(self._piece(one)[0] for one in inner)})", _ATOM

    def _shift(self, day: Node, by: Node, unit: str) -> str:
        number = self._plain(by)
        word = self._word(UNITS[unit])
        if word == UNITS[unit][1] and number not in {"1", "-1"}:
            word += "s"
        sign, number = ("-", number[1:]) if number.startswith("-") else ("+", number)
        return f"{self._inside(day, _SUM)} {sign} {number} {word}"

    def _plain(self, node: Node) -> str:
        match node:
            case Parameter(name):
                return name if self.law is None else str(getattr(self.law, name))
            case Constant(value):
                return str(value)
            case _:
                return self._inside(node, _PRODUCT)

    def _asked(self, word: Pair, group: Group, what: What, more: str = "") -> str:
        if self.language is None:
            of: Any = group.fact.kind.members
            asked = Words(self.law, of, None).written(what.formula)
        else:
            asked = self.language.of(what)
        return f"{self._word(word)}({self._path(group.path)}: {asked}{more})"

    def _path(self, path: str) -> str:
        if self.language is None:
            return path
        labels: list[str] = []
        of: Any = self.of
        for name in path.split("."):
            declared = facts_of(of)[name]
            labels.append(self.language.of(declared))
            of = declared.kind.members
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


def _fact(node: Node) -> Fact[Any] | None:
    """Return the fact as which a value compared with a formula is written."""
    match node:
        case Given(_, fact):
            return fact
        case Sum(left, right) | Difference(left, right):
            return _fact(left) or _fact(right)
        case _:
            return None
