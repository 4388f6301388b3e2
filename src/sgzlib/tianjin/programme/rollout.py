"""一, 五(二), 六(一), 六(二) first sentence: the districts' plans, the launch, the city's and the ministry's targets.

A plan has a year. The date in June, the task number and the launch bind the plan of the task's year alone, and of that
the stations of the task; that a plan goes to the city for review binds every year's. Planned and built are two numbers.
The reading `deadline_day`, which 六 asks for, is taken for the dates of 一 too. Left out: the posting of workers after
signing (staffing), the reports and evaluations that follow (contract), and which streets have good groundwork (a duty).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.assessment.sources import Source
from sgzlib.law.clauses import Force, Scope
from sgzlib.law.deadlines import done_by, later
from sgzlib.law.errors import InvalidValue
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.fixed_numbers import Fixed
from sgzlib.law.groups import count, distinct, member_rule, total
from sgzlib.law.kinds import COUNT, DAY, YEAR, YES_NO, choice, many
from sgzlib.law.laws import History, Law
from sgzlib.law.mutability import Moves
from sgzlib.law.periods import calendar_years_after
from sgzlib.law.requirement import Ruleset
from sgzlib.law.truth import UNKNOWN, Truth, Unknown, amount_if, not_
from sgzlib.prose.views import ViewedSubject
from sgzlib.tianjin.actors import Actor
from sgzlib.tianjin.policy import TIANJIN_2021, Case, requirement
from sgzlib.tianjin.programme.districts import District
from sgzlib.tianjin.readings import QuotaDue

_PLAN = ("区级工作计划", "the district plan")
_SENT = ("报送文件、签收记录", "the letter, or the record of receipt")


def _within_its_year(plan: Any, on: date) -> Moves:
    """Return how a plan and what it built move: what a year brought stands once it is over."""
    return Moves.RISES if not isinstance(plan.year, Unknown) and plan.year >= on.year else Moves.NEVER


@subject
class DistrictPlan(ViewedSubject):
    """A district's yearly plan and launch (区级工作计划), and the facts about them.

    `quota` is the district's number of stations in the notice's annex. The published copy lacks it, so you have to
    supply it. `submitted_on` is the submission under 六(一), `sent_for_review_on` the one under 五(二). Each day is the
    day on which the act was done, or `NOT_YET`. Raises `InvalidType` or `InvalidValue` for an invalid fact.

    >>> import sgzlib as sgz
    >>> sgz.DistrictPlan(district=sgz.District.HEXI, year=2021, planned_stations=4).quota
    UNKNOWN
    >>> sgz.DistrictPlan(district="河西区")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: DistrictPlan.district: '河西区' 不可用，应为HEPING（和平区）、...
    """

    called = ("区级工作计划", "District plan")
    counted = ("份", "区级工作计划", "district plans")

    district: Fact[District] = fact(
        choice(District), "区", "district", moves=Moves.NEVER, ask=("是哪个区？", "Which district is it?")
    )
    year: Fact[int] = fact(
        YEAR,
        "计划年度",
        "year of the plan",
        moves=Moves.NEVER,
        evidence=_PLAN,
        ask=("是哪个年度的计划？", "For which year is the plan?"),
    )
    submitted_on: Fact[date] = fact(
        DAY,
        "计划报送市民政局日期",
        "plan submitted to the city bureau on",
        act=("向市民政局报送区级工作计划", "submit the plan to the city bureau"),
        late=("补报区级工作计划", "submit the plan (overdue)"),
        evidence=_SENT,
        ask=("计划哪天报送市民政局？", "On which day was the plan submitted to the city bureau?"),
    )
    sent_for_review_on: Fact[date] = fact(
        DAY,
        "报市民政局审核日期",
        "sent to the city bureau for review on",
        act=("将年度实施计划报市民政局审核", "send the yearly plan to the city bureau for review"),
        late=("补报年度实施计划", "send the yearly plan for review (overdue)"),
        evidence=_SENT,
        ask=(
            "年度实施计划哪天报市民政局审核？",
            "On which day was the yearly plan sent to the city bureau for review?",
        ),
    )
    planned_stations: Fact[int] = fact(
        COUNT,
        "计划建站数量",
        "stations planned",
        unit=("个", "stations"),
        moves=_within_its_year,
        act=("将计划建站数量增至{n}", "plan {n}"),
        evidence=_PLAN,
        ask=("计划建几个社工站？", "How many stations are planned?"),
    )
    built_stations: Fact[int] = fact(
        COUNT,
        "年度内建成数量",
        "stations set up within the year",
        unit=("个", "stations"),
        moves=_within_its_year,
        act=("年度内建成社工站达到{n}", "set up {n} within the year"),
        late=("继续完成建站任务", "continue until the stations are set up"),
        evidence=("建站情况统计、现场照片", "list of stations, photographs"),
        ask=("年度内建成几个社工站？", "How many stations were set up within the year?"),
    )
    quota: Fact[int] = fact(
        COUNT,
        "附件任务数",
        "number of stations in the annex",
        moves=Moves.NEVER,
        evidence=("通知附件", "the annex of the notice"),
        ask=("附件所列本区任务数是多少？", ("How many stations does the annex require of the district?")),
    )
    tasks: Fact[bool] = fact(
        YES_NO,
        "明确目标任务",
        "the plan names its tasks",
        moves=_within_its_year,
        act=("在计划中明确目标任务", "name the tasks in the plan"),
        late=("补充完善计划，明确目标任务", "complete the plan: name the tasks"),
        evidence=_PLAN,
        ask=("计划是否明确目标任务？", "Does the plan name its tasks?"),
    )
    measures: Fact[bool] = fact(
        YES_NO,
        "明确措施办法",
        "the plan names its measures",
        moves=_within_its_year,
        act=("在计划中明确措施办法", "name the measures in the plan"),
        late=("补充完善计划，明确措施办法", "complete the plan: name the measures"),
        evidence=_PLAN,
        ask=("计划是否明确措施办法？", "Does the plan name its measures?"),
    )
    schedule: Fact[bool] = fact(
        YES_NO,
        "明确时间节点",
        "the plan names its dates",
        moves=_within_its_year,
        act=("在计划中明确时间节点", "name the dates in the plan"),
        late=("补充完善计划，明确时间节点", "complete the plan: name the dates"),
        evidence=_PLAN,
        ask=("计划是否明确时间节点？", "Does the plan name its dates?"),
    )
    premises_ready_on: Fact[date] = fact(
        DAY,
        "场地设施落实日期",
        "premises and equipment in place on",
        act=("落实服务场地及相应的设备设施", "provide premises and equipment"),
        evidence=("现场照片、资产登记", "photographs, inventory"),
        ask=("场地设施哪天落实？", "On which day were premises and equipment in place?"),
    )
    contractor_chosen_on: Fact[date] = fact(
        DAY,
        "承接主体确定日期",
        "contractor chosen on",
        act=("确定承接主体", "choose the contractor"),
        evidence=("采购结果文件", "the result of the procurement"),
        ask=("承接主体哪天确定？", "On which day was the contractor chosen?"),
    )
    agreement_signed_on: Fact[date] = fact(
        DAY,
        "服务协议签订日期",
        "agreement signed on",
        act=("签订服务协议", "sign the agreement"),
        evidence=("服务协议", "the agreement"),
        ask=("服务协议哪天签订？", "On which day was the agreement signed?"),
    )

    @property
    def name(self) -> District | Unknown:
        """The district, which reports use as the name of the plan (区名)."""
        return self.district


@subject
class Rollout(ViewedSubject):
    """The rollout in the whole city (全市建站) and the facts about it.

    `plans` are the known plans, at most one for each district and year. A plan without facts is added for each district
    that has none for the year of the task. Raises `InvalidType` for an invalid fact, and `InvalidValue` for two plans
    of one district and year.

    >>> import sgzlib as sgz
    >>> rollout = sgz.Rollout(plans=[sgz.DistrictPlan(district=sgz.District.HEXI, year=2021, built_stations=3)])
    >>> len(rollout.plans), rollout.plans[1].district.zh, rollout.plans[1].built_stations
    (16, '和平区', UNKNOWN)
    >>> sgz.Rollout(plans=[sgz.DistrictPlan(district=sgz.District.HEXI, year=2021) for _ in range(2)])
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: Rollout.plans: ['河西区'] 不可用，应为每区每年度至多一份的计划 \
(not usable, expected at most one plan for each district and year)
    """

    called = ("全市建站", "Rollout")

    plans: Fact[tuple[DistrictPlan, ...], Sequence[DistrictPlan]] = fact(
        many(DistrictPlan),
        "区级计划",
        "district plans",
        moves=Moves.NEVER,
        evidence=_PLAN,
        ask=("有哪些区级计划？", "Which district plans are there?"),
    )
    started_on: Fact[date] = fact(
        DAY,
        "启动建设日期",
        "building started on",
        act=("启动全市建设", "start building in the city"),
        evidence=("启动文件", "the document that starts the work"),
        ask=("全市哪天启动建设？", "On which day did building start in the city?"),
    )
    finished_on: Fact[date] = fact(
        DAY,
        "完成建设日期",
        "building finished on",
        act=("完成全市建设任务", "finish building in the city"),
        evidence=("建站情况统计", "list of stations"),
        ask=("全市哪天完成建设任务？", "On which day was building finished in the city?"),
    )

    def __attrs_post_init__(self) -> None:
        if isinstance(self.plans, Unknown):
            return
        keys = [(plan.district, plan.year) for plan in self.plans if not isinstance(plan.district, Unknown)]
        named = Counter((district, year) for district, year in keys if not isinstance(year, Unknown))
        twice = [district.zh for (district, _), times in named.items() if times > 1]
        if twice:
            raise InvalidValue(
                "Rollout.plans", twice, "每区每年度至多一份的计划", "at most one plan for each district and year"
            )
        year = TIANJIN_2021.task_year
        unheard = (DistrictPlan(district=district, year=year) for district in District if (district, year) not in named)
        object.__setattr__(self, "plans", (*self.plans, *unheard))


def _start_due(rollout: Rollout, case: Case) -> Any:
    return case.law.last_day(case.law.start_by)


def _finish_due(rollout: Rollout, case: Case) -> Any:
    return case.law.last_day(case.law.finish_by)


def _of_the_task(plan: DistrictPlan, case: Case) -> Any:
    return plan.year == case.law.task_year


@member_rule("属建站任务所属年度", "plan for the year of the task")
def of_the_task(plan: DistrictPlan, case: Case) -> Any:
    """Whether it is a plan of the task's year (是否属建站任务所属年度)."""
    return _of_the_task(plan, case)


