"""`civil-code`: periods run by calendar day, month and year, and the starting day is not counted."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgzlib import InvalidType, Period
from sgzlib.law import RestDays, periods, workdays_after
from sgzlib.law.truth import UNKNOWN, Interval

DAYS = st.dates(date(1999, 1, 1), date(2031, 12, 31))


class TestPeriodsOfYearsAndMonths:
    @pytest.mark.parametrize(
        ("start", "years", "end"),
        [
            (date(2021, 7, 23), 2, date(2023, 7, 23)),
            (date(2020, 2, 29), 1, date(2021, 2, 28)),
            (date(2020, 2, 29), 4, date(2024, 2, 29)),
            (date(2021, 2, 28), 3, date(2024, 2, 28)),
        ],
    )
    def test_a_period_of_years_ends_on_the_corresponding_day_or_the_last_of_the_month(
        self, start: date, years: int, end: date
    ) -> None:
        assert periods.years_after(start, years) == end

    @pytest.mark.parametrize(
        ("start", "months", "end"),
        [
            (date(2021, 1, 31), 1, date(2021, 2, 28)),
            (date(2024, 1, 31), 1, date(2024, 2, 29)),
            (date(2021, 5, 31), -3, date(2021, 2, 28)),
        ],
    )
    def test_a_period_of_months_does_too(self, start: date, months: int, end: date) -> None:
        assert periods.months_after(start, months) == end

    @pytest.mark.parametrize(
        ("start", "months", "end"),
        [
            (date(2021, 7, 23), 1, date(2021, 7, 31)),
            (date(2021, 7, 31), 1, date(2021, 7, 31)),
            (date(2021, 7, 23), 2, date(2021, 8, 31)),
            (date(2024, 2, 1), 1, date(2024, 2, 29)),
            (date(2021, 12, 5), 3, date(2022, 2, 28)),
            (date(9999, 12, 1), 1, date.max),
            (date(1, 1, 5), 0, date.min),
        ],
    )
    def test_a_period_of_calendar_months_ends_with_the_last_of_them(self, start: date, months: int, end: date) -> None:
        assert periods.calendar_months_after(start, months) == end

    @given(DAYS, st.integers(0, 5), DAYS)
    def test_latest_start_turns_years_after_round(self, start: date, years: int, on: date) -> None:
        assert (start <= periods.latest_start(on, years, "years")) == (periods.years_after(start, years) <= on)

    @pytest.mark.parametrize(
        ("first", "last"),
        [
            (date(2021, 7, 23), date(2022, 7, 22)),
            (date(2024, 2, 29), date(2025, 2, 27)),
            (date(2021, 1, 1), date(2021, 12, 31)),
        ],
    )
    def test_a_whole_year_ends_on_the_eve_of_the_anniversary(self, first: date, last: date) -> None:
        assert periods.whole_years(first, 1) == Period(first, last)

    @given(DAYS, st.integers(0, 40), DAYS)
    def test_latest_start_turns_months_after_round(self, start: date, months: int, on: date) -> None:
        assert (start <= periods.latest_start(on, months, "months")) == (periods.months_after(start, months) <= on)

    @given(DAYS, st.integers(1, 40), DAYS, st.sampled_from(list(periods.SHIFTS)))
    def test_the_first_and_the_last_start_turn_every_way_of_counting_round(
        self, start: date, by: int, on: date, unit: str
    ) -> None:
        end = periods.SHIFTS[unit](start, by)
        assert (start <= periods.latest_start(on, by, unit)) == (end <= on)
        assert (start >= periods.earliest_start(on, by, unit)) == (end >= on)

    def test_a_period_that_would_outrun_the_calendar_ends_with_it(self) -> None:
        assert periods.months_after(date(9999, 11, 30), 1) == date(9999, 12, 30)
        assert periods.months_after(date(9999, 12, 1), 1) == date.max
        assert periods.months_after(date(1, 2, 1), -1) == date.min
        assert periods.months_after(date(1, 1, 31), -1) == date.min
        assert periods.latest_start(date.max, 1, "months") == date(9999, 11, 30)
        assert periods.latest_start(date.max, 2, "years") == date(9997, 12, 31)
        assert periods.whole_years_in(Period(date(9998, 1, 1), date.max)) == 0

    @given(DAYS, st.integers(1, 5))
    def test_whole_years_are_counted_back(self, first: date, years: int) -> None:
        whole = periods.whole_years(first, years)
        assert periods.whole_years_in(whole) == years
        assert periods.whole_years_in(Period(first, whole.last_day - timedelta(days=2))) == 0
        assert periods.whole_years_in(Period(first, whole.last_day + timedelta(days=2))) == 0

    def test_the_last_year_before_a_leap_day_is_a_whole_one(self) -> None:
        assert periods.whole_years_in(Period(date(2023, 2, 28), date(2024, 2, 28))) == 1
        assert periods.whole_years_in(Period(date(2023, 2, 28), date(2024, 2, 27))) == 1
        assert periods.whole_years_in(Period(date(2023, 2, 28), date(2024, 2, 29))) == 0


class TestMonthsOfAPeriod:
    @pytest.mark.parametrize(
        ("first", "starts"),
        [
            (date(2021, 7, 23), ["07-23", "08-01", "09-01", "10-01", "11-01", "12-01"]),
            (date(2021, 8, 31), ["08-31", "09-01", "10-01", "11-01", "12-01", "01-01", "02-01", "03-01"]),
            (date(2023, 12, 30), ["12-30", "01-01", "02-01", "03-01"]),
            (date(2024, 2, 29), ["02-29", "03-01", "04-01"]),
        ],
    )
    def test_begin_with_the_first_day_and_then_with_calendar_months(self, first: date, starts: list[str]) -> None:
        months = periods.months_of(Period(first, first + timedelta(days=365)))
        assert [f"{month.first_day:%m-%d}" for month in months][: len(starts)] == starts

    @given(DAYS, st.integers(0, 900), st.integers(1, 5))
    def test_each_ends_where_its_calendar_months_do(self, first: date, more: int, step: int) -> None:
        months = periods.months_of(Period(first, first + timedelta(days=more)), step)
        assert months[0].first_day == first
        assert [month.first_day for month in months[1:]] == [
            periods.months_after(first.replace(day=1), step * number) for number in range(1, len(months))
        ]
        assert months[-1].last_day == first + timedelta(days=more)
        assert periods.months_after(first, step * len(months)) > months[-1].last_day

    def test_of_a_single_day_are_one(self) -> None:
        assert periods.months_of(Period(date(2022, 1, 31), date(2022, 1, 31))) == (
            Period(date(2022, 1, 31), date(2022, 1, 31)),
        )


class TestTheEndOfTheCalendar:
    """A period that would run past the last day of the calendar ends on it; one that just fits is not cut short."""

    def test_of_days(self) -> None:
        assert periods.days_after(date(9999, 12, 16), 15) == date.max
        assert periods.days_after(date(9999, 12, 15), 15) == date(9999, 12, 30)
        assert periods.days_after(date(9999, 12, 20), 15) == date.max

    def test_of_years(self) -> None:
        assert periods.years_after(date(9997, 5, 1), 2) == date(9999, 5, 1)
        assert periods.years_after(date(9998, 5, 1), 2) == date.max

    def test_of_months(self) -> None:
        assert periods.months_after(date(9999, 11, 5), 1) == date(9999, 12, 5)
        assert periods.months_after(date(9999, 12, 5), 1) == date.max


class TestRestDays:
    def test_a_last_day_that_is_a_rest_day_moves_to_the_first_that_is_none(self) -> None:
        holidays = {date(2021, 10, day) for day in range(1, 8)}
        published = periods.RestDays(date(2021, 10, 1), date(2021, 10, 31), holidays)
        assert periods.to_workday(date(2021, 10, 1), published) == date(2021, 10, 8)

    def test_without_a_calendar_it_stays(self) -> None:
        assert periods.to_workday(date(2021, 10, 1), None) == date(2021, 10, 1)

    @pytest.mark.parametrize(("day", "last"), [(2, 4), (3, 4), (4, 4), (5, 5), (8, 8), (9, 11)])
    def test_without_published_rest_days_a_weekend_may_move_to_monday(self, day: int, last: int) -> None:
        moved: Any = periods.to_workday(date(2021, 10, day), None)
        assert periods.day_shown(moved) == date(2021, 10, day)
        for on in range(day - 1, last + 2):
            expected = True if on <= day else UNKNOWN if on <= last else False
            assert (moved >= date(2021, 10, on)) is expected
            assert (date(2021, 10, on) <= moved) is expected
            first = periods.weekend_before(date(2021, 10, on))
            assert (date(2021, 10, day) >= first) is (expected is not False)

    def test_of_a_stretch_of_days_the_last_one_may_move_to_monday(self) -> None:
        moved = periods.to_workday(Interval(date(2021, 10, 1), date(2021, 10, 2)), None)
        assert (moved >= date(2021, 10, 4), moved >= date(2021, 10, 5)) == (UNKNOWN, False)
        assert periods.to_workday(UNKNOWN, None) is UNKNOWN
        assert periods.day_shown(moved) is UNKNOWN
        assert periods.to_workday(date.max, None) == date.max


class TestPeriod:
    @given(DAYS, st.integers(0, 400))
    def test_both_days_belong_to_it_and_it_counts_them(self, first: date, more: int) -> None:
        period = Period(first, first + timedelta(days=more))
        assert [*period][:1] == [first]
        assert [*period][-1] == period.last_day
        assert len([*period]) == period.days
        assert first in period
        assert period.last_day in period
        assert first - timedelta(days=1) not in period
        assert period.last_day + timedelta(days=1) not in period

    def test_it_does_not_end_before_it_begins(self) -> None:
        with pytest.raises(ValueError, match=r"Period\.last_day: .*a day not before the first day, 2021-07-23"):
            Period(date(2021, 7, 23), date(2021, 7, 22))

    @pytest.mark.parametrize("value", [datetime(2021, 7, 23, tzinfo=None), "2021-07-23", 20210723, None])  # noqa: DTZ001 - a wrong value
    def test_a_day_is_a_plain_date(self, value: object) -> None:
        with pytest.raises(TypeError, match=r"Period\.first_day: .*a datetime\.date without a time"):
            Period(value, date(2021, 7, 23))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


class TestIntervalsOfDays:
    """A day known only to lie between two others moves with both."""

    FIRST, LAST = date(2021, 10, 1), date(2021, 10, 20)

    def test_it_is_shifted_at_both_ends(self) -> None:
        moved = periods.days_after(Interval(self.FIRST, self.LAST), 10)
        assert (moved.low, moved.high) == (date(2021, 10, 11), date(2021, 10, 30))

    def test_it_moves_off_rest_days_at_both_ends(self) -> None:
        published = periods.RestDays(date(2021, 10, 1), date(2021, 10, 31), {self.FIRST, self.LAST})
        moved = periods.to_workday(Interval(self.FIRST, self.LAST), published)
        assert (moved.low, moved.high) == (date(2021, 10, 2), date(2021, 10, 21))


def test_of_a_rest_day_that_was_not_published_nothing_is_known() -> None:
    published = RestDays(date(2024, 5, 1), date(2024, 5, 10), {date(2024, 5, 4), date(2024, 5, 30)})
    assert workdays_after(date(2024, 5, 2), 3, published) == date(2024, 5, 6)
    after = workdays_after(date(2024, 5, 28), 3, published)
    assert (after.low, after.high) == (date(2024, 5, 31), date.max)


@pytest.mark.parametrize("wrong", ["2024-05-01", datetime(2024, 5, 1), 20240501, None])  # noqa: DTZ001 - no day either
@pytest.mark.parametrize("name", ["first_day", "last_day"])
def test_the_ends_of_published_rest_days_are_days(name: str, wrong: Any) -> None:
    ends: dict[str, Any] = {"first_day": date(2024, 5, 1), "last_day": date(2024, 5, 10), name: wrong}
    with pytest.raises(InvalidType, match=rf"^RestDays\.{name}: "):
        RestDays(**ends, days=())
