"""What all tests share: Hypothesis draws the same examples in every run, so that a run can be repeated."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "same", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("same")

NOTICE_TEXT = Path(__file__).resolve().parents[2] / "shared" / "notice" / "notice-2021-05-26.txt"


@pytest.fixture(scope="session")
def notice_text() -> str:
    """Return the notice's own text, which this repository does not hold."""
    if not NOTICE_TEXT.exists():
        pytest.skip("the notice's text is not at hand: it is looked for in ../shared/notice")
    return NOTICE_TEXT.read_text(encoding="utf-8")


# Each takes seconds, most for a whole station: `make prove` holds them, and others like them stand in `make test`.
SLOW = {
    "test_a_column_left_out_is_unknown_in_every_row[station-polars]",
    "test_an_example_each_way_differs_in_one_reading_alone[station]",
    "test_are_those_that_stepping_finds[station]",
    "test_edges_of_another_law_are_found_from_its_formulas",
    "test_every_remedy_does_at_both_ends_of_what_it_allows[contract]",
    "test_every_remedy_does_at_both_ends_of_what_it_allows[station]",
    "test_missing_facts_are_those_of_two_completions_that_differ[station]",
    "test_of_a_whole_station",
    "test_symbols_answer_as_values_do[station]",
    "test_twenty_workers_of_whom_nothing_is_known",
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave what takes seconds to `make prove`."""
    for item in items:
        if item.name in SLOW:
            item.add_marker("prove")
