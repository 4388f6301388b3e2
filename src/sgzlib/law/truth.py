"""Truth with three values (三值逻辑): True, False and UNKNOWN, by strong Kleene logic.

`&` and `|` are the connectives, on Python's own booleans and on `UNKNOWN` alike. A fact that nobody supplied is
UNKNOWN, never False and never 0; whatever is computed from it is UNKNOWN as far as it depends on it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from typing import Any, Final, NoReturn, TypeAlias, cast

from sgzlib.law.exact import are_numbers, minus, plus, product


def _unknown(_self: object, _other: object) -> Any:
    return UNKNOWN


_UNKNOWN_OF: Any = _unknown


class Absent:
    """What answers every question with UNKNOWN (未知的运算): Kleene's connectives, comparisons and arithmetic."""

    __slots__ = ()

    def __and__(self, other: object) -> Any:
        if other is False:
            return False
        return UNKNOWN if other is True or isinstance(other, Absent) else NotImplemented

    __rand__ = __and__

    def __or__(self, other: object) -> Any:
        if other is True:
            return True
        return UNKNOWN if other is False or isinstance(other, Absent) else NotImplemented

    __ror__ = __or__

    def __invert__(self) -> Any:
        return UNKNOWN

    __eq__ = __ne__ = __ge__ = __gt__ = __le__ = __lt__ = _UNKNOWN_OF
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _UNKNOWN_OF

    def __hash__(self) -> int:
        # The same in every run, and not that of False or True: a dict may hold all three as keys.
        return 0x5353_4755

    def __bool__(self) -> NoReturn:
        raise TypeError("UNKNOWN 没有真假值，请用 `is` 比较 (UNKNOWN is neither true nor false; test it with `is`)")


class Unknown(Absent, Enum):
    """The type of `UNKNOWN` (未知), which stands for an unknown truth value or fact.

    Comparisons and arithmetic with it return UNKNOWN, including `==`. Test it with `is`, which type checkers
    understand. It has no truth value, so `if` cannot take it for False.

    >>> from sgzlib import UNKNOWN
    >>> UNKNOWN & False, UNKNOWN | True, UNKNOWN & True, UNKNOWN >= 3
    (False, True, UNKNOWN, UNKNOWN)
    >>> bool(UNKNOWN)
    Traceback (most recent call last):
    ...
    TypeError: UNKNOWN 没有真假值，请用 `is` 比较 (UNKNOWN is neither true nor false; test it with `is`)
    """

    UNKNOWN = "unknown"

    @property
    def name(self) -> Any:
        """The name of an unknown subject, which is UNKNOWN as well (未知对象的名称)."""
        return UNKNOWN

    @property
    def value(self) -> Any:
        """The value of an unknown subject's fact of this name, which is UNKNOWN as well (未知对象的此项事实)."""
        return UNKNOWN

    def __getattr__(self, name: str) -> Any:
        # Every fact of an unknown subject is unknown.
        if name.startswith("_"):
            raise AttributeError(name)
        return UNKNOWN

    def __repr__(self) -> str:
        return "UNKNOWN"

    __str__ = __repr__


UNKNOWN: Final = Unknown.UNKNOWN
"""The fact that nobody supplied (未知), and what hangs on it; test it with `is`."""

Truth: TypeAlias = bool | Unknown
"""True, False or UNKNOWN (三值)."""


def not_(truth: Any) -> Any:
    """Return the negation of a truth (非). Python's own `~True` would be -2.

    >>> from sgzlib import UNKNOWN
    >>> from sgzlib.law.truth import not_
    >>> not_(True), not_(False), not_(UNKNOWN)
    (False, True, UNKNOWN)
    """
    return truth is False if truth is False or truth is True else ~truth


def first_known(first: Any, second: Any) -> Any:
    """Return one truth where it is known, and another where it is not (以先者为准), in every world.

    What is stated speaks, and what merely shows it only where nothing is stated. To learn the first may turn what the
    second said: it is for facts of which one follows from the other.

    >>> from sgzlib import UNKNOWN
    >>> from sgzlib.law.truth import first_known
    >>> first_known(False, True), first_known(UNKNOWN, True)
    (False, True)
    """
    if isinstance(first, bool):
        return first
    return second if isinstance(first, Unknown) else first.first_known(second)


def one_of(value: Any, *options: Any) -> Any:
    """Return whether a fact is one of the given options (取值之一).

    >>> from sgzlib.law.truth import one_of
    >>> one_of(2, 1, 2), one_of(3, 1, 2)
    (True, False)
    """
    result: Any = False
    for option in options:
        result = (value == option) | result
    return result


