"""The texts of a self-check form (自查表内容): its heading, its rows in the notice's order, and who signs.

A blank form has the columns that the office fills in by hand; one of an assessment has them filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

import attrs

from sgzlib.assessment.decisions import written
from sgzlib.assessment.found import Found
from sgzlib.assessment.report import asked, fact_of, status_text
from sgzlib.law.clauses import Force
from sgzlib.law.judging import Judgement, Status
from sgzlib.law.laws import Law
from sgzlib.law.requirement import Requirement, Ruleset
from sgzlib.law.truth import Unknown
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

WIDTHS = (9, 17, 52, 38, 42, 36, 42, 21, 20)
"""The widths of the columns in millimetres, on A4 in landscape (栏宽)."""

_SIGNED: tuple[Pair, ...] = (
    ("填表人：", "Filled in by: "),
    ("审核人：", "Reviewed by: "),
    ("单位（盖章）：", "Office (seal): "),
    ("日期：", "Date: "),
)
_FAILED = (Status.VIOLATED, Status.UNMET)


@attrs.frozen
class Row:
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
    sections: tuple[tuple[str, tuple[Row, ...]], ...]
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
        (language.of(part), tuple(_blank_row(rule, law, language) for rule in rules))
        for part, rules in _by_part(ruleset)
    )
    checked = language.pick(("核对日期：", "Day checked: "))
    subject = language.pick(("自查对象：", "Subject: "))
    return _content(ruleset, law, (subject, checked), tuple(sections), language)


def filled_in(assessment: Judgement[Found], language: Language) -> Content:
    """Return the form of an assessment (自查表), with what was found, the problems and what to do."""
    by_rule: dict[tuple[str, str], Found] = {
        (finding.path, finding.requirement.id): finding for finding in assessment.findings
    }
    paths = dict.fromkeys(finding.path for finding in assessment.findings if not finding.requirement.restates)
    parts = {path: ruleset for path, _, ruleset in assessment.ruleset.every()}
    sections = tuple(
        (
            language.of(parts[path]),
            tuple(
                _row(finding, language)
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
    sections: tuple[tuple[str, tuple[Row, ...]], ...],
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


def _by_part(ruleset: Ruleset) -> Iterator[tuple[Ruleset, list[Requirement]]]:
    by_path: dict[str, tuple[Ruleset, list[Requirement]]] = {}
    for path, rule, part in ruleset.every():
        if not rule.restates:
            by_path.setdefault(path, (part, []))[1].append(rule)
    return iter(by_path.values())


def _common(rule: Requirement, force: Force, law: Law, language: Language) -> dict[str, str]:
    text = language.asked(rule, law)
    if force is not Force.MUST:
        text += language.pick(("（{}）", " ({})")).format(language.of(force))
    return {
        "clause": locator(rule.clause.locator, language),
        "requirement": text,
        "evidence": "",
        "responsible": language.pick(("、", ", ")).join(map(language.of, rule.by)),
    }


def locator(text: str, language: Language) -> str:
    """Write a clause's locator as an office writes it (条款): 三（二） in Chinese."""
    return text.replace("(", "（").replace(")", "）") if language.chinese else text


def _blank_row(rule: Requirement, law: Law, language: Language) -> Row:
    return Row(**_common(rule, rule.force_under(law), law, language), situation="", problem="", action="", deadline="")


def _row(finding: Found, language: Language) -> Row:
    status = f"{MARK[finding.status]} {status_text(finding, language)}"
    facts = (
        language.pick(("{}：{}", "{}: {}")).format(label, language.value(value, fact))
        for path, value in finding.held_facts.items()
        for label, fact in (fact_of(finding, path, language),)
    )
    shown = [] if finding.status is Status.NOT_APPLICABLE else list(facts)
    due = finding.due
    return Row(
        **_common(finding.requirement, finding.force, finding.case.law, language),
        situation=_lines((status, *shown)),
        problem=_lines(filter(None, (_problem(finding, language), *_decisions(finding, language)))),
        action="",
        deadline="" if due is None or isinstance(due, Unknown) else language.value(due),
    )


def _problem(finding: Found, language: Language) -> str:
    if finding.status in _FAILED:
        return language.pick(("未达到：", "Not met: ")) + asked(finding, language)
    if finding.status is Status.UNDETERMINED and finding.missing:
        missing = language.list(fact_of(finding, path, language)[0] for path in finding.missing)
        return language.pick(("待核实：", "To be established: ")) + missing
    return ""


def _decisions(finding: Found, language: Language) -> Iterator[str]:
    for decision in finding.decisions:
        yield language.pick(("决定：", "Decision: ")) + written(decision, finding.case.on, language)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)
