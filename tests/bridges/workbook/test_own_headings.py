"""An office's own workbook: what its titles and headings mean is shown, and read once somebody has confirmed it."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl import Workbook

import sgzlib as sgz
from bridges.workbook.filling import ON, book_of, bytes_of
from sgzlib.bridges.workbook import writing
from wording import status_word

GUIDE = "填写说明"


def office(**sheets: list[list[Any]]) -> Any:
    """Return a workbook with these sheets, each a list of rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        made = book.create_sheet(title)
        for row in rows:
            made.append(row)
    return book


def judged(book: Any, ruleset: sgz.Ruleset = sgz.PREMISES, **more: Any) -> Any:
    return book_of(sgz.workbook.judge(bytes_of(book), ruleset, on=ON, **more))


def mapping(book: Any, title: str = GUIDE, head: str = "工作表") -> dict[tuple[Any, Any], list[Any]]:
    """Return the lines of the mapping by what they are about: what it is read as, and what was confirmed."""
    rows = [list(row) for row in book[title].iter_rows(max_col=4, values_only=True)]
    start = next(at for at, row in enumerate(rows, 1) if row[0] == head)
    return {(row[0], row[1]): row[2:] for row in rows[start:] if row[0]}


def confirm(book: Any, heading: str | None, said: str, target: str | None = None) -> None:
    """Write 是 or 否 beside a line of the mapping, and perhaps what it stands for."""
    rows = [row for row in book[GUIDE].iter_rows(max_col=4) if row[1].value == heading and row[0].value != "工作表"]
    row = next(row for row in rows if heading is not None or row[0].value in book.sheetnames)
    row[3].value = said
    if target is not None:
        row[2].value = target


def cells(book: Any, title: str, heading: str) -> list[Any]:
    head, *rows = book[title].iter_rows(values_only=True)
    return [row[head.index(heading)] for row in rows]


STATIONS: list[list[Any]] = [
    ["社工站名称", "打印机情况", "电脑（台）", "备注"],
    ["泰达", "无", "有", "老楼"],
    ["新港", "有", "有", None],
]
ALIKE = [["社工站名称", "电脑（台）"], ["泰达", "无"]]
OWN = [["街道", "有无打印", "负责人"], ["泰达", "无", "张"]]


class TestHeadings:
    def test_what_is_alike_is_read_and_shown_and_what_is_only_near_is_proposed(self) -> None:
        book = judged(office(场所设置=STATIONS))
        assert mapping(book) == {
            ("场所设置", "打印机情况"): ["打印机", None],
            ("场所设置", "电脑（台）"): ["电脑", "是"],
            ("场所设置", "备注"): [None, None],
        }
        assert cells(book, "场所设置", "电脑") == ["有", "有"]
        assert cells(book, "场所设置", "打印机") == [None, None]
        assert cells(book, "场所设置", "打印机情况") == ["无", "有"]
        assert cells(book, "场所设置", "结论") == [f"? {status_word(sgz.Status.UNDETERMINED)}（4项待核）"] * 2
        assert "待确认的工作表和列标题：2个，见“填写说明”" in [row[0].value for row in book["汇总"].iter_rows()]

    def test_what_was_confirmed_is_read_and_stays_in_the_mapping(self) -> None:
        first = judged(office(场所设置=STATIONS))
        confirm(first, "打印机情况", "是")
        confirm(first, "备注", "否")
        second = judged(first)
        assert cells(second, "场所设置", "打印机") == ["无", "有"]
        assert cells(second, "场所设置", "结论") == [
            f"✗ {status_word(sgz.Status.VIOLATED)}",
            f"? {status_word(sgz.Status.UNDETERMINED)}（3项待核）",
        ]
        assert cells(second, "场所设置", "备注") == ["老楼", None]
        assert mapping(second) == {
            ("场所设置", "打印机情况"): ["打印机", "是"],
            ("场所设置", "电脑（台）"): ["电脑", "是"],
            ("场所设置", "备注"): [None, "否"],
        }
        third, fourth = (sgz.workbook.judge(bytes_of(each), sgz.PREMISES, on=ON) for each in (second, judged(second)))
        assert third == fourth

    def test_the_mapping_serves_the_next_table_with_the_same_headings(self) -> None:
        first = judged(office(场所设置=STATIONS))
        confirm(first, "打印机情况", "是")
        lines = [[cell.value for cell in row] for row in first[GUIDE].iter_rows()]
        again = judged(office(场所设置=STATIONS, 填写说明=lines))
        assert cells(again, "场所设置", "打印机") == ["无", "有"]

    def test_another_item_may_be_chosen_and_one_that_is_alike_refused(self) -> None:
        first = judged(office(场所设置=STATIONS))
        confirm(first, "打印机情况", "是", "桌椅")
        confirm(first, "电脑（台）", "否")
        # What was read already has the template's heading by now: the office's own table is judged again.
        lines = [[cell.value for cell in row] for row in first[GUIDE].iter_rows()]
        second = judged(office(场所设置=STATIONS, 填写说明=lines))
        assert cells(second, "场所设置", "桌椅") == ["无", "有"]
        assert cells(second, "场所设置", "电脑") == [None, None]
        assert mapping(second)["场所设置", "电脑（台）"] == ["电脑", "否"]

    def test_an_item_that_the_template_does_not_have_is_marked(self) -> None:
        first = judged(office(场所设置=STATIONS))
        confirm(first, "打印机情况", "是", "打字机")
        second = judged(first)
        (line,) = [row for row in second[GUIDE].iter_rows() if row[1].value == "打印机情况"]
        assert line[2].fill.fgColor.rgb == writing.WRONG
        assert line[3].comment.text == "模板中没有这一项，请从下拉列表中选择"
        assert cells(second, "场所设置", "打印机") == [None, None]

    def test_what_stands_beside_a_line_and_is_neither_yes_nor_no_confirms_nothing(self) -> None:
        first = judged(office(场所设置=STATIONS))
        confirm(first, "打印机情况", "也许")
        assert mapping(judged(first))["场所设置", "打印机情况"] == ["打印机", None]

    def test_two_headings_of_one_item_are_refused(self) -> None:
        first = judged(office(场所设置=[["社工站名称", "电脑", "微机"], ["泰达", "有", "无"]]))
        confirm(first, "微机", "是", "电脑")
        with pytest.raises(sgz.InvalidValue, match=r"^data\['场所设置'\]: '电脑' .*不重复的列标题"):
            judged(first)


