"""Two tables (两张表): groups in one, their members in the other, joined and reduced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import attrs
import narwhals as nw

from sgzlib.bridges.columns import groups_in
from sgzlib.bridges.frames.tables import Frame, Pandas, Quietly, Table, by_partition, empty, is_dask, numbered, table_of
from sgzlib.law.errors import InvalidValue
from sgzlib.law.requirement import Case, Ruleset
from worlds.by_rules.asking import Asking, warn_of_missing
from worlds.by_rules.judging import Truths, answers_of, judge, truths_of
from worlds.by_rules.members import Members, NoMembers, keys, no_members, refuse_other_types


@attrs.frozen(eq=False)
class Groups:
    """How groups and their members are judged (分组核对的设定): all but the two tables."""

    ruleset: Ruleset
    by: tuple[str, ...]
    case: Case[Any]
    columns: Mapping[str, str] | None
    member_columns: Mapping[str, Mapping[str, str]]
    reasons: bool
    trust: bool
    codes: Sequence[str] = ()
    totals: Mapping[str, tuple[str, str]] = attrs.field(factory=dict[str, tuple[str, str]])

    def __call__(self, groups: Any, members: Mapping[str, Any]) -> Any:
        """Judge the groups of one table by the tables of their members (核对分组)."""
        known = groups_in(self.ruleset)
        for path in members:
            if path not in known:
                raise InvalidValue("members", path, "、".join(known), "one of " + ", ".join(known))
        return (self._judge_dask if is_dask(groups) else self._judge)(groups, members)

    def _asked(self, groups: Table, members: Mapping[str, Table]) -> _Asked:
        asking = Asking(groups, self.ruleset.subject, self.columns)
        known = groups_in(self.ruleset)
        found = {
            path: Members(Asking(table, known[path], self.member_columns.get(path)), known[path], str(at))
            for at, (path, table) in enumerate(members.items())
        }

        def group(path: str, of: type) -> Members | NoMembers:
            return found[path] if path in found else no_members(path, of)

        told, stand_in = self.reasons or bool(self.codes), asking.stand_in(self.ruleset.subject, group)
        truths = truths_of(self.ruleset, stand_in, self.case, reasons=told)
        warn_of_missing([asking, *(members_of.asking for members_of in found.values())])
        more = {name: found[path].sum_where_known(of) for name, (path, of) in self.totals.items()}
        return _Asked(asking, found, truths, more)

    def _keys(self, groups: Table, members: Table) -> dict[str, str]:
        theirs = keys(members, self.by)
        refuse_other_types(groups, members, self.by)
        return theirs

    def _judge(self, groups: Any, members: Mapping[str, Any]) -> Any:
        table, others = table_of(groups), {path: table_of(native) for path, native in members.items()}
        names = keys(table, self.by)
        theirs = {path: self._keys(table, other) for path, other in others.items()}
        asked = self._asked(table, others)
        frame = asked.groups.opened(trust=self.trust)
        if others:
            frame = numbered(frame).with_columns(*(nw.col(name).alias(key) for key, name in names.items()))
        told = frame
        for path, found in asked.members.items():
            reduced = found.reduced(theirs[path], told, trust=self.trust)
            frame = found.counted(found.join(frame, names, reduced))
        return self._answered(table, frame, asked)

    def _answered(self, table: Table, frame: Frame, asked: _Asked) -> Any:
        return judge(
            table,
            frame,
            self.ruleset,
            asked.truths,
            self.case,
            reasons=self.reasons,
            codes=self.codes,
            more=asked.more,
        )

    def _judge_dask(self, groups: Any, members: Mapping[str, Any]) -> Any:
        """Judge the groups of Dask tables: members speak for themselves in each partition."""
        none = {path: empty(native) for path, native in members.items()}
        table, others = table_of(empty(groups)), {path: table_of(native) for path, native in none.items()}
        keys(table, self.by)
        theirs = {path: self._keys(table, other) for path, other in others.items()}
        joined = groups
        for path, found in self._asked(table, others).members.items():
            speaking = members[path]
            if found.theirs:
                told = by_partition(groups, Quietly(partial(self._tell, none, path)))
                speaking = speaking.merge(told.drop_duplicates(list(self.by)), how="left", on=list(self.by))
            said = by_partition(speaking, Quietly(partial(self._say, empty(groups), none, path)))
            reduced = said.groupby(list(theirs[path]), dropna=False).agg(found.ends()).reset_index()
            joined = joined.merge(reduced, how="left", left_on=list(self.by), right_on=list(theirs[path]))
            joined = joined.drop(columns=list(theirs[path]))
        return by_partition(joined, Quietly(partial(self._hear, list(groups.columns), none)))

    def _tell(self, none: Mapping[str, Any], path: str, groups: Any) -> Any:
        table = table_of(groups)
        asked = self._asked(table, {at: table_of(native) for at, native in none.items()})
        keys(table, self.by)
        days = [expr.cast(nw.Date).alias(name) for name, expr in asked.members[path].theirs.items()]
        frame = asked.groups.opened(trust=self.trust).with_columns(*days).select(*asked.members[path].theirs)
        told = frame.lazy().collect("pyarrow").to_native()
        plain = told.to_pandas(date_as_object=False)
        return plain.assign(**{name: groups[name].array for name in self.by})

    def _say(self, groups: Any, none: Mapping[str, Any], path: str, members: Any) -> Any:
        tables = {at: table_of(members if at == path else native) for at, native in none.items()}
        theirs = keys(tables[path], self.by)
        found = self._asked(table_of(groups), tables).members[path]
        for name in found.theirs:
            tables[path].dtype(name)
        said = found.said(theirs, None, trust=self.trust).lazy().collect("pyarrow").to_native()
        plain = said.to_pandas(date_as_object=False)
        return plain.assign(**{key: members[name].array for key, name in zip(theirs, self.by, strict=True)})

    def _hear(self, columns: list[str], none: Mapping[str, Any], joined: Any) -> Any:
        table = table_of(joined)
        asked = self._asked(table, {path: table_of(native) for path, native in none.items()})
        heard = [name for found in asked.members.values() for name in found.ends()]
        days = [name for found in asked.members.values() for name in found.days]
        empty_handed = [name for name in heard if table.dtype(name) is None and name not in days]
        numbers = [nw.col(name).cast(nw.Int64) for name in empty_handed]
        dated = [nw.col(name).cast(nw.Date) for name in days]
        frame = asked.groups.opened(trust=self.trust).with_columns(*numbers, *dated)
        for found in asked.members.values():
            frame = found.counted(frame)
        answers = answers_of(self.ruleset, reasons=self.reasons, codes=self.codes)
        return self._answered(table, frame, asked)[[*columns, *answers, *asked.more]]


@attrs.frozen(eq=False)
class _Asked:
    groups: Asking
    members: dict[str, Members]
    truths: Truths
    more: dict[str, nw.Expr]


def groups_of(members: Any, by: tuple[str, ...]) -> Any:
    """Return the groups that the rows of a table belong to, one a row (取分组); a row without a key has none."""
    if is_dask(members):
        return members[list(by)].dropna().drop_duplicates()
    table = table_of(members)
    keys(table, by)
    if isinstance(table, Pandas):
        return members[list(by)].dropna().drop_duplicates(ignore_index=True)
    named = nw.from_native(members).select(*by).drop_nulls()
    rows = named.unique(maintain_order=True) if isinstance(named, nw.DataFrame) else named.unique()
    return rows.to_native()
