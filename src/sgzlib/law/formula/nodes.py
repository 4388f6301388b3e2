"""Formulas (公式): a rule as a small tree of frozen nodes, in the terms of logic.

A formula is recorded once for a requirement. Groups stay quantified, the day asked about and the law's numbers are
named and not filled in, and a reading has a branch for each of its options. Code that needs the structure of a rule
reads its formula with one `match`.

    truths              `Constant` of a truth, `Given` of a yes-or-no fact, `Not`, `And`, `Or`, `FirstKnown`,
                        `Comparison`, `EndsWith`, `Alike`, `Includes`, `ConsistsOf`
    as their branches   `ByReading`, `ByLaw`, `AddedBy`, `Where`
    values              all others: numbers, days, labels and texts
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, ClassVar, Literal, TypeAlias

import attrs

from sgzlib.law.kinds import YES_NO
from sgzlib.law.laws import Law
from sgzlib.law.truth import Unknown

Operator: TypeAlias = Literal["≥", ">", "≤", "<", "=", "≠"]
Unit: TypeAlias = Literal["days", "months", "years", "calendar months", "calendar years"]

OPPOSITE: dict[Operator, Operator] = {"≥": "<", "<": "≥", "≤": ">", ">": "≤", "=": "≠", "≠": "="}
"""The comparison that holds where one does not (相反的比较)."""


@attrs.frozen(repr=False)
class Node:
    """A part of a formula (公式节点)."""

    def __repr__(self) -> str:
        fields = (f"{field.name}={getattr(self, field.name)!r}" for field in attrs.fields(type(self)))
        return f"{type(self).__name__}({', '.join(fields)})"


@attrs.frozen(cache_hash=True, repr=False)
class Constant(Node):
    """A value that stands in the rule (常量): a truth, number, day, label or text."""

    value: Any = attrs.field(eq=repr)


@attrs.frozen(cache_hash=True, repr=False)
class Given(Node):
    """The fact at a path in the subject (事实): "team.contract_signed_on"; in a quantified part, of the member."""

    path: str
    fact: Any


@attrs.frozen(cache_hash=True, repr=False)
class Parameter(Node):
    """A number of the law (规定数值), by its name."""

    name: str


@attrs.frozen(cache_hash=True, repr=False)
class AskedDay(Node):
    """The day asked about (核对日期)."""


@attrs.frozen(cache_hash=True, repr=False)
class Not(Node):
    """Negation (非)."""

    part: Node


@attrs.frozen(cache_hash=True, repr=False)
class And(Node):
    """Conjunction (且)."""

    parts: tuple[Node, ...]


@attrs.frozen(cache_hash=True, repr=False)
class Or(Node):
    """Disjunction (或)."""

    parts: tuple[Node, ...]


@attrs.frozen(cache_hash=True, repr=False)
class Comparison(Node):
    """Two values compared (比较)."""

    sign: Operator
    left: Node
    right: Node


@attrs.frozen(cache_hash=True, repr=False)
class Sum(Node):
    """Two numbers added (和)."""

    left: Node
    right: Node


@attrs.frozen(cache_hash=True, repr=False)
class Difference(Node):
    """One number less another (差)."""

    left: Node
    right: Node


@attrs.frozen(cache_hash=True, repr=False)
class Product(Node):
    """Two numbers multiplied (积)."""

    left: Node
    right: Node


@attrs.frozen(cache_hash=True, repr=False)
class Shift(Node):
    """A day moved by so many days, months or years (日期推移), counted as `periods` counts; by -1, the other way."""

    day: Node
    by: Node
    unit: Unit


@attrs.frozen(cache_hash=True, repr=False)
class Workday(Node):
    """A day, or the first one after it that the law's rest days do not name (顺延至工作日)."""

    day: Node


@attrs.frozen(cache_hash=True, repr=False)
class WorkdaysAfter(Node):
    """The day so many working days after a day (若干个工作日届满), by the law's rest days."""

    day: Node
    by: Node
    unit: ClassVar[str] = "working days"


