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
from sgzlib import TIANJIN_2021, UNKNOWN, Contract, Period, Status

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
    """四(五): a contract is signed for one year."""

    @pytest.mark.parametrize(
        ("last_day", "found"),
        [
            (date(2022, 7, 21), Status.VIOLATED),
            (date(2022, 7, 22), Status.MET),
            (date(2022, 7, 23), Status.VIOLATED),
            (date(2023, 7, 22), Status.VIOLATED),
        ],
    )
    def test_ends_on_the_eve_of_the_anniversary(self, last_day: date, found: Status) -> None:
        assert status(Contract(period=Period(FIRST.first_day, last_day)), "annual", date(2021, 8, 1)) is found

    @pytest.mark.parametrize("period", [FIRST, ACROSS_THE_YEAR, LEAP])
    def test_is_a_year_wherever_the_year_begins(self, period: Period) -> None:
        assert status(Contract(period=period), "annual", period.first_day) is Status.MET

    def test_is_as_long_as_another_policy_says(self) -> None:
        two = attrs.evolve(TIANJIN_2021, contract_years=2)
        long = Contract(period=Period(date(2021, 7, 23), date(2023, 7, 22)))
        assert long.years == 2
        assert status(long, "annual", date(2021, 8, 1), two) is Status.MET
        assert status(Contract(period=FIRST), "annual", date(2021, 8, 1), two) is Status.VIOLATED

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
    """六(二): for the first batch, contractor and contract by the end of July 2021."""

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
        assert status(Contract(first_batch=True, signed_on=signed_on), "signed_by", on) is found

    def test_binds_the_first_batch_alone(self) -> None:
        late = date(2022, 3, 1)
        assert status(Contract(first_batch=False, signed_on=late), "signed_by", late) is Status.NOT_APPLICABLE
        assert status(Contract(signed_on=late), "signed_by", late) is Status.UNDETERMINED

    def test_may_have_to_be_a_day_earlier(self) -> None:
        before = TIANJIN_2021.under(deadline_day=sgz.DeadlineDay.EXCLUDED)
        contract = Contract(first_batch=True, signed_on=date(2021, 7, 31))
        assert status(contract, "signed_by", date(2021, 7, 31), before) is Status.VIOLATED
        finding = sgz.check_contract(contract, on=date(2021, 8, 1), policy=before)["contract.signed_by"]
        assert (finding.due, finding.reading) == (date(2021, 7, 30), sgz.TIANJIN_2021.readings["deadline_day"])


LAST_DAYS = [
    ("monthly_briefs", FIRST, date(2021, 8, 22)),
    ("midterm_report", FIRST, date(2022, 1, 22)),
    ("midterm_evaluation", FIRST, date(2022, 1, 22)),
    ("final_report", FIRST, date(2022, 7, 22)),
    ("final_evaluation", FIRST, date(2022, 7, 22)),
    ("monthly_briefs", LEAP, date(2024, 3, 28)),
    ("midterm_report", LEAP, date(2024, 8, 28)),
    ("final_report", LEAP, date(2025, 2, 27)),
    ("monthly_briefs", Period(date(2022, 1, 31), date(2023, 1, 30)), date(2022, 2, 27)),
    ("midterm_report", Period(date(2021, 8, 31), date(2022, 8, 30)), date(2022, 2, 27)),
    ("monthly_briefs", Period(date(2021, 8, 1), date(2021, 8, 10)), date(2021, 8, 10)),
    ("midterm_report", Period(date(2021, 8, 1), date(2021, 12, 31)), date(2021, 12, 31)),
]


