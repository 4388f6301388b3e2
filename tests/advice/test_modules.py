"""Relevant facts where parts of a proposition stand apart, or stand for one another, against trying every place."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from itertools import product
from types import SimpleNamespace
from typing import Any, cast
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sgzlib as sgz
from sgzlib.advice import days, relevance
from sgzlib.advice.grounding import Grounder
from sgzlib.advice.propositions import (
    TRUE,
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
    whole_inequality,
)
from sgzlib.advice.relevance import Relevance, relevant_in
from sgzlib.advice.satisfiability import Solver

YES, NO = ((1, 1),), ((0, 0),)


def variable(path: str, order: int, *, most: int = 1) -> Variable:
    return Variable(path, None, order, ((0, most),))


def grounder(variables: Sequence[Variable], likeness: dict[str, Any], given: Proposition = TRUE) -> Grounder:
    of_path = by_path(variables)
    made = SimpleNamespace(of_path=lambda: of_path, likeness=likeness.__getitem__, constraints=[given])
    return cast("Grounder", made)


def by_path(variables: Sequence[Variable]) -> dict[str, list[Variable]]:
    found: dict[str, list[Variable]] = {}
    for one in variables:
        found.setdefault(one.path, []).append(one)
    return found


def matters(whole: Proposition, given: Proposition, variables: Sequence[Variable]) -> tuple[str, ...]:
    """Return the facts that change whether a proposition holds in some completion, by trying all of them."""
    every = product(*(range(one.ranges[-1][1] + 1) for one in variables))
    completions = [dict(zip(variables, chosen, strict=True)) for chosen in every]
    outcomes = [(places, substituted(whole, places)) for places in completions if substituted(given, places) is TRUE]
    found = []
    for path in by_path(variables):
        beside: dict[tuple[int, ...], set[Proposition]] = {}
        for places, outcome in outcomes:
            others = tuple(place for one, place in places.items() if one.path != path)
            beside.setdefault(others, set()).add(outcome)
        found += [path] if any(len(of) > 1 for of in beside.values()) else []
    return tuple(found)


def joined(draw: Any, parts: Iterable[Proposition]) -> Proposition:
    open_ = [part for part in dict.fromkeys(parts) if part.variables]
    if len(open_) < 2:
        return conjunction(open_)
    some = draw(st.lists(st.sampled_from(open_), min_size=2, max_size=3, unique=True))
    how, number = draw(st.integers(0, 3)), draw(st.integers(1, 3))
    if how == 0:
        return whole_inequality({**{(part,): at + 1 for at, part in enumerate(some)}, (): -number})
    return (conjunction, disjunction, partial(at_least, 1 + number % 2))[how - 1](some)


def some_of(draw: Any, variables: Sequence[Variable]) -> Proposition:
    literals = [literal(one, ranges) for one in variables for ranges in (YES, NO)]
    one, other = variables
    atoms = [*literals, whole_inequality({(one,): 1, (other,): -1}), whole_inequality({(other,): 1, (one,): -1})]
    return joined(draw, [joined(draw, atoms), joined(draw, atoms)])


@settings(max_examples=60)
@given(st.data())
def test_what_stands_apart_is_looked_at_apart(data: st.DataObject) -> None:
    variables = [variable(f"fact{min(at, 4)}", at, most=1 + at % 2) for at in range(6)]
    one, two = (some_of(data.draw, variables[at : at + 2]) for at in (0, 2))
    group = [literal(of, ranges) for of in variables[4:] for ranges in (YES, NO)]
    parts = [one, two, negation(one), negation(two), *group]
    whole = joined(data.draw, [joined(data.draw, parts), joined(data.draw, parts)])
    given = data.draw(st.sampled_from([TRUE, whole_inequality({(variables[4],): 1, (variables[5],): -1})]))
    with mock.patch.object(relevance, "_FEW", 0):
        found = relevant_in(grounder(variables, {of.path: of.path for of in variables}, given), [whole], Solver())
    assert found == Relevance(matters(whole, given, variables))


@settings(max_examples=60)
@given(st.data())
def test_what_is_alike_is_asked_once(data: st.DataObject) -> None:
    own = variable("own", 99, most=3)
    members = [[variable(f"{at}.{of}", 10 * at + of) for of in range(2)] for at in range(3)]
    asked = [some_of(data.draw, members[0]) for _ in range(2)]
    every = [[renamed(part, dict(zip(members[0], of, strict=True))) for of in members] for part in asked]
    parts = [literal(own, ((1, 2),))]
    for each in (one for one in every if one[0].variables):
        parts += [conjunction(each), disjunction(each), at_least(2, each)]
        parts.append(whole_inequality({**{(part,): 1 for part in each}, (own,): -1}))
    whole = joined(data.draw, parts)
    variables = [*(of for member in members for of in member), own]
    with mock.patch.object(relevance, "_FEW", 0):
        found = relevant_in(grounder(variables, {of.path: of.path[-1] for of in variables}), [whole], Solver())
    assert (set(found.facts), found.undecided) == (set(matters(whole, TRUE, variables)), ())


def test_what_takes_more_steps_than_there_are_is_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    assessment = sgz.check_staffing(sgz.Team(workers=(sgz.Worker(),) * 2), on=date(2022, 3, 1))
    every = relevance.relevance(assessment)
    monkeypatch.setattr(relevance, "MOST_STEPS", 60)
    monkeypatch.setattr(relevance, "_STEPS_AT_FIRST", 2)
    found = relevance.relevance(assessment)
    assert every.undecided == ()
    assert set(found.facts) < set(every.facts) <= {*found.facts, *found.undecided}


@pytest.mark.parametrize("unit", ["days", "months", "years"])
@pytest.mark.parametrize("by", [-13, -1, 0, 1, 2, 12])
def test_how_far_a_day_is_moved_lies_within_what_is_said_of_it(unit: Any, by: int) -> None:
    move: Any = days.shifting(unit, by)
    places = range(date(2019, 12, 1).toordinal(), date(2021, 4, 1).toordinal())
    least, most = move.reach(places[0], places[-1])
    assert {move(place) - place for place in places} <= set(range(least, most + 1))
    last = date.max.toordinal()
    assert (move.reach(last, last) is None) is (most > 0)


def test_two_periods_from_one_day_are_compared_up_to_the_end_of_the_calendar() -> None:
    day, other = variable("day", 0, most=date.max.toordinal()), variable("other", 1, most=10**9)
    day.ranges = ((1, date.max.toordinal()),)
    shorter, longer = (Moved(day, days.shifting("months", by)) for by in (1, 2))
    eve = Moved(day, days.composed(days.shifting("days", -1), days.shifting("months", 1)))
    for early in (shorter, eve):
        later = whole_inequality({(early,): 1, (other,): 1, (): -738215})
        sooner = whole_inequality({(longer,): -1, (other,): -1, (): 738214})
        assert not Solver().satisfiable(conjunction([later, sooner]))
        assert Solver().satisfiable(conjunction([later, negation(sooner)]))
