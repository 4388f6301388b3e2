"""What a whole table needs (全表所需): the facts to collect, and the acts to take, counted over its rows.

Rows with equal facts are examined once. A verdict is a conjunction of requirements. It is split into parts that share
no unknown fact, and each part is examined once for all rows that are alike in it. Which fact to collect next is the
greedy choice of a maximum coverage.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

import attrs

from sgzlib.advice.acts import Act, Step, Way
from sgzlib.advice.changes import Change, actors_of, every_member
from sgzlib.advice.documents import QuestionDict
from sgzlib.advice.phrases import kind_text
from sgzlib.advice.questions import Question, inputs_of
from sgzlib.advice.remedies import Remedies
from sgzlib.advice.remedies import remedies as remedies_of_row
from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.bridges.alike import key_of
from sgzlib.bridges.frames.grouping import ProgressCallback, rows_of
from sgzlib.bridges.frames.matching import Tables
from sgzlib.bridges.frames.tables import taking_streams
from sgzlib.law.clauses import Force
from sgzlib.law.errors import require
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.law.judging import Status
from sgzlib.law.kinds import YUAN, Form
from sgzlib.law.labels import HasLabels
from sgzlib.law.laws import History, Law
from sgzlib.law.plurals import counted
from sgzlib.law.requirement import Case, Requirement, Ruleset, case_of
from sgzlib.law.tracing import given_in, value_at
from sgzlib.law.truth import UNKNOWN
from sgzlib.prose.documents import Documented, plain
from sgzlib.prose.language import Language
from sgzlib.prose.tables import Backend, Row, frame_of
from sgzlib.prose.typed import Day, LawDict, TypedDict
from sgzlib.prose.views import Viewed

if TYPE_CHECKING:
    from sgzlib.prose.html import Element

T = TypeVar("T")


class TableQuestionDict(TypedDict):
    """One fact to collect for the rows of a table (全表需补充的信息), and how many rows wait for it and are settled."""

    question: QuestionDict
    rows: int
    alone: int
    settled: int


class TableActDict(TypedDict):
    """One act that rows of a table need (全表措施): how many rows, how many times in all, by whom, at what cost."""

    path: str
    text: str
    actors: list[str]
    rows: int
    times: int
    cost: str | None


class TableRemediesDict(TypedDict):
    """What the rows of a table need (全表整改措施), as in `TableRemedies`; requirements by their ids."""

    format: Literal["sgzlib.table-remedies/1"]
    sgzlib: str
    law: LawDict
    ruleset: str
    on: Day
    rows: int
    acts: list[TableActDict]
    by_actor: dict[str, int]
    beyond: dict[str, int]
    undecided: int
    left_out: int
    groups: dict[str, TableRemediesDict]


@attrs.frozen(eq=False, repr=False)
class TableQuestion(Documented[TableQuestionDict]):
    """One fact to collect for the rows of a table (全表需补充的信息).

    `rows` is the number of rows that need it, `alone` the number that it settles by itself, whatever its value, and
    `settled` the number settled by it and all facts before it.
    """

    question: Question
    rows: int
    alone: int
    settled: int

    document_type = TableQuestionDict

    def __repr__(self) -> str:
        said = f"{counted(self.rows, 'rows')}, {self.alone:,} alone, {self.settled:,} settled"
        return f"<TableQuestion {self.question.path}: {said}>"


class TableQuestionsDict(TypedDict):
    """The facts to collect for the rows of a table (全表需补充的信息), as in `TableQuestions`."""

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
class TableQuestions(Documented[TableQuestionsDict], Sequence[TableQuestion], Viewed):
    """The facts to collect for the rows of a table, in greedy order (全表需补充的信息); a sequence of `TableQuestion`.

    `rows` is the number of rows whose verdict depends on an unknown fact. `undecided` rows are those for which the
    search reached its step limit; all facts that may matter are counted for them. Rows that depend on rest days that
    are not published yet are among them, and no fact settles them. `left_out` is the number of rows that were not
    examined because of `at_most`; `rows` and all counts are then those of a sample, spread evenly over the table.
    """

    ruleset: Ruleset
    case: Case[Any]
    questions: tuple[TableQuestion, ...]
    rows: int
    undecided: int = 0
    left_out: int = 0

    document_type = TableQuestionsDict

    def __repr__(self) -> str:
        said = f"{counted(self.rows, 'rows')}, {counted(len(self.questions), 'facts')}{_left_out(self.left_out)}"
        return f"<TableQuestions {self.ruleset.name}: {said}>"

    def __len__(self) -> int:
        return len(self.questions)

    @overload
    def __getitem__(self, index: int) -> TableQuestion: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[TableQuestion, ...]: ...

    def __getitem__(self, index: int | slice) -> TableQuestion | tuple[TableQuestion, ...]:
        return self.questions[index]

    def to_frame(self, backend: Backend = "polars", locale: str = "zh_CN") -> Any:
        """Return the facts as a Polars, pandas or PyArrow table (结果表), one row for each fact.

        Raises `InvalidValue` for another library, or for a locale that is neither Chinese nor English.
        """
        columns = {"path": str, "text": str, "clauses": str, "rows": int, "alone": int, "settled": int}
        return frame_of("TableQuestions", columns, self._rows(Language(locale)), backend)

    def extra_fields(self, language: Language) -> dict[str, Any]:  # noqa: ARG002 - the questions are written in it
        """Return the law used (自述部分)."""
        return {"law": self.case.law, "on": self.case.on}

    def view(self, language: Language) -> Iterator[Element]:
        """Yield what it shows as a view (视图)."""
        from sgzlib.bridges.frames.listed_view import QUESTIONS, listed_view

        title = f"{language.pick(('需补充的信息', 'Missing'))} · {language.of(self.ruleset)}"
        rows = self._rows(language)
        return listed_view(title, QUESTIONS, rows, language, examined=self.rows, left_out=self.left_out)

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
class TableAct:
    """One act that rows of a table need (全表措施): in how many `rows`, how many `times` in all, and by which `actors`.

    `path` is the fact that it changes, without member numbers; if members join a group, `times` is their number. `cost`
    is the price times `times`, in yuan; None if no price is given.
    """

    path: str
    fact: Any
    joins: bool
    replaces: tuple[str, str] | None
    actors: tuple[HasLabels, ...]
    rows: int
    times: int
    cost: Decimal | None = None

    def __repr__(self) -> str:
        return f"<TableAct {self.path}: {counted(self.rows, 'rows')}, {counted(self.times, 'times')}>"

    def text(self, locale: str = "zh_CN") -> str:
        """Return the act in words (措施), without naming rows or members."""
        return self.text_in(Language(locale))

    def text_in(self, language: Language) -> str:
        """Return the act in words in a language (措施)."""
        return kind_text(self.fact, self.times, language, joins=self.joins, replaces=self.replaces)


@attrs.frozen(eq=False, repr=False)
class TableRemedies(Documented[TableRemediesDict], Viewed):
    """What the rows of a table need, each by a way with the fewest acts (全表整改措施).

    `rows` is the number of rows that do not comply. `acts` are sorted by the number of rows that need them; `by_actor`
    counts rows by who must act. `beyond` counts rows by the requirements that nothing can satisfy any more. `undecided`
    is the number of rows for which not all ways were found. `left_out` is the number of rows that were not examined
    because of `at_most`; all counts are then those of a sample. `groups` has the same for each value of the column
    `per`, such as each district.
    """

    ruleset: Ruleset
    case: Case[Any]
    rows: int
    acts: tuple[TableAct, ...]
    by_actor: dict[HasLabels, int]
    beyond: dict[Requirement, int]
    undecided: int
    left_out: int = 0
    groups: Mapping[Any, TableRemedies] = attrs.field(factory=dict)

    document_type = TableRemediesDict

    @property
    def cost(self) -> Decimal:
        """The total cost of the acts with a price, in yuan (所需资金)."""
        return sum((act.cost for act in self.acts if act.cost is not None), Decimal())

    def __repr__(self) -> str:
        said = f"{counted(self.rows, 'rows')}, {counted(len(self.acts), 'acts')}{_left_out(self.left_out)}"
        return f"<TableRemedies {self.ruleset.name}: {said}>"

    def to_frame(self, backend: Backend = "polars", locale: str = "zh_CN") -> Any:
        """Return the acts as a Polars, pandas or PyArrow table (结果表), one row for each act of a `group`.

        Raises `InvalidValue` for another library, or for a locale that is neither Chinese nor English.
        """
        columns = {"path": str, "text": str, "actors": str, "rows": int, "times": int, "cost": Decimal}
        language = Language(locale)
        listed = {"group": str, **columns} if self.groups else columns
        return frame_of("TableRemedies", listed, self._listed(language), backend)

    def view(self, language: Language) -> Iterator[Element]:
        """Yield what it shows as a view (视图)."""
        from sgzlib.bridges.frames.listed_view import ACTS, listed_view

        title = f"{language.pick(('整改措施', 'Remedies'))} · {language.of(self.ruleset)}"
        rows = self._listed(language)
        return listed_view(title, ACTS, rows, language, examined=self.rows, left_out=self.left_out)

    def _listed(self, language: Language) -> Iterator[Row]:
        """Yield the acts of each group, or of all rows where there are no groups."""
        if not self.groups:
            return self._in_words(language)
        return ({"group": group, **row} for group, part in self.groups.items() for row in part._in_words(language))  # noqa: SLF001

    def extra_fields(self, language: Language) -> dict[str, Any]:
        """Return the law used, each act in words, and the counts by name (自述部分)."""
        return {
            "law": self.case.law,
            "on": self.case.on,
            "acts": list(self._acts(language)),
            "by_actor": {plain(actor): rows for actor, rows in self.by_actor.items()},
            "beyond": {rule.id: rows for rule, rows in self.beyond.items()},
            "groups": {str(group): part.document(language) for group, part in self.groups.items()},
        }

    def _in_words(self, language: Language) -> Iterator[Row]:
        for row in self._acts(language):
            yield {**row, "actors": language.list(map(language.of, row["actors"]))}

    def _acts(self, language: Language) -> Iterator[Row]:
        for act in self.acts:
            about = {"path": act.path, "text": act.text_in(language), "actors": act.actors}
            yield {**about, "rows": act.rows, "times": act.times, "cost": act.cost}


@taking_streams
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
    unreadable: str = "error",
    membership: str = "complete",
    progress: ProgressCallback | None = None,
    at_most: int | None = None,
) -> TableQuestions:
    """Return the facts to collect for the rows of a table (全表需补充的信息), in greedy order.

    The next fact is always the one that settles most rows together with those before it; if none settles any, the one
    that most rows need. Facts without a column and groups without a table are unknown in every row. `members` are the
    tables of groups, as in `check_groups`, joined by `by`. `progress` is called with the number of rows done and the
    total. `at_most` limits the rows that are examined to a sample, spread evenly over the table; `left_out` counts the
    others. Raises whatever `check` and `check_groups` raise.

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
        unreadable=unreadable,
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
    settled_rows, ranked, left = 0, list[TableQuestion](), waited
    # Nobody can be asked for rest days that are not published: rows that depend on them are never settled.
    while open_ := [path for path in asked if left[path]]:
        path = max(open_, key=lambda candidate: (waiting[frozenset({candidate})], left[candidate]))
        settled_rows += waiting.pop(frozenset({path}), 0)
        fewer: Counter[frozenset[str]] = Counter()
        for facts, count in waiting.items():
            fewer[facts - {path}] += count
        waiting = fewer
        left = _rows_by_fact(waiting)
        ranked.append(TableQuestion(asked[path], waited[path], alone[path], settled_rows))
    return TableQuestions(ruleset, case, tuple(ranked), rows.number, undecided, rows.left_out)


