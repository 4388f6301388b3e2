"""The world of symbols: the library's own rules as formulas, so that Z3 can prove things about them.

A truth is a pair of formulas, "definitely True" and "definitely False"; UNKNOWN is where neither holds. A number or a
day is a symbol with a flag that says whether it is known. Days are counted from year 1.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import z3

from sgzlib import Unknown
from sgzlib.law.deadlines import Deadline
from sgzlib.law.facts import Fact, StandIn, is_subject
from sgzlib.law.groups import truth_of
from sgzlib.law.labels import Labelled
from sgzlib.law.periods import earliest_start, latest_start, weekend_before
from sgzlib.law.requirement import Case
from sgzlib.law.truth import Interval, not_

MEMBERS = 2
ENDLESS = 10**18
FULL = 5  # as many as a rule that can be solved for asks for at most: one budget line of each main category


class Truth3:
    """A truth with three values, as two formulas."""

    def __init__(self, true: Any, false: Any) -> None:
        self.true = true
        self.false = false

    def __and__(self, other: Any) -> Truth3:
        other = lifted(other)
        return Truth3(z3.And(self.true, other.true), z3.Or(self.false, other.false))

    def __or__(self, other: Any) -> Truth3:
        other = lifted(other)
        return Truth3(z3.Or(self.true, other.true), z3.And(self.false, other.false))

    __rand__, __ror__ = __and__, __or__

    def __invert__(self) -> Truth3:
        return Truth3(self.false, self.true)

    def first_known(self, other: Any) -> Truth3:
        other = lifted(other)
        true = z3.Or(self.true, z3.And(z3.Not(self.false), other.true))
        return Truth3(true, z3.Or(self.false, z3.And(z3.Not(self.true), other.false)))

    def amount_if(self, amount: Number3) -> Interval:
        low, high = _bounds(amount)
        return Interval(counted(z3.If(self.true, low, 0)), counted(z3.If(self.false, 0, high)), UNKNOWN3)


UNKNOWN3 = Truth3(z3.BoolVal(False), z3.BoolVal(False))


def lifted(truth: Any) -> Truth3:
    """Make a truth of formulas of one of the library's."""
    if isinstance(truth, Truth3):
        return truth
    if isinstance(truth, Unknown):
        return UNKNOWN3
    assert isinstance(truth, bool)
    return Truth3(z3.BoolVal(truth), z3.BoolVal(not truth))


