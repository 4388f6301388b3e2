"""Amounts in writing (金额书写): with the currency sign, or in the capitals (大写) that bills and contracts ask for.

The capitals follow the document `amounts`. Where it leaves a 零 to the writer, one is written after 元 and 亿 and none
after 万, and the parser reads both. No clause of the notice asks for either form.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from sgzlib.law.errors import InvalidType, InvalidValue, require
from sgzlib.law.kinds import YUAN, yuan
from sgzlib.law.money import fen_of, yuan_of

DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = {"亿": 10**8, "万": 10**4, "仟": 10**3, "佰": 10**2, "拾": 10}
PREFIX = "人民币"
_STYLES = "symbol、capital 之一", "one of symbol, capital"
_WRITTEN = (
    "形如 ¥1,409.50 或 人民币壹仟肆佰零玖元伍角、小于一亿亿元的金额",
    "an amount like ¥1,409.50 or 人民币壹仟肆佰零玖元伍角, below 10**16 yuan",
)
_LONGEST = 60
_CAPITALS = re.compile(r"(?:(.+)元)?(?:零?(.)角)?(?:零?(.)分)?整?")
_SYMBOL = re.compile(r"(?:¥|￥|CN¥)?([0-9]{1,3}(?:,[0-9]{3})*|[0-9]+)(?:\.([0-9]{1,2}))?")


def format_amount(
    amount: Decimal | int, *, style: Literal["symbol", "capital"] = "symbol", locale: str = "zh_CN"
) -> str:
    """Write an amount in yuan (书写金额), with the locale's currency sign, or in Chinese capitals.

    Raises `InvalidType` for a float, text or bool. Raises `InvalidValue` for a negative amount, a fraction of a fen,
    10**16 yuan or more, an unknown style, or a locale that is neither Chinese nor English.

    >>> import sgzlib as sgz
    >>> sgz.format_amount(250000), sgz.format_amount(250000, style="capital")
    ('¥250,000.00', '人民币贰拾伍万元整')
    >>> sgz.format_amount(0.1)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: format_amount.amount: 0.1 不可用，应为非负、精确到分的 Decimal ...
    """
    money = yuan("format_amount.amount", amount)
    require("format_amount.style", style, str)
    if style == "symbol":
        from babel.numbers import format_currency

        from sgzlib.prose.language import Language

        return format_currency(money, "CNY", locale=Language(locale).locale)
    if style == "capital":
        return _plain(_spelled(fen_of(money)))
    raise InvalidValue("format_amount.style", style, *_STYLES)


def parse_amount(text: str) -> Decimal:
    """Read an amount in yuan (读取金额), in either style of `format_amount`, or as bills also write it.

    In capitals 人民币 may be missing, 圆 may replace 元 and 正 may replace 整, and an optional 零 may be present or
    not. Raises `InvalidType` if the input is not text, and `InvalidValue` if it is not such an amount; nothing is
    guessed.

    >>> import sgzlib as sgz
    >>> sgz.parse_amount("人民币壹仟肆佰零玖元伍角"), sgz.parse_amount("¥1,409.50")
    (Decimal('1409.50'), Decimal('1409.50'))
    >>> sgz.parse_amount("壹仟肆佰玖元伍角")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: parse_amount: '壹仟肆佰玖元伍角' 不可用，应为形如 ¥1,409.50 或 ...
    """
    if not isinstance(text, str):
        raise InvalidType("parse_amount", text, *_WRITTEN)
    fen = _fen(text) if len(text) <= _LONGEST else None
    if fen is None or fen > fen_of(YUAN.most):
        raise InvalidValue("parse_amount", text, *_WRITTEN)
    return yuan_of(fen)


def _fen(text: str) -> int | None:
    if written := _SYMBOL.fullmatch(text):
        whole, cents = written[1].replace(",", ""), written[2] or ""
        return int(whole + cents.ljust(2, "0"))
    capitals = text.removeprefix(PREFIX).replace("圆", "元").replace("正", "整")
    fen = _value(capitals)
    return fen if fen is not None and re.fullmatch(_spelled(fen), capitals) else None


def _spelled(fen: int) -> str:
    """Spell an amount as a pattern: 零? is one that the document leaves to the writer, 整? likewise."""
    whole, cents = divmod(fen, 100)
    jiao, left = divmod(cents, 10)
    text = _whole(whole) + "元" if whole or not cents else ""
    if not cents:
        return text + "整"
    if jiao:
        gap = "零?" if whole and whole % 10 == 0 else ""
        return text + gap + DIGITS[jiao] + "角" + (DIGITS[left] + "分" if left else "整?")
    return text + ("零" if whole else "") + DIGITS[left] + "分"


def _whole(number: int) -> str:
    for unit, size in UNITS.items():
        high, low = divmod(number, size)
        if high:
            return _whole(high) + unit + (_gap(unit, high, low) + _whole(low) if low else "")
    return DIGITS[number]


def _gap(unit: str, high: int, low: int) -> str:
    if unit == "亿" and UNITS["仟"] <= low < UNITS["万"]:
        return "零?"
    if low < UNITS[unit] // 10:
        return "零"
    return "零?" if high % 10 == 0 else ""


def _plain(pattern: str) -> str:
    """Return the one spelling that is written, of those that a pattern allows."""
    return PREFIX + re.sub("(?<=[元亿])零[?]", "零", pattern).replace("零?", "").replace("整?", "")


def _value(capitals: str) -> int | None:
    """Read capitals as fen, without asking whether they are put together rightly."""
    parts = _CAPITALS.fullmatch(capitals)
    if parts is None:
        return None
    try:
        whole, jiao, left = (_number(part or "") for part in parts.groups())
    except ValueError:
        return None
    return whole * 100 + jiao * 10 + left


def _number(capitals: str) -> int:
    text = capitals.strip("零")
    for unit, size in UNITS.items():
        high, separator, low = text.rpartition(unit)
        if separator:
            return _number(high) * size + _number(low)
    return DIGITS.index(text) if text else 0
