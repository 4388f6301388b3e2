"""Whatever a user comes to hold travels between processes: it pickles, and comes back equal."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sgzlib as sgz
from completing import policies
from sgzlib.bridges import strategies
from sgzlib.law.facts import Fact, fact, facts_of, is_subject, subjects
from sgzlib.law.kinds import YES_NO
from sgzlib.law.laws import number
from sgzlib.prose.typed import is_typeddict

ON = date(2022, 3, 1)
EVERY_RULESET = pytest.mark.parametrize("ruleset", sgz.RULESETS.values(), ids=list(sgz.RULESETS))


def copied(thing: Any) -> Any:
    return pickle.loads(pickle.dumps(thing))  # noqa: S301 - made in the same line


def made() -> Iterator[Any]:
    """Yield what the library's own functions make: at least one thing of each public class."""
    evolve: Any = attrs.evolve
    worker = sgz.Worker(certificate=sgz.Certificate.ASSISTANT, certificate_passed_on=date(2018, 6, 17))
    team = sgz.Team(workers=(worker,), contracted_headcount=2, contract_signed_on=date(2021, 7, 23))
    assessment = sgz.check_staffing(team, on=ON)
    teams: list[Any] = [team, 3]
    yield from (assessment, *assessment.findings, *assessment.by_actor, sgz.assess_many(sgz.STAFFING, teams, on=ON))
    passed = sgz.Worker(
        social_work_major=False,
        certificate=sgz.Certificate.ASSISTANT,
        certificate_passed_on=date(2022, 1, 1),
        registered=False,
    )
    decision = sgz.Decision(
        requirement="staffing.training",
        kind=sgz.DecisionKind.WAIVER,
        by=sgz.Actor.CITY_BUREAU,
        on=ON,
        grounds="复函",
    )
    yield from (decision, assessment.with_decisions([decision]))
    yield from (each for finding in sgz.check_qualification(passed, on=ON).findings for each in finding.pending)
    unsure = sgz.check_premises(sgz.Premises(), on=ON)
    yield sgz.Possible(least=1, most=2, exact=True)
    yield from (unsure.questions(), *unsure.questions(), sgz.inputs_of(sgz.STATION))
    bare = sgz.check_premises(sgz.Premises(printer=False), on=ON)
    yield from (bare.remedies(), *bare.remedies().steps, assessment.remedies())
    late = sgz.check_plan(sgz.DistrictPlan(year=2021, submitted_on=sgz.NOT_YET), on=ON).remedies()
    yield from (*late.beyond_remedy, *bare.remedies().to_establish)
    ways = [way for step in bare.remedies().steps for way in step.ways]
    yield from (*ways, *(act for way in ways for act in way.acts))
    yield from (*sgz.RULESETS.values(), *sgz.STATION.requirements, sgz.STAFFING - "staffing.training")
    readings = sgz.under_all_readings(sgz.QUALIFICATION, worker, on=ON)
    hanging = sgz.Worker(
        education=sgz.Education.BACHELOR, social_work_major=True, certificate=sgz.Certificate.NONE, registered=False
    )
    yield from (readings, *readings.outcomes, *sgz.under_all_readings(sgz.QUALIFICATION, hanging, on=ON).hinges)
    timeline = sgz.timeline(sgz.Premises(printer=False), first_day=date(2021, 7, 1), last_day=date(2021, 12, 31))
    yield from (timeline, *timeline.turns, *timeline.turns[0].changes)
    stricter = evolve(sgz.TIANJIN_2021, minimum_qualified=2)
    comparison = sgz.compare_laws(sgz.STAFFING, sgz.TIANJIN_2021, stricter, on=ON)
    yield from (comparison, comparison.relation, *comparison.requirements)
    rest_days = sgz.RestDays(date(2021, 10, 1), date(2021, 10, 7), frozenset({date(2021, 10, 1)}))
    yield from (sgz.TIANJIN_2021, stricter, evolve(stricter, rest_days=rest_days), rest_days)
    yield sgz.History((date(2021, 5, 26), sgz.TIANJIN_2021), (date(2023, 1, 1), stricter))
    yield from (*sgz.Policy.numbers.values(), *sgz.Policy.readings.values(), *sgz.MILESTONES)
    yield from (sgz.NOTICE, *sgz.NOTICE.clauses, *sgz.NOTICE.references.values(), *sgz.DUTIES, *sgz.NOTICE.sentences)
    staff = next(iter(sgz.ExpenseCategory))
    line = sgz.BudgetLine(category=staff, item="薪酬", unit_price=Decimal(30000), quantity=1, fields=())
    budget = sgz.Budget(lines=(line,))
    cheaper = sgz.Budget(lines=(evolve(line, unit_price=Decimal(20000)),))
    compared = sgz.compare_budgets(budget, cheaper)
    yield from (line, budget, compared, *compared.lines)
    source = sgz.FundingSource(kind=sgz.SourceKind.SUBSIDY, name="补助", available=Decimal(10000))
    plan: Any = sgz.allocate_funding(budget, (source,), year=2021)
    yield from (source, plan, *plan.payments, *plan.unfunded, *plan.lines, *plan.sources, plan.arithmetic)
    cycle = sgz.Cycle(started_on=date(2021, 7, 23))
    yield from (cycle, cycle.contract_period(1), *sgz.report_schedule(sgz.Contract(period=cycle.contract_period(1))))
    yield from (sgz.decide_renewal(cycle, contract_year=1, grade=None, on=ON), sgz.Wording(()))
    text = sgz.receipt(bare)
    verification = sgz.verify(text.replace('"printer":false', '"printer":true'))
    yield from (verification, *verification.differences, sgz.UNKNOWN)
    yield from (error_of(sgz.Worker, registered="yes"), error_of(sgz.Worker, continuing_education_hours=-1))


