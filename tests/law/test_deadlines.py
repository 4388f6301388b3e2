"""Last days, and what was done by them or before the notice was."""

from datetime import date, timedelta
from typing import Any

import pytest

import sgzlib as sgz
from sgzlib.law import Case
from sgzlib.law.deadlines import done_by, earlier, in_time, later, one_of_two
from sgzlib.law.periods import day_shown, to_workday

BINDS = sgz.TIANJIN_2021.in_force_from
DAY = timedelta(days=1)
CASE = Case(date(2022, 3, 1), sgz.TIANJIN_2021)


@pytest.mark.parametrize(("by", "done"), [(-1, True), (0, False), (1, False)])
def test_what_was_done_before_the_notice_is_done_in_time(by: int, done: Any) -> None:
    assert done_by(BINDS + by * DAY, BINDS - 30 * DAY, CASE) is done


@pytest.mark.parametrize(("by", "done"), [(-1, True), (0, True), (1, False)])
def test_what_is_to_be_done_by_a_day_may_be_done_on_it(by: int, done: Any) -> None:
    assert done_by(date(2022, 1, 31) + by * DAY, date(2022, 1, 31), CASE) is done


@pytest.mark.parametrize(("by", "done"), [(-1, True), (0, True), (1, False)])
def test_what_is_done_on_the_day_asked_about_is_done(by: int, done: Any) -> None:
    assert done_by(CASE.on + by * DAY, date(2023, 1, 1), CASE) is done


@pytest.mark.parametrize(("by", "still"), [(-1, True), (0, False), (1, False)])
def test_a_last_day_before_the_notice_has_not_passed(by: int, still: Any) -> None:
    assert in_time(BINDS + by * DAY, CASE) is still


@pytest.mark.parametrize(("by", "still"), [(0, True), (1, False)])
def test_on_the_first_day_of_the_notice_no_last_day_has_passed(by: int, still: Any) -> None:
    on = BINDS + by * DAY
    assert in_time(BINDS, Case(on, sgz.TIANJIN_2021)) is still


@pytest.mark.parametrize(("by", "still"), [(-1, False), (0, True), (1, True)])
def test_a_last_day_has_not_passed_on_that_day(by: int, still: Any) -> None:
    assert in_time(CASE.on + by * DAY, CASE) is still


SATURDAY = to_workday(date(2022, 2, 26), None)


@pytest.mark.parametrize(
    ("day", "done"), [(date(2022, 2, 26), True), (date(2022, 2, 28), sgz.UNKNOWN), (date(2022, 3, 1), False)]
)
def test_an_act_after_a_weekend_is_done_in_time_perhaps(day: date, done: Any) -> None:
    assert done_by(day, SATURDAY, CASE) is done
    assert in_time(SATURDAY, Case(day, sgz.TIANJIN_2021)) is done


def test_the_earlier_and_the_later_of_days_at_a_weekend_are_known_as_far_as_they_are() -> None:
    saturday, sunday, monday, friday = SATURDAY, *(date(2022, 2, day) for day in (27, 28, 25))
    assert (later(saturday, monday), earlier(saturday, friday)) == (monday, friday)
    assert later(saturday, date(2022, 3, 1)) == date(2022, 3, 1)
    between: Any = later(sunday, saturday)
    assert (between.low, between.high) == (sunday, monday)
    assert day_shown(between) == sunday
    assert earlier(saturday, monday).high == monday
    assert day_shown(later(saturday, sgz.UNKNOWN)) is sgz.UNKNOWN


@pytest.mark.parametrize("test", [True, False, sgz.UNKNOWN], ids=str)
@pytest.mark.parametrize("by", [0, 1, 2])
def test_where_both_days_answer_the_same_it_does_not_matter_which_it_is(test: Any, by: int) -> None:
    between = sgz.UNKNOWN if test is sgz.UNKNOWN else not test
    assert (one_of_two(test, CASE.on, CASE.on + DAY) >= CASE.on + by * DAY) is (True, between, False)[by]


@pytest.mark.parametrize(
    ("day", "by", "answers"),
    [
        (later, -1, (True, True, False, False, False, True)),
        (later, 0, (True, sgz.UNKNOWN, False, sgz.UNKNOWN, sgz.UNKNOWN, sgz.UNKNOWN)),
        (later, 1, (sgz.UNKNOWN,) * 6),
        (earlier, -1, (sgz.UNKNOWN,) * 6),
        (earlier, 0, (sgz.UNKNOWN, False, sgz.UNKNOWN, True, sgz.UNKNOWN, sgz.UNKNOWN)),
        (earlier, 1, (False, False, True, True, False, True)),
    ],
)
def test_one_of_two_days_is_compared_by_the_known_one_where_that_decides(day: Any, by: int, answers: Any) -> None:
    of_two, other = day(sgz.UNKNOWN, CASE.on), CASE.on + by * DAY
    assert (
        of_two >= other,
        of_two > other,
        of_two < other,
        of_two <= other,
        of_two == other,
        of_two != other,
    ) == answers
