"""Unknowns (未知与可变的事实): the facts of one subject as variables, with the places that each may take.

    kind of fact             places
    yes-or-no, label         one for each value
    text, several labels     one for each value that a formula asks about, and one for any other
    day                      the ordinals of the calendar
    number, hours, amount    multiples of the step of the kind

In a revision, the places of a known fact are its current one and those that an act can bring it to (`law.mutability`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from fractions import Fraction
from itertools import combinations
from typing import Any, cast

import attrs

from sgzlib.advice.days import FIRST_DAY, LAST_DAY
from sgzlib.advice.propositions import (
    INFINITY,
    UNASSIGNED,
    Proposition,
    Ranges,
    Variable,
    literal,
)
from sgzlib.advice.terms import place_of
from sgzlib.law import formula as fml
from sgzlib.law.errors import SgzlibError
from sgzlib.law.facts import Fact, facts_of, is_subject
from sgzlib.law.kinds import Form, Kind
from sgzlib.law.mutability import Moves, is_fixed, may_become
from sgzlib.law.requirement import Case
from sgzlib.law.tracing import joined
from sgzlib.law.truth import UNKNOWN, Unknown


class Unknowns:
    """The variables of one subject (变量): the unknown facts in a completion, the movable facts in a revision.

    `points` are the texts and rows of labels that formulas compare each fact with, by its path.
    """

    def __init__(self, subject: Any, case: Case[Any], *, revising: bool, joining: bool) -> None:
        self.subject = subject
        self.case = case
        self.revising = revising
        self.joining = joining
        self.variables: dict[Any, Variable] = {}
        self.points: dict[str, dict[Any, None]] = {}
        self._places: dict[str, Any] = {}
        self._read: dict[str, None] = {}
        self._asked: dict[str, list[tuple[str, Any]]] | None = None

    def clear(self) -> None:
        """Forget the variables and the likeness of facts, but keep `points` (清空)."""
        self.variables.clear()
        self._asked = None

    def number_of_points(self) -> int:
        """Return how many texts and rows of labels are asked about so far (所问取值数)."""
        return sum(map(len, self.points.values()))

    def point(self, node: fml.Node, path: str, value: Any) -> None:
        """Note that a fact is compared with a text or with a row of labels (记录所问的取值)."""
        self.points.setdefault(joined(path, cast("Any", node).path), {})[value] = None

    def free(self, name: Any, *, want: bool) -> Proposition:
        """Return a proposition that no fact decides: a variable of its own (自由命题)."""
        return literal(self.variable(name, "", None, ((0, 1),)), ((int(want), int(want)),))

    def members(self, path: str) -> tuple[Any, Any]:
        """Return the subject that a group belongs to, and its members (组的成员)."""
        self._read[path] = None
        return self.at(path)

    def of_path(self) -> dict[str, list[Variable]]:
        """Return the variables by the path of their fact (按事实)."""
        variables_by_path: dict[str, list[Variable]] = {}
        for variable in self.variables.values():
            if variable.fact is not None:
                variables_by_path.setdefault(variable.path, []).append(variable)
        return variables_by_path

    def likeness(self, path: str) -> Any:
        """Return a key that interchangeable facts have in common (对称).

        Facts of two members are interchangeable if they have one name and all facts of both that formulas read agree.
        """
        if self._asked is None:
            self._asked = {}
            for read in self._read:
                for inside in re.finditer(r"\]\.", read):
                    member, name = read[: inside.start() + 1], read[inside.end() :]
                    self._asked.setdefault(member, []).append((name, self.at(read)[1]))
        key: list[Any] = []
        prefix = ""
        for step in path.split("."):
            prefix = joined(prefix, step)
            name, bracket, _ = step.partition("[")
            key.append((name, tuple(self._asked.get(prefix, ()))) if bracket else name)
        return tuple(key)

    def given(self, node: fml.Node, owner_path: str) -> Any:
        """Return the value of a fact, or its variable."""
        path = joined(owner_path, cast("Any", node).path)
        self._read[path] = None
        if path in self.variables:
            return self.variables[path]
        owner, value = self.at(path)
        fact = cast("Any", node).fact
        if isinstance(value, Unknown) or (
            self.revising and not is_fixed(fact.moves_in(owner, self.case.on), value, self.case.on)
        ):
            return self._fact(path, fact, value, owner)
        return value

    def at(self, path: str) -> tuple[Any, Any]:
        """Return the subject that a fact belongs to, and the fact; a blank subject where it is unknown."""
        key = path
        if key not in self._places:
            before, _, name = path.rpartition(".")
            owner = self.at(before)[1] if before else self.subject
            place = name.partition("[")
            if place[1]:
                self._places[key] = owner, getattr(owner, place[0])[int(place[2][:-1])]
            else:
                value = getattr(owner, name) if not isinstance(owner, Unknown) else UNKNOWN
                part_class = _part(type(owner), name)
                self._places[key] = (
                    owner,
                    part_class() if isinstance(value, Unknown) and part_class is not None else value,
                )
        return cast("tuple[Any, Any]", self._places[key])

    def _fact(self, path: str, fact: Fact[Any], value: Any, owner: Any) -> Variable:
        kind, unknown = fact.kind, isinstance(value, Unknown)
        moves = Moves.FREE if unknown or not self.revising else fact.moves_in(owner, self.case.on)
        if kind.domain:
            points = {place_of(point): point for point in kind.domain}
            allowed = [place for place, point in points.items() if self._possible(fact, value, point, owner)]
            ranges = tuple((place, place) for place in allowed)
            return self.variable(path, path, fact, ranges, value, points=points)
        if kind.step is None:
            texts = [text for text in self._texts(path, fact, value) if moves is Moves.FREE or set(value) <= set(text)]
            points = dict(enumerate(dict.fromkeys(texts)))
            return self.variable(path, path, fact, tuple((place, place) for place in points), value, points=points)
        if kind.form is Form.DAY:
            if moves is Moves.FREE:
                return self.variable(path, path, fact, ((FIRST_DAY, LAST_DAY),), value)
            now, today = value.toordinal(), self.case.on.toordinal()
            later = max(now + 1, today) if moves is Moves.RISES else today
            return self.variable(path, path, fact, merged(sorted({(now, now), (later, LAST_DAY)})), value)
        step = Fraction(kind.step)
        if not self.joining or (not unknown and Fraction(value) % step):
            step = finest_step(kind)
        least = Fraction(value) if moves is Moves.RISES else Fraction(kind.least)
        most = INFINITY if kind.most is None else int(Fraction(kind.most) // step)
        return self.variable(path, path, fact, ((int(least / step), most),), value, step=step)

    def _texts(self, path: str, fact: Fact[Any], value: Any) -> Iterator[Any]:
        asked = list(self.points.get(path, {}))
        if fact.kind.several:
            if not self.joining:
                labels = dict.fromkeys(label for row in asked for label in row)
                yield from (fact.kind.read("", row) for size in range(3) for row in combinations(labels, size))
            yield from _rows_of_labels(fact.kind, () if isinstance(value, Unknown) else value, asked)
            return
        yield "…" if isinstance(value, Unknown) else value
        for point in asked:
            yield point
            if "…" not in point or not self.joining:
                yield from (point + ending[1:] for ending in asked if ending.startswith("…") and ending.strip("…"))

    def _possible(self, fact: Fact[Any], now: Any, value: Any, owner: Any) -> bool:
        if not self.revising or now is value:
            return True
        if not isinstance(now, Unknown) and not may_become(
            fact.moves_in(owner, self.case.on), now, value, self.case.on
        ):
            return False
        return accepts(owner, fact.name, value)

    def variable(
        self,
        name: Any,
        path: str,
        fact: Fact[Any] | None,
        ranges: Ranges,
        value: Any = UNKNOWN,
        step: Any = 1,
        points: Any = None,
        *,
        joins: bool = False,
    ) -> Variable:
        """Return the variable of a name, made on first use (变量)."""
        if name not in self.variables:
            now = UNASSIGNED
            if not isinstance(value, Unknown):
                now = (
                    next((place for place, point in points.items() if point == value), 0)
                    if points
                    else place_of(value, step)
                )
            self.variables[name] = Variable(
                path,
                fact,
                len(self.variables),
                ranges,
                now,
                step,
                points,
                value,
                may_stay_unassigned=self.revising and now == UNASSIGNED,
                joins=joins,
            )
            if now == UNASSIGNED and fact is not None and fact.kind.form is Form.DAY and not joins:
                self.variables[name].near = self.case.on.toordinal()
        return self.variables[name]


def finest_step(kind: Kind[Any]) -> Fraction:
    """Return the least distance between two values of a kind (最小步长)."""
    return Fraction(1, 10**kind.places)


def merged(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """Return ranges with adjacent ones joined (合并相邻区间)."""
    made: list[tuple[int, int]] = []
    for low, high in ranges:
        if made and low <= made[-1][1] + 1:
            made[-1] = made[-1][0], max(high, made[-1][1])
        else:
            made.append((low, high))
    return tuple(made)


def _part(cls: type[Any], name: str) -> Any:
    fact = facts_of(cls)[name]
    return fact.kind.members if is_subject(fact.kind.members) and not fact.kind.several else None


def accepts(subject: Any, name: str, value: Any) -> bool:
    """Whether a subject's class accepts a value for one of its facts, with all other facts unchanged."""
    with suppress(SgzlibError):
        attrs.evolve(subject, **{name: value})
        return True
    return False


def _rows_of_labels(kind: Kind[Any], known: tuple[Any, ...], asked: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
    """Yield rows of labels to try (可试的取值组合): all, none, each, and those asked about, with the known ones."""
    yield known
    every = tuple(cast("Any", kind.members))
    for labels in ((), *((label,) for label in every), every, *asked):
        # Labels are added to the known ones or removed from them.
        more = (*known, *(label for label in labels if label not in known))
        less = tuple(label for label in known if label not in labels)
        yield from (kind.read("", row) for row in (labels, more, less))
