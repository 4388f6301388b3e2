"""Periods (期间), counted as the Civil Code counts them (`civil-code`, art. 200-204 and 1259).

Periods run by calendar day, month and year; the day on which a period starts is not counted; a period of months or
years ends on the corresponding day of its last month, or on that month's last day where there is none (29 February
plus one year is 28 February; 31 January plus one month is 28 or 29 February). A last day that is a statutory holiday
moves to the first day after it: which days those are, the caller says.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import MAXYEAR, date, datetime, timedelta
from functools import lru_cache
from typing import Any

import attrs
from dateutil.relativedelta import relativedelta

from sgzlib.law.arguments import iterable
from sgzlib.law.errors import InvalidType, InvalidValue
from sgzlib.law.fixed_numbers import Fixed
from sgzlib.law.plurals import counted
from sgzlib.law.truth import UNKNOWN, Interval, Unknown

_MONTHS_OF_A_YEAR = 12
_LAST_OF_A_YEAR = (_MONTHS_OF_A_YEAR, 31)


def day(field: str, value: object) -> date:
    """Return `value` when it is a plain `date`; refuse a `datetime`, text or anything else, naming `field`."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise InvalidType(field, value, "日期（datetime.date，不含时刻）", "a datetime.date without a time")


def _is_day(instance: object, attribute: attrs.Attribute[date], value: object) -> None:
    day(f"{type(instance).__name__}.{attribute.name}", value)


@attrs.frozen
class Period:
    """A period from one day to another (期间), both inclusive.

    >>> from datetime import date
    >>> from sgzlib import Period
    >>> date(2022, 7, 22) in Period(date(2021, 7, 23), date(2022, 7, 22))
    True
    >>> Period(date(2021, 7, 23), date(2021, 7, 22))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: Period.last_day: datetime.date(2021, 7, 22) 不可用，应为不早于首日 ...
    """

    first_day: date = attrs.field(validator=_is_day)
    last_day: date = attrs.field(validator=_is_day)

    def __attrs_post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise InvalidValue(
                "Period.last_day",
                self.last_day,
                f"不早于首日 {self.first_day} 的日期",
                f"a day not before the first day, {self.first_day}",
            )

    def __contains__(self, on: date) -> bool:
        return self.first_day <= day("on", on) <= self.last_day

    @property
    def days(self) -> int:
        """The number of days in the period (天数)."""
        return (self.last_day - self.first_day).days + 1

    def __iter__(self) -> Iterator[date]:
        return (self.first_day + timedelta(days=n) for n in range(self.days))


class Dated(int):
    """A number that other laws of a history set otherwise (各期数值): it is that of the day asked about.

    By it a day is moved as the law has it that is in force on that day.
    """

    laws: tuple[tuple[date, int], ...]

    def __new__(cls, number: int, laws: tuple[tuple[date, int], ...]) -> Dated:
        """Return a number with what each law sets, by the day from which it holds."""
        made = super().__new__(cls, number)
        made.laws = laws
        return made

    def __reduce__(self) -> Any:
        return Dated, (int(self), self.laws)

    def on(self, start: date) -> int:
        """Return what the law sets that is in force on a day (某日的数值)."""
        return next((number for since, number in reversed(self.laws) if since <= start), self.laws[0][1])


def _number_on(start: date, by: int) -> int:
    return by.on(start) if isinstance(by, Dated) else by


def _having(method: str, given: Any, zh: str, en: str) -> Any:
    """Return a recorded value, which has a method of its own for moving days; refuse anything else."""
    if isinstance(given, type) or not hasattr(given, method):
        raise InvalidType("start" if method == "shifted" else "by", given, zh, en)
    return given


def _shifting(unit: str, move: Callable[[date, int], date]) -> Callable[[Any, Any], Any]:
    def shifted(start: Any, by: Any) -> Any:
        if isinstance(start, date) and isinstance(by, int):
            return move(start, _number_on(start, by))
        if start is UNKNOWN or by is UNKNOWN:
            return UNKNOWN
        if isinstance(start, Interval):
            return Interval(shifted(start.low, by), shifted(start.high, by), start.unknown)
        if isinstance(start, date):
            return _having("days_from", by, "整数", "a whole number").days_from(start, unit)
        return _having("shifted", start, "日期（datetime.date，不含时刻）", "a datetime.date without a time").shifted(
            by, unit
        )

    shifted.__name__ = f"{unit.replace(' ', '_')}_after"  # as the source of a compiled rule shows it
    return shifted


