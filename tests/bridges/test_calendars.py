"""Rest days come from published calendars and are never guessed."""

from __future__ import annotations

from datetime import date, datetime

import pytest

import sgzlib as sgz


class TestRestDays:
    @pytest.mark.parametrize(
        ("on", "rests"),
        [
            (date(2021, 10, 1), True),
            (date(2021, 10, 8), False),
            (date(2021, 10, 9), False),
            (date(2021, 10, 10), True),
            (date(2022, 1, 3), True),
            (date(2022, 1, 4), False),
        ],
    )
    def test_are_holidays_and_weekends_less_make_up_days(self, on: date, rests: bool) -> None:  # noqa: FBT001
        assert sgz.calendars.rest_days()(on) is rests

    @pytest.mark.parametrize("on", [date(2003, 12, 31), date(2100, 1, 1)])
    def test_of_an_unpublished_year_are_not_guessed(self, on: date) -> None:
        with pytest.raises(sgz.calendars.CalendarNotPublished, match="a year whose calendar has been published"):
            sgz.calendars.rest_days()(on)

    def test_reach_a_deadline_as_the_same_error(self) -> None:
        with pytest.raises(sgz.InvalidValue, match="calendar has been published"):
            sgz.posting_deadline(date(2099, 12, 31), is_rest_day=sgz.calendars.rest_days())

    def test_are_asked_about_plain_dates(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"rest_days: .*without a time"):
            sgz.calendars.rest_days()(datetime(2021, 10, 1))  # noqa: DTZ001 - refused
