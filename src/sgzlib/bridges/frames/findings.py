"""Findings of a table (逐行逐项结果): the status of every requirement in every row, and how many rows have which.

The engine computes a status as a number beside the answers of `check`: 0 is the most urgent status. The wide table,
with a column for each requirement, is then turned into a long one, with a row for each finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import attrs
import narwhals as nw

from sgzlib.assessment.assessment import assess
from sgzlib.assessment.decisions import Decision, DecisionState, written
from sgzlib.assessment.receipts import rule_digest
from sgzlib.assessment.report import level_text
from sgzlib.assessment.sources import SourceLevel
from sgzlib.bridges.frames.judging import VERDICT, code_of, codes_of, failed
from sgzlib.bridges.frames.levels import LEVEL, NO_FACT, has_sources, levels_of, with_levels
from sgzlib.bridges.frames.matching import Tables
from sgzlib.bridges.frames.members import keys
from sgzlib.bridges.frames.tables import (
    Frame,
    Pandas,
    Table,
    by_partition,
    columns_in,
    is_dask,
    refuse_taken,
    table_of,
    taking_streams,
)
from sgzlib.bridges.frames.teams import Groups
from sgzlib.law.errors import InvalidValue, require
from sgzlib.law.judging import Status
from sgzlib.law.laws import History, Law
from sgzlib.law.requirement import Case, Requirement, Ruleset, case_of
from sgzlib.prose.language import Language
from sgzlib.prose.statuses import STATUS

F = TypeVar("F")

NOT_CLEAR = (Status.VIOLATED, Status.UNDETERMINED)
"""The statuses of a verdict that leave something to do (待处理的结论)."""

_LONG = ("requirement", "status")
_NUMBER, _IS = "_sgz_n", "_sgz_is"
_LEVELS_FROM = 8
_NUMBERED: dict[int, tuple[Status, SourceLevel | None, bool]] = {
    code_of(status) + _LEVELS_FROM * number: (status, level, number != NO_FACT)
    for status in Status
    for number, level in enumerate((None, *SourceLevel, max(SourceLevel)))
}
"""The statuses, the levels, and whether they rest on facts, by the number that stands for all (状态与等级编码)."""
_SEPARATOR = "\x1f"
_ALONE = Tables()
VIOLATIONS = "_sgz_violations"


@taking_streams
def findings(
    frame: F,
    ruleset: Ruleset,
    *,
    by: str | Sequence[str],
    on: date,
    policy: Law | History | None = None,
    columns: Mapping[str, str] | None = None,
    members: Mapping[str, F] | None = None,
    member_columns: Mapping[str, Mapping[str, str]] | None = None,
    trust: bool = False,
    duplicates: str = "error",
    orphans: str = "error",
    unreadable: str = "error",
    membership: str = "complete",
    locale: str | None = None,
    record: bool = False,
    decisions: Mapping[Any, Iterable[Decision]] | None = None,
) -> F:
    """Return the status of every requirement in every row of a table (逐行逐项结果), on the table's own engine.

    The columns are those in `by`, which identify the subject, then `requirement` (an id) and `status` (the name of a
    `Status`). Tables in memory are sorted by requirement in the notice's order, then by row. With a `locale`, five text
    columns follow: `text`, the requirement with its numbers, then `clause`, `force`, `actors` and `status_text`. With
    `record`, two more follow, which `compare_assessments` needs: `on`, the day asked about, and `rule`, the version of
    the library and a digest of the requirement under the law.

    `decisions` maps the value of `by` in a row (or a tuple for several columns) to decisions of authorities. Then
    `decision` follows, the name of a `DecisionState` (IN_FORCE if one of several is), and with a `locale`
    `decision_text`. If the table gives sources, `level` comes after `status`: the name of the highest `SourceLevel` at
    which the status is known, null if it depends on facts without a source; with a `locale`, `level_text` has both in
    words. `members` are tables of groups, as in `check_groups`.

    Raises whatever `check`, `check_groups` and `Assessment.with_decisions` raise, and `InvalidValue` for a column `by`
    that is missing or has the name of an answer, for a locale that is neither Chinese nor English, and for a decision
    about no row of the table.

    >>> from datetime import date
    >>> import polars as pl
    >>> import sgzlib as sgz
    >>> stations = pl.DataFrame({"station": ["泰达", "新港"], "independent_office": [True, False],
    ...                          "desks_and_chairs": [True, True], "computer": [None, True], "printer": [True, True],
    ...                          "filing_cabinet": [True, True], "casework_room": [True, True],
    ...                          "group_room": [True, True]})
    >>> found = sgz.frames.findings(stations, sgz.PREMISES, by="station", on=date(2022, 3, 1))
    >>> found.filter(pl.col("status") != "MET").rows()
    [('新港', 'premises.office', 'VIOLATED'), ('泰达', 'premises.computer', 'UNDETERMINED')]
    >>> sourced = stations.with_columns(printer__source=pl.Series(["实地检查", "自报"]))
    >>> found = sgz.frames.findings(sourced, sgz.PREMISES, by="station", on=date(2022, 3, 1), locale="zh_CN")
    >>> found.filter(requirement="premises.printer").select("level", "level_text").rows()
    [('INSPECTED', '符合（实地检查）'), ('DECLARED', '符合（自报）')]
    >>> sgz.frames.findings(stations, sgz.PREMISES, by="street", on=date(2022, 3, 1))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: by: 'street' 不可用，应为station、... (not usable, expected one of station, ...)
    """
    tables = Tables(
        by=by,
        columns=columns,
        members=members,
        member_columns=member_columns,
        trust=trust,
        duplicates=duplicates,
        orphans=orphans,
        unreadable=unreadable,
        membership=membership,
    )
    refuse_taken(list(tables.by), list(_LONG))
    case, language = case_of(ruleset, on, policy), None if locale is None else Language(locale)
    texts = {} if language is None else _texts(ruleset, case.law, language)
    texts |= _recorded(ruleset, case) if record else {}
    decided = {} if decisions is None else _decided(ruleset, case, decisions, tables.by, language)
    refuse_taken(list(tables.by), [*texts, *decided])
    judged = with_statuses(frame, ruleset, case, tables, levels=True)
    levels = _levels_in(judged, ruleset)
    if levels:
        refuse_taken(list(tables.by), [LEVEL])
        texts = _levels(language) | texts
    if decisions:
        refuse_nobodies(judged, tables.by, decisions)
    ids, codes = [rule.id for _, rule, _ in ruleset.every()], codes_of(ruleset)[:-1]
    long = _Long(tables.by, ids, codes, levels[:-1], texts, decided)
    statuses: F = by_partition(judged, long) if is_dask(judged) else long(judged)
    return statuses


def _texts(ruleset: Ruleset, law: Law, language: Language) -> dict[str, tuple[str, Mapping[Any, str]]]:
    """Return the columns of texts, each with the column by which it is looked up, and its texts (文字列)."""
    rules = [rule for _, rule, _ in ruleset.every()]
    asked = {
        "text": {rule.id: language.asked(rule, law) for rule in rules},
        "clause": {rule.id: rule.clause.locator for rule in rules},
        "force": {rule.id: language.of(rule.force_under(law)) for rule in rules},
        "actors": {rule.id: language.list(map(language.of, rule.by_under(law))) for rule in rules},
    }
    statuses = {number: language.pick(STATUS[status]) for number, (status, _, _) in _NUMBERED.items()}
    return {**{name: (_LONG[0], texts) for name, texts in asked.items()}, "status_text": (_IS, statuses)}


def _levels(language: Language | None) -> dict[str, tuple[str, dict[int, str]]]:
    """Return the columns that say on which level a status is known (来源等级列)."""
    names = {number: level.name for number, (_, level, _) in _NUMBERED.items() if level is not None}
    if language is None:
        return {LEVEL: (_IS, names)}
    texts = {
        number: language.pick(STATUS[status])
        + (level_text(level, language) if rests and status is not Status.UNDETERMINED else "")
        for number, (status, level, rests) in _NUMBERED.items()
    }
    return {LEVEL: (_IS, names), f"{LEVEL}_text": (_IS, texts)}


def _recorded(ruleset: Ruleset, case: Case[Any]) -> dict[str, tuple[str, dict[str, str]]]:
    """Return the columns that say by what and for which day it was judged (核对依据列)."""
    from sgzlib import __version__

    rules = {rule.id: f"{__version__} {rule_digest(rule, part.subject, case.law)}" for _, rule, part in ruleset.every()}
    return {"on": (_LONG[0], dict.fromkeys(rules, case.on.isoformat())), "rule": (_LONG[0], rules)}


def _decided(
    ruleset: Ruleset,
    case: Case[Any],
    decisions: Mapping[Any, Iterable[Decision]],
    whose: tuple[str, ...],
    language: Language | None,
) -> dict[str, dict[str, str]]:
    """Return the columns of decisions, each with its texts by row and requirement (决定列)."""
    nobody = assess(ruleset, ruleset.subject(), on=case.on, policy=case.law)
    states: dict[str, str] = {}
    texts: dict[str, str] = {}
    for key, about in decisions.items():
        for finding in nobody.with_decisions(about).findings:
            if finding.decisions:
                place = _SEPARATOR.join((*key_text(key, whose), finding.requirement.id))
                states[place] = min(finding.decision_states, key=list(DecisionState).index).name
                if language is not None:
                    written_texts = [written(decision, case.on, language) for decision in finding.decisions]
                    texts[place] = language.pick(("；", "; ")).join(written_texts)
    return {"decision": states, **({} if language is None else {"decision_text": texts})}


def key_text(key: Any, whose: tuple[str, ...]) -> tuple[str, ...]:
    """Return the values of `by` as the texts by which a row is found (行的键); refuse another number of them."""
    parts = key if isinstance(key, tuple) else (key,)
    if len(parts) != len(whose):
        zh, en = f"{'、'.join(whose)} 的取值", f"the values of {', '.join(whose)}"
        raise InvalidValue("decisions", key, zh, en)
    return tuple(map(str, parts))


def _place(columns: Iterable[str]) -> nw.Expr:
    return nw.concat_str(*(nw.col(name).cast(nw.String) for name in columns), separator=_SEPARATOR)


def refuse_nobodies(judged: Any, whose: tuple[str, ...], decisions: Mapping[Any, Any]) -> None:
    """Refuse decisions about rows that the table does not have (核对决定所涉的行)."""
    asked = {_SEPARATOR.join(key_text(key, whose)): key for key in decisions}
    frame, _, columns = opened(judged, [], *whose)
    there = frame.select(_place(columns).alias(_NUMBER)).filter(nw.col(_NUMBER).is_in(list(asked)))
    known = set(there.lazy().collect("pyarrow")[_NUMBER].to_list())
    for text, key in asked.items():
        if text not in known:
            raise InvalidValue("decisions", key, "表中某一行", "a row of the table")


@attrs.frozen
class _Long:
    """How a table with statuses becomes a long one (宽表转长表)."""

    whose: tuple[str, ...]
    ids: list[str]
    codes: list[str]
    levels: list[str]
    texts: dict[str, tuple[str, Mapping[Any, str]]]
    decided: dict[str, dict[str, str]]

    def __call__(self, judged: Any) -> Any:
        table = table_of(judged)
        whose = [table.inner(name) for name in self.whose]
        # Statuses are never null, so pandas needs no conversion.
        frame = nw.from_native(judged) if isinstance(table, Pandas) else table.frame()
        requirement_head, status_head = _LONG
        codes = [table.inner(code) for code in self.codes]
        numbers = _numbers(codes, [table.inner(level) for level in self.levels])
        long = frame.select(*whose, *numbers).unpivot(
            on=codes, index=whose, variable_name=requirement_head, value_name=_IS
        )
        ids = dict(zip(codes, self.ids, strict=True))
        names = {number: status.name for number, (status, _, _) in _NUMBERED.items()}
        named = long.with_columns(looked_up(requirement_head, ids), looked_up(_IS, names).alias(status_head))
        more = [looked_up(column, texts).alias(name) for name, (column, texts) in self.texts.items()]
        place = _place([*whose, requirement_head])
        more += [
            looked_up(place, texts).alias(name) if texts else nw.lit(None, dtype=nw.String).alias(name)
            for name, texts in self.decided.items()
        ]
        extended = named.with_columns(*more) if more else named
        added = [*_LONG, *self.texts, *self.decided]
        return table.named(extended.select(*whose, *added), [*self.whose, *added])


def looked_up(column: str | nw.Expr, texts: Mapping[Any, str]) -> nw.Expr:
    """Return the texts that values stand for (查表)."""
    asked = nw.col(column) if isinstance(column, str) else column
    return asked.replace_strict(list(texts), list(texts.values()), default=None, return_dtype=nw.String)


def _numbers(codes: Sequence[str], levels: Sequence[str]) -> list[nw.Expr]:
    """Return columns of statuses, with the levels in the same numbers where there are any (状态与等级编码)."""
    if not levels:
        return [nw.col(code) for code in codes]
    pairs = zip(codes, levels, strict=True)
    return [(nw.col(code) + nw.col(level) * _LEVELS_FROM).alias(code) for code, level in pairs]


def _levels_in(judged: Any, ruleset: Ruleset) -> list[str]:
    """Return the columns of levels of a judged table (等级列): one a requirement and last the verdict's, or none."""
    levels = levels_of(codes_of(ruleset))
    return levels if levels[0] in columns_in(judged) else []


