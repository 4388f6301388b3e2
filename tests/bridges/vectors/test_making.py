"""Cases are made for any law from its formulas, and what could not be found out is said."""

from datetime import date
from typing import Any

import jsonschema
import pytest

import sgzlib as sgz
from foreign.county_library import BRANCH, HALL, Branch
from sgzlib import vectors
from sgzlib.bridges.vectors.making import Maker, _with, groups_in
from sgzlib.bridges.vectors.writing import make
from sgzlib.law import UNKNOWN

RULESETS = (HALL, BRANCH)


@pytest.fixture(scope="module")
def made() -> Any:
    return make(BRANCH, beside=RULESETS)


def test_another_notice_gets_cases_of_its_own(made: Any) -> None:
    jsonschema.validate(made, vectors.schema())
    asked = {case["requirement"] for case in made["cases"]}
    assert asked >= {rule.id for path, rule, _ in BRANCH.every() if not (rule.restates or path)}
    assert all(case["catches"] for case in made["cases"])


def test_its_statuses_are_what_the_check_says(made: Any) -> None:
    law: Any = BRANCH.law
    for case in made["cases"]:
        taken = case.get("readings", {}).items()
        chosen = {name: next(one for one in law.readings[name].options if one.name == told) for name, told in taken}
        subject: Any = sgz.interchange.load(Branch, case["facts"])
        found = sgz.assess(BRANCH, subject, on=date.fromisoformat(case["on"]), policy=law.under(**chosen))
        for finding in found.findings:
            if not finding.requirement.restates:
                assert finding.status.name == case["statuses"][finding.requirement.id], case["id"]


def test_what_rulesets_beside_it_ask_of_members_is_taken_apart_there() -> None:
    assert Maker(sgz.STAFFING, sgz.TIANJIN_2021, [sgz.QUALIFICATION, sgz.PREMISES]).beside
    assert not Maker(sgz.STAFFING, sgz.TIANJIN_2021, [sgz.PREMISES]).beside


def test_a_fact_that_its_class_refuses_leaves_the_subject_as_it_is() -> None:
    worker = sgz.Worker(education=sgz.Education.DOCTOR)
    assert _with(worker, "education", "博士后") is worker
    assert _with(worker, "education", UNKNOWN) == sgz.Worker()


def test_groups_are_found_inside_parts() -> None:
    station = sgz.Station(team=sgz.Team(workers=(sgz.Worker(),)))
    assert list(groups_in(station)) == ["team.workers"]
    assert list(groups_in(sgz.Station())) == []
