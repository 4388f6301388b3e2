"""Exact arithmetic (精确运算): numbers added and multiplied, whatever decimal context the caller has set.

`Decimal`'s operators round to the caller's context. What is reckoned here is not rounded: the context below has no end
of digits, and traps the rounding that can then no longer happen. A bound of what is partly known may be infinite.
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
