"""Kinds of facts (事实的类型): what values each takes, how they are read, and what is refused with which words.

A `Kind` has a `Form` and the limits of its values. Its `read` returns a valid value or raises an error. Objects,
tables, SQL and symbols treat a fact by its form.

    form              values
    TRUTH             yes or no
    WHOLE, DECIMAL    a whole number; a number with a limited number of decimals, such as an amount
    DAY               a day without a time
    TEXT              a text
    LABEL             a member of an enumeration
    PART              a subject that is a part of another one
    SEVERAL           several subjects or labels
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import MAXYEAR, date, timedelta
from decimal import Decimal, Inexact
from enum import Enum, IntEnum
from functools import cache
from typing import Any, Generic, TypeAlias, TypeVar, cast
from unicodedata import category

import attrs

from sgzlib.law.errors import InvalidType, InvalidValue
from sgzlib.law.exact import EXACT
from sgzlib.law.labels import choices_of
from sgzlib.law.money import FEN
from sgzlib.law.periods import day

_NAMES = (bool, Enum)
_NUMBERS = (int, Decimal)
_MOST_BITS = 128

Pair: TypeAlias = tuple[str, str]
T = TypeVar("T")
E = TypeVar("E", bound=Enum)


class Form(Enum):
    """The form of the values of a kind (取值形式), used by objects, tables, SQL and symbols alike."""

    TRUTH = "truth"
    WHOLE = "whole"
    DECIMAL = "decimal"
    DAY = "day"
    TEXT = "text"
    LABEL = "label"
    PART = "part"
    SEVERAL = "several"


@attrs.frozen(eq=False)
class Kind(Generic[T]):
    """The values that a fact takes (事实的类型): `read` returns a valid value or raises an error that names the field.

    `form` is the form of the values, and `name` the name of the kind in questions. `zh` and `en` describe the allowed
    values. `domain` lists all values if there are few. For kinds with an order, `step` is the distance to the next
    value, and `least` and `most` are the bounds. `members` is the class of the members of a value. `named` are values
    that have a name in documents and in `repr`. For numbers, `places` is the maximum number of decimals; an `exact`
    kind refuses floats, `money` is written as an amount, and a number that is not `grouped` is written without
    separators, such as a year. `rewritten` are the patterns for reading a text, each with its replacement; tables use
    them too.
    """

    form: Form
    name: str
    zh: str
    en: str
    read: Callable[[str, Any], T] = attrs.field(repr=False)
    domain: tuple[T, ...] = ()
    step: Any = None
    least: Any = None
    most: Any = None
    members: type[Any] | None = None
    places: int = 0
    unit: Pair | None = None
    exact: bool = False
    money: bool = False
    grouped: bool = True
    rewritten: tuple[Pair, ...] = ()
    named: Mapping[str, Any] = attrs.field(factory=dict)

    def rewrite(self, text: str) -> str:
        """Return a text with its patterns replaced (改写)."""
        for pattern, standing in self.rewritten:
            text = re.sub(pattern, standing, text)
        return text

    def name_of(self, value: Any) -> str | None:
        """Return the name of a value, if it has one (取值的名称)."""
        return next((name for name, named in self.named.items() if value == named), None) if self.named else None

    @property
    def takes(self) -> Any:
        """The Python type of the values (取值的类型)."""
        if self.several:
            return list[self.members] | tuple[self.members, ...]  # type: ignore[name-defined]
        return self.members or _TYPES[self.form]

    @property
    def several(self) -> bool:
        """Whether the value consists of several subjects or labels (是否多项)."""
        return self.form is Form.SEVERAL


_TYPES: dict[Form, Any] = {
    Form.TRUTH: bool,
    Form.WHOLE: int,
    Form.DECIMAL: int | Decimal,
    Form.DAY: date,
    Form.TEXT: str,
}


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


LONGEST_TEXT = 200
"""The most characters of a text (文本的最大长度)."""
_REFUSED_CATEGORIES = ("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp")


def _text(field: str, value: Any) -> str:
    if not isinstance(value, str):
        raise InvalidType(field, value, TEXT.zh, TEXT.en)
    if len(value) > LONGEST_TEXT:
        raise InvalidValue(field, value, TEXT.zh, TEXT.en)
    for index, character in enumerate(value):
        if category(character) in _REFUSED_CATEGORIES:
            raise InvalidValue(
                field,
                value,
                f"{TEXT.zh}；请删去第{index + 1}个字符（U+{ord(character):04X}）",
                f"{TEXT.en}; delete character {index + 1} (U+{ord(character):04X})",
            )
    if not value.strip():
        raise InvalidValue(field, value, TEXT.zh, TEXT.en)
    return value


def whole(least: int, most: int, said: Pair | None = None, *, grouped: bool = True) -> Kind[int]:
    """Return the kind of whole numbers from `least` to `most` (整数); `said` describes the allowed values in words.

    >>> from sgzlib.law import whole
    >>> whole(1, 12).read("month", 13)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: month: 13 不可用，应为1 至 12 的整数（int） \
