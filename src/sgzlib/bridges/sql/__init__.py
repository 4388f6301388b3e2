"""SQL: the rules as one SELECT (以一条 SQL 查询核对), for databases where no Python runs.

`query` writes what a database needs to judge its own table: one row a subject, one column a requirement, by its id,
and `verdict` and `applicable`. An answer is 1, 0 or NULL, and NULL is UNKNOWN, as in the cells. An outcome has the
columns that `frames.check` gives it, money in whole fen. sqlglot quotes the names; whoever runs the query needs neither
it nor this library.

Columns are named as `frames.check` names them (`premises__computer`; options may say `premises.computer`). What a cell
holds:

- yes or no: a Boolean, or 1 and 0 in SQLite and MariaDB. Numbers: numbers. Money: whole fen. A quantity may have
  decimals; in SQLite, which has none, its amount is rounded to whole fen, and exact below 10**13 yuan.
- a day: ISO text, or what the database calls a date (`dates="date"`).
- a label: text that is a member's name, its Chinese or its English label; several in one cell with 、 between them.

Cells are not checked. A label that nobody knows is unknown, and so is in SQLite what is no day, no number or neither
1 nor 0; other databases know the types of their columns. SQLite has to be 3.35 or later.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, cast

import attrs
from sqlglot import exp

from sgzlib.bridges.columns import (
    column_name,
    columns_of,
    groups_in,
    named,
    naming,
    one_of_names,
    own_columns,
    path_of,
    refuse_groups_in_groups,
)
from sgzlib.bridges.sql.dialects import DIALECTS, Dialect, Sql, Unsayable
from sgzlib.bridges.sql.translating import MemberAggregates, Translating, case, column
from sgzlib.law.arguments import checking_arguments
from sgzlib.law.clauses import Force
from sgzlib.law.errors import InvalidValue, require
from sgzlib.law.formula import TRUE, Constant, Node, disjunction, under
from sgzlib.law.formula.partial import Partial
from sgzlib.law.formula.recording import record
from sgzlib.law.kinds import Form
from sgzlib.law.laws import History, Law
from sgzlib.law.outcomes import OutcomeRule
from sgzlib.law.requirement import Case, Requirement, Ruleset, case_of
from sgzlib.law.truth import UNKNOWN
from sgzlib.prose.language import Language

__all__ = ["DIALECTS", "query"]

VERDICT, APPLICABLE, _IMPLIED = "verdict", "applicable", "implied"
LEAST, MOST, POSSIBLE = "__least", "__most", "__possible"
_ENDS = ("", LEAST, MOST, POSSIBLE)
_INNER = "sgz_"
_SUBJECTS, _JOINED, _TRUTHS = "sgz_subjects", "sgz_joined", "sgz_truths"


@checking_arguments
def query(
    ruleset: Ruleset,
    *,
    dialect: str,
    table: str,
    on: date,
    policy: Law | History | None = None,
    columns: Mapping[str, str] | None = None,
    members: Mapping[str, tuple[str, str]] | None = None,
    member_columns: Mapping[str, Mapping[str, str]] | None = None,
    absent: Collection[str] = (),
    keep: Sequence[str] = (),
    dates: str = "iso",
    locale: str = "zh_CN",
    membership: str = "complete",
) -> str:
    """Return one SELECT that checks every row of a table against a ruleset (核对整表的 SQL 查询).

    `table` may have its schema before a dot. `columns` maps columns with other names to facts, as in `frames.check`.
    `absent` lists facts without a column, which are unknown in every row. `keep` lists columns to place before the
    answers. `members` maps a group to the table of its members and to the column that identifies their subject; the
    column has the same name in both tables, and is unique in `table`. A subject without rows there has no members; with
    `membership="partial"` its group is unknown, as other groups are. A query cannot refuse copied rows or orphans: use
    `frames.problems` to list them. Write an absent fact of a member as `workers.trained`; `member_columns` maps columns
    by group. `dates` is "iso" if days are text, "date" if the database has a type for them. Comments in the language of
    `locale` say what each requirement asks.

    Raises `InvalidType` or `InvalidValue` for an unknown dialect, date format, column or group, for two columns of one
    fact, for a name that is empty or that no database accepts (with NUL or a lone surrogate), and for a requirement
    that the dialect cannot express, by its id. Nothing is approximated.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> asked = sgz.PREMISES.only("premises.office")
    >>> print(sgz.sql.query(asked, dialect="duckdb", table="offices", on=date(2022, 3, 1), keep=["street"]))
    WITH "sgz_subjects" AS (
      SELECT
        "street" AS "sgz_street",
        "independent_office" AS "independent_office"
      FROM "offices"
    ), "sgz_truths" AS (
    ...
    >>> sgz.sql.query(sgz.STATION, dialect="sqlite", table="stations", on=date(2022, 3, 1))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: sign.name: 'sqlite' 不可用，应为能按模式删去文字的方言 ...
    """
    judged_by = case_of(require("ruleset", ruleset, Ruleset), on, policy)
    refuse_groups_in_groups(ruleset)
    if dialect not in DIALECTS:
        raise InvalidValue("dialect", dialect, "、".join(DIALECTS) + " 之一", "one of " + ", ".join(DIALECTS))
    said = DIALECTS[dialect]
    ways = ("iso", "date") if said.dates else ("iso",)
    if dates not in ways:
        raise InvalidValue("dates", dates, "、".join(ways) + " 之一", "one of " + ", ".join(ways))
    if membership not in (known := ("complete", "partial")):
        raise InvalidValue("membership", membership, "、".join(known) + " 之一", "one of " + ", ".join(known))
    partial = membership == "partial"
    groups = groups_in(ruleset)
    theirs = {
        path: own_columns(groups[path], naming(mapped)) if path in groups else mapped
        for path, mapped in named(member_columns or {}).items()
    }
    own = own_columns(ruleset.subject, naming(columns or {}))
    lacking = [_absent(ruleset, name) for name in absent]
    tables = _SqlTables(ruleset, table, own, named(members or {}), theirs, lacking, keep, partial)
    return _Writing(dialect, said, tables, judged_by, Language(locale), iso=dates == "iso").written()


@attrs.frozen
class _SqlTables:
    """Which tables there are, and what their columns are called (表与列)."""

    ruleset: Ruleset
    table: str
    columns: Mapping[str, str]
    members: Mapping[str, tuple[str, str]]
    member_columns: Mapping[str, Mapping[str, str]]
    absent: Collection[str]
    keep: Sequence[str]
    partial: bool

    def __attrs_post_init__(self) -> None:
        groups = groups_in(self.ruleset)
        known = dict.fromkeys(columns_of(self.ruleset.subject))
        _check_known("columns", self.columns.values(), known)
        _check_known("members", self.members, groups)
        _check_known("member_columns", self.member_columns, groups)
        for path, mapped in self.member_columns.items():
            _check_known(f"member_columns[{path!r}]", mapped.values(), columns_of(groups[path]))
        theirs = {f"{path}.{name}": None for path, cls in groups.items() for name in columns_of(cls)}
        _check_known("absent", self.absent, known | theirs)
        _check_named("table", self.table.split(".") if isinstance(self.table, str) else [self.table])
        for path, (table, key) in self.members.items():
            _check_named(f"members[{path!r}]", [*(table.split(".") if isinstance(table, str) else [table]), key])
        for field, mapped in {"columns": self.columns, **self.member_columns}.items():
            _check_named(field, mapped)
            for fact, number in Counter(mapped.values()).items():
                if number > 1:
                    raise InvalidValue(field, fact, "每项事实只有一列", "one column for each fact")
        _check_named("keep", self.keep)
        computed = (outcome.id + end for _, outcome, _ in self.ruleset.computed() for end in _ENDS)
        answers = [*(rule.id for _, rule, _ in self.ruleset.every()), VERDICT, APPLICABLE, *computed]
        for name in self.keep:
            if name in answers:
                raise InvalidValue("keep", name, "不同于结果列的列名", "a column whose name is not that of an answer")

    def known(self) -> tuple[dict[str, Any], set[str]]:
        """Return what absent facts are in every row, by path, and the paths of the groups that have a table."""
        unknown: dict[str, Any] = {}
        for name in self.absent:
            group, dot, inner = name.rpartition(".")
            unknown[path_of(group) + ("[]." if dot else "") + path_of(inner)] = UNKNOWN
        return unknown, {path_of(group) for group in self.members}

    @property
    def kept(self) -> list[str]:
        """The columns that are carried along: those to keep, and the keys of groups."""
        return list(dict.fromkeys([*self.keep, *(key for _, key in self.members.values())]))


def _absent(ruleset: Ruleset, name: str) -> str:
    """Return the name of an absent fact (缺列的事实): of a member, after the group's name and a dot."""
    for group in groups_in(ruleset):
        for written in (group, path_of(group)):
            if name.startswith(f"{written}."):
                return f"{group}.{column_name(name.removeprefix(f'{written}.'))}"
    return column_name(name)


def _check_known(field: str, names: Collection[str], known: Mapping[str, Any]) -> None:
    for name in names:
        if name not in known:
            raise InvalidValue(field, name, *one_of_names(known))


def _check_named(field: str, names: Iterable[Any]) -> None:
    """Refuse names that no database can hold, or that quoting cannot make safe (核对名称)."""
    for name in names:
        require(field, name, str)
        if not name or _UNNAMEABLE.search(name):
            zh, en = "非空、不含空字符和孤立代理码位的名称", "a name that is not empty, without NUL and lone surrogates"
            raise InvalidValue(field, name, zh, en)


_UNNAMEABLE = re.compile("[\0\ud800-\udfff]")


@attrs.frozen(eq=False)
class _Writing:
    """One query being written (查询的写出)."""

    name: str
    dialect: Dialect
    tables: _SqlTables
    case: Case[Any]
    language: Language
    iso: bool

    def written(self) -> str:
        """Return the query (查询文本)."""
        members: dict[str, MemberAggregates] = {}
        rest_days = self.case.law.rest_days
        subjects = Translating(self.dialect, None, members, rest_days=rest_days)
        whole = subjects.inside(_SUBJECTS)
        for path in self.tables.members:
            members[path] = MemberAggregates(
                path, Translating(self.dialect, f"{_INNER}{path}", {}, whole, rest_days=rest_days)
            )
        truths = self._truths(subjects)
        stages = {_SUBJECTS: self._facts(self.tables.table, self.tables.kept, self.tables.columns, subjects)}
        for path, (table, key) in self.tables.members.items():
            stages |= self._members(path, table, key, members[path])
        if members:
            stages[_JOINED] = self._joined(members)
        kept = (column(_INNER + name) for name in self.tables.keep)
        stages[_TRUTHS] = exp.select(*kept, *_named(truths)).from_(_table(_JOINED if members else _SUBJECTS))
        made = self._answers(truths)
        for name, stage in stages.items():
            alias = exp.to_identifier(name, quoted=True)
            made = made.with_(alias, as_=stage, materialized=self.dialect.materialized, copy=False)
        return made.sql(dialect=self.dialect.written, pretty=True)

    def _in_force(self) -> bool:
        return self.case.law.notice.in_force(self.case.on)

    def _truths(self, subjects: Translating) -> dict[str, Sql]:
        """Return the truth of each requirement, of the implied constraints, and of whether any requirement applies."""
        ruleset = self.tables.ruleset
        known = Partial(self.case.law, self.case.on, *self.tables.known())
        truths: dict[str, Sql] = {}
        possible: dict[Node, None] = {}
        for path, rule, _ in ruleset.every():
            if rule.restates:
                continue
            if not rule.in_force(self.case.law, self.case.on):
                truths[rule.id] = exp.true()
                continue
            truths[rule.id] = self._said(subjects, known.of(ruleset.formula(path, rule)), rule.id)
            if not self._is_over(path, rule, known):
                applies = TRUE if rule.applies is None else known.of(ruleset.formula(path, rule, "applies"))
                possible[applies] = None
        for name, formula in self._implied():
            truths[name] = self._said(subjects, known.of(formula), name)
        truths[APPLICABLE] = self._possibly(subjects, disjunction(*possible))
        for _, outcome, formula in ruleset.computed():
            if outcome.in_force(self.case.law, self.case.on):
                truths |= self._computed(subjects, outcome, under(formula, self.case.law), known)
        return truths

    def _computed(self, subjects: Translating, outcome: OutcomeRule, formula: Node, known: Partial) -> dict[str, Sql]:
        """Return the bounds of an amount, or of a label whether it is each one (计算项)."""
        if outcome.labels:
            truths = outcome.truths(formula).items()
            return {
                f"{outcome.id}={label.name}": self._said(subjects, known.of(truth), outcome.id)
                for label, truth in truths
            }
        with self._saying(outcome.id):
            bounds = subjects.amount(known.of(formula), money=outcome.kind.money)
        return {outcome.id + LEAST: bounds.low, outcome.id + MOST: bounds.high}

    def _is_over(self, path: str, rule: Requirement, known: Partial) -> bool:
        """Return whether the law sets the last day before the notice (期限是否早于通知)."""
        if rule.due is None:
            return False
        last = known.of(self.tables.ruleset.formula(path, rule, "due"))
        first = rule.in_force_from(self.case.law)
        return isinstance(last, Constant) and isinstance(last.value, date) and last.value < first

    def _possibly(self, subjects: Translating, formula: Node) -> Sql:
        """Return where a truth is not False (并非否)."""
        truth = self._said(subjects, formula, APPLICABLE)
        return truth if isinstance(formula, Constant) else case((exp.not_(truth), exp.false()), otherwise=exp.true())

    def _implied(self) -> Iterator[tuple[str, Node]]:
        whole = self.tables.ruleset
        parts = {path: part for path, _, part in whole.every() if part.implied is not None}
        for path, part in parts.items() if self._in_force() else ():
            around = whole.subject if path else None
            law = part.requirements[0].law
            yield (
                f"{part.name}, {_IMPLIED}",
                record(cast("Any", part.implied), part.subject, law, around, path),
            )

    def _said(self, subjects: Translating, formula: Node, asked: str) -> Sql:
        if formula == Constant(UNKNOWN):
            return self.dialect.unknown(Form.TRUTH)
        with self._saying(asked):
            return subjects.truth(formula)

    @contextmanager
    def _saying(self, asked: str) -> Generator[None]:
        try:
            yield
        except Unsayable as unsayable:
            raise InvalidValue(asked, self.name, unsayable.zh, unsayable.en) from None

    def _facts(self, table: str, keys: list[str], columns: Mapping[str, str], asked: Translating) -> exp.Select:
        """Return the rows of a table with their cells as rules compare them (读取事实)."""
        named = {fact: name for name, fact in columns.items()}
        made = exp.select(*(column(key).as_(_INNER + key, quoted=True) for key in keys)).from_(_table(table))
        if not (keys or asked.used):
            made = made.select(exp.null().as_(_INNER, quoted=True), copy=False)  # no table is without a column
        for name, fact in asked.used.items():
            cell = self.dialect.read(fact, column(named.get(name, name)), iso=self.iso)
            made = made.select(cell.as_(name, quoted=True), copy=False)
        return made

    def _members(self, path: str, table: str, key: str, asked: MemberAggregates) -> dict[str, exp.Select]:
        """Return the stages that read members, evaluate each of them and count them by subject (成员各步)."""
        stage, owner = f"{_INNER}{path}", _INNER + key
        facts = self._facts(table, [key], self.tables.member_columns.get(path, {}), asked.translating)
        said = exp.select(column(owner, stage), *_named(asked.said)).from_(_table(stage))
        if any(reference.table == _SUBJECTS for reference in said.find_all(exp.Column)):
            said = said.join(_table(_SUBJECTS), on=_same(owner, stage, _SUBJECTS))
        else:
            for reference in said.find_all(exp.Column):
                reference.set("table", None)
        counts = exp.select(column(owner), *_named({name: value for name, (value, _) in asked.reduced.items()}))
        counts = counts.from_(_table(f"{stage}_said")).group_by(column(owner))
        return {stage: facts, f"{stage}_said": said, f"{stage}_counts": counts}

    def _joined(self, members: Mapping[str, MemberAggregates]) -> exp.Select:
        """Return the subjects with what their groups come to; of a group that has no row nobody is in it (左联接)."""
        made = exp.select(exp.Column(this=exp.Star(), table=exp.to_identifier(_SUBJECTS, quoted=True)))
        made = made.from_(_table(_SUBJECTS))
        for path, (_, key) in self.tables.members.items():
            counts, owner = f"{_INNER}{path}_counts", _INNER + key
            made = made.join(_table(counts), on=_same(owner, _SUBJECTS, counts), join_type="left")
            nobody = exp.Is(this=column(owner, counts), expression=exp.null())
            for name, (_, empty) in members[path].reduced.items():
                held = (
                    column(name, counts)
                    if self.tables.partial
                    else case((nobody, empty), otherwise=column(name, counts))
                )
                made = made.select(held.as_(name, quoted=True), copy=False)
        return made

    def _answers(self, truths: dict[str, Sql]) -> exp.Select:
        made = exp.select(*(column(_INNER + name).as_(name, quoted=True) for name in self.tables.keep))
        rules = [rule for _, rule, _ in self.tables.ruleset.every()]
        # An implied constraint can refute. Where it is unknown, the requirements may still decide.
        following = (column(name) for name in truths if name.endswith(_IMPLIED))
        possible: list[Sql] = [exp.func("COALESCE", truth, exp.true()) for truth in following]
        musts: dict[str, Sql] = {}
        for rule in rules:
            truth: Sql = column(rule.id)
            if rule.restates:
                restated = [original for original in rules if original.id in rule.restates and self._must(original)]
                truth = exp.and_(*(column(original.id) for original in restated)) if restated else exp.true()
            elif self._must(rule):
                musts[rule.id] = truth
            answer = _answer(truth, rule.id)
            answer.add_comments(
                [f" {self.language.clause(rule.clause.locator)} {self.language.asked(rule, self.case.law)} "]
            )
            made = made.select(answer, copy=False)
        verdict: Sql = self.dialect.unknown(Form.WHOLE).as_(VERDICT, quoted=True)
        if truths[APPLICABLE] != exp.false():
            binds = [] if truths[APPLICABLE] == exp.true() else [column(APPLICABLE)]
            decisive = [*possible, *musts.values()]
            verdict = _answer(exp.and_(*decisive) if decisive else exp.true(), VERDICT, *binds)
        made = made.select(verdict, _answer(column(APPLICABLE), APPLICABLE))
        for _, outcome, _ in self.tables.ruleset.computed():
            answers = self._outcome(outcome)
            answers[0].add_comments([f" {outcome.clause.locator} {self.language.of(outcome)} "])
            made = made.select(*answers, copy=False)
        return made.from_(_table(_TRUTHS))

    def _outcome(self, outcome: OutcomeRule) -> list[Sql]:
        """Return the columns of an outcome (计算项各列): its value, NULL where not known, and what it may be."""
        if not outcome.in_force(self.case.law, self.case.on):
            null = self.dialect.unknown(Form.WHOLE)
            ends = (POSSIBLE,) if outcome.labels else (LEAST, MOST)
            return [exp.alias_(null.copy(), outcome.id + end, quoted=True) for end in ("", *ends)]
        if outcome.labels:
            truths = {label.name: column(f"{outcome.id}={label.name}") for label in outcome.labels}
            value = case(*((truth, exp.Literal.string(name)) for name, truth in truths.items()))
            named = [
                case((exp.not_(truth), exp.Literal.string("")), otherwise=exp.Literal.string(f", {name}"))
                for name, truth in truths.items()
            ]
            listed = exp.Substring(this=exp.Concat(expressions=named), start=exp.Literal.number(3))
            return [exp.alias_(value, outcome.id, quoted=True), exp.alias_(listed, outcome.id + POSSIBLE, quoted=True)]
        least, most = column(outcome.id + LEAST), column(outcome.id + MOST)
        value = case((exp.EQ(this=least.copy(), expression=most.copy()), least.copy()))
        return [exp.alias_(value, outcome.id, quoted=True), least, most]

    def _must(self, rule: Requirement) -> bool:
        return rule.force_under(self.case.law) is Force.MUST


def _answer(truth: Sql, name: str, *where: Sql) -> Sql:
    """Return a truth as 1, 0 or NULL; outside `where` it is NULL (真值列)."""
    yes, no = exp.Literal.number(1), exp.Literal.number(0)
    if truth == exp.true() and not where:
        return exp.alias_(yes, name, quoted=True)
    cases = case((exp.and_(*where, truth), yes), (exp.and_(*where, exp.not_(truth)), no))
    return exp.alias_(cases, name, quoted=True)


def _named(columns: Mapping[str, Sql]) -> list[Sql]:
    return [value.as_(name, quoted=True) for name, value in columns.items()]


def _table(name: str) -> exp.Table:
    schema, _, own = name.rpartition(".")
    return exp.table_(own, db=schema or None, quoted=True)


def _same(name: str, left: str, right: str) -> Sql:
    return exp.EQ(this=column(name, left), expression=column(name, right))
