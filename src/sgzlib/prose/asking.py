"""Asking for values (填写说明): what a fact of each kind takes, in an official's words, in a form as in a cell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from sgzlib.law.facts import is_subject
from sgzlib.law.kinds import TEXT, Form, Kind, Pair


def asked(kind: Kind[Any]) -> Pair:
    """Return what to answer for a fact of a kind (填法), in Chinese and English.

    >>> from sgzlib.law import YEAR
    >>> from sgzlib.prose.asking import asked
    >>> asked(YEAR)
    ('1 至 9999 的整数', 'a whole number from 1 to 9999')
    """
    if kind.members is not None and not is_subject(kind.members):
        members = list(cast("Iterable[Any]", kind.members))
        zh, en = "、".join(option.zh for option in members), ", ".join(option.en for option in members)
        if kind.several:
            return f"若干项，没有的写“无”：{zh}", f'any of these, or "none": {en}'
        return f"下列之一：{zh}", f"one of: {en}"
    if kind.form is Form.DECIMAL:
        ends = f"{kind.least} 至 {kind.most}", f"from {kind.least} to {kind.most}"
        return f"{ends[0]}、至多 {kind.places} 位小数的数", f"a number {ends[1]}, with at most {kind.places} decimals"
    if kind.form is Form.WHOLE:
        return f"{kind.least} 至 {kind.most} 的整数", f"a whole number from {kind.least} to {kind.most}"
    if kind.form is Form.TEXT and kind is not TEXT:
        return kind.zh, kind.en
    return _ASKED[kind.form]


_ASKED: dict[Form, Pair] = {
    Form.TRUTH: ("“是”或“否”", "yes or no"),
    Form.DAY: ("日期，如 2021-05-26；未办的写“尚未”", 'a day, such as 2021-05-26; "not yet" where it is not done'),
    Form.TEXT: ("文字", "text"),
    Form.PART: ("逐项填写其各项事实", "its own facts, one by one"),
    Form.SEVERAL: ("逐个列出，各填其事实", "each of them, with its own facts"),
}
