"""四(五) contracts of a year in a cycle of three, and who follows; 五(四) reports, 六(二) signing, 六(三) evaluations.

The notice asks for reports "on time" and names no days. What a report covers ends on a day: of a brief each calendar
month, of the mid-term ones half the contract year (or cycle, reading `midterm_of`), of the final ones all of it. How
many days later it is due is what the contract says, and a fact; the reading `report_cap` says whether there is a latest
day besides. Who was signed before the notice, or is not signed yet, owes none of what the notice asks of it.

Left out: what the parties agree beyond that, and the decision on renewal, which `renewal` makes; where `midterm_of` is
the cycle, the latest day for mid-term ones of a cycle that has more than one year left after its middle.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.assessment.marks import Lane
from sgzlib.assessment.sources import Source
from sgzlib.law.clauses import Force, Scope
from sgzlib.law.deadlines import NOT_YET, done_by, earlier, later, where
from sgzlib.law.errors import InvalidType, InvalidValue, require
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.formula.recording import apart
from sgzlib.law.kinds import COUNT, DAY, POSITIVE, YES_NO, choice
from sgzlib.law.laws import History, Law
from sgzlib.law.mutability import Moves
from sgzlib.law.periods import (
    Period,
    calendar_months_after,
    day_shown,
    days_after,
    eve_of,
    months_after,
    to_workday,
    whole_years_in,
    years_after,
)
from sgzlib.law.requirement import Requirement, Ruleset
from sgzlib.law.truth import UNKNOWN, Truth, Unknown, first_known, not_
from sgzlib.prose.views import ViewedSubject
from sgzlib.tianjin.actors import Actor
from sgzlib.tianjin.policy import TIANJIN_2021, Case, Policy, requirement, yes_or_no
from sgzlib.tianjin.purchase.cycle import Cycle
from sgzlib.tianjin.purchase.follows import Follows
from sgzlib.tianjin.purchase.grades import Grade
from sgzlib.tianjin.purchase.reports import (
    Halves,
    Report,
    ReportKind,
    evaluations_of,
    months_to_midterm,
    reports_lane,
    reports_of,
)
from sgzlib.tianjin.readings import (
    CycleEnd,
    CycleLength,
    FailedMayReturn,
    GradeAboveGood,
    MidtermOf,
    RenewalAfterPass,
    ReportCap,
    SuccessorCycle,
    SuccessorProcured,
)

_CONTRACT = ("购买合同", "the purchase contract")
_RECEIVED = ("提交记录、签收记录", "the records of sending and receipt")
_EVALUATION = ("评估报告、上报文件", "the evaluation, the letter that reports it")


@subject
class Contract(ViewedSubject):
    """A purchase contract (购买合同) and the facts about it.

    `period` sets `first_day`, `last_day` and `years` at once. `years` is the number of whole contract years, each up to
    its anniversary or the day before; 0 if the contract does not run for whole years. If `years` is left out, the first
    and the last day decide. `ended_on` is the day of an early end, or `NOT_YET`. `contract_year` is the year of the
    cycle in which the contract begins, from 1. `opens_cycle` is True for the first contract of a cycle: the previous
    cycle is complete, or there was no contract before. `renewal_ruled_out` is True if the former contractor gave up
    renewal, was dissolved, no longer meets 四(一) or had its contract lawfully rescinded, or if the purchaser has
    changed.

    `monthly_briefs` covers the briefs due by the day asked about. The days of other reports and evaluations may be
    `NOT_YET`. The facts ending in `_within_days` are numbers of days, or `NOT_SET` if the contract names none. A fact
    that is left out or None is UNKNOWN.

    Raises `InvalidType` or `InvalidValue` for an invalid fact. Also refused: `period` together with a fact that it
    sets; a first contract with a grade, in a later year, or with `opens_cycle=False`; a later year of a cycle that the
    contract opens; a final report dated before the second half of the contract.

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
    counted = ("份", "购买合同", "contracts")

    signed_on: Fact[date] = fact(
        DAY,
        "签订日期",
        "signed on",
        act=("签订购买合同", "sign the purchase contract"),
        evidence=_CONTRACT,
        ask=("合同哪天签订？", "On which day was the contract signed?"),
    )
    first_day: Fact[date] = fact(
        DAY,
        "合同首日",
        "first day of the contract",
        moves=Moves.NEVER,
        evidence=_CONTRACT,
        ask=("合同首日是哪天？", "What is the first day of the contract?"),
    )
    last_day: Fact[date] = fact(
        DAY,
        "合同末日",
        "last day of the contract",
        moves=Moves.NEVER,
        evidence=_CONTRACT,
        ask=("合同末日是哪天？", "What is the last day of the contract?"),
    )
    years: Fact[int] = fact(
        COUNT,
        "合同期限（年）",
        "whole years of the contract (0 if not whole)",
        moves=Moves.NEVER,
        evidence=_CONTRACT,
        ask=("合同期限几年（不是整年的填0）？", "How many years does the contract run?"),
    )
    ended_on: Fact[date] = fact(
        DAY,
        "提前终止日期",
        "ended early on",
        moves=Moves.NEVER,
        evidence=("终止协议或者解除通知", "the agreement or notice that ended it"),
        ask=(
            "合同哪天提前终止（没有提前终止的填“尚未”）？",
            "On which day was the contract ended early (“not yet” if it was not)?",
        ),
    )
    contract_year: Fact[int] = fact(
        POSITIVE,
        "周期内第几个合同年度",
        "year of the cycle",
        moves=Moves.NEVER,
        evidence=_CONTRACT,
        ask=("是周期内第几个合同年度？", "Which year of the cycle is it?"),
    )
    cycle_years: Fact[int] = fact(
        POSITIVE,
        "项目周期年数",
        "years of the project cycle",
        moves=Moves.NEVER,
        evidence=_CONTRACT,
        ask=("项目周期几年？", "How many years does the cycle last?"),
    )
    first_batch: Fact[bool] = fact(
        YES_NO,
        "属于首批社工站",
        "for a station of the first batch",
        moves=Moves.NEVER,
        evidence=("区级工作计划", "the district plan"),
        ask=("是否属于首批社工站？", "Is it for a station of the first batch?"),
    )
    monthly_briefs: Fact[bool] = fact(
        YES_NO,
        "到期的工作简报均已按时提交",
        "all briefs due so far came on time",
        moves=Moves.NEVER,
        late=("补交逾期的月度工作简报，此后按时提交", "submit the late briefs, and the others on time"),
        evidence=_RECEIVED,
        ask=("到期的月度工作简报是否均已按时提交？", "Did all briefs due so far come on time?"),
    )
    brief_within_days: Fact[int] = fact(
        COUNT,
        "工作简报提交天数",
        "briefs due within",
        unit=("天", "days"),
        moves=Moves.NEVER,
        evidence=_CONTRACT,
        ask=("合同约定月末后几天内提交工作简报？", ("Within how many days are briefs due under the contract?")),
    )
    midterm_report_on: Fact[date] = fact(
        DAY,
        "中期工作报告提交日期",
        "mid-term report submitted on",
        act=("提交中期工作报告", "submit the mid-term report"),
        late=("补交中期工作报告", "submit the mid-term report (overdue)"),
        evidence=_RECEIVED,
        ask=("中期工作报告哪天提交？", "On which day was the mid-term report submitted?"),
    )
    final_report_on: Fact[date] = fact(
        DAY,
        "末期工作报告提交日期",
        "final report submitted on",
        act=("提交末期工作报告", "submit the final report"),
        late=("补交末期工作报告", "submit the final report (overdue)"),
        evidence=_RECEIVED,
        ask=("末期工作报告哪天提交？", "On which day was the final report submitted?"),
    )
    report_within_days: Fact[int] = fact(
        COUNT,
        "工作报告提交天数",
        "reports due within",
        unit=("天", "days"),
        moves=Moves.NEVER,
        evidence=_CONTRACT,
        ask=("合同约定几天内提交工作报告？", ("Within how many days are reports due under the contract?")),
    )
    midterm_evaluation_on: Fact[date] = fact(
        DAY,
        "中期评估完成并报市民政局日期",
        "mid-term evaluation reported to the city on",
        act=("完成中期评估并将结果报市民政局", "make the mid-term evaluation and report it to the city"),
        late=("补做中期评估并将结果报市民政局", ("make the overdue mid-term evaluation and report it to the city")),
        evidence=_EVALUATION,
        ask=("中期评估结果哪天报市民政局？", "On which day was the mid-term evaluation reported to the city?"),
    )
    final_evaluation_on: Fact[date] = fact(
        DAY,
        "末期评估完成并报市民政局日期",
        "final evaluation reported to the city on",
        act=("完成末期评估并将结果报市民政局", "make the final evaluation and report it to the city"),
        late=("补做末期评估并将结果报市民政局", ("make the overdue final evaluation and report it to the city")),
        evidence=_EVALUATION,
        ask=("末期评估结果哪天报市民政局？", "On which day was the final evaluation reported to the city?"),
    )
    evaluation_within_days: Fact[int] = fact(
        COUNT,
        "评估上报天数",
        "evaluations due within",
        unit=("天", "days"),
        moves=Moves.NEVER,
        evidence=_CONTRACT,
        ask=("约定几天内上报评估结果？", ("Within how many days are evaluations due under the contract?")),
    )
    follows: Fact[Follows] = fact(
        choice(Follows),
        "与此前合同的关系",
        "what it follows",
        moves=Moves.NEVER,
        evidence=("本合同和此前的购买合同", "this contract and the previous one"),
        ask=(
            "此前有没有合同？承接主体是否相同？",
            ("Was there an earlier contract, and was it with the same contractor?"),
        ),
    )
    opens_cycle: Fact[bool] = fact(
        YES_NO,
        "开启新的项目周期",
        "opens a project cycle",
        moves=Moves.NEVER,
        evidence=_CONTRACT,
        ask=("是否开启新的项目周期？", "Does it open a new cycle?"),
    )
    previous_grade: Fact[Grade] = fact(
        choice(Grade),
        "上一合同年度评估等次",
        "grade of the previous contract year",
        moves=Moves.NEVER,
        evidence=("年度评估结果", "the result of the evaluation"),
        ask=("上一合同年度评估是什么等次？", "What was the grade of the previous contract year?"),
    )
    renewal_ruled_out: Fact[bool] = fact(
        YES_NO,
        "存在不能续签的情形",
        "renewal ruled out",
        moves=Moves.NEVER,
        evidence=("放弃续签、终止、注销或者解除合同的书面材料", ("documents on withdrawal, dissolution or rescission")),
        ask=(
            "原承接主体是否放弃续签、已终止或注销、不再符合四（一）条件、合同已依法解除，或者购买主体已变更？",
            "Is renewal ruled out by the former contractor, by law, or by a change of purchaser?",
        ),
    )
    procured: Fact[bool] = fact(
        YES_NO,
        "按政府购买程序确定承接主体",
        "contractor chosen by the government-purchase procedure",
        moves=Moves.NEVER,
        late=(
            "此后按照政府购买程序确定承接主体",
            "choose the contractor by the government-purchase procedure from now on",
        ),
        evidence=("采购结果文件", "the result of the procedure"),
        ask=("承接主体是否按照政府购买程序确定？", "Was the contractor chosen by the government-purchase procedure?"),
    )

    def __init__(self, *, period: Period | Unknown | None = None, **facts: Any) -> None:
        """Take the facts by name, and the three about the term as one `period` too."""
        if isinstance(period, Unknown) or period is None:
            self.__attrs_init__(**facts)  # type: ignore[attr-defined]
            return
        given = [name for name in ("first_day", "last_day", "years") if name in facts]
        if given:
            names = "、".join(given)
            raise InvalidValue(
                "Contract.period", period, f"单独给出（不与 {names} 并用）", f"given without {', '.join(given)}"
            )
        if not isinstance(period, Period):
            raise InvalidType("Contract.period", period, "Period 对象", "a Period")
        days = {"first_day": period.first_day, "last_day": period.last_day, "years": whole_years_in(period)}
        self.__attrs_init__(**days, **facts)  # type: ignore[attr-defined]

    def __attrs_post_init__(self) -> None:
        first, later_year = self.follows is Follows.NOTHING, _or(self.contract_year, 1) > 1
        if first and _or(self.previous_grade, Grade.NOT_EVALUATED) > Grade.NOT_EVALUATED:
            zh = "未知或未评估：首份合同之前没有合同年度"
            en = "unknown or NOT_EVALUATED; a first contract has no previous contract year"
            raise InvalidValue("Contract.previous_grade", self.previous_grade, zh, en)
        if later_year and (first or self.opens_cycle is True):
            zh = "1：首份合同和开启周期的合同都是周期的第1年"
            en = "1; a first contract, or one that opens a cycle, is its first year"
            raise InvalidValue("Contract.contract_year", self.contract_year, zh, en)
        if first and self.opens_cycle is False:
            zh, en = (
                "是（True）：首份合同开启新的周期",
                "True; a first contract opens a cycle",
            )
            raise InvalidValue("Contract.opens_cycle", self.opens_cycle, zh, en)
        self._refuse_a_final_report_of_the_first_half()

    def _refuse_a_final_report_of_the_first_half(self) -> None:
        first, report, last = self.first_day, self.final_report_on, self.last_day
        if isinstance(first, Unknown) or isinstance(last, Unknown) or isinstance(report, Unknown):
            return
        last = last if isinstance(self.ended_on, Unknown) else min(last, self.ended_on)
        if last >= first and 2 * (report - first).days < (last - first).days:
            zh = f"{first}至{last}后半期的日期（提前终止的，另填提前终止日期）"
            en = f"a day of the second half of {first} to {last} or later (give ended_on if it ended early)"
            raise InvalidValue("Contract.final_report_on", report, zh, en)

    @staticmethod
    def coherent(contract: Contract, _case: Case) -> Truth:
        """Return whether what it follows, its year and its grade do not exclude one another (事实之间不矛盾)."""
        year = contract.contract_year
        first = (contract.follows != Follows.NOTHING) | (not_(_graded(contract)) & (year <= 1) & contract.opens_cycle)
        return first & (not_(contract.opens_cycle) | (year <= 1))

    @property
    def period(self) -> Period | Unknown:
        """The contract period with both end days (合同期); UNKNOWN unless both are known and in order."""
        if isinstance(self.first_day, Unknown) or isinstance(self.last_day, Unknown) or self.last_day < self.first_day:
            return UNKNOWN
        return Period(self.first_day, self.last_day)

    def timeline_marks(self, policy: Policy) -> tuple[Lane, ...]:
        """Return the contract years of the cycle and the contract's reports, as timeline marks (时间线标注)."""
        first, year, years, period = self.first_day, self.contract_year, self.cycle_years, self.period
        lanes: list[Lane] = []
        if not (isinstance(first, Unknown) or isinstance(year, Unknown) or isinstance(years, Unknown)):
            begun: date = years_after(first, 1 - year)
            lanes += [Cycle(started_on=begun, years=years).lane(policy)] if year <= years else []
        if isinstance(period, Unknown):
            return tuple(lanes)
        owed = report_schedule(self, policy=policy) + evaluation_schedule(self, policy=policy)
        return (*lanes, reports_lane(owed))


