"""The world of wishes (愿望世界): stand-ins whose answers remember how they could be brought about.

A rule that is run on them gives a wish: asked for its ways, it says which facts would have to be what.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, reduce
from itertools import product
from operator import eq, ge, gt, itemgetter, le, lt, ne, or_
from typing import Any, TypeAlias

from sgzlib.law.facts import Fact, StandIn, is_subject
from sgzlib.law.groups import truth_of
from sgzlib.law.kinds import DAY, TEXT, YES_NO
from sgzlib.law.periods import days_after
from sgzlib.law.trace import joined
from sgzlib.law.truth import UNKNOWN, Unknown
from sgzlib.law.ways import ALREADY, NEVER, Choices, Counter, Variable, either, solved

_TURNED: dict[Any, Any] = {ge: le, gt: lt, le: ge, lt: gt}


class Wish:
    """A truth that remembers how it can be brought about (愿望): `ways(True)`, or its contrary: `ways(False)`."""

    def __init__(self, ways: Callable[[bool], Choices]) -> None:
        self.ways = cache(ways)

    def __and__(self, other: Any) -> Wish:
        one, two = self, wish(other)
        return Wish(lambda to: [*one.ways(True), *two.ways(True)] if to else either(one.ways(False), two.ways(False)))

    def __or__(self, other: Any) -> Wish:
        return ~(~self & ~wish(other))

    __rand__, __ror__ = __and__, __or__

    def __bool__(self) -> bool:
        raise TypeError("愿望没有真假值，规则中请用 & 和 | (a wish is neither true nor false: rules use & and |)")

    def __invert__(self) -> Wish:
        return Wish(lambda to: self.ways(not to))


def wish(truth: Any) -> Wish:
    """Make a wish of a truth: what is True needs nothing, what is False or UNKNOWN cannot be brought about."""
    if isinstance(truth, Wish):
        return truth
    return Wish(lambda to: ALREADY if truth is to else NEVER)


def _apart(left: Any, right: Any) -> Any:
    """Give how far two numbers or days are apart."""
    return (left - right).days if isinstance(left, date) else left - right


# The class has an attribute `str`, as column expressions have; inside it the type needs another name.
_String: TypeAlias = str


class Term:
    """A value made of facts (由事实得出的值): what it is, where the facts that it is made of are given."""

    def __init__(self, variables: tuple[Variable, ...], value: Callable[[Any], Any], counters: Any = ()) -> None:
        self.variables = variables
        self.value = value
        self.counters: tuple[Counter, ...] = counters

    @property
    def str(self) -> Term:
        """What a text can be asked."""
        return self

    def ends_with(self, ending: _String) -> Wish:
        """Whether a text ends so; "…" stands for what comes before."""
        for variable in self.variables:
            variable.points["…" + ending] = None
        return self._compared(lambda text, _: text.endswith(ending), ending)

    def includes(self, *asked: Any) -> Wish:
        """Whether all labels asked for are among a fact's."""
        (variable,) = self.variables
        now = variable.value if variable.known else ()
        variable.points[(*now, *(label for label in asked if label not in now))] = None
        return self._compared(lambda labels, _: set(asked) <= set(labels), None)

    def consists_of(self, *asked: Any) -> Wish:
        """Whether a fact's labels are those asked for."""
        (variable,) = self.variables
        variable.points[asked] = None
        return self._compared(eq, asked)

    def _with(self, other: Any, how: Callable[[Any, Any], Any]) -> Term:
        two = term(other)
        variables = tuple(dict.fromkeys((*self.variables, *two.variables)))
        return Term(variables, lambda given: how(self.value(given), two.value(given)), (*self.counters, *two.counters))

    def _compared(self, how: Callable[[Any, Any], bool], other: Any) -> Wish:
        if isinstance(other, Extreme):
            return other.compared(_TURNED[how], self)
        if isinstance(other, Unknown):
            return wish(UNKNOWN)
        two, both = term(other), self._with(other, lambda one, two: (one, two))
        for variable in both.variables:
            _cut(variable, self, two, both)

        return Wish(lambda to: solved(both.variables, both.counters, lambda given: how(*both.value(given)) is to))

    def __ge__(self, other: Any) -> Wish:
        return self._compared(ge, other)

    def __gt__(self, other: Any) -> Wish:
        return self._compared(gt, other)

    def __le__(self, other: Any) -> Wish:
        return self._compared(le, other)

    def __lt__(self, other: Any) -> Wish:
        return self._compared(lt, other)

    def __eq__(self, other: object) -> Any:
        return self._compared(eq, other)

    def __ne__(self, other: object) -> Any:
        return self._compared(ne, other)

    __hash__ = None  # type: ignore[assignment]

    def __add__(self, other: Any) -> Term:
        return self._with(other, _sum)

    def __radd__(self, other: Any) -> Term:
        return self._with(other, lambda one, two: _sum(two, one))

    def __sub__(self, other: Any) -> Term:
        return self._with(other, lambda one, two: one - two)

    def __rsub__(self, other: Any) -> Term:
        return self._with(other, lambda one, two: two - one)

    def __mul__(self, other: Any) -> Term:
        return self._with(other, lambda one, two: one * two)

    __rmul__ = __mul__


