"""Workbooks (工作簿): an Excel file to fill in for any ruleset, given back with the answers beside each row.

No data frame is needed. The facts, their labels and what they take come from the ruleset's classes, so that a notice of
another city has its workbook as well. An empty cell is unknown. A cell that means nothing is marked, with a note
that says why, and taken for unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs

from sgzlib.advice.conflicts import conflicting
from sgzlib.assessment import report
from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.assessment.finding import Finding
from sgzlib.bridges import spellings
from sgzlib.bridges.alike import key_of
from sgzlib.bridges.columns import INSIDE
from sgzlib.bridges.workbook import writing
from sgzlib.bridges.workbook.reading import Given, Options, Row, given, problems_of
from sgzlib.bridges.workbook.sheets import CHOICES, GUIDE, KEY, SUMMARY, sheets_of
from sgzlib.bridges.workbook.writing import Book, Head, heads_of, put
from sgzlib.law.errors import require
from sgzlib.law.facts import facts_of
from sgzlib.law.judging import Status
from sgzlib.law.kinds import Pair
from sgzlib.law.laws import History, Law
from sgzlib.law.requirement import Case, Ruleset, case_of
from sgzlib.prose.language import Language
from sgzlib.prose.statuses import MARK, STATUS, verdict_text

__all__ = ["judge", "template"]

_VERDICT: Pair = ("结论", "Verdict")
_TEXTS: tuple[Pair, ...] = (
    ("不符合的要求", "Not met"),
    ("待补事实", "To supply"),
    ("整改办法", "What to mend"),
    ("未到期", "Not due"),
    ("未达到的倡导", "Advice"),
)
_FINDINGS: Pair = ("逐项认定", "Findings")
_ANSWERS = frozenset(text for pair in (_VERDICT, *_TEXTS) for text in pair)
_COUNTED: tuple[tuple[Pair, tuple[Status, ...], str], ...] = (
    (("符合", "met"), (Status.MET,), writing.GOOD),
    (("不符合", "not met"), (Status.VIOLATED,), writing.BAD),
    (("未达到", "unmet"), (Status.UNMET,), writing.ADVISED),
    (("不能确定", "undetermined"), (Status.UNDETERMINED,), writing.OPEN),
    (("未到期", "not due"), (Status.NOT_DUE,), writing.WAIT),
    (("不适用", "not applicable"), (Status.NOT_APPLICABLE,), ""),
)
_COLOUR = {status: colour for _, statuses, colour in _COUNTED for status in statuses}
_MOST_LISTED = 1000


def template(ruleset: Ruleset, *, locale: str = "zh_CN") -> bytes:
    """Return an Excel workbook to fill in for the subjects of a ruleset (填报模板), in Chinese or English.

    One sheet holds the subjects, one a row, and one more each group of theirs, whose rows name their subject in the
    first column. Each heading has a note with its meaning, unit and clauses; labels and yes or no have drop-downs; one
    sheet explains. Raises `InvalidType` for what is no ruleset, or one whose groups have groups in them, and
    `InvalidValue` for a locale that is neither Chinese nor English.

    >>> from io import BytesIO
    >>> from openpyxl import load_workbook
    >>> import sgzlib as sgz
    >>> book = load_workbook(BytesIO(sgz.workbook.template(sgz.STAFFING)))
    >>> book.sheetnames
    ['填写说明', '人员配备', '驻站社工', '选项']
    >>> [cell.value for cell in book["人员配备"][1]][:3]
    ['对象名称', '驻站社工（行数）', '购买合同约定人数']
    >>> sgz.workbook.template(sgz.Worker)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: ruleset: <class 'sgzlib...Worker'> 不可用，应为Ruleset 对象 ...
    """
    language = Language(locale)
    require("ruleset", ruleset, Ruleset)
    book = Book(language, ruleset.requirements[0].notice.issued_on)
    _explain(book, ruleset)
    for sheet in sheets_of(ruleset):
        heads = heads_of(sheet, language)
        made = book.add(language.pick(sheet.titles), heads.values())
        for at, name in enumerate(heads, 1):
            book.allow(made, at, sheet.columns[name].kind, heads[name].note)
    return book.saved()


def _explain(book: Book, ruleset: Ruleset) -> None:
    language, notice = book.language, ruleset.requirements[0].notice
    made = book.add(language.pick(GUIDE))
    sheets = sheets_of(ruleset)
    main = language.pick(sheets[0].titles)
    lines: list[Pair] = [
        (f"《{notice.title}》：{ruleset.zh}", f"{notice.title_en}: {ruleset.en}"),
        (
            f"“{main}”表每行填写一个对象，第一列是它的名称。",
            f"Each row of the sheet {main!r} is one subject, named in the first column.",
        ),
        ("空白表示未知，不表示“否”，也不表示零。", "An empty cell is unknown: neither no nor zero."),
        (
            "是否：" + " ".join(spellings.YES) + " 与 " + " ".join(spellings.NO),
            "Yes or no: " + " ".join(spellings.YES) + " and " + " ".join(spellings.NO),
        ),
        (
            "日期：2021-05-26、2021年5月26日、2021.5.26、20210526；未办的写“尚未”",
            'Days: 2021-05-26, 2021.5.26, 20210526; "not yet" where it is not done',
        ),
        ("未知也可写作：" + " ".join(spellings.EMPTY), "Unknown may also be written: " + " ".join(spellings.EMPTY)),
        (
            "列标题的批注说明含义、单位和条款。公式不予计算，请粘贴为数值。",
            "The notes on headings tell meaning, unit and clause. A formula is not computed: paste its value.",
        ),
    ]
    for sheet in sheets[1:]:
        title = language.pick(sheet.titles)
        lines.append(
            (
                f"“{title}”表每行填写一个成员，第一列写所属对象的名称；没有成员的，在“{main}”表的行数列填 0。",
                f"Each row of {title!r} is one member, with its subject's name first; for none, put 0 as the rows.",
            )
        )
    made.column_dimensions["A"].width = 100
    for at, line in enumerate(lines, 1):
        put(made, at, 1, language.pick(line), bold=at == 1)
        writing.rows_high(made, at, {1: language.pick(line)}, {1: 100})


def judge(
    data: bytes,
    ruleset: Ruleset,
    *,
    on: date,
    policy: Law | History | None = None,
    locale: str = "zh_CN",
    mending: bool = True,
    duplicates: str = "error",
    orphans: str = "error",
    members: str = "partial",
) -> bytes:
    """Return a filled workbook with the answers beside each row (判断工作簿), a summary, and the findings one by one.

    `data` is a workbook like those of `template`, in either language; one that was judged before is judged anew. Beside
    each subject stand the verdict, what is not met with its clause, what to supply, what to mend, what is not due. A
    cell that means nothing, a formula, a name that stands twice, a member's row that was copied: each is marked, told
    in a note and on the summary, and taken for unknown. `duplicates="keep"` counts names and rows as they stand. A
    member of no subject is marked, unless `orphans="ignore"`. Where a subject has no member and no number of them,
    nothing is known of the group; with `members="complete"` nobody is in it. Columns that no fact has are kept. What
    to mend takes longest to find, and is left out where `mending` is False. Raises `InvalidType` for what is no bytes,
    and `InvalidValue` for what is no workbook, is too large, or lacks the sheet of the subjects or its headings, and
    for an option that there is not. Otherwise as `assess`.

    >>> from datetime import date
    >>> from io import BytesIO
    >>> from openpyxl import load_workbook
    >>> import sgzlib as sgz
    >>> book = load_workbook(BytesIO(sgz.workbook.template(sgz.PREMISES)))
    >>> heads = [cell.value for cell in book["场所设置"][1]]
    >>> book["场所设置"].cell(2, heads.index("打印机") + 1).value = "无"
    >>> filled = BytesIO()
    >>> book.save(filled)
    >>> judged = load_workbook(BytesIO(sgz.workbook.judge(filled.getvalue(), sgz.PREMISES, on=date(2022, 3, 1))))
    >>> judged.sheetnames[:2], [cell.value for cell in judged["场所设置"][2]][1]
    (['汇总', '场所设置'], '✗ 不符合')
    >>> sgz.workbook.judge(b"", sgz.PREMISES, on=date(2022, 3, 1))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: data: '0 bytes' 不可用，应为Excel 工作簿（.xlsx），如 template 所给 ...
    """
    language = Language(locale)
    case = case_of(require("ruleset", ruleset, Ruleset), on, policy)
    found, unread = given(data, ruleset, _ANSWERS, Options(duplicates, orphans, members))
    unread = [title for title in unread if title not in {*SUMMARY, *GUIDE, *_FINDINGS, *CHOICES}]
    main, *groups = found
    judged = list(_assessed(main.rows, ruleset, case))
    missing = {at: each.missing for at, each in {id(each): each for each in judged if each is not None}.items()}
    supply = [missing.get(id(each), ()) for each in judged]
    book = Book(language, on)
    summary = book.add(language.pick(SUMMARY))
    _subjects(book, main, judged, supply, mending=mending)
    for group in groups:
        _group(book, group, main, supply)
    _one_by_one(book, ruleset, main, judged, case.law)
    _summary(summary, book, ruleset, found, [one for one in judged if one is not None], unread, case)
    return book.saved()


def _assessed(rows: Iterable[Row], ruleset: Ruleset, case: Case[Any]) -> Iterator[Assessment | None]:
    """Yield the assessment of each row (逐行判断): rows that are alike have one, of the first of them."""
    key, known = key_of(ruleset), dict[Any, Assessment]()
    for row in rows:
        if row.subject is None:
            yield None
        else:
            alike = key(row.subject)
            if alike not in known:
                known[alike] = assess(ruleset, row.subject, on=case.on, policy=case.law)
            yield known[alike]


def _mend(assessment: Assessment, subject: Any, locale: str, known: dict[Any, list[str]]) -> list[str]:
    """Return what mends a row (整改办法): the names of its members stand in it, and its own name does not."""
    row = attrs.evolve(subject, **{KEY: None}) if KEY in facts_of(type(subject)) else subject
    if row not in known:
        judged = assess(assessment.ruleset, row, on=assessment.on, policy=assessment.policy)
        known[row] = judged.remedies().render(locale).splitlines()[1:]
    return known[row]


def _answers(assessment: Assessment, supply: list[str], language: Language, mend: list[str]) -> list[str]:
    """Return what stands beside a row, in the order of `_TEXTS`."""

    def cited(findings: Iterable[Finding]) -> list[str]:
        return [f"{report.citation(one, language)} {report.asked(one, language)}" for one in findings]

    late = language.pick(("；期限：", "; due: "))
    contrary = conflicting(assessment)
    apart = [report.line(report.CONFLICTING, "", language)] if contrary else []
    columns = (
        [
            *cited(one for one in assessment.violations if not one.requirement.restates),
            *apart,
            *cited(one for one in assessment.findings if one.requirement in contrary),
        ],
        supply,
        mend,
        [
            text + (late + due if (due := report.last_day(one, language)) else "")
            for one, text in zip(assessment.not_due, cited(assessment.not_due), strict=True)
        ],
        cited(assessment.unmet),
    )
    return ["\n".join(lines) for lines in columns]


def _subjects(
    book: Book, main: Given, judged: list[Assessment | None], supply: list[tuple[str, ...]], *, mending: bool
) -> None:
    language, heads = book.language, heads_of(main.sheet, book.language)
    key, *facts = heads
    texts = [Head(language.pick(pair), width=38, colour=writing.ANSWER) for pair in _TEXTS]
    verdict = Head(language.pick(_VERDICT), width=18, colour=writing.ANSWER)
    others = _others(main, language)
    title = language.pick(main.sheet.titles)
    first = len(texts) + 3
    columns = [heads[key], verdict, *texts, *(heads[name] for name in facts), *others]
    made = book.add(title, columns, rows=len(main.rows), printed=first - 1)
    widths, mends = dict.fromkeys(range(3, first), 38), dict[Any, list[str]]()
    for row, assessment, missing in zip(main.rows, judged, supply, strict=True):
        colours = {path.replace(".", INSIDE): writing.OPEN for path in missing if "[" not in path}
        _cells(book, made, row, {key: 1} | {name: at for at, name in enumerate(facts, first)}, colours)
        _rest(made, main, row, first + len(facts))
        if assessment is None:
            said = language.pick(("未作判断，见首列批注", "not judged: see the note on the first cell"))
            put(made, row.number, 2, said, colour=writing.WRONG)
            continue
        said = f"{MARK[assessment.status]} {_verdict_text(assessment, language)}"
        put(made, row.number, 2, said, colour=_COLOUR[assessment.status], bold=True)
        asked = mending and assessment.verdict is False
        mend = _mend(assessment, row.subject, str(language.locale), mends) if asked else []
        labels = [language.fact(row.subject, path)[0] for path in missing]
        answers = _answers(assessment, labels, language, mend)
        for at, text in enumerate(answers, 3):
            put(made, row.number, at, text or None)
        writing.rows_high(made, row.number, dict(enumerate(answers, 3)), widths)
    for at, name in enumerate(facts, first):
        book.allow(made, at, main.sheet.columns[name].kind, heads[name].note)


def _verdict_text(assessment: Assessment, language: Language) -> str:
    """Write a verdict (结论): one that is met says where something is not due yet."""
    said = verdict_text(assessment, language)
    waits = assessment.verdict is True and assessment.not_due
    return said + language.pick(("（另有未到期事项）", " (some things not due yet)")) if waits else said


def _others(found: Given, language: Language) -> list[Head]:
    said = language.pick(("本表不用此列，原样保留", "not used here: kept as it is"))
    meant = language.pick(("；是否指：", "; did you mean: "))
    return [
        Head(text, said + (meant + near if near else ""), colour=writing.WRONG if near else writing.ANSWER)
        for text, near in found.others.items()
    ]


def _cells(book: Book, made: Any, row: Row, places: dict[str, int], colours: dict[str, str]) -> None:
    for name, at in places.items():
        said = row.problems.get(name)
        cell = put(made, row.number, at, row.cells.get(name), colour=writing.WRONG if said else colours.get(name, ""))
        if said:
            book.comment(cell, book.language.pick(said))


def _rest(made: Any, found: Given, row: Row, first: int) -> None:
    for at, text in enumerate(found.others, first):
        put(made, row.number, at, row.others.get(text))


def _group(book: Book, group: Given, main: Given, supply: list[tuple[str, ...]]) -> None:
    """Write the members of a group, what is to be supplied of each coloured."""
    language, heads = book.language, heads_of(group.sheet, book.language)
    columns = [*heads.values(), *_others(group, language)]
    made = book.add(language.pick(group.sheet.titles), columns, rows=len(group.rows), printed=len(columns))
    before = group.sheet.path.replace(INSIDE, ".")
    wanted: dict[int, set[str]] = {}
    for row, missing in zip(main.rows, supply, strict=True):
        members = row.members.get(group.sheet.path, [])
        for path in missing:
            if found := re.fullmatch(rf"{re.escape(before)}\[(\d+)\]\.(.+)", path):
                wanted.setdefault(id(members[int(found[1])]), set()).add(found[2].replace(".", INSIDE))
    for row in group.rows:
        colours = dict.fromkeys(wanted.get(id(row), ()), writing.OPEN)
        _cells(book, made, row, {name: at for at, name in enumerate(heads, 1)}, colours)
        _rest(made, group, row, len(heads) + 1)
    for at, name in enumerate(heads, 1):
        book.allow(made, at, group.sheet.columns[name].kind, heads[name].note)


def _one_by_one(book: Book, ruleset: Ruleset, main: Given, judged: list[Assessment | None], law: Law) -> None:
    """Write a column a requirement: its status for every subject."""
    language = book.language
    key = next(iter(main.sheet.columns))
    heads = [Head(main.sheet.heading(key, language), width=22)]
    for _, rule, _ in ruleset.every():
        asked = f"{rule.clause.locator} {language.asked(rule, law)}"
        heads.append(Head(asked, f"{rule.id}\n{language.of(rule.force_under(law))}", width=16))
    made = book.add(language.pick(_FINDINGS), heads, rows=len(judged))
    writing.rows_high(
        made, 1, {at: head.text for at, head in enumerate(heads)}, {at: head.width for at, head in enumerate(heads)}
    )
    for row, assessment in zip(main.rows, judged, strict=True):
        put(made, row.number, 1, row.cells.get(key))
        for at, finding in enumerate(() if assessment is None else assessment.findings, 2):
            said = f"{MARK[finding.status]} {language.pick(STATUS[finding.status])}"
            put(made, row.number, at, said, colour=_COLOUR[finding.status])


def _summary(
    made: Any,
    book: Book,
    ruleset: Ruleset,
    found: list[Given],
    judged: list[Assessment],
    unread: list[str],
    case: Case[Any],
) -> None:
    language, rules, law, on = book.language, list(ruleset.every()), case.law, case.on
    counts = [Counter(one.findings[at].status for one in judged) for at in range(len(rules))]
    verdicts = Counter(_verdict_text(one, language) for one in judged)
    problems = list(problems_of(found))
    rows, notice = len(found[0].rows), law.notice
    lines: list[Pair] = [
        (f"《{notice.title}》：{ruleset.zh}", f"{notice.title_en}: {ruleset.en}"),
        (f"判断日：{language.value(on)}", f"Day: {language.value(on)}"),
        (
            f"共 {rows} 行，判断 {len(judged)} 行："
            + "，".join(f"{text} {number}" for text, number in sorted(verdicts.items())),
            f"{rows} rows, {len(judged)} judged: "
            + ", ".join(f"{text} {number}" for text, number in sorted(verdicts.items())),
        ),
        (f"有问题的单元格：{len(problems)} 处", f"Cells that mean nothing: {len(problems)}"),
    ]
    if unread:
        lines.append(("未读取的工作表：" + "、".join(unread), "Sheets that were not read: " + ", ".join(unread)))
    for at, line in enumerate(lines, 1):
        put(made, at, 1, language.pick(line), bold=at == 1, boxed=False)
    start = len(lines) + 2
    titles = [language.pick(pair) for pair in (("条款", "Clause"), ("约束力", "Force"), ("要求", "Requirement"))]
    for at, text in enumerate([*titles, *(language.pick(pair) for pair, _, _ in _COUNTED)], 1):
        put(made, start, at, text, colour=writing.HEAD, bold=True)
    for at, ((_, rule, _), count) in enumerate(zip(rules, counts, strict=True), start + 1):
        asked = language.asked(rule, law)
        for column, text in enumerate((rule.clause.locator, language.of(rule.force_under(law)), asked), 1):
            put(made, at, column, text)
        for column, (_, statuses, colour) in enumerate(_COUNTED, 4):
            number = sum(count[status] for status in statuses)
            put(made, at, column, number, colour=colour if number else "")
        writing.rows_high(made, at, {3: asked}, {3: 48})
    made.auto_filter.ref = f"A{start}:I{start + len(rules)}"
    for letter, width in zip("ABCDEFGHI", (14, 12, 48, 11, 11, 11, 13, 11, 15), strict=True):
        made.column_dimensions[letter].width = width
    if problems:
        _listed(made, start + len(rules) + 2, problems, language)


def _listed(made: Any, start: int, problems: list[Any], language: Language) -> None:
    more = len(problems) - _MOST_LISTED
    said = language.pick((f"，此处列出前 {_MOST_LISTED} 处", f", the first {_MOST_LISTED} of them")) if more > 0 else ""
    put(
        made,
        start,
        1,
        language.pick(("有问题的单元格", "Cells that mean nothing")) + said,
        colour=writing.WRONG,
        bold=True,
        boxed=False,
    )
    for at, (found, row, name, text) in enumerate(problems[:_MOST_LISTED], start + 1):
        where = f"{language.pick(found.sheet.titles)} {row.number}"
        put(made, at, 1, where)
        put(made, at, 2, row.cells.get(name))
        told = language.pick(("：", ": ")).join((found.sheet.heading(name, language), language.pick(text)))
        put(made, at, 3, told)
        writing.rows_high(made, at, {1: where, 3: told}, {1: 14, 3: 48})
