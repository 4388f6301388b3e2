"""In SQLite and DuckDB, for every ruleset: a query's rows get what the subjects get, unknowns among them."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridges.frames.seeded import ON, Drawing
from bridges.frames.tabled import IN_MEMORY, judged, scalar, with_groups_known
from bridges.sql.executed import EXECUTED, queried
from completing import policies
from sgzlib import RULESETS, TIANJIN_2021, Ruleset
from sgzlib.bridges import strategies

ROWS = 100
WAYS = [("sqlite", "iso"), ("duckdb", "iso"), ("duckdb", "date")]


def sayable(ruleset: Ruleset, dialect: str) -> Ruleset:
    """Return a ruleset without what the dialect cannot express."""
    return ruleset - "sign.name" if ruleset.name == "station" and dialect == "sqlite" else ruleset


EVERY_RULESET = pytest.mark.parametrize("ruleset", RULESETS.values(), ids=list(RULESETS))
# A contract's days make the longest query, which every dialect reads.
MOST_IN_TESTS = pytest.mark.parametrize(
    "ruleset",
    [
        pytest.param(one, id=name, marks=[pytest.mark.prove] if name == "contract" else [])
        for name, one in RULESETS.items()
    ],
)


@EVERY_RULESET
def test_every_row_gets_what_its_subject_and_a_table_of_subjects_get(ruleset: Ruleset) -> None:
    drawing = Drawing(ROWS, ON)
    subjects = [drawing.subject(ruleset.subject) for _ in range(ROWS)]
    for dialect, dates in WAYS:
        asked = sayable(ruleset, dialect)
        expected = scalar(asked, subjects, ON, TIANJIN_2021)
        assert queried(EXECUTED[dialect], asked, subjects, ON, None, dialect, dates) == expected, dialect
    assert judged(IN_MEMORY["polars"], ruleset, subjects, ON, TIANJIN_2021) == scalar(
        ruleset, subjects, ON, TIANJIN_2021
    )


@MOST_IN_TESTS
@settings(max_examples=2)
@given(st.data())
def test_so_it_is_on_any_day_under_any_reading(ruleset: Ruleset, data: st.DataObject) -> None:
    drawn = data.draw(st.lists(strategies.subject(ruleset.subject), max_size=8))
    subjects: list[Any] = [with_groups_known(subject) for subject in drawn]
    on, policy = data.draw(strategies.days()), data.draw(policies())
    for dialect, dates in WAYS:
        asked = sayable(ruleset, dialect)
        expected = scalar(asked, subjects, on, policy)
        assert queried(EXECUTED[dialect], asked, subjects, on, policy, dialect, dates) == expected, dialect