def _days(start: date, by: int) -> date:
    try:
        return start + timedelta(days=by)
    except OverflowError:
        return date.min if by < 0 else date.max


# A check moves the same days over and over, and dateutil takes ten microseconds.
@lru_cache(maxsize=4096)
def _months(start: date, by: int) -> date:
    try:
        return start + relativedelta(months=by)
    except (ValueError, OverflowError):
        return date.min if by < 0 else date.max


def _years(start: date, by: int) -> date:
    return _months(start, by * _MONTHS_OF_A_YEAR)


def _calendar_months(start: date, by: int) -> date:
    after = _months(start.replace(day=1), by)
    return after if after in {date.min, date.max} else after - timedelta(days=1)


def _year_end(start: date, by: int) -> date:
    return date(min(max(start.year + by - 1, 1), MAXYEAR), *_LAST_OF_A_YEAR)


def days_after(start: Any, by: Any) -> Any:
    """Return the last day of a period of days from `start` (若干日届满); `start` is not counted.

    A period that would go beyond the last day of the calendar ends on that day; the same holds for the other functions.
    """
    return SHIFTS["days"](start, by)


def months_after(start: Any, by: Any) -> Any:
    """Return the last day of a period of months from `start` (若干月届满); if negative, the day on which one began."""
    return SHIFTS["months"](start, by)


def years_after(start: Any, by: Any) -> Any:
    """Return the last day of a period of years from `start` (若干年届满); `start` is not counted."""
    return SHIFTS["years"](start, by)


def calendar_months_after(start: Any, by: Any) -> Any:
    """Return the last day of a number of calendar months, counting the month of `start` as the first (若干日历月末)."""
    return SHIFTS["calendar months"](start, by)


def calendar_years_after(start: Any, by: Any) -> Any:
    """Return the last day of a number of calendar years, counting the year of `start` as the first (若干日历年度末)."""
    return SHIFTS["calendar years"](start, by)


def eve_of(on: Any) -> Any:
    """Return the day before a day (前一日)."""
    return days_after(on, Fixed(-1))


_MOVES: dict[str, Callable[[date, int], date]] = {
    "days": _days,
    "months": _months,
    "years": _years,
    "calendar months": _calendar_months,
    "calendar years": _year_end,
}
SHIFTS = {unit: _shifting(unit, move) for unit, move in _MOVES.items()}
"""How a day moves, by the unit that is counted (推移方式)."""


def latest_start(last_day: date, by: int, unit: str) -> date:
    """Return the last day from which such a period has ended by `last_day` (最晚起算日): the others turned round.

    A day of the case is compared with a day that is a fact; on a table the fact is a column, and columns add no years.
    So it is the day of the case that moves, from the last day of a month to the last of another.
    """
    if unit == "calendar years":
        return _year_end(last_day, 1 - by + ((last_day.month, last_day.day) == _LAST_OF_A_YEAR))
    month_end = relativedelta(day=31)
    ends_month = last_day + month_end == last_day
    if unit == "calendar months":
        return _calendar_months(last_day, 1 - by + ends_month)
    start = _MOVES[unit](last_day, -by)
    return start + month_end if ends_month and unit != "days" else start


def earliest_start(last_day: date, by: int, unit: str) -> date:
    """Return the first day from which such a period ends on `last_day` or later (最早起算日)."""
    return date.min if last_day == date.min else days_after(latest_start(last_day - timedelta(days=1), by, unit), 1)


def whole_years(first_day: date, years: int) -> Period:
    """Return the period of `years` whose first day is `first_day`: its last day is the eve of the anniversary.

    A period that begins on 29 February has its anniversary on 28 February, and so ends on the 27th.
    """
    return Period(first_day, years_after(first_day, years) - timedelta(days=1))


def whole_years_in(period: Period) -> int:
    """Return how many whole years a period runs, to the eve of an anniversary or to it; 0 if it is no whole number.

    A cycle that begins on 29 February has a year that runs from 28 February to the eve of the next 29 February.
    """
    first, last = period.first_day, period.last_day
    years = last.year - first.year
    if years_after(first, years) == last:
        return years
    if last == date.max:
        return 0
    after = last + timedelta(days=1)
    years = after.year - first.year
    return years if years_after(first, years) == after else 0


