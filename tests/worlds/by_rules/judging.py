"""Judging rows (逐行核对): the rules run once, on columns, and give one expression a requirement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import add, and_, or_
from typing import Any

import attrs
import narwhals as nw

from sgzlib.bridges.frames.tables import Frame, Table, refuse_taken
from sgzlib.law.clauses import Force
from sgzlib.law.judging import Status
from sgzlib.law.laws import Law
from sgzlib.law.requirement import Case, Requirement, Ruleset
from sgzlib.law.truth import not_
from sgzlib.prose.statuses import URGENCY
from worlds.by_rules.cells import UNKNOWN_CELLS, Cells, Connected
from worlds.by_rules.sharing import Shared

VERDICT = "verdict"
APPLICABLE = "applicable"
REASONS = ("violated", "undetermined", "not_due")
_AT_ONCE = 4
EVERYWHERE, NOWHERE = (Cells(nw.lit(truth, dtype=nw.Boolean), truth) for truth in (True, False))


@attrs.frozen(eq=False)
class Truths:
    """What rules give on columns (列上的真值): of each requirement its truth, and what stands beside them.

    `implied` follows from some rules together, for the verdict alone; `applicable` says where any rule binds;
    `not_due` and `not_applicable` where a rule is not due or binds nobody, by its id.
    """

    requirements: tuple[Requirement, ...]
    truths: tuple[Cells, ...]
    implied: tuple[Cells, ...]
    applicable: Cells
    not_due: dict[str, Cells]
    not_applicable: dict[str, Cells]


def truths_of(ruleset: Ruleset, subject: Any, case: Case[Any], *, reasons: bool) -> Truths:
    """Run every rule on columns (在列上运行规则): True everywhere where its notice is not in force."""
    found: dict[str, Cells] = {}
    applicable: Any = False
    not_due: dict[str, Cells] = {}
    exempt: dict[str, Cells] = {}
    for rule, at, within in _asked(ruleset, subject, case):
        if rule.restates:
            found[rule.id] = EVERYWHERE
            continue
        found[rule.id] = cells_of(rule.truth(at, within)) if _is_in_force(rule, case) else EVERYWHERE
        if _is_in_force(rule, case):
            if applicable is not True:  # where one rule binds every row, the others need not be asked
                applicable = applicable | _binds_some(rule, at, within)
            if reasons and rule.due is not None and (waits := _not_due(rule, at, within)) is not False:
                not_due[rule.id] = cells_of(waits)
            if reasons and (rule.applies is not None or rule.due is not None):
                exempt[rule.id] = cells_of(_exempt(rule, at, within))
        else:
            exempt[rule.id] = EVERYWHERE
    requirements, in_force = [rule for rule, _, _ in _asked(ruleset, subject, case)], case.law.notice.in_force(case.on)
    for rule in requirements:
        if rule.restates and in_force:
            parts = [one for one in requirements if one.id in rule.restates]
            musts = [found[one.id] for one in parts if one.force_under(case.law) is Force.MUST]
            found[rule.id] = reduce(and_, musts, EVERYWHERE) if not musts else reduce(and_, musts)
    implied = tuple(_together(ruleset, subject, case)) if in_force else ()
    return Truths(tuple(requirements), tuple(found.values()), implied, cells_of(applicable), not_due, exempt)


def _asked(ruleset: Ruleset, subject: Any, case: Case[Any]) -> Iterator[tuple[Requirement, Any, Case[Any]]]:
    for rule in ruleset.requirements:
        yield rule, subject, case
    for name, part in ruleset.parts:
        yield from _asked(part, getattr(subject, name), attrs.evolve(case, whole=subject))


def _is_in_force(rule: Requirement, case: Case[Any]) -> bool:
    return case.law.notice.in_force(case.on) and rule.notice.in_force(case.on)


def _binds_some(rule: Requirement, subject: Any, case: Case[Any]) -> Any:
    """Return where a rule may bind (可能适用处); a last day that the law sets before the notice binds nobody."""
    last = None if rule.due is None else rule.due(subject, case)
    if isinstance(last, date) and last < case.law.in_force_from:
        return False
    return rule.applies is None or _possible(rule.applies(subject, case))


def _possible(truth: Any) -> Any:
    """Return where a truth is not False."""
    return Connected(_unless_false, (truth,)) if _is_known(truth) else truth is not False


def _unless_false(truth: nw.Expr) -> nw.Expr:
    return nw.when(~truth).then(nw.lit(False)).otherwise(nw.lit(True))


def _definitely(truth: Any) -> Any:
    """Return where a truth is True."""
    return Connected(_where_true, (truth,)) if _is_known(truth) else truth is True


def _where_true(truth: nw.Expr) -> nw.Expr:
    return nw.when(truth).then(nw.lit(True)).otherwise(nw.lit(False))


def _is_known(truth: Any) -> bool:
    """Return whether some row may tell more than that it is True, False or unknown throughout."""
    return isinstance(truth, Cells) and truth.sign is not None


def _not_due(rule: Requirement, subject: Any, case: Case[Any]) -> Any:
    in_time = _definitely(rule.in_time(subject, case)) & not_(_definitely(rule.holds(subject, case)))
    return not_(_exempt(rule, subject, case)) & in_time


def _exempt(rule: Requirement, subject: Any, case: Case[Any]) -> Any:
    """Return where a rule binds nobody, or was to be done before the notice was in force (不适用处)."""
    binds = True if rule.applies is None else _possible(rule.applies(subject, case))
    due: Any = None if rule.due is None else rule.due(subject, case)
    return not_(binds) | _definitely(due is not None and due < case.law.in_force_from)


def _together(ruleset: Ruleset, subject: Any, case: Case[Any]) -> Iterator[Cells]:
    if ruleset.implied is not None and (met := ruleset.implied(subject, case)) is not True:
        yield cells_of(met)
    for name, part in ruleset.parts:
        yield from _together(part, getattr(subject, name), attrs.evolve(case, whole=subject))


def cells_of(truth: Any) -> Cells:
    """Return a truth as cells (真值列)."""
    if isinstance(truth, bool):
        return EVERYWHERE if truth else NOWHERE
    return truth if isinstance(truth, Cells) else UNKNOWN_CELLS


def expression(truth: Any) -> nw.Expr:
    """Return a truth as an expression (真值表达式)."""
    return cells_of(truth).expr


def answers_of(ruleset: Ruleset, *, reasons: bool, codes: Sequence[str] = ()) -> list[str]:
    """Return the names of the columns that are added (结果列名)."""
    ids = [rule.id for _, rule, _ in ruleset.every()]
    return [*ids, VERDICT, APPLICABLE, *(REASONS if reasons else ()), *codes]


def codes_of(ruleset: Ruleset) -> list[str]:
    """Return the names of the columns of statuses, one a requirement and last the verdict's (状态列名)."""
    return [f"_sgz_s{at}" for at, _ in enumerate([*ruleset.every(), VERDICT])]


