"""Expressions (表达式): a formula as an expression of narwhals on the columns of a table, on every engine.

`Columns` is a world of `law.formula.folding`. It interprets formulas that `law.formula.partial` has simplified: the
numbers of the law and the day asked about are filled in.

    truth            a Boolean expression; a null is UNKNOWN, and the engines' connectives are Kleene's
    number or day    two expressions, its lower and its upper bound; a bound that is null is none

A truth that several formulas use is computed once, as a column of its own (`Shared`).
"""

from __future__ import annotations

import operator
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from functools import reduce
from typing import Any, Protocol, TypeAlias

import attrs
import narwhals as nw

from sgzlib.bridges.columns import code_of, column_name
from sgzlib.bridges.spellings import BETWEEN
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
    children,
)
from sgzlib.law.formula.evaluating import NOTHING
from sgzlib.law.formula.folding import Fold
from sgzlib.law.formula.partial import MIRRORED, UNKNOWN_NODE, Left
from sgzlib.law.kinds import Form
from sgzlib.law.periods import TO_MONDAY, NthWorkday, RestDays, nth_workday
from sgzlib.law.truth import Interval, Unknown

FactOf: TypeAlias = Callable[[str, Fact[Any]], nw.Expr]
_EPOCH = date(1970, 1, 1)
_NARROW = 2**31
_SIGNS: dict[Operator, Callable[[Any, Any], Any]] = {
    "≥": operator.ge,
    ">": operator.gt,
    "≤": operator.le,
    "<": operator.lt,
    "=": operator.eq,
    "≠": operator.ne,
}


@attrs.frozen(eq=False)
class ColumnBounds:
    """A number or a day by its bounds (上下界): the same expression twice where it is known; a truth always is."""

    low: nw.Expr
    high: nw.Expr

    @property
    def exact(self) -> bool:
        """Whether it is known where the facts of its row are (是否确切)."""
        return self.low is self.high


def exactly(expr: nw.Expr) -> ColumnBounds:
    """Return the bounds of a known value (确切值)."""
    return ColumnBounds(expr, expr)


def unknown(dtype: Any) -> ColumnBounds:
    """Return what is unknown in every row (整列未知)."""
    return exactly(nw.lit(None, dtype=dtype))


class ReducedGroup(Protocol):
    """A group in the world of columns (列中的分组): it answers with columns that are there once members are reduced."""

    def size(self) -> ColumnBounds:
        """Return how many members there are."""
        ...

    def count(self, what: What) -> ColumnBounds:
        """Return how many members have something."""
        ...

    def total(self, what: What) -> ColumnBounds:
        """Return the sum of an amount."""
        ...

    def distinct(self, what: What, among: tuple[Enum, ...]) -> ColumnBounds:
        """Return how many of the labels occur."""
        ...

    def extreme(self, what: What, *, latest: bool) -> ColumnBounds:
        """Return the last, or the first, day."""
        ...


