"""The form for Word (Word 自查表): A4 in landscape, the heads of the columns on every page."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from sgzlib.assessment.forms.content import WIDTHS, Content
from sgzlib.prose.files import same_bytes

_FONT = "SimSun"


def word(content: Content) -> bytes:
    """Write the form as a Word document (Word 自查表); equal content gives equal bytes."""
    document = Document()
    _page(document)
    style: Any = document.styles["Normal"]
    style.font.size, style.font.name = Pt(8.5), _FONT
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(0)
    _said(document.add_paragraph(), content.title, size=14, bold=True).alignment = WD_ALIGN_PARAGRAPH.CENTER
    _said(document.add_paragraph(), "    ".join(content.head))
    table = document.add_table(rows=1, cols=len(content.columns))
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width)
    _fill(table.rows[0], content.columns, bold=True)
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 - python-docx has no other way
    for title, rows in content.numbered():
        if title:
            cells = table.add_row().cells
            _said(cells[0].merge(cells[-1]).paragraphs[0], title, bold=True)
        for texts in rows:
            _fill(table.add_row(), texts)
    _said(document.add_paragraph(), "")
    _said(document.add_paragraph(), "            ".join(content.signed))
    properties = document.core_properties
    properties.author, properties.title = "sgzlib", content.title
    properties.created = properties.modified = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed moment: no clock
    written = BytesIO()
    document.save(written)
    return same_bytes(written.getvalue())


def _page(document: Any) -> None:
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = Mm(9)
    section.bottom_margin = Mm(12)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for counted in ("PAGE", "NUMPAGES"):
        if counted == "NUMPAGES":
            footer.add_run(" / ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), counted)
        footer._p.append(field)  # noqa: SLF001 - python-docx has no other way


def _fill(row: Any, texts: tuple[str, ...], *, bold: bool = False) -> None:
    for cell, text, width in zip(row.cells, texts, WIDTHS, strict=True):
        cell.width = Mm(width)
        _said(cell.paragraphs[0], text, bold=bold)


def _said(paragraph: Any, text: str, *, size: float = 8.5, bold: bool = False) -> Any:
    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(size), bold
    return paragraph
