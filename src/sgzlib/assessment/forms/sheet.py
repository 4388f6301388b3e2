"""The form for Excel (Excel 自查表): A4 in landscape on the width of a page, the heads of the columns on every page."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from sgzlib.assessment.forms.content import WIDTHS, Content
from sgzlib.prose.files import Archive

_A4, _LONGEST_TITLE = 9, 31
_CHARACTER = 1.9  # the width of a column is counted in characters, of so many millimetres
_LINE_HEIGHT, _CHINESE = 12.0, 1.9  # points a line; units of width that a Chinese character takes
_LINE = Side(style="thin", color="FF000000")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_SMALL, _BOLD, _TITLE = Font(size=9), Font(size=9, bold=True), Font(size=14, bold=True)
_HEAD = PatternFill("solid", fgColor="FFEEEEEE")
_LEFT = Alignment(wrap_text=True, vertical="center")
_CENTRE = Alignment(wrap_text=True, vertical="center", horizontal="center")
_ACROSS = Alignment(horizontal="centerContinuous")


def sheet(content: Content) -> bytes:
    """Write the form as a workbook of one sheet (Excel 自查表); equal content gives equal bytes."""
    book = Workbook()
    made: Any = book.active
    made.title = re.sub(r"[\[\]:*?/\\']", "_", content.title)[:_LONGEST_TITLE]
    last = get_column_letter(len(content.columns))
    _wide(made, 1, content.title, _TITLE, centred=True)
    _wide(made, 2, "    ".join(content.head), _SMALL)
    _row(made, 3, content.columns, _BOLD, _CENTRE)
    for column, width in enumerate(WIDTHS, 1):
        made.cell(3, column).fill = _HEAD
        made.column_dimensions[get_column_letter(column)].width = width / _CHARACTER
    for title, rows in content.numbered():
        if title:
            _wide(made, made.max_row + 1, title, _BOLD)
        for cells in rows:
            _row(made, made.max_row + 1, cells, _SMALL, _LEFT)
    _wide(made, made.max_row + 2, "            ".join(content.signed), _SMALL)
    made.page_setup.orientation, made.page_setup.paperSize, made.page_setup.fitToHeight = "landscape", _A4, 0
    made.sheet_properties.pageSetUpPr.fitToPage = True
    made.print_title_rows, made.freeze_panes = "3:3", "A4"
    made.print_area = f"A1:{last}{made.max_row}"
    made.oddFooter.center.text = "&P / &N"
    made.page_margins.left = made.page_margins.right = made.page_margins.top = 0.35
    book.properties.creator = "sgzlib"
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed moment: no clock
    written = BytesIO()
    with Archive(written, "w") as archive:
        ExcelWriter(book, archive).write_data()
    return written.getvalue()


def _wide(made: Any, row: int, text: str, font: Font, *, centred: bool = False) -> None:
    # openpyxl writes merged cells in no order, so the text runs on over the empty cells beside it.
    cell = made.cell(row, 1, text)
    cell.data_type, cell.font = "s", font
    for column in range(1, len(WIDTHS) + 1) if centred else ():
        made.cell(row, column).alignment = _ACROSS


def _row(made: Any, row: int, texts: tuple[str, ...], font: Font, alignment: Alignment) -> None:
    lines = 1
    for column, text in enumerate(texts, 1):
        cell = made.cell(row, column, text)
        cell.data_type, cell.font, cell.border = "s", font, _BORDER
        cell.alignment = _CENTRE if column == 1 else alignment
        room = max(1, int(WIDTHS[column - 1] / _CHARACTER / _CHINESE))
        lines = max(lines, sum(1 + (len(line) - 1) // room for line in text.split("\n")))
    made.row_dimensions[row].height = _LINE_HEIGHT * lines + 3
