"""四(五), 五(四), 六(二), 六(三): what a purchase contract must be, and what falls due while it runs."""

from __future__ import annotations

import pickle
from datetime import date, timedelta
from typing import Any, cast

import attrs
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sgzlib as sgz
from sgzlib import (
    NOT_SET,
    NOT_YET,
    TIANJIN_2021,
    UNKNOWN,
    Contract,
    ContractLength,
    CycleEnd,
    FailedMayReturn,
    Follows,
    Force,
    Grade,
    MidtermOf,
    Period,
    RenewalAfterPass,
    ReportCap,
    Status,
    SuccessorCycle,
    SuccessorProcured,
)
from sgzlib.law.labels import Labelled

SIGNED = date(2021, 5, 26)

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

    @given(PERIODS | st.sampled_from([LEAP, Period(date(2023, 2, 28), date(2024, 2, 28))]), st.integers(1, 3))
    def test_its_first_and_its_last_day_say_how_long_it_is(self, period: Period, years: int) -> None:
        policy = attrs.evolve(TIANJIN_2021, contract_years=years)
        alone = Contract(first_day=period.first_day, last_day=period.last_day)
        whole = Contract(period=period)
        assert status(alone, "annual", date(2021, 8, 1), policy) is status(whole, "annual", date(2021, 8, 1), policy)

    def test_a_term_that_would_run_past_the_calendar_is_the_same_in_a_table(self) -> None:
        days: dict[str, Any] = {"first_day": date(9999, 1, 30), "last_day": date(9999, 12, 30)}
        table = pl.DataFrame({name: [day] for name, day in days.items()} | {"years": pl.Series([None], dtype=pl.Int64)})
        rules = sgz.CONTRACT.only("contract.annual")
        (column,) = sgz.frames.check(table, rules, on=date(2024, 6, 1))["contract.annual"]
        assert column is sgz.assess(rules, Contract(**days), on=date(2024, 6, 1))["contract.annual"].holds

    def test_the_years_are_not_asked_for_beside_the_days(self) -> None:
        limit = TIANJIN_2021.under(contract_length=ContractLength.LIMIT)
        for contract, asked in (
            (Contract(), {"first_day", "last_day"}),
            (Contract(first_day=date(2021, 7, 23)), {"last_day"}),
            (Contract(first_day=date(2021, 7, 23), last_day=date(2022, 7, 22)), set[str]()),
        ):
            questions = sgz.check_contract(contract, on=date(2021, 8, 1), policy=limit).questions()
            assert {question.path for question in questions} & {"first_day", "last_day", "years"} == asked

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
        contract = Contract(
            contract_year=year, cycle_years=years, follows=Follows.SAME_CONTRACTOR, opens_cycle=year == 1
        )
        assert status(contract, "cycle", date(2021, 8, 1)) is found

    def test_has_a_first_year_and_at_least_one(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"Contract\.contract_year: 0 .*above 0"):
            Contract(contract_year=0)
        with pytest.raises(sgz.InvalidValue, match=r"Contract\.cycle_years: 0 .*above 0"):
            Contract(cycle_years=0)

    def test_is_advice_as_a_norm_and_a_violation_as_a_limit(self) -> None:
        contract = Contract(period=FIRST, cycle_years=4, contract_year=1, follows=Follows.NOTHING)
        norm = sgz.check_contract(contract, on=FIRST.first_day)
        assert [finding.requirement.id for finding in norm.advisories] == ["contract.cycle"]
        assert norm["contract.cycle"].reading is sgz.TIANJIN_2021.readings["cycle_length"]
        limit = TIANJIN_2021.under(cycle_length=sgz.CycleLength.LIMIT)
        strict = sgz.check_contract(contract, on=FIRST.first_day, policy=limit)
        assert [finding.requirement.id for finding in strict.violations] == ["contract.cycle"]

    @pytest.mark.parametrize(
        ("follows", "opens", "grade", "year", "place", "found"),
        [
            (Follows.ANOTHER_CONTRACTOR, False, Grade.UNQUALIFIED, 2, SuccessorCycle.PROJECT, Status.MET),
            (Follows.ANOTHER_CONTRACTOR, False, Grade.UNQUALIFIED, 1, SuccessorCycle.PROJECT, Status.UNMET),
            (Follows.ANOTHER_CONTRACTOR, False, Grade.UNQUALIFIED, 2, SuccessorCycle.OWN, Status.UNMET),
            (Follows.ANOTHER_CONTRACTOR, False, Grade.UNQUALIFIED, 1, SuccessorCycle.OWN, Status.MET),
            (Follows.ANOTHER_CONTRACTOR, None, Grade.UNQUALIFIED, 1, SuccessorCycle.PROJECT, Status.UNDETERMINED),
            (Follows.ANOTHER_CONTRACTOR, True, Grade.GOOD, 1, SuccessorCycle.PROJECT, Status.MET),
            (Follows.ANOTHER_CONTRACTOR, True, Grade.GOOD, 1, SuccessorCycle.OWN, Status.MET),
            (Follows.ANOTHER_CONTRACTOR, False, Grade.NOT_EVALUATED, 1, SuccessorCycle.PROJECT, Status.MET),
            (Follows.SAME_CONTRACTOR, False, Grade.GOOD, 1, SuccessorCycle.PROJECT, Status.UNMET),
            (Follows.SAME_CONTRACTOR, False, Grade.GOOD, 1, SuccessorCycle.OWN, Status.UNMET),
            (Follows.SAME_CONTRACTOR, None, Grade.GOOD, 2, SuccessorCycle.OWN, Status.MET),
            (Follows.NOTHING, None, None, 1, SuccessorCycle.PROJECT, Status.MET),
            (Follows.NOTHING, None, None, 1, SuccessorCycle.OWN, Status.MET),
            (None, None, Grade.GOOD, 1, SuccessorCycle.OWN, Status.UNDETERMINED),
        ],
    )
    def test_goes_on_with_a_successor_or_begins_anew(
        self, follows: Any, opens: Any, grade: Any, year: int, place: SuccessorCycle, found: Status
    ) -> None:
        contract = Contract(follows=follows, opens_cycle=opens, previous_grade=grade, contract_year=year, cycle_years=3)
        assert status(contract, "cycle", date(2022, 9, 1), TIANJIN_2021.under(successor_cycle=place)) is found


