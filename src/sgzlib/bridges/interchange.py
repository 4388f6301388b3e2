"""Interchange (数据交换): subjects as plain mappings, for JSON, YAML, TOML and web forms, and back.

A day is written 2022-03-01, or NOT_YET where the act is not done, money as text ("250000.00"), a member of an
enumeration by its name (its Chinese or English label is read too). A fact that is unknown is left out; `null` is read
as unknown too. The keys are the names of facts, or what `keys` says: `"camel"` (`postedOn`), `"labels"` (their Chinese
or English labels), or a mapping from keys to facts. With `spellings` a text is read as a cell of a workbook is.
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
from typing import Any, Literal, TypeAlias, TypeVar, cast

import attrs

from sgzlib.bridges import spellings as cells
from sgzlib.law.arguments import checking_arguments
from sgzlib.law.errors import InvalidType, InvalidValue, SgzlibError, readable, require, shown
from sgzlib.law.facts import Fact, facts_of, is_subject, nearest_fact, perhaps, renamed_in
from sgzlib.law.kinds import LONGEST_TEXT, TEXT, Form, Kind, choice
from sgzlib.law.labels import names_of, normalized, refused
from sgzlib.law.truth import UNKNOWN, Unknown
from sgzlib.prose.documents import Documented, plain
from sgzlib.prose.typed import document_schema, is_typeddict

S = TypeVar("S")
DocumentPlace: TypeAlias = "tuple[str | int, ...]"
# The keys of a document are the names of facts, the same in camel case, their labels, or your own.
Keys: TypeAlias = "Literal['names', 'camel', 'labels'] | Mapping[str, str]"

_LONGEST = 60
_LONGEST_KEY = 100
_MOST_LINES = 100
_MOST_GUESSES = 100


class InvalidDocument(SgzlibError, ValueError):
    """The error that lists everything wrong with a document (数据有误): `problems` has an error for each place."""

    code = "invalid_document"

    def __init__(self, *problems: SgzlibError) -> None:
        if not problems:
            raise InvalidValue("InvalidDocument", problems, "至少一处错误", "at least one error")
        for problem in problems:
            require("InvalidDocument", problem, SgzlibError)
        self._problems = problems
        super().__init__(problems[0].field, problems[0].value, problems[0].allowed_zh, problems[0].allowed)

    def __str__(self) -> str:
        return self._lines([str(problem) for problem in self.problems[:_MOST_LINES]], "……另有{}处 ({} more)")

    def __reduce__(self) -> Any:
        return type(self), self.problems

    @property
    def problems(self) -> tuple[SgzlibError, ...]:
        """The errors, one for each place (各处问题)."""
        return self._problems

    def text(self, locale: str = "zh_CN") -> str:
        """Return the message in Chinese or in English (单语信息), a line for each of the first hundred problems."""
        lines = [problem.text(locale) for problem in self.problems[:_MOST_LINES]]
        return self._lines(lines, "……另有{}处" if locale.casefold().startswith("zh") else "… {} more")

    def _lines(self, lines: list[str], end: str) -> str:
        more = len(self.problems) - len(lines)
        return "\n".join([*lines, end.format(more, more)] if more else lines)


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
    "形如 2022-03-01 的日期，未办的写 NOT_YET",
    "a day written like 2022-03-01, or NOT_YET",
    {"format": "date"},
)
# Of the characters that a text may not hold, those that a pattern names alike in every language.
_REFUSED = r"\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff"
_ANY_TEXT = {
    "type": "string",
    "pattern": rf"^[^{_REFUSED}]*[^\s{_REFUSED}][^{_REFUSED}]*$",
    "maxLength": LONGEST_TEXT,
}
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


@checking_arguments
def dump(obj: Any, *, keys: Keys = "names") -> Any:
    """Return a subject as a plain mapping for `json.dumps` (导出); unknown facts are left out.

    An answer, such as an assessment, is returned as by its `to_dict`. `keys="labels"` writes Chinese labels. Raises
    `InvalidValue` for other `keys`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> worker = sgz.Worker(name="王芳", certificate=sgz.Certificate.ASSISTANT, posted_on=date(2021, 8, 1))
    >>> sgz.interchange.dump(worker)
    {'name': '王芳', 'certificate': 'ASSISTANT', 'posted_on': '2021-08-01'}
    >>> sgz.interchange.dump(sgz.Worker(posted_on=sgz.NOT_YET), keys="camel")
    {'postedOn': 'NOT_YET'}
    """
    if not is_subject(type(obj)):
        try:
            return plain(obj)
        except RecursionError:
            raise InvalidValue("obj", obj, "嵌套层数较少的数据", "data that is not nested so deeply") from None
    return _dumped(obj, _Naming(type(obj), keys), "")


def _dumped(subject: Any, naming: _Naming, path: str) -> dict[str, Any]:
    written = plain(subject)
    for name, fact in facts_of(type(subject)).items():
        value = getattr(subject, name)
        if value is not UNKNOWN and fact.kind.members is not None and is_subject(fact.kind.members):
            inner = _inner(path, name, fact.kind)
            several = fact.kind.several
            written[name] = (
                [_dumped(member, naming, inner) for member in value] if several else _dumped(value, naming, inner)
            )
    named = naming.of(type(subject), path)
    return {named[name]: value for name, value in written.items()}


def load(cls: type[S], mapping: Mapping[str, Any], *, keys: Keys = "names", spellings: bool = False) -> S:
    """Make a subject from a plain mapping (导入), and report everything that is wrong with it at once.

    With `spellings`, texts are read as offices write them in a workbook: 是, 2021年7月5日, 初级社会工作师, 尚未. A
    former name of a fact, declared as `renamed`, is read too. Raises `InvalidDocument`, whose `problems` name each
    place by its path: an unknown key (with a suggestion for the first hundred), an invalid value, a float for money.
    Its message shows the first hundred problems. Raises `InvalidType` if `cls` is not a class of facts, and
    `InvalidValue` for other `keys`.

    >>> import sgzlib as sgz
    >>> sgz.interchange.load(sgz.Worker, {"education": "大专", "registered": True}).education.name
    'JUNIOR_COLLEGE'
    >>> sgz.interchange.load(sgz.Worker, {"学历": "专科", "在天津登记": "是"}, keys="labels", spellings=True)
    Worker(education=<Education.JUNIOR_COLLEGE: 4>, registered=True)
    >>> sgz.interchange.load(sgz.Worker, {"educaton": "大专", "posted_on": "2021-02-30"})
    Traceback (most recent call last):
    ...
    sgzlib.bridges.interchange.InvalidDocument: Worker.posted_on: '2021-02-30' 不可用，应为形如 2022-03-01 的日期，\
