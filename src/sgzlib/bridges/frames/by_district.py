"""Workbooks of a table (下发工作簿): the answers for those who filled it in, as one Excel file for each district.

The cells of a district's rows and of their members are put into the sheets of the ruleset's template, under its
headings. `workbook` then judges them as it judges a workbook that was filled in, and marks a cell that cannot be read
in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from math import isfinite, isnan
from typing import TYPE_CHECKING, Any

import attrs

from sgzlib.bridges.columns import groups_in, groups_of_class, source_headings_of
from sgzlib.bridges.frames.column_reader import ColumnReader
from sgzlib.bridges.frames.grouping import ProgressCallback
from sgzlib.bridges.frames.judging import APPLICABLE, REASONS, VERDICT
from sgzlib.bridges.frames.levels import LEVEL
from sgzlib.bridges.frames.matching import Tables
from sgzlib.bridges.frames.members import keys
from sgzlib.bridges.frames.reasons import MORE_REASONS
from sgzlib.bridges.frames.report import check_order, in_order
from sgzlib.bridges.frames.rows import cells_of
from sgzlib.bridges.frames.tables import columns_in, is_dask, table_of, taking_streams
from sgzlib.bridges.frames.teams import Groups
from sgzlib.bridges.spellings import BETWEEN
from sgzlib.law.errors import InvalidValue, require
from sgzlib.law.laws import History, Law
from sgzlib.law.plurals import counted
from sgzlib.law.requirement import Ruleset, case_of
from sgzlib.prose.files import Archive
from sgzlib.prose.language import Language, Pair

if TYPE_CHECKING:
    from sgzlib.bridges.workbook.reading import Raw
    from sgzlib.bridges.workbook.sheets import Sheet

_NAMELESS: Pair = ("未填写", "not given")
_THEIRS: Pair = ("原表：{}", "original: {}")
_LONGEST_NAME = 80
_REFUSED = str.maketrans({**dict.fromkeys(map(chr, range(32)), "_"), **dict.fromkeys('\\/:*?"<>|', "_")})
_DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(10))}
_EXACT_IN_EXCEL = 2**53


@attrs.frozen(eq=False, repr=False)
class Workbooks(Mapping[str, bytes]):
    """Excel files by their names (下发工作簿): a mapping from the name of a file, such as 和平区.xlsx, to its bytes."""

    files: dict[str, bytes]

    def __repr__(self) -> str:
        return f"<Workbooks: {', '.join(self.files)}>"

    def __getitem__(self, name: str) -> bytes:
        return self.files[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)

    def zip(self) -> bytes:
        """Return all files as one ZIP archive (压缩包). The same files give the same bytes."""
        buffer = BytesIO()
        with Archive(buffer, "w") as archive:
            for name, data in self.files.items():
                archive.writestr(name, data)
        return buffer.getvalue()


@taking_streams
def workbooks(
    frame: Any,
    ruleset: Ruleset,
    *,
    on: date,
    by: str | Sequence[str],
    policy: Law | History | None = None,
    columns: Mapping[str, str] | None = None,
    members: Mapping[str, Any] | None = None,
    member_columns: Mapping[str, Mapping[str, str]] | None = None,
    per: str | None = None,
    order: Iterable[Any] | None = None,
    locale: str = "zh_CN",
    mending: bool = True,
    duplicates: str = "error",
    orphans: str = "error",
    unreadable: str = "unknown",
    membership: str = "complete",
    progress: ProgressCallback | None = None,
) -> Workbooks:
    """Return a table as Excel workbooks with the answers beside each row (下发工作簿), one for each value of `per`.

    Each workbook is what `workbook.judge` returns: a summary, the rows with verdict, reasons, what is missing and what
    to do, their members, and the single findings. A station can correct it and send it back to `workbook.judge`. `by`
    names the subject, as in `check_groups`. `per` is a column, such as the district; rows without a value have a file
    of their own. `order` is as in `report`. Columns of answers, as `check` adds them, are left out; other columns stay
    behind the facts. Cells that cannot be read are marked and treated as unknown; with `unreadable="error"` the first
    one is refused, as in `check`. `mending=False` leaves out what to do, which takes the most time. `progress` is
    called with the number of rows done and the total.

    Raises `ImportError` without the extra `excel`. Raises whatever `check_groups` raises for keys, mappings, copied
    rows and orphans. Raises `InvalidValue` if `per` is not a column, if the locale is neither Chinese nor English, and
    if a file would have more rows than `workbook.judge` reads.

    >>> from datetime import date
    >>> import polars as pl
    >>> import sgzlib as sgz
    >>> stations = pl.DataFrame({
    ...     "区": ["南开区", "和平区", None], "站点": ["甲", "乙", "丙"], "打印机": ["无", "有", "也许"]})
    >>> made = sgz.frames.workbooks(
    ...     stations, sgz.PREMISES, on=date(2022, 3, 1), by="站点", per="区", order=sgz.District)
    >>> made
    <Workbooks: 和平区.xlsx, 南开区.xlsx, 未填写.xlsx>
    >>> len(made.zip()) > len(made["和平区.xlsx"])
    True
    >>> sgz.frames.workbooks(stations, sgz.PREMISES, on=date(2022, 3, 1), by="站点", per="街道")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: per: '街道' 不可用，应为区、站点、打印机 ...
    """
    try:
        from sgzlib.bridges.workbook import answer_headings, judge_cells
    except ImportError:
        raise ImportError(
            'frames.workbooks 需要：pip install "sgzlib[excel]" (frames.workbooks needs that extra)', name="openpyxl"
        ) from None
    from sgzlib.bridges.workbook.reading import MOST_ROWS, Options
    from sgzlib.bridges.workbook.sheets import sheets_of

    language, case = Language(locale), case_of(require("ruleset", ruleset, Ruleset), on, policy)
    check_order(order)
    tables = Tables(
        by=by,
        columns=columns,
        members=members,
        member_columns=member_columns,
        duplicates=duplicates,
        orphans=orphans,
        unreadable=unreadable,
        membership=membership,
    )
    known = groups_in(ruleset)
    for path in tables.members:
        if path not in known:
            raise InvalidValue("members", path, "、".join(known), "one of " + ", ".join(known))
    natives = {path: _collected(native) for path, native in {"": frame, **tables.members}.items()}
    for native in natives.values():
        keys(table_of(native), tables.by)
    if per is not None and per not in (heads := columns_in(natives[""])):
        raise InvalidValue("per", per, "、".join(heads), "one of " + ", ".join(heads))
    collected = attrs.evolve(tables, members={path: natives[path] for path in tables.members})
    collected.match(natives[""], ruleset)
    if unreadable == "error" and VERDICT not in columns_in(natives[""]):
        Groups(ruleset, case, collected, reasons=False)(natives[""])
    sheets = {sheet.path: sheet for sheet in sheets_of(ruleset) if sheet.path in natives}
    taken = answer_headings(ruleset)
    filled = {
        path: _Filled(
            sheet, natives[path], tables, tables.member_columns.get(path) if path else columns, taken, language
        )
        for path, sheet in sheets.items()
    }
    districts: dict[str | None, list[int]] = {}
    cells = [None] * len(filled[""].names) if per is None else cells_of(natives[""], [per])[per]
    for row, value in enumerate(cells):
        districts.setdefault(_text(value), []).append(row)
    sorted_districts = dict(sorted(districts.items(), key=lambda each: (each[0] is None, each[0] or "")))
    options, made, done = Options(duplicates, orphans, membership), dict[str, bytes](), 0
    unused = _unused(filled.values(), language)
    for district, rows in in_order(sorted_districts, ruleset, order).items():
        names = {filled[""].names[row] for row in rows}
        theirs = {path: part.rows_of(names) for path, part in filled.items() if path}
        raw = {part.title: part.cells(rows if not path else theirs[path]) for path, part in filled.items()}
        raw |= unused
        for title, sheet_cells in raw.items():
            if len(sheet_cells) > MOST_ROWS:
                zh, en = (
                    f"每表至多{MOST_ROWS}行，请用 per= 分成几个文件",
                    f"at most {MOST_ROWS:,} rows a sheet; use per= to split the table",
                )
                raise InvalidValue(title, counted(len(sheet_cells), "rows"), zh, en)
        called = language.of(ruleset) if per is None else district or language.pick(_NAMELESS)
        made[_file_name(called, made)] = judge_cells(
            raw, ruleset, case, language, options, mending=mending, decisions={}
        )
        done += len(rows)
        if progress is not None:
            progress(done, len(cells))
    return Workbooks(made)


def _collected(native: Any) -> Any:
    return native.compute() if is_dask(native) else native


class _Filled:
    """One sheet of the template (填好的工作表), filled with the cells of a table."""

    def __init__(
        self,
        sheet: Sheet,
        native: Any,
        tables: Tables,
        mapped: Mapping[str, str] | None,
        taken: frozenset[str],
        language: Language,
    ) -> None:
        from sgzlib.bridges.workbook.mapping import Headings
        from sgzlib.bridges.workbook.sheets import OWN_KEY

        self._sheet, self._names, self._taken = sheet, Headings(sheet, {}), taken
        self.title = language.pick(sheet.titles)
        table = table_of(native)
        answers = _answers(table.names) if not sheet.path else frozenset[str]()
        heads = _headings(sheet, ColumnReader(table, sheet.of, mapped, answers=answers), language)
        columns = cells_of(native, [name for name in table.names if name not in answers])
        parts = zip(*(map(_text, columns[name]) for name in tables.by), strict=True)
        self.names = [" · ".join(part or "—" for part in name) if any(name) else "" for name in parts]
        left_out: Sequence[str] = ()
        self._columns: dict[str, Sequence[Any]] = {}
        if OWN_KEY in sheet.columns:
            left_out = [name for name in tables.by if name not in heads]
            self._columns[sheet.heading(OWN_KEY, language)] = self.names
        for name, held in columns.items():
            if name not in left_out:
                heading = heads.get(name) or self._free(str(name), language)
                self._columns[heading] = [_cell(value) for value in held]

    def _free(self, heading: str, language: Language) -> str:
        """Return a heading that `judge` reads neither as a fact nor as an answer (其他列的标题)."""
        is_free = self._names.get(heading) is None and heading not in self._taken
        return heading if is_free else language.pick(_THEIRS).format(heading)

    def unused(self) -> Iterator[str]:
        """Yield the headings of columns that hold no fact (未使用的列)."""
        names = self._names.is_own
        return (heading for heading in self._columns if not names(heading) and not self._sheet.tells_source(heading))

    def rows_of(self, names: set[str]) -> list[int]:
        """Return the rows of the members of some subjects (所属行)."""
        return [row for row, name in enumerate(self.names) if name in names]

    def cells(self, rows: Iterable[int]) -> list[list[Raw]]:
        """Return the headings and the cells of some rows (单元格)."""
        from sgzlib.bridges.workbook.reading import Raw

        columns = self._columns.values()
        head = [Raw(heading, "s") for heading in self._columns]
        return [head, *([Raw(held[row], "s") for held in columns] for row in rows)]


def _answers(names: Iterable[str]) -> frozenset[str]:
    """Return the columns of a table that hold answers (结果列): those that `check` adds, if the table was judged."""
    there = list(names)
    added = {VERDICT, APPLICABLE, *REASONS, *MORE_REASONS, LEVEL}
    return frozenset(name for name in there if name in added or "." in name) if VERDICT in there else frozenset()


def _headings(sheet: Sheet, reader: ColumnReader, language: Language) -> dict[str, str]:
    """Return the template's heading of each column that holds a fact or its source (模板列标题)."""
    cls: Any = sheet.of
    groups, sources = groups_of_class(cls), source_headings_of(cls)
    facts = {head: sheet.heading(name, language) for name, head in reader.column_of.items() if name not in groups}
    return facts | {head: sources[name][-1] for name, head in reader.sources.items()}


