"""Comparison of laws (政策比较): of each requirement, whether another law asks more, less, or something else of anybody.

It is model checking within a bound (有界模型检验): the formulas of a rule by both laws are made about one subject of
which nothing is known but how many members its groups have, for each number of members up to a bound, and a
satisfiability search looks for a subject that passes by one law and fails by the other. Where a rule's formula, and all
that it takes from the law, are the same, nothing has to be searched and there is no bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import chain, product
from typing import Any, Final, TypeAlias, cast

import attrs

from sgzlib.advice.changes import value_at_place
from sgzlib.advice.corrections import Corrections
from sgzlib.advice.grounding import World
from sgzlib.advice.propositions import FAR, UNTOLD, Proposition, Variable, conjunction, meet, substituted
from sgzlib.advice.questions import put
from sgzlib.advice.satisfiability import Exhausted, Solver, restricted
from sgzlib.law import formula as fml
from sgzlib.law.clauses import Force
from sgzlib.law.errors import InvalidType, InvalidValue, SgzlibError, require
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.law.judging import Judged, judge
from sgzlib.law.kinds import whole
from sgzlib.law.labels import Labelled
from sgzlib.law.laws import History, Law
from sgzlib.law.requirement import Case, Requirement, Ruleset, case_of
from sgzlib.law.tracing import given_in, joined, numbers_in
from sgzlib.law.truth import Truth

_MEMBERS: Final = whole(0, 12)
_MOST_STEPS: Final = 60_000
Key: TypeAlias = tuple[str, str]
Claim: TypeAlias = tuple[Law, fml.Node]


class Relation(Labelled):
    """How a new law stands to an old one (宽严关系)."""

    EQUAL = "相同", "equal"
    STRICTER = "更严", "stricter"
    LOOSER = "更宽", "looser"
    INCOMPARABLE = "互有宽严", "incomparable"
    UNDECIDED = "未决", "undecided"


_STEPS = "搜索步数用尽", "the search took all the steps that it may"
_CASE = "未能得出可核实的情形", "no case that confirms it could be made"


@attrs.frozen(eq=False, repr=False)
class RequirementComparison:
    """How one requirement, or all of them together, differ between two laws (单项比较).

    `old` and `new` are the requirement in both editions, None for all together. `newly_fails` is the smallest subject
    that passes by the old law and fails by the new one, `newly_passes` the other way round; None where there is none.
    `members` is up to how many members a group has been searched: what holds of larger groups is not said. It is None
    where nothing was left to be searched, or no group is asked about. `undecided` says in Chinese and English why a
    relation could not be found out.
    """

    path: str
    old: Requirement | None
    new: Requirement | None
    newly_fails: Any = None
    newly_passes: Any = None
    members: int | None = None
    undecided: tuple[str, str] | None = None

    @property
    def relation(self) -> Relation:
        """How the new law stands to the old one (宽严关系)."""
        if self.undecided is not None:
            return Relation.UNDECIDED
        return _RELATIONS[self.newly_fails is not None, self.newly_passes is not None]

    def __repr__(self) -> str:
        name = "all" if self.old is None else self.old.id
        bound = "" if self.members is None else f" up to {self.members} members a group"
        return f"<RequirementComparison {name}: {self.relation.en}{bound}>"


_RELATIONS = {
    (False, False): Relation.EQUAL,
    (True, False): Relation.STRICTER,
    (False, True): Relation.LOOSER,
    (True, True): Relation.INCOMPARABLE,
}


@attrs.frozen(eq=False, repr=False)
class LawComparison:
    """How two laws differ on one day, for all subjects of a class (政策比较结果).

    `requirements` has those of both editions in the notice's order, `overall` all of them together; `added` and
    `removed` are those that only the new, or only the old edition has.
    """

    rulesets: tuple[Ruleset, Ruleset]
    laws: tuple[Law, Law]
    on: date
    requirements: tuple[RequirementComparison, ...]
    overall: RequirementComparison
    added: tuple[Requirement, ...] = ()
    removed: tuple[Requirement, ...] = ()

    @property
    def relation(self) -> Relation:
        """How all the new law's requirements together stand to the old one's (总体宽严关系)."""
        return self.overall.relation

    @property
    def differences(self) -> tuple[RequirementComparison, ...]:
        """The requirements that are not the same, or of which that was not found out (有差异的要求)."""
        return tuple(one for one in self.requirements if one.relation is not Relation.EQUAL)

    def __getitem__(self, requirement_id: str) -> RequirementComparison:
        known = {one.old.id: one for one in self.requirements if one.old is not None}
        if requirement_id not in known:
            raise InvalidValue("LawComparison[...]", requirement_id, "、".join(known), "one of " + ", ".join(known))
        return known[requirement_id]

    def __repr__(self) -> str:
        said = [f"{cast('Requirement', one.old).id} {one.relation.en}" for one in self.differences]
        said += [f"{rule.id} {what}" for what in ("added", "removed") for rule in getattr(self, what)]
        listed = f" ({', '.join(said)})" if said else ""
        return f"<LawComparison {self.rulesets[0].name} on {self.on}: {self.relation.en}{listed}>"

    def render(self, locale: str = "zh_CN") -> str:
        """Write it in Chinese or English (文本): what differs, which way, and the smallest case that tells."""
        from sgzlib.advice.text import comparison_text

        return comparison_text(self, locale)


@attrs.frozen
class _Edition:
    """A ruleset and the case in which it judges (版本)."""

    ruleset: Ruleset
    case: Case[Any]

    def rules(self) -> dict[Key, tuple[Requirement, fml.Node]]:
        """Return each requirement with the formula of not failing it: TRUE for one that binds nobody."""
        law, on = self.case.law, self.case.on
        found: dict[Key, tuple[Requirement, fml.Node]] = {}
        for path, rule, _ in self.ruleset.every():
            binds = law.notice.in_force(on) and rule.notice.in_force(on) and rule.force_under(law) is Force.MUST
            formula = fml.under(self.ruleset.formula(path, rule), law) if binds else fml.TRUE
            found[path, rule.id] = rule, formula
        return found

    def passes(self, subject: Any, key: Key | None) -> Truth:
        """Return whether a subject passes a requirement, or all of them, as a check finds."""
        _, findings = judge(self.ruleset, subject, self.case.on, self.case.law, Judged)
        passes: Truth = True
        for one in findings:
            if one.force is Force.MUST and key in {None, (one.path, one.requirement.id)}:
                passes = passes & one.holds
        return passes


def compare_laws(
    ruleset: Ruleset | tuple[Ruleset, Ruleset],
    old: Law | History,
    new: Law | History,
    *,
    on: date,
    members: int = 3,
) -> LawComparison:
    """Return, requirement by requirement, whether a new law is stricter or looser than an old one (政策比较).

    `ruleset` is one ruleset, or a pair of editions of it, old and new, whose requirements are matched by their ids;
    `old` and `new` are laws (of a `History`, that of the day). A subject *fails* a requirement where that is a MUST
    under the law's readings and in force on the day, applies, is due, and does not hold; else it *passes*: what does
    not apply, is not due, or is a SHOULD or MAY alone fails nobody. The new law is STRICTER where some subject passes
    by the old law and fails by the new one, LOOSER the other way round, INCOMPARABLE where there are both, and EQUAL
    where there is neither among subjects with up to `members` members a group (0 to 12). Each difference comes with the
    smallest case: the fewest members, then the fewest known facts where these can be found within the steps allowed,
    and else facts of which none can be left out. Every case has been judged by both laws. Where the search takes more
    steps than it may, or its case is not confirmed, the relation is UNDECIDED.

    Raises `InvalidType` for what is no ruleset, law or day, for a law that lacks what the rules ask, and for two
    editions on different classes of subjects; `InvalidValue` for a number of members that is none of those.

    >>> from datetime import date
    >>> import attrs, sgzlib as sgz
    >>> stricter = attrs.evolve(sgz.TIANJIN_2021, minimum_qualified=2)
    >>> compared = sgz.compare_laws(sgz.STAFFING, sgz.TIANJIN_2021, stricter, on=date(2022, 3, 1))
    >>> compared
    <LawComparison staffing on 2022-03-01: stricter (staffing.qualified_minimum stricter)>
    >>> len(compared["staffing.qualified_minimum"].newly_fails.workers)
    1
    >>> sgz.compare_laws(sgz.STAFFING, sgz.TIANJIN_2021, stricter, on=date(2022, 3, 1), members=100)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: members: 100 不可用，应为0 至 12 的整数（int） ...
    """
    one, two = ruleset if isinstance(ruleset, tuple) else (ruleset, ruleset)
    for each in (one, two):
        require("ruleset", each, Ruleset)
    if one.subject is not two.subject:
        of = one.subject.__name__
        raise InvalidType("ruleset", two, f"同为 {of} 的要求组", f"a ruleset on {of} too")
    most = _MEMBERS.read("members", members)
    search = _Search(_Edition(one, case_of(one, on, old)), _Edition(two, case_of(two, on, new)), most)
    return search.comparison()


@attrs.frozen
class _Search:
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
        (rule, was), (other, now) = old, new
        if self._same(was, now):
            return RequirementComparison(key[0], rule, other)
        made = RequirementComparison(key[0], rule, other, members=self._bound(was, now))
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
            # What passes by one law fails by the other only in a requirement that does so alone.
            cases = {key: getattr(one, what) for key, one in compared.items()}
            failing = [
                fml.negation(formula)
                for key, (_, formula) in rules.items()
                if key not in compared or compared[key].undecided or cases[key] is not None
            ]
            if failing:
                # What a requirement's own case leaves open is told first so that the others are passed as well.
                begun = [case for case in cases.values() if case is not None]
                made = self._with_case(made, what, None, passes, fml.disjunction(*failing), begun)
        return attrs.evolve(made, members=self._bound(was, now) if not self._same(was, now) else None)

    def _same(self, was: fml.Node, now: fml.Node) -> bool:
        old, new = self.old.case.law, self.new.case.law
        return (
            was == now
            and all(getattr(old, name) == getattr(new, name) for name in numbers_in(was))
            and (old.rest_days == new.rest_days or not any(isinstance(one, fml.Workday) for one in fml.walk(was)))
        )

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
        one, two = (self.old, self.new) if what == "newly_fails" else (self.new, self.old)
        try:
            subject = self._case((one.case.law, passes), (two.case.law, fails), begun)
        except Exhausted:
            return attrs.evolve(made, undecided=_STEPS)
        except SgzlibError:  # of what the formulas say nothing about, such as a price times a quantity of no whole fen
            return attrs.evolve(made, undecided=_CASE)
        if subject is None:
            return made
        confirmed = one.passes(subject, key) is True and two.passes(subject, key) is False
        return attrs.evolve(made, **({what: subject} if confirmed else {"undecided": _CASE}))

    def _case(self, passes: Claim, fails: Claim, begun: Sequence[Any]) -> Any:
        """Return the smallest subject of which two formulas surely hold; None where there is none."""
        solver = Solver()
        solver.limit = _MOST_STEPS
        for subject in chain(begun, self._blank(passes[1], fails[1])):
            world = World(subject, self.old.case, revising=True, joining=False)
            part = conjunction(world.ground_by([passes, fails]))
            known = {variable: variable.now for variable in world.variables.values() if variable.now != UNTOLD}
            part = substituted(part, known)
            if solver.satisfiable(part):
                return _told(world, part, solver)
        return None

    def _blank(self, *formulas: fml.Node) -> Iterator[Any]:
        """Yield subjects of which nothing is known but how many members their groups have, the fewest first."""
        groups = _groups_in(*formulas)
        for sizes in sorted(product(range(self.most + 1), repeat=len(groups)), key=sum):
            with suppress(SgzlibError):  # what its class refuses is no case
                yield _blank(self.old.ruleset.subject, dict(zip(groups, sizes, strict=True)))


def _groups_in(*formulas: fml.Node) -> list[str]:
    found = (pair for formula in formulas for pair in given_in(formula))
    return list(dict.fromkeys(path for path, fact in found if fact.kind.several and is_subject(fact.kind.members)))


def _blank(of: type[Any], sizes: Mapping[str, int], at: str = "") -> Any:
    known: dict[str, Any] = {}
    for name, fact in facts_of(of).items():
        path, inner = joined(at, name), cast("Any", fact.kind.members)
        if path in sizes:
            known[name] = (_blank(inner, sizes, f"{path}[]"),) * sizes[path]
        elif is_subject(inner) and any(one.startswith(f"{path}.") for one in sizes):
            known[name] = _blank(inner, sizes, path)
    return of(**known)


def _told(world: World, part: Proposition, solver: Solver) -> Any:
    """Return the world's subject with as few facts told as make a proposition hold."""
    sets = Corrections(world, solver).listed(part)
    facts = sets[0] if sets else _irreducible(world, part, solver)
    told = [(variable, variable.path in facts) for of in world.of_path().values() for variable in of]
    part = substituted(part, {variable: variable.now for variable, is_told in told if not is_told})
    subject = world.subject
    for variable in (variable for variable, is_told in told if is_told):
        place = _nearest(part, variable, solver)
        part = substituted(part, {variable: place})
        subject = put(subject, variable.path, _value(variable, place))
    return subject