def _rows_by_fact(waiting: Counter[frozenset[str]]) -> Counter[str]:
    rows: Counter[str] = Counter()
    for facts, count in waiting.items():
        _add(rows, facts, count)
    return rows


class _Missing:
    """What rows still have to be told (需补充的信息): of requirements that share no unknown fact, each part apart."""

    def __init__(self, ruleset: Ruleset, case: Case[Any]) -> None:
        self._ruleset, self._case = ruleset, case
        self._reads = _reading(ruleset)
        self._known: dict[Hashable, tuple[frozenset[str], bool]] = {}
        # If a class checks its facts against each other, the possible values of a fact depend on all of them.
        self._apart = not any(hasattr(cls, "__attrs_post_init__") for cls in _classes(ruleset.subject))

    def of(self, subject: Any) -> tuple[frozenset[str], bool]:
        """Return the facts that can still change the verdict, and whether that was found out for all facts."""
        facts, settled = frozenset[str](), True
        for ids in self._parts(assess(self._ruleset, subject, on=self._case.on, policy=self._case.law)):
            needed, found_out = self._missing(ids, subject)
            facts, settled = facts | needed, settled and found_out
        return facts, settled

    def _parts(self, assessment: Assessment) -> Iterator[tuple[str, ...]]:
        """Yield the ids of open MUSTs, in parts that share no unknown fact."""
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

    def _missing(self, ids: tuple[str, ...], subject: Any) -> tuple[frozenset[str], bool]:
        only = _only(self._ruleset, ids)
        key = ids, key_of(only)(subject)
        if key not in self._known:
            judged = assess(only, subject, on=self._case.on, policy=self._case.law)
            facts, undecided = frozenset(map(every_member, judged.missing)), judged.undecided
            self._known[key] = facts | set(map(every_member, undecided)), not undecided
        return self._known[key]


