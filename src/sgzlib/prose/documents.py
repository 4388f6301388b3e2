"""Documents (数据文档): subjects and answers as plain data that `json.dumps` takes, and the JSON Schema of each answer.

A day is written 2022-03-01, a fact that is the day of an act that is not done NOT_YET, money and other decimals as text
("250000.00"), a member of an enumeration by its name; clauses, requirements, readings and rulesets by what they are
found by. A fact of a subject that is unknown is left out; anywhere else what is unknown is null, and what there is not
is left out.

What an answer holds is declared once, as a `TypedDict`: each key is written from the attribute of that name, but for
those that the answer words itself, and the schema is made of the same declaration.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Generic,
    Literal,
    NotRequired,
    TypeAlias,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

import attrs

from sgzlib.law.clauses import Clause
from sgzlib.law.errors import InvalidValue
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.law.kinds import DAY
from sgzlib.law.laws import Law, Reading
from sgzlib.law.notice import Notice
from sgzlib.law.requirement import Requirement, Ruleset
from sgzlib.law.truth import UNKNOWN, Interval
from sgzlib.prose.typed import TypedDict, is_typeddict

if TYPE_CHECKING:
    from sgzlib.prose.language import Language

D = TypeVar("D")

Day: TypeAlias = Annotated[str, "date"]
"""A day in a document (日期): 2022-03-01."""

_MOST_DIGITS = 100
_PLAIN = frozenset({str, bool, int, float, NoneType})
_FOUND_BY: Mapping[type, Callable[[Any], str]] = {
    Clause: attrgetter("locator"),
    Requirement: attrgetter("id"),
    Reading: attrgetter("id"),
    Ruleset: attrgetter("name"),
    Fraction: str,
}


class NoticeDict(TypedDict):
    """A notice in a document (通知): its title, its number, and the day of issue."""

    title: str
    number: str | None
    issued_on: Day


class RestDaysDict(TypedDict):
    """The rest days that were published (放假安排): those from the first to the last day that are no working days."""

    first_day: Day
    last_day: Day
    days: list[Day]


class LawDict(TypedDict):
    """The law that was judged by (政策): its notice, numbers and readings, the rest days that were given to it.

    `acting` says who acts instead of an actor that the requirements name.
    """

    notice: NoticeDict
    numbers: dict[str, Any]
    readings: dict[str, str]
    rest_days: NotRequired[RestDaysDict]
    acting: NotRequired[dict[str, str]]


class OptionDict(TypedDict):
    """One way to read an open question (一种解释): its name, what it says, and what speaks for it."""

    name: str
    text: str
    grounds: NotRequired[str]


class ReadingDict(TypedDict):
    """An open question of a notice (待定解释), and the options that were taken or can be."""

    id: str
    clause: str
    question: str
    options: list[OptionDict]


class Documented(Generic[D]):
    """What leaves the library as plain data (可导出的结果)."""

    __slots__ = ()
    document_type: ClassVar[Any]

    def to_dict(self, locale: str = "zh_CN") -> D:
        """Return it as plain data that `json.dumps` takes (导出), its texts in Chinese or English.

        Raises `InvalidValue` for a locale that is neither Chinese nor English.

        >>> from datetime import date
        >>> import sgzlib as sgz
        >>> assessment = sgz.check_premises(sgz.Premises(printer=False), on=date(2022, 3, 1))
        >>> document = assessment.to_dict("en")
        >>> document["on"], document["verdict"], document["text"]
        ('2022-03-01', False, 'does not comply (not met 1, undetermined 6)')
        >>> assessment.to_dict("fr")
        Traceback (most recent call last):
        ...
        sgzlib.law.errors.InvalidValue: locale: 'fr' 不可用，应为中文或英文区域，如 zh_CN、en ...
        """
        from sgzlib.prose.language import Language

        return self.document(Language(locale))

    def to_json(self, locale: str = "zh_CN") -> str:
        """Return it as JSON text (导出为 JSON): the same bytes for equal answers."""
        return json.dumps(self.to_dict(locale), ensure_ascii=False)

    def document(self, language: Language, leaving_out: tuple[str, ...] = ()) -> D:
        """Return it as plain data, in a language (导出), without the keys to leave out, here and within."""
        from sgzlib import __version__

        told: dict[str, Any] = {"sgzlib": __version__, **self.told(language)}
        written: dict[str, Any] = {}
        for key, hint in _hints(self.document_type).items():
            if key in leaving_out:
                continue
            value = get_args(hint)[0] if key == "format" else told[key] if key in told else getattr(self, key)
            if value is not None or get_origin(hint) is not NotRequired:
                written[key] = plain(value, language, leaving_out)
        return cast("D", written)

    def told(self, language: Language) -> dict[str, Any]:  # noqa: ARG002 - those that have no words of their own
        """Return what it does not hold under the name of its key, or holds in no language (自述部分)."""
        return {}


def plain(value: Any, language: Language | None = None, leaving_out: tuple[str, ...] = ()) -> Any:
    """Return a fact's value, a whole subject or an answer as plain data (纯数据); texts are Chinese by default."""
    if type(value) in _PLAIN:
        return value
    if value is UNKNOWN:
        return None
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return _in_full(value)
    if isinstance(value, Interval):
        endless = value.high == Decimal("Infinity")
        return {"least": plain(value.low), "most": None if endless else plain(value.high)}
    if isinstance(value, tuple | list) and not isinstance(value, Documented):
        return [plain(member, language, leaving_out) for member in value]
    if isinstance(value, frozenset):
        return [plain(member, language) for member in sorted(value)]
    if isinstance(value, Mapping):
        return {key: plain(member, language) for key, member in value.items()}
    if is_subject(type(value)):
        return _facts(value)
    if isinstance(value, Documented):
        return value.to_dict() if language is None else value.document(language, leaving_out)
    if type(value) in _FOUND_BY:
        return _FOUND_BY[type(value)](value)
    if isinstance(value, Law):
        return law_document(value)
    fields = attrs.fields(type(value)) if attrs.has(type(value)) else None
    return value if fields is None else {field.name: plain(getattr(value, field.name), language) for field in fields}


