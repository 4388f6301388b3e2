"""四(五) contracts of a year in a cycle of three, and who follows; 五(四) reports, 六(二) signing, 六(三) evaluations.

The notice asks for reports "on time" and names no days. What a report covers ends on a day: of a brief each contract
month, of the mid-term ones half the contract year (or cycle, reading `midterm_of`), of the final ones all of it. How
many days later it is due is what the contract says, and a fact. Left out: what the parties agree beyond that, and the
decision on renewal, which `renewal` makes.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.assessment.marks import Lane
from sgzlib.law.clauses import Force, Scope
from sgzlib.law.deadlines import done_by, earlier, later, where
from sgzlib.law.errors import InvalidType, InvalidValue, require
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.kinds import COUNT, DAY, POSITIVE, YES_NO, choice
from sgzlib.law.laws import History, Law
from sgzlib.law.periods import Period, days_after, eve_of, months_after, to_workday, whole_years_in, years_after
from sgzlib.law.requirement import Ruleset
from sgzlib.law.truth import UNKNOWN, Truth, Unknown, not_
from sgzlib.prose.views import ViewedSubject
from sgzlib.tianjin.actors import Actor
from sgzlib.tianjin.policy import TIANJIN_2021, Case, Policy, requirement, yes_or_no
from sgzlib.tianjin.purchase.cycle import Cycle
from sgzlib.tianjin.purchase.grades import Grade
from sgzlib.tianjin.purchase.reports import (
    Halves,
    Report,
    evaluations_of,
    months_to_midterm,
    reports_lane,
    reports_of,
)
from sgzlib.tianjin.readings import CycleEnd, MidtermOf


@subject
class Contract(ViewedSubject):
    """A purchase contract (购买合同) and the facts asked about one.

    `period` sets `first_day`, `last_day` and `years` at once; a table, whose columns add no years, brings the three.
    `years` is 0 where the contract does not run whole years, each to the eve of its anniversary or to the anniversary.
    `monthly_briefs` is about those that fell due by the day asked about; the days of other reports and evaluations may
    be `NOT_YET`. Of a contract that follows no other, `same_contractor` is False. Every fact may be left out or be
    None: it is then UNKNOWN. Raises `InvalidType` or `InvalidValue` for what is no such fact, and for `period` beside
    one of the facts that it sets.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> contract = sgz.Contract(period=sgz.Period(date(2021, 7, 23), date(2022, 7, 22)))
    >>> contract.first_day, contract.years
    (datetime.date(2021, 7, 23), 1)
    >>> sgz.Contract(signed_on="2021-07-20")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: Contract.signed_on: '2021-07-20' 不可用，应为日期（datetime.date，不含时刻） \
