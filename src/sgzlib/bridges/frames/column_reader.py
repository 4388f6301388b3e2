"""The facts of a table (表中事实): which column holds which fact, and how its cells are read.

A column is looked up by its heading and opened (`column_parser`) when a formula first asks for its fact. All columns
that were opened are then checked together.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Container, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import narwhals as nw

from sgzlib.assessment.sources import SourceLevel
from sgzlib.bridges.columns import (
    column_name,
    columns_of,
    facts_headed,
    labels_of,
    naming,
    own_columns,
    places_around,
    refuse_unknown,
    source_column,
    source_headings_of,
)
from sgzlib.bridges.frames.column_parser import ColumnParser, RangeProbe, reading
from sgzlib.bridges.frames.tables import FEN_DIGITS, ROW, Frame, Table, UnknownColumn, is_quiet, numbered
from sgzlib.law.errors import InvalidType, InvalidValue
from sgzlib.law.facts import Fact
from sgzlib.law.kinds import YUAN, Kind, choice
from sgzlib.law.truth import UNKNOWN


@attrs.frozen(eq=False)
class _ReadColumn:
    column: str
    kind: Kind[Any]
    reading: ColumnParser
    held: str
    shown: nw.Expr


_Invalid = InvalidType | InvalidValue
SOURCE: Fact[Any] = Fact(choice(SourceLevel), "来源等级", "source level", None)
"""What a column of sources holds (来源列的内容): the level."""


class ColumnReader:
    """The facts of one table (一张表的事实): columns are looked up, read and checked when a formula asks for them.

    With a level `known_from`, a cell is unknown where its source is below that level, or where none is given. The
    members of a group that is known are known where none is given: they are `inherited`. Columns of `answers` hold no
    facts.
    """

    def __init__(
        self,
        table: Table,
        cls: type,
        columns: Mapping[str, str] | None,
        *,
        unreadable: str = "error",
        known_from: int | None = None,
        inherited: bool = False,
        answers: Container[str] = (),
    ) -> None:
        self.table = table
        self._level, self._inherited = known_from, inherited
        self._known_where: dict[str, nw.Expr] = {}
        self._lenient = unreadable == "unknown"
        self._cls = cls
        columns = own_columns(cls, naming(columns))
        self.sources = sources_headed(cls, table.names, columns)
        known = columns_of(cls)
        mapped = {fact: name for name, fact in (columns or {}).items()}
        self.column_of = headed(cls, [name for name in table.names if name not in answers], mapped) | {
            fact: name for fact, name in mapped.items() if fact not in self.sources
        }
        self._heads = {**self.sources, **self.column_of}
        for name, fact in (columns or {}).items():
            if mapped[fact] != name:
                zh, en = f"不与 {mapped[fact]!r} 指同一事实的列", f"a column for another fact than {mapped[fact]!r}"
                raise InvalidValue(f"columns[{name!r}]", fact, zh, en)
            if fact not in known and fact not in self.sources:
                refuse_unknown(f"columns[{name!r}]", fact, known)
            if name not in table.names:
                names = [str(own) for own in table.names]
                raise InvalidValue("columns", name, "、".join(names), "one of " + ", ".join(names))
        self._read: dict[str, _ReadColumn | None] = {}
        self.missing: list[str] = []

    def known(self, path: str, fact: Fact[Any]) -> Any:
        """Return what a fact is in every row, where no cell has to be read for that (整列相同的值); else None."""
        column = column_name(path)
        read = self._open(self._heads.get(column, column), fact)
        self._read[column] = read
        where = None if read is None or self._level is None else self.known_where(column, self._level)
        if read is not None and where is not None:
            self._known_where[read.held] = where
        return UNKNOWN if read is None else None

    def known_where(self, column: str, level: int) -> nw.Expr | None:
        """Return the rows where a column's value is known at a level or above (达到等级的行); None for all rows."""
        names = [source_column(place) for place in places_around(column)]
        for name in names:
            if name in self.sources and name not in self._read:
                self._read[name] = self._open(self.sources[name], SOURCE)
        levels = [nw.col(read.held).cast(nw.Int8) for name in names if (read := self._read.get(name)) is not None]
        if not levels:
            return None if self._inherited else nw.lit(value=False)
        otherwise = max(SourceLevel) if self._inherited else 0
        return nw.coalesce(*levels, nw.lit(int(otherwise), dtype=nw.Int8)) >= level

    def column(self, path: str, _fact: Fact[Any]) -> nw.Expr:
        """Return the column that holds a fact whose cells have to be read (列)."""
        read: Any = self._read[column_name(path)]
        return nw.col(read.held)

    def _open(self, name: str, fact: Fact[Any]) -> _ReadColumn | None:
        if name not in self.table.names:
            self.missing.append(name)
            return None
        dtype = self.table.dtype(name, fact)
        if dtype is None:
            return None
        inner = self.table.inner(name)
        held = f"_sgz_f{len(self._read)}"
        texts = partial(_texts, self.table.frame(), inner)
        how = reading(fact.kind, inner, dtype, held, self.table.money(), texts)
        if how is None and self._lenient:
            return None
        if how is None:
            read = _ReadColumn(
                name, fact.kind, ColumnParser(nw.col(inner), ~nw.col(inner).is_null()), inner, nw.col(inner)
            )
            _refuse(self.table.frame(), read, InvalidType)
            raise InvalidType(name, str(dtype), fact.kind.zh, fact.kind.en)
        if (self._lenient and how.refused is not None) or self._level is not None:
            how = attrs.evolve(how, converts=True)  # what becomes unknown does so in a column of its own
        return _ReadColumn(name, fact.kind, how, held if how.converts else inner, nw.col(inner))

    def heading(self, name: str) -> str:
        """Return what heads the column of a fact (列名)."""
        zh, _ = labels_of(self._cls).get(name, (name, name))
        return zh

    def exact(self, name: str, amounts: nw.Expr) -> nw.Expr:
        """Return what rows come to as decimals with two digits (精确金额); a row with more is refused."""
        how = ColumnParser(amounts, amounts.round(FEN_DIGITS) != amounts)
        self._read[f"{name}*"] = _ReadColumn(name, YUAN, how, name, amounts)
        return amounts.cast(nw.Decimal(38, FEN_DIGITS))

    def opened(self, *, trust: bool) -> Frame:
        """Return the table with its cells converted to what rules compare, and checked unless trusted (转换并核对)."""
        reads = [read for read in self._read.values() if read is not None]
        frame = self.table.frame()
        converted = [read.reading.seen.alias(read.held) for read in reads if read.reading.converts]
        frame = frame.with_columns(*converted) if converted else frame
        refused = [read for read in reads if read.reading.refused is not None]
        if self._lenient:
            # What rows come to is no cell of theirs.
            _check(frame, [read for read in refused if not read.reading.converts])
            refused = [read for read in refused if read.reading.converts]
            known = [
                nw.when(~_definitely(read.reading.refused)).then(nw.col(read.held)).alias(read.held) for read in refused
            ]
            frame = frame.with_columns(*known) if known else frame
        elif not trust:
            _check(frame, refused)
        known = [nw.when(where).then(nw.col(held)).alias(held) for held, where in self._known_where.items()]
        return frame.with_columns(*known) if known else frame

    def read(self, name: str, fact: Fact[Any]) -> None:
        """Read a column as a fact (读列), as when a rule asks for it; raise what `check` raises for it."""
        self.known(name, fact)

    def is_empty(self, fact: str) -> bool:
        """Whether the column of a fact holds nothing but nulls (是否空列)."""
        return self._read[fact] is not None or self.table.dtype(self._heads[fact]) is None

    def unread(self, fact: str) -> tuple[Frame, _ReadColumn] | None:
        """Return the table as it is read, and how a column is read of which some cells may be refused (待核对的列)."""
        read = self._read[fact]
        if read is None or read.reading.refused is None:
            return None
        frame = self.table.frame()
        return frame.with_columns(read.reading.seen.alias(read.held)) if read.reading.converts else frame, read