class TestWhatContradictsItself:
    @pytest.mark.parametrize(
        ("facts", "message"),
        [
            ({"follows": Follows.NOTHING, "previous_grade": Grade.GOOD}, r"previous_grade: .*a first contract has no"),
            ({"follows": Follows.NOTHING, "contract_year": 2}, r"contract_year: 2 .*a first contract"),
            ({"follows": Follows.NOTHING, "opens_cycle": False}, r"opens_cycle: False .*a first contract"),
            ({"opens_cycle": True, "contract_year": 3}, r"contract_year: 3 .*opens a cycle"),
            ({"period": FIRST, "final_report_on": date(2021, 12, 1)}, r"final_report_on: .*2021-07-23 to 2022-07-22"),
            (
                {"period": FIRST, "ended_on": date(2021, 10, 22), "final_report_on": date(2021, 9, 5)},
                r"final_report_on: .*2021-07-23 to 2021-10-22",
            ),
        ],
    )
    def test_is_refused(self, facts: dict[str, Any], message: str) -> None:
        with pytest.raises(sgz.InvalidValue, match=rf"Contract\.{message}"):
            Contract(**facts)

    @pytest.mark.parametrize(
        "facts",
        [
            {
                "follows": Follows.NOTHING,
                "previous_grade": Grade.NOT_EVALUATED,
                "contract_year": 1,
                "opens_cycle": True,
            },
            {"follows": Follows.SAME_CONTRACTOR, "contract_year": 1, "opens_cycle": False},
            {"period": FIRST, "final_report_on": date(2022, 1, 21)},
            {"period": FIRST, "final_report_on": date(2021, 10, 1), "ended_on": date(2021, 10, 22)},
            {"period": FIRST, "final_report_on": date(2022, 3, 1), "ended_on": None},
            {"period": FIRST, "final_report_on": NOT_YET},
            {"first_day": FIRST.first_day, "final_report_on": date(2021, 7, 24)},
            {"first_day": FIRST.last_day, "last_day": FIRST.first_day, "final_report_on": date(2021, 7, 24)},
        ],
    )
    def test_and_what_does_not_is_taken(self, facts: dict[str, Any]) -> None:
        assert Contract(**facts) == Contract(**facts)


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
        contract = Contract(first_batch=True, follows=Follows.NOTHING, signed_on=signed_on)
        assert status(contract, "signed_by", on) is found

    def test_binds_the_first_contract_of_the_first_batch_alone(self) -> None:
        late = date(2022, 3, 1)
        assert status(Contract(first_batch=False, signed_on=late), "signed_by", late) is Status.NOT_APPLICABLE
        for follows in (Follows.SAME_CONTRACTOR, Follows.ANOTHER_CONTRACTOR):
            assert status(Contract(follows=follows, signed_on=late), "signed_by", late) is Status.NOT_APPLICABLE
        assert status(Contract(signed_on=late), "signed_by", late) is Status.UNDETERMINED

    def test_is_not_late_where_a_station_of_the_first_batch_begins_its_next_cycle(self) -> None:
        signed = date(2024, 7, 20)
        contract = Contract(
            signed_on=signed, first_batch=True, contract_year=1, follows=Follows.SAME_CONTRACTOR, opens_cycle=True
        )
        assert status(contract, "signed_by", date(2024, 9, 1)) is Status.NOT_APPLICABLE

    def test_may_have_to_be_a_day_earlier(self) -> None:
        before = TIANJIN_2021.under(deadline_day=sgz.DeadlineDay.EXCLUDED)
        contract = Contract(first_batch=True, follows=Follows.NOTHING, signed_on=date(2021, 7, 31))
        assert status(contract, "signed_by", date(2021, 7, 31), before) is Status.VIOLATED
        finding = sgz.check_contract(contract, on=date(2021, 8, 1), policy=before)["contract.signed_by"]
        assert (finding.due, finding.reading) == (date(2021, 7, 30), sgz.TIANJIN_2021.readings["deadline_day"])


