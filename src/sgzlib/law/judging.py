"""Judging (核对): the status of each requirement of a ruleset for one subject on one day, and the verdict over all.

This module computes statuses and truths only. The packages above `law` add the facts behind a finding, its text and
what could change it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from functools import partial
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar, cast

import attrs

from sgzlib.law.clauses import Clause, Force, Scope
from sgzlib.law.deadlines import in_time
from sgzlib.law.errors import require
from sgzlib.law.formula import FALSE, TRUE, Constant, Node, under
from sgzlib.law.formula.evaluating import compiled, remembered, taken
from sgzlib.law.labels import HasLabels
from sgzlib.law.laws import History, Law
from sgzlib.law.requirement import Case, Requirement, Rule, Ruleset, S, case_of
from sgzlib.law.truth import UNKNOWN, Truth


class Status(Enum):
    """The result of a requirement (状态).

    UNMET: a SHOULD or MAY that is not met, or a condition of a definition that does not hold. NOT_DUE: binding, but the
    last day has not passed. `zh` and `en` are its names in reports.

    >>> import sgzlib as sgz
    >>> sgz.Status.UNDETERMINED.value, sgz.Status.UNDETERMINED.zh
    ('undetermined', '暂无法判定')
    """

    zh: str
    en: str

    MET = "met", "符合", "met"
    VIOLATED = "violated", "不符合", "violated"
    UNMET = "unmet", "未达到", "unmet"
    UNDETERMINED = "undetermined", "暂无法判定", "cannot be decided yet"
    NOT_DUE = "not due", "尚未到期", "not due yet"
    NOT_APPLICABLE = "not applicable", "不适用", "not applicable"

    def __new__(cls, value: str, zh: str, en: str) -> Status:
        """Make the member with that value and names."""
        member = object.__new__(cls)
        member._value_ = value
        member.zh, member.en = zh, en
        return member


# An enumeration looks its members up by name, each time.
_MET, _VIOLATED, _UNMET, _UNDETERMINED, _NOT_DUE, _NOT_APPLICABLE = Status


class Judged(NamedTuple, Generic[S]):
    """What one requirement gave (核对): its status, and whether it holds.

    `holds` is True, False or UNKNOWN, and True where the requirement does not bind or is not due. `path` is where the
    subject stands in what was judged: "" for the subject itself, "team" for a station's team. `parts` are those that
    it restates. `beside` is what the floors above put beside it, which touches no status.
    """

    requirement: Requirement
    status: Status
    holds: Truth
    subject: S
    case: Case[Any]
    path: str = ""
    parts: tuple[Judged, ...] = ()
    beside: tuple[Any, ...] = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.requirement.id}: {self.status.value}>"

    def __eq__(self, other: object) -> bool:
        # Without `holds`, which follows from the status: UNKNOWN answers no comparison.
        return type(other) is type(self) and self._compared() == other._compared()

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._compared())

    def _compared(self) -> tuple[Any, ...]:
        return self.requirement, self.status, self.subject, self.case, self.path, self.parts, self.beside

    @property
    def clause(self) -> Clause:
        """The clause that it comes from (条款)."""
        return self.requirement.clause

    @property
    def force(self) -> Force:
        """How strongly it binds under the law's readings (约束力)."""
        return Force.MAY if self.case.scope is Scope.REFERENCE else self.requirement.force_under(self.case.law)


J = TypeVar("J", bound=Judged)
J_co = TypeVar("J_co", bound=Judged, covariant=True)


