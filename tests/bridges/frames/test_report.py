"""The report of a table: its counts and sections are those of the assessments, and its page stands alone."""

import json
import re
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import polars as pl
import pyarrow as pa
import pytest
from jsonschema import Draft202012Validator

import sgzlib as sgz
from bridges.frames.tabled import IN_MEMORY, LAZY
from equipped import REQUIRED
from sgzlib import Assessment, Force, Policy, Status, assess
from sgzlib.bridges.interchange import InvalidDocument
from sgzlib.law import YES_NO, Fact, fact, not_, requirement, subject
from sgzlib.prose.statuses import MARK
from wording import fact_words, requirement_text, status_word

ON = date(2022, 3, 1)
SVG = "{http://www.w3.org/2000/svg}"
ENGINES = IN_MEMORY | LAZY
FACTS = tuple(sgz.frames.columns_of(sgz.Premises))
WHO = ["泰达", "新港", "塘沽", "杭州道"]

pytestmark = pytest.mark.filterwarnings("ignore::sgzlib.bridges.frames.UnknownColumn")


def stations(**columns: list[Any]) -> Any:
    given: dict[str, list[Any]] = {"station": WHO, "area": ["东", "东", None, "西"]}
    given |= {"printer": [True, None, False, True], "computer": [True, True, None, None]}
    return pa.table({**dict.fromkeys(FACTS, [True] * len(WHO)), **given, **columns})


def report(table: Any, **more: Any) -> sgz.frames.Report:
    given: dict[str, Any] = {"by": "station", **more}
    return sgz.frames.report(table, sgz.PREMISES, on=ON, **given)


def judged(one: Any) -> Assessment:
    assert isinstance(one.assessment, Assessment)
    return one.assessment


@pytest.mark.parametrize("engine", ENGINES)
class TestEveryEngine:
    def test_counts_are_those_of_the_assessments(self, engine: str) -> None:
        found = report(ENGINES[engine](stations()), group="area")
        subjects: list[Any] = sgz.frames.subjects(stations(), sgz.Premises)
        assessments = [assess(sgz.PREMISES, one, on=ON) for one in subjects]
        for row in found.rows:
            expected = [one[row.requirement.id].status for one in assessments]  # type: ignore[union-attr]
            assert row.counts == {status: expected.count(status) for status in Status}
        assert [row.requirement for row in found.rows] == list(sgz.PREMISES.requirements)
        assert (found.subjects, found.not_clear, found.on) == (4, 3, ON)
        assert {name: tallies[-1].rows for name, tallies in found.groups.items()} == {"东": 2, "西": 1, None: 1}
        assert repr(found) == "<Report premises on 2022-03-01: 4 rows, 3 not clear>"

    def test_sections_are_of_those_who_violate_then_of_those_who_lack_facts(self, engine: str) -> None:
        found = report(ENGINES[engine](stations()), sections=2)
        assert [section.name for section in found.sections] == ["塘沽", "新港"]
        assert [judged(one).verdict for one in found.sections] == [False, sgz.UNKNOWN]
        assert judged(found.sections[1]).missing == ("printer",)

    def test_those_who_violate_most_come_first_whichever_row_they_are_in(self, engine: str) -> None:
        lacking = stations(printer=[False, None, False, False], computer=[True, True, False, True])
        for most, names in ((4, ["塘沽", "泰达", "杭州道", "新港"]), (2, ["塘沽", "泰达"]), (1, ["塘沽"])):
            found = report(ENGINES[engine](lacking), sections=most)
            assert [section.name for section in found.sections] == names
        # What the notice merely allows counts for nothing.
        advised = stations(casework_room=[True, True, True, False], printer=[False, True, True, True])
        assert next(section.name for section in report(ENGINES[engine](advised)).sections) == "泰达"

    def test_members_are_told_in_the_sections(self, engine: str) -> None:
        teams = pa.table({"street": ["a", "a", None], "no": [1, 2, 1], "contracted_headcount": [1, 2, 1]})
        workers = pa.table(
            {"street": ["a", "a", "a"], "no": [1, 2, 2], "full_time": [False, True, None], "posted_on": [ON] * 3}
        )
        make = ENGINES[engine]
        found = sgz.frames.report(
            make(teams), sgz.STAFFING, on=ON, by=("street", "no"), members={"workers": make(workers)}
        )
        full_time = {one.name: judged(one)["staffing.full_time"].status for one in found.sections}
        assert full_time == {"a · 1": Status.VIOLATED, "a · 2": Status.UNDETERMINED, "— · 1": Status.NOT_APPLICABLE}