class Shifted:
    """A day moved by months or years.

    A day of the calendar is moved back to be compared with it, which is quicker; for a symbol, the day itself is moved.
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
        """Return the day itself."""
        day = self._day.cells if isinstance(self._day, Shifted) else self._day
        return day.moved(self._by, self._unit)

    def shifted(self, by: Any, unit: str) -> Any:
        """Move it again."""
        return Shifted(self, by, unit) if isinstance(by, int) else self.cells.shifted(by, unit)

    def to_workday(self, rest_days: Any) -> OffWeekends:
        """Move it off a weekend: nothing is published where symbols are asked."""
        assert rest_days is None
        return OffWeekends(self)


class OffWeekends:
    """A shifted day, or the Monday after it: a day of the calendar is moved back to be compared with it."""

    def __init__(self, day: Shifted) -> None:
        self._day = day

    def __ge__(self, other: date) -> Any:
        return (self._day >= other) | ((self._day >= weekend_before(other)) & UNKNOWN3)

    def __lt__(self, other: date) -> Any:
        return not_(self >= other)

    def __gt__(self, other: date) -> Any:
        return self >= other + timedelta(days=1)

    def __le__(self, other: date) -> Any:
        return not_(self > other)


class Number3:
    """A number or a day that may be unknown."""

    def __init__(self, known: Any, value: Any) -> None:
        self.known = known
        self.value = value

    def _compared(self, other: Any, how: Any) -> Any:
        if isinstance(other, Interval | Deadline | Shifted):
            return NotImplemented
        other = counted(other)
        known, holds = z3.And(self.known, other.known), how(self.value, other.value)
        return Truth3(z3.And(known, holds), z3.And(known, z3.Not(holds)))

    def __ge__(self, other: Any) -> Any:
        return self._compared(other, lambda a, b: a >= b)

    def __gt__(self, other: Any) -> Any:
        return self._compared(other, lambda a, b: a > b)

    def __le__(self, other: Any) -> Any:
        return self._compared(other, lambda a, b: a <= b)

    def __lt__(self, other: Any) -> Any:
        return self._compared(other, lambda a, b: a < b)

    def __eq__(self, other: object) -> Any:
        return self._compared(other, lambda a, b: a == b)

    def __ne__(self, other: object) -> Any:
        return self._compared(other, lambda a, b: a != b)

    __hash__ = None  # type: ignore[assignment]

    def __add__(self, other: Any) -> Number3:
        other = counted(other)
        return Number3(z3.And(self.known, other.known), self.value + other.value)

    def __sub__(self, other: Any) -> Number3:
        other = counted(other)
        return Number3(z3.And(self.known, other.known), self.value - other.value)

    def __mul__(self, other: Any) -> Number3:
        other = counted(other)
        nothing = z3.And(self.known, self.value == 0)
        return Number3(z3.Or(z3.And(self.known, other.known), nothing), z3.If(nothing, 0, self.value * other.value))

    __radd__, __rmul__ = __add__, __mul__

    def shifted(self, by: Any, unit: str) -> Any:
        return self + by if unit == "days" else Shifted(self, by, unit)

    def to_workday(self, rest_days: Any) -> Interval:
        """Give the day, or the Monday after a weekend: nothing is published where symbols are asked."""
        assert rest_days is None
        return Interval(self, Number3(self.known, monday_after(self.value)), UNKNOWN3)

    def moved(self, by: int, unit: str) -> Number3:
        if unit == "calendar months":
            return Number3(self.known, first_of_month(month_of(self.value)[0] + by) - 1)
        return self + by if unit == "days" else Number3(self.known, after_months(self.value, MONTHS[unit] * by))

    def days_from(self, start: date, unit: str) -> Number3:
        if unit == "days":
            return self + start
        assert (start, unit) == (date.min, "calendar years")
        return Number3(self.known, first_of_month(12 * (self.value + 1)) - 1)


MONTHS = {"months": 1, "years": 12}


def monday_after(day: Any) -> Any:
    """Give a day in the week, or the Monday after one at a weekend; the first day of year 1 is a Monday."""
    return z3.If(day % 7 == 6, day + 2, z3.If(day % 7 == 0, day + 1, day))


def first_of_month(month: Any) -> Any:
    """Give the ordinal of the first day of a month, counted from January of year 0; years begin in March."""
    years, months = (month - 2) / 12, (month - 2) % 12
    return years * 365 + years / 4 - years / 100 + years / 400 + (months * 153 + 2) / 5 - 305


def month_of(day: Any) -> tuple[Any, Any]:
    """Give the month of a day, counted from January of year 0, and its place in it, from 0."""
    since = day + 305  # days since 1 March of year 0
    of_era = since % 146_097
    year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365
    of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100)
    month = (5 * of_year + 2) / 153
    return 12 * (year_of_era + 400 * (since / 146_097)) + month + 2, of_year - (153 * month + 2) / 5


def after_months(day: Any, by: int) -> Any:
    """Give the day on which a period of months ends, on ordinals."""
    month, place = month_of(day)
    last, same = first_of_month(month + by + 1) - 1, first_of_month(month + by) + place
    return z3.If(same < last, same, last)


def counted(value: Any) -> Number3:
    """Make a number of symbols of a plain number, day, span of days or member of an enumeration."""
    if isinstance(value, Number3):
        return value
    if isinstance(value, date):
        value = value.toordinal()
    if isinstance(value, timedelta):
        value = value.days
    if isinstance(value, Decimal):
        value = z3.RealVal(str(value))
    if isinstance(value, Labelled):
        value = list(type(value)).index(value)
    return Number3(z3.BoolVal(True), value if z3.is_expr(value) else z3.IntVal(int(value)))


class Group3:
    """A group with a fixed number of members."""

    def __init__(self, members: list[Any]) -> None:
        self.members = members

    def size(self) -> Number3:
        return counted(len(self.members))

    def count(self, what: Any, case: Case[Any]) -> Interval:
        truths = [lifted(truth_of(member, what, case)) for member in self.members]
        return Interval(
            counted(z3.Sum([z3.IntVal(0), *(z3.If(truth.true, 1, 0) for truth in truths)])),
            counted(z3.Sum([z3.IntVal(0), *(z3.If(truth.false, 0, 1) for truth in truths)])),
            UNKNOWN3,
        )

    def total(self, what: Any, case: Any = None) -> Interval:
        bounds = [_bounds(truth_of(member, what, case)) for member in self.members]
        low, high = ([z3.RealVal(0), *ends] for ends in zip(*bounds, strict=True)) if bounds else ([z3.RealVal(0)],) * 2
        return Interval(counted(z3.Sum(low)), counted(z3.Sum(high)), UNKNOWN3)

    def distinct(self, name: str, among: tuple[Any, ...]) -> Interval:
        values = [getattr(member, name) for member in self.members]
        found = [z3.Or(*(z3.And(value.known, value.value == counted(one).value) for value in values)) for one in among]
        definitely = z3.Sum([z3.IntVal(0), *(z3.If(it, 1, 0) for it in found)])
        possibly: Any = z3.Sum([definitely, *(z3.If(value.known, 0, 1) for value in values)])
        return Interval(counted(definitely), counted(z3.If(possibly < len(among), possibly, len(among))), UNKNOWN3)

    def latest(self, name: str) -> Interval:
        return self._extreme(name, date.min, date.max, lambda a, b: a > b)

    def earliest(self, name: str) -> Interval:
        days = self._extreme(name, date.max, date.min, lambda a, b: a < b)
        return Interval(days.high, days.low, UNKNOWN3)

    def _extreme(self, name: str, none: date, unknown: date, better: Any) -> Interval:
        best: Any = counted(none).value
        possibly: Any = best
        for member in self.members:
            day = getattr(member, name)
            best = z3.If(z3.And(day.known, better(day.value, best)), day.value, best)
            guess = z3.If(day.known, day.value, counted(unknown).value)
            possibly = z3.If(better(guess, possibly), guess, possibly)
        return Interval(counted(best), counted(possibly), UNKNOWN3)


def _bounds(amount: Any) -> tuple[Any, Any]:
    if isinstance(amount, Interval):
        return amount.low.value, amount.high.value
    return z3.If(amount.known, amount.value, 0), z3.If(amount.known, amount.value, ENDLESS)


class Labels3:
    """Several labels that may be unknown: which are among them, and whether they are a given row."""

    def __init__(self, path: str) -> None:
        self.path = path

    def includes(self, *asked: Any) -> Truth3:
        return self._asked(z3.And(*(z3.Bool(f"{self.path}∋{label.name}") for label in asked)))

    def consists_of(self, *asked: Any) -> Truth3:
        return self._asked(z3.Bool(f"{self.path}={'+'.join(label.name for label in asked)}"))

    def _asked(self, holds: Any) -> Truth3:
        known = z3.Bool(f"{self.path}?")
        return Truth3(z3.And(known, holds), z3.And(known, z3.Not(holds)))


class Text3:
    """A text that may be unknown."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.known = z3.Bool(f"{path}?")
        self.text = z3.String(path)

    def ends_with(self, ending: object) -> Truth3:
        return self._asked(z3.SuffixOf(z3.StringVal(ending), self.text))

    def __ne__(self, other: object) -> Any:
        return self._asked(self.text != z3.StringVal(other))

    def alike(self, other: Any, without: str, other_without: str) -> Truth3:
        """Compare the texts that patterns leave: symbols of their own, which `assignment` fills in."""
        left = z3.String(f"{self.path}~{without}")
        if not isinstance(other, Text3):
            return self._asked(left == z3.StringVal(re.sub(other_without, "", other)))
        both = z3.And(self.known, other.known)
        same = left == z3.String(f"{other.path}~{other_without}")
        return Truth3(z3.And(both, same), z3.And(both, z3.Not(same)))

    __hash__ = None  # type: ignore[assignment]

    def _asked(self, holds: Any) -> Truth3:
        return Truth3(z3.And(self.known, holds), z3.And(self.known, z3.Not(holds)))


