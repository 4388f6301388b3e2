"""Columns of days moved by numbers and by columns: what they are on values, on every engine."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import narwhals as nw
import pyarrow as pa
import pytest

from bridges.frames.tabled import IN_MEMORY, LAZY
from sgzlib.bridges.frames.cells import Cells, Shifted, column, nothing
from sgzlib.law.kinds import COUNT
from sgzlib.law.periods import SHIFTS

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
DAY, NUMBER, YEAR = column("day"), column("number", COUNT), column("year", COUNT)
LAST = date(2021, 8, 31)
MOVES: list[tuple[str, Cells, Callable[[Any, Any, Any], Any]]] = [
    *(
        (f"{by} {unit}", Shifted(DAY, by, unit).cells, lambda day, _n, _y, by=by, unit=unit: moved(day, by, unit))
        for unit in ("months", "years", "calendar months", "calendar years")
        for by in (-3, 1, 6, 12)
    ),
    ("the eve of 6 months", Shifted(Shifted(DAY, 6, "months"), -1, "days").cells, lambda day, _n, _y: half(day)),
    ("days of a column", DAY.shifted(NUMBER, "days"), lambda day, number, _y: moved(day, number, "days")),  # type: ignore[list-item]
    ("months of a column", DAY.shifted(NUMBER, "months"), lambda day, number, _y: moved(day, number, "months")),  # type: ignore[list-item]
    ("days from a day", NUMBER.days_from(LAST, "days"), lambda _d, number, _y: moved(LAST, number, "days")),
    ("months from a day", NUMBER.days_from(LAST, "months"), lambda _d, number, _y: moved(LAST, number, "months")),
    ("year ends", YEAR.days_from(date.min, "calendar years"), lambda _d, _n, year: year and date(year, 12, 31)),
]


def moved(day: Any, by: Any, unit: str) -> Any:
    return None if day is None or by is None else SHIFTS[unit](day, by)


def half(day: Any) -> Any:
    return None if day is None else moved(moved(day, 6, "months"), -1, "days")


def read(engine: Any, cells: Cells) -> list[Any]:
    frame: Any = nw.from_native(engine(TABLE))
    found = frame.select("row", cells.expr.alias("found")).lazy().collect("pyarrow").to_native().sort_by("row")
    return list(found.column("found").to_pylist())


# pandas and Dask tables are judged as Arrow tables.
ENGINES = {name: (IN_MEMORY | LAZY)[name] for name in ("polars", "pyarrow", "polars-lazy", "duckdb")}


@pytest.mark.parametrize("engine", ENGINES.values(), ids=list(ENGINES))
@pytest.mark.parametrize(("cells", "on_values"), [pytest.param(*each[1:], id=each[0]) for each in MOVES])
def test_they_are_the_days_that_they_are_on_values(engine: Any, cells: Cells, on_values: Any) -> None:
    assert read(engine, cells) == [on_values(*told) for told in zip(DAYS, NUMBERS, YEARS, strict=True)]


@pytest.mark.parametrize("engine", ENGINES.values(), ids=list(ENGINES))
def test_what_runs_past_the_calendar_is_later_than_every_day(engine: Any) -> None:
    table = pa.table({"row": [0, 1], "day": pa.array([date(2021, 1, 1)] * 2), "number": pa.array([10**9, 1])})
    past: Any = DAY.shifted(NUMBER, "days") >= date.max
    frame: Any = nw.from_native(engine(table))
    found = frame.select("row", past.expr.alias("past")).lazy().collect("pyarrow").to_native().sort_by("row")
    assert found.column("past").to_pylist() == [True, False]


def test_of_a_column_left_out_nothing_is_known() -> None:
    left_out: Any = nothing(nw.Date)
    for cells in (left_out.shifted(NUMBER, "days"), DAY.shifted(nothing(nw.Int64), "days")):
        assert cells.sign is None  # type: ignore[union-attr]
    assert nothing(nw.Int64).days_from(LAST, "days").sign is None


def test_a_shifted_column_is_compared_with_another_column() -> None:
    half_a_year: Any = Shifted(DAY, 6, "months")
    table = pa.table({"day": pa.array([date(2021, 8, 31)]), "other": pa.array([date(2022, 2, 28)])})
    other = column("other")
    compared = [half_a_year >= other, half_a_year <= other, half_a_year > other, half_a_year < other]
    frame = nw.from_native(table, eager_only=True)
    assert frame.select(*(truth.expr.alias(str(at)) for at, truth in enumerate(compared))).rows() == [
        (True, True, False, False)
    ]
