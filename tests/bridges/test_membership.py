"""What no row of members means is said by one option, with one meaning, in tables, SQL and workbooks."""

import sqlite3
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import polars as pl
import pytest
from openpyxl import load_workbook

import sgzlib as sgz
from sgzlib.law.facts import facts_of

ON = date(2022, 3, 1)
SIGNED, POSTED = date(2021, 7, 23), date(2021, 8, 2)
RULES = sgz.STAFFING.only("staffing.contracted_headcount", "staffing.full_time")
ABSENT = ["service_started_on", "posted_in_full_on", "project_started_on"]
TEAMS = pl.DataFrame({"station": ["泰达", "新港"], "contracted_headcount": [1, 1], "contract_signed_on": [SIGNED] * 2})
WORKERS = pl.DataFrame({"station": ["新港"], "full_time": [True], "posted_on": [POSTED]})

pytestmark = pytest.mark.filterwarnings("ignore::sgzlib.bridges.frames.tables.UnknownColumn")


def by_teams(**more: Any) -> list[Any]:
    return list(sgz.frames.check_teams(TEAMS, WORKERS, by="station", on=ON, ruleset=RULES, **more)["verdict"])


def by_groups(**more: Any) -> list[Any]:
    return list(sgz.frames.check_groups(TEAMS, {"workers": WORKERS}, RULES, by="station", on=ON, **more)["verdict"])


def by_findings(**more: Any) -> list[Any]:
    rows = sgz.frames.findings(TEAMS, RULES, members={"workers": WORKERS}, by="station", on=ON, **more)
    held = rows.filter(pl.col("requirement") == "staffing.contracted_headcount")["status"]
    return [{"MET": True, "VIOLATED": False}.get(status) for status in held]


def by_query(**more: Any) -> list[Any]:
    database = sqlite3.connect(":memory:")
    database.executescript("CREATE TABLE teams(station, contracted_headcount, contract_signed_on)")
    database.executescript("CREATE TABLE workers(station, full_time, posted_on)")
    for table, rows in (("teams", TEAMS), ("workers", WORKERS)):
        cells = [[value.isoformat() if isinstance(value, date) else value for value in row] for row in rows.rows()]
        database.executemany(f"INSERT INTO {table} VALUES (?, ?, ?)", cells)  # noqa: S608 - of our own names
    members = {"workers": ("workers", "station")}
    asked: dict[str, Any] = {"members": members, "keep": ["station"], "absent": ABSENT} | more
    query = sgz.sql.query(RULES, dialect="sqlite", table="teams", on=ON, **asked)
    verdicts = {row[0]: row[3] for row in database.execute(query)}
    return [None if verdicts[name] is None else bool(verdicts[name]) for name in ("泰达", "新港")]


def by_workbook(**more: Any) -> list[Any]:
    book = load_workbook(BytesIO(sgz.workbook.template(RULES)))
    for key, rows in (("社工站名称", TEAMS), ("所属社工站", WORKERS)):
        sheet = next(sheet for sheet in book.worksheets if sheet.cell(1, 1).value == key)
        heads = [cell.value for cell in sheet[1]]
        facts = facts_of(sgz.Team) | facts_of(sgz.Worker)
        labels = [key, *(facts[name].zh for name in rows.columns[1:])]
        for at, row in enumerate(rows.rows(), 2):
            for label, value in zip(labels, row, strict=True):
                cell: Any = sheet.cell(at, heads.index(label) + 1)
                cell.value = "是" if value is True else value
    filled = BytesIO()
    book.save(filled)
    judged = load_workbook(BytesIO(sgz.workbook.judge(filled.getvalue(), RULES, on=ON, **more)))
    sheet = next(sheet for sheet in judged.worksheets if sheet.cell(1, 1).value == "社工站名称")
    return [{"✓": True, "✗": False, "?": None}[str(sheet.cell(row, 2).value)[0]] for row in (2, 3)]


WAYS: dict[str, Callable[..., list[Any]]] = {
    "check_teams": by_teams,
    "check_groups": by_groups,
    "findings": by_findings,
    "sql": by_query,
    "workbook": by_workbook,
}


@pytest.mark.parametrize("way", WAYS)
def test_a_station_absent_from_a_complete_roster_has_nobody_and_from_a_partial_one_is_unknown(way: str) -> None:
    assert WAYS[way](membership="complete") == [False, True]
    assert WAYS[way](membership="partial") == [None, True]
    with pytest.raises(sgz.InvalidValue, match=r"^membership: 'all' .*one of complete, partial"):
        WAYS[way](membership="all")


def test_a_table_is_complete_unless_it_is_said_not_to_be_and_a_workbook_is_being_filled_in() -> None:
    assert {name: way()[0] for name, way in WAYS.items()} == {
        "check_teams": False,
        "check_groups": False,
        "findings": False,
        "sql": False,
        "workbook": None,
    }
