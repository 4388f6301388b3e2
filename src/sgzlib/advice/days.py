"""Moves of days (日期推移): how the place of a day in the calendar changes, and how far days of a range can move.

The place of a day is its ordinal: 1 for the first day of the calendar. A move is a function from a place to a place.
Its `reach`, where it has one, returns the least and the most number of places by which it moves the days of a range.
`reach` returns None if a day of the range could be moved past the end of the calendar.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from typing import Any, Final, cast

import attrs

from sgzlib.advice.propositions import (
    From,
    Moved,
    Polynomial,
    Proposition,
    conjunction,
    inequality,
)
from sgzlib.law import formula as fml
from sgzlib.law.periods import EVERY_WEEKEND, SHIFTS, TO_MONDAY, NthWorkday, RestDays

FIRST_DAY, LAST_DAY = 1, date.max.toordinal()
"""The places of the first and the last day of the calendar (日历的首日与末日)."""


def _same(place: int) -> int:
    return place


def _within_the_days(place: int) -> int:
    return min(max(place, FIRST_DAY), LAST_DAY)


cast("Any", _within_the_days).reach = lambda low, high: (0, 0) if low >= FIRST_DAY and high <= LAST_DAY else None


def day_of(polynomial: Polynomial) -> Moved:
    """Return a day, or a sum of days, as one that is moved: a sum that runs past the calendar, to the end of it."""
    terms = {monomial: int(coefficient) for monomial, coefficient in polynomial.items() if coefficient}
    start = terms.pop((), 0)
    if any(len(monomial) != 1 or isinstance(monomial[0], Proposition) for monomial in terms):
        raise TypeError("a day that is moved off rest days is a sum of facts, not a product or a count")
    parts = tuple((monomial[0], coefficient) for monomial, coefficient in terms.items())
    if not start and len(parts) == 1 and parts[0][1] == 1:
        day = parts[0][0]
        return day if isinstance(day, Moved) else Moved(day, _same)
    return Moved(parts, From(_within_the_days, start))


_LENGTHS: Final = {"days": (1, 1), "months": (28, 31), "years": (365, 366)}


@cache
def shifting(unit: fml.Unit, by: int) -> Callable[[int], int]:
    """Return the move of a day by so many units (按数推移)."""

    @cache
    def move(place: int) -> int:
        return cast("int", SHIFTS[unit](date.fromordinal(place), by).toordinal())

    if unit in _LENGTHS:
        least, most = sorted(by * length for length in _LENGTHS[unit])
        cast("Any", move).reach = _within_the_calendar(least, most)
    return move


def _within_the_calendar(least: int, most: int) -> Callable[[int, int], tuple[int, int] | None]:
    """Return how far a day of some days is moved, at least and at most; None where the calendar could end first."""

    def reach(low: int, high: int) -> tuple[int, int] | None:
        return (least, most) if low + least >= FIRST_DAY and high + most <= LAST_DAY else None

    return reach


@cache
def shifting_from(unit: fml.Unit, start: int) -> Callable[[int], int]:
    """Return where a day comes to, as a function of the number of units by which it is moved (自某日推移)."""

    @cache
    def move(by: int) -> int:
        return cast("int", SHIFTS[unit](date.fromordinal(start), by).toordinal())

    return move


@cache
def composed(outer: Callable[[int], int], inner: Callable[[int], int]) -> Callable[[int], int]:
    """Return one move after another as a single one (先后推移)."""
    if inner is _same:
        return outer

    def move(place: int) -> int:
        return outer(inner(place))

    first, second = (getattr(function, "reach", None) for function in (inner, outer))
    if first is not None and second is not None:
        cast("Any", move).reach = partial(_one_after_the_other, first, second)
    return move


def _one_after_the_other(first: Any, second: Any, low: int, high: int) -> tuple[int, int] | None:
    by = first(low, high)
    more = second(low + by[0], high + by[1]) if by else None
    return (by[0] + more[0], by[1] + more[1]) if by and more else None


@cache
def _resting(rest_days: RestDays) -> tuple[list[int], int]:
    """Return the places of the rest days, and the furthest that one of them moves a day."""
    resting = sorted(day.toordinal() for day in rest_days.days)
    moved = (rest_days.workday(day) for day in rest_days.days)
    return resting, max(
        (
            on.toordinal() - day.toordinal()
            for day, on in zip(rest_days.days, moved, strict=True)
            if isinstance(on, date)
        ),
        default=0,
    )


@attrs.frozen
class ToWorkday:
    """The move of a rest day to the next working day (顺延至工作日)."""

    rest_days: RestDays

    def reach(self, low: int, high: int) -> tuple[int, int]:
        """Return how far days of a range are moved, at least and at most (推移幅度)."""
        resting, longest = _resting(self.rest_days)
        place = bisect_left(resting, low)
        return 0, longest if place < len(resting) and resting[place] <= high else 0

    def __call__(self, place: int) -> int:
        """Return the place of the day that it is moved to."""
        # Beyond the published rest days the value is not used; it only has to keep the function rising.
        on = self.rest_days.workday(date.fromordinal(place))
        return on.toordinal() if isinstance(on, date) else place


@attrs.frozen
class Soonest:
    """The move to the earliest day that can be the working day of some number (最早的工作日)."""

    nth: NthWorkday

    def reach(self, low: int, high: int) -> tuple[int, int] | None:
        """Return how far days of a range are moved, at least and at most (推移幅度)."""
        resting, by, last = self.nth.resting, self.nth.by, self.nth.soonest(high)
        most = by + bisect_right(resting, last) - bisect_right(resting, low)
        return (by, most) if last < LAST_DAY else None

    def __call__(self, place: int) -> int:
        """Return the place of the day that it is moved to."""
        return self.nth.soonest(place)


@attrs.frozen
class Latest:
    """The move to the latest day that can be the working day of some number (最晚的工作日)."""

    nth: NthWorkday

    def __call__(self, place: int) -> int:
        """Return the place of the day that it is moved to."""
        return self.nth.latest(place)


@attrs.frozen
class _ToMonday:
    def reach(self, _low: int, _high: int) -> tuple[int, int]:
        """Return how far days of a range are moved, at least and at most (推移幅度)."""
        return 0, max(TO_MONDAY.values())

    def __call__(self, place: int) -> int:
        """Return the place of the day that it is moved to."""
        return EVERY_WEEKEND.workday(date.fromordinal(place)).toordinal()


TO_THE_MONDAY: Final = _ToMonday()


@attrs.frozen
class Published:
    """Whether it is known of a day where it is moved to (是否已公布): the rest days are published for some years."""

    rest_days: RestDays

    def __call__(self, place: int) -> bool:
        """Whether it is known of the day at a place."""
        return isinstance(self.rest_days.workday(date.fromordinal(place)), date)


def is_published(day: Moved, defined: Published) -> Proposition:
    """Return that a day is moved to one of which it is known whether it is a rest day."""
    first, last = defined.rest_days.first_day.toordinal(), defined.rest_days.last_day.toordinal()
    while last >= first and not defined(last):
        last -= 1
    return conjunction([inequality({(day,): 1, (): -first}), inequality({(day,): -1, (): last})])
