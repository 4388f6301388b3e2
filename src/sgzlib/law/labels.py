"""Enumerations with labels (带标签的枚举): every member has a Chinese and an English one, and is found by either.

A member may have everyday words besides, which are read as it. An enumeration may have words that can mean several of
its members: they are refused with the question which one is meant. A label or word is compared without regard to the
width of its letters, to their case, and to space around it. For a text that is none of them, the member with the most
similar letters is suggested, unless another member is about as similar.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum, IntEnum
from functools import cache
from typing import Any, Self, cast
from unicodedata import normalize

from sgzlib.law.errors import InvalidValue, likeness, require

_NEAR = 0.5  # of two Chinese characters, one
_NEARER = 0.15  # than any other member


class HasLabels:
    """What every enumeration here has: a Chinese and an English label, and a way back from either."""

    zh: str
    en: str
    also: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the member with that name, label, code or everyday word (由名称、标签、代码或常用写法取枚举值).

        Raises `InvalidValue` for a text that is none of them, with the nearest label where one is meant, and with the
        members to choose from where the text may mean several; `InvalidType` for no text. To call the enumeration with
        a text does the same.

        >>> import sgzlib as sgz
        >>> sgz.Education.of("大专").name, sgz.Education.of(" Bachelor ").name, sgz.District.of("120103").zh
        ('JUNIOR_COLLEGE', 'BACHELOR', '河西区')
        >>> sgz.Education.of("专科").name, sgz.Certificate.of("初级社会工作师").zh
        ('JUNIOR_COLLEGE', '助理社会工作师')
        >>> sgz.Grade.of("优异")
        Traceback (most recent call last):
        ...
        sgzlib.law.errors.InvalidValue: Grade: '优异' 不可用，应为NOT_EVALUATED（未评估）、UNQUALIFIED（不合格）、\
QUALIFIED（合格）、GOOD（良好）、EXCELLENT（优秀） 之一，是否指优秀？ (not usable, expected one of NOT_EVALUATED \
(not evaluated), UNQUALIFIED (unqualified), QUALIFIED (qualified), GOOD (good), EXCELLENT (excellent); did you mean \
excellent?)
        """
        options: Any = cls
        written = normalized(require(cls.__name__, text, str))
        member = labels(options).get(written)
        if member is not None:
            return cast("Self", member)
        raise refused(options, cls.__name__, text)

    @classmethod
    def ambiguous(cls) -> Mapping[str, tuple[str, ...]]:
        """Return the words that may mean several members, with the names of these (多义写法); none here."""
        return {}

    @classmethod
    def _missing_(cls, value: object) -> Self:
        if isinstance(value, str):
            return cls.of(value)
        raise InvalidValue(cls.__name__, value, *choices_of(cast("Any", cls)))


class Ordered(HasLabels, IntEnum):
    """An enumeration with a natural order (有序枚举): `NAME = rank, "中文", "English"`, then other accepted words."""

    def __new__(cls, rank: int, zh: str, en: str, *also: str) -> Ordered:
        """Make the member of that rank."""
        member = int.__new__(cls, rank)
        member._value_ = rank
        member.zh, member.en, member.also = zh, en, also
        return member


class Labelled(HasLabels, Enum):
    """An enumeration without an order (无序枚举): `NAME = "中文", "English"`, then other accepted words."""

    def __new__(cls, zh: str, en: str, *also: str) -> Labelled:
        """Make the member with that label."""
        member = object.__new__(cls)
        member._value_ = zh
        member.zh, member.en, member.also = zh, en, also
        return member


def normalized(text: str) -> str:
    """Return a text as it is compared with a label (比较用文本): width, case and space around it do not matter."""
    return normalize("NFKC", text).strip().casefold()


def names_of(option: Any) -> tuple[str, ...]:
    """Return what a member is called: its name, both labels, a code where it has one (正式名称)."""
    return tuple(dict.fromkeys((option.name, option.zh, option.en, getattr(option, "code", option.name))))


def spellings(option: Any) -> tuple[str, ...]:
    """Return the texts by which a member may be written: what it is called, then its everyday words (可用写法)."""
    return (*names_of(option), *option.also)


def refused(options: Any, field: str, text: str, *, guess: bool = True) -> InvalidValue:
    """Return the error for a text that is no spelling of a member (写法错误), and ask back or suggest where that helps.

    Without `guess` no suggestion is looked for: to compare a text with all spellings takes time.
    """
    zh, en = choices_of(options)
    if which := which_meant(options, text):
        return InvalidValue(field, text, zh + which[0], en + which[1], code="ambiguous")
    meant = meant_by(options, normalized(text)) if guess else None
    if meant is None:
        return InvalidValue(field, text, zh, en)
    zh, en = f"{zh}，是否指{meant.zh}？", f"{en}; did you mean {meant.en}?"
    return InvalidValue(field, text, zh, en, suggestion=meant.name)


def which_meant(options: Any, text: str) -> tuple[str, str] | None:
    """Return the question which member an ambiguous word means (多义追问), or None for an unambiguous word."""
    written = normalized(text)
    if written not in (ambiguous := options.ambiguous()):
        return None
    several = [options[name] for name in ambiguous[written]]
    return (
        f"；“{written}”可指{'或'.join(member.zh for member in several)}，请写明",
        f"; {written} may mean {' or '.join(member.en for member in several)}: say which",
    )


def meant_by(options: type[Enum], written: str) -> Any:
    """Return the member of which a text is perhaps a misspelling (误写所指); None where none or several might be."""
    near: dict[Enum, float] = {}
    for text, option in labels(options).items():
        # A code with a similar other code is not a misspelling of it.
        if not text.isdigit():
            near[option] = max(near.get(option, 0), likeness(written, text))
    (meant, nearest), *others = sorted(near.items(), key=lambda each: -each[1])
    runner_up = others[0][1] if others else 0
    return meant if nearest >= max(_NEAR, runner_up + _NEARER) else None


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
