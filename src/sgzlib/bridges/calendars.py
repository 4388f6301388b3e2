"""Rest days (放假安排) of the State Council's yearly announcements, through the chinesecalendar package.

A deadline function takes any predicate; this one refuses to guess about a year that has not been announced.
"""

from __future__ import annotations

from datetime import date

from sgzlib.law.errors import InvalidValue
from sgzlib.law.periods import RestDay, day


class CalendarNotPublished(InvalidValue):
    """A day of a year whose holidays have not been announced, or not yet reached the package (放假安排未公布)."""


def rest_days() -> RestDay:
    """Give the predicate "is this a rest day in mainland China" (法定休假日): weekends and holidays, less make-up days.

    Needs the extra `calendar`. The predicate raises `CalendarNotPublished` for a day outside the years that the
    installed chinesecalendar covers, and `InvalidType` for what is no plain date.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> is_rest_day = sgz.calendars.rest_days()
    >>> is_rest_day(date(2021, 10, 7)), is_rest_day(date(2021, 10, 9))    # National Day week; a working Saturday
    (True, False)
    >>> sgz.posting_deadline(date(2021, 9, 20), is_rest_day=is_rest_day)
    datetime.date(2021, 10, 8)
    >>> is_rest_day(date(1999, 10, 1))
    Traceback (most recent call last):
    ...
    sgzlib.bridges.calendars.CalendarNotPublished: rest_days: datetime.date(1999, 10, 1) 不可用，\
应为放假安排已公布年份的日期 (not usable, expected a day of a year whose calendar has been published)
    """
    from chinese_calendar import is_holiday

    def is_rest_day(on: date) -> bool:
        try:
            return bool(is_holiday(day("rest_days", on)))
        except NotImplementedError:
            raise CalendarNotPublished(
                "rest_days", on, "放假安排已公布年份的日期", "a day of a year whose calendar has been published"
            ) from None

    return is_rest_day
