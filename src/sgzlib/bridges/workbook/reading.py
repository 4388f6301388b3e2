"""Reading (读取): the content of a workbook as subjects.

A sheet is found by its title and a column by its heading (`mapping`). Each cell is read as its fact (`spellings`). A
cell that cannot be read is marked and taken as unknown. Rows of a group are joined to their subject by its name.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import attrs

from sgzlib.assessment.sources import Source, SourceLevel
from sgzlib.bridges import spellings
from sgzlib.bridges.columns import INSIDE, assembled, path_of, places_headed, value_of
from sgzlib.bridges.workbook.mapping import (
    FIRST_ROWS,
    Confirmed,
    Headings,
    MappingLine,
    is_guide,
    is_titled,
    merged,
    perhaps,
    proposed,
    titled,
)
from sgzlib.bridges.workbook.sheets import KEY, OURS, OWN_KEY, Sheet, sheets_of
from sgzlib.law.errors import InvalidValue, SgzlibError
from sgzlib.law.kinds import Form, Kind, Pair, choice
from sgzlib.law.labels import normalized
from sgzlib.law.plurals import counted
from sgzlib.law.requirement import Ruleset
from sgzlib.law.tracing import joined
from sgzlib.law.truth import UNKNOWN

MOST_BYTES = 50 * 2**20
MOST_UNPACKED = 500 * 2**20
MOST_ROWS = 100_000
MOST_COLUMNS = 300
_MOST_LISTED = 7
LEVEL = choice(SourceLevel)
"""What a column of sources holds (来源列的内容)."""
_XLSX: Pair = ("Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)")


@attrs.frozen(eq=False)
class Raw:
    """One cell (单元格): its value and, where it is a formula or an error, which."""

    value: Any
    type: str


@attrs.define(eq=False)
class ReadRow:
    """One row (一行): its number in what is given back, its cells by column, what is wrong with which, its subject."""

    number: int
    cells: dict[str, Any]
    others: dict[str, Any]
    problems: dict[str, Pair] = attrs.field(factory=dict[str, Pair])
    values: dict[str, Any] = attrs.field(factory=dict[str, Any])
    subject: Any = None
    sources: dict[str, Source] = attrs.field(factory=dict[str, Source])
    members: dict[str, list[ReadRow]] = attrs.field(factory=dict[str, Any])


@attrs.frozen(eq=False)
class ReadSheet:
    """One sheet as given (一张表): its rows, and headings that no fact has with the one that was perhaps meant."""

    sheet: Sheet
    rows: list[ReadRow]
    others: dict[str, str]
    is_there: bool = True


@attrs.frozen(eq=False)
class WorkbookContents:
    """What a workbook holds (读取结果): the template's sheets, and the rows of any other, by its title.

    `lines` map the titles and headings that are not the template's own.
    """

    sheets: list[ReadSheet]
    kept: dict[str, list[list[Raw]]]
    lines: list[MappingLine]


@attrs.frozen
class Options:
    """What is done with rows that do not fit (选项), as in `frames.check_groups`."""

    duplicates: str = "error"
    orphans: str = "error"
    membership: str = "partial"

    def __attrs_post_init__(self) -> None:
        known = {
            "duplicates": ("error", "keep"),
            "orphans": ("error", "ignore"),
            "membership": ("complete", "partial"),
        }
        for field, allowed in known.items():
            if (value := getattr(self, field)) not in allowed:
                raise InvalidValue(field, value, "、".join(allowed), "one of " + ", ".join(allowed))


def given(
    raw: Mapping[str, list[list[Raw]]], ruleset: Ruleset, answers: frozenset[str], options: Options, *, zh: bool
) -> WorkbookContents:
    """Return the content of a workbook, with the subjects in it (读取工作簿). `zh` is the language of proposals.

    `raw` has the cells of each sheet by its title. `answers` are the headings of columns that `judge` added. Raises
    `InvalidValue` for sheets that are not those of the ruleset.
    """
    sheets = sheets_of(ruleset)
    guide = next((rows for title, rows in raw.items() if is_guide(title)), [])
    confirmed = Confirmed([cell.value for cell in row] for row in guide)
    raw = {title: rows for title, rows in raw.items() if title not in OURS}
    heads = {title: [_heads(row, answers) for row in rows[:FIRST_ROWS]] for title, rows in raw.items()}
    titles = titled(sheets, heads, confirmed)
    given_sheets: list[ReadSheet] = []
    lines: list[MappingLine] = []
    for sheet in sheets:
        title = titles.get(sheet.path)
        read = None if title is None else _sheet(sheet, title, raw[title], heads[title], confirmed)
        given_sheets.append(read or ReadSheet(sheet, [], {}, is_there=False))
        if title is not None:
            lines += _lines(sheet, title, heads[title], confirmed, zh=zh)
    kept = {
        title: rows
        for title, rows in raw.items()
        if not any(each.is_there and titles[each.sheet.path] == title for each in given_sheets)
    }
    main, *groups = given_sheets
    unread = {title: heads[title] for title in kept if title not in titles.values()}
    lines += _unread(main, unread, confirmed, zh=zh)
    if not main.is_there and not lines:
        need_zh, need = (
            f"含有“{main.sheet.titles[0]}”工作表的工作簿",
            f"a workbook with a sheet {main.sheet.titles[1]!r}",
        )
        raise InvalidValue("data", list(raw), need_zh, need)
    names = Counter(_name(row) for row in main.rows)
    members = {group.sheet.path: _members(group, names, options) for group in groups}
    whole = {group.sheet.path for group in groups if group.is_there and options.membership == "complete"}
    for row in main.rows:
        _make(row, main.sheet, members, names, whole, alone=not groups, keep=options.duplicates == "keep")
    return WorkbookContents(given_sheets, kept, merged(confirmed.lines, lines))


def raw_cells(data: bytes) -> dict[str, list[list[Raw]]]:
    """Return the cells of each sheet of a workbook, by its title (读取单元格).

    Raises `InvalidValue` for bytes that are not a workbook.
    """
    if len(data) > MOST_BYTES:
        raise InvalidValue("data", f"{len(data)} bytes", f"至多{MOST_BYTES}字节的工作簿", f"at most {MOST_BYTES} bytes")
    from openpyxl import load_workbook

    try:
        with ZipFile(BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked <= MOST_UNPACKED:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                book = load_workbook(BytesIO(data), read_only=True)
                return {sheet.title: _rows(sheet) for sheet in book.worksheets}
    except SgzlibError:
        raise
    except Exception:  # noqa: BLE001 - whatever a file that is none makes openpyxl stumble over
        raise InvalidValue("data", f"{len(data)} bytes", *_XLSX) from None
    zh, en = f"解压后至多{MOST_UNPACKED}字节的工作簿", f"a workbook of at most {MOST_UNPACKED} bytes unpacked"
    raise InvalidValue("data", f"{unpacked} bytes", zh, en)


def _rows(sheet: Any) -> list[list[Raw]]:
    sheet.reset_dimensions()
    rows: list[list[Raw]] = []
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, max_row=MOST_ROWS + 1)):
        if number == MOST_ROWS:
            zh, en = f"每表至多{MOST_ROWS}行", f"at most {MOST_ROWS} rows a sheet"
            raise InvalidValue("data", sheet.title, zh, en)
        width = max((place for place, cell in enumerate(cells, 1) if cell.value is not None), default=0)
        rows.append([Raw(_blank(cell.value), cell.data_type) for cell in cells[:width]])
    return rows


def _blank(value: Any) -> Any:
    if isinstance(value, str) and not value.strip():
        return None
    # What Excel shows is the shortest decimal that is the same float.
    return Decimal(repr(value)) if isinstance(value, float) else value


def _sheet(
    sheet: Sheet, title: str, rows: list[list[Raw]], heads: list[list[str]], confirmed: Confirmed
) -> ReadSheet | None:
    """Return a sheet as given (读取工作表); None if none of its headings names a fact."""
    said = confirmed.headings(sheet, title)
    names = Headings(sheet, said)
    start = names.row(heads)
    if start is None:
        zh, en = "含有列标题的工作表，列标题如模板所列", "a sheet with headings like the template's"
        raise InvalidValue(f"data[{title!r}]", heads[0] if heads else [], zh, en)
    head = _without_blank_twins(heads[start], names, rows[start + 1 :])
    columns = [names.get(text) for text in head]
    for name, number in Counter(columns).items():
        if name is not None and number > 1:
            zh, en = "不重复的列标题", "headings that differ"
            raise InvalidValue(f"data[{title!r}]", sheet.headings[name][0], zh, en)
    if not any(columns):
        return None
    others = [text for text, name in zip(head, columns, strict=True) if text and name is None]
    read_rows: list[ReadRow] = []
    for cells in rows[start + 1 :]:
        known = {name: cell for name, cell in zip(columns, cells, strict=False) if name and cell.value is not None}
        rest = {text: cell for text, cell in zip(head, cells, strict=False) if text in others}
        if known:
            shown = ({key: cell.value for key, cell in part.items()} for part in (known, rest))
            row = _read(sheet, ReadRow(len(read_rows) + 2, *shown), known)
            _tell_sources(row, places_headed(sheet.of, rest))
            read_rows.append(row)
    texts = [text for texts in sheet.headings.values() for text in texts[:2]]
    near = {
        text: "" if normalized(text) in said or sheet.tells_source(text) else perhaps(text, texts)
        for text in dict.fromkeys(others)
    }
    return ReadSheet(sheet, read_rows, near)


def _tell_sources(row: ReadRow, places: Mapping[str, str]) -> None:
    """Read the sources that a row tells (读取来源), by the paths in it."""
    for heading, place in places.items():
        try:
            level = spellings.read(LEVEL, heading, row.others[heading])
        except SgzlibError as error:
            row.problems[heading] = _asked(LEVEL, error)
        else:
            row.sources |= {} if level is UNKNOWN else {place: Source(how=level)}


def sources_of(row: ReadRow) -> dict[str, Source]:
    """Return the sources of a row and of its members' rows, by path (全部来源)."""
    sources = dict(row.sources)
    for column, members in row.members.items():
        path = path_of(column)
        is_known = value_of(row.subject, column) is not UNKNOWN
        for place, member in enumerate(members if is_known else ()):
            member_path = f"{path}[{place}]"
            sources |= {
                joined(member_path, inner) if inner else member_path: source for inner, source in member.sources.items()
            }
    return sources


