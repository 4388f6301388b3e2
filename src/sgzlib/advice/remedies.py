"""Remedies (整改措施): what to do now, by whom and with which evidence; what to establish; what is too late.

    to do           acts that are lawful on the day asked, after which every requirement that failed holds
    in time         acts that are not due yet
    to establish    unknown facts on which a requirement depends: they may be in order already
    beyond remedy   requirements that no act can fulfil any more, with the overdue act that is still asked for

An act changes a known fact in a way that its `Moves` allow. Unknown facts may turn out either way and need no act: the
acts listed are those without which a requirement fails whatever the unknown facts are. The rule that failed must hold
after the acts; making it stop binding, or not bind yet, is no remedy.

The search (`_Mending`) works in these steps:

1. Ground every binding requirement in a revision of the subject (`grounding`). One that cannot hold is beyond remedy.
2. Group the requirements that share facts. A group that cannot hold together is reduced to a clash by deletion.
3. Find the minimal correction sets of each group (`corrections`). The values for their facts are the ways of a step.
4. Add the replacement of a member as a way, where a way concerns this member only.

All smallest sets are found unless the search reaches its limit, and then the result says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import attrs

from sgzlib.advice.acts import Act, Beyond, Establishing, Resting, Step, Way
from sgzlib.advice.changes import Change, ValueRange, clauses_of, every_member, member_of, value_at_place
from sgzlib.advice.corrections import Corrections, Facts, Places, boxes
from sgzlib.advice.documents import RemediesDict
from sgzlib.advice.grounding import Grounder
from sgzlib.advice.propositions import (
    INFINITY,
    UNASSIGNED,
    All,
    Any_,
    Proposition,
    Ranges,
    Variable,
    conjunction,
    literal,
    substituted,
)
from sgzlib.advice.questions import fact_at
from sgzlib.advice.satisfiability import Exhausted, Solver, components, subsume
from sgzlib.advice.unknowns import accepts
from sgzlib.law.clauses import Force
from sgzlib.law.errors import SgzlibError
from sgzlib.law.facts import facts_of
from sgzlib.law.formula import Node
from sgzlib.law.formula import conjunction as both_of
from sgzlib.law.judging import Judged, Judgement, Status, specialised_to
from sgzlib.law.kinds import Form
from sgzlib.law.labels import Ordered
from sgzlib.law.mutability import Moves
from sgzlib.law.plurals import counted
from sgzlib.law.requirement import Requirement, Ruleset
from sgzlib.law.tracing import given_in
from sgzlib.law.truth import Unknown
from sgzlib.prose.documents import Documented
from sgzlib.prose.tables import Row, Tabled
from sgzlib.prose.views import Viewed

if TYPE_CHECKING:
    from sgzlib.prose.html import Element
    from sgzlib.prose.language import Language

MOST_WAYS: Final = 5
"""How many ways a step shows at most; more are summed up by what they have in common (至多列出的办法数)."""
_MOST_BOXES: Final = 200
_MOST_REPLACED: Final = 8


@attrs.frozen(eq=False, repr=False)
class Remedies(Documented[RemediesDict], Tabled, Viewed):
    """What to do (整改措施), what to establish (待核实), and what is beyond remedy (无法补正).

    All `steps` have to be taken, each in any one of its ways. `in_time` are steps for requirements that are not due
    yet, with the last day. `to_establish` are unknown facts on which a requirement still depends; if sources are given,
    facts that are only declared and decide a finding come first. `beyond_remedy` are the requirements that nothing can
    satisfy any more. `undecided` are those for which the search reached its step limit, so ways may be missing.
    `advised` are guidance requirements that are not met; they need no remedy.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> remedies = sgz.check_premises(sgz.Premises(printer=False, computer=True), on=date(2022, 3, 1)).remedies()
    >>> [[act.text("en") for act in way.acts] for step in remedies.steps for way in step.ways]
    [['provide a printer']]
    >>> [each.text("en") for each in remedies.to_establish]
    ['office of its own', 'desks and chairs', 'filing cabinet']
    >>> remedies.beyond_remedy, remedies.complete
    ((), True)
    """

    assessment: Judgement[Any]
    steps: tuple[Step, ...] = ()
    to_establish: tuple[Establishing, ...] = ()
    beyond_remedy: tuple[Beyond, ...] = ()
    undecided: tuple[Requirement, ...] = ()
    in_time: tuple[Step, ...] = ()

    document_type = RemediesDict

    def __repr__(self) -> str:
        listed = (("in time", self.in_time), ("to establish", self.to_establish), ("beyond remedy", self.beyond_remedy))
        others = [f"{len(items)} {name}" for name, items in listed if items]
        left = [f"undecided {[rule.id for rule in self.undecided]}"] if self.undecided else []
        said = ", ".join([counted(len(self.steps), "steps"), *others, *left])
        return f"<Remedies {self.assessment.ruleset.name}: {said}>"

    @property
    def advised(self) -> tuple[Requirement, ...]:
        """The guidance requirements that are not met (未达到的指导性要求)."""
        return tuple(f.requirement for f in self.assessment.advisories) if self.assessment.in_force else ()

    @property
    def complete(self) -> bool:
        """Whether every way of every step is listed (是否列全)."""
        return not self.undecided and all(step.complete for step in (*self.steps, *self.in_time))

    def render(self, locale: str = "zh_CN") -> str:
        """Return text in Chinese or English (文本): what to do, what to establish, what is too late."""
        from sgzlib.advice.remedy_text import remedies_text

        return remedies_text(self, locale)

    def extra_fields(self, language: Language) -> dict[str, Any]:
        """Return whose remedies they are, and each part in words (自述部分)."""
        from sgzlib.advice.phrases import act_text, beyond_text, establishing_text

        def act(each: Act) -> dict[str, Any]:
            evidence = each.evidence(str(language.locale))
            return {
                "path": each.path,
                "text": act_text(each, language),
                "by": each.by,
                "clauses": each.clauses,
                "requirements": each.requirements,
                "changes": [
                    {"path": change.path, "before": change.before, "to": change.to, "joins": change.joins}
                    for change in each.changes
                ],
                **({} if evidence is None else {"evidence": evidence}),
                **({} if each.until is None else {"until": each.until}),
            }

        def step(each: Step) -> dict[str, Any]:
            ways = [
                {"acts": [act(each_act) for each_act in way.acts], "members": way.members, "hangs_on": way.hangs_on}
                for way in each.ways
            ]
            return {"ways": ways, "complete": each.complete}

        judged = self.assessment
        return {
            "law": judged.policy,
            "ruleset": judged.ruleset,
            "on": judged.on,
            "subject": judged.subject,
            "verdict": judged.verdict,
            "text": self.render(str(language.locale)),
            "steps": [step(each) for each in self.steps],
            "in_time": [step(each) for each in self.in_time],
            "to_establish": [
                {
                    "paths": each.paths,
                    "text": establishing_text(each, language),
                    "by": each.by,
                    "clauses": each.clauses,
                    "requirements": each.requirements,
                    **({} if each.fact.evidence is None else {"evidence": language.pick(each.fact.evidence)}),
                    **({} if each.how is None else {"how": language.pick(each.how)}),
                }
                for each in self.to_establish
            ],
            "beyond_remedy": [
                {
                    "requirement": each.requirement,
                    "text": beyond_text(each, language),
                    "overdue": [act(each_act) for each_act in each.overdue],
                    "late": each.late,
                    "clashes": each.clashes,
                }
                for each in self.beyond_remedy
            ],
        }

    def columns(self) -> Mapping[str, type]:
        """Return the columns of the table (列): a row for each act, fact to establish, or requirement beyond remedy."""
        texts = ("path", "text", "by", "evidence", "clauses")
        return {"kind": str, "step": int, "way": int} | dict.fromkeys(texts, str) | {"until": date}

    def rows(self, language: Language) -> Iterator[Row]:
        """Yield a row for each act, each fact to establish and each requirement beyond remedy (行)."""
        from sgzlib.advice.phrases import beyond_text, establishing_text
        from sgzlib.advice.remedy_text import way_texts

        def clauses(rules: Iterable[Requirement]) -> tuple[str, ...]:
            return tuple(clause.locator for clause in clauses_of(rules))

        locale, nothing = str(language.locale), dict.fromkeys(self.columns())
        kinds = [("act", step) for step in self.steps] + [("in time", step) for step in self.in_time]
        for number, (kind, step) in enumerate(kinds, 1):
            for way_number, way in enumerate(step.ways, 1):
                for act, text in zip(way.acts, way_texts(way, language), strict=False):
                    yield {
                        "kind": kind,
                        "step": number,
                        "way": way_number,
                        "path": act.path,
                        "text": text,
                        "by": act.by,
                        "evidence": act.evidence(locale),
                        "clauses": clauses(act.requirements),
                        "until": act.until,
                    }
        for each in self.to_establish:
            about = {"path": each.paths[0], "text": establishing_text(each, language), "by": each.by}
            yield {
                **nothing,
                **about,
                "kind": "establish",
                "evidence": each.evidence(locale),
                "clauses": clauses(each.requirements),
            }
        for beyond in self.beyond_remedy:
            about = {"text": beyond_text(beyond, language), "by": beyond.requirement.by}
            yield {**nothing, **about, "kind": "beyond", "clauses": clauses([beyond.requirement])}

    def view(self, language: Language) -> Iterator[Element]:
        """Yield what it shows as a view (视图)."""
        from sgzlib.advice.views import remedies_view

        return remedies_view(self, language)


def remedies(
    assessment: Judgement[Any], resting: Sequence[Resting] = (), *, establish: bool = True, in_time: bool = True
) -> Remedies:
    """Return what to do, what to establish, and what is beyond remedy (整改措施).

    `resting` lists known facts that have to be established first because findings rest on them. `establish=False`
    leaves out unknown facts. `in_time=False` leaves out steps for requirements that are not due yet.
    """
    if not assessment.applicable:
        return Remedies(assessment)
    binding = [
        finding
        for finding in assessment.findings
        if finding.force is Force.MUST
        and not finding.requirement.restates
        and finding.requirement.notice.in_force(assessment.on)
    ]
    open_ = [finding for finding in binding if establish and finding.status is Status.UNDETERMINED]
    to_establish = (*_resting(assessment, resting), *establishing(assessment, open_))
    coming = frozenset(finding.requirement for finding in binding if in_time and _is_coming(finding))
    coming_steps = _Mending(assessment, binding, coming).steps() if coming else []
    if assessment.verdict is not False:
        return Remedies(assessment, (), to_establish, in_time=tuple(coming_steps))
    mending = _Mending(assessment, binding, frozenset(f.requirement for f in binding if f.holds is False))
    steps, undecided = tuple(mending.steps()), tuple(dict.fromkeys(mending.undecided))
    # Steps to do at once are not repeated among those to do in time.
    done = {_said(step) for step in steps}
    left = tuple(step for step in coming_steps if _said(step) not in done)
    return Remedies(assessment, steps, to_establish, tuple(mending.beyond), undecided, left)


def _is_coming(finding: Judged) -> bool:
    """Return whether a finding that is not due yet would fail now (是否有尚未到期且未办的事)."""
    if finding.status is not Status.NOT_DUE:
        return False
    rule = specialised_to(finding.requirement, finding.subject, finding.case, finding.path.rpartition(".")[2])
    return rule.holds(finding.subject, finding.case) is False


def _said(step: Step) -> frozenset[str]:
    return frozenset(act.path for way in step.ways for act in way.acts)


def establishing(assessment: Judgement[Any], findings: Sequence[Judged]) -> tuple[Establishing, ...]:
    """Return the unknown facts on which findings depend (待核实的事实), once for several members.

    There is no search: a fact is listed unless the known facts make it immaterial.
    """
    grounder = Grounder(assessment.subject, assessment.case, revising=False)
    parts = grounder.ground(assessment.ruleset.formula(finding.path, finding.requirement) for finding in findings)
    facts = {path: variables[0].fact for path, variables in grounder.of_path().items()}
    paths: dict[str, dict[str, None]] = {}
    asking: dict[str, dict[Requirement, None]] = {}
    for finding, part in zip(findings, parts, strict=True):
        touched = {variable.path for variable in part.variables}
        for path in (path for path in facts if path in touched):
            kind = every_member(path)
            paths.setdefault(kind, {})[path] = None
            asking.setdefault(kind, {})[finding.requirement] = None
    ordered = sorted(paths, key=lambda kind: list(facts).index(next(iter(paths[kind]))))
    return tuple(
        Establishing(assessment.subject, tuple(paths[kind]), facts[next(iter(paths[kind]))], tuple(asking[kind]))
        for kind in ordered
    )


def _resting(assessment: Judgement[Any], resting: Sequence[Resting]) -> Iterator[Establishing]:
    """Yield the known facts on which findings rest (有待佐证的事实), once for several members."""
    alike: dict[Any, list[Resting]] = {}
    for each in resting:
        alike.setdefault((every_member(each.path), each.how), []).append(each)
    for (_, how), same in alike.items():
        fact = fact_at(type(assessment.subject), same[0].path)
        rules = tuple(dict.fromkeys(rule for each in same for rule in each.requirements))
        yield Establishing(assessment.subject, tuple(each.path for each in same), fact, rules, how)


class _Mending:
    """The search for acts that make the `wanted` requirements hold (整改搜索), and for those beyond remedy."""

    def __init__(self, assessment: Judgement[Any], findings: Sequence[Judged], wanted: frozenset[Requirement]) -> None:
        self._assessment, self._wanted = assessment, wanted
        self.beyond: list[Beyond] = []
        self.undecided: list[Requirement] = []
        self._grounder = Grounder(assessment.subject, assessment.case, revising=True)
        self._solver = Solver()
        self._replaced: dict[Any, bool] = {}
        parts = self._grounder.ground(self._asked(finding) for finding in findings)
        self._kept: list[tuple[Judged, Proposition]] = []
        for finding, part in zip(findings, parts, strict=True):
            try:
                feasible = self._solver.satisfiable(part)
            except Exhausted:
                self.undecided += [finding.requirement] if finding.requirement in self._wanted else []
                continue
            if feasible:
                self._kept.append((finding, part))
            elif finding.requirement in self._wanted:
                self.beyond.append(self._beyond(finding))
        self._variables = self._grounder.of_path()
        self._free = frozenset(
            path
            for path, variables in self._variables.items()
            if any(variable.now == UNASSIGNED for variable in variables)
        )

    def _asked(self, finding: Judged) -> Node:
        """Return the formula that must hold (须成立的公式): for a wanted rule, that it binds and holds."""
        ruleset, rule = self._assessment.ruleset, finding.requirement
        if rule not in self._wanted:
            return ruleset.formula(finding.path, rule)
        holds = ruleset.formula(finding.path, rule, "holds")
        return holds if rule.applies is None else both_of(holds, ruleset.formula(finding.path, rule, "applies"))

    def steps(self) -> list[Step]:
        """Return the steps after which all that can still hold does (整改步骤)."""
        search = Corrections(self._grounder, self._solver, facts_in_order(self._assessment.ruleset), self._free)
        while (planned := self._tried(search)) is None:
            pass
        joined = {act.path for _, ways, _ in planned for way in ways for act in way.acts}
        steps: list[Step] = []
        for part, ways, complete in planned:
            listed = [*ways, *self._replacing(ways, part, joined)]
            listed.sort(key=_effort)
            shown = summed_up(listed)
            steps.append(Step(tuple(shown[:MOST_WAYS]), complete and len(shown) <= MOST_WAYS))
        beyond = {each.requirement: each for each in self.beyond}
        self.beyond = [beyond[f.requirement] for f in self._assessment.findings if f.requirement in beyond]
        order = {finding.requirement: rank for rank, finding in enumerate(self._assessment.findings)}
        return sorted(steps, key=lambda step: min(order[rule] for rule in step.requirements))

    def _tried(self, search: Corrections) -> list[tuple[Proposition, list[Way], bool]] | None:
        """Return a proposition, ways and completeness for each step; None, after leaving some out, on a clash."""
        whole = conjunction(part for _, part in self._kept)
        parts = _unsubsumed(subsume(list(whole.content)) if isinstance(whole, All) else [whole])
        any_fails = any(finding.requirement in self._wanted for finding, _ in self._kept)
        undecided: list[Requirement] = []
        steps: list[tuple[Proposition, list[Way], bool]] = []
        for group in components(parts, lambda variable: variable.path):
            joint = conjunction(group)
            touched = [(f, part) for f, part in self._kept if not part.variables.isdisjoint(joint.variables)]
            failing = [(f, part) for f, part in touched if f.requirement in self._wanted]
            if any_fails and not failing:
                continue
            sets = search.listed(joint)
            if search.beyond is not None:
                undecided += [f.requirement for f, _ in failing]
                if not sets:
                    with suppress(Exhausted):
                        sets = [search.one(joint)]
            elif not sets:
                self._leave_out(touched)
                return None
            if sets and sets[0]:
                ways = [way for facts in sets for way in self._ways(joint, facts, failing or touched)]
                steps.append((joint, ways, search.beyond is None))
        self.undecided += undecided
        return steps

    def _leave_out(self, touched: list[tuple[Judged, Proposition]]) -> None:
        """Leave out requirements that cannot hold together (除去相互抵触的要求): those that fail, if any does."""
        core = touched
        for pair in list(core):
            others = [entry for entry in core if entry is not pair]
            with suppress(Exhausted):
                if not self._solver.satisfiable(conjunction(part for _, part in others)):
                    core = others
        fail = [finding for finding, _ in core if finding.requirement in self._wanted] or [
            finding for finding, _ in core
        ]
        rules = [finding.requirement for finding, _ in core]
        for finding in fail:
            clashes = tuple(rule for rule in rules if rule is not finding.requirement)
            self.beyond.append(attrs.evolve(self._beyond(finding), clashes=clashes))
        self._kept = [pair for pair in self._kept if pair[0] not in fail]

    def _ways(self, part: Proposition, facts: Facts, asking: list[tuple[Judged, Proposition]]) -> Iterator[Way]:
        for places, open_ in self._places(part, facts):
            acts: dict[Any, list[Change]] = {}
            for variable in sorted(places, key=lambda candidate: candidate.order):
                if not _is_brought(variable):
                    change = self._change(variable, places)
                    acts.setdefault(_act_key(change), []).append(change)
            yield Way(tuple(self._act(tuple(changes), asking) for changes in acts.values()), (), open_)

    def _act(self, changes: tuple[Change, ...], asking: list[tuple[Judged, Proposition]]) -> Act:
        paths = {change.path for change in changes}
        served = [f.requirement for f, part in asking if any(variable.path in paths for variable in part.variables)]
        rules = tuple(served or [f.requirement for f, _ in asking])
        last = [getattr(f, "due", None) for f, _ in asking if f.status is Status.NOT_DUE and f.requirement in rules]
        until = min((day for day in last if isinstance(day, date)), default=None)
        return Act(self._assessment.subject, changes, rules, until)

    def _places(self, part: Proposition, facts: Facts) -> Iterator[tuple[Places, tuple[str, ...]]]:
        """Yield ranges for the facts (取值范围), each with the unknown facts on which they then depend."""
        kept = {
            variable: variable.now
            for path, variables in self._variables.items()
            if path not in facts and path not in self._free
            for variable in variables
        }
        left = substituted(part, kept)
        mine = [
            conjunct
            for group in components(left.content if isinstance(left, All) else (left,))
            if any(variable.path in facts for inner in group for variable in inner.variables)
            for conjunct in group
        ]
        alternatives: list[Places] = []
        for box in islice(boxes(conjunction(mine)), _MOST_BOXES):
            places = {variable: ranges for variable, ranges in box.items() if variable.path in facts}
            same = next((known for known in alternatives if known.keys() == places.keys() and len(places) == 1), None)
            if same is not None:
                # For a single fact, the ranges of all boxes are joined, whatever the unknown facts are.
                (variable,) = places
                same[variable] = tuple(sorted({*same[variable], *places[variable]}))
            else:
                alternatives = [*(known for known in alternatives if known != places), places]
        for places in alternatives:
            put = {variable: ranges[0][0] for variable, ranges in places.items()}
            rest = substituted(conjunction(mine), put)
            yield (
                places,
                tuple(path for path in self._variables if any(occurring.path == path for occurring in rest.variables)),
            )

    def _change(self, variable: Variable, places: Places) -> Change:
        brings = tuple(
            (name.rpartition("[].")[2], low * variable_step(brought))
            for name, brought in self._grounder.variables.items()
            if brought in places and _is_brought(brought) and variable.joins and brought.path == variable.path
            for low in [places[brought][0][0]]
            if low > 0
        )
        options = tuple(self._taken(variable, option) for option in _options(variable, places[variable]))
        return Change(variable.path, variable.fact, variable.value, options, variable.joins, brings)

    def _taken(self, variable: Variable, option: ValueRange) -> ValueRange:
        """Return a range with the first value that the subject's class accepts (可取的端点), as precise as now.

        A price times a quantity must be whole fen; an amount of money is exact to the fen.
        """
        least, kind = option.least, variable.fact.kind  # type: ignore[union-attr]
        if not isinstance(least, Decimal):
            return option
        exponent = Decimal(variable.value).as_tuple().exponent
        first = kind.places if kind.money else max(-int(exponent), 0)
        owner = next(
            owner
            for place, owner, _ in _places_of(self._assessment.subject, every_member(variable.path))
            if place == variable.path
        )
        name = variable.path.rpartition(".")[2]
        rounded = (
            least.quantize(Decimal(1).scaleb(-digits), ROUND_CEILING) for digits in (first, *range(kind.places, -1, -1))
        )
        return ValueRange(next((value for value in rounded if accepts(owner, name, value)), least), option.most)

    def _replacing(self, ways: Sequence[Way], part: Proposition, joined: set[str]) -> list[Way]:
        """Return the ways that replace a member, for ways that concern this member only (更换成员)."""
        replacements: list[Way] = []
        asked = _asked_anywhere(self._assessment.ruleset)
        for way in ways:
            (member, *others) = dict.fromkeys(member_of(act.path) for act in way.acts)
            if not member or others or member in {act.path for replacement in replacements for act in replacement.acts}:
                continue
            group, _, bracketed = member.rpartition("[")
            words = next((c.fact.replace for act in way.acts for c in act.changes if c.fact.replace), None)
            if words is None:
                continue
            owner = _at(self._assessment.subject, group.rpartition(".")[0])
            fact = facts_of(type(owner))[group.rpartition(".")[2]]
            leaving = getattr(owner, fact.name)[int(bracketed[:-1])]
            # Members are alike if the facts that rules read are equal; names need not be.
            key = tuple(
                str(getattr(leaving, name))
                for name in facts_of(type(leaving))
                if f"{every_member(member)}.{name}" in asked
            )
            if key not in self._replaced and len(self._replaced) < _MOST_REPLACED:
                self._replaced[key] = self._can_be_replaced(group, int(bracketed[:-1]), part, more=group in joined)
            if self._replaced.get(key):
                change = Change(member, fact, 0, (ValueRange(1, 1),), joins=True)
                served = tuple(dict.fromkeys(rule for act in way.acts for rule in act.requirements))
                until = min((act.until for act in way.acts if act.until is not None), default=None)
                replacements.append(Way((Act(self._assessment.subject, (change,), served, until, words),)))
        return replacements

    def _can_be_replaced(self, group: str, index: int, part: Proposition, *, more: bool) -> bool:
        """Return whether all requirements can hold if a member leaves and a suitable one joins.

        With `more`, others may join too, because another step needs them.
        """
        judged = self._assessment
        try:
            without = _without_member(judged.subject, group, index)
        except SgzlibError:
            return False
        grounder = Grounder(without, judged.case, revising=True)
        parts = grounder.ground(self._asked(finding) for finding, _ in self._kept)
        variables = grounder.of_path()
        joins = next((variable for variable in variables.get(group, ()) if variable.joins), None)
        if joins is None:
            return False
        # Facts of other steps may change, but the other facts of this step may not.
        touched = {_moved_up(variable.path, group, index) for variable in part.variables}
        kept = {
            variable: variable.now
            for path, fact_variables in variables.items()
            for variable in fact_variables
            if path in touched and variable.now != UNASSIGNED and variable.path != group
        }
        with suppress(Exhausted):
            one_joins = literal(joins, ((1, INFINITY if more else 1),))
            return self._solver.satisfiable(conjunction([substituted(conjunction(parts), kept), one_joins]))
        return False

    def _beyond(self, finding: Judged) -> Beyond:
        late = finding.requirement.due is not None
        return Beyond(self._assessment, finding.requirement, tuple(self._overdue(finding)), late)

    def _overdue(self, finding: Judged) -> Iterator[Act]:
        """Yield the acts that a requirement still asks for, although they no longer fulfil it (逾期仍须办理)."""
        subject, on = self._assessment.subject, self._assessment.on
        acts: dict[Any, list[Change]] = {}
        formula = self._assessment.ruleset.formula(finding.path, finding.requirement, "holds")
        for pattern, fact in dict(given_in(formula)).items():
            for path, owner, value in _places_of(subject, pattern):
                if isinstance(value, Unknown) or not is_overdue(fact, owner, value, on):
                    continue
                change = Change(path, fact, value, (ValueRange(None, None),))
                acts.setdefault(_act_key(change, late=True), []).append(change)
        yield from (Act(subject, tuple(changes), (finding.requirement,)) for changes in acts.values())


def _effort(way: Way) -> tuple[int, bool, bool]:
    """Return the sort key of ways (办法次序): fewest acts first, and continued things before new ones."""
    replaces = any(act.replaces is not None for act in way.acts)
    return len(way.acts), replaces, not all(change.before for act in way.acts for change in act.changes)


def _unsubsumed(parts: Sequence[Proposition]) -> list[Proposition]:
    """Return parts without the disjunctions that include another one (归并被蕴含的析取)."""
    sets: dict[Proposition, frozenset[Proposition]] = {
        part: frozenset(part.content) for part in parts if isinstance(part, Any_)
    }
    return [part for part in parts if part not in sets or not any(smaller < sets[part] for smaller in sets.values())]


def is_overdue(fact: Any, owner: Any, value: Any, on: Any) -> bool:
    """Return whether what a fact tells of was to be done and is not (是否逾期未办)."""
    if fact.kind.form is Form.DAY:
        return bool(value > on) and (fact.act or fact.late) is not None
    if fact.late is None or value is True or isinstance(value, tuple):
        return False
    return fact.moves_in(owner, on) is Moves.NEVER


@cache
def _asked_anywhere(ruleset: Ruleset) -> frozenset[str]:
    """Return every fact that some rule may read, with members not numbered (所需事实)."""
    formulas = (ruleset.formula(path, rule) for path, rule, _ in ruleset.every())
    return frozenset(path for formula in formulas for path, _ in given_in(formula))


def summed_up(ways: Sequence[Way]) -> list[Way]:
    """Return ways, those that differ only in the member they are about as one where they are many (归并办法)."""
    if len(ways) <= MOST_WAYS:
        return list(ways)
    alike: dict[Any, list[Way]] = {}
    for way in ways:
        alike.setdefault(tuple((every_member(act.path), act.replaces) for act in way.acts), []).append(way)
    return [_any_of(same) for same in alike.values()]


def _any_of(ways: Sequence[Way]) -> Way:
    members = dict.fromkeys(member_of(act.path) for way in ways for act in way.acts)
    return ways[0] if len(ways) == 1 else attrs.evolve(ways[0], members=tuple(member for member in members if member))


@cache
def facts_in_order(ruleset: Ruleset) -> tuple[str, ...]:
    """Return the facts of all rules in their order: by it alike sets are told apart, whichever rules are asked."""
    formulas = (ruleset.formula(path, rule) for path, rule, _ in ruleset.every())
    return tuple(dict.fromkeys(path.partition("[")[0] for formula in formulas for path, _ in given_in(formula)))


def _act_key(change: Change, *, late: bool = False) -> Any:
    """Return a key for the changes that one act makes (同一措施): its words, and the member."""
    words = change.fact.late or change.fact.act if late else change.fact.act
    return change.path if words is None or change.joins else (member_of(change.path), words)


def _is_brought(variable: Variable) -> bool:
    # An amount that joining members bring to a sum is no change of its own.
    return bool(variable.fact.kind.several and not variable.joins and variable.points is None)  # type: ignore[union-attr]


def variable_step(variable: Variable) -> Fraction:
    """Return the value of one place of a variable (步长)."""
    return Fraction(variable.step)


def _options(variable: Variable, ranges: Ranges) -> Iterator[ValueRange]:
    if variable.points is None:
        lowest, highest = _ends(variable)
        for low, high in _merged(ranges):
            yield ValueRange(
                None if low <= lowest else value_at_place(variable, low),
                None if high >= highest else value_at_place(variable, high),
            )
        return
    places = list(variable.points)
    chosen = [places.index(low) for low, _ in ranges]
    if not isinstance(variable.points[places[0]], Ordered):
        yield from (ValueRange(variable.points[places[index]], variable.points[places[index]]) for index in chosen)
        return
    for low, high in _merged((index, index) for index in chosen):
        yield ValueRange(
            None if low == 0 else variable.points[places[low]],
            None if high == len(places) - 1 else variable.points[places[high]],
        )


def _merged(ranges: Any) -> list[tuple[int, int]]:
    made: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if made and low <= made[-1][1] + 1:
            made[-1] = made[-1][0], max(high, made[-1][1])
        else:
            made.append((low, high))
    return made


def _ends(variable: Variable) -> tuple[int, int]:
    """Return the first and the last place that its kind of value has (类型的首尾)."""
    if variable.joins:
        return 0, INFINITY
    kind = variable.fact.kind  # type: ignore[union-attr]
    if kind.form is Form.DAY:
        return 1, variable.ranges[-1][1]
    least = Fraction(kind.least) / Fraction(variable.step)
    return int(least), INFINITY if kind.most is None else int(Fraction(kind.most) // Fraction(variable.step))


def _places_of(subject: Any, pattern: str) -> Iterator[tuple[str, Any, Any]]:
    """Yield the paths of a fact in a subject, one for each member, with its owner and its value (所在各处)."""
    head, _, rest = pattern.partition(".")
    name = head.removesuffix("[]")
    value = getattr(subject, name)
    if not rest:
        yield name, subject, value
    elif not isinstance(value, Unknown):
        members = enumerate(value) if name != head else [("", value)]
        for index, inner in members:
            before = f"{name}[{index}]." if name != head else f"{name}."
            yield from ((before + path, owner, inner_value) for path, owner, inner_value in _places_of(inner, rest))


def _at(subject: Any, path: str) -> Any:
    """Return the part of a subject at a path through parts (某路径的组成部分)."""
    return subject if not path else _at(getattr(subject, path.partition(".")[0]), path.partition(".")[2])


def _without_member(subject: Any, group: str, index: int) -> Any:
    """Return a subject without one member of a group (除去一名成员)."""
    name, _, rest = group.partition(".")
    value = getattr(subject, name)
    evolve: Any = attrs.evolve
    kept = _without_member(value, rest, index) if rest else (*value[:index], *value[index + 1 :])
    return evolve(subject, **{name: kept})


def _moved_up(path: str, group: str, index: int) -> str | None:
    """Return the path of a fact after a member has left its group (成员离开后的路径), None for that member's facts."""
    matched = re.fullmatch(re.escape(group) + r"\[(\d+)\](.*)", path)
    if matched is None or int(matched[1]) < index:
        return path
    return None if int(matched[1]) == index else f"{group}[{int(matched[1]) - 1}]{matched[2]}"
