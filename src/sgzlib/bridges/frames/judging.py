"""Judging rows (逐行判断): the rules run once, on columns, and give one expression a requirement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import and_
from typing import Any

import narwhals as nw

from sgzlib.bridges.frames.cells import UNKNOWN_CELLS, Cells
from sgzlib.bridges.frames.tables import Frame, Table, refuse_taken
from sgzlib.law.notice import Force
from sgzlib.law.requirement import Case, Requirement, Ruleset

VERDICT = "verdict"
REASONS = ("violated", "undetermined")


def requirements_of(ruleset: Ruleset) -> Iterator[tuple[Requirement, tuple[str, ...]]]:
    """Give every requirement of a ruleset and of its parts, with the path of the part (各要求及其所在部分)."""
    for requirement in ruleset.requirements:
        yield requirement, ()
    for name, part in ruleset.parts:
        for requirement, path in requirements_of(part):
            yield requirement, (name, *path)


def expressions(ruleset: Ruleset, subject: Any, case: Case) -> list[nw.Expr]:
    """Run every rule on a stand-in (在列上运行规则): True everywhere before the notice binds.

    After one for each requirement comes what follows from some of them together, for the verdict alone.
    """
    found: list[nw.Expr] = []
    for requirement, path in requirements_of(ruleset):
        at = subject
        for name in path:
            at = getattr(at, name)
        found.append(expression(requirement.truth(at, case) if case.in_force else True))
    return found + (list(_together(ruleset, subject, case)) if case.in_force else [])


def _together(ruleset: Ruleset, subject: Any, case: Case) -> Iterator[nw.Expr]:
    if ruleset.together is not None:
        yield expression(ruleset.together(subject, case))
    for name, part in ruleset.parts:
        yield from _together(part, getattr(subject, name), case)


def expression(truth: Any) -> nw.Expr:
    """Give a truth as an expression (真值表达式)."""
    if isinstance(truth, bool):
        return nw.lit(truth, dtype=nw.Boolean)
    return (truth if isinstance(truth, Cells) else UNKNOWN_CELLS).expr


def answers_of(ruleset: Ruleset, *, reasons: bool) -> list[str]:
    """Give the names of the columns that are added (结果列名)."""
    ids = [requirement.id for requirement, _ in requirements_of(ruleset)]
    return [*ids, VERDICT, *(REASONS if reasons else ())]


def judge(
    table: Table,
    frame: Frame,
    ruleset: Ruleset,
    truths: list[nw.Expr],
    case: Case,
    *,
    reasons: bool,
    more: Mapping[str, nw.Expr] | None = None,
) -> Any:
    """Add the answers to a table, and `more` after them, and give it back as what it was (加上结果列)."""
    names = [*answers_of(ruleset, reasons=reasons), *(more or {})]
    refuse_taken(table.names, names)
    inner = table.inside(names)
    asked = list(zip(requirements_of(ruleset), inner, strict=False))
    together = [f"_sgz_t{at}" for at in range(len(truths) - len(asked))]
    held = [*(name for _, name in asked), *together]
    frame = frame.with_columns(*(truth.alias(name) for truth, name in zip(truths, held, strict=True)))
    musts = [(rule.id, name) for (rule, _), name in asked if rule.force_under(case.policy) is Force.MUST]
    decisive = [nw.col(name) for name in (*(name for _, name in musts), *together)]
    late = [reduce(and_, decisive) if decisive else nw.lit(True, dtype=nw.Boolean)]
    if reasons:
        late.append(_listed([(id_, ~nw.col(name)) for id_, name in musts]))
        late.append(_listed([(rule.id, nw.col(name).is_null()) for (rule, _), name in asked]))
    late += (more or {}).values()
    last = [expr.alias(name) for expr, name in zip(late, inner[len(asked) :], strict=True)]
    return table.leave(frame.with_columns(*last), names)


def _listed(found: list[tuple[str, nw.Expr]]) -> nw.Expr:
    ids = [nw.when(where).then(nw.lit(id_)) for id_, where in found]
    return nw.concat_str(ids or [nw.lit("")], separator=", ", ignore_nulls=True)
