"""Symbols (符号): the rules as Z3 terms, so that claims about them are proved for all subjects at once.

`of` makes a symbolic subject: each fact is a symbol, with a flag that says whether it is known. `Z3Terms` is a world of
`law.formula.folding`:

    truth            two formulas, `holds` and `fails`; where neither is true it is UNKNOWN
    number or day    two bounds, by interval arithmetic; a day is its ordinal (`date.toordinal`)
    text, labels     a string

Months are computed on years that begin in March (the days-from-civil algorithm). `prove` asks Z3 whether the negation
of a claim is satisfiable. Z3 does not know every check of a constructor: it knows the rule `coherent` of a class, but
not what a pattern removes from a text. So it examines more subjects than can exist. A proof is valid for all that
exist, and a counterexample counts only if the library can build it and the claim fails for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import MAXYEAR, date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeAlias, cast

import attrs
import z3

from sgzlib.advice.witnesses import leaves, set_paths, skeleton
from sgzlib.law import formula as fml
from sgzlib.law.arguments import checking_arguments
from sgzlib.law.clauses import Force
from sgzlib.law.errors import InvalidType, InvalidValue, SgzlibError, require
from sgzlib.law.facts import Fact
from sgzlib.law.formula.evaluating import NOTHING, taken
from sgzlib.law.formula.folding import Fold
from sgzlib.law.formula.recording import relocated
from sgzlib.law.kinds import COUNT, Form, Kind
from sgzlib.law.laws import History, Law
from sgzlib.law.periods import TO_MONDAY, NthWorkday, nth_workday
from sgzlib.law.requirement import Case, Requirement, Ruleset, case_of, implied_formula
from sgzlib.law.tracing import joined
from sgzlib.law.truth import UNKNOWN, Truth, Unknown

__all__ = ["Answer", "Proof", "Symbol", "Symbolic", "of", "prove"]

Z3Term: TypeAlias = Any
"""A Z3 term (Z3 项): a truth, a number or a text; Z3's functions do not say which."""

_STEPS: Final = 20_000_000  # of Z3's own count, not of time: the same claim has the same answer everywhere
_FIRST, _LAST = 1, date.max.toordinal()
_MONTHS = {"months": 1, "years": 12}
_FIRST_MONTH, _LAST_MONTH = 12, 12 * MAXYEAR + 11
_YES, _NO = z3.BoolVal(True), z3.BoolVal(False)


@attrs.frozen(eq=False)
class Answer:
    """The symbolic answer to a requirement (答案): `holds` and `fails` are Z3 formulas that are never both true."""

    holds: Z3Term
    fails: Z3Term

    @property
    def open(self) -> Z3Term:
        """The Z3 formula for UNKNOWN (未知)."""
        return z3.And(z3.Not(self.holds), z3.Not(self.fails))


@attrs.frozen(eq=False)
class Symbol:
    """A symbolic fact (事实符号): `known` is a Z3 formula, and `value` the Z3 term of its value if known.

    Numbers are numbers; days are ordinals. A label is its rank, or its position from 0 if the labels have no order.
    Several labels are a string, one character for each, from U+4E00 on by position.
    """

    known: Z3Term
    value: Z3Term
    fact: Fact[Any]


@attrs.frozen
class Proof:
    """The result of `prove` (证明): `proved` is UNKNOWN if neither a proof nor a counterexample was found.

    If the claim is false, `subject` and `cases` are a counterexample: the subject, and the day and the law of each
    symbolic subject.
    """

    proved: Truth
    subject: Any = None
    cases: tuple[Case[Any], ...] = ()


@attrs.frozen(eq=False)
class SymbolicBounds:
    """A number or a day between two ends, each of which may not be known."""

    low: Any
    high: Any
    from_below: Any = _YES
    from_above: Any = _YES


_ANY = SymbolicBounds(z3.IntVal(0), z3.IntVal(0), _NO, _NO)


