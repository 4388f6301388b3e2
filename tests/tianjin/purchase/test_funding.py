"""四(三), 七(二): what each kind of money may be spent on, and whether a plan adds up."""

from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sgzlib as sgz
from sgzlib import (
    UNKNOWN,
    AssistanceLines,
    ExpenseCategory,
    Force,
    FundedLine,
    FundingField,
    FundingPlan,
    Payment,
    SourceKind,
    SourceUse,
    Status,
    SubsidyEdition,
    SubsidyPriority,
)
from sgzlib.law.laws import under_every_option

plan_of: Any = FundingPlan
line_of: Any = FundedLine
use_of: Any = SourceUse
payment_of: Any = Payment
evolve: Any = attrs.evolve
ON = date(2021, 7, 1)
OF_FUNDING = [sgz.TIANJIN_2021.readings[name] for name in ("subsidy_priority", "subsidy_lines", "assistance_lines")]
ACTIVITIES = ExpenseCategory.ACTIVITIES
SUBSIDIZED = {"ELDERLY_CARE", "DISABILITY", "SOCIAL_ASSISTANCE", "SPECIAL_CHILDREN"}


def status(rule: str, **facts: Any) -> Status:
    return sgz.check_funding(plan_of(**facts), on=ON)[f"funding.{rule}"].status


def line(amount: Any, paid: Any, field: Any = None) -> Any:
    return line_of(
        category=ExpenseCategory.ACTIVITIES, amount=amount, paid=paid, fields=None if field is None else [field]
    )


def use(available: Any, given_: Any, kind: Any = SourceKind.POOLED) -> Any:
    return use_of(available=available, given=given_, kind=kind, spent_elsewhere=0)


class TestArithmetic:
    @pytest.mark.parametrize(
        ("lines", "sources", "holds"),
        [
            ([line(100, 100)], [use(100, 100)], True),
            ([line(100, 100), line(50, 50)], [use(200, 120), use(30, 30)], True),
            ([], [], True),
            ([line(100, 99)], [use(100, 99)], False),
            ([line(100, 101)], [use(200, 101)], False),
            ([line(100, 90), line(50, 60)], [use(150, 150)], False),
            ([line(100, 100)], [use(99, 100)], False),
            ([line(100, 100)], [use(100, 90)], False),
            ([line(100, 100)], [use(200, 110)], False),
            ([line(100, 100)], [use(None, 100)], UNKNOWN),
            ([line(100, None)], [use(100, 100)], UNKNOWN),
            ([line(None, 100)], [use(100, 100)], UNKNOWN),
            ([line(100, None)], [use(100, 90)], False),
            ([line(100, None)], [use(200, 110)], False),
            ([line(None, 100)], [use(100, 90)], False),
            ([line(None, 100)], [use(200, 110)], False),
            (None, [use(100, 100)], UNKNOWN),
        ],
    )
    def test_every_line_is_paid_once_and_no_source_gives_more_than_it_has(
        self, lines: Any, sources: Any, holds: Any
    ) -> None:
        assert plan_of(lines=lines, sources=sources).arithmetic.holds is holds

    def test_it_names_the_lines_and_sources_that_are_wrong(self) -> None:
        lines = [line_of(item="工资", amount=100, paid=90), line(50, 60), line(10, 10), line(None, 5)]
        sources = [use_of(name="财政", available=99, given=100), use(100, 90), use(None, 5)]
        found = plan_of(lines=lines, sources=sources).arithmetic
        assert (found.unequal, found.overdrawn) == (tuple(lines[:2]), tuple(sources[:1]))
        assert (repr(found.cost), found.given, found.paid) == ("160..Infinity", 195, 165)
        assert found.render().splitlines() == [
            "收支相符：否",
            "各项费用合计：不少于160元",
            "各来源支出合计：195元",
            "已安排合计：165元",
            "工资：已安排金额 90元和金额 100元",
            "未知：已安排金额 60元和金额 50元",
            "财政：支出金额 100元和全年可用金额 99元",
        ]
        assert found.render("en").splitlines()[0] == "The amounts agree: no"

    def test_of_a_plan_of_which_nothing_is_known_it_says_so(self) -> None:
        found = plan_of().arithmetic
        assert (found.holds, found.unequal, found.overdrawn) == (UNKNOWN, (), ())
        assert found.render().splitlines()[1] == "各项费用合计：未知"

    def test_a_plan_that_does_not_add_up_violates_no_clause(self) -> None:
        plan = plan_of(year=2022, lines=[line(100, 90)], sources=[use(10, 90)], payments=[])
        assessment = sgz.check_funding(plan, on=ON)
        assert (assessment.applicable, assessment.verdict, assessment.violations) == (False, UNKNOWN, ())


