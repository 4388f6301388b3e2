"""Ways to a verdict (达标途径): which facts would have to be what, for a rule to hold. `remedies` asks it.

A way says of some facts which values would do; several ways are a choice; several choices, all of which have to be
made, are the answer. A fact's values are cut where the rules compare it, so that there are few to choose from and
nothing falls between them. `KEEP` stands for the value that a fact has now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import floor
from typing import Any, TypeAlias

import attrs

from sgzlib.law.facts import Fact
from sgzlib.law.kinds import DAY, HOURS
from sgzlib.law.labels import Ordered
from sgzlib.law.money import EXACT
from sgzlib.law.truth import Unknown

KEEP = 0
FAR = 10**21

Range: TypeAlias = tuple[int, int]


@attrs.frozen
class Option:
    """Values that all do the same to every rule: from `least` to `most`, both included."""

    least: Any
    most: Any

    def holds(self, value: Any) -> bool:
        """Whether a value is one of them; an end that is None is open, and "…" stands for what comes before."""
        if isinstance(self.least, str) and self.least.startswith("…"):
            return str(value).endswith(self.least[1:]) and value != self.least[1:]
        if self.least is not None and self.least == self.most:
            return bool(value == self.least)
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


class Variable:
    """One thing that could be otherwise (可变项): a fact at a path, or how many members join a group.

    `options` are where it could stand: first where it stands now, unless that is not known; then the others that
    somebody could bring about. Where `settled`, a day that has come stays as it is, and so does anything else. What
    its subject's class does not accept is no option. `brought_by` are those who join, where it is what they bring to a
    sum.
    """

    def __init__(
        self,
        path: str,
        fact: Fact[Any],
        value: Any,
        on: date,
        accepts: Callable[[Any], bool],
        *,
        joins: bool = False,
        brought_by: Variable | None = None,
    ) -> None:
        self.path = path
        self.fact = fact
        self.value = value
        self.joins = joins
        self.brought_by = brought_by
        self.points: dict[Any, None] = dict.fromkeys(() if joins else fact.kind.domain)
        self._starts: set[int] = set()
        self._on = on
        self._accepts = accepts

    @property
    def known(self) -> bool:
        """Whether it is known where it stands now."""
        return not isinstance(self.value, Unknown)

    @property
    def measured(self) -> bool:
        """Whether its values are numbers or days."""
        return self.joins or (self.fact.kind.step is not None and not self.fact.kind.domain)

    @property
    def ordered(self) -> bool:
        """Whether its values have an order."""
        return self.measured or isinstance(next(iter(self.points), None), Ordered)

    @property
    def bottom(self) -> Any:
        """The least value there is, if they have an order."""
        return self.at(self._lowest) if self.measured else next(iter(self.points), None)

    @property
    def top(self) -> Any:
        """The greatest value there is, if they have an order."""
        return self.at(self._highest) if self.measured else next(reversed(self.points), None)

    @property
    def _lowest(self) -> int:
        if self.joins:
            return 0
        return date.min.toordinal() if self.fact.kind is DAY else self.place(self.fact.kind.least)

    @property
    def _highest(self) -> int:
        if self.fact.kind is DAY:
            return date.max.toordinal()
        # What those who join bring to a sum is no one's fact, and has no bound.
        most = None if self.brought_by else self.fact.kind.most
        return FAR if most is None else self.place(most)

    def at(self, place: int) -> Any:
        """Give the value at a place."""
        if self.fact.kind is DAY:
            return date.fromordinal(place)
        return place * self._step if isinstance(self._step, int) else EXACT.multiply(place, self._step)

    def place(self, value: Any) -> int:
        """Give the place of a value, or of the last one before it."""
        return value.toordinal() if isinstance(value, date) else Fraction(value) // Fraction(self._step)

    @property
    def _step(self) -> Any:
        return 1 if self.joins else self.fact.kind.step

    @property
    def near(self) -> int:
        """The place from which it is not moved further than needed: where it stands, or the day asked about."""
        return self.place(self.value if self.known else self._on if self.fact.kind is DAY else self.at(self._lowest))

    @property
    def fixed(self) -> bool:
        """Whether it stays where it stands, whatever the rules ask."""
        return self._settled and not self._movable

    def joined(self, places: Iterable[int]) -> tuple[Option, ...]:
        """Give the options at some places, those that follow on one another as one where they have an order."""
        if not self.ordered:
            return tuple(self.options[place] for place in sorted(places))
        return tuple(Option(self.options[low].least, self.options[high].most) for low, high in runs(frozenset(places)))

    def ranges(self, places: Iterable[int]) -> list[Range]:
        """Give the ranges that some of the options make up, those that follow on one another as one."""
        made: list[Range] = []
        for option in (self.options[place] for place in sorted(places)):
            low, high = self.place(option.least), self.place(option.most)
            made = [*made[:-1], (made[-1][0], high)] if made and made[-1][1] + 1 == low else [*made, (low, high)]
        return made

    def cut(self, place: Fraction) -> None:
        """Set the values at and beyond a place apart from those before it."""
        self._starts |= {floor(place), floor(place) + 1}

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """Where it could stand; each of them does the same to every rule that was asked."""
        now = (Option(self.value, self.value),) if self.known else (Option(None, None),)
        return now + tuple(option for option in self._others() if self._possible(option))

    @property
    def choices(self) -> frozenset[int]:
        """The places in `options` that can be taken: without `KEEP` where it is not known what it is now."""
        return frozenset(range(0 if self.known else 1, len(self.options)))

    def _others(self) -> Iterator[Option]:
        if not self.measured:
            yield from (Option(point, point) for point in self.points if not (self.known and point == self.value))
            return
        lowest, highest = self._lowest, self._highest
        if self._settled and self.fact.kind is DAY:
            lowest = self._on.toordinal()
        elif self.known and (self.joins or self.fact.kind is HOURS):
            lowest = self.place(self.value) + 1
        starts = sorted({lowest} | {start for start in self._starts if lowest < start <= highest})
        for start, following in zip(starts, [*starts[1:], highest + 1], strict=True):
            yield Option(self.at(start), self.at(following - 1))

    @property
    def _settled(self) -> bool:
        return self.fact.settled and self.known

    @property
    def _movable(self) -> bool:
        """Whether what is settled is so only from the day asked about onwards."""
        return self.fact.kind is DAY and bool(self.value >= self._on)

    def _possible(self, option: Option) -> bool:
        # Of a range of numbers, texts or days, some value or other is accepted.
        if (self.joins or self.fact.kind.domain) and not self._accepts(option.least):
            return False
        if self._settled:
            return self._movable
        # A level once reached is not lost again.
        return not (self.known and isinstance(option.least, Ordered) and option.least < self.value)


Way: TypeAlias = dict[Any, frozenset[int]]
Choice: TypeAlias = list[Way]
Choices: TypeAlias = list[Choice]

ALREADY: Choices = []
NEVER: Choices = [[]]


def covers(wide: Way, narrow: Way) -> bool:
    """Whether whatever goes the narrow way goes the wide way too."""
    return all(variable in narrow and narrow[variable] <= places for variable, places in wide.items())


def moves(way: Way) -> set[Variable]:
    """Give the facts that do not stay as they are."""
    return {one for one, places in way.items() if isinstance(one, Variable) and KEEP not in places}


def least(ways: Iterable[Way]) -> Choice:
    """Leave out the ways that another one covers."""
    kept: Choice = []
    for way in ways:
        if not any(covers(other, way) for other in kept):
            kept = [other for other in kept if not covers(way, other)]
            kept.append(way)
    return kept


def both(one: Choice, other: Choice) -> Choice:
    """Give the ways that go one of either choice at once."""

    def joined() -> Iterator[Way]:
        for a, b in product(one, other):
            way = {**a, **{v: places & a[v] if v in a else places for v, places in b.items()}}
            if all(way.values()):
                yield way

    return least(joined())


def multiplied(choices: Choices) -> Choice:
    """Make one choice of several."""
    together: Choice = [{}]
    for choice in choices:
        together = both(together, choice)
    return together


def either(one: Choices, other: Choices) -> Choices:
    """Give the choices of which one or the other set has to be made."""
    if [] in one or [] in other:
        return other if [] in one else one
    ways = least([*multiplied(one), *multiplied(other)])
    return ALREADY if ways == [{}] else [ways]


def at_least(wanted: int, of: Sequence[Choices]) -> Choices:
    """Give the choices that bring about at least so many of several things."""
    if wanted == len(of):
        return [multiplied(choices) for choices in of]
    reached: list[Choice] = [[{}], *([] for _ in range(wanted))]
    for choices in of:
        ways = multiplied(choices)
        reached = [least([*reached[n], *(both(reached[n - 1], ways) if n else [])]) for n in range(len(reached))]
    return [reached[wanted]]


@attrs.frozen(eq=False)
class Counter:
    """How many members of a group have something (计数项): the places are numbers, and each is reached by its ways."""

    members: tuple[Callable[[bool], Choices], ...]
    known = True

    @property
    def choices(self) -> frozenset[int]:
        """From none to all."""
        return frozenset(range(len(self.members) + 1))

    def ways(self, places: frozenset[int]) -> Choices:
        """Give the ways to one of some numbers."""
        found: Choices = NEVER
        for low, high in runs(places):
            reach = at_least(low, [member(True) for member in self.members])
            stay = at_least(len(self.members) - high, [member(False) for member in self.members])
            found = either(found, [*reach, *stay])
        return found


def runs(places: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Give the first and the last of every run of places without a gap."""
    for place in sorted(places):
        if place - 1 not in places:
            end = place
            while end + 1 in places:
                end += 1
            yield place, end


