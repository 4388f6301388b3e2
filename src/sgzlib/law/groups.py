"""Counting over groups (计数): a rule about "every worker" or "at least one", where some facts are unknown.

In the world of values a group is a tuple of subjects; other worlds bring an object with the methods `count`, `size`,
`total`, `latest` and `earliest`. `what` is the name of a fact, or a ruleset that a member is to meet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from sgzlib.law.truth import UNKNOWN, Interval, Truth, Unknown

if TYPE_CHECKING:
    from sgzlib.law.requirement import Case, Ruleset

    What: TypeAlias = "str | Ruleset | Callable[[Any, Case], Any]"


def truth_of(member: Any, what: What, case: Case) -> Any:
    """Whether a member has the fact, meets the ruleset, or satisfies the function `what`."""
    if isinstance(what, str):
        return getattr(member, what)
    if callable(what):
        return what(member, case)
    return what.meets(member, case)


def name_of(what: What) -> str:
    """Give the name of a fact, a ruleset or a function (名称)."""
    if isinstance(what, str):
        return what
    return what.__name__ if callable(what) else what.name


def interval_of(truths: Iterable[Truth]) -> int | Interval:
    """Give how many are True: a number, or from how many to how many where some are UNKNOWN."""
    surely = possibly = 0
    for truth in truths:
        surely += truth is True
        possibly += truth is not False
    return surely if surely == possibly else Interval(surely, possibly)


def count(group: Any, what: What, case: Case) -> Any:
    """Give how many members of a group have `what` (人数或项数)."""
    if isinstance(group, tuple):
        return interval_of(truth_of(member, what, case) for member in group)
    return UNKNOWN if isinstance(group, Unknown) else group.count(what, case)


def size(group: Any) -> Any:
    """Give how many members a group has (总数)."""
    if isinstance(group, tuple):
        return len(group)
    return UNKNOWN if isinstance(group, Unknown) else group.size()


def every(group: Any, what: What, case: Case) -> Any:
    """Whether every member of a group has `what` (全部具备); of an empty group it is True."""
    return count(group, what, case) >= size(group)


def total(group: Any, name: str) -> Any:
    """Give the sum of a fact over a group (合计); where some are unknown, no less than that of those that are known."""
    if not isinstance(group, tuple):
        return UNKNOWN if isinstance(group, Unknown) else group.total(name)
    amounts = [getattr(member, name) for member in group]
    known = [amount for amount in amounts if not isinstance(amount, Unknown)]
    return sum(known) if len(known) == len(amounts) else Interval(sum(known), Decimal("Infinity"))


def extreme(known: list[date], unknown: int, *, latest: bool) -> Any:
    """Give the last (or first) of some days of which `unknown` more are not known."""
    best = (max if latest else min)(known, default=date.min if latest else date.max)
    if not unknown:
        return best
    return Interval(best, date.max) if latest else Interval(date.min, best)


def _extreme(group: Any, name: str, *, latest: bool) -> Any:
    days = [getattr(member, name) for member in group]
    known = [on for on in days if not isinstance(on, Unknown)]
    return extreme(known, len(days) - len(known), latest=latest)


def latest(group: Any, name: str) -> Any:
    """Give the last day among the members' (最晚日期); of an empty group, the earliest day that there is."""
    if isinstance(group, tuple):
        return _extreme(group, name, latest=True)
    return UNKNOWN if isinstance(group, Unknown) else group.latest(name)


def earliest(group: Any, name: str) -> Any:
    """Give the first day among the members' (最早日期); of an empty group, the latest day that there is."""
    if isinstance(group, tuple):
        return _extreme(group, name, latest=False)
    return UNKNOWN if isinstance(group, Unknown) else group.earliest(name)