def error_of(cls: Any, **facts: Any) -> sgz.SgzlibError:
    with pytest.raises(sgz.SgzlibError, match="not usable") as caught:
        cls(**facts)
    return caught.value


def compared() -> Iterator[Any]:
    """Yield what comparing two assessments makes."""
    assessment = sgz.check_premises(sgz.Premises(printer=False), on=ON)
    progress = sgz.compare_assessments(assessment, assessment)
    yield from (progress, *progress.items)
    declared = sgz.Source(by="街道", on=ON)
    yield from (declared, sgz.assess(sgz.PREMISES, sgz.Premises(printer=False), on=ON, sources={"": declared}))


MADE = [*made(), *compared()]


def public_classes() -> list[type]:
    every = [getattr(sgz, name) for name in sgz.__all__]
    return [one for one in every if isinstance(one, type) and not is_typeddict(one)]


@pytest.mark.parametrize("thing", MADE, ids=lambda thing: type(thing).__name__)
def test_what_the_library_makes_comes_back_as_it_was(thing: Any) -> None:
    back = copied(thing)
    assert type(back) is type(thing)
    assert repr(back) == repr(thing)
    if "to_dict" in dir(thing):
        assert back.to_dict() == thing.to_dict()


@pytest.mark.parametrize("of", subjects(), ids=lambda of: of.__name__)
def test_a_subject_comes_back_equal_with_its_facts(of: type[Any]) -> None:
    assert copied(of()) == of()
    assert all(copied(declared) is declared for declared in facts_of(of).values())


@pytest.mark.parametrize("of", [one for one in public_classes() if issubclass(one, Enum)], ids=lambda of: of.__name__)
def test_a_member_of_an_enumeration_comes_back_as_itself(of: type[Enum]) -> None:
    assert all(copied(member) is member for member in of)


def test_no_public_class_is_left_out() -> None:
    tried = {type(thing) for thing in MADE}
    left = {one for one in public_classes() if not (one in tried or is_subject(one) or issubclass(one, Enum))}
    bases = {one for one in left if any(issubclass(other, one) for other in tried)}
    assert {one.__name__ for one in left - bases} == set()


