"""Alike subjects (同类对象): subjects that are equal in all facts that a ruleset reads have equal answers.

`key_of` returns the function that makes the key of a subject. Only one subject of each key has to be judged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from functools import cache
from typing import Any, cast

from sgzlib.advice.questions import inputs_of
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.law.requirement import Ruleset
from sgzlib.law.truth import UNKNOWN


@cache
def key_of(ruleset: Ruleset) -> Callable[[Any], Hashable]:
    """Return what tells subjects of a ruleset apart (区分对象的键): equal keys have equal answers.

    The order of members counts, since answers name them by their place. Where a class holds its facts against each
    other, all of them count.

    >>> import sgzlib as sgz
    >>> from sgzlib.bridges.alike import key_of
    >>> key = key_of(sgz.STAFFING)
    >>> one, two = (sgz.Team(workers=(sgz.Worker(name=name, trained=True),)) for name in ("王芳", "李强"))
    >>> key(one) == key(two), key(one) == key(sgz.Team())
    (True, False)
    """
    read: dict[str, Any] = {}
    for question in inputs_of(ruleset):
        branch = read
        for name in re.split(r"[.\[\]]+", question.path):
            branch = branch.setdefault(name, {})
    return _key_in(_checked_with(ruleset.subject, read))


def _checked_with(cls: type[Any], read: dict[str, Any]) -> dict[str, Any]:
    """Return the facts that are read, with those that a class checks against them."""
    facts = facts_of(cls)
    names = dict.fromkeys([*read, *(facts if hasattr(cls, "__attrs_post_init__") else ())])
    nested: dict[str, Any] = {}
    for name in names:
        members = facts[name].kind.members if name in facts else None
        inside = members is not None and is_subject(members)
        nested[name] = _checked_with(cast("type[Any]", members), read.get(name, {})) if inside else None
    return nested


def _key_in(read: dict[str, Any]) -> Callable[[Any], Hashable]:
    inner = {name: None if branch is None else _key_in(branch) for name, branch in read.items()}

    def key(subject: Any) -> Hashable:
        values: list[Any] = []
        for name, inside in inner.items():
            value = getattr(subject, name)
            if inside is not None and isinstance(value, tuple):
                value = (len(value), *map(inside, value))
            elif inside is not None and is_subject(type(value)):
                value = inside(value)
            # Nothing equals UNKNOWN, and no fact is None.
            values.append(None if value is UNKNOWN else value)
        return tuple(values)

    return key
