"""三(二), 五(四) and 六(二): who works at a station (人员配备): how many, how qualified, on what terms, since when.

A team is the workers of one station, and counts those who are in post on the day asked about. What is counted from
signing and start is counted from the contractor's first contract and its taking over: renewal restarts neither. Left
out: who stands in while a post is empty, which the notice does not ask about.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.assessment.marks import Lane
from sgzlib.assessment.sources import Source
from sgzlib.law.clauses import Force, Scope
from sgzlib.law.deadlines import NOT_SET, done_by, in_time
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.groups import MemberRule, as_many_by, count, every, latest, member_rule
from sgzlib.law.kinds import COUNT, DAY, choice, many
from sgzlib.law.laws import History, Law
from sgzlib.law.mutability import Moves
from sgzlib.law.periods import day_shown
from sgzlib.law.requirement import Pending, Ruleset
from sgzlib.law.truth import UNKNOWN, Truth, Unknown, first_known, not_
from sgzlib.prose.views import ViewedSubject
from sgzlib.tianjin.actors import Actor
from sgzlib.tianjin.policy import TIANJIN_2021, Case, Policy, requirement
from sgzlib.tianjin.purchase.cycle import Cycle
from sgzlib.tianjin.purchase.follows import Follows
from sgzlib.tianjin.readings import PostingScope, TwoYearsFrom, UsualHeadcount
from sgzlib.tianjin.station.launch import posted_by, staffed_by
from sgzlib.tianjin.station.qualification import QUALIFICATION, Worker

_CONTRACT = ("购买合同", "the purchase contract")


@subject
class Team(ViewedSubject):
    """The workers of one station (驻站社工队伍) and the contract facts about them.

    `workers` is UNKNOWN if left out; `()` means that there are none. Volunteers do not count. `project_started_on` and
    `contract_signed_on` are those of this contractor's first contract, and `follows` says whether the station had
    another contractor before. `contracted_headcount` is `NOT_SET` if the contract sets no number. `posted_in_full_on`
    is the day on which the workers in post first reached that number. A day may be `NOT_YET`. Raises `InvalidType` or
    `InvalidValue` for an invalid fact.

    >>> import sgzlib as sgz
    >>> len(sgz.Team(workers=[sgz.Worker(name="王芳"), sgz.Worker(name="李伟")], contracted_headcount=2).workers)
    2
    >>> sgz.Team(contracted_headcount=-2)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: Team.contracted_headcount: -2 不可用，应为非负整数（int，至多 10 亿） \
(not usable, expected a whole number not below 0 (int, at most 10**9))
    """

    called = ("驻站社工队伍", "Team")
    counted = ("个", "社工站", "stations")

    workers: Fact[tuple[Worker, ...], Sequence[Worker]] = fact(
        many(Worker),
        "驻站社工",
        "station workers",
        act=(
            "{at_least}增配{n}名符合条件的驻站社工",
            "post {at_least}{n} more station worker(s) who meet the conditions",
        ),
        evidence=("劳动合同、派驻文件、资质证明", "labour contract, posting letter, proof of qualification"),
        ask=("有几名驻站社工？", "How many station workers are there?"),
    )
    contracted_headcount: Fact[int] = fact(
        COUNT,
        "购买合同约定人数",
        "workers in the purchase contract",
        unit=("名", "workers"),
        moves=Moves.NEVER,
        evidence=_CONTRACT,
        ask=("购买合同约定几名驻站社工？", "How many workers does the purchase contract require?"),
    )
    project_started_on: Fact[date] = fact(
        DAY,
        "承接项目开始日期",
        "project started on",
        act=("开始承接项目", "take the project on"),
        evidence=_CONTRACT,
        ask=("哪天开始承接项目？", "On which day was the project taken on?"),
    )
    contract_signed_on: Fact[date] = fact(
        DAY,
        "首份合同签订日期",
        "first contract signed on",
        act=("签订购买合同", "sign the purchase contract"),
        evidence=_CONTRACT,
        ask=("首份合同哪天签订？", "On which day was the first contract signed?"),
    )
    service_started_on: Fact[date] = fact(
        DAY,
        "服务启动日期",
        "service started on",
        act=("启动服务", "begin the service"),
        evidence=("服务启动记录", "records of the start of service"),
        ask=("哪天启动服务？", "On which day did the service begin?"),
    )
    posted_in_full_on: Fact[date] = fact(
        DAY,
        "合同约定人员全部到岗日期",
        "contracted number posted on",
        act=("按购买合同足额派驻社工", "post as many workers as the purchase contract says"),
        evidence=("派驻文件、考勤记录", "posting letters, attendance records"),
        ask=("约定人数哪天全部到岗？", "On which day was the contracted number reached?"),
    )
    follows: Fact[Follows] = fact(
        choice(Follows),
        "首份合同与此前合同的关系",
        "what the first contract follows",
        moves=Moves.NEVER,
        evidence=("首份合同和此前的购买合同", "the first contract and the previous one"),
        ask=("此前有没有其他承接主体承接？", "Did another contractor run the station before?"),
    )

    def timeline_marks(self, policy: Policy) -> tuple[Lane, ...]:
        """Return the contract years from the project's start, to be marked on a timeline (时间线标注)."""
        begun = self.project_started_on
        return () if isinstance(begun, Unknown) else (Cycle(started_on=begun).lane(policy),)


