"""Recording (录制): the rule itself, run once on a subject that writes down what is done with its facts.

A reading is an option, on which a rule may branch with `if`: where a rule looks at one, it is run again under each of
its options, and the formula has a branch for each. A fact is no truth that `if`, `and`, `or` or `not` could take.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from types import FunctionType, MethodType
from typing import Any, cast

import attrs

from sgzlib.law.errors import InvalidType
from sgzlib.law.facts import derived_of, facts_of, is_subject
from sgzlib.law.formula.nodes import (
    Alike,
    AskedDay,
    ByReading,
    Comparison,
    ConsistsOf,
    Constant,
    Count,
    CountBy,
    Difference,
    Distinct,
    Earlier,
    EndsWith,
    Extreme,
    FirstKnown,
    Given,
    Group,
    Includes,
    Later,
    Node,
    Parameter,
    Product,
    Shift,
    Sign,
    Size,
    Sum,
    Total,
    Unit,
    What,
    Where,
    Workday,
    conjunction,
    disjunction,
    negation,
)
from sgzlib.law.groups import truth_of
from sgzlib.law.laws import Law
from sgzlib.law.periods import RestDays
from sgzlib.law.truth import UNKNOWN, Unknown


class Recorded:
    """A value that writes down what is done with it (录制值): `node` is the formula so far."""

    __slots__ = ("node",)
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, node: Node) -> None:
        self.node = node

    def __bool__(self) -> bool:
        raise InvalidType(
            "requirement",
            self.node,
            "用 &、|、not_() 与单个比较写成的规则（事实没有真假值，不可用 if、and、or、not 或连续比较）",
            "a rule written with &, |, not_() and single comparisons (no fact is a truth that if, and, or, not or a "
            "chained comparison could take)",
        )

    def __and__(self, other: Any) -> Recorded:
        return Recorded(conjunction(self.node, node_of(other)))

    def __rand__(self, other: Any) -> Recorded:
        return Recorded(conjunction(node_of(other), self.node))

    def __or__(self, other: Any) -> Recorded:
        return Recorded(disjunction(self.node, node_of(other)))

    def __ror__(self, other: Any) -> Recorded:
        return Recorded(disjunction(node_of(other), self.node))

    def __invert__(self) -> Recorded:
        return Recorded(negation(self.node))

    def _compared(self, sign: Sign, other: Any) -> Recorded:
        return Recorded(Comparison(sign, self.node, node_of(other)))

    def __ge__(self, other: Any) -> Recorded:
        return self._compared("≥", other)

    def __gt__(self, other: Any) -> Recorded:
        return self._compared(">", other)

    def __le__(self, other: Any) -> Recorded:
        return self._compared("≤", other)

    def __lt__(self, other: Any) -> Recorded:
        return self._compared("<", other)

    def __eq__(self, other: object) -> Any:
        return self._compared("=", other)

    def __ne__(self, other: object) -> Any:
        return self._compared("≠", other)

    def __add__(self, other: Any) -> Recorded:
        if isinstance(other, timedelta):
            return self.shifted(other.days, "days")
        return Recorded(Sum(self.node, node_of(other)))

    def __radd__(self, other: Any) -> Recorded:
        return Recorded(Sum(node_of(other), self.node))

    def __sub__(self, other: Any) -> Recorded:
        if isinstance(other, timedelta):
            return self.shifted(-other.days, "days")
        return Recorded(Difference(self.node, node_of(other)))

    def __rsub__(self, other: Any) -> Recorded:
        return Recorded(Difference(node_of(other), self.node))

    def __mul__(self, other: Any) -> Recorded:
        return Recorded(Product(self.node, node_of(other)))

    def __rmul__(self, other: Any) -> Recorded:
        return Recorded(Product(node_of(other), self.node))

    def ends_with(self, ending: str) -> Recorded:
        """Ask how a text ends."""
        return Recorded(EndsWith(self.node, ending))

    def alike(self, other: Any, without: str, other_without: str) -> Recorded:
        """Ask whether a text is another, each without what its pattern finds."""
        return Recorded(Alike(self.node, node_of(other), without, other_without))

    def includes(self, *asked: Any) -> Recorded:
        """Ask whether labels are among a fact's."""
        return Recorded(Includes(self.node, asked))

    def consists_of(self, *asked: Any) -> Recorded:
        """Ask whether labels are all of a fact's."""
        return Recorded(ConsistsOf(self.node, asked))

    def shifted(self, by: Any, unit: Unit) -> Recorded:
        """Move a day."""
        return Recorded(Shift(self.node, node_of(by), unit))

    def to_workday(self, _rest_days: object) -> Recorded:
        """Move a day off the law's rest days."""
        return Recorded(Workday(self.node))

    def where(self, then: Any, otherwise: Any) -> Recorded:
        """Take one value where this holds, and another where it does not."""
        return Recorded(Where(self.node, node_of(then), node_of(otherwise)))

    def amount_if(self, amount: Any) -> Recorded:
        """Take an amount where this holds, and nothing where it does not."""
        return self.where(amount, 0)

    def days_from(self, start: date, unit: Unit) -> Recorded:
        """Move a day of the law by this number."""
        return Recorded(Shift(Constant(start), self.node, unit))

    def first_known(self, other: Any) -> Recorded:
        """Take this where it is known, and another where it is not."""
        return Recorded(FirstKnown(self.node, node_of(other)))

    def earlier(self, other: Any) -> Recorded:
        """Take the earlier of two days."""
        return Recorded(Earlier(self.node, node_of(other)))

    def later(self, other: Any) -> Recorded:
        """Take the later of two days."""
        return Recorded(Later(self.node, node_of(other)))


