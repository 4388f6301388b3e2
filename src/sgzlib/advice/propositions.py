"""Propositions (命题): a formula of one subject in negation normal form, over variables with finitely many places.

A place is a whole number that stands for a value: an ordinal of a day, a number of steps, the index of a label.

    Decided      holds always, or never
    Literal      a variable stands in some ranges of places
    Inequality   a polynomial of places is not below 0; it can count propositions as 0 or 1
    All          conjunction
    Any_         disjunction
    AtLeast      at least so many of some propositions hold

There is no negation node: `negation` rewrites a proposition. So a proposition is monotone in its literals and
inequalities. The functions `literal`, `inequality`, `conjunction`, `disjunction` and `at_least` make propositions, and
fold what is decided.
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
INFINITY: Final = 10**21
UNASSIGNED: Final = -1
_MOST_UNARY = 64


class Variable:
    """A variable (变量): the places that a fact, or an answer about it, can take.

    `now` is its current place, or `UNASSIGNED`. `points` are the values at the places, where values are not numbers.
    `step` is the value of one place. A variable that `may_stay_unassigned` need not have any place.
    """

    __slots__ = (
        "fact",
        "joins",
        "may_stay_unassigned",
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
        now: int = UNASSIGNED,
        step: Any = 1,
        points: Mapping[int, Any] | None = None,
        value: Any = None,
        *,
        may_stay_unassigned: bool = False,
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
        self.may_stay_unassigned = may_stay_unassigned
        self.joins = joins
        self.near = max(now, 0)

    def __repr__(self) -> str:
        return f"<Variable {self.path}>"


class Moved:
    """A day that a rising function makes of a weighted sum of places (推移后的日期).

    A summand is a variable, or a moved day itself.
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
    """A rising function with its argument shifted by `start` places (自某处起推移)."""

    move: Callable[[int], int]
    start: int

    def __call__(self, place: int) -> int:
        """Return the place that a place is moved to."""
        return self.move(self.start + place)

    def reach(self, low: int, high: int) -> tuple[int, int] | None:
        """Return the least and the most by which places of a range are moved; None where that is not known."""
        reach = getattr(self.move, "reach", None)
        by = None if reach is None else reach(low + self.start, high + self.start)
        return None if by is None else (by[0] + self.start, by[1] + self.start)


def variables_of(factor: Any) -> tuple[Variable, ...]:
    """Return the variables of a factor that is not a proposition (因子的变量)."""
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
    """A part of a formula of one subject (命题); it depends on `variables`."""

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


class Decided(Proposition):
    """A decided proposition (定值)."""

    __slots__ = ()


class Literal(Proposition):
    """The proposition that a variable stands in some ranges (文字)."""

    __slots__ = ()

    @property
    def variable(self) -> Variable:
        """Its variable (变量)."""
        variable: Variable = self.content[0]
        return variable

    @property
    def ranges(self) -> Ranges:
        """The ranges of the variable (取值范围)."""
        ranges: Ranges = self.content[1]
        return ranges


class Inequality(Proposition):
    """The proposition that a polynomial is not below 0 (不等式): `content` maps its monomials to coefficients."""

    __slots__ = ("_slope",)

    @property
    def slope(self) -> frozenset[Any]:
        """The polynomial without its constant (非常数部分)."""
        if not hasattr(self, "_slope"):
            self._slope = frozenset(self.content[:-1])
        return self._slope

    @property
    def constant(self) -> int:
        """The constant of the polynomial (常数)."""
        constant: int = self.content[-1][1]
        return constant


class All(Proposition):
    """A conjunction (合取)."""

    __slots__ = ()


class Any_(Proposition):  # noqa: N801 - Python has an `Any`
    """A disjunction (析取)."""

    __slots__ = ()


class AtLeast(Proposition):
    """The proposition that at least so many of some parts hold (基数约束)."""

    __slots__ = ()


TRUE, FALSE = Decided(content=True, variables=frozenset()), Decided(content=False, variables=frozenset())

Monomial: TypeAlias = tuple[Any, ...]
Polynomial: TypeAlias = dict[Monomial, int | Fraction]


def literal(variable: Variable, ranges: Ranges) -> Proposition:
    """Return a literal (文字), folded if it holds for all places of the variable or for none."""
    kept = intersection(variable.ranges, ranges)
    if not kept:
        return FALSE
    if kept == variable.ranges and not variable.may_stay_unassigned:
        return TRUE
    return Literal((variable, kept), frozenset({variable}))