@member_rule("在岗", "in post")
def on_post(worker: Worker, case: Case) -> Truth:
    return worker.posted_on <= case.on


@member_rule("通知印发后到岗，在岗", "in post, and posted since the notice")
def newly_on_post(worker: Worker, case: Case) -> Truth:
    return (worker.posted_on <= case.on) & (worker.posted_on >= case.law.in_force_from)


@member_rule("在岗且具备社会工作专业资质", "in post and qualified")
def qualified_on_post(worker: Worker, case: Case) -> Truth:
    return (worker.posted_on <= case.on) & QUALIFICATION.meets(worker, case)


@member_rule("与承接主体签订劳动合同（在岗者）", "labour contract with the contractor, if in post")
def contracted_if_on_post(worker: Worker, case: Case) -> Truth:
    return (worker.posted_on > case.on) | worker.contracted


@member_rule("专职（在岗者）", "full-time, if in post")
def full_time_if_on_post(worker: Worker, case: Case) -> Truth:
    return (worker.posted_on > case.on) | worker.full_time


@member_rule(
    "与承接主体签订劳动合同（通知印发后到岗者）", "labour contract with the contractor, if posted since the notice"
)
def contracted_if_new(worker: Worker, case: Case) -> Truth:
    return not_(newly_on_post.meets(worker, case)) | worker.contracted


@member_rule("专职（通知印发后到岗者）", "full-time, if posted since the notice")
def full_time_if_new(worker: Worker, case: Case) -> Truth:
    return not_(newly_on_post.meets(worker, case)) | worker.full_time


@member_rule("岗前培训合格（通知印发后到岗者）", "passed the training before posting, if posted since the notice")
def trained_if_new(worker: Worker, case: Case) -> Truth:
    return not_(newly_on_post.meets(worker, case)) | worker.trained


@member_rule("具备社会工作专业资质（在岗者）", "qualified, if in post")
def qualified_if_on_post(worker: Worker, case: Case) -> Truth:
    return (worker.posted_on > case.on) | QUALIFICATION.meets(worker, case)


@member_rule("具备社会工作专业资质，或仍在本人期限内", ("qualified, or still within the worker's own time to qualify"))
def qualified_in_time(worker: Worker, case: Case) -> Truth:
    return in_time(case.law.qualified_by(worker.posted_on), case) | qualified_if_on_post.meets(worker, case)


def _staffed_by(team: Team, case: Case) -> Any:
    return staffed_by(team, case)


def _anybody_on_post(team: Team, case: Case) -> Truth:
    """Return whether there is anybody of whom what each is asked binds."""
    return count(team.workers, on_post, case) >= 1


def _anybody_new(team: Team, case: Case) -> Truth:
    return count(team.workers, newly_on_post, case) >= 1


def _no_day_of_all(_team: Team, _case: Case) -> None:
    """Return no last day: those who are posted since the notice have none."""


def _contracted_but_for_the_old(team: Team, case: Case) -> Truth:
    return in_time(_staffed_by(team, case), case) & every(team.workers, contracted_if_new, case)


def _full_time_but_for_the_old(team: Team, case: Case) -> Truth:
    return in_time(_staffed_by(team, case), case) & every(team.workers, full_time_if_new, case)


def _still_of_the_old(meeting: MemberRule) -> Callable[[Team, Case], tuple[Pending, ...]]:
    """Return how those are listed who were posted before the notice, and what is still to come of whom (待办)."""

    def pending(team: Team, case: Case) -> tuple[Pending, ...]:
        last = _staffed_by(team, case)
        due = last if isinstance(last, date) else UNKNOWN
        return tuple(
            Pending(f"workers[{index}]", due)
            for index, worker in enumerate(() if team.workers is UNKNOWN else team.workers)
            if meeting.meets(worker, case) is not True
            and (worker.posted_on < case.law.in_force_from) is True
            and in_time(last, case) is not False
        )

    return pending


def _signed_for_a_number(team: Team, case: Case) -> Truth:
    return (team.contract_signed_on <= case.on) & _sets_a_number(team)