def _or(value: Any, otherwise: Any) -> Any:
    return otherwise if isinstance(value, Unknown) else value


# --- who follows, 四(五) ---


def _preceded(contract: Contract, case: Case) -> Truth:
    # What was signed before the notice is no act that it governs.
    return (contract.follows != Follows.NOTHING) & (contract.signed_on >= case.law.in_force_from)


def _complete(contract: Contract) -> Truth:
    """Return whether the cycle before is over: a new one opens, or the contract lies beyond its years."""
    year, years = contract.contract_year, contract.cycle_years
    beyond = (year > years) & (year > 1)
    # Of a cycle of one year either a new one opens or it is exceeded, whichever year it is.
    return beyond | (contract.opens_cycle & ((year <= 1) | (years <= 1)))


def _passed(contract: Contract, case: Case) -> Truth:
    passed: Truth = contract.previous_grade >= Grade.QUALIFIED
    covered = case.law.grade_above_good is GradeAboveGood.RENEWS
    return passed & (covered or contract.previous_grade <= Grade.GOOD)


def _graded(contract: Contract) -> Truth:
    return contract.previous_grade >= Grade.UNQUALIFIED


def _may_renew(contract: Contract, case: Case) -> Truth:
    left = not_(_complete(contract)) & not_(contract.renewal_ruled_out)
    return _preceded(contract, case) & _passed(contract, case) & left


