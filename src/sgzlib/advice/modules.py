"""Modules (模块): parts of a proposition whose variables occur nowhere else in it, like the modules of a fault tree.

They are found by the algorithm of Dutuit and Rauzy (1996), in time linear in the size of the proposition. One
depth-first walk records three times for each node. A node is a module if every visit to a node below it lies between
the first two:

    first visit    the walk reaches the node
    end            the walk has visited everything below it
    last visit     the walk reaches the node for the last time

A module can be replaced by one variable: a fact in it matters if it matters in the module and the module matters in the
rest. A condition on each member of a group is then examined once, however many members there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import count
from typing import Any

from sgzlib.advice.propositions import (
    All,
    AtLeast,
    Decided,
    Inequality,
    Literal,
    Proposition,
    Variable,
    at_least,
    conjunction,
    disjunction,
    negation,
    rewritten,
)
from sgzlib.advice.satisfiability import components, numeric_variables


class Modules:
    """The modules of a proposition (模块分解), apart from some variables and from those of `besides`.

    It applies to completions only: a module and its negation are one.
    """

    def __init__(self, whole: Proposition, besides: Proposition, apart: Iterable[Variable]) -> None:
        self.whole = whole
        self._clock = count()
        self._visits: dict[Any, list[int]] = {}
        self._key: dict[Proposition, Proposition] = {}
        self._inner: dict[Any, Sequence[Any]] = {}
        for outside in (*apart, *besides.variables):
            self._visits[outside] = [-1, -1, -1]
        self._visit(whole)
        self._spans: dict[Any, tuple[int, int]] = {}

    def found(self) -> list[Proposition]:
        """Return the maximal proper modules with more than one variable (极大模块)."""
        listed: dict[Proposition, None] = {}
        stack: list[Any] = [*reversed(self._inner[self.whole])]
        seen: set[Any] = set()
        while stack:
            node = stack.pop()
            key: Any = self._key.get(node, node)
            if isinstance(key, Variable) or key in seen:
                continue
            seen.add(key)
            if self._is_module(key):
                if len(key.variables) > 1:
                    listed[key] = None
            else:
                stack += reversed(self._inner[key])
        return list(listed)

    def without(self, modules: dict[Proposition, Proposition]) -> Proposition:
        """Return the proposition with each module replaced (以变量代替模块)."""
        inside = {variable: None for module in modules for variable in module.variables}
        made = {**modules, **{negation(module): negation(replacement) for module, replacement in modules.items()}}

        def replaced(part: Proposition) -> Proposition:
            if part not in made and not inside.keys().isdisjoint(part.variables):
                made[part] = again(part)
            return made.get(part, part)

        def again(part: Proposition) -> Proposition:
            match part:
                case Inequality():
                    for factor in _factors(part):
                        replaced(factor)
                    return rewritten(part, inside, replaced, made)
                case AtLeast():
                    return at_least(part.content[0], map(replaced, part.content[1]))
                case _:
                    return _join(part)(map(replaced, _groups(part)))

        return replaced(self.whole)

    def _visit(self, node: Any) -> None:
        if isinstance(node, Variable):
            key: Any = node
        else:
            if node not in self._key:
                self._key[node] = self._key[negation(node)] = node
            key = self._key[node]
        now = next(self._clock)
        if key in self._visits:
            self._visits[key][2] = max(now, self._visits[key][2])
            return
        times = self._visits[key] = [now, now, now]
        self._inner[key] = _inside(node)
        for inner in self._inner[key]:
            self._visit(inner)
        times[1] = times[2] = next(self._clock)

    def _is_module(self, key: Proposition) -> bool:
        first, last = self._span(key)
        return self._visits[key][0] < first and last < self._visits[key][1]

    def _span(self, key: Any) -> tuple[int, int]:
        """Return the first and the last visit of any node below."""
        if key not in self._spans:
            inner = [self._key.get(node, node) for node in self._inner.get(key, ())]
            times = [(self._visits[node][0], self._visits[node][2]) for node in inner] + [*map(self._span, inner)]
            self._spans[key] = (
                min((low for low, _ in times), default=10**9),
                max((high for _, high in times), default=-1),
            )
        return self._spans[key]


def _join(part: Proposition) -> Callable[[Iterable[Proposition]], Proposition]:
    return conjunction if isinstance(part, All) else disjunction


def _groups(part: Proposition) -> Sequence[Proposition]:
    """Return the parts of a conjunction or disjunction, with those that share a variable joined."""
    groups = components(part.content)
    return part.content if len(groups) == 1 else [_join(part)(group) for group in groups]


def _factors(part: Inequality) -> list[Proposition]:
    return [factor for monomial, _ in part.content for factor in monomial if isinstance(factor, Proposition)]


def _inside(node: Any) -> Sequence[Any]:
    match node:
        case Literal():
            return [node.variable]
        case Inequality():
            return [*sorted(numeric_variables(node), key=lambda variable: variable.order), *_factors(node)]
        case AtLeast():
            parts: Sequence[Any] = node.content[1]
            return parts
        case Decided() | Variable():
            return ()
        case _:
            return _groups(node)