class Symbolic:
    """A symbolic subject under one law (符号对象); `symbolic["qualification.hours"]` is the answer to one requirement.

    `numbers` are the law's numbers that are symbols, and `on` is the day asked about, a `date` or a symbol.
    """

    def __init__(self, ruleset: Ruleset, case: Case[Any], on: Any, members: int, numbers: Mapping[str, Any]) -> None:
        self.ruleset = ruleset
        self.subject = skeleton(ruleset.subject, members)
        self.policy: Law = case.law
        self.on = on
        self.numbers = dict(numbers)
        self._rules = {rule.id: (path, rule) for path, rule, _ in ruleset.every()}
        self._facts = {path: (fact, value) for path, fact, value in leaves(self.subject)}
        self._symbols: dict[str, Symbol] = {}
        self._answers: dict[str, Answer] = {}

    def __repr__(self) -> str:
        return f"<Symbolic {self.ruleset.name}>"

    def __getitem__(self, id_: str) -> Answer:
        if id_ not in self._rules:
            raise InvalidValue("Symbolic[...]", id_, "、".join(self._rules), "one of " + ", ".join(self._rules))
        if id_ not in self._answers:
            self._answers[id_] = self.answer(self.ruleset.formula(*self._rules[id_]))
        return self._answers[id_]

    @property
    def verdict(self) -> Answer:
        """The answer to whether every MUST holds (结论), as in `Assessment.verdict`."""
        musts = [self[id_] for id_, (_, rule) in self._rules.items() if self._binds(rule)]
        decided = _every(musts)
        # If the requirements decide the verdict, the implied constraints add nothing.
        follows = [self.answer(formula) for formula in _implied(self.ruleset, "")]
        binds = self.applicable
        return Answer(
            z3.And(binds, decided.holds), z3.And(binds, z3.Or(decided.fails, *(answer.fails for answer in follows)))
        )

    @property
    def applicable(self) -> Z3Term:
        """Whether any requirement may be binding (是否适用), as in `Assessment.applicable`."""
        own = [(path, rule) for path, rule in self._rules.values() if not rule.restates]
        return z3.Not(z3.And(*(self.answer(self.ruleset.formula(path, rule, "binds")).fails for path, rule in own)))

    def _binds(self, rule: Requirement) -> bool:
        return not rule.restates and rule.force_under(self.policy) is Force.MUST

    def outcome(self, id_: str) -> Symbol:
        """Return an outcome (计算项) as a symbol: whether its bounds leave one value, and the term of that value.

        >>> from datetime import date
        >>> import z3
        >>> import sgzlib as sgz
        >>> from sgzlib.law import COUNT, amount_if, outcome
        >>> @outcome("三(一)", law=sgz.Policy, kind=COUNT, zh="设备件数", en="pieces of equipment", group="mine")
        ... def equipment(premises, case):
        ...     return amount_if(premises.computer, 1) + amount_if(premises.printer, 1)
        >>> counted = sgz.Ruleset("mine", sgz.Premises, sgz.PREMISES.requirements, zh="设备", en="Equipment",
        ...                       law=sgz.TIANJIN_2021, outcomes=(equipment,))
        >>> subject = sgz.symbols.of(counted, on=date(2022, 3, 1))
        >>> pieces = subject.outcome("mine.equipment")
        >>> sgz.symbols.prove(z3.Implies(pieces.known, pieces.value <= 2), subject).proved
        True
        >>> sgz.symbols.prove(z3.Implies(pieces.known, pieces.value <= 1), subject).proved
        False
        >>> subject.outcome("equipment")
        Traceback (most recent call last):
        ...
        sgzlib.law.errors.InvalidValue: Symbolic.outcome: 'equipment' 不可用，应为mine.equipment ...
        """
        computed = {
            outcome.id: (outcome, formula)
            for _, outcome, formula in self.ruleset.computed()
            if isinstance(self.policy, outcome.law)
        }
        if id_ not in computed:
            raise InvalidValue("Symbolic.outcome", id_, "、".join(computed), "one of " + ", ".join(computed))
        outcome, formula = computed[id_]
        as_fact: Fact[Any] = Fact(outcome.kind, outcome.zh, outcome.en, outcome.unit)
        if not outcome.labels:
            bounds = self.terms("").fold(fml.under(formula, self.policy))
            return Symbol(z3.And(bounds.from_below, bounds.from_above, bounds.low == bounds.high), bounds.low, as_fact)
        truths = {label: self.answer(truth).holds for label, truth in outcome.truths(formula).items()}
        value: Any = encoded(outcome.labels[0], None)
        for label, holds in truths.items():
            value = z3.If(holds, encoded(label, None), value)
        return Symbol(z3.Or(*truths.values()), value, as_fact)

    def fact(self, path: str) -> Symbol:
        """Return the symbol of a fact by its path, such as `workers[0].education` (事实的符号)."""
        if path not in self._facts:
            raise InvalidValue("Symbolic.fact", path, "、".join(self._facts), "one of " + ", ".join(self._facts))
        if path not in self._symbols:
            self._symbols[path] = _symbol(path, self._facts[path][0])
        return self._symbols[path]

    @property
    def facts(self) -> dict[str, Symbol]:
        """The symbols used so far, by path (已用符号)."""
        return dict(self._symbols)

    @property
    def possible(self) -> Z3Term:
        """That facts and numbers are values of their kinds, and that the notices are in force on the day (取值范围).

        It also contains the rule `coherent` of the class, which says which facts are possible together.
        """
        rule = getattr(self.ruleset.subject, "coherent", None)
        refused = _NO if rule is None else self.answer(taken(rule, self.ruleset.subject, self.policy)).fails
        facts = [
            _in_kind(symbol.value, symbol.fact.kind)  # for an unknown fact too: a value that it may turn out to have
            if self._facts[path][1] is UNKNOWN
            else z3.And(symbol.known, symbol.value == encoded(self._facts[path][1], symbol.fact.kind))
            for path, symbol in self._symbols.items()
        ]
        numbers = [_in_kind(term, self.policy.numbers[name].kind) for name, term in self.numbers.items()]
        days = [z3.And(self.on >= low, self.on <= high) for low, high in _in_force(self.policy, self.ruleset)]
        return z3.And(z3.Not(refused), *facts, *numbers, *days)

    def answer(self, formula: fml.Node) -> Answer:
        """Return the answer of any formula about the subject (公式的答案), under the law's readings."""
        folded: Answer = self.terms("").fold(fml.under(formula, self.policy))
        return Answer(z3.simplify(folded.holds), z3.simplify(folded.fails))

    def terms(self, prefix: str) -> Z3Terms:
        """Return the world that makes terms of formulas about the member at a path (某成员的运算)."""
        return Z3Terms(self, prefix)


