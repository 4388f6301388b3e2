"""What several rules ask of a table is reckoned once, and gives what it gives where it stands."""

from itertools import product
from typing import Any

import narwhals as nw
import polars as pl
import pytest

from sgzlib import UNKNOWN
from sgzlib.bridges.frames.cells import UNKNOWN_CELLS, column
from sgzlib.bridges.frames.sharing import Shared

ROWS = nw.from_native(pl.DataFrame(list(product((True, False, None), repeat=3)), schema=["a", "b", "c"], orient="row"))
A, B, C = (column(name) for name in "abc")


def both() -> Any:
    """Say the same each time, in another object."""
    return A & B


@pytest.mark.parametrize(
    ("truths", "layers"),
    [
        ([A, B & A, A | B, ~C], []),
        ([A & A, A, (A & B) & A, B & (A & B)], [1]),
        ([(A & B) & A, (A & C) & A], []),
        ([A | UNKNOWN, UNKNOWN_CELLS & UNKNOWN_CELLS, ~UNKNOWN_CELLS], []),
        ([A & C, C & A], []),
        ([both() | C, ~both()], [1]),
        ([both(), both()], [1]),
        ([~both(), ~both() | C], [1]),
        ([~both() | C, ~both() & C, both()], [1, 1]),
        ([both() | C, ~(both() | C), both() & (B | C), B | C, ~(B | C)], [2, 1]),
    ],
)
def test_what_is_asked_more_than_once_becomes_a_column(truths: list[Any], layers: list[int]) -> None:
    shared = Shared(truths)
    assert [len(layer) for layer in shared.layers] == layers
    frame = ROWS
    for layer in shared.layers:
        frame = frame.with_columns(**layer)
    names = [f"t{at}" for at, _ in enumerate(truths)]
    found = frame.select(*(expr.alias(name) for expr, name in zip(shared.exprs, names, strict=True)))
    expected = ROWS.select(*(truth.expr.alias(name) for truth, name in zip(truths, names, strict=True)))
    assert found.rows() == expected.rows()