class TestReportsAndEvaluations:
    """五(四) and 六(三): briefs, reports and evaluations, each once it has fallen due."""

    @pytest.mark.parametrize(("name", "period", "last_day"), LAST_DAYS)
    def test_fall_due_the_day_after_their_last_day(self, name: str, period: Period, last_day: date) -> None:
        late = Contract(period=period, **{name: False})
        assert status(late, name, last_day) is Status.NOT_DUE
        assert status(Contract(period=period), name, last_day) is Status.NOT_DUE
        assert status(Contract(period=period, **{name: True}), name, last_day) is Status.MET
        assert status(late, name, last_day + timedelta(days=1)) is Status.VIOLATED
        assert status(Contract(period=period, **{name: True}), name, last_day + timedelta(days=1)) is Status.MET
        assert status(Contract(period=period), name, last_day + timedelta(days=1)) is Status.UNDETERMINED
        assert status(Contract(period=None, **{name: False}), name, last_day) is Status.UNDETERMINED
        assert sgz.check_contract(late, on=last_day)[f"contract.{name}"].due == last_day

    def test_of_an_unknown_term_have_no_known_last_day(self) -> None:
        assessment = sgz.check_contract(Contract(), on=date(2022, 1, 1))
        for name in ("monthly_briefs", "midterm_report", "final_report", "midterm_evaluation", "final_evaluation"):
            assert assessment[f"contract.{name}"].due is UNKNOWN

    def test_of_briefs_the_first_is_due_first(self) -> None:
        late = Contract(period=FIRST, monthly_briefs=False)
        for on in (date(2021, 10, 22), date(2021, 10, 23), date(2023, 1, 1)):
            assert sgz.check_contract(late, on=on)["contract.monthly_briefs"].due == date(2021, 8, 22)

    @pytest.mark.parametrize(
        ("last_day", "due"), [(date(2021, 12, 31), date(2021, 6, 25)), (date(2021, 6, 10), date(2021, 6, 10))]
    )
    def test_briefs_of_a_contract_older_than_the_notice_are_due_a_month_after_it(
        self, last_day: date, due: date
    ) -> None:
        contract = Contract(period=Period(date(2021, 1, 1), last_day), monthly_briefs=False)
        assert sgz.check_contract(contract, on=due)["contract.monthly_briefs"].due == due
        assert status(contract, "monthly_briefs", due) is Status.NOT_DUE
        assert status(contract, "monthly_briefs", due + timedelta(days=1)) is Status.VIOLATED

    @pytest.mark.parametrize("name", ["monthly_briefs", "midterm_report", "final_report"])
    @given(period=PERIODS, by=st.integers(-3, 3))
    def test_fall_due_exactly_when_the_schedule_says(self, name: str, period: Period, by: int) -> None:
        contract = Contract(period=period, **{name: False})
        kind = {"monthly_briefs": "MONTHLY_BRIEF"}.get(name, name.upper())
        first = min(report.due for report in sgz.report_schedule(contract) if report.kind is sgz.ReportKind[kind])
        issued = TIANJIN_2021.notice.issued_on
        if name == "monthly_briefs":
            first = min(max(first, date(2021, 6, 25)), period.last_day)
        on = first + timedelta(days=by)
        if on >= issued:
            bound = Status.VIOLATED if by > 0 else Status.NOT_DUE
            assert status(contract, name, on) is (Status.NOT_APPLICABLE if first < issued else bound)

    def test_of_a_contract_that_ended_before_the_notice_are_not_asked_for(self) -> None:
        old = Period(date(2020, 5, 26), date(2021, 5, 25))
        on = date(2021, 6, 1)
        assert status(Contract(period=old, final_report=False), "final_report", on) is Status.NOT_APPLICABLE
        a_day_later = Period(date(2020, 5, 27), date(2021, 5, 26))
        assert status(Contract(period=a_day_later, final_report=False), "final_report", on) is Status.VIOLATED


class TestTheSchedule:
    """五(四), 六(三): what is owed, when, by whom and to whom."""

    def test_of_a_year_has_twelve_briefs_and_two_reports(self) -> None:
        schedule = sgz.report_schedule(Contract(period=FIRST))
        briefs = [report for report in schedule if report.kind is sgz.ReportKind.MONTHLY_BRIEF]
        assert [report.number for report in briefs] == list(range(1, 13))
        assert [report.due for report in briefs][:2] == [date(2021, 8, 22), date(2021, 9, 22)]
        others = [(report.kind.name, report.number, report.due) for report in schedule if report not in briefs]
        assert others == [("MIDTERM_REPORT", 1, date(2022, 1, 22)), ("FINAL_REPORT", 1, date(2022, 7, 22))]
        assert [report.due for report in schedule] == sorted(report.due for report in schedule)

    def test_says_by_whom_and_to_whom(self) -> None:
        both = (sgz.Actor.DISTRICT_BUREAU, sgz.Actor.STREET)
        for report in sgz.report_schedule(Contract(period=FIRST)):
            assert (report.by, report.to, report.clause.locator) == ((sgz.Actor.CONTRACTOR,), both, "五(四)")
        evaluations = sgz.evaluation_schedule(Contract(period=FIRST))
        assert [(e.kind.name, e.number, e.due) for e in evaluations] == [
            ("MIDTERM_EVALUATION", 1, date(2022, 1, 22)),
            ("FINAL_EVALUATION", 1, date(2022, 7, 22)),
        ]
        for evaluation in evaluations:
            assert (evaluation.by, evaluation.to) == (both, (sgz.Actor.CITY_BUREAU,))
            assert evaluation.clause.locator == "六(三)"

    def test_across_the_new_year_keeps_the_day_of_the_month(self) -> None:
        schedule = sgz.report_schedule(Contract(period=ACROSS_THE_YEAR))
        dues = [report.due for report in schedule if report.kind is sgz.ReportKind.MONTHLY_BRIEF]
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