@attrs.frozen(eq=False)
class Text:
    """A text, or a row of labels, as a string (文本): whether it is known, and its value."""

    known: Any
    value: Any


class _Unclear:
    """UNKNOWN as a truth, a number, a day or a text (未知): nothing is known of it."""

    holds = fails = known = from_below = from_above = _NO
    low = high = z3.IntVal(0)
    value = z3.StringVal("")


class Z3Terms:
    """The world of Z3 (Z3 的运算): a truth becomes an `Answer`, a number or a day `SymbolicBounds`, a text `Text`.

    `prefix` is the path of the member that formulas are about, and "" for the subject itself.
    """

    def __init__(self, symbolic: Symbolic, prefix: str) -> None:
        self._symbolic = symbolic
        self._prefix = prefix
        self.fold: Fold[Any] = Fold(self)

    def _of_members(self, node: Any) -> list[Any]:
        """Return what is asked of each member of a group."""
        return [self._symbolic.terms(place).fold(node.what.formula) for place in self._places(node.group)]

    def _places(self, group: fml.Group) -> list[str]:
        path = joined(self._prefix, group.path)
        return [f"{path}[{place}]" for place in range(len(_at(self._symbolic.subject, path)))]

    def constant(self, node: fml.Constant) -> Any:
        """Make a constant."""
        match node.value:
            case Unknown():
                return _Unclear()
            case bool() as truth:
                return Answer(z3.BoolVal(truth), z3.BoolVal(not truth))
            case str() as text:
                return Text(_YES, z3.StringVal(text))
            case value:
                return _exactly(encoded(value, None))

    def fact(self, node: fml.Given) -> Any:
        """Make a fact."""
        symbol = self._symbolic.fact(joined(self._prefix, node.path))
        match node.fact.kind.form:
            case Form.TRUTH:
                return _if_known(symbol.known, symbol.value)
            case Form.TEXT | Form.SEVERAL:
                return Text(symbol.known, symbol.value)
            case _:
                return SymbolicBounds(symbol.value, symbol.value, symbol.known, symbol.known)

    def number(self, node: fml.Parameter) -> SymbolicBounds:
        """Make a number of the law, or the symbol in its place."""
        term = self._symbolic.numbers.get(node.name)
        return _exactly(encoded(getattr(self._symbolic.policy, node.name), None) if term is None else term)

    def asked_day(self, _node: fml.AskedDay) -> SymbolicBounds:
        """Make the day asked about."""
        return _exactly(self._symbolic.on)

    def negation(self, _node: fml.Not, part: Answer) -> Answer:
        """Make a negation."""
        return _contrary(part)

    def conjunction(self, _node: fml.And, parts: Iterator[Answer]) -> Answer:
        """Make a conjunction."""
        return _every(list(parts))

    def disjunction(self, _node: fml.Or, parts: Iterator[Answer]) -> Answer:
        """Make a disjunction."""
        return _any(list(parts))

    def comparison(self, node: fml.Comparison, left: Any, right: Any) -> Answer:
        """Make a comparison: of texts, whether they are the same or not."""
        if isinstance(left, Text):
            same = _same(left, right)
            return same if node.sign == "=" else _contrary(same)
        return _compared(node.sign, left, right)

    def sum(self, _node: fml.Sum, left: SymbolicBounds, right: SymbolicBounds) -> SymbolicBounds:
        """Make a sum."""
        return _added([left, right])

    def difference(self, _node: fml.Difference, left: SymbolicBounds, right: SymbolicBounds) -> SymbolicBounds:
        """Make a difference."""
        return _added([left, _turned(right)])

    def product(self, _node: fml.Product, left: SymbolicBounds, right: SymbolicBounds) -> SymbolicBounds:
        """Make a product."""
        return _product(left, right)

    def shift(self, node: fml.Shift, day: SymbolicBounds, by: SymbolicBounds) -> SymbolicBounds:
        """Make a moved day."""
        return SymbolicBounds(
            _shifted(day.low, by.low, node.unit),
            _shifted(day.high, by.high, node.unit),
            z3.And(day.from_below, by.from_below),
            z3.And(day.from_above, by.from_above),
        )

    def earlier(self, _node: fml.Earlier, left: SymbolicBounds, right: SymbolicBounds) -> SymbolicBounds:
        """Make the earlier of two days."""
        return _earlier(left, right)

    def later(self, _node: fml.Later, left: SymbolicBounds, right: SymbolicBounds) -> SymbolicBounds:
        """Make the later of two days."""
        return _turned(_earlier(_turned(left), _turned(right)))

    def first_known(self, _node: fml.FirstKnown, first: Answer, second: Callable[[], Any]) -> Answer:
        """Make the first truth if it is known, else the second."""
        alternative = second()
        holds = z3.Or(first.holds, z3.And(z3.Not(first.fails), alternative.holds))
        return Answer(holds, z3.Or(first.fails, z3.And(z3.Not(first.holds), alternative.fails)))

    def where(self, node: fml.Where, test: Answer, then: Callable[[], Any], otherwise: Callable[[], Any]) -> Any:
        """Choose between two values; an amount that may not count lies between zero and its full value."""
        value, alternative = then(), otherwise()
        if fml.is_truth(node):
            return _any([_every([test, value]), _every([_contrary(test), alternative]), _every([value, alternative])])
        least = _earlier(value, alternative)
        most = _turned(_earlier(_turned(value), _turned(alternative)))
        low, from_below = (alternative.low, _YES) if node.otherwise == NOTHING else (least.low, least.from_below)
        return _chosen(test, value, alternative, SymbolicBounds(low, most.high, from_below, most.from_above))

    def size(self, node: fml.Size, /) -> SymbolicBounds:
        """Make the number of members."""
        return _exactly(z3.IntVal(len(self._places(node.group))))

    def count(self, node: fml.Count, /) -> SymbolicBounds:
        """Make the number of members that have something."""
        return _counted(self._of_members(node))

    def count_by(self, node: fml.CountBy, day: SymbolicBounds, /) -> SymbolicBounds:
        """Make the number of members with a day no later than another."""
        return _counted([_compared("≤", member_day, day) for member_day in self._of_members(node)])

    def total(self, node: fml.Total, /) -> SymbolicBounds:
        """Make the sum of amounts, none of which is negative."""
        amounts = self._of_members(node)
        least = (z3.If(amount.from_below, amount.low, 0) for amount in amounts)
        return SymbolicBounds(
            z3.Sum([z3.RealVal(0), *least]),
            z3.Sum([z3.RealVal(0), *(amount.high for amount in amounts)]),
            _YES,
            z3.And(*(amount.from_above for amount in amounts)),
        )

    def distinct(self, node: fml.Distinct, /) -> SymbolicBounds:
        """Make the number of labels that occur."""
        values = self._of_members(node)
        occurring = [
            z3.Or(*(z3.And(value.from_below, value.low == encoded(label, None)) for value in values))
            for label in node.among
        ]
        definitely: Any = z3.Sum([z3.IntVal(0), *(z3.If(occurs, 1, 0) for occurs in occurring)])
        possibly: Any = z3.Sum([definitely, *(z3.If(value.from_below, 0, 1) for value in values)])
        return SymbolicBounds(definitely, z3.If(possibly < len(node.among), possibly, len(node.among)))

    def extreme(self, node: fml.Extreme, /) -> SymbolicBounds:
        """Make the last, or the first, of the members' days."""
        days = self._of_members(node)
        if node.latest:
            return _latest(days, _FIRST, _LAST)
        return _turned(_latest([_turned(day) for day in days], -_LAST, -_FIRST))

    def ends_with(self, node: fml.EndsWith, text: Text) -> Answer:
        """Make the truth that a text ends so, with something before it."""
        ending = z3.StringVal(node.ending)
        return _if_known(text.known, z3.And(z3.SuffixOf(ending, text.value), text.value != ending))

    def alike(self, node: fml.Alike, left: Text, right: Text) -> Answer:
        """Make the truth that two texts are alike."""
        left_text, right_text = (
            Text(text.known, _bare(text.value, pattern))
            for text, pattern in ((left, node.without), (right, node.right_without))
        )
        return _same(left_text, right_text)

    def includes(self, node: fml.Includes, labels: Text) -> Answer:
        """Make the truth that labels include all labels asked for."""
        letters = _asked_letters(node)
        return _if_known(labels.known, z3.And(*(z3.Contains(labels.value, z3.StringVal(letter)) for letter in letters)))

    def consists_of(self, node: fml.ConsistsOf, labels: Text) -> Answer:
        """Make the truth that labels are these and no others, in this order."""
        return _if_known(labels.known, labels.value == z3.StringVal(_asked_letters(node)))

    def workday(self, _node: fml.Workday, day: SymbolicBounds) -> SymbolicBounds:
        """Make a day moved off rest days; outside the published days, any later day is possible."""
        rest = self._symbolic.policy.rest_days
        if rest is None:
            monday: Any = day.high
            for weekday, by in TO_MONDAY.items():
                monday = z3.If((day.high - 1) % 7 + 1 == weekday, day.high + by, monday)
            return attrs.evolve(day, high=z3.If(monday > _LAST, z3.IntVal(_LAST), monday))
        first, last = rest.first_day.toordinal(), rest.last_day.toordinal()

        def moved(on: Any, beyond: Any) -> Any:
            term: Any = z3.If(z3.And(on >= first, on <= last), on, beyond)
            for start, end in _runs(
                sorted(rest_day.toordinal() for rest_day in rest.days if rest.first_day <= rest_day <= rest.last_day)
            ):
                after = end + 1
                term = z3.If(z3.And(on >= start, on <= end), after if after <= last else beyond, term)
            return term

        return SymbolicBounds(
            moved(day.low, day.low), moved(day.high, z3.IntVal(_LAST)), day.from_below, day.from_above
        )

    def workdays_after(self, node: fml.WorkdaysAfter, day: SymbolicBounds, by: SymbolicBounds) -> SymbolicBounds:
        """Make a day some working days after another."""
        number: Any = z3.simplify(by.low)
        if not z3.is_int_value(number):
            name = next(part.name for part in fml.walk(node.by) if isinstance(part, fml.Parameter))
            raise InvalidValue("numbers", name, "不计工作日的数值", "a number that does not count working days")
        nth = nth_workday(number.as_long(), self._symbolic.policy.rest_days)
        return SymbolicBounds(_soonest(day.low, nth), _latest_workday(day.high, nth), day.from_below, day.from_above)


