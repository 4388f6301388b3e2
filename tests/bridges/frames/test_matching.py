"""Rows that tables cannot join are refused by their rows: a copy would count twice, and an orphan nowhere."""

from datetime import date
from typing import Any

import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sgzlib as sgz
from bridges.frames.tabled import IN_MEMORY, LAZY

ON = date(2024, 3, 1)
ENGINES = IN_MEMORY | LAZY
pytestmark = pytest.mark.filterwarnings("ignore::sgzlib.bridges.frames.tables.UnknownColumn")
EVERY = pytest.mark.parametrize("name", ENGINES)

STATIONS: dict[str, list[Any]] = {
    "station": ["泰达", "新港"],
    "contracted_headcount": [2, 1],
    "contract_signed_on": [date(2021, 7, 23)] * 2,
    "service_started_on": [date(2021, 7, 23)] * 2,
}
WORKERS: dict[str, list[Any]] = {
    "station": ["泰达", "新港"],
    "序号": [1, 2],
    "姓名": ["王芳", "李强"],
    "posted_on": [date(2021, 8, 2)] * 2,
    "full_time": [True, True],
}
NAMELESS = {name: cells for name, cells in WORKERS.items() if name not in {"姓名", "序号"}}


def with_row(table: dict[str, list[Any]], row: int, **cells: Any) -> dict[str, list[Any]]:
    """Return a table with a row of its own once more, some of its cells changed."""
    return {name: [*column, cells.get(name, column[row])] for name, column in table.items()}


def judged(name: str, teams: dict[str, list[Any]], workers: dict[str, list[Any]], **more: Any) -> list[Any]:
    """Return for each team, in the order of names and as lines, whether its headcount and its verdict are known."""
    made = [ENGINES[name](pa.table(table)) for table in (teams, workers)]
    found = sgz.frames.check_teams(*made, by="station", on=ON, **more)
    plain: Any = found.collect() if isinstance(found, pl.LazyFrame) else found
    table = plain.compute() if hasattr(plain, "dask") else getattr(plain, "arrow", lambda: plain)()
    rows = pl.DataFrame(table).select("station", "staffing.contracted_headcount", "staffing.full_time").rows()
    return sorted(rows, key=repr)


def at(name: str, *rows: int) -> str:
    """Return how an error names rows: tables in memory have numbers of rows, lazy ones have not."""
    return rf"\[{', '.join(map(str, rows))}\]" if name in IN_MEMORY else ""


@EVERY
class TestCopies:
    def test_a_copied_row_would_turn_a_violation_into_compliance(self, name: str) -> None:
        assert ("泰达", False, True) in judged(name, STATIONS, WORKERS)
        copy = with_row(WORKERS, 0, 序号=3)
        assert ("泰达", True, True) in judged(name, STATIONS, copy, duplicates="keep")
        match = rf"^workers\.station{at(name, 0, 2)}: '泰达' 不可用，应为互不相同的行.*duplicates=\"keep\""
        with pytest.raises(sgz.InvalidValue, match=match):
            judged(name, STATIONS, copy)

    def test_members_with_names_differ_by_any_fact(self, name: str) -> None:
        assert ("泰达", True, None) in judged(name, STATIONS, with_row(WORKERS, 0, full_time=None))

    def test_without_names_any_column_tells_them_apart(self, name: str) -> None:
        with pytest.raises(sgz.InvalidValue, match="互不相同的行"):
            judged(name, STATIONS, with_row(NAMELESS, 0))
        numbered = with_row({**NAMELESS, "工号": [1, 2]}, 0, 工号=3)
        assert ("泰达", True, True) in judged(name, STATIONS, numbered)

    def test_a_team_that_stands_twice(self, name: str) -> None:
        stations = with_row(STATIONS, 0, contracted_headcount=1)
        match = rf"^station{at(name, 0, 2)}: '泰达' 不可用，应为每个对象只有一行的表"
        with pytest.raises(sgz.InvalidValue, match=match):
            judged(name, stations, WORKERS)
        assert [row[:2] for row in judged(name, stations, WORKERS, duplicates="keep")] == [
            ("新港", True),
            ("泰达", False),
            ("泰达", True),
        ]

    def test_two_teams_without_a_key_are_not_the_same(self, name: str) -> None:
        nobody = with_row(with_row(STATIONS, 0, station=None), 1, station=None)
        assert len(judged(name, nobody, WORKERS)) == 4