@member_rule("任务年度内建成数量", "stations set up within the year of the task", COUNT)
def built_for_the_task(plan: DistrictPlan, case: Case) -> Any:
    """How many stations it set up, where it is of the task's year (任务年度内建成数量)."""
    return amount_if(_of_the_task(plan, case), plan.built_stations)


def _task_year_end(subject: Any, case: Case) -> Any:
    return calendar_years_after(date.min, case.law.task_year)


def _quota_due(plan: DistrictPlan, case: Case) -> Any:
    return _launch_due(plan, case) if case.law.quota_due is QuotaDue.LAUNCH else _task_year_end(plan, case)


def _year_end(plan: DistrictPlan) -> Any:
    return calendar_years_after(date.min, plan.year)


def _of_a_year_under_the_notice(plan: DistrictPlan, case: Case) -> Any:
    return _year_end(plan) >= case.law.in_force_from


def _review_due(plan: DistrictPlan, case: Case) -> Any:
    # Whatever year the plan is for, nothing is late before the first one under the notice is over.
    return later(_year_end(plan), calendar_years_after(case.law.in_force_from, 1))


def _review_inferred(plan: DistrictPlan, case: Case) -> tuple[str, str]:
    return (
        "五（二）没有写报市民政局审核的期限；“年度实施计划”管一个年度，当年年底前仍未报审的，这一年已没有计划可审",
        ("五(二) names no day for the review. A plan is for one year, so it has to be sent by the end of that year."),
    )