def _without_blank_twins(head: list[str], names: Headings, rows: list[list[Raw]]) -> list[str]:
    """Return the headings without empty columns whose fact another column holds (去除重复的空列).

    A workbook from `judge` has a column for each fact, beside the office's own column that was confirmed later.
    """
    filled = {index for row in rows for index, cell in enumerate(row) if cell.value is not None}
    twins = Counter(names.get(text) for text in head)
    return [
        "" if index not in filled and (name := names.get(text)) is not None and twins[name] > 1 else text
        for index, text in enumerate(head)
    ]


def _lines(
    sheet: Sheet, title: str, heads: list[list[str]], confirmed: Confirmed, *, zh: bool
) -> Iterator[MappingLine]:
    """Yield what a sheet and its headings are read as (对应), where they are not the template's own."""
    if not is_titled(sheet, title):
        yield confirmed.sheet(title) or MappingLine(title, "", sheet.titles[0 if zh else 1], confirmed=True)
    start = Headings(sheet, confirmed.headings(sheet, title)).row(heads) or 0
    yield from proposed(sheet, title, heads[start], confirmed, zh=zh)


def _unread(
    main: ReadSheet, unread: Mapping[str, list[list[str]]], confirmed: Confirmed, *, zh: bool
) -> Iterator[MappingLine]:
    """Yield a line for each sheet that was not read and has headings (未读取工作表的对应).

    Where the subjects' sheet is missing and there is one alone, it is proposed as that, with its headings.
    """
    sheet = main.sheet
    starts = {title: Headings(sheet, confirmed.headings(sheet, title)).row(heads) for title, heads in unread.items()}
    headed = {title: start for title, start in starts.items() if start is not None}
    alone = len(headed) == 1 and not main.is_there
    for title, start in headed.items():
        line = confirmed.sheet(title)
        meant = sheet.titles[0 if zh else 1] if alone else ""
        yield (
            MappingLine(title, "", meant, None)
            if line is None
            else attrs.evolve(line, valid=line.confirmed is not True)
        )
        if alone:
            yield from proposed(sheet, title, unread[title][start], confirmed, zh=zh)


