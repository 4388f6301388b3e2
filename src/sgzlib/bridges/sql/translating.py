"""Translating (翻译): residual formulas as SQL, where NULL is UNKNOWN and the connectives are Kleene's already.

A number or a day that is known to lie between two bounds is two expressions; a bound that is NULL is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import product
from typing import Any

import attrs
from sqlglot import exp

from sgzlib.bridges.columns import code_of, column_name
from sgzlib.bridges.spellings import BETWEEN
from sgzlib.bridges.sql.dialects import Dialect, Sql, Unsayable
from sgzlib.law.facts import Fact
from sgzlib.law.formula import (
    Alike,
    And,
    Comparison,
    ConsistsOf,
    Constant,
    Count,
    Difference,
    Distinct,
    EndsWith,
    Extreme,
    Given,
    Includes,
    Node,
    Not,
    Or,
    Product,
    Shift,
    Sign,
    Size,
    Sum,
    Total,
    What,
    Where,
    Workday,
)
from sgzlib.law.formula.partial import MIRRORED, WHOLE
from sgzlib.law.kinds import Form
from sgzlib.law.labels import spellings
from sgzlib.law.money import FEN_IN_YUAN
from sgzlib.law.truth import Interval, Unknown

_SIGNS: dict[Sign, type[exp.Binary]] = {
    "≥": exp.GTE,
    ">": exp.GT,
    "≤": exp.LTE,
    "<": exp.LT,
    "=": exp.EQ,
    "≠": exp.NEQ,
}


ZERO = exp.Literal.number(0)


def column(name: str, table: str | None = None) -> exp.Column:
    """Return a column by its name, quoted (列)."""
    return exp.column(name, table=table, quoted=True)


@attrs.frozen(eq=False)
class Bounds:
    """A number or a day in SQL (数或日期的上下界): the same expression twice where it is known."""

    low: Sql
    high: Sql

    @property
    def exact(self) -> bool:
        """Whether it is known where its row's facts are (是否确切)."""
        return self.low is self.high


def exactly(value: Sql) -> Bounds:
    """Return the bounds of a known value (确切值)."""
    return Bounds(value, value)


def case(*pairs: tuple[Sql, Sql], otherwise: Sql | None = None) -> exp.Case:
    """Return the value of the first test that holds (分情况)."""
    made = exp.Case()
    for test, value in pairs:
        made = made.when(test, value, copy=True)
    return made if otherwise is None else made.else_(otherwise, copy=True)


