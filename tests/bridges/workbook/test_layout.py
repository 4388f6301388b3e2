"""How a workbook that is given back and a form to be printed look, cell by cell, as `tests/golden/layout.txt` holds it.

After a deliberate change `make golden` writes the file anew, and its diff is what is reviewed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import sgzlib as sgz
from bridges.workbook.filling import ON, book_of, bytes_of, filled

GOLDEN = Path(__file__).parents[2] / "golden" / "layout.txt"
WORKERS = (sgz.Worker(name="王芳", full_time=False, posted_on=date(2021, 8, 2)), sgz.Worker(name="李伟"))
TEAMS = [sgz.Team(workers=WORKERS, contracted_headcount=2), sgz.Team(contracted_headcount=1), sgz.Team(workers=())]


def judged() -> Any:
    """Return what is given back for three teams with two workers, and two cells that cannot be read."""
    book = book_of(filled(sgz.STAFFING, TEAMS))
    for sheet, column in (("人员配备", 2), ("驻站社工", 3)):
        book[sheet].cell(2, column).value = "无法辨认"
    return book_of(sgz.workbook.judge(bytes_of(book), sgz.STAFFING, on=ON))


def looks(book: Any) -> Iterator[str]:
    """Yield lines on each sheet: its view and print, the widths and heights, and each kind of cell with its place."""
    for sheet in book:
        setup = sheet.page_setup
        yield f"======== {sheet.title} ({sheet.sheet_state}) ========"
        yield f"frozen {sheet.freeze_panes}, filter {sheet.auto_filter.ref}, printed {sheet.print_area or '-'}"
        yield f"paper {setup.paperSize} {setup.orientation} {setup.fitToWidth}x{setup.fitToHeight}"
        yield f"repeated {sheet.print_title_rows}, on a page {sheet.sheet_properties.pageSetUpPr.fitToPage}"
        yield "widths " + " ".join(f"{name}:{each.width:g}" for name, each in sorted(sheet.column_dimensions.items()))
        yield "heights " + " ".join(
            f"{name}:{each.height}" for name, each in sorted(sheet.row_dimensions.items()) if each.height
        )
        for rule in sheet.data_validations.dataValidation:
            yield f"choice {rule.sqref} {rule.type} {rule.operator} {rule.formula1} {rule.formula2}"
        for row in sheet.iter_rows():
            for look, cells in groupby((cell for cell in row if cell.has_style), look_of):
                first, *_, last = (cell.coordinate for cell in (*cells,) * 2)
                yield f"{first}:{last} {look}"


def look_of(cell: Any) -> str:
    colour = cell.font.color.rgb if cell.font.color and cell.font.color.type == "rgb" else "-"
    looks = [f"{cell.font.sz:g}", cell.number_format, colour, cell.fill.fgColor.rgb]
    looks += [f"{side}:{getattr(cell.border, side).style}" for side in ("left", "right", "top", "bottom")]
    looks += [name for name in ("bold", "italic") if getattr(cell.font, name)]
    looks += [
        f"{name}:{value}"
        for name in ("wrap_text", "horizontal", "vertical")
        if (value := getattr(cell.alignment, name))
    ]
    looks += [f"note:{cell.comment.width:g}x{cell.comment.height:g}"] if cell.comment else []
    return " ".join(looks)


def written() -> str:
    form = sgz.check_staffing(TEAMS[0], on=ON).to_form("xlsx")
    return "\n".join([*looks(judged()), *looks(book_of(form))]) + "\n"


def test_each_cell_looks_as_the_golden_file_says() -> None:
    assert written().splitlines() == GOLDEN.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    GOLDEN.write_text(written(), encoding="utf-8")
