"""Evaluating (求值): a formula on values, as the rule that it was recorded of would run on them.

A formula is written out as one Python function, which a check runs in place of the rule: what the law's readings decide
is gone from it, a part that is asked for twice is computed once, and what can no longer change `&` or `|` not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeVar, cast

from sgzlib.law.deadlines import earlier, later, where
from sgzlib.law.formula import (
    Alike,
    And,
    AskedDay,
    Comparison,
    ConsistsOf,
    Constant,
    Count,
    CountBy,
    Difference,
    Distinct,
    Earlier,
    EndsWith,
    Given,
    Includes,
    Later,
    Node,
    Not,
    Or,
    Parameter,
    Product,
    Shift,
    Size,
    Sum,
    Total,
    Where,
    Workday,
    is_truth,
    under,
)
from sgzlib.law.formula.recording import record
from sgzlib.law.groups import consists_of, count, count_by, distinct, earliest, includes, latest, size, total
from sgzlib.law.laws import Law
from sgzlib.law.money import plus, times
from sgzlib.law.periods import SHIFTS, to_workday
from sgzlib.law.truth import alike, amount_if, ends_with, not_

F = TypeVar("F", bound=Callable[..., Any])

NOTHING = Constant(0)
"""What an amount comes to where it does not count (不计)."""
_SIGNS = {"≥": ">=", ">": ">", "≤": "<=", "<": "<", "=": "==", "≠": "!="}


def remembered(most: int, *, typed: bool = False) -> Callable[[F], F]:
    """Return a decorator that keeps what a function returned (记忆结果): `lru_cache` with the function's own type."""
    return cast("Any", lru_cache(maxsize=most, typed=typed))


def evaluate(node: Node, subject: Any, case: Any) -> Any:
    """Return what a formula gives for a subject in a case (公式求值)."""
    return compiled(under(node, case.law))(subject, case)


@remembered(4096)
def taken(
    rule: Callable[[Any, Any], Any], of: type[Any], law: Law, whole: type[Any] | None = None, at: str = ""
) -> Node:
    """Return the formula of a rule about subjects of a class, as the readings of a law have it (取定公式).

    Where `whole` is given, the subject is its part at the path `at`, and paths lead from the whole.
    """
    return under(_recorded(rule, of, type(law), whole, at), law)


_recorded = remembered(4096)(record)


@remembered(4096)
def compiled(node: Node, at: str = "") -> Callable[[Any, Any], Any]:
    """Return a formula without readings as a function of a subject and a case (编译公式).

    Where the subject is a part, `at` is its path in the whole, from which the formula's paths lead.
    """
    written = _Written(at)
    written.line(f"return {written.value(node)}")
    exec("\n".join(["def rule(subject, case):", *written.lines]), written.constants)  # noqa: S102 - of our own lines
    rule: Callable[[Any, Any], Any] = written.constants["rule"]
    return rule