@cache
def _only(ruleset: Ruleset, ids: tuple[str, ...]) -> Ruleset:
    """Return a ruleset with some requirements of its own and of its parts alone (部分要求)."""
    own = tuple(rule for rule in ruleset.requirements if rule.id in ids)
    parts = ((name, _only(part, ids)) for name, part in ruleset.parts)
    kept = tuple((name, part) for name, part in parts if any(part.every()))
    return attrs.evolve(ruleset, requirements=own, parts=kept, implied=None)


def _reads(ruleset: Ruleset, path: str, rule: Requirement) -> dict[str, list[str]]:
    """Return the subject's own facts that a requirement reads, each with the members' facts read there (所读事实)."""
    reads: dict[str, list[str]] = {}
    for given_path, _ in given_in(ruleset.formula(path, rule)):
        own, _, inner = given_path.partition("[].")
        reads.setdefault(own, []).extend([inner] if inner else [])
    return reads


def _is_open(subject: Any, path: str, inner: Iterable[str]) -> bool:
    value = value_at(subject, path)
    if isinstance(value, tuple) and any(inner):
        return any(value_at(member, fact.partition("[")[0]) is UNKNOWN for member in value for fact in inner)
    return value is UNKNOWN


def _classes(cls: type[Any]) -> list[Any]:
    parts: list[Any] = [fact.kind.members for fact in facts_of(cls).values() if fact.kind.form is Form.PART]
    return [cls, *(inner for part in parts if is_subject(part) for inner in _classes(part))]