@lru_cache(maxsize=16384)
def intersection(left: Ranges, right: Ranges) -> Ranges:
    """Return the intersection of two sets of ranges (交集), each in order."""
    kept: list[tuple[int, int]] = []
    first = second = 0
    while first < len(left) and second < len(right):
        (low, high), (start, end) = left[first], right[second]
        if max(low, start) <= min(high, end):
            kept.append((max(low, start), min(high, end)))
        if high < end:
            first += 1
        else:
            second += 1
    return tuple(kept)


@lru_cache(maxsize=16384)
def difference(ranges: Ranges, removed: Ranges) -> Ranges:
    """Return the difference of two sets of ranges (差集), each in order."""
    gaps = zip(
        (-INFINITY, *(high + 1 for _, high in removed)), (*(low - 1 for low, _ in removed), INFINITY), strict=True
    )
    return intersection(ranges, tuple((low, high) for low, high in gaps if low <= high))


def conjunction(parts: Iterable[Proposition]) -> Proposition:
    """Return the conjunction of some parts (合取)."""
    return _joined(All, parts, TRUE, FALSE)


def disjunction(parts: Iterable[Proposition]) -> Proposition:
    """Return the disjunction of some parts (析取)."""
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
    """Return the proposition that at least so many of some parts hold (基数约束)."""
    given = list(parts)
    open_ = [part for part in given if not isinstance(part, Decided)]
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


def added(polynomial: Polynomial, addend: Polynomial, by: Fraction | int = 1) -> Polynomial:
    """Return a polynomial plus `by` times another (多项式之和)."""
    made = dict(polynomial)
    for monomial, coefficient in addend.items():
        made[monomial] = made.get(monomial, 0) + by * coefficient
    return made


def multiplied(first: Polynomial, second: Polynomial) -> Polynomial:
    """Return the product of two polynomials (多项式之积)."""
    made: Polynomial = {}
    for (left, a), (right, b) in ((x, y) for x in first.items() for y in second.items()):
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
    """Return the proposition that a polynomial with whole coefficients is not below 0 (不等式)."""
    whole = {monomial: coefficient for monomial, coefficient in polynomial.items() if coefficient}
    constant = whole.pop((), 0)
    return _inequality(whole, constant)


