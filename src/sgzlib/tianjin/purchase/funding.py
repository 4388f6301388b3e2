"""四(三), 七(二): who pays for what (资金安排), and what each kind of money may be spent on.

Whether a plan adds up is arithmetic and no rule of the notice: `FundingPlan.arithmetic` says it. Left out: finding a
plan (`allocation`), and how a source is applied for, which `subsidy-purchase-2020` and `assistance-purchase-2018` set.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

import attrs

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.assessment.sources import Source
from sgzlib.law.clauses import Force, Scope
from sgzlib.law.errors import require
from sgzlib.law.exact import EXACT
from sgzlib.law.facts import Fact, derived, fact, facts_of, subject
from sgzlib.law.groups import consists_of, every, includes, member_rule, size
from sgzlib.law.kinds import TEXT, YEAR, YES_NO, YUAN, choice, many
from sgzlib.law.labels import Labelled
from sgzlib.law.laws import History, Law
from sgzlib.law.mutability import Moves
from sgzlib.law.requirement import Ruleset
from sgzlib.law.truth import Truth, Unknown, not_, one_of
from sgzlib.prose.documents import Documented
from sgzlib.prose.tables import Row, Tabled
from sgzlib.prose.typed import LawDict, TypedDict
from sgzlib.prose.views import ViewedSubject
from sgzlib.tianjin.actors import Actor
from sgzlib.tianjin.policy import TIANJIN_2021, Case, Policy, requirement
from sgzlib.tianjin.purchase.arithmetic import Arithmetic
from sgzlib.tianjin.purchase.budget import FUNDING_FIELDS, BudgetLine, ExpenseCategory, FundingField
from sgzlib.tianjin.purchase.sources import (
    AVAILABLE,
    SPENT_ELSEWHERE,
    SUBSIDY_FIELDS,
    WELFARE_MONEY,
    FundingSource,
    SourceKind,
)
from sgzlib.tianjin.readings import AssistanceLines, DonationUse, SubsidyLines, SubsidyPriority

if TYPE_CHECKING:
    from sgzlib.prose.language import Language


_LEDGER = ("资金台账、支付凭证", "ledger, vouchers")
_GRANT = ("资金下达文件", "the letter that grants the money")


@subject
class SourceUse(ViewedSubject):
    """A source in a funding plan (来源使用情况), in yuan: what it has, what it pays, what it spent elsewhere."""

    called = ("资金来源使用情况", "Use of a source")

    kind: Fact[SourceKind] = fact(
        choice(SourceKind),
        "资金来源类别",
        "kind of source",
        moves=Moves.NEVER,
        evidence=_GRANT,
        ask=("属于哪类资金？", "What kind of source is it?"),
    )
    name: Fact[str] = fact(TEXT, "名称", "name", moves=Moves.NEVER)
    available: Fact[Decimal, Decimal | int] = fact(
        YUAN,
        *AVAILABLE,
        moves=Moves.NEVER,
        evidence=_GRANT,
        ask=("可用金额是多少？", "How much is available?"),
    )
    for_building: Fact[bool] = fact(
        YES_NO,
        "指定用于建站",
        "given for building the station",
        moves=Moves.NEVER,
        evidence=("捐赠协议", "the donation agreement"),
        ask=("是否指定用于建站？", "Was it given for building the station?"),
    )
    spent_elsewhere: Fact[Decimal, Decimal | int] = fact(
        YUAN,
        *SPENT_ELSEWHERE,
        unit=("元", "yuan"),
        act=(
            "将用于社工站以外项目的金额依规调整归还",
            ("adjust and return, under the rules, what was spent on other projects"),
        ),
        evidence=_LEDGER,
        ask=(
            "通知印发后用于社工站以外项目的金额是多少？",
            "How much was spent on other projects after the notice was issued?",
        ),
    )
    given: Fact[Decimal, Decimal | int] = fact(
        YUAN,
        "支出金额",
        "given",
        act=("将支出金额调整为{to}", "set the amount that it pays to {to}"),
        evidence=_LEDGER,
        ask=("支出金额是多少？", "How much does it pay?"),
    )

    @derived("未超支", "within its means")
    def within_means(self) -> Any:
        """Whether the source pays no more than it has (是否未超支), less what went elsewhere (含用于他处的)."""
        beside = not_(self.kind == SourceKind.SUBSIDY) | (self.given + self.spent_elsewhere <= self.available)
        return (self.given <= self.available) & beside

    @derived("不是专项补助或已用尽", "no subsidy, or used up")
    def subsidy_drawn(self) -> Any:
        """Whether no subsidy is left in the source (是否没有剩余专项补助)."""
        used_up = (self.given >= self.available) | (self.given + self.spent_elsewhere >= self.available)
        return not_(self.kind == SourceKind.SUBSIDY) | used_up

    @derived("不是专项补助或未用于其他项目", "no subsidy, or not spent elsewhere")
    def subsidy_kept(self) -> Any:
        """Whether no subsidy of the source was spent on other uses (专项补助是否未用于他处)."""
        return not_(self.kind == SourceKind.SUBSIDY) | (self.spent_elsewhere <= 0)


@subject
class FundedLine(ViewedSubject):
    """A budget line in a funding plan (明细支付情况): its cost and the amount paid for it, in yuan."""

    called = ("明细支付情况", "Funded line")

    category: Fact[ExpenseCategory] = fact(
        choice(ExpenseCategory),
        "经费类别",
        "category",
        moves=Moves.NEVER,
        evidence=_LEDGER,
        ask=("属于哪类经费？", "In which category is the line?"),
    )
    item: Fact[str] = fact(TEXT, "项目", "item", moves=Moves.NEVER, ask=("是什么项目？", "What is the item?"))
    fields: Fact[tuple[FundingField, ...], Sequence[FundingField]] = fact(
        FUNDING_FIELDS,
        "服务领域",
        "service fields",
        moves=Moves.NEVER,
        evidence=_LEDGER,
        ask=("用于哪些服务领域？", "Which service fields does the line serve?"),
    )
    amount: Fact[Decimal, Decimal | int] = fact(
        YUAN, "金额", "amount", moves=Moves.NEVER, evidence=_LEDGER, ask=("金额是多少？", "How much is it?")
    )
    paid: Fact[Decimal, Decimal | int] = fact(
        YUAN,
        "已安排金额",
        "paid",
        act=("将已安排金额调整为{to}", "set what is paid to {to}"),
        evidence=_LEDGER,
        ask=("已安排金额是多少？", "How much of it is paid?"),
    )

    @derived("足额安排", "paid in full")
    def paid_in_full(self) -> Any:
        """Whether the amount paid equals the cost exactly (是否足额)."""
        return self.paid == self.amount


@subject
class Payment(ViewedSubject):
    """A payment by one source for one line (支付), in yuan, with the facts that decide whether it is allowed."""

    called = ("支付", "Payment")

    source: Fact[str] = fact(TEXT, "资金来源", "source", moves=Moves.NEVER)
    kind: Fact[SourceKind] = fact(
        choice(SourceKind),
        "资金来源类别",
        "kind of source",
        act=(
            "改由{to}支付，已支付的依规调整归还",
            "pay it from another source ({to}), and return, under the rules, what was paid",
        ),
        evidence=_LEDGER,
        ask=("由哪类资金支付？", "From which kind of source is it paid?"),
    )
    for_building: Fact[bool] = fact(
        YES_NO,
        "指定用于建站",
        "given for building the station",
        moves=Moves.NEVER,
        evidence=_LEDGER,
        ask=("捐赠是否指定用于建站？", "Was the donation given for building the station?"),
    )
    item: Fact[str] = fact(TEXT, "项目", "item", moves=Moves.NEVER, ask=("是什么项目？", "What is the item?"))
    category: Fact[ExpenseCategory] = fact(
        choice(ExpenseCategory),
        "经费类别",
        "category",
        moves=Moves.NEVER,
        evidence=_LEDGER,
        ask=("支付哪类经费？", "Which category does it pay?"),
    )
    fields: Fact[tuple[FundingField, ...], Sequence[FundingField]] = fact(
        FUNDING_FIELDS,
        "服务领域",
        "service fields",
        moves=Moves.NEVER,
        evidence=_LEDGER,
        ask=("支付的明细用于哪些服务领域？", "Which service fields does the paid line serve?"),
    )
    amount: Fact[Decimal, Decimal | int] = fact(
        YUAN,
        "金额",
        "amount",
        act=("将支付金额调整为{to}", "set the payment to {to}"),
        evidence=_LEDGER,
        ask=("支付金额是多少？", "How much is the payment?"),
    )


def _subsidy_may_pay(line: Any, law: Policy) -> Any:
    if law.subsidy_lines is SubsidyLines.SOME:
        fitting = consists_of(line.fields)
        for own in SUBSIDY_FIELDS:
            fitting = fitting | includes(line.fields, own)
    else:
        fitting = True
        for field in FundingField:
            if field not in SUBSIDY_FIELDS:
                fitting = fitting & not_(includes(line.fields, field))
    return fitting & not_(line.category == ExpenseCategory.FACILITIES)


@member_rule("符合专项补助用途", "within the subsidy's scope")
def in_subsidy_scope(payment: Payment, case: Case) -> Any:
    """Whether it is not the subsidy that pays, or for what it may pay (是否符合专项补助用途)."""
    return not_(payment.kind == SourceKind.SUBSIDY) | _subsidy_may_pay(payment, case.law)


@member_rule("符合社会救助专项资金用途", "within the assistance fund's scope")
def in_assistance_scope(payment: Payment, case: Case) -> Any:
    """Whether it is not the assistance fund that pays, or for what it may pay (是否符合社会救助专项资金用途)."""
    if case.law.assistance_lines is AssistanceLines.ALONE:
        fitting = consists_of(payment.fields, FundingField.SOCIAL_ASSISTANCE)
    else:
        fitting = includes(payment.fields, FundingField.SOCIAL_ASSISTANCE)
    return not_(payment.kind == SourceKind.ASSISTANCE) | fitting


@member_rule("符合捐赠用途", "within the scope of donations")
def in_donation_scope(payment: Payment, case: Case) -> Any:
    """Whether no bound donation pays it, or it is for equipment and rooms (是否符合捐赠用途)."""
    free = not_(payment.kind == SourceKind.DONATION) | (payment.category == ExpenseCategory.FACILITIES)
    return free | not_(payment.for_building) if case.law.donation_use is DonationUse.FOR_BUILDING else free


@member_rule("由专项补助支付或专项补助不可支付", "paid by the subsidy, or not payable by it")
def by_subsidy_where_it_may(payment: Payment, case: Case) -> Any:
    """Whether the subsidy pays it, if it may (专项补助可支付的是否由其支付)."""
    return (payment.kind == SourceKind.SUBSIDY) | not_(_subsidy_may_pay(payment, case.law))


@member_rule(
    "由专项补助、社会救助专项资金、捐赠支付或专项补助不可支付",
    "paid by the subsidy, the assistance fund or charity, or not payable by the subsidy",
)
def by_welfare_where_it_may(payment: Payment, case: Case) -> Any:
    """Whether welfare money pays it, if the subsidy may (专项补助可支付的是否由专项补助、救助资金或捐赠支付)."""
    return one_of(payment.kind, *WELFARE_MONEY) | not_(_subsidy_may_pay(payment, case.law))


@member_rule("专项补助可支付的已足额安排", "paid in full, or not payable by the subsidy")
def paid_where_subsidy_may(line: FundedLine, case: Case) -> Any:
    """Whether nothing is unpaid that the subsidy may pay (专项补助可支付的是否已足额)."""
    return not_(_subsidy_may_pay(line, case.law)) | (line.paid >= line.amount)


class Shortfall(Labelled):
    """Why a line is not paid in full (未足额原因)."""

    NO_MONEY = "资金已用尽", "no money is left"
    NOT_FOR_THIS = "余下资金不得用于此项", "the money that is left may not be used for this"
    LEFT_OUT = "有可用资金而未安排", "money that may be used for this is left"


class UnfundedDict(TypedDict):
    """A line that is not paid in full (未足额明细), the yuan that it is `short` of, and why, also in words."""

    line: dict[str, Any]
    short: str
    reason: Literal["NO_MONEY", "NOT_FOR_THIS", "LEFT_OUT"]
    text: str


@attrs.frozen
class Unfunded(Documented[UnfundedDict]):
    """A line that is not paid in full (未足额明细): `short` is the missing amount in yuan, `reason` says why."""

    line: FundedLine
    short: Decimal
    reason: Shortfall

    document_type = UnfundedDict

    def extra_fields(self, language: Language) -> dict[str, Any]:
        """Return the reason in words (自述部分)."""
        return {"text": language.of(self.reason)}


class FundingPlanDict(TypedDict):
    """Which source pays for what (资金安排), what stays unpaid and why, and whether the amounts agree (null if open).

    `interchange.load` reads the plan back from `subject`.
    """

    format: Literal["sgzlib.funding/1"]
    sgzlib: str
    law: LawDict
    subject: dict[str, Any]
    unfunded: list[UnfundedDict]
    adds_up: bool | None
    text: str


@subject
class FundingPlan(ViewedSubject, Documented[FundingPlanDict], Tabled):
    """Which source pays for what in one year (资金安排); use `allocate_funding` or `plan_funding` to make one.

    A plan made directly from facts is checked as stated: `lines` say what is paid for each line, `sources` what each
    source pays, in yuan.

    >>> import sgzlib as sgz
    >>> sgz.FundingPlan(year=2021)
    FundingPlan(year=2021)
    """

    year: Fact[int] = fact(
        YEAR,
        "资金年度",
        "year of the money",
        moves=Moves.NEVER,
        evidence=_LEDGER,
        ask=("是哪个年度的资金？", "For which year is the money?"),
    )
    lines: Fact[tuple[FundedLine, ...], Sequence[FundedLine]] = fact(
        many(FundedLine),
        "预算明细",
        "lines",
        moves=Moves.NEVER,
        evidence=_LEDGER,
        ask=("有哪些预算明细？", "Which lines are there?"),
    )
    sources: Fact[tuple[SourceUse, ...], Sequence[SourceUse]] = fact(
        many(SourceUse),
        "资金来源",
        "sources",
        act=("{at_least}增加{n}项资金来源", "add {at_least}{n} source(s)"),
        evidence=_GRANT,
        ask=("有哪些资金来源？", "Which sources are there?"),
    )
    payments: Fact[tuple[Payment, ...], Sequence[Payment]] = fact(
        many(Payment),
        "支付",
        "payments",
        act=("{at_least}增加{n}笔支付安排", "add {at_least}{n} payment(s)"),
        evidence=_LEDGER,
        ask=("有哪些支付安排？", "Which payments are there?"),
    )

    document_type = FundingPlanDict
    called = ("资金安排", "Funding plan")

    def extra_fields(self, language: Language) -> dict[str, Any]:
        """Return the facts, the policy used, the unpaid lines, and whether the amounts agree (自述部分)."""
        arithmetic = self.arithmetic
        text = arithmetic.render(str(language.locale))
        return {"law": TIANJIN_2021, "subject": self, "adds_up": arithmetic.holds, "text": text}

    def columns(self) -> Mapping[str, type]:
        """Return the columns of the table (列): one row for each payment."""
        return dict.fromkeys(facts_of(Payment), str) | {"for_building": bool, "amount": Decimal}

    def rows(self, language: Language) -> Iterator[Row]:  # noqa: ARG002 - facts have no texts
        """Yield a row for each payment (行)."""
        for payment in () if isinstance(self.payments, Unknown) else self.payments:
            yield {name: getattr(payment, name) for name in facts_of(Payment)}

    @property
    def arithmetic(self) -> Arithmetic:
        """Whether the amounts agree, and where they do not (收支相符). It is not a rule of the notice."""
        return Arithmetic(self.lines, self.sources)

    @property
    def unfunded(self) -> tuple[Unfunded, ...]:
        """The lines that are known not to be paid in full, with the reason, under Tianjin's policy (未足额明细)."""
        return self.unfunded_under(TIANJIN_2021)

    def unfunded_under(self, policy: Policy) -> tuple[Unfunded, ...]:
        """Return the lines known not to be paid in full, with the reason, under a policy (某规定下的未足额明细)."""
        require("policy", policy, Policy)
        sources = () if isinstance(self.sources, Unknown) else self.sources
        left = [source for source in sources if not_(source.given >= source.available) is True]
        unfunded = []
        for line in () if isinstance(self.lines, Unknown) else self.lines:
            if not isinstance(line.paid, Unknown) and not isinstance(line.amount, Unknown) and line.paid < line.amount:
                usable = any(may_pay(source, line, policy) for source in left)
                reason = Shortfall.LEFT_OUT if usable else Shortfall.NOT_FOR_THIS if left else Shortfall.NO_MONEY
                unfunded.append(Unfunded(line, EXACT.subtract(line.amount, line.paid), reason))
        return tuple(unfunded)


