"""Splitting to the last fen: exact, fair, in the same way each time."""

from decimal import Decimal, Inexact, localcontext
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sgzlib as sgz

TOTALS = st.decimals(0, 10**9, places=2)
WEIGHTS: Any = st.lists(
    st.integers(0, 10**6) | st.decimals(0, 1000, places=4) | st.fractions(0, 50, max_denominator=10**12),
    min_size=1,
    max_size=12,
).filter(any)


class TestApportion:
    @given(TOTALS, WEIGHTS)
    def test_the_parts_add_up_and_each_is_less_than_a_fen_from_its_exact_share(
        self, total: Decimal, weights: list[Any]
    ) -> None:
        parts = sgz.apportion(total, weights)
        whole = sum(map(Fraction, weights))
        assert sum(map(Fraction, parts)) == Fraction(total)
        for part, weight in zip(parts, weights, strict=True):
            assert abs(Fraction(part) - Fraction(total) * Fraction(weight) / whole) < Fraction(1, 100)
            assert part.as_tuple().exponent == -2

    @given(TOTALS, WEIGHTS)
    def test_a_fen_more_goes_to_those_from_which_most_was_cut(self, total: Decimal, weights: list[Any]) -> None:
        whole = sum(map(Fraction, weights))
        exact = [Fraction(total) * 100 * Fraction(weight) / whole for weight in weights]
        more = [Fraction(part) * 100 > share for part, share in zip(sgz.apportion(total, weights), exact, strict=True)]
        cut = [share - share.__floor__() for share in exact]
        raised = [(-it, at) for at, it in enumerate(cut) if more[at]]
        kept = [(-it, at) for at, it in enumerate(cut) if it and not more[at]]
        assert not raised or not kept or max(raised) < min(kept)

    @given(TOTALS, WEIGHTS, st.integers(2, 5))
    def test_only_the_proportion_of_the_weights_matters(self, total: Decimal, weights: list[Any], by: int) -> None:
        assert sgz.apportion(total, weights) == sgz.apportion(total, [Fraction(weight) * by for weight in weights])

    @given(TOTALS, WEIGHTS)
    def test_no_decimal_context_changes_it(self, total: Decimal, weights: list[Any]) -> None:
        parts = sgz.apportion(total, weights)
        with localcontext(prec=2) as context:
            context.traps[Inexact] = True
            assert sgz.apportion(total, weights) == parts

    @pytest.mark.parametrize("weight", [10**30 - 1, Decimal("1E+29"), Decimal("1E-29"), Fraction(1, 10**30 - 1)])
    def test_a_weight_may_be_as_large_or_as_small_as_the_bounds_say(self, weight: Any) -> None:
        assert sgz.apportion(1, [weight, weight]) == (Decimal("0.50"), Decimal("0.50"))

    def test_of_equals_the_earliest_come_first(self) -> None:
        assert sgz.apportion(Decimal("0.05"), [1, 1, 1]) == tuple(map(Decimal, ("0.02", "0.02", "0.01")))

    def test_a_weight_of_nothing_gets_nothing(self) -> None:
        assert sgz.apportion(Decimal("0.01"), [0, 3, 0]) == tuple(map(Decimal, ("0.00", "0.01", "0.00")))

    @pytest.mark.parametrize(
        ("total", "weights", "error", "message"),
        [
            (0.1, [1], sgz.InvalidType, "apportion.total: 0.1"),
            (True, [1], sgz.InvalidType, "apportion.total: True"),
            (Decimal("0.001"), [1], sgz.InvalidValue, "apportion.total"),
            (Decimal("NaN"), [1], sgz.InvalidValue, "apportion.total"),
            (-1, [1], sgz.InvalidValue, "apportion.total: -1"),
            (1, [1, 0.5], sgz.InvalidType, r"apportion.weights\[1\]: 0.5"),
            (1, [True], sgz.InvalidType, r"apportion.weights\[0\]: True"),
            (1, [1, -1], sgz.InvalidValue, r"apportion.weights\[1\]: -1"),
            (1, [Decimal("Infinity")], sgz.InvalidValue, r"apportion.weights\[0\]"),
            (1, [Decimal("sNaN")], sgz.InvalidValue, r"apportion.weights\[0\]"),
            (Decimal("1E+999999999"), [1], sgz.InvalidValue, "apportion.total"),
            (1, [Decimal("1E+999999999")], sgz.InvalidValue, r"apportion.weights\[0\].*below 10\*\*30"),
            (1, [Decimal("1E-999999999")], sgz.InvalidValue, r"apportion.weights\[0\].*below 10\*\*30"),
            (1, [Decimal("0E-999999999"), 1], sgz.InvalidValue, r"apportion.weights\[0\].*below 10\*\*30"),
            (1, [Decimal("1E+30")], sgz.InvalidValue, r"apportion.weights\[0\]"),
            (1, [Decimal("1E-30")], sgz.InvalidValue, r"apportion.weights\[0\]"),
            (1, [10**30], sgz.InvalidValue, r"apportion.weights\[0\]"),
            (1, [Fraction(1, 10**30)], sgz.InvalidValue, r"apportion.weights\[0\]"),
            (1, [Fraction(-1, 3)], sgz.InvalidValue, r"apportion.weights\[0\]"),
            (1, [sgz.Education.MASTER], sgz.InvalidType, r"apportion.weights\[0\]: <Education.MASTER"),
            (sgz.Education.MASTER, [1], sgz.InvalidType, r"apportion.total: <Education.MASTER"),
            (1, [], sgz.InvalidValue, r"apportion.weights: \[\].*at least one is above 0"),
            (1, [0, 0], sgz.InvalidValue, r"apportion.weights: \[0, 0\].*at least one is above 0"),
        ],
    )
    def test_what_means_nothing_is_refused(
        self, total: Any, weights: Any, error: type[Exception], message: str
    ) -> None:
        with pytest.raises(error, match=message):
            sgz.apportion(total, weights)
