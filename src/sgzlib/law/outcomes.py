"""Outcomes (计算项): an amount, a number or a label that a notice derives from facts, such as an allowance or a grade.

An outcome is a rule that returns such a value instead of a truth. It is recorded as a formula, like the rule of a
requirement. While facts are unknown, an amount has a lower and an upper bound. For a label, each of its values is asked
as a truth: whether the outcome is that one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Context, Decimal, Inexact
from enum import Enum
from functools import cache
from importlib import import_module
from operator import attrgetter
from typing import Any, Self, TypeAlias

import attrs

from sgzlib.law.clauses import Clause
from sgzlib.law.declaring import check_texts, cite, recording, refuse_numbers
from sgzlib.law.errors import InvalidType, require
from sgzlib.law.exact import EXACT
from sgzlib.law.formula import Constant, Node, same_label
from sgzlib.law.formula.evaluating import evaluate
from sgzlib.law.formula.recording import line_at, record_as
from sgzlib.law.formula.typing import named, of_kind, same
from sgzlib.law.kinds import Form, Kind
from sgzlib.law.laws import Law
from sgzlib.law.money import FEN
from sgzlib.law.truth import Interval

Pair: TypeAlias = tuple[str, str]
Rule: TypeAlias = Callable[[Any, Any], Any]


@attrs.frozen
class Possible:
    """The possible values of an outcome while facts are unknown (可能的结果).

    For an amount, `least` and `most` are the bounds (inclusive), None if there is none. For a label, `labels` are the
    possible ones, in their order. If `exact` is True, each bound and each label can be reached; otherwise the outcome
    still lies within them.

    >>> from sgzlib.law.outcomes import Possible
    >>> Possible(least=60, most=80)
    <Possible 60..80>
    """

    least: int | Decimal | None = None
    most: int | Decimal | None = None
    labels: tuple[Enum, ...] = ()
    exact: bool = False

    def __repr__(self) -> str:
        ends = ("" if end is None else str(end) for end in (self.least, self.most))
        said = " | ".join(label.name for label in self.labels) or "..".join(ends)
        return f"<Possible {said}>"


@attrs.frozen(kw_only=True, repr=False, cache_hash=True)
class OutcomeRule:
    """What a notice makes of facts (计算项): `computes` gives it, and so does a call, in the rule of another.

    `law` is the class of laws that it is computed by, `clause` where its notice sets it, `kind` what values it takes.
    `zh` and `en` say what it is.
    """

    id: str
    law: type[Law]
    clause: Clause
    zh: str
    en: str
    kind: Kind[Any]
    computes: Rule
    unit: Pair | None = None

    def __repr__(self) -> str:
        return f"<OutcomeRule {self.id}>"

    def __call__(self, subject: Any, case: Any) -> Any:
        """Return it for a subject in any world (求结果), so that another rule may use it."""
        return self.computes(subject, case)

    def __reduce__(self) -> tuple[Callable[..., OutcomeRule], tuple[str, str]]:
        # It travels by the name of its function, as a function itself does: a kind travels by no name.
        return _named, (self.computes.__module__, self.computes.__qualname__)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _memo: object) -> Self:
        return self

    @property
    def labels(self) -> tuple[Any, ...]:
        """The labels of which it is one, in their order; none where it is an amount (可取的选项)."""
        return self.kind.domain

    def in_force(self, law: Law, on: date) -> bool:
        """Return whether a law has it and is in force on a day (是否施行)."""
        return law.notice.in_force(on) and isinstance(law, self.law)

    def formula(self, cls: type[Any], whole: type[Any] | None = None, path: str = "") -> Node:
        """Return its formula for a class (公式). Raises `InvalidType` unless the rule gives a value of its kind."""
        known: Any = _formula
        return known(self, cls, whole, path)

    def truths(self, formula: Node) -> dict[Any, Node]:
        """Return for each label the formula of whether it is that one (各选项是否成立)."""
        return {label: same_label(formula, Constant(label)) for label in self.labels}

    def bounds(self, formula: Node, subject: Any, case: Any) -> Any:
        """Return its value for a subject, or the bounds that its parts give it (结果或上下界)."""
        if self.labels:
            truths = {label: evaluate(node, subject, case) for label, node in self.truths(formula).items()}
            possible = tuple(label for label, truth in truths.items() if truth is not False)
            return next((label for label in possible if truths[label] is True), Possible(labels=possible))
        return self.within(evaluate(formula, subject, case))

    def within(self, value: Any) -> Any:
        """Return an amount as its kind writes it, or the bounds of one that is not known (金额或上下界)."""
        return self.between(value.low, value.high) if isinstance(value, Interval) else self.between(value, value)

    def between(self, least: Any, most: Any, *, exact: bool = False) -> Any:
        """Return what lies between two amounts (上下界之间): the amount where they are one."""
        low, high = self._written(least), self._written(most)
        return low if low is not None and low == high else Possible(low, high, exact=exact)

    def _written(self, value: Any) -> Any:
        from fractions import Fraction

        if isinstance(value, Fraction):
            value = int(value) if value.denominator == 1 else _DIGITS.divide(*map(Decimal, value.as_integer_ratio()))
        if not isinstance(value, int | Decimal) or value == Decimal("Infinity"):
            return None
        if not self.kind.money:
            return value
        try:
            return EXACT.quantize(Decimal(value), FEN)
        except Inexact:
            return value


_DIGITS = Context(prec=60)
"""More digits than an amount that is searched for has."""


def _named(module: str, name: str) -> OutcomeRule:
    made: OutcomeRule = attrgetter(name)(import_module(module))
    return made


@cache
def _formula(outcome: OutcomeRule, cls: type[Any], whole: type[Any] | None, path: str) -> Node:
    with recording(outcome.id, outcome.computes):
        formula, sort = record_as(outcome.computes, cls, outcome.law, whole, path, strict=True)
    wanted = of_kind(outcome.kind)
    if same(sort, wanted) is None:
        (wanted_zh, wanted_en), (zh, en) = named(wanted), named(sort)
        field = f"{outcome.id}{line_at(outcome.computes)}"
        said = f"得出{wanted_zh}的规则（这是{zh}）", f"a rule that gives {wanted_en}: this is {en}"
        raise InvalidType(field, formula, *said)
    cite(outcome.clause.locator, outcome.computes, formula)
    return formula


def outcome(
    clause: str,
    *,
    law: type[Law],
    kind: Kind[Any],
    zh: str,
    en: str,
    unit: Pair | None = None,
    group: str | None = None,
) -> Callable[[Rule], OutcomeRule]:
    """Declare the decorated function as an outcome (声明计算项): an amount, a number or a label that it computes.

    `clause` is a locator of the law's notice. `kind` is the kind of the values: `YUAN`, `COUNT` or other numbers, or
    `choice(…)` of labels; `unit` is the unit of a number. The id is the name of the module (or `group`) and of the
    function. The function adds, multiplies and compares as rules do, chooses between two values with `where` or
    `amount_if`, and may call another outcome. Refused: a kind that is neither a number nor a label, a function that
    returns another kind, and whatever `requirement` refuses.

    >>> import sgzlib as sgz
    >>> from sgzlib.law import COUNT, YES_NO, amount_if, outcome
    >>> law = sgz.PREMISES.law
    >>> @outcome("三(一)", law=type(law), kind=COUNT, zh="设备件数", en="pieces of equipment", group="mine")
    ... def equipment(premises, case):
    ...     return amount_if(premises.computer, 1) + amount_if(premises.printer, 1)
    >>> counted = sgz.Ruleset("mine", sgz.Premises, (), zh="设备", en="Equipment", law=law, outcomes=(equipment,))
    >>> from datetime import date
    >>> sgz.assess(counted, sgz.Premises(computer=True, printer=True), on=date(2022, 3, 1)).outcomes
    {'mine.equipment': 2}
    >>> sgz.assess(counted, sgz.Premises(computer=True), on=date(2022, 3, 1)).outcomes
    {'mine.equipment': <Possible 1..2>}
    >>> outcome("三(一)", law=type(law), kind=YES_NO, zh="有设备", en="has equipment")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: outcome.kind: <Form.TRUTH: 'truth'> 不可用，应为数、金额或选项的类型...
    """
    form = require("outcome.kind", kind, Kind).form
    if form not in _FORMS:
        said = "数、金额或选项的类型（是否写成要求）", "a kind of numbers, money or labels (yes or no is a requirement)"
        raise InvalidType("outcome.kind", form, *said)
    check_texts("outcome", law, zh, en)
    cited = law.notice[clause]

    def declare(rule: Rule) -> OutcomeRule:
        id_ = f"{group or rule.__module__.rpartition('.')[2]}.{rule.__name__}"
        refuse_numbers(id_, rule, rule.__code__)
        counted = unit or kind.unit
        return OutcomeRule(id=id_, law=law, clause=cited, zh=zh, en=en, kind=kind, computes=rule, unit=counted)

    return declare


_FORMS = (Form.WHOLE, Form.DECIMAL, Form.LABEL)
