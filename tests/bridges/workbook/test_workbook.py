"""What a template holds, what is marked in a filled one, and what is refused."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

import sgzlib as sgz
from bridges.workbook.filling import ON, book_of, bytes_of, filled
from foreign.county_library import BRANCH
from sgzlib.bridges import workbook
from sgzlib.bridges.workbook import reading, writing
from sgzlib.bridges.workbook.sheets import sheets_of
from sgzlib.law import TEXT, Fact, Force, fact, many, subject
from sgzlib.tianjin.policy import requirement
from wording import cited_text, fact_words, requirement_text, status_word

TEAM, WORKERS = "人员配备", "驻站社工"
UNDETERMINED = f"? {status_word(sgz.Status.UNDETERMINED)}（{{}}项待核）"


def at(sheet: Any, heading: str, row: int = 2) -> Any:
    """Return the cell of a row under a heading."""
    return sheet.cell(row, [cell.value for cell in sheet[1]].index(heading) + 1)


def judged(change: Callable[[Any], object], ruleset: sgz.Ruleset = sgz.STAFFING, **more: Any) -> Any:
    """Return what is given back for a template that was changed so."""
    book = book_of(sgz.workbook.template(ruleset))
    change(book)
    return book_of(sgz.workbook.judge(bytes_of(book), ruleset, on=ON, **more))


def one_team(**cells: Any) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        at(book[TEAM], "社工站名称").value = "泰达"
        for heading, value in cells.items():
            at(book[TEAM], heading).value = value

    return change


@pytest.mark.parametrize(
    ("texts", "lines"),
    [([], 1), ([""], 1), (["a" * 19], 1), (["a" * 20], 2), (["甲" * 20], 3), (["a\na" * 2], 3), (["a" * 20, "a"], 2)],
)
def test_a_row_is_as_high_as_its_longest_text_has_lines(texts: list[str], lines: int) -> None:
    sheet: Any = Workbook().active
    columns = range(1, len(texts) + 1)
    writing.rows_high(sheet, 1, dict(zip(columns, texts, strict=True)), dict.fromkeys(columns, 21))
    assert sheet.row_dimensions[1].height == 16 * lines


class TestTemplate:
    def test_a_heading_tells_meaning_unit_and_clause(self) -> None:
        book = book_of(sgz.workbook.template(sgz.STAFFING))
        note = at(book[TEAM], "购买合同约定人数", 1).comment.text
        assert note == "购买合同约定人数：0或正整数，如“3”\n单位：名\n条款：三（二）、六（二）"
        assert at(book[WORKERS], "到岗日期", 1).comment.text.endswith("条款：三（二）、五（四）、六（二）")

    def test_labels_and_yes_or_no_have_drop_downs_and_numbers_bounds(self) -> None:
        book = book_of(sgz.workbook.template(BRANCH, locale="en"))
        rules = {str(rule.sqref): rule for rule in book["Branch"].data_validations.dataValidation}
        (listed,) = [rule for where, rule in rules.items() if where.startswith("B")]
        assert (listed.type, listed.formula1) == ("list", "'Choices'!$C$1:$C$3")
        assert [cell.value for cell in book["Choices"]["C"]][:3] == ["third", "second", "first"]
        assert book["Choices"].sheet_state == "hidden"
        assert {rule.type for rule in rules.values()} == {"list", "whole", "decimal"}

    def test_a_warning_is_no_longer_than_excel_shows(self) -> None:
        book = book_of(sgz.workbook.template(sgz.PLAN, locale="en"))  # of one of sixteen districts
        said = [rule.error or "" for sheet in book for rule in sheet.data_validations.dataValidation]
        assert max(map(len, said)) == 250

    def test_days_are_days_and_text_is_text(self) -> None:
        sheet = book_of(sgz.workbook.template(BRANCH))["分馆"]
        formats = {cell.value: sheet.column_dimensions[cell.column_letter].number_format for cell in sheet[1]}
        assert (formats["开馆日期"], formats["馆名"], formats["年数"]) == ("yyyy-mm-dd", "@", "General")

    def test_it_is_the_same_bytes_every_time(self) -> None:
        assert sgz.workbook.template(sgz.STATION) == sgz.workbook.template(sgz.STATION)

    def test_titles_are_short_and_differ(self) -> None:
        @subject
        class Member:
            name: Fact[str] = fact(TEXT, "姓名", "name")

        @subject
        class Whole:
            ones: Fact[tuple[Member, ...]] = fact(many(Member), "甲/" * 30, "x" * 40)
            others: Fact[tuple[Member, ...]] = fact(many(Member), "甲/" * 30, "X" * 40)

        rule = requirement("三(一)", Force.MUST, zh="成立", en="holds", group="w")(
            lambda whole, _case: whole.ones == ()
        )
        assert rule is not None
        titles = [one.titles for one in sheets_of(_of(Whole))]
        assert titles[1:] == [("甲_" * 14, "x" * 28), ("甲_" * 14 + " 2", "X" * 28 + " 2")]

    def test_groups_within_groups_are_refused(self) -> None:
        @subject
        class Leaf:
            name: Fact[str] = fact(TEXT, "名", "name")

        @subject
        class Twig:
            leaves: Fact[tuple[Leaf, ...]] = fact(many(Leaf), "叶", "leaves")

        @subject
        class Tree:
            twigs: Fact[tuple[Twig, ...]] = fact(many(Twig), "枝", "twigs")

        with pytest.raises(sgz.InvalidType, match=r"one\.twigs: .*groups have no groups"):
            sgz.workbook.template(_of(Tree))

    def test_what_is_no_ruleset_and_no_language_is_refused(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^ruleset: "):
            sgz.workbook.template("staffing")  # type: ignore[arg-type]
        with pytest.raises(sgz.InvalidValue, match=r"^locale: 'fr'"):
            sgz.workbook.template(sgz.STAFFING, locale="fr")


def _of(cls: type) -> sgz.Ruleset:
    rule = requirement("三(一)", Force.MUST, zh="成立", en="holds", group="one")(lambda _subject, _case: sgz.UNKNOWN)
    return sgz.Ruleset("one", cls, (rule,), zh="一", en="One", law=sgz.TIANJIN_2021)


class TestAnswers:
    def test_beside_a_row_stand_verdict_findings_and_what_to_do(self) -> None:
        subjects = [
            sgz.Premises(independent_office=True, printer=False),
            sgz.Premises(independent_office=True, printer=True),
        ]
        book = book_of(sgz.workbook.judge(filled(sgz.PREMISES, subjects), sgz.PREMISES, on=ON))
        sheet = book["场所设置"]
        assert at(sheet, "结论").value == f"✗ {status_word(sgz.Status.VIOLATED)}"
        assert at(sheet, "不符合的要求").value == cited_text("premises.printer")
        assert at(sheet, "整改措施").value == f"1. {fact_words(sgz.Premises, 'printer', 'act')}"
        assert at(sheet, "需补充的信息").value.splitlines() == ["桌椅", "电脑", "档案柜"]
        assert at(sheet, "结论", 3).value == UNDETERMINED.format(3)
        assert at(sheet, "需补充的信息", 3).value.splitlines() == ["桌椅", "电脑", "档案柜"]
        assert at(sheet, "电脑", 3).fill.fgColor.rgb == writing.OPEN
        assert at(sheet, "打印机", 3).fill.fgColor.rgb != writing.OPEN
        assert sheet.auto_filter.ref == "A1:N3"

    def test_what_would_mend_a_row_is_left_out_where_it_is_not_asked_for(self) -> None:
        data = filled(sgz.PREMISES, [sgz.Premises(printer=False)])
        sheet = book_of(sgz.workbook.judge(data, sgz.PREMISES, on=ON, mending=False))["场所设置"]
        assert at(sheet, "不符合的要求").value == cited_text("premises.printer")
        assert at(sheet, "整改措施").value is None

    def test_what_is_to_be_supplied_of_a_member_is_marked_in_its_row(self) -> None:
        signed, posted = date(2021, 7, 23), date(2021, 8, 2)
        known = sgz.Worker(name="甲", full_time=True, contracted=True, trained=True, posted_on=posted)
        other = sgz.Worker(name="乙", contracted=True, trained=True, posted_on=posted)
        team = sgz.Team(workers=(known, other), contracted_headcount=2, contract_signed_on=signed)
        book = book_of(sgz.workbook.judge(filled(sgz.STAFFING, [team]), sgz.STAFFING, on=ON))
        colours = [at(book[WORKERS], "专职", row).fill.fgColor.rgb for row in (2, 3)]
        assert colours[1] == writing.OPEN != colours[0]

    def test_the_summary_counts_each_requirement_in_the_order_of_the_notice(self) -> None:
        subjects = [sgz.Premises(independent_office=True, printer=one) for one in (True, False, False)]
        sheet = book_of(sgz.workbook.judge(filled(sgz.PREMISES, subjects), sgz.PREMISES, on=ON))["逐项汇总"]
        head, *rows = sheet.iter_rows(values_only=True)
        assert head[3:8] == ("不符合", "待核", "尚未到期", "未达到", "符合")
        found = {row[2]: row[3:8] for row in rows}
        assert found[requirement_text("premises.printer")] == (2, 0, 0, 0, 1)
        assert found[requirement_text("premises.computer")] == (0, 3, 0, 0, 0)
        assert rows[0][2] == requirement_text("premises.office")

    def test_the_summary_has_a_row_for_each_subject_with_its_verdict_and_counts(self) -> None:
        subjects = [
            sgz.Premises(printer=False, computer=False, casework_room=False),
            sgz.Premises(independent_office=True),
        ]
        data = filled(sgz.PREMISES, subjects)
        sheet = book_of(sgz.workbook.judge(data, sgz.PREMISES, on=ON))["汇总"]
        rows = list(sheet.iter_rows(values_only=True))
        start = next(at for at, row in enumerate(rows) if row[0] == "社工站名称")
        assert rows[start][:7] == ("社工站名称", "结论", "不符合", "待核", "尚未到期", "未达到", "符合")
        # A counselling room is merely allowed: to have none is no shortcoming.
        assert rows[start + 1 :] == [
            ("对象0", f"✗ {status_word(sgz.Status.VIOLATED)}", 2, 3, 0, 0, 0, 0, 0),
            ("对象1", UNDETERMINED.format(4), 0, 4, 0, 0, 1, 0, 0),
        ]
        assert [at for at in range(1, start + 2) if sheet.cell(at, 1).font.bold] == [1, start + 1]
        violated, undetermined = status_word(sgz.Status.VIOLATED), status_word(sgz.Status.UNDETERMINED)
        assert rows[2][0].endswith(f"：{violated}1个、{undetermined}1个")

    def test_each_act_has_a_row_with_who_by_when_and_what_shows_it(self) -> None:
        signed = date(2022, 2, 25)
        worker = sgz.Worker(name="王芳", full_time=False, contracted=True, posted_on=signed)
        team = sgz.Team(workers=(worker,), contracted_headcount=1, contract_signed_on=signed)
        book = book_of(sgz.workbook.judge(filled(sgz.STAFFING, [team, sgz.Team()]), sgz.STAFFING, on=ON))
        head, *rows = book["整改清单"].iter_rows(values_only=True)
        assert head == ("社工站名称", "序号", "类别", "事项", "条款", "责任单位", "完成时限", "佐证材料")
        act, evidence = (fact_words(sgz.Worker, "full_time", use) for use in ("act", "evidence"))
        assert rows[0] == ("对象0", 1, "整改措施", f"王芳：{act}", "三（二）", "承接主体", None, evidence)
        assert {row[0] for row in rows} == {"对象0"}
        without = sgz.workbook.judge(filled(sgz.STAFFING, [team]), sgz.STAFFING, on=ON, mending=False)
        assert "整改清单" not in book_of(without).sheetnames

    def test_ways_to_choose_from_stand_in_one_row(self) -> None:
        none: dict[str, Any] = {"education": sgz.Education.SENIOR_HIGH, "certificate": sgz.Certificate.NONE}
        data = filled(sgz.QUALIFICATION, [sgz.Worker(name="王芳", social_work_major=False, **none)])
        book = book_of(sgz.workbook.judge(data, sgz.QUALIFICATION, on=ON))
        what = [row[3] for row in book["整改清单"].iter_rows(min_row=2, values_only=True)]
        assert any(text.startswith("以下办法任选其一\n- ") for text in what)

    def test_what_prints_fits_the_width_of_a_page_and_has_its_number(self) -> None:
        team = sgz.Team(workers=(sgz.Worker(full_time=False),), contracted_headcount=2)
        book = book_of(sgz.workbook.judge(filled(sgz.STAFFING, [team]), sgz.STAFFING, on=ON))
        for sheet in book.worksheets[:-1]:
            assert sheet.oddFooter.right.text == "&P / &N"
            assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        printed = {sheet.title: sheet.print_area for sheet in book if sheet.print_area}
        assert printed == {
            TEAM: f"'{TEAM}'!$A$1:$G$2",
            WORKERS: f"'{WORKERS}'!$A$1:$M$2",
            "逐项汇总": f"'逐项汇总'!$A$1:$I${len(list(sgz.STAFFING.every())) + 1}",
            "整改清单": f"'整改清单'!$A$1:$H${book['整改清单'].max_row}",
        }
        fitting = {sheet.title for sheet in book if sheet.sheet_properties.pageSetUpPr.fitToPage}
        assert fitting == {*printed, "汇总", "填写说明"}

    def test_a_cell_holds_no_more_lines_than_a_row_shows(self) -> None:
        sheet = book_of(sgz.workbook.judge(filled(sgz.STATION, [sgz.Station()]), sgz.STATION, on=ON))["社会工作服务站"]
        lines = at(sheet, "需补充的信息").value.splitlines()
        assert len(lines) == 22
        assert lines[-1] == f"……共{len(sgz.check_station(sgz.Station(), on=ON).missing)}项，其余见标黄的单元格"

    def test_what_is_not_due_has_its_day(self) -> None:
        team = sgz.Team(contracted_headcount=1, contract_signed_on=date(2022, 2, 25), workers=())
        sheet = book_of(sgz.workbook.judge(filled(sgz.STAFFING, [team]), sgz.STAFFING, on=ON))[TEAM]
        assert "完成时限：2022年3月12日" in at(sheet, "尚未到期").value

    def test_what_a_derived_requirement_waits_for_has_its_day_too(self) -> None:
        def not_due(signed: date) -> str:
            team = sgz.Team(contract_signed_on=signed, follows=sgz.Follows.NOTHING, workers=())
            station = sgz.Station(team=team, first_batch=False)
            judged = book_of(sgz.workbook.judge(filled(sgz.STATION, [station]), sgz.STATION, on=ON))
            found: str = at(judged[sheets_of(sgz.STATION)[0].titles[0]], "尚未到期").value
            return found

        assert f"{requirement_text('station.rules')}；完成时限：2022年3月12日" in not_due(date(2022, 2, 25))
        open_ = not_due(sgz.NOT_YET)
        assert (
            f"{requirement_text('station.rules')}；完成时限：驻站社工队伍 · 首份合同签订日期后15天内，尚未起算" in open_
        )
        assert "None" not in open_
        assert "完成时限：尚未\n" not in open_

    def test_what_cannot_all_hold_is_named_where_nothing_is_violated(self) -> None:
        part_time = sgz.Worker(full_time=False, education=sgz.Education.BACHELOR, social_work_major=True)
        signed: dict[str, Any] = {"contracted_headcount": 1, "contract_signed_on": date(2021, 7, 23)}
        teams = [sgz.Team(workers=(part_time,), **signed), sgz.Team(workers=(), **signed)]
        sheet = book_of(sgz.workbook.judge(filled(sgz.STAFFING, teams), sgz.STAFFING, on=ON))[TEAM]
        assert at(sheet, "结论").value == f"✗ {status_word(sgz.Status.VIOLATED)}"
        assert at(sheet, "不符合的要求").value.splitlines() == [
            "无法同时符合：",
            cited_text("staffing.full_time"),
            cited_text("staffing.qualified_minimum"),
        ]
        assert "无法同时符合" not in at(sheet, "不符合的要求", 3).value

    def test_rows_that_are_alike_are_asked_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[Any] = []

        def counted(ruleset: sgz.Ruleset, subject: Any, **more: Any) -> sgz.Assessment:
            asked.append(subject)
            return sgz.assess(ruleset, subject, **more)

        monkeypatch.setattr(workbook, "assess", counted)
        named = [sgz.Worker(name=name, trained=False, posted_on=date(2021, 8, 2)) for name in ("王芳", "李强")]
        signed: dict[str, Any] = {"contracted_headcount": 1, "contract_signed_on": date(2021, 7, 23)}
        teams = [sgz.Team(workers=(worker,), **signed) for worker in (*named, named[0])]
        data = sgz.workbook.judge(filled(sgz.STAFFING, [sgz.Team(), *teams, sgz.Team()]), sgz.STAFFING, on=ON)
        sheet = book_of(data)[TEAM]
        assert len([subject for subject in asked if subject == sgz.Team()]) == 1
        assert len([subject for subject in asked if subject in teams]) == 3  # one to judge, two to write what mends
        supplied = [at(sheet, "需补充的信息", row).value or "" for row in range(2, 7)]
        assert supplied[0] == supplied[4] != ""
        mended = [at(sheet, "整改措施", row).value for row in (3, 4, 5)]
        assert "王芳" in mended[0]
        assert mended == [mended[0], mended[0].replace("王芳", "李强"), mended[0]]

    def test_before_the_notice_nothing_applies(self) -> None:
        data = filled(sgz.PREMISES, [sgz.Premises(printer=False)])
        sheet = book_of(sgz.workbook.judge(data, sgz.PREMISES, on=date(2020, 1, 1)))["场所设置"]
        assert at(sheet, "结论").value == f"– {status_word(sgz.Status.NOT_APPLICABLE)}"

    def test_what_is_met_or_not_due_says_that_something_is_not_due_yet(self) -> None:
        signed: dict[str, Any] = {"contracted_headcount": 1, "contract_signed_on": date(2022, 2, 25)}
        trained = sgz.Worker(
            name="王芳",
            contracted=True,
            full_time=True,
            trained=True,
            education=sgz.Education.BACHELOR,
            social_work_major=True,
            posted_on=date(2022, 2, 25),
        )
        teams = [sgz.Team(workers=(), **signed), sgz.Team(workers=(trained,), **signed)]
        book = book_of(sgz.workbook.judge(filled(sgz.STAFFING, teams), sgz.STAFFING, on=ON))
        said = [f"… {status_word(sgz.Status.NOT_DUE)}（{number}项，最早2022年3月12日）" for number in (3, 1)]
        assert [at(book[TEAM], "结论", row).value for row in (2, 3)] == said
        summary = [row[0].value for row in book["汇总"].iter_rows()][2]
        assert summary == f"共2个社工站：{status_word(sgz.Status.NOT_DUE)}2个"

    def test_a_law_may_be_given(self) -> None:
        data, on = filled(sgz.STAFFING, [sgz.Team(workers=())]), date(2022, 3, 1)
        law = sgz.TIANJIN_2021.under(usual_headcount=sgz.UsualHeadcount.LIMIT)
        found = book_of(sgz.workbook.judge(data, sgz.STAFFING, on=on, policy=law))["逐项结果"]
        assert "应当" in at(found, "三（二） 在岗驻站社工为2至3名", 1).comment.text


class TestMarked:
    @pytest.mark.parametrize(
        ("heading", "cell", "said"),
        [
            ("首份合同签订日期", "七月", "请填日期，如“2021-05-26”"),
            ("首份合同签订日期", datetime(2021, 7, 23, 8, 30), "请填日期"),  # noqa: DTZ001 - a cell has no zone
            ("首份合同签订日期", time(8, 30), "请填日期"),
            ("首份合同签订日期", 44000, "请填日期"),
            ("首份合同签订日期", "=TODAY()", "公式不予计算"),
            ("首份合同签订日期", "#N/A", "Excel 的错误值"),
            ("购买合同约定人数", -1, "请填0或正整数，如“3”"),
            ("购买合同约定人数", 1.5, "请填0或正整数，如“3”"),
            ("购买合同约定人数", "若干名", "请填0或正整数，如“3”"),
            ("驻站社工人数", 2, "分组表中有0行"),
        ],
    )
    def test_a_cell_that_means_nothing_is_marked_and_told(self, heading: str, cell: Any, said: str) -> None:
        book = judged(one_team(**{heading: cell}))
        bad = at(book[TEAM], heading)
        assert bad.fill.fgColor.rgb == writing.WRONG
        assert said in bad.comment.text
        told = [row[2] for row in book["汇总"].iter_rows(values_only=True) if row[2]]
        assert any(f"{heading}：" in text and said in text for text in told)
        assert at(book[TEAM], "结论").value == UNDETERMINED.format(7)

    def test_a_misread_cell_is_put_right_and_is_not_missing_among_the_others(self) -> None:
        def change(book: Any) -> None:
            one_team(购买合同约定人数="若干", 驻站社工人数=1)(book)
            for heading, value in {"所属社工站": "泰达", "姓名": "王芳", "专职": "大概"}.items():
                at(book[WORKERS], heading).value = value

        book = judged(change)
        said = at(book[TEAM], "需补充的信息").value.splitlines()
        assert said[:2] == ["更正：购买合同约定人数", "更正：驻站社工第2行：专职"]
        assert "购买合同约定人数" not in said
        assert not any(text.endswith("专职") for text in said[2:])
        assert "首份合同签订日期" in said
        (row,) = [row for row in book["汇总"].iter_rows(values_only=True) if row[0] == "泰达"]
        assert row[8] == 2

    @pytest.mark.parametrize(
        ("ruleset", "heading", "cell", "said"),
        [
            (sgz.STATION, "所在区", "滨海新", "填写有误：请从下拉列表中选择"),
            (sgz.QUALIFICATION, "学历", "研究生", "填写有误：请选一项：小学、"),
        ],
    )
    def test_of_many_options_the_list_is_named_and_not_each_of_them(
        self, ruleset: sgz.Ruleset, heading: str, cell: str, said: str
    ) -> None:
        sheets = sheets_of(ruleset)
        title = next(each.titles[0] for each in sheets if heading in str(each.headings))

        def change(book: Any) -> None:
            for row in (sheets[0].titles[0], title):
                book[row].cell(2, 1).value = "泰达"
            at(book[title], heading).value = cell

        assert at(judged(change, ruleset)[title], heading).comment.text.startswith(said)

    def test_spellings_of_offices_are_read(self) -> None:
        book = judged(
            one_team(
                首份合同签订日期="2021年7月23日", 承接项目开始日期=20210701, 购买合同约定人数="2", 服务启动日期=" "
            )
        )
        assert "填写有误的单元格：0处" in [row[0] for row in book["汇总"].iter_rows(values_only=True)]

    @pytest.mark.parametrize("cell", [None, "若干"])
    def test_an_empty_or_bad_cell_is_unknown(self, cell: Any) -> None:
        def change(book: Any) -> None:
            main, lines = book["项目预算"], book["预算明细"]
            for heading, value in {"项目预算名称": "泰达", "预算明细（行数）": 1, "站点数": cell, "年数": 1}.items():
                at(main, heading).value = value
            line = {"所属项目预算": "泰达", "经费类别": "人员薪酬和福利", "单价": floor.yearly_amount, "数量": 1}
            for heading, value in line.items():
                at(lines, heading).value = value

        floor = sgz.TIANJIN_2021.under(annual_target=sgz.AnnualTarget.FLOOR)
        assert at(judged(change, sgz.BUDGET, policy=floor)["项目预算"], "结论").value == UNDETERMINED.format(1)

    def test_a_name_that_stands_twice_cannot_be_joined(self) -> None:
        def change(book: Any) -> None:
            for row in (2, 3):
                at(book[TEAM], "社工站名称", row).value = "泰达"
            at(book[TEAM], "购买合同约定人数", 4).value = 2
            at(book[WORKERS], "所属社工站").value = "泰达"

        sheet = judged(change)[TEAM]
        assert "名称重复" in at(sheet, "社工站名称", 2).comment.text
        assert "名称重复" in at(sheet, "社工站名称", 3).comment.text
        assert "缺少名称" in at(sheet, "社工站名称", 4).comment.text

    def test_a_member_of_nobody_counts_nowhere(self) -> None:
        def change(book: Any) -> None:
            one_team(驻站社工人数=0)(book)
            at(book[WORKERS], "所属社工站").value = "秦达"
            at(book[WORKERS], "姓名", 3).value = "王芳"

        book = judged(change)
        assert "主表中没有该名称" in at(book[WORKERS], "所属社工站", 2).comment.text
        assert "主表中没有该名称" in at(book[WORKERS], "所属社工站", 3).comment.text
        assert at(book[TEAM], "驻站社工人数").comment is None

    def test_a_copied_row_leaves_its_group_unknown(self) -> None:
        workers = (sgz.Worker(name="王芳", full_time=True),) * 2
        data = filled(sgz.STAFFING, [sgz.Team(workers=workers, contracted_headcount=2), sgz.Team(workers=())])
        book = book_of(sgz.workbook.judge(data, sgz.STAFFING, on=ON))
        assert "与第2行重复" in at(book[WORKERS], "所属社工站", 3).comment.text
        assert at(book[WORKERS], "所属社工站").comment is None
        assert "驻站社工" in at(book[TEAM], "需补充的信息").value.splitlines()
        assert any("与第2行重复" in str(row[2].value) for row in book["汇总"].iter_rows())
        kept = book_of(sgz.workbook.judge(data, sgz.STAFFING, on=ON, duplicates="keep"))
        assert at(kept[WORKERS], "所属社工站", 3).comment is None
        assert "驻站社工" not in at(kept[TEAM], "需补充的信息").value.splitlines()

    def test_nameless_members_are_told_apart_by_any_cell(self) -> None:
        def fill(book: Any) -> None:
            at(book[TEAM], "社工站名称").value = "泰达"
            sheet = book[WORKERS]
            sheet.cell(1, sheet.max_column + 1).value = "工号"
            for row, number in ((2, 1), (3, 2)):
                at(sheet, "所属社工站", row).value, at(sheet, "工号", row).value = "泰达", number
                at(sheet, "专职", row).value = "是"

        assert "重复" not in str([cell.comment for row in judged(fill)[WORKERS].iter_rows() for cell in row])

        def copy(book: Any) -> None:
            fill(book)
            at(book[WORKERS], "工号", 3).value = 1

        assert "与第2行重复" in at(judged(copy)[WORKERS], "所属社工站", 3).comment.text

    def test_a_name_that_stands_twice_may_be_kept(self) -> None:
        def change(book: Any) -> None:
            for row in (2, 3):
                at(book[TEAM], "社工站名称", row).value = "泰达"
            at(book[WORKERS], "所属社工站").value = "泰达"
            at(book[WORKERS], "专职").value = "否"
            at(book[WORKERS], "到岗日期").value = "2021-08-02"

        kept = judged(change, duplicates="keep")[TEAM]
        assert [at(kept, "结论", row).value for row in (2, 3)] == [f"✗ {status_word(sgz.Status.VIOLATED)}"] * 2
        assert at(judged(change)[TEAM], "结论").value == UNDETERMINED.format(7)

    def test_orphans_may_be_ignored(self) -> None:
        def change(book: Any) -> None:
            at(book[TEAM], "社工站名称").value = "泰达"
            at(book[WORKERS], "所属社工站").value = "塘沽"

        assert at(judged(change, orphans="ignore")[WORKERS], "所属社工站").comment is None
        assert "主表中没有该名称" in at(judged(change)[WORKERS], "所属社工站").comment.text

    def test_a_roster_may_be_complete(self) -> None:
        team = one_team(购买合同约定人数=1, 首份合同签订日期=date(2021, 7, 23))
        assert at(judged(team)[TEAM], "结论").value == UNDETERMINED.format(7)
        assert at(judged(team, membership="complete")[TEAM], "结论").value == f"✗ {status_word(sgz.Status.VIOLATED)}"

        def without(book: Any) -> None:
            team(book)
            del book[WORKERS]

        assert at(judged(without, membership="complete")[TEAM], "结论").value == UNDETERMINED.format(7)

    @pytest.mark.parametrize("option", ["duplicates", "orphans", "membership"])
    def test_an_option_that_there_is_not(self, option: str) -> None:
        with pytest.raises(sgz.InvalidValue, match=rf"^{option}: 'some' 不可用，应为"):
            sgz.workbook.judge(filled(sgz.STAFFING, [sgz.Team()]), sgz.STAFFING, on=ON, **{option: "some"})  # type: ignore[arg-type]

    def test_a_missing_sheet_of_members_leaves_them_unknown(self) -> None:
        def change(book: Any) -> None:
            one_team()(book)
            del book[WORKERS]
            book.create_sheet("备注")

        book = judged(change)
        assert at(book[TEAM], "结论").value == "? 尚未填报（7项待核）"
        assert "未读取的工作表：备注" in [row[0] for row in book["汇总"].iter_rows(values_only=True)]

    def test_a_row_that_contradicts_itself_is_not_judged(self) -> None:
        def change(book: Any) -> None:
            sheet = book["承接主体条件"]
            at(sheet, "名称").value = "某公司"
            at(sheet, "统一社会信用代码").value = "91120118MA06ABCD1Y"
            at(sheet, "依法登记的社会组织").value = "是"

        sheet = judged(change, sgz.CONTRACTOR)["承接主体条件"]
        assert at(sheet, "结论").value == "未核对，见首列批注"
        assert "本行填写前后矛盾：“依法登记的社会组织”应为否" in at(sheet, "名称").comment.text

    def test_a_member_that_contradicts_itself_leaves_its_group_unknown(self) -> None:
        @subject
        class Member:
            name: Fact[str] = fact(TEXT, "姓名", "name")

            def __attrs_post_init__(self) -> None:
                if self.name == "李":
                    raise sgz.InvalidValue("Member.name", self.name, "别名", "another")

        @subject
        class Whole:
            members: Fact[tuple[Member, ...]] = fact(many(Member), "成员", "members")

        def change(book: Any) -> None:
            at(book["一"], "对象名称").value = "甲"
            at(book["成员"], "所属对象").value = "甲"
            at(book["成员"], "姓名").value = "李"

        book = judged(change, _of(Whole))
        assert "本行填写前后矛盾：“姓名”应为别名" in at(book["成员"], "所属对象").comment.text

    def test_an_unknown_heading_is_kept_and_the_one_that_was_meant_is_named(self) -> None:
        def change(book: Any) -> None:
            one_team()(book)
            for at_, (heading, value) in enumerate([("电话", "022-1"), ("购买合同约定人", 3)], 20):
                book[TEAM].cell(1, at_).value = heading
                book[TEAM].cell(2, at_).value = value

        sheet = judged(change)[TEAM]
        assert at(sheet, "电话").value == "022-1"
        assert at(sheet, "电话", 1).comment.text == "本表不使用此列，原样保留"
        assert "是否指：购买合同约定人数" in at(sheet, "购买合同约定人", 1).comment.text

    def test_lines_above_the_headings_and_empty_ones_are_passed_over(self) -> None:
        def change(book: Any) -> None:
            one_team(购买合同约定人数="若干")(book)
            at(book[TEAM], "社工站名称", 4).value = "新港"
            book[TEAM].insert_rows(1, 2)
            book[TEAM]["A1"].value = "滨海新区一览表"

        sheet = judged(change)[TEAM]
        assert at(sheet, "购买合同约定人数").fill.fgColor.rgb == writing.WRONG
        assert [row[0] for row in sheet.iter_rows(values_only=True)] == ["社工站名称", "泰达", "新港"]

    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "=cmd|' /C calc'!A0"])
    def test_text_that_looks_like_a_formula_stays_text(self, text: str) -> None:
        def change(book: Any) -> None:
            cell = at(book["承接主体条件"], "名称")
            cell.value, cell.data_type = text, "s"

        cell = at(judged(change, sgz.CONTRACTOR)["承接主体条件"], "名称")
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
        assert cell.comment is None

    def test_what_a_file_cannot_hold_is_replaced_and_what_excel_cannot_is_text(self) -> None:
        book = Workbook()
        sheet: Any = book.active
        writing.put(sheet, 1, 1, "a\x00b")
        writing.put(sheet, 2, 1, Decimal("9999999999999999.99"))
        writing.put(sheet, 3, 1, date(1850, 1, 1))
        writing.put(sheet, 4, 1, datetime(2021, 1, 1, 8))  # noqa: DTZ001 - a cell has no zone
        assert [cell.value for cell in sheet["A"]][:3] == ["a\ufffdb", "9999999999999999.99", "1850-01-01"]
        assert sheet["A4"].number_format == "yyyy-mm-dd hh:mm"

    def test_notes_and_the_list_of_problems_have_an_end(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(writing, "_MOST_COMMENTED", 1)
        monkeypatch.setattr("sgzlib.bridges.workbook.summary._MOST_LISTED", 1)
        book = judged(one_team(首份合同签订日期="七月", 购买合同约定人数="若干"))
        assert at(book[TEAM], "首份合同签订日期").comment is None
        told = [row[0] for row in book["汇总"].iter_rows(values_only=True)]
        assert told[-4:] == ["泰达", None, "填写有误的单元格，此处列出前1处", "人员配备 2"]
        assert [bool(book["汇总"].cell(len(told) - back, 1).border.top.style) for back in (1, 0)] == [False, True]


class TestRefused:
    @pytest.mark.parametrize(
        "data",
        [b"", b"PK\x03\x04", b"<html>", filled(sgz.PREMISES, [])[:2000]],
        ids=["nothing", "the first bytes of one", "a page", "one cut short"],
    )
    def test_what_is_no_workbook(self, data: bytes) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^data: '\d+ bytes' .*an Excel workbook \(\.xlsx\)"):
            sgz.workbook.judge(data, sgz.PREMISES, on=ON)

    def test_a_zip_of_something_else(self) -> None:
        buffer = BytesIO()
        with ZipFile(buffer, "w") as archive:
            archive.writestr("xl/workbook.xml", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;")
        with pytest.raises(sgz.InvalidValue, match=r"an Excel workbook"):
            sgz.workbook.judge(buffer.getvalue(), sgz.PREMISES, on=ON)

    def test_what_is_no_bytes(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^data: 'a\.xlsx' .*expected a bytes"):
            sgz.workbook.judge("a.xlsx", sgz.PREMISES, on=ON)  # type: ignore[arg-type]

    def test_what_is_too_large(self, monkeypatch: pytest.MonkeyPatch) -> None:
        data = filled(sgz.PREMISES, [sgz.Premises(printer=True)] * 3)
        with monkeypatch.context() as patched:
            patched.setattr(reading, "MOST_BYTES", 10)
            with pytest.raises(sgz.InvalidValue, match="at most 10 bytes"):
                sgz.workbook.judge(data, sgz.PREMISES, on=ON)
        with monkeypatch.context() as patched:
            patched.setattr(reading, "MOST_ROWS", 2)
            with pytest.raises(sgz.InvalidValue, match="at most 2 rows a sheet"):
                sgz.workbook.judge(data, sgz.PREMISES, on=ON)
        buffer = BytesIO()
        with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", "0" * 2000)
        monkeypatch.setattr(reading, "MOST_UNPACKED", 1000)
        with pytest.raises(sgz.InvalidValue, match=r"^data: '2000 bytes' .*1000 bytes unpacked"):
            sgz.workbook.judge(buffer.getvalue(), sgz.PREMISES, on=ON)

    def test_a_workbook_without_the_sheet_or_its_headings(self) -> None:
        book = Workbook()
        with pytest.raises(sgz.InvalidValue, match=r"^data: \['Sheet'\] .*a sheet 'Premises and equipment'"):
            sgz.workbook.judge(bytes_of(book), sgz.PREMISES, on=ON)
        book.create_sheet("场所设置")["A1"].value = "站"
        with pytest.raises(sgz.InvalidValue, match=r"^data\['场所设置'\]: \['站'\] .*a sheet with headings"):
            sgz.workbook.judge(bytes_of(book), sgz.PREMISES, on=ON)

    def test_a_heading_that_stands_twice(self) -> None:
        book = Workbook()
        sheet: Any = book.create_sheet("场所设置")
        sheet.append(["打印机", "printer"])
        sheet.append(["有", "无"])
        with pytest.raises(sgz.InvalidValue, match=r"^data\['场所设置'\]: '打印机' .*headings that differ"):
            sgz.workbook.judge(bytes_of(book), sgz.PREMISES, on=ON)

    def test_a_day_that_is_none(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^on: "):
            sgz.workbook.judge(filled(sgz.PREMISES, []), sgz.PREMISES, on="2022-03-01")  # type: ignore[arg-type]
