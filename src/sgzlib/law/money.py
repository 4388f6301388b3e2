"""Money (金额): amounts in yuan, exact to the fen."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import reduce
from typing import Any, Final

from sgzlib.law.exact import EXACT, plus, product
from sgzlib.law.fixed_numbers import Fixed
from sgzlib.law.truth import Absent

FEN_IN_YUAN: Final = 100
FEN: Final = Decimal("0.01")
_HUNDRED = Fixed(100)


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


def added(amounts: Iterable[Any]) -> Any:
    """Return the exact sum of numbers (合计)."""
    return reduce(plus, amounts, 0)


def at_most_percent_of(part: Any, whole: Any, percent: Any) -> Any:
    """Return whether a part is at most a percentage of the whole (占比是否不超过).

    Take the percentage from the policy. Nothing is divided, so nothing is rounded. If the whole is 0, only a part of 0
    passes.

    >>> from decimal import Decimal
    >>> from sgzlib.law import UNKNOWN, at_most_percent_of
    >>> at_most_percent_of(Decimal("1.20"), Decimal(2), 60), at_most_percent_of(Decimal("1.21"), Decimal(2), 60)
    (True, False)
    >>> at_most_percent_of(0, 0, 60), at_most_percent_of(UNKNOWN, 2, 60)
    (True, UNKNOWN)
    """
    return product(part, _HUNDRED) <= product(whole, percent)


def at_least_percent_of(part: Any, whole: Any, percent: Any) -> Any:
    """Return whether a part is at least so many per cent of the whole (占比是否达到), in any world.

    It is reckoned as `at_most_percent_of`; of nothing, any part is enough. Of members of a group, see
    `at_least_percent`.

    >>> from sgzlib.law import UNKNOWN, at_least_percent_of
    >>> at_least_percent_of(200, 500, 40), at_least_percent_of(199, 500, 40), at_least_percent_of(UNKNOWN, 500, 40)
    (True, False, UNKNOWN)
    """
    return product(part, _HUNDRED) >= product(whole, percent)
