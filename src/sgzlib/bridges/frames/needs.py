"""What a whole table needs (全表所需): the facts to collect, and the changes to make, counted over its rows.

A verdict is a conjunction, so requirements that share no fact are asked apart, and each group of them once for every
pattern of cells that occurs: rows that are alike in those facts have the same answers. Which fact to collect next is
the greedy choice of a maximum coverage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

import attrs

from sgzlib.advice.changes import Change, Option
from sgzlib.advice.questions import Question, inputs_of
from sgzlib.advice.relevance import relevance
from sgzlib.advice.remedies import remedies as remedies_of
from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.bridges.columns import INSIDE
from sgzlib.bridges.frames.choosing import rows_where
from sgzlib.bridges.frames.findings import with_statuses
from sgzlib.bridges.frames.rows import facts_held, subject_of
from sgzlib.bridges.interchange import InvalidDocument
from sgzlib.law.clauses import Force
from sgzlib.law.errors import require
from sgzlib.law.judging import Status
from sgzlib.law.labels import HasLabels
from sgzlib.law.laws import History, Law
from sgzlib.law.requirement import Case, Requirement, Ruleset, case_of
from sgzlib.law.tracing import given_in

T = TypeVar("T")


@attrs.frozen(eq=False, repr=False)
class TableQuestion:
    """One fact to collect for the rows of a table (全表待问事项).

    `rows` wait for it, `alone` of them are settled by it, whatever it turns out to be, and `settled` are by it and all
    that stand before it.
    """

    question: Question
    rows: int
    alone: int
    settled: int

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
class TableRemedies:
    """What the rows of a table need, each by a set with the fewest changes (全表整改办法).

    `rows` are those whose verdict is not True. `changes` stand with those that most rows need first, `fewest` has the
    rows by how many changes they need, `by_actor` by who must act. `infeasible` has the rows by what nothing can mend:
    they are not among `fewest`. `undecided` are the rows of which the search did not find all ways.
    """

    ruleset: Ruleset
    rows: int
    changes: tuple[TableChange, ...]
    fewest: dict[int, int]
    by_actor: dict[HasLabels, int]
    infeasible: dict[Requirement, int]
    undecided: int

    def __repr__(self) -> str:
        return f"<TableRemedies {self.ruleset.name}: {self.rows} rows, {len(self.changes)} changes>"


def questions(
    frame: Any,
    ruleset: Ruleset,
    *,
    on: date,
    policy: Law | History | None = None,
    columns: Mapping[str, str] | None = None,
) -> tuple[TableQuestion, ...]:
    """Return the facts to collect for the rows of a table (全表待问事项), in greedy order.

    Next is always the fact that settles most rows together with those before it; where none settles any, the one for
    which most rows wait. A fact without a column is unknown in every row, and so are groups. Raises what `check`
    raises.

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
    looked = _Looking(frame, require("ruleset", ruleset, Ruleset), case_of(ruleset, on, policy), columns)
    waiting: Counter[frozenset[str]] = Counter()
    for row, count in looked.rows(_missing, Status.UNDETERMINED).items():
        waiting[frozenset[str]().union(*row)] += count
    del waiting[frozenset()]
    asked = {question.path: question for question in inputs_of(ruleset)}
    rows = _rows_by_fact(waiting)
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
        found.append(TableQuestion(asked[path], rows[path], alone[path], settled))
    return tuple(found)


def _rows_by_fact(waiting: Counter[frozenset[str]]) -> Counter[str]:
    rows: Counter[str] = Counter()
    for facts, count in waiting.items():
        _add(rows, facts, count)
    return rows


def _missing(assessment: Assessment) -> tuple[str, ...]:
    relevant = relevance(assessment)
    return (*relevant.facts, *relevant.undecided)


def remedies(
    frame: Any,
    ruleset: Ruleset,
    *,
    on: date,
    policy: Law | History | None = None,
    columns: Mapping[str, str] | None = None,
) -> TableRemedies:
    """Return what the rows of a table need, so that each complies, by the fewest changes (全表整改办法).

    Each row has one of its smallest sets of changes, as `Assessment.remedies` finds them. A fact without a column is
    unknown in every row, and so are groups. Raises what `check` raises.

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
    """
    looked = _Looking(frame, require("ruleset", ruleset, Ruleset), case_of(ruleset, on, policy), columns)
    rows = looked.rows(_mended, Status.VIOLATED, Status.UNDETERMINED)
    changes: Counter[_Kind] = Counter()
    fewest: Counter[int] = Counter()
    actors: Counter[HasLabels] = Counter()
    infeasible: Counter[Requirement] = Counter()
    facts: dict[_Kind, Change] = {}
    undecided = 0
    for row, count in rows.items():
        kinds = {kind: change for mended in row for kind, change in mended.changes.items()}
        beyond = [rule for mended in row for rule in mended.infeasible]
        facts |= kinds
        _add(changes, kinds, count)
        _add(actors, {actor for kind in kinds for actor in kind.actors}, count)
        _add(infeasible, beyond, count)
        undecided += count * any(mended.undecided for mended in row)
        if not beyond and all(mended.feasible for mended in row):
            fewest[len(kinds)] += count
    places = {rule: at for at, (_, rule, _) in enumerate(ruleset.every())}
    return TableRemedies(
        ruleset,
        rows.total(),
        tuple(
            TableChange(kind.path, facts[kind].fact, kind.to, kind.joins, kind.actors, count)
            for kind, count in changes.most_common()
        ),
        dict(sorted(fewest.items())),
        {actor: actors[actor] for actor in _actors(rule for _, rule, _ in ruleset.every()) if actors[actor]},
        {rule: infeasible[rule] for rule in sorted(infeasible, key=places.__getitem__)},
        undecided,
    )


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
    """What mends the requirements that share facts, in one row (一组要求的整改)."""

    changes: dict[_Kind, Change]
    infeasible: tuple[Requirement, ...]
    undecided: bool
    feasible: bool


