"""The fixture fails a wrong answer, and says by which clause, requirement, fact and reading it is wrong."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import find

import sgzlib as sgz
from sgzlib.testing import Oracle, sgz_oracle

__all__ = ["sgz_oracle"]

ON = date(2022, 3, 1)
BARE = sgz.Premises(printer=False)
DEGREE = sgz.Worker(education=sgz.Education.SENIOR_HIGH, certificate=sgz.Certificate.ASSISTANT, registered=False)


def test_what_agrees_passes(sgz_oracle: Oracle) -> None:
    oracle = sgz_oracle
    oracle.agrees(BARE, on=ON, verdict=False, statuses={"premises.printer": sgz.Status.VIOLATED})
    oracle.agrees(sgz.Premises(), on=ON, verdict=None)
    oracle.agrees(sgz.Premises(), on=ON, verdict=sgz.UNKNOWN, statuses={"premises.printer": "UNDETERMINED"})
    oracle.agrees(BARE, on=ON)


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("zh_CN", ["结论应为否，而非是", "三(一) premises.printer VIOLATED: ", "  printer: 否"]),
        ("en", ["the verdict is no, not yes", "三(一) premises.printer VIOLATED: ", "  printer: no"]),
    ],
)
def test_a_wrong_verdict_is_told_with_clause_requirement_and_fact(locale: str, words: list[str]) -> None:
    with pytest.raises(pytest.fail.Exception, match=words[0]) as failed:
        sgz.testing.Oracle(locale).agrees(BARE, on=ON, verdict=True)
    assert all(word in str(failed.value) for word in words)


def test_a_wrong_status_is_told_with_the_reading_that_it_hangs_on() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"qualification\.registration is not MET") as failed:
        sgz.testing.Oracle("en").agrees(DEGREE, on=ON, statuses={"qualification.registration": "MET"})
    reading = sgz.TIANJIN_2021.readings["first_registration"]
    assert f"  {reading.question_en} {reading.default.en}" in str(failed.value)


def test_a_verdict_that_should_be_true_is_told_with_all_requirements() -> None:
    subject, on = find(sgz.strategies.compliant(sgz.PREMISES, on=ON), lambda _: True)
    with pytest.raises(pytest.fail.Exception, match="结论应为是，而非未知") as failed:
        sgz.testing.Oracle().agrees(subject, on=on, verdict=None)
    assert "premises.printer MET" in str(failed.value)


def test_another_ruleset_and_law_may_be_given() -> None:
    softer = sgz.PREMISES.replace("premises.printer", force=sgz.Force.SHOULD)
    sgz.testing.Oracle().agrees(BARE, on=ON, ruleset=softer, statuses={"premises.printer": "UNMET"})
    law = sgz.TIANJIN_2021.under(first_registration=sgz.FirstRegistration.AT_ONCE)
    sgz.testing.Oracle().agrees(DEGREE, on=ON, policy=law, statuses={"qualification.registration": "UNMET"})


def test_a_subject_that_no_ruleset_judges_is_refused() -> None:
    with pytest.raises(sgz.InvalidType, match=r"agrees: 1 .*a subject of one of RULESETS"):
        sgz.testing.Oracle().agrees(1, on=ON, verdict=True)


def test_the_plugin_brings_the_fixture(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    (tmp_path / "conftest.py").write_text('pytest_plugins = ["sgzlib.testing"]\n', encoding="utf-8")
    (tmp_path / "test_mine.py").write_text(
        "from datetime import date\nimport sgzlib as sgz\n\n\n"
        "def test_mine(sgz_oracle):\n"
        "    sgz_oracle.agrees(sgz.Premises(printer=False), on=date(2022, 3, 1), verdict=True)\n",
        encoding="utf-8",
    )
    ran = subprocess.run(  # noqa: S603 - our own lines
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "三(一) premises.printer VIOLATED" in ran.stdout, ran.stderr
    assert "1 failed" in ran.stdout
