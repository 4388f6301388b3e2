"""Rest days (放假安排) of the State Council's yearly announcements, through the chinesecalendar package.

They are data for a law: `attrs.evolve(TIANJIN_2021, rest_days=rest_days(2021, 2022))`. A last day beyond the years that
they cover is UNKNOWN.
"""

from __future__ import annotations

from datetime import date

from sgzlib.law.errors import InvalidValue
from sgzlib.law.kinds import YEAR
from sgzlib.law.periods import Period, RestDays


class CalendarNotPublished(InvalidValue):
    """The error for a year whose holidays are not announced, or not in the installed package (放假安排未公布)."""


def rest_days(first_year: int, last_year: int) -> RestDays:
    """Return the rest days of mainland China in some years (法定休假日): weekends and holidays, except make-up days.

    Returns `RestDays`. Needs the extra `calendar`. Raises `CalendarNotPublished` for a year that the installed
    chinesecalendar does not cover, and `InvalidType` or `InvalidValue` for an invalid year or a last year before the
    first.

    >>> from datetime import date
    >>> import attrs
    >>> import sgzlib as sgz
    >>> published = sgz.calendars.rest_days(2021, 2022)
    >>> date(2021, 10, 7) in published.days, date(2021, 10, 9) in published.days    # National Day; a working Saturday
    (True, False)
    >>> sgz.posting_deadline(date(2021, 9, 20), policy=attrs.evolve(sgz.TIANJIN_2021, rest_days=published))
    datetime.date(2021, 10, 8)
    >>> sgz.calendars.rest_days(1999, 1999)
    Traceback (most recent call last):
    ...
    sgzlib.bridges.calendars.CalendarNotPublished: rest_days: 1999 不可用，应为放假安排已公布的年份 \
(not usable, expected a year whose calendar has been published)
    """
    from chinese_calendar import is_holiday

    first, last = YEAR.read("first_year", first_year), YEAR.read("last_year", last_year)
    covered = Period(date(first, 1, 1), date(last, 12, 31))
    days = set[date]()
    for on in covered:
        try:
            resting = is_holiday(on)
        except NotImplementedError:
            zh, en = "放假安排已公布的年份", "a year whose calendar has been published"
            raise CalendarNotPublished("rest_days", on.year, zh, en) from None
        if resting:
            days.add(on)
    return RestDays(covered.first_day, covered.last_day, days)