class TestScopes:
    @pytest.mark.parametrize("kind", SourceKind)
    @pytest.mark.parametrize("field", FundingField)
    @pytest.mark.parametrize("category", [ExpenseCategory.ACTIVITIES, ExpenseCategory.FACILITIES])
    @pytest.mark.parametrize("built", [True, False])
    def test_each_kind_of_money_pays_for_what_it_is_meant_for_and_nothing_else(
        self, kind: SourceKind, field: FundingField, category: ExpenseCategory, built: Any
    ) -> None:
        payment = [payment_of(kind=kind, fields=[field], category=category, for_building=built)]
        facilities = category is ExpenseCategory.FACILITIES
        wrong = {
            "subsidy_scope": kind is SourceKind.SUBSIDY and (facilities or field.name not in SUBSIDIZED),
            "assistance_scope": kind is SourceKind.ASSISTANCE and field is not FundingField.SOCIAL_ASSISTANCE,
            "donation_scope": kind is SourceKind.DONATION and built and not facilities,
        }
        for rule, broken in wrong.items():
            assert status(rule, payments=payment) is (Status.VIOLATED if broken else Status.MET)

    @pytest.mark.parametrize(
        ("rule", "kind"),
        [
            ("subsidy_scope", SourceKind.SUBSIDY),
            ("assistance_scope", SourceKind.ASSISTANCE),
            ("donation_scope", SourceKind.DONATION),
        ],
    )
    def test_what_is_paid_for_must_be_known_where_it_matters(self, rule: str, kind: SourceKind) -> None:
        assert status(rule, payments=[payment_of(kind=kind)]) is Status.UNDETERMINED
        assert status(rule, payments=[payment_of(kind=SourceKind.OTHER)]) is Status.MET
        assert status(rule) is Status.UNDETERMINED

    @pytest.mark.parametrize(
        ("fields", "alone", "some"),
        [
            ([FundingField.SOCIAL_ASSISTANCE], Status.MET, Status.MET),
            ([FundingField.SOCIAL_ASSISTANCE, FundingField.ELDERLY_CARE], Status.VIOLATED, Status.MET),
            ([FundingField.ELDERLY_CARE], Status.VIOLATED, Status.VIOLATED),
            ([], Status.VIOLATED, Status.VIOLATED),
            (None, Status.UNDETERMINED, Status.UNDETERMINED),
        ],
    )
    def test_the_assistance_fund_pays_lines_for_assistance_alone_or_among_others(
        self, fields: Any, alone: Status, some: Status
    ) -> None:
        plan = plan_of(payments=[payment_of(kind=SourceKind.ASSISTANCE, fields=fields)])
        for option, expected in ((AssistanceLines.ALONE, alone), (AssistanceLines.SOME, some)):
            law = sgz.TIANJIN_2021.under(assistance_lines=option)
            assert sgz.check_funding(plan, on=ON, policy=law)["funding.assistance_scope"].status is expected

    def test_all_are_musts_of_the_clauses_that_set_them(self) -> None:
        told = [(rule.id, rule.clause.locator, rule.force) for rule in sgz.FUNDING.requirements]
        assert told == [
            ("funding.subsidy_first", "四(三)", Force.MUST),
            ("funding.subsidy_scope", "四(三)", Force.MUST),
            ("funding.assistance_scope", "四(三)", Force.MUST),
            ("funding.donation_scope", "七(二)", Force.MUST),
        ]


