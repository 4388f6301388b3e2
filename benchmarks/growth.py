"""Growth (规模): what takes input of any length, timed at three sizes, each ten times the one before.

A line holds the processor's seconds at each size. Their last ratio is 10 where time is linear, 100 where it is a
square. The largest size is 100,000; it is smaller where a call takes milliseconds a member, or where its docstring says
that it is not linear.
"""

import json
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import attrs
import polars as pl

import sgzlib as sgz
from benchmarks.timing import Comparison, processor_time

ON, LATER = date(2022, 3, 1), date(2022, 6, 1)
LINEAR = 50  # what no longer fits the processor's cache takes up to three times as long a member
SQUARED = 300
LEAST = 1e-3  # of a second: below, there is nothing to compare
TURNS = 3

Run = Callable[[], object]
Make = Callable[[int], Run]

WORKER = {"certificate": "ASSISTANT", "registered": True}
WRONG = {"certificate": 7, "registerd": True}
RECEIPT = json.loads(sgz.receipt(sgz.check_premises(sgz.Premises(), on=ON)))
POOLED = sgz.FundingSource(kind=sgz.SourceKind.POOLED, available=10**9)
STRICTER = sgz.TIANJIN_2021.under(registration_scope=sgz.RegistrationScope.EVERYONE)
DECLARED = sgz.Source(how=sgz.SourceLevel.DECLARED)
FACTS = list(sgz.frames.columns_of(sgz.Premises))
WAIVED = partial(
    sgz.Decision,
    requirement="premises.printer",
    kind=sgz.DecisionKind.WAIVER,
    by=sgz.Actor.DISTRICT_BUREAU,
    on=ON,
    grounds="复函",
)


def given(make: Callable[[int], Any], ask: Callable[[Any], object]) -> Make:
    """Return how to ask something about what is made in some size; making it is not timed."""
    return lambda size: partial(ask, make(size))


def days(number: int) -> frozenset[date]:
    """Make days that follow each other."""
    return frozenset(date(1900, 1, 1) + timedelta(place) for place in range(number))


def keys(number: int) -> dict[str, int]:
    """Make a mapping of names that are no facts."""
    return {f"key {index}": index for index in range(number)}


def receipt(**changed: object) -> str:
    """Write a receipt with some parts changed."""
    return json.dumps(RECEIPT | changed)


def team(members: int) -> sgz.Team:
    """Make a team of whose members little is known."""
    return sgz.interchange.load(sgz.Team, {"workers": [WORKER] * members})


def posted(members: int) -> sgz.Team:
    """Make a team whose members were posted and registered on days of their own."""
    days = [ON - timedelta(place % 2000) for place in range(members)]
    return sgz.Team(workers=[sgz.Worker(posted_on=day, registration_expires=day, registered=True) for day in days])


def staffed(members: int) -> sgz.Assessment[sgz.Team]:
    """Check a team."""
    return sgz.check_staffing(team(members), on=ON)


def budget(lines: int) -> sgz.Budget:
    """Make a budget of different lines."""
    category = sgz.ExpenseCategory.PERSONNEL
    return sgz.Budget(
        lines=[sgz.BudgetLine(category=category, item=f"{place}", unit_price=1, quantity=1) for place in range(lines)],
        stations=1,
        years=1,
    )


def funded(planned: sgz.Budget) -> sgz.FundingPlan:
    """Pay each line of a budget."""
    return sgz.plan_funding(planned, [POOLED], [(POOLED, line, 1) for line in planned.lines], year=2021)


def sources(number: int) -> list[sgz.FundingSource]:
    """Make sources of different names, which have a yuan each."""
    return [sgz.FundingSource(kind=sgz.SourceKind.POOLED, name=f"{place}", available=1) for place in range(number)]


def rollout(plans: int) -> sgz.Rollout:
    """Make a rollout of plans of one district."""
    plan = sgz.DistrictPlan(district=sgz.District.NANKAI, planned_stations=1, built_stations=1)
    return sgz.Rollout(plans=[plan] * plans)


def premises(rows: int) -> pl.DataFrame:
    """Make a table of premises, of some of which facts are missing or unknown."""
    cells = {
        fact: [(True, False, None, True)[(row + place) % 4] for row in range(rows)] for place, fact in enumerate(FACTS)
    }
    return pl.DataFrame({"station": range(rows), **cells})