def months_of(period: Period, months: int = 1) -> tuple[Period, ...]:
    """Divide a period into stretches of calendar months (按日历月划分), cut off where the period begins and ends."""
    stretches: list[Period] = []
    first = period.first_day
    while not stretches or stretches[-1].last_day < period.last_day:
        stretches.append(Period(first, min(_calendar_months(first, months), period.last_day)))
        first = _days(stretches[-1].last_day, 1)
    return tuple(stretches)


def _set_of(days: Iterable[date]) -> frozenset[date]:
    return frozenset(day(f"RestDays.days[{index}]", on) for index, on in enumerate(iterable("RestDays.days", days)))


@attrs.frozen
class RestDays:
    """The published rest days (放假安排): those from `first_day` to `last_day` that are not working days.

    Days outside this range are unknown. Raises `InvalidValue` if the last day is before the first.

    >>> from datetime import date
    >>> from sgzlib.law import RestDays
    >>> week = RestDays(date(2021, 10, 1), date(2021, 10, 10), frozenset(date(2021, 10, n) for n in range(1, 8)))
    >>> week.workday(date(2021, 10, 5)), week.workday(date(2021, 10, 11))
    (datetime.date(2021, 10, 8), UNKNOWN)
    """

    first_day: date = attrs.field(validator=_is_day)
    last_day: date = attrs.field(validator=_is_day)
    days: frozenset[date] = attrs.field(converter=_set_of, repr=lambda days: f"<{counted(len(days), 'days')}>")

    def __attrs_post_init__(self) -> None:
        Period(self.first_day, self.last_day)

    def workday(self, on: date) -> date | Unknown:
        """Return a day, or the next working day if it is a rest day (顺延); UNKNOWN outside the published range."""
        on = day("on", on)
        while self.first_day <= on <= self.last_day:
            if on not in self.days:
                return on
            if on == date.max:
                break
            on += timedelta(days=1)
        return UNKNOWN


class Weekend(Interval):
    """A last day that is a Saturday or Sunday, where no rest days were published (周末的末日).

    It moves to the Monday after it, unless it was made a working day: which of the two only the calendar tells. `low`
    is the day itself, and what is shown as the last day.
    """

    __slots__ = ()
    __hash__ = None


@attrs.frozen
class _EveryWeekend(RestDays):
    """Rest days of which nothing is known but that weekends are among them (双休日)."""

    def workday(self, on: date) -> date:
        """Return a day, or the Monday after a weekend (顺延至周一)."""
        return _days(on, TO_MONDAY.get(on.isoweekday(), 0))


TO_MONDAY = {6: 2, 7: 1}
"""How many days it is to the Monday after a Saturday or Sunday, by its number in the week (距周一的天数)."""
_SINCE_SATURDAY = {7: 1, 1: 2}
NO_REST = RestDays(date.min, date.max, frozenset())
"""Rest days where there is none (无休息日)."""
EVERY_WEEKEND: RestDays = _EveryWeekend(date.min, date.max, frozenset())
"""Rest days where all weekends are, and nothing else (双休日均休息)."""


def weekend_before(on: date) -> date:
    """Return the first day that may move to a day where no rest days were published (可能顺延之首日)."""
    return _days(on, -_SINCE_SATURDAY.get(on.isoweekday(), 0))


def to_workday(on: Any, rest_days: RestDays | None) -> Any:
    """Return a day moved to the next working day (顺延至工作日).

    Outside the published range, the result is only known not to be earlier. If nothing is published, a weekday stays,
    and for a day at a weekend it is unknown whether it moves to the Monday.
    """
    if isinstance(on, Unknown):
        return on
    if isinstance(on, Interval):
        low, high = to_workday(on.low, rest_days), to_workday(on.high, rest_days)
        return Interval(getattr(low, "low", low), getattr(high, "high", high), on.unknown)
    if not isinstance(on, date):
        return on.to_workday(rest_days)
    moved = (EVERY_WEEKEND if rest_days is None else rest_days).workday(on)
    if rest_days is None:
        return on if moved == on else Weekend(on, moved)
    return Interval(on, date.max) if isinstance(moved, Unknown) else moved


