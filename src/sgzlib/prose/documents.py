"""Documents (数据文档): subjects and answers as plain data that `json.dumps` takes, and the JSON Schema of each answer.

    value                                       its form
    day                                         "2022-03-01"
    day of an act that is not done              "NOT_YET"
    money and other decimals                    text, "250000.00"
    member of an enumeration                    its name
    clause, requirement, reading, ruleset       its locator, id or name
    unknown fact of a subject                   left out
    any other unknown value                     null

The form of an answer is declared once, as a `TypedDict`. Each key is filled from the attribute of the same name, or by
the answer itself, and the schema is made from the same declaration.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from importlib import import_module
from numbers import Rational
from operator import attrgetter
from types import NoneType
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Generic,
    NotRequired,
    TypeVar,
    cast,
    get_args,
    get_origin,
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

if TYPE_CHECKING:
    from sgzlib.prose.language import Language
    from sgzlib.prose.typed import LawDict, NoticeDict, OptionDict, ReadingDict

D = TypeVar("D")

_MOST_DIGITS = 100
_PLAIN = frozenset({str, bool, int, float, NoneType})
_FOUND_BY: Mapping[type, Callable[[Any], str]] = {
    Clause: attrgetter("locator"),
    Requirement: attrgetter("id"),
    Reading: attrgetter("id"),
    Ruleset: attrgetter("name"),
}


class Loaded:
    """The `TypedDict` of a class of answers, which loads when it is first asked for (按需载入的类型)."""

    def __init__(self, module: str, name: str) -> None:
        self.module, self.name = module, name

    def __get__(self, instance: object, owner: type) -> Any:
        return getattr(import_module(self.module), self.name)


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
        ('2022-03-01', False, 'does not comply; 7 in all: violated 1, cannot be decided yet 6')
        >>> assessment.to_dict("fr")
        Traceback (most recent call last):
        ...
        sgzlib.law.errors.InvalidValue: locale: 'fr' 不可用，应为中文或英文区域，如 zh_CN、en ...
        """
        from sgzlib.prose.language import Language

        return self.document(Language(locale))

    def to_json(self, locale: str = "zh_CN") -> str:
        """Return it as JSON text (导出为 JSON): the same bytes for equal answers."""
        import json

        return json.dumps(self.to_dict(locale), ensure_ascii=False)

    def document(self, language: Language, leaving_out: tuple[str, ...] = ()) -> D:
        """Return it as plain data in a language (导出), without the keys of `leaving_out` at any depth."""
        from sgzlib import __version__
        from sgzlib.prose.typed import keys_of

        fields: dict[str, Any] = {"sgzlib": __version__, **self.extra_fields(language)}
        written: dict[str, Any] = {}
        for key, hint in keys_of(self.document_type).items():
            if key in leaving_out:
                continue
            value = get_args(hint)[0] if key == "format" else fields[key] if key in fields else getattr(self, key)
            if value is not None or get_origin(hint) is not NotRequired:
                written[key] = plain(value, language, leaving_out)
        return cast("D", written)

    def extra_fields(self, language: Language) -> dict[str, Any]:  # noqa: ARG002 - those that have no words of their own
        """Return what it does not hold under the name of its key, or holds in no language (补充字段)."""
        return {}


def plain(value: Any, language: Language | None = None, leaving_out: tuple[str, ...] = ()) -> Any:
    """Return a fact's value, a whole subject or an answer as plain data (纯数据); texts are Chinese by default."""
    if type(value) in _PLAIN:
        return value
    if value is UNKNOWN:
        return None
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, int):
        return int(value)
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
    if isinstance(value, Rational):
        return str(value)
    fields = attrs.fields(type(value)) if attrs.has(type(value)) else None
    return value if fields is None else {field.name: plain(getattr(value, field.name), language) for field in fields}


def fact_value(value: Any) -> Any:
    """Return a fact's value by itself as plain data (事实取值): the day of an act that is not done by its name."""
    return (DAY.name_of(value) if isinstance(value, date) else None) or plain(value)


def _in_full(number: Decimal) -> str:
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and max(number.adjusted() + 1, -exponent) > _MOST_DIGITS:
        zh, en = f"小数点前后各不超过{_MOST_DIGITS}位的数", f"at most {_MOST_DIGITS} digits on either side"
        raise InvalidValue("dump", number, zh, en)
    return format(number or number.copy_abs(), "f")


def _facts(subject: Any) -> dict[str, Any]:
    values = ((name, getattr(subject, name), fact.kind) for name, fact in facts_of(type(subject)).items())
    return {name: kind.name_of(value) or plain(value) for name, value, kind in values if value is not UNKNOWN}


def notice_document(notice: Notice) -> NoticeDict:
    """Return what a notice is found by (通知的标识)."""
    return {"title": notice.title, "number": notice.number, "issued_on": notice.issued_on.isoformat()}


def law_document(law: Law) -> LawDict:
    """Return a law as plain data (规定的数据): by it and the subject an answer can be had again."""
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
    """Return who acts instead of whom under a law, by name (责任单位的变更)."""
    return {plain(named): plain(successor) for named, successor in law.acting}


def reading_document(reading: Reading, language: Language, *taken: Any) -> ReadingDict:
    """Return a reading with the options that were taken, or with all of them (理解的数据)."""
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