class Columns(Left[ColumnBounds]):
    """How the formulas of one table become expressions (列的运算): `fact` says which column holds a fact."""

    def __init__(self, fact: FactOf, groups: Mapping[str, ReducedGroup], rest_days: RestDays | None) -> None:
        self._fact = fact
        self._groups = groups
        self._rest_days = rest_days

    def constant(self, node: Constant) -> ColumnBounds:
        """Make a constant; UNKNOWN as a truth, since `partial` leaves it nowhere else but where it is looked for."""
        match node.value:
            case Unknown():
                return unknown(nw.Boolean)
            case Interval() as value:
                # No column holds an amount without an end; null is as much as is known of it.
                endless = isinstance(value.high, Decimal) and value.high.is_infinite()
                return ColumnBounds(nw.lit(value.low), unknown(nw.Int64).high if endless else nw.lit(value.high))
            case Enum() as label:
                return exactly(nw.lit(code_of(label)))
            case value:
                return exactly(nw.lit(value))

    def fact(self, node: Given) -> ColumnBounds:
        """Make a fact: its column."""
        return exactly(self._fact(node.path, node.fact))

    def negation(self, _node: Not, part: ColumnBounds) -> ColumnBounds:
        """Make a negation."""
        return exactly(~part.low)

    def conjunction(self, _node: And, parts: Iterator[ColumnBounds]) -> ColumnBounds:
        """Make a conjunction."""
        return exactly(reduce(operator.and_, (part.low for part in parts)))

    def disjunction(self, _node: Or, parts: Iterator[ColumnBounds]) -> ColumnBounds:
        """Make a disjunction."""
        return exactly(reduce(operator.or_, (part.low for part in parts)))

    def comparison(self, node: Comparison, left: ColumnBounds, right: ColumnBounds) -> ColumnBounds:
        """Make a comparison: where every value between the bounds gives one answer, that answer."""
        # Polars fails where a literal stands before a column that is null throughout.
        if isinstance(node.left, Constant):
            return exactly(_compared(MIRRORED[node.sign], right, left))
        return exactly(_compared(node.sign, left, right))

    def sum(self, _node: Sum, left: ColumnBounds, right: ColumnBounds) -> ColumnBounds:
        """Make a sum."""
        return _of_ends(operator.add, left, right)

    def difference(self, _node: Difference, left: ColumnBounds, right: ColumnBounds) -> ColumnBounds:
        """Make a difference."""
        return _of_ends(operator.sub, left, right if right.exact else ColumnBounds(right.high, right.low))

    def product(self, node: Product, left: ColumnBounds, right: ColumnBounds) -> ColumnBounds:
        """Make a product: what costs nothing comes to nothing, however much of it there is."""
        product = _of_ends(operator.mul, _factor(node.left, left), _factor(node.right, right))
        if not (isinstance(node.left, Given) and node.left.fact.kind.money):
            return product
        free = nw.when(left.low == 0).then(left.low)
        low = nw.coalesce(product.low, free)
        return exactly(low) if product.exact else ColumnBounds(low, nw.coalesce(product.high, free))

    def shift(self, node: Shift, day: ColumnBounds, by: ColumnBounds) -> ColumnBounds:
        """Make a moved day."""
        if UNKNOWN_NODE in (node.day, node.by):
            return unknown(nw.Date)
        number = node.by.value if isinstance(node.by, Constant) else None
        if isinstance(node.day, Constant):
            return _each_end(by, lambda end: _from(node.day.value, end.cast(nw.Int64), node.unit))  # type: ignore[attr-defined]
        if number is not None:
            return _each_end(day, lambda end: _moved(end, number, node.unit))
        low, high = (
            _moved(on, count.cast(nw.Int64), node.unit) for on, count in zip(_ends(day), _ends(by), strict=True)
        )
        return exactly(low) if day.exact and by.exact else ColumnBounds(low, high)

    def workday(self, _node: Workday, day: ColumnBounds) -> ColumnBounds:
        """Make a day moved off rest days: outside of what was published, any day after."""
        if self._rest_days is None:
            return ColumnBounds(day.low, _to_monday(day.high))
        low, high = (_to_workday(end, self._rest_days) for end in _ends(day))
        return ColumnBounds(low.low, high.high)

    def workdays_after(self, node: WorkdaysAfter, day: ColumnBounds, _by: ColumnBounds) -> ColumnBounds:
        """Make a day some working days after another."""
        nth = nth_workday(node.by.value, self._rest_days)  # type: ignore[attr-defined]
        return ColumnBounds(_soonest(day.low, nth), _latest(day.high, nth))

    def earlier(self, _node: Earlier, left: ColumnBounds, right: ColumnBounds) -> ColumnBounds:
        """Make the earlier of two days."""
        return _of_ends(_least, left, right)

    def later(self, _node: Later, left: ColumnBounds, right: ColumnBounds) -> ColumnBounds:
        """Make the later of two days."""
        return _of_ends(_most, left, right)

    def first_known(self, _node: FirstKnown, first: ColumnBounds, second: Callable[[], ColumnBounds]) -> ColumnBounds:
        """Make the first truth where it is not null, else the second."""
        return exactly(nw.coalesce(first.low, second().low))

    def where(
        self, node: Where, test: ColumnBounds, then: Callable[[], ColumnBounds], otherwise: Callable[[], ColumnBounds]
    ) -> ColumnBounds:
        """Choose between two numbers; if the test is null, the bounds span both."""
        truth = test.low
        amount = _number(node.then, then())
        if node.otherwise == NOTHING:
            return ColumnBounds(
                nw.when(truth).then(amount.low).otherwise(nw.lit(0)),
                nw.when(possible(truth)).then(amount.high).otherwise(nw.lit(0)),
            )
        alternative = _number(node.otherwise, otherwise())
        return ColumnBounds(
            _chosen(truth, amount.low, alternative.low, _least(amount.low, alternative.low)),
            _chosen(truth, amount.high, alternative.high, _most(amount.high, alternative.high)),
        )

    def size(self, node: Size) -> ColumnBounds:
        """Make the number of members."""
        return self._members(node).size()

    def count(self, node: Count) -> ColumnBounds:
        """Make the number of members that have something."""
        return self._members(node).count(node.what)

    def total(self, node: Total) -> ColumnBounds:
        """Make the sum of an amount of the members."""
        return self._members(node).total(node.what)

    def distinct(self, node: Distinct) -> ColumnBounds:
        """Make the number of labels that occur among the members."""
        return self._members(node).distinct(node.what, node.among)

    def extreme(self, node: Extreme) -> ColumnBounds:
        """Make the last, or the first, of the members' days."""
        return self._members(node).extreme(node.what, latest=node.latest)

    def _members(self, node: Any) -> ReducedGroup:
        return self._groups[column_name(node.group.path)]

    def ends_with(self, node: EndsWith, text: ColumnBounds) -> ColumnBounds:
        """Make the truth that a text ends so, with something before it."""
        return exactly(text.low.str.ends_with(node.ending) & (text.low != node.ending))

    def alike(self, node: Alike, left: ColumnBounds, right: ColumnBounds) -> ColumnBounds:
        """Make the truth that two texts are alike."""
        return exactly(_bare(node.left, left, node.without) == _bare(node.right, right, node.right_without))

    def includes(self, node: Includes, labels: ColumnBounds) -> ColumnBounds:
        """Make the truth that a text of labels contains the name of every label asked for."""
        matches = [labels.low.str.contains(f"{BETWEEN}{label.name}{BETWEEN}", literal=True) for label in node.asked]
        return exactly(reduce(operator.and_, matches))

    def consists_of(self, node: ConsistsOf, labels: ColumnBounds) -> ColumnBounds:
        """Make the truth that labels are these and no others: their names are the text."""
        return exactly(labels.low == BETWEEN + BETWEEN.join(label.name for label in node.asked) + BETWEEN)


