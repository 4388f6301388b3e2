"""The content of a self-check form (自查表内容): its heading, its rows in the notice's order, and the signatures.

A blank form leaves the columns of the office empty; the form of an assessment has them filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final

import attrs

from sgzlib.advice.phrases import COMMA, evidence_of
from sgzlib.advice.remedies import remedies
from sgzlib.advice.remedy_text import BEYOND, way_texts
from sgzlib.assessment.decisions import written
from sgzlib.assessment.finding_data import FindingData
from sgzlib.assessment.report import asked, entered, labels_of, last_day, status_text
from sgzlib.law.clauses import Force
from sgzlib.law.judging import Judgement, Status
from sgzlib.law.laws import Law
from sgzlib.law.requirement import Requirement, Ruleset
from sgzlib.law.tracing import given_in
from sgzlib.law.truth import UNKNOWN, Unknown
from sgzlib.prose.language import Language, Pair
from sgzlib.prose.statuses import MARK

COLUMNS: tuple[Pair, ...] = (
    ("序号", "No."),
    ("通知条款", "Clause"),
    ("要求", "Requirement"),
    ("佐证材料", "Evidence"),
    ("自查情况", "Situation"),
    ("存在问题", "Problem"),
    ("整改措施", "Action"),
    ("责任单位", "Responsible"),
    ("完成时限", "Deadline"),
)
"""What heads the columns of a form (栏目)."""

WIDTHS = (9, 14, 50, 45, 36, 39, 34, 33, 17)
"""The widths of the columns in millimetres, on A4 in landscape (栏宽)."""

_MOST: Final = 3
"""How many facts a cell lists (每格列出的项数); more are counted."""

_SIGNED: tuple[Pair, ...] = (
    ("填表人：", "Filled in by: "),
    ("审核人：", "Reviewed by: "),
    ("单位（盖章）：", "Office (seal): "),
    ("日期：", "Date: "),
)
_FAILED = (Status.VIOLATED, Status.UNMET)


@attrs.frozen
class FormRow:
    """One requirement in a form (一行): a text for each column but the first, which is the row's number."""

    clause: str
    requirement: str
    evidence: str
    situation: str
    problem: str
    action: str
    responsible: str
    deadline: str


@attrs.frozen
class Content:
    """All texts of a form in one language (自查表): `sections` are the parts of the subject, each with its rows."""

    language: Language
    title: str
    head: tuple[str, ...]
    columns: tuple[str, ...]
    sections: tuple[tuple[str, tuple[FormRow, ...]], ...]
    signed: tuple[str, ...]

    def numbered(self) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
        """Yield the rows of each part as texts, numbered throughout (逐项编号); one part alone needs no title."""
        numbers = count(1)
        for title, rows in self.sections:
            cells = [(str(next(numbers)), *attrs.astuple(row)) for row in rows]
            yield title if len(self.sections) > 1 else "", cells


def blank(ruleset: Ruleset, law: Law, language: Language) -> Content:
    """Return the form of a ruleset with nothing filled in (空白自查表)."""
    sections = (
        (
            language.of(part),
            tuple(_blank_row(rule, law, _evidence(ruleset, path, rule, language), language) for rule in rules),
        )
        for path, (part, rules) in _by_part(ruleset).items()
    )
    checked = language.pick(("核对日期：", "Day checked: "))
    subject = language.pick(("自查对象：", "Subject: "))
    return _content(ruleset, law, (subject, checked), tuple(sections), language)


def filled_in(assessment: Judgement[FindingData], language: Language) -> Content:
    """Return the form of an assessment (自查表), with what was found, the problems and what to do."""
    by_rule: dict[tuple[str, str], FindingData] = {
        (finding.path, finding.requirement.id): finding for finding in assessment.findings
    }
    paths = dict.fromkeys(finding.path for finding in assessment.findings if not finding.requirement.restates)
    parts = {path: ruleset for path, _, ruleset in assessment.ruleset.every()}
    actions = _actions(assessment, language)
    sections = tuple(
        (
            language.of(parts[path]),
            tuple(
                _row(
                    finding,
                    _evidence(assessment.ruleset, where, finding.requirement, language),
                    actions.get(finding.requirement, []),
                    language,
                )
                for (where, _), finding in by_rule.items()
                if where == path and not finding.requirement.restates
            ),
        )
        for path in paths
    )
    name = language.name(assessment.subject) or ""
    head = (
        language.pick(("自查对象：", "Subject: ")) + name,
        language.pick(("核对日期：", "Day checked: ")) + language.value(assessment.on),
    )
    return _content(assessment.ruleset, assessment.policy, head, sections, language)


