"""Rows as subjects and back, on the engines that hold tables in memory and on the others."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import attrs
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sgzlib as sgz
from bridges.frames.tabled import IN_MEMORY, LAZY
from foreign.county_library import Branch, Genre, Hall, Rank, Volunteer
from sgzlib.bridges import strategies
from sgzlib.law import UNKNOWN
from sgzlib.law.facts import facts_of, is_subject

EVERY = pytest.mark.parametrize("engine", (IN_MEMORY | LAZY).values(), ids=list(IN_MEMORY | LAZY))
CLASSES = (sgz.Worker, sgz.Station, sgz.Contractor, sgz.FundingSource, sgz.BudgetLine, Branch, Volunteer)


def flat(subject: Any) -> Any:
    """Return what one row can say of a subject: no groups, and a part of which nothing is known is not known."""
    changed: dict[str, Any] = {}
    for name, fact in facts_of(type(subject)).items():
        if is_subject(fact.kind.members):
            value = UNKNOWN if fact.kind.several else getattr(subject, name)
            nothing = value is UNKNOWN or flat(value) == fact.kind.members()  # type: ignore[misc]
            changed[name] = UNKNOWN if nothing else flat(value)
    return attrs.evolve(subject, **changed)


class TestBack:
    @pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
    @pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
    @settings(max_examples=5)
    @given(st.data())
    def test_subjects_that_become_a_table_are_the_same_again(self, cls: Any, backend: str, data: st.DataObject) -> None:
        made = [flat(one) for one in data.draw(st.lists(strategies.subject(cls), max_size=4))]
        assert sgz.frames.subjects(sgz.frames.table(made, cls, backend=backend), cls) == made

    def test_another_backend_is_refused(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^backend: 'excel' .*one of polars, pandas, pyarrow"):
            sgz.frames.table([], sgz.Worker, backend="excel")

    @pytest.mark.parametrize("cls", [dict, 3])
    def test_what_has_no_facts_is_refused(self, cls: Any) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^cls: .*a class of facts"):
            sgz.frames.table([], cls)
        with pytest.raises(sgz.InvalidType, match=r"^cls: .*a class of facts"):
            sgz.frames.subjects(pl.DataFrame(), cls)


class TestRows:
    @EVERY
    def test_a_row_is_a_subject_and_a_bad_one_stands_by_itself(self, engine: Any) -> None:
        table = engine(
            pa.table(
                {
                    "姓名": ["王芳", "李强", "张敏"],
                    "学历": ["本科", "博士后", "不详"],
                    "到岗日期": ["2021年8月1日", "八月", "尚未"],
                    "学时": pa.array([Decimal(72), None, Decimal("0.5")]),
                    "电话": ["1", "2", "3"],
                }
            )
        )
        first, bad, last = sgz.frames.subjects(table, sgz.Worker, columns={"学时": "continuing_education_hours"})
        assert first == sgz.Worker(
            name="王芳",
            education=sgz.Education.BACHELOR,
            posted_on=date(2021, 8, 1),
            continuing_education_hours=72,
        )
        assert isinstance(bad, sgz.interchange.InvalidDocument)
        assert [(one.field, one.value) for one in bad.problems] == [
            ("education[1]", "博士后"),
            ("posted_on[1]", "八月"),
        ]
        assert last == sgz.Worker(name="张敏", posted_on=sgz.NOT_YET, continuing_education_hours=Decimal("0.5"))

    def test_what_contradicts_itself_stands_by_itself(self) -> None:
        table = pl.DataFrame({"统一社会信用代码": ["91120118MA06ABCD1Y", None], "依法登记的社会组织": ["是", "是"]})
        bad, good = sgz.frames.subjects(table, sgz.Contractor)
        assert isinstance(bad, sgz.interchange.InvalidDocument)
        assert good == sgz.Contractor(registered=True)

    def test_a_mixed_column_of_pandas_is_read_cell_by_cell(self) -> None:
        days = [datetime(2021, 8, 1), date(2021, 8, 2), "2021.8.3", None, pd.NaT, 20210804]  # noqa: DTZ001 - a cell
        found = sgz.frames.subjects(pd.DataFrame({"posted_on": pd.Series(days, dtype=object)}), sgz.Worker)
        assert [one.posted_on for one in found] == [  # type: ignore[union-attr]
            date(2021, 8, 1),
            date(2021, 8, 2),
            date(2021, 8, 3),
            UNKNOWN,
            UNKNOWN,
            date(2021, 8, 4),
        ]

    def test_numbers_with_gaps_and_ranks_are_whole_again(self) -> None:
        table = pd.DataFrame({"年数": [2.0, None], "等级": [3.0, None], "座位数": [20, 1], "小说": ["x", "y"]})
        assert sgz.frames.subjects(table, Branch) == [
            Branch(years=2, rank=Rank.FIRST, hall=Hall(seats=20)),
            Branch(hall=Hall(seats=1)),
        ]

    def test_an_empty_cell_is_unknown(self) -> None:
        table = pl.DataFrame({"stations": [2, None], "years": [1, 1]})
        assert sgz.frames.subjects(table, sgz.Budget) == [sgz.Budget(stations=2, years=1), sgz.Budget(years=1)]
        assert sgz.frames.subjects(table.select("stations"), sgz.Budget)[1] == sgz.Budget()

    def test_several_labels_are_read_in_either_language(self) -> None:
        table = pl.DataFrame({"genres": ["小说、science", "", None, "无", "不详"]})
        found = [one.genres for one in sgz.frames.subjects(table, Branch)]  # type: ignore[union-attr]
        assert found == [(Genre.NOVELS, Genre.SCIENCE), (), UNKNOWN, (), UNKNOWN]

    def test_a_float_is_no_money_and_keeps_hours_as_they_are_written(self) -> None:
        table = pl.DataFrame({"县拨经费": [0.5]})
        (bad,) = sgz.frames.subjects(table, Branch)
        assert "0.5 不可用，应为非负、精确到分的 Decimal 或 int" in str(bad)
        (worker,) = sgz.frames.subjects(pl.DataFrame({"continuing_education_hours": [0.1]}), sgz.Worker)
        assert worker.continuing_education_hours == Decimal("0.1")  # type: ignore[union-attr]

    def test_a_table_without_a_fact_is_refused(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^frame: \['电话'\] .*a column named after a fact, such as name"):
            sgz.frames.subjects(pl.DataFrame({"电话": ["1"]}), sgz.Worker)

    def test_a_subject_of_another_class_is_refused(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^subjects\[1\]: .*a Premises"):
            sgz.frames.table([sgz.Premises(), sgz.Worker()], sgz.Premises)

    def test_a_day_that_no_year_has_is_no_day(self) -> None:
        (bad,) = sgz.frames.subjects(pl.DataFrame({"posted_on": ["2021.2.30"]}), sgz.Worker)
        assert "2021-05-26" in str(bad)

    def test_a_group_is_no_column(self) -> None:
        (team,) = sgz.frames.subjects(pl.DataFrame({"驻站社工": [3], "购买合同约定人数": [3]}), sgz.Team)
        assert team == sgz.Team(contracted_headcount=3)
