"""Sources in tables: on what level each answer about a row is known, as `assess(..., sources=)` says of its subject."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from random import Random
from typing import Any

import narwhals as nw
import polars as pl
import pyarrow as pa
import pytest

import sgzlib as sgz
from bridges.frames.seeded import Drawing
from bridges.frames.tabled import IN_MEMORY, LAZY, columns_of, groups_in, members_table, table_of
from equipped import REQUIRED
from sgzlib import RULESETS, Source, SourceLevel
from sgzlib.assessment.report import status_text
from sgzlib.prose.language import Language
from wording import requirement_text, status_word

ON = date(2023, 8, 1)
MET, VIOLATED, _, UNDETERMINED, NOT_DUE, _ = map(status_word, sgz.Status)
SUBJECTS = 16
ENGINES = IN_MEMORY | LAZY
DECLARED, INSPECTED, DOCUMENT = SourceLevel
Levels = dict[tuple[int, str], str | None]

pytestmark = pytest.mark.filterwarnings("ignore::sgzlib.bridges.frames.UnknownColumn")


def places(of: type) -> list[str]:
    """Return where a source may be told in a row: the whole, the parts, the facts."""
    found = {""}
    for column in columns_of(of):
        steps = column.split("__")
        found |= {"__".join(steps[:length]) for length in range(1, len(steps) + 1)}
    return sorted(found)


def sources_of(random: Random, of: type, rows: int, groups: list[str]) -> dict[str, list[SourceLevel | None]]:
    """Draw columns of sources: most of the whole and of groups, some of parts, few of facts."""
    told: dict[str, list[SourceLevel | None]] = {}
    for place in [*places(of), *groups]:
        often = 0.9 if not place or place in groups else 0.3
        if not place or random.random() < 0.4:
            told[place] = [random.choice(list(SourceLevel)) if random.random() < often else None for _ in range(rows)]
    return told


def headed(told: dict[str, list[SourceLevel | None]]) -> dict[str, Any]:
    """Return the columns of sources, each level as its name or its Chinese label in turn."""
    return {
        f"{place}__source": pa.array(
            [None if level is None else level.name if row % 2 else level.zh for row, level in enumerate(levels)],
            pa.string(),
        )
        for place, levels in told.items()
    }


def with_columns(table: Any, more: dict[str, Any]) -> Any:
    for name, column in more.items():
        table = table.append_column(name, column)
    return table


@cache
def drawn(name: str) -> tuple[Any, dict[str, Any], list[Any], list[dict[str, Source]]]:
    """Return a table with sources, those of its members, its subjects and the sources of each."""
    ruleset, random = RULESETS[name], Random(name)  # noqa: S311 - a seed is what is wanted
    drawing = Drawing(SUBJECTS, ON)
    subjects = [drawing.subject(ruleset.subject) for _ in range(SUBJECTS)]
    groups = groups_in(ruleset)
    told = sources_of(random, ruleset.subject, SUBJECTS, list(groups))
    table = table_of(ruleset.subject, subjects, team=pa.array(range(SUBJECTS), pa.int64()))
    sources = [
        {place.replace("__", "."): Source(how=level) for place, levels in told.items() if (level := levels[row])}
        for row in range(SUBJECTS)
    ]
    members: dict[str, Any] = {}
    for path, of in groups.items():
        rows = members_table(subjects, path, of)
        whose = rows["team"].to_pylist()
        theirs = sources_of(random, of, len(whose), [])
        if theirs and "source" in columns_of(of):  # the member's own fact is headed so
            theirs = {place: levels for place, levels in theirs.items() if place}
        members[path] = with_columns(rows, headed(theirs))
        for row, team in enumerate(whose):
            member = f"{path.replace('__', '.')}[{whose[:row].count(team)}]"
            for place, levels in theirs.items():
                if level := levels[row]:
                    at = f"{member}.{place.replace('__', '.')}" if place else member
                    sources[team][at] = Source(how=level)
    return with_columns(table, headed(told)), members, subjects, sources


def rows_of(native: Any) -> Iterator[dict[str, Any]]:
    frame = nw.from_native(native.compute() if hasattr(native, "dask") else native)
    yield from frame.lazy().collect("pyarrow").rows(named=True)


def assessments(name: str) -> list[Any]:
    _, _, subjects, sources = drawn(name)
    return [
        sgz.assess(RULESETS[name], subject, on=ON, sources=told)
        for subject, told in zip(subjects, sources, strict=True)
    ]


def expected(name: str) -> Levels:
    return {
        (row, finding.requirement.id): finding.level and finding.level.name
        for row, assessment in enumerate(assessments(name))
        for finding in assessment.findings
    }


def found_levels(native: Any) -> Levels:
    return {(row["team"], row["requirement"]): row["level"] for row in rows_of(native)}


EVERY = [pytest.param(name, marks=pytest.mark.prove) if name == "contract" else name for name in RULESETS]


@pytest.mark.parametrize("name", EVERY)  # the contract's formulas take six seconds
def test_of_every_ruleset_each_finding_has_the_level_of_the_assessment(name: str) -> None:
    table, members, _, _ = drawn(name)
    told = {path: pl.DataFrame(rows) for path, rows in members.items()}
    found = sgz.frames.findings(
        pl.DataFrame(table), RULESETS[name], by="team", on=ON, members=told, duplicates="keep", locale="zh_CN"
    )
    assert found_levels(found) == expected(name)
    texts = {(row["team"], row["requirement"]): row["level_text"] for row in rows_of(found)}
    for row, assessment in enumerate(assessments(name)):
        for finding in assessment.findings if assessment.sources else ():
            assert texts[row, finding.requirement.id] == status_text(finding, Language("zh_CN"))


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_gives_them_as_a_table_of_its_own(engine: str) -> None:
    table, _, _, _ = drawn("qualification")
    native = ENGINES[engine](table)
    found = sgz.frames.findings(native, sgz.QUALIFICATION, by="team", on=ON)
    assert type(found) is type(native)
    assert found_levels(found) == expected("qualification")


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_gives_the_level_of_a_verdict_on_groups(engine: str) -> None:
    table, members, _, _ = drawn("staffing")
    native, told = ENGINES[engine](table), {path: ENGINES[engine](rows) for path, rows in members.items()}
    judged = sgz.frames.check_groups(native, told, sgz.STAFFING, by="team", on=ON, duplicates="keep")
    assert type(judged) is type(native)
    levels = {row["team"]: row["level"] for row in rows_of(judged)}
    assert [levels[row] for row in range(SUBJECTS)] == [
        each.level and each.level.name for each in assessments("staffing")
    ]


STATIONS = pl.DataFrame(
    {
        "站点": ["塘沽", "新港", "大沽", "杭州道"],
        "区": ["滨海新区", "滨海新区", "河西区", "河西区"],
        **{name: [True] * 4 for name in REQUIRED if name != "printer"},
        "打印机": ["是", "否", "是", None],
        "来源等级": ["自报", "实地检查", None, "自报"],
        "打印机来源": ["书面材料", None, "实地检查", "自报"],
    }
)
FOUND: dict[str, Any] = {"by": "站点", "on": ON}


def level_of_printer(table: pl.DataFrame, **more: Any) -> list[Any]:
    found = sgz.frames.findings(table, sgz.PREMISES, **FOUND, **more)
    return found.filter(requirement="premises.printer")["level"].to_list()


class TestColumns:
    def test_an_empty_cell_leaves_it_to_the_source_around(self) -> None:
        assert level_of_printer(STATIONS) == ["DOCUMENT", "INSPECTED", "INSPECTED", None]

    @pytest.mark.parametrize("head", ["printer__source", "打印机来源", "printer source"])
    def test_a_source_is_headed_by_the_fact_in_either_language_or_mapped(self, head: str) -> None:
        named = STATIONS.rename({"打印机来源": head})
        assert level_of_printer(named) == level_of_printer(STATIONS)
        mapped = STATIONS.rename({"打印机来源": "谁说的"})
        assert level_of_printer(mapped, columns={"谁说的": "printer__source"}) == level_of_printer(STATIONS)

    def test_a_part_has_sources_too_and_ranks_are_read(self) -> None:
        table = pl.DataFrame(
            {"站点": ["塘沽"], "premises__printer": [True], "premises__source": [2], "__source": ["自报"]}
        )
        found = sgz.frames.findings(table, sgz.STATION, **FOUND)
        levels = dict(found.select("requirement", "level").rows())
        assert levels["premises.printer"] == "INSPECTED"

    def test_without_such_a_column_nothing_is_added(self) -> None:
        plain = STATIONS.drop("来源等级", "打印机来源")
        assert sgz.frames.findings(plain, sgz.PREMISES, **FOUND).columns == ["站点", "requirement", "status"]
        assert "level" not in sgz.frames.check(plain, sgz.PREMISES, on=ON).columns

    def test_no_status_changes_and_nothing_else_is_left_behind(self) -> None:
        plain = STATIONS.drop("来源等级", "打印机来源")
        with_levels = sgz.frames.findings(STATIONS, sgz.PREMISES, **FOUND)
        assert with_levels.drop("level").equals(sgz.frames.findings(plain, sgz.PREMISES, **FOUND))
        checked = sgz.frames.check(STATIONS, sgz.PREMISES, on=ON, reasons=True)
        before = sgz.frames.check(plain, sgz.PREMISES, on=ON, reasons=True)
        assert checked.drop("level", "来源等级", "打印机来源").equals(before)

    def test_texts_say_status_and_level(self) -> None:
        found = sgz.frames.findings(STATIONS, sgz.PREMISES, **FOUND, locale="zh_CN")
        assert found.columns[:5] == ["站点", "requirement", "status", "level", "level_text"]
        printers = found.filter(requirement="premises.printer")["level_text"].to_list()
        assert printers == [f"{MET}（书面材料）", f"{VIOLATED}（实地检查）", f"{MET}（实地检查）", UNDETERMINED]
        office = found.filter(requirement="premises.office")["level_text"].to_list()
        assert office[2] == f"{MET}（来源不全）"

    def test_a_member_has_the_source_of_its_group_where_it_has_none(self) -> None:
        teams = pl.DataFrame({"team": ["甲", "乙"], "workers__source": ["自报", "实地检查"]})
        workers = pl.DataFrame(
            {"team": ["甲", "乙", "乙"], "full_time": [False] * 3, "full_time__source": ["书面材料", None, None]}
        )
        found = sgz.frames.findings(
            teams, sgz.STAFFING, by="team", on=ON, members={"workers": workers}, duplicates="keep"
        )
        levels = found.filter(requirement="staffing.full_time").select("status", "level").rows()
        assert levels == [("UNDETERMINED", None)] * 2
        posted = workers.with_columns(posted_on=date(2021, 9, 1))
        found = sgz.frames.findings(
            teams, sgz.STAFFING, by="team", on=ON, members={"workers": posted}, duplicates="keep"
        )
        levels = found.filter(requirement="staffing.full_time").select("status", "level").rows()
        assert levels == [("VIOLATED", "DECLARED"), ("VIOLATED", "INSPECTED")]

    def test_budgets_have_the_level_of_their_verdict(self) -> None:
        lines = pl.DataFrame(
            {
                "street": ["泰达"],
                "category": ["服务活动"],
                "unit_price": [100],
                "quantity": [1],
                "__source": ["书面材料"],
            }
        )
        budgets = pl.DataFrame({"street": ["泰达"], "stations": [1], "years": [1], "__source": ["自报"]})
        judged = sgz.frames.check_budgets(lines, by="street", on=ON, budgets=budgets)
        assert judged.select("level", "total").rows() == [("DOCUMENT", 100)]  # it holds whatever the facts are


class TestRefused:
    def test_a_cell_that_is_no_level_is_refused_with_its_row(self) -> None:
        table = STATIONS.with_columns(打印机来源=pl.Series(["自报", "听说", None, None]))
        with pytest.raises(sgz.InvalidValue, match=r"打印机来源\[1\]: '听说' 不可用，应为DECLARED（自报）、"):
            sgz.frames.findings(table, sgz.PREMISES, **FOUND)
        assert level_of_printer(table, unreadable="unknown") == ["DECLARED", "INSPECTED", None, None]
        [problem] = [each for each in sgz.frames.problems(table, sgz.PREMISES, by="站点") if each.kind.name == "CELL"]
        assert (problem.column, problem.value, problem.rows) == ("打印机来源", "听说", (1,))

    def test_a_cell_of_a_fact_without_a_source_is_still_looked_at(self) -> None:
        table = STATIONS.drop("来源等级").with_columns(computer=pl.Series(["是", "否", "大概", "是"]))
        with pytest.raises(sgz.InvalidValue, match=r"computer\[2\]: '大概' 不可用"):
            sgz.frames.check(table, sgz.PREMISES, on=ON)

    def test_a_column_of_another_type_two_of_one_fact_and_one_named_as_the_answer(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"打印机来源\[0\]: 1.5 不可用"):
            level_of_printer(STATIONS.with_columns(打印机来源=pl.lit(1.5)))
        with pytest.raises(sgz.InvalidValue, match="以 columns= 指明 printer__source 的列"):
            level_of_printer(STATIONS.with_columns(printer__source=pl.lit("自报")))
        with pytest.raises(sgz.InvalidValue, match="frame: 'level' 不可用"):
            sgz.frames.check(STATIONS.with_columns(level=1), sgz.PREMISES, on=ON)
        with pytest.raises(sgz.InvalidValue, match="frame: 'level' 不可用"):
            sgz.frames.findings(STATIONS.rename({"区": "level"}), sgz.PREMISES, by="level", on=ON)

    def test_of_columns_of_no_fact_those_of_sources_are_none(self) -> None:
        kinds = {each.column for each in sgz.frames.problems(STATIONS, sgz.PREMISES) if each.kind.name == "HEADING"}
        assert kinds == {"站点", "区"}


class TestReports:
    @property
    def report(self) -> sgz.frames.Report:
        return sgz.frames.report(STATIONS, sgz.PREMISES, by="站点", group="区", on=ON)

    def test_counts_are_told_by_level(self) -> None:
        printer = next(
            each for each in self.report.rows if each.requirement and each.requirement.id == "premises.printer"
        )
        assert printer.levels == {
            sgz.Status.MET: {DOCUMENT: 1, INSPECTED: 1},
            sgz.Status.VIOLATED: {INSPECTED: 1},
        }
        assert self.report.verdict.levels == {
            sgz.Status.MET: {DECLARED: 1, None: 1},
            sgz.Status.VIOLATED: {INSPECTED: 1},
        }
        for group, at in (("滨海新区", DECLARED), ("河西区", None)):
            *_, verdict = self.report.groups[group]
            assert verdict.levels[sgz.Status.MET] == {at: 1}

    def test_what_rests_on_no_fact_has_no_level_to_show(self) -> None:
        early = sgz.frames.report(STATIONS, sgz.PREMISES, by="站点", on=date(2021, 7, 1))
        *_, verdict = (*early.rows, early.verdict)
        assert verdict.counts == {**verdict.counts, sgz.Status.MET: 2, sgz.Status.NOT_DUE: 2}
        assert verdict.levels == {}
        assert "书面材料" not in early.to_html().partition("逐项汇总")[0]
        before = sgz.frames.report(STATIONS, sgz.PREMISES, by="站点", on=date(2021, 5, 1))
        assert before.verdict.levels == {}
        found = sgz.frames.findings(STATIONS, sgz.PREMISES, by="站点", on=date(2021, 7, 1), locale="zh_CN")
        texts = found.filter(requirement="premises.printer")["level_text"].to_list()
        assert texts == [f"{MET}（书面材料）", NOT_DUE, f"{MET}（实地检查）", NOT_DUE]

    def test_without_rows_or_sources_there_are_none(self) -> None:
        for table in (STATIONS.head(0), STATIONS.drop("来源等级", "打印机来源")):
            report = sgz.frames.report(table, sgz.PREMISES, by="站点", on=ON)
            assert not any(each.levels for each in (*report.rows, report.verdict))
            assert "rows_declared" not in report.to_frame().columns

    def test_page_sections_data_and_table_show_them(self) -> None:
        page = self.report.to_html()
        assert f"按来源等级：{MET}（自报）1；{MET}（来源不全）1；{VIOLATED}（实地检查）1" in page
        assert "<small>书面材料 1</small>" in page
        assert "By source level: met (declared) 1; met (sources incomplete) 1; violated (inspected) 1" in (
            self.report.to_html("en")
        )
        assert f"{VIOLATED}（实地检查）</td>" in page  # of the row
        [violated, open_] = self.report.sections
        assert isinstance(violated.assessment, sgz.Assessment)
        assert violated.assessment["premises.printer"].level is INSPECTED
        assert f"{VIOLATED}（实地检查） · 三（一）" in page
        assert isinstance(open_.assessment, sgz.Assessment)
        assert open_.assessment.sources == {"": Source(how=DECLARED), "printer": Source(how=DECLARED)}
        document = self.report.to_dict()
        assert document["verdict"].get("levels") == {"MET": {"DECLARED": 1, "NONE": 1}, "VIOLATED": {"INSPECTED": 1}}
        rows = self.report.to_frame().filter(pl.col("group").is_null(), id="premises.printer", status=MET)
        named = ["rows", "rows_declared", "rows_inspected", "rows_document", "rows_no_source"]
        assert rows.select(named).rows() == [(2, 0, 1, 1, 0)]

    def test_a_violation_that_is_only_declared_is_to_be_established_and_one_decided_on_says_so(self) -> None:
        declared = STATIONS.with_columns(来源等级=pl.lit("自报"), 打印机来源=pl.lit("自报"))
        extension = sgz.Decision(
            requirement="premises.printer",
            kind=sgz.DecisionKind.EXTENSION,
            by=sgz.Actor.DISTRICT_BUREAU,
            on=date(2023, 7, 1),
            until=date(2023, 12, 31),
            grounds="复函",
        )
        page = sgz.frames.report(declared, sgz.PREMISES, by="站点", on=ON, decisions={"新港": [extension]}).to_html()
        assert "核实并补报</dt><dd>仅有自报：独立的办公用房、桌椅、电脑、打印机、档案柜</dd>" in page
        assert (
            f"<td>三（一） {requirement_text('premises.printer')}（{extension.text(ON).split('（')[0]}）</td>" in page
        )
        assert "仅有自报" not in self.report.to_html()

    def test_sections_have_the_sources_of_members(self) -> None:
        teams = pl.DataFrame({"team": ["甲"], "team_size": [1], "workers__source": ["实地检查"]})
        workers = pl.DataFrame(
            {
                "team": ["甲", "甲"],
                "full_time": [False, True],
                "posted_on": [date(2021, 9, 1)] * 2,
                "__source": ["自报", "听说"],
                "full_time__source": ["书面材料", None],
            }
        )
        report = sgz.frames.report(
            teams, sgz.STAFFING, by="team", on=ON, members={"workers": workers}, unreadable="unknown"
        )
        [section] = report.sections
        assert isinstance(section.assessment, sgz.Assessment)
        levels = {path: source.how for path, source in section.assessment.sources.items()}
        assert levels == {"workers": INSPECTED, "workers[0]": DECLARED, "workers[0].full_time": DOCUMENT}
