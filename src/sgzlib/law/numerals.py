"""Numbers in words (数词): whether a text names a number that a law sets, as 三名, 百分之六十 or "at least three".

A number word counts if a unit follows it or a comparison precedes it. Other number words, as in 五类经费 or "one of
several", set nothing and do not count.
"""

from __future__ import annotations

import re
from typing import Final

from sgzlib.law.errors import InvalidValue

_COUNTED_ZH = "二两三四五六七八九十百千万半"
_COMPARED_ZH = ("不少于", "不低于", "不多于", "至少", "至多", "最多", "超过")
_UNITS_ZH = ("名", "人", "元", "天", "日", "周岁", "年", "个月", "个工作日", "小时", "平方米")
_COUNTED_EN = frozenset(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty "  # noqa: SIM905 - shorter
    "fifty sixty seventy eighty ninety half dozen hundred thousand".split()
)
_COMPARED_EN = "at least|at most|(more|fewer|less) than|up to|.*within|.*exactly|(least|most) a"
_UNITS_EN = frozenset(
    "per percent people persons yuan day days week weeks month months year years hour hours a".split()  # noqa: SIM905 - the same
)

NAMED: Final = "，数值写作 {规定数值}", "; write a number as {number_of_the_law}"


def check_words(what: str, zh: str, en: str, instead: tuple[str, str]) -> None:
    """Refuse an empty text and a number in it (核对文字); `instead` says where a number is written.

    Braces stand around the name of a number alone, and only where numbers are `NAMED`.
    """
    for field, text, names_a_number in (("zh", zh, names_a_number_zh), ("en", en, names_a_number_en)):
        bare, written = (re.sub(r"\{\w+\}", name, text) if instead is NAMED else text for name in ("", "{}"))
        if not text or re.search(r"[\d{}]", bare) or names_a_number(written):
            said = "不含数字的文字（“三名”也是数字）", "text without digits or number words"
            raise InvalidValue(f"{what}.{field}", text, said[0] + instead[0], said[1] + instead[1])


def names_a_number_zh(text: str) -> bool:
    """Whether a Chinese text names a number of a law (中文文字是否写有数词)."""
    offset = 0
    while offset < len(text):
        before = text[:offset].rstrip()
        if text.startswith("百分之", offset):
            offset += len("百分之")
            if not text[offset:].lstrip().startswith("{"):
                return True
        elif text[offset] in _COUNTED_ZH:
            while offset < len(text) and text[offset] in _COUNTED_ZH and not text.startswith("百分之", offset):
                offset += 1
            counted = text[offset:].lstrip().startswith(_UNITS_ZH) and not before.endswith("第")
            if counted or before.endswith(_COMPARED_ZH):
                return True
        else:
            offset += 1
    return False


def names_a_number_en(text: str) -> bool:
    """Whether an English text names a number of a law (英文文字是否写有数词)."""
    words = re.findall(r"[a-z]+|\S", text.casefold())
    for index, word in enumerate(words):
        if word in _COUNTED_EN:
            before, after = " ".join(words[max(index - 2, 0) : index]), "".join(words[index + 1 : index + 2])
            if after in _UNITS_EN or re.fullmatch(_COMPARED_EN, before):
                return True
    return False