def _was_evaluated(contract: Contract, case: Case) -> Truth:
    return _preceded(contract, case) & (contract.previous_grade != Grade.NOT_EVALUATED)


def _asks_procedure(contract: Contract, case: Case) -> Truth:
    # Who follows itself after an unqualified year is renewed, unless it won the procedure: see `renewal`.
    asked: Truth = contract.follows == Follows.ANOTHER_CONTRACTOR
    if case.law.successor_procured is SuccessorProcured.AFTER_FAILURE:
        asked = asked & (contract.previous_grade == Grade.UNQUALIFIED)
    if case.law.cycle_end is CycleEnd.PROCURE:
        asked = asked | _complete(contract)
    return _preceded(contract, case) & asked


def _in_its_place(contract: Contract, case: Case) -> Truth:
    """Return whether the year is the one that follows in the cycle, as `successor_cycle` has it."""
    first_year = contract.contract_year <= 1
    begun_anew = (contract.follows != Follows.NOTHING) & _graded(contract) & not_(contract.opens_cycle) & first_year
    if case.law.successor_cycle is SuccessorCycle.PROJECT:
        return not_(begun_anew)
    another = contract.follows == Follows.ANOTHER_CONTRACTOR
    return (another & first_year) | (not_(another) & not_(begun_anew)) | (first_year & not_(begun_anew))


