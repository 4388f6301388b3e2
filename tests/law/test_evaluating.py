"""Parts of formulas on values: what a check computes, computed by the formula alone."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import sgzlib as sgz
from sgzlib.law import Case
from sgzlib.law.evaluating import evaluate
from sgzlib.law.formula import Constant, Difference, Node, Product, Sum

CASE = Case(date(2022, 3, 1), sgz.TIANJIN_2021)


@pytest.mark.parametrize(
    ("node", "value"),
    [
        (Product(Constant(3), Constant(4)), 12),
        (Product(Constant(Decimal("2.50")), Constant(4)), Decimal("10.00")),
        (Sum(Constant(3), Constant(4)), 7),
        (Difference(Constant(3), Constant(4)), -1),
        (Product(Constant(3), Constant(sgz.UNKNOWN)), sgz.UNKNOWN),
    ],
    ids=range(5),
)
def test_numbers_are_reckoned_with(node: Node, value: Any) -> None:
    assert evaluate(node, None, CASE) is value or evaluate(node, None, CASE) == value