def _mended(assessment: Assessment) -> _Mended:
    found = remedies_of(assessment)
    failing = [one.requirement for one in assessment.findings if one.holds is not True]
    # What nothing can mend leaves steps for the rest.
    fewest = [change for first, *_ in found.steps for change in first]
    changes = {_kind(assessment.ruleset, change, failing): change for change in fewest}
    feasible = assessment.verdict is True or len(found) > 0
    return _Mended(changes, found.infeasible, bool(found.undecided), feasible)


def _kind(ruleset: Ruleset, change: Change, failing: list[Requirement]) -> _Kind:
    column = change.path.replace(".", INSIDE)
    mended = [rule for path, rule, _ in ruleset.every() if rule in failing and column in _columns(ruleset, path, rule)]
    return _Kind(change.path, change.to, change.joins, _actors(mended))


def _actors(rules: Iterable[Requirement]) -> tuple[HasLabels, ...]:
    named = dict.fromkeys(actor for rule in rules for actor in rule.by)
    kinds = dict.fromkeys(type(actor) for actor in named)
    return tuple(actor for kind in kinds for actor in kind if actor in named)  # type: ignore[attr-defined]


class _Looking:
    """The rows of a table, looked at by groups of requirements that share facts (按共用事实分组)."""

    def __init__(self, frame: Any, ruleset: Ruleset, case: Case[Any], columns: Mapping[str, str] | None) -> None:
        self._ruleset, self._case, self._columns = ruleset, case, columns
        self._judged = with_statuses(frame, ruleset, case, columns=columns)

    def rows(self, ask: Callable[[Assessment], T], *statuses: Status) -> Counter[tuple[T, ...]]:
        """Return how many rows with one of these verdicts answer what, group by group (按组作答)."""
        found: Counter[tuple[T, ...]] = Counter()
        parts = {part: dict[tuple[Any, ...], T]() for part in _sharing(self._ruleset, self._case.law)}
        for status in statuses:
            chosen = rows_where(self._judged, self._ruleset, status)
            count, cells = facts_held(chosen, self._ruleset.subject, self._columns)
            answers = []
            for (ids, names), known in parts.items():
                held = [name for name in names if name in cells]
                keys = list(zip(*(cells[name] for name in held), strict=True)) if held else [()] * count
                for key in dict.fromkeys(keys):
                    if key not in known:
                        known[key] = ask(self._assessed(ids, dict(zip(held, key, strict=True))))
                answers.append([known[key] for key in keys])
            found.update(zip(*answers, strict=True))
        return found

    def _assessed(self, ids: frozenset[str], cells: dict[str, Any]) -> Assessment:
        subject = subject_of(self._ruleset.subject, 0, cells)
        if isinstance(subject, InvalidDocument):
            raise subject
        whole = assess(self._ruleset, subject, on=self._case.on, policy=self._case.law)
        return attrs.evolve(whole, findings=tuple(one for one in whole.findings if one.requirement.id in ids))


def _sharing(ruleset: Ruleset, law: Law) -> list[tuple[frozenset[str], tuple[str, ...]]]:
    """Return the MUSTs in groups that share no fact: their ids, and the columns of their facts (按共用事实分组)."""
    groups: list[tuple[frozenset[str], frozenset[str]]] = []
    for path, rule, _ in ruleset.every():
        if rule.force_under(law) is Force.MUST and not rule.restates:
            ids, columns = frozenset({rule.id}), _columns(ruleset, path, rule)
            apart = [group for group in groups if group[1].isdisjoint(columns)]
            for group in groups:
                if group not in apart:
                    ids, columns = ids | group[0], columns | group[1]
            groups = [*apart, (ids, columns)]
    return [(ids, tuple(sorted(columns))) for ids, columns in groups]


def _columns(ruleset: Ruleset, path: str, rule: Requirement) -> frozenset[str]:
    given = given_in(ruleset.formula(path, rule))
    return frozenset(at.partition("[")[0].replace(".", INSIDE) for at, _ in given)
