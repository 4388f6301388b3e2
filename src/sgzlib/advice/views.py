"""Advice as views (整改视图): what nothing can mend first, then each step, and the ways to take it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sgzlib.advice.changes import Remedy
from sgzlib.advice.text import (
    BEYOND,
    MOST_IN_A_LINE,
    NONE,
    ONE_OF,
    REST,
    UNSETTLED,
    all_of,
    changes_texts,
    joined,
)
from sgzlib.law.judging import Judgement, Status
from sgzlib.law.requirement import Requirement
from sgzlib.prose.html import Element, element
from sgzlib.prose.language import Language
from sgzlib.prose.statuses import class_of, mark, status_of_verdict


def remedies_view(
    judgement: Judgement[Any],
    steps: tuple[tuple[Remedy, ...], ...],
    infeasible: tuple[Requirement, ...],
    undecided: tuple[Requirement, ...],
    language: Language,
) -> Iterator[Element]:
    """Show what has to be changed (整改视图)."""
    yield element("h3", language.pick(("整改办法", "Remedies")) + " · " + language.of(judgement.ruleset))
    status = status_of_verdict(judgement.verdict, binds=judgement.applicable)
    verdict = language.verdict(judgement.ruleset, judgement.verdict, binds=judgement.applicable)
    yield element("p", mark(status), verdict, class_="answer")
    for status, said, requirements in (
        (Status.VIOLATED, BEYOND, infeasible),
        (Status.UNDETERMINED, UNSETTLED, undecided),
    ):
        for one in requirements:
            asked = language.pick(said) + language.asked(one, judgement.policy)
            yield element("div", element("p", mark(status), asked), class_=f"item {class_of(status)}")
    if not steps and not infeasible and not undecided and judgement.verdict is not True:
        yield element("p", language.pick(NONE))
    if steps and (infeasible or undecided):
        yield element("p", language.pick(REST))
    if steps:
        yield element("ol", *(_step(judgement.subject, step, language) for step in steps))


def _step(subject: Any, step: tuple[Remedy, ...], language: Language) -> Element:
    ways = [_way(changes_texts(subject, remedy, language), language) for remedy in step]
    if len(ways) == 1:
        return element("li", *ways[0])
    return element("li", language.pick(ONE_OF), element("ul", *(element("li", *way) for way in ways)))


def _way(changes: list[str], language: Language) -> list[Element | str]:
    if len(changes) <= MOST_IN_A_LINE:
        return [joined(changes, language)]
    return [all_of(changes, language), element("ul", *(element("li", change) for change in changes))]
