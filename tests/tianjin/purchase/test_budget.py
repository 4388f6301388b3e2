"""四(四): lines exact to the fen, totals, shares, and what the notice asks of a budget."""

import pickle
from datetime import date
from decimal import Decimal, Inexact, localcontext
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given

import sgzlib as sgz
from sgzlib import (
    UNKNOWN,
    AnnualAmount,
    AnnualTarget,
    BudgetLine,
    ExpenseCategory,
    Force,
    FundingField,
    MainCategories,
    Status,
)
from sgzlib.advice.relevance import relevant_facts
from sgzlib.bridges import strategies
from sgzlib.law import Case
from sgzlib.law.truth import Interval

ON = date(2021, 7, 1)
BUDGETS = strategies.subject(sgz.Budget, known=True)
FIVE = ("PERSONNEL", "SUPERVISION_AND_TRAINING", "ACTIVITIES", "MANAGEMENT", "EVALUATION")


def line(amount: Any = 100, category: Any = ExpenseCategory.PERSONNEL, **facts: Any) -> Any:
    told: dict[str, Any] = {"category": category, "unit_price": amount, "quantity": 1, **facts}
    return BudgetLine(**told)


def budget(*lines: Any, stations: Any = 1, years: Any = 1) -> Any:
    return sgz.Budget(lines=lines, stations=stations, years=years)


class TestLines:
    def test_a_quantity_may_be_part_of_a_unit(self) -> None:
        assert line(Decimal("6500.50"), quantity=Decimal("0.5")).amount == Decimal("3250.25")

    def test_the_amount_is_written_to_the_fen(self) -> None:
        assert str(line(800, quantity=12).amount) == "9600.00"

    @pytest.mark.parametrize(
        ("price", "quantity", "amount"),
        [(None, 5, UNKNOWN), (5, None, UNKNOWN), (0, None, Decimal("0.00")), (0, 7, Decimal("0.00"))],
    )
    def test_it_is_unknown_where_it_hangs_on_what_is_not_known(self, price: Any, quantity: Any, amount: Any) -> None:
        found = line(price, quantity=quantity).amount
        assert found is amount or str(found) == str(amount)

    def test_no_decimal_context_rounds_it(self) -> None:
        with localcontext(prec=3) as context:
            context.traps[Inexact] = True
            assert str(line(Decimal("12345.67"), quantity=100_001).amount) == "1234579345.67"

    @pytest.mark.parametrize(
        ("price", "quantity"), [("0.01", "0.5"), ("0.05", "0.1"), ("33.33", "0.333333"), ("99999999999.99", "1.5")]
    )
    def test_one_that_does_not_come_out_at_whole_fen_is_refused_and_named(self, price: str, quantity: str) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"BudgetLine\.amount: .*项目：打印.*whole fen .*item 打印"):
            line(Decimal(price), quantity=Decimal(quantity), item="打印")

    @pytest.mark.parametrize(
        ("facts", "error", "message"),
        [
            ({"unit_price": 0.5}, sgz.InvalidType, r"BudgetLine\.unit_price: 0.5"),
            ({"unit_price": True}, sgz.InvalidType, r"BudgetLine\.unit_price: True"),
            ({"unit_price": Decimal("NaN")}, sgz.InvalidValue, r"BudgetLine\.unit_price"),
            ({"unit_price": Decimal("Infinity")}, sgz.InvalidValue, r"BudgetLine\.unit_price"),
            ({"unit_price": Decimal("1.001")}, sgz.InvalidValue, r"BudgetLine\.unit_price"),
            ({"unit_price": -1}, sgz.InvalidValue, r"BudgetLine\.unit_price: -1"),
            ({"quantity": 0.5}, sgz.InvalidType, r"BudgetLine\.quantity: 0.5"),
            ({"quantity": True}, sgz.InvalidType, r"BudgetLine\.quantity: True"),
            ({"quantity": 0}, sgz.InvalidValue, r"BudgetLine\.quantity: 0 .*above 0"),
            ({"quantity": -3}, sgz.InvalidValue, r"BudgetLine\.quantity: -3"),
            ({"quantity": Decimal("NaN")}, sgz.InvalidValue, r"BudgetLine\.quantity"),
            ({"quantity": Decimal("Infinity")}, sgz.InvalidValue, r"BudgetLine\.quantity"),
            ({"quantity": Decimal("0.0000001")}, sgz.InvalidValue, r"BudgetLine\.quantity.*six decimals"),
            ({"quantity": Decimal("1E-999999")}, sgz.InvalidValue, r"BudgetLine\.quantity"),
            ({"quantity": 10**10}, sgz.InvalidValue, r"BudgetLine\.quantity"),
            ({"category": "餐费"}, sgz.InvalidValue, r"BudgetLine\.category: '餐费'.*PERSONNEL"),
            (
                {"fields": "社会救助"},
                sgz.InvalidType,
                r"BudgetLine\.fields: '社会救助'.*a list or tuple of FundingField",
            ),
            ({"fields": ["社会救助"]}, sgz.InvalidType, r"BudgetLine\.fields\[0\]: '社会救助'.*a FundingField"),
            ({"fields": [sgz.VolunteerService.PROJECTS]}, sgz.InvalidType, r"BudgetLine\.fields\[0\]"),
            ({"item": ""}, sgz.InvalidValue, r"BudgetLine\.item"),
        ],
    )
    def test_what_means_nothing_is_refused(self, facts: dict[str, Any], error: type[Exception], message: str) -> None:
        with pytest.raises(error, match=message):
            line(**facts)

    def test_more_than_a_line_can_cost_is_split_all_the_same(self) -> None:
        most = line(unit_price=Decimal("9999999999999999.99"), quantity=10**9)
        two = budget(most, most, stations=2)
        assert two.per_station == (most.amount, most.amount)
        assert two.shares == {most.category: 100}

    @pytest.mark.parametrize("field", sgz.ServiceField)
    def test_a_key_field_is_taken_for_the_field_of_the_same_name(self, field: Any) -> None:
        assert line(fields=[field]).fields == (FundingField[field.name],)

    def test_fields_are_none_one_or_several_in_their_own_order(self) -> None:
        elderly, affairs = FundingField.ELDERLY_CARE, FundingField.SOCIAL_AFFAIRS
        assert line(fields=[affairs, elderly, affairs]).fields == (elderly, affairs)
        assert (line(fields=[]).fields, line().fields) == ((), UNKNOWN)