(not usable, expected a datetime.date without a time)
    """

    called = ("购买合同", "Purchase contract")

    signed_on: Fact[date] = fact(DAY, "签订日期", "signed on", settled=True)
    first_day: Fact[date] = fact(DAY, "合同首日", "first day of the contract", settled=True)
    last_day: Fact[date] = fact(DAY, "合同末日", "last day of the contract", settled=True)
    years: Fact[int] = fact(
        COUNT, "合同年数（非整年为 0）", "whole years of the contract (0 if not whole)", settled=True
    )
    contract_year: Fact[int] = fact(POSITIVE, "周期内第几个合同年度", "year of the cycle", settled=True)
    cycle_years: Fact[int] = fact(POSITIVE, "项目周期年数", "years of the project cycle", settled=True)
    first_batch: Fact[bool] = fact(YES_NO, "属于首批社工站", "for a station of the first batch", settled=True)
    monthly_briefs: Fact[bool] = fact(YES_NO, "到期的工作简报均已按时提交", "every brief that fell due came in time")
    brief_within_days: Fact[int] = fact(
        COUNT, "工作简报提交天数", "briefs due within", unit=("天", "days"), settled=True
    )
    midterm_report_on: Fact[date] = fact(DAY, "中期工作报告提交日期", "mid-term report submitted on")
    final_report_on: Fact[date] = fact(DAY, "末期工作报告提交日期", "final report submitted on")
    report_within_days: Fact[int] = fact(
        COUNT, "工作报告提交天数", "reports due within", unit=("天", "days"), settled=True
    )
    midterm_evaluation_on: Fact[date] = fact(
        DAY, "中期评估完成并报市民政局日期", "mid-term evaluation reported to the city on"
    )
    final_evaluation_on: Fact[date] = fact(
        DAY, "末期评估完成并报市民政局日期", "final evaluation reported to the city on"
    )
    evaluation_within_days: Fact[int] = fact(
        COUNT, "评估上报天数", "evaluations due within", unit=("天", "days"), settled=True
    )
    previous_grade: Fact[Grade] = fact(
        choice(Grade), "上一合同年度评估等次", "grade of the contract year before", settled=True
    )
    same_contractor: Fact[bool] = fact(YES_NO, "与上一合同为同一承接主体", "same contractor as before", settled=True)
    procured: Fact[bool] = fact(
        YES_NO, "按政府购买程序确定承接主体", "contractor found by government procurement", settled=True
    )

    def __init__(self, *, period: Period | Unknown | None = None, **facts: Any) -> None:
        """Take the facts by name, and the three about the term as one `period` too."""
        if isinstance(period, Unknown) or period is None:
            self.__attrs_init__(**facts)  # type: ignore[attr-defined]
            return
        both = [name for name in ("first_day", "last_day", "years") if name in facts]
        if both:
            names = "、".join(both)
            raise InvalidValue(
                "Contract.period", period, f"单独给出（不与 {names} 并用）", f"given without {', '.join(both)}"
            )
        if not isinstance(period, Period):
            raise InvalidType("Contract.period", period, "Period 对象", "a Period")
        days = {"first_day": period.first_day, "last_day": period.last_day, "years": whole_years_in(period)}
        self.__attrs_init__(**days, **facts)  # type: ignore[attr-defined]

    @property
    def period(self) -> Period | Unknown:
        """The first and the last day as one (合同期); UNKNOWN unless both are known and in order."""
        if isinstance(self.first_day, Unknown) or isinstance(self.last_day, Unknown) or self.last_day < self.first_day:
            return UNKNOWN
        return Period(self.first_day, self.last_day)

    def timeline_marks(self, policy: Policy) -> tuple[Lane, ...]:
        """Return the cycle's contract years, and the contract's reports (时间线标注)."""
        first, year, years, period = self.first_day, self.contract_year, self.cycle_years, self.period
        lanes: list[Lane] = []
        if not (isinstance(first, Unknown) or isinstance(year, Unknown) or isinstance(years, Unknown)):
            begun: date = years_after(first, 1 - year)
            lanes += [Cycle(started_on=begun, years=years).lane(policy)] if year <= years else []
        if isinstance(period, Unknown):
            return tuple(lanes)
        owed = report_schedule(self, policy=policy) + evaluation_schedule(self, policy=policy)
        return (*lanes, reports_lane(owed))


def _within(covered: Any, days: Any, case: Case) -> Any:
    # However many days the contract gives, nothing is late through the last day of what it covers.
    return later(covered, to_workday(days_after(covered, days), case.law.rest_days))


def _briefs_due(contract: Contract, case: Case) -> Any:
    month, days = case.law.brief_months, contract.brief_within_days
    first = earlier(eve_of(months_after(contract.first_day, month)), contract.last_day)
    under_the_notice = eve_of(months_after(case.law.in_force_from, month))
    last = _within(contract.last_day, days, case)
    return earlier(later(_within(first, days, case), under_the_notice), last)


def _half_a_cycle(contract: Contract) -> Any:
    return contract.contract_year + contract.contract_year


def _midterm_covered(contract: Contract, case: Case) -> Any:
    half = earlier(eve_of(months_after(contract.first_day, months_to_midterm(case.law))), contract.last_day)
    if case.law.midterm_of is MidtermOf.CONTRACT_YEAR:
        return half
    # A cycle of an even number of years is half over at the end of a contract, an odd one in the middle of it.
    return where(_half_a_cycle(contract) <= contract.cycle_years, contract.last_day, half)


def _midterm_report_due(contract: Contract, case: Case) -> Any:
    return _within(_midterm_covered(contract, case), contract.report_within_days, case)


def _final_report_due(contract: Contract, case: Case) -> Any:
    return _within(contract.last_day, contract.report_within_days, case)


def _midterm_evaluation_due(contract: Contract, case: Case) -> Any:
    return _within(_midterm_covered(contract, case), contract.evaluation_within_days, case)


def _final_evaluation_due(contract: Contract, case: Case) -> Any:
    return _within(contract.last_day, contract.evaluation_within_days, case)


def _has_midterm(contract: Contract, case: Case) -> Any:
    if case.law.midterm_of is MidtermOf.CONTRACT_YEAR:
        return True
    twice = _half_a_cycle(contract)
    return (twice >= contract.cycle_years) & (twice <= contract.cycle_years + 1)


def _has_final(contract: Contract, case: Case) -> Any:
    return case.law.midterm_of is MidtermOf.CONTRACT_YEAR or contract.contract_year >= contract.cycle_years


def _signing_due(contract: Contract, case: Case) -> Any:
    return case.law.last_day(case.law.launch_by)


def _first_of_first_batch(contract: Contract, case: Case) -> Truth:
    return contract.first_batch & (contract.contract_year <= 1)


def _follows_procurement(contract: Contract, case: Case) -> Truth:
    failed: Truth = contract.previous_grade <= Grade.UNQUALIFIED
    if case.law.cycle_end is CycleEnd.NOT_COVERED:
        return failed
    # A first contract of a cycle follows a complete one where there was a year before it at all.
    return failed | ((contract.contract_year <= 1) & (contract.previous_grade >= Grade.UNQUALIFIED))


@requirement(
    "四(五)",
    "contract_length",
    zh="购买合同为期 {contract_years} 年",
    en="the purchase contract runs for {contract_years} year",
    by=Actor.PURCHASER,
)
def annual(contract: Contract, case: Case) -> Truth:
    return contract.years == case.law.contract_years


@requirement(
    "四(五)",
    "cycle_length",
    zh="项目以 {cycle_years} 年为一个周期，合同年度不超出周期",
    en="the project runs in a cycle of {cycle_years} years, and the contract lies within it",
    by=Actor.PURCHASER,
)
def cycle(contract: Contract, case: Case) -> Truth:
    length = case.law.cycle_years
    return (contract.cycle_years == length) & (contract.contract_year <= length)


@requirement(
    "四(五)",
    Force.MUST,
    zh="上一合同年度评估不合格的，不与同一承接主体续签",
    en="after a year graded unqualified no contract with the same contractor follows",
    by=Actor.PURCHASER,
)
def renewal(contract: Contract, case: Case) -> Truth:
    return (contract.previous_grade > Grade.UNQUALIFIED) | not_(contract.same_contractor)


procured = yes_or_no(
    "procured",
    "四(五)",
    Force.MUST,
    by=Actor.PURCHASER,
    applies=_follows_procurement,
    zh="评估不合格或周期届满之后的承接主体，按政府购买程序重新确定",
    en="who follows after a year graded unqualified, or a complete cycle, was found by government procurement",
)
monthly_briefs = yes_or_no(
    "monthly_briefs",
    "五(四)",
    Force.MUST,
    by=Actor.CONTRACTOR,
    due=_briefs_due,
    zh="按时向区民政局和街道（乡镇）提交月度工作简报",
    en="monthly briefs go to the district bureau and the street or township on time",
)


@requirement(
    "五(四)",
    Force.MUST,
    zh="按时向区民政局和街道（乡镇）提交中期工作报告",
    en="the mid-term report goes to the district bureau and the street or township on time",
    by=Actor.CONTRACTOR,
    applies=_has_midterm,
    due=_midterm_report_due,
)
def midterm_report(contract: Contract, case: Case) -> Truth:
    return done_by(contract.midterm_report_on, _midterm_report_due(contract, case), case)


@requirement(
    "五(四)",
    Force.MUST,
    zh="按时向区民政局和街道（乡镇）提交末期工作报告",
    en="the final report goes to the district bureau and the street or township on time",
    by=Actor.CONTRACTOR,
    applies=_has_final,
    due=_final_report_due,
)
def final_report(contract: Contract, case: Case) -> Truth:
    return done_by(contract.final_report_on, _final_report_due(contract, case), case)


@requirement(
    "六(二)",
    Force.MUST,
    zh="首批社工站在启动期限前确定承接主体并签约",
    en="for a station of the first batch the contractor is chosen and the contract signed by the date for the launch",
    by=(Actor.DISTRICT_BUREAU, Actor.STREET),
    applies=_first_of_first_batch,
    due=_signing_due,
)
def signed_by(contract: Contract, case: Case) -> Truth:
    return done_by(contract.signed_on, _signing_due(contract, case), case)


@requirement(
    "六(三)",
    Force.MUST,
    zh="区民政局与街道（乡镇）共同完成中期评估，结果报市民政局",
    en="district bureau and street or township make the mid-term evaluation together and report it to the city",
    by=(Actor.DISTRICT_BUREAU, Actor.STREET),
    applies=_has_midterm,
    due=_midterm_evaluation_due,
)
def midterm_evaluation(contract: Contract, case: Case) -> Truth:
    return done_by(contract.midterm_evaluation_on, _midterm_evaluation_due(contract, case), case)


@requirement(
    "六(三)",
    Force.MUST,
    zh="区民政局与街道（乡镇）共同完成末期评估，结果报市民政局",
    en="district bureau and street or township make the final evaluation together and report it to the city",
    by=(Actor.DISTRICT_BUREAU, Actor.STREET),
    applies=_has_final,
    due=_final_evaluation_due,
)
def final_evaluation(contract: Contract, case: Case) -> Truth:
    return done_by(contract.final_evaluation_on, _final_evaluation_due(contract, case), case)


CONTRACT = Ruleset(
    "contract",
    Contract,
    (
        annual,
        cycle,
        renewal,
        procured,
        monthly_briefs,
        midterm_report,
        final_report,
        signed_by,
        midterm_evaluation,
        final_evaluation,
    ),
    zh="购买合同",
    law=TIANJIN_2021,
    en="Purchase contract",
)


def check_contract(
    contract: Contract, *, on: date, policy: Law | History = TIANJIN_2021, scope: Scope = Scope.BINDS
) -> Assessment:
    """Judge a purchase contract on a day (购买合同), 四(五), 五(四), 六(二), 六(三).

    Through the last day of what it covers, no report is due. Raises `InvalidType` for a `datetime` or text as `on`, or
    for what is no `Contract`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> contract = sgz.Contract(period=sgz.Period(date(2021, 7, 23), date(2022, 7, 22)),
    ...                         final_report_on=sgz.NOT_YET, report_within_days=10)
    >>> [sgz.check_contract(contract, on=date(2022, 8, day))["contract.final_report"].status.name for day in (1, 2)]
    ['NOT_DUE', 'VIOLATED']
    >>> sgz.check_contract(contract, on=None)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: on: None 不可用，应为日期（datetime.date，不含时刻） \
