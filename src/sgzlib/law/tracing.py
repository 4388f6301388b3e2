"""Tracing (追踪): which facts a formula reads in a subject, by their paths, and their values.

The nodes of the formula are visited in order. The path of a fact leads through the parts of the subject. A condition on
the members of a group gives one path for each member, `workers[0].full_time`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any

from sgzlib.law.formula import (
    Count,
    CountBy,
    Distinct,
    Extreme,
    Given,
    Group,
    Node,
    Parameter,
    Size,
    Total,
    What,
    children,
    nodes_in,
    walk,
)
from sgzlib.law.formula.evaluating import asked_of
from sgzlib.law.groups import truth_of
from sgzlib.law.truth import UNKNOWN


def joined(path: str, name: str) -> str:
    """Return the path of a fact inside a subject (事实路径)."""
    return f"{path}.{name}" if path else name


def value_at(subject: Any, path: str) -> Any:
    """Return the fact at a path through parts (某路径的事实); UNKNOWN where a part on the way is."""
    return _getter(path)(subject)


_getter = lru_cache(maxsize=1024)(attrgetter)


def facts_used(formula: Node, subject: Any, case: Any) -> dict[str, Any]:
    """Return the facts that a formula reads, by path, with their values (所用事实).

    A condition on the members of a group has an entry for each member: `workers[0].full_time`.
    """
    values: dict[str, Any] = {}
    for node in _asking(formula):
        match node:
            case Given(path, _):
                values[path] = value_at(subject, path)
            case Size(Group(path, _)):
                members = value_at(subject, path)
                values[path] = UNKNOWN if members is UNKNOWN else len(members)
            case _:
                values.update(_asked(node, subject, case))
    return values


@lru_cache(maxsize=1024)
def _asking(node: Node) -> tuple[Node, ...]:
    """Return the nodes of a formula that look at facts, each once, in their order."""
    return tuple(dict.fromkeys(_asking_in(node)))


def _asking_in(node: Node) -> Iterator[Node]:
    match node:
        case Given() | Size() | Count() | Total() | Distinct() | Extreme():
            yield node
        case CountBy():
            yield from _asking_in(node.day)
            yield node
        case _:
            for child in children(node):
                yield from _asking_in(child)


def _asked(node: Any, subject: Any, case: Any) -> Iterator[tuple[str, Any]]:
    path, what = node.group.path, node.what
    members = value_at(subject, path)
    if members is UNKNOWN:
        yield path, UNKNOWN
        return
    for index, member in enumerate(members):
        yield f"{path}[{index}].{what.name}", truth_of(member, asked_of(what), case)


@cache
def asked_in(node: Node) -> dict[str, What]:
    """Return the conditions that a formula has on members of its groups, by name (逐一核对的内容)."""
    return {
        aggregate.what.name: aggregate.what
        for aggregate in walk(node)
        if isinstance(aggregate, Count | CountBy | Total | Distinct | Extreme)
    }


@cache
def numbers_in(node: Node) -> tuple[str, ...]:
    """Return the names of the law's numbers that a formula uses (所用数值)."""
    return tuple(dict.fromkeys(parameter.name for parameter in nodes_in(node) if isinstance(parameter, Parameter)))


def given_in(node: Node, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the facts that a formula may read, by path; a member's as `workers[].full_time` (可能用到的事实)."""
    match node:
        case Given(relative_path, fact):
            yield joined(path, relative_path), fact
        case Group(relative_path, fact):
            yield joined(path, relative_path), fact
        case CountBy(group, what, day):
            yield from given_in(day, path)
            yield joined(path, group.path), group.fact
            yield from given_in(what.formula, f"{joined(path, group.path)}[]")
        case Count(group, what) | Total(group, what) | Distinct(group, what, _) | Extreme(group, what, _):
            yield joined(path, group.path), group.fact
            yield from given_in(what.formula, f"{joined(path, group.path)}[]")
        case _:
            for child in children(node):
                yield from given_in(child, path)


def unknown_facts(formulas: Iterable[Node], subject: Any) -> tuple[str, ...]:
    """Return the unknown facts of a subject that formulas may look at, by path (未知事实)."""
    patterns = dict.fromkeys(path for formula in formulas for path, _ in given_in(formula))
    return tuple(dict.fromkeys(path for pattern in patterns for path in _unknown_at(subject, pattern)))


def _unknown_at(subject: Any, pattern: str) -> Iterator[str]:
    path, _, inside = pattern.partition("[].")
    value = value_at(subject, path)
    if value is UNKNOWN:
        yield path
    elif inside:
        for place, member in enumerate(value):
            yield from (f"{path}[{place}].{name}" for name in _unknown_at(member, inside))
