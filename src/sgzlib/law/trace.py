"""What a rule looks at (追踪), found by running the rule itself on stand-ins: no list of inputs is kept by hand.

`facts_used` and `readings_used` record what was asked; `completions` asks what could still change the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from types import FunctionType, MethodType
from typing import Any, TypeAlias

import attrs

from sgzlib.law.facts import Fact, StandIn, is_subject
from sgzlib.law.groups import distinct, earliest, interval_of, latest, name_of, total, truth_of
from sgzlib.law.requirement import Case, Requirement
from sgzlib.tianjin.policy import READINGS, Policy
from sgzlib.tianjin.readings import Reading

Rule: TypeAlias = Callable[[Any, Case], Any]


def joined(path: str, name: str) -> str:
    """Give the path of a fact inside a subject (事实路径)."""
    return f"{path}.{name}" if path else name


class _RecordingGroup:
    def __init__(self, members: tuple[Any, ...], path: str, seen: dict[str, Any]) -> None:
        self._members = members
        self._path = path
        self._seen = seen

    def count(self, what: Any, case: Case) -> Any:
        truths = [truth_of(member, what, case) for member in self._members]
        for at, truth in enumerate(truths):
            self._seen[f"{self._path}[{at}].{name_of(what)}"] = truth
        return interval_of(truths)

    def size(self) -> int:
        self._seen[self._path] = len(self._members)
        return len(self._members)

    def total(self, name: str) -> Any:
        self._see(name)
        return total(self._members, name)

    def distinct(self, name: str, among: tuple[Any, ...]) -> Any:
        self._see(name)
        return distinct(self._members, name, among)

    def latest(self, name: str) -> Any:
        self._see(name)
        return latest(self._members, name)

    def earliest(self, name: str) -> Any:
        self._see(name)
        return earliest(self._members, name)

    def _see(self, name: str) -> None:
        for at, member in enumerate(self._members):
            self._seen[f"{self._path}[{at}].{name}"] = getattr(member, name)


def recorder(subject: Any, path: str, seen: dict[str, Any]) -> StandIn:
    """Stand in for a subject and write down every fact asked for, with its value."""

    def leaf(name: str, fact: Fact[Any]) -> Any:
        value = getattr(subject, name)
        at = joined(path, name)
        if isinstance(value, tuple) and is_subject(fact.kind.members):
            return _RecordingGroup(value, at, seen)
        if is_subject(type(value)):
            return recorder(value, at, seen)
        seen[at] = value
        return value

    return StandIn(type(subject), leaf)


def facts_used(rule: Rule, subject: Any, case: Case) -> dict[str, Any]:
    """Give the facts that a rule looks at, with their values (所用事实)."""
    seen: dict[str, Any] = {}
    rule(recorder(subject, "", seen), case)
    return seen


class _WatchedPolicy:
    def __init__(self, policy: Policy, seen: dict[str, None]) -> None:
        self._policy = policy
        self._seen = seen

    def __getattr__(self, name: str) -> Any:
        method = getattr(type(self._policy), name, None)
        if isinstance(method, FunctionType):
            return MethodType(method, self)
        self._seen[name] = None
        return getattr(self._policy, name)


@attrs.frozen
class _WatchedCase:
    on: Any
    policy: Any


def policy_used(requirement: Requirement, subject: Any, case: Case) -> tuple[str, ...]:
    """Give the fields of the policy that a requirement reads, its force included (所用政策字段)."""
    seen: dict[str, None] = {}
    watched: Any = _WatchedCase(case.on, _WatchedPolicy(case.policy, seen))
    requirement.truth(subject, watched)
    if isinstance(requirement.force, Reading):
        seen[requirement.force.id] = None
    return tuple(seen)


def readings_used(requirement: Requirement, subject: Any, case: Case) -> tuple[Reading, ...]:
    """Give the readings that a requirement looks at (所用解释)."""
    used = policy_used(requirement, subject, case)
    return tuple(reading for name, reading in READINGS.items() if name in used)


def readings_touched(requirement: Requirement, subject: Any, case: Case) -> tuple[Reading, ...]:
    """Give the readings that a requirement looks at under any options of them (所涉解释).

    A rule that branches on one reading may look at another in one branch alone: so all options are tried.
    """
    touched: dict[str, Reading] = {}
    while True:
        for policy in under_every_option(tuple(touched.values()), case.policy):
            found = readings_used(requirement, subject, attrs.evolve(case, policy=policy))
            more = {reading.id: reading for reading in found if reading.id not in touched}
            if more:
                touched |= more
                break
        else:
            return tuple(touched.values())


def under_every_option(readings: Sequence[Reading], policy: Policy) -> Iterator[Policy]:
    """Give a policy under every combination of the options of some readings (各种解释组合下的政策参数)."""
    for options in product(*(reading.options for reading in readings)):
        yield policy.under(**{reading.id: option for reading, option in zip(readings, options, strict=True)})
