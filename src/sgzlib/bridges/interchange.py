"""Interchange (数据交换): subjects as plain mappings, for JSON, YAML, TOML and web forms, and back.

A day is written 2022-03-01, money as text ("250000.00"), a member of an enumeration by its name (its Chinese or English
label is read too). A fact that is unknown is left out; `null` is read as unknown too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from math import ceil, floor
from operator import itemgetter
from typing import Any, TypeVar, is_typeddict

import attrs

from sgzlib.law.errors import InvalidType, InvalidValue, SgzlibError, readable, shown
from sgzlib.law.facts import facts_of, is_subject, nearest_fact, perhaps
from sgzlib.law.kinds import Form, Kind, choice
from sgzlib.law.labels import names_of
from sgzlib.law.truth import UNKNOWN, Unknown
from sgzlib.prose.documents import Documented, document_schema, plain

S = TypeVar("S")

_LONGEST = 60
_LONGEST_KEY = 100
_MOST_LINES = 100
_MOST_GUESSES = 100


class InvalidDocument(SgzlibError, ValueError):
    """Everything that is wrong with a document, at once (数据有误): `problems` has an error for each place."""

    def __init__(self, *problems: SgzlibError) -> None:
        self.problems = problems
        super().__init__(problems[0].field, problems[0].value, problems[0].allowed_zh, problems[0].allowed)

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems[:_MOST_LINES]]
        more = len(self.problems) - len(lines)
        return "\n".join([*lines, f"……另有 {more} 处 ({more} more)"] if more else lines)

    def __reduce__(self) -> Any:
        return type(self), self.problems


@attrs.frozen
class _Written:
    """How a value that JSON has no type for is written as text; `form` is what its schema says besides."""

    pattern: str
    make: Callable[[str], Any]
    zh: str
    en: str
    form: Mapping[str, Any]

    def read(self, field: str, written: str | float) -> Any:
        if not isinstance(written, str):
            raise InvalidType(field, written, self.zh, self.en)
        try:
            if len(written) <= _LONGEST and re.fullmatch(self.pattern, written):
                return self.make(written)
        except ValueError:
            pass
        raise InvalidValue(field, written, self.zh, self.en)


_DAY = _Written(
    "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    date.fromisoformat,
    "形如 2022-03-01 的日期",
    "a day written like 2022-03-01",
    {"format": "date"},
)
_SIMPLE: dict[Form, Mapping[str, Any]] = {
    Form.TRUTH: {"type": "boolean"},
    Form.TEXT: {"type": "string", "pattern": r"\S"},
}


@cache
def _written(kind: Kind[Any]) -> _Written | None:
    """Return how a value of a kind is written as text (文本写法); None where JSON has a type for it."""
    if kind.form is Form.DAY:
        return _DAY
    if kind.form is not Form.DECIMAL:
        return None
    digits = len(str(floor(kind.most)))
    some = "(?=.*[1-9])" if kind.least else ""
    example = f"0.{'5'.ljust(min(kind.places, 2), '0')}"
    return _Written(
        rf"{some}0*[0-9]{{1,{digits}}}(\.[0-9]{{1,{kind.places}}}0*)?",
        Decimal,
        f'整数，或形如 "{example}" 的文本：{kind.zh}',
        f'a whole number, or text like "{example}": {kind.en}',
        {"maxLength": _LONGEST},
    )


def dump(obj: Any) -> Any:
    """Return a subject as a plain mapping that `json.dumps` takes (导出): facts by name, the unknown ones left out.

    An answer, such as an assessment, is dumped as its `to_dict` has it.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> sgz.interchange.dump(sgz.Worker(name="王芳", certificate=sgz.Certificate.ASSISTANT, posted_on=date(2021, 8, 1)))
    {'name': '王芳', 'certificate': 'ASSISTANT', 'posted_on': '2021-08-01'}
    """
    return plain(obj)


def load(cls: type[S], mapping: Mapping[str, Any]) -> S:
    """Make a subject of a plain mapping (导入), and say everything that is wrong with it at once.

    Raises `InvalidDocument`, whose `problems` name each place by its path: a key that is no fact, with the fact that
    was perhaps meant (of the first hundred such keys); a value that means nothing; a float for money. Its message has
    the first hundred of them. Raises `InvalidType` where `cls` has no facts.

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
    loading = _Loading()
    subject: S = loading.subject(cls, mapping, cls.__name__)
    if loading.problems:
        raise InvalidDocument(*loading.problems)
    return subject


