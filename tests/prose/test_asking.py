"""What a fact of each kind takes, in an official's words."""

from typing import Any

import pytest

from sgzlib.law.kinds import COUNT, DAY, HOURS, POSITIVE, YEAR, YES_NO, YUAN, whole
from sgzlib.prose.asking import asked


@pytest.mark.parametrize(
    ("kind", "zh", "en"),
    [
        (YES_NO, "“是”或“否”", "yes or no"),
        (COUNT, "0或正整数，如“3”", "a whole number from 0, such as 3"),
        (POSITIVE, "正整数，如“3”", "a whole number from 1, such as 3"),
        (whole(1, 12), "1至12的整数", "a whole number from 1 to 12"),
        (YEAR, "四位数年份，如“2021”", "a year, such as 2021"),
        (YUAN, "金额（元），最多保留2位小数，如“96”", "an amount in yuan, with at most 2 decimals, such as 96"),
        (HOURS, "数字，最多保留6位小数，如“96”", "a number, with at most 6 decimals, such as 96"),
        (
            DAY,
            "日期，如“2021-05-26”；尚未办理的写“尚未”",
            'a day, such as 2021-05-26, or "not yet" if it is not done',
        ),
    ],
)
def test_each_kind_says_what_it_takes(kind: Any, zh: str, en: str) -> None:
    assert asked(kind) == (zh, en)