def symbol(name: str, fact: Fact[Any]) -> Any:
    """Make the symbol of one fact."""
    known = z3.Bool(f"{name}?")
    if fact.kind.name == "bool":
        value = z3.Bool(name)
        return Truth3(z3.And(known, value), z3.And(known, z3.Not(value)))
    if fact.kind.name == "many":
        return Labels3(name)
    if fact.kind.name == "text":
        return Text3(name)
    return Number3(known, z3.Real(name) if fact.kind.name in {"yuan", "hours", "quantity"} else z3.Int(name))


def symbolic(of: type[Any], path: str = "", members: int = MEMBERS) -> StandIn:
    """Stand in for a subject with a symbol for every fact, those of parts and members included."""

    def leaf(name: str, fact: Fact[Any]) -> Any:
        at = f"{path}.{name}" if path else name
        if not is_subject(fact.kind.members):
            return symbol(at, fact)
        inner: Any = fact.kind.members
        if fact.kind.name == "part":
            return symbolic(inner, at, members)
        return Group3([symbolic(inner, f"{at}[{place}]") for place in range(members)])

    return StandIn(of, leaf)


def assignment(path: str, fact: Fact[Any], value: Any, used: list[str]) -> list[tuple[Any, Any]]:
    """Return what a fact's symbols, of those used, stand for where the fact has this value."""
    known = [(z3.Bool(f"{path}?"), z3.BoolVal(not isinstance(value, Unknown)))]
    if isinstance(value, Unknown):
        return known
    if fact.kind.name == "bool":
        return [*known, (z3.Bool(path), z3.BoolVal(value))]
    if fact.kind.name == "many":
        row = {f"{path}={'+'.join(label.name for label in value)}", *(f"{path}∋{label.name}" for label in value)}
        mine = [name for name in used if name.startswith((f"{path}=", f"{path}∋"))]
        return [*known, *((z3.Bool(name), z3.BoolVal(name in row)) for name in mine)]
    if fact.kind.name == "text":
        left = [name for name in used if name.startswith(f"{path}~")]
        bare = [(z3.String(name), z3.StringVal(re.sub(name.partition("~")[2], "", value))) for name in left]
        return [*known, *bare, (z3.String(path), z3.StringVal(value))]
    if fact.kind.name in {"yuan", "hours", "quantity"}:
        return [*known, (z3.Real(path), z3.RealVal(str(value)))]
    return [*known, (z3.Int(path), counted(value).value)]
