"""Conflicts (矛盾): requirements that cannot all hold whatever the unknown facts are, although none of them fails.

Computed by deletion: each requirement in turn is left out if the others still cannot hold together. The requirements
that remain are a minimal set.
"""

from __future__ import annotations

from typing import Any

from sgzlib.advice.grounding import Grounder
from sgzlib.advice.propositions import Proposition, conjunction
from sgzlib.advice.satisfiability import Exhausted, Solver
from sgzlib.law.clauses import Force
from sgzlib.law.judging import Judgement
from sgzlib.law.requirement import Requirement
from sgzlib.law.truth import UNKNOWN


def conflicting(judgement: Judgement[Any]) -> tuple[Requirement, ...]:
    """Return the MUSTs that cannot all hold (无法同时符合的要求), where a verdict is False and none of them fails.

    None of them can be left out, unless the search ended at its limit. Empty for any other verdict.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> from sgzlib.advice.conflicts import conflicting
    >>> part_time = sgz.Worker(full_time=False, education=sgz.Education.BACHELOR, social_work_major=True)
    >>> team = sgz.Team(workers=(part_time,), contracted_headcount=1, contract_signed_on=date(2021, 7, 23))
    >>> judged = sgz.check_staffing(team, on=date(2022, 3, 1))
    >>> judged.verdict, judged.violations, [rule.id for rule in conflicting(judged)]
    (False, (), ['staffing.full_time', 'staffing.qualified_minimum'])
    """
    musts = [each for each in judgement.findings if each.force is Force.MUST and not each.requirement.restates]
    if judgement.verdict is not False or any(each.holds is False for each in musts):
        return ()
    unknown = [each for each in musts if each.holds is UNKNOWN]
    grounder, solver = Grounder(judgement.subject, judgement.case, revising=False), Solver()
    parts = grounder.ground(judgement.ruleset.formula(each.path, each.requirement) for each in unknown)
    left = dict(zip((each.requirement for each in unknown), parts, strict=True))
    for rule in list(left):
        others = {requirement: part for requirement, part in left.items() if requirement is not rule}
        if _is_impossible([*others.values(), *grounder.constraints], solver):
            left = others
    return tuple(left)


def _is_impossible(parts: list[Proposition], solver: Solver) -> bool:
    """Return whether parts definitely cannot all hold (是否必不成立)."""
    try:
        return not solver.satisfiable(conjunction(parts))
    except Exhausted:
        return False
