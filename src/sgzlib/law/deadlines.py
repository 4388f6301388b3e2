"""Deadlines (期限): the last day for an act, as a term that every world can compute.

A requirement names its last day with `due=`; from it come the last day itself, whether it is over on the day asked
about, and what is not due yet. A period counted in days, months or years for an act ends on a working day, where the
law brings the published rest days (`civil-code`); other days do not move.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final, cast

from sgzlib.law.kinds import COUNT, DAY
from sgzlib.law.periods import SHIFTS, RestDays, Weekend, to_workday
from sgzlib.law.truth import Unknown, not_

NOT_YET: Final[date] = DAY.named["NOT_YET"]
"""The day of an act that is known not to be done (尚未): later than every last day, so that it meets none."""
NOT_SET: Final[int] = COUNT.named["NOT_SET"]
"""The number that a contract is known not to set (未约定): a period of so many days ends with the calendar."""


def after(
    fact: str, *, days: str | None = None, months: str | None = None, years: str | None = None
) -> Callable[[Any, Any], Any]:
    """Return the last day of a period from a fact (自某事实起若干日、月、年), as a rule's `due`.

    `days`, `months` or `years` is the name of the law's number; the day of the fact is not counted.

    >>> from datetime import date
    >>> from types import SimpleNamespace
    >>> from sgzlib.law import Case, Clause, Law, Notice, after, number
    >>> class Quiet(Law):
    ...     notice = Notice(title="静音规定", title_en="Quiet rules", issued_on=date(2024, 1, 1),
    ...                     clauses=(Clause("一", "时段", "夜间安静。", "Nights are quiet."),))
    ...     posting_days: int = number("一", "张贴的天数", "days to post the rules")
    >>> posted_by = after("opened_on", days="posting_days")
    >>> posted_by(SimpleNamespace(opened_on=date(2024, 7, 23)), Case(date(2024, 9, 1), Quiet(posting_days=15)))
    datetime.date(2024, 8, 7)
    """
    given = (("days", days), ("months", months), ("years", years))
    counts = [(SHIFTS[unit], number) for unit, number in given if number is not None]

    def due(subject: Any, case: Any) -> Any:
        last = getattr(subject, fact)
        for shifted, number in counts:
            last = shifted(last, getattr(case.law, number))
        return to_workday(last, case.law.rest_days)

    return due


def in_time(last: Any, case: Any) -> Any:
    """Return whether a last day has not passed, or was over before the notice (尚在期限内), in any world."""
    return (last >= case.on) | (last < case.law.in_force_from) | (case.on <= case.law.in_force_from)


def done_by(done: Any, last: Any, case: Any) -> Any:
    """Return whether an act is done, and by its last day (是否按期完成), in any world.

    What was done before the notice is in time whatever the last day is: one that is earlier still binds nobody. A day
    that has not come is that of no act.

    >>> from datetime import date
    >>> from sgzlib.law import UNKNOWN, Case, Clause, Law, Notice, done_by
    >>> quiet = Notice(title="静音规定", title_en="Quiet rules", issued_on=date(2024, 1, 1),
    ...                clauses=(Clause("一", "时段", "夜间安静。", "Nights are quiet."),))
    >>> case = Case(date(2024, 9, 1), Law(notice=quiet))
    >>> [done_by(date(2024, 7, day), date(2024, 7, 15), case) for day in (15, 16)]
    [True, False]
    >>> done_by(date(2023, 1, 1), UNKNOWN, case), done_by(date(2024, 9, 2), date(2024, 11, 1), case)
    (True, False)
    """
    return ((done <= last) | (done < case.law.in_force_from)) & (done <= case.on)


class Deadline:
    """A day of which no world need say which it is: the earlier or later of two, or one of two (延后求值的日期).

    It answers a comparison by what its days answer.
    """

    def __init__(self, compared: Callable[[Callable[[Any], Any]], Any]) -> None:
        self._compared = compared

    def __ge__(self, other: Any) -> Any:
        return self._compared(lambda day: day >= other)

    def __lt__(self, other: Any) -> Any:
        return not_(self >= other)

    def __gt__(self, other: Any) -> Any:
        return self._compared(lambda day: day > other)

    def __le__(self, other: Any) -> Any:
        return not_(self > other)

    def __eq__(self, other: object) -> Any:
        return (self >= other) & (self <= other)

    def __ne__(self, other: object) -> Any:
        return not_(self == other)

    __hash__ = None  # type: ignore[assignment]

    def shifted(self, by: Any, unit: str) -> Deadline:
        """Move the days of which it is one."""
        return Deadline(lambda ask: self._compared(lambda day: ask(SHIFTS[unit](day, by))))

    def to_workday(self, rest_days: RestDays | None) -> Deadline:
        """Move the days of which it is one off rest days."""
        return Deadline(lambda ask: self._compared(lambda day: ask(to_workday(day, rest_days))))


def _of_a_world(value: object, what: str) -> bool:
    return not isinstance(value, Unknown) and hasattr(value, what)


def _of_two(pick: Callable[[date, date], date], one: Any, other: Any) -> date | Weekend:
    """Return the earlier or later of two days of which either may be at a weekend."""
    low = pick(getattr(one, "low", one), getattr(other, "low", other))
    high = pick(getattr(one, "high", one), getattr(other, "high", other))
    return low if low == high else Weekend(low, high)


def earlier(one: Any, other: Any) -> Any:
    """Return the earlier of two days (较早者), in any world."""
    if isinstance(one, date | Weekend) and isinstance(other, date | Weekend):
        return _of_two(min, one, other)
    if _of_a_world(one, "earlier"):
        return cast("Any", one).earlier(other)
    return other.earlier(one) if _of_a_world(other, "earlier") else Deadline(lambda ask: ask(one) & ask(other))


def later(one: Any, other: Any) -> Any:
    """Return the later of two days (较晚者), in any world."""
    if isinstance(one, date | Weekend) and isinstance(other, date | Weekend):
        return _of_two(max, one, other)
    if _of_a_world(one, "later"):
        return cast("Any", one).later(other)
    return other.later(one) if _of_a_world(other, "later") else Deadline(lambda ask: ask(one) | ask(other))


def where(test: Any, then: Any, otherwise: Any) -> Any:
    """Return one day where a truth holds and another where it does not (依条件取值), in any world."""
    if isinstance(test, bool):
        return then if test else otherwise
    return test.where(then, otherwise) if _of_a_world(test, "where") else one_of_two(test, then, otherwise)


def one_of_two(test: Any, then: Any, otherwise: Any) -> Deadline:
    """Return one day or another, as a truth decides that is not yet known (二者之一)."""

    def compared(ask: Callable[[Any], Any]) -> Any:
        one, two = ask(then), ask(otherwise)
        # Where both agree, the truth that decides between them does not matter.
        return (test & one) | (not_(test) & two) | (one & two)

    return Deadline(compared)
