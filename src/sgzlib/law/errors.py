"""Errors (错误): constructors refuse invalid values, and name the field, the value and what is allowed.

A message is one line of limited length. A value from outside is escaped in it, and shortened if it is long, so that no
input can write control characters to a terminal or a log. The same input gives the same message in every run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")

_LONGEST = 200
_LONGEST_ALLOWED = 4000
_LONGEST_NAME = 100  # difflib takes the square of a length
_MOST_BITS = 512
_ADDRESS = r"\bat 0x[0-9a-fA-F]+"
_BRACKETS: dict[type, tuple[str, str]] = {
    list: ("[", "]"),
    tuple: ("(", ")"),
    dict: ("{", "}"),
    set: ("{", "}"),
    frozenset: ("frozenset({", "})"),
}


class SgzlibError(Exception):
    """The base class of all errors of this library (本库所有错误的基类).

    `field`, `value`, and `allowed` (English) or `allowed_zh` (Chinese) are the parts of the message, for programs.
    `value` is the object itself; the message shows it escaped, and shortened if it is long. `code` is the kind of
    error. `loc` is the place in the input, as names and numbers. `suggestion` is a similar valid name of a fact or
    label, if there is one.

    >>> import sgzlib as sgz
    >>> sgz.Worker(registered="yes")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: Worker.registered: 'yes' 不可用，应为是或否（True/False） \
(not usable, expected True or False)
    >>> try:
    ...     sgz.Education.of("大转")
    ... except sgz.InvalidValue as error:
    ...     print(error.code, error.loc, error.value, error.suggestion)
    invalid_value () 大转 JUNIOR_COLLEGE
    """

    code = "invalid"

    def __init__(
        self,
        field: str,
        value: object,
        zh: str,
        en: str,
        *,
        code: str | None = None,
        loc: tuple[str | int, ...] | None = None,
        suggestion: str | None = None,
    ) -> None:
        for name, text in (("field", field), ("zh", zh), ("en", en)):
            require(f"{type(self).__name__}.{name}", text, str)
        self.field = field
        self.value = value
        self.allowed = en
        self.allowed_zh = zh
        self.code = code or type(self).code
        self.loc = _place(field) if loc is None else loc
        self.suggestion = suggestion
        allowed_zh, allowed = (readable(text, _LONGEST_ALLOWED) for text in (zh, en))
        super().__init__(f"{readable(field)}: {shown(value)} 不可用，应为{allowed_zh} (not usable, expected {allowed})")

    def __reduce__(self) -> Any:
        more = {"code": self.code, "loc": self.loc, "suggestion": self.suggestion}
        return type(self), (self.field, self.value, self.allowed_zh, self.allowed), more

    @property
    def problems(self) -> tuple[SgzlibError, ...]:
        """All problems, each with its place (各处问题): the error itself, or all errors of a document."""
        return (self,)

    def text(self, locale: str = "zh_CN") -> str:
        """Return the message in Chinese or in English (单语信息).

        Raises `InvalidValue` for any other locale.

        >>> import sgzlib as sgz
        >>> try:
        ...     sgz.Worker(registered="yes")
        ... except sgz.SgzlibError as error:
        ...     print(error.text("en"))
        Worker.registered: 'yes' is not usable, expected True or False
        """
        language = re.split("[-_]", locale, maxsplit=1)[0].casefold() if isinstance(locale, str) else ""
        if language not in {"zh", "en"}:
            raise InvalidValue(
                "locale", locale, "中文或英文区域，如 zh_CN、en", "a Chinese or English locale: zh_CN, en"
            )
        zh, en = (readable(text, _LONGEST_ALLOWED) for text in (self.allowed_zh, self.allowed))
        said = f"不可用，应为{zh}" if language == "zh" else f"is not usable, expected {en}"
        return f"{readable(self.field)}: {shown(self.value)} {said}"


class InvalidValue(SgzlibError, ValueError):
    """The error for an invalid value of the right type (取值无效): negative hours, NaN, an unknown label."""

    code = "invalid_value"


class InvalidType(SgzlibError, TypeError):
    """The error for a value of the wrong type (类型错误): text for a date, `True` for a number, a float for money."""

    code = "invalid_type"


def _place(field: str) -> tuple[str | int, ...]:
    """Return the place that a field names, without the class that it begins with."""
    steps = [int(number) if number else name for name, number in re.findall(r"([^.\[\]]+)|\[([0-9]+)\]", field)]
    return tuple(steps[1:] if str(steps[0])[:1].isupper() else steps) if steps else ()


def require(field: str, value: object, expected: type[T]) -> T:
    """Return `value` if it is an `expected` (类型核对); otherwise raise `InvalidType`, which names `field`."""
    if isinstance(value, expected):
        return value
    raise InvalidType(field, value, f"{expected.__name__} 对象", with_article(expected.__name__))


def with_article(name: str) -> str:
    """Return the name of a class after "a" or "an" (带冠词的类名)."""
    return f"{'an' if name[0] in 'AEIOUaeio' else 'a'} {name}"


def nearest(text: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return the known text that was perhaps meant (最接近的写法), by difflib's ratio; None where none is near.

    >>> from sgzlib.law.errors import nearest
    >>> nearest("registred", ["registered", "trained"]), nearest("salary", ["registered", "trained"])
    ('registered', None)
    """
    from difflib import get_close_matches

    return next(iter(get_close_matches(text[:_LONGEST_NAME], known, 1, cutoff)), None)


