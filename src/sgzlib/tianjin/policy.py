"""The policy (政策参数): every number of Tianjin's notice and every open reading of it, each tied to its clause.

A rule body holds no number; it takes it from the policy. Another edition of the notice is another `Policy` value.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from typing import TypeAlias

from sgzlib.law.clauses import Force
from sgzlib.law.errors import InvalidValue
from sgzlib.law.kinds import DAY, POSITIVE, YUAN
from sgzlib.law.laws import Law, number, reading
from sgzlib.law.periods import eve_of
from sgzlib.law.requirement import Case as _Case
from sgzlib.law.requirement import requirement as _requirement
from sgzlib.law.requirement import restating as _restating
from sgzlib.tianjin.notice import NOTICE
from sgzlib.tianjin.readings import (
    AnnualTarget,
    CycleLength,
    DeadlineDay,
    EducationHours,
    GradeAboveGood,
    MainCategories,
    RegistrationScope,
    TwoYearsFrom,
    UsualHeadcount,
)


class Policy(Law):
    """Every number and reading by which a check judges (政策参数), each tied to its clause.

    Change the law with `attrs.evolve`; whole numbers are persons, hours, days, months or years as the name says, money
    is yuan.

    >>> import attrs
    >>> from sgzlib import TIANJIN_2021
    >>> attrs.evolve(TIANJIN_2021, minimum_qualified=2).minimum_qualified
    2
    >>> attrs.evolve(TIANJIN_2021, minimum_qualified=-1)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: Policy.minimum_qualified: -1 不可用，应为非负整数（int，至多 10 亿） \
