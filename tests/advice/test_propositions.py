"""What is found out about propositions, against trying every place of every variable."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain, combinations, product
from types import SimpleNamespace
from typing import Any, cast
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sgzlib.advice import corrections
from sgzlib.advice.corrections import Corrections, boxes
from sgzlib.advice.grounding import Grounder
from sgzlib.advice.propositions import (
    FALSE,
    TRUE,
    UNASSIGNED,
    AtLeast,
    From,
    Inequality,
    Moved,
    Proposition,
    Variable,
    at_least,
    conjunction,
    disjunction,
    literal,
    negation,
    renamed,
    substituted,
    variables_in,
    variables_of,
    whole_inequality,
)
from sgzlib.advice.satisfiability import Solver

RANGES = [((0, 3),), ((0, 1), (3, 3)), ((1, 4),), ((0, 0), (2, 2))]
Places = Mapping[Variable, int]


def twice(place: int) -> int:
    return 2 * place


def twice_or_nothing(place: int) -> int:
    return max(2 * place, 0)


def variables(draw: Any, number: int, *, revised: bool) -> list[Variable]:
    made: list[Variable] = []
    for at in range(number):
        ranges = draw(st.sampled_from(RANGES))
        now = draw(st.sampled_from([UNASSIGNED, *places_of(ranges)])) if revised else UNASSIGNED
        made.append(Variable(f"fact{at}", None, at, ranges, now, may_stay_unassigned=revised and now == UNASSIGNED))
    return made


def places_of(ranges: Any) -> list[int]:
    return [place for low, high in ranges for place in range(low, high + 1)]


def propositions(of: list[Variable]) -> st.SearchStrategy[Proposition]:
    spans = st.tuples(st.integers(0, 3), st.integers(0, 2)).map(lambda span: ((span[0], span[0] + span[1]),))
    literals = st.builds(literal, st.sampled_from(of), spans)
    factors = st.sampled_from([*of, *(Moved(variable, twice) for variable in of), *sums_moved(of)])
    monomials = st.lists(factors, min_size=1, max_size=2).map(lambda one: tuple(sorted(one, key=order)))
    sums = st.dictionaries(monomials, st.sampled_from([-2, -1, 1, 2]), min_size=1, max_size=3)
    inequalities = st.builds(lambda one, by: told({**one, (): by}), sums, st.integers(-4, 4))
    equations = st.builds(partial(equation, of), st.integers(1, 4))
    atoms = literals | literals | inequalities | equations

    def joined(parts: st.SearchStrategy[Proposition]) -> st.SearchStrategy[Proposition]:
        some = st.lists(parts, min_size=2, max_size=4)
        counted = st.builds(
            lambda one, other, variable, by: told({(one,): 2, (other,): 1, (variable,): -1, (): by}),
            literals,
            parts,
            st.sampled_from(of),
            st.integers(-1, 2),
        )
        return some.map(conjunction) | some.map(disjunction) | st.builds(at_least, st.integers(1, 3), some) | counted

    return st.recursive(atoms, joined, max_leaves=6)


def sums_moved(of: list[Variable]) -> list[Moved]:
    """Return moved sums of places, the second of a sum that is moved itself, the last with one place less another."""
    first, second, third, *_ = of
    inner = Moved(((first, 1), (second, 1)), From(twice, 1))
    return [inner, Moved(((inner, 1), (third, 2)), twice), Moved(((first, 1), (second, -1)), twice_or_nothing)]


def order(factor: Any) -> int:
    return int(variables_of(factor)[0].order)


def equation(of: list[Variable], total: int) -> Proposition:
    one, other, *_ = of
    return conjunction(told({(one,): sign, (other,): sign, (): -sign * total}) for sign in (1, -1))


def told(polynomial: Mapping[Any, int]) -> Proposition:
    """Return an inequality of which all variables have a place, as those of a subject's facts are."""
    inside = [variable for each in polynomial for variable in variables_in(each)]
    known = [literal(one, one.ranges) for one in inside]
    return conjunction([*known, whole_inequality(polynomial)])


def worlds(of: list[Variable]) -> Iterator[dict[Variable, int]]:
    for places in product(*(places_of(variable.ranges) for variable in of)):
        yield dict(zip(of, places, strict=True))


@st.composite
def cases(draw: Any, *, revised: bool = False) -> tuple[list[Variable], Proposition]:
    of = variables(draw, 4, revised=revised)
    return of, draw(propositions(of))


def holds(part: Proposition, places: Places) -> bool:
    found = substituted(part, places)
    assert found in (TRUE, FALSE)
    return found is TRUE


@settings(max_examples=150)
@given(cases())
def test_what_can_hold_is_what_holds_somewhere(case: tuple[list[Variable], Proposition]) -> None:
    of, part = case
    assert Solver().satisfiable(part) is any(holds(part, places) for places in worlds(of))


