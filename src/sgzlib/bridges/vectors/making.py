"""Making test vectors (生成测试向量): cases for a ruleset, found from its formulas, each of which catches a mutant.

For each requirement, the solver of `advice.witnesses` is asked for subjects, in these steps:

1. Boundary values: for each comparison a subject on its threshold, one a step below and one a step above, such that the
   answer depends on this comparison (as in MC/DC).
2. A subject for each status that the requirement can have.
3. For each mutant that is not caught yet, a subject to which it gives another status.
4. The same subjects on the day before the notice is in force, without a known fact, with other spellings, and under the
   other readings.

A mutant that is still not caught is proved to be equivalent, or a prover searches a case for it (`proving`).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import partial, reduce
from itertools import combinations, product
from operator import and_
from typing import Any

import attrs

from sgzlib.advice.satisfiability import Exhausted, Solver
from sgzlib.advice.text_conditions import beginnings, endings
from sgzlib.advice.witnesses import leaves, set_paths, skeleton, witness
from sgzlib.bridges.vectors.knowing import definitely
from sgzlib.bridges.vectors.mutants import (
    Fault,
    Mutant,
    Parts,
    groups_in,
    is_day,
    mutants_of,
    nodes_of,
    parts_of,
    pattern_of,
    replaced,
    together_mutants,
)
from sgzlib.law.clauses import Force
from sgzlib.law.deadlines import NOT_YET
from sgzlib.law.errors import SgzlibError
from sgzlib.law.facts import Fact, facts_of, is_subject
from sgzlib.law.formula import (
    FALSE,
    Alike,
    And,
    AskedDay,
    Comparison,
    ConsistsOf,
    Constant,
    Count,
    CountBy,
    Distinct,
    Given,
    Group,
    Includes,
    Node,
    Not,
    Parameter,
    Shift,
    Size,
    conjunction,
    negation,
    under,
    walk,
)
from sgzlib.law.formula.evaluating import compiled, evaluate
from sgzlib.law.judging import Judged, judge
from sgzlib.law.kinds import Form
from sgzlib.law.labels import Labelled
from sgzlib.law.laws import Law
from sgzlib.law.periods import SHIFTS
from sgzlib.law.requirement import Case, Requirement, Ruleset, implied_formula
from sgzlib.law.tracing import given_in
from sgzlib.law.truth import UNKNOWN
from sgzlib.prose.documents import plain

_FEW = (2, 1, 3, 0)
_MOST = 12
FEW_LABELS = 8
"""How many labels a fact may have of which each is tried (逐一尝试的取值数上限)."""
_ENOUGH = 4
_STEPS = 600
# Of the prover: what it finds soon, and what is worth waiting for where nothing else finds it.
_STEPS_FIRST, _STEPS_LAST = 1_000_000, 10_000_000
_FEW_FACTS = 4
_FEW_CASES = 3


@attrs.frozen(eq=False)
class Made:
    """A case as it was made (生成的用例): why, for which requirement, and what is judged on which day by which law."""

    requirement: str
    why: str
    at: int | None
    subject: Any
    on: date
    readings: Mapping[str, Labelled]
    catches: list[Any]
    before: Node | None = None


class Maker:
    """What makes the cases of a ruleset under a law (用例生成器).

    What rulesets `beside` it ask of members has cases of its own, and is not taken apart again. Where it can be asked
    which mutants are equivalent, the others are searched for further; and at last by what tells mutants apart, such as
    a prover that searches among all subjects and days. `certain` is that of `witness`: cases are judged after they are
    made, so their search need not be certain.
    """

    def __init__(
        self,
        ruleset: Ruleset,
        law: Law,
        beside: Iterable[Ruleset] = (),
        is_equivalent: Callable[[Mutant], bool] | None = None,
        told_apart: Callable[[Mutant, date, int], Iterator[tuple[Any, date]]] | None = None,
        steps: int = _STEPS,
        *,
        certain: bool = False,
    ) -> None:
        self.ruleset = ruleset
        self._certain = certain
        self._is_equivalent = is_equivalent
        self._told_apart = told_apart
        self.law = law
        self._laws: dict[tuple[Any, ...], Law] = {}
        self.cases: dict[str, Made] = {}
        self.mutants: list[Mutant] = []
        self.uncaught: list[Mutant] = []
        self.slips: list[Any] = []
        self.beside = frozenset(
            node
            for sibling in beside
            if sibling.subject in members_of(ruleset.subject)
            for node in nodes_of(sibling, law)
        )
        self._solver = Solver(steps)
        self.recorded = [ruleset.formula(path, rule) for path, rule, _ in ruleset.every() if not rule.restates]
        self._edges = _named_days(self.recorded, law)
        last = max(day.year for day in self._edges)
        leap = last // 4 * 4 + 4
        # If the notice ends earlier, the cases ask about the years before its end.
        year = leap if law.notice.in_force(date(leap + 1, 3, 1)) else last + 1
        # Days after February of a leap year and of the next: a year differs from 365 days, and none ends on a leap day.
        self._days = date(year, 6, 1), date(year, 3, 1), date(year + 1, 3, 1)
        # From these days, a month or a year ends without a corresponding day, or on a day that other months lack.
        self.ends_of_months = date(leap, 2, 29), date(leap - 1, 8, 31), date(leap, 3, 1)
        self._near: dict[Any, Any] = {}

    def make(self) -> None:
        """Make the cases of all requirements (生成)."""
        for path, rule, _ in self.ruleset.every():
            if not rule.restates:
                _OfRequirement(self, path, rule).make()
        if self.ruleset.implied is not None:
            _OfTogether(self).make()

    def add(self, made: Made) -> None:
        """Add a case, or to one that asks the same what it catches (增加用例)."""
        key = self.key(made.subject, made.on, made.readings)
        if self.cases.setdefault(key, made) is not made:
            self.cases[key].catches.extend(made.catches)

    def is_equivalent(self, mutant: Mutant) -> bool:
        """Return whether a mutant is proved to be equivalent (是否证明等价); False where nobody can be asked."""
        return self._is_equivalent is not None and self._is_equivalent(mutant)

    def left(self, mutants: Iterable[Mutant], caught: Container[Mutant]) -> Iterator[Mutant]:
        """Yield the mutants to search for further (待寻者): not caught so far, and not equivalent."""
        if self._is_equivalent is not None:
            for mutant in mutants:
                if mutant not in caught and not self._is_equivalent(mutant):
                    yield mutant

    def told_apart(self, mutant: Mutant, steps: int) -> Iterator[tuple[Any, date]]:
        """Yield subjects, each with a day, that are said to catch a mutant, found in so many steps (能区分的对象)."""
        return iter(()) if self._told_apart is None else self._told_apart(mutant, self._days[0], steps)

    def edges(self) -> list[Made]:
        """Make the cases on thresholds and last days, or one step off, and return them (边界用例)."""
        for path, rule, _ in self.ruleset.every():
            if not rule.restates:
                _OfRequirement(self, path, rule).edges()
        return [made for made in self.cases.values() if made.why == "edge"]

    def under(self, readings: Mapping[str, Labelled]) -> Law:
        """Return the law under readings (理解下的规定), the same one each time."""
        key = tuple(readings.items())
        if key not in self._laws:
            self._laws[key] = self.law.under(**readings)
        return self._laws[key]

    def key(self, subject: Any, on: date, readings: Mapping[str, Labelled]) -> str:
        """Return what tells a case from others (用例的键)."""
        return repr((plain(subject), on, sorted((name, option.name) for name, option in readings.items())))

    def days(self, formula: Node) -> list[date]:
        """Return the days on which to ask (核对日期): ordinary days, and those around the days that formulas name."""
        named = [day + timedelta(days=by) for day in sorted(_named_days([formula], self.law)) for by in (0, 1, -1)]
        ends = any(isinstance(node, Shift) and node.unit == "calendar years" for node in walk(formula))
        year = self._days[0].year
        return [*self._days, *named, *((date(year, 12, 31), date(year, 12, 30), date(year + 1, 1, 1)) if ends else ())]

    def sizes(self, formula: Node) -> list[int]:
        """Return the sizes of groups to try (分组人数): small ones, and those around the numbers that counts need."""
        if not any(isinstance(node, Group) for node in walk(formula)):
            return [0]
        numbers = {
            getattr(self.law, operand.name)
            for compared in walk(formula)
            if isinstance(compared, Comparison) and any(isinstance(x, Count | Size | CountBy) for x in walk(compared))
            for operand in (compared.left, compared.right)
            if isinstance(operand, Parameter)
        }
        numbers |= {len(node.among) for node in walk(formula) if isinstance(node, Distinct)}
        about = {n + by for n in numbers if isinstance(n, int) for by in (-1, 0, 1) if n + by <= _MOST}
        return list(dict.fromkeys((*_FEW, *sorted(about))))

    def settings(self, formula: Node, path: str = "", before: Node | None = None) -> list[tuple[date, int]]:
        """Return on which day, with how many members a group, a subject is looked for (设定), the ordinary first.

        What a part asks of many members is looked for where the part is judged alone. Where what is wrong hangs on
        facts, these can be moved, and the day need not be.
        """
        days, sizes = self.days(formula), self.sizes(formula)[: 2 if path else None]
        if before is not None and not _turns(before):
            del days[1:]
        return [*((days[0], size) for size in sizes), *((day, sizes[0]) for day in days[1:])]

    def solved(
        self, formulas: Sequence[Node], law: Law, day: date, size: int, given: Mapping[str, Any] | None = None
    ) -> Any:
        """Return a subject for which formulas hold and which complies otherwise as far as possible (实例)."""
        bare, wanted = self._nearby(law, day, size)
        if given:
            bare = set_paths(bare, {place: value for path, value in given.items() for place in _places(bare, path)})
        with suppress(Exhausted):
            return witness(formulas, bare, Case(day, law), wanted, self._solver, certain=self._certain)
        # Fixed numbers make products of facts linear.
        fixed = {
            path: fact.kind.least + 1
            for path, fact, value in leaves(bare)
            if value is UNKNOWN and fact.kind.form is Form.WHOLE and "[" not in path
        }
        with suppress(Exhausted):
            return witness(
                formulas, set_paths(bare, fixed), Case(day, law), wanted, self._solver, certain=self._certain
            )
        return None

    def _nearby(self, law: Law, day: date, size: int) -> tuple[Any, dict[str, Any]]:
        key = law, day, size
        if key not in self._near:
            bare = skeleton(self.ruleset.subject, size)
            case = Case(day, law)
            facts = [(path, fact) for path, fact, value in leaves(bare) if value is UNKNOWN]
            wanted = {path: value for path, fact in facts if (value := plausible(fact, day)) is not UNKNOWN}
            binding = [
                self.ruleset.formula(path, rule)
                for path, rule, _ in self.ruleset.every()
                if not rule.restates and rule.force_under(law) is Force.MUST
            ]
            with suppress(Exhausted):
                complying = witness(binding, bare, case, wanted, self._solver, certain=self._certain) or bare
                known = {path: value for path, _, value in leaves(complying) if value is not UNKNOWN}
                wanted |= {path: value for path, value in known.items() if path in dict(facts)}
            self._near[key] = bare, wanted
        return self._near[key]


class _OfRequirement:
    """The making of one requirement's cases."""

    def __init__(self, maker: Maker, path: str, rule: Requirement) -> None:
        self._maker = maker
        self._path = path
        self._rule = rule
        self._mutants = mutants_of(maker.ruleset, path, rule, maker.law, maker.beside)
        self._cases: list[Made] = []
        self._holds: list[Judged] = []
        self._caught: dict[Mutant, int] = {}

    def make(self) -> None:
        self.edges()
        self._statuses()
        for mutant in self._mutants:
            if mutant not in self._caught and not mutant.fills and mutant.fault not in {Fault.FORCE, Fault.POINT}:
                why = "reading" if mutant.readings or mutant.fault is Fault.READING else "clause"
                self._solve(mutant.parts, mutant.readings, why, None, mutant.before)
        self._out_of_force()
        self._unknown()
        self._shown(_STEPS_FIRST)
        self._spelt()
        self._with_less()
        self._not_knowing()
        self._with_one_more()
        self._shown(_STEPS_LAST)
        self._otherwise_read()
        self._maker.mutants += self._mutants
        self._maker.uncaught += [mutant for mutant in self._mutants if mutant not in self._caught]

    def edges(self) -> None:
        self._points()
        self._leap_days()
        self._labels()

    def _parts(self, readings: Mapping[str, Labelled]) -> Parts:
        return parts_of(self._maker.ruleset, self._path, self._rule, self._maker.under(readings))

    def _statuses(self) -> None:
        """Solve for each status that the requirement can take."""
        exempt, holds, in_time = attrs.astuple(self._parts({}), recurse=False)
        self._add("unknown", None, self._maker.ruleset.subject(), self._maker.days(holds)[0], {})
        bound = [Not(exempt)]
        for goal in ([*bound, holds], [*bound, Not(holds), Not(in_time)], [*bound, Not(holds), in_time], [exempt]):
            self._first(goal, {}, "clause", None, None)

    def _points(self) -> None:
        """Solve for each comparison's threshold, and one step below and above."""
        for mutant in self._mutants:
            if mutant.fault is Fault.POINT:
                self._solve(mutant.parts, mutant.readings, "edge", mutant.at, mutant.before)

    def _leap_days(self) -> None:
        """Ask cases with a period of months or years again, from a day that the last month of the period lacks."""
        for made in [made for made in self._cases if made.why == "edge"]:
            for shift in dict.fromkeys(walk(made.before or Constant(None))):
                match shift:
                    case Shift(Given(path, _), by, "months" | "years" as unit):
                        case = Case(made.on, self._maker.under(made.readings))
                        for start in self._maker.ends_of_months:
                            last = SHIFTS[unit](start, evaluate(by, made.subject, case))
                            subject = _with(made.subject, dict.fromkeys(_places(made.subject, path), start))
                            for offset in (0, 1):
                                self._add_hanging(offset, subject, last + timedelta(days=offset), made)
                    case _:
                        pass

    def _add_hanging(self, offset: int, subject: Any, on: date, made: Made) -> None:
        """Add a case like another, if it catches a mutant of the same node."""
        if any(mutant.before == made.before for mutant in self._catching(subject, on, made.readings)):
            self._add("edge", offset, subject, on, made.readings, made.before, only_new=True)

    def _labels(self) -> None:
        """Ask the cases again with every other label of facts with few labels: a threshold may depend on the label."""
        asked = {node.path for node in self._parts({}).nodes() if isinstance(node, Given)}
        for made in [made for made in self._cases if made.before is not None and made.at is not None]:
            compared = {path for path, _ in given_in(made.before or Constant(None))}
            for path, fact, value in leaves(made.subject):
                few = fact.kind.form is Form.LABEL and len(fact.kind.domain) <= FEW_LABELS
                if few and path in asked - compared and value is not UNKNOWN:
                    for label in fact.kind.domain:
                        relabelled = _with(made.subject, {path: label})
                        self._add("edge", made.at, relabelled, made.on, made.readings, made.before)

    def _solve(
        self, wrong: Parts, readings: Mapping[str, Labelled], why: str, offset: int | None, before: Node | None
    ) -> None:
        """Add a case to which a wrong implementation gives another status, if there is one."""
        right = self._parts(readings)
        bound = [Not(right.exempt), *([Not(wrong.exempt)] if wrong.exempt != right.exempt else [])]
        goals: list[list[Node]] = [
            [*bound, right.holds, Not(wrong.holds)],
            [*bound, Not(right.holds), wrong.holds],
            [*bound, Not(right.holds), Not(wrong.holds), right.in_time, Not(wrong.in_time)],
            [*bound, Not(right.holds), Not(wrong.holds), Not(right.in_time), wrong.in_time],
            [right.exempt, Not(wrong.exempt)],
            [Not(right.exempt), wrong.exempt],
        ]
        pairs = (
            [(right.holds, wrong.holds)] * 2 + [(right.in_time, wrong.in_time)] * 2 + [(right.exempt, wrong.exempt)] * 2
        )
        for goal, (right_node, wrong_node) in zip(goals, pairs, strict=True):
            if right_node != wrong_node and self._first(goal, readings, why, offset, before):
                return

    def _first(
        self,
        goal: Sequence[Node],
        readings: Mapping[str, Labelled],
        why: str,
        offset: int | None,
        before: Node | None,
    ) -> bool:
        law = self._maker.under(readings)
        for day, size in self._maker.settings(And(tuple(goal)), self._path, before):
            subject = self._maker.solved(goal, law, day, size)
            if subject is not None:
                return self._add(why, offset, subject, day, readings, before)
        return False

    def _add(
        self,
        why: str,
        offset: int | None,
        subject: Any,
        on: date,
        readings: Mapping[str, Labelled],
        before: Node | None = None,
        *,
        only_new: bool = False,
    ) -> bool:
        """Add a case, unless it exists or catches nothing. With `only_new`, it must catch a mutant rarely caught."""
        maker, key = self._maker, self._maker.key(subject, on, readings)
        known = maker.cases.get(key)
        if known is not None and known in self._cases:
            return True
        caught = self._catching(subject, on, readings)
        if not caught or (only_new and all(self._caught.get(mutant, 0) >= _ENOUGH for mutant in caught)):
            return False
        for mutant in caught:
            self._caught[mutant] = self._caught.get(mutant, 0) + 1
        made = known or maker.cases.setdefault(key, Made(self._rule.id, why, offset, subject, on, readings, [], before))
        made.catches.extend(caught)
        self._cases.append(made)
        return True

    def _catching(self, subject: Any, on: date, readings: Mapping[str, Labelled]) -> list[Mutant]:
        """Return the mutants that give another status than the library (被识别的变异体)."""
        case, findings = judge(self._maker.ruleset, subject, on, self._maker.under(readings), Judged)
        status = next(
            finding.status for finding in findings if finding.path == self._path and finding.requirement == self._rule
        )
        mine = (mutant for mutant in self._mutants if mutant.readings == readings)
        return [mutant for mutant in mine if mutant.status(subject, case) is not status]

    def _out_of_force(self) -> None:
        before = self._maker.law.in_force_from - timedelta(days=1)
        any(self._add("force", None, made.subject, before, {}) for made in list(self._cases))

    def _otherwise_read(self) -> None:
        """Ask the cases again under the other readings."""
        readings = {tuple(mutant.readings.items()): mutant.readings for mutant in self._mutants if mutant.readings}
        for made in [made for made in self._cases if not made.readings and made.why != "force"]:
            for other_readings in readings.values():
                self._add("reading", None, made.subject, made.on, other_readings, made.before, only_new=True)

    def _unknown(self) -> None:
        """Take away, one by one, the facts on which what was found hangs, as long as that catches something more."""
        for made in list(self._cases):
            asked = [path for path, _ in given_in(made.before)] if made.before is not None else []
            asked += [mutant.fills for mutant in self._mutants if mutant.fills and mutant not in self._caught]
            for path in _leaves_of(made.subject, dict.fromkeys(asked)):
                less = _with(made.subject, {path: UNKNOWN})
                self._add("unknown", None, less, made.on, made.readings, made.before, only_new=True)

    def _spelt(self) -> None:
        """Ask what was found with texts and labels otherwise, for what is left and hangs on how texts are spelt."""
        for wide in (False, True):
            for mutant in self._maker.left(self._mutants, self._caught):
                rows = _spellings(self._parts(mutant.readings), mutant.before, wide=wide)
                some = self._alike(mutant)[:_FEW_CASES] if rows else ()
                self._first_of(((made, _with(made.subject, row)) for row in rows for made in some), mutant, "clause")

    def _with_less(self) -> None:
        """Ask what was found without the fact whose absence a mutant does not notice, for what is left."""
        for mutant in self._maker.left(self._mutants, self._caught):
            if mutant.fills:
                less = ((made, without(made.subject, frozenset({mutant.fills}))) for made in self._alike(mutant))
                self._first_of(less, mutant, "unknown")

    def _with_one_more(self) -> None:
        """Ask what was found of a group with one more like a member, of whom a fact is not known, for what is left."""
        for mutant in self._maker.left(self._mutants, self._caught):
            group, _, name = mutant.fills.partition("[].")
            if name:
                every = ((made, _with_one_more(made.subject, group, name)) for made in self._alike(mutant))
                self._first_of(((made, more) for made, others in every for more in others), mutant, "unknown")

    def _alike(self, mutant: Mutant) -> list[Made]:
        """Return the cases that are asked under the readings of a mutant, while the notice binds."""
        return [made for made in self._cases if made.readings == mutant.readings and made.why != "force"]

    def _first_of(self, others: Iterable[tuple[Made, Any]], mutant: Mutant, why: str) -> None:
        """Add the first subject that catches a mutant, of those made of the cases that there are."""
        right, law = self._parts(mutant.readings), self._maker.under(mutant.readings)
        for made, subject in others:
            # Judging is slow, and done where the formulas differ.
            case = Case(made.on, law)
            if right.status(self._rule, subject, case) is not mutant.status(subject, case):
                self._add(why, mutant.at, subject, made.on, made.readings, mutant.before)
                return

    def _not_knowing(self) -> None:
        """Solve, of what is left, for what is caught on other days, or only where one of the facts is not known."""
        for mutant in self._maker.left(self._mutants, self._caught):
            right = self._parts(mutant.readings)
            wrong = mutant.parts.each(partial(taking, mutant)) if mutant.fills else mutant.parts
            if mutant.fault is Fault.CALENDAR:
                any(self._not_known(right, wrong, frozenset(), mutant, start) for start in self._maker.ends_of_months)
            else:
                sets = [frozenset({mutant.fills})] if mutant.fills else _few_unknown(right)
                any(self._not_known(right, wrong, unknown, mutant) for unknown in sets)

    def _shown(self, steps: int) -> None:
        """Add what a prover finds in so many steps, for what is left."""
        for mutant in self._maker.left(self._mutants, self._caught):
            for subject, day in self._maker.told_apart(mutant, steps):
                if mutant in self._catching(subject, day, mutant.readings):
                    why = "clause" if mutant.at is None else "edge"
                    self._add(why, mutant.at, subject, day, mutant.readings, mutant.before)
                    break

    def _not_known(
        self, right: Parts, wrong: Parts, unknown: frozenset[str], mutant: Mutant, start: date | None = None
    ) -> bool:
        fixed = {} if start is None else dict.fromkeys((path for path, _ in given_in(mutant.before)), start)
        why = "clause" if not unknown else "unknown"
        for right_status, wrong_status in zip(_statuses(right, unknown), _statuses(wrong, unknown), strict=True):
            for goal in (
                ([right_status, negation(wrong_status)], [negation(right_status), wrong_status])
                if right_status != wrong_status
                else ()
            ):
                if FALSE in goal:
                    continue
                law = self._maker.under(mutant.readings)
                for day, size in self._maker.settings(And(tuple(goal)), self._path):
                    subject = self._maker.solved(goal, law, day, size, fixed)
                    if subject is not None:
                        less = without(subject, unknown)
                        if mutant in self._catching(less, day, mutant.readings):
                            why = why if mutant.at is None else "edge"
                            return self._add(why, mutant.at, less, day, mutant.readings, mutant.before)
        return False


