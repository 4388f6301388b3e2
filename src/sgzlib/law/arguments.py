"""Arguments (参数): a public function refuses an argument that its annotation rules out.

Classes, days and options by name have checks of their own with clearer messages; their annotations are not used.
The members of an iterable are checked where they are read, because reading them here would use the iterable up.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, wraps
from types import UnionType
from typing import Any, Literal, ParamSpec, TypeVar, Union, get_args, get_origin, get_type_hints

from sgzlib.law.errors import InvalidType, require, shown, with_article

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")
_CHECKED_BY_USE = (Any, Iterable, date, type)
_UNIONS = (Union, UnionType)


def checking_arguments(function: Callable[P, R]) -> Callable[P, R]:
    """Let a function raise `InvalidType` for an argument that is not of the annotated type (核对参数类型).

    >>> from collections.abc import Mapping
    >>> from sgzlib.law.arguments import checking_arguments
    >>> @checking_arguments
    ... def rename(columns: Mapping[str, str] | None = None, *, locale: str = "en") -> int:
    ...     return len(columns or {})
    >>> rename({"a": "b"}, locale="zh_CN")
    1
    >>> rename({"a": 1})
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: columns['a']: 1 不可用，应为str 对象 (not usable, expected a str)
    >>> rename(3)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: columns: 3 不可用，应为Mapping 对象 (not usable, expected a Mapping)
    """
    names = list(inspect.signature(function).parameters)

    @wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        plain = _plain_types_of(function)
        # Python refuses a wrong number of arguments, and an unknown name.
        for name, value in (*zip(names, args, strict=False), *kwargs.items()):
            if not isinstance(value, plain.get(name, object)):
                _check(name, value, _types_of(function)[name])
        return function(*args, **kwargs)

    return checked


@cache
def _types_of(function: Callable[..., Any]) -> dict[str, Any]:
    return get_type_hints(function)


@cache
def _plain_types_of(function: Callable[..., Any]) -> dict[str, tuple[type, ...]]:
    """Return the classes of which any object is right, whatever its members are (无须核对成员的类)."""
    return {name: tuple(_plain(expected)) for name, expected in _types_of(function).items()}


def _plain(expected: Any) -> Iterator[type]:
    for option in _options(expected):
        if (cls := _class_of(option)) in _CHECKED_BY_USE:
            yield object
        elif not get_args(option):
            yield cls


def _options(expected: Any) -> tuple[Any, ...]:
    return get_args(expected) if get_origin(expected) in _UNIONS else (expected,)


def _check(field: str, value: Any, expected: Any) -> None:
    options = _options(expected)
    chosen = next((option for option in options if _is_of(value, option)), None)
    if chosen is None:
        names = [_class_of(option).__name__ for option in options if option is not type(None)]
        raise InvalidType(field, value, f"{' 或 '.join(names)} 对象", " or ".join(map(with_article, names)))
    inner = () if _class_of(chosen) is Any else get_args(chosen)
    if isinstance(value, Mapping) and len(inner) > 1:
        for key, member in value.items():
            _check(f"{field}.keys", key, inner[0])
            _check(f"{field}[{shown(key)}]", member, inner[1])
    elif inner and not isinstance(value, str) and issubclass(_class_of(chosen), Collection):
        for place, member in enumerate(value):
            _check(f"{field}[{place}]", member, inner[0])


def _is_of(value: object, expected: Any) -> bool:
    expected = _class_of(expected)
    return expected in _CHECKED_BY_USE or isinstance(value, expected)


def _class_of(expected: Any) -> Any:
    """Return the class of which a value must be an instance under an annotation (类型注解所指的类)."""
    if isinstance(expected, TypeVar) or get_origin(expected) is Literal:
        return Any
    return get_origin(expected) or expected


def iterable(field: str, values: Iterable[T]) -> Iterable[T]:
    """Return an iterable as it is; raise `InvalidType` for anything else (核对可迭代对象)."""
    try:
        iter(values)
    except TypeError:
        raise InvalidType(field, values, "列表或其他可迭代者", "a list or another iterable") from None
    return values


def each(field: str, values: Iterable[Any], expected: type[T]) -> Iterator[T]:
    """Yield the members of an iterable; raise `InvalidType` at the first that is not an `expected` (逐个核对).

    >>> from sgzlib.law.arguments import each
    >>> list(each("years", [2021, 2022], int))
    [2021, 2022]
    >>> list(each("years", range(10**9), str))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: years[0]: 0 不可用，应为str 对象 (not usable, expected a str)
    """
    for index, value in enumerate(iterable(field, values)):
        yield require(f"{field}[{index}]", value, expected)
