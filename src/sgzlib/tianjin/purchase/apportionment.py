"""Splitting an amount by weights (分摊), to the last fen: for stations, for years, for shares in per cent.

No clause asks for it; 四(四) speaks of money per station and year, and what is paid once for several must be split.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from sgzlib.law.errors import InvalidType, InvalidValue
from sgzlib.law.kinds import yuan
from sgzlib.law.money import fen_of, yuan_of

Weight: TypeAlias = int | Decimal | Fraction

_WEIGHT = "非负的 int、Decimal 或 Fraction", "an int, Decimal or Fraction not below 0"
_WEIGHTS = "至少一个大于 0 的权重", "weights of which at least one is above 0"


def apportion(total: Decimal | int, weights: Iterable[Weight]) -> tuple[Decimal, ...]:
    """Split an amount by weights (按权重分摊): one part for each weight, in their order, adding up to `total`.

    Parts are yuan to the fen. Each is the exact share cut to the fen; the fen left over go one by one to the parts from
    which most was cut, and of equals to the earliest. Raises `InvalidType` for a float, text or bool, `InvalidValue`
    for a negative or infinite one, for part of a fen, and where no weight is above 0.

    >>> import sgzlib as sgz
    >>> sgz.apportion(100, [1, 1, 1])
    (Decimal('33.34'), Decimal('33.33'), Decimal('33.33'))
    >>> sgz.apportion(100, [0, 0])
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: apportion.weights: [0, 0] 不可用，应为至少一个大于 0 的权重 (not usable, ...)
    """
    fen = fen_of(yuan("apportion.total", total))
    given = list(weights)
    exact = [_weight(f"apportion.weights[{at}]", weight) for at, weight in enumerate(given)]
    if not any(exact):
        raise InvalidValue("apportion.weights", given, *_WEIGHTS)
    whole = sum(exact)
    parts, cut = zip(*(divmod(fen * weight, whole) for weight in exact), strict=True)
    most_cut = sorted(range(len(parts)), key=lambda at: (-cut[at], at))[: fen - sum(parts)]
    return tuple(yuan_of(part + (at in most_cut)) for at, part in enumerate(parts))


def _weight(field: str, value: Weight) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        raise InvalidType(field, value, *_WEIGHT)
    if (isinstance(value, Decimal) and not value.is_finite()) or value < 0:
        raise InvalidValue(field, value, *_WEIGHT)
    return Fraction(value)