class TestNamed:
    def test_without_a_column_a_subject_goes_by_its_own_name_or_its_number(self) -> None:
        contractors = pl.DataFrame({"name": ["甲社", None], "lawful": [False, False]})
        found = sgz.frames.report(contractors, sgz.CONTRACTOR, on=ON)
        assert [section.name for section in found.sections] == ["甲社", "2"]

    def test_a_row_that_is_no_subject_has_its_problem_told(self) -> None:
        contractors = pl.DataFrame(
            {"name": ["甲社"], "credit_code": ["91110000600037341L"], "registered": [True], "lawful": [False]}
        )
        found = sgz.frames.report(contractors, sgz.CONTRACTOR, on=ON, by="name")
        [section] = found.sections
        assert isinstance(section.assessment, InvalidDocument)
        assert "不是民政部门赋码" in found.to_html()
        [told] = found.to_dict()["sections"]
        assert told["assessment"] is None
        assert told["problem"] is not None
        assert "不是民政部门赋码" in told["problem"]

    def test_members_that_contradict_each_other_are_the_problem_of_their_whole(self) -> None:
        plans = pl.DataFrame({"city": ["津", "津"], "district": ["HEPING"] * 2, "year": [2021] * 2})
        found = sgz.frames.report(
            pl.DataFrame({"city": ["津"]}), sgz.ROLLOUT, on=ON, by="city", members={"plans": plans}, duplicates="keep"
        )
        assert "每区每年度至多一份的计划" in str(found.sections[0].assessment)


class TestOrder:
    NAMES = ("滨海新区", "和平区", "河西区", "滨海新区")

    def test_districts_stand_in_the_order_that_is_asked_for(self) -> None:
        table = stations(area=list(self.NAMES))
        assert list(report(table, group="area").groups) == ["和平区", "河西区", "滨海新区"]
        assert list(report(table, group="area", order=sgz.District).groups) == ["和平区", "河西区", "滨海新区"]
        named = report(table, group="area", order=["滨海新区", "河西区"])
        assert list(named.groups) == ["滨海新区", "河西区", "和平区"]

    def test_without_one_that_of_a_fact_s_options_is_taken_where_all_are_among_them(self) -> None:
        plans = pl.DataFrame({"区": ["静海区", "HEPING", "滨海新区", None], "工作计划年度": [2021] * 4})
        given: dict[str, Any] = {"on": ON, "group": "区"}
        assert list(sgz.frames.report(plans, sgz.PLAN, **given).groups) == ["HEPING", "滨海新区", "静海区", None]
        zones = plans.with_columns(pl.Series("片", ["南片", "北片", "南片", "北片"]))
        found = sgz.frames.report(zones, sgz.PLAN, on=ON, group="片")
        assert list(found.groups) == ["北片", "南片"]

    @pytest.mark.parametrize("order", [3, "和平区"])
    def test_an_order_that_is_none_is_refused(self, order: Any) -> None:
        with pytest.raises(sgz.InvalidType, match=rf"^order: {order!r} 不可用，应为名称或选项的序列"):
            report(stations(), group="area", order=order)


