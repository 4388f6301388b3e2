"""一, 五(二), 六(一), 六(二) first sentence: the districts' plans, the launch, and the targets of city and ministry."""

from datetime import date, datetime, timedelta
from typing import Any, cast

import attrs
import pytest
from hypothesis import given

from sgzlib import (
    NOT_YET,
    TIANJIN_2021,
    UNKNOWN,
    Assessment,
    DeadlineDay,
    District,
    DistrictPlan,
    Force,
    InvalidType,
    InvalidValue,
    QuotaDue,
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
JULY_ENDS = (date(2021, 7, 31), date(2021, 8, 1))

GOOD_PLAN = DistrictPlan(
    district=District.HEXI,
    year=2021,
    submitted_on=date(2021, 6, 10),
    sent_for_review_on=date(2021, 6, 10),
    planned_stations=4,
    built_stations=4,
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
        plan = DistrictPlan(year=2021, submitted_on=submitted_on)
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
        on_the_day = check_plan(good_plan(submitted_on=self.LAST), on=self.LAST + DAY)["rollout.plan_submitted"]
        early = check_plan(good_plan(submitted_on=self.LAST - DAY), on=self.LAST + DAY)["rollout.plan_submitted"]
        assert [reading.id for reading in on_the_day.readings] == ["deadline_day"]
        assert early.readings == ()
        assert on_the_day.due == self.LAST


class TestPlanComplete:
    """六(一): tasks, measures and dates are named by the day when the plan is due."""

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
    def test_all_three_must_be_there(self, tasks: Any, measures: Any, schedule: Any, expected: Truth) -> None:
        plan = DistrictPlan(year=2021, tasks=tasks, measures=measures, schedule=schedule)
        assert check_plan(plan, on=date(2021, 6, 16))["rollout.plan_complete"].holds is expected
        early = check_plan(plan, on=date(2021, 6, 15))["rollout.plan_complete"].status
        assert early is (MET if expected is True else NOT_DUE)


@pytest.mark.parametrize(
    ("rule", "fact", "last"),
    [
        ("rollout.plan_quota", "planned_stations", date(2021, 6, 15)),
        ("rollout.district_quota", "built_stations", date(2021, 12, 31)),
    ],
)
class TestDistrictQuota:
    """六(一): at least as many stations as the annex asks; the annex is missing, so the number is never invented."""

    @pytest.mark.parametrize(
        ("stations", "quota", "expected"),
        [(3, 3, T), (4, 3, T), (2, 3, F), (3, U, U), (U, 3, U), (U, U, U), (U, 0, T), (0, U, U), (0, 1, F), (0, 0, T)],
    )
    def test_the_number_reaches_the_quota(
        self, rule: str, fact: str, last: date, stations: Any, quota: Any, expected: Truth
    ) -> None:
        facts: dict[str, Any] = {fact: stations, "quota": quota}
        plan = DistrictPlan(year=2021, **facts)
        finding = check_plan(plan, on=last + DAY)[rule]
        assert (finding.holds, finding.due) == (expected, last)
        assert check_plan(plan, on=last)[rule].status is (MET if expected is True else NOT_DUE)

    def test_an_absent_quota_is_what_is_asked_for(self, rule: str, fact: str, last: date) -> None:
        assessment = check_plan(good_plan(quota=None), on=last + DAY)
        assert (assessment.verdict, assessment[rule].missing) == (UNKNOWN, ("quota",))

    @given(plan=strategies.plans(known=True))
    def test_it_is_the_comparison_word_for_word(self, rule: str, fact: str, last: date, plan: DistrictPlan) -> None:
        first: DistrictPlan = attrs.evolve(cast("Any", plan), year=2021)
        found = check_plan(first, on=last + DAY)[rule].holds
        assert found is not (getattr(plan, fact) < cast("int", plan.quota))


def test_the_stations_of_the_task_may_be_due_by_the_launch() -> None:
    by_launch = TIANJIN_2021.under(quota_due=QuotaDue.LAUNCH)
    plan = good_plan(built_stations=3)
    statuses = [check_plan(plan, on=on, policy=by_launch)["rollout.district_quota"].status for on in JULY_ENDS]
    assert statuses == [NOT_DUE, VIOLATED]


class TestPlansOfOtherYears:
    """Nothing of 2021 binds a plan of 2022; 五(二): every year's plan goes to the city for review within its year."""

    @pytest.mark.parametrize(("year", "bound"), [(2022, Status.NOT_APPLICABLE), (None, UNDETERMINED)])
    def test_are_not_bound_by_the_task(self, year: int | None, bound: Status) -> None:
        found = check_plan(DistrictPlan(year=year), on=date(2023, 1, 1))
        assert [finding.status for finding in found.findings] == [UNDETERMINED, *[bound] * 5]

    @pytest.mark.parametrize(
        ("sent", "on", "expected"),
        [
            (date(2022, 12, 31), date(2022, 12, 31), MET),
            (NOT_YET, date(2022, 12, 31), NOT_DUE),
            (None, date(2022, 12, 31), NOT_DUE),
            (NOT_YET, date(2023, 1, 1), VIOLATED),
            (date(2023, 1, 1), date(2023, 1, 1), VIOLATED),
            (None, date(2023, 1, 1), UNDETERMINED),
        ],
    )
    def test_are_sent_for_review_within_their_year(self, sent: date | None, on: date, expected: Status) -> None:
        finding = check_plan(DistrictPlan(year=2022, sent_for_review_on=sent), on=on)["rollout.plan_reviewed"]
        assert (finding.status, finding.due) == (expected, date(2022, 12, 31))

    def test_of_a_year_before_the_notice_are_not_asked_for(self) -> None:
        plan = DistrictPlan(year=2020, sent_for_review_on=NOT_YET)
        assert not check_plan(plan, on=date(2021, 6, 1)).applicable


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
    """一: the city sets up 50 stations within 2021; a district of which no plan is listed is unknown, not 0."""

    def rollout(self, *stations: int | None, year: int | None = 2021) -> Rollout:
        districts = zip(District, stations, strict=False)
        return Rollout(
            plans=tuple(DistrictPlan(district=of, year=year, built_stations=built) for of, built in districts)
        )

    def status(self, rollout: Rollout, on: date = date(2022, 1, 1)) -> Status:
        return check_rollout(rollout, on=on)["rollout.city_total"].status

    @pytest.mark.parametrize(
        ("stations", "expected"),
        [
            ((50,), MET),
            ((49,), UNDETERMINED),
            ((25, 25), MET),
            ((49, None), UNDETERMINED),
            ((), UNDETERMINED),
            ((4, *[3] * 15), VIOLATED),
            ((5, *[3] * 15), MET),
            ((None, *[3] * 15), UNDETERMINED),
        ],
    )
    def test_the_sum_reaches_it(self, stations: tuple[int | None, ...], expected: Status) -> None:
        assert self.status(self.rollout(*stations)) is expected

    def test_it_is_not_due_before_the_year_is_over(self) -> None:
        assert self.status(self.rollout(*[3] * 16), date(2021, 12, 31)) is NOT_DUE
        assert self.status(self.rollout(*[4] * 16), date(2021, 8, 1)) is MET
        assert check_rollout(Rollout(), on=date(2022, 1, 1))["rollout.city_total"].due == date(2021, 12, 31)

    def test_plans_of_another_year_are_none_of_it(self) -> None:
        assert self.status(self.rollout(*[9] * 16, year=2022)) is UNDETERMINED
        assert self.status(self.rollout(*[9] * 16, year=None)) is UNDETERMINED
        first, second = (
            cast("Any", self.rollout(*[built] * 16, year=at)).plans for built, at in ((3, 2021), (9, 2022))
        )
        assert self.status(Rollout(plans=first + second[:16])) is VIOLATED

    def test_of_the_districts_that_are_not_listed_a_plan_is_added_that_says_nothing(self) -> None:
        added = cast("Any", self.rollout(7)).plans[1:]
        assert added == tuple(DistrictPlan(district=of, year=2021) for of in District if of is not District.HEPING)
        assert Rollout(plans=cast("Any", self.rollout(7)).plans) == self.rollout(7)

    def test_no_plans_known_leaves_it_open(self) -> None:
        assert self.status(Rollout()) is UNDETERMINED
        assert check_rollout(Rollout(), on=date(2022, 1, 1))["rollout.city_total"].holds is UNKNOWN

    def test_the_finding_shows_what_was_added_up(self) -> None:
        finding = check_rollout(self.rollout(30, 21), on=date(2022, 1, 1))["rollout.city_total"]
        added = {path: value for path, value in finding.facts.items() if path.endswith("built_for_the_task")}
        assert list(added.values()) == [30, 21, *[UNKNOWN] * 14]

    def test_another_policy_asks_another_number(self) -> None:
        policy = attrs.evolve(TIANJIN_2021, city_total=65)
        found = check_rollout(self.rollout(*[4] * 16), on=date(2022, 1, 1), policy=policy)
        assert found["rollout.city_total"].status is VIOLATED

    @given(strategies.rollouts())
    def test_it_is_the_sum_of_all_districts(self, rollout: Rollout) -> None:
        found = check_rollout(rollout, on=date(2022, 1, 1))["rollout.city_total"].holds
        if isinstance(rollout.plans, Unknown):
            assert found is UNKNOWN
            return
        numbers = [plan.built_stations for plan in rollout.plans if plan.year is not UNKNOWN and plan.year == 2021]
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
            "rollout.plan_reviewed",
            "rollout.plan_submitted",
            "rollout.plan_complete",
            "rollout.plan_quota",
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
        assert assessment.render("en").startswith("District plan · Hexi District · 1 August 2021")
        nameless = check_plan(DistrictPlan(), on=date(2021, 8, 1))
        assert nameless.render("en").startswith("District plan · 1 August 2021")

    @pytest.mark.parametrize(
        ("facts", "error", "message"),
        [
            ({"district": "河西区"}, InvalidValue, r"DistrictPlan\.district: .*one of HEPING"),
            ({"district": 120103}, InvalidValue, r"DistrictPlan\.district: .*one of HEPING"),
            ({"submitted_on": datetime(2021, 6, 1)}, InvalidType, r"submitted_on: .*without a time"),  # noqa: DTZ001
            ({"year": 0}, InvalidValue, r"year: 0 .*from 1 to 9999"),
            ({"planned_stations": -1}, InvalidValue, r"planned_stations: -1 .*not below 0"),
            ({"built_stations": True}, InvalidType, r"built_stations: True .*whole number"),
            ({"quota": "3"}, InvalidType, r"quota: '3' .*whole number"),
            ({"tasks": 1}, InvalidType, r"tasks: 1 .*True or False"),
        ],
    )
    def test_what_is_no_such_fact_is_refused(self, facts: dict[str, Any], error: type[Exception], message: str) -> None:
        with pytest.raises(error, match=message):
            DistrictPlan(**facts)

    def test_two_plans_of_one_district_and_year_are_refused(self) -> None:
        plans = (GOOD_PLAN, DistrictPlan(), DistrictPlan(district=District.HEXI), good_plan(year=2022), DistrictPlan())
        assert cast("Any", Rollout(plans=plans)).plans[:5] == plans
        with pytest.raises(InvalidValue, match=r"Rollout\.plans: \['河西区'\] .*one plan for each district and year"):
            Rollout(plans=(*plans, DistrictPlan(district=District.HEXI, year=2022)))

    def test_what_is_no_plan_or_no_day_is_refused(self) -> None:
        wrong: Any = "2021-08-01"
        with pytest.raises(InvalidType, match=r"on: '2021-08-01' .*a datetime\.date"):
            check_plan(GOOD_PLAN, on=wrong)
        with pytest.raises(InvalidType, match=r"assess\(rollout\): .*expected a Rollout"):
            check_rollout(wrong, on=date(2021, 8, 1))
