"""Members (成员): counts, sums and extremes over a group as terms, including members who may join.

    mode          a known group                              an unknown group
    completion    the members that it has                    variables for its size and for each answer about it
    revision      the same, and a variable that counts       a variable that counts the members who join; before them
                  the members who join                       it has none

Members who join meet every condition, and bring amounts to sums. `grounding` says what the two modes are.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final, Protocol, cast

from sgzlib.advice.days import FIRST_DAY, LAST_DAY
from sgzlib.advice.propositions import (
    INFINITY,
    TRUE,
    Polynomial,
    Proposition,
    added,
    conjunction,
    disjunction,
    inequality,
    literal,
    multiplied,
)
from sgzlib.advice.terms import (
    Bound,
    Pick,
    Term,
    Value,
    constant,
    constant_term,
    counted,
    is_assigned,
    number_of,
    number_term,
    standing,
    truth_number,
)
from sgzlib.advice.unknowns import Unknowns, accepts, merged
from sgzlib.law import formula as fml
from sgzlib.law.facts import Fact, kind_of
from sgzlib.law.kinds import Kind
from sgzlib.law.mutability import Moves
from sgzlib.law.tracing import joined
from sgzlib.law.truth import UNKNOWN, Unknown

_MOST_JOINING: Final = 60


class _MemberGrounder(Protocol):
    """What grounds the conditions on members (成员条件的实例化), as `grounding.Grounder` does."""

    constraints: list[Proposition]

    def truth(self, node: fml.Node, path: str, *, want: bool) -> Proposition: ...

    def value(self, node: fml.Node, path: str) -> Value: ...

    def reaches(self, left: Value, right: Value, *, strict: bool) -> Proposition: ...


class GroupValues:
    """The values of groups in formulas about one subject (组的取值)."""

    def __init__(self, grounder: _MemberGrounder, unknowns: Unknowns) -> None:
        self._grounder = grounder
        self._unknowns = unknowns

    def value(self, node: Any, owner_path: str) -> Value:
        """Return the value of a count, a sum or an extreme over a group (组的取值)."""
        grounder = self._grounder
        path, fact = joined(owner_path, node.group.path), node.group.fact
        owner, members = self._unknowns.members(path)
        if isinstance(members, Unknown) and not self._unknowns.revising:
            return self._unknown_group(node, path, fact)
        known = () if isinstance(members, Unknown) else members
        joining, assigned = self._joining(path, fact, owner, members)
        inside = [f"{path}[{place}]" for place in range(len(known))]
        match node:
            case fml.Size():
                return number_term(added({(): len(known)}, joining), assigned)
            case fml.Count(_, what):
                have = [grounder.truth(what.formula, member, want=True) for member in inside]
                lack = [grounder.truth(what.formula, member, want=False) for member in inside]
                return counted(have, lack, joining, assigned)
            case fml.CountBy(_, what, day):
                last, days = (
                    grounder.value(day, owner_path),
                    tuple(grounder.value(what.formula, member) for member in inside),
                )
                have = [grounder.reaches(last, member_day, strict=False) for member_day in days]
                lack = [grounder.reaches(member_day, last, strict=True) for member_day in days]
                # Nobody joins before the day asked about.
                still = truth_number(grounder.reaches(last, constant(self._unknowns.case.on), strict=False))
                return counted(have, lack, multiplied(joining, still), assigned)
            case fml.Distinct(_, what, among):
                labels = [[fml.Comparison(s, what.formula, fml.Constant(label)) for s in ("=", "≠")] for label in among]
                have = [
                    disjunction(grounder.truth(is_label, member, want=True) for member in inside)
                    for is_label, _ in labels
                ]
                lack = [
                    conjunction(grounder.truth(is_not_label, member, want=True) for member in inside)
                    for _, is_not_label in labels
                ]
                return counted(have, lack, joining, assigned)
            case fml.Total(_, what):
                return self._total(path, what, inside, joining, assigned)
            case fml.Extreme(_, what, latest):
                days = tuple(grounder.value(what.formula, member) for member in inside)
                none = constant_term(FIRST_DAY if latest else LAST_DAY)
                # Members who join meet any day that is asked. A group that nobody can join, without members, has
                # the first or the last day of the calendar.
                return Pick(latest, days, assigned) if days or joining else none
            case _:
                raise TypeError(f"no value in {node!r}")

    def _joining(self, path: str, fact: Fact[Any], owner: Any, members: Any) -> tuple[Polynomial, Proposition]:
        fixed = fact.moves_in(owner, self._unknowns.case.on) is Moves.NEVER and not isinstance(members, Unknown)
        if not (self._unknowns.revising and self._unknowns.joining) or fixed:
            return {}, TRUE
        if path not in self._unknowns.variables:
            known = () if isinstance(members, Unknown) else members
            member_class = cast("Any", fact.kind.members)

            def accepted(more: int) -> bool:
                return accepts(owner, fact.name, (*known, *(member_class() for _ in range(more))))

            # If the class accepts the greatest number, it accepts all smaller ones; only otherwise is each tried.
            few = range(_MOST_JOINING + 1)
            taken = few if accepted(_MOST_JOINING) else [more for more in few if not more or accepted(more)]
            ranges = (*((more, more) for more in taken), (_MOST_JOINING + 1, INFINITY))
            value = UNKNOWN if isinstance(members, Unknown) else 0
            self._unknowns.variable(path, path, fact, merged(ranges), value, joins=True)
        variable = self._unknowns.variables[path]
        return {(variable,): 1}, is_assigned(variable)

    def _total(self, path: str, what: Any, inside: list[str], joining: Polynomial, assigned: Proposition) -> Value:
        terms = [number_of(self._grounder.value(what.formula, member)) for member in inside]
        if None in terms:
            return None
        low: Polynomial = {(): 0}
        high, complete = low, [assigned]
        for term in cast("list[Term]", terms):
            low, high = added(low, term.low.polynomial), added(high, term.high.polynomial)
            complete.append(term.high.assigned)
        if joining:
            ((monomial, _),) = joining.items()
            (joins,) = monomial
            fact = cast("Any", self._unknowns.variables[path].fact)
            step = Fraction(_amounts_of(fact, what).step)
            name = f"{path}[].{what.name}"
            brought = self._unknowns.variable(name, path, fact, ((0, INFINITY),), 0, step=step)
            low, high = (added(polynomial, {(brought,): step}) for polynomial in (low, high))
            # The amount is 0 unless somebody joins.
            assigned = conjunction(
                [assigned, disjunction([literal(brought, ((0, 0),)), literal(joins, ((1, INFINITY),))])]
            )
            complete.append(assigned)
        return Term(Bound(low, assigned), Bound(high, conjunction(complete)))

    def _unknown_group(self, node: Any, path: str, fact: Fact[Any]) -> Value:
        """Return a value for an unknown group: any that is consistent with the number of its members."""
        size = self._unknowns.variable(path, path, fact, ((0, 10**9),))
        among = len(node.among) if isinstance(node, fml.Distinct) else None
        if isinstance(node, fml.Size):
            return standing(size)
        name = path, type(node), node.what.name, getattr(node, "latest", among), getattr(node, "day", None)
        fresh = name not in self._unknowns.variables
        if isinstance(node, fml.Extreme):
            answer = self._unknowns.variable(name, path, fact, ((FIRST_DAY, LAST_DAY),))
            nobody = FIRST_DAY if node.latest else LAST_DAY
            constraint = disjunction([literal(size, ((1, INFINITY),)), literal(answer, ((nobody, nobody),))])
        elif isinstance(node, fml.Total):
            step = Fraction(_amounts_of(fact, node.what).step)
            answer = self._unknowns.variable(name, path, fact, ((0, INFINITY),), step=step)
            constraint = disjunction([literal(size, ((1, INFINITY),)), literal(answer, ((0, 0),))])
        else:
            answer = self._unknowns.variable(name, path, fact, ((0, 10**9 if among is None else among),))
            constraint = inequality({(size,): 1, (answer,): -1})
        if fresh:
            self._grounder.constraints.append(constraint)
        return standing(answer)


def _amounts_of(fact: Fact[Any], what: fml.What) -> Kind[Any]:
    kind: Kind[Any] = kind_of(cast("Any", fact.kind.members), what.name) if what.asked == what.name else what.asked.kind
    return kind
