"""Reports (报告): an assessment as text in Chinese or English, with the verdict and what to do first.

The sentences of a finding are made here only; views, forms and work lists use the same entries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeAlias, cast

from sgzlib.advice.conflicts import conflicting
from sgzlib.advice.relevance import missing
from sgzlib.advice.remedy_text import NOT_RUNNING
from sgzlib.assessment.computed import written as written_outcomes
from sgzlib.assessment.decisions import OPEN, DecisionState, brief, written
from sgzlib.assessment.finding_data import FindingData
from sgzlib.assessment.sources import Source, SourceLevel, source_at, sourced, verdict_level
from sgzlib.law.clauses import Force, Scope
from sgzlib.law.deadlines import NOT_YET
from sgzlib.law.errors import InvalidType
from sgzlib.law.facts import Fact
from sgzlib.law.formula import Given, Parameter, Shift, WorkdaysAfter, asks_rest_days, under, walk
from sgzlib.law.judging import Judgement, Status
from sgzlib.law.ledger import Wording
from sgzlib.law.plurals import noun
from sgzlib.law.tracing import asked_in, value_at
from sgzlib.law.truth import UNKNOWN, Unknown
from sgzlib.prose.formula_text import UNITS
from sgzlib.prose.language import Language, Pair
from sgzlib.prose.statuses import MARK, STATUS, verdict_text, verdict_word
from sgzlib.prose.views import counted_of

VIOLATED: dict[Force, Pair] = {
    Force.MUST: ("须整改", "To put right"),
    Force.SHOULD: ("建议改进", "Recommended"),
    Force.MAY: ("可结合实际办理", "To consider"),
}
_FAILED = (Status.VIOLATED, Status.UNMET)  # the hash of a member of an enumeration takes longer than both
IN_TIME: Pair = ("应按期完成", "To do (not due yet)")
CONFLICTING: Pair = ("无法同时符合", "Cannot all be met")

WORDS: Pair = ("通知原文", "Notice")
FOUND: Pair = ("填报情况", "You entered")
SUPPLY: Pair = ("需补充的信息", "Missing")
NOTE: Pair = ("说明", "Note")
DUE: Pair = ("完成时限", "Due")
INFERRED: Pair = ("完成时限系推断", "The last day is inferred")
PENDING: Pair = ("待办", "Pending")
DECISION: Pair = ("决定", "Decision")
SOURCE: Pair = ("来源", "Source")
READING: Pair = ("理解", "Reading used")
GROUNDS: Pair = ("依据", "Grounds")

_SCOPES: dict[Scope, Pair] = {
    Scope.REFERENCE: (
        "通知对该对象仅供参照，各项均不具约束力",
        "for this subject the notice is only a reference; no requirement is binding",
    ),
    Scope.OUTSIDE: (
        "该对象不在通知适用范围内，各项要求均不适用",
        "the notice does not apply to this subject; no requirement is binding",
    ),
}

Entry: TypeAlias = tuple[Pair, str]
"""What an entry of a report is called, and its text (报告条目)."""


def report(assessment: Judgement[FindingData], locale: str = "zh_CN", words: Wording | None = None) -> str:
    """Write an assessment as text (文本报告): the verdict first, then what to do, then each finding.

    A finding shows its clause and force, what is asked, the notice's own words where `words` has them, what was found
    and, where it could not be decided, the missing facts. Raises `InvalidValue` for a locale that is neither Chinese
    nor English, and `InvalidType` for words that `Notice.attach` did not give.
    """
    language = Language(locale)
    to_do = (line(label, joined(texts, language), language) for label, texts in steps(assessment, language).items())
    lines = [*heading(assessment, language), *to_do, ""]
    for finding in assessment.findings:
        lines.append(f"{MARK[finding.status]} {citation(finding, language)} {asked(finding, language)}")
        if finding.sources and finding.status is not Status.UNDETERMINED:
            lines[-1] += language.pick(("：", ": ")) + status_text(finding, language)
        lines += [f"    {line(label, text, language)}" for label, text in details(finding, language, words)]
    return "\n".join(lines) + "\n"


def fact_of(finding: FindingData, path: str, language: Language) -> tuple[str, Fact[Any] | None]:
    """Return the label of a fact that a finding looked at, and the fact itself where it is declared (事实名称)."""
    subject, inside = _placed(finding, path)
    if subject is finding.subject:
        return language.fact(subject, inside, lambda: asked_in(finding.formula))
    return language.fact(subject, inside)


def _placed(finding: FindingData, path: str) -> tuple[Any, str]:
    """Return the subject in which a path of a finding leads, and the path in it (所在对象)."""
    inside = path.removeprefix(f"{finding.path}.")
    if inside != path or finding.case.whole is UNKNOWN:
        return finding.subject, inside
    return finding.case.whole, path.removeprefix(f"{finding.path.rpartition('.')[0]}.")


_MOST: Final = 3
"""Of how many members a fact is written one by one (逐一列出的成员数); of more it is summed up."""
_INDEX = re.compile(r"\[\d+\]")


def one_fact_each(paths: Iterable[str]) -> Iterator[list[str]]:
    """Yield paths one by one, those of one fact of more than three members together (同一事实归并)."""
    listed = list(paths)
    by_pattern: dict[str, list[str]] = {}
    for path in listed:
        by_pattern.setdefault(_INDEX.sub("[]", path), []).append(path)
    for path in listed:
        same = by_pattern[_INDEX.sub("[]", path)]
        if len(same) <= _MOST:
            yield [path]
        elif path == same[0]:
            yield same


def entered(finding: FindingData, facts: Mapping[str, Any], language: Language) -> Iterator[tuple[str, str]]:
    """Yield the label and value of facts that a finding looked at (填报情况), a fact of many members by its values."""
    for paths in one_fact_each(facts):
        labelled = [fact_of(finding, path, language) for path in paths]
        label, _ = labelled[0]
        labels: dict[str, list[str]] = {}
        for path, (member_label, fact) in zip(paths, labelled, strict=True):
            labels.setdefault(language.value(facts[path], fact), []).append(member_label)
        if len(paths) == 1:
            yield label, next(iter(labels))
        else:
            yield _last(label), _by_value(labels, _measure(*_placed(finding, paths[0])), language)


def labels_of(finding: FindingData, paths: Iterable[str], language: Language) -> list[str]:
    """Return what facts of a finding are called (事实名称)."""
    labels = {path: fact_of(finding, path, language)[0] for path in paths}
    return _summed_up(labels, lambda path: _measure(*_placed(finding, path)), language)


def _summed_up(labels: Mapping[str, str], measure: Callable[[str], str], language: Language) -> list[str]:
    """Return labels of facts by path, a fact of many members once, with how many they are (归并名称)."""
    texts = []
    for paths in one_fact_each(labels):
        label = labels[paths[0]]
        if len(paths) > 1:
            number = language.pick((f"{len(paths)}{measure(paths[0])}", str(len(paths))))
            label = _last(label) + language.pick(("（{}）", " ({})")).format(number)
        texts.append(label)
    return texts


def _by_value(labels: Mapping[str, list[str]], measure: str, language: Language) -> str:
    """Write values, the most frequent first, each with the member that has it or with how many have (按取值归并)."""
    by_number = sorted(labels.items(), key=lambda item: -len(item[1]))
    texts = []
    for value, those in by_number[:_MOST]:
        member = those[0].rpartition(" · ")[0]
        whose = member if len(those) == 1 else language.pick((f"{len(those)}{measure}", str(len(those))))
        texts.append(value if whose == value else value + language.pick(("（{}）", " ({})")).format(whose))
    left = len(by_number) - _MOST
    more = [language.pick((f"另{left}种", f"{left} other {noun(left, 'values')}"))] if left > 0 else []
    return language.pick(("、", ", ")).join([*texts, *more])


def _measure(subject: Any, path: str) -> str:
    """Return the measure word of the members of the group in which a path leads (量词)."""
    group, _, _ = path.partition("[")
    return counted_of(type(value_at(subject, group)[0]))[0]


def _last(label: str) -> str:
    return label.rpartition(" · ")[2]


def heading(assessment: Judgement[FindingData], language: Language) -> list[str]:
    """Write what was judged, and the verdict in words, with how many findings of each status there are (题头)."""
    verdict = language.pick(("结论：", "Verdict: ")) + answer(assessment, language)
    computed = [line(label, text, language) for label, text in written_outcomes(assessment, language)]
    # Without requirements there is no verdict.
    answers = [verdict, *computed] if assessment.findings else computed or [verdict]
    return [
        title(assessment, language),
        *answers,
        *scope_notes(assessment, language),
        *decided(assessment.findings, language),
    ]


def decided(findings: Sequence[FindingData], language: Language) -> list[str]:
    """Write how many decisions are in force, and how many findings are open with and without them (决定计数)."""
    own = [finding for finding in findings if not finding.requirement.restates]
    states = [state for finding in findings for state in finding.decision_states]
    comma = language.pick(("，", ", "))
    counted = [language.counted(language.of(state), states.count(state)) for state in DecisionState if state in states]
    texts = [comma.join(counted)]
    for status in OPEN:
        there = [finding for finding in own if finding.status is status]
        left = sum(not finding.is_decided for finding in there)
        said = language.counted(language.pick(STATUS[status]), len(there))
        counting = f"{said}，计入有效决定后{left}项", f"{said} ({left} without a decision in force)"
        texts += [language.pick(counting)] if there else []
    return [line(DECISION, joined(texts, language), language)] if states else []


def scope_notes(assessment: Judgement[FindingData], language: Language) -> list[str]:
    """Write that the notice does not bind the subject, where it does not (适用说明)."""
    said = _SCOPES.get(assessment.case.scope)
    return [] if said is None else [line(NOTE, language.pick(said), language)]


def title(assessment: Judgement[FindingData], language: Language) -> str:
    """Write what was judged, of whom, and for which day (标题)."""
    name = language.name(assessment.subject)
    named = [language.of(assessment.ruleset), *([name] if name else []), language.value(assessment.on)]
    return " · ".join(named)


def answer(assessment: Judgement[FindingData], language: Language) -> str:
    """Write the verdict, and how many findings have which status (结论与计数)."""
    said = verdict_said(assessment, language)
    own = [finding for finding in assessment.findings if not finding.requirement.restates]
    counted = {status: sum(finding.status is status for finding in own) for status in Status}
    totals = language.pick(("，", ", ")).join(
        language.counted(language.pick(STATUS[status]), number) for status, number in counted.items() if number
    )
    return said + language.pick((f"；共{len(own)}项：", f"; {len(own)} in all: ")) + totals


def verdict_said(assessment: Judgement[FindingData], language: Language, *, counted: bool = True) -> str:
    """Write the verdict, with counts or without, and its level where sources were given (结论及来源等级)."""
    said = verdict_text(assessment, language) if counted else verdict_word(assessment, language)
    return said + level_of_verdict(assessment, language)


def level_of_verdict(assessment: Judgement[FindingData], language: Language) -> str:
    """Write the level of a verdict in brackets, if it is known and sources were given (结论的来源等级)."""
    provenance = next((sourced(finding) for finding in assessment.findings), None)
    shown = provenance is not None and provenance.whole_rests and assessment.verdict is not UNKNOWN
    return level_text(verdict_level(assessment), language) if shown else ""


def steps(assessment: Judgement[FindingData], language: Language) -> dict[Pair, list[str]]:
    """Write what to do (待办): which MUSTs to put right or cannot all hold, what is missing, what is due by when."""
    own = [f for f in assessment.findings if f.force is Force.MUST and not f.requirement.restates]
    labels = {path: language.fact(assessment.subject, path)[0] for path in missing(assessment)}
    said = {
        VIOLATED[Force.MUST]: [noted(f, language) for f in own if f.status in _FAILED],
        CONFLICTING: [language.asked(rule, assessment.policy) for rule in conflicting(assessment)],
        SUPPLY: _summed_up(labels, lambda path: _measure(assessment.subject, path), language),
        IN_TIME: [_until(asked(f, language), f.due, language, f) for f in own if f.status is Status.NOT_DUE],
    }
    return {label: texts for label, texts in said.items() if texts}


def line(label: Pair, text: str, language: Language) -> str:
    """Write an entry of a report in a line (一行)."""
    return language.pick(label) + language.pick(("：", ": ")) + text


def joined(texts: Iterable[str], language: Language) -> str:
    """Join texts that hold commas of their own (并列)."""
    return language.pick(("；", "; ")).join(texts)


def _until(text: str, due: date | Unknown | None, language: Language, finding: FindingData | None = None) -> str:
    if _is_open(due):
        return text if finding is None else text + language.pick(("（{}）", " ({})")).format(_begins(finding, language))
    # A requirement with a last day for each member has no common one.
    return text if due is None else text + language.pick(("，完成时限", " by ")) + language.value(due)


def _is_open(due: date | Unknown | None) -> bool:
    return isinstance(due, date) and due == NOT_YET


def last_day(finding: FindingData, language: Language) -> str | None:
    """Write the last day of a finding (期限), or from what it is counted where that is not done; None without one."""
    due = finding.due
    if _is_open(due):
        return _begins(finding, language)
    return None if due is None else language.value(due)


def _begins(finding: FindingData, language: Language) -> str:
    """Write within how long of which act that is not done yet (起算事项)."""
    parts = (cast("FindingData", part) for part in finding.parts if part.status is Status.NOT_DUE)
    asked_of = next((part for part in parts if _is_open(part.due)), finding)
    facts, law = asked_of.facts, asked_of.case.law
    for shift in walk(under(asked_of.formula, law)):
        if not isinstance(shift, Shift | WorkdaysAfter) or not isinstance(shift.by, Parameter):
            continue
        paths = [node.path for node in walk(shift.day) if isinstance(node, Given) and _is_open(facts.get(node.path))]
        if paths:
            number, units = getattr(law, shift.by.name), UNITS[shift.unit]
            label, plural = fact_of(asked_of, paths[0], language)[0], "" if number == 1 else "s"
            within = f"within {number} {units[1]}{plural} of: {label} (not done yet)"
            return language.pick((f"{label}后{number}{units[0]}内，尚未起算", within))
    return language.pick(NOT_RUNNING)


def citation(finding: FindingData, language: Language) -> str:
    """Write the clause of a finding and its force (条款与约束力)."""
    notice = finding.requirement.notice
    cited = language.clause(finding.clause.locator)
    if notice != finding.case.law.notice:
        cited = language.pick((f"《{notice.title}》{cited}", f"{notice.title_en}, {cited}"))
    if (source := finding.requirement.source) is not None:
        cited += language.pick((f"、《{source.title_zh}》", f"; {source.title_en}"))
    return f"{cited}【{language.of(finding.force)}】" if language.chinese else f"{cited} [{language.of(finding.force)}]"


def asked(finding: FindingData, language: Language) -> str:
    """Write what a finding's requirement asks (要求)."""
    return language.asked(finding.requirement, finding.law)


