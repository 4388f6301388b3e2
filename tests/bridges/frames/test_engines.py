"""Every engine, every ruleset, many rows: a million in memory, a hundred thousand on Dask and PySpark."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

import narwhals as nw
import pyarrow as pa
import pytest

import sgzlib as sgz
from bridges.frames.left_out import left_out
from bridges.frames.seeded import ON, Large
from bridges.frames.tabled import (
    IN_MEMORY,
    LAZY,
    arrow_of,
    in_pyspark,
    judged,
    prefixes,
    scalar,
    spark_session,
    with_groups_known,
)
from sgzlib import RULESETS, TIANJIN_2021, Ruleset

pytestmark = pytest.mark.engines

MILLION, FEWER = 1_000_000, 100_000
EVERY_RULESET = pytest.mark.parametrize(
    "ruleset",
    [pytest.param(ruleset, id=name, marks=pytest.mark.xdist_group(name)) for name, ruleset in RULESETS.items()],
)
WHOLE = IN_MEMORY | {name: engine for name, engine in LAZY.items() if name != "dask"}


@lru_cache(maxsize=2)
def large(name: str, rows: int) -> Large:
    return Large(RULESETS[name], rows, ON, TIANJIN_2021)


def agree(engine: Any, ruleset: Ruleset, rows: int) -> None:
    """Judge the table on an engine, and hold every answer of every row against the scalar check."""
    made = large(ruleset.name, rows)
    if not made.members:
        judged = sgz.frames.check(engine(made.table), ruleset, on=ON)
    else:
        members = {path: engine(table) for path, table in made.members.items()}
        judged = sgz.frames.check_groups(engine(made.table), members, ruleset, by="team", on=ON, duplicates="keep")
    table = arrow_of(judged)
    answers = [name for name in table.column_names if name.startswith(tuple(f"{r}." for r in prefixes(ruleset)))]
    found = table.select(["row", *answers, "verdict"]).sort_by("row").drop_columns("row")
    assert found.num_rows == rows
    for at, name in enumerate([*answers, "verdict"]):
        assert found.column(name).combine_chunks().cast(pa.bool_()).equals(made.expected.column(at).combine_chunks()), (
            name
        )


@pytest.mark.parametrize("engine", WHOLE.values(), ids=list(WHOLE))
@EVERY_RULESET
def test_a_million_rows_in_memory(ruleset: Ruleset, engine: Any) -> None:
    agree(engine, ruleset, MILLION)


@EVERY_RULESET
def test_a_hundred_thousand_rows_on_dask(ruleset: Ruleset) -> None:
    agree(LAZY["dask"], ruleset, FEWER)


def by_ibis(table: Any) -> Any:
    return pytest.importorskip("ibis").memtable(table)


def by_sqlframe(table: Any) -> Any:
    session = pytest.importorskip("sqlframe.duckdb").DuckDBSession()
    rows = [tuple(row.values()) for row in table.to_pylist()]
    return session.createDataFrame(rows, schema=", ".join(f"{name} string" for name in table.column_names))


@pytest.mark.parametrize("engine", [by_ibis, by_sqlframe])
def test_a_few_rows_on_ibis_and_sqlframe(engine: Any) -> None:
    texts = {"education": ["本科", "大专", None], "certificate": ["无证书", "助理社会工作师", "NONE"]}
    days = {"certificate_passed_on": ["2018-06-17", "2018-06-17", None], "registered": ["是", "否", None]}
    hours = {"continuing_education_hours": ["72", "10", None], "social_work_major": ["是", "否", None]}
    table = pa.table(texts | days | hours | {"registration_expires": ["2023-05-31", "2022-02-28", None]})
    judged = sgz.frames.check(engine(table), sgz.QUALIFICATION, on=ON, reasons=True)
    expected = sgz.frames.check(table, sgz.QUALIFICATION, on=ON, reasons=True)
    assert nw.from_native(judged).collect("pyarrow").to_native().to_pylist() == expected.to_pylist()
    report = sgz.frames.report(engine(table), sgz.QUALIFICATION, on=ON)
    assert report.to_dict() == sgz.frames.report(table, sgz.QUALIFICATION, on=ON).to_dict()


@pytest.fixture(scope="module")
def spark() -> Any:
    return spark_session()


@pytest.mark.filterwarnings("ignore")
class TestPySpark:
    @EVERY_RULESET
    def test_a_hundred_thousand_rows(self, spark: Any, ruleset: Ruleset) -> None:
        agree(spark.createDataFrame, ruleset, FEWER)

    @EVERY_RULESET
    def test_a_column_left_out_is_unknown_in_every_row(self, spark: Any, ruleset: Ruleset) -> None:
        for each in left_out(ruleset):
            assert each.judged(spark.createDataFrame, ruleset) == each.expected, each.what

    def test_a_table_stays_one_of_its_own_whatever_its_columns_are_called(self, spark: Any) -> None:
        table = spark.createDataFrame(pa.table({"a.b": [1], "registered": [True], "full_time": [None]}))
        judged = sgz.frames.check(table, sgz.QUALIFICATION, on=ON, reasons=True)
        assert type(judged) is type(table)
        assert judged.columns[:3] == ["a.b", "registered", "full_time"]

    def test_findings_reports_and_needs_are_those_of_a_table_in_memory(self, spark: Any) -> None:
        teams = pa.table({"station": ["a", "b", "c"], "area": ["x", "x", "y"], "contracted_headcount": [1, 2, None]})
        workers = pa.table({"station": ["a", "b"], "full_time": [True, None], "trained": [False, True]})
        told = []
        for made in (spark.createDataFrame, IN_MEMORY["pyarrow"]):
            table = made(teams)
            more: dict[str, Any] = {"by": "station", "on": ON, "members": {"workers": made(workers)}}
            found = sgz.frames.findings(table, sgz.STAFFING, **more)
            rows = found.toArrow() if hasattr(found, "toArrow") else found
            told.append(
                (
                    sorted(tuple(row.values()) for row in rows.to_pylist()),
                    sgz.frames.report(table, sgz.STAFFING, group="area", **more).to_dict(),
                    list(map(repr, sgz.frames.questions(table, sgz.STAFFING, **more))),
                    list(map(repr, sgz.frames.remedies(table, sgz.STAFFING, **more).acts)),
                    repr(sgz.frames.affordable(table, sgz.STAFFING, 9, {"workers": 1}, **more)),
                )
            )
        assert told[0] == told[1]

    def test_where_time_runs_out_on_a_sunday_it_is_open_until_monday(self) -> None:
        signed = [date(2022, 7, day) for day in range(1, 8)]
        teams: list[Any] = [
            sgz.Team(
                contracted_headcount=1,
                contract_signed_on=day,
                posted_in_full_on=day + timedelta(days=by),
                service_started_on=day,
            )
            for day in signed
            for by in range(15, 19)
        ]
        expected = scalar(sgz.STAFFING, map(with_groups_known, teams), ON, TIANJIN_2021)
        assert {True, False, None} == {answers[7] for answers in expected}
        assert judged(in_pyspark, sgz.STAFFING, list(map(with_groups_known, teams)), ON, TIANJIN_2021) == expected

    def test_an_unknown_label_is_refused_by_the_value(self, spark: Any) -> None:
        table = spark.createDataFrame(pa.table({"education": ["博士后"]}))
        with pytest.raises(sgz.InvalidValue, match=r"^education: '博士后' 不可用"):
            sgz.frames.check(table, sgz.QUALIFICATION, on=ON)

    def test_a_time_is_no_date(self, spark: Any) -> None:
        table = spark.createDataFrame(pa.table({"registration_expires": [datetime(2023, 5, 31, 8)]}))  # noqa: DTZ001
        with pytest.raises(sgz.SgzlibError, match=r"^registration_expires: .* 不可用，应为日期"):
            sgz.frames.check(table, sgz.QUALIFICATION, on=ON)

    def test_a_float_is_no_money(self, spark: Any) -> None:
        table = spark.createDataFrame(pa.table({"b": [1], "unit_price": [0.1], "quantity": [1]}))
        with pytest.raises(sgz.InvalidType, match=r"^unit_price: 0\.1 不可用，应为非负、精确到分的 Decimal"):
            sgz.frames.check_budgets(table, by="b", on=ON)
