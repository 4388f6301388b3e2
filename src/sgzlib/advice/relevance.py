"""Relevant facts (相关事实): the unknown facts that can still change a verdict, by the query of two copies.

A fact is relevant when there are two completions that differ in it alone and in the verdict. What the search could not
settle within its steps is told apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Any

import attrs

from sgzlib.advice.grounding import World
from sgzlib.advice.propositions import (
    FALSE,
    TRUE,
    All,
    Any_,
    AtLeast,
    Inequality,
    Moved,
    Proposition,
    Variable,
    at_least,
    conjunction,
    disjunction,
    inequalities_in,
    literals_in,
    negation,
    rewritten,
    substituted,
)
from sgzlib.advice.satisfiability import Exhausted, Solver, cells, direct, most_helpful, restricted, signs
from sgzlib.law.clauses import Force
from sgzlib.law.formula import Node
from sgzlib.law.judging import Judged, Judgement
from sgzlib.law.requirement import Case
from sgzlib.law.truth import UNKNOWN


@attrs.frozen
class Relevance:
    """The facts that can change a verdict (相关事实), and those of which that was not found out (未决)."""

    facts: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()


def relevance(judgement: Judgement[Any]) -> Relevance:
    """Return the unknown facts that can still change a verdict (待补事实), and no others."""
    if judgement.verdict is not UNKNOWN or not judgement.in_force:
        return Relevance()
    undecided = [
        (one.path, one.requirement)
        for one in judgement.undetermined
        if one.force is Force.MUST and not one.requirement.restates
    ]
    formulas = [judgement.ruleset.formula(path, rule) for path, rule in undecided]
    return relevant_facts(formulas, judgement.subject, judgement.case)


def missing(judgement: Judgement[Any]) -> tuple[str, ...]:
    """Return the unknown facts that can still change a verdict, and no others (待补事实)."""
    return relevance(judgement).facts


def missing_of(judged: Judged) -> tuple[str, ...]:
    """Return the unknown facts that can still change one finding (待补事实)."""
    before, _, name = judged.path.rpartition(".")
    whole, rule = judged.case.whole, judged.requirement
    if whole is None:
        return relevant_facts([rule.formula(type(judged.subject))], judged.subject, judged.case, judged.path).facts
    formula = rule.formula(type(judged.subject), "truth", type(whole), name)
    return relevant_facts([formula], whole, judged.case, before).facts


def relevant_facts(formulas: Sequence[Node], subject: Any, case: Case[Any], path: str = "") -> Relevance:
    """Return the unknown facts of a subject that can change whether all formulas hold (相关事实)."""
    world = World(subject, case, revising=False)
    grounded = world.ground(formulas)
    whole = conjunction([*grounded])
    solver, given = Solver(), conjunction(world.constraints)
    found: dict[str, bool | None] = {}
    alike: dict[Any, bool | None] = {}
    for fact, variables in world.of_path().items():
        key = world.likeness(fact)
        if key not in alike:
            alike[key] = _matters(whole, given, variables, solver)
        found[fact] = alike[key]
    at = f"{path}." if path else ""
    return Relevance(
        tuple(at + fact for fact, matters in found.items() if matters),
        tuple(at + fact for fact, matters in found.items() if matters is None),
    )


def _matters(whole: Proposition, given: Proposition, variables: list[Variable], solver: Solver) -> bool | None:
    """Return whether a fact matters; None where that was not found out."""
    if whole.variables.isdisjoint(variables):
        return False
    left_open = False
    for query in _queries(whole, given, variables):
        try:
            if solver.satisfiable(query):
                return True
        except Exhausted:
            left_open = True
    return None if left_open else False


def _queries(whole: Proposition, given: Proposition, variables: list[Variable]) -> Iterator[Proposition]:
    """Yield the propositions of which one can hold if two completions differ in one fact and in the outcome."""
    mine = frozenset(variables)
    linked = {v for one in (*inequalities_in(whole), *inequalities_in(given)) for v in direct(one)}
    if len(variables) > 1 or variables[0] in linked or variables[0] in given.variables:
        # What stands beside other variables is copied whole.
        twins = {variable: _twin(variable) for variable in variables}
        for flipped in _flips(whole, mine, lambda part: part, lambda part: _renamed(part, twins)):
            yield conjunction([given, _renamed(given, twins), flipped])
        return
    (variable,) = variables
    sets = [one.ranges for one in literals_in(whole) if one.variable is variable]
    options = cells(variable.ranges, sets)
    best = most_helpful(options, sets)
    worst = most_helpful(options, [tuple(_outside(variable, one)) for one in sets])
    for one in best:
        for other in worst:
            if one != other:
                for flipped in _flips(
                    whole,
                    mine,
                    lambda part, one=one: restricted(part, variable, one, linked=False),  # type: ignore[misc]
                    lambda part, other=other: restricted(part, variable, other, linked=False),  # type: ignore[misc]
                ):
                    yield conjunction([given, flipped])


def _outside(variable: Variable, ranges: Any) -> Any:
    from sgzlib.advice.propositions import without

    return without(variable.ranges, ranges)


def _flips(part: Proposition, mine: frozenset[Variable], before: Any, after: Any) -> Iterator[Proposition]:
    """Yield propositions that say together: it holds before, and fails after."""
    if part.variables.isdisjoint(mine):
        return
    match part:
        case All():
            for one in part.content:
                rest = conjunction(before(other) for other in part.content if other is not one)
                for flipped in _flips(one, mine, before, after):
                    yield conjunction([flipped, rest])
        case Any_():
            for one in part.content:
                rest = conjunction(negation(after(other)) for other in part.content if other is not one)
                for flipped in _flips(one, mine, before, after):
                    yield conjunction([flipped, rest])
        case _:
            yield conjunction([before(part), negation(after(part))])


def _twin(variable: Variable) -> Variable:
    # It comes right after the one that it is a copy of.
    return Variable(
        variable.path, variable.fact, variable.order, variable.ranges, variable.now, variable.step, variable.points
    )


def _renamed(part: Proposition, twins: dict[Variable, Variable]) -> Proposition:
    from sgzlib.advice.propositions import renamed

    return renamed(part, twins)
