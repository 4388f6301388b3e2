"""The steps of the scenarios (情景步骤): what each line of them says, and how it is held against the library.

`test_scenarios` lists them. The notice's pages run them in the browser, so this file needs the library and attrs alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from textwrap import dedent
from typing import Any

import attrs

import sgzlib as sgz
from sgzlib.law.facts import Fact, facts_of
from sgzlib.prose.language import Language
from sgzlib.prose.statuses import NO_MUST, NOTHING_STATED, STATUS, verdict_word

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
    "暂无法判定": "UNDETERMINED",
    "尚未到期": "NOT_DUE",
    "不适用": "NOT_APPLICABLE",
}
VERDICTS: dict[str, Any] = {
    **dict.fromkeys(("符合", "具备", "续签", "尚未到期", "无强制性要求"), True),
    **dict.fromkeys(("不符合", "不具备", "不续签"), False),
    **dict.fromkeys(("暂无法判定", "不适用", "尚未填报"), sgz.UNKNOWN),
}
# The words of a scenario are its own; a ruleset's yes and no are those of the notice.
VERDICT_WORDS = {
    **{word: STATUS[sgz.Status[name]] for word, name in STATUSES.items() if name not in {"MET", "VIOLATED"}},
    "无强制性要求": NO_MUST,
    "尚未填报": NOTHING_STATED,
}
KINDS = {"批准延期": "EXTENSION", "批准豁免": "WAIVER", "认定符合": "FINDING"}
LEVELS = {level.zh: level for level in sgz.SourceLevel}
TRUTHS: dict[str, Any] = {"是": True, "否": False, "未知": sgz.UNKNOWN}
ABSENT = {"尚未": "NOT_YET", "未约定": "NOT_SET"}

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
        self.sources: dict[str, sgz.Source] = {}
        self.decisions: list[sgz.Decision] = []
        self.found: Any = None
        self.before: Any = None

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


@step("Context", r"理解“(\w+)”取“(.+)”")
def _reading(file: File, reading: str, option: str) -> None:
    file.policy = file.policy.under(**{reading: labelled(sgz.TIANJIN_2021.readings[reading].options, option)})


@step("Context", r"数值“(.+)”为(.+)")
def _number(file: File, label: str, text: str) -> None:
    file.policy = attrs.evolve(file.policy, **{labelled(sgz.TIANJIN_2021.numbers.values(), label).id: value(text)})


@step("Context", r"通知有效期至(.+)")
def _in_force_until(file: File, last: str) -> None:
    until: dict[str, Any] = {"in_force_until": day(last)}
    known: dict[str, Any] = {"notice": attrs.evolve(file.policy.notice, **until)}
    file.policy = attrs.evolve(file.policy, **known)


@step("Context", r"已知(\d+)年至(\d+)年的放假安排")
def _rest_days(file: File, first: str, last: str) -> None:
    published: Callable[..., Any] = sgz.calendars.rest_days
    known: dict[str, Any] = {"rest_days": published(int(first), int(last))}
    file.policy = attrs.evolve(file.policy, **known)


@step("Context", "作为参照核对")
def _as_reference(file: File) -> None:
    file.options["scope"] = sgz.Scope.REFERENCE


@step("Context", "对象不在通知适用范围内")
def _outside(file: File) -> None:
    file.options["scope"] = sgz.Scope.OUTSIDE


@step("Context", rf"(各项|“.+”)的来源为({'|'.join(LEVELS)})")
def _source(file: File, label: str, level: str) -> None:
    file.sources["" if label == "各项" else label.strip("“”")] = sgz.Source(how=LEVELS[level])


@step("Context", rf"({'|'.join(actor.zh for actor in sgz.Actor)})于(.+?)就“([\w.]+)”({'|'.join(KINDS)})(?:，至(.+))?")
def _decision(file: File, actor: str, on: str, id_: str, kind: str, until: str | None) -> None:
    decision = sgz.Decision(
        requirement=id_,
        kind=sgz.DecisionKind[KINDS[kind]],
        by=labelled(sgz.Actor, actor),
        on=day(on),
        until=None if until is None else day(until),
        grounds="复函",
    )
    file.decisions.append(decision)


@step("Action", rf"在(.+?)核对({'|'.join(CHECKS)})")
def _judge(file: File, on: str, asked: str) -> None:
    check, what = CHECKS[asked]
    subject, labels = file.subject(what), labels_of(what)
    sources = {label and labels[label][0]: source for label, source in file.sources.items()}
    found = check(subject, on=day(on), policy=file.policy, sources=sources, **file.options)
    file.before, file.found = file.found, found.with_decisions(file.decisions)


@step("Action", "分配资金")
def _allocate(file: File) -> None:
    budget = sgz.Budget(lines=file.every("预算明细"))
    file.plan = sgz.allocate_funding(budget, file.every("资金来源"), year=file.year, policy=file.policy)


@step("Action", "在(.+?)决定自(.+?)开始的项目周期的续签(?:，下一合同(.+)签订)?")
def _decide(file: File, on: str, start: str, signed: str | None = None) -> None:
    end = file.subject("合同年度末")
    cycle = sgz.Cycle(started_on=day(start), years=end.cycle_years)
    facts = {name: getattr(end, name) for name in ("contract_year", "grade", "renewal_ruled_out")}
    signed_on = None if signed is None else value(signed)
    file.found = sgz.decide_renewal(cycle, **facts, on=day(on), next_signed_on=signed_on, policy=file.policy)


@step("Outcome", rf"(“[\w.]+”(?:、“[\w.]+”)*)({'|'.join(STATUSES)})")
def _status(file: File, ids: str, status: str) -> None:
    found = {id_: file.found[id_].status.name for id_ in QUOTED.findall(ids)}
    assert found == dict.fromkeys(found, STATUSES[status])


@step("Outcome", rf"({'|'.join(STATUSES)})(\d+)项")
def _number_of(file: File, status: str, number: str) -> None:
    found = [finding.requirement.id for finding in file.found.findings if finding.status.name == STATUSES[status]]
    assert len(found) == int(number), found


@step("Outcome", r"(结论|续签决定|须按政府购买程序|收支相符|未足额明细)为(.+)")
def _outcome(file: File, what: str, expected: str) -> None:
    found = file.found
    if what == "续签决定":
        assert found.outcome.zh == expected
    elif what == "须按政府购买程序":
        assert found.requires_procurement is TRUTHS[expected]
    elif what == "收支相符":
        assert found.subject.arithmetic.holds is TRUTHS[expected]
    elif what == "未足额明细":
        assert "、".join(unfunded.line.item for unfunded in found.subject.unfunded) == expected.replace("无", "")
    else:
        assert verdict_word(found, Language("zh_CN")) == VERDICT_WORDS.get(expected, (expected,))[0]
        assert expected == "尚未填报" or found.applicable is (expected != "不适用")
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


@step("Outcome", r"“([\w.]+)”的(期限|责任单位|待办|约束力)为(.+)")
def _detail(file: File, id_: str, what: str, expected: str) -> None:
    finding = file.found[id_]
    if what == "期限":
        assert finding.due is sgz.UNKNOWN if expected == "未知" else finding.due == day(expected)
    elif what == "约束力":
        assert finding.force.zh == expected
    elif what == "待办":
        workers = file.found.subject.workers
        assert [workers[int(NUMBER.findall(todo.path)[0])].name for todo in finding.pending] == expected.split("、")
    else:
        actors = {actor.zh for actor, theirs in file.found.by_actor.items() if finding in theirs}
        assert actors == set(expected.split("、"))


@step("Outcome", r"“([\w.]+)”的期限(系推断|由通知写明)")
def _grounds_of_the_day(file: File, id_: str, inferred: str) -> None:
    finding = file.found[id_]
    grounds = finding.requirement.inferred and finding.requirement.inferred(finding.subject, finding.case)
    assert (grounds is not None) is (inferred == "系推断")
    assert grounds is None or grounds[0] in file.found.render()


@step("Outcome", rf"(结论|“[\w.]+”)的来源等级为(来源不全|{'|'.join(LEVELS)})")
def _level(file: File, of: str, level: str) -> None:
    found = file.found if of == "结论" else file.found[of.strip("“”")]
    assert found.level is LEVELS.get(level)


@step("Outcome", r"(无需提供佐证材料|须提供(“[^”]+”(?:、“[^”]+”)*)的佐证材料)")
def _evidence(file: File, _: str, labels: str | None) -> None:
    asked = file.found.questions(level=sgz.Source.INSPECTED)
    assert {called(file, question.path) for question in asked if question.how} == set(QUOTED.findall(labels or ""))


@step("Outcome", rf"“([\w.]+)”的决定({'|'.join(state.zh for state in sgz.DecisionState)})")
def _decided(file: File, id_: str, state: str) -> None:
    assert [each.zh for each in file.found[id_].decision_states] == [state]


@step("Outcome", rf"与上次相比，(“[\w.]+”(?:、“[\w.]+”)*)({'|'.join(kind.zh for kind in sgz.ProgressKind)})")
def _progress(file: File, ids: str, kind: str) -> None:
    became = {item.id: item.kind.zh for item in sgz.compare_assessments(file.before, file.found).items}
    assert {id_: became[id_] for id_ in QUOTED.findall(ids)} == dict.fromkeys(QUOTED.findall(ids), kind)


@step("Outcome", r"“([\w.]+)”取决于理解“(\w+)”")
def _hangs_on(file: File, id_: str, reading: str) -> None:
    assert reading in {hung.id for hung in file.found[id_].readings}


@step("Outcome", r"(无需补充信息|需补充“[^”]+”(?:、“[^”]+”)*)")
def _missing(file: File, labels: str) -> None:
    assert {called(file, path) for path in file.found.missing} == set(QUOTED.findall(labels))


@step("Outcome", r"未决“(\w+)”")
def _undecided(file: File, what: str) -> None:
    assert file.found.undecided == (what,)


@step("Outcome", r"“([\w.]+)”尚需(“[^”]+”(?:、“[^”]+”)*)")
def _needs(file: File, id_: str, labels: str) -> None:
    assert {called(file, path) for path in file.found[id_].missing} == set(QUOTED.findall(labels))


@attrs.frozen
class Line:
    """A line of a scenario (一步): what kind of step it is, its words, and the rows of its table."""

    kind: str
    text: str
    table: list[list[str]] = attrs.field(factory=list)

    def readings(self) -> list[tuple[Callable[..., None], tuple[str, ...]]]:
        """List the steps as which it can be read, with what it says."""
        read = [(function, re.fullmatch(pattern, self.text)) for pattern, function in STEPS[self.kind]]
        return [(function, found.groups()) for function, found in read if found]

    def filled(self, values: dict[str, str]) -> Line:
        return Line(self.kind, _fill(values, self.text), [[_fill(values, cell) for cell in row] for row in self.table])

    def follow(self, file: File) -> None:
        ((function, words),) = self.readings()
        function(file, *words, *([self.table] if self.table else []))


def _fill(values: dict[str, str], text: str) -> str:
    return re.sub("<([^>]+)>", lambda asked: values[asked[1]], text)


KEYWORDS = {"假如": "Context", "当": "Action", "那么": "Outcome"}


def scenarios(feature: str) -> Iterator[str]:
    """Yield the text of each scenario of a file, with what the file says of all of them."""
    background, *told = re.split(r"(?m)^  (?=场景)", feature)
    _, _, common = background.partition("背景:\n")
    for scenario in told:
        title, _, lines = scenario.partition("\n")
        yield dedent(f"  {title}\n{common.rstrip()}\n{lines}" if common else f"  {title}\n{lines}").strip()


def examples(scenario: str) -> Iterator[tuple[str, list[Line]]]:
    """Yield the title and the lines of each example of a scenario, as Gherkin's own parser makes them."""
    title, lines, tables = "", list[Line](), list[list[list[str]]]()
    for row in filter(None, map(str.strip, scenario.splitlines())):
        keyword, _, rest = row.partition(" ")
        if row.startswith("|"):
            (tables[-1] if tables else lines[-1].table).append([cell.strip() for cell in row[1:-1].split("|")])
        elif keyword.startswith("场景"):
            title = rest
        elif keyword.startswith("例子"):
            tables.append([])
        else:
            lines.append(Line(KEYWORDS.get(keyword) or lines[-1].kind, rest))
    for names, *rows in tables or [[[], []]]:
        for cells in rows:
            values = dict(zip(names, cells, strict=True))
            yield _fill(values, title), [line.filled(values) for line in lines]


def run(scenario: str, locale: str) -> str:
    """Return what came of each example of a scenario: its title, the line that does not hold, and the report."""
    told: list[dict[str, str]] = []
    for title, lines in examples(scenario):
        file, wrong = File(), ""
        for line in lines:
            try:
                line.follow(file)
            except Exception as error:  # noqa: BLE001 (the page says what it was)
                wrong = f"{line.text} {error}".strip()
                break
        report = file.found.to_html(locale) if hasattr(file.found, "to_html") else ""
        told.append({"title": title, "wrong": wrong, "report": report})
    return json.dumps(told)


def answer(_call: str, *asked: str) -> str:
    """Return the same as a worker of the site sends it on."""
    return json.dumps({"value": json.loads(run(*asked))})
