"""Relevant facts (相关事实): the unknown facts that can still change a verdict, by the query of two copies.

A fact is relevant when there are two completions that differ in it alone and in the verdict. What the search could not
settle within its steps is told apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import attrs

from sgzlib.advice.grounding import World
from sgzlib.advice.propositions import (
    All,
    Proposition,
    Variable,
    conjunction,
    inequalities_in,
    literals_in,
    negation,
    renamed,
    without,
)
from sgzlib.advice.satisfiability import Exhausted, Solver, cells, direct, most_helpful, restricted
from sgzlib.law.clauses import Force
from sgzlib.law.formula import Node
from sgzlib.law.judging import Judged, Judgement
from sgzlib.law.requirement import Case
from sgzlib.law.truth import UNKNOWN

_MOST_STEPS: Final = 2_000
_STEPS_AT_FIRST: Final = 500


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
    if whole is UNKNOWN:
        return relevant_facts([rule.formula(type(judged.subject))], judged.subject, judged.case, judged.path).facts
    formula = rule.formula(type(judged.subject), "truth", type(whole), name)
    return relevant_facts([formula], whole, judged.case, before).facts


def relevant_facts(formulas: Sequence[Node], subject: Any, case: Case[Any], path: str = "") -> Relevance:
    """Return the unknown facts of a subject that can change whether all formulas hold (相关事实)."""
    world = World(subject, case, revising=False)
    found = relevant_in(world, world.ground(formulas), Solver())
    at = f"{path}." if path else ""
    return Relevance(tuple(at + fact for fact in found.facts), tuple(at + fact for fact in found.undecided))


def relevant_in(world: World, parts: Sequence[Proposition], solver: Solver) -> Relevance:
    """Return the unknown facts of a world that can change whether all of some parts hold (相关事实)."""
    whole, given = conjunction(parts), conjunction(world.constraints)
    solver.limit = solver.taken + _MOST_STEPS
    likeness = {fact: world.likeness(fact) for fact in world.of_path()}
    asked: dict[Any, list[Variable]] = {}
    for fact, variables in world.of_path().items():
        asked.setdefault(likeness[fact], variables)
    alike: dict[Any, bool | None] = dict.fromkeys(asked)
    # A hard question is put off, so that it does not take the steps of those after it.
    for steps in (_STEPS_AT_FIRST, _MOST_STEPS):
        for key, variables in asked.items():
            if alike[key] is None:
                alike[key] = _matters(whole, given, variables, solver, steps)
    found = {fact: alike[key] for fact, key in likeness.items()}
    return Relevance(
        tuple(fact for fact, matters in found.items() if matters),
        tuple(fact for fact, matters in found.items() if matters is None),
    )


def _matters(
    whole: Proposition, given: Proposition, variables: list[Variable], solver: Solver, steps: int
) -> bool | None:
    """Return whether a fact matters; None where that was not found out."""
    if whole.variables.isdisjoint(variables):
        return False
    left_open = solver.taken > solver.limit
    for query in () if left_open else _queries(whole, given, variables):
        try:
            if solver.satisfiable(query, steps):
                return True
        except Exhausted:
            left_open = True
    return None if left_open else False


def _queries(whole: Proposition, given: Proposition, variables: list[Variable]) -> Iterator[Proposition]:
    """Yield the propositions of which one can hold if two completions differ in one fact and in the outcome."""
    parts = whole.content if isinstance(whole, All) else (whole,)
    mine = [part for part in parts if not part.variables.isdisjoint(variables)]
    linked = {v for one in (*inequalities_in(whole), *inequalities_in(given)) for v in direct(one)}
    if len(variables) > 1 or not linked.isdisjoint(variables):
        # What stands beside other variables is copied whole.
        twins = {variable: twin_of(variable) for variable in variables}
        both = conjunction([given, renamed(given, twins), whole])
        yield from (conjunction([negation(renamed(part, twins)), both]) for part in mine)
        return
    (variable,) = variables
    sets = [one.ranges for one in literals_in(conjunction(mine)) if one.variable is variable]
    options = cells(variable.ranges, sets)
    worst = most_helpful(options, [without(variable.ranges, one) for one in sets])
    for one in most_helpful(options, sets):
        holds = conjunction([given, restricted(whole, variable, one, linked=False)])
        for other in worst:
            fails = (negation(restricted(part, variable, other, linked=False)) for part in mine)
            yield from (conjunction([failed, holds]) for failed in fails)


def twin_of(variable: Variable) -> Variable:
    """Return a copy of a variable (副本); it stands next to it in the order of branching."""
    return Variable(variable.path, variable.fact, variable.order, variable.ranges, step=variable.step)
