"""Advice (建议) on large subjects: seconds of the processor for one call, and how much it left undecided."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

import sgzlib as sgz
from benchmarks.timing import Comparison, processor_time

ON = date(2022, 3, 1)
LATE = date(2024, 3, 1)
"""A day on which every worker has to be qualified."""
MOST = 2
"""Seconds that a call may take (每次秒数)."""
POLICY = sgz.TIANJIN_2021
DAYS = dict.fromkeys(("project_started_on", "contract_signed_on", "service_started_on"), date(2021, 8, 2))
UNQUALIFIED = sgz.Worker(
    education=sgz.Education.SENIOR_HIGH,
    certificate=sgz.Certificate.NONE,
    registered=False,
    continuing_education_hours=0,
    contracted=True,
    full_time=True,
    trained=True,
    posted_on=date(2021, 8, 2),
)


def unqualified(number: int) -> sgz.Team:
    """Make a team of which all is known, and nobody is qualified."""
    return sgz.Team(workers=(UNQUALIFIED,) * number, contracted_headcount=number, **DAYS)


def unknown(number: int) -> sgz.Team:
    """Make a team of workers of whom nothing is known."""
    return sgz.Team(workers=(sgz.Worker(),) * number)


def budget(lines: int, blank: int) -> sgz.Budget:
    """Make a budget, some lines of which say nothing."""
    wage = sgz.BudgetLine(category=sgz.ExpenseCategory.PERSONNEL, item="工资", unit_price=1000, quantity=1)
    return sgz.Budget(lines=(wage,) * (lines - blank) + (sgz.BudgetLine(),) * blank, stations=1, years=1)


def rollout() -> sgz.Rollout:
    """Make a rollout in which every district built fewer stations than the annex asks."""
    plan = partial(sgz.DistrictPlan, year=POLICY.task_year, planned_stations=1, built_stations=0)
    plans = [plan(district=district) for district in sgz.District]
    return sgz.Rollout(plans=plans, started_on=date(2021, 6, 1), finished_on=date(2021, 12, 1))


def calls() -> Iterator[tuple[str, sgz.Assessment[Any], Callable[[sgz.Assessment[Any]], Any]]]:
    """Yield what is asked for advice: what it is called, its assessment, and the advice."""
    blank, station = sgz.check_staffing(unknown(30), on=ON), sgz.check_station(sgz.Station(team=unknown(30)), on=ON)
    own = POLICY.under(two_years_from=sgz.TwoYearsFrom.OWN_POSTING)
    floor = POLICY.under(annual_target=sgz.AnnualTarget.FLOOR)
    remedies, questions = sgz.Assessment.remedies, sgz.Assessment.questions
    yield "remedies, 30 workers, none qualified", sgz.check_staffing(unqualified(30), on=LATE), remedies
    yield "remedies, 30 unknown workers", blank, remedies
    yield "questions, 30 unknown workers", blank, questions
    yield "remedies, 15 unknown workers, own posting", sgz.check_staffing(unknown(15), on=ON, policy=own), remedies
    yield "questions, a station with 30 unknown workers", station, questions
    yield "report, a station with 30 unknown workers", station, sgz.Assessment.render
    yield "remedies, 200 budget lines, 20 unknown", sgz.check_budget(budget(200, 20), on=ON, policy=floor), remedies
    yield "remedies, 16 plans", sgz.check_rollout(rollout(), on=ON), remedies


def compare() -> Iterator[Comparison]:
    """Ask each for its advice, once."""
    for what, assessment, ask in calls():
        answers: list[Any] = []
        taken = processor_time(lambda ask=ask, about=assessment, into=answers: into.append(ask(about)))
        undecided = getattr(answers[0], "undecided", assessment.undecided)
        yield Comparison(f"seconds for {what}; {len(undecided)} undecided", taken, MOST)
