"""Self-check forms (自查表): a ruleset to fill in, or an assessment, as a form to print, sign and file.

`content` collects the texts once; `page`, `sheet` and `word` lay them out as HTML, for Excel and for Word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload

from sgzlib.law.errors import InvalidType, InvalidValue, require
from sgzlib.law.laws import Law
from sgzlib.law.requirement import Ruleset

if TYPE_CHECKING:
    from sgzlib.assessment.forms.content import Content

FileKind: TypeAlias = Literal["html", "xlsx", "docx"]
"""What a form is written as (文件类型): a page to print, for Excel, or for Word."""


@overload
def blank_form(
    ruleset: Ruleset, kind: Literal["html"] = ..., *, policy: Law | None = ..., locale: str = ...
) -> str: ...


@overload
def blank_form(
    ruleset: Ruleset, kind: Literal["xlsx", "docx"], *, policy: Law | None = ..., locale: str = ...
) -> bytes: ...


def blank_form(
    ruleset: Ruleset, kind: FileKind = "html", *, policy: Law | None = None, locale: str = "zh_CN"
) -> str | bytes:
    """Return the blank self-check form of a ruleset (空白自查表): a row for each requirement, and signatures.

    `kind` is "html" (a page to print, as text), "xlsx" (Excel, as bytes) or "docx" (Word, as bytes). `policy` is the
    law whose numbers are written in the texts, by default the ruleset's own. Raises `InvalidValue` for another kind or
    locale, `InvalidType` if `ruleset` is not a ruleset, and `ImportError` if the extra for the kind is not installed.

    >>> import sgzlib as sgz
    >>> "<title>人员配备自查表</title>" in sgz.blank_form(sgz.STAFFING)
    True
    >>> sgz.blank_form(sgz.STAFFING, "pdf")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: kind: 'pdf' 不可用，应为html、xlsx、docx ...
    """
    from sgzlib.assessment.forms.content import blank
    from sgzlib.prose.language import Language

    require("ruleset", ruleset, Ruleset)
    law = ruleset.law if policy is None else policy
    if not isinstance(law, Law):
        raise InvalidType("policy", law, "Law 对象", "a Law")
    return laid_out(blank(ruleset, law, Language(locale)), kind)


def laid_out(content: Content, kind: str) -> Any:
    """Write a form as a file of a kind (写出自查表)."""
    require("kind", kind, str)
    if kind == "html":
        from sgzlib.assessment.forms.page import page

        return page(content)
    if kind not in _WRITTEN:
        raise InvalidValue("kind", kind, "html、xlsx、docx", "html, xlsx or docx")
    needed, extra = _WRITTEN[kind]
    try:
        if kind == "xlsx":
            from sgzlib.assessment.forms.sheet import sheet

            return sheet(content)
        from sgzlib.assessment.forms.word import word

        return word(content)
    except ModuleNotFoundError as error:
        raise ImportError(
            f'须安装 {needed}：pip install "sgzlib[{extra}]" ({needed} is needed: pip install "sgzlib[{extra}]")'
        ) from error


_WRITTEN = {"xlsx": ("openpyxl", "excel"), "docx": ("python-docx", "word")}
