"""Relevant facts (相关事实): the unknown facts that can still change a verdict, by the query of two copies.

A fact is relevant if two completions (values for all unknown facts) differ in this fact alone and in the verdict. The
solver is asked for such a pair: the formulas hold on one copy of the variables and fail on the other (`_queries`).

    answer        a fact is                                          it is listed in
    True          relevant                                           `facts`
    False         irrelevant                                         nothing
    None          undecided, because the search reached its limit    `undecided`

A check does not see every consequence, for example that an unknown count times a rate is not negative. A verdict may
therefore be UNKNOWN although all completions agree. The unknown facts that its rules read are then listed in `facts`:
once they are stated, the verdict is known.

Three things keep the search small. Interchangeable facts share one answer, and pairs in which all but the first of them
are equal are tried first (symmetry). A module (`modules`) becomes one variable: a fact in it is relevant if it is
relevant to the module and the module to the rest. Every query first gets a few steps, and only then many. A subject
with more than `MOST_FACTS` unknown facts is not searched: all of them are undecided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

import attrs

from sgzlib.advice.grounding import Grounder
from sgzlib.advice.modules import Modules
from sgzlib.advice.propositions import (
    FALSE,
    TRUE,
    All,
    Proposition,
    Ranges,
    Variable,
    conjunction,
    difference,
    inequalities_in,
    literal,
    literals_in,
    negation,
    renamed,
)
from sgzlib.advice.satisfiability import Exhausted, Solver, maximal_cells, numeric_variables, partition, restricted
from sgzlib.law.clauses import Force
from sgzlib.law.formula import Node, under
from sgzlib.law.judging import Judged, Judgement, Status, status_of
from sgzlib.law.periods import EVERY_WEEKEND, NO_REST
from sgzlib.law.requirement import Case
from sgzlib.law.tracing import unknown_facts
from sgzlib.law.truth import UNKNOWN

REST_DAYS: Final = "rest_days"
"""What stands for the calendar among what can change a verdict (放假安排): no fact of the subject, but the law's."""
MOST_FACTS: Final = 1_200
"""How many unknown facts are searched at most (检索上限); where there are more, all of them are undecided."""
MOST_STEPS: Final = 2_000
"""How many steps the search for the facts that can change one verdict may take (步数上限)."""
_STEPS_AT_FIRST: Final = 500
_FEW: Final = 8


@attrs.frozen
class Relevance:
    """The facts that can change a verdict (相关事实), and those for which the search is undecided (未决).

    `REST_DAYS` is among the undecided where the publication of rest days can change the verdict.
    """

    facts: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()


def relevance(judgement: Judgement[Any]) -> Relevance:
    """Return the unknown facts that can still change a verdict (需补充的信息), and no others."""
    if judgement.verdict is not UNKNOWN or not judgement.applicable:
        return Relevance()
    undecided = [
        finding
        for finding in judgement.undetermined
        if finding.force is Force.MUST and not finding.requirement.restates
    ]
    formulas = [judgement.ruleset.formula(finding.path, finding.requirement) for finding in undecided]
    relevant = _facts_to_state(formulas, judgement.subject, judgement.case, undecided)
    if any(map(_hangs_on_rest_days, undecided)):
        return attrs.evolve(relevant, undecided=(*relevant.undecided, REST_DAYS))
    return relevant


def is_settled(relevant: Relevance, findings: Iterable[Judged]) -> bool:
    """Return whether all completions of open findings agree, and rest days do not matter either (是否实已确定)."""
    return relevant == Relevance() and not any(map(_hangs_on_rest_days, findings))


def _hangs_on_rest_days(judged: Judged) -> bool:
    """Return whether a finding that cannot be decided yet would be decided if the rest days were known."""
    law, name = judged.case.law, judged.path.rpartition(".")[2]
    published = law.rest_days
    known = (NO_REST, EVERY_WEEKEND) if published is None else (attrs.evolve(NO_REST, days=published.days),)
    cases = (attrs.evolve(judged.case, law=attrs.evolve(law, rest_days=rest_days)) for rest_days in known)
    return any(
        status_of(judged.requirement, judged.subject, case, name)[0] is not Status.UNDETERMINED for case in cases
    )