def headed(cls: type, names: Iterable[Any], mapped: Container[str] = ()) -> dict[str, Any]:
    """Return the column of each fact, recognised by its heading (按列名对应).

    Two headings of one fact raise `InvalidValue`, unless `mapped` says which column holds it.
    """
    return _single(facts_headed(cls, names), mapped)


def sources_headed(cls: type, names: Iterable[Any], columns: Mapping[str, str] | None) -> dict[str, Any]:
    """Return the columns of sources (来源列), by the names that `source_column` gives, as `headed` does."""
    columns = own_columns(cls, columns)
    there, texts = list(map(str, names)), source_headings_of(cls)
    mapped = {source: name for name, source in (columns or {}).items() if source in texts}
    headings = {source: [text for text in several if text in there] for source, several in texts.items()}
    return _single({source: heads for source, heads in headings.items() if heads}, mapped) | mapped


def _single(headings: Mapping[str, list[str]], mapped: Container[str]) -> dict[str, Any]:
    for fact, heads in headings.items():
        if len(heads) > 1 and fact not in mapped:
            zh = f"每项事实只对应一列的表；请删去其一，或者以 columns= 指明 {fact} 的列"
            raise InvalidValue("frame", heads, zh, f"one column for each fact; remove one, or map {fact} by columns=")
    return {fact: heads[0] for fact, heads in headings.items()}