class TestBudgets:
    @given(BUDGETS)
    def test_totals_of_lines_categories_stations_and_years_are_the_same_money(self, whole: Any) -> None:
        exact = sum((Fraction(it.unit_price) * Fraction(it.quantity) for it in whole.lines), Fraction(0))
        assert Fraction(whole.total) == exact
        for parts in (whole.by_category.values(), whole.per_year, *([whole.per_station] if whole.stations else [])):
            assert sum(map(Fraction, parts)) == exact
        assert len(whole.per_station) == whole.stations
        if not whole.stations:
            assert whole.per_station_year is UNKNOWN
            return
        assert 0 <= exact - Fraction(whole.per_station_year) * whole.stations * whole.years
        assert exact < (Fraction(whole.per_station_year) + Fraction(1, 100)) * whole.stations * whole.years

    @given(BUDGETS)
    def test_shares_sum_to_exactly_one_hundred_per_cent(self, whole: Any) -> None:
        assert (sum(whole.shares.values()) == Decimal("100.00")) is bool(whole.total)
        assert list(whole.shares) == (list(whole.by_category) if whole.total else [])

    @given(BUDGETS)
    def test_no_decimal_context_changes_them(self, whole: Any) -> None:
        told = whole.total, whole.per_station_year, whole.by_category, whole.shares
        statuses = [finding.status for finding in sgz.check_budget(whole, on=ON).findings]
        with localcontext(prec=2) as context:
            context.traps[Inexact] = True
            assert (whole.total, whole.per_station_year, whole.by_category, whole.shares) == told
            assert [finding.status for finding in sgz.check_budget(whole, on=ON).findings] == statuses

    def test_for_how_many_stations_and_years_they_are_is_unknown_unless_said(self) -> None:
        for made in (sgz.Budget(), sgz.compose_budget([]), sgz.interchange.load(sgz.Budget, {"lines": []})):
            assert (made.stations, made.years) == (UNKNOWN, UNKNOWN)

    def test_one_that_does_not_say_for_how_many_stations_is_not_said_to_reach_the_target(self) -> None:
        enough = {"lines": [{"category": "PERSONNEL", "item": "薪酬", "unit_price": "250000", "quantity": 1}]}
        answers = {}
        for stations in ({}, {"stations": None}, {"stations": 1}, {"stations": 3}):
            made = sgz.interchange.load(sgz.Budget, {**enough, **stations, "years": 1})
            answers[str(stations)] = sgz.check_budget(made, on=ON)["budget.annual_target"].status
        assert [*answers.values()] == [Status.UNDETERMINED, Status.UNDETERMINED, Status.MET, Status.UNMET]

    def test_sums_over_unknown_amounts_are_open_above(self) -> None:
        some = budget(line(300), line(None), line(50, None))
        assert repr(some.total) == "350.00..Infinity"
        assert repr(some.by_category[ExpenseCategory.PERSONNEL]) == "300.00..Infinity"
        assert repr(some.by_category[ExpenseCategory.OTHER]) == "0.00..50.00"
        assert (some.shares, some.per_station, some.per_station_year) == ({}, (), UNKNOWN)

    def test_nothing_known_of_the_lines_leaves_everything_unknown(self) -> None:
        nothing = sgz.Budget()
        assert nothing.total is UNKNOWN
        assert (nothing.by_category, nothing.shares) == ({}, {})
        assert budget(line(), stations=None).per_station == ()
        assert budget(line(), years=None).per_station_year is UNKNOWN

    def test_merging_adds_lines_and_stations_over_the_same_years(self) -> None:
        merged = budget(line(5), stations=2, years=3) + budget(line(7), stations=4, years=3)
        assert (merged.total, merged.stations, merged.years) == (12, 6, 3)
        assert (budget(line(5), years=None) + budget(line(7), years=3)).years == 3
        assert (budget(line(5), stations=None) + budget(line(7))).stations is UNKNOWN

    def test_merging_over_other_years_or_with_something_else_is_refused(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"Budget\.years: 2 .*同为3年"):
            _ = budget(line(), years=3) + budget(line(), years=2)
        with pytest.raises(TypeError, match="unsupported operand"):
            _ = budget(line()) + line()

    def test_lines_may_come_from_anywhere_and_keep_their_order(self) -> None:
        lines = [line(5, ExpenseCategory.OTHER), line(7)]
        assert sgz.compose_budget(iter(lines), stations=2).lines == tuple(lines)

    @given(strategies.subject(sgz.Budget))
    def test_they_are_values(self, whole: Any) -> None:
        assert pickle.loads(pickle.dumps(whole)) == whole  # noqa: S301 - our own bytes
        assert hash(whole) == hash(attrs.evolve(whole))

    @pytest.mark.parametrize(
        ("facts", "message"),
        [({"stations": -1}, r"Budget\.stations: -1 .*not below 0"), ({"years": 0}, r"Budget\.years: 0 .*above 0")],
    )
    def test_fewer_stations_than_none_and_no_years_are_refused(self, facts: dict[str, Any], message: str) -> None:
        with pytest.raises(sgz.InvalidValue, match=message):
            sgz.Budget(**facts)

    def test_the_published_total_of_march_2022_is_told_for_each_of_65_stations(self) -> None:
        city = budget(line(Decimal("20819400.00"), quantity=1), stations=65)
        assert city.per_station_year == Decimal("320298.46")
        assert sorted(set(city.per_station)) == [Decimal("320298.46"), Decimal("320298.47")]
        assert sum(city.per_station) == Decimal("20819400.00")
        assert sgz.check_budget(city, on=date(2022, 3, 31))["budget.annual_target"].status is Status.MET