def status_text(finding: FindingData, language: Language) -> str:
    """Write a status, and at which level it is known where sources were given (状态及来源等级)."""
    return language.pick(STATUS[finding.status]) + level_of(finding, language)


def level_of(finding: FindingData, language: Language) -> str:
    """Write the level of a status in brackets, if it rests on facts and sources were given (状态的来源等级)."""
    provenance = sourced(finding)
    shown = provenance is not None and provenance.rests and finding.status is not Status.UNDETERMINED
    return level_text(finding.level, language) if shown else ""


def level_text(level: SourceLevel | None, language: Language) -> str:
    """Write at which level something is known, in brackets (来源等级文字)."""
    return language.pick(("（{}）", " ({})")).format(level_name(level, language))


def level_name(level: SourceLevel | None, language: Language) -> str:
    """Write at which level something is known (来源等级名称)."""
    return language.pick(("来源不全", "sources incomplete")) if level is None else language.of(level)


def _sources(finding: FindingData, language: Language) -> list[str]:
    """Write the source of each known fact that a finding looked at (事实来源)."""
    sources, written = finding.sources, list[str]()
    for path, value in finding.facts.items() if sources else ():
        label, fact = fact_of(finding, path, language)
        if value is not UNKNOWN and fact is not None and fact.name:  # what is derived of others has no source
            written.append(language.stated(label, _source(source_at(sources, path), language)))
    return written


