"""四(三), 七(二): an allocation is found whenever there is one, and keeps every rule; held against networkx."""

from datetime import date
from decimal import Decimal, Inexact, localcontext
from itertools import product
from typing import Any, cast

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sgzlib as sgz
from sgzlib import (
    TIANJIN_2021,
    UNKNOWN,
    AssistanceLines,
    Budget,
    BudgetLine,
    DonationUse,
    ExpenseCategory,
    FundingField,
    FundingPlan,
    FundingSource,
    Policy,
    Shortfall,
    SourceKind,
    SubsidyLines,
    SubsidyPriority,
)

ON = date(2021, 7, 1)
BY_SOURCES = TIANJIN_2021.under(subsidy_priority=SubsidyPriority.SOURCES)


def line(cost: int, item: str = "活动", **facts: Any) -> Any:
    told: dict[str, Any] = {"category": ExpenseCategory.ACTIVITIES, "item": item, "unit_price": cost, "quantity": 1}
    return BudgetLine(**{**told, **facts})


def source(kind: SourceKind, available: Any, name: str | None = None, *, built: bool = True, spent: Any = 0) -> Any:
    return FundingSource(kind=kind, name=name, available=available, for_building=built, spent_elsewhere=spent)


def allocate(lines: Any, sources: Any, year: int = 2021, law: Policy = TIANJIN_2021) -> Any:
    return sgz.allocate_funding(sgz.compose_budget(lines), sources, year=year, policy=law)


def given_by(plan: Any, kind: SourceKind) -> Decimal:
    return sum((use.given for use in plan.sources if use.kind is kind), Decimal(0))


WELFARE = {"SUBSIDY", "ASSISTANCE", "DONATION"}
OWN = {"ELDERLY_CARE", "DISABILITY", "SOCIAL_ASSISTANCE", "SPECIAL_CHILDREN"}


def allowed(it: Any, one: Any, law: Policy) -> bool:
    """Say what money may pay, written down a second time and in another way than the library does."""
    fields, building = {field.name for field in one.fields}, one.category.name == "FACILITIES"
    match it.kind:
        case SourceKind.SUBSIDY:
            some = law.subsidy_lines is SubsidyLines.SOME
            return not building and (not fields or bool(fields & OWN) if some else fields <= OWN)
        case SourceKind.ASSISTANCE:
            if law.assistance_lines is AssistanceLines.SOME:
                return "SOCIAL_ASSISTANCE" in fields
            return fields == {"SOCIAL_ASSISTANCE"}
        case SourceKind.DONATION:
            return building or (law.donation_use is DonationUse.FOR_BUILDING and it.for_building is False)
        case _:
            return True


def left_of(it: Any) -> int:
    """Return the fen that a source has to give: of a subsidy, without what is known to have gone elsewhere."""
    spent = it.spent_elsewhere if it.kind is SourceKind.SUBSIDY and it.spent_elsewhere is not UNKNOWN else 0
    return int(max(0, it.available - spent) * 100)


def cost_of(lines: Any) -> int:
    return sum(int(one.amount * 100) for one in lines)


def most(lines: Any, sources: Any, law: Policy = TIANJIN_2021) -> int:
    """Return the most fen that can be paid, as networkx finds it."""
    graph = nx.DiGraph()
    graph.add_node("from")
    graph.add_node("to")
    for at, it in enumerate(sources):
        graph.add_edge("from", ("source", at), capacity=left_of(it))
        for place, one in enumerate(lines):
            if allowed(it, one, law):
                graph.add_edge(("source", at), ("line", place))
    for place, one in enumerate(lines):
        graph.add_edge(("line", place), "to", capacity=int(one.amount * 100))
    return int(nx.maximum_flow_value(graph, "from", "to"))


