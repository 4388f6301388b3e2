"""Choosing rows (选取行): the rows with some verdicts, and these rows as whole subjects with their members and sources.

The rows are filtered by the table's own engine. Only those that are left become objects.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import attrs
import narwhals as nw

from sgzlib.advice.questions import set_path
from sgzlib.assessment.assessment import Assessment
from sgzlib.assessment.sources import Source
from sgzlib.bridges import spellings
from sgzlib.bridges.columns import INSIDE, groups_in, path_of, source_column
from sgzlib.bridges.frames.column_reader import SOURCE, sources_headed
from sgzlib.bridges.frames.judging import VERDICT, code_of, codes_of
from sgzlib.bridges.frames.matching import Tables
from sgzlib.bridges.frames.rows import cells_of, facts_held, subjects_of
from sgzlib.bridges.frames.tables import Pandas, columns_in, is_dask, table_of
from sgzlib.bridges.interchange import InvalidDocument
from sgzlib.law.errors import SgzlibError
from sgzlib.law.judging import Status
from sgzlib.law.requirement import Ruleset
from sgzlib.law.tracing import joined
from sgzlib.law.truth import UNKNOWN

Named: TypeAlias = tuple[tuple[Any, ...], Any, dict[str, Source]]
"""What `by` says of a row, its subject or what is wrong with it, and the sources it tells (名称、对象与来源)."""


def rows_where(judged: Any, ruleset: Ruleset, statuses: Iterable[Status], most: int | None = None) -> Any:
    """Return the rows whose verdict has one of the statuses, the first or all (筛选行), as a table in memory."""
    *_, verdict = codes_of(ruleset)
    if verdict in columns_in(judged):
        return _rows_in(judged, verdict, [code_of(status) for status in statuses], most)
    return _rows_in(judged, VERDICT, [_TOLD[status] for status in statuses], most)


def rows_with(native: Any, column: str, numbers: Mapping[int, int], most: int) -> Iterator[Any]:
    """Yield tables of the rows with the highest numbers in a column, no more than `most` in all (数大的行).

    `numbers` says how many rows hold which. Only of the lowest number that is taken may some rows be left out.
    """
    whole: list[int] = []
    for number in sorted((number for number in numbers if number), reverse=True):
        if numbers[number] > most:
            yield from ([_rows_in(native, column, whole)] if whole else [])
            yield from ([_rows_in(native, column, [number], most)] if most else [])
            return
        whole.append(number)
        most -= numbers[number]
    yield from ([_rows_in(native, column, whole)] if whole else [])


def rows_named(judged: Any, column: str, values: Iterable[Any]) -> Any:
    """Return the rows in which a column has one of some values (按值选行), as a table in memory."""
    return _rows_in(judged, column, list(values))


_TOLD = {Status.MET: True, Status.VIOLATED: False, Status.UNDETERMINED: None}
"""What the verdict is where it alone tells its status (结论所示状态)."""


def _rows_in(native: Any, column: str, values: list[Any], most: int | None = None) -> Any:
    non_null = [value for value in values if value is not None]
    table = None if is_dask(native) else table_of(native)
    if table is None or isinstance(table, Pandas):
        there = native[column].isin(non_null)
        chosen = native[there | native[column].isna() if None in values else there]
        if table is None:
            return chosen.compute() if most is None else chosen.head(most, npartitions=-1)
        return chosen if most is None else chosen.head(most)
    for name in table.names:
        table.dtype(name)
    asked = nw.col(table.inner(column))
    filtered = table.frame().filter(
        asked.is_in(non_null) | asked.is_null() if None in values else asked.is_in(non_null)
    )
    collected = (filtered if most is None else filtered.head(most)).lazy().collect("pyarrow").to_native()
    return collected.rename_columns(list(table.names))


@attrs.frozen(eq=False)
class Section:
    """A subject that is not clear (待处理对象): its name, and its assessment, or why its row is no subject."""

    name: str
    assessment: Assessment | InvalidDocument


@attrs.frozen(eq=False)
class SubjectAssembler:
    """How the rows of tables become whole subjects (行转完整对象): how members are joined, and columns named."""

    ruleset: Ruleset
    tables: Tables

    def __call__(self, chosen: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
        """Yield the values of `by` in each row, and the row's subject or the errors in it (名称与对象)."""
        answers = [rule.id for _, rule, _ in self.ruleset.every()]
        held = facts_held(chosen, self.ruleset.subject, self.tables.columns, answers)
        made = subjects_of(self.ruleset.subject, *held, lenient=self.tables.unreadable == "unknown")
        names = (
            list(zip(*cells_of(chosen, self.tables.by).values(), strict=True)) if self.tables.by else [()] * len(made)
        )
        groups = {path: self.members_of(path, names) for path in self.tables.members}
        for name, subject in zip(names, made, strict=True):
            theirs = {path: members.get(name, self.nobody) for path, members in groups.items()}
            yield name, self._joined(subject, theirs)

    def with_sources(self, chosen: Any) -> Iterator[Named]:
        """Yield the same with the sources of a row and of its members, by path (名称、对象与来源)."""
        sources_by_row = list(self._sources(chosen, self.ruleset.subject, self.tables.columns))
        named = list(self(chosen))
        names = [name for name, _ in named]
        for path in self.tables.members:
            theirs = self._members(path, names, self._sources)
            for sources, name in zip(sources_by_row, names, strict=True):
                for place, of_member in enumerate(theirs.get(name, ())):
                    member = f"{path_of(path)}[{place}]"
                    sources |= {joined(member, inner) if inner else member: each for inner, each in of_member.items()}
        for (name, subject), sources in zip(named, sources_by_row, strict=True):
            yield name, subject, sources

    @property
    def nobody(self) -> list[Any] | None:
        """What is known of a group of which no row was found (无成员行): nobody is in it, or nothing is known."""
        return [] if self.tables.membership == "complete" else None

    def members_of(self, path: str, names: list[tuple[Any, ...]]) -> dict[tuple[Any, ...], list[Any]]:
        """Return the members of a group by what `by` says of their rows (各组成员)."""
        return self._members(path, names, self._subjects)

    def _members(
        self,
        path: str,
        names: list[tuple[Any, ...]],
        work: Callable[[Any, type, Mapping[str, str] | None], Iterable[Any]],
    ) -> dict[tuple[Any, ...], list[Any]]:
        """Return what `work` makes of each row of a group's table, by the values of `by`."""
        first, *_ = self.tables.by
        theirs = _rows_in(self.tables.members[path], first, [name[0] for name in names if name[0] is not None])
        made = work(theirs, groups_in(self.ruleset)[path], self.tables.member_columns.get(path))
        by_name: defaultdict[tuple[Any, ...], list[Any]] = defaultdict(list)
        for name, member in zip(zip(*cells_of(theirs, self.tables.by).values(), strict=True), made, strict=True):
            by_name[name].append(member)
        return by_name

    def _subjects(self, native: Any, cls: type, columns: Mapping[str, str] | None) -> list[Any]:
        return subjects_of(cls, *facts_held(native, cls, columns), lenient=self.tables.unreadable == "unknown")

    @staticmethod
    def _sources(native: Any, cls: type, columns: Mapping[str, str] | None) -> Iterator[dict[str, Source]]:
        """Yield the sources of each row by path (各行来源). An unreadable cell gives no source."""
        heads = sources_headed(cls, columns_in(native), columns)
        cells = cells_of(native, heads)
        paths = {name: path_of(name.removesuffix(source_column(""))) for name in cells}
        for row in range(len(native)):
            levels = {paths[name]: _level(column[row]) for name, column in cells.items()}
            yield {path: Source(how=level) for path, level in levels.items() if level is not UNKNOWN}

    @staticmethod
    def _joined(subject: Any, groups: Mapping[str, list[Any] | None]) -> Any:
        if isinstance(subject, InvalidDocument):
            return subject
        try:
            for path, members in groups.items():
                if members is not None:
                    subject = set_path(subject, path.replace(INSIDE, "."), tuple(members))
        except SgzlibError as error:
            return InvalidDocument(error.with_traceback(None))
        return subject


def _level(cell: Any) -> Any:
    try:
        return spellings.read(SOURCE.kind, "source", cell)
    except SgzlibError:
        return UNKNOWN