@EVERY
class TestOrphans:
    @pytest.mark.parametrize("station", ["塘沽", None])
    def test_a_worker_of_no_team(self, name: str, station: str | None) -> None:
        workers = with_row(WORKERS, 0, station=station, 姓名="赵敏", full_time=False)
        match = rf"^workers\.station{at(name, 2)}: {station!r} 不可用，应为主表中有的对象.*orphans=\"ignore\""
        with pytest.raises(sgz.InvalidValue, match=match):
            judged(name, STATIONS, workers)
        assert judged(name, STATIONS, workers, orphans="ignore") == judged(name, STATIONS, WORKERS)


@EVERY
class TestMembership:
    def test_a_team_absent_from_the_roster_has_nobody_or_is_unknown(self, name: str) -> None:
        workers = {column: cells[1:] for column, cells in WORKERS.items()}
        assert ("泰达", False, True) in judged(name, STATIONS, workers)
        assert ("泰达", None, None) in judged(name, STATIONS, workers, membership="partial")
        assert ("新港", True, True) in judged(name, STATIONS, workers, membership="partial")


class TestWhatIsCompared:
    def test_cells_that_have_no_hash_are_compared_as_text(self) -> None:
        workers = pd.DataFrame({**NAMELESS, "电话": [["1"], ["2"]]})
        copy = pd.concat([workers, workers.head(1)], ignore_index=True)
        with pytest.raises(sgz.InvalidValue, match=r"^workers\.station\[0, 2\]"):
            sgz.frames.check_teams(pd.DataFrame(STATIONS), copy, by="station", on=ON)

    def test_nested_columns_of_arrow_are_not_compared(self) -> None:
        workers = pa.table({**with_row(NAMELESS, 0), "电话": [["1"], ["2"], ["3"]]})
        with pytest.raises(sgz.InvalidValue, match=r"^workers\.station\[0, 2\]"):
            sgz.frames.check_teams(pa.table(STATIONS), workers, by="station", on=ON)

    def test_several_keys_are_named_together(self) -> None:
        stations = pl.DataFrame({**STATIONS, "district": ["滨海", "滨海"]})
        workers = pl.DataFrame({**WORKERS, "district": ["滨海", "河西"]})
        match = r"^workers\.district\+station\[1\]: \('河西', '新港'\) 不可用，应为主表中有的对象"
        with pytest.raises(sgz.InvalidValue, match=match):
            sgz.frames.check_teams(stations, workers, by=["district", "station"], on=ON)


def test_keys_of_two_kinds_of_text_are_joined() -> None:
    text = {"station": pa.array(["a", "b"], pa.large_string())}
    teams = pa.table({**text, "contracted_headcount": [1, 1], "contract_signed_on": [date(2021, 7, 23)] * 2})
    workers = pa.table({"station": ["b"], "full_time": [True]})
    for engine in IN_MEMORY.values():
        found = sgz.frames.check_teams(engine(teams), engine(workers), by="station", on=date(2022, 3, 1))
        answers = nw.from_native(found, eager_only=True)["staffing.contracted_headcount"]
        assert answers.to_arrow().to_pylist() == [False, None]


