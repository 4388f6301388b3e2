"""Reports (报告): an assessment as prose in Chinese or English, as plain text and as an HTML table.

Prose is made here and nowhere else, from the data of the findings.
"""

from __future__ import annotations

from html import escape
from typing import Any

from sgzlib.advice.relevance import missing
from sgzlib.assessment.finding import Finding
from sgzlib.law.errors import InvalidType
from sgzlib.law.facts import Fact
from sgzlib.law.judging import Judgement, Status
from sgzlib.law.ledger import Wording
from sgzlib.law.tracing import asked_in
from sgzlib.law.truth import UNKNOWN
from sgzlib.prose.language import Language, Pair

MARK = {
    Status.MET: "✓",
    Status.VIOLATED: "✗",
    Status.UNMET: "○",
    Status.UNDETERMINED: "?",
    Status.NOT_DUE: "…",
    Status.NOT_APPLICABLE: "–",
}
"""The mark before a finding, by its status (状态标记)."""

STATUS: dict[Status, Pair] = {
    Status.MET: ("符合", "met"),
    Status.VIOLATED: ("不符合", "not met"),
    Status.UNMET: ("未达到", "unmet"),
    Status.UNDETERMINED: ("不能确定", "undetermined"),
    Status.NOT_DUE: ("未到期", "not due"),
    Status.NOT_APPLICABLE: ("不适用", "not applicable"),
}
"""What a status is called (状态名称)."""


def report(assessment: Judgement[Finding], locale: str = "zh_CN", words: Wording | None = None) -> str:
    """Write an assessment as text (文本报告): the verdict first, then each finding.

    A finding shows its clause and force, what is asked, the notice's own words where `words` has them, what was found
    and, where it could not be decided, the facts to supply. Raises `InvalidValue` for a locale that is neither Chinese
    nor English, and `InvalidType` for words that `Notice.attach` did not give.
    """
    language = Language(locale)
    lines = [*heading(assessment, language), ""]
    for finding in assessment.findings:
        lines.append(f"{MARK[finding.status]} {citation(finding, language)} {asked(finding, language)}")
        shown = [*_words(finding, language, words), *details(finding, language)]
        lines += [f"    {label}{text}" for label, text in shown]
    return "\n".join(lines) + "\n"


def html(assessment: Judgement[Finding], locale: str = "zh_CN", words: Wording | None = None) -> str:
    """Write an assessment as an HTML table (网页报告), every text escaped."""
    language = Language(locale)
    caption = "<br>".join(escape(line) for line in heading(assessment, language))
    rows = "".join(
        f"<tr><td>{MARK[finding.status]} {escape(language.pick(STATUS[finding.status]))}</td>"
        f"<td>{escape(citation(finding, language))}</td>"
        f'<td style="text-align:left">{escape(asked(finding, language))}</td>'
        '<td style="text-align:left">'
        + "<br>".join(
            escape(label + text) for label, text in (*_words(finding, language, words), *details(finding, language))
        )
        + "</td></tr>"
        for finding in assessment.findings
    )
    head = "".join(
        f"<th>{language.pick(title)}</th>"
        for title in (("状态", "Status"), ("条款", "Clause"), ("要求", "Requirement"), ("认定", "Finding"))
    )
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def verdict(assessment: Judgement[Finding], language: Language) -> str:
    """Write the verdict in the ruleset's own words (结论)."""
    return language.verdict(assessment.ruleset, assessment.verdict, binds=assessment.applicable)


def fact_of(finding: Finding, path: str, language: Language) -> tuple[str, Fact[Any] | None]:
    """Return the label of a fact that a finding looked at, and the fact itself where it is declared (事实名称)."""
    inside = path.removeprefix(f"{finding.path}.")
    if inside != path or finding.case.whole is UNKNOWN:
        return language.fact(finding.subject, inside, asked_in(finding.formula))
    before = finding.path.rpartition(".")[0]
    return language.fact(finding.case.whole, path.removeprefix(f"{before}."))


