"""四(三), 七(二): who pays for what (资金安排), and what each kind of money may be spent on.

Left out: finding a plan (`allocation`), and how a source is applied for, which `subsidy-purchase-2020` and
`assistance-purchase-2018` set.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.law.clauses import Force
from sgzlib.law.facts import Fact, derived, fact, subject
from sgzlib.law.groups import every, total
from sgzlib.law.kinds import TEXT, YEAR, YUAN, choice, many
from sgzlib.law.labels import Labelled
from sgzlib.law.laws import History, Law
from sgzlib.law.money import EXACT
from sgzlib.law.requirement import Ruleset
from sgzlib.law.truth import Truth, Unknown, not_, one_of
from sgzlib.tianjin.actors import Actor
from sgzlib.tianjin.policy import TIANJIN_2021, Case, requirement
from sgzlib.tianjin.purchase.budget import FUNDING_FIELD, ExpenseCategory, FundingField
from sgzlib.tianjin.purchase.sources import SUBSIDY_FIELDS, SourceKind


@subject
class SourceUse:
    """A source in a plan (来源使用情况): what it has, and what it gives."""

    kind: Fact[SourceKind] = fact(choice(SourceKind), "资金来源类别", "kind of source", settled=True)
    name: Fact[str] = fact(TEXT, "名称", "name")
    available: Fact[Decimal] = fact(YUAN, "可用金额", "available", settled=True)
    given: Fact[Decimal] = fact(YUAN, "支出金额", "given")

    @derived("未超支", "within its means")
    def within_means(self) -> Any:
        """Whether it gives no more than it has (是否未超支)."""
        return self.given <= self.available

    @derived("不是专项补助或已用尽", "no subsidy, or used up")
    def subsidy_drawn(self) -> Any:
        """Whether no subsidy is left in it (是否没有剩余专项补助)."""
        return not_(self.kind == SourceKind.SUBSIDY) | (self.given >= self.available)


@subject
class FundedLine:
    """A line of the budget in a plan (明细支付情况): what it costs, and what is paid of it."""

    category: Fact[ExpenseCategory] = fact(choice(ExpenseCategory), "经费类别", "category", settled=True)
    item: Fact[str] = fact(TEXT, "项目", "item")
    field: Fact[FundingField] = fact(FUNDING_FIELD, "服务领域", "service field", settled=True)
    amount: Fact[Decimal] = fact(YUAN, "金额", "amount", settled=True)
    paid: Fact[Decimal] = fact(YUAN, "已安排金额", "paid")

    @derived("足额安排", "paid in full")
    def paid_in_full(self) -> Any:
        """Whether what is paid is what it costs, no more and no less (是否足额)."""
        return self.paid == self.amount

    @derived("专项补助可支付的已足额安排", "paid in full where the subsidy may pay")
    def paid_where_subsidy_may(self) -> Any:
        """Whether nothing is unpaid that the subsidy may pay (专项补助可支付的是否已足额)."""
        return not_(one_of(self.field, *SUBSIDY_FIELDS)) | (self.paid >= self.amount)


@subject
class Payment:
    """What one source pays of one line (支付): the names of both, what decides whether it may, and the amount."""

    source: Fact[str] = fact(TEXT, "资金来源", "source")
    kind: Fact[SourceKind] = fact(choice(SourceKind), "资金来源类别", "kind of source")
    item: Fact[str] = fact(TEXT, "项目", "item")
    category: Fact[ExpenseCategory] = fact(choice(ExpenseCategory), "经费类别", "category", settled=True)
    field: Fact[FundingField] = fact(FUNDING_FIELD, "服务领域", "service field", settled=True)
    amount: Fact[Decimal] = fact(YUAN, "金额", "amount")

    @derived("符合专项补助用途", "within the subsidy's scope")
    def in_subsidy_scope(self) -> Any:
        """Whether it is not the subsidy that pays, or for one of its fields (是否符合专项补助用途)."""
        return not_(self.kind == SourceKind.SUBSIDY) | one_of(self.field, *SUBSIDY_FIELDS)

    @derived("符合救助专项资金用途", "within the assistance fund's scope")
    def in_assistance_scope(self) -> Any:
        """Whether it is not the assistance fund that pays, or for social assistance (是否符合救助资金用途)."""
        return not_(self.kind == SourceKind.ASSISTANCE) | (self.field == FundingField.SOCIAL_ASSISTANCE)

    @derived("符合捐赠用途", "within the scope of donations")
    def in_donation_scope(self) -> Any:
        """Whether it is no donation that pays, or for equipment and rooms (是否符合捐赠用途)."""
        return not_(self.kind == SourceKind.DONATION) | (self.category == ExpenseCategory.FACILITIES)

    @derived("由专项补助支付或专项补助不可支付", "by the subsidy where it may pay")
    def by_subsidy_where_it_may(self) -> Any:
        """Whether the subsidy pays it, if it may (专项补助可支付的是否由其支付)."""
        return (self.kind == SourceKind.SUBSIDY) | not_(one_of(self.field, *SUBSIDY_FIELDS))


class Shortfall(Labelled):
    """Why a line stays unpaid (未足额原因)."""

    NO_MONEY = "资金已用尽", "no money is left at all"
    NOT_FOR_THIS = "余下资金不得用于此项", "the money that is left may not be used for this"
    LEFT_OUT = "有可用资金而未安排", "money that may be used for this is left"


@attrs.frozen
class Unfunded:
    """A line that is not paid in full (未足额明细), the yuan that it is `short` of, and why."""

    line: FundedLine
    short: Decimal
    reason: Shortfall


@subject
class FundingPlan:
    """Who pays for what (资金安排), in one year's money; `allocate_funding` and `plan_funding` make one.

    Made by hand from its facts, it is judged by what they say: `lines` what is paid, `sources` what is given.

    >>> import sgzlib as sgz
    >>> sgz.FundingPlan(year=2021)
    FundingPlan(year=2021, lines=UNKNOWN, sources=UNKNOWN, payments=UNKNOWN)
    """

    year: Fact[int] = fact(YEAR, "资金年度", "year of the money", settled=True)
    lines: Fact[tuple[FundedLine, ...]] = fact(many(FundedLine), "预算明细", "lines", settled=True)
    sources: Fact[tuple[SourceUse, ...]] = fact(many(SourceUse), "资金来源", "sources")
    payments: Fact[tuple[Payment, ...]] = fact(many(Payment), "支付", "payments")

    @property
    def unfunded(self) -> tuple[Unfunded, ...]:
        """The lines that are known not to be paid in full, and why (未足额明细)."""
        sources = () if isinstance(self.sources, Unknown) else self.sources
        left = [source for source in sources if not_(source.given >= source.available) is True]
        found = []
        for line in () if isinstance(self.lines, Unknown) else self.lines:
            if not isinstance(line.paid, Unknown) and not isinstance(line.amount, Unknown) and line.paid < line.amount:
                usable = any(may_pay(source.kind, line.category, line.field) for source in left)
                reason = Shortfall.LEFT_OUT if usable else Shortfall.NOT_FOR_THIS if left else Shortfall.NO_MONEY
                found.append(Unfunded(line, EXACT.subtract(line.amount, line.paid), reason))
        return tuple(found)


def may_pay(kind: Any, category: Any, field: Any) -> bool:
    """Whether money of a kind surely may be spent on a line of that category and field (是否确可支付)."""
    payment = Payment(kind=kind, category=category, field=field)
    return (payment.in_subsidy_scope & payment.in_assistance_scope & payment.in_donation_scope) is True


# The sums say of a plan made by hand that both sides tell of the same money; that of what is paid follows from the
# others, and decides where a cost is not known.
@requirement(
    "四(三)",
    Force.MUST,
    zh="各来源支出之和等于各项费用之和，每项足额安排，来源不超支",
    en="what the sources give equals what the lines cost, each paid in full, and no source gives more than it has",
    by=Actor.DISTRICT_BUREAU,
)
def balanced(plan: FundingPlan, case: Case) -> Any:
    cost, given, paid = total(plan.lines, "amount"), total(plan.sources, "given"), total(plan.lines, "paid")
    return (
        every(plan.lines, "paid_in_full", case)
        & every(plan.sources, "within_means", case)
        & (given >= cost)
        & (given <= cost)
        & (given >= paid)
        & (given <= paid)
    )


def _first_year(plan: FundingPlan, case: Case) -> Any:
    return plan.year == case.law.subsidy_first_year


@requirement(
    "四(三)",
    Force.MUST,
    zh="专项补助优先使用的年度内，补助可支付的项目先由补助支付",
    en="in the year in which the subsidy comes first, it pays before others for what it may pay",
    by=Actor.DISTRICT_BUREAU,
    applies=_first_year,
)
def subsidy_first(plan: FundingPlan, case: Case) -> Truth:
    return every(plan.sources, "subsidy_drawn", case) | (
        every(plan.payments, "by_subsidy_where_it_may", case) & every(plan.lines, "paid_where_subsidy_may", case)
    )


@requirement(
    "四(三)",
    Force.MUST,
    zh="专项补助只用于扶老助老、扶残助残、扶贫助困、孤儿及特殊儿童项目",
    en="the subsidy pays only for services to the elderly, people with disabilities, the poor, orphans and children in "
    "need",
    by=Actor.DISTRICT_BUREAU,
    source="subsidy-2019",
)
def subsidy_scope(plan: FundingPlan, case: Case) -> Truth:
    return every(plan.payments, "in_subsidy_scope", case)


@requirement(
    "四(三)",
    Force.MUST,
    zh="社会救助专项资金只用于社会救助服务",
    en="the social-assistance special fund pays only for social-assistance services",
    by=Actor.DISTRICT_BUREAU,
    source="assistance-purchase-2018",
)
def assistance_scope(plan: FundingPlan, case: Case) -> Truth:
    return every(plan.payments, "in_assistance_scope", case)


@requirement(
    "七(二)",
    Force.MUST,
    zh="慈善捐赠只用于设施设备和活动场所",
    en="donations pay only for equipment and activity rooms",
    by=Actor.DISTRICT_BUREAU,
)
def donation_scope(plan: FundingPlan, case: Case) -> Truth:
    return every(plan.payments, "in_donation_scope", case)


FUNDING = Ruleset(
    "funding",
    FundingPlan,
    (balanced, subsidy_first, subsidy_scope, assistance_scope, donation_scope),
    law=TIANJIN_2021,
    zh="资金安排",
    en="Funding plan",
)


def check_funding(plan: FundingPlan, *, on: date, policy: Law | History = TIANJIN_2021) -> Assessment:
    """Judge on a day who pays for what (资金安排), 四(三) and 七(二), whether `allocate_funding` found it or a person.

    Raises `InvalidType` for a `datetime` or text as `on`, or for what is no `FundingPlan`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> payment = sgz.Payment(kind=sgz.SourceKind.DONATION, category=sgz.ExpenseCategory.PERSONNEL, amount=5000)
    >>> assessment = sgz.check_funding(sgz.FundingPlan(payments=[payment]), on=date(2021, 7, 1))
    >>> assessment.verdict, [finding.requirement.id for finding in assessment.violations]
    (False, ['funding.donation_scope'])
    """
    return assess(FUNDING, plan, on=on, policy=policy)