class TestSubsidyFirst:
    ELDERLY = payment_of(kind=SourceKind.POOLED, category=ACTIVITIES, fields=[FundingField.ELDERLY_CARE])
    AFFAIRS = payment_of(kind=SourceKind.POOLED, category=ACTIVITIES, fields=[FundingField.SOCIAL_AFFAIRS])
    PAID = payment_of(kind=SourceKind.SUBSIDY, category=ACTIVITIES, fields=[FundingField.ELDERLY_CARE])

    @pytest.mark.parametrize(
        ("payments", "lines", "left", "expected"),
        [
            ([ELDERLY], [], 1, Status.VIOLATED),
            ([ELDERLY], [], 0, Status.MET),
            ([AFFAIRS, PAID], [], 1, Status.MET),
            ([], [line(5, 4, FundingField.SPECIAL_CHILDREN)], 1, Status.VIOLATED),
            ([], [line(5, 4, FundingField.SPECIAL_CHILDREN)], 0, Status.MET),
            ([], [line(5, 4, FundingField.SOCIAL_AFFAIRS)], 1, Status.MET),
            ([payment_of(category=ACTIVITIES, fields=[FundingField.DISABILITY])], [], 1, Status.UNDETERMINED),
            ([], [line(5, 4)], 1, Status.UNDETERMINED),
        ],
    )
    def test_read_as_an_order_of_sources_others_pay_for_its_fields_only_when_it_is_used_up(
        self, payments: Any, lines: Any, left: int, expected: Status
    ) -> None:
        sources = [use(10, 10 - left, SourceKind.SUBSIDY), use(10, 5)]
        law = sgz.TIANJIN_2021.under(subsidy_priority=SubsidyPriority.SOURCES)
        plan = plan_of(year=2021, payments=payments, lines=lines, sources=sources)
        assert sgz.check_funding(plan, on=ON, policy=law)["funding.subsidy_first"].status is expected

    @pytest.mark.parametrize(
        ("kind", "spent", "paid", "expected"),
        [
            (SourceKind.SUBSIDY, 1, 4, Status.VIOLATED),
            (SourceKind.SUBSIDY, 1, 5, Status.MET),
            (SourceKind.SUBSIDY, 0, 4, Status.MET),
            (SourceKind.SUBSIDY, None, 4, Status.UNDETERMINED),
            (SourceKind.POOLED, 1, 4, Status.MET),
            (None, 1, 4, Status.UNDETERMINED),
        ],
    )
    def test_none_of_it_goes_elsewhere_while_a_line_is_unpaid(
        self, kind: Any, spent: Any, paid: int, expected: Status
    ) -> None:
        facts: Any = {
            "year": 2021,
            "lines": [line(5, paid, FundingField.ELDERLY_CARE)],
            "sources": [use_of(kind=kind, spent_elsewhere=spent)],
            "payments": [self.PAID],
        }
        assert status("subsidy_first", **facts) is expected
        law = sgz.TIANJIN_2021.under(subsidy_priority=SubsidyPriority.NONE_UNPAID)
        assert sgz.check_funding(plan_of(**facts), on=ON, policy=law)["funding.subsidy_first"].status is expected

    @pytest.mark.parametrize(
        ("kind", "field", "strictly"),
        [
            (SourceKind.SUBSIDY, FundingField.ELDERLY_CARE, Status.MET),
            (SourceKind.ASSISTANCE, FundingField.SOCIAL_ASSISTANCE, Status.MET),
            (SourceKind.DONATION, FundingField.ELDERLY_CARE, Status.MET),
            (SourceKind.POOLED, FundingField.ELDERLY_CARE, Status.VIOLATED),
            (SourceKind.OTHER, FundingField.SPECIAL_CHILDREN, Status.VIOLATED),
            (SourceKind.POOLED, FundingField.SOCIAL_AFFAIRS, Status.MET),
            (None, FundingField.ELDERLY_CARE, Status.UNDETERMINED),
        ],
    )
    def test_by_default_it_is_not_enough_that_other_money_pays_the_line_in_its_place(
        self, kind: Any, field: FundingField, strictly: Status
    ) -> None:
        facts: Any = {
            "year": 2021,
            "lines": [line(5, 5, field)],
            "sources": [use_of(kind=SourceKind.SUBSIDY, spent_elsewhere=1)],
            "payments": [payment_of(kind=kind, category=ACTIVITIES, fields=[field], amount=5)],
        }
        assert status("subsidy_first", **facts) is strictly
        law = sgz.TIANJIN_2021.under(subsidy_priority=SubsidyPriority.NONE_UNPAID)
        assert sgz.check_funding(plan_of(**facts), on=ON, policy=law)["funding.subsidy_first"].status is Status.MET

    def test_where_the_assistance_fund_pays_out_of_turn_whatever_the_fields_are_that_is_a_violation(self) -> None:
        paid = payment_of(kind=SourceKind.ASSISTANCE, category=ACTIVITIES, amount=5)
        facts: Any = {"year": 2021, "lines": (), "payments": [paid]}
        for law in under_every_option(OF_FUNDING, sgz.TIANJIN_2021):
            for left in (0, 1):
                plan = plan_of(sources=[use(10, 10 - left, SourceKind.SUBSIDY)], **facts)
                assessment = sgz.check_funding(plan, on=ON, policy=law)
                completed = {
                    sgz.check_funding(evolve(plan, payments=[evolve(paid, fields=fields)]), on=ON, policy=law).verdict
                    for size in range(3)
                    for fields in combinations(FundingField, size)
                }
                assert assessment.verdict is (False if completed == {False} else UNKNOWN)
                assert assessment.missing == (() if completed == {False} else ("payments[0].fields",))

    def test_what_went_elsewhere_is_part_of_the_amount_of_the_year(self) -> None:
        law = sgz.TIANJIN_2021.under(subsidy_priority=SubsidyPriority.SOURCES)
        for spent, drawn, means in ((4, True, True), (3, False, True), (5, True, False), (None, UNKNOWN, UNKNOWN)):
            subsidy = use_of(kind=SourceKind.SUBSIDY, available=10, given=6, spent_elsewhere=spent)
            assert subsidy.subsidy_drawn is drawn
            assert subsidy.within_means is means
            facts: Any = {"year": 2021, "lines": (), "sources": [subsidy], "payments": [self.ELDERLY]}
            judged = sgz.check_funding(plan_of(**facts), on=ON, policy=law)["funding.subsidy_first"]
            assert judged.holds is drawn
        over = use_of(kind=SourceKind.SUBSIDY, available=10, given=11)
        assert (over.within_means, use_of(kind=SourceKind.POOLED, available=10, given=10).within_means) == (False, True)

    @pytest.mark.parametrize(
        ("year", "expected"),
        [(2020, Status.NOT_APPLICABLE), (2022, Status.NOT_APPLICABLE), (None, Status.UNDETERMINED)],
    )
    def test_it_is_asked_of_the_money_of_one_year(self, year: int | None, expected: Status) -> None:
        lines = [line(5, 4, FundingField.ELDERLY_CARE)]
        facts: Any = {"lines": lines, "sources": [use_of(kind=SourceKind.SUBSIDY, spent_elsewhere=1)]}
        assert status("subsidy_first", year=year, **facts) is expected

    def test_a_report_writes_the_year_as_a_year(self) -> None:
        plan = plan_of(year=2021, payments=(), lines=(), sources=())
        assert "2,021" not in sgz.check_funding(plan, on=ON).render() + sgz.check_funding(plan, on=ON).render("en")


