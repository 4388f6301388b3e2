"""Decisions in a workbook: they stand beside what is not met, by the name of the subject, and change no answer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import sgzlib as sgz
from bridges.workbook.filling import ON, book_of, filled, statuses
from wording import cited_text

SUBJECTS = [sgz.Premises(printer=False), sgz.Premises(printer=False), sgz.Premises(printer=True)]
FILLED = filled(sgz.PREMISES, SUBJECTS)


def decision(**how: Any) -> sgz.Decision:
    said: dict[str, Any] = {
        "requirement": "premises.printer",
        "kind": sgz.DecisionKind.EXTENSION,
        "by": sgz.Actor.DISTRICT_BUREAU,
        "on": date(2022, 2, 1),
        "until": date(2022, 6, 30),
        "grounds": "复函",
        **how,
    }
    return sgz.Decision(**said)


def judged(decisions: Any) -> bytes:
    return sgz.workbook.judge(FILLED, sgz.PREMISES, on=ON, mending=False, decisions=decisions)


def test_they_stand_beside_what_is_not_met_of_that_subject() -> None:
    late = decision(kind=sgz.DecisionKind.WAIVER, until=date(2022, 2, 2))
    rows = book_of(judged({"对象0": [decision(), late], "对象2": [decision()]}))["场所设置"].iter_rows(min_row=2)
    said = "；".join(each.text(ON).split("（")[0] for each in (decision(), late))
    printer = cited_text("premises.printer")
    assert [row[2].value for row in rows] == [
        f"{printer}（{said}）",
        printer,
        None,
    ]


def test_no_status_changes() -> None:
    plain = sgz.workbook.judge(FILLED, sgz.PREMISES, on=ON, mending=False)
    assert statuses(sgz.PREMISES, judged({"对象0": [decision()]})) == statuses(sgz.PREMISES, plain)
    assert judged({}) == plain


@pytest.mark.parametrize(
    ("decisions", "message"),
    [
        ({"塘沽": [decision()]}, "decisions: '塘沽' 不可用，应为工作簿中某一对象的名称"),
        ({"对象0": [decision(requirement="premises.printr")]}, r"是否指 premises.printer？"),
    ],
)
def test_one_about_nobody_and_nothing_is_refused(decisions: Any, message: str) -> None:
    with pytest.raises(sgz.InvalidValue, match=message):
        judged(decisions)


def test_the_summary_counts_with_and_without_them() -> None:
    late = decision(kind=sgz.DecisionKind.WAIVER, until=date(2022, 2, 2))
    summary = [
        row[0] for row in book_of(judged({"对象0": [decision()], "对象1": [late]}))["汇总"].iter_rows(values_only=True)
    ]
    [counted] = [text for text in summary if str(text).startswith("决定：")]
    assert counted.startswith("决定：有效1项，已过期1项；不符合2项，计入有效决定后1项；")
    assert not any(str(row[0]).startswith("决定") for row in book_of(judged({}))["汇总"].iter_rows(values_only=True))