(not usable, expected a whole number not below 0 (int, at most 10**9))
    """

    notice = NOTICE

    start_by: date = number("一", "全国启动建设的期限", "national date for the start", kind=DAY)
    finish_by: date = number("一", "全国完成建设的期限", "national date for completion", kind=DAY)
    city_total: int = number("一", "全市建站总数", "stations in the city")
    usual_headcount_low: int = number("三(二)", "驻站社工一般人数下限", "usual number of workers, low end")
    usual_headcount_high: int = number("三(二)", "驻站社工一般人数上限", "usual number of workers, high end")
    minimum_qualified: int = number("三(二)", "具备资质社工的最低人数", "least number of qualified workers")
    qualification_years: int = number("三(二)", "全员具备资质的年限", "project years until all are qualified")
    first_registration_years: int = number(
        "三(二)", "首次登记受理年限", "years in which first registration is accepted", source="registration-2009"
    )
    registration_years: int = number(
        "三(二)", "登记有效年限", "years for which a registration is valid", source="registration-2009"
    )
    reregistration_months: int = number(
        "三(二)", "再登记受理月数", "last months in which re-registration is accepted", source="registration-2009"
    )
    assistant_hours: int = number(
        "三(二)", "助理社会工作师继续教育学时", "hours for an assistant social worker", source="education-2009"
    )
    social_worker_hours: int = number(
        "三(二)", "社会工作师继续教育学时", "hours for a social worker", source="education-2009"
    )
    senior_hours: int = number(
        "三(二)", "高级社会工作师继续教育学时", "hours for a senior social worker", source="education-2009"
    )
    degree_hours: int = number(
        "三(二)", "完成社会工作学历教育折算学时", "hours that a finished degree counts once", source="education-2009"
    )
    subsidy_first_year: int = number("四(三)", "专项补助优先使用的年度", "year in which the subsidy is drawn first")
    subsidy_per_household: Decimal = number(
        "四(三)", "每户每年专项补助（元）", "subsidy per household and year (yuan)", source="subsidy-2019", kind=YUAN
    )
    yearly_amount: Decimal = number("四(四)", "每站每年资金（元）", "money per station and year (yuan)", kind=YUAN)
    cycle_years: int = number("四(五)", "项目周期年数", "years of a project cycle", kind=POSITIVE)
    contract_years: int = number("四(五)", "合同年数", "years of a contract", kind=POSITIVE)
    brief_months: int = number("五(四)", "工作简报间隔月数", "months between briefs", kind=POSITIVE)
    plan_by: date = number("六(一)", "报送区级计划的期限", "date for the district plans", kind=DAY)
    launch_by: date = number("六(二)", "启动运行的期限", "date for the launch", kind=DAY)
    posting_days: int = number("六(二)", "签约后派驻社工的天数", "days from signing to posting")

    registration_scope: RegistrationScope = reading(
        "三(二)",
        "登记和继续教育是否也约束凭学历具备条件的人员，还是仅约束持证者？",
        "Do registration and continuing education bind degree holders too, or certificate holders alone?",
        default=RegistrationScope.EVERYONE,
    )
    two_years_from: TwoYearsFrom = reading(
        "三(二)",
        "全员具备资质的年限从何时起算？",
        "From when do the project years for qualifying run?",
        default=TwoYearsFrom.PROJECT_START,
    )
    usual_headcount: UsualHeadcount = reading(
        "三(二)",
        "驻站社工的一般人数是标准还是限制？",
        "Is the usual number of workers a norm or a limit?",
        default=UsualHeadcount.NORM,
        forces=(Force.SHOULD, Force.MUST),
    )
    education_hours: EducationHours = reading(
        "三(二)",
        "国家办法未列明的人员应完成多少继续教育学时？",
        "How many hours are asked of those whom the national rule does not name?",
        default=EducationHours.AS_ASSISTANT,
    )
    annual_target: AnnualTarget = reading(
        "四(四)",
        "每站每年金额是努力目标还是最低要求？",
        "Is the yearly amount a target or a floor?",
        default=AnnualTarget.TARGET,
        forces=(Force.SHOULD, Force.MUST),
    )
    main_categories: MainCategories = reading(
        "四(四)",
        "所列五类经费是否为全部类别？",
        "Is the list of five categories closed?",
        default=MainCategories.OPEN,
        forces=(Force.SHOULD, Force.MUST),
    )
    grade_above_good: GradeAboveGood = reading(
        "四(五)", "高于良好的等次后果如何？", "What follows from a grade above good?", default=GradeAboveGood.RENEWS
    )
    cycle_length: CycleLength = reading(
        "四(五)",
        "项目周期年数是标准还是限制？",
        "Is the length of a cycle a norm or a limit?",
        default=CycleLength.NORM,
        forces=(Force.SHOULD, Force.MUST),
    )
    deadline_day: DeadlineDay = reading(
        "六", "“某日前”“某月底前”是否包含当日？", "Does 'before' a day include that day?", default=DeadlineDay.INCLUDED
    )

    def __attrs_post_init__(self) -> None:
        for low, high in (
            ("usual_headcount_low", "usual_headcount_high"),
            ("assistant_hours", "social_worker_hours"),
            ("social_worker_hours", "senior_hours"),
        ):
            if getattr(self, low) > getattr(self, high):
                raise InvalidValue(
                    f"Policy.{high}", getattr(self, high), f"不小于 {low} 的数", f"a number not below {low}"
                )

    def last_day(self, deadline: date) -> date:
        """Return the last day that still meets a deadline of the notice, under the reading `deadline_day` (六)."""
        return deadline if self.deadline_day is DeadlineDay.INCLUDED else eve_of(deadline)


TIANJIN_2021 = Policy(
    start_by=date(2021, 6, 30),
    finish_by=date(2023, 12, 31),
    city_total=50,
    usual_headcount_low=2,
    usual_headcount_high=3,
    minimum_qualified=1,
    qualification_years=2,
    first_registration_years=1,
    registration_years=3,
    reregistration_months=3,
    assistant_hours=72,
    social_worker_hours=90,
    senior_hours=90,
    degree_hours=90,
    subsidy_first_year=2021,
    subsidy_per_household=Decimal(12),
    yearly_amount=Decimal(250_000),
    cycle_years=3,
    contract_years=1,
    brief_months=1,
    plan_by=date(2021, 6, 15),
    launch_by=date(2021, 7, 31),
    posting_days=15,
)
"""The policy of Tianjin's notice (天津 2021 年政策), with every reading at its default."""

Case: TypeAlias = _Case[Policy]
"""What is not a fact of the subject, for the rules of Tianjin's notice (判断条件)."""

requirement = partial(_requirement, law=Policy)
restating = partial(_restating, law=Policy)
