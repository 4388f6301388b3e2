"""四(四): the budget of a station project (项目预算), line by line, and the yearly amount that it is to reach.

Left out: where the money comes from (`funding`), and what a fair price is, which the notice does not say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, Inexact
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

import attrs

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.assessment.sources import Source
from sgzlib.law.arguments import each
from sgzlib.law.clauses import Force, Scope
from sgzlib.law.errors import InvalidValue
from sgzlib.law.exact import EXACT, plus
from sgzlib.law.facts import Fact, derived, fact, subject
from sgzlib.law.fixed_numbers import Fixed
from sgzlib.law.groups import distinct, every, size, total
from sgzlib.law.kinds import COUNT, POSITIVE, TEXT, YUAN, Kind, choice, many, measure
from sgzlib.law.labels import Labelled
from sgzlib.law.laws import History, Law
from sgzlib.law.money import fen_of, times, yuan_of
from sgzlib.law.mutability import Moves
from sgzlib.law.requirement import Ruleset
from sgzlib.law.truth import UNKNOWN, Interval, Truth, Unknown, amount_if, not_, one_of
from sgzlib.prose.views import Viewed, ViewedSubject
from sgzlib.tianjin.actors import Actor
from sgzlib.tianjin.policy import TIANJIN_2021, Case, requirement
from sgzlib.tianjin.purchase.apportionment import split
from sgzlib.tianjin.readings import AnnualAmount

if TYPE_CHECKING:
    from sgzlib.prose.html import Element
    from sgzlib.prose.language import Language

NOTHING, PERCENT = Decimal("0.00"), Decimal(100)


class ExpenseCategory(Labelled):
    """What a budget line is spent on (经费类别): the five categories that the notice names, then two more."""

    PERSONNEL = "人员薪酬和福利", "pay and benefits", "人员薪酬和福利经费"
    SUPERVISION_AND_TRAINING = "专业督导及人员培训", "professional supervision and training", "专业督导及人员培训经费"
    ACTIVITIES = "服务活动", "service activities", "服务活动经费"
    MANAGEMENT = "项目管理", "project management", "项目管理经费"
    EVALUATION = "项目评估", "project evaluation", "项目评估经费"
    FACILITIES = "设施设备和活动场所", "equipment and activity rooms", "设施设备和活动场所经费"
    OTHER = "其他", "other", "其他经费"


MAIN_CATEGORIES = tuple(ExpenseCategory)[: tuple(ExpenseCategory).index(ExpenseCategory.FACILITIES)]


class FundingField(Labelled):
    """The service field of a line, as 四(三) divides the money (资金领域).

    The first five fields are those of the pooled money; the last two are fields of the earmarked subsidy only. A key
    field of 四(二) counts as the field of the same name.
    """

    SOCIAL_ASSISTANCE = "社会救助", "social assistance"
    ELDERLY_CARE = "养老服务", "elderly care"
    CHILDREN = "儿童福利", "child welfare"
    COMMUNITY_GOVERNANCE = "社区建设", "community building"
    SOCIAL_AFFAIRS = "社会事务", "social affairs"
    DISABILITY = "助残服务", "services for people with disabilities"
    SPECIAL_CHILDREN = "孤儿及特殊儿童", "orphans and children in special need"


def _fields(field: str, value: Any) -> tuple[FundingField, ...]:
    if isinstance(value, list | tuple):
        value = [
            FundingField.__members__.get(entry.name, entry) if isinstance(entry, Labelled) else entry for entry in value
        ]
    read = cast("tuple[FundingField, ...]", many(FundingField).read(field, value))
    return tuple(funding_field for funding_field in FundingField if funding_field in read)


FUNDING_FIELDS: Kind[tuple[FundingField, ...]] = attrs.evolve(many(FundingField), read=_fields)
QUANTITY: Kind[int | Decimal] = attrs.evolve(
    measure(
        None,
        6,
        below=10**10,
        above_zero=True,
        exact=True,
        said=(
            "大于 0、小于一百亿、至多六位小数的 int 或 Decimal",
            "an int or Decimal above 0 and below 10**10, with at most six decimals",
        ),
    ),
    name="quantity",
)


_BUDGET = ("项目预算", "the budget")


@subject
class BudgetLine(ViewedSubject):
    """A line of a budget (预算明细): category, item, unit price, quantity and the service fields that it serves.

    `unit_price` is in yuan. `quantity` may be a fraction (0.5 person-months). `unit` is a word such as 月, 次, 个 or
    人. `fields` is a tuple in the order of `FundingField`: `()` means no field, None means unknown. `amount` is
    computed, exact to the fen. A fact that is left out or None is UNKNOWN. Raises `InvalidType` or `InvalidValue` for
    an invalid fact, and for a line whose amount is not in whole fen: the bidder has to say how to round.

    >>> from decimal import Decimal
    >>> import sgzlib as sgz
    >>> sgz.BudgetLine(unit_price=6500, quantity=Decimal("0.5"), unit="月").amount
    Decimal('3250.00')
    >>> sgz.BudgetLine(item="打印", unit_price=Decimal("0.05"), quantity=Decimal("0.5"))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: BudgetLine.amount: Decimal('0.025') 不可用，应为整分金额（单价乘数量，项目：打印） \
