"""A table as an office keeps it (labels as headers, 是 and √, 2021年5月26日) gives what a typed one gives."""

import warnings
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

import narwhals as nw
import polars as pl
import pyarrow as pa
import pytest

import sgzlib as sgz
from bridges.frames.tabled import IN_MEMORY, LAZY, answers
from bridges.frames.test_door import ON, STRICT, Rating, verdicts, worker
from sgzlib.bridges.columns import headings_of
from sgzlib.law import DAY, TEXT, YES_NO, Fact, fact, part, subject
from sgzlib.law.groups import consists_of, includes
from sgzlib.tianjin.policy import requirement

pytestmark = pytest.mark.usefixtures("numbers_of_their_own")

EVERY = pytest.mark.parametrize("engine", (IN_MEMORY | LAZY).values(), ids=list(IN_MEMORY | LAZY))
ROWS = pytest.mark.parametrize("engine", IN_MEMORY.values(), ids=list(IN_MEMORY))
AS_WRITTEN: dict[str, list[Any]] = {
    "学历": ["本科", "不详"],
    "社会工作及其相关专业": ["√", "是"],
    "certificate": ["无证书", "/"],
    "考试通过日期": ["—", None],
    "在天津登记": ["有", "Y"],
    "登记有效期至": ["2023年5月31日", "2022.2.28"],
    "本登记期继续教育学时": ["72", "71.5"],
}
TYPED: dict[str, list[Any]] = worker(
    education=["本科", None],
    certificate=["无证书", None],
    registration_expires=[date(2023, 5, 31), date(2022, 2, 28)],
    continuing_education_hours=[Decimal(72), Decimal("71.5")],
)


def checked(engine: Any, cells: dict[str, list[Any]]) -> list[Any]:
    table = engine(pa.table({**cells, "row": [0, 1]}))
    return answers(sgz.frames.check(table, sgz.QUALIFICATION, on=ON, policy=STRICT), sgz.QUALIFICATION)


NAMED = sgz.Ruleset("named", sgz.Station, (), zh="站牌", en="Sign", law=sgz.TIANJIN_2021, parts=(("sign", sgz.SIGN),))
NAME = [rule.id for rule in sgz.SIGN.requirements].index("sign.name")


@subject
class Hall:
    """What has days."""

    opened_on: Fact[date] = fact(DAY, "开馆日期", "opened on")
    closed_on: Fact[date] = fact(DAY, "闭馆日期", "closed on")


@subject
class Door:
    """What is called as its house is."""

    name: Fact[str] = fact(TEXT, "名称", "name")
    open: Fact[bool] = fact(YES_NO, "开放", "open")


@subject
class House:
    """What has a door with some of its own labels."""

    name: Fact[str] = fact(TEXT, "名称", "name")
    door: Fact[Door] = fact(part(Door), "门", "door")


def halls(rule: Any) -> sgz.Ruleset:
    made = requirement("三(一)", sgz.Force.MUST, zh="成立", en="holds", group="hall")(rule)
    return sgz.Ruleset("hall", Hall, (made,), zh="厅", en="Hall", law=sgz.TIANJIN_2021)


class TestCells:
    @EVERY
    def test_a_table_of_text_gives_what_a_typed_one_gives(self, engine: Any) -> None:
        assert checked(engine, AS_WRITTEN) == checked(engine, TYPED)

    @pytest.mark.parametrize("written", ["2021年5月26日", "2021.5.26", "2021/5/26", "20210526", "2021-05-26 00:00:00"])
    def test_a_day_has_many_spellings(self, written: str) -> None:
        table = pl.DataFrame({"开馆日期": [written, "无数据"], "核对": [date(2021, 5, 26)] * 2})
        rule = lambda hall, _case: hall.opened_on == hall.closed_on  # noqa: E731
        assert sgz.frames.check(table, halls(rule), on=ON, columns={"核对": "closed_on"})["verdict"].to_list() == [
            True,
            None,
        ]

    @ROWS
    @pytest.mark.parametrize(
        ("column", "cell"),
        [("registered", "是呀"), ("registration_expires", "5月31日"), ("continuing_education_hours", "七十二")],
    )
    def test_what_nobody_writes_is_refused_by_its_row(self, engine: Any, column: str, cell: str) -> None:
        table = engine(pa.table(worker(**{column: [None, cell]})))
        with pytest.raises(sgz.InvalidValue, match=rf"^{column}\[1\]: '{cell}' 不可用"):
            sgz.frames.check(table, sgz.QUALIFICATION, on=ON)

    def test_a_column_of_text_without_a_cell_is_unknown(self) -> None:
        table = pl.DataFrame({"price": ["—", "/"]})
        assert verdicts(table, lambda thing, _case: thing.price >= 1) == [None, None]

    def test_money_is_read_from_text_to_the_fen(self) -> None:
        table = pl.DataFrame({"price": ["1,250.50", "1250.51"]})
        assert verdicts(table, lambda thing, _case: thing.price <= Decimal("1250.5")) == [True, False]

    def test_a_text_that_says_that_nothing_is_known_is_unknown(self) -> None:
        table = pl.DataFrame({"name": ["甲", "不详", None]})
        assert verdicts(table, lambda thing, _case: thing.name == "甲") == [True, None, None]

    def test_several_labels_have_separators_and_none(self) -> None:
        table = pl.DataFrame({"ratings": ["低，HIGH", "high; low", "无", "不详"]})
        rule = lambda thing, _case: includes(thing.ratings, Rating.LOW)  # noqa: E731
        assert verdicts(table, rule) == [True, True, False, None]
        rule = lambda thing, _case: consists_of(thing.ratings, Rating.LOW, Rating.HIGH)  # noqa: E731
        assert verdicts(table, rule) == [True, False, False, None]