def inequality(polynomial: Polynomial, *, strict: bool = False) -> Proposition:
    """Return the proposition that a polynomial is not below 0, or above 0 if `strict` (不等式), folded if possible."""
    scale = lcm(*(coefficient.denominator for coefficient in polynomial.values()))
    whole = {
        monomial: coefficient.numerator * (scale // coefficient.denominator)
        for monomial, coefficient in polynomial.items()
        if coefficient
    }
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
        solution = _solved(variable, whole, constant)
        if solution is not None:
            return solution
    return Inequality((*whole.items(), ((), constant)), variables)


def _counted(whole: dict[Monomial, int], constant: int) -> Proposition | None:
    """Return a polynomial that counts parts, with at most one variable beside them, as a cardinality constraint."""
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
    unary = [literal(variable, ((number, INFINITY),)) for number in range(1, wanted + 1)]
    return at_least(wanted, [*(monomial[0] for monomial in parts), *unary])


def _solved(variable: Variable, whole: dict[Monomial, int], constant: int) -> Proposition | None:
    """Return an inequality in one variable as a literal, if the polynomial rises or falls with it throughout."""
    rises = {
        direction(factor, variable) * (1 if coefficient > 0 else -1)
        for monomial, coefficient in whole.items()
        for factor in monomial
    }
    if len(rises) > 1 or 0 in rises:
        return None
    rising = 1 in rises
    if list(whole) == [(variable,)]:
        bound = -constant // whole[variable,] if not rising else -(constant // whole[variable,])
        return literal(variable, ((bound, INFINITY),) if rising else ((0, bound),))

    def holds(place: int) -> bool:
        return (
            sum(
                coefficient * prod(placed(factor, {variable: place}) for factor in each)
                for each, coefficient in whole.items()
            )
            + constant
            >= 0
        )

    low, high = variable.ranges[0][0], variable.ranges[-1][1]
    good, bad = (high, low) if rising else (low, high)
    if not holds(good):
        return FALSE
    last = good if good == bad else bisect(good, bad, holds)
    return literal(variable, ((last, INFINITY),) if rising else ((0, last),))


def _solved_for_sum(monomial: Monomial, by: int, constant: int) -> Proposition | None:
    """Return an inequality on one moved day as one on the sum behind it; None for other inequalities."""
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
    last = bisect(good, bad, holds)
    sign = 1 if by > 0 else -1
    return whole_inequality({**{(part,): sign * times for part, times in factor.parts}, (): -sign * last})


def _end(factor: Any, *, greatest: bool) -> int:
    if not isinstance(factor, Moved):
        return factor.ranges[-1][1] if greatest else factor.ranges[0][0]
    moved: int = factor.move(sum(by * _end(part, greatest=greatest is (by > 0)) for part, by in factor.parts))
    return moved


def placed(factor: Any, places: Mapping[Variable, int]) -> int:
    """Return the value of a factor at some places of its variables (代入)."""
    if not isinstance(factor, Moved):
        return places[factor]
    moved: int = factor.move(sum(by * placed(part, places) for part, by in factor.parts))
    return moved


def bisect(good: int, bad: int, holds: Callable[[int], bool]) -> int:
    """Return the place furthest from `good`, towards `bad`, at which something still holds (二分查找)."""
    if holds(bad):
        return bad
    while abs(bad - good) > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if holds(middle) else (good, middle)
    return good


def negation(part: Proposition) -> Proposition:
    """Return the negation of a proposition (否定), in negation normal form."""
    if part._contrary is None:  # noqa: SLF001 - of its own module
        part._contrary = _negated(part)  # noqa: SLF001 - the same
    return part._contrary  # noqa: SLF001 - the same


def _negated(part: Proposition) -> Proposition:
    match part:
        case Decided():
            return FALSE if part is TRUE else TRUE
        case Literal():
            return literal(part.variable, difference(part.variable.ranges, part.ranges))
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
    for monomial, coefficient in part.content:
        asked = next((factor for factor in monomial if isinstance(factor, Proposition)), None)
        if asked is None:
            made[monomial] = made.get(monomial, 0) - coefficient
        else:
            # A counted proposition p is 1 where it holds, and 1 - p is its negation: -c·p = -c + c·(1 - p).
            rest = tuple(factor for factor in monomial if factor is not asked)
            made[rest] = made.get(rest, 0) - coefficient
            made[*rest, negation(asked)] = made.get((*rest, negation(asked)), 0) + coefficient
    return made


def substituted(part: Proposition, places: Mapping[Variable, int]) -> Proposition:
    """Return a proposition with some variables fixed to places (代入)."""
    return rewritten(part, places, lambda atom: TRUE if within(atom.ranges, places[atom.variable]) else FALSE, {})


def within(ranges: Ranges, place: int) -> bool:
    """Whether a place lies in some ranges (是否落入)."""
    return any(low <= place <= high for low, high in ranges)


def rewritten(
    part: Proposition,
    places: Mapping[Variable, Any],
    replace: Callable[[Literal], Proposition],
    made: dict[Proposition, Proposition],
) -> Proposition:
    """Return a proposition with the literals of some variables replaced, and these variables fixed in inequalities."""
    if places.keys().isdisjoint(part.variables):
        return part
    if part in made:
        return made[part]
    match part:
        case Literal():
            replaced = replace(part)
        case Inequality():
            replaced = _placed_in(part, places, replace, made)
        case AtLeast():
            replaced = at_least(part.content[0], (rewritten(inner, places, replace, made) for inner in part.content[1]))
        case _:
            join = conjunction if isinstance(part, All) else disjunction
            replaced = join(rewritten(inner, places, replace, made) for inner in part.content)
    made[part] = replaced
    return replaced


def _placed_in(
    part: Inequality,
    places: Mapping[Variable, Any],
    replace: Callable[[Literal], Proposition],
    made: dict[Proposition, Proposition],
) -> Proposition:
    whole: dict[Monomial, int] = {}
    for monomial, coefficient in part.content:
        rest: list[Any] = []
        for factor in monomial:
            if isinstance(factor, Proposition):
                asked = rewritten(factor, places, replace, made)
                if asked is FALSE:
                    coefficient = 0  # noqa: PLW2901 - it is what is left of it
                elif asked is not TRUE:
                    rest.append(asked)
                continue
            here = {
                variable: place for variable in variables_of(factor) if isinstance(place := places.get(variable), int)
            }
            if UNASSIGNED in here.values():
                coefficient = 0  # noqa: PLW2901 - the same
            elif len(here) == len(variables_of(factor)):
                coefficient *= placed(factor, here)  # noqa: PLW2901 - the same
            else:
                rest.append(_partly_placed(factor, here))
        whole[tuple(rest)] = whole.get(tuple(rest), 0) + coefficient
    constant = whole.pop((), 0)
    return _inequality({monomial: total for monomial, total in whole.items() if total}, constant)


def _partly_placed(factor: Any, places: Mapping[Variable, int]) -> Any:
    """Return a factor with some of its variables, but not all, fixed to places."""
    if not places:
        return factor
    left: list[tuple[Any, int]] = []
    known = 0
    for part, by in factor.parts:
        if places.keys() >= set(variables_of(part)):
            known += by * placed(part, places)
        else:
            left.append(
                (
                    _partly_placed(
                        part, {variable: place for variable, place in places.items() if variable in variables_of(part)}
                    ),
                    by,
                )
            )
    return Moved(tuple(left), From(factor.move, known))


def renamed(part: Proposition, twins: Mapping[Variable, Variable]) -> Proposition:
    """Return a proposition with some variables renamed to their copies (换名); several may share one copy."""
    if twins.keys().isdisjoint(part.variables):
        return part
    match part:
        case Literal():
            return literal(twins[part.variable], part.ranges)
        case Inequality():
            return whole_inequality(_renamed_terms(part.content, twins))
        case AtLeast():
            wanted, parts = part.content
            return whole_inequality(_renamed_terms([*(((inner,), 1) for inner in parts), ((), -wanted)], twins))
        case _:
            join = conjunction if isinstance(part, All) else disjunction
            return join(renamed(inner, twins) for inner in part.content)


def _renamed_terms(content: Iterable[tuple[Monomial, int]], twins: Mapping[Variable, Variable]) -> dict[Monomial, int]:
    made: dict[Monomial, int] = {}
    for monomial, coefficient in content:
        renamed_one = tuple(_renamed(factor, twins) for factor in monomial)
        made[renamed_one] = made.get(renamed_one, 0) + coefficient
    return made


def _renamed(factor: Any, twins: Mapping[Variable, Variable]) -> Any:
    if isinstance(factor, Proposition):
        return renamed(factor, twins)
    if isinstance(factor, Moved):
        return Moved(tuple((_renamed(part, twins), by) for part, by in factor.parts), factor.move)
    return twins.get(factor, factor)


def counting(part: Inequality, asked: Proposition, *, holds: bool) -> Proposition:
    """Return an inequality with one of the propositions that it counts decided (代入真值)."""
    whole: dict[Monomial, int] = {}
    for monomial, coefficient in part.content:
        if asked not in monomial or holds:
            rest = tuple(factor for factor in monomial if factor != asked)
            whole[rest] = whole.get(rest, 0) + coefficient
    constant = whole.pop((), 0)
    return _inequality({monomial: total for monomial, total in whole.items() if total}, constant)


def with_inequalities(
    part: Proposition, replace: Callable[[Inequality], Proposition], made: dict[Proposition, Proposition]
) -> Proposition:
    """Return a proposition with its inequalities replaced (替换不等式), except in what inequalities count."""
    if part in made:
        return made[part]
    match part:
        case Inequality():
            replaced = replace(part)
        case AtLeast():
            wanted, before = part.content
            after = [with_inequalities(inner, replace, made) for inner in before]
            replaced = part if same(before, after) else at_least(wanted, after)
        case All() | Any_():
            join = conjunction if isinstance(part, All) else disjunction
            after = [with_inequalities(inner, replace, made) for inner in part.content]
            replaced = part if same(part.content, after) else join(after)
        case _:
            replaced = part
    made[part] = replaced
    return replaced


def same(before: Sequence[Proposition], after: Sequence[Proposition]) -> bool:
    """Return whether parts are identical objects (未变)."""
    return all(map(is_, before, after))


def literals_in(part: Proposition) -> tuple[Literal, ...]:
    """Return the literals of a proposition (全部文字), each once."""
    if part._literals is None:  # noqa: SLF001 - of its own module
        inner = (atom for each in _parts_of(part) for atom in literals_in(each))
        part._literals = (part,) if isinstance(part, Literal) else tuple(dict.fromkeys(inner))  # noqa: SLF001 - the same
    return part._literals  # noqa: SLF001 - the same


def inequalities_in(part: Proposition) -> tuple[Inequality, ...]:
    """Return the inequalities of a proposition (全部不等式), each once."""
    if part._inequalities is None:  # noqa: SLF001 - of its own module
        own = (part,) if isinstance(part, Inequality) else ()
        inner = (relation for each in _parts_of(part) for relation in inequalities_in(each))
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
