"""What rules of the library never ask of columns, and a rule of somebody else's may: each row as its values."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import product
from operator import eq, ge, gt, le, lt, ne
from typing import Any

import attrs
import narwhals as nw
import polars as pl
import pytest

import sgzlib as sgz
from bridges.frames.expressed import ON, Odd, bounds, formula, left
from sgzlib import UNKNOWN, RestDays
from sgzlib.law import Fact, choice, earlier, fact, later, months_after, subject, to_workday, where
from sgzlib.law.formula.evaluating import evaluate
from sgzlib.law.truth import alike, amount_if
from sgzlib.tianjin.policy import Case, requirement

DAYS = (date(2021, 8, 31), date(2021, 9, 1), date(2021, 9, 30), None)
NAMES = ("河西区某某", "某某", None)
NUMBERS = (0, 3, None)
RESTING = RestDays(date(2021, 9, 1), date(2021, 10, 31), {date(2021, 9, 30), date(2021, 10, 1)})
ROWS: list[dict[str, Any]] = [
    {"day": day, "other": other, "name": name, "open": truth, "number": number, "year": year}
    for (day, other), name, truth, (number, year) in product(
        product(DAYS, DAYS), NAMES, (True, False, None), product(NUMBERS, (1, None))
    )
]
FRAME = nw.from_native(pl.DataFrame(ROWS, schema_overrides={"number": pl.Int64, "year": pl.Int64}))
SIGNS: dict[str, Callable[[Any, Any], Any]] = {"≥": ge, ">": gt, "≤": le, "<": lt, "=": eq, "≠": ne}


def agree(rule: Callable[[Any, Any], Any], rest_days: RestDays | None = None) -> None:
    """Hold what a rule gives on the table against what it gives on the values of each row."""
    law: Any = attrs.evolve(sgz.TIANJIN_2021, rest_days=rest_days)  # type: ignore[call-arg]
    node = formula(rule)
    truth = bounds(left(node, rest_days), rest_days).low.alias("truth")
    found = FRAME.with_columns(truth)["truth"].to_list()
    on_values = [evaluate(node, Odd(**row), Case(ON, law)) for row in ROWS]
    assert found == [None if truth is UNKNOWN else truth for truth in on_values]


@pytest.mark.parametrize("sign", SIGNS.values(), ids=list(SIGNS))
@pytest.mark.parametrize(
    "rule",
    [
        lambda x, sign: sign(months_after(x.day, 1), x.other),
        lambda x, sign: sign(earlier(x.day, x.other), date(2021, 9, 1)),
        lambda x, sign: sign(later(x.day, x.other), x.other),
        lambda x, sign: sign(where(x.open, x.day, x.other), date(2021, 9, 1)),
        lambda x, sign: sign(months_after(where(x.open, x.day, x.other), x.number), date(2021, 9, 30)),
        lambda x, sign: sign(x.number + x.year, 3),
        lambda x, sign: sign(x.number - x.year, 2),
        lambda x, sign: sign(x.number * 2, 6),
        lambda x, sign: sign(amount_if(x.open, x.number), 1),
        lambda x, sign: sign(amount_if(x.open, x.number) * 2, x.number),
    ],
    ids=range(10),
)
def test_numbers_and_days_are_compared_as_on_values(rule: Any, sign: Any) -> None:
    agree(lambda x, _: rule(x, sign))


@pytest.mark.parametrize(
    "rule",
    [
        lambda x: alike("某某", x.name, without="", other_without="^河西区"),
        lambda x: alike(x.name, "某某", without="^河西区", other_without=""),
        lambda x: alike(x.name, "河西区某某", without="^河西区", other_without="^河西区"),
        lambda x: x.name == "某某",
        lambda x: x.open | UNKNOWN,
        lambda x: where(x.open, x.number >= 1, x.year >= 1),
    ],
    ids=range(6),
)
def test_texts_and_truths_answer_as_on_values(rule: Any) -> None:
    agree(lambda x, _: rule(x))


def off_rest_days(x: Any, case: Any, sign: Any, day: date) -> Any:
    return sign(to_workday(months_after(x.day, 1), case.law.rest_days), day)


@pytest.mark.parametrize("sign", SIGNS.values(), ids=list(SIGNS))
@pytest.mark.parametrize("last", [date(2021, 9, 30), date(2021, 10, 1), date(2021, 10, 31)])
def test_a_moved_day_off_rest_days_is_compared_as_on_values(sign: Any, last: date) -> None:
    rest_days = RestDays(date(2021, 9, 1), last, {date(2021, 9, 30), date(2021, 10, 1)})
    for by in range(-3, 8):
        day = date(2021, 9, 28) + timedelta(days=by)
        agree(partial(off_rest_days, sign=sign, day=day), rest_days)
    agree(lambda x, c: sign(to_workday(x.day, c.law.rest_days), x.other), rest_days)
    agree(lambda x, c: sign(x.other, to_workday(months_after(x.day, 1), c.law.rest_days)), rest_days)


def test_a_rest_day_outside_of_what_was_published_moves_nothing() -> None:
    outside = RestDays(RESTING.first_day, RESTING.last_day, {*RESTING.days, date(2021, 8, 31)})
    for rest_days in (RESTING, outside):
        agree(lambda x, c: to_workday(x.day, c.law.rest_days) >= x.other, rest_days)
        agree(lambda x, c: to_workday(x.day, c.law.rest_days) <= date(2021, 9, 1), rest_days)


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