class _OfTogether:
    """The making of cases in which the rules of a ruleset say more together than each by itself."""

    def __init__(self, maker: Maker) -> None:
        self._maker = maker
        self._right = Parts(FALSE, under(implied_formula(maker.ruleset), maker.law), FALSE)
        self._caught: set[Mutant] = set()

    def make(self) -> None:
        maker = self._maker
        mutants = list(together_mutants(maker.ruleset, maker.law))
        for made in maker.cases.values():
            if not made.readings:
                made.catches.extend(self._catching(mutants, made.subject, made.on))
        own = dict.fromkeys(path for path, _ in given_in(self._right.holds) if "[]" not in path)
        pairs = [frozenset(pair) for pair in combinations(own, 2)]
        for mutant in maker.left(mutants, self._caught):
            if not any(self._solve(mutants, mutant, unknown) for unknown in _few_unknown(self._right)):
                any(self._solve(mutants, mutant, unknown, 1) for unknown in pairs)
        for mutant in maker.left(mutants, self._caught):
            any(self._add(mutants, mutant, *example) for example in maker.told_apart(mutant, _STEPS_LAST))
        maker.mutants += mutants
        maker.uncaught += [mutant for mutant in mutants if mutant not in self._caught]

    def _catching(self, mutants: Sequence[Mutant], subject: Any, on: date) -> list[Mutant]:
        """Return the mutants that give another verdict than the library (被识别的变异体)."""
        case, findings = judge(self._maker.ruleset, subject, on, self._maker.law, Judged)
        caught = catching_together(mutants, self._right.holds, subject, case, findings)
        self._caught.update(caught)
        return caught

    def _solve(
        self, mutants: Sequence[Mutant], mutant: Mutant, unknown: frozenset[str], most: int | None = None
    ) -> bool:
        maker = self._maker
        every = [(path, rule) for path, rule, _ in maker.ruleset.every() if rule.force_under(maker.law) is Force.MUST]
        open_ = [negation(definitely(maker.ruleset.formula(path, rule), False, unknown)) for path, rule in every]
        right_fails, wrong_fails = (definitely(parts.holds, False, unknown) for parts in (self._right, mutant.parts))
        for goal in (
            ([*open_, right_fails, negation(wrong_fails)], [*open_, negation(right_fails), wrong_fails])
            if right_fails != wrong_fails
            else ()
        ):
            for day, size in maker.settings(And(tuple(goal)))[:most]:
                subject = maker.solved(goal, maker.law, day, size)
                if subject is not None and self._add(mutants, mutant, without(subject, unknown), day):
                    return True
        return False

    def _add(self, mutants: Sequence[Mutant], mutant: Mutant, subject: Any, day: date) -> bool:
        """Add a case, if it catches a mutant."""
        caught = self._catching(mutants, subject, day)
        if mutant in caught:
            made = Made(mutant.rule.id, "unknown", None, subject, day, {}, [], mutant.before)
            self._maker.cases.setdefault(self._maker.key(subject, day, {}), made).catches.extend(caught)
        return mutant in caught


