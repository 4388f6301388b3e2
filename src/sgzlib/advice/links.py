"""Links (联动): comparisons of several facts that could each be otherwise, such as a sum and what it has to reach.

Which value of one fact does hangs on where the others stand, so that no list of values says it. A link is therefore
carried along whole, and settled at the end: for the fewest more facts, and around one set of values that does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations, product
from operator import attrgetter
from typing import Any, TypeAlias, cast

import attrs

from sgzlib.advice.ways import KEEP, Choice, Choices, Option, Range, Variable, Way, covers, moves
from sgzlib.law.truth import not_

Ranges: TypeAlias = dict[Variable, Range]

_MOST_PARTS = 4
_ROUNDS = 8


@attrs.frozen(eq=False)
class Link:
    """A comparison of several facts (联动比较): `signs` says of each whether more of it helps (1) or harms (-1).

    `parts` are the facts that tell only together, as a price and a quantity do.
    """

    signs: dict[Variable, int]
    parts: tuple[frozenset[Variable], ...]
    holds: Callable[[dict[Any, Any]], Any]

    def turned(self) -> Link:
        """Give the contrary of it."""
        signs = {variable: -sign for variable, sign in self.signs.items()}
        return Link(signs, self.parts, lambda given: not_(self.holds(given)))

    def at_corner(self, ranges: Ranges, *, best: bool) -> bool:
        """Whether it holds where the facts stand at the best, or the worst, ends of their ranges."""
        given = {variable: variable.value for variable in self.signs}
        for variable, sign in self.signs.items():
            if variable in ranges:
                given[variable] = variable.at(ranges[variable][(sign > 0) == best])
        return self.holds(given) is True

    def cut(self, variable: Variable, ranges: Ranges) -> Range:
        """Cut off the end of a fact's range at which it fails wherever the others stand within theirs."""

        def holds(place: int) -> bool:
            return self.at_corner({**ranges, variable: (place, place)}, best=True)

        low, high = ranges[variable]
        return (_furthest(high, low, holds), high) if self.signs[variable] > 0 else (low, _furthest(low, high, holds))


def links_of(choice: Choice) -> list[Link]:
    """Give the links that some ways carry along."""
    return [link for way in choice for link in way if isinstance(link, Link)]


def grouped(choices: Choices) -> list[Choices]:
    """Sort choices into groups that share no fact, leaving out a choice that another one makes anyway."""
    needed: Choices = []
    for choice in sorted(choices, key=len):
        if not any(all(any(covers(way, made) for way in choice) for made in other) for other in needed):
            needed.append(choice)
    groups: list[tuple[set[Variable], Choices]] = []
    for choice in needed:
        variables = {one for way in choice for one in way if isinstance(one, Variable)}
        variables = variables.union(*(link.signs for link in links_of(choice)))
        together: Choices = [choice]
        apart: list[tuple[set[Variable], Choices]] = []
        for shared, group in groups:
            if shared & variables:
                variables |= shared
                together = [*group, *together]
            else:
                apart.append((shared, group))
        groups = [*apart, (variables, together)]
    return [group for _, group in groups]


def told(way: Way) -> Way:
    """Leave out what stays as it is, unless a link hangs on it."""
    if links_of([way]):
        return way
    moved = moves(way)
    return {variable: places for variable, places in way.items() if variable in moved}


def settled(way: Way) -> Iterator[dict[Variable, tuple[Option, ...]]]:
    """Give what has to move, and whereto, for a way to be gone with all its links: for the fewest facts."""
    search = _Search(way)
    plain = {variable: variable.joined(way[variable]) for variable in way if variable in search.moved}
    for more in search.fewest():
        box = search.box(more) or {}
        yield plain | {v: (Option(v.at(low), v.at(high)),) for v, (low, high) in box.items() if not v.brought_by}