@attrs.frozen(repr=False)
class Judgement(Generic[J_co, S]):
    """What a ruleset gave for one subject on one day (核对结果): findings in the notice's order, and a verdict.

    Those of the same check are equal: of an equal subject, on the same day, by equal rules under an equal law.
    """

    ruleset: Ruleset[S]
    subject: S
    case: Case[Any]
    findings: tuple[J_co, ...]

    @property
    def on(self) -> date:
        """The day asked about (核对日期)."""
        return self.case.on

    @property
    def policy(self) -> Law:
        """The law by which it was judged (规定)."""
        law: Law = self.case.law
        return law

    @property
    def in_force(self) -> bool:
        """Whether the notice of the law is in force on that day and binds the subject (是否施行)."""
        return self.case.binds

    @property
    def verdict(self) -> Truth:
        """Whether every MUST holds (结论): True, False or UNKNOWN; UNKNOWN where nothing binds."""
        if not self.applicable:
            return UNKNOWN
        verdict: Truth = True
        for finding in self.findings:
            if finding.holds is not True and finding.force is Force.MUST:
                verdict = verdict & finding.holds
        if verdict is UNKNOWN:
            verdict = verdict & implied_truth(self.ruleset, self.subject, self.case)
        return verdict

    @property
    def applicable(self) -> bool:
        """Whether any requirement applies (是否适用); none does where the notice is only a reference."""
        return self.case.scope is Scope.BINDS and any(
            finding.status is not Status.NOT_APPLICABLE for finding in self.findings
        )

    @property
    def ok(self) -> bool:
        """Whether something applies and the verdict is True (是否通过)."""
        return self.applicable and self.verdict is True

    @property
    def status(self) -> Status:
        """What became of the whole (整体状态): MET takes that every MUST that binds is met, and that one does.

        A True verdict is NOT_DUE where a MUST is not due, and NOT_APPLICABLE where none binds. What a definition asks
        counts as met while it is not due.
        """
        if not self.applicable:
            return _NOT_APPLICABLE
        if (verdict := self.verdict) is not True:
            return _VIOLATED if verdict is False else _UNDETERMINED
        waiting = self._select(_NOT_DUE, Force.MUST)
        if any(not finding.requirement.defines for finding in waiting):
            return _NOT_DUE
        if self._select(_MET, Force.MUST):
            return _MET
        return _NOT_DUE if waiting else _NOT_APPLICABLE

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
        """The requirements that hang on an unknown fact (暂无法判定)."""
        return self._select(Status.UNDETERMINED, *Force)

    @property
    def not_due(self) -> tuple[J_co, ...]:
        """The requirements that bind and whose last day has not passed (尚未到期)."""
        return self._select(Status.NOT_DUE, *Force)

    @property
    def by_subject(self) -> dict[str, tuple[J_co, ...]]:
        """The findings by the part of the subject that they are about; "" is the subject itself (按对象分组)."""
        paths = dict.fromkeys(finding.path for finding in self.findings)
        return {path: tuple(f for f in self.findings if f.path == path) for path in paths}

    @property
    def by_actor(self) -> dict[HasLabels, tuple[J_co, ...]]:
        """The findings by who must act, under each actor of several, in the order of the actors (按责任单位分组).

        Findings that only restate other findings are left out.
        """
        own = [finding for finding in self.findings if not finding.requirement.restates]
        kinds = dict.fromkeys(type(actor) for finding in own for actor in finding.requirement.by)
        actors = [actor for kind in kinds for actor in cast("Iterable[HasLabels]", kind)]
        grouped = ((actor, tuple(f for f in own if actor in f.requirement.by)) for actor in actors)
        return {actor: findings for actor, findings in grouped if findings}


def judge(
    ruleset: Ruleset,
    subject: Any,
    on: date,
    policy: Law | History | None,
    made: Callable[..., J],
    *,
    scope: Scope = Scope.BINDS,
) -> tuple[Case[Any], tuple[J, ...]]:
    """Judge a subject by a ruleset on a day (核对): every requirement is asked, none is skipped.

    `made` makes a finding of what a `Judged` holds. Raises `InvalidType` for a subject of another class, a day that is
    not a plain date, or a law that does not have what the rules ask.
    """
    if not (isinstance(ruleset, Ruleset) and isinstance(subject, ruleset.subject)):
        require(f"assess({require('ruleset', ruleset, Ruleset).name})", subject, ruleset.subject)
    if not (type(on) is date and isinstance(policy, _POLICY) and isinstance(scope, Scope)):
        case_of(ruleset, on, policy, scope=scope)  # refuses what is none of them
    case, rules = _begun(ruleset, type(subject), on, policy, scope)
    return case, tuple(_judged(ruleset, subject, case, rules, "", made))


_POLICY = (Law, History, type(None))


