"""Shapes of arithmetic of any notice: values, columns, SQL, Z3, vectors and workbooks say the same of each.

Values are held against every completion of what is unknown, and the other worlds against values.
"""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, localcontext
from itertools import combinations, product
from typing import Any, cast

import attrs
import pyarrow as pa
import pytest

import sgzlib as sgz
from bridges import symbolic
from bridges.frames import tabled
from bridges.frames.tabled import IN_MEMORY, LAZY, judged, scalar
from bridges.sql.executed import EXECUTED, queried
from bridges.workbook.filling import filled, named, statuses
from bridges.workbook.filling import told as told_of
from foreign.service_point import POINT_LAW as UNPUBLISHED
from foreign.service_point import Helper, Point, PointLaw, Star, Trade
from sgzlib.bridges.vectors.writing import make
from sgzlib.law import (
    YUAN,
    Force,
    RestDays,
    Ruleset,
    amount_if,
    at_least_percent_of,
    at_most_percent_of,
    count,
    days_between,
    greatest,
    least,
    look_up,
    member_rule,
    not_,
    requirement,
    size,
    total,
    where,
    workdays_after,
)
from sgzlib.law.formula import Given, walk
from sgzlib.law.formula.evaluating import evaluate
from sgzlib.law.requirement import Case

evolve: Any = attrs.evolve
ON = date(2024, 6, 1)
RESTING = {date(2024, 5, day) for day in (1, 2, 3, 4, 5, 12, 18, 19)}
POINT_LAW = evolve(UNPUBLISHED, rest_days=RestDays(date.min, date.max, RESTING))


@member_rule("分档补贴", "tiered pay", kind=YUAN)
def tiered(helper: Any, case: Any) -> Any:
    return amount_if(helper.trained, helper.paid) + amount_if(not_(helper.trained), case.law.unit_fund * helper.visits)


@member_rule("择一补贴", "pay of either kind", kind=YUAN)
def either(helper: Any, case: Any) -> Any:
    return where(helper.trained, helper.paid, case.law.unit_fund * helper.visits)


def paid(p: Any) -> Any:
    return total(p.helpers, "paid")


def needed(p: Any, case: Any) -> Any:
    return look_up(p.star, {Star.ONE: 0, Star.THREE: case.law.few, Star.FIVE: case.law.least_cases})


SHAPES: dict[str, Callable[[Any, Any], Any]] = {
    "total_times": lambda p, c: paid(p) * c.law.share <= p.fund * c.law.least_cases,
    "total_and_amount": lambda p, c: paid(p) + p.spent <= p.fund,
    "amount_and_total": lambda p, c: p.spent + paid(p) <= p.fund,
    "total_less_amount": lambda p, c: paid(p) - p.spent <= p.fund,
    "amount_less_total": lambda p, c: p.fund - paid(p) >= p.spent,
    "totals_added": lambda p, c: paid(p) + total(p.helpers, tiered, c) >= p.fund,
    "totals_subtracted": lambda p, c: p.fund - p.spent <= paid(p) - total(p.helpers, tiered, c),
    "totals_differ": lambda p, c: paid(p) != total(p.helpers, tiered, c),
    "total_equals": lambda p, c: paid(p) == p.fund,
    "total_of_counts": lambda p, c: total(p.helpers, "visits") >= p.cases,
    "total_of_tiers": lambda p, c: total(p.helpers, tiered, c) >= p.fund,
    "total_of_either": lambda p, c: total(p.helpers, either, c) * c.law.share - p.spent <= p.fund * c.law.few,
    "amounts_if": lambda p, c: amount_if(p.office, p.fund) + amount_if(p.open, p.spent) <= c.law.unit_fund,
    "amounts_if_less": lambda p, c: amount_if(p.office, p.fund) - amount_if(p.open, p.spent) < c.law.unit_fund,
    "total_if": lambda p, c: amount_if(p.office, paid(p)) <= p.fund,
    "price_by_share": lambda p, c: p.fund * p.portion >= p.spent,
    "price_by_share_below": lambda p, c: p.fund * p.portion < p.spent,
    "price_by_count": lambda p, c: p.fund * p.cases <= p.spent,
    "price_by_counted": lambda p, c: p.fund * count(p.helpers, "trained", c) >= p.spent,
    "money_by_counted": lambda p, c: c.law.unit_fund * count(p.helpers, "trained", c) >= p.spent,
    "counts_multiplied": lambda p, c: p.cases * p.cases <= c.law.few,
    "counts_less": lambda p, c: (p.cases - c.law.few) * c.law.few >= size(p.helpers),
    "counted_less": lambda p, c: size(p.helpers) - count(p.helpers, "trained", c) <= p.cases,
    "counted_more": lambda p, c: count(p.helpers, "trained", c) + p.cases <= size(p.helpers),
    "one_amount_or_another": lambda p, c: where(p.office, p.fund, p.spent) + c.law.unit_fund <= p.fund * p.cases,
    "one_count_or_another": lambda p, c: where(p.office, p.cases, c.law.few) + 1 <= size(p.helpers),
    "percent_of": lambda p, c: at_most_percent_of(p.spent, p.fund, c.law.share),
    "at_least_percent_of": lambda p, c: at_least_percent_of(p.cases, size(p.helpers), c.law.share),
    "percent_of_totals": lambda p, c: at_most_percent_of(paid(p), p.fund + p.spent, c.law.share),
    "least": lambda p, c: least(p.cases, c.law.few) >= size(p.helpers),
    "greatest": lambda p, c: c.law.least_cases <= greatest(p.cases * c.law.least_cases, size(p.helpers)),
    "least_of_amounts": lambda p, c: least(p.fund, paid(p)) > p.spent,
    "look_up": lambda p, c: p.cases >= needed(p, c),
    "look_up_times": lambda p, c: paid(p) <= c.law.unit_fund * needed(p, c),
    "label_of_two": lambda p, c: where(p.office, Trade.MEALS, Trade.REPAIRS) == Trade.MEALS,
    "label_of_three": lambda p, c: where(p.office, where(p.open, Trade.MEALS, Trade.REPAIRS), p.trade) != Trade.REPAIRS,
    "label_beside_two": lambda p, c: p.star == where(p.office, Star.ONE, Star.FIVE),
    "days_between": lambda p, c: days_between(p.opened_on, p.closed_on) <= c.law.days,
    "days_between_over": lambda p, c: c.law.days < days_between(p.opened_on, p.closed_on),
    "days_between_exactly": lambda p, c: days_between(p.opened_on, p.closed_on) == p.cases,
    "workdays_after": lambda p, c: p.closed_on <= workdays_after(p.opened_on, c.law.least_cases, c.law.rest_days),
    "next_workday": lambda p, c: p.closed_on < workdays_after(p.opened_on, 1, c.law.rest_days),
    "workdays_of_both": lambda p, c: (
        workdays_after(p.closed_on, 1, c.law.rest_days) <= workdays_after(p.opened_on, c.law.few, c.law.rest_days)
    ),
}