@checking_arguments
def of(
    ruleset: Ruleset,
    *,
    on: date | Z3Term,
    policy: Law | History | None = None,
    members: int = 2,
    numbers: Mapping[str, Z3Term] | None = None,
) -> Symbolic:
    """Return a symbolic subject for a ruleset (符号对象), with a given number of members in each group.

    `on` is the day asked about, or a Z3 integer for any day on which the notice is in force. `numbers` maps names of
    numbers of the law to Z3 numbers. Two symbolic subjects of one ruleset share the symbols of their facts. The
    formulas grow with `members`, and a proof takes longer with each. Raises `InvalidType` or `InvalidValue` for an
    invalid ruleset, day, law or number, and for a day on which the notice is not in force.

    >>> from datetime import date
    >>> import z3
    >>> import sgzlib as sgz
    >>> subject = sgz.symbols.of(sgz.PREMISES, on=date(2022, 3, 1))
    >>> subject["premises.printer"].fails
    And(printer?, Not(printer))
    >>> sgz.symbols.of(sgz.PREMISES, on=date(2020, 3, 1))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: on: datetime.date(2020, 3, 1) 不可用，应为通知施行期间的日期 ...
    """
    require("ruleset", ruleset, Ruleset)
    symbolic = isinstance(on, z3.ArithRef)
    given = ruleset.law if policy is None else policy
    if symbolic and isinstance(given, History):
        raise InvalidType("policy", given, "Law 对象（核对日期为符号时）", "a Law, because the day is a symbol")
    asked: Any = given.in_force_from if symbolic and isinstance(given, Law) else on
    case = case_of(ruleset, asked, policy)
    if not symbolic and not all(low <= asked.toordinal() <= high for low, high in _in_force(case.law, ruleset)):
        raise InvalidValue("on", on, "通知施行期间的日期", "a day on which the notice is in force")
    for name, term in (numbers or {}).items():
        if name not in case.law.numbers:
            known = list(case.law.numbers)
            raise InvalidValue("numbers", name, "、".join(known), "one of " + ", ".join(known))
        if not isinstance(term, z3.ArithRef):
            raise InvalidType(f"numbers[{name!r}]", term, "Z3 数（ArithRef）", "a Z3 number (ArithRef)")
    size = COUNT.read("members", members)
    return Symbolic(ruleset, case, on if symbolic else z3.IntVal(asked.toordinal()), size, numbers or {})