def codes_needed(ruleset: Ruleset, case: Case[Any]) -> list[str]:
    """Return the columns of statuses without which the answers would not tell every status (必需的状态列)."""
    rules = [rule for _, rule, _ in ruleset.every()]
    plain = [
        rule.applies is None and rule.due is None and _is_in_force(rule, case) and not rule.restates for rule in rules
    ]
    musts = (rule.force_under(case.law) is Force.MUST for rule in rules)
    # Where a MUST binds whatever the day, a verdict that is True has met it.
    told = [*plain, any(one and must for one, must in zip(plain, musts, strict=True))]
    return [code for code, one in zip(codes_of(ruleset), told, strict=True) if not one]


def failed(rule: Requirement, law: Law) -> Status:
    """Return the status of a requirement that does not hold (不成立时的状态)."""
    return Status.VIOLATED if rule.force_under(law) is Force.MUST and not rule.defines else Status.UNMET


def code_of(status: Status) -> int:
    """Return the number by which a column holds a status: what is more urgent is less (状态编码)."""
    return URGENCY.index(status)


def judge(
    table: Table,
    frame: Frame,
    ruleset: Ruleset,
    truths: Truths,
    case: Case[Any],
    *,
    reasons: bool,
    codes: Sequence[str] = (),
    more: Mapping[str, nw.Expr] | None = None,
) -> Any:
    """Add the answers to a table, and `more` after them, and return it as what it was (加上结果列)."""
    names = [*answers_of(ruleset, reasons=reasons, codes=codes), *(more or {})]
    refuse_taken(table.names, names)
    inner = table.inside(names)
    asked = list(zip(truths.requirements, inner, strict=False))
    implied = [f"_sgz_t{at}" for at in range(len(truths.implied))]
    held = [*(name for _, name in asked), *implied]
    besides = [truths.applicable, *truths.not_due.values(), *(truths.not_applicable.values() if codes else ())]
    shared = Shared([*truths.truths, *truths.implied, *besides])
    for layer in shared.layers:
        frame = frame.with_columns(*(expr.alias(name) for name, expr in layer.items()))
    frame = frame.with_columns(*(expr.alias(name) for expr, name in zip(shared.exprs, held, strict=False)))
    applicable, *others = shared.exprs[len(held) :]
    not_due = dict(zip(truths.not_due, others, strict=False))
    not_applicable = dict(zip(truths.not_applicable, others[len(not_due) :], strict=False))
    musts = [(rule, name) for rule, name in asked if rule.force_under(case.law) is Force.MUST]
    decisive = [*(nw.col(name) for _, name in musts), *(nw.col(name).fill_null(True) for name in implied)]
    verdict = reduce(and_, decisive) if decisive else EVERYWHERE.expr
    if truths.applicable is NOWHERE:
        verdict = UNKNOWN_CELLS.expr
    elif truths.applicable is not EVERYWHERE:
        verdict = nw.when(applicable).then(verdict)
    late = [verdict, applicable]
    if reasons:
        late.append(_listed([(rule.id, ~nw.col(name)) for rule, name in musts if not rule.defines]))
        late.append(_listed([(rule.id, nw.col(name).is_null()) for rule, name in asked]))
        late.append(_listed(list(not_due.items())))
    if codes:
        found = _statuses(asked, not_due, not_applicable, case.law)
        forces = [rule.force_under(case.law) for rule, _ in asked]
        binding = [
            (rule, one) for (rule, _), one, force in zip(asked, found, forces, strict=True) if force is Force.MUST
        ]
        statuses = [*found, _verdicts(late[0], late[1], binding)]
        late += (status for name, status in zip(codes_of(ruleset), statuses, strict=True) if name in codes)
    late += (more or {}).values()
    last = [expr.alias(name) for expr, name in zip(late, inner[len(asked) :], strict=True)]
    return table.leave(frame.with_columns(*last), names)