def made(name: str) -> Any:
    rule = SHAPES[name]
    rule.__name__ = "holds"
    return requirement("一", Force.MUST, law=PointLaw, zh="甲", en="a", group=name)(rule)


ALL = Ruleset("shapes", Point, tuple(map(made, SHAPES)), zh="算式", en="Shapes", law=POINT_LAW)

AMOUNTS = (Decimal(0), Decimal("0.83"), Decimal("0.84"), Decimal("2.51"), Decimal(20))
HELPERS = [
    Helper(paid=pay, visits=visits, trained=trained)
    for pay, visits, trained in product((Decimal("2.51"), None), (1, None), (True, False, None))
]
GROUPS = [[HELPERS[at] for at in places] for places in ((), (0,), (0, 1), (4,), (11,), (1,), (2, 8), (6,))]
DAYS = [(date(2024, 5, 1), on) for on in (date(2024, 5, 11), date(2024, 5, 12), date(2024, 4, 30), None)]
POINTS = [
    Point(
        fund=fund,
        spent=spent,
        portion=portion,
        cases=cases,
        office=office,
        open=opened,
        star=star,
        trade=(Trade.MEALS, Trade.REPAIRS, None)[at % 3],
        opened_on=first,
        closed_on=last,
        helpers=tuple(helpers),
    )
    for at, (fund, spent, portion, cases, office, opened, star, (first, last), helpers) in enumerate(
        product(
            (*AMOUNTS[2:], None),
            (*AMOUNTS[:3], None),
            (Decimal("0.333"), None),
            (0, 10, None),
            (True, False, None),
            (True, None),
            (Star.ONE, Star.FIVE, None),
            [*DAYS, (None, date(2024, 5, 1))],
            GROUPS,
        )
    )
    if at % 691 == 0
]


@pytest.fixture(scope="module")
def told() -> list[tuple[bool | None, ...]]:
    return scalar(ALL, POINTS, ON, POINT_LAW)


@pytest.fixture(autouse=True)
def _portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tabled.TYPES, "measure", pa.decimal128(10, 3))


def test_each_shape_is_told_apart_by_some_point(told: list[tuple[bool | None, ...]]) -> None:
    for at, name in enumerate(SHAPES):
        assert {row[at] for row in told} == {True, False, None}, name


@pytest.mark.parametrize("engine", ["polars", "pyarrow", "pandas", "duckdb"])
def test_columns_say_what_values_say(engine: str, told: list[tuple[bool | None, ...]]) -> None:
    assert judged((IN_MEMORY | LAZY)[engine], ALL, POINTS, ON, POINT_LAW) == told


@pytest.mark.parametrize("dialect", ["sqlite", "duckdb"])
def test_sql_says_what_values_say(dialect: str, told: list[tuple[bool | None, ...]]) -> None:
    assert queried(EXECUTED[dialect], ALL, POINTS, ON, POINT_LAW, dialect) == told