class TestAnnualTarget:
    @pytest.mark.parametrize(
        ("amount", "stations", "years", "status"),
        [
            ("250000.00", 1, 1, Status.MET),
            ("249999.99", 1, 1, Status.UNMET),
            ("4500000.00", 6, 3, Status.MET),
            ("4499999.99", 6, 3, Status.UNMET),
            ("249999.99", None, None, Status.UNDETERMINED),  # of no station it asks nothing
            ("0.00", 0, 1, Status.NOT_APPLICABLE),
            ("249999.99", 1, None, Status.UNMET),
            ("250000.00", None, 1, Status.UNDETERMINED),
            ("499999.99", 2, None, Status.UNMET),
            ("499999.99", None, 2, Status.UNDETERMINED),
            ("500000.00", None, 2, Status.UNDETERMINED),
        ],
    )
    def test_it_is_reached_by_each_station_in_each_year(
        self, amount: str, stations: Any, years: Any, status: Status
    ) -> None:
        whole = budget(line(Decimal(amount)), stations=stations, years=years)
        assert sgz.check_budget(whole, on=ON)["budget.annual_target"].status is status

    def test_an_unknown_amount_leaves_it_open_until_the_rest_is_enough(self) -> None:
        short, enough = budget(line(100), line(None)), budget(line(250_000), line(None))
        finding = sgz.check_budget(short, on=ON)["budget.annual_target"]
        assert (finding.status, finding.missing) == (Status.UNDETERMINED, ("lines[1].unit_price",))
        assert sgz.check_budget(enough, on=ON)["budget.annual_target"].status is Status.MET

    @pytest.mark.parametrize(
        ("option", "force", "status", "verdict"),
        [
            (AnnualTarget.TARGET, Force.SHOULD, Status.UNMET, True),
            (AnnualTarget.FLOOR, Force.MUST, Status.VIOLATED, False),
        ],
    )
    def test_whether_it_binds_hangs_on_the_reading(
        self,
        option: Any,
        force: Force,
        status: Status,
        verdict: bool,  # noqa: FBT001
    ) -> None:
        policy = sgz.TIANJIN_2021.under(annual_target=option)
        assessment = sgz.check_budget(budget(line(5)), on=ON, policy=policy)
        finding = assessment["budget.annual_target"]
        assert (finding.force, finding.status, assessment.verdict) == (force, status, verdict)
        assert [reading.id for reading in finding.readings] == ["annual_target"]

    def test_money_can_make_up_for_any_number_of_stations_so_both_are_missing(self) -> None:
        pay: Any = {"category": ExpenseCategory.PERSONNEL}
        lines = (
            BudgetLine(unit_price=Decimal(776_000), **pay),
            BudgetLine(unit_price=Decimal(960_000), quantity=15, **pay),
        )
        finding = sgz.check_budget(sgz.Budget(lines=lines, stations=None, years=15), on=date(2022, 3, 15))[
            "budget.annual_target"
        ]
        assert (finding.status, finding.missing) == (Status.UNDETERMINED, ("stations", "lines[0].quantity"))