class _Written:
    """The lines of a function; each value that they compute has a name."""

    def __init__(self, at: str) -> None:
        self.lines: list[str] = []
        self.constants: dict[str, Any] = {}
        self._before = f"{at}." if at else ""
        self._known: dict[Node, str] = {}
        self._names = 0
        self._indent = 1

    def line(self, text: str) -> None:
        self.lines.append(" " * self._indent + text)

    def value(self, node: Node) -> str:
        if node not in self._known:
            self._known[node] = self._write(node)
        return self._known[node]

    def _named(self, text: str) -> str:
        self._names += 1
        self.line(f"v{self._names} = {text}")
        return f"v{self._names}"

    def _constant(self, value: Any) -> str:
        name = f"k{len(self.constants)}"
        self.constants[name] = value
        return name

    def _call(self, function: Callable[..., Any], *arguments: str, **named: str) -> str:
        given = ", ".join([*arguments, *(f"{name}={value}" for name, value in named.items())])
        return self._named(f"{self._constant(function)}({given})")

    @contextmanager
    def _if(self, test: str) -> Generator[None]:
        before = dict(self._known)
        self.line(f"if {test}:")
        self._indent += 1
        yield
        self._indent -= 1
        self._known = before  # what was computed under a condition may not be there after it

    def _joined(self, parts: tuple[Node, ...], sign: str, *, decisive: bool) -> str:
        joined = self._named(self.value(parts[0]))
        for part in parts[1:]:
            with self._if(f"{joined} is not {decisive}"):
                self.line(f"{joined} = {joined} {sign} {self.value(part)}")
        return joined

    def _one_of_two(self, test: str, then: Node, otherwise: Node) -> str:
        with self._if(f"{test} is not False"):
            one = self._named(self.value(then))
        with self._if(f"{test} is not True"):
            other = self._named(self.value(otherwise))
        either = f"{self._constant(where)}({test}, {one}, {other})"
        if is_truth(then) and is_truth(otherwise):
            either = f"(({test} & {one}) | ({self._constant(not_)}({test}) & {other}) | ({one} & {other}))"
        return self._named(f"{one} if {test} is True else {other} if {test} is False else {either}")

    def _fact(self, path: str) -> str:
        if not self._before or path.startswith(self._before):
            return self._named(f"subject.{path.removeprefix(self._before)}")
        return self._named(f"case.whole.{path}")

    def _write(self, node: Node) -> str:
        match node:
            case Constant(value):
                return repr(value) if value is None or isinstance(value, bool) else self._constant(value)
            case Given(path, _):
                return self._fact(path)
            case Parameter(name):
                return self._named(f"case.law.{name}")
            case AskedDay():
                return self._named("case.on")
            case Not(part):
                return self._call(not_, self.value(part))
            case And(parts):
                return self._joined(parts, "&", decisive=False)
            case Or(parts):
                return self._joined(parts, "|", decisive=True)
            case Comparison(sign, left, right):
                return self._named(f"{self.value(left)} {_SIGNS[sign]} {self.value(right)}")
            case Sum(left, right):
                return self._call(plus, self.value(left), self.value(right))
            case Difference(left, right):
                return self._named(f"{self.value(left)} - {self.value(right)}")
            case Product(left, right):
                return self._call(_product, self.value(left), self.value(right))
            case Shift(day, by, unit):
                return self._call(SHIFTS[unit], self.value(day), self.value(by))
            case Workday(day):
                return self._call(to_workday, self.value(day), "case.law.rest_days")
            case Earlier(left, right):
                return self._call(earlier, self.value(left), self.value(right))
            case Later(left, right):
                return self._call(later, self.value(left), self.value(right))
            case Where(test, then, otherwise) if otherwise == NOTHING:
                return self._call(amount_if, self.value(test), self.value(then))
            case Where(test, then, otherwise):
                return self._one_of_two(self.value(test), then, otherwise)
            case EndsWith(text, ending):
                return self._call(ends_with, self.value(text), self._constant(ending))
            case Alike(left, right, without, other_without):
                patterns = {"without": self._constant(without), "other_without": self._constant(other_without)}
                return self._call(alike, self.value(left), self.value(right), **patterns)
            case Includes(labels, asked):
                return self._call(includes, self.value(labels), f"*{self._constant(asked)}")
            case ConsistsOf(labels, asked):
                return self._call(consists_of, self.value(labels), f"*{self._constant(asked)}")
            case _:
                return self._grouped(node)

    def _grouped(self, node: Any) -> str:
        members = self._fact(node.group.path)
        match node:
            case Size():
                return self._call(size, members)
            case Count(_, what):
                return self._call(count, members, self._constant(what.asked), "case")
            case CountBy(_, what, day):
                return self._call(count_by, members, self._constant(what.name), self.value(day), "case")
            case Total(_, what):
                return self._call(total, members, self._constant(what.asked), "case")
            case Distinct(_, what, among):
                return self._call(distinct, members, self._constant(what.name), self._constant(among))
            case _:
                return self._call(latest if node.latest else earliest, members, self._constant(node.what.name))


def _product(one: Any, other: Any) -> Any:
    return one * other if isinstance(one, int) and isinstance(other, int) else times(one, other)
