"""Writing (写出): sheets with headings, notes, drop-downs, marks and colours.

A text is written as a text, even if it begins like a formula. The same content gives the same bytes: a file holds no
time of its making.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any
from weakref import WeakKeyDictionary

import attrs
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.writer.excel import ExcelWriter

from sgzlib.bridges.workbook.sheets import CHOICES, Sheet
from sgzlib.law.kinds import Form, Kind
from sgzlib.prose.files import Archive
from sgzlib.prose.language import Language

LAST_ROW = 1_048_576
_FIRST_MOMENT = datetime(1900, 3, 1)  # noqa: DTZ001 - a cell has no zone
_LONGEST, _LONGEST_WARNING = 32_767, 250
_MOST_COMMENTED = 2000
_HIGHEST = 409
_ACTIVE = ("=", "+", "-", "@", "\t")
HEAD = "FFD9E7E4"
ANSWER = "FFEDEDED"
GOOD, BAD, OPEN, WAIT, WRONG = "FFD5EBD5", "FFF6CFCB", "FFFDEEC2", "FFDCE6F5", "FFFF9B8A"
ADVISED = "FFE8DDF5"
_FORMATS = {Form.DAY: "yyyy-mm-dd", Form.TEXT: "@", Form.SEVERAL: "@"}
_BOLD = Font(name="Calibri", size=11, bold=True)
_LINE = Side(style="thin", color="FFBFBFBF")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAPPED = Alignment(wrap_text=True, vertical="top")


@attrs.frozen(eq=False)
class Head:
    """The head of a column (列头): its text, its note, its width and its colour."""

    text: str
    note: str = ""
    width: int = 14
    colour: str = HEAD


class Book:
    """A workbook as it is written (写出中的工作簿)."""

    def __init__(self, language: Language, on: date) -> None:
        self.book = Workbook()
        self.language = language
        self._commented = 0
        self._choices: dict[tuple[str, ...], str] = {}
        self.book.properties.creator = "sgzlib"
        self.book.properties.created = self.book.properties.modified = datetime(on.year, on.month, on.day)  # noqa: DTZ001 - a day of the notice, no moment

    def add(self, title: str, heads: Iterable[Head] = (), *, rows: int = 0, printed: int = 0) -> Any:
        """Return a new sheet with these heads (新工作表), with a filter over `rows` rows and the heads frozen.

        The first `printed` columns are printed on the width of a page. If it is 0, all columns are printed on as many
        pages as they need.
        """
        sheet: Any = self.book.create_sheet(title)
        for column, head in enumerate(heads, 1):
            cell = put(sheet, 1, column, head.text, colour=head.colour, bold=True)
            if head.note:
                self.comment(cell, head.note)
            sheet.column_dimensions[get_column_letter(column)].width = head.width
        if sheet.max_column > 1:
            sheet.freeze_panes = "B2"
            sheet.auto_filter.ref = f"A1:{get_column_letter(sheet.max_column)}{rows + 1}"
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
        sheet.oddFooter.left.text, sheet.oddFooter.right.text = title, "&P / &N"
        if sheet.max_column > 1:
            sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"
        if printed:
            sheet.print_area = f"A1:{get_column_letter(printed)}{rows + 1}"
        if printed or sheet.max_column == 1:
            sheet.page_setup.fitToHeight = 0
            sheet.sheet_properties.pageSetUpPr.fitToPage = True
        return sheet

    def comment(self, cell: Any, text: str) -> None:
        """Write a note to a cell (批注): of the first two thousand, so that a workbook of errors still opens."""
        if self._commented < _MOST_COMMENTED:
            self._commented += 1
            lines = sum(1 + len(line) // 18 for line in text.splitlines())
            cell.comment = Comment(_clean(text), "sgzlib", height=24 + 18 * lines, width=280)

    def allow(self, sheet: Any, column: int, kind: Kind[Any], note: str) -> None:
        """Set the valid values of a column (数据有效性): drop-downs for labels and yes or no, bounds for numbers."""
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].number_format = _FORMATS.get(kind.form, "General")
        validation: Any
        if kind.form in {Form.TRUTH, Form.LABEL}:
            validation = self._choice(tuple(map(self.language.value, kind.domain)))
        elif kind.form in {Form.WHOLE, Form.DECIMAL}:
            ends = str(kind.least), str(kind.most)
            numbers: Any = "whole" if kind.form is Form.WHOLE else "decimal"
            validation = DataValidation(numbers, *ends, allow_blank=True, operator="between")
        else:
            return
        # Only a warning, because "/" and √ for 是 are read as well.
        validation.errorStyle, validation.showErrorMessage = "warning", True
        validation.error = _clean(note)[:_LONGEST_WARNING]
        validation.add(f"{letter}2:{letter}{LAST_ROW}")
        sheet.add_data_validation(validation)

    def choose(self, sheet: Any, cells: str, texts: tuple[str, ...]) -> None:
        """Offer texts to choose from in some cells (下拉列表); other ones may be written."""
        validation: Any = self._choice(texts)
        validation.showErrorMessage = False
        validation.add(cells)
        sheet.add_data_validation(validation)

    def _choice(self, texts: tuple[str, ...]) -> Any:
        return DataValidation("list", self._listed(texts), allow_blank=True)

    def _listed(self, texts: tuple[str, ...]) -> str:
        if texts not in self._choices:
            self._choices[texts] = get_column_letter(len(self._choices) + 1)
        letter = self._choices[texts]
        return f"'{self.language.pick(CHOICES)}'!${letter}$1:${letter}${len(texts)}"

    def saved(self) -> bytes:
        """Return the bytes of the workbook (工作簿字节)."""
        self.book.remove(self.book.worksheets[0])
        sheet: Any = self.book.create_sheet(self.language.pick(CHOICES))
        sheet.sheet_state = "hidden"
        for column, texts in enumerate(self._choices, 1):
            for row, text in enumerate(texts, 1):
                put(sheet, row, column, text)
        buffer = BytesIO()
        with Archive(buffer, "w") as archive:
            ExcelWriter(self.book, archive).write_data()
        return buffer.getvalue()


def put(
    sheet: Any, row: int, column: int, value: Any, *, colour: str = "", bold: bool = False, boxed: bool = True
) -> Any:
    """Write a value to a cell (写单元格): text as text, a number as it is, or as text where no float is the same.

    What is not `boxed` runs on over the cells beside it, which are empty: openpyxl writes merged cells in no order.
    """
    cell = sheet.cell(row, column)
    if isinstance(value, Decimal) and Decimal(repr(float(value))) != value:
        value = str(value)
    moment = datetime.combine(value, time.min) if type(value) is date else value
    shown, active = "General", False
    if isinstance(moment, datetime) and moment >= _FIRST_MOMENT:
        cell.value = moment
        shown = "yyyy-mm-dd" if moment.time() == time.min else "yyyy-mm-dd hh:mm"
    elif isinstance(value, bool | int | Decimal):
        cell.value = value
    elif value is not None:
        text = _clean(str(value))
        cell.value = text
        cell.data_type = "s"
        shown, active = "@", text.startswith(_ACTIVE)
    _style(cell, (shown, active, colour, bold, boxed))
    return cell


_Style = tuple[str, bool, str, bool, bool]
_STYLES: WeakKeyDictionary[Workbook, dict[_Style, Any]] = WeakKeyDictionary()


def _style(cell: Any, style: _Style) -> None:
    """Give a cell a style (样式). openpyxl compares each with all there are, so a workbook's own are kept as made."""
    made = _STYLES.setdefault(cell.parent.parent, {})
    if style not in made:
        shown, active, colour, bold, boxed = style
        cell.number_format, cell.quotePrefix = shown, active
        if boxed:
            cell.alignment, cell.border = _WRAPPED, _BORDER
        if colour:
            cell.fill = PatternFill("solid", fgColor=colour)
        if bold:
            cell.font = _BOLD
        made[style] = copy(cell._style)  # noqa: SLF001 - there is no public way to a style as a whole
    cell._style = copy(made[style])  # noqa: SLF001


def _clean(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)[:_LONGEST]


def heads_of(sheet: Sheet, language: Language) -> dict[str, Head]:
    """Return the heads of a sheet's facts (事实的列头)."""
    return {
        name: Head(
            sheet.heading(name, language), language.pick(sheet.notes[name]), _width(sheet.heading(name, language))
        )
        for name in sheet.columns
    }


def _width(text: str) -> int:
    return max(12, min(30, max(len(re.sub(r"[^\x00-\xff]", "xx", part)) for part in text.split(" · ")) + 3))


def rows_high(sheet: Any, row: int, texts: Mapping[int, str], widths: Mapping[int, int]) -> None:
    """Make a row as high as its longest text (行高). LibreOffice and Excel do not adjust the height of such rows."""
    lines = [
        sum(
            1 + len(re.sub(r"[^\x00-\xff]", "xx", line)) // max(widths[column] - 1, 1)
            for line in text.splitlines() or [""]
        )
        for column, text in texts.items()
    ]
    sheet.row_dimensions[row].height = min(_HIGHEST, 16 * max([1, *lines]))
