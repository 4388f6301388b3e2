"""一, 六(一), 六(二) first sentence: the districts' plans, the launch, and the city's and the ministry's targets.

Through the last day of a date rule, what is not done is not due yet. The reading
`deadline_day`, which 六 asks for, is taken for the dates of 一 too. What a plan names, and how many stations, is judged
on any day. Left out: the posting of workers after signing (staffing), the reports and evaluations that follow
(contract), and which streets have good groundwork (a duty).
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.law.clauses import Force
from sgzlib.law.deadlines import done_by
from sgzlib.law.errors import InvalidValue
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.groups import total
from sgzlib.law.kinds import COUNT, DAY, YES_NO, choice, many
from sgzlib.law.laws import History, Law
from sgzlib.law.requirement import Ruleset
from sgzlib.law.truth import Truth, Unknown
from sgzlib.tianjin.actors import Actor
from sgzlib.tianjin.policy import TIANJIN_2021, Case, requirement
from sgzlib.tianjin.programme.districts import District


@subject
class DistrictPlan:
    """A district's plan and its launch (区级工作计划), and the facts asked about them.

    `quota` is the district's number of stations in the notice's annex, which the published copy does not show: it is
    the caller's to give. Days are those on which a thing was done; for what is known not to have been done, give a day
    that is too late (`date.max` says never): left out, it is UNKNOWN. Raises `InvalidType` or `InvalidValue` for what
    is no such fact.

    >>> import sgzlib as sgz
    >>> sgz.DistrictPlan(district=sgz.District.HEXI, stations=4).quota
    UNKNOWN
    >>> sgz.DistrictPlan(district="河西区")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: DistrictPlan.district: '河西区' 不可用，应为HEPING（和平区）、...
    """

    district: Fact[District] = fact(choice(District), "区", "district", settled=True)
    submitted_on: Fact[date] = fact(DAY, "计划报送市民政局日期", "plan submitted to the city bureau on", settled=True)
    stations: Fact[int] = fact(COUNT, "建站数量", "stations to be built")
    quota: Fact[int] = fact(COUNT, "附件任务数", "number asked by the annex", settled=True)
    tasks: Fact[bool] = fact(YES_NO, "明确目标任务", "names its tasks")
    measures: Fact[bool] = fact(YES_NO, "明确措施办法", "names its measures")
    schedule: Fact[bool] = fact(YES_NO, "明确时间节点", "names its dates")
    premises_ready_on: Fact[date] = fact(DAY, "场地设施落实日期", "premises and equipment in place on", settled=True)
    contractor_chosen_on: Fact[date] = fact(DAY, "承接主体确定日期", "contractor chosen on", settled=True)
    agreement_signed_on: Fact[date] = fact(DAY, "服务协议签订日期", "agreement signed on", settled=True)

    @property
    def name(self) -> District | Unknown:
        """The district, by whose name reports call the plan (区名)."""
        return self.district


@subject
class Rollout:
    """The rollout in the whole city (全市建站) and the facts asked about it.

    `plans` are all the plans there are, at most one for each district: a district left out adds no station. Name one
    of which nothing is known yet with `DistrictPlan(district=…)`: the city's total is then open. Raises `InvalidType`
    for what is no such fact, and `InvalidValue` for two plans of one district.

    >>> import sgzlib as sgz
    >>> sgz.Rollout(plans=[sgz.DistrictPlan(stations=3)]).plans[0].stations
    3
    >>> sgz.Rollout(plans=[sgz.DistrictPlan(district=sgz.District.HEXI, stations=number) for number in (3, 4)])
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: Rollout.plans: ['河西区'] 不可用，应为每区至多一份的计划 \
(not usable, expected at most one plan for each district)
    """

    plans: Fact[tuple[DistrictPlan, ...]] = fact(many(DistrictPlan), "区级计划", "district plans")
    started_on: Fact[date] = fact(DAY, "启动建设日期", "building started on", settled=True)
    finished_on: Fact[date] = fact(DAY, "完成建设日期", "building finished on", settled=True)

    def __attrs_post_init__(self) -> None:
        plans = () if isinstance(self.plans, Unknown) else self.plans
        named = Counter(plan.district for plan in plans if not isinstance(plan.district, Unknown))
        twice = [district.zh for district, times in named.items() if times > 1]
        if twice:
            raise InvalidValue("Rollout.plans", twice, "每区至多一份的计划", "at most one plan for each district")


def _start_due(rollout: Rollout, case: Case) -> Any:
    return case.law.last_day(case.law.start_by)


def _finish_due(rollout: Rollout, case: Case) -> Any:
    return case.law.last_day(case.law.finish_by)


def _plan_due(plan: DistrictPlan, case: Case) -> Any:
    return case.law.last_day(case.law.plan_by)


def _launch_due(plan: DistrictPlan, case: Case) -> Any:
    return case.law.last_day(case.law.launch_by)


@requirement(
    "一",
    Force.MUST,
    zh="全市启动建设不晚于 {start_by}",
    en="building in the city has started by {start_by}",
    by=Actor.CITY_BUREAU,
    source="stations-2021",
    due=_start_due,
)
def national_start(rollout: Rollout, case: Case) -> Truth:
    return done_by(rollout.started_on, _start_due(rollout, case), case)


@requirement(
    "一",
    Force.MUST,
    zh="全市完成建设不晚于 {finish_by}",
    en="building in the city is finished by {finish_by}",
    by=Actor.CITY_BUREAU,
    source="stations-2021",
    due=_finish_due,
)
def national_finish(rollout: Rollout, case: Case) -> Truth:
    return done_by(rollout.finished_on, _finish_due(rollout, case), case)


@requirement(
    "一",
    Force.MUST,
    zh="各区建站数量合计不少于 {city_total} 个",
    en="the districts' stations add up to at least {city_total}",
    by=Actor.CITY_BUREAU,
)
def city_total(rollout: Rollout, case: Case) -> Truth:
    reached: Truth = total(rollout.plans, "stations") >= case.law.city_total
    return reached


@requirement(
    "六(一)",
    Force.MUST,
    zh="区级工作计划报送市民政局不晚于 {plan_by}",
    en="the district's plan is submitted to the city bureau by {plan_by}",
    by=Actor.DISTRICT_BUREAU,
    due=_plan_due,
)
def plan_submitted(plan: DistrictPlan, case: Case) -> Truth:
    return done_by(plan.submitted_on, _plan_due(plan, case), case)


@requirement(
    "六(一)",
    Force.MUST,
    zh="区级工作计划写明任务、措施和时间安排",
    en="the district's plan names its tasks, measures and dates",
    by=Actor.DISTRICT_BUREAU,
)
def plan_complete(plan: DistrictPlan, case: Case) -> Truth:
    return plan.tasks & plan.measures & plan.schedule


@requirement(
    "六(一)",
    Force.MUST,
    zh="建站数量不少于附件给本区的任务数",
    en="the district builds at least as many stations as the annex asks of it",
    by=Actor.DISTRICT_BUREAU,
)
def district_quota(plan: DistrictPlan, case: Case) -> Truth:
    return (plan.stations >= plan.quota) | (plan.quota <= 0)


@requirement(
    "六(二)",
    Force.MUST,
    zh="场地设施落实、承接主体确定、服务协议签订均不晚于 {launch_by}",
    en="premises and equipment, contractor and agreement are in place by {launch_by}",
    by=Actor.DISTRICT_BUREAU,
    due=_launch_due,
)
def launched(plan: DistrictPlan, case: Case) -> Truth:
    last = _launch_due(plan, case)
    return (
        done_by(plan.premises_ready_on, last, case)
        & done_by(plan.contractor_chosen_on, last, case)
        & done_by(plan.agreement_signed_on, last, case)
    )


PLAN = Ruleset(
    "plan",
    DistrictPlan,
    (plan_submitted, plan_complete, district_quota, launched),
    law=TIANJIN_2021,
    zh="区级工作计划",
    en="District plan",
)

ROLLOUT = Ruleset(
    "rollout",
    Rollout,
    (national_start, national_finish, city_total),
    law=TIANJIN_2021,
    zh="全市建站",
    en="Rollout in the city",
)


def check_plan(plan: DistrictPlan, *, on: date, policy: Law | History = TIANJIN_2021) -> Assessment:
    """Judge a district's plan and launch on a day (区级工作计划), 六(一) and 六(二).

    Whether a date counts itself is the reading `deadline_day`. Raises `InvalidType` for a `datetime` or text as `on`,
    or for what is no `DistrictPlan`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> plan = sgz.DistrictPlan(submitted_on=date(2021, 6, 16), stations=3, tasks=True, measures=True, schedule=True)
    >>> sgz.check_plan(plan, on=date(2021, 6, 15)).missing
    ('quota',)
    >>> assessment = sgz.check_plan(plan, on=date(2021, 6, 16))
    >>> assessment["rollout.plan_submitted"].status.name, assessment["rollout.launched"].status.name
    ('VIOLATED', 'NOT_DUE')
    >>> sgz.check_plan(None, on=date(2021, 6, 16))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: assess(plan): None 不可用，应为DistrictPlan 对象 \
(not usable, expected a DistrictPlan)
    """
    return assess(PLAN, plan, on=on, policy=policy)


def check_rollout(rollout: Rollout, *, on: date, policy: Law | History = TIANJIN_2021) -> Assessment:
    """Judge the rollout in the city on a day (全市建站), 一: the number of stations, and the ministry's two dates.

    Plans are judged one by one by `check_plan`. Raises `InvalidType` for a `datetime` or text as `on`, or for what is
    no `Rollout`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> plans = [sgz.DistrictPlan(district=district, stations=3) for district in sgz.District]
    >>> sgz.check_rollout(sgz.Rollout(plans=plans), on=date(2021, 6, 1)).verdict
    False
    >>> plans[0] = sgz.DistrictPlan(district=sgz.District.HEPING)
    >>> sgz.check_rollout(sgz.Rollout(plans=plans), on=date(2021, 6, 1)).missing
    ('plans[0].stations',)
    >>> sgz.check_rollout(plans, on=date(2021, 6, 1))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: assess(rollout): ... 不可用，应为Rollout 对象 (not usable, expected a Rollout)
    """
    return assess(ROLLOUT, rollout, on=on, policy=policy)