@attrs.frozen(eq=False)
class Translating:
    """How the formulas of one table are said (翻译设定): where its facts stand, and those of the whole.

    `used` gathers the facts that are asked for, `groups` what is asked of members.
    """

    dialect: Dialect
    table: str | None
    used: dict[str, Fact[Any]]
    groups: Mapping[str, Members]
    whole: Translating | None = None

    def truth(self, node: Node) -> Sql:
        """Return a truth (真值)."""
        match node:
            case Constant(bool() as value):
                return exp.true() if value else exp.false()
            case Constant():
                return exp.null()
            case Given(path, fact):
                return self._fact(path, fact)
            case Not(part):
                return exp.not_(self.truth(part), copy=False)
            case And(parts):
                return exp.and_(*map(self.truth, parts), copy=False)
            case Or(parts):
                return exp.or_(*map(self.truth, parts), copy=False)
            case Comparison(sign, left, right):
                return self._comparison(sign, left, right)
            case EndsWith(text, ending):
                return self._ends_with(self.value(text).low, ending)
            case Alike(left, right, without, right_without):
                one, other = self._without(left, without), self._without(right, right_without)
                return exp.EQ(this=one, expression=other)
            case Includes(labels, asked):
                return exp.and_(*(self._includes(self.value(labels).low, each) for each in asked), copy=False)
            case ConsistsOf(labels, asked):
                texts = (BETWEEN.join(each) for each in product(*map(spellings, asked)))
                found = [exp.Literal.string(f"{BETWEEN}{text}{BETWEEN}") for text in texts]
                return exp.In(this=self.value(labels).low, expressions=found)
            case _:
                raise _no_node(node)

    def _fact(self, path: str, fact: Fact[Any]) -> Sql:
        if self.whole is not None and path.startswith(f"{WHOLE}."):
            return self.whole._fact(path.removeprefix(f"{WHOLE}."), fact)  # noqa: SLF001 - of its own class
        name = column_name(path)
        self.used[name] = fact
        return column(name, self.table)

    def _comparison(self, sign: Sign, left: Node, right: Node) -> Sql:
        one, other = _aligned(left, right)
        return _compared(sign, self.value(one), self.value(other))

    def _ends_with(self, text: Sql, ending: str) -> Sql:
        end = self.dialect.say(self.dialect.ending, text=text, length=len(ending))
        literal = exp.Literal.string(ending)
        return exp.and_(
            exp.EQ(this=end, expression=literal), exp.NEQ(this=text.copy(), expression=literal.copy()), copy=False
        )

    def _without(self, text: Node, pattern: str) -> Sql:
        said = self.value(text).low
        if not pattern:
            return said
        if self.dialect.rewriting is None:
            raise Unsayable("能按模式删去文字的方言", "a dialect that takes from a text what a pattern finds")
        return self.dialect.rewritten(said, pattern, "")

    def _includes(self, labels: Sql, option: Any) -> Sql:
        found = [
            exp.GT(
                this=exp.StrPosition(this=labels.copy(), substr=exp.Literal.string(f"{BETWEEN}{text}{BETWEEN}")),
                expression=ZERO.copy(),
            )
            for text in spellings(option)
        ]
        return exp.or_(*found, copy=False)

    def value(self, node: Node) -> Bounds:
        """Return a number, day, label or text (数、日期、标签、文本)."""
        match node:
            case Constant(value):
                return self._constant(value)
            case Given(path, fact):
                return exactly(self._fact(path, fact))
            case Sum(left, right):
                one, other = map(self.value, _aligned(left, right))
                return _of_ends(exp.Add, one, other)
            case Difference(left, right):
                one, other = map(self.value, _aligned(left, right))
                return _of_ends(exp.Sub, one, Bounds(other.high, other.low))
            case Product(left, right):
                return self._product(left, right)
            case Shift(day, by, unit):
                return self._shifted(day, by, unit)
            case Where(test, then, Constant(0)):
                return self._amount_if(self.truth(test), self.value(then))
            case Workday():
                raise Unsayable("不含休息日（rest_days）的政策", "a policy without rest_days")
            case Size() | Count() | Total() | Distinct() | Extreme():
                return self._of_members(node)
            case _:
                raise _no_node(node)

    def _constant(self, value: Any) -> Bounds:
        match value:
            case Unknown():  # an enumeration's member too, and no label
                return exactly(self.dialect.unknown(Form.WHOLE))
            case Interval():
                return Bounds(self._constant(value.low).low, self._constant(value.high).high)
            case date():
                return exactly(self.dialect.day(value))
            case Enum():
                return exactly(exp.Literal.number(code_of(value)))
            case int() | Decimal():
                return exactly(exp.Literal.number(_written(value)))
            case _:
                return exactly(exp.Literal.string(value))

    def _product(self, left: Node, right: Node) -> Bounds:
        made = _of_ends(exp.Mul, self.value(left), self.value(right))
        if not (isinstance(left, Given) and left.fact.kind.money):
            return made
        # What costs nothing comes to nothing, however much of it there is.
        free = exp.EQ(this=self.value(left).low, expression=exp.Literal.number(0))
        amount = self.dialect.say(self.dialect.amount, amount=made.low)
        return exactly(case((free, ZERO), otherwise=amount))

    def _shifted(self, day: Node, by: Node, unit: Any) -> Bounds:
        number = by.value if isinstance(by, Constant) else self.value(by).low
        if unit == "calendar years":
            if day != Constant(date.min):
                raise Unsayable("自公元元年起算的日历年", "calendar years counted from year 1")
            return exactly(self.dialect.say(self.dialect.year_end, year=number))
        moved = self.value(day)
        low = self.dialect.moved(moved.low, number, unit)
        return exactly(low) if moved.exact else Bounds(low, self.dialect.moved(moved.high, number, unit))

    def _amount_if(self, test: Sql, amount: Bounds) -> Bounds:
        return Bounds(case((test, amount.low), otherwise=ZERO), case((exp.not_(test), ZERO), otherwise=amount.high))

    def _of_members(self, node: Any) -> Bounds:
        members = self.groups[column_name(node.group.path)]
        match node:
            case Size():
                return exactly(column(members.size()))
            case Count(_, what):
                ends = members.count(what)
            case Total(_, what):
                ends = members.total(what)
            case Distinct(_, what, among):
                ends = members.distinct(what, among)
            case _:
                ends = members.extreme(node.what, latest=node.latest)
        low, high = map(column, ends)
        return Bounds(low, high)