@taking_streams
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
    unreadable: str = "error",
    membership: str = "complete",
    progress: ProgressCallback | None = None,
    at_most: int | None = None,
    per: str | None = None,
    prices: Mapping[str, Decimal | int] | None = None,
) -> TableRemedies:
    """Return what the rows of a table that do not comply need, with the fewest acts (全表整改措施).

    For each row, the first way of each step of `Assessment.remedies` is used; rows with equal facts are computed once.
    Facts and groups are as in `questions`, and so are `progress` and `at_most`. `per` is a column of the table, such as
    the district; `groups` then has the result for each of its values. `prices` maps paths of acts to costs in yuan, as
    in `affordable`. Raises whatever `check` and `check_groups` raise, and `InvalidValue` for another `per`.

    >>> from datetime import date
    >>> import polars as pl
    >>> import sgzlib as sgz
    >>> stations = pl.DataFrame({"district": ["和平区", "南开区", "南开区"], "station": ["甲", "乙", "丙"],
    ...                          **dict.fromkeys(sgz.frames.columns_of(sgz.Premises), [True, True, True]),
    ...                          "printer": [False, False, True], "computer": [True, False, True]})
    >>> needed = sgz.frames.remedies(stations, sgz.PREMISES, on=date(2022, 3, 1), by="station",
    ...                              per="district", prices={"printer": 1500})
    >>> needed
    <TableRemedies premises: 2 rows, 2 acts>
    >>> [(act.text("en"), act.rows, act.times, act.cost) for act in needed.acts]
    [('provide a printer', 2, 2, Decimal('3000')), ('provide a computer', 1, 1, None)]
    >>> needed.cost, [(district, part.cost) for district, part in needed.groups.items()]
    (Decimal('3000'), [('南开区', Decimal('1500')), ('和平区', Decimal('1500'))])
    >>> needed.to_frame().select("group", "text", "actors", "times", "cost").row(1)
    ('南开区', '配备打印机', '区民政局和街道（乡镇）', 1, Decimal('1500.00'))
    >>> sgz.frames.remedies(stations, sgz.PREMISES, on=date(2022, 3, 1), by="station", per="street")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: per: 'street' 不可用，应为district、station、...
    """
    tables = Tables(
        by=by,
        columns=columns,
        members=members,
        member_columns=member_columns,
        duplicates=duplicates,
        orphans=orphans,
        unreadable=unreadable,
        membership=membership,
    )
    case = case_of(require("ruleset", ruleset, Ruleset), on, policy)
    priced = _priced(prices or {})
    looked = rows_of(frame, ruleset, case, tables, (Status.VIOLATED,), progress, at_most, per)
    every = _Counts()
    groups: dict[Any, _Counts] = {}
    for subject, names in looked:
        needed = _current_remedies(ruleset, subject, case)
        every.add(needed, len(names))
        for value, count in Counter(name[-1] for name in names).items() if per is not None else ():
            groups.setdefault(value, _Counts()).add(needed, count)
    return attrs.evolve(
        every.remedies(ruleset, case, priced),
        left_out=looked.left_out,
        groups={value: groups[value].remedies(ruleset, case, priced) for value in sorted(groups, key=str)},
    )


