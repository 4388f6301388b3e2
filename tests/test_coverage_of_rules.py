"""Every requirement of the library is there, no other is, and each has a case of every status that it can take.

`EXPECTED` is the list of ids, in groups; `CASES` holds, by id, subjects that give each status. A group is added to
both together: the tests below fail for an id without cases, a case without an id, and a status without a case.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest

from equipped import EQUIPPED
from sgzlib import (
    NOT_SET,
    NOT_YET,
    RULESETS,
    TIANJIN_2021,
    Actor,
    Budget,
    BudgetLine,
    Catalogue,
    Certificate,
    Contract,
    Contractor,
    District,
    DistrictPlan,
    Education,
    Emblem,
    ExpenseCategory,
    Follows,
    Force,
    FundedLine,
    FundingField,
    FundingPlan,
    Grade,
    Management,
    Payment,
    Period,
    Premises,
    Purchaser,
    PurchaserKind,
    Requirement,
    Rollout,
    Ruleset,
    ServiceField,
    Sign,
    SourceKind,
    SourceUse,
    Station,
    Status,
    Team,
    TwoYearsFrom,
    Worker,
    YearEnd,
    assess,
)
from sgzlib.law.facts import facts_of
from sgzlib.tianjin.purchase.budget import MAIN_CATEGORIES

ON = date(2022, 3, 1)
LATER = date(2024, 3, 1)
DAY = timedelta(days=1)
NO = False
MET, VIOLATED, UNMET, UNDETERMINED, NOT_DUE, NOT_APPLICABLE = Status

EXPECTED: dict[str, tuple[str, ...]] = {
    "qualification": ("credential", "registration", "continuing_education"),
    "staffing": (
        "contracted_headcount",
        "employment",
        "full_time",
        "usual_headcount",
        "qualified_minimum",
        "all_qualified",
        "training",
        "posting",
    ),
    "premises": (
        "office",
        "desks_and_chairs",
        "computer",
        "printer",
        "filing_cabinet",
        "casework_room",
        "group_room",
    ),
    "catalogue": ("content", "directory", "duties", "posted", "key_fields", "methods", "tailored"),
    "management": (
        "process",
        "standards",
        "personnel",
        "projects",
        "supervision",
        "volunteers",
        "premises",
        "archives",
    ),
    "sign": ("emblems", "name", "prominent", "dominant_emblem", "whole_emblem"),
    "station": ("premises", "equipment", "workers", "projects", "process", "rules"),
    "contract": (
        "annual",
        "cycle",
        "renewed",
        "renewal",
        "procured",
        "monthly_briefs",
        "midterm_report",
        "final_report",
        "signed_by",
        "midterm_evaluation",
        "final_evaluation",
    ),
    "purchaser": ("kind", "own_initiative"),
    "contractor": ("registered", "social_work", "purpose", "finance", "tax", "office", "team", "lawful", "reputation"),
    "budget": ("annual_target", "categories", "other_category"),
    "funding": ("subsidy_first", "subsidy_scope", "assistance_scope", "donation_scope"),
    "renewal": ("grade", "years_left", "not_ruled_out"),
    "rollout": (
        "plan_reviewed",
        "plan_submitted",
        "plan_complete",
        "plan_quota",
        "district_quota",
        "launched",
        "national_start",
        "national_finish",
        "city_total",
    ),
}

# What binds how strongly, and where it stands: MUST and the first clause of its group, but for these.
CLAUSES = {
    "qualification": "三(二)",
    "staffing": "三(二)",
    "premises": "三(一)",
    "catalogue": "三(三)",
    "management": "三(四)",
    "sign": "三(五)",
    "station": "三",
}
ELSEWHERE = {
    "staffing.training": "五(四)",
    "staffing.posting": "六(二)",
    "catalogue.key_fields": "四(二)",
    "catalogue.methods": "四(二)",
    "catalogue.tailored": "五(二)",
}
WEAKER = {
    "staffing.usual_headcount": Force.SHOULD,
    "premises.casework_room": Force.MAY,
    "premises.group_room": Force.MAY,
    "catalogue.key_fields": Force.SHOULD,
    "sign.dominant_emblem": Force.MAY,
    "sign.whole_emblem": Force.MAY,
}
BY_BUREAU_AND_STREET = Actor.DISTRICT_BUREAU, Actor.STREET
BY_CONTRACTOR_AND_STREET = Actor.CONTRACTOR, Actor.STREET
ACTORS: dict[str, tuple[Actor, ...]] = {
    "premises": BY_BUREAU_AND_STREET,
    "management": BY_CONTRACTOR_AND_STREET,
    "sign": BY_CONTRACTOR_AND_STREET,
    "station.premises": BY_BUREAU_AND_STREET,
    "station.equipment": BY_BUREAU_AND_STREET,
    "station.process": BY_CONTRACTOR_AND_STREET,
    "station.rules": BY_CONTRACTOR_AND_STREET,
    "catalogue.tailored": (Actor.DISTRICT_BUREAU,),
}
SOURCES = {
    "qualification.registration": "registration-2009",
    "qualification.continuing_education": "education-2009",
    "sign.dominant_emblem": "emblem-2019",
    "sign.whole_emblem": "emblem-2019",
}

evolve: Any = attrs.evolve

WORKER = Worker(
    education=Education.SENIOR_HIGH,
    social_work_major=False,
    certificate=Certificate.ASSISTANT,
    certificate_passed_on=date(2018, 6, 17),
    registered=True,
    registration_expires=date(2030, 1, 1),
    continuing_education_hours=72,
    contracted=True,
    full_time=True,
    trained=True,
    posted_on=date(2021, 8, 1),
)
OF_BEFORE = evolve(WORKER, posted_on=date(2021, 5, 25), trained=False)
GRADUATE = evolve(WORKER, education=Education.BACHELOR, social_work_major=True)
TEAM = Team(
    workers=(WORKER, WORKER),
    contracted_headcount=2,
    project_started_on=date(2021, 7, 23),
    contract_signed_on=date(2021, 7, 23),
    service_started_on=date(2021, 8, 1),
    posted_in_full_on=date(2021, 8, 1),
)
POSTED_BY = date(2021, 8, 7)
PREMISES = Premises(**EQUIPPED)
CATALOGUE = Catalogue(
    content=True,
    directory=True,
    duties=True,
    posted=True,
    fields=tuple(ServiceField),
    professional_methods=True,
    tailored=True,
)
MANAGEMENT = Management(
    process=True,
    standards=True,
    personnel=True,
    projects=True,
    supervision=True,
    volunteers=True,
    premises=True,
    archives=True,
)
SIGN = Sign(
    name="泰达街道社会工作服务站",
    emblems=tuple(Emblem),
    prominent=True,
    other_marks=True,
    dominant_emblem=True,
    whole_emblem=True,
)
STATION = Station(
    jurisdiction="泰达街道",
    first_batch=True,
    team=TEAM,
    premises=PREMISES,
    catalogue=CATALOGUE,
    management=MANAGEMENT,
    sign=SIGN,
)
CONTRACT = Contract(
    period=Period(date(2021, 7, 23), date(2022, 7, 22)),
    signed_on=date(2021, 7, 31),
    contract_year=1,
    cycle_years=3,
    ended_on=NOT_YET,
    first_batch=True,
    monthly_briefs=True,
    brief_within_days=0,
    midterm_report_on=date(2022, 1, 22),
    final_report_on=date(2022, 7, 22),
    report_within_days=0,
    midterm_evaluation_on=date(2022, 1, 22),
    final_evaluation_on=date(2022, 7, 22),
    evaluation_within_days=0,
    follows=Follows.ANOTHER_CONTRACTOR,
    opens_cycle=True,
    previous_grade=Grade.UNQUALIFIED,
    procured=True,
)
FIRST = evolve(CONTRACT, follows=Follows.NOTHING, previous_grade=None)
RENEWED = evolve(
    CONTRACT,
    contract_year=2,
    opens_cycle=False,
    follows=Follows.SAME_CONTRACTOR,
    previous_grade=Grade.GOOD,
    renewal_ruled_out=False,
)
YEAR_END = YearEnd(contract_year=2, cycle_years=3, grade=Grade.QUALIFIED, renewal_ruled_out=False)
PLAN = DistrictPlan(
    district=District.HEXI,
    year=2021,
    submitted_on=date(2021, 6, 15),
    sent_for_review_on=date(2021, 12, 31),
    planned_stations=4,
    built_stations=4,
    quota=4,
    tasks=True,
    measures=True,
    schedule=True,
    premises_ready_on=date(2021, 7, 31),
    contractor_chosen_on=date(2021, 7, 31),
    agreement_signed_on=date(2021, 7, 31),
)
PLANS = tuple(DistrictPlan(district=of, year=2021, built_stations=3) for of in District if of is not District.HEXI)
MORE = (DistrictPlan(district=District.HEPING, year=2021, built_stations=4), *PLANS[1:])
ROLLOUT = Rollout(plans=(*MORE, PLAN), started_on=date(2021, 6, 30), finished_on=date(2023, 12, 31))

PURCHASER = Purchaser(kind=PurchaserKind.TOWNSHIP, own_initiative=True)
CONTRACTOR = Contractor(
    registered=True,
    social_work=True,
    social_work_purpose=True,
    sound_finance=True,
    tax_compliant=True,
    fixed_office=True,
    professional_team=True,
    lawful=True,
    reputable=True,
)
LINES = tuple(
    BudgetLine(category=category, item=category.zh, unit_price=Decimal(50_000), quantity=1)
    for category in MAIN_CATEGORIES
)
BUDGET = Budget(lines=LINES, stations=1, years=1)
ELDERLY: Any = {"category": ExpenseCategory.ACTIVITIES, "fields": (FundingField.ELDERLY_CARE,), "amount": Decimal(100)}
PAYMENT = Payment(kind=SourceKind.SUBSIDY, for_building=True, **ELDERLY)
FUNDING = FundingPlan(
    year=2021,
    lines=(FundedLine(paid=Decimal(90), **ELDERLY),),
    sources=(
        SourceUse(kind=SourceKind.SUBSIDY, available=Decimal(150), spent_elsewhere=Decimal(0), given=Decimal(90)),
    ),
    payments=(PAYMENT,),
)

Case = tuple[Any, Status, date]


def fact(subject: Any, name: str, wrong: Any = NO, on: date = ON) -> tuple[Case, ...]:
    """Return the cases of a rule that hangs on one fact: as it is, wrong, and unknown."""
    return (
        (subject, MET, on),
        (evolve(subject, **{name: wrong}), VIOLATED, on),
        (evolve(subject, **{name: None}), UNDETERMINED, on),
    )


def dated(subject: Any, name: str, last: date) -> tuple[Case, ...]:
    """Return the cases of a rule on a day that may be no later than a last one, which has to be over first."""
    return (*fact(subject, name, last + DAY, last + DAY), (evolve(subject, **{name: None}), NOT_DUE, last))


OWED = {
    "midterm_report": date(2022, 1, 22),
    "final_report": date(2022, 7, 22),
    "midterm_evaluation": date(2022, 1, 22),
    "final_evaluation": date(2022, 7, 22),
}


def late_after(last: date) -> date:
    """Return the first day that is late whatever days are rest days: a last day at a weekend may move to Monday."""
    return last + DAY * (1 + {6: 2, 7: 1}.get(last.isoweekday(), 0))


def owed(name: str, last: date) -> tuple[Case, ...]:
    """Give the cases of a report that a contract calls for by a last day."""
    return (
        *fact(CONTRACT, f"{name}_on", NOT_YET, late_after(last)),
        (evolve(CONTRACT, **{f"{name}_on": NOT_YET}), NOT_DUE, last),
        (evolve(CONTRACT, signed_on=NOT_YET), NOT_APPLICABLE, ON),
    )


def worker(name: str, wrong: Any = NO, on: date = ON) -> tuple[Case, ...]:
    """Return the cases of a rule on a team that hangs on one fact of one worker."""
    return tuple(
        (evolve(TEAM, workers=(WORKER, changed)), status, on) for changed, status, _ in fact(WORKER, name, wrong)
    )


def of_before(name: str) -> Case:
    """Return the case of a worker posted before the notice, who has until the last day for posting."""
    return evolve(TEAM, workers=(evolve(OF_BEFORE, **{name: NO}),)), NOT_DUE, POSTED_BY


def part(name: str, inner: str) -> tuple[Case, ...]:
    """Return the cases of a have that hangs on a part of the station."""
    whole = getattr(STATION, name)
    return tuple((evolve(STATION, **{name: changed}), status, ON) for changed, status, _ in fact(whole, inner))


def provided(subject: Any, name: str, wrong: Any = NO) -> tuple[Case, ...]:
    """Return the cases of a rule on one fact of a part that has a last day of its own."""
    return (*fact(subject, name, wrong), (evolve(subject, **{name: wrong}), NOT_DUE, date(2021, 7, 31)))


def line(name: str, wrong: Any) -> tuple[Case, ...]:
    """Return the cases of a rule on a budget that hangs on one fact of one line."""
    return tuple((evolve(BUDGET, lines=(*LINES[1:], it)), status, on) for it, status, on in fact(LINES[0], name, wrong))


def scope(kind: SourceKind, name: str, right: Any, wrong: Any) -> tuple[Case, ...]:
    """Return the cases of a rule on what one kind of money may pay for."""
    paid = evolve(PAYMENT, kind=kind, **{name: right})
    cases = tuple((evolve(FUNDING, payments=(it,)), status, on) for it, status, on in fact(paid, name, wrong))
    return (*cases, (evolve(FUNDING, payments=()), NOT_APPLICABLE, ON))


NOBODY: Case = (evolve(TEAM, workers=()), NOT_APPLICABLE, ON)
WITHOUT_LINES: Case = (evolve(BUDGET, lines=()), NOT_APPLICABLE, ON)

CASES: dict[str, tuple[Case, ...]] = {
    "purchaser.kind": fact(PURCHASER, "kind", PurchaserKind.OTHER),
    "purchaser.own_initiative": (
        *fact(PURCHASER, "own_initiative"),
        (evolve(PURCHASER, kind=PurchaserKind.DISTRICT_BUREAU), NOT_APPLICABLE, ON),
    ),
    **{
        f"contractor.{rule}": fact(CONTRACTOR, name)
        for rule, name in zip(EXPECTED["contractor"], list(facts_of(Contractor))[2:], strict=True)
    },
    "budget.annual_target": (
        *fact(BUDGET, "stations", 2),
        *line("unit_price", Decimal("49999.99")),
        (evolve(BUDGET, stations=0), NOT_APPLICABLE, ON),
        WITHOUT_LINES,
    ),
    "budget.categories": (*line("category", ExpenseCategory.OTHER), WITHOUT_LINES),
    "budget.other_category": (*line("category", ExpenseCategory.FACILITIES), WITHOUT_LINES),
    "funding.subsidy_first": (
        *fact(FUNDING, "sources", (SourceUse(kind=SourceKind.SUBSIDY, spent_elsewhere=Decimal(1)),)),
        (evolve(FUNDING, year=2022), NOT_APPLICABLE, ON),
    ),
    "funding.subsidy_scope": scope(
        SourceKind.SUBSIDY, "fields", (FundingField.SPECIAL_CHILDREN,), (FundingField.COMMUNITY_GOVERNANCE,)
    ),
    "funding.assistance_scope": scope(
        SourceKind.ASSISTANCE, "fields", (FundingField.SOCIAL_ASSISTANCE,), (FundingField.ELDERLY_CARE,)
    ),
    "funding.donation_scope": scope(
        SourceKind.DONATION, "category", ExpenseCategory.FACILITIES, ExpenseCategory.PERSONNEL
    ),
    "qualification.credential": (
        *fact(evolve(GRADUATE, certificate=Certificate.NONE), "social_work_major"),
        *fact(WORKER, "certificate", Certificate.NONE),
    ),
    "qualification.registration": (
        *fact(WORKER, "registered"),
        *fact(WORKER, "registration_expires", date(2022, 2, 28)),
        (evolve(WORKER, registered=False, certificate_passed_on=ON), NOT_DUE, ON),
        (GRADUATE, NOT_APPLICABLE, ON),
    ),
    "qualification.continuing_education": (
        *fact(evolve(WORKER, registration_expires=ON - DAY), "continuing_education_hours", 71),
        (evolve(WORKER, continuing_education_hours=0), NOT_DUE, ON),
        (GRADUATE, NOT_APPLICABLE, ON),
    ),
    "staffing.contracted_headcount": (
        *fact(TEAM, "contracted_headcount", 3),
        (evolve(TEAM, workers=()), NOT_DUE, POSTED_BY),
        (evolve(TEAM, contracted_headcount=NOT_SET), NOT_APPLICABLE, ON),
    ),
    "staffing.employment": (*worker("contracted"), of_before("contracted"), NOBODY),
    "staffing.full_time": (*worker("full_time"), of_before("full_time"), NOBODY),
    "staffing.usual_headcount": (*fact(TEAM, "workers", (WORKER,)), (evolve(TEAM, workers=()), NOT_DUE, POSTED_BY)),
    "staffing.qualified_minimum": (*fact(TEAM, "workers", ()), (evolve(TEAM, workers=()), NOT_DUE, POSTED_BY)),
    "staffing.all_qualified": (
        *worker("registered", on=LATER),
        (evolve(TEAM, workers=(evolve(WORKER, registered=False),)), NOT_DUE, ON),
        NOBODY,
    ),
    "staffing.training": (
        *worker("trained"),
        (evolve(TEAM, workers=(OF_BEFORE,)), NOT_APPLICABLE, ON),
        NOBODY,
    ),
    "staffing.posting": (
        *fact(evolve(TEAM, workers=()), "posted_in_full_on", date(2021, 8, 10)),
        *fact(TEAM, "service_started_on", date(2021, 8, 10)),
        (evolve(TEAM, service_started_on=None), NOT_DUE, date(2021, 8, 7)),
    ),
    "premises.office": provided(PREMISES, "independent_office"),
    **{f"premises.{name}": provided(PREMISES, name) for name in EXPECTED["premises"][1:5]},
    **{f"premises.{name}": fact(PREMISES, name) for name in EXPECTED["premises"][5:]},
    **{
        f"catalogue.{name}": provided(CATALOGUE, name)
        for name in ("content", "directory", "duties", "posted", "tailored")
    },
    "catalogue.key_fields": provided(CATALOGUE, "fields", (ServiceField.CHILDREN,)),
    "catalogue.methods": provided(CATALOGUE, "professional_methods"),
    **{f"management.{name}": provided(MANAGEMENT, name) for name in EXPECTED["management"]},
    "sign.emblems": provided(SIGN, "emblems", ()),
    "sign.name": provided(SIGN, "name", "泰达街道社工站"),
    "sign.prominent": provided(SIGN, "prominent"),
    "sign.dominant_emblem": (
        *provided(SIGN, "dominant_emblem"),
        (evolve(SIGN, other_marks=False), NOT_APPLICABLE, ON),
    ),
    "sign.whole_emblem": provided(SIGN, "whole_emblem"),
    "station.premises": part("premises", "independent_office"),
    "station.equipment": part("premises", "printer"),
    "station.workers": tuple((evolve(STATION, team=team), status, on) for team, status, on in worker("full_time")),
    "station.projects": part("catalogue", "posted"),
    "station.process": part("management", "standards"),
    "station.rules": part("management", "archives"),
    # Where nobody says how many years it runs, its days do.
    "contract.annual": (
        (evolve(CONTRACT, years=2), VIOLATED, ON),
        *fact(evolve(CONTRACT, years=None), "last_day", date(2022, 7, 24)),
    ),
    "contract.cycle": (*fact(RENEWED, "contract_year", 4), *fact(CONTRACT, "cycle_years", 4)),
    "contract.renewed": (
        *fact(RENEWED, "follows", Follows.ANOTHER_CONTRACTOR),
        (FIRST, NOT_APPLICABLE, ON),
    ),
    "contract.renewal": (
        *fact(evolve(CONTRACT, procured=NO), "follows", Follows.SAME_CONTRACTOR),
        (FIRST, NOT_APPLICABLE, ON),
    ),
    "contract.procured": (*fact(CONTRACT, "procured"), (RENEWED, NOT_APPLICABLE, ON)),
    "contract.monthly_briefs": (
        *fact(CONTRACT, "monthly_briefs", on=date(2021, 8, 3)),
        (evolve(CONTRACT, monthly_briefs=NO), NOT_DUE, date(2021, 7, 31)),
        (evolve(CONTRACT, signed_on=NOT_YET), NOT_APPLICABLE, ON),
    ),
    **{f"contract.{name}": owed(name, last) for name, last in OWED.items()},
    "contract.signed_by": (
        *dated(FIRST, "signed_on", date(2021, 7, 31)),
        (evolve(FIRST, first_batch=False), NOT_APPLICABLE, ON),
    ),
    "renewal.grade": fact(YEAR_END, "grade", Grade.UNQUALIFIED),
    "renewal.years_left": fact(YEAR_END, "contract_year", 3),
    "renewal.not_ruled_out": fact(YEAR_END, "renewal_ruled_out", wrong=True),
    "rollout.plan_submitted": dated(PLAN, "submitted_on", date(2021, 6, 15)),
    "rollout.plan_reviewed": (
        *dated(PLAN, "sent_for_review_on", date(2021, 12, 31)),
        (evolve(PLAN, year=2020), NOT_APPLICABLE, ON),
    ),
    "rollout.plan_complete": (*fact(PLAN, "tasks"), *fact(PLAN, "measures"), *fact(PLAN, "schedule")),
    "rollout.plan_quota": (*fact(PLAN, "planned_stations", 3), *fact(PLAN, "quota", 5)),
    "rollout.district_quota": (*fact(PLAN, "built_stations", 3), *fact(PLAN, "quota", 5)),
    "rollout.launched": (
        *dated(PLAN, "premises_ready_on", date(2021, 7, 31)),
        *dated(PLAN, "contractor_chosen_on", date(2021, 7, 31)),
        *dated(PLAN, "agreement_signed_on", date(2021, 7, 31)),
    ),
    "rollout.national_start": dated(ROLLOUT, "started_on", date(2021, 6, 30)),
    "rollout.national_finish": dated(ROLLOUT, "finished_on", date(2023, 12, 31)),
    "rollout.city_total": (
        *fact(ROLLOUT, "plans", (*PLANS, PLAN)),
        (evolve(ROLLOUT, plans=None), NOT_DUE, date(2021, 12, 31)),
    ),
}
OF_2021 = ("plan_submitted", "plan_complete", "plan_quota", "district_quota", "launched")
for _name, _on in zip(OF_2021, (date(2021, 6, 15),) * 3 + (date(2021, 12, 31), date(2021, 7, 31)), strict=True):
    CASES[f"rollout.{_name}"] += (
        (evolve(PLAN, year=2022), NOT_APPLICABLE, ON),
        (DistrictPlan(year=2021), NOT_DUE, _on),
    )

HELD = [
    (ruleset, rule)
    for ruleset in RULESETS.values()
    for rule in ruleset.requirements
    if rule.id.partition(".")[0] in EXPECTED
]
EVERY_REQUIREMENT = pytest.mark.parametrize(("ruleset", "rule"), HELD, ids=[rule.id for _, rule in HELD])


def test_every_requirement_of_the_list_exists_and_no_other_does() -> None:
    expected = {f"{group}.{name}" for group, names in EXPECTED.items() for name in names}
    assert {rule.id for _, rule in HELD} == expected
    assert len(HELD) == len(expected)
    assert set(CASES) == expected


@pytest.mark.parametrize("group", EXPECTED)
def test_rulesets_hold_their_groups_requirements_in_the_lists_order(group: str) -> None:
    held = [rule.id for _, rule in HELD if rule.id.partition(".")[0] == group]
    assert held == [f"{group}.{name}" for name in EXPECTED[group]]


@EVERY_REQUIREMENT
def test_each_has_a_case_of_every_status_that_it_can_take(ruleset: Ruleset, rule: Requirement) -> None:
    possible = {MET, VIOLATED, UNDETERMINED}
    possible |= ({NOT_APPLICABLE} if rule.applies else set()) | ({NOT_DUE} if rule.due else set())
    assert {status for _, status, _ in CASES[rule.id]} == possible


@EVERY_REQUIREMENT
def test_each_case_has_the_status_that_it_is_a_case_of(ruleset: Ruleset, rule: Requirement) -> None:
    for subject, status, on in CASES[rule.id]:
        weaker = rule.defines or rule.force_under(TIANJIN_2021) is not Force.MUST
        expected = UNMET if weaker and status is VIOLATED else status
        assert assess(ruleset, subject, on=on)[rule.id].status is expected


@pytest.mark.parametrize("rule", [rule for _, rule in HELD if rule.id.partition(".")[0] in CLAUSES], ids=lambda r: r.id)
def test_each_of_part_three_has_the_clause_the_force_the_source_and_the_actor_of_the_list(rule: Requirement) -> None:
    assert rule.clause.locator == ELSEWHERE.get(rule.id, CLAUSES[rule.id.partition(".")[0]])
    assert rule.force_under(TIANJIN_2021) is WEAKER.get(rule.id, Force.MUST)
    assert (rule.source.id if rule.source else None) == SOURCES.get(rule.id)
    assert rule.by == ACTORS.get(rule.id, ACTORS.get(rule.id.partition(".")[0], (Actor.CONTRACTOR,)))


@EVERY_REQUIREMENT
def test_none_applies_before_the_notice(ruleset: Ruleset, rule: Requirement) -> None:
    for subject, _, _ in CASES[rule.id]:
        assert assess(ruleset, subject, on=date(2021, 5, 25))[rule.id].status is NOT_APPLICABLE


def test_the_two_years_can_run_from_ones_own_posting() -> None:
    policy = TIANJIN_2021.under(two_years_from=TwoYearsFrom.OWN_POSTING)
    for subject, status, on in CASES["staffing.all_qualified"][:3]:
        assert assess(RULESETS["staffing"], subject, on=on, policy=policy)["staffing.all_qualified"].status is status
