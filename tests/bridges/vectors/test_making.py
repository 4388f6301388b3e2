"""Cases are made for any law from its formulas, and what could not be found out is said."""

import gc
import json
from datetime import date
from decimal import Decimal
from typing import Any

import jsonschema
import pytest

import sgzlib as sgz
from foreign.county_library import BRANCH, HALL, Branch
from sgzlib import CONTRACT, PREMISES, ROLLOUT, STAFFING, STATION, InvalidValue, Premises, Ruleset, Team, vectors
from sgzlib.bridges.vectors import making
from sgzlib.bridges.vectors.making import Maker, _OfRequirement, _places, _with, without
from sgzlib.bridges.vectors.mutants import Fault, groups_in
from sgzlib.bridges.vectors.writing import make
from sgzlib.law import UNKNOWN
from sgzlib.law.facts import facts_of
from sgzlib.law.formula import FALSE, Alike, Given

LAW = sgz.TIANJIN_2021
RULESETS = (HALL, BRANCH)


@pytest.fixture(scope="module")
def made() -> Any:
    return make(BRANCH, beside=RULESETS)


def test_another_notice_gets_cases_of_its_own(made: Any) -> None:
    assert made["open"][0]["reason_en"].startswith("no case distinguishes the two, and no proof")
    written = json.loads(vectors.text_of(made))
    jsonschema.validate(written, vectors.schema())
    assert written == made
    asked = {case["requirement"] for case in made["cases"]}
    assert asked >= {rule.id for path, rule, _ in BRANCH.every() if not (rule.restates or path)}
    assert all(case["catches"] for case in made["cases"])


def test_its_statuses_are_what_the_check_says(made: Any) -> None:
    law: Any = BRANCH.law
    for case in made["cases"]:
        taken = case.get("readings", {}).items()
        chosen = {name: next(one for one in law.readings[name].options if one.name == told) for name, told in taken}
        subject: Any = sgz.interchange.load(Branch, case["facts"])
        found = sgz.assess(BRANCH, subject, on=date.fromisoformat(case["on"]), policy=law.under(**chosen))
        for finding in found.findings:
            if not finding.requirement.restates:
                assert finding.status.name == case["statuses"][finding.requirement.id], case["id"]


def test_what_rulesets_beside_it_ask_of_members_is_taken_apart_there() -> None:
    assert Maker(sgz.STAFFING, sgz.TIANJIN_2021, [sgz.QUALIFICATION, sgz.PREMISES]).beside
    assert not Maker(sgz.STAFFING, sgz.TIANJIN_2021, [sgz.PREMISES]).beside


def test_a_fact_taken_for_another_is_told_by_a_case_without_it_and_what_it_stands_in_for() -> None:
    # The days of a contract count where its years are unknown.
    maker = Maker(CONTRACT.only("contract.annual"), LAW, (), lambda _: False)
    maker.make()
    caught = {mutant.fills for made in maker.cases.values() for mutant in made.catches if mutant.fills}
    assert caught == {"years", "first_day", "last_day"}


def test_a_fact_that_its_class_refuses_leaves_the_subject_as_it_is() -> None:
    worker = sgz.Worker(education=sgz.Education.DOCTOR)
    assert _with(worker, {"education": "博士后"}) is worker
    assert _with(worker, {"education": UNKNOWN}) == sgz.Worker()


def test_groups_are_found_inside_parts() -> None:
    station = sgz.Station(team=sgz.Team(workers=(sgz.Worker(),)))
    assert [(path, members) for path, _, members in groups_in(station)] == [("team.workers", (sgz.Worker(),))]
    assert list(groups_in(sgz.Station())) == []


def test_a_fact_that_a_class_refuses_to_lose_stays() -> None:
    line = sgz.BudgetLine(unit_price=Decimal("1.01"), quantity=Decimal(1))
    assert without(sgz.Budget(lines=(line,)), frozenset({"lines[].quantity"})).lines[0].quantity is UNKNOWN
    city = sgz.Rollout()
    assert without(city, frozenset({"plans"})) == city


def test_the_edges_of_another_notice_are_those_among_its_cases() -> None:
    assert all(made.why == "edge" and made.catches for made in Maker(BRANCH, BRANCH.law).edges())  # type: ignore[arg-type]


def test_what_rules_say_together_gets_cases_beside_their_own() -> None:
    tiny = Ruleset(
        "tiny",
        Premises,
        PREMISES.requirements[:1],
        zh="小",
        en="Tiny",
        law=LAW,
        implied=lambda of, _: of.computer,
    )
    maker = Maker(tiny, LAW, ())
    maker.make()
    assert Fault.TOGETHER in {mutant.fault for made in maker.cases.values() for mutant in made.catches}


def test_a_wrong_calendar_is_caught_at_the_ends_of_months() -> None:
    path, rule = next((path, rule) for path, rule, _ in CONTRACT.every() if rule.id == "contract.midterm_report")
    maker = Maker(CONTRACT, LAW, (), lambda mutant: mutant.fault is not Fault.CALENDAR)
    _OfRequirement(maker, path, rule)._not_knowing()  # noqa: SLF001
    assert Fault.CALENDAR in {mutant.fault for made in maker.cases.values() for mutant in made.catches}