@attrs.frozen(cache_hash=True, repr=False)
class Earlier(Node):
    """The earlier of two days (较早者)."""

    left: Node
    right: Node


@attrs.frozen(cache_hash=True, repr=False)
class Later(Node):
    """The later of two days (较晚者)."""

    left: Node
    right: Node


@attrs.frozen(cache_hash=True, repr=False)
class Where(Node):
    """One value where a formula holds, and another where it does not (依条件取值)."""

    test: Node
    then: Node
    otherwise: Node


@attrs.frozen(cache_hash=True, repr=False)
class FirstKnown(Node):
    """What one truth is where it is known, and another where it is not (以先者为准)."""

    first: Node
    second: Node


@attrs.frozen(cache_hash=True, repr=False)
class ByReading(Node):
    """What a rule is under each option of a reading (依理解)."""

    reading: str
    branches: tuple[tuple[Any, Node], ...]


@attrs.frozen(cache_hash=True, repr=False)
class ByLaw(Node):
    """What a rule is by the numbers of the law in force on a day (依某日规定)."""

    part: Node
    day: Node


@attrs.frozen(cache_hash=True, repr=False)
class AddedBy(Node):
    """A rule that the first law of a class adds, and what stands in its place before that law (自新增之日起)."""

    part: Node
    law: type[Law]
    before: Node


@attrs.frozen(cache_hash=True, repr=False)
class Group(Node):
    """The members at a path in the subject (分组)."""

    path: str
    fact: Any


@attrs.frozen(cache_hash=True, repr=False)
class What:
    """What is asked of each member of a group (逐一核对): its name and labels, its formula, and what answers it."""

    name: str
    zh: str
    en: str
    formula: Node
    asked: Any
    dated: bool = False
    """Whether the formula has been taken apart by the laws of a history, of which `asked` does not know."""


@attrs.frozen(cache_hash=True, repr=False)
class Count(Node):
    """How many members have something (计数)."""

    group: Group
    what: What


@attrs.frozen(cache_hash=True, repr=False)
class CountBy(Node):
    """Of how many members a day came by another, which is the whole subject's (届时人数)."""

    group: Group
    what: What
    day: Node


@attrs.frozen(cache_hash=True, repr=False)
class Size(Node):
    """How many members there are (总数)."""

    group: Group


@attrs.frozen(cache_hash=True, repr=False)
class Total(Node):
    """The sum of a value of the members (合计)."""

    group: Group
    what: What


@attrs.frozen(cache_hash=True, repr=False)
class Distinct(Node):
    """How many of some labels occur as a fact of the members (不同取值数)."""

    group: Group
    what: What
    among: tuple[Enum, ...]


@attrs.frozen(cache_hash=True, repr=False)
class Extreme(Node):
    """The last, or the first, of the members' days (最晚、最早)."""

    group: Group
    what: What
    latest: bool


@attrs.frozen(cache_hash=True, repr=False)
class EndsWith(Node):
    """Whether a text ends so, with something before it (以此结尾)."""

    text: Node
    ending: str


@attrs.frozen(cache_hash=True, repr=False)
class Alike(Node):
    """Whether two texts are the same, each without what its pattern finds (去除某些字后相同)."""

    left: Node
    right: Node
    without: str
    right_without: str


@attrs.frozen(cache_hash=True, repr=False)
class Includes(Node):
    """Whether a fact's labels include some, in any order (包含)."""

    labels: Node
    asked: tuple[Any, ...]


@attrs.frozen(cache_hash=True, repr=False)
class ConsistsOf(Node):
    """Whether a fact's labels are these and no others, in this order (依次恰为)."""

    labels: Node
    asked: tuple[Any, ...]


TRUE, FALSE = Constant(value=True), Constant(value=False)


