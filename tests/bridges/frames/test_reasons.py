"""A verdict that is False has a reason in every row: what is violated, what is unmet, or what cannot all hold."""

from collections.abc import Hashable
from datetime import date
from random import Random
from typing import Any

import attrs
import polars as pl
import pyarrow as pa
import pytest

import sgzlib as sgz
from bridges.frames.tabled import IN_MEMORY, LAZY
from sgzlib.advice.conflicts import conflicting
from sgzlib.bridges.alike import conflict_key
from sgzlib.bridges.frames import reasons
from wording import requirement_text

ON = date(2022, 3, 1)
TEAMS = {
    "station": ["泰达", "新港", "塘沽"],
    "contracted_headcount": [1, 1, 3],
    "contract_signed_on": [date(2021, 7, 23)] * 3,
}
WORKERS = {
    "station": ["泰达", "新港"],
    "name": ["王芳", "李强"],
    "education": ["本科"] * 2,
    "social_work_major": [True] * 2,
    "full_time": [False, True],
}
CONFLICT = "staffing.full_time, staffing.qualified_minimum"
pytestmark = pytest.mark.filterwarnings("ignore::sgzlib.bridges.frames.tables.UnknownColumn")


def judged(engine: Any, **more: Any) -> dict[str, list[Any]]:
    teams, workers = (engine(pa.table(table)) for table in (TEAMS, WORKERS))
    found = sgz.frames.check_teams(teams, workers, by="station", on=ON, reasons=True, **more)
    plain: Any = found.collect() if isinstance(found, pl.LazyFrame) else found
    table = plain.compute() if hasattr(plain, "dask") else getattr(plain, "arrow", lambda: plain)()
    rows = pl.DataFrame(table).select("station", "verdict", "violated", "conflicting").rows()
    return {station: rest for station, *rest in rows}


@pytest.mark.parametrize("name", IN_MEMORY)
def test_in_memory_the_fewest_that_cannot_hold_are_named(name: str) -> None:
    found = judged(IN_MEMORY[name])
    assert found["泰达"] == [False, "", CONFLICT]
    assert found["新港"] == [None, "", ""]
    assert found["塘沽"][0] is False
    assert found["塘沽"][1].startswith("staffing.contracted_headcount, ")
    assert found["塘沽"][2] == ""