def fact_value(value: Any) -> Any:
    """Return a fact's value by itself as plain data (事实取值): the day of an act that is not done by its name."""
    return (DAY.name_of(value) if isinstance(value, date) else None) or plain(value)


def _in_full(number: Decimal) -> str:
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and max(number.adjusted() + 1, -exponent) > _MOST_DIGITS:
        zh, en = f"小数点前后各不超过 {_MOST_DIGITS} 位的数", f"at most {_MOST_DIGITS} digits on either side"
        raise InvalidValue("dump", number, zh, en)
    return format(number or number.copy_abs(), "f")


def _facts(subject: Any) -> dict[str, Any]:
    values = ((name, getattr(subject, name), fact.kind) for name, fact in facts_of(type(subject)).items())
    return {name: kind.name_of(value) or plain(value) for name, value, kind in values if value is not UNKNOWN}


def notice_document(notice: Notice) -> NoticeDict:
    """Return what a notice is found by (通知的标识)."""
    return {"title": notice.title, "number": notice.number, "issued_on": notice.issued_on.isoformat()}


def law_document(law: Law) -> LawDict:
    """Return a law as plain data (政策的数据): by it and the subject an answer can be had again."""
    document: LawDict = {
        "notice": notice_document(law.notice),
        "numbers": {name: plain(getattr(law, name)) for name in law.numbers},
        "readings": {name: getattr(law, name).name for name in law.readings},
    }
    if law.rest_days is not None:
        document["rest_days"] = plain(law.rest_days)
    if law.acting:
        document["acting"] = acting_document(law)
    return document


def acting_document(law: Law) -> dict[str, str]:
    """Return who acts instead of whom under a law, by name (责任主体的变更)."""
    return {plain(named): plain(successor) for named, successor in law.acting}


def reading_document(reading: Reading, language: Language, *taken: Any) -> ReadingDict:
    """Return a reading with the options that were taken, or with all of them (解释的数据)."""
    return {
        "id": reading.id,
        "clause": reading.clause.locator,
        "question": language.pick((reading.question, reading.question_en)),
        "options": [_option(reading, option, language) for option in taken or reading.options],
    }


def _option(reading: Reading, option: Any, language: Language) -> OptionDict:
    document: OptionDict = {"name": option.name, "text": language.of(option)}
    if grounds := reading.grounds_of(option):
        document["grounds"] = language.pick(grounds)
    return document


@cache
def _hints(document_type: Any) -> dict[str, Any]:
    """Return the keys of a `TypedDict` with what each holds (各键的类型)."""
    return get_type_hints(document_type, include_extras=True)


_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", NoneType: "null"}


def document_schema(document_type: Any) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the documents that a `TypedDict` describes (数据模式)."""
    inner: dict[str, Any] = {}
    whole = _schema_of(document_type, inner)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", **whole, "$defs": inner}


def _schema_of(hint: Any, inner: dict[str, Any]) -> dict[str, Any]:
    if is_typeddict(hint):
        if hint.__name__ not in inner:
            inner[hint.__name__] = {}  # a class may hold itself
            inner[hint.__name__] = _object_schema(hint, inner)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    of, within = get_origin(hint), get_args(hint)
    if of is Literal:
        return {"enum": list(within)}
    if of is NotRequired:
        return _schema_of(within[0], inner)
    if of is Annotated:
        return {**_schema_of(within[0], inner), "format": within[1]}
    if of in {Union, UnionType}:
        return {"anyOf": [_schema_of(one, inner) for one in within]}
    if of is list:
        return {"type": "array", "items": _schema_of(within[0], inner)}
    if of is dict:
        return {"type": "object", "additionalProperties": _schema_of(within[1], inner)}
    return {} if hint is Any else {"type": _TYPES[hint]}


def _object_schema(document_type: Any, inner: dict[str, Any]) -> dict[str, Any]:
    hints = _hints(document_type)
    return {
        "description": (document_type.__doc__ or "").partition("\n")[0],
        "type": "object",
        "properties": {key: _schema_of(hint, inner) for key, hint in hints.items()},
        "required": [key for key, hint in hints.items() if get_origin(hint) is not NotRequired],
        "additionalProperties": False,
    }
