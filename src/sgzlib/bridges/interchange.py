"""Interchange (数据交换): subjects as plain mappings, for JSON, YAML, TOML and web forms, and back, through cattrs.

A day is written 2022-03-01, money as text ("250000.00"), a member of an enumeration by its name (its Chinese or English
label is read too). A fact that is unknown is left out, or is `null` where leaving it out would mean something else;
`null` is read as unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from typing import Any, TypeVar, cast

import attrs
from cattrs import ClassValidationError, Converter, ForbiddenExtraKeysError, IterableValidationError
from cattrs.gen import make_dict_structure_fn, override

from sgzlib.law.errors import InvalidType, InvalidValue, SgzlibError
from sgzlib.law.facts import Fact, facts_of, is_subject
from sgzlib.law.kinds import Kind, choice
from sgzlib.law.labels import Labelled, Ordered
from sgzlib.law.truth import UNKNOWN, Unknown

S = TypeVar("S")


class InvalidDocument(SgzlibError, ValueError):
    """Everything that is wrong with a document, at once (数据有误): `problems` has an error for each place."""

    def __init__(self, *problems: SgzlibError) -> None:
        self.problems = problems
        super().__init__(problems[0].field, problems[0].value, problems[0].allowed_zh, problems[0].allowed)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)

    def __reduce__(self) -> Any:
        return type(self), self.problems


@attrs.frozen
class _Written:
    """How a value that JSON has no type for is written as text."""

    pattern: str
    make: Callable[[str], Any]
    zh: str
    en: str
    schema: Mapping[str, Any]

    def read(self, field: str, written: str | float) -> Any:
        if not isinstance(written, str):
            raise InvalidType(field, written, self.zh, self.en)
        try:
            if re.fullmatch(self.pattern, written):
                return self.make(written)
        except ValueError:
            pass
        raise InvalidValue(field, written, self.zh, self.en)


_WHOLE = {"type": "integer", "minimum": 0}
_WRITTEN = {
    "date": _Written(
        "[0-9]{4}-[0-9]{2}-[0-9]{2}",
        date.fromisoformat,
        "形如 2022-03-01 的日期",
        "a day written like 2022-03-01",
        {"type": "string", "format": "date"},
    ),
    "hours": _Written(
        r"[0-9]+(\.[0-9]+)?",
        Decimal,
        '非负整数，或形如 "72.5" 的文本（小时）',
        'a whole number not below 0, or text like "72.5" (hours)',
        _WHOLE,
    ),
    "quantity": _Written(
        r"[0-9]+(\.[0-9]{1,6}0*)?",
        Decimal,
        '大于 0 的整数，或形如 "0.5" 的文本（数量）',
        'a whole number above 0, or text like "0.5" (quantity)',
        _WHOLE,
    ),
    "yuan": _Written(
        r"[0-9]+(\.[0-9]{1,2}0*)?",
        Decimal,
        '非负整数，或形如 "250000.00" 的文本（元，至多两位小数）',
        'a whole number not below 0, or text like "250000.00" (yuan, at most two decimals)',
        _WHOLE,
    ),
}
_SIMPLE: dict[str, Mapping[str, Any]] = {
    "bool": {"type": "boolean"},
    "count": _WHOLE,
    "text": {"type": "string", "pattern": r"\S"},
}


def dump(obj: Any) -> Any:
    """Give a subject as a plain mapping that `json.dumps` takes (导出): facts by name, the unknown ones left out.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> sgz.interchange.dump(sgz.Worker(name="王芳", certificate=sgz.Certificate.ASSISTANT, posted_on=date(2021, 8, 1)))
    {'name': '王芳', 'certificate': 'ASSISTANT', 'posted_on': '2021-08-01'}
    """
    return _CONVERTER.unstructure(obj)


def load(cls: type[S], mapping: Mapping[str, Any]) -> S:
    """Make a subject of a plain mapping (导入), and say everything that is wrong with it at once.

    Raises `InvalidDocument`, whose `problems` name each place by its path: a key that is no fact, with the fact that
    was perhaps meant; a value that means nothing; a float for money. Raises `InvalidType` where `cls` has no facts.

    >>> import sgzlib as sgz
    >>> sgz.interchange.load(sgz.Worker, {"education": "大专", "registered": True}).education.name
    'JUNIOR_COLLEGE'
    >>> sgz.interchange.load(sgz.Worker, {"educaton": "大专", "posted_on": "2021-02-30"})
    Traceback (most recent call last):
    ...
    sgzlib.bridges.interchange.InvalidDocument: Worker.posted_on: '2021-02-30' 不可用，应为形如 2022-03-01 的日期 \
(not usable, expected a day written like 2022-03-01)
    Worker.educaton: 'educaton' 不可用，应为已有的事实，是否指 education？ \
(not usable, expected a fact; did you mean education?)
    """
    _refuse_factless(cls)
    try:
        return _CONVERTER.structure(mapping, cls)
    except (ClassValidationError, SgzlibError) as error:
        problems = tuple(_problems(error, cls.__name__))
    raise InvalidDocument(*problems)


def json_schema(cls: type[Any]) -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of what `load` reads for a class of facts (数据模式), labelled in both languages.

    >>> import sgzlib as sgz
    >>> sgz.interchange.json_schema(sgz.Worker)["properties"]["registered"]
    {'title': '在天津登记', 'description': 'registered in Tianjin', 'anyOf': [{'type': 'boolean'}, {'type': 'null'}]}
    """
    _refuse_factless(cls)
    inner: dict[str, Any] = {}
    whole = _schema_of(cls, inner)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole}
    return {**schema, "$defs": inner} if inner else schema


def _refuse_factless(cls: Any) -> None:
    if not is_subject(cls):
        raise InvalidType("cls", cls, "事实类，如 Worker", "a class of facts, such as Worker")


