"""Folding (折叠): the bottom-up traversal of a formula, shared by the worlds that interpret formulas.

A world implements `Operations`: one method for each kind of node, which gets the results for the node's parts. `Fold`
visits a formula and calls them. Where a world may not need every part (the parts of a connective, the two values of a
choice), the method gets them unvisited, as an iterator or as functions. Conditions on the members of a group are not
visited: the world visits them once, or once for each member, with operations of its own. A formula with readings is
first reduced to one option of each (`under`). Two modules have traversals of their own: `partial`, which returns
formulas, and `advice.grounding`, which needs to know whether a truth is wanted or its negation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Generic, Protocol, TypeVar

from sgzlib.law.formula.nodes import (
    Alike,
    And,
    AskedDay,
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
    Includes,
    Later,
    Node,
    Not,
    Or,
    Parameter,
    Product,
    Shift,
    Size,
    Sum,
    Total,
    Where,
    Workday,
    WorkdaysAfter,
)

T = TypeVar("T")


class Operations(Protocol[T]):
    """What a world makes of each node (一个世界的运算)."""

    def constant(self, node: Constant, /) -> T:
        """Make a constant."""
        ...

    def fact(self, node: Given, /) -> T:
        """Make a fact."""
        ...

    def number(self, node: Parameter, /) -> T:
        """Make a number of the law."""
        ...

    def asked_day(self, node: AskedDay, /) -> T:
        """Make the day asked about."""
        ...

    def negation(self, node: Not, part: T, /) -> T:
        """Make a negation."""
        ...

    def conjunction(self, node: And, parts: Iterator[T], /) -> T:
        """Make a conjunction; each part is visited when it is taken from the iterator."""
        ...

    def disjunction(self, node: Or, parts: Iterator[T], /) -> T:
        """Make a disjunction; each part is visited when it is taken from the iterator."""
        ...

    def comparison(self, node: Comparison, left: T, right: T, /) -> T:
        """Make a comparison."""
        ...

    def sum(self, node: Sum, left: T, right: T, /) -> T:
        """Make a sum."""
        ...

    def difference(self, node: Difference, left: T, right: T, /) -> T:
        """Make a difference."""
        ...

    def product(self, node: Product, left: T, right: T, /) -> T:
        """Make a product."""
        ...

    def shift(self, node: Shift, day: T, by: T, /) -> T:
        """Make a moved day."""
        ...

    def workday(self, node: Workday, day: T, /) -> T:
        """Make a day moved off rest days."""
        ...

    def workdays_after(self, node: WorkdaysAfter, day: T, by: T, /) -> T:
        """Make a day some working days after another."""
        ...

    def earlier(self, node: Earlier, left: T, right: T, /) -> T:
        """Make the earlier of two days."""
        ...

    def later(self, node: Later, left: T, right: T, /) -> T:
        """Make the later of two days."""
        ...

    def first_known(self, node: FirstKnown, first: T, second: Callable[[], T], /) -> T:
        """Make the first truth where it is known, else the second, which is visited when its function is called."""
        ...

    def where(self, node: Where, test: T, then: Callable[[], T], otherwise: Callable[[], T], /) -> T:
        """Make one of two values; each is visited when its function is called."""
        ...

    def size(self, node: Size, /) -> T:
        """Make the number of members."""
        ...

    def count(self, node: Count, /) -> T:
        """Make the number of members that have something."""
        ...

    def count_by(self, node: CountBy, day: T, /) -> T:
        """Make the number of members of which a day came by another."""
        ...

    def total(self, node: Total, /) -> T:
        """Make the sum of an amount of the members."""
        ...

    def distinct(self, node: Distinct, /) -> T:
        """Make the number of labels that occur among the members."""
        ...

    def extreme(self, node: Extreme, /) -> T:
        """Make the last, or the first, of the members' days."""
        ...

    def ends_with(self, node: EndsWith, text: T, /) -> T:
        """Make the truth that a text ends so."""
        ...

    def alike(self, node: Alike, left: T, right: T, /) -> T:
        """Make the truth that two texts are alike."""
        ...

    def includes(self, node: Includes, labels: T, /) -> T:
        """Make the truth that labels include some."""
        ...

    def consists_of(self, node: ConsistsOf, labels: T, /) -> T:
        """Make the truth that labels are these and no others."""
        ...


class Fold(Generic[T]):
    """A world's interpretation of formulas (求值): called with a node, it returns what the world makes of it.

    `known` holds what was made so far, by node: a part that occurs twice is visited once.
    """

    __slots__ = ("_operations", "known")

    def __init__(self, operations: Operations[T]) -> None:
        self._operations = operations
        self.known: dict[Node, T] = {}

    def __call__(self, node: Node) -> T:
        """Return what the world makes of a node."""
        if node not in self.known:
            self.known[node] = self._made(node)
        return self.known[node]

    def _made(self, node: Node) -> T:
        world = self._operations
        match node:
            case Constant():
                return world.constant(node)
            case Given():
                return world.fact(node)
            case Parameter():
                return world.number(node)
            case AskedDay():
                return world.asked_day(node)
            case Not(part):
                return world.negation(node, self(part))
            case And(parts):
                return world.conjunction(node, map(self, parts))
            case Or(parts):
                return world.disjunction(node, map(self, parts))
            case Comparison(_, left, right):
                return world.comparison(node, self(left), self(right))
            case Sum(left, right):
                return world.sum(node, self(left), self(right))
            case Difference(left, right):
                return world.difference(node, self(left), self(right))
            case Product(left, right):
                return world.product(node, self(left), self(right))
            case Shift(day, by, _):
                return world.shift(node, self(day), self(by))
            case Workday(day):
                return world.workday(node, self(day))
            case WorkdaysAfter(day, by):
                return world.workdays_after(node, self(day), self(by))
            case Earlier(left, right):
                return world.earlier(node, self(left), self(right))
            case Later(left, right):
                return world.later(node, self(left), self(right))
            case Where(test, then, otherwise):
                return world.where(node, self(test), lambda: self(then), lambda: self(otherwise))
            case FirstKnown(first, second):
                return world.first_known(node, self(first), lambda: self(second))
            case EndsWith(text, _):
                return world.ends_with(node, self(text))
            case Alike(left, right, _, _):
                return world.alike(node, self(left), self(right))
            case Includes(labels, _):
                return world.includes(node, self(labels))
            case ConsistsOf(labels, _):
                return world.consists_of(node, self(labels))
            case _:
                return self._of_members(node)

    def _of_members(self, node: Any) -> T:
        world = self._operations
        match node:
            case Size():
                return world.size(node)
            case Count():
                return world.count(node)
            case CountBy(_, _, day):
                return world.count_by(node, self(day))
            case Total():
                return world.total(node)
            case Distinct():
                return world.distinct(node)
            case Extreme():
                return world.extreme(node)
            case _:
                raise TypeError(f"no world interprets {node!r}")
