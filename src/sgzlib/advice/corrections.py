"""Minimal correction sets (最小修正集): sets of facts whose change makes a proposition hold, without a fact too many.

For a few facts, `Corrections` searches Reiter's hitting-set tree (`_hitting_set_tree`). The solver gives a conflict,
which is a set of facts of which one has to change, and each branch changes one fact of it. For more facts, or when the
tree takes too many steps, the sets are composed from those of the parts (`_minimal`, with a cache):

    proposition                          its correction sets
    disjunction                          those of each disjunct
    count of parts that share no fact    dynamic programming over the parts
    parts that share no fact             unions with one set of each part
    conjunction with a choice in it      those of each branch of the choice
    one inequality, every sign known     a knapsack, searched best first (`_knapsack`)
    other literals and inequalities      the hitting-set tree

Of all sets only the minimal ones are kept. A search that reaches a limit sets `beyond`: sets of that size or more may
be missing.

`places` then gives the values for the facts of a set: all values for facts that no inequality links, and for others a
box around the values nearest to the current ones. Facts that share no condition get their values apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from heapq import heappop, heappush
from itertools import combinations, islice, product
from math import prod
from typing import Any, Final, TypeAlias

from sgzlib.advice.grounding import Grounder
from sgzlib.advice.propositions import (
    TRUE,
    All,
    Any_,
    AtLeast,
    Decided,
    Inequality,
    Literal,
    Proposition,
    Ranges,
    Variable,
    bisect,
    conjunction,
    inequalities_in,
    intersection,
    literals_in,
    substituted,
    variables_in,
    within,
)
from sgzlib.advice.satisfiability import (
    Box,
    Exhausted,
    Solver,
    bound_on_box,
    branches,
    components,
    numeric_variables,
    partition,
    propagate_bounds,
    restricted,
    signs,
    subsume,
    upper_bound,
)

Facts: TypeAlias = frozenset[str]
Places: TypeAlias = dict[Variable, Ranges]

_MOST_SETS: Final = 2_000
_MOST_NODES: Final = 3_000
_MOST_STEPS: Final = 6_000
_FEW_FACTS: Final = 40
_FEW_NODES: Final = 300
_FEW_STEPS: Final = 1_200


class Corrections:
    """The search for minimal correction sets of one subject (修正集搜索).

    `beyond` is None where all sets are listed. At a limit, sets of `beyond` facts or more may be missing.
    Facts that are `free` may have any value and are in no set.
    """

    def __init__(
        self, grounder: Grounder, solver: Solver, first: Sequence[str] = (), free: Facts = frozenset()
    ) -> None:
        self._free = free
        self.beyond: int | None = None
        self._left = self._until = self._size = 0
        self._solver = solver
        self._variables = grounder.of_path()
        stands = {path: index for index, path in enumerate(first)}
        ordered = sorted(self._variables, key=lambda path: stands.get(path.partition("[")[0], len(stands)))
        self._order = {path: index for index, path in enumerate(ordered)}
        self._known: dict[Proposition, list[Facts]] = {}

    def listed(self, part: Proposition) -> list[Facts]:
        """Return the minimal correction sets of a proposition (最小修正集), the smallest first."""
        self.beyond, self._left = None, _FEW_NODES
        facts, holds = self._asked(part, self._free, self._solver.taken + _FEW_STEPS)
        if len(facts) <= _FEW_FACTS:
            with suppress(Exhausted):
                return self._complete(self._hitting_set_tree(facts, holds))
        self._left, self._until = _MOST_NODES, self._solver.taken + _MOST_STEPS
        self._known.clear()
        return self._complete(self._minimal(part))

    def _complete(self, sets: Iterable[Facts]) -> list[Facts]:
        """Return the sets that are smaller than any that may be missing (完整部分)."""
        least = self._least(sets)
        return [facts for facts in least if self.beyond is None or len(facts) < self.beyond]

    def one(self, part: Proposition) -> Facts:
        """Return one irreducible correction set (一个不可约集), which need not be the smallest."""
        facts, holds = self._asked(part, self._free)
        return frozenset(facts) - _grow(
            facts, frozenset(), lambda left: holds(fact for fact in facts if fact not in left)
        )

    def _asked(
        self, part: Proposition, moved: Facts, until: int | None = None
    ) -> tuple[list[str], Callable[[Iterable[str]], bool]]:
        """Return the facts of a proposition, and a test whether it can hold if some of them and `moved` change."""
        paths = {variable.path for variable in part.variables} - moved

        def holds(free: Iterable[str]) -> bool:
            open_ = moved.union(free)
            if until is not None and self._solver.taken > until:
                raise Exhausted
            kept = {variable: variable.now for variable in part.variables if variable.path not in open_}
            return self._solver.satisfiable(substituted(part, kept))

        return sorted(paths, key=self._order.__getitem__), holds

    def _give_up(self, size: int) -> None:
        self.beyond = size if self.beyond is None else min(self.beyond, size)

    def _minimal(self, part: Proposition) -> list[Facts]:
        if part not in self._known:
            self._left -= 1 + len(part.variables) // 16
            if self._left < 0:
                self._give_up(0)
                return []
            self._known[part] = self._least(self._composed(part))
        return self._known[part]

    def _composed(self, part: Proposition) -> Iterable[Facts]:
        if self._holds_already(part):
            return [frozenset()]
        match part:
            case Decided():
                return []
            case Literal():
                return [frozenset({part.variable.path})]
            case Any_():
                return [facts for disjunct in part.content for facts in self._minimal(disjunct)]
            case AtLeast() if len(self._apart(part.content[1])) == len(part.content[1]):
                return self._counted(*part.content)
            case All():
                parts = part.content
            case _:
                parts = (part,)
        groups = self._apart(parts)
        if len(groups) > 1:
            return self._unions([self._minimal(conjunction(group)) for group in groups])
        reduced = conjunction(subsume(list(parts)))
        if reduced != part:
            return self._minimal(reduced)
        choice = min((conjunct for conjunct in parts if branches_of(conjunct)), key=_choices, default=None)
        if choice is None:
            return self._knapsack_or_tree(parts)
        others = [conjunct for conjunct in parts if conjunct is not choice]
        return [facts for branch in branches_of(choice) for facts in self._minimal(conjunction([branch, *others]))]

    def _apart(self, parts: Iterable[Proposition]) -> list[list[Proposition]]:
        return components(parts, lambda variable: variable.path)

    def _holds_already(self, part: Proposition) -> bool:
        return substituted(part, {variable: variable.now for variable in part.variables}) is TRUE

    def _unions(self, each: Iterable[list[Facts]]) -> list[Facts]:
        listed = list(each)
        if prod(map(len, listed)) > _MOST_SETS:
            self._give_up(sum(len(sets[0]) for sets in listed))
            return []
        return [frozenset[str]().union(*chosen) for chosen in product(*listed)]

    def _counted(self, wanted: int, parts: Sequence[Proposition]) -> list[Facts]:
        reached: list[list[Facts]] = [[frozenset()], *([] for _ in range(wanted))]
        for part in parts:
            sets = self._minimal(part)
            for number in range(wanted, 0, -1):
                more = [facts | extra for facts in reached[number - 1] for extra in sets]
                reached[number] = self._least([*reached[number], *more])
        return reached[wanted]

    def _least(self, sets: Iterable[Facts]) -> list[Facts]:
        """Return the minimal sets among some (极小集)."""
        kept: list[Facts] = []
        listed = sorted(
            {facts - self._free for facts in sets},
            key=lambda facts: (len(facts), sorted(self._order[path] for path in facts)),
        )
        if len(listed) > _MOST_SETS:
            self._give_up(len(listed[_MOST_SETS]))
        for facts in listed[:_MOST_SETS]:
            if not any(smaller <= facts for smaller in kept):
                kept.append(facts)
        return kept

    def _knapsack_or_tree(self, parts: Sequence[Proposition]) -> list[Facts]:
        """Return the sets of a conjunction of literals and inequalities, by a knapsack or by Reiter's tree."""
        units: Places = {}
        for part in parts:
            if isinstance(part, Literal):
                units[part.variable] = intersection(units.get(part.variable, part.variable.ranges), part.ranges)
        if not all(units.values()):
            return []
        needed = frozenset(variable.path for variable, ranges in units.items() if not within(ranges, variable.now))
        moved = needed | self._free
        until = min(self._until, self._solver.taken + _MOST_STEPS // 3)
        inequalities = [inequality for inequality in parts if isinstance(inequality, Inequality)]
        sets: list[Facts] = []
        try:
            if len(inequalities) == 1 and all(signs(inequalities).values()):
                sets += (moved | more for more in self._knapsack(inequalities[0], moved, units))
            else:
                facts, holds = self._asked(conjunction(parts), moved, until)
                sets += (moved | more for more in self._hitting_set_tree(facts, holds))
        except Exhausted:
            self._give_up(len(needed) + self._size)
        return sets

    def _knapsack(self, part: Inequality, moved: Facts, units: Places) -> Iterator[Facts]:
        """Yield the minimal sets of facts that raise a sum to its bound (背包), the smallest first.

        Facts of one product count together; the gains of different products add up.
        """
        each = [whole_monomial(monomial, coefficient) for monomial, coefficient in part.content[:-1]]
        groups = components(each, lambda variable: variable.path)
        now, gains = part.constant, []
        for group in groups:
            content = [
                (monomial, coefficient) for inequality in group for monomial, coefficient in inequality.content[:-1]
            ]
            paths = dict.fromkeys(
                v.path for inequality in group for v in _ordered(inequality.variables) if v.path not in moved
            )
            start, useful = _gains(content, list(paths), moved, units)
            now += start
            gains.append(useful)
        # A set that suffices alone is part of no other minimal set.
        yield from (facts for useful in gains for facts, gain in useful if now < 0 <= now + gain)
        gains = [[(facts, gain) for facts, gain in useful if now + gain < 0] for useful in gains]
        most = [max((gain for _, gain in useful), default=0) for useful in gains]
        queue: list[tuple[int, int, Facts, int, int]] = [(0, 0, frozenset(), now, 0)]
        count = 0
        while queue:
            _, _, chosen, reached, start_at = heappop(queue)
            self._size = len(chosen)
            if reached >= 0:
                yield chosen
                continue
            for index in range(start_at, len(gains)):
                if reached + sum(most[index:]) < 0:
                    break
                for facts, gain in gains[index]:
                    count += 1
                    self._step()
                    heappush(queue, (len(chosen | facts), count, chosen | facts, reached + gain, index + 1))

    def _step(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise Exhausted

    def _hitting_set_tree(self, facts: Sequence[str], holds: Callable[[Iterable[str]], bool]) -> Iterator[Facts]:
        """Yield the minimal sets of facts that make something hold, by Reiter's tree, the smallest first."""
        self._size = 0
        if not holds(facts):
            return
        if holds(()):
            yield frozenset()
            return
        self._size = 1
        alone = [fact for fact in facts if holds([fact])]
        yield from (frozenset({fact}) for fact in alone)
        # A fact that suffices alone is part of no other minimal set.
        facts = [fact for fact in facts if fact not in alone]
        if not holds(facts):
            return
        conflicts: list[Facts] = []
        minimal: list[Facts] = []
        queue: list[tuple[int, int, Facts]] = [(0, 0, frozenset())]
        seen: set[Facts] = {frozenset()}
        while queue:
            *_, chosen = heappop(queue)
            self._size = max(len(chosen), 2)
            if any(smaller <= chosen for smaller in minimal):
                continue
            conflict = next((known_conflict for known_conflict in conflicts if not known_conflict & chosen), None)
            if conflict is None:
                if holds(chosen):
                    minimal.append(chosen)
                    yield chosen
                    continue
                conflict = _conflict(facts, chosen, holds)
                conflicts.append(conflict)
            for fact in (candidate for candidate in facts if candidate in conflict):
                more = chosen | {fact}
                if more not in seen:
                    seen.add(more)
                    self._step()
                    heappush(queue, (len(more), len(seen), more))
            self._step()

    def places(self, part: Proposition, facts: Facts) -> Iterator[Places]:
        """Yield the ranges of the variables of some facts for which a proposition holds (取值范围)."""
        kept = {v: v.now for path, variables in self._variables.items() if path not in facts for v in variables}
        yield from boxes(substituted(part, kept))


def _ordered(variables: Iterable[Variable]) -> list[Variable]:
    return sorted(variables, key=lambda variable: variable.order)


def whole_monomial(monomial: tuple[Any, ...], coefficient: int) -> Inequality:
    """Return one product of a sum as an inequality of its own (单项)."""
    return Inequality(((monomial, coefficient), ((), 0)), frozenset(variables_in(monomial)))


def _gains(
    content: Sequence[tuple[Any, int]], paths: list[str], moved: Facts, units: Places
) -> tuple[int, list[tuple[Facts, int]]]:
    """Return the current value of some products, and the sets of facts that can increase it, each with its gain."""

    def reached(free: Facts) -> int:
        box: Box = {}
        for monomial, _ in content:
            for variable in variables_in(monomial):
                now = max(variable.now, 0)
                ranges = units.get(variable, variable.ranges)
                box[variable] = (ranges[0][0], ranges[-1][1]) if variable.path in free | moved else (now, now)
        return upper_bound(content, box)

    start = reached(frozenset())
    useful: list[tuple[Facts, int]] = []
    for number in range(1, len(paths) + 1):
        for chosen in combinations(paths, number):
            facts = frozenset(chosen)
            gain = reached(facts) - start
            if gain > max((smaller_gain for part, smaller_gain in useful if part < facts), default=0):
                useful.append((facts, gain))
    return start, useful


def _conflict(facts: Sequence[str], chosen: Facts, holds: Callable[[Iterable[str]], bool]) -> Facts:
    """Return a minimal set of facts of which at least one has to change besides the chosen ones (冲突集)."""
    return frozenset(facts) - _grow(facts, chosen, lambda kept: not holds(kept))


def _grow(facts: Sequence[str], chosen: Facts, still: Callable[[Facts], bool]) -> Facts:
    """Return a maximal set that contains the chosen facts and for which something still holds (极大集)."""
    kept = chosen
    # Try whole blocks, and halve a block that fails.
    stack = [[fact for fact in facts if fact not in kept]]
    while stack:
        block = stack.pop()
        if still(kept.union(block)):
            kept = kept.union(block)
        elif len(block) > 1:
            middle = len(block) // 2
            stack += [block[middle:], block[:middle]]
    return kept


def branches_of(part: Proposition) -> Sequence[Proposition]:
    """Return the branches of a part of a conjunction (选择), empty where it has none."""
    return branches(part)


def _choices(part: Proposition) -> int:
    return len(branches_of(part))


def boxes(part: Proposition) -> Iterator[Places]:
    """Yield ranges for the variables of a proposition, each independent of the others (取值范围)."""
    if isinstance(part, Decided):
        if part is TRUE:
            yield {}
        return
    groups = components(part.content) if isinstance(part, All) else []
    if len(groups) > 1:
        groups.sort(key=lambda group: min(variable.order for part in group for variable in part.variables))
        for chosen in product(*(list(boxes(conjunction(group))) for group in groups)):
            yield {variable: ranges for box in chosen for variable, ranges in box.items()}
        return
    linked = {variable for inequality in inequalities_in(part) for variable in numeric_variables(inequality)}
    free = [literal.variable for literal in literals_in(part) if literal.variable not in linked]
    if free:
        variable = min(free, key=lambda candidate: candidate.order)
        sets = [literal.ranges for literal in literals_in(part) if literal.variable is variable]
        alike: list[tuple[list[Places], Ranges]] = []
        for cell in partition(variable.ranges, sets):
            inner_boxes = list(boxes(restricted(part, variable, cell, linked=False)))
            index = next(
                (position for position, (known_boxes, _) in enumerate(alike) if known_boxes == inner_boxes), None
            )
            if index is None:
                alike.append((inner_boxes, cell))
            else:
                alike[index] = inner_boxes, (*alike[index][1], *cell)
        for inner_boxes, ranges in alike:
            yield from ({variable: tuple(sorted(ranges)), **inner_box} for inner_box in inner_boxes)
        return
    parts = part.content if isinstance(part, All) else (part,)
    choice = next((conjunct for conjunct in parts if branches_of(conjunct)), None)
    if choice is not None:
        others = [conjunct for conjunct in parts if conjunct is not choice]
        for branch in branches_of(choice):
            yield from boxes(conjunction([branch, *others]))
        return
    yield from _box_around(parts)


def _box_around(parts: Sequence[Proposition]) -> Iterator[Places]:
    """Yield a box on which inequalities hold throughout, around values near the current ones."""
    units: Places = {}
    for conjunct in parts:
        if isinstance(conjunct, Literal):
            units[conjunct.variable] = intersection(
                units.get(conjunct.variable, conjunct.variable.ranges), conjunct.ranges
            )
    inequalities = [inequality for inequality in parts if isinstance(inequality, Inequality)]
    variables = sorted({variable for part in parts for variable in part.variables}, key=lambda variable: variable.order)
    every = product(*(units.get(variable, variable.ranges) for variable in variables))
    fitted = (_fitted(inequalities, dict(zip(variables, chosen, strict=True))) for chosen in every)
    for box in islice((candidate for candidate in fitted if candidate is not None), 1):
        yield {variable: (ends,) for variable, ends in box.items()}


def _fitted(inequalities: Sequence[Inequality], wide: Box) -> Box | None:
    box = propagate_bounds(inequalities, wide)
    for variable in wide:
        if box is None:
            return None
        low, high = box[variable]
        near = min(max(variable.near, low), high)
        tried = (
            propagate_bounds(inequalities, {**box, variable: (place, place)})
            for place in dict.fromkeys((near, low, high))
        )
        box = next((candidate for candidate in tried if candidate is not None), None)
    for variable in wide if box else ():
        box = _widened(inequalities, box or {}, variable, wide[variable])
    return box


def _widened(inequalities: Sequence[Inequality], box: Box, variable: Variable, wide: tuple[int, int]) -> Box:
    def holds(low: int, high: int) -> bool:
        return all(
            bound_on_box(inequality, {**box, variable: (low, high)}, best=False) >= 0 for inequality in inequalities
        )

    low, high = box[variable]
    low = bisect(low, wide[0], lambda place: holds(place, high))
    high = bisect(high, wide[1], lambda place: holds(low, place))
    return {**box, variable: (low, high)}
