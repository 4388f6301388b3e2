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
    假如  按解释“registration_scope”取“全体社工”
    假如  政策数值“签约后派驻社工的天数”为20
    假如  通知有效期至2022年12月31日
    假如  已知2021年至2022年的放假安排
    假如  作为参照判断
    当    在2022年3月1日判断人员配备
    当    分配资金                                     allocate_funding in place of the payments listed
    当    决定自2021年7月23日开始的项目周期的续签
    那么  “staffing.full_time”、“staffing.training”符合  不符合, 未达到, 不能确定, 未到期, 不适用
    那么  未到期2项                                    so many findings have that status
    那么  结论为不能确定                               also 续签决定, 须重新采购, 收支相符, 未足额明细
    那么  “staffing.posting”的期限为2021年8月7日         also 责任主体, 待办
    那么  “staffing.posting”取决于解释“posting_scope”
    那么  待补“李伟：专职”                              all that is missing, and nothing else; 无 for nothing
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import pytest
from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler

import sgzlib as sgz
from sgzlib.law.facts import Fact, facts_of

ONE = "取值"
OBJECTS: dict[str, type[Any]] = {
    "驻站社工": sgz.Worker,
    "驻站社工队伍": sgz.Team,
    "场所设施": sgz.Premises,
    "服务目录": sgz.Catalogue,
    "制度建设": sgz.Management,
    "统一标识": sgz.Sign,
    "社工站": sgz.Station,
    "购买主体": sgz.Purchaser,
    "承接主体": sgz.Contractor,
    "预算明细": sgz.BudgetLine,
    "项目预算": sgz.Budget,
    "资金来源": sgz.FundingSource,
    "支付": sgz.Payment,
    "资金安排": sgz.FundingPlan,
    "购买合同": sgz.Contract,
    "合同年度末": sgz.YearEnd,
    "区级计划": sgz.DistrictPlan,
    "全市建站": sgz.Rollout,
}
# Of these there may be several; the head of a column is this fact of each.
NAMED_BY = {"驻站社工": "姓名", "预算明细": "项目", "资金来源": "名称", "区级计划": "区", "支付": ""}
CHECKS: dict[str, tuple[Callable[..., Any], str]] = {
    "社会工作专业资质": (sgz.check_qualification, "驻站社工"),
    "人员配备": (sgz.check_staffing, "驻站社工队伍"),
    "场所设置": (sgz.check_premises, "场所设施"),
    "服务目录": (sgz.check_catalogue, "服务目录"),
    "制度建设": (sgz.check_management, "制度建设"),
    "统一标识": (sgz.check_sign, "统一标识"),
    "社工站": (sgz.check_station, "社工站"),
    "购买主体": (sgz.check_purchaser, "购买主体"),
    "承接主体": (sgz.check_contractor, "承接主体"),
    "项目预算": (sgz.check_budget, "项目预算"),
    "资金安排": (sgz.check_funding, "资金安排"),
    "购买合同": (sgz.check_contract, "购买合同"),
    "合同续签": (partial(sgz.assess, sgz.RENEWAL), "合同年度末"),
    "区级计划": (sgz.check_plan, "区级计划"),
    "全市建站": (sgz.check_rollout, "全市建站"),
}
STATUSES = {
    "符合": "MET",
    "不符合": "VIOLATED",
    "未达到": "UNMET",
    "不能确定": "UNDETERMINED",
    "未到期": "NOT_DUE",
    "不适用": "NOT_APPLICABLE",
}
VERDICTS: dict[str, Any] = {
    **dict.fromkeys(("符合", "具备", "续签"), True),
    **dict.fromkeys(("不符合", "不具备", "不续签"), False),
    **dict.fromkeys(("不能确定", "不适用"), sgz.UNKNOWN),
}
TRUTHS: dict[str, Any] = {"是": True, "否": False, "未知": sgz.UNKNOWN}
ABSENT = {"尚未": "NOT_YET"}

DAY = re.compile(r"(\d+)年(\d+)月(\d+)日")
MONEY = re.compile(r"(\d+(?:\.\d+)?)(万?)元")
NUMBER = re.compile(r"(\d+(?:\.\d+)?)(?:名|小时|天|年|个)?")
QUOTED = re.compile(r"“([^”]*)”")