def node_of(value: Any) -> Node:
    """Return the node of what a rule computes (节点)."""
    if isinstance(value, Recorded):
        return value.node
    if value is None or isinstance(value, bool | int | Decimal | date | str | Enum | Unknown):
        return Constant(value)
    raise InvalidType(
        "requirement", value, "事实、政策数值、日期或标签", "a fact, a number of the law, a day or a label"
    )


class RecordedSubject:
    """A subject whose facts write down what is done with them (录制对象)."""

    def __init__(self, of: type[Any], path: str = "") -> None:
        self._of = of
        self._path = path
        self._made: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._take(name)
        return self._made[name]

    def _take(self, name: str) -> Any:
        declared = facts_of(self._of).get(name)
        if declared is None:
            return derived_of(self._of, name).fget(self)
        at, of = f"{self._path}.{name}" if self._path else name, cast("Any", declared.kind.members)
        if not is_subject(of):
            return Recorded(Given(at, declared))
        return _RecordedGroup(Group(at, declared)) if declared.kind.several else RecordedSubject(of, at)

    def recorded(self, formula: Node) -> Recorded:
        """Return a formula about subjects of its class as one about this subject (代入)."""
        return Recorded(relocated(formula, self._path))


class _RecordedGroup:
    def __init__(self, group: Group) -> None:
        self._group = group
        self._of: Any = group.fact.kind.members
        self._member = RecordedSubject(self._of)

    def size(self) -> Recorded:
        return Recorded(Size(self._group))

    def count(self, what: Any, case: Any) -> Recorded:
        return Recorded(Count(self._group, self._asked(what, case)))

    def count_by(self, name: str, last: Any) -> Recorded:
        return Recorded(CountBy(self._group, self._called(name), node_of(last)))

    def total(self, what: Any, case: Any = None) -> Recorded:
        return Recorded(Total(self._group, self._asked(what, case)))

    def distinct(self, name: str, among: tuple[Enum, ...]) -> Recorded:
        return Recorded(Distinct(self._group, self._called(name), among))

    def latest(self, name: str) -> Recorded:
        return Recorded(Extreme(self._group, self._called(name), latest=True))

    def earliest(self, name: str) -> Recorded:
        return Recorded(Extreme(self._group, self._called(name), latest=False))

    def _asked(self, what: Any, case: Any) -> What:
        if isinstance(what, str):
            return self._called(what)
        return What(what.name, what.zh, what.en, node_of(truth_of(self._member, what, case)), what)

    def _called(self, name: str) -> What:
        labelled: Any = facts_of(self._of).get(name) or derived_of(self._of, name)
        return What(name, labelled.zh, labelled.en, node_of(getattr(self._member, name)), name)


