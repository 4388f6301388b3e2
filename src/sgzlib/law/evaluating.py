"""Evaluating (求值): a formula on values, as the rule that it was recorded of would run on them.

Checks run the rule itself, which is quicker; what needs a part of a rule alone, such as one comparison, asks here.
"""

from __future__ import annotations

from functools import reduce
from operator import and_, eq, ge, gt, le, lt, ne, or_
from typing import Any

from sgzlib.law.deadlines import earlier, later, where
from sgzlib.law.formula import (
    Alike,
    And,
    AskedDay,
    ByReading,
    Comparison,
    ConsistsOf,
    Constant,
    Count,
    CountBy,
    Difference,
    Distinct,
    Earlier,
    EndsWith,
    Given,
    Includes,
    Later,
    Node,
    Not,
    Or,
    Parameter,
    Product,
    Shift,
    Size,
    Sum,
    Total,
    Where,
    Workday,
    under,
)
from sgzlib.law.groups import consists_of, count, count_by, distinct, earliest, includes, latest, size, total
from sgzlib.law.money import plus, times
from sgzlib.law.periods import SHIFTS, to_workday
from sgzlib.law.tracing import value_at
from sgzlib.law.truth import alike, amount_if, ends_with, not_

COMPARED = {"≥": ge, ">": gt, "≤": le, "<": lt, "=": eq, "≠": ne}
"""What a sign of comparison computes (比较运算)."""


def evaluate(node: Node, subject: Any, case: Any) -> Any:
    """Return what a formula gives for a subject in a case (公式求值)."""

    def of(inner: Node) -> Any:
        return evaluate(inner, subject, case)

    match node:
        case Constant(value):
            return value
        case Given(path, _):
            return value_at(subject, path)
        case Parameter(name):
            return getattr(case.law, name)
        case AskedDay():
            return case.on
        case Not(part):
            return not_(of(part))
        case And(parts) | Or(parts):
            return reduce(and_ if isinstance(node, And) else or_, map(of, parts))
        case Comparison(sign, left, right):
            return COMPARED[sign](of(left), of(right))
        case Sum(left, right):
            return plus(of(left), of(right))
        case Difference(left, right):
            return of(left) - of(right)
        case Product(left, right):
            one, other = of(left), of(right)
            return one * other if isinstance(one, int) and isinstance(other, int) else times(one, other)
        case Shift(day, by, unit):
            return SHIFTS[unit](of(day), of(by))
        case Workday(day):
            return to_workday(of(day), case.law.rest_days)
        case Earlier(left, right) | Later(left, right):
            return (earlier if isinstance(node, Earlier) else later)(of(left), of(right))
        case Where(test, then, Constant(0)):
            return amount_if(of(test), of(then))
        case Where(test, then, otherwise):
            return where(of(test), of(then), of(otherwise))
        case ByReading():
            return of(under(node, case.law))
        case EndsWith(text, ending):
            return ends_with(of(text), ending)
        case Alike(left, right, without, right_without):
            return alike(of(left), of(right), without=without, other_without=right_without)
        case Includes(labels, asked):
            return includes(of(labels), *asked)
        case ConsistsOf(labels, asked):
            return consists_of(of(labels), *asked)
        case _:
            return _grouped(node, subject, case)


def _grouped(node: Any, subject: Any, case: Any) -> Any:
    members = value_at(subject, node.group.path)
    match node:
        case Size():
            return size(members)
        case Count(_, what):
            return count(members, what.asked, case)
        case CountBy(_, what, day):
            return count_by(members, what.name, evaluate(day, subject, case), case)
        case Total(_, what):
            return total(members, what.asked, case)
        case Distinct(_, what, among):
            return distinct(members, what.name, among)
        case _:
            return (latest if node.latest else earliest)(members, node.what.name)