def prove(claim: Z3Term, *about: Symbolic) -> Proof:
    """Prove a claim about symbolic subjects, or find a counterexample (证明或反例).

    The claim is proved for groups of the size that the subjects have. Returns a `Proof`. Raises `InvalidType` if the
    claim is not a Z3 truth or a subject is not symbolic, and `InvalidValue` without subjects or for subjects of
    different facts.

    >>> from datetime import date
    >>> import z3
    >>> import sgzlib as sgz
    >>> end = sgz.symbols.of(sgz.RENEWAL, on=date(2022, 3, 1))
    >>> grade, year = end.fact("grade"), end.fact("contract_year")
    >>> sgz.symbols.prove(z3.Implies(end.verdict.holds, grade.known), end).proved
    True
    >>> found = sgz.symbols.prove(z3.Implies(end["renewal.grade"].holds, year.known), end)
    >>> found.proved, found.subject.contract_year
    (False, UNKNOWN)
    >>> sgz.symbols.prove(True, end)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: claim: True 不可用，应为Z3 真值（BoolRef） ...
    """
    if not isinstance(claim, z3.BoolRef):
        raise InvalidType("claim", claim, "Z3 真值（BoolRef）", "a Z3 truth (BoolRef)")
    if not about:
        raise InvalidValue("about", about, "至少一个符号对象", "at least one symbolic subject")
    for symbolic in about:
        if require("about", symbolic, Symbolic).subject != about[0].subject:
            raise InvalidValue("about", symbolic, "事实相同的符号对象", "symbolic subjects of the same facts")
    return proved_within(_STEPS, claim, *about)


