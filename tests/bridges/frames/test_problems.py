"""All that cannot be read or joined is found in one run, and a table may be judged in spite of it."""

import time
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sgzlib as sgz
from bridges.frames.tabled import IN_MEMORY, LAZY
from sgzlib.bridges.frames import ProblemKind

ON = date(2022, 3, 1)
ENGINES = IN_MEMORY | LAZY
EVERY = pytest.mark.parametrize("name", ENGINES)
pytestmark = pytest.mark.filterwarnings("ignore::sgzlib.bridges.frames.tables.UnknownColumn")
STATIONS: dict[str, list[Any]] = {
    "station": ["泰达", "新港", "新港"],
    "购买合同约定的人数": [2, -1, 2],
    "contract_signed_on": ["2021-07-23"] * 3,
    "服务启动日期": [1.5, 2.5, None],
}
WORKERS: dict[str, list[Any]] = {
    "station": ["泰达", "泰达", "新港", "塘沽", None],
    "姓名": ["王芳", "王芳", "李强", "赵敏", "钱进"],
    "学历": ["本科", "本科", "研究生", "研究生", "大专"],
    "是否专职": ["是", "是", "也许", "否", ""],
    "到岗日期": ["2021年8月"] * 5,
    "备注": ["x"] * 5,
}


def found(name: str, **more: Any) -> Any:
    made = [ENGINES[name](pa.table(table)) for table in (STATIONS, WORKERS)]
    return sgz.frames.problems(made[0], sgz.STAFFING, by="station", members={"workers": made[1]}, **more)


@EVERY
class TestFound:
    def test_every_kind_once_with_its_rows(self, name: str) -> None:
        cells = [
            (each.kind, each.table, each.column, each.value, each.count, each.rows)
            for each in found(name)
            if each.kind is not ProblemKind.MISSING
        ]
        rows = (lambda *of: of) if name in IN_MEMORY or name == "dask" else lambda *_: ()
        assert cells == [
            (ProblemKind.CELL, "", "购买合同约定的人数", -1, 1, rows(1)),
            (ProblemKind.COLUMN, "", "服务启动日期", None, 0, ()),
            (ProblemKind.CELL, "workers", "学历", "研究生", 2, rows(2, 3)),
            (ProblemKind.CELL, "workers", "到岗日期", "2021年8月", 5, rows(0, 1, 2, 3, 4)),
            (ProblemKind.HEADING, "workers", "是否专职", None, 0, ()),
            (ProblemKind.HEADING, "workers", "备注", None, 0, ()),
            (ProblemKind.TWICE, "", "station", "新港", 2, rows(1, 2)),
            (ProblemKind.COPY, "workers", "station", "泰达", 2, rows(0, 1)),
            (ProblemKind.ORPHAN, "workers", "station", "塘沽", 1, rows(3)),
            (ProblemKind.ORPHAN, "workers", "station", None, 1, rows(4)),
        ]

    def test_what_is_found_may_be_taken_for_unknown(self, name: str) -> None:
        teams, workers = (ENGINES[name](pa.table(table)) for table in (STATIONS, WORKERS))
        with pytest.raises(sgz.SgzlibError, match=r"服务启动日期|购买合同约定的人数|学历|到岗日期"):
            sgz.frames.check_teams(teams, workers, by="station", on=ON, duplicates="keep", orphans="ignore")
        judged = sgz.frames.check_teams(
            teams, workers, by="station", on=ON, duplicates="keep", orphans="ignore", unreadable="unknown"
        )
        plain: Any = judged.collect() if isinstance(judged, pl.LazyFrame) else judged
        table = plain.compute() if hasattr(plain, "dask") else getattr(plain, "arrow", lambda: plain)()
        rows = pl.DataFrame(table).select("station", "staffing.contracted_headcount", "staffing.posting").rows()
        assert sorted(rows, key=repr) == [("新港", False, None), ("新港", None, None), ("泰达", None, None)]


