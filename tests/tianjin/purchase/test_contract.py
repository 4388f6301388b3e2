"""四(五), 五(四), 六(二), 六(三): what a purchase contract must be, and what falls due while it runs."""

from __future__ import annotations

import pickle
from datetime import date, timedelta
from typing import Any, cast

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sgzlib as sgz
from sgzlib import NOT_YET, TIANJIN_2021, UNKNOWN, Contract, ContractLength, CycleEnd, Grade, MidtermOf, Period, Status

FIRST = Period(date(2021, 7, 23), date(2022, 7, 22))
ACROSS_THE_YEAR = Period(date(2021, 10, 1), date(2022, 9, 30))
LEAP = Period(date(2024, 2, 29), date(2025, 2, 27))
PERIODS = st.builds(
    lambda first, days: Period(first, first + timedelta(days=days)),
    st.dates(date(2021, 1, 1), date(2030, 12, 31)) | st.sampled_from([date(2024, 2, 29), date(2022, 1, 31)]),
    st.integers(0, 800),
)


def status(contract: Contract, name: str, on: date, policy: sgz.Policy = TIANJIN_2021) -> Status:
    return sgz.check_contract(contract, on=on, policy=policy)[f"contract.{name}"].status


class TestTheTermOfAContract:
    """四(五): in principle a contract is signed for one year."""

    @pytest.mark.parametrize(
        ("last_day", "found"),
        [
            (date(2022, 7, 21), Status.UNMET),
            (date(2022, 7, 22), Status.MET),
            (date(2022, 7, 23), Status.MET),
            (date(2022, 7, 24), Status.UNMET),
            (date(2023, 7, 22), Status.UNMET),
        ],
    )
    def test_ends_on_the_anniversary_or_the_eve_of_it(self, last_day: date, found: Status) -> None:
        contract = Contract(period=Period(FIRST.first_day, last_day))
        assert status(contract, "annual", date(2021, 8, 1)) is found
        limit = status(contract, "annual", date(2021, 8, 1), TIANJIN_2021.under(contract_length=ContractLength.LIMIT))
        assert limit is (Status.VIOLATED if found is Status.UNMET else found)

    @pytest.mark.parametrize("period", [FIRST, ACROSS_THE_YEAR, LEAP])
    def test_is_a_year_wherever_the_year_begins(self, period: Period) -> None:
        assert status(Contract(period=period), "annual", period.first_day) is Status.MET

    def test_is_as_long_as_another_policy_says(self) -> None:
        two = attrs.evolve(TIANJIN_2021, contract_years=2)
        long = Contract(period=Period(date(2021, 7, 23), date(2023, 7, 22)))
        assert long.years == 2
        assert status(long, "annual", date(2021, 8, 1), two) is Status.MET
        assert status(Contract(period=FIRST), "annual", date(2021, 8, 1), two) is Status.UNMET

    def test_is_undetermined_until_it_is_known(self) -> None:
        assessment = sgz.check_contract(Contract(), on=date(2021, 8, 1))
        assert assessment["contract.annual"].status is Status.UNDETERMINED
        assert assessment["contract.annual"].missing == ("years",)

    def test_is_read_from_the_period_or_given_as_facts_but_not_both(self) -> None:
        contract = Contract(period=FIRST)
        assert contract == Contract(first_day=FIRST.first_day, last_day=FIRST.last_day, years=1)
        assert contract.period == FIRST
        assert Contract(period=None) == Contract(period=UNKNOWN) == Contract()
        for known in (Contract(first_day=FIRST.first_day), Contract(last_day=FIRST.last_day)):
            assert known.period is UNKNOWN
        with pytest.raises(sgz.InvalidValue, match=r"Contract\.period.*given without first_day, years"):
            Contract(period=FIRST, years=1, first_day=FIRST.first_day)

    def test_is_a_period_and_nothing_else(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"Contract\.period.*a Period"):
            Contract(period=(FIRST.first_day, FIRST.last_day))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    def test_survives_a_copy(self) -> None:
        contract = Contract(period=FIRST, first_batch=True)
        assert pickle.loads(pickle.dumps(contract)) == contract  # noqa: S301 - our own bytes
        assert attrs.evolve(cast("Any", contract), first_batch=None) == Contract(period=FIRST)