LINES = st.lists(
    st.builds(
        BudgetLine,
        category=st.sampled_from([ExpenseCategory.ACTIVITIES, ExpenseCategory.FACILITIES, ExpenseCategory.PERSONNEL]),
        item=st.just("项目"),
        unit_price=st.decimals(0, 30, places=2),
        quantity=st.just(1),
        fields=st.lists(st.sampled_from(FundingField), max_size=2),
    ),
    max_size=7,
)
SOURCES = st.lists(
    st.tuples(st.sampled_from(SourceKind), st.decimals(0, 60, places=2), st.booleans(), st.sampled_from([0, 5, None])),
    max_size=5,
).map(
    lambda drawn: [
        source(kind, available, f"来源{at}", built=built, spent=spent)
        for at, (kind, available, built, spent) in enumerate(drawn)
    ]
)
LAWS = st.builds(
    TIANJIN_2021.under,
    subsidy_lines=st.sampled_from(SubsidyLines),
    donation_use=st.sampled_from(DonationUse),
    assistance_lines=st.sampled_from(AssistanceLines),
    subsidy_priority=st.sampled_from(SubsidyPriority),
)
CASES = given(lines=LINES, sources=SOURCES, year=st.sampled_from([2021, 2022]), law=LAWS)


class TestEveryAllocation:
    @CASES
    def test_it_pays_as_much_as_can_be_paid_at_all(self, lines: Any, sources: Any, year: int, law: Policy) -> None:
        plan = allocate(lines, sources, year, law)
        paid = sum(int(payment.amount * 100) for payment in plan.payments)
        assert paid == most(lines, sources, law)

    @CASES
    def test_it_keeps_every_rule_that_any_plan_can_keep(self, lines: Any, sources: Any, year: int, law: Policy) -> None:
        assessment = sgz.check_funding(allocate(lines, sources, year, law), on=ON, policy=law)
        subsidies = [it for it in sources if it.kind is SourceKind.SUBSIDY]
        payable = [one for one in lines if allowed(source(SourceKind.SUBSIDY, 0), one, law)]
        strict = law.subsidy_priority is SubsidyPriority.STATIONS_FIRST
        payers = [it for it in sources if not strict or it.kind.name in WELFARE]
        by_sources = law.subsidy_priority is SubsidyPriority.SOURCES
        served = most(payable, subsidies if by_sources else payers, law) == cost_of(payable)
        used_up = most(lines, subsidies, law) == sum(map(left_of, subsidies))
        unsaid = [it for it in subsidies if it.spent_elsewhere is UNKNOWN]
        elsewhere = [it for it in subsidies if (it.spent_elsewhere == 5) is True]
        if year != 2021 or served or (used_up if by_sources else not unsaid and not elsewhere):
            # A plan without payments binds nobody to anything but the order of the sources, in the year of the task.
            assert assessment.verdict is (True if assessment.applicable else UNKNOWN)
            assert assessment.applicable is bool(assessment.subject.payments or (year == 2021 and sources))
        elif elsewhere and not by_sources:
            assert [finding.requirement.id for finding in assessment.violations] == ["funding.subsidy_first"]
        else:
            assert assessment.verdict is not True
            assert assessment.verdict is UNKNOWN or not unsaid or by_sources

    @CASES
    def test_it_adds_up_where_any_plan_can(self, lines: Any, sources: Any, year: int, law: Policy) -> None:
        plan = allocate(lines, sources, year, law)
        affordable = most(lines, sources, law) == cost_of(lines)
        subsidies = [it for it in sources if it.kind is SourceKind.SUBSIDY]
        unsaid = any(it.spent_elsewhere is UNKNOWN for it in subsidies)
        overspent = any((it.spent_elsewhere > it.available) is True for it in subsidies)
        assert plan.arithmetic.holds is (affordable and not overspent and (not unsaid or UNKNOWN))
        assert (plan.unfunded == ()) is affordable

    @CASES
    def test_read_as_an_order_of_sources_the_subsidy_serves_as_far_as_it_can(
        self, lines: Any, sources: Any, year: int, law: Policy
    ) -> None:
        law = law.under(subsidy_priority=SubsidyPriority.SOURCES)
        subsidies = [it for it in sources if it.kind is SourceKind.SUBSIDY]
        drawn = given_by(allocate(lines, sources, law=law), SourceKind.SUBSIDY)
        assert int(drawn * 100) == most(lines, subsidies, law)

    @CASES
    def test_no_line_is_left_that_could_be_paid_whole_beside_those_that_are(
        self, lines: Any, sources: Any, year: int, law: Policy
    ) -> None:
        plan = allocate(lines, sources, year, law)
        whole = [one for one, funded in zip(lines, plan.lines, strict=True) if funded.paid_in_full]
        assert most(whole, sources, law) == sum(int(one.amount * 100) for one in whole)
        for one, funded in zip(lines, plan.lines, strict=True):
            if not funded.paid_in_full:
                together = [*whole, one]
                assert most(together, sources, law) < sum(int(it.amount * 100) for it in together)

    @CASES
    def test_it_comes_out_the_same_each_time_and_in_any_decimal_context(
        self, lines: Any, sources: Any, year: int, law: Policy
    ) -> None:
        plan = allocate(lines, sources, year, law)
        with localcontext(prec=3) as context:
            context.traps[Inexact] = True
            assert allocate(lines, sources, year, law) == plan


