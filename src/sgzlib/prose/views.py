"""Views (视图): objects that show themselves as HTML in a notebook; it is made on demand, so no check loads it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from sgzlib.law.shown import show_with

if TYPE_CHECKING:
    from sgzlib.prose.html import Element
    from sgzlib.prose.language import Language


def _law_html(thing: Any, locale: str) -> str:
    from sgzlib.prose.law_views import law_html

    return law_html(thing, locale)


def _law_text(rule: Any, law: Any, locale: str) -> str:
    from sgzlib.prose.law_views import law_text

    return law_text(rule, law, locale)


show_with(_law_html, _law_text)


class Viewed:
    """What shows itself as HTML, in a notebook or in a page (可视的结果)."""

    __slots__ = ()

    def to_html(self, locale: str = "zh_CN") -> str:
        """Return it as HTML (网页), in Chinese or English, every text escaped.

        Raises `InvalidValue` for a locale that is neither Chinese nor English.

        >>> import sgzlib as sgz
        >>> sign = sgz.Sign(name="泰达街道社工站")
        >>> "name on the sign</dt><dd>泰达街道社工站" in sign.to_html("en")
        True
        >>> sign.to_html("fr")
        Traceback (most recent call last):
        ...
        sgzlib.law.errors.InvalidValue: locale: 'fr' 不可用，应为中文或英文区域，如 zh_CN、en ...
        """
        from sgzlib.prose.html import markup
        from sgzlib.prose.language import Language

        language = Language(locale)
        return markup(self.view(language), language)

    def in_locale(self, locale: str) -> Localized:
        """Return it as a notebook shows it in another language (按语言显示): Chinese is what it shows by itself.

        Raises `InvalidValue` for a locale that is neither Chinese nor English.

        >>> from datetime import date
        >>> import sgzlib as sgz
        >>> assessment = sgz.check_premises(sgz.Premises(printer=False), on=date(2022, 3, 1))
        >>> assessment.in_locale("en")
        <Assessment premises on 2022-03-01: False>
        >>> assessment.in_locale("fr")
        Traceback (most recent call last):
        ...
        sgzlib.law.errors.InvalidValue: locale: 'fr' 不可用，应为中文或英文区域，如 zh_CN、en ...
        """
        from sgzlib.prose.language import Language

        Language(locale)
        return Localized(self, locale)

    def _repr_html_(self) -> str:
        return self.to_html()

    @abstractmethod
    def view(self, language: Language) -> Iterator[Element]:
        """Yield what it shows (视图)."""


@attrs.frozen(repr=False)
class Localized:
    """What a notebook shows of a result in one language (某一语言的显示)."""

    of: Viewed
    locale: str

    def __repr__(self) -> str:
        return repr(self.of)

    def _repr_html_(self) -> str:
        return Viewed.to_html(self.of, self.locale)


def counted_of(cls: type[Any]) -> tuple[str, str, str]:
    """Return the name of a row in a table of such subjects (计数名称): measure word, Chinese and English."""
    counted: tuple[str, str, str] = getattr(cls, "counted", ViewedSubject.counted)
    return counted


class ViewedSubject(Viewed):
    """A subject that shows what is known of it (可视的对象); `called` is what its class is called.

    `counted` says what a row of a table of such subjects stands for: the Chinese measure word, then what is counted.
    """

    __slots__ = ()
    called: ClassVar[tuple[str, str]]
    counted: ClassVar[tuple[str, str, str]] = ("个", "对象", "subjects")

    def view(self, language: Language) -> Iterator[Element]:
        """Yield its facts, its parts and members folded below them (对象视图)."""
        from sgzlib.prose.subjects import subject_view

        return subject_view(self, self.called, language)