def catching_together(
    mutants: Iterable[Mutant], right: Node, subject: Any, case: Case[Any], findings: Iterable[Judged[Any]]
) -> list[Mutant]:
    """Return the mutants of implied constraints that give another verdict than the library (被识别的变异体)."""
    musts = [finding.holds for finding in findings if finding.force is Force.MUST]
    if not case.law.notice.in_force(case.on) or reduce(and_, musts) is not UNKNOWN:
        return []
    fails = evaluate(right, subject, case) is False
    return [mutant for mutant in mutants if (evaluate(mutant.parts.holds, subject, case) is False) is not fails]


def _few_unknown(parts: Parts) -> list[frozenset[str]]:
    """Return sets of facts that may be unknown (未知事实的组合): none, each, and two of a few that are no member's."""
    asked = dict.fromkeys(path for part in (parts.exempt, parts.holds, parts.in_time) for path, _ in given_in(part))
    own = [path for path in asked if "[]" not in path]
    pairs = combinations(own, 2) if len(own) <= _FEW_FACTS else ()
    return [frozenset(), *(frozenset({path}) for path in asked), *map(frozenset, pairs)]


def taking(mutant: Mutant, part: Node) -> Node:
    """Return a part as a mutant computes it that takes a fact for what it is not known to be (误取)."""
    before: Any = mutant.before
    given, made = Given(before.path.rpartition("[].")[2], before.fact), part
    for node in walk(part):
        if isinstance(node, Includes | ConsistsOf) and node.labels == given:
            made = replaced(made, node, Constant(compiled(attrs.evolve(node, labels=mutant.after))(None, None)))
    return replaced(made, given, mutant.after)


