"""三(二), 五(四) and 六(二): who works at a station (人员配备): how many, how qualified, on what terms, since when.

A team is the workers of one station under one contract. Left out: who stands in while a post is empty, which the notice
does not ask about; a worker who took over a post within the contract is judged by the same last day for posting.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.assessment.marks import Lane
from sgzlib.law.clauses import Force
from sgzlib.law.deadlines import after, done_by, in_time
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.groups import count, every, latest, member_rule, size
from sgzlib.law.kinds import COUNT, DAY, many
from sgzlib.law.laws import History, Law
from sgzlib.law.periods import to_workday, years_after
from sgzlib.law.requirement import Pending, Ruleset
from sgzlib.law.truth import UNKNOWN, Truth, Unknown
from sgzlib.tianjin.actors import Actor
from sgzlib.tianjin.policy import TIANJIN_2021, Case, Policy, requirement
from sgzlib.tianjin.purchase.cycle import Cycle
from sgzlib.tianjin.readings import TwoYearsFrom
from sgzlib.tianjin.station.qualification import QUALIFICATION, Worker


@subject
class Team:
    """The workers of one station (驻站社工队伍) and what its contract says of them.

    `workers` left out is UNKNOWN; `()` says that there is nobody. `project_started_on` is the day on which the
    contractor took the project on, `contract_signed_on` that of the contract now running. Raises `InvalidType` or
    `InvalidValue` for what is no such fact.

    >>> import sgzlib as sgz
    >>> len(sgz.Team(workers=[sgz.Worker(name="王芳"), sgz.Worker(name="李伟")], contracted_headcount=2).workers)
    2
    >>> sgz.Team(contracted_headcount=-2)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: Team.contracted_headcount: -2 不可用，应为非负整数（int，至多 10 亿） \
(not usable, expected a whole number not below 0 (int, at most 10**9))
    """

    workers: Fact[tuple[Worker, ...]] = fact(many(Worker), "驻站社工", "station workers")
    contracted_headcount: Fact[int] = fact(
        COUNT, "购买合同约定人数", "workers in the purchase contract", unit=("名", "workers"), settled=True
    )
    project_started_on: Fact[date] = fact(DAY, "承接项目开始日期", "project started on", settled=True)
    contract_signed_on: Fact[date] = fact(DAY, "合同签订日期", "contract signed on", settled=True)
    service_started_on: Fact[date] = fact(DAY, "服务启动日期", "service started on", settled=True)

    def timeline_marks(self, policy: Policy) -> tuple[Lane, ...]:
        """Return the contract years from the project's start (时间线标注)."""
        begun = self.project_started_on
        return () if isinstance(begun, Unknown) else (Cycle(started_on=begun).lane(policy),)


@requirement(
    "三(二)",
    Force.MUST,
    zh="在岗驻站社工人数不少于购买合同约定人数",
    en="as many workers are on duty as the purchase contract says",
    by=Actor.CONTRACTOR,
)
def contracted_headcount(team: Team, case: Case) -> Truth:
    return size(team.workers) >= team.contracted_headcount


@requirement(
    "三(二)",
    Force.MUST,
    zh="每名驻站社工均与承接主体签订劳动合同",
    en="every worker has a labour contract with the contractor",
    by=Actor.CONTRACTOR,
)
def employment(team: Team, case: Case) -> Truth:
    return every(team.workers, "contracted", case)


@requirement("三(二)", Force.MUST, zh="每名驻站社工均为专职", en="every worker is full-time", by=Actor.CONTRACTOR)
def full_time(team: Team, case: Case) -> Truth:
    return every(team.workers, "full_time", case)


@requirement(
    "三(二)",
    "usual_headcount",
    zh="驻站社工为 {usual_headcount_low} 至 {usual_headcount_high} 名",
    en="there are {usual_headcount_low} to {usual_headcount_high} workers",
    by=Actor.CONTRACTOR,
)
def usual_headcount(team: Team, case: Case) -> Truth:
    number, policy = size(team.workers), case.law
    return (number >= policy.usual_headcount_low) & (number <= policy.usual_headcount_high)


@requirement(
    "三(二)",
    Force.MUST,
    zh="具有社会工作专业资质的驻站社工不少于 {minimum_qualified} 名",
    en="qualified workers: at least {minimum_qualified}",
    by=Actor.CONTRACTOR,
)
def qualified_minimum(team: Team, case: Case) -> Truth:
    return count(team.workers, QUALIFICATION, case) >= case.law.minimum_qualified


