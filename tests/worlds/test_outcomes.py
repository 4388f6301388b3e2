"""Outcomes in every world: columns, SQL and Z3 say what values say, and values say what every completion comes to."""

import warnings
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations, product
from typing import Any, cast

import attrs
import narwhals as nw
import pyarrow as pa
import pytest
import z3

import sgzlib as sgz
from bridges import symbolic
from bridges.frames import tabled
from bridges.frames.tabled import IN_MEMORY, LAZY
from bridges.sql.executed import EXECUTED, Table
from bridges.sql.executed import tabled as as_database
from foreign.service_point import POINT_LAW, Helper, Point, PointLaw, Star, Trade
from sgzlib import symbols
from sgzlib.advice.narrowing import narrowed
from sgzlib.advice.witnesses import leaves
from sgzlib.law import (
    COUNT,
    YUAN,
    Case,
    Labelled,
    Ruleset,
    amount_if,
    choice,
    count,
    look_up,
    measure,
    not_,
    one_of,
    outcome,
    size,
    total,
    where,
    whole,
)
from sgzlib.law.outcomes import OutcomeRule, Possible
from sgzlib.law.tracing import given_in
from worlds.test_shapes import POINTS as SHAPED
from worlds.test_shapes import either, tiered

ON = date(2024, 6, 1)
CASE: Case[PointLaw] = Case(ON, POINT_LAW)
POINTS = [
    cast("Any", attrs.evolve)(point, trade=(Trade.MEALS, None, Trade.REPAIRS)[place % 3])
    for place, point in enumerate(SHAPED)
]


class Grade(Labelled):
    """How good a point is, in no order that is computed with."""

    GOOD = "良好", "good"
    FAIR = "合格", "fair"
    POOR = "不合格", "poor"


def points(p: Any, c: Any) -> Any:
    return (
        amount_if(p.office, c.law.least_cases)
        + amount_if(not_(p.office), c.law.few)
        + amount_if(p.open, c.law.few)
        + look_up(p.star, {Star.ONE: 0, Star.THREE: c.law.few, Star.FIVE: c.law.least_cases})
    )


def capped(p: Any, c: Any) -> Any:
    paid = total(p.helpers, "paid") * c.law.few
    return where(paid <= p.fund, paid, p.fund)


def graded(p: Any, c: Any) -> Any:
    scored = points(p, c)
    return where(scored >= c.law.days, Grade.GOOD, where(scored >= c.law.least_cases, Grade.FAIR, Grade.POOR))


def starred(p: Any, c: Any) -> Any:
    return where(p.office & p.open, p.star, Star.ONE)


def by_trade(p: Any, c: Any) -> Any:
    return where(
        p.trade == Trade.MEALS,
        where(p.cases >= c.law.few, Grade.GOOD, Grade.FAIR),
        where(p.open, Grade.GOOD, Grade.POOR),
    )


POINTS_OF: Any = whole(-99, 99)
AMOUNTS: dict[str, tuple[Any, Callable[[Any, Any], Any]]] = {
    "points": (POINTS_OF, points),
    "count_of_members": (COUNT, lambda p, c: count(p.helpers, "trained", c)),
    "members_left": (COUNT, lambda p, c: size(p.helpers) - count(p.helpers, "trained", c)),
    "times_a_number": (YUAN, lambda p, c: p.cases * c.law.unit_fund),
    "difference": (YUAN, lambda p, c: p.fund - p.spent),
    "one_of_two": (YUAN, lambda p, c: where(p.office, p.fund, p.spent)),
    "of_members": (YUAN, lambda p, c: total(p.helpers, "paid") + amount_if(p.open, c.law.unit_fund)),
    "tiers_of_members": (YUAN, lambda p, c: total(p.helpers, tiered, c)),
    "either_of_members": (YUAN, lambda p, c: total(p.helpers, either, c)),
    "capped": (YUAN, capped),
    "by_label": (YUAN, lambda p, c: where(p.star == Star.FIVE, p.fund, amount_if(one_of(p.star, Star.THREE), p.spent))),
    "by_day": (COUNT, lambda p, c: where(p.opened_on <= c.law.start, c.law.few, c.law.least_cases)),
    "constant": (COUNT, lambda p, c: c.law.few + 1),
}
LABELS: dict[str, tuple[Any, Callable[[Any, Any], Any]]] = {
    "graded": (choice(Grade), graded),
    "starred": (choice(Star), starred),
    "fact": (choice(Trade), lambda p, c: p.trade),
    "by_trade": (choice(Grade), by_trade),
    "certain": (choice(Grade), lambda p, c: where(p.open, Grade.GOOD, Grade.GOOD)),
}


