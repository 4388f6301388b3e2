"""Evaluating (求值): a formula as one compiled Python function, with the same results as the rule it was recorded from.

A check runs this function instead of the rule. The readings of the law are already decided in it, a part that is used
twice is computed once, and `&` and `|` skip parts that cannot change their result. Its source is registered in
`linecache`, as `attrs` does with the source of its methods, so that tracebacks and debuggers show it.
"""

from __future__ import annotations

import itertools
import linecache
import operator
import re
import weakref
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar, cast

from sgzlib.law.deadlines import earlier, later, where
from sgzlib.law.exact import minus, plus, product
from sgzlib.law.formula.folding import Fold
from sgzlib.law.formula.nodes import (
    Alike,
    And,
    AskedDay,
    ByLaw,
    Comparison,
    ConsistsOf,
    Constant,
    Count,
    CountBy,
    Difference,
    Distinct,
    Earlier,
    EndsWith,
    Extreme,
    FirstKnown,
    Given,
    Includes,
    Later,
    Node,
    Not,
    Operator,
    Or,
    Parameter,
    Product,
    Shift,
    Size,
    Sum,
    Total,
    What,
    Where,
    Workday,
    WorkdaysAfter,
    asks_numbers,
    is_truth,
    under,
)
from sgzlib.law.formula.recording import record
from sgzlib.law.groups import (
    MemberRule,
    consists_of,
    count,
    count_by,
    distinct,
    earliest,
    includes,
    latest,
    size,
    total,
)
from sgzlib.law.laws import Law
from sgzlib.law.periods import SHIFTS, RestDays, to_workday, workdays_after
from sgzlib.law.truth import UNKNOWN, alike, amount_if, ends_with, first_known, not_

F = TypeVar("F", bound=Callable[..., Any])

NOTHING = Constant(0)
"""What an amount comes to where it does not count (不计)."""
_COMPARED: dict[Operator, Callable[[Any, Any], Any]] = {
    "≥": operator.ge,
    ">": operator.gt,
    "≤": operator.le,
    "<": operator.lt,
    "=": operator.eq,
    "≠": operator.ne,
}
_SIGNS = {"≥": ">=", ">": ">", "≤": "<=", "<": "<", "=": "==", "≠": "!="}


def remembered(most: int, *, typed: bool = False) -> Callable[[F], F]:
    """Return a decorator that keeps what a function returned (记忆结果): `lru_cache` with the function's own type."""
    return cast("Any", lru_cache(maxsize=most, typed=typed))


def evaluate(node: Node, subject: Any, case: Any) -> Any:
    """Return what a formula gives for a subject in a case (公式求值)."""
    return compiled(under(node, case.law))(subject, case)


@remembered(4096)
def taken(
    rule: Callable[[Any, Any], Any],
    cls: type[Any],
    law: Law,
    whole: type[Any] | None = None,
    path: str = "",
    last: Callable[[Any, Any], Any] | None = None,
) -> Node:
    """Return the formula of a rule about subjects of a class, as a law has it (取定公式).

    Where `whole` is given, the subject is its part at `path`, and paths lead from the whole. `last` is the last day of
    the rule, which decides the law of a history whose numbers apply.
    """
    formula = recorded(rule, cls, type(law), whole, path)
    return under(formula if last is None else by_last_day(formula, recorded(last, cls, type(law), whole, path)), law)


def by_last_day(formula: Node, last: Node) -> Node:
    """Return a formula that takes its numbers from the law in force on a last day (依末日规定)."""
    return ByLaw(formula, last) if asks_numbers(formula) else formula


def asked_of(what: What) -> Any:
    """Return what answers a question that is asked of each member (逐一核对的依据)."""
    return MemberRule(what.name, what.zh, what.en, compiled(what.formula)) if what.dated else what.asked


recorded = remembered(4096)(record)


