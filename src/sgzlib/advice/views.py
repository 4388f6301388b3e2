"""Advice as views (整改与提问视图): what to do, what to establish, what is too late; and what to ask next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sgzlib.advice.remedy_text import ACTORS, LOOK, NUMBERED, AdviceLine, nothing_to_do, sections
from sgzlib.law.judging import Status
from sgzlib.law.kinds import Form
from sgzlib.law.truth import Truth
from sgzlib.prose.html import Element, element, pairs
from sgzlib.prose.language import Language, Pair
from sgzlib.prose.statuses import mark, verdict_text

_ALLOWED: Pair = ("取值", "Value")
_OPTIONS: Pair = ("可选", "Options")
_BECAUSE: Pair = ("询问原因", "Why it is asked")
_DECIDES: Pair = ("各答案的结果", "Result of each answer")
_SETTLES: Pair = ("可确定结论的答案", "Settles the verdict")
_NOTHING_TO_ASK: Pair = ("信息已填写完毕", "nothing to ask")
_VIOLATED_ALREADY: Pair = (
    "已有不符合项；其他须核实的信息，见整改措施中的“核实并补报”",
    "a requirement is violated already; other facts to establish are listed under the remedies",
)
_ANSWERS: Pair = ("{:.0%}", "for {:.0%} of the kinds of answer")


def remedies_view(remedies: Any, language: Language) -> Iterator[Element]:
    """Show what is to be done, to be established, and beyond remedy (整改视图)."""
    judged = remedies.assessment
    yield element("h3", language.pick(("整改措施", "Remedies")) + " · " + language.of(judged.ruleset))
    yield element("p", mark(judged.status), verdict_text(judged, language), class_="answer")
    if (said := nothing_to_do(remedies)) is not None:
        yield element("p", language.pick(said))
    for title, lines in sections(remedies, language):
        yield element("h4", language.pick(title))
        yield element("ol" if title in NUMBERED else "ul", *(_line(line, language) for line in lines))


def _line(line: AdviceLine, language: Language) -> Element:
    noted = line.noted(language)
    text = [f"{line.text} ", element("span", noted, class_="pale")] if noted else [line.text]
    below = [element("ul", *(_line(each, language) for each in line.below))] if line.below else []
    return element("li", *text, *below)


def questions_view(questions: Sequence[Any], verdict: Truth, language: Language) -> Iterator[Element]:
    """Show questions in their order (提问视图)."""
    yield element("h3", language.pick((f"需补充的信息（{len(questions)}项）", f"To ask {len(questions)}")))
    if not questions and verdict is False:
        yield element("p", mark(Status.VIOLATED), language.pick(_VIOLATED_ALREADY))
    elif not questions:
        yield element("p", mark(Status.MET), language.pick(_NOTHING_TO_ASK))
    yield from (question_view(question, language) for question in questions)


def question_view(question: Any, language: Language) -> Element:
    """Show a question (一项提问): the sentence, why it is asked, who knows, what it takes, and what it decides."""
    locale = str(language.locale)
    unit = f"{language.pick(question.unit)} · " if question.unit else ""
    rows: list[tuple[str, str | Element]] = [(language.pick(_ALLOWED), unit + language.pick(question.allowed))]
    if question.options:
        ordered = question.options[::-1] if question.fact.kind.form is Form.TRUTH else question.options
        options = language.pick(("、", ", ")).join(language.value(option) for option in ordered)
        rows = [(language.pick(_OPTIONS), options)]
    semicolon = language.pick(("；", "; "))
    rows.append((language.pick(_BECAUSE), semicolon.join(question.why(locale))))
    if who := language.list(language.of(actor) for actor in question.by):
        rows.append((language.pick(ACTORS), who))
    if evidence := question.evidence(locale):
        rows.append((language.pick(LOOK), evidence))
    if decides := question.decides(locale):
        rows.append((language.pick(_DECIDES), semicolon.join(decides)))
    elif question.settles:
        rows.append((language.pick(_SETTLES), language.pick(_ANSWERS).format(float(question.settles))))
    asked = element(
        "p",
        mark(Status.UNDETERMINED),
        f"{question.ask(locale)} ",
        element("span", language.of(question), class_="pale"),
    )
    return element("div", asked, pairs(rows), class_="item undetermined")