def missing(judgement: Judgement[Any]) -> tuple[str, ...]:
    """Return the unknown facts that can still change a verdict, and no others (需补充的信息)."""
    return relevance(judgement).facts


def missing_of(judged: Judged) -> tuple[str, ...]:
    """Return the unknown facts that can still change one finding (需补充的信息)."""
    before, _, name = judged.path.rpartition(".")
    whole, rule = judged.case.whole, judged.requirement
    if whole is UNKNOWN:
        formula = rule.formula(type(judged.subject))
        return _facts_to_state([formula], judged.subject, judged.case, [judged], judged.path).facts
    formula = rule.formula(type(judged.subject), "truth", type(whole), name)
    return _facts_to_state([formula], whole, judged.case, [judged], before).facts


def _facts_to_state(
    formulas: Sequence[Node], subject: Any, case: Case[Any], findings: Sequence[Judged], path: str = ""
) -> Relevance:
    """Return the relevant facts of findings, or those that their formulas read if all completions agree (相关事实)."""
    relevant = relevant_facts(formulas, subject, case, path)
    if not is_settled(relevant, findings):
        return relevant
    unknown = unknown_facts([under(formula, case.law) for formula in formulas], subject)
    return Relevance(tuple(f"{path}.{fact}" if path else fact for fact in unknown))


def relevant_facts(formulas: Sequence[Node], subject: Any, case: Case[Any], path: str = "") -> Relevance:
    """Return the unknown facts of a subject that can change whether all formulas hold (相关事实)."""
    unknown = unknown_facts([under(formula, case.law) for formula in formulas], subject)
    if len(unknown) > MOST_FACTS:
        relevant = Relevance((), unknown)
    else:
        grounder = Grounder(subject, case, revising=False)
        relevant = relevant_in(grounder, grounder.ground(formulas), Solver(limit=MOST_STEPS))
    prefix = f"{path}." if path else ""
    return Relevance(
        tuple(prefix + fact for fact in relevant.facts), tuple(prefix + fact for fact in relevant.undecided)
    )


def relevant_in(grounder: Grounder, parts: Sequence[Proposition], solver: Solver) -> Relevance:
    """Return the unknown facts of a subject that can change whether all of some parts hold (相关事实).

    The search ends at the limit of the solver.
    """
    whole, given = conjunction(parts), conjunction(grounder.constraints)
    likeness = {fact: grounder.likeness(fact) for fact in grounder.of_path()}
    asked: dict[Any, list[Variable]] = {}
    for fact, variables in grounder.of_path().items():
        asked.setdefault(likeness[fact], variables)
    # A fact that matters when all interchangeable facts but the first are equal also matters in general.
    same = _merged(grounder, likeness)
    few = _relevant(renamed(whole, same), renamed(given, same), asked, solver) if same else {}
    left = {key: candidates for key, candidates in asked.items() if not few.get(key)}
    alike = few | dict.fromkeys(left, False) | _relevant(whole, given, left, solver)
    answers = {fact: alike[key] for fact, key in likeness.items()}
    return Relevance(
        tuple(fact for fact, matters in answers.items() if matters),
        tuple(fact for fact, matters in answers.items() if matters is None),
    )


def _merged(grounder: Grounder, likeness: Mapping[str, Any]) -> dict[Variable, Variable]:
    """Return a renaming that makes all interchangeable facts after the second equal to the second."""
    firsts: dict[Any, list[Variable]] = {}
    seconds: dict[Any, list[Variable]] = {}
    merged: dict[Variable, Variable] = {}
    for fact, variables in grounder.of_path().items():
        key = likeness[fact]
        if firsts.setdefault(key, variables) is not variables:
            second = seconds.setdefault(key, variables)
            if second is not variables and [variable.ranges for variable in variables] == [
                variable.ranges for variable in second
            ]:
                merged.update(zip(variables, second, strict=True))
    return merged


