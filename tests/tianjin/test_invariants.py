"""What no answer may do, over every ruleset, law, reading and day: hide a violation, or lack what it does not name."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from completing import get, leaves, policies, put
from sgzlib import NOT_YET, RULESETS, STATION, UNKNOWN, Ruleset, Status, assess
from sgzlib.bridges import strategies
from sgzlib.law.kinds import Form

EVERY_RULESET = pytest.mark.parametrize("ruleset", RULESETS.values(), ids=list(RULESETS))
OF_TERMS = {"registration_expires", "first_day", "last_day"}
"""Facts that are days, and not those of acts."""
BY_SIGNING = {"staffing.posting"}
"""What a signature gives a last day of its own, as a scenario says why: who has signed has 15 days to post."""


def without_plans(subject: Any, on: date) -> Any:
    """Return a subject of which nothing is done in the days to come."""
    for path, fact in leaves(subject):
        value = get(subject, path)
        if fact.kind.form is Form.DAY and path[-1] not in OF_TERMS and value is not UNKNOWN and value > on:
            subject = put(subject, path, NOT_YET)
    return subject


def violated(ruleset: Ruleset, subject: Any, on: date, policy: Any) -> set[tuple[str, str]]:
    findings = assess(ruleset, subject, on=on, policy=policy).violations
    return {(finding.path, finding.requirement.id) for finding in findings}


@EVERY_RULESET
class TestInvariants:
    @settings(max_examples=10)
    @given(st.data())
    def test_what_is_not_known_names_what_would_settle_it(self, ruleset: Ruleset, data: st.DataObject) -> None:
        subject = data.draw(strategies.subject(ruleset.subject))
        on, policy = data.draw(strategies.days()), data.draw(policies())
        assessment = assess(ruleset, subject, on=on, policy=policy)
        if assessment.verdict is UNKNOWN and assessment.applicable:
            assert assessment.missing or assessment.undecided

    @settings(max_examples=10)
    @given(st.data())
    def test_no_violation_disappears_as_days_go_by(self, ruleset: Ruleset, data: st.DataObject) -> None:
        on, policy = data.draw(strategies.days()), data.draw(policies())
        subject = without_plans(data.draw(strategies.subject(ruleset.subject)), on)
        later = on + timedelta(days=data.draw(st.integers(1, 1500)))
        assert violated(ruleset, subject, on, policy) - violated(ruleset, subject, later, policy) == set()

    @settings(max_examples=10)
    @given(st.data())
    def test_no_violation_disappears_by_a_fact_that_is_forgotten(self, ruleset: Ruleset, data: st.DataObject) -> None:
        on, policy = data.draw(strategies.days()), data.draw(policies())
        subject = data.draw(strategies.subject(ruleset.subject))
        known = [path for path, _ in leaves(subject) if get(subject, path) is not UNKNOWN]
        if not known:
            return
        less = put(subject, data.draw(st.sampled_from(known)), None)
        before = assess(ruleset, subject, on=on, policy=policy)
        after = assess(ruleset, less, on=on, policy=policy)
        for one, two in zip(before.findings, after.findings, strict=False):
            if one.status is Status.VIOLATED:
                assert two.status in {Status.VIOLATED, Status.UNDETERMINED}, one.requirement.id


@pytest.mark.parametrize("name", ["staffing", "station"])
@settings(max_examples=20)
@given(st.data())
def test_no_violation_disappears_by_a_signature(name: str, data: st.DataObject) -> None:
    ruleset = RULESETS[name]
    on, policy = data.draw(strategies.days()), data.draw(policies())
    subject = without_plans(data.draw(strategies.subject(ruleset.subject, known=True)), on)
    path = ("contract_signed_on",) if name == "staffing" else ("team", "contract_signed_on")
    unsigned, signed = put(subject, path, NOT_YET), put(subject, path, on)
    lost = violated(ruleset, unsigned, on, policy) - violated(ruleset, signed, on, policy)
    assert {id_ for _, id_ in lost if not id_.startswith("station.")} - BY_SIGNING == set()


@settings(max_examples=25)
@given(st.data())
def test_a_part_and_the_whole_agree_where_the_last_day_is_the_same(data: st.DataObject) -> None:
    station = data.draw(strategies.subject(STATION.subject))
    on, policy = data.draw(strategies.days()), data.draw(policies())
    whole = assess(STATION, station, on=on, policy=policy)
    for name, part in STATION.parts:
        inner = getattr(station, name)
        alone = assess(part, part.subject() if inner is UNKNOWN else inner, on=on, policy=policy)
        for one in alone.findings:
            other = whole[one.requirement.id]
            last = one.due, other.due
            same = last[0] == last[1] if all(isinstance(due, date) for due in last) else last[0] is last[1] is None
            if same and one.requirement.id != "sign.name":  # which the whole compares with its place
                assert one.status is other.status, one.requirement.id