@remembered(4096)
def compiled(node: Node, path: str = "", name: str = "formula") -> Callable[[Any, Any], Any]:
    """Return a formula without readings as a function of a subject and a case (编译公式).

    Where the subject is a part, `path` is its path in the whole, from which the formula's paths lead. A traceback and
    a debugger show the lines of the function, in a file called by `name`.
    """
    source = _PythonSource(path)
    source.line(f"return {source.fold(node)}")
    text = "\n".join(["def rule(subject, case):", *source.lines, ""])
    file = next(file for file in _files(name) if file not in linecache.cache)
    exec(compile(text, file, "exec"), source.constants)  # noqa: S102 - of our own lines
    rule: Callable[[Any, Any], Any] = source.constants["rule"]
    linecache.cache[file] = len(text), None, text.splitlines(keepends=True), file
    weakref.finalize(rule, linecache.cache.pop, file, None).atexit = False
    return rule


def _files(name: str) -> Iterator[str]:
    yield f"<{name}>"
    yield from (f"<{name} {number}>" for number in itertools.count(2))


class _PythonSource:
    """The world of values as Python source (值的源码): of each node, the name that its value has in the lines."""

    def __init__(self, path: str) -> None:
        self.lines: list[str] = []
        self.constants: dict[str, Any] = {}
        self.fold = Fold(self)
        self._before = f"{path}." if path else ""
        self._taken = {"subject", "case", "rule"}
        self._last: dict[str, int] = {}
        self._indent = 1

    def line(self, text: str) -> None:
        self.lines.append("    " * self._indent + text)

    def _free(self, name: str) -> str:
        free = name = re.sub(r"\W", "_", name)
        number = self._last.get(name, 1)
        while free in self._taken:
            number += 1
            free = f"{name}_{number}"
        self._last[name] = number
        self._taken.add(free)
        return free

    def _named(self, text: str, name: str = "value") -> str:
        name = self._free(name)
        self.line(f"{name} = {text}")
        return name

    def _constant(self, value: Any, name: str = "constant") -> str:
        if value is None or type(value) in {bool, int, str}:
            return repr(value)
        known = next((known for known, held in self.constants.items() if held is value), None)
        if known is None:
            known = self._free(name)
            self.constants[known] = value
        return known

    def _call(self, function: Callable[..., Any], *arguments: str, **named: str) -> str:
        given = ", ".join([*arguments, *(f"{name}={value}" for name, value in named.items())])
        return self._named(f"{self._constant(function, function.__name__)}({given})")

    @contextmanager
    def _if(self, test: str) -> Generator[None]:
        before = dict(self.fold.known)
        self.line(f"if {test}:")
        self._indent += 1
        yield
        self._indent -= 1
        self.fold.known = before  # what was computed under a condition may not be there after it

    def _joined(self, node: And | Or, parts: Iterator[str], sign: str, *, decisive: bool) -> str:
        joined = self._named(next(parts))
        for _ in node.parts[1:]:
            with self._if(f"{joined} is not {decisive}"):
                self.line(f"{joined} = {joined} {sign} {next(parts)}")
        return joined

    def constant(self, node: Constant) -> str:
        value = node.value
        kind = type(value).__name__
        return self._constant(value, f"{kind}_{value.name}" if isinstance(value, Enum) else f"{kind}_{value}")

    def fact(self, node: Given) -> str:
        return self._fact(node.path)

    def _fact(self, path: str) -> str:
        name = path.replace(".", "_")
        if not self._before or path.startswith(self._before):
            return self._named(f"subject.{path.removeprefix(self._before)}", name)
        return self._named(f"case.whole.{path}", name)

    def number(self, node: Parameter) -> str:
        return self._named(f"case.law.{node.name}", node.name)

    def asked_day(self, _node: AskedDay) -> str:
        return self._named("case.on", "on")

    def negation(self, _node: Not, part: str) -> str:
        return self._call(not_, part)

    def conjunction(self, node: And, parts: Iterator[str]) -> str:
        return self._joined(node, parts, "&", decisive=False)

    def disjunction(self, node: Or, parts: Iterator[str]) -> str:
        return self._joined(node, parts, "|", decisive=True)

    def comparison(self, node: Comparison, left: str, right: str) -> str:
        return self._named(f"{left} {_SIGNS[node.sign]} {right}")

    def sum(self, _node: Sum, left: str, right: str) -> str:
        return self._call(plus, left, right)

    def difference(self, _node: Difference, left: str, right: str) -> str:
        return self._call(minus, left, right)

    def product(self, _node: Product, left: str, right: str) -> str:
        return self._call(product, left, right)

    def shift(self, node: Shift, day: str, by: str) -> str:
        return self._call(SHIFTS[node.unit], day, by)

    def workday(self, _node: Workday, day: str) -> str:
        return self._call(to_workday, day, "case.law.rest_days")

    def workdays_after(self, _node: WorkdaysAfter, day: str, by: str) -> str:
        return self._call(workdays_after, day, by, "case.law.rest_days")

    def earlier(self, _node: Earlier, left: str, right: str) -> str:
        return self._call(earlier, left, right)

    def later(self, _node: Later, left: str, right: str) -> str:
        return self._call(later, left, right)

    def where(self, node: Where, test: str, then: Callable[[], str], otherwise: Callable[[], str]) -> str:
        if node.otherwise == NOTHING:
            return self._call(amount_if, test, then())
        with self._if(f"{test} is not False"):
            first = self._named(then())
        with self._if(f"{test} is not True"):
            second = self._named(otherwise())
        if is_truth(node):
            negated = f"{self._constant(not_, 'not_')}({test})"
            either = f"(({test} & {first}) | ({negated} & {second}) | ({first} & {second}))"
        else:
            either = f"{self._constant(where, 'where')}({test}, {first}, {second})"
        return self._named(f"{first} if {test} is True else {second} if {test} is False else {either}")

    def first_known(self, _node: FirstKnown, first: str, second: Callable[[], str]) -> str:
        known = self._named(first)
        with self._if(f"{known} is {self._constant(UNKNOWN, 'UNKNOWN')}"):
            self.line(f"{known} = {second()}")
        return known

    def ends_with(self, node: EndsWith, text: str) -> str:
        return self._call(ends_with, text, repr(node.ending))

    def alike(self, node: Alike, left: str, right: str) -> str:
        patterns = {"without": repr(node.without), "other_without": repr(node.right_without)}
        return self._call(alike, left, right, **patterns)

    def includes(self, node: Includes, labels: str) -> str:
        return self._call(includes, labels, f"*{self._constant(node.asked, 'labels')}")

    def consists_of(self, node: ConsistsOf, labels: str) -> str:
        return self._call(consists_of, labels, f"*{self._constant(node.asked, 'labels')}")

    def size(self, node: Size) -> str:
        return self._call(size, self._fact(node.group.path))

    def count(self, node: Count) -> str:
        return self._call(count, self._fact(node.group.path), self._asked(node.what), "case")

    def count_by(self, node: CountBy, day: str) -> str:
        return self._call(count_by, self._fact(node.group.path), repr(node.what.name), day, "case")

    def total(self, node: Total) -> str:
        return self._call(total, self._fact(node.group.path), self._asked(node.what), "case")

    def distinct(self, node: Distinct) -> str:
        among = self._constant(node.among, "among")
        return self._call(distinct, self._fact(node.group.path), repr(node.what.name), among)

    def extreme(self, node: Extreme) -> str:
        return self._call(latest if node.latest else earliest, self._fact(node.group.path), repr(node.what.name))

    def _asked(self, what: What) -> str:
        return self._constant(asked_of(what), what.name)


def computed(node: Node, parts: list[Any], rest_days: RestDays | None) -> Any:
    """Return the value of a node from the values of its parts (由各部分求值)."""
    match node:
        case Comparison(sign, _, _):
            return _COMPARED[sign](*parts)
        case Shift(_, _, unit):
            return SHIFTS[unit](*parts)
        case Workday():
            return to_workday(parts[0], rest_days)
        case WorkdaysAfter():
            return workdays_after(parts[0], parts[1], rest_days)
        case Where(_, _, otherwise):
            return amount_if(*parts[:2]) if otherwise == NOTHING else where(*parts)
        case EndsWith(_, ending):
            return ends_with(parts[0], ending)
        case Alike(_, _, without, right_without):
            return alike(*parts, without=without, other_without=right_without)
        case Includes(_, asked):
            return includes(*parts, *asked)
        case ConsistsOf(_, asked):
            return consists_of(*parts, *asked)
        case _:
            return _COMPUTED[type(node)](*parts)


_COMPUTED: dict[type[Node], Callable[..., Any]] = {
    Not: not_,
    Sum: plus,
    Difference: minus,
    Product: product,
    Earlier: earlier,
    Later: later,
    FirstKnown: first_known,
}
