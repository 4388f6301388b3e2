"""Whatever a user comes to hold shows itself in one line, and never as a place in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any

import attrs
import pytest

import sgzlib as sgz
from equipped import REQUIRED
from sgzlib.law.facts import facts_of, is_subject

ON = date(2022, 3, 1)
_ENDS = (str, int, date, Enum, type(None))


def within(thing: Any, seen: set[int]) -> Iterator[Any]:
    """Yield a thing and everything that its fields, members and facts hold."""
    if id(thing) in seen or isinstance(thing, _ENDS) or callable(thing):
        return
    seen.add(id(thing))
    yield thing
    inner: list[Any] = []
    if isinstance(thing, Mapping):
        inner += thing.values()
    elif isinstance(thing, tuple | list):
        inner += thing
    if attrs.has(type(thing)):
        inner += (getattr(thing, field.name) for field in attrs.fields(type(thing)))
    if is_subject(type(thing)):
        inner += (*facts_of(type(thing)).values(), *(fact.kind for fact in facts_of(type(thing)).values()))
    for one in inner:
        yield from within(one, seen)


@pytest.mark.parametrize("ruleset", [sgz.STATION, sgz.BUDGET, sgz.FUNDING], ids=str)
def test_every_answer_and_all_that_it_holds_shows_itself_in_a_line_without_an_address(ruleset: sgz.Ruleset) -> None:
    subject = ruleset.subject()
    assessment = sgz.assess(ruleset, subject, on=ON)
    held = (
        assessment,
        assessment.remedies(),
        assessment.questions(),
        sgz.inputs_of(ruleset),
        sgz.under_all_readings(ruleset, subject, on=ON),
        sgz.timeline(subject, first_day=date(2021, 5, 26), last_day=date(2021, 7, 1), ruleset=ruleset),
        sgz.TIANJIN_2021.numbers,
        sgz.TIANJIN_2021.readings,
    )
    seen: set[int] = set()
    bad = {type(one).__name__ for of in held for one in within(of, seen) if " at 0x" in repr(one) or "\n" in repr(one)}
    assert bad == set()
    assert len(seen) > 20


def test_what_sums_up_an_answer_says_what_it_is_of() -> None:
    worker = sgz.Worker(
        education=sgz.Education.BACHELOR,
        social_work_major=True,
        certificate=sgz.Certificate.NONE,
        registered=False,
    )
    readings = sgz.under_all_readings(sgz.QUALIFICATION, worker, on=ON)
    assert repr(readings) == "<AllReadings qualification: 4 outcomes, hangs on registration_scope>"
    assert repr(readings.hinges) == "(<Hinge registration_scope>,)"
    assert repr(readings.outcomes[0]) == (
        "<Outcome registration_scope=CERTIFICATE_HOLDERS, education_hours=AS_ASSISTANT: True>"
    )
    premises = sgz.Premises(printer=False)
    timeline = sgz.timeline(premises, first_day=date(2021, 7, 1), last_day=date(2021, 12, 31))
    assert repr(timeline) == "<Timeline premises 2021-07-01 to 2021-12-31: 1 turn>"
    assert repr(timeline.turns) == f"(<Turn 2021-08-01: {len(REQUIRED)} changes>,)"
    assert repr(timeline.turns[0].changes[3]) == "<StatusChange premises.printer: not due to violated>"
    assert repr(sgz.inputs_of(sgz.PREMISES)[0]) == "<Question independent_office: bool>"
    cycle = sgz.Cycle(started_on=date(2021, 7, 23))
    assert (
        repr(sgz.decide_renewal(cycle, contract_year=1, grade=None, on=date(2022, 7, 1)))
        == "<RenewalDecision AWAIT_EVALUATION>"
    )
    assert repr(facts_of(sgz.Premises)["printer"]) == "<Fact printer>"


def test_a_subject_shows_what_is_known_alone() -> None:
    assert repr(sgz.Team(workers=(sgz.Worker(), sgz.Worker(trained=False)), posted_in_full_on=sgz.NOT_YET)) == (
        "Team(workers=(Worker(), Worker(trained=False)), posted_in_full_on=NOT_YET)"
    )


def test_a_law_names_what_differs_from_the_notices_own() -> None:
    title = sgz.NOTICE.title
    assert repr(sgz.TIANJIN_2021) == f"<Policy {title}>"
    evolve: Any = attrs.evolve
    stricter = evolve(sgz.TIANJIN_2021, minimum_qualified=2, usual_headcount=sgz.UsualHeadcount.LIMIT)
    assert repr(stricter) == f"<Policy {title}: minimum_qualified=2, usual_headcount=LIMIT>"
    week = sgz.RestDays(date(2021, 10, 1), date(2021, 10, 7), frozenset({date(2021, 10, 1)}))
    assert repr(evolve(sgz.TIANJIN_2021, rest_days=week)).endswith(
        "rest_days=RestDays(first_day=datetime.date(2021, 10, 1), last_day=datetime.date(2021, 10, 7), days=<1 day>)>"
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Worker", "did you mean qualification"),
        ("stafing", "did you mean staffing"),
        ("qqqq", "qualification, staffing,"),
        (3, "RULESETS 没有 3："),
    ],
)
def test_a_ruleset_that_there_is_not_is_answered_with_the_one_that_was_meant(name: Any, said: str) -> None:
    with pytest.raises(KeyError, match=said):
        sgz.RULESETS[name]
    assert sgz.RULESETS.get(name) is None


def test_a_formula_shows_its_parts() -> None:
    holds = sgz.PREMISES.requirements[3].formula(sgz.Premises, "holds")
    assert repr(holds) == "Given(path='printer', fact=<Fact printer>)"