def with_statuses(
    frame: Any,
    ruleset: Ruleset,
    case: Case[Any],
    tables: Tables = _ALONE,
    codes: Sequence[str] | None = None,
    *,
    levels: bool = False,
) -> Any:
    """Judge a table, statuses beside the answers (核对并附状态): a column of numbers each, of `codes_of` all or some.

    `tallies` asks for those that the answers do not tell, `rows_where` for the verdict's where these do not. With
    `levels`, all of them, and those of levels, are added where the table tells sources.
    """
    every = codes_of(require("ruleset", ruleset, Ruleset))
    judging = Groups(ruleset, case, tables, False, every if codes is None else codes)
    if not is_dask(frame):
        keys(table_of(frame), tables.by)
    if levels and has_sources(frame, ruleset, tables):
        return with_levels(attrs.evolve(judging, codes=every), frame, [*every[:-1], VERDICT])
    return judging(frame)


@attrs.frozen
class Tally:
    """How many rows have which status of a requirement (各状态行数); of no requirement, the verdict's.

    `levels` are the same counts by the level on which each status is known, None where it hangs on facts of no source;
    empty where a table tells none.
    """

    requirement: Requirement | None
    counts: dict[Status, int]
    levels: dict[Status, dict[SourceLevel | None, int]] = attrs.field(factory=dict)

    @property
    def rows(self) -> int:
        """How many rows there are (总行数)."""
        return sum(self.counts.values())

    @property
    def not_clear(self) -> int:
        """How many rows violate it, or lack facts that decide (待处理行数)."""
        return sum(self.counts[status] for status in NOT_CLEAR)

    @property
    def shares(self) -> dict[Status, float]:
        """The counts as shares of all rows (占比), 0 where there is no row."""
        return {status: count / max(self.rows, 1) for status, count in self.counts.items()}