def proved_within(steps: int, claim: Z3Term, *about: Symbolic) -> Proof:
    """Prove or refute a claim within a number of Z3's own steps (限步证明), as `prove` does."""
    # Texts that no pattern shortens and whole quantities can be built, so they are tried first.
    for plain in (True, False):
        asked = z3.SimpleSolver()
        asked.add(z3.Not(claim), *(symbolic.possible for symbolic in about))
        if plain:
            asked.add(*_plain(claim, about))
        # A separate context makes the answer and its steps independent of earlier questions.
        solver = z3.Solver(ctx=z3.Context())
        solver.add(asked.translate(solver.ctx).assertions())
        solver.set("rlimit", steps)
        result = solver.check()
        if result == z3.sat and (shown := _shown(claim, solver.model().translate(z3.main_ctx()), about)) is not None:
            return shown
        if result == z3.unsat and not plain:
            return Proof(proved=True)
    return Proof(proved=UNKNOWN)


def _shown(claim: Z3Term, model: Any, about: tuple[Symbolic, ...]) -> Proof | None:
    """Return a model's counterexample if the library can build it and the claim fails for it."""
    symbols = {path: symbol for symbolic in about for path, symbol in symbolic.facts.items()}
    used = {
        path: symbol for path, symbol in symbols.items() if z3.is_true(model.eval(symbol.known, model_completion=True))
    }
    with suppress(SgzlibError):
        values = {
            path: _decoded(model.eval(symbol.value, model_completion=True), symbol.fact.kind)
            for path, symbol in used.items()
        }
        subject = set_paths(about[0].subject, values)
        cases = tuple(_case(symbolic, model) for symbolic in about)
        facts = {path: value for path, _, value in leaves(subject)}
        put = [pair for path, symbol in symbols.items() for pair in _assigned(path, symbol, facts[path])]
        bare = [
            (term, z3.StringVal(re.sub(pattern, "", facts[path])))
            for term, path, pattern in _bare_texts(claim)
            if facts[path] is not UNKNOWN
        ]
        if z3.is_false(model.eval(z3.substitute(claim, *bare, *put), model_completion=True)):
            return Proof(False, subject, cases)
    return None


def _case(symbolic: Symbolic, model: Any) -> Case[Any]:
    on = _decoded(model.eval(symbolic.on, model_completion=True), None)
    kinds = {name: symbolic.policy.numbers[name].kind for name in symbolic.numbers}
    values: Any = {
        name: _decoded(model.eval(term, model_completion=True), kinds[name]) for name, term in symbolic.numbers.items()
    }
    return Case(on, attrs.evolve(symbolic.policy, **values))


# --- values as terms, and back ---


def _symbol(path: str, fact: Fact[Any]) -> Symbol:
    known: Any = z3.Bool(f"{path}?")
    match fact.kind.form:
        case Form.TRUTH:
            return Symbol(known, z3.Bool(path), fact)
        case Form.TEXT | Form.SEVERAL:
            return Symbol(known, z3.String(path), fact)
        case Form.DECIMAL:
            # Whole steps are counted: Z3 is better at integers than at reals of which few are meant.
            return Symbol(known, z3.ToReal(z3.Int(path)) / 10**fact.kind.places, fact)
        case _:
            return Symbol(known, z3.Int(path), fact)


def _letters(labels: Any, options: Any) -> str:
    places = list(options)
    return "".join(chr(0x4E00 + places.index(label)) for label in labels)


def encoded(value: Any, kind: Kind[Any] | None) -> Any:
    """Return a value as the Z3 term that stands for it (编码), as `Symbol` says."""
    if kind is not None and kind.several:
        return z3.StringVal(_letters(value, kind.members))
    if isinstance(value, str):
        return z3.StringVal(value)
    if isinstance(value, bool):
        return z3.BoolVal(value)
    if isinstance(value, date):
        return z3.IntVal(value.toordinal())
    if isinstance(value, int):
        return z3.IntVal(int(value))
    return (
        z3.RealVal(str(value)) if isinstance(value, Decimal) else z3.IntVal(list(cast("Any", type(value))).index(value))
    )


def _decoded(term: Any, kind: Kind[Any] | None) -> Any:
    """Return the value of a term; raises what the kind raises."""
    form = Form.DAY if kind is None else kind.form
    match form:
        case Form.TRUTH:
            return z3.is_true(term)
        case Form.DAY:
            return date.fromordinal(term.as_long())
        case Form.TEXT:
            return _unescaped(term.as_string())
        case Form.SEVERAL:
            options = list(cast("Any", kind).members)
            return tuple(options[ord(letter) - 0x4E00] for letter in _unescaped(term.as_string()))
        case Form.LABEL:
            place = term.as_long()
            return next(option for option in cast("Any", kind).domain if encoded(option, None).as_long() == place)
        case Form.DECIMAL:
            number = Fraction(term.as_fraction()) if z3.is_rational_value(term) else Fraction(term.as_long())
            return Decimal(number.numerator) / Decimal(number.denominator)
        case _:
            return term.as_long()


def _unescaped(text: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), text)


