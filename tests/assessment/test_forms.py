"""Self-check forms: what an office prints, fills in, signs and files."""

from __future__ import annotations

import builtins
import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

import sgzlib as sgz
from sgzlib.assessment.forms.content import COLUMNS, WIDTHS, blank, filled_in
from sgzlib.prose.language import Language
from wording import fact_words, requirement_text, status_word

ON = date(2022, 3, 1)
HEADS = [zh for zh, _ in COLUMNS]
CHINESE = Language("zh_CN")
PREMISES = sgz.check_premises(sgz.Premises(independent_office=True, printer=False), on=ON)
STATION = sgz.check_station(
    sgz.Station(
        jurisdiction="大王古庄镇",
        first_batch=True,
        premises=sgz.Premises(printer=False),
        team=sgz.Team(workers=(sgz.Worker(name="李强"),), contract_signed_on=date(2021, 7, 26)),
    ),
    on=ON,
)


def numbered(assessment: sgz.Assessment) -> dict[str, tuple[str, ...]]:
    """Return the rows of a form by the text of the requirement."""
    content = filled_in(assessment, CHINESE)
    return {cells[2]: cells for _, rows in content.numbered() for cells in rows}


class TestTheRows:
    """One row a requirement, in the notice's order."""

    @pytest.mark.parametrize("ruleset", sgz.RULESETS.values(), ids=str)
    @pytest.mark.parametrize("locale", ["zh_CN", "en"])
    def test_a_blank_form_has_every_requirement_once(self, ruleset: sgz.Ruleset, locale: str) -> None:
        content = blank(ruleset, sgz.TIANJIN_2021, Language(locale))
        cells = [row for _, rows in content.numbered() for row in rows]
        asked = [rule for _, rule, _ in ruleset.every() if not rule.restates]
        assert [row[0] for row in cells] == [str(number) for number in range(1, len(asked) + 1)]
        assert {len(row) for row in cells} == {len(COLUMNS)} == {len(WIDTHS)}
        assert [row[1].replace("（", "(").replace("）", ")") for row in cells] == [
            rule.clause.locator for rule in asked
        ]
        assert all(row[2] and row[7] for row in cells)
        assert {row[4:7] for row in cells} == {("", "", "")}

    def test_what_was_found_stands_in_its_row(self) -> None:
        rows = numbered(PREMISES)
        printer, computer, office = (requirement_text(f"premises.{name}") for name in ("printer", "computer", "office"))
        assert rows[printer][4] == f"✗ {status_word(sgz.Status.VIOLATED)}\n打印机：否"
        assert rows[printer][5].endswith(f"：{printer}")
        assert rows[printer][7:] == ("区民政局、街道（乡镇）", "2021年7月31日")
        assert rows[computer][4] == f"? {status_word(sgz.Status.UNDETERMINED)}"
        assert rows[computer][5].endswith("：电脑")
        assert rows[office][4:6] == (f"✓ {status_word(sgz.Status.MET)}\n独立的办公用房：是", "")

    def test_of_many_facts_a_cell_lists_three_and_counts_them(self) -> None:
        team = sgz.Team(workers=(sgz.Worker(name="王芳"), sgz.Worker(name="李强")), contracted_headcount=4)
        row = numbered(sgz.check_staffing(team, on=ON))[requirement_text("staffing.qualified_minimum")]
        assert row[5].startswith("待核实：王芳 · 到岗日期、")
        assert row[5].endswith("项")
        assert row[5].count("、") == 2
        pair = tuple(sgz.Worker(name=name, full_time=True, posted_on=date(2021, 8, 2)) for name in "甲乙丙")
        shown = numbered(sgz.check_staffing(sgz.Team(workers=pair), on=ON))[requirement_text("staffing.full_time")][
            4
        ].split("\n")
        assert shown[0] == f"✓ {status_word(sgz.Status.MET)}"
        assert shown[-1].startswith("等")
        assert len(shown) == 5

    def test_a_fact_of_more_than_three_members_is_summed_up(self) -> None:
        posted = tuple(sgz.Worker(name=name, full_time=name != "丁", posted_on=date(2021, 8, 2)) for name in "甲乙丙丁")
        row = numbered(sgz.check_staffing(sgz.Team(workers=posted), on=ON))[requirement_text("staffing.full_time")]
        assert row[4].split("\n")[1:] == ["专职（在岗者）：是（3名）、否（丁）", "驻站社工：4"]

    def test_what_shows_a_fact_stands_in_its_row_and_not_what_only_says_whether_it_is_due(self) -> None:
        content = blank(sgz.STATION, sgz.TIANJIN_2021, CHINESE)
        evidence = {cells[2]: cells[3] for _, rows in content.numbered() for cells in rows}
        assert evidence[requirement_text("premises.printer")] == fact_words(sgz.Premises, "printer", "evidence")
        assert evidence[requirement_text("staffing.training")].count("劳动合同") == 1
        assert (
            numbered(PREMISES)[requirement_text("premises.printer")][3]
            == evidence[requirement_text("premises.printer")]
        )

    def test_a_last_day_that_is_not_running_yet_says_from_what_it_is_counted(self) -> None:
        rows = numbered(sgz.check_staffing(sgz.Team(workers=(), contract_signed_on=sgz.NOT_YET), on=ON))
        assert rows[requirement_text("staffing.qualified_minimum")][8] == "首份合同签订日期后15天内，尚未起算"

    def test_what_is_to_be_done_stands_in_the_row_of_each_requirement_it_serves(self) -> None:
        rows = numbered(PREMISES)
        todo = [rows[requirement_text(id_)][6] for id_ in ("premises.printer", "premises.computer")]
        assert todo == [fact_words(sgz.Premises, "printer", "act"), ""]
        assert rows[f"{requirement_text('premises.casework_room')}（可以）"][6] == ""
        none: dict[str, Any] = {"education": sgz.Education.SENIOR_HIGH, "certificate": sgz.Certificate.NONE}
        worker = sgz.Worker(name="王芳", social_work_major=False, **none)
        unqualified = numbered(sgz.check_qualification(worker, on=ON))
        assert any("；或：" in row[6] for row in unqualified.values())
        late = sgz.check_plan(sgz.DistrictPlan(year=2021, submitted_on=date(2021, 7, 1)), on=ON)
        assert "无法补正" in {row[6] for row in numbered(late).values()}

    def test_parts_of_a_station_have_a_heading_each(self) -> None:
        content = filled_in(STATION, CHINESE)
        assert [title for title, _ in content.numbered()] == [part.zh for _, part in sgz.STATION.parts]
        assert content.head == (
            "自查对象：大王古庄镇社会工作服务站",
            "核对日期：2022年3月1日",
            "依据：《关于开展首批街道（乡镇）社会工作服务站建设工作的通知》，2021年5月26日",
        )
        assert [title for title, _ in filled_in(PREMISES, CHINESE).numbered()] == [""]

    def test_what_does_not_apply_shows_no_facts(self) -> None:
        outside = sgz.check_premises(sgz.Premises(printer=False), on=ON, scope=sgz.Scope.OUTSIDE)
        assert {row[4] for row in numbered(outside).values()} == {f"– {status_word(sgz.Status.NOT_APPLICABLE)}"}

    def test_what_binds_less_says_so(self) -> None:
        assert f"{requirement_text('premises.casework_room')}（可以）" in numbered(PREMISES)

    def test_an_unknown_last_day_is_left_blank(self) -> None:
        rows = numbered(sgz.check_staffing(sgz.Team(contracted_headcount=2), on=ON))
        assert rows[requirement_text("staffing.contracted_headcount")][8] == ""


