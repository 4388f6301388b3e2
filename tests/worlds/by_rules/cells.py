"""Cells (单元格): what a rule gets for a fact when it runs on a table: a column that it can compare and connect.

narwhals does the work. What is here folds away what is decided before any row is read (`x | False`, `x | (x & y)`), so
that a rule costs what it would if it were written for the table by hand, and compares labels by their numbers.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, TypeAlias

import attrs
import narwhals as nw

from sgzlib.bridges.columns import code_of
from sgzlib.law.deadlines import one_of_two
from sgzlib.law.kinds import Form, Kind
from sgzlib.law.periods import TO_MONDAY, RestDays, earliest_start, latest_start, weekend_before
from sgzlib.law.truth import UNKNOWN, Interval, Unknown, not_

_EPOCH = date(1970, 1, 1)
_Method: TypeAlias = "Callable[[Cells, Any], Any]"
_PLAIN = (int, Decimal, date, timedelta, str)


def _on_cells(work: Callable[[Any, Any], Any]) -> _Method:
    def method(self: Cells, other: Any) -> Any:
        if isinstance(other, Cells):
            return Cells(work(self.expr, other.expr), _signed(work, self.sign, other.sign))
        if isinstance(other, Enum):
            other = code_of(other)
        elif not isinstance(other, _PLAIN):
            return NotImplemented
        return Cells(work(self.expr, other), _signed(work, self.sign, other))

    return method


def _signed(work: Any, *signs: Any) -> Any:
    return None if None in signs else (work, *signs)


class Cells:
    """A column in a rule (规则中的列): comparisons, arithmetic, and Kleene's `&`, `|` and `~`.

    Two of the same `sign` hold the same, and those without one nothing but nulls; `conjuncts` are the signs of what is
    and-ed together in it. `parts` are the cells that it is made of, where it is a truth made of truths.
    """

    __slots__ = ("conjuncts", "expr", "sign")
    __hash__ = None  # type: ignore[assignment]
    parts: tuple[Cells, ...] = ()

    def __init__(self, expr: nw.Expr, sign: Any, conjuncts: frozenset[Any] | None = None) -> None:
        self.expr = expr
        self.sign = sign
        self.conjuncts = frozenset((sign,)) if conjuncts is None else conjuncts

    __ge__ = _on_cells(operator.ge)
    __gt__ = _on_cells(operator.gt)
    __le__ = _on_cells(operator.le)
    __lt__ = _on_cells(operator.lt)
    __eq__ = _on_cells(operator.eq)
    __ne__ = _on_cells(operator.ne)
    __add__ = __radd__ = _on_cells(operator.add)
    __sub__ = _on_cells(operator.sub)

    def __mul__(self, other: Any) -> Any:
        factor = other.factor if isinstance(other, Cells) else other
        return Cells(self.factor * factor, _signed(operator.mul, self.sign, getattr(other, "sign", other)))

    __rmul__ = __mul__

    @property
    def factor(self) -> nw.Expr:
        """The column as it is multiplied (作为乘数)."""
        return self.expr

    def __and__(self, other: Any) -> Any:
        if isinstance(other, bool):
            return self if other else False
        if isinstance(other, Unknown):
            return self & UNKNOWN_CELLS
        if self.conjuncts <= other.conjuncts:
            return other
        if other.conjuncts <= self.conjuncts:
            return self
        return Connected(operator.and_, (self, other), self.conjuncts | other.conjuncts)

    __rand__ = __and__

    def __or__(self, other: Any) -> Any:
        if isinstance(other, bool):
            return True if other else self
        if isinstance(other, Unknown):
            return self | UNKNOWN_CELLS
        if self.conjuncts <= other.conjuncts:
            return self
        if other.conjuncts <= self.conjuncts:
            return other
        return Connected(operator.or_, (self, other))

    __ror__ = __or__

    def __invert__(self) -> Cells:
        return self if self.sign is None else Connected(operator.invert, (self,))

    def ends_with(self, ending: str) -> Cells:
        """Say whether the text ends so, with something before it (以某文字结尾)."""
        return self._ask("ends with", ending, self.expr.str.ends_with(ending) & (self.expr != ending))

    def contains(self, text: str) -> Cells:
        """Say whether that stands in the text (包含某文字)."""
        return self._ask("contains", text, self.expr.str.contains(text, literal=True))

    def alike(self, other: Any, without: str, other_without: str) -> Any:
        """Say whether the text is another, each without what its pattern finds (去字后是否相同)."""
        if self.sign is None:
            return UNKNOWN_CELLS
        left = self.expr.str.replace_all(without, "") if without else self.expr
        if isinstance(other, str):
            right: Any = re.sub(other_without, "", other)
        elif other.sign is None:
            return UNKNOWN_CELLS
        else:
            right = other.expr.str.replace_all(other_without, "") if other_without else other.expr
        return Cells(left == right, ("alike", self.sign, without, getattr(other, "sign", other), other_without))

    def where(self, then: Any, otherwise: Any) -> Any:
        """Take one day where the truth holds and another where it does not; where it is null, either (依条件取值)."""
        ends = [_ends(then), _ends(otherwise)]
        if any(not isinstance(end, date | Cells) for pair in ends for end in pair):
            return one_of_two(self, then, otherwise)
        (low, high), (other_low, other_high) = ([_expr(end) for end in pair] for pair in ends)
        least = nw.coalesce(nw.when(low <= other_low).then(low), nw.when(other_low < low).then(other_low))
        most = nw.coalesce(nw.when(high >= other_high).then(high), nw.when(other_high > high).then(other_high))
        signs = [self.sign, *(getattr(end, "sign", end) for pair in ends for end in pair)]
        return Interval(
            Cells(_taken(self.expr, low, other_low, least), ("where low", *signs)),
            Cells(_taken(self.expr, high, other_high, most), ("where high", *signs)),
            UNKNOWN_CELLS,
        )

    def to_workday(self, rest_days: RestDays | None) -> Any:
        """Move a column of days off rest days (顺延至工作日); outside of what was published, to any day after."""
        if rest_days is None:
            return self._perhaps_to_monday()
        moved: dict[timedelta, list[date]] = {}
        last = rest_days.last_day
        for on in sorted(rest_days.days):
            to = rest_days.workday(on)
            if isinstance(to, date):
                moved.setdefault(to - on, []).append(on)
            elif rest_days.first_day <= on:
                last = min(last, on - timedelta(days=1))
        steps = [nw.when(self.expr.is_in(days)).then(self.expr + by) for by, days in moved.items()]
        low = nw.coalesce(*steps, self.expr)
        known = (self.expr >= rest_days.first_day) & (self.expr <= last)
        high = nw.when(~known).then(nw.lit(date.max)).otherwise(low)
        signs = self.sign, rest_days
        return Interval(Cells(low, ("workday", *signs)), Cells(high, ("latest workday", *signs)), UNKNOWN_CELLS)

    def _perhaps_to_monday(self) -> Any:
        """Return the days, of which those at a weekend may move to the Monday."""
        if self.sign is None:
            return self
        in_week = self.expr.dt.weekday()
        steps = [nw.when(in_week == at).then(self.expr + timedelta(days=by)) for at, by in TO_MONDAY.items()]
        return Interval(self, Cells(nw.coalesce(*steps, self.expr), ("Monday", self.sign)), UNKNOWN_CELLS)

    def _ask(self, what: str, text: str, found: nw.Expr) -> Cells:
        # On PyArrow, columns can be asked this, and not the single null that stands for a column left out.
        return UNKNOWN_CELLS if self.sign is None else Cells(found, (self.sign, what, text))

    def first_known(self, other: Any) -> Cells:
        """Take this where it is known, and another where it is not (以先者为准)."""
        if self.sign is None:
            return other
        if isinstance(other, bool):
            return Connected(_true_where_null if other else _false_where_null, (self,))
        return self if isinstance(other, Unknown) else Connected(nw.coalesce, (self, other))

    def amount_if(self, amount: Cells) -> Counted:
        """Take an amount where the truth holds, and nothing where it does not (有条件计入)."""
        possible = nw.when(~self.expr).then(nw.lit(False)).otherwise(nw.lit(True))
        return Counted(
            nw.when(self.expr).then(amount.expr), nw.when(possible).then(amount.expr), amount.expr.is_null() & possible
        )

    def shifted(self, by: Any, unit: str) -> Cells | Shifted:
        """Move a column of days (日期推移), by so many for all or by a column."""
        if isinstance(by, Cells):
            return self.moved(by, unit)
        return self + timedelta(days=by) if unit == "days" else Shifted(self, by, unit)

    def days_from(self, start: date, unit: str) -> Cells:
        """Move a day by this column (由某日推移)."""
        if self.sign is None:
            return nothing(nw.Date)
        by, begun = self.expr.cast(nw.Int64), start
        if unit == "calendar years":
            # A year's end hangs on the sum of the two years alone, and Spark holds no day of the first centuries.
            by, begun = by + (start.year - _EPOCH.year), _EPOCH
        days = _few(by) if unit == "days" else moved_by(begun.year, begun.month, begun.day, by, unit)
        return Cells(_plus_days(nw.lit(begun), days), ("from", start, self.sign, unit))

    def moved(self, by: Any, unit: str) -> Cells:
        """Return the column of the days moved, whatever it meets (推移后的日期)."""
        # On PyArrow, a column has a calendar, and not the single null that stands for a column left out.
        sign = getattr(by, "sign", by)
        if self.sign is None or sign is None:
            return nothing(nw.Date)
        by = by.expr.cast(nw.Int64) if isinstance(by, Cells) else by
        if unit == "days":
            days = _few(by) if isinstance(by, nw.Expr) else by
        else:
            calendar = self.expr.dt.year(), self.expr.dt.month(), self.expr.dt.day()
            year, month, day = (part.cast(nw.Int64) for part in calendar)
            days = moved_by(year, month, day, by, unit)
        # What runs past the calendar ends on its last day, as values do.
        on = _plus_days(self.expr, days)
        last = nw.lit(date.max)
        return Cells(nw.when(on > last).then(last).otherwise(on), ("moved", self.sign, sign, unit))


@attrs.frozen(eq=False)
class Counted:
    """A column of amounts that count where a truth holds (有条件计入的金额列).

    `low` has those that definitely count, `high` those that possibly do, and `unknown` says which is not known.
    """

    low: nw.Expr
    high: nw.Expr
    unknown: nw.Expr


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


def _ends(day: Any) -> tuple[Any, Any]:
    return (day.low, day.high) if isinstance(day, Interval) else (day, day)


def _expr(day: Any) -> nw.Expr:
    return day.expr if isinstance(day, Cells) else nw.lit(day)


def _taken(test: nw.Expr, then: nw.Expr, otherwise: nw.Expr, either: nw.Expr) -> nw.Expr:
    return nw.when(test).then(then).otherwise(nw.when(~test).then(otherwise).otherwise(either))


class Shifted:
    """A column of days moved by months or years (推移后的日期列).

    What it meets moves back instead, which is quicker; a column that it meets cannot, and then it is reckoned itself.
    """

    def __init__(self, day: Any, by: int, unit: str) -> None:
        self._day = day
        self._by = by
        self._unit = unit

    def __ge__(self, other: Any) -> Any:
        if not isinstance(other, date):
            return self.cells >= other
        return self._day >= earliest_start(other, self._by, self._unit)

    def __lt__(self, other: Any) -> Any:
        if not isinstance(other, date):
            return self.cells < other
        return self._day < earliest_start(other, self._by, self._unit)

    def __le__(self, other: Any) -> Any:
        if not isinstance(other, date):
            return self.cells <= other
        return self._day <= latest_start(other, self._by, self._unit)

    def __gt__(self, other: Any) -> Any:
        if not isinstance(other, date):
            return self.cells > other
        return self._day > latest_start(other, self._by, self._unit)

    def __eq__(self, other: object) -> Any:
        return self.cells == (other.cells if isinstance(other, Shifted) else other)

    __hash__ = None  # type: ignore[assignment]

    @property
    def cells(self) -> Any:
        """The column of the days themselves (推移后的日期)."""
        day = self._day.cells if isinstance(self._day, Shifted) else self._day
        return day.moved(self._by, self._unit)

    def shifted(self, by: Any, unit: str) -> Any:
        """Move it again."""
        return Shifted(self, by, unit) if isinstance(by, int) else self.cells.shifted(by, unit)

    def to_workday(self, rest_days: RestDays | None) -> Workdays:
        """Move it off rest days."""
        return Workdays(self, rest_days)


class Workdays:
    """A column of shifted days moved off rest days (顺延后的日期列): what it meets moves back to the day before."""

    def __init__(self, day: Shifted, rest_days: RestDays | None) -> None:
        self._day = day
        self._rest_days = rest_days

    def __ge__(self, other: date) -> Any:
        day, rest_days = self._day, self._rest_days
        if rest_days is None:
            return (day >= other) | ((day >= weekend_before(other)) & UNKNOWN)
        last = rest_days.last_day
        while last >= rest_days.first_day and last in rest_days.days:
            last -= timedelta(days=1)
        first = other
        while rest_days.first_day < first <= rest_days.last_day + timedelta(days=1):
            if first - timedelta(days=1) not in rest_days.days:
                break
            first -= timedelta(days=1)
        known = (day >= rest_days.first_day) & (day <= last)
        return (day >= other) | (known & (day >= first)) | (~known & UNKNOWN_CELLS)

    def __lt__(self, other: date) -> Any:
        return not_(self >= other)

    def __gt__(self, other: date) -> Any:
        return self >= other + timedelta(days=1)

    def __le__(self, other: date) -> Any:
        return not_(self > other)


def _true_where_null(truth: nw.Expr) -> nw.Expr:
    return nw.coalesce(truth, nw.lit(True))


def _false_where_null(truth: nw.Expr) -> nw.Expr:
    return nw.coalesce(truth, nw.lit(False))


class Connected(Cells):
    """A truth made of truths (由真值组成的真值)."""

    __slots__ = ("_work", "parts")
    __hash__ = None

    def __init__(
        self, work: Callable[..., Any], parts: tuple[Cells, ...], conjuncts: frozenset[Any] | None = None
    ) -> None:
        super().__init__(work(*(part.expr for part in parts)), (work, *(part.sign for part in parts)), conjuncts)
        self._work = work
        self.parts = parts

    def of(self, *parts: nw.Expr) -> nw.Expr:
        """Return the same made of other expressions (以其他表达式组成)."""
        made: nw.Expr = self._work(*parts)
        return made


class Count(Cells):
    """A column of counts (计数列): narrow where it is multiplied, or a product of decimals has too many digits."""

    __slots__ = ()
    __hash__ = None

    @property
    def factor(self) -> nw.Expr:
        """The count as a number of ten digits; more of them the engine refuses."""
        return self.expr.cast(nw.Int32)


class Money(Cells):
    """A column of prices (单价列): what costs nothing comes to nothing, however much of it there is."""

    __slots__ = ()
    __hash__ = None

    def __mul__(self, other: Any) -> Cells:
        product: Cells = super().__mul__(other)
        free = nw.when(self.expr == 0).then(self.expr)
        return Cells(nw.coalesce(product.expr, free), product.sign)


def _of(kind: Kind[Any] | None) -> type[Cells]:
    if kind is None:
        return Cells
    return Money if kind.money else Count if kind.form is Form.WHOLE else Cells


def column(name: str, kind: Kind[Any] | None = None) -> Cells:
    """Return a column of the table, as what its kind of fact is (列)."""
    return _of(kind)(nw.col(name), name)


def nothing(dtype: Any) -> Cells:
    """Return a column of which no row is known (整列未知)."""
    return Cells(nw.lit(None, dtype=dtype), None)


UNKNOWN_CELLS = nothing(nw.Boolean)