def heading(assessment: Judgement[Finding], language: Language) -> list[str]:
    """Write what was judged, the verdict, and what to supply for it (题头)."""
    counted = {status: sum(finding.status is status for finding in assessment.findings) for status in Status}
    totals = language.pick(("，", ", ")).join(
        f"{language.pick(STATUS[status])} {number}" for status, number in counted.items() if number
    )
    name = language.name(assessment.subject)
    named = [language.of(assessment.ruleset), *([name] if name else []), language.value(assessment.on)]
    lines = [
        " · ".join(named),
        language.pick(
            (
                f"结论：{verdict(assessment, language)}（{totals}）",
                f"Verdict: {verdict(assessment, language)} ({totals})",
            )
        ),
    ]
    if assessment.case.as_reference:
        lines.append(
            language.pick(
                (
                    "说明：通知对该对象仅供参照，各项均不具约束力",
                    "Note: for this subject the notice is a reference alone, and nothing binds",
                )
            )
        )
    if supply := missing(assessment):
        labels = language.list(language.fact(assessment.subject, path)[0] for path in supply)
        lines.append(language.pick(("待补：", "To supply: ")) + labels)
    return lines


def citation(finding: Finding, language: Language) -> str:
    """Write the clause of a finding and its force (条款与约束力)."""
    notice = finding.requirement.notice
    cited = finding.clause.locator
    if notice != finding.case.law.notice:
        cited = language.pick((f"《{notice.title}》{cited}", f"{notice.title_en}, {cited}"))
    if finding.requirement.source is not None:
        cited += f" ({finding.requirement.source.id})"
    return f"{cited}【{language.of(finding.force)}】" if language.chinese else f"{cited} [{language.of(finding.force)}]"


def asked(finding: Finding, language: Language) -> str:
    """Write what a finding's requirement asks (要求)."""
    return language.asked(finding.requirement, finding.case.law)


def _words(finding: Finding, language: Language, words: Wording | None) -> list[Pair]:
    if words is None:
        return []
    if not isinstance(words, Wording):
        raise InvalidType("render(words)", words, "NOTICE.attach(…) 的结果", "what NOTICE.attach(...) gave")
    id_ = finding.requirement.id
    duties = (duty.id for duty in finding.requirement.notice.duties if id_ in duty.requirements)
    said = words.about(finding.clause.locator, id_, *duties)
    return [(language.pick(("原文：", "Notice: ")), "".join(said))] if said else []


def details(finding: Finding, language: Language) -> list[Pair]:
    """Write what was found, what to supply, by when, under which reading (认定详情)."""
    if finding.status is Status.NOT_APPLICABLE and not finding.in_force:
        issued = language.value(finding.case.law.notice.issued_on)
        return [
            (
                language.pick(("说明：", "Note: ")),
                language.pick((f"通知于 {issued} 印发", f"the notice was issued on {issued}")),
            )
        ]
    found: list[str] = []
    for path, value in finding.facts.items():
        label, fact = fact_of(finding, path, language)
        found.append(f"{label} {language.value(value, fact)}")
    shown = [(language.pick(("查明：", "Found: ")), language.pick(("；", "; ")).join(found))] if found else []
    if supply := finding.missing:
        labels = language.list(fact_of(finding, path, language)[0] for path in supply)
        shown.append((language.pick(("待补：", "To supply: ")), labels))
    if finding.case.whole is UNKNOWN and finding.requirement.alone is not None:
        shown.append((language.pick(("说明：", "Note: ")), language.pick(finding.requirement.alone)))
    if finding.due is not None and not (finding.due is UNKNOWN and finding.status is Status.MET):
        shown.append((language.pick(("期限：", "Due: ")), language.value(finding.due)))
    if pending := finding.pending:
        until = language.pick((" 至 ", " until "))
        who = language.list(
            language.fact(finding.subject, item.path)[0] + until + language.value(item.due) for item in pending
        )
        shown.append((language.pick(("待办：", "Pending: ")), who))
    for reading in finding.readings:
        taken = getattr(finding.case.law, reading.id)
        option = language.of(taken)
        question = reading.question if language.chinese else reading.question_en
        shown.append(
            (
                language.pick(("解释：", "Reading: ")),
                language.pick((f"{question}此处取“{option}”", f"{question} Here: {option}")),
            )
        )
        if grounds := reading.grounds_of(taken):
            shown.append((language.pick(("依据：", "Grounds: ")), language.pick(grounds)))
    return shown
