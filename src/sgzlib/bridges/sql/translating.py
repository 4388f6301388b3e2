"""Translating (翻译): formulas as SQL expressions, for `query`.

`Translating` is a world of `law.formula.folding`. It interprets formulas that `law.formula.partial` has simplified: the
numbers of the law and the day asked about are filled in.

    truth            one expression; NULL is UNKNOWN, and the connectives of SQL are Kleene's
    number or day    two expressions, its lower and its upper bound; a bound that is NULL is none
    group            columns of a subquery that has one row for each subject (`MemberAggregates`)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
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
    Earlier,
    EndsWith,
    Extreme,
    FirstKnown,
    Given,
    Includes,
    Later,
    Node,
    Not,
    Operator,
    Or,
    Product,
    Shift,
    Size,
    Sum,
    Total,
    What,
    Where,
    Workday,
    WorkdaysAfter,
)
from sgzlib.law.formula.evaluating import NOTHING
from sgzlib.law.formula.folding import Fold
from sgzlib.law.formula.partial import MIRRORED, UNKNOWN_NODE, WHOLE, Left
from sgzlib.law.kinds import Form
from sgzlib.law.labels import spellings
from sgzlib.law.money import FEN_IN_YUAN
from sgzlib.law.periods import NthWorkday, RestDays, nth_workday
from sgzlib.law.truth import Interval, Unknown

_SIGNS: dict[Operator, type[exp.Binary]] = {
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
class SqlBounds:
    """A number or a day in SQL (数或日期的上下界): the same expression twice where it is known."""

    low: Sql
    high: Sql

    @property
    def exact(self) -> bool:
        """Whether it is known where its row's facts are (是否确切)."""
        return self.low is self.high


def exactly(value: Sql) -> SqlBounds:
    """Return the bounds of a known value (确切值)."""
    return SqlBounds(value, value)


def case(*pairs: tuple[Sql, Sql], otherwise: Sql | None = None) -> exp.Case:
    """Return the value of the first test that holds (分情况)."""
    made = exp.Case()
    for test, value in pairs:
        made = made.when(test, value, copy=True)
    return made if otherwise is None else made.else_(otherwise, copy=True)


