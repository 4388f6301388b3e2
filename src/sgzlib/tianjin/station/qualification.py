"""三(二), last sentence: when a worker has the professional qualification (社会工作专业资质).

Registration and continuing education follow the documents that the notice's "relevant rules" are (`registration-2009`,
`education-2009`), and bind those whose credential is the certificate. This defines and commands nothing: what fails is
unmet, and staffing says what follows. Left out: how a certificate is obtained (`exam-2006`), which the notice does not
ask about, and what a related major is, which the bureau decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.assessment.sources import Source
from sgzlib.law.clauses import Force, Scope
from sgzlib.law.deadlines import after
from sgzlib.law.facts import Fact, derived, fact, subject
from sgzlib.law.kinds import DAY, HOURS, TEXT, YES_NO, choice
from sgzlib.law.labels import Ordered
from sgzlib.law.laws import History, Law
from sgzlib.law.mutability import Moves
from sgzlib.law.periods import day_shown
from sgzlib.law.requirement import Pending, Ruleset
from sgzlib.law.truth import Truth, not_
from sgzlib.prose.views import ViewedSubject
from sgzlib.tianjin.actors import Actor
from sgzlib.tianjin.policy import TIANJIN_2021, Case, requirement
from sgzlib.tianjin.readings import EducationDue, EducationHours, FirstRegistration, RegistrationScope


class Education(Ordered):
    """Level of education (学历), lowest first; 大专 is JUNIOR_COLLEGE."""

    PRIMARY = 1, "小学", "primary school"
    JUNIOR_HIGH = 2, "初中", "junior high school"
    SENIOR_HIGH = 3, "高中（中专）", "senior high or secondary vocational school", "高中", "中专", "中技", "职高"
    JUNIOR_COLLEGE = 4, "大专", "junior college", "专科", "大学专科"
    BACHELOR = 5, "本科", "bachelor", "大学本科", "学士"
    MASTER = 6, "硕士", "master", "硕士研究生"
    DOCTOR = 7, "博士", "doctor", "博士研究生"

    @classmethod
    def ambiguous(cls) -> Mapping[str, tuple[str, ...]]:
        """Return the words that may mean several levels (多义写法)."""
        either = ("JUNIOR_COLLEGE", "BACHELOR")
        return {"研究生": ("MASTER", "DOCTOR"), "高职": either, "大学": either}


class Certificate(Ordered):
    """The highest professional certificate held (职业水平证书); NONE means that none is held."""

    NONE = 0, "无证书", "none", "无", "没有"
    TIANJIN = 1, "天津市社会工作员", "Tianjin social-work practitioner"
    ASSISTANT = 2, "助理社会工作师", "assistant social worker", "初级", "初级社会工作师", "助理社工师", "初级社工师"
    SOCIAL_WORKER = 3, "社会工作师", "social worker", "中级", "中级社会工作师", "中级社工师"
    SENIOR = 4, "高级社会工作师", "senior social worker", "高级", "高级社工师"

    @classmethod
    def ambiguous(cls) -> Mapping[str, tuple[str, ...]]:
        """Return the words that may mean any national certificate (多义写法)."""
        return dict.fromkeys(("社会工作者", "社工师"), ("ASSISTANT", "SOCIAL_WORKER", "SENIOR"))


_DEGREE = (
    "取得社会工作及其相关专业大专以上学历",
    "obtain a social-work or related degree of junior college or higher",
)
_REGISTRATION = ("证书登记记录", "the entry in the register")


def _until_posted(worker: Any, on: date) -> Moves:
    """Return how training moves: whoever is in post cannot pass it before being posted any more."""
    return Moves.RISES if (worker.posted_on > on) is True else Moves.NEVER


@subject
class Worker(ViewedSubject):
    """A station worker (驻站社工) and the facts about the worker.

    A fact that is left out or None is UNKNOWN. `education` and `social_work_major` describe the same completed degree.
    `certificate_passed_on` is the day of passing the examination for the certificate held; a future day allows no time
    for registering. `continuing_education_hours` are the hours in the current registration period. Raises `InvalidType`
    or `InvalidValue` for an invalid fact.

    >>> import sgzlib as sgz
    >>> sgz.Worker(education=sgz.Education.BACHELOR, social_work_major=True).degree
    True
    >>> sgz.Worker(continuing_education_hours=-1)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: Worker.continuing_education_hours: -1 不可用，应为非负、小于一百万、... \
