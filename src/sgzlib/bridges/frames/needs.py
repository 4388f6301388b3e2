"""What a whole table needs (全表所需): the facts to collect, and the changes to make, counted over its rows.

Rows with equal facts are asked once. A verdict is a conjunction, so requirements that share no unknown fact are asked
apart: of facts to collect, each such part is asked once for all rows that are alike in it. Which fact to collect next
is the greedy choice of a maximum coverage.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import accumulate
from operator import itemgetter
from typing import Any, Literal, TypedDict, TypeVar, overload

import attrs

from sgzlib.advice.changes import Change, Option, Remedy
from sgzlib.advice.conflicts import can_hold
from sgzlib.advice.documents import QuestionDict, RangeDict
from sgzlib.advice.questions import Question, inputs_of
from sgzlib.advice.remedies import Remedies
from sgzlib.advice.text import values_text
from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.bridges.alike import key_of
from sgzlib.bridges.frames.findings import NOT_CLEAR
from sgzlib.bridges.frames.grouping import Progress, rows_of
from sgzlib.bridges.frames.matching import Tables
from sgzlib.law.clauses import Force
from sgzlib.law.errors import require
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.law.judging import Status
from sgzlib.law.kinds import YUAN, Form
from sgzlib.law.labels import HasLabels
from sgzlib.law.laws import History, Law
from sgzlib.law.requirement import Case, Requirement, Ruleset, case_of
from sgzlib.law.tracing import given_in, value_at
from sgzlib.law.truth import UNKNOWN
from sgzlib.prose.documents import Day, Documented, LawDict, plain
from sgzlib.prose.language import Language
from sgzlib.prose.tables import Backend, Row, frame_of

T = TypeVar("T")


class TableQuestionDict(TypedDict):
    """One fact to collect for the rows of a table (全表待问事项), and how many rows wait for it and are settled."""

    question: QuestionDict
    rows: int
    alone: int
    settled: int


class TableChangeDict(TypedDict):
    """One change that rows of a table need (全表改变): the fact at `path`, to a value within one of `to`, by whom."""

    path: str
    text: str
    to: list[RangeDict]
    joins: bool
    actors: list[str]
    rows: int


class TableRemediesDict(TypedDict):
    """What the rows of a table need (全表整改办法), as in `TableRemedies`; requirements by their ids."""

    format: Literal["sgzlib.table-remedies/1"]
    sgzlib: str
    law: LawDict
    ruleset: str
    on: Day
    rows: int
    changes: list[TableChangeDict]
    fewest: dict[str, int]
    by_actor: dict[str, int]
    infeasible: dict[str, int]
    undecided: int
    left_out: int


@attrs.frozen(eq=False, repr=False)
class TableQuestion(Documented[TableQuestionDict]):
    """One fact to collect for the rows of a table (全表待问事项).

    `rows` wait for it, `alone` of them are settled by it, whatever it turns out to be, and `settled` are by it and all
    that stand before it.
    """

    question: Question
    rows: int
    alone: int
    settled: int

    document_type = TableQuestionDict

    def __repr__(self) -> str:
        return f"<TableQuestion {self.question.path}: {self.rows} rows, {self.alone} alone, {self.settled} settled>"


class TableQuestionsDict(TypedDict):
    """The facts to collect for the rows of a table (全表待问事项), as in `TableQuestions`."""

    format: Literal["sgzlib.table-questions/1"]
    sgzlib: str
    law: LawDict
    ruleset: str
    on: Day
    rows: int
    questions: list[TableQuestionDict]
    undecided: int
    left_out: int


@attrs.frozen(eq=False, repr=False)
class TableQuestions(Documented[TableQuestionsDict], Sequence[TableQuestion]):
    """The facts to collect for the rows of a table, in greedy order (全表待问事项); a sequence of `TableQuestion`.

    `rows` are those whose verdict hangs on an unknown fact. Of `undecided` rows the search did not find out which facts
    matter; they wait for all that may. `left_out` are the rows beyond `at_most`, which were not looked at.
    """

    ruleset: Ruleset
    case: Case[Any]
    questions: tuple[TableQuestion, ...]
    rows: int
    undecided: int = 0
    left_out: int = 0

    document_type = TableQuestionsDict

    def __repr__(self) -> str:
        return f"<TableQuestions {self.ruleset.name}: {self.rows} rows, {len(self.questions)} facts>"

    def __len__(self) -> int:
        return len(self.questions)

    @overload
    def __getitem__(self, at: int) -> TableQuestion: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[TableQuestion, ...]: ...

    def __getitem__(self, at: int | slice) -> TableQuestion | tuple[TableQuestion, ...]:
        return self.questions[at]

    def to_frame(self, backend: Backend = "polars", locale: str = "zh_CN") -> Any:
        """Return the facts as a table (结果表), a row a fact, of polars, pandas or pyarrow.

        Raises `InvalidValue` for another library and for a locale that is neither Chinese nor English.
        """
        columns = {"path": str, "text": str, "clauses": str, "rows": int, "alone": int, "settled": int}
        return frame_of("TableQuestions", columns, self._rows(Language(locale)), backend)

    def told(self, language: Language) -> dict[str, Any]:  # noqa: ARG002 - the questions are written in it
        """Return by which law the facts are asked for (自述部分)."""
        return {"law": self.case.law, "on": self.case.on}

    def _rows(self, language: Language) -> Iterator[Row]:
        anybody = self.ruleset.subject()
        for each in self.questions:
            yield {
                "path": each.question.path,
                "text": language.fact(anybody, each.question.path)[0],
                "clauses": language.pick(("、", ", ")).join(clause.locator for clause in each.question.clauses),
                "rows": each.rows,
                "alone": each.alone,
                "settled": each.settled,
            }


@attrs.frozen(eq=False, repr=False)
class TableChange:
    """One change that rows of a table need (全表改变): the fact at `path`, to a value within one of `to`.

    `joins` as in `Change`; `actors` are who must act, by the requirements that it mends.
    """

    path: str
    fact: Any
    to: tuple[Option, ...]
    joins: bool
    actors: tuple[HasLabels, ...]
    rows: int

    def __repr__(self) -> str:
        to = " or ".join(f"{each.least!r}..{each.most!r}" for each in self.to)
        return f"<TableChange {self.path} to {to}: {self.rows} rows>"


@attrs.frozen(eq=False, repr=False)
class TableRemedies(Documented[TableRemediesDict]):
    """What the rows of a table need, each by a set with the fewest changes (全表整改办法).

    `rows` are those whose verdict is not True. `changes` stand with those that most rows need first, `fewest` has the
    rows by how many changes they need, `by_actor` by who must act. `infeasible` has the rows by what nothing can mend:
    they are not among `fewest`. `undecided` are the rows of which the search did not find all ways.
    """

    ruleset: Ruleset
    case: Case[Any]
    rows: int
    changes: tuple[TableChange, ...]
    fewest: dict[int, int]
    by_actor: dict[HasLabels, int]
    infeasible: dict[Requirement, int]
    undecided: int
    left_out: int = 0

    document_type = TableRemediesDict

    def __repr__(self) -> str:
        return f"<TableRemedies {self.ruleset.name}: {self.rows} rows, {len(self.changes)} changes>"

    def to_frame(self, backend: Backend = "polars", locale: str = "zh_CN") -> Any:
        """Return its changes as a table (结果表), a row a change, of polars, pandas or pyarrow.

        Raises `InvalidValue` for another library and for a locale that is neither Chinese nor English.
        """
        columns = {"path": str, "text": str, "joins": bool, "actors": str, "rows": int}
        return frame_of("TableRemedies", columns, self._changes(Language(locale)), backend)

    def told(self, language: Language) -> dict[str, Any]:
        """Return by which law they are needed, each change in words, and rows by names (自述部分)."""
        changes = zip(self._changes(language), self.changes, strict=True)
        return {
            "law": self.case.law,
            "on": self.case.on,
            "changes": [{**row, "to": change.to} for row, change in changes],
            "fewest": {str(number): rows for number, rows in self.fewest.items()},
            "by_actor": {plain(actor): rows for actor, rows in self.by_actor.items()},
            "infeasible": {rule.id: rows for rule, rows in self.infeasible.items()},
        }

    def _changes(self, language: Language) -> Iterator[Row]:
        anybody = self.ruleset.subject()
        for one in self.changes:
            label, _ = language.fact(anybody, one.path)
            yield {
                "path": one.path,
                "text": f"{label}{language.pick(('：', ': '))}{values_text(one, language)}",
                "joins": one.joins,
                "actors": one.actors,
                "rows": one.rows,
            }


def questions(
    frame: Any,
    ruleset: Ruleset,
    *,
    on: date,
    policy: Law | History | None = None,
    columns: Mapping[str, str] | None = None,
    by: str | Sequence[str] = (),
    members: Mapping[str, Any] | None = None,
    member_columns: Mapping[str, Mapping[str, str]] | None = None,
    duplicates: str = "error",
    orphans: str = "error",
    membership: str = "complete",
    progress: Progress | None = None,
    at_most: int | None = None,
) -> TableQuestions:
    """Return the facts to collect for the rows of a table (全表待问事项), in greedy order.

    Next is always the fact that settles most rows together with those before it; where none settles any, the one for
    which most rows wait. A fact without a column is unknown in every row, and so is a group without a table: `members`
    are the tables of groups, as in `check_groups`, which `by` joins to the rows. `progress` is called with how many
    rows are done and how many there are; rows beyond `at_most` are not looked at, and counted. Raises what `check` and
    `check_groups` raise.

    >>> from datetime import date
    >>> import polars as pl
    >>> import sgzlib as sgz
    >>> stations = pl.DataFrame({**dict.fromkeys(sgz.frames.columns_of(sgz.Premises), [True, True, True]),
    ...                          "printer": [None, None, True], "computer": [True, None, None]})
    >>> for asked in sgz.frames.questions(stations, sgz.PREMISES, on=date(2022, 3, 1)):
    ...     print(asked.question.zh, asked.rows, asked.alone, asked.settled)
    电脑 2 1 1
    打印机 2 1 3
    """
    tables = Tables(
        by=by,
        columns=columns,
        members=members,
        member_columns=member_columns,
        duplicates=duplicates,
        orphans=orphans,
        membership=membership,
    )
    case = case_of(require("ruleset", ruleset, Ruleset), on, policy)
    rows = rows_of(frame, ruleset, case, tables, (Status.UNDETERMINED,), progress, at_most)
    missing, undecided = _Missing(ruleset, case), 0
    waiting: Counter[frozenset[str]] = Counter()
    for subject, names in rows:
        facts, settled = missing.of(subject)
        waiting[facts] += len(names)
        undecided += len(names) * (not settled)
    del waiting[frozenset()]
    asked = {question.path: question for question in inputs_of(ruleset)}
    waited = _rows_by_fact(waiting)
    alone = {path: waiting[frozenset({path})] for path in asked}
    settled_rows, found = 0, list[TableQuestion]()
    while waiting:
        left = _rows_by_fact(waiting)
        path = max((path for path in asked if left[path]), key=lambda one: (waiting[frozenset({one})], left[one]))
        settled_rows += waiting.pop(frozenset({path}), 0)
        fewer: Counter[frozenset[str]] = Counter()
        for facts, count in waiting.items():
            fewer[facts - {path}] += count
        waiting = fewer
        found.append(TableQuestion(asked[path], waited[path], alone[path], settled_rows))
    return TableQuestions(ruleset, case, tuple(found), rows.number, undecided, rows.left_out)


def _rows_by_fact(waiting: Counter[frozenset[str]]) -> Counter[str]:
    rows: Counter[str] = Counter()
    for facts, count in waiting.items():
        _add(rows, facts, count)
    return rows


class _Missing:
    """What rows still have to be told (待补事实): of requirements that share no unknown fact, each part apart."""

    def __init__(self, ruleset: Ruleset, case: Case[Any]) -> None:
        self._ruleset, self._case = ruleset, case
        self._reads = _reading(ruleset)
        self._known: dict[Hashable, tuple[frozenset[str] | None, bool]] = {}
        # Where a class holds its facts against each other, what one of them may be hangs on all.
        self._apart = not any(hasattr(of, "__attrs_post_init__") for of in _classes(ruleset.subject))

    def of(self, subject: Any) -> tuple[frozenset[str], bool]:
        """Return the facts that can still change the verdict, and whether that was found out for all facts."""
        facts, settled = frozenset[str](), True
        for ids in self._parts(assess(self._ruleset, subject, on=self._case.on, policy=self._case.law)):
            needed, found_out = self._missing(ids, subject)
            if needed is None:  # what can never hold is settled, whatever the other facts are
                return frozenset(), True
            facts, settled = facts | needed, settled and found_out
        return facts, settled

    def _parts(self, assessment: Assessment) -> Iterator[tuple[str, ...]]:
        """Yield the ids of undetermined MUSTs, in parts that share no unknown fact."""
        ids = [
            each.requirement.id
            for each in assessment.undetermined
            if each.force is Force.MUST and not each.requirement.restates
        ]
        if not self._apart:
            yield tuple(ids)
            return
        unknown = {id_: self._unknown(id_, assessment.subject) for id_ in ids}
        while unknown:
            first = next(iter(unknown))
            part, facts, grown = [first], unknown.pop(first), True
            while grown:
                more = [id_ for id_, theirs in unknown.items() if not facts.isdisjoint(theirs)]
                part, facts, grown = part + more, facts.union(*(unknown.pop(id_) for id_ in more)), bool(more)
            yield tuple(sorted(part, key=ids.index))

    def _unknown(self, id_: str, subject: Any) -> frozenset[str]:
        return frozenset(path for path, inner in self._reads[id_].items() if _is_open(subject, path, inner))

    def _missing(self, ids: tuple[str, ...], subject: Any) -> tuple[frozenset[str] | None, bool]:
        only = _only(self._ruleset, ids)
        key = ids, key_of(only)(subject)
        if key not in self._known:
            judged = assess(only, subject, on=self._case.on, policy=self._case.law)
            facts, undecided = frozenset(map(every_member, judged.missing)), judged.undecided
            impossible = not (facts or undecided) and not can_hold(judged)
            self._known[key] = None if impossible else facts | set(map(every_member, undecided)), not undecided
        return self._known[key]


@cache
def _only(ruleset: Ruleset, ids: tuple[str, ...]) -> Ruleset:
    """Return a ruleset with some requirements of its own and of its parts alone (部分要求)."""
    own = tuple(rule for rule in ruleset.requirements if rule.id in ids)
    parts = ((name, _only(part, ids)) for name, part in ruleset.parts)
    kept = tuple((name, part) for name, part in parts if any(part.every()))
    return attrs.evolve(ruleset, requirements=own, parts=kept, together=None)


def _reads(ruleset: Ruleset, path: str, rule: Requirement) -> dict[str, list[str]]:
    """Return the facts of the subject itself that a rule reads, with what it reads of members (所读事实)."""
    found: dict[str, list[str]] = {}
    for at, _ in given_in(ruleset.formula(path, rule)):
        own, _, inner = at.partition("[].")
        found.setdefault(own, []).extend([inner] if inner else [])
    return found


def _is_open(subject: Any, path: str, inner: Iterable[str]) -> bool:
    value = value_at(subject, path)
    if isinstance(value, tuple) and any(inner):
        return any(value_at(member, fact.partition("[")[0]) is UNKNOWN for member in value for fact in inner)
    return value is UNKNOWN


def _classes(of: type[Any]) -> Iterator[type[Any]]:
    yield of
    for fact in facts_of(of).values():
        members: Any = fact.kind.members
        if fact.kind.form is Form.PART and is_subject(members):
            yield from _classes(members)


def remedies(
    frame: Any,
    ruleset: Ruleset,
    *,
    on: date,
    policy: Law | History | None = None,
    columns: Mapping[str, str] | None = None,
    by: str | Sequence[str] = (),
    members: Mapping[str, Any] | None = None,
    member_columns: Mapping[str, Mapping[str, str]] | None = None,
    duplicates: str = "error",
    orphans: str = "error",
    membership: str = "complete",
    progress: Progress | None = None,
    at_most: int | None = None,
) -> TableRemedies:
    """Return what the rows of a table need, so that each complies, by the fewest changes (全表整改办法).

    Each row has one of its smallest sets of changes, as `Assessment.remedies` finds them. Facts, groups, `progress` and
    `at_most` as in `questions`; changes of several members are of one kind where they ask the same. Raises what `check`
    and `check_groups` raise.

    >>> from datetime import date
    >>> import polars as pl
    >>> import sgzlib as sgz
    >>> stations = pl.DataFrame({**dict.fromkeys(sgz.frames.columns_of(sgz.Premises), [True, True, True]),
    ...                          "printer": [False, False, True], "computer": [True, None, True]})
    >>> needed = sgz.frames.remedies(stations, sgz.PREMISES, on=date(2022, 3, 1))
    >>> needed
    <TableRemedies premises: 2 rows, 2 changes>
    >>> [(change.path, change.rows) for change in needed.changes], needed.fewest
    ([('printer', 2), ('computer', 1)], {1: 1, 2: 1})
    >>> needed.to_frame(locale="en").row(0)
    ('printer', 'printer: yes', False, 'DISTRICT_BUREAU STREET', 2)
    """
    tables = Tables(
        by=by,
        columns=columns,
        members=members,
        member_columns=member_columns,
        duplicates=duplicates,
        orphans=orphans,
        membership=membership,
    )
    case = case_of(require("ruleset", ruleset, Ruleset), on, policy)
    looked = rows_of(frame, ruleset, case, tables, NOT_CLEAR, progress, at_most)
    changes: Counter[_Kind] = Counter()
    fewest: Counter[int] = Counter()
    actors: Counter[HasLabels] = Counter()
    infeasible: Counter[Requirement] = Counter()
    facts: dict[_Kind, Any] = {}
    undecided = 0
    for subject, names in looked:
        judged, count = assess(ruleset, subject, on=case.on, policy=case.law), len(names)
        mended = judged.remedies()
        each = [change for first, *_ in mended.steps for change in first]
        kinds = {_kind(change, judged): change.fact for change in each}
        facts |= kinds
        _add(changes, kinds, count)
        _add(actors, {actor for kind in kinds for actor in kind.actors}, count)
        _add(infeasible, mended.infeasible, count)
        undecided += count * bool(mended.undecided)
        if (smallest := mended.smallest) is not None:
            fewest[len(smallest)] += count
    places = {rule: at for at, (_, rule, _) in enumerate(ruleset.every())}
    return TableRemedies(
        ruleset,
        case,
        looked.number,
        tuple(
            TableChange(kind.path, facts[kind], kind.to, kind.joins, kind.actors, count)
            for kind, count in changes.most_common()
        ),
        dict(sorted(fewest.items())),
        {actor: actors[actor] for actor in _actors(rule for _, rule, _ in ruleset.every()) if actors[actor]},
        {rule: infeasible[rule] for rule in sorted(infeasible, key=places.__getitem__)},
        undecided,
        looked.left_out,
    )


@attrs.frozen(eq=False, repr=False)
class RowRemedy:
    """What one row needs, at the least that it can cost (单行整改); its name is what `by` says of it."""

    name: tuple[Any, ...]
    changes: tuple[Change, ...]
    cost: Decimal

    def __repr__(self) -> str:
        return f"<RowRemedy {self.name}: {len(self.changes)} changes, {self.cost}>"


@attrs.frozen(eq=False, repr=False)
class Affordable:
    """Which rows one amount makes compliant (可达标的行): as many as it can, those that cost least first.

    `spent` is what they cost together. `left` are the rows for which the amount is not enough, `unpriced` those of
    which every way needs a change without a price, and `beyond` those for which no way was found.
    """

    rows: tuple[RowRemedy, ...]
    spent: Decimal
    left: int
    unpriced: int
    beyond: int

    def __repr__(self) -> str:
        return f"<Affordable: {len(self.rows)} rows for {self.spent}, {self.left} left>"


def affordable(
    frame: Any,
    ruleset: Ruleset,
    amount: Decimal | int,
    prices: Mapping[str, Decimal | int],
    *,
    by: str | Sequence[str],
    on: date,
    policy: Law | History | None = None,
    columns: Mapping[str, str] | None = None,
    members: Mapping[str, Any] | None = None,
    member_columns: Mapping[str, Mapping[str, str]] | None = None,
    duplicates: str = "error",
    orphans: str = "error",
    membership: str = "complete",
    progress: Progress | None = None,
) -> Affordable:
    """Return which rows one amount of money or number of hires makes compliant first (有限投入先达标的行).

    `prices` say what a change costs, by its path as `remedies` tells it (`printer`, `team.workers[].trained`); where
    members join a group, what each of them costs. For a number of hires, the price of `team.workers` is 1, and that of
    what takes no hire 0. Of the ways to mend a row the cheapest is taken. Each row has one cost, so those that cost
    least first are the most rows that the amount is enough for. A fact that is not known is paid for as if it had to be
    changed. Raises what `remedies` raises, and `InvalidType` or `InvalidValue` for what is no amount.

    >>> from datetime import date
    >>> import polars as pl
    >>> import sgzlib as sgz
    >>> stations = pl.DataFrame({"station": ["泰达", "新港", "塘沽"],
    ...                          **dict.fromkeys(sgz.frames.columns_of(sgz.Premises), [True, True, True]),
    ...                          "printer": [False, False, True], "computer": [False, True, False]})
    >>> first = sgz.frames.affordable(stations, sgz.PREMISES, 6000, {"printer": 1500, "computer": 4000},
    ...                               by="station", on=date(2022, 3, 1))
    >>> first, [(row.name, row.cost) for row in first.rows]
    (<Affordable: 2 rows for 5500, 1 left>, [(('新港',), Decimal('1500')), (('塘沽',), Decimal('4000'))])
    >>> sgz.frames.affordable(stations, sgz.PREMISES, 6000, {"printer": -1}, by="station", on=date(2022, 3, 1))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: prices['printer']: -1 不可用，应为非负、精确到分的 Decimal 或 int...
    """
    most = YUAN.read("amount", amount)
    priced = {path: YUAN.read(f"prices[{path!r}]", price) for path, price in prices.items()}
    tables = Tables(
        by=by,
        columns=columns,
        members=members,
        member_columns=member_columns,
        duplicates=duplicates,
        orphans=orphans,
        membership=membership,
    )
    case = case_of(require("ruleset", ruleset, Ruleset), on, policy)
    rows: list[RowRemedy] = []
    unpriced = beyond = 0
    for subject, names in rows_of(frame, ruleset, case, tables, NOT_CLEAR, progress, None):
        mended: Remedies = assess(ruleset, subject, on=case.on, policy=case.law).remedies()
        if mended.infeasible or not mended.steps:
            beyond += len(names)
            continue
        cheapest = [_cheapest(step, priced) for step in mended.steps]
        ways = [way for way in cheapest if way is not None]
        if len(ways) < len(cheapest):
            unpriced += len(names)
            continue
        cost, changes = sum((cost for cost, _ in ways), Decimal()), tuple(one for _, way in ways for one in way)
        rows += (RowRemedy(name, changes, cost) for name in names)
    rows.sort(key=lambda row: row.cost)
    sums = list(accumulate(row.cost for row in rows))
    number = bisect_right(sums, most)
    return Affordable(
        tuple(rows[:number]), sums[number - 1] if number else Decimal(), len(rows) - number, unpriced, beyond
    )


def _cheapest(step: Iterable[Remedy], prices: Mapping[str, Decimal]) -> tuple[Decimal, tuple[Change, ...]] | None:
    """Return the cheapest of some ways, and what it costs (最省办法); None where none has all its prices."""
    costs = ((_cost(way, prices), way.changes) for way in step)
    known = [(cost, changes) for cost, changes in costs if cost is not None]
    return min(known, key=itemgetter(0)) if known else None


def _cost(way: Remedy, prices: Mapping[str, Decimal]) -> Decimal | None:
    cost = Decimal()
    for change in way:
        price = prices.get(every_member(change.path))
        if price is None:
            return None
        cost += price * (min(option.least or 0 for option in change.to) if change.joins else 1)
    return cost


def _add(counter: Counter[T], items: Iterable[T], count: int) -> None:
    for item in items:
        counter[item] += count


@attrs.frozen
class _Kind:
    """A kind of change (改变种类): what rows that need it have in common."""

    path: str
    to: tuple[Option, ...]
    joins: bool
    actors: tuple[HasLabels, ...]


def _actors(rules: Iterable[Requirement]) -> tuple[HasLabels, ...]:
    named = dict.fromkeys(actor for rule in rules for actor in rule.by)
    kinds = dict.fromkeys(type(actor) for actor in named)
    return tuple(actor for kind in kinds for actor in kind if actor in named)  # type: ignore[attr-defined]


def _kind(change: Change, judged: Assessment) -> _Kind:
    """Return what kind of change one is (改变种类): the actors are those of the MUSTs that fail and read its fact."""
    path, own = every_member(change.path), change.path.partition("[")[0]
    failing = [
        each.requirement
        for each in judged.findings
        if each.force is Force.MUST and not each.requirement.restates and each.holds is not True
    ]
    reading = _reading(judged.ruleset)
    return _Kind(path, change.to, change.joins, _actors(rule for rule in failing if own in reading[rule.id]))


@cache
def _reading(ruleset: Ruleset) -> dict[str, dict[str, list[str]]]:
    return {rule.id: _reads(ruleset, path, rule) for path, rule, _ in ruleset.every() if not rule.restates}


def every_member(path: str) -> str:
    """Return a path in which no member is told from another (不分成员): `team.workers[].trained`."""
    return re.sub(r"\[\d+\]", "[]", path)
