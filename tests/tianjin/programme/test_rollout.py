"""一, 六(一) and 六(二), first sentence: the districts' plans, the launch, the city's and the ministry's targets."""

from datetime import date, datetime, timedelta
from typing import Any, cast

import attrs
import pytest
from hypothesis import given

from sgzlib import (
    TIANJIN_2021,
    UNKNOWN,
    Assessment,
    DeadlineDay,
    District,
    DistrictPlan,
    Force,
    InvalidType,
    InvalidValue,
    Rollout,
    Status,
    Truth,
    Unknown,
    check_plan,
    check_rollout,
)
from sgzlib.bridges import strategies

DAY = timedelta(days=1)
EXCLUDED = TIANJIN_2021.under(deadline_day=DeadlineDay.EXCLUDED)
MET, VIOLATED, UNDETERMINED, NOT_DUE = Status.MET, Status.VIOLATED, Status.UNDETERMINED, Status.NOT_DUE
T, F, U = True, False, UNKNOWN

GOOD_PLAN = DistrictPlan(
    district=District.HEXI,
    submitted_on=date(2021, 6, 10),
    stations=4,
    quota=4,
    tasks=True,
    measures=True,
    schedule=True,
    premises_ready_on=date(2021, 7, 20),
    contractor_chosen_on=date(2021, 7, 21),
    agreement_signed_on=date(2021, 7, 23),
)


def good_plan(**changes: Any) -> DistrictPlan:
    changed: DistrictPlan = attrs.evolve(cast("Any", GOOD_PLAN), **changes)
    return changed


class TestPlanSubmitted:
    """六(一): the plan reaches the city bureau before 15 June 2021."""

    LAST = date(2021, 6, 15)

    def status(self, submitted_on: date | None, on: date, policy: Any = TIANJIN_2021) -> Status:
        plan = DistrictPlan(submitted_on=submitted_on)
        return check_plan(plan, on=on, policy=policy)["rollout.plan_submitted"].status

    @pytest.mark.parametrize("submitted_on", [None, date(2021, 6, 16), date.max])
    def test_it_is_not_due_until_its_last_day_is_over(self, submitted_on: date | None) -> None:
        assert self.status(submitted_on, self.LAST) is NOT_DUE
        assert self.status(submitted_on, self.LAST + DAY) is not NOT_DUE

    @pytest.mark.parametrize("submitted_on", [date(2021, 6, 1), date(2021, 6, 15)])
    def test_a_plan_in_time_meets_it_before_its_last_day_is_over(self, submitted_on: date) -> None:
        assert self.status(submitted_on, self.LAST) is MET

    @pytest.mark.parametrize(
        ("submitted_on", "expected"),
        [
            (date(2021, 6, 1), MET),
            (date(2021, 6, 14), MET),
            (date(2021, 6, 15), MET),
            (date(2021, 6, 16), VIOLATED),
            (date.max, VIOLATED),
            (None, UNDETERMINED),
        ],
    )
    def test_after_it_a_late_plan_is_a_violation_at_once(self, submitted_on: date | None, expected: Status) -> None:
        assert self.status(submitted_on, self.LAST + DAY) is expected
        assert self.status(submitted_on, date(2024, 1, 1)) is expected

    def test_under_the_other_reading_the_term_ends_the_day_before(self) -> None:
        assert self.status(self.LAST, self.LAST, EXCLUDED) is VIOLATED
        assert self.status(self.LAST - DAY, self.LAST, EXCLUDED) is MET
        assert self.status(None, self.LAST - DAY, EXCLUDED) is NOT_DUE

    def test_a_finding_that_hangs_on_the_reading_says_so(self) -> None:
        on_the_day = check_plan(DistrictPlan(submitted_on=self.LAST), on=self.LAST + DAY)["rollout.plan_submitted"]
        early = check_plan(DistrictPlan(submitted_on=self.LAST - DAY), on=self.LAST + DAY)["rollout.plan_submitted"]
        assert [reading.id for reading in on_the_day.readings] == ["deadline_day"]
        assert early.readings == ()
        assert on_the_day.due == self.LAST


