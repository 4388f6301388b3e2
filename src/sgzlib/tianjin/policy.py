"""The policy (政策参数): every number of the notice and every open reading of it, each tied to its clause.

A rule body holds no number; it takes it from the policy. Another city's notice is another `Policy` value.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, Self, cast

import attrs

from sgzlib.law.errors import InvalidType, InvalidValue
from sgzlib.law.kinds import COUNT, bounded_number, yuan
from sgzlib.law.labels import Labelled
from sgzlib.law.notice import Force, Notice
from sgzlib.law.periods import day
from sgzlib.tianjin.notice import NOTICE
from sgzlib.tianjin.readings import (
    AnnualTarget,
    CycleLength,
    DeadlineDay,
    EducationHours,
    GradeAboveGood,
    MainCategories,
    Reading,
    RegistrationScope,
    TwoYearsFrom,
    UsualHeadcount,
)


def _reading(options: type[Labelled], clause: str, zh: str, en: str, forces: tuple[Force, ...] = ()) -> Any:
    def check(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not isinstance(value, options):
            allowed = [f"{options.__name__}.{option.name}" for option in options]
            raise InvalidType(f"Policy.{attribute.name}", value, "、".join(allowed), ", ".join(allowed))

    return attrs.field(
        default=next(iter(options)),
        validator=check,
        metadata={Reading: lambda name: Reading(name, clause, zh, en, tuple(options), forces)},
    )


@attrs.frozen
class Number:
    """A number of the notice (通知中的数值): its clause, its labels, and the cited document where it is not its own."""

    id: str
    clause: str
    zh: str
    en: str
    source: str | None = None
    least: int = 0


def number(clause: str, zh: str, en: str, *, source: str | None = None, least: int = 0) -> Any:
    """Declare a number of a policy (声明政策数值): its clause, its labels, and the document it comes from if cited.

    A whole number below `least`, or above 10**9, is refused.
    """
    return attrs.field(
        validator=_is_number, metadata={Number: lambda name: Number(name, clause, zh, en, source, least)}
    )


def _is_number(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    # A module of one's own may or may not have annotations that are text.
    field, declared = f"Policy.{attribute.name}", getattr(attribute.type, "__name__", attribute.type)
    if declared == "date":
        day(field, value)
        return
    if declared == "Decimal":
        yuan(field, value)
        return
    least = attribute.metadata[Number](attribute.name).least
    zh, en = f"不小于 {least} 的整数" if least else "非负整数", f"a whole number not below {least}"
    whole = attrs.evolve(COUNT, zh=f"{zh}（至多 10 亿）", en=f"{en} (at most 10**9)", least=least)
    bounded_number(field, value, whole, int)


@attrs.frozen(kw_only=True, repr=False)
class Policy:
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
    sgzlib.law.errors.InvalidValue: Policy.minimum_qualified: -1 不可用，应为非负整数（至多 10 亿） \
(not usable, expected a whole number not below 0 (at most 10**9))
    """

    notice: Notice = attrs.field(validator=attrs.validators.instance_of(Notice))

    start_by: date = number("一", "全国启动建设的期限", "national date for the start")
    finish_by: date = number("一", "全国完成建设的期限", "national date for completion")
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
        "四(三)", "每户每年专项补助（元）", "subsidy per household and year (yuan)", source="subsidy-2019"
    )
    yearly_amount: Decimal = number("四(四)", "每站每年资金（元）", "money per station and year (yuan)")
    cycle_years: int = number("四(五)", "项目周期年数", "years of a project cycle", least=1)
    contract_years: int = number("四(五)", "合同年数", "years of a contract", least=1)
    brief_months: int = number("五(四)", "工作简报间隔月数", "months between briefs", least=1)
    plan_by: date = number("六(一)", "报送区级计划的期限", "date for the district plans")
    launch_by: date = number("六(二)", "启动运行的期限", "date for the launch")
    posting_days: int = number("六(二)", "签约后派驻社工的天数", "days from signing to posting")

    registration_scope: RegistrationScope = _reading(
        RegistrationScope,
        "三(二)",
        "登记和继续教育是否也约束凭学历具备条件的人员，还是仅约束持证者？",
        "Do registration and continuing education bind degree holders too, or certificate holders alone?",
    )
    two_years_from: TwoYearsFrom = _reading(
        TwoYearsFrom, "三(二)", "全员具备资质的年限从何时起算？", "From when do the project years for qualifying run?"
    )
    usual_headcount: UsualHeadcount = _reading(
        UsualHeadcount,
        "三(二)",
        "驻站社工的一般人数是标准还是限制？",
        "Is the usual number of workers a norm or a limit?",
        (Force.SHOULD, Force.MUST),
    )
    education_hours: EducationHours = _reading(
        EducationHours,
        "三(二)",
        "国家办法未列明的人员应完成多少继续教育学时？",
        "How many hours are asked of those whom the national rule does not name?",
    )
    annual_target: AnnualTarget = _reading(
        AnnualTarget,
        "四(四)",
        "每站每年金额是努力目标还是最低要求？",
        "Is the yearly amount a target or a floor?",
        (Force.SHOULD, Force.MUST),
    )
    main_categories: MainCategories = _reading(
        MainCategories,
        "四(四)",
        "所列五类经费是否为全部类别？",
        "Is the list of five categories closed?",
        (Force.SHOULD, Force.MUST),
    )
    grade_above_good: GradeAboveGood = _reading(
        GradeAboveGood, "四(五)", "高于良好的等次后果如何？", "What follows from a grade above good?"
    )
    cycle_length: CycleLength = _reading(
        CycleLength,
        "四(五)",
        "项目周期年数是标准还是限制？",
        "Is the length of a cycle a norm or a limit?",
        (Force.SHOULD, Force.MUST),
    )
    deadline_day: DeadlineDay = _reading(
        DeadlineDay, "六", "“某日前”“某月底前”是否包含当日？", "Does 'before' a day include that day?"
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

    def __repr__(self) -> str:
        return f"<Policy {self.notice.title}>"

    def under(self, **options: Labelled) -> Self:
        """Give the same policy under other readings (换用解释)."""
        return attrs.evolve(self, **cast("Any", options))

    def last_day(self, deadline: date) -> date:
        """Give the last day that still meets a deadline of the notice, under the reading `deadline_day` (六)."""
        return deadline if self.deadline_day is DeadlineDay.INCLUDED else deadline - timedelta(days=1)


@cache
def _described(kind: type[Any]) -> dict[str, Any]:
    return {field.name: field.metadata[kind](field.name) for field in attrs.fields(Policy) if kind in field.metadata}


READINGS: dict[str, Reading] = _described(Reading)
"""Every open question of the notice (待定解释), by the name of its field in `Policy`."""

NUMBERS: dict[str, Number] = _described(Number)
"""Every number of the notice (数值), by the name of its field in `Policy`."""

TIANJIN_2021 = Policy(
    notice=NOTICE,
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