def made(name: str) -> OutcomeRule:
    kind, rule = (AMOUNTS | LABELS)[name]
    rule.__name__ = "value"
    return outcome("一", law=PointLaw, kind=kind, zh="甲", en="a", group=name)(rule)


ALL = Ruleset(
    "outcomes", Point, (), zh="结果", en="Outcomes", law=POINT_LAW, outcomes=tuple(map(made, AMOUNTS | LABELS))
)
COMPUTED = {of.id.partition(".")[0]: (of, formula) for _, of, formula in ALL.computed()}
Row = tuple[Any, ...]


def bounded(name: str, point: Point) -> Row:
    """Return what values say, as the columns of a table hold it."""
    of, formula = COMPUTED[name]
    value = of.bounds(formula, point, CASE)
    if not isinstance(value, Possible):
        return (value.name, value.name) if of.labels else (value, value, value)
    return (None, ", ".join(label.name for label in value.labels)) if of.labels else (None, value.least, value.most)


@pytest.fixture(scope="module")
def told() -> dict[str, list[Row]]:
    return {name: [bounded(name, point) for point in POINTS] for name in COMPUTED}


@pytest.fixture(autouse=True)
def _portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tabled.TYPES, "measure", pa.decimal128(10, 3))


def columns(name: str) -> tuple[str, ...]:
    ends = ("", "__possible") if name in LABELS else ("", "__least", "__most")
    return tuple(f"{name}.value{end}" for end in ends)


def test_each_is_known_of_some_point_and_not_of_another(told: dict[str, list[Row]]) -> None:
    for name in set(COMPUTED) - {"constant", "certain"}:
        assert {row[0] is None for row in told[name]} == {True, False}, name


@pytest.mark.parametrize("engine", ["polars", "pyarrow", "pandas", "duckdb", "polars-lazy", "dask"])
def test_columns_say_what_values_say(engine: str, told: dict[str, list[Row]]) -> None:
    as_engine = (IN_MEMORY | LAZY)[engine]
    table = tabled.table_of(Point, POINTS, team=pa.array(range(len(POINTS)), pa.int64()))
    helpers = tabled.members_table(POINTS, "helpers", Helper)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", sgz.frames.UnknownColumn)
        judged = sgz.frames.check_groups(
            as_engine(table), {"helpers": as_engine(helpers)}, ALL, by="team", on=ON, duplicates="keep"
        )
    rows = opened(judged)
    for name, expected in told.items():
        assert [tuple(row[column] for column in columns(name)) for row in rows] == expected, name


def opened(judged: Any) -> list[dict[str, Any]]:
    frame = nw.from_native(judged.compute() if hasattr(judged, "dask") else judged)
    table = frame.to_arrow() if isinstance(frame, nw.DataFrame) else frame.collect("pyarrow").to_native()
    found: list[dict[str, Any]] = table.sort_by("row").to_pylist()
    return found


@pytest.mark.parametrize("dialect", ["sqlite", "duckdb"])
def test_sql_says_what_values_say(dialect: str, told: dict[str, list[Row]]) -> None:
    own, members = as_database(ALL, POINTS, dialect, "iso")
    query = sgz.sql.query(
        ALL,
        dialect=dialect,
        table=own.name,
        on=ON,
        members={"helpers": (members["helpers"].name, "team")},
        keep=["team"],
    )
    tables: list[Table] = [own, members["helpers"]]
    rows = sorted(EXECUTED[dialect](tables, query), key=lambda row: row[0])
    place = 3
    for name, expected in told.items():
        width = len(columns(name))
        fen = COMPUTED[name][0].kind.money
        in_cells = [tuple(_cell(value, fen=fen) for value in row) for row in expected]
        assert [tuple(row[place : place + width]) for row in rows] == in_cells, name
        place += width
    assert {len(row) for row in rows} == {place}


def _cell(value: Any, *, fen: bool) -> Any:
    return value * 100 if fen and isinstance(value, Decimal) else value


@pytest.mark.parametrize("name", COMPUTED)
def test_symbols_say_what_values_say(name: str) -> None:
    of, formula = COMPUTED[name]
    for point in map(symbolic.sized, POINTS[::97]):
        subject = symbols.of(ALL, on=ON, members=symbolic.MEMBERS)
        facts = {path: value for path, _, value in leaves(point)}
        value = of.bounds(formula, point, CASE)
        term = subject.outcome(of.id)
        known = symbols.Answer(term.known, z3.Not(term.known))
        if isinstance(value, Possible):
            assert symbolic.answered(subject, known, facts) is False
            continue
        is_it = z3.And(term.known, term.value == symbols.encoded(value, None))
        assert symbolic.answered(subject, symbols.Answer(is_it, z3.Not(is_it)), facts) is True, (name, value)


