"""On every engine, for every ruleset: a table's rows get what the subjects get, unknowns among them."""

from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridges.frames.tabled import IN_MEMORY, LAZY, judged, scalar, with_groups_known
from completing import policies
from sgzlib import RULESETS, Ruleset
from sgzlib.bridges import calendars, strategies

PUBLISHED = calendars.rest_days(2021, 2023)
RESTING: list[dict[str, Any]] = [{}, {"rest_days": PUBLISHED}]


SLOW = {"contract", "station"}  # of many days, which engines move one by one


@pytest.mark.parametrize(
    "ruleset",
    [
        pytest.param(ruleset, id=name, marks=[pytest.mark.prove] if name in SLOW else [])
        for name, ruleset in RULESETS.items()
    ],
)
@settings(max_examples=3)
@given(st.data())
def test_every_ruleset_gives_the_same_on_columns_as_on_subjects(ruleset: Ruleset, data: st.DataObject) -> None:
    drawn = data.draw(st.lists(strategies.subject(ruleset.subject), max_size=8))
    subjects: list[Any] = [with_groups_known(subject) for subject in drawn]
    on = data.draw(strategies.days())
    resting: dict[str, Any] = data.draw(st.sampled_from(RESTING))
    policy = attrs.evolve(data.draw(policies()), **resting)
    expected = scalar(ruleset, subjects, on, policy)
    # Lazy engines are told every rest day in one expression, which takes them minutes for days of a contract.
    engines = {name: IN_MEMORY[name] for name in ("polars", "pandas")} if resting else IN_MEMORY | LAZY
    for name, engine in engines.items():
        assert judged(engine, ruleset, subjects, on, policy) == expected, name