class TestPage:
    def test_a_row_for_each_subject_leads_to_its_section(self) -> None:
        page = report(stations(computer=[True, True, False, None], casework_room=[False] * 4)).to_html()
        rows = re.findall(r'<tr><td>(\d)</td><td><a href="#sgz-(\d)">(.*?)</a></td>(.*?)</tr>', page)
        assert [(number, link, name) for number, link, name, _ in rows] == [
            ("1", "1", "塘沽"),
            ("2", "2", "新港"),
            ("3", "3", "杭州道"),
        ]
        cells = re.sub(r"</td><td>", " | ", rows[0][3])
        # A room that is merely allowed is no shortcoming.
        failing = "；".join(f"三（一） {requirement_text(id_)}" for id_ in ("premises.computer", "premises.printer"))
        assert re.sub("<.*?>", "", cells) == f"✗{status_word(Status.VIOLATED)} | 2 | – | – | {failing}"
        assert [f'id="sgz-{number}"' in page for number in (1, 2, 3, 4)] == [True, True, True, False]

    def test_of_many_violations_the_first_stand_in_the_row(self) -> None:
        nothing = {name: [False] * 4 for name in FACTS}
        page = report(stations(**nothing)).to_html()
        first = [f"三（一） {requirement_text(id_)}" for id_ in ("premises.desks_and_chairs", "premises.computer")]
        assert f"{'；'.join(first)}；等{len(REQUIRED)}项" in page

    def test_a_row_that_is_no_subject_stands_in_the_table_too(self) -> None:
        contractors = pl.DataFrame(
            {"name": ["甲社"], "credit_code": ["91110000600037341L"], "registered": [True], "lawful": [False]}
        )
        page = sgz.frames.report(contractors, sgz.CONTRACTOR, on=ON, by="name").to_html()
        assert "未核对" in page

    def test_a_key_says_what_the_patterns_mean(self) -> None:
        page = report(stations()).to_html()
        [key] = re.findall(r'<p class="key pale">(.*?)</p>', page)
        assert re.findall(r'<i class="fill ([a-z-]+)">', key) == ["met", "violated", "undetermined"]
        words = [
            f"{MARK[status]}{status_word(status)}" for status in (Status.MET, Status.VIOLATED, Status.UNDETERMINED)
        ]
        assert re.sub("<.*?>", "", key).endswith("".join(words))

    def test_the_chart_stands_in_it_where_there_are_groups(self) -> None:
        page = report(stations(), group="area").to_html()
        assert page.count("<svg") == 1
        assert 'aria-label="汇总报告 · 场所设置 · 2022年3月1日"' in page
        assert "<svg" not in report(stations()).to_html()

    def test_what_is_advised_looks_otherwise_than_a_violation(self) -> None:
        table = sgz.frames.table([sgz.Catalogue(fields=[], posted=False)], sgz.Catalogue)
        page = sgz.frames.report(table, sgz.CATALOGUE, on=ON).to_html()
        [advised] = re.findall(r'<div class="([^"]*)"><p>(<span[^/]*</span>)服务覆盖全部重点领域', page)
        [failed] = re.findall(r'<div class="([^"]*)"><p>(<span[^/]*</span>)服务内容、目录和职责在', page)
        assert (advised[0], failed[0]) == ("item unmet", "item violated")
        assert (re.sub("<.*?>", "", advised[1]), re.sub("<.*?>", "", failed[1])) == ("○", "✗")

    @pytest.mark.parametrize(
        ("failing", "rows", "said"),
        [(0, 4, "0%"), (1, 4, "25%"), (1, 400, "&lt;1%"), (399, 400, "&gt;99%"), (4, 4, "100%")],
    )
    def test_a_share_is_none_or_all_only_where_it_is(self, failing: int, rows: int, said: str) -> None:
        many = {name: [True] * rows for name in FACTS} | {"station": list(map(str, range(rows)))}
        lacking = [False] * failing + [True] * (rows - failing)
        page = report(pa.table(many | {"printer": lacking}), sections=0).to_html()
        assert f"{failing}个待处理（{said}）" in page

    def test_thousands_are_separated(self) -> None:
        many = {name: [True] * 1234 for name in FACTS} | {"station": list(map(str, range(1234)))}
        page = report(pa.table(many), sections=0).to_html()
        assert "共1,234个社工站" in page
        assert "</span>1,234<small>100%</small>" in page

    def test_it_needs_nothing_from_anywhere(self) -> None:
        page = report(stations(), group="area").to_html()
        assert page.startswith('<!DOCTYPE html>\n<html lang="zh-Hans">')
        assert "<script" not in page
        assert not re.search(r"https?://|@import|url\(", page)
        assert "size:A4" in page
        assert "width=device-width" in page

    def test_every_text_is_escaped(self) -> None:
        page = report(stations(station=["<b>", "&", "<i>", ""], area=["<u>"] * 4), group="area").to_html()
        assert not re.search(r"<[biu]>", page)
        assert "&lt;i&gt;" in page

    @pytest.mark.parametrize(
        ("locale", "told"),
        [
            (
                "zh_CN",
                [
                    "共4个社工站，3个待处理（75%）：",
                    f"{status_word(Status.VIOLATED)}1个、{status_word(Status.UNDETERMINED)}2个、{status_word(Status.MET)}1个",
                    "此处列出1个，另有2个未列出",
                    "未填写",
                    "责任单位",
                    "街道（乡镇）",
                ],
            ),
            (
                "en",
                [
                    "4 stations, 3 not clear (75%): ",
                    "1 shown, 2 more not shown",
                    "not given",
                    "Who must act",
                ],
            ),
        ],
    )
    def test_it_says_what_is_left_out_and_who_must_act(self, locale: str, told: list[str]) -> None:
        page = report(stations(), group="area", sections=1, locale=locale).to_html()
        assert [text for text in told if text not in page] == []

    def test_a_section_says_what_to_supply_and_what_to_mend(self) -> None:
        page = report(stations()).to_html()
        lacking, violating = page.rindex("新港"), page.rindex("塘沽")
        assert violating < page.index(f"</dt><dd>{fact_words(sgz.Premises, 'printer', 'act')}</dd>") < lacking
        assert page.rindex("需补充的信息：打印机") > lacking

    def test_what_nothing_can_mend_is_told(self) -> None:
        late = sgz.frames.table([sgz.DistrictPlan(year=2021, submitted_on=date(2021, 7, 1))], sgz.DistrictPlan)
        assert (
            "<dt>无法补正</dt><dd>区级工作计划报送市民政局不晚于" in sgz.frames.report(late, sgz.PLAN, on=ON).to_html()
        )

    def test_a_requirement_that_asks_to_undo_something_is_beyond_remedy(self) -> None:
        @requirement("三(一)", Force.MUST, law=Policy, zh="无打印机", en="has no printer", group="mine")
        def without_printer(premises: Any, _case: Any) -> Any:
            return not_(premises.printer)

        found = sgz.frames.report(stations(), sgz.PREMISES + without_printer, on=ON, sections=1)
        # Nobody takes a printer away again.
        assert "<dt>无法补正</dt><dd>无打印机——无法补正</dd>" in found.to_html()

    def test_of_what_is_clear_there_are_counts_alone(self) -> None:
        page = report(stations(printer=[True] * 4, computer=[True] * 4)).to_html()
        assert "待处理对象" not in page
        assert f"共4个社工站，0个待处理（0%）：{status_word(Status.MET)}4个" in page

    def test_a_notebook_shows_the_same_as_a_box(self) -> None:
        found = report(stations(), locale="en")
        box = found._repr_html_()
        assert box.startswith('<div class="sgz" lang="en">')
        page = found.to_html()
        assert box in re.sub(r' aria-level="[12]"', "", page)
        # A page of its own has its heading at the top, which stands below others' in a notebook.
        assert re.findall(r'<h3 aria-level="(\d)">', page) == ["1"]
        assert "<main>" in page

    def test_its_bars_are_as_long_as_the_counts(self) -> None:
        page = report(stations(), sections=0).to_html()
        bars = re.findall(r'<div class="share" role="img" title="([^"]*)">(.*?)</div>', page)
        title, spans = bars[sgz.PREMISES.requirements.index(sgz.PREMISES.requirements[3])]
        assert (
            title
            == f"{status_word(Status.MET)} 2，{status_word(Status.VIOLATED)} 1，{status_word(Status.UNDETERMINED)} 1"
        )
        assert [span.attrib["style"] for span in ET.fromstring(f"<p>{spans}</p>")] == ["flex:2", "flex:1", "flex:1"]  # noqa: S314 - our own page