def _statuses(parts: Parts, unknown: frozenset[str]) -> tuple[Node, ...]:
    """Return where each of the statuses that are told apart is the one (各状态的条件)."""
    sure = [definitely(part, True, unknown) for part in (parts.exempt, parts.holds, parts.in_time)]
    never = [definitely(part, False, unknown) for part in (parts.exempt, parts.holds, parts.in_time)]
    exempt, holds, in_time = sure
    bound = negation(exempt)
    return (
        exempt,
        conjunction(bound, holds),
        conjunction(bound, negation(holds), in_time),
        conjunction(*never),
    )


def without(subject: Any, unknown: frozenset[str]) -> Any:
    """Return a subject without the facts by some path patterns (去掉事实)."""
    every = [path for path, *_ in [*leaves(subject), *groups_in(subject)] if pattern_of(path) in unknown]
    with suppress(SgzlibError):
        return set_paths(subject, dict.fromkeys(every, UNKNOWN))
    return subject


def _turns(node: Node) -> bool:
    """Whether a formula depends on the day alone, or is no condition at all (是否仅取决于核对日期)."""
    compared = [part for part in walk(node) if isinstance(part, Comparison)]
    return isinstance(node, Constant | Shift) or not all(_of_facts(comparison) for comparison in compared)


def _of_facts(node: Node) -> bool:
    return any(isinstance(part, Given | Group) for part in walk(node))