def _source(source: Source | None, language: Language) -> str:
    if source is None:
        return language.pick(("未注明", "not given"))
    on = None if source.on is None else language.value(source.on)
    about = language.pick(("，", ", ")).join(text for text in (source.by, on, source.evidence) if text)
    return language.of(source.how) + (language.pick((f"（{about}）", f" ({about})")) if about else "")


def noted(finding: FindingData, language: Language, *, every: bool = False) -> str:
    """Write what a finding's requirement asks, the decisions in force, or every one, in brackets (要求及决定)."""
    on, text = finding.case.on, asked(finding, language)
    in_force = [each for each in finding.decisions if every or each.state(on) is DecisionState.IN_FORCE]
    decisions = [brief(decision, on, language) for decision in in_force]
    return text + language.pick(("（{}）", " ({})")).format(joined(decisions, language)) if decisions else text


def _words(finding: FindingData, words: Wording | None) -> list[Entry]:
    if words is None:
        return []
    if not isinstance(words, Wording):
        raise InvalidType("render(words)", words, "NOTICE.attach(…) 的结果", "the result of NOTICE.attach(...)")
    id_ = finding.requirement.id
    duties = (duty.id for duty in finding.requirement.notice.duties if id_ in duty.requirements)
    said = words.about(finding.clause.locator, id_, *duties)
    return [(WORDS, "".join(said))] if said else []


