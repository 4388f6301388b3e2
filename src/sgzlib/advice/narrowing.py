"""Narrowing (收窄): the exact values that an outcome may still have, where bounds of its parts are too wide.

The bounds treat parts as independent although they depend on the same facts. The solver is therefore asked whether the
outcome can reach a value: an end of an amount is found by doubling and bisection, a label by one query for each. A
query that reaches the step limit keeps the bound, and the result is marked as not exact. The bounds are also kept,
without a search, if more than `MOST_FACTS` facts are unknown, or a text or a fact with several labels.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, lcm
from typing import Any, Final

from sgzlib.advice.grounding import Grounder
from sgzlib.advice.propositions import conjunction
from sgzlib.advice.relevance import MOST_FACTS
from sgzlib.advice.satisfiability import STEPS, Exhausted, Solver
from sgzlib.law.facts import is_subject
from sgzlib.law.formula import (
    Comparison,
    Constant,
    Difference,
    Given,
    Node,
    Operator,
    Parameter,
    Product,
    Sum,
    Total,
    Where,
    Workday,
    under,
    walk,
)
from sgzlib.law.formula.evaluating import taken
from sgzlib.law.formula.partial import UNKNOWN_NODE
from sgzlib.law.kinds import Form
from sgzlib.law.laws import Law
from sgzlib.law.outcomes import OutcomeRule, Possible
from sgzlib.law.requirement import Case
from sgzlib.law.tracing import given_in, unknown_facts

UNBOUNDED: Final = 10**9
"""What an outcome has to reach to count as without an end (无上限): as many as a count can be."""


def narrowed(outcome: OutcomeRule, formula: Node, subject: Any, case: Case[Any]) -> Any:
    """Return the value of an outcome, or the values that it may have (结果或可能的结果)."""
    bounds = outcome.bounds(formula, subject, case)
    formula = under(formula, case.law)
    if not isinstance(bounds, Possible) or _is_beyond_search(formula, subject):
        return bounds
    search = _NarrowingSearch(formula, subject, case)
    if outcome.labels:
        return search.labels(bounds, outcome.truths(formula))
    return outcome.between(search.end("≤", bounds.least), search.end("≥", bounds.most), exact=search.exact)


def _is_beyond_search(formula: Node, subject: Any) -> bool:
    """Return whether too many facts are unknown, or a text or several labels, whose values are not all tried."""
    unknown = unknown_facts([formula], subject)
    texts = {
        path
        for path, fact in given_in(formula)
        if fact.kind.form is Form.TEXT or (fact.kind.several and not is_subject(fact.kind.members))
    }
    return len(unknown) > MOST_FACTS or any(re.sub(r"\[\d+\]", "[]", path) in texts for path in unknown)


class _NarrowingSearch:
    """The completions of one subject for one formula; `exact` until a query reaches the step limit."""

    def __init__(self, formula: Node, subject: Any, case: Case[Any]) -> None:
        coherent = getattr(type(subject), "coherent", None)
        self._accepted = () if coherent is None else (taken(coherent, type(subject), case.law),)
        self._formula = formula
        self._units = _units(formula, case.law)
        self._grounder = Grounder(subject, case, revising=False, joining=False)
        self._solver = Solver(limit=STEPS)
        # Facts of the whole and the calendar are unknown too, and the solver may assume impossible values for them.
        self.exact = not any(node == UNKNOWN_NODE or isinstance(node, Workday) for node in walk(formula))

    def labels(self, bounds: Possible, truths: dict[Any, Node]) -> Any:
        """Return the label, or the labels that are possible."""
        possible = tuple(label for label in bounds.labels if self._can(truths[label]))
        return possible[0] if len(possible) == 1 else Possible(labels=possible, exact=self.exact)

    def end(self, sign: Operator, bound: Any) -> Any:
        """Return the least (or with ≥ the greatest) possible amount, None if it is unbounded; `bound` lies outside."""
        inwards = 1 if sign == "≤" else -1
        rounded = floor if sign == "≤" else ceil
        first = rounded(Fraction(-UNBOUNDED * inwards if bound is None else bound) * self._units)

        def reached(steps: int) -> bool:
            amount = Fraction(first + inwards * steps, self._units)
            return self._can(Comparison(sign, self._formula, Constant(amount)))

        if bound is None and reached(0):
            return None
        low, high, span = -1, 0, 2 * UNBOUNDED * self._units
        while high < span and not reached(high):
            low, high = high, 2 * high + 1
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if reached(middle) else (middle, high)
        return Fraction(first + inwards * high, self._units)

    def _can(self, truth: Node) -> bool:
        """Return whether something may hold; also True, and then not `exact`, where the steps do not suffice."""
        try:
            parts = self._grounder.ground([truth, *self._accepted])
            return self._solver.satisfiable(conjunction([*parts, *self._grounder.constraints]))
        except Exhausted:
            self.exact = False
            return True


def _units(node: Node, law: Law) -> int:
    """Return the common denominator of the amounts in a formula (最小单位的倍数)."""
    match node:
        case Constant(int() | Decimal() as value):
            return Fraction(value).denominator
        case Parameter(name):
            return Fraction(getattr(law, name)).denominator
        case Given(_, fact):
            return 10**fact.kind.places
        case Total(_, what):
            return _units(what.formula, law)
        case Product(left, right):
            return _units(left, law) * _units(right, law)
        case Sum(left, right) | Difference(left, right) | Where(_, left, right):
            return lcm(_units(left, law), _units(right, law))
        case _:
            return 1
