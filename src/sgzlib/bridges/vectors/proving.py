"""Proving (证明): whether a mutant is equivalent, for all subjects, days and sizes of groups at once, by Z3.

Z3 is asked for a subject and a day to which the mutant gives another status. Groups have no fixed size:

1. For one member, Z3 proves that what the rule asks and what the mutant asks is the same.
2. Then the count of the members that have it is the same unknown number for both. Each other count is an unknown number
   of its own, up to the size of the group.
3. Members that the class itself adds are in every known group, and therefore give a lower bound of each count.

These numbers allow more cases than exist. If Z3 finds none, the mutant is equivalent; if it finds one, nothing is
proved. `same_in_small` and `told_apart` use groups of a few members instead, and `told_apart` returns subjects that
differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import attrs
import z3

from sgzlib.bridges.symbols import Answer, Symbol, Symbolic, SymbolicBounds, Z3Term, Z3Terms, encoded, proved_within
from sgzlib.bridges.vectors.mutants import Fault, Mutant, Parts, parts_of, pattern_of, taken_for
from sgzlib.law.clauses import Force
from sgzlib.law.formula import FALSE, Count, CountBy, Distinct, Node, Shift, Size, Total, under
from sgzlib.law.kinds import Form
from sgzlib.law.laws import Law
from sgzlib.law.requirement import Case, Ruleset, implied_formula
from sgzlib.law.tracing import given_in, joined
from sgzlib.law.truth import UNKNOWN

_STEPS, _STEPS_IN_SMALL = 1_000_000, 5_000_000
STEPS_AT_LAST = 10_000_000
"""How many steps a proof may take where no case was found either (最后的求证步数)."""
_MOST_MEMBERS = 3
_EVERY_NUMBER = 2
_DAY = z3.Int("on")


class _MutantSubject(Symbolic):
    """A subject of symbols, as a mutant takes it: `fills` is the fact whose absence it does not notice."""

    def __init__(self, ruleset: Ruleset, law: Law, members: int, fills: str) -> None:
        super().__init__(ruleset, Case(law.in_force_from, law), _DAY, members, {})
        self._fills = fills
        self.related: list[Z3Term] = []

    def fact(self, path: str) -> Symbol:
        given = super().fact(path)
        if pattern_of(path) != self._fills:
            return given
        kind: Any = given.fact.kind
        value = z3.If(given.known, given.value, encoded(taken_for(kind), kind))
        return attrs.evolve(given, known=z3.BoolVal(True), value=value)


class _OfNobody(_MutantSubject):
    """The same, with nobody in its groups but whom the class adds, of whom no more is known than it says."""

    def __init__(self, ruleset: Ruleset, law: Law) -> None:
        super().__init__(ruleset, law, 0, "")
        self._counted: dict[tuple[Node, str], Z3Term] = {}

    def fact(self, path: str) -> Symbol:
        if "[" not in path:
            return super().fact(path)
        fact, value = self._facts[path]
        if value is UNKNOWN:
            return attrs.evolve(super().fact(path), known=z3.BoolVal(False))
        # No symbol, which would be that of another subject's first member.
        return Symbol(z3.BoolVal(True), encoded(value, fact.kind), fact)

    def counted(self, node: Any, prefix: str) -> Z3Term:
        """Return the least that is counted: of the members that the class adds, or of none in a group in a group."""
        if (node, prefix) not in self._counted:
            self._counted[node, prefix] = (
                z3.IntVal(0) if "[" in prefix else z3.simplify(self.terms(prefix).fold(node).low)
            )
        return self._counted[node, prefix]


_of_nobody = cache(_OfNobody)


class _OfAnySize(_MutantSubject):
    """The same, whose groups have any number of members: what is counted of them is any number that it can be.

    `same` has what is asked of members that another subject's members answer alike, at the low and at the high end.
    """

    def __init__(self, ruleset: Ruleset, law: Law, fills: str, numbers: dict[Node, int]) -> None:
        super().__init__(ruleset, law, 1, fills)
        self._numbers = numbers
        self.same: dict[tuple[Node, str], Node] = {}
        self._nobody = _of_nobody(ruleset, law)

    def terms(self, prefix: str) -> Z3Terms:
        return _TermsOfAnySize(self, prefix)

    def grouped(self, node: Any, prefix: str) -> SymbolicBounds:
        """Return the bounds of a count over a group."""
        known = z3.Bool(f"{joined(prefix, node.group.path)}?")
        least = self._nobody.counted(node, prefix)
        if isinstance(node, Size):
            size = z3.Int(f"size of {joined(prefix, node.group.path)}")
            self.related.append(size >= least)
            return SymbolicBounds(size, size, known, known)
        (low, from_below), (high, from_above) = (self._end(node, prefix, end) for end in ("low", "high"))
        self.related.append(low <= high)
        if not isinstance(node, Count | CountBy | Distinct):
            return SymbolicBounds(low, high, z3.And(known, from_below), z3.And(known, from_above))
        self.related += [low >= least, high <= self.grouped(Size(node.group), prefix).low]
        self.related += [high <= len(node.among)] if isinstance(node, Distinct) else []
        return SymbolicBounds(low, high, known, known)

    def _end(self, node: Any, prefix: str, end: str) -> tuple[Z3Term, Z3Term]:
        alike = self.same.get((node, end))
        filled = self._fills in {path for path, _ in given_in(node)} and alike is None
        number = self._numbers.setdefault(alike or node, len(self._numbers))
        name = f"{end} of {number} {prefix} {self._fills if filled else ''}"
        return (z3.Real if isinstance(node, Total) else z3.Int)(name), z3.Bool(f"from {name}")

    def of_each(self, node: Any) -> Answer | SymbolicBounds:
        """Return the term of a group's formula for a member."""
        answer: Answer | SymbolicBounds = self.terms(f"{node.group.path}[0]").fold(node.what.formula)
        return answer