def likeness(text: str, candidate: str) -> float:
    """Return how alike two texts are, by difflib's ratio (相似度): from 0 to 1."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, text[:_LONGEST_NAME], candidate).ratio()


def readable(text: str, longest: int = _LONGEST) -> str:
    r"""Return a text as messages carry it (可读文本): what does not print is escaped, what is long is cut.

    >>> from sgzlib.law.errors import readable
    >>> print(readable("一\n二\x1b[2J"))
    一\n二\x1b[2J
    >>> readable("x" * 1000, 5)
    'xxxxx…（已截断，共 1000 个字符 cut from 1000 characters）'
    """
    return _cut(text, longest, len(text), "个字符", "characters") if len(text) > longest else _escaped(text)


def shown(value: object) -> str:
    r"""Return a value as messages show it (取值的显示): its `repr`, escaped, and cut where it is long.

    What has no `repr`, or one that names a place in memory, is shown by its type.

    >>> from sgzlib.law.errors import shown
    >>> print(shown(["王芳\n", {1: None}]), shown(object()), shown(10**5000))
    ['王芳\n', {1: None}] <object> <int: 16610 bits>
    >>> shown([0] * 1000)[-39:]
    '0, 0…（已截断，共 1000 项 cut from 1000 items）'
    """
    text = ""
    try:
        for piece in _pieces(value):
            text += piece
            if len(text) > _LONGEST:
                return _cut(text, _LONGEST, *_size(value, text))
    except RecursionError:
        text = f"<{type(value).__name__}>"
    return _escaped(text)


def _cut(text: str, longest: int, length: int, zh: str, en: str) -> str:
    return f"{_escaped(text[:longest])[:longest]}…（已截断，共 {length} {zh} cut from {length} {en}）"


def _escaped(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def _size(value: Any, text: str) -> tuple[int, str, str]:
    if type(value) in _BRACKETS:
        return len(value), "项", "items"
    return len(value if type(value) in {str, bytes} else text), "个字符", "characters"


def _pieces(value: Any) -> Iterator[str]:
    """Yield the `repr` of a value piece by piece, so that a caller can stop early at a large or deep value."""
    kind = type(value)
    if kind not in _BRACKETS or not value:
        yield _leaf(value)
        return
    opening, closing = _BRACKETS[kind]
    yield opening
    # The order of a set differs between runs.
    members = map(_Plain, sorted(map(shown, value))) if kind in {set, frozenset} else value
    for index, member in enumerate(members):
        yield ", " if index else ""
        yield from _pieces(member)
        if kind is dict:
            yield ": "
            yield from _pieces(value[member])
    yield ("," if kind is tuple and len(value) == 1 else "") + closing


class _Plain:
    """What is shown already."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


def _leaf(value: Any) -> str:
    if type(value) in {str, bytes}:
        return repr(value[:_LONGEST])
    name = type(value).__name__
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return f"<{name}: {value.bit_length()} bits>"
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001 - somebody else's `repr` must not hide what is wrong
        return f"<{name}>"
    return f"<{name}>" if re.search(_ADDRESS, text) else text
