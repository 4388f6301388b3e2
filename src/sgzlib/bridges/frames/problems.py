"""Problems of a table (表中问题): all that cannot be read or joined, found in one run.

Nothing is judged. Each different cell that cannot be read is listed once, with its rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any

import attrs

from sgzlib.advice.questions import inputs_of
from sgzlib.bridges import spellings
from sgzlib.bridges.columns import INSIDE, columns_of, groups_in, headings_of, plain
from sgzlib.bridges.frames.column_reader import SOURCE, ColumnReader
from sgzlib.bridges.frames.matching import Misfit, Tables, copied, orphans, twice
from sgzlib.bridges.frames.members import keys
from sgzlib.bridges.frames.tables import ROW, is_dask, numbered, table_of, taking_streams
from sgzlib.law.errors import InvalidType, InvalidValue, SgzlibError, nearest, require
from sgzlib.law.facts import Fact, is_subject
from sgzlib.law.kinds import Form, Pair
from sgzlib.law.plurals import counted
from sgzlib.law.requirement import Ruleset
from sgzlib.prose.documents import Documented
from sgzlib.prose.language import Language
from sgzlib.prose.tables import Backend, Row, frame_of
from sgzlib.prose.typed import TypedDict
from sgzlib.prose.views import Viewed

if TYPE_CHECKING:
    from sgzlib.prose.html import Element

_MOST_ROWS = 20


class ProblemKind(Enum):
    """The kinds of problem (问题种类)."""

    CELL = "无法读取的单元格", "cell that cannot be read"
    COLUMN = "无法读取的列", "column that cannot be read"
    HEADING = "不对应任何事实的列", "column that matches no fact"
    MISSING = "缺少的列", "missing column"
    TWICE = "重复的对象", "repeated subject"
    COPY = "重复的成员行", "copied row of a member"
    ORPHAN = "不属任何对象的成员行", "member of no subject"


class ProblemDict(TypedDict):
    """One problem of a table (一个问题), as in `Problem`."""

    kind: str
    table: str
    column: str
    value: str | None
    count: int
    rows: list[int]
    suggestion: str


@attrs.frozen(eq=False, repr=False)
class Problem(Documented[ProblemDict]):
    """One problem of a table (一个问题): `count` rows have it; `rows` are the first of them, counted from 0.

    `table` is the path of the group to which the table belongs, empty for the table of subjects. `value` is the cell or
    the key, and `fact` the fact that belongs in the column.
    """

    kind: ProblemKind
    table: str
    column: str
    value: Any
    count: int
    rows: tuple[int, ...]
    fact: str | None
    expected: Pair

    document_type = ProblemDict

    def __repr__(self) -> str:
        where = f"{self.table}.{self.column}" if self.table else self.column
        value = "" if self.value is None else f" {self.value!r}"
        return f"<Problem {self.kind.name} {where}{value}: {counted(self.count, 'rows')}>"

    def suggestion(self, locale: str = "zh_CN") -> str:
        """Return how to correct the problem (改法)."""
        return Language(locale).pick(self.expected)

    def extra_fields(self, language: Language) -> dict[str, Any]:
        """Return the value as text, and how to correct the problem (自述部分)."""
        value = None if self.value is None else str(self.value)
        return {"kind": self.kind.name, "value": value, "suggestion": language.pick(self.expected)}


@attrs.frozen(eq=False, repr=False)
class Problems(Sequence[Problem], Viewed):
    """All problems of a table (全部问题): a sequence of `Problem`, starting with the table of subjects."""

    found: tuple[Problem, ...]

    def __repr__(self) -> str:
        return f"<Problems: {len(self.found)}>"

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, index: Any) -> Any:
        return self.found[index]

    def to_frame(self, backend: Backend = "polars", locale: str = "zh_CN") -> Any:
        """Return the problems as a Polars, pandas or PyArrow table (结果表), one row for each.

        Raises `InvalidValue` for another library, or for a locale that is neither Chinese nor English.
        """
        columns = {"kind": str, "table": str, "column": str, "value": str, "count": int, "rows": str, "suggestion": str}
        return frame_of("Problems", columns, self._rows(Language(locale)), backend)

    def view(self, language: Language) -> Iterator[Element]:
        """Yield what it shows as a view (视图)."""
        from sgzlib.bridges.frames.listed_view import PROBLEMS, listed_view

        title = language.pick((f"表中问题（{len(self.found)}项）", f"Problems of the table: {len(self.found)}"))
        return listed_view(title, PROBLEMS, self._rows(language), language)

    def _rows(self, language: Language) -> Iterator[Row]:
        for each in self.found:
            rows = ", ".join(map(str, each.rows))
            yield {
                "kind": language.pick(each.kind.value),
                "table": each.table,
                "column": each.column,
                "value": None if each.value is None else str(each.value),
                "count": each.count,
                "rows": rows + (", …" if each.rows and each.count > len(each.rows) else ""),
                "suggestion": language.pick(each.expected),
            }


@taking_streams
def problems(
    frame: Any,
    ruleset: Ruleset,
    *,
    by: str | Sequence[str] = (),
    columns: Mapping[str, str] | None = None,
    members: Mapping[str, Any] | None = None,
    member_columns: Mapping[str, Mapping[str, str]] | None = None,
) -> Problems:
    """Return everything that cannot be read or joined in a table and those of its groups (表中问题), in one run.

    It lists cells and columns that cannot be read, each different value once; columns that match no fact, with a
    suggestion; facts that rules need and that have no column; and, if `by` is given, repeated subjects, copied rows of
    members and members of no subject. Raises `InvalidType` if the input is not a table, and `InvalidValue` for an
    unknown mapping, group or column `by`.

    >>> import polars as pl
    >>> import sgzlib as sgz
    >>> workers = pl.DataFrame({"学历": ["本科", "研究生", "研究生"], "考试日期": ["2021年7月"] * 3})
    >>> found = sgz.frames.problems(workers, sgz.QUALIFICATION)
    >>> [(problem.kind.name, problem.column, problem.value, problem.rows) for problem in found][:2]
    [('CELL', '学历', '研究生', (1, 2)), ('HEADING', '考试日期', None, ())]
    >>> found[1].suggestion()
    '是否指：考试通过日期'
    >>> sgz.frames.problems(workers, sgz.QUALIFICATION, by="编号")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: by: '编号' 不可用，应为学历、考试日期 ...
    """
    require("ruleset", ruleset, Ruleset)
    tables = Tables(by=by, columns=columns, members=members, member_columns=member_columns)
    known = groups_in(ruleset)
    for path in tables.members:
        if path not in known:
            raise InvalidValue("members", path, "、".join(known), "one of " + ", ".join(known))
    natives = {path: _collected(native) for path, native in {"": frame, **tables.members}.items()}
    classes = {"": ruleset.subject, **known}
    read = {path: _read_by(ruleset, path) for path in classes}
    listed: list[Problem] = []
    for path, native in natives.items():
        mapped = tables.member_columns.get(path) if path else tables.columns
        listed += _of_columns(path, native, classes[path], mapped, tables.by, read[path])
    if tables.by:
        main, *_ = natives.values()
        listed += _summed("", ProblemKind.TWICE, twice(main, tables.by))
        for path, native in list(natives.items())[1:]:
            copies = copied(native, tables.by, classes[path], tables.member_columns.get(path))
            listed += _summed(path, ProblemKind.COPY, copies)
            listed += _summed(path, ProblemKind.ORPHAN, orphans(native, main, tables.by))
    return Problems(tuple(listed))


def _collected(native: Any) -> Any:
    return native.compute() if is_dask(native) else native


def _of_columns(
    path: str,
    native: Any,
    cls: type[Any],
    mapped: Mapping[str, str] | None,
    by: tuple[str, ...],
    read: frozenset[str],
) -> Iterator[Problem]:
    """Yield the problems of a table's columns: unreadable cells, unknown headings and missing columns."""
    table = table_of(native)
    keys(table, by)
    asking = ColumnReader(table, cls, mapped, unreadable="unknown")
    facts = {name: fact for name, fact in columns_of(cls).items() if not _is_group(fact)}
    for name, head in asking.column_of.items():
        if name in facts:
            yield from _of_cells(path, asking, name, head, facts[name])
    for name, head in asking.sources.items():
        yield from _of_cells(path, asking, name, head, SOURCE)
    for head in table.names:
        if head not in {*asking.column_of.values(), *asking.sources.values()} and head not in by:
            yield Problem(ProblemKind.HEADING, path, head, None, 0, (), None, _perhaps(head, cls, asking.column_of))
    for name, fact in facts.items():
        if name not in asking.column_of and (name in read or fact.kind.form is not Form.TEXT):
            heading = asking.heading(name)
            expected = f"请增加“{heading}”列", f"add a column {name!r}"
            yield Problem(ProblemKind.MISSING, path, heading, None, 0, (), name, expected)


