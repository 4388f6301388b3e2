"""四(五): the project cycle (项目周期), and the periods of its yearly contracts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs

from sgzlib.assessment.marks import Lane, Span
from sgzlib.law.errors import InvalidValue, require
from sgzlib.law.kinds import POSITIVE
from sgzlib.law.periods import Period, day, years_after
from sgzlib.law.truth import UNKNOWN, Unknown
from sgzlib.tianjin.policy import TIANJIN_2021, Policy


def _read_start(value: Any) -> date:
    return day("Cycle.started_on", value)


def _read_years(value: Any) -> int | Unknown:
    return UNKNOWN if value is None or isinstance(value, Unknown) else POSITIVE.read("Cycle.years", value)


@attrs.frozen(kw_only=True)
class Cycle:
    """A project cycle (项目周期): the day on which it starts, and its number of years if it differs from the policy's.

    Raises `InvalidType` or `InvalidValue` if the start is not a plain date or the years are not a whole number above 0.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> cycle = sgz.Cycle(started_on=date(2021, 7, 23))
    >>> cycle.contract_period(2)
    Period(first_day=datetime.date(2022, 7, 23), last_day=datetime.date(2023, 7, 22))
    >>> cycle.contract_period(4)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: contract_year: 4 不可用，应为1至3的整数 (not usable, expected 1 to 3)
    """

    started_on: date = attrs.field(converter=_read_start)
    years: int | Unknown = attrs.field(default=UNKNOWN, converter=_read_years, eq=repr)

    def years_under(self, policy: Policy) -> int:
        """Return the number of years of the cycle: its own, or the policy's (周期年数)."""
        own = self.years
        return require("policy", policy, Policy).cycle_years if isinstance(own, Unknown) else own

    def contract_period(self, contract_year: int, *, policy: Policy = TIANJIN_2021) -> Period:
        """Return the period of the n-th contract (某份合同的期间), 四(五): up to the day before the next anniversary.

        A cycle that starts on 29 February has its anniversary on 28 February in other years. Contracts follow one
        another without gap or overlap. Raises `InvalidType` or `InvalidValue` for a year outside the cycle.
        """
        years = self.years_under(policy)
        starts = range(0, years, require("policy", policy, Policy).contract_years)
        number = POSITIVE.read("contract_year", contract_year)
        if number > len(starts):
            raise InvalidValue("contract_year", contract_year, f"1至{len(starts)}的整数", f"1 to {len(starts)}")
        begun = starts[number - 1]
        after = years_after(self.started_on, min(begun + policy.contract_years, years))
        return Period(years_after(self.started_on, begun), after - timedelta(days=1))

    def lane(self, policy: Policy) -> Lane:
        """Return the contract years for drawing a timeline (合同年度)."""
        contracts = range(1, len(range(0, self.years_under(policy), policy.contract_years)) + 1)
        spans = (
            Span(self.contract_period(number, policy=policy), (f"第{number}年", f"year {number}"))
            for number in contracts
        )
        return Lane(("合同年度", "Contract years"), tuple(spans))
