"""Types of documents (数据文档的类型): the types that documents share, and the JSON Schema of each type.

On Python 3.11, pydantic requires the `TypedDict` of typing_extensions. Where typing_extensions is not installed, there
is no pydantic, and the `TypedDict` of the standard library is used.
"""

from __future__ import annotations

from functools import cache
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    NotRequired,
    TypeAlias,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

if TYPE_CHECKING:
    from typing import TypedDict, is_typeddict
else:
    try:
        from typing_extensions import TypedDict, is_typeddict
    except ImportError:
        from typing import TypedDict, is_typeddict

from sgzlib.law.errors import InvalidType

__all__ = [
    "Day",
    "LawDict",
    "NoticeDict",
    "OptionDict",
    "ReadingDict",
    "RestDaysDict",
    "TypedDict",
    "document_schema",
    "is_typeddict",
    "keys_of",
]

Day: TypeAlias = Annotated[str, "date"]
"""A day in a document (日期): 2022-03-01."""


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
    """The law that was judged by (规定): its notice, numbers and readings, the rest days that were given to it.

    `acting` says who acts instead of an actor that the requirements name.
    """

    notice: NoticeDict
    numbers: dict[str, Any]
    readings: dict[str, str]
    rest_days: NotRequired[RestDaysDict]
    acting: NotRequired[dict[str, str]]


class OptionDict(TypedDict):
    """One way to read an open question (一种理解): its name, what it says, and what speaks for it."""

    name: str
    text: str
    grounds: NotRequired[str]


class ReadingDict(TypedDict):
    """An open question of a notice (待定理解), and the options that were taken or can be."""

    id: str
    clause: str
    question: str
    options: list[OptionDict]


_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", NoneType: "null"}


@cache
def keys_of(document_type: Any) -> dict[str, Any]:
    """Return the keys of a `TypedDict` with what each holds (各键的类型)."""
    return get_type_hints(document_type, include_extras=True)


def document_schema(document_type: Any) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the documents that a `TypedDict` describes (数据模式)."""
    if not is_typeddict(document_type):
        raise InvalidType("document_type", document_type, "TypedDict 类", "a TypedDict")
    inner: dict[str, Any] = {}
    whole = _schema_of(document_type, inner)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", **whole, "$defs": inner}


def _schema_of(hint: Any, inner: dict[str, Any]) -> dict[str, Any]:
    if is_typeddict(hint):
        if hint.__name__ not in inner:
            inner[hint.__name__] = {}  # a class may hold itself
            inner[hint.__name__] = _object_schema(hint, inner)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    origin, within = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(within)}
    if origin is NotRequired:
        return _schema_of(within[0], inner)
    if origin is Annotated:
        return {**_schema_of(within[0], inner), "format": within[1]}
    if origin in {Union, UnionType}:
        return {"anyOf": [_schema_of(argument, inner) for argument in within]}
    if origin is list:
        return {"type": "array", "items": _schema_of(within[0], inner)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema_of(within[1], inner)}
    return {} if hint is Any else {"type": _TYPES[hint]}


def _object_schema(document_type: Any, inner: dict[str, Any]) -> dict[str, Any]:
    hints = keys_of(document_type)
    return {
        "description": (document_type.__doc__ or "").partition("\n")[0],
        "type": "object",
        "properties": {key: _schema_of(hint, inner) for key, hint in hints.items()},
        "required": [key for key, hint in hints.items() if get_origin(hint) is not NotRequired],
        "additionalProperties": False,
    }
