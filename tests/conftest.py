"""What all tests share: Hypothesis draws the same examples in every run, so that a run can be repeated."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "same", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("same")

pytest.register_assert_rewrite("scenarios.steps")

NOTICE_TEXT = Path(__file__).resolve().parents[2] / "shared" / "notice" / "notice-2021-05-26.txt"


@pytest.fixture(scope="session")
def notice_text() -> str:
    """Return the notice's own text, which this repository does not hold."""
    if not NOTICE_TEXT.exists():
        pytest.skip("the notice's text is not at hand: it is looked for in ../shared/notice")
    return NOTICE_TEXT.read_text(encoding="utf-8")
