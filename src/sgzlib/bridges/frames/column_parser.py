"""Reading columns (列的读法): which columns can be read as a fact, and the expression that reads their cells.

    a column of an unsuitable type          refused at once
    a cell without meaning, for example     an expression that is True in its row, which `column_reader` evaluates; the
    an unknown label or a negative count    least and the greatest cell are looked at first where they can show it

The expression that reads a cell gives what rules compare: a truth, a number, a day, or the code of a label.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import Enum, IntEnum
from functools import partial
from math import ceil, floor, inf
from typing import Any

import attrs
import narwhals as nw
from narwhals.dtypes import DType

from sgzlib.bridges.columns import code_of
from sgzlib.bridges.spellings import BETWEEN, EMPTY, read
from sgzlib.law.errors import SgzlibError
from sgzlib.law.kinds import Form, Kind
from sgzlib.law.labels import spellings
from sgzlib.law.truth import UNKNOWN

_MOST_OF_A_BYTE = 127
_EMPTY = ["", *EMPTY, *(text.upper() for text in EMPTY)]
_TEXTS = (nw.String, nw.Categorical, nw.Enum)


@attrs.frozen(eq=False)
class RangeProbe:
    """What of whole columns shows that a cell means nothing (判别量): aggregates of columns, and what says so of them.

    Where a column has no cells, its ends are None, and show nothing.
    """

    aggregates: tuple[tuple[str, str], ...]
    shows: Callable[..., bool]


@attrs.frozen(eq=False)
class ColumnParser:
    """How one column is read (列的读法): what rules see, and whether cells are converted for that.

    `refused` is True in the rows that mean nothing. `sign` says whether there is one, where the ends of the column
    show it and not every cell need be looked at.
    """

    seen: nw.Expr
    refused: nw.Expr | None = None
    sign: RangeProbe | None = None
    converts: bool = False


def _first_beyond(kind: Kind[Any]) -> int:
    beyond: int = floor(kind.most) + 1
    return beyond


def _whole(column: str, dtype: DType, kind: Kind[Any]) -> ColumnParser | None:
    return _between(column, dtype, ceil(kind.least), _first_beyond(kind)) if dtype.is_integer() else None


def _between(column: str, dtype: DType, least: Any, beyond: int) -> ColumnParser:
    cells, (lowest, highest) = nw.col(column), _ends_of(dtype)
    aggregates = (("min", column),) * (lowest < least) + (("max", column),) * (highest >= beyond)
    # Arrow compares the greatest of these numbers with literals of their own type alone.
    first, last = (nw.lit(end, dtype=dtype) if isinstance(dtype, nw.UInt64) else end for end in (least, beyond))
    refused = (cells < first) | (cells >= last)
    return (
        ColumnParser(cells, refused, RangeProbe(aggregates, partial(_outside, least, beyond)))
        if aggregates
        else ColumnParser(cells)
    )


def _outside(least: Any, beyond: int, *ends: Any) -> bool:
    return any(end is not None and not least <= end < beyond for end in ends)


def _ends_of(dtype: DType) -> tuple[float, float]:
    """Return the least and the greatest number that a type of whole numbers holds."""
    bits = _BITS.get(type(dtype), inf)
    return (0, 2**bits - 1) if dtype.is_unsigned_integer() else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)


_BITS: dict[type[DType], int] = {nw.Int8: 8, nw.UInt8: 8, nw.Int16: 16, nw.UInt16: 16, nw.Int32: 32, nw.UInt32: 32}


def _decimal(cells: nw.Expr, dtype: nw.Decimal, kind: Kind[Any], held: nw.Decimal) -> ColumnParser:
    exact, beyond = _exact(cells, dtype, kind.places), _first_beyond(kind)
    refused = cells <= 0 if kind.least else cells < 0
    if dtype.scale > kind.places:
        refused = refused | (exact != cells)
    if _reaches(dtype, beyond):
        # Converted first, a cell that is too large would be refused by the engine and not by its row.
        exact = nw.when((cells >= 0) & (cells < beyond)).then(exact)
        refused = refused | (cells >= beyond)
    return ColumnParser(exact.cast(held), refused, converts=True)


def _exact(cells: nw.Expr, dtype: nw.Decimal, digits: int) -> nw.Expr:
    # A type that holds 9.999 and no more has no room for the 10.00 that it becomes.
    return cells.cast(nw.Decimal(38, dtype.scale)).round(digits) if dtype.scale > digits else cells


def _reaches(dtype: nw.Decimal, beyond: int) -> bool:
    return dtype.precision - dtype.scale >= len(str(beyond))


def _yes_no(column: str, dtype: DType, _kind: Kind[Any]) -> ColumnParser | None:
    return ColumnParser(nw.col(column)) if isinstance(dtype, nw.Boolean) else None


def _measure(column: str, dtype: DType, kind: Kind[Any], money: nw.Decimal) -> ColumnParser | None:
    if kind.exact and isinstance(dtype, nw.Decimal):
        return _decimal(nw.col(column), dtype, kind, money if kind.money else nw.Decimal(16, kind.places))
    return _whole(column, dtype, kind) if kind.exact else _inexact(column, dtype, kind)


def _inexact(column: str, dtype: DType, kind: Kind[Any]) -> ColumnParser | None:
    cells, beyond = nw.col(column), _first_beyond(kind)
    if dtype.is_float():
        known = nw.when(~cells.is_nan()).then(cells)
        return ColumnParser(known, (cells < kind.least) | (known >= beyond) | ~known.is_finite(), converts=True)
    if not isinstance(dtype, nw.Decimal):
        return _whole(column, dtype, kind)
    refused = cells < kind.least
    if _reaches(dtype, beyond):
        refused = refused | (cells >= beyond)
    if dtype.scale > kind.places:
        return ColumnParser(cells, refused | (_exact(cells, dtype, kind.places) != cells))
    aggregates = (("min", column),) + (("max", column),) * _reaches(dtype, beyond)
    return ColumnParser(cells, refused, RangeProbe(aggregates, partial(_outside, kind.least, beyond)))


def _day(column: str, dtype: DType, _kind: Kind[Any]) -> ColumnParser | None:
    cells = nw.col(column)
    if isinstance(dtype, nw.Datetime) and dtype.time_zone is None:
        days = cells.cast(nw.Date)
        return ColumnParser(days, days.cast(dtype) != cells, converts=True)
    return ColumnParser(cells) if isinstance(dtype, nw.Date) else None


def _text(column: str, dtype: DType, kind: Kind[Any]) -> ColumnParser | None:
    if not isinstance(dtype, _TEXTS):
        return None
    cells = nw.col(column)
    texts = cells if isinstance(dtype, nw.String) else cells.cast(nw.String)
    seen = texts
    for pattern, standing in kind.rewritten:
        seen = seen.str.replace_all(pattern, standing)
    return ColumnParser(nw.when(~texts.is_in(_EMPTY)).then(seen), converts=True)


_READ: dict[Form, Callable[[str, DType, Kind[Any]], ColumnParser | None]] = {
    Form.TRUTH: _yes_no,
    Form.WHOLE: _whole,
    Form.DAY: _day,
    Form.TEXT: _text,
}


def _labels(options: type[Enum]) -> dict[str, int]:
    return {text: code_of(option) for option in options for text in spellings(option)}


def _choice(column: str, dtype: DType, options: type[Enum], held: str) -> ColumnParser | None:
    cells = nw.col(column)
    if isinstance(dtype, _TEXTS):
        texts = cells if isinstance(dtype, nw.String) else cells.cast(nw.String)
        known = _labels(options)
        held_as = nw.Int8 if max(known.values()) <= _MOST_OF_A_BYTE else nw.Int32
        codes = texts.replace_strict(known, default=None, return_dtype=held_as)
        lost = nw.col(held).is_null()
        refused = lost & ~cells.is_null() & ~texts.is_in(_EMPTY)
        return ColumnParser(
            codes, refused, RangeProbe((("count", held), ("count", column)), operator.lt), converts=True
        )
    if dtype.is_integer() and issubclass(options, IntEnum):
        low, high = int(min(options)), int(max(options))
        if high - low >= len(options):
            return ColumnParser(cells, ~cells.is_in([int(option) for option in options]) & ~cells.is_null())
        return _between(column, dtype, low, high + 1)
    return None


def _spelled(kind: Kind[Any], column: str, texts: Iterable[str], money: nw.Decimal) -> ColumnParser:
    """Read a column of texts as offices write them: each distinct text once, then every cell by its text."""
    values: dict[str, Any] = {}
    unreadable: list[str] = []
    for text in texts:
        try:
            values[text] = read(kind, column, text)
        except SgzlibError:
            unreadable.append(text)
    known = {text: _held(kind, value) for text, value in values.items() if value is not UNKNOWN}
    cells, dtype = nw.col(column), _dtype(kind, money)
    seen = cells.replace_strict(list(known), list(known.values()), default=None, return_dtype=dtype)
    refused = cells.is_in(unreadable) if unreadable else None
    return ColumnParser(seen if known else nw.lit(None, dtype), refused, converts=True)


def _held(kind: Kind[Any], value: Any) -> Any:
    if kind.several:
        return BETWEEN + BETWEEN.join(option.name for option in value) + BETWEEN
    return Decimal(value) if kind.form is Form.DECIMAL else value


def _dtype(kind: Kind[Any], money: nw.Decimal) -> Any:
    if kind.form is Form.DECIMAL:
        # What is not exact is compared with whole numbers, for which Arrow wants room.
        return money if kind.money else nw.Decimal(16 if kind.exact else 38, kind.places)
    return _TYPES.get(kind.form, nw.Int64)


def reading(
    kind: Kind[Any], column: str, dtype: DType, held: str, money: nw.Decimal, texts: Callable[[], Iterable[str]]
) -> ColumnParser | None:
    """Say how a column of that type is read as a fact of that kind (列的读法); None where it cannot be.

    `held` is the name that its cells have once they are converted, `money` the decimals that prices become, `texts` the
    different texts in it.
    """
    if isinstance(dtype, nw.String) and kind.form not in {Form.TEXT, Form.LABEL}:
        return _spelled(kind, column, texts(), money)
    if kind.form is Form.DECIMAL:
        return _measure(column, dtype, kind, money)
    if kind.members is None:
        return _READ[kind.form](column, dtype, kind)
    return None if kind.several else _choice(column, dtype, kind.members, held)


_TYPES: dict[Form, type[DType]] = {
    Form.TRUTH: nw.Boolean,
    Form.DAY: nw.Date,
    Form.TEXT: nw.String,
    Form.SEVERAL: nw.String,
}
