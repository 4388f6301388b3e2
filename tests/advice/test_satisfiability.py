"""The ends at which a sum falls short, whatever else is so, are left out: from below and from above."""

from sgzlib.advice.propositions import Inequality, Variable
from sgzlib.advice.satisfiability import propagate_bounds

ONE, TWO = (Variable(path, None, order, ((0, 10),)) for order, path in enumerate(("one", "two")))
BOX = {ONE: (0, 10), TWO: (0, 10)}


def at_least(least: int, **of: int) -> Inequality:
    terms = tuple(((variable,), of[variable.path]) for variable in (ONE, TWO) if variable.path in of)
    return Inequality((*terms, ((), -least)), frozenset((ONE, TWO)))


def test_the_ends_at_which_a_sum_falls_short_are_left_out() -> None:
    assert propagate_bounds([at_least(3, one=1)], BOX) == {ONE: (3, 10), TWO: (0, 10)}
    assert propagate_bounds([at_least(-7, one=-1)], BOX) == {ONE: (0, 7), TWO: (0, 10)}
    assert propagate_bounds([at_least(17, one=1, two=1)], BOX) == {ONE: (7, 10), TWO: (7, 10)}
    assert propagate_bounds([at_least(0, one=1, two=-1), at_least(8, two=1)], BOX) == {ONE: (8, 10), TWO: (8, 10)}


def test_where_all_can_hold_nothing_is_left_out_and_where_one_cannot_nothing_is_left() -> None:
    assert propagate_bounds([at_least(0, one=1)], BOX) is BOX
    assert propagate_bounds([at_least(21, one=1, two=1)], BOX) is None
