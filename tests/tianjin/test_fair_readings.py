"""What ought to hold of a fair reading: to have more of what is asked for never harms, and time alone does not."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sgzlib as sgz
from completing import leaves, policies, put, spelled
from sgzlib.bridges import strategies
from sgzlib.law.kinds import HOURS, Form
from sgzlib.law.labels import Ordered
from test_coverage_of_rules import TEAM, WORKER

ON = date(2022, 3, 1)
evolve: Any = attrs.evolve
BROKEN = {sgz.Status.VIOLATED, sgz.Status.UNMET}
HARMS = {
    # 四(五): who has a grade has had a year, and takes the next one of the cycle.
    ("previous_grade", "contract.cycle"),
    # 七(二): what was given for building the station pays for nothing else.
    ("payments.for_building", "funding.donation_scope"),
    ("sources.for_building", "funding.donation_scope"),
    # The measures of 2009 ask more hours of the holder of a higher certificate.
    ("certificate", "qualification.continuing_education"),
    ("workers.certificate", "staffing.qualified_minimum"),
    ("workers.certificate", "staffing.all_qualified"),
    ("team.workers.certificate", "staffing.qualified_minimum"),
    ("team.workers.certificate", "staffing.all_qualified"),
}


def gains(fact: Any, value: Any) -> list[Any]:
    """Return what is more of a fact than what there is: a yes, a higher level, more hours."""
    if fact.kind.form is Form.TRUTH:
        return [True] if value is False else []
    if isinstance(value, Ordered):
        return [option for option in type(value) if option > value]
    return [value + 1, value + 100] if fact.kind is HOURS and value is not sgz.UNKNOWN else []


def improved(subject: Any) -> Iterator[tuple[str, Any]]:
    """Return the subjects with one fact the better, and which it is."""
    for path, fact in leaves(subject):
        value = subject
        for step in path:
            value = value[step] if isinstance(step, int) else getattr(value, step)
        for more in gains(fact, value):
            with suppress(sgz.InvalidValue):
                yield re.sub(r"\[\d+\]", "", spelled(path)), put(subject, path, more)


@pytest.mark.parametrize("name", [name for name in sgz.RULESETS if name != "renewal"])
@settings(max_examples=25)
@given(st.data())
def test_to_gain_a_yes_a_level_or_an_hour_never_breaks_what_was_met(name: str, data: st.DataObject) -> None:
    ruleset = sgz.RULESETS[name]
    subject, on = data.draw(strategies.subject(ruleset.subject)), data.draw(strategies.days())
    policy = data.draw(policies())
    before = sgz.assess(ruleset, subject, on=on, policy=policy)
    for path, better in improved(subject):
        after = sgz.assess(ruleset, better, on=on, policy=policy)
        broken = [
            one.requirement.id
            for was, one in zip(before.findings, after.findings, strict=True)
            if was.force is sgz.Force.MUST and was.status is sgz.Status.MET and one.status in BROKEN
        ]
        assert {(path, name) for name in broken} <= HARMS


def test_the_grade_of_the_same_contractor_is_what_a_renewal_asks_about() -> None:
    facts: dict[str, Any] = {"signed_on": date(2022, 8, 1), "previous_grade": sgz.Grade.UNQUALIFIED, "procured": False}
    contract = sgz.Contract(**facts, follows=sgz.Follows.ANOTHER_CONTRACTOR)
    other = evolve(contract, follows=sgz.Follows.SAME_CONTRACTOR)
    found = [sgz.check_contract(one, on=ON)["contract.renewal"].status for one in (contract, other)]
    assert found == [sgz.Status.MET, sgz.Status.VIOLATED]


@settings(max_examples=40)
@given(st.data())
def test_a_worker_more_who_meets_all_breaks_nothing_but_the_usual_number(data: st.DataObject) -> None:
    team = evolve(data.draw(strategies.subject(sgz.Team)), workers=data.draw(st.sampled_from([(), TEAM.workers])))
    more = evolve(team, workers=(*team.workers, evolve(WORKER, posted_on=date(2021, 6, 1))))
    on, policy = data.draw(strategies.days()), data.draw(policies())
    for was, one in zip(*(sgz.check_staffing(of, on=on, policy=policy).findings for of in (team, more)), strict=True):
        if was.force is sgz.Force.MUST and was.status is sgz.Status.MET:
            assert one.status not in BROKEN or one.requirement.id == "staffing.usual_headcount"


@settings(max_examples=40)
@given(st.data())
def test_a_yuan_more_in_any_line_of_a_budget_breaks_nothing(data: st.DataObject) -> None:
    budget, policy = data.draw(strategies.subject(sgz.Budget)), data.draw(policies())
    lines = () if isinstance(budget.lines, sgz.Unknown) else budget.lines
    before = sgz.check_budget(budget, on=ON, policy=policy)
    for at, line in enumerate(lines):
        if isinstance(line.unit_price, sgz.Unknown) or line.quantity not in {1, 2}:
            continue
        dearer = evolve(line, unit_price=line.unit_price + Decimal(1))
        after = sgz.check_budget(evolve(budget, lines=(*lines[:at], dearer, *lines[at + 1 :])), on=ON, policy=policy)
        for was, one in zip(before.findings, after.findings, strict=True):
            assert was.status is not sgz.Status.MET or one.status not in BROKEN


@pytest.mark.parametrize("name", ["qualification", "staffing", "contract", "plan", "station"])
@settings(max_examples=6)
@given(st.data())
def test_time_alone_turns_a_finding_on_days_that_the_timeline_names(name: str, data: st.DataObject) -> None:
    ruleset = sgz.RULESETS[name]
    subject = data.draw(strategies.subject(ruleset.subject))
    first, last = date(2021, 5, 26), date(2025, 12, 31)
    turns = sgz.timeline(subject, first_day=first, last_day=last, ruleset=ruleset).turns
    named = {turn.day for turn in turns}
    for on in data.draw(st.lists(st.dates(date(2021, 5, 27), last), min_size=10, max_size=10)):
        if on not in named:
            eve = date.fromordinal(on.toordinal() - 1)
            today, yesterday = (sgz.assess(ruleset, subject, on=day) for day in (on, eve))
            assert [one.status for one in today.findings] == [one.status for one in yesterday.findings]


@settings(max_examples=60)
@given(strategies.subject(sgz.DistrictPlan), st.dates(date(2022, 1, 1), date(2026, 12, 31)))
def test_nothing_of_2021_binds_a_plan_of_another_year(plan: sgz.DistrictPlan, on: date) -> None:
    later = evolve(plan, year=2022)
    dated = {"rollout.plan_submitted", "rollout.plan_complete", "rollout.district_quota", "rollout.launched"}
    found = {one.requirement.id: one.status for one in sgz.check_plan(later, on=on).findings}
    assert {found[name] for name in dated & set(found)} == {sgz.Status.NOT_APPLICABLE}


@settings(max_examples=60)
@given(strategies.subject(sgz.Contract))
def test_july_2021_binds_no_later_contract(contract: sgz.Contract) -> None:
    later = evolve(contract, signed_on=date(2022, 8, 1), first_batch=False)
    assert sgz.check_contract(later, on=date(2023, 1, 1))["contract.signed_by"].status is sgz.Status.NOT_APPLICABLE