def _content(
    ruleset: Ruleset,
    law: Law,
    head: tuple[str, ...],
    sections: tuple[tuple[str, tuple[FormRow, ...]], ...],
    language: Language,
) -> Content:
    notice = law.notice
    named = language.pick((f"《{notice.title}》", notice.title_en))
    issued = (
        language.pick(("依据：", "Under: ")) + named + language.pick(("，", ", ")) + language.value(notice.issued_on)
    )
    return Content(
        language,
        language.pick((f"{ruleset.zh}自查表", f"{ruleset.en}: self-check form")),
        (*head, issued),
        tuple(map(language.pick, COLUMNS)),
        sections,
        tuple(map(language.pick, _SIGNED)),
    )


def _by_part(ruleset: Ruleset) -> dict[str, tuple[Ruleset, list[Requirement]]]:
    by_path: dict[str, tuple[Ruleset, list[Requirement]]] = {}
    for path, rule, part in ruleset.every():
        if not rule.restates:
            by_path.setdefault(path, (part, []))[1].append(rule)
    return by_path


def _evidence(ruleset: Ruleset, path: str, rule: Requirement, language: Language) -> str:
    """Write what shows the facts that a requirement asks for (佐证材料), each once."""
    comma = language.pick(COMMA)
    shown = (evidence_of(fact, language) or "" for _, fact in given_in(ruleset.formula(path, rule, "holds")))
    return comma.join(dict.fromkeys(name for text in shown for name in text.split(comma) if name))


def _common(rule: Requirement, force: Force, law: Law, evidence: str, language: Language) -> dict[str, str]:
    text = language.asked(rule, law)
    if force is not Force.MUST:
        text += language.pick(("（{}）", " ({})")).format(language.of(force))
    return {
        "clause": language.clause(rule.clause.locator),
        "requirement": text,
        "evidence": evidence,
        "responsible": language.pick(("、", ", ")).join(map(language.of, rule.by)),
    }


def _blank_row(rule: Requirement, law: Law, evidence: str, language: Language) -> FormRow:
    common = _common(rule, rule.force_under(law), law, evidence, language)
    return FormRow(**common, situation="", problem="", action="", deadline="")


def _row(finding: FindingData, evidence: str, actions: list[str], language: Language) -> FormRow:
    status = f"{MARK[finding.status]} {status_text(finding, language)}"
    known = {path: value for path, value in finding.held_facts.items() if value is not UNKNOWN}
    texts = [language.pick(("{}：{}", "{}: {}")).format(*pair) for pair in entered(finding, known, language)]
    shown = [] if finding.status is Status.NOT_APPLICABLE else texts[:_MOST]
    if shown and len(texts) > _MOST:
        shown.append(language.pick((f"等{len(texts)}项", f"and {len(texts) - _MOST} more")))
    return FormRow(
        **_common(finding.requirement, finding.force, finding.case.law, evidence, language),
        situation=_lines((status, *shown)),
        problem=_lines(filter(None, (_problem(finding, language), *_decisions(finding, language)))),
        action=_lines(actions),
        deadline="" if isinstance(finding.due, Unknown) else last_day(finding, language) or "",
    )


def _actions(assessment: Judgement[FindingData], language: Language) -> dict[Requirement, list[str]]:
    """Write what is to be done for each requirement that is not met (整改措施), ways to choose from joined by 或."""
    actions: dict[Requirement, list[str]] = {}
    if assessment.verdict is False:
        advice = remedies(assessment)
        either, comma = language.pick(("；或：", "; or: ")), language.pick(("；", "; "))
        for step in (*advice.steps, *advice.in_time):
            text = either.join(comma.join(way_texts(way, language)) for way in step.ways)
            for rule in step.requirements:
                actions.setdefault(rule, []).append(text)
        for beyond in advice.beyond_remedy:
            actions.setdefault(beyond.requirement, []).append(language.pick(BEYOND))
    return actions


def _problem(finding: FindingData, language: Language) -> str:
    if finding.status in _FAILED:
        return language.pick(("未达到：", "Not met: ")) + asked(finding, language)
    if finding.status is Status.UNDETERMINED and finding.missing:
        missing = labels_of(finding, finding.missing, language)
        return language.pick(("待核实：", "To be established: ")) + _some(missing[:_MOST], len(missing), language)
    return ""


def _some(texts: Iterable[str], number: int, language: Language) -> str:
    """Write the first of some texts, and how many there are in all (列出前几项)."""
    if number <= _MOST:
        return language.list(texts)
    listed = language.pick(("、", ", ")).join(texts)
    return language.pick((f"{listed}等{number}项", f"{listed} and {number - _MOST} more"))


def _decisions(finding: FindingData, language: Language) -> Iterator[str]:
    for decision in finding.decisions:
        yield language.pick(("决定：", "Decision: ")) + written(decision, finding.case.on, language)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)