class TestWhatCounts:
    """Of a line of unknown category all or nothing counts; of the others it is decided."""

    @pytest.mark.parametrize(
        ("lines", "without_facilities", "all_lines", "main_alone"),
        [
            (
                [line(240_000), line(10_000, ExpenseCategory.FACILITIES)],
                Status.UNMET,
                Status.MET,
                Status.UNMET,
            ),
            ([line(240_000), line(10_000, ExpenseCategory.OTHER)], Status.MET, Status.MET, Status.UNMET),
            ([line(250_000), line(10_000, ExpenseCategory.FACILITIES)], Status.MET, Status.MET, Status.MET),
            ([line(240_000), line(10_000, None)], Status.UNDETERMINED, Status.MET, Status.UNDETERMINED),
            (
                [line(240_000), line(9_999, None), line(10**6, ExpenseCategory.OTHER)],
                Status.MET,
                Status.MET,
                Status.UNMET,
            ),
            ([line(240_000), line(9_999, None)], Status.UNMET, Status.UNMET, Status.UNMET),
            ([line(250_000), line(10_000, None)], Status.MET, Status.MET, Status.MET),
            (
                [line(240_000), line(None, ExpenseCategory.FACILITIES)],
                Status.UNMET,
                Status.UNDETERMINED,
                Status.UNMET,
            ),
            ([line(240_000), line(None, None)], Status.UNDETERMINED, Status.UNDETERMINED, Status.UNDETERMINED),
        ],
    )
    def test_equipment_and_rooms_do_not_count_nor_by_one_reading_other_categories(
        self, lines: Any, without_facilities: Status, all_lines: Status, main_alone: Status
    ) -> None:
        expected = dict(zip(AnnualAmount, (without_facilities, all_lines, main_alone), strict=True))
        found = {
            option: sgz.check_budget(budget(*lines), on=ON, policy=sgz.TIANJIN_2021.under(annual_amount=option))[
                "budget.annual_target"
            ].status
            for option in AnnualAmount
        }
        assert found == expected
        assert sgz.check_budget(budget(*lines), on=ON)["budget.annual_target"].status is without_facilities