Table = Sequence[Sequence[str]]


def day(text: str) -> date:
    found = DAY.fullmatch(text)
    assert found, f"{text} 不是某年某月某日"
    return date(*map(int, found.groups()))


def money(text: str) -> Decimal:
    found = MONEY.fullmatch(text)
    assert found, f"{text} 不是金额"
    return Decimal(found[1]) * (10_000 if found[2] else 1)


def labelled(options: Iterable[Any], text: str) -> Any:
    found = {option.zh: option for option in options}
    assert text in found, f"{text} 不是 {'、'.join(found)} 之一"
    return found[text]


def value(text: str, kind: Any = None) -> Any:
    """Read what a cell says; that it fits the fact is for the constructor to say."""
    if text in ABSENT:
        return getattr(sgz, ABSENT[text])
    if text in TRUTHS:
        return TRUTHS[text]
    if kind is not None and kind.domain:
        return labelled(kind.domain, text)
    if kind is not None and kind.members:
        return () if text == "无" else tuple(labelled(kind.members, part) for part in text.split("、"))
    if DAY.fullmatch(text):
        return day(text)
    if MONEY.fullmatch(text):
        return money(text)
    if number := NUMBER.fullmatch(text):
        return Decimal(number[1]) if "." in number[1] else int(number[1])
    return text


def labels_of(what: str) -> dict[str, tuple[str, Fact[Any]]]:
    return {fact.zh: (name, fact) for name, fact in facts_of(OBJECTS[what]).items()}


class File:
    """What is on file (案卷): the facts as told, the law to judge by, and what came out."""

    def __init__(self) -> None:
        self.told: dict[str, dict[str, dict[str, str]]] = {}
        self.policy = sgz.TIANJIN_2021
        self.options: dict[str, Any] = {}
        self.plan: sgz.FundingPlan | None = None
        self.found: Any = None

    def subject(self, what: str) -> Any:
        if what == "资金安排":
            return self.plan or self.by_hand()
        return self.every(what)[0] if what in NAMED_BY else self.made(what, self.told.get(what, {}).get(ONE, {}))

    def every(self, what: str) -> tuple[Any, ...]:
        told = self.told.get(what, {})
        return tuple(self.made(what, {NAMED_BY[what]: name, **facts}) for name, facts in told.items())

    def made(self, what: str, told: dict[str, str]) -> Any:
        labels = labels_of(what)
        facts = {labels[label][0]: value(text, labels[label][1].kind) for label, text in told.items()}
        for label, (name, _) in labels.items():
            if label in self.told and label in OBJECTS:
                facts[name] = self.every(label) if label in NAMED_BY else self.subject(label)
        if what == "购买合同" and {"first_day", "last_day"} <= facts.keys():
            facts["period"] = sgz.Period(facts.pop("first_day"), facts.pop("last_day"))
        return OBJECTS[what](**facts)

    @property
    def year(self) -> int:
        return int(value(self.told["资金安排"][ONE]["资金年度"]))

    def by_hand(self) -> sgz.FundingPlan:
        lines, sources = self.every("预算明细"), self.every("资金来源")
        line = {line.item: line for line in lines}
        source = {source.name: source for source in sources}
        payments = [
            (source[told["资金来源"]], line[told["项目"]], money(told["金额"])) for told in self.told["支付"].values()
        ]
        return sgz.plan_funding(sgz.Budget(lines=lines), sources, payments, year=self.year)


STEPS: dict[str, list[tuple[str, Callable[..., None]]]] = {"Context": [], "Action": [], "Outcome": []}


