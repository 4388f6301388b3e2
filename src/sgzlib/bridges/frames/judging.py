"""Judging rows (逐行核对): the answer to every requirement in each row, as one expression on the columns of the table.

A table is judged in these steps:

1. Collect the formulas of the ruleset under the readings of the law (`asked_of`).
2. Fill in the numbers, the day and the facts that are the same in all rows, and simplify (`law.formula.partial`).
3. Turn what is left into expressions (`expressions`), on the columns of the facts (`column_reader`, `column_parser`).
4. Reduce the tables of members to one row for each group (`members`), and join them to the table (`teams`).
5. Add the answers, the verdict and the outcomes as columns, in the table's own type (`judge`, `tables`).

`findings`, `flips`, `levels` and `reasons` add columns to the answers. `needs`, `report` and `progress` count them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import add, and_, or_
from typing import Any, TypeAlias

import attrs
import narwhals as nw

from sgzlib.bridges.columns import column_name, path_of
from sgzlib.bridges.frames.column_reader import ColumnReader
from sgzlib.bridges.frames.expressions import Columns, Shared, certain, possible, unknown
from sgzlib.bridges.frames.members import MemberTable
from sgzlib.bridges.frames.tables import Frame, Table, refuse_taken
from sgzlib.law.clauses import Force
from sgzlib.law.facts import Fact, is_subject
from sgzlib.law.formula import FALSE, TRUE, Constant, Count, Node, conjunction, disjunction, is_truth, under, walk
from sgzlib.law.formula.evaluating import remembered
from sgzlib.law.formula.partial import UNKNOWN_NODE, Partial
from sgzlib.law.formula.recording import relocated
from sgzlib.law.judging import Status
from sgzlib.law.laws import Law
from sgzlib.law.outcomes import OutcomeRule
from sgzlib.law.requirement import Case, Requirement, Ruleset, implied_formula
from sgzlib.law.tracing import given_in, joined
from sgzlib.prose.statuses import URGENCY

VERDICT = "verdict"
APPLICABLE = "applicable"
REASONS = ("violated", "undetermined", "not_due")
LEAST, MOST, POSSIBLE = "__least", "__most", "__possible"
NOT_IN_FORCE = Constant(None)
"""What an outcome comes to where its notice is not in force (未施行)."""
_AT_ONCE = 4
RowCondition: TypeAlias = "nw.Expr | bool"
"""Where something is so, known for every row: an expression, or one truth for all rows."""


@attrs.frozen(eq=False)
class TableFormulas:
    """What is asked of every row (逐行所问): of each requirement its truth, by its id, and what stands beside them.

    `implied` has formulas that follow from several rules together; only the verdict uses them. If `applicable` is not
    False, some rule binds. `not_due` and `exempt` are for statuses, by id: `not_due` has the formula that must
    definitely hold and the one that must not, and `exempt` says where a rule binds nobody.
    """

    requirements: tuple[Requirement, ...]
    truths: dict[str, Node]
    implied: tuple[Node, ...]
    applicable: Node
    not_due: dict[str, tuple[Node, Node]]
    exempt: dict[str, Node]

    def each(self, rewrite: Any) -> TableFormulas:
        """Return a copy in which every formula is rewritten (逐个改写)."""
        return attrs.evolve(
            self,
            truths={id_: rewrite(node) for id_, node in self.truths.items()},
            implied=tuple(map(rewrite, self.implied)),
            applicable=rewrite(self.applicable),
            not_due={id_: (rewrite(in_time), rewrite(holds)) for id_, (in_time, holds) in self.not_due.items()},
            exempt={id_: rewrite(node) for id_, node in self.exempt.items()},
        )

    def formulas(self) -> Iterator[Node]:
        """Yield every formula (全部公式)."""
        yield from (*self.truths.values(), *self.implied, self.applicable)
        yield from (node for pair in self.not_due.values() for node in pair)
        yield from self.exempt.values()


@remembered(64)
def asked_of(ruleset: Ruleset, case: Case[Any], *, reasons: bool) -> TableFormulas:
    """Return the formulas of a ruleset under the readings of a law (所问公式): True where a notice is not in force."""
    law = case.law
    in_force = law.notice.in_force(case.on)
    truths: dict[str, Node] = {}
    applies: list[Node] = []
    not_due: dict[str, tuple[Node, Node]] = {}
    exempt: dict[str, Node] = {}
    every = list(ruleset.every())
    for path, rule, _ in every:

        def formula(what: str, path: str = path, rule: Requirement = rule) -> Node:
            return under(ruleset.formula(path, rule, what), law)

        if rule.restates:
            truths[rule.id] = TRUE
        elif not rule.in_force(law, case.on):
            truths[rule.id] = exempt[rule.id] = TRUE
        else:
            truths[rule.id] = formula("truth")
            if not _is_over(rule, formula, case):
                applies.append(TRUE if rule.applies is None else formula("applies"))
            if reasons and rule.due is not None:
                not_due[rule.id] = formula("in_time"), formula("holds")
            if reasons and (rule.applies is not None or rule.due is not None):
                exempt[rule.id] = formula("exempt")
    for _, rule, _ in every:
        if rule.restates and in_force:
            musts = [
                original.id
                for _, original, _ in every
                if original.id in rule.restates and original.force_under(law) is Force.MUST
            ]
            truths[rule.id] = conjunction(*(truths[id_] for id_ in musts))
    implied = tuple(under(node, law) for node in _implied(ruleset, "")) if in_force else ()
    requirements = tuple(rule for _, rule, _ in every)
    return TableFormulas(requirements, truths, implied, disjunction(*applies), not_due, exempt)


def _is_over(rule: Requirement, formula: Callable[[str], Node], case: Case[Any]) -> bool:
    """Return whether the law sets the last day before the notice (期限是否早于通知)."""
    if rule.due is None:
        return False
    last = Partial(case.law, case.on, {}, frozenset()).of(formula("due"))
    return isinstance(last, Constant) and isinstance(last.value, date) and last.value < rule.in_force_from(case.law)


def _implied(ruleset: Ruleset, path: str) -> Iterator[Node]:
    if ruleset.implied is not None:
        yield relocated(implied_formula(ruleset), path)
    for name, part in ruleset.parts:
        yield from _implied(part, joined(path, name))


@attrs.frozen(eq=False)
class TableExpressions:
    """What is asked of every row, as expressions of the tables that are there (各行答案的表达式)."""

    asked: TableFormulas
    columns: Shared
    members: dict[str, MemberTable]
    more: dict[str, nw.Expr]


def judged_by(
    asked: TableFormulas,
    case: Case[Any],
    asking: ColumnReader,
    members: Mapping[str, tuple[ColumnReader, type]],
    more: Mapping[str, Node],
    outcomes: Sequence[tuple[OutcomeRule, Node]] = (),
) -> TableExpressions:
    """Return the answers as expressions (答案的表达式).

    `more` are further sums, null where unknown. The values of `outcomes` follow them.
    """
    wanted = (*more.items(), *(pair for outcome, node in outcomes for pair in asked_for(outcome, node).items()))
    facts: dict[str, Constant] = {}
    for path, fact in _facts_in(asked, wanted):
        group, inside, inner = path.rpartition("[].")
        if not inside or column_name(group) in members:
            value = (members[column_name(group)][0] if inside else asking).known(inner, fact)
            if value is not None:
                facts[path] = Constant(value)
    groups = frozenset(path_of(name) for name in members)
    left, sums, counted = _left(asked, wanted, case, frozenset(facts.items()), groups)
    rest_days = case.law.rest_days
    judged_members = {
        name: MemberTable(of_members, cls, str(index), counted[path_of(name)], whole=asking.column, rest_days=rest_days)
        for index, (name, (of_members, cls)) in enumerate(members.items())
    }
    formulas = (*left.formulas(), *(node for node in sums.values() if is_truth(node)))
    shared = Shared(Columns(asking.column, judged_members, rest_days), formulas)
    for formula in formulas:
        shared(formula)  # registers with the members the formulas to evaluate for them
    added = {name: _where_known(shared, sums[name]) for name in more}
    for outcome, node in outcomes:
        added |= outcome_columns(outcome, shared, [sums[name] for name in asked_for(outcome, node)])
    return TableExpressions(left, shared, judged_members, added)


@remembered(64)
def _facts_in(asked: TableFormulas, more: tuple[tuple[str, Node], ...]) -> tuple[tuple[str, Fact[Any]], ...]:
    """Return the facts that the formulas read, by path and in the order of the requirements (所问事实)."""
    formulas = (*asked.formulas(), *(node for _, node in more))
    facts = dict(pair for formula in formulas for pair in given_in(formula))
    return tuple(
        (path, fact) for path, fact in facts.items() if not (fact.kind.several and is_subject(fact.kind.members))
    )


@remembered(64)
def _left(
    asked: TableFormulas,
    more: tuple[tuple[str, Node], ...],
    case: Case[Any],
    facts: frozenset[tuple[str, Constant]],
    groups: frozenset[str],
) -> tuple[TableFormulas, dict[str, Node], dict[str, tuple[Node, ...]]]:
    """Return what is left of every formula, and of the sums, and what is counted in each group (剩余公式)."""
    known = Partial(case.law, case.on, {path: node.value for path, node in facts}, groups)
    left, sums = asked.each(known.of), {name: known.of(node) for name, node in more}
    # What is True or unknown in every row changes no verdict.
    left = attrs.evolve(left, implied=tuple(node for node in left.implied if node not in {TRUE, UNKNOWN_NODE}))
    formulas = (*left.formulas(), *sums.values())
    counts = [node for formula in formulas for node in walk(formula) if isinstance(node, Count)]
    counted = {
        path: tuple(dict.fromkeys(node.what.formula for node in counts if node.group.path == path)) for path in groups
    }
    return left, sums, counted


def _where_known(columns: Shared, node: Node) -> nw.Expr:
    bounds = columns(node)
    return nw.when(~bounds.high.is_null()).then(bounds.low)


def asked_for(outcome: OutcomeRule, formula: Node) -> dict[str, Node]:
    """Return the formulas of which the columns of an outcome are made, by names of their own (计算项所需公式)."""
    truths = outcome.truths(formula)
    return {f"{outcome.id}={label.name}": truth for label, truth in truths.items()} or {outcome.id: formula}


def outcome_columns(outcome: OutcomeRule, columns: Shared, left: Sequence[Node]) -> dict[str, nw.Expr]:
    """Return the columns of an outcome (计算项各列): its value, null where that is not known, and what it may be."""
    if outcome.labels:
        named = [(label.name, node) for label, node in zip(outcome.labels, left, strict=True)]
        text = nw.lit(None, dtype=nw.String)
        for name, node in named:
            where = _definitely(columns, node)
            if where is not False:
                text = nw.lit(name) if where is True else nw.when(where).then(nw.lit(name)).otherwise(text)
        listed = _listed([(name, _unless_false(columns, node)) for name, node in named])
        return {outcome.id: text, f"{outcome.id}{POSSIBLE}": listed}
    (node,) = left
    bounds = unknown(nw.Int64) if node in (UNKNOWN_NODE, NOT_IN_FORCE) else columns(node)
    value = bounds.low if bounds.exact else nw.when(bounds.low == bounds.high).then(bounds.low)
    return {outcome.id: value, f"{outcome.id}{LEAST}": bounds.low, f"{outcome.id}{MOST}": bounds.high}


def answers_of(ruleset: Ruleset, *, reasons: bool, codes: Sequence[str] = ()) -> list[str]:
    """Return the names of the columns that are added (结果列名)."""
    ids = [rule.id for _, rule, _ in ruleset.every()]
    return [*ids, VERDICT, APPLICABLE, *(REASONS if reasons else ()), *codes]


def codes_of(ruleset: Ruleset) -> list[str]:
    """Return the names of the status columns: one for each requirement, and the verdict's last (状态列名)."""
    return [f"_sgz_s{index}" for index, _ in enumerate([*ruleset.every(), VERDICT])]


