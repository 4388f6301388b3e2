"""What is definitely so without some facts is so, whatever these facts are."""

from __future__ import annotations

from datetime import date

import pytest

import sgzlib as sgz
from sgzlib import vectors
from sgzlib.bridges.vectors.answering import law_under
from sgzlib.bridges.vectors.knowing import bound, definitely
from sgzlib.bridges.vectors.making import without
from sgzlib.bridges.vectors.mutants import by_formula
from sgzlib.law import UNKNOWN
from sgzlib.law.facts import facts_of
from sgzlib.law.formula import (
    FALSE,
    TRUE,
    AskedDay,
    Comparison,
    Constant,
    Earlier,
    Given,
    Later,
    Node,
    Not,
    Product,
    Sum,
    Where,
    under,
    walk,
)
from sgzlib.law.formula.evaluating import evaluate
from sgzlib.law.requirement import Case
from sgzlib.law.tracing import given_in

END = facts_of(sgz.YearEnd)
YEAR, YEARS = Given("contract_year", END["contract_year"]), Given("cycle_years", END["cycle_years"])
EXPIRES = Given("registration_expires", facts_of(sgz.Worker)["registration_expires"])
PASSED = Given("certificate_passed_on", facts_of(sgz.Worker)["certificate_passed_on"])
REGISTERED = Given("registered", facts_of(sgz.Worker)["registered"])
ON = AskedDay()
NO_YEAR, NOT_PASSED, NOT_REGISTERED = (frozenset({one.path}) for one in (YEAR, PASSED, REGISTERED))


@pytest.mark.parametrize("name", ["qualification", "staffing"])
def test_what_is_surely_so_is_what_evaluating_finds(name: str) -> None:
    ruleset = sgz.RULESETS[name]
    exact = 0
    for case in vectors.cases(name)[::60]:
        law = law_under(ruleset, case.readings)
        subject, asked = sgz.interchange.load(ruleset.subject, case.facts), Case(case.on, law)
        for path, rule, _ in ruleset.every():
            formula = under(ruleset.formula(path, rule), law)
            for fact in dict.fromkeys(at for at, _ in given_in(formula)):
                found = evaluate(formula, without(subject, frozenset({fact})), asked)
                for truth in (True, False):
                    sure = evaluate(by_formula(definitely(formula, truth, frozenset({fact}))), subject, asked)
                    assert sure is not True or found is truth, (case.id, rule.id, fact)
                    exact += sure is True and found is truth
    assert exact


@pytest.mark.parametrize(
    ("node", "unknown", "yes", "no"),
    [
        (Comparison("≥", YEAR, YEARS), NO_YEAR, FALSE, FALSE),
        (Not(REGISTERED), NOT_REGISTERED, FALSE, FALSE),
        (REGISTERED, NO_YEAR, REGISTERED, Not(REGISTERED)),
        (Constant(UNKNOWN), NO_YEAR, FALSE, FALSE),
        # The later of two days is at least the one that is known, and the earlier at most.
        (Comparison("≥", Later(PASSED, EXPIRES), ON), NOT_PASSED, Comparison("≥", EXPIRES, ON), FALSE),
        (Comparison("<", Earlier(PASSED, EXPIRES), ON), NOT_PASSED, Comparison(">", ON, EXPIRES), FALSE),
        (Comparison("≥", Later(PASSED, PASSED), ON), NOT_PASSED, FALSE, FALSE),
    ],
)
def test_what_is_sure_of_one_node(node: Node, unknown: frozenset[str], yes: Node, no: Node) -> None:
    assert (definitely(node, True, unknown), definitely(node, False, unknown)) == (yes, no)


def test_the_ends_of_what_a_value_can_be() -> None:
    chosen = Where(REGISTERED, EXPIRES, ON)
    assert bound(chosen, "low", NOT_REGISTERED, "") == Where(FALSE, EXPIRES, Where(FALSE, ON, Earlier(EXPIRES, ON)))
    assert bound(chosen, "high", NOT_REGISTERED, "") == Where(FALSE, EXPIRES, Where(FALSE, ON, Later(EXPIRES, ON)))
    assert bound(Where(REGISTERED, PASSED, ON), "low", NOT_PASSED, "") is None
    assert bound(Where(REGISTERED, EXPIRES, Constant(0)), "low", NOT_REGISTERED, "") is None
    assert bound(Later(chosen, Later(chosen, EXPIRES)), "low", NOT_REGISTERED, "") is not None
    assert bound(Sum(YEAR, YEARS), "low", NO_YEAR, "") is None
    assert bound(Product(YEAR, YEARS), "low", NO_YEAR, "") is None
    counted = next(
        compared.left
        for compared in [under(sgz.STAFFING.formula("", sgz.STAFFING.requirements[0]), sgz.TIANJIN_2021)]
        for compared in [*_comparisons(compared)]
        if type(compared.left).__name__ == "Count"
    )
    path = "workers[].posted_on"
    low, high = (bound(Sum(counted, Constant(0)), end, frozenset({path}), "") for end in ("low", "high"))
    assert isinstance(low, Sum)
    assert isinstance(high, Sum)
    assert (low.left.what.formula, high.left.what.formula) == (FALSE, TRUE)  # type: ignore[attr-defined]
    assert bound(counted, "low", frozenset({"workers"}), "") is None


def _comparisons(node: Node) -> list[Comparison]:
    return [one for one in walk(node) if isinstance(one, Comparison)]


def test_a_day_is_asked_about() -> None:
    assert evaluate(ON, None, Case(date(2024, 2, 29), sgz.TIANJIN_2021)) == date(2024, 2, 29)