def stations(rows: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Make a table of teams, and of two workers of each."""
    workers = {"station": [*range(rows)] * 2, "name": range(2 * rows), "registered": [True] * 2 * rows}
    return pl.DataFrame({"station": range(rows), "contracted_headcount": 2}), pl.DataFrame(workers)


def members_of(tables: tuple[pl.DataFrame, pl.DataFrame]) -> dict[str, Any]:
    """Name the tables of workers, of stations instead of teams."""
    return {"members": {"team__workers": tables[1]}}


def lines(rows: int) -> pl.DataFrame:
    """Make a table of budget lines, each of another budget."""
    return pl.DataFrame({"station": range(rows), "unit_price": 1, "quantity": 1, "category": "服务活动"})


def recorded(rows: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Make the findings of a table on two days."""
    table = premises(rows)
    first, second = (sgz.frames.findings(table, sgz.PREMISES, by="station", on=on, record=True) for on in (ON, LATER))
    return first, second


def about(ask: Callable[..., Any], **more: Any) -> Make:
    """Return how to ask a function of `frames` about a table of premises."""
    return given(premises, lambda table: ask(table, sgz.PREMISES, on=ON, **more))


def by_station(rows: int) -> Any:
    """Make a report that counts each row by itself."""
    return sgz.frames.report(premises(rows), sgz.PREMISES, on=ON, group="station")


def workbook(rows: int) -> bytes:
    """Make a filled workbook."""
    return sgz.frames.workbooks(premises(rows), sgz.PREMISES, on=ON, by="station", mending=False)["场所设置.xlsx"]


FRAMES = sgz.frames
PRICES = dict.fromkeys(FACTS, Decimal(1))
GROWING: dict[int, dict[str, Make]] = {
    100_000: {
        "load, members": lambda n: lambda: sgz.interchange.load(sgz.Team, {"workers": [WORKER] * n}),
        "load, wrong members": lambda n: lambda: sgz.interchange.load(sgz.Team, {"workers": [WRONG] * n}),
        "load, unknown keys": given(keys, lambda document: sgz.interchange.load(sgz.Worker, document)),
        "load, a long text": lambda n: lambda: sgz.interchange.load(sgz.Worker, {"name": "x" * n}),
        "dump, members": given(team, sgz.interchange.dump),
        "check_staffing, members": given(team, lambda subject: sgz.check_staffing(subject, on=ON).verdict),
        "check_budget, lines": given(budget, lambda subject: sgz.check_budget(subject, on=ON).verdict),
        "check_funding, lines and payments": given(
            lambda n: funded(budget(n)), lambda subject: sgz.check_funding(subject, on=ON).verdict
        ),
        "check_rollout, plans": given(rollout, lambda subject: sgz.check_rollout(subject, on=ON).verdict),
        "assess_many, subjects": lambda n: lambda: sgz.assess_many(sgz.PREMISES, [sgz.Premises()] * n, on=ON),
        "assess_many, counts": given(
            lambda n: sgz.assess_many(sgz.PREMISES, [sgz.Premises()] * n, on=ON), lambda checked: checked.counts
        ),
        "with_decisions": given(lambda n: [WAIVED()] * n, sgz.check_premises(sgz.Premises(), on=ON).with_decisions),
        "verify, unknown keys": given(lambda n: json.dumps(keys(n)), sgz.verify),
        "verify, unknown keys in a receipt": given(lambda n: receipt(**keys(n)), sgz.verify),
        "verify, unknown facts": given(lambda n: receipt(subject=keys(n)), sgz.verify),
        "verify, repeated findings": given(lambda n: receipt(findings=RECEIPT["findings"][:1] * n), sgz.verify),
        "verify, nested": given(lambda n: "[" * n, sgz.verify),
        "timeline, decisions": given(
            lambda n: [WAIVED()] * n,
            lambda made: sgz.timeline(sgz.Premises(), first_day=ON, last_day=LATER, decisions=made),
        ),
        "rest days": given(days, lambda rest: sgz.RestDays(min(rest), max(rest), rest).workday(min(rest))),
        "apportion, weights": lambda n: lambda: sgz.apportion(10**9, range(1, n + 1)),
        "compose_budget, lines": given(lambda n: budget(n).lines, sgz.compose_budget),
        "compare_budgets, lines": given(budget, lambda planned: sgz.compare_budgets(planned, planned)),
        "Budget.shares": given(budget, lambda planned: planned.shares),
        "Budget.per_station": given(lambda n: attrs.evolve(budget(1), stations=n), lambda planned: planned.per_station),
        "plan_funding, lines and payments": given(budget, funded),
        "plan_funding, sources": given(sources, lambda paying: sgz.plan_funding(budget(1), paying, [], year=2021)),
        "parse_sign": lambda n: lambda: sgz.parse_sign("泰达" * n + "街道社会工作服务站"),
        "format_sign": lambda n: lambda: sgz.format_sign("泰达" * n + "街道"),
        "parse_amount": lambda n: lambda: sgz.parse_amount("人民币" + "壹佰" * n),
        "Certificate.of": lambda n: lambda: sgz.Certificate.of("社会工作师" * n),
        "frames.table": lambda n: lambda: FRAMES.table([sgz.Premises()] * n, sgz.Premises),
        "frames.subjects": given(premises, lambda table: FRAMES.subjects(table, sgz.Premises)),
        "frames.check": about(FRAMES.check),
        "frames.check, reasons": about(FRAMES.check, reasons=True),
        "frames.check_teams": given(stations, lambda tables: FRAMES.check_teams(*tables, by="station", on=ON)),
        "frames.check_budgets": given(lines, lambda table: FRAMES.check_budgets(table, by="station", on=ON)),
        "frames.findings": about(FRAMES.findings, by="station"),
        "frames.findings, in words": about(FRAMES.findings, by="station", locale="zh_CN", record=True),
        "frames.report": about(FRAMES.report, by="station"),
        "frames.flips": given(
            stations,
            lambda tables: FRAMES.flips(
                tables[1], sgz.QUALIFICATION, sgz.TIANJIN_2021, STRICTER, by=("station", "name"), on=ON
            ),
        ),
        "frames.compare_assessments": given(
            recorded, lambda findings: FRAMES.compare_assessments(*findings, sgz.PREMISES, by="station")
        ),
        "frames.problems": given(premises, lambda table: FRAMES.problems(table, sgz.PREMISES, by="station")),
        "frames.questions, alike": about(FRAMES.questions),
        "frames.remedies, alike": about(FRAMES.remedies),
        "frames.affordable, alike": given(
            premises,
            lambda table: FRAMES.affordable(table, sgz.PREMISES, 10**6, PRICES, by="station", on=ON),
        ),
        "frames.report, whole stations": given(
            stations, lambda tables: FRAMES.report(tables[0], sgz.STATION, by="station", on=ON, **members_of(tables))
        ),
        "frames.findings, whole stations": given(
            stations, lambda tables: FRAMES.findings(tables[0], sgz.STATION, by="station", on=ON, **members_of(tables))
        ),
    },
    10_000: {
        "assess, sources": given(
            lambda n: {f"workers[{place}].registered": DECLARED for place in range(n)},
            lambda levels: sgz.check_staffing(team(len(levels)), on=ON, sources=levels).level,
        ),
        "receipt, members": given(staffed, sgz.receipt),
        "verify, members": given(lambda n: sgz.receipt(staffed(n)), sgz.verify),
        "compare_assessments, members": given(staffed, lambda checked: sgz.compare_assessments(checked, checked)),
        "Budget.to_html": given(budget, lambda planned: planned.to_html()),
        "FundingPlan.to_dict": given(lambda n: funded(budget(n)), lambda plan: plan.to_dict()),
        "FundingPlan.to_html": given(lambda n: funded(budget(n)), lambda plan: plan.to_html()),
        "Team.to_html": given(team, lambda shown: shown.to_html()),
        "frames.report, groups": about(FRAMES.report, group="station"),
        "frames.report, decisions": given(
            premises,
            lambda table: FRAMES.report(
                table, sgz.PREMISES, by="station", on=ON, decisions={row: [WAIVED()] for row in table["station"]}
            ),
        ),
        "frames.findings, decisions": given(
            premises,
            lambda table: FRAMES.findings(
                table, sgz.PREMISES, by="station", on=ON, decisions={row: [WAIVED()] for row in table["station"]}
            ),
        ),
        "to_form, members": given(staffed, lambda checked: checked.to_form()),
        "assess_many, whole stations": lambda n: lambda: sgz.assess_many(sgz.STATION, [sgz.Station()] * n, on=ON),
    },
    1_000: {
        "frames.workbooks": about(FRAMES.workbooks, by="station", mending=False),
        "workbook.judge, rows": given(
            workbook, lambda data: sgz.workbook.judge(data, sgz.PREMISES, on=ON, mending=False)
        ),
        "sql.query, columns kept": given(
            lambda n: list(keys(n)),
            lambda names: sgz.sql.query(sgz.PREMISES, dialect="sqlite", table="t", on=ON, keep=names),
        ),
        "vectors.cover, cases": given(
            lambda n: [{"ruleset": "sign", "facts": {}, "on": "2022-03-01"}] * n, sgz.vectors.cover
        ),
        "missing, unknown members": given(staffed, lambda checked: checked.missing),
        "questions, unknown members": given(staffed, lambda checked: checked.questions()),
        "remedies, unknown members": given(staffed, lambda checked: checked.remedies()),
        "report, unknown members": given(staffed, lambda checked: checked.render()),
        "page, unknown members": given(staffed, lambda checked: checked.to_html()),
        "to_dict, unknown members": given(staffed, lambda checked: checked.to_dict()),
        "compare_assessments, earlier": given(
            lambda n: [sgz.receipt(sgz.check_premises(sgz.Premises(), on=ON - timedelta(day))) for day in range(n)],
            lambda earlier: sgz.compare_assessments(
                earlier[0], sgz.check_premises(sgz.Premises(), on=LATER), earlier=earlier[1:]
            ),
        ),
        "timeline, members posted on one day": given(
            team, lambda subject: sgz.timeline(subject, first_day=date(2021, 1, 1), last_day=date(2026, 1, 1))
        ),
        "report_schedule, months": given(
            lambda n: sgz.Contract(period=sgz.Period(ON, ON + timedelta(30 * n)), monthly_briefs=True),
            sgz.report_schedule,
        ),
        "a report's page, groups": given(by_station, lambda report: report.to_html()),
        "a report's table, groups": given(by_station, lambda report: report.to_frame()),
        "frames.report, sections": given(
            premises, lambda table: FRAMES.report(table, sgz.PREMISES, by="station", on=ON, sections=10**6)
        ),
    },
    100: {
        "under_all_readings, members": given(
            team, lambda subject: sgz.under_all_readings(sgz.STAFFING, subject, on=ON)
        ),
    },
}
# Their docstrings say so. A cube would give 1,000.
SQUARE: dict[int, dict[str, Make]] = {
    1_000: {
        "laws in a History": lambda n: (
            lambda: sgz.History(*((ON + timedelta(day), sgz.TIANJIN_2021) for day in range(n)))
        ),
        "allocate_funding, lines": given(budget, lambda planned: sgz.allocate_funding(planned, [POOLED], year=2021)),
        "allocate_funding, sources": given(sources, lambda paying: sgz.allocate_funding(budget(1), paying, year=2021)),
    },
    100: {
        "allocate_funding, lines and sources": given(
            lambda n: (budget(n), sources(n)),
            lambda asked: sgz.allocate_funding(*asked, year=2021),
        ),
        "timeline, members posted on different days": given(
            posted, lambda subject: sgz.timeline(subject, first_day=date(2021, 1, 1), last_day=date(2026, 1, 1))
        ),
    },
}


def compare() -> Iterator[Comparison]:
    """Time each at three sizes, and compare the largest with the one before."""
    warnings.simplefilter("ignore", FRAMES.UnknownColumn)
    for target, tables in ((LINEAR, GROWING), (SQUARED, SQUARE)):
        for largest, rows in tables.items():
            for what, make in rows.items():
                seconds = [
                    processor_time(_answered(make(size)), TURNS) for size in (largest // 100, largest // 10, largest)
                ]
                said = ", ".join(f"{taken:.3f}" for taken in seconds)
                yield Comparison(f"{what}, up to {largest:,} ({said} s)", seconds[-1] / max(seconds[-2], LEAST), target)


def _answered(run: Run) -> Run:
    """Return how to ask for an answer, which may be a refusal."""

    def ask() -> None:
        with suppress(sgz.SgzlibError):
            run()

    return ask