def _definitely(truth: nw.Expr | None) -> nw.Expr:
    """Return where a truth is True."""
    return nw.when(truth).then(nw.lit(value=True)).otherwise(nw.lit(value=False))  # type: ignore[arg-type]


def _texts(frame: Frame, column: str) -> list[str]:
    """Return the distinct texts of a column."""
    if isinstance(frame, nw.DataFrame):
        # narwhals needs numpy for the distinct rows of an Arrow table, but not for the distinct values of a column.
        return list(frame.get_column(column).cast(nw.String).drop_nulls().unique().to_list())
    distinct = frame.select(nw.col(column).cast(nw.String)).drop_nulls().unique()
    texts: list[str] = distinct.collect("pyarrow").get_column(column).to_list()
    return texts


def warn_of_missing(askings: Iterable[ColumnReader]) -> None:
    """Warn, once and where the library was called, of the facts that have no column (缺少的列)."""
    missing = [(asking.heading(name), name) for asking in askings for name in asking.missing]
    if missing and not is_quiet():
        zh, en = "、".join(heading for heading, _ in missing), ", ".join(name for _, name in missing)
        said = f"表中没有 {zh} 列，各行的这些事实按未知处理 (no column {en}; unknown in every row)"
        warnings.warn(said, UnknownColumn, stacklevel=_level_of_caller())


def _level_of_caller() -> int:
    frame, level = sys._getframe(1), 1  # noqa: SLF001 - Python 3.11 has no `skip_file_prefixes`
    while frame.f_back is not None and frame.f_code.co_filename.startswith(_HERE):
        frame, level = frame.f_back, level + 1
    return level


_HERE = str(Path(__file__).parents[2])


def _check(frame: Frame, reads: list[_ReadColumn]) -> None:
    slow = {f"_sgz_{index}": read.reading.refused for index, read in enumerate(reads) if read.reading.sign is None}
    signs = [read.reading.sign or RangeProbe((("any", f"_sgz_{index}"),), bool) for index, read in enumerate(reads)]
    columns: dict[str, dict[str, None]] = {}
    for aggregate, held in (each for sign in signs for each in sign.aggregates):
        columns.setdefault(aggregate, {})[held] = None
    if not columns:
        return
    seen = frame.with_columns(**slow) if slow else frame  # type: ignore[arg-type]
    asked = [getattr(nw.col(*names), aggregate)().name.suffix(f"_{aggregate}") for aggregate, names in columns.items()]
    aggregated = seen.select(*asked) if isinstance(seen, nw.DataFrame) else seen.select(*asked).collect("pyarrow")
    answers = aggregated.rows(named=True)[0]
    for read, sign in zip(reads, signs, strict=True):
        if sign.shows(*(answers[f"{held}_{aggregate}"] for aggregate, held in sign.aggregates)):
            _refuse(frame, read, InvalidValue)


def _refuse(frame: Frame, read: _ReadColumn, error: type[_Invalid]) -> None:
    wrong = numbered(frame).filter(read.reading.refused).head(1)  # type: ignore[arg-type]
    for row in wrong.with_columns(read.shown.alias("_sgz_shown")).lazy().collect("pyarrow").rows(named=True):
        index = f"[{row[ROW]}]" if ROW in row else ""
        raise error(f"{read.column}{index}", row["_sgz_shown"], read.kind.zh, read.kind.en)