class TestPlanComplete:
    """六(一): tasks, measures and dates are named; a draft can be judged before the plan is due."""

    @pytest.mark.parametrize(
        ("tasks", "measures", "schedule", "expected"),
        [
            (T, T, T, T),
            (F, T, T, F),
            (T, F, T, F),
            (T, T, F, F),
            (U, T, T, U),
            (T, U, T, U),
            (T, T, U, U),
            (U, F, U, F),
        ],
    )
    @pytest.mark.parametrize("on", [date(2021, 6, 1), date(2021, 6, 16)])
    def test_all_three_must_be_there(self, tasks: Any, measures: Any, schedule: Any, expected: Truth, on: date) -> None:
        plan = DistrictPlan(tasks=tasks, measures=measures, schedule=schedule)
        assert check_plan(plan, on=on)["rollout.plan_complete"].holds is expected


class TestDistrictQuota:
    """六(一): at least as many stations as the annex asks; the annex is missing, so the number is never invented."""

    @pytest.mark.parametrize(
        ("stations", "quota", "expected"),
        [(3, 3, T), (4, 3, T), (2, 3, F), (3, U, U), (U, 3, U), (U, U, U), (U, 0, T), (0, U, U), (0, 1, F), (0, 0, T)],
    )
    def test_the_number_reaches_the_quota(self, stations: Any, quota: Any, expected: Truth) -> None:
        plan = DistrictPlan(stations=stations, quota=quota)
        assert check_plan(plan, on=date(2021, 6, 1))["rollout.district_quota"].holds is expected

    def test_an_absent_quota_is_what_is_asked_for(self) -> None:
        assessment = check_plan(good_plan(quota=None), on=date(2021, 8, 1))
        assert (assessment.verdict, assessment.missing) == (UNKNOWN, ("quota",))

    @given(strategies.plans(unknown=False))
    def test_it_is_the_comparison_word_for_word(self, plan: DistrictPlan) -> None:
        found = check_plan(plan, on=date(2021, 6, 1))["rollout.district_quota"].holds
        assert found is not (cast("int", plan.stations) < cast("int", plan.quota))


class TestLaunched:
    """六(二): premises, contractor and agreement before the end of July 2021."""

    LAST = date(2021, 7, 31)
    DAYS = ("premises_ready_on", "contractor_chosen_on", "agreement_signed_on")

    def status(self, on: date, policy: Any = TIANJIN_2021, **days: date | None) -> Status:
        return check_plan(good_plan(**days), on=on, policy=policy)["rollout.launched"].status

    @pytest.mark.parametrize("name", DAYS)
    @pytest.mark.parametrize(
        ("done_on", "expected"),
        [
            (date(2021, 7, 31), MET),
            (date(2021, 8, 1), VIOLATED),
            (date.max, VIOLATED),
            (None, UNDETERMINED),
        ],
    )
    def test_each_of_the_three_is_in_place_by_the_last_day(
        self, name: str, done_on: date | None, expected: Status
    ) -> None:
        assert self.status(self.LAST + DAY, **{name: done_on}) is expected
        assert self.status(self.LAST, **{name: done_on}) is (MET if done_on == self.LAST else NOT_DUE)

    def test_one_that_is_late_settles_it_whatever_the_others_are(self) -> None:
        assert self.status(self.LAST + DAY, premises_ready_on=None, agreement_signed_on=date.max) is VIOLATED

    def test_under_the_other_reading_the_term_ends_the_day_before(self) -> None:
        assert self.status(self.LAST, EXCLUDED, agreement_signed_on=self.LAST) is VIOLATED
        assert self.status(self.LAST, EXCLUDED, agreement_signed_on=self.LAST - DAY) is MET


