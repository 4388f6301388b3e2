"""Periods (期间), counted as the Civil Code counts them (`civil-code`, art. 200-204 and 1259).

Periods run by calendar day, month and year; the day on which a period starts is not counted; a period of months or
years ends on the corresponding day of its last month, or on that month's last day where there is none (29 February
plus one year is 28 February; 31 January plus one month is 28 or 29 February). A last day that is a statutory holiday
moves to the first day after it: which days those are, the caller says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import MAXYEAR, date, datetime, time, timedelta
from typing import Any, TypeAlias

import attrs
from dateutil.relativedelta import relativedelta
from dateutil.rrule import MONTHLY, rrule

from sgzlib.law.errors import InvalidType, InvalidValue

RestDay: TypeAlias = Callable[[date], bool]

MONTHS_OF_A_YEAR = 12


def day(field: str, value: object) -> date:
    """Give `value` back when it is a plain `date`; refuse a `datetime`, text or anything else, naming `field`."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise InvalidType(field, value, "日期（datetime.date，不含时刻）", "a datetime.date without a time")


def _is_day(instance: object, attribute: attrs.Attribute[date], value: object) -> None:
    day(f"{type(instance).__name__}.{attribute.name}", value)


@attrs.frozen
class Period:
    """Two days and all between them (期间); both days belong to it.

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
        return self.first_day <= on <= self.last_day

    @property
    def days(self) -> int:
        """How many days belong to it (天数)."""
        return (self.last_day - self.first_day).days + 1

    def __iter__(self) -> Iterator[date]:
        return (self.first_day + timedelta(days=n) for n in range(self.days))


def days_after(start: Any, days: int) -> Any:
    """Give the day on which a period of `days` from `start` ends, in any world; `start` itself is not counted.

    A period that would run past the last day of the calendar ends on it; so in `years_after` and `months_after`.
    """
    if isinstance(start, date) and (date.max - start).days < days:
        return date.max
    return start + timedelta(days=days)


def years_after(start: date, years: int) -> date:
    """Give the day on which a period of `years` from `start` ends; `start` itself is not counted."""
    return start + relativedelta(years=years) if start.year + years <= MAXYEAR else date.max


def months_after(start: date, months: int) -> date:
    """Give the day on which a period of `months` from `start` ends (negative: on which one began that ends then)."""
    counted = start.year * MONTHS_OF_A_YEAR + start.month - 1 + months
    if not MONTHS_OF_A_YEAR <= counted < (MAXYEAR + 1) * MONTHS_OF_A_YEAR:
        return date.min if months < 0 else date.max
    return start + relativedelta(months=months)


def latest_start(last_day: date, years: int = 0, *, months: int = 0) -> date:
    """Give the last day from which such a period has ended by `last_day`: `months_after` turned round.

    Rules compare a day of the case with a day that is a fact; on a table the fact is a column, and columns add no
    years. So it is the day of the case that moves, from the last day of a month to the last of another. Where days are
    words, it is written so.
    """
    if not isinstance(last_day, date):
        return last_day + relativedelta(years=-years, months=-months)
    start = months_after(last_day, -years * MONTHS_OF_A_YEAR - months)
    month_end = relativedelta(day=31)
    return start + month_end if last_day + month_end == last_day else start


def whole_years(first_day: date, years: int) -> Period:
    """Give the period of `years` whose first day is `first_day`: its last day is the eve of the anniversary.

    A period that begins on 29 February has its anniversary on 28 February, and so ends on the 27th.
    """
    return Period(first_day, years_after(first_day, years) - timedelta(days=1))


def whole_years_in(period: Period) -> int:
    """Give how many whole years a period runs, by `whole_years` or as a year of a cycle; 0 if it is no whole number.

    A cycle that begins on 29 February has a year that runs from 28 February to the eve of the next 29 February.
    """
    if period.last_day == date.max:
        return 0
    after = period.last_day + timedelta(days=1)
    years = after.year - period.first_day.year
    whole = years_after(period.first_day, years) == after or years_after(after, -years) == period.first_day
    return years if whole else 0


def months_of(period: Period, months: int = 1) -> tuple[Period, ...]:
    """Divide a period into stretches of `months`, the last one cut off where the period ends (按月划分).

    Each begins on the day of the month on which the period began, or on the month's last day where it has none: from 31
    January on, 28 February (29 in a leap year), 31 March, 30 April.
    """
    begun = period.first_day.day
    late = begun > 28  # noqa: PLR2004 - the days that every month has
    starts = [
        on.date()
        for on in rrule(
            MONTHLY,
            dtstart=datetime.combine(period.first_day, time.min),
            interval=months,
            until=datetime.combine(period.last_day, time.min),
            bymonthday=range(28, begun + 1) if late else None,
            bysetpos=-1 if late else None,
        )
    ]
    ends = [start - timedelta(days=1) for start in starts[1:]]
    return tuple(map(Period, starts, [*ends, period.last_day]))


def off_rest_days(deadline: date, is_rest_day: RestDay | None) -> date:
    """Move a deadline that falls on a rest day to the first day after it that is none."""
    while is_rest_day is not None and is_rest_day(deadline):
        deadline += timedelta(days=1)
    return deadline
