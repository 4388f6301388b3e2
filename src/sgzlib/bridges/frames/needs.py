"""What a whole table needs (全表所需): the facts to collect, and the changes to make, counted over its rows.

A verdict is a conjunction, so requirements that share no fact are asked apart, and each group of them once for every
pattern of cells that occurs: rows that are alike in those facts have the same answers. Which fact to collect next is
the greedy choice of a maximum coverage.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import accumulate
from operator import itemgetter
from typing import Any, Literal, TypedDict, TypeVar

import attrs

from sgzlib.advice.changes import Change, Option, Remedy
from sgzlib.advice.documents import QuestionDict, RangeDict
from sgzlib.advice.grounding import World
from sgzlib.advice.propositions import conjunction
from sgzlib.advice.questions import Question, inputs_of
from sgzlib.advice.relevance import relevant_in
from sgzlib.advice.remedies import mending
from sgzlib.advice.satisfiability import Solver
from sgzlib.advice.text import values_text
from sgzlib.bridges import spellings
from sgzlib.bridges.columns import INSIDE, assembled, columns_of
from sgzlib.bridges.frames.asking import Asking
from sgzlib.bridges.frames.choosing import Whole, rows_where
from sgzlib.bridges.frames.findings import NOT_CLEAR, with_statuses
from sgzlib.bridges.frames.judging import codes_needed, codes_of
from sgzlib.bridges.frames.matching import Tables
from sgzlib.bridges.frames.patterns import Column, Part, Patterns
from sgzlib.bridges.frames.rows import cells_of, codes_in
from sgzlib.bridges.frames.tables import table_of
from sgzlib.bridges.interchange import InvalidDocument
from sgzlib.law.errors import SgzlibError, require
from sgzlib.law.judging import Status
from sgzlib.law.kinds import YUAN
from sgzlib.law.labels import HasLabels
from sgzlib.law.laws import History, Law
from sgzlib.law.requirement import Case, Requirement, Ruleset, case_of
from sgzlib.law.tracing import given_in
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
) -> tuple[TableQuestion, ...]:
    """Return the facts to collect for the rows of a table (全表待问事项), in greedy order.

    Next is always the fact that settles most rows together with those before it; where none settles any, the one for
    which most rows wait. A fact without a column is unknown in every row, and so is a group without a table: `members`
    are the tables of groups, as in `check_groups`, which `by` joins to the rows. Raises what `check` and `check_groups`
    raise.

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
    joining: Mapping[str, Any] = {"duplicates": duplicates, "orphans": orphans, "membership": membership}
    looked = _Looking(frame, ruleset, on, policy, columns, by, members, member_columns, joining, revising=False)
    waiting: Counter[frozenset[str]] = Counter()
    for rows, parts in looked.rows(_missing, Status.UNDETERMINED):
        needed = [found for _, found in parts if found is not None]
        # What can never hold is settled, whatever the other facts are.
        waiting[frozenset[str]().union(*needed if len(needed) == len(parts) else ())] += len(rows)
    del waiting[frozenset()]
    asked = {question.path: question for question in inputs_of(ruleset)}
    waited = _rows_by_fact(waiting)
    alone = {path: waiting[frozenset({path})] for path in asked}
    settled, found = 0, []
    while waiting:
        left = _rows_by_fact(waiting)
        path = max((path for path in asked if left[path]), key=lambda one: (waiting[frozenset({one})], left[one]))
        settled += waiting.pop(frozenset({path}), 0)
        fewer: Counter[frozenset[str]] = Counter()
        for facts, count in waiting.items():
            fewer[facts - {path}] += count
        waiting = fewer
        found.append(TableQuestion(asked[path], waited[path], alone[path], settled))
    return tuple(found)


def _rows_by_fact(waiting: Counter[frozenset[str]]) -> Counter[str]:
    rows: Counter[str] = Counter()
    for facts, count in waiting.items():
        _add(rows, facts, count)
    return rows