def ends_with(text: Any, ending: str) -> Truth:
    """Return whether a text has this ending, with something before it (是否以此结尾).

    >>> from sgzlib.law.truth import ends_with
    >>> ends_with("abc", "bc"), ends_with("bc", "bc")
    (True, False)
    """
    if isinstance(text, str):
        return text.endswith(ending) and text != ending
    return UNKNOWN if isinstance(text, Unknown) else cast("Truth", text.ends_with(ending))


def amount_if(truth: Any, amount: Any) -> Any:
    """Return an amount if a truth holds, otherwise 0 (有条件计入).

    >>> from sgzlib import UNKNOWN
    >>> from sgzlib.law.truth import amount_if
    >>> amount_if(True, 5), amount_if(False, 5), amount_if(UNKNOWN, 5), amount_if(False, UNKNOWN)
    (5, 0, 0..5, 0)
    >>> amount_if(UNKNOWN, UNKNOWN)
    0..Infinity
    """
    if isinstance(truth, bool):
        return amount if truth else 0
    if isinstance(truth, Unknown):
        # An amount is never below 0.
        return between(0, Decimal("Infinity") if isinstance(amount, Unknown) else amount) or Interval(0, amount)
    return truth.amount_if(amount)


def alike(left: Any, right: Any, *, without: str, other_without: str) -> Truth:
    """Return whether two texts are equal without the matches of their patterns (去字后是否相同), in every world.

    A pattern is a regular expression that every table engine supports: no look-around, no back-reference.

    >>> from sgzlib.law.truth import alike
    >>> alike("河西区某某街", "某某", without="^河西区|街$", other_without="")
    True
    >>> alike("某某", "某某街", without="", other_without="")
    False
    """
    if isinstance(left, str) and isinstance(right, str):
        return stripped(left, without) == stripped(right, other_without)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return UNKNOWN
    if isinstance(left, str):
        return cast("Truth", right.alike(left, other_without, without))
    return cast("Truth", left.alike(right, without, other_without))


def stripped(text: str, pattern: str) -> str:
    """Return a text without what a pattern finds in it (去字)."""
    return re.sub(pattern, "", text)


def _bounds(value: Any) -> tuple[Any, Any]:
    return (value.low, value.high) if isinstance(value, Interval) else (value, value)


def between(first: Any, second: Any) -> Interval | None:
    """Return the interval from one number to another (二者之间), which may be intervals; None for other values."""
    ends = (*_bounds(first), *_bounds(second))
    return Interval(min(ends), max(ends)) if are_numbers(*ends) else None


class Interval:
    """A number or a day known only to lie between two bounds (区间), both included.

    It answers a comparison where every value between the bounds gives the same answer, and says UNKNOWN elsewhere: of
    one to three qualified workers, at least one is sure, at least two is not known, at least four is false.

    >>> from sgzlib.law.truth import Interval
    >>> count = Interval(1, 3)
    >>> count >= 1, count >= 2, count >= 4, count * 2 <= 6, count == 2, count == 4
    (True, UNKNOWN, False, True, UNKNOWN, False)
    """

    __slots__ = ("high", "low", "unknown")

    def __init__(self, low: Any, high: Any, unknown: Any = UNKNOWN) -> None:
        self.low = low
        self.high = high
        self.unknown = unknown

    def __ge__(self, other: Any) -> Any:
        return (self.low >= other) | ((self.high >= other) & self.unknown)

    def __gt__(self, other: Any) -> Any:
        return (self.low > other) | ((self.high > other) & self.unknown)

    def __le__(self, other: Any) -> Any:
        return (self.high <= other) | ((self.low <= other) & self.unknown)

    def __lt__(self, other: Any) -> Any:
        return (self.high < other) | ((self.low < other) & self.unknown)

    def __eq__(self, other: object) -> Any:
        return (self >= other) & (self <= other)

    def __ne__(self, other: object) -> Any:
        return not_(self == other)

    __hash__ = None  # type: ignore[assignment]

    def __add__(self, other: Any) -> Any:
        if isinstance(other, Absent):
            return UNKNOWN
        low, high = _bounds(other)
        return Interval(plus(self.low, low), plus(self.high, high), self.unknown)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, Absent):
            return UNKNOWN
        low, high = _bounds(other)
        return Interval(minus(self.low, high), minus(self.high, low), self.unknown)

    def __rsub__(self, other: Any) -> Any:
        low, high = _bounds(other)
        return Interval(minus(low, self.high), minus(high, self.low), self.unknown)

    def __mul__(self, other: Any) -> Any:
        if isinstance(other, Absent):
            return UNKNOWN
        low, high = _bounds(other)
        ends = [product(end, factor) for end in (self.low, self.high) for factor in (low, high)]
        low, high = (min(ends), max(ends)) if are_numbers(*ends) else (ends[0], ends[-1])
        return Interval(low, high, self.unknown)

    __rmul__ = __mul__

    def __repr__(self) -> str:
        return f"{self.low}..{self.high}"
