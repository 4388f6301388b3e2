"""Counting over groups (计数): a rule about "every worker" or "at least one", where some facts are unknown.

A group is a tuple of subjects, and a fact that is several labels is a tuple of labels. A number of members that depends
on unknown facts is an interval: the members that definitely have what is asked, and those that possibly have it. While
a rule is recorded, a group is an object with methods of the same names. What is asked of each member is the name of
one of its facts, or an object with `meets`: a ruleset or a `member_rule`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Protocol, TypeAlias, cast

import attrs

from sgzlib.law.fixed_numbers import Fixed
from sgzlib.law.kinds import YES_NO, Kind
from sgzlib.law.money import added
from sgzlib.law.numerals import check_words
from sgzlib.law.periods import eve_of
from sgzlib.law.truth import UNKNOWN, Interval, Truth, Unknown


class MemberQuestion(Protocol):
    """What is asked of each member of a group (逐一核对): a ruleset, or a member rule."""

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


_HUNDRED = Fixed(100)

Answerable: TypeAlias = "str | MemberQuestion"
NumberOrUnknown: TypeAlias = int | Interval | Unknown
DayOrUnknown: TypeAlias = date | Interval | Unknown


@attrs.frozen(eq=False)
class MemberRule:
    """A question asked of each member of a group (逐人核对), with its labels; `meets` answers it.

    One that returns an amount has the `kind` of it. A call asks it of a member in the rule of another.
    """

    name: str
    zh: str
    en: str
    meets: Callable[[Any, Any], Any]
    kind: Kind[Any] = YES_NO

    def __call__(self, member: Any, case: Any) -> Any:
        """Answer it for a member and a case (求答)."""
        return self.meets(member, case)


def member_rule(zh: str, en: str, kind: Kind[Any] = YES_NO) -> Callable[[Callable[[Any, Any], Any]], MemberRule]:
    """Declare a question about each member of a group (声明逐人核对), with its labels in Chinese and English.

    `kind` is the kind of the answer: a truth, or an amount for `total`. A label that is empty or has a number is
    refused.
    """
    check_words("member_rule", zh, en, ("，数值写在要求的文字里", "; a number stands in the text of the requirement"))

    def declare(rule: Callable[[Any, Any], Any]) -> MemberRule:
        return MemberRule(rule.__name__, zh, en, rule, kind)

    return declare


def truth_of(member: Any, what: Answerable, case: Any) -> Any:
    """Return whether a member has the fact `what`, or meets it."""
    return getattr(member, what) if isinstance(what, str) else what.meets(member, case)


def name_of(what: Answerable) -> str:
    """Return what is asked of a member by its name (名称)."""
    return what if isinstance(what, str) else what.name


def interval_of(truths: Iterable[Truth]) -> int | Interval:
    """Return how many are True: a number, or from how many to how many where some are UNKNOWN."""
    definitely = possibly = 0
    for truth in truths:
        definitely += truth is True
        possibly += truth is not False
    return definitely if definitely == possibly else Interval(definitely, possibly)


def count(group: Any, what: Answerable, case: Any) -> NumberOrUnknown:
    """Return the number of members of a group that have `what` (人数或项数)."""
    if isinstance(group, tuple):
        if isinstance(what, str):
            return interval_of([getattr(member, what) for member in group])
        return interval_of([what.meets(member, case) for member in group])
    return UNKNOWN if isinstance(group, Unknown) else cast("NumberOrUnknown", group.count(what, case))


def count_by(group: Any, name: str, last: Any, case: Any) -> NumberOrUnknown:
    """Return of how many members a day came by another, that of the whole (届时人数), both days included.

    >>> from datetime import date
    >>> from types import SimpleNamespace
    >>> from sgzlib.law import UNKNOWN, Case, Clause, Law, Notice
    >>> from sgzlib.law.groups import count_by
    >>> quiet = Notice(title="静音规定", title_en="Quiet rules", issued_on=date(2024, 1, 1),
    ...                clauses=(Clause("一", "时段", "夜间安静。", "Nights are quiet."),))
    >>> rooms = tuple(SimpleNamespace(posted_on=on) for on in (date(2024, 8, 2), date(2024, 8, 9), UNKNOWN))
    >>> count_by(rooms, "posted_on", date(2024, 8, 7), Case(date(2024, 9, 1), Law(notice=quiet)))
    1..2
    """
    if isinstance(group, tuple):
        return interval_of([truth_of(member, name, case) <= last for member in group])
    if hasattr(group, "count_by") and not isinstance(group, Unknown):
        return cast("NumberOrUnknown", group.count_by(name, last))
    return count(group, MemberRule(f"{name}_by", "", "", lambda member, _: getattr(member, name) <= last), case)


def as_many_by(group: Any, name: str, number: Any, last: Any, case: Any) -> Any:
    """Return whether of so many members a day came by a last day (是否按期足额): `deadlines.done_by` for a number."""
    before = count_by(group, name, eve_of(case.law.in_force_from), case)
    in_time = (count_by(group, name, last, case) >= number) | (before >= number)
    return in_time & (count_by(group, name, case.on, case) >= number)


def size(group: Any) -> NumberOrUnknown:
    """Return the number of members of a group (总数)."""
    if isinstance(group, tuple):
        return len(group)
    return UNKNOWN if isinstance(group, Unknown) else cast("NumberOrUnknown", group.size())


def every(group: Any, what: Answerable, case: Any) -> Truth:
    """Return whether every member of a group has `what` (全部具备); True for an empty group."""
    return count(group, what, case) >= size(group)


def at_least_percent(group: Any, what: Answerable, percent: int, case: Any) -> Truth:
    """Return whether at least a percentage of a group's members have `what` (占比是否达到); True for an empty group.

    Take the percentage from the policy. Nothing is divided, so nothing is rounded.

    >>> from datetime import date
    >>> from types import SimpleNamespace
    >>> from sgzlib.law import UNKNOWN, Case, Clause, Law, Notice, at_least_percent
    >>> quiet = Notice(title="静音规定", title_en="Quiet rules", issued_on=date(2024, 1, 1),
    ...                clauses=(Clause("一", "时段", "夜间安静。", "Nights are quiet."),))
    >>> case = Case(date(2024, 9, 1), Law(notice=quiet))
    >>> rooms = tuple(SimpleNamespace(posted=posted) for posted in (True, True, UNKNOWN))
    >>> [at_least_percent(rooms, "posted", percent, case) for percent in (60, 67)]
    [True, UNKNOWN]
    """
    return count(group, what, case) * _HUNDRED >= size(group) * percent


def total(group: Any, what: Answerable, case: Any = None) -> Any:
    """Return the sum of an amount over a group (合计); with unknown amounts, at least the sum of the known ones.

    `what` is the name of a fact, or a member rule that returns an amount; a member rule needs `case`.
    """
    if not isinstance(group, tuple):
        return UNKNOWN if isinstance(group, Unknown) else group.total(what, case)
    return sum_of([truth_of(member, what, case) for member in group])


def sum_of(amounts: list[Any]) -> Any:
    """Return a sum (合计), of amounts that are not below 0; where some are not known, from how much to how much."""
    known = [amount for amount in amounts if not isinstance(amount, Unknown)]
    low = added(getattr(amount, "low", amount) for amount in known)
    high = added(getattr(amount, "high", amount) for amount in known)
    if len(known) < len(amounts):
        return Interval(low, Decimal("Infinity"))
    return low if low == high else Interval(low, high)


def distinct(group: Any, name: str, among: tuple[Enum, ...]) -> NumberOrUnknown:
    """Return the number of different values `among` those given that occur in a fact of the members (不同取值数).

    This is more exact than counting each value: a member with an unknown value can add at most one of the missing
    values.
    """
    if not isinstance(group, tuple):
        return UNKNOWN if isinstance(group, Unknown) else cast("NumberOrUnknown", group.distinct(name, among))
    values = [getattr(member, name) for member in group]
    definitely = len({value for value in values if not isinstance(value, Unknown) and value in among})
    possibly = min(len(among), definitely + sum(isinstance(value, Unknown) for value in values))
    return definitely if definitely == possibly else Interval(definitely, possibly)


def extreme(known: list[date], unknown: int, *, latest: bool) -> DayOrUnknown:
    """Return the last (or first) of some days of which `unknown` more are not known."""
    best = (max if latest else min)(known, default=date.min if latest else date.max)
    if not unknown:
        return best
    return Interval(best, date.max) if latest else Interval(date.min, best)


def _extreme(group: Any, name: str, *, latest: bool) -> DayOrUnknown:
    days = [getattr(member, name) for member in group]
    known = [on for on in days if not isinstance(on, Unknown)]
    return extreme(known, len(days) - len(known), latest=latest)


def latest(group: Any, name: str) -> DayOrUnknown:
    """Return the latest of the members' days (最晚日期); for an empty group, the earliest possible day."""
    if isinstance(group, tuple):
        return _extreme(group, name, latest=True)
    return UNKNOWN if isinstance(group, Unknown) else cast("DayOrUnknown", group.latest(name))