def _sets_a_number(team: Team) -> Truth:
    return team.contracted_headcount < NOT_SET


def _as_many_as_contracted(number: Any, team: Team) -> Truth:
    """Return whether a number is that in the contract; of a contract for nobody it is, whoever there is."""
    return (team.contracted_headcount <= 0) | (number >= team.contracted_headcount)


@requirement(
    "三(二)",
    Force.MUST,
    zh="在岗驻站社工人数不少于购买合同约定人数",
    en="as many workers are in post as the purchase contract says",
    by=Actor.CONTRACTOR,
    applies=_signed_for_a_number,
    due=_staffed_by,
)
def contracted_headcount(team: Team, case: Case) -> Truth:
    return _as_many_as_contracted(count(team.workers, on_post, case), team)


@requirement(
    "三(二)",
    Force.MUST,
    zh="每名在岗驻站社工均与承接主体签订劳动合同",
    en="every worker in post has a labour contract with the contractor",
    by=Actor.CONTRACTOR,
    applies=_anybody_on_post,
    of_each=True,
    due=_no_day_of_all,
    within=_contracted_but_for_the_old,
    pending=_still_of_the_old(contracted_if_on_post),
)
def employment(team: Team, case: Case) -> Truth:
    return every(team.workers, contracted_if_on_post, case)


@requirement(
    "三(二)",
    Force.MUST,
    zh="每名在岗驻站社工均为专职",
    en="every worker in post is full-time",
    by=Actor.CONTRACTOR,
    applies=_anybody_on_post,
    of_each=True,
    due=_no_day_of_all,
    within=_full_time_but_for_the_old,
    pending=_still_of_the_old(full_time_if_on_post),
)
def full_time(team: Team, case: Case) -> Truth:
    return every(team.workers, full_time_if_on_post, case)


@requirement(
    "三(二)",
    "usual_headcount",
    zh="在岗驻站社工为{usual_headcount_low}至{usual_headcount_high}名",
    en="there are {usual_headcount_low} to {usual_headcount_high} workers in post",
    by=Actor.CONTRACTOR,
    due=_staffed_by,
)
def usual_headcount(team: Team, case: Case) -> Truth:
    number, policy = count(team.workers, on_post, case), case.law
    return (number >= policy.usual_headcount_low) & (number <= policy.usual_headcount_high)


@requirement(
    "三(二)",
    Force.MUST,
    zh="具有社会工作专业资质的在岗驻站社工不少于{minimum_qualified}名",
    en="qualified workers in post: at least {minimum_qualified}",
    by=Actor.CONTRACTOR,
    due=_staffed_by,
)
def qualified_minimum(team: Team, case: Case) -> Truth:
    return count(team.workers, qualified_on_post, case) >= case.law.minimum_qualified


def _of_the_project(case: Case) -> bool:
    return case.law.two_years_from is TwoYearsFrom.PROJECT_START


def _all_qualified_by(team: Team, case: Case) -> Any:
    return case.law.qualified_by(team.project_started_on) if _of_the_project(case) else None


def _each_in_own_time(team: Team, case: Case) -> Truth:
    return every(team.workers, qualified_in_time, case)


def _still_by(worker: Worker, team: Team, case: Case) -> date | Unknown:
    last = case.law.qualified_by(team.project_started_on if _of_the_project(case) else worker.posted_on)
    return day_shown(last)


def _still_to_qualify(team: Team, case: Case) -> tuple[Pending, ...]:
    workers = () if team.workers is UNKNOWN else team.workers
    return tuple(
        Pending(f"workers[{index}]", _still_by(worker, team, case))
        for index, worker in enumerate(workers)
        if qualified_if_on_post.meets(worker, case) is not True
    )


@requirement(
    "三(二)",
    Force.MUST,
    zh="承接社工站项目{qualification_years}个年度内，在岗驻站社工全部具备社会工作专业资质",
    en="once {qualification_years} project years are over, every worker in post is qualified",
    by=Actor.CONTRACTOR,
    applies=_anybody_on_post,
    of_each=True,
    due=_all_qualified_by,
    within=_each_in_own_time,
    pending=_still_to_qualify,
)
def all_qualified(team: Team, case: Case) -> Truth:
    return every(team.workers, qualified_if_on_post, case)


@requirement(
    "五(四)",
    Force.MUST,
    zh="每名在岗驻站社工上岗前均经培训合格",
    en="every worker in post passed the training before being posted",
    by=Actor.CONTRACTOR,
    applies=_anybody_new,
    of_each=True,
)
def training(team: Team, case: Case) -> Truth:
    return every(team.workers, trained_if_new, case)


def _posted_by(team: Team, case: Case) -> Any:
    return posted_by(team, case.whole, case)


