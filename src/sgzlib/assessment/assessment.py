"""Assessments (评估结果): what each requirement gave for one subject on one day, as data. Prose is made by `render`."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from sgzlib.advice.completions import relevant_facts
from sgzlib.law.errors import InvalidType, InvalidValue, require
from sgzlib.law.labels import Labelled
from sgzlib.law.ledger import Wording
from sgzlib.law.notice import Actor, Clause, Force
from sgzlib.law.requirement import Case, Pending, Requirement, Ruleset
from sgzlib.law.trace import facts_used, readings_used
from sgzlib.law.truth import UNKNOWN, Truth, Unknown
from sgzlib.tianjin.policy import TIANJIN_2021, Policy
from sgzlib.tianjin.readings import Reading

if TYPE_CHECKING:
    from sgzlib.advice.questions import Question
    from sgzlib.advice.remedies import Remedies


class Status(Enum):
    """What became of a requirement (状态)."""

    MET = "met"
    VIOLATED = "violated"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not applicable"


class Finding(NamedTuple):
    """What one requirement gave (认定): its status, and on demand what it looked at.

    `holds` is True, False or UNKNOWN, and True where the requirement does not apply. `path` is where the subject stands
    in what was assessed: "" for the subject itself, "team" for a station's team.
    """

    requirement: Requirement
    status: Status
    holds: Truth
    subject: Any
    case: Case
    path: str = ""

    def __repr__(self) -> str:
        return f"<Finding {self.requirement.id}: {self.status.value}>"

    @property
    def clause(self) -> Clause:
        """The clause that it comes from (条款)."""
        return self.requirement.clause

    @property
    def force(self) -> Force:
        """How strongly it binds under the policy's readings (约束力)."""
        return self.requirement.force_under(self.case.policy)

    @property
    def facts(self) -> dict[str, Any]:
        """The facts that the rule looked at, by name, with their values (所依据的事实)."""
        return facts_used(self.requirement.truth, self.subject, self.case)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The readings on which it hangs (所取决的解释): another option would change its status or its force."""
        if not self.case.in_force:
            return ()
        return tuple(
            reading
            for reading in readings_used(self.requirement, self.subject, self.case)
            if any(self._differs(reading, option) for option in reading.options)
        )

    @property
    def reading(self) -> Reading | None:
        """The first of the readings on which it hangs, if any (首要解释)."""
        return next(iter(self.readings), None)

    @property
    def due(self) -> date | Unknown | None:
        """The last day for satisfying it, where it has one (期限)."""
        rule = self.requirement.due
        return None if rule is None else rule(self.subject, self.case)

    @property
    def pending(self) -> tuple[Pending, ...]:
        """What is still to be done for it, each with its last day, also before it applies (待办)."""
        rule = self.requirement.pending
        return () if rule is None or not self.case.in_force else rule(self.subject, self.case)

    @property
    def missing(self) -> tuple[str, ...]:
        """The unknown facts that can still change this finding (待补事实)."""
        if self.status is not Status.UNDETERMINED:
            return ()
        return relevant_facts((self.requirement.truth,), self.subject, self.case, self.path)

    def _differs(self, reading: Reading, option: Labelled) -> bool:
        policy = self.case.policy.under(**{reading.id: option})
        other = _find(self.requirement, self.subject, Case(self.case.on, policy), self.path)
        return (other.status, other.force) != (self.status, self.force)


def _find_none(requirement: Requirement, subject: Any, case: Case, path: str) -> Finding:
    return Finding(requirement, Status.NOT_APPLICABLE, True, subject, case, path)


def _find(requirement: Requirement, subject: Any, case: Case, path: str) -> Finding:
    applies: Any = True
    if requirement.applies is not None:
        applies = requirement.applies(subject, case)
        if applies is False:
            return _find_none(requirement, subject, case, path)
    holds = requirement.holds(subject, case)
    if holds is True:
        return Finding(requirement, Status.MET, True, subject, case, path)
    if holds is False and applies is True:
        return Finding(requirement, Status.VIOLATED, False, subject, case, path)
    if (holds is False or isinstance(holds, Unknown)) and (applies is True or isinstance(applies, Unknown)):
        return Finding(requirement, Status.UNDETERMINED, UNKNOWN, subject, case, path)
    raise InvalidType(requirement.id, (applies, holds), "得出 True、False 或 UNKNOWN", "a rule that gives a Truth")


@attrs.frozen(eq=False, repr=False)
class Assessment:
    """What a ruleset gave for one subject on one day (评估): findings in the notice's order, and a verdict.

    `verdict` is True, False or UNKNOWN over the MUSTs. `bool()` of an assessment is refused: ask `verdict` or `ok`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> assessment = sgz.check_qualification(sgz.Worker(registered=False), on=date(2022, 3, 1))
    >>> assessment.verdict, assessment.missing, [f.requirement.id for f in assessment.violations]
    (False, (), ['qualification.registration'])
    >>> bool(assessment)
    Traceback (most recent call last):
    ...
    TypeError: Assessment 没有真假值，请用 .verdict 或 .ok ...
    """

    ruleset: Ruleset
    subject: Any
    case: Case
    findings: tuple[Finding, ...]

    @property
    def on(self) -> date:
        """The day asked about (判断日)."""
        return self.case.on

    @property
    def policy(self) -> Policy:
        """The policy by which it was judged (政策参数)."""
        return self.case.policy

    @property
    def verdict(self) -> Truth:
        """Whether every MUST holds (结论): True, False or UNKNOWN."""
        verdict: Truth = True
        for finding in self.findings:
            if finding.holds is not True and finding.force is Force.MUST:
                verdict = verdict & finding.holds
        if isinstance(verdict, Unknown):
            verdict = verdict & _together(self.ruleset, self.subject, self.case)
        return verdict

    @property
    def applicable(self) -> bool:
        """Whether any requirement applies (是否适用)."""
        return any(finding.status is not Status.NOT_APPLICABLE for finding in self.findings)

    @property
    def ok(self) -> bool:
        """Whether something applies and the verdict is True (是否通过)."""
        return self.applicable and self.verdict is True

    def _select(self, status: Status, *forces: Force) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.status is status and f.force in forces)

    @property
    def violations(self) -> tuple[Finding, ...]:
        """The MUSTs that fail (违反)."""
        return self._select(Status.VIOLATED, Force.MUST)

    @property
    def advisories(self) -> tuple[Finding, ...]:
        """The SHOULDs that fail (提示)."""
        return self._select(Status.VIOLATED, Force.SHOULD)

    @property
    def notes(self) -> tuple[Finding, ...]:
        """The MAYs that are not taken up (备注)."""
        return self._select(Status.VIOLATED, Force.MAY)

    @property
    def undetermined(self) -> tuple[Finding, ...]:
        """The requirements that hang on an unknown fact (未定)."""
        return self._select(Status.UNDETERMINED, *Force)

    @property
    def missing(self) -> tuple[str, ...]:
        """The unknown facts that can still change the verdict, and no others (待补事实)."""
        if not isinstance(self.verdict, Unknown):
            return ()
        names: dict[str, None] = {}
        for path in dict.fromkeys(finding.path for finding in self.findings):
            undecided = [f for f in self.undetermined if f.path == path and f.force is Force.MUST]
            rules = [f.requirement.truth for f in undecided if not f.requirement.restates]
            names |= dict.fromkeys(relevant_facts(rules, undecided[0].subject, self.case, path) if rules else ())
        return tuple(names)

    @property
    def by_subject(self) -> dict[str, tuple[Finding, ...]]:
        """The findings by the part of the subject that they are about; "" is the subject itself (按对象分组)."""
        paths = dict.fromkeys(finding.path for finding in self.findings)
        return {path: tuple(f for f in self.findings if f.path == path) for path in paths}

    @property
    def by_actor(self) -> dict[Actor, tuple[Finding, ...]]:
        """The findings by who must act, those that only restate others left out (按责任主体分组)."""
        own = [f for f in self.findings if not f.requirement.restates]
        return {actor: found for actor in Actor if (found := tuple(f for f in own if f.requirement.by is actor))}

    def questions(self) -> tuple[Question, ...]:
        """Give the facts to ask for next, the most decisive first (待问事项): those of `missing`, and no others.

        >>> from datetime import date
        >>> import sgzlib as sgz
        >>> worker = sgz.Worker(certificate=sgz.Certificate.ASSISTANT, continuing_education_hours=80)
        >>> for question in sgz.check_qualification(worker, on=date(2022, 3, 1)).questions():
        ...     print(question.path, question.zh, question.type, question.settles)
        registered 在天津登记 bool 1/2
        registration_expires 登记有效期至 date 1/2
        """
        from sgzlib.advice.questions import questions

        return questions(self)

    def remedies(self) -> Remedies:
        """Give the smallest sets of changes under which the verdict would be True (整改办法).

        A day that has come, and whatever else nobody can bring about, is not among the changes. Empty where the verdict
        is True already, and where no change helps.

        >>> from datetime import date
        >>> import sgzlib as sgz
        >>> worker = sgz.Worker(certificate=sgz.Certificate.ASSISTANT, registered=False,
        ...                     registration_expires=date(2024, 5, 31), continuing_education_hours=60)
        >>> remedies = sgz.check_qualification(worker, on=date(2022, 3, 1)).remedies()
        >>> [(change.path, change.before, change.to[0].least) for change in remedies.smallest]
        [('registered', False, True), ('continuing_education_hours', 60, 72)]
        """
        from sgzlib.advice.remedies import remedies

        return remedies(self)

    def __getitem__(self, requirement_id: str) -> Finding:
        for finding in self.findings:
            if finding.requirement.id == requirement_id:
                return finding
        known = [finding.requirement.id for finding in self.findings]
        raise InvalidValue("Assessment[...]", requirement_id, "、".join(known), "one of " + ", ".join(known))

    def __repr__(self) -> str:
        return f"<Assessment {self.ruleset.name} on {self.on}: {self.verdict}>"

    def __bool__(self) -> bool:
        raise TypeError(
            "Assessment 没有真假值，请用 .verdict 或 .ok (an assessment is neither true nor false; ask .verdict or .ok)"
        )

    def render(self, locale: str = "zh_CN", *, words: Wording | None = None) -> str:
        """Give the assessment as a report in Chinese or English (评估报告): verdict first, then each finding.

        With `words`, from `NOTICE.attach(text)`, each finding shows the notice's own sentences that it comes from.
        """
        from sgzlib.assessment.report import report

        return report(self, locale, words)

    def to_do(self, locale: str = "zh_CN") -> str:
        """Give what is left to do, grouped by who must act (待办清单): street, contractor, bureau."""
        from sgzlib.assessment.worklist import worklist

        return worklist(self, locale)

    def _repr_html_(self) -> str:
        from sgzlib.assessment.report import html

        return html(self)


def assess(ruleset: Ruleset, subject: Any, *, on: date, policy: Policy = TIANJIN_2021) -> Assessment:
    """Judge a subject by a ruleset on a day (评估): every requirement is asked, none is skipped.

    `on` is a plain date and has no default. Raises `InvalidType` for a subject of another class or a day that is not a
    plain date. Nothing binds before the notice was issued: then `applicable` is False.
    """
    if not (isinstance(ruleset, Ruleset) and isinstance(subject, ruleset.subject)):
        require(f"assess({require('ruleset', ruleset, Ruleset).name})", subject, ruleset.subject)
    case = Case(on, policy)
    return Assessment(ruleset, subject, case, tuple(_findings(ruleset, subject, case, "")))


def _findings(ruleset: Ruleset, subject: Any, case: Case, path: str) -> list[Finding]:
    find = _find if case.in_force else _find_none
    found = [find(requirement, subject, case, path) for requirement in ruleset.requirements]
    for name, part in ruleset.parts:
        inner = getattr(subject, name)
        inner = part.subject() if isinstance(inner, Unknown) else inner
        found += _findings(part, inner, case, f"{path}.{name}" if path else name)
    return found


def _together(ruleset: Ruleset, subject: Any, case: Case) -> Truth:
    met: Truth = True if ruleset.together is None else ruleset.together(subject, case)
    for name, part in ruleset.parts:
        inner = getattr(subject, name)
        met = met & _together(part, part.subject() if isinstance(inner, Unknown) else inner, case)
    return met
