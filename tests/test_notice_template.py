"""The template of a project for one notice runs as it stands, wherever it is copied to."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOM = Path(__file__).parents[1] / "examples/notice-template"


def ran(at: Path, *arguments: str, failing: int = 0) -> str:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(  # noqa: S603 - our own lines
        [sys.executable, *arguments], cwd=at, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == failing, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOM, tmp_path / "my-notice"))


@pytest.mark.parametrize(("locale", "said"), [((), "补助：1,500元"), (("en",), "grant: CN¥1,500")])
def test_it_prints_a_report_in_both_languages(copied: Path, locale: tuple[str, ...], said: str) -> None:
    printed = ran(copied, "report.py", *locale)
    assert said in printed
    assert "`notice.registered`" in printed


def test_its_tests_hold_but_for_the_claim_about_a_number_that_is_wrong(copied: Path) -> None:
    law = copied / "notice.py"
    law.write_text(law.read_text(encoding="utf-8").replace("least_books=500", "least_books=501"), encoding="utf-8")
    alone = ("-c", os.devnull, "--rootdir", str(copied), "-p", "no:cacheprovider")
    told = ran(copied, "-m", "pytest", "-q", *alone, str(copied), failing=1)
    assert "test_five_hundred_books_are_enough[500-MET]" in told
    assert "1 failed, 8 passed" in told
