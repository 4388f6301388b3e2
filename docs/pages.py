"""What the documentation takes from the code itself: the notice clause by clause, the readings, the reference.

The pages call these functions while the site is built, so that they cannot say anything else than the code.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from datetime import date
from types import ModuleType
from typing import Any

import sgzlib as sgz
from sgzlib.bridges.language import Language
from sgzlib.law.trace import readings_used

TODAY = date(2022, 3, 1)
CASE = sgz.Case(TODAY, sgz.TIANJIN_2021)


def notice(locale: str) -> str:
    """Write the notice clause by clause: our summary, its numbers, its requirements."""
    language = Language(locale)
    return "\n\n".join(block for clause in sgz.NOTICE for block in _clause(clause, language))


def _clause(clause: sgz.Clause, language: Language) -> Iterator[str]:
    level = "###" if "(" in clause.locator else "##"
    yield f"{level} {clause.locator} {clause.title} {{ #{clause.locator} }}"
    yield language.pick((clause.summary_zh, clause.summary_en))
    numbers = [number for number in sgz.NUMBERS.values() if number.clause == clause.locator]
    if numbers:
        yield _table(
            (language.pick(("数值", "number")), language.pick(("取值", "value")), language.pick(("出处", "source"))),
            (
                (
                    f"`{number.id}` {language.of(number)}",
                    language.value(getattr(sgz.TIANJIN_2021, number.id)),
                    number.source or clause.locator,
                )
                for number in numbers
            ),
        )
    for ruleset, requirement in _requirements():
        if requirement.clause == clause:
            yield _requirement(ruleset, requirement, language)


def _requirements() -> Iterator[tuple[sgz.Ruleset, sgz.Requirement]]:
    seen: set[str] = set()
    for ruleset in sgz.RULESETS.values():
        for requirement in ruleset.requirements:
            if requirement.id not in seen:
                seen.add(requirement.id)
                yield ruleset, requirement


def _requirement(ruleset: sgz.Ruleset, requirement: sgz.Requirement, language: Language) -> str:
    by = "" if requirement.by is None else f" · {language.of(requirement.by)}"
    force = language.of(requirement.force_under(sgz.TIANJIN_2021))
    source = "" if requirement.source is None else f" · {requirement.source.id}"
    lines = [
        f'!!! rule "{requirement.id} · {force}{by}{source}"',
        "",
        f"    {language.asked(requirement, sgz.TIANJIN_2021)}",
    ]
    readings = readings_used(requirement, ruleset.subject(), CASE)
    if readings:
        links = language.list(f"[`{reading.id}`](readings.md#{reading.id})" for reading in readings)
        lines += ["", f"    {language.pick(('取决于解释：', 'Hangs on: '))}{links}"]
    return "\n".join(lines)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    titles = list(head)
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def readings(locale: str) -> str:
    """Write every open question of the notice with its options, and the requirements that hang on it."""
    language = Language(locale)
    hanging = {
        reading.id: [
            requirement.id
            for ruleset, requirement in _requirements()
            if reading in readings_used(requirement, ruleset.subject(), CASE)
        ]
        for reading in sgz.READINGS.values()
    }
    blocks: list[str] = []
    for reading in sgz.READINGS.values():
        blocks.append(f"### {reading.id} · {reading.clause} {{ #{reading.id} }}")
        blocks.append(language.pick((reading.question, reading.question_en)))
        default = language.pick(("（默认）", " (default)"))
        blocks.append(
            "\n".join(
                f"- `{type(option).__name__}.{option.name}` {language.of(option)}"
                + (default if option is reading.default else "")
                for option in reading.options
            )
        )
        if hanging[reading.id]:
            ids = language.list(f"`{id_}`" for id_ in hanging[reading.id])
            blocks.append(language.pick(("影响：", "It matters to ")) + ids)
    return "\n\n".join(blocks)


def reference(part: str) -> str:
    """List the public names that live in a part of the library, for mkdocstrings to describe."""
    return "\n\n".join(f"::: sgzlib.{name}" for name in sgz.__all__ if _home(name).startswith(f"sgzlib.{part}."))


def _home(name: str) -> str:
    value: Any = getattr(sgz, name)
    if inspect.isclass(value) or inspect.isfunction(value):
        return value.__module__
    modules: list[ModuleType] = [value for key, value in inspect.sys.modules.items() if key.startswith("sgzlib.")]
    return min((m.__name__ for m in modules if vars(m).get(name) is value), key=_depth, default="sgzlib")


def _depth(module: str) -> tuple[bool, str]:
    return module.startswith("sgzlib.bridges"), module
