"""Reports (报告): an assessment as prose in Chinese or English, as plain text and as an HTML table.

Prose is made here and nowhere else, from the data of the findings.
"""

from __future__ import annotations

from html import escape

from sgzlib.assessment.assessment import Assessment, Finding, Status
from sgzlib.law.errors import InvalidType
from sgzlib.law.ledger import Wording
from sgzlib.law.periods import Period
from sgzlib.law.truth import Unknown
from sgzlib.prose.language import Language, Pair
from sgzlib.tianjin.programme.duties import DUTIES
from sgzlib.tianjin.purchase.renewal import RenewalDecision

_MARK = {Status.MET: "✓", Status.VIOLATED: "✗", Status.UNDETERMINED: "?", Status.NOT_APPLICABLE: "–"}
_STATUS: dict[Status, Pair] = {
    Status.MET: ("符合", "met"),
    Status.VIOLATED: ("不符合", "not met"),
    Status.UNDETERMINED: ("不能确定", "undetermined"),
    Status.NOT_APPLICABLE: ("不适用", "not applicable"),
}


def report(assessment: Assessment, locale: str = "zh_CN", words: Wording | None = None) -> str:
    """Write an assessment as text (文本报告): the verdict first, then each finding.

    A finding shows its clause and force, what is asked, the notice's own words where `words` has them, what was found
    and, where it could not be decided, the facts to supply. Raises `InvalidValue` for a locale that is neither Chinese
    nor English, and `InvalidType` for words that `Notice.attach` did not give.
    """
    language = Language(locale)
    lines = [*heading(assessment, language), ""]
    for finding in assessment.findings:
        lines.append(f"{_MARK[finding.status]} {citation(finding, language)} {asked(finding, language)}")
        shown = [*_words(finding, language, words), *details(finding, language)]
        lines += [f"    {label}{text}" for label, text in shown]
    return "\n".join(lines) + "\n"


def html(assessment: Assessment, locale: str = "zh_CN", words: Wording | None = None) -> str:
    """Write an assessment as an HTML table (网页报告), every text escaped."""
    language = Language(locale)
    caption = "<br>".join(escape(line) for line in heading(assessment, language))
    rows = "".join(
        f"<tr><td>{_MARK[finding.status]} {escape(language.pick(_STATUS[finding.status]))}</td>"
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


def decision(decided: RenewalDecision, locale: str = "zh_CN") -> str:
    """Write a renewal decision as text (续签决定书): what follows, then the reasons."""
    language = Language(locale)
    return "\n".join(_decided(decided, language)) + "\n\n" + report(decided.assessment, locale)


def decision_html(decided: RenewalDecision, locale: str = "zh_CN") -> str:
    """Write a renewal decision as HTML (网页续签决定书), every text escaped."""
    lines = "".join(f"<p>{escape(line)}</p>" for line in _decided(decided, Language(locale)))
    return lines + html(decided.assessment, locale)


def _decided(decided: RenewalDecision, language: Language) -> list[str]:
    outcome, upcoming = decided.outcome, decided.next_period
    lines = [
        language.pick(("续签决定：", "Decision: "))
        + (language.pick(_STATUS[Status.UNDETERMINED]) if isinstance(outcome, Unknown) else language.of(outcome)),
        language.pick(("重新采购：", "Procurement: ")) + language.value(decided.requires_procurement),
    ]
    if isinstance(upcoming, Period):
        days = language.value(upcoming.first_day), language.value(upcoming.last_day)
        lines.append(language.pick(("下一合同：{}至{}", "Next contract: {} to {}")).format(*days))
    return lines


def verdict(assessment: Assessment, language: Language) -> str:
    """Write the verdict in the ruleset's own words (结论)."""
    if not assessment.applicable:
        return language.pick(("不适用", "not applicable"))
    if isinstance(assessment.verdict, Unknown):
        return language.pick(_STATUS[Status.UNDETERMINED])
    return language.pick(assessment.ruleset.yes if assessment.verdict else assessment.ruleset.no)


def heading(assessment: Assessment, language: Language) -> list[str]:
    """Write what was judged, the verdict, and what to supply for it (题头)."""
    counted = {status: sum(finding.status is status for finding in assessment.findings) for status in Status}
    totals = language.pick(("，", ", ")).join(
        f"{language.pick(_STATUS[status])} {number}" for status, number in counted.items() if number
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
    if missing := assessment.missing:
        labels = language.list(language.fact(assessment.subject, path)[0] for path in missing)
        lines.append(language.pick(("待补：", "To supply: ")) + labels)
    return lines


def citation(finding: Finding, language: Language) -> str:
    """Write the clause of a finding and its force (条款与约束力)."""
    notice = finding.requirement.notice
    cited = finding.clause.locator
    if notice != finding.case.policy.notice:
        cited = language.pick((f"《{notice.title}》{cited}", f"{notice.title_en}, {cited}"))
    if finding.requirement.source is not None:
        cited += f" ({finding.requirement.source.id})"
    return f"{cited}【{language.of(finding.force)}】" if language.chinese else f"{cited} [{language.of(finding.force)}]"


def asked(finding: Finding, language: Language) -> str:
    """Write what a finding's requirement asks (要求)."""
    return language.asked(finding.requirement, finding.case.policy)


def _words(finding: Finding, language: Language, words: Wording | None) -> list[Pair]:
    if words is None:
        return []
    if not isinstance(words, Wording):
        raise InvalidType("render(words)", words, "NOTICE.attach(…) 的结果", "what NOTICE.attach(...) gave")
    id_ = finding.requirement.id
    duties = (duty.id for duty in DUTIES if id_ in duty.requirements)
    said = words.about(finding.clause.locator, id_, *duties)
    return [(language.pick(("原文：", "Notice: ")), "".join(said))] if said else []


def details(finding: Finding, language: Language) -> list[Pair]:
    """Write what was found, what to supply, by when, under which reading (认定详情)."""
    if finding.status is Status.NOT_APPLICABLE and not finding.case.in_force:
        issued = language.value(finding.case.policy.notice.issued_on)
        return [
            (
                language.pick(("说明：", "Note: ")),
                language.pick((f"通知于 {issued} 印发", f"the notice was issued on {issued}")),
            )
        ]
    found: list[str] = []
    for path, value in finding.facts.items():
        label, fact = language.fact(finding.subject, path)
        found.append(f"{label} {language.value(value, fact)}")
    shown = [(language.pick(("查明：", "Found: ")), language.pick(("；", "; ")).join(found))] if found else []
    if missing := finding.missing:
        labels = language.list(
            language.fact(finding.subject, path.removeprefix(f"{finding.path}."))[0] for path in missing
        )
        shown.append((language.pick(("待补：", "To supply: ")), labels))
    if finding.due is not None:
        shown.append((language.pick(("期限：", "Due: ")), language.value(finding.due)))
    if pending := finding.pending:
        until = language.pick((" 至 ", " until "))
        who = language.list(
            language.fact(finding.subject, item.path)[0] + until + language.value(item.due) for item in pending
        )
        shown.append((language.pick(("待办：", "Pending: ")), who))
    for reading in finding.readings:
        option = language.of(getattr(finding.case.policy, reading.id))
        question = reading.question if language.chinese else reading.question_en
        shown.append(
            (
                language.pick(("解释：", "Reading: ")),
                language.pick((f"{question}此处取“{option}”", f"{question} Here: {option}")),
            )
        )
    return shown
