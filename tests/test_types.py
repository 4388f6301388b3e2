"""What type checkers refuse and what they take: programs that are wrong, each with the checkers that say so."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import sgzlib

SOURCES = Path(sgzlib.__file__).parents[1]
RIGHT = """\
from datetime import date

import sgzlib as sgz
from sgzlib import UNKNOWN

worker = sgz.Worker(registered=True)
assessment = sgz.check_qualification(worker, on=date(2022, 3, 1))
if assessment.verdict is True:
    print("qualified")
if worker.registered is not UNKNOWN and worker.registered:
    print("registered")
match assessment.verdict:
    case True:
        print("qualified")
    case False:
        print("not qualified")
    case sgz.Unknown():
        print("unknown")
if assessment.verdict in {True, UNKNOWN}:
    print("perhaps")


def is_registered(checked: sgz.Assessment[sgz.Worker]) -> bool:
    return checked.subject.registered is True


print(is_registered(assessment), sgz.assess(sgz.QUALIFICATION, worker, on=date(2022, 3, 1)).subject == worker)
anything: sgz.Assessment = sgz.check_staffing(sgz.Team(workers=[worker]), on=date(2022, 3, 1))
rulesets: list[sgz.Ruleset] = [sgz.STAFFING, sgz.QUALIFICATION - "qualification.registration"]
line = sgz.BudgetLine(unit_price=5, quantity=2)
"""
# Beside what is wrong stand the checkers that say so. Of a condition that never has a value mypy says, with
# --warn-unreachable, that the statement after it is never reached; of one that may be a bool it says nothing.
WRONG = """\
from datetime import date

import sgzlib as sgz

worker = sgz.Worker()
assessment = sgz.check_qualification(worker, on=date(2022, 3, 1))


def conditions() -> None:
    if assessment.verdict:  # pyright
        print("qualified")
    if worker.registered:  # pyright
        print("registered")


def of_an_assessment() -> None:
    if assessment:  # pyright
        print("qualified")  # mypy


def of_a_verification() -> None:
    if sgz.verify("{}"):  # pyright
        print("verified")  # mypy


sgz.Worker(registered="yes")  # pyright mypy
sgz.Worker(registred=True)  # pyright mypy
sgz.Team(workers=["Li"])  # pyright mypy
sgz.BudgetLine(unit_price=0.5)  # pyright mypy
sgz.check_qualification(worker, on="2022-03-01")  # pyright mypy
sgz.check_qualification(worker)  # pyright mypy
sgz.check_staffing(worker, on=date(2022, 3, 1))  # pyright mypy
print(assessment.verdit)  # pyright mypy
print(assessment.subject.registred)  # pyright mypy
sgz.assess(sgz.STAFFING, worker, on=date(2022, 3, 1))  # pyright mypy
sgz.assess_many(sgz.STAFFING, [worker], on=date(2022, 3, 1))  # pyright mypy
sgz.under_all_readings(sgz.check_staffing, worker, on=date(2022, 3, 1))  # pyright mypy


def of_a_team(checked: sgz.Assessment[sgz.Team], finding: sgz.Finding[sgz.Team]) -> None:
    print(checked.subject.workers, finding.subject.workers)
    print(finding.subject.registered)  # pyright mypy


of_a_team(assessment, assessment.findings[0])  # pyright mypy
"""


def marked(checker: str) -> set[int]:
    return {number for number, line in enumerate(WRONG.splitlines(), 1) if checker in line.partition("#")[2]}


def said(command: list[str], program: Path) -> set[int]:
    """Return the lines of a program that a checker calls wrong."""
    environment = {**os.environ, "MYPYPATH": str(SOURCES)}
    done = subprocess.run(  # noqa: S603 - our own programs
        [sys.executable, "-m", *command, str(program)],
        capture_output=True,
        text=True,
        cwd=program.parent,
        env=environment,
        check=False,
    )
    lines = [line.strip() for line in done.stdout.splitlines() if f"{program.name}:" in line and "error:" in line]
    return {int(line.partition(f"{program.name}:")[2].partition(":")[0]) for line in lines}


@pytest.fixture(params=["pyright", "mypy"])
def checker(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, list[str]]:
    name: str = request.param
    if find_spec(name) is None:
        pytest.skip(f"{name} is not installed")
    if name == "mypy":
        return name, ["mypy", "--strict", "--warn-unreachable", "--follow-imports=silent", "--cache-dir", str(tmp_path)]
    (tmp_path / "pyrightconfig.json").write_text(f'{{"extraPaths": ["{SOURCES}"], "typeCheckingMode": "strict"}}')
    return name, ["pyright", "--pythonpath", sys.executable]


def test_wrong_programs_are_refused_and_right_ones_are_not(checker: tuple[str, list[str]], tmp_path: Path) -> None:
    name, command = checker
    for program, text in (("right.py", RIGHT), ("wrong.py", WRONG)):
        (tmp_path / program).write_text(text, encoding="utf-8")
    assert said(command, tmp_path / "wrong.py") == marked(name)
    assert said(command, tmp_path / "right.py") == set()


def test_the_right_program_runs(capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(RIGHT, "right.py", "exec"), {})  # noqa: S102 - our own program
    assert capsys.readouterr().out == "registered\nunknown\nperhaps\nTrue True\n"
