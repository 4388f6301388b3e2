"""Rest days come from published calendars and are never guessed; they are data of the law that judges."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import sgzlib as sgz

PUBLISHED = sgz.calendars.rest_days(2021, 2022)
KNOWN: dict[str, Any] = {"rest_days": PUBLISHED}
POLICY = attrs.evolve(sgz.TIANJIN_2021, **KNOWN)


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
        assert (on in PUBLISHED.days) is rests

    def test_say_which_years_they_cover(self) -> None:
        assert (PUBLISHED.first_day, PUBLISHED.last_day) == (date(2021, 1, 1), date(2022, 12, 31))
        assert PUBLISHED.workday(date(2023, 1, 3)) is sgz.UNKNOWN

    @pytest.mark.parametrize("year", [2003, 2100])
    def test_of_an_unpublished_year_are_not_guessed(self, year: int) -> None:
        with pytest.raises(sgz.calendars.CalendarNotPublished, match="a year whose calendar has been published"):
            sgz.calendars.rest_days(year, year)

    def test_are_asked_for_by_year(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"first_year: .*2021"):
            sgz.calendars.rest_days("2021", 2022)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        with pytest.raises(sgz.InvalidValue, match="last_day"):
            sgz.calendars.rest_days(2022, 2021)


class TestDeadlines:
    def test_a_last_day_beyond_what_was_published_is_unknown(self) -> None:
        assert sgz.posting_deadline(date(2022, 12, 16), policy=POLICY) is sgz.UNKNOWN
        assert sgz.posting_deadline(date(2022, 12, 15), policy=POLICY) == date(2022, 12, 30)

    @pytest.mark.parametrize(
        ("on", "done", "expected"),
        [
            (date(2022, 12, 30), sgz.NOT_YET, sgz.Status.NOT_DUE),
            (date(2023, 1, 3), sgz.NOT_YET, sgz.Status.UNDETERMINED),
            (date(2023, 1, 3), date(2022, 12, 31), sgz.Status.MET),
        ],
    )
    def test_beyond_it_no_last_day_comes_earlier_than_counted(self, on: date, done: date, expected: sgz.Status) -> None:
        team = sgz.Team(contract_signed_on=date(2022, 12, 16), service_started_on=done, posted_in_full_on=done)
        finding = sgz.check_staffing(team, on=on, policy=POLICY)["staffing.posting"]
        assert (finding.status, finding.due) == (expected, sgz.UNKNOWN)