class Translating(Left[SqlBounds]):
    """The world of SQL, for the formulas of one table (SQL 的运算): a truth is one expression, a number two bounds.

    `table` is where its facts stand, and `whole` says the facts of the whole. `used` gathers the facts that are asked
    for, `groups` what is asked of members. `rest_days` are the law's.
    """

    def __init__(
        self,
        dialect: Dialect,
        table: str | None,
        groups: Mapping[str, MemberAggregates],
        whole: Translating | None = None,
        *,
        rest_days: RestDays | None = None,
    ) -> None:
        self.dialect = dialect
        self.table = table
        self.used: dict[str, Fact[Any]] = {}
        self.groups = groups
        self.whole = whole
        self.rest_days = rest_days
        self._fold = Fold(self)

    def inside(self, table: str) -> Translating:
        """Return the same, where its facts stand in a table (指明所在表); both gather what is used."""
        named = Translating(self.dialect, table, self.groups, self.whole, rest_days=self.rest_days)
        named.used = self.used
        return named

    def truth(self, node: Node) -> Sql:
        """Return a truth (真值)."""
        return self._fold(node).low.copy()

    def value(self, node: Node) -> SqlBounds:
        """Return a number, day, label or text (数、日期、标签、文本)."""
        if node == UNKNOWN_NODE:
            return exactly(self.dialect.unknown(Form.WHOLE))
        return self._fold(node)

    def amount(self, node: Node, *, money: bool) -> SqlBounds:
        """Return the bounds of an amount (金额的上下界), of money in fen, as cells hold it."""
        bounds = self.value(node)
        return _scaled(bounds, FEN_IN_YUAN // _scale(node)) if money and node != UNKNOWN_NODE else bounds

    def constant(self, node: Constant) -> SqlBounds:
        """Make a constant; UNKNOWN as a truth, since `partial` leaves it nowhere else but where it is looked for."""
        match node.value:
            case Unknown():
                return exactly(exp.null())
            case bool() as truth:
                return exactly(exp.true() if truth else exp.false())
            case Interval() as value:
                return SqlBounds(self._literal(value.low), self._literal(value.high))
            case value:
                return exactly(self._literal(value))

    def _literal(self, value: Any) -> Sql:
        match value:
            case date():
                return self.dialect.day(value)
            case Enum():
                return exp.Literal.number(code_of(value))
            case int() | Decimal():
                return exp.Literal.number(_written(value))
            case _:
                return exp.Literal.string(value)

    def fact(self, node: Given) -> SqlBounds:
        """Make a fact: its column."""
        if self.whole is not None and node.path.startswith(f"{WHOLE}."):
            return self.whole.fact(Given(node.path.removeprefix(f"{WHOLE}."), node.fact))
        name = column_name(node.path)
        self.used[name] = node.fact
        return exactly(column(name, self.table))

    def negation(self, _node: Not, part: SqlBounds) -> SqlBounds:
        """Make a negation."""
        return exactly(exp.not_(part.low))

    def conjunction(self, _node: And, parts: Iterator[SqlBounds]) -> SqlBounds:
        """Make a conjunction."""
        return exactly(exp.and_(*(part.low for part in parts)))

    def disjunction(self, _node: Or, parts: Iterator[SqlBounds]) -> SqlBounds:
        """Make a disjunction."""
        return exactly(exp.or_(*(part.low for part in parts)))

    def comparison(self, node: Comparison, left: SqlBounds, right: SqlBounds) -> SqlBounds:
        """Make a comparison: where every value between the bounds gives one answer, that answer."""
        return exactly(_compared(node.sign, *_aligned(node.left, node.right, left, right)))

    def sum(self, node: Sum, left: SqlBounds, right: SqlBounds) -> SqlBounds:
        """Make a sum."""
        return _of_ends(exp.Add, *_aligned(node.left, node.right, left, right))

    def difference(self, node: Difference, left: SqlBounds, right: SqlBounds) -> SqlBounds:
        """Make a difference."""
        minuend, subtrahend = _aligned(node.left, node.right, left, right)
        return _of_ends(exp.Sub, minuend, SqlBounds(subtrahend.high, subtrahend.low))

    def product(self, node: Product, left: SqlBounds, right: SqlBounds) -> SqlBounds:
        """Make a product: what costs nothing comes to nothing, however much of it there is."""
        quantity = self.value(node.right) if node.right == UNKNOWN_NODE else right
        made = _of_ends(exp.Mul, left, quantity)
        if not (isinstance(node.left, Given) and node.left.fact.kind.money):
            return made
        free = exp.EQ(this=left.low.copy(), expression=exp.Literal.number(0))
        places = node.right.fact.kind.places if isinstance(node.right, Given) else 0

        def amount(end: Sql) -> Sql:
            said = self.dialect.say(self.dialect.amount, amount=end, places=places)
            return case((free.copy(), ZERO), otherwise=said)

        low = amount(made.low)
        return exactly(low) if made.exact else SqlBounds(low, amount(made.high))

    def shift(self, node: Shift, day: SqlBounds, by: SqlBounds) -> SqlBounds:
        """Make a moved day."""
        number = node.by.value if isinstance(node.by, Constant) else by.low
        if node.unit == "calendar years":
            if node.day != Constant(date.min):
                raise Unsayable("自公元元年起算的日历年", "calendar years counted from year 1")
            return exactly(self.dialect.say(self.dialect.year_end, year=number))
        low = self.dialect.moved(day.low.copy(), number, node.unit)
        return exactly(low) if day.exact else SqlBounds(low, self.dialect.moved(day.high.copy(), number, node.unit))

    def workday(self, _node: Workday, day: SqlBounds) -> SqlBounds:
        """Make a day that may be the Monday after a weekend.

        A day moved off published rest days that stands beside a fact is refused: no dialect says it.
        """
        if self.rest_days is None:
            return SqlBounds(day.low, self.dialect.to_monday(day.high))
        raise Unsayable("不含休息日（rest_days）的规定", "a policy without rest_days")

    def workdays_after(self, node: WorkdaysAfter, day: SqlBounds, _by: SqlBounds) -> SqlBounds:
        """Make a day some working days after another."""
        nth = nth_workday(node.by.value, self.rest_days)  # type: ignore[attr-defined]
        return SqlBounds(self._soonest(day.low, nth), self._latest(day.high, nth))

    def _soonest(self, day: Sql, nth: NthWorkday) -> Sql:
        further = [
            (exp.In(this=day.copy(), expressions=self._days(days)), self.dialect.moved(day.copy(), by, "days"))
            for by, days in nth.further().items()
        ]
        moved = self.dialect.moved(day.copy(), nth.by, "days")
        return case(*further, otherwise=moved) if further else moved

    def _latest(self, day: Sql, nth: NthWorkday) -> Sql:
        first, last = self._days(nth.known())
        before, after = self._days(map(nth.latest, (1, date.max.toordinal())))
        unlike = (exp.LT(this=day.copy(), expression=first), before), (exp.GT(this=day.copy(), expression=last), after)
        return case(*unlike, otherwise=self._soonest(day, nth))

    def _days(self, places: Iterable[int]) -> list[Sql]:
        return [self.dialect.day(date.fromordinal(place)) for place in places]

    def earlier(self, node: Earlier | Later, _left: SqlBounds, _right: SqlBounds) -> SqlBounds:
        """Refuse one of two days where it is not compared."""
        raise _no_node(node)

    later = earlier

    def first_known(self, _node: FirstKnown, first: SqlBounds, second: Callable[[], SqlBounds]) -> SqlBounds:
        """Make the first truth where it is not null, else the second."""
        return exactly(exp.func("COALESCE", first.low, second().low))

    def where(
        self, node: Where, test: SqlBounds, then: Callable[[], SqlBounds], otherwise: Callable[[], SqlBounds]
    ) -> SqlBounds:
        """Choose between two numbers; if the test is NULL, the bounds span both."""
        amount = self.value(node.then) if node.then == UNKNOWN_NODE else then()
        if node.otherwise == NOTHING:
            low = case((test.low, amount.low), otherwise=ZERO)
            return SqlBounds(low, case((exp.not_(test.low), ZERO), otherwise=amount.high))
        second = self.value(node.otherwise) if node.otherwise == UNKNOWN_NODE else otherwise()
        amount, second = _aligned(node.then, node.otherwise, amount, second)
        least = _chosen(test.low, amount.low, second.low, exp.LT)
        return SqlBounds(least, _chosen(test.low, amount.high, second.high, exp.GT))

    def size(self, node: Size) -> SqlBounds:
        """Make the number of members."""
        return exactly(column(self._members(node).size()))

    def count(self, node: Count) -> SqlBounds:
        """Make the number of members that have something."""
        return _between(self._members(node).count(node.what))

    def total(self, node: Total) -> SqlBounds:
        """Make the sum of an amount of the members."""
        return _between(self._members(node).total(node.what))

    def distinct(self, node: Distinct) -> SqlBounds:
        """Make the number of labels that occur among the members."""
        return _between(self._members(node).distinct(node.what, node.among))

    def extreme(self, node: Extreme) -> SqlBounds:
        """Make the last, or the first, of the members' days."""
        return _between(self._members(node).extreme(node.what, latest=node.latest))

    def _members(self, node: Any) -> MemberAggregates:
        return self.groups[column_name(node.group.path)]

    def ends_with(self, node: EndsWith, text: SqlBounds) -> SqlBounds:
        """Make the truth that a text ends so, with something before it."""
        end = self.dialect.say(self.dialect.ending, text=text.low.copy(), length=len(node.ending))
        literal = exp.Literal.string(node.ending)
        ends = exp.EQ(this=end, expression=literal)
        return exactly(exp.and_(ends, exp.NEQ(this=text.low.copy(), expression=literal.copy()), copy=False))

    def alike(self, node: Alike, left: SqlBounds, right: SqlBounds) -> SqlBounds:
        """Make the truth that two texts are alike."""
        left_text, right_text = self._without(left.low, node.without), self._without(right.low, node.right_without)
        return exactly(exp.EQ(this=left_text, expression=right_text))

    def _without(self, text: Sql, pattern: str) -> Sql:
        if not pattern:
            return text.copy()
        if self.dialect.rewriting is None:
            raise Unsayable("能按模式删去文字的方言", "a dialect that can extract text by a pattern")
        return self.dialect.rewritten(text.copy(), pattern, "")

    def includes(self, node: Includes, labels: SqlBounds) -> SqlBounds:
        """Make the truth that labels include some: their names stand in the text, or their labels."""
        return exactly(exp.and_(*(_stands_in(labels.low, label) for label in node.asked), copy=False))

    def consists_of(self, node: ConsistsOf, labels: SqlBounds) -> SqlBounds:
        """Make the truth that labels are these and no others, in this order."""
        texts = (BETWEEN.join(each) for each in product(*map(spellings, node.asked)))
        written = [exp.Literal.string(f"{BETWEEN}{text}{BETWEEN}") for text in texts]
        return exactly(exp.In(this=labels.low.copy(), expressions=written))


def _between(ends: tuple[str, ...]) -> SqlBounds:
    low, high = map(column, ends)
    return SqlBounds(low, high)


def _stands_in(labels: Sql, option: Any) -> Sql:
    matches = [
        exp.GT(
            this=exp.StrPosition(this=labels.copy(), substr=exp.Literal.string(f"{BETWEEN}{text}{BETWEEN}")),
            expression=ZERO.copy(),
        )
        for text in spellings(option)
    ]
    return exp.or_(*matches, copy=False)


class MemberAggregates:
    """What is asked of a group (分组汇总): what each member says of itself, and how that is reduced, by column.

    Aggregates skip what is unknown, and would take it for False. So two counts are made: of the members that definitely
    have what is asked, and of those that possibly have it. A sum, or a last day, has no upper bound where a
    part of it is unknown.
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
        """Return two columns: how many members definitely satisfy the formula, and how many possibly do."""
        name = self._name(what)
        self.said[name] = self.translating.truth(what.formula)
        truth, increment = column(name), exp.Literal.number(1)
        sure, possible = case((truth, increment), otherwise=ZERO), case((exp.not_(truth), ZERO), otherwise=increment)
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
        """Return the columns of how many labels definitely occur, and how many possibly do."""
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


def _chosen(test: Sql, then: Sql, otherwise: Sql, first: type[exp.Binary]) -> Sql:
    """Return one number or another, and where the test is NULL that which is `first` of both."""
    # Where either is NULL, no comparison holds, and the result is NULL too.
    either = case(
        (first(this=then.copy(), expression=otherwise.copy()), then),
        (exp.not_(first(this=then.copy(), expression=otherwise.copy())), otherwise),
    )
    return case((test.copy(), then), (exp.not_(test.copy()), otherwise), otherwise=either)


def _no_node(node: Node) -> Unsayable:
    return Unsayable(f"不含此种 {type(node).__name__} 的规则", f"a rule without such a {type(node).__name__}")


def _count_of(what: Sql) -> Sql:
    return exp.Count(this=what)


def _where_all_known(asked: Sql, value: Sql) -> Sql:
    return case((exp.EQ(this=_count_of(asked.copy()), expression=_count_of(exp.Star())), value))


def _compared(sign: Operator, left: SqlBounds, right: SqlBounds) -> Sql:
    if left.exact and right.exact:
        return _SIGNS[sign](this=_operand(left.low), expression=_operand(right.low))
    match sign:
        case "≤" | "<":
            return _compared(MIRRORED[sign], right, left)
        case "=":
            return exp.and_(_compared("≥", left, right), _compared("≥", right, left), copy=False)
        case "≠":
            return exp.not_(_compared("=", left, right), copy=False)
        case _:
            no: Operator = "<" if sign == "≥" else "≤"
            definitely = _compared(sign, exactly(left.low), exactly(right.high))
            never = _compared(no, exactly(left.high), exactly(right.low))
            return case((definitely, exp.true()), (never, exp.false()))


def _of_ends(work: type[exp.Binary], left: SqlBounds, right: SqlBounds) -> SqlBounds:
    low = work(this=_operand(left.low), expression=_operand(right.low))
    if left.exact and right.exact:
        return exactly(low)
    return SqlBounds(low, work(this=_operand(left.high), expression=_operand(right.high)))


def _operand(value: Sql) -> Sql:
    return exp.paren(value) if isinstance(value, exp.Add | exp.Sub) else value.copy()


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


def _aligned(left_node: Node, right_node: Node, left: SqlBounds, right: SqlBounds) -> tuple[SqlBounds, SqlBounds]:
    """Return two amounts in one unit (化为同一单位)."""
    scales = _scale(left_node), _scale(right_node)
    return _scaled(left, max(scales) // scales[0]), _scaled(right, max(scales) // scales[1])


def _scaled(value: SqlBounds, factor: int) -> SqlBounds:
    if factor == 1:
        return value
    low = _times(value.low, factor)
    return exactly(low) if value.exact else SqlBounds(low, _times(value.high, factor))


def _times(value: Sql, factor: int) -> Sql:
    if isinstance(value, exp.Literal):
        return exp.Literal.number(_written(Decimal(value.this) * factor))
    return exp.Mul(this=exp.Literal.number(factor), expression=_operand(value))
