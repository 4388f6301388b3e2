"""Suites (向量的来源): the vectors that ship, those in a file, or those that are made for a ruleset of your own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

from sgzlib.bridges.vectors.running import under_options, with_nulls
from sgzlib.bridges.vectors.suite import Vector, cases_in, document
from sgzlib.bridges.vectors.writing import make
from sgzlib.law.errors import InvalidValue
from sgzlib.law.requirement import Ruleset
from sgzlib.tianjin.rulesets import RULESETS


class Suite:
    """The vectors of a ruleset (一组向量): a document, and the ruleset itself where it is at hand."""

    def __init__(self, read: Mapping[str, Any], ruleset: Ruleset | None) -> None:
        self.document = read
        self.ruleset = ruleset
        self.vectors: tuple[Vector, ...] = cases_in(read)

    @cached_property
    def asked(self) -> tuple[Vector, ...]:
        """All that a program is asked (全部提问): the cases, again with nulls, and again under other readings."""
        names = dict.fromkeys(name for vector in self.vectors for name in vector.facts)
        return tuple(
            asked
            for vector in self.vectors
            for asked in (vector, *with_nulls(vector, names), *under_options(vector, self.document))
        )

    @cached_property
    def name(self) -> str:
        """The name of its ruleset (要求组的名称)."""
        return str(self.document["ruleset"])


def ruleset_named(named: str) -> Ruleset:
    """Return a ruleset of this library by its name, or any by `package.module:NAME` (按名取要求组).

    Raises `InvalidValue` where there is none.
    """
    if named in RULESETS:
        return RULESETS[named]
    module, _, name = named.partition(":")
    try:
        ruleset = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        ruleset = error
    if not isinstance(ruleset, Ruleset):
        raise InvalidValue(
            "ruleset",
            named,
            f"{'、'.join(RULESETS)}，或者 package.module:NAME",
            f"one of {', '.join(RULESETS)}, or package.module:NAME",
        )
    return ruleset


def suite_of(named: str) -> Suite:
    """Return the vectors of a ruleset by its name (按名取向量): those that ship, or made for one from elsewhere."""
    ruleset = ruleset_named(named)
    shipped = ruleset is RULESETS.get(ruleset.name)
    return Suite(document(ruleset) if shipped else make(ruleset), ruleset)


def suite_in(file: Path) -> Suite:
    """Return the vectors in a file (文件中的向量). Raises `InvalidValue` for one that holds none."""
    try:
        read = json.loads(file.read_text(encoding="utf-8"))
        own = RULESETS.get(read["ruleset"])
        same = own is not None and {rule.id for _, rule, _ in own.every()} == set(read["requirements"])
        return Suite(read, own if same else None)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise InvalidValue(
            "file", str(file), f"向量文件（{error}）", f"a file of vectors ({type(error).__name__}: {error})"
        ) from None


def suites(rulesets: Iterable[str] | None, paths: Iterable[Path] | None, ids: Iterable[str] | None) -> list[Suite]:
    """Return the suites that are meant (所指的向量), by ruleset, file, or ids of cases; else all that ship."""
    if rulesets or paths:
        return [*map(suite_of, rulesets or ()), *map(suite_in, paths or ())]
    return [suite_of(name) for name in dict.fromkeys(map(_ruleset_in, ids)) if name in RULESETS] if ids else _shipped()


def _shipped() -> list[Suite]:
    return [suite_of(name) for name in RULESETS]


def _ruleset_in(id_: str) -> str:
    return id_.partition("/")[0].rpartition("-")[0]
