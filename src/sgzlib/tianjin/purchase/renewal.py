"""四(五), the project cycle and the renewal of its yearly contracts: 续签, or the government-purchase procedure anew.

Left out: how the grade is arrived at, which the notice leaves to the evaluation of 六(三). `contract` judges what was
signed afterwards, by the same readings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal, NotRequired

import attrs

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.assessment.documents import AssessmentDict, PeriodDict
from sgzlib.assessment.finding import Finding
from sgzlib.law.clauses import Force
from sgzlib.law.deadlines import NOT_YET
from sgzlib.law.errors import require
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.kinds import POSITIVE, YES_NO, choice
from sgzlib.law.labels import Labelled
from sgzlib.law.laws import History, Law, law_on
from sgzlib.law.mutability import Moves
from sgzlib.law.periods import Period, day
from sgzlib.law.requirement import Ruleset
from sgzlib.law.truth import UNKNOWN, Truth, Unknown, not_
from sgzlib.prose.documents import Documented
from sgzlib.prose.tables import Row, Tabled
from sgzlib.prose.typed import LawDict, TypedDict
from sgzlib.prose.views import Viewed, ViewedSubject
from sgzlib.tianjin.actors import Actor
from sgzlib.tianjin.policy import TIANJIN_2021, Case, Policy, requirement
from sgzlib.tianjin.purchase.cycle import Cycle
from sgzlib.tianjin.purchase.grades import Grade
from sgzlib.tianjin.readings import CycleEnd, GradeAboveGood, RenewalAfterPass, SuccessorProcured

if TYPE_CHECKING:
    from sgzlib.prose.html import Element
    from sgzlib.prose.language import Language


class RenewalOutcome(Labelled):
    """The possible results at the end of a contract year (续签结果)."""

    RENEW = "续签合同", "renew the contract"
    MAY_RENEW = "可以续签合同", "the contract may be renewed"
    REPROCURE = "不予续签，重新确定承接主体", "do not renew; choose a contractor anew"
    RULED_OUT = "不能续签，更换承接主体", "renewal is ruled out; choose another contractor"
    CYCLE_COMPLETE = "周期届满，重新确定承接主体", "the cycle is complete; choose a contractor anew"
    AWAIT_EVALUATION = "等待年度评估", "wait for the evaluation"


@subject
class YearEnd(ViewedSubject):
    """The end of a contract year (合同年度末) and the facts on which renewal depends.

    `above_good_renews` says whether, under the purchaser's own rules, a grade above 良好 leads to renewal.
    `cycle_end_procures` says whether, under the purchaser's own rules, a complete cycle is followed by the
    government-purchase procedure. Both are needed only if the policy reads the notice as not covering the case.
    `renewal_ruled_out` is as in `Contract`. A fact that is left out or None is UNKNOWN.

    >>> import sgzlib as sgz
    >>> sgz.YearEnd(contract_year=1, grade=sgz.Grade.GOOD).grade
    <Grade.GOOD: 3>
    >>> sgz.YearEnd(grade=True)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: YearEnd.grade: True 不可用，应为NOT_EVALUATED（未评估）、... 之一 ...
    """

    called = ("合同年度末", "End of a contract year")

    contract_year: Fact[int] = fact(
        POSITIVE,
        "周期内第几个合同年度",
        "year of the cycle",
        moves=Moves.NEVER,
        evidence=("购买合同", "the purchase contract"),
        ask=("是周期内第几个合同年度？", "Which year of the cycle is it?"),
    )
    cycle_years: Fact[int] = fact(
        POSITIVE,
        "项目周期年数",
        "years of the project cycle",
        moves=Moves.NEVER,
        evidence=("购买合同", "the purchase contract"),
        ask=("项目周期几年？", "How many years does the cycle last?"),
    )
    grade: Fact[Grade] = fact(
        choice(Grade),
        "年度评估等次",
        "grade of the evaluation",
        moves=Moves.NEVER,
        evidence=("年度评估结果", "the result of the evaluation"),
        ask=("年度评估是什么等次？", "What was the grade of the evaluation?"),
    )
    above_good_renews: Fact[bool] = fact(
        YES_NO,
        "购买主体规定评为优秀的可续签",
        "a grade above good renews under the purchaser's rules",
        moves=Moves.NEVER,
        evidence=("购买主体的规定", "the purchaser's rules"),
        ask=(
            "购买主体是否规定评为“优秀”的可续签？",
            ("Does a grade above good lead to renewal under the purchaser's rules?"),
        ),
    )
    cycle_end_procures: Fact[bool] = fact(
        YES_NO,
        "购买主体规定周期届满后按政府购买程序重新确定承接主体",
        "the government-purchase procedure follows a complete cycle under the purchaser's rules",
        moves=Moves.NEVER,
        evidence=("购买主体的规定", "the purchaser's rules"),
        ask=(
            "购买主体是否规定周期届满后按政府购买程序重新确定承接主体？",
            "Does the government-purchase procedure follow a complete cycle under the purchaser's rules?",
        ),
    )
    renewal_ruled_out: Fact[bool] = fact(
        YES_NO,
        "存在不能续签的情形",
        "renewal ruled out",
        moves=Moves.NEVER,
        evidence=("放弃续签、终止、注销或者解除合同的书面材料", ("documents on withdrawal, dissolution or rescission")),
        ask=("是否存在不能续签的情形？", "Is the renewal ruled out?"),
    )


@requirement(
    "四(五)",
    Force.MUST,
    zh="年度评估结果为良好或合格",
    en="the yearly evaluation is good or qualified",
    by=Actor.PURCHASER,
    defines=True,
)
def grade(end: YearEnd, case: Case) -> Truth:
    covered = case.law.grade_above_good is GradeAboveGood.RENEWS
    return (end.grade >= Grade.QUALIFIED) & ((end.grade <= Grade.GOOD) | (covered or end.above_good_renews))


# A cycle of one year has no years left whatever the contract's year is, also where that is not known.
@requirement(
    "四(五)",
    Force.MUST,
    zh="项目周期内尚有合同年度",
    en="the cycle has contract years left",
    by=Actor.PURCHASER,
    defines=True,
)
def years_left(end: YearEnd, case: Case) -> Truth:
    left = (end.contract_year < end.cycle_years) & (end.cycle_years > 1)
    return left | not_(end.cycle_end_procures) if case.law.cycle_end is CycleEnd.NOT_COVERED else left


@requirement(
    "四(五)",
    Force.MUST,
    zh="不存在不能续签的情形",
    en="nothing rules the renewal out",
    by=Actor.PURCHASER,
    defines=True,
)
def not_ruled_out(end: YearEnd, case: Case) -> Truth:
    return not_(end.renewal_ruled_out)


RENEWAL = Ruleset(
    "renewal",
    YearEnd,
    (grade, years_left, not_ruled_out),
    law=TIANJIN_2021,
    zh="合同续签",
    en="Renewal",
    yes=("续签", "renewed"),
    no=("不续签", "not renewed"),
)


class RenewalDict(TypedDict):
    """What happens to a contract at the end of its year (续签决定), and the assessment with the reasons.

    `outcome` and `requires_procurement` are null if open. `next_period` is null while it is open, and left out if no
    contract follows.
    """

    format: Literal["sgzlib.renewal/1"]
    sgzlib: str
    law: LawDict
    outcome: Literal["RENEW", "MAY_RENEW", "REPROCURE", "RULED_OUT", "CYCLE_COMPLETE", "AWAIT_EVALUATION"] | None
    requires_procurement: bool | None
    next_period: NotRequired[PeriodDict | None]
    text: str
    assessment: AssessmentDict


@attrs.frozen(repr=False)
class RenewalDecision(Documented[RenewalDict], Tabled, Viewed):
    """What happens to a contract at the end of its year (续签决定), with the reasons.

    `next_period` is the period of the renewed contract, None if there is none, UNKNOWN while that is open. `outcome` is
    UNKNOWN only if the notice is not in force on the deciding day, if it is not known whether something rules renewal
    out, or if the notice, as the policy reads it, does not say what follows (after a grade above 良好, or at the end of
    the cycle). `requires_procurement` says whether the next contract needs the government-purchase procedure.
    """

    outcome: RenewalOutcome | Unknown
    requires_procurement: Truth
    next_period: Period | Unknown | None
    assessment: Assessment

    document_type = RenewalDict

    def __repr__(self) -> str:
        outcome = UNKNOWN if isinstance(self.outcome, Unknown) else self.outcome.name
        return f"<RenewalDecision {outcome}>"

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The reasons, each with its clause (理由): the grade, the years left, and what may rule renewal out."""
        return self.assessment.findings

    def render(self, locale: str = "zh_CN") -> str:
        """Return the decision as text in Chinese or English (续签决定书): first the result, then the reasons."""
        from sgzlib.tianjin.purchase.letter import letter

        return letter(self.outcome, self.requires_procurement, self.next_period, self.assessment, locale)

    def extra_fields(self, language: Language) -> dict[str, Any]:
        """Return the law used, and the result in words (自述部分)."""
        from sgzlib.tianjin.purchase.letter import decision_text

        said = decision_text(self.outcome, self.requires_procurement, self.next_period, language)
        return {"law": self.assessment.policy, "text": "\n".join(said)}

    def columns(self) -> Mapping[str, type]:
        """Return the columns of the table (列): one row for each reason."""
        return self.assessment.columns()

    def rows(self, language: Language) -> Iterator[Row]:
        """Yield a row for each reason (行)."""
        return self.assessment.rows(language)

    def view(self, language: Language) -> Iterator[Element]:
        """Yield what it shows as a view (视图)."""
        from sgzlib.tianjin.purchase.letter import letter_view

        return letter_view(self.outcome, self.requires_procurement, self.next_period, self.assessment, language)


