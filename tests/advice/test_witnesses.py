"""A witness satisfies what is asked, and keeps what is wanted where that can be kept."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sgzlib as sgz
from sgzlib.advice.satisfiability import Exhausted, Solver
from sgzlib.advice.witnesses import leaves, set_paths, skeleton, witness
from sgzlib.law.formula import FALSE, And, Comparison, Constant, Given, Node, Not, Or, Parameter, Shift, Workday
from sgzlib.law.formula.evaluating import evaluate
from sgzlib.law.requirement import Case

ON = date(2024, 3, 1)
CASE = Case(ON, sgz.TIANJIN_2021)
NAMES = [name for name in sgz.RULESETS if name != "station"]


def formula(ruleset: sgz.Ruleset, id_: str) -> Node:
    return next(ruleset.formula(path, rule, "holds") for path, rule, _ in ruleset.every() if rule.id == id_)


def test_a_skeleton_has_members_of_which_nothing_is_known() -> None:
    team = skeleton(sgz.Team, 2)
    assert len(team.workers) == 2
    assert all(value is sgz.UNKNOWN for _, _, value in leaves(team))
    assert skeleton(sgz.Station, 0).team.workers == ()


def test_facts_are_put_at_their_paths() -> None:
    station = set_paths(skeleton(sgz.Station, 1), {"team.workers[0].trained": True, "sign.prominent": False})
    assert station.team.workers[0].trained is True
    assert station.sign.prominent is False
    assert [path for path, _, value in leaves(station) if value is not sgz.UNKNOWN] == [
        "team.workers[0].trained",
        "sign.prominent",
    ]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=3)
@given(data=st.data())
def test_each_requirement_and_its_contrary_have_a_witness(name: str, data: st.DataObject) -> None:
    ruleset = sgz.RULESETS[name]
    rule = data.draw(st.sampled_from([rule for rule in ruleset.requirements if not rule.restates]))
    whole = ruleset.formula("", rule, "holds")
    bare = skeleton(ruleset.subject, 0 if name == "rollout" else 1)
    for goal in (whole, Not(whole)):
        made = witness([goal], bare, CASE, {})
        assert made is None or evaluate(goal, made, CASE) is True
        if name not in {"rollout", "staffing", "sign", "funding", "budget"}:
            assert made is not None


def test_what_is_wanted_is_kept_and_the_rest_is_put_nearest() -> None:
    wanted = {"certificate": sgz.Certificate.SENIOR, "continuing_education_hours": 7, "name": "王芳"}
    hours = formula(sgz.QUALIFICATION, "qualification.continuing_education")
    made = witness([hours], sgz.Worker(), CASE, wanted)
    assert (made.name, made.certificate, made.continuing_education_hours) == ("王芳", sgz.Certificate.ASSISTANT, 72)
    kept = witness([hours], sgz.Worker(), CASE, wanted | {"continuing_education_hours": 300})
    assert kept.continuing_education_hours == 300
    assert kept.education is sgz.UNKNOWN


def test_what_is_wanted_gives_way_where_the_class_refuses_it_beside_the_rest() -> None:
    reported = formula(sgz.CONTRACT, "contract.midterm_report")
    # A final report of the first day is refused of a contract that runs for years.
    term = {"first_day": ON, "last_day": date(2026, 3, 1), "ended_on": sgz.NOT_YET}
    wanted = {**term, "final_report_on": ON, "midterm_report_on": ON}
    made = witness([reported], sgz.Contract(), CASE, wanted)
    assert made.midterm_report_on == ON
    assert made.final_report_on is sgz.UNKNOWN


def test_far_values_are_found_in_both_directions() -> None:
    facts: Any = {path: fact for path, fact, _ in leaves(sgz.Team())}
    headcount = Given("contracted_headcount", facts["contracted_headcount"])
    for sign, number, near, found in (("≥", 10**6, 3, 10**6), ("≤", 5, 10**8, 5), ("=", 777, 0, 777)):
        goal = Comparison(sign, headcount, Constant(number))  # type: ignore[arg-type]
        made = witness([goal], sgz.Team(), CASE, {"contracted_headcount": near})
        assert made.contracted_headcount == found


def test_two_facts_that_hang_together_are_put_one_after_the_other() -> None:
    left = formula(sgz.RENEWAL, "renewal.years_left")
    made = witness([left], sgz.RENEWAL.subject(), CASE, {"contract_year": 5, "cycle_years": 2})
    assert (made.contract_year, made.cycle_years) == (5, 6)


def test_a_text_is_written_as_the_rule_asks() -> None:
    named = formula(sgz.SIGN, "sign.name")
    bare = skeleton(sgz.Sign, 0)
    made = witness([named], bare, CASE, {})
    assert evaluate(named, made, CASE) is not False


def test_what_cannot_hold_has_no_witness() -> None:
    assert witness([FALSE], sgz.Worker(), CASE, {}) is None
    holds = formula(sgz.PREMISES, "premises.printer")
    assert witness([And((holds, Not(holds)))], sgz.Premises(), CASE, {}) is None


def test_what_no_fact_says_has_no_witness() -> None:
    holds = formula(sgz.PREMISES, "premises.printer")
    for unknown in (Constant(sgz.UNKNOWN), Not(Constant(sgz.UNKNOWN))):
        assert witness([And((unknown, holds))], sgz.Premises(), CASE, {}) is None
    assert witness([Or((Constant(sgz.UNKNOWN), holds))], sgz.Premises(), CASE, {}) == sgz.Premises(printer=True)


def test_a_day_that_a_weekend_may_move_is_a_witness_of_neither_answer() -> None:
    facts: Any = {path: fact for path, fact, _ in leaves(sgz.Contract())}
    signed, reported = (Given(path, facts[path]) for path in ("signed_on", "final_report_on"))
    in_time = Comparison("≤", reported, Workday(signed))
    friday, days = date(2021, 12, 31), range(5)
    for goal, signs, reports in product((in_time, Not(in_time)), days, days):
        wanted = {"signed_on": friday + timedelta(days=signs), "final_report_on": friday + timedelta(days=reports)}
        made = witness([goal], sgz.Contract(), CASE, wanted)
        assert evaluate(goal, made, CASE) is True
        if evaluate(goal, set_paths(sgz.Contract(), wanted), CASE) is True:
            assert made == set_paths(made, wanted)


def test_what_its_class_refuses_is_no_witness() -> None:
    term = {"first_day": ON, "last_day": date(2026, 3, 1), "ended_on": sgz.NOT_YET}
    facts: Any = {path: fact for path, fact, _ in leaves(sgz.Contract())}
    report = Given("final_report_on", facts["final_report_on"])
    for day, taken in ((date(2025, 12, 1), True), (ON, False)):
        made = witness([Comparison("=", report, Constant(day))], sgz.Contract(**term), CASE, {})  # type: ignore[arg-type]
        assert (made is not None) is taken


def test_a_search_without_steps_says_so() -> None:
    rules = [formula(sgz.STAFFING, rule.id) for rule in sgz.STAFFING.requirements]
    with pytest.raises(Exhausted, match=r"^$"):
        witness(rules, skeleton(sgz.Team, 3), CASE, {}, Solver(1))


def test_a_sum_of_days_is_moved_by_days() -> None:
    facts: Any = {path: fact for path, fact, _ in leaves(sgz.Contract())}
    signed = Given("signed_on", facts["signed_on"])
    last = Shift(Shift(signed, Given("brief_within_days", facts["brief_within_days"]), "days"), Constant(1), "days")
    goal = Comparison("=", last, Parameter("in_force_from"))
    made = witness([goal], sgz.Contract(), CASE, {"brief_within_days": 10})
    assert made.signed_on + timedelta(days=made.brief_within_days + 1) == sgz.TIANJIN_2021.in_force_from