def _schema_of(cls: type[Any], inner: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for name, fact in facts_of(cls).items():
        zh, en = fact.unit or ("", "")
        properties[name] = {
            "title": fact.zh + (zh and f"（{zh}）"),
            "description": fact.en + (en and f" ({en})"),
            "anyOf": [*_forms(fact.kind, inner), {"type": "null"}],
        }
    return {"title": cls.__name__, "type": "object", "properties": properties, "additionalProperties": False}


def _forms(kind: Kind[Any], inner: dict[str, Any]) -> list[Mapping[str, Any]]:
    if kind.members is not None:
        one = _member_schema(kind.members, inner)
        return [{"type": "array", "items": one} if kind.name == "many" else one]
    if kind.name in _SIMPLE:
        return [_SIMPLE[kind.name]]
    written = _WRITTEN[kind.name]
    text = {"type": "string", "pattern": f"^{written.pattern}$"}
    return [{**written.schema, **text}] if written.schema["type"] == "string" else [written.schema, text]


def _member_schema(members: type[Any], inner: dict[str, Any]) -> dict[str, Any]:
    if issubclass(members, Enum):
        labels = [(member.name, member.zh, member.en) for member in cast("Iterable[Any]", members)]
        return {"enum": list(dict.fromkeys(label for column in zip(*labels, strict=True) for label in column))}
    if members.__name__ not in inner:
        inner[members.__name__] = {}
        inner[members.__name__] = _schema_of(members, inner)
    return {"$ref": f"#/$defs/{members.__name__}"}


def _reader(fact: Fact[Any], owner: type, name: str) -> Callable[[Any, Any], Any]:
    kind, field, members = fact.kind, f"{owner.__name__}.{name}", cast("Any", fact.kind.members)

    def read(value: Any, _: Any) -> Any:
        if value is None:
            return UNKNOWN
        if kind.name == "many" and isinstance(value, list | tuple):
            return _CONVERTER.structure(value, cast("Any", tuple)[members, ...])
        if members is not None and kind.name != "many":
            return _CONVERTER.structure(value, members)
        if kind.name in _WRITTEN and isinstance(value, str | float):
            value = _WRITTEN[kind.name].read(field, value)
        return fact.read(value, owner, name)

    return read


def _loader(of: type[Any]) -> Callable[[Any, Any], Any]:
    readers = {name: override(struct_hook=_reader(fact, of, name)) for name, fact in facts_of(of).items()}
    structure = make_dict_structure_fn(of, _CONVERTER, _cattrs_forbid_extra_keys=True, **cast("Any", readers))

    def read(value: Any, _: Any) -> Any:
        if not isinstance(value, Mapping):
            raise InvalidType(of.__name__, value, "事实名称到取值的映射", "a mapping from names of facts to values")
        # Before 25.2, cattrs cannot name keys that are no text.
        return structure({str(key): item for key, item in value.items()}, of)

    return read


def _dumper(of: type[Any]) -> Callable[[Any], dict[str, Any]]:
    def write(subject: Any) -> dict[str, Any]:
        values = {name: getattr(subject, name) for name in facts_of(of)}
        return {
            name: dump(value)
            for name, value in values.items()
            if not isinstance(value, Unknown) or facts_of(of)[name].default is not UNKNOWN
        }

    return write


def _member(text: Any, of: Any) -> Any:
    return of.parse(text) if isinstance(text, str) else choice(of).read(of.__name__, text)


def _problems(error: BaseException, path: str) -> Iterator[SgzlibError]:
    if isinstance(error, ClassValidationError):
        noted, whole = error.group_exceptions()
        for inner, note in noted:
            yield from _problems(inner, f"{path}.{note.name}")
        for inner in whole:
            tail = inner.field.partition(".")[2] if isinstance(inner, SgzlibError) else ""
            yield from _problems(inner, f"{path}.{tail}" if tail else path)
    elif isinstance(error, IterableValidationError):
        for inner, at in error.group_exceptions()[0]:
            yield from _problems(inner, f"{path}[{at.index}]")
    elif isinstance(error, ForbiddenExtraKeysError):
        for key in sorted(map(str, error.extra_fields)):
            yield _unknown_key(key, error.cl, path)
    else:
        problem = cast("SgzlibError", error)
        yield type(problem)(path, problem.value, problem.allowed_zh, problem.allowed)


def _unknown_key(key: str, of: type[Any], path: str) -> InvalidValue:
    named = {text: name for name, fact in facts_of(of).items() for text in (name, fact.zh, fact.en)}
    meant = [named[text] for text in get_close_matches(key, named, n=1)]
    if meant:
        return InvalidValue(
            f"{path}.{key}", key, f"已有的事实，是否指 {meant[0]}？", f"a fact; did you mean {meant[0]}?"
        )
    known = list(facts_of(of))
    return InvalidValue(f"{path}.{key}", key, "事实之一：" + "、".join(known), "one of the facts " + ", ".join(known))


_CONVERTER = Converter()
_CONVERTER.register_structure_hook_factory(is_subject, _loader)
_CONVERTER.register_unstructure_hook_factory(is_subject, _dumper)
for labels in (Ordered, Labelled):
    _CONVERTER.register_structure_hook(labels, _member)
    _CONVERTER.register_unstructure_hook(labels, lambda member: member.name)
_CONVERTER.register_unstructure_hook(tuple, lambda members: [dump(member) for member in members])
_CONVERTER.register_unstructure_hook(date, date.isoformat)
_CONVERTER.register_unstructure_hook(Decimal, lambda number: format(number or number.copy_abs(), "f"))
_CONVERTER.register_unstructure_hook(Unknown, lambda _: None)