def codes_needed(ruleset: Ruleset, case: Case[Any]) -> list[str]:
    """Return the status columns needed where an answer alone does not determine the status (必需的状态列)."""
    rules = [rule for _, rule, _ in ruleset.every()]
    plain = [
        rule.applies is None and rule.due is None and rule.in_force(case.law, case.on) and not rule.restates
        for rule in rules
    ]
    musts = [rule.force_under(case.law) is Force.MUST for rule in rules]
    # If a MUST binds on every day and no MUST has a deadline, a True verdict means that each MUST is met.
    waits = any(must and (rule.due or rule.within or rule.restates) for rule, must in zip(rules, musts, strict=True))
    conclusive = [*plain, not waits and any(is_plain and must for is_plain, must in zip(plain, musts, strict=True))]
    return [code for code, sufficient in zip(codes_of(ruleset), conclusive, strict=True) if not sufficient]


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
    judged: TableExpressions,
    case: Case[Any],
    *,
    reasons: bool,
    codes: Sequence[str] = (),
) -> Any:
    """Add the answers and the further columns to a table, and return it in its own type (加上结果列)."""
    asked, columns = judged.asked, judged.columns
    names = [*answers_of(ruleset, reasons=reasons, codes=codes), *judged.more]
    refuse_taken(table.names, names)
    inner = table.inside(names)
    rules = list(zip(asked.requirements, inner, strict=False))
    implied = [f"_sgz_t{index}" for index in range(len(asked.implied))]
    exempt = {id_: _definitely(columns, node) for id_, node in asked.exempt.items()}
    not_due = {
        id_: _every(_definitely(columns, in_time), _not(_definitely(columns, holds)), _not(exempt[id_]))
        for id_, (in_time, holds) in asked.not_due.items()
    }
    truths = [columns(node).low for node in (*asked.truths.values(), *asked.implied)]
    applicable = _possibly(columns, asked.applicable)
    for layer in columns.layers:
        frame = frame.with_columns(*(expr.alias(name) for name, expr in layer.items()))
    held = [*(name for _, name in rules), *implied]
    if held:
        frame = frame.with_columns(*(expr.alias(name) for expr, name in zip(truths, held, strict=True)))
    musts = [(rule, name) for rule, name in rules if rule.force_under(case.law) is Force.MUST]
    decisive = [*(nw.col(name) for _, name in musts), *(possible(nw.col(name)) for name in implied)]
    verdict = reduce(and_, decisive) if decisive else nw.lit(True)
    if asked.applicable == FALSE:
        verdict = nw.lit(None, dtype=nw.Boolean)
    elif asked.applicable != TRUE:
        verdict = nw.when(applicable).then(verdict)
    late = [verdict, applicable]
    if reasons:
        late.append(_listed([(rule.id, ~nw.col(name)) for rule, name in musts if not rule.defines]))
        late.append(_listed([(rule.id, nw.col(name).is_null()) for rule, name in rules]))
        late.append(_listed(list(not_due.items())))
    if codes:
        rule_statuses = _statuses(rules, not_due, exempt, case.law)
        binding = [
            (rule, status)
            for (rule, _), status in zip(rules, rule_statuses, strict=True)
            if rule.force_under(case.law) is Force.MUST
        ]
        statuses = [*rule_statuses, _verdicts(late[0], late[1], binding)]
        late += (status for name, status in zip(codes_of(ruleset), statuses, strict=True) if name in codes)
    late += judged.more.values()
    last = [expr.alias(name) for expr, name in zip(late, inner[len(rules) :], strict=True)]
    return table.leave(frame.with_columns(*last), names)