def _missing(part: Part, subject: Callable[[], Any], case: Case[Any]) -> frozenset[str] | None:
    """Return the facts that matter (待补事实); None where no facts make everything hold."""
    world, solver = World(subject(), case, revising=False), Solver()
    parts = world.ground(formula for _, formula in part.formulas)
    found = relevant_in(world, parts, solver)
    if facts := frozenset(map(every_member, (*found.facts, *found.undecided))):
        return facts
    return frozenset() if solver.satisfiable(conjunction([*parts, *world.constraints])) else None


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
) -> TableRemedies:
    """Return what the rows of a table need, so that each complies, by the fewest changes (全表整改办法).

    Each row has one of its smallest sets of changes, as `Assessment.remedies` finds them. Facts and groups as in
    `questions`; changes of several members are of one kind where they ask the same. Raises what `check` and
    `check_groups` raise.

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
    joining: Mapping[str, Any] = {"duplicates": duplicates, "orphans": orphans, "membership": membership}
    looked = _Looking(frame, ruleset, on, policy, columns, by, members, member_columns, joining, revising=True)
    changes: Counter[_Kind] = Counter()
    fewest: Counter[int] = Counter()
    actors: Counter[HasLabels] = Counter()
    infeasible: Counter[Requirement] = Counter()
    facts: dict[_Kind, Any] = {}
    rows = undecided = 0
    for alike, parts in looked.rows(looked.least, *NOT_CLEAR):
        count = len(alike)
        rows += count
        stuck = any(mended.stuck for _, mended in parts)
        each = [] if stuck else [(change, part) for part, mended in parts for change in mended.fewest]
        kinds = {looked.kind(change, part): change.fact for change, part in each}
        beyond = [rule for _, mended in parts for rule in mended.infeasible]
        facts |= kinds
        _add(changes, kinds, count)
        _add(actors, {actor for kind in kinds for actor in kind.actors}, count)
        _add(infeasible, beyond, count)
        undecided += count * any(mended.undecided for _, mended in parts)
        if not beyond and not stuck:
            fewest[len(each)] += count
    places = {rule: at for at, (_, rule, _) in enumerate(ruleset.every())}
    return TableRemedies(
        ruleset,
        looked.case,
        rows,
        tuple(
            TableChange(kind.path, facts[kind], kind.to, kind.joins, kind.actors, count)
            for kind, count in changes.most_common()
        ),
        dict(sorted(fewest.items())),
        {actor: actors[actor] for actor in _actors(rule for _, rule, _ in ruleset.every()) if actors[actor]},
        {rule: infeasible[rule] for rule in sorted(infeasible, key=places.__getitem__)},
        undecided,
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
    joining: Mapping[str, Any] = {"duplicates": duplicates, "orphans": orphans, "membership": membership}
    looked = _Looking(frame, ruleset, on, policy, columns, by, members, member_columns, joining, revising=True)
    rows: list[RowRemedy] = []
    unpriced = beyond = 0
    for names, parts in looked.rows(looked.mended, *NOT_CLEAR):
        if any(mended.stuck or mended.infeasible for _, mended in parts):
            beyond += len(names)
            continue
        cheapest = [_cheapest(step, priced) for _, mended in parts for step in mended.steps]
        if None in cheapest:
            unpriced += len(names)
            continue
        ways = [way for way in cheapest if way is not None]
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


@attrs.frozen(eq=False)
class _Mended:
    """What mends the requirements of a part (一组要求的整改), step by step; it is `stuck` where no way was found."""

    steps: tuple[tuple[Remedy, ...], ...]
    infeasible: tuple[Requirement, ...]
    undecided: bool
    stuck: bool

    @property
    def fewest(self) -> Iterator[Change]:
        """Yield the changes of a smallest set (最少改变): what nothing can mend leaves steps for the rest."""
        return (change for first, *_ in self.steps for change in first)


def _actors(rules: Iterable[Requirement]) -> tuple[HasLabels, ...]:
    named = dict.fromkeys(actor for rule in rules for actor in rule.by)
    kinds = dict.fromkeys(type(actor) for actor in named)
    return tuple(actor for kind in kinds for actor in kind if actor in named)  # type: ignore[attr-defined]


class _Looking:
    """The rows of a table, looked at by patterns (按类型看各行)."""

    def __init__(
        self,
        frame: Any,
        ruleset: Ruleset,
        on: date,
        policy: Law | History | None,
        columns: Mapping[str, str] | None,
        by: str | Sequence[str],
        members: Mapping[str, Any] | None,
        member_columns: Mapping[str, Mapping[str, str]] | None,
        joining: Mapping[str, Any],
        *,
        revising: bool,
    ) -> None:
        self.case = case_of(require("ruleset", ruleset, Ruleset), on, policy)
        tables = Tables(by=by, columns=columns, members=members, member_columns=member_columns, **joining)
        self._whole = Whole(ruleset, tables)
        verdict = [code for code in codes_needed(ruleset, self.case) if code == codes_of(ruleset)[-1]]
        self._judged = with_statuses(frame, ruleset, self.case, tables, verdict)
        self._patterns = Patterns(ruleset, self.case, revising=revising)
        self._kinds: dict[tuple[int, tuple[str, ...]], _Kind] = {}
        self._least: dict[Part, _Mended] = {}
        self._rules = {
            rule.id: (rule, _columns(ruleset, path, rule)) for path, rule, _ in ruleset.every() if not rule.restates
        }

    def least(self, part: Part, subject: Callable[[], Any], case: Case[Any]) -> _Mended:
        """Return how the fewest changes mend the requirements of a part (最少整改), and no other way where these do."""
        for size, narrowed in self._patterns.narrowed(part) if part.failing else ():
            if narrowed not in self._least:
                self._least[narrowed] = self.mended(narrowed, subject, case)
            found = self._least[narrowed]
            if not (found.infeasible or found.undecided or found.stuck):
                # More changes than facts may be more than another way takes.
                return found if len(list(found.fewest)) <= size else self.mended(part, subject, case)
        return self.mended(part, subject, case)

    def mended(self, part: Part, subject: Callable[[], Any], case: Case[Any]) -> _Mended:
        """Return what mends the requirements of a part (整改)."""
        if not part.failing:
            return _Mended((), (), undecided=False, stuck=False)
        formulas = [(self._rules[id_][0], formula) for id_, formula in part.formulas]
        steps, infeasible, undecided = mending(World(subject(), case, revising=True), formulas, self._whole.ruleset)
        stuck = bool(undecided) and not steps
        return _Mended(steps, infeasible, bool(undecided), stuck)

    def kind(self, change: Change, part: Part) -> _Kind:
        """Return what kind of change one of a part is (改变种类)."""
        key = id(change), part.failing
        if key not in self._kinds:
            path, column = every_member(change.path), _column(change.path.partition("[")[0])
            mended = [rule for rule, columns in map(self._rules.__getitem__, part.failing) if column in columns]
            self._kinds[key] = _Kind(path, change.to, change.joins, _actors(mended))
        return self._kinds[key]

    def rows(
        self, ask: Callable[[Part, Callable[[], Any], Case[Any]], T], *statuses: Status
    ) -> Iterator[tuple[list[tuple[Any, ...]], list[tuple[Part, T]]]]:
        """Yield which rows with one of these verdicts answer what, part by part (逐部分作答); `by` names them."""
        known: dict[Part, T] = {}
        chosen = rows_where(self._judged, self._whole.ruleset, statuses)
        names = list(zip(*cells_of(chosen, self._whole.tables.by).values(), strict=True)) or [()] * len(chosen)
        for alike, parts in self._patterns.of(self._held(chosen, names), len(names)) if names else ():
            for part in parts:
                if part not in known:
                    known[part] = ask(part, partial(self._subject, part), self.case)
            yield [names[row] for row in alike], [(part, known[part]) for part in parts]

    def _held(self, chosen: Any, names: list[tuple[Any, ...]]) -> dict[str, Column]:
        """Return the facts at which the rules look, those without a column too (所涉各列)."""
        import pyarrow as pa

        of = self._whole.ruleset.subject
        facts = {path: columns_of(of)[_column(path)] for path in self._patterns.facts}
        headings = Asking(table_of(chosen), of, self._whole.tables.columns).column_of
        heads = {path: headings[_column(path)] for path in facts if _column(path) in headings}
        nothing = pa.array([0] * len(names), pa.int32())
        held = {path: Column([UNKNOWN], nothing) for path in facts}
        for path, (cells, coded) in codes_in(chosen, heads, facts).items():
            held[path] = Column([spellings.read(facts[path].kind, path, cell) for cell in cells], coded)
        for path in self._whole.tables.members:
            theirs = self._whole.members_of(path, names)
            groups: dict[Any, int] = {}
            members = (theirs.get(name, self._whole.nobody) for name in names)
            codes = [groups.setdefault(UNKNOWN if each is None else tuple(each), len(groups)) for each in members]
            held[path.replace(INSIDE, ".")] = Column(list(groups), pa.array(codes, pa.int32()))
        return held

    def _subject(self, part: Part) -> Any:
        given = {_column(path): part.row.value(path) for path in part.row.columns}
        try:
            return assembled(self._whole.ruleset.subject, given)
        except SgzlibError as error:
            raise InvalidDocument(error.with_traceback(None)) from None


def every_member(path: str) -> str:
    """Return a path in which no member is told from another (不分成员): `team.workers[].trained`."""
    return re.sub(r"\[\d+\]", "[]", path)


def _column(path: str) -> str:
    return path.replace(".", INSIDE)


def _columns(ruleset: Ruleset, path: str, rule: Requirement) -> frozenset[str]:
    given = given_in(ruleset.formula(path, rule))
    return frozenset(at.partition("[")[0].replace(".", INSIDE) for at, _ in given)
