"""Reports as pages (汇总网页): the verdicts, a row a requirement with its bar, then what each subject has to do.

A status has a pattern of its own in the bars, so that they are read in the dark and printed in black and white; on a
narrow screen the cells of a row stand below what is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sgzlib.advice.conflicts import conflicting
from sgzlib.advice.remedy_text import sections
from sgzlib.assessment.report import (
    CONFLICTING,
    DECISION,
    DUE,
    PENDING,
    READING,
    SOURCE,
    SUPPLY,
    answer,
    asked,
    citation,
    details,
    joined,
    level_name,
    level_text,
    line,
    noted,
    status_text,
    verdict_said,
)
from sgzlib.bridges.frames.report_chart import chart, in_short
from sgzlib.bridges.interchange import InvalidDocument
from sgzlib.law.clauses import Force
from sgzlib.law.judging import Status
from sgzlib.law.laws import Law
from sgzlib.law.plurals import counted
from sgzlib.law.requirement import Case, Ruleset
from sgzlib.law.truth import UNKNOWN
from sgzlib.prose.html import Element, element, folded, pairs
from sgzlib.prose.language import Language, Pair
from sgzlib.prose.statuses import STATUS, URGENCY, class_of, mark
from sgzlib.prose.views import counted_of

if TYPE_CHECKING:
    from sgzlib.assessment.assessment import Assessment
    from sgzlib.assessment.finding import Finding
    from sgzlib.bridges.frames.choosing import Section
    from sgzlib.bridges.frames.findings import Tally
    from sgzlib.bridges.frames.outcomes import OutcomeTally

_SHOWN = (
    Status.MET,
    Status.VIOLATED,
    Status.UNMET,
    Status.UNDETERMINED,
    Status.NOT_DUE,
    Status.NOT_APPLICABLE,
)
_LEFT = (Status.VIOLATED, Status.UNMET, Status.UNDETERMINED, Status.NOT_DUE)
_ASKED: Pair = ("要求", "Requirement")
_ACTOR: Pair = ("责任单位", "Who must act")
_MEND: Pair = ("整改措施", "To put right")
_NONE: Mapping[str, Mapping[Status, int]] = {}
_LEVELS: Pair = ("按来源等级", "By source level")
_NAMELESS: Pair = ("未填写", "not given")

_LISTED = 3
_ROWS: tuple[Pair, ...] = (
    ("序号", "No."),
    ("名称", "Name"),
    ("结论", "Verdict"),
    ("不符合", "violated"),
    ("待核", "to establish"),
    ("未达到", "unmet"),
    ("主要问题", "What is not met"),
)

STYLE = """
.sgz .counts td,.sgz .counts th{min-width:0;text-align:right;white-space:nowrap}
.sgz .counts td:first-child,.sgz .counts th:first-child{text-align:left;white-space:normal}
.sgz .counts small{display:block;color:var(--pale)}
.sgz .counts .none{color:var(--pale)}
.sgz .share{display:flex;height:.8em;margin:.25rem 0;border:1px solid var(--ink)}
.sgz .share .fill{min-width:1px}
.sgz .key i{display:inline-block;width:1.6em;height:.8em;margin:0 .3em 0 1em;border:1px solid var(--ink)}
.sgz .fill.violated{background:var(--violated)}
.sgz .fill.unmet{background:repeating-linear-gradient(0deg,var(--unmet) 0 2px,var(--paper) 2px 4px)}
.sgz .fill.undetermined{background:repeating-linear-gradient(45deg,var(--undetermined) 0 3px,var(--paper) 3px 6px)}
.sgz .fill.not-due{background:repeating-linear-gradient(90deg,var(--not-due) 0 1px,var(--paper) 1px 5px)}
.sgz .fill.not-applicable{background:var(--line)}
.sgz .fill.met{background:var(--met);opacity:.45}
.sgz .rows td:nth-child(n+4):nth-child(-n+6),.sgz .rows th:nth-child(n+4):nth-child(-n+6){text-align:right}
.sgz .rows a{color:inherit}.sgz details>.counts{width:calc(100% - 1.1rem)}
.sgz.sgz .rows td,.sgz.sgz .rows th{min-width:0}.sgz .rows td:nth-child(-n+3),.sgz .rows th{white-space:nowrap}
.sgz section{margin:1rem 0;padding-top:.5rem;border-top:2px solid var(--line)}
@media(max-width:40rem){.sgz .counts tbody{display:block}.sgz .counts thead{display:none}
.sgz .counts tr{display:block;border-bottom:1px solid var(--line)}
.sgz .counts td{display:inline-block;border:0;padding:.15rem .6rem .15rem 0}
.sgz .counts td:first-child{display:block}.sgz .counts td.none{display:none}
.sgz .counts td small{display:inline;margin-left:.3em}}
@media not all and (max-width:40rem){.sgz .counts td .mark{display:none}}
@media print{.sgz .fill.met{background:#fff;opacity:1}
.sgz .fill{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.sgz .counts tr,.sgz .rows tr,.sgz h4,.sgz svg{break-inside:avoid}.sgz h4{break-after:avoid}
.sgz .groups{display:none}.sgz .first{break-before:page}.sgz svg{width:100%}.sgz table{font-size:.85em}}
"""


def heading(ruleset: Ruleset, on: date, language: Language) -> str:
    """Write what was judged, and for which day (标题)."""
    return " · ".join([language.pick(("汇总报告", "Report")), language.of(ruleset), language.value(on)])


def report_view(
    ruleset: Ruleset,
    case: Case[Any],
    tallies: Sequence[Tally],
    groups: Mapping[Any, Sequence[Tally]],
    sections: Sequence[Section],
    language: Language,
    decided: Mapping[str, Mapping[Status, int]],
    outcomes: Sequence[OutcomeTally],
) -> Iterator[Element]:
    """Show a report (汇总视图): verdicts, counts, outcomes, counts of each group folded, then the sections.

    The last of the tallies is the verdict's. `decided` counts the rows with a decision in force, by requirement.
    """
    *_, verdict = tallies
    yield element("style", STYLE)
    yield element("h3", heading(ruleset, case.on, language))
    notice = case.law.notice
    cited = f"《{notice.title}》" if language.chinese else notice.title_en
    yield element("p", cited, class_="pale")
    yield element("p", _headline(ruleset, verdict, language), class_="answer")
    if verdict.levels:
        of_verdicts = joined(_levels(verdict, language), language)
        yield element("p", line(_LEVELS, of_verdicts, language))
    if groups:
        verdicts = {name: tally for name, (*_, tally) in groups.items()}
        drawn = chart(heading(ruleset, case.on, language), verdict, verdicts, language)
        del drawn.attrib["xmlns"]  # a page knows what svg is
        yield element("div", drawn, class_="scroll", tabindex="0")
    yield element("h4", language.pick(("逐项汇总", "By requirement")))
    yield _key(tallies, language)
    yield _counts(case.law, tallies, language, decided)
    if outcomes:
        yield element("h4", language.pick(("计算项", "Outcomes")))
        yield pairs((tally.heading(language), tally.text(ruleset.subject, language)) for tally in outcomes)
    if groups:
        folds = (_group(case.law, name, tallies, language) for name, tallies in groups.items())
        yield element("div", element("h4", language.pick(("分组", "By group"))), *folds, class_="groups")
    if sections:
        yield element("h4", language.pick(("待处理对象", "Subjects that are not clear")))
        yield _rows(sections, language)
    if left := verdict.not_clear - len(sections):
        cut = (
            f"此处列出{len(sections):,}个，另有{left:,}个未列出",
            f"{len(sections):,} shown, {left:,} more not shown",
        )
        yield element("p", language.pick(cut))
    yield from (_section(section, number, language) for number, section in enumerate(sections, 1))


def _headline(ruleset: Ruleset, verdict: Tally, language: Language) -> str:
    """Write how many there are of what, how many of them are not clear, and how each came out."""
    measure, zh, en = counted_of(ruleset.subject)
    left = f"{verdict.not_clear:,}", f"{share_of(verdict.not_clear, verdict.rows)}"
    said = (
        f"共{verdict.rows:,}{measure}{zh}，{left[0]}{measure}待处理（{left[1]}）",
        f"{counted(verdict.rows, en)}, {left[0]} not clear ({left[1]})",
    )
    return language.pick(said) + language.pick(("：", ": ")) + in_short(verdict, language, measure)


def _key(tallies: Sequence[Tally], language: Language) -> Element:
    """Show which pattern stands for which status (图例)."""
    there = [status for status in _SHOWN if any(tally.counts[status] for tally in tallies)]
    shown: list[str | Element] = [language.pick(("图例：", "Key: "))]
    for status in there:
        shown += [element("i", class_=f"fill {class_of(status)}"), mark(status), language.pick(STATUS[status])]
    return element("p", *shown, class_="key pale")


def _rows(sections: Sequence[Section], language: Language) -> Element:
    """Show a row for each subject that is not clear (逐个对象): its verdict, its counts and what is not met."""
    body = (element("tr", *_cells(section, number, language)) for number, section in enumerate(sections, 1))
    head = element("tr", *(element("th", language.pick(pair)) for pair in _ROWS))
    made = element("table", element("thead", head), element("tbody", *body), class_="rows")
    return element("div", made, class_="scroll", tabindex="0")


def _cells(section: Section, number: int, language: Language) -> Iterator[Element]:
    judged = section.assessment
    yield element("td", str(number))
    yield element("td", element("a", section.name, href=f"#sgz-{number}"))
    if isinstance(judged, InvalidDocument):
        yield element("td", mark(Status.UNDETERMINED), language.pick(("未核对", "not checked")))
        yield from (element("td") for _ in range(3))
        yield element("td", str(judged.problems[0]))
        return
    yield element("td", mark(judged.status), verdict_said(judged, language))
    listed = [finding for finding in judged.findings if _is_told(finding)]
    for status in (Status.VIOLATED, Status.UNDETERMINED, Status.UNMET):
        number_of = sum(finding.status is status for finding in listed)
        yield element("td", f"{number_of:,}" if number_of else "–")
    failed = [finding for finding in listed if finding.status is Status.VIOLATED]
    texts = [f"{language.clause(finding.clause.locator)} {noted(finding, language)}" for finding in failed[:_LISTED]]
    more = language.pick((f"等{len(failed)}项", f"{len(failed)} in all")) if len(failed) > _LISTED else ""
    yield element("td", joined([*texts, more] if more else texts, language))


def _is_told(finding: Finding) -> bool:
    """Return whether a finding is told of a row (是否列出): what a notice merely allows is no shortcoming."""
    return not finding.requirement.restates and finding.force is not Force.MAY


def _group(law: Law, name: Any, tallies: Sequence[Tally], language: Language) -> Element:
    *_, verdict = tallies
    label = language.pick(_NAMELESS) if name is None else str(name)
    summary = element("span", _in_short(verdict, language), class_="pale")
    return folded([f"{label} ", summary, _bar(verdict, language)], [_counts(law, tallies, language)])


def _counts(
    law: Law, tallies: Sequence[Tally], language: Language, decided: Mapping[str, Mapping[Status, int]] = _NONE
) -> Element:
    head = (language.pick(_ASKED), *(language.pick(STATUS[status]) for status in _SHOWN))
    return element(
        "table",
        element("thead", element("tr", *(element("th", title) for title in head))),
        element("tbody", *(element("tr", *_row(law, tally, language, decided)) for tally in tallies)),
        class_="counts",
    )


def _row(law: Law, tally: Tally, language: Language, decided: Mapping[str, Mapping[Status, int]]) -> Iterator[Element]:
    rule = tally.requirement
    in_force: Mapping[Status, int] = {} if rule is None else decided.get(rule.id, {})
    if rule is None:
        yield element("td", element("strong", language.pick(("结论", "Verdict"))), _bar(tally, language))
    else:
        about = f"{language.clause(rule.clause.locator)} · {language.of(rule.force_under(law))}"
        asks = f"{language.asked(rule, law)} "
        yield element("td", asks, element("span", about, class_="pale"), _bar(tally, language))
    for status, count in _counted(tally).items():
        share = element("small", share_of(count, tally.rows))
        noted = []
        if number := in_force.get(status, 0):
            said = f"已有有效决定{number:,}个", f"{number:,} with a decision in force"
            noted = [element("small", language.pick(said))]
        for level, rows in tally.levels.get(status, {}).items():
            noted.append(element("small", f"{level_name(level, language)} {rows:,}"))
        yield element("td", mark(status), f"{count:,}", share, *noted, class_="" if count else "none")


def _levels(verdict: Tally, language: Language) -> Iterator[str]:
    """Write how many verdicts of each status are known on which level (结论的来源等级)."""
    for status in (status for status in _SHOWN if status in verdict.levels):
        text, levels = language.pick(STATUS[status]), verdict.levels[status]
        space = language.pick(("", " "))
        yield from (f"{text}{level_text(level, language)}{space}{rows:,}" for level, rows in levels.items())


def share_of(count: int, rows: int) -> str:
    """Write a share in per cent (百分比): what is not none or not all is not written as such."""
    share = count / max(rows, 1)
    if 0 < share < 0.01:  # noqa: PLR2004 - one per cent
        return "<1%"
    if 0.99 < share < 1:  # noqa: PLR2004 - all but one per cent
        return ">99%"
    return f"{share:.0%}"


def _counted(tally: Tally) -> dict[Status, int]:
    return {status: tally.counts[status] for status in _SHOWN}


def _bar(tally: Tally, language: Language) -> Element:
    counts = {status: count for status, count in _counted(tally).items() if count}
    parts = (
        element("span", class_=f"fill {class_of(status)}", style=f"flex:{count}") for status, count in counts.items()
    )
    return element("div", *parts, class_="share", role="img", title=_in_short(tally, language))


def _in_short(tally: Tally, language: Language) -> str:
    return language.pick(("，", ", ")).join(
        f"{language.pick(STATUS[status])} {count:,}" for status, count in _counted(tally).items() if count
    )


def _section(section: Section, number: int, language: Language) -> Element:
    judged, first = section.assessment, "first" if number == 1 else ""
    if isinstance(judged, InvalidDocument):
        problems = (element("li", str(problem)) for problem in judged.problems)
        named = element("h4", mark(Status.UNDETERMINED), section.name)
        return element("section", named, element("ul", *problems), class_=first, id=f"sgz-{number}")
    status = judged.status
    own = [finding for finding in judged.findings if _is_told(finding) and finding.status in _LEFT]
    left = sorted(own, key=lambda finding: URGENCY.index(finding.status))
    return element(
        "section",
        element("h4", mark(status), section.name),
        element("p", answer(judged, language), class_="answer"),
        *_conflict(judged, language),
        *_supply(judged, language),
        *_mend(judged, language),
        *(_left(finding, language) for finding in left),
        class_=first,
        id=f"sgz-{number}",
    )


def _conflict(judged: Assessment, language: Language) -> Iterator[Element]:
    if rules := conflicting(judged):
        text = joined((language.asked(rule, judged.policy) for rule in rules), language)
        yield element(
            "div", element("p", mark(Status.VIOLATED), line(CONFLICTING, text, language)), class_="item violated"
        )


def _supply(judged: Assessment, language: Language) -> Iterator[Element]:
    if missing := judged.missing:
        facts = language.list(language.fact(judged.subject, path)[0] for path in missing)
        text = element("p", mark(Status.UNDETERMINED), line(SUPPLY, facts, language))
        yield element("div", text, class_="item undetermined")


def _mend(judged: Assessment, language: Language) -> Iterator[Element]:
    if judged.verdict is not False:
        return
    # What is unknown stands above; what is only declared does not.
    remedies = judged.remedies(establish=False)
    lines = [
        (title, line.text if number == 0 else below.text)
        for title, listed in sections(remedies, language)
        for line in listed
        for number, below in enumerate((line, *line.below))
    ]
    yield element("div", pairs((language.pick(title), text) for title, text in lines), class_="item violated")


def _left(finding: Finding, language: Language) -> Element:
    about = f"{status_text(finding, language)} · {citation(finding, language)}"
    who = language.list(language.of(actor) for actor in finding.requirement.by)
    entries = [(_ACTOR, who)] if who else []
    shown = [SUPPLY, SOURCE, DECISION, PENDING, READING, *([] if finding.due is UNKNOWN else [DUE])]
    entries += [(label, text) for label, text in details(finding, language) if label in shown]
    return element(
        "div",
        element("p", mark(finding.status), f"{asked(finding, language)} ", element("span", about, class_="pale")),
        pairs((language.pick(label), text) for label, text in entries),
        class_=f"item {class_of(finding.status)}",
    )
