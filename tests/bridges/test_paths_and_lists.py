"""A fact of a part goes by its path as by its column, and several labels may stand in a list."""

import sqlite3
from datetime import date
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sgzlib as sgz
from foreign.service_point import POINT_LAW, Point, PointLaw, Room, Trade
from sgzlib.bridges.columns import facts_headed, places_headed
from sgzlib.bridges.frames.tables import table_of
from sgzlib.law import TEXT, Fact, Force, Ruleset, count, fact, includes, part, requirement, subject
from sgzlib.law.facts import facts_of

ON = date(2024, 6, 1)
TYPED: Any = pa.list_(pa.string())


def asked(name: str, rule: Any) -> Any:
    rule.__name__ = name
    return requirement("一", Force.MUST, law=PointLaw, zh="甲", en="a", group="point")(rule)


LIT = asked("lit", lambda point, case: point.room.lit)
MEALS = asked("meals", lambda point, case: includes(point.trades, Trade.MEALS))
HELPED = asked("helped", lambda point, case: count(point.helpers, "trained", case) >= case.law.few)
RULES = Ruleset("point", Point, (LIT, MEALS, HELPED), zh="点", en="Point", law=POINT_LAW)


@subject
class Yard:
    """A yard with a service point (院)."""

    point: Fact[Point] = fact(part(Point), "服务点", "point")


@subject
class House:
    """A house of two rooms, and where one of them is from (房屋)."""

    hall: Fact[Room] = fact(part(Room), "大厅", "hall")
    kitchen: Fact[Room] = fact(part(Room), "厨房", "kitchen")
    origin: Fact[str] = fact(TEXT, "大厅来源", "hall source")


OF_A_YARD = asked("helped", lambda yard, case: count(yard.point.helpers, "trained", case) >= case.law.few)
YARD = Ruleset("point", Yard, (OF_A_YARD,), zh="院", en="Yard", law=POINT_LAW)

pytestmark = pytest.mark.filterwarnings("ignore::sgzlib.bridges.frames.tables.UnknownColumn")


class TestPaths:
    @pytest.mark.parametrize("name", ["room__lit", "room.lit", "场所 · 灯光合格", "灯光合格"])
    def test_a_column_is_headed_by_either(self, name: str) -> None:
        frame = pl.DataFrame({name: [True, False]})
        assert sgz.frames.check(frame, RULES, on=ON)["point.lit"].to_list() == [True, False]
        assert sgz.frames.subjects(frame, Point) == [Point(room=Room(lit=True)), Point(room=Room(lit=False))]
        assert not [problem for problem in sgz.frames.problems(frame, RULES) if problem.kind.name == "HEADING"]

    @pytest.mark.parametrize("fact", ["room__lit", "room.lit"])
    def test_columns_are_mapped_to_either(self, fact: str) -> None:
        frame, columns = pl.DataFrame({"灯": [True, None]}), {"灯": fact}
        assert sgz.frames.check(frame, RULES, on=ON, columns=columns)["point.lit"].to_list() == [True, None]
        assert sgz.frames.subjects(frame, Point, columns=columns)[0] == Point(room=Room(lit=True))
        text = sgz.sql.query(RULES.only("point.lit"), dialect="sqlite", table="t", on=ON, columns=columns)
        database = sqlite3.connect(":memory:")
        database.executescript("CREATE TABLE t(灯); INSERT INTO t VALUES (1), (NULL)")
        assert [row[0] for row in database.execute(text)] == [1, None]

    def test_a_label_that_two_columns_have_heads_neither(self) -> None:
        lit, whole = "灯光合格", "大厅 · 灯光合格"
        assert facts_headed(House, [lit, whole, "kitchen · well lit"]) == {
            "hall__lit": [whole],
            "kitchen__lit": ["kitchen · well lit"],
        }
        assert facts_headed(House, ["大厅来源"]) == {"origin": ["大厅来源"]}
        assert places_headed(House, ["大厅来源", "厨房来源", f"{lit}来源", f"{whole}来源"]) == {
            "厨房来源": "kitchen",
            f"{whole}来源": "hall.lit",
        }

    def test_an_answer_of_a_judged_table_is_no_fact(self) -> None:
        stations = pl.DataFrame({"premises__computer": [True], "premises.printer": [True]})
        with pytest.raises(sgz.InvalidValue, match=r"^frame: 'premises\.printer' .*without a column of that name"):
            sgz.frames.check(stations, sgz.STATION, on=ON)
        judged = sgz.frames.check(stations.select("premises__computer"), sgz.STATION, on=ON)
        (station,) = sgz.frames.subjects(judged.with_columns(pl.lit(True).alias("premises.printer")), sgz.Station)
        assert station == sgz.Station(premises=sgz.Premises(computer=True))
        remedies = sgz.frames.findings(pl.DataFrame({"room.lit": [False], "点": ["东"]}), RULES, by="点", on=ON)
        assert remedies.filter(pl.col("requirement") == "point.lit")["status"].to_list() == ["VIOLATED"]
        report = sgz.frames.report(pl.DataFrame({"room.lit": [False], "点": ["东"]}), RULES, by="点", on=ON)
        section: Any = report.sections[0]
        assert section.assessment.subject == Point(room=Room(lit=False))

    def test_two_columns_of_one_fact_are_refused(self) -> None:
        frame = pl.DataFrame({"room__lit": [True], "room.lit": [False]})
        with pytest.raises(sgz.InvalidValue, match=r"frame: \['room__lit', 'room.lit'\] .*one column for each fact"):
            sgz.frames.check(frame, RULES, on=ON)

    @pytest.mark.parametrize("group", ["point__helpers", "point.helpers"])
    def test_groups_go_by_either(self, group: str) -> None:
        yards = pl.DataFrame({"院": ["东", "西"]})
        helpers = pl.DataFrame({"院": ["东", "东"], "姓名": ["甲", "乙"], "受训": [True, True]})
        columns = {group: {"受训": "trained"}}
        judged = sgz.frames.check_groups(yards, {group: helpers}, YARD, by="院", on=ON, member_columns=columns)
        assert judged["point.helped"].to_list() == [True, False]
        members: dict[str, Any] = {"members": {group: ("helpers", "院")}, "member_columns": columns}
        query = sgz.sql.query(YARD, dialect="sqlite", table="yards", on=ON, keep=["院"], **members)
        database = sqlite3.connect(":memory:")
        database.executescript("CREATE TABLE yards(院); CREATE TABLE helpers(院, 受训)")
        database.executescript(
            "INSERT INTO yards VALUES ('东'), ('西'); INSERT INTO helpers VALUES ('东', 1), ('东', 1)"
        )
        assert sorted(row[:2] for row in database.execute(query)) == [("东", 1), ("西", 0)]
        absent = sgz.sql.query(YARD, dialect="sqlite", table="yards", on=ON, absent=[f"{group}.trained"], **members)
        assert database.execute(absent).fetchall()[0][0] is None
        with pytest.raises(sgz.InvalidValue, match=r"^absent: 'point__helpers\.traned'"):
            sgz.sql.query(YARD, dialect="sqlite", table="yards", on=ON, absent=[f"{group}.traned"])

    @pytest.mark.parametrize("absent", ["point__room__lit", "point.room.lit"])
    def test_an_absent_fact_goes_by_either(self, absent: str) -> None:
        rule = asked("lit", lambda yard, case: yard.point.room.lit)
        rules = Ruleset("point", Yard, (rule,), zh="院", en="Yard", law=POINT_LAW)
        text = sgz.sql.query(rules, dialect="sqlite", table="yards", on=ON, absent=[absent], keep=["院"])
        database = sqlite3.connect(":memory:")
        database.executescript("CREATE TABLE yards(院); INSERT INTO yards VALUES ('东')")
        assert database.execute(text).fetchone()[:2] == ("东", None)


