"""Witnesses (实例构造): a subject for which formulas hold, with values as near to given ones as they allow.

Computed by self-reducibility of satisfiability: the facts get their values one after the other. Each gets the wanted
value if the solver finds that the rest can still hold, and otherwise the nearest value for which it can:

    a fact in no inequality     values of equal effect are one class (`partition`), and the nearest class is tried first
    a fact in an inequality     the nearest value is found by bisection
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from fractions import Fraction
from typing import Any

from sgzlib.advice.changes import value_at_place
from sgzlib.advice.grounding import Grounder
from sgzlib.advice.propositions import (
    FALSE,
    Proposition,
    Ranges,
    Variable,
    conjunction,
    inequalities_in,
    literal,
    literals_in,
    rewritten,
    substituted,
    within,
)
from sgzlib.advice.satisfiability import Solver, numeric_variables, partition
from sgzlib.law.errors import SgzlibError
from sgzlib.law.facts import Fact, facts_of, is_subject
from sgzlib.law.formula import Node
from sgzlib.law.formula.evaluating import taken
from sgzlib.law.requirement import Case
from sgzlib.law.tracing import joined
from sgzlib.law.truth import UNKNOWN


def skeleton(cls: type[Any], size: int) -> Any:
    """Return a subject without known facts, with `size` members in each group (骨架).

    Facts that its class sets itself stay known.
    """
    made: dict[str, Any] = {}
    for name, fact in facts_of(cls).items():
        inner: Any = fact.kind.members
        if not is_subject(inner):
            made[name] = UNKNOWN
        elif fact.kind.several:
            made[name] = tuple(skeleton(inner, size) for _ in range(size))
        else:
            made[name] = skeleton(inner, size)
    return cls(**made)


def leaves(subject: Any, prefix: str = "") -> Iterator[tuple[str, Fact[Any], Any]]:
    """Yield each fact of a subject that is not a subject itself, with its path and value (全部基本事实)."""
    for name, fact in facts_of(type(subject)).items():
        value, path = getattr(subject, name), joined(prefix, name)
        if not is_subject(fact.kind.members):
            yield path, fact, value
        elif isinstance(value, tuple):
            for place, member in enumerate(value):
                yield from leaves(member, f"{path}[{place}]")
        elif value is not UNKNOWN:
            yield from leaves(value, path)


def set_paths(subject: Any, values: Mapping[str, Any], prefix: str = "") -> Any:
    """Return a subject with other values at some paths (换值); pass on what its class raises."""
    made: dict[str, Any] = {}
    for name, fact in facts_of(type(subject)).items():
        value, path = getattr(subject, name), joined(prefix, name)
        if path in values:
            value = values[path]
        elif is_subject(fact.kind.members) and value is not UNKNOWN:
            if fact.kind.several:
                value = tuple(set_paths(member, values, f"{path}[{i}]") for i, member in enumerate(value))
            else:
                value = set_paths(value, values, path)
        made[name] = value
    return type(subject)(**made)


def witness(
    formulas: Iterable[Node],
    subject: Any,
    case: Case[Any],
    wanted: Mapping[str, Any],
    solver: Solver | None = None,
    *,
    certain: bool = True,
) -> Any:
    """Return a subject with values for its unknown facts for which formulas hold (实例), or None if there is none.

    Each fact gets the value that is `wanted` for its path, as far as the formulas allow. A fact without a wanted value
    stays unknown unless the formulas need it. A class with facts that exclude one another states in a rule `coherent`
    which combinations its constructor accepts. Raises `Exhausted` where the steps of the search do not suffice.

    On a weekend without published rest days no fact decides some conditions. With `certain`, no formula depends on
    such a condition. Without it, the search is faster, and the formulas may be unknown for the subject.
    """
    grounder = Grounder(subject, case, revising=False)
    coherent = getattr(type(subject), "coherent", None)
    taken_by_class = () if coherent is None else (taken(coherent, type(subject), case.law),)
    whole = conjunction([*grounder.ground([*formulas, *taken_by_class]), *grounder.constraints])
    without_fact = {variable: 0 for variable in grounder.variables.values() if variable.fact is None}
    # A condition that no fact decides counts as false in a formula and in its negation.
    whole = rewritten(whole, without_fact, lambda _: FALSE, {}) if certain else substituted(whole, without_fact)
    places = _placed(whole, list(grounder.variables.values()), wanted, solver or Solver())
    if places is None:
        return None
    values = {path: value for path, value in wanted.items() if path not in places}
    # The class may refuse the wanted values of facts that no formula reads together with the others.
    for given in (values | places, places):
        with suppress(SgzlibError):
            return set_paths(subject, given)
    return None


def _placed(
    whole: Proposition, variables: list[Variable], wanted: Mapping[str, Any], solver: Solver
) -> dict[str, Any] | None:
    values: dict[str, Any] = {}
    if not solver.satisfiable(whole):
        return None
    for variable in variables:
        if variable in whole.variables:
            place = _nearest(whole, variable, _place_of(variable, wanted.get(variable.path, UNKNOWN)), solver)
            whole = substituted(whole, {variable: place})
            values[variable.path] = _value_at(variable, place)
    return values


def _nearest(whole: Proposition, variable: Variable, near: int, solver: Solver) -> int:
    """Return the place nearest to `near` at which the rest can hold (最近取值)."""
    if within(variable.ranges, near) and solver.satisfiable(substituted(whole, {variable: near})):
        return near
    linked = any(variable in numeric_variables(inequality) for inequality in inequalities_in(whole))
    sets = [atom.ranges for atom in literals_in(whole) if atom.variable is variable]
    sorted_cells = sorted(partition(variable.ranges, sets), key=lambda ranges: abs(_closest(ranges, near) - near))
    if not linked:
        # All places of a cell have the same effect.
        places = (_closest(cell, near) for cell in sorted_cells)
        return next(place for place in places if solver.satisfiable(substituted(whole, {variable: place})))
    spans = (
        ends for cell in sorted_cells for ends in sorted(cell, key=lambda bounds: abs(_closest((bounds,), near) - near))
    )
    span = next(ends for ends in spans if solver.satisfiable(_restricted(whole, variable, *ends)))
    return _bisected(whole, variable, span, near, solver)


def _restricted(whole: Proposition, variable: Variable, low: int, high: int) -> Proposition:
    return conjunction([whole, literal(variable, ((low, high),))])


def _bisected(whole: Proposition, variable: Variable, ends: tuple[int, int], near: int, solver: Solver) -> int:
    low, high = ends
    # Widen the range around `near` until it contains a solution, and then bisect it.
    centre = min(max(near, low), high)
    reach = 1
    while True:
        inner = max(low, centre - reach), min(high, centre + reach)
        if inner == ends or solver.satisfiable(_restricted(whole, variable, *inner)):
            break
        reach *= 4
    low, high = inner
    while low < high:
        middle = (low + high) // 2
        halves = (low, middle), (middle + 1, high)
        first, second = sorted(halves, key=lambda half: abs(min(max(centre, half[0]), half[1]) - centre))
        low, high = first if solver.satisfiable(_restricted(whole, variable, *first)) else second
    return low


def _closest(ranges: Ranges, near: int) -> int:
    return min((min(max(near, low), high) for low, high in ranges), key=lambda place: abs(place - near))


def _place_of(variable: Variable, value: Any) -> int:
    if variable.points is not None:
        points = {} if value is UNKNOWN else variable.points
        return next((place for place, point in points.items() if point == value), variable.ranges[0][0])
    if value is UNKNOWN:
        return variable.near
    return value.toordinal() if isinstance(value, date) else int(Fraction(value) / Fraction(variable.step))


def _value_at(variable: Variable, place: int) -> Any:
    if variable.points is None:
        return value_at_place(variable, place)
    point = variable.points[place]
    return point.replace("…", "某") if isinstance(point, str) else point