def _heads(row: list[Raw], answers: frozenset[str]) -> list[str]:
    """Return what heads the columns, if a row does (列标题); what `judge` added heads none."""
    texts = ("" if cell.value is None else str(cell.value) for cell in row)
    return ["" if text in answers else text for text in texts]


def _read(sheet: Sheet, row: ReadRow, cells: Mapping[str, Raw]) -> ReadRow:
    for name, cell in cells.items():
        kind = sheet.columns[name].kind
        if cell.type in {"f", "e"}:
            row.problems[name] = _FORMULA if cell.type == "f" else _ERROR
            continue
        try:
            value = spellings.read(kind, name, cell.value)
        except SgzlibError as error:
            row.problems[name] = _asked(kind, error)
        else:
            row.values |= {} if value is UNKNOWN else {name: value}
    return row


def _asked(kind: Kind[Any], error: SgzlibError) -> Pair:
    """Write how to put a cell right (改法): of many options the list to choose from, and not each of them."""
    zh, en = f"请填{error.allowed_zh}", f"enter {error.allowed}"
    if kind.form is Form.LABEL:
        many = len(kind.domain) > _MOST_LISTED
        zh, en = ("请从下拉列表中选择", "choose from the list") if many else (f"请{error.allowed_zh}", en)
    return f"填写有误：{zh}", f"could not be read: {en}"


