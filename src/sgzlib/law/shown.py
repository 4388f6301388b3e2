"""Shown (显示): objects of the law that show themselves as HTML, and requirements as text.

This package writes no sentences and no HTML. `prose.views` hands over the functions that do. It is loaded with every
class of a notice's facts; until then a notebook shows the `repr`.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any, TypeAlias

HtmlWriter: TypeAlias = Callable[[Any, str], str]
TextWriter: TypeAlias = Callable[[Any, Any, str], str]
_WRITERS: list[tuple[HtmlWriter, TextWriter]] = []


def show_with(html: HtmlWriter, text: TextWriter) -> None:
    """Show objects of the law as HTML, and requirements as text, by these functions (设定显示方式)."""
    _WRITERS[:] = [(html, text)]


def text_of(rule: Any, law: Any, locale: str) -> str:
    """Return what a requirement asks (要求), with the numbers of a law, or with their names in brackets."""
    return _WRITERS[0][1](rule, law, locale) if _WRITERS else rule.zh


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
        return _WRITERS[0][0](self, locale) if _WRITERS else f"<pre>{escape(repr(self))}</pre>"

    def _repr_html_(self) -> str:
        return self.to_html()