# --- reports and evaluations, 五(四) and 六(三) ---


def _end(contract: Contract) -> Any:
    return earlier(contract.last_day, contract.ended_on)


def _owed_by(covered: Any, days: Any, latest: Any, contract: Contract, case: Case) -> Any:
    # Nothing is late through the last day of what it covers, or through the day of signing.
    begun = later(covered, contract.signed_on)
    by_contract = later(begun, to_workday(days_after(begun, days), case.law.rest_days))
    return by_contract if case.law.report_cap is ReportCap.CONTRACT_ALONE else earlier(by_contract, latest)


def _binds_through(covered: Any, contract: Contract, case: Case) -> Truth:
    # What is not signed owes nothing, nor does what was over before the notice.
    return (contract.signed_on <= case.on) & (covered >= case.law.in_force_from)


def _end_of_next_month(day: Any) -> Any:
    return calendar_months_after(days_after(calendar_months_after(day, 1), 1), 1)


def _first_month(contract: Contract, case: Case) -> Any:
    begun = later(contract.first_day, case.law.in_force_from)
    return earlier(calendar_months_after(begun, case.law.brief_months), _end(contract))


def _briefs_due(contract: Contract, case: Case) -> Any:
    covered = _first_month(contract, case)
    latest = _end_of_next_month(later(covered, contract.signed_on))
    return _owed_by(covered, contract.brief_within_days, latest, contract, case)


