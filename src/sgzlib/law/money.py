"""Money (金额): arithmetic in yuan that is exact to the fen, whatever decimal context the caller has set.

`Decimal`'s operators round to the caller's context. What is added or multiplied here is not: the context below has no
end of digits, and traps the rounding that can then no longer happen.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, Inexact, InvalidOperation
from functools import reduce
from typing import Any, Final

from sgzlib.law.truth import Absent

FEN_IN_YUAN: Final = 100
EXACT: Final = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[Inexact, InvalidOperation])
FEN: Final = Decimal("0.01")


def fen_of(amount: int | Decimal) -> int:
    """Return an amount in yuan as a whole number of fen (元化为分).

    >>> from decimal import Decimal
    >>> from sgzlib.law.money import fen_of, yuan_of
    >>> fen_of(Decimal("1409.5")), yuan_of(140950)
    (140950, Decimal('1409.50'))
    """
    return int(EXACT.multiply(amount, FEN_IN_YUAN))


def yuan_of(fen: int) -> Decimal:
    """Return a whole number of fen as an amount in yuan with two decimals (分化为元)."""
    return EXACT.multiply(fen, FEN)


def times(price: Any, quantity: Any) -> Any:
    """Return what a quantity at a price comes to (单价乘数量), in every world; `Inexact` where that is no whole fen.

    What costs nothing comes to nothing, however much of it there is.

    >>> from decimal import Decimal
    >>> from sgzlib.law.money import times
    >>> times(Decimal("6500"), Decimal("0.5"))
    Decimal('3250.00')
    """
    if isinstance(price, int | Decimal) and isinstance(quantity, int | Decimal):
        return EXACT.quantize(EXACT.multiply(price, quantity), FEN)
    if isinstance(price, Decimal) and not price and isinstance(quantity, Absent):
        return EXACT.quantize(price, FEN)
    return price * quantity


def plus(one: Any, other: Any) -> Any:
    """Add, exactly where both are numbers (相加), in every world."""
    if isinstance(one, int | Decimal) and isinstance(other, Decimal):
        return EXACT.add(one, other)
    return EXACT.add(one, other) if isinstance(one, Decimal) and isinstance(other, int) else one + other


def added(amounts: Iterable[Any]) -> Any:
    """Return the exact sum of numbers (合计)."""
    return reduce(plus, amounts, 0)
