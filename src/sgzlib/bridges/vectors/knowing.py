"""Knowing (已知与未知): where a formula surely holds, or surely fails, although some facts are not known.

What is surely so is a formula of the other facts, by Kleene's connectives and by interval arithmetic, so that a subject
with unknown facts is solved for as any other is.
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


def surely(node: Node, truth: bool, unknown: frozenset[str], at: str = "") -> Node:  # noqa: FBT001 - it is what is asked
    """Return where a formula surely has a truth (必然), although facts by these path patterns are not known."""
    if not unknown.intersection(path for path, _ in given_in(node, at)):
        return FALSE if node == Constant(UNKNOWN) else node if truth else negation(node)
    match node:
        case Not(part):
            return surely(part, not truth, unknown, at)
        case And(parts) | Or(parts):
            joined_by = conjunction if isinstance(node, And) is truth else disjunction
            return joined_by(*(surely(part, truth, unknown, at) for part in parts))
        case Comparison("≥" | ">" as sign, left, right):
            one, other = (left, right) if truth else (right, left)
            low, high = bound(one, "low", unknown, at), bound(other, "high", unknown, at)
            if low is None or high is None:
                return FALSE
            return Comparison(sign, low, high) if truth else Comparison(OPPOSITE[sign], high, low)
        case Comparison("≤" | "<" as sign, left, right):
            return surely(Comparison("≥" if sign == "≤" else ">", right, left), truth, unknown, at)
        case _:
            return FALSE


def bound(node: Any, end: str, unknown: frozenset[str], at: str) -> Node | None:
    """Return the `low` or `high` end of what a number or day can be (上下界); None where it has none."""
    if not unknown.intersection(path for path, _ in given_in(node, at)):
        return node
    match node:
        case Sum(left, right):
            ends = [bound(one, end, unknown, at) for one in (left, right)]
            return None if None in ends else Sum(*ends)  # type: ignore[arg-type]
        case Earlier(left, right) | Later(left, right):
            found = [one for one in (bound(left, end, unknown, at), bound(right, end, unknown, at)) if one is not None]
            if len(found) == 2:  # noqa: PLR2004 - both
                return type(node)(*found)
            return found[0] if found and (end == "high") is isinstance(node, Earlier) else None
        case Where(test, then, otherwise) if otherwise != NOTHING:
            one, other = bound(then, end, unknown, at), bound(otherwise, end, unknown, at)
            if one is None or other is None:
                return None
            holds, fails = (surely(test, truth, unknown, at) for truth in (True, False))
            either = (Earlier if end == "low" else Later)(one, other)
            return Where(holds, one, Where(fails, other, either))
        case Count(group, what) if joined(at, group.path) not in unknown:
            place = f"{joined(at, group.path)}[]"
            least = surely(what.formula, True, unknown, place)
            most = negation(surely(what.formula, False, unknown, place))
            return Count(group, attrs.evolve(what, formula=least if end == "low" else most))
        case _:
            return None
