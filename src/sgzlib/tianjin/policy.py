"""The policy (数值和理解): every number of Tianjin's notice and every open reading of it, each tied to its clause.

A rule body holds no number; it takes it from the policy. Another edition of the notice is another `Policy` value.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any, TypeAlias

from sgzlib.law.clauses import Force
from sgzlib.law.deadlines import later
from sgzlib.law.errors import InvalidValue
from sgzlib.law.kinds import DAY, POSITIVE, YEAR, YUAN
from sgzlib.law.laws import Law, number, reading
from sgzlib.law.periods import calendar_years_after, day, eve_of, to_workday, years_after
from sgzlib.law.requirement import Case as _Case
from sgzlib.law.requirement import requirement as _requirement
from sgzlib.law.requirement import restating as _restating
from sgzlib.law.requirement import yes_or_no as _yes_or_no
from sgzlib.tianjin.notice import NOTICE
from sgzlib.tianjin.readings import (
    AnnualAmount,
    AnnualTarget,
    AssistanceLines,
    ContractLength,
    CycleEnd,
    CycleLength,
    DeadlineDay,
    DonationUse,
    EducationDue,
    EducationHours,
    EmblemRules,
    FailedMayReturn,
    FirstRegistration,
    GradeAboveGood,
    MainCategories,
    MidtermOf,
    PostingScope,
    QuotaDue,
    RegistrationScope,
    RenewalAfterPass,
    ReportCap,
    SignName,
    SubsidyLines,
    SubsidyPriority,
    SuccessorCycle,
    SuccessorProcured,
    TwoYearsFrom,
    TwoYearsUntil,
    UsualHeadcount,
    ZonePurchaser,
)


class Policy(Law):
    """All numbers and readings of Tianjin's notice (数值和理解), each with its clause.

    Change a number with `attrs.evolve`. Whole numbers are persons, hours, days, months or years, as the name says;
    amounts are in yuan.

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
    subsidy_first_year: int = number(
        "四(三)", "专项补助优先使用的年度", "year in which the subsidy is drawn first", kind=YEAR
    )
    subsidy_per_household: Decimal = number(
        "四(三)", "每户每年专项补助（元）", "subsidy per household and year (yuan)", source="subsidy-2019", kind=YUAN
    )
    yearly_amount: Decimal = number("四(四)", "每站每年资金（元）", "money per station and year (yuan)", kind=YUAN)
    cycle_years: int = number("四(五)", "项目周期年数", "years of a project cycle", kind=POSITIVE)
    contract_years: int = number("四(五)", "合同年数", "years of a contract", kind=POSITIVE)
    brief_months: int = number("五(四)", "工作简报间隔月数", "months between briefs", kind=POSITIVE)
    task_year: int = number("六(一)", "建站任务所属年度", "year of the stations' task", kind=YEAR)
    plan_by: date = number("六(一)", "报送区级计划的期限", "date for the district plans", kind=DAY)
    launch_by: date = number("六(二)", "启动运行的期限", "date for the launch", kind=DAY)
    posting_days: int = number("六(二)", "签约后派驻社工的天数", "days from signing to posting")

    registration_scope: RegistrationScope = reading(
        "三(二)",
        "登记和继续教育的要求适用于哪些人员？",
        "To whom do registration and continuing education apply?",
        default=RegistrationScope.CERTIFICATE_HOLDERS,
        grounds={
            RegistrationScope.CERTIFICATE_HOLDERS: (
                "“按照相关规定”指登记和继续教育的国家办法，两部办法都只适用于持证人员；五（一）所写的也是“证书登记”。仅有学历的人员不能办理登记，如果对他们也作此要求，“学历或”一语即无意义。",
                (
                    '"按照相关规定" (under the relevant rules) points to the national rules on registration and '
                    "continuing education. Both deal only with certificates, and 五(一) also speaks of 证书登记 "
                    "(registration of certificates). Degree holders cannot register. If this bound them, 学历或 "
                    "(degree or) would mean nothing."
                ),
            ),
            RegistrationScope.EVERYONE: (
                "“并”字接在“学历或持有……证书”之后，按字面理解，凭学历的和持证的人员都须登记并接受继续教育。",
                (
                    'The word 并 (and) follows the whole phrase "degree or certificate". Literally, degree '
                    "holders must register and be educated as well."
                ),
            ),
        },
    )
    education_due: EducationDue = reading(
        "三(二)",
        "一个登记期的继续教育学时应于何时完成？",
        "By when must the hours of a registration period be complete?",
        default=EducationDue.AT_END,
        grounds={
            EducationDue.AT_END: (
                "《社会工作者继续教育办法》规定的是三年登记期的总学时，办理再登记时查验；刚登记的人员不可能已完成三年的学时。",
                (
                    "The rule on continuing education sets a total for the three years of a registration, and "
                    "proof is required at re-registration. A person who has just registered cannot have three "
                    "years' hours."
                ),
            ),
            EducationDue.ALWAYS: (
                "“登记服务和继续教育”并列；登记须持续有效，学时也可理解为须持续达到。",
                (
                    "Qualification is a status on the day asked about. Registration and continuing education are "
                    "listed together. Registration must be valid every day, so the hours can be read in the same "
                    "way."
                ),
            ),
        },
    )
    first_registration: FirstRegistration = reading(
        "三(二)",
        "持证人员尚未登记，但仍在首次登记受理期内的，是否不符合？",
        ("A certificate holder has not registered, but the year for first registration is not over. Is this a breach?"),
        default=FirstRegistration.WITHIN_A_YEAR,
        grounds={
            FirstRegistration.WITHIN_A_YEAR: (
                "《社会工作者职业水平证书登记办法》规定自通过考试起一年内受理首次登记；仍在受理期内的，不应视为不具备资质。",
                (
                    "The rule on registration allows one year from passing the examination to apply. A person "
                    "within that year follows the rule and should not be called unqualified."
                ),
            ),
            FirstRegistration.AT_ONCE: (
                "三（二）要求“持有……证书，并……在天津接受注册登记服务”，没有规定等待登记的时间。",
                (
                    "三(二) asks to hold the certificate 并 (and) to have registered in Tianjin. It allows no "
                    "time for registering."
                ),
            ),
        },
    )
    two_years_from: TwoYearsFrom = reading(
        "三(二)",
        "全员具备资质的两个年度从何时起算？",
        "When do the two project years for qualifying start?",
        default=TwoYearsFrom.PROJECT_START,
        grounds={
            TwoYearsFrom.PROJECT_START: (
                "“应在承接社工站项目两个年度内”以承接项目为起点，起点只有一个。",
                (
                    '"承接社工站项目两个年度内" (within two years of taking on the station project) counts the '
                    "years of the project. They have one start."
                ),
            ),
            TwoYearsFrom.OWN_POSTING: (
                "“所有驻站社工”到岗有先后，到岗较晚的如果与项目同日届满，所余时间可能不足；按本人到岗日期计算，每人均有两年。",
                (
                    '"所有驻站社工" (all station workers) are posted at different times. If the time ended for '
                    "everyone with the project's two years, a late joiner might have none left. Counted from "
                    "their own posting, each worker has two years."
                ),
            ),
        },
    )
    two_years_until: TwoYearsUntil = reading(
        "三(二)",
        "“两个年度”于哪一日届满？",
        "On which day do two 年度 (years) end?",
        default=TwoYearsUntil.ANNIVERSARY,
        grounds={
            TwoYearsUntil.ANNIVERSARY: (
                "《中华人民共和国民法典》规定，开始的当日不计入，按年计算期间的，到期月的对应日为期间的最后一日。",
                (
                    "Under the Civil Code the starting day is not counted, and a period of years ends on the "
                    "corresponding day."
                ),
            ),
            TwoYearsUntil.EVE: (
                "四（五）规定合同“一年一签”，合同年度通常止于周年日的前一日，两个合同年度即止于第二个周年日的前一日。",
                (
                    "Contracts are signed for one year each (四(五)), and a contract year usually ends on the day "
                    "before its anniversary. Two contract years therefore end on the day before the second "
                    "anniversary."
                ),
            ),
            TwoYearsUntil.CALENDAR_YEARS: (
                (
                    "四（三）“2021年度”、五（二）“年度实施计划”均指自然年度；如果“年度”含义相同，则承接当年为第一个年度，次年年末届满。"
                ),
                (
                    'In "2021年度" (the year 2021, 四(三)) and "年度实施计划" (yearly plan, 五(二)), '
                    "年度 (year) is a calendar year. If it means the "
                    "same here, the year in which the project is taken on is the first one, and the time is over "
                    "at the end of the next."
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
                "“一般为”允许例外，同句的“不少于”才是强制要求；人数以购买合同为准。",
                (
                    '"一般为" (usually) allows exceptions. The mandatory number in the same sentence is the one '
                    "with 不少于 (at least). The number in the contract decides."
                ),
            ),
            UsualHeadcount.LIMIT: (
                "“2—3名”有上限和下限，又写在“应为”一句之后，可理解为必须遵守的配备幅度。",
                (
                    'It gives both limits, "2—3名" (2 to 3), right after a sentence with 应为 (should be). It can '
                    "be read as the required range."
                ),
            ),
        },
        forces=(Force.SHOULD, Force.MUST),
    )
    education_hours: EducationHours = reading(
        "三(二)",
        "国家办法未列明的人员应完成多少继续教育学时？",
        "How many hours are required of people whom the national rule does not list?",
        default=EducationHours.AS_ASSISTANT,
        grounds={
            EducationHours.AS_ASSISTANT: (
                "三（二）对这些人员也要求接受继续教育；国家办法列明的各级中，与其最接近的是助理社会工作师。",
                (
                    "三(二) requires continuing education of them too. Of the levels listed in the national rule, "
                    "assistant social worker is the nearest."
                ),
            ),
            EducationHours.NONE: (
                "国家办法没有规定天津市社会工作员和仅凭学历具备资质人员的学时；没有规定的，不能要求。",
                (
                    "The national rule sets no hours for the Tianjin certificate or for a degree without a "
                    "certificate. A number that is not set cannot be required."
                ),
            ),
        },
    )
    sign_name: SignName = reading(
        "三(五)",
        "“××社会工作服务站”的“××”可以怎样写？",
        'What may replace ×× in "××社会工作服务站" (×× social-work station)?',
        default=SignName.PLACE,
        grounds={
            SignName.PLACE: (
                "通知只写“××”，没有其他规定；是否写明市、区，是否带街道、镇、乡字样，或者街道简称为街，所指都是同一地方。",
                (
                    'The notice says nothing more about "××". With or without city and district, with or without '
                    "街道 (street), 镇 (town) or 乡 (township), or with 街 for 街道, the name refers to the same place."
                ),
            ),
            SignName.FULL_NAME: (
                "标题为“统一标识”，各站写法不一即不统一；通知各处都使用街道（乡镇）的名称。",
                (
                    "The item is called 统一标识 (uniform sign), and names written in different ways are not "
                    "uniform. The notice uses the names of streets and townships throughout."
                ),
            ),
        },
    )
    emblem_rules: EmblemRules = reading(
        "三(五)",
        "《“中国社会工作”标志使用管理办法》的要求是否约束社工站的标识？",
        "Are the measures for the use of the China Social Work emblem binding for the sign?",
        default=EmblemRules.REFERENCE,
        grounds={
            EmblemRules.REFERENCE: (
                "三（五）只规定位置和格式，没有规定标志居主导位置、图文不得拆分，也没有引用该办法。",
                (
                    "三(五) sets the place and the format of the sign. It does not require the emblem to dominate "
                    "or to stay unsplit, and it does not cite the measures."
                ),
            ),
            EmblemRules.BINDING: (
                "使用他人发布的标志，应当遵守发布单位的使用办法。",
                "An emblem may be used only as its issuer allows.",
            ),
        },
        forces=(Force.MAY, Force.MUST),
    )
    zone_purchaser: ZonePurchaser = reading(
        "四(一)",
        "开发区等功能区的管委会可否作购买主体？",
        "May the committee of a development zone or other functional zone be a purchaser?",
        default=ZonePurchaser.AS_STREET,
        grounds={
            ZonePurchaser.AS_STREET: (
                "功能区内由管委会履行街道办事处的职责，所在区的文件也将其与街道、镇并列；五（三）的职责在功能区由管委会承担。",
                (
                    "Within the zone the committee does the work of a street office. The district's own notices "
                    "address it together with streets and towns, and it has the duties of 五(三) there."
                ),
            ),
            ZonePurchaser.NOT_NAMED: (
                "四（一）列明“各区民政局、各街道办事处（乡镇人民政府）”，没有“等”字。",
                (
                    '四(一) lists "各区民政局、各街道办事处（乡镇人民政府）" (district civil-affairs bureaus, '
                    "street offices and township governments) without 等 (and others)."
                ),
            ),
        },
    )
    subsidy_priority: SubsidyPriority = reading(
        "四(三)",
        "“优先用于”是指用途优先，还是资金来源优先？",
        (
            'Does "优先用于" (used first for) give priority among the uses of the subsidy, or among the '
            "sources of money?"
        ),
        default=SubsidyPriority.STATIONS_FIRST,
        grounds={
            SubsidyPriority.STATIONS_FIRST: (
                "“补助资金要优先用于购买……社工站项目”以补助资金为主语。可由补助支付的社工站项目，尚未由补助（或者社会救助专项资金、慈善捐赠）足额支付，补助即用于其他项目的，不属于优先用于社工站。",
                (
                    '"补助资金要优先用于购买……社工站项目" (the subsidy is used first to buy station projects) '
                    "has the subsidy as its subject. As long as costs of the "
                    "stations' projects that the subsidy may pay are not paid in full by it, by the "
                    "social-assistance fund or by charity, subsidy money spent elsewhere was not used first for "
                    "stations."
                ),
            ),
            SubsidyPriority.NONE_UNPAID: (
                "“优先用于”是要优先保障社工站项目；项目已由其他资金足额支付的，补助用于其他项目不影响社工站。",
                (
                    "优先用于 (used first for) secures the projects of the stations. If other money has paid for "
                    "them in full, subsidy money spent elsewhere does not affect the stations."
                ),
            ),
            SubsidyPriority.SOURCES: (
                "这一规定在“资金来源”项下，也可理解为各项资金来源中优先使用补助。",
                (
                    "The sentence is in the item on sources of money. It can be read as an order of sources, with "
                    "the subsidy first."
                ),
            ),
        },
    )
    subsidy_lines: SubsidyLines = reading(
        "四(三)",
        "专项补助可以支付社工站的哪些明细？",
        "Which budget lines of a station may the subsidy pay?",
        default=SubsidyLines.SOME,
        grounds={
            SubsidyLines.SOME: (
                (
                    ""
                    "“用于购买街道（乡镇）社工站项目”，购买的是整个项目；兼顾其他领域的和不分领域的明细（如督导、管理）都是项目的组成部分。"
                ),
                (
                    '"用于购买街道（乡镇）社工站项目" (for buying station projects) means buying the whole '
                    "project. Lines that also serve other "
                    "fields, or no particular field (supervision, management), are part of it."
                ),
            ),
            SubsidyLines.ALL: (
                "专项补助专款专用，《天津市社区公益事业专项补助经费使用管理办法》只列四个领域；兼顾其他领域的明细，有一部分不在其中。",
                (
                    "The subsidy is earmarked (专款专用) for the four fields of its rules. A line that also "
                    "serves another field is partly outside them."
                ),
            ),
        },
    )
    assistance_lines: AssistanceLines = reading(
        "四(三)",
        "社会救助专项资金可以支付社工站的哪些明细？",
        "Which budget lines of a station may the social-assistance fund pay?",
        default=AssistanceLines.ALONE,
        grounds={
            AssistanceLines.ALONE: (
                "可使用该资金的是“购买街道（乡镇）社工站社会救助服务项目”，不是整个社工站项目；兼顾其他领域的明细，可以按领域分列。",
                (
                    'The fund is for "购买街道（乡镇）社工站社会救助服务项目" (buying the social-assistance '
                    "projects of stations), not for the whole project of a "
                    "station. A line that also serves other fields can be split into one line for each field."
                ),
            ),
            AssistanceLines.SOME: (
                "“所需经费可从社会救助专项资金中安排”，没有要求明细只用于社会救助；包含社会救助的明细也是该项目所需经费。",
                (
                    '"所需经费可从社会救助专项资金中安排" (the cost may come from the social-assistance fund) does not '
                    "require that a line serve social assistance "
                    "only. A line with social assistance among its fields is also a cost of that project."
                ),
            ),
        },
    )
    annual_target: AnnualTarget = reading(
        "四(四)",
        "每站每年金额是努力目标还是最低要求？",
        "Is the yearly amount a target or a floor?",
        default=AnnualTarget.TARGET,
        grounds={
            AnnualTarget.TARGET: (
                "“力争达到”是努力目标，与“不少于”不同。",
                '"力争达到" (strive to reach) states an aim. It does not say 不少于 (at least).',
            ),
            AnnualTarget.FLOOR: (
                "标题为“资金标准”，金额也是确定的，可理解为各站都应达到。",
                (
                    "The item is called 资金标准 (funding standard), and the amount is exact. It can be read as "
                    "the amount that each station has to reach."
                ),
            ),
        },
        forces=(Force.SHOULD, Force.MUST),
    )
    annual_amount: AnnualAmount = reading(
        "四(四)",
        "哪些经费计入每站每年的项目资金？",
        "Which money counts towards the yearly amount of a station?",
        default=AnnualAmount.WITHOUT_FACILITIES,
        grounds={
            AnnualAmount.WITHOUT_FACILITIES: (
                "“项目资金”是购买项目的价款：设施设备由街道（乡镇）依三（一）、六（二）落实，或者依七（二）由捐资配备，专项补助只用于购买服务；“等内容”表明所列五类并未穷尽。",
                (
                    '"项目资金" (project money) is the price of the project. Equipment and rooms are provided by '
                    "the street under 三(一) and 六(二) or by donors under 七(二), and the subsidy buys services "
                    'only. "等内容" (and the like) leaves the list of five categories open.'
                ),
            ),
            AnnualAmount.ALL_LINES: (
                "“项目资金”没有排除任何经费，“主要包括……等内容”也未穷尽。",
                (
                    '"项目资金" (project money) excludes nothing, and "主要包括……等内容" (mainly includes … and '
                    "the like) leaves the list open."
                ),
            ),
            AnnualAmount.MAIN_CATEGORIES: (
                "金额之后随即列明五类经费，可理解为只计入这五类。",
                (
                    "The five categories follow the amount directly. The sentence can be read as counting only "
                    "these five."
                ),
            ),
        },
    )
    main_categories: MainCategories = reading(
        "四(四)",
        "所列五类经费是否为全部类别？",
        "Is the list of five categories closed?",
        default=MainCategories.OPEN,
        grounds={
            MainCategories.OPEN: (
                "“主要包括”“等内容”都表明未穷尽，另列其他类别不属于不符合。",
                (
                    '"主要包括" (mainly includes) and "等内容" (and the like) both leave the list open, so '
                    "another category is not a shortcoming."
                ),
            ),
            MainCategories.CLOSED: (
                "“等”也可以用在穷尽的列举之后；如果类别不限于所列，“资金标准”就不能规范资金用途。",
                (
                    "等 (and others) can also end a complete list. If the categories were open, the 标准 (standard) "
                    "could not regulate how the money is used."
                ),
            ),
        },
        forces=(Force.MAY, Force.MUST),
    )
    contract_length: ContractLength = reading(
        "四(五)",
        "“原则上”是否也适用于“一年一签”？",
        "Does 原则上 (in principle) also apply to 一年一签 (signed yearly)?",
        default=ContractLength.NORM,
        grounds={
            ContractLength.NORM: (
                "“原则上”在句首，三年周期和周期内一年一签同在一句。",
                (
                    "原则上 (in principle) is at the head of one sentence that contains both the three years and the "
                    "yearly signing."
                ),
            ),
            ContractLength.LIMIT: (
                "“周期内购买合同一年一签”是独立的分句，没有“原则上”；年度评估和续签都以此为前提。",
                (
                    '"周期内购买合同一年一签" (within the cycle a contract is signed each year) is a clause of its own '
                    "without 原则上 (in principle). The yearly evaluation and "
                    "renewal depend on it."
                ),
            ),
        },
        forces=(Force.SHOULD, Force.MUST),
    )
    cycle_length: CycleLength = reading(
        "四(五)",
        "项目周期年数是标准还是限制？",
        "Is the length of a cycle a norm or a limit?",
        default=CycleLength.NORM,
        grounds={
            CycleLength.NORM: (
                "“原则上项目期限以三年为一个周期”，原则上的要求允许例外。",
                (
                    '"原则上项目期限以三年为一个周期" (in principle, a cycle of three years): a principle allows '
                    "exceptions."
                ),
            ),
            CycleLength.LIMIT: (
                "句首写明目的是“保证社会工作服务延续性”，缩短周期不利于实现这一目的。",
                (
                    "The sentence begins with its aim, the continuity of services. A shorter cycle would not "
                    "serve that aim."
                ),
            ),
        },
        forces=(Force.SHOULD, Force.MUST),
    )
    cycle_end: CycleEnd = reading(
        "四(五)",
        "周期最后一年评估良好或合格的，周期届满后如何办理？",
        "What happens after the last year of the cycle is graded good or qualified?",
        default=CycleEnd.PROCURE,
        grounds={
            CycleEnd.PROCURE: (
                "续签限于“周期内”；周期届满后再购买是新的购买，须按政府购买程序办理。",
                (
                    'Renewal is limited to "周期内" (within the cycle). Buying again after the cycle is a new '
                    "purchase, which needs the government-purchase procedure."
                ),
            ),
            CycleEnd.NOT_COVERED: (
                "“重新确定承接主体”只写在“不合格”之后，周期届满后如何办理，通知没有规定。",
                (
                    '"重新确定承接主体" (choose the contractor anew) is written only after 不合格 (unqualified). '
                    "The notice does not say what follows a complete cycle."
                ),
            ),
        },
    )
    grade_above_good: GradeAboveGood = reading(
        "四(五)",
        "等次高于良好的，如何办理？",
        "How is a grade above good treated?",
        default=GradeAboveGood.RENEWS,
        grounds={
            GradeAboveGood.RENEWS: (
                "良好可以续签，优秀高于良好，应当包括在内。",
                "Good is enough for renewal, and excellent is better than good.",
            ),
            GradeAboveGood.NOT_COVERED: (
                "四（五）只列良好、合格、不合格三等，没有优秀。",
                ("四(五) names 良好 (good), 合格 (qualified) and 不合格 (unqualified), but not 优秀 (excellent)."),
            ),
        },
    )
    renewal_after_pass: RenewalAfterPass = reading(
        "四(五)",
        "评估良好或合格、周期未满的，购买主体是否必须续签？",
        ("After 良好 (good) or 合格 (qualified), with years of the cycle left, must the purchaser renew?"),
        default=RenewalAfterPass.MUST,
        grounds={
            RenewalAfterPass.MUST: (
                "“续签合同”与“不予续签”相对，同一条又以“保证社会工作服务延续性”为目的；更换承接主体与此不符。",
                (
                    '"续签合同" (renew) is the opposite of "不予续签" (do not renew). The item begins with its '
                    'aim, "保证社会工作服务延续性" (continuity of services), and changing the contractor does not '
                    "fit that aim."
                ),
            ),
            RenewalAfterPass.MAY: (
                "合同由双方订立，一方不能单独续签；“续签合同”也可理解为具备续签条件。",
                (
                    'A contract needs both sides, and one side cannot renew it alone. "续签合同" (renew) can also '
                    "mean that the conditions for renewal are met."
                ),
            ),
        },
        forces=(Force.MUST, Force.MAY),
    )
    failed_may_return: FailedMayReturn = reading(
        "四(五)",
        "评估不合格的承接主体，可否经政府购买程序再次承接？",
        "After 不合格 (unqualified), may the same contractor win the new procedure?",
        default=FailedMayReturn.BY_PROCEDURE,
        grounds={
            FailedMayReturn.BY_PROCEDURE: (
                "“不予续签”只排除续签；经政府购买程序重新订立的合同不属于续签。",
                (
                    '"不予续签" (do not renew) only excludes renewal. A new contract made through the procedure '
                    "is not a renewal."
                ),
            ),
            FailedMayReturn.EXCLUDED: (
                "“重新确定承接主体”含有更换之意，各地也多规定评估不合格的应当退出。",
                (
                    '"重新确定承接主体" (choose the contractor anew) suggests a change. Elsewhere, contractors '
                    "that fail commonly have to leave."
                ),
            ),
        },
    )
    successor_procured: SuccessorProcured = reading(
        "四(五)",
        "因评估不合格以外的原因更换承接主体的，是否也须经政府购买程序？",
        ("If the contractor changes for a reason other than 不合格 (unqualified), is the procedure needed too?"),
        default=SuccessorProcured.ALWAYS,
        grounds={
            SuccessorProcured.ALWAYS: (
                "二（四）要求“以政府购买服务方式”委托，更换承接主体即为“重新确定”；原购买程序确定的不是新的承接主体。",
                (
                    '二(四) has stations entrusted "以政府购买服务方式" (by government purchase of services), and '
                    "changing the contractor is 重新确定 (choosing anew). The procedure for the former contract "
                    "did not choose the new contractor."
                ),
            ),
            SuccessorProcured.AFTER_FAILURE: (
                "四（五）只在“不合格”之后写了“按照政府购买程序”。",
                (
                    '四(五) writes "按照政府购买程序" (by the government-purchase procedure) only after 不合格 '
                    "(unqualified)."
                ),
            ),
        },
    )
    successor_cycle: SuccessorCycle = reading(
        "四(五)",
        "周期未满更换承接主体的，沿用原周期还是重新计算周期？",
        "If the contractor changes in mid-cycle, which cycle counts?",
        default=SuccessorCycle.PROJECT,
        grounds={
            SuccessorCycle.PROJECT: (
                "“项目期限以三年为一个周期”，周期是项目的周期，更换承接主体后接续计算合同年度。",
                (
                    '"项目期限以三年为一个周期" (a cycle of three years for the project): the cycle belongs to '
                    "the project, and the new contractor takes its next year."
                ),
            ),
            SuccessorCycle.OWN: (
                "设定周期是为“保证社会工作服务延续性”，新的承接主体也需要完整的周期。",
                (
                    'The purpose of the cycle is "保证社会工作服务延续性" (continuity of services), and a new '
                    "contractor also needs a complete cycle."
                ),
            ),
        },
    )
    report_cap: ReportCap = reading(
        "五(四)",
        "合同未约定报告、评估的天数，或者约定天数过长的，最迟何时完成为“按时”？",
        ("If the contract sets no days for reports and evaluations, or very many, until when are they 按时 (on time)?"),
        default=ReportCap.BACKSTOP,
        grounds={
            ReportCap.BACKSTOP: (
                "“月度”“中期”“末期”本身含有时间：月度简报不晚于次月月底，中期的不晚于所属期间届满，末期的不晚于合同期满后一年。超过上述时间的，不是“按时”。",
                (
                    '"月度" (monthly), "中期" (mid-term) and "末期" (final) imply times: a brief by the end of '
                    "the next month, mid-term reports and evaluations by the end of their period, final ones "
                    'within a year of the contract\'s end. Anything later is not "按时" (on time).'
                ),
            ),
            ReportCap.CONTRACT_ALONE: (
                "五（四）规定“根据购买合同”，通知没有规定天数；合同没有约定的，不能代为规定。",
                (
                    '五(四) says "根据购买合同" (under the purchase contract), and the notice names no days. If '
                    "the contract sets none, nobody else can set them."
                ),
            ),
        },
    )
    midterm_of: MidtermOf = reading(
        "五(四)",
        "“中期”“末期”按合同年度还是按项目周期计算？",
        'Do "mid-term" and "final" refer to the contract year or to the project cycle?',
        default=MidtermOf.CONTRACT_YEAR,
        grounds={
            MidtermOf.CONTRACT_YEAR: (
                "五（四）规定“要根据购买合同”，而合同一年一签；四（五）的年度评估也以合同年度为单位。",
                (
                    '五(四) begins with "要根据购买合同" (under the purchase contract), and contracts run for one '
                    "year. The yearly evaluation of 四(五) is by contract year too."
                ),
            ),
            MidtermOf.CYCLE: (
                "六（三）规定“对社工站项目……做好中期、末期评估”，而项目期限以三年为一个周期。",
                (
                    "六(三) speaks of the mid-term and final evaluation of the project, and the project runs in cycles "
                    "of three years."
                ),
            ),
        },
    )
    quota_due: QuotaDue = reading(
        "六(一)",
        "附件所列任务数应于何时建成？",
        "By when must the stations of the annex be built?",
        default=QuotaDue.YEAR_END,
        grounds={
            QuotaDue.YEAR_END: (
                "附件所列为“2021年社会工作站建设任务数”，第一部分规定“本年度”设站，均以年度为期。",
                (
                    'The number is that of "2021年社会工作站建设任务数" (stations to be built in 2021), and 一 '
                    "sets up the stations within 本年度 (this year). Both set the year as the time limit."
                ),
            ),
            QuotaDue.LAUNCH: (
                "六（二）要求7月底前落实场地设备、签约并启动，任务数内的社工站也应在同一期限内建成。",
                (
                    "六(二) asks for premises, contract and launch by the end of July. The stations of the annex "
                    "should then also exist by that time."
                ),
            ),
        },
    )
    posting_scope: PostingScope = reading(
        "六(二)",
        "合同签订后15天内须派驻到岗的是哪些人员？",
        "Who must be posted within fifteen days of signing?",
        default=PostingScope.CONTRACTED,
        grounds={
            PostingScope.CONTRACTED: (
                "“派驻社工”是履行合同，三（二）规定“根据购买合同，及时、足额”；此后接替或者增加的人员不在此限。",
                (
                    '"派驻社工" (posting workers) performs the contract, and 三(二) asks for workers on time and '
                    "in full under the contract. A successor or an additional worker is not covered by this "
                    "limit."
                ),
            ),
            PostingScope.EVERYONE: (
                "六（二）只写“派驻社工”，没有限定人数，按字面理解，凡派驻的都应在15天内到岗。",
                (
                    '六(二) says "派驻社工" (posting workers) without a number. Literally, everyone who is posted '
                    "has to be posted within the fifteen days."
                ),
            ),
        },
    )
    deadline_day: DeadlineDay = reading(
        "六",
        "“……日前”“……月底前”是否包含当日？",
        'Does "before" a day or a month\'s end include that day?',
        default=DeadlineDay.INCLUDED,
        grounds={
            DeadlineDay.INCLUDED: (
                "公文中的期限写“……日前”的，通常包含当日；《中华人民共和国民法典》第一千二百五十九条规定的是“以内”“届满”，没有规定“前”。",
                (
                    "In official documents a limit written 某日前 (before a day) usually includes that day. "
                    "Article 1259 of the Civil Code deals with 以内 (within) and 届满 (expiry), not with 前 "
                    "(before)."
                ),
            ),
            DeadlineDay.EXCLUDED: (
                "按字面理解，“前”不包含所写的那一日，到前一日为止。",
                "Literally, 前 (before) excludes the day that it names and ends on the day before.",
            ),
        },
    )
    donation_use: DonationUse = reading(
        "七(二)",
        "哪些捐赠只能用于设施设备和活动场所？",
        "Which donations may only be used for equipment and rooms?",
        default=DonationUse.FOR_BUILDING,
        grounds={
            DonationUse.FOR_BUILDING: (
                "“捐资支持……社工站建设，定向用于”，定向的是支持建设的捐资；二（四）还鼓励慈善组织支持社工站的服务项目。",
                (
                    '"捐资支持……社工站建设，定向用于" (money given for building stations is designated for) '
                    "restricts what was given for building stations. 二(四) also "
                    "wants charities to support the stations' service projects."
                ),
            ),
            DonationUse.EVERY: (
                "通知对捐赠资金只有这一句规定，用途只列设施设备和活动场所。",
                "This is the notice's only sentence on donated money, and it names only equipment and rooms.",
            ),
        },
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
        """Return the last day that meets a deadline of the notice, under the reading `deadline_day` (期限末日，六)."""
        return deadline if self.deadline_day is DeadlineDay.INCLUDED else eve_of(deadline)

    def qualified_by(self, start: Any) -> Any:
        """Return the last day of the years for qualifying (取得资质期限), under the reading `two_years_until`.

        Qualification is a state: if the years ended before the notice, the requirement is binding from the notice's
        first day.
        """
        if isinstance(start, datetime):
            day("start", start)
        if self.two_years_until is TwoYearsUntil.CALENDAR_YEARS:
            return later(calendar_years_after(start, self.qualification_years), self.in_force_from)
        over = years_after(start, self.qualification_years)
        last = to_workday(eve_of(over) if self.two_years_until is TwoYearsUntil.EVE else over, self.rest_days)
        return later(last, self.in_force_from)


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
    task_year=2021,
    plan_by=date(2021, 6, 15),
    launch_by=date(2021, 7, 31),
    posting_days=15,
)
"""The policy of Tianjin's notice (天津2021年通知的规定), with every reading at its default."""

Case: TypeAlias = _Case[Policy]
"""What is not a fact of the subject, for the rules of Tianjin's notice (核对条件)."""

requirement = partial(_requirement, law=Policy)
restating = partial(_restating, law=Policy)
yes_or_no = partial(_yes_or_no, law=Policy)
