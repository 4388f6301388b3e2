"""Several questions about one group that hang on the same unknown facts, against trying everything."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sgzlib import TIANJIN_2021, UNKNOWN, Policy
from sgzlib.advice.relevance import relevant_facts
from sgzlib.law import Case
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.formula.recording import record
from sgzlib.law.groups import count, earliest, every, latest, member_rule, size
from sgzlib.law.kinds import DAY, YES_NO, many

DAY_0 = date(2022, 3, 1)
CASE = Case(DAY_0, TIANJIN_2021)
DAYS = [DAY_0 + timedelta(days=by) for by in range(-2, 4)]

evolve: Any = attrs.evolve


@subject
class Guest:
    came_on: Fact[date] = fact(DAY, "到达日期", "came on")
    invited: Fact[bool] = fact(YES_NO, "受邀", "invited")


@subject
class Party:
    guests: Fact[tuple[Guest, ...]] = fact(many(Guest), "客人", "guests")
    ends_on: Fact[date] = fact(DAY, "结束日期", "ends on")


@member_rule("早到", "early")
def early(guest: Guest, case: Case[Any]) -> Any:
    return guest.invited | (guest.came_on <= case.on)


@member_rule("晚到", "late")
def late(guest: Guest, case: Case[Any]) -> Any:
    return guest.invited & (guest.came_on > case.on)


Rule = Callable[[Any, Case[Any]], Any]
RULES: dict[str, Rule] = {
    "one_early": lambda party, case: count(party.guests, early, case) >= 1,
    "two_early": lambda party, case: count(party.guests, early, case) > 1,
    "few_early": lambda party, case: count(party.guests, early, case) <= 1,
    "every_early": lambda party, case: every(party.guests, early, case),
    "one_late": lambda party, case: count(party.guests, late, case) >= 1,
    "all_invited": lambda party, case: every(party.guests, "invited", case),
    "last_by": lambda party, case: latest(party.guests, "came_on") <= case.on,
    "last_after": lambda party, case: latest(party.guests, "came_on") > case.on,
    "first_from": lambda party, case: earliest(party.guests, "came_on") >= case.on,
    "first_before": lambda party, case: earliest(party.guests, "came_on") < case.on,
    "last_before_the_end": lambda party, case: latest(party.guests, "came_on") <= party.ends_on,
    "first_after_the_end": lambda party, case: earliest(party.guests, "came_on") > party.ends_on,
}

GUESTS = st.builds(
    Guest, came_on=st.sampled_from([None, None, *DAYS[1:4]]), invited=st.sampled_from([None, None, False, True])
)
PARTIES = st.builds(
    Party, guests=st.lists(GUESTS, min_size=1, max_size=3).map(tuple), ends_on=st.sampled_from([None, *DAYS[1:4]])
)


def gaps(party: Party) -> list[tuple[int | None, str]]:
    assert isinstance(party.guests, tuple)
    found: list[tuple[int | None, str]] = [
        (at, name)
        for at, guest in enumerate(party.guests)
        for name in ("came_on", "invited")
        if getattr(guest, name) is UNKNOWN
    ]
    return found + ([(None, "ends_on")] if party.ends_on is UNKNOWN else [])


def completed(party: Party, unknown: list[tuple[int | None, str]], chosen: tuple[Any, ...]) -> Party:
    guests: list[Any] = list(party.guests) if isinstance(party.guests, tuple) else []
    ends_on: Any = party.ends_on
    for (at, name), value in zip(unknown, chosen, strict=True):
        if at is None:
            ends_on = value
        else:
            guests[at] = evolve(guests[at], **{name: value})
    return Party(guests=tuple(guests), ends_on=ends_on)


def facts(rules: list[Rule], party: Party) -> tuple[str, ...]:
    return relevant_facts([record(rule, Party, Policy) for rule in rules], party, CASE).facts


@settings(max_examples=80, deadline=None)
@given(PARTIES, st.lists(st.sampled_from(sorted(RULES)), min_size=1, max_size=4, unique=True))
def test_what_matters_is_what_changes_the_outcome_of_some_completion(party: Party, names: list[str]) -> None:
    unknown = gaps(party)
    rules = [RULES[name] for name in names]
    options: list[list[Any]] = [[False, True] if name == "invited" else DAYS for _, name in unknown]
    outcomes = {
        chosen: all(rule(completed(party, unknown, chosen), CASE) is True for rule in rules)
        for chosen in product(*options)
    }
    together = {
        name if at is None else f"guests[{at}].{name}"
        for place, (at, name) in enumerate(unknown)
        if any(
            held != outcomes[(*chosen[:place], other, *chosen[place + 1 :])]
            for chosen, held in outcomes.items()
            for other in options[place]
        )
    }
    found = set(facts(rules, party))
    assert found >= together
    # Rules that no completion satisfies together are a verdict of their own: nothing is asked for then.
    if any(outcomes.values()):
        assert found == together


def test_guests_that_are_unknown_alike_stand_for_one_another() -> None:
    party = Party(guests=(Guest(),) * 30, ends_on=DAY_0)
    rules = [RULES["every_early"], RULES["one_late"], RULES["last_before_the_end"]]
    assert facts(rules, party) == ()
    assert len(facts([RULES["every_early"], RULES["last_after"]], party)) == 60


@pytest.mark.parametrize(
    ("name", "matters"), [("last_by", True), ("last_after", False), ("first_from", True), ("first_before", False)]
)
def test_of_nobody_the_last_day_is_before_and_the_first_after_every_day(name: str, *, matters: bool) -> None:
    nobody: Rule = lambda party, case: size(party.guests) == 0  # noqa: E731 - rules are read as lambdas here
    assert facts([nobody, RULES[name]], Party()) == (("guests",) if matters else ())
