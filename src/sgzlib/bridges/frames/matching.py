"""Matching (对应): rows that two tables cannot join: a key that stands twice, a row that was copied, an orphan.

A copied row counts twice and can turn a violation into compliance, and the row of a worker whose station is misspelt
counts nowhere. Both are found by small aggregates on the table's own engine before anything is judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import narwhals as nw

from sgzlib.bridges.columns import groups_in, named, naming, own_columns
from sgzlib.bridges.frames.column_reader import headed
from sgzlib.bridges.frames.members import key_columns, keys
from sgzlib.bridges.frames.rows import cells_of
from sgzlib.bridges.frames.tables import ROW, Frame, Pandas, Table, empty, is_dask, numbered, table_of
from sgzlib.law.errors import InvalidType, InvalidValue
from sgzlib.law.facts import facts_of
from sgzlib.law.kinds import Form, Pair
from sgzlib.law.requirement import Ruleset

_COUNT, _FIRST, _LAST = "_sgz_count", "_sgz_first", "_sgz_last"
_NESTED = (nw.List, nw.Array, nw.Struct)
_TWICE: Pair = (
    '每个对象只有一行的表；确需逐行核对的，请写 duplicates="keep"',
    'one row for each subject; write duplicates="keep" to check every row',
)
_COPIED: Pair = (
    '互不相同的行；确为不同成员的，请补充姓名等可区分的列，或写 duplicates="keep"',
    'rows that differ; if they are two members, add a column that distinguishes them, or write duplicates="keep"',
)
_ORPHAN: Pair = (
    '主表中有的对象；不计入这些行的，请写 orphans="ignore"',
    'a subject of the first table; write orphans="ignore" to leave such rows out',
)


@attrs.frozen
class Misfit:
    """Rows of a table that fit no other (不对应的行): what is wrong with them, their key, and which they are.

    `rows` are the first and the last of `count` rows, from 0; lazy tables have no numbers of rows, and `rows` is empty.
    """

    problem: Pair
    by: tuple[str, ...]
    key: tuple[Any, ...]
    rows: tuple[int, ...]
    count: int = 1

    def error(self, table: str = "") -> InvalidValue:
        """Return the error that names the rows (报错); `table` is the group whose table it is, if any."""
        rows = f"[{', '.join(map(str, self.rows))}]" if self.rows else ""
        key = self.key[0] if len(self.key) == 1 else self.key
        return InvalidValue(f"{table}{'.' if table else ''}{'+'.join(self.by)}{rows}", key, *self.problem)


def twice(native: Any, by: Sequence[str]) -> list[Misfit]:
    """Return the keys that several rows have (重复的键). Rows without a key are not compared."""
    return [Misfit(_TWICE, tuple(by), *repeated) for repeated in _repeated(native, by, by) if None not in repeated[0]]


def copied(native: Any, by: Sequence[str], cls: type[Any], columns: Mapping[str, str] | None) -> list[Misfit]:
    """Return the rows of members that are copies of each other (复制的行).

    If a column holds a text, such as a name, rows are copies when the members' facts are equal. Otherwise they are
    copies when all columns of the table are equal, because any column may distinguish two members.
    """
    names = [str(name) for name in empty(native).columns] if is_dask(native) else table_of(native).names
    mapped = {fact: name for name, fact in (own_columns(cls, columns) or {}).items()}
    heads = headed(cls, names, mapped) | mapped
    texts = [heads[name] for name, fact in facts_of(cls).items() if fact.kind.form is Form.TEXT and name in heads]
    # Most rows differ in their names already, which is faster to compare.
    if texts and not _repeated(native, list(dict.fromkeys([*by, *texts])), by):
        return []
    compared = dict.fromkeys([*by, *heads.values()]) if texts else dict.fromkeys(names)
    return [Misfit(_COPIED, tuple(by), *repeated) for repeated in _repeated(native, list(compared), by)]


def orphans(members: Any, groups: Any, by: Sequence[str]) -> list[Misfit]:
    """Return the rows of members whose key no group has, or that have none (无归属的行)."""
    if is_dask(members):
        there = groups[list(by)].dropna().drop_duplicates()
        theirs = members[list(by)].drop_duplicates().merge(there, how="left", on=list(by), indicator=_COUNT)
        alone = theirs[(theirs[_COUNT] == "left_only") | theirs[list(by)].isna().any(axis=1)].compute()
        return [Misfit(_ORPHAN, tuple(by), key, ()) for key in _keys_in(alone, by)]
    theirs, there = (_keyed(table_of(native), by) for native in (members, groups))
    inside = [name for name in theirs.collect_schema().names() if name != ROW]
    lonely = theirs.join(there.select(*inside), on=inside, how="anti")  # type: ignore[arg-type]
    return [Misfit(_ORPHAN, tuple(by), row[: len(by)], row[len(by) :]) for row in _rows(lonely, inside)]


def _refuse_another_kind(path: str, members: Any, groups: Any) -> None:
    """Refuse a table that cannot be joined: of another library, or lazy where the other is not."""
    kind, given = type(groups), type(members)
    if not (is_dask(groups) or issubclass(kind, given) or issubclass(given, kind)):
        name, wanted = f"{given.__module__}.{given.__name__}", f"{kind.__module__}.{kind.__name__}"
        zh, en = f"与主表同类的表：{wanted}", f"a table of the same kind as that of the subjects, {wanted}"
        raise InvalidType(f"members[{path!r}]", name, zh, en)


def _keyed(table: Table, by: Sequence[str]) -> Frame:
    """Return the keys of a table, and the numbers of its rows where it has any (取键)."""
    names = keys(table, by)
    frame = numbered(table.frame())
    there = [ROW] if ROW in frame.collect_schema().names() else []
    return frame.select(*key_columns(frame, names), *there)


def _rows(frame: Frame, names: list[str], numbers: Sequence[str] = (ROW,)) -> list[tuple[Any, ...]]:
    there = [name for name in numbers if name in frame.collect_schema().names()]
    chosen = frame.select(*names, *there)
    ordered = chosen.sort(there[0]) if there else chosen
    return list(ordered.lazy().collect("pyarrow").rows())


_Repeated = tuple[tuple[Any, ...], tuple[int, ...], int]


def _repeated(native: Any, compared: Sequence[str], by: Sequence[str]) -> list[_Repeated]:
    """Return the keys of rows that are equal in the columns compared, with the first and last row and their number."""
    if is_dask(native):
        sizes = native[list(compared)].groupby(list(compared), dropna=False, sort=False).size()
        repeated = sizes[sizes > 1].rename(_COUNT).compute().reset_index()
        return [(key, (), int(count)) for key, count in zip(_keys_in(repeated, by), repeated[_COUNT], strict=True)]
    table = table_of(native)
    if isinstance(table, Pandas):
        return _repeated_in_pandas(native, compared, by)
    frame, types = numbered(table.frame()), table.frame().collect_schema()
    names = [name for name in map(table.inner, compared) if not isinstance(types[name], _NESTED)]
    there = ROW in frame.collect_schema().names()
    ends = [nw.col(ROW).min().alias(_FIRST), nw.col(ROW).max().alias(_LAST)] if there else []
    counted = frame.group_by(*names).agg(nw.len().alias(_COUNT), *ends).filter(nw.col(_COUNT) > 1)
    rows = _rows(counted, [*map(table.inner, by), _COUNT], (_FIRST, _LAST))
    return [(row[: len(by)], row[len(by) + 1 :], row[len(by)]) for row in rows]


def _repeated_in_pandas(native: Any, compared: Sequence[str], by: Sequence[str]) -> list[_Repeated]:
    cells, whose = native[list(compared)], _keys_in(native, by)
    try:
        alike = cells.duplicated(keep=False)
    except (TypeError, NotImplementedError):  # cells that have no hash, such as lists
        alike = cells.astype(str).duplicated(keep=False)
    rows_by_text: dict[tuple[str, ...], list[int]] = {}
    for row, text in zip(alike.to_numpy().nonzero()[0], cells[alike].astype(str).itertuples(index=False), strict=True):
        rows_by_text.setdefault(tuple(text), []).append(int(row))
    return [(whose[rows[0]], (rows[0], rows[-1]), len(rows)) for rows in rows_by_text.values()]


def _keys_in(frame: Any, by: Sequence[str]) -> list[tuple[Any, ...]]:
    return list(zip(*cells_of(frame, by).values(), strict=True))


def _chosen(field: str, value: str, *options: str) -> None:
    if value not in options:
        raise InvalidValue(field, value, "、".join(options), "one of " + ", ".join(options))


def _names(by: str | Sequence[str]) -> tuple[str, ...]:
    return (by,) if isinstance(by, str) else tuple(by)


def _groups(held: Mapping[str, Any] | None) -> Mapping[str, Any]:
    return named(held) or {}


def _columns_of_groups(held: Mapping[str, Any] | None) -> Mapping[str, Any]:
    return {path: naming(columns) for path, columns in _groups(held).items()}


@attrs.frozen(eq=False, kw_only=True)
class Tables:
    """Which tables hold subjects and their groups, and what is done with rows that do not fit (表的设定).

    `by` joins the tables, `members` are those of groups by the path of the group, and the rest is what users set. With
    a level `known_from`, what is known below it is unknown.
    """

    by: tuple[str, ...] = attrs.field(default=(), converter=_names)
    columns: Mapping[str, str] | None = attrs.field(default=None, converter=naming)
    members: Mapping[str, Any] = attrs.field(default=None, converter=_groups)
    member_columns: Mapping[str, Mapping[str, str]] = attrs.field(default=None, converter=_columns_of_groups)
    trust: bool = False
    duplicates: str = "error"
    orphans: str = "error"
    unreadable: str = "error"
    membership: str = "complete"
    known_from: int | None = None

    def __attrs_post_init__(self) -> None:
        _chosen("duplicates", self.duplicates, "error", "keep")
        _chosen("orphans", self.orphans, "error", "ignore")
        _chosen("unreadable", self.unreadable, "error", "unknown")
        _chosen("membership", self.membership, "complete", "partial")
        if self.members and not self.by:
            raise InvalidValue(
                "by", self.by, "有 members 时须指明的列", "the columns that join the members to the rows"
            )

    def trusted(self) -> Tables:
        """Return the same for tables that were checked (已核对的表): no cell and no row is checked again."""
        return attrs.evolve(self, trust=True, duplicates="keep", orphans="ignore")

    def match(self, groups: Any, ruleset: Ruleset) -> None:
        """Raise `InvalidValue` for rows that the tables cannot join, unless they are allowed (核对对应).

        Raises `InvalidType` for a table of another kind than that of the subjects.
        """
        if not self.members:
            return
        known = groups_in(ruleset)
        for path, table in self.members.items():
            _refuse_another_kind(path, table, groups)
        misfits: list[tuple[Misfit, str]] = []
        if self.duplicates == "error":
            misfits += ((each, "") for each in twice(groups, self.by))
            for path, table in self.members.items():
                copies = copied(table, self.by, known[path], self.member_columns.get(path))
                misfits += ((each, path) for each in copies)
        if self.orphans == "error":
            misfits += (
                (each, path) for path, table in self.members.items() for each in orphans(table, groups, self.by)
            )
        for misfit, table in misfits:
            raise misfit.error(table)
