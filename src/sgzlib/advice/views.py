"""Advice as views (整改与提问视图): what nothing can mend, then each step and the ways to take it; what to ask next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sgzlib.advice.changes import Remedy
from sgzlib.advice.text import (
    BEYOND,
    FOUND,
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
from sgzlib.law.kinds import Form
from sgzlib.law.requirement import Requirement
from sgzlib.prose.html import Element, element, pairs
from sgzlib.prose.language import Language, Pair
from sgzlib.prose.statuses import class_of, mark, verdict_text

_ALLOWED: Pair = ("取值", "Takes")
_OPTIONS: Pair = ("可选", "One of")
_CLAUSES: Pair = ("条款", "Clauses")
_SETTLES: Pair = ("可定结论", "Settles the verdict")
_ANSWERS: Pair = ("{:.0%} 的答案种类", "{:.0%} of the sorts of answer")


def remedies_view(
    judgement: Judgement[Any],
    steps: tuple[tuple[Remedy, ...], ...],
    infeasible: tuple[Requirement, ...],
    undecided: tuple[Requirement, ...],
    language: Language,
) -> Iterator[Element]:
    """Show what has to be changed (整改视图)."""
    yield element("h3", language.pick(("整改办法", "Remedies")) + " · " + language.of(judgement.ruleset))
    yield element("p", mark(judgement.status), verdict_text(judgement, language), class_="answer")
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
        yield element("p", language.pick(REST if infeasible else FOUND))
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


def questions_view(questions: Sequence[Any], language: Language) -> Iterator[Element]:
    """Show questions in their order (提问视图)."""
    yield element("h3", f"{language.pick(('待问事项', 'To ask'))} {len(questions)}")
    if not questions:
        yield element("p", mark(Status.MET), language.pick(("没有待问事项", "nothing to ask")))
    yield from (question_view(question, language) for question in questions)


def question_view(question: Any, language: Language) -> Element:
    """Show a question (一项提问): what is asked, which answers it takes, and which clauses ask it."""
    unit = f"{language.pick(question.unit)} · " if question.unit else ""
    rows: list[tuple[str, str | Element]] = [(language.pick(_ALLOWED), unit + language.pick(question.allowed))]
    if question.options:
        ordered = question.options[::-1] if question.fact.kind.form is Form.TRUTH else question.options
        options = language.pick(("、", ", ")).join(language.value(option) for option in ordered)
        rows = [(language.pick(_OPTIONS), options)]
    rows.append((language.pick(_CLAUSES), language.list(clause.locator for clause in question.clauses)))
    if question.settles:
        rows.append((language.pick(_SETTLES), language.pick(_ANSWERS).format(float(question.settles))))
    asked = element(
        "p", mark(Status.UNDETERMINED), f"{language.of(question)} ", element("span", question.path, class_="pale")
    )
    return element("div", asked, pairs(rows), class_="item undetermined")
