"""Grounding (实例化): the formula of a rule about one subject, with groups expanded and all that is known filled in.

Two kinds of worlds ask for it. A *completion* gives every unknown fact a value. A *revision* may besides change what is
known, within what somebody can bring about, and may leave facts unknown: then only what is told counts. What no fact
says, such as a working day beyond the published rest days, is a variable of its own in a completion, and never helps in
a revision.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from fractions import Fraction
from itertools import combinations
from typing import Any, Final, cast

import attrs

from sgzlib.advice.days import (
    FIRST_DAY,
    LAST_DAY,
    TO_THE_MONDAY,
    Latest,
    Published,
    Soonest,
    ToWorkday,
    shifting,
    shifting_from,
)
from sgzlib.advice.propositions import (
    FALSE,
    FAR,
    TRUE,
    UNTOLD,
    Polynomial,
    Proposition,
    Ranges,
    Variable,
    added,
    conjunction,
    disjunction,
    inequality,
    literal,
    multiplied,
    negation,
)
from sgzlib.advice.spellings import endings, rows_of_labels, written
from sgzlib.advice.terms import (
    Bound,
    Either,
    Pick,
    Term,
    Value,
    above,
    added_terms,
    constant,
    constant_in,
    constant_term,
    counted,
    end_moved,
    number_of,
    number_term,
    place_of,
    product,
    truth_number,
)
from sgzlib.law import formula as fml
from sgzlib.law.errors import SgzlibError
from sgzlib.law.facts import Fact, facts_of, is_subject, kind_of
from sgzlib.law.formula.evaluating import evaluate
from sgzlib.law.kinds import Form, Kind
from sgzlib.law.laws import Law
from sgzlib.law.moving import Moves, is_fixed, may_become
from sgzlib.law.periods import RestDays, nth_workday
from sgzlib.law.requirement import Case
from sgzlib.law.tracing import joined
from sgzlib.law.truth import UNKNOWN, Unknown, stripped

_MOST_JOINING: Final = 60


class World:
    """The variables of one subject (可能世界): in a completion what is unknown, in a revision what can be changed.

    `constraints` is what holds of the variables whatever the rules say. Where nobody is `joining`, a revision leaves
    each group the members that it has, and tells numbers as finely as their kind has them. Not every text is tried, and
    not every row of labels; `loosely`, all rows are, and of two texts it may be said that they are spelt alike or not,
    whatever they are.
    """

    def __init__(
        self, subject: Any, case: Case[Any], *, revising: bool, joining: bool = True, loosely: bool = False
    ) -> None:
        self.subject = subject
        self.case = case
        self.revising = revising
        self.joining = joining
        self.loosely = loosely
        self._law: Law = case.law
        self.variables: dict[Any, Variable] = {}
        self.constraints: list[Proposition] = []
        self._points: dict[str, dict[Any, None]] = {}
        self._made: dict[Any, Any] = {}
        self._held: list[fml.Node] = []
        self._read: dict[str, None] = {}
        self._asked: dict[str, list[tuple[str, Any]]] | None = None

    def ground(self, formulas: Iterable[fml.Node]) -> list[Proposition]:
        """Return what formulas say of the subject (实例化)."""
        return self.ground_by((self.case.law, formula) for formula in formulas)

    def ground_by(self, formulas: Iterable[tuple[Law, fml.Node]]) -> list[Proposition]:
        """Return what formulas say of the subject, each by a law of its own (依各自规定实例化)."""
        listed = [(law, fml.under(formula, law)) for law, formula in formulas]
        while True:
            before = sum(map(len, self._points.values()))
            self._asked = None
            found = [self._truth_by(law, formula) for law, formula in listed]
            if sum(map(len, self._points.values())) == before:
                return found
            # A text stands for as many places as it is asked questions: only now are they all known.
            self.variables.clear()
            self.constraints.clear()
            self._made.clear()

    def of_path(self) -> dict[str, list[Variable]]:
        """Return the variables by the fact that they belong to (按事实)."""
        found: dict[str, list[Variable]] = {}
        for variable in self.variables.values():
            if variable.fact is not None:
                found.setdefault(variable.path, []).append(variable)
        return found

    def likeness(self, path: str) -> Any:
        """Return what two facts have in common that stand for one another (对称).

        They are one fact of two members of a group whose other facts are the same, as far as the formulas ask for them.
        """
        if self._asked is None:
            self._asked = {}
            for read in self._read:
                for inside in re.finditer(r"\]\.", read):
                    member, name = read[: inside.start() + 1], read[inside.end() :]
                    self._asked.setdefault(member, []).append((name, self._at(read)[1]))
        key: list[Any] = []
        at = ""
        for step in path.split("."):
            at = joined(at, step)
            name, bracket, _ = step.partition("[")
            key.append((name, tuple(self._asked.get(at, ()))) if bracket else name)
        return tuple(key)

    def _truth_by(self, law: Law, formula: fml.Node) -> Proposition:
        if law is not self._law:
            self._law = law
            self._made.clear()
        return self._truth(formula, "", want=True)

    def _truth(self, node: fml.Node, at: str, *, want: bool) -> Proposition:
        if not want and not self.revising:
            return negation(self._truth(node, at, want=True))
        key = id(node), at, want
        if key not in self._made:
            self._held.append(node)
            self._made[key] = self._truth_of(node, at, want=want)
        return cast("Proposition", self._made[key])

    def _truth_of(self, node: fml.Node, at: str, *, want: bool) -> Proposition:
        match node:
            case fml.Constant(value):
                return self._unclear(at) if value is UNKNOWN else TRUE if value is want else FALSE
            case fml.Not(part):
                return self._truth(part, at, want=not want)
            case fml.And(parts) | fml.Or(parts):
                join = conjunction if isinstance(node, fml.And) is want else disjunction
                return join(self._truth(part, at, want=want) for part in parts)
            case fml.Comparison(sign, left, right):
                return self._compared(sign if want else fml.OPPOSITE[sign], left, right, at)
            case fml.Given():
                return self._asked_of(node, at, lambda value: value is want)
            case fml.Alike() if self.loosely:
                return self._free((node, at), want=want)
            case fml.Includes(labels, asked) | fml.ConsistsOf(labels, asked) if self.loosely:
                return self._in_row(node, joined(at, cast("Any", labels).path), asked, want=want)
            case fml.Alike():
                return self._alike(node, at, want=want)
            case fml.EndsWith(text, ending):
                self._point(text, at, f"…{ending}")
                return self._asked_of(text, at, lambda value: (value.endswith(ending) and value != ending) is want)
            case fml.Includes(labels, asked):
                self._point(labels, at, asked)
                return self._asked_of(labels, at, lambda value: (set(asked) <= set(value)) is want)
            case fml.ConsistsOf(labels, asked):
                self._point(labels, at, asked)
                return self._asked_of(labels, at, lambda value: (value == asked) is want)
            case fml.FirstKnown(first, _):
                # Of two facts of which one follows from the other, what is known of either decides.
                said = UNKNOWN if at else self._said(node)
                return TRUE if said is want else FALSE if isinstance(said, bool) else self._truth(first, at, want=want)
            case fml.Where(test, then, otherwise):
                holds, fails = (self._truth(test, at, want=of) for of in (True, False))
                one, two = (self._truth(of, at, want=want) for of in (then, otherwise))
                return disjunction([conjunction([holds, one]), conjunction([fails, two]), conjunction([one, two])])
            case _:
                raise TypeError(f"no truth in {node!r}")

    def _said(self, node: fml.Node) -> Any:
        """Return what a formula about the whole subject gives for what is known of it."""
        return evaluate(fml.under(node, self.case.law), self.subject, self.case)

    def _point(self, node: fml.Node, at: str, value: Any) -> None:
        self._points.setdefault(joined(at, cast("Any", node).path), {})[value] = None

    def _unclear(self, at: str = "") -> Proposition:
        """Return what no fact says: a variable of its own in a completion, and never True in a revision."""
        if self.revising:
            return FALSE
        name = f"{at}?{len(self.variables)}"
        return literal(self._variable(name, "", None, ((0, 1),)), ((1, 1),))

    def _free(self, name: Any, *, want: bool) -> Proposition:
        return literal(self._variable(name, "", None, ((0, 1),)), ((int(want), int(want)),))

    def _in_row(self, node: Any, path: str, asked: tuple[Any, ...], *, want: bool) -> Proposition:
        """Return whether labels are in a row, or are all of it, by a variable for each label and for the order."""
        parts = [self._free((path, label), want=want) for label in asked]
        if isinstance(node, fml.ConsistsOf):
            others = (label for label in cast("Any", node.labels).fact.kind.members if label not in asked)
            parts += [self._free((path, label), want=not want) for label in others]
            parts += [self._free((path, asked), want=want)] if len(asked) > 1 else []
        return conjunction(parts) if want else disjunction(parts)

    def _asked_of(self, node: fml.Node, at: str, holds: Callable[[Any], bool]) -> Proposition:
        value = self._given(node, at)
        if not isinstance(value, Variable):
            return TRUE if holds(value) else FALSE
        points = cast("Any", value.points)
        return literal(value, tuple((place, place) for place, point in points.items() if holds(written(point))))

    def _alike(self, node: fml.Alike, at: str, *, want: bool) -> Proposition:
        sides = (node.left, node.without), (node.right, node.right_without)
        for (one, _), (other, without) in (sides, sides[::-1]):
            # Of what the other text is without, this one can be made; two unknown texts may be the same, or not.
            text = other.value if isinstance(other, fml.Constant) else self._at(joined(at, cast("Any", other).path))[1]
            unknown = isinstance(text, Unknown)
            made = () if self.joining else (f"…{ending}" for ending in endings(without))
            for point in ("……", *made) if unknown else (text, re.sub(without, "", text)):
                if point and not isinstance(one, fml.Constant):
                    self._point(one, at, point)
        left, right = (
            [(stripped(text, without), stands) for text, stands in self._standing_at(side, at)]
            for side, without in sides
        )
        return disjunction(
            conjunction([one, other]) for text, one in left for name, other in right if (text == name) is want
        )

    def _standing_at(self, node: fml.Node, at: str) -> list[tuple[str, Proposition]]:
        """Return the texts that a fact can be, each with what it then stands at (可能的文本)."""
        value = node.value if isinstance(node, fml.Constant) else self._given(node, at)
        if not isinstance(value, Variable):
            return [(value, TRUE)]
        points = cast("Any", value.points)
        return [(written(point), literal(value, ((place, place),))) for place, point in points.items()]

    def _compared(self, sign: fml.Sign, left: fml.Node, right: fml.Node, at: str) -> Proposition:
        if sign in {"=", "≠"} and isinstance(right, fml.Constant) and isinstance(right.value, str):
            self._point(left, at, right.value)
            return self._asked_of(left, at, lambda value: (value == right.value) is (sign == "="))
        if sign in {"=", "≠"} and isinstance(left, fml.Given) and isinstance(right, fml.Constant):
            # Which label a member has is asked of every label: of one that is known, it is no arithmetic.
            value = self._given(left, at)
            if not isinstance(value, Variable) and not isinstance(right.value, Unknown):
                return TRUE if (value == right.value) is (sign == "=") else FALSE
        one, two = self._value(left, at), self._value(right, at)
        match sign:
            case "≥":
                return self._reaches(one, two, strict=False)
            case ">":
                return self._reaches(one, two, strict=True)
            case "≤":
                return self._reaches(two, one, strict=False)
            case "<":
                return self._reaches(two, one, strict=True)
            case "=":
                return conjunction([self._reaches(one, two, strict=False), self._reaches(two, one, strict=False)])
            case _:
                return disjunction([self._reaches(one, two, strict=True), self._reaches(two, one, strict=True)])

    def _reaches(self, one: Value, two: Value, *, strict: bool) -> Proposition:
        """Return that one value is not below another, or where `strict` above it."""
        match one, two:
            case (None, _) | (_, None):
                return self._unclear()
            case (Pick(greatest, parts, told), _):
                join = disjunction if greatest else conjunction
                return conjunction([told, join(self._reaches(part, two, strict=strict) for part in parts)])
            case (_, Pick(greatest, parts, told)):
                join = conjunction if greatest else disjunction
                return conjunction([told, join(self._reaches(one, part, strict=strict) for part in parts)])
            case (Either(holds, fails, then, otherwise), _):
                first, second = (self._reaches(of, two, strict=strict) for of in (then, otherwise))
            case (_, Either(holds, fails, then, otherwise)):
                first, second = (self._reaches(one, of, strict=strict) for of in (then, otherwise))
            case _:
                surely = above(one.low, two.high, strict=strict)
                known = one.high.told is two.high.told is TRUE and not (one.open or two.open)
                if self.revising or known:
                    return surely
                # Of a day beyond the published rest days all that is known is that it comes no earlier, and of one at a
                # weekend, where none were published, that it is no later than the Monday.
                possibly = above(one.high, two.low, strict=strict, untold=True)
                return disjunction([surely, conjunction([possibly, self._unclear()])])
        return disjunction([conjunction([holds, first]), conjunction([fails, second]), conjunction([first, second])])

    def _value(self, node: fml.Node, at: str) -> Value:
        key = id(node), at, "value"
        if key not in self._made:
            self._held.append(node)
            self._made[key] = self._value_of(node, at)
        return cast("Value", self._made[key])

    def _value_of(self, node: fml.Node, at: str) -> Value:
        match node:
            case fml.Constant(value):
                return constant(value)
            case fml.Parameter(name):
                return constant(getattr(self._law, name))
            case fml.AskedDay():
                return constant(self.case.on)
            case fml.Given():
                value = self._given(node, at)
                return self._standing(value) if isinstance(value, Variable) else constant(value)
            case fml.Sum(left, right):
                return self._sum(left, right, at, 1)
            case fml.Difference(left, right):
                return self._sum(left, right, at, -1)
            case fml.Product(left, right):
                return product(number_of(self._value(left, at)), number_of(self._value(right, at)))
            case fml.Shift(day, by, unit):
                return self._shifted(self._value(day, at), self._value(by, at), unit)
            case fml.Workday(day):
                rest_days: RestDays | None = self._law.rest_days
                value = self._value(day, at)
                if rest_days is None:
                    return self._spread(value, None, TO_THE_MONDAY)
                return self._moved(value, ToWorkday(rest_days), Published(rest_days))
            case fml.WorkdaysAfter(day, by):
                number = cast("int", constant_in(cast("Term", self._value(by, at))))
                nth = nth_workday(number, self._law.rest_days)
                return self._spread(self._value(day, at), Soonest(nth), Latest(nth))
            case fml.Earlier(left, right) | fml.Later(left, right):
                return Pick(isinstance(node, fml.Later), (self._value(left, at), self._value(right, at)))
            case fml.Where(test, then, otherwise):
                holds, fails = (self._truth(test, at, want=of) for of in (True, False))
                if TRUE in (holds, fails):
                    return self._value(then if holds is TRUE else otherwise, at)
                return Either(holds, fails, self._value(then, at), self._value(otherwise, at))
            case _:
                return self._grouped(node, at)

    def _standing(self, variable: Variable) -> Term:
        bound = Bound({(variable,): variable.step}, self._told(variable))
        return Term(bound, bound)

    def _told(self, variable: Variable) -> Proposition:
        return literal(variable, variable.ranges)

    def _shifted(self, day: Value, by: Value, unit: fml.Unit) -> Value:
        match day, by:
            case (Pick(greatest, parts, told), _):
                return Pick(greatest, tuple(self._shifted(part, by, unit) for part in parts), told)
            case (Either(holds, fails, then, otherwise), _):
                return Either(holds, fails, *(self._shifted(of, by, unit) for of in (then, otherwise)))
            case (_, Either(holds, fails, then, otherwise)):
                return Either(holds, fails, *(self._shifted(day, of, unit) for of in (then, otherwise)))
            case (Term(), Term()):
                # A sum of days is moved by adding to it; only one fact's day is moved through the calendar.
                alone = unit != "days" or len(day.low.polynomial) == 1
                if (times := constant_in(by)) is not None and alone:
                    return self._moved(day, shifting(unit, times), None)
                if unit == "days":
                    # A period that would run past the last day of the calendar ends on it.
                    return Pick(False, (added_terms(day, by), constant_term(LAST_DAY)), by.low.told)
                if (begun := constant_in(day)) is not None:
                    return self._moved(by, shifting_from(unit, begun), None)
                raise TypeError(f"{unit} by a fact, from a day that is one too")
            case _:
                return None

    def _sum(self, left: fml.Node, right: fml.Node, at: str, sign: int) -> Value:
        one, two = number_of(self._value(left, at)), number_of(self._value(right, at))
        return None if one is None or two is None else added_terms(one, two, sign)

    def _moved(self, day: Value, move: Callable[[int], int], defined: Published | None) -> Value:
        match day:
            case Pick(greatest, parts, told):
                return Pick(greatest, tuple(self._moved(part, move, defined) for part in parts), told)
            case Either(holds, fails, then, otherwise):
                return Either(holds, fails, self._moved(then, move, defined), self._moved(otherwise, move, defined))
            case Term(low, high, anywhere):
                first, known = end_moved(low, move, defined)
                if high.polynomial != low.polynomial:
                    last, known = end_moved(high, move, defined)
                else:
                    last = attrs.evolve(first, told=high.told)
                return Term(first, attrs.evolve(last, told=conjunction([last.told, known])), anywhere)
            case _:
                return None

    def _spread(self, day: Value, soonest: Callable[[int], int] | None, latest: Callable[[int], int]) -> Value:
        """Return a day that lies anywhere between two to which it is moved."""
        match day:
            case Pick(greatest, parts, told):
                return Pick(greatest, tuple(self._spread(part, soonest, latest) for part in parts), told)
            case Either(holds, fails, then, otherwise):
                return Either(holds, fails, *(self._spread(of, soonest, latest) for of in (then, otherwise)))
            case Term():
                first = day if soonest is None else self._moved(day, soonest, None)
                low, high = cast("Term", first).low, cast("Term", self._moved(day, latest, None)).high
                return Term(low, high, open=day.open or low.polynomial != high.polynomial)
            case _:
                return None

    # --- facts and groups ---

    def _given(self, node: fml.Node, at: str) -> Any:
        """Return a fact as it stands, or the variable that it is."""
        path = joined(at, cast("Any", node).path)
        self._read[path] = None
        if path in self.variables:
            return self.variables[path]
        owner, value = self._at(path)
        fact = cast("Any", node).fact
        if isinstance(value, Unknown) or (
            self.revising and not is_fixed(fact.moves_in(owner, self.case.on), value, self.case.on)
        ):
            return self._fact(path, fact, value, owner)
        return value

    def _at(self, path: str) -> tuple[Any, Any]:
        """Return the subject that a fact belongs to, and the fact; a blank one where the subject is unknown."""
        key = path, "at"
        if key not in self._made:
            before, _, name = path.rpartition(".")
            owner = self._at(before)[1] if before else self.subject
            place = name.partition("[")
            if place[1]:
                self._made[key] = owner, getattr(owner, place[0])[int(place[2][:-1])]
            else:
                value = getattr(owner, name) if not isinstance(owner, Unknown) else UNKNOWN
                of = _part(type(owner), name)
                self._made[key] = owner, of() if isinstance(value, Unknown) and of is not None else value
        return cast("tuple[Any, Any]", self._made[key])

    def _fact(self, path: str, fact: Fact[Any], value: Any, owner: Any) -> Variable:
        kind, unknown = fact.kind, isinstance(value, Unknown)
        moves = Moves.FREE if unknown or not self.revising else fact.moves_in(owner, self.case.on)
        if kind.domain:
            points = {place_of(point): point for point in kind.domain}
            allowed = [place for place, point in points.items() if self._possible(fact, value, point, owner)]
            ranges = tuple((place, place) for place in allowed)
            return self._variable(path, path, fact, ranges, value, points=points)
        if kind.step is None:
            texts = [text for text in self._texts(path, fact, value) if moves is Moves.FREE or set(value) <= set(text)]
            points = dict(enumerate(dict.fromkeys(texts)))
            return self._variable(path, path, fact, tuple((at, at) for at in points), value, points=points)
        if kind.form is Form.DAY:
            if moves is Moves.FREE:
                return self._variable(path, path, fact, ((FIRST_DAY, LAST_DAY),), value)
            now, today = value.toordinal(), self.case.on.toordinal()
            later = max(now + 1, today) if moves is Moves.RISES else today
            return self._variable(path, path, fact, _merged(sorted({(now, now), (later, LAST_DAY)})), value)
        step = Fraction(kind.step)
        if not self.joining or (not unknown and Fraction(value) % step):
            step = finest_step(kind)
        least = Fraction(value) if moves is Moves.RISES else Fraction(kind.least)
        most = FAR if kind.most is None else int(Fraction(kind.most) // step)
        return self._variable(path, path, fact, ((int(least / step), most),), value, step=step)

    def _texts(self, path: str, fact: Fact[Any], value: Any) -> Iterator[Any]:
        asked = list(self._points.get(path, {}))
        if fact.kind.several:
            if not self.joining:
                labels = dict.fromkeys(label for row in asked for label in row)
                yield from (fact.kind.read("", row) for size in range(3) for row in combinations(labels, size))
            yield from rows_of_labels(fact.kind, () if isinstance(value, Unknown) else value, asked)
            return
        yield "…" if isinstance(value, Unknown) else value
        for point in asked:
            yield point
            if "…" not in point or not self.joining:
                yield from (point + ending[1:] for ending in asked if ending.startswith("…") and ending.strip("…"))

    def _possible(self, fact: Fact[Any], now: Any, value: Any, owner: Any) -> bool:
        if not self.revising or now is value:
            return True
        if not isinstance(now, Unknown) and not may_become(
            fact.moves_in(owner, self.case.on), now, value, self.case.on
        ):
            return False
        return accepts(owner, fact.name, value)

    def _variable(
        self,
        name: Any,
        path: str,
        fact: Fact[Any] | None,
        ranges: Ranges,
        value: Any = UNKNOWN,
        step: Any = 1,
        points: Any = None,
        *,
        joins: bool = False,
    ) -> Variable:
        if name not in self.variables:
            now = UNTOLD
            if not isinstance(value, Unknown):
                now = (
                    next((at for at, point in points.items() if point == value), 0) if points else place_of(value, step)
                )
            self.variables[name] = Variable(
                path,
                fact,
                len(self.variables),
                ranges,
                now,
                step,
                points,
                value,
                may_stay_untold=self.revising and now == UNTOLD,
                joins=joins,
            )
            if now == UNTOLD and fact is not None and fact.kind.form is Form.DAY and not joins:
                self.variables[name].near = self.case.on.toordinal()
        return self.variables[name]

    def _grouped(self, node: Any, at: str) -> Value:
        path, fact = joined(at, node.group.path), node.group.fact
        self._read[path] = None
        owner, members = self._at(path)
        if isinstance(members, Unknown) and not self.revising:
            return self._unknown_group(node, path, fact)
        known = () if isinstance(members, Unknown) else members
        joining, told = self._joining(path, fact, owner, members)
        inside = [f"{path}[{place}]" for place in range(len(known))]
        match node:
            case fml.Size():
                return number_term(added({(): len(known)}, joining), told)
            case fml.Count(_, what):
                have = [self._truth(what.formula, member, want=True) for member in inside]
                lack = [self._truth(what.formula, member, want=False) for member in inside]
                return counted(have, lack, joining, told)
            case fml.CountBy(_, what, day):
                last, days = self._value(day, at), tuple(self._value(what.formula, member) for member in inside)
                have = [self._reaches(last, one, strict=False) for one in days]
                lack = [self._reaches(one, last, strict=True) for one in days]
                # Nobody joins before the day asked about.
                still = truth_number(self._reaches(last, constant(self.case.on), strict=False))
                return counted(have, lack, multiplied(joining, still), told)
            case fml.Distinct(_, what, among):
                labels = [[fml.Comparison(s, what.formula, fml.Constant(label)) for s in ("=", "≠")] for label in among]
                self._held += [one for pair in labels for one in pair]
                have = [disjunction(self._truth(one, member, want=True) for member in inside) for one, _ in labels]
                lack = [conjunction(self._truth(one, member, want=True) for member in inside) for _, one in labels]
                return counted(have, lack, joining, told)
            case fml.Total(_, what):
                return self._total(path, what, inside, joining, told)
            case fml.Extreme(_, what, latest):
                days = tuple(self._value(what.formula, member) for member in inside)
                none = constant_term(FIRST_DAY if latest else LAST_DAY)
                # Whoever joins comes in time for whatever is asked; and the day of nobody is no day to be beyond.
                return Pick(latest, days, told) if days or joining else none
            case _:
                raise TypeError(f"no value in {node!r}")

    def _joining(self, path: str, fact: Fact[Any], owner: Any, members: Any) -> tuple[Polynomial, Proposition]:
        fixed = fact.moves_in(owner, self.case.on) is Moves.NEVER and not isinstance(members, Unknown)
        if not (self.revising and self.joining) or fixed:
            return {}, TRUE
        if path not in self.variables:
            known = () if isinstance(members, Unknown) else members
            of = cast("Any", fact.kind.members)

            def accepted(more: int) -> bool:
                return accepts(owner, fact.name, (*known, *(of() for _ in range(more))))

            # A class that takes so many more takes fewer too, and only one that does not is asked for each number.
            few = range(_MOST_JOINING + 1)
            taken = few if accepted(_MOST_JOINING) else [more for more in few if not more or accepted(more)]
            ranges = (*((more, more) for more in taken), (_MOST_JOINING + 1, FAR))
            value = UNKNOWN if isinstance(members, Unknown) else 0
            self._variable(path, path, fact, _merged(ranges), value, joins=True)
        variable = self.variables[path]
        return {(variable,): 1}, self._told(variable)

    def _total(self, path: str, what: Any, inside: list[str], joining: Polynomial, told: Proposition) -> Value:
        terms = [number_of(self._value(what.formula, member)) for member in inside]
        if None in terms:
            return None
        low: Polynomial = {(): 0}
        high, complete = low, [told]
        for term in cast("list[Term]", terms):
            low, high = added(low, term.low.polynomial), added(high, term.high.polynomial)
            complete.append(term.high.told)
        if joining:
            ((monomial, _),) = joining.items()
            (joins,) = monomial
            fact = cast("Any", self.variables[path].fact)
            step = Fraction(_amounts_of(fact, what).step)
            name = f"{path}[].{what.name}"
            brought = self._variable(name, path, fact, ((0, FAR),), 0, step=step)
            low, high = (added(of, {(brought,): step}) for of in (low, high))
            # Nobody brings anything where nobody joins.
            told = conjunction([told, disjunction([literal(brought, ((0, 0),)), literal(joins, ((1, FAR),))])])
            complete.append(told)
        return Term(Bound(low, told), Bound(high, conjunction(complete)))

    def _unknown_group(self, node: Any, path: str, fact: Fact[Any]) -> Value:
        """Return an answer about a group of which nothing is known: any, that fits how many members it has."""
        size = self._variable(path, path, fact, ((0, 10**9),))
        among = len(node.among) if isinstance(node, fml.Distinct) else None
        if isinstance(node, fml.Size):
            return self._standing(size)
        name = path, type(node), node.what.name, getattr(node, "latest", among), getattr(node, "day", None)
        fresh = name not in self.variables
        if isinstance(node, fml.Extreme):
            answer = self._variable(name, path, fact, ((FIRST_DAY, LAST_DAY),))
            nobody = FIRST_DAY if node.latest else LAST_DAY
            constraint = disjunction([literal(size, ((1, FAR),)), literal(answer, ((nobody, nobody),))])
        elif isinstance(node, fml.Total):
            step = Fraction(_amounts_of(fact, node.what).step)
            answer = self._variable(name, path, fact, ((0, FAR),), step=step)
            constraint = disjunction([literal(size, ((1, FAR),)), literal(answer, ((0, 0),))])
        else:
            answer = self._variable(name, path, fact, ((0, 10**9 if among is None else among),))
            constraint = inequality({(size,): 1, (answer,): -1})
        if fresh:
            self.constraints.append(constraint)
        return self._standing(answer)


def finest_step(kind: Kind[Any]) -> Fraction:
    """Return the least distance between two values of a kind (最小步长)."""
    return Fraction(1, 10**kind.places)


def _merged(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """Return ranges with those that follow on one another as one (合并相邻区间)."""
    made: list[tuple[int, int]] = []
    for low, high in ranges:
        if made and low <= made[-1][1] + 1:
            made[-1] = made[-1][0], max(high, made[-1][1])
        else:
            made.append((low, high))
    return tuple(made)


def _amounts_of(fact: Fact[Any], what: fml.What) -> Kind[Any]:
    kind: Kind[Any] = kind_of(cast("Any", fact.kind.members), what.name) if what.asked == what.name else what.asked.kind
    return kind


def _part(of: type[Any], name: str) -> Any:
    fact = facts_of(of)[name]
    return fact.kind.members if is_subject(fact.kind.members) and not fact.kind.several else None


def accepts(subject: Any, name: str, value: Any) -> bool:
    """Whether a subject's class accepts a value as one of its facts, all else being as it is."""
    with suppress(SgzlibError):
        attrs.evolve(subject, **{name: value})
        return True
    return False
