"""四(三), 七(二): finding who pays for what (资金分配), with every rule of `funding` kept wherever that can be.

It is a transport problem, solved in whole fen by augmenting chains: to pay a line, a source may take over part of
another line, so that the source of that one is free. A chain is found whenever more can be paid at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from sgzlib.law.arguments import each
from sgzlib.law.errors import InvalidValue, require
from sgzlib.law.kinds import YEAR, yuan
from sgzlib.law.money import fen_of, yuan_of
from sgzlib.law.truth import Unknown
from sgzlib.tianjin.policy import TIANJIN_2021, Policy
from sgzlib.tianjin.purchase.budget import Budget, BudgetLine
from sgzlib.tianjin.purchase.funding import FundedLine, FundingPlan, Payment, SourceUse, may_pay
from sgzlib.tianjin.purchase.sources import WELFARE_MONEY, FundingSource, SourceKind
from sgzlib.tianjin.readings import SubsidyPriority

_NOBODY = -1
_KNOWN = "已知的事实", "a fact that is known"
_IN_A_PAYMENT = 3
_PAYMENT = "（来源、预算明细、金额）", "(source, budget line, amount)"
_ONE_OF_THEM = (
    "所给来源和预算明细之一（明细不得有完全相同的两行）",
    "one of the sources and lines, no two alike",
)


def allocate_funding(
    budget: Budget, sources: Iterable[FundingSource], *, year: int, policy: Policy = TIANJIN_2021
) -> FundingPlan:
    """Allocate one year's money to the lines of a budget, under every restriction (分配资金), 四(三) and 七(二).

    `sources` are `FundingSource` objects with amounts in yuan; returns a `FundingPlan`. Every line is paid in full if
    that is possible. Otherwise lines are paid whole in their order, skipping a line only if the earlier ones leave no
    way to pay it; the remaining money pays parts of the other lines in their order. `plan.unfunded` lists what stays
    unpaid, with the reason. Sources are used in their order. Time grows faster than the number of lines times that of
    sources; some hundred of each take about a second.

    In the year `policy.subsidy_first_year` the reading `subsidy_priority` applies. If some subsidy was spent elsewhere,
    the lines that the subsidy may pay come first: from the subsidy, the assistance fund and charity if these suffice,
    or from any money under `NONE_UNPAID`. Under `SOURCES` the subsidy is used first, as far as possible. Subsidy spent
    elsewhere is not available. A line with unknown fields is not paid from money that is limited to fields. A donation
    of unknown purpose only pays for equipment and rooms.

    Raises `InvalidType` or `InvalidValue` for an invalid budget, source or year, for a source of unknown amount or
    kind, for a line of unknown amount, and for two sources of the same name.

    >>> import sgzlib as sgz
    >>> category = sgz.ExpenseCategory.ACTIVITIES
    >>> fields = sgz.FundingField.ELDERLY_CARE, sgz.FundingField.SOCIAL_AFFAIRS
    >>> lines = [sgz.BudgetLine(category=category, item=field.zh, unit_price=100, quantity=100, fields=[field])
    ...          for field in fields]
    >>> sources = [sgz.FundingSource(kind=sgz.SourceKind.POOLED, available=10_000),
    ...            sgz.FundingSource(kind=sgz.SourceKind.SUBSIDY, available=15_000)]
    >>> plan = sgz.allocate_funding(sgz.Budget(lines=lines), sources, year=2021)
    >>> [(payment.kind.name, payment.item, str(payment.amount)) for payment in plan.payments]
    [('SUBSIDY', '养老服务', '10000.00'), ('POOLED', '社会事务', '10000.00')]
    >>> plan.unfunded
    ()
    """
    lines, given = _lines("allocate_funding", budget), _sources("allocate_funding", sources)
    costs = [_fen(f"allocate_funding.budget.lines[{index}].amount", line.amount) for index, line in enumerate(lines)]
    left = [
        _fen(f"allocate_funding.sources[{index}].available", source.available) for index, source in enumerate(given)
    ]
    for position, source in enumerate(given):
        if isinstance(source.kind, Unknown):
            raise InvalidValue(f"allocate_funding.sources[{position}].kind", source.kind, *_KNOWN)
    law = require("policy", policy, Policy)
    may = [[may_pay(source, line, law) for line in lines] for source in given]
    first = YEAR.read("allocate_funding.year", year) == law.subsidy_first_year
    by_sources = law.subsidy_priority is SubsidyPriority.SOURCES
    subsidies = [index for index, source in enumerate(given) if source.kind is SourceKind.SUBSIDY]
    for subsidy in subsidies:
        left[subsidy] = max(0, left[subsidy] - _spent_elsewhere(given[subsidy]))
    theirs = [index for index in range(len(lines)) if any(may[source][index] for source in subsidies)]
    urgent = first and not by_sources and any((given[index].spent_elsewhere <= 0) is not True for index in subsidies)
    if urgent and law.subsidy_priority is SubsidyPriority.STATIONS_FIRST:
        # Whatever else may pay a line may pay every line: so what it does not pay here is not missing elsewhere.
        strict = [
            [fits and not (index in theirs and source.kind not in WELFARE_MONEY) for index, fits in enumerate(row)]
            for source, row in zip(given, may, strict=True)
        ]
        trial = _Flow(strict, left[:], list(range(len(given))))
        if not any(trial.pay(index, costs[index]) for index in theirs):
            may = strict
    turn = sorted(range(len(lines)), key=lambda index: (urgent and index not in theirs, index))
    order = sorted(range(len(given)), key=lambda index: (first and by_sources and index not in subsidies, index))
    flow = _Flow(may, left, order)
    short = {index: flow.pay_whole(index, costs[index]) for index in turn}
    for line_index in turn:
        flow.pay(line_index, short[line_index])
    return _plan(lines, given, flow.pays, year)


def plan_funding(
    budget: Budget,
    sources: Iterable[FundingSource],
    payments: Iterable[tuple[FundingSource, BudgetLine, Decimal | int]],
    *,
    year: int,
) -> FundingPlan:
    """Make a funding plan by hand (编制资金安排): each payment names a source, a budget line and an amount in yuan.

    `check_funding` checks it. Raises `InvalidType` or `InvalidValue` for an invalid budget, source, year or amount, for
    two sources of the same name, and for a payment from another source or for another line.

    >>> import sgzlib as sgz
    >>> line = sgz.BudgetLine(category=sgz.ExpenseCategory.PERSONNEL, item="工资", unit_price=6500, quantity=36)
    >>> source = sgz.FundingSource(kind=sgz.SourceKind.POOLED, available=300_000)
    >>> plan = sgz.plan_funding(sgz.Budget(lines=[line]), [source], [(source, line, 200_000)], year=2022)
    >>> [(unfunded.short, unfunded.reason.name) for unfunded in plan.unfunded]
    [(Decimal('34000.00'), 'LEFT_OUT')]
    """
    lines, given = _lines("plan_funding", budget), _sources("plan_funding", sources)
    pays: list[dict[int, int]] = [{} for _ in given]
    source_places = {source: place for place, source in enumerate(given)}
    number_of = Counter(lines)
    places = {line: place for place, line in enumerate(lines) if number_of[line] == 1}
    for index, payment in enumerate(each("plan_funding.payments", payments, tuple)):
        if len(payment) != _IN_A_PAYMENT:
            raise InvalidValue(f"plan_funding.payments[{index}]", payment, *_PAYMENT)
        source, line, amount = payment
        is_source = isinstance(source, FundingSource) and source in source_places
        if not is_source or not isinstance(line, BudgetLine) or line not in places:
            raise InvalidValue(f"plan_funding.payments[{index}]", (source, line), *_ONE_OF_THEM)
        paid, place = pays[source_places[source]], places[line]
        paid[place] = paid.get(place, 0) + fen_of(yuan(f"plan_funding.payments[{index}].amount", amount))
    return _plan(lines, given, pays, year)


class _Flow:
    """Who pays how many fen of what: `pays[source][line]`, and how many each source has `left`.

    A source is asked before those that come after it in `order`, and no chain takes back what it gives: so the first
    of them give as much as they could alone.
    """

    def __init__(self, may: list[list[bool]], left: list[int], order: list[int]) -> None:
        self.may = may
        self.left = left
        self.order = order
        self.pays: list[dict[int, int]] = [{} for _ in left]

    def pay_whole(self, line: int, cost: int) -> int:
        """Pay all of a line or nothing of it; give what is then unpaid."""
        before = self.left[:], [dict(paid) for paid in self.pays]
        unpaid = self.pay(line, cost)
        if unpaid:
            self.left, self.pays = before
        return cost if unpaid else 0

    def pay(self, line: int, want: int) -> int:
        """Pay as much of a line as can be; give what is then unpaid."""
        while want and (chain := self._chain(line)):
            taken_over = (self.pays[loser][taken] for _, taken, loser in chain[:-1])
            amount = min(want, self.left[chain[0][0]], *taken_over)
            self.left[chain[0][0]] -= amount
            for source, taken, loser in chain:
                self._move(taken, amount, to=source, giver=loser)
            want -= amount
        return want

    def _chain(self, line: int) -> list[tuple[int, int, int]]:
        """Find a source with money left for a line: each step is a source, the line it takes, and from which source."""
        came = {source: (line, _NOBODY) for source in self.order if self.may[source][line]}
        queue = list(came)
        for source in queue:
            if self.left[source]:
                return list(_back(came, source))
            for taken in self.pays[source]:
                for next_source in self.order:
                    if next_source not in came and self.may[next_source][taken]:
                        came[next_source] = taken, source
                        queue.append(next_source)
        return []

    def _move(self, line: int, amount: int, *, to: int, giver: int) -> None:
        for source, change in ((to, amount), (giver, -amount)):
            if source != _NOBODY:
                paid = self.pays[source].pop(line, 0) + change
                if paid:
                    self.pays[source][line] = paid


def _back(came: dict[int, tuple[int, int]], source: int) -> Iterator[tuple[int, int, int]]:
    while source != _NOBODY:
        taken, loser = came[source]
        yield source, taken, loser
        source = loser


def _lines(asked: str, budget: Budget) -> tuple[BudgetLine, ...]:
    lines = require(f"{asked}.budget", budget, Budget).lines
    if isinstance(lines, Unknown):
        raise InvalidValue(f"{asked}.budget.lines", lines, *_KNOWN)
    return lines


def _sources(asked: str, sources: Iterable[FundingSource]) -> tuple[FundingSource, ...]:
    given = tuple(each(f"{asked}.sources", sources, FundingSource))
    names: set[str] = set()
    for index, source in enumerate(given):
        if _name(source) in names:
            raise InvalidValue(f"{asked}.sources[{index}].name", _name(source), "不重复的来源名称", "names that differ")
        names.add(_name(source))
    return given


def _name(source: FundingSource) -> str:
    """Return the name of a source; one without a name is called after its kind."""
    if not isinstance(source.name, Unknown):
        return source.name
    return "资金来源" if isinstance(source.kind, Unknown) else source.kind.zh


def _fen(field: str, amount: Decimal | Unknown) -> int:
    if isinstance(amount, Unknown):
        raise InvalidValue(field, amount, *_KNOWN)
    return fen_of(amount)


def _spent_elsewhere(source: FundingSource) -> int:
    return 0 if isinstance(source.spent_elsewhere, Unknown) else fen_of(source.spent_elsewhere)


def _plan(
    lines: tuple[BudgetLine, ...], sources: tuple[FundingSource, ...], pays: list[dict[int, int]], year: int
) -> FundingPlan:
    paying: list[dict[int, int]] = [{} for _ in lines]
    for place, given in enumerate(pays):
        for line_place, fen in given.items():
            paying[line_place][place] = fen
    return FundingPlan(
        year=year,
        lines=tuple(
            FundedLine(
                category=line.category,
                item=line.item,
                fields=line.fields,
                amount=line.amount,
                paid=yuan_of(sum(paid.values())),
            )
            for line, paid in zip(lines, paying, strict=True)
        ),
        sources=tuple(
            SourceUse(
                kind=source.kind,
                name=_name(source),
                available=source.available,
                for_building=source.for_building,
                spent_elsewhere=source.spent_elsewhere,
                given=yuan_of(sum(given.values())),
            )
            for source, given in zip(sources, pays, strict=True)
        ),
        payments=tuple(
            Payment(
                source=_name(sources[place]),
                kind=sources[place].kind,
                for_building=sources[place].for_building,
                item=line.item,
                category=line.category,
                fields=line.fields,
                amount=yuan_of(fen),
            )
            for line, paid in zip(lines, paying, strict=True)
            for place, fen in paid.items()
            if fen
        ),
    )