def _plan_due(plan: DistrictPlan, case: Case) -> Any:
    return case.law.last_day(case.law.plan_by)


def _launch_due(plan: DistrictPlan, case: Case) -> Any:
    return case.law.last_day(case.law.launch_by)


@requirement(
    "一",
    Force.MUST,
    zh="全市启动建设不晚于{start_by}",
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
    zh="全市完成建设不晚于{finish_by}",
    en="building in the city is finished by {finish_by}",
    by=Actor.CITY_BUREAU,
    source="stations-2021",
    due=_finish_due,
)
def national_finish(rollout: Rollout, case: Case) -> Truth:
    return done_by(rollout.finished_on, _finish_due(rollout, case), case)


# A table of plans may lack districts, of which nothing is known; a `Rollout` has a plan of each.
@requirement(
    "一",
    Force.MUST,
    zh="全市{task_year}年度建成社工站不少于{city_total}个",
    en="the stations set up in the city within {task_year} are at least {city_total}",
    by=Actor.CITY_BUREAU,
    due=_task_year_end,
)
def city_total(rollout: Rollout, case: Case) -> Truth:
    reached: Truth = total(rollout.plans, built_for_the_task, case) >= case.law.city_total
    all_districts = tuple(District)
    number = Fixed(len(all_districts))
    every_one = distinct(rollout.plans, "district", all_districts) >= number
    listed = every_one & (count(rollout.plans, of_the_task, case) >= number)
    return reached | (not_(listed) & UNKNOWN)


@requirement(
    "五(二)",
    Force.MUST,
    zh="年度实施计划在当年内报市民政局审核",
    en="the yearly plan is sent to the city bureau for review within its year",
    by=Actor.DISTRICT_BUREAU,
    applies=_of_a_year_under_the_notice,
    due=_review_due,
    inferred=_review_inferred,
)
def plan_reviewed(plan: DistrictPlan, case: Case) -> Truth:
    return done_by(plan.sent_for_review_on, _review_due(plan, case), case)


