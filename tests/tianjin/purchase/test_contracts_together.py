"""四(五), 六(二): facts that several rules on a contract share, and `decide_renewal` beside `check_contract`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from random import Random
from types import SimpleNamespace
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sgzlib as sgz
from sgzlib import CONTRACT, NOT_YET, TIANJIN_2021, UNKNOWN, Follows, Force, Grade, RenewalOutcome
from sgzlib.law import Case

ON = date(2023, 9, 1)
ASKED = (
    "renewal_after_pass",
    "failed_may_return",
    "successor_procured",
    "successor_cycle",
    "cycle_end",
    "cycle_length",
    "grade_above_good",
)
LAWS = [
    TIANJIN_2021.under(**dict(zip(ASKED, options, strict=True)))
    for options in product(*(TIANJIN_2021.readings[name].options for name in ASKED))
]
# What a fact can turn out to be goes beyond what it is known to be, so that there is always a year above a cycle's.
KNOWN: dict[str, list[Any]] = {
    "follows": list(Follows),
    "previous_grade": list(Grade),
    "contract_year": [1, 2, 4],
    "cycle_years": [1, 3],
    "opens_cycle": [True, False],
    "renewal_ruled_out": [True, False],
    "procured": [True, False],
    "signed_on": [date(2021, 5, 1), date(2021, 7, 20), date(2022, 1, 1), NOT_YET],
    "first_batch": [True, False],
}
POSSIBLE = KNOWN | {"contract_year": [1, 2, 4, 7], "cycle_years": [1, 3, 5]}
REPORTED: dict[str, Any] = {
    "first_day": date(2021, 7, 23),
    "last_day": date(2022, 7, 22),
    "years": 1,
    "ended_on": NOT_YET,
    "monthly_briefs": True,
    "brief_within_days": 5,
    "midterm_report_on": date(2022, 1, 1),
    "report_within_days": 5,
    "midterm_evaluation_on": date(2022, 1, 1),
    "final_evaluation_on": date(2022, 7, 22),
    "evaluation_within_days": 5,
}


def met(facts: dict[str, Any], law: sgz.Policy) -> sgz.Truth:
    """Say whether a contract meets every MUST, rule by rule."""
    truth: sgz.Truth = True
    for rule in CONTRACT.requirements:
        if rule.force_under(law) is Force.MUST:
            truth = truth & rule.truth(SimpleNamespace(**facts), Case(ON, law))
    return truth


def verdict(facts: dict[str, Any], law: sgz.Policy) -> sgz.Truth:
    implied: Any = CONTRACT.implied
    truth = met(facts, law)
    return truth & implied(SimpleNamespace(**facts), Case(ON, law)) if truth is UNKNOWN else truth


def completions(facts: dict[str, Any]) -> Iterator[dict[str, Any]]:
    unknown = [name for name in POSSIBLE if facts[name] is UNKNOWN]
    for values in product(*(POSSIBLE[name] for name in unknown)):
        yield facts | dict(zip(unknown, values, strict=True))


@pytest.mark.prove
@pytest.mark.parametrize("law", LAWS, ids=range(len(LAWS)))
def test_a_verdict_is_known_as_soon_as_every_completion_has_the_same(law: sgz.Policy) -> None:
    random = Random(LAWS.index(law))  # noqa: S311 - a seed is what is wanted
    answers: dict[str, sgz.Truth] = {}
    for _ in range(12):
        facts = {name: UNKNOWN if random.random() < 0.4 else random.choice(values) for name, values in KNOWN.items()}
        facts |= REPORTED | {"final_report_on": random.choice([NOT_YET, date(2022, 7, 22)])}
        found: set[sgz.Truth] = set()
        for complete in completions(facts):
            key = repr(complete)
            if key not in answers:
                answers[key] = met(complete, law)
            found.add(answers[key])
            if len(found) > 1:
                break
        assert verdict(facts, law) is (found.pop() if len(found) == 1 else UNKNOWN), facts


@pytest.mark.parametrize(
    ("facts", "readings"),
    [
        # Signed late, it is no first contract; and any other that opens a cycle needs the procedure.
        ({"first_batch": True, "signed_on": date(2022, 1, 1), "opens_cycle": True, "contract_year": 1}, {}),
        # Within the cycle the contractor goes on, after it there is the procedure.
        (
            {"signed_on": date(2022, 1, 1), "follows": Follows.ANOTHER_CONTRACTOR, "previous_grade": Grade.GOOD},
            {"successor_procured": sgz.SuccessorProcured.AFTER_FAILURE},
        ),
        # Signed before the notice it would owe the report, signed later the procedure.
        ({"follows": Follows.ANOTHER_CONTRACTOR, "final_report_on": NOT_YET, "contract_year": 2}, {}),
    ],
)
def test_rules_of_which_each_could_hold_and_never_all_are_found_to_fail(
    facts: dict[str, Any], readings: dict[str, Any]
) -> None:
    told: dict[str, Any] = (
        REPORTED | {"final_report_on": date(2022, 7, 22), "renewal_ruled_out": False, "procured": False} | facts
    )
    on = date(2024, 9, 1)
    assessment = sgz.check_contract(sgz.Contract(**told), on=on, policy=TIANJIN_2021.under(**readings))
    assert (assessment.verdict, assessment.violations) == (False, ())


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_is_undetermined_names_what_is_missing(data: st.DataObject) -> None:
    facts = {
        name: data.draw(st.sampled_from([UNKNOWN, *values]), label=name)
        for name, values in KNOWN.items()
        if name not in {"follows", "contract_year"}
    }
    follows = data.draw(st.sampled_from([UNKNOWN, Follows.SAME_CONTRACTOR, Follows.ANOTHER_CONTRACTOR]))
    year = 1 if facts["opens_cycle"] is True else data.draw(st.sampled_from([UNKNOWN, 1, 2, 4]))
    told: dict[str, Any] = (
        REPORTED | facts | {"follows": follows, "contract_year": year, "final_report_on": date(2022, 7, 22)}
    )
    law = data.draw(st.sampled_from(LAWS))
    assessment = sgz.check_contract(sgz.Contract(**told), on=ON, policy=law)
    assert (assessment.verdict is UNKNOWN) is bool(assessment.missing or assessment.undecided)


GRADES = [grade for grade in Grade if grade is not Grade.NOT_EVALUATED]


def following(years: int, year: int, grade: Grade, follows: Follows, *, procured: bool) -> sgz.Contract:
    """Return the contract that comes after a year of a cycle, signed on its eve."""
    last, first_day = year == years, date(2021 + year, 7, 23)
    start = first_day - timedelta(days=1)
    period = sgz.Cycle(started_on=first_day).contract_period(1)
    return sgz.Contract(
        signed_on=start,
        period=period,
        contract_year=1 if last else year + 1,
        cycle_years=years,
        opens_cycle=last,
        first_batch=True,
        follows=follows,
        previous_grade=grade,
        renewal_ruled_out=False,
        procured=procured,
    )


def allowed(contract: sgz.Contract, law: sgz.Policy) -> bool:
    """Say whether who follows may follow."""
    assessment = sgz.check_contract(contract, on=contract.signed_on, policy=law)  # type: ignore[arg-type]
    rules = ("renewed", "renewal", "procured")
    assert all(assessment[f"contract.{name}"].holds is not UNKNOWN for name in rules)
    return not any(finding.requirement.id.partition(".")[2] in rules for finding in assessment.violations)


@pytest.mark.parametrize(("years", "year"), [(1, 1), (2, 1), (2, 2), (3, 1), (3, 2), (3, 3)])
@pytest.mark.parametrize("grade", GRADES)
def test_a_decision_and_the_contract_that_follows_it_agree(years: int, year: int, grade: Grade) -> None:
    for law in LAWS:
        try:
            decide_and_follow(law, years, year, grade)
        except AssertionError as error:
            error.add_note("under " + ", ".join(repr(getattr(law, name)) for name in ASKED))
            raise


def decide_and_follow(law: sgz.Policy, years: int, year: int, grade: Grade) -> None:
    cycle = sgz.Cycle(started_on=date(2021, 7, 23), years=years)
    ended = cycle.contract_period(year).last_day
    decision = sgz.decide_renewal(cycle, contract_year=year, grade=grade, on=ended, next_signed_on=ended, policy=law)
    same, another = Follows.SAME_CONTRACTOR, Follows.ANOTHER_CONTRACTOR
    renewed = allowed(following(years, year, grade, same, procured=False), law)
    won_again = allowed(following(years, year, grade, same, procured=True), law)
    changed = allowed(following(years, year, grade, another, procured=True), law)
    unprocured = allowed(following(years, year, grade, another, procured=False), law)
    if decision.requires_procurement is UNKNOWN:
        # What the notice is read as not covering breaks nothing of it, whatever the purchaser's own rule asks.
        assert decision.outcome is UNKNOWN
        assert renewed
        assert won_again
        assert changed
    elif decision.requires_procurement:
        failed = decision.outcome is RenewalOutcome.REPROCURE
        assert failed is (grade is Grade.UNQUALIFIED)
        assert decision.outcome in {RenewalOutcome.REPROCURE, RenewalOutcome.CYCLE_COMPLETE}
        assert not renewed
        assert not unprocured
        assert changed
        assert won_again is not (failed and law.failed_may_return is sgz.FailedMayReturn.EXCLUDED)
    else:
        must = decision.outcome is RenewalOutcome.RENEW
        assert must is not (decision.outcome is RenewalOutcome.MAY_RENEW)
        assert must is (law.renewal_after_pass is sgz.RenewalAfterPass.MUST)
        assert renewed
        assert won_again
        assert changed is not must


@pytest.mark.parametrize("law", LAWS[:: len(LAWS) // 8], ids=range(8))
def test_before_the_notice_neither_says_anything(law: sgz.Policy) -> None:
    signed = date(2021, 5, 25)
    cycle = sgz.Cycle(started_on=date(2020, 6, 1), years=3)
    for grade, follows in product(GRADES, (Follows.SAME_CONTRACTOR, Follows.ANOTHER_CONTRACTOR)):
        decision = sgz.decide_renewal(cycle, contract_year=1, grade=grade, on=ON, next_signed_on=signed, policy=law)
        assert decision.outcome is UNKNOWN
        contract = attrs.evolve(following(3, 1, grade, follows, procured=False), signed_on=signed)  # type: ignore[misc]
        assessment = sgz.check_contract(contract, on=ON, policy=law)
        found = {assessment[f"contract.{name}"].status.name for name in ("renewed", "renewal", "procured")}
        assert found == {"NOT_APPLICABLE"}
