"""Changes (改变): what would have to be otherwise, one fact at a time and several together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from sgzlib.advice.propositions import Variable
from sgzlib.law.kinds import Form
from sgzlib.law.money import EXACT


@attrs.frozen
class Option:
    """Values that all do the same to every rule (取值范围): from `least` to `most`, both included."""

    least: Any
    most: Any

    def holds(self, value: Any) -> bool:
        """Whether a value is one of them; an end that is None is open, and "…" stands for what comes before."""
        if isinstance(self.least, str) and self.least.startswith("…"):
            ending = self.least.lstrip("…")
            return str(value).endswith(ending) and value != ending
        if self.least is not None and self.least == self.most:
            return bool(value == self.least)
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


@attrs.frozen(eq=False, repr=False)
class Change:
    """One change (一项改变): the fact at `path`, from `before`, to a value within one of `to`.

    An end of `to` that is None is open: `Option(72, None)` is "at least 72". Where `joins`, the fact is how many
    members of the group join it, who then meet whatever is asked of them; `before` is 0, or UNKNOWN where nothing is
    known of the group.
    """

    path: str
    fact: Any
    before: Any
    to: tuple[Option, ...]
    joins: bool = False

    def __repr__(self) -> str:
        to = " or ".join(f"{each.least!r}..{each.most!r}" for each in self.to)
        return f"<Change {self.path}: {self.before!r} to {to}>"

    def allows(self, value: Any) -> bool:
        """Whether a value is one that the change asks for (取值是否满足)."""
        return any(each.holds(value) for each in self.to)


@attrs.frozen(eq=False, repr=False)
class Remedy:
    """Changes that have to be made together (整改办法).

    Of numbers that are multiplied, such as a price and a quantity, a class may refuse some of the values that a change
    allows: those that come to no whole fen.
    """

    changes: tuple[Change, ...]

    def __repr__(self) -> str:
        return f"<Remedy {', '.join(change.path for change in self.changes)}>"

    def __len__(self) -> int:
        return len(self.changes)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)


def value_at_place(variable: Variable, place: int) -> Any:
    """Return the value that a fact has at a place (取值)."""
    if variable.joins:
        return place
    kind: Any = variable.fact.kind  # type: ignore[union-attr]
    if kind.form is Form.DAY:
        return date.fromordinal(place)
    # Whole multiples of a step, as the kind of value writes them.
    step = kind.step if variable.step == Fraction(kind.step) else Decimal(1).scaleb(-kind.places)
    return place * step if isinstance(step, int) else EXACT.multiply(place, step)