class TestCategories:
    ALL = tuple(line(1, ExpenseCategory[name]) for name in FIVE)

    def test_all_five_meet_it(self) -> None:
        assert sgz.check_budget(budget(*self.ALL), on=ON)["budget.categories"].status is Status.MET

    @pytest.mark.parametrize("at", range(5))
    def test_each_of_the_five_is_asked_for(self, at: int) -> None:
        four = self.ALL[:at] + self.ALL[at + 1 :]
        finding = sgz.check_budget(budget(*four, line(1, ExpenseCategory.OTHER)), on=ON)["budget.categories"]
        assert (finding.status, finding.force) == (Status.UNMET, Force.SHOULD)

    @pytest.mark.parametrize(
        ("known", "unknown", "status"),
        [(4, 1, Status.UNDETERMINED), (3, 1, Status.UNMET), (3, 2, Status.UNDETERMINED), (5, 1, Status.MET)],
    )
    def test_a_line_of_unknown_category_can_bring_one_and_not_two(
        self, known: int, unknown: int, status: Status
    ) -> None:
        lines = (*self.ALL[:known], *(line(1, None) for _ in range(unknown)))
        assert sgz.check_budget(budget(*lines), on=ON)["budget.categories"].status is status

    @pytest.mark.parametrize("other", [ExpenseCategory.FACILITIES, ExpenseCategory.OTHER])
    @pytest.mark.parametrize(
        ("option", "force", "status"),
        [
            (MainCategories.OPEN, Force.MAY, Status.UNMET),
            (MainCategories.CLOSED, Force.MUST, Status.VIOLATED),
        ],
    )
    def test_whether_another_may_stand_beside_them_hangs_on_the_reading(
        self, other: Any, option: Any, force: Force, status: Status
    ) -> None:
        policy = sgz.TIANJIN_2021.under(main_categories=option)
        finding = sgz.check_budget(budget(*self.ALL, line(1, other)), on=ON, policy=policy)["budget.other_category"]
        assert (finding.status, finding.force) == (status, force)
        assert sgz.check_budget(budget(*self.ALL), on=ON, policy=policy)["budget.other_category"].status is Status.MET
        open_ = sgz.check_budget(budget(line(1, None)), on=ON, policy=policy)["budget.other_category"]
        assert (open_.status, open_.missing) == (Status.UNDETERMINED, ("lines[0].category",))