@requirement(
    "六(一)",
    Force.MUST,
    zh="区级工作计划报送市民政局不晚于{plan_by}",
    en="the district's plan is submitted to the city bureau by {plan_by}",
    by=Actor.DISTRICT_BUREAU,
    applies=_of_the_task,
    due=_plan_due,
)
def plan_submitted(plan: DistrictPlan, case: Case) -> Truth:
    return done_by(plan.submitted_on, _plan_due(plan, case), case)


@requirement(
    "六(一)",
    Force.MUST,
    zh="区级工作计划明确目标任务、措施办法和时间节点",
    en="the district's plan names its tasks, measures and dates",
    by=Actor.DISTRICT_BUREAU,
    applies=_of_the_task,
    due=_plan_due,
)
def plan_complete(plan: DistrictPlan, case: Case) -> Truth:
    return plan.tasks & plan.measures & plan.schedule


@requirement(
    "六(一)",
    Force.MUST,
    zh="计划建站数量不少于附件所列本区任务数",
    en="the district plans at least as many stations as the annex asks of it",
    by=Actor.DISTRICT_BUREAU,
    applies=_of_the_task,
    due=_plan_due,
)
def plan_quota(plan: DistrictPlan, case: Case) -> Truth:
    return (plan.planned_stations >= plan.quota) | (plan.quota <= 0)


@requirement(
    "六(一)",
    Force.MUST,
    zh="建成的社工站不少于附件所列本区任务数",
    en="the district sets up at least as many stations as the annex asks of it",
    by=Actor.DISTRICT_BUREAU,
    applies=_of_the_task,
    due=_quota_due,
)
def district_quota(plan: DistrictPlan, case: Case) -> Truth:
    return (plan.built_stations >= plan.quota) | (plan.quota <= 0)


@requirement(
    "六(二)",
    Force.MUST,
    zh="场地设施落实、承接主体确定、服务协议签订均不晚于{launch_by}",
    en="premises and equipment, contractor and agreement are in place by {launch_by}",
    by=(Actor.DISTRICT_BUREAU, Actor.STREET),
    applies=_of_the_task,
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
    (plan_reviewed, plan_submitted, plan_complete, plan_quota, district_quota, launched),
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


def check_plan(
    plan: DistrictPlan,
    *,
    on: date,
    policy: Law | History = TIANJIN_2021,
    scope: Scope = Scope.BINDS,
    sources: Mapping[str, Source] | None = None,
) -> Assessment[DistrictPlan]:
    """Check a district's plan and launch on a day (区级工作计划), 五(二), 六(一) and 六(二).

    The reading `deadline_day` decides whether a date includes that day. `sources` gives the source of each fact, as in
    `assess`. Raises `InvalidType` if `on` is not a plain date or the plan is not a `DistrictPlan`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> plan = sgz.DistrictPlan(year=2021, submitted_on=date(2021, 6, 15), planned_stations=3,
    ...                         tasks=True, measures=True, schedule=True)
    >>> assessment = sgz.check_plan(plan, on=date(2021, 6, 16))
    >>> assessment["rollout.plan_submitted"].status.name, assessment["rollout.launched"].status.name
    ('MET', 'NOT_DUE')
    >>> assessment.missing
    ('quota',)
    >>> sgz.check_plan(None, on=date(2021, 6, 16))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: assess(plan): None 不可用，应为DistrictPlan 对象 \
(not usable, expected a DistrictPlan)
    """
    return assess(PLAN, plan, on=on, policy=policy, scope=scope, sources=sources)


def check_rollout(
    rollout: Rollout,
    *,
    on: date,
    policy: Law | History = TIANJIN_2021,
    scope: Scope = Scope.BINDS,
    sources: Mapping[str, Source] | None = None,
) -> Assessment[Rollout]:
    """Check the rollout in the city on a day (全市建站), 一: the number of stations, and the ministry's two dates.

    `check_plan` checks single plans. `sources` gives the source of each fact, as in `assess`. Raises `InvalidType` if
    `on` is not a plain date or the rollout is not a `Rollout`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> plans = [sgz.DistrictPlan(district=district, year=2021, built_stations=3) for district in sgz.District]
    >>> assessment = sgz.check_rollout(sgz.Rollout(plans=plans), on=date(2022, 1, 1))
    >>> assessment["rollout.city_total"].status.name
    'VIOLATED'
    >>> assessment = sgz.check_rollout(sgz.Rollout(plans=plans[1:]), on=date(2022, 1, 1))
    >>> assessment["rollout.city_total"].status.name
    'UNDETERMINED'
    >>> sgz.check_rollout(plans, on=date(2021, 6, 1))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: assess(rollout): ... 不可用，应为Rollout 对象 (not usable, expected a Rollout)
    """
    return assess(ROLLOUT, rollout, on=on, policy=policy, scope=scope, sources=sources)