class _TermsOfAnySize(Z3Terms):
    """The world of Z3, in which all that is asked of groups is any number that it can be."""

    def __init__(self, symbolic: _OfAnySize, prefix: str) -> None:
        super().__init__(symbolic, prefix)
        self._any_size = symbolic

    def shift(self, node: Shift, day: SymbolicBounds, by: SymbolicBounds) -> SymbolicBounds:
        """Make a moved day, and tell Z3 that it is no earlier when moved on, so that Z3 need not derive it."""
        moved = super().shift(node, day, by)
        least = 1 if node.unit.startswith("calendar") else 0
        for start, end, number in ((day.low, moved.low, by.low), (day.high, moved.high, by.high)):
            a_day = z3.And(start >= date.min.toordinal(), start <= date.max.toordinal())
            self._any_size.related.append(z3.Implies(z3.And(a_day, number >= least), end >= start))
        return moved

    def _any(self, node: Any, _day: SymbolicBounds | None = None, /) -> SymbolicBounds:
        return self._any_size.grouped(node, self._prefix)

    size = count = count_by = total = distinct = extreme = _any


def equivalent(ruleset: Ruleset, law: Law, mutant: Mutant, steps: int = _STEPS) -> bool:
    """Whether no subject has another status under a mutant, on any day on which the notice binds (是否等价)."""
    taken = law.under(**mutant.readings)
    right = _right(ruleset, taken, mutant)
    numbers: dict[Node, int] = {}
    groups = {group.path for node in right.nodes() if (group := getattr(node, "group", None)) is not None}
    if mutant.fills in groups:
        return groups == {mutant.fills} and _same_of_nobody(ruleset, taken, right, mutant.fills)
    symbolic, mutated = (_OfAnySize(ruleset, taken, fills, numbers) for fills in ("", mutant.fills))
    for mine in _asking(right):
        for theirs in _asking(mutant.parts):
            if _frame(mine) == _frame(theirs) and (mine != theirs or mutant.fills):
                claims = _alike(symbolic.of_each(mine), mutated.of_each(theirs))
                alike = [end for end, claim in claims.items() if _holds(claim, symbolic, mutated)]
                if len(alike) == len(claims) or isinstance(mine, Count | CountBy):
                    mutated.same |= {(theirs, end): mine for end in alike}
    claim = _same_verdict if mutant.fault is Fault.TOGETHER else _same_status
    return _holds(claim(symbolic, right, mutated, mutant.parts), symbolic, mutated, steps=steps)


def _same_of_nobody(ruleset: Ruleset, law: Law, right: Parts, group: str) -> bool:
    """Whether taking an unknown group for an empty one makes no difference."""
    symbolic, empty = _OfAnySize(ruleset, law, "", {}), _of_nobody(ruleset, law)
    return _holds(z3.Or(z3.Bool(f"{group}?"), _same_status(symbolic, right, empty, right)), symbolic, empty)


def same_in_small(ruleset: Ruleset, law: Law, mutant: Mutant, members: int) -> bool | None:
    """Return whether no subject with groups of one size has another status under a mutant (小规模等价).

    The answer is False if the library builds a subject with another status, and None if it is undecided.
    """
    claim, symbolic, mutated = _in_small(ruleset, law, mutant, members)
    proved = proved_within(_STEPS_IN_SMALL, claim, symbolic, mutated).proved
    return None if proved is UNKNOWN else bool(proved)


