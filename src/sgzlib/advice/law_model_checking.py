"""Comparing laws (规定比较): for each requirement, whether some subject passes by one law and fails by the other.

The algorithm is bounded model checking (有界模型检验):

1. Work out the numbers of each law and the day in the formulas of a requirement. Equal formulas need no search.
2. For each number of members up to the bound, make a subject with that many members in each group and no known fact.
3. Ground both formulas on this subject, and ask the solver for values that pass by one law and fail by the other.
4. Keep the smallest case, and let both laws judge it before it is reported.

    relation        a subject passes by the old law only    a subject passes by the new law only
    EQUAL           no                                      no
    STRICTER        yes                                     no
    LOOSER          no                                      yes
    INCOMPARABLE    yes                                     yes
    UNDECIDED       the search reached its limit, or no case confirms the difference
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import product
from typing import Any, Final, TypeAlias, cast

import attrs

from sgzlib.advice.changes import value_at_place
from sgzlib.advice.corrections import Corrections
from sgzlib.advice.grounding import Grounder
from sgzlib.advice.law_comparison import LawComparison, RequirementComparison
from sgzlib.advice.propositions import (
    INFINITY,
    UNASSIGNED,
    Proposition,
    Variable,
    conjunction,
    intersection,
    substituted,
)
from sgzlib.advice.questions import set_path
from sgzlib.advice.satisfiability import Exhausted, Solver, restricted
from sgzlib.law import formula as fml
from sgzlib.law.clauses import Force
from sgzlib.law.errors import InvalidType, SgzlibError
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.law.formula.evaluating import evaluate
from sgzlib.law.judging import Judged, judge
from sgzlib.law.kinds import whole
from sgzlib.law.laws import History, Law
from sgzlib.law.requirement import Case, Requirement, Ruleset, case_of
from sgzlib.law.tracing import given_in, joined
from sgzlib.law.truth import UNKNOWN, Truth, Unknown

_MEMBERS: Final = whole(0, 12)
_MOST_STEPS: Final = 20_000
_STEPS_FOR_THE_FEWEST: Final = 1_000
_STEPS: Final = "已达搜索步数上限", "the search reached its step limit"
_CASE: Final = "未能举出可核实的情形", "no confirming example could be built"
Key: TypeAlias = tuple[str, str]
Claim: TypeAlias = tuple[Law, fml.Node]
_ROWS: Final = fml.Alike, fml.Includes, fml.ConsistsOf


@attrs.frozen
class _Edition:
    """A ruleset and the case in which it judges (版本)."""

    ruleset: Ruleset
    case: Case[Any]

    def rules(self) -> dict[Key, tuple[Requirement, fml.Node]]:
        """Return each requirement with the formula for "does not fail", which is TRUE if it binds nobody."""
        law, on = self.case.law, self.case.on
        rules: dict[Key, tuple[Requirement, fml.Node]] = {}
        for path, rule, _ in self.ruleset.every():
            binds = rule.in_force(law, on) and rule.force_under(law) is Force.MUST
            formula = fml.under(self.ruleset.formula(path, rule), law) if binds else fml.TRUE
            rules[path, rule.id] = rule, _folded(formula, self.case)
        return rules

    def passes(self, subject: Any, key: Key | None) -> Truth:
        """Return whether a subject passes a requirement, or all of them, by a check."""
        _, findings = judge(self.ruleset, subject, self.case.on, self.case.law, Judged)
        passes: Truth = True
        for judged in findings:
            if judged.force is Force.MUST and key in {None, (judged.path, judged.requirement.id)}:
                passes = passes & judged.holds
        return passes


def compare_laws(
    ruleset: Ruleset | tuple[Ruleset, Ruleset],
    old: Law | History,
    new: Law | History,
    *,
    on: date,
    members: int = 3,
) -> LawComparison:
    """Return for each requirement whether a new law is stricter or looser than an old one (规定比较).

    `ruleset` is one ruleset, or a pair of editions (old, new), whose requirements are matched by id. `old` and `new`
    are laws; for a `History`, the law of the day is used. A subject *fails* a requirement if it is a MUST under
    the law's readings, is in force on the day, applies, is due, and does not hold. Otherwise it *passes*. The new law
    is STRICTER if some subject passes under the old law and fails under the new one, LOOSER in the reverse case,
    INCOMPARABLE if both exist, and EQUAL if neither exists among subjects with up to `members` members in each group (0
    to 12).

    Each difference comes with the smallest subject: the fewest members, then the fewest known facts. If that cannot be
    found within the step limit, it is a subject from which no fact can be left out. Every such subject has been checked
    under both laws. For all requirements together, it is the subject of one requirement, completed for the others. The
    relation is UNDECIDED if the search reaches its step limit, or if no subject confirms it, for example if only the
    spelling of two texts could. `frames.flips` lists the rows of a table that are affected.

    Raises `InvalidType` for an invalid ruleset, law or day, for a law that lacks what the rules need, and for two
    editions on different classes of subjects. Raises `InvalidValue` for `members` outside 0 to 12.

    >>> from datetime import date
    >>> import attrs, sgzlib as sgz
    >>> law = sgz.STAFFING.law
    >>> stricter = attrs.evolve(law, minimum_qualified=2)
    >>> compared = sgz.compare_laws(sgz.STAFFING, law, stricter, on=date(2022, 3, 1))
    >>> compared
    <LawComparison staffing on 2022-03-01: stricter (staffing.qualified_minimum stricter)>
    >>> len(compared["staffing.qualified_minimum"].newly_fails.workers)
    1
    >>> sgz.compare_laws(sgz.STAFFING, law, stricter, on=date(2022, 3, 1), members=100)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: members: 100 不可用，应为0 至 12 的整数（int） ...
    """
    (old_ruleset, old_case), (new_ruleset, new_case) = editions(ruleset, old, new, on)
    most = _MEMBERS.read("members", members)
    search = _ModelSearch(_Edition(old_ruleset, old_case), _Edition(new_ruleset, new_case), most)
    return search.comparison()


def editions(
    ruleset: Ruleset | tuple[Ruleset, Ruleset], old: Law | History, new: Law | History, on: date
) -> tuple[tuple[Ruleset, Case[Any]], tuple[Ruleset, Case[Any]]]:
    """Return the old and the new edition of a ruleset, each with the case in which it judges (新旧两版)."""
    pair = ruleset if isinstance(ruleset, tuple) else (ruleset, ruleset)
    if len(pair) != 2 or not all(isinstance(each, Ruleset) for each in pair):  # noqa: PLR2004 - a pair
        raise InvalidType(
            "ruleset", ruleset, "Ruleset 对象，或新旧两个 Ruleset", "a Ruleset, or a pair of an old and a new one"
        )
    old_ruleset, new_ruleset = pair
    if old_ruleset.subject is not new_ruleset.subject:
        class_name = old_ruleset.subject.__name__
        raise InvalidType("ruleset", new_ruleset, f"同为 {class_name} 的要求组", f"a ruleset on {class_name} too")
    for name, law in (("old", old), ("new", new)):
        if not isinstance(law, Law | History):
            raise InvalidType(name, law, "Law 或 History 对象", "a Law or a History")
    return (old_ruleset, case_of(old_ruleset, on, old)), (new_ruleset, case_of(new_ruleset, on, new))


@attrs.frozen
class _ModelSearch:
    old: _Edition
    new: _Edition
    most: int

    def comparison(self) -> LawComparison:
        old, new = self.old.rules(), self.new.rules()
        compared = {key: self._requirement(key, old[key], new[key]) for key in old if key in new}
        return LawComparison(
            (self.old.ruleset, self.new.ruleset),
            (self.old.case.law, self.new.case.law),
            self.old.case.on,
            tuple(compared.values()),
            self._overall(old, new, compared),
            tuple(rule for key, (rule, _) in new.items() if key not in old),
            tuple(rule for key, (rule, _) in old.items() if key not in new),
        )

    def _requirement(
        self, key: Key, old: tuple[Requirement, fml.Node], new: tuple[Requirement, fml.Node]
    ) -> RequirementComparison:
        (rule, was), (new_rule, now) = old, new
        if self._same(was, now):
            return RequirementComparison(key[0], rule, new_rule)
        made = RequirementComparison(key[0], rule, new_rule, members=self._bound(was, now))
        made = self._with_case(made, "newly_fails", key, was, fml.negation(now))
        return self._with_case(made, "newly_passes", key, now, fml.negation(was))

    def _overall(
        self,
        old: Mapping[Key, tuple[Requirement, fml.Node]],
        new: Mapping[Key, tuple[Requirement, fml.Node]],
        compared: Mapping[Key, RequirementComparison],
    ) -> RequirementComparison:
        was, now = (fml.conjunction(*(formula for _, formula in rules.values())) for rules in (old, new))
        made = RequirementComparison("", None, None)
        for what, passes, rules in (("newly_fails", was, new), ("newly_passes", now, old)):
            # A subject that passes everything by one law fails by the other in a requirement that has a case itself.
            cases = {key: getattr(comparison, what) for key, comparison in compared.items()}
            failing = [
                fml.negation(formula)
                for key, (_, formula) in rules.items()
                if key not in compared or compared[key].undecided or cases[key] is not None
            ]
            if failing:
                # The search starts from the cases of single requirements, and adds what the others ask besides.
                begun = [case for case in cases.values() if case is not None]
                made = self._with_case(made, what, None, passes, fml.disjunction(*failing), begun)
        return attrs.evolve(made, members=self._bound(was, now) if not self._same(was, now) else None)

    def _same(self, was: fml.Node, now: fml.Node) -> bool:
        old, new = self.old.case.law, self.new.case.law
        moved = old.rest_days != new.rest_days and fml.asks_rest_days(was)
        return was == now and not moved

    def _bound(self, *formulas: fml.Node) -> int | None:
        return self.most if _groups_in(*formulas) else None

    def _with_case(
        self,
        made: RequirementComparison,
        what: str,
        key: Key | None,
        passes: fml.Node,
        fails: fml.Node,
        begun: Sequence[Any] = (),
    ) -> RequirementComparison:
        passing, failing = (self.old, self.new) if what == "newly_fails" else (self.new, self.old)
        claims = (passing.case.law, passes), (failing.case.law, fails)
        try:
            subject = self._case(*claims, begun)
            if subject is None and any(isinstance(part, _ROWS) for _, formula in claims for part in fml.walk(formula)):
                subject = self._case(*claims, begun, loosely=True)
        except Exhausted:
            return attrs.evolve(made, undecided=_STEPS)
        except SgzlibError:  # of what the formulas say nothing about, such as a price times a quantity of no whole fen
            return attrs.evolve(made, undecided=_CASE)
        if subject is None:
            return made
        confirmed = passing.passes(subject, key) is True and failing.passes(subject, key) is False
        return attrs.evolve(made, **({what: subject} if confirmed else {"undecided": _CASE}))

    def _case(self, passes: Claim, fails: Claim, begun: Sequence[Any], *, loosely: bool = False) -> Any:
        """Return the smallest subject for which two formulas hold, None if there is none."""
        solver = Solver()
        solver.limit = _MOST_STEPS
        for subject in self._subjects(begun, passes[1], fails[1]):
            grounder = Grounder(subject, self.old.case, revising=True, joining=False, loosely=loosely)
            passed, failed, not_failed = grounder.ground_by([passes, fails, (fails[0], fml.negation(fails[1]))])
            if passed == not_failed:
                continue  # whoever passes by the one passes by the other
            part = conjunction([passed, failed])
            known = {variable: variable.now for variable in grounder.variables.values() if variable.now != UNASSIGNED}
            part = substituted(part, known)
            solver.taken += len(grounder.variables)
            if solver.satisfiable(part):
                # A loose grounder has no values for texts and rows, so the subject is returned as it is.
                return subject if loosely else _minimal_subject(grounder, part, solver)
        return None

    def _subjects(self, begun: Iterable[Any], *formulas: fml.Node) -> Iterator[Any]:
        """Yield subjects with known numbers of members and no other known fact, the fewest members first."""
        groups, seen = _groups_in(*formulas), set[Any]()
        for subject in (*begun, self.old.ruleset.subject()):
            for sizes in sorted(product(range(self.most + 1), repeat=len(groups)), key=sum):
                with suppress(SgzlibError):  # what its class refuses is no case
                    sized = _with_group_sizes(subject, dict(zip(groups, sizes, strict=True)))
                    if sized not in seen:
                        seen.add(sized)
                        yield sized


def _folded(node: fml.Node, case: Case[Any]) -> fml.Node:
    """Return a formula with all parts that depend on no fact evaluated (常量折叠)."""
    if not any(isinstance(part, fml.Given | fml.Group) for part in fml.walk(node)):
        value = evaluate(node, None, case)
        # A value that only comparisons can use, such as a day beyond the published rest days, stays a formula.
        if isinstance(value, bool | int | Decimal | date | Enum) and not isinstance(value, Unknown):
            return fml.Constant(value)
    return fml.rebuilt(node, lambda child: _folded(child, case))


def _groups_in(*formulas: fml.Node) -> list[str]:
    facts = (pair for formula in formulas for pair in given_in(formula))
    return list(dict.fromkeys(path for path, fact in facts if fact.kind.several and is_subject(fact.kind.members)))


def _with_group_sizes(subject: Any, sizes: Mapping[str, int], prefix: str = "") -> Any:
    """Return a subject with the given number of members in each unknown group."""
    known: dict[str, Any] = {}
    for name, fact in facts_of(type(subject)).items():
        path, value, inner = joined(prefix, name), getattr(subject, name), cast("Any", fact.kind.members)
        if value is UNKNOWN and path in sizes:
            value = (inner(),) * sizes[path]
        elif value is UNKNOWN and any(group.startswith(f"{path}.") for group in sizes):
            value = inner()
        if is_subject(inner) and isinstance(value, tuple):
            known[name] = tuple(_with_group_sizes(member, sizes, f"{path}[]") for member in value)
        elif is_subject(type(value)):
            known[name] = _with_group_sizes(value, sizes, path)
    evolve: Any = attrs.evolve
    return evolve(subject, **known)


def _minimal_subject(grounder: Grounder, part: Proposition, solver: Solver) -> Any:
    """Return the grounder's subject with as few known facts as make a proposition hold."""
    fewest = Solver(_STEPS_FOR_THE_FEWEST)
    fewest.limit = _STEPS_FOR_THE_FEWEST
    sets = Corrections(grounder, fewest).listed(part)
    facts = sets[0] if sets else Corrections(grounder, solver).one(part)
    needed = [(variable, variable.path in facts) for variables in grounder.of_path().values() for variable in variables]
    part = substituted(part, {variable: variable.now for variable, is_needed in needed if not is_needed})
    subject = grounder.subject
    for variable in (variable for variable, is_needed in needed if is_needed):
        place = _nearest(part, variable, solver)
        part = substituted(part, {variable: place})
        subject = set_path(subject, variable.path, _value(variable, place))
    return subject


def _nearest(part: Proposition, variable: Variable, solver: Solver) -> int:
    """Return where a variable can stand, as near as can be to no value at all, or to the day asked about (二分查找)."""
    near = variable.near
    sides = (intersection(variable.ranges, (ends,)) for ends in ((near, near), (near + 1, INFINITY), (0, near - 1)))
    ranges = next(side for side in sides if side and solver.satisfiable(restricted(part, variable, side)))
    while ranges[0][0] != ranges[-1][1]:
        middle = (ranges[0][0] + ranges[-1][1]) // 2
        lower, upper = intersection(ranges, ((0, middle),)), intersection(ranges, ((middle + 1, INFINITY),))
        closer, further = (lower, upper) if middle >= near else (upper, lower)
        ranges = closer if solver.satisfiable(restricted(part, variable, closer)) else further
    return ranges[0][0]


def _value(variable: Variable, place: int) -> Any:
    if variable.points is None:
        return value_at_place(variable, place)
    point = variable.points[place]
    return point.replace("…", "某") if isinstance(point, str) else point
