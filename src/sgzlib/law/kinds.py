"""Kinds of facts (事实的类型): what values each takes, how they are read, and what is refused with which words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import MAXYEAR, date, timedelta
from decimal import Decimal, Inexact
from enum import Enum, IntEnum
from functools import cache
from typing import Any, Generic, TypeVar, cast
from unicodedata import category

import attrs

from sgzlib.law.errors import InvalidType, InvalidValue
from sgzlib.law.labels import choices_of
from sgzlib.law.money import EXACT, FEN
from sgzlib.law.periods import day

_NAMES = (bool, Enum)
_NUMBERS = (int, Decimal)
_MOST_BITS = 128

T = TypeVar("T")
E = TypeVar("E", bound=Enum)


@attrs.frozen(eq=False)
class Kind(Generic[T]):
    """What values a fact takes (事实的类型): `read` gives the value back or raises, naming the field.

    `zh` and `en` say what is allowed. `domain` is every value there is, for the kinds that have few; `step` is the
    distance to the next value, for the kinds that have an order, `least` and `most` are the first and the last of them.
    `members` is the class of what the value is made of.
    """

    name: str
    zh: str
    en: str
    read: Callable[[str, Any], T]
    domain: tuple[T, ...] = ()
    step: Any = None
    least: Any = None
    most: Any = None
    members: type[Any] | None = None

    @property
    def several(self) -> bool:
        """Whether its value is several subjects or labels (是否多项)."""
        return self.name == "many"


def _yes_no(field: str, value: Any) -> bool:
    if value is True or value is False:
        return value
    raise InvalidType(field, value, YES_NO.zh, YES_NO.en)


def bounded_number(field: str, value: Any, kind: Kind[Any], types: Any) -> Any:
    """Return a number of those types that lies within the kind's bounds (有界数值); refuse any other, naming `field`.

    Nothing is converted before that is known: written out, `Decimal("1E+999999999")` takes a gigabyte. A member of an
    enumeration is no number, whatever number it equals.
    """
    if isinstance(value, _NAMES) or not isinstance(value, types):
        raise InvalidType(field, value, kind.zh, kind.en)
    bounded = value.bit_length() <= _MOST_BITS if isinstance(value, int) else not value.is_nan()
    if bounded and kind.least <= value <= kind.most:
        return value
    raise InvalidValue(field, value, kind.zh, kind.en)


def bounded_decimal(field: str, value: Any, kind: Kind[Any], finest: Decimal) -> Any:
    """Return an int or Decimal within the kind's bounds, a multiple of `finest` (有界小数); refuse any other.

    It is kept as it is written, unless there are more zeros in it than the bounds and `finest` have places.
    """
    bounded_number(field, value, kind, _NUMBERS)
    if isinstance(value, int) or finest.adjusted() <= value.as_tuple().exponent <= kind.most.adjusted():
        return value
    try:
        return EXACT.quantize(value, finest)
    except Inexact:
        raise InvalidValue(field, value, kind.zh, kind.en) from None


def _count(field: str, value: Any) -> int:
    return int(bounded_number(field, value, COUNT, int))


def _positive(field: str, value: Any) -> int:
    return int(bounded_number(field, value, POSITIVE, int))


def _year(field: str, value: Any) -> int:
    return int(bounded_number(field, value, YEAR, int))


def _hours(field: str, value: Any) -> int | Decimal:
    return cast("int | Decimal", bounded_decimal(field, value, HOURS, MILLIONTH))


def yuan(field: str, value: Any) -> Decimal:
    """Return an amount of money as `Decimal` yuan, exact to the fen (元); refuse what is not one, naming `field`."""
    return Decimal(bounded_decimal(field, value, YUAN, FEN))


MILLIONTH = Decimal("0.000001")
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
COUNT: Kind[int] = Kind(
    "count",
    "非负整数（int，至多 10 亿）",
    "a whole number not below 0 (int, at most 10**9)",
    _count,
    step=1,
    least=0,
    most=10**9,
)
POSITIVE: Kind[int] = attrs.evolve(
    COUNT,
    zh="大于 0 的整数（int，至多 10 亿）",
    en="a whole number above 0 (int, at most 10**9)",
    read=_positive,
    least=1,
)
HOURS: Kind[int | Decimal] = Kind(
    "hours",
    "非负、小于一百万、至多六位小数的 int 或 Decimal（小时）",
    "an int or Decimal not below 0 and below 10**6, with at most six decimals (hours)",
    _hours,
    step=1,
    least=0,
    most=Decimal("999999.999999"),
)
YUAN: Kind[Decimal] = Kind(
    "yuan",
    "非负、精确到分的 Decimal 或 int（元，小于一亿亿）",
    "a Decimal or int not below 0 and below 10**16, with at most two decimals (yuan)",
    yuan,
    step=FEN,
    least=Decimal(0),
    most=Decimal("9999999999999999.99"),
)
YEAR: Kind[int] = attrs.evolve(
    COUNT, zh="1 至 9999 的整数（int）", en="a whole number from 1 to 9999 (int)", read=_year, least=1, most=MAXYEAR
)
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
    """Return the kind whose values are the members of an enumeration (枚举取值)."""
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
    """Return the kind whose value is another subject (组成部分)."""
    zh, en = f"{of.__name__} 对象", f"a {of.__name__}"

    def read(field: str, value: Any) -> T:
        if isinstance(value, of):
            return value
        raise InvalidType(field, value, zh, en)

    return Kind("part", zh, en, read, members=of)


@cache
def many(of: type[T]) -> Kind[tuple[T, ...]]:
    """Return the kind whose value is several subjects or labels, kept as a tuple (多个对象)."""
    zh, en = f"{of.__name__} 对象的列表或元组", f"a list or tuple of {of.__name__}"

    def read(field: str, value: Any) -> tuple[T, ...]:
        if not isinstance(value, list | tuple):
            raise InvalidType(field, value, zh, en)
        for at, member in enumerate(value):
            if not isinstance(member, of):
                raise InvalidType(f"{field}[{at}]", member, f"{of.__name__} 对象", f"a {of.__name__}")
        return tuple(value)

    return Kind("many", zh, en, read, members=of)