def obeys(lines: Any, sources: Any, pays: Any, law: Policy) -> bool:
    """Say whether who pays what keeps the rules of 2021, written down a second time, from payments alone."""
    rows = list(zip(sources, pays, strict=True))
    if any(row[at] and not allowed(it, one, law) for it, row in rows for at, one in enumerate(lines)):
        return False
    subsidies = [(it, sum(row)) for it, row in rows if it.kind is SourceKind.SUBSIDY]
    theirs = [at for at, one in enumerate(lines) if allowed(source(SourceKind.SUBSIDY, 0), one, law)]
    kinds = {
        SubsidyPriority.STATIONS_FIRST: WELFARE,
        SubsidyPriority.NONE_UNPAID: {kind.name for kind in SourceKind},
        SubsidyPriority.SOURCES: {"SUBSIDY"},
    }[law.subsidy_priority]
    served = all(sum(row[at] for it, row in rows if it.kind.name in kinds) == lines[at].amount for at in theirs)
    if law.subsidy_priority is SubsidyPriority.SOURCES:
        return served or all(given_out + it.spent_elsewhere >= it.available for it, given_out in subsidies)
    return served or all(it.spent_elsewhere == 0 for it, _ in subsidies)


def every_way(lines: Any, sources: Any) -> Any:
    """Yield every way in which sources can pay lines whole yuan, within their means and without paying too much."""
    cells = product(*(range(int(min(it.available, one.amount)) + 1) for it in sources for one in lines))
    for flat in cells:
        pays = [flat[at * len(lines) : (at + 1) * len(lines)] for at in range(len(sources))]
        within = all(sum(row) * 100 <= left_of(it) for it, row in zip(sources, pays, strict=True))
        if within and all(sum(row[at] for row in pays) <= one.amount for at, one in enumerate(lines)):
            yield pays


SMALL_LINES = st.lists(
    st.builds(
        BudgetLine,
        category=st.sampled_from([ExpenseCategory.ACTIVITIES, ExpenseCategory.FACILITIES]),
        item=st.just("项目"),
        unit_price=st.integers(1, 2).map(Decimal),
        quantity=st.just(1),
        fields=st.sampled_from(
            [
                (),
                (FundingField.ELDERLY_CARE,),
                (FundingField.SOCIAL_ASSISTANCE,),
                (FundingField.SOCIAL_ASSISTANCE, FundingField.SOCIAL_AFFAIRS),
                (FundingField.SOCIAL_AFFAIRS,),
            ]
        ),
    ),
    min_size=1,
    max_size=3,
)
SMALL_SOURCES = st.lists(
    st.tuples(st.sampled_from(SourceKind), st.integers(0, 3), st.booleans(), st.sampled_from([0, 1])),
    min_size=1,
    max_size=3,
).map(
    # Other money stands first: an allocation that heeds nothing would take it first.
    lambda drawn: [
        source(kind, available + spent, f"来源{at}", built=built, spent=spent)
        for at, (kind, available, built, spent) in enumerate(sorted(drawn, key=lambda one: one[0].name in WELFARE))
    ]
)