@pytest.mark.prove
def test_symbols_say_what_values_say() -> None:
    for point in POINTS[::40]:
        symbolic.agree(ALL, symbolic.sized(point), POINT_LAW, ON)


KNOWN: dict[str, tuple[Any, ...]] = {
    "fund": (Decimal(0), Decimal("2.51"), Decimal(10**9)),
    "spent": (Decimal(0), Decimal("0.83"), Decimal("0.84"), Decimal(10**9)),
    "portion": (Decimal(0), Decimal("0.333"), Decimal(10**6)),
    "cases": (0, 2, 10**6),
    "office": (True, False),
    "open": (True, False),
    "star": tuple(Star),
    "trade": tuple(Trade),
    "opened_on": (date(2024, 5, 1), date(2000, 1, 1), sgz.NOT_YET),
    "closed_on": (date(2024, 5, 11), date(2024, 5, 12), date(2000, 1, 1), sgz.NOT_YET),
}
OF_A_HELPER: dict[str, tuple[Any, ...]] = {
    "paid": (Decimal(0), Decimal("1.25"), Decimal(10**9)),
    "visits": (0, 1, 10**6),
    "trained": (True, False),
}
BASES = [
    Point(helpers=(Helper(paid=pay, visits=1, trained=True), Helper(paid=Decimal("1.25"), visits=cases, trained=False)))
    for pay, cases in ((Decimal("0.84"), 0), (Decimal("2.51"), 2))
]


def completed(point: Point, unknown: tuple[str, ...]) -> Iterator[Point]:
    """Yield a point with every value of what is unknown, of itself or of its first helper."""
    for values in product(*((KNOWN | OF_A_HELPER)[name] for name in unknown)):
        given = dict(zip(unknown, values, strict=True))
        yield with_facts(point, given)


def with_facts(point: Point, given: dict[str, Any]) -> Point:
    first = {name: value for name, value in given.items() if name in OF_A_HELPER}
    helpers: Any = point.helpers
    own = {name: value for name, value in given.items() if name in KNOWN}
    changed: Any = attrs.evolve(helpers[0], **first)
    made: Any = attrs.evolve(point, **own, helpers=(changed, *helpers[1:]))  # type: ignore[misc]
    return cast("Point", made)


@pytest.mark.parametrize("name", SHAPES)
def test_values_say_what_every_completion_agrees_on(name: str) -> None:
    rule = made(name)
    formula, case = rule.formula(Point), Case(ON, POINT_LAW)
    read = {node.path for node in walk(formula) if isinstance(node, Given)}
    asked = [each for each in KNOWN | OF_A_HELPER if each in read]
    for base in BASES:
        known = with_facts(base, {each: (KNOWN | OF_A_HELPER)[each][1] for each in asked if each in KNOWN})
        for number in range(1, 4):
            for unknown in combinations(asked, number):
                without = with_facts(known, dict.fromkeys(unknown))
                agreed = {evaluate(formula, whole, case) for whole in completed(without, unknown)}
                found = evaluate(formula, without, case)
                assert agreed <= {True, False}
                assert found is sgz.UNKNOWN or agreed == {found}, (unknown, found, agreed)


def test_what_is_reckoned_is_not_rounded_to_the_callers_context() -> None:
    less, most = Decimal("9999999999.98"), Decimal("9999999999.99")
    point = Point(fund=most, spent=less, portion=Decimal("0.001"), helpers=(Helper(paid=Decimal("0.01")),))
    names = ("total_and_amount", "total_less_amount", "amount_less_total", "price_by_share_below")
    with localcontext(prec=3):
        found = sgz.assess(ALL.only(*(f"{name}.holds" for name in names)), point, on=ON)
    assert [finding.holds for finding in found.findings] == [True] * len(names)


def test_workbooks_say_what_values_say() -> None:
    points = named(ALL, POINTS[::7])
    judged_book = sgz.workbook.judge(
        filled(ALL, points), ALL, on=ON, policy=POINT_LAW, mending=False, duplicates="keep", membership="complete"
    )
    assert statuses(ALL, judged_book) == told_of(ALL, points, ON)


@pytest.mark.prove
@pytest.mark.parametrize("name", SHAPES)
def test_vectors_say_what_values_say_and_catch_what_is_written_wrongly(name: str) -> None:
    alone = Ruleset(name, Point, (made(name),), zh="算式", en="Shape", law=POINT_LAW)
    suite = make(alone)
    found = {True: "MET", False: "VIOLATED", sgz.UNKNOWN: "UNDETERMINED"}
    seen = set()
    for case in suite["cases"]:
        point: Any = sgz.interchange.load(Point, case["facts"])
        on, status = date.fromisoformat(case["on"]), case["statuses"][f"{name}.holds"]
        seen.add(status)
        if status != "NOT_APPLICABLE":
            assert status == found[evaluate(alone.requirements[0].formula(Point), point, Case(on, POINT_LAW))]
    assert seen == {*found.values(), "NOT_APPLICABLE"}
    assert len(suite["mutants"]) > len(suite["open"])