class _Search:
    """The search for the fewest facts that a way has to move, besides those that it moves anyway."""

    def __init__(self, way: Way) -> None:
        self.moved = moves(way)
        self._links = [link if way[link] == {1} else link.turned() for link in links_of([way])]
        linked = dict.fromkeys(variable for link in self._links for variable in link.signs)
        self._elsewhere = {variable: way.get(variable, variable.choices) - {KEEP} for variable in linked}
        self.box = cache(self._box)

    def fewest(self) -> Iterator[frozenset[Variable]]:
        """Give the smallest sets of facts to move: parts first, since what they give adds up, then facts of them."""
        if self.box(frozenset()) is not None:
            yield frozenset()
            return
        free = {v for v, places in self._elsewhere.items() if places and v not in self.moved and not v.brought_by}
        parts = dict.fromkeys(part & free for link in self._links for part in link.parts)
        for chosen in self._least_of([part for part in parts if part]):
            facts = sorted(chosen, key=attrgetter("path"))
            yield from self._least_of([frozenset({variable}) for variable in facts])

    def _least_of(self, units: list[frozenset[Variable]]) -> Iterator[frozenset[Variable]]:
        found: list[frozenset[Variable]] = []
        left = units
        for number in range(1, _MOST_PARTS + 1):
            if not any(_narrowed(self._links, ranges) for ranges in self._ranges(frozenset().union(*left))):
                break
            for chosen in combinations(left, number):
                together = frozenset[Variable]().union(*chosen)
                if not any(one <= together for one in found) and self.box(together) is not None:
                    found.append(together)
                    yield together
            left = [unit for unit in left if unit not in found]

    def _box(self, more: frozenset[Variable]) -> Ranges | None:
        boxes = (_box(self._links, ranges) for ranges in self._ranges(more))
        return next((box for box in boxes if box is not None), None)

    def _ranges(self, more: frozenset[Variable]) -> Iterator[Ranges]:
        free = [variable for variable in self._elsewhere if (variable.brought_by or variable) in self.moved | more]
        runs = (variable.ranges(self._elsewhere[variable]) for variable in free)
        return (dict(zip(free, chosen, strict=True)) for chosen in product(*runs))


def _box(links: list[Link], ranges: Ranges) -> Ranges | None:
    """Give ranges within these in which every link holds throughout, if there are any: around one set of values."""
    narrow = _narrowed(links, ranges)
    if len(ranges) == 1:
        return narrow
    for variable in ranges:
        if narrow is None:
            return None
        low, high = narrow[variable]
        places = dict.fromkeys((min(max(variable.near, low), high), low, high))
        tried = (_narrowed(links, {**narrow, variable: (place, place)}) for place in places)
        narrow = next((one for one in tried if one is not None), None)
    for variable in ranges if narrow else ():
        narrow = _widened(links, cast("Ranges", narrow), variable, ranges[variable])
    return narrow


def _narrowed(links: list[Link], ranges: Ranges) -> Ranges | None:
    """Cut off the ends at which a link fails wherever the others stand within their ranges; None where all fails."""
    for _ in range(_ROUNDS):
        before = ranges
        for link in links:
            if not link.at_corner(ranges, best=True):
                return None
            for variable in link.signs:
                if variable in ranges:
                    ranges = {**ranges, variable: link.cut(variable, ranges)}
        if ranges == before:
            break
    return ranges


def _widened(links: list[Link], box: Ranges, variable: Variable, within: Range) -> Ranges:
    """Widen the range of one fact as far as every link holds throughout."""

    def from_to(low: int, high: int) -> Ranges:
        return {**box, variable: (low, high)}

    def holds(wide: Ranges) -> bool:
        return all(link.at_corner(wide, best=False) for link in links)

    low, high = box[variable]
    low = _furthest(low, within[0], lambda place: holds(from_to(place, high)))
    high = _furthest(high, within[1], lambda place: holds(from_to(low, place)))
    return from_to(low, high)


def _furthest(good: int, bad: int, holds: Callable[[int], bool]) -> int:
    """Give the place furthest from `good`, towards `bad`, at which it still holds."""
    if holds(bad):
        return bad
    while abs(bad - good) > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if holds(middle) else (good, middle)
    return good
