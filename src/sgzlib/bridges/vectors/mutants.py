"""Mutants (变异体): wrong implementations of a ruleset, derived from its formulas, as mutation testing does.

The status of a requirement is decided by three formulas (`Parts`). A mutant is these formulas with one error, wherever
the changed node occurs: a comparison is strict that is not, a threshold or last day is one off, a condition is left
out, a connective or a reading is the other one (`Fault` lists them). Two more kinds take an unknown fact for False or
for zero. A subject catches a mutant if the status under the mutant differs from the right one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cache, partial
from itertools import count
from typing import Any

import attrs

from sgzlib.advice.witnesses import leaves, set_paths
from sgzlib.law.clauses import Force
from sgzlib.law.deadlines import NOT_YET
from sgzlib.law.errors import SgzlibError
from sgzlib.law.facts import Fact, facts_of, is_subject
from sgzlib.law.formula import (
    FALSE,
    TRUE,
    And,
    AskedDay,
    Comparison,
    ConsistsOf,
    Constant,
    Earlier,
    Extreme,
    Given,
    Group,
    Includes,
    Later,
    Node,
    Not,
    Operator,
    Or,
    Parameter,
    Product,
    Shift,
    Sum,
    Total,
    Where,
    Workday,
    WorkdaysAfter,
    children,
    is_truth,
    readings_in,
    rebuilt,
    under,
    walk,
)
from sgzlib.law.formula.evaluating import evaluate
from sgzlib.law.formula.recording import relocated
from sgzlib.law.groups import MemberRule
from sgzlib.law.judging import Status
from sgzlib.law.kinds import YES_NO, Form, Kind
from sgzlib.law.labels import Labelled, Ordered
from sgzlib.law.laws import Law
from sgzlib.law.requirement import Case, Requirement, Ruleset, implied_formula
from sgzlib.law.tracing import given_in, joined
from sgzlib.law.truth import UNKNOWN, Unknown


class Fault(Labelled):
    """What is wrong with a mutant (错误类型)."""

    COMPARISON = "比较符号", "comparison"
    THRESHOLD = "数值差一", "threshold one off"
    DAY = "是否含当日", "day counted or not"
    OMISSION = "条件恒真或恒假", "condition always true or always false"
    CONNECTIVE = "逻辑连接词", "connective"
    CHOICE = "误取另一个值", "the other one of two values"
    READING = "另一理解", "another reading"
    CALENDAR = "以三十日为月、三百六十五日为年", "months of 30 and years of 365 days"
    POINT = "仅在一个取值上有误", "wrong at one value only"
    TOGETHER = "只逐项核对，不综合各项要求", "each requirement checked in isolation"
    PLACE = "仅在一处遗漏条件", "condition left out in one place only"
    ROUNDED = "数值取整", "number rounded"
    SINGLE = "32位浮点数", "number kept in 32 bits"
    LABEL = "误作另一选项", "one label confused with another"
    FUTURE = "未到的日期视为已到", "a future day taken for a past one"
    SPELLING = "不识别某种写法", "a spelling not recognised"
    FEW = "只读前几名（项）", "only the first few members read"
    FORCE = "施行前也适用", "binding before it is in force"
    UNKNOWN_AS_FALSE = "未知视为否", "unknown taken for False"
    UNKNOWN_AS_ZERO = "未知视为零", "unknown taken for zero"


@attrs.frozen
class Parts:
    """What decides the status of a requirement (状态的构成): exempt, holding, in time."""

    exempt: Node
    holds: Node
    in_time: Node

    def each(self, rewrite: Callable[[Node], Node]) -> Parts:
        """Return the parts, each rewritten (逐项改写)."""
        return Parts(rewrite(self.exempt), rewrite(self.holds), rewrite(self.in_time))

    def nodes(self) -> Iterator[Node]:
        """Yield every node of the parts (全部节点)."""
        for part in (self.exempt, self.holds, self.in_time):
            yield from walk(part)

    def status(self, rule: Requirement, subject: Any, case: Case[Any]) -> Status:
        """Return the status that the parts give a requirement (状态), as `judging.status_of` does."""
        exempt = evaluate(self.exempt, subject, case)
        if exempt is True:
            return Status.NOT_APPLICABLE
        holds = evaluate(self.holds, subject, case)
        if holds is True:
            return Status.MET
        in_time = evaluate(self.in_time, subject, case)
        if in_time is True:
            return Status.NOT_DUE
        if exempt is False and holds is False and in_time is False:
            binds = rule.force_under(case.law) is Force.MUST and not rule.defines
            return Status.VIOLATED if binds else Status.UNMET
        return Status.UNDETERMINED


def parts_of(ruleset: Ruleset, path: str, rule: Requirement, law: Law) -> Parts:
    """Return the parts of one of a ruleset's requirements under a law (一项要求的构成)."""
    return Parts(*(under(ruleset.formula(path, rule, what), law) for what in ("exempt", "holds", "in_time")))


