"""Asking a table (向表取事实): which column answers for which fact, and the stand-in that rules run on."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import narwhals as nw

from sgzlib.bridges.columns import INSIDE, columns_of, headings_of
from sgzlib.bridges.frames.column_parser import _TYPES, ColumnParser, RangeProbe, reading
from sgzlib.bridges.frames.tables import FEN_DIGITS, ROW, Frame, Table, UnknownColumn, numbered
from sgzlib.law.errors import InvalidType, InvalidValue
from sgzlib.law.facts import Fact, StandIn, is_subject
from sgzlib.law.kinds import YUAN, Kind
from worlds.by_rules.cells import Cells, column, nothing
from worlds.by_rules.labels import Labels


@attrs.frozen(eq=False)
class _Read:
    column: str
    kind: Kind[Any]
    reading: ColumnParser
    held: str
    shown: nw.Expr


_Invalid = InvalidType | InvalidValue


class Asking:
    """The facts of one table (一张表的事实): columns are looked up, read and checked when a rule asks for them."""

    def __init__(self, table: Table, of: type, columns: Mapping[str, str] | None) -> None:
        self.table = table
        if not isinstance(columns or {}, Mapping):
            raise InvalidType("columns", columns, "Mapping 对象", "a Mapping")
        known = columns_of(of)
        self.column_of = headed(of, table.names) | {fact: name for name, fact in (columns or {}).items()}
        for name, fact in (columns or {}).items():
            if fact not in known:
                raise InvalidValue(f"columns[{name!r}]", fact, "、".join(known), "one of " + ", ".join(known))
            if name not in table.names:
                raise InvalidValue("columns", name, "、".join(table.names), "one of " + ", ".join(table.names))
        self._read: dict[str, _Read | None] = {}
        self.missing: list[str] = []

    def stand_in(self, of: type, group: Callable[[str, type], Any], path: str = "") -> StandIn:
        """Stand in for a subject whose facts are the columns of this table (以列为事实的替身)."""

        def leaf(name: str, fact: Fact[Any]) -> Any:
            at = f"{path}{name}"
            of, several = fact.kind.members, fact.kind.several
            if of is not None and is_subject(of):
                return group(at, of) if several else self.stand_in(of, group, f"{at}{INSIDE}")
            cells = self._ask(at, fact)
            return Labels(cells) if several else cells

        return StandIn(of, leaf)

    def _ask(self, path: str, fact: Fact[Any]) -> Any:
        name = self.column_of.get(path, path)
        if path not in self._read:
            self._read[path] = self._open(name, fact)
        read = self._read[path]
        return unknown(fact.kind) if read is None else column(read.held, fact.kind)

    def _open(self, name: str, fact: Fact[Any]) -> _Read | None:
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
        if how is None:
            read = _Read(name, fact.kind, ColumnParser(nw.col(inner), ~nw.col(inner).is_null()), inner, nw.col(inner))
            _refuse(self.table.frame(), read, InvalidType)
            raise InvalidType(name, str(dtype), fact.kind.zh, fact.kind.en)
        return _Read(name, fact.kind, how, held if how.converts else inner, nw.col(inner))

    def exact(self, name: str, amounts: nw.Expr) -> nw.Expr:
        """Return what rows come to as decimals with two digits (精确金额); a row with more is refused."""
        how = ColumnParser(amounts, amounts.round(FEN_DIGITS) != amounts)
        self._read[f"{name}*"] = _Read(name, YUAN, how, name, amounts)
        return amounts.cast(nw.Decimal(38, FEN_DIGITS))

    def opened(self, *, trust: bool) -> Frame:
        """Return the table with its cells converted to what rules compare, and checked unless trusted (转换并核对)."""
        reads = [read for read in self._read.values() if read is not None]
        frame = self.table.frame()
        converted = [read.reading.seen.alias(read.held) for read in reads if read.reading.converts]
        frame = frame.with_columns(*converted) if converted else frame
        if not trust:
            _check(frame, [read for read in reads if read.reading.refused is not None])
        return frame


def unknown(kind: Kind[Any]) -> Cells:
    """Return the fact that no row supplies (整列未知)."""
    return nothing(_TYPES.get(kind.form, nw.Int64))


def headed(of: type, names: Iterable[Any]) -> dict[str, Any]:
    """Return the columns whose heading says which fact they hold, by the names of the facts (按列名对应)."""
    there = set(names)
    found = {fact: next((text for text in texts if text in there), None) for fact, texts in headings_of(of).items()}
    return {fact: name for fact, name in found.items() if name is not None}


def _texts(frame: Frame, column: str) -> list[str]:
    """Return the different texts in a column."""
    if isinstance(frame, nw.DataFrame):
        # narwhals takes numpy to tell an Arrow table's rows apart, but not a column's values.
        return list(frame.get_column(column).cast(nw.String).drop_nulls().unique().to_list())
    found = frame.select(nw.col(column).cast(nw.String)).drop_nulls().unique()
    texts: list[str] = found.collect("pyarrow").get_column(column).to_list()
    return texts


def warn_of_missing(askings: Iterable[Asking]) -> None:
    """Warn, once and where the library was called, of the facts that have no column (缺少的列)."""
    if missing := [name for asking in askings for name in asking.missing]:
        zh, en = "、".join(missing), ", ".join(missing)
        said = f"表中没有 {zh} 列，各行的这些事实按未知处理 (no column {en}: unknown in every row)"
        warnings.warn(said, UnknownColumn, stacklevel=_level_of_caller())


def _level_of_caller() -> int:
    frame, level = sys._getframe(1), 1  # noqa: SLF001 - Python 3.11 has no `skip_file_prefixes`
    while frame.f_back is not None and frame.f_code.co_filename.startswith(_HERE):
        frame, level = frame.f_back, level + 1
    return level


_HERE = str(Path(__file__).parent)


def _check(frame: Frame, reads: list[_Read]) -> None:
    slow = {f"_sgz_{at}": read.reading.refused for at, read in enumerate(reads) if read.reading.sign is None}
    signs = [read.reading.sign or RangeProbe((("any", f"_sgz_{at}"),), bool) for at, read in enumerate(reads)]
    columns: dict[str, dict[str, None]] = {}
    for aggregate, held in (each for sign in signs for each in sign.aggregates):
        columns.setdefault(aggregate, {})[held] = None
    if not columns:
        return
    seen = frame.with_columns(**slow) if slow else frame  # type: ignore[arg-type]
    asked = [getattr(nw.col(*names), of)().name.suffix(f"_{of}") for of, names in columns.items()]
    found = seen.select(*asked) if isinstance(seen, nw.DataFrame) else seen.select(*asked).collect("pyarrow")
    answers = found.rows(named=True)[0]
    for read, sign in zip(reads, signs, strict=True):
        if sign.shows(*(answers[f"{held}_{of}"] for of, held in sign.aggregates)):
            _refuse(frame, read, InvalidValue)


def _refuse(frame: Frame, read: _Read, error: type[_Invalid]) -> None:
    wrong = numbered(frame).filter(read.reading.refused).head(1)  # type: ignore[arg-type]
    for row in wrong.with_columns(read.shown.alias("_sgz_shown")).lazy().collect("pyarrow").rows(named=True):
        at = f"[{row[ROW]}]" if ROW in row else ""
        raise error(f"{read.column}{at}", row["_sgz_shown"], read.kind.zh, read.kind.en)
