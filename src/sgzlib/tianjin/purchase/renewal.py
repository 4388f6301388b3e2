"""四(五), the project cycle and the renewal of its yearly contracts: 续签, or back to government procurement.

Left out: how the grade is arrived at, which the notice leaves to the evaluation of 六(三).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs

from sgzlib.assessment.assessment import Assessment, Finding, assess
from sgzlib.law.errors import InvalidValue, require
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.kinds import YES_NO, choice
from sgzlib.law.labels import Labelled, Ordered
from sgzlib.law.notice import Actor, Force
from sgzlib.law.periods import Period, day, years_after
from sgzlib.law.requirement import Case, Ruleset, requirement
from sgzlib.law.truth import UNKNOWN, Truth, Unknown, not_
from sgzlib.tianjin.policy import TIANJIN_2021, Policy
from sgzlib.tianjin.purchase.budget import POSITIVE
from sgzlib.tianjin.readings import GradeAboveGood


class Grade(Ordered):
    """Grade of the yearly evaluation (年度评估等次), lowest first."""

    UNQUALIFIED = 1, "不合格", "unqualified"
    QUALIFIED = 2, "合格", "qualified"
    GOOD = 3, "良好", "good"
    EXCELLENT = 4, "优秀", "excellent"


class RenewalOutcome(Labelled):
    """What follows at the end of a contract year (续签结果)."""

    RENEW = "续签合同", "renew the contract"
    REPROCURE = "不予续签，重新采购", "do not renew; procure anew"
    CYCLE_COMPLETE = "周期届满，重新采购", "the cycle is complete; procure anew"
    AWAIT_EVALUATION = "等待年度评估", "await the evaluation"


def _read_start(value: Any) -> date:
    return day("Cycle.started_on", value)


def _read_years(value: Any) -> int | Unknown:
    return UNKNOWN if value is None or isinstance(value, Unknown) else POSITIVE.read("Cycle.years", value)


@attrs.frozen(kw_only=True)
class Cycle:
    """A project cycle (项目周期): the day on which it starts, and its years where they are not the policy's.

    Raises `InvalidType` or `InvalidValue` for a start that is no plain date, or years that are no whole number above 0.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> cycle = sgz.Cycle(started_on=date(2021, 7, 23))
    >>> cycle.contract_period(2)
    Period(first_day=datetime.date(2022, 7, 23), last_day=datetime.date(2023, 7, 22))
    >>> cycle.contract_period(4)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: contract_year: 4 不可用，应为 1 至 3 的整数 (not usable, expected 1 to 3)
    """

    started_on: date = attrs.field(converter=_read_start)
    years: int | Unknown = attrs.field(default=UNKNOWN, converter=_read_years, eq=repr)

    def years_under(self, policy: Policy) -> int:
        """Give how many years the cycle runs: its own, or the policy's (周期年数)."""
        own = self.years
        return require("policy", policy, Policy).cycle_years if isinstance(own, Unknown) else own

    def contract_period(self, contract_year: int, *, policy: Policy = TIANJIN_2021) -> Period:
        """Give the period of the n-th contract (第几份合同的期间), 四(五): from one anniversary to the eve of the next.

        A cycle that starts on 29 February has its anniversary on 28 February in other years. The contracts follow on
        one another without gap or overlap. Raises `InvalidType` or `InvalidValue` for a year outside the cycle.
        """
        years = self.years_under(policy)
        starts = range(0, years, require("policy", policy, Policy).contract_years)
        number = POSITIVE.read("contract_year", contract_year)
        if number > len(starts):
            raise InvalidValue("contract_year", contract_year, f" 1 至 {len(starts)} 的整数", f"1 to {len(starts)}")
        begun = starts[number - 1]
        after = years_after(self.started_on, min(begun + policy.contract_years, years))
        return Period(years_after(self.started_on, begun), after - timedelta(days=1))


@subject
class YearEnd:
    """The end of a contract year (合同年度末) and the facts on which the renewal hangs.

    `above_good_renews` is whether a grade above 良好 renews, by a rule of the purchaser's own: asked only where the
    policy reads the notice as not covering such a grade. Every fact may be left out or be None: it is then UNKNOWN.

    >>> import sgzlib as sgz
    >>> sgz.YearEnd(contract_year=1, grade=sgz.Grade.GOOD)
    YearEnd(contract_year=1, cycle_years=UNKNOWN, grade=<Grade.GOOD: 3>, above_good_renews=UNKNOWN)
    >>> sgz.YearEnd(grade=True)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: YearEnd.grade: True 不可用，应为UNQUALIFIED（不合格）、... 之一 ...
    """

    contract_year: Fact[int] = fact(POSITIVE, "周期内第几个合同年度", "year of the cycle", settled=True)
    cycle_years: Fact[int] = fact(POSITIVE, "项目周期年数", "years of the project cycle", settled=True)
    grade: Fact[Grade] = fact(choice(Grade), "年度评估等次", "grade of the evaluation", settled=True)
    above_good_renews: Fact[bool] = fact(
        YES_NO, "购买主体规定高于良好的等次续签", "by the purchaser's rule a grade above good renews"
    )


