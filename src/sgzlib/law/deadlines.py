"""Deadlines (期限): the last day for an act, which a requirement names with `due=`, and comparisons with it.

From `due`, the library derives the last day itself, whether it is past on the day asked about, and which requirements
are not due yet. A last day that depends on unknown facts is UNKNOWN, or lies between two days.
Some last days are counted in days, months or years from a fact. If the law has published rest days, such a last day
that falls on one moves to the next working day (`civil-code`). Other last days do not move.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any, Final, cast

from sgzlib.law.errors import InvalidValue
from sgzlib.law.exact import are_numbers
from sgzlib.law.kinds import COUNT, DAY
from sgzlib.law.labels import choices_of
from sgzlib.law.periods import SHIFTS, RestDays, Weekend, days_after, to_workday, workdays_after
from sgzlib.law.truth import UNKNOWN, Unknown, amount_if, between, not_

NOT_YET: Final[date] = DAY.named["NOT_YET"]
"""The day of an act that is known not to be done (尚未): later than every last day, so that it meets none."""
NOT_SET: Final[int] = COUNT.named["NOT_SET"]
"""The number that a contract is known not to set (未约定): a period of so many days ends with the calendar."""


def after(
    fact: str,
    *,
    days: str | None = None,
    months: str | None = None,
    years: str | None = None,
    workdays: str | None = None,
) -> Callable[[Any, Any], Any]:
    """Return the last day of a period counted from a fact (自某事实起若干日、月、年、工作日), for the `due` of a rule.

    `days`, `months`, `years` or `workdays` is the name of the law's number; the day of the fact is not counted. A last
    day that is a rest day moves on, where the law has `rest_days`: one that they do not cover is not known.

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
        if workdays is not None:
            return workdays_after(last, getattr(case.law, workdays), case.law.rest_days)
        return to_workday(last, case.law.rest_days)

    return due


def in_time(last: Any, case: Any, since: date | None = None) -> Any:
    """Return whether a last day has not passed, or was over before the notice (尚在期限内), in any world.

    `since` is the day on which an amendment added the rule; without one, the notice's first day is meant.
    """
    first = case.law.in_force_from if since is None else since
    return (last >= case.on) | (last < first) | (case.on <= first)


def done_by(done: Any, last: Any, case: Any) -> Any:
    """Return whether an act is done, and done by its last day (是否按期完成).

    An act done before the notice is always in time, because an earlier last day is not binding. A day in the future
    means that the act is not done.

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
    """A day or a number that is compared without being known (延后求值): the lesser or greater of two, or one of two.

    It answers a comparison by what its days or numbers answer.
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

    def workdays_after(self, by: Any, rest_days: RestDays | None) -> Deadline:
        """Move the days of which it is one by working days."""
        return Deadline(lambda ask: self._compared(lambda day: ask(workdays_after(day, by, rest_days))))


class _DaysBetween(Deadline):
    """How many days there are from one day to another: it is compared by moving the first day."""

    def __init__(self, first: Any, last: Any) -> None:
        self._first = first
        self._last = last

    def __ge__(self, other: Any) -> Any:
        return self._last >= days_after(self._first, other)

    def __gt__(self, other: Any) -> Any:
        return self._last > days_after(self._first, other)


def days_between(first: Any, last: Any) -> Any:
    """Return the number of days from one day to another (相隔天数), for comparison with a number.

    It cannot be used in arithmetic. It is below 0 for a day before `first`.

    >>> from datetime import date
    >>> from sgzlib.law import UNKNOWN, days_between
    >>> days_between(date(2024, 5, 1), date(2024, 5, 31)) <= 30, days_between(UNKNOWN, date(2024, 5, 31)) <= 30
    (True, UNKNOWN)
    """
    return _DaysBetween(first, last)


def least(first: Any, second: Any) -> Any:
    """Return the lesser of two numbers (较小者), for comparison with another; for days, see `earlier`.

    >>> from sgzlib.law import UNKNOWN, least
    >>> least(2, 3), least(2, UNKNOWN) >= 3, least(2, UNKNOWN) >= 1
    (2, False, UNKNOWN)
    """
    return min(first, second) if are_numbers(first, second) else Deadline(lambda ask: ask(first) & ask(second))