class _Consulted(Exception):
    def __init__(self, reading: str) -> None:
        self.reading = reading


class _RecordedLaw:
    """A law whose numbers are named, and whose readings are those chosen; another one that is asked about is told."""

    def __init__(self, law: type[Law], chosen: dict[str, Any]) -> None:
        self._law = law
        self._chosen = chosen

    def __getattr__(self, name: str) -> Any:
        if name in self._law.numbers:
            return Recorded(Parameter(name))
        if name in self._law.readings:
            if name not in self._chosen:
                raise _Consulted(name)
            return self._chosen[name]
        if name == "rest_days":
            return _ANY_REST_DAYS
        if name == "in_force_from":
            return Recorded(Parameter(name))
        method = getattr(self._law, name)
        return MethodType(method, self) if isinstance(method, FunctionType) else method


_ANY_REST_DAYS = RestDays(date.min, date.max, frozenset())


@attrs.frozen
class RecordedCase:
    """The case in which a rule is recorded (录制案情): the day asked about and the law's numbers are named."""

    on: Any
    law: Any
    whole: Any
    of: type[Law]


def record(
    rule: Callable[[Any, Any], Any], of: type[Any], law: type[Law], whole: type[Any] | None = None, at: str = ""
) -> Node:
    """Return the formula of a rule about subjects of a class (录制规则).

    Where `whole` is given, the subject is its part at the path `at`, and paths lead from the whole.
    """
    around = UNKNOWN if whole is None else RecordedSubject(whole)
    return _recorded(rule, RecordedSubject(of, at), law, around, {})


def apart(rule: Callable[[Any, Any], Any], subject: Any, case: Any) -> Any:
    """Return what a rule gives as a part of another one (分开录制), in any world.

    On a recorder it is recorded by itself: the options of the readings that it looks at do not multiply with those that
    the rest of the other rule looks at.
    """
    if not isinstance(case, RecordedCase):
        return rule(subject, case)
    return Recorded(_recorded(rule, subject, case.of, case.whole, {}))


def _recorded(
    rule: Callable[[Any, Any], Any], subject: Any, law: type[Law], around: Any, chosen: dict[str, Any]
) -> Node:
    try:
        return node_of(rule(subject, RecordedCase(Recorded(AskedDay()), _RecordedLaw(law, chosen), around, law)))
    except _Consulted as consulted:
        reading = consulted.reading
    options = law.readings[reading].options
    branches = [(option, _recorded(rule, subject, law, around, chosen | {reading: option})) for option in options]
    if all(branch == branches[0][1] for _, branch in branches):
        return branches[0][1]
    return ByReading(reading, tuple(branches))


def relocated(node: Node, path: str) -> Node:
    """Return a formula about a subject as one about that which it is a part of, at a path (换根)."""
    if not path:
        return node
    if isinstance(node, Given | Group):
        return attrs.evolve(node, path=f"{path}.{node.path}")
    held = {field.name: getattr(node, field.name) for field in attrs.fields(type(node))}
    return type(node)(**{name: _relocated(value, path) for name, value in held.items()})


def _relocated(held: Any, path: str) -> Any:
    if isinstance(held, Node):
        return relocated(held, path)
    return tuple(_relocated(one, path) for one in held) if isinstance(held, tuple) else held