class TestSubsidyTransfer:
    @pytest.mark.parametrize(
        ("households", "carry_over", "under_contract", "edition", "amount"),
        [
            (100_000, 0, 0, SubsidyEdition.OF_2019, "1200000.00"),
            (100_000, 300_000, 0, SubsidyEdition.OF_2019, "900000.00"),
            (100_000, 300_000, 120_000, SubsidyEdition.OF_2019, "900000.00"),
            (100_000, 300_000, 120_000, SubsidyEdition.OF_2024, "1020000.00"),
            (100_000, 300_000, 300_000, SubsidyEdition.OF_2024, "1200000.00"),
            (1, Decimal("11.99"), 0, SubsidyEdition.OF_2019, "0.01"),
            (1, Decimal("12.01"), 0, SubsidyEdition.OF_2019, "0.00"),
            (0, 0, 0, SubsidyEdition.OF_2024, "0.00"),
        ],
    )
    def test_it_is_so_much_a_household_less_what_is_carried_over(
        self, households: int, carry_over: Any, under_contract: Any, edition: SubsidyEdition, amount: str
    ) -> None:
        found = sgz.subsidy_transfer(households, carry_over, under_contract=under_contract, edition=edition)
        assert str(found) == amount

    @given(st.integers(0, 10**7), st.decimals(0, 10**8, places=2))
    def test_with_nothing_under_contract_the_editions_agree(self, households: int, carry_over: Decimal) -> None:
        old, new = (sgz.subsidy_transfer(households, carry_over, edition=edition) for edition in SubsidyEdition)
        assert old == new

    @pytest.mark.parametrize(
        ("facts", "error", "message"),
        [
            ({"households": 1.5}, sgz.InvalidType, r"subsidy_transfer\.households: 1.5"),
            ({"households": -1}, sgz.InvalidValue, r"subsidy_transfer\.households: -1"),
            ({"carry_over": 0.5}, sgz.InvalidType, r"subsidy_transfer\.carry_over: 0.5"),
            ({"carry_over": Decimal("0.001")}, sgz.InvalidValue, r"subsidy_transfer\.carry_over"),
            ({"under_contract": 6}, sgz.InvalidValue, r"subsidy_transfer\.under_contract: 6 .*no more than the 5"),
            ({"edition": "2024"}, sgz.InvalidValue, r"subsidy_transfer\.edition: '2024'.*OF_2024"),
        ],
    )
    def test_what_means_nothing_is_refused(self, facts: dict[str, Any], error: type[Exception], message: str) -> None:
        told: dict[str, Any] = {"households": 1, "carry_over": 5, **facts}
        with pytest.raises(error, match=message):
            sgz.subsidy_transfer(**told)


def test_a_plan_of_which_nothing_is_known_is_undetermined() -> None:
    assessment = sgz.check_funding(plan_of(), on=ON)
    assert assessment.verdict is UNKNOWN
    assert set(assessment.missing) == {"year", "lines", "sources", "payments"}
