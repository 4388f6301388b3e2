"""Spellings (写法): the ways in which offices write a value in a cell, and the reading of such a text as a fact.

All bridges that read cells use this module. A text is read without regard to the width of its letters, to their case,
and to space around it. An ambiguous text is refused: a month without a day, a day without a year, a day that may be
read in two orders, and a word that may mean several labels. The everyday words for labels stand beside the
enumerations.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum, IntEnum
from math import isfinite, isnan
from typing import Any, cast

from sgzlib.law.deadlines import NOT_SET, NOT_YET
from sgzlib.law.errors import InvalidValue, SgzlibError
from sgzlib.law.kinds import COUNT, Form, Kind, Pair
from sgzlib.law.labels import labels, normalized, which_meant
from sgzlib.law.truth import UNKNOWN
from sgzlib.prose import asking

YES = ("是", "有", "√", "✓", "✔", "y", "yes", "true")
"""What says yes (表示“是”)."""
NO = ("否", "无", "×", "✗", "✘", "n", "no", "false")
"""What says no (表示“否”)."""
EMPTY = ("/", "-", "--", "—", "——", "无数据", "不详", "未知", "n/a", "unknown")
"""What says that nothing is known (表示空缺)."""
NONE = ("无", "none")
"""What says of several labels that there is none of them (表示一项也没有)."""
NOT_DONE = ("尚未", "not yet", "not_yet")
"""What says of a day that the act is not done (表示尚未办理)."""
NOT_IN_CONTRACT = ("未约定", "not set")
"""What says of a number that the contract sets none (表示合同未约定)."""
BETWEEN = "、"
"""What stands between several labels in one cell (分隔号)."""

_APART = re.compile("[、,;]")
_DAY = re.compile(
    r"([0-9]{4})(?:年([0-9]{1,2})月([0-9]{1,2})日|([-./])([0-9]{1,2})\4([0-9]{1,2})|([0-9]{2})([0-9]{2}))"
    r"(?: 00:00(?::00)?)?"
)
_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_CHINESE = {"两": 2, **{digit: number for number, digit in enumerate("零一二三四五六七八九十")}}
_NUMBER = re.compile(rf"({_DIGITS})(.*)|([{''.join(_CHINESE)}])([^{''.join(_CHINESE)}]*)")
_COUNTED = ("", "人", "名", "位", "个")
_IN_HOURS = ("", "小时", "学时", "hours", "h")
_YUAN = re.compile(rf"(?:人民币|rmb|cny)?¥?({_DIGITS})(万)?元?")
_TEN_THOUSAND = 10_000
_LONGEST = 60


def asked(kind: Kind[Any]) -> Pair:
    """Return what to write in a cell for a fact of a kind (填法), in Chinese and English."""
    zh, en = asking.asked(kind)
    return (f"以顿号隔开的{zh}", f"with 、 between, {en}") if kind.form is Form.SEVERAL else (zh, en)


def read(kind: Kind[Any], field: str, cell: Any) -> Any:
    """Return what a cell says as a value of a kind (读单元格); UNKNOWN where it is empty.

    Raises `InvalidType` or `InvalidValue`, naming `field`, for what is no such value.

    >>> from sgzlib.bridges.spellings import read
    >>> from sgzlib.law import DAY, YES_NO
    >>> read(YES_NO, "printer", "√"), read(DAY, "signed_on", "2021年5月26日"), read(DAY, "signed_on", "不详")
    (True, datetime.date(2021, 5, 26), UNKNOWN)
    >>> read(DAY, "signed_on", "5月26日")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: signed_on: '5月26日' 不可用，应为日期，如“2021-05-26”；尚未办理的写“尚未” ...
    """
    if cell is None or (isinstance(cell, float | Decimal) and isnan(cell)):
        return UNKNOWN
    if kind.form is Form.SEVERAL:
        listed = getattr(cell, "tolist", None)
        cell = _joined(cell if listed is None else listed())
    value = _text(kind, cell) if isinstance(cell, str) else _plain(kind, cell)
    if value is UNKNOWN:
        return UNKNOWN
    try:
        return kind.read(field, value)
    except SgzlibError as error:
        if kind.form is Form.TEXT or isinstance(cell, float):
            raise  # it says which character is refused, or that a float is no money
        zh, en = asked(kind)
        if isinstance(cell, str) and kind.form is Form.LABEL and (which := which_meant(kind.members, cell)):
            zh, en = zh + which[0], en + which[1]
        raise (InvalidValue if isinstance(cell, str) else type(error))(field, cell, zh, en) from None


def _joined(cell: Any) -> Any:
    """Return a list of texts as one, unknown where one of them is (列表转文本); any other cell as it is."""
    if not (isinstance(cell, list) and all(text is None or isinstance(text, str) for text in cell)):
        return cell
    return UNKNOWN if None in cell else BETWEEN.join(cell)


def label(options: Any, text: str) -> Any:
    """Return the member that a text says (读选项); the text itself where it says none."""
    return labels(options).get(normalized(text), text)


def _plain(kind: Kind[Any], cell: Any) -> Any:
    """Return a cell that is no text as the constructor takes it, where it is the same value."""
    if isinstance(cell, datetime) and cell.tzinfo is None and cell.time() == time.min:
        return cell.date()
    if isinstance(cell, float | Decimal) and isfinite(cell) and cell == int(cell) and _is_whole(kind):
        cell = int(cell)
    if isinstance(cell, float) and not kind.exact and isfinite(cell):
        return Decimal(repr(cell))
    if isinstance(cell, int) and not isinstance(cell, bool):
        if kind.form is Form.DAY:
            return _text(kind, str(cell))
        if kind.form is Form.LABEL and issubclass(cast("type", kind.members), IntEnum):
            return {int(option): option for option in kind.domain}.get(cell, cell)
    return cell


def _is_whole(kind: Kind[Any]) -> bool:
    return kind.form in {Form.WHOLE, Form.LABEL}


def _text(kind: Kind[Any], text: str) -> Any:
    """Return what a text says; UNKNOWN where it says that nothing is known, itself where it cannot be read."""
    written = normalized(text)
    if kind.form is Form.SEVERAL:
        return _several(kind, text, written)
    if kind.form is Form.LABEL and written in (known := labels(cast("type[Enum]", kind.members))):
        return known[written]
    if not written or written in EMPTY:
        return UNKNOWN
    if kind.form is Form.TRUTH and written in (*YES, *NO):
        return written in YES
    if kind is COUNT and written in NOT_IN_CONTRACT:
        return NOT_SET
    if kind.form is Form.DAY and len(written) <= _LONGEST:
        return NOT_YET if written in NOT_DONE else _day(text, written)
    if kind.form in {Form.WHOLE, Form.DECIMAL} and len(written) <= _LONGEST:
        number = _amount(written) if kind.money else _number(kind, written)
        return text if number is None else int(number) if number == int(number) else number
    return text


def _amount(written: str) -> Decimal | None:
    """Return an amount of money in yuan; None for what is none."""
    amount = _YUAN.fullmatch(written)
    if amount is None:
        return None
    digits, in_ten_thousands = amount.groups()
    return Decimal(digits.replace(",", "")) * (_TEN_THOUSAND if in_ten_thousands else 1)


def _number(kind: Kind[Any], written: str) -> Decimal | None:
    """Return a number, with or without its unit; None for what is none."""
    number = _NUMBER.fullmatch(written)
    if number is None:
        return None
    digits, unit, chinese, measure_word = number.groups()
    if (unit or measure_word or "").strip() not in _units(kind):
        return None
    return Decimal(digits.replace(",", "")) if digits else Decimal(_CHINESE[chinese])


def _units(kind: Kind[Any]) -> tuple[str, ...]:
    if kind.form is Form.WHOLE:
        return _COUNTED if kind.grouped else ("", "年")
    return _IN_HOURS if kind.name == "hours" else ("", *(kind.unit or ()))


def _several(kind: Kind[Any], text: str, written: str) -> Any:
    known = labels(cast("type[Enum]", kind.members))
    parts = [normalized(part) for part in _APART.split(written)] if written else []
    if all(part in known for part in parts):
        return tuple(known[part] for part in parts)
    if written in NONE:
        return ()
    return UNKNOWN if written in EMPTY else text


def _day(text: str, written: str) -> Any:
    match = _DAY.fullmatch(written)
    if match is None:
        return text
    try:
        return date(*(int(part) for part in match.groups() if part and part.isdigit()))
    except ValueError:
        return text
