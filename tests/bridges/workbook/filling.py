"""A template filled in as an office would, and what came back as plain values: used by the tests beside."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from io import BytesIO
from typing import Any

import attrs
from openpyxl import Workbook, load_workbook

import sgzlib as sgz
from sgzlib.bridges.columns import value_of
from sgzlib.bridges.workbook.sheets import OWN_KEY, Sheet, sheets_of
from sgzlib.law import UNKNOWN
from sgzlib.prose.language import Language
from sgzlib.prose.statuses import MARK, verdict_text

ON = date(2022, 3, 1)


def book_of(data: bytes) -> Any:
    return load_workbook(BytesIO(data))


def bytes_of(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def written(value: Any, language: Language) -> Any:
    """Return a value as it is put into a cell."""
    if value is UNKNOWN:
        return None
    if isinstance(value, bool | Enum) or value == sgz.NOT_YET:
        return language.value(value)
    if isinstance(value, tuple):
        return "、".join(language.of(one) for one in value) or language.pick(("无", "none"))
    if isinstance(value, Decimal):
        return float(value)
    return value


def named(ruleset: sgz.Ruleset, subjects: list[Any]) -> list[Any]:
    """Return the subjects with names of their own, where their class has one and rows are joined by it."""
    first, *groups = sheets_of(ruleset)
    if not groups or OWN_KEY in first.columns:
        return subjects
    return [attrs.evolve(one, name=f"第{at}分馆") for at, one in enumerate(subjects)]


def filled(ruleset: sgz.Ruleset, subjects: list[Any], locale: str = "zh_CN") -> bytes:
    language = Language(locale)
    book = book_of(sgz.workbook.template(ruleset, locale=locale))
    main, *groups = sheets_of(ruleset)
    for at, subject in enumerate(subjects):
        name = f"对象{at}" if OWN_KEY in main.columns else subject.name
        fill(book, main, subject, name, language, at + 2, [group.path for group in groups])
        for group in groups:
            for member in members_of(subject, group.path):
                fill(book, group, member, name, language, book[language.pick(group.titles)].max_row + 1, [])
    return bytes_of(book)


def members_of(subject: Any, path: str) -> tuple[Any, ...]:
    held = value_of(subject, path)
    return () if held is UNKNOWN else held


def fill(book: Any, sheet: Sheet, subject: Any, name: str, language: Language, row: int, groups: list[str]) -> None:
    for at, column in enumerate(sheet.columns, 1):
        if column == OWN_KEY:
            value: Any = name
        else:
            held = value_of(subject, column)
            value = (UNKNOWN if held is UNKNOWN else len(held)) if column in groups else held
        shown = written(value, language)
        if shown is not None:
            cell = book[language.pick(sheet.titles)].cell(row, at)
            cell.value = shown
            cell.data_type = "s" if isinstance(shown, str) else cell.data_type


def statuses(ruleset: sgz.Ruleset, data: bytes, locale: str = "zh_CN") -> list[tuple[str, tuple[str, ...]]]:
    """Return the verdict of each row of a judged workbook, and the marks of its findings."""
    language = Language(locale)
    book = book_of(data)
    main = book[language.pick(sheets_of(ruleset)[0].titles)]
    each = book[language.pick(("逐项结果", "Findings"))]
    verdicts = [row[1].value[2:] for row in main.iter_rows(min_row=2)]
    marks = [tuple(cell.value[0] for cell in row[1:]) for row in each.iter_rows(min_row=2)]
    return list(zip(verdicts, marks, strict=True))


def told(
    ruleset: sgz.Ruleset, subjects: list[Any], on: date, locale: str = "zh_CN"
) -> list[tuple[str, tuple[str, ...]]]:
    """Return the same of the subjects themselves."""
    found = [sgz.assess(ruleset, one, on=on) for one in subjects]
    return [
        (verdict_text(one, Language(locale)), tuple(MARK[finding.status] for finding in one.findings)) for one in found
    ]
