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


@pytest.mark.parametrize("ruleset", RULESETS.values(), ids=list(RULESETS))
@settings(max_examples=5)
@given(st.data())
def test_every_ruleset_gives_the_same_on_columns_as_on_subjects(ruleset: Ruleset, data: st.DataObject) -> None:
    drawn = data.draw(st.lists(strategies.subject(ruleset.subject), max_size=8))
    subjects: list[Any] = [with_groups_known(subject) for subject in drawn]
    on = data.draw(strategies.days())
    policy = attrs.evolve(data.draw(policies()), **data.draw(st.sampled_from(RESTING)))
    expected = scalar(ruleset, subjects, on, policy)
    for name, engine in (IN_MEMORY | LAZY).items():
        assert judged(engine, ruleset, subjects, on, policy) == expected, name