def after(grade: Grade | None, follows: Follows | None, **facts: Any) -> Contract:
    """Make a contract of the second year of three that follows another one."""
    usual: dict[str, Any] = {"signed_on": date(2022, 7, 20), "contract_year": 2, "cycle_years": 3}
    told: dict[str, Any] = (
        usual | {"previous_grade": grade, "follows": follows, "renewal_ruled_out": False, "procured": False} | facts
    )
    return Contract(**told)


SAME, ANOTHER, NOTHING = Follows.SAME_CONTRACTOR, Follows.ANOTHER_CONTRACTOR, Follows.NOTHING
ON = date(2022, 9, 1)


class TestWhoFollows:
    """四(五): renewal after 良好 or 合格, none after 不合格, and the procedure for whoever else comes."""

    @pytest.mark.parametrize(
        ("grade", "follows", "facts", "found"),
        [
            (Grade.GOOD, SAME, {}, Status.MET),
            (Grade.GOOD, ANOTHER, {}, Status.VIOLATED),
            (Grade.GOOD, ANOTHER, {"procured": True}, Status.VIOLATED),
            (Grade.QUALIFIED, ANOTHER, {}, Status.VIOLATED),
            (Grade.EXCELLENT, ANOTHER, {}, Status.VIOLATED),
            (Grade.GOOD, ANOTHER, {"renewal_ruled_out": True}, Status.NOT_APPLICABLE),
            (Grade.GOOD, ANOTHER, {"renewal_ruled_out": None}, Status.UNDETERMINED),
            (Grade.GOOD, ANOTHER, {"contract_year": 4}, Status.NOT_APPLICABLE),
            (Grade.GOOD, ANOTHER, {"contract_year": 1, "opens_cycle": True}, Status.NOT_APPLICABLE),
            (Grade.GOOD, ANOTHER, {"contract_year": 1, "opens_cycle": False}, Status.VIOLATED),
            (Grade.GOOD, ANOTHER, {"contract_year": 1}, Status.UNDETERMINED),
            (Grade.GOOD, ANOTHER, {"signed_on": date(2021, 5, 25)}, Status.NOT_APPLICABLE),
            (Grade.GOOD, ANOTHER, {"signed_on": date(2021, 5, 26)}, Status.VIOLATED),
            (Grade.GOOD, ANOTHER, {"signed_on": NOT_YET}, Status.VIOLATED),
            (Grade.GOOD, ANOTHER, {"signed_on": None}, Status.UNDETERMINED),
            (Grade.UNQUALIFIED, ANOTHER, {}, Status.NOT_APPLICABLE),
            (Grade.NOT_EVALUATED, ANOTHER, {}, Status.NOT_APPLICABLE),
            (None, ANOTHER, {}, Status.UNDETERMINED),
            (None, SAME, {}, Status.MET),
            (None, NOTHING, {"contract_year": 1}, Status.NOT_APPLICABLE),
            (Grade.GOOD, None, {}, Status.UNDETERMINED),
        ],
    )
    def test_the_same_contractor_after_a_year_that_passed(
        self, grade: Any, follows: Any, facts: dict[str, Any], found: Status
    ) -> None:
        assert status(after(grade, follows, **facts), "renewed", ON) is found

    def test_may_be_no_more_than_allowed(self) -> None:
        may = TIANJIN_2021.under(renewal_after_pass=RenewalAfterPass.MAY)
        finding = sgz.check_contract(after(Grade.GOOD, ANOTHER), on=ON, policy=may)["contract.renewed"]
        assert (finding.status, finding.force) == (Status.UNMET, Force.MAY)

    def test_after_a_grade_that_the_notice_may_not_cover(self) -> None:
        named = TIANJIN_2021.under(grade_above_good=sgz.GradeAboveGood.NOT_COVERED)
        assert status(after(Grade.EXCELLENT, ANOTHER), "renewed", ON, named) is Status.NOT_APPLICABLE
        assert status(after(Grade.GOOD, ANOTHER), "renewed", ON, named) is Status.VIOLATED

    @pytest.mark.parametrize(
        ("grade", "follows", "procured", "found", "excluded"),
        [
            (Grade.UNQUALIFIED, SAME, False, Status.VIOLATED, Status.VIOLATED),
            (Grade.UNQUALIFIED, SAME, True, Status.MET, Status.VIOLATED),
            (Grade.UNQUALIFIED, SAME, None, Status.UNDETERMINED, Status.VIOLATED),
            (Grade.UNQUALIFIED, ANOTHER, False, Status.MET, Status.MET),
            (Grade.UNQUALIFIED, None, False, Status.UNDETERMINED, Status.UNDETERMINED),
            (Grade.QUALIFIED, SAME, False, Status.MET, Status.MET),
            (Grade.NOT_EVALUATED, SAME, False, Status.NOT_APPLICABLE, Status.NOT_APPLICABLE),
            (None, SAME, False, Status.UNDETERMINED, Status.UNDETERMINED),
            (None, ANOTHER, False, Status.MET, Status.MET),
        ],
    )
    def test_not_the_same_contractor_after_a_year_graded_unqualified(
        self, grade: Any, follows: Any, procured: Any, found: Status, excluded: Status
    ) -> None:
        contract = after(grade, follows, procured=procured)
        assert status(contract, "renewal", ON) is found
        barred = TIANJIN_2021.under(failed_may_return=FailedMayReturn.EXCLUDED)
        assert status(contract, "renewal", ON, barred) is excluded

    def test_nothing_is_renewed_in_a_first_contract(self) -> None:
        first = after(None, NOTHING, contract_year=1)
        assert status(first, "renewal", ON) is Status.NOT_APPLICABLE

    @pytest.mark.parametrize(
        ("grade", "follows", "facts", "found"),
        [
            (Grade.UNQUALIFIED, SAME, {}, Status.NOT_APPLICABLE),
            (Grade.UNQUALIFIED, SAME, {"contract_year": 4}, Status.VIOLATED),
            (Grade.UNQUALIFIED, ANOTHER, {}, Status.VIOLATED),
            (Grade.GOOD, SAME, {}, Status.NOT_APPLICABLE),
            (Grade.GOOD, ANOTHER, {}, Status.VIOLATED),
            (Grade.NOT_EVALUATED, ANOTHER, {}, Status.VIOLATED),
            (Grade.NOT_EVALUATED, SAME, {}, Status.NOT_APPLICABLE),
            (Grade.GOOD, SAME, {"contract_year": 4}, Status.VIOLATED),
            (Grade.GOOD, SAME, {"contract_year": 4, "cycle_years": None}, Status.UNDETERMINED),
            (Grade.GOOD, SAME, {"contract_year": 1, "opens_cycle": True}, Status.VIOLATED),
            (Grade.GOOD, SAME, {"contract_year": 1, "opens_cycle": True, "cycle_years": None}, Status.VIOLATED),
            (Grade.GOOD, SAME, {"contract_year": None, "opens_cycle": True, "cycle_years": 1}, Status.VIOLATED),
            (Grade.GOOD, SAME, {"contract_year": 1, "opens_cycle": False}, Status.NOT_APPLICABLE),
            (Grade.GOOD, SAME, {"contract_year": 1}, Status.UNDETERMINED),
            (Grade.GOOD, SAME, {"contract_year": 4, "signed_on": date(2021, 5, 25)}, Status.NOT_APPLICABLE),
            (None, SAME, {}, Status.NOT_APPLICABLE),
            (None, NOTHING, {"contract_year": 1}, Status.NOT_APPLICABLE),
            (None, NOTHING, {"contract_year": None, "cycle_years": None}, Status.NOT_APPLICABLE),
        ],
    )
    def test_the_procedure_for_another_one_after_a_failure_and_after_a_complete_cycle(
        self, grade: Any, follows: Any, facts: dict[str, Any], found: Status
    ) -> None:
        contract = after(grade, follows, **facts)
        assert status(contract, "procured", ON) is found
        met = status(attrs.evolve(cast("Any", contract), procured=True), "procured", ON)
        assert met is (Status.NOT_APPLICABLE if found is Status.NOT_APPLICABLE else Status.MET)

    @pytest.mark.parametrize(
        ("contract", "readings", "found"),
        [
            (after(Grade.GOOD, ANOTHER), {"successor_procured": SuccessorProcured.AFTER_FAILURE}, False),
            (after(Grade.UNQUALIFIED, ANOTHER), {"successor_procured": SuccessorProcured.AFTER_FAILURE}, True),
            (after(Grade.GOOD, SAME, contract_year=4), {"cycle_end": CycleEnd.NOT_COVERED}, False),
            (after(Grade.GOOD, SAME, contract_year=1, opens_cycle=True), {"cycle_end": CycleEnd.NOT_COVERED}, False),
            (after(Grade.UNQUALIFIED, ANOTHER), {"cycle_end": CycleEnd.NOT_COVERED}, True),
        ],
    )
    def test_the_procedure_as_the_readings_have_it(
        self, contract: Contract, readings: dict[str, Any], *, found: bool
    ) -> None:
        expected = Status.VIOLATED if found else Status.NOT_APPLICABLE
        assert status(contract, "procured", ON, TIANJIN_2021.under(**readings)) is expected

    def test_a_first_contract_can_pass(self) -> None:
        contract = Contract(
            signed_on=date(2021, 7, 20),
            ended_on=NOT_YET,
            period=FIRST,
            contract_year=1,
            cycle_years=3,
            first_batch=True,
            follows=NOTHING,
            procured=False,
        )
        assessment = sgz.check_contract(contract, on=date(2021, 7, 25))
        assert (assessment.verdict, assessment.missing) == (True, ())

    def test_one_that_says_no_more_than_its_year_is_asked_what_it_follows(self) -> None:
        assessment = sgz.check_contract(Contract(contract_year=1, procured=False), on=date(2021, 9, 1))
        assert assessment.verdict is UNKNOWN
        assert "follows" in assessment.missing