@pytest.mark.parametrize("name", LAZY)
def test_on_a_lazy_engine_every_must_that_is_undetermined_is(name: str) -> None:
    found = judged(LAZY[name])
    named = found["泰达"][2].split(", ")
    assert set(CONFLICT.split(", ")) < set(named)
    team = sgz.Team(
        workers=(sgz.Worker(name="王芳", education=sgz.Education.BACHELOR, social_work_major=True, full_time=False),),
        contracted_headcount=1,
        contract_signed_on=date(2021, 7, 23),
    )
    undetermined = [one for one in sgz.check_staffing(team, on=ON).undetermined if one.force is sgz.Force.MUST]
    assert named == [one.requirement.id for one in undetermined]
    assert found["新港"] == [None, "", ""]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return what is asked for its conflict, as it is asked."""
    judgements: list[Any] = []

    def counted(judgement: Any) -> Any:
        judgements.append(judgement)
        return conflicting(judgement)

    monkeypatch.setattr(reasons, "conflicting", counted)
    return judgements


def test_rows_with_the_same_facts_are_asked_once(asked: list[Any]) -> None:
    workers = pl.DataFrame({"social_work_major": [False] * 50, "registered": [False] * 50, "full_time": [True] * 50})
    passed = workers.with_columns(certificate_passed_on=date(2015, 6, 1))
    found = sgz.frames.check(passed, sgz.QUALIFICATION, on=ON, reasons=True)
    assert set(found["conflicting"]) == {"qualification.credential, qualification.registration"}
    assert len(asked) == 1


def test_rows_that_no_rule_tells_apart_are_asked_once(asked: list[Any]) -> None:
    workers = pl.DataFrame({"social_work_major": [False] * 72, "continuing_education_hours": range(72)})
    found = sgz.frames.check(
        workers.with_columns(registered=pl.lit(value=False), certificate_passed_on=date(2015, 6, 1)),
        sgz.QUALIFICATION,
        on=ON,
        reasons=True,
    )
    assert set(found["conflicting"]) == {"qualification.credential, qualification.registration"}
    assert len(asked) == 1


def conflicts_by_key(ruleset: sgz.Ruleset, subjects: list[Any], on: date) -> dict[Hashable, set[tuple[str, ...]]]:
    key = conflict_key(ruleset, sgz.assess(ruleset, subjects[0], on=on).case)
    found: dict[Hashable, set[tuple[str, ...]]] = {}
    for subject in subjects:
        conflict = conflicting(sgz.assess(ruleset, subject, on=on))
        found.setdefault(key(subject), set()).add(tuple(rule.id for rule in conflict))
    return found


@pytest.mark.parametrize("on", [ON, date(2024, 3, 1)])
def test_subjects_of_one_key_have_the_same_conflicts(on: date) -> None:
    random = Random(35)  # noqa: S311 - a seed is what is wanted

    def known(*values: Any) -> Any:
        return random.choice([sgz.UNKNOWN, *values])

    def worker() -> sgz.Worker:
        return sgz.Worker(
            education=known(*sgz.Education),
            social_work_major=known(True, False),
            certificate=known(*sgz.Certificate),
            certificate_passed_on=known(date(2015, 6, 1), date(2021, 6, 20), date(2021, 12, 1)),
            registered=known(True, False),
            registration_expires=known(date(2021, 1, 1), date(2022, 5, 1), date(2025, 5, 1)),
            continuing_education_hours=known(0, 71, 72, 89, 90),
            full_time=known(True, False),
            posted_on=known(date(2021, 8, 2), date(2022, 1, 1)),
        )

    workers: list[Any] = [worker() for _ in range(800)]
    days = date(2021, 7, 20), date(2021, 7, 24)

    def team(*members: sgz.Worker) -> sgz.Team:
        return sgz.Team(workers=members, contracted_headcount=known(1, 2), contract_signed_on=known(*days))

    hours = [
        attrs.evolve(worker, continuing_education_hours=hours, full_time=False)
        for worker in workers[:40]
        for hours in (0, 71)
    ]
    stations = [
        sgz.Station(),
        *(sgz.Station(team=team(*members)) for members in ((), *((worker,) for worker in hours))),
    ]
    for ruleset, subjects in ((sgz.QUALIFICATION, workers), (sgz.STATION, stations)):
        found = conflicts_by_key(ruleset, subjects, on)
        assert all(len(conflicts) == 1 for conflicts in found.values())
        assert len(found) < len(set(subjects))
        assert any(found.values())


def test_beyond_the_most_that_are_asked_more_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasons, "MOST_ASKED", 0)
    named = judged(pl.DataFrame)["泰达"][2]
    assert set(CONFLICT.split(", ")) < set(named.split(", "))


def test_a_row_that_is_no_subject_keeps_what_the_engine_named() -> None:
    workers = pl.DataFrame(
        {"social_work_major": [False], "registered": [False], "certificate_passed_on": [date(2015, 6, 1)]}
    )
    untrusted = workers.with_columns(education=pl.Series(["博士后"]))
    found = sgz.frames.check(untrusted, sgz.QUALIFICATION, on=ON, reasons=True, trust=True)
    ids = [rule.id for rule in sgz.QUALIFICATION.requirements]
    assert found["conflicting"].to_list() == [", ".join(ids)]


def test_a_report_and_a_workbook_say_so_too() -> None:
    team = {"by": "station", "on": ON, "members": {"workers": pl.DataFrame(WORKERS)}}
    page = sgz.frames.report(pl.DataFrame(TEAMS), sgz.STAFFING, **team).to_html()  # type: ignore[arg-type]
    said = f"无法同时符合：{requirement_text('staffing.full_time')}；{requirement_text('staffing.qualified_minimum')}"
    assert page.count(said) == 1