(not usable, expected an int or Decimal not below 0 and below 10**6, with at most six decimals (hours))
    """

    called = ("驻站社工", "Station worker")
    counted = ("名", "驻站社工", "workers")

    name: Fact[str] = fact(TEXT, "姓名", "name", moves=Moves.NEVER, ask=("姓名是什么？", "What is the name?"))
    education: Fact[Education] = fact(
        choice(Education),
        "学历",
        "education",
        act=_DEGREE,
        evidence=("学历证书", "degree certificate"),
        ask=("所学专业对应的学历是什么？", "What is the highest completed level of education?"),
    )
    social_work_major: Fact[bool] = fact(
        YES_NO,
        "社会工作及其相关专业",
        "social-work or related major",
        act=_DEGREE,
        evidence=("学历证书", "degree certificate"),
        ask=("所学专业是否属于社会工作及其相关专业？", "Is the degree in social work or a related subject?"),
    )
    certificate: Fact[Certificate] = fact(
        choice(Certificate),
        "职业水平证书",
        "certificate",
        act=("考取全国社会工作者或天津市社会工作员职业水平证书", "obtain a national or Tianjin certificate"),
        replace=(
            "更换驻站社工{member}，由符合条件的人员接替",
            "replace {member} with a station worker who meets the conditions",
        ),
        evidence=("职业水平证书", "the certificate"),
        ask=("持有哪种社会工作职业水平证书？", "Which professional certificate is held?"),
    )
    certificate_passed_on: Fact[date] = fact(
        DAY,
        "考试通过日期",
        "examination passed on",
        moves=Moves.NEVER,
        evidence=("职业水平证书、考试成绩通知", "the certificate, the examination result"),
        ask=("哪天通过职业水平考试？", "On which day was the examination passed?"),
    )
    registered: Fact[bool] = fact(
        YES_NO,
        "在天津登记",
        "registered in Tianjin",
        act=("在天津办理证书登记", "register the certificate in Tianjin"),
        evidence=_REGISTRATION,
        ask=("证书是否已在天津登记？", "Is the certificate registered in Tianjin?"),
    )
    registration_expires: Fact[date] = fact(
        DAY,
        "登记有效期至",
        "registration valid until",
        moves=Moves.RISES,
        act=("办理再登记", "renew the registration"),
        evidence=_REGISTRATION,
        ask=("证书登记有效期至哪天？", "Until which day is the registration valid?"),
    )
    continuing_education_hours: Fact[int | Decimal] = fact(
        HOURS,
        "本登记期继续教育学时",
        "continuing education in this registration period",
        unit=("小时", "hours"),
        act=("将本登记期继续教育学时补足至{n}", "complete continuing education up to {n}"),
        evidence=("继续教育学时证明", "proof of the hours"),
        ask=(
            "本登记期已完成多少继续教育学时？",
            "How many hours of continuing education have been completed in this registration period?",
        ),
    )
    contracted: Fact[bool] = fact(
        YES_NO,
        "与承接主体签订劳动合同",
        "labour contract with the contractor",
        act=("与承接主体签订劳动合同", "sign a labour contract with the contractor"),
        evidence=("劳动合同", "the labour contract"),
        ask=("是否与承接主体签订劳动合同？", "Is there a labour contract with the contractor?"),
    )
    full_time: Fact[bool] = fact(
        YES_NO,
        "专职",
        "full-time",
        act=("转为专职工作人员", "become full-time"),
        evidence=("劳动合同、考勤记录", "the labour contract, attendance records"),
        ask=("是否为专职工作人员？", "Is the worker full-time?"),
    )
    trained: Fact[bool] = fact(
        YES_NO,
        "岗前培训合格",
        "passed the training before posting",
        moves=_until_posted,
        act=("上岗前经培训合格", "pass the training before being posted"),
        late=("补训并留存培训合格记录", "complete the overdue training and keep the record"),
        evidence=("培训合格证明", "proof of the training"),
        ask=("上岗前是否经培训合格？", "Was the training passed before posting?"),
    )
    posted_on: Fact[date] = fact(
        DAY,
        "到岗日期",
        "posted on",
        act=("安排到岗", "post the worker"),
        evidence=("派驻文件、考勤记录", "posting letter, attendance records"),
        ask=("哪天到岗？", "On which day was the worker posted?"),
    )

    @derived("社会工作类大专及以上学历", "social-work degree")
    def degree(self) -> Truth:
        """Whether the degree alone qualifies (学历是否符合)."""
        return self.social_work_major & (self.education >= Education.JUNIOR_COLLEGE)

    @derived("持有职业水平证书", "certified")
    def certified(self) -> Truth:
        """Whether any certificate is held, national or Tianjin's (是否持证)."""
        return self.certificate >= Certificate.TIANJIN


