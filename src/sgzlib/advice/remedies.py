"""Remedies (整改办法): the smallest sets of changes under which a verdict would be True.

Exact, in this sense: after the changes every requirement holds, whatever the facts that stay unknown are; every set of
facts that can bring that about is there, unless a part of it does alone; and of a fact that is compared with no other
that could move, every value that does. Where facts are compared with each other, the values given do, though others
might too. What nobody can bring about is not asked: a day that has come, what is settled, a level that would have to be
lost, hours that would have to be undone, a member who would have to leave, what the subject's class refuses. A fact
that is not known may still turn out well, and the change then says as what. Whoever joins a group meets whatever is
asked of its members, and brings to a sum what it takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from functools import cache
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

import attrs

from sgzlib.advice.changes import Change, Option, Remedy, value_at_place
from sgzlib.advice.corrections import Corrections, Facts, Places
from sgzlib.advice.documents import RemediesDict
from sgzlib.advice.grounding import World
from sgzlib.advice.propositions import FAR, All, Proposition, Ranges, Variable, conjunction
from sgzlib.advice.satisfiability import Exhausted, Solver, components, implied
from sgzlib.law import formula as fml
from sgzlib.law.clauses import Force
from sgzlib.law.formula import Node, disjunction, under
from sgzlib.law.judging import Judgement
from sgzlib.law.kinds import Form
from sgzlib.law.labels import Ordered
from sgzlib.law.requirement import Requirement, Ruleset
from sgzlib.law.tracing import given_in
from sgzlib.prose.documents import Documented
from sgzlib.prose.tables import Row, Tabled
from sgzlib.prose.views import Viewed

if TYPE_CHECKING:
    from sgzlib.prose.html import Element
    from sgzlib.prose.language import Language


@attrs.frozen(eq=False, repr=False)
class Remedies(Documented[RemediesDict], Tabled, Viewed):
    """All the smallest sets of changes (全部整改办法).

    `steps` have to be taken all, each in one of its ways, whichever: so `len` is how many sets there are, iterating
    gives them one by one, and `smallest` is one with the fewest changes, None where nothing helps or nothing is needed.
    `infeasible` are the requirements that nothing can mend, on their own or together: then there is no set, and the
    steps mend the others.
    `undecided` are those of which the search did not find all ways within its steps: what is listed is right, and some
    that take more changes may be missing. Where none of the smallest was found, one stands of which nothing can be left
    out.
    """

    assessment: Judgement[Any]
    steps: tuple[tuple[Remedy, ...], ...]
    infeasible: tuple[Requirement, ...] = ()
    undecided: tuple[Requirement, ...] = ()

    document_type = RemediesDict

    def __repr__(self) -> str:
        left = (("infeasible", self.infeasible), ("undecided", self.undecided))
        said = [f"{name} {[one.id for one in of]}" for name, of in left if of]
        return f"<Remedies {self.assessment.ruleset.name}: {', '.join([f'{len(self.steps)} steps', *said])}>"

    def __len__(self) -> int:
        return prod(map(len, self.steps)) if self.steps and not self.infeasible else 0

    def __iter__(self) -> Iterator[Remedy]:
        for chosen in product(*self.steps) if len(self) else ():
            yield Remedy(tuple(change for remedy in chosen for change in remedy))

    @property
    def smallest(self) -> Remedy | None:
        """One with the fewest changes (改变最少的办法)."""
        return next(iter(self), None)

    def render(self, locale: str = "zh_CN") -> str:
        """Write them in Chinese or English (文本): what has to be done, and where there is a choice, the choice."""
        from sgzlib.advice.text import remedies_text

        return remedies_text(self.assessment, self.steps, self.infeasible, self.undecided, locale)

    def told(self, language: Language) -> dict[str, Any]:
        """Return whose remedies they are, and each change with its words (自述部分)."""
        from sgzlib.advice.text import change_text

        judged = self.assessment
        return {
            "law": judged.policy,
            "ruleset": judged.ruleset,
            "on": judged.on,
            "subject": judged.subject,
            "verdict": judged.verdict,
            "text": self.render(str(language.locale)),
            "steps": [
                [
                    [
                        {
                            "path": change.path,
                            "text": change_text(judged.subject, change, language),
                            "before": change.before,
                            "to": change.to,
                            "joins": change.joins,
                        }
                        for change in remedy
                    ]
                    for remedy in step
                ]
                for step in self.steps
            ],
        }

    def columns(self) -> Mapping[str, type]:
        """Return the columns of its table, a row a change: of which way to take which step (列)."""
        return {"step": int, "way": int, "path": str, "text": str, "joins": bool}

    def rows(self, language: Language) -> Iterator[Row]:
        """Yield a row for each change (行)."""
        from sgzlib.advice.text import change_text

        for at, step in enumerate(self.steps, 1):
            for way, remedy in enumerate(step, 1):
                for change in remedy:
                    text = change_text(self.assessment.subject, change, language)
                    yield {"step": at, "way": way, "path": change.path, "text": text, "joins": change.joins}

    def view(self, language: Language) -> Iterator[Element]:
        """Yield what it shows as a view (视图)."""
        from sgzlib.advice.views import remedies_view

        return remedies_view(self.assessment, self.steps, self.infeasible, self.undecided, language)


def remedies(assessment: Judgement[Any]) -> Remedies:
    """Return the smallest sets of changes under which the verdict would be True (整改办法)."""
    if assessment.verdict is True or not assessment.applicable:
        return Remedies(assessment, ())
    binding = [
        one
        for one in assessment.findings
        if one.force is Force.MUST and not one.requirement.restates and one.requirement.notice.in_force(assessment.on)
    ]
    world = World(assessment.subject, assessment.case, revising=True)
    ruleset, binds = assessment.ruleset, _binds_something(assessment)
    formulas = [
        (one.requirement, fml.conjunction(binds, ruleset.formula(one.path, one.requirement))) for one in binding
    ]
    return Remedies(assessment, *mending(world, formulas, ruleset))


def _binds_something(assessment: Judgement[Any]) -> Node:
    """Return the formula that some requirement binds: what nothing asks anything of is not mended."""
    law = assessment.policy
    own = [(one.path, one.requirement) for one in assessment.findings if not one.requirement.restates]
    return disjunction(*(under(assessment.ruleset.formula(path, rule, "binds"), law) for path, rule in own))


def mending(
    world: World, formulas: Sequence[tuple[Requirement, Node]], ruleset: Ruleset
) -> tuple[tuple[tuple[Remedy, ...], ...], tuple[Requirement, ...], tuple[Requirement, ...]]:
    """Return the steps that make formulas hold, what nothing can mend, and what was not found out (整改步骤)."""
    asked = list(zip((of for of, _ in formulas), world.ground(formula for _, formula in formulas), strict=True))
    solver = Solver()
    mended: list[tuple[Requirement, Proposition]] = []
    infeasible: list[Requirement] = []
    undecided: list[Requirement] = []
    for requirement, part in asked:
        try:
            feasible = solver.satisfiable(part)
        except Exhausted:
            undecided.append(requirement)
            continue
        if feasible:
            mended.append((requirement, part))
        else:
            infeasible.append(requirement)
    search = Corrections(world, solver, facts_in_order(ruleset))
    steps: list[tuple[Remedy, ...]] = []
    whole = conjunction(part for _, part in mended)
    parts = implied(list(whole.content)) if isinstance(whole, All) else [whole]
    for group in components(parts, lambda variable: variable.path):
        together = conjunction(group)
        steps.append(_alternatives(together, search.listed(together), search))
        if not steps[-1] and search.beyond is None:
            touched = [(of, part) for of, part in mended if not part.variables.isdisjoint(together.variables)]
            contrary = {of for of, _ in _contrary(touched, solver)}
            left = mending(world, [one for one in formulas if one[0] not in contrary], ruleset)
            return left[0], tuple(of for of, _ in formulas if of in contrary.union(left[1])), left[2]
        if search.beyond is not None:
            if not steps[-1]:
                with suppress(Exhausted):
                    steps[-1] = _alternatives(together, [search.one(together)], search)
            undecided += [of for of, part in mended if not part.variables.isdisjoint(together.variables)]
    needed = tuple(step for step in steps if len(step[0])) if all(steps) else ()
    return needed, tuple(infeasible), tuple(dict.fromkeys(undecided))


def _contrary(asked: list[tuple[Requirement, Proposition]], solver: Solver) -> list[tuple[Requirement, Proposition]]:
    """Return requirements that cannot hold together, none of which could be left out (极小矛盾集), by deletion."""
    for one in list(asked):
        others = [other for other in asked if other is not one]
        with suppress(Exhausted):
            if not solver.satisfiable(conjunction(part for _, part in others)):
                asked = others
    return asked


@cache
def facts_in_order(ruleset: Ruleset) -> tuple[str, ...]:
    """Return the facts of all rules in their order: by it alike sets are told apart, whichever rules are asked."""
    formulas = (ruleset.formula(path, rule) for path, rule, _ in ruleset.every())
    return tuple(dict.fromkeys(path.partition("[")[0] for formula in formulas for path, _ in given_in(formula)))


def _alternatives(part: Proposition, sets: Iterable[Facts], search: Corrections) -> tuple[Remedy, ...]:
    found: list[Remedy] = []
    for facts in sets:
        seen: list[Places] = []
        for places in search.places(part, facts) if facts else [{}]:
            kept = {variable: ranges for variable, ranges in places.items() if not _is_brought(variable)}
            if kept not in seen:
                seen.append(kept)
                ordered = sorted(kept, key=lambda variable: variable.order)
                found.append(Remedy(tuple(_change(variable, kept[variable]) for variable in ordered)))
    return tuple(found)


def _is_brought(variable: Variable) -> bool:
    # What those who join bring to a sum is no change of its own.
    return bool(variable.fact.kind.several and not variable.joins and variable.points is None)  # type: ignore[union-attr]


def _change(variable: Variable, ranges: Ranges) -> Change:
    return Change(variable.path, variable.fact, variable.value, tuple(_options(variable, ranges)), variable.joins)


def _options(variable: Variable, ranges: Ranges) -> Iterator[Option]:
    if variable.points is None:
        lowest, highest = _ends(variable)
        for low, high in _merged(ranges):
            yield Option(
                None if low <= lowest else value_at_place(variable, low),
                None if high >= highest else value_at_place(variable, high),
            )
        return
    places = list(variable.points)
    chosen = [places.index(low) for low, _ in ranges]
    if not isinstance(variable.points[places[0]], Ordered):
        yield from (Option(variable.points[places[at]], variable.points[places[at]]) for at in chosen)
        return
    for low, high in _merged((at, at) for at in chosen):
        yield Option(
            None if low == 0 else variable.points[places[low]],
            None if high == len(places) - 1 else variable.points[places[high]],
        )


def _merged(ranges: Any) -> list[tuple[int, int]]:
    made: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if made and made[-1][1] + 1 == low:
            made[-1] = made[-1][0], high
        else:
            made.append((low, high))
    return made


def _ends(variable: Variable) -> tuple[int, int]:
    """Return the first and the last place that its kind of value has (类型的首尾)."""
    if variable.joins:
        return 0, FAR
    kind = variable.fact.kind  # type: ignore[union-attr]
    if kind.form is Form.DAY:
        return 1, variable.ranges[-1][1]
    least = Fraction(kind.least) / Fraction(variable.step)
    return int(least), FAR if kind.most is None else int(Fraction(kind.most) // Fraction(variable.step))
