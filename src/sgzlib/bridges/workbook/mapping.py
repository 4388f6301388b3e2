"""Mapping (对应): which sheets and columns of an office's own workbook mean what, and what its user has confirmed.

    a title or heading of the template                                    is read
    a heading that differs only by 的, brackets, units or spaces          is read
    a sheet whose headings show which one it is                           is read
    any other                                                             is read once its user has confirmed it

For the last kind, a line in the sheet 填写说明 proposes what it may mean. The user confirms it by 是 beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from sgzlib.bridges import spellings
from sgzlib.bridges.columns import plain, plain_headings
from sgzlib.bridges.workbook.sheets import GUIDE, Sheet
from sgzlib.law.errors import SgzlibError, nearest
from sgzlib.law.kinds import YES_NO, Pair
from sgzlib.law.labels import normalized

HEADS: tuple[Pair, ...] = (
    ("工作表", "Sheet"),
    ("列标题", "Heading"),
    ("对应的填报项", "Read as"),
    ("确认（是/否）", "Confirmed (yes or no)"),
)
"""What heads the table of the mapping (对应表的栏目)."""

FIRST_ROWS = 10
"""So many rows of a sheet may hold its headings (查找列标题的行数)."""
_TELLING = 2


@attrs.frozen
class MappingLine:
    """One line of the mapping (一行对应): a sheet, or one heading in it, and what of the template it stands for.

    `confirmed` is None where nobody said yes or no. A line that is not `valid` names nothing of the template.
    """

    title: str
    heading: str
    target: str
    confirmed: bool | None
    valid: bool = True


class Headings:
    """Which fact a heading means (列标题): its own, one that is alike, or the one that was confirmed for it."""

    def __init__(self, sheet: Sheet, confirmed: Mapping[str, str | None]) -> None:
        self._own = {normalized(text): name for name, texts in sheet.headings.items() for text in texts}
        self._alike = plain_headings(sheet.headings)
        self._confirmed = confirmed

    def is_own(self, heading: str) -> bool:
        """Return whether the template has this very heading (是否模板列标题)."""
        return normalized(heading) in self._own

    def get(self, heading: str) -> str | None:
        """Return the fact that a heading means (对应的事实), None where it means none."""
        written = normalized(heading)
        if written in self._own:
            return self._own[written]
        return self._confirmed[written] if written in self._confirmed else self._alike.get(plain(heading))

    def row(self, rows: Sequence[list[str]]) -> int | None:
        """Return the index of the row of headings (列标题行): the first with a fact's heading, else with several texts.

        None if there is no such row.
        """
        known = (index for index, row in enumerate(rows) if any(map(self.get, row)))
        several = (index for index, row in enumerate(rows) if sum(map(bool, row)) >= _TELLING)
        return next(known, next(several, None))


class Confirmed:
    """The lines of a mapping as they stand in a workbook (已填的对应表)."""

    def __init__(self, guide: Iterable[list[Any]]) -> None:
        rows = [[_written(cell) for cell in (*row, "", "", "", "")[: len(HEADS)]] for row in guide]
        heads = [[pair[place] for pair in HEADS] for place in (0, 1)]
        start = next((number for number, row in enumerate(rows, 1) if row in heads), len(rows))
        self.lines = [MappingLine(row[0], row[1], row[2], _yes(row[3])) for row in rows[start:] if row[0]]

    def sheet(self, title: str) -> MappingLine | None:
        """Return the line of a sheet as a whole (整表的对应)."""
        return next((line for line in self.lines if not line.heading and _same(line.title, title)), None)

    def title_of(self, sheet: Sheet, titles: Iterable[str]) -> str | None:
        """Return the title that was confirmed for a sheet of the template (已确认的工作表)."""
        return next((title for title in titles if self._means(self.sheet(title), sheet)), None)

    def headings(self, sheet: Sheet, title: str) -> Mapping[str, str | None]:
        """Return the facts that were confirmed for headings, None for one that was refused (已确认的列标题)."""
        own = Headings(sheet, {})
        said = [line for line in self._lines_of(sheet, title) if line.confirmed is not None]
        return {normalized(line.heading): own.get(line.target) if line.confirmed else None for line in said}

    def line(self, sheet: Sheet, title: str, heading: str) -> MappingLine | None:
        """Return the line of a heading (列标题的对应)."""
        return next((line for line in self._lines_of(sheet, title) if _same(line.heading, heading)), None)

    def _lines_of(self, sheet: Sheet, title: str) -> Iterator[MappingLine]:
        """Yield the lines of headings in a sheet, which was perhaps called otherwise when they were written."""
        for line in self.lines:
            here = _same(line.title, title) or is_titled(sheet, line.title)
            if line.heading and (here or self._means(self.sheet(line.title), sheet)):
                yield line

    @staticmethod
    def _means(line: MappingLine | None, sheet: Sheet) -> bool:
        return line is not None and line.confirmed is True and is_titled(sheet, line.target)


def titled(sheets: Iterable[Sheet], rows: Mapping[str, list[list[str]]], confirmed: Confirmed) -> dict[str, str]:
    """Return the title that each sheet of the template has in a workbook, by its path (各工作表的标题).

    It is the template's own title, else the confirmed one, else the only one whose headings identify the sheet.
    """
    known: dict[str, str] = {}
    for sheet in sheets:
        title = next((title for title in rows if is_titled(sheet, title)), None) or confirmed.title_of(sheet, rows)
        if title is not None:
            known[sheet.path] = title
    said = {title for title in rows if (line := confirmed.sheet(title)) is not None and line.confirmed is not None}
    counts = {
        (sheet.path, title): _facts_named(Headings(sheet, confirmed.headings(sheet, title)), rows[title])
        for sheet in sheets
        for title in rows
        if sheet.path not in known and title not in known.values() and title not in said
    }
    for (path, title), number in counts.items():
        rivals = [counts[each] for each in counts if each != (path, title) and (each[0] == path or each[1] == title)]
        if number >= _TELLING and number > max(rivals, default=0):
            known[path] = title
    return known


def proposed(sheet: Sheet, title: str, head: Iterable[str], confirmed: Confirmed, *, zh: bool) -> Iterator[MappingLine]:
    """Yield the lines of the headings that are not the template's own (各列的对应), each with what it may mean."""
    names, own = Headings(sheet, confirmed.headings(sheet, title)), Headings(sheet, {})
    texts = [texts[0 if zh else 1] for texts in sheet.headings.values()]
    for heading in dict.fromkeys(text for text in head if text and not own.is_own(text)):
        if sheet.tells_source(heading):
            continue
        line, name = confirmed.line(sheet, title, heading), own.get(heading)
        if line is not None and (line.target or line.confirmed is not None):
            yield attrs.evolve(line, valid=names.get(heading) is not None or line.confirmed is not True)
        elif name is not None:
            yield MappingLine(title, heading, sheet.headings[name][0 if zh else 1], confirmed=True)
        else:
            yield MappingLine(title, heading, perhaps(heading, texts), None)