def _current_remedies(ruleset: Ruleset, subject: Any, case: Case[Any]) -> Remedies:
    """Return what a row needs now (当前整改措施), without facts to establish and steps that are not due yet."""
    return remedies_of_row(assess(ruleset, subject, on=case.on, policy=case.law), establish=False, in_time=False)


def _priced(prices: Mapping[str, Decimal | int]) -> dict[str, Decimal]:
    return {path: YUAN.read(f"prices[{path!r}]", price) for path, price in prices.items()}


class _Counts:
    """The acts of remedies, counted over the rows that need them (措施计数)."""

    def __init__(self) -> None:
        self._rows: Counter[Any] = Counter()
        self._times: Counter[Any] = Counter()
        self._actors: Counter[HasLabels] = Counter()
        self._beyond: Counter[str] = Counter()
        self._facts: dict[Any, Any] = {}
        self._number = self._undecided = 0

    def add(self, remedies: Remedies, count: int) -> None:
        """Count the first ways of the steps of remedies that so many rows need (累计)."""
        kinds: Counter[Any] = Counter()
        for act in (act for step in remedies.steps for act in step.ways[0].acts):
            change = act.changes[0]
            joins = change.joins and not act.replaces
            kind = every_member(act.path), joins, act.replaces, act.by
            self._facts[kind] = change.fact
            kinds[kind] += _times(change) if joins else 1
        _add(self._rows, kinds, count)
        for kind, times in kinds.items():
            self._times[kind] += times * count
        _add(self._actors, {actor for kind in kinds for actor in kind[-1]}, count)
        _add(self._beyond, {each.requirement.id for each in remedies.beyond_remedy}, count)
        self._number += count
        self._undecided += count * bool(remedies.undecided)

    def remedies(self, ruleset: Ruleset, case: Case[Any], prices: Mapping[str, Decimal]) -> TableRemedies:
        """Return what was counted (汇总)."""
        rules = [rule.acted_on_by(case.law) for _, rule, _ in ruleset.every()]
        acts = []
        for kind, rows in self._rows.most_common():
            path, joins, replaces, actors = kind
            times = self._times[kind]
            cost = prices[path] * times if path in prices else None
            acts.append(TableAct(path, self._facts[kind], joins, replaces, actors, rows, times, cost))
        return TableRemedies(
            ruleset,
            case,
            self._number,
            tuple(acts),
            {actor: self._actors[actor] for actor in actors_of(rules) if self._actors[actor]},
            {rule: self._beyond[rule.id] for rule in rules if self._beyond[rule.id]},
            self._undecided,
        )


