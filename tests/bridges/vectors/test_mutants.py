"""Every kind of error that a careless reader makes has its mutants, and each is another formula."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

import sgzlib as sgz
from sgzlib.bridges.vectors.mutants import Fault, filled, is_day, mutants_of, shifted, taken_for, together_mutants
from sgzlib.law.facts import facts_of
from sgzlib.law.formula import (
    AskedDay,
    Constant,
    Earlier,
    Given,
    Later,
    Node,
    Parameter,
    Shift,
    Sum,
    Where,
)
from sgzlib.law.requirement import Case

LAW = sgz.TIANJIN_2021
ON = date(2024, 6, 1)
DAY = Parameter("in_force_from")
ONE = Constant(1)


WIDENED = {Fault.PLACE, Fault.ROUNDED, Fault.SINGLE, Fault.LABEL, Fault.FUTURE, Fault.SPELLING, Fault.FEW}
"""Those that a file gets besides, of how programs read facts."""


def mutants(name: str) -> list[tuple[str, Fault]]:
    ruleset = sgz.RULESETS[name]
    every = [(path, rule) for path, rule, _ in ruleset.every() if not rule.restates]
    return [(one.rule.id, one.fault) for path, rule in every for one in mutants_of(ruleset, path, rule, LAW)]


def test_every_fault_occurs() -> None:
    found = {
        fault for name in ("qualification", "staffing", "contract", "sign", "funding") for _, fault in mutants(name)
    }
    assert found == set(Fault) - {Fault.TOGETHER, *WIDENED}
    assert {one.fault for one in together_mutants(sgz.QUALIFICATION, LAW)} == {Fault.TOGETHER}
    shipped = {Fault[made["fault"]] for name in sgz.RULESETS for made in sgz.vectors.document(name)["mutants"]}
    assert shipped == set(Fault)


def test_what_is_wrong_in_a_part_is_left_to_the_part() -> None:
    station = mutants("station")
    assert {id_ for id_, _ in station} >= {"staffing.posting", "sign.name"}
    assert "staffing.training" not in {id_ for id_, _ in station}


def test_no_mutant_is_what_it_was_made_of() -> None:
    for path, rule, _ in sgz.QUALIFICATION.every():
        for one in mutants_of(sgz.QUALIFICATION, path, rule, LAW):
            assert one.before != one.after
            assert repr(one) == f"<Mutant of {rule.id}: {one.fault.en}>"


@pytest.mark.parametrize(
    ("node", "neighbour"),
    [
        (Constant(sgz.Grade.GOOD), Constant(sgz.Grade.EXCELLENT)),
        (Constant(sgz.Grade.EXCELLENT), None),
        (Constant(sgz.PurchaserKind.TOWNSHIP), None),
        (Constant("某"), None),
        (Parameter("assistant_hours"), Sum(Parameter("assistant_hours"), ONE)),
        (DAY, Shift(DAY, ONE, "days")),
        (AskedDay(), Shift(AskedDay(), ONE, "days")),
        (Shift(DAY, ONE, "days"), Shift(DAY, Sum(ONE, ONE), "days")),
        (Earlier(DAY, DAY), Earlier(Shift(DAY, ONE, "days"), Shift(DAY, ONE, "days"))),
        (Later(DAY, Constant("某")), None),
        (Where(ONE, DAY, DAY), Where(ONE, Shift(DAY, ONE, "days"), Shift(DAY, ONE, "days"))),
        (Where(ONE, DAY, Constant("某")), None),
        (Given("name", facts_of(sgz.Worker)["name"]), None),
    ],
)
def test_the_neighbour_of_a_value(node: Node, neighbour: Node | None) -> None:
    assert shifted(node, 1, LAW) == neighbour


def test_days_are_told_from_numbers() -> None:
    assert is_day(Where(ONE, DAY, ONE), LAW)
    assert is_day(Constant(ON), LAW)
    assert not is_day(Parameter("assistant_hours"), LAW)


def test_what_an_absent_fact_is_taken_for() -> None:
    taken = {name: taken_for(fact.kind) for name, fact in facts_of(sgz.Worker).items()}
    assert taken["name"] is sgz.UNKNOWN
    assert (taken["registered"], taken["certificate"], taken["posted_on"]) == (False, sgz.Certificate.NONE, sgz.NOT_YET)
    assert taken["continuing_education_hours"] == 0
    assert taken_for(facts_of(sgz.Team)["workers"].kind) == ()


def test_each_member_is_filled_and_what_a_class_refuses_stays() -> None:
    team = sgz.Team(workers=(sgz.Worker(), sgz.Worker(trained=True)))
    assert [one.trained for one in filled(team, "workers[].trained").workers] == [False, True]
    assert filled(team, "workers[].name") == team
    line = sgz.BudgetLine(unit_price=Decimal(5))
    assert filled(line, "quantity") is line


def test_before_the_notice_only_who_ignores_that_answers() -> None:
    rule = sgz.PREMISES.requirements[0]
    case = Case(LAW.in_force_from - timedelta(days=1), LAW)
    found = {one.fault: one.status(sgz.Premises(), case) for one in mutants_of(sgz.PREMISES, "", rule, LAW)}
    assert found[Fault.FORCE] is not sgz.Status.NOT_APPLICABLE
    assert {status for fault, status in found.items() if fault is not Fault.FORCE} == {sgz.Status.NOT_APPLICABLE}
