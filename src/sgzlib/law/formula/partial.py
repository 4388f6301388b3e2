"""Partial evaluation (部分求值): a formula simplified by the readings, numbers, day and facts that are known.

Conditions on known values alone are decided. Comparisons of days are rewritten so that a table need not compute a day:

    a moved day with a known day             the known day is moved back instead
    the earlier or later of two days         a comparison for each day, joined by `&` or `|`
    one of two days, chosen by a condition   a comparison for each day, chosen by the condition
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

import attrs

from sgzlib.law.deadlines import Deadline
from sgzlib.law.formula.evaluating import computed
from sgzlib.law.formula.folding import Operations
from sgzlib.law.formula.nodes import (
    FALSE,
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
    Operator,
    Or,
    Parameter,
    Shift,
    Size,
    Sum,
    Total,
    Where,
    Workday,
    WorkdaysAfter,
    children,
    conjunction,
    disjunction,
    is_truth,
    negation,
    rebuilt,
    under,
)
from sgzlib.law.formula.recording import relocated
from sgzlib.law.laws import Law
from sgzlib.law.periods import Dated, earliest_start, latest_start, nth_workday, weekend_before
from sgzlib.law.truth import UNKNOWN, Unknown

T = TypeVar("T")

WHOLE = "^"
"""Where a member is asked about a fact of the whole that its group belongs to, the path begins so."""
UNKNOWN_NODE = Constant(UNKNOWN)
MIRRORED: dict[Operator, Operator] = {"≥": "≤", ">": "<", "≤": "≥", "<": ">", "=": "=", "≠": "≠"}
"""The comparison with its sides exchanged (两边互换的比较)."""


@attrs.frozen
class Partial:
    """What is known before any subject is looked at (已知条件): law, day, some facts, and which groups there are.

    `facts` has the values of facts by their paths, those of members as `workers[].trained`. Of a group whose path is
    not in `groups` nothing is known.
    """

    law: Law
    on: date
    facts: Mapping[str, Any]
    groups: Collection[str]
    _known: dict[tuple[Node, str], Node] = attrs.field(factory=dict[tuple[Node, str], Node], init=False, eq=False)

    def of(self, formula: Node) -> Node:
        """Return what is left of a formula (剩余公式)."""
        return self._left(under(formula, self.law), "")

    def _left(self, node: Node, before: str) -> Node:
        key = node, before
        if key not in self._known:
            self._known[key] = self._made(node, before)
        return self._known[key]

    def _made(self, node: Node, before: str) -> Node:
        match node:
            case AskedDay():
                return Constant(self.on)
            case Parameter(name):
                value = getattr(self.law, name)
                return Constant(int(value) if isinstance(value, Dated) else value)
            case Given(path, _):
                return Constant(self.facts[before + path]) if before + path in self.facts else node
            case Count() | CountBy() | Size() | Total() | Distinct() | Extreme():
                return self._of_members(node, before)
            case _:
                return self._decided(rebuilt(node, lambda child: self._left(child, before)))

    def _of_members(self, node: Any, before: str) -> Node:
        path = before + node.group.path
        if path not in self.groups:
            return UNKNOWN_NODE
        if isinstance(node, Size):
            return node
        what = attrs.evolve(node.what, formula=self._left(node.what.formula, f"{path}[]."))
        if isinstance(node, CountBy):
            by = self._compared("≤", what.formula, relocated(self._left(node.day, before), WHOLE))
            return Count(node.group, attrs.evolve(what, formula=by))
        return attrs.evolve(node, what=what)

    def _decided(self, node: Node) -> Node:
        parts = list(children(node))
        if any(part == UNKNOWN_NODE for part in parts) and isinstance(node, _UNKNOWN_WITH_A_PART):
            return UNKNOWN_NODE
        match node:
            case And() | Or():
                return _absorbed(node)
            case Comparison(sign, left, right):
                return self._compared(sign, left, right)
            case FirstKnown(Constant(first), second):
                return second if isinstance(first, Unknown) else Constant(first)
            case Where(Constant(bool() as test), then, otherwise):
                return then if test else otherwise
            case Where(_, then, otherwise) if then == otherwise:
                return then
            case Where(test, then, otherwise) if is_truth(node):
                return _either(test, then, otherwise)
            case Shift(day, by, unit):
                node = _of_each(day, lambda each: Shift(each, by, unit))
            case Workday(day):
                node = _of_each(day, Workday)
            case WorkdaysAfter(day, by):
                node = _of_each(day, lambda each: WorkdaysAfter(each, by))
            case _:
                pass
        parts = list(children(node))
        if not parts or not all(isinstance(part, Constant) for part in parts):
            return node
        value = computed(node, [part.value for part in parts], self.law.rest_days)  # type: ignore[attr-defined]
        # A day that depends on an unknown one stays a node, for the comparison to decide.
        return node if isinstance(value, Deadline) else Constant(value)

    def _compared(self, sign: Operator, left: Node, right: Node) -> Node:
        def each(day: Node) -> Node:
            return self._compared(sign, day, right)

        match left, right:
            case (Constant(Unknown()), _) | (_, Constant(Unknown())):
                return UNKNOWN_NODE
            case Constant(left_value), Constant(right_value):
                return Constant(computed(Comparison(sign, left, right), [left_value, right_value], None))
            case _ if sign in "=≠" and (isinstance(left, _RECKONED) or isinstance(right, _RECKONED)):
                same = conjunction(self._compared("≥", left, right), self._compared("≤", left, right))
                return same if sign == "=" else negation(same)
            case (Later(first, second), _) | (Earlier(first, second), _):
                anyhow = (sign in "≥>") is isinstance(left, Later)
                return (disjunction if anyhow else conjunction)(each(first), each(second))
            case Where(test, then, otherwise), _:
                return _either(test, each(then), each(otherwise))
            case (_, Later() | Earlier() | Where()) | (Constant(), Shift() | Workday() | WorkdaysAfter()):
                return self._compared(MIRRORED[sign], right, left)
            case Shift(day, Constant(int() as by), unit), Constant(date() as limit):
                start = (earliest_start if sign in "≥<" else latest_start)(limit, by, unit)
                return self._compared(sign, day, Constant(start))
            case Workday(day), Constant(date() as limit):
                return self._workday_compared(sign, day, limit)
            case WorkdaysAfter(day, Constant(int() as by)), Constant(date() as limit):
                return self._nth_workday_compared(sign, day, by, limit)
            case _:
                return Comparison(sign, left, right)

    def _workday_compared(self, sign: Operator, day: Node, limit: date) -> Node:
        """Compare the next workday from `day` with `limit`, by moving `limit` back over the rest days before it.

        Outside the published rest days the next workday may be any later day. Where none were published, a weekend
        just before `limit` may end on it.
        """
        if sign in "<≤":
            return negation(self._workday_compared("≥" if sign == "<" else ">", day, limit))
        if sign == ">":
            limit += timedelta(days=1)
        rest_days = self.law.rest_days
        if rest_days is None:
            weekend = conjunction(self._compared("≥", day, Constant(weekend_before(limit))), UNKNOWN_NODE)
            return disjunction(self._compared("≥", day, Constant(limit)), weekend)
        first = limit
        while rest_days.first_day < first and first - timedelta(days=1) in rest_days.days:
            first -= timedelta(days=1)
        last = rest_days.last_day
        while rest_days.workday(last) is UNKNOWN and last >= rest_days.first_day:
            last -= timedelta(days=1)

        def compared(to: Operator, on: date) -> Node:
            return self._compared(to, day, Constant(on))

        known = conjunction(compared("≥", rest_days.first_day), compared("≤", last))
        return disjunction(
            compared("≥", limit),
            conjunction(known, compared("≥", first)),
            conjunction(negation(known), UNKNOWN_NODE),
        )

    def _nth_workday_compared(self, sign: Operator, day: Node, by: int, limit: date) -> Node:
        """Compare `day` with the first days from which `by` working days definitely, or possibly, reach `limit`."""
        if sign in "<≤":
            return negation(self._nth_workday_compared("≥" if sign == "<" else ">", day, by, limit))
        nth = nth_workday(by, self.law.rest_days)
        reached = limit.toordinal() + (sign == ">")

        def since(start: int) -> Node:
            beyond = start > date.max.toordinal()
            return FALSE if beyond else self._compared("≥", day, Constant(date.fromordinal(start)))

        definitely, possibly = nth.definitely_from(reached), nth.possibly_from(reached)
        if definitely == possibly:
            return since(definitely)
        return disjunction(since(definitely), conjunction(since(possibly), UNKNOWN_NODE))


class Left(Operations[T]):
    """A world of what is left of formulas (剩余公式的世界): law, day and days of the whole are filled in."""

    def number(self, node: Parameter, /) -> T:
        """Refuse a number of the law, which is filled in."""
        raise TypeError(f"{node!r} is not evaluated")

    def asked_day(self, node: AskedDay, /) -> T:
        """Refuse the day asked about, which is filled in."""
        raise TypeError(f"{node!r} is not evaluated")

    def count_by(self, node: CountBy, day: T, /) -> T:
        """Refuse a count by a day of the whole, of which each member is asked."""
        raise TypeError(f"{node!r} by {day!r} is not evaluated")


_MOVED = (Shift, Workday, WorkdaysAfter)
_UNKNOWN_WITH_A_PART = (Comparison, EndsWith, Alike, Includes, ConsistsOf, Sum, Difference, *_MOVED)
_RECKONED = (Later, Earlier, Where, *_MOVED)


def _absorbed(node: And | Or) -> Node:
    """Return a connective without the parts that another part absorbs: x ∨ x ∧ y is x."""
    inner = Or if isinstance(node, And) else And
    pieces = [frozenset(part.parts) if isinstance(part, inner) else frozenset((part,)) for part in node.parts]
    kept = [part for part, own in zip(node.parts, pieces, strict=True) if not any(piece < own for piece in pieces)]
    return (conjunction if isinstance(node, And) else disjunction)(*kept)


def _either(test: Node, then: Node, otherwise: Node) -> Node:
    """Return the truth that one of two is, also where the test is not known and both agree."""
    return disjunction(conjunction(test, then), conjunction(negation(test), otherwise), conjunction(then, otherwise))


def _of_each(day: Node, work: Callable[[Node], Node]) -> Node:
    match day:
        case Later(first, second) | Earlier(first, second):
            return type(day)(_of_each(first, work), _of_each(second, work))
        case Where(test, then, otherwise):
            return Where(test, _of_each(then, work), _of_each(otherwise, work))
        case _:
            return work(day)