def _unused(filled: Iterable[_Filled], language: Language) -> dict[str, list[list[Raw]]]:
    """Return the mapping in the instructions that leaves columns without facts unread (不使用的列).

    `columns` already says which columns hold facts, so nobody has to confirm the others.
    """
    from sgzlib.bridges.workbook.mapping import HEADS
    from sgzlib.bridges.workbook.reading import Raw
    from sgzlib.bridges.workbook.sheets import GUIDE

    no = language.value(value=False)
    lines = [[part.title, heading, "", no] for part in filled for heading in part.unused()]
    rows = [[language.pick(pair) for pair in HEADS], *lines]
    return {language.pick(GUIDE): [[Raw(cell or None, "s") for cell in row] for row in rows]}


def _cell(value: Any) -> Any:
    """Return a cell as a workbook holds it (工作簿单元格); None where nothing is known."""
    if isinstance(value, list):
        return None if None in value else BETWEEN.join(map(str, value))
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, float):
        return None if isnan(value) else Decimal(repr(value)) if isfinite(value) else str(value)
    zoned = isinstance(value, datetime) and value.tzinfo is not None
    long = isinstance(value, int) and abs(value) > _EXACT_IN_EXCEL
    return str(value) if zoned or long else value


def _text(value: Any) -> str | None:
    """Return a name in a cell as text (名称); None where there is none. pandas makes floats of numbers with gaps."""
    cell = _cell(value)
    if isinstance(cell, Decimal) and cell == int(cell):
        cell = int(cell)
    return None if cell is None else str(cell).strip()


def _file_name(called: str, taken: Iterable[str]) -> str:
    """Return a name for a file that every system accepts and that is not taken (文件名)."""
    name = called.translate(_REFUSED)[:_LONGEST_NAME].strip(" .") or "_"
    name = f"_{name}" if name.partition(".")[0].strip().upper() in _DEVICES else name
    others, number = {each.casefold() for each in taken}, 1
    while (file := f"{name}.xlsx" if number == 1 else f"{name} {number}.xlsx").casefold() in others:
        number += 1
    return file