COVERED = [
    ("midterm_report", FIRST, date(2022, 1, 22)),
    ("midterm_evaluation", FIRST, date(2022, 1, 22)),
    ("final_report", FIRST, date(2022, 7, 22)),
    ("final_evaluation", FIRST, date(2022, 7, 22)),
    ("midterm_report", LEAP, date(2024, 8, 28)),
    ("final_report", LEAP, date(2025, 2, 27)),
    ("midterm_report", Period(date(2021, 8, 31), date(2022, 8, 30)), date(2022, 2, 27)),
]


def late_after(last: date) -> date:
    """Return the first day that is late whatever days are rest days: a last day at a weekend may move to Monday."""
    return last + timedelta(days=1 + {6: 2, 7: 1}.get(last.isoweekday(), 0))


def within(name: str, days: int | None) -> dict[str, Any]:
    return {f"{name.rpartition('_')[2]}_within_days": days}


class TestReportsAndEvaluations:
    """五(四) and 六(三): each as many days after what it covers as the contract says."""

    @pytest.mark.parametrize(("name", "period", "covered"), COVERED)
    @pytest.mark.parametrize("days", [0, 10])
    def test_fall_due_so_many_days_after_what_they_cover(
        self, name: str, period: Period, covered: date, days: int
    ) -> None:
        last = covered + timedelta(days=days)
        next_ = late_after(last)

        def told(done: Any, on: date) -> Status:
            told: dict[str, Any] = {f"{name}_on": done, **within(name, days)}
            return status(Contract(signed_on=SIGNED, ended_on=NOT_YET, period=period, **told), name, on)

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
        contract = Contract(signed_on=SIGNED, ended_on=NOT_YET, period=period, **within(name, days))
        assert sgz.check_contract(contract, on=last)[f"contract.{name}"].due == last

    @pytest.mark.parametrize(("name", "period", "covered"), COVERED)
    def test_where_the_contract_names_no_days_only_what_is_in_time_in_any_case_is_met(
        self, name: str, period: Period, covered: date
    ) -> None:
        def told(done: Any, on: date) -> Status:
            return status(Contract(signed_on=SIGNED, ended_on=NOT_YET, period=period, **{f"{name}_on": done}), name, on)

        late = covered + timedelta(days=1)
        assert (told(NOT_YET, covered), told(covered, covered)) == (Status.NOT_DUE, Status.MET)
        assert (told(NOT_YET, late), told(late, late), told(covered, late)) == (
            Status.UNDETERMINED,
            Status.UNDETERMINED,
            Status.MET,
        )
        assert (
            sgz.check_contract(Contract(ended_on=NOT_YET, period=period), on=covered)[f"contract.{name}"].due is UNKNOWN
        )

    def test_of_an_unknown_term_have_no_known_last_day(self) -> None:
        assessment = sgz.check_contract(Contract(report_within_days=5), on=date(2022, 1, 1))
        for name in ("monthly_briefs", "midterm_report", "final_report", "midterm_evaluation", "final_evaluation"):
            assert assessment[f"contract.{name}"].due is UNKNOWN

    @pytest.mark.parametrize(
        ("period", "days", "due"),
        [
            (FIRST, 5, date(2021, 8, 5)),
            (FIRST, 40, date(2021, 8, 31)),
            (FIRST, NOT_SET, date(2021, 8, 31)),
            (LEAP, 0, date(2024, 2, 29)),
            (LEAP, NOT_SET, date(2024, 3, 31)),
            (Period(date(2022, 1, 31), date(2023, 1, 30)), 0, date(2022, 1, 31)),
            (Period(date(2021, 8, 1), date(2021, 8, 10)), 3, date(2021, 8, 13)),
            (Period(date(2021, 8, 1), date(2021, 8, 10)), NOT_SET, date(2021, 9, 30)),
            (Period(date(2021, 1, 1), date(2021, 12, 31)), 0, date(2021, 5, 31)),
            (Period(date(2021, 1, 1), date(2021, 5, 28)), 0, date(2021, 5, 28)),
        ],
    )
    def test_of_briefs_the_first_is_due_first_by_calendar_month_and_none_that_was_over_before_the_notice(
        self, period: Period, days: int, due: date
    ) -> None:
        late = Contract(signed_on=SIGNED, ended_on=NOT_YET, period=period, monthly_briefs=False, brief_within_days=days)
        assert status(late, "monthly_briefs", due) is Status.NOT_DUE
        for on in (late_after(due), date(2026, 6, 1)):
            finding = sgz.check_contract(late, on=on)["contract.monthly_briefs"]
            assert (finding.due, finding.status) == (due, Status.VIOLATED)
        good = Contract(signed_on=SIGNED, ended_on=NOT_YET, period=period, monthly_briefs=True)
        assert status(good, "monthly_briefs", date(2026, 6, 1)) is Status.MET

    @pytest.mark.parametrize(
        ("on", "found"),
        [
            (date(2021, 7, 31), Status.NOT_DUE),
            (date(2021, 8, 1), Status.UNDETERMINED),
            (date(2021, 8, 31), Status.UNDETERMINED),
            (date(2021, 9, 1), Status.VIOLATED),
        ],
    )
    def test_of_briefs_that_are_late_need_no_days_once_any_would_be(self, on: date, found: Status) -> None:
        late = Contract(signed_on=SIGNED, ended_on=NOT_YET, period=FIRST, monthly_briefs=False)
        assert status(late, "monthly_briefs", on) is found

    @pytest.mark.parametrize(
        ("name", "period", "days", "due"),
        [
            ("midterm_report", FIRST, NOT_SET, FIRST.last_day),
            ("midterm_report", FIRST, 400, FIRST.last_day),
            ("midterm_evaluation", FIRST, NOT_SET, FIRST.last_day),
            ("final_report", FIRST, NOT_SET, date(2023, 7, 22)),
            ("final_report", FIRST, 400, date(2023, 7, 22)),
            ("final_evaluation", FIRST, NOT_SET, date(2023, 7, 22)),
            ("final_report", LEAP, NOT_SET, date(2026, 2, 27)),
            ("midterm_report", Period(date(2021, 8, 1), date(2021, 12, 31)), 10, date(2021, 12, 31)),
        ],
    )
    def test_have_a_latest_day_besides_the_contracts_own(self, name: str, period: Period, days: int, due: date) -> None:
        contract = Contract(
            signed_on=SIGNED, ended_on=NOT_YET, period=period, **{f"{name}_on": NOT_YET}, **within(name, days)
        )
        unknown = Contract(signed_on=SIGNED, ended_on=NOT_YET, period=period, **{f"{name}_on": NOT_YET})
        assert [status(contract, name, due + timedelta(days=by)) for by in (0, 1)] == [Status.NOT_DUE, Status.VIOLATED]
        assert [status(unknown, name, due + timedelta(days=by)) for by in (0, 1)] == [
            Status.NOT_DUE if due == period.last_day != FIRST.last_day else Status.UNDETERMINED,
            Status.VIOLATED,
        ]
        assert sgz.check_contract(contract, on=due)[f"contract.{name}"].due == due

    @pytest.mark.parametrize("name", ["midterm_report", "final_report", "midterm_evaluation", "final_evaluation"])
    def test_go_by_the_contract_alone_where_it_is_read_so(self, name: str) -> None:
        law = TIANJIN_2021.under(report_cap=ReportCap.CONTRACT_ALONE)

        def told(days: Any) -> Status:
            owed: dict[str, Any] = {f"{name}_on": NOT_YET, **within(name, days)}
            return status(
                Contract(signed_on=SIGNED, ended_on=NOT_YET, period=FIRST, **owed), name, date(2030, 1, 1), law
            )

        assert (told(NOT_SET), told(400), told(None)) == (Status.NOT_DUE, Status.VIOLATED, Status.UNDETERMINED)

    @pytest.mark.parametrize(
        ("signed_on", "found", "due"),
        [
            (date(2022, 1, 22), Status.VIOLATED, date(2022, 2, 1)),
            (date(2022, 3, 1), Status.VIOLATED, date(2022, 3, 11)),
            (date(2022, 7, 22), Status.VIOLATED, date(2022, 7, 22)),
            (date(2022, 7, 23), Status.NOT_APPLICABLE, None),
            (NOT_YET, Status.NOT_APPLICABLE, None),
            (date(2022, 8, 2), Status.NOT_APPLICABLE, None),
            (None, Status.UNDETERMINED, UNKNOWN),
        ],
    )
    def test_count_from_the_signing_where_that_came_later(self, signed_on: Any, found: Status, due: Any) -> None:
        contract = Contract(
            signed_on=signed_on,
            ended_on=NOT_YET,
            period=FIRST,
            midterm_report_on=NOT_YET,
            final_report_on=NOT_YET,
            report_within_days=10,
        )
        assessment = sgz.check_contract(contract, on=date(2022, 8, 1))
        finding = assessment["contract.midterm_report"]
        assert finding.status is found
        assert due is None or repr(finding.due) == repr(due)
        unsigned = Status.NOT_APPLICABLE if signed_on in {NOT_YET, date(2022, 8, 2)} else Status.NOT_DUE
        assert assessment["contract.final_report"].status is unsigned

    def test_are_not_owed_for_what_an_early_end_left_out(self) -> None:
        facts: dict[str, Any] = {
            "signed_on": SIGNED,
            "period": FIRST,
            "report_within_days": 10,
            "midterm_report_on": NOT_YET,
            "final_report_on": NOT_YET,
        }
        on = date(2022, 8, 1)
        early = Contract(**facts, ended_on=date(2021, 12, 31))
        assert status(early, "midterm_report", on) is Status.NOT_APPLICABLE
        assert sgz.check_contract(early, on=on)["contract.final_report"].due == date(2022, 1, 10)
        assert status(early, "final_report", on) is Status.VIOLATED
        reached = Contract(**facts, ended_on=date(2022, 1, 22))
        assert status(reached, "midterm_report", on) is Status.VIOLATED
        assert status(Contract(**facts, ended_on=None), "midterm_report", on) is Status.UNDETERMINED
        assert status(Contract(**facts, ended_on=NOT_YET), "midterm_report", on) is Status.VIOLATED

    @pytest.mark.parametrize("name", ["midterm_report", "final_report"])
    @given(period=PERIODS, days=st.integers(0, 40) | st.just(NOT_SET), by=st.integers(-3, 3))
    def test_fall_due_exactly_when_the_schedule_says(self, name: str, period: Period, days: int, by: int) -> None:
        told: dict[str, Any] = {f"{name}_on": NOT_YET}
        contract = Contract(
            signed_on=period.first_day - timedelta(days=5),
            ended_on=NOT_YET,
            period=period,
            **told,
            report_within_days=days,
        )
        schedule = sgz.report_schedule(contract)
        owed: Any = next(report for report in schedule if report.kind is sgz.ReportKind[name.upper()])
        issued = TIANJIN_2021.notice.issued_on
        on = owed.due + timedelta(days=by)
        if on >= issued:
            # The latest days, which bind where the contract sets none, never move.
            fixed = days == NOT_SET or (name == "midterm_report" and owed.due == period.last_day)
            late = Status.VIOLATED if fixed or on >= late_after(owed.due) else Status.UNDETERMINED
            bound = late if by > 0 else Status.NOT_DUE
            over = owed.covers.last_day < issued
            assert status(contract, name, on) is (Status.NOT_APPLICABLE if over else bound)

    def test_of_a_contract_that_ended_before_the_notice_are_not_asked_for(self) -> None:
        told: Any = {"signed_on": date(2020, 5, 20), "final_report_on": NOT_YET, "report_within_days": 0}
        old = Period(date(2020, 5, 26), date(2021, 5, 25))
        on = date(2021, 6, 1)
        assert status(Contract(ended_on=NOT_YET, period=old, **told), "final_report", on) is Status.NOT_APPLICABLE
        assert status(
            Contract(ended_on=NOT_YET, period=old, **told | {"report_within_days": 90}), "final_report", on
        ) is (Status.NOT_APPLICABLE)
        a_day_later = Period(date(2020, 5, 27), date(2021, 5, 26))
        assert status(Contract(ended_on=NOT_YET, period=a_day_later, **told), "final_report", on) is Status.VIOLATED


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
            signed_on=SIGNED,
            ended_on=NOT_YET,
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
            assert due is None or finding.due == due
            assert finding.status is (Status.NOT_APPLICABLE if due is None else Status.VIOLATED)
        kinds = {report.kind.name: report.covers.last_day for report in sgz.report_schedule(contract, policy=self.LAW)}
        assert (kinds.get("MIDTERM_REPORT"), kinds.get("FINAL_REPORT")) == (midterm, FIRST.last_day if final else None)
        evaluations = [report.kind.name for report in sgz.evaluation_schedule(contract, policy=self.LAW)]
        assert evaluations == ["MIDTERM_EVALUATION"] * (midterm is not None) + ["FINAL_EVALUATION"] * final

    @pytest.mark.parametrize(
        ("years", "year", "latest"),
        [
            (1, 1, date(2022, 7, 22)),
            (2, 1, date(2023, 7, 22)),
            (3, 2, date(2023, 7, 22)),
            (4, 2, None),
        ],
    )
    def test_the_middle_has_the_end_of_the_cycle_for_its_latest_day(
        self, years: int, year: int, latest: date | None
    ) -> None:
        contract = Contract(
            signed_on=SIGNED,
            ended_on=NOT_YET,
            period=FIRST,
            contract_year=year,
            cycle_years=years,
            report_within_days=NOT_SET,
            midterm_report_on=NOT_YET,
        )
        last = date(2030, 1, 1) if latest is None else latest
        assert status(contract, "midterm_report", last, self.LAW) is Status.NOT_DUE
        late = status(contract, "midterm_report", last + timedelta(days=1), self.LAW)
        assert late is (Status.NOT_DUE if latest is None else Status.VIOLATED)

    def test_which_year_it_is_must_be_known(self) -> None:
        contract = Contract(
            signed_on=SIGNED,
            ended_on=NOT_YET,
            period=FIRST,
            cycle_years=3,
            report_within_days=0,
            final_report_on=NOT_YET,
        )
        assert status(contract, "final_report", date(2022, 9, 1), self.LAW) is Status.UNDETERMINED
        assert {report.kind.name for report in sgz.report_schedule(contract, policy=self.LAW)} == {"MONTHLY_BRIEF"}


