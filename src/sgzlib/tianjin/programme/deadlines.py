"""六 and 三(二): the days that a caller may want to know before any facts are in, by the Civil Code's counting.

The day on which a period starts is not counted (`civil-code`). Where the policy holds the published rest days, a last
day that falls on one moves to the first day after that is none, and one outside of what was published is UNKNOWN. Left
out: the days that a contract sets itself (`report_schedule`, `Cycle.contract_period`).
"""

from __future__ import annotations

from datetime import date, timedelta

from sgzlib.law.errors import require
from sgzlib.law.laws import Milestone
from sgzlib.law.periods import Period, day, day_shown, days_after, latest_start, to_workday
from sgzlib.law.truth import Unknown
from sgzlib.tianjin.policy import TIANJIN_2021, Policy


def milestones(policy: Policy = TIANJIN_2021) -> tuple[Milestone, ...]:
    """Return the dates that a policy's notice sets itself, earliest first (时间节点).

    >>> import sgzlib as sgz
    >>> [(milestone.day.isoformat(), milestone.clause.locator) for milestone in sgz.milestones()]
    [('2021-06-15', '六(一)'), ('2021-06-30', '一'), ('2021-07-31', '六(二)'), ('2023-12-31', '一')]
    """
    return require("policy", policy, Policy).milestones


MILESTONES = milestones()
"""The notice's own dates (关键日期) under Tianjin's policy."""


def posting_deadline(signed_on: date, *, policy: Policy = TIANJIN_2021) -> date | Unknown:
    """Return the last day for posting workers and beginning service under a contract (派驻期限), 六(二).

    Raises `InvalidType` if the day is not a plain date.

    >>> from datetime import date
    >>> import attrs
    >>> import sgzlib as sgz
    >>> sgz.posting_deadline(date(2021, 7, 23))
    datetime.date(2021, 8, 7)
    >>> weekend = sgz.RestDays(date(2021, 8, 1), date(2021, 8, 31), {date(2021, 8, 7), date(2021, 8, 8)})
    >>> sgz.posting_deadline(date(2021, 7, 23), policy=attrs.evolve(sgz.TIANJIN_2021, rest_days=weekend))
    datetime.date(2021, 8, 9)
    >>> sgz.posting_deadline("2021-07-23")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: signed_on: '2021-07-23' 不可用，应为日期（datetime.date，不含时刻） ...
    """
    law = require("policy", policy, Policy)
    return day_shown(to_workday(days_after(day("signed_on", signed_on), law.posting_days), law.rest_days))


def qualification_deadline(started_on: date, *, policy: Policy = TIANJIN_2021) -> date | Unknown:
    """Return the last day on which a worker may still lack the qualification (全员具备资质的期限), 三(二).

    `started_on` is the day on which the project started or the worker was posted, according to the reading
    `two_years_from`; `two_years_until` decides which day ends the years. A period from 29 February ends on 28 February.
    Raises `InvalidType` if the day is not a plain date.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> sgz.qualification_deadline(date(2021, 7, 23))
    datetime.date(2023, 7, 23)
    >>> calendar = sgz.TIANJIN_2021.under(two_years_until=sgz.TwoYearsUntil.CALENDAR_YEARS)
    >>> sgz.qualification_deadline(date(2021, 7, 23), policy=calendar)
    datetime.date(2022, 12, 31)
    >>> sgz.qualification_deadline(None)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: started_on: None 不可用，应为日期（datetime.date，不含时刻） ...
    """
    return day_shown(require("policy", policy, Policy).qualified_by(day("started_on", started_on)))


def reregistration_window(expires_on: date, *, policy: Policy = TIANJIN_2021) -> Period:
    """Return the days on which a registration may be renewed (再登记受理期), the last months of its validity.

    `expires_on` is the last day of the registration (`registration-2009`). If it is the last day of a month, the months
    are calendar months. Raises `InvalidType` if it is not a plain date.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> sgz.reregistration_window(date(2024, 5, 31))
    Period(first_day=datetime.date(2024, 3, 1), last_day=datetime.date(2024, 5, 31))
    >>> sgz.reregistration_window(20240531)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: expires_on: 20240531 不可用，应为日期（datetime.date，不含时刻） ...
    """
    begun = latest_start(
        day("expires_on", expires_on), require("policy", policy, Policy).reregistration_months, "months"
    )
    return Period(min(begun + timedelta(days=1), expires_on), expires_on)
