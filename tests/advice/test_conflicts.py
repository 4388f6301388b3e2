"""Requirements that cannot all hold, though none of them fails: minimal sets, held against the solver of witnesses."""

from datetime import date
from typing import Any

import attrs
import pytest

import sgzlib as sgz
from sgzlib.advice.conflicts import conflicting
from sgzlib.advice.satisfiability import Exhausted, Solver

ON = date(2022, 3, 1)
evolve: Any = attrs.evolve
PART_TIME = sgz.Worker(name="王芳", full_time=False, education=sgz.Education.BACHELOR, social_work_major=True)
TEAM = sgz.Team(workers=(PART_TIME,), contracted_headcount=1, contract_signed_on=date(2021, 7, 23))


def ids(team: Any, **more: Any) -> list[str]:
    return [rule.id for rule in conflicting(sgz.check_staffing(team, on=ON, **more))]


def test_the_one_worker_is_either_on_post_and_part_time_or_not_there() -> None:
    judged = sgz.check_staffing(TEAM, on=ON)
    assert (judged.verdict, judged.violations) == (False, ())
    assert ids(TEAM) == ["staffing.full_time", "staffing.qualified_minimum"]


@pytest.mark.parametrize(
    "team",
    [
        sgz.Team(),
        evolve(TEAM, contracted_headcount=3),
        evolve(TEAM, workers=(evolve(PART_TIME, full_time=True),)),
    ],
    ids=["unknown", "violated", "possible"],
)
def test_where_a_must_fails_or_all_can_hold_there_is_none(team: sgz.Team) -> None:
    assert ids(team) == []


def test_two_ways_to_be_qualified_cannot_both_be_closed() -> None:
    worker = sgz.Worker(social_work_major=False, registered=False, certificate_passed_on=date(2015, 6, 1))
    judged = sgz.check_qualification(worker, on=ON)
    assert judged.verdict is False
    found = [rule.id for rule in conflicting(judged)]
    assert found == ["qualification.credential", "qualification.registration"]


def test_a_search_that_ends_leaves_more_in(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: Any) -> bool:
        raise Exhausted

    monkeypatch.setattr(Solver, "satisfiable", exhausted)
    undetermined = [rule for rule in sgz.check_staffing(TEAM, on=ON).undetermined if rule.force is sgz.Force.MUST]
    assert ids(TEAM) == [finding.requirement.id for finding in undetermined]