@attrs.frozen
class NthWorkday:
    """Which day is the n-th working day after one (第若干个工作日), by the published rest days; days are ordinals.

    A day that was not published may be either: `soonest` takes it for a working day, and `latest` for a rest day.
    """

    by: int
    first: int
    last: int
    resting: tuple[int, ...]

    def soonest(self, start: int) -> int:
        """Return the first day on which it may be (最早)."""
        end = start + self.by
        place = bisect_left(self.resting, start + 1)
        while place < len(self.resting) and self.resting[place] <= end:
            place += 1
            end += 1
        return min(end, _CALENDAR[-1])

    def latest(self, start: int) -> int:
        """Return the last day on which it may be (最晚)."""
        end = self.soonest(max(start, self.first - 1))
        return end if end <= self.last else _CALENDAR[-1]

    def definitely_from(self, end: int) -> int:
        """Return the first day after which it definitely comes no earlier than a day (必不早于某日的最早起算日)."""
        return bisect_left(_CALENDAR, end, key=self.soonest) + 1

    def possibly_from(self, end: int) -> int:
        """Return the first day after which it may come no earlier than a day (可能不早于某日的最早起算日)."""
        return bisect_left(_CALENDAR, end, key=self.latest) + 1

    def known(self) -> tuple[int, int]:
        """Return the first and the last day after which it is known (可确定的起算日范围)."""
        return max(self.first - 1, 1), bisect_right(_CALENDAR, self.last, key=self.soonest)

    def further(self) -> dict[int, list[int]]:
        """Return the starts whose period spans more than `by` days, grouped by its length (跨休息日的起算日)."""
        starts_by_distance: dict[int, list[int]] = {}
        if self.resting:
            for start in range(max(self.resting[0] - self.by, 1), self.resting[-1]):
                starts_by_distance.setdefault(self.soonest(start) - start, []).append(start)
        starts_by_distance.pop(self.by, None)
        return starts_by_distance


_CALENDAR = range(1, date.max.toordinal() + 1)


@lru_cache(maxsize=64)
def nth_workday(by: int, rest_days: RestDays | None) -> NthWorkday:
    """Return which day is the n-th working day after any (第若干个工作日); where n is 0, the day itself."""
    if by < 0:
        raise InvalidValue("workdays_after(by)", by, "不小于0的整数", "a number that is not below 0")
    published = rest_days if by else NO_REST
    if published is None:
        return NthWorkday(by, _CALENDAR[-1] + 1, _CALENDAR[-1], ())
    inside = sorted(day for day in published.days if published.first_day <= day <= published.last_day)
    first, last, *resting = map(date.toordinal, (published.first_day, published.last_day, *inside))
    return NthWorkday(by, first, last, tuple(resting))


def workdays_after(start: Any, by: Any, rest_days: RestDays | None) -> Any:
    """Return the last day of a period of working days from `start` (若干个工作日届满).

    `start` is not counted, and `by` is a number of the law. A day outside the published rest days may or may not be a
    rest day: without rest days, the period is only known to end at least `by` days after `start`.

    >>> from datetime import date
    >>> from sgzlib.law import RestDays, workdays_after
    >>> week = RestDays(date(2021, 10, 1), date(2021, 10, 10), frozenset(date(2021, 10, n) for n in (*range(1, 8), 10)))
    >>> workdays_after(date(2021, 9, 30), 2, week)
    datetime.date(2021, 10, 9)
    >>> ends = workdays_after(date(2021, 9, 30), 2, None)
    >>> date(2021, 10, 2) <= ends, date(2021, 10, 3) <= ends
    (True, UNKNOWN)
    """
    if isinstance(start, Unknown):
        return start
    if isinstance(start, Interval):
        low, high = (workdays_after(end, by, rest_days) for end in (start.low, start.high))
        return Interval(getattr(low, "low", low), getattr(high, "high", high), start.unknown)
    if not isinstance(start, date):
        return start.workdays_after(by, rest_days)
    nth = nth_workday(_number_on(start, by), rest_days)
    soonest, latest = (date.fromordinal(bound(start.toordinal())) for bound in (nth.soonest, nth.latest))
    return soonest if soonest == latest else Interval(soonest, latest)


def day_shown(last: Any) -> date | Unknown:
    """Return a last day as it is shown (所示的末日): without published rest days, that before it may move."""
    if isinstance(last, Weekend):
        return last.low
    return last if isinstance(last, date) else UNKNOWN
