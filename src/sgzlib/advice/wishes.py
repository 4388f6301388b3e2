"""The world of wishes (愿望世界): stand-ins whose answers remember how they could be brought about.

A rule that is run on them gives a wish: asked for its ways, it says which facts would have to be what.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache, reduce
from itertools import product
from operator import eq, ge, gt, itemgetter, le, lt, ne, or_
from typing import Any, cast

import attrs

from sgzlib.advice.links import Link
from sgzlib.advice.ways import ALREADY, NEVER, Choices, Counter, Variable, either, solved
from sgzlib.law.errors import SgzlibError
from sgzlib.law.facts import Fact, StandIn, is_subject, kind_of
from sgzlib.law.groups import sum_of, truth_of
from sgzlib.law.kinds import DAY, TEXT, YES_NO
from sgzlib.law.money import EXACT, plus, times
from sgzlib.law.periods import days_after, earliest_start, latest_start
from sgzlib.law.tracing import joined
from sgzlib.law.truth import UNKNOWN, Unknown

_MOST_JOINING = 60
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


class Term:
    """A value made of facts (由事实得出的值): what it is, where the facts that it is made of are given.

    `signs` says of each fact whether more of it makes the value more (1) or less (-1), or now one and now the other
    (0); `parts` are the facts that tell only together.
    """

    def __init__(
        self,
        signs: dict[Variable, int],
        value: Callable[[Any], Any],
        counters: tuple[Counter, ...] = (),
        parts: tuple[frozenset[Variable], ...] | None = None,
    ) -> None:
        self.signs = signs
        self.value = value
        self.counters = counters
        self.parts = tuple(frozenset({variable}) for variable in signs) if parts is None else parts

    def ends_with(self, ending: str) -> Wish:
        """Whether a text ends so; "…" stands for what comes before."""
        for variable in self.signs:
            variable.points["…" + ending] = None
        return self._compared(lambda text, _: text.endswith(ending) and text != ending, ending)

    def includes(self, *asked: Any) -> Wish:
        """Whether all labels asked for are among a fact's."""
        (variable,) = self.signs
        now = variable.value if variable.known else ()
        variable.points[(*now, *(label for label in asked if label not in now))] = None
        return self._compared(lambda labels, _: set(asked) <= set(labels), None)

    def consists_of(self, *asked: Any) -> Wish:
        """Whether a fact's labels are those asked for."""
        (variable,) = self.signs
        variable.points[asked] = None
        return self._compared(eq, asked)

    def _with(self, other: Any, how: Callable[[Any, Any], Any], sign: int = 1) -> Term:
        two = term(other)
        turned = {variable: sign * of for variable, of in two.signs.items()}
        signs = {v: of if turned.get(v, of) == of else 0 for v, of in {**turned, **self.signs}.items()}
        counters, parts = (*self.counters, *two.counters), (*self.parts, *two.parts)
        return Term(signs, lambda given: how(self.value(given), two.value(given)), counters, parts)

    def _compared(self, how: Callable[[Any, Any], bool], other: Any) -> Wish:
        if isinstance(other, Extreme):
            return other.compared(_TURNED[how], self)
        if isinstance(other, Unknown):
            return wish(UNKNOWN)
        two, both = term(other), self._with(other, lambda one, two: (one, two), -1)
        linked = _linked(both)
        for variable in both.signs:
            if not (linked and variable.known):
                _cut(variable, self, two, both)
        if linked:
            if how is eq:
                return wish((self >= other) & (self <= other))
            if how is ne:
                return wish((self > other) | (self < other))
            return both.linked(how)
        return Wish(lambda to: solved([*both.signs], both.counters, lambda given: how(*both.value(given)) is to))

    def linked(self, how: Callable[[Any, Any], bool]) -> Wish:
        """Make a wish of a comparison that is carried along until all else is clear."""
        turn = 1 if how in {ge, gt} else -1
        signs = {variable: turn * sign for variable, sign in self.signs.items()}

        def link(counts: dict[Any, Any]) -> Link:
            return Link(signs, self.parts, lambda given: how(*self.value({**given, **counts})))

        def ways(to: bool) -> Choices:  # noqa: FBT001 - asked as every wish is
            choices: Choices = NEVER
            for places in product(*(sorted(counter.choices) for counter in self.counters)):
                counts = dict(zip(self.counters, places, strict=True))
                counted = [one for counter, place in counts.items() for one in counter.ways(frozenset({place}))]
                choices = either(choices, [*counted, [{link(counts): frozenset({int(to)})}]])
            return choices

        return Wish(ways)

    def shifted(self, by: int, unit: str) -> Term:
        """Move a day."""
        if unit == "days":
            return self + timedelta(days=by)
        return _Shifted(self, by, unit)

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
        return self._with(other, lambda one, two: one - two, -1)

    def __rsub__(self, other: Any) -> Term:
        return term(other) - self

    def __mul__(self, other: Any) -> Term:
        made = self._with(other, _product)
        if term(other).signs:
            made.parts = (frozenset(made.signs),)
        return made

    __rmul__ = __mul__


class _Shifted(Term):
    """A day moved by months or years: what is compared with it is moved back instead, since that is exact."""

    def __init__(self, day: Term, by: int, unit: str) -> None:
        super().__init__(day.signs, day.value)
        self._day = day
        self._by = by
        self._unit = unit

    def _compared(self, how: Callable[[Any, Any], bool], other: Any) -> Wish:
        if how in {ge, lt}:
            return self._day._compared(how, earliest_start(other, self._by, self._unit))  # noqa: SLF001 - of its own class
        return self._day._compared(how, latest_start(other, self._by, self._unit))  # noqa: SLF001 - the same


