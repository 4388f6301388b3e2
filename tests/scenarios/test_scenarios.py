"""The notice as an official applies it (情景): what is known of a station, the day, and what follows.

The `.feature` files beside this one are Gherkin in Chinese, one for each part of the notice. Every expected answer was
written from the notice; none was taken from the library.

How to add a scenario: open the file of the clause, begin the title with the clause's locator, and write the facts by
their Chinese labels (those of the reports). A table has a column for each person, line, source or district, and the
column 取值 for what there is one of; a later table corrects an earlier one. Values are 是, 否, 未知 (or leave the row
out), 尚未 for an act not done yet, 2022年3月1日, 72小时, 25万元, an option's Chinese label, several with 、 between
them, 无 for none. A scenario with the facts and the day of another is refused: add to that one.

The steps, and there are no others (the tests at the end hold every file to them):

    假如  驻站社工：                                   with a table 事实 | 王芳 | 李伟
    假如  理解“registration_scope”取“全体社工”
    假如  数值“签约后派驻社工的天数”为20
    假如  通知有效期至2022年12月31日
    假如  已知2021年至2022年的放假安排
    假如  作为参照核对
    假如  对象不在通知适用范围内
    假如  “打印机”的来源为实地检查                     or 各项, for what has no source of its own
    假如  区民政局于2022年2月10日就“premises.office”批准延期，至2022年6月30日    also 批准豁免, 认定符合
    当    在2022年3月1日核对人员配备                    after 假如 once more: 与上次相比
    当    分配资金                                     allocate_funding in place of the payments listed
    当    在2022年7月22日决定自2021年7月23日开始的项目周期的续签，下一合同2022年7月20日签订    the signing if known
    那么  “staffing.full_time”、“staffing.training”符合  不符合, 未达到, 暂无法判定, 尚未到期, 不适用
    那么  尚未到期2项                                    so many findings have that status
    那么  结论为暂无法判定                               also 续签决定, 须按政府购买程序, 收支相符, 未足额明细
    那么  “staffing.posting”的期限为2021年8月7日         also 责任单位, 待办, 约束力
    那么  “premises.office”的期限系推断                 or 由通知写明
    那么  结论的来源等级为自报                          also that of “premises.office”; 来源不全
    那么  须提供“打印机”的佐证材料                      or 无需提供佐证材料
    那么  “premises.office”的决定有效                  尚未生效, 已过期, 未载明截止日期
    那么  与上次相比，“premises.office”仍存在           新增, 已解决, 不再要求, 不可比
    那么  “staffing.posting”取决于理解“posting_scope”
    那么  “sign.name”尚需“所在区”                     what can still settle that one
    那么  未决“rest_days”                            what else may change the verdict: the calendar
    那么  需补充“李伟：专职”                              all that is missing, and nothing else; 无 for nothing
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler

import sgzlib as sgz
from scenarios.steps import OBJECTS, STEPS, File, Line, examples, labels_of, run, scenarios


def place_of(scenario: Any) -> str:
    return f"{scenario['uri']}:{scenario['location']['line']}"


def line_of(told: Any) -> Line:
    rows = told.get("argument", {}).get("dataTable", {}).get("rows", [])
    return Line(told["type"], told["text"], [[cell["value"] for cell in row["cells"]] for row in rows])


def pickles(path: Path) -> list[Any]:
    document: Any = {**Parser().parse(path.read_text(encoding="utf-8")), "uri": path.name}
    return list(Compiler().compile(document))


FILES = sorted(Path(__file__).parent.glob("*.feature"))
SCENARIOS = [scenario for path in FILES for scenario in pickles(path)]
LINES = [(scenario["name"], line_of(step)) for scenario in SCENARIOS for step in scenario["steps"]]


@pytest.mark.parametrize("scenario", [pytest.param(told, id=place_of(told)) for told in SCENARIOS])
def test_what_the_notice_says_follows(scenario: Any) -> None:
    file = File()
    for line in map(line_of, scenario["steps"]):
        try:
            line.follow(file)
        except Exception as error:
            error.add_note(f"{place_of(scenario)} {scenario['name']}\n{line.text}")
            raise


def test_every_line_is_a_step_that_the_docstring_lists() -> None:
    assert [(name, line.text) for name, line in LINES if len(line.readings()) != 1] == []
    listed = re.findall(r"(?m)^    (?:假如|当  |那么)  ", __doc__ or "")
    assert len(listed) == sum(map(len, STEPS.values()))


def test_every_step_is_used() -> None:
    used = {function for _, line in LINES for function, _ in line.readings()}
    assert used == {function for kind in STEPS.values() for _, function in kind}


def test_every_fact_is_called_by_its_label() -> None:
    assert {
        (name, what, row[0])
        for name, line in LINES
        if (what := line.text.removesuffix("：")) in OBJECTS
        for row in line.table[1:]
        if row[0] not in labels_of(what)
    } == set()


def test_every_requirement_is_named_and_nothing_else_is() -> None:
    ids = {rule.id for ruleset in sgz.RULESETS.values() for rule in ruleset.requirements}
    named = {id_ for _, line in LINES for id_ in re.findall(r"“([a-z]+\.\w+)”", line.text)}
    assert named == ids


def test_every_title_begins_with_its_clauses() -> None:
    for scenario in SCENARIOS:
        locators, _, claim = scenario["name"].partition(" ")
        assert claim
        assert all(sgz.NOTICE[locator] for locator in locators.split("、"))


def test_no_two_scenarios_are_alike() -> None:
    seen: dict[str, str] = {}
    for scenario in SCENARIOS:
        asked = repr([line for line in map(line_of, scenario["steps"]) if line.kind != "Outcome"])
        assert seen.setdefault(asked, place_of(scenario)) == place_of(scenario)


def test_every_option_of_every_reading_is_taken_somewhere() -> None:
    taken = {line.text for _, line in LINES}
    assert [
        (reading.id, option.zh)
        for reading in sgz.TIANJIN_2021.readings.values()
        for option in reading.options
        if f"理解“{reading.id}”取“{option.zh}”" not in taken
    ] == []


SHOWN = [shown for path in FILES for shown in scenarios(path.read_text(encoding="utf-8"))]


def test_the_page_reads_scenarios_as_gherkin_does() -> None:
    read = [example for text in SHOWN for example in examples(text)]
    assert read == [(scenario["name"], [line_of(step) for step in scenario["steps"]]) for scenario in SCENARIOS]


def test_the_page_tells_which_line_does_not_hold() -> None:
    text = next(text for text in SHOWN if "三(一)" in text and "例子" not in text)
    (told,) = json.loads(run(text, "en"))
    assert told["wrong"] == ""
    assert told["report"].startswith("<div")
    (told,) = json.loads(run(text + "\n那么 不适用99项", "en"))
    assert told["wrong"].startswith("不适用99项")
    (told,) = json.loads(run("场景: 分配\n当 分配资金", "en"))
    assert told["wrong"].startswith("分配资金 ")
    assert told["report"] == ""
