"""What a subject is called: by its name, or by the label of its item, or by nothing where neither is known."""

from datetime import date
from decimal import Decimal

import pytest

import sgzlib as sgz
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.kinds import choice
from sgzlib.prose.language import Language


@subject
class Course:
    item: Fact[sgz.Education] = fact(choice(sgz.Education), "课程", "course")


@pytest.mark.parametrize(
    ("called", "name"),
    [
        (Course(item=sgz.Education.BACHELOR), "bachelor"),
        (Course(), None),
        (sgz.Worker(name="李"), "李"),
        (sgz.Premises(), None),
    ],
)
def test_a_subject_is_called_by_its_name_or_the_label_of_its_item(called: object, name: str | None) -> None:
    assert Language("en").name(called) == name


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (sgz.UNKNOWN, "未知", "unknown"),
        (True, "是", "yes"),
        (False, "否", "no"),
        (sgz.Certificate.NONE, "无证书", "none"),
        (sgz.NOT_YET, "尚未", "not yet"),
        (date(2021, 5, 6), "2021年5月6日", "6 May 2021"),
        ((), "无", "none"),
        (tuple(sgz.Grade)[-2:], "良好和优秀", "good and excellent"),
        (1234567, "1,234,567", "1,234,567"),
        (Decimal("0.50"), "0.5", "0.5"),
        ("甲", "甲", "甲"),
    ],
)
def test_a_value_is_written_in_either_language(value: object, zh: str, en: str) -> None:
    assert (Language("zh_CN").value(value), Language("en").value(value)) == (zh, en)


def test_a_fact_inside_parts_and_groups_is_called_by_the_labels_on_the_way() -> None:
    station = sgz.Station(team=sgz.Team(workers=(sgz.Worker(name="李"), sgz.Worker())))
    language = Language("en")
    assert [language.fact(station, path)[0] for path in ("premises.printer", "team.workers[0].trained")] == [
        "premises and equipment · printer",
        "team · 李 · passed the training before posting",
    ]