@settings(max_examples=100)
@given(cases())
def test_the_contrary_holds_where_it_does_not(case: tuple[list[Variable], Proposition]) -> None:
    of, part = case
    assert all(holds(negation(part), places) is not holds(part, places) for places in worlds(of))


@settings(max_examples=100)
@given(cases())
def test_copies_say_of_their_variables_what_it_says_of_its_own(case: tuple[list[Variable], Proposition]) -> None:
    of, part = case
    twins = {one: Variable(f"{one.path}'", None, one.order, one.ranges) for one in of}
    other = renamed(part, twins)
    assert all(
        holds(other, {twins[one]: place for one, place in places.items()}) is holds(part, places)
        for places in worlds(of)
    )


@st.composite
def linked_sums(draw: Any) -> tuple[list[Variable], Proposition]:
    """Return inequalities that share their variables, so that several have to be changed together."""
    of = variables(draw, 5, revised=True)
    some = st.lists(st.sampled_from(of), min_size=3, max_size=4, unique=True)
    sums = [{(one,): draw(st.sampled_from([-1, 1, 2])) for one in draw(some)} for _ in range(3)]
    return of, conjunction(told({**one, (): draw(st.integers(-6, 2))}) for one in sums)


@st.composite
def counts(draw: Any) -> tuple[list[Variable], Proposition]:
    """Return that so many of some things hold of which each hangs on a fact of its own."""
    of = variables(draw, 5, revised=True)
    return of, at_least(draw(st.integers(2, 4)), (literal(one, draw(st.sampled_from(RANGES))) for one in of))


def minimal(of: list[Variable], part: Proposition) -> set[frozenset[str]]:
    found: list[frozenset[str]] = []
    for chosen in chain.from_iterable(combinations(of, number) for number in range(len(of) + 1)):
        paths = frozenset(variable.path for variable in chosen)
        kept = {variable: variable.now for variable in of if variable.path not in paths}
        if not any(one <= paths for one in found) and any(
            holds(part, {**kept, **places}) for places in worlds(list(chosen))
        ):
            found.append(paths)
    return set(found)


def search_of(of: list[Variable]) -> Corrections:
    grounder = SimpleNamespace(of_path=lambda: {variable.path: [variable] for variable in of})
    return Corrections(cast("Grounder", grounder), Solver())


@settings(max_examples=150)
@given(cases(revised=True) | linked_sums() | counts())
def test_the_smallest_sets_of_changes_are_those_that_trying_finds(case: tuple[list[Variable], Proposition]) -> None:
    of, part = case
    expected = minimal(of, part)
    for few in (corrections._FEW_FACTS, 0):  # noqa: SLF001 - as a whole, and taken apart
        with patch.object(corrections, "_FEW_FACTS", few):
            search = search_of(of)
            found = search.listed(part)
            assert search.beyond is None
            assert set(found) == expected
    for facts in found:
        now = {variable: variable.now for variable in of if variable.path not in facts}
        allowed = [dict(places) for places in search.places(part, facts)]
        assert allowed
        for ranges in allowed:
            for chosen in product(*(places_of(one) for one in ranges.values())):
                assert holds(part, {**{v: v.ranges[0][0] for v in of}, **now, **dict(zip(ranges, chosen, strict=True))})


@settings(max_examples=100)
@given(cases())
def test_boxes_hold_throughout_and_one_is_found_wherever_something_does(
    case: tuple[list[Variable], Proposition],
) -> None:
    of, part = case
    found = list(boxes(part))
    assert bool(found) is any(holds(part, places) for places in worlds(of))
    for ranges in found:
        for chosen in product(*map(places_of, ranges.values())):
            known = dict(zip(ranges, chosen, strict=True))
            assert all(holds(part, {**places, **known}) for places in worlds(of))


def test_what_is_cut_off_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    @settings(max_examples=40)
    @given(cases(revised=True))
    def check(case: tuple[list[Variable], Proposition]) -> None:
        of, part = case
        search = search_of(of)
        found = search.listed(part)
        most = len(of) + 1 if search.beyond is None else search.beyond
        assert set(found) == {facts for facts in minimal(of, part) if len(facts) < most}

    for limits in (
        {"_MOST_SETS": 2},
        {"_FEW_NODES": 1},
        {"_FEW_STEPS": 2},
        {"_FEW_FACTS": 0, "_MOST_SETS": 2},
        {"_FEW_FACTS": 0, "_MOST_NODES": 4},
        {"_FEW_FACTS": 0, "_MOST_STEPS": 12},
    ):
        with monkeypatch.context() as limited:
            for limit, least in limits.items():
                limited.setattr(corrections, limit, least)
            check()


def variable(name: str, order: int, *ranges: tuple[int, int], now: int = UNASSIGNED) -> Variable:
    return Variable(name, None, order, ranges, now)


