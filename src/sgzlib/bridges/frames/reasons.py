"""Reasons (理由): why a verdict is False where no MUST is violated, as two columns of ids.

    unmet          the requirements that are not met and whose force is no MUST, and conditions of a definition
    conflicting    the MUSTs that cannot all hold, whatever the unknown facts are

The engine computes both. In a table in memory, the second is then narrowed to a minimal set: of the rows between which
no rule distinguishes, one is examined, and at most `MOST_ASKED` in all.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import reduce
from operator import and_
from typing import Any, Final

import narwhals as nw

from sgzlib.advice.conflicts import conflicting
from sgzlib.assessment.assessment import assess
from sgzlib.bridges.alike import conflict_key
from sgzlib.bridges.frames.choosing import SubjectAssembler
from sgzlib.bridges.frames.judging import VERDICT
from sgzlib.bridges.frames.tables import ROW, Frame, numbered, refuse_taken, table_of
from sgzlib.bridges.interchange import InvalidDocument
from sgzlib.law.clauses import Force
from sgzlib.law.requirement import Case, Ruleset

UNMET, CONFLICTING = MORE_REASONS = ("unmet", "conflicting")
MOST_ASKED: Final = 500


def with_reasons(judged: Any, case: Case[Any], whole: SubjectAssembler, *, narrowed: bool) -> Any:
    """Return a judged table with the ids of what is unmet, and of what cannot all hold (附理由).

    Where the conflict is not `narrowed`, every MUST that hangs on an unknown fact is named.
    """
    table = table_of(judged)
    refuse_taken(table.names, list(MORE_REASONS))
    rules = [rule for _, rule, _ in whole.ruleset.every() if not rule.restates]
    for name in (*(rule.id for rule in rules), VERDICT):
        table.dtype(name)
    answer = {rule.id: nw.col(table.inner(rule.id)) for rule in rules}
    musts = [rule for rule in rules if rule.force_under(case.law) is Force.MUST]
    unmet = [rule.id for rule in rules if rule not in musts or rule.defines]
    names = table.inside(list(MORE_REASONS))
    frame = table.frame().with_columns(_listed({id_: ~answer[id_] for id_ in unmet}).alias(names[0]))
    if not any(part.implied for part in _parts(whole.ruleset)):
        return table.leave(frame.with_columns(nw.lit("").alias(names[1])), list(MORE_REASONS))
    contrary = reduce(and_, (answer[rule.id].fill_null(value=True) for rule in musts), ~nw.col(table.inner(VERDICT)))
    undecided = {rule.id: contrary & answer[rule.id].is_null() for rule in musts}
    frame = frame.with_columns(_listed(undecided).alias(names[1]))
    if narrowed and isinstance(frame, nw.DataFrame):
        frame = _narrowed(frame, names[1], judged, case, whole)
    return table.leave(frame, list(MORE_REASONS))


def _parts(ruleset: Ruleset) -> Iterable[Ruleset]:
    return (ruleset, *(part for _, each in ruleset.parts for part in _parts(each)))


def _listed(where: dict[str, nw.Expr]) -> nw.Expr:
    texts = [nw.when(holds).then(nw.lit(id_)) for id_, holds in where.items()]
    return nw.concat_str(texts, separator=", ", ignore_nulls=True) if texts else nw.lit("")


def _narrowed(frame: Any, column: str, judged: Any, case: Case[Any], whole: SubjectAssembler) -> Frame:
    """Return the table with the fewest requirements that cannot all hold, row by row (逐行求最小矛盾集)."""
    numbers: Any = numbered(frame)
    rows = numbers.filter(nw.col(column) != "").get_column(ROW).to_list()
    if not rows:
        return frame
    known: dict[Hashable, str] = {}
    texts: dict[int, str] = {}
    subjects = (subject for _, subject in whole(nw.from_native(judged, eager_only=True)[rows].to_native()))
    key_of = conflict_key(whole.ruleset, case)
    for row, subject in zip(rows, subjects, strict=True):
        if isinstance(subject, InvalidDocument):
            continue
        key = key_of(subject)
        if key not in known and len(known) < MOST_ASKED:
            conflict = conflicting(assess(whole.ruleset, subject, on=case.on, policy=case.law))
            known[key] = ", ".join(rule.id for rule in conflict)
        if key in known:
            texts[row] = known[key]
    narrowed_text = nw.col(ROW).replace_strict(list(texts), list(texts.values()), default=None, return_dtype=nw.String)
    narrowed: Frame = numbers.with_columns(nw.coalesce(narrowed_text, nw.col(column)).alias(column))
    return narrowed