(not usable, expected a datetime.date without a time)
    """
    return assess(CONTRACT, contract, on=on, policy=policy, scope=scope)


def report_schedule(contract: Contract, *, policy: Policy = TIANJIN_2021) -> tuple[Report, ...]:
    """List the reports that a contractor owes to bureau and street (报告日程), 五(四), by the end of what they cover.

    A brief for every month of the contract, the last one perhaps for less than a month; the mid-term report; the final
    report. The day when each is due is UNKNOWN unless the contract says within how many days. Where mid-term and final
    are the cycle's, they are left out of a contract that is not known to have them. Raises `InvalidValue` for a
    contract whose days are not known, or out of order.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> contract = sgz.Contract(period=sgz.Period(date(2021, 7, 23), date(2022, 7, 22)), report_within_days=10)
    >>> [(report.kind.en, report.covers.last_day.isoformat(), str(report.due))
    ...  for report in sgz.report_schedule(contract)][-2:]
    [('monthly brief', '2022-07-22', 'UNKNOWN'), ('final report', '2022-07-22', '2022-08-01')]
    >>> sgz.report_schedule(sgz.Contract())
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: Contract.period: UNKNOWN 不可用，应为已知且不颠倒的首日和末日 \
(not usable, expected a first and a last day that are known and in order)
    """
    period = _known(contract)
    case = Case(period.last_day, require("policy", policy, Policy))
    return reports_of(period, policy, contract.brief_within_days, contract.report_within_days, _halves(contract, case))


def evaluation_schedule(contract: Contract, *, policy: Policy = TIANJIN_2021) -> tuple[Report, ...]:
    """List the evaluations that bureau and street make together and report to the city (评估日程), 六(三).

    Raises `InvalidValue` for a contract whose days are not known, or out of order.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> contract = sgz.Contract(period=sgz.Period(date(2021, 7, 23), date(2022, 7, 22)), evaluation_within_days=30)
    >>> [(evaluation.kind.en, evaluation.due.isoformat()) for evaluation in sgz.evaluation_schedule(contract)]
    [('mid-term evaluation', '2022-02-21'), ('final evaluation', '2022-08-21')]
    >>> sgz.evaluation_schedule(sgz.Contract(first_day=date(2021, 7, 23)))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: Contract.period: UNKNOWN 不可用，应为已知且不颠倒的首日和末日 ...
    """
    period = _known(contract)
    case = Case(period.last_day, require("policy", policy, Policy))
    return evaluations_of(period, policy, contract.evaluation_within_days, _halves(contract, case))


def _halves(contract: Contract, case: Case) -> Halves:
    midterm = _midterm_covered(contract, case) if _has_midterm(contract, case) is True else None
    return midterm, _has_final(contract, case) is True


def _known(contract: Contract) -> Period:
    period = require("contract", contract, Contract).period
    if isinstance(period, Unknown):
        allowed = ("已知且不颠倒的首日和末日", "a first and a last day that are known and in order")
        raise InvalidValue("Contract.period", period, *allowed)
    return period