class TestComparison:
    def test_lines_belong_together_by_category_and_item(self) -> None:
        planned = budget(
            line(100, item="工资"), line(50, item="工资"), line(20, ExpenseCategory.ACTIVITIES, item="小组")
        )
        actual = budget(line(130, item="工资"), line(7, ExpenseCategory.OTHER, item="水电"))
        found = sgz.compare_budgets(planned, actual)
        told = [(it.item, it.planned, it.actual, it.difference) for it in found.lines]
        assert told == [("工资", 150, 130, -20), ("小组", 20, 0, -20), ("水电", 0, 7, 7)]
        assert [(it.category, it.difference) for it in found.categories] == [
            (ExpenseCategory.PERSONNEL, -20),
            (ExpenseCategory.ACTIVITIES, -20),
            (ExpenseCategory.OTHER, 7),
        ]
        assert (found.total.planned, found.total.actual, found.total.difference) == (170, 137, -33)

    @given(BUDGETS, BUDGETS)
    def test_the_differences_add_up_to_that_of_the_totals(self, planned: Any, actual: Any) -> None:
        found = sgz.compare_budgets(planned, actual)
        for parts in (found.lines, found.categories):
            assert sum((it.difference for it in parts), Decimal(0)) == found.total.difference

    def test_what_is_not_known_gives_no_difference(self) -> None:
        found = sgz.compare_budgets(budget(line(None, None)), budget(line(5, None, item=None)))
        assert [(it.category, it.item, it.difference) for it in found.lines] == [(None, None, UNKNOWN)]
        assert isinstance(found.total.planned, Interval)

    @pytest.mark.parametrize("wrong", ["预算", sgz.Budget()])
    def test_only_budgets_with_lines_are_compared(self, wrong: Any) -> None:
        with pytest.raises(sgz.InvalidType, match=r"compare_budgets\.planned.*a Budget with its lines"):
            sgz.compare_budgets(wrong, budget())
        with pytest.raises(sgz.InvalidType, match=r"compare_budgets\.actual.*a Budget with its lines"):
            sgz.compare_budgets(budget(), wrong)


class TestMissing:
    """What can still change an answer about a sum or a number of categories, and nothing else."""

    FLOOR = Case(ON, sgz.TIANJIN_2021.under(annual_target=AnnualTarget.FLOOR))
    TARGET, CATEGORIES = sgz.BUDGET.requirements[:2]

    def missing(self, rule: Any, whole: Any) -> tuple[str, ...]:
        return relevant_facts((rule.formula(sgz.Budget),), whole, self.FLOOR).facts

    @pytest.mark.parametrize(
        ("lines", "stations", "found"),
        [
            ([line(100), line(None)], 1, ("lines[1].unit_price",)),
            (
                [line(100, quantity=None), line(None, quantity=None)],
                1,
                ("lines[0].quantity", "lines[1].unit_price", "lines[1].quantity"),
            ),
            ([line(100), line(0, quantity=None)], 1, ()),
            ([line(250_000), line(None)], 1, ()),
            ([line(250_000), line(None)], None, ("stations", "lines[1].unit_price")),
            ([line(249_999)], None, ("stations",)),
            ([line(250_000)], None, ("stations",)),
        ],
    )
    def test_of_a_sum_it_is_what_the_unknown_amounts_follow_from(
        self, lines: Any, stations: Any, found: tuple[str, ...]
    ) -> None:
        assert self.missing(self.TARGET, budget(*lines, stations=stations)) == found

    @pytest.mark.parametrize(
        ("known", "unknown", "found"),
        [(4, 1, ("lines[4].category",)), (3, 1, ()), (5, 1, ()), (4, 0, ())],
    )
    def test_of_the_categories_it_is_those_that_could_still_fill_the_gaps(
        self, known: int, unknown: int, found: tuple[str, ...]
    ) -> None:
        lines = (*TestCategories.ALL[:known], *(line(1, None) for _ in range(unknown)))
        assert self.missing(self.CATEGORIES, budget(*lines)) == found

    def test_of_a_budget_whose_lines_are_not_known_it_is_the_lines(self) -> None:
        assert self.missing(self.TARGET, sgz.Budget(stations=1, years=1)) == ("lines",)
        assert self.missing(self.CATEGORIES, sgz.Budget()) == ("lines",)

    def test_of_a_budget_that_does_not_say_for_how_many_stations_and_years_it_is_these(self) -> None:
        enough = line(250_000)
        unsaid = budget(enough, stations=None, years=None)
        assert set(self.missing(self.TARGET, unsaid)) == {"stations", "years"}

    def test_an_assessment_says_it(self) -> None:
        assessment = sgz.check_budget(budget(line(100), line(None)), on=ON, policy=self.FLOOR.law)
        assert (assessment.verdict, assessment.missing) == (UNKNOWN, ("lines[1].unit_price",))