class Members:
    """What is asked of a group (分组汇总): what each member says of itself, and how that is reduced, by column.

    Aggregates skip what is unknown, and would take it for False. So who surely has what is asked is counted, and who
    possibly has it; a sum, or a last day, has no upper bound where some of it is unknown.
    """

    def __init__(self, path: str, translating: Translating) -> None:
        self.translating = translating
        self.said: dict[str, Sql] = {}
        self.reduced: dict[str, tuple[Sql, Sql]] = {}
        self._path = path
        self._names: dict[Node, str] = {}

    def _name(self, what: What) -> str:
        taken = self._names.values()
        return self._names.setdefault(
            what.formula, what.name if what.name not in taken else f"{what.name}_{len(taken)}"
        )

    def _reduces(self, empty: Sql, **reduced: Sql) -> tuple[str, ...]:
        named = {f"{self._path}_{name}": value for name, value in reduced.items()}
        self.reduced |= {name: (value, empty) for name, value in named.items()}
        return tuple(named)

    def size(self) -> str:
        """Return the column of how many there are."""
        return self._reduces(ZERO, size=_count_of(exp.Star()))[0]

    def count(self, what: What) -> tuple[str, ...]:
        """Return the columns of how many surely have something, and how many possibly do."""
        name = self._name(what)
        self.said[name] = self.translating.truth(what.formula)
        truth, one = column(name), exp.Literal.number(1)
        sure, possible = case((truth, one), otherwise=ZERO), case((exp.not_(truth), ZERO), otherwise=one)
        return self._reduces(ZERO, **{f"{name}_sure": exp.Sum(this=sure), f"{name}_possible": exp.Sum(this=possible)})

    def total(self, what: What) -> tuple[str, ...]:
        """Return the columns of the least that an amount comes to, and the most; the most is NULL where it is open."""
        name = self._name(what)
        amount = self.translating.value(what.formula)
        ends = [name, name] if amount.exact else [f"{name}_least", f"{name}_most"]
        self.said |= zip(ends, (amount.low, amount.high), strict=True)
        low, high = map(column, ends)
        least = exp.func("COALESCE", exp.Sum(this=low), ZERO)
        most = _where_all_known(high, exp.Sum(this=high.copy()))
        return self._reduces(ZERO, **{f"{name}_from": least, f"{name}_to": most})

    def distinct(self, what: What, among: tuple[Enum, ...]) -> tuple[str, ...]:
        """Return the columns of how many labels surely occur, and how many possibly do."""
        name = self._name(what)
        self.said[name] = self.translating.value(what.formula).low
        label = column(name)
        asked = exp.In(this=label, expressions=[exp.Literal.number(code_of(option)) for option in among])
        occurring = _count_of(exp.Distinct(expressions=[case((asked, label))]))
        unknown = exp.Sub(this=_count_of(exp.Star()), expression=_count_of(label.copy()))
        possible = exp.Add(this=occurring.copy(), expression=unknown)
        every = exp.Literal.number(len(among))
        most = case((exp.GT(this=possible, expression=every), every), otherwise=possible)
        return self._reduces(ZERO, **{f"{name}_distinct": occurring, f"{name}_distinct_most": most})

    def extreme(self, what: What, *, latest: bool) -> tuple[str, ...]:
        """Return the columns between which the last, or the first, of the members' days lies."""
        name = self._name(what)
        self.said[name] = self.translating.value(what.formula).low
        day, nobodys = column(name), self.translating.dialect.day(date.min if latest else date.max)
        end: Sql = exp.Max(this=day) if latest else exp.Min(this=day)
        known = _where_all_known(day, end)
        ends = {"last_from": end, "last_to": known} if latest else {"first_from": known, "first_to": end}
        return self._reduces(nobodys, **{f"{name}_{which}": value for which, value in ends.items()})