def _assigned(path: str, symbol: Symbol, value: Any) -> Iterator[tuple[Any, Any]]:
    yield symbol.known, z3.BoolVal(value is not UNKNOWN)
    if value is not UNKNOWN:
        kind = symbol.fact.kind
        if kind.form is Form.DECIMAL:
            yield z3.Int(path), z3.IntVal(int(Fraction(value) * 10**kind.places))
        else:
            yield symbol.value, encoded(value, kind)


def _in_kind(term: Any, kind: Kind[Any]) -> Any:
    match kind.form:
        case Form.TRUTH:
            return _YES
        case Form.TEXT:
            return z3.Length(term) > 0
        case Form.SEVERAL:
            letters = _letters(kind.members, kind.members)
            return z3.InRe(term, z3.Star(z3.Range(letters[0], letters[-1])))
        case Form.LABEL:
            return z3.Or(*(term == encoded(label, None) for label in kind.domain))
        case Form.DAY:
            return z3.And(term >= _FIRST, term <= _LAST)
        case _:
            return z3.And(term >= encoded(kind.least, None), term <= encoded(kind.most, None))


def _in_force(law: Law, ruleset: Ruleset) -> list[tuple[int, int]]:
    rules = (rule for _, rule, _ in ruleset.every() if isinstance(law, rule.law))
    notices = dict.fromkeys([law.notice, *(rule.notice for rule in rules)])
    return [
        (
            notice.in_force_from.toordinal(),
            _LAST if notice.in_force_until is None else notice.in_force_until.toordinal(),
        )
        for notice in notices
    ]


def _implied(ruleset: Ruleset, path: str) -> Iterator[fml.Node]:
    if ruleset.implied is not None:
        yield relocated(implied_formula(ruleset), path)
    for name, part in ruleset.parts:
        yield from _implied(part, joined(path, name))


def _at(subject: Any, path: str) -> Any:
    for step in re.findall(r"\w+", path):
        subject = subject[int(step)] if step.isdigit() else getattr(subject, step)
    return subject


def _bare(term: Any, pattern: str) -> Any:
    """Return a text without what a pattern finds: an unknown function, which `_shown` puts right."""
    return z3.Function(f"without {pattern}", z3.StringSort(), z3.StringSort())(term) if pattern else term


def _bare_texts(claim: Any) -> Iterator[tuple[Any, str, str]]:
    """Yield each text of a claim that a pattern takes something away from, with its path and the pattern."""
    seen: set[int] = set()
    stack = [claim]
    while stack:
        term = stack.pop()
        if term.get_id() not in seen:
            seen.add(term.get_id())
            stack += term.children()
            name = term.decl().name()
            if name.startswith("without "):
                yield term, term.arg(0).decl().name(), name.removeprefix("without ")


def _plain(claim: Any, about: tuple[Symbolic, ...]) -> Iterator[Any]:
    for term, _, _ in _bare_texts(claim):
        yield term == term.arg(0)
    for symbolic in about:
        for symbol in symbolic.facts.values():
            kind = symbol.fact.kind
            if kind.form is Form.TEXT:
                yield z3.InRe(symbol.value, z3.Plus(z3.Range("\u4e00", "\u9fff")))
            elif kind.exact and not kind.money:
                yield z3.IsInt(symbol.value)


# --- truths and bounds ---


def _if_known(known: Any, said: Any) -> Answer:
    return Answer(z3.And(known, said), z3.And(known, z3.Not(said)))


def _same(left: Text, right: Text) -> Answer:
    return _if_known(z3.And(left.known, right.known), left.value == right.value)


def _contrary(answer: Answer) -> Answer:
    return Answer(answer.fails, answer.holds)


def _asked_letters(node: fml.Includes | fml.ConsistsOf) -> str:
    labels: Any = node.labels
    return _letters(node.asked, labels.fact.kind.members)


def _every(answers: list[Answer]) -> Answer:
    return Answer(z3.And(*(answer.holds for answer in answers)), z3.Or(*(answer.fails for answer in answers)))


def _any(answers: list[Answer]) -> Answer:
    return Answer(z3.Or(*(answer.holds for answer in answers)), z3.And(*(answer.fails for answer in answers)))


def _compared(sign: fml.Operator, left: SymbolicBounds, right: SymbolicBounds) -> Answer:
    match sign:
        case "≥":
            definitely = z3.And(left.from_below, right.from_above, left.low >= right.high)
            never = z3.And(left.from_above, right.from_below, left.high < right.low)
            return Answer(definitely, never)
        case "≤":
            return _compared("≥", right, left)
        case "=":
            return _every([_compared("≥", left, right), _compared("≥", right, left)])
        case _:
            return _contrary(_compared(fml.OPPOSITE[sign], left, right))


def _exactly(term: Any) -> SymbolicBounds:
    return SymbolicBounds(term, term)


def _turned(bounds: SymbolicBounds) -> SymbolicBounds:
    return SymbolicBounds(-bounds.high, -bounds.low, bounds.from_above, bounds.from_below)