class TestTheCycle:
    """四(五): in principle a project runs a cycle of three years."""

    @pytest.mark.parametrize(
        ("year", "years", "found"),
        [
            (1, 3, Status.MET),
            (3, 3, Status.MET),
            (4, 3, Status.UNMET),
            (1, 2, Status.UNMET),
            (1, 4, Status.UNMET),
            (None, 3, Status.UNDETERMINED),
            (4, None, Status.UNMET),
            (1, None, Status.UNDETERMINED),
        ],
    )
    def test_is_three_years_and_holds_the_contract(self, year: int | None, years: int | None, found: Status) -> None:
        assert status(Contract(contract_year=year, cycle_years=years), "cycle", date(2021, 8, 1)) is found

    def test_has_a_first_year_and_at_least_one(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"Contract\.contract_year: 0 .*above 0"):
            Contract(contract_year=0)
        with pytest.raises(sgz.InvalidValue, match=r"Contract\.cycle_years: 0 .*above 0"):
            Contract(cycle_years=0)

    def test_is_advice_as_a_norm_and_a_violation_as_a_limit(self) -> None:
        contract = Contract(period=FIRST, cycle_years=4, contract_year=1)
        norm = sgz.check_contract(contract, on=FIRST.first_day)
        assert [finding.requirement.id for finding in norm.advisories] == ["contract.cycle"]
        assert norm["contract.cycle"].reading is sgz.TIANJIN_2021.readings["cycle_length"]
        limit = TIANJIN_2021.under(cycle_length=sgz.CycleLength.LIMIT)
        strict = sgz.check_contract(contract, on=FIRST.first_day, policy=limit)
        assert [finding.requirement.id for finding in strict.violations] == ["contract.cycle"]


class TestSigning:
    """六(二): for the first batch, contractor and first contract by the end of July 2021."""

    @pytest.mark.parametrize(
        ("signed_on", "on", "found"),
        [
            (None, date(2021, 7, 31), Status.NOT_DUE),
            (None, date(2021, 8, 1), Status.UNDETERMINED),
            (date(2021, 7, 31), date(2021, 8, 1), Status.MET),
            (date(2021, 8, 1), date(2021, 8, 1), Status.VIOLATED),
            (date(2021, 7, 31), date(2021, 7, 31), Status.MET),
            (date(2021, 8, 1), date(2021, 7, 31), Status.NOT_DUE),
        ],
    )
    def test_is_due_by_the_launch(self, signed_on: date | None, on: date, found: Status) -> None:
        assert status(Contract(first_batch=True, contract_year=1, signed_on=signed_on), "signed_by", on) is found

    def test_binds_the_first_contract_of_the_first_batch_alone(self) -> None:
        late = date(2022, 3, 1)
        assert status(Contract(first_batch=False, signed_on=late), "signed_by", late) is Status.NOT_APPLICABLE
        assert status(Contract(contract_year=2, signed_on=late), "signed_by", late) is Status.NOT_APPLICABLE
        assert status(Contract(signed_on=late), "signed_by", late) is Status.UNDETERMINED

    def test_may_have_to_be_a_day_earlier(self) -> None:
        before = TIANJIN_2021.under(deadline_day=sgz.DeadlineDay.EXCLUDED)
        contract = Contract(first_batch=True, contract_year=1, signed_on=date(2021, 7, 31))
        assert status(contract, "signed_by", date(2021, 7, 31), before) is Status.VIOLATED
        finding = sgz.check_contract(contract, on=date(2021, 8, 1), policy=before)["contract.signed_by"]
        assert (finding.due, finding.reading) == (date(2021, 7, 30), sgz.TIANJIN_2021.readings["deadline_day"])


