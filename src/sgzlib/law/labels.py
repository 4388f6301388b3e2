"""Enumerations with labels (带标签的枚举): every member has a Chinese and an English one, and is found by either.

A label is compared without regard to the width of its letters, to their case, and to space around it.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, IntEnum
from functools import cache
from typing import Any, Self, cast
from unicodedata import normalize

from sgzlib.law.errors import InvalidValue, nearest, require

_NEAR = 0.5  # of two Chinese characters, one


class HasLabels:
    """What every enumeration here has: a Chinese and an English label, and a way back from either."""

    zh: str
    en: str

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the member with that name, Chinese or English label, or code (由名称、标签或代码取枚举值).

        Raises `InvalidValue`, with the nearest label, for a text that is none of them, and `InvalidType` for no text.
        To call the enumeration with a text does the same.

        >>> import sgzlib as sgz
        >>> sgz.Education.of("大专").name, sgz.Education.of(" Bachelor ").name, sgz.District.of("120103").zh
        ('JUNIOR_COLLEGE', 'BACHELOR', '河西区')
        >>> sgz.Grade.of("优异")
        Traceback (most recent call last):
        ...
        sgzlib.law.errors.InvalidValue: Grade: '优异' 不可用，应为UNQUALIFIED（不合格）、QUALIFIED（合格）、\
GOOD（良好）、EXCELLENT（优秀） 之一，是否指优秀？ (not usable, expected one of UNQUALIFIED (unqualified), \
QUALIFIED (qualified), GOOD (good), EXCELLENT (excellent); did you mean excellent?)
        """
        known: dict[str, Any] = labels(cast("type[Enum]", cls))
        member = known.get(normalized(require(cls.__name__, text, str)))
        if member is not None:
            return cast("Self", member)
        zh, en = choices_of(cast("Any", cls))
        # A code that is near another is no misspelling of it.
        if meant := nearest(normalized(text), (one for one in known if not one.isdigit()), _NEAR):
            zh, en = f"{zh}，是否指{known[meant].zh}？", f"{en}; did you mean {known[meant].en}?"
        raise InvalidValue(cls.__name__, text, zh, en)

    @classmethod
    def _missing_(cls, value: object) -> Self:
        if isinstance(value, str):
            return cls.of(value)
        raise InvalidValue(cls.__name__, value, *choices_of(cast("Any", cls)))


class Ordered(HasLabels, IntEnum):
    """An enumeration with a natural order and labels (有序枚举): `NAME = rank, "中文", "English"`."""

    def __new__(cls, rank: int, zh: str, en: str) -> Ordered:
        """Make the member of that rank."""
        member = int.__new__(cls, rank)
        member._value_ = rank
        member.zh, member.en = zh, en
        return member


class Labelled(HasLabels, Enum):
    """An enumeration without an order (无序枚举): `NAME = "中文", "English"`."""

    def __new__(cls, zh: str, en: str) -> Labelled:
        """Make the member with that label."""
        member = object.__new__(cls)
        member._value_ = zh
        member.zh, member.en = zh, en
        return member


def normalized(text: str) -> str:
    """Return a text as it is compared with a label (比较用文本): width, case and space around it do not matter."""
    return normalize("NFKC", text).strip().casefold()


def spellings(option: Any) -> tuple[str, ...]:
    """Return the texts by which a member may be written: name, both labels, a code where it has one (可用写法)."""
    return tuple(dict.fromkeys((option.name, option.zh, option.en, getattr(option, "code", option.name))))


@cache
def labels(options: type[Enum]) -> dict[str, Enum]:
    """Return the members of an enumeration by their spellings, as they are compared (标签写法)."""
    return {normalized(text): option for option in options for text in spellings(option)}


def choices_of(options: Iterable[Any]) -> tuple[str, str]:
    """Say in Chinese and English which members there are to choose from (可选取值)."""
    members = list(options)
    return (
        "、".join(f"{m.name}（{m.zh}）" for m in members) + " 之一",
        "one of " + ", ".join(f"{m.name} ({m.en})" for m in members),
    )