def earliest(group: Any, name: str) -> DayOrUnknown:
    """Return the earliest of the members' days (最早日期); for an empty group, the latest possible day."""
    if isinstance(group, tuple):
        return _extreme(group, name, latest=False)
    return UNKNOWN if isinstance(group, Unknown) else cast("DayOrUnknown", group.earliest(name))


def includes(labels: Any, *asked: Any) -> Truth:
    """Return whether a fact's labels include all given labels (是否全部包含), in any order.

    >>> from sgzlib.law.groups import includes
    >>> includes(("a", "b", "c"), "c", "a"), includes(("a",), "a", "b")
    (True, False)
    """
    if isinstance(labels, tuple):
        return set(asked) <= set(labels)
    return UNKNOWN if isinstance(labels, Unknown) else cast("Truth", labels.includes(*asked))


def consists_of(labels: Any, *asked: Any) -> Truth:
    """Return whether a fact's labels are exactly the given ones, in that order (是否依次恰为).

    >>> from sgzlib.law.groups import consists_of
    >>> consists_of(("a", "b"), "a", "b"), consists_of(("b", "a"), "a", "b")
    (True, False)
    """
    if isinstance(labels, tuple):
        return labels == asked
    return UNKNOWN if isinstance(labels, Unknown) else cast("Truth", labels.consists_of(*asked))