def _added(parts: list[SymbolicBounds]) -> SymbolicBounds:
    return SymbolicBounds(
        z3.Sum(*(part.low for part in parts)),
        z3.Sum(*(part.high for part in parts)),
        z3.And(*(part.from_below for part in parts)),
        z3.And(*(part.from_above for part in parts)),
    )


def _product(left: SymbolicBounds, right: SymbolicBounds) -> SymbolicBounds:
    nothing = z3.And(left.from_below, left.from_above, left.low == 0, left.high == 0)
    return SymbolicBounds(
        z3.If(nothing, 0, left.low * right.low),
        z3.If(nothing, 0, left.high * right.high),
        z3.Or(nothing, z3.And(left.from_below, right.from_below)),
        z3.Or(nothing, z3.And(left.from_above, right.from_above)),
    )


def _earlier(left: SymbolicBounds, right: SymbolicBounds) -> SymbolicBounds:
    least = z3.If(left.high < right.high, left.high, right.high)
    return SymbolicBounds(
        z3.If(left.low < right.low, left.low, right.low),
        z3.If(z3.And(left.from_above, right.from_above), least, z3.If(left.from_above, left.high, right.high)),
        z3.And(left.from_below, right.from_below),
        z3.Or(left.from_above, right.from_above),
    )


def _chosen(asked: Answer, then: SymbolicBounds, otherwise: SymbolicBounds, either: SymbolicBounds) -> SymbolicBounds:
    def by(name: str) -> Any:
        when_true, when_false, open_ = (getattr(bounds, name) for bounds in (then, otherwise, either))
        return z3.If(asked.holds, when_true, z3.If(asked.fails, when_false, open_))

    return SymbolicBounds(*map(by, ("low", "high", "from_below", "from_above")))


def _counted(answers: list[Answer]) -> SymbolicBounds:
    definitely = z3.Sum([z3.IntVal(0), *(z3.If(answer.holds, 1, 0) for answer in answers)])
    possibly = z3.Sum([z3.IntVal(0), *(z3.If(answer.fails, 0, 1) for answer in answers)])
    return SymbolicBounds(definitely, possibly)


def _latest(days: list[SymbolicBounds], first: int, last: int) -> SymbolicBounds:
    best: Any = z3.IntVal(first)
    for day in days:
        best = z3.If(z3.And(day.from_below, day.low > best), day.low, best)
    return SymbolicBounds(best, z3.If(z3.And(*(day.from_above for day in days)), best, last))


def _runs(days: list[int]) -> list[tuple[int, int]]:
    """Return the runs of consecutive days, each with its first and last day."""
    runs: list[tuple[int, int]] = []
    for day in days:
        if runs and runs[-1][1] == day - 1:
            runs[-1] = runs[-1][0], day
        else:
            runs.append((day, day))
    return runs


# --- the calendar ---


def _shifted(day: Any, by: Any, unit: fml.Unit) -> Any:
    """Return a day moved as `periods` moves it, on ordinals; past its ends the calendar stops."""
    if unit == "days":
        return _between(day + by, _FIRST, _LAST)
    month, place = _month_of(day)
    if unit == "calendar months":
        return _between(_first_of_month(month + by) - 1, _FIRST, _LAST)
    if unit == "calendar years":
        return _first_of_month(12 * (_between(month / 12 + by - 1, 1, MAXYEAR) + 1)) - 1
    that = month + by * _MONTHS[unit]
    last, same = _first_of_month(that + 1) - 1, _first_of_month(that) + place
    end = z3.If(by < 0, z3.IntVal(_FIRST), z3.IntVal(_LAST))
    return z3.If(z3.And(that >= _FIRST_MONTH, that <= _LAST_MONTH), z3.If(same < last, same, last), end)


def _soonest(day: Any, nth: NthWorkday) -> Any:
    term = _between(day + nth.by, _FIRST, _LAST)
    for by, days in nth.further().items():
        for start, end in _runs(days):
            term = z3.If(z3.And(day >= start, day <= end), day + by, term)
    return term


def _latest_workday(day: Any, nth: NthWorkday) -> Any:
    first, last = nth.known()
    before, after = (z3.IntVal(nth.latest(place)) for place in (_FIRST, _LAST))
    return z3.If(day > last, after, z3.If(day < first, before, _soonest(day, nth)))


def _between(term: Any, low: int, high: int) -> Any:
    return z3.If(term < low, z3.IntVal(low), z3.If(term > high, z3.IntVal(high), term))


def _first_of_month(month: Any) -> Any:
    """Return the ordinal of the first day of a month, counted from January of year 0."""
    years, months = (month - 2) / 12, (month - 2) % 12
    return years * 365 + years / 4 - years / 100 + years / 400 + (months * 153 + 2) / 5 - 305


def _month_of(day: Any) -> tuple[Any, Any]:
    """Return the month of a day, counted from January of year 0, and its place in it, from 0."""
    since = day + 305  # days since 1 March of year 0
    of_era = since % 146_097
    year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365
    of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100)
    month = (5 * of_year + 2) / 153
    return 12 * (year_of_era + 400 * (since / 146_097)) + month + 2, of_year - (153 * month + 2) / 5
