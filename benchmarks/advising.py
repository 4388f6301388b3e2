"""Advice (建议) on large subjects, as multiples of the subject's own check, and how much of it stayed undecided.

How long a search takes hangs on the subject more than on the machine, so there is no target: the figures are printed.
"""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from time import perf_counter
from typing import Any

import sgzlib as sgz
from benchmarks.timing import Comparison

ON = date(2022, 3, 1)
LATE = date(2024, 3, 1)
"""A day on which every worker has to be qualified."""
OWN = sgz.TIANJIN_2021.under(two_years_from=sgz.TwoYearsFrom.OWN_POSTING)
FLOOR = sgz.TIANJIN_2021.under(annual_target=sgz.AnnualTarget.FLOOR)
ROUNDS = 3

Row = tuple[str, Callable[[], sgz.Assessment], Callable[[sgz.Assessment], Any]]


def unqualified(number: int) -> sgz.Team:
    """Make a team of which all is known, and nobody is qualified."""
    worker = sgz.Worker(
        education=sgz.Education.SENIOR_HIGH,
        social_work_major=False,
        certificate=sgz.Certificate.NONE,
        registered=False,
        continuing_education_hours=0,
        contracted=True,
        full_time=True,
        trained=True,
        posted_on=date(2021, 8, 2),
    )
    return sgz.Team(
        workers=(worker,) * number,
        contracted_headcount=number,
        project_started_on=date(2021, 7, 26),
        contract_signed_on=date(2021, 7, 26),
        service_started_on=date(2021, 8, 2),
        posted_in_full_on=date(2021, 8, 2),
    )


def unknown(number: int) -> sgz.Team:
    """Make a team of workers of whom nothing is known."""
    return sgz.Team(workers=(sgz.Worker(),) * number)


def budget(lines: int, blank: int) -> sgz.Budget:
    """Make a budget, some lines of which say nothing."""
    line = sgz.BudgetLine(category=sgz.ExpenseCategory.PERSONNEL, item="工资", unit_price=Decimal(1000), quantity=1)
    return sgz.Budget(lines=(line,) * (lines - blank) + (sgz.BudgetLine(),) * blank, stations=1, years=1)


def funding(lines: int, sources: int) -> sgz.FundingPlan:
    """Make a plan of which all is known, and that leaves each line a little short."""
    line = sgz.FundedLine(
        category=sgz.ExpenseCategory.ACTIVITIES,
        fields=(sgz.FundingField.ELDERLY_CARE,),
        amount=Decimal(1000),
        paid=Decimal(900),
    )
    each = Decimal(900 * lines // sources)
    source = sgz.SourceUse(
        kind=sgz.SourceKind.SUBSIDY,
        available=Decimal(1000 * lines),
        for_building=False,
        spent_elsewhere=Decimal(1),
        given=each,
    )
    return sgz.FundingPlan(
        year=sgz.TIANJIN_2021.subsidy_first_year, lines=(line,) * lines, sources=(source,) * sources, payments=()
    )


def blank_funding(lines: int, sources: int) -> sgz.FundingPlan:
    """Make a plan of which nothing is known but how many lines and sources it has."""
    return sgz.FundingPlan(
        year=sgz.TIANJIN_2021.subsidy_first_year,
        lines=(sgz.FundedLine(),) * lines,
        sources=(sgz.SourceUse(),) * sources,
    )


def rollout() -> sgz.Rollout:
    """Make a rollout in which every district built fewer stations than the annex asks."""
    year = sgz.TIANJIN_2021.task_year
    plans = [sgz.DistrictPlan(district=of, year=year, planned_stations=1, built_stations=0) for of in sgz.District]
    return sgz.Rollout(plans=plans, started_on=date(2021, 6, 1), finished_on=date(2021, 12, 1))


def rows() -> Iterator[Row]:
    """Yield what is measured: what it is called, the check, and what is asked of its assessment."""

    def row(what: str, check: Any, subject: Any, on: date, ask: str, policy: Any = sgz.TIANJIN_2021) -> Row:
        def asked(assessment: sgz.Assessment) -> Any:
            of = getattr(assessment, ask)
            return of() if callable(of) else of

        return f"{what}: {ask}", lambda: check(subject, on=on, policy=policy), asked

    for number in (5, 6, 30):
        yield row(f"team of {number}, none qualified", sgz.check_staffing, unqualified(number), LATE, "remedies")
    for number in (2, 30):
        for ask in ("remedies", "questions"):
            yield row(f"team of {number}, all unknown", sgz.check_staffing, unknown(number), ON, ask)
    yield row("team of 12, all unknown, own posting", sgz.check_staffing, unknown(12), ON, "missing", OWN)
    yield row("team of 30, all unknown, own posting", sgz.check_staffing, unknown(30), ON, "missing", OWN)
    for number in (10, 30):
        for ask in ("render", "questions"):
            station = sgz.Station(team=unknown(number))
            yield row(f"station, team of {number}, nothing known", sgz.check_station, station, ON, ask)
    yield row("team of 100, all unknown", sgz.check_staffing, unknown(100), ON, "missing")
    yield row("budget of 100 lines, 20 unknown", sgz.check_budget, budget(100, 20), ON, "remedies", FLOOR)
    yield row("funding, 50 lines, 10 sources, all known", sgz.check_funding, funding(50, 10), ON, "remedies")
    yield row("funding, 6 blank lines, 4 sources", sgz.check_funding, blank_funding(6, 4), ON, "remedies")
    yield row("rollout, 16 plans short", sgz.check_rollout, rollout(), ON, "remedies")


def compare() -> list[Comparison]:
    """Print each row: the least of a few rounds."""
    for what, check, ask in rows():
        check()
        checking = min(_time(check)[0] for _ in range(10 * ROUNDS))
        asking, given = min((_time(check, ask) for _ in range(ROUNDS)), key=lambda timed: timed[0])
        undecided = getattr(given, "undecided", check().undecided if "missing" in what else ())
        left = f", {len(undecided)} undecided" if undecided else ""
        print(f"  {what}: {asking / checking:,.0f} checks ({asking:.2f} s){left}")
    return []


def _time(check: Callable[[], sgz.Assessment], ask: Callable[[sgz.Assessment], Any] = id) -> tuple[float, Any]:
    start = perf_counter()
    given = ask(check())
    return perf_counter() - start, given
