"""Propositions (命题): a formula of one subject in negation normal form, over variables with finitely many places.

There is no negation in it: a literal says that a variable stands in some ranges, an inequality that a polynomial of
places is not below 0, and all else joins such parts monotonely. So more of its parts that hold never harm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from math import lcm, prod
from operator import is_
from typing import Any, Final, TypeAlias

import attrs

from sgzlib.law.facts import Fact

Ranges: TypeAlias = tuple[tuple[int, int], ...]
FAR: Final = 10**21
UNTOLD: Final = -1
_MOST_UNARY = 64


class Variable:
    """What could be otherwise (变量): the places at which a fact, or an answer about it, could stand.

    `now` is where it stands, `UNTOLD` where that is not known; `points` are the values at the places, where they are
    no numbers; `step` is the value of one place. Where it `may_stay_untold`, that it has any place is no matter of
    course.
    """

    __slots__ = (
        "fact",
        "joins",
        "may_stay_untold",
        "near",
        "now",
        "order",
        "path",
        "points",
        "ranges",
        "step",
        "value",
    )

    def __init__(
        self,
        path: str,
        fact: Fact[Any] | None,
        order: int,
        ranges: Ranges,
        now: int = UNTOLD,
        step: Any = 1,
        points: Mapping[int, Any] | None = None,
        value: Any = None,
        *,
        may_stay_untold: bool = False,
        joins: bool = False,
    ) -> None:
        self.path = path
        self.fact = fact
        self.order = order
        self.ranges = ranges
        self.now = now
        self.step = step
        self.points = points
        self.value = value
        self.may_stay_untold = may_stay_untold
        self.joins = joins
        self.near = max(now, 0)

    def __repr__(self) -> str:
        return f"<Variable {self.path}>"


class Moved:
    """A day that follows by a rising function from the sum of some places, each taken so many times (推移后的日期).

    What is added is a variable, or a day that is moved itself.
    """

    __slots__ = ("move", "parts", "variables")

    def __init__(self, parts: Variable | tuple[tuple[Any, int], ...], move: Callable[[int], int]) -> None:
        self.parts = ((parts, 1),) if isinstance(parts, Variable) else parts
        self.move = move
        self.variables = tuple(dict.fromkeys(inner for part, _ in self.parts for inner in variables_of(part)))

    def __hash__(self) -> int:
        return hash((self.parts, self.move))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moved) and self.move == other.move and self.parts == other.parts


@attrs.frozen
class From:
    """A rising function that begins so many places later (自某处起推移)."""

    move: Callable[[int], int]
    start: int

    def __call__(self, place: int) -> int:
        """Return where a place is moved to."""
        return self.move(self.start + place)

    def reach(self, low: int, high: int) -> tuple[int, int] | None:
        """Return how far places of a range are moved, at least and at most; None where that is not known."""
        reach = getattr(self.move, "reach", None)
        by = None if reach is None else reach(low + self.start, high + self.start)
        return None if by is None else (by[0] + self.start, by[1] + self.start)


def variables_of(factor: Any) -> tuple[Variable, ...]:
    """Return the variables of a factor that is no proposition (因子的变量)."""
    return factor.variables if isinstance(factor, Moved) else (factor,)


def direction(factor: Any, variable: Variable) -> int:
    """Return whether a factor rises (1) or falls (-1) with one of its variables, or does both (0)."""
    if not isinstance(factor, Moved):
        return 1
    each = {
        direction(part, variable) * (1 if by > 0 else -1) for part, by in factor.parts if variable in variables_of(part)
    }
    return each.pop() if len(each) == 1 else 0


class Proposition:
    """A part of a formula of one subject (命题); `variables` are those that it hangs on."""

    __slots__ = ("_contrary", "_hash", "_inequalities", "_literals", "content", "variables")

    def __init__(self, content: Any, variables: frozenset[Variable]) -> None:
        self._contrary: Proposition | None = None
        self._literals: tuple[Literal, ...] | None = None
        self._inequalities: tuple[Inequality, ...] | None = None
        self.content = content
        self.variables = variables
        self._hash = hash((type(self), content))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Proposition) or type(self) is not type(other) or hash(self) != hash(other):
            return False
        return bool(self.content == other.content)


class Truth(Proposition):
    """What is decided (定值)."""

    __slots__ = ()


class Literal(Proposition):
    """That a variable stands in some ranges (文字)."""

    __slots__ = ()

    @property
    def variable(self) -> Variable:
        """What it is about."""
        found: Variable = self.content[0]
        return found

    @property
    def ranges(self) -> Ranges:
        """Where it has to stand."""
        found: Ranges = self.content[1]
        return found


class Inequality(Proposition):
    """That a polynomial of places is not below 0 (不等式): `content` maps its monomials to their coefficients."""

    __slots__ = ("_slope",)

    @property
    def slope(self) -> frozenset[Any]:
        """It without its constant (非常数部分)."""
        if not hasattr(self, "_slope"):
            self._slope = frozenset(self.content[:-1])
        return self._slope

    @property
    def constant(self) -> int:
        """Its constant (常数)."""
        found: int = self.content[-1][1]
        return found


class All(Proposition):
    """A conjunction (合取)."""

    __slots__ = ()


class Any_(Proposition):  # noqa: N801 - Python has an `Any`
    """A disjunction (析取)."""

    __slots__ = ()


class AtLeast(Proposition):
    """That at least so many of some parts hold (基数约束)."""

    __slots__ = ()


TRUE, FALSE = Truth(content=True, variables=frozenset()), Truth(content=False, variables=frozenset())

Monomial: TypeAlias = tuple[Any, ...]
Polynomial: TypeAlias = dict[Monomial, int | Fraction]


def literal(variable: Variable, ranges: Ranges) -> Proposition:
    """Return that a variable stands in some ranges (文字), folded where all its places, or none, do."""
    kept = meet(variable.ranges, ranges)
    if not kept:
        return FALSE
    if kept == variable.ranges and not variable.may_stay_untold:
        return TRUE
    return Literal((variable, kept), frozenset({variable}))


@lru_cache(maxsize=16384)
def meet(one: Ranges, other: Ranges) -> Ranges:
    """Return the places in both of two sets of ranges (交集), each of them in order."""
    kept: list[tuple[int, int]] = []
    first = second = 0
    while first < len(one) and second < len(other):
        (low, high), (start, end) = one[first], other[second]
        if max(low, start) <= min(high, end):
            kept.append((max(low, start), min(high, end)))
        if high < end:
            first += 1
        else:
            second += 1
    return tuple(kept)


@lru_cache(maxsize=16384)
def without(one: Ranges, other: Ranges) -> Ranges:
    """Return the places in one set of ranges and not in another (差集), each of them in order."""
    gaps = zip((-FAR, *(high + 1 for _, high in other)), (*(low - 1 for low, _ in other), FAR), strict=True)
    return meet(one, tuple((low, high) for low, high in gaps if low <= high))


def conjunction(parts: Iterable[Proposition]) -> Proposition:
    """Return that all of some parts hold (合取)."""
    return _joined(All, parts, TRUE, FALSE)


def disjunction(parts: Iterable[Proposition]) -> Proposition:
    """Return that any of some parts holds (析取)."""
    return _joined(Any_, parts, FALSE, TRUE)


def _joined(
    kind: type[Proposition], parts: Iterable[Proposition], neutral: Proposition, decisive: Proposition
) -> Proposition:
    flat: dict[Proposition, None] = {}
    for part in parts:
        if part is decisive:
            return decisive
        if part is not neutral:
            flat.update(dict.fromkeys(part.content if isinstance(part, kind) else (part,)))
    if len(flat) < 2:  # noqa: PLR2004 - nothing to join
        return next(iter(flat), neutral)
    return kind(tuple(flat), frozenset().union(*(part.variables for part in flat)))


def at_least(wanted: int, parts: Iterable[Proposition]) -> Proposition:
    """Return that at least so many of some parts hold (基数约束)."""
    given = list(parts)
    open_ = [part for part in given if not isinstance(part, Truth)]
    wanted -= sum(part is TRUE for part in given)
    if wanted <= 0:
        return TRUE
    if wanted > len(open_):
        return FALSE
    if wanted == len(open_):
        return conjunction(open_)
    if wanted == 1:
        return disjunction(open_)
    return AtLeast((wanted, tuple(open_)), frozenset().union(*(part.variables for part in open_)))


def added(one: Polynomial, other: Polynomial, by: Fraction | int = 1) -> Polynomial:
    """Return a polynomial plus `by` times another (多项式之和)."""
    made = dict(one)
    for monomial, coefficient in other.items():
        made[monomial] = made.get(monomial, 0) + by * coefficient
    return made


def multiplied(one: Polynomial, other: Polynomial) -> Polynomial:
    """Return the product of two polynomials (多项式之积)."""
    made: Polynomial = {}
    for (left, a), (right, b) in ((x, y) for x in one.items() for y in other.items()):
        monomial = tuple(sorted(left + right, key=_order))
        made[monomial] = made.get(monomial, 0) + a * b
    return made


def _order(factor: Any) -> tuple[int, int]:
    if isinstance(factor, Proposition):
        return 1, 0
    return 0, variables_of(factor)[0].order


def variables_in(monomial: Monomial) -> Iterator[Variable]:
    """Yield the variables of a monomial (单项式的变量)."""
    for factor in monomial:
        if isinstance(factor, Proposition):
            yield from factor.variables
        else:
            yield from variables_of(factor)


def whole_inequality(polynomial: Mapping[Monomial, int]) -> Proposition:
    """Return that a polynomial of whole coefficients is not below 0 (不等式)."""
    whole = {monomial: of for monomial, of in polynomial.items() if of}
    constant = whole.pop((), 0)
    return _inequality(whole, constant)


def inequality(polynomial: Polynomial, *, strict: bool = False) -> Proposition:
    """Return that a polynomial is not below 0, or where `strict` above 0 (不等式), folded as far as that goes."""
    scale = lcm(*(of.denominator for of in polynomial.values()))
    whole = {monomial: of.numerator * (scale // of.denominator) for monomial, of in polynomial.items() if of}
    constant = whole.pop((), 0) - strict
    return _inequality(whole, constant)


def _inequality(whole: dict[Monomial, int], constant: int) -> Proposition:
    if not whole:
        return TRUE if constant >= 0 else FALSE
    counted = _counted(whole, constant)
    if counted is not None:
        return counted
    if len(whole) == 1 and (solved := _solved_for_sum(*next(iter(whole.items())), constant)) is not None:
        return solved
    variables = frozenset(variable for monomial in whole for variable in variables_in(monomial))
    if len(variables) == 1 and not any(isinstance(factor, Proposition) for monomial in whole for factor in monomial):
        (variable,) = variables
        found = _solved(variable, whole, constant)
        if found is not None:
            return found
    return Inequality((*whole.items(), ((), constant)), variables)


def _counted(whole: dict[Monomial, int], constant: int) -> Proposition | None:
    """Return a count of parts that hold, with at most one variable beside them, as a cardinality constraint."""
    parts: list[Monomial] = []
    beside: list[Monomial] = []
    for monomial in whole:
        (parts if len(monomial) == 1 and isinstance(monomial[0], Proposition) else beside).append(monomial)
    if not parts or len(set(whole.values())) > 1 or len(beside) > 1 or any(len(monomial) != 1 for monomial in beside):
        return None
    wanted = -(constant // whole[parts[0]])
    if not beside:
        return at_least(wanted, [monomial[0] for monomial in parts])
    variable = beside[0][0]
    if not isinstance(variable, Variable) or wanted > _MOST_UNARY:
        return None
    unary = [literal(variable, ((number, FAR),)) for number in range(1, wanted + 1)]
    return at_least(wanted, [*(monomial[0] for monomial in parts), *unary])


def _solved(variable: Variable, whole: dict[Monomial, int], constant: int) -> Proposition | None:
    """Return where one variable has to stand for a polynomial that rises, or falls, with it."""
    rises = {
        direction(factor, variable) * (1 if of > 0 else -1) for monomial, of in whole.items() for factor in monomial
    }
    if len(rises) > 1 or 0 in rises:
        return None
    rising = 1 in rises
    if list(whole) == [(variable,)]:
        bound = -constant // whole[variable,] if not rising else -(constant // whole[variable,])
        return literal(variable, ((bound, FAR),) if rising else ((0, bound),))

    def holds(place: int) -> bool:
        return (
            sum(of * prod(placed(factor, {variable: place}) for factor in each) for each, of in whole.items())
            + constant
            >= 0
        )

    low, high = variable.ranges[0][0], variable.ranges[-1][1]
    good, bad = (high, low) if rising else (low, high)
    if not holds(good):
        return FALSE
    last = good if good == bad else furthest(good, bad, holds)
    return literal(variable, ((last, FAR),) if rising else ((0, last),))


def _solved_for_sum(monomial: Monomial, by: int, constant: int) -> Proposition | None:
    """Return where the sum has to be that is moved to a day which is compared with a constant; None for another."""
    (factor,) = monomial if len(monomial) == 1 else (None,)
    if not isinstance(factor, Moved) or len(factor.variables) == 1:
        return None
    low, high = (
        sum(times * _end(part, greatest=greatest is (times > 0)) for part, times in factor.parts)
        for greatest in (False, True)
    )
    good, bad = (high, low) if by > 0 else (low, high)

    def holds(place: int) -> bool:
        return by * factor.move(place) + constant >= 0

    if not holds(good):
        return FALSE
    last = furthest(good, bad, holds)
    sign = 1 if by > 0 else -1
    return whole_inequality({**{(part,): sign * times for part, times in factor.parts}, (): -sign * last})


def _end(factor: Any, *, greatest: bool) -> int:
    if not isinstance(factor, Moved):
        return factor.ranges[-1][1] if greatest else factor.ranges[0][0]
    moved: int = factor.move(sum(by * _end(part, greatest=greatest is (by > 0)) for part, by in factor.parts))
    return moved


def placed(factor: Any, places: Mapping[Variable, int]) -> int:
    """Return what a factor comes to where its variables stand at some places (代入); what is not told is nothing."""
    if not isinstance(factor, Moved):
        return places[factor]
    moved: int = factor.move(sum(by * placed(part, places) for part, by in factor.parts))
    return moved


def furthest(good: int, bad: int, holds: Callable[[int], bool]) -> int:
    """Return the place furthest from `good`, towards `bad`, at which something still holds (二分查找)."""
    if holds(bad):
        return bad
    while abs(bad - good) > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if holds(middle) else (good, middle)
    return good


def negation(part: Proposition) -> Proposition:
    """Return the contrary of a proposition (否定), in negation normal form."""
    if part._contrary is None:  # noqa: SLF001 - of its own module
        part._contrary = _negated(part)  # noqa: SLF001 - the same
    return part._contrary  # noqa: SLF001 - the same


def _negated(part: Proposition) -> Proposition:
    match part:
        case Truth():
            return FALSE if part is TRUE else TRUE
        case Literal():
            return literal(part.variable, without(part.variable.ranges, part.ranges))
        case Inequality():
            return whole_inequality(_turned(part))
        case All():
            return disjunction(map(negation, part.content))
        case Any_():
            return conjunction(map(negation, part.content))
        case _:
            wanted, parts = part.content
            return at_least(len(parts) - wanted + 1, map(negation, parts))


def _turned(part: Inequality) -> dict[Monomial, int]:
    made: dict[Monomial, int] = {(): -1}
    for monomial, of in part.content:
        asked = next((factor for factor in monomial if isinstance(factor, Proposition)), None)
        if asked is None:
            made[monomial] = made.get(monomial, 0) - of
        else:
            # What is asked counts 1 where it holds: less a count is less all of them, and again those of which the
            # contrary holds.
            rest = tuple(factor for factor in monomial if factor is not asked)
            made[rest] = made.get(rest, 0) - of
            made[*rest, negation(asked)] = made.get((*rest, negation(asked)), 0) + of
    return made


def substituted(part: Proposition, places: Mapping[Variable, int]) -> Proposition:
    """Return a proposition with some variables put at their places (代入)."""
    return rewritten(part, places, lambda one: TRUE if within(one.ranges, places[one.variable]) else FALSE, {})


def within(ranges: Ranges, place: int) -> bool:
    """Whether a place lies in some ranges (是否落入)."""
    return any(low <= place <= high for low, high in ranges)


def rewritten(
    part: Proposition,
    places: Mapping[Variable, Any],
    of: Callable[[Literal], Proposition],
    made: dict[Proposition, Proposition],
) -> Proposition:
    """Return a proposition with the literals of some variables replaced, and those variables in inequalities too."""
    if places.keys().isdisjoint(part.variables):
        return part
    if part in made:
        return made[part]
    match part:
        case Literal():
            found = of(part)
        case Inequality():
            found = _placed_in(part, places, of, made)
        case AtLeast():
            found = at_least(part.content[0], (rewritten(one, places, of, made) for one in part.content[1]))
        case _:
            join = conjunction if isinstance(part, All) else disjunction
            found = join(rewritten(one, places, of, made) for one in part.content)
    made[part] = found
    return found


def _placed_in(
    part: Inequality,
    places: Mapping[Variable, Any],
    of: Callable[[Literal], Proposition],
    made: dict[Proposition, Proposition],
) -> Proposition:
    whole: dict[Monomial, int] = {}
    for monomial, coefficient in part.content:
        rest: list[Any] = []
        for factor in monomial:
            if isinstance(factor, Proposition):
                asked = rewritten(factor, places, of, made)
                if asked is FALSE:
                    coefficient = 0  # noqa: PLW2901 - it is what is left of it
                elif asked is not TRUE:
                    rest.append(asked)
                continue
            here = {one: place for one in variables_of(factor) if isinstance(place := places.get(one), int)}
            if UNTOLD in here.values():
                coefficient = 0  # noqa: PLW2901 - the same
            elif len(here) == len(variables_of(factor)):
                coefficient *= placed(factor, here)  # noqa: PLW2901 - the same
            else:
                rest.append(_partly_placed(factor, here))
        whole[tuple(rest)] = whole.get(tuple(rest), 0) + coefficient
    constant = whole.pop((), 0)
    return _inequality({monomial: of_ for monomial, of_ in whole.items() if of_}, constant)


def _partly_placed(factor: Any, places: Mapping[Variable, int]) -> Any:
    """Return a factor of which some variables, and not all, stand at places of their own."""
    if not places:
        return factor
    left: list[tuple[Any, int]] = []
    known = 0
    for part, by in factor.parts:
        if places.keys() >= set(variables_of(part)):
            known += by * placed(part, places)
        else:
            left.append(
                (_partly_placed(part, {one: at for one, at in places.items() if one in variables_of(part)}), by)
            )
    return Moved(tuple(left), From(factor.move, known))


def renamed(part: Proposition, twins: Mapping[Variable, Variable]) -> Proposition:
    """Return a proposition about the copies of some variables (换名); several can have one and the same."""
    if twins.keys().isdisjoint(part.variables):
        return part
    match part:
        case Literal():
            return literal(twins[part.variable], part.ranges)
        case Inequality():
            return whole_inequality(_renamed_terms(part.content, twins))
        case AtLeast():
            wanted, parts = part.content
            return whole_inequality(_renamed_terms([*(((one,), 1) for one in parts), ((), -wanted)], twins))
        case _:
            join = conjunction if isinstance(part, All) else disjunction
            return join(renamed(one, twins) for one in part.content)


def _renamed_terms(content: Iterable[tuple[Monomial, int]], twins: Mapping[Variable, Variable]) -> dict[Monomial, int]:
    made: dict[Monomial, int] = {}
    for monomial, of in content:
        renamed_one = tuple(_renamed(factor, twins) for factor in monomial)
        made[renamed_one] = made.get(renamed_one, 0) + of
    return made


def _renamed(factor: Any, twins: Mapping[Variable, Variable]) -> Any:
    if isinstance(factor, Proposition):
        return renamed(factor, twins)
    if isinstance(factor, Moved):
        return Moved(tuple((_renamed(part, twins), by) for part, by in factor.parts), factor.move)
    return twins.get(factor, factor)


def counting(part: Inequality, asked: Proposition, *, holds: bool) -> Proposition:
    """Return an inequality in which one thing that it counts is decided (代入真值)."""
    whole: dict[Monomial, int] = {}
    for monomial, of in part.content:
        if asked not in monomial or holds:
            rest = tuple(factor for factor in monomial if factor != asked)
            whole[rest] = whole.get(rest, 0) + of
    constant = whole.pop((), 0)
    return _inequality({monomial: of for monomial, of in whole.items() if of}, constant)


def with_inequalities(
    part: Proposition, of: Callable[[Inequality], Proposition], made: dict[Proposition, Proposition]
) -> Proposition:
    """Return a proposition with its inequalities replaced (替换不等式), those outside of what is counted."""
    if part in made:
        return made[part]
    match part:
        case Inequality():
            found = of(part)
        case AtLeast():
            wanted, before = part.content
            after = [with_inequalities(one, of, made) for one in before]
            found = part if same(before, after) else at_least(wanted, after)
        case All() | Any_():
            join = conjunction if isinstance(part, All) else disjunction
            after = [with_inequalities(one, of, made) for one in part.content]
            found = part if same(part.content, after) else join(after)
        case _:
            found = part
    made[part] = found
    return found


def same(before: Sequence[Proposition], after: Sequence[Proposition]) -> bool:
    """Return whether parts are the very same ones (未变)."""
    return all(map(is_, before, after))


def literals_in(part: Proposition) -> tuple[Literal, ...]:
    """Return the literals of a proposition (全部文字), each once."""
    if part._literals is None:  # noqa: SLF001 - of its own module
        inner = (one for each in _parts_of(part) for one in literals_in(each))
        part._literals = (part,) if isinstance(part, Literal) else tuple(dict.fromkeys(inner))  # noqa: SLF001 - the same
    return part._literals  # noqa: SLF001 - the same


def inequalities_in(part: Proposition) -> tuple[Inequality, ...]:
    """Return the inequalities of a proposition (全部不等式), each once."""
    if part._inequalities is None:  # noqa: SLF001 - of its own module
        own = (part,) if isinstance(part, Inequality) else ()
        inner = (one for each in _parts_of(part) for one in inequalities_in(each))
        part._inequalities = tuple(dict.fromkeys((*own, *inner)))  # noqa: SLF001 - the same
    return part._inequalities  # noqa: SLF001 - the same


def _parts_of(part: Proposition) -> Iterable[Proposition]:
    match part:
        case All() | Any_():
            parts: Iterable[Proposition] = part.content
            return parts
        case AtLeast():
            counted: Iterable[Proposition] = part.content[1]
            return counted
        case Inequality():
            return [factor for monomial, _ in part.content for factor in monomial if isinstance(factor, Proposition)]
        case _:
            return ()