def step(kind: str, pattern: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    def declare(function: Callable[..., None]) -> Callable[..., None]:
        STEPS[kind].append((pattern, function))
        return function

    return declare


@step("Context", rf"({'|'.join(OBJECTS)})：")
def _facts(file: File, what: str, table: Table) -> None:
    members = file.told.setdefault(what, {})
    for at, head in enumerate(table[0][1:], 1):
        for name in head.split("、"):
            members.setdefault(name, {}).update({row[0]: row[at] for row in table[1:]})


@step("Context", r"按解释“(\w+)”取“(.+)”")
def _reading(file: File, reading: str, option: str) -> None:
    file.policy = file.policy.under(**{reading: labelled(sgz.READINGS[reading].options, option)})


@step("Context", r"政策数值“(.+)”为(.+)")
def _number(file: File, label: str, text: str) -> None:
    file.policy = attrs.evolve(file.policy, **{labelled(sgz.NUMBERS.values(), label).id: value(text)})


@step("Context", r"通知有效期至(.+)")
def _in_force_until(file: File, last: str) -> None:
    until: dict[str, Any] = {"in_force_until": day(last)}
    file.policy = attrs.evolve(file.policy, notice=attrs.evolve(file.policy.notice, **until))


@step("Context", r"已知(\d+)年至(\d+)年的放假安排")
def _rest_days(file: File, first: str, last: str) -> None:
    published: Callable[..., Any] = sgz.calendars.rest_days
    known: dict[str, Any] = {"rest_days": published(int(first), int(last))}
    file.policy = attrs.evolve(file.policy, **known)


@step("Context", "作为参照判断")
def _as_reference(file: File) -> None:
    file.options["as_reference"] = True


@step("Action", rf"在(.+?)判断({'|'.join(CHECKS)})")
def _judge(file: File, on: str, asked: str) -> None:
    check, what = CHECKS[asked]
    file.found = check(file.subject(what), on=day(on), policy=file.policy, **file.options)


@step("Action", "分配资金")
def _allocate(file: File) -> None:
    budget = sgz.Budget(lines=file.every("预算明细"))
    file.plan = sgz.allocate_funding(budget, file.every("资金来源"), year=file.year, policy=file.policy)


@step("Action", "决定自(.+)开始的项目周期的续签")
def _decide(file: File, start: str) -> None:
    end = file.subject("合同年度末")
    cycle = sgz.Cycle(started_on=day(start), years=end.cycle_years)
    file.found = sgz.decide_renewal(cycle, contract_year=end.contract_year, grade=end.grade, policy=file.policy)


@step("Outcome", rf"(“[\w.]+”(?:、“[\w.]+”)*)({'|'.join(STATUSES)})")
def _status(file: File, ids: str, status: str) -> None:
    found = {id_: file.found[id_].status.name for id_ in QUOTED.findall(ids)}
    assert found == dict.fromkeys(found, STATUSES[status])


@step("Outcome", rf"({'|'.join(STATUSES)})(\d+)项")
def _number_of(file: File, status: str, number: str) -> None:
    found = [finding.requirement.id for finding in file.found.findings if finding.status.name == STATUSES[status]]
    assert len(found) == int(number), found


@step("Outcome", r"(结论|续签决定|须重新采购|收支相符|未足额明细)为(.+)")
def _outcome(file: File, what: str, expected: str) -> None:
    found = file.found
    if what == "续签决定":
        assert found.outcome.zh == expected
    elif what == "须重新采购":
        assert found.requires_procurement is TRUTHS[expected]
    elif what == "收支相符":
        assert found.subject.arithmetic.holds is TRUTHS[expected]
    elif what == "未足额明细":
        assert "、".join(unfunded.line.item for unfunded in found.subject.unfunded) == expected.replace("无", "")
    else:
        assert found.applicable is (expected != "不适用")
        assert found.verdict is VERDICTS[expected]
        assert found.applicable or found.missing == ()


def called(file: File, path: str) -> str:
    """Say which fact a path names: its label, after the name of the person, line or source."""
    *holders, name = path.split(".")
    at, who = file.found.subject, ""
    for holder in holders:
        part, _, number = holder.rstrip("]").partition("[")
        at = getattr(at, part)
        if number:
            at = at[int(number)]
            who = f"{at.name}：" if isinstance(at, sgz.Worker) else ""
    return who + facts_of(type(at))[name].zh


@step("Outcome", r"“([\w.]+)”的(期限|责任主体|待办)为(.+)")
def _detail(file: File, id_: str, what: str, expected: str) -> None:
    finding = file.found[id_]
    if what == "期限":
        assert finding.due is sgz.UNKNOWN if expected == "未知" else finding.due == day(expected)
    elif what == "待办":
        workers = file.found.subject.workers
        assert [workers[int(NUMBER.findall(todo.path)[0])].name for todo in finding.pending] == expected.split("、")
    else:
        actors = {actor.zh for actor, theirs in file.found.by_actor.items() if finding in theirs}
        assert actors == set(expected.split("、"))


@step("Outcome", r"“([\w.]+)”取决于解释“(\w+)”")
def _hangs_on(file: File, id_: str, reading: str) -> None:
    assert reading in {hung.id for hung in file.found[id_].readings}


@step("Outcome", r"待补(无|“[^”]+”(?:、“[^”]+”)*)")
def _missing(file: File, labels: str) -> None:
    assert {called(file, path) for path in file.found.missing} == set(QUOTED.findall(labels))


def place_of(scenario: Any) -> str:
    return f"{scenario['uri']}:{scenario['location']['line']}"


def table_of(told: Any) -> list[list[str]]:
    rows = told.get("argument", {}).get("dataTable", {}).get("rows", [])
    return [[cell["value"] for cell in row["cells"]] for row in rows]


def read_as(told: Any) -> list[tuple[Callable[..., None], tuple[str, ...]]]:
    """List the steps as which a line can be read, with what it says."""
    read = [(function, re.fullmatch(pattern, told["text"])) for pattern, function in STEPS[told["type"]]]
    return [(function, found.groups()) for function, found in read if found]


def pickles(path: Path) -> list[Any]:
    document: Any = {**Parser().parse(path.read_text(encoding="utf-8")), "uri": path.name}
    return list(Compiler().compile(document))


SCENARIOS = [scenario for path in sorted(Path(__file__).parent.glob("*.feature")) for scenario in pickles(path)]
LINES = [(scenario["name"], line) for scenario in SCENARIOS for line in scenario["steps"]]


@pytest.mark.parametrize("scenario", [pytest.param(told, id=place_of(told)) for told in SCENARIOS])
def test_what_the_notice_says_follows(scenario: Any) -> None:
    file = File()
    for line in scenario["steps"]:
        ((function, words),) = read_as(line)
        table = table_of(line)
        try:
            function(file, *words, *([table] if table else []))
        except Exception as error:
            error.add_note(f"{place_of(scenario)} {scenario['name']}\n{line['text']}")
            raise


def test_every_line_is_a_step_that_the_docstring_lists() -> None:
    assert [(name, line["text"]) for name, line in LINES if len(read_as(line)) != 1] == []
    listed = re.findall(r"(?m)^    (?:假如|当  |那么)  ", __doc__ or "")
    assert len(listed) == sum(map(len, STEPS.values()))


def test_every_step_is_used() -> None:
    used = {function for _, line in LINES for function, _ in read_as(line)}
    assert used == {function for kind in STEPS.values() for _, function in kind}


def test_every_fact_is_called_by_its_label() -> None:
    assert {
        (name, what, row[0])
        for name, line in LINES
        if (what := line["text"].removesuffix("：")) in OBJECTS
        for row in table_of(line)[1:]
        if row[0] not in labels_of(what)
    } == set()


def test_every_requirement_named_is_one() -> None:
    ids = {rule.id for ruleset in sgz.RULESETS.values() for rule in ruleset.requirements}
    named = {id_ for _, line in LINES for id_ in re.findall(r"“([a-z]+\.\w+)”", line["text"])}
    assert named - ids == set()


def test_every_title_begins_with_its_clauses() -> None:
    for scenario in SCENARIOS:
        locators, _, claim = scenario["name"].partition(" ")
        assert claim
        assert all(sgz.NOTICE[locator] for locator in locators.split("、"))


def test_no_two_scenarios_are_alike() -> None:
    seen: dict[str, str] = {}
    for scenario in SCENARIOS:
        asked = repr([(line["text"], table_of(line)) for line in scenario["steps"] if line["type"] != "Outcome"])
        assert seen.setdefault(asked, place_of(scenario)) == place_of(scenario)


def test_every_option_of_every_reading_is_taken_somewhere() -> None:
    taken = {line["text"] for _, line in LINES}
    assert [
        (reading.id, option.zh)
        for reading in sgz.READINGS.values()
        for option in reading.options
        if f"按解释“{reading.id}”取“{option.zh}”" not in taken
    ] == []
