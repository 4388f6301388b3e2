"""The policy (政策参数): every number of Tianjin's notice and every open reading of it, each tied to its clause.

A rule body holds no number; it takes it from the policy. Another edition of the notice is another `Policy` value.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, TypeAlias

from sgzlib.law.clauses import Force
from sgzlib.law.errors import InvalidValue
from sgzlib.law.kinds import DAY, POSITIVE, YUAN
from sgzlib.law.laws import Law, number, reading
from sgzlib.law.periods import calendar_years_after, eve_of, to_workday, years_after
from sgzlib.law.requirement import Case as _Case
from sgzlib.law.requirement import requirement as _requirement
from sgzlib.law.requirement import restating as _restating
from sgzlib.tianjin.notice import NOTICE
from sgzlib.tianjin.readings import (
    AnnualTarget,
    CycleLength,
    DeadlineDay,
    EducationDue,
    EducationHours,
    FirstRegistration,
    GradeAboveGood,
    MainCategories,
    PostingScope,
    RegistrationScope,
    SignName,
    TwoYearsFrom,
    TwoYearsUntil,
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
        "登记和继续教育约束哪些人？",
        "Whom do registration and continuing education bind?",
        default=RegistrationScope.CERTIFICATE_HOLDERS,
        grounds={
            RegistrationScope.CERTIFICATE_HOLDERS: (
                "“按照相关规定”指向登记和继续教育的国家办法，两部办法都只管证书；五(一)说的也是“证书登记”。仅有学历的人无从登记，若也约束，“学历或”就成了空话。",
                (
                    '"按照相关规定" points to the national rules on registration and continuing education, and both '
                    "deal with certificates alone; 五(一) too says 证书登记. Who has a degree alone cannot register, "
                    "so if they were bound the words 学历或 would be empty."
                ),
            ),
            RegistrationScope.EVERYONE: (
                "“并”字接在“学历或证书”整句之后，字面上学历者和持证者都须登记、受教育。",
                (
                    'The word 并 follows the whole of "degree or certificate", so that by the letter degree holders '
                    "must register and be educated as well."
                ),
            ),
        },
    )
    education_due: EducationDue = reading(
        "三(二)",
        "一个登记期的继续教育学时何时须学满？",
        "When must the hours of a registration period be complete?",
        default=EducationDue.AT_END,
        grounds={
            EducationDue.AT_END: (
                "继续教育办法规定的是三年登记期的总学时，再登记时才查验；刚登记的人不可能已学满三年的学时。",
                (
                    "The rule on continuing education sets a total for the three years of a registration, and proof "
                    "is asked for at re-registration; who has just registered cannot have three years' hours."
                ),
            ),
            EducationDue.ALWAYS: (
                "资质是判断日的状态，“登记服务和继续教育”并列，登记须每日有效，学时也可读作须每日达到。",
                (
                    "Being qualified is how things stand on the day asked about; registration and continuing "
                    "education stand side by side, so as the one must hold daily, so could the other."
                ),
            ),
        },
    )
    first_registration: FirstRegistration = reading(
        "三(二)",
        "持证人尚未登记、但仍在首次登记受理期内，是否已算违反？",
        "Is a holder who has not registered, but is still within the year for first registration, in breach?",
        default=FirstRegistration.WITHIN_A_YEAR,
        grounds={
            FirstRegistration.WITHIN_A_YEAR: (
                "登记办法准许自通过考试起一年内申请首次登记，期限之内照规定办事的人不应被说成没有资质。",
                (
                    "The rule on registration gives one year from passing to apply; who is still within it acts as "
                    "the rule provides and should not be called unqualified."
                ),
            ),
            FirstRegistration.AT_ONCE: (
                "三(二)要“持有……证书，并……在天津接受注册登记服务”，没有留出等待登记的时间。",
                "三(二) asks to hold the certificate 并 to have registered in Tianjin, and leaves no time to wait.",
            ),
        },
    )
    two_years_from: TwoYearsFrom = reading(
        "三(二)",
        "全员具备资质的两个年度从何时起算？",
        "From when do the two project years for qualifying run?",
        default=TwoYearsFrom.PROJECT_START,
        grounds={
            TwoYearsFrom.PROJECT_START: (
                "“应在承接社工站项目两个年度内”说的是承接项目的年度，只有一个起点。",
                '"承接社工站项目两个年度内" counts the years of the project that was taken on: there is one start.',
            ),
            TwoYearsFrom.OWN_POSTING: (
                "“所有驻站社工”各人到岗先后不同，后到的人若与项目同日届满，可能一天也没有；按本人计算才人人有两年。",
                (
                    '"所有驻站社工" come at different times; if the years of a latecomer ended with the project\'s, '
                    "nothing might be left; counted from the own posting each has two."
                ),
            ),
        },
    )
    two_years_until: TwoYearsUntil = reading(
        "三(二)",
        "“两个年度”到哪一日届满？",
        "On which day are two 年度 over?",
        default=TwoYearsUntil.ANNIVERSARY,
        grounds={
            TwoYearsUntil.ANNIVERSARY: (
                "民法典：开始的当日不计入，按年计算的期间到最后一月的对应日届满。",
                "Civil Code: the starting day is not counted, and a period of years ends on the corresponding day.",
            ),
            TwoYearsUntil.EVE: (
                "四(五)的合同“一年一签”，合同年度通常止于周年日前一日；两个合同年度就到第二个周年日的前一日。",
                (
                    "Contracts are signed for a year each (四(五)), and a contract year usually ends on the eve of its "
                    "anniversary; so two of them end on the eve of the second."
                ),
            ),
            TwoYearsUntil.CALENDAR_YEARS: (
                ("四(三)“2021年度”、五(二)“年度实施计划”都是自然年度；“年度”若同义，承接当年是第一个，次年年末届满。"),
                (
                    'In "2021年度" (四(三)) and "年度实施计划" (五(二)) 年度 is a calendar year; if it means the same '
                    "here, the year of taking on is the first and the next one's end the last day."
                ),
            ),
        },
    )
    usual_headcount: UsualHeadcount = reading(
        "三(二)",
        "驻站社工的一般人数是标准还是限制？",
        "Is the usual number of workers a norm or a limit?",
        default=UsualHeadcount.NORM,
        grounds={
            UsualHeadcount.NORM: (
                "“一般为”容许例外，同句的“不少于”才是硬要求；真正约束人数的是购买合同。",
                (
                    '"一般为" allows exceptions, and 不少于 in the same sentence is what binds; the number that counts '
                    "is the contract's."
                ),
            ),
            UsualHeadcount.LIMIT: (
                "给出了上下限“2—3名”，又在“应为”之后，可读作配备的幅度。",
                (
                    'It gives both ends, "2—3名", right after a sentence with 应为, and can be read as the range to be '
                    "kept."
                ),
            ),
        },
        forces=(Force.SHOULD, Force.MUST),
    )
    education_hours: EducationHours = reading(
        "三(二)",
        "国家办法未列明的人员应完成多少继续教育学时？",
        "How many hours are asked of those whom the national rule does not name?",
        default=EducationHours.AS_ASSISTANT,
        grounds={
            EducationHours.AS_ASSISTANT: (
                "三(二)要求他们也接受继续教育，国家办法列明的各级中最近的是助理社会工作师。",
                (
                    "三(二) asks continuing education of them too, and of the levels that the national rule names "
                    "assistant is the nearest."
                ),
            ),
            EducationHours.NONE: (
                "国家办法没有给天津市社会工作员和仅凭学历者定学时，没有规定的数不能要求。",
                (
                    "The national rule sets no hours for the Tianjin certificate or for a degree alone, and a number "
                    "that nobody set cannot be asked."
                ),
            ),
        },
    )
    sign_name: SignName = reading(
        "三(五)",
        "“××社会工作服务站”的“××”可以怎样写？",
        'What may stand for ×× in "××社会工作服务站"?',
        default=SignName.PLACE,
        grounds={
            SignName.PLACE: (
                "“××”之外没有别的规定；带不带市、区，带不带街道、镇、乡，或街道写作街，所指都是同一个地方。",
                (
                    'There is nothing but "××"; with or without city and district, with or without 街道, 镇 or 乡, or '
                    "with 街 for 街道, it names the same place."
                ),
            ),
            SignName.FULL_NAME: (
                "标题是“统一标识”，各站写法不一就不统一；通知处处用街道（乡镇）的名称。",
                (
                    "The item is called 统一标识, and names written in different ways are not uniform; the notice "
                    "speaks of streets and townships by their names throughout."
                ),
            ),
        },
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
    posting_scope: PostingScope = reading(
        "六(二)",
        "合同签订后十五天内须派驻到岗的是哪些人？",
        "Who must be posted within fifteen days of signing?",
        default=PostingScope.CONTRACTED,
        grounds={
            PostingScope.CONTRACTED: (
                "“派驻社工”履行的是合同，三(二)说“根据购买合同，及时、足额”；后来接替或增加的人什么也没有违反。",
                (
                    '"派驻社工" performs the contract, and 三(二) says in time and in full as the contract has it; a '
                    "successor or an extra worker breaks nothing."
                ),
            ),
            PostingScope.EVERYONE: (
                "六(二)只说“派驻社工”，没有限定人数，字面上凡派驻的都在十五天之内。",
                (
                    '六(二) says "派驻社工" without a number; by the letter whoever is posted is posted within the '
                    "fifteen days."
                ),
            ),
        },
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

    def qualified_by(self, start: Any) -> Any:
        """Return the last day of the years for qualifying, as `two_years_until` has it (三(二)), in any world."""
        if self.two_years_until is TwoYearsUntil.CALENDAR_YEARS:
            return calendar_years_after(start, self.qualification_years)
        over = years_after(start, self.qualification_years)
        return to_workday(eve_of(over) if self.two_years_until is TwoYearsUntil.EVE else over, self.rest_days)


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
