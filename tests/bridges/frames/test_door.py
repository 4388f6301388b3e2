"""What a table may hold and what is refused at the door: by column and first bad row, on every engine."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from decimal import Decimal
from threading import Event
from types import SimpleNamespace
from typing import Any

import dask.dataframe as dd
import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sgzlib as sgz
from bridges.frames.tabled import IN_MEMORY, LAZY, answers, to_dask
from equipped import EQUIPPED
from sgzlib.bridges.frames.column_reader import warn_of_missing
from sgzlib.bridges.frames.tables import Quietly
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.groups import includes
from sgzlib.law.kinds import COUNT, HOURS, TEXT, YEAR, YES_NO, YUAN, choice, many
from sgzlib.law.labels import Labelled, Ordered
from sgzlib.tianjin.policy import requirement
from sgzlib.tianjin.purchase.budget import QUANTITY

ON = date(2022, 3, 1)
WORKER: dict[str, Any] = {
    "education": ["本科", None],
    "social_work_major": [True, True],
    "certificate": ["无证书", "无证书"],
    "certificate_passed_on": pa.array([None, None], pa.date32()),
    "registered": [True, True],
    "registration_expires": [date(2023, 5, 31), date(2023, 5, 31)],
    "continuing_education_hours": [72, 72],
}
STRICT = sgz.TIANJIN_2021.under(
    registration_scope=sgz.RegistrationScope.EVERYONE, education_due=sgz.EducationDue.ALWAYS
)
ENGINES = IN_MEMORY | LAZY
ROWS = pytest.mark.parametrize("engine", IN_MEMORY.values(), ids=list(IN_MEMORY))
EVERY = pytest.mark.parametrize("engine", ENGINES.values(), ids=list(ENGINES))


class Stream:
    """A table of an engine that nobody here knows, which gives an Arrow stream."""

    def __init__(self, table: Any) -> None:
        self._table = table

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._table.__arrow_c_stream__(requested_schema)


class Rating(Ordered):
    """What the tests rate by."""

    LOW = 1, "低", "low"
    HIGH = 2, "高", "high"


class Colour(Labelled):
    """What the tests paint with."""

    RED = "红", "red"
    GREEN = "绿", "green"


@subject
class Thing:
    """One fact of each kind that no rule of the library asks of a table."""

    open: Fact[bool] = fact(YES_NO, "开放", "open")
    people: Fact[int] = fact(COUNT, "人数", "people")
    hours: Fact[int | Decimal] = fact(HOURS, "时数", "hours")
    year: Fact[int] = fact(YEAR, "年度", "year")
    quantity: Fact[int | Decimal] = fact(QUANTITY, "数量", "quantity")
    price: Fact[Decimal] = fact(YUAN, "价格", "price")
    name: Fact[str] = fact(TEXT, "名称", "name")
    ratings: Fact[tuple[Rating, ...]] = fact(many(Rating), "评级", "ratings")
    colour: Fact[Colour] = fact(choice(Colour), "颜色", "colour")
    rating: Fact[Rating] = fact(choice(Rating), "等级", "rating")


def ruleset(rule: Any) -> sgz.Ruleset:
    """Make a ruleset of one rule on things."""
    made = requirement("三(一)", sgz.Force.MUST, zh="成立", en="holds", group="thing")(rule)
    return sgz.Ruleset("thing", Thing, (made,), zh="物", en="Thing", law=sgz.TIANJIN_2021)


def verdicts(table: Any, rule: Any, **more: Any) -> list[bool | None]:
    """Give the verdicts of a table of things by one rule."""
    found: list[bool | None] = pl.DataFrame(sgz.frames.check(table, ruleset(rule), on=ON, **more))["verdict"].to_list()
    return found


def worker(**changed: list[Any]) -> dict[str, list[Any]]:
    return WORKER | changed


class TestLabels:
    @pytest.mark.parametrize("written", ["BACHELOR", "本科", "bachelor"])
    @EVERY
    def test_a_label_is_taken_by_its_name_and_in_either_language(self, engine: Any, written: str) -> None:
        table = pa.table({**worker(education=[written, "小学"]), "row": [0, 1]})
        judged = sgz.frames.check(engine(table), sgz.QUALIFICATION, on=ON)
        assert [row[-1] for row in answers(judged, sgz.QUALIFICATION)] == [True, False]

    @EVERY
    def test_a_rank_is_taken_where_the_labels_have_an_order(self, engine: Any) -> None:
        table = pa.table({**worker(education=[5, 1], certificate=[0, None]), "row": [0, 1]})
        judged = sgz.frames.check(engine(table), sgz.QUALIFICATION, on=ON)
        assert [row[0] for row in answers(judged, sgz.QUALIFICATION)] == [True, None]

    @ROWS
    def test_an_unknown_label_is_refused_by_its_row(self, engine: Any) -> None:
        table = engine(pa.table(worker(education=["本科", "博士后"])))
        with pytest.raises(sgz.InvalidValue, match=r"^education\[1\]: '博士后' 不可用，应为PRIMARY（小学）"):
            sgz.frames.check(table, sgz.QUALIFICATION, on=ON)

    @ROWS
    def test_a_rank_that_there_is_not_is_refused_by_its_row(self, engine: Any) -> None:
        table = engine(pa.table(worker(education=[None, 8])))
        with pytest.raises(sgz.InvalidValue, match=r"^education\[1\]: 8(\.0)? 不可用"):
            sgz.frames.check(table, sgz.QUALIFICATION, on=ON)

    @pytest.mark.parametrize("engine", [pl.LazyFrame, duckdb.from_arrow], ids=["polars-lazy", "duckdb"])
    def test_a_lazy_table_is_refused_when_it_is_checked_by_the_value(self, engine: Any) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^education: '博士后' 不可用"):
            sgz.frames.check(engine(pa.table(worker(education=["本科", "博士后"]))), sgz.QUALIFICATION, on=ON)

    def test_a_dask_table_is_refused_when_it_is_computed(self) -> None:
        table = to_dask(pa.table(worker(education=["本科", "博士后"])).to_pandas(types_mapper=pd.ArrowDtype))
        judged = sgz.frames.check(table, sgz.QUALIFICATION, on=ON)
        with pytest.raises(sgz.InvalidValue, match=r"^education\[1\]: '博士后' 不可用"):
            judged.compute()

    def test_lines_of_budgets_in_a_dask_table_are_judged_group_by_group(self) -> None:
        lines = pa.table(
            {"b": ["一", "二", None], "category": ["服务活动"] * 3, "unit_price": [100, 200, 300], "quantity": [1] * 3}
        )
        with pytest.warns(sgz.frames.UnknownColumn):
            judged = sgz.frames.check_budgets(
                to_dask(lines.to_pandas(types_mapper=pd.ArrowDtype)), by="b", on=ON, orphans="ignore"
            )
        told = judged.compute().sort_values("b")
        assert told["b"].to_list() == ["一", "二"]

    def test_categorical_text_is_text(self) -> None:
        table = pl.DataFrame(
            worker(), schema_overrides={"education": pl.Categorical, "certificate": pl.Enum(["无证书"])}
        )
        assert sgz.frames.check(table, sgz.QUALIFICATION, on=ON)["verdict"].to_list() == [True, None]

    def test_a_number_is_no_label_where_the_labels_have_no_order(self) -> None:
        table = pl.DataFrame({"colour": ["红", "GREEN", None]})
        assert verdicts(table, lambda thing, _case: thing.colour == Colour.RED) == [True, False, None]
        with pytest.raises(sgz.InvalidType, match=r"^colour\[0\]: 1 不可用，应为RED（红）"):
            verdicts(pl.DataFrame({"colour": [1]}), lambda thing, _case: thing.colour == Colour.RED)


class TestSeveralLabels:
    TABLE = pl.DataFrame({"ratings": ["低、HIGH", "high", "", None]})

    def test_they_are_joined_and_may_be_none(self) -> None:
        rule = lambda thing, case: includes(thing.ratings, Rating.LOW, Rating.HIGH)  # noqa: E731
        assert verdicts(self.TABLE, rule) == [True, False, False, None]

    def test_a_label_is_not_found_inside_another(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^ratings\[0\]: '低高' 不可用"):
            verdicts(pl.DataFrame({"ratings": ["低高"]}), lambda thing, _case: includes(thing.ratings, Rating.LOW))

    def test_a_list_of_numbers_is_refused(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^ratings\[0\]: "):
            verdicts(pl.DataFrame({"ratings": [[1]]}), lambda thing, _case: includes(thing.ratings, Rating.LOW))


class TestTypes:
    @pytest.mark.parametrize(
        ("column", "cells", "message"),
        [
            ("registered", [None, 1], r"^registered\[1\]: 1(\.0)? 不可用，应为是或否"),
            ("education", [True, False], r"^education\[0\]: True 不可用"),
        ],
    )
    @ROWS
    def test_a_column_of_another_type_is_refused_by_its_first_cell(
        self, engine: Any, column: str, cells: list[Any], message: str
    ) -> None:
        with pytest.raises(sgz.InvalidType, match=message):
            sgz.frames.check(engine(pa.table(worker(**{column: cells}))), sgz.QUALIFICATION, on=ON)

    def test_a_column_of_another_type_without_a_cell_is_refused_by_its_type(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^registered: 'Int64' 不可用，应为是或否"):
            sgz.frames.check(pl.DataFrame(worker(registered=[1, 0])).clear(), sgz.QUALIFICATION, on=ON)

    @ROWS
    def test_a_float_is_no_money(self, engine: Any) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^price\[1\]: 250000\.5 不可用，应为非负、精确到分的 Decimal"):
            verdicts(engine(pa.table({"price": [None, 250000.5]})), lambda thing, _case: thing.price >= 1)

    @pytest.mark.parametrize("engine", [pl.DataFrame, lambda table: table], ids=["polars", "pyarrow"])
    def test_nor_is_a_whole_one_where_a_column_of_whole_numbers_may_have_gaps(self, engine: Any) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^price\[1\]: 250000\.0 不可用"):
            verdicts(engine(pa.table({"price": [None, 250000.0]})), lambda thing, _case: thing.price >= 1)

    @pytest.mark.parametrize("cells", [[Decimal("249999.99"), Decimal(250_000)], [249_999, 250_000]])
    @EVERY
    def test_decimals_and_whole_numbers_are_money(self, engine: Any, cells: list[Any]) -> None:
        table = engine(pa.table({"price": pa.array(cells), "row": [0, 1]}))
        rule = ruleset(lambda thing, case: thing.price >= case.law.yearly_amount)
        assert [row[-1] for row in answers(sgz.frames.check(table, rule, on=ON), rule)] == [False, True]

    def test_money_has_no_part_of_a_fen(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^price\[1\]: Decimal\('0\.125'\) 不可用"):
            verdicts(
                pl.DataFrame({"price": [Decimal("0.250"), Decimal("0.125")]}), lambda thing, _case: thing.price >= 1
            )

    @ROWS
    def test_a_time_is_no_date(self, engine: Any) -> None:
        cells = [datetime(2023, 5, 31), datetime(2023, 5, 31, 8, 30)]  # noqa: DTZ001 - a table's times have no zone
        with pytest.raises(sgz.InvalidValue, match=r"^registration_expires\[1\]: .*8, 30.* 不可用，应为日期"):
            sgz.frames.check(engine(pa.table(worker(registration_expires=cells))), sgz.QUALIFICATION, on=ON)

    @ROWS
    def test_midnights_are_dates(self, engine: Any) -> None:
        cells = [datetime(2023, 5, 31), None]  # noqa: DTZ001 - a table's times have no zone
        table = engine(pa.table({**worker(registration_expires=cells), "row": [0, 1]}))
        judged = answers(sgz.frames.check(table, sgz.QUALIFICATION, on=ON, policy=STRICT), sgz.QUALIFICATION)
        assert [row[1] for row in judged] == [True, None]

    def test_a_time_in_a_zone_is_no_date(self) -> None:
        cells = pl.Series([datetime(2023, 5, 31)] * 2).dt.replace_time_zone("Asia/Shanghai")  # noqa: DTZ001 - given here
        with pytest.raises(sgz.InvalidType, match=r"^registration_expires\[0\]: "):
            sgz.frames.check(pl.DataFrame(worker()).with_columns(registration_expires=cells), sgz.QUALIFICATION, on=ON)

    def test_text_is_compared_whatever_holds_it(self) -> None:
        table = pl.DataFrame({"name": pl.Series(["甲", None], dtype=pl.Categorical)})
        assert verdicts(table, lambda thing, _case: thing.name == "甲") == [True, None]
        with pytest.raises(sgz.InvalidType, match=r"^name\[0\]: 1 不可用，应为非空"):
            verdicts(pl.DataFrame({"name": [1]}), lambda thing, _case: thing.name == "甲")


class TestNumbers:
    def test_not_a_number_is_unknown(self) -> None:
        table = pl.DataFrame({"hours": [float("nan"), 72.5, None]})
        assert verdicts(table, lambda thing, case: thing.hours >= case.law.assistant_hours) == [None, True, None]

    @pytest.mark.parametrize("cell", [-1, -0.5, float("inf"), Decimal(-1)])
    def test_a_number_that_means_nothing_is_refused_by_its_row(self, cell: Any) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^hours\[1\]: .* 不可用，应为非负"):
            verdicts(pl.DataFrame({"hours": [None, cell]}), lambda thing, _case: thing.hours >= 1)

    def test_trusted_cells_are_not_looked_at(self) -> None:
        table = pl.DataFrame({"hours": [-1], "rating": ["不明"]})
        assert verdicts(table, lambda thing, _case: thing.hours >= 1, trust=True) == [False]
        assert verdicts(table, lambda thing, _case: thing.rating >= Rating.LOW, trust=True) == [None]

    def test_pandas_counts_with_gaps_are_whole_again(self) -> None:
        table = pd.DataFrame({"people": [1.0, None]})
        judged = sgz.frames.check(table, ruleset(lambda thing, _case: thing.people >= 1), on=ON)
        assert judged["verdict"].to_list() == [True, pd.NA]

    def test_part_of_a_person_is_refused(self) -> None:
        rule = ruleset(lambda thing, _case: thing.people >= 1)
        with pytest.raises(sgz.InvalidType, match=r"^people\[1\]: 1\.5 不可用，应为非负整数"):
            sgz.frames.check(pd.DataFrame({"people": [1.0, 1.5]}), rule, on=ON)
        with pytest.raises(sgz.InvalidType, match=r"^people\[0\]: 1\.0 不可用，应为非负整数"):
            sgz.frames.check(pl.DataFrame({"people": [1.0]}), rule, on=ON)


class TestBounds:
    """What a constructor takes a column takes, and what a constructor refuses a column refuses."""

    CELLS: tuple[tuple[str, Any], ...] = (
        *(("people", cell) for cell in (-1, 0, 10**9, 10**9 + 1, 2**62)),
        *(("year", cell) for cell in (0, 1, 9999, 10_000)),
        *(("hours", cell) for cell in (-1, 999_999, 10**6)),
        *(("quantity", cell) for cell in (0, 1, 10**10 - 1, 10**10)),
        *(("price", cell) for cell in (-1, 10**16 - 1, 10**16)),
        *(
            ("hours", Decimal(cell))
            for cell in ("-0.1", "999999.999999", "999999.9999999", "0.0000001", "72.5000000", "1000000.0", "1E+20")
        ),
        *(
            ("quantity", Decimal(cell))
            for cell in ("-1", "0", "0.000001", "0.0000001", "9999999999.999999", "10000000000.5", "1E+15")
        ),
        *(
            ("price", Decimal(cell))
            for cell in (
                "-0.01",
                "-1E+20",
                "9.999",
                "9999999999999999.99",
                "10000000000000000.00",
                "1E+35",
                "1.001",
                "1.000",
            )
        ),
    )

    @pytest.mark.parametrize(("name", "cell"), CELLS)
    @EVERY
    def test_tables_and_objects_agree_on_them(self, engine: Any, name: str, cell: Any) -> None:
        facts: Any = {name: cell}
        try:
            taken = getattr(Thing(**facts), name) == cell
        except sgz.InvalidValue:
            taken = False
        rule = ruleset(lambda thing, _case: getattr(thing, name) >= 0)
        table = engine(pa.table({name: pa.array([type(cell)(1), cell]), "row": [0, 1]}))
        if taken:
            assert [row[-1] for row in answers(sgz.frames.check(table, rule, on=ON), rule)] == [True, True]
        else:
            with pytest.raises(sgz.InvalidValue, match=rf"^{name}(\[[01]\])?: .* 不可用，应为"):
                answers(sgz.frames.check(table, rule, on=ON), rule)

    @EVERY
    def test_hours_that_are_floats_have_them_too(self, engine: Any) -> None:
        rule = ruleset(lambda thing, _case: thing.hours >= 0)
        table = engine(pa.table({"hours": [None, 0.0, 999_999.5], "row": [0, 1, 2]}))
        assert [row[-1] for row in answers(sgz.frames.check(table, rule, on=ON), rule)] == [None, True, True]
        for cell in (1e6, 1e300):
            table = engine(pa.table({"hours": [None, cell], "row": [0, 1]}))
            with pytest.raises(sgz.InvalidValue, match=r"^hours(\[[01]\])?: .* 不可用，应为非负、小于一百万"):
                answers(sgz.frames.check(table, rule, on=ON), rule)

    @pytest.mark.parametrize(
        ("name", "least", "most"),
        [
            ("people", 0, 10**9),
            ("hours", 0, 10**6 - 1),
            ("year", 1, 9999),
            ("quantity", 1, 10**10 - 1),
            ("price", 0, 10**16 - 1),
            ("rating", 1, 2),
        ],
    )
    @pytest.mark.parametrize("bits", [8, 16, 32, 64])
    @pytest.mark.parametrize("signed", ["Int", "UInt"])
    def test_every_type_of_whole_numbers_has_them_at_its_ends(
        self, signed: str, bits: int, name: str, least: int, most: int
    ) -> None:
        dtype: Any = getattr(pl, f"{signed}{bits}")
        rule = lambda thing, _case: getattr(thing, name) >= (Rating.LOW if name == "rating" else 1)  # noqa: E731
        for end in pl.select(low=dtype.min(), high=dtype.max()).row(0):
            table = pl.DataFrame({name: pl.Series([1, None, end], dtype=dtype)})
            if least <= end <= most:
                assert verdicts(table, rule) == [True, None, end >= 1]
            else:
                with pytest.raises(sgz.InvalidValue, match=rf"^{name}\[2\]: {end} 不可用"):
                    verdicts(table, rule)

    @EVERY
    def test_a_column_without_a_known_cell_has_none_beyond_them(self, engine: Any) -> None:
        rule = ruleset(lambda thing, _case: (thing.people >= 1) & (thing.rating >= Rating.LOW))
        nobody = pa.array([None], pa.int64())
        for text in (pa.int64(), pa.string()):
            table = engine(pa.table({"people": nobody, "rating": pa.array([None], text), "row": [0]}))
            assert [row[-1] for row in answers(sgz.frames.check(table, rule, on=ON), rule)] == [None]

    def test_gigantic_decimals_of_pandas_are_refused_by_their_row(self) -> None:
        for name, gigantic in (("price", "1E+999999999"), ("hours", "1E-999999999")):
            table = pd.DataFrame({name: pd.Series([Decimal(1), Decimal(gigantic)], dtype=object)})
            with pytest.raises(sgz.InvalidValue, match=rf"^{name}\[1\]: Decimal\('1E[+-]999999999'\) 不可用"):
                verdicts(table, lambda thing, _case, name=name: getattr(thing, name) >= 0)


class TestPlainPandas:
    def test_a_cell_of_another_type_is_refused_by_its_row(self) -> None:
        table = pd.DataFrame({"open": pd.Series([True, None, "是"], dtype=object)})
        with pytest.raises(sgz.InvalidType, match=r"^open\[2\]: '是' 不可用，应为是或否"):
            sgz.frames.check(table, ruleset(lambda thing, _case: thing.open), on=ON)

    def test_labels_and_ranks_do_not_mix(self) -> None:
        table = pd.DataFrame({"rating": pd.Series(["低", 2], dtype=object)})
        with pytest.raises(sgz.InvalidType, match=r"^rating: 'object' 不可用，应为同一类型的值"):
            sgz.frames.check(table, ruleset(lambda thing, _case: thing.rating >= Rating.LOW), on=ON)

    def test_keys_of_several_types_are_no_keys(self) -> None:
        teams = pd.DataFrame({"team": pd.Series(["a", 1], dtype=object)})
        with pytest.raises(sgz.InvalidType, match=r"^team: 'object' 不可用，应为同一类型的值"):
            sgz.frames.check_teams(teams, teams, by="team", on=ON)

    def test_more_people_than_an_engine_counts_are_refused_by_their_row(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^people\[0\]: <int: 997 bits> 不可用，应为非负整数"):
            sgz.frames.check(pd.DataFrame({"people": [1e300]}), ruleset(lambda thing, _case: thing.people >= 1), on=ON)

    def test_decimals_of_more_digits_than_an_engine_has_are_refused(self) -> None:
        table = pd.DataFrame({"price": pd.Series([Decimal("1E+15"), Decimal("1." + "0" * 80)], dtype=object)})
        with pytest.raises(sgz.InvalidType, match=r"^price: 'object' 不可用，应为同一类型的值"):
            sgz.frames.check(table, ruleset(lambda thing, _case: thing.price >= 1), on=ON)

    def test_gaps_do_not_hide_the_row(self) -> None:
        table = pd.DataFrame({"people": [2.0, None, 1.5]})
        with pytest.raises(sgz.InvalidType, match=r"^people\[2\]: 1\.5 不可用"):
            sgz.frames.check(table, ruleset(lambda thing, _case: thing.people >= 1), on=ON)


class TestUnknown:
    @EVERY
    def test_a_missing_column_is_unknown_in_every_row_and_is_said_once(self, engine: Any) -> None:
        cells = {name: column for name, column in worker().items() if name != "continuing_education_hours"}
        with pytest.warns(sgz.frames.UnknownColumn, match=r"no column continuing_education_hours") as said:
            judged = sgz.frames.check(
                engine(pa.table({**cells, "row": [0, 1]})), sgz.QUALIFICATION, on=ON, policy=STRICT
            )
        assert len(said) == 1
        assert answers(judged, sgz.QUALIFICATION) == [(True, True, None, None), (None, True, None, None)]

    def test_partitions_at_work_at_once_do_not_say_it_again(self) -> None:
        missing: Any = [SimpleNamespace(missing=["registered"], heading=str)]
        begun, left = Event(), Event()

        def longer(_partition: Any) -> bool:
            begun.set()
            waited = left.wait(10)
            warn_of_missing(missing)
            return waited

        with ThreadPoolExecutor(2) as pool:
            first = pool.submit(Quietly(lambda _: begun.wait(10)), None)
            second = pool.submit(Quietly(longer), None)
            assert first.result()
            left.set()
            assert second.result()
        with pytest.warns(sgz.frames.UnknownColumn, match="no column registered"):
            warn_of_missing(missing)

    @ROWS
    def test_a_column_of_nulls_is_unknown(self, engine: Any) -> None:
        table = engine(pa.table({**worker(registered=[None, None]), "row": [0, 1]}))
        judged = answers(sgz.frames.check(table, sgz.QUALIFICATION, on=ON, policy=STRICT), sgz.QUALIFICATION)
        assert [row[1] for row in judged] == [None, None]

    def test_a_column_of_nulls_is_unknown_on_lazy_tables_too(self) -> None:
        table = pl.LazyFrame(worker(registered=[None, None]))
        assert sgz.frames.check(table, sgz.QUALIFICATION, on=ON, policy=STRICT).collect()["verdict"].to_list() == [
            None,
            None,
        ]

    def test_what_is_exotic_is_not_taken_for_unknown(self) -> None:
        table = pl.DataFrame(worker()).with_columns(registered=pl.Series([object(), None], dtype=pl.Object))
        with pytest.raises(sgz.InvalidType, match=r"^registered.*应为是或否"):
            sgz.frames.check(table, sgz.QUALIFICATION, on=ON, policy=STRICT)

    def test_before_the_notice_nothing_binds(self) -> None:
        judged = sgz.frames.check(pl.DataFrame({"x": [1, 2]}), sgz.QUALIFICATION, on=date(2021, 5, 25))
        assert (judged["verdict"].to_list(), judged["applicable"].to_list()) == ([None, None], [False, False])


class TestColumns:
    @EVERY
    def test_names_with_dots_and_quotes_stay(self, engine: Any) -> None:
        named = ["a.b", 'say "c"', "open", "row"]
        table = engine(pa.table(dict(zip(named, [[1, 2], [3, 4], [True, None], [0, 1]], strict=True))))
        opens = ruleset(lambda thing, _case: thing.open)
        judged = sgz.frames.check(table, opens, on=ON)
        held = nw.from_native(judged.compute() if hasattr(judged, "dask") else judged)
        assert list(held.collect_schema()) == [*named, "thing.<lambda>", "verdict", "applicable"]
        assert answers(judged, opens) == [(True, True), (None, None)]

    def test_names_are_mapped(self) -> None:
        table = pl.DataFrame({"开": [True, None]})
        assert verdicts(table, lambda thing, _case: thing.open, columns={"开": "open"}) == [True, None]

    def test_a_mapping_to_no_fact_is_refused(self) -> None:
        with pytest.raises(
            sgz.InvalidValue, match=r"^columns\['开'\]: 'opened' 不可用，应为事实的名称，是否指 open？"
        ) as error:
            verdicts(pl.DataFrame({"开": [True]}), lambda thing, _case: thing.open, columns={"开": "opened"})
        assert error.value.suggestion == "open"
        with pytest.raises(sgz.InvalidValue, match=r"^columns\['开'\]: '门' 不可用，应为open、people"):
            verdicts(pl.DataFrame({"开": [True]}), lambda thing, _case: thing.open, columns={"开": "门"})
        with pytest.raises(sgz.InvalidType, match=r"^columns\['开'\]: 3 不可用"):
            verdicts(pl.DataFrame({"开": [True]}), lambda thing, _case: thing.open, columns={"开": 3})
        with pytest.raises(sgz.InvalidType, match=r"^columns\['开'\]: \['open'\] 不可用"):
            verdicts(pl.DataFrame({"开": [True]}), lambda thing, _case: thing.open, columns={"开": ["open"]})

    def test_a_mapping_from_no_column_is_refused(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^columns: '开放' 不可用，应为开 "):
            verdicts(pl.DataFrame({"开": [True]}), lambda thing, _case: thing.open, columns={"开放": "open"})

    def test_a_column_by_the_name_of_an_answer_is_not_overwritten(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^frame: 'verdict' 不可用"):
            verdicts(pl.DataFrame({"open": [True], "verdict": [1]}), lambda thing, _case: thing.open)

    def test_what_is_no_table_is_refused(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^frame: 'list' 不可用，应为pandas、Polars"):
            sgz.frames.check([], sgz.QUALIFICATION, on=ON)

    def test_a_time_is_no_day_to_ask_about(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^on: "):
            sgz.frames.check(pl.DataFrame(), sgz.QUALIFICATION, on=datetime(2022, 3, 1))  # noqa: DTZ001 - refused

    def test_columns_stay_as_they_were_and_answers_follow_in_order(self) -> None:
        table = pl.DataFrame({**worker(), "备注": ["甲", "乙"]})
        judged = sgz.frames.check(table, sgz.QUALIFICATION, on=ON, reasons=True)
        assert judged.columns == [
            *table.columns,
            *(requirement.id for requirement in sgz.QUALIFICATION.requirements),
            "verdict",
            "applicable",
            "violated",
            "undetermined",
            "not_due",
            "unmet",
            "conflicting",
        ]
        assert judged.select(table.columns).equals(table)
        assert all(dtype == pl.Boolean for dtype in judged.dtypes[len(table.columns) : -5])

    def test_a_pandas_table_keeps_its_index(self) -> None:
        table = pa.table(worker()).to_pandas().set_index(pd.Index(["b", "a"]))
        judged = sgz.frames.check(table, sgz.QUALIFICATION, on=ON)
        assert judged.index.to_list() == ["b", "a"]
        assert judged["verdict"].to_list() == [True, pd.NA]

    @pytest.mark.parametrize(
        ("name", "kind"), [("polars", pl.DataFrame), ("pyarrow", pa.Table), ("pandas", pd.DataFrame)]
    )
    def test_the_kind_of_table_is_kept(self, name: str, kind: type) -> None:
        assert isinstance(sgz.frames.check(ENGINES[name](pa.table(worker())), sgz.QUALIFICATION, on=ON), kind)

    def test_lazy_tables_stay_lazy(self) -> None:
        table = pa.table(worker())
        lazy = sgz.frames.check(pl.LazyFrame(table), sgz.QUALIFICATION, on=ON)
        relation = sgz.frames.check(duckdb.from_arrow(table), sgz.QUALIFICATION, on=ON)
        parts = sgz.frames.check(LAZY["dask"](table), sgz.QUALIFICATION, on=ON)
        assert isinstance(lazy, pl.LazyFrame)
        assert isinstance(relation, duckdb.DuckDBPyRelation)
        assert isinstance(parts, dd.DataFrame)


def test_what_is_said_twice_is_looked_at_once() -> None:
    table = pl.DataFrame({"open": [True, True, None, False, None], "people": [1, 0, 1, 1, None]})
    rules: list[Any] = [
        lambda thing, _case: (thing.open & (thing.people >= 1)) | thing.open,
        lambda thing, _case: thing.open | (thing.open & (thing.people >= 1)),
        lambda thing, _case: thing.open | False,
    ]
    assert [verdicts(table, rule) for rule in rules] == [[True, True, None, False, None]] * 3


def rows_of(judged: Any) -> pl.DataFrame:
    """Give a table with its answers as one of Polars."""
    native = judged.compute() if hasattr(judged, "dask") else judged
    if isinstance(native, duckdb.DuckDBPyRelation):
        return pl.DataFrame(native.arrow())
    return native.lazy().collect() if isinstance(native, pl.LazyFrame) else pl.DataFrame(native)


class TestTwoColumnsOfOneFact:
    def test_two_headings_are_refused_unless_one_is_mapped(self) -> None:
        table = pl.DataFrame({"education": ["本科"], "学历": ["高中（中专）"]})
        with pytest.raises(sgz.InvalidValue, match=r"^frame: .* 不可用，应为每项事实只对应一列的表"):
            sgz.frames.check(table, sgz.QUALIFICATION, on=ON)
        [worker] = sgz.frames.subjects(table, sgz.Worker, columns={"学历": "education"})
        assert worker.education is sgz.Education.SENIOR_HIGH  # type: ignore[union-attr]

    def test_two_mapped_columns_are_refused(self) -> None:
        table, two = pl.DataFrame({"a": ["本科"], "b": ["本科"]}), {"a": "education", "b": "education"}
        with pytest.raises(sgz.InvalidValue, match=r"^columns\['a'\]: 'education' 不可用，应为不与 'b' 指同一事实的列"):
            sgz.frames.check(table, sgz.QUALIFICATION, on=ON, columns=two)


@pytest.mark.filterwarnings("ignore::sgzlib.bridges.frames.tables.UnknownColumn")
class TestWideNumbers:
    @pytest.mark.parametrize("dtype", [getattr(pl, name) for name in ("Int128", "UInt128") if hasattr(pl, name)])
    @pytest.mark.parametrize("lazy", [False, True])
    def test_numbers_of_128_bits_are_refused_in_words(self, dtype: Any, *, lazy: bool) -> None:
        table = pl.DataFrame({"station": ["a"], "contracted_headcount": pl.Series([3], dtype=dtype)})
        match = r"^contracted_headcount: 'U?Int128' 不可用，应为至多 64 位的整数列，如 Int64"
        with pytest.raises(sgz.InvalidType, match=match):
            sgz.frames.check(table.lazy() if lazy else table, sgz.STAFFING, on=ON)

    def test_so_are_those_of_a_column_that_goes_along(self) -> None:
        table = pl.DataFrame({"printer": [False], "serial": pl.Series([3], dtype=pl.Int128)})
        with pytest.raises(sgz.InvalidType, match=r"^serial: 'Int128'"):
            sgz.frames.report(table, sgz.PREMISES, on=ON)

    @EVERY
    def test_unsigned_numbers_of_64_bits_are_read_or_refused_by_their_row(self, engine: Any) -> None:
        def judged(number: int) -> Any:
            table = pa.table({"contracted_headcount": pa.array([number], pa.uint64()), "row": [0]})
            return rows_of(sgz.frames.check(engine(table), sgz.STAFFING, on=ON))

        assert judged(3)["staffing.contracted_headcount"].to_list() == [None]
        with pytest.raises(sgz.InvalidValue, match=r"^contracted_headcount(\[0\])?: 9223372036854775813 不可用"):
            judged(2**63 + 5)


class TestReasons:
    @EVERY
    def test_they_are_the_ids_of_what_fails_and_of_what_is_open(self, engine: Any) -> None:
        table = pa.table({**{item: [True, True] for item in EQUIPPED}, "printer": [False, None], "row": [0, 1]})
        judged = sgz.frames.check(engine(table), sgz.PREMISES, on=ON, reasons=True)
        rows = rows_of(judged)
        assert rows.sort("row").select("violated", "undetermined").rows() == [
            ("premises.printer", ""),
            ("", "premises.printer"),
        ]

    @EVERY
    @pytest.mark.parametrize("known", [0, 1, 5])
    def test_what_is_not_due_in_any_row_is_among_them(self, engine: Any, known: int) -> None:
        def not_due(at: int) -> sgz.Requirement:
            def rule(thing: Any, _case: Any) -> Any:
                return thing.open if at < known else thing.people >= 1

            rule.__name__ = f"rule{'abcdefg'[at]}"
            until = requirement(
                "三(一)", sgz.Force.MUST, zh="成立", en="holds", group="thing", due=lambda _thing, case: case.on
            )
            return until(rule)

        made = sgz.Ruleset("thing", Thing, tuple(map(not_due, range(6))), zh="物", en="Thing", law=sgz.TIANJIN_2021)
        table = engine(pa.table({"open": [True, False], "row": [0, 1]}))
        ids = [rule.id for rule in made.requirements]
        with pytest.warns(sgz.frames.UnknownColumn):
            judged = sgz.frames.check(table, made, on=ON, reasons=True)
        assert rows_of(judged).sort("row")["not_due"].to_list() == [", ".join(ids[known:]), ", ".join(ids)]

    def test_a_condition_of_a_definition_is_no_violation(self) -> None:
        table = pl.DataFrame(worker(registered=[False, False]))
        judged = sgz.frames.check(table, sgz.QUALIFICATION, on=ON, policy=STRICT, reasons=True)
        assert (judged["verdict"].to_list(), judged["violated"].to_list()) == ([False, False], ["", ""])
        assert judged["unmet"].to_list() == ["qualification.registration"] * 2
        assert judged["conflicting"].to_list() == ["", ""]

    def test_an_advisory_is_no_violation(self) -> None:
        table = pl.DataFrame({"contracted_headcount": [0], "contract_signed_on": [date(2021, 7, 23)]})
        nobody = pl.DataFrame({"team": [0]}, schema_overrides={"team": pl.Int64}).clear()
        with pytest.warns(sgz.frames.UnknownColumn):
            judged = sgz.frames.check_teams(
                table.with_columns(team=pl.lit(0, pl.Int64)), nobody, by="team", on=ON, reasons=True
            )
        assert judged["staffing.usual_headcount"].to_list() == [False]
        assert judged["violated"].to_list() == ["staffing.qualified_minimum"]


STREAMS = pytest.mark.parametrize("stream", [Stream, lambda table: table.to_reader()])


class TestArrowStreams:
    """A reader can be read once: what is asked of it must not need it twice."""

    @STREAMS
    def test_a_stream_is_a_table(self, stream: Any) -> None:
        table = pa.table(WORKER)
        judged: Any = sgz.frames.check(stream(table), sgz.QUALIFICATION, on=ON)
        assert judged.equals(sgz.frames.check(table, sgz.QUALIFICATION, on=ON))
        for ask in (sgz.frames.report, sgz.frames.remedies, sgz.frames.questions):
            answer = ask(stream(table), sgz.QUALIFICATION, on=ON)
            assert answer.to_dict() == ask(table, sgz.QUALIFICATION, on=ON).to_dict()

    @STREAMS
    @pytest.mark.filterwarnings("ignore::sgzlib.bridges.frames.tables.UnknownColumn")
    def test_so_is_one_of_members(self, stream: Any) -> None:
        team = pa.table({"team": ["甲"], "contracted_headcount": [2]})
        workers = pa.table({"team": ["甲", "甲"], "full_time": [True, False]})
        judged: Any = sgz.frames.check_teams(stream(team), stream(workers), by="team", on=ON)
        assert judged.equals(sgz.frames.check_teams(team, workers, by="team", on=ON))
        members = {"workers": stream(workers)}
        found: Any = sgz.frames.findings(stream(team), sgz.STAFFING, by="team", members=members, on=ON)
        members = {"workers": workers}
        assert found.equals(sgz.frames.findings(team, sgz.STAFFING, by="team", members=members, on=ON))

    def test_a_stream_of_something_else_is_refused(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"'ChunkedArray' 不可用.*or an Arrow stream"):
            sgz.frames.check(pa.chunked_array([[1]]), sgz.PREMISES, on=ON)
