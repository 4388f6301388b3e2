"""The door (入口): what a column may hold to be read as a fact, and how its cells become what rules compare.

A column is refused by its type at once. What only its cells can show (an unknown label, a number below zero, a time of
day) is written down as an expression that is True in the rows that mean nothing, for `tables` to ask about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from decimal import Decimal
from enum import Enum, IntEnum
from math import ceil, floor
from typing import Any

import attrs
import narwhals as nw
from narwhals.dtypes import DType

from sgzlib.bridges.columns import code_of
from sgzlib.bridges.frames.cells import Cells, nothing
from sgzlib.bridges.spellings import BETWEEN, EMPTY, read
from sgzlib.law.errors import SgzlibError
from sgzlib.law.kinds import Form, Kind
from sgzlib.law.labels import spellings
from sgzlib.law.truth import UNKNOWN

_MOST_OF_A_BYTE = 127
_EMPTY = ["", *EMPTY, *(text.upper() for text in EMPTY)]
_TEXTS = (nw.String, nw.Categorical, nw.Enum)


@attrs.frozen(eq=False)
class Intake:
    """How one column is read (列的读法): what rules see, and whether cells are converted for that.

    `refused` is True in the rows that mean nothing. `found` says whether there is one, where the ends of the column
    show it and not every cell need be looked at.
    """

    seen: nw.Expr
    refused: nw.Expr | None = None
    found: nw.Expr | None = None
    converts: bool = False


def _first_beyond(kind: Kind[Any]) -> int:
    beyond: int = floor(kind.most) + 1
    return beyond


def _whole(cells: nw.Expr, dtype: DType, kind: Kind[Any]) -> Intake | None:
    least, beyond = ceil(kind.least), _first_beyond(kind)
    refused, found = (cells < least) | (cells >= beyond), (cells.min() < least) | (cells.max() >= beyond)
    return Intake(cells, refused, found) if dtype.is_integer() else None


def _decimal(cells: nw.Expr, dtype: nw.Decimal, kind: Kind[Any], held: nw.Decimal) -> Intake:
    exact, beyond = _exact(cells, dtype, kind.places), _first_beyond(kind)
    refused = cells <= 0 if kind.least else cells < 0
    if dtype.scale > kind.places:
        refused = refused | (exact != cells)
    if _reaches(dtype, beyond):
        # Converted first, a cell that is too large would be refused by the engine and not by its row.
        exact = nw.when((cells >= 0) & (cells < beyond)).then(exact)
        refused = refused | (cells >= beyond)
    return Intake(exact.cast(held), refused, converts=True)


def _exact(cells: nw.Expr, dtype: nw.Decimal, digits: int) -> nw.Expr:
    # A type that holds 9.999 and no more has no room for the 10.00 that it becomes.
    return cells.cast(nw.Decimal(38, dtype.scale)).round(digits) if dtype.scale > digits else cells


def _reaches(dtype: nw.Decimal, beyond: int) -> bool:
    return dtype.precision - dtype.scale >= len(str(beyond))


def _yes_no(cells: nw.Expr, dtype: DType, _kind: Kind[Any]) -> Intake | None:
    return Intake(cells) if isinstance(dtype, nw.Boolean) else None


def _measure(cells: nw.Expr, dtype: DType, kind: Kind[Any], money: nw.Decimal) -> Intake | None:
    if kind.exact and isinstance(dtype, nw.Decimal):
        return _decimal(cells, dtype, kind, money if kind.money else nw.Decimal(16, kind.places))
    return _whole(cells, dtype, kind) if kind.exact else _inexact(cells, dtype, kind)


def _inexact(cells: nw.Expr, dtype: DType, kind: Kind[Any]) -> Intake | None:
    beyond = _first_beyond(kind)
    if dtype.is_float():
        known = nw.when(~cells.is_nan()).then(cells)
        return Intake(known, (cells < kind.least) | (known >= beyond) | ~known.is_finite(), converts=True)
    if not isinstance(dtype, nw.Decimal):
        return _whole(cells, dtype, kind)
    refused, found = cells < kind.least, cells.min() < kind.least
    if _reaches(dtype, beyond):
        refused, found = refused | (cells >= beyond), found | (cells.max() >= beyond)
    if dtype.scale > kind.places:
        return Intake(cells, refused | (_exact(cells, dtype, kind.places) != cells))
    return Intake(cells, refused, found)


def _day(cells: nw.Expr, dtype: DType, _kind: Kind[Any]) -> Intake | None:
    if isinstance(dtype, nw.Datetime) and dtype.time_zone is None:
        days = cells.cast(nw.Date)
        return Intake(days, days.cast(dtype) != cells, converts=True)
    return Intake(cells) if isinstance(dtype, nw.Date) else None


def _text(cells: nw.Expr, dtype: DType, _kind: Kind[Any]) -> Intake | None:
    if not isinstance(dtype, _TEXTS):
        return None
    texts = cells if isinstance(dtype, nw.String) else cells.cast(nw.String)
    return Intake(nw.when(~texts.is_in(_EMPTY)).then(texts), converts=True)


_READ: dict[Form, Callable[[nw.Expr, DType, Kind[Any]], Intake | None]] = {
    Form.TRUTH: _yes_no,
    Form.WHOLE: _whole,
    Form.DAY: _day,
    Form.TEXT: _text,
}


def _labels(options: type[Enum]) -> dict[str, int]:
    return {text: code_of(option) for option in options for text in spellings(option)}


def _choice(cells: nw.Expr, dtype: DType, options: type[Enum], held: str) -> Intake | None:
    if isinstance(dtype, _TEXTS):
        texts = cells if isinstance(dtype, nw.String) else cells.cast(nw.String)
        known = _labels(options)
        held_as = nw.Int8 if max(known.values()) <= _MOST_OF_A_BYTE else nw.Int32
        codes = texts.replace_strict(known, default=None, return_dtype=held_as)
        lost = nw.col(held).is_null()
        refused = lost & ~cells.is_null() & ~texts.is_in(_EMPTY)
        return Intake(codes, refused, nw.col(held).count() < cells.count(), converts=True)
    if dtype.is_integer() and issubclass(options, IntEnum):
        low, high = int(min(options)), int(max(options))
        if high - low >= len(options):
            return Intake(cells, ~cells.is_in([int(option) for option in options]) & ~cells.is_null())
        return Intake(cells, (cells < low) | (cells > high), (cells.min() < low) | (cells.max() > high))
    return None


def _spelled(kind: Kind[Any], column: str, texts: Iterable[str], money: nw.Decimal) -> Intake:
    """Read a column of text as offices write: each different text once, and the column by them."""
    found: dict[str, Any] = {}
    for text in texts:
        with suppress(SgzlibError):
            found[text] = read(kind, column, text)
    known = {text: _held(kind, value) for text, value in found.items() if value is not UNKNOWN}
    cells, dtype = nw.col(column), _dtype(kind, money)
    seen = cells.replace_strict(list(known), list(known.values()), default=None, return_dtype=dtype)
    refused = ~cells.is_null() & ~cells.is_in(["", *found])
    return Intake(seen if known else nw.lit(None, dtype), refused, converts=True)


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
) -> Intake | None:
    """Say how a column of that type is read as a fact of that kind (列的读法); None where it cannot be.

    `held` is the name that its cells have once they are converted, `money` the decimals that prices become, `texts` the
    different texts in it.
    """
    cells = nw.col(column)
    if isinstance(dtype, nw.String) and kind.form not in {Form.TEXT, Form.LABEL}:
        return _spelled(kind, column, texts(), money)
    if kind.form is Form.DECIMAL:
        return _measure(cells, dtype, kind, money)
    if kind.members is None:
        return _READ[kind.form](cells, dtype, kind)
    return None if kind.several else _choice(cells, dtype, kind.members, held)


def unknown(kind: Kind[Any]) -> Cells:
    """Return the fact that no row supplies (整列未知)."""
    return nothing(_TYPES.get(kind.form, nw.Int64))


_TYPES: dict[Form, type[DType]] = {
    Form.TRUTH: nw.Boolean,
    Form.DAY: nw.Date,
    Form.TEXT: nw.String,
    Form.SEVERAL: nw.String,
}
