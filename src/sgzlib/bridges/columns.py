"""Columns (列): by what names the facts of a subject stand in tables, and how their labels are written."""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import Any

from sgzlib.law.facts import Fact, facts_of, is_subject
from sgzlib.law.kinds import Form
from sgzlib.law.requirement import Ruleset

INSIDE = "__"
"""Between a part and its fact in the name of a column: a dot there would make the names of answers."""
BETWEEN = "、"
"""Between several labels in one cell."""


def columns_of(of: type, path: str = "") -> dict[str, Fact[Any]]:
    """Return the columns that a table of such subjects may have (可用的列): the facts, by the names of their columns.

    >>> import sgzlib as sgz
    >>> [name for name in sgz.frames.columns_of(sgz.Station) if name.startswith("management")][:2]
    ['management__process', 'management__standards']
    """
    found: dict[str, Fact[Any]] = {}
    for name, fact in facts_of(of).items():
        inside = fact.kind.form is Form.PART and is_subject(fact.kind.members)
        found |= columns_of(fact.kind.members, f"{path}{name}{INSIDE}") if inside else {path + name: fact}  # type: ignore[arg-type]
    return found


def groups_in(ruleset: Ruleset) -> dict[str, type]:
    """Return the groups in what a ruleset judges, by their paths, and what their members are (含有的分组)."""
    return {
        path: of
        for path, fact in columns_of(ruleset.subject).items()
        if fact.kind.several and (of := fact.kind.members) is not None and is_subject(of)
    }


def code_of(option: Enum) -> int:
    """Return the number by which a column holds a member of an enumeration: its rank, or its place among them."""
    return int(option) if isinstance(option, IntEnum) else list(type(option)).index(option)


def spellings(option: Any) -> tuple[str, ...]:
    """Return the texts by which a label may be written: its name, its Chinese and its English label (可用写法)."""
    return tuple(dict.fromkeys((option.name, option.zh, option.en)))