class TestThePage:
    """HTML to print on A4 in landscape."""

    def test_it_has_the_columns_and_who_signs(self) -> None:
        page = PREMISES.to_form()
        assert re.findall(r"<th scope=\"col\">(.+?)</th>", page) == HEADS
        for signed in ("填表人：", "审核人：", "单位（盖章）：", "日期："):
            assert f"<span>{signed}</span>" in page
        assert "size:A4 landscape" in page

    def test_it_says_nothing_of_software(self) -> None:
        text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", STATION.to_form(), flags=re.DOTALL)
        assert re.findall(r"(?i)sgzlib|python|unknown|none", text) == []

    def test_texts_are_escaped(self) -> None:
        team = sgz.Team(workers=(sgz.Worker(name="<b>李强</b>", full_time=True),))
        page = sgz.check_staffing(team, on=ON).to_form()
        assert "<b>李强" not in page
        assert "&lt;b&gt;李强" in page

    def test_a_part_has_a_row_across_the_columns(self) -> None:
        assert 'class="part" colspan="9" scope="colgroup">人员配备</th>' in STATION.to_form()

    def test_in_english(self) -> None:
        page = STATION.to_form(locale="en")
        assert "Social-work station: self-check form" in page
        assert '<html lang="en">' in page
        assert "Not met: has a printer" in page