TRIED: dict[str, tuple[Any, ...]] = {
    "office": (True, False),
    "open": (True, False),
    "star": tuple(Star),
    "trade": tuple(Trade),
    "cases": (0, 1, 2, 5, 10**9),
    "fund": (Decimal(0), Decimal("0.01"), Decimal(20), Decimal("9999999999999999.99")),
    "spent": (Decimal(0), Decimal(20), Decimal("9999999999999999.99")),
    "opened_on": (date(2024, 2, 1), date(2024, 2, 2), sgz.NOT_YET),
    "paid": (Decimal(0), Decimal("1.25"), Decimal("9999999999999999.99")),
    "trained": (True, False),
    "visits": (0, 1, 10**9),
}
"""Values of facts at which every outcome takes its least and its most, and each label that it can be."""
KNOWN: dict[str, Any] = {
    "office": True,
    "open": True,
    "star": Star.THREE,
    "trade": Trade.MEALS,
    "cases": 2,
    "fund": Decimal(20),
    "spent": Decimal(5),
    "opened_on": date(2024, 2, 1),
}
OF_A_HELPER: dict[str, Any] = {"paid": Decimal("2.51"), "visits": 1, "trained": True}


def with_facts(given: dict[str, Any]) -> Point:
    first = Helper(**{name: given.get(name, value) for name, value in OF_A_HELPER.items()})
    second = Helper(paid=Decimal(3), visits=2, trained=False)
    return Point(**{name: given.get(name, value) for name, value in KNOWN.items()}, helpers=(first, second))


def _asked(name: str) -> list[str]:
    paths = {path.rpartition(".")[2] for path, _ in given_in(COMPUTED[name][1])}
    return [fact for fact in TRIED if fact in paths]


def unknowns(name: str) -> Iterator[tuple[str, ...]]:
    asked = _asked(name)
    for number in range(1, len(asked) + 1):
        yield from combinations(asked, number)


@pytest.mark.parametrize("name", [name for name in COMPUTED if _asked(name)])
def test_what_is_possible_is_what_the_completions_come_to(name: str) -> None:
    of, formula = COMPUTED[name]
    for unknown in unknowns(name):
        found = narrowed(of, formula, with_facts(dict.fromkeys(unknown)), CASE)
        completed = (
            with_facts(dict(zip(unknown, values, strict=True)))
            for values in product(*(TRIED[fact] for fact in unknown))
        )
        values = [of.bounds(formula, point, CASE) for point in completed]
        assert not any(isinstance(value, Possible) for value in values)
        if of.labels:
            expected = tuple(label for label in of.labels if label in values)
            assert found == (expected[0] if len(expected) == 1 else Possible(labels=expected, exact=True)), unknown
            continue
        least, most = (end if abs(end) < 10**9 else None for end in (min(values), max(values)))
        assert found == (least if least == most is not None else Possible(least, most, exact=True)), unknown


def test_bounds_of_parts_hold_every_value_that_is_possible() -> None:
    for name in AMOUNTS:
        of, formula = COMPUTED[name]
        for unknown in unknowns(name):
            point = with_facts(dict.fromkeys(unknown))
            outer, inner = of.bounds(formula, point, CASE), narrowed(of, formula, point, CASE)
            if isinstance(inner, Possible):
                assert outer.least is None or (inner.least is not None and outer.least <= inner.least), (name, unknown)
                assert outer.most is None or (inner.most is not None and inner.most <= outer.most), (name, unknown)


def test_a_grade_hangs_on_points_that_exclude_one_another() -> None:
    of, formula = COMPUTED["points"]
    unknown = with_facts({"office": None})
    assert of.bounds(formula, unknown, CASE) == Possible(4, 11)
    assert narrowed(of, formula, unknown, CASE) == Possible(6, 9, exact=True)
    grade, its_formula = COMPUTED["graded"]
    assert narrowed(grade, its_formula, unknown, CASE) is Grade.FAIR
    assert grade.bounds(its_formula, unknown, CASE) == Possible(labels=tuple(Grade))


def test_portions_of_amounts_are_found_exactly() -> None:
    rule = outcome("一", law=PointLaw, kind=measure(None, 5), zh="甲", en="a", group="portions")(
        lambda p, c: where(p.office, p.portion, 1) * p.portion + where(p.open, p.portion, 0)
    )
    formula = rule.formula(Point)
    found = narrowed(rule, formula, Point(portion=Decimal("0.333")), CASE)
    assert found == Possible(Decimal("0.110889"), Decimal("0.666"), exact=True)