def tallies(judged: Any, ruleset: Ruleset, law: Law) -> tuple[Tally, ...]:
    """Count the rows by status on the engine (计数): a tally for each requirement, and the verdict's last."""
    rules = [*(rule for _, rule, _ in ruleset.every()), None]
    there = columns_in(judged)
    answers = dict(zip(codes_of(ruleset), [*(rule.id for _, rule, _ in ruleset.every()), VERDICT], strict=True))
    frame, columns, _ = opened(judged, [code if code in there else answer for code, answer in answers.items()])
    parts = list(zip(rules, answers, columns, strict=True))
    sums = {
        (index, status): _count(where, frame)
        for index, (rule, code, column) in enumerate(parts)
        for status, where in _where(nw.col(column), rule, law, coded=code in there).items()
    }
    asked = [expr.alias(f"{_NUMBER}{index}") for index, expr in enumerate(sums.values())]
    # Tables in memory are summed at once, because planning the query takes longer.
    summed = frame.select(*asked) if isinstance(frame, nw.DataFrame) else frame.select(*asked).collect("pyarrow")
    counts = [int(number or 0) for number in summed.row(0)]  # SQLFrame adds up to decimals
    count_of = dict(zip(sums, counts, strict=True))
    tallied = _tallies(
        ruleset, [{status: count_of.get((index, status), 0) for status in Status} for index, _ in enumerate(rules)]
    )
    if not _levels_in(judged, ruleset):
        return tallied
    levelled = _counted_by(judged, ruleset).get(None, tallied)  # without rows there is no count
    return tuple(attrs.evolve(tally, levels=by.levels) for tally, by in zip(tallied, levelled, strict=True))


