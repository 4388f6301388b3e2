"""Asking a table (向表取事实): which column answers for which fact, and the stand-in that rules run on."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from typing import Any

import attrs
import narwhals as nw

from sgzlib.bridges.frames.cells import Cells, column
from sgzlib.bridges.frames.labels import Labels
from sgzlib.bridges.frames.readings import Reading, reading, unknown
from sgzlib.bridges.frames.tables import ROW, Frame, Table, UnknownColumn
from sgzlib.law.errors import InvalidType, InvalidValue
from sgzlib.law.facts import Fact, Kind, StandIn, facts_of, is_subject

INSIDE = "__"
"""Between a part and its fact in the name of a column: a dot there would make the names of answers."""


@attrs.frozen(eq=False)
class _Read:
    column: str
    kind: Kind[Any]
    reading: Reading
    held: str


def facts_in(of: type, path: str = "") -> dict[str, Fact[Any]]:
    """Give the facts of a subject and of its parts, by their paths (全部事实路径)."""
    found: dict[str, Fact[Any]] = {}
    for name, fact in facts_of(of).items():
        inside = fact.kind.name == "part" and is_subject(fact.kind.members)
        found |= facts_in(fact.kind.members, f"{path}{name}{INSIDE}") if inside else {path + name: fact}  # type: ignore[arg-type]
    return found


class Asking:
    """The facts of one table (一张表的事实): columns are looked up, read and checked when a rule asks for them."""

    def __init__(self, table: Table, of: type, columns: Mapping[str, str] | None) -> None:
        self.table = table
        self._column_of = {fact: name for name, fact in (columns or {}).items()}
        known = facts_in(of)
        for name, fact in (columns or {}).items():
            if fact not in known:
                raise InvalidValue(f"columns[{name!r}]", fact, "、".join(known), "one of " + ", ".join(known))
            if name not in table.names:
                raise InvalidValue("columns", name, "、".join(table.names), "one of " + ", ".join(table.names))
        self._read: dict[str, _Read | None] = {}

    def stand_in(self, of: type, group: Callable[[type], Any], path: str = "") -> StandIn:
        """Stand in for a subject whose facts are the columns of this table (以列为事实的替身)."""

        def leaf(name: str, fact: Fact[Any]) -> Any:
            at = f"{path}{name}"
            of, several = fact.kind.members, fact.kind.name == "many"
            if of is not None and is_subject(of):
                return group(of) if several else self.stand_in(of, group, f"{at}{INSIDE}")
            cells = self._ask(at, fact)
            return Labels(cells) if several else cells

        return StandIn(of, leaf)

    def _ask(self, path: str, fact: Fact[Any]) -> Cells:
        if path not in self._read:
            self._read[path] = self._open(path, fact)
        read = self._read[path]
        return unknown(fact.kind) if read is None else column(read.held)

    def _open(self, path: str, fact: Fact[Any]) -> _Read | None:
        name = self._column_of.get(path, path)
        if name not in self.table.names:
            warnings.warn(
                f"表中没有 {name} 列，该事实逐行未知 (no column {name}: the fact is unknown in every row)",
                UnknownColumn,
                stacklevel=2,
            )
            return None
        dtype = self.table.dtype(name, fact)
        if dtype is None:
            return None
        inner = self.table.inner(name)
        how = reading(fact.kind, inner, dtype)
        if how is None:
            self._refuse(name, fact.kind, ~nw.col(inner).is_null(), InvalidType)
            raise InvalidType(name, str(dtype), fact.kind.zh, fact.kind.en)
        return _Read(name, fact.kind, how, f"_sgz_f{len(self._read)}" if how.converts else inner)

    def opened(self, frame: Frame, *, trust: bool) -> Frame:
        """Give the table with its cells checked (unless trusted) and converted to what rules compare (核对并转换)."""
        reads = [read for read in self._read.values() if read is not None]
        if not trust:
            self._check([read for read in reads if read.reading.refused is not None])
        converted = [read.reading.seen.alias(read.held) for read in reads if read.reading.converts]
        return frame.with_columns(*converted) if converted else frame

    def _check(self, reads: list[_Read]) -> None:
        if not reads:
            return
        found = [read.reading.found.alias(f"_sgz_{at}") for at, read in enumerate(reads)]  # type: ignore[union-attr]
        answers = self.table.frame().lazy().select(*found).collect("pyarrow").row(0)
        for read, refused in zip(reads, answers, strict=True):
            if refused:
                self._refuse(read.column, read.kind, read.reading.refused, InvalidValue)

    def _refuse(self, column: str, kind: Kind[Any], refused: Any, error: type[InvalidType | InvalidValue]) -> None:
        frame, inner = self.table.numbered(), self.table.inner(column)
        rows = frame.filter(refused).head(1).lazy().collect("pyarrow").rows(named=True)
        for row in rows:
            at = f"[{row[ROW]}]" if ROW in row else ""
            raise error(f"{column}{at}", row[inner], kind.zh, kind.en)