class Shared(Fold[ColumnBounds]):
    """Formulas as expressions, with what several of them have in common reckoned once (共用部分).

    Most engines would reckon it each time. So a truth that occurs more than once becomes a column, which is looked up
    from then on: `layers` are those columns by their names, each layer made of those before it.
    """

    def __init__(self, columns: Columns, formulas: Iterable[Node]) -> None:
        super().__init__(columns)
        self.layers: list[dict[str, nw.Expr]] = []
        self._uses: Counter[Node] = Counter()
        self._depths: dict[Node, int] = {}
        for formula in formulas:
            self._count(formula)

    def _count(self, node: Node) -> None:
        self._uses[node] += 1
        if self._uses[node] == 1 and isinstance(node, _CONNECTED):
            for part in children(node):
                self._count(part)

    def __call__(self, node: Node) -> ColumnBounds:
        """Return a formula as an expression, or as the column that holds it."""
        if node not in self.known:
            made = super().__call__(node)
            depth = max((self._depths.get(part, 0) for part in children(node)), default=0)
            if self._uses[node] > 1 and isinstance(node, _SHARED):
                if depth == len(self.layers):
                    self.layers.append({})
                name = f"_sgz_p{sum(map(len, self.layers))}"
                self.layers[depth][name] = made.low
                self.known[node] = exactly(nw.col(name))
                depth += 1
            self._depths[node] = depth
        return self.known[node]


_CONNECTED = (And, Or, Not)
_SHARED = (*_CONNECTED, Comparison, EndsWith, Alike, Includes, ConsistsOf)