def _irreducible(world: World, part: Proposition, solver: Solver) -> frozenset[str]:
    """Return facts that make a proposition hold, of which none can be left out, by leaving out one after another."""
    told = part
    kept: set[str] = set()
    for path, variables in world.of_path().items():
        without = substituted(told, {variable: variable.now for variable in variables})
        if solver.satisfiable(without):
            told = without
        else:
            kept.add(path)
    return frozenset(kept)


def _nearest(part: Proposition, variable: Variable, solver: Solver) -> int:
    """Return where a variable can stand, as near as can be to no value at all, or to the day asked about (二分查找)."""
    near = variable.near
    for low, high, upwards in ((near, near, True), (near + 1, FAR, True), (0, near - 1, False)):
        ranges = meet(variable.ranges, ((low, high),))
        if ranges and solver.satisfiable(restricted(part, variable, ranges)):
            break
    while ranges[0][0] != ranges[-1][1]:
        middle = (ranges[0][0] + ranges[-1][1]) // 2
        lower, upper = (meet(ranges, ends) for ends in (((0, middle),), ((middle + 1, FAR),)))
        closer, further = (lower, upper) if upwards else (upper, lower)
        ranges = closer if solver.satisfiable(restricted(part, variable, closer)) else further
    return ranges[0][0]


def _value(variable: Variable, place: int) -> Any:
    if variable.points is None:
        return value_at_place(variable, place)
    point = variable.points[place]
    return point.replace("…", "某") if isinstance(point, str) else point
