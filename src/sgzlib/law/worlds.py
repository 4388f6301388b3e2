"""Worlds (世界): what a rule may ask of a fact, of a group and of the day, whatever stands for them.

In the world of values these are Python's own booleans, numbers, days and tuples, and `UNKNOWN`. A world of its own (a
column of a table, a recorder) brings objects that answer the protocols below; rules cannot tell.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any, Protocol, Self


class Asked(Protocol):
    """What is asked of each member of a group (逐一判断): a ruleset, or a member rule."""

    @property
    def name(self) -> str:
        """What it is called in code."""
        ...

    @property
    def zh(self) -> str:
        """What it is called in Chinese."""
        ...

    @property
    def en(self) -> str:
        """What it is called in English."""
        ...

    @property
    def meets(self) -> Any:
        """Answer it for a member and a case."""
        ...


class WorldTruth(Protocol):
    """A truth in a world (真值): Kleene's connectives, with Python's booleans on either side."""

    def __and__(self, other: Any) -> Any: ...
    def __rand__(self, other: Any) -> Any: ...
    def __or__(self, other: Any) -> Any: ...
    def __ror__(self, other: Any) -> Any: ...
    def __invert__(self) -> Any: ...
    def where(self, then: Any, otherwise: Any) -> Any:
        """Take one value where it holds, and another where it does not."""
        ...

    def amount_if(self, amount: Any) -> Any:
        """Take an amount where it holds, and nothing where it does not."""
        ...


class WorldValue(Protocol):
    """A number, day or label in a world (数、日期或标签): comparisons with its like and with plain values."""

    def __ge__(self, other: Any) -> Any: ...
    def __gt__(self, other: Any) -> Any: ...
    def __le__(self, other: Any) -> Any: ...
    def __lt__(self, other: Any) -> Any: ...
    def __eq__(self, other: object) -> Any: ...
    def __ne__(self, other: object) -> Any: ...
    def __hash__(self) -> int: ...


class WorldNumber(WorldValue, Protocol):
    """A number in a world (数): sums, differences and products."""

    def __add__(self, other: Any) -> Any: ...
    def __radd__(self, other: Any) -> Any: ...
    def __sub__(self, other: Any) -> Any: ...
    def __rsub__(self, other: Any) -> Any: ...
    def __mul__(self, other: Any) -> Any: ...
    def __rmul__(self, other: Any) -> Any: ...
    def days_from(self, start: date, unit: str) -> Any:
        """Move a day that is no fact by this number of days, months or years."""
        ...


class WorldDay(WorldValue, Protocol):
    """A day in a world (日期): moved as the Civil Code counts, and the earlier or later of two."""

    def shifted(self, by: Any, unit: str) -> Self:
        """Move it by days, months, years, or to the end of a calendar year."""
        ...

    def to_workday(self, rest_days: Any) -> Self:
        """Move it off rest days."""
        ...

    def earlier(self, other: Any) -> Self:
        """Take the earlier of two."""
        ...

    def later(self, other: Any) -> Self:
        """Take the later of two."""
        ...


class WorldText(WorldValue, Protocol):
    """A text in a world (文本)."""

    def ends_with(self, ending: str) -> Any:
        """Say whether it ends so."""
        ...

    def alike(self, other: Any, without: str, other_without: str) -> Any:
        """Say whether it is another, each without what its pattern finds."""
        ...


class WorldLabels(Protocol):
    """Several labels in a world (多个标签)."""

    def includes(self, *asked: Any) -> Any:
        """Say whether all that are asked for are among them."""
        ...

    def consists_of(self, *asked: Any) -> Any:
        """Say whether they are those asked for, in that order."""
        ...


class WorldGroup(Protocol):
    """A group in a world (分组)."""

    def size(self) -> Any:
        """Count the members."""
        ...

    def count(self, what: Any, case: Any) -> Any:
        """Count the members that have something."""
        ...

    def total(self, what: Any, case: Any = None) -> Any:
        """Add up an amount of the members: a fact, or what a member rule returns."""
        ...

    def distinct(self, name: str, among: tuple[Enum, ...]) -> Any:
        """Count the labels that occur as a fact of the members."""
        ...

    def latest(self, name: str) -> Any:
        """Find the last of the members' days."""
        ...

    def earliest(self, name: str) -> Any:
        """Find the first of the members' days."""
        ...
