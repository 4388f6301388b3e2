"""Columns of days moved by numbers and by columns: what they are on values, on every engine."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from operator import ge, gt, le, lt
from random import Random
from typing import Any

import narwhals as nw
import pyarrow as pa
import pytest

import sgzlib as sgz
from bridges.frames.expressed import Odd, bounds, formula, formula_of, left
from bridges.frames.tabled import IN_MEMORY, LAZY
from sgzlib.law import (
    Fixed,
    calendar_months_after,
    calendar_years_after,
    days_after,
    months_after,
    to_workday,
    where,
    years_after,
)
from sgzlib.law.formula import Node
from sgzlib.law.periods import SHIFTS
from sgzlib.tianjin.policy import requirement

RANDOM = Random(14)  # noqa: S311 - a seed is what is wanted
EDGES = [date(2024, 2, 29), date(2020, 1, 31), date(2021, 12, 31), date(2000, 2, 29)]
DAYS = [None, *EDGES, *(date(2015, 1, 1) + timedelta(days=RANDOM.randrange(6000)) for _ in range(200))]
NUMBERS = [RANDOM.choice([None, 0, 1, 6, 11, 12, 30]) for _ in DAYS]
YEARS = [RANDOM.choice([None, 2000, 2021, 2024]) for _ in DAYS]
TABLE = pa.table(
    {
        "row": pa.array(range(len(DAYS)), pa.int64()),
        "day": pa.array(DAYS, pa.date32()),
        "number": pa.array(NUMBERS, pa.int64()),
        "year": pa.array(YEARS, pa.int64()),
    }
)
LAST = date(2021, 8, 31)
AFTER: dict[str, Any] = {
    "days": days_after,
    "months": months_after,
    "years": years_after,
    "calendar months": calendar_months_after,
    "calendar years": calendar_years_after,
}
MOVES: list[tuple[str, Callable[[Any], Any], Callable[[Any, Any, Any], Any]]] = [
    *(
        (
            f"{by} {unit}",
            lambda odd, by=by, unit=unit: AFTER[unit](odd.day, by),
            lambda day, _n, _y, by=by, unit=unit: moved(day, by, unit),
        )
        for unit in AFTER
        for by in (-3, 1, 6, 12)
    ),
    ("the eve of 6 months", lambda odd: days_after(months_after(odd.day, 6), -1), lambda day, _n, _y: half(day)),
    ("days of a column", lambda odd: days_after(odd.day, odd.number), lambda day, n, _y: moved(day, n, "days")),
    ("months of a column", lambda odd: months_after(odd.day, odd.number), lambda day, n, _y: moved(day, n, "months")),
    ("days from a day", lambda odd: days_after(LAST, odd.number), lambda _d, n, _y: moved(LAST, n, "days")),
    ("months from a day", lambda odd: months_after(LAST, odd.number), lambda _d, n, _y: moved(LAST, n, "months")),
    (
        "year ends",
        lambda odd: calendar_years_after(date.min, odd.year),
        lambda _d, _n, year: year and date(year, 12, 31),
    ),
]


def moved(day: Any, by: Any, unit: str) -> Any:
    return None if day is None or by is None else SHIFTS[unit](day, by)


def half(day: Any) -> Any:
    return None if day is None else moved(moved(day, 6, "months"), -1, "days")


def read(engine: Any, node: Node) -> list[Any]:
    frame: Any = nw.from_native(engine(TABLE))
    found = frame.select("row", bounds(node).low.alias("found")).lazy().collect("pyarrow").to_native().sort_by("row")
    return list(found.column("found").to_pylist())


# pandas and Dask tables are judged as Arrow tables.
ENGINES = {name: (IN_MEMORY | LAZY)[name] for name in ("polars", "pyarrow", "polars-lazy", "duckdb")}


@pytest.mark.parametrize("engine", ENGINES.values(), ids=list(ENGINES))
@pytest.mark.parametrize(("rule", "on_values"), [pytest.param(*each[1:], id=each[0]) for each in MOVES])
def test_they_are_the_days_that_they_are_on_values(engine: Any, rule: Any, on_values: Any) -> None:
    node = left(formula_of(rule))
    assert read(engine, node) == [on_values(*facts) for facts in zip(DAYS, NUMBERS, YEARS, strict=True)]


@pytest.mark.parametrize("engine", ENGINES.values(), ids=list(ENGINES))
def test_what_runs_past_the_calendar_is_later_than_every_day(engine: Any) -> None:
    table = pa.table({"row": [0, 1], "day": pa.array([date(2021, 1, 1)] * 2), "number": pa.array([10**9, 1])})
    past = left(formula(lambda odd, _: days_after(odd.day, odd.number) >= date.max))
    frame: Any = nw.from_native(engine(table))
    found = frame.select("row", bounds(past).low.alias("past")).lazy().collect("pyarrow").to_native().sort_by("row")
    assert found.column("past").to_pylist() == [True, False]


def half_a_year(odd: Any, sign: Any) -> Any:
    return sign(months_after(odd.day, 6), odd.other)


def test_a_shifted_column_is_compared_with_another_column() -> None:
    table = pa.table({"day": pa.array([date(2021, 8, 31)]), "other": pa.array([date(2022, 2, 28)])})
    compared = [bounds(left(formula_of(half_a_year, sign))).low for sign in (ge, le, gt, lt)]
    frame = nw.from_native(table, eager_only=True)
    assert frame.select(*(truth.alias(str(at)) for at, truth in enumerate(compared))).rows() == [
        (True, True, False, False)
    ]


def test_a_day_that_may_be_one_of_some_is_moved_by_a_column_at_both_ends() -> None:
    made = bounds(formula(lambda odd, case: days_after(to_workday(odd.day, case.law.rest_days), odd.number)))
    table = pa.table({"day": pa.array([date(2022, 1, 1)]), "number": pa.array([3])})
    ends = nw.from_native(table, eager_only=True).select(low=made.low, high=made.high).rows()
    assert ends == [(date(2022, 1, 4), date(2022, 1, 6))]  # the Saturday may move to the Monday


HALF_A_YEAR = Fixed(6)


def _is_over(odd: Any, _case: Any) -> Any:
    return where(odd.open, months_after(odd.day, HALF_A_YEAR), odd.day) >= odd.other


HALVES = sgz.Ruleset(
    "odd",
    Odd,
    (requirement("一", sgz.Force.MUST, zh="期满", en="the term is over")(_is_over),),
    zh="日期",
    en="Days",
    law=sgz.TIANJIN_2021,
)


@pytest.mark.parametrize("engine", ENGINES.values(), ids=list(ENGINES))
def test_midnights_are_the_days_that_they_begin_and_other_times_are_refused(engine: Any) -> None:
    days = [datetime(2021, 8, 31), datetime(2021, 8, 1), None]  # noqa: DTZ001 - so offices write days
    others = [date(2022, 2, 28)] * 3

    def judged(kind: Any) -> list[Any]:
        table = pa.table({"row": [0, 1, 2], "day": pa.array(days, kind), "other": others, "open": [True] * 3})
        checked: Any = nw.from_native(sgz.frames.check(engine(table), HALVES, on=date(2022, 3, 1)))
        return list(checked.lazy().collect("pyarrow").to_native().sort_by("row").column("verdict").to_pylist())

    assert judged(pa.timestamp("ms")) == judged(pa.date32()) == [True, False, None]
    noon = pa.array([datetime(2021, 8, 2, 12)], pa.timestamp("ms"))  # noqa: DTZ001 - the same
    table = pa.table({"day": noon, "other": others[:1], "open": [True]})
    with pytest.raises(sgz.InvalidValue, match=r"^day(\[0\])?: datetime\.datetime\(2021, 8, 2, 12, 0\)"):
        sgz.frames.check(engine(table), HALVES, on=date(2022, 3, 1))