def _times(change: Change) -> int:
    return min(option.least or 0 for option in change.to)


@attrs.frozen(eq=False, repr=False)
class RowRemedy:
    """What one row needs, by the cheapest way (单行整改); its name is taken from the columns `by`."""

    name: tuple[Any, ...]
    acts: tuple[Act, ...]
    cost: Decimal

    def __repr__(self) -> str:
        return f"<RowRemedy {self.name}: {counted(len(self.acts), 'acts')}, {self.cost}>"


@attrs.frozen(eq=False, repr=False)
class Affordable(Viewed):
    """The rows that an amount can bring into compliance (可达标的行): as many as possible, the cheapest first.

    `spent` is their total cost. `left` are the rows for which the amount is not enough, `unpriced` those whose ways all
    need an act without a price, and `beyond` those for which no way was found. Costs are in yuan, or in the unit of the
    prices given. `left_out` is the number of rows that were not examined because of `at_most`.
    """

    rows: tuple[RowRemedy, ...]
    spent: Decimal
    left: int
    unpriced: int
    beyond: int
    left_out: int = 0

    def __repr__(self) -> str:
        said = f"{counted(len(self.rows), 'rows')} for {self.spent}, {self.left} left{_left_out(self.left_out)}"
        return f"<Affordable: {said}>"

    def to_frame(self, backend: Backend = "polars", locale: str = "zh_CN") -> Any:
        """Return the rows as a Polars, pandas or PyArrow table (结果表): their names, acts and costs.

        Raises `InvalidValue` for another library, or for a locale that is neither Chinese nor English.
        """
        columns = {"name": str, "acts": str, "cost": Decimal}
        return frame_of("Affordable", columns, self._listed(Language(locale)), backend)

    def view(self, language: Language) -> Iterator[Element]:
        """Yield what it shows as a view (视图)."""
        from sgzlib.bridges.frames.listed_view import AFFORDED, AFFORDED_COUNTS, listed_view

        counts = {"spent": self.spent, "left": self.left, "unpriced": self.unpriced, "beyond": self.beyond}
        said = [language.stated(language.pick(AFFORDED_COUNTS[name]), f"{count:,}") for name, count in counts.items()]
        number = len(self.rows)
        title = language.pick((f"可先达标的行（{number:,}行）", f"Affordable first: {counted(number, 'rows')}"))
        notes = [language.pick(("；", "; ")).join(said)]
        examined = len(self.rows) + self.left + self.unpriced + self.beyond
        rows = self._listed(language)
        return listed_view(title, AFFORDED, rows, language, notes, examined=examined, left_out=self.left_out)

    def _listed(self, language: Language) -> Iterator[Row]:
        for row in self.rows:
            name = " · ".join("—" if part is None else str(part) for part in row.name)
            acts = language.pick(("；", "; ")).join(act.text(str(language.locale)) for act in row.acts)
            yield {"name": name, "acts": acts, "cost": row.cost}