def _statuses(
    asked: list[tuple[Requirement, str]],
    not_due: Mapping[str, nw.Expr],
    not_applicable: Mapping[str, nw.Expr],
    law: Law,
) -> list[nw.Expr]:
    found: dict[str, nw.Expr] = {}
    for rule, name in asked:
        if not rule.restates:
            known = _coded(nw.col(name), failed(rule, law))
            for status, where in (
                (Status.NOT_DUE, not_due.get(rule.id)),
                (Status.NOT_APPLICABLE, not_applicable.get(rule.id)),
            ):
                known = known if where is None else nw.when(where).then(_code(status)).otherwise(known)
            found[rule.id] = known
    musts = {rule.id for rule, _ in asked if rule.force_under(law) is Force.MUST}
    for rule, _ in asked:
        if rule.restates:
            parts = [found[id_] for id_ in rule.restates if id_ in musts]
            found[rule.id] = nw.min_horizontal(*parts, _code(Status.NOT_APPLICABLE))
    return [found[rule.id] for rule, _ in asked]


def _verdicts(verdict: nw.Expr, applicable: nw.Expr, musts: list[tuple[Requirement, nw.Expr]]) -> nw.Expr:
    """Return the statuses of verdicts, by those of the MUSTs (结论的状态), as `Judgement.status` has them."""
    known, without = _coded(verdict, Status.VIOLATED), _code(Status.NOT_APPLICABLE)
    if musts:
        met, waiting = (_any(musts, status) for status in (Status.MET, Status.NOT_DUE))
        known = (
            nw.when(verdict & ~met)
            .then(nw.when(waiting).then(_code(Status.NOT_DUE)).otherwise(without))
            .otherwise(known)
        )
    else:
        known = nw.when(verdict).then(without).otherwise(known)
    if commands := [(rule, status) for rule, status in musts if not rule.defines]:
        known = nw.when(verdict & _any(commands, Status.NOT_DUE)).then(_code(Status.NOT_DUE)).otherwise(known)
    return nw.when(applicable).then(known).otherwise(without)


def _any(found: list[tuple[Requirement, nw.Expr]], wanted: Status) -> nw.Expr:
    return reduce(or_, (status == code_of(wanted) for _, status in found))


def _coded(truth: nw.Expr, otherwise: Status) -> nw.Expr:
    known = nw.when(truth).then(_code(Status.MET)).otherwise(_code(otherwise))
    return nw.when(truth.is_null()).then(_code(Status.UNDETERMINED)).otherwise(known)


def _code(status: Status) -> nw.Expr:
    return nw.lit(code_of(status), dtype=nw.Int8)


def _listed(found: list[tuple[str, nw.Expr]]) -> nw.Expr:
    if all(map(_is_everywhere, found)):
        return nw.lit(", ".join(id_ for id_, _ in found))
    texts = [_looked_up(found[at : at + _AT_ONCE]) for at in range(0, len(found), _AT_ONCE)]
    return nw.concat_str(texts, separator=", ", ignore_nulls=True)


def _is_everywhere(one: tuple[str, nw.Expr]) -> bool:
    return one[1] is EVERYWHERE.expr


def _looked_up(found: list[tuple[str, nw.Expr]]) -> nw.Expr:
    # Engines join texts slowly: which of a few ids apply is one small number, and its text is looked up. DuckDB takes a
    # constant for a column, and nothing that is reckoned of constants alone.
    if all(map(_is_everywhere, found)):
        return nw.lit(", ".join(id_ for id_, _ in found))
    codes = [
        nw.lit(1 << at) if _is_everywhere(one) else nw.when(one[1]).then(nw.lit(1 << at)).otherwise(nw.lit(0))
        for at, one in enumerate(found)
    ]
    texts = {
        code: ", ".join(id_ for at, (id_, _) in enumerate(found) if code >> at & 1)
        for code in range(1, 1 << len(found))
    }
    return reduce(add, codes).replace_strict(list(texts), list(texts.values()), default=None, return_dtype=nw.String)