ROWS: list[Any] = [["助餐", "维修"], ["REPAIRS"], [], None, ["meals", None]]
TOLD = [True, False, False, None, None]
ARROW = pa.table({"trades": pa.array(ROWS, TYPED)})
POLARS = pl.DataFrame({"trades": ROWS})
LISTS: dict[str, Any] = {
    "pyarrow": ARROW,
    "pyarrow-large": ARROW.set_column(0, "trades", ARROW["trades"].cast(pa.large_list(pa.large_string()))),
    "polars": POLARS,
    "polars-lazy": POLARS.lazy(),
    "polars-categorical": POLARS.with_columns(pl.col("trades").cast(pl.List(pl.Categorical))),
    "pandas": pd.DataFrame({"trades": pd.Series(ROWS, dtype=object)}),
    "pandas-arrays": ARROW.to_pandas(),
    "pandas-arrow": ARROW.to_pandas(types_mapper=pd.ArrowDtype),
    "duckdb": duckdb.from_arrow(ARROW),
}


class TestLists:
    @pytest.mark.parametrize("engine", LISTS)
    def test_labels_are_read_from_a_list_which_stays_as_it_is(self, engine: str) -> None:
        judged: Any = nw.from_native(sgz.frames.check(LISTS[engine], RULES, on=ON))
        judged = judged.collect() if isinstance(judged, nw.LazyFrame) else judged
        assert [None if truth is pd.NA else truth for truth in judged["point.meals"].to_list()] == TOLD
        assert judged.columns[0] == "trades"
        assert "_sgz" not in "".join(judged.columns)
        points: list[Any] = sgz.frames.subjects(LISTS[engine], Point)
        read = [point.trades for point in points]
        assert read == [(Trade.MEALS, Trade.REPAIRS), (Trade.REPAIRS,), (), sgz.UNKNOWN, sgz.UNKNOWN]

    def test_a_list_is_joined_once(self) -> None:
        table, trades = table_of(ARROW), facts_of(Point)["trades"]
        assert [table.dtype("trades", trades) for _ in range(2)] == [nw.String()] * 2
        assert len(table.frame().columns) == len(ARROW.column_names) + 1

    def test_what_is_no_label_is_refused_by_its_row(self) -> None:
        frame = pl.DataFrame({"trades": [["助餐"], ["助餐", "修鞋"]]})
        with pytest.raises(sgz.InvalidValue, match=r"^trades\[1\]: '助餐、修鞋'"):
            sgz.frames.check(frame, RULES, on=ON)
        (problem,) = (each for each in sgz.frames.problems(frame, RULES) if each.kind.name == "CELL")
        assert (problem.column, problem.value, problem.rows) == ("trades", "助餐、修鞋", (1,))
        judged = sgz.frames.check(frame, RULES, on=ON, unreadable="unknown")
        assert judged["point.meals"].to_list() == [True, None]

    @pytest.mark.parametrize("rows", [[[1]], [[["助餐"]]]])
    def test_a_list_of_anything_else_is_refused(self, rows: Any) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^trades\[0\]: "):
            sgz.frames.check(pl.DataFrame({"trades": rows}), RULES, on=ON)
