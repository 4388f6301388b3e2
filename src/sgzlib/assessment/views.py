"""Assessments as views (核对结果视图): violations first, then what is open and what is not due; met ones are folded.

Some requirements sum up others, for example the six things that a station must have (六有). They open the
view, with the requirements that they sum up folded below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from sgzlib.assessment.computed import written
from sgzlib.assessment.finding_data import FindingData
from sgzlib.assessment.report import (
    DECISION,
    DUE,
    PENDING,
    SUPPLY,
    answer,
    asked,
    citation,
    decided,
    details,
    line,
    noted,
    scope_notes,
    status_text,
    steps,
    title,
)
from sgzlib.law.judging import Judgement, Status
from sgzlib.law.ledger import Wording
from sgzlib.prose.html import Element, element, folded, pairs, table
from sgzlib.prose.language import Language, Pair
from sgzlib.prose.statuses import STATUS, URGENCY, class_of, mark, verdict_text

_FOLDED = (Status.MET, Status.NOT_APPLICABLE)
_PLAIN = (SUPPLY, DUE, DECISION, PENDING)
_WHY: Pair = ("理由", "Why")


def assessment_view(
    assessment: Judgement[FindingData], language: Language, words: Wording | None = None
) -> Iterator[Element]:
    """Show an assessment (核对结果视图): the verdict, what is missing, the sums of requirements, the findings."""
    yield element("h3", title(assessment, language))
    computed = [(language.pick(label), text) for label, text in written(assessment, language)]
    if assessment.findings or not computed:
        yield element("p", mark(assessment.status), answer(assessment, language), class_="answer")
    if computed:
        yield pairs(computed)
    notes = (*scope_notes(assessment, language), *decided(assessment.findings, language))
    yield from (element("p", note) for note in notes)
    if supply := steps(assessment, language).get(SUPPLY):
        yield element(
            "div",
            element("p", mark(Status.UNDETERMINED), line(SUPPLY, language.list(supply), language)),
            class_="item undetermined",
        )
    summed = [finding for finding in assessment.findings if finding.requirement.restates]
    if summed:
        yield element("h4", language.pick(("概要", "In short")))
        yield from (_summed(finding, language) for finding in _by_urgency(summed))
    own = [finding for finding in assessment.findings if not finding.requirement.restates]
    for status in URGENCY:
        views = [finding_view(finding, language, words) for finding in own if finding.status is status]
        heading: list[str | Element] = [mark(status), language.counted(language.pick(STATUS[status]), len(views))]
        if views and status in _FOLDED:
            yield folded(heading, views)
        elif views:
            yield element("h4", *heading)
            yield from views


def finding_view(finding: FindingData, language: Language, words: Wording | None = None) -> Element:
    """Show a finding (单项结果视图): what is asked, what is missing or by when, and why it came out so."""
    entries = details(finding, language, words)
    needed = [(language.pick(label), text) for label, text in entries if label in _PLAIN]
    why = [(language.pick(label), text) for label, text in entries if label not in _PLAIN]
    about = f"{status_text(finding, language)} · {citation(finding, language)}"
    return element(
        "div",
        element("p", mark(finding.status), f"{asked(finding, language)} ", element("span", about, class_="pale")),
        *([_parts(finding, language)] if finding.parts else []),
        *([pairs(needed)] if needed else []),
        *([folded([language.pick(_WHY)], [pairs(why)], shown=finding.status is Status.VIOLATED)] if why else []),
        class_=f"item {class_of(finding.status)}",
    )


def _summed(finding: FindingData, language: Language) -> Element:
    counted = {status: sum(part.status is status for part in finding.parts) for status in URGENCY}
    counts = language.pick(("，", ", ")).join(
        language.counted(language.pick(STATUS[status]), number) for status, number in counted.items() if number
    )
    summary: tuple[str | Element, ...] = (
        mark(finding.status),
        asked(finding, language),
        " ",
        element("span", counts, class_="pale"),
    )
    return folded(summary, [_parts(finding, language)])


def _parts(finding: FindingData, language: Language) -> Element:
    parts = _by_urgency(cast("Iterable[FindingData]", finding.parts))
    lines = (
        element("li", mark(part.status), f"{noted(part, language)} · {citation(part, language)}") for part in parts
    )
    return element("ul", *lines, class_="parts")


def _by_urgency(findings: Iterable[FindingData]) -> list[FindingData]:
    return sorted(findings, key=lambda finding: URGENCY.index(finding.status))


def readings_view(outcomes: Sequence[Any], hinges: Sequence[Any], language: Language) -> Iterator[Element]:
    """Show readings compared (理解比较视图): what the verdict hangs on, one example each way, then all outcomes."""
    first = outcomes[0].assessment
    yield element("h3", f"{language.pick(('各种理解', 'Every reading'))} · {title(first, language)}")
    if not hinges:
        same = language.pick(("各种理解下结论相同：", "The verdict is the same under every reading: "))
        yield element("p", *_verdict(first, language, same), class_="answer")
        return
    yield element("p", language.pick(("结论取决于如何理解：", "The verdict depends on a reading:")), class_="answer")
    for hinge in hinges:
        examples = (
            element(
                "li", *_verdict(outcome.assessment, language, f"{language.of(outcome.options[hinge.reading.id])} → ")
            )
            for outcome in (hinge.one, hinge.other)
        )
        question = language.pick((hinge.reading.question, hinge.reading.question_en))
        about = f"{language.clause(hinge.reading.clause.locator)} · {hinge.reading.id}"
        yield element(
            "div",
            element("p", question),
            element("p", about, class_="pale"),
            element("ul", *examples, class_="parts"),
            class_="item undetermined",
        )
    head = [language.pick(("结论", "Verdict")), *outcomes[0].options]
    rows = [_outcome(outcome, language) for outcome in outcomes]
    every = language.pick((f"全部{len(outcomes)}种组合", f"All {len(outcomes)} combinations"))
    yield folded([every], [table(head, rows)])


def _outcome(outcome: Any, language: Language) -> list[str | Element]:
    options = (language.of(option) for option in outcome.options.values())
    return [element("span", *_verdict(outcome.assessment, language)), *options]


def _verdict(assessment: Judgement[FindingData], language: Language, before: str = "") -> tuple[str | Element, ...]:
    return mark(assessment.status), before + verdict_text(assessment, language)
