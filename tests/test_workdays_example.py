"""The example of deadlines on real calendars says what it is to show."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[1] / "examples" / "workdays.py"


def test_it_moves_past_rest_days_and_guesses_none(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(EXAMPLE))
    weekend, national_day, new_year, unpublished = capsys.readouterr().out.splitlines()
    assert weekend.endswith("第15天为 2021-08-07，派驻期限 2021-08-09")
    assert national_day.endswith("第15天为 2021-10-05，派驻期限 2021-10-08")
    assert new_year.endswith("第15天为 2022-01-01，派驻期限 2022-01-04")
    assert unpublished.endswith("第15天为 2023-01-02，派驻期限 未知（放假安排未公布）")