def merged(written: Iterable[MappingLine], lines: Iterable[MappingLine]) -> list[MappingLine]:
    """Return the lines of a mapping (合并对应表): as they were written, each as it is now, and then the new ones."""
    return list({(normalized(line.title), normalized(line.heading)): line for line in (*written, *lines)}.values())


def perhaps(heading: str, texts: Iterable[str]) -> str:
    """Return the heading that was perhaps meant (可能所指), nothing where none is near."""
    return nearest(heading, texts) or ""


def is_guide(title: str) -> bool:
    """Return whether a sheet is the one that explains (是否填写说明)."""
    return any(_same(title, own) for own in GUIDE)


def _facts_named(names: Headings, rows: list[list[str]]) -> int:
    """Return the number of facts that the headings of a sheet name (列标题对应的事实数)."""
    index = names.row(rows)
    return 0 if index is None else len({name for text in rows[index] if (name := names.get(text)) is not None})


def is_titled(sheet: Sheet, title: str) -> bool:
    """Return whether a title is the template's own for a sheet (是否模板的工作表名)."""
    return any(_same(title, own) for own in sheet.titles)


def _same(left: str, right: str) -> bool:
    return normalized(left) == normalized(right)


def _written(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()


def _yes(text: str) -> bool | None:
    try:
        said = spellings.read(YES_NO, "confirmed", text)
    except SgzlibError:
        return None
    return said if isinstance(said, bool) else None
