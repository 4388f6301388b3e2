"""Groups and members in two tables (两张表): judges the rows of one table, whose groups are rows of other tables.

Each table of members is reduced to one row for each key (`members`), and joined to the table of the groups by this key.
The joined table is judged like any other (`judging`). Dask does so in three steps, because a group can have members in
several partitions: the members of each partition are evaluated, their values are summed over all partitions, and each
partition of the groups is judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import Any

import attrs
import narwhals as nw

from sgzlib.bridges.columns import groups_in, one_of_names, path_of, refuse_groups_in_groups
from sgzlib.bridges.frames.choosing import SubjectAssembler
from sgzlib.bridges.frames.column_reader import ColumnReader, warn_of_missing
from sgzlib.bridges.frames.judging import NOT_IN_FORCE, TableExpressions, answers_of, asked_of, judge, judged_by
from sgzlib.bridges.frames.matching import Tables
from sgzlib.bridges.frames.members import key_columns, keys, refuse_other_types
from sgzlib.bridges.frames.reasons import MORE_REASONS, with_reasons
from sgzlib.bridges.frames.tables import Frame, Pandas, Quietly, Table, by_partition, empty, is_dask, numbered, table_of
from sgzlib.law.errors import InvalidValue
from sgzlib.law.formula import Node, under
from sgzlib.law.formula.recording import record
from sgzlib.law.groups import total
from sgzlib.law.kinds import Form
from sgzlib.law.outcomes import OutcomeRule
from sgzlib.law.requirement import Case, Ruleset


@attrs.frozen(eq=False)
class Groups:
    """How groups and their members are judged (分组核对的设定): all but the table of the groups."""

    ruleset: Ruleset
    case: Case[Any]
    tables: Tables
    reasons: bool
    codes: Sequence[str] = ()
    totals: Mapping[str, tuple[str, str]] = attrs.field(factory=dict[str, tuple[str, str]])

    def __call__(self, groups: Any) -> Any:
        """Judge the groups of one table by the tables of their members (核对分组)."""
        refuse_groups_in_groups(self.ruleset)
        members = self.tables.members
        for path in members:
            if path not in (known := groups_in(self.ruleset)):
                raise InvalidValue("members", path, *one_of_names(known))
        return (self._judge_dask if is_dask(groups) else self._judge)(groups, members)

    def _asked(self, groups: Table, members: Mapping[str, Table]) -> _TableQuestions:
        tables, known = self.tables, groups_in(self.ruleset)
        asking = ColumnReader(
            groups,
            self.ruleset.subject,
            tables.columns,
            unreadable=tables.unreadable,
            known_from=tables.known_from,
        )
        level = tables.known_from
        known_where = {} if level is None else {path: asking.known_where(path, level) for path in members}
        of_members = {path: (self._asking(table, known[path], path), known[path]) for path, table in members.items()}
        asked = asked_of(self.ruleset, self.case, reasons=self.reasons or bool(self.codes))
        sums = {name: self._total(path, fact) for name, (path, fact) in self.totals.items()}
        judged = judged_by(asked, self.case, asking, of_members, sums, self._outcomes())
        warn_of_missing([asking, *(of_group for of_group, _ in of_members.values())])
        return _TableQuestions(asking, judged, known_where)

    def _outcomes(self) -> list[tuple[OutcomeRule, Node]]:
        law, on = self.case.law, self.case.on
        return [
            (outcome, under(formula, law) if outcome.in_force(law, on) else NOT_IN_FORCE)
            for _, outcome, formula in self.ruleset.computed()
        ]

    def _total(self, path: str, fact: str) -> Node:
        group = attrgetter(path_of(path))
        return record(lambda subject, _: total(group(subject), fact), self.ruleset.subject, type(self.case.law))

    def _asking(self, table: Table, cls: type[Any], path: str) -> ColumnReader:
        tables = self.tables
        return ColumnReader(
            table,
            cls,
            tables.member_columns.get(path),
            unreadable=tables.unreadable,
            known_from=tables.known_from,
            inherited=True,
        )

    def _keys(self, groups: Table, members: Table) -> dict[str, str]:
        theirs = keys(members, self.tables.by)
        refuse_other_types(groups, members, self.tables.by)
        return theirs

    def _judge(self, groups: Any, members: Mapping[str, Any]) -> Any:
        table, others = table_of(groups), {path: table_of(native) for path, native in members.items()}
        names = keys(table, self.tables.by)
        theirs = {path: self._keys(table, member_table) for path, member_table in others.items()}
        self.tables.match(groups, self.ruleset)
        asked = self._asked(table, others)
        frame = asked.groups.opened(trust=self.tables.trust)
        if others:
            frame = numbered(frame).with_columns(*key_columns(frame, names))
        group_frame = frame
        for path, judged_members in asked.judged.members.items():
            reduced = judged_members.reduced(theirs[path], group_frame, trust=self.tables.trust)
            frame = self._counted(asked, path, judged_members.join(frame, names, reduced))
        return self._answered(table, frame, asked, narrowed=True)

    def _counted(self, asked: _TableQuestions, path: str, frame: Frame) -> Frame:
        members, where = asked.judged.members[path], asked.known_where.get(path)
        frame = members.counted(frame) if self.tables.membership == "complete" else frame
        return frame if where is None else members.known(frame, where)

    def _answered(self, table: Table, frame: Frame, asked: _TableQuestions, *, narrowed: bool) -> Any:
        answered = judge(table, frame, self.ruleset, asked.judged, self.case, reasons=self.reasons, codes=self.codes)
        if not self.reasons:
            return answered
        return with_reasons(answered, self.case, SubjectAssembler(self.ruleset, self.tables), narrowed=narrowed)

    def _judge_dask(self, groups: Any, members: Mapping[str, Any]) -> Any:
        """Judge the groups of Dask tables: each partition evaluates its own members."""
        none = {path: empty(native) for path, native in members.items()}
        table, others = table_of(empty(groups)), {path: table_of(native) for path, native in none.items()}
        keys(table, self.tables.by)
        theirs = {path: self._keys(table, member_table) for path, member_table in others.items()}
        self.tables.match(groups, self.ruleset)
        joined = groups
        for path, judged_members in self._asked(table, others).judged.members.items():
            speaking = members[path]
            if judged_members.theirs:
                group_facts = by_partition(groups, Quietly(partial(self._tell, none, path)))
                speaking = speaking.merge(
                    group_facts.drop_duplicates(list(self.tables.by)), how="left", on=list(self.tables.by)
                )
            said = by_partition(speaking, Quietly(partial(self._say, empty(groups), none, path)))
            reduced = said.groupby(list(theirs[path]), dropna=False).agg(judged_members.ends()).reset_index()
            joined = joined.merge(reduced, how="left", left_on=list(self.tables.by), right_on=list(theirs[path]))
            joined = joined.drop(columns=list(theirs[path]))
        return by_partition(joined, Quietly(partial(self._hear, list(groups.columns), none)))

    def _tell(self, none: Mapping[str, Any], path: str, groups: Any) -> Any:
        table = table_of(groups)
        asked = self._asked(table, {group_path: table_of(native) for group_path, native in none.items()})
        keys(table, self.tables.by)
        exprs = [
            (expr.cast(nw.Date) if fact.kind.form is Form.DAY else expr).alias(name)
            for name, (expr, fact) in asked.judged.members[path].theirs.items()
        ]
        opened = asked.groups.opened(trust=self.tables.trust).with_columns(*exprs)
        frame = opened.select(*asked.judged.members[path].theirs)
        collected = frame.lazy().collect("pyarrow").to_native()
        plain = collected.to_pandas(date_as_object=False)
        return plain.assign(**{name: groups[name].array for name in self.tables.by})

    def _say(self, groups: Any, none: Mapping[str, Any], path: str, members: Any) -> Any:
        tables = {
            group_path: table_of(members if group_path == path else native) for group_path, native in none.items()
        }
        theirs = keys(tables[path], self.tables.by)
        judged_members = self._asked(table_of(groups), tables).judged.members[path]
        for name in judged_members.theirs:
            tables[path].dtype(name)
        said = judged_members.said(theirs, None, trust=self.tables.trust).lazy().collect("pyarrow").to_native()
        plain = said.to_pandas(date_as_object=False)
        return plain.assign(**{key: members[name].array for key, name in zip(theirs, self.tables.by, strict=True)})

    def _hear(self, columns: list[str], none: Mapping[str, Any], joined: Any) -> Any:
        table = table_of(joined)
        asked = self._asked(table, {path: table_of(native) for path, native in none.items()})
        heard = [name for members in asked.judged.members.values() for name in members.ends()]
        days = [name for members in asked.judged.members.values() for name in members.days]
        empty_handed = [name for name in heard if table.dtype(name) is None and name not in days]
        numbers = [nw.col(name).cast(nw.Int64) for name in empty_handed]
        dated = [nw.col(name).cast(nw.Date) for name in days]
        frame = asked.groups.opened(trust=self.tables.trust).with_columns(*numbers, *dated)
        for path in asked.judged.members:
            frame = self._counted(asked, path, frame)
        answers = [*answers_of(self.ruleset, reasons=self.reasons, codes=self.codes), *asked.judged.more]
        # A partition has no tables of members, so no whole subjects can be assembled.
        answered = self._answered(table, frame, asked, narrowed=not self.tables.members)
        return answered[[*columns, *answers, *(MORE_REASONS if self.reasons else ())]]


@attrs.frozen(eq=False)
class _TableQuestions:
    groups: ColumnReader
    judged: TableExpressions
    known_where: dict[str, nw.Expr | None]


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