def is_truth(node: Node) -> bool:
    """Whether a formula is a truth: not a number, day, label or text (是否为真值)."""
    match node:
        case ByReading(_, branches):
            return all(is_truth(branch) for _, branch in branches)
        case Where(_, then, otherwise):
            return is_truth(then) and is_truth(otherwise)
        case Constant(value):
            return isinstance(value, bool | Unknown)
        case Given(_, fact):
            return fact.kind is YES_NO
        case _:
            return isinstance(node, Not | And | Or | FirstKnown | Comparison | EndsWith | Alike | Includes | ConsistsOf)


def negation(part: Node) -> Node:
    """Return the contrary of a formula (否定), folded where it is decided."""
    match part:
        case Constant(bool() as truth):
            return FALSE if truth else TRUE
        case Not(inner):
            return inner
        case Comparison(sign, left, right):
            return Comparison(OPPOSITE[sign], left, right)
        case _:
            return Not(part)


def conjunction(*parts: Node) -> Node:
    """Return the formula that holds where all parts do (合取), folded where it is decided."""
    return _joined(And, parts, TRUE, FALSE)


def disjunction(*parts: Node) -> Node:
    """Return the formula that holds where any part does (析取), folded where it is decided."""
    return _joined(Or, parts, FALSE, TRUE)


def _joined(kind: type[And | Or], parts: tuple[Node, ...], neutral: Node, decisive: Node) -> Node:
    flat: dict[Node, None] = {}
    for part in parts:
        flat |= dict.fromkeys(part.parts if isinstance(part, kind) else (part,))
    flat.pop(neutral, None)
    if decisive in flat or not flat:
        return decisive if decisive in flat else neutral
    return next(iter(flat)) if len(flat) == 1 else kind(tuple(flat))


def same_label(left: Node, right: Node) -> Node:
    """Return the formula for "two labels are the same" (是否为同一选项), pushed into the branches of a `Where`.

    Worlds can only compare labels for equality, so none has to compute a label.
    """
    match left, right:
        case Constant(Enum() as left_label), Constant(Enum() as right_label) if not isinstance(left_label, Unknown):
            return TRUE if left_label is right_label else FALSE
        case Where(test, then, otherwise), _:
            first, second = same_label(then, right), same_label(otherwise, right)
            return first if first == second else Where(test, first, second)
        case _, Where():
            return same_label(right, left)
        case ByReading(reading, branches), _:
            return ByReading(reading, tuple((option, same_label(branch, right)) for option, branch in branches))
        case _:
            return Comparison("=", left, right)


def children(node: Node) -> Iterator[Node]:
    """Yield the nodes of which one is made, in their order (子节点); what is asked of members is among them."""
    for name in _names(type(node)):
        yield from _nodes(getattr(node, name))


_names: Any = cache(lambda kind: tuple(field.name for field in attrs.fields(kind)))


def _nodes(held: Any) -> Iterator[Node]:
    if isinstance(held, Node):
        yield held
    elif isinstance(held, What):
        yield held.formula
    elif isinstance(held, tuple):
        for element in held:
            yield from _nodes(element)


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all nodes below it, each before its own (遍历)."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed([*children(node)])


def nodes_in(node: Node) -> Iterator[Node]:
    """Yield a node and all nodes below it as `walk` does, equal ones once (各不相同的节点).

    A rule that asks readings has the same parts under many of their options.
    """
    seen: set[Node] = set()
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            yield node
            waiting += reversed([*children(node)])


def asks_rest_days(node: Node) -> bool:
    """Whether a formula looks at the law's rest days (是否涉及放假安排)."""
    return any(isinstance(part, Workday | WorkdaysAfter) for part in nodes_in(node))


@cache
def readings_in(node: Node) -> tuple[str, ...]:
    """Return the ids of the readings that a formula looks at under any options (涉及的理解)."""
    return tuple(dict.fromkeys(branching.reading for branching in nodes_in(node) if isinstance(branching, ByReading)))


def under(node: Node, law: Law | None) -> Node:
    """Return a formula with the branches that a law takes (取定): by its readings, their defaults without a law.

    By a law of a history, it has a branch for each law where numbers are those of another day.
    """
    taken = _taken(node, law)
    return taken if law is None or not law.dated else _dated(taken, law, None)