def _definitely(columns: Shared, node: Node) -> RowCondition:
    """Return where a truth is True (确为是)."""
    return node == TRUE if isinstance(node, Constant) else certain(columns(node).low)


def _unless_false(columns: Shared, node: Node) -> RowCondition:
    """Return where a truth is not False (并非否)."""
    return node != FALSE if isinstance(node, Constant) else possible(columns(node).low)


def _not(where: RowCondition) -> RowCondition:
    return not where if isinstance(where, bool) else ~where


def _every(*parts: RowCondition) -> RowCondition:
    if False in [part for part in parts if isinstance(part, bool)]:
        return False
    varying = [part for part in parts if not isinstance(part, bool)]
    return reduce(and_, varying) if varying else True


def _possibly(columns: Shared, node: Node) -> nw.Expr:
    """Return where a truth is not False, as an expression (并非否)."""
    where = _unless_false(columns, node)
    return nw.lit(where) if isinstance(where, bool) else where


def _statuses(
    asked: list[tuple[Requirement, str]],
    not_due: Mapping[str, RowCondition],
    exempt: Mapping[str, RowCondition],
    law: Law,
) -> list[nw.Expr]:
    status_by_id: dict[str, nw.Expr] = {}
    for rule, name in asked:
        if not rule.restates:
            known = _coded(nw.col(name), failed(rule, law))
            known = _status_where(not_due.get(rule.id, False), Status.NOT_DUE, known)
            status_by_id[rule.id] = _status_where(exempt.get(rule.id, False), Status.NOT_APPLICABLE, known)
    musts = {rule.id for rule, _ in asked if rule.force_under(law) is Force.MUST}
    for rule, _ in asked:
        if rule.restates:
            parts = [status_by_id[id_] for id_ in rule.restates if id_ in musts]
            status_by_id[rule.id] = nw.min_horizontal(*parts, _code(Status.NOT_APPLICABLE))
    return [status_by_id[rule.id] for rule, _ in asked]