def _with(subject: Any, values: Mapping[str, Any]) -> Any:
    """Return a subject with other values of facts, or as it is where its class refuses them."""
    with suppress(SgzlibError):
        return set_paths(subject, values)
    return subject


def _places(subject: Any, path: str) -> list[str]:
    """Return the paths in a subject of a fact that a formula names: its own path, or one in each member."""
    return [place for place, *_ in leaves(subject) if f"[].{pattern_of(place)}".endswith(f"[].{path}")]


def _with_one_more(subject: Any, group: str, name: str) -> Iterator[Any]:
    """Return subjects with one more member each, a copy of one of the members without a known fact."""
    known = {path: members for path, _, members in groups_in(subject) if members is not UNKNOWN}
    members = known.get(group, ())
    return (_with(subject, {group: (*members, _with(member, {name: UNKNOWN}))}) for member in members)


def _spellings(parts: Parts, before: Node, *, wide: bool) -> list[dict[str, Any]]:
    """Return other texts for facts that are compared after patterns were removed, and other labels beside them.

    Texts begin with a text that they are compared with near a node, or with nothing, and have each ending that a
    pattern removes. If the search is `wide`, they also begin with each removed beginning and may have no middle.
    """
    near = min((node for node in parts.nodes() if _spells(node) and before in walk(node)), key=_length, default=before)
    every = [node for node in parts.nodes() if isinstance(node, Alike)]
    closer = [node for node in walk(near) if isinstance(node, Alike)]
    said = [side.value for node in (*closer, *every) for side in (node.left, node.right) if isinstance(side, Constant)]
    begun = ["", *[text for text in dict.fromkeys(said) if text][:2]]
    patterns = dict.fromkeys(without for node in every for without in (node.without, node.right_without) if without)
    begun += beginnings(patterns) if wide else []
    options: dict[str, dict[Any, None]] = {}
    for alike in every:
        for text, without in ((alike.left, alike.without), (alike.right, alike.right_without)):
            if isinstance(text, Given):
                parts_of_text = begun, ("某某", "") if wide else ("某某",), ("", *endings(without))
                texts = map("".join, product(*parts_of_text))
                options.setdefault(text.path, {}).update((spelling, None) for spelling in texts if spelling)
    wider = (node for node in parts.nodes() if near in walk(node) and any(map(_of_label, walk(node))))
    about = min(wider, key=_length, default=near) if wide else near
    compared: dict[Any, Node] = {}
    for node in filter(_of_label, walk(about)):
        compared.setdefault(node.left, node.right)  # type: ignore[attr-defined]
    for given, label in compared.items() if options else ():
        labels = given.fact.kind.domain
        index = labels.index(label.value) if isinstance(label, Constant) else 0
        options[given.path] = dict.fromkeys([UNKNOWN, *labels[max(index - 1, 0) : index + 2]])
    return [dict(zip(options, row, strict=True)) for row in product(*options.values())] if options else []