(not usable, expected whole fen (unit price times quantity, item 打印))
    """

    called = ("预算明细", "Budget line")

    category: Fact[ExpenseCategory] = fact(
        choice(ExpenseCategory),
        "经费类别",
        "category",
        act=("将经费类别调整为{to}", "change the category to {to}"),
        evidence=_BUDGET,
        ask=("属于哪类经费？", "In which category is the line?"),
    )
    item: Fact[str] = fact(TEXT, "项目", "item", moves=Moves.NEVER, ask=("是什么项目？", "What is the item?"))
    unit_price: Fact[Decimal, Decimal | int] = fact(
        YUAN,
        "单价",
        "unit price",
        act=("将单价调整为{to}", "set the unit price to {to}"),
        evidence=_BUDGET,
        ask=("单价是多少？", "What is the unit price?"),
    )
    quantity: Fact[int | Decimal] = fact(
        QUANTITY,
        "数量",
        "quantity",
        act=("将数量调整为{to}", "set the quantity to {to}"),
        evidence=_BUDGET,
        ask=("数量是多少？", "What is the quantity?"),
    )
    unit: Fact[str] = fact(TEXT, "单位", "unit", moves=Moves.NEVER)
    fields: Fact[tuple[FundingField, ...], Sequence[FundingField]] = fact(
        FUNDING_FIELDS,
        "服务领域",
        "service fields",
        act=("将服务领域调整为{to}", "change the service fields to {to}"),
        evidence=_BUDGET,
        ask=("用于哪些服务领域？", "Which service fields does the line serve?"),
    )

    def __attrs_post_init__(self) -> None:
        price, quantity = cast("Any", self.unit_price), cast("Any", self.quantity)
        try:
            times(price, quantity)
        except Inexact:
            raise InvalidValue(
                "BudgetLine.amount",
                EXACT.multiply(price, quantity),
                f"整分金额（单价乘数量，项目：{self.item}）",
                f"whole fen (unit price times quantity, item {self.item})",
            ) from None

    @derived("金额", "amount", YUAN)
    def amount(self) -> Any:
        """Unit price times quantity, in yuan (金额)."""
        return times(self.unit_price, self.quantity)

    @derived("属五类主要经费", "in a main category")
    def in_main_category(self) -> Any:
        """Whether the category is one of the five that the notice names (是否属五类主要经费)."""
        return one_of(self.category, *MAIN_CATEGORIES)

    @derived("设施设备和活动场所以外的金额", "amount other than for equipment and rooms", YUAN)
    def project_amount(self) -> Any:
        """The amount in yuan if it is not for equipment and rooms, otherwise 0 (设施设备和活动场所以外的金额)."""
        return amount_if(not_(self.category == ExpenseCategory.FACILITIES), self.amount)

    @derived("五类主要经费金额", "amount in a main category", YUAN)
    def main_amount(self) -> Any:
        """The amount in yuan if the category is one of the five main ones, otherwise 0 (五类主要经费金额)."""
        return amount_if(self.in_main_category, self.amount)


@subject
class Budget(Viewed):
    """A budget for one or more stations over one or more years, with the same amount for each station (项目预算).

    A budget without lines has no requirements, and a budget for no station has no yearly amount. All amounts are in
    yuan. A sum over lines with unknown amounts is an `Interval` that starts at the known total. Raises `InvalidType` or
    `InvalidValue` for an invalid fact.

    >>> import sgzlib as sgz
    >>> pay = sgz.BudgetLine(category=sgz.ExpenseCategory.PERSONNEL, item="工资", unit_price=6500, quantity=36)
    >>> budget = sgz.Budget(lines=[pay], stations=2, years=1)
    >>> budget.total, budget.per_station_year
    (Decimal('234000.00'), Decimal('117000.00'))
    >>> sgz.Budget(years=0)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: Budget.years: 0 不可用，应为大于 0 的整数（int，至多 10 亿） (not usable, ...)
    """

    counted = ("份", "项目预算", "budgets")

    lines: Fact[tuple[BudgetLine, ...], Sequence[BudgetLine]] = fact(
        many(BudgetLine),
        "预算明细",
        "lines",
        act=("{at_least}增加{n}项预算明细", "add {at_least}{n} budget line(s)"),
        evidence=_BUDGET,
        ask=("有哪些预算明细？", "Which lines does the budget have?"),
    )
    stations: Fact[int] = fact(
        COUNT,
        "站点数",
        "stations",
        moves=Moves.NEVER,
        evidence=_BUDGET,
        ask=("预算涵盖几个社工站？", "How many stations does the budget cover?"),
    )
    years: Fact[int] = fact(
        POSITIVE,
        "年数",
        "years",
        moves=Moves.NEVER,
        evidence=_BUDGET,
        ask=("预算涵盖几年？", "How many years does the budget cover?"),
    )

    @property
    def total(self) -> Any:
        """The total of all lines, in yuan (合计)."""
        money = total(self.lines, "amount")
        if isinstance(money, Interval):
            return Interval(plus(NOTHING, money.low), money.high)
        return money if isinstance(money, Unknown) else plus(NOTHING, money)

    @property
    def per_station_year(self) -> Any:
        """The yuan for each station and year, rounded down to the fen (每站每年金额); `total` has the exact amount."""
        shares, whole = self.stations * self.years, self.total
        if isinstance(whole, Decimal) and isinstance(shares, int) and shares > 0:
            return yuan_of(fen_of(whole) // shares)
        return UNKNOWN

    @property
    def per_station(self) -> tuple[Decimal, ...]:
        """The total split over the stations, in yuan to the fen (各站金额); empty if it cannot be computed."""
        return self._split(self.stations)

    @property
    def per_year(self) -> tuple[Decimal, ...]:
        """The total split over the years, in yuan to the fen (各年金额); empty if it cannot be computed."""
        return self._split(self.years)

    def _split(self, parts: int | Unknown) -> tuple[Decimal, ...]:
        if isinstance(self.total, Decimal) and isinstance(parts, int) and parts > 0:
            return split(fen_of(self.total), [Fraction(1)] * parts)
        return ()

    @property
    def by_category(self) -> dict[ExpenseCategory, Any]:
        """The total of each category in yuan (分类合计), in the notice's order, without empty categories."""
        lines = () if isinstance(self.lines, Unknown) else self.lines
        amounts: dict[ExpenseCategory, Any] = {}
        for category in ExpenseCategory:
            definitely = tuple(line for line in lines if line.category is category)
            perhaps = tuple(line for line in lines if line.category is category or line.category is UNKNOWN)
            if perhaps:
                low, high = Budget(lines=definitely).total, Budget(lines=perhaps).total
                low, high = getattr(low, "low", low), getattr(high, "high", high)
                amounts[category] = low if low == high else Interval(low, high)
        return amounts

    @property
    def shares(self) -> dict[ExpenseCategory, Decimal]:
        """The share of each category in per cent (占比), adding up to 100.00; empty if there is nothing to share."""
        amounts = self.by_category
        known = bool(amounts) and all(isinstance(amount, Decimal) for amount in amounts.values())
        if not (known and self.total):
            return {}
        return dict(
            zip(amounts, split(fen_of(PERCENT), [Fraction(amount) for amount in amounts.values()]), strict=True)
        )

    def __add__(self, other: Budget) -> Budget:
        """Merge with the budget of other stations over the same years (合并): lines together, stations added."""
        if not isinstance(other, Budget):
            return NotImplemented
        if not (isinstance(self.years, Unknown) or isinstance(other.years, Unknown) or self.years == other.years):
            raise InvalidValue("Budget.years", other.years, f"同为{self.years}年", f"{self.years}, as in the other")
        return Budget(
            lines=self.lines + other.lines,
            stations=self.stations + other.stations,
            years=other.years if isinstance(self.years, Unknown) else self.years,
        )

    def view(self, language: Language) -> Iterator[Element]:
        """Yield the parts of the view (视图): the table, and a bar for each category."""
        from sgzlib.tianjin.purchase.tables import budget_view

        return budget_view(self, language)


