"""Spellings (文本写法): the texts and rows of labels that a fact may be, as far as formulas ask for them.

`…` stands for a name of which nothing is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import permutations
from typing import Any, cast

from sgzlib.law.kinds import Kind


def endings(pattern: str) -> list[str]:
    """Return what a pattern takes away from the end of a text (可去的字尾): of its words, one or two of them."""
    return [one for one in _in_words(pattern) if re.sub(pattern, "", written(f"…{one}")) == written("…")]


def beginnings(patterns: Iterable[str]) -> list[str]:
    """Return what patterns take away from the beginning of a text (可去的字首), one of those that do the same."""
    found: dict[tuple[bool, ...], str] = {}
    for one in dict.fromkeys(word for pattern in patterns for word in _in_words(pattern)):
        taken = tuple(re.sub(pattern, "", written(f"{one}…")) == written("…") for pattern in patterns)
        if any(taken):
            found.setdefault(taken, one)
    return list(found.values())


def _in_words(pattern: str) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(re.findall(r"\w+", pattern)))
    return *words, *map("".join, permutations(words, 2))


def written(point: Any) -> Any:
    """Return a text with a name in place of `…` (写出的文本); anything else as it is."""
    return point.replace("…", "某") if isinstance(point, str) else point


def rows_of_labels(kind: Kind[Any], known: tuple[Any, ...], asked: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
    """Yield rows of labels to try (可试的取值组合): all, none, each, and what is asked, beside what is known."""
    yield known
    every = tuple(cast("Any", kind.members))
    for labels in ((), *((label,) for label in every), every, *asked):
        # In whichever order, what is asked for is added to what is there already.
        more = (*known, *(label for label in labels if label not in known))
        less = tuple(label for label in known if label not in labels)
        yield from (kind.read("", found) for found in (labels, more, less))