def _sum(one: Any, other: Any) -> Any:
    return days_after(one, other.days) if isinstance(other, timedelta) else one + other


def term(value: Any) -> Term:
    """Make a term of a value."""
    return value if isinstance(value, Term) else Term((), lambda _: value)


def _cut(variable: Variable, one: Term, two: Term, both: Term) -> None:
    """Cut a fact's values where the two sides of a comparison are equal, all else being as it is now."""
    others = [each for each in both.variables if each is not variable]
    if not all(each.known for each in others):
        return
    now = {each: each.value for each in others}
    if not variable.measured:
        for side, other in ((one, two), (two, one)):
            if variable.fact.kind.name == TEXT.name and variable in side.variables and variable not in other.variables:
                variable.points[other.value(now)] = None
        return
    start = date(2000, 1, 1).toordinal() if variable.fact.kind is DAY else 0
    for members in product(*(sorted(counter.choices) for counter in both.counters)):
        given: dict[Any, Any] = {**now, **dict(zip(both.counters, members, strict=True))}
        first, second = (Fraction(_apart(*both.value({**given, variable: variable.at(start + by)}))) for by in (0, 1))
        if first != second:
            variable.cut(start - first / (second - first))


class Extreme:
    """The last or the first day of a group (最晚、最早)."""

    def __init__(self, days: list[Term], joins: Variable, *, last: bool) -> None:
        self._days = days
        self._joins = joins
        self._last = last

    def compared(self, how: Callable[[Any, Any], bool], other: Any) -> Wish:
        """Compare it: the last day is not after another one where no day is."""
        every = how in ({le, lt} if self._last else {ge, gt})
        if not self._joins.known:
            return Term((self._joins,), itemgetter(self._joins)) >= 0 if every else wish(UNKNOWN)
        met = wish(every)
        for day in self._days:
            one = wish(how(day, other))
            met = met & one if every else met | one
        return met

    def __ge__(self, other: Any) -> Wish:
        return self.compared(ge, other)

    def __gt__(self, other: Any) -> Wish:
        return self.compared(gt, other)

    def __le__(self, other: Any) -> Wish:
        return self.compared(le, other)

    def __lt__(self, other: Any) -> Wish:
        return self.compared(lt, other)


class _Group:
    """A group whose members could be otherwise, and which others could join who meet whatever is asked."""

    def __init__(self, members: list[StandIn], joins: Variable) -> None:
        self._members = members
        self._joins = joins

    def size(self) -> Term:
        return Term((self._joins,), lambda given: len(self._members) + given[self._joins])

    def count(self, what: Any, case: Any) -> Term:
        counter = Counter(tuple(wish(truth_of(member, what, case)).ways for member in self._members))
        return Term((self._joins,), lambda given: given[counter] + given[self._joins], (counter,))

    def total(self, name: str) -> Term:
        if not self._joins.known:
            return Term((self._joins,), lambda _: 0)
        return sum((getattr(member, name) for member in self._members), start=term(0))

    def distinct(self, name: str, among: tuple[Any, ...]) -> Term:
        has = [
            reduce(or_, (getattr(member, name) == label for member in self._members), wish(False)).ways
            for label in among
        ]
        counter = Counter(tuple(has))
        return Term((self._joins,), lambda given: min(given[counter] + given[self._joins], len(among)), (counter,))

    def latest(self, name: str) -> Extreme:
        return Extreme([getattr(member, name) for member in self._members], self._joins, last=True)

    def earliest(self, name: str) -> Extreme:
        return Extreme([getattr(member, name) for member in self._members], self._joins, last=False)


def stand_in(subject: Any, path: str, on: date, variables: dict[str, Variable]) -> StandIn:
    """Stand in for a subject with what could be otherwise; `variables` collects it by its path."""

    def variable(name: str, fact: Fact[Any], value: Any, *, joins: bool = False) -> Variable:
        at = joined(path, name)
        return variables.setdefault(at, Variable(at, fact, value, on, joins=joins))

    def leaf(name: str, fact: Fact[Any]) -> Any:
        value, of = getattr(subject, name), fact.kind.members
        if is_subject(of) and fact.kind.name == "many":
            members = () if isinstance(value, Unknown) else value
            joins = variable(name, fact, value if isinstance(value, Unknown) else 0, joins=True)
            at = f"{joins.path}[{{}}]".format
            return _Group([stand_in(member, at(n), on, variables) for n, member in enumerate(members)], joins)
        if is_subject(of):
            inner: Any = of() if isinstance(value, Unknown) else value  # type: ignore[misc]
            return stand_in(inner, joined(path, name), on, variables)
        one = variable(name, fact, value)
        return Term((one,), itemgetter(one)) == True if fact.kind is YES_NO else Term((one,), itemgetter(one))  # noqa: E712

    return StandIn(type(subject), leaf)
