"""Levels (来源等级): on what level each answer about a row is known, where columns of the table tell the sources.

The rows are judged once more for each level, with every fact below this level unknown. The level of an answer is the
highest one at which it stays the same, as in `assess`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import narwhals as nw

from sgzlib.assessment.sources import SourceLevel
from sgzlib.bridges.columns import groups_in
from sgzlib.bridges.frames.column_reader import sources_headed
from sgzlib.bridges.frames.judging import VERDICT, code_of
from sgzlib.bridges.frames.matching import Tables
from sgzlib.bridges.frames.members import keys
from sgzlib.bridges.frames.tables import (
    Pandas,
    Quietly,
    by_partition,
    columns_in,
    is_dask,
    refuse_taken,
    table_of,
)
from sgzlib.bridges.frames.teams import Groups
from sgzlib.law.judging import Status
from sgzlib.law.requirement import Ruleset

LEVEL = "level"
"""The column that says on which level the verdict is known (结论的来源等级列)."""
NO_LEVEL = 0
"""The number for what hangs on facts of no source, or is open (无来源等级)."""
NO_FACT = int(max(SourceLevel)) + 1
"""The number for what rests on no fact (不取决于事实): from it on, every fact is unknown."""
_FROM = (*map(int, SourceLevel), NO_FACT)


def has_sources(native: Any, ruleset: Ruleset, tables: Tables) -> bool:
    """Return whether the table or a table of its members has a column of sources (是否有来源列)."""
    known = groups_in(ruleset)
    sources = [sources_headed(ruleset.subject, columns_in(native), tables.columns)]
    of_groups = [(known[path], path, members) for path, members in tables.members.items() if path in known]
    sources += (
        sources_headed(cls, columns_in(members), tables.member_columns.get(path)) for cls, path, members in of_groups
    )
    return any(sources)


def check_with_level(judging: Groups, native: Any) -> Any:
    """Judge a table, and where it tells sources add the level of the verdict (核对并附结论的来源等级), as text."""
    if not has_sources(native, judging.ruleset, judging.tables):
        return judging(native)
    refuse_taken(columns_in(native), [LEVEL])
    judged = with_levels(judging, native, [VERDICT])
    return by_partition(judged, _named) if is_dask(judged) else _named(judged)


def with_levels(judging: Groups, native: Any, compared: Sequence[str]) -> Any:
    """Judge a table, and add the number of the level of each answer compared (附来源等级): columns of `levels_of`."""
    names, extended, tables = columns_in(native), native, judging.tables
    codes = [name for name in compared if name != VERDICT]
    for level in _FROM:
        known = attrs.evolve(tables, known_from=level)
        judged = Quietly(Groups(judging.ruleset, judging.case, known, False, codes))(extended)
        tables = tables.trusted()  # the first pass checked every cell and row
        added = {name: _at(place, level) for place, name in enumerate(compared)}
        extended = _kept(judged, {**{name: name for name in columns_in(extended)}, **added})
    judged = (judging if judging.totals else attrs.evolve(judging, tables=tables))(extended)
    work = _Compared(tuple(compared))
    levelled = by_partition(judged, work) if is_dask(judged) else work(judged)
    there = [name for name in columns_in(levelled) if name in names or name not in columns_in(extended)]
    return _kept(levelled, {name: name for name in there})


def levels_of(compared: Sequence[str]) -> list[str]:
    """Return the names of the columns of levels, one an answer (等级列名)."""
    return [f"_sgz_l{place}" for place, _ in enumerate(compared)]


def _at(place: int, level: int) -> str:
    return f"_sgz_a{place}_{level}"


def _kept(judged: Any, names: Mapping[str, str]) -> Any:
    """Return some columns of a table under other names (取列并改名), as a table of the same engine."""
    if is_dask(judged) or isinstance(table := table_of(judged), Pandas):
        return judged[list(names)].rename(columns=dict(names))
    new = list(names.values())
    inside = dict(zip(names, table.inside(new), strict=True))
    chosen = table.frame().select(*(nw.col(table.inner(old)).alias(name) for old, name in inside.items()))
    return table.named(chosen, new)


@attrs.frozen
class _Compared:
    """How a table judged from each level gets the level of each answer (比较各等级)."""

    compared: tuple[str, ...]

    def __call__(self, judged: Any) -> Any:
        table = table_of(judged)
        keys(
            table,
            [*self.compared, *(_at(place, level) for place, _ in enumerate(self.compared) for level in _FROM)],
        )
        levels = levels_of(self.compared)
        added = [
            self._level(table, place, name).alias(inside)
            for place, (name, inside) in enumerate(zip(self.compared, table.inside(levels), strict=True))
        ]
        return table.leave(table.frame().with_columns(*added), levels)

    @staticmethod
    def _level(table: Any, place: int, name: str) -> nw.Expr:
        answer = nw.col(table.inner(name))
        known_level = nw.lit(NO_LEVEL, dtype=nw.Int8)
        for level in _FROM:  # the highest level comes last and wins
            same = answer == nw.col(table.inner(_at(place, level)))
            known_level = nw.when(same).then(nw.lit(level, dtype=nw.Int8)).otherwise(known_level)
        if name == VERDICT:  # an unknown verdict equals no other
            return known_level
        unknown = answer == code_of(Status.UNDETERMINED)
        return nw.when(unknown).then(nw.lit(NO_LEVEL, dtype=nw.Int8)).otherwise(known_level)


def _named(judged: Any) -> Any:
    """Return a table with the level of the verdict by its name (等级名称)."""
    table, [number] = table_of(judged), levels_of([VERDICT])
    keys(table, [number])
    names = {**{int(level): level.name for level in SourceLevel}, NO_FACT: max(SourceLevel).name}
    [inside] = table.inside([LEVEL])
    text = nw.col(table.inner(number)).replace_strict(
        list(names), list(names.values()), default=None, return_dtype=nw.String
    )
    named = table.leave(table.frame().with_columns(text.alias(inside)), [LEVEL])
    return _kept(named, {name: name for name in columns_in(named) if name != number})
