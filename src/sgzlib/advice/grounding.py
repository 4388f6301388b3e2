"""Grounding (实例化): the formula of a rule as a proposition about one subject.

Groups are expanded member by member and known facts are filled in. A `Grounder` holds the variables of one subject. It
has two modes:

    mode          its variables                          unknown facts                  a condition that no fact decides
    completion    the unknown facts                      all get a value                a variable of its own
    revision      also the facts that an act can move    may stay unknown, and do not   never holds
                  (`law.mutability`)                     help then

A condition that no fact decides is, for example, a comparison with a working day beyond the published rest days.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, cast

from sgzlib.advice.days import (
    TO_THE_MONDAY,
    Latest,
    Published,
    Soonest,
    ToWorkday,
)
from sgzlib.advice.members import GroupValues
from sgzlib.advice.propositions import (
    FALSE,
    TRUE,
    Proposition,
    Variable,
    conjunction,
    disjunction,
    negation,
)
from sgzlib.advice.terms import (
    Either,
    Pick,
    Term,
    Value,
    added_terms,
    constant,
    constant_in,
    moved,
    number_of,
    product,
    reaches,
    shifted,
    spread,
    standing,
)
from sgzlib.advice.text_conditions import Texts
from sgzlib.advice.unknowns import Unknowns
from sgzlib.law import formula as fml
from sgzlib.law.formula.evaluating import evaluate
from sgzlib.law.laws import Law
from sgzlib.law.periods import RestDays, nth_workday
from sgzlib.law.requirement import Case
from sgzlib.law.tracing import joined
from sgzlib.law.truth import UNKNOWN


@cache
def _asks_texts(node: fml.Node) -> bool:
    """Whether a formula compares a text or a row of labels (是否涉及文本)."""
    return any(
        isinstance(part, fml.Alike | fml.EndsWith | fml.Includes | fml.ConsistsOf)
        or (isinstance(part, fml.Comparison) and isinstance(getattr(part.right, "value", None), str))
        for part in fml.walk(node)
    )


class Grounder:
    """The variables of one subject (实例化器): the unknown facts in a completion, also the movable facts in a revision.

    `constraints` hold of the variables whatever the rules say. Without `joining`, a revision keeps the members of each
    group, and counts numbers in the finest step of their kind. A text and a row of labels have only some of their
    values. With `loosely`, every row of labels is possible, and any two texts may be alike or not.
    """

    def __init__(
        self, subject: Any, case: Case[Any], *, revising: bool, joining: bool = True, loosely: bool = False
    ) -> None:
        self.subject = subject
        self.case = case
        self._revising = revising
        self._loosely = loosely
        self._law: Law = case.law
        self._unknowns = Unknowns(subject, case, revising=revising, joining=joining)
        self._texts = Texts(self._unknowns)
        self._members = GroupValues(self, self._unknowns)
        self.variables = self._unknowns.variables
        self.constraints: list[Proposition] = []
        self._made: dict[Any, Any] = {}

    def ground(self, formulas: Iterable[fml.Node]) -> list[Proposition]:
        """Return the propositions that formulas give for the subject (实例化)."""
        return self.ground_by((self.case.law, formula) for formula in formulas)

    def ground_by(self, formulas: Iterable[tuple[Law, fml.Node]]) -> list[Proposition]:
        """Return the propositions that formulas give for the subject, each by a law of its own (依各自规定实例化)."""
        listed = [(law, fml.under(formula, law)) for law, formula in formulas]
        # A text has one place for each text it is compared with. Those are found first, by the formulas about texts.
        asked = [(law, formula) for law, formula in listed if _asks_texts(formula)]
        while (propositions := self._grounded(asked)) is None or asked is not listed:
            asked = listed
        return propositions

    def _grounded(self, listed: list[tuple[Law, fml.Node]]) -> list[Proposition] | None:
        """Return the propositions of formulas; None, with nothing kept, where a text is compared with a new text."""
        before = self._unknowns.number_of_points()
        propositions = [self._truth_by(law, formula) for law, formula in listed]
        if self._unknowns.number_of_points() == before:
            return propositions
        self._unknowns.clear()
        self.constraints.clear()
        self._made.clear()
        return None

    def of_path(self) -> dict[str, list[Variable]]:
        """Return the variables by the path of their fact (按事实)."""
        return self._unknowns.of_path()

    def likeness(self, path: str) -> Any:
        """Return a key that interchangeable facts have in common (对称), see `Unknowns.likeness`."""
        return self._unknowns.likeness(path)

    def _truth_by(self, law: Law, formula: fml.Node) -> Proposition:
        if law is not self._law:
            self._law = law
            self._made.clear()
        return self.truth(formula, "", want=True)

    def truth(self, node: fml.Node, path: str, *, want: bool) -> Proposition:
        """Return the proposition that a formula about the subject, or its part at `path`, holds (真值).

        Without `want`, it is the proposition that the formula fails.
        """
        if not want and not self._revising:
            return negation(self.truth(node, path, want=True))
        key = node, path, want
        if key not in self._made:
            self._made[key] = self._truth_of(node, path, want=want)
        return cast("Proposition", self._made[key])

    def _truth_of(self, node: fml.Node, path: str, *, want: bool) -> Proposition:
        match node:
            case fml.Constant(value):
                return self._unclear(path) if value is UNKNOWN else TRUE if value is want else FALSE
            case fml.Not(part):
                return self.truth(part, path, want=not want)
            case fml.And(parts) | fml.Or(parts):
                join = conjunction if isinstance(node, fml.And) is want else disjunction
                return join(self.truth(part, path, want=want) for part in parts)
            case fml.Comparison(sign, left, right):
                return self._compared(sign if want else fml.OPPOSITE[sign], left, right, path)
            case fml.Given():
                return self._texts.asked_of(node, path, lambda value: value is want)
            case fml.Alike() if self._loosely:
                return self._unknowns.free((node, path), want=want)
            case fml.Includes(labels, asked) | fml.ConsistsOf(labels, asked) if self._loosely:
                return self._texts.in_row(node, joined(path, cast("Any", labels).path), asked, want=want)
            case fml.Alike():
                return self._texts.alike(node, path, want=want)
            case fml.EndsWith(text, ending):
                self._unknowns.point(text, path, f"…{ending}")
                return self._texts.asked_of(
                    text, path, lambda value: (value.endswith(ending) and value != ending) is want
                )
            case fml.Includes(labels, asked):
                self._unknowns.point(labels, path, asked)
                return self._texts.asked_of(labels, path, lambda value: (set(asked) <= set(value)) is want)
            case fml.ConsistsOf(labels, asked):
                self._unknowns.point(labels, path, asked)
                return self._texts.asked_of(labels, path, lambda value: (value == asked) is want)
            case fml.FirstKnown(first, _):
                # Known facts decide first; the first truth decides otherwise.
                said = UNKNOWN if path else self._said(node)
                return TRUE if said is want else FALSE if isinstance(said, bool) else self.truth(first, path, want=want)
            case fml.Where(test, then, otherwise):
                holds, fails = (self.truth(test, path, want=wanted) for wanted in (True, False))
                then_holds, otherwise_holds = (self.truth(branch, path, want=want) for branch in (then, otherwise))
                return disjunction(
                    [
                        conjunction([holds, then_holds]),
                        conjunction([fails, otherwise_holds]),
                        conjunction([then_holds, otherwise_holds]),
                    ]
                )
            case _:
                raise TypeError(f"no truth in {node!r}")

    def _said(self, node: fml.Node) -> Any:
        """Return the value of a formula about the whole subject on its known facts."""
        return evaluate(fml.under(node, self.case.law), self.subject, self.case)

    def _unclear(self, path: str = "") -> Proposition:
        """Return a proposition that no fact decides: a variable of its own in a completion, False in a revision."""
        return FALSE if self._revising else self._unknowns.free(f"{path}?{len(self.variables)}", want=True)

    def reaches(self, left: Value, right: Value, *, strict: bool) -> Proposition:
        """Return the proposition that one value is not below another, or above it if `strict` (不低于)."""
        return reaches(left, right, self._unclear, strict=strict, assigned_only=self._revising)

    def _compared(self, sign: fml.Operator, left: fml.Node, right: fml.Node, path: str) -> Proposition:
        if sign in {"=", "≠"} and isinstance(right, fml.Constant) and isinstance(right.value, str):
            self._unknowns.point(left, path, right.value)
            return self._texts.asked_of(left, path, lambda value: (value == right.value) is (sign == "="))
        left_value, right_value = self.value(left, path), self.value(right, path)
        match sign:
            case "≥":
                return self.reaches(left_value, right_value, strict=False)
            case ">":
                return self.reaches(left_value, right_value, strict=True)
            case "≤":
                return self.reaches(right_value, left_value, strict=False)
            case "<":
                return self.reaches(right_value, left_value, strict=True)
            case "=":
                return conjunction(
                    [
                        self.reaches(left_value, right_value, strict=False),
                        self.reaches(right_value, left_value, strict=False),
                    ]
                )
            case _:
                return disjunction(
                    [
                        self.reaches(left_value, right_value, strict=True),
                        self.reaches(right_value, left_value, strict=True),
                    ]
                )

    def value(self, node: fml.Node, path: str) -> Value:
        """Return the value of a formula that is a number or day (取值)."""
        key = node, path, "value"
        if key not in self._made:
            self._made[key] = self._value_of(node, path)
        return cast("Value", self._made[key])

    def _value_of(self, node: fml.Node, path: str) -> Value:
        match node:
            case fml.Constant(value):
                return constant(value)
            case fml.Parameter(name):
                return constant(getattr(self._law, name))
            case fml.AskedDay():
                return constant(self.case.on)
            case fml.Given():
                value = self._unknowns.given(node, path)
                return standing(value) if isinstance(value, Variable) else constant(value)
            case fml.Sum(left, right):
                return self._sum(left, right, path, 1)
            case fml.Difference(left, right):
                return self._sum(left, right, path, -1)
            case fml.Product(left, right):
                return product(number_of(self.value(left, path)), number_of(self.value(right, path)))
            case fml.Shift(day, by, unit):
                return shifted(self.value(day, path), self.value(by, path), unit)
            case fml.Workday(day):
                rest_days: RestDays | None = self._law.rest_days
                value = self.value(day, path)
                if rest_days is None:
                    return spread(value, None, TO_THE_MONDAY)
                return moved(value, ToWorkday(rest_days), Published(rest_days))
            case fml.WorkdaysAfter(day, by):
                number = cast("int", constant_in(cast("Term", self.value(by, path))))
                nth = nth_workday(number, self._law.rest_days)
                return spread(self.value(day, path), Soonest(nth), Latest(nth))
            case fml.Earlier(left, right) | fml.Later(left, right):
                return Pick(isinstance(node, fml.Later), (self.value(left, path), self.value(right, path)))
            case fml.Where(test, then, otherwise):
                holds, fails = (self.truth(test, path, want=wanted) for wanted in (True, False))
                if TRUE in (holds, fails):
                    return self.value(then if holds is TRUE else otherwise, path)
                return Either(holds, fails, self.value(then, path), self.value(otherwise, path))
            case _:
                return self._members.value(node, path)

    def _sum(self, left: fml.Node, right: fml.Node, path: str, sign: int) -> Value:
        left_number, right_number = number_of(self.value(left, path)), number_of(self.value(right, path))
        return None if left_number is None or right_number is None else added_terms(left_number, right_number, sign)