class TestSheets:
    def test_a_sheet_is_told_by_its_headings(self) -> None:
        book = judged(office(台账=STATIONS, 附注=[["说明", None, "见通知"]]))
        assert mapping(book)["台账", None] == ["场所设置", "是"]
        assert mapping(book)["附注", None] == [None, None]
        assert cells(book, "场所设置", "电脑") == ["有", "有"]
        assert [list(row) for row in book["附注"].iter_rows(values_only=True)] == [["说明", None, "见通知"]]
        assert "未读取的工作表：附注" in [row[0].value for row in book["汇总"].iter_rows()]

    def test_a_sheet_that_was_refused_is_not_read(self) -> None:
        first = judged(office(台账=STATIONS))
        lines = [[cell.value for cell in row] for row in first[GUIDE].iter_rows()]
        for line in lines:
            line[3] = "否" if line[0] == "台账" and line[1] is None else line[3]
        second = judged(office(台账=STATIONS, 填写说明=lines))
        assert "场所设置" not in second.sheetnames
        assert cells(second, "台账", "打印机情况") == ["无", "有"]

    def test_two_sheets_with_the_same_headings_are_left_to_be_confirmed(self) -> None:
        first = judged(office(一月=ALIKE, 二月=ALIKE))
        assert [mapping(first)[title, None] for title in ("一月", "二月")] == [[None, None]] * 2
        assert [row[0].value for row in first["汇总"].iter_rows()][2] == "共0个社工站"
        for row in first[GUIDE].iter_rows():
            if row[0].value == "二月":
                row[2].value, row[3].value = "场所设置", "是"
        second = judged(first)
        assert cells(second, "场所设置", "电脑") == ["无"]
        assert "一月" in second.sheetnames

    def test_a_sheet_of_which_no_heading_is_known_is_proposed_and_judged_once_confirmed(self) -> None:
        first = judged(office(街道台账=OWN))
        assert first.sheetnames == ["汇总", "街道台账", GUIDE, "选项"]
        assert mapping(first)["街道台账", None] == ["场所设置", None]
        confirm(first, None, "是")
        confirm(first, "街道", "是", "社工站名称")
        confirm(first, "有无打印", "是", "打印机")
        second = judged(first)
        assert cells(second, "场所设置", "社工站名称") == ["泰达"]
        assert cells(second, "场所设置", "打印机") == ["无"]
        assert cells(second, "场所设置", "负责人") == ["张"]
        assert mapping(second)["街道台账", "有无打印"] == ["打印机", "是"]

    def test_the_template_s_title_with_none_of_its_headings_is_kept_and_proposed(self) -> None:
        first = judged(office(场所设置=OWN))
        assert cells(first, "场所设置", "有无打印") == ["无"]
        assert mapping(first)["场所设置", "有无打印"] == [None, None]
        confirm(first, "有无打印", "是", "打印机")
        assert cells(judged(first), "场所设置", "结论") == [f"✗ {status_word(sgz.Status.VIOLATED)}"]

    def test_a_group_has_its_own_sheet_and_headings_too(self) -> None:
        teams: list[list[Any]] = [["社工站名称", "购买合同约定的人数"], ["泰达", 1]]
        workers = [["所属的社工站", "姓名", "是否专职"], ["泰达", "王芳", "否"]]
        first = judged(office(站点=teams, 花名册=workers), sgz.STAFFING)
        assert mapping(first)["花名册", None] == ["驻站社工", "是"]
        confirm(first, "是否专职", "是", "专职")
        second = judged(first, sgz.STAFFING)
        assert cells(second, "驻站社工", "专职") == ["否"]

    def test_a_sheet_that_names_nothing_of_the_template_is_marked(self) -> None:
        first = judged(office(一月=ALIKE, 二月=ALIKE))
        for row in first[GUIDE].iter_rows():
            if row[0].value == "一月":
                row[2].value, row[3].value = "月报", "是"
        second = judged(first)
        assert mapping(second)["一月", None] == ["月报", "是"]
        (line,) = [row for row in second[GUIDE].iter_rows() if row[0].value == "一月"]
        assert line[2].fill.fgColor.rgb == writing.WRONG

    def test_in_english(self) -> None:
        book = judged(office(stations=[["Subject", "has printer?"], ["Teda", "no"]]), locale="en")
        assert mapping(book, "How to fill in", "Sheet") == {
            ("stations", None): ["Premises and equipment", None],
            ("stations", "has printer?"): ["printer", None],
        }