def compose_budget(lines: Iterable[BudgetLine], *, stations: int | None = None, years: int | None = None) -> Budget:
    """Put lines together into a budget (编制预算), for a number of stations and years; the lines keep their order.

    The number of stations or years is unknown if it is left out. Raises `InvalidType` or `InvalidValue` for an invalid
    line or number.

    >>> import sgzlib as sgz
    >>> visits = sgz.BudgetLine(category=sgz.ExpenseCategory.ACTIVITIES, item="入户探访", unit_price=80, quantity=500)
    >>> sgz.compose_budget((visits for _ in range(3)), stations=3).total
    Decimal('120000.00')
    """
    return Budget(lines=tuple(each("lines", lines, BudgetLine)), stations=stations, years=years)


_COUNTED = {
    AnnualAmount.WITHOUT_FACILITIES: "project_amount",
    AnnualAmount.ALL_LINES: "amount",
    AnnualAmount.MAIN_CATEGORIES: "main_amount",
}


def _has_lines(budget: Budget, case: Case) -> Truth:
    return size(budget.lines) >= 1


def _for_some_station(budget: Budget, case: Case) -> Truth:
    return _has_lines(budget, case) & (budget.stations >= 1)


# Nothing is divided: a share of a fen could tip the scales. Of one station and one year or more, the first three
# comparisons follow from the last; they decide where stations or years are not known.
@requirement(
    "四(四)",
    "annual_target",
    zh="项目资金：每站每年力争达到{yearly_amount}",
    en="the money of each station project reaches {yearly_amount} a year",
    by=Actor.DISTRICT_BUREAU,
    applies=_for_some_station,
)
def annual_target(budget: Budget, case: Case) -> Any:
    counted = _COUNTED[case.law.annual_amount]
    yearly, money = case.law.yearly_amount, total(budget.lines, counted)
    a_year, a_station = times(yearly, budget.stations), times(yearly, budget.years)
    return (money >= yearly) & (money >= a_year) & (money >= a_station) & (money >= times(a_year, budget.years))