def test_names_are_spelt_in_each_way_that_a_pattern_takes_away() -> None:
    rule = next(rule for _, rule, _ in STATION.every() if rule.id == "sign.name")
    maker = Maker(STATION, LAW, (), lambda mutant: not (isinstance(mutant.before, Alike) and mutant.after == FALSE))
    of = _OfRequirement(maker, "sign", rule)
    station = sgz.Station(jurisdiction="泰达街道", first_batch=True, sign=sgz.format_sign("泰达街道"))
    of._add("clause", None, station, date(2022, 3, 1), {})  # noqa: SLF001
    of._spelt()  # noqa: SLF001
    _, *made = maker.cases.values()
    spelt = {(made.subject.jurisdiction, made.subject.sign.name.removesuffix("社会工作服务站")) for made in made}
    # Of a town or township one of the two says nothing of what it is; that of a street is there already.
    assert spelt >= {("某某满族乡", "某某"), ("某某镇", "某某"), ("某某", "某某镇")}
    # The district may stand before either.
    assert ("和平区某某", "某某") in spelt


def test_a_plan_of_which_the_year_is_not_known_may_be_one_more() -> None:
    rule = next(rule for _, rule, _ in ROLLOUT.every() if rule.id == "rollout.city_total")
    maker = Maker(ROLLOUT, LAW, (), lambda mutant: mutant.fills != "plans[].year")
    of = _OfRequirement(maker, "", rule)
    first, *others = sgz.District
    short = [sgz.DistrictPlan(district=one, year=2021, built_stations=1) for one in others]
    most = sgz.DistrictPlan(district=first, year=2021, built_stations=LAW.city_total - len(short) - 1)
    city = sgz.Rollout(plans=(most, *short))
    of._add("edge", -1, city, date(2022, 1, 1), {})  # noqa: SLF001
    of._with_one_more()  # noqa: SLF001
    one, other = maker.cases.values()
    assert (one.why, other.why) == ("edge", "unknown")
    assert [plan.year for plan in other.subject.plans[len(sgz.District) :]] == [UNKNOWN]
    assert [mutant.fills for mutant in other.catches if mutant.fills] == ["plans[].year"]


def test_a_period_of_a_member_runs_from_the_end_of_a_month() -> None:
    team = Team(workers=(sgz.Worker(), sgz.Worker()))
    assert _places(team, "posted_on") == ["workers[0].posted_on", "workers[1].posted_on"]
    assert _places(team, "workers[].posted_on") == _places(team, "posted_on")
    assert _places(sgz.Worker(), "education") == ["education"]
    assert _places(sgz.Worker(), "cation") == []


def test_a_case_is_made_only_where_something_hangs_on_it() -> None:
    path, rule = next((path, rule) for path, rule, _ in STAFFING.every() if rule.id == "staffing.training")
    maker = Maker(STAFFING, LAW, (), lambda mutant: mutant.fault is Fault.CALENDAR)
    of = _OfRequirement(maker, path, rule)
    of.make()
    cases = list(maker.cases)
    for made in list(maker.cases.values()):
        of._add_hanging(0, made.subject, date(2020, 1, 1), made)  # noqa: SLF001
    assert list(maker.cases) == cases


def test_what_a_class_refuses_to_be_without_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(subject: Any, _facts: Any) -> Any:
        raise InvalidValue("Premises.printer", subject, "打印机", "a printer")

    premises = Premises(printer=True)
    assert without(premises, frozenset({"printer"})) == Premises()
    monkeypatch.setattr(making, "set_paths", refused)
    assert without(premises, frozenset({"printer"})) == premises


def test_an_ordinary_amount_is_a_hundred_where_that_is_allowed() -> None:
    facts = sgz.frames.columns_of(sgz.Worker) | sgz.frames.columns_of(sgz.BudgetLine)
    amounts = [facts[name] for name in ("continuing_education_hours", "unit_price", "quantity")]
    assert [making.plausible(fact, date(2022, 3, 1)) for fact in amounts] == [100, 100, 100]


def test_what_a_prover_finds_is_added_where_it_catches_the_mutant() -> None:
    path, rule = next((path, rule) for path, rule, _ in PREMISES.every() if rule.id == "premises.printer")
    ruleset = Ruleset("tiny", Premises, (rule,), zh="小", en="Tiny", law=LAW, implied=lambda of, _: of.computer)
    told = [(Premises(printer=has), date(2024, 6, 1)) for has in (False, True)]
    # Where the requirement never holds, who has no printer is told nothing else.
    has = Given("printer", facts_of(Premises)["printer"])
    maker = Maker(ruleset, LAW, (), lambda mutant: (mutant.before, mutant.after) != (has, FALSE), lambda *_: iter(told))
    of = _OfRequirement(maker, path, rule)
    of._shown(1)  # noqa: SLF001
    assert [made.subject for made in maker.cases.values()] == [Premises(printer=True)]


def test_what_rules_say_together_is_searched_in_pairs_and_by_the_prover(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def solve(_self: Any, _mutants: Any, _mutant: Any, unknown: frozenset[str], most: int | None = None) -> bool:
        asked.append((unknown, most))
        return False

    monkeypatch.setattr(making._OfTogether, "_solve", solve)  # noqa: SLF001
    tiny = Ruleset(
        "tiny",
        Premises,
        PREMISES.requirements[:1],
        zh="小",
        en="Tiny",
        law=LAW,
        implied=lambda of, _: of.computer & of.printer,
    )
    told = [(Premises(), date(2024, 6, 1)), (Premises(printer=False), date(2024, 6, 1))]
    maker = Maker(tiny, LAW, (), lambda _: False, lambda *_: iter(told))
    making._OfTogether(maker).make()  # noqa: SLF001
    assert (frozenset({"computer", "printer"}), 1) in asked
    assert [made.subject for made in maker.cases.values()] == [Premises(printer=False)]


def test_collecting_cycles_stays_as_it_was() -> None:
    gc.disable()
    try:
        make(PREMISES.only("premises.printer"))
        assert not gc.isenabled()
    finally:
        gc.enable()
    make(PREMISES.only("premises.printer"))
    assert gc.isenabled()
