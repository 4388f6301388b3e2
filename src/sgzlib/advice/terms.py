"""Values of formulas (取值): numbers and days as terms with bounds, and values chosen by a condition or by order.

    Term      a number or day between two polynomials of places
    Pick      the least or the greatest of several values
    Either    one of two values, chosen by a proposition
    None      a value that nothing is known of

`grounding` makes sums, products and moved days of them. `reaches` takes two of them and returns the proposition that
the one is not below the other.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any, TypeAlias, cast

import attrs

from sgzlib.advice.days import LAST_DAY, Published, composed, day_of, is_published, shifting, shifting_from
from sgzlib.advice.propositions import (
    FALSE,
    TRUE,
    Decided,
    Moved,
    Polynomial,
    Proposition,
    Variable,
    added,
    conjunction,
    disjunction,
    inequality,
    literal,
    multiplied,
    negation,
)
from sgzlib.law import formula as fml
from sgzlib.law.labels import Ordered
from sgzlib.law.truth import Interval, Unknown


@attrs.frozen
class Bound:
    """A polynomial that bounds a value, and the proposition that its variables are assigned (界)."""

    polynomial: Polynomial
    assigned: Proposition = TRUE


@attrs.frozen
class Term:
    """A number or a day (项), between `low` and `high`.

    An `open` term may lie anywhere between them, whatever the facts are.
    """

    low: Bound
    high: Bound
    open: bool = False


@attrs.frozen
class Pick:
    """The least or the greatest of some values (取值之一)."""

    greatest: bool
    parts: tuple[Any, ...]
    assigned: Proposition = TRUE


@attrs.frozen
class Either:
    """One value where a proposition holds, and another where it fails (依条件取值)."""

    holds: Proposition
    fails: Proposition
    then: Any
    otherwise: Any


Value: TypeAlias = "Term | Pick | Either | None"


def above(left: Bound, right: Bound, *, strict: bool, unassigned: bool = False) -> Proposition:
    """Return the proposition that one bound is not below another and all variables are assigned.

    With `unassigned`, it also holds if some of them are not assigned.
    """
    reached = inequality(added(left.polynomial, right.polynomial, -1), strict=strict)
    if unassigned:
        return disjunction([reached, negation(left.assigned), negation(right.assigned)])
    return conjunction([left.assigned, right.assigned, reached])


def end_moved(bound: Bound, move: Callable[[int], int], defined: Published | None) -> tuple[Bound, Proposition]:
    """Return the bound of a moved day, and the proposition that the calendar says where it is moved to."""
    if list(bound.polynomial) == [()]:
        place = int(bound.polynomial[()])
        return Bound({(): move(place)}, bound.assigned), TRUE if defined is None or defined(place) else FALSE
    factor = day_of(bound.polynomial)
    moved = Bound({(Moved(factor.parts, composed(move, factor.move)),): 1}, bound.assigned)
    return moved, TRUE if defined is None else is_published(factor, defined)


def _plus(left: Bound, right: Bound, sign: int) -> Bound:
    return Bound(added(left.polynomial, right.polynomial, sign), conjunction([left.assigned, right.assigned]))


def added_terms(left: Term, right: Term, sign: int = 1) -> Term:
    """Return the sum of two terms (和), or with `sign` -1 their difference."""
    low, high = (right.low, right.high) if sign > 0 else (right.high, right.low)
    return Term(_plus(left.low, low, sign), _plus(left.high, high, sign))


def constant_in(term: Term) -> int | None:
    """Return the number that a term is, None if it depends on a variable (常数)."""
    polynomial = term.low.polynomial
    return int(polynomial[()]) if list(polynomial) == [()] else None


def number_of(value: Value) -> Term | None:
    """Return a number as a term (项); a choice becomes the sum of both values, each times its condition."""
    if not isinstance(value, Either):
        return value if isinstance(value, Term) else None
    then, otherwise = number_of(value.then), number_of(value.otherwise)
    if then is None or otherwise is None:
        return None
    holds, fails = truth_number(value.holds), truth_number(value.fails)
    low = added(multiplied(then.low.polynomial, holds), multiplied(otherwise.low.polynomial, fails))
    unit: Polynomial = {(): 1}
    high = added(
        multiplied(then.high.polynomial, added(unit, fails, -1)),
        multiplied(otherwise.high.polynomial, added(unit, holds, -1)),
    )
    assigned = [disjunction([value.fails, then.high.assigned]), disjunction([value.holds, otherwise.high.assigned])]
    return Term(Bound(low), Bound(high, conjunction(assigned)))


def truth_number(truth: Proposition) -> Polynomial:
    """Return 1 where a proposition holds and 0 where not, as a polynomial (真值计数)."""
    return {(): int(truth is TRUE)} if isinstance(truth, Decided) else {(truth,): 1}


def number_term(polynomial: Polynomial, assigned: Proposition) -> Term:
    """Return a number as a term (数)."""
    bound = Bound(polynomial, assigned)
    return Term(bound, bound)


def counted(have: list[Proposition], lack: list[Proposition], joining: Polynomial, assigned: Proposition) -> Term:
    """Return how many members meet a condition (计数), by those who meet it, those who fail it, and those who join."""
    low = added(joining, {(): sum(truth is TRUE for truth in have)})
    high = added(joining, {(): len(lack) - sum(truth is TRUE for truth in lack)})
    for polynomial, parts, one_more in ((low, have, 1), (high, lack, -1)):
        for part in parts:
            if not isinstance(part, Decided):
                polynomial[part,] = polynomial.get((part,), 0) + one_more
    return Term(Bound(low, assigned), Bound(high, assigned))


def product(left: Term | None, right: Term | None) -> Value:
    """Return the product of two numbers (积)."""
    if left is None or right is None:
        return None
    low = Bound(
        multiplied(left.low.polynomial, right.low.polynomial), conjunction([left.low.assigned, right.low.assigned])
    )
    high_assigned = conjunction([left.high.assigned, right.high.assigned])
    # A price of 0 gives 0 for any quantity, also for an unassigned one.
    free = conjunction(
        [left.high.assigned, inequality({m: -coefficient for m, coefficient in left.high.polynomial.items()})]
    )
    high = Bound(multiplied(left.high.polynomial, right.high.polynomial), disjunction([high_assigned, free]))
    return Term(low, high)


def constant(value: Any) -> Value:
    """Return a known value as a term (已知值)."""
    if isinstance(value, Unknown):
        return None
    if isinstance(value, Interval):
        low, high = (constant_term(place_of(end)) for end in (value.low, value.high))
        return Term(low.low, high.high, open=True)
    named = isinstance(value, date) or hasattr(value, "zh")
    return constant_term(place_of(value) if named else value)


def constant_term(number: Any) -> Term:
    """Return a known number as a term (已知数)."""
    return number_term({(): number if isinstance(number, int) else Fraction(number)}, TRUE)


def place_of(value: Any, step: Any = 1) -> int:
    """Return the place of a value (位置)."""
    if isinstance(value, date):
        return value.toordinal()
    if isinstance(value, Ordered | bool):
        return int(value)
    if hasattr(value, "zh"):
        members: list[Any] = list(cast("Any", type(value)))
        return members.index(value)
    return value if step == 1 and isinstance(value, int) else int(Fraction(value) / step)


def standing(variable: Variable) -> Term:
    """Return a variable as a term (变量的项)."""
    bound = Bound({(variable,): variable.step}, is_assigned(variable))
    return Term(bound, bound)


def is_assigned(variable: Variable) -> Proposition:
    """Return the proposition that a variable has a value (有值)."""
    return literal(variable, variable.ranges)


def reaches(
    left: Value, right: Value, unclear: Callable[[], Proposition], *, strict: bool, assigned_only: bool
) -> Proposition:
    """Return the proposition that one value is not below another, or above it if `strict` (不低于).

    `unclear` makes a proposition that no fact decides. With `assigned_only` it is not called, and only assigned
    variables count.
    """
    reached = partial(reaches, unclear=unclear, strict=strict, assigned_only=assigned_only)
    match left, right:
        case (None, _) | (_, None):
            return unclear()
        case (Pick(greatest, parts, when), _):
            join = disjunction if greatest else conjunction
            return conjunction([when, join(reached(part, right) for part in parts)])
        case (_, Pick(greatest, parts, when)):
            join = conjunction if greatest else disjunction
            return conjunction([when, join(reached(left, part) for part in parts)])
        case (Either(holds, fails, then, otherwise), _):
            first, second = (reached(branch, right) for branch in (then, otherwise))
        case (_, Either(holds, fails, then, otherwise)):
            first, second = (reached(left, branch) for branch in (then, otherwise))
        case _:
            definitely = above(left.low, right.high, strict=strict)
            known = left.high.assigned is right.high.assigned is TRUE and not (left.open or right.open)
            if assigned_only or known:
                return definitely
            # A day beyond the published rest days is only known to come no earlier. A day at a weekend, if no rest
            # days were published, is only known to come no later than the Monday.
            possibly = above(left.high, right.low, strict=strict, unassigned=True)
            return disjunction([definitely, conjunction([possibly, unclear()])])
    return disjunction([conjunction([holds, first]), conjunction([fails, second]), conjunction([first, second])])


def shifted(day: Value, by: Value, unit: fml.Unit) -> Value:
    """Return a day that is moved by a number of units (推移后的日期)."""
    match day, by:
        case (Pick(greatest, parts, when), _):
            return Pick(greatest, tuple(shifted(part, by, unit) for part in parts), when)
        case (Either(holds, fails, then, otherwise), _):
            return Either(holds, fails, *(shifted(branch, by, unit) for branch in (then, otherwise)))
        case (_, Either(holds, fails, then, otherwise)):
            return Either(holds, fails, *(shifted(day, branch, unit) for branch in (then, otherwise)))
        case (Term(), Term()):
            # A sum of days is moved by adding to it; only one fact's day is moved through the calendar.
            alone = unit != "days" or len(day.low.polynomial) == 1
            if (times := constant_in(by)) is not None and alone:
                return moved(day, shifting(unit, times), None)
            if unit == "days":
                # A period that would run past the last day of the calendar ends on it.
                return Pick(False, (added_terms(day, by), constant_term(LAST_DAY)), by.low.assigned)
            if (begun := constant_in(day)) is not None:
                return moved(by, shifting_from(unit, begun), None)
            raise TypeError(f"{unit} by a fact, from a day that is one too")
        case _:
            return None


def moved(day: Value, move: Callable[[int], int], defined: Published | None) -> Value:
    """Return a moved day, `defined` where the calendar says where to (移动后的日期)."""
    match day:
        case Pick(greatest, parts, when):
            return Pick(greatest, tuple(moved(part, move, defined) for part in parts), when)
        case Either(holds, fails, then, otherwise):
            return Either(holds, fails, moved(then, move, defined), moved(otherwise, move, defined))
        case Term(low, high, anywhere):
            first, known = end_moved(low, move, defined)
            if high.polynomial != low.polynomial:
                last, known = end_moved(high, move, defined)
            else:
                last = attrs.evolve(first, assigned=high.assigned)
            return Term(first, attrs.evolve(last, assigned=conjunction([last.assigned, known])), anywhere)
        case _:
            return None


def spread(day: Value, soonest: Callable[[int], int] | None, latest: Callable[[int], int]) -> Value:
    """Return a day that lies anywhere between two moved days (两日之间)."""
    match day:
        case Pick(greatest, parts, when):
            return Pick(greatest, tuple(spread(part, soonest, latest) for part in parts), when)
        case Either(holds, fails, then, otherwise):
            return Either(holds, fails, *(spread(branch, soonest, latest) for branch in (then, otherwise)))
        case Term():
            first = day if soonest is None else moved(day, soonest, None)
            low, high = cast("Term", first).low, cast("Term", moved(day, latest, None)).high
            return Term(low, high, open=day.open or low.polynomial != high.polynomial)
        case _:
            return None
