"""Crossed counts (交叉计数): several questions about one group that hang on the same unknown facts of its members.

"How many are qualified" and "how many are qualified or still in time" cannot turn out independently. Here the members
are completed one by one; what the questions then give together, their aggregate, is built up member by member, and
aggregates that no rule tells apart are kept once, so that a large team is no slower than a small one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import Any, TypeAlias

import attrs

Aggregate: TypeAlias = tuple[Any, ...]
Cuts: TypeAlias = set[Any]


@attrs.frozen(eq=False)
class About:
    """What is asked of a group: of which members it is unknown, what a completed one gives, and how that joins.

    `fact` names the fact of which the group's first or last day is asked; a count has none.
    """

    path: str
    members: tuple[Any, ...]
    unknown: tuple[int, ...]
    gives: Callable[[Any], Any]
    join: Callable[[Any, Any], Any]
    none: Any
    fact: str | None = None


@attrs.frozen(eq=False)
class Question:
    """One question about a group, and where the rules cut the answers."""

    key: str
    cuts: Cuts
    about: About

    def tells(self, value: Any) -> Any:
        """Give what the rules can tell of a value: on which side of each of their cuts it lies."""
        if None in self.cuts:
            return value
        return tuple((value > at) if above else (value >= at) for at, above in sorted(self.cuts))

    def shortened(self, value: Any, left: int) -> Any:
        """Give a count that the rules cannot tell from this one, whatever the members that are left contribute."""
        if self.about.fact or None in self.cuts:
            return value
        thresholds = [at + above for at, above in self.cuts]
        return max(min(value, max(thresholds)), min(thresholds) - left - 1)


@attrs.frozen(eq=False)
class Options:
    """Every way in which one member could turn out: the values of its unknown facts, and what it then contributes."""

    names: tuple[str, ...]
    ways: tuple[tuple[tuple[int, ...], Aggregate], ...]
    contributions: frozenset[Aggregate]

    @classmethod
    def of(cls, pieces: dict[str, tuple[Any, ...]], contribution: Callable[[dict[str, Any]], Aggregate]) -> Options:
        """Try every combination of the values of the unknown facts."""
        ways: list[tuple[tuple[int, ...], Aggregate]] = []
        for chosen in product(*(range(len(values)) for values in pieces.values())):
            completed = {name: values[at] for (name, values), at in zip(pieces.items(), chosen, strict=True)}
            ways.append((chosen, contribution(completed)))
        return cls(tuple(pieces), tuple(ways), frozenset(contribution for _, contribution in ways))

    def changes(self, place: int) -> Iterator[tuple[Aggregate, Aggregate]]:
        """Give what it contributes before and after one fact alone is changed."""
        alike: dict[tuple[int, ...], dict[Aggregate, None]] = {}
        for chosen, contribution in self.ways:
            alike.setdefault((*chosen[:place], *chosen[place + 1 :]), {})[contribution] = None
        for contributions in alike.values():
            first, *others = contributions
            yield from ((first, other) for other in others)


class Crossing:
    """Questions about one group that hang on the same unknown facts, and how its members could turn out."""

    def __init__(self, questions: Sequence[Question], members: dict[int, Options]) -> None:
        self.questions = questions
        self.keys = {question.key for question in questions}
        self.key = " × ".join(question.key for question in questions)
        self._members = members
        self._reached: dict[int, frozenset[Aggregate]] = {}
        first = next(iter(members))
        self._aggregates: dict[Any, Aggregate] = {}
        for others in self._without(first):
            for contribution in members[first].contributions:
                together = self._joined(others, contribution)
                self._aggregates.setdefault(self._told(together), together)

    @property
    def assignments(self) -> Iterator[dict[str, Any]]:
        """Give what the questions' answers could be together, of those that no rule tells apart one."""
        for aggregate in self._aggregates.values():
            yield {question.key: value for question, value in zip(self.questions, aggregate, strict=True)}

    def relevant(self, outcomes: Iterable[tuple[bool, ...]]) -> Iterator[str]:
        """Give the facts of members whose change alone can change an outcome; outcomes stand as `assignments` do."""
        told = [dict(zip(self._aggregates, outcome, strict=True)) for outcome in outcomes]
        found: dict[int, list[str]] = {}
        path = self.questions[0].about.path
        for at, options in self._members.items():
            if id(options) not in found:
                matters = (name for place, name in enumerate(options.names) if self._matters(at, place, told))
                found[id(options)] = list(matters)
            yield from (f"{path}[{at}].{name}" for name in found[id(options)])

    def _matters(self, at: int, place: int, outcomes: list[dict[Any, bool]]) -> bool:
        changes = set(self._members[at].changes(place))
        tried = {
            (self._told(self._joined(others, before)), self._told(self._joined(others, after)))
            for others in self._without(at)
            for before, after in changes
        }
        return any(outcome[before] != outcome[after] for before, after in tried for outcome in outcomes)

    def _without(self, at: int) -> frozenset[Aggregate]:
        """Give every aggregate of the other members, of those that no rule tells apart one."""
        key = id(self._members[at])
        if key not in self._reached:
            others = [options for other, options in self._members.items() if other != at]
            reached = {tuple(question.about.none for question in self.questions)}
            for left, options in zip(range(len(others), 0, -1), others, strict=True):
                joined = {self._joined(now, more) for now in reached for more in options.contributions}
                reached = {
                    tuple(question.shortened(value, left) for question, value in zip(self.questions, now, strict=True))
                    for now in joined
                }
            self._reached[key] = frozenset(reached)
        return self._reached[key]

    def _joined(self, one: Aggregate, other: Aggregate) -> Aggregate:
        return tuple(question.about.join(a, b) for question, a, b in zip(self.questions, one, other, strict=True))

    def _told(self, aggregate: Aggregate) -> Any:
        return tuple(question.tells(value) for question, value in zip(self.questions, aggregate, strict=True))