@attrs.frozen(eq=False, repr=False)
class Mutant:
    """A wrong implementation of one requirement (变异体).

    `path` is where the requirement's subject stands, and `parts` what the mutant computes, under the law that it was
    made for; `readings` are that law's, where they are not the default. `fills` is the fact whose absence it does not
    notice. One that is wrong at one value alone is so where `after` holds, `at` steps from the threshold.
    """

    rule: Requirement
    path: str
    fault: Fault
    before: Node
    after: Node
    parts: Parts
    readings: Mapping[str, Labelled]
    fills: str = ""
    at: int | None = None

    def __repr__(self) -> str:
        return f"<Mutant of {self.rule.id}: {self.fault.en}>"

    def status(self, subject: Any, case: Case[Any]) -> Status:
        """Return the status that it gives its requirement (变异体给出的状态)."""
        if not case.law.notice.in_force(case.on) and self.fault is not Fault.FORCE:
            return Status.NOT_APPLICABLE
        return self.parts.status(self.rule, filled(subject, self.fills) if self.fills else subject, case)


def mutants_of(
    ruleset: Ruleset, path: str, rule: Requirement, law: Law, beside: frozenset[Node] = frozenset()
) -> list[Mutant]:
    """Return the mutants of one of a ruleset's requirements (一项要求的变异体), under a law and its other readings.

    Mutants of nodes that a part has in its own ruleset, or that are in formulas `beside` it, are left out.
    """
    right, alone = parts_of(ruleset, path, rule, law), beside | _alone(ruleset, path, rule, law)
    mutants = list(_of_parts(rule, path, right, law, {}, alone))
    known = alone | frozenset(right.nodes())
    for id_ in readings_of(ruleset, path, rule):
        for option in law.readings[id_].options:
            other_law = law.under(**{id_: option})
            parts = parts_of(ruleset, path, rule, other_law)
            if not known.issuperset(parts.nodes()):
                taken, given = Constant(getattr(law, id_)), Constant(option)
                mutants.append(Mutant(rule, path, Fault.READING, taken, given, parts.each(by_formula), {}))
                mutants += _of_parts(rule, path, parts, other_law, {id_: option}, known)
                known |= frozenset(parts.nodes())
    known_paths = {given_path for node in alone for given_path, _ in given_in(node)}
    mutants += (mutant for mutant in _taking_unknown(rule, path, right) if mutant.fills not in known_paths)
    if not alone.issuperset(right.nodes()):
        mutants.append(Mutant(rule, path, Fault.FORCE, Parameter("in_force_from"), FALSE, right, {}))
    return mutants


def readings_of(ruleset: Ruleset, path: str, rule: Requirement) -> tuple[str, ...]:
    """Return the readings that a requirement hangs on (所取决的理解)."""
    asked = ["holds", "in_time", *(["applies"] if rule.applies else []), *(["due"] if rule.due else [])]
    return tuple(dict.fromkeys(id_ for what in asked for id_ in readings_in(ruleset.formula(path, rule, what))))