_FORMULA: Pair = ("公式不予计算，请粘贴为数值", "formulas are not computed: paste the value")
_ERROR: Pair = ("Excel 的错误值，不是数据", "an Excel error instead of a value")


def _name(row: ReadRow) -> str:
    name = row.values.get(OWN_KEY, row.values.get(KEY, ""))
    return name.strip() if isinstance(name, str) else ""


def _members(group: ReadSheet, names: Mapping[str, int], options: Options) -> dict[str, list[ReadRow]]:
    """Return the rows of a group by the name of their subject, each with its member assembled."""
    rows_by_owner: dict[str, list[ReadRow]] = {}
    seen: dict[Any, int] = {}
    for row in group.rows:
        owner = row.values.pop(OWN_KEY, "").strip()
        if owner in names and owner:
            rows_by_owner.setdefault(owner, []).append(row)
            first = seen.setdefault((owner, _told_apart(group.sheet, row)), row.number)
            if first != row.number and options.duplicates == "error":
                zh = f"与第{first}行重复，所属对象的这一组按未知处理；确为不同成员的，请填写姓名等可区分的内容"
                en = f"a copy of row {first}: the group counts as unknown; if they are two members, enter what differs"
                row.problems[OWN_KEY] = (zh, en)
        elif options.orphans == "error":
            row.problems.setdefault(
                OWN_KEY, ("主表中没有该名称，本行未计入", "no such name in the first sheet: the row is not counted")
            )
        _assemble(row, group.sheet, OWN_KEY)
    return rows_by_owner


def _told_apart(sheet: Sheet, row: ReadRow) -> Any:
    """Return what tells a row of members from others (区分成员的内容): their facts, and without a text all cells."""
    named = any(sheet.columns[name].kind.form is Form.TEXT for name in row.values)
    return repr((row.values, {} if named else row.others, {} if named else row.cells))


def _make(
    row: ReadRow,
    sheet: Sheet,
    members: Mapping[str, dict[str, list[ReadRow]]],
    names: Mapping[str, int],
    whole: Container[str],
    *,
    alone: bool,
    keep: bool,
) -> None:
    """Make the subject of a row, its groups with their members; a group that is not sure is unknown."""
    name = _name(row)
    sure = bool(name) and (names[name] == 1 or keep)
    key = OWN_KEY if OWN_KEY in sheet.columns else KEY
    if not alone and not sure:
        zh, en = ("名称重复", "the name occurs twice") if name else ("缺少名称", "a name is missing")
        row.problems.setdefault(
            key, (f"{zh}，分组表中的行无从对应", f"{en}, so rows of other sheets cannot be matched")
        )
    row.values.pop(OWN_KEY, None)
    for path, by_name in members.items():
        stated = row.values.pop(path, None)
        rows = row.members[path] = by_name.get(name, []) if sure else []
        subjects = tuple(each.subject for each in rows)
        copied = any(OWN_KEY in each.problems for each in rows)
        if stated is not None and stated != len(rows) and sure:
            row.problems[path] = (
                f"分组表中有{len(rows)}行，与此处所填数目不符",
                f"the other sheet has {counted(len(rows), 'rows')}, which is not this number",
            )
        elif (
            sure
            and path not in row.problems
            and (rows or stated == 0 or path in whole)
            and None not in subjects
            and not copied
        ):
            row.values[path] = subjects
    _assemble(row, sheet, key)


def _assemble(row: ReadRow, sheet: Sheet, key: str) -> None:
    try:
        row.subject = assembled(sheet.of, row.values)
    except SgzlibError as error:
        zh, en = sheet.headings.get(INSIDE.join(map(str, error.loc)), (error.field, error.field))[:2]
        row.problems[key] = (
            f"本行填写前后矛盾：“{zh}”应为{error.allowed_zh}",
            f"the row contradicts itself: {en!r}, expected {error.allowed}",
        )


def problems_of(sheets: list[ReadSheet]) -> Iterator[tuple[ReadSheet, ReadRow, str, Pair]]:
    """Yield the problems, cell by cell (单元格问题)."""
    for sheet in sheets:
        for row in sheet.rows:
            for name, said in row.problems.items():
                yield sheet, row, name, said