@requirement(
    "六(二)",
    Force.MUST,
    zh="合同签订后{posting_days}天内，约定人数的驻站社工到岗，服务启动",
    en="within {posting_days} days of the contract's signing the contracted workers are posted and service has begun",
    by=Actor.CONTRACTOR,
    due=_posted_by,
)
def posting(team: Team, case: Case) -> Truth:
    last_day, workers = _posted_by(team, case), team.workers
    begun = done_by(team.service_started_on, last_day, case)
    if case.law.posting_scope is PostingScope.EVERYONE:
        return done_by(latest(workers, "posted_on"), last_day, case) & begun
    # The stated day speaks. Without it workers of today who were posted in time show it too; too few of them show
    # nothing, since others may have left.
    shown = as_many_by(workers, "posted_on", team.contracted_headcount, last_day, case)
    nobody = (team.contracted_headcount <= 0) | not_(_sets_a_number(team))
    stated = done_by(team.posted_in_full_on, last_day, case)
    return (nobody | first_known(stated, shown | UNKNOWN)) & begun


@member_rule("在岗且合乎对个人的各项要求", "in post, meeting all requirements on a worker")
def fit(worker: Worker, case: Case) -> Truth:
    trained = worker.trained | (worker.posted_on < case.law.in_force_from)
    asked = (worker.posted_on <= case.on) & worker.contracted & worker.full_time & trained
    if _of_the_project(case):
        return asked
    return asked & qualified_in_time.meets(worker, case)


@member_rule(
    "在岗、合乎对个人的各项要求且具备社会工作专业资质", ("in post, meeting all requirements on a worker, and qualified")
)
def fit_and_qualified(worker: Worker, case: Case) -> Truth:
    return fit.meets(worker, case) & QUALIFICATION.meets(worker, case)


@member_rule("在岗而不具备社会工作专业资质", "in post and not qualified")
def unqualified_on_post(worker: Worker, case: Case) -> Truth:
    return (worker.posted_on <= case.on) & not_(QUALIFICATION.meets(worker, case))


def _posted_and_fit(team: Team, case: Case) -> Truth:
    """Return whether the same workers can be those that are counted and those of whom everything else is asked."""
    workers, policy = team.workers, case.law
    able, qualified = count(workers, fit, case), count(workers, fit_and_qualified, case)
    uncounted = not_(_signed_for_a_number(team, case))
    met = (uncounted | _as_many_as_contracted(able, team)) & (qualified >= policy.minimum_qualified)
    if policy.usual_headcount is UsualHeadcount.LIMIT:
        unqualified = count(workers, unqualified_on_post, case)
        met = met & (able >= policy.usual_headcount_low)
        met = met & (uncounted | (team.contracted_headcount <= policy.usual_headcount_high))
        met = met & (unqualified + policy.minimum_qualified <= policy.usual_headcount_high)
    met = met | in_time(_staffed_by(team, case), case)
    if _of_the_project(case):
        late = uncounted | _as_many_as_contracted(qualified, team)
        return met & (late | all_qualified.in_time(team, case) | in_time(_staffed_by(team, case), case))
    last_day = _posted_by(team, case)
    over = case.law.qualified_by(last_day)
    if policy.posting_scope is PostingScope.EVERYONE:
        posted = every(workers, QUALIFICATION, case)
    else:
        posted = not_(_sets_a_number(team)) | _as_many_as_contracted(count(workers, QUALIFICATION, case), team)
        posted = posted | done_by(team.posted_in_full_on, last_day, case)
    return met & (posted | (over >= case.on))


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
    implied=_posted_and_fit,
)


def check_staffing(
    team: Team,
    *,
    on: date,
    policy: Law | History = TIANJIN_2021,
    scope: Scope = Scope.BINDS,
    sources: Mapping[str, Source] | None = None,
) -> Assessment[Team]:
    """Check the staffing of a station on a day (人员配备), 三(二), 五(四), 六(二).

    Counts are exact with unknown facts too: "at least one qualified" is met as soon as one worker is certainly
    qualified, and fails once none can be. Until the years for qualifying are over, `pending` of the finding
    `staffing.all_qualified` lists who still has to qualify, and by when. The day of signing does not count among the
    days for posting. `sources` gives the source of each fact, as in `assess`. Raises `InvalidType` if `on` is not a
    plain date or the team is not a `Team`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> posted = date(2021, 8, 2)
    >>> team = sgz.Team(workers=[sgz.Worker(name="王芳", posted_on=posted), sgz.Worker(name="李伟", posted_on=posted)],
    ...                 contracted_headcount=3, contract_signed_on=date(2021, 7, 23),
    ...                 project_started_on=date(2021, 7, 23))
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
    return assess(STAFFING, team, on=on, policy=policy, scope=scope, sources=sources)