def with_violations(judged: Any, ruleset: Ruleset, law: Law) -> Any:
    """Add how many requirements each row violates, and one more (附违反项数); 0 where its verdict is no violation."""
    if is_dask(judged):
        return by_partition(judged, _PartitionCounter(ruleset, law))
    there, table = columns_in(judged), table_of(judged)
    parts = zip(codes_of(ruleset), [*(rule for _, rule, _ in ruleset.every()), None], strict=True)
    asked = [
        (code if code in there else VERDICT if rule is None else rule.id, rule, code in there)
        for code, rule in parts
        if rule is None or (not rule.restates and failed(rule, law) is Status.VIOLATED)
    ]
    keys(table, [name for name, _, _ in asked])
    *violated, verdict = (
        nw.when(_where(nw.col(table.inner(name)), rule, law, coded=coded)[Status.VIOLATED]).then(1).otherwise(0)
        for name, rule, coded in asked
    )
    [inside] = table.inside([VIOLATIONS])
    counted = table.frame().with_columns((verdict * nw.sum_horizontal(verdict, *violated)).alias(inside))
    return table.leave(counted, [VIOLATIONS])


@attrs.frozen
class _PartitionCounter:
    """How a partition of a Dask table gets its counts (逐分区计数)."""

    ruleset: Ruleset
    law: Law

    def __call__(self, judged: Any) -> Any:
        return with_violations(judged, self.ruleset, self.law)