@member_rule("具备社会工作专业资质，或仍在本人期限内", "qualified, or still within the own time for it")
def qualified_in_time(worker: Worker, case: Case) -> Truth:
    return in_time(_two_years_from(worker.posted_on, case), case) | QUALIFICATION.meets(worker, case)


def _two_years_from(start: Any, case: Case) -> Any:
    return to_workday(years_after(start, case.law.qualification_years), case.law.rest_days)


def _all_qualified_by(team: Team, case: Case) -> Any:
    if case.law.two_years_from is TwoYearsFrom.PROJECT_START:
        return _two_years_from(team.project_started_on, case)
    return None


def _each_in_own_time(team: Team, case: Case) -> Truth:
    return every(team.workers, qualified_in_time, case)


def _still_to_qualify(team: Team, case: Case) -> tuple[Pending, ...]:
    workers = () if team.workers is UNKNOWN else team.workers
    own = case.law.two_years_from is TwoYearsFrom.OWN_POSTING
    return tuple(
        Pending(f"workers[{at}]", _two_years_from(worker.posted_on if own else team.project_started_on, case))
        for at, worker in enumerate(workers)
        if QUALIFICATION.meets(worker, case) is not True
    )


@requirement(
    "三(二)",
    Force.MUST,
    zh="承接项目 {qualification_years} 个年度届满后，所有驻站社工均具备社会工作专业资质",
    en="once {qualification_years} project years are over, every worker is qualified",
    by=Actor.CONTRACTOR,
    due=_all_qualified_by,
    within=_each_in_own_time,
    pending=_still_to_qualify,
)
def all_qualified(team: Team, case: Case) -> Truth:
    return every(team.workers, QUALIFICATION, case)


@requirement(
    "五(四)",
    Force.MUST,
    zh="每名驻站社工上岗前均经培训合格",
    en="every worker passed the training before being posted",
    by=Actor.CONTRACTOR,
)
def training(team: Team, case: Case) -> Truth:
    return every(team.workers, "trained", case)


_posted_by = after("contract_signed_on", days="posting_days")


@requirement(
    "六(二)",
    Force.MUST,
    zh="合同签订后 {posting_days} 天内，每名驻站社工到岗，服务启动",
    en="within {posting_days} days of the contract's signing every worker is posted and service has begun",
    by=Actor.CONTRACTOR,
    due=_posted_by,
)
def posting(team: Team, case: Case) -> Truth:
    last_day = _posted_by(team, case)
    posted, begun = latest(team.workers, "posted_on"), team.service_started_on
    return done_by(posted, last_day, case) & done_by(begun, last_day, case)


def _posted_in_time_with_time_left(team: Team, case: Case) -> Truth:
    """Return whether a day of posting can satisfy both `posting` and, counted from it, `all_qualified`."""
    if case.law.two_years_from is TwoYearsFrom.PROJECT_START:
        return True
    over = _two_years_from(_posted_by(team, case), case)
    return (over >= case.on) | every(team.workers, QUALIFICATION, case)


STAFFING = Ruleset(
    "staffing",
    Team,
    (
        contracted_headcount,
        employment,
        full_time,
        usual_headcount,
        qualified_minimum,
        all_qualified,
        training,
        posting,
    ),
    zh="人员配备",
    en="Staffing",
    law=TIANJIN_2021,
    together=_posted_in_time_with_time_left,
)


def check_staffing(team: Team, *, on: date, policy: Law | History = TIANJIN_2021) -> Assessment:
    """Judge who works at a station on a day (人员配备), 三(二), 五(四), 六(二).

    Counting is exact where facts of some workers are unknown: "at least one qualified" is met as soon as one surely is,
    and fails once none can be. Before the years for qualifying are over, `pending` of the finding
    `staffing.all_qualified` names who is still to qualify, and by when. The day of signing is not counted among the
    days for posting. Raises `InvalidType` for a `datetime` or text as `on`, or for what is no `Team`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> team = sgz.Team(workers=[sgz.Worker(name="王芳"), sgz.Worker(name="李伟", registered=False)],
    ...                 contracted_headcount=3, project_started_on=date(2021, 7, 23))
    >>> assessment = sgz.check_staffing(team, on=date(2022, 3, 1))
    >>> [finding.requirement.id for finding in assessment.violations]
    ['staffing.contracted_headcount']
    >>> for pending in assessment["staffing.all_qualified"].pending:
    ...     print(pending.path, pending.due)
    workers[0] 2023-07-23
    workers[1] 2023-07-23
    >>> sgz.check_staffing([], on=date(2022, 3, 1))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: assess(staffing): [] 不可用，应为Team 对象 (not usable, expected a Team)
    """
    return assess(STAFFING, team, on=on, policy=policy)