class TestData:
    def test_it_leaves_as_plain_data(self) -> None:
        told = json.loads(report(stations(), group="area").to_json("en"))
        assert (told["format"], told["ruleset"], told["on"]) == ("sgzlib.table-report/1", "premises", "2022-03-01")
        assert (told["subjects"], told["not_clear"], told["verdict"]["text"]) == (4, 3, "verdict")
        printer = told["rows"][3]
        assert (printer["id"], printer["clause"], printer["force"]) == ("premises.printer", "三(一)", "MUST")
        assert (printer["counts"]["VIOLATED"], printer["shares"]["MET"]) == (1, 0.5)
        assert [group["name"] for group in told["groups"]] == ["东", "西", None]
        assert told["sections"][0]["name"] == "塘沽"
        assert told["sections"][0]["assessment"]["verdict"] is False

    def test_its_schema_describes_it(self) -> None:
        schema = sgz.interchange.json_schema(sgz.frames.Report)
        Draft202012Validator.check_schema(schema)
        Draft202012Validator(schema).validate(report(stations(), group="area").to_dict())


class TestRefused:
    @pytest.mark.parametrize("engine", ["polars", "dask"])
    def test_a_column_to_group_by_that_is_not_there(self, engine: str) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^group: 'district' 不可用，应为independent_office"):
            report(ENGINES[engine](stations()), group="district")

    def test_fewer_sections_than_none(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^sections: -1 不可用，应为不小于零的整数"):
            report(stations(), sections=-1)

    def test_a_number_of_sections_that_is_none(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^sections: '3' 不可用，应为int 对象"):
            report(stations(), sections="3")

    def test_a_locale_in_which_nothing_is_written(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^locale: 'fr' 不可用"):
            report(stations(), locale="fr")


def test_rows_in_which_a_must_is_not_due_yet_are_none_that_comply() -> None:
    table = pl.DataFrame({"station": ["a", "b", "c"], "printer": [True, None, False]})
    early = {"by": "station", "on": date(2021, 6, 10)}
    with pytest.warns(sgz.frames.UnknownColumn):
        found = sgz.frames.report(table, sgz.PREMISES, **early)  # type: ignore[arg-type]
    assert (found.verdict.counts[sgz.Status.MET], found.verdict.counts[sgz.Status.NOT_DUE]) == (0, 3)
    assert f"：{status_word(Status.NOT_DUE)}3个" in found.to_html()


def test_advice_that_is_not_followed_is_counted_apart_from_violations() -> None:
    facts = {name: [True] * 2 for name in sgz.frames.columns_of(sgz.Premises)}
    table = pl.DataFrame({**facts, "casework_room": [False, True], "printer": [True, False]})
    page = sgz.frames.report(table, sgz.PREMISES, on=ON).to_html()
    assert status_word(Status.UNMET) in page
    titles = re.findall('title="([^"]*)"', page)
    assert titles.count(f"{status_word(Status.MET)} 1，{status_word(Status.UNMET)} 1") == 1
    assert titles.count(f"{status_word(Status.MET)} 1，{status_word(Status.VIOLATED)} 1") == 2


class TestFrame:
    def test_it_has_a_row_for_each_requirement_and_status_in_words(self) -> None:
        table = stations()
        found = report(table, group="area")
        frame = found.to_frame()
        assert frame.columns == [
            "group", "id", "clause", "force", "actors", "requirement", "status", "rows", "share",
        ]  # fmt: skip
        whole = frame.filter(pl.col("group").is_null())
        assert len(whole) == len(Status) * (len(found.rows) + 1)
        assert len(frame) == len(whole) * (1 + len(found.groups))
        tally = found.rows[3]
        printer = whole.filter(pl.col("id") == "premises.printer")
        counts = {status_word(status): tally.counts[status] for status in Status}
        assert dict(zip(printer["status"], printer["rows"], strict=True)) == counts
        assert counts == dict.fromkeys(counts, 0) | {
            status_word(Status.MET): 2,
            status_word(Status.VIOLATED): 1,
            status_word(Status.UNDETERMINED): 1,
        }
        assert printer["share"].sum() == pytest.approx(1)
        assert set(printer["actors"]) == {"区民政局和街道（乡镇）"}
        verdict = whole.filter(pl.col("id").is_null())
        assert (verdict["requirement"][0], verdict["force"][0]) == ("结论", None)

    def test_rows_without_a_group_are_told_from_all_rows(self) -> None:
        table = pl.DataFrame({"area": ["滨海", None], "printer": [True, True]})
        with pytest.warns(sgz.frames.UnknownColumn):
            found = sgz.frames.report(table, sgz.PREMISES, on=ON, group="area")
        assert list(dict.fromkeys(found.to_frame()["group"])) == [None, "滨海", "未填写"]
        assert "not given" in found.to_frame("pyarrow", "en").column("group").to_pylist()
        printer = found.to_frame(locale="en").filter(pl.col("id") == "premises.printer", pl.col("rows") > 0)
        assert printer.select("group", "status", "rows").rows() == [
            (None, "met", 2),
            ("滨海", "met", 1),
            ("not given", "met", 1),
        ]


class TestChart:
    def test_a_bar_for_all_and_one_for_each_group(self) -> None:
        root = ET.fromstring(report(stations(), group="area").chart())  # noqa: S314 - our own
        texts = [one.text for one in root.iter(f"{SVG}text")]
        assert [text for text in texts if text in {"全部", "东", "西", "未填写"}] == ["全部", "东", "西", "未填写"]
        assert [text for text in texts if text and text.startswith("待处理")] == [
            "待处理：3 / 4",
            "待处理：1 / 2",
            "待处理：1 / 1",
            "待处理：1 / 1",
        ]

    def test_what_is_drawn_is_as_wide_as_it_is_frequent_and_says_so(self) -> None:
        root = ET.fromstring(report(stations(), group="area").chart("en"))  # noqa: S314 - our own
        bars = [one for one in root.iter(f"{SVG}rect") if one.find(f"{SVG}title") is not None]
        told = [(one.findtext(f"{SVG}title"), float(one.get("width", ""))) for one in bars]
        assert told[:3] == [
            ("All: violated 1", 107.5),
            ("All: cannot be decided yet 2", 215.0),
            ("All: met 1", 107.5),
        ]
        assert sum(width for name, width in told if name and name.startswith("All")) == 430

    def test_a_bar_too_narrow_for_its_number_has_none(self) -> None:
        many = {name: [True] * 40 for name in FACTS} | {"station": list(map(str, range(40)))}
        drawn = report(pa.table(many | {"printer": [False] + [True] * 39})).chart()
        assert ("✗ 1" in drawn, "✓ 39" in drawn) == (False, True)

    def test_a_long_name_is_cut_and_every_text_is_escaped(self) -> None:
        drawn = report(stations(area=["<b>" + "长" * 40] * 4), group="area").chart()
        assert "<b>" not in drawn
        assert "…" in drawn

    def test_another_locale_is_refused(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^locale: 'fr'"):
            report(stations()).chart("fr")

    def test_a_subject_of_no_name_is_called_one(self) -> None:
        @subject
        class Shop:
            open: Fact[bool] = fact(YES_NO, "开放", "open")

        @requirement("三(一)", Force.MUST, law=Policy, zh="开放", en="is open", group="shop")
        def is_open(shop: Any, _case: Any) -> Any:
            return shop.open

        ruleset = sgz.Ruleset("shop", Shop, (is_open,), law=sgz.TIANJIN_2021, zh="店", en="Shop")
        page = sgz.frames.report(pa.table({"open": [True]}), ruleset, on=ON).to_html()
        assert "共1个对象，0个待处理（0%）" in page


def test_a_group_is_shown_by_its_name_and_rows_without_one_as_not_given() -> None:
    text = report(stations(), group="area").to_html("en")
    assert re.findall(r"<summary>(\S+(?: given)?) ", text)[-3:] == ["东", "西", "not given"]
