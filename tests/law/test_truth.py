"""Strong Kleene logic: the tables, written out, and what follows from them."""

import copy
import pickle
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgzlib import UNKNOWN, Truth
from sgzlib.law.truth import Interval, alike, first_known, not_, one_of

T, F, U = True, False, UNKNOWN
TRUTHS: tuple[Truth, ...] = (T, F, U)


def completions(truth: Truth) -> list[bool]:
    return [truth] if isinstance(truth, bool) else [True, False]


def agreed(outcomes: list[bool]) -> Truth:
    return outcomes[0] if len(set(outcomes)) == 1 else UNKNOWN


class TestConnectives:
    @pytest.mark.parametrize(("p", "q"), [*product(TRUTHS, TRUTHS)])
    def test_and_is_what_all_completions_agree_on(self, p: Truth, q: Truth) -> None:
        assert (p & q) is agreed([a and b for a in completions(p) for b in completions(q)])

    @pytest.mark.parametrize(("p", "q"), [*product(TRUTHS, TRUTHS)])
    def test_or_is_what_all_completions_agree_on(self, p: Truth, q: Truth) -> None:
        assert (p | q) is agreed([a or b for a in completions(p) for b in completions(q)])

    @pytest.mark.parametrize(("p", "q"), [*product(TRUTHS, TRUTHS)])
    def test_the_first_known_is_the_first_unless_nothing_is_known_of_it(self, p: Truth, q: Truth) -> None:
        assert first_known(p, q) is (q if p is U else p)

    @pytest.mark.parametrize("p", TRUTHS)
    def test_not_is_what_all_completions_agree_on(self, p: Truth) -> None:
        assert not_(p) is agreed([not a for a in completions(p)])

    @pytest.mark.parametrize(("value", "found"), [(1, T), (3, F), (U, U)])
    def test_one_of_absorbs_the_unknown(self, value: object, found: Truth) -> None:
        assert one_of(value, 1, 2) is found


class TestUnknown:
    @pytest.mark.parametrize("other", [0, 1, True, "x", None, UNKNOWN])
    def test_every_comparison_and_sum_with_it_is_unknown(self, other: object) -> None:
        results = [
            UNKNOWN == other,
            UNKNOWN != other,
            UNKNOWN >= other,
            UNKNOWN > other,
            UNKNOWN <= other,
            UNKNOWN < other,
            UNKNOWN + other,
            other + UNKNOWN,
            UNKNOWN - other,
            other - UNKNOWN,
            UNKNOWN * other,
            other * UNKNOWN,
        ]
        assert all(result is UNKNOWN for result in results)

    def test_its_name_is_unknown_as_all_that_is_asked_of_it(self) -> None:
        assert UNKNOWN.name is UNKNOWN

    def test_it_has_no_truth_value(self) -> None:
        with pytest.raises(TypeError, match="neither true nor false"):
            bool(UNKNOWN)

    def test_there_is_one_of_it_through_pickle_and_copy(self) -> None:
        assert pickle.loads(pickle.dumps(UNKNOWN)) is UNKNOWN  # noqa: S301 - made one line above
        assert copy.deepcopy(UNKNOWN) is UNKNOWN

    def test_it_prints_and_hashes_the_same_in_every_run(self) -> None:
        assert repr(UNKNOWN) == "UNKNOWN"
        assert hash(UNKNOWN) == 0x5353_4755

    def test_a_dict_may_hold_all_three_truths_as_keys(self) -> None:
        assert {False: "f", True: "t", UNKNOWN: "u"}[UNKNOWN] == "u"


class TestInterval:
    """An interval answers exactly what all the numbers between its bounds agree on."""

    @given(st.integers(0, 5), st.integers(0, 5), st.integers(-1, 20), st.integers(0, 3), st.integers(0, 3))
    def test_comparisons_are_what_all_values_agree_on(
        self, low: int, more: int, other: int, by: int, times: int
    ) -> None:
        interval = times * (Interval(low, low + more) + by) * 1
        values = [times * (value + by) for value in range(low, low + more + 1)]
        assert (interval >= other) is agreed([value >= other for value in values])
        assert (interval > other) is agreed([value > other for value in values])
        assert (interval <= other) is agreed([value <= other for value in values])
        assert (interval < other) is agreed([value < other for value in values])

    def test_it_prints_its_bounds(self) -> None:
        assert repr(Interval(1, 3)) == "1..3"


def test_what_an_interval_and_an_unknown_number_come_to_is_unknown() -> None:
    between = Interval(1, 3)
    assert between + UNKNOWN is UNKNOWN
    assert between - UNKNOWN is UNKNOWN
    assert UNKNOWN - between is UNKNOWN
    assert between * UNKNOWN is UNKNOWN
    assert UNKNOWN * between is UNKNOWN


@pytest.mark.parametrize(("left", "right"), [(UNKNOWN, "某某"), ("某某", UNKNOWN), (UNKNOWN, UNKNOWN)])
def test_whether_a_text_is_like_an_unknown_one_is_unknown(left: object, right: object) -> None:
    assert alike(left, right, without="", other_without="") is UNKNOWN