def numbers_in(counted: Any, column: str) -> dict[int, int]:
    """Return how many rows hold which number (各数行数)."""
    frame, [name], _ = opened(counted, [column])
    rows = frame.group_by(name).agg(nw.len().alias(_NUMBER)).lazy().collect("pyarrow").rows()
    return {int(number): int(rows) for number, rows in rows}


def _where(column: nw.Expr, rule: Requirement | None, law: Law, *, coded: bool) -> dict[Status, nw.Expr]:
    """Return where each status is, by a column of statuses, or of the answers that tell them (各状态所在)."""
    if coded:
        return {status: column == code_of(status) for status in Status}
    otherwise = Status.VIOLATED if rule is None else failed(rule, law)
    return {Status.MET: column, otherwise: ~column, Status.UNDETERMINED: column.is_null()}


def _count(where: nw.Expr, frame: Frame) -> nw.Expr:
    # PySpark adds no truths up; others count them faster than numbers.
    return (where.cast(nw.Int64) if frame.implementation.is_pyspark() else where).sum()


def tallies_by(judged: Any, ruleset: Ruleset, column: str) -> dict[Any, tuple[Tally, ...]]:
    """Count the rows by status and by the value of a column (分组计数), in the order of these values as text."""
    counted = _counted_by(judged, ruleset, column)
    return {key: counted[key] for key in sorted(counted, key=lambda key: (key is None, str(key)))}


def _counted_by(judged: Any, ruleset: Ruleset, *column: str) -> dict[Any, tuple[Tally, ...]]:
    """Count the rows by status, by level if there are levels, and by the value of a column if one is named."""
    levels = _levels_in(judged, ruleset)
    frame, inside, group = opened(judged, [*codes_of(ruleset), *levels], *column)
    codes, levels = inside[: len(codes_of(ruleset))], inside[len(codes_of(ruleset)) :]
    chosen = frame.select(*group, *_numbers(codes, levels))
    long = chosen.unpivot(on=codes, index=group, variable_name="_sgz_of", value_name=_IS)
    counted = long.group_by(*group, "_sgz_of", _IS).agg(nw.len().alias(_NUMBER))
    counts_by_key: dict[Any, dict[str, dict[int, int]]] = {}
    for *key, code, status, number in counted.lazy().collect("pyarrow").rows():
        counts_by_key.setdefault(key[0] if key else None, {name: {} for name in codes})[code][status] = number
    rules = [*(rule for _, rule, _ in ruleset.every()), None]
    return {
        key: tuple(_tally(rule, numbers, bool(levels)) for rule, numbers in zip(rules, counts.values(), strict=True))
        for key, counts in counts_by_key.items()
    }


def _tally(rule: Requirement | None, numbers: Mapping[int, int], levelled: bool) -> Tally:  # noqa: FBT001
    """Return how many rows have which status, and which level with it, by their numbers (编码计数)."""
    counts = dict.fromkeys(Status, 0)
    # A verdict that is unknown rests on nothing.
    unknown = (Status.UNDETERMINED,) if rule is not None else (Status.UNDETERMINED, Status.NOT_APPLICABLE)
    levels: dict[Status, dict[SourceLevel | None, int]] = {}
    for number, rows in sorted(numbers.items(), reverse=True):  # the highest level first
        status, level, rests = _NUMBERED[number]
        counts[status] += rows
        if levelled and rests and status not in unknown:
            levels.setdefault(status, {})[level] = rows
    return Tally(rule, counts, levels=levels)


def _tallies(ruleset: Ruleset, counts: list[dict[Status, int]]) -> tuple[Tally, ...]:
    requirements = [*(rule for _, rule, _ in ruleset.every()), None]
    return tuple(Tally(rule, count) for rule, count in zip(requirements, counts, strict=True))


def opened(judged: Any, codes: list[str], *more: str) -> tuple[Frame, list[str], list[str]]:
    """Return a judged table with some of its columns, as expressions name them."""
    native = judged[[*codes, *more]].compute() if is_dask(judged) else judged
    table: Table = table_of(native)
    keys(table, [*codes, *more])
    return table.frame(), [table.inner(code) for code in codes], [table.inner(name) for name in more]