class TestFiles:
    """For Excel and Word: the same texts."""

    def test_the_sheet_has_the_rows_of_the_page(self) -> None:
        book = load_workbook(BytesIO(STATION.to_form("xlsx")))
        (sheet,) = book.worksheets
        cells = [tuple("" if cell.value is None else str(cell.value) for cell in row) for row in sheet.iter_rows()]
        assert list(cells[2]) == HEADS
        rows = [row for row in cells if row[0].isdigit()]
        assert rows == [row for _, made in filled_in(STATION, CHINESE).numbered() for row in made]
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.print_title_rows == "$3:$3"
        assert cells[-1][0].startswith("填表人：")

    def test_a_long_cell_makes_its_row_higher(self) -> None:
        sheet: Any = load_workbook(BytesIO(STATION.to_form("xlsx"))).active
        heights = {sheet.cell(row, 3).value: sheet.row_dimensions[row].height for row in range(4, sheet.max_row + 1)}
        assert heights[requirement_text("premises.printer")] < heights[requirement_text("staffing.qualified_minimum")]

    def test_a_formula_stays_text(self) -> None:
        team = sgz.Team(workers=(sgz.Worker(name="=1+1", full_time=True),))
        sheet: Any = load_workbook(BytesIO(sgz.check_staffing(team, on=ON).to_form("xlsx"))).active
        assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}

    def test_the_document_has_the_rows_of_the_page(self) -> None:
        document = Document(BytesIO(STATION.to_form("docx")))
        (table,) = document.tables
        cells = [tuple(cell.text for cell in row.cells) for row in table.rows]
        assert list(cells[0]) == HEADS
        assert [row for row in cells if row[0].isdigit()] == [
            row for _, made in filled_in(STATION, CHINESE).numbered() for row in made
        ]
        assert ("人员配备",) * len(HEADS) in cells
        section = document.sections[0]
        assert section.page_width is not None
        assert section.page_height is not None
        assert section.page_width > section.page_height
        assert document.paragraphs[-1].text.startswith("填表人：")

    def test_a_form_of_one_part_has_no_headings_in_its_table(self) -> None:
        document = Document(BytesIO(sgz.check_qualification(sgz.Worker(), on=date(2022, 3, 1)).to_form("docx")))
        (table,) = document.tables
        assert [row.cells[0].text for row in table.rows] == ["序号", *map(str, range(1, len(table.rows)))]

    @pytest.mark.parametrize("kind", ["xlsx", "docx"])
    def test_equal_content_gives_equal_bytes(self, kind: Any) -> None:
        assert STATION.to_form(kind) == STATION.to_form(kind)
        assert sgz.blank_form(sgz.STATION, kind) == sgz.blank_form(sgz.STATION, kind)
        assert b"sgzlib" not in sgz.blank_form(sgz.STATION).encode()

    @pytest.mark.parametrize(("kind", "module", "extra"), [("xlsx", "openpyxl", "excel"), ("docx", "docx", "word")])
    def test_a_missing_extra_is_named(
        self, kind: Any, module: str, extra: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        known = builtins.__import__

        def without(name: str, *args: Any, **kwargs: Any) -> Any:
            if name.partition(".")[0] == module or name.startswith(f"sgzlib.assessment.forms.{kind}"):
                raise ModuleNotFoundError(name)
            return known(name, *args, **kwargs)

        for name in ("sheet", "word"):
            monkeypatch.delitem(__import__("sys").modules, f"sgzlib.assessment.forms.{name}", raising=False)
        monkeypatch.setattr(builtins, "__import__", without)
        with pytest.raises(ImportError, match=rf"sgzlib\[{extra}\]"):
            PREMISES.to_form(kind)


class TestWhatIsRefused:
    """Each with what is allowed."""

    def test_another_kind(self) -> None:
        written: Any = "pdf"
        with pytest.raises(sgz.InvalidValue, match=r"kind: 'pdf' .* html, xlsx or docx"):
            PREMISES.to_form(written)
        with pytest.raises(sgz.InvalidType, match=r"^kind: UNKNOWN 不可用"):
            PREMISES.to_form(sgz.UNKNOWN)  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType, reportCallIssue]

    def test_another_locale(self) -> None:
        with pytest.raises(sgz.InvalidValue, match="locale: 'fr'"):
            sgz.blank_form(sgz.PREMISES, locale="fr")

    def test_what_is_no_ruleset_and_no_law(self) -> None:
        number: Any = 3
        with pytest.raises(sgz.InvalidType, match="ruleset: 3"):
            sgz.blank_form(number)
        with pytest.raises(sgz.InvalidType, match="ruleset: 3"):
            sgz.blank_form(number, policy=sgz.TIANJIN_2021)
        history: Any = sgz.History((date(2021, 5, 26), sgz.TIANJIN_2021))
        with pytest.raises(sgz.InvalidType, match=r"policy: .* a Law"):
            sgz.blank_form(sgz.PREMISES, policy=history)
