"""Facts (事实): what is asked about a subject, declared once, for every world.

A subject is a frozen class whose fields are facts. Each fact says what kind of value it takes and what it is called in
Chinese and English; from that one line come the constructor's checks, the labels in reports, the questions to ask, the
columns of a table and the JSON Schema. Every fact may be left out or be `None`: it is then UNKNOWN.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum, IntEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast, dataclass_transform
from unicodedata import category

import attrs

from sgzlib.law.errors import InvalidType, InvalidValue
from sgzlib.law.periods import day
from sgzlib.law.truth import UNKNOWN, Unknown

T = TypeVar("T")
E = TypeVar("E", bound=Enum)
C = TypeVar("C", bound=type)

_ABSENT = "\0unknown"


class _Labels:
    """What every enumeration here has: a Chinese and an English label, and a way back from either."""

    zh: str
    en: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Give the member with that name, Chinese label or English label (由名称或标签取枚举值)."""
        members: list[Any] = list(cast("Any", cls))
        for member in members:
            if text in {member.name, member.zh, member.en}:
                return cast("Self", member)
        raise InvalidValue(cls.__name__, text, *_choices(members))


class Ordered(_Labels, IntEnum):
    """An enumeration with a natural order and labels (有序枚举): `NAME = rank, "中文", "English"`."""

    def __new__(cls, rank: int, zh: str, en: str) -> Ordered:
        """Make the member of that rank."""
        member = int.__new__(cls, rank)
        member._value_ = rank
        member.zh, member.en = zh, en
        return member


class Labelled(_Labels, Enum):
    """An enumeration without an order (无序枚举): `NAME = "中文", "English"`."""

    def __new__(cls, zh: str, en: str) -> Labelled:
        """Make the member with that label."""
        member = object.__new__(cls)
        member._value_ = zh
        member.zh, member.en = zh, en
        return member


def _choices(options: Iterable[Any]) -> tuple[str, str]:
    members = list(options)
    return (
        "、".join(f"{m.name}（{m.zh}）" for m in members) + " 之一",
        "one of " + ", ".join(f"{m.name} ({m.en})" for m in members),
    )


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


FEN_IN_YUAN = 100
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
    zh, en = _choices(options)

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


class Fact(Generic[T]):
    """One fact of a subject (一项事实): its kind, its labels and, where it has one, its unit."""

    def __init__(
        self,
        kind: Kind[T],
        zh: str,
        en: str,
        unit: tuple[str, str] | None,
        default: Any = UNKNOWN,
        *,
        settled: bool = False,
    ) -> None:
        self.kind = kind
        self.zh = zh
        self.en = en
        self.unit = unit
        self.default = default
        self.settled = settled
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def read(self, value: Any, owner: type, name: str) -> Any:
        """Check one value as the constructor does; `None` is UNKNOWN."""
        if value is None or value is UNKNOWN:
            return UNKNOWN
        return self.kind.read(f"{owner.__name__}.{name}", value)

    if TYPE_CHECKING:

        def __get__(self, instance: object, owner: Any = None) -> T | Unknown: ...

        def __set__(self, instance: object, value: T | Unknown | None) -> None: ...


def fact(
    kind: Kind[T],
    zh: str,
    en: str,
    *,
    unit: tuple[str, str] | None = None,
    default: T | Unknown = UNKNOWN,
    settled: bool = False,
) -> Fact[T]:
    """Declare a fact of a subject (声明一项事实), its labels in Chinese and English, and its unit in both.

    `default` is its value where it is left out; `None` says that it is unknown all the same. `settled` says that nobody
    can bring it about that it is otherwise: the day of what has happened, what a signed contract says.

    >>> from sgzlib.law.facts import YES_NO, Fact, fact, subject
    >>> @subject
    ... class Hall:
    ...     heated: Fact[bool] = fact(YES_NO, "有供暖", "heated")
    >>> Hall(heated=True), Hall()
    (Hall(heated=True), Hall(heated=UNKNOWN))
    """
    return Fact(kind, zh, en, unit, default, settled=settled)


if TYPE_CHECKING:

    class Derived(Generic[T]):
        """A fact that follows from others (派生事实), by a formula that runs in every world."""

        zh: str
        en: str
        kind: Kind[Any] | None

        def __get__(self, instance: object, owner: Any = None) -> T: ...

else:

    class Derived(property):
        """A fact that follows from others (派生事实), by a formula that runs in every world."""

        zh = en = ""
        kind = None


def derived(zh: str, en: str, kind: Kind[Any] | None = None) -> Callable[[Callable[[Any], T]], Derived[T]]:
    """Declare a fact that follows from others (声明派生事实), with its labels, and its kind where it is a number."""

    def declare(formula: Callable[[Any], T]) -> Derived[T]:
        made = cast("Any", Derived)(formula)
        made.zh, made.en, made.kind = zh, en, kind
        return cast("Derived[T]", made)

    return declare


def _same(value: Any) -> Any:
    return _ABSENT if value is UNKNOWN else value


@dataclass_transform(frozen_default=True, kw_only_default=True)
def subject(cls: C) -> C:
    """Make a frozen class of facts (事实类): keyword-only, checked, slotted, hashable, picklable."""
    facts = {name: value for name, value in vars(cls).items() if isinstance(value, Fact)}
    for name, declared in facts.items():
        setattr(cls, name, _field(cls, name, declared))
    made = attrs.frozen(kw_only=True)(cls)
    _FACTS[made] = facts
    return made


def _field(cls: type, name: str, declared: Fact[Any]) -> Any:
    return attrs.field(
        default=declared.default,
        converter=lambda value: declared.read(value, cls, name),
        eq=_same,
        metadata={Fact: declared},
    )


_FACTS: dict[type, dict[str, Fact[Any]]] = {}


def facts_of(cls: type) -> dict[str, Fact[Any]]:
    """Give the facts of a subject's class by name, in their order (某类对象的全部事实)."""
    return _FACTS[cls]


def kind_of(cls: type, name: str) -> Kind[Any]:
    """Give the kind of a fact, declared or derived (某项事实的类型)."""
    declared: Any = facts_of(cls).get(name, vars(cls).get(name))
    return cast("Kind[Any]", declared.kind)


def is_subject(cls: Any) -> bool:
    """Whether a class is a subject: a class of facts (是否为事实类)."""
    return cls in _FACTS


def subjects() -> tuple[type[Any], ...]:
    """Give every class of facts there is, in the order of their making (全部事实类)."""
    return tuple(_FACTS)


class StandIn:
    """Something that stands where a subject would, so that a rule runs in another world (替身).

    Asked for a fact, it gives what `leaf` makes of it; asked for a derived fact, it runs the class's own formula on
    itself. Rules cannot tell.
    """

    def __init__(self, of: type, leaf: Callable[[str, Fact[Any]], Any]) -> None:
        self._of = of
        self._leaf = leaf

    def __getattr__(self, name: str) -> Any:
        known = facts_of(self._of).get(name)
        if known is not None:
            return self._leaf(name, known)
        formula = vars(self._of).get(name)
        if not isinstance(formula, property):
            raise AttributeError(f"{self._of.__name__} has no fact {name!r}")  # noqa: TRY004 - what getattr expects
        return cast("Any", formula).fget(self)
