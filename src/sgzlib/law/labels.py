"""Enumerations with labels (带标签的枚举): every member has a Chinese and an English one, and is found by either."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, IntEnum
from typing import Any, Self, cast

from sgzlib.law.errors import InvalidValue


class HasLabels:
    """What every enumeration here has: a Chinese and an English label, and a way back from either."""

    zh: str
    en: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the member with that name, Chinese label or English label (由名称或标签取枚举值)."""
        members: list[Any] = list(cast("Any", cls))
        for member in members:
            if text in {member.name, member.zh, member.en}:
                return cast("Self", member)
        raise InvalidValue(cls.__name__, text, *choices_of(members))


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


def choices_of(options: Iterable[Any]) -> tuple[str, str]:
    """Say in Chinese and English which members there are to choose from (可选取值)."""
    members = list(options)
    return (
        "、".join(f"{m.name}（{m.zh}）" for m in members) + " 之一",
        "one of " + ", ".join(f"{m.name} ({m.en})" for m in members),
    )