@requirement(
    "四(四)",
    Force.SHOULD,
    zh="五类主要经费各有预算：人员薪酬和福利、专业督导及人员培训、服务活动、项目管理、项目评估",
    en="each of the five main categories has a line: pay and benefits, professional supervision and training, "
    "service activities, project management, project evaluation",
    by=Actor.DISTRICT_BUREAU,
    applies=_has_lines,
)
def categories(budget: Budget, case: Case) -> Truth:
    return distinct(budget.lines, "category", MAIN_CATEGORIES) >= Fixed(len(MAIN_CATEGORIES))


@requirement(
    "四(四)",
    "main_categories",
    zh="没有五类主要经费以外的预算",
    en="nothing is outside the five main categories",
    by=Actor.DISTRICT_BUREAU,
    applies=_has_lines,
    of_each=True,
)
def other_category(budget: Budget, case: Case) -> Truth:
    return every(budget.lines, "in_main_category", case)


BUDGET = Ruleset(
    "budget",
    Budget,
    (annual_target, categories, other_category),
    law=TIANJIN_2021,
    zh="项目预算",
    en="Budget of a station project",
)


def check_budget(
    budget: Budget,
    *,
    on: date,
    policy: Law | History = TIANJIN_2021,
    scope: Scope = Scope.BINDS,
    sources: Mapping[str, Source] | None = None,
) -> Assessment[Budget]:
    """Check a budget on a day (项目预算), 四(四), under the policy's readings.

    `sources` gives the source of each fact, as in `assess`. Raises `InvalidType` if `on` is not a plain date or the
    budget is not a `Budget`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> pay = sgz.BudgetLine(category=sgz.ExpenseCategory.PERSONNEL, item="工资", unit_price=6500, quantity=36)
    >>> assessment = sgz.check_budget(sgz.Budget(lines=[pay], stations=1, years=1), on=date(2021, 7, 1))
    >>> assessment.verdict, [advice.requirement.id for advice in assessment.advisories]
    (True, ['budget.annual_target', 'budget.categories'])
    >>> floor = sgz.TIANJIN_2021.under(annual_target=sgz.AnnualTarget.FLOOR)
    >>> sgz.check_budget(sgz.Budget(lines=[pay], stations=1, years=1), on=date(2021, 7, 1), policy=floor).verdict
    False
    """
    return assess(BUDGET, budget, on=on, policy=policy, scope=scope, sources=sources)