def greatest(first: Any, second: Any) -> Any:
    """Return the greater of two numbers (较大者), for comparison with another; for days, see `later`.

    >>> from sgzlib.law import UNKNOWN, greatest
    >>> greatest(2, 3), greatest(2, UNKNOWN) >= 1, greatest(2, UNKNOWN) >= 3
    (3, True, UNKNOWN)
    """
    return max(first, second) if are_numbers(first, second) else Deadline(lambda ask: ask(first) | ask(second))


def look_up(label: Any, values: Mapping[Any, Any]) -> Any:
    """Return the number or day that belongs to a label (按选项取值); every label needs one.

    >>> import sgzlib as sgz
    >>> from sgzlib.law import look_up
    >>> hours = dict.fromkeys(sgz.Certificate, 0) | {sgz.Certificate.SOCIAL_WORKER: 24}
    >>> look_up(sgz.Certificate.SOCIAL_WORKER, hours), look_up(sgz.UNKNOWN, hours)
    (24, 0..24)
    >>> look_up(sgz.Certificate.SOCIAL_WORKER, {sgz.Certificate.NONE: 0})
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: look_up(values): [<Certificate.NONE: 0>] 不可用，应为NONE（无证书）、...
    """
    options: Any = type(next(iter(values), None))
    if not issubclass(options, Enum) or set(values) != set(options):
        allowed = choices_of(options) if issubclass(options, Enum) else ("每个选项一个取值", "a value for each label")
        raise InvalidValue("look_up(values)", list(values), *allowed)
    (_, result), *others = reversed(list(values.items()))
    for option, value in others:
        result = where(label == option, value, result)
    return result


def _of_a_world(value: object, what: str) -> bool:
    return not isinstance(value, Unknown) and hasattr(value, what)


def _of_two(pick: Callable[[date, date], date], first: Any, second: Any) -> date | Weekend:
    """Return the earlier or later of two days, each a date or a `Weekend`."""
    low = pick(getattr(first, "low", first), getattr(second, "low", second))
    high = pick(getattr(first, "high", first), getattr(second, "high", second))
    return low if low == high else Weekend(low, high)


def earlier(first: Any, second: Any) -> Any:
    """Return the earlier of two days (较早者)."""
    if isinstance(first, date | Weekend) and isinstance(second, date | Weekend):
        return _of_two(min, first, second)
    if _of_a_world(first, "earlier"):
        return cast("Any", first).earlier(second)
    return second.earlier(first) if _of_a_world(second, "earlier") else Deadline(lambda ask: ask(first) & ask(second))


def later(first: Any, second: Any) -> Any:
    """Return the later of two days (较晚者)."""
    if isinstance(first, date | Weekend) and isinstance(second, date | Weekend):
        return _of_two(max, first, second)
    if _of_a_world(first, "later"):
        return cast("Any", first).later(second)
    return second.later(first) if _of_a_world(second, "later") else Deadline(lambda ask: ask(first) | ask(second))


def where(test: Any, then: Any, otherwise: Any) -> Any:
    """Return one value if a truth holds, otherwise another (依条件取值)."""
    if isinstance(test, bool):
        return then if test else otherwise
    if _of_a_world(test, "where"):
        return test.where(then, otherwise)
    if type(otherwise) is int and otherwise == 0:
        return amount_if(test, then)
    if isinstance(then, Unknown) or isinstance(otherwise, Unknown):
        return UNKNOWN
    return between(then, otherwise) or one_of_two(test, then, otherwise)


def one_of_two(test: Any, then: Any, otherwise: Any) -> Deadline:
    """Return `then` or `otherwise`, chosen by a truth that may be unknown (二者之一)."""

    def compared(ask: Callable[[Any], Any]) -> Any:
        first, second = ask(then), ask(otherwise)
        # Where both give the same answer, the truth that chooses between them does not matter.
        return (test & first) | (not_(test) & second) | (first & second)

    return Deadline(compared)
