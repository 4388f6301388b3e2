"""Remedies (整改办法): the smallest sets of changes under which a verdict would be True.

The rules themselves are run on stand-ins (`wishes`), and what they would need is searched: fact by fact (`ways`), and
for comparisons of several facts all at once (`links`). Exact, in this sense: after the changes every requirement holds,
whatever the facts that stay unknown are; every set of facts that can bring that about is there, unless a part of it
does alone; and of a fact that is compared with no other that could move, every value that does. Where facts are
compared with each other, the values given do, though others might too, and no more than four of them are added to
those that other rules move. What nobody can bring about is not asked: a day that has come, what is settled, a level
that would have to be lost, hours that would have to be undone, a member who would have to leave, what the subject's
class refuses. A fact that is not known may still turn out well, and the change then says as what. Whoever joins a group
meets whatever is asked of its members, and brings to a sum what it takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import prod
from typing import Any

import attrs

from sgzlib.advice.changes import Change, Remedy
from sgzlib.advice.links import grouped, links_of, settled, told
from sgzlib.advice.ways import Choice, Choices, Option, Variable, Way, least, moves, multiplied
from sgzlib.advice.wishes import stand_in, wish
from sgzlib.law.clauses import Force
from sgzlib.law.facts import StandIn
from sgzlib.law.judging import Judged, Judgement
from sgzlib.law.requirement import Requirement


@attrs.frozen(eq=False)
class Remedies:
    """All the smallest sets of changes (全部整改办法).

    `steps` have to be taken all, each in one of its ways, whichever: so `len` is how many sets there are, iterating
    gives them one by one, and `smallest` is one with the fewest changes, None where nothing helps or nothing is needed.
    `hopeless` are the requirements that nothing can mend: then there is no set, and the steps mend the others.
    """

    assessment: Judgement[Any]
    steps: tuple[tuple[Remedy, ...], ...]
    hopeless: tuple[Requirement, ...] = ()

    def __len__(self) -> int:
        return prod(map(len, self.steps)) if self.steps and not self.hopeless else 0

    def __iter__(self) -> Iterator[Remedy]:
        for chosen in product(*self.steps) if len(self) else ():
            yield Remedy(tuple(change for remedy in chosen for change in remedy))

    @property
    def smallest(self) -> Remedy | None:
        """One with the fewest changes (改变最少的办法)."""
        return next(iter(self), None)

    def render(self, locale: str = "zh_CN") -> str:
        """Write them in Chinese or English (文本): what has to be done, and where there is a choice, the choice."""
        from sgzlib.advice.text import remedies_text

        return remedies_text(self.assessment, self.steps, self.hopeless, locale)


def remedies(assessment: Judgement[Any]) -> Remedies:
    """Give the smallest sets of changes under which the verdict would be True (整改办法)."""
    if assessment.verdict is True or not assessment.in_force:
        return Remedies(assessment, ())
    case = assessment.case
    variables: dict[str, Variable] = {}
    wishes = [
        (finding.requirement, wish(finding.requirement.truth(_stand_in(finding, variables), case)))
        for finding in assessment.findings
        if finding.force is Force.MUST and not finding.requirement.restates
    ]
    # Every rule has been asked by now, and every value is cut where some rule compares it.
    order = list(variables.values())
    choices: Choices = []
    hopeless: list[Requirement] = []
    for requirement, one in wishes:
        needed = one.ways(True)
        if all(any(True for _ in _gone(group)) for group in grouped(needed)):
            choices += needed
        else:
            hopeless.append(requirement)
    steps = [_alternatives(group, order) for group in grouped(choices)]
    return Remedies(assessment, tuple(step for step in steps if len(step[0])) if all(steps) else (), tuple(hopeless))


def _stand_in(finding: Judged, variables: dict[str, Variable]) -> StandIn:
    return stand_in(finding.subject, finding.path, finding.case.on, variables)


def _gone(choices: Choices) -> Iterator[dict[Variable, tuple[Option, ...]]]:
    """Give what moves, and whereto, on each way through some choices."""
    held = [choice for choice in choices if any(not moves(way) for way in choice)]
    ways = [
        kept for way in multiplied([each for each in choices if each not in held]) for kept in _with_held(way, held)
    ]
    for way in least(map(told, ways)):
        yield from settled(way)


def _alternatives(choices: Choices, order: list[Variable]) -> tuple[Remedy, ...]:
    found = list(_gone(choices))
    fewest = [
        way for at, way in enumerate(found) if way not in found[:at] and not any(o.keys() < way.keys() for o in found)
    ]
    return tuple(Remedy(tuple(_change(v, way[v]) for v in order if v in way)) for way in sorted(fewest, key=len))


def _with_held(way: Way, held: Choices) -> Choice:
    """Go a way so that what holds now still does: without more changes if that can be, since fewer are better."""
    moved = moves(way).union(*(link.signs for choice in held for link in links_of(choice)))
    narrow = multiplied([[way], *([each for each in choice if moves(each) <= moved] for choice in held)])
    return narrow or multiplied([[way], *held])


def _change(variable: Variable, to: tuple[Option, ...]) -> Change:
    opened = tuple(
        Option(None if each.least == variable.bottom else each.least, None if each.most == variable.top else each.most)
        for each in to
    )
    return Change(variable.path, variable.fact, variable.value, opened if variable.ordered else to, variable.joins)