def _no_node(node: Node) -> Unsayable:
    return Unsayable(f"不含此种 {type(node).__name__} 的规则", f"a rule without such a {type(node).__name__}")


def _count_of(what: Sql) -> Sql:
    return exp.Count(this=what)


def _where_all_known(asked: Sql, value: Sql) -> Sql:
    return case((exp.EQ(this=_count_of(asked.copy()), expression=_count_of(exp.Star())), value))


def _compared(sign: Sign, one: Bounds, other: Bounds) -> Sql:
    if one.exact and other.exact:
        return _SIGNS[sign](this=_operand(one.low), expression=_operand(other.low))
    match sign:
        case "≤" | "<":
            return _compared(MIRRORED[sign], other, one)
        case "=":
            return exp.and_(_compared("≥", one, other), _compared("≥", other, one), copy=False)
        case "≠":
            return exp.not_(_compared("=", one, other), copy=False)
        case _:
            no: Sign = "<" if sign == "≥" else "≤"
            surely = _compared(sign, exactly(one.low), exactly(other.high))
            never = _compared(no, exactly(one.high), exactly(other.low))
            return case((surely, exp.true()), (never, exp.false()))


def _of_ends(work: type[exp.Binary], one: Bounds, other: Bounds) -> Bounds:
    low = work(this=_operand(one.low), expression=_operand(other.low))
    if one.exact and other.exact:
        return exactly(low)
    return Bounds(low, work(this=_operand(one.high), expression=_operand(other.high)))


def _operand(value: Sql) -> Sql:
    return exp.paren(value, copy=True) if isinstance(value, exp.Add | exp.Sub) else value.copy()


def _written(number: int | Decimal) -> str:
    return str(int(number)) if number == int(number) else f"{number:f}"


def _scale(node: Node) -> int:
    """Return how many of the unit that columns hold make one of the law's: there are 100 fen in a yuan."""
    match node:
        case Given(_, fact):
            return FEN_IN_YUAN if fact.kind.money else 1
        case Total(_, what):
            return _scale(what.formula)
        case Product(left, right):
            return _scale(left) * _scale(right)
        case Sum(left, right) | Difference(left, right) | Where(_, left, right):
            return max(_scale(left), _scale(right))
        case _:
            return 1


def _aligned(left: Node, right: Node) -> tuple[Node, Node]:
    """Return two amounts in one unit (化为同一单位)."""
    scales = _scale(left), _scale(right)
    return _scaled(left, max(scales) // scales[0]), _scaled(right, max(scales) // scales[1])


def _scaled(node: Node, factor: int) -> Node:
    match node:
        case _ if factor == 1:
            return node
        case Constant(value):
            return Constant(value * factor)
        case Product(left, right):
            return Product(_scaled(left, factor), right)
        case _:
            return Product(Constant(factor), node)
