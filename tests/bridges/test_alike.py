"""Subjects with one key have one answer, whatever the facts are that no rule reads."""

from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sgzlib as sgz
from sgzlib import RULESETS
from sgzlib.bridges import strategies
from sgzlib.bridges.alike import key_of
from sgzlib.law.facts import facts_of

evolve: Any = attrs.evolve


@settings(max_examples=5)
@given(st.data())
@pytest.mark.parametrize("name", RULESETS)
def test_a_fact_that_counts_for_nothing_changes_no_answer(name: str, data: Any) -> None:
    ruleset, on = RULESETS[name], data.draw(strategies.days())
    one, other = (data.draw(strategies.subject(ruleset.subject)) for _ in range(2))
    fact = data.draw(st.sampled_from(list(facts_of(ruleset.subject))))
    try:
        changed = evolve(one, **{fact: getattr(other, fact)})
    except sgz.SgzlibError:
        return
    same = key_of(ruleset)(one) == key_of(ruleset)(changed)
    asked = [sgz.assess(ruleset, subject, on=on) for subject in (one, changed)]
    statuses = [[finding.status for finding in each.findings] for each in asked]
    assert not same or (statuses[0] == statuses[1] and asked[0].verdict is asked[1].verdict)


def test_members_count_in_their_order_and_parts_by_their_facts() -> None:
    key = key_of(sgz.STATION)
    trained, untrained = sgz.Worker(name="王芳", trained=True), sgz.Worker(name="李强", trained=False)
    teams = [sgz.Team(workers=workers) for workers in ((trained, untrained), (untrained, trained), (trained,), ())]
    keys = [key(sgz.Station(team=team)) for team in (*teams, None)]
    assert len(set(keys)) == 5
    renamed = sgz.Team(workers=(evolve(trained, name="赵敏"),))
    assert key(sgz.Station(team=renamed)) == keys[2]


def test_a_class_that_holds_facts_against_each_other_counts_all_of_them() -> None:
    key = key_of(sgz.CONTRACTOR)
    assert key(sgz.Contractor(name="甲")) != key(sgz.Contractor(name="乙"))
