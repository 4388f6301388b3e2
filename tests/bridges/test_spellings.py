"""What offices write is read alike wherever a text is read: `of`, documents, tables, workbooks and SQL."""

from __future__ import annotations

import re
import sqlite3
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

import sgzlib as sgz
from bridges.workbook.filling import book_of, bytes_of, filled, statuses, told
from sgzlib.bridges.columns import columns_of, groups_in
from sgzlib.bridges.spellings import read
from sgzlib.bridges.workbook.sheets import sheets_of
from sgzlib.law.facts import is_subject
from sgzlib.law.kinds import COUNT, DAY, HOURS, YEAR, YES_NO, YUAN, Form, Kind, choice, many, measure

ON = date(2022, 3, 1)
WORDS = {
    "education": ("专科", "大学本科", "中专"),
    "certificate": ("初级社会工作师", "中级", "无"),
}


class TestLabels:
    @pytest.mark.parametrize(("name", "words"), WORDS.items())
    def test_of_and_cells_and_tables_and_sql_read_them_alike(self, name: str, words: tuple[str, ...]) -> None:
        options: Any = {"education": sgz.Education, "certificate": sgz.Certificate}[name]
        members = [options.of(word) for word in words]
        assert [read(choice(options), name, word) for word in words] == members
        facts: dict[str, Any] = {"social_work_major": [True] * len(words), name: list(words)}
        asked = "qualification.credential"
        expected = [
            sgz.check_qualification(sgz.Worker(social_work_major=True, **{name: member}), on=ON)[asked].holds
            for member in members
        ]
        with pytest.warns(sgz.frames.UnknownColumn):
            judged = sgz.frames.check(pl.DataFrame(facts), sgz.QUALIFICATION, on=ON)
        known = [None if truth is sgz.UNKNOWN else truth for truth in expected]
        assert judged[asked].to_list() == known
        columns = ", ".join(facts)
        rows = ", ".join(f"(TRUE, '{word}')" for word in words)
        given = f"(SELECT column1 AS social_work_major, column2 AS {name} FROM (VALUES {rows}))"  # noqa: S608 - of our own
        base = sqlite3.connect(":memory:")
        base.execute(f"CREATE TABLE workers AS SELECT {columns} FROM {given}")  # noqa: S608 - the same
        query = sgz.sql.query(
            sgz.QUALIFICATION.only(asked),
            dialect="sqlite",
            table="workers",
            on=ON,
            columns={one: one for one in facts},
        )
        answers = base.execute(f'SELECT "{asked}" FROM ({query})').fetchall()  # noqa: S608 - the same
        assert [None if answer is None else bool(answer) for (answer,) in answers] == known

    @pytest.mark.parametrize(("name", "words"), WORDS.items())
    def test_a_workbook_reads_them(self, name: str, words: tuple[str, ...]) -> None:
        options: Any = {"education": sgz.Education, "certificate": sgz.Certificate}[name]
        workers = [sgz.Worker(social_work_major=True, **{name: options.of(word)}) for word in words]
        book = book_of(filled(sgz.QUALIFICATION, workers))
        (main,) = sheets_of(sgz.QUALIFICATION)
        sheet, column = book[main.titles[0]], list(main.columns).index(name) + 1
        for place, word in enumerate(words):
            sheet.cell(row=place + 2, column=column).value = word
        judged = sgz.workbook.judge(bytes_of(book), sgz.QUALIFICATION, on=ON)
        assert statuses(sgz.QUALIFICATION, judged) == told(sgz.QUALIFICATION, workers, ON)

    @pytest.mark.parametrize("word", ["研究生", "高职"])
    def test_what_may_mean_several_is_asked_back_without_a_suggestion(self, word: str) -> None:
        with pytest.raises(sgz.InvalidValue, match=rf"^f: '{word}' .*；“{word}”可指.*，请写明 .*: say which\)$"):
            read(choice(sgz.Education), "f", word)


AREA = measure(("平方米", "m²"), 2)