def _relevant(
    whole: Proposition, given: Proposition, asked: Mapping[Any, list[Variable]], solver: Solver
) -> dict[Any, bool | None]:
    """Return whether each fact matters. A fact in a module matters if it does so there and the module matters."""
    asked = {key: candidates for key, candidates in asked.items() if not whole.variables.isdisjoint(candidates)}
    if not asked:
        return {}
    tied = (variable for candidates in asked.values() if len(candidates) > 1 for variable in candidates)
    # With few variables, the queries are faster than the search for modules.
    put, inside = _as_variables(whole, given, tied, solver) if len(whole.variables) > _FEW else (whole, {})
    where = {variable: module for module in inside for variable in module.variables}
    parts: dict[Proposition, dict[Any, list[Variable]]] = {}
    outer: dict[Any, list[Variable]] = {}
    for key, variables in asked.items():
        (parts.setdefault(where[variables[0]], {}) if variables[0] in where else outer)[key] = variables
    inner_answers: dict[Any, bool | None] = {}
    for module, mine in parts.items():
        inner_answers |= _relevant(module, TRUE, mine, solver)
        if any(inner_answers.get(key) is not False for key in mine):
            outer[module] = [inside[module]]
    answers: dict[Any, bool | None] = dict.fromkeys(outer)
    # Hard queries wait for the second round, so that they do not use up the steps of the others.
    for steps in (_STEPS_AT_FIRST, MOST_STEPS):
        for key, variables in outer.items():
            if answers[key] is None:
                answers[key] = _matters(put, given, variables, solver, steps)
    for module, mine in parts.items():
        for key in mine:
            needed = {inner_answers.get(key, False), answers.get(module, False)}
            answers[key] = False if False in needed else None if None in needed else True
    return answers


def _as_variables(
    whole: Proposition, given: Proposition, tied: Iterable[Variable], solver: Solver
) -> tuple[Proposition, dict[Proposition, Variable]]:
    """Return a proposition with each module as a variable of its own, or as a constant if it always is one."""
    modules = Modules(whole, given, tied)
    inside: dict[Proposition, Variable] = {}
    instead: dict[Proposition, Proposition] = {}
    unnamed: dict[tuple[int, Ranges], Variable] = {}
    with suppress(Exhausted):
        for module in modules.found():
            # Interchangeable members have equal modules after renaming, so one cached answer serves all of them.
            ordered = sorted(module.variables, key=lambda variable: variable.order)
            twins = {
                variable: unnamed.setdefault((index, variable.ranges), twin_of(variable, index))
                for index, variable in enumerate(ordered)
            }
            same = renamed(module, twins)
            can_hold, can_fail = solver.satisfiable(same), solver.satisfiable(negation(same))
            instead[module] = TRUE if can_hold else FALSE
            if can_hold and can_fail:
                inside[module] = Variable("", None, ordered[0].order, ((0, 1),))
                instead[module] = literal(inside[module], ((1, 1),))
    return modules.without(instead), inside


def _matters(
    whole: Proposition, given: Proposition, variables: list[Variable], solver: Solver, steps: int
) -> bool | None:
    """Return whether a fact matters; None where the search is undecided."""
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
    """Yield propositions of which one can hold if two completions differ in one fact and in the outcome."""
    parts = whole.content if isinstance(whole, All) else (whole,)
    mine = [part for part in parts if not part.variables.isdisjoint(variables)]
    linked = {
        v for inequality in (*inequalities_in(whole), *inequalities_in(given)) for v in numeric_variables(inequality)
    }
    if len(variables) > 1 or not linked.isdisjoint(variables):
        # A fact with several variables, or with one in an inequality, needs a whole copy.
        twins = {variable: twin_of(variable) for variable in variables}
        premises = conjunction([given, renamed(given, twins), whole])
        yield from (conjunction([negation(renamed(part, twins)), premises]) for part in mine)
        return
    (variable,) = variables
    sets = [atom.ranges for atom in literals_in(conjunction(mine)) if atom.variable is variable]
    options = partition(variable.ranges, sets)
    worst = maximal_cells(options, [difference(variable.ranges, ranges) for ranges in sets])
    for passing in maximal_cells(options, sets):
        holds = conjunction([given, restricted(whole, variable, passing, linked=False)])
        for failing in worst:
            fails = (negation(restricted(part, variable, failing, linked=False)) for part in mine)
            yield from (conjunction([failed, holds]) for failed in fails)


def twin_of(variable: Variable, order: int | None = None) -> Variable:
    """Return a copy of a variable (副本), next to it in the order of branching, or at the given `order`."""
    position = variable.order if order is None else order
    return Variable(variable.path, variable.fact, position, variable.ranges, step=variable.step)
