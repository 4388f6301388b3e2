"""Sources in a workbook: columns tell how facts are known, and answers have the level of `assess(..., sources=)`."""

from __future__ import annotations

from datetime import date
from typing import Any

import sgzlib as sgz
from bridges.workbook.filling import ON, book_of, bytes_of, filled, statuses
from equipped import REQUIRED
from sgzlib import Source
from sgzlib.bridges.workbook.sheets import sheets_of
from wording import cited_text, status_word

DECLARED, INSPECTED, DOCUMENT = sgz.SourceLevel
FULL = dict.fromkeys(REQUIRED, True)
SUBJECTS = [sgz.Premises(**FULL), sgz.Premises(**{**FULL, "printer": False}), sgz.Premises(**FULL)]


def with_columns(data: bytes, title: str, columns: dict[str, list[Any]]) -> bytes:
    """Return a workbook with more columns behind those of a sheet."""
    book = book_of(data)
    sheet = book[title]
    for heading, cells in columns.items():
        place = sheet.max_column + 1
        for row, cell in enumerate([heading, *cells], 1):
            sheet.cell(row, place).value = cell
    return bytes_of(book)


def judged(columns: dict[str, list[Any]], **more: Any) -> Any:
    data = with_columns(filled(sgz.PREMISES, SUBJECTS), "场所设置", columns)
    return sgz.workbook.judge(data, sgz.PREMISES, on=ON, mending=False, **more)


MET, VIOLATED = status_word(sgz.Status.MET), status_word(sgz.Status.VIOLATED)
TOLD = {"来源等级": ["自报", "实地检查", None], "打印机来源": ["书面材料", None, None]}


class TestLevels:
    def test_stand_beside_verdicts_findings_and_what_is_not_met(self) -> None:
        book = book_of(judged(TOLD))
        verdicts = [row[1].value for row in book["场所设置"].iter_rows(min_row=2)]
        assert verdicts == [f"✓ {MET}（自报）", f"✗ {VIOLATED}（实地检查）", f"✓ {MET}"]
        assert book["场所设置"].cell(3, 3).value == f"{cited_text('premises.printer')}（实地检查）"
        [heads, *rows] = book["逐项结果"].iter_rows(values_only=True)
        printer = next(place for place, head in enumerate(heads) if head and "打印机" in head)
        assert [row[printer] for row in rows] == [f"✓ {MET}（书面材料）", f"✗ {VIOLATED}（实地检查）", f"✓ {MET}"]
        summed = [cell for row in book["汇总"].iter_rows(values_only=True) for cell in row]
        assert f"✗ {VIOLATED}（实地检查）" in summed

    def test_change_no_answer_and_are_read_again(self) -> None:
        plain = sgz.workbook.judge(filled(sgz.PREMISES, SUBJECTS), sgz.PREMISES, on=ON, mending=False)
        once = judged(TOLD)
        marks = [marks for _, marks in statuses(sgz.PREMISES, plain)]
        assert [marks for _, marks in statuses(sgz.PREMISES, once)] == marks
        assert sgz.workbook.judge(once, sgz.PREMISES, on=ON, mending=False) == once

    def test_their_columns_are_not_proposed_as_facts(self) -> None:
        said = [row[1] for row in book_of(judged(TOLD))["填写说明"].iter_rows(values_only=True)]
        assert not {"来源等级", "打印机来源"} & {*said}
        heads = {cell.value: cell for cell in book_of(judged(TOLD))["场所设置"][1]}
        assert "自报" in heads["打印机来源"].comment.text

    def test_in_english(self) -> None:
        _, title = sheets_of(sgz.PREMISES)[0].titles
        data = with_columns(filled(sgz.PREMISES, SUBJECTS, "en"), title, {"source level": ["declared"] * 3})
        book = book_of(sgz.workbook.judge(data, sgz.PREMISES, on=ON, mending=False, locale="en"))
        assert book[title].cell(3, 2).value.endswith("(declared)")

    def test_a_level_that_cannot_be_read_is_marked_and_taken_for_none(self) -> None:
        book = book_of(judged({"来源等级": ["听说", "自报", None]}))
        place = [cell.value for cell in book["场所设置"][1]].index("来源等级") + 1
        assert "自报" in book["场所设置"].cell(2, place).comment.text
        assert book["场所设置"].cell(2, 2).value == f"✓ {MET}"
        listed = [row for row in book["汇总"].iter_rows(values_only=True) if row[1] == "听说"]
        assert len(listed) == 1
        assert listed[0][2].startswith("来源等级：")


class TestMembers:
    def test_have_sources_of_their_own(self) -> None:
        workers = tuple(sgz.Worker(name=name, full_time=False, posted_on=date(2021, 9, 1)) for name in ("王芳", "李伟"))
        data = with_columns(
            filled(sgz.STAFFING, [sgz.Team(workers=workers)]), "人员配备", {"驻站社工来源": ["实地检查"]}
        )
        data = with_columns(data, "驻站社工", {"专职来源": ["书面材料", "自报"], "来源等级": [None, "自报"]})
        team = sgz.Team(workers=workers)
        told = {
            "workers": Source(how=INSPECTED),
            "workers[0].full_time": Source(how=DOCUMENT),
            "workers[1].full_time": Source(how=DECLARED),
            "workers[1]": Source(how=DECLARED),
        }
        level = sgz.check_staffing(team, on=ON, sources=told)["staffing.full_time"].level
        assert level is INSPECTED
        book = book_of(sgz.workbook.judge(data, sgz.STAFFING, on=ON, mending=False))
        assert "（实地检查）" in book["人员配备"].cell(2, 3).value

    def test_of_a_group_that_is_unknown_tell_nothing(self) -> None:
        workers = (sgz.Worker(name="王芳"), sgz.Worker(name="李伟"))
        data = filled(sgz.STAFFING, [sgz.Team(workers=workers)])
        data = with_columns(data, "驻站社工", {"来源等级": ["自报", "自报"]})
        book = book_of(data)
        heads = [cell.value for cell in book["人员配备"][1]]
        book["人员配备"].cell(2, heads.index("驻站社工人数") + 1).value = 3
        judged_book = book_of(sgz.workbook.judge(bytes_of(book), sgz.STAFFING, on=ON, mending=False))
        assert "自报" not in str(judged_book["人员配备"].cell(2, 2).value)