def _alone(ruleset: Ruleset, path: str, rule: Requirement, law: Law) -> frozenset[Node]:
    """Return the nodes of a part's requirement in the part's own ruleset, which has its own mutants of them."""
    if not path:
        return frozenset()
    own = next(part for part_path, part_rule, part in ruleset.every() if part_path == path and part_rule == rule)
    return frozenset(
        node
        for variant in _laws(law, readings_of(own, "", rule))
        for node in parts_of(own, "", rule, variant).each(lambda node: relocated(node, path)).nodes()
    )


def nodes_of(ruleset: Ruleset, law: Law) -> frozenset[Node]:
    """Return every node of a ruleset's formulas, under a law and each option of its readings (全部节点)."""
    meeting = ruleset.meeting()
    return frozenset(node for variant in _laws(law, readings_in(meeting)) for node in walk(under(meeting, variant)))


def laws_of(law: Law, ruleset: Ruleset, path: str, rule: Requirement) -> Iterator[Law]:
    """Yield a law, and it under each option of the readings that a requirement hangs on (各理解下的规定)."""
    return _laws(law, readings_of(ruleset, path, rule))


def _laws(law: Law, readings: Iterable[str]) -> Iterator[Law]:
    yield law
    yield from (law.under(**{id_: option}) for id_ in readings for option in law.readings[id_].options)


def _of_parts(
    rule: Requirement, path: str, right: Parts, law: Law, readings: Mapping[str, Labelled], known: frozenset[Node]
) -> Iterator[Mutant]:
    seen = {right}
    for before in dict.fromkeys(right.nodes()):
        if before in known or not any(isinstance(node, Given | Group | AskedDay) for node in walk(before)):
            continue
        for fault, after in _wrong(before, law):
            made = right.each(partial(replaced, before=before, after=after))
            if made not in seen:
                seen.add(made)
                yield Mutant(rule, path, fault, before, after, made, readings)
        for by, there in points_of(before, law):
            flipped = Or((And((before, Not(there))), And((Not(before), there))))
            made = right.each(partial(replaced, before=before, after=flipped))
            yield Mutant(rule, path, Fault.POINT, before, there, made, readings, at=by)


def points_of(node: Node, law: Law) -> Iterator[tuple[int, Node]]:
    """Yield where a comparison has its threshold, and one step below and above (界限及其上下)."""
    if isinstance(node, Comparison):
        for by in (0, -1, 1):
            point = node.right if by == 0 else shifted(node.right, by, law)
            if point is not None:
                yield by, Comparison("=", node.left, point)


def _wrong(node: Node, law: Law) -> Iterator[tuple[Fault, Node]]:
    """Yield the errors that a careless reader could have written instead of a node (误写)."""
    match node:
        case Comparison(sign, left, right):
            of_days = is_day(left, law) or is_day(right, law)
            yield Fault.DAY if of_days else Fault.COMPARISON, Comparison(_STRICT[sign], left, right)
            for by in (-1, 1):
                if (moved := shifted(right, by, law)) is not None:
                    yield Fault.DAY if of_days else Fault.THRESHOLD, Comparison(sign, left, moved)
        case And(parts) | Or(parts):
            connective: type[Any] = Or if isinstance(node, And) else And
            yield Fault.CONNECTIVE, connective(parts)
        case Not(part):
            yield Fault.CONNECTIVE, part
        case Earlier(left, right):
            yield Fault.CHOICE, Later(left, right)
        case Later(left, right):
            yield Fault.CHOICE, Earlier(left, right)
        case Extreme(group, what, latest):
            yield Fault.CHOICE, Extreme(group, what, not latest)
        case Where(test, then, otherwise) if is_day(then, law):
            yield Fault.CHOICE, Where(test, otherwise, then)
        case Shift(day, by, unit) if unit != "days":
            yield Fault.THRESHOLD, Shift(day, Sum(by, Constant(1)), unit)
            if unit in _DAYS_OF:
                yield Fault.CALENDAR, Shift(day, Product(by, Constant(_DAYS_OF[unit])), "days")
                # The first day counted in; and, without a corresponding day, the first day of the next month.
                counted = Shift(Shift(Shift(day, Constant(-1), "days"), by, unit), Constant(1), "days")
                yield Fault.CALENDAR, counted
                yield Fault.CALENDAR, Later(node, counted)
        case WorkdaysAfter(day, by):
            yield Fault.THRESHOLD, WorkdaysAfter(day, Sum(by, Constant(1)))
            yield Fault.CALENDAR, Shift(day, by, "days")
        case Includes(labels, asked) | ConsistsOf(labels, asked):
            for index in range(len(asked)):
                yield Fault.OMISSION, type(node)(labels, (*asked[:index], *asked[index + 1 :]))
        case _:
            pass
    if is_truth(node) and not isinstance(node, Constant):
        yield Fault.OMISSION, TRUE
        yield Fault.OMISSION, FALSE


