"""Satisfiability (可满足性): decide whether a proposition can hold, by branching with component caching.

`Solver.satisfiable` keeps a stack of subproblems and caches the answer of each. The first rule that fits a subproblem
is applied:

    subproblem                          how it is solved
    disjunction                         try each disjunct
    parts without a common variable     solve each component by itself, the one with the fewest parts first
    count of parts that share nothing   count the parts that can hold
    units and pure literals             propagate them (`propagate_units`) and solve what is left
    literals left                       branch on the first variable, once for each class of equal effect (`partition`)
    count left                          branch on whether one of its parts holds (`branches`)
    inequalities only                   branch and prune on a box of ranges (`Solver._fits`)

If each variable of the inequalities moves all of them the same way, the best corner of the box decides. Otherwise
equations eliminate variables, bounds are propagated, pairs of inequalities are added up to find a contradiction
(Fourier–Motzkin), and a range that stays open is split.

Because of the cache, counts over the members of a group are built up member by member, as in a dynamic programme. The
search is limited in steps and not in time, so that the same question has the same answer on every machine. A search
that reaches its limit raises `Exhausted`.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from itertools import combinations
from math import prod
from typing import Any, Final, TypeAlias

from sgzlib.advice.propositions import (
    FALSE,
    INFINITY,
    TRUE,
    All,
    Any_,
    AtLeast,
    Decided,
    Inequality,
    Literal,
    Moved,
    Proposition,
    Ranges,
    Variable,
    at_least,
    bisect,
    conjunction,
    counting,
    difference,
    direction,
    disjunction,
    inequalities_in,
    intersection,
    literal,
    literals_in,
    negation,
    rewritten,
    same,
    substituted,
    variables_in,
    variables_of,
    whole_inequality,
    with_inequalities,
)

Box: TypeAlias = dict[Variable, tuple[int, int]]
Search: TypeAlias = Generator[Proposition | None, bool, bool]

STEPS: Final = 20_000
_ROUNDS = 8
_VARIABLES_A_STEP = 32


class Exhausted(Exception):
    """Raised where a search reaches its limit of steps (步数用尽)."""


class Solver:
    """The solver for all questions about one subject (求解器), with a cache of its answers.

    Each question may take `steps`, and all questions together may take steps until `taken` reaches `limit`.
    """

    def __init__(self, steps: int = STEPS, limit: int = INFINITY) -> None:
        self._steps = steps
        self._left = steps
        self.taken = 0
        self.limit = limit
        self._known: dict[Proposition, bool] = {}

    def satisfiable(self, part: Proposition, steps: int | None = None) -> bool:
        """Return whether a proposition can hold (是否可满足); raise `Exhausted` where the steps do not suffice."""
        self._left = self._steps if steps is None else steps
        # Searches yield their subproblems to this loop, so their depth is not limited by Python's stack.
        stack: list[tuple[Proposition, Search]] = []
        asked: Proposition | None = part
        answer = False
        while True:
            if asked is not None:
                known = self._looked_up(asked)
                if known is None:
                    # Large propositions take longer, so they cost more steps.
                    self._step(1 + len(asked.variables) // _VARIABLES_A_STEP)
                    stack.append((asked, self._search(asked)))
                    asked = next(stack[-1][1])
                    continue
                answer = known
            if not stack:
                return answer
            searched, search = stack[-1]
            try:
                asked = search.send(answer)
            except StopIteration as finished:
                stack.pop()
                answer = self._known[searched] = finished.value
                asked = None

    def _looked_up(self, part: Proposition) -> bool | None:
        if isinstance(part, Decided):
            return part is TRUE
        return True if isinstance(part, Literal) else self._known.get(part)

    def _step(self, steps: int = 1) -> None:
        self._left -= steps
        self.taken += steps
        if self._left < 0 or self.taken > self.limit:
            raise Exhausted

    def _search(self, part: Proposition) -> Search:
        yield None
        if isinstance(part, Any_):
            return (yield from _any(part.content))
        groups = components(part.content if isinstance(part, All) else (part,))
        if len(groups) > 1:
            # Small components first, because they fail soonest.
            for group in sorted(groups, key=len):
                if not (yield conjunction(group)):
                    return False
            return True
        (parts,) = groups
        if isinstance(part, AtLeast) and _are_apart(part.content[1]):
            wanted, counted = part.content
            for member in counted:
                wanted -= yield member
            return wanted <= 0
        easier = propagate_units(parts)
        if easier != part:
            return (yield easier)
        return (yield from self._branch(parts))

    def _branch(self, parts: Sequence[Proposition]) -> Search:
        units = {unit.variable: unit.ranges for unit in parts if isinstance(unit, Literal)}
        rest = [conjunct for conjunct in parts if not isinstance(conjunct, Literal)]
        asked = [atom for part in rest for atom in literals_in(part)]
        if asked:
            whole = conjunction(parts)
            variable = min((atom.variable for atom in asked), key=lambda candidate: candidate.order)
            linked = any(
                variable in numeric_variables(inequality) for part in rest for inequality in inequalities_in(part)
            )
            sets = [atom.ranges for atom in asked if atom.variable is variable]
            options = partition(units.get(variable, variable.ranges), sets)
            if not linked:
                options = maximal_cells(options, sets)
            return (yield from _any(restricted(whole, variable, option, linked=linked) for option in options))
        for part in rest:
            options_of = branches(part)
            if options_of:
                others = [conjunct for conjunct in parts if conjunct is not part]
                return (yield from _any(conjunction([branch, *others]) for branch in options_of))
        return self._fits([inequality for inequality in rest if isinstance(inequality, Inequality)], units)

    def _fits(self, inequalities: list[Inequality], units: Mapping[Variable, Ranges]) -> bool:
        ordered = sorted(
            {v for inequality in inequalities for v in inequality.variables}, key=lambda variable: variable.order
        )
        ranges = {variable: units.get(variable, variable.ranges) for variable in ordered}
        helped = signs(inequalities)
        if all(helped.values()):
            # Each variable has one best end, independent of the others.
            ends = {v: allowed[-1][1] if helped[v] > 0 else allowed[0][0] for v, allowed in ranges.items()}
            return all(
                bound_on_box(inequality, {v: (end, end) for v, end in ends.items()}, best=True) >= 0
                for inequality in inequalities
            )
        inequalities = _sums_named(inequalities, ranges)
        fewer = eliminate(inequalities, ranges, self._step)
        if fewer is None or not all(ranges.values()):
            return False
        stack = [{variable: ranges[variable] for inequality in fewer for variable in numeric_variables(inequality)}]
        while stack:
            self._step()
            split = _narrowed(fewer, stack.pop())
            if split is None:
                continue
            if not split:
                return True
            stack += reversed(split)
        return False


def _any(options: Iterable[Proposition]) -> Search:
    for option in options:
        if (yield option):
            return True
    return False


def branches(part: Proposition) -> Sequence[Proposition]:
    """Return the branches of a part (选择): it holds if any of them holds. Empty where it has none."""
    match part:
        case Any_():
            parts: Sequence[Proposition] = part.content
            return parts
        case AtLeast():
            wanted, (first, *left) = part.content
            return conjunction([first, at_least(wanted - 1, left)]), at_least(wanted, left)
        case Inequality():
            counted = (factor for monomial, _ in part.content for factor in monomial if isinstance(factor, Proposition))
            first = next(counted, None)
            if first is None:
                return ()
            return conjunction([first, counting(part, first, holds=True)]), counting(part, first, holds=False)
        case _:
            return ()


def components(
    parts: Iterable[Proposition], shared: Callable[[Variable], Any] = lambda variable: variable
) -> list[list[Proposition]]:
    """Return the connected components of parts that share variables (连通分量), each in its order."""
    leader: dict[Any, int] = {}
    merged: dict[int, int] = {}

    def find(element: int) -> int:
        while merged[element] != element:
            merged[element] = merged[merged[element]]
            element = merged[element]
        return element

    listed = list(parts)
    for index, part in enumerate(listed):
        merged[index] = index
        for variable in part.variables:
            key = shared(variable)
            if key in leader:
                root, merged_root = sorted((find(leader[key]), find(index)))
                merged[merged_root] = root
            else:
                leader[key] = index
    groups: dict[int, list[Proposition]] = {}
    for index, part in enumerate(listed):
        groups.setdefault(find(index), []).append(part)
    return list(groups.values())


def _are_apart(parts: Sequence[Proposition]) -> bool:
    return sum(len(part.variables) for part in parts) == len(frozenset().union(*(part.variables for part in parts)))


def propagate_units(parts: Sequence[Proposition]) -> Proposition:
    """Return a conjunction after unit propagation (单元传播) and after setting pure literals."""
    units: dict[Variable, Ranges] = {}
    for unit in parts:
        if isinstance(unit, Literal):
            units[unit.variable] = intersection(units.get(unit.variable, unit.variable.ranges), unit.ranges)
    if not all(units.values()):
        return FALSE
    rest = [conjunct for conjunct in parts if not isinstance(conjunct, Literal)]
    linked = {
        variable for part in rest for inequality in inequalities_in(part) for variable in numeric_variables(inequality)
    }
    asked: dict[Variable, list[Ranges]] = {}
    for atom in dict.fromkeys(inner for part in rest for inner in literals_in(part)):
        asked.setdefault(atom.variable, []).append(atom.ranges)
    put: dict[Variable, Ranges] = {}
    for variable, sets in asked.items():
        common = units.get(variable, variable.ranges)
        if variable in linked:
            if variable in units:
                put[variable] = units[variable]
            continue
        for ranges in sets:
            common = intersection(common, ranges)
        if common:
            put[variable] = common
        elif variable in units:
            put[variable] = units[variable]
    made: dict[Proposition, Proposition] = {}
    known = dict.fromkeys(put)

    def decided(inner: Literal) -> Proposition:
        return narrowed_literal(inner, put[inner.variable])

    changed = subsume([rewritten(part, known, decided, made) for part in rest])
    kept = [
        literal(variable, ranges) for variable, ranges in units.items() if variable in linked or variable not in put
    ]
    # A variable set to where all its literals hold is finished; a unit with undecided literals stays.
    kept += [
        literal(variable, ranges)
        for variable, ranges in units.items()
        if variable in put and variable not in linked and not _settles(put[variable], asked[variable])
    ]
    return conjunction([*kept, *changed])


def subsume(parts: list[Proposition]) -> list[Proposition]:
    """Return parts without what another of them already decides (单元传播)."""
    least: dict[frozenset[Any], int] = {}
    known: dict[Proposition, Proposition] = {}
    for part in parts:
        if isinstance(part, Inequality):
            least[part.slope] = min(least.get(part.slope, part.constant), part.constant)
        elif not isinstance(part, Decided):
            known[part] = TRUE
            known[negation(part)] = FALSE
    if len(parts) < 2:  # noqa: PLR2004 - there is no other
        return parts

    def decided(part: Inequality) -> Proposition:
        if least.get(part.slope, part.constant + 1) <= part.constant:
            return TRUE
        falls = frozenset((monomial, -coefficient) for monomial, coefficient in part.slope)
        return FALSE if falls in least and least[falls] + part.constant < 0 else part

    made = dict(known)
    return [_without_repeats(part, decided, made) for part in parts]


def _without_repeats(
    part: Proposition, decided: Callable[[Inequality], Proposition], made: dict[Proposition, Proposition]
) -> Proposition:
    match part:
        case Inequality():
            return FALSE if decided(part) is FALSE else part
        case AtLeast():
            wanted, before = part.content
            after = [with_inequalities(inner, decided, made) for inner in before]
            return part if same(before, after) else at_least(wanted, after)
        case Any_():
            after = [with_inequalities(inner, decided, made) for inner in part.content]
            return part if same(part.content, after) else disjunction(after)
        case _:
            return part


def _settles(ranges: Ranges, sets: list[Ranges]) -> bool:
    return all(intersection(ranges, wanted) in {ranges, ()} for wanted in sets)


def narrowed_literal(atom: Literal, ranges: Ranges) -> Proposition:
    """Return a literal of a variable that is known to stand in some ranges (化简文字)."""
    common = intersection(ranges, atom.ranges)
    return FALSE if not common else TRUE if common == ranges else literal(atom.variable, common)


def numeric_variables(part: Inequality) -> set[Variable]:
    """Return the variables of an inequality, without those of the propositions that it counts (直接变量)."""
    return {
        variable
        for monomial, _ in part.content
        for factor in monomial
        if not isinstance(factor, Proposition)
        for variable in variables_of(factor)
    }


def partition(within: Ranges, sets: Iterable[Ranges]) -> list[Ranges]:
    """Return a partition of some ranges by membership in some sets (等价类)."""
    partition = [within]
    for ranges in dict.fromkeys(sets):
        partition = [
            part for cell in partition for part in (intersection(cell, ranges), difference(cell, ranges)) if part
        ]
    return partition


def maximal_cells(options: list[Ranges], sets: Sequence[Ranges]) -> list[Ranges]:
    """Return the cells whose memberships no other cell includes and exceeds (极大类)."""
    have = [frozenset(index for index, ranges in enumerate(sets) if intersection(option, ranges)) for option in options]
    return [option for option, mine in zip(options, have, strict=True) if not any(mine < theirs for theirs in have)]


def restricted(part: Proposition, variable: Variable, ranges: Ranges, *, linked: bool = True) -> Proposition:
    """Return a proposition with a variable restricted to some ranges (限制取值)."""
    if ranges[0][0] == ranges[-1][1]:
        return substituted(part, {variable: ranges[0][0]})
    made = rewritten(part, {variable: None}, lambda atom: narrowed_literal(atom, ranges), {})
    return conjunction([literal(variable, ranges), made]) if linked else made


# --- boxes ---


def _sums_named(inequalities: Sequence[Inequality], ranges: dict[Variable, Ranges]) -> list[Inequality]:
    """Return inequalities in which each moved sum is a variable of its own, and add the ranges of these variables.

    Bounds that are found for the sum then carry over to its parts.
    """
    named: dict[Any, Variable] = {}
    equations: list[Inequality] = []

    def without_sums(factor: Any) -> Any:
        if not isinstance(factor, Moved) or len(factor.variables) == 1:
            return factor
        parts = tuple((without_sums(part), by) for part, by in factor.parts)
        if parts not in named:
            box = {variable: (allowed[0][0], allowed[-1][1]) for variable, allowed in ranges.items()}
            sum_ = Variable("", None, -1 - len(named), ((_sum_at(factor, box, 0), _sum_at(factor, box, 1)),))
            for sign in (1, -1):
                content = (((sum_,), sign), *(((part,), -sign * by) for part, by in parts), ((), 0))
                equations.append(
                    Inequality(content, frozenset(v for monomial, _ in content for v in variables_in(monomial)))
                )
            named[parts], ranges[sum_] = sum_, sum_.ranges
        return Moved(named[parts], factor.move)

    made = []
    for inequality in inequalities:
        content = tuple(
            (tuple(map(without_sums, monomial)), coefficient) for monomial, coefficient in inequality.content
        )
        made.append(
            inequality
            if content == inequality.content
            else Inequality(content, frozenset(v for monomial, _ in content for v in variables_in(monomial)))
        )
    return [*made, *equations]


def eliminate(
    inequalities: Sequence[Inequality], ranges: dict[Variable, Ranges], step: Callable[[], None]
) -> list[Inequality] | None:
    """Return inequalities after eliminating variables by the equations among them (消元); None on a contradiction.

    A result about one variable alone narrows its ranges.
    """
    while True:
        least: dict[frozenset[Any], int] = {}
        for inequality in inequalities:
            least[inequality.slope] = min(least.get(inequality.slope, inequality.constant), inequality.constant)
        equation: dict[Any, int] = {}
        solved: Variable | None = None
        for rises, constant in least.items():
            opposite = least.get(frozenset((monomial, -coefficient) for monomial, coefficient in rises))
            if opposite is not None and opposite + constant < 0:
                return None
            if opposite is not None and opposite + constant == 0 and solved is None:
                solved = _solvable(rises, inequalities, ranges)
                equation = {**dict(sorted(rises, key=_first_order)), (): constant}
        if solved is None:
            return [*inequalities]
        step()
        # Replace the variable by the rest of the equation, and keep its bounds as inequalities.
        sign = equation.pop((solved,))
        value = {monomial: -sign * coefficient for monomial, coefficient in equation.items()}
        ((low, high),) = ranges[solved]
        bounds = [
            whole_inequality({**value, (): value[()] - low}),
            whole_inequality(
                {**{monomial: -coefficient for monomial, coefficient in value.items()}, (): high - value[()]}
            ),
        ]
        replaced = [
            _replaced(before, solved, value) if solved in before.variables else before for before in inequalities
        ]
        if any(part is FALSE for part in (*bounds, *replaced)):
            return None
        inequalities = [made for made in dict.fromkeys((*bounds, *replaced)) if isinstance(made, Inequality)]
        for made in (*bounds, *replaced):
            if isinstance(made, Literal):
                ranges[made.variable] = intersection(ranges[made.variable], made.ranges)


def _first_order(item: tuple[Any, int]) -> list[int]:
    return [variables_of(factor)[0].order for factor in item[0]]


def _solvable(
    rises: frozenset[Any], inequalities: Sequence[Inequality], ranges: Mapping[Variable, Ranges]
) -> Variable | None:
    """Return a variable that an equation determines as a whole number and that occurs only alone in a product."""
    candidates = [
        monomial[0]
        for monomial, coefficient in sorted(rises, key=_first_order)
        if len(monomial) == 1 and abs(coefficient) == 1
    ]
    for variable in candidates:
        if isinstance(variable, Variable) and len(ranges[variable]) == 1:
            inside = [
                monomial
                for inequality in inequalities
                for monomial, _ in inequality.content
                if _is_in(variable, monomial)
            ]
            if all(monomial == (variable,) for monomial in inside):
                return variable
    return None


def _replaced(inequality: Inequality, variable: Variable, value: Mapping[Any, int]) -> Proposition:
    made: dict[Any, int] = dict(inequality.content)
    times = made.pop((variable,))
    for monomial, coefficient in value.items():
        made[monomial] = made.get(monomial, 0) + times * coefficient
    return whole_inequality(made)


def bound_on_box(part: Inequality, box: Mapping[Variable, tuple[int, int]], *, best: bool) -> int:
    """Return the greatest (or least) value of a polynomial on a box (界); places are never below 0."""
    return _extent(part.content, box, best=best)


def upper_bound(content: Iterable[tuple[Any, int]], box: Mapping[Variable, tuple[int, int]]) -> int:
    """Return the greatest value of a sum of products on a box (上界)."""
    return _extent(content, box, best=True)


def _extent(content: Iterable[tuple[Any, int]], box: Mapping[Variable, tuple[int, int]], *, best: bool) -> int:
    total = 0
    for monomial, coefficient in content:
        end = int((coefficient > 0) is best)
        total += coefficient * prod(_at(factor, box, end) for factor in monomial)
    return total


def _at(factor: Any, box: Mapping[Variable, tuple[int, int]], end: int) -> int:
    if isinstance(factor, Proposition):
        return end
    if isinstance(factor, Moved):
        moved: int = factor.move(_sum_at(factor, box, end))
        return moved
    return box[factor][end]


def _sum_at(moved: Moved, box: Mapping[Variable, tuple[int, int]], end: int) -> int:
    return sum(by * _at(part, box, end if by > 0 else 1 - end) for part, by in moved.parts)


def signs(inequalities: Iterable[Inequality]) -> dict[Variable, int]:
    """Return for each variable whether increasing it helps (1), harms (-1), or does both (0)."""
    directions: dict[Variable, int] = {}
    for inequality in inequalities:
        for monomial, coefficient in inequality.content:
            for factor in monomial:
                for variable in () if isinstance(factor, Proposition) else variables_of(factor):
                    sign = direction(factor, variable) * (1 if coefficient > 0 else -1)
                    directions[variable] = sign if directions.get(variable, sign) == sign else 0
    return directions


def turning_points(part: Inequality, variable: Variable) -> list[Ranges]:
    """Return the ranges in which a variable alone makes an inequality hold or fail (转折点)."""
    box = {
        bounded: (bounded.ranges[0][0], bounded.ranges[-1][1])
        for bounded in sorted(part.variables, key=lambda bounded: bounded.order)
    }
    sign = signs([part])[variable]
    low, high = box[variable]
    turns: list[Ranges] = []
    for best in (True, False):

        def holds(place: int, best: bool = best) -> bool:  # noqa: FBT001 - bound to the loop's own
            return bound_on_box(part, {**box, variable: (place, place)}, best=best) >= 0

        good, bad = (high, low) if sign > 0 else (low, high)
        if sign and holds(good) and not holds(bad):
            last = bisect(good, bad, holds)
            turns.append(((last, high),) if sign > 0 else ((low, last),))
    return turns


def propagate_bounds(inequalities: Sequence[Inequality], box: Box) -> Box | None:
    """Return a box without the ends at which an inequality cannot hold (边界一致); None where nothing is left."""
    for _ in range(_ROUNDS):
        before = box
        for inequality in inequalities:
            if bound_on_box(inequality, box, best=True) < 0:
                return None
            for variable, sign in signs([inequality]).items():
                low, high = box[variable]
                if low != high and sign:
                    end = _furthest_end(inequality, variable, box, rising=sign > 0)
                    if end != (low if sign > 0 else high):
                        box = {**box, variable: (end, high) if sign > 0 else (low, end)}
        if box is before:
            break
    return box


def _furthest_end(inequality: Inequality, variable: Variable, box: Box, *, rising: bool) -> int:
    """Return the furthest place of a variable at which an inequality can still hold on the box."""
    low, high = box[variable]
    good, bad = (high, low) if rising else (low, high)
    mine = [(monomial, coefficient) for monomial, coefficient in inequality.content if _is_in(variable, monomial)]
    rest = bound_on_box(inequality, box, best=True) - _extent(mine, {**box, variable: (good, good)}, best=True)

    def holds(place: int) -> bool:
        return rest + _extent(mine, {**box, variable: (place, place)}, best=True) >= 0

    if holds(bad):
        return bad
    if all(monomial.count(variable) == 1 for monomial, _ in mine):
        slope = _extent(mine, {**box, variable: (1, 1)}, best=True)
        return -(rest // slope) if rising else rest // -slope
    return bisect(good, bad, holds)


def _is_in(variable: Variable, monomial: tuple[Any, ...]) -> bool:
    return any(variable in variables_of(factor) for factor in monomial if not isinstance(factor, Proposition))


def _narrowed(
    inequalities: Sequence[Inequality], ranges: dict[Variable, Ranges]
) -> list[dict[Variable, Ranges]] | None:
    """Return None if the inequalities cannot hold, nothing if they do, and otherwise the cases to split into."""
    for variable, sign in signs(inequalities).items():
        if sign:
            end = ranges[variable][-1][1] if sign > 0 else ranges[variable][0][0]
            ranges = {**ranges, variable: ((end, end),)}
    box = propagate_bounds(inequalities, {v: (allowed[0][0], allowed[-1][1]) for v, allowed in ranges.items()})
    if box is None or _contradictory(inequalities, box):
        return None
    inside = {variable: intersection(ranges[variable], (box[variable],)) for variable in ranges}
    if not all(inside.values()):
        return None
    box = {v: (allowed[0][0], allowed[-1][1]) for v, allowed in inside.items()}
    open_ = [v for v in inside if box[v][0] != box[v][1]]
    if _near_a_corner(inequalities, box, open_):
        return []
    if not open_:
        return None
    widest = max(open_, key=lambda v: (box[v][1] - box[v][0], -v.order))
    low, high = box[widest]
    middle = (low + high) // 2
    parts = [((low, low),), ((high, high),), ((low + 1, middle),), ((middle + 1, high - 1),)]
    pieces = [intersection(inside[widest], part) for part in parts if part[0][0] <= part[0][1]]
    return [{**inside, widest: part} for part in pieces if part]


def _contradictory(inequalities: Sequence[Inequality], box: Box) -> bool:
    """Return whether the sum of two inequalities cannot hold (Fourier–Motzkin 消元的一步).

    Products that occur in both with opposite signs cancel out, so their values need not be tried one by one.
    """
    for first, second in combinations(inequalities, 2):
        total = dict(first.content)
        for monomial, coefficient in second.content:
            total[monomial] = total.get(monomial, 0) + coefficient
        if upper_bound(total.items(), box) < 0 or upper_bound(_unmoved(total, box).items(), box) < 0:
            return True
    return False


def _unmoved(content: Mapping[Any, int], box: Box) -> dict[Any, int]:
    """Return an upper bound of products, with each moved day replaced by the day plus the most that it moves.

    Two days that are moved from the same day then cancel out except for the difference of their periods.
    """
    made: dict[Any, int] = {}
    for monomial, coefficient in content.items():
        factor: Any = monomial[0] if len(monomial) == 1 else None
        reach = getattr(factor.move, "reach", None) if isinstance(factor, Moved) else None
        by = None if reach is None else reach(_sum_at(factor, box, 0), _sum_at(factor, box, 1))
        for part, times in ((factor, 1),) if by is None else factor.parts:
            rest = monomial if by is None else (part,)
            made[rest] = made.get(rest, 0) + coefficient * times
        made[()] = made.get((), 0) + (0 if by is None else coefficient * by[coefficient > 0])
    return made


def _near_a_corner(inequalities: Sequence[Inequality], box: Box, open_: Sequence[Variable]) -> bool:
    """Return whether the inequalities hold at a corner of the box, with at most one variable off it.

    Systems of differences have their solutions there, and so have most others that occur.
    """
    for end in (0, 1):
        corner = {v: (ends[end], ends[end]) for v, ends in box.items()}
        if all(bound_on_box(inequality, corner, best=True) >= 0 for inequality in inequalities):
            return True
        for variable in open_:
            line = propagate_bounds(inequalities, {**corner, variable: box[variable]})
            if line is not None:
                for place in line[variable]:
                    point = {**corner, variable: (place, place)}
                    if all(bound_on_box(inequality, point, best=True) >= 0 for inequality in inequalities):
                        return True
    return False
