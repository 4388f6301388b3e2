"""Judging (判断): what each requirement of a ruleset gave for one subject on one day, and the verdict over all.

Here are statuses and truths alone. What a finding looked at, what could change it and how it reads is told on the
floors above.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar, cast

import attrs

from sgzlib.law.clauses import Clause, Force
from sgzlib.law.deadlines import in_time
from sgzlib.law.errors import require
from sgzlib.law.labels import HasLabels
from sgzlib.law.laws import History, Law
from sgzlib.law.requirement import Case, Requirement, Rule, Ruleset, case_of
from sgzlib.law.truth import UNKNOWN, Truth, Unknown


class Status(Enum):
    """What became of a requirement (状态).

    UNMET is a SHOULD or MAY that fails, or a condition of a definition; NOT_DUE binds, and its last day has not passed.
    """

    MET = "met"
    VIOLATED = "violated"
    UNMET = "unmet"
    UNDETERMINED = "undetermined"
    NOT_DUE = "not due"
    NOT_APPLICABLE = "not applicable"


class Judged(NamedTuple):
    """What one requirement gave (判断): its status, and whether it holds.

    `holds` is True, False or UNKNOWN, and True where the requirement does not bind or is not due. `path` is where the
    subject stands in what was judged: "" for the subject itself, "team" for a station's team. `parts` are those that
    it restates.
    """

    requirement: Requirement
    status: Status
    holds: Truth
    subject: Any
    case: Case[Any]
    path: str = ""
    parts: tuple[Judged, ...] = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.requirement.id}: {self.status.value}>"

    @property
    def clause(self) -> Clause:
        """The clause that it comes from (条款)."""
        return self.requirement.clause

    @property
    def force(self) -> Force:
        """How strongly it binds under the law's readings (约束力)."""
        return Force.MAY if self.case.as_reference else self.requirement.force_under(self.case.law)


J = TypeVar("J", bound=Judged)
J_co = TypeVar("J_co", bound=Judged, covariant=True)


@attrs.frozen(eq=False, repr=False)
class Judgement(Generic[J_co]):
    """What a ruleset gave for one subject on one day (判断结果): findings in the notice's order, and a verdict."""

    ruleset: Ruleset
    subject: Any
    case: Case[Any]
    findings: tuple[J_co, ...]

    @property
    def on(self) -> date:
        """The day asked about (判断日)."""
        return self.case.on

    @property
    def policy(self) -> Law:
        """The law by which it was judged (政策)."""
        law: Law = self.case.law
        return law

    @property
    def in_force(self) -> bool:
        """Whether the notice of the law binds on that day (是否施行), and not as a reference alone."""
        return self.policy.notice.in_force(self.on) and not self.case.as_reference

    @property
    def verdict(self) -> Truth:
        """Whether every MUST holds (结论): True, False or UNKNOWN; UNKNOWN where nothing binds."""
        if self.case.as_reference or not self.case.law.notice.in_force(self.case.on):
            return UNKNOWN
        verdict: Truth = True
        for finding in self.findings:
            if finding.holds is not True and finding.force is Force.MUST:
                verdict = verdict & finding.holds
        if verdict is UNKNOWN:
            verdict = verdict & together(self.ruleset, self.subject, self.case)
        return verdict

    @property
    def applicable(self) -> bool:
        """Whether any requirement applies (是否适用); none does that is a reference alone."""
        return not self.case.as_reference and any(
            finding.status is not Status.NOT_APPLICABLE for finding in self.findings
        )

    @property
    def ok(self) -> bool:
        """Whether something applies and the verdict is True (是否通过)."""
        return self.applicable and self.verdict is True

    def _select(self, status: Status, *forces: Force) -> tuple[J_co, ...]:
        return tuple(f for f in self.findings if f.status is status and f.force in forces)

    @property
    def violations(self) -> tuple[J_co, ...]:
        """The MUSTs that fail (违反)."""
        return self._select(Status.VIOLATED, *Force)

    @property
    def unmet(self) -> tuple[J_co, ...]:
        """The SHOULDs, MAYs and conditions of a definition that fail (未达到)."""
        return self._select(Status.UNMET, *Force)

    @property
    def advisories(self) -> tuple[J_co, ...]:
        """The SHOULDs that fail (提示)."""
        return self._select(Status.UNMET, Force.SHOULD)

    @property
    def notes(self) -> tuple[J_co, ...]:
        """The MAYs that are not taken up (备注)."""
        return self._select(Status.UNMET, Force.MAY)

    @property
    def undetermined(self) -> tuple[J_co, ...]:
        """The requirements that hang on an unknown fact (未定)."""
        return self._select(Status.UNDETERMINED, *Force)

    @property
    def not_due(self) -> tuple[J_co, ...]:
        """The requirements that bind and whose last day has not passed (未到期)."""
        return self._select(Status.NOT_DUE, *Force)

    @property
    def by_subject(self) -> dict[str, tuple[J_co, ...]]:
        """The findings by the part of the subject that they are about; "" is the subject itself (按对象分组)."""
        paths = dict.fromkeys(finding.path for finding in self.findings)
        return {path: tuple(f for f in self.findings if f.path == path) for path in paths}

    @property
    def by_actor(self) -> dict[HasLabels, tuple[J_co, ...]]:
        """The findings by who must act, under each actor of several, in the order of the actors (按责任主体分组).

        Those that only restate others are left out.
        """
        own = [finding for finding in self.findings if not finding.requirement.restates]
        kinds = dict.fromkeys(type(actor) for finding in own for actor in finding.requirement.by)
        actors = [actor for kind in kinds for actor in cast("Iterable[HasLabels]", kind)]
        found = ((actor, tuple(f for f in own if actor in f.requirement.by)) for actor in actors)
        return {actor: findings for actor, findings in found if findings}