class TestWhoFollows:
    """四(五): no renewal after 不合格, and procurement after it or a complete cycle."""

    @pytest.mark.parametrize(
        ("grade", "same", "found"),
        [
            (Grade.UNQUALIFIED, True, Status.VIOLATED),
            (Grade.UNQUALIFIED, False, Status.MET),
            (Grade.UNQUALIFIED, None, Status.UNDETERMINED),
            (Grade.QUALIFIED, True, Status.MET),
            (None, True, Status.UNDETERMINED),
            (None, False, Status.MET),
        ],
    )
    def test_not_the_same_contractor_after_a_year_graded_unqualified(
        self, grade: Grade | None, same: Any, found: Status
    ) -> None:
        assert status(Contract(previous_grade=grade, same_contractor=same), "renewal", date(2022, 9, 1)) is found

    @pytest.mark.parametrize(
        ("grade", "year", "end", "found"),
        [
            (Grade.UNQUALIFIED, 2, CycleEnd.PROCURE, Status.VIOLATED),
            (Grade.UNQUALIFIED, None, CycleEnd.NOT_COVERED, Status.VIOLATED),
            (Grade.GOOD, 2, CycleEnd.PROCURE, Status.NOT_APPLICABLE),
            (Grade.GOOD, 1, CycleEnd.PROCURE, Status.VIOLATED),
            (Grade.GOOD, 1, CycleEnd.NOT_COVERED, Status.NOT_APPLICABLE),
            (None, 1, CycleEnd.PROCURE, Status.UNDETERMINED),
            (None, 2, CycleEnd.PROCURE, Status.UNDETERMINED),
        ],
    )
    def test_procurement_after_it_or_after_a_complete_cycle(
        self, grade: Grade | None, year: int | None, end: CycleEnd, found: Status
    ) -> None:
        contract = Contract(previous_grade=grade, contract_year=year, procured=False)
        assert status(contract, "procured", date(2024, 9, 1), TIANJIN_2021.under(cycle_end=end)) is found
        met = status(attrs.evolve(cast("Any", contract), procured=True), "procured", date(2024, 9, 1))
        assert met is (Status.NOT_APPLICABLE if (grade, year) == (Grade.GOOD, 2) else Status.MET)


COVERED = [
    ("midterm_report", FIRST, date(2022, 1, 22)),
    ("midterm_evaluation", FIRST, date(2022, 1, 22)),
    ("final_report", FIRST, date(2022, 7, 22)),
    ("final_evaluation", FIRST, date(2022, 7, 22)),
    ("midterm_report", LEAP, date(2024, 8, 28)),
    ("final_report", LEAP, date(2025, 2, 27)),
    ("midterm_report", Period(date(2021, 8, 31), date(2022, 8, 30)), date(2022, 2, 27)),
    ("midterm_report", Period(date(2021, 8, 1), date(2021, 12, 31)), date(2021, 12, 31)),
]


def within(name: str, days: int | None) -> dict[str, Any]:
    return {f"{name.rpartition('_')[2]}_within_days": days}


