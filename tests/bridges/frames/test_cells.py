"""What rules of the library never ask of columns, and a rule of somebody else's may."""

from datetime import date, timedelta
from operator import ge, gt, le, lt
from typing import Any

import narwhals as nw
import polars as pl
import pytest

import sgzlib as sgz
from sgzlib import UNKNOWN, RestDays
from sgzlib.bridges.frames.cells import Shifted, Workdays, column
from sgzlib.law import Fact, choice, fact, subject
from sgzlib.law.periods import months_after, to_workday
from sgzlib.law.truth import alike
from sgzlib.tianjin.policy import Case, requirement

FRAME = nw.from_native(
    pl.DataFrame(
        {
            "begun": [date(2021, 8, 31), date(2021, 9, 1), None],
            "other": [date(2021, 9, 30), date(2021, 9, 30), date(2021, 9, 30)],
            "name": ["河西区某某", "某某", None],
            "open": [True, False, None],
        }
    )
)
RESTING = RestDays(date(2021, 9, 1), date(2021, 10, 31), {date(2021, 9, 30), date(2021, 10, 1)})
MONTH = Shifted(column("begun"), 1, "months")


def answers(asked: Any) -> list[bool | None]:
    found: list[bool | None] = FRAME.select(nw.all_horizontal(asked.expr, ignore_nulls=False).alias("it"))[
        "it"
    ].to_list()
    return found


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (MONTH > column("other"), [False, True, None]),
        (Workdays(MONTH, RESTING) > date(2021, 10, 1), [True, True, None]),
        (Workdays(MONTH, RESTING) > date(2021, 10, 2), [False, False, None]),
        (Workdays(MONTH, RESTING) <= date(2021, 10, 2), [True, True, None]),
        (MONTH <= column("other"), [True, False, None]),
        (alike("某某", column("name"), without="", other_without="^河西区"), [True, True, None]),
        (column("name").alike("某某", "^河西区", ""), [True, True, None]),
        (column("open") | UNKNOWN, [True, None, None]),
    ],
)
def test_they_answer_row_by_row(asked: Any, expected: list[bool | None]) -> None:
    assert answers(asked) == expected


SIGNS = {"≥": ge, ">": gt, "≤": le, "<": lt}


@pytest.mark.parametrize("sign", SIGNS.values(), ids=list(SIGNS))
@pytest.mark.parametrize("last", [date(2021, 9, 30), date(2021, 10, 1), date(2021, 10, 31)])
def test_a_moved_day_off_rest_days_is_compared_as_on_values(sign: Any, last: date) -> None:
    rest_days = RestDays(date(2021, 9, 1), last, {date(2021, 9, 30), date(2021, 10, 1)})
    begun = FRAME["begun"].to_list()
    for by in range(-3, 8):
        other = date(2021, 9, 28) + timedelta(days=by)
        moved = [UNKNOWN if on is None else months_after(on, 1) for on in begun]
        assert answers(sign(MONTH, other)) == [known(sign(on, other)) for on in moved]
        off = [sign(to_workday(on, rest_days), other) for on in moved]
        assert answers(sign(MONTH.to_workday(rest_days), other)) == [known(on) for on in off]
        assert answers(sign(MONTH.cells.to_workday(rest_days), other)) == [known(on) for on in off]


def known(truth: Any) -> bool | None:
    return None if truth is UNKNOWN else bool(truth)


def test_a_rest_day_outside_of_what_was_published_moves_nothing() -> None:
    outside = RestDays(RESTING.first_day, RESTING.last_day, {*RESTING.days, date(2021, 8, 31)})
    for rest_days in (RESTING, outside):
        assert answers(column("begun").to_workday(rest_days) >= date(2021, 8, 31)) == [True, True, None]
        assert answers(column("begun").to_workday(rest_days) <= date(2021, 9, 1)) == [None, True, None]


@subject
class Place:
    """Somewhere in the city."""

    district: Fact[sgz.District] = fact(choice(sgz.District), "区", "district")


@requirement("三(一)", sgz.Force.MUST, zh="在河西区", en="is in Hexi", group="place")
def in_hexi(place: Place, case: Case) -> Any:
    return place.district == sgz.District.HEXI


PLACE = sgz.Ruleset("place", Place, (in_hexi,), zh="地点", en="Place", law=sgz.TIANJIN_2021)


def test_a_code_between_two_districts_is_none() -> None:
    judged = sgz.frames.check(pl.DataFrame({"district": [120103, 120101, None]}), PLACE, on=date(2022, 3, 1))
    assert judged["verdict"].to_list() == [True, False, None]
    with pytest.raises(sgz.InvalidValue, match=r"^district\[1\]: 120107 "):
        sgz.frames.check(pl.DataFrame({"district": [120101, 120107]}), PLACE, on=date(2022, 3, 1))