@EVERY_RULESET
@settings(max_examples=8)
@given(st.data())
def test_assessments_of_the_same_check_are_equal_pickled_ones_too(ruleset: sgz.Ruleset, data: st.DataObject) -> None:
    subject, policy = data.draw(strategies.subject(ruleset.subject)), data.draw(policies())
    on = data.draw(strategies.days())
    assessment = sgz.assess(ruleset, subject, on=on, policy=policy)
    for same in (copied(assessment), sgz.assess(copied(ruleset), copied(subject), on=on, policy=copied(policy))):
        assert same == assessment
        assert hash(same) == hash(assessment)
        assert not any(one != other for one, other in zip(same.findings, assessment.findings, strict=True))
    assert sgz.assess(ruleset, subject, on=date(2030, 1, 1), policy=policy) != assessment


def test_another_subject_law_ruleset_or_status_makes_another_answer() -> None:
    premises = sgz.Premises(printer=True)
    every = [
        sgz.check_premises(premises, on=ON),
        sgz.check_premises(sgz.Premises(printer=False), on=ON),
        sgz.check_premises(sgz.Premises(), on=ON),
        sgz.check_premises(premises, on=ON, policy=attrs.evolve(sgz.TIANJIN_2021, minimum_qualified=2)),
        sgz.assess(sgz.PREMISES, premises, on=ON, scope=sgz.Scope.REFERENCE),
        sgz.assess(sgz.PREMISES - "premises.printer", premises, on=ON),
    ]
    assert len(set(every)) == len(every)
    findings = {each["premises.computer"] for each in every}
    assert len(findings) == len(every) - 1  # a finding knows no ruleset


def test_a_law_travels_as_its_class_and_what_was_changed() -> None:
    assert copied(sgz.TIANJIN_2021) is sgz.TIANJIN_2021
    stricter = attrs.evolve(sgz.TIANJIN_2021, minimum_qualified=2)
    assert copied(stricter) == stricter != sgz.TIANJIN_2021
    assert len(pickle.dumps(stricter)) < 150
    assert len(pickle.dumps(sgz.check_premises(sgz.Premises(printer=False), on=ON, policy=stricter))) < 1500


class Rule(sgz.Law):
    """A law without a constant beside its class."""

    notice = sgz.NOTICE
    days: int = number("一", "天数", "days")
    again: int = number("一", "次数", "times")


def test_a_law_without_a_constant_travels_as_its_class_and_its_values() -> None:
    rule = Rule(days=3, again=1)
    assert copied(rule) == rule != Rule(days=4, again=1)
    assert copied(Rule.numbers["days"]) is Rule.numbers["days"]
    assert len(pickle.dumps(rule)) < 150


def test_a_ruleset_travels_by_name_and_a_changed_one_by_what_it_is_made_of() -> None:
    assert copied(sgz.STATION) is sgz.STATION
    less = sgz.STATION - "premises.printer"
    assert copied(less) == less != sgz.STATION
    assert hash(copied(less)) == hash(less)


def test_requirements_may_be_given_as_a_list() -> None:
    listed = attrs.evolve(sgz.PREMISES, requirements=[*sgz.PREMISES.requirements])
    assert listed == sgz.PREMISES
    assert sgz.assess(listed, sgz.Premises(), on=ON) == sgz.check_premises(sgz.Premises(), on=ON)


def test_a_fact_of_no_class_pickles_where_its_kind_does() -> None:
    loose: Fact[bool] = fact(YES_NO, "有供暖", "heated")
    assert repr(copied(loose)) == "<Fact heated>"


def test_a_ruleset_equal_to_another_is_asked_about_its_own_requirements() -> None:
    """What is remembered of a ruleset is found by every equal one, whose requirements are equal and not the same."""
    rule = sgz.PREMISES.requirements[0]
    softer, again = (sgz.PREMISES.replace(rule.id, force=sgz.Force.SHOULD) for _ in range(2))
    questions = [sgz.assess(each, sgz.Premises(), on=ON).questions().to_dict() for each in (softer, again)]
    assert questions[0] == questions[1]
    finding = sgz.assess(softer, sgz.Premises(), on=ON)[rule.id].requirement
    assert again.formula("", finding) is softer.formula("", finding)
