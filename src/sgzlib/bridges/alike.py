"""Alike subjects (同类对象): subjects that are equal in all facts that a ruleset reads have equal answers.

`key_of` returns the function that makes the key of a subject. Only one subject of each key has to be judged. Subjects
of one `conflict_key` have the same conflicts, although known facts may differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from functools import cache
from typing import Any, cast

from sgzlib.advice.questions import inputs_of
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.law.formula import And, Comparison, Count, Given, Group, Node, Not, Or, children, under, walk
from sgzlib.law.formula.evaluating import compiled
from sgzlib.law.requirement import Case, Ruleset
from sgzlib.law.tracing import given_in, joined
from sgzlib.law.truth import UNKNOWN, Unknown


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
    return _key_in(_checked_with(ruleset.subject, _nested(question.path for question in inputs_of(ruleset))))


def _nested(paths: Iterable[str]) -> dict[str, Any]:
    """Return paths as a tree of names (路径树)."""
    tree: dict[str, Any] = {}
    for path in paths:
        branch = tree
        for name in re.split(r"[.\[\]]+", path):
            branch = branch.setdefault(name, {})
    return tree


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


def conflict_key(ruleset: Ruleset, case: Case[Any]) -> Callable[[Any], Hashable]:
    """Return a function that makes the key of a subject (区分矛盾的键): subjects with equal keys have equal conflicts.

    If rules only compare a known fact with fixed values, the key has the results of these comparisons, not the fact.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> from sgzlib.bridges.alike import conflict_key
    >>> key = conflict_key(sgz.QUALIFICATION, sgz.check_qualification(sgz.Worker(), on=date(2022, 3, 1)).case)
    >>> few, more, many = (sgz.Worker(continuing_education_hours=hours) for hours in (0, 71, 72))
    >>> key(few) == key(more), key(few) == key(many)
    (True, False)
    """
    tests: dict[str, list[Node] | None] = {}
    for path, rule, _ in ruleset.every():
        if not rule.restates:
            _collect(under(ruleset.formula(path, rule), case.law), "", tests)
    zones = {path.replace("[]", ""): _Zone(asked, case) for path, asked in tests.items() if asked is not None}
    tree = _nested(tests)

    def key_in(subject: Any, root: Any, branch: dict[str, Any], prefix: str) -> Hashable:
        values: list[Any] = []
        for name, inner in branch.items():
            value, path = getattr(subject, name), joined(prefix, name)
            if value is UNKNOWN:
                values.append(None)
            elif isinstance(value, tuple) and value and is_subject(type(value[0])):
                values.append(tuple(key_in(member, member, inner, path) for member in value))
            elif is_subject(type(value)):
                values.append(key_in(value, root, inner, path))
            else:
                values.append(zones[path](value, root) if path in zones else value)
        return tuple(values)

    return lambda subject: key_in(subject, subject, tree, "")


def _collect(node: Node, path: str, tests: dict[str, list[Node] | None]) -> None:
    """Collect for each fact the comparisons that read it alone, or None if a formula reads it otherwise (收集比较)."""
    match node:
        case Comparison() if _is_of_one_fact(node):
            fact_path, _ = next(given_in(node, path))
            others = tests.setdefault(fact_path, [])
            if others is not None:
                others.append(node)
        case And() | Or() | Not() | Comparison():
            for part in children(node):
                _collect(part, path, tests)
        case Count(group, what):
            tests[joined(path, group.path)] = None
            _collect(what.formula, f"{joined(path, group.path)}[]", tests)
        case _:
            tests.update(dict.fromkeys((fact_path for fact_path, _ in given_in(node, path)), None))


def _is_of_one_fact(node: Node) -> bool:
    inner = list(walk(node))
    is_of_group = any(isinstance(part, Group) for part in inner)
    return not is_of_group and len({part.path for part in inner if isinstance(part, Given)}) == 1


class _Zone:
    """The values of a fact that comparisons do not tell apart (同区取值): each value is compared once."""

    def __init__(self, tests: list[Node], case: Case[Any]) -> None:
        self._tests = [compiled(test) for test in tests]
        self._case = case
        self._known: dict[Any, Hashable] = {}

    def __call__(self, value: Any, root: Any) -> Hashable:
        """Return the answers for a value of a subject or member; the value itself where one is not known."""
        if value not in self._known:
            answers = tuple(test(root, self._case) for test in self._tests)
            self._known[value] = value if any(isinstance(each, Unknown) for each in answers) else answers
        return self._known[value]
