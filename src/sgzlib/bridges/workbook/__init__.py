"""Workbooks (工作簿): an Excel file to fill in for any ruleset, given back with the answers beside each row.

No data frame is needed. The facts, their labels and the values that they take come from the ruleset's classes, so that
a notice of another city has its workbook as well. An empty cell is unknown. A cell that means nothing is marked, with a
note that says why, and is taken for unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from sgzlib.advice.conflicts import conflicting
from sgzlib.advice.remedy_text import ADVISED, ESTABLISH, sections
from sgzlib.assessment import report
from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.assessment.decisions import Decision
from sgzlib.assessment.finding import Finding
from sgzlib.bridges.alike import key_of
from sgzlib.bridges.columns import INSIDE
from sgzlib.bridges.workbook import writing
from sgzlib.bridges.workbook.guide import explain, notice_of
from sgzlib.bridges.workbook.reading import LEVEL, Options, Raw, ReadRow, ReadSheet, given, raw_cells, sources_of
from sgzlib.bridges.workbook.sheets import KEY, SUMMARY, sheets_of
from sgzlib.bridges.workbook.summary import (
    COLOUR,
    JudgedRow,
    Part,
    by_requirement,
    one_by_one,
    summarize,
    to_do,
    written,
)
from sgzlib.bridges.workbook.writing import Book, Head, heads_of, put
from sgzlib.law.arguments import checking_arguments, iterable
from sgzlib.law.clauses import Force
from sgzlib.law.errors import InvalidValue, require, shown
from sgzlib.law.facts import facts_of
from sgzlib.law.kinds import Pair
from sgzlib.law.laws import History, Law
from sgzlib.law.outcomes import Possible
from sgzlib.law.requirement import Case, Ruleset, case_of
from sgzlib.prose.asking import asked
from sgzlib.prose.language import Language
from sgzlib.prose.outcomes import outcome_text
from sgzlib.prose.statuses import MARK, verdict_text

__all__ = ["judge", "template"]

_VERDICT: Pair = ("结论", "Verdict")
_TEXTS: tuple[Pair, ...] = (
    ("不符合的要求", "Not met"),
    ("需补充的信息", "Missing"),
    ("整改措施", "To do"),
    ("尚未到期", "Not due"),
    ("未达到的指导性要求", "Recommended, not met"),
)
_MOST_LINES, _NARROW, _WIDE = 22, 18, 32
_MORE: tuple[Pair, ...] = (
    ("……共{}项，见“逐项结果”", "… {} in all: see the sheet of findings"),
    ("……共{}项，其余见标黄的单元格", "… {} in all: see also the yellow cells"),
    ("……共{}行，见“整改清单”", "… {} lines in all: see the sheet To do"),
    ("……共{}项，见“逐项结果”", "… {} in all: see the sheet of findings"),
    ("……共{}项，见“逐项结果”", "… {} in all: see the sheet of findings"),
)
_UNIT: Pair = ("单位", "Unit")
_YUAN: Pair = ("元", "yuan")
_WRONG: Pair = ("更正：{}", "Correct: {}")


def template(ruleset: Ruleset, *, locale: str = "zh_CN") -> bytes:
    """Return an Excel workbook, as bytes, to fill in for the subjects of a ruleset (填报模板), in Chinese or English.

    One sheet holds the subjects, one a row. Each of their groups has a sheet too, whose first column names the subject.
    Each heading has a note with its meaning, unit and clauses; labels and yes or no have drop-down lists. One sheet has
    instructions, and a mapping for the sheet names and headings of an office's own table. Raises `InvalidType` if the
    input is not a ruleset, or if its groups contain groups, and `InvalidValue` for a locale that is neither Chinese nor
    English.

    >>> from io import BytesIO
    >>> from openpyxl import load_workbook
    >>> import sgzlib as sgz
    >>> book = load_workbook(BytesIO(sgz.workbook.template(sgz.STAFFING)))
    >>> book.sheetnames
    ['填写说明', '人员配备', '驻站社工', '选项']
    >>> [cell.value for cell in book["人员配备"][1]][:3]
    ['社工站名称', '驻站社工人数', '购买合同约定人数']
    >>> sgz.workbook.template(sgz.Worker)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: ruleset: <class 'sgzlib...Worker'> 不可用，应为Ruleset 对象 ...
    """
    language = Language(locale)
    require("ruleset", ruleset, Ruleset)
    book = Book(language, notice_of(ruleset).issued_on)
    explain(book, ruleset)
    for sheet in sheets_of(ruleset):
        heads = heads_of(sheet, language)
        made = book.add(language.pick(sheet.titles), heads.values())
        for column, name in enumerate(heads, 1):
            book.allow(made, column, sheet.columns[name].kind, heads[name].note)
    return book.saved()


@checking_arguments
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
    membership: str = "partial",
    decisions: Mapping[str, Iterable[Decision]] | None = None,
) -> bytes:
    """Return a filled workbook with the answers beside each row (核对工作簿), a summary, and the single findings.

    `data` is the bytes of a workbook like those of `template`, in either language, or of an office's own; a workbook
    that was checked before is checked again. Each row shows the verdict, what is not met with its clause, what is
    missing, what to do, and what is not due. Each outcome of the ruleset has a column, with its value, or the
    possible values while facts are missing. The summary has a row for each subject with its counts, and another sheet
    one for each act.

    Sheet names and headings other than the template's are listed in the sheet of instructions, each with its likely
    meaning. A heading that differs only by 的, brackets, units or spaces is read directly, and so is a sheet that can
    be recognised by its headings. Any other is read once 是 is written beside it there.

    A column 来源等级 gives the source level of all facts of a row, and a column such as 打印机来源 that of one fact:
    自报, 实地检查 or 书面材料. Verdicts and findings then show their level, as in `assess`.

    An invalid cell, a formula, a repeated name and a copied row of a member are marked, explained in a note and in the
    summary, and treated as unknown. `duplicates="keep"` counts repeated names and rows. A member of no subject is
    marked, unless `orphans="ignore"`. If a subject has neither members nor their number, its group is unknown; with
    `membership="complete"` the group is empty. `mending=False` leaves out what to do, which takes the most time.
    `decisions` maps names of subjects to decisions of authorities; they are shown beside what is not met, with their
    state, and change no answer.

    Raises `InvalidType` if `data` is not bytes. Raises `InvalidValue` if it is not a workbook, is too large, or has no
    sheet with headings, for two headings of one fact, for an unknown option, and for a decision about an unknown
    subject. Otherwise as `assess` and `Assessment.with_decisions`.

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
    sgzlib.law.errors.InvalidValue: data: '0 bytes' 不可用，应为Excel 工作簿（.xlsx） ...
    """
    language = Language(locale)
    case = case_of(require("ruleset", ruleset, Ruleset), on, policy)
    options = Options(duplicates, orphans, membership)
    return judge_cells(raw_cells(data), ruleset, case, language, options, mending=mending, decisions=decisions or {})


def judge_cells(
    raw: Mapping[str, list[list[Raw]]],
    ruleset: Ruleset,
    case: Case[Any],
    language: Language,
    options: Options,
    *,
    mending: bool,
    decisions: Mapping[str, Iterable[Decision]],
) -> bytes:
    """Return the workbook of `judge` for the cells of each sheet, by its title (核对单元格)."""
    reading = given(raw, ruleset, answer_headings(ruleset), options, zh=language.chinese)
    main, *groups = reading.sheets
    rows = _decided(list(_judged(main.rows, ruleset, case, language, mending=mending)), main, decisions)
    book = Book(language, case.on)
    summary = book.add(language.pick(SUMMARY))
    if main.is_there:
        _subjects(book, ruleset, reading.sheets, rows)
    for group in groups:
        if group.is_there:
            _group(book, group, rows)
    for title, cells in reading.kept.items():
        _kept(book, title, cells)
    if main.is_there:
        by_requirement(book, ruleset, rows, case.law)
        if mending:
            to_do(book, main, rows)
        one_by_one(book, ruleset, main, rows, case.law)
    explain(book, ruleset, reading.lines)
    summarize(summary, book, ruleset, reading, rows, case)
    return book.saved()


def answer_headings(ruleset: Ruleset) -> frozenset[str]:
    """Return the headings of the columns that `judge` adds, in both languages (结果列标题)."""
    heads = [head for locale in ("zh_CN", "en") for head in _outcome_heads(ruleset, Language(locale))]
    return frozenset(text for pair in (_VERDICT, *_TEXTS) for text in pair).union(head.text for head in heads)


def _outcome_heads(ruleset: Ruleset, language: Language) -> list[Head]:
    """Return the heads of the outcomes (计算项列头): clause and name, with the unit in the note."""
    heads: list[Head] = []
    for _, outcome, _ in ruleset.computed():
        text = f"{language.clause(outcome.clause.locator)} {language.of(outcome)}"
        unit = _YUAN if outcome.kind.money else outcome.unit
        note = outcome.id if unit is None else f"{outcome.id}\n{language.stated(*map(language.pick, (_UNIT, unit)))}"
        heads.append(Head(text, note, _NARROW, writing.ANSWER))
    return heads


def _judged(
    rows: Sequence[ReadRow], ruleset: Ruleset, case: Case[Any], language: Language, *, mending: bool
) -> Iterator[JudgedRow]:
    """Yield each row with its answers (逐行核对); what is to be done of rows that are alike is looked for once."""
    known = dict[Any, list[Part]]()
    missing = dict[int, tuple[str, ...]]()
    for row, assessment in zip(rows, _assessed(rows, ruleset, case), strict=True):
        if assessment is None:
            yield JudgedRow(row, None)
            continue
        if id(assessment) not in missing:
            missing[id(assessment)] = _missing(assessment)
        asked = mending and assessment.verdict is False
        acts = _acts(assessment, row.subject, language, known) if asked else []
        yield JudgedRow(row, assessment, missing[id(assessment)], acts)


def _decided(rows: list[JudgedRow], main: ReadSheet, decisions: Mapping[str, Iterable[Decision]]) -> list[JudgedRow]:
    """Return rows with the decisions about their subjects (附决定); refuse one about nobody in the workbook."""
    key = next(iter(main.sheet.columns))
    about = {name: tuple(iterable(f"decisions[{shown(name)}]", made)) for name, made in decisions.items()}
    named = [str(judged.row.cells.get(key, "")).strip() for judged in rows]
    if nobodies := [name for name in about if name not in named]:
        raise InvalidValue("decisions", nobodies[0], "工作簿中某一对象的名称", "the name of a subject in the workbook")
    return [
        attrs.evolve(judged, assessment=judged.assessment.with_decisions(about[name]))
        if judged.assessment is not None and name in about
        else judged
        for judged, name in zip(rows, named, strict=True)
    ]


def _assessed(rows: Iterable[ReadRow], ruleset: Ruleset, case: Case[Any]) -> Iterator[Assessment | None]:
    """Yield the assessment of each row (逐行核对): rows that are alike have one, of the first of them."""
    key, known = key_of(ruleset), dict[Any, Assessment]()
    for row in rows:
        if row.subject is None:
            yield None
        else:
            sources = sources_of(row)
            alike = key(row.subject), frozenset(sources.items())
            if alike not in known:
                known[alike] = assess(ruleset, row.subject, on=case.on, policy=case.law, sources=sources)
            yield known[alike]


def _missing(assessment: Assessment) -> tuple[str, ...]:
    """Return the unknown facts that decide the verdict (需补充的信息), else those that further violations depend on."""
    open_ = (
        finding for finding in assessment.findings if finding.force is Force.MUST and not finding.requirement.restates
    )
    return assessment.missing or tuple(dict.fromkeys(path for finding in open_ for path in finding.missing))


def _acts(assessment: Assessment, subject: Any, language: Language, known: dict[Any, list[Part]]) -> list[Part]:
    """Return what is to be done (整改措施): the names of its members stand in it, and its own name does not."""
    row = attrs.evolve(subject, **{KEY: None}) if KEY in facts_of(type(subject)) else subject
    if row not in known:
        judged = assess(assessment.ruleset, row, on=assessment.on, policy=assessment.policy)
        known[row] = [part for part in sections(judged.remedies(), language) if part[0] not in (ESTABLISH, ADVISED)]
    return known[row]


def _answers(judged: JudgedRow, assessment: Assessment, sheets: list[ReadSheet], language: Language) -> list[str]:
    """Return the texts beside a row, in the order of `_TEXTS`."""

    def cited(findings: Iterable[Finding]) -> list[str]:
        return [
            f"{report.citation(finding, language)} {report.noted(finding, language, every=True)}"
            + report.level_of(finding, language)
            for finding in findings
        ]

    late = language.pick(("；完成时限：", "; due: "))
    contrary = conflicting(assessment)
    apart = [report.line(report.CONFLICTING, "", language)] if contrary else []
    wrong = judged.wrong(sheets, language)
    left = (path for path in judged.missing if path not in wrong)
    columns: tuple[list[str], ...] = (
        [
            *cited(finding for finding in assessment.violations if not finding.requirement.restates),
            *apart,
            *cited(finding for finding in assessment.findings if finding.requirement in contrary),
        ],
        [
            *(language.pick(_WRONG).format(text) for text in wrong.values()),
            *(language.fact(judged.row.subject, path)[0] for path in left),
        ],
        [text for part in judged.acts for text in written(part, language)],
        [
            text + (late + due if (due := report.last_day(finding, language)) else "")
            for finding, text in zip(assessment.not_due, cited(assessment.not_due), strict=True)
        ],
        cited(finding for finding in assessment.unmet if finding.force is Force.SHOULD),
    )
    return [_short(lines, language.pick(more)) for lines, more in zip(columns, _MORE, strict=True)]


def _short(lines: list[str], more: str) -> str:
    """Write lines into a cell (写入单元格): no more than fit into a row, and then how many there are."""
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], more.format(len(lines))]
    return "\n".join(lines)


def _subjects(book: Book, ruleset: Ruleset, sheets: list[ReadSheet], rows: list[JudgedRow]) -> None:
    """Write the subjects (对象表): the verdict with its reasons, then the facts."""
    main, language = sheets[0], book.language
    heads = heads_of(main.sheet, language)
    key, *facts = heads
    texts = [Head(language.pick(pair), width=_WIDE, colour=writing.ANSWER) for pair in _TEXTS]
    verdict = Head(language.pick(_VERDICT), width=_NARROW, colour=writing.ANSWER)
    outcomes = _outcome_heads(ruleset, language)
    others = _others(main, language)
    first_text = len(outcomes) + 3
    first = len(texts) + first_text
    columns = [heads[key], verdict, *outcomes, *texts, *(heads[name] for name in facts), *others]
    made = book.add(language.pick(main.sheet.titles), columns, rows=len(rows), printed=first - 1)
    widths = dict.fromkeys(range(3, first_text), _NARROW) | dict.fromkeys(range(first_text, first), _WIDE)
    for judged in rows:
        row, assessment = judged.row, judged.assessment
        colours = {path.replace(".", INSIDE): writing.OPEN for path in judged.missing if "[" not in path}
        _cells(book, made, row, {key: 1} | {name: column for column, name in enumerate(facts, first)}, colours)
        _rest(book, made, main, row, first + len(facts))
        if assessment is None:
            said = language.pick(("未核对，见首列批注", "not checked: see the note on the first cell"))
            put(made, row.number, 2, said, colour=writing.WRONG)
            continue
        said = f"{MARK[assessment.status]} {verdict_text(assessment, language, entered=judged.has_problems)}"
        said += report.level_of_verdict(assessment, language)
        put(made, row.number, 2, said, colour=COLOUR[assessment.status], bold=True)
        answers = _answers(judged, assessment, sheets, language)
        for column, text in enumerate(answers, first_text):
            put(made, row.number, column, text or None)
        written_outcomes = _outcomes(made, row.number, assessment, language)
        writing.rows_high(made, row.number, written_outcomes | dict(enumerate(answers, first_text)), widths)
    for column, name in enumerate(facts, first):
        book.allow(made, column, main.sheet.columns[name].kind, heads[name].note)


def _outcomes(made: Any, number: int, assessment: Assessment, language: Language) -> dict[int, str]:
    """Write what the outcomes of a row come to (计算项), and return each as text, by its column."""
    values, texts = assessment.outcomes, dict[int, str]()
    for column, (_, outcome, _) in enumerate(assessment.ruleset.computed(), 3):
        value = values.get(outcome.id)
        texts[column] = "" if value is None else outcome_text(outcome, value, language)
        is_open = isinstance(value, Possible)
        shown = texts[column] or None if is_open or outcome.labels else value
        put(made, number, column, shown, colour=writing.OPEN if is_open else "")
    return texts


def _others(entered: ReadSheet, language: Language) -> list[Head]:
    said = language.pick(("本表不使用此列，原样保留", "not used in this sheet, left as it is"))
    meant = language.pick(("；是否指：", "; did you mean: "))
    level = language.pick(asked(LEVEL))
    return [
        Head(text, level, colour=writing.ANSWER)
        if entered.sheet.tells_source(text)
        else Head(text, said + (meant + near if near else ""), colour=writing.WRONG if near else writing.ANSWER)
        for text, near in entered.others.items()
    ]


def _cells(book: Book, made: Any, row: ReadRow, places: dict[str, int], colours: dict[str, str]) -> None:
    for name, column in places.items():
        said = row.problems.get(name)
        cell = put(
            made, row.number, column, row.cells.get(name), colour=writing.WRONG if said else colours.get(name, "")
        )
        if said:
            book.comment(cell, book.language.pick(said))


def _rest(book: Book, made: Any, entered: ReadSheet, row: ReadRow, first: int) -> None:
    for column, text in enumerate(entered.others, first):
        said = row.problems.get(text)
        cell = put(made, row.number, column, row.others.get(text), colour=writing.WRONG if said else "")
        if said:
            book.comment(cell, book.language.pick(said))


def _group(book: Book, group: ReadSheet, rows: list[JudgedRow]) -> None:
    """Write the members of a group, with a colour where a fact is missing."""
    language, heads = book.language, heads_of(group.sheet, book.language)
    columns = [*heads.values(), *_others(group, language)]
    made = book.add(language.pick(group.sheet.titles), columns, rows=len(group.rows), printed=len(columns))
    before = group.sheet.path.replace(INSIDE, ".")
    wanted: dict[int, set[str]] = {}
    for judged in rows:
        members = judged.row.members.get(group.sheet.path, [])
        for path in judged.missing:
            match = re.fullmatch(rf"{re.escape(before)}\[(\d+)\]\.(.+)", path)
            if match is not None and int(match[1]) < len(members):  # a class may add members, as a rollout does
                wanted.setdefault(id(members[int(match[1])]), set()).add(match[2].replace(".", INSIDE))
    for row in group.rows:
        colours = dict.fromkeys(wanted.get(id(row), ()), writing.OPEN)
        _cells(book, made, row, {name: column for column, name in enumerate(heads, 1)}, colours)
        _rest(book, made, group, row, len(heads) + 1)
    for column, name in enumerate(heads, 1):
        book.allow(made, column, group.sheet.columns[name].kind, heads[name].note)


def _kept(book: Book, title: str, rows: list[list[Raw]]) -> None:
    """Write an unread sheet unchanged (原样保留的工作表)."""
    made = book.add(title)
    for number, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells, 1):
            if cell.value is not None:
                put(made, number, column, cell.value)
