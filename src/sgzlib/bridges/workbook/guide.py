"""The guide (填写说明): how a workbook is filled in, and what its own titles and headings are read as."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sgzlib.bridges import spellings
from sgzlib.bridges.workbook import writing
from sgzlib.bridges.workbook.mapping import HEADS, MappingLine
from sgzlib.bridges.workbook.sheets import GUIDE, sheets_of
from sgzlib.bridges.workbook.writing import Book, put
from sgzlib.law.kinds import YES_NO, Pair
from sgzlib.law.notice import Notice
from sgzlib.law.requirement import Ruleset

_WIDTHS = (26, 34, 44, 16)
_SPARE = 20
_NOT_THERE: Pair = ("模板中没有这一项，请从下拉列表中选择", "not an item of the template: choose from the list")
_UNCONFIRMED: Pair = ("尚未确认，这一列（表）未读取", "not confirmed, so this column or sheet was not read")


def notice_of(ruleset: Ruleset) -> Notice:
    """Return the notice of a ruleset (所依通知), which may have requirements in its parts only."""
    return next(rule.notice for _, rule, _ in ruleset.every())


def explain(book: Book, ruleset: Ruleset, lines: Sequence[MappingLine] = ()) -> None:
    """Write the sheet of explanations (填写说明), then the mapping with some empty lines below it."""
    language, notice = book.language, notice_of(ruleset)
    made = book.add(language.pick(GUIDE))
    for letter, width in zip("ABCD", _WIDTHS, strict=True):
        made.column_dimensions[letter].width = width
    sheets = sheets_of(ruleset)
    main = language.pick(sheets[0].titles)
    said: list[Pair] = [
        (f"《{notice.title}》：{ruleset.zh}", f"{notice.title_en}: {ruleset.en}"),
        (
            f"“{main}”表每行填写一个对象，第一列是它的名称。",
            f"Each row of the sheet {main!r} is one subject, named in the first column.",
        ),
        ("空白表示未知，不表示“否”，也不表示0。", "An empty cell means unknown, not “no” and not zero."),
        (
            "是否：" + " ".join(spellings.YES) + " 与 " + " ".join(spellings.NO),
            "Yes or no: " + " ".join(spellings.YES) + " and " + " ".join(spellings.NO),
        ),
        (
            "日期：2021-05-26、2021年5月26日、2021.5.26、20210526；未办的写“尚未”",
            'Days: 2021-05-26, 2021.5.26, 20210526; "not yet" if it is not done',
        ),
        ("未知也可写作：" + " ".join(spellings.EMPTY), "Unknown may also be written: " + " ".join(spellings.EMPTY)),
        (
            "列标题的批注说明含义、单位和条款。公式不予计算，请粘贴为数值。",
            "The notes on headings give meaning, unit and clause. Formulas are not computed: paste values instead.",
        ),
    ]
    for sheet in sheets[1:]:
        title, (count, count_en) = language.pick(sheet.titles), sheets[0].headings[sheet.path][:2]
        said.append(
            (
                f"“{title}”表每行填写一个成员，第一列写所属对象的名称；没有成员的，在“{main}”表“{count}”列填0。",
                f"Each row of {title!r} is one member of the subject in column 1; for none, put 0 under {count_en!r}.",
            )
        )
    said.append(
        (
            "本单位的表格可以直接使用：工作表名、列标题与模板不同的，列在下表；“确认”栏填“是”的予以读取，填“否”的不读取。",
            "You can use your own table. Other sheet names and headings are listed below; confirm them to use them.",
        )
    )
    for number, pair in enumerate(said, 1):
        put(made, number, 1, language.pick(pair), bold=number == 1, boxed=False)
    start = len(said) + 2
    for column, pair in enumerate(HEADS, 1):
        put(made, start, column, language.pick(pair), colour=writing.HEAD, bold=True)
    for row, line in enumerate(lines, start + 1):
        _line(book, made, row, line)
    last = start + len(lines) + _SPARE
    targets = {language.pick(sheet.titles) for sheet in sheets}
    targets |= {sheet.heading(name, language) for sheet in sheets for name in sheet.columns}
    book.choose(made, f"C{start + 1}:C{last}", tuple(sorted(targets)))
    book.choose(made, f"D{start + 1}:D{last}", tuple(map(language.value, YES_NO.domain)))


def _line(book: Book, made: Any, row: int, line: MappingLine) -> None:
    """Write one line of the mapping (一行对应). It is marked if it is unconfirmed or names nothing."""
    language = book.language
    said = "" if line.confirmed is None else language.value(line.confirmed)
    for column, text in enumerate((line.title, line.heading, line.target), 1):
        put(made, row, column, text or None, colour="" if line.valid or column != len(_WIDTHS) - 1 else writing.WRONG)
    cell = put(made, row, len(_WIDTHS), said or None, colour="" if line.confirmed is not None else writing.OPEN)
    if not line.valid:
        book.comment(cell, language.pick(_NOT_THERE))
    elif line.confirmed is None:
        book.comment(cell, language.pick(_UNCONFIRMED))