class TestCityTotal:
    """一: the city sets up 50 stations; plans whose number is unknown leave the sum open above."""

    def holds(self, *stations: int | None) -> Truth:
        plans = tuple(DistrictPlan(stations=number) for number in stations)
        return check_rollout(Rollout(plans=plans), on=date(2021, 6, 1))["rollout.city_total"].holds

    @pytest.mark.parametrize(
        ("stations", "expected"),
        [
            ((50,), T),
            ((25, 24), F),
            ((25, 25), T),
            ((25, 26), T),
            ((25, None), U),
            ((49, None), U),
            ((50, None), T),
            ((None, None), U),
            ((), F),
        ],
    )
    def test_the_sum_reaches_it(self, stations: tuple[int | None, ...], expected: Truth) -> None:
        assert self.holds(*stations) is expected

    def test_no_plans_known_leaves_it_open(self) -> None:
        assessment = check_rollout(Rollout(), on=date(2021, 6, 1))
        assert (assessment.verdict, assessment.missing) == (UNKNOWN, ("plans",))

    def test_only_the_numbers_that_can_matter_are_missing(self) -> None:
        plans = (DistrictPlan(stations=30), DistrictPlan(district=District.HEXI), DistrictPlan())
        assessment = check_rollout(Rollout(plans=plans), on=date(2021, 6, 1))
        assert assessment.missing == ("plans[1].stations", "plans[2].stations")
        assert "河西区 · 建站数量和区级计划 3 · 建站数量" in assessment.render()
        assert "Hexi District · stations to be built and district plans 3" in assessment.render("en")
        settled = check_rollout(Rollout(plans=(DistrictPlan(stations=50), *plans)), on=date(2021, 6, 1))
        assert (settled.verdict, settled.missing) == (True, ())

    def test_the_finding_shows_what_was_added_up(self) -> None:
        plans = (DistrictPlan(stations=30), DistrictPlan(stations=21))
        finding = check_rollout(Rollout(plans=plans), on=date(2021, 6, 1))["rollout.city_total"]
        assert finding.facts == {"plans[0].stations": 30, "plans[1].stations": 21}

    def test_another_policy_asks_another_number(self) -> None:
        policy = attrs.evolve(TIANJIN_2021, city_total=65)
        rollout = Rollout(plans=(DistrictPlan(stations=64),))
        assert check_rollout(rollout, on=date(2021, 6, 1)).verdict is True
        assert check_rollout(rollout, on=date(2021, 6, 1), policy=policy).verdict is False

    @given(strategies.rollouts())
    def test_it_is_the_sum_of_all_districts(self, rollout: Rollout) -> None:
        found = check_rollout(rollout, on=date(2021, 6, 1))["rollout.city_total"].holds
        if isinstance(rollout.plans, Unknown):
            assert found is UNKNOWN
            return
        numbers = [plan.stations for plan in rollout.plans]
        known = sum(number for number in numbers if isinstance(number, int))
        open_above = any(isinstance(number, Unknown) for number in numbers)
        assert found is (True if known >= 50 else UNKNOWN if open_above else False)


@pytest.mark.parametrize(
    ("requirement", "fact", "last"),
    [
        ("rollout.national_start", "started_on", date(2021, 6, 30)),
        ("rollout.national_finish", "finished_on", date(2023, 12, 31)),
    ],
)
class TestNationalDates:
    """一: the ministry's dates, started before the middle of 2021 and finished before the end of 2023."""

    def status(self, requirement: str, fact: str, day: date | None, on: date, policy: Any = TIANJIN_2021) -> Status:
        facts: dict[str, Any] = {fact: day}
        return check_rollout(Rollout(**facts), on=on, policy=policy)[requirement].status

    def test_each_falls_due_the_day_after(self, requirement: str, fact: str, last: date) -> None:
        assert self.status(requirement, fact, last + DAY, last) is NOT_DUE
        assert self.status(requirement, fact, None, last) is NOT_DUE
        assert self.status(requirement, fact, last, last) is MET
        assert self.status(requirement, fact, last + DAY, last + DAY) is VIOLATED
        assert self.status(requirement, fact, last, last + DAY) is MET
        assert self.status(requirement, fact, None, last + DAY) is UNDETERMINED

    def test_the_other_reading_takes_a_day_off(self, requirement: str, fact: str, last: date) -> None:
        assert self.status(requirement, fact, last, last, EXCLUDED) is VIOLATED
        assert self.status(requirement, fact, last - DAY, last, EXCLUDED) is MET

    def test_it_rests_on_the_ministrys_notice(self, requirement: str, fact: str, last: date) -> None:
        finding = check_rollout(Rollout(), on=last)[requirement]
        assert finding.requirement.source is not None
        assert (finding.requirement.source.id, finding.due) == ("stations-2021", last)