class TestReportsAndEvaluations:
    """五(四) and 六(三): each as many days after what it covers as the contract says."""

    @pytest.mark.parametrize(("name", "period", "covered"), COVERED)
    @pytest.mark.parametrize("days", [0, 10])
    def test_fall_due_so_many_days_after_what_they_cover(
        self, name: str, period: Period, covered: date, days: int
    ) -> None:
        last, next_ = covered + timedelta(days=days), covered + timedelta(days=days + 1)

        def told(done: Any, on: date) -> Status:
            return status(Contract(period=period, **{f"{name}_on": done}, **within(name, days)), name, on)

        assert (told(NOT_YET, last), told(None, last), told(last, last)) == (
            Status.NOT_DUE,
            Status.NOT_DUE,
            Status.MET,
        )
        assert (told(NOT_YET, next_), told(None, next_), told(last, next_), told(next_, next_)) == (
            Status.VIOLATED,
            Status.UNDETERMINED,
            Status.MET,
            Status.VIOLATED,
        )
        contract = Contract(period=period, **within(name, days))
        assert sgz.check_contract(contract, on=last)[f"contract.{name}"].due == last

    @pytest.mark.parametrize(("name", "period", "covered"), COVERED)
    def test_where_the_contract_names_no_days_only_what_is_in_time_in_any_case_is_met(
        self, name: str, period: Period, covered: date
    ) -> None:
        def told(done: Any, on: date) -> Status:
            return status(Contract(period=period, **{f"{name}_on": done}), name, on)

        late = covered + timedelta(days=1)
        assert (told(NOT_YET, covered), told(covered, covered)) == (Status.NOT_DUE, Status.MET)
        assert (told(NOT_YET, late), told(late, late), told(covered, late)) == (
            Status.UNDETERMINED,
            Status.UNDETERMINED,
            Status.MET,
        )
        assert sgz.check_contract(Contract(period=period), on=covered)[f"contract.{name}"].due is UNKNOWN

    def test_of_an_unknown_term_have_no_known_last_day(self) -> None:
        assessment = sgz.check_contract(Contract(report_within_days=5), on=date(2022, 1, 1))
        for name in ("monthly_briefs", "midterm_report", "final_report", "midterm_evaluation", "final_evaluation"):
            assert assessment[f"contract.{name}"].due is UNKNOWN

    @pytest.mark.parametrize(
        ("period", "days", "due"),
        [
            (FIRST, 5, date(2021, 8, 27)),
            (LEAP, 0, date(2024, 3, 28)),
            (Period(date(2022, 1, 31), date(2023, 1, 30)), 0, date(2022, 2, 27)),
            (Period(date(2021, 8, 1), date(2021, 8, 10)), 3, date(2021, 8, 13)),
            (Period(date(2021, 1, 1), date(2021, 12, 31)), 0, date(2021, 6, 25)),
            (Period(date(2021, 1, 1), date(2021, 6, 10)), 0, date(2021, 6, 10)),
        ],
    )
    def test_of_briefs_the_first_is_due_first_and_none_before_a_month_of_the_notice(
        self, period: Period, days: int, due: date
    ) -> None:
        late = Contract(period=period, monthly_briefs=False, brief_within_days=days)
        assert status(late, "monthly_briefs", due) is Status.NOT_DUE
        for on in (due + timedelta(days=1), date(2026, 6, 1)):
            finding = sgz.check_contract(late, on=on)["contract.monthly_briefs"]
            assert (finding.due, finding.status) == (due, Status.VIOLATED)
        good = Contract(period=period, monthly_briefs=True)
        assert status(good, "monthly_briefs", date(2026, 6, 1)) is Status.MET

    @pytest.mark.parametrize("name", ["midterm_report", "final_report"])
    @given(period=PERIODS, days=st.integers(0, 40), by=st.integers(-3, 3))
    def test_fall_due_exactly_when_the_schedule_says(self, name: str, period: Period, days: int, by: int) -> None:
        contract = Contract(period=period, **{f"{name}_on": NOT_YET}, report_within_days=days)
        schedule = sgz.report_schedule(contract)
        due: Any = next(report.due for report in schedule if report.kind is sgz.ReportKind[name.upper()])
        issued = TIANJIN_2021.notice.issued_on
        on = due + timedelta(days=by)
        if on >= issued:
            bound = Status.VIOLATED if by > 0 else Status.NOT_DUE
            assert status(contract, name, on) is (Status.NOT_APPLICABLE if due < issued else bound)

    def test_of_a_contract_that_ended_before_the_notice_are_not_asked_for(self) -> None:
        told: Any = {"final_report_on": NOT_YET, "report_within_days": 0}
        old = Period(date(2020, 5, 26), date(2021, 5, 25))
        on = date(2021, 6, 1)
        assert status(Contract(period=old, **told), "final_report", on) is Status.NOT_APPLICABLE
        a_day_later = Period(date(2020, 5, 27), date(2021, 5, 26))
        assert status(Contract(period=a_day_later, **told), "final_report", on) is Status.VIOLATED


class TestMidtermOfTheCycle:
    """五(四), 六(三): read as the cycle's, half of it and its end fall into one contract each."""

    LAW = TIANJIN_2021.under(midterm_of=MidtermOf.CYCLE)

    @pytest.mark.parametrize(
        ("years", "year", "midterm", "final"),
        [
            (3, 1, None, False),
            (3, 2, date(2022, 1, 22), False),
            (3, 3, None, True),
            (4, 2, date(2022, 7, 22), False),
            (4, 3, None, False),
            (2, 1, date(2022, 7, 22), False),
            (1, 1, date(2022, 1, 22), True),
        ],
    )
    def test_each_falls_into_one_contract(self, years: int, year: int, midterm: date | None, *, final: bool) -> None:
        contract = Contract(
            period=FIRST,
            contract_year=year,
            cycle_years=years,
            report_within_days=0,
            evaluation_within_days=0,
            midterm_report_on=NOT_YET,
            final_report_on=NOT_YET,
        )
        assessment = sgz.check_contract(contract, on=date(2022, 9, 1), policy=self.LAW)
        for name, due in (("midterm", midterm), ("final", FIRST.last_day if final else None)):
            finding = assessment[f"contract.{name}_report"]
            assert finding.due == due
            assert finding.status is (Status.NOT_APPLICABLE if due is None else Status.VIOLATED)
        kinds = {report.kind.name: report.covers.last_day for report in sgz.report_schedule(contract, policy=self.LAW)}
        assert (kinds.get("MIDTERM_REPORT"), kinds.get("FINAL_REPORT")) == (midterm, FIRST.last_day if final else None)
        evaluations = [report.kind.name for report in sgz.evaluation_schedule(contract, policy=self.LAW)]
        assert evaluations == ["MIDTERM_EVALUATION"] * (midterm is not None) + ["FINAL_EVALUATION"] * final

    def test_which_year_it_is_must_be_known(self) -> None:
        contract = Contract(period=FIRST, cycle_years=3, report_within_days=0, final_report_on=NOT_YET)
        assert status(contract, "final_report", date(2022, 9, 1), self.LAW) is Status.UNDETERMINED
        assert {report.kind.name for report in sgz.report_schedule(contract, policy=self.LAW)} == {"MONTHLY_BRIEF"}


