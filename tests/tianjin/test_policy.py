"""The policy: the notice's numbers, each with its clause, and what is refused as one."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import attrs
import pytest

from sgzlib import NOTICE, TIANJIN_2021, InvalidType, InvalidValue, Policy
from sgzlib.tianjin.readings import DeadlineDay

# What the notice and the documents that it cites say, written out a second time.
NOTICE_SAYS: dict[str, tuple[str, Any]] = {
    "start_by": ("一", date(2021, 6, 30)),
    "finish_by": ("一", date(2023, 12, 31)),
    "city_total": ("一", 50),
    "usual_headcount_low": ("三(二)", 2),
    "usual_headcount_high": ("三(二)", 3),
    "minimum_qualified": ("三(二)", 1),
    "qualification_years": ("三(二)", 2),
    "first_registration_years": ("三(二)", 1),
    "registration_years": ("三(二)", 3),
    "reregistration_months": ("三(二)", 3),
    "assistant_hours": ("三(二)", 72),
    "social_worker_hours": ("三(二)", 90),
    "senior_hours": ("三(二)", 90),
    "degree_hours": ("三(二)", 90),
    "subsidy_first_year": ("四(三)", 2021),
    "subsidy_per_household": ("四(三)", Decimal(12)),
    "yearly_amount": ("四(四)", Decimal(250_000)),
    "cycle_years": ("四(五)", 3),
    "contract_years": ("四(五)", 1),
    "brief_months": ("五(四)", 1),
    "task_year": ("六(一)", 2021),
    "plan_by": ("六(一)", date(2021, 6, 15)),
    "launch_by": ("六(二)", date(2021, 7, 31)),
    "posting_days": ("六(二)", 15),
}
READINGS_ASKED = {
    "registration_scope": "三(二)",
    "education_due": "三(二)",
    "first_registration": "三(二)",
    "two_years_from": "三(二)",
    "two_years_until": "三(二)",
    "usual_headcount": "三(二)",
    "education_hours": "三(二)",
    "sign_name": "三(五)",
    "emblem_rules": "三(五)",
    "zone_purchaser": "四(一)",
    "subsidy_priority": "四(三)",
    "subsidy_lines": "四(三)",
    "assistance_lines": "四(三)",
    "annual_target": "四(四)",
    "annual_amount": "四(四)",
    "main_categories": "四(四)",
    "contract_length": "四(五)",
    "cycle_length": "四(五)",
    "cycle_end": "四(五)",
    "grade_above_good": "四(五)",
    "renewal_after_pass": "四(五)",
    "failed_may_return": "四(五)",
    "successor_procured": "四(五)",
    "successor_cycle": "四(五)",
    "report_cap": "五(四)",
    "midterm_of": "五(四)",
    "quota_due": "六(一)",
    "posting_scope": "六(二)",
    "deadline_day": "六",
    "donation_use": "七(二)",
}


class TestNumbers:
    def test_every_number_stands_under_its_clause_with_the_notices_value(self) -> None:
        assert {
            name: (number.clause.locator, getattr(TIANJIN_2021, name)) for name, number in TIANJIN_2021.numbers.items()
        } == NOTICE_SAYS

    def test_every_number_has_labels_and_cites_what_it_comes_from(self) -> None:
        for number in TIANJIN_2021.numbers.values():
            assert number.zh
            assert number.en
            assert number.clause in NOTICE.clauses
            assert number.source is None or number.source in NOTICE.references.values()

    @pytest.mark.parametrize(
        ("field", "value", "error", "allowed"),
        [
            ("minimum_qualified", -1, InvalidValue, "a whole number not below 0"),
            ("minimum_qualified", True, InvalidType, "a whole number not below 0"),
            ("minimum_qualified", 1.0, InvalidType, "a whole number not below 0"),
            ("plan_by", "2021-06-15", InvalidType, r"a datetime\.date"),
            ("plan_by", datetime(2021, 6, 15), InvalidType, "without a time"),  # noqa: DTZ001 - a wrong value
            ("yearly_amount", 250_000.0, InvalidType, "at most two decimals"),
            ("registration_scope", "everyone", InvalidType, "RegistrationScope.EVERYONE"),
            ("usual_headcount_high", 1, InvalidValue, "a number not below usual_headcount_low"),
            ("social_worker_hours", 71, InvalidValue, "a number not below assistant_hours"),
            ("senior_hours", 89, InvalidValue, "a number not below social_worker_hours"),
        ],
    )
    def test_what_is_no_such_number_is_refused(
        self, field: str, value: Any, error: type[Exception], allowed: str
    ) -> None:
        with pytest.raises(error, match=rf"Policy\.{field}: .*{allowed}"):
            attrs.evolve(TIANJIN_2021, **{field: value})

    def test_a_policy_needs_a_notice(self) -> None:
        with pytest.raises(InvalidType, match=r"^Law\.notice: 'x' .*a Notice"):
            attrs.evolve(TIANJIN_2021, notice="x")  # type: ignore[call-arg]  # pyright: ignore[reportArgumentType]

    def test_a_policy_without_its_numbers_cannot_be_made(self) -> None:
        with pytest.raises(TypeError, match="missing"):
            Policy(notice=NOTICE)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


class TestReadings:
    def test_every_open_question_is_a_reading_under_its_clause(self) -> None:
        assert {name: reading.clause.locator for name, reading in TIANJIN_2021.readings.items()} == READINGS_ASKED

    def test_each_option_has_its_grounds_in_both_languages(self) -> None:
        for reading in TIANJIN_2021.readings.values():
            assert reading.default is reading.options[0]
            assert len(reading.grounds) == len(reading.options)
            for zh, en in reading.grounds:
                assert zh.endswith("。")
                assert en.endswith(".")

    @pytest.mark.parametrize(
        ("option", "day"), [(DeadlineDay.INCLUDED, date(2021, 6, 15)), (DeadlineDay.EXCLUDED, date(2021, 6, 14))]
    )
    def test_before_a_day_includes_it_or_not(self, option: DeadlineDay, day: date) -> None:
        assert TIANJIN_2021.under(deadline_day=option).last_day(TIANJIN_2021.plan_by) == day


@pytest.mark.parametrize("name", ["cycle_years", "contract_years", "brief_months"])
def test_what_lasts_lasts_at_least_one(name: str) -> None:
    number: dict[str, Any] = {name: 1}
    assert getattr(attrs.evolve(TIANJIN_2021, **number), name) == 1
    number[name] = 0
    with pytest.raises(InvalidValue, match=rf"Policy\.{name}: 0 .*a whole number above 0"):
        attrs.evolve(TIANJIN_2021, **number)
