"""Reports as pages (汇总网页): the verdicts, a row a requirement with its bar, then what each subject has to do.

A status has a pattern of its own in the bars, so that they are read in the dark and printed in black and white; on a
narrow screen the cells of a row stand below what is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sgzlib.advice.conflicts import conflicting
from sgzlib.advice.text import ESTABLISH, sections
from sgzlib.assessment.report import (
    CONFLICTING,
    DUE,
    PENDING,
    READING,
    SUPPLY,
    answer,
    asked,
    citation,
    details,
    joined,
    line,
)
from sgzlib.bridges.frames.report_chart import in_short
from sgzlib.bridges.interchange import InvalidDocument
from sgzlib.law.judging import Status
from sgzlib.law.laws import Law
from sgzlib.law.requirement import Case, Ruleset
from sgzlib.prose.html import Element, element, folded, pairs
from sgzlib.prose.language import Language, Pair
from sgzlib.prose.statuses import STATUS, URGENCY, class_of, mark
from sgzlib.prose.views import counted_of

if TYPE_CHECKING:
    from sgzlib.assessment.assessment import Assessment
    from sgzlib.assessment.finding import Finding
    from sgzlib.bridges.frames.choosing import Section
    from sgzlib.bridges.frames.findings import Tally

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
_ACTOR: Pair = ("责任主体", "Who must act")
_MEND: Pair = ("整改办法", "What to mend")
_NAMELESS: Pair = ("未填写", "not given")

STYLE = """
.sgz .counts td,.sgz .counts th{min-width:0;text-align:right;white-space:nowrap}
.sgz .counts td:first-child,.sgz .counts th:first-child{text-align:left;white-space:normal}
.sgz .counts small{display:block;color:var(--pale)}
.sgz .counts .none{color:var(--pale)}
.sgz .share{display:flex;height:.8em;margin:.25rem 0;border:1px solid var(--ink)}
.sgz .share span{min-width:1px;background:var(--paper)}
.sgz .share .violated{background:var(--violated)}
.sgz .share .unmet{background:repeating-linear-gradient(0deg,var(--unmet) 0 2px,var(--paper) 2px 4px)}
.sgz .share .undetermined{background:repeating-linear-gradient(45deg,var(--undetermined) 0 3px,var(--paper) 3px 6px)}
.sgz .share .not-due{background:repeating-linear-gradient(90deg,var(--not-due) 0 1px,var(--paper) 1px 5px)}
.sgz .share .not-applicable{background:var(--line)}
.sgz .share .met{background:var(--met);opacity:.45}
.sgz section{margin:1rem 0;padding-top:.5rem;border-top:2px solid var(--line)}
@media(max-width:40rem){.sgz .counts tbody{display:block}.sgz .counts thead{display:none}
.sgz .counts tr{display:block;border-bottom:1px solid var(--line)}
.sgz .counts td{display:inline-block;border:0;padding:.15rem .6rem .15rem 0}
.sgz .counts td:first-child{display:block}.sgz .counts td.none{display:none}
.sgz .counts td small{display:inline;margin-left:.3em}}
@media not all and (max-width:40rem){.sgz .counts td .mark{display:none}}
@media print{.sgz .share .met{background:#fff;opacity:1}
.sgz .share{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.sgz .counts tr,.sgz h4{break-inside:avoid}.sgz h4{break-after:avoid}}
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
) -> Iterator[Element]:
    """Show a report (汇总视图): verdicts, counts, counts of each group folded, then the sections.

    The last of the tallies is the verdict's.
    """
    *_, verdict = tallies
    yield element("style", STYLE)
    yield element("h3", heading(ruleset, case.on, language))
    notice = case.law.notice
    cited = f"《{notice.title}》" if language.chinese else notice.title_en
    yield element("p", cited, class_="pale")
    yield element("p", _headline(ruleset, verdict, language), class_="answer")
    if verdict.not_due:
        waits = (
            f"结论为“{language.pick(ruleset.yes)}”的行中，有 {verdict.not_due} 行尚有未到期事项",
            f"{verdict.not_due} of the rows that are {language.pick(ruleset.yes)!r} have something not due yet",
        )
        yield element("p", language.pick(waits))
    yield _counts(case.law, tallies, language)
    if groups:
        yield element("h4", language.pick(("分组", "By group")))
    yield from (_group(case.law, name, of, language) for name, of in groups.items())
    if sections:
        yield element("h4", language.pick(("待处理对象", "What is not clear")))
    if left := verdict.not_clear - len(sections):
        cut = (
            f"以下列出前 {len(sections)} 个，另有 {left} 个未列出",
            f"shown: the first {len(sections)}; {left} more are not",
        )
        yield element("p", language.pick(cut))
    yield from (_section(one, language) for one in sections)


def _headline(ruleset: Ruleset, verdict: Tally, language: Language) -> str:
    """Write how many there are of what, how many of them are not clear, and how each came out."""
    measure, zh, en = counted_of(ruleset.subject)
    left = f"{verdict.not_clear:,}", f"{verdict.not_clear / max(verdict.rows, 1):.0%}"
    said = (
        f"共{verdict.rows:,}{measure}{zh}，{left[0]}{measure}待处理（{left[1]}）",
        f"{verdict.rows:,} {en}, {left[0]} not clear ({left[1]})",
    )
    return language.pick(said) + language.pick(("：", ": ")) + in_short(verdict, language)


def _group(law: Law, name: Any, tallies: Sequence[Tally], language: Language) -> Element:
    *_, verdict = tallies
    label = language.pick(_NAMELESS) if name is None else str(name)
    told = element("span", _in_short(verdict, language), class_="pale")
    return folded([f"{label} ", told, _bar(verdict, language)], [_counts(law, tallies, language)])


def _counts(law: Law, tallies: Sequence[Tally], language: Language) -> Element:
    head = (language.pick(_ASKED), *(language.pick(STATUS[status]) for status in _SHOWN))
    return element(
        "table",
        element("thead", element("tr", *(element("th", title) for title in head))),
        element("tbody", *(element("tr", *_row(law, tally, language)) for tally in tallies)),
        class_="counts",
    )


def _row(law: Law, tally: Tally, language: Language) -> Iterator[Element]:
    rule = tally.requirement
    if rule is None:
        yield element("td", element("strong", language.pick(("结论", "Verdict"))), _bar(tally, language))
    else:
        about = f"{rule.clause.locator} · {language.of(rule.force_under(law))}"
        asks = f"{language.asked(rule, law)} "
        yield element("td", asks, element("span", about, class_="pale"), _bar(tally, language))
    for status, count in _counted(tally).items():
        share = element("small", f"{count / max(tally.rows, 1):.0%}")
        yield element("td", mark(status), str(count), share, class_="" if count else "none")


def _counted(tally: Tally) -> dict[Status, int]:
    return {status: tally.counts[status] for status in _SHOWN}


def _bar(tally: Tally, language: Language) -> Element:
    counts = {status: count for status, count in _counted(tally).items() if count}
    parts = (element("span", class_=class_of(status), style=f"flex:{count}") for status, count in counts.items())
    return element("div", *parts, class_="share", role="img", title=_in_short(tally, language))


def _in_short(tally: Tally, language: Language) -> str:
    return language.pick(("，", ", ")).join(
        f"{language.pick(STATUS[status])} {count}" for status, count in _counted(tally).items() if count
    )


def _section(section: Section, language: Language) -> Element:
    judged = section.assessment
    if isinstance(judged, InvalidDocument):
        problems = (element("li", str(problem)) for problem in judged.problems)
        return element("section", element("h4", mark(Status.VIOLATED), section.name), element("ul", *problems))
    status = judged.status
    own = [finding for finding in judged.findings if not finding.requirement.restates]
    left = sorted((one for one in own if one.status in _LEFT), key=lambda one: URGENCY.index(one.status))
    return element(
        "section",
        element("h4", mark(status), section.name),
        element("p", answer(judged, language), class_="answer"),
        *_conflict(judged, language),
        *_supply(judged, language),
        *_mend(judged, language),
        *(_left(finding, language) for finding in left),
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
    remedies = judged.remedies()
    lines = [
        (title, line.text if number == 0 else below.text)
        for title, listed in sections(remedies, language)
        if title is not ESTABLISH
        for line in listed
        for number, below in enumerate((line, *line.below))
    ]
    yield element("div", pairs((language.pick(title), text) for title, text in lines), class_="item violated")


def _left(finding: Finding, language: Language) -> Element:
    about = f"{language.pick(STATUS[finding.status])} · {citation(finding, language)}"
    who = language.list(language.of(actor) for actor in finding.requirement.by)
    entries = [(_ACTOR, who)] if who else []
    entries += [(of, text) for of, text in details(finding, language) if of in (SUPPLY, DUE, PENDING, READING)]
    return element(
        "div",
        element("p", mark(finding.status), f"{asked(finding, language)} ", element("span", about, class_="pale")),
        pairs((language.pick(of), text) for of, text in entries),
        class_=f"item {class_of(finding.status)}",
    )
