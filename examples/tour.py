"""A tour of sgzlib (导览): read real-looking files and print what the notice says about what they hold.

`make demo` runs it; `python examples/tour.py en` prints it in English.
"""

import json
import sys
from datetime import date
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
    city = sgz.interchange.load(sgz.Rollout, json.loads((DATA / "rollout.json").read_text(encoding="utf-8")))
    for plan in city.plans:
        print(sgz.check_plan(plan, on=TODAY).render(LOCALE))
    print(sgz.check_rollout(city, on=TODAY).render(LOCALE))
    for duty in sgz.duties_of(sgz.Actor.CITY_BUREAU):
        print(duty.clause.locator, duty.en if LOCALE == "en" else duty.zh)


def stations() -> None:
    """三: three made-up stations, one complete, one with gaps, one half unknown: the six haves, then who must act."""
    for name in ("complete", "gaps", "unknown"):
        entry = json.loads((DATA / f"station_{name}.json").read_text(encoding="utf-8"))
        assessment = sgz.check_station(sgz.interchange.load(sgz.Station, entry), on=TODAY)
        for have in assessment.by_subject[""]:
            print(have.requirement.en if LOCALE == "en" else have.requirement.zh, have.status.name)
        print(assessment.to_do(LOCALE))


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
    invested = Fraction(figures["invested_yuan"]) / figures["stations"]
    print(f"{figures['invested_yuan']} / {figures['stations']} = {float(invested):.2f}", end=" ")
    print(invested >= Fraction(sgz.TIANJIN_2021.yearly_amount))


AREAS = (workers, stations, contracts, published, rollout)

if __name__ == "__main__":
    for area in AREAS:
        area()