未办的写 NOT_YET (not usable, expected a day written like 2022-03-01, or NOT_YET)
    Worker.educaton: 'educaton' 不可用，应为已有的事实，是否指 education？ \
(not usable, expected a fact; did you mean education?)
    """
    _refuse_factless(cls)
    loading = _Loading(_Naming(cls, keys), spellings=require("spellings", spellings, bool))
    subject: S = loading.subject(cls, mapping, (), "")
    if loading.problems:
        raise InvalidDocument(*loading.problems)
    return subject


@checking_arguments
def json_schema(
    cls: type[Any],
    *,
    keys: Keys = "names",
    spellings: bool = False,
    one_spelling: bool = False,
    ref_template: str = "#/$defs/{model}",
) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what `load` reads for a class (数据模式), with labels in both languages.

    `keys` and `spellings` are those of `load`. `ref_template` is the place of the inner classes, such as
    `"#/components/schemas/{model}"` for OpenAPI. With `one_spelling`, each label is listed by name only, as `dump`
    writes it, for a program or a language model that fills it in. For a class of answers, such as `Assessment`, or a
    `TypedDict`, such as `FundingPlanDict`, the schema describes the output of `to_dict`. Raises `InvalidType` for any
    other class.

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
    for name, given in (("spellings", spellings), ("one_spelling", one_spelling)):
        require(name, given, bool)
    describing = _Describing(_Naming(cls, keys), ref_template, spellings=spellings, one_spelling=one_spelling)
    whole = describing.subject(cls, "")
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole}
    return {**schema, "$defs": describing.inner} if describing.inner else schema


def core_schema(cls: type[Any]) -> Any:
    """Return the core schema with which pydantic handles a class of facts (pydantic 模式).

    Pydantic calls it if a class of facts is the type of a field. A mapping is read as by `load`, each problem becomes a
    pydantic error with its place, and the subject is written as by `dump`.
    """
    from pydantic_core import PydanticCustomError, ValidationError
    from pydantic_core.core_schema import no_info_plain_validator_function, plain_serializer_function_ser_schema

    def read(value: Any) -> Any:
        if isinstance(value, cls):
            return value
        try:
            return load(cls, value)
        except InvalidDocument as error:
            problems: list[Any] = [
                {
                    "type": PydanticCustomError(
                        cast("Any", problem.code),
                        "{en}",
                        {"en": problem.text("en"), "zh": problem.text("zh_CN"), "suggestion": problem.suggestion},
                    ),
                    "loc": problem.loc,
                    "input": problem.value,
                }
                for problem in error.problems
            ]
            raise ValidationError.from_exception_data(cls.__name__, problems) from None

    return no_info_plain_validator_function(read, serialization=plain_serializer_function_ser_schema(dump))


@checking_arguments
def inline_schema(cls: type[Any]) -> dict[str, Any]:
    """Return the JSON Schema of a class of facts without references (内联模式), for use inside another schema."""
    return _Describing(_Naming(cls, "names"), None, spellings=False).subject(cls, "")


def _refuse_factless(cls: Any) -> None:
    if not is_subject(cls):
        raise InvalidType("cls", cls, "事实类，如 Worker", "a class of facts, such as Worker")


def _inner(path: str, name: str, kind: Kind[Any]) -> str:
    """Return the path of what a fact holds, in which no member is told from another."""
    return f"{path}{name}{'[]' if kind.several else ''}."


class _Naming:
    """The keys of a document (键名): which fact of which class each is, and back."""

    def __init__(self, cls: type[Any], keys: Keys) -> None:
        self._keys = keys
        self._own: dict[str, str] = {}
        if isinstance(keys, Mapping):
            known = {
                known for path, part in _classes_in(cls) for name in facts_of(part) for known in (name, path + name)
            }
            for key, fact in keys.items():
                if require(f"keys[{shown(key)}]", fact, str) not in known:
                    listed = sorted(known)
                    raise InvalidValue(f"keys[{key!r}]", fact, "、".join(listed), "one of " + ", ".join(listed))
                self._own[fact] = key
        elif not isinstance(keys, str) or keys not in {"names", "camel", "labels"}:
            zh, en = (
                "names、camel、labels 或由键名到事实的映射",
                "names, camel, labels, or a mapping from keys to facts",
            )
            raise InvalidValue("keys", keys, zh, en)

    def of(self, cls: type[Any], path: str) -> dict[str, str]:
        """Return the key of each fact of a class at a path (各事实的键名)."""
        return {name: self._key(name, fact, path) for name, fact in facts_of(cls).items()}

    def own(self, path: str) -> frozenset[tuple[str, str]]:
        """Return the keys that are given for paths from a path on (某路径下指定的键名)."""
        return frozenset((fact.removeprefix(path), key) for fact, key in self._own.items() if fact.startswith(path))

    def facts(self, cls: type[Any], path: str) -> dict[str, str]:
        """Return the fact that each key of a class at a path is (各键名的事实): a label in either language."""
        facts = {key: name for name, key in self.of(cls, path).items()}
        if self._keys == "labels":
            facts = {fact.en: name for name, fact in facts_of(cls).items()} | facts
        elif self._keys == "names":
            facts |= renamed_in(cls)
        return facts

    def _key(self, name: str, fact: Fact[Any], path: str) -> str:
        if self._keys == "labels":
            return fact.zh
        if self._keys == "camel":
            return re.sub(r"_(\w)", lambda letter: letter[1].upper(), name)
        return self._own.get(path + name) or self._own.get(name, name)


def _classes_in(cls: type[Any], path: str = "") -> list[tuple[str, type[Any]]]:
    """Return a class and the classes of its parts and members, each with its path."""
    classes = [(path, cls)]
    for name, fact in facts_of(cls).items():
        if fact.kind.members is not None and is_subject(fact.kind.members):
            classes += _classes_in(fact.kind.members, _inner(path, name, fact.kind))
    return classes


class _Describing:
    """A schema as it is made (数据模式的生成): classes within others are described once, under their names.

    A second class of one name, or one whose keys differ where it stands, has a number after the name. Without a
    template for references they are described where they stand.
    """

    def __init__(
        self, naming: _Naming, ref_template: str | None, *, spellings: bool, one_spelling: bool = False
    ) -> None:
        self._one_spelling = one_spelling
        self.inner: dict[str, Any] = {}
        self._names: dict[Any, str] = {}
        self._naming = naming
        self._ref_template = ref_template
        self._spellings = spellings

    def subject(self, cls: type[Any], path: str) -> dict[str, Any]:
        properties: dict[str, Any] = {}
        keys = self._naming.of(cls, path)
        for name, fact in facts_of(cls).items():
            zh, en = fact.unit or ("", "")
            properties[keys[name]] = {
                "title": fact.zh + (zh and f"（{zh}）"),
                "description": fact.en + (en and f" ({en})"),
                "anyOf": [*self._forms(fact.kind, _inner(path, name, fact.kind)), {"type": "null"}],
            }
        return {"title": cls.__name__, "type": "object", "properties": properties, "additionalProperties": False}

    def _forms(self, kind: Kind[Any], path: str) -> list[Mapping[str, Any]]:
        text: list[Mapping[str, Any]] = [{"type": "string"}]
        if kind.members is not None:
            member = self._member(kind.members, path)
            forms: list[Mapping[str, Any]] = [{"type": "array", "items": member} if kind.several else member]
            return forms + text * (self._spellings and not is_subject(kind.members))
        if self._spellings and kind.form is not Form.TEXT:
            json_type = "boolean" if kind.form is Form.TRUTH else "number" if kind.least is not None else None
            return [*text, *([{"type": json_type}] if json_type else [])]
        if kind.form in _SIMPLE:
            return [_ANY_TEXT if kind is TEXT else _SIMPLE[kind.form]]
        numbers: list[Mapping[str, Any]] = []
        if kind.least is not None:
            numbers.append({"type": "integer", "minimum": ceil(kind.least), "maximum": floor(kind.most)})
        if written := _written(kind):
            numbers.append({"type": "string", "pattern": f"^{written.pattern}$", **written.form})
        return [*numbers, *({"const": name} for name in kind.named)]

    def _member(self, members: type[Any], path: str) -> dict[str, Any]:
        if issubclass(members, Enum):
            if self._one_spelling:
                options: list[Any] = list(members)
                meanings = (f"{option.name}: {option.zh}, {option.en}" for option in options)
                return {"enum": [option.name for option in options], "description": "; ".join(meanings)}
            return {"enum": list(_labels(members))}
        if self._ref_template is None:
            return self.subject(members, path)
        described = members, self._naming.own(path)
        if described not in self._names:
            free = (f"{members.__name__}{number}" for number in ("", *range(2, len(self._names) + 3)))
            name = self._names[described] = next(name for name in free if name not in self.inner)
            self.inner[name] = {}
            self.inner[name] = self.subject(members, path)
        return {"$ref": self._ref_template.format(model=self._names[described])}


@cache
def _labels(options: type[Enum]) -> dict[str, Enum]:
    """Return the members of an enumeration by what they are called, to the letter: as a schema has them (标签)."""
    return {text: option for option in options for text in names_of(option)}


class _Loading:
    """A document as it is read (导入过程): what is wrong with it is collected, and reading goes on."""

    def __init__(self, naming: _Naming, *, spellings: bool) -> None:
        self.problems: list[SgzlibError] = []
        self._naming = naming
        self._spellings = spellings
        self._meant: dict[tuple[type, str], str | None] = {}
        self._root = ""

    def subject(self, cls: type[Any], document: Any, loc: DocumentPlace, path: str) -> Any:
        """Return the subject that a mapping describes, or UNKNOWN if the mapping has problems."""
        self._root = self._root or cls.__name__
        if not isinstance(document, Mapping):
            zh, en = "事实名称到取值的映射", "a mapping from names of facts to values"
            return self._noted(loc, InvalidType("", document, zh, en))
        before, facts = len(self.problems), self._naming.facts(cls, path)
        given: dict[str, Any] = {}
        for key, name in facts.items():
            if key in document and name in given:
                zh, en = f"不重复的事实（{name}）", f"a fact given only once ({name})"
                self._noted((*loc, key), InvalidValue("", key, zh, en, code="given_twice"))
            elif key in document:
                kind = facts_of(cls)[name].kind
                given[name] = self._fact(kind, document[key], (*loc, key), _inner(path, name, kind))
        unknown = [(_name(key), key) for key in document if key not in facts]
        for name, key in sorted(unknown, key=itemgetter(0)):
            self._noted((*loc, name), self._unknown_key(cls, facts, name, key))
        if len(self.problems) > before:
            return UNKNOWN
        try:
            return cls(**given)
        except SgzlibError as error:
            keys = {name: key for key, name in facts.items()}
            place = tuple(keys.get(step, step) if isinstance(step, str) else step for step in error.loc)
            return self._noted(loc + place, error)

    def _fact(self, kind: Kind[Any], value: Any, loc: DocumentPlace, path: str) -> Any:
        if value is None or value is UNKNOWN:
            return UNKNOWN
        if kind.members is not None and not kind.several and (is_subject(kind.members) or not self._spellings):
            return self._member(kind.members, value, loc, path)
        if kind.members is not None and isinstance(value, list | tuple):
            return tuple(self._member(kind.members, member, (*loc, index), path) for index, member in enumerate(value))
        if isinstance(value, str) and value in kind.named:
            return kind.named[value]
        try:
            if self._spellings and not (kind.members is not None and is_subject(kind.members)):
                return cells.read(kind, "", value)
            written = _written(kind) if isinstance(value, str | float) else None
            return kind.read("", written.read("", value) if written else value)
        except SgzlibError as error:
            return self._noted(loc, error)

    def _member(self, cls: Any, value: Any, loc: DocumentPlace, path: str) -> Any:
        if is_subject(cls):
            return self.subject(cls, value, loc, path)
        member = _labels(cls).get(value, value) if isinstance(value, str) else value
        if self._spellings and isinstance(member, str):
            member = cells.label(cls, member)
        try:
            if isinstance(member, str):
                raise self._refused(cls, member)
            return choice(cls).read("", member)
        except SgzlibError as error:
            return self._noted(loc, error)

    def _refused(self, cls: Any, text: str) -> InvalidValue:
        """Return the error for a text that is no label. The nearest label is looked for as for a key."""
        written = normalized(text[:_LONGEST_KEY])
        guess = (cls, written) in self._meant or len(self._meant) < _MOST_GUESSES
        if guess:
            self._meant.setdefault((cls, written), None)
        return refused(cls, "", text, guess=guess)

    def _noted(self, loc: DocumentPlace, error: SgzlibError) -> Unknown:
        # Made anew, by its place in the document: what was raised would keep all frames of its traceback alive.
        field = self._root + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc)
        self.problems.append(
            type(error)(
                field,
                error.value,
                error.allowed_zh,
                error.allowed,
                code=error.code,
                loc=loc,
                suggestion=error.suggestion,
            )
        )
        return UNKNOWN

    def _unknown_key(self, cls: type[Any], facts: Mapping[str, str], name: str, key: Any) -> InvalidValue:
        if meant := self._perhaps(cls, name):
            meant = next(key for key, fact in facts.items() if fact == meant)
            return InvalidValue("", key, *perhaps(meant), code="unknown_fact", suggestion=meant)
        known = list(facts)
        zh, en = "事实之一：" + "、".join(known), "one of the facts " + ", ".join(known)
        return InvalidValue("", key, zh, en, code="unknown_fact")

    def _perhaps(self, cls: type[Any], name: str) -> str | None:
        """Return the nearest fact: it is looked for once for each name, and for a limited number of names."""
        if (cls, name) not in self._meant and len(self._meant) < _MOST_GUESSES:
            self._meant[cls, name] = nearest_fact(cls, name)
        return self._meant.get((cls, name))


def _name(key: Any) -> str:
    return readable(key if isinstance(key, str) else shown(key), _LONGEST_KEY)