@given(lines=SMALL_LINES, sources=SMALL_SOURCES, law=LAWS)
def test_it_keeps_every_rule_whenever_there_is_a_way_to(lines: Any, sources: Any, law: Policy) -> None:
    plan = allocate(lines, sources, law=law)
    ways = [pays for pays in every_way(lines, sources) if obeys(lines, sources, pays, law)]
    assert sgz.check_funding(plan, on=ON, policy=law).verdict is bool(ways)
    whole = [pays for pays in ways if sum(map(sum, pays)) == sum(one.amount for one in lines)]
    assert not whole or plan.unfunded == ()


class TestOneAllocation:
    def test_a_source_gives_way_on_one_line_to_pay_another(self) -> None:
        anything = line(100, "甲", fields=[FundingField.SOCIAL_ASSISTANCE])
        other = line(100, "乙", fields=[FundingField.SOCIAL_AFFAIRS])
        plan = allocate(
            [anything, other], [source(SourceKind.POOLED, 100), source(SourceKind.ASSISTANCE, 100)], year=2022
        )
        assert [(payment.item, payment.kind) for payment in plan.payments] == [
            ("甲", SourceKind.ASSISTANCE),
            ("乙", SourceKind.POOLED),
        ]

    @pytest.mark.parametrize(("year", "drawn"), [(2021, 100), (2022, 0)])
    def test_only_in_the_year_of_the_notice_the_subsidy_comes_first(self, year: int, drawn: int) -> None:
        lines = [line(100, fields=[FundingField.SPECIAL_CHILDREN])]
        sources = [source(SourceKind.POOLED, 100), source(SourceKind.SUBSIDY, 100)]
        assert given_by(allocate(lines, sources, year, BY_SOURCES), SourceKind.SUBSIDY) == drawn

    @pytest.mark.parametrize(("spent", "first"), [(0, "社区"), (5, "助老"), (None, "助老")])
    def test_what_the_subsidy_may_pay_comes_first_where_other_uses_had_some_of_it(self, spent: Any, first: str) -> None:
        lines = [
            line(100, "社区", fields=[FundingField.COMMUNITY_GOVERNANCE]),
            line(100, "助老", fields=[FundingField.ELDERLY_CARE]),
        ]
        plan = allocate(lines, [source(SourceKind.POOLED, 100), source(SourceKind.SUBSIDY, 0, spent=spent)])
        assert [payment.item for payment in plan.payments] == [first]

    @pytest.mark.parametrize(
        ("priority", "spent", "payer"),
        [
            (SubsidyPriority.STATIONS_FIRST, 5, SourceKind.SUBSIDY),
            (SubsidyPriority.STATIONS_FIRST, None, SourceKind.SUBSIDY),
            (SubsidyPriority.STATIONS_FIRST, 0, SourceKind.POOLED),
            (SubsidyPriority.NONE_UNPAID, 5, SourceKind.POOLED),
        ],
    )
    def test_other_money_leaves_to_the_subsidy_what_that_may_pay(
        self, priority: SubsidyPriority, spent: Any, payer: SourceKind
    ) -> None:
        fields = FundingField.COMMUNITY_GOVERNANCE, FundingField.ELDERLY_CARE
        lines = [line(100, field.zh, fields=[field]) for field in fields]
        sources = [source(SourceKind.POOLED, 200), source(SourceKind.SUBSIDY, 105, spent=spent)]
        plan = allocate(lines, sources, law=TIANJIN_2021.under(subsidy_priority=priority))
        assert [payment.kind for payment in plan.payments] == [SourceKind.POOLED, payer]
        assert plan.unfunded == ()

    def test_a_gift_of_unknown_purpose_pays_for_equipment_alone(self) -> None:
        gift = FundingSource(kind=SourceKind.DONATION, available=Decimal(100))
        assert allocate([line(50)], [gift]).payments == ()
        assert len(allocate([line(50, category=ExpenseCategory.FACILITIES)], [gift]).payments) == 1

    def test_another_policy_moves_the_year(self) -> None:
        import attrs

        policy = attrs.evolve(BY_SOURCES, subsidy_first_year=2022)
        lines = sgz.compose_budget([line(100, fields=[FundingField.SPECIAL_CHILDREN])])
        sources = [source(SourceKind.POOLED, 100), source(SourceKind.SUBSIDY, 100)]
        plan = sgz.allocate_funding(lines, sources, year=2022, policy=policy)
        assert given_by(plan, SourceKind.SUBSIDY) == 100

    def test_lines_are_paid_whole_in_their_order_and_the_rest_in_part(self) -> None:
        plan = allocate([line(70, "甲"), line(60, "乙"), line(30, "丙")], [source(SourceKind.POOLED, 110)])
        assert [funded.paid for funded in plan.lines] == [70, 10, 30]

    def test_unpaid_lines_are_named_with_the_reason(self) -> None:
        lines = [
            line(50, "入户", fields=[FundingField.COMMUNITY_GOVERNANCE]),
            line(80, "助老", fields=[FundingField.ELDERLY_CARE]),
        ]
        short = allocate(lines, [source(SourceKind.SUBSIDY, 100)]).unfunded
        assert [(it.line.item, it.short, it.reason) for it in short] == [("入户", 50, Shortfall.NOT_FOR_THIS)]
        spent = allocate(lines, [source(SourceKind.SUBSIDY, 60)]).unfunded
        assert [(it.line.item, it.short, it.reason) for it in spent] == [
            ("入户", 50, Shortfall.NO_MONEY),
            ("助老", 20, Shortfall.NO_MONEY),
        ]

    def test_a_line_of_unknown_field_is_not_paid_from_money_bound_to_fields(self) -> None:
        plan = allocate([line(50)], [source(SourceKind.SUBSIDY, 100), source(SourceKind.POOLED, 100)])
        assert given_by(plan, SourceKind.SUBSIDY) == 0
        assert plan.unfunded == ()

    def test_no_lines_or_no_sources_are_a_plan_too(self) -> None:
        assert allocate([], []).payments == ()
        assert allocate([line(5)], []).unfunded[0].reason is Shortfall.NO_MONEY