@requirement(
    "四(五)",
    Force.MUST,
    zh="年度评估结果为良好或合格",
    en="the yearly evaluation is good or qualified",
    by=Actor.DISTRICT_BUREAU,
)
def grade(end: YearEnd, case: Case) -> Truth:
    covered = case.policy.grade_above_good is GradeAboveGood.RENEWS
    return (end.grade >= Grade.QUALIFIED) & ((end.grade <= Grade.GOOD) | (covered or end.above_good_renews))


# A cycle of one year has no years left whatever the contract's year is, also where that is not known.
@requirement(
    "四(五)",
    Force.MUST,
    zh="项目周期内尚有合同年度",
    en="the cycle has contract years left",
    by=Actor.DISTRICT_BUREAU,
)
def years_left(end: YearEnd, case: Case) -> Truth:
    return (end.contract_year < end.cycle_years) & (end.cycle_years > 1)


RENEWAL = Ruleset(
    "renewal",
    YearEnd,
    (grade, years_left),
    zh="合同续签",
    en="Renewal",
    yes=("续签", "renewed"),
    no=("不续签", "not renewed"),
)


@attrs.frozen
class RenewalDecision:
    """What becomes of a contract at the end of its year (续签决定), and why.

    `next_period` is that of the next contract: None where there is none, UNKNOWN while that is open. `outcome` is
    UNKNOWN only for a grade of which the notice, as the policy reads it, does not say what follows.
    """

    outcome: RenewalOutcome | Unknown
    requires_procurement: Truth
    next_period: Period | Unknown | None
    assessment: Assessment

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The reasons, each with its clause (理由): the grade, and the years left in the cycle."""
        return self.assessment.findings

    def render(self, locale: str = "zh_CN") -> str:
        """Give the decision as text in Chinese or English (续签决定书): what follows, then the reasons."""
        from sgzlib.assessment.report import decision

        return decision(self, locale)

    def _repr_html_(self) -> str:
        from sgzlib.assessment.report import decision_html

        return decision_html(self)


def decide_renewal(
    cycle: Cycle, *, contract_year: int, grade: Grade | Unknown | None, policy: Policy = TIANJIN_2021
) -> RenewalDecision:
    """Say whether the contract of a year of the cycle is renewed (续签决定), 四(五).

    Without a grade the outcome awaits the evaluation; `requires_procurement` is True already where every grade would
    lead there. In the last year the cycle is complete whatever the grade. Raises `InvalidType` or `InvalidValue` for a
    year outside the cycle or for what is no `Grade`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> cycle = sgz.Cycle(started_on=date(2021, 7, 23))
    >>> decision = sgz.decide_renewal(cycle, contract_year=1, grade=sgz.Grade.GOOD)
    >>> decision.outcome.en, decision.next_period.first_day, decision.requires_procurement
    ('renew the contract', datetime.date(2022, 7, 23), False)
    >>> decision = sgz.decide_renewal(cycle, contract_year=3, grade=None)
    >>> decision.outcome.en, decision.requires_procurement
    ('await the evaluation', True)
    >>> sgz.decide_renewal(cycle, contract_year=0, grade=None)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: contract_year: 0 不可用，应为大于 0 的整数（int，至多 10 亿） ...
    """
    ended = require("cycle", cycle, Cycle).contract_period(contract_year, policy=policy).last_day
    contracts = len(range(0, cycle.years_under(policy), policy.contract_years))
    end = YearEnd(contract_year=contract_year, cycle_years=contracts, grade=grade)
    assessment = assess(RENEWAL, end, on=max(ended, policy.notice.issued_on), policy=policy)
    renewed = assessment.verdict
    last = contract_year == contracts
    upcoming: Period | Unknown | None = UNKNOWN
    if renewed is True:
        upcoming = cycle.contract_period(contract_year + 1, policy=policy)
    elif renewed is False:
        upcoming = None
    return RenewalDecision(_outcome(end, renewed, last=last), not_(renewed), upcoming, assessment)


def _outcome(end: YearEnd, renewed: Truth, *, last: bool) -> RenewalOutcome | Unknown:
    if isinstance(end.grade, Unknown):
        return RenewalOutcome.AWAIT_EVALUATION
    if last:
        return RenewalOutcome.CYCLE_COMPLETE
    if isinstance(renewed, Unknown):
        return UNKNOWN
    return RenewalOutcome.RENEW if renewed else RenewalOutcome.REPROCURE