@taking_streams
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
    unreadable: str = "error",
    membership: str = "complete",
    progress: ProgressCallback | None = None,
    at_most: int | None = None,
) -> Affordable:
    """Return which rows an amount of money or of new workers can bring into compliance first (有限投入先达标的行).

    `prices` maps paths of acts, as in `remedies`, to costs (`printer`, `team.workers[].full_time`); for members who
    join a group, the cost of each. For a number of new workers, set the price of `team.workers` to 1 and other prices
    to 0. For each step the cheapest listed way is used. Rows are taken in order of their cost, which gives the largest
    number of rows. Facts to establish cost nothing. `progress` and `at_most` are as in `questions`. Returns
    `Affordable`. Raises whatever `remedies` raises, and `InvalidType` or `InvalidValue` for an invalid amount.

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
    priced = _priced(prices)
    tables = Tables(
        by=by,
        columns=columns,
        members=members,
        member_columns=member_columns,
        duplicates=duplicates,
        orphans=orphans,
        unreadable=unreadable,
        membership=membership,
    )
    case = case_of(require("ruleset", ruleset, Ruleset), on, policy)
    rows: list[RowRemedy] = []
    unpriced = beyond = 0
    looked = rows_of(frame, ruleset, case, tables, (Status.VIOLATED,), progress, at_most)
    for subject, names in looked:
        remedy = _current_remedies(ruleset, subject, case)
        if remedy.beyond_remedy or remedy.undecided:
            beyond += len(names)
            continue
        cheapest = [_cheapest(step, priced) for step in remedy.steps]
        ways = [way for way in cheapest if way is not None]
        if len(ways) < len(cheapest):
            unpriced += len(names)
            continue
        cost, acts = sum((cost for cost, _ in ways), Decimal()), tuple(act for _, way in ways for act in way)
        rows += (RowRemedy(name, acts, cost) for name in names)
    rows.sort(key=lambda row: row.cost)
    sums = list(accumulate(row.cost for row in rows))
    number = bisect_right(sums, most)
    spent = sums[number - 1] if number else Decimal()
    return Affordable(tuple(rows[:number]), spent, len(rows) - number, unpriced, beyond, looked.left_out)


def _cheapest(step: Step, prices: Mapping[str, Decimal]) -> tuple[Decimal, tuple[Act, ...]] | None:
    """Return the cheapest of some ways, and what it costs (最省办法); None where none has all its prices."""
    costs = ((_cost(way, prices), way.acts) for way in step.ways)
    known = [(cost, acts) for cost, acts in costs if cost is not None]
    return min(known, key=itemgetter(0)) if known else None


def _cost(way: Way, prices: Mapping[str, Decimal]) -> Decimal | None:
    cost = Decimal()
    for act in way.acts:
        price = prices.get(every_member(act.path))
        if price is None:
            return None
        change = act.changes[0]
        cost += price * (_times(change) if change.joins and not act.replaces else 1)
    return cost


def _left_out(rows: int) -> str:
    return f", {counted(rows, 'rows')} left out" if rows else ""


def _add(counter: Counter[T], items: Iterable[T], count: int) -> None:
    for item in items:
        counter[item] += count


@cache
def _reading(ruleset: Ruleset) -> dict[str, dict[str, list[str]]]:
    return {rule.id: _reads(ruleset, path, rule) for path, rule, _ in ruleset.every() if not rule.restates}
