"""Splitting an amount by weights (分摊), to the last fen: for stations, for years, for shares in per cent.

No clause asks for it; 四(四) speaks of money per station and year, and what is paid once for several must be split.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import islice
from typing import TypeAlias

from sgzlib.law.arguments import iterable
from sgzlib.law.errors import InvalidType, InvalidValue
from sgzlib.law.kinds import yuan
from sgzlib.law.money import fen_of, yuan_of

Weight: TypeAlias = int | Decimal | Fraction

_PLACES = 30
_LIMIT = 10**_PLACES
_WEIGHT = (
    "非负的 int、Decimal 或 Fraction（分子、分母均小于 10**30）",
    "an int, Decimal or Fraction not below 0 (numerator and denominator below 10**30)",
)
_MOST = 1_000_000
_TOO_MANY = f"不超过{_MOST}个权重", f"at most {_MOST:,} weights"
_WEIGHTS = "至少一个大于 0 的权重", "weights of which at least one is above 0"


def apportion(total: Decimal | int, weights: Iterable[Weight]) -> tuple[Decimal, ...]:
    """Split an amount in yuan by weights (按权重分摊): one part for each weight, in their order, adding up to `total`.

    Each part is the exact share rounded down to the fen. The remaining fen go one each to the parts with the largest
    remainders; on a tie, to the earlier part. Raises `InvalidType` for a float, text or bool. Raises `InvalidValue` for
    a negative, infinite or too large number, for a fraction of a fen, for more than a million weights, and if none is
    above 0.

    >>> import sgzlib as sgz
    >>> sgz.apportion(100, [1, 1, 1])
    (Decimal('33.34'), Decimal('33.33'), Decimal('33.33'))
    >>> sgz.apportion(100, [0, 0])
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: apportion.weights: [0, 0] 不可用，应为至少一个大于 0 的权重 (not usable, ...)
    """
    fen = fen_of(yuan("apportion.total", total))
    given = list(islice(iterable("apportion.weights", weights), _MOST + 1))
    if len(given) > _MOST:
        raise InvalidValue("apportion.weights", given, *_TOO_MANY)
    exact = [_weight(f"apportion.weights[{index}]", weight) for index, weight in enumerate(given)]
    if not any(exact):
        raise InvalidValue("apportion.weights", given, *_WEIGHTS)
    return split(fen, exact)


def split(fen: int, exact: Sequence[Fraction]) -> tuple[Decimal, ...]:
    """Return the parts of an amount in fen by weights of which one is above 0 (分摊), as `apportion` does."""
    whole = sum(exact)
    parts, cut = zip(*(divmod(fen * weight, whole) for weight in exact), strict=True)
    most_cut = set(sorted(range(len(parts)), key=lambda index: -cut[index])[: fen - sum(parts)])
    return tuple(yuan_of(part + (index in most_cut)) for index, part in enumerate(parts))


def _weight(field: str, value: Weight) -> Fraction:
    if isinstance(value, bool | Enum) or not isinstance(value, int | Decimal | Fraction):
        raise InvalidType(field, value, *_WEIGHT)
    if not isinstance(value, Decimal) or _is_short(value):
        weight = Fraction(value)
        if weight.denominator < _LIMIT and 0 <= weight.numerator < _LIMIT:
            return weight
    raise InvalidValue(field, value, *_WEIGHT)


def _is_short(weight: Decimal) -> bool:
    """Whether a decimal is a number that is written with few digits: only then is it made a fraction."""
    exponent = weight.as_tuple().exponent
    return isinstance(exponent, int) and max(abs(exponent), abs(weight.adjusted())) <= _PLACES