def _read_by(ruleset: Ruleset, path: str) -> frozenset[str]:
    """Return the columns of a table that a ruleset reads (所读各列)."""
    before = path.replace(INSIDE, ".") + "[]." if path else ""
    paths = (question.path for question in inputs_of(ruleset) if question.path.startswith(before))
    return frozenset(fact_path.removeprefix(before).replace(".", INSIDE) for fact_path in paths)


def _is_group(fact: Fact[Any]) -> bool:
    return fact.kind.several and fact.kind.members is not None and is_subject(fact.kind.members)


def _of_cells(path: str, asking: ColumnReader, name: str, head: str, fact: Fact[Any]) -> Iterator[Problem]:
    allowed = spellings.asked(fact.kind)
    expected = f"请填：{allowed[0]}", f"write {allowed[1]}"
    try:
        asking.read(name, fact)
    except (InvalidType, InvalidValue):
        yield Problem(ProblemKind.COLUMN, path, head, None, 0, (), name, expected)
        return
    held = asking.unread(name)
    if held is None:
        if not asking.is_empty(name):
            yield Problem(ProblemKind.COLUMN, path, head, None, 0, (), name, expected)
        return
    frame, read = held
    refused: Any = read.reading.refused
    wrong = numbered(frame).filter(refused).with_columns(read.shown.alias("_sgz_shown"))
    there = [ROW] if ROW in wrong.collect_schema().names() else []
    cells: dict[Any, list[int]] = {}
    for value, *row in wrong.select("_sgz_shown", *there).lazy().collect("pyarrow").rows():
        cells.setdefault(value, []).extend(row or [-1])
    for value, rows in cells.items():
        numbers = tuple(row for row in rows[:_MOST_ROWS] if row >= 0)
        yield Problem(ProblemKind.CELL, path, head, value, len(rows), numbers, name, _meant(fact, value, expected))