class TestHeadings:
    @pytest.mark.parametrize("heading", ["人 数", "人数（名）", "的人数", "【人数】人数", "PEOPLE [n]"])
    def test_brackets_units_spaces_and_de_make_no_difference(self, heading: str) -> None:
        assert verdicts(pl.DataFrame({heading: [1]}), lambda thing, _case: thing.people == 1) == [True]

    def test_a_heading_of_its_own_comes_before_one_that_is_alike(self) -> None:
        table = pl.DataFrame({"人数（名）": [3], "people": [1]})
        assert verdicts(table, lambda thing, _case: thing.people == 1) == [True]

    def test_two_headings_that_are_alike_are_refused(self) -> None:
        table = pl.DataFrame({"人数（名）": [3], "人 数": [1]})
        with pytest.raises(sgz.InvalidValue, match=r"^frame: \['人数（名）', '人 数'\] .*one column for each fact"):
            verdicts(table, lambda thing, _case: thing.people == 1)

    def test_a_mapping_comes_before_both(self) -> None:
        table = pl.DataFrame({"人数": [3], "people": [2], "在册": [1]})
        assert verdicts(table, lambda thing, _case: thing.people == 1, columns={"在册": "people"}) == [True]

    @pytest.mark.parametrize("heading", ["打印机", "场所设施 · 打印机", "printer", "premises__printer"])
    def test_a_part_is_found_under_its_own_label_or_the_whole_path(self, heading: str) -> None:
        with pytest.warns(sgz.frames.UnknownColumn):
            judged = sgz.frames.check(pl.DataFrame({heading: [True]}), sgz.STATION, on=ON)
        assert judged["premises.printer"].to_list() == [True]

    def test_a_label_that_two_facts_share_heads_neither(self) -> None:
        assert headings_of(House) == {
            "name": ("name", "名称"),
            "door__name": ("door__name", "门 · 名称", "door · name", "door.name"),
            "door__open": ("door__open", "门 · 开放", "door · open", "开放", "open", "door.open"),
        }

    def test_what_is_missing_is_said_by_the_heading_to_write(self) -> None:
        with pytest.warns(sgz.frames.UnknownColumn, match="^表中没有 社会工作及其相关专业、学历、"):
            sgz.frames.check(pl.DataFrame({"在天津登记": ["是"]}), sgz.QUALIFICATION, on=ON)

    def test_all_that_is_missing_is_said_in_one_warning_at_the_callers_line(self) -> None:
        with pytest.warns(sgz.frames.UnknownColumn, match="no column social_work_major, education,") as said:
            sgz.frames.check(pl.DataFrame({"在天津登记": ["是"]}), sgz.QUALIFICATION, on=ON)
        assert [one.filename for one in said] == [__file__]


@EVERY
def test_names_of_places_and_signs_are_read_as_the_constructor_reads_them(engine: Any) -> None:
    names = {
        "友谊路街道办事处": "友谊路街道社会工作服务站 天津市民政局监制",
        "杨柳青镇人民政府": "Yangliuqing\n杨柳青镇社会工作服务站\n电话：022-65660000",
        "越秀路街道": "越秀路街道 社会工作服务站",
    }
    cells: dict[str, list[Any]] = {"jurisdiction": list(names), "sign__name": list(names.values())}
    cells |= {"first_batch": [True] * 3, "team__contract_signed_on": [date(2021, 7, 23)] * 3}
    table = pa.table({"row": [0, 1, 2], **cells})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", sgz.frames.UnknownColumn)
        found = sgz.frames.check(engine(table), NAMED, on=ON)
    assert [row[NAME] for row in answers(found, NAMED)] == [True, True, False]


