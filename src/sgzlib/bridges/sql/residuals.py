"""Residual formulas (剩余公式): what a formula asks of a row, once law, day and columns are known: partial evaluation.

Numbers of the law and the day asked about become constants, and what hangs on them alone is decided. A comparison of a
moved day with a day of the law moves that one instead; one with the earlier or later of two days, or with one of two,
becomes one with each.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import Any

import attrs

from sgzlib.bridges.columns import INSIDE
from sgzlib.law.deadlines import Deadline
from sgzlib.law.formula import (
    Alike,
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
    Given,
    Includes,
    Later,
    Node,
    Parameter,
    Shift,
    Sign,
    Size,
    Sum,
    Total,
    Where,
    Workday,
    children,
    conjunction,
    disjunction,
    is_truth,
    negation,
    rebuilt,
    under,
)
from sgzlib.law.formula.evaluating import evaluate
from sgzlib.law.formula.recording import relocated
from sgzlib.law.periods import RestDays, earliest_start, latest_start
from sgzlib.law.requirement import Case
from sgzlib.law.truth import UNKNOWN, Unknown

WHOLE = "^"
"""Where a member is asked about a fact of the whole that its group belongs to, the path begins so."""
UNKNOWN_NODE = Constant(UNKNOWN)
MIRRORED: dict[Sign, Sign] = {"≥": "≤", ">": "<", "≤": "≥", "<": ">", "=": "=", "≠": "≠"}
"""The comparison with its sides exchanged."""
_OF_MEMBERS = (Count, CountBy, Size, Total, Distinct, Extreme)


def column_name(path: str) -> str:
    """Return the name of the column for the fact at a path (列名)."""
    return path.replace(".", INSIDE)


@attrs.frozen
class Residuals:
    """What is known before any row is read (已知条件): the case, the columns that are absent, and the groups given.

    An absent column is named as `columns_of` names it, that of a member after its group's path and a dot.
    """

    case: Case[Any]
    absent: Collection[str]
    groups: Collection[str]

    def of(self, formula: Node) -> Node:
        """Return what is left of a formula (剩余公式)."""
        return self._left(under(formula, self.case.law), "")

    def _left(self, node: Node, at: str) -> Node:
        match node:
            case Parameter() | AskedDay():
                return Constant(evaluate(node, None, self.case))
            case Given(path, fact):
                return Constant(fact.default) if at + column_name(path) in self.absent else node
            case Count() | CountBy() | Size() | Total() | Distinct() | Extreme():
                return self._of_members(node)
            case _:
                return self._decided(rebuilt(node, lambda child: self._left(child, at)))

    def _of_members(self, node: Any) -> Node:
        path = column_name(node.group.path)
        if path not in self.groups:
            return UNKNOWN_NODE
        if isinstance(node, Size):
            return node
        what = attrs.evolve(node.what, formula=self._left(node.what.formula, f"{path}."))
        if isinstance(node, CountBy):
            by = self._compared("≤", what.formula, relocated(self._left(node.day, ""), WHOLE))
            return Count(node.group, attrs.evolve(what, formula=by))
        return attrs.evolve(node, what=what)

    def _decided(self, node: Node) -> Node:
        parts = list(children(node))
        if any(part == UNKNOWN_NODE for part in parts) and isinstance(node, _UNKNOWN_WITH_A_PART):
            return UNKNOWN_NODE
        match node:
            case Comparison(sign, left, right):
                return self._compared(sign, left, right)
            case Shift(day, by, unit):
                node = _of_each(day, lambda each: Shift(each, by, unit))
            case Workday(day):
                node = day if self.case.law.rest_days is None else _of_each(day, Workday)
            case _:
                pass
        parts = list(children(node))
        decided = bool(parts) and all(isinstance(part, Constant) for part in parts)
        value = evaluate(node, None, self.case) if decided else None
        # Which of two days it is may hang on one that is unknown: then what it is compared with decides.
        return Constant(value) if decided and not isinstance(value, Deadline) else node

    def _compared(self, sign: Sign, left: Node, right: Node) -> Node:
        def each(day: Node) -> Node:
            return self._compared(sign, day, right)

        match left, right:
            case (Constant(Unknown()), _) | (_, Constant(Unknown())):
                return UNKNOWN_NODE
            case Constant(), Constant():
                return Constant(evaluate(Comparison(sign, left, right), None, self.case))
            case (Later(one, other), _) | (Earlier(one, other), _):
                anyhow = (sign in "≥>") is isinstance(left, Later)
                return (disjunction if anyhow else conjunction)(each(one), each(other))
            case Where(test, then, otherwise), _ if not is_truth(left):
                one, two = each(then), each(otherwise)
                return disjunction(conjunction(test, one), conjunction(negation(test), two), conjunction(one, two))
            case (_, Later() | Earlier() | Where()) | (Constant(), Shift() | Workday()):
                return self._compared(MIRRORED[sign], right, left)
            case Shift(day, Constant(int() as by), unit), Constant(date() as other):
                start = (earliest_start if sign in "≥<" else latest_start)(other, by, unit)
                return self._compared(sign, day, Constant(start))
            case Workday(day), Constant(date() as other):
                return self._workday_compared(sign, day, other)
            case _:
                return Comparison(sign, left, right)

    def _workday_compared(self, sign: Sign, day: Node, other: date) -> Node:
        """Move the other day back over rest days; outside of what was published, the day may be any later one."""
        if sign in "<≤":
            return negation(self._workday_compared("≥" if sign == "<" else ">", day, other))
        rest_days: RestDays = self.case.law.rest_days
        if sign == ">":
            other += timedelta(days=1)
        first = other
        while rest_days.first_day < first and first - timedelta(days=1) in rest_days.days:
            first -= timedelta(days=1)
        last = rest_days.last_day
        while rest_days.workday(last) is UNKNOWN and last >= rest_days.first_day:
            last -= timedelta(days=1)

        def compared(to: Sign, on: date) -> Node:
            return self._compared(to, day, Constant(on))

        known = conjunction(compared("≥", rest_days.first_day), compared("≤", last))
        return disjunction(
            compared("≥", other),
            conjunction(known, compared("≥", first)),
            conjunction(negation(known), UNKNOWN_NODE),
        )


_UNKNOWN_WITH_A_PART = (Comparison, EndsWith, Alike, Includes, ConsistsOf, Sum, Difference, Shift, Workday)


def _of_each(day: Node, work: Callable[[Node], Node]) -> Node:
    match day:
        case Later(one, other) | Earlier(one, other):
            return type(day)(_of_each(one, work), _of_each(other, work))
        case Where(test, then, otherwise):
            return Where(test, _of_each(then, work), _of_each(otherwise, work))
        case _:
            return work(day)