def _hangs_on_rest_days(monday: date, language: Language) -> str:
    until = language.value(monday)
    return language.pick(
        (
            f"最后一日为星期六或星期日，未提供放假安排，暂无法判定是否顺延至{until}",
            f"the last day falls on a weekend; the published rest days decide whether it moves to {until}",
        )
    )


_NOT_PUBLISHED: Pair = (
    "未提供所涉日期的放假安排，暂无法判定完成时限",
    "the last day depends on rest days that were not given",
)


def _beyond_rest_days(finding: FindingData) -> bool:
    return finding.perhaps_until is None and asks_rest_days(under(finding.formula, finding.case.law))


def _not_yet(finding: FindingData, language: Language) -> Pair:
    """Write why a requirement is not in force (尚未施行): the notice came later, or an amendment adds it."""
    law = finding.case.law
    if not isinstance(law, finding.requirement.law) and law.notice.in_force(finding.case.on):
        added = language.value(law.added_on(finding.requirement.law))
        return f"该要求自{added}起施行", f"this requirement is in force from {added}"
    issued = language.value(law.notice.issued_on)
    return f"通知于{issued}印发", f"the notice was issued on {issued}"


def details(finding: FindingData, language: Language, words: Wording | None = None) -> list[Entry]:
    """Write the notice's words, what was entered, what is missing, by when, under which reading (结果详情)."""
    shown = _words(finding, words)
    if finding.case.scope is Scope.OUTSIDE:
        return shown
    if finding.status is Status.NOT_APPLICABLE and not finding.in_force:
        return [*shown, (NOTE, language.pick(_not_yet(finding, language)))]
    facts = [language.stated(label, value) for label, value in entered(finding, finding.facts, language)]
    shown += [(FOUND, joined(facts, language))] if facts else []
    shown += [(SOURCE, joined(sources, language))] if (sources := _sources(finding, language)) else []
    if supply := finding.missing:
        shown.append((SUPPLY, language.list(labels_of(finding, supply, language))))
    if finding.case.whole is UNKNOWN and finding.requirement.alone is not None:
        shown.append((NOTE, language.pick(finding.requirement.alone)))
    due = last_day(finding, language)
    if due is not None and not (finding.status is Status.MET and finding.due is UNKNOWN):
        shown.append((DUE, due))
        inferred = finding.requirement.inferred
        grounds = None if inferred is None else inferred(finding.subject, finding.case)
        shown += [] if grounds is None else [(INFERRED, language.pick(grounds))]
        if finding.status is Status.UNDETERMINED and (monday := finding.perhaps_until) is not None:
            shown.append((NOTE, _hangs_on_rest_days(monday, language)))
    if finding.status is Status.UNDETERMINED and not supply and _beyond_rest_days(finding):
        shown.append((NOTE, language.pick(_NOT_PUBLISHED)))
    shown += [(DECISION, written(decision, finding.case.on, language)) for decision in finding.decisions]
    if pending := finding.pending:
        who = (_until(language.fact(finding.subject, item.path)[0], item.due, language) for item in pending)
        # In Chinese the last day stands behind a comma.
        shown.append((PENDING, joined(who, language) if language.chinese else language.list(who)))
    for reading in finding.readings:
        taken = getattr(finding.case.law, reading.id)
        option = language.of(taken)
        question = reading.question if language.chinese else reading.question_en
        shown.append((READING, language.pick((f"{question}本次按“{option}”理解", f"{question} {option}"))))
        if grounds := reading.grounds_of(taken):
            shown.append((GROUNDS, language.pick(grounds)))
    return shown
