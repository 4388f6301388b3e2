"""Cells (单元格): what a rule gets for a fact when it runs on a table: a column that it can compare and connect.

narwhals does the work. What is here folds away what is decided before any row is read (`x | False`, `x | (x & y)`), so
that a rule costs what it would if it were written for the table by hand, and compares labels by their numbers.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Any, TypeAlias

import narwhals as nw

from sgzlib.law.kinds import Form, Kind
from sgzlib.law.periods import earliest_start, latest_start

_Method: TypeAlias = "Callable[[Cells, Any], Any]"
_PLAIN = (int, Decimal, date, timedelta, str)


def code_of(option: Enum) -> int:
    """Give the number by which a column holds a member of an enumeration: its rank, or its place among the members."""
    return int(option) if isinstance(option, IntEnum) else list(type(option)).index(option)


def _on_cells(work: Callable[[Any, Any], Any]) -> _Method:
    def method(self: Cells, other: Any) -> Any:
        if isinstance(other, Cells):
            return Cells(work(self.expr, other.expr), (work, self.sign, other.sign))
        if isinstance(other, Enum):
            other = code_of(other)
        elif not isinstance(other, _PLAIN):
            return NotImplemented
        return Cells(work(self.expr, other), (work, self.sign, other))

    return method


class Cells:
    """A column in a rule (规则中的列): comparisons, arithmetic, and Kleene's `&`, `|` and `~`.

    Two of the same `sign` hold the same; `conjuncts` are the signs of what is and-ed together in it.
    """

    __slots__ = ("conjuncts", "expr", "sign")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, expr: nw.Expr, sign: Any, conjuncts: frozenset[Any] | None = None) -> None:
        self.expr = expr
        self.sign = sign
        self.conjuncts = frozenset((sign,)) if conjuncts is None else conjuncts

    __ge__ = _on_cells(operator.ge)
    __gt__ = _on_cells(operator.gt)
    __le__ = _on_cells(operator.le)
    __lt__ = _on_cells(operator.lt)
    __eq__ = _on_cells(operator.eq)
    __ne__ = _on_cells(operator.ne)
    __add__ = __radd__ = _on_cells(operator.add)
    __sub__ = _on_cells(operator.sub)

    def __mul__(self, other: Any) -> Any:
        factor = other.factor if isinstance(other, Cells) else other
        return Cells(self.factor * factor, (operator.mul, self.sign, getattr(other, "sign", other)))

    __rmul__ = __mul__

    @property
    def factor(self) -> nw.Expr:
        """The column as it is multiplied (作为乘数)."""
        return self.expr

    def __and__(self, other: Any) -> Any:
        if isinstance(other, bool):
            return self if other else False
        conjuncts = self.conjuncts | other.conjuncts
        return Cells(self.expr & other.expr, (operator.and_, self.sign, other.sign), conjuncts)

    __rand__ = __and__

    def __or__(self, other: Any) -> Any:
        if isinstance(other, bool):
            return True if other else self
        if self.conjuncts <= other.conjuncts:
            return self
        if other.conjuncts <= self.conjuncts:
            return other
        return Cells(self.expr | other.expr, (operator.or_, self.sign, other.sign))

    __ror__ = __or__

    def __invert__(self) -> Cells:
        return Cells(~self.expr, (operator.invert, self.sign))

    def ends_with(self, ending: str) -> Cells:
        """Say whether the text ends so, with something before it (以某文字结尾)."""
        return self._ask("ends with", ending, self.expr.str.ends_with(ending) & (self.expr != ending))

    def contains(self, text: str) -> Cells:
        """Say whether that stands in the text (包含某文字)."""
        return self._ask("contains", text, self.expr.str.contains(text, literal=True))

    def _ask(self, what: str, text: str, found: nw.Expr) -> Cells:
        # On PyArrow, columns can be asked this, and not the single null that stands for a column left out.
        return UNKNOWN_CELLS if self.sign is None else Cells(found, (self.sign, what, text))

    def shifted(self, by: int, unit: str) -> Cells | Shifted:
        """Move a column of days (日期推移)."""
        return self + timedelta(days=by) if unit == "days" else Shifted(self, by, unit)


class Shifted:
    """A column of days moved by months or years (推移后的日期列): columns add neither, so what it meets moves."""

    def __init__(self, day: Any, by: int, unit: str) -> None:
        self._day = day
        self._by = by
        self._unit = unit

    def __ge__(self, other: date) -> Any:
        return self._day >= earliest_start(other, self._by, self._unit)

    def __lt__(self, other: date) -> Any:
        return self._day < earliest_start(other, self._by, self._unit)

    def __le__(self, other: date) -> Any:
        return self._day <= latest_start(other, self._by, self._unit)

    def __gt__(self, other: date) -> Any:
        return self._day > latest_start(other, self._by, self._unit)

    def shifted(self, by: int, unit: str) -> Shifted:
        """Move it again."""
        return Shifted(self, by, unit)


class Count(Cells):
    """A column of counts (计数列): narrow where it is multiplied, or a product of decimals has too many digits."""

    __slots__ = ()
    __hash__ = None

    @property
    def factor(self) -> nw.Expr:
        """The count as a number of ten digits; more of them the engine refuses."""
        return self.expr.cast(nw.Int32)


class Money(Cells):
    """A column of prices (单价列): what costs nothing comes to nothing, however much of it there is."""

    __slots__ = ()
    __hash__ = None

    def __mul__(self, other: Any) -> Cells:
        product: Cells = super().__mul__(other)
        free = nw.when(self.expr == 0).then(self.expr)
        return Cells(nw.coalesce(product.expr, free), product.sign)


def _of(kind: Kind[Any] | None) -> type[Cells]:
    if kind is None:
        return Cells
    return Money if kind.money else Count if kind.form is Form.WHOLE else Cells


def column(name: str, kind: Kind[Any] | None = None) -> Cells:
    """Return a column of the table, as what its kind of fact is (列)."""
    return _of(kind)(nw.col(name), name)


def constant(value: Any, kind: Kind[Any]) -> Any:
    """Return what stands in every row (每行相同的值): a count as a column of counts, narrow where it is multiplied."""
    return Count(nw.lit(value), value) if kind.form is Form.WHOLE else value


def nothing(dtype: Any) -> Cells:
    """Give a column of which no row is known (整列未知)."""
    return Cells(nw.lit(None, dtype=dtype), None)


UNKNOWN_CELLS = nothing(nw.Boolean)