class TestTheSchedule:
    """五(四), 六(三): what is owed, when, by whom and to whom."""

    def test_of_a_year_has_twelve_briefs_and_two_reports(self) -> None:
        schedule = sgz.report_schedule(Contract(period=FIRST, brief_within_days=5, report_within_days=10))
        briefs = [report for report in schedule if report.kind is sgz.ReportKind.MONTHLY_BRIEF]
        assert [report.number for report in briefs] == list(range(1, 13))
        assert [report.due for report in briefs][:2] == [date(2021, 8, 27), date(2021, 9, 27)]
        others = [(report.kind.name, report.number, report.due) for report in schedule if report not in briefs]
        assert others == [("MIDTERM_REPORT", 1, date(2022, 2, 1)), ("FINAL_REPORT", 1, date(2022, 8, 1))]
        ends = [report.covers.last_day for report in schedule]
        assert ends == sorted(ends)

    def test_names_no_days_that_the_contract_does_not_name(self) -> None:
        contract = Contract(period=FIRST)
        owed = sgz.report_schedule(contract) + sgz.evaluation_schedule(contract)
        assert {report.due for report in owed} == {UNKNOWN}

    def test_says_by_whom_and_to_whom(self) -> None:
        both = (sgz.Actor.DISTRICT_BUREAU, sgz.Actor.STREET)
        for report in sgz.report_schedule(Contract(period=FIRST)):
            assert (report.by, report.to, report.clause.locator) == ((sgz.Actor.CONTRACTOR,), both, "五(四)")
        evaluations = sgz.evaluation_schedule(Contract(period=FIRST, evaluation_within_days=0))
        assert [(e.kind.name, e.number, e.due) for e in evaluations] == [
            ("MIDTERM_EVALUATION", 1, date(2022, 1, 22)),
            ("FINAL_EVALUATION", 1, date(2022, 7, 22)),
        ]
        for evaluation in evaluations:
            assert (evaluation.by, evaluation.to) == (both, (sgz.Actor.CITY_BUREAU,))
            assert evaluation.clause.locator == "六(三)"

    def test_across_the_new_year_keeps_the_day_of_the_month(self) -> None:
        schedule = sgz.report_schedule(Contract(period=ACROSS_THE_YEAR))
        dues = [report.covers.last_day for report in schedule if report.kind is sgz.ReportKind.MONTHLY_BRIEF]
        assert dues[:4] == [date(2021, 10, 31), date(2021, 11, 30), date(2021, 12, 31), date(2022, 1, 31)]

    @pytest.mark.parametrize(
        "contract",
        [
            Contract(),
            Contract(first_day=FIRST.first_day),
            Contract(last_day=FIRST.last_day),
            Contract(first_day=FIRST.last_day, last_day=FIRST.first_day),
        ],
    )
    def test_of_an_unknown_or_reversed_term_is_refused(self, contract: Contract) -> None:
        for schedule in (sgz.report_schedule, sgz.evaluation_schedule):
            with pytest.raises(sgz.InvalidValue, match=r"Contract\.period: UNKNOWN .*known and in order"):
                schedule(contract)

    def test_follows_the_policy(self) -> None:
        quarterly = attrs.evolve(TIANJIN_2021, brief_months=3)
        assert len(sgz.report_schedule(Contract(period=FIRST), policy=quarterly)) == 4 + 2

    @given(PERIODS)
    def test_covers_every_day_of_the_contract_once(self, period: Period) -> None:
        schedule = sgz.report_schedule(Contract(period=period))
        months = [report.covers for report in schedule if report.kind is sgz.ReportKind.MONTHLY_BRIEF]
        assert [day for month in months for day in month] == list(period)
