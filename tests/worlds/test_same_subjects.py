"""The same random subjects in every world, each held against what `assess` says of the values.

`make prove` takes a few subjects of each ruleset. `make test-nightly` takes 10,000 of each of the 15 rulesets, and
fewer where a subject costs more: in Z3 and in workbooks. PySpark belongs to `make test-engines`, PostgreSQL and MariaDB
belong to `make test-servers`. `tests/site/test_my_station.py` holds the page in Chromium, on the same subjects.
"""

import json
import shutil
import subprocess
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

import sgzlib as sgz
from bridges.frames.seeded import ON, drawn
from bridges.frames.tabled import IN_MEMORY, LAZY, in_pyspark, judged, scalar
from bridges.sql.executed import EXECUTED, Run, queried
from bridges.sql.test_same_answers import EVERY_RULESET, WAYS, sayable
from bridges.sql.test_servers import EVERY_SERVER, server
from bridges.symbolic import agree, sized
from bridges.workbook import filling
from sgzlib.bridges.vectors.answering import answer

FEW, MANY = 12, 10_000
IN_Z3, IN_WORKBOOKS = 60, 200
LAW = sgz.TIANJIN_2021
ENGINES = IN_MEMORY | LAZY
NODE = shutil.which("node")
ORACLE = Path(__file__).parents[2] / "examples/oracle-js/oracle.js"


def rows(many: int = MANY) -> pytest.MarkDecorator:
    """Return how many subjects of a ruleset a test takes: a few, or many at night."""
    each = [pytest.param(FEW, marks=pytest.mark.prove), pytest.param(many, marks=pytest.mark.nightly)]
    return pytest.mark.parametrize("rows", each)


@lru_cache(maxsize=2)
def taken(ruleset: sgz.Ruleset, rows: int) -> tuple[list[Any], list[tuple[bool | None, ...]]]:
    """Return the subjects of a ruleset, and what values answer."""
    subjects = drawn(ruleset, rows)
    return subjects, scalar(ruleset, subjects, ON, LAW)


def same(subjects: list[Any], found: Iterable[Any], expected: Iterable[Any]) -> None:
    """Hold that a world answers what is expected of every subject."""
    different = [each for each in zip(subjects, found, expected, strict=True) if each[1] != each[2]]
    assert not different, f"{len(different)} of {len(subjects)} subjects, such as {different[0]}"


@EVERY_RULESET
@rows()
def test_json_there_and_back(ruleset: sgz.Ruleset, rows: int) -> None:
    subjects, expected = taken(ruleset, rows)
    texts = [json.dumps(sgz.interchange.dump(subject)) for subject in subjects]
    loaded = [sgz.interchange.load(ruleset.subject, json.loads(text)) for text in texts]
    assert loaded == subjects
    same(subjects, scalar(ruleset, loaded, ON, LAW), expected)


# Planning a query takes a lazy engine up to a minute, whatever the number of rows.
@EVERY_RULESET
@pytest.mark.parametrize(
    ("engine", "rows"),
    [
        *(pytest.param(engine, FEW, marks=pytest.mark.prove) for engine in IN_MEMORY),
        *(pytest.param(engine, MANY, marks=pytest.mark.nightly) for engine in ENGINES),
    ],
)
def test_columns_of_each_engine(ruleset: sgz.Ruleset, engine: str, rows: int) -> None:
    subjects, expected = taken(ruleset, rows)
    same(subjects, judged(ENGINES[engine], ruleset, subjects, ON, LAW), expected)


@pytest.mark.engines
@pytest.mark.filterwarnings("ignore")
@EVERY_RULESET
def test_columns_of_pyspark(ruleset: sgz.Ruleset) -> None:
    subjects, expected = taken(ruleset, MANY)
    same(subjects, judged(in_pyspark, ruleset, subjects, ON, LAW), expected)


def by_query(run: Run, ruleset: sgz.Ruleset, rows: int, dialect: str, dates: str) -> None:
    asked = sayable(ruleset, dialect)
    subjects, expected = taken(asked, rows)
    same(subjects, queried(run, asked, subjects, ON, None, dialect, dates), expected)


@EVERY_RULESET
@rows()
@pytest.mark.parametrize(("dialect", "dates"), WAYS)
def test_queries(ruleset: sgz.Ruleset, rows: int, dialect: str, dates: str) -> None:
    by_query(EXECUTED[dialect], ruleset, rows, dialect, dates)


@pytest.mark.servers
@EVERY_RULESET
@EVERY_SERVER
@pytest.mark.parametrize("dates", ["iso", "date"])
def test_queries_on_servers(ruleset: sgz.Ruleset, dialect: str, dates: str) -> None:
    by_query(server(dialect), ruleset, MANY, dialect, dates)


@EVERY_RULESET
@rows(IN_Z3)
def test_terms_of_z3(ruleset: sgz.Ruleset, rows: int) -> None:
    for subject in map(sized, drawn(ruleset, rows)):
        agree(ruleset, subject, LAW, ON)


@EVERY_RULESET
@rows(IN_WORKBOOKS)
def test_workbooks_filled_in_judged_and_read_back(ruleset: sgz.Ruleset, rows: int) -> None:
    subjects = filling.named(ruleset, drawn(ruleset, rows))
    made = sgz.workbook.judge(filling.filled(ruleset, subjects), ruleset, on=ON, duplicates="keep")
    same(subjects, filling.statuses(ruleset, made), filling.told(ruleset, subjects, ON))


@pytest.mark.skipif(NODE is None, reason="Node is not installed")
@rows()
@pytest.mark.parametrize("name", ["qualification", "renewal"])
def test_the_oracle_in_javascript(name: str, rows: int) -> None:
    subjects, _ = taken(sgz.RULESETS[name], rows)
    asked: dict[str, Any] = {"ruleset": name, "on": str(ON), "readings": sgz.vectors.document(name)["readings"]}
    cases = [
        {"id": str(number), **asked, "facts": sgz.interchange.dump(subject)} for number, subject in enumerate(subjects)
    ]
    text = "".join(json.dumps(case) + "\n" for case in cases)
    ran = subprocess.run([str(NODE), ORACLE], input=text, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    same(subjects, map(json.loads, ran.stdout.splitlines()), map(answer, cases))


# A city's sixteen districts need as many plans, and the nationwide deadline is later than the day asked about.
UNSEEN = {"rollout.city_total": {False}, "rollout.national_finish": {False, None}}


@pytest.mark.nightly
@EVERY_RULESET
def test_the_subjects_give_each_requirement_each_of_its_answers(ruleset: sgz.Ruleset) -> None:
    subjects, expected = taken(ruleset, MANY)
    findings = sgz.assess(ruleset, subjects[0], on=ON).findings
    for finding, truths in zip(findings, zip(*expected, strict=True), strict=False):
        id_ = finding.requirement.id
        assert {True, False, None} - set(truths) == UNSEEN.get(id_, set()), id_