def _has_briefs(contract: Contract, case: Case) -> Truth:
    return _binds_through(_end(contract), contract, case)


def _twice_the_year(contract: Contract) -> Any:
    return contract.contract_year + contract.contract_year


def _midterm_covered(contract: Contract, case: Case) -> Any:
    half = earlier(eve_of(months_after(contract.first_day, months_to_midterm(case.law))), contract.last_day)
    if case.law.midterm_of is MidtermOf.CONTRACT_YEAR:
        return half
    # A cycle of an even number of years is half over at the end of a contract, an odd one in the middle of it.
    return where(_twice_the_year(contract) <= contract.cycle_years, contract.last_day, half)


def _midterm_latest(contract: Contract, case: Case) -> Any:
    if case.law.midterm_of is MidtermOf.CONTRACT_YEAR:
        return _end(contract)
    year, years = contract.contract_year, contract.cycle_years
    a_year_more = where(years <= year + 1, years_after(contract.last_day, 1), NOT_YET)
    return where(years <= year, contract.last_day, a_year_more)


def _final_latest(contract: Contract) -> Any:
    return years_after(later(_end(contract), contract.signed_on), 1)


def _midterm_report_due(contract: Contract, case: Case) -> Any:
    covered, latest = _midterm_covered(contract, case), _midterm_latest(contract, case)
    return _owed_by(covered, contract.report_within_days, latest, contract, case)


def _final_report_due(contract: Contract, case: Case) -> Any:
    return _owed_by(_end(contract), contract.report_within_days, _final_latest(contract), contract, case)


def _midterm_evaluation_due(contract: Contract, case: Case) -> Any:
    covered, latest = _midterm_covered(contract, case), _midterm_latest(contract, case)
    return _owed_by(covered, contract.evaluation_within_days, latest, contract, case)


def _final_evaluation_due(contract: Contract, case: Case) -> Any:
    return _owed_by(_end(contract), contract.evaluation_within_days, _final_latest(contract), contract, case)