def _status_where(where: RowCondition, status: Status, otherwise: nw.Expr) -> nw.Expr:
    if isinstance(where, bool):
        return _code(status) if where else otherwise
    return nw.when(where).then(_code(status)).otherwise(otherwise)


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


def _any(statuses: list[tuple[Requirement, nw.Expr]], wanted: Status) -> nw.Expr:
    return reduce(or_, (status == code_of(wanted) for _, status in statuses))


def _coded(truth: nw.Expr, otherwise: Status) -> nw.Expr:
    known = nw.when(truth).then(_code(Status.MET)).otherwise(_code(otherwise))
    return nw.when(truth.is_null()).then(_code(Status.UNDETERMINED)).otherwise(known)


def _code(status: Status) -> nw.Expr:
    return nw.lit(code_of(status), dtype=nw.Int8)


def _listed(conditions: list[tuple[str, RowCondition]]) -> nw.Expr:
    there = [condition for condition in conditions if condition[1] is not False]
    if all(where is True for _, where in there):
        return nw.lit(", ".join(id_ for id_, _ in there))
    texts = [_looked_up(there[start : start + _AT_ONCE]) for start in range(0, len(there), _AT_ONCE)]
    return nw.concat_str(texts, separator=", ", ignore_nulls=True)


def _looked_up(conditions: list[tuple[str, RowCondition]]) -> nw.Expr:
    # Engines concatenate texts slowly. So a few conditions become the bits of a small number, whose text is looked up.
    # DuckDB accepts a constant as a column, but no expression of constants alone.
    if all(where is True for _, where in conditions):
        return nw.lit(", ".join(id_ for id_, _ in conditions))
    codes = [
        nw.lit(1 << bit) if isinstance(where, bool) else nw.when(where).then(nw.lit(1 << bit)).otherwise(nw.lit(0))
        for bit, (_, where) in enumerate(conditions)
    ]
    texts = {
        code: ", ".join(id_ for bit, (id_, _) in enumerate(conditions) if code >> bit & 1)
        for code in range(1, 1 << len(conditions))
    }
    return reduce(add, codes).replace_strict(list(texts), list(texts.values()), default=None, return_dtype=nw.String)
