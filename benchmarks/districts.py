"""What a whole district needs (全区所需): questions and remedies of a table, its first rows and all of them.

Each is asked once before it is timed, of a few rows. Stations stand with their workers, of which each has its own; how
long they take hangs on the number of them alone, so that a hundredth of them is asked.
"""

import warnings
from datetime import date
from functools import partial
from typing import Any

import numpy as np
import polars as pl

import sgzlib as sgz
from benchmarks.columns import country, workers
from benchmarks.timing import Comparison, processor_time

ON = date(2022, 3, 1)
ROWS, FEW, FIRST = 40_000, 400, 100
MOST = 15
"""Milliseconds a row: 40,000 rows in ten minutes (每行毫秒数)."""


def premises() -> pl.DataFrame:
    """Make stations' premises from a seed, of each fact a sixth missing and a sixth unknown."""
    random = np.random.default_rng(ROWS)
    facts = sgz.frames.columns_of(sgz.Premises)
    cells = {name: random.choice(np.array([1, 1, 1, 1, 0, -1], dtype=np.int8), ROWS) for name in facts}
    return pl.DataFrame(cells).select(pl.when(pl.col(name) >= 0).then(pl.col(name) == 1).alias(name) for name in facts)


def compare() -> list[Comparison]:
    """Time what is asked of a table: its first hundred rows, and all of them."""
    warnings.simplefilter("ignore", sgz.frames.UnknownColumn)
    stations, people = country()
    comparisons: list[Comparison] = []
    for name, ruleset, table, members, rows in (
        ("workers", sgz.QUALIFICATION, workers(ROWS), None, ROWS),
        ("premises", sgz.PREMISES, premises(), None, ROWS),
        ("stations", sgz.STATION, stations.head(ROWS), people, FEW),
    ):
        more: dict[str, Any] = {} if members is None else {"by": "station", "members": {"team__workers": members}}
        # Of the country's workers, most are of other stations.
        more |= {"on": ON, "orphans": "ignore"}
        for what, ask in (("questions", sgz.frames.questions), ("remedies", sgz.frames.remedies)):
            ask(table, ruleset, at_most=FEW // 10, **more)
            first = processor_time(partial(ask, table, ruleset, at_most=FIRST, **more))
            comparisons.append(Comparison(f"{name}, {what} of the first {FIRST} rows, s", first, 2, at_most=True))
            taken = processor_time(partial(ask, table, ruleset, at_most=rows, **more))
            comparisons.append(Comparison(f"{name}, {what}, ms a row", 1e3 * taken / rows, MOST, at_most=True))
    return comparisons