class TestNumbers:
    @pytest.mark.parametrize(
        ("kind", "cell", "value"),
        [
            (COUNT, "3人", 3),
            (COUNT, "两人", 2),
            (COUNT, "三名", 3),
            (COUNT, "1,234 个", 1234),
            (HOURS, "72学时", 72),
            (HOURS, "96小时", 96),
            (HOURS, "71.5 h", Decimal("71.5")),
            (YUAN, "1.2万元", Decimal(12000)),
            (YUAN, "250,000元", Decimal(250000)),
            (YUAN, "¥250000", Decimal(250000)),
            (YUAN, "￥1,250.50", Decimal("1250.50")),
            (YUAN, "人民币25万", Decimal(250000)),
            (YEAR, "2021年", 2021),
            (AREA, "12.5平方米", Decimal("12.5")),
        ],
    )
    def test_a_unit_may_stand_behind(self, kind: Kind[Any], cell: str, value: Any) -> None:
        assert read(kind, "f", cell) == value

    @pytest.mark.parametrize(
        ("kind", "cell"),
        [
            (COUNT, "3年"),
            (COUNT, "十二人"),
            (COUNT, "3万"),
            (COUNT, "2.5人"),
            (HOURS, "72元"),
            (HOURS, "72分钟"),
            (YUAN, "3人"),
            (YUAN, "二十五万元"),
            (YUAN, "0.0000001万元"),
            (YEAR, "2021人"),
            (AREA, "12.5亩"),
        ],
    )
    def test_another_unit_is_refused(self, kind: Kind[Any], cell: str) -> None:
        with pytest.raises(sgz.InvalidValue, match=rf"^f: '{cell}' 不可用"):
            read(kind, "f", cell)

    @pytest.mark.parametrize("cell", ["2021年7月", "2021-07", "2021.7", "7月5日", "2021"])
    def test_a_month_is_no_day(self, cell: str) -> None:
        with pytest.raises(sgz.InvalidValue, match=rf"^f: '{cell}' .*日期，如“2021-05-26”"):
            read(DAY, "f", cell)


class TestWords:
    @pytest.mark.parametrize("word", ["是", "有", "√", "✓", "✔", "y", "yes", "TRUE"])
    def test_yes_is_said_by_each(self, word: str) -> None:
        assert read(YES_NO, "f", word) is True

    @pytest.mark.parametrize("word", ["否", "无", "×", "✗", "✘", "n", "no", "FALSE"])
    def test_no_is_said_by_each(self, word: str) -> None:
        assert read(YES_NO, "f", word) is False

    @pytest.mark.parametrize("word", ["/", "-", "--", "—", "——", "无数据", "不详", "未知", "N/A", "unknown"])
    @pytest.mark.parametrize("kind", [YES_NO, COUNT, HOURS, YUAN, DAY, choice(sgz.Certificate), many(sgz.Emblem)])
    def test_nothing_known_is_said_by_each(self, kind: Kind[Any], word: str) -> None:
        assert read(kind, "f", word) is sgz.UNKNOWN

    @pytest.mark.parametrize("word", ["尚未", "not yet", "NOT_YET"])
    def test_not_done_is_said_by_each(self, word: str) -> None:
        assert read(DAY, "f", word) == sgz.NOT_YET

    @pytest.mark.parametrize("word", ["无", "None"])
    def test_none_of_several_labels_is_said_by_each(self, word: str) -> None:
        assert read(many(sgz.Emblem), "f", word) == ()

    @pytest.mark.parametrize("mark", ["、", "，", ",", "；", ";", " ; "])
    def test_any_of_the_marks_stands_between_labels(self, mark: str) -> None:
        labels = list(sgz.Emblem)[:2]
        assert read(many(sgz.Emblem), "f", mark.join(label.zh for label in labels)) == tuple(labels)

    @pytest.mark.parametrize(("number", "digit"), list(enumerate("零一二三四五六七八九十")))
    @pytest.mark.parametrize("unit", ["", "人", "名", "位", "个"])
    def test_people_are_counted_in_digits_and_in_words(self, number: int, digit: str, unit: str) -> None:
        assert read(COUNT, "f", digit + unit) == read(COUNT, "f", f"{number} {unit}") == number

    @pytest.mark.parametrize("unit", ["", "小时", "学时", "Hours", "h"])
    def test_hours_are_counted_in_each_unit(self, unit: str) -> None:
        assert read(HOURS, "f", f"72{unit}") == 72

    @pytest.mark.parametrize("before", ["", "人民币", "RMB", "cny", "¥", "人民币¥"])
    @pytest.mark.parametrize("behind", ["", "元"])
    def test_a_currency_may_stand_before_an_amount(self, before: str, behind: str) -> None:
        assert read(YUAN, "f", f"{before}1,250.50{behind}") == Decimal("1250.50")

    @pytest.mark.parametrize("text", ["2021年5月6日", "2021-05-06", "2021-5-6", "2021/5/6", "2021.05.06", "20210506"])
    @pytest.mark.parametrize("behind", ["", " 00:00", " 00:00:00"])
    def test_a_day_is_written_in_each_way(self, text: str, behind: str) -> None:
        assert read(DAY, "f", text + behind) == date(2021, 5, 6)

    @pytest.mark.parametrize("text", ["2021-05/06", "2021-02-29", "2021-05-06 01:00", "210506"])
    def test_no_day_is_refused(self, text: str) -> None:
        with pytest.raises(sgz.InvalidValue, match=rf"^f: '{text}' .*日期，如“2021-05-26”"):
            read(DAY, "f", text)

    @pytest.mark.parametrize(("kind", "cell"), [(COUNT, "1"), (YUAN, "1"), (DAY, "2021-05-06")])
    def test_a_text_that_is_long_is_not_read(self, kind: Kind[Any], cell: str) -> None:
        assert read(kind, "f", cell) is not sgz.UNKNOWN
        with pytest.raises(sgz.InvalidValue, match=r"^f: '0{61}' "):
            read(kind, "f", "0" * 61)


