"""Money is exact in whatever decimal context, and counting over groups knows what is not known."""

from decimal import Decimal, Inexact, localcontext
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgzlib import UNKNOWN, BudgetLine, ExpenseCategory
from sgzlib.law.exact import plus, product
from sgzlib.law.groups import distinct, total
from sgzlib.law.money import added, fen_of, times, yuan_of

AMOUNTS = st.decimals(0, 10**12, places=2)


class TestArithmetic:
    @given(AMOUNTS, st.integers(0, 10**9))
    def test_products_are_exact(self, price: Decimal, quantity: int) -> None:
        with localcontext(prec=2) as context:
            context.traps[Inexact] = True
            assert Fraction(times(price, quantity)) == Fraction(price) * quantity

    def test_nothing_at_any_price_and_anything_for_nothing_is_nothing(self) -> None:
        nothing, endless = Decimal("0.00"), Decimal("Infinity")
        assert [product(nothing, endless), product(endless, 0), product(Decimal(2), endless)] == [0, 0, endless]

    @given(st.lists(AMOUNTS | st.integers(0, 10**6)))
    def test_sums_are_exact(self, amounts: list[Any]) -> None:
        with localcontext(prec=2) as context:
            context.traps[Inexact] = True
            assert Fraction(added(amounts)) == sum(map(Fraction, amounts))

    @given(st.integers(0, 10**20))
    def test_fen_and_yuan_turn_into_one_another(self, fen: int) -> None:
        assert fen_of(yuan_of(fen)) == fen

    def test_part_of_a_fen_is_never_dropped(self) -> None:
        with pytest.raises(Inexact, match="Inexact"):
            times(Decimal("0.01"), Decimal("0.5"))

    def test_unknown_stays_unknown_but_nothing_stays_nothing(self) -> None:
        assert times(Decimal(5), UNKNOWN) is UNKNOWN
        assert times(Decimal(0), UNKNOWN) == 0
        assert plus(UNKNOWN, Decimal(5)) is UNKNOWN
        assert (plus(1, 2), plus(1, Decimal(2)), plus(Decimal(1), 2)) == (3, 3, 3)


class TestGroups:
    def test_a_total_over_unknown_members_is_open_above(self) -> None:
        lines: Any = tuple(BudgetLine(unit_price=price, quantity=1) for price in (Decimal(5), None, Decimal(7)))
        assert repr(total(lines, "amount")) == "12.00..Infinity"
        assert total(UNKNOWN, "amount") is UNKNOWN
        assert total((), "amount") == 0

    @pytest.mark.parametrize(
        ("categories", "found"),
        [
            (["OTHER", "OTHER"], "0"),
            (["PERSONNEL", "PERSONNEL"], "1"),
            (["PERSONNEL", None], "1..2"),
            ([None, None, None], "0..2"),
            (["PERSONNEL", "ACTIVITIES", None], "2"),
        ],
    )
    def test_distinct_values_are_counted_once_and_unknown_ones_at_most_once(
        self, categories: list[str | None], found: str
    ) -> None:
        among = (ExpenseCategory.PERSONNEL, ExpenseCategory.ACTIVITIES)
        lines = tuple(BudgetLine(category=None if it is None else ExpenseCategory[it]) for it in categories)
        assert repr(distinct(lines, "category", among)) == found
        assert distinct(UNKNOWN, "category", among) is UNKNOWN
