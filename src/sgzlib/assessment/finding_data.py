"""Finding data (单项结果的数据): the result for one requirement, its facts, what can change it and its last day.

`finding.Finding` adds the views and reasons that users see. Reports and forms need the data only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from sgzlib.assessment.decisions import OPEN, Decision, DecisionState, written
from sgzlib.assessment.sources import Source, SourceLevel, source_at, sourced
from sgzlib.law.clauses import Force, Scope
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.law.formula import Node, readings_in, under
from sgzlib.law.judging import Judged, Status, specialised_to, status_of
from sgzlib.law.labels import Labelled
from sgzlib.law.laws import Law, Reading
from sgzlib.law.periods import Weekend, day_shown
from sgzlib.law.requirement import Case, Pending, S
from sgzlib.law.tracing import facts_used, joined
from sgzlib.law.truth import UNKNOWN, Unknown
from sgzlib.prose.documents import Documented, Loaded, fact_value, plain, reading_document

if TYPE_CHECKING:
    from sgzlib.advice.acts import Resting
    from sgzlib.assessment.documents import DecisionDict, FindingDict  # noqa: F401 - a base names it
    from sgzlib.law.kinds import Pair
    from sgzlib.law.requirement import Requirement
    from sgzlib.prose.language import Language


class FindingData(Judged[S], Documented["FindingDict"]):
    """What one requirement gave (单项结果), as data: its status, and on demand what it looked at.

    `holds` is True, False or UNKNOWN, and True where the requirement does not bind or is not due. `path` is where the
    subject stands in what was assessed: "" for the subject itself, "team" for a station's team.
    """

    __slots__ = ()
    document_type = Loaded("sgzlib.assessment.documents", "FindingDict")

    @property
    def facts(self) -> dict[str, Any]:
        """The facts that the rule looked at, by path in what was assessed, with their values (所依据的事实)."""
        return self._facts_in(self.formula)

    @property
    def held_facts(self) -> dict[str, Any]:
        """The facts on which it hangs whether the requirement holds, without those of its last day (要求所问的事实)."""
        return self._facts_in(self.formula_of("holds"))

    def _facts_in(self, formula: Node) -> dict[str, Any]:
        around = self.case.whole
        facts = facts_used(_read(formula, self.case.law), self.subject if around is UNKNOWN else around, self.case)
        before = self.path.rpartition(".")[0]
        return {joined(before, path): value for path, value in facts.items()} if before else facts

    @property
    def formula(self) -> Node:
        """The formula of its rule (公式): where the subject is a part, its facts by their paths in the whole."""
        return self.formula_of("truth")

    def formula_of(self, what: str) -> Node:
        """Return the formula of its rule's `truth`, `holds`, `applies` or `due`, as in `formula` (某部分的公式)."""
        around, part = self.case.whole, self.path.rpartition(".")[2]
        return self.requirement.formula(type(self.subject), what, None if around is UNKNOWN else type(around), part)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The readings on which it hangs (所取决的理解): another option would change its status or its force."""
        if not self.in_force:
            return ()
        law, force = self.case.law, self.requirement.force
        touched = dict.fromkeys(readings_in(self.formula))
        if isinstance(force, Reading):
            touched[force.id] = None
        now = self.status, self.force
        hanging = [
            law.readings[id_]
            for id_ in touched
            if any(
                self.under(_taking(law, id_, option)) != now
                for option in law.readings[id_].options
                if option is not getattr(law, id_)
            )
        ]
        return tuple(sorted(hanging, key=list(law.readings.values()).index)) if hanging else ()

    @property
    def reading(self) -> Reading | None:
        """The first of the readings on which it hangs, if any (首要理解)."""
        return next(iter(self.readings), None)

    @property
    def due(self) -> date | Unknown | None:
        """The last day for satisfying it, where it has one (期限): of a derived one, the first of its parts not due."""
        if self.parts:
            return _first([cast("FindingData", part).due for part in self.parts if part.status is Status.NOT_DUE])
        due = self._due
        if due is _OF_EACH:
            return _first([each.due for each in self.pending])
        return None if due is None else day_shown(due)

    @property
    def law(self) -> Law:
        """The law whose numbers it is told by (所依规定): of a history, that which gives the same last day."""
        law, due = self.case.law, self.due if self.case.law.dated else None
        if not isinstance(due, date) or self.parts:
            return law
        alone = law.alone
        laws = [alone if version is None else version for _, version in law.dated]
        deciding: Law = next((each for each in reversed(laws) if self._due_under(each) == due), law)
        return law if deciding is alone else deciding

    def _due_under(self, law: Law) -> Any:
        case = Case(self.case.on, law, self.case.whole, self.case.scope)
        taken = specialised_to(self.requirement, self.subject, case, self.path.rpartition(".")[2])
        last = None if taken.due is None else taken.due(self.subject, case)
        return last if last is None else day_shown(last)

    @property
    def perhaps_until(self) -> date | None:
        """The Monday to which its last day may move (或顺延至).

        None unless that day is at a weekend and the law brings no published rest days.
        """
        due = self._due
        return due.high if isinstance(due, Weekend) else None

    @property
    def _due(self) -> Any:
        if self.requirement.due is None:
            return None
        taken = specialised_to(self.requirement, self.subject, self.case, self.path.rpartition(".")[2])
        if taken.applies is not None and taken.applies(self.subject, self.case) is False:
            return None
        due = None if taken.due is None else taken.due(self.subject, self.case)
        return _OF_EACH if due is None else due

    @property
    def pending(self) -> tuple[Pending, ...]:
        """What is still to be done for it, each with its last day, also before it is due (待办)."""
        rule = self.requirement.pending
        return () if rule is None or not self.in_force else rule(self.subject, self.case)

    @property
    def missing(self) -> tuple[str, ...]:
        """The unknown facts that can still change this finding (需补充的信息)."""
        if self.status is not Status.UNDETERMINED:
            return ()
        if self.parts:
            return tuple(dict.fromkeys(path for part in self.parts for path in cast("FindingData", part).missing))
        return _missing_of(self)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What authorities decided about it (决定), honoured or not."""
        return tuple(item for item in self.beside if isinstance(item, Decision))

    @property
    def sources(self) -> dict[str, Source]:
        """The sources that the assessment was given, by path (来源)."""
        provenance = sourced(self)
        return {} if provenance is None else dict(provenance.given)

    @property
    def level(self) -> SourceLevel | None:
        """The highest level at which it is known (来源等级): its status is the same where all below is unknown.

        None where it hangs on facts of no source, where it cannot be decided yet, and where no sources were given. What
        rests on no fact has the highest level, which reports do not show.
        """
        provenance = sourced(self)
        return None if provenance is None else provenance.level

    @property
    def decision_states(self) -> tuple[DecisionState, ...]:
        """Whether each of its decisions is honoured on the day asked about (各决定的效力)."""
        return tuple(decision.state(self.case.on) for decision in self.decisions)

    @property
    def is_decided(self) -> bool:
        """Whether it leaves something to do, and a decision about it is in force (是否已有有效决定)."""
        return self.status in OPEN and DecisionState.IN_FORCE in self.decision_states

    @property
    def in_force(self) -> bool:
        """Whether both the law's notice and the requirement's own apply on that day (是否施行)."""
        return self.case.scope is not Scope.OUTSIDE and self.requirement.in_force(self.case.law, self.case.on)

    def extra_fields(self, language: Language) -> dict[str, Any]:
        """Return which requirement it is, what that asks, and how it was read (自述部分)."""
        law = self.case.law
        return {
            "id": self.requirement.id,
            "text": language.asked(self.requirement, self.law),
            "facts": {path: fact_value(value) for path, value in self.facts.items()},
            "readings": [reading_document(reading, language, getattr(law, reading.id)) for reading in self.readings],
            "level": None if self.level is None else self.level.name,
            "decisions": [_document(decision, self.case.on, language) for decision in self.decisions] or None,
        }

    def under(self, law: Law) -> tuple[Status, Force]:
        """Return the status and the force that it would have by another law (另一规定下的状态与约束力)."""
        case = Case(self.case.on, law, self.case.whole, self.case.scope)
        status, _ = status_of(self.requirement, self.subject, case, self.path.rpartition(".")[2])
        return status, self.requirement.force_under(law)