def _bound(worker: Worker, case: Case) -> Truth:
    if case.law.registration_scope is RegistrationScope.EVERYONE:
        return True
    return worker.certified & not_(worker.degree)


def _valid(worker: Worker, case: Case) -> Truth:
    return worker.registration_expires >= case.on


_first_registered_by = after("certificate_passed_on", years="first_registration_years")


def _within_the_first_year(worker: Worker, case: Case) -> Truth:
    """Return whether a first registration is still accepted of a holder."""
    if case.law.first_registration is FirstRegistration.AT_ONCE:
        return False
    passed = worker.certificate_passed_on <= case.on
    return worker.certified & passed & (_first_registered_by(worker, case) >= case.on)


def _need_not_be_registered_yet(worker: Worker, case: Case) -> Truth:
    ran_out = worker.registered & not_(_valid(worker, case))
    return _within_the_first_year(worker, case) & not_(ran_out)


def _no_day_of_its_own(_worker: Worker, _case: Case) -> None:
    """Return no last day: whoever registered once has none."""


def _still_to_register(worker: Worker, case: Case) -> tuple[Pending, ...]:
    waits = case.law.first_registration is FirstRegistration.WITHIN_A_YEAR and worker.certified is True
    if not waits or worker.registered is not False or (worker.certificate_passed_on > case.on) is True:
        return ()
    last = _first_registered_by(worker, case)
    return (Pending("registered", day_shown(last)),)


def _may_wait(worker: Worker, case: Case) -> Truth:
    return not_(worker.registered) & _within_the_first_year(worker, case)


def _in_registration_period(worker: Worker, case: Case) -> Truth:
    """Return whether hours are asked: not of who need not have registered yet."""
    return _bound(worker, case) & not_(_may_wait(worker, case))


def _educated_by(worker: Worker, case: Case) -> Any:
    return worker.registration_expires if case.law.education_due is EducationDue.AT_END else None


def _hours_to_learn(worker: Worker, case: Case) -> tuple[Pending, ...]:
    due = _educated_by(worker, case)
    lacking = _in_registration_period(worker, case) is True and _educated(worker, case) is False
    return (Pending("continuing_education_hours", due),) if lacking and due is not None else ()


@requirement(
    "三(二)",
    Force.MUST,
    zh="有大专以上的社会工作或相关专业学历，或持有全国社会工作者或天津市社会工作员的职业水平证书",
    en="has a social-work or related degree of junior college or higher, or a national or Tianjin certificate",
    by=Actor.CONTRACTOR,
    defines=True,
)
def credential(worker: Worker, case: Case) -> Truth:
    return worker.degree | worker.certified