def told_apart(ruleset: Ruleset, law: Law, mutant: Mutant, on: date, steps: int) -> Iterator[tuple[Any, date]]:
    """Yield subjects that have another status under a mutant, each with the day (能区分的对象), the simplest first.

    The simplest are asked on `on` and have 2 for every number, so that no product has two unknown factors. Then any day
    of the years around it is tried, and then any day at all.
    """
    grouped = any(getattr(node, "group", None) is not None for node in mutant.parts.nodes())
    for members in range(_MOST_MEMBERS + 1 if grouped else 1):
        claim, symbolic, mutated = _in_small(ruleset, law, mutant, members)
        numbers = [
            symbol.value == _EVERY_NUMBER
            for symbol in symbolic.facts.values()
            if symbol.fact.kind.form in {Form.WHOLE, Form.DECIMAL} and not symbol.fact.kind.money
        ]
        soon = z3.And(law.applies_from.toordinal() <= _DAY, date(on.year + 5, 1, 1).toordinal() > _DAY)
        for simple in ([on.toordinal() == _DAY, *numbers], [soon], []):
            proof = proved_within(steps, z3.Or(claim, z3.Not(z3.And(*simple))), symbolic, mutated)
            if proof.proved is False:
                yield proof.subject, proof.cases[0].on


def _in_small(
    ruleset: Ruleset, law: Law, mutant: Mutant, members: int
) -> tuple[Z3Term, _MutantSubject, _MutantSubject]:
    taken = law.under(**mutant.readings)
    right = _right(ruleset, taken, mutant)
    symbolic, mutated = (_MutantSubject(ruleset, taken, members, fills) for fills in ("", mutant.fills))
    claim = _same_verdict if mutant.fault is Fault.TOGETHER else _same_status
    return claim(symbolic, right, mutated, mutant.parts), symbolic, mutated


def _right(ruleset: Ruleset, law: Law, mutant: Mutant) -> Parts:
    if mutant.fault is Fault.TOGETHER:
        return Parts(FALSE, under(implied_formula(ruleset), law), FALSE)
    return parts_of(ruleset, mutant.path, mutant.rule, law)


def _asking(parts: Parts) -> list[Any]:
    return [node for node in dict.fromkeys(parts.nodes()) if hasattr(node, "what")]


def _frame(node: Any) -> tuple[Any, ...]:
    return type(node), node.group, *(getattr(node, name, None) for name in ("day", "among", "latest"))


def _holds(claim: Z3Term, *about: _MutantSubject, steps: int = _STEPS) -> bool:
    asked = z3.SimpleSolver()
    asked.add(z3.Not(claim), *(term for symbolic in about for term in (symbolic.possible, *symbolic.related)))
    # A separate context makes the answer and its steps independent of earlier questions.
    solver = asked.translate(z3.Context())
    solver.set("rlimit", steps)
    return bool(solver.check() == z3.unsat)


def _alike(mine: Any, theirs: Any) -> dict[str, Z3Term]:
    """Return the conditions under which members have the same values (相同的条件), at the low and the high end."""
    if isinstance(mine, Answer):
        return {"low": mine.holds == theirs.holds, "high": mine.fails == theirs.fails}
    low = z3.And(mine.from_below == theirs.from_below, z3.Implies(mine.from_below, mine.low == theirs.low))
    high = z3.And(mine.from_above == theirs.from_above, z3.Implies(mine.from_above, mine.high == theirs.high))
    return {"low": low, "high": high}


def _same_status(symbolic: Symbolic, right: Parts, mutated: Symbolic, wrong: Parts) -> Z3Term:
    pairs = zip(_statuses(symbolic, right), _statuses(mutated, wrong), strict=True)
    return z3.And(*(mine == theirs for mine, theirs in pairs))


def _same_verdict(symbolic: Symbolic, right: Parts, mutated: Symbolic, wrong: Parts) -> Z3Term:
    musts = [
        symbolic[rule.id] for _, rule, _ in symbolic.ruleset.every() if rule.force_under(symbolic.policy) is Force.MUST
    ]
    decided = z3.Or(*(must.fails for must in musts), z3.And(*(must.holds for must in musts)))
    return z3.Or(decided, symbolic.answer(right.holds).fails == mutated.answer(wrong.holds).fails)


def _statuses(subject: Symbolic, parts: Parts) -> tuple[Z3Term, ...]:
    """Return when the status is each of the four that are told apart (各状态的条件); else it is not known."""
    exempt, holds, in_time = (subject.answer(part) for part in (parts.exempt, parts.holds, parts.in_time))
    bound = z3.Not(exempt.holds)
    return (
        exempt.holds,
        z3.And(bound, holds.holds),
        z3.And(bound, z3.Not(holds.holds), in_time.holds),
        z3.And(exempt.fails, holds.fails, in_time.fails),
    )