class TestAssessments:
    def ids(self, assessment: Assessment) -> list[str]:
        return [finding.requirement.id for finding in assessment.findings]

    def test_findings_keep_the_notices_order(self) -> None:
        plan = check_plan(GOOD_PLAN, on=date(2021, 8, 1))
        assert self.ids(plan) == [
            "rollout.plan_submitted",
            "rollout.plan_complete",
            "rollout.district_quota",
            "rollout.launched",
        ]
        assert plan.ok
        assert self.ids(check_rollout(Rollout(), on=date(2021, 8, 1))) == [
            "rollout.national_start",
            "rollout.national_finish",
            "rollout.city_total",
        ]

    def test_all_of_them_are_musts(self) -> None:
        for assessment in (check_plan(GOOD_PLAN, on=date(2021, 8, 1)), check_rollout(Rollout(), on=date(2021, 8, 1))):
            assert {finding.force for finding in assessment.findings} == {Force.MUST}

    def test_a_report_names_the_district(self) -> None:
        assessment = check_plan(GOOD_PLAN, on=date(2021, 8, 1))
        assert assessment.render().startswith("区级工作计划 · 河西区 · 2021年8月1日")
        assert assessment.render("en").startswith("District plan · Hexi District · August 1, 2021")
        nameless = check_plan(DistrictPlan(), on=date(2021, 8, 1))
        assert nameless.render("en").startswith("District plan · August 1, 2021")

    @pytest.mark.parametrize(
        ("facts", "error", "message"),
        [
            ({"district": "河西区"}, InvalidValue, r"DistrictPlan\.district: .*one of HEPING"),
            ({"district": 120103}, InvalidValue, r"DistrictPlan\.district: .*one of HEPING"),
            ({"submitted_on": datetime(2021, 6, 1)}, InvalidType, r"submitted_on: .*without a time"),  # noqa: DTZ001
            ({"stations": -1}, InvalidValue, r"stations: -1 .*not below 0"),
            ({"stations": True}, InvalidType, r"stations: True .*whole number"),
            ({"quota": "3"}, InvalidType, r"quota: '3' .*whole number"),
            ({"tasks": 1}, InvalidType, r"tasks: 1 .*True or False"),
        ],
    )
    def test_what_is_no_such_fact_is_refused(self, facts: dict[str, Any], error: type[Exception], message: str) -> None:
        with pytest.raises(error, match=message):
            DistrictPlan(**facts)

    def test_two_plans_of_one_district_are_refused(self) -> None:
        plans = (GOOD_PLAN, DistrictPlan(), DistrictPlan(district=District.HEPING), DistrictPlan())
        assert Rollout(plans=plans).plans == plans
        with pytest.raises(InvalidValue, match=r"Rollout\.plans: \['河西区'\] .*at most one plan for each district"):
            Rollout(plans=(*plans, DistrictPlan(district=District.HEXI)))

    def test_what_is_no_plan_or_no_day_is_refused(self) -> None:
        wrong: Any = "2021-08-01"
        with pytest.raises(InvalidType, match=r"on: '2021-08-01' .*a datetime\.date"):
            check_plan(GOOD_PLAN, on=wrong)
        with pytest.raises(InvalidType, match=r"assess\(rollout\): .*expected a Rollout"):
            check_rollout(wrong, on=date(2021, 8, 1))