class TestCellsThatAreNoText:
    @pytest.mark.parametrize(
        ("kind", "cell", "value"),
        [
            (COUNT, 3.0, 3),
            (COUNT, Decimal(3), 3),
            (HOURS, 71.5, Decimal("71.5")),
            (YUAN, Decimal("0.10"), Decimal("0.10")),
            (DAY, 20210506, date(2021, 5, 6)),
            (DAY, datetime(2021, 5, 6), date(2021, 5, 6)),  # noqa: DTZ001 - as a cell holds a day
            (choice(sgz.Certificate), 2, sgz.Certificate.ASSISTANT),
            (choice(sgz.Certificate), 2.0, sgz.Certificate.ASSISTANT),
        ],
    )
    def test_the_same_value_is_read(self, kind: Kind[Any], cell: Any, value: Any) -> None:
        known = read(kind, "f", cell)
        assert (known, type(known)) == (value, type(value))

    @pytest.mark.parametrize("kind", [COUNT, HOURS, YUAN, DAY, YES_NO, choice(sgz.Certificate)])
    @pytest.mark.parametrize("cell", [None, float("nan"), Decimal("NaN")])
    def test_an_empty_one_is_unknown(self, kind: Kind[Any], cell: Any) -> None:
        assert read(kind, "f", cell) is sgz.UNKNOWN

    @pytest.mark.parametrize(
        ("kind", "cell"),
        [
            (COUNT, 3.5),
            (COUNT, float("inf")),
            (COUNT, True),
            (HOURS, float("inf")),
            (YUAN, 0.1),
            (YUAN, 250000.0),
            (DAY, datetime(2021, 5, 6, 1)),  # noqa: DTZ001 - the same
            (DAY, datetime(2021, 5, 6, tzinfo=UTC)),
            (choice(sgz.Certificate), 9),
            (choice(sgz.Certificate), True),
            (choice(sgz.Emblem), 1),
            (YES_NO, 1),
        ],
    )
    def test_another_value_is_refused(self, kind: Kind[Any], cell: Any) -> None:
        with pytest.raises(sgz.SgzlibError, match=r"^f: .* 不可用"):
            read(kind, "f", cell)


def test_a_number_of_days_that_the_contract_does_not_set_is_none() -> None:
    assert [read(COUNT, "brief_within_days", text) for text in ("未约定", "not set", "10")] == [
        sgz.NOT_SET,
        sgz.NOT_SET,
        10,
    ]


@pytest.mark.parametrize("ruleset", sgz.RULESETS.values(), ids=list(sgz.RULESETS))
def test_what_a_cell_may_hold_is_told_in_the_words_of_a_table(ruleset: sgz.Ruleset) -> None:
    for of in {ruleset.subject, *groups_in(ruleset).values()}:
        for name, fact in columns_of(of).items():
            if fact.kind.form is Form.TEXT or (fact.kind.several and is_subject(fact.kind.members)):
                continue
            with pytest.raises(sgz.SgzlibError, match="不可用") as refused:
                read(fact.kind, name, "?!")
            assert re.search(r"[A-Za-z]{3,}", refused.value.allowed_zh) is None
            assert re.search(r"\b(int|Decimal|datetime|bool|True|False)\b", refused.value.allowed) is None