def test_sets_of_parts_that_share_nothing_are_put_together_as_far_as_they_go(monkeypatch: pytest.MonkeyPatch) -> None:
    # Each of two parts has two ways; of four together no more than three are listed.
    pairs = [[variable(f"{name}{at}", at, (0, 1), now=0) for at in (1, 2)] for name in ("x", "y")]
    whole = conjunction([disjunction([literal(one, ((1, 1),)) for one in pair]) for pair in pairs])
    every = [one for pair in pairs for one in pair]
    assert len(search_of(every).listed(whole)) == 4
    monkeypatch.setattr(corrections, "_MOST_SETS", 3)
    monkeypatch.setattr(corrections, "_FEW_FACTS", 0)
    cut = search_of(every)
    assert cut.listed(whole) == []
    assert cut.beyond == 2


X, Y, Z = variable("x", 0, (0, 1), (3, 3)), variable("y", 1, (4, 5)), variable("z", 2, (4, 5))


def test_a_place_between_two_ranges_is_none() -> None:
    between = conjunction([whole_inequality({(X,): 2, (Y,): -1}), whole_inequality({(Z,): 1, (X,): -2})])
    assert Solver().satisfiable(between) is False
    wider = conjunction([whole_inequality({(X,): 2, (Y,): -1}), whole_inequality({(Z,): 1, (X,): -2, (): 1})])
    assert Solver().satisfiable(wider) is True


def test_a_sum_that_takes_all_there_is_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (variable(name, at, (0, 1), now=0) for at, name in enumerate(("one", "other")))
    monkeypatch.setattr(corrections, "_FEW_FACTS", 0)
    both = whole_inequality({(one,): 1, (other,): 1, (): -2})
    assert search_of([one, other]).listed(both) == [frozenset({"one", "other"})]


@pytest.mark.parametrize(("places", "can"), [(((1, 2), (4, 4)), False), (((1, 4),), True)])
def test_where_only_one_place_is_left_it_is_tried(places: tuple[tuple[int, int], ...], *, can: bool) -> None:
    one, other = variable("one", 0, (0, 0), (2, 2)), variable("other", 1, *places)
    no_more = whole_inequality({(one,): 2, (other,): -2, (): 2})
    no_less = whole_inequality({(one,): -1, (other,): 2, (): -3})
    assert Solver().satisfiable(conjunction([no_more, no_less])) is can


def test_copies_of_a_count_are_a_count_of_copies() -> None:
    parts = [literal(X, ((0, 0),)), literal(Y, ((4, 4),)), literal(Z, ((5, 5),))]
    other = variable("x'", 0, *X.ranges)
    assert renamed(at_least(2, parts), {X: other}).variables == {other, Y, Z}


def test_sets_that_are_reached_in_more_than_one_way_are_listed_once() -> None:
    one, two, three = (variable(name, at, (0, 1), now=0) for at, name in enumerate(("one", "two", "three")))
    less, more = variable("less", 3, (0, 1), now=0), variable("more", 4, (0, 1), now=1)
    linked = whole_inequality({(one,): 1, (two,): 1, (three,): 1, (less,): -1, (): -2})
    part = conjunction([linked, whole_inequality({(less,): 1, (more,): 1, (): -1})])
    found = search_of([one, two, three, less, more]).listed(part)
    assert found == [frozenset(pair) for pair in (("one", "two"), ("one", "three"), ("two", "three"))]


def test_a_conflict_that_is_known_is_hit_again() -> None:
    one, two, three, four = (variable(name, at, (0, 1), now=0) for at, name in enumerate("abcd"))
    less, more = variable("less", 4, (0, 1), now=0), variable("more", 5, (0, 1), now=1)
    pairs = ((one, two), (three, four))
    parts = [whole_inequality({(left,): 1, (right,): 1, (less,): -1, (): -1}) for left, right in pairs]
    part = conjunction([*parts, whole_inequality({(less,): 1, (more,): 1, (): -1})])
    found = search_of([one, two, three, four, less, more]).listed(part)
    assert found == [frozenset(pair) for pair in ("ac", "ad", "bc", "bd")]


def test_facts_that_just_do_together_are_a_set() -> None:
    of = [variable(name, at, (0, 10), now=0) for at, name in enumerate("abc")]
    part = whole_inequality({(): -20} | {(one,): 1 for one in of})
    assert search_of(of).listed(part) == [frozenset(pair) for pair in ("ab", "ac", "bc")]


def test_a_sum_of_truths_alone_is_a_count_of_them() -> None:
    parts = [literal(X, ((0, 0),)), literal(Y, ((4, 4),)), literal(Z, ((5, 5),))]
    assert whole_inequality({**{(part,): 1 for part in parts}, (): -2}) == at_least(2, parts)


def test_a_sum_with_a_large_number_beside_truths_stays_one() -> None:
    part, many = literal(X, ((0, 0),)), variable("many", 3, (0, 200))
    for wanted, kind in ((64, AtLeast), (65, Inequality)):
        assert isinstance(whole_inequality({(part,): 1, (many,): 1, (): -wanted}), kind)
