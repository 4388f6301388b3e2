"""Summaries (汇总): the sheets with the results: subjects with their counts, acts, requirements, and findings.

Each row is judged by itself. `summarize`, `to_do`, `by_requirement` and `one_by_one` write one sheet each from the
results.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import attrs

from sgzlib.advice.remedy_text import ACTORS, CLAUSE, EVIDENCE, NUMBERED, UNTIL, AdviceLine
from sgzlib.assessment.assessment import Assessment
from sgzlib.assessment.report import decided, level_of_verdict, status_text
from sgzlib.bridges.columns import path_of
from sgzlib.bridges.workbook import writing
from sgzlib.bridges.workbook.reading import ReadRow, ReadSheet, WorkbookContents, problems_of
from sgzlib.bridges.workbook.sheets import ACTS, BY_RULE, FINDINGS, GUIDE
from sgzlib.bridges.workbook.writing import Book, Head, put
from sgzlib.law.clauses import Force
from sgzlib.law.judging import Status
from sgzlib.law.kinds import Pair
from sgzlib.law.laws import Law
from sgzlib.law.plurals import counted
from sgzlib.law.requirement import Case, Ruleset
from sgzlib.prose.language import Language
from sgzlib.prose.statuses import MARK, verdict_text, verdict_word
from sgzlib.prose.views import counted_of

_COUNTED: tuple[tuple[Pair, Status, str], ...] = (
    (("不符合", "violated"), Status.VIOLATED, writing.BAD),
    (("待核", "cannot be decided yet"), Status.UNDETERMINED, writing.OPEN),
    (("尚未到期", "not due yet"), Status.NOT_DUE, writing.WAIT),
    (("未达到", "unmet"), Status.UNMET, writing.ADVISED),
    (("符合", "met"), Status.MET, writing.GOOD),
    (("不适用", "not applicable"), Status.NOT_APPLICABLE, ""),
)
COLOUR = {status: colour for _, status, colour in _COUNTED}
"""The colour of each status (状态的底色)."""
_WRONG: Pair = ("填写有误", "could not be read")
_MOST_LISTED = 1000

Part = tuple[Pair, list[AdviceLine]]
"""One part of what is to be done: its title and its lines (整改的一部分)."""


@attrs.frozen(eq=False)
class JudgedRow:
    """One row with its answers (一行的结果): None where it could not be judged."""

    row: ReadRow
    assessment: Assessment | None
    missing: tuple[str, ...] = ()
    acts: list[Part] = attrs.field(factory=list[Part])

    @property
    def has_problems(self) -> bool:
        """Whether a cell of the row or of its members could not be read (有无填写有误)."""
        return bool(self.row.problems) or any(each.problems for rows in self.row.members.values() for each in rows)

    def wrong(self, sheets: list[ReadSheet], language: Language) -> dict[str, str]:
        """Return the unreadable cells of the row and of its members (填写有误), by the facts in them."""
        main, *groups = sheets
        headings = {path_of(name): main.sheet.heading(name, language) for name in self.row.problems}
        place = language.pick(("{}第{}行：{}", "{}, row {}: {}"))
        for group in groups:
            title, path = language.pick(group.sheet.titles), path_of(group.sheet.path)
            for index, member in enumerate(self.row.members.get(group.sheet.path, [])):
                for name in member.problems:
                    heading = group.sheet.heading(name, language)
                    headings[f"{path}[{index}].{path_of(name)}"] = place.format(title, member.number, heading)
        return headings


def written(part: Part, language: Language) -> Iterator[str]:
    """Yield a part of what is to be done as lines (整改措施): acts are numbered, other parts have their title."""
    title, lines = part
    if title not in NUMBERED[:1]:
        yield language.pick(title) + language.pick(("：", ":"))
    for number, line in enumerate(lines, 1):
        yield (f"{number}. " if title in NUMBERED else "- ") + line.text
        yield from (f"   - {below.text}" for below in line.below)


def summarize(
    made: Any, book: Book, ruleset: Ruleset, reading: WorkbookContents, rows: list[JudgedRow], case: Case[Any]
) -> None:
    """Write the first sheet (汇总): the ruleset and the counts, a row for each subject, and the unreadable cells."""
    language, notice = book.language, case.law.notice
    judged = [each.assessment for each in rows if each.assessment is not None]
    problems = list(problems_of(reading.sheets))
    open_ = sum(line.confirmed is None for line in reading.lines)
    lines: list[Pair] = [
        (f"《{notice.title}》：{ruleset.zh}", f"{notice.title_en}: {ruleset.en}"),
        (f"核对日期：{language.value(case.on)}", f"Day: {language.value(case.on)}"),
        _headline(ruleset, rows, judged, language),
        (f"填写有误的单元格：{len(problems)}处", f"Cells that could not be read: {len(problems)}"),
    ]
    lines += ((text, text) for text in decided([finding for each in judged for finding in each.findings], language))
    if unread := list(reading.kept):
        lines.append(("未读取的工作表：" + "、".join(unread), "Sheets that were not read: " + ", ".join(unread)))
    if open_:
        where = GUIDE
        lines.append((f"待确认的工作表和列标题：{open_}个，见“{where[0]}”", f"To confirm in {where[1]!r}: {open_}"))
    for number, line in enumerate(lines, 1):
        put(made, number, 1, language.pick(line), bold=number == 1, boxed=False)
    start = len(lines) + 2
    main = reading.sheets[0]
    key = next(iter(main.sheet.columns))
    heads = [main.sheet.heading(key, language), language.pick(("结论", "Verdict"))]
    heads += [language.pick(pair) for pair, _, _ in _COUNTED] + [language.pick(_WRONG)]
    for column, text in enumerate(heads, 1):
        put(made, start, column, text, colour=writing.HEAD, bold=True)
    for number, each in enumerate(rows, start + 1):
        _subject(made, number, each, key, language)
    made.auto_filter.ref = f"A{start}:I{start + len(rows)}"
    made.print_title_rows = f"{start}:{start}"
    for letter, width in zip("ABCDEFGHI", (30, 30, 11, 11, 11, 11, 11, 11, 14), strict=True):
        made.column_dimensions[letter].width = width
    if problems:
        _listed(made, start + len(rows) + 2, problems, language)


def _headline(ruleset: Ruleset, rows: list[JudgedRow], judged: list[Assessment], language: Language) -> Pair:
    measure, called, called_en = counted_of(ruleset.subject)
    verdicts = Counter(
        verdict_word(each.assessment, language, entered=each.has_problems)
        for each in rows
        if each.assessment is not None
    )
    left = len(rows) - len(judged)
    zh = f"共{len(rows):,}{measure}{called}" + (f"，其中{left:,}{measure}未核对" if left else "")
    en = counted(len(rows), called_en) + (f", {left:,} of them not checked" if left else "")
    numbers = sorted(verdicts.items())
    zh += ("：" if numbers else "") + "、".join(f"{text}{number:,}{measure}" for text, number in numbers)
    en += (": " if numbers else "") + ", ".join(f"{text} {number:,}" for text, number in numbers)
    return zh, en


def _subject(made: Any, number: int, judged: JudgedRow, key: str, language: Language) -> None:
    """Write the verdict of a subject and its number of requirements by status (一行汇总)."""
    row, assessment = judged.row, judged.assessment
    put(made, number, 1, row.cells.get(key))
    wrong = len(row.problems) + sum(len(each.problems) for members in row.members.values() for each in members)
    put(made, number, 9, wrong, colour=writing.WRONG if wrong else "")
    if assessment is None:
        put(made, number, 2, language.pick(("未核对", "not judged")), colour=writing.WRONG)
        return
    said = f"{MARK[assessment.status]} {verdict_text(assessment, language, entered=judged.has_problems)}"
    said += level_of_verdict(assessment, language)
    put(made, number, 2, said, colour=COLOUR[assessment.status], bold=True)
    # A permission cannot be violated.
    counted = (
        finding
        for finding in assessment.findings
        if not finding.requirement.restates and finding.force is not Force.MAY
    )
    counts = Counter(finding.status for finding in counted)
    for column, (_, status, colour) in enumerate(_COUNTED, 3):
        put(made, number, column, counts[status], colour=colour if counts[status] else "")
    writing.rows_high(made, number, {1: str(row.cells.get(key) or ""), 2: said}, {1: 30, 2: 30})


def by_requirement(book: Book, ruleset: Ruleset, rows: list[JudgedRow], law: Law) -> None:
    """Write a row for each requirement: the number of subjects by status (逐项汇总)."""
    language, rules = book.language, list(ruleset.every())
    judged = [each.assessment for each in rows if each.assessment is not None]
    titles: tuple[Pair, ...] = (("条款", "Clause"), ("约束力", "Force"), ("要求", "Requirement"))
    heads = [Head(language.pick(pair), width=width) for pair, width in zip(titles, (14, 12, 48), strict=True)]
    heads += [Head(language.pick(pair), width=12) for pair, _, _ in _COUNTED]
    made = book.add(language.pick(BY_RULE), heads, rows=len(rules), printed=len(heads))
    for index, (_, rule, _) in enumerate(rules):
        asked, count = language.asked(rule, law), Counter(assessment.findings[index].status for assessment in judged)
        for column, text in enumerate(
            (language.clause(rule.clause.locator), language.of(rule.force_under(law)), asked), 1
        ):
            put(made, index + 2, column, text)
        for column, (_, status, colour) in enumerate(_COUNTED, len(titles) + 1):
            put(made, index + 2, column, count[status], colour=colour if count[status] else "")
        writing.rows_high(made, index + 2, {3: asked}, {3: 48})


def to_do(book: Book, main: ReadSheet, rows: list[JudgedRow]) -> None:
    """Write a row for each act (整改清单): its subject, text, actors, deadline and evidence."""
    language = book.language
    key = next(iter(main.sheet.columns))
    named: tuple[tuple[str, int], ...] = (
        (main.sheet.heading(key, language), 26),
        (language.pick(("序号", "No.")), 7),
        (language.pick(("类别", "Kind")), 18),
        (language.pick(("事项", "What to do")), 52),
        *((language.pick(pair), width) for pair, width in ((CLAUSE, 12), (ACTORS, 26), (UNTIL, 24), (EVIDENCE, 36))),
    )
    heads = [Head(text, width=width) for text, width in named]
    lines = [(each, number, title, line) for each in rows for number, (title, line) in enumerate(_acts(each), 1)]
    made = book.add(language.pick(ACTS), heads, rows=len(lines), printed=len(heads))
    for row, (judged, number, title, line) in enumerate(lines, 2):
        notes = dict(line.notes)
        shown = dict.fromkeys(text for each in (line, *line.below) if (text := dict(each.notes).get(EVIDENCE)))
        what = "\n".join((line.text, *(f"- {below.text}" for below in line.below)))
        texts = [language.pick(title), what, *(notes.get(pair, "") for pair in (CLAUSE, ACTORS, UNTIL))]
        texts.append("\n".join(shown))
        put(made, row, 1, judged.row.cells.get(key))
        put(made, row, 2, number)
        for column, text in enumerate(texts, 3):
            put(made, row, column, text or None)
        writing.rows_high(
            made, row, dict(enumerate(texts, 3)), {column: width for column, (_, width) in enumerate(named, 1)}
        )


def _acts(judged: JudgedRow) -> Iterator[tuple[Pair, AdviceLine]]:
    return ((title, line) for title, lines in judged.acts for line in lines)


def one_by_one(book: Book, ruleset: Ruleset, main: ReadSheet, rows: list[JudgedRow], law: Law) -> None:
    """Write a column for each requirement: its status for every subject (逐项结果)."""
    language = book.language
    key = next(iter(main.sheet.columns))
    heads = [Head(main.sheet.heading(key, language), width=22)]
    for _, rule, _ in ruleset.every():
        asked = f"{language.clause(rule.clause.locator)} {language.asked(rule, law)}"
        heads.append(Head(asked, f"{rule.id}\n{language.of(rule.force_under(law))}", width=16))
    made = book.add(language.pick(FINDINGS), heads, rows=len(rows))
    writing.rows_high(
        made,
        1,
        {index: head.text for index, head in enumerate(heads)},
        {index: head.width for index, head in enumerate(heads)},
    )
    for judged in rows:
        put(made, judged.row.number, 1, judged.row.cells.get(key))
        findings = () if judged.assessment is None else judged.assessment.findings
        for column, finding in enumerate(findings, 2):
            said = f"{MARK[finding.status]} {status_text(finding, language)}"
            put(made, judged.row.number, column, said, colour=COLOUR[finding.status])


def _listed(made: Any, start: int, problems: list[Any], language: Language) -> None:
    """List the unreadable cells (填写有误的单元格)."""
    more = len(problems) - _MOST_LISTED
    said = language.pick((f"，此处列出前{_MOST_LISTED}处", f", the first {_MOST_LISTED} of them")) if more > 0 else ""
    title = language.pick(("填写有误的单元格", "Cells we could not read")) + said
    put(made, start, 1, title, colour=writing.WRONG, bold=True, boxed=False)
    for number, (given, row, name, text) in enumerate(problems[:_MOST_LISTED], start + 1):
        where = f"{language.pick(given.sheet.titles)} {row.number}"
        problem = language.pick(("：", ": ")).join((given.sheet.heading(name, language), language.pick(text)))
        put(made, number, 1, where)
        put(made, number, 2, row.cells.get(name, row.others.get(name)))
        put(made, number, 3, problem, boxed=False)
