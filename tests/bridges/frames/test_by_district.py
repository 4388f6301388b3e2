"""Workbooks of a table: one file for each district, with the answers of `check`, to be corrected and sent back."""

import sys
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from openpyxl import load_workbook

import sgzlib as sgz
from bridges.frames.tabled import IN_MEMORY, LAZY
from sgzlib.bridges.workbook import reading
from sgzlib.law.judging import Status
from sgzlib.prose.statuses import MARK

ON = date(2022, 3, 1)
ENGINES = IN_MEMORY | LAZY
WRITTEN = {True: MARK[Status.MET], False: MARK[Status.VIOLATED], None: MARK[Status.UNDETERMINED]}
OFFICES = {"独立的办公用房": ["有"] * 4, "办公桌椅": ["有"] * 4, "电脑": ["有"] * 4, "档案柜": ["有"] * 4}
STATIONS: dict[str, list[Any]] = {
    "区": ["南开", "和平区 ", None, "南开区"],
    "站点": ["甲", "乙", "丙", "丁"],
    "打印机（台）": ["有", "无", "也许", "有"],
    **OFFICES,
    "备注": ["=1+1", "", None, "—"],
}
COLUMNS = {"办公桌椅": "premises.desks_and_chairs"}
MORE: dict[str, Any] = {"on": ON, "by": "站点", "columns": COLUMNS}

pytestmark = pytest.mark.filterwarnings("ignore::sgzlib.bridges.frames.UnknownColumn")


def stations(**columns: list[Any]) -> pl.DataFrame:
    return pl.DataFrame(STATIONS | columns)


def told(**changed: Any) -> dict[str, Any]:
    return MORE | changed


def opened(data: bytes) -> Any:
    return load_workbook(BytesIO(data))


def rows_in(data: bytes, title: str) -> list[dict[str, Any]]:
    """Return the rows of a sheet, by its headings."""
    head, *rows = opened(data)[title].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def verdicts_in(made: Any) -> dict[str, str]:
    return {row["社工站名称"]: row["结论"][0] for data in made.values() for row in rows_in(data, "场所设置")}


class TestFiles:
    def test_each_district_has_one_in_the_notices_order_and_the_unknown_one_its_own(self) -> None:
        made = sgz.frames.workbooks(stations(), sgz.PREMISES, per="区", order=["和平区", "南开区"], **MORE)
        assert list(made) == ["和平区.xlsx", "南开区.xlsx", "南开.xlsx", "未填写.xlsx"]
        named = stations(区=["南开区", "和平区 ", None, "南开区"])
        made = sgz.frames.workbooks(named, sgz.PREMISES, per="区", order=sgz.District, **MORE)
        assert repr(made) == "<Workbooks: 和平区.xlsx, 南开区.xlsx, 未填写.xlsx>"
        assert [row["社工站名称"] for row in rows_in(made["南开区.xlsx"], "场所设置")] == ["甲", "丁"]
        english = sgz.frames.workbooks(named, sgz.PREMISES, per="区", locale="en", mending=False, **MORE)
        assert list(english)[-1] == "not given.xlsx"

    def test_without_districts_there_is_one(self) -> None:
        made = sgz.frames.workbooks(stations(), sgz.PREMISES, **MORE)
        assert (list(made), len(made)) == (["场所设置.xlsx"], 1)

    def test_their_names_are_safe_and_differ(self) -> None:
        named = stations(区=["a/b:*?", "A\\b___", "con.x", "  .. "])
        made = sgz.frames.workbooks(named, sgz.PREMISES, per="区", mending=False, **MORE)
        assert sorted(made) == ["A_b___.xlsx", "_.xlsx", "_con.x.xlsx", "a_b___ 2.xlsx"]

    def test_no_name_is_that_of_a_device_of_windows(self) -> None:
        devices = ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))]
        districts = [*devices, "com10", "nul .x"]
        table = pl.DataFrame({"站点": districts, "区": districts})
        made = sgz.frames.workbooks(table, sgz.PREMISES, on=ON, by="站点", per="区", mending=False)
        assert set(made) == {*(f"_{device}.xlsx" for device in devices), "com10.xlsx", "_nul .x.xlsx"}

    def test_no_name_is_longer_than_80_characters_or_holds_one_that_a_system_refuses(self) -> None:
        districts = ["区" * 81, '区\t\n\x1f<>"|\\/:*?号']
        table = pl.DataFrame({"站点": ["甲", "乙"], "区": districts})
        made = sgz.frames.workbooks(table, sgz.PREMISES, on=ON, by="站点", per="区", mending=False)
        assert set(made) == {f"{'区' * 80}.xlsx", f"区{'_' * 12}号.xlsx"}

    def test_the_archive_holds_them_and_the_same_table_gives_the_same_bytes(self) -> None:
        first, second = (sgz.frames.workbooks(stations(), sgz.PREMISES, per="区", **MORE) for _ in range(2))
        assert first.zip() == second.zip()
        with ZipFile(BytesIO(first.zip())) as archive:
            assert {name: archive.read(name) for name in archive.namelist()} == dict(first)

    def test_progress_is_told(self) -> None:
        steps: list[tuple[int, int]] = []
        sgz.frames.workbooks(
            stations(), sgz.PREMISES, per="区", progress=lambda done, rows: steps.append((done, rows)), **MORE
        )
        assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]