def solved(
    variables: Sequence[Variable], counters: Sequence[Counter], holds: Callable[[dict[Any, Any]], bool]
) -> Choices:
    """Give the ways to make a comparison hold, by trying where its facts could stand.

    What is not known has to be settled, and so has every counter; of what is known, one thing is moved at a time.
    """
    unknown = [variable for variable in variables if not variable.known]
    known = [variable for variable in variables if variable.known]
    found: list[dict[Any, frozenset[int]]] = []
    for moved in ([each] for each in known) if known else ([],):
        free: list[Any] = [*counters, *unknown, *moved]
        kept = {variable: variable.value for variable in known if variable not in moved}
        # Each in turn has its places taken together, so that none is tied down that another one makes free.
        for first in free:
            rest = [each for each in free if each is not first]
            for chosen in product(*(sorted(each.choices) for each in rest)):
                fixed = dict(zip(rest, chosen, strict=True))
                places = frozenset(
                    place for place in first.choices if _holds_throughout({**fixed, first: place}, kept, holds)
                )
                if places:
                    way = {**{v: frozenset({KEEP}) for v in kept}, **{v: frozenset({at}) for v, at in fixed.items()}}
                    found.append({**way, first: places})
    choices: Choices = NEVER
    for way in _merged(found):
        choices = either(choices, _expanded(way))
    return choices