def may_pay(source: SourceUse | FundingSource, line: FundedLine | BudgetLine, policy: Policy) -> bool:
    """Return whether a source definitely may pay a line (是否确可支付)."""
    payment = Payment(kind=source.kind, for_building=source.for_building, category=line.category, fields=line.fields)
    case = Case(policy.in_force_from, policy)
    within = in_subsidy_scope.meets(payment, case) & in_donation_scope.meets(payment, case)
    return (within & in_assistance_scope.meets(payment, case)) is True


def _task_year(plan: FundingPlan, case: Case) -> Any:
    return (plan.year == case.law.subsidy_first_year) & (size(plan.sources) >= 1)


def _any_payment(plan: FundingPlan, case: Case) -> Any:
    return size(plan.payments) >= 1


@requirement(
    "四(三)",
    Force.MUST,
    zh="{subsidy_first_year}年度专项补助资金优先用于购买社工站项目",
    en="the subsidy of {subsidy_first_year} is used first to buy the stations' projects",
    by=Actor.DISTRICT_BUREAU,
    applies=_task_year,
)
def subsidy_first(plan: FundingPlan, case: Case) -> Truth:
    paid = every(plan.lines, paid_where_subsidy_may, case)
    match case.law.subsidy_priority:
        case SubsidyPriority.STATIONS_FIRST:
            paid = every(plan.payments, by_welfare_where_it_may, case) & paid
            return every(plan.sources, "subsidy_kept", case) | paid
        case SubsidyPriority.NONE_UNPAID:
            return every(plan.sources, "subsidy_kept", case) | paid
        case _:
            paid = every(plan.payments, by_subsidy_where_it_may, case) & paid
            return every(plan.sources, "subsidy_drawn", case) | paid