@remembered(256, typed=True)
def _begun(
    ruleset: Ruleset,
    cls: type[Any],
    on: date,
    policy: Law | History | None,
    scope: Scope,
) -> tuple[Case[Any], Rules]:
    case = case_of(ruleset, on, policy, scope=scope)
    return case, _rules(ruleset, cls, case.law, None, "")


def _judged(
    ruleset: Ruleset, subject: Any, case: Case[Any], rules: Rules, path: str, made: Callable[..., J]
) -> list[J]:
    law, on = case.law, case.on
    in_force = law.notice.in_force(on) and case.scope is not Scope.OUTSIDE
    findings = []
    terms: LastDays = {}
    new: Any = tuple.__new__  # a named tuple's own constructor takes twice as long
    for rule, under_law in rules:
        if in_force and (rule.notice is law.notice or rule.notice.in_force(on)):
            status, holds = _status(under_law, subject, case, terms)
        else:
            status, holds = _NOT_APPLICABLE, True
        findings.append(new(made, (rule, status, holds, subject, case, path, (), ())))
    for name, part in ruleset.parts:
        inner = getattr(subject, name)
        inner = part.subject() if inner is UNKNOWN else inner
        within = Case(on, law, subject, case.scope)
        inner_rules = _rules(part, type(inner), law, type(subject), name)
        findings += _judged(part, inner, within, inner_rules, f"{path}.{name}" if path else name, made)
    return _restated(ruleset, findings, case, made) if ruleset.restates else findings


@attrs.frozen
class Specialised:
    """What the readings of a law leave of a requirement (取定要求): what they decide is None, or gone from it."""

    applies: Rule | None
    holds: Rule
    due: Rule | None
    within: Rule | None
    binds: bool
    since: date | None = None
    """The day on which an amendment added it; None where the first law of the history has it."""


Rules: TypeAlias = "tuple[tuple[Requirement, Specialised], ...]"


@remembered(256)
def _rules(ruleset: Ruleset, cls: type[Any], law: Law, whole: type[Any] | None, path: str) -> Rules:
    return tuple((rule.acted_on_by(law), _specialised(rule, cls, law, whole, path)) for rule in ruleset.requirements)


@remembered(1024)
def _specialised(rule: Requirement, cls: type[Any], law: Law, whole: type[Any] | None, path: str) -> Specialised:
    within = cls, law, whole, path
    added_on = law.added_on(rule.law)
    if added_on is not None or not isinstance(law, rule.law):
        return _added(rule, *within, added_on)
    return Specialised(
        _part(rule.applies, *within, TRUE, None, rule.due),
        cast("Rule", _part(rule.holds, *within, None, rule.id, rule.due)),
        _part(rule.due, *within, Constant(None)),
        _part(rule.within, *within, FALSE),
        rule.force_under(law) is Force.MUST and not rule.defines,
    )


def _added(
    rule: Requirement, cls: type[Any], law: Law, whole: type[Any] | None, path: str, added_on: date | None
) -> Specialised:
    """Return a requirement that an amendment adds, specialised to a law (新增要求); before that it applies nowhere."""
    binds = rule.force_under(law) is Force.MUST and not rule.defines
    if not isinstance(law, rule.law):
        return Specialised(compiled(FALSE), compiled(TRUE), None, None, binds)

    def formula(what: str) -> Node:
        return under(rule.formula(cls, what, whole, path), law)

    def part(what: str) -> Rule:
        return compiled(formula(what), path, rule.id)

    applies = None if rule.applies is None else part("applies")
    last = None if rule.due is None or formula("due") == Constant(None) else part("due")
    # Another requirement may have the same last day and another first day.
    due = None if last is None else partial(last)
    return Specialised(applies, part("holds"), due, part("in_time"), binds, added_on)


@remembered(4096)
def _part(
    rule: Rule | None,
    cls: type[Any],
    law: Law,
    whole: type[Any] | None,
    path: str,
    neutral: Node | None,
    name: str | None = None,
    last: Rule | None = None,
) -> Rule | None:
    """Return a rule specialised to a law (剩余规则), or None if that is its neutral value.

    `last` is the last day of the rule, which decides the law of a history whose numbers apply. A traceback shows the
    rule under `name`, or under its own name: requirements that share a last day share one function.
    """
    if rule is None:
        return None
    formula = taken(rule, cls, law, whole, path, last)
    named = name or str(getattr(rule, "__qualname__", "rule"))
    return None if formula == neutral else compiled(formula, path, named)