def _meant(fact: Fact[Any], value: Any, expected: Pair) -> Pair:
    """Return how a cell has to be written, as whoever reads it says."""
    try:
        spellings.read(fact.kind, "cell", value)
    except SgzlibError as error:
        expected = f"请填：{error.allowed_zh}", f"write {error.allowed}"
    return expected


def _perhaps(heading: str, cls: Any, known: Mapping[str, Any]) -> Pair:
    """Return the nearest heading of a fact that has no column yet."""
    there = headings_of(cls)
    open_ = {plain(text): text for name, texts in there.items() if name not in known for text in texts}
    near = nearest(plain(heading), list(open_), 0.5)
    if near is None:
        return "不使用此列", "not used"
    return f"是否指：{open_[near]}", f"did you mean {open_[near]!r}?"


def _summed(path: str, kind: ProblemKind, misfits: list[Misfit]) -> Iterator[Problem]:
    by_key: dict[Any, list[Misfit]] = {}
    for misfit in misfits:
        by_key.setdefault(misfit.key, []).append(misfit)
    for key, alike in by_key.items():
        rows = tuple(dict.fromkeys(row for misfit in alike for row in misfit.rows))
        value = key[0] if len(key) == 1 else key
        column = "+".join(alike[0].by)
        count = sum(misfit.count for misfit in alike)
        yield Problem(kind, path, column, value, count, rows[:_MOST_ROWS], None, alike[0].problem)
