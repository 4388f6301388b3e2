"""四(五) contracts of one year in a cycle of three, 六(二) signing, 五(四) reports, 六(三) evaluations.

The notice asks for reports "on time" and names no days. Here a brief is due on the last day of each contract month, the
mid-term report and evaluation on the last day of the first half, the final ones on the contract's last day. Left out:
what the parties agree beyond that, and the renewal, which `renewal` decides.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.assessment.marks import Lane
from sgzlib.law.clauses import Force
from sgzlib.law.deadlines import done_by, earlier, later
from sgzlib.law.errors import InvalidType, InvalidValue, require
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.kinds import COUNT, DAY, POSITIVE, YES_NO
from sgzlib.law.laws import History, Law
from sgzlib.law.periods import Period, eve_of, months_after, whole_years_in, years_after
from sgzlib.law.requirement import Ruleset
from sgzlib.law.truth import UNKNOWN, Truth, Unknown
from sgzlib.tianjin.actors import Actor
from sgzlib.tianjin.policy import TIANJIN_2021, Case, Policy, requirement
from sgzlib.tianjin.purchase.cycle import Cycle
from sgzlib.tianjin.purchase.reports import (
    Report,
    evaluations_of,
    months_to_midterm,
    reports_lane,
    reports_of,
)


@subject
class Contract:
    """A purchase contract (购买合同) and the facts asked about one.

    `period` sets `first_day`, `last_day` and `years` at once; a table, whose columns add no years, brings the three.
    `years` is 0 where the contract does not run whole years. The reports and evaluations are facts about what has
    fallen due so far. Every fact may be left out or be None: it is then UNKNOWN. Raises `InvalidType` or `InvalidValue`
    for what is no such fact, and for `period` beside one of the facts that it sets.

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

    signed_on: Fact[date] = fact(DAY, "签订日期", "signed on", settled=True)
    first_day: Fact[date] = fact(DAY, "合同首日", "first day of the contract", settled=True)
    last_day: Fact[date] = fact(DAY, "合同末日", "last day of the contract", settled=True)
    years: Fact[int] = fact(
        COUNT, "合同年数（非整年为 0）", "whole years of the contract (0 if not whole)", settled=True
    )
    contract_year: Fact[int] = fact(POSITIVE, "周期内第几个合同年度", "year of the cycle", settled=True)
    cycle_years: Fact[int] = fact(POSITIVE, "项目周期年数", "years of the project cycle", settled=True)
    first_batch: Fact[bool] = fact(YES_NO, "属于首批社工站", "for a station of the first batch", settled=True)
    monthly_briefs: Fact[bool] = fact(YES_NO, "到期的工作简报均已提交", "every brief that fell due was submitted")
    midterm_report: Fact[bool] = fact(YES_NO, "已提交中期工作报告", "mid-term report submitted")
    final_report: Fact[bool] = fact(YES_NO, "已提交末期工作报告", "final report submitted")
    midterm_evaluation: Fact[bool] = fact(
        YES_NO, "中期评估已共同完成并报市民政局", "mid-term evaluation made together and reported to the city"
    )
    final_evaluation: Fact[bool] = fact(
        YES_NO, "末期评估已共同完成并报市民政局", "final evaluation made together and reported to the city"
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
        return (*lanes, *(() if isinstance(period, Unknown) else (reports_lane(period, policy),)))


def _first_brief_due(contract: Contract, case: Case) -> Any:
    month = case.law.brief_months
    under_the_notice = eve_of(months_after(case.law.in_force_from, month))
    return earlier(later(eve_of(months_after(contract.first_day, month)), under_the_notice), contract.last_day)


def _midterm_due(contract: Contract, case: Case) -> Any:
    return earlier(eve_of(months_after(contract.first_day, months_to_midterm(case.law))), contract.last_day)


def _final_due(contract: Contract, case: Case) -> Any:
    return contract.last_day


def _signing_due(contract: Contract, case: Case) -> Any:
    return case.law.last_day(case.law.launch_by)


def _of_first_batch(contract: Contract, case: Case) -> Truth:
    return contract.first_batch


@requirement(
    "四(五)",
    Force.MUST,
    zh="购买合同为期 {contract_years} 年",
    en="the purchase contract runs for {contract_years} year",
    by=Actor.DISTRICT_BUREAU,
)
def annual(contract: Contract, case: Case) -> Truth:
    return contract.years == case.law.contract_years


@requirement(
    "四(五)",
    "cycle_length",
    zh="项目以 {cycle_years} 年为一个周期，合同年度不超出周期",
    en="the project runs in a cycle of {cycle_years} years, and the contract lies within it",
    by=Actor.DISTRICT_BUREAU,
)
def cycle(contract: Contract, case: Case) -> Truth:
    length = case.law.cycle_years
    return (contract.cycle_years == length) & (contract.contract_year <= length)


@requirement(
    "五(四)",
    Force.MUST,
    zh="按时向区民政局和街道（乡镇）提交月度工作简报",
    en="monthly briefs go to the district bureau and the street or township on time",
    by=Actor.CONTRACTOR,
    due=_first_brief_due,
)
def monthly_briefs(contract: Contract, case: Case) -> Truth:
    return contract.monthly_briefs


@requirement(
    "五(四)",
    Force.MUST,
    zh="按时向区民政局和街道（乡镇）提交中期工作报告",
    en="the mid-term report goes to the district bureau and the street or township on time",
    by=Actor.CONTRACTOR,
    due=_midterm_due,
)
def midterm_report(contract: Contract, case: Case) -> Truth:
    return contract.midterm_report


@requirement(
    "五(四)",
    Force.MUST,
    zh="按时向区民政局和街道（乡镇）提交末期工作报告",
    en="the final report goes to the district bureau and the street or township on time",
    by=Actor.CONTRACTOR,
    due=_final_due,
)
def final_report(contract: Contract, case: Case) -> Truth:
    return contract.final_report


@requirement(
    "六(二)",
    Force.MUST,
    zh="首批社工站在启动期限前确定承接主体并签约",
    en="for a station of the first batch the contractor is chosen and the contract signed by the date for the launch",
    by=Actor.DISTRICT_BUREAU,
    applies=_of_first_batch,
    due=_signing_due,
)
def signed_by(contract: Contract, case: Case) -> Truth:
    return done_by(contract.signed_on, _signing_due(contract, case), case)


@requirement(
    "六(三)",
    Force.MUST,
    zh="区民政局与街道（乡镇）共同完成中期评估，结果报市民政局",
    en="district bureau and street or township make the mid-term evaluation together and report it to the city",
    by=Actor.DISTRICT_BUREAU,
    due=_midterm_due,
)
def midterm_evaluation(contract: Contract, case: Case) -> Truth:
    return contract.midterm_evaluation


@requirement(
    "六(三)",
    Force.MUST,
    zh="区民政局与街道（乡镇）共同完成末期评估，结果报市民政局",
    en="district bureau and street or township make the final evaluation together and report it to the city",
    by=Actor.DISTRICT_BUREAU,
    due=_final_due,
)
def final_evaluation(contract: Contract, case: Case) -> Truth:
    return contract.final_evaluation


CONTRACT = Ruleset(
    "contract",
    Contract,
    (
        annual,
        cycle,
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


def check_contract(contract: Contract, *, on: date, policy: Law | History = TIANJIN_2021) -> Assessment:
    """Judge a purchase contract on a day (购买合同), 四(五), 五(四), 六(二), 六(三).

    What has not fallen due by that day is not due. Raises `InvalidType` for a `datetime` or text as `on`, or for
    what is no `Contract`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> contract = sgz.Contract(period=sgz.Period(date(2021, 7, 23), date(2022, 7, 22)), monthly_briefs=False)
    >>> [f.requirement.id for f in sgz.check_contract(contract, on=date(2021, 8, 23)).violations]
    ['contract.monthly_briefs']
    >>> sgz.check_contract(contract, on=None)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: on: None 不可用，应为日期（datetime.date，不含时刻） \
(not usable, expected a datetime.date without a time)
    """
    return assess(CONTRACT, contract, on=on, policy=policy)


def report_schedule(contract: Contract, *, policy: Policy = TIANJIN_2021) -> tuple[Report, ...]:
    """List the reports that a contractor owes to bureau and street (报告日程), 五(四), by the day when they are due.

    A brief for every month of the contract, the last one perhaps for less than a month; the mid-term report; the final
    report. Raises `InvalidValue` for a contract whose days are not known, or out of order.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> contract = sgz.Contract(period=sgz.Period(date(2021, 7, 23), date(2022, 7, 22)))
    >>> [(report.kind.en, report.due.isoformat()) for report in sgz.report_schedule(contract)][-3:]
    [('monthly brief', '2022-06-22'), ('monthly brief', '2022-07-22'), ('final report', '2022-07-22')]
    >>> sgz.report_schedule(sgz.Contract())
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: Contract.period: UNKNOWN 不可用，应为已知且不颠倒的首日和末日 \
(not usable, expected a first and a last day that are known and in order)
    """
    return reports_of(_known(contract), require("policy", policy, Policy))


def evaluation_schedule(contract: Contract, *, policy: Policy = TIANJIN_2021) -> tuple[Report, ...]:
    """List the evaluations that bureau and street make together and report to the city (评估日程), 六(三).

    Raises `InvalidValue` for a contract whose days are not known, or out of order.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> contract = sgz.Contract(period=sgz.Period(date(2021, 7, 23), date(2022, 7, 22)))
    >>> [(evaluation.kind.en, evaluation.due.isoformat()) for evaluation in sgz.evaluation_schedule(contract)]
    [('mid-term evaluation', '2022-01-22'), ('final evaluation', '2022-07-22')]
    >>> sgz.evaluation_schedule(sgz.Contract(first_day=date(2021, 7, 23)))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: Contract.period: UNKNOWN 不可用，应为已知且不颠倒的首日和末日 ...
    """
    return evaluations_of(_known(contract), require("policy", policy, Policy))


def _known(contract: Contract) -> Period:
    period = require("contract", contract, Contract).period
    if isinstance(period, Unknown):
        allowed = ("已知且不颠倒的首日和末日", "a first and a last day that are known and in order")
        raise InvalidValue("Contract.period", period, *allowed)
    return period
