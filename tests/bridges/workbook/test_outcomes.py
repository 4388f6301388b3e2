"""What a ruleset's outcomes come to, beside each row of a workbook."""

from datetime import date
from typing import Any

import attrs
import polars as pl
import pytest
from elderly_meals import MEALS, MealPoint

import sgzlib as sgz
from bridges.workbook.filling import book_of, filled
from sgzlib.bridges.workbook import writing
from sgzlib.law import COUNT, amount_if, outcome

ON = date(2024, 9, 5)
POINTS = [
    MealPoint(name="东街", meals=1840, delivered=0, seats=44, helpers=()),
    MealPoint(name="西街", meals=1840, helpers=()),
]


def judged(on: date = ON, locale: str = "zh_CN", ruleset: sgz.Ruleset = MEALS) -> bytes:
    return sgz.workbook.judge(filled(MEALS, POINTS, locale), ruleset, on=on, locale=locale, mending=False)


def points_in(data: bytes) -> Any:
    return book_of(data).worksheets[1]


def told(data: bytes) -> list[tuple[Any, ...]]:
    return list(points_in(data).iter_rows(min_col=3, max_col=4, values_only=True))


def test_a_value_stands_beside_its_row_and_else_what_it_may_be() -> None:
    assert told(judged()) == [
        ("五 应得的月补贴", "六 规模"),
        (4680, "中型"),
        ("4,680元至6,000元（信息不全）", "大型、中型或小型（信息不全）"),
    ]
    assert told(judged(locale="en")) == [
        ("五 monthly subsidy due", "六 size"),
        (4680, "medium"),
        ("CN¥4,680 to CN¥6,000 (facts are missing)", "large, medium, or small (facts are missing)"),
    ]


def test_what_is_not_known_is_coloured_as_missing() -> None:
    sheet = points_in(judged())
    colours = [[cell.fill.fgColor.rgb == writing.OPEN for cell in row[2:4]] for row in sheet.iter_rows(min_row=2)]
    assert colours == [[False, False], [True, True]]


def test_a_heading_tells_the_unit() -> None:
    @outcome("三(一)", law=sgz.Policy, kind=COUNT, zh="设备件数", en="devices", unit=("件", "items"), group="mine")
    def devices(premises: Any, _case: Any) -> Any:
        return amount_if(premises.computer, 1) + amount_if(premises.printer, 1)

    counted = attrs.evolve(sgz.PREMISES, outcomes=(devices,))
    data = filled(counted, [sgz.Premises(computer=True)], "en")
    sheet = points_in(sgz.workbook.judge(data, counted, on=date(2022, 3, 1), locale="en"))
    assert sheet["C1"].comment.text == "mine.devices\nUnit: items"
    assert sheet["C2"].value == "1 to 2 items (facts are missing)"
    notes = [cell.comment.text for cell in points_in(judged())[1][2:4]]
    assert notes == ["meals.subsidy\n单位：元", "meals.size"]


def test_nothing_stands_where_the_notice_is_not_in_force() -> None:
    assert told(judged(date(2020, 1, 1)))[1:] == [(None, None)] * 2


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_a_checked_workbook_is_checked_again(locale: str) -> None:
    first = judged(locale=locale)
    again = sgz.workbook.judge(first, MEALS, on=ON, locale=locale, mending=False)
    assert again == first


def test_a_ruleset_without_outcomes_has_no_column_for_them() -> None:
    heads = [cell.value for cell in points_in(judged(ruleset=attrs.evolve(MEALS, outcomes=())))[1]]
    assert heads[:3] == ["名称", "结论", "不符合的要求"]


def test_a_column_of_a_table_headed_so_is_kept_beside_the_answer() -> None:
    table = pl.DataFrame({"name": ["东街"], "seats": [44], "六 规模": ["大"]})
    (data,) = sgz.frames.workbooks(table, MEALS, by="name", on=ON, mending=False).values()
    row = dict(zip(*points_in(data).iter_rows(max_row=2, values_only=True), strict=True))
    assert (row["六 规模"], row["原表：六 规模"]) == ("中型", "大")
