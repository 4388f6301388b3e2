"""四(三), 七(二): what each kind of money may be spent on, and a plan that balances."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sgzlib as sgz
from sgzlib import (
    UNKNOWN,
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
)

ON = date(2021, 7, 1)
SUBSIDIZED = {"ELDERLY_CARE", "DISABILITY", "SOCIAL_ASSISTANCE", "CHILDREN"}


def status(rule: str, **facts: Any) -> Status:
    return sgz.check_funding(FundingPlan(**facts), on=ON)[f"funding.{rule}"].status


def line(amount: Any, paid: Any, field: Any = None) -> Any:
    return FundedLine(amount=amount, paid=paid, field=field)


def use(available: Any, given_: Any, kind: Any = SourceKind.POOLED) -> Any:
    return SourceUse(available=available, given=given_, kind=kind)


class TestBalance:
    @pytest.mark.parametrize(
        ("lines", "sources", "expected"),
        [
            ([line(100, 100)], [use(100, 100)], Status.MET),
            ([line(100, 100), line(50, 50)], [use(200, 120), use(30, 30)], Status.MET),
            ([], [], Status.MET),
            ([line(100, 99)], [use(100, 99)], Status.VIOLATED),
            ([line(100, 101)], [use(200, 101)], Status.VIOLATED),
            ([line(100, 90), line(50, 60)], [use(150, 150)], Status.VIOLATED),
            ([line(100, 100)], [use(99, 100)], Status.VIOLATED),
            ([line(100, 100)], [use(100, 90)], Status.VIOLATED),
            ([line(100, 100)], [use(200, 110)], Status.VIOLATED),
            ([line(100, 100)], [use(None, 100)], Status.UNDETERMINED),
            ([line(100, None)], [use(100, 100)], Status.UNDETERMINED),
            ([line(None, 100)], [use(100, 100)], Status.UNDETERMINED),
            ([line(100, None)], [use(100, 90)], Status.VIOLATED),
            ([line(100, None)], [use(200, 110)], Status.VIOLATED),
            ([line(None, 100)], [use(100, 90)], Status.VIOLATED),
            ([line(None, 100)], [use(200, 110)], Status.VIOLATED),
            (None, [use(100, 100)], Status.UNDETERMINED),
        ],
    )
    def test_every_line_is_paid_once_and_no_source_gives_more_than_it_has(
        self, lines: Any, sources: Any, expected: Status
    ) -> None:
        assert status("balanced", lines=lines, sources=sources) is expected


class TestScopes:
    @pytest.mark.parametrize("kind", SourceKind)
    @pytest.mark.parametrize("field", FundingField)
    @pytest.mark.parametrize("category", [ExpenseCategory.ACTIVITIES, ExpenseCategory.FACILITIES])
    def test_each_kind_of_money_pays_for_what_it_is_meant_for_and_nothing_else(
        self, kind: SourceKind, field: FundingField, category: ExpenseCategory
    ) -> None:
        payment = [Payment(kind=kind, field=field, category=category)]
        wrong = {
            "subsidy_scope": kind is SourceKind.SUBSIDY and field.name not in SUBSIDIZED,
            "assistance_scope": kind is SourceKind.ASSISTANCE and field is not FundingField.SOCIAL_ASSISTANCE,
            "donation_scope": kind is SourceKind.DONATION and category is not ExpenseCategory.FACILITIES,
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
        assert status(rule, payments=[Payment(kind=kind)]) is Status.UNDETERMINED
        assert status(rule, payments=[Payment(kind=SourceKind.OTHER)]) is Status.MET
        assert status(rule) is Status.UNDETERMINED

    def test_all_are_musts_of_the_clauses_that_set_them(self) -> None:
        told = [(rule.id, rule.clause.locator, rule.force) for rule in sgz.FUNDING.requirements]
        assert told == [
            ("funding.balanced", "四(三)", Force.MUST),
            ("funding.subsidy_first", "四(三)", Force.MUST),
            ("funding.subsidy_scope", "四(三)", Force.MUST),
            ("funding.assistance_scope", "四(三)", Force.MUST),
            ("funding.donation_scope", "七(二)", Force.MUST),
        ]


class TestSubsidyFirst:
    ELDERLY = Payment(kind=SourceKind.POOLED, field=FundingField.ELDERLY_CARE)
    AFFAIRS = Payment(kind=SourceKind.POOLED, field=FundingField.SOCIAL_AFFAIRS)
    PAID = Payment(kind=SourceKind.SUBSIDY, field=FundingField.ELDERLY_CARE)

    @pytest.mark.parametrize(
        ("payments", "lines", "left", "expected"),
        [
            ([ELDERLY], [], 1, Status.VIOLATED),
            ([ELDERLY], [], 0, Status.MET),
            ([AFFAIRS, PAID], [], 1, Status.MET),
            ([], [line(5, 4, FundingField.CHILDREN)], 1, Status.VIOLATED),
            ([], [line(5, 4, FundingField.CHILDREN)], 0, Status.MET),
            ([], [line(5, 4, FundingField.SOCIAL_AFFAIRS)], 1, Status.MET),
            ([Payment(field=FundingField.CHILDREN)], [], 1, Status.UNDETERMINED),
            ([], [line(5, 4)], 1, Status.UNDETERMINED),
        ],
    )
    def test_others_pay_for_its_fields_only_when_it_is_used_up(
        self, payments: Any, lines: Any, left: int, expected: Status
    ) -> None:
        sources = [use(10, 10 - left, SourceKind.SUBSIDY), use(10, 5)]
        assert status("subsidy_first", year=2021, payments=payments, lines=lines, sources=sources) is expected

    @pytest.mark.parametrize(
        ("year", "expected"),
        [(2020, Status.NOT_APPLICABLE), (2022, Status.NOT_APPLICABLE), (None, Status.UNDETERMINED)],
    )
    def test_it_is_asked_of_the_money_of_one_year(self, year: int | None, expected: Status) -> None:
        facts: Any = {"payments": [self.ELDERLY], "lines": [], "sources": [use(10, 5, SourceKind.SUBSIDY)]}
        assert status("subsidy_first", year=year, **facts) is expected

    def test_a_report_writes_the_year_as_a_year(self) -> None:
        plan = FundingPlan(year=2021, payments=(), lines=(), sources=())
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
    assessment = sgz.check_funding(FundingPlan(), on=ON)
    assert assessment.verdict is UNKNOWN
    assert set(assessment.missing) == {"year", "lines", "sources", "payments"}
