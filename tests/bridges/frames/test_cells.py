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
from bridges.frames.expressed import ON, Odd, bounds, formula, formula_of, left
from sgzlib import UNKNOWN, RestDays
from sgzlib.law import (
    DAY,
    Fact,
    choice,
    days_after,
    derived,
    earlier,
    earliest,
    fact,
    later,
    latest,
    many,
    months_after,
    subject,
    to_workday,
    where,
)
from sgzlib.law.formula.evaluating import evaluate
from sgzlib.law.truth import alike, amount_if, first_known
from sgzlib.tianjin.policy import Case, requirement

pytestmark = pytest.mark.usefixtures("numbers_of_their_own")

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
        lambda x: first_known(x.open, x.number >= 1),
        lambda x: first_known(x.number >= 1, x.open),
        lambda x: first_known(x.open, True),
        lambda x: first_known(x.open, UNKNOWN),
    ],
    ids=range(10),
)
def test_texts_and_truths_answer_as_on_values(rule: Any) -> None:
    agree(lambda x, _: rule(x))


def test_one_of_two_numbers_is_known_as_far_as_both_are() -> None:
    node = left(formula_of(lambda x: where(x.open, x.number, x.year) + 1 >= 2))
    rows = FRAME.with_columns(bounds(node).low.alias("truth")).select("open", "number", "year", "truth").rows()
    for truth, number, year, found in rows:
        either = [number, year] if truth is None else [number if truth else year]
        answers = {None if value is None else value + 1 >= 2 for value in either}
        assert found is (answers.pop() if len(answers) == 1 else None)


@pytest.mark.parametrize("sign", SIGNS.values(), ids=list(SIGNS))
def test_an_amount_that_perhaps_counts_lies_between_nothing_and_all_of_it(sign: Any) -> None:
    node = formula_of(lambda x: sign(x.number, amount_if(x.open, 3)))
    found = FRAME.with_columns(bounds(left(node, open=UNKNOWN)).low.alias("truth"))["truth"].to_list()
    case = Case(ON, sgz.TIANJIN_2021)
    on_values = [evaluate(node, Odd(**row | {"open": None}), case) for row in ROWS]
    assert found == [None if truth is UNKNOWN else truth for truth in on_values]


@subject
class Post:
    """A post, with a day that follows from two."""

    begun: Fact[date] = fact(DAY, "起", "begun")
    opened: Fact[date] = fact(DAY, "开放", "opened")

    @derived("较早日", "earlier day")
    def first(self) -> Any:
        return earlier(self.begun, self.opened)

    @derived("较晚日", "later day")
    def last(self) -> Any:
        return later(self.begun, self.opened)


@subject
class Posts:
    """A group of posts."""

    posts: Fact[tuple[Post, ...]] = fact(many(Post), "岗位", "posts")


@requirement("三(一)", sgz.Force.MUST, zh="起止合乎要求", en="the days are in order", group="posts")
def in_order(posts: Posts, case: Case) -> Any:
    return (latest(posts.posts, "first") <= case.on) & (earliest(posts.posts, "last") >= case.on)


POSTS = sgz.Ruleset("posts", Posts, (in_order,), zh="岗位", en="Posts", law=sgz.TIANJIN_2021)


def test_days_of_members_may_follow_from_others() -> None:
    days = [date(2021, 8, 31), date(2021, 9, 30), date(2022, 3, 1)]
    pairs = list(product(days, days))
    members = pl.DataFrame({"of": range(9), "begun": [one for one, _ in pairs], "opened": [two for _, two in pairs]})
    for on in (days[1], ON, date(2022, 3, 2)):
        judged = sgz.frames.check_groups(pl.DataFrame({"of": range(9)}), {"posts": members}, POSTS, by="of", on=on)
        expected = [sgz.assess(POSTS, Posts(posts=(Post(begun=one, opened=two),)), on=on).verdict for one, two in pairs]
        assert judged["verdict"].to_list() == expected
    with pytest.raises(sgz.InvalidValue, match="不含此种 Earlier 的规则"):
        sgz.sql.query(POSTS, dialect="sqlite", table="t", on=ON, members={"posts": ("p", "of")})


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


@pytest.mark.parametrize("sign", SIGNS.values(), ids=list(SIGNS))
@pytest.mark.parametrize("by", range(7))
def test_without_rest_days_a_moved_day_at_a_weekend_is_compared_as_on_values(sign: Any, by: int) -> None:
    agree(lambda x, c: sign(to_workday(days_after(x.day, by), c.law.rest_days), x.other))
    agree(lambda x, c: sign(x.other, to_workday(days_after(x.day, by), c.law.rest_days)))
    agree(lambda x, c: sign(to_workday(months_after(x.day, 1), c.law.rest_days), date(2021, 9, 28 + by % 3)))
    agree(lambda x, c: sign(later(to_workday(days_after(x.day, by), c.law.rest_days), x.other), date(2021, 9, 6)))


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