_DAYS_OF = {"months": 30, "years": 365}
_STRICT: dict[Operator, Operator] = {"≥": ">", ">": "≥", "≤": "<", "<": "≤", "=": "≠", "≠": "="}


def shifted(node: Node, by: int, law: Law) -> Node | None:
    """Return the next or previous value (相邻值); None if there is none."""
    if isinstance(node, Constant) and isinstance(node.value, Enum):
        members: list[Any] = list(type(node.value))
        index = members.index(node.value) + by
        return Constant(members[index]) if isinstance(node.value, Ordered) and 0 <= index < len(members) else None
    if isinstance(node, Constant) and isinstance(node.value, bool | str | Unknown):
        return None
    match node:
        case Given(_, fact) if fact.kind.form not in {Form.WHOLE, Form.DECIMAL, Form.DAY}:
            return None
        case Shift(day, number, "days"):
            return Shift(day, Sum(number, Constant(by)), "days")
        case Earlier(left, right) | Later(left, right):
            moved_left, moved_right = shifted(left, by, law), shifted(right, by, law)
            return None if moved_left is None or moved_right is None else type(node)(moved_left, moved_right)
        case Where(test, then, otherwise):
            moved_then, moved_otherwise = shifted(then, by, law), shifted(otherwise, by, law)
            return None if moved_then is None or moved_otherwise is None else Where(test, moved_then, moved_otherwise)
        case _:
            return Shift(node, Constant(by), "days") if is_day(node, law) else Sum(node, Constant(by))


@cache
def is_day(node: Node, law: Law) -> bool:
    """Whether a value is a day (是否为日期)."""
    match node:
        case Given(_, fact):
            return fact.kind.form is Form.DAY
        case Parameter(name):
            return isinstance(getattr(law, name), date)
        case Constant(value):
            return isinstance(value, date)
        case Where(_, then, _):
            return is_day(then, law)
        case _:
            return isinstance(node, AskedDay | Shift | Workday | WorkdaysAfter | Earlier | Later | Extreme)


def occurrences_of(ruleset: Ruleset, path: str, rule: Requirement, law: Law, beside: frozenset[Node]) -> list[Mutant]:
    """Return mutants that omit a condition in only one of the several places where it occurs (单处变异体).

    Conditions on summed amounts of members are left out, because no proof can relate such sums to each other.
    """
    right, alone = parts_of(ruleset, path, rule, law), beside | _alone(ruleset, path, rule, law)
    alone |= {node for total in right.nodes() if isinstance(total, Total) for node in walk(total.what.formula)}
    mutants: dict[Any, Mutant] = {}
    for before, times in Counter(right.nodes()).items():
        if times > 1 and before not in alone and is_truth(before) and not isinstance(before, Constant):
            for after in (TRUE, FALSE):
                for place in range(times):
                    made = right.each(partial(_replaced_at, count(), place, before, after))
                    mutants.setdefault(made, Mutant(rule, path, Fault.PLACE, before, after, made, {}))
    mutants.pop(right, None)
    return list(mutants.values())


def _replaced_at(places: Iterator[int], place: int, before: Node, after: Node, node: Any) -> Any:
    if node == before:
        return after if next(places) == place else node
    return _asking(node, rebuilt(node, partial(_replaced_at, places, place, before, after)))