def _is_middle(contract: Contract, case: Case) -> Any:
    if case.law.midterm_of is MidtermOf.CONTRACT_YEAR:
        return True
    twice = _twice_the_year(contract)
    return (twice >= contract.cycle_years) & (twice <= contract.cycle_years + 1)


def _is_last(contract: Contract, case: Case) -> Any:
    return case.law.midterm_of is MidtermOf.CONTRACT_YEAR or contract.contract_year >= contract.cycle_years


def _has_midterm(contract: Contract, case: Case) -> Any:
    covered = _midterm_covered(contract, case)
    reached = (contract.ended_on >= covered) & (contract.signed_on <= contract.last_day)
    return _is_middle(contract, case) & reached & _binds_through(covered, contract, case)


def _has_final(contract: Contract, case: Case) -> Any:
    return _is_last(contract, case) & _binds_through(_end(contract), contract, case)


# --- signing, 六(二) ---


def _signing_due(contract: Contract, case: Case) -> Any:
    return case.law.last_day(case.law.launch_by)


def _first_of_first_batch(contract: Contract, case: Case) -> Truth:
    return contract.first_batch & (contract.follows == Follows.NOTHING)


@requirement(
    "四(五)",
    "contract_length",
    zh="购买合同为期{contract_years}年",
    en="the purchase contract runs for {contract_years} year",
    by=Actor.PURCHASER,
)
def annual(contract: Contract, case: Case) -> Truth:
    anniversary = years_after(contract.first_day, case.law.contract_years)
    on_either = (contract.last_day == anniversary) | (days_after(contract.last_day, 1) == anniversary)
    return first_known(contract.years == case.law.contract_years, on_either)


@requirement(
    "四(五)",
    "cycle_length",
    zh="项目以{cycle_years}年为一个周期，合同年度依次在周期之内",
    en="the project runs in a cycle of {cycle_years} years, and the contract years follow in order within it",
    by=Actor.PURCHASER,
)
def cycle(contract: Contract, case: Case) -> Truth:
    length = case.law.cycle_years
    within = (contract.cycle_years == length) & (contract.contract_year <= length)
    return within & _in_its_place(contract, case)


@requirement(
    "四(五)",
    "renewal_after_pass",
    zh="上一合同年度评估良好或合格、周期未满的，与原承接主体续签",
    en="after a year graded good or qualified, while years of the cycle are left, the same contractor is renewed",
    by=Actor.PURCHASER,
    applies=_may_renew,
)
def renewed(contract: Contract, case: Case) -> Truth:
    return contract.follows == Follows.SAME_CONTRACTOR


@requirement(
    "四(五)",
    Force.MUST,
    zh="上一合同年度评估不合格的，不与同一承接主体续签",
    en="after a year graded unqualified the same contractor is not renewed",
    by=Actor.PURCHASER,
    applies=_was_evaluated,
)
def renewal(contract: Contract, case: Case) -> Truth:
    goes_on = (contract.previous_grade > Grade.UNQUALIFIED) | (contract.follows != Follows.SAME_CONTRACTOR)
    if case.law.failed_may_return is FailedMayReturn.EXCLUDED:
        return goes_on
    # A contract that the contractor won by the procedure is no renewal.
    return goes_on | contract.procured