class TestBadInput:
    @pytest.mark.parametrize(
        ("change", "error", "message"),
        [
            ({"budget": "预算"}, sgz.InvalidType, r"allocate_funding.budget: '预算'.*a Budget"),
            ({"budget": Budget()}, sgz.InvalidValue, r"allocate_funding.budget.lines: UNKNOWN"),
            (
                {"budget": sgz.compose_budget([BudgetLine(quantity=1)])},
                sgz.InvalidValue,
                r"allocate_funding.budget.lines\[0\].amount: UNKNOWN",
            ),
            ({"sources": ["财政"]}, sgz.InvalidType, r"allocate_funding.sources\[0\]: '财政'"),
            (
                {"sources": [FundingSource(kind=SourceKind.POOLED)]},
                sgz.InvalidValue,
                r"allocate_funding.sources\[0\].available: UNKNOWN",
            ),
            (
                {"sources": [FundingSource(available=Decimal(5), name="甲")]},
                sgz.InvalidValue,
                r"allocate_funding.sources\[0\].kind: UNKNOWN",
            ),
            (
                {"sources": [source(SourceKind.POOLED, 1, "甲"), source(SourceKind.OTHER, 1, "甲")]},
                sgz.InvalidValue,
                r"allocate_funding.sources\[1\].name: '甲'.*names that differ",
            ),
            (
                {"sources": [source(SourceKind.POOLED, 1), source(SourceKind.POOLED, 1)]},
                sgz.InvalidValue,
                r"allocate_funding.sources\[1\].name",
            ),
            ({"year": None}, sgz.InvalidType, r"allocate_funding.year: None"),
            ({"year": True}, sgz.InvalidType, r"allocate_funding.year: True"),
        ],
    )
    def test_it_is_refused_by_name(self, change: dict[str, Any], error: type[Exception], message: str) -> None:
        good: dict[str, Any] = {"budget": sgz.compose_budget([]), "sources": [], "year": 2021}
        with pytest.raises(error, match=message):
            sgz.allocate_funding(**{**good, **change})