def _sum(one: Any, other: Any) -> Any:
    return days_after(one, other.days) if isinstance(other, timedelta) else plus(one, other)


def _product(one: Any, other: Any) -> Any:
    exact = isinstance(one, Decimal) or isinstance(other, Decimal)
    if isinstance(one, int | Decimal) and isinstance(other, int | Decimal) and exact:
        return EXACT.multiply(one, other)
    return times(one, other)


def term(value: Any) -> Term:
    """Make a term of a value."""
    return value if isinstance(value, Term) else Term({}, lambda _: value)


def _linked(both: Term) -> bool:
    movable = [variable for variable in both.signs if not variable.fixed]
    return len(movable) > 1 and all(variable.measured for variable in both.signs) and 0 not in both.signs.values()


def _cut(variable: Variable, one: Term, two: Term, both: Term) -> None:
    """Cut a fact's values where the two sides of a comparison are equal, all else being as it is now."""
    others = [each for each in both.signs if each is not variable]
    if not all(each.known for each in others):
        return
    now = {each: each.value for each in others}
    if not variable.measured:
        for side, other in ((one, two), (two, one)):
            if variable.fact.kind.name == TEXT.name and variable in side.signs and variable not in other.signs:
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
            return Term({self._joins: 1}, itemgetter(self._joins)) >= 0 if every else wish(UNKNOWN)
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

    def __init__(self, members: list[StandIn], joins: Variable, brought: Callable[[str], Variable]) -> None:
        self._members = members
        self._joins = joins
        self._brought = brought

    def size(self) -> Term:
        return Term({self._joins: 1}, lambda given: len(self._members) + given[self._joins])

    def count(self, what: Any, case: Any) -> Term:
        counter = Counter(tuple(wish(truth_of(member, what, case)).ways for member in self._members))
        return Term({self._joins: 1}, lambda given: given[counter] + given[self._joins], (counter,))

    def total(self, name: str) -> Term:
        amounts = [term(getattr(member, name)) for member in self._members]
        brought = self._brought(name)

        def value(given: Any) -> Any:
            joining = given[self._joins]
            if isinstance(joining, Unknown):
                return joining
            return sum_of([*(amount.value(given) for amount in amounts), given[brought] if joining else 0])

        signs = {variable: sign for amount in amounts for variable, sign in amount.signs.items()}
        parts = [part for amount in amounts for part in amount.parts]
        return Term({**signs, self._joins: 1, brought: 1}, value, parts=(*parts, frozenset({self._joins, brought})))

    def distinct(self, name: str, among: tuple[Any, ...]) -> Term:
        has = [
            reduce(or_, (getattr(member, name) == label for member in self._members), wish(False)).ways
            for label in among
        ]
        counter = Counter(tuple(has))
        return Term({self._joins: 1}, lambda given: min(given[counter] + given[self._joins], len(among)), (counter,))

    def latest(self, name: str) -> Extreme:
        return Extreme([getattr(member, name) for member in self._members], self._joins, last=True)

    def earliest(self, name: str) -> Extreme:
        return Extreme([getattr(member, name) for member in self._members], self._joins, last=False)


def stand_in(subject: Any, path: str, on: date, variables: dict[str, Variable]) -> StandIn:
    """Stand in for a subject with what could be otherwise; `variables` collects it by its path."""

    def variable(name: str, fact: Fact[Any], value: Any) -> Variable:
        at = joined(path, name)
        return variables.setdefault(at, Variable(at, fact, value, on, _accepted_by(subject, name)))

    def group(name: str, fact: Fact[Any], members: Any) -> _Group:
        at, of = joined(path, name), cast("type[Any]", fact.kind.members)
        known = () if isinstance(members, Unknown) else members

        def accepts(more: int) -> bool:
            return more > _MOST_JOINING or _accepted_by(subject, name)((*known, *(of() for _ in range(more))))

        def brought(name: str) -> Variable:
            made = Fact(kind_of(of, name), "", "", None)
            every, anything = f"{at}[].{name}", made.kind.least
            return variables.setdefault(every, Variable(every, made, anything, on, lambda _: True, brought_by=joins))

        value = members if isinstance(members, Unknown) else 0
        joins = variables.setdefault(at, Variable(at, fact, value, on, accepts, joins=True))
        return _Group([stand_in(member, f"{at}[{n}]", on, variables) for n, member in enumerate(known)], joins, brought)

    def leaf(name: str, fact: Fact[Any]) -> Any:
        value, of = getattr(subject, name), fact.kind.members
        if is_subject(of) and fact.kind.name == "many":
            return group(name, fact, value)
        if is_subject(of):
            inner: Any = of() if isinstance(value, Unknown) else value  # type: ignore[misc]
            return stand_in(inner, joined(path, name), on, variables)
        one = variable(name, fact, value)
        plain = Term({one: 1}, itemgetter(one))
        return plain == True if fact.kind is YES_NO else plain  # noqa: E712

    return StandIn(type(subject), leaf)


def _accepted_by(subject: Any, name: str) -> Callable[[Any], bool]:
    """Give whether a subject's class accepts a value as one of its facts, all else being as it is."""
    evolve: Any = attrs.evolve

    def accepts(value: Any) -> bool:
        with suppress(SgzlibError):
            evolve(subject, **{name: value})
            return True
        return False

    return accepts
