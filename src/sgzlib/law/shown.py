"""Shown (显示): objects of the law that a notebook shows as HTML.

This package writes no sentences and no HTML. `prose.views` hands over the function that does. It is loaded with every
class of a notice's facts; until then a notebook shows the `repr`.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any, TypeAlias

Writer: TypeAlias = Callable[[Any, str], str]
_WRITERS: list[Writer] = []


def show_with(writer: Writer) -> None:
    """Show objects of the law by a function of the object and the locale (设定显示方式)."""
    _WRITERS[:] = [writer]


class Shown:
    """An object of the law that shows itself as HTML (可视的规定)."""

    __slots__ = ()

    def to_html(self, locale: str = "zh_CN") -> str:
        """Return it as HTML (网页), in Chinese or English, every text escaped.

        Raises `InvalidValue` for a locale that is neither Chinese nor English.

        >>> import sgzlib as sgz
        >>> "<h3>三（二） 人员配备</h3>" in sgz.NOTICE["三(二)"].to_html()
        True
        >>> sgz.PREMISES.to_html("fr")
        Traceback (most recent call last):
        ...
        sgzlib.law.errors.InvalidValue: locale: 'fr' 不可用，应为中文或英文区域，如 zh_CN、en ...
        """
        return _WRITERS[0](self, locale) if _WRITERS else f"<pre>{escape(repr(self))}</pre>"

    def _repr_html_(self) -> str:
        return self.to_html()