def _spells(node: Node) -> bool:
    return any(isinstance(part, Alike) for part in walk(node))


def _of_label(node: Node) -> bool:
    return isinstance(node, Comparison) and isinstance(node.left, Given) and node.left.fact.kind.form is Form.LABEL


def _length(node: Node) -> int:
    return sum(1 for _ in walk(node))


def _leaves_of(subject: Any, asked: Iterable[str]) -> list[str]:
    """Return, for each fact asked, the first path in a subject at which it is known."""
    known: dict[str, str] = {}
    for path, _, value in leaves(subject):
        if value is not UNKNOWN:
            known.setdefault(pattern_of(path), path)
    groups = {pattern_of(path): path for path, _, members in groups_in(subject) if members is not UNKNOWN}
    return [(known | groups)[pattern] for pattern in asked if pattern in known or pattern in groups]


def plausible(fact: Fact[Any], on: date) -> Any:
    """Return an ordinary value of a fact (寻常取值); UNKNOWN for a text, which nothing makes ordinary."""
    kind = fact.kind
    match kind.form:
        case Form.DAY:
            return date(on.year - 1, on.month, 1)
        case Form.TEXT:
            return UNKNOWN
        case Form.SEVERAL:
            return tuple(kind.members)  # type: ignore[arg-type]
        case Form.WHOLE if not kind.grouped:
            return min(max(on.year, kind.least), kind.most)
        case Form.DECIMAL:
            return min(max(100, kind.least), kind.most)
        case Form.WHOLE:
            return kind.least
        case _:
            return kind.domain[-1]


def members_of(cls: type[Any]) -> set[type[Any]]:
    """Return the classes of the members of a class's groups and of its parts' groups (成员的类)."""
    classes: set[type[Any]] = set()
    for fact in facts_of(cls).values():
        inner: Any = fact.kind.members
        if is_subject(inner):
            classes |= members_of(inner) | ({inner} if fact.kind.several else set())
    return classes


def _named_days(formulas: Iterable[Node], law: Law) -> set[date]:
    """Return the days of the law that formulas compare with (规定日期), computed."""
    case = Case(law.applies_from, law)
    days = {law.applies_from}
    for node in (part for formula in formulas for part in walk(formula) if is_day(part, law)):
        if not _of_facts(node) and not any(isinstance(part, AskedDay) for part in walk(node)):
            day = evaluate(node, None, case)
            # A last day at a weekend counts as two: itself, and the Monday to which it may move.
            days |= {getattr(day, "low", day), getattr(day, "high", day)}
    return {day for day in days if isinstance(day, date) and law.applies_from <= day < NOT_YET}
