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


def _decimals(one: Any, other: Any) -> bool:
    return are_numbers(one, other) and (isinstance(one, Decimal) or isinstance(other, Decimal))


def plus(one: Any, other: Any) -> Any:
    """Add, exactly where both are numbers (相加), in every world."""
    return EXACT.add(one, other) if _decimals(one, other) else one + other


def minus(one: Any, other: Any) -> Any:
    """Subtract, exactly where both are numbers (相减), in every world."""
    return EXACT.subtract(one, other) if _decimals(one, other) else one - other


def product(one: Any, other: Any) -> Any:
    """Multiply, exactly where both are numbers (相乘), in every world: nothing of what is endless is nothing."""
    if not _decimals(one, other):
        return one * other
    return EXACT.multiply(one, other) if one and other else Decimal(0)