class TestEverywhere:
    """What takes tables of members takes the same options."""

    MEMBERS = pl.DataFrame(with_row(WORKERS, 0, 序号=3))
    TABLE = pl.DataFrame(STATIONS)

    @pytest.mark.parametrize(
        "asked",
        [
            lambda **more: sgz.frames.findings(TestEverywhere.TABLE, sgz.STAFFING, **more),
            lambda **more: sgz.frames.report(TestEverywhere.TABLE, sgz.STAFFING, **more),
            lambda **more: sgz.frames.questions(TestEverywhere.TABLE, sgz.STAFFING, **more),
            lambda **more: sgz.frames.remedies(TestEverywhere.TABLE, sgz.STAFFING, **more),
            lambda **more: sgz.frames.affordable(TestEverywhere.TABLE, sgz.STAFFING, 1, {}, **more),
            lambda **more: sgz.frames.flips(
                TestEverywhere.TABLE, sgz.STAFFING, sgz.TIANJIN_2021, sgz.TIANJIN_2021, **more
            ),
        ],
        ids=["findings", "report", "questions", "remedies", "affordable", "flips"],
    )
    def test_copies_and_orphans_are_refused_or_allowed(self, asked: Any) -> None:
        more: dict[str, Any] = {"by": "station", "on": ON}
        copies = {"members": {"workers": self.MEMBERS}}
        with pytest.raises(sgz.InvalidValue, match=r"^workers\.station\[0, 2\]"):
            asked(**more, **copies)
        asked(**more, **copies, duplicates="keep")
        strangers = {"members": {"workers": pl.DataFrame(with_row(WORKERS, 0, station="塘沽"))}}
        with pytest.raises(sgz.InvalidValue, match=r"^workers\.station\[2\]: '塘沽'"):
            asked(**more, **strangers)
        asked(**more, **strangers, orphans="ignore", membership="partial")

    def test_what_is_not_listed_is_unknown_in_a_report_and_in_needs_too(self) -> None:
        nobody = {"workers": pl.DataFrame({name: cells[1:] for name, cells in WORKERS.items()})}
        more: dict[str, Any] = {"by": "station", "on": ON, "members": nobody}
        whole = sgz.frames.report(self.TABLE, sgz.STAFFING, **more)
        partial = sgz.frames.report(self.TABLE, sgz.STAFFING, membership="partial", **more)
        judged_: list[Any] = [report.sections[0].assessment for report in (whole, partial)]
        subjects = [assessment.subject.workers for assessment in judged_]
        assert subjects == [(), sgz.UNKNOWN]
        asked = sgz.frames.questions(self.TABLE, sgz.STAFFING, membership="partial", **more)
        assert "workers" in [one.question.path for one in asked]

    @pytest.mark.parametrize("option", ["duplicates", "orphans", "membership"])
    def test_an_option_that_there_is_not(self, option: str) -> None:
        wrong: Any = {option: "some"}
        with pytest.raises(sgz.InvalidValue, match=rf"^{option}: 'some' 不可用，应为"):
            sgz.frames.findings(self.TABLE, sgz.STAFFING, by="station", on=ON, **wrong)

    def test_a_budget_whose_lines_are_not_all_there(self) -> None:
        lines = pl.DataFrame({"street": ["泰达"], "category": ["服务活动"], "unit_price": [1], "quantity": [1]})
        budgets = pl.DataFrame({"street": ["泰达", "新港"]})
        for membership, total in (("complete", 0), ("partial", None)):
            found = sgz.frames.check_budgets(lines, by="street", on=ON, budgets=budgets, membership=membership)
            assert found["total"].to_list() == [1, total]
        with pytest.raises(sgz.InvalidValue, match=r"^membership: 'none' 不可用，应为complete、partial"):
            sgz.frames.check_budgets(lines, by="street", on=ON, membership="none")


@pytest.mark.parametrize(
    ("stations", "workers"), [("polars-lazy", "polars"), ("polars", "polars-lazy"), ("polars", "pandas")]
)
def test_tables_of_two_kinds_are_refused_by_the_name_of_the_group(stations: str, workers: str) -> None:
    teams, people = ENGINES[stations](pa.table(STATIONS)), ENGINES[workers](pa.table(WORKERS))
    with pytest.raises(sgz.InvalidType, match=r"^members\['workers'\]: '[\w.]*Frame' 不可用，应为与主表同类的表"):
        sgz.frames.check_teams(teams, people, by="station", on=ON)
