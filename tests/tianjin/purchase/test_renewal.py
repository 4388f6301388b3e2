"""四(五): the cycle, and what becomes of a contract at the end of its year."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sgzlib as sgz
from sgzlib import TIANJIN_2021, UNKNOWN, Cycle, Grade, Period, RenewalOutcome

CYCLE = Cycle(started_on=date(2021, 7, 23))
NOT_COVERED = TIANJIN_2021.under(grade_above_good=sgz.GradeAboveGood.NOT_COVERED)
OPEN_END = TIANJIN_2021.under(cycle_end=sgz.CycleEnd.NOT_COVERED)
ON = date(2022, 7, 1)


def decide(cycle: Cycle, *, on: date = ON, **facts: Any) -> sgz.RenewalDecision:
    return sgz.decide_renewal(cycle, on=on, **facts)


STARTS = st.dates(date(2020, 1, 1), date(2032, 12, 31)) | st.sampled_from([date(2020, 2, 29), date(2024, 2, 29)])


class TestTheContractsOfACycle:
    """四(五): yearly contracts from anniversary to anniversary."""

    def test_that_starts_on_23_july_2021(self) -> None:
        assert [CYCLE.contract_period(year) for year in (1, 2, 3)] == [
            Period(date(2021, 7, 23), date(2022, 7, 22)),
            Period(date(2022, 7, 23), date(2023, 7, 22)),
            Period(date(2023, 7, 23), date(2024, 7, 22)),
        ]

    def test_that_starts_on_29_february_has_its_anniversary_on_the_28th(self) -> None:
        cycle = Cycle(started_on=date(2020, 2, 29), years=5)
        assert cycle.contract_period(1) == Period(date(2020, 2, 29), date(2021, 2, 27))
        assert cycle.contract_period(2) == Period(date(2021, 2, 28), date(2022, 2, 27))
        assert cycle.contract_period(4) == Period(date(2023, 2, 28), date(2024, 2, 28))
        assert cycle.contract_period(5) == Period(date(2024, 2, 29), date(2025, 2, 27))

    def test_that_starts_at_the_new_year_or_on_national_day(self) -> None:
        assert Cycle(started_on=date(2022, 1, 1)).contract_period(1).last_day == date(2022, 12, 31)
        assert Cycle(started_on=date(2021, 10, 1)).contract_period(3).last_day == date(2024, 9, 30)

    @given(STARTS, st.integers(1, 8))
    def test_follow_on_one_another_and_each_is_one_year(self, start: date, years: int) -> None:
        cycle = Cycle(started_on=start, years=years)
        periods = [cycle.contract_period(year) for year in range(1, years + 1)]
        assert periods[0].first_day == start
        for before, after in pairwise(periods):
            assert after.first_day == before.last_day + timedelta(days=1)
        assert {sgz.Contract(period=period).years for period in periods} == {1}

    def test_are_as_many_as_the_policy_says_unless_the_cycle_does(self) -> None:
        assert Cycle(started_on=date(2021, 7, 23), years=None) == CYCLE
        assert Cycle(started_on=date(2021, 7, 23), years=3) != CYCLE
        two = attrs.evolve(TIANJIN_2021, cycle_years=2)
        with pytest.raises(sgz.InvalidValue, match=r"contract_year: 3 .* 1 to 2"):
            CYCLE.contract_period(3, policy=two)
        assert Cycle(started_on=date(2021, 7, 23), years=3).contract_period(3, policy=two).last_day.year == 2024

    def test_are_as_long_as_the_policy_says_and_end_with_the_cycle(self) -> None:
        two = attrs.evolve(TIANJIN_2021, contract_years=2)
        assert CYCLE.contract_period(1, policy=two) == Period(date(2021, 7, 23), date(2023, 7, 22))
        assert CYCLE.contract_period(2, policy=two) == Period(date(2023, 7, 23), date(2024, 7, 22))

    @pytest.mark.parametrize(
        ("facts", "message"),
        [
            ({"started_on": datetime(2021, 7, 23)}, r"Cycle\.started_on.*without a time"),  # noqa: DTZ001 - refused
            ({"started_on": None}, r"Cycle\.started_on"),
            ({"started_on": date(2021, 7, 23), "years": True}, r"Cycle\.years: True"),
            ({"started_on": date(2021, 7, 23), "years": 3.0}, r"Cycle\.years: 3\.0"),
            ({"started_on": date(2021, 7, 23), "years": 0}, r"Cycle\.years: 0 .*above 0"),
        ],
    )
    def test_of_no_cycle_are_refused(self, facts: dict[str, Any], message: str) -> None:
        with pytest.raises(sgz.SgzlibError, match=message):
            Cycle(**facts)


class TestTheDecision:
    """四(五): good or qualified renews, unqualified goes back to procurement, and the cycle has an end."""

    @pytest.mark.parametrize(
        ("year", "grade", "outcome", "procurement"),
        [
            (1, Grade.EXCELLENT, RenewalOutcome.RENEW, False),
            (1, Grade.GOOD, RenewalOutcome.RENEW, False),
            (2, Grade.QUALIFIED, RenewalOutcome.RENEW, False),
            (1, Grade.UNQUALIFIED, RenewalOutcome.REPROCURE, True),
            (2, Grade.UNQUALIFIED, RenewalOutcome.REPROCURE, True),
            (3, Grade.UNQUALIFIED, RenewalOutcome.REPROCURE, True),
            (3, Grade.EXCELLENT, RenewalOutcome.CYCLE_COMPLETE, True),
            (1, None, RenewalOutcome.AWAIT_EVALUATION, UNKNOWN),
            (3, None, RenewalOutcome.AWAIT_EVALUATION, True),
        ],
    )
    def test_follows_year_and_grade(
        self, year: int, grade: Grade | None, outcome: RenewalOutcome, procurement: sgz.Truth
    ) -> None:
        decision = decide(CYCLE, contract_year=year, grade=grade)
        assert (decision.outcome, decision.requires_procurement) == (outcome, procurement)

    def test_to_renew_names_the_next_contract(self) -> None:
        renewed = decide(CYCLE, contract_year=2, grade=Grade.GOOD)
        assert renewed.next_period == Period(date(2023, 7, 23), date(2024, 7, 22))
        assert decide(CYCLE, contract_year=1, grade=Grade.UNQUALIFIED).next_period is None
        assert decide(CYCLE, contract_year=3, grade=None).next_period is None
        assert decide(CYCLE, contract_year=1, grade=UNKNOWN).next_period is UNKNOWN

    def test_gives_its_reasons_with_their_clause(self) -> None:
        decision = decide(CYCLE, contract_year=3, grade=Grade.UNQUALIFIED)
        found = [(f.requirement.id, f.clause.locator, f.holds) for f in decision.findings]
        assert found == [
            ("renewal.grade", "四(五)", False),
            ("renewal.years_left", "四(五)", False),
            ("renewal.not_ruled_out", "四(五)", True),
        ]

    def test_of_an_excellent_year_hangs_on_a_reading(self) -> None:
        renewed = decide(CYCLE, contract_year=1, grade=Grade.EXCELLENT)
        assert renewed.findings[0].reading is sgz.TIANJIN_2021.readings["grade_above_good"]
        open_ = decide(CYCLE, contract_year=1, grade=Grade.EXCELLENT, policy=NOT_COVERED)
        assert (open_.outcome, open_.requires_procurement, open_.next_period) == (UNKNOWN, UNKNOWN, UNKNOWN)
        assert open_.assessment.missing == ("above_good_renews",)
        good = decide(CYCLE, contract_year=1, grade=Grade.GOOD, policy=NOT_COVERED)
        assert (good.outcome, good.findings[0].readings) == (RenewalOutcome.RENEW, ())

    @pytest.mark.parametrize(
        ("grade", "own_rule", "outcome", "procurement"),
        [
            (Grade.GOOD, None, UNKNOWN, UNKNOWN),
            (Grade.GOOD, True, RenewalOutcome.CYCLE_COMPLETE, True),
            (Grade.GOOD, False, RenewalOutcome.RENEW, False),
            (Grade.UNQUALIFIED, False, RenewalOutcome.REPROCURE, True),
            (None, False, RenewalOutcome.AWAIT_EVALUATION, UNKNOWN),
            (None, True, RenewalOutcome.AWAIT_EVALUATION, True),
        ],
    )
    def test_at_the_end_of_a_cycle_may_hang_on_the_purchasers_rule(
        self, grade: Grade | None, own_rule: Any, outcome: Any, procurement: sgz.Truth
    ) -> None:
        decision = decide(CYCLE, contract_year=3, grade=grade, cycle_end_procures=own_rule, policy=OPEN_END)
        assert (decision.outcome, decision.requires_procurement) == (outcome, procurement)
        following: Any = Period(date(2024, 7, 23), date(2025, 7, 22)) if procurement is False else UNKNOWN
        assert repr(decision.next_period) == repr(None if procurement is True else following)

    def test_of_an_excellent_year_may_hang_on_the_purchasers_rule(self) -> None:
        for own_rule, outcome in ((True, RenewalOutcome.RENEW), (False, RenewalOutcome.REPROCURE)):
            decision = decide(
                CYCLE, contract_year=1, grade=Grade.EXCELLENT, above_good_renews=own_rule, policy=NOT_COVERED
            )
            assert decision.outcome is outcome

    @pytest.mark.parametrize("year", [1, 3])
    def test_of_a_year_that_was_not_evaluated_awaits_the_evaluation(self, year: int) -> None:
        none, without = (decide(CYCLE, contract_year=year, grade=of) for of in (Grade.NOT_EVALUATED, None))
        assert none.outcome is RenewalOutcome.AWAIT_EVALUATION
        assert repr(none.requires_procurement) == repr(without.requires_procurement)

    @pytest.mark.parametrize(
        ("grade", "year", "ruled_out", "outcome", "always", "after_failure"),
        [
            (Grade.GOOD, 1, True, RenewalOutcome.RULED_OUT, True, False),
            (Grade.GOOD, 1, None, UNKNOWN, UNKNOWN, False),
            (Grade.UNQUALIFIED, 1, True, RenewalOutcome.REPROCURE, True, True),
            (Grade.GOOD, 3, True, RenewalOutcome.CYCLE_COMPLETE, True, True),
            (None, 1, True, RenewalOutcome.AWAIT_EVALUATION, True, UNKNOWN),
        ],
    )
    def test_where_renewal_is_ruled_out_another_contractor_follows(
        self, grade: Any, year: int, ruled_out: Any, outcome: Any, always: sgz.Truth, after_failure: sgz.Truth
    ) -> None:
        facts: dict[str, Any] = {"contract_year": year, "grade": grade, "renewal_ruled_out": ruled_out}
        decision = decide(CYCLE, **facts)
        assert (decision.outcome, decision.requires_procurement) == (outcome, always)
        only = TIANJIN_2021.under(successor_procured=sgz.SuccessorProcured.AFTER_FAILURE)
        assert decide(CYCLE, **facts, policy=only).requires_procurement is after_failure

    def test_may_be_no_more_than_allowed(self) -> None:
        may = TIANJIN_2021.under(renewal_after_pass=sgz.RenewalAfterPass.MAY)
        decision = decide(CYCLE, contract_year=1, grade=Grade.GOOD, policy=may)
        assert (decision.outcome, decision.requires_procurement) == (RenewalOutcome.MAY_RENEW, False)

    @pytest.mark.parametrize(
        ("on", "next_signed_on", "outcome"),
        [
            (date(2021, 5, 25), None, UNKNOWN),
            (date(2021, 5, 26), None, RenewalOutcome.RENEW),
            (date(2021, 5, 25), date(2021, 5, 26), RenewalOutcome.RENEW),
            (date(2021, 9, 1), date(2021, 5, 25), UNKNOWN),
            (date(2021, 9, 1), sgz.NOT_YET, RenewalOutcome.RENEW),
            (date(2021, 9, 1), UNKNOWN, RenewalOutcome.RENEW),
        ],
    )
    def test_is_governed_by_the_day_of_the_next_signing_else_by_the_day_asked(
        self, on: date, next_signed_on: Any, outcome: Any
    ) -> None:
        old = Cycle(started_on=date(2020, 6, 1))
        decision = decide(old, contract_year=1, grade=Grade.GOOD, on=on, next_signed_on=next_signed_on)
        assert decision.outcome is outcome
        assert decision.requires_procurement is (UNKNOWN if outcome is UNKNOWN else False)

    def test_is_made_by_the_law_of_the_day_that_governs(self) -> None:
        later: Any = TIANJIN_2021.under(renewal_after_pass=sgz.RenewalAfterPass.MAY)
        history = sgz.History((date(2021, 5, 26), TIANJIN_2021), (date(2023, 1, 1), later))
        facts: dict[str, Any] = {"contract_year": 1, "grade": Grade.GOOD, "policy": history}
        assert decide(CYCLE, **facts).outcome is RenewalOutcome.RENEW
        assert decide(CYCLE, **facts, next_signed_on=date(2023, 1, 1)).outcome is RenewalOutcome.MAY_RENEW

    def test_violates_nothing_where_the_contract_is_not_renewed(self) -> None:
        decision = decide(CYCLE, contract_year=3, grade=Grade.UNQUALIFIED)
        statuses = [finding.status for finding in decision.findings]
        assert statuses == [sgz.Status.UNMET, sgz.Status.UNMET, sgz.Status.MET]

    def test_binds_a_cycle_older_than_the_notice_too(self) -> None:
        old = Cycle(started_on=date(2019, 1, 1))
        assert decide(old, contract_year=1, grade=Grade.UNQUALIFIED).outcome is RenewalOutcome.REPROCURE

    @given(st.integers(1, 6), st.data(), st.sampled_from([TIANJIN_2021, NOT_COVERED, OPEN_END]))
    def test_without_a_grade_says_what_every_grade_would(
        self, years: int, data: st.DataObject, policy: sgz.Policy
    ) -> None:
        cycle, year = Cycle(started_on=date(2021, 7, 23), years=years), data.draw(st.integers(1, years))
        answers = [
            decide(cycle, contract_year=year, grade=grade, policy=policy).requires_procurement
            for grade in Grade
            if grade is not Grade.NOT_EVALUATED
        ]
        without = decide(cycle, contract_year=year, grade=None, policy=policy).requires_procurement
        agreed = answers[0] if all(answer is answers[0] for answer in answers) else UNKNOWN
        assert without is agreed

    @given(STARTS, st.integers(1, 2), st.sampled_from([Grade.GOOD, Grade.QUALIFIED]))
    def test_renewed_contracts_follow_without_a_gap(self, start: date, year: int, grade: Grade) -> None:
        cycle = Cycle(started_on=start)
        following = decide(cycle, contract_year=year, grade=grade).next_period
        assert isinstance(following, Period)
        assert following.first_day == cycle.contract_period(year).last_day + timedelta(days=1)

    @pytest.mark.parametrize(
        ("year", "grade", "message"),
        [
            (0, None, "contract_year: 0"),
            (4, None, "contract_year: 4 .*1 to 3"),
            (True, None, "contract_year: True"),
            (1.0, None, r"contract_year: 1\.0"),
            (None, None, "contract_year: None"),
            (1, True, r"YearEnd\.grade: True"),
            (1, "良好", r"YearEnd\.grade: '良好'"),
            (1, 3, r"YearEnd\.grade: 3"),
            (1, sgz.Force.MUST, r"YearEnd\.grade: <Force\.MUST"),
            (1, date(2022, 7, 22), r"YearEnd\.grade"),
        ],
    )
    def test_refuses_what_means_nothing(self, year: Any, grade: Any, message: str) -> None:
        with pytest.raises(sgz.SgzlibError, match=message):
            decide(CYCLE, contract_year=year, grade=grade)

    def test_refuses_what_is_no_day(self) -> None:
        no_day: Any = "2022-07-01"
        with pytest.raises(sgz.InvalidType, match=r"^on: '2022-07-01'"):
            decide(CYCLE, contract_year=1, grade=None, on=no_day)
        with pytest.raises(sgz.InvalidType, match=r"^next_signed_on: '2022-07-01'"):
            decide(CYCLE, contract_year=1, grade=None, next_signed_on=no_day)


class TestTheReasons:
    """四(五): each reason alone, also where the other fact is not known."""

    def test_grades_go_from_none_to_excellent(self) -> None:
        assert [grade.zh for grade in sorted(Grade)] == ["未评估", "不合格", "合格", "良好", "优秀"]

    @pytest.mark.parametrize(
        ("year", "years", "left"),
        [(2, 3, True), (3, 3, False), (4, 3, False), (None, 1, False), (None, 2, UNKNOWN), (1, None, UNKNOWN)],
    )
    def test_years_are_left_before_the_last(self, year: int | None, years: int | None, left: sgz.Truth) -> None:
        end = sgz.YearEnd(contract_year=year, cycle_years=years)
        assert sgz.assess(sgz.RENEWAL, end, on=date(2022, 7, 22))["renewal.years_left"].holds is left

    @pytest.mark.parametrize(("by_own_rule", "renews"), [(True, True), (False, False), (None, UNKNOWN)])
    def test_an_excellent_grade_may_hang_on_the_purchasers_rule(
        self, by_own_rule: sgz.Truth | None, renews: sgz.Truth
    ) -> None:
        end = sgz.YearEnd(grade=Grade.EXCELLENT, above_good_renews=by_own_rule)
        found = sgz.assess(sgz.RENEWAL, end, on=date(2022, 7, 22), policy=NOT_COVERED)
        assert found["renewal.grade"].holds is renews


class TestTheDecisionInWords:
    def test_says_what_follows_then_why(self) -> None:
        decision = decide(CYCLE, contract_year=1, grade=Grade.GOOD)
        opening = ["续签决定：续签合同", "须按政府购买程序：否", "下一合同：2022年7月23日至2023年7月22日"]
        assert decision.render().splitlines()[:3] == opening
        english = decision.render("en").splitlines()
        assert english[2] == "Next contract: 23 July 2022 to 22 July 2023"
        assert "✓ 四(五) [must] the yearly evaluation is good or qualified" in english

    def test_says_that_it_is_open(self) -> None:
        decision = decide(CYCLE, contract_year=1, grade=Grade.EXCELLENT, policy=NOT_COVERED)
        said = "Decision: cannot be decided yet\nGovernment-purchase procedure: unknown\n\n"
        assert decision.render("en").startswith(said)

    def test_shows_itself_in_a_notebook_what_follows_first(self) -> None:
        html = decide(CYCLE, contract_year=1, grade=None)._repr_html_()
        opening = (
            '<p class="answer">续签决定：等待年度评估</p><p class="answer">须按政府购买程序：未知</p><h3>合同续签 · '
        )
        assert opening in html
