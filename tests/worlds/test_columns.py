"""The same functions on column expressions (narwhals, Polars): row by row what they give on values."""

from datetime import date
from typing import Any

import narwhals as nw
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from completing import policies
from sgzlib import QUALIFICATION, UNKNOWN, Policy, Worker
from sgzlib.bridges import strategies
from sgzlib.law import Case
from sgzlib.law.facts import StandIn, facts_of
from worlds.by_rules.cells import column
from worlds.by_rules.judging import expression

TYPES: dict[str, Any] = {"bool": pl.Boolean, "date": pl.Date, "hours": pl.Float64, "text": pl.String}


def table(workers: list[Worker]) -> pl.DataFrame:
    columns = {
        name: pl.Series(
            [None if (value := getattr(worker, name)) is UNKNOWN else value for worker in workers],
            dtype=TYPES.get(fact.kind.name, pl.Int64),
            strict=False,
        )
        for name, fact in facts_of(Worker).items()
    }
    return pl.DataFrame(columns)


@settings(max_examples=50)
@given(st.lists(strategies.workers(), min_size=1, max_size=20), strategies.days(), policies())
def test_every_rule_gives_the_same_on_a_column_as_on_each_worker(
    workers: list[Worker], on: date, policy: Policy
) -> None:
    case = Case(on, policy)
    columns = StandIn(Worker, lambda name, fact: column(name))
    rules = [expression(rule.truth(columns, case)).alias(rule.id) for rule in QUALIFICATION.requirements]
    meets = expression(QUALIFICATION.meets(columns, case))
    judged = nw.from_native(table(workers)).select(*rules, meets.alias("verdict")).rows()
    assert judged == [
        tuple(
            None if truth is UNKNOWN else truth
            for truth in (
                *(rule.truth(worker, case) for rule in QUALIFICATION.requirements),
                QUALIFICATION.meets(worker, case),
            )
        )
        for worker in workers
    ]