(not usable, expected a whole number from 1 to 12 (int))
    """
    zh, en = said or (f"{least} 至 {most} 的整数（int）", f"a whole number from {least} to {most} (int)")

    def read(field: str, value: Any) -> int:
        return int(bounded_number(field, value, kind, int))

    kind = Kind(Form.WHOLE, "count", zh, en, read, step=1, least=least, most=most, grouped=grouped)
    return kind


def measure(
    unit: Pair | None,
    places: int,
    *,
    below: int = 10**9,
    above_zero: bool = False,
    said: Pair | None = None,
    exact: bool = False,
) -> Kind[int | Decimal]:
    """Return a kind of numbers with a maximum number of decimals, in a unit (计量值), below a bound.

    `above_zero` refuses 0; `said` describes the allowed values in words; an `exact` kind refuses floats.

    >>> from decimal import Decimal
    >>> from sgzlib.law import measure
    >>> area = measure(("平方米", "m²"), 2)
    >>> area.read("area", Decimal("12.5")), area.unit[0]
    (Decimal('12.5'), '平方米')
    >>> area.read("area", -1)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: area: -1 不可用，应为非负、小于 1000000000、至多 2 位小数的 ...
    """
    finest = Decimal(1).scaleb(-places)
    in_unit = ("", "") if unit is None else (f"（{unit[0]}）", f" ({unit[1]})")
    least_zh, least_en = ("大于 0", "above 0") if above_zero else ("非负", "not below 0")
    zh, en = said or (
        f"{least_zh}、小于 {below}、至多 {places} 位小数的 int 或 Decimal{in_unit[0]}",
        f"an int or Decimal {least_en} and below {below}, with at most {places} decimals{in_unit[1]}",
    )

    def read(field: str, value: Any) -> int | Decimal:
        return cast("int | Decimal", bounded_decimal(field, value, kind, finest))

    least, most = finest if above_zero else 0, below - finest
    kind = Kind(
        Form.DECIMAL,
        "measure",
        zh,
        en,
        read,
        step=finest,
        least=least,
        most=most,
        places=places,
        unit=unit,
        exact=exact,
    )
    return kind


YES_NO: Kind[bool] = Kind(Form.TRUTH, "bool", "是或否（True/False）", "True or False", _yes_no, domain=(False, True))
"""Yes or no (是否)."""
COUNT: Kind[int] = attrs.evolve(
    whole(0, 10**9, ("非负整数（int，至多 10 亿）", "a whole number not below 0 (int, at most 10**9)")),
    named={"NOT_SET": 10**9},
)
"""How many (计数): whole numbers from 0."""
POSITIVE: Kind[int] = whole(
    1, 10**9, ("大于 0 的整数（int，至多 10 亿）", "a whole number above 0 (int, at most 10**9)")
)
"""How many, at least one (正整数)."""
YEAR: Kind[int] = whole(1, MAXYEAR, grouped=False)
"""A year (年份)."""
HOURS: Kind[int | Decimal] = attrs.evolve(
    measure(
        ("小时", "hours"),
        6,
        below=10**6,
        said=(
            "非负、小于一百万、至多六位小数的 int 或 Decimal（小时）",
            "an int or Decimal not below 0 and below 10**6, with at most six decimals (hours)",
        ),
    ),
    name="hours",
    step=1,
)
"""Hours (小时), with at most six decimals."""


def yuan(field: str, value: Any) -> Decimal:
    """Return an amount of money as `Decimal` yuan, exact to the fen (元); refuse what is not one, naming `field`."""
    return Decimal(bounded_decimal(field, value, YUAN, FEN))


YUAN: Kind[Decimal] = Kind(
    Form.DECIMAL,
    "yuan",
    "非负、精确到分的 Decimal 或 int（元，小于一亿亿）",
    "a Decimal or int not below 0 and below 10**16, with at most two decimals (yuan)",
    yuan,
    step=FEN,
    least=Decimal(0),
    most=Decimal("9999999999999999.99"),
    places=2,
    exact=True,
    money=True,
)
"""Money (金额), in yuan, exact to the fen."""
DAY: Kind[date] = Kind(
    Form.DAY,
    "date",
    "日期（datetime.date，不含时刻）",
    "a datetime.date without a time",
    day,
    step=timedelta(days=1),
    named={"NOT_YET": date.max},
)
"""A day (日期); the last one of the calendar is that of an act that is not done."""
TEXT: Kind[str] = Kind(
    Form.TEXT,
    "text",
    f"非空、不含控制字符与零宽字符的文字，至多{LONGEST_TEXT}个字符",
    f"text that is not empty, holds no control or zero-width characters, and has at most {LONGEST_TEXT} characters",
    _text,
)
"""A text (文本), not empty."""


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
    return Kind(Form.LABEL, options.__name__, zh, en, read, domain=tuple(options), step=step, members=options)


def _is_subject(cls: Any) -> bool:
    return isinstance(cls, type) and attrs.has(cls)


@cache
def part(cls: type[T]) -> Kind[T]:
    """Return the kind whose value is another subject (组成部分).

    Raises `InvalidType` unless `cls` is a class of facts.
    """
    if not _is_subject(cls):
        raise InvalidType("part()", cls, "事实类，如以 @subject 声明的类", "a class of facts, as declared by @subject")
    zh, en = f"{cls.__name__} 对象", f"a {cls.__name__}"

    def read(field: str, value: Any) -> T:
        if isinstance(value, cls):
            return value
        raise InvalidType(field, value, zh, en)

    return Kind(Form.PART, "part", zh, en, read, members=cls)


@cache
def many(members: type[T]) -> Kind[tuple[T, ...]]:
    """Return the kind whose value is several subjects or labels, kept as a tuple (多个对象).

    Raises `InvalidType` for any other class: give each of several days, amounts or texts a fact of its own, or make
    it a fact of the members.
    """
    if not (_is_subject(members) or (isinstance(members, type) and issubclass(members, Enum))):
        zh, en = (
            "事实类或选项枚举；多个日期、金额、文本，每一个列为一项事实，或列为成员的事实",
            "a class of facts or of labels; declare several days, amounts or texts as facts, or as facts of members",
        )
        raise InvalidType("many()", members, zh, en)
    zh, en = f"{members.__name__} 对象的列表或元组", f"a list or tuple of {members.__name__}"

    def read(field: str, value: Any) -> tuple[T, ...]:
        if not isinstance(value, list | tuple):
            raise InvalidType(field, value, zh, en)
        for index, member in enumerate(value):
            if not isinstance(member, members):
                raise InvalidType(f"{field}[{index}]", member, f"{members.__name__} 对象", f"a {members.__name__}")
        return tuple(value)

    return Kind(Form.SEVERAL, "many", zh, en, read, members=members)
