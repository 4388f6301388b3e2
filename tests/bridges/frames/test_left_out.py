"""A column left out is unknown in every row: for every ruleset, each column in turn, on every engine."""

import warnings
from datetime import date
from typing import Any

import polars as pl
import pytest

from bridges.frames.left_out import ON, left_out
from bridges.frames.tabled import IN_MEMORY, LAZY
from sgzlib import CONTRACT, RULESETS, UNKNOWN, Contract, Ruleset, check_contract, frames


def _quick(ruleset: str, engine: str) -> bool:
    return engine in IN_MEMORY and ruleset != "station" and (engine == "polars" or ruleset != "contract")


CASES = [
    pytest.param(ruleset, engine, id=f"{name}-{at}", marks=() if _quick(name, at) else pytest.mark.engines)
    for name, ruleset in RULESETS.items()
    for at, engine in (IN_MEMORY | LAZY).items()
]


@pytest.mark.parametrize(("ruleset", "engine"), CASES)
def test_a_column_left_out_is_unknown_in_every_row(ruleset: Ruleset, engine: Any) -> None:
    for each in left_out(ruleset):
        assert each.judged(engine, ruleset) == each.expected, each.what


def test_a_station_without_one_of_the_facts_that_a_name_is_compared_with() -> None:
    columns = {
        "jurisdiction": ["赵黄街道"],
        "district": ["河西区"],
        "sign__name": ["天津市河西区赵黄街道社会工作服务站"],
    }
    found = {}
    for left in (None, *columns):
        table = pl.DataFrame({name: cells for name, cells in columns.items() if name != left})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", frames.UnknownColumn)
            found[left] = frames.check(table, RULESETS["station"], on=ON)["sign.name"].to_list()
    assert found == {None: [True], "jurisdiction": [None], "district": [None], "sign__name": [None]}


def test_a_contract_of_no_days_says_within_how_many_something_is_due() -> None:
    facts: Any = {"report_within_days": 10, "evaluation_within_days": 3, "signed_on": date(2022, 1, 1)}
    contract = Contract(**facts)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", frames.UnknownColumn)
        judged = frames.check(pl.DataFrame({name: [value] for name, value in facts.items()}), CONTRACT, on=ON)
    expected = {one.requirement.id: one.holds for one in check_contract(contract, on=ON).findings}
    told = {name: judged[name].to_list() for name in expected}
    assert told == {name: [None if holds is UNKNOWN else holds] for name, holds in expected.items()}


@pytest.mark.parametrize("name", ["staffing", "qualification"])
def test_a_column_that_polars_holds_as_one_null_is_unknown_in_every_row(name: str) -> None:
    """Such a column is what `with_columns(pl.lit(None))` makes, and what masking all its cells makes."""
    types = {"date": pl.Date, "bool": pl.Boolean, "count": pl.Int64, "hours": pl.Float64}
    facts = {head: fact for head, fact in frames.columns_of(RULESETS[name].subject).items() if not fact.kind.several}
    nulls = {head: pl.lit(None, dtype=types.get(fact.kind.name, pl.String)) for head, fact in facts.items()}
    table = pl.DataFrame({"row": [1, 2]})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", frames.UnknownColumn)
        plain = frames.findings(table, RULESETS[name], by="row", on=ON)
        assert frames.findings(table.with_columns(**nulls), RULESETS[name], by="row", on=ON).equals(plain)
