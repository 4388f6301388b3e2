"""Knowing (已知与未知): when a formula is definitely true, or definitely false, although some facts are unknown.

The condition is a formula of the other facts. It is built by Kleene's connectives and by interval arithmetic: a
comparison is definitely true if it holds for the worst bounds of its two sides. A subject with unknown facts can thus
be searched for like any other.
"""

from __future__ import annotations

from typing import Any

import attrs

from sgzlib.law.formula import (
    FALSE,
    OPPOSITE,
    And,
    Comparison,
    Constant,
    Count,
    Earlier,
    Later,
    Node,
    Not,
    Or,
    Sum,
    Where,
    conjunction,
    disjunction,
    negation,
)
from sgzlib.law.formula.evaluating import NOTHING
from sgzlib.law.tracing import given_in, joined
from sgzlib.law.truth import UNKNOWN


def definitely(node: Node, truth: bool, unknown: frozenset[str], prefix: str = "") -> Node:  # noqa: FBT001 - it is what is asked
    """Return the formula of when another definitely has a truth (必然) while the facts at some paths are unknown.

    `unknown` are the patterns of these paths, and `prefix` is the path of the member that the formula is about.
    """
    if not unknown.intersection(path for path, _ in given_in(node, prefix)):
        return FALSE if node == Constant(UNKNOWN) else node if truth else negation(node)
    match node:
        case Not(part):
            return definitely(part, not truth, unknown, prefix)
        case And(parts) | Or(parts):
            joined_by = conjunction if isinstance(node, And) is truth else disjunction
            return joined_by(*(definitely(part, truth, unknown, prefix) for part in parts))
        case Comparison("≥" | ">" as sign, left, right):
            greater, lesser = (left, right) if truth else (right, left)
            low, high = bound(greater, "low", unknown, prefix), bound(lesser, "high", unknown, prefix)
            if low is None or high is None:
                return FALSE
            return Comparison(sign, low, high) if truth else Comparison(OPPOSITE[sign], high, low)
        case Comparison("≤" | "<" as sign, left, right):
            return definitely(Comparison("≥" if sign == "≤" else ">", right, left), truth, unknown, prefix)
        case _:
            return FALSE


def bound(node: Any, end: str, unknown: frozenset[str], prefix: str) -> Node | None:
    """Return the `low` or `high` bound of a number or day (上下界); None if it has no such bound."""
    if not unknown.intersection(path for path, _ in given_in(node, prefix)):
        return node
    match node:
        case Sum(left, right):
            ends = [bound(operand, end, unknown, prefix) for operand in (left, right)]
            return None if None in ends else Sum(*ends)  # type: ignore[arg-type]
        case Earlier(left, right) | Later(left, right):
            limits = [
                limit
                for limit in (bound(left, end, unknown, prefix), bound(right, end, unknown, prefix))
                if limit is not None
            ]
            if len(limits) == 2:  # noqa: PLR2004 - both
                return type(node)(*limits)
            return limits[0] if limits and (end == "high") is isinstance(node, Earlier) else None
        case Where(test, then, otherwise) if otherwise != NOTHING:
            then_bound, otherwise_bound = bound(then, end, unknown, prefix), bound(otherwise, end, unknown, prefix)
            if then_bound is None or otherwise_bound is None:
                return None
            holds, fails = (definitely(test, truth, unknown, prefix) for truth in (True, False))
            either = (Earlier if end == "low" else Later)(then_bound, otherwise_bound)
            return Where(holds, then_bound, Where(fails, otherwise_bound, either))
        case Count(group, what) if joined(prefix, group.path) not in unknown:
            place = f"{joined(prefix, group.path)}[]"
            least = definitely(what.formula, True, unknown, place)
            most = negation(definitely(what.formula, False, unknown, place))
            return Count(group, attrs.evolve(what, formula=least if end == "low" else most))
        case _:
            return None