def _taken(node: Node, law: Law | None) -> Node:
    if isinstance(node, ByReading):
        taken = node.branches[0][0] if law is None else getattr(law, node.reading)
        return _taken(next(branch for option, branch in node.branches if option is taken), law)
    if isinstance(node, AddedBy) and law is not None and not isinstance(law, node.law):
        return node.before
    if isinstance(node, ByLaw | AddedBy) and (law is None or not law.dated):
        return _taken(node.part, law)
    if not _is_open(node):
        return node
    return rebuilt(node, lambda child: _taken(child, law))


@cache
def _is_open(node: Node) -> bool:
    """Return whether a law decides what a formula is."""
    return isinstance(node, ByReading | ByLaw | AddedBy) or any(map(_is_open, children(node)))


@cache
def asks_numbers(node: Node) -> bool:
    """Return whether a formula asks for numbers of a law (是否问规定数值) besides those by which a day is moved."""
    match node:
        case Parameter(name):
            return name != "in_force_from"
        case Shift(day) | WorkdaysAfter(day):
            return asks_numbers(day)
        case _:
            return any(map(asks_numbers, children(node)))


def _dated(node: Node, law: Law, place: int | None, since: date | None = None) -> Node:
    """Return a formula by the laws of a history: its numbers are those of the law at a place, or of the law asked.

    A rule that was added on a day has that day instead of the first day in force.
    """

    def each(child: Node) -> Node:
        return _dated(child, law, place, since)

    match node:
        case AddedBy(part, cls):
            return _dated(part, law, place, law.added_on(cls) or since)
        case Parameter("in_force_from") if since is not None:
            return Constant(since)
        case Parameter(name) if place is not None and name != "in_force_from":
            number = law.numbers_of(name)[place][1]
            return node if number == getattr(law, name) else Constant(number)
        case Shift(day, by) | WorkdaysAfter(day, by):
            moved = each(day)
            return _by_day(moved, law, lambda index: attrs.evolve(node, day=moved, by=_dated(by, law, index, since)))
        case ByLaw(part, Constant(None)):
            return each(part)
        case ByLaw(part, day):
            return _by_day(each(day), law, lambda index: _dated(part, law, index, since))
        case Count(_, what) | CountBy(_, what) | Total(_, what):
            made: Any = rebuilt(node, each)
            return made if made.what == what else attrs.evolve(made, what=attrs.evolve(made.what, dated=True))
        case _:
            return rebuilt(node, each)


def _by_day(day: Node, law: Law, made: Callable[[int], Node]) -> Node:
    """Return the formula that `made` gives for the law in force on `day`, as a chain of `Where` (依日取定)."""
    formula = made(len(law.dated) - 1)
    for place in range(len(law.dated) - 1, 0, -1):
        before = made(place - 1)
        if before != formula:
            formula = Where(Comparison("<", day, Constant(law.dated[place][0])), before, formula)
    return formula


def rebuilt(node: Node, rebuild: Callable[[Node], Node]) -> Node:
    """Return a node with each child replaced by `rebuild(child)` (重组), folded where the children decide it."""
    held = {name: getattr(node, name) for name in _names(type(node))}
    made = {name: _rebuilt(value, rebuild) for name, value in held.items()}
    if isinstance(node, Not):
        return negation(made["part"])
    if isinstance(node, And | Or):
        return (conjunction if isinstance(node, And) else disjunction)(*made["parts"])
    return node if all(made[name] is value for name, value in held.items()) else type(node)(**made)


def _rebuilt(held: Any, rebuild: Callable[[Node], Node]) -> Any:
    if isinstance(held, Node):
        return rebuild(held)
    if isinstance(held, What):
        formula = rebuild(held.formula)
        return held if formula is held.formula else attrs.evolve(held, formula=formula)
    return tuple(_rebuilt(element, rebuild) for element in held) if isinstance(held, tuple) else held