def together_mutants(ruleset: Ruleset, law: Law) -> Iterator[Mutant]:
    """Yield the mutants of the constraints that a ruleset's requirements imply together (共同推论的变异体).

    They change connectives and conditions. The comparisons inside have their mutants in the requirements themselves.
    """
    if ruleset.implied is None:
        return
    right, rule, seen = under(implied_formula(ruleset), law), ruleset.requirements[0], set[Node]()
    parts = [child for child in children(right) if isinstance(right, And | Or)]
    for before in dict.fromkeys(
        [right, *parts, *(child for part in parts for child in children(part) if is_truth(child))]
    ):
        for fault, after in _wrong(before, law):
            made = replaced(right, before, after)
            if fault in {Fault.OMISSION, Fault.CONNECTIVE} and made not in seen:
                seen.add(made)
                yield Mutant(rule, "", Fault.TOGETHER, before, after, Parts(FALSE, made, FALSE), {})


def replaced(node: Any, before: Node, after: Node) -> Any:
    """Return a formula with one node as another, wherever it occurs (替换)."""
    return after if node == before else _asking(node, rebuilt(node, lambda child: replaced(child, before, after)))


def by_formula(node: Any) -> Any:
    """Return a formula that asks members what its own formulas say, whatever the readings of a case (依公式)."""
    return _asking(node, rebuilt(node, by_formula), always=True)


def _asking(node: Any, made: Any, *, always: bool = False) -> Any:
    """Return a formula rebuilt, of whose members its own formula is asked where that is not what it was."""
    what = getattr(made, "what", None)
    if what is None or not (always or what.formula is not node.what.formula):
        return made
    kind = getattr(what.asked, "kind", YES_NO)
    formula = what.formula
    asked = MemberRule(what.name, what.zh, what.en, lambda member, case: evaluate(formula, member, case), kind)
    return attrs.evolve(made, what=attrs.evolve(what, asked=asked))


def _taking_unknown(rule: Requirement, path: str, right: Parts) -> Iterator[Mutant]:
    asked = {
        given_path: fact for part in (right.exempt, right.holds, right.in_time) for given_path, fact in given_in(part)
    }
    for given_path, fact in asked.items():
        taken = taken_for(fact.kind)
        if taken is not UNKNOWN:
            fault = Fault.UNKNOWN_AS_FALSE if fact.kind.form is Form.TRUTH else Fault.UNKNOWN_AS_ZERO
            yield Mutant(rule, path, fault, Given(given_path, fact), Constant(taken), right, {}, given_path)


def taken_for(kind: Kind[Any]) -> Any:
    """Return what a careless program takes an absent fact for (未知的误取): no, none, 0, never; UNKNOWN if nothing."""
    match kind.form:
        case Form.TRUTH:
            return False
        case Form.LABEL:
            return kind.domain[0]
        case Form.DAY:
            return NOT_YET
        case Form.SEVERAL:
            return ()
        case Form.WHOLE | Form.DECIMAL:
            return kind.least
        case _:
            return UNKNOWN


def filled(subject: Any, path: str) -> Any:
    """Return a subject with an unknown fact set to false or zero; `workers[].trained` sets it in each member."""
    values = {
        place: taken_for(fact.kind)
        for place, fact, value in [*leaves(subject), *groups_in(subject)]
        if value is UNKNOWN and pattern_of(place) == path
    }
    try:
        return set_paths(subject, values) if values else subject
    except SgzlibError:
        return subject


def groups_in(subject: Any, prefix: str = "") -> Iterator[tuple[str, Fact[Any], Any]]:
    """Yield each group of a subject and of its parts, with its path and members (分组)."""
    for name, fact in facts_of(type(subject)).items():
        value, path = getattr(subject, name), joined(prefix, name)
        if is_subject(fact.kind.members) and fact.kind.several:
            yield path, fact, value
        elif is_subject(fact.kind.members) and value is not UNKNOWN:
            yield from groups_in(value, path)


def pattern_of(path: str) -> str:
    """Return a path with no place in its groups (路径式样): workers[].trained for workers[1].trained."""
    return re.sub(r"\[\d+\]", "[]", path)