class TestAnswers:
    @pytest.mark.parametrize("engine", ENGINES)
    def test_verdicts_are_those_of_check_on_every_engine(self, engine: str) -> None:
        native = ENGINES[engine](stations().to_arrow())
        made = sgz.frames.workbooks(native, sgz.PREMISES, per="区", mending=False, **MORE)
        judged = sgz.frames.check(native, sgz.PREMISES, on=ON, columns=COLUMNS, unreadable="unknown")
        frame = nw.from_native(judged.compute() if hasattr(judged, "dask") else judged).lazy().collect("pyarrow")
        held = dict(zip(frame["站点"].to_list(), frame["verdict"].to_list(), strict=True))
        assert verdicts_in(made) == {name: WRITTEN[verdict] for name, verdict in held.items()}

    def test_a_cell_that_cannot_be_read_is_marked_and_no_text_becomes_a_formula(self) -> None:
        made = sgz.frames.workbooks(stations(), sgz.PREMISES, per="区", **MORE)
        sheet = opened(made["未填写.xlsx"])["场所设置"]
        (cell,) = [cell for cell in sheet[2] if cell.value == "也许"]
        assert cell.comment.text.startswith("填写有误")
        (note,) = [cell for cell in opened(made["南开.xlsx"])["场所设置"][2] if cell.value == "=1+1"]
        assert note.data_type == "s"

    def test_it_is_refused_where_that_is_asked_for(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^打印机（台）\[2\]: '也许' 不可用"):
            sgz.frames.workbooks(stations(), sgz.PREMISES, unreadable="error", **MORE)

    def test_a_judged_table_is_not_checked_again(self) -> None:
        judged = sgz.frames.check(stations(), sgz.PREMISES, on=ON, columns=COLUMNS, unreadable="unknown")
        assert len(sgz.frames.workbooks(judged, sgz.PREMISES, unreadable="error", **MORE)) == 1

    def test_nothing_waits_to_be_confirmed(self) -> None:
        made = sgz.frames.workbooks(stations(), sgz.PREMISES, per="区", **MORE)
        for data in made.values():
            lines = [row[0] or "" for row in opened(data)["汇总"].iter_rows(values_only=True)]
            assert not [line for line in lines if "待确认" in line]

    def test_a_corrected_workbook_is_judged_again(self) -> None:
        made = sgz.frames.workbooks(stations(), sgz.PREMISES, per="区", **MORE)
        book = opened(made["和平区.xlsx"])
        heads = [cell.value for cell in book["场所设置"][1]]
        book["场所设置"].cell(2, heads.index("打印机") + 1).value = "有"
        corrected = BytesIO()
        book.save(corrected)
        again = sgz.workbook.judge(corrected.getvalue(), sgz.PREMISES, on=ON)
        assert verdicts_in({"": again}) == {"乙": WRITTEN[True]}

    def test_members_go_with_their_subject(self) -> None:
        teams = pl.DataFrame(
            {
                "区": ["河西区", "河东区"],
                "站": ["甲", "乙"],
                "合同人数": [1, 2],
                "首份合同签订日期": [date(2021, 7, 23)] * 2,
            }
        )
        workers = pl.DataFrame({"站": ["乙", "甲", "乙"], "姓名": ["丑", "子", "寅"], "全职": ["是", "否", "是"]})
        more: dict[str, Any] = {"on": ON, "by": "站", "columns": {"合同人数": "contracted_headcount"}}
        more |= {"members": {"workers": workers}, "member_columns": {"workers": {"全职": "full_time"}}}
        made = sgz.frames.workbooks(teams, sgz.STAFFING, per="区", order=sgz.District, **more)
        assert [row["姓名"] for row in rows_in(made["河东区.xlsx"], "驻站社工")] == ["丑", "寅"]
        assert [row["姓名"] for row in rows_in(made["河西区.xlsx"], "驻站社工")] == ["子"]
        (row,) = rows_in(made["河西区.xlsx"], "人员配备")
        assert "专职" in row["不符合的要求"]
        more["members"] = {"workers": workers.clear()}
        none = sgz.frames.workbooks(teams, sgz.STAFFING, per="区", **more)
        assert {row["结论"][0] for data in none.values() for row in rows_in(data, "人员配备")} == {WRITTEN[False]}

    def test_two_columns_may_name_the_subject(self) -> None:
        made = sgz.frames.workbooks(stations(), sgz.PREMISES, **told(by=("区", "站点")))
        names = [row["社工站名称"] for row in rows_in(made["场所设置.xlsx"], "场所设置")]
        assert names == ["南开 · 甲", "和平区 · 乙", "— · 丙", "南开区 · 丁"]

    def test_a_subject_with_a_name_of_its_own_keeps_it(self) -> None:
        workers = pl.DataFrame({"编号": [7], "姓名": ["王芳"], "education": [5]})
        made = sgz.frames.workbooks(workers, sgz.QUALIFICATION, on=ON, by="编号")
        (row,) = rows_in(made["社会工作专业资质.xlsx"], "社会工作专业资质")
        assert (row["姓名"], row["学历"], row["编号"]) == ("王芳", 5, 7)

    def test_answers_of_the_table_are_left_out_and_other_columns_stay(self) -> None:
        judged = sgz.frames.check(stations(), sgz.PREMISES, on=ON, columns=COLUMNS, reasons=True, unreadable="unknown")
        (data,) = sgz.frames.workbooks(judged, sgz.PREMISES, **MORE).values()
        (plain,) = sgz.frames.workbooks(stations(), sgz.PREMISES, **MORE).values()
        assert data == plain
        assert "备注" in rows_in(data, "场所设置")[0]

    def test_sources_are_shown(self) -> None:
        mapped = COLUMNS | {"核实": "printer.source"}
        made = sgz.frames.workbooks(stations(核实=["实地检查"] * 4), sgz.PREMISES, **told(columns=mapped))
        assert "（实地检查）" in rows_in(made["场所设置.xlsx"], "场所设置")[1]["不符合的要求"]

    def test_a_heading_that_the_mapping_takes_from_another_column_is_marked_as_the_tables_own(self) -> None:
        table = stations(打印设备=["有"] * 4)
        mapped = COLUMNS | {"打印设备": "printer"}
        made = sgz.frames.workbooks(table, sgz.PREMISES, **told(columns=mapped))
        first = rows_in(made["场所设置.xlsx"], "场所设置")[1]
        assert (first["打印机"], first["原表：打印机（台）"]) == ("有", "无")

    def test_a_column_with_the_heading_of_an_answer_is_marked_so_too(self) -> None:
        made = sgz.frames.workbooks(stations(结论=["合格"] * 4), sgz.PREMISES, **MORE)
        assert {row["原表：结论"] for row in rows_in(made["场所设置.xlsx"], "场所设置")} == {"合格"}

    def test_members_that_a_class_adds_have_no_row(self) -> None:
        plans = pl.DataFrame({"市": ["津"], "所在区": ["和平区"], "planned_stations": [3]})
        made = sgz.frames.workbooks(pl.DataFrame({"市": ["津"]}), sgz.ROLLOUT, on=ON, by="市", members={"plans": plans})
        (data,) = made.values()
        (plan,) = rows_in(data, "区级计划")
        assert "和平区" in plan.values()

    def test_a_ruleset_of_parts_alone_has_workbooks_and_a_template(self) -> None:
        parts = sgz.Ruleset(
            "rooms", sgz.Station, (), zh="场所", en="Rooms", law=sgz.TIANJIN_2021, parts=(("premises", sgz.PREMISES),)
        )
        made = sgz.frames.workbooks(stations(), parts, **MORE)
        assert [row["结论"][0] for row in rows_in(made["场所.xlsx"], "场所")][1] == "?"
        assert "场所" in opened(sgz.workbook.template(parts)).sheetnames


class TestCells:
    def test_values_of_every_kind_reach_the_workbook(self) -> None:
        moment = datetime(2021, 5, 26, 8, tzinfo=UTC)
        table = pd.DataFrame(
            {
                "站点": [101.0, 102.5, float("nan")],
                "打印机": [True, False, None],
                "信用代码": [123456789012345678, 2**53, -(2**53) - 1],
                "面积": [1.5, float("nan"), float("inf")],
                "时刻": [moment, moment, None],
                "清单": [["桌", "椅"], ["桌", None], None],
            }
        )
        made = sgz.frames.workbooks(table, sgz.PREMISES, on=ON, by="站点", mending=False)
        rows = rows_in(made["场所设置.xlsx"], "场所设置")
        assert [row["社工站名称"] for row in rows] == ["101", "102.5", None]
        assert [row["信用代码"] for row in rows] == ["123456789012345678", 2**53, str(-(2**53) - 1)]
        assert [row["面积"] for row in rows] == [1.5, None, "inf"]
        assert rows[0]["时刻"].startswith("2021-05-26 08:00:00+00:00")
        assert [row["清单"] for row in rows] == ["桌、椅", None, None]

    def test_labels_in_lists_are_read(self) -> None:
        table = pl.DataFrame({"站": ["甲"], "emblems": [["TIANJIN"]]})
        made = sgz.frames.workbooks(table, sgz.SIGN, on=ON, by="站")
        (row,) = rows_in(made["统一标识.xlsx"], "统一标识")
        assert row["标识（按顺序）"] == "TIANJIN"


class TestRefused:
    @pytest.mark.parametrize(
        ("changed", "error"),
        [
            ({"per": "街道"}, "^per: '街道' 不可用，应为区、站点"),
            ({"by": "编号"}, "^by: '编号' 不可用"),
            ({"members": {"workers": pa.table({"站点": ["甲"]})}}, "^members: 'workers' 不可用"),
            ({"columns": {"办公桌椅": "desk"}}, r"^columns\['办公桌椅'\]: 'desk' 不可用"),
            ({"order": "和平区"}, "^order: '和平区' 不可用"),
            ({"locale": "fr"}, "^locale: 'fr' 不可用"),
            ({"duplicates": "drop"}, "^duplicates: 'drop' 不可用"),
        ],
        ids=["per", "by", "members", "columns", "order", "locale", "duplicates"],
    )
    def test_by_field_value_and_what_is_allowed(self, changed: dict[str, Any], error: str) -> None:
        with pytest.raises(sgz.SgzlibError, match=error):
            sgz.frames.workbooks(stations(), sgz.PREMISES, **told(**changed))

    def test_orphans_and_copies_as_check_refuses_them(self) -> None:
        teams = pl.DataFrame({"站": ["甲", "甲"], "contracted_headcount": [1, 1]})
        workers = pl.DataFrame({"站": ["乙"], "full_time": [True]})
        more: dict[str, Any] = {"on": ON, "by": "站", "members": {"workers": workers}}
        with pytest.raises(sgz.InvalidValue, match=r"^站\[0, 1\]: '甲'"):
            sgz.frames.workbooks(teams, sgz.STAFFING, **more)
        with pytest.raises(sgz.InvalidValue, match=r"^workers\.站\[0\]: '乙'"):
            sgz.frames.workbooks(teams, sgz.STAFFING, duplicates="keep", **more)
        made = sgz.frames.workbooks(teams, sgz.STAFFING, duplicates="keep", orphans="ignore", **more)
        assert [rows_in(data, "驻站社工") for data in made.values()] == [[]]

    def test_more_rows_than_one_workbook_holds(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reading, "MOST_ROWS", 3)
        with pytest.raises(sgz.InvalidValue, match="请用 per= 分成几个文件"):
            sgz.frames.workbooks(stations(), sgz.PREMISES, **MORE)

    def test_the_extra_is_named_where_it_is_not_installed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "sgzlib.bridges.workbook", None)
        with pytest.raises(ImportError, match=r"sgzlib\[excel\]"):
            sgz.frames.workbooks(stations(), sgz.PREMISES, **MORE)
