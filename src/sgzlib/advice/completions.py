"""Completions (补全): every way in which the unknown facts could turn out, and which of them still matter.

It is exact. The values of an unknown fact are split where the rules themselves compare it, which a probe finds out;
one value of each piece is tried, in every combination; a fact is relevant when two of its values differ in the outcome,
all else equal. Rules that share no unknown fact are tried apart, and the members of a group that are unknown in the
same way stand for one another, so that the combinations stay few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any, TypeAlias

from sgzlib.advice.asking import Probe, Unknowns, stand_in
from sgzlib.advice.crossing import About, Crossing, Options, Question
from sgzlib.law.clauses import Force
from sgzlib.law.judging import Judgement
from sgzlib.law.kinds import COUNT, DAY, YUAN
from sgzlib.law.requirement import Case
from sgzlib.law.truth import UNKNOWN

Rule: TypeAlias = Callable[[Any, Case[Any]], Any]

# Two days on either side, far apart: of two unknown days that are compared, each can then be beyond the other.
_FAR_DAYS = (date(1000, 1, 1), date(1500, 1, 1), date(8500, 1, 1), date(9000, 1, 1))
# An unknown amount may be weighed against an unknown number of things that each cost much: it goes farther than that.
_FAR = {COUNT: (0, 10**9), DAY: _FAR_DAYS, YUAN: (0, 10**24)}


def _pieces(unknown: Unknowns, cuts: set[Any]) -> tuple[Any, ...]:
    """Give one value of each piece into which the rules cut the values of an unknown fact."""
    kind, step = unknown.kind, unknown.kind.step
    if unknown.values and (step is None or kind is COUNT or None in cuts):
        return unknown.values
    bounds = sorted(cut for cut in cuts if cut is not None)
    found = {value + step if above else value for value, above in bounds}
    if bounds:
        value, above = bounds[0]
        found.add(value if above else value - step)
    if unknown.values:
        return tuple(value for value in unknown.values if value in found) or unknown.values[:1]
    if None in cuts:
        # What it is compared with may itself lie anywhere in a piece: both ends of each are tried.
        found |= {end for value, above in bounds for end in (value, value + step if above else value - step)}
    if None in cuts or not bounds:
        found |= set(_FAR.get(kind, (0, 10**9)))
    return tuple(sorted(found if kind.least is None else {max(value, kind.least) for value in found}))


def _apart(touched: Sequence[Mapping[Any, Any]]) -> Iterator[list[int]]:
    """Give the groups of rules that share unknown facts, directly or through another rule."""
    left = list(range(len(touched)))
    while left:
        together = [left.pop(0)]
        keys = set(touched[together[0]])
        while joining := [at for at in left if keys & set(touched[at])]:
            for at in joining:
                left.remove(at)
                together.append(at)
                keys |= set(touched[at])
        yield together


def missing(judgement: Judgement[Any]) -> tuple[str, ...]:
    """Return the unknown facts that can still change a verdict, and no others (待补事实)."""
    if judgement.verdict is not UNKNOWN or not judgement.in_force:
        return ()
    names: dict[str, None] = {}
    for path in judgement.by_subject:
        undecided = [one for one in judgement.undetermined if one.path == path and one.force is Force.MUST]
        rules = [one.requirement.truth for one in undecided if not one.requirement.restates]
        names |= dict.fromkeys(relevant_facts(rules, undecided[0].subject, judgement.case, path) if rules else ())
    return tuple(names)


def relevant_facts(rules: Sequence[Rule], subject: Any, case: Case[Any], path: str = "") -> tuple[str, ...]:
    """Give the unknown facts of a subject that can still change whether all rules hold (可影响结论的未知事实)."""
    cuts: dict[str, set[Any]] = {}
    touched: list[dict[str, Unknowns]] = []
    for rule in rules:
        asked: dict[str, Unknowns] = {}

        def probe(unknown: Unknowns, asked: dict[str, Unknowns] = asked) -> Probe:
            asked[unknown.key] = unknown
            return Probe(cuts.setdefault(unknown.key, set()))

        rule(stand_in(subject, path, probe), case)
        touched.append(asked)

    crossings = {crossing.key: crossing for crossing in _crossings(touched, cuts)}
    for asked in touched:
        crossed = [key for key, crossing in crossings.items() if crossing.keys & set(asked)]
        asked.update((key, Unknowns(key, COUNT, ())) for key in crossed)
    names: dict[str, None] = {}
    for together in _apart(touched):
        unknowns = {key: unknown for at in together for key, unknown in touched[at].items()}
        inside = {key: crossing for key, crossing in crossings.items() if key in unknowns}
        rest = {
            key: (unknown, _pieces(unknown, cuts[key]))
            for key, unknown in unknowns.items()
            if not any(key in {crossing.key, *crossing.keys} for crossing in inside.values())
        }
        completed = _Completed(tuple(rules[at] for at in together), subject, case, path)
        names |= dict.fromkeys(_relevant(completed, rest, tuple(inside.values())))
    return tuple(names)


def _crossings(touched: Sequence[dict[str, Unknowns]], cuts: dict[str, set[Any]]) -> Iterator[Crossing]:
    """Give what is asked of a group in several ways that hang on the same unknown facts of its members."""
    about = {key: unknown.about for asked in touched for key, unknown in asked.items() if unknown.about is not None}
    for path in dict.fromkeys(each.path for each in about.values()):
        keys = [key for key, each in about.items() if each.path == path]
        asked = [_asked(about[key], cuts[key]) for key in keys]
        for together in _apart(asked):
            if len(together) > 1:
                questions = [Question(keys[at], cuts[keys[at]], about[keys[at]]) for at in together]
                yield Crossing(questions, _options(questions, [asked[at] for at in together]))


Asked: TypeAlias = dict[tuple[int, str], tuple[Unknowns, set[Any]]]


def _asked(about: About, outer: set[Any]) -> Asked:
    """Give the unknown facts of the members that a question looks at, and where it cuts their values."""
    found: Asked = {}
    for at in about.unknown:

        def probe(unknown: Unknowns, at: int = at) -> Probe:
            return Probe(found.setdefault((at, unknown.key), (unknown, set(outer if about.fact else ())))[1])

        about.gives(stand_in(about.members[at], "", probe))
    return found


def _options(questions: Sequence[Question], asked: Sequence[Asked]) -> dict[int, Options]:
    """Give every way in which each member could turn out; members that are unknown alike share theirs."""
    made: dict[Any, Options] = {}
    options: dict[int, Options] = {}
    for at in sorted({at for each in asked for at, _ in each}):
        member = questions[0].about.members[at]
        gives = [question.about.gives if at in question.about.unknown else None for question in questions]
        alike = member, tuple(each is None for each in gives)
        if alike not in made:
            facts: dict[str, tuple[Unknowns, set[Any]]] = {}
            for each in asked:
                for (of, name), (unknown, cuts) in each.items():
                    if of == at:
                        facts.setdefault(name, (unknown, set()))[1].update(cuts)

            def contribution(values: dict[str, Any], member: Any = member, gives: Any = gives) -> tuple[Any, ...]:
                completed = stand_in(member, "", lambda asked: values[asked.key])
                return tuple(
                    question.about.none if give is None else give(completed)
                    for question, give in zip(questions, gives, strict=True)
                )

            pieces = {name: _pieces(unknown, cuts) for name, (unknown, cuts) in facts.items()}
            made[alike] = Options.of(pieces, contribution)
        options[at] = made[alike]
    return options


class _Completed:
    """Rules on a subject whose unknowns are given values."""

    def __init__(self, rules: tuple[Rule, ...], subject: Any, case: Case[Any], path: str) -> None:
        self._rules = rules
        self._case = case
        self._assigned: dict[str, Any] = {}
        self._subject = stand_in(subject, path, lambda unknown: self._assigned[unknown.key])

    def names(self, unknown: Unknowns) -> tuple[str, ...]:
        """Give the facts to supply for an unknown; for a count, those of members that can still change it."""
        about = unknown.about
        if about is None or about.fact:
            return unknown.names

        def counted(member: Any, _case: Case[Any]) -> bool:
            return bool(about.gives(member))

        return tuple(
            name
            for at in about.unknown
            for name in relevant_facts((counted,), about.members[at], self._case, f"{about.path}[{at}]")
        )

    def holds(self, assigned: dict[str, Any]) -> bool:
        self._assigned.update(assigned)
        return all(rule(self._subject, self._case) is True for rule in self._rules)


def _relevant(
    completed: _Completed, rest: dict[str, tuple[Unknowns, tuple[Any, ...]]], crossings: tuple[Crossing, ...]
) -> Iterator[str]:
    """Give the unknown facts of which two values differ in the outcome, all else equal."""
    values: list[list[dict[str, Any]]] = [[{key: value} for value in pieces] for key, (_, pieces) in rest.items()]
    values += [list(crossing.assignments) for crossing in crossings]
    outcome: dict[tuple[int, ...], bool] = {}
    for chosen in product(*(range(len(each)) for each in values)):
        assigned: dict[str, Any] = {}
        for each, at in zip(values, chosen, strict=True):
            assigned |= each[at]
        outcome[chosen] = completed.holds(assigned)
    for place, (unknown, _) in enumerate(rest.values()):
        if any(outcome[chosen] != outcome[(*chosen[:place], 0, *chosen[place + 1 :])] for chosen in outcome):
            yield from completed.names(unknown)
    for place, crossing in enumerate(crossings, len(rest)):
        rows: dict[tuple[int, ...], list[bool]] = {}
        for chosen, held in outcome.items():
            rows.setdefault((*chosen[:place], *chosen[place + 1 :]), []).append(held)
        yield from crossing.relevant({tuple(row) for row in rows.values()})