def judge(
    ruleset: Ruleset,
    subject: Any,
    on: date,
    policy: Law | History | None,
    made: Callable[..., J],
    *,
    as_reference: bool = False,
) -> tuple[Case[Any], tuple[J, ...]]:
    """Judge a subject by a ruleset on a day (判断): every requirement is asked, none is skipped.

    `made` makes a finding of what a `Judged` holds. Raises `InvalidType` for a subject of another class, a day that is
    not a plain date, or a law that does not have what the rules ask.
    """
    if not (isinstance(ruleset, Ruleset) and isinstance(subject, ruleset.subject)):
        require(f"assess({require('ruleset', ruleset, Ruleset).name})", subject, ruleset.subject)
    case = case_of(ruleset, on, policy, as_reference=as_reference)
    return case, tuple(_judged(ruleset, subject, case, "", made))


def _judged(ruleset: Ruleset, subject: Any, case: Case[Any], path: str, made: Callable[..., J]) -> list[J]:
    law, on = case.law, case.on
    in_force = law.notice.in_force(on)
    found = []
    terms: Terms = {}
    for rule in ruleset.requirements:
        if in_force and (rule.notice is law.notice or rule.notice.in_force(on)):
            status, holds = status_of(rule, subject, case, terms)
        else:
            status, holds = Status.NOT_APPLICABLE, True
        found.append(made(rule, status, holds, subject, case, path))
    for name, part in ruleset.parts:
        inner = getattr(subject, name)
        inner = part.subject() if inner is UNKNOWN else inner
        within = Case(on, law, subject, case.as_reference)
        found += _judged(part, inner, within, f"{path}.{name}" if path else name, made)
    if not ruleset.restates:
        return found
    return [_restated(one, found, case, made) if one.requirement.restates else one for one in found]


Terms: TypeAlias = dict[Rule, tuple[bool, Any]]
"""Of each rule for a last day, whether that was over before the notice, and whether it has not passed (各期限)."""


def status_of(rule: Requirement, subject: Any, case: Case[Any], terms: Terms) -> tuple[Status, Truth]:
    """Return what a requirement gives while its notice is in force (状态与真值).

    `terms` are those that other requirements on the same subject have asked for; it takes up a new one.
    """
    applies: Truth = True
    if rule.applies is not None:
        applies = rule.applies(subject, case)
        if applies is False:
            return Status.NOT_APPLICABLE, True
    holds: Truth = rule.holds(subject, case)
    if rule.due is not None:
        term = terms.get(rule.due)
        if term is None and (last := rule.due(subject, case)) is not None:
            term = terms[rule.due] = (last < case.law.in_force_from) is True, in_time(last, case)
        if term is None:
            left = holds is not True and rule.within is not None and rule.within(subject, case)
        else:
            bygone, left = term
            if bygone:
                return Status.NOT_APPLICABLE, True
        if left is True and holds is not True:
            return Status.NOT_DUE, True
        holds = holds | left
    if holds is True:
        return Status.MET, True
    if holds is False and applies is True:
        binds = rule.force_under(case.law) is Force.MUST and not (rule.defines or case.as_reference)
        return (Status.VIOLATED if binds else Status.UNMET), False
    return Status.UNDETERMINED, UNKNOWN


_WORST = (Status.VIOLATED, Status.UNMET, Status.UNDETERMINED, Status.NOT_DUE, Status.MET)


def _restated(one: J, found: list[J], case: Case[Any], made: Callable[..., J]) -> J:
    ids = one.requirement.restates
    restated = [each for each in found if each.requirement.id in ids]
    parts = [each for each in restated if each.requirement.force_under(case.law) is Force.MUST]
    statuses = {each.status for each in parts}
    status = next((worst for worst in _WORST if worst in statuses), Status.NOT_APPLICABLE)
    holds: Truth = True
    for each in parts:
        holds = holds & each.holds
    return made(one.requirement, status, holds, one.subject, case, one.path, tuple(parts))


def together(ruleset: Ruleset, subject: Any, case: Case[Any]) -> Truth:
    """Return what follows from the rules of a ruleset and its parts together (共同推论)."""
    met: Truth = True if ruleset.together is None else ruleset.together(subject, case)
    for name, part in ruleset.parts:
        inner = getattr(subject, name)
        inner = part.subject() if isinstance(inner, Unknown) else inner
        met = met & together(part, inner, attrs.evolve(case, whole=subject))
    return met
