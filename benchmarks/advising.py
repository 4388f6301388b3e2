"""Advice (建议) on large subjects: seconds of the processor for one call, and how much it left undecided."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from operator import attrgetter, methodcaller
from time import process_time
from typing import Any

import sgzlib as sgz
from benchmarks.timing import Comparison

ON = date(2022, 3, 1)
LATE = date(2024, 3, 1)
"""A day on which every worker has to be qualified."""
MOST = 2
"""Seconds that a call may take (每次秒数)."""
OWN = sgz.TIANJIN_2021.under(two_years_from=sgz.TwoYearsFrom.OWN_POSTING)
SOURCES = sgz.TIANJIN_2021.under(subsidy_priority=sgz.SubsidyPriority.SOURCES)
LIMIT = sgz.TIANJIN_2021.under(usual_headcount=sgz.UsualHeadcount.LIMIT)
FLOOR = sgz.TIANJIN_2021.under(annual_target=sgz.AnnualTarget.FLOOR)
STARTED, POSTED = date(2021, 7, 26), date(2021, 8, 2)
UNQUALIFIED = sgz.Worker(
    education=sgz.Education.SENIOR_HIGH,
    social_work_major=False,
    certificate=sgz.Certificate.NONE,
    registered=False,
    continuing_education_hours=0,
    contracted=True,
    full_time=True,
    trained=True,
    posted_on=POSTED,
)
WAGE = sgz.BudgetLine(category=sgz.ExpenseCategory.PERSONNEL, item="工资", unit_price=Decimal(1000), quantity=1)


def unqualified(number: int) -> sgz.Team:
    """Make a team of which all is known, and nobody is qualified."""
    return sgz.Team(
        workers=(UNQUALIFIED,) * number,
        contracted_headcount=number,
        project_started_on=STARTED,
        contract_signed_on=STARTED,
        service_started_on=POSTED,
        posted_in_full_on=POSTED,
    )


def unknown(number: int) -> sgz.Team:
    """Make a team of workers of whom nothing is known."""
    return sgz.Team(workers=(sgz.Worker(),) * number)


def budget(lines: int, blank: int) -> sgz.Budget:
    """Make a budget, some lines of which say nothing."""
    return sgz.Budget(lines=(WAGE,) * (lines - blank) + (sgz.BudgetLine(),) * blank, stations=1, years=1)


def funding(lines: int, sources: int) -> sgz.FundingPlan:
    """Make a plan of which all is known, and that leaves each line a little short."""
    line = sgz.FundedLine(
        category=sgz.ExpenseCategory.ACTIVITIES,
        fields=(sgz.FundingField.ELDERLY_CARE,),
        amount=Decimal(1000),
        paid=Decimal(900),
    )
    source = sgz.SourceUse(
        kind=sgz.SourceKind.SUBSIDY,
        available=Decimal(1000 * lines),
        for_building=False,
        spent_elsewhere=Decimal(1),
        given=Decimal(900 * lines // sources),
    )
    year = sgz.TIANJIN_2021.subsidy_first_year
    return sgz.FundingPlan(year=year, lines=(line,) * lines, sources=(source,) * sources, payments=())


def rollout() -> sgz.Rollout:
    """Make a rollout in which every district built fewer stations than the annex asks."""
    year = sgz.TIANJIN_2021.task_year
    plans = [
        sgz.DistrictPlan(district=district, year=year, planned_stations=1, built_stations=0)
        for district in sgz.District
    ]
    return sgz.Rollout(plans=plans, started_on=date(2021, 6, 1), finished_on=date(2021, 12, 1))


def assessments() -> Iterator[tuple[str, sgz.Assessment[Any], tuple[str, ...]]]:
    """Yield what is asked for advice: what it is called, its assessment, and the advice."""
    yield "30 workers, none qualified", sgz.check_staffing(unqualified(30), on=LATE), ("remedies",)
    yield "30 unknown workers", sgz.check_staffing(unknown(30), on=ON), ("remedies", "questions")
    yield "15 unknown workers, own posting", sgz.check_staffing(unknown(15), on=ON, policy=OWN), ("missing", "remedies")
    station = sgz.Station(team=unknown(30))
    yield "a station, 30 unknown workers", sgz.check_station(station, on=ON), ("render", "questions")
    yield "100 unknown workers", sgz.check_staffing(unknown(100), on=ON), ("missing",)
    yield "15 unknown workers, limit", sgz.check_staffing(unknown(15), on=ON, policy=LIMIT), ("remedies",)
    yield "a budget of 200 lines, 20 unknown", sgz.check_budget(budget(200, 20), on=ON, policy=FLOOR), ("remedies",)
    yield "50 lines, 10 sources", sgz.check_funding(funding(50, 10), on=ON, policy=SOURCES), ("remedies",)
    yield "a rollout of 16 plans", sgz.check_rollout(rollout(), on=ON), ("remedies",)


def compare() -> Iterator[Comparison]:
    """Ask each for its advice."""
    for what, assessment, asked in assessments():
        for advice in asked:
            ask = attrgetter(advice) if advice == "missing" else methodcaller(advice)
            start = process_time()
            given = ask(assessment)
            taken = process_time() - start
            undecided = getattr(given, "undecided", assessment.undecided)
            yield Comparison(f"{advice} of {what}, {len(undecided)} undecided, s", taken, MOST, at_most=True)
