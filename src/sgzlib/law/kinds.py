"""Kinds of facts (事实的类型): what values each takes, how they are read, and what is refused with which words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum, IntEnum
from functools import cache
from typing import Any, Generic, TypeVar
from unicodedata import category

import attrs

from sgzlib.law.errors import InvalidType, InvalidValue
from sgzlib.law.labels import choices_of
from sgzlib.law.money import FEN_IN_YUAN
from sgzlib.law.periods import day

T = TypeVar("T")
E = TypeVar("E", bound=Enum)


@attrs.frozen(eq=False)
class Kind(Generic[T]):
    """What values a fact takes (事实的类型): `read` gives the value back or raises, naming the field.

    `zh` and `en` say what is allowed. `domain` is every value there is, for the kinds that have few; `step` is the
    distance to the next value, for the kinds that have an order. `members` is the class of what the value is made of.
    """

    name: str
    zh: str
    en: str
    read: Callable[[str, Any], T]
    domain: tuple[T, ...] = ()
    step: Any = None
    least: Any = None
    members: type[Any] | None = None

    @property
    def several(self) -> bool:
        """Whether its value is several subjects or labels (是否多项)."""
        return self.name == "many"


def _yes_no(field: str, value: Any) -> bool:
    if value is True or value is False:
        return value
    raise InvalidType(field, value, YES_NO.zh, YES_NO.en)


def _count(field: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidType(field, value, COUNT.zh, COUNT.en)
    if value < 0:
        raise InvalidValue(field, value, COUNT.zh, COUNT.en)
    return int(value)


def _hours(field: str, value: Any) -> int | Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise InvalidType(field, value, HOURS.zh, HOURS.en)
    if not Decimal(value).is_finite() or value < 0:
        raise InvalidValue(field, value, HOURS.zh, HOURS.en)
    return value


def yuan(field: str, value: Any) -> Decimal:
    """Give an amount of money back as `Decimal` yuan, exact to the fen; refuse what is not one, naming `field`."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise InvalidType(field, value, YUAN.zh, YUAN.en)
    amount = Decimal(value)
    if not amount.is_finite() or amount < 0 or FEN_IN_YUAN % amount.as_integer_ratio()[1]:
        raise InvalidValue(field, value, YUAN.zh, YUAN.en)
    return amount


_REFUSED_CATEGORIES = ("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp")


def _text(field: str, value: Any) -> str:
    if not isinstance(value, str):
        raise InvalidType(field, value, TEXT.zh, TEXT.en)
    for at, character in enumerate(value):
        if category(character) in _REFUSED_CATEGORIES:
            raise InvalidValue(
                field,
                value,
                f"{TEXT.zh}；第 {at + 1} 个字符是 U+{ord(character):04X}",
                f"{TEXT.en}; character {at + 1} is U+{ord(character):04X}",
            )
    if not value.strip():
        raise InvalidValue(field, value, TEXT.zh, TEXT.en)
    return value


YES_NO: Kind[bool] = Kind("bool", "是或否（True/False）", "True or False", _yes_no, domain=(False, True))
COUNT: Kind[int] = Kind("count", "非负整数（int）", "a whole number not below 0 (int)", _count, step=1, least=0)


def _positive(field: str, value: Any) -> int:
    if COUNT.read(field, value) < 1:
        raise InvalidValue(field, value, POSITIVE.zh, POSITIVE.en)
    return int(value)


POSITIVE: Kind[int] = attrs.evolve(
    COUNT, zh="大于 0 的整数（int）", en="a whole number above 0 (int)", read=_positive, least=1
)
HOURS: Kind[int | Decimal] = Kind(
    "hours", "非负的 int 或 Decimal（小时）", "an int or Decimal not below 0 (hours)", _hours, step=1, least=0
)
YUAN: Kind[Decimal] = Kind(
    "yuan",
    "非负、精确到分的 Decimal 或 int（元）",
    "a Decimal or int not below 0 with at most two decimals (yuan)",
    yuan,
    step=Decimal("0.01"),
    least=Decimal(0),
)
YEAR: Kind[int] = attrs.evolve(COUNT)
DAY: Kind[date] = Kind(
    "date", "日期（datetime.date，不含时刻）", "a datetime.date without a time", day, step=timedelta(days=1)
)
TEXT: Kind[str] = Kind(
    "text",
    "非空、不含控制字符与零宽字符的文本",
    "text that is not empty and holds no control or zero-width characters",
    _text,
)


@cache
def choice(options: type[E]) -> Kind[E]:
    """Give the kind whose values are the members of an enumeration (枚举取值)."""
    zh, en = choices_of(options)

    def read(field: str, value: Any) -> E:
        if type(value) is options:
            return value
        raise (InvalidType if isinstance(value, bool) or not isinstance(value, str | int) else InvalidValue)(
            field, value, zh, en
        )

    step = 1 if issubclass(options, IntEnum) else None
    return Kind(options.__name__, zh, en, read, domain=tuple(options), step=step, members=options)


@cache
def part(of: type[T]) -> Kind[T]:
    """Give the kind whose value is another subject (组成部分)."""
    zh, en = f"{of.__name__} 对象", f"a {of.__name__}"

    def read(field: str, value: Any) -> T:
        if isinstance(value, of):
            return value
        raise InvalidType(field, value, zh, en)

    return Kind("part", zh, en, read, members=of)


@cache
def many(of: type[T]) -> Kind[tuple[T, ...]]:
    """Give the kind whose value is several subjects or labels, kept as a tuple (多个对象)."""
    zh, en = f"{of.__name__} 对象的列表或元组", f"a list or tuple of {of.__name__}"

    def read(field: str, value: Any) -> tuple[T, ...]:
        if not isinstance(value, list | tuple):
            raise InvalidType(field, value, zh, en)
        for at, member in enumerate(value):
            if not isinstance(member, of):
                raise InvalidType(f"{field}[{at}]", member, f"{of.__name__} 对象", f"a {of.__name__}")
        return tuple(value)

    return Kind("many", zh, en, read, members=of)
