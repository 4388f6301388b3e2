"""Texts (文本写法): conditions on a text, or on the labels of a fact, as propositions about its variable.

A variable of a text has one place for each text that a condition distinguishes. `…` stands for any other text.

    condition                           its proposition
    two texts are alike                 both stand at a text of which the same is left after patterns are removed
    a text ends with another            it stands at a text with this ending
    labels include or are some          a conjunction with a variable of its own for each label

For a pattern, places are added for the endings and beginnings that it removes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import permutations
from typing import Any, TypeAlias, cast

from sgzlib.advice.propositions import FALSE, TRUE, Proposition, Ranges, Variable, conjunction, disjunction, literal
from sgzlib.advice.unknowns import Unknowns
from sgzlib.law import formula as fml
from sgzlib.law.tracing import joined
from sgzlib.law.truth import Unknown, stripped

_Stands: TypeAlias = tuple[Variable | None, Ranges]


class Texts:
    """The propositions about the texts and labels of one subject (文本的命题)."""

    def __init__(self, unknowns: Unknowns) -> None:
        self._unknowns = unknowns

    def in_row(self, node: Any, path: str, asked: tuple[Any, ...], *, want: bool) -> Proposition:
        """Return the proposition that a row includes labels, or consists of them, with a variable for each label."""
        parts = [self._unknowns.free((path, label), want=want) for label in asked]
        if isinstance(node, fml.ConsistsOf):
            others = (label for label in cast("Any", node.labels).fact.kind.members if label not in asked)
            parts += [self._unknowns.free((path, label), want=not want) for label in others]
            parts += [self._unknowns.free((path, asked), want=want)] if len(asked) > 1 else []
        return conjunction(parts) if want else disjunction(parts)

    def asked_of(self, node: fml.Node, path: str, holds: Callable[[Any], bool]) -> Proposition:
        """Return the proposition that something holds of the value of a fact (某值成立), decided if it is known."""
        value = self._unknowns.given(node, path)
        if not isinstance(value, Variable):
            return TRUE if holds(value) else FALSE
        points = cast("Any", value.points)
        return literal(value, tuple((place, place) for place, point in points.items() if holds(written(point))))

    def alike(self, node: fml.Alike, path: str, *, want: bool) -> Proposition:
        """Return the proposition that two texts are alike, or differ if not `want` (文本相同)."""
        sides = (node.left, node.without), (node.right, node.right_without)
        for (target, _), (source, without) in (sides, sides[::-1]):
            # `target` may be the text of `source`, with or without what its pattern removes. Two unknown texts may be
            # alike or not.
            text = (
                source.value
                if isinstance(source, fml.Constant)
                else self._unknowns.at(joined(path, cast("Any", source).path))[1]
            )
            unknown = isinstance(text, Unknown)
            made = () if self._unknowns.joining else (f"…{ending}" for ending in endings(without))
            for point in ("……", *made) if unknown else (text, re.sub(without, "", text)):
                if point and not isinstance(target, fml.Constant):
                    self._unknowns.point(target, path, point)
        left, right = (self._standing_at(side, path, without) for side, without in sides)
        groups = ((stands, [name for name in right if (name == text) is want]) for text, stands in left.items())
        return disjunction(
            conjunction([_in_any(stands), _in_any(*(right[name] for name in names))])
            for stands, names in groups
            if names
        )

    def _standing_at(self, node: fml.Node, path: str, without: str) -> dict[str, _Stands]:
        """Return the texts that a fact can be, without what `without` matches, each with its places (可能的文本)."""
        value = node.value if isinstance(node, fml.Constant) else self._unknowns.given(node, path)
        if not isinstance(value, Variable):
            return {stripped(value, without): (None, ())}
        places: dict[str, list[tuple[int, int]]] = {}
        for place, point in sorted(cast("Any", value.points).items()):
            places.setdefault(stripped(written(point), without), []).append((place, place))
        return {text: (value, tuple(ranges)) for text, ranges in places.items()}


def _in_any(*stands: _Stands) -> Proposition:
    """Return the proposition that a fact stands at one of some places; TRUE if it is known."""
    variable = stands[0][0]
    return (
        TRUE
        if variable is None
        else literal(variable, tuple(sorted(place for _, places in stands for place in places)))
    )


def endings(pattern: str) -> list[str]:
    """Return the endings that a pattern removes from a text (可去的字尾): of its words, one or two together."""
    return [word for word in _in_words(pattern) if re.sub(pattern, "", written(f"…{word}")) == written("…")]


def beginnings(patterns: Iterable[str]) -> list[str]:
    """Return the beginnings that patterns remove from a text (可去的字首), one for each combination of patterns."""
    word_by_effect: dict[tuple[bool, ...], str] = {}
    for beginning in dict.fromkeys(word for pattern in patterns for word in _in_words(pattern)):
        taken = tuple(re.sub(pattern, "", written(f"{beginning}…")) == written("…") for pattern in patterns)
        if any(taken):
            word_by_effect.setdefault(taken, beginning)
    return list(word_by_effect.values())


def _in_words(pattern: str) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(re.findall(r"\w+", pattern)))
    return *words, *map("".join, permutations(words, 2))


def written(point: Any) -> Any:
    """Return a text with a name in place of `…` (写出的文本); any other value unchanged."""
    return point.replace("…", "某") if isinstance(point, str) else point
