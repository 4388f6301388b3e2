"""Generators: every class of facts has one, with unknowns or without, and Hypothesis knows them by type."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from stdnum.cn import uscc

from foreign.county_library import QINGSHI, Hall
from sgzlib import RULESETS, TIANJIN_2021, Contract, Force, InvalidValue, Premises, Ruleset, assess, timeline, vectors
from sgzlib.bridges import strategies
from sgzlib.bridges.interchange import dump
from sgzlib.bridges.plugin import register
from sgzlib.law.facts import facts_of, is_subject, subjects
from sgzlib.law.truth import Unknown

NAMED = [
    (name, inspect.signature(function).return_annotation)
    for name, function in vars(strategies).items()
    if inspect.isfunction(function)
    and function.__module__ == strategies.__name__
    and list(inspect.signature(function).parameters) == ["known"]
]


def unknown_facts(thing: Any) -> list[str]:
    return [name for name in facts_of(type(thing)) if isinstance(getattr(thing, name), Unknown)]


def test_there_is_a_named_one_for_what_people_test_with() -> None:
    judged = {ruleset.subject.__name__ for ruleset in RULESETS.values()}
    assert judged == {annotation.removeprefix("st.SearchStrategy[").removesuffix("]") for _, annotation in NAMED}


def test_days_and_numbers_are_those_of_the_law_in_hand() -> None:
    law = attrs.evolve(QINGSHI, least_seats=777, register_by=date(2031, 5, 6))
    near = {date(2031, 5, day) for day in (5, 6, 7)}
    assert find(strategies.days(policy=law), lambda on: on.year > 2030) in near
    assert find(strategies.subject(Hall, policy=law), lambda hall: (hall.seats >= 770) is True).seats in {776, 777, 778}
    made, first, _ = find(strategies.timelines(Hall, policy=law), lambda span: span[1].year > 2030)
    assert type(made) is Hall
    assert first in near


@given(strategies.credit_codes())
def test_credit_codes_are_those_of_organisations_of_the_city(code: str) -> None:
    assert re.fullmatch(r"5[1239]1201[0-1][0-9][0-9A-HJ-NP-RT-UW-Y]{10}", code)
    assert uscc.is_valid(code)


@pytest.mark.parametrize(("name", "annotation"), NAMED)
@given(data=st.data())
@settings(max_examples=20)
def test_a_named_one_gives_its_own_class(name: str, annotation: str, data: st.DataObject) -> None:
    thing = data.draw(getattr(strategies, name)())
    assert annotation == f"st.SearchStrategy[{type(thing).__name__}]"
    assert is_subject(type(thing))


@pytest.mark.parametrize(("name", "annotation"), NAMED)
@given(data=st.data())
@settings(max_examples=20)
def test_it_leaves_no_fact_out_when_asked_not_to(name: str, annotation: str, data: st.DataObject) -> None:
    assert unknown_facts(data.draw(getattr(strategies, name)(known=True))) == []


@given(strategies.teams(known=True))
@settings(max_examples=20, phases=[Phase.generate])
def test_nor_a_fact_of_a_member(team: Any) -> None:
    assert [unknown_facts(worker) for worker in team.workers] == [[]] * len(team.workers)


@pytest.mark.parametrize(("name", "annotation"), NAMED)
@given(data=st.data())
@settings(max_examples=1)
def test_it_leaves_every_fact_out_when_asked_to(name: str, annotation: str, data: st.DataObject) -> None:
    thing = data.draw(getattr(strategies, name)(known=False))
    assert thing == type(thing)()
    assert annotation == f"st.SearchStrategy[{type(thing).__name__}]"


def test_what_is_known_is_all_none_or_some() -> None:
    with pytest.raises(InvalidValue, match=r'known: 1 .*expected True, False or "some"'):
        strategies.workers(known=1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


LARGE = {"station", "staffing", "rollout"}
RULESET = pytest.mark.parametrize(
    "ruleset",
    [
        pytest.param(ruleset, id=name, marks=[pytest.mark.engines] if name in LARGE else [])
        for name, ruleset in RULESETS.items()
    ],
)
# Whoever lacks hours after the registration's end lacks the registration too.
NEVER_ALONE = {"qualification.continuing_education"}


@RULESET
@settings(max_examples=4, suppress_health_check=[], phases=[Phase.generate])
@given(data=st.data())
def test_what_is_to_comply_does(ruleset: Ruleset, data: st.DataObject) -> None:
    subject, on = data.draw(_kept(("compliant", ruleset.name), lambda: strategies.compliant(ruleset)))
    assert assess(ruleset, subject, on=on).verdict is True


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        pytest.param(
            name, rule.id, marks=[pytest.mark.engines] if name in LARGE and rule.id != "staffing.full_time" else []
        )
        for name, ruleset in RULESETS.items()
        for rule in ruleset.requirements
        if rule.id not in NEVER_ALONE and not rule.restates and name != "station"
    ],
)
@settings(max_examples=2, suppress_health_check=[], phases=[Phase.generate])
@given(data=st.data())
def test_what_is_to_fail_one_requirement_fails_that_alone(name: str, id_: str, data: st.DataObject) -> None:
    ruleset = RULESETS[name]
    subject, on = data.draw(_kept(id_, lambda: strategies.violating(id_, ruleset=ruleset, on=date(2024, 3, 1))))
    assessment = assess(ruleset, subject, on=on)
    failed = (*assessment.violations, *assessment.unmet)
    assert id_ in {finding.requirement.id for finding in failed}
    assert {finding.requirement.id for finding in failed if finding.force is Force.MUST} <= {id_}
    assert on == date(2024, 3, 1)


_STRATEGIES: dict[Any, Any] = {}


def _kept(key: Any, made: Callable[[], Any]) -> Any:
    if key not in _STRATEGIES:
        _STRATEGIES[key] = made()
    return _STRATEGIES[key]


def test_the_ruleset_of_a_requirement_is_found() -> None:
    subject, _ = find(strategies.violating("premises.printer", on=date(2024, 3, 1)), lambda _: True)
    assert isinstance(subject, Premises)


def test_what_cannot_fail_alone_is_refused() -> None:
    with pytest.raises(InvalidValue, match="expected a requirement that can fail by itself"):
        strategies.violating("qualification.continuing_education")


def test_a_requirement_that_is_not_there_is_refused() -> None:
    with pytest.raises(InvalidValue, match=r"violating: 'staffing\.tea' .*expected one of budget\.annual_target"):
        strategies.violating("staffing.tea")


def test_nothing_complies_before_the_notice() -> None:
    with pytest.raises(InvalidValue, match="expected a ruleset that some subject can comply with"):
        strategies.compliant(RULESETS["premises"], on=date(2020, 1, 1))


@settings(max_examples=20)
@given(data=st.data())
def test_edges_are_the_edges_of_the_vectors(data: st.DataObject) -> None:
    subject, on = data.draw(strategies.edges(RULESETS["staffing"]))
    found = {(str(dump(subject)), on)}
    assert found <= {(str(case.facts), case.on) for case in vectors.cases("staffing") if case.why == "edge"}


def test_edges_of_another_law_are_found_from_its_formulas() -> None:
    law = attrs.evolve(TIANJIN_2021, senior_hours=120)
    drawn: list[Any] = []

    @settings(max_examples=400, derandomize=True, database=None, phases=[Phase.generate])
    @given(strategies.edges(RULESETS["qualification"], policy=law))
    def see(posed: Any) -> None:
        drawn.append(posed[0].continuing_education_hours)

    see()
    assert {119, 120} <= {hours for hours in drawn if not isinstance(hours, Unknown)}


@given(st.data())
@settings(max_examples=3)
def test_edges_of_a_law_in_hand_are_made_anew(data: st.DataObject) -> None:
    subject, on = data.draw(strategies.edges(RULESETS["premises"], policy=attrs.evolve(TIANJIN_2021)))
    assert isinstance(subject, Premises)
    assert on >= TIANJIN_2021.in_force_from


def test_a_ruleset_that_compares_nothing_has_no_edges() -> None:
    with pytest.raises(InvalidValue, match="expected a ruleset with at least one comparison"):
        strategies.edges(RULESETS["contractor"])


@given(st.data())
@settings(max_examples=20)
def test_timelines_have_a_first_and_a_last_day(data: st.DataObject) -> None:
    subject, first, last = data.draw(strategies.timelines(Contract))
    assert isinstance(subject, Contract)
    assert timeline(subject, first_day=first, last_day=first).period.first_day == first <= last


OWN = [of for of in subjects() if of.__module__.startswith("sgzlib.")]


@pytest.mark.parametrize("of", OWN, ids=lambda of: of.__name__)
def test_every_fact_is_left_out_sometimes_and_given_sometimes(of: type[Any]) -> None:
    seen: set[tuple[str, bool]] = set()

    @settings(max_examples=200, derandomize=True, database=None, phases=[Phase.generate])
    @given(strategies.subject(of))
    def see(thing: Any) -> None:
        absent = unknown_facts(thing)
        seen.update((name, name in absent) for name in facts_of(of))

    see()
    assert seen == {(name, absent) for name in facts_of(of) for absent in (True, False)}


@given(st.data())
def test_hypothesis_knows_them_by_type(data: st.DataObject) -> None:
    register()
    of = data.draw(st.sampled_from(subjects()))
    assert isinstance(data.draw(st.from_type(of)), of)


@given(st.data())
def test_days_are_days(data: st.DataObject) -> None:
    assert type(data.draw(strategies.days())) is date


@pytest.mark.parametrize(
    "code",
    [
        "import sgzlib as sgz; print(sgz.strategies.workers().example().registered)",
        "import hypothesis, sgzlib as sgz; print(hypothesis.strategies.from_type(sgz.Worker).example().registered)",
        (
            "import sgzlib.bridges.strategies, hypothesis; from sgzlib import Worker; "
            "print(hypothesis.strategies.from_type(Worker).example().registered)"
        ),
    ],
)
def test_either_may_be_imported_first(code: str) -> None:
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603 - our own line
    assert ran.stdout.strip() in {"True", "False", "UNKNOWN"}, ran.stderr
