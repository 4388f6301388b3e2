"""Exact arithmetic (精确运算): sums, differences and products of numbers, without rounding.

The operators of `Decimal` round to the precision of the caller's context. The functions here use a context of their own
with the greatest precision, which raises an error instead of rounding. They also take the other values that rules
compute with: UNKNOWN, intervals, whose ends may be infinite, and the values of a recording.
"""

from __future__ import annotations

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, Inexact, InvalidOperation
from typing import Any, Final

EXACT: Final = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[Inexact, InvalidOperation])


def are_numbers(*values: Any) -> bool:
    """Whether all are plain numbers (是否均为数)."""
    return all(isinstance(value, int | Decimal) for value in values)


def _decimals(left: Any, right: Any) -> bool:
    return are_numbers(left, right) and (isinstance(left, Decimal) or isinstance(right, Decimal))


def plus(left: Any, right: Any) -> Any:
    """Add, exactly where both are numbers (相加), in every world."""
    return EXACT.add(left, right) if _decimals(left, right) else left + right


def minus(left: Any, right: Any) -> Any:
    """Subtract, exactly where both are numbers (相减), in every world."""
    return EXACT.subtract(left, right) if _decimals(left, right) else left - right


def product(left: Any, right: Any) -> Any:
    """Multiply, exactly where both are numbers (相乘), in every world; zero times infinity is zero."""
    if not _decimals(left, right):
        return left * right
    return EXACT.multiply(left, right) if left and right else Decimal(0)