def possible(truth: nw.Expr) -> nw.Expr:
    """Return where a truth is not False (并非否)."""
    return nw.when(~truth).then(nw.lit(False)).otherwise(nw.lit(True))


def certain(truth: nw.Expr) -> nw.Expr:
    """Return where a truth is True (确为是)."""
    return nw.when(truth).then(nw.lit(True)).otherwise(nw.lit(False))


def _ends(bounds: ColumnBounds) -> tuple[nw.Expr, nw.Expr]:
    return bounds.low, bounds.high


def _each_end(bounds: ColumnBounds, work: Callable[[nw.Expr], nw.Expr]) -> ColumnBounds:
    low = work(bounds.low)
    return exactly(low) if bounds.exact else ColumnBounds(low, work(bounds.high))


def _of_ends(work: Callable[[Any, Any], nw.Expr], left: ColumnBounds, right: ColumnBounds) -> ColumnBounds:
    low = work(left.low, right.low)
    return exactly(low) if left.exact and right.exact else ColumnBounds(low, work(left.high, right.high))


def _compared(sign: Operator, left: ColumnBounds, right: ColumnBounds) -> nw.Expr:
    if left.exact and right.exact:
        truth: nw.Expr = _SIGNS[sign](left.low, right.low)
        return truth
    match sign:
        case "=":
            return _compared("≥", left, right) & _compared("≤", left, right)
        case "≠":
            return ~_compared("=", left, right)
        case "≥" | ">":
            definitely = _SIGNS[sign](left.low, right.high)
            never = _SIGNS["<" if sign == "≥" else "≤"](left.high, right.low)
        case _:
            definitely = _SIGNS[sign](left.high, right.low)
            never = _SIGNS[">" if sign == "≤" else "≥"](left.low, right.high)
    undecided = nw.when(never).then(nw.lit(False)).otherwise(nw.lit(None, dtype=nw.Boolean))
    return nw.when(definitely).then(nw.lit(True)).otherwise(undecided)


def _number(node: Node, bounds: ColumnBounds) -> ColumnBounds:
    return unknown(nw.Int64) if node == UNKNOWN_NODE else bounds


def _factor(node: Node, bounds: ColumnBounds) -> ColumnBounds:
    """Return a number as it is multiplied: a count narrow, or a product of decimals has too many digits."""
    match node:
        case Given(_, fact) if fact.kind.form is Form.WHOLE:
            return exactly(bounds.low.cast(nw.Int32))
        case Constant(int() as value) if abs(value) < _NARROW:
            return exactly(bounds.low.cast(nw.Int32))
        case Constant(Unknown()):
            return unknown(nw.Int32)
        case _:
            return _number(node, bounds)


def _least(left: nw.Expr, right: nw.Expr) -> nw.Expr:
    return nw.coalesce(nw.when(left <= right).then(left), nw.when(right < left).then(right))


def _most(left: nw.Expr, right: nw.Expr) -> nw.Expr:
    return nw.coalesce(nw.when(left >= right).then(left), nw.when(right > left).then(right))


def _chosen(test: nw.Expr, then: nw.Expr, otherwise: nw.Expr, either: nw.Expr) -> nw.Expr:
    return nw.when(test).then(then).otherwise(nw.when(~test).then(otherwise).otherwise(either))


def _bare(node: Node, text: ColumnBounds, pattern: str) -> nw.Expr:
    if isinstance(node, Constant):
        return nw.lit(re.sub(pattern, "", node.value))
    return text.low.str.replace_all(pattern, "") if pattern else text.low


# --- the calendar ---


def _from(start: date, by: nw.Expr, unit: str) -> nw.Expr:
    begun = start
    if unit == "calendar years":
        # A year's end hangs on the sum of the two years alone, and Spark holds no day of the first centuries.
        by, begun = by + (start.year - _EPOCH.year), _EPOCH
    days = _few(by) if unit == "days" else moved_by(begun.year, begun.month, begun.day, by, unit)
    return _plus_days(nw.lit(begun), days)