def _holds_throughout(places: dict[Any, int], kept: dict[Any, Any], holds: Callable[[dict[Any, Any]], bool]) -> bool:
    ends = [
        {place} if isinstance(each, Counter) else (each.options[place].least, each.options[place].most)
        for each, place in places.items()
    ]
    return all(holds({**kept, **dict(zip(places, values, strict=True))}) for values in product(*ends))


def _expanded(way: dict[Any, frozenset[int]]) -> Choices:
    """Put the ways of its members in the place of a counter."""
    plain = {each: places for each, places in way.items() if not isinstance(each, Counter)}
    counted = [choice for each in way if isinstance(each, Counter) for choice in each.ways(way[each])]
    return [*counted, [plain]] if plain else counted


def _merged(ways: Choice) -> Choice:
    """Make one way of those that differ in one fact alone."""
    merged: Choice = []
    for way in least(ways):
        for at, other in enumerate(merged):
            differing = [v for v in way if way.keys() == other.keys() and way[v] != other[v]]
            if len(differing) == 1 and way.keys() == other.keys():
                merged[at] = {**other, differing[0]: way[differing[0]] | other[differing[0]]}
                break
        else:
            merged.append(way)
    return least({v: places for v, places in way.items() if not (v.known and places == v.choices)} for way in merged)
