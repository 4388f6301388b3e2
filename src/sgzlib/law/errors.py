"""Errors (错误): what means nothing is refused when it is built, by field, value and what is allowed."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


class SgzlibError(Exception):
    """Base of every error of this library (本库所有错误的基类).

    `field`, `value`, and `allowed` (English) or `allowed_zh` (Chinese) say the same as the message, for programs.

    >>> import sgzlib as sgz
    >>> sgz.Worker(registered="yes")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: Worker.registered: 'yes' 不可用，应为是或否（True/False） \
(not usable, expected True or False)
    """

    def __init__(self, field: str, value: object, zh: str, en: str) -> None:
        self.field = field
        self.value = value
        self.allowed = en
        self.allowed_zh = zh
        super().__init__(f"{field}: {value!r} 不可用，应为{zh} (not usable, expected {en})")

    def __reduce__(self) -> tuple[type[SgzlibError], tuple[str, object, str, str]]:
        return type(self), (self.field, self.value, self.allowed_zh, self.allowed)


class InvalidValue(SgzlibError, ValueError):
    """A value of the right type that means nothing here (取值无效): negative hours, NaN, an unknown label."""


class InvalidType(SgzlibError, TypeError):
    """A value of the wrong type (类型错误): text for a date, `True` for a number, a float for money."""


def require(field: str, value: object, of: type[T]) -> T:
    """Return `value` where it is an `of`; raise `InvalidType`, naming `field`, where it is not (类型核对)."""
    if isinstance(value, of):
        return value
    article = "an" if of.__name__[0] in "AEIOU" else "a"
    raise InvalidType(field, value, f"{of.__name__} 对象", f"{article} {of.__name__}")