class TestSaid:
    def test_a_suggestion_says_how_to_put_it_right(self) -> None:
        said = {(each.column, each.value): each for each in found("polars")}
        assert said["到岗日期", "2021年8月"].suggestion() == "请填：日期，如“2021-05-26”；尚未办理的写“尚未”"
        assert said["到岗日期", "2021年8月"].suggestion("en").startswith("write a day, ")
        assert said["是否专职", None].suggestion() == "是否指：专职"
        assert said["是否专职", None].suggestion("en") == "did you mean '专职'?"
        assert said["备注", None].suggestion() == "不使用此列"
        assert said["专职", None].kind is ProblemKind.MISSING
        assert said["专职", None].suggestion() == "请增加“专职”列"
        assert 'orphans="ignore"' in said["station", "塘沽"].suggestion()
        assert "姓名" not in {column for column, _ in said}
        assert repr(said["station", "泰达"]) == "<Problem COPY workers.station '泰达': 2 rows>"
        assert repr(said["服务启动日期", None]) == "<Problem COLUMN 服务启动日期: 0 rows>"

    def test_a_notebook_shows_them(self) -> None:
        shown = found("polars").to_html()
        assert "<td>2021年8月</td>" in shown
        assert "<td>请增加“专职”列</td>" in shown

    def test_the_label_of_a_fact_inside_a_part_is_suggested_alone(self) -> None:
        problems = sgz.frames.problems(pl.DataFrame({"办公桌椅": ["有"]}), sgz.STATION)
        assert problems[0].suggestion() == "是否指：桌椅"

    def test_they_are_a_table_and_data(self) -> None:
        problems = found("polars")
        frame = problems.to_frame()
        assert frame.columns == ["kind", "table", "column", "value", "count", "rows", "suggestion"]
        assert len(frame) == len(problems) == len(list(problems))
        assert frame.row(0)[:6] == ("无法读取的单元格", "", "购买合同约定的人数", "-1", 1, "1")
        assert problems.to_frame("pyarrow", "en").column("kind")[0].as_py() == "cell that cannot be read"
        assert problems[0].to_dict()["value"] == "-1"
        assert problems[1].to_dict("en")["kind"] == "COLUMN"
        assert repr(problems) == f"<Problems: {len(problems)}>"

    def test_a_table_without_any_has_none(self) -> None:
        table = pl.DataFrame({name: [True, None] for name in sgz.frames.columns_of(sgz.Premises)})
        assert list(sgz.frames.problems(table, sgz.PREMISES)) == []

    def test_many_cells_are_named_by_the_first_rows(self) -> None:
        table = pl.DataFrame({"printer": ["也许"] * 50})
        cell, *_ = sgz.frames.problems(table, sgz.PREMISES)
        assert (cell.count, cell.rows) == (50, tuple(range(20)))
        assert sgz.frames.problems(table, sgz.PREMISES).to_frame()["rows"][0].endswith("19, …")

    def test_a_column_of_cells_of_several_types_is_a_problem_too(self) -> None:
        table = pd.DataFrame({"printer": [True, {}], "desks_and_chairs": [None, None]})
        [column] = [one for one in sgz.frames.problems(table, sgz.PREMISES) if one.kind is ProblemKind.COLUMN]
        assert column.column == "printer"


class TestRefused:
    def test_a_group_that_there_is_not(self) -> None:
        table = pl.DataFrame({"a": [1]})
        with pytest.raises(sgz.InvalidValue, match=r"^members: 'people' 不可用，应为workers"):
            sgz.frames.problems(table, sgz.STAFFING, by="a", members={"people": table})

    def test_an_option_that_there_is_not(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^unreadable: 'skip' 不可用，应为error、unknown"):
            sgz.frames.check(pl.DataFrame({"printer": [True]}), sgz.PREMISES, on=ON, unreadable="skip")


def test_money_of_pandas_with_gaps_is_read_where_it_is_whole_yuan() -> None:
    lines = pd.DataFrame(
        {"b": [1, 1], "unit_price": [6500.0, None], "quantity": [36.0, 3.0], "category": ["服务活动"] * 2}
    )
    found = sgz.frames.check_budgets(lines.head(1), by="b", on=ON)
    assert found["total"].to_list() == [Decimal(234000)]
    assert sgz.frames.check_budgets(lines, by="b", on=ON)["total"].isna().to_list() == [True]
    with pytest.raises(sgz.InvalidType, match=r"^unit_price\[0\]: 0\.5 不可用"):
        sgz.frames.check_budgets(lines.assign(unit_price=[0.5, 1.0]), by="b", on=ON)


def test_what_lines_come_to_is_refused_even_where_cells_are_not() -> None:
    lines = pl.DataFrame({"b": [1], "unit_price": [Decimal("0.05")], "quantity": [Decimal("0.5")], "category": ["甲"]})
    with pytest.raises(sgz.InvalidValue, match=r"^project_amount\[0\]"):
        sgz.frames.check_budgets(lines, by="b", on=ON, unreadable="unknown")


def test_a_report_goes_on_with_what_cannot_be_read_as_unknown() -> None:
    table = pl.DataFrame({"printer": ["也许", "否"], "computer": ["是", "是"]})
    report = sgz.frames.report(table, sgz.PREMISES, on=ON, unreadable="unknown")
    assert [section.assessment.subject.printer for section in report.sections] == [False, sgz.UNKNOWN]  # type: ignore[union-attr]


@pytest.mark.engines
def test_a_hundred_thousand_rows_take_a_fraction_of_a_second() -> None:
    table = pl.DataFrame({name: (cells * 20_000)[:100_000] for name, cells in WORKERS.items()})
    started = time.perf_counter()
    assert len(sgz.frames.problems(table, sgz.QUALIFICATION)) > 0
    assert time.perf_counter() - started < 1


def test_a_heading_of_a_group_has_no_cells_of_its_own() -> None:
    table = pa.table({"人员": ["王芳"], "购买合同约定的人数": [2]})
    told = sgz.frames.problems(table, sgz.STAFFING, columns={"人员": "workers"})
    assert [one.column for one in told if one.kind is ProblemKind.CELL] == []
