"""Wrong programs that read facts otherwise are told from the rules, or nothing is said of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import sgzlib as sgz
from sgzlib import vectors
from sgzlib.bridges.vectors.making import Made, Maker
from sgzlib.bridges.vectors.mutants import Fault, occurrences_of
from sgzlib.bridges.vectors.widening import Slip, slips_of, widen
from sgzlib.law.deadlines import NOT_YET

LAW = sgz.TIANJIN_2021
ON = date(2024, 6, 1)


def slip(ruleset: sgz.Ruleset, fault: Fault, path: str, wrong: str = "") -> Slip:
    found = [one for one in slips_of(Maker(ruleset, LAW)) if one.fault is fault and one.path == path]
    return next(one for one in found if wrong in one.wrong)


def read(taken: Slip, subject: Any, on: date = ON) -> Any:
    return taken.read(subject, on)[0]


def test_hours_are_rounded_and_cut() -> None:
    worker = sgz.Worker(continuing_education_hours=Decimal("71.5"))
    path = "continuing_education_hours"
    assert read(slip(sgz.QUALIFICATION, Fault.ROUNDED, path, "rounded to"), worker).continuing_education_hours == 72
    assert read(slip(sgz.QUALIFICATION, Fault.ROUNDED, path, "rounded down"), worker).continuing_education_hours == 71


def test_an_amount_loses_its_fen_in_32_bits() -> None:
    plan = sgz.Budget(lines=(sgz.BudgetLine(unit_price=Decimal("16777216.75")),))
    single = slip(sgz.RULESETS["budget"], Fault.SINGLE, "lines[].unit_price")
    assert read(single, plan).lines[0].unit_price == Decimal("16777216.00")
    assert single.near(Decimal(1), ON) == (Decimal("0.99"), Decimal("1.01"), Decimal("0.5"), Decimal("1.5"))


def test_what_the_class_refuses_is_read_as_it_is() -> None:
    plan = sgz.Budget(lines=(sgz.BudgetLine(quantity=Decimal("0.4")),))
    assert read(slip(sgz.RULESETS["budget"], Fault.ROUNDED, "lines[].quantity", "down"), plan) == plan


def test_a_label_is_taken_for_another_and_a_day_to_come_for_today() -> None:
    worker = sgz.Worker(certificate=sgz.Certificate.TIANJIN, certificate_passed_on=date(2025, 1, 1))
    taken = slip(sgz.QUALIFICATION, Fault.LABEL, "certificate", "certificate = NONE")
    assert (taken.right, read(taken, worker).certificate) == ("certificate = TIANJIN", sgz.Certificate.NONE)
    assert read(taken, sgz.Worker(certificate=sgz.Certificate.ASSISTANT)).certificate is sgz.Certificate.ASSISTANT
    future = slip(sgz.QUALIFICATION, Fault.FUTURE, "certificate_passed_on")
    assert read(future, worker).certificate_passed_on == ON
    assert future.near(ON, ON) == (date(2024, 6, 2), date(2025, 6, 2))
    assert future.near(ON, date(9999, 12, 30)) == (date(9999, 12, 31), NOT_YET)


def test_the_day_asked_about_is_taken_for_its_neighbours() -> None:
    before, after = (one for one in slips_of(Maker(sgz.RENEWAL, LAW)) if one.fault is Fault.DAY)
    assert before.read("any", ON) == ("any", date(2024, 5, 31))
    assert after.read("any", ON) == ("any", date(2024, 6, 2))


def test_a_way_to_write_a_name_is_not_known() -> None:
    station = sgz.Station(jurisdiction="某某", sign=sgz.Sign(name="天津市某某街社会工作服务站"))
    city = slip(sgz.STATION, Fault.SPELLING, "sign.name", "begins with 天津市")
    street = slip(sgz.STATION, Fault.SPELLING, "sign.name", "ends with 街社会工作服务站")
    for taken in (city, street):
        assert read(taken, station).sign.name == "甲乙天津市某某街社会工作服务站"
        assert read(taken, sgz.Station(sign=sgz.Sign(name="某某社会工作服务站"))).sign.name == "某某社会工作服务站"
    assert city.near("某某", ON) == ("天津市某某",)
    assert street.near("某某街道社会工作服务站", ON) == ("某某街社会工作服务站",)
    assert street.near("某某", ON) == ("某某街社会工作服务站",)


def test_the_first_members_alone_are_read() -> None:
    first, few = (one for one in slips_of(Maker(sgz.STAFFING, LAW)) if one.fault is Fault.FEW)
    workers = tuple(sgz.Worker(name=name) for name in ("甲", "乙", "丙", "丁", "戊"))
    assert read(first, sgz.Team(workers=workers)).workers == workers[:1]
    assert read(few, sgz.Team(workers=workers)).workers == workers[:4]
    assert read(few, sgz.Team()) == sgz.Team()
    one, other = workers[:2]
    assert few.near((one, other), ON) == tuple((*[first] * 4, last) for first in (one, other) for last in (one, other))


def widened(ruleset: sgz.Ruleset, subject: Any, equivalent: Any = None) -> Maker:
    maker = Maker(ruleset, LAW, (), equivalent)
    maker.add(Made(ruleset.requirements[0].id, "clause", None, subject, ON, {}, []))
    widen(maker)
    return maker


def test_a_case_with_one_fact_otherwise_is_added_for_what_no_case_catches() -> None:
    worker = sgz.Worker(
        education=sgz.Education.PRIMARY,
        social_work_major=False,
        certificate=sgz.Certificate.ASSISTANT,
        certificate_passed_on=date(2020, 1, 1),
        registered=True,
        registration_expires=ON,
        continuing_education_hours=72,
    )
    maker = widened(sgz.QUALIFICATION, worker)
    given, *added = maker.cases.values()
    assert given.subject == worker
    faults = {one.fault for one in maker.slips}
    assert faults == {Fault.LABEL, Fault.ROUNDED, Fault.DAY, Fault.FUTURE}
    caught = {one for made in maker.cases.values() for one in made.catches}
    assert caught == {*maker.slips, *maker.mutants}
    (rounded,) = (made for made in added if any(one.fault is Fault.ROUNDED for one in made.catches))
    assert rounded.subject.continuing_education_hours == Decimal("71.99")
    assert rounded.requirement == "qualification.continuing_education"


def test_a_condition_left_out_in_one_place_is_caught_proved_or_not_told() -> None:
    rule = sgz.QUALIFICATION.requirements[1]
    mutants = occurrences_of(sgz.QUALIFICATION, "", rule, LAW, frozenset())
    assert {mutant.fault for mutant in mutants} == {Fault.PLACE}
    assert len({mutant.parts for mutant in mutants}) == len(mutants)
    bare = sgz.Worker()
    untold = widened(sgz.QUALIFICATION, bare)
    proved = widened(sgz.QUALIFICATION, bare, lambda _: True)
    assert untold.uncaught == []
    assert proved.uncaught
    assert set(proved.uncaught) < set(proved.mutants)


@pytest.mark.parametrize("fault", ["PLACE", "ROUNDED", "SINGLE", "LABEL", "FUTURE", "SPELLING", "FEW"])
def test_what_ships_catches_each_kind(fault: str) -> None:
    every = (mutant["fault"] for name in sgz.RULESETS for mutant in vectors.document(name)["mutants"])
    assert fault in every
