"""Why a finding came out so: the parts of its rule that decided, with their values, in words, as data and as HTML."""

import json
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import sgzlib as sgz
from sgzlib.assessment.reasons import Why
from sgzlib.bridges import strategies
from sgzlib.bridges.interchange import json_schema
from wording import status_word

ON = date(2024, 3, 1)
GOOD = sgz.Worker(
    education=sgz.Education.BACHELOR,
    social_work_major=True,
    contracted=True,
    full_time=True,
    trained=True,
    posted_on=date(2021, 8, 2),
)
evolve: Any = attrs.evolve
BAD = evolve(GOOD, name="王芳", social_work_major=False, certificate=sgz.Certificate.NONE)


def team(*workers: sgz.Worker, headcount: int = 2) -> sgz.Assessment:
    signed = date(2021, 7, 23)
    facts: dict[str, Any] = {"contract_signed_on": signed, "project_started_on": signed}
    whole = sgz.Team(workers=workers, contracted_headcount=headcount, **facts)
    return sgz.check_staffing(whole, on=ON)


def lines(finding: sgz.Finding, locale: str = "zh_CN") -> list[str]:
    return finding.why().render(locale).splitlines()


def test_of_a_count_the_members_that_decided_it_are_named() -> None:
    assert lines(team(BAD, GOOD)["staffing.all_qualified"]) == [
        "不符合",
        "  ✓ 适用条件",
        "    ✓ 数量(驻站社工: 在岗) ≥ 1：2",
        "      ✓ 王芳",
        "        ✓ 到岗日期 ≤ 核对日期：2021年8月2日；2024年3月1日",
        "      ✓ 驻站社工2",
        "        ✓ 到岗日期 ≤ 核对日期：2021年8月2日；2024年3月1日",
        "  ✗ 要求",
        "    ✗ 全部(驻站社工: 具备社会工作专业资质（在岗者）)：1；2",
        "      ✗ 王芳",
        "        ✗ 到岗日期 > 核对日期：2021年8月2日；2024年3月1日",
        "        ✗ 社会工作及其相关专业：否",
        "        ✗ 职业水平证书 ≥ 天津市社会工作员：无证书",
        "  ✗ 完成时限：2023年7月23日",
    ]


def test_more_members_than_five_are_counted() -> None:
    found = lines(team(*[BAD] * 8)["staffing.all_qualified"], "en")
    assert sum(line == "      ✗ 王芳" for line in found) == 1
    named = team(*[evolve(BAD, name=name) for name in "甲乙丙丁戊己庚"])
    assert "      ✗ and 2 more" in lines(named["staffing.all_qualified"], "en")


def test_a_count_that_is_not_known_has_both_ends() -> None:
    finding = team(GOOD, sgz.Worker(), headcount=3)["staffing.contracted_headcount"]
    said = "    ✗ count(station workers: in post) ≥ workers in the purchase contract: 1 to 2; 3 workers"
    assert said in lines(finding, "en")


def test_of_a_group_of_which_nothing_is_known_nobody_is_named() -> None:
    finding = sgz.check_staffing(sgz.Team(), on=ON)["staffing.full_time"]
    assert lines(finding, "en")[1:] == [
        "  ? applies if",
        "    ? count(station workers: in post) ≥ 1: unknown",
        "  ? requires",
        "    ? every(station workers: full-time, if in post): unknown; unknown",
    ]


def test_whom_a_rule_binds_stands_before_what_it_asks() -> None:
    signed: dict[str, Any] = {"signed_on": date(2022, 7, 1), "procured": False}
    contract = sgz.Contract(follows=sgz.Follows.ANOTHER_CONTRACTOR, **signed)
    assert lines(sgz.check_contract(contract, on=ON)["contract.procured"], "en")[1:5] == [
        "  ✓ applies if",
        "    ✓ what it follows ≠ no earlier contract: another contractor's contract",
        "    ✓ signed on ≥ first day in force: 1 July 2022",
        "    ✓ what it follows = another contractor's contract: another contractor's contract",
    ]
    same = evolve(contract, follows=sgz.Follows.SAME_CONTRACTOR, contract_year=2, cycle_years=3, opens_cycle=False)
    later = sgz.check_contract(same, on=ON)["contract.procured"]
    assert [line.strip()[0] for line in lines(later)[1:]] == ["✗"] * 6


def test_a_part_is_read_with_the_whole_that_it_is_a_part_of() -> None:
    sign = sgz.Sign(name="新港街道社会工作服务站")
    station = sgz.check_station(sgz.Station(jurisdiction="泰达街道", sign=sign), on=ON)
    said = "    ✗ 统一标识·站名 同名于 所属街道（乡镇）：新港街道社会工作服务站；泰达街道"
    assert lines(station["sign.name"])[1:3] == ["  ✗ 要求", said]


def test_a_negation_of_a_choice_is_told_by_its_parts() -> None:
    early = sgz.check_qualification(
        evolve(GOOD, social_work_major=False, certificate=sgz.Certificate.ASSISTANT, registered=False), on=ON
    )
    assert "✗ requires" in early["qualification.registration"].why().render("en")
    degree = sgz.check_qualification(GOOD, on=ON)["qualification.registration"].why().render("en")
    assert degree.splitlines()[:2] == ["not applicable", "  ✗ applies if"]


def test_what_is_derived_or_not_in_force_has_no_rule_to_read() -> None:
    station = sgz.check_station(sgz.Station(), on=ON)
    assert lines(station["station.workers"]) == [status_word(sgz.Status.UNDETERMINED)]
    early = sgz.check_premises(sgz.Premises(printer=False), on=date(2021, 5, 1))
    assert lines(early["premises.printer"], "en") == ["not applicable"]


def test_it_is_shown_in_one_line_and_leaves_as_data_and_html() -> None:
    why = team(BAD, GOOD)["staffing.all_qualified"].why()
    assert repr(why) == "<Why staffing.all_qualified: violated>"
    document = json.loads(why.to_json("en"))
    Draft202012Validator(json_schema(Why)).validate(document)
    assert (document["requirement"], document["status"], len(document["reasons"])) == (
        "staffing.all_qualified",
        "VIOLATED",
        13,
    )
    assert document["reasons"][6] == {"depth": 0, "text": "requires", "holds": False}
    html = why.to_html()
    assert html.count("<p") == 14
    assert "王芳" in html


@pytest.mark.parametrize("ruleset", sgz.RULESETS.values(), ids=list(sgz.RULESETS))
@settings(max_examples=15)
@given(st.data())
def test_every_finding_has_a_reason_that_says_what_it_gave(ruleset: sgz.Ruleset, data: st.DataObject) -> None:
    assessment = sgz.assess(ruleset, data.draw(strategies.subject(ruleset.subject)), on=data.draw(strategies.days()))
    for finding in assessment.findings:
        for locale in ("zh_CN", "en"):
            text = finding.why().render(locale)
            assert "UNKNOWN" not in text
            assert "None" not in text
        if finding.status is sgz.Status.VIOLATED and not finding.requirement.restates:
            reasons = json.loads(finding.why().to_json())["reasons"]
            asked = [reason["holds"] for reason in reasons if reason["depth"] == 0 and reason["text"] == "要求"]
            assert asked == [False]
            assert any(reason["depth"] == 1 and reason["holds"] is False for reason in reasons)
