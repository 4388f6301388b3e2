"""Two tables (两张表): groups in one, their members in the other, joined and reduced."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import attrs
import narwhals as nw

from sgzlib.bridges.frames.asking import Asking, columns_of
from sgzlib.bridges.frames.judging import answers_of, expressions, judge
from sgzlib.bridges.frames.members import Members, NoMembers, keys, refuse_other_types
from sgzlib.bridges.frames.tables import Pandas, Table, by_partition, empty, is_dask, numbered, table_of
from sgzlib.law.errors import InvalidValue
from sgzlib.law.facts import is_subject
from sgzlib.law.requirement import Case, Ruleset


@attrs.frozen(eq=False)
class Groups:
    """How groups and their members are judged (分组判断的设定): all but the two tables."""

    ruleset: Ruleset
    by: tuple[str, ...]
    case: Case
    columns: Mapping[str, str] | None
    member_columns: Mapping[str, str] | None
    reasons: bool
    trust: bool
    totals: Mapping[str, str] = attrs.field(factory=dict[str, str])

    def _asked(self, groups: Table, members: Table) -> tuple[Asking, Members, list[nw.Expr], dict[str, nw.Expr]]:
        asking = Asking(groups, self.ruleset.subject, self.columns)
        member = _member_of(self.ruleset)
        found = Members(Asking(members, member, self.member_columns), member)

        def group(of: type) -> Members | NoMembers:
            return found if of is member else NoMembers()

        truths = expressions(self.ruleset, asking.stand_in(self.ruleset.subject, group), self.case)
        return asking, found, truths, {name: found.sum_where_known(of) for name, of in self.totals.items()}

    def __call__(self, groups: Any, members: Any) -> Any:
        """Judge the groups of two tables (判断两张表)."""
        return (self.judge_dask if is_dask(groups) else self.judge)(groups, members)

    def judge(self, groups: Any, members: Any) -> Any:
        """Judge the groups of two tables of one engine (判断两张表)."""
        table, other = table_of(groups), table_of(members)
        names, theirs = keys(table, self.by), keys(other, self.by)
        refuse_other_types(table, other, self.by)
        asking, found, truths, more = self._asked(table, other)
        reduced = found.reduced(theirs, trust=self.trust)
        frame = found.counted(found.join(numbered(asking.opened(trust=self.trust)), names, reduced))
        return judge(table, frame, self.ruleset, truths, self.case, reasons=self.reasons, more=more)

    def judge_dask(self, groups: Any, members: Any) -> Any:
        """Judge the groups of two Dask tables: members speak for themselves in each partition (判断两张 Dask 表)."""
        table, other = table_of(empty(groups)), table_of(empty(members))
        theirs = keys(other, self.by)
        refuse_other_types(table, other, self.by)
        _, found, _, _ = self._asked(table, other)
        said = by_partition(members, partial(self._say, empty(groups)))
        reduced = said.groupby(list(theirs), dropna=False).agg(found.ends()).reset_index()
        joined = groups.merge(reduced, how="left", left_on=list(self.by), right_on=list(theirs))
        return by_partition(joined, partial(self._hear, list(groups.columns), empty(members)))

    def _say(self, groups: Any, members: Any) -> Any:
        table = table_of(members)
        theirs = keys(table, self.by)
        _, found, _, _ = self._asked(table_of(groups), table)
        said = found.said(theirs, trust=self.trust).lazy().collect("pyarrow").to_native()
        plain = said.to_pandas(date_as_object=False)
        return plain.assign(**{key: members[name].array for key, name in zip(theirs, self.by, strict=True)})

    def _hear(self, columns: list[str], members: Any, joined: Any) -> Any:
        table = table_of(joined)
        asking, found, truths, more = self._asked(table, table_of(members))
        empty_handed = [name for name in found.ends() if table.dtype(name) is None]
        numbers = [nw.col(name).cast(nw.Int64) for name in empty_handed if name not in found.days]
        days = [nw.col(name).cast(nw.Date) for name in found.days]
        frame = found.counted(asking.opened(trust=self.trust).with_columns(*numbers, *days))
        judged = judge(table, frame, self.ruleset, truths, self.case, reasons=self.reasons, more=more)
        return judged[[*columns, *answers_of(self.ruleset, reasons=self.reasons), *more]]


def groups_of(members: Any, by: tuple[str, ...]) -> Any:
    """Give the groups that the rows of a table belong to, one a row (取分组); a row without a key has none."""
    if is_dask(members):
        return members[list(by)].dropna().drop_duplicates()
    table = table_of(members)
    keys(table, by)
    if isinstance(table, Pandas):
        return members[list(by)].dropna().drop_duplicates(ignore_index=True)
    named = nw.from_native(members).select(*by).drop_nulls()
    rows = named.unique(maintain_order=True) if isinstance(named, nw.DataFrame) else named.unique()
    return rows.to_native()


def _member_of(ruleset: Ruleset) -> type:
    for fact in columns_of(ruleset.subject).values():
        if fact.kind.name == "many" and is_subject(fact.kind.members):
            return fact.kind.members  # type: ignore[return-value]
    raise InvalidValue("ruleset", ruleset.name, "对象含分组的要求组", "a ruleset whose subject has a group in it")