LastDays: TypeAlias = dict[Rule, tuple[bool, Any]]
"""Of each rule for a last day, whether that was over before the notice, and whether it has not passed (各期限)."""


def specialised_to(rule: Requirement, subject: Any, case: Case[Any], path: str = "") -> Specialised:
    """Return a requirement specialised to a case (取定要求); `path` is that of a part in the whole of the case."""
    return _specialised(rule, type(subject), case.law, None if case.whole is UNKNOWN else type(case.whole), path)


def status_of(rule: Requirement, subject: Any, case: Case[Any], path: str = "") -> tuple[Status, Truth]:
    """Return the status and truth of a requirement while its notice is in force (状态与真值).

    `path` is that of a part in the whole of the case.
    """
    return _status(specialised_to(rule, subject, case, path), subject, case, {})


def _status(rule: Specialised, subject: Any, case: Case[Any], terms: LastDays) -> tuple[Status, Truth]:
    # `terms` caches whether last days are over, for other requirements on the same subject.
    applies: Truth = True
    if rule.applies is not None:
        applies = rule.applies(subject, case)
        if applies is False:
            return _NOT_APPLICABLE, True
    holds: Truth = rule.holds(subject, case)
    left: Truth = False
    if rule.due is not None:
        term = terms.get(rule.due)
        if term is None:
            last = rule.due(subject, case)
            first = rule.since or case.law.in_force_from
            term = terms[rule.due] = (last < first) is True, in_time(last, case, first)
        bygone, left = term
        if bygone:
            return _NOT_APPLICABLE, True
    elif rule.within is not None and holds is not True:
        left = rule.within(subject, case)
    if holds is True:
        return _MET, True
    if left is True:
        return _NOT_DUE, True
    holds = holds | left
    if holds is False and applies is True:
        return (_VIOLATED if rule.binds and case.scope is Scope.BINDS else _UNMET), False
    return _UNDETERMINED, UNKNOWN


_WORST = (_VIOLATED, _UNMET, _UNDETERMINED, _NOT_DUE, _MET)


def _restated(ruleset: Ruleset, findings: list[J], case: Case[Any], made: Callable[..., J]) -> list[J]:
    restating = _restating(ruleset)
    parts: dict[str, list[J]] = {id_: [] for ids in restating.values() for id_ in ids}
    for each in findings:
        ids = restating.get(each.requirement.id)
        if ids is not None and each.requirement.force_under(case.law) is Force.MUST:
            for id_ in ids:
                parts[id_].append(each)
    return [
        _worst_of(finding, parts[finding.requirement.id], made) if finding.requirement.restates else finding
        for finding in findings
    ]


@remembered(256)
def _restating(ruleset: Ruleset) -> dict[str, list[str]]:
    """Return, for each requirement that others restate, the ids of those (被归纳的要求)."""
    ids: dict[str, list[str]] = {}
    for rule in ruleset.requirements:
        for restated in rule.restates:
            ids.setdefault(restated, []).append(rule.id)
    return ids


def _worst_of(finding: J, parts: list[J], made: Callable[..., J]) -> J:
    statuses = [each.status for each in parts]
    status = next((worst for worst in _WORST if worst in statuses), _NOT_APPLICABLE)
    holds: Truth = True
    for each in parts:
        holds = holds & each.holds
    return made(finding.requirement, status, holds, finding.subject, finding.case, finding.path, tuple(parts))


def implied_truth(ruleset: Ruleset, subject: Any, case: Case[Any], path: str = "") -> Truth:
    """Return the truth of what the rules of a ruleset and its parts imply together (共同推论).

    `path` is that of a part in the whole of the case.
    """
    whole = None if case.whole is UNKNOWN else type(case.whole)
    following = _part(ruleset.implied, type(subject), case.law, whole, path, TRUE)
    met: Truth = True if following is None else following(subject, case)
    for name, part in ruleset.parts:
        inner = getattr(subject, name)
        inner = part.subject() if inner is UNKNOWN else inner
        met = met & implied_truth(part, inner, attrs.evolve(case, whole=subject), name)
    return met