def json_schema(cls: type[Any]) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what `load` reads for a class of facts (数据模式), labels in both languages.

    Of a class of answers, such as `Assessment`, and of a `TypedDict`, such as `FundingPlanDict`, it is that of what
    `to_dict` returns. Raises `InvalidType` for any other class.

    >>> import sgzlib as sgz
    >>> sgz.interchange.json_schema(sgz.Worker)["properties"]["registered"]
    {'title': '在天津登记', 'description': 'registered in Tianjin', 'anyOf': [{'type': 'boolean'}, {'type': 'null'}]}
    >>> schema = sgz.interchange.json_schema(sgz.Assessment)
    >>> schema["type"], schema["$ref"]
    ('object', '#/$defs/AssessmentDict')
    """
    if is_typeddict(cls):
        return document_schema(cls)
    if not is_subject(cls) and isinstance(cls, type) and issubclass(cls, Documented):
        return document_schema(cls.document_type)
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
        return [{"type": "array", "items": one} if kind.several else one]
    if kind.form in _SIMPLE:
        return [_SIMPLE[kind.form]]
    forms: list[Mapping[str, Any]] = []
    if kind.least is not None:
        forms.append({"type": "integer", "minimum": ceil(kind.least), "maximum": floor(kind.most)})
    if written := _written(kind):
        forms.append({"type": "string", "pattern": f"^{written.pattern}$", **written.form})
    return forms


def _member_schema(members: type[Any], inner: dict[str, Any]) -> dict[str, Any]:
    if issubclass(members, Enum):
        return {"enum": list(_labels(members))}
    if members.__name__ not in inner:
        inner[members.__name__] = {}
        inner[members.__name__] = _schema_of(members, inner)
    return {"$ref": f"#/$defs/{members.__name__}"}


@cache
def _labels(options: type[Enum]) -> dict[str, Enum]:
    """Return the members of an enumeration by what they are called, to the letter: as a schema has them (标签)."""
    return {text: option for option in options for text in names_of(option)}


class _Loading:
    """A document as it is read (导入过程): what is wrong with it is collected, and reading goes on."""

    def __init__(self) -> None:
        self.problems: list[SgzlibError] = []
        self._meant: dict[tuple[type, str], str | None] = {}

    def subject(self, of: type[Any], document: Any, path: str) -> Any:
        """Return the subject that a mapping is, or UNKNOWN where something is wrong with it."""
        if not isinstance(document, Mapping):
            zh, en = "事实名称到取值的映射", "a mapping from names of facts to values"
            self.problems.append(InvalidType(path, document, zh, en))
            return UNKNOWN
        before, facts = len(self.problems), facts_of(of)
        given = {
            name: self._fact(fact.kind, document[name], f"{path}.{name}")
            for name, fact in facts.items()
            if name in document
        }
        unknown = [(_name(key), key) for key in document if key not in facts]
        self.problems += [self._unknown_key(of, name, key, path) for name, key in sorted(unknown, key=itemgetter(0))]
        if len(self.problems) > before:
            return UNKNOWN
        try:
            return of(**given)
        except SgzlibError as error:
            return self._noted(path, error)

    def _fact(self, kind: Kind[Any], value: Any, path: str) -> Any:
        if value is None or value is UNKNOWN:
            return UNKNOWN
        if kind.members is not None and not kind.several:
            return self._member(kind.members, value, path)
        if kind.members is not None and isinstance(value, list | tuple):
            return tuple(self._member(kind.members, one, f"{path}[{at}]") for at, one in enumerate(value))
        try:
            written = _written(kind) if isinstance(value, str | float) else None
            return kind.read(path, written.read(path, value) if written else value)
        except SgzlibError as error:
            return self._noted(path, error)

    def _member(self, of: Any, value: Any, path: str) -> Any:
        if is_subject(of):
            return self.subject(of, value, path)
        member = _labels(of).get(value, value) if isinstance(value, str) else value
        try:
            return choice(of).read(path, member)
        except SgzlibError as error:
            return self._noted(path, error)

    def _noted(self, path: str, error: SgzlibError) -> Unknown:
        # Made anew, by its place in the document: what was raised would keep all frames of its traceback alive.
        tail = error.field.removeprefix(path).partition(".")[2]
        place = f"{path}.{tail}" if tail else path
        self.problems.append(type(error)(place, error.value, error.allowed_zh, error.allowed))
        return UNKNOWN

    def _unknown_key(self, of: type[Any], name: str, key: Any, path: str) -> InvalidValue:
        if meant := self._perhaps(of, name):
            return InvalidValue(f"{path}.{name}", key, *perhaps(meant))
        known = facts_of(of)
        zh, en = "事实之一：" + "、".join(known), "one of the facts " + ", ".join(known)
        return InvalidValue(f"{path}.{name}", key, zh, en)

    def _perhaps(self, of: type[Any], name: str) -> str | None:
        """Return the fact that was perhaps meant: it is looked for once a name, and for so many names and no more."""
        if (of, name) not in self._meant and len(self._meant) < _MOST_GUESSES:
            self._meant[of, name] = nearest_fact(of, name)
        return self._meant.get((of, name))


def _name(key: Any) -> str:
    return readable(key if isinstance(key, str) else shown(key), _LONGEST_KEY)
