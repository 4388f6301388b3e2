"""What all tests share: Hypothesis draws the same examples in every run, so that a run can be repeated."""

import gc
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from sgzlib.law.formula import recording

settings.register_profile(
    "same", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("same")

pytest.register_assert_rewrite("scenarios.steps")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep what is loaded for all tests out of the collection of cycles: going over it took a fifth of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(700, 10, 1000)
        gc.enable()


@pytest.fixture(scope="module")
def numbers_of_their_own() -> Iterator[None]:
    """Let the rules that a module of tests writes have numbers and days that no law sets."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recording, "_of_nobody", lambda _value: False)
        yield


# What takes seconds on the largest subjects, where smaller ones show the same: `make prove` runs it.
TRYING_EVERYTHING = (
    "test_exact.py::test_missing_facts_are_those_of_two_completions_that_differ[station]",
    "test_exact.py::test_no_set_of_changes_can_do_without_one_of_them[station]",
    "test_modules.py::test_what_is_alike_is_asked_once",
    "test_readings.py::test_no_combination_of_all_readings_gives_another_verdict[station]",
    "test_readings.py::test_no_combination_of_all_readings_gives_another_verdict[staffing]",
    "test_timeline.py::TestTheDaysOfChange::test_are_those_that_stepping_finds[station]",
    "test_every_ruleset.py::TestUnknownFacts::test_the_verdict_is_what_every_completion_agrees_on[contract]",
    "test_every_ruleset.py::TestUnknownFacts::test_the_verdict_is_what_every_completion_agrees_on[rollout]",
    "test_every_ruleset.py::TestUnknownFacts::test_the_verdict_is_what_every_completion_agrees_on[staffing]",
    "test_every_ruleset.py::TestUnknownFacts::test_the_verdict_is_what_every_completion_agrees_on[station]",
    "test_every_ruleset.py::TestUnknownFacts::test_learning_a_fact_never_flips_a_finding[rollout]",
    "test_second_city.py::TestItsOwnRequirement::test_the_verdict_is_what_every_completion_agrees_on",
    "test_propositions.py::test_boxes_hold_throughout_and_one_is_found_wherever_something_does",
    "test_propositions.py::test_copies_say_of_their_variables_what_it_says_of_its_own",
    "test_propositions.py::test_the_contrary_holds_where_it_does_not",
    "test_propositions.py::test_what_can_hold_is_what_holds_somewhere",
    "test_strategies.py::test_edges_of_another_law_are_found_from_its_formulas",
    "test_tour_example.py::test_it_begins_with_a_station_and_ends_with_a_city_in_the_readers_language[asked for]",
    "test_tour_example.py::test_it_begins_with_a_station_and_ends_with_a_city_in_the_readers_language[neither]",
    "test_left_out.py::test_a_column_left_out_is_unknown_in_every_row[contract-polars]",
    "test_law_comparison.py::TestReadings::test_two_texts_are_tried_with_the_endings_that_the_rules_look_for",
    "test_documents.py::TestEveryRuleset::test_answers_on_a_subject_of_which_nothing_is_known_are_as_their_schemas_say[contract]",
    "test_documents.py::TestEveryRuleset::test_readings_compared_and_timelines_are_as_their_schemas_say[staffing]",
    "test_flips.py::test_every_engine_gives_the_rows_of_which_the_assessments_differ[staffing-dask]",
    "test_left_out.py::test_a_column_left_out_is_unknown_in_every_row[staffing-pandas]",
    "test_left_out.py::test_a_column_left_out_is_unknown_in_every_row[staffing-pandas-arrow]",
    "test_left_out.py::test_a_column_left_out_is_unknown_in_every_row[staffing-pyarrow]",
    "test_questions.py::TestInputs::test_no_finding_looks_at_a_fact_that_is_not_listed[station]",
    "test_readings.py::test_an_example_each_way_differs_in_one_reading_alone[station]",
    "test_remedies.py::TestAgainstTryingEverything::test_of_a_whole_station",
    "test_every_ruleset.py::TestUnknownFacts::test_the_verdict_is_what_every_completion_agrees_on[funding]",
    "test_documents.py::TestEveryRuleset::test_readings_compared_and_timelines_are_as_their_schemas_say[contract]",
    "test_documents.py::TestEveryRuleset::test_so_are_those_on_subjects_known_in_part[contract]",
    "test_every_ruleset.py::TestAssessments::test_an_assessment_travels_between_processes[station]",
    "test_every_ruleset.py::TestDaysToCome::test_an_act_of_a_day_to_come_is_not_done_yet[station]",
    "test_explain.py::TestTable::test_a_row_names_every_reading_that_any_subject_looks_at[contract]",
    "test_explain.py::TestTable::test_a_row_names_every_reading_that_any_subject_looks_at[station]",
    "test_left_out.py::test_a_column_left_out_is_unknown_in_every_row[staffing-polars]",
    "test_needs.py::TestEveryRuleset::test_facts_are_counted_as_the_assessments_miss_them[contract]",
    "test_needs.py::TestEveryRuleset::test_the_next_fact_settles_as_many_rows_as_any[contract]",
    "test_partial.py::test_what_is_left_of_every_rule_says_the_same[station]",
    "test_readings.py::test_an_example_each_way_differs_in_one_reading_alone[contract]",
    "test_readings.py::test_no_combination_of_all_readings_gives_another_verdict[contract]",
    "test_remedies.py::test_after_the_acts_what_failed_holds_and_does_not_merely_bind_no_more[station]",
    "test_remedies.py::test_no_act_changes_what_is_past_settled_or_unknown_or_lost_on_purpose[station]",
    "test_remedies.py::test_unknown_facts_are_established_where_a_requirement_hangs_on_them[station]",
    "test_same_answers.py::test_every_row_gets_what_its_subject_and_a_table_of_subjects_get[contract]",
    "worlds/test_workdays.py::test_sql_says_what_values_say[duckdb-none]",
    "worlds/test_workdays.py::test_symbols_say_what_values_say[all]",
    "worlds/test_workdays.py::test_symbols_say_what_values_say[some]",
    "worlds/test_shapes.py::test_vectors_say_what_values_say_and_catch_what_is_written_wrongly[percent_of_totals]",
    "worlds/test_shapes.py::test_vectors_say_what_values_say_and_catch_what_is_written_wrongly[workdays_of_both]",
    "worlds/test_shapes.py::test_vectors_say_what_values_say_and_catch_what_is_written_wrongly[workdays_after]",
    "worlds/test_amendments.py::test_vectors_say_what_values_say[meals]",
    "worlds/test_law_of_the_day.py::test_sql_says_what_values_say[duckdb]",
    "worlds/test_outcomes.py::test_columns_say_what_values_say[dask]",
    "foreign/test_hotline.py::test_columns_say_what_values_say[pandas-complaints]",
    "foreign/test_hotline.py::test_columns_say_what_values_say[pandas-without rest days]",
    "foreign/test_hotline.py::test_columns_say_what_values_say[pyarrow-complaints]",
    "foreign/test_hotline.py::test_columns_say_what_values_say[pyarrow-without rest days]",
    "foreign/test_hotline.py::test_sql_says_it_with_rest_days_but_for_what_it_refuses_by_its_id[duckdb]",
    "assessment/test_readings.py::test_an_example_each_way_differs_in_one_reading_alone[staffing]",
    "frames/test_sources.py::test_every_engine_gives_the_level_of_a_verdict_on_groups[duckdb]",
    "frames/test_sources.py::test_every_engine_gives_the_level_of_a_verdict_on_groups[dask]",
    "frames/test_findings.py::test_counts_are_the_same_by_the_answers_and_by_statuses[on0-contract]",
    "frames/test_findings.py::test_every_ruleset_gives_the_statuses_of_the_assessments[contract-2023-08-01]",
    "frames/test_progress.py::TestSame::test_every_engine_gives_what_comparing_the_assessments_gives[dask]",
    "frames/test_needs.py::TestEveryRuleset::test_acts_are_counted_as_each_row_needs_them[contract]",
    "frames/test_same_answers.py::test_every_ruleset_gives_the_same_on_columns_as_on_subjects[staffing]",
    "law/test_partial.py::test_what_is_left_of_every_rule_says_the_same[staffing]",
    "law/test_partial.py::test_what_is_left_of_every_rule_says_the_same[contract]",
    "sql/test_same_answers.py::test_every_row_gets_what_its_subject_and_a_table_of_subjects_get[staffing]",
    "sql/test_same_answers.py::test_every_row_gets_what_its_subject_and_a_table_of_subjects_get[station]",
    "vectors/test_knowing.py::test_what_is_surely_so_is_what_evaluating_finds[staffing]",
    "test_types.py::test_wrong_programs_are_refused_and_right_ones_are_not[mypy]",
    "test_every_ruleset.py::TestAssessments::test_status_verdict_and_selections_say_the_same[rollout]",
    "test_every_ruleset.py::TestDaysToCome::test_an_act_of_a_day_to_come_is_not_done_yet[management]",
    "test_every_ruleset.py::TestNobody::test_what_is_asked_of_each_of_nobody_binds_nothing[contract]",
    "test_every_ruleset.py::TestUnknownFacts::test_learning_a_fact_never_flips_a_finding[station]",
    "test_invariants.py::TestInvariants::test_no_violation_disappears_as_days_go_by[qualification]",
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.endswith(TRYING_EVERYTHING):
            item.add_marker(pytest.mark.prove)


NOTICE_TEXT = Path(__file__).resolve().parents[2] / "shared" / "notice" / "notice-2021-05-26.txt"


@pytest.fixture(scope="session")
def notice_text() -> str:
    """Return the notice's own text, which this repository does not hold."""
    if not NOTICE_TEXT.exists():
        pytest.skip("the notice's text is not at hand: it is looked for in ../shared/notice")
    return NOTICE_TEXT.read_text(encoding="utf-8")