class TestPlansByHand:
    def test_payments_of_one_line_add_up(self) -> None:
        it, money = line(100), source(SourceKind.POOLED, 100)
        plan = sgz.plan_funding(sgz.compose_budget([it]), [money], [(money, it, 40), (money, it, 60)], year=2022)
        assert sgz.check_funding(plan, on=ON).ok

    def test_what_allocation_finds_can_be_put_together_by_hand(self) -> None:
        lines = [
            line(100, "甲", fields=[FundingField.ELDERLY_CARE]),
            line(50, "乙", category=ExpenseCategory.FACILITIES),
        ]
        sources = [source(SourceKind.SUBSIDY, 100), source(SourceKind.DONATION, 80)]
        by_hand = [(sources[0], lines[0], 100), (sources[1], lines[1], 50), (sources[1], lines[0], 0)]
        plan = sgz.plan_funding(sgz.compose_budget(lines), sources, by_hand, year=2021)
        assert plan == allocate(lines, sources)

    def test_money_that_may_pay_and_does_not_is_named(self) -> None:
        it, money = line(100), source(SourceKind.POOLED, 100)
        plan = sgz.plan_funding(sgz.compose_budget([it]), [money], [], year=2022)
        assert [unfunded.reason for unfunded in plan.unfunded] == [Shortfall.LEFT_OUT]

    def test_unknown_amounts_stay_unknown(self) -> None:
        it = line(100, unit_price=None)
        plan = sgz.plan_funding(sgz.compose_budget([it]), [FundingSource(name="甲")], [], year=2022)
        assert plan.unfunded == FundingPlan().unfunded == ()
        assert not sgz.check_funding(plan, on=ON).violations
        assert plan.arithmetic.holds is UNKNOWN

    def test_a_source_without_name_or_kind_has_a_name_all_the_same(self) -> None:
        plan = sgz.plan_funding(sgz.compose_budget([]), [FundingSource(available=Decimal(1))], [], year=2022)
        assert [use.name for use in cast("Any", plan).sources] == ["资金来源"]

    @pytest.mark.parametrize(
        ("payment", "error", "message"),
        [
            ((source(SourceKind.OTHER, 1), line(100), 1), sgz.InvalidValue, r"plan_funding.payments\[0\]: "),
            ((source(SourceKind.POOLED, 100), line(99), 1), sgz.InvalidValue, r"plan_funding.payments\[0\]: "),
            ((source(SourceKind.POOLED, 100), line(7), 1), sgz.InvalidValue, "no two alike"),
            ((source(SourceKind.POOLED, 100), line(100), 1.0), sgz.InvalidType, r"payments\[0\].amount: 1.0"),
            ((source(SourceKind.POOLED, 100), line(100), -1), sgz.InvalidValue, r"payments\[0\].amount: -1"),
        ],
    )
    def test_a_payment_that_means_nothing_is_refused(self, payment: Any, error: type[Exception], message: str) -> None:
        budget = sgz.compose_budget([line(100), line(7), line(7)])
        with pytest.raises(error, match=message):
            sgz.plan_funding(budget, [source(SourceKind.POOLED, 100)], [payment], year=2022)