@requirement(
    "四(三)",
    Force.MUST,
    zh="专项补助只用于扶老助老、扶残助残、扶贫助困、孤儿及特殊儿童领域的服务，不用于设施设备和活动场所",
    en="the subsidy pays only for services to the elderly, people with disabilities, the poor, orphans and children in "
    "need, and for no equipment or rooms",
    by=Actor.DISTRICT_BUREAU,
    applies=_any_payment,
    of_each=True,
    source="subsidy-2019",
)
def subsidy_scope(plan: FundingPlan, case: Case) -> Truth:
    return every(plan.payments, in_subsidy_scope, case)


@requirement(
    "四(三)",
    Force.MUST,
    zh="社会救助专项资金只用于社会救助服务",
    en="the social-assistance special fund pays only for social-assistance services",
    by=Actor.DISTRICT_BUREAU,
    applies=_any_payment,
    of_each=True,
    source="assistance-purchase-2018",
)
def assistance_scope(plan: FundingPlan, case: Case) -> Truth:
    return every(plan.payments, in_assistance_scope, case)


@requirement(
    "七(二)",
    Force.MUST,
    zh="定向的慈善捐赠只用于设施设备和活动场所",
    en="earmarked donations pay only for equipment and activity rooms",
    by=Actor.DISTRICT_BUREAU,
    applies=_any_payment,
    of_each=True,
)
def donation_scope(plan: FundingPlan, case: Case) -> Truth:
    return every(plan.payments, in_donation_scope, case)


