"""Changes (改变): the values that a fact would have to take, and the place of the fact in its subject."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

import attrs

from sgzlib.advice.propositions import Variable
from sgzlib.law.clauses import Clause
from sgzlib.law.exact import EXACT
from sgzlib.law.kinds import Form
from sgzlib.law.labels import HasLabels
from sgzlib.law.requirement import Requirement


@attrs.frozen
class ValueRange:
    """Values that all do the same to every rule (取值范围): from `least` to `most`, both included."""

    least: Any
    most: Any

    def holds(self, value: Any) -> bool:
        """Whether a value is in the range. None as an end means no limit. "…" stands for any beginning."""
        if isinstance(self.least, str) and self.least.startswith("…"):
            ending = self.least.lstrip("…")
            return str(value).endswith(ending) and value != ending
        if self.least is not None and self.least == self.most:
            return bool(value == self.least)
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


@attrs.frozen(eq=False, repr=False)
class Change:
    """One change (一项改变): the fact at `path`, from `before`, to a value within one of `to`.

    None as an end of `to` means no limit: `ValueRange(72, None)` is "at least 72". If `joins`, the fact is the
    number of members who join the group and meet all requirements, and `before` is 0. `brings` lists the totals that
    they must raise, each by its name with the least amount.
    """

    path: str
    fact: Any
    before: Any
    to: tuple[ValueRange, ...]
    joins: bool = False
    brings: tuple[tuple[str, Any], ...] = ()

    def __repr__(self) -> str:
        to = " or ".join(f"{each.least!r}..{each.most!r}" for each in self.to)
        return f"<Change {self.path}: {self.before!r} to {to}>"

    def allows(self, value: Any) -> bool:
        """Whether a value is one that the change asks for (取值是否满足)."""
        return any(each.holds(value) for each in self.to)


def actors_of(requirements: Iterable[Requirement]) -> tuple[HasLabels, ...]:
    """Return who must act for some requirements, in the order of the actors (责任单位)."""
    named = dict.fromkeys(actor for rule in requirements for actor in rule.by)
    kinds = dict.fromkeys(type(actor) for actor in named)
    return tuple(actor for kind in kinds for actor in cast("Iterable[HasLabels]", kind) if actor in named)


def clauses_of(requirements: Iterable[Requirement]) -> tuple[Clause, ...]:
    """Return the clauses of some requirements, in the order of their notice (条款)."""
    notice_of = {rule.clause: rule.notice for rule in requirements}
    return tuple(sorted(notice_of, key=lambda clause: notice_of[clause].order(clause.locator)))


def every_member(path: str) -> str:
    """Return a path without the numbers of members (不分成员): `team.workers[].trained`."""
    return re.sub(r"\[\d+\]", "[]", path)


def member_of(path: str) -> str:
    """Return the path of the member in a fact's path (所属成员). A fact outside of groups gives an empty path."""
    return path[: path.rindex("]") + 1] if "]" in path else ""


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
