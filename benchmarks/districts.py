"""What a whole district needs (全区所需): questions and remedies of a table, as multiples of its plain check.

Each is asked once before it is timed, of a few rows. Stations stand with their workers, of which each has its own; how
long their remedies take hangs on the number of them alone, so that a hundredth of them is asked.
"""

import warnings
from datetime import date
from functools import partial
from typing import Any

import numpy as np
import polars as pl

import sgzlib as sgz
from benchmarks.columns import country, workers
from benchmarks.sizes import least
from benchmarks.timing import Comparison

ON = date(2022, 3, 1)
ROWS, FEW = 40_000, 400
MOST = 20


def premises() -> pl.DataFrame:
    """Make stations' premises from a seed, of each fact a sixth missing and a sixth unknown."""
    random = np.random.default_rng(ROWS)
    facts = sgz.frames.columns_of(sgz.Premises)
    cells = {name: random.choice(np.array([1, 1, 1, 1, 0, -1], dtype=np.int8), ROWS) for name in facts}
    return pl.DataFrame(cells).select(pl.when(pl.col(name) >= 0).then(pl.col(name) == 1).alias(name) for name in facts)


def compare() -> list[Comparison]:
    """Time what is asked of a table against its check."""
    warnings.simplefilter("ignore", sgz.frames.UnknownColumn)
    stations, people = country()
    found: list[Comparison] = []
    for name, ruleset, table, members, asked in (
        ("workers", sgz.QUALIFICATION, workers(ROWS), None, ROWS),
        ("premises", sgz.PREMISES, premises(), None, ROWS),
        ("stations", sgz.STATION, stations, {"team__workers": people}, FEW),
    ):
        more: dict[str, Any] = {} if members is None else {"by": "station", "members": members}
        judge = partial(_check, table, ruleset, **more)
        judge()
        plain = least(judge, 5)
        for what, ask, rows in (("questions", sgz.frames.questions, ROWS), ("remedies", sgz.frames.remedies, asked)):
            ask(table.head(FEW // 10), ruleset, on=ON, **more)
            taken = least(partial(ask, table.head(rows), ruleset, on=ON, **more), 1)
            if rows < ROWS:
                print(
                    f"  {name}, {what}: {1e3 * taken / rows:.1f} ms a row; the check of {ROWS:,} {1e3 * plain:.0f} ms"
                )
            else:
                found.append(Comparison(f"{name}, {what} of {ROWS:,} / check", taken / plain, MOST, at_most=True))
    return found


def _check(table: pl.DataFrame, ruleset: sgz.Ruleset, **more: Any) -> pl.DataFrame:
    if not more:
        return sgz.frames.check(table, ruleset, on=ON)
    return sgz.frames.check_groups(table, more["members"], ruleset, by=more["by"], on=ON)
