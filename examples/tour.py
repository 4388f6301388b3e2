"""A tour of sgzlib (导览): read real-looking files and print what the notice says about what they hold.

`make demo` runs it; `python examples/tour.py en` prints it in English.
"""

import json
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import sgzlib as sgz

DATA = Path(__file__).parent / "data"
TODAY = date(2022, 3, 1)
LOCALE = sys.argv[1] if len(sys.argv) > 1 else "zh_CN"


def workers() -> None:
    """三(二): which of these workers have the professional qualification, and what is missing to say so."""
    for entry in json.loads((DATA / "workers.json").read_text(encoding="utf-8")):
        worker = sgz.interchange.load(sgz.Worker, entry)
        print(sgz.check_qualification(worker, on=TODAY).render(LOCALE))


def rollout() -> None:
    """一, 六: the districts' plans (made up; the annex with the real quotas is missing), and whose duty the rest is."""
    entry = json.loads((DATA / "rollout.json").read_text(encoding="utf-8"))
    for told in entry["plans"]:
        print(sgz.check_plan(sgz.interchange.load(sgz.DistrictPlan, told), on=TODAY).render(LOCALE))
    city = sgz.interchange.load(sgz.Rollout, entry)
    print(sgz.check_rollout(city, on=TODAY).render(LOCALE))
    for duty in sgz.duties_of(sgz.Actor.CITY_BUREAU):
        print(duty.clause.locator, duty.en if LOCALE == "en" else duty.zh)


def stations() -> None:
    """三: three made-up stations, one complete, one with gaps, one half unknown: the six haves, then who must act."""
    for name in ("complete", "gaps", "unknown"):
        entry = json.loads((DATA / f"station_{name}.json").read_text(encoding="utf-8"))
        assessment = sgz.check_station(sgz.interchange.load(sgz.Station, entry), on=TODAY)
        print(assessment.to_do(LOCALE))


def budgets() -> None:
    """四(三), 四(四), 七(二): a made-up bid for six stations over three years, and who pays for what."""
    budget = sgz.interchange.load(sgz.Budget, json.loads((DATA / "budget.json").read_text(encoding="utf-8")))
    print(sgz.format_amount(budget.total, locale=LOCALE), sgz.format_amount(budget.total, style="capital"))
    for category, share in budget.shares.items():
        print(category.en if LOCALE == "en" else category.zh, f"{share} %")
    print(sgz.check_budget(budget, on=TODAY).render(LOCALE))
    entries = json.loads((DATA / "sources.json").read_text(encoding="utf-8"))
    sources = [sgz.interchange.load(sgz.FundingSource, entry) for entry in entries]
    plan = sgz.allocate_funding(budget, sources, year=2021)
    for payment in plan.payments:
        print(payment.source, "→", payment.item, sgz.format_amount(payment.amount, locale=LOCALE))
    for unfunded in plan.unfunded:
        reason = unfunded.reason.en if LOCALE == "en" else unfunded.reason.zh
        print(unfunded.line.item, sgz.format_amount(unfunded.short, locale=LOCALE), reason)
    print(plan.arithmetic.render(LOCALE))
    print(sgz.check_funding(plan, on=TODAY).verdict)


def contracts() -> None:
    """四(五), 五(四), 六: a contract of a cycle that began on 23 July 2021, what is due, and what comes next."""
    entry = json.loads((DATA / "contract.json").read_text(encoding="utf-8"))
    contract = sgz.interchange.load(sgz.Contract, entry)
    print(sgz.check_contract(contract, on=TODAY).render(LOCALE))
    for report in (*sgz.report_schedule(contract), *sgz.evaluation_schedule(contract)):
        print(report.due, report.kind.en if LOCALE == "en" else report.kind.zh)
    cycle = sgz.Cycle(started_on=date(2021, 7, 23))
    print(sgz.decide_renewal(cycle, contract_year=1, grade=sgz.Grade.GOOD).render(LOCALE))
    print(sgz.timeline(contract, first_day=date(2021, 7, 1), last_day=date(2022, 12, 31)).render(LOCALE))


def published() -> None:
    """三(二), 四(四): the city's published figures of March 2022 beside the notice's numbers."""
    figures = json.loads((DATA / "published.json").read_text(encoding="utf-8"))
    per_station = Fraction(figures["workers"], figures["stations"])
    low, high = sgz.TIANJIN_2021.usual_headcount_low, sgz.TIANJIN_2021.usual_headcount_high
    print(f"{figures['workers']} / {figures['stations']} = {float(per_station):.2f}", low <= per_station <= high)
    invested = sgz.BudgetLine(item="投入", unit_price=Decimal(figures["invested_yuan"]), quantity=1)
    city = sgz.compose_budget([invested], stations=figures["stations"])
    print(f"{city.total} / {city.stations} = {city.per_station_year}", end=" ")
    print(sgz.check_budget(city, on=TODAY)["budget.annual_target"].status.name)


def answers() -> None:
    """What to ask next, what would help, and whether it hangs on how the notice is read: of one made-up station."""
    entry = json.loads((DATA / "station_gaps.json").read_text(encoding="utf-8"))
    station = sgz.interchange.load(sgz.Station, entry)
    assessment = sgz.check_station(station, on=TODAY)
    print(assessment.remedies().render(LOCALE))
    print(sgz.under_all_readings(sgz.check_station, station, on=TODAY).render(LOCALE))
    entry = json.loads((DATA / "station_unknown.json").read_text(encoding="utf-8"))
    half_known = sgz.check_station(sgz.interchange.load(sgz.Station, entry), on=TODAY)
    for question in half_known.questions():
        print(question.settles, question.en if LOCALE == "en" else question.zh, question.allowed[LOCALE == "en"])
    print(sgz.verify(sgz.receipt(assessment)) == ())


AREAS = (workers, answers, stations, budgets, contracts, published, rollout)

if __name__ == "__main__":
    for area in AREAS:
        area()
