"""六, 三(二) and `civil-code`: the starting day is not counted, and a last day that is a rest day moves."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import sgzlib as sgz
from sgzlib import TIANJIN_2021, Period
from sgzlib.law.periods import months_after

DAYS = st.dates(date(2019, 1, 1), date(2035, 12, 31))


def resting(rest_days: sgz.RestDays) -> sgz.Policy:
    known: dict[str, Any] = {"rest_days": rest_days}
    return attrs.evolve(TIANJIN_2021, **known)


class TestPosting:
    """六(二): workers posted and service begun within 15 days of signing."""

    @pytest.mark.parametrize(
        ("signed_on", "last_day"),
        [
            (date(2021, 7, 23), date(2021, 8, 7)),
            (date(2021, 7, 31), date(2021, 8, 15)),
            (date(2021, 12, 20), date(2022, 1, 4)),
            (date(2024, 2, 14), date(2024, 2, 29)),
            (date(2023, 2, 14), date(2023, 3, 1)),
        ],
    )
    def test_does_not_count_the_day_of_signing(self, signed_on: date, last_day: date) -> None:
        assert sgz.posting_deadline(signed_on) == last_day

    @given(DAYS)
    def test_agrees_with_the_rule_on_staffing(self, signed_on: date) -> None:
        assume(signed_on >= sgz.NOTICE.issued_on)
        team = sgz.Team(contract_signed_on=signed_on, follows=sgz.Follows.ANOTHER_CONTRACTOR)
        assert sgz.check_staffing(team, on=date(2022, 1, 1))["staffing.posting"].due == sgz.posting_deadline(signed_on)

    def test_follows_the_policy(self) -> None:
        assert sgz.posting_deadline(date(2021, 7, 23), policy=attrs.evolve(TIANJIN_2021, posting_days=30)) == date(
            2021, 8, 22
        )

    @pytest.mark.parametrize(
        ("signed_on", "last_day"),
        [
            (date(2021, 7, 23), date(2021, 8, 9)),
            (date(2021, 9, 16), date(2021, 10, 8)),
            (date(2021, 9, 24), date(2021, 10, 9)),
            (date(2021, 12, 17), date(2022, 1, 4)),
            (date(2022, 1, 16), date(2022, 2, 7)),
        ],
    )
    def test_moves_past_the_rest_days_of_the_published_calendar(self, signed_on: date, last_day: date) -> None:
        assert sgz.posting_deadline(signed_on, policy=resting(sgz.calendars.rest_days(2021, 2022))) == last_day

    @given(DAYS, st.sets(st.integers(0, 20)))
    def test_never_falls_on_a_rest_day_and_never_passes_a_working_day(self, signed_on: date, by_days: set[int]) -> None:
        counted = sgz.posting_deadline(signed_on)
        assert isinstance(counted, date)
        days = {counted + timedelta(days=by) for by in by_days}
        moved = sgz.posting_deadline(signed_on, policy=resting(sgz.RestDays(date.min, date.max, days)))
        assert isinstance(moved, date)
        later = (moved - counted).days
        assert later not in by_days
        assert set(range(later)) <= by_days


class TestQualifying:
    """三(二): every worker qualified once two project years are over."""

    @pytest.mark.parametrize(
        ("started_on", "last_day"),
        [
            (date(2021, 7, 23), date(2023, 7, 23)),
            (date(2024, 2, 29), date(2026, 2, 28)),
            (date(2022, 2, 28), date(2024, 2, 28)),
            (date(2021, 12, 31), date(2023, 12, 31)),
        ],
    )
    def test_ends_on_the_corresponding_day_or_the_last_of_february(self, started_on: date, last_day: date) -> None:
        assert sgz.qualification_deadline(started_on) == last_day

    @given(DAYS)
    def test_agrees_with_the_rule_on_staffing(self, started_on: date) -> None:
        finding = sgz.check_staffing(sgz.Team(project_started_on=started_on), on=date(2022, 1, 1))
        assert finding["staffing.all_qualified"].due == sgz.qualification_deadline(started_on)

    def test_moves_past_a_rest_day(self) -> None:
        policy = resting(sgz.calendars.rest_days(2023, 2023))
        assert sgz.qualification_deadline(date(2021, 7, 23), policy=policy) == date(2023, 7, 24)

    @pytest.mark.parametrize(
        ("until", "last_day"),
        [
            (sgz.TwoYearsUntil.ANNIVERSARY, date(2023, 7, 24)),
            (sgz.TwoYearsUntil.EVE, date(2023, 7, 24)),
            (sgz.TwoYearsUntil.CALENDAR_YEARS, date(2022, 12, 31)),
        ],
    )
    def test_only_what_is_counted_moves(self, until: sgz.TwoYearsUntil, last_day: date) -> None:
        policy = resting(sgz.calendars.rest_days(2021, 2023)).under(two_years_until=until)
        assert sgz.qualification_deadline(date(2021, 7, 23), policy=policy) == last_day


class TestReregistration:
    """`registration-2009`: accepted in the last 3 months of the validity."""

    @pytest.mark.parametrize(
        ("expires_on", "first_day"),
        [
            (date(2024, 5, 31), date(2024, 3, 1)),
            (date(2024, 11, 30), date(2024, 9, 1)),
            (date(2024, 7, 22), date(2024, 4, 23)),
            (date(2024, 2, 29), date(2023, 12, 1)),
            (date(2023, 2, 28), date(2022, 12, 1)),
            (date(2024, 1, 15), date(2023, 10, 16)),
        ],
    )
    def test_opens_three_months_before_the_end(self, expires_on: date, first_day: date) -> None:
        assert sgz.reregistration_window(expires_on) == Period(first_day, expires_on)

    @given(DAYS, st.integers(1, 24))
    def test_is_the_shortest_that_lasts_the_months(self, expires_on: date, months: int) -> None:
        policy = attrs.evolve(TIANJIN_2021, reregistration_months=months)
        window = sgz.reregistration_window(expires_on, policy=policy)
        assert months_after(window.first_day - timedelta(days=1), months) <= expires_on
        assert months_after(window.first_day, months) > expires_on

    def test_of_no_months_is_the_last_day(self) -> None:
        none = attrs.evolve(TIANJIN_2021, reregistration_months=0)
        last = date(2024, 5, 31)
        assert sgz.reregistration_window(last, policy=none) == Period(last, last)


class TestMilestones:
    """一, 六: the dates that the notice sets itself."""

    def test_are_four_with_their_clauses(self) -> None:
        assert [(m.id, m.day, m.clause.locator) for m in sgz.MILESTONES] == [
            ("plan_by", date(2021, 6, 15), "六(一)"),
            ("start_by", date(2021, 6, 30), "一"),
            ("launch_by", date(2021, 7, 31), "六(二)"),
            ("finish_by", date(2023, 12, 31), "一"),
        ]
        assert all(milestone.zh and milestone.en for milestone in sgz.MILESTONES)

    def test_are_those_of_the_policy(self) -> None:
        moved = attrs.evolve(TIANJIN_2021, plan_by=date(2024, 1, 1))
        assert sgz.milestones(moved)[-1].id == "plan_by"


@pytest.mark.parametrize("asked", [sgz.posting_deadline, sgz.qualification_deadline, sgz.reregistration_window])
@pytest.mark.parametrize("value", [None, "2021-07-23", datetime(2021, 7, 23), True])  # noqa: DTZ001 - refused
def test_what_is_no_plain_date_is_refused(asked: Any, value: object) -> None:
    with pytest.raises(sgz.InvalidType, match=r"_on: .* a datetime\.date without a time"):
        asked(value)