class Moved(Labelled):
    """Those to whom a later notice could give what is the civil-affairs bureau's."""

    COMMITTEE = "区委社会工作部门", "the district committee's social-work department"


def test_a_later_notice_can_name_other_actors_and_change_no_rule() -> None:
    asked = sgz.CONTRACT.replace("contract.final_evaluation", by=(Moved.COMMITTEE, sgz.Actor.STREET))
    contract = Contract(
        signed_on=SIGNED, period=FIRST, ended_on=NOT_YET, final_evaluation_on=NOT_YET, evaluation_within_days=5
    )
    found, before = (sgz.assess(rules, contract, on=date(2022, 9, 1)) for rules in (asked, sgz.CONTRACT))
    late = found["contract.final_evaluation"]
    assert late in found.by_actor[Moved.COMMITTEE]
    assert late not in found.by_actor.get(sgz.Actor.DISTRICT_BUREAU, ())
    assert [one.status for one in found.findings] == [one.status for one in before.findings]


class TestTheSchedule:
    """五(四), 六(三): what is owed, when, by whom and to whom."""

    def test_of_a_year_has_a_brief_for_each_calendar_month_and_two_reports(self) -> None:
        schedule = sgz.report_schedule(
            Contract(ended_on=NOT_YET, period=FIRST, brief_within_days=5, report_within_days=10)
        )
        briefs = [report for report in schedule if report.kind is sgz.ReportKind.MONTHLY_BRIEF]
        assert [report.number for report in briefs] == list(range(1, 14))
        assert [report.due for report in briefs][:2] == [date(2021, 8, 5), date(2021, 9, 5)]
        assert (briefs[0].covers.days, briefs[-1].covers.days) == (9, 22)
        others = [(report.kind.name, report.number, report.due) for report in schedule if report not in briefs]
        assert others == [("MIDTERM_REPORT", 1, date(2022, 2, 1)), ("FINAL_REPORT", 1, date(2022, 8, 1))]
        ends = [report.covers.last_day for report in schedule]
        assert ends == sorted(ends)

    def test_names_no_day_where_the_days_are_not_known(self) -> None:
        contract = Contract(ended_on=NOT_YET, period=FIRST)
        owed = sgz.report_schedule(contract) + sgz.evaluation_schedule(contract)
        assert {report.due for report in owed} == {UNKNOWN}

    def test_names_the_latest_day_where_the_contract_sets_none(self) -> None:
        silent: dict[str, Any] = dict.fromkeys(
            ("brief_within_days", "report_within_days", "evaluation_within_days"), NOT_SET
        )
        contract = Contract(ended_on=NOT_YET, period=FIRST, **silent)
        owed = sgz.report_schedule(contract) + sgz.evaluation_schedule(contract)
        assert {report.kind.name: report.due for report in owed if report.number == 1} == {
            "MONTHLY_BRIEF": date(2021, 8, 31),
            "MIDTERM_REPORT": date(2022, 7, 22),
            "FINAL_REPORT": date(2023, 7, 22),
            "MIDTERM_EVALUATION": date(2022, 7, 22),
            "FINAL_EVALUATION": date(2023, 7, 22),
        }
        alone = TIANJIN_2021.under(report_cap=ReportCap.CONTRACT_ALONE)
        assert {report.due for report in sgz.report_schedule(contract, policy=alone)} == {UNKNOWN}

    def test_counts_from_the_signing_and_ends_with_the_contract(self) -> None:
        contract = Contract(
            period=FIRST,
            signed_on=date(2021, 9, 10),
            ended_on=date(2021, 11, 15),
            brief_within_days=5,
            report_within_days=5,
        )
        schedule = sgz.report_schedule(contract)
        assert [(report.kind.name, report.covers.last_day, report.due) for report in schedule] == [
            ("MONTHLY_BRIEF", date(2021, 7, 31), date(2021, 9, 15)),
            ("MONTHLY_BRIEF", date(2021, 8, 31), date(2021, 9, 15)),
            ("MONTHLY_BRIEF", date(2021, 9, 30), date(2021, 10, 5)),
            ("MONTHLY_BRIEF", date(2021, 10, 31), date(2021, 11, 5)),
            ("MONTHLY_BRIEF", date(2021, 11, 15), date(2021, 11, 20)),
            ("FINAL_REPORT", date(2021, 11, 15), date(2021, 11, 20)),
        ]
        signed_late = attrs.evolve(cast("Any", Contract(ended_on=NOT_YET, period=FIRST)), signed_on=date(2022, 8, 1))
        kinds = {report.kind.name for report in sgz.report_schedule(signed_late)}
        assert kinds == {"MONTHLY_BRIEF", "FINAL_REPORT"}
        unsigned = attrs.evolve(cast("Any", contract), signed_on=NOT_YET, ended_on=None)
        assert sgz.report_schedule(unsigned)[0].due == date(2021, 8, 5)

    def test_says_by_whom_and_to_whom(self) -> None:
        both = (sgz.Actor.DISTRICT_BUREAU, sgz.Actor.STREET)
        for report in sgz.report_schedule(Contract(ended_on=NOT_YET, period=FIRST)):
            assert (report.by, report.to, report.clause.locator) == ((sgz.Actor.CONTRACTOR,), both, "五(四)")
        evaluations = sgz.evaluation_schedule(Contract(ended_on=NOT_YET, period=FIRST, evaluation_within_days=0))
        assert [(e.kind.name, e.number, e.due) for e in evaluations] == [
            ("MIDTERM_EVALUATION", 1, date(2022, 1, 22)),
            ("FINAL_EVALUATION", 1, date(2022, 7, 22)),
        ]
        for evaluation in evaluations:
            assert (evaluation.by, evaluation.to) == (both, (sgz.Actor.CITY_BUREAU,))
            assert evaluation.clause.locator == "六(三)"

    def test_across_the_new_year_goes_by_calendar_month(self) -> None:
        schedule = sgz.report_schedule(Contract(ended_on=NOT_YET, period=ACROSS_THE_YEAR))
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
        assert len(sgz.report_schedule(Contract(ended_on=NOT_YET, period=FIRST), policy=quarterly)) == 5 + 2

    @given(PERIODS)
    def test_covers_every_day_of_the_contract_once(self, period: Period) -> None:
        schedule = sgz.report_schedule(Contract(ended_on=NOT_YET, period=period))
        months = [report.covers for report in schedule if report.kind is sgz.ReportKind.MONTHLY_BRIEF]
        assert [day for month in months for day in month] == list(period)