def _document(decision: Decision, on: date, language: Language) -> DecisionDict:
    return cast(
        "DecisionDict",
        {
            "kind": decision.kind.name,
            "by": plain(decision.by),
            "on": plain(decision.on),
            **({} if decision.until is None else {"until": plain(decision.until)}),
            "grounds": decision.grounds,
            "state": decision.state(on).name,
            "text": written(decision, on, language),
        },
    )


_OF_EACH = object()  # the last day of a requirement whose members have days of their own

# The findings of an assessment use the same few formulas and laws.
_read = lru_cache(maxsize=1024)(under)


# The finding, those that restate it, and every export use the result.
@lru_cache(maxsize=256)
def _missing_of(finding: FindingData) -> tuple[str, ...]:
    from sgzlib.advice.relevance import missing_of

    return missing_of(finding)


@lru_cache(maxsize=256)
def _taking(law: Law, reading: str, option: Labelled) -> Law:
    return law.under(**{reading: option})


def _first(days: list[date | Unknown | None]) -> date | Unknown | None:
    known = [day for day in days if not isinstance(day, Unknown)]
    return min((day for day in known if day), default=None) if len(known) == len(days) else UNKNOWN


def resting_on(findings: Sequence[FindingData], below: Sequence[FindingData], subject: Any) -> tuple[Resting, ...]:
    """Return the known facts on which findings rest that are not known from a level on (有待佐证的事实).

    `below` are the findings about the subject as it is known from the level: of each, the facts that can change it.
    """
    from sgzlib.advice.acts import Resting

    rules: dict[str, dict[Requirement, None]] = {}
    for finding, known in zip(findings, below, strict=True):
        opens = known.status is Status.UNDETERMINED and finding.status is not Status.UNDETERMINED
        if opens and finding.force is Force.MUST and not finding.requirement.restates:
            for path in known.missing:
                rules.setdefault(path, {})[finding.requirement] = None
    values = {path: _value_in(subject, path) for path in rules}
    return tuple(
        Resting(path, value, _how(source_at(findings[0].sources, path)), tuple(rules[path]))
        for path, value in values.items()
        if value is not UNKNOWN
    )


def _how(source: Source | None) -> Pair:
    return ("来源未注明", "source not given") if source is None else (f"仅有{source.how.zh}", f"only {source.how.en}")


def _value_in(subject: Any, path: str) -> Any:
    """Return what stands at a path (某路径的值): of a group, how many members it has."""
    is_group = False
    for name, place in re.findall(r"(\w+)(?:\[(\d+)\])?", path):
        kind, subject = facts_of(type(subject))[name].kind, getattr(subject, name)
        if place:
            subject = subject[int(place)]
        is_group = kind.several and is_subject(kind.members) and not place
    return len(subject) if is_group and subject is not UNKNOWN else subject
