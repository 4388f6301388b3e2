"""Making test vectors (生成测试向量): cases for a ruleset, found from its formulas, each of which tells a mutant apart.

For every comparison there are subjects one step below its threshold, on it and one above, such that the requirement
hangs on that comparison (boundary values, as in MC/DC); for every mutant, one to which it gives another answer; for
every requirement, one for each status that it can take; and the same subjects without the facts that they hang on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from typing import Any

import attrs

from sgzlib.advice.satisfiability import Exhausted, Solver
from sgzlib.advice.witnesses import leaves, skeleton, with_facts, witness
from sgzlib.bridges.vectors.mutants import (
    Fault,
    Mutant,
    Parts,
    is_day,
    mutants_of,
    nodes_of,
    parts_of,
    pattern_of,
    replaced,
    shifted,
)
from sgzlib.law.clauses import Force
from sgzlib.law.deadlines import NOT_YET
from sgzlib.law.errors import SgzlibError
from sgzlib.law.evaluating import evaluate
from sgzlib.law.facts import Fact, facts_of, is_subject
from sgzlib.law.formula import (
    And,
    AskedDay,
    Comparison,
    Constant,
    Count,
    CountBy,
    Distinct,
    Given,
    Group,
    Node,
    Not,
    Or,
    Parameter,
    Shift,
    Size,
    walk,
)
from sgzlib.law.judging import Judged, judge
from sgzlib.law.kinds import Form
from sgzlib.law.labels import Labelled
from sgzlib.law.laws import Law
from sgzlib.law.requirement import Case, Requirement, Ruleset
from sgzlib.law.tracing import given_in
from sgzlib.law.truth import UNKNOWN
from sgzlib.prose.documents import plain

_FEW = (2, 1, 3, 0)
_MOST = 12
_FEW_LABELS = 8
_ENOUGH = 4
_STEPS = 600
_LONGEST = 160


@attrs.frozen(eq=False)
class Made:
    """A case as it was made (生成的用例): why, for which requirement, and what is judged on which day by which law."""

    requirement: str
    why: str
    at: int | None
    subject: Any
    on: date
    readings: Mapping[str, Labelled]
    catches: list[Mutant]
    before: Node | None = None


class Maker:
    """What makes the cases of a ruleset under a law (用例生成器).

    What rulesets `beside` it ask of members has cases of its own, and is not taken apart again.
    """

    def __init__(self, ruleset: Ruleset, law: Law, beside: Iterable[Ruleset] = ()) -> None:
        self.ruleset = ruleset
        self.law = law
        self.cases: dict[str, Made] = {}
        self.mutants: list[Mutant] = []
        self.equivalent: list[Mutant] = []
        self.beside = frozenset(
            node for one in beside if one.subject in _members(ruleset.subject) for node in nodes_of(one, law)
        )
        self.undecided: list[Mutant] = []
        self.exhausted = False
        self._solver = Solver(_STEPS)
        self.recorded = [ruleset.formula(path, rule) for path, rule, _ in ruleset.every() if not rule.restates]
        self._edges = _named_days(self.recorded, law)
        year = max(day.year for day in self._edges) // 4 * 4 + 4
        # After February of a leap year and of the next: there, 365 days are no year, and no year ends on a leap day.
        self._days = date(year, 6, 1), date(year, 3, 1), date(year + 1, 3, 1)
        self._near: dict[Any, Any] = {}

    def make(self) -> None:
        """Make the cases of all requirements (生成)."""
        for path, rule, _ in self.ruleset.every():
            if not rule.restates:
                _OfRequirement(self, path, rule).make()

    def days(self, formula: Node) -> list[date]:
        """Return the days on which to ask (判断日): an ordinary one, and those about the days that are named."""
        named = _named_days([formula], self.law)
        return [*self._days, *(day + timedelta(days=by) for day in sorted(named) for by in (0, 1, -1))]

    def sizes(self, formula: Node) -> list[int]:
        """Return how many members the groups have (分组人数): few, and about the numbers asked of counts."""
        if not any(isinstance(one, Group) for one in walk(formula)):
            return [0]
        numbers = {
            getattr(self.law, one.name)
            for compared in walk(formula)
            if isinstance(compared, Comparison) and any(isinstance(x, Count | Size | CountBy) for x in walk(compared))
            for one in (compared.left, compared.right)
            if isinstance(one, Parameter)
        }
        numbers |= {len(one.among) for one in walk(formula) if isinstance(one, Distinct)}
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

    def solved(self, formulas: Sequence[Node], law: Law, day: date, size: int) -> Any:
        """Return a subject of which formulas hold, which complies otherwise as far as that goes (实例)."""
        bare, wanted = self._nearby(law, day, size)
        try:
            return witness(formulas, bare, Case(day, law), wanted, self._solver)
        except Exhausted:
            self.exhausted = True
        # With some numbers fixed, products of facts are products no more.
        fixed = {
            path: fact.kind.least + 1
            for path, fact, value in leaves(bare)
            if value is UNKNOWN and fact.kind.form is Form.WHOLE and "[" not in path
        }
        with suppress(Exhausted):
            return witness(formulas, with_facts(bare, fixed), Case(day, law), wanted, self._solver)
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
                complying = witness(binding, bare, case, wanted, self._solver) or bare
                found = {path: value for path, _, value in leaves(complying) if value is not UNKNOWN}
                wanted |= {path: value for path, value in found.items() if path in dict(facts)}
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
        self._points()
        self._labels()
        self._statuses()
        for mutant in self._mutants:
            if mutant not in self._caught and not mutant.fills and mutant.fault is not Fault.FORCE:
                why = "reading" if mutant.readings or mutant.fault is Fault.READING else "clause"
                self._maker.exhausted = False
                self._solve(mutant.parts, mutant.readings, why, None, mutant.before)
                self._maker.undecided += [mutant] if self._maker.exhausted else []
        self._out_of_force()
        self._unknown()
        self._otherwise_read()
        self._maker.mutants += self._mutants
        self._maker.equivalent += [mutant for mutant in self._mutants if mutant not in self._caught]

    def _parts(self, readings: Mapping[str, Labelled]) -> Parts:
        return parts_of(self._maker.ruleset, self._path, self._rule, self._maker.law.under(**readings))

    def _statuses(self) -> None:
        """Solve for each status that the requirement can take."""
        exempt, holds, in_time = attrs.astuple(self._parts({}), recurse=False)
        self._add("unknown", None, self._maker.ruleset.subject(), self._maker.days(holds)[0], {})
        bound = [Not(exempt)]
        for goal in ([*bound, holds], [*bound, Not(holds), Not(in_time)], [*bound, Not(holds), in_time], [exempt]):
            self._first(goal, {}, "clause", None, None)

    def _points(self) -> None:
        """Solve for each comparison's threshold, and one step below and above."""
        aims = {
            (mutant.before, tuple(mutant.readings.items())): mutant
            for mutant in self._mutants
            if isinstance(mutant.before, Comparison)
        }
        for mutant in aims.values():
            comparison: Any = mutant.before
            right = self._parts(mutant.readings)
            for by in (0, -1, 1):
                point = comparison.right if by == 0 else shifted(comparison.right, by, self._maker.law)
                if point is not None:
                    there = Comparison("=", comparison.left, point)
                    other = Or((And((comparison, Not(there))), And((Not(comparison), there))))
                    wrong = right.each(partial(replaced, before=comparison, after=other))
                    self._solve(wrong, mutant.readings, "edge", by, comparison)

    def _labels(self) -> None:
        """Ask what was found with every other label of the facts that are one of a few: a threshold may hang on it."""
        asked = {node.path for node in self._parts({}).nodes() if isinstance(node, Given)}
        for made in [made for made in self._cases if made.before is not None and made.at is not None]:
            compared = {path for path, _ in given_in(made.before or Constant(None))}
            for path, fact, value in leaves(made.subject):
                few = fact.kind.form is Form.LABEL and len(fact.kind.domain) <= _FEW_LABELS
                if few and path in asked - compared and value is not UNKNOWN:
                    for label in fact.kind.domain:
                        other = _with(made.subject, path, label)
                        self._add("edge", made.at, other, made.on, made.readings, made.before)

    def _solve(
        self, wrong: Parts, readings: Mapping[str, Labelled], why: str, at: int | None, before: Node | None
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
        for goal, (one, other) in zip(goals, pairs, strict=True):
            if one != other and self._first(goal, readings, why, at, before):
                return

    def _first(
        self,
        goal: Sequence[Node],
        readings: Mapping[str, Labelled],
        why: str,
        at: int | None,
        before: Node | None,
    ) -> bool:
        law = self._maker.law.under(**readings)
        for day, size in self._maker.settings(And(tuple(goal)), self._path, before):
            subject = self._maker.solved(goal, law, day, size)
            if subject is not None:
                return self._add(why, at, subject, day, readings, before)
        return False

    def _add(
        self,
        why: str,
        at: int | None,
        subject: Any,
        on: date,
        readings: Mapping[str, Labelled],
        before: Node | None = None,
        *,
        only_new: bool = False,
    ) -> bool:
        """Add a case, unless there is one like it or it catches nothing; or nothing that is not caught often."""
        maker, key = self._maker, repr((plain(subject), on, sorted((k, v.name) for k, v in readings.items())))
        known = maker.cases.get(key)
        if known is not None and known in self._cases:
            return True
        caught = self._catching(subject, on, readings)
        if not caught or (only_new and all(self._caught.get(mutant, 0) >= _ENOUGH for mutant in caught)):
            return False
        for mutant in caught:
            self._caught[mutant] = self._caught.get(mutant, 0) + 1
        made = known or maker.cases.setdefault(key, Made(self._rule.id, why, at, subject, on, readings, [], before))
        made.catches.extend(caught)
        self._cases.append(made)
        return True

    def _catching(self, subject: Any, on: date, readings: Mapping[str, Labelled]) -> list[Mutant]:
        """Return the mutants that give another status than the library (被识别的变异体)."""
        case, findings = judge(self._maker.ruleset, subject, on, self._maker.law.under(**readings), Judged)
        status = next(one.status for one in findings if one.requirement is self._rule and one.path == self._path)
        mine = (mutant for mutant in self._mutants if mutant.readings == readings)
        return [mutant for mutant in mine if mutant.status(subject, case) is not status]

    def _out_of_force(self) -> None:
        before = self._maker.law.in_force_from - timedelta(days=1)
        any(self._add("force", None, made.subject, before, {}) for made in list(self._cases))

    def _otherwise_read(self) -> None:
        """Ask the same under the other readings."""
        readings = {tuple(mutant.readings.items()): mutant.readings for mutant in self._mutants if mutant.readings}
        for made in [made for made in self._cases if not made.readings and made.why != "force"]:
            for other in readings.values():
                self._add("reading", None, made.subject, made.on, other, made.before, only_new=True)

    def _unknown(self) -> None:
        """Take away, one by one, the facts on which what was found hangs, as long as that catches something more."""
        for made in list(self._cases):
            asked = [path for path, _ in given_in(made.before)] if made.before is not None else []
            asked += [mutant.fills for mutant in self._mutants if mutant.fills and mutant not in self._caught]
            for path in _leaves_of(made.subject, dict.fromkeys(asked)):
                less = _with(made.subject, path, UNKNOWN)
                self._add("unknown", None, less, made.on, made.readings, made.before, only_new=True)


def _turns(node: Node) -> bool:
    """Whether a formula says something of the day alone, or is no formula at all (是否仅取决于判断日)."""
    compared = [one for one in walk(node) if isinstance(one, Comparison)]
    return isinstance(node, Constant | Shift) or not all(_of_facts(one) for one in compared)


def _of_facts(node: Node) -> bool:
    return any(isinstance(one, Given | Group) for one in walk(node))


def _with(subject: Any, path: str, value: Any) -> Any:
    """Return a subject with another value of a fact, or as it is where its class refuses that."""
    with suppress(SgzlibError):
        return with_facts(subject, {path: value})
    return subject


def _leaves_of(subject: Any, asked: Iterable[str]) -> list[str]:
    """Return, for each fact asked of, its first path in a subject at which it is known."""
    found: dict[str, str] = {}
    for path, _, value in leaves(subject):
        if value is not UNKNOWN:
            found.setdefault(pattern_of(path), path)
    groups = {pattern_of(path): path for path in groups_in(subject)}
    return [(found | groups)[one] for one in asked if one in found or one in groups]


def groups_in(subject: Any, at: str = "") -> Iterator[str]:
    """Yield the paths of a subject's groups (分组的路径)."""
    for name, fact in facts_of(type(subject)).items():
        value, path = getattr(subject, name), f"{at}.{name}" if at else name
        if is_subject(fact.kind.members) and fact.kind.several and isinstance(value, tuple):
            yield path
        elif is_subject(fact.kind.members) and value is not UNKNOWN and not fact.kind.several:
            yield from groups_in(value, path)


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


def _members(of: type[Any]) -> set[type[Any]]:
    """Return the classes of the members of a subject's groups, and of its parts' (成员的类)."""
    found: set[type[Any]] = set()
    for fact in facts_of(of).values():
        inner: Any = fact.kind.members
        if is_subject(inner):
            found |= _members(inner) | ({inner} if fact.kind.several else set())
    return found


def _named_days(formulas: Iterable[Node], law: Law) -> set[date]:
    """Return the days of the law that formulas hold something against (政策日期), as they come out."""
    case = Case(law.in_force_from, law)
    found = {law.in_force_from}
    for node in (one for formula in formulas for one in walk(formula) if is_day(one, law)):
        if not _of_facts(node) and not any(isinstance(one, AskedDay) for one in walk(node)):
            found.add(evaluate(node, None, case))
    return {day for day in found if isinstance(day, date) and law.in_force_from <= day < NOT_YET}
