"""Satisfiability (可满足性): whether a proposition can hold at all, by branching with component caching.

Parts that share no variable are decided apart, and what has been decided is remembered: counts over the members of a
group are so built up member by member, as a dynamic programme would. A variable that no part pulls away from a place is
put there (pure literals). Inequalities that are left are decided by branch and prune on boxes: the ends of a range at
which one fails are cut off, and a range that stays open is split.

A search takes so many steps and no more. It is counted in steps and not in time, so that the same question has the same
answer everywhere; one that does not end raises `Exhausted`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import prod
from typing import Any, Final, TypeAlias

from sgzlib.advice.propositions import (
    FALSE,
    TRUE,
    All,
    Any_,
    AtLeast,
    Inequality,
    Literal,
    Moved,
    Proposition,
    Ranges,
    Truth,
    Variable,
    at_least,
    conjunction,
    furthest,
    inequalities_in,
    literal,
    literals_in,
    meet,
    rewritten,
    substituted,
    without,
)

Box: TypeAlias = dict[Variable, tuple[int, int]]

STEPS: Final = 20_000
_ROUNDS = 8


class Exhausted(Exception):
    """What is raised where a search took all the steps that it may (步数用尽)."""


class Solver:
    """One routine for all questions about one subject (求解器), which remembers what it has found."""

    def __init__(self, steps: int = STEPS) -> None:
        self._steps = steps
        self._left = steps
        self._known: dict[Proposition, bool] = {}

    def satisfiable(self, part: Proposition) -> bool:
        """Return whether a proposition can hold (是否可满足); raises `Exhausted` where that was not found out."""
        self._left = self._steps
        return self._can(part)

    def _can(self, part: Proposition) -> bool:
        match part:
            case Truth():
                return part is TRUE
            case Literal():
                return True
            case Any_():
                return any(self._can(one) for one in part.content)
        if part not in self._known:
            self._known[part] = self._search(part)
        return self._known[part]

    def _search(self, part: Proposition) -> bool:
        self._left -= 1
        if self._left < 0:
            raise Exhausted
        groups = components(part.content if isinstance(part, All) else (part,))
        if len(groups) > 1:
            # The smallest first: what fails is then found soonest.
            return all(self._can(conjunction(group)) for group in sorted(groups, key=len))
        (parts,) = groups
        if isinstance(part, AtLeast) and _are_apart(part.content[1]):
            return sum(self._can(one) for one in part.content[1]) >= part.content[0]
        easier = eased(parts)
        if easier != part:
            return self._can(easier)
        return self._branch(parts)

    def _branch(self, parts: Sequence[Proposition]) -> bool:
        units = {one.variable: one.ranges for one in parts if isinstance(one, Literal)}
        rest = [one for one in parts if not isinstance(one, Literal)]
        asked = [one for part in rest for one in literals_in(part)]
        whole = conjunction(parts)
        if asked:
            variable = min((one.variable for one in asked), key=lambda one: one.order)
            linked = any(variable in one.variables for part in rest for one in inequalities_in(part))
            sets = [one.ranges for one in asked if one.variable is variable]
            options = cells(units.get(variable, variable.ranges), sets)
            if not linked:
                options = most_helpful(options, sets)
            return any(self._can(restricted(whole, variable, option, linked=linked)) for option in options)
        for at, part in enumerate(rest):
            if isinstance(part, Any_):
                others = [*parts[: parts.index(part)], *parts[parts.index(part) + 1 :]]
                return any(self._can(conjunction([one, *others])) for one in part.content)
            if isinstance(part, AtLeast):
                others = [one for one in parts if one is not part]
                wanted, (first, *left) = part.content
                with_it = [first, at_least(wanted - 1, left), *others]
                return self._can(conjunction(with_it)) or self._can(conjunction([at_least(wanted, left), *others]))
            for monomial, _ in part.content:
                for factor in monomial:
                    if isinstance(factor, Proposition):
                        without_it = rewritten_in(part, factor, FALSE)
                        others = [one for one in parts if one is not part]
                        with_it = conjunction([factor, rewritten_in(part, factor, TRUE), *others])
                        return self._can(with_it) or self._can(conjunction([without_it, *others]))
            del at
        return self._fits([one for one in rest if isinstance(one, Inequality)], units)

    def _fits(self, inequalities: list[Inequality], units: Mapping[Variable, Ranges]) -> bool:
        ordered = sorted({v for one in inequalities for v in one.variables}, key=lambda one: one.order)
        ranges = {variable: units.get(variable, variable.ranges) for variable in ordered}
        stack: list[dict[Variable, Ranges]] = [ranges]
        while stack:
            self._left -= 1
            if self._left < 0:
                raise Exhausted
            split = _narrowed(inequalities, stack.pop())
            if split is None:
                continue
            if not split:
                return True
            stack += reversed(split)
        return False


def rewritten_in(part: Inequality, asked: Proposition, by: Proposition) -> Proposition:
    """Return an inequality with one thing that it counts decided (代入真值)."""
    from sgzlib.advice.propositions import _inequality

    whole: dict[Any, int] = {}
    for monomial, of in part.content:
        if asked in monomial:
            if by is FALSE:
                continue
            monomial = tuple(factor for factor in monomial if factor != asked)  # noqa: PLW2901 - what is left of it
        whole[monomial] = whole.get(monomial, 0) + of
    constant = whole.pop((), 0)
    return _inequality({monomial: of for monomial, of in whole.items() if of}, constant)


def components(parts: Iterable[Proposition]) -> list[list[Proposition]]:
    """Return parts grouped so that those which share a variable stand together (连通分量), each in its order."""
    leader: dict[Variable, int] = {}
    merged: dict[int, int] = {}

    def find(at: int) -> int:
        while merged[at] != at:
            merged[at] = merged[merged[at]]
            at = merged[at]
        return at

    listed = list(parts)
    for at, part in enumerate(listed):
        merged[at] = at
        for variable in part.variables:
            if variable in leader:
                one, other = sorted((find(leader[variable]), find(at)))
                merged[other] = one
            else:
                leader[variable] = at
    groups: dict[int, list[Proposition]] = {}
    for at, part in enumerate(listed):
        groups.setdefault(find(at), []).append(part)
    return list(groups.values())


def _are_apart(parts: Sequence[Proposition]) -> bool:
    return sum(len(one.variables) for one in parts) == len(frozenset().union(*(one.variables for one in parts)))


def eased(parts: Sequence[Proposition]) -> Proposition:
    """Return a conjunction after what its single literals say (单元传播), and pure literals put where they help."""
    units: dict[Variable, Ranges] = {}
    for one in parts:
        if isinstance(one, Literal):
            units[one.variable] = meet(units.get(one.variable, one.variable.ranges), one.ranges)
    if not all(units.values()):
        return FALSE
    rest = [one for one in parts if not isinstance(one, Literal)]
    linked = {variable for part in rest for one in inequalities_in(part) for variable in direct(one)}
    asked: dict[Variable, list[Ranges]] = {}
    for part in rest:
        for one in literals_in(part):
            asked.setdefault(one.variable, []).append(one.ranges)
    put: dict[Variable, Ranges] = {}
    for variable, sets in asked.items():
        common = units.get(variable, variable.ranges)
        if variable in linked:
            if variable in units:
                put[variable] = units[variable]
            continue
        for one in sets:
            common = meet(common, one)
        if common:
            put[variable] = common
        elif variable in units:
            put[variable] = units[variable]
    made: dict[Proposition, Proposition] = {}
    known = {variable: None for variable in put}

    def decided(one: Literal) -> Proposition:
        return narrowed_literal(one, put[one.variable])

    changed = [rewritten(part, known, decided, made) for part in rest]
    kept = [literal(variable, ranges) for variable, ranges in units.items() if variable in linked or variable not in put]
    # What is put where all its literals hold is done with; a unit whose literals are not all decided stays.
    kept += [
        literal(variable, ranges)
        for variable, ranges in units.items()
        if variable in put and variable not in linked and not _settles(put[variable], asked[variable])
    ]
    return conjunction([*kept, *changed])


def _settles(ranges: Ranges, sets: list[Ranges]) -> bool:
    return all(meet(ranges, one) in {ranges, ()} for one in sets)


def narrowed_literal(one: Literal, ranges: Ranges) -> Proposition:
    """Return a literal of a variable that is known to stand in some ranges (化简文字)."""
    both = meet(ranges, one.ranges)
    return FALSE if not both else TRUE if both == ranges else literal(one.variable, both)


def direct(part: Inequality) -> set[Variable]:
    """Return the variables of which an inequality is made, without those of what it counts (直接变量)."""
    return {
        factor.day if isinstance(factor, Moved) else factor
        for monomial, _ in part.content
        for factor in monomial
        if not isinstance(factor, Proposition)
    }


def cells(within: Ranges, sets: Iterable[Ranges]) -> list[Ranges]:
    """Return the places within some ranges, sorted by which of some sets they belong to (等价类)."""
    found = [within]
    for one in dict.fromkeys(sets):
        found = [part for cell in found for part in (meet(cell, one), without(cell, one)) if part]
    return found


def most_helpful(options: list[Ranges], sets: Sequence[Ranges]) -> list[Ranges]:
    """Return those cells that belong to sets which no other cell has all of, and more (极大类)."""
    have = [frozenset(at for at, one in enumerate(sets) if meet(option, one)) for option in options]
    return [option for option, mine in zip(options, have, strict=True) if not any(mine < other for other in have)]


def restricted(part: Proposition, variable: Variable, ranges: Ranges, *, linked: bool = True) -> Proposition:
    """Return a proposition in which a variable stands in some ranges (限制取值)."""
    if ranges[0][0] == ranges[-1][1]:
        return substituted(part, {variable: ranges[0][0]})
    made = rewritten(part, {variable: None}, lambda one: narrowed_literal(one, ranges), {})
    return conjunction([literal(variable, ranges), made]) if linked else made


# --- boxes ---


def extent(part: Inequality, box: Mapping[Variable, tuple[int, int]], *, best: bool) -> int:
    """Return the greatest (or least) value of a polynomial on a box (界); nothing in it is below 0."""
    total = 0
    for monomial, of in part.content:
        end = int((of > 0) is best)
        total += of * prod(_at(factor, box, end) for factor in monomial)
    return total


def _at(factor: Any, box: Mapping[Variable, tuple[int, int]], end: int) -> int:
    if isinstance(factor, Moved):
        moved: int = factor.move(box[factor.day][end])
        return moved
    return box[factor][end]


def signs(inequalities: Iterable[Inequality]) -> dict[Variable, int]:
    """Return of each variable whether more of it helps (1), harms (-1), or does both (0)."""
    found: dict[Variable, int] = {}
    for one in inequalities:
        for monomial, of in one.content:
            for factor in monomial:
                variable = factor.day if isinstance(factor, Moved) else factor
                sign = 1 if of > 0 else -1
                found[variable] = sign if found.get(variable, sign) == sign else 0
    return found


def pruned(inequalities: Sequence[Inequality], box: Box) -> Box | None:
    """Return a box without the ends at which an inequality fails throughout (边界一致); None where all fails."""
    for _ in range(_ROUNDS):
        before = box
        for one in inequalities:
            if extent(one, box, best=True) < 0:
                return None
            for variable, sign in signs([one]).items():
                low, high = box[variable]
                if low == high or not sign:
                    continue
                good, bad = (high, low) if sign > 0 else (low, high)

                def holds(place: int, one: Inequality = one, variable: Variable = variable, box: Box = box) -> bool:
                    return extent(one, {**box, variable: (place, place)}, best=True) >= 0

                if not holds(bad):
                    end = furthest(good, bad, holds)
                    box = {**box, variable: (end, high) if sign > 0 else (low, end)}
        if box is before:
            break
    return box


def _narrowed(
    inequalities: Sequence[Inequality], ranges: dict[Variable, Ranges]
) -> list[dict[Variable, Ranges]] | None:
    """Return None where the inequalities cannot hold, nothing where they do, and else what has to be tried."""
    for variable, sign in signs(inequalities).items():
        if sign:
            end = ranges[variable][-1][1] if sign > 0 else ranges[variable][0][0]
            ranges = {**ranges, variable: ((end, end),)}
    box = pruned(inequalities, {v: (of[0][0], of[-1][1]) for v, of in ranges.items()})
    if box is None:
        return None
    inside = {variable: meet(ranges[variable], (box[variable],)) for variable in ranges}
    if not all(inside.values()):
        return None
    box = {v: (of[0][0], of[-1][1]) for v, of in inside.items()}
    for end in (0, 1):
        # Systems of differences have their solution at the ends.
        corner = {v: (ends[end], ends[end]) for v, ends in box.items()}
        if all(extent(one, corner, best=True) >= 0 for one in inequalities):
            return []
    open_ = [v for v in inside if box[v][0] != box[v][1]]
    if not open_:
        return None
    widest = max(open_, key=lambda v: (box[v][1] - box[v][0], -v.order))
    low, high = box[widest]
    middle = (low + high) // 2
    parts = [((low, low),), ((high, high),), ((low + 1, middle),), ((middle + 1, high - 1),)]
    found = [meet(inside[widest], part) for part in parts if part[0][0] <= part[0][1]]
    return [{**inside, widest: part} for part in found if part]
