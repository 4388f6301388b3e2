"""Asking for values (填写说明): which values a fact of each kind takes, in an official's words, for forms and cells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from sgzlib.law.facts import is_subject
from sgzlib.law.kinds import TEXT, Form, Kind, Pair


def asked(kind: Kind[Any]) -> Pair:
    """Return what to answer for a fact of a kind (填法), in Chinese and English.

    >>> from sgzlib.law import COUNT, YEAR
    >>> from sgzlib.prose.asking import asked
    >>> asked(COUNT)
    ('0或正整数，如“3”', 'a whole number from 0, such as 3')
    >>> asked(YEAR)
    ('四位数年份，如“2021”', 'a year, such as 2021')
    """
    if kind.members is not None and not is_subject(kind.members):
        members = list(cast("Iterable[Any]", kind.members))
        zh, en = "、".join(option.zh for option in members), ", ".join(option.en for option in members)
        if kind.several:
            return f"可选多项，没有的写“无”：{zh}", f'any of these, or "none": {en}'
        return f"选一项：{zh}", f"one of: {en}"
    if kind.form is Form.DECIMAL:
        zh = "金额（元）" if kind.money else "数字"
        en = "an amount in yuan" if kind.money else "a number"
        return f"{zh}，最多保留{kind.places}位小数，如“96”", f"{en}, with at most {kind.places} decimals, such as 96"
    if kind.form is Form.WHOLE:
        return _whole(kind)
    if kind.form is Form.TEXT and kind is not TEXT:
        return kind.zh, kind.en
    return _ASKED[kind.form]


def _whole(kind: Kind[Any]) -> Pair:
    if not kind.grouped:
        return "四位数年份，如“2021”", "a year, such as 2021"
    if kind.least == 0 and kind.most >= _MANY:
        return "0或正整数，如“3”", "a whole number from 0, such as 3"
    if kind.least == 1 and kind.most >= _MANY:
        return "正整数，如“3”", "a whole number from 1, such as 3"
    return f"{kind.least}至{kind.most}的整数", f"a whole number from {kind.least} to {kind.most}"


_MANY = 10**9
_ASKED: dict[Form, Pair] = {
    Form.TRUTH: ("“是”或“否”", "yes or no"),
    Form.DAY: ("日期，如“2021-05-26”；尚未办理的写“尚未”", 'a day, such as 2021-05-26, or "not yet" if it is not done'),
    Form.TEXT: ("文字", "text"),
    Form.PART: ("逐项填写", "fill in its facts one by one"),
    Form.SEVERAL: ("逐个列出，分别填写", "list each one and fill in its facts"),
}