def decide_renewal(
    cycle: Cycle,
    *,
    contract_year: int,
    grade: Grade | Unknown | None,
    on: date,
    next_signed_on: date | Unknown | None = None,
    renewal_ruled_out: bool | Unknown | None = False,
    above_good_renews: bool | Unknown | None = None,
    cycle_end_procures: bool | Unknown | None = None,
    policy: Law | History = TIANJIN_2021,
) -> RenewalDecision:
    """Decide whether the contract of a year of the cycle is renewed (续签决定), 四(五).

    Returns a `RenewalDecision`. The law of the day on which the next contract is signed applies; while that day is
    unknown or not yet reached, the day asked about is used. 不合格 is never renewed. Without a grade, or with 未评估,
    the outcome is to wait for the evaluation; `requires_procurement` is already True if every grade would lead to the
    procedure. After any other grade in the last year the cycle is complete. `Contract` says what may rule a renewal
    out. The purchaser's own rules, as in `YearEnd`, are needed only if the policy reads the notice as not saying what
    follows. Raises `InvalidType` or `InvalidValue` for a year outside the cycle, an invalid grade or an invalid day.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> cycle = sgz.Cycle(started_on=date(2021, 7, 23))
    >>> decision = sgz.decide_renewal(cycle, contract_year=1, grade=sgz.Grade.GOOD, on=date(2022, 7, 1))
    >>> decision.outcome.en, decision.next_period.first_day, decision.requires_procurement
    ('renew the contract', datetime.date(2022, 7, 23), False)
    >>> decision = sgz.decide_renewal(cycle, contract_year=3, grade=None, on=date(2024, 7, 1))
    >>> decision.outcome.en, decision.requires_procurement
    ('wait for the evaluation', True)
    >>> sgz.decide_renewal(cycle, contract_year=0, grade=None, on=date(2022, 7, 1))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: contract_year: 0 不可用，应为大于 0 的整数（int，至多 10 亿） ...
    """
    governs = day("on", on)
    if not (next_signed_on is None or isinstance(next_signed_on, Unknown)):
        signed_on = day("next_signed_on", next_signed_on)
        governs = governs if signed_on == NOT_YET else signed_on
    law: Policy = require("policy", law_on(policy, governs), Policy)
    ended = require("cycle", cycle, Cycle).contract_period(contract_year, policy=law).last_day
    contracts = len(range(0, cycle.years_under(law), law.contract_years))
    end = YearEnd(
        contract_year=contract_year,
        cycle_years=contracts,
        grade=None if grade is Grade.NOT_EVALUATED else grade,
        above_good_renews=above_good_renews,
        cycle_end_procures=cycle_end_procures,
        renewal_ruled_out=renewal_ruled_out,
    )
    assessment = assess(RENEWAL, end, on=governs, policy=law)
    last = contract_year == contracts
    if not assessment.in_force:
        return RenewalDecision(UNKNOWN, UNKNOWN, UNKNOWN, assessment)
    grade_renews, left, free = (finding.holds for finding in assessment.findings)
    renewed = grade_renews & left & free
    upcoming: Period | Unknown | None = UNKNOWN
    if renewed is True:
        following = Cycle(started_on=ended + timedelta(days=1)) if last else cycle
        upcoming = following.contract_period(1 if last else contract_year + 1, policy=law)
    elif renewed is False:
        upcoming = None
    always = law.successor_procured is SuccessorProcured.ALWAYS
    procured = not_(renewed if always else grade_renews & left)
    return RenewalDecision(_outcome(end, grade_renews & left, free, law, last=last), procured, upcoming, assessment)


def _outcome(end: YearEnd, goes_on: Truth, free: Truth, law: Policy, *, last: bool) -> RenewalOutcome | Unknown:
    if isinstance(end.grade, Unknown):
        return RenewalOutcome.AWAIT_EVALUATION
    if goes_on is False:
        complete = last and end.grade is not Grade.UNQUALIFIED
        return RenewalOutcome.CYCLE_COMPLETE if complete else RenewalOutcome.REPROCURE
    if free is False and goes_on is True:
        return RenewalOutcome.RULED_OUT
    if isinstance(goes_on & free, Unknown):
        return UNKNOWN
    must = law.renewal_after_pass is RenewalAfterPass.MUST
    return RenewalOutcome.RENEW if must else RenewalOutcome.MAY_RENEW