def _moved(on: nw.Expr, by: Any, unit: str) -> nw.Expr:
    if unit == "days":
        moved = _plus_days(on, _few(by) if isinstance(by, nw.Expr) else by)
    else:
        year, month, day = (part.cast(nw.Int64) for part in (on.dt.year(), on.dt.month(), on.dt.day()))
        moved = _plus_days(on, moved_by(year, month, day, by, unit))
    return moved if isinstance(by, int) and by < 0 else _in_the_calendar(moved)


def _in_the_calendar(on: nw.Expr) -> nw.Expr:
    """Return a day, or the last one of the calendar for what runs past it (日历之内)."""
    return nw.when(on > nw.lit(date.max)).then(nw.lit(date.max)).otherwise(on)


def _plus_days(on: nw.Expr, days: Any) -> nw.Expr:
    return (on + nw.lit(timedelta(days=1)) * days).cast(nw.Date)


def _few(days: nw.Expr) -> nw.Expr:
    # What runs past the calendar is later than every day in it, however many days it is; more of them overflow.
    most = nw.lit(date.max.toordinal())
    return nw.when(days > most).then(most).otherwise(days)


def first_of_month(month: Any) -> Any:
    """Return the ordinal of the first day of a month, counted from January of year 0 (某月首日的序数).

    Years that begin in March have their odd day at the end, and months of 31, 30, 31, 30, 31 days in turn.
    """
    years, months = (month - 2) // 12, (month - 2) % 12
    return years * 365 + years // 4 - years // 100 + years // 400 + (months * 153 + 2) // 5 - 305


def moved_by(year: Any, month: Any, day: Any, by: Any, unit: str) -> Any:
    """Return by how many days a day moves where it moves by months, years or to a year's end (推移的天数)."""
    this = year * 12 + month - 1
    start = first_of_month(this) + day - 1
    if unit == "calendar months":
        return first_of_month(this + by) - 1 - start
    if unit == "calendar years":
        return first_of_month((year + by) * 12) - 1 - start
    that = this + by * (12 if unit == "years" else 1)
    return nw.min_horizontal(first_of_month(that) + day - 1, first_of_month(that + 1) - 1) - start


def _to_monday(on: nw.Expr) -> nw.Expr:
    in_week = on.dt.weekday() % 7  # narwhals numbers a Sunday 0 on PySpark, and 7 elsewhere
    return nw.coalesce(
        *(nw.when(in_week == weekday % 7).then(on + timedelta(days=by)) for weekday, by in TO_MONDAY.items()), on
    )


def _to_workday(on: nw.Expr, rest_days: RestDays) -> ColumnBounds:
    moved: dict[timedelta, list[date]] = {}
    last = rest_days.last_day
    for resting in sorted(rest_days.days):
        working = rest_days.workday(resting)
        if isinstance(working, date):
            moved.setdefault(working - resting, []).append(resting)
        elif rest_days.first_day <= resting:
            last = min(last, resting - timedelta(days=1))
    steps = [nw.when(on.is_in(days)).then(on + by) for by, days in moved.items()]
    low = nw.coalesce(*steps, on)
    known = (on >= rest_days.first_day) & (on <= last)
    return ColumnBounds(low, nw.when(~known).then(nw.lit(date.max)).otherwise(low))


def _soonest(on: nw.Expr, nth: NthWorkday) -> nw.Expr:
    further = (
        nw.when(on.is_in([date.fromordinal(day) for day in days])).then(_plus_days(on, by))
        for by, days in nth.further().items()
    )
    by = min(nth.by, date.max.toordinal() - 1)
    over = nw.when(on > date.max - timedelta(days=by)).then(nw.lit(date.max))
    return nw.coalesce(over, *further, _plus_days(on, by))


def _latest(on: nw.Expr, nth: NthWorkday) -> nw.Expr:
    first, last = map(date.fromordinal, nth.known())
    before, after = (date.fromordinal(nth.latest(place)) for place in (1, date.max.toordinal()))
    beyond = nw.when(on < first).then(nw.lit(before)).otherwise(_soonest(on, nth))
    return nw.when(on > last).then(nw.lit(after)).otherwise(beyond)