procured = yes_or_no(
    "procured",
    "四(五)",
    Force.MUST,
    by=Actor.PURCHASER,
    applies=_asks_procedure,
    zh="更换承接主体的，或者周期届满之后的，按照政府购买程序确定承接主体",
    en="another contractor, or the contractor after a complete cycle, was chosen by the government-purchase procedure",
)
monthly_briefs = yes_or_no(
    "monthly_briefs",
    "五(四)",
    Force.MUST,
    by=Actor.CONTRACTOR,
    applies=_has_briefs,
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


class _Assuming:
    """A contract of which some facts are assumed (假设某些事实的合同)."""

    def __init__(self, contract: Any, **facts: Any) -> None:
        self._contract = contract
        self._facts = facts

    def __getattr__(self, name: str) -> Any:
        return self._facts[name] if name in self._facts else getattr(self._contract, name)


_WHO_FOLLOWS = (cycle, renewed, renewal, procured)
_REPORTING = (monthly_briefs, midterm_report, final_report, midterm_evaluation, final_evaluation)


def _if_it_must(rule: Requirement) -> Callable[[Any, Case], Truth]:
    return lambda contract, case: rule.force_under(case.law) is not Force.MUST or rule.truth(contract, case)


def _all_hold(rules: tuple[Requirement, ...], contract: Any, case: Case) -> Truth:
    met: Truth = True
    for rule in rules:
        met = met & apart(_if_it_must(rule), contract, case)
    return met


def _not_passed(contract: Contract, case: Case) -> Truth:
    return not_(apart(_passed, contract, case)) | contract.renewal_ruled_out


def _renewed_or_procured(contract: Contract, case: Case) -> Truth:
    # Within the cycle the same contractor goes on, and after it the procedure is asked for.
    law, another = case.law, contract.follows == Follows.ANOTHER_CONTRACTOR
    if law.cycle_end is not CycleEnd.PROCURE or law.renewal_after_pass is not RenewalAfterPass.MUST:
        return True
    return not_(another) | _not_passed(contract, case) | contract.procured


def _new_cycle_or_renewed(contract: Contract, case: Case) -> Truth:
    # Where no year may lie beyond the cycle, only a new one comes after it.
    law, another = case.law, contract.follows == Follows.ANOTHER_CONTRACTOR
    if law.cycle_length is not CycleLength.LIMIT or law.renewal_after_pass is not RenewalAfterPass.MUST:
        return True
    return not_(another) | _not_passed(contract, case) | (contract.opens_cycle & (contract.contract_year <= 1))


def _next_year_or_procured(contract: Contract, case: Case) -> Truth:
    # Where the year has to be the next one, a year that begins anew opens a cycle, and that asks for the procedure.
    law, another = case.law, contract.follows == Follows.ANOTHER_CONTRACTOR
    if law.cycle_length is not CycleLength.LIMIT or law.cycle_end is not CycleEnd.PROCURE:
        return True
    goes_on = not_(_graded(contract)) | (contract.contract_year > 1)
    if law.successor_cycle is SuccessorCycle.OWN:
        goes_on = (another & not_(contract.opens_cycle)) | (not_(another) & goes_on)
    return goes_on | contract.procured


def _by_what_it_follows(contract: Contract, signed_on: Any, case: Case) -> Truth:
    first: Any = _Assuming(contract, follows=Follows.NOTHING, signed_on=signed_on)
    met: Truth = (contract.follows == Follows.NOTHING) & signed_by.truth(first, case)
    for follows in (Follows.SAME_CONTRACTOR, Follows.ANOTHER_CONTRACTOR):
        later: Any = _Assuming(contract, follows=follows, signed_on=NOT_YET)
        goes_on = _all_hold(_WHO_FOLLOWS, later, case)
        for rule in (_renewed_or_procured, _new_cycle_or_renewed, _next_year_or_procured):
            goes_on = goes_on & apart(rule, later, case)
        met = met | ((contract.follows == follows) & goes_on)
    return met


def _one_day_of_signing(contract: Contract, case: Case) -> Truth:
    """Return whether some day of signing, and some contract before, can do for all rules at once.

    A contract signed before the notice is free of the rules on who follows, one signed late owes no report yet, and
    one signed by the date for the launch meets the rule on signing. The later within each span, the less is owed; so of
    no span it has to be asked whether the day of signing lies beyond its first day.
    """
    signed, launch, issued = contract.signed_on, _signing_due(contract, case), case.law.in_force_from
    late = _by_what_it_follows(contract, NOT_YET, case)
    by_launch = (signed <= launch) & _all_hold(_REPORTING, _Assuming(contract, signed_on=launch), case)
    before = (signed < issued) & _all_hold(_REPORTING, _Assuming(contract, signed_on=eve_of(issued)), case)
    return late | (by_launch & _by_what_it_follows(contract, launch, case)) | before


CONTRACT = Ruleset(
    "contract",
    Contract,
    (
        annual,
        cycle,
        renewed,
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
    implied=_one_day_of_signing,
)


def check_contract(
    contract: Contract,
    *,
    on: date,
    policy: Law | History = TIANJIN_2021,
    scope: Scope = Scope.BINDS,
    sources: Mapping[str, Source] | None = None,
) -> Assessment[Contract]:
    """Check a purchase contract on a day (购买合同), 四(五), 五(四), 六(二), 六(三).

    A report is not due before the end of the period that it covers. `sources` gives the source of each fact, as in
    `assess`. Raises `InvalidType` if `on` is not a plain date or the contract is not a `Contract`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> contract = sgz.Contract(signed_on=date(2021, 7, 20),
    ...                         period=sgz.Period(date(2021, 7, 23), date(2022, 7, 22)),
    ...                         ended_on=sgz.NOT_YET, final_report_on=sgz.NOT_YET, report_within_days=10)
    >>> [sgz.check_contract(contract, on=date(2022, 8, day))["contract.final_report"].status.name for day in (1, 2)]
    ['NOT_DUE', 'VIOLATED']
    >>> sgz.check_contract(contract, on=None)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: on: None 不可用，应为日期（datetime.date，不含时刻） \
(not usable, expected a datetime.date without a time)
    """
    return assess(CONTRACT, contract, on=on, policy=policy, scope=scope, sources=sources)


def report_schedule(contract: Contract, *, policy: Policy = TIANJIN_2021) -> tuple[Report, ...]:
    """List the reports that a contractor submits to bureau and street (报告日程), 五(四), by the end of their period.

    There is a brief for every calendar month of the contract (the first and last may cover part of a month), the
    mid-term report, and the final report. The last day is UNKNOWN if the contract's number of days is unknown, or if
    the contract sets none (`NOT_SET`) and the reading `report_cap` gives no other day. A contract with an unknown day
    of signing is assumed to be signed before anything is due. If mid-term and final refer to the cycle, they are
    included only for a contract that is known to have them. Raises `InvalidValue` if the contract's days are not known,
    or not in order.

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
    schedule = _Schedule(contract, policy)
    return reports_of(schedule.period, schedule.halves, schedule.due, policy.brief_months)


def evaluation_schedule(contract: Contract, *, policy: Policy = TIANJIN_2021) -> tuple[Report, ...]:
    """List the evaluations that bureau and street make together and report to the city (应做评估的日程), 六(三).

    Raises `InvalidValue` if the contract's first and last day are not known, or not in order.

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
    schedule = _Schedule(contract, policy)
    return evaluations_of(schedule.period, schedule.halves, schedule.due)


class _Schedule:
    """What a contract calls for (应交事项), signed in time where the day of signing is not known."""

    def __init__(self, contract: Contract, policy: Policy) -> None:
        period = require("contract", contract, Contract).period
        if isinstance(period, Unknown):
            allowed = ("已知且不颠倒的首日和末日", "a first and a last day that are known and in order")
            raise InvalidValue("Contract.period", period, *allowed)
        ended_on = _or(contract.ended_on, NOT_YET)
        signed_on = _or(contract.signed_on, NOT_YET)
        signed_on = period.first_day if signed_on == NOT_YET else signed_on
        self.period = Period(period.first_day, max(period.first_day, min(period.last_day, ended_on)))
        self._contract: Any = _Assuming(contract, ended_on=ended_on, signed_on=signed_on)
        self._case = Case(period.last_day, require("policy", policy, Policy))

    @property
    def halves(self) -> Halves:
        """What mid-term and final ones cover."""
        contract, case = self._contract, self._case
        covered = _midterm_covered(contract, case)
        signed = contract.signed_on <= contract.last_day
        reached = _is_middle(contract, case) is True and contract.ended_on >= covered and signed
        return covered if reached else None, _is_last(contract, case) is True

    def due(self, kind: ReportKind, covered: date) -> date | Unknown:
        """Return the last day for what covers the time until a day; UNKNOWN where none is known."""
        contract, case = self._contract, self._case
        days, latest = {
            ReportKind.MONTHLY_BRIEF: (
                contract.brief_within_days,
                _end_of_next_month(later(covered, contract.signed_on)),
            ),
            ReportKind.MIDTERM_REPORT: (contract.report_within_days, _midterm_latest(contract, case)),
            ReportKind.FINAL_REPORT: (contract.report_within_days, _final_latest(contract)),
            ReportKind.MIDTERM_EVALUATION: (contract.evaluation_within_days, _midterm_latest(contract, case)),
            ReportKind.FINAL_EVALUATION: (contract.evaluation_within_days, _final_latest(contract)),
        }[kind]
        last = day_shown(_owed_by(covered, days, latest, contract, case))
        return last if isinstance(last, date) and last < NOT_YET else UNKNOWN