@requirement(
    "三(二)",
    Force.MUST,
    zh="在天津登记，且登记在核对日期仍有效",
    en="is registered in Tianjin, and the registration has not run out on the day asked about",
    by=Actor.CONTRACTOR,
    applies=_bound,
    due=_no_day_of_its_own,
    within=_need_not_be_registered_yet,
    pending=_still_to_register,
    source="registration-2009",
    defines=True,
)
def registration(worker: Worker, case: Case) -> Truth:
    return worker.registered & _valid(worker, case)


# Each line asks fewer hours of fewer people. A rule that grows with the hours and shrinks with the certificate gives by
# Kleene logic what trying every certificate gives; looking the hours up by certificate would not.
def _educated(worker: Worker, case: Case) -> Truth:
    policy, hours, certificate = case.law, worker.continuing_education_hours, worker.certificate
    return (
        (hours >= policy.senior_hours)
        | ((hours >= policy.social_worker_hours) & (certificate <= Certificate.SOCIAL_WORKER))
        | ((hours >= policy.assistant_hours) & (certificate <= Certificate.ASSISTANT))
        | ((certificate <= Certificate.TIANJIN) & (policy.education_hours is EducationHours.NONE))
    )


@requirement(
    "三(二)",
    Force.MUST,
    zh="本登记期内继续教育学时达到证书等级的要求：助理社会工作师{assistant_hours}小时，"
    "社会工作师{social_worker_hours}小时，高级社会工作师{senior_hours}小时",
    en="hours of continuing education in this registration period reach what the certificate asks: assistant "
    "{assistant_hours}, social worker {social_worker_hours}, senior {senior_hours}",
    by=Actor.CONTRACTOR,
    applies=_in_registration_period,
    due=_educated_by,
    pending=_hours_to_learn,
    source="education-2009",
    defines=True,
)
def continuing_education(worker: Worker, case: Case) -> Truth:
    return _educated(worker, case)


def _by_degree_or_certificate(worker: Worker, case: Case) -> Truth:
    """Return whether one of the two ways leads there: certificate and no certificate cannot both be needed."""
    if case.law.registration_scope is RegistrationScope.EVERYONE:
        return True
    registered = registration.holds(worker, case) | registration.in_time(worker, case)
    educated = continuing_education.holds(worker, case) | continuing_education.in_time(worker, case)
    return worker.degree | (worker.certified & registered & (educated | _may_wait(worker, case)))


QUALIFICATION = Ruleset(
    "qualification",
    Worker,
    (credential, registration, continuing_education),
    law=TIANJIN_2021,
    zh="社会工作专业资质",
    en="Professional qualification",
    yes=("具备", "qualified"),
    no=("不具备", "not qualified"),
    implied=_by_degree_or_certificate,
)


def check_qualification(
    worker: Worker,
    *,
    on: date,
    policy: Law | History = TIANJIN_2021,
    scope: Scope = Scope.BINDS,
    sources: Mapping[str, Source] | None = None,
) -> Assessment[Worker]:
    """Check whether a worker is qualified on a day (社会工作专业资质), 三(二).

    Not being qualified is not a violation in itself, so its status is unmet; `check_staffing` checks how many workers
    must be qualified, and by when. `sources` gives the source of each fact, as in `assess`. Raises `InvalidType` if
    `on` is not a plain date or the worker is not a `Worker`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> worker = sgz.Worker(education=sgz.Education.SENIOR_HIGH, certificate=sgz.Certificate.ASSISTANT, registered=True,
    ...                     registration_expires=date(2023, 5, 31))
    >>> assessment = sgz.check_qualification(worker, on=date(2022, 3, 1))
    >>> assessment.verdict, [(finding.requirement.id, finding.due) for finding in assessment.not_due]
    (True, [('qualification.continuing_education', datetime.date(2023, 5, 31))])
    >>> sgz.check_qualification(worker, on=date(2023, 6, 1)).verdict
    False
    >>> sgz.check_qualification(worker, on="2022-03-01")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: on: '2022-03-01' 不可用，应为日期（datetime.date，不含时刻） \
(not usable, expected a datetime.date without a time)
    """
    return assess(QUALIFICATION, worker, on=on, policy=policy, scope=scope, sources=sources)