@member_rule("不是由社会救助专项资金支付的服务", "not a service that the assistance fund pays")
def no_service_by_assistance(payment: Payment, case: Case) -> Any:
    """Whether the assistance fund does not pay it, or it is for equipment and rooms (是否不由救助资金支付服务)."""
    return not_(payment.kind == SourceKind.ASSISTANCE) | (payment.category == ExpenseCategory.FACILITIES)


# What the assistance fund may pay, the subsidy may pay: whatever fields that are not known turn out to be, either the
# fund has paid what it may not, or it has paid in the subsidy's place.
def _in_turn(plan: FundingPlan, case: Case) -> Any:
    law = case.law
    both_some = law.assistance_lines is AssistanceLines.SOME and law.subsidy_lines is SubsidyLines.ALL
    if law.subsidy_priority is not SubsidyPriority.SOURCES or both_some:
        return True
    drawn = every(plan.sources, "subsidy_drawn", case) | not_(_task_year(plan, case))
    return drawn | every(plan.payments, no_service_by_assistance, case)


FUNDING = Ruleset(
    "funding",
    FundingPlan,
    (subsidy_first, subsidy_scope, assistance_scope, donation_scope),
    law=TIANJIN_2021,
    zh="资金安排",
    en="Funding plan",
    implied=_in_turn,
)


def check_funding(
    plan: FundingPlan,
    *,
    on: date,
    policy: Law | History = TIANJIN_2021,
    scope: Scope = Scope.BINDS,
    sources: Mapping[str, Source] | None = None,
) -> Assessment[FundingPlan]:
    """Check a funding plan on a day (资金安排), 四(三) and 七(二), whether made by `allocate_funding` or by a person.

    `sources` gives the source of each fact, as in `assess`. Raises `InvalidType` if `on` is not a plain date or the
    plan is not a `FundingPlan`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> payment = sgz.Payment(kind=sgz.SourceKind.DONATION, for_building=True,
    ...                       category=sgz.ExpenseCategory.PERSONNEL, amount=5000)
    >>> assessment = sgz.check_funding(sgz.FundingPlan(payments=[payment]), on=date(2021, 7, 1))
    >>> assessment.verdict, [finding.requirement.id for finding in assessment.violations]
    (False, ['funding.donation_scope'])
    """
    return assess(FUNDING, plan, on=on, policy=policy, scope=scope, sources=sources)