class TestOneMapping:
    """One `columns=`, made once for an office's table, serves every ruleset that the table is checked against."""

    COLUMNS: ClassVar[dict[str, str]] = {
        "打印设备": "premises.printer",
        "打印设备核实": "premises.printer.source",
        "合同约定数": "team.contracted_headcount",
        "法人登记": "registered",
    }
    TABLE = pl.DataFrame(
        {
            "站": ["甲", "乙"],
            "打印设备": ["有", "无"],
            "打印设备核实": ["实地检查", "自报"],
            "合同约定数": [1, 2],
            "法人登记": ["是", "否"],
            "首份合同签订日期": ["2021年7月23日"] * 2,
            "属于首批社工站": ["是", "是"],
        }
    )

    @pytest.mark.parametrize(
        ("ruleset", "requirement", "truths"),
        [
            (sgz.PREMISES, "premises.printer", [True, False]),
            (sgz.STATION, "premises.printer", [True, False]),
            (sgz.STAFFING, "staffing.contracted_headcount", [None, False]),
            (sgz.CONTRACTOR, "contractor.registered", [True, False]),
        ],
        ids=["premises", "station", "staffing", "contractor"],
    )
    @ROWS
    @pytest.mark.filterwarnings("ignore::sgzlib.bridges.frames.UnknownColumn")
    def test_each_ruleset_takes_the_facts_that_are_its_own(
        self, engine: Any, ruleset: sgz.Ruleset, requirement: str, truths: list[bool | None]
    ) -> None:
        table, workers = engine(self.TABLE.to_arrow()), engine(pa.table({"站": ["甲"], "full_time": ["是"]}))
        paths = {"station": "team.workers", "staffing": "workers"}
        more: dict[str, Any] = {"members": {paths[ruleset.name]: workers}} if ruleset.name in paths else {}
        found = sgz.frames.findings(table, ruleset, on=ON, by="站", columns=self.COLUMNS, **more)
        by_name = {"甲": 0, "乙": 1}
        held = {row[0]: row[2] for row in _rows(found) if row[1] == requirement}
        assert set(held) == set(by_name)
        met = {"MET": True, "VIOLATED": False}
        assert [met.get(held[name]) for name in by_name] == truths

    @pytest.mark.filterwarnings("ignore::sgzlib.bridges.frames.UnknownColumn")
    def test_the_source_of_a_fact_goes_with_it(self) -> None:
        found = sgz.frames.findings(self.TABLE, sgz.PREMISES, on=ON, by="站", columns=self.COLUMNS)
        assert found.filter(requirement="premises.printer")["level"].to_list() == ["INSPECTED", "DECLARED"]

    def test_a_fact_of_another_ruleset_needs_no_column_in_this_table(self) -> None:
        table = self.TABLE.select("打印设备")
        sgz.frames.problems(table, sgz.PREMISES, columns={"打印设备": "printer", "学历层次": "education"})

    def test_a_name_that_several_classes_have_is_no_fact_of_a_part(self) -> None:
        # The mapping is about workers, and a sign has a name too.
        found = sgz.frames.problems(pl.DataFrame({"名字": ["王芳"]}), sgz.STATION, columns={"名字": "name"})
        assert ("HEADING", "名字") in [(problem.kind.name, problem.column) for problem in found]

    @pytest.mark.parametrize("fact", ["premises.printr", "premises.printer.sorce", "team"])
    def test_a_misspelt_fact_is_refused_by_every_ruleset(self, fact: str) -> None:
        for ruleset in (sgz.PREMISES, sgz.STAFFING, sgz.STATION):
            with pytest.raises(sgz.InvalidValue, match=r"^columns\['打印设备'\]: "):
                sgz.frames.problems(self.TABLE, ruleset, columns={"打印设备": fact})

    def test_the_nearest_fact_is_named(self) -> None:
        with pytest.raises(sgz.InvalidValue, match="是否指 premises__printer？"):
            sgz.frames.problems(self.TABLE, sgz.STATION, columns={"打印设备": "premises.printr"})

    def test_copies_of_members_are_found_by_the_facts_of_their_class(self) -> None:
        workers = pl.DataFrame({"站": ["甲", "甲"], "姓名": ["王芳", "王芳"], "全职": ["是", "是"], "序号": [1, 2]})
        mapped = {"全职": "full_time", "打印设备": "premises.printer"}
        with pytest.raises(sgz.InvalidValue, match=r"^workers\.站\[0, 1\]"):
            sgz.frames.check_teams(self.TABLE, workers, by="站", on=ON, worker_columns=mapped)

    def test_the_query_takes_the_same_mapping(self) -> None:
        for ruleset, own in ((sgz.PREMISES, "打印设备"), (sgz.CONTRACTOR, "法人登记")):
            query = sgz.sql.query(ruleset, dialect="sqlite", table="t", on=ON, columns=self.facts())
            assert own in query
            assert "合同约定数" not in query

    def facts(self) -> dict[str, str]:
        return {heading: fact for heading, fact in self.COLUMNS.items() if not fact.endswith("source")}


def _rows(found: Any) -> list[tuple[Any, ...]]:
    arrow = nw.from_native(found).to_arrow()
    return list(zip(*arrow.select(["站", "requirement", "status"]).to_pydict().values(), strict=True))
