"""What several rules ask of a table is reckoned once, and gives what it gives where it stands."""

from itertools import product
from typing import Any

import narwhals as nw
import polars as pl
import pytest

from bridges.frames.expressed import bounds, columns, formula, formula_of, left
from sgzlib import UNKNOWN
from sgzlib.bridges.frames.expressions import Shared
from sgzlib.law.truth import not_

ROWS = nw.from_native(pl.DataFrame(list(product((True, False, None), repeat=3)), schema=["a", "b", "c"], orient="row"))


def both(x: Any) -> Any:
    return x.a & x.b


@pytest.mark.parametrize(
    ("rules", "layers"),
    [
        ([lambda x: x.a, lambda x: x.b & x.a, lambda x: x.a | x.b, lambda x: not_(x.c)], []),
        ([lambda x: x.a & x.a, lambda x: x.a, lambda x: (x.a & x.b) & x.a, both], [1]),
        ([lambda x: (x.a & x.b) & x.a, lambda x: (x.a & x.c) & x.a], []),
        ([lambda x: x.a | UNKNOWN, lambda x: x.b & x.a], []),
        ([lambda x: both(x) | x.c, lambda x: not_(both(x))], [1]),
        ([both, both], [1]),
        ([lambda x: not_(both(x)), lambda x: not_(both(x)) | x.c], [1]),
        ([lambda x: not_(both(x)) | x.c, lambda x: not_(both(x)) & x.c, both], [1, 1]),
        (
            [
                lambda x: both(x) | x.c,
                lambda x: not_(both(x) | x.c),
                lambda x: both(x) & (x.b | x.c),
                lambda x: x.b | x.c,
            ],
            [1, 1],
        ),
    ],
)
def test_what_is_asked_more_than_once_becomes_a_column(rules: list[Any], layers: list[int]) -> None:
    nodes = [left(formula_of(rule)) for rule in rules]
    shared = Shared(columns(), nodes)
    exprs = [shared(node).low for node in nodes]
    assert [len(layer) for layer in shared.layers] == layers
    frame = ROWS
    for layer in shared.layers:
        frame = frame.with_columns(**layer)
    names = [f"t{at}" for at, _ in enumerate(rules)]
    found = frame.select(*(expr.alias(name) for expr, name in zip(exprs, names, strict=True)))
    expected = ROWS.select(*(bounds(node).low.alias(name) for node, name in zip(nodes, names, strict=True)))
    assert found.rows() == expected.rows()


def test_a_comparison_is_shared_and_a_fact_is_not() -> None:
    late = formula(lambda x, case: x.day >= case.on)
    either, fact = formula(lambda x, case: (x.day >= case.on) | x.a), formula(lambda x, _: x.a)
    nodes = [left(node) for node in (late, either, fact)]
    shared = Shared(columns(), nodes)
    for node in nodes:
        shared(node)
    assert [list(layer) for layer in shared.layers] == [["_sgz_p0"]]
