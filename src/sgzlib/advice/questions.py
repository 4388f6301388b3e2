"""Questions (待问事项): which facts to ask for next, and how, in both languages: enough to build a form from.

How decisive a fact is, is counted. The ways in which its answer can turn out are told apart by what they do to the
MUSTs; `settles` is the share of them after which the verdict is known, whatever the other unknown facts are. Of a
group of which nothing is known, the first answer is how many members it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from sgzlib.advice.ways import Variable
from sgzlib.advice.wishes import stand_in
from sgzlib.law.errors import SgzlibError, require
from sgzlib.law.facts import Fact, StandIn, facts_of, is_subject
from sgzlib.law.groups import truth_of
from sgzlib.law.notice import Clause, Force
from sgzlib.law.requirement import Case, Requirement, Ruleset
from sgzlib.law.trace import joined, readings_touched, under_every_option
from sgzlib.law.truth import UNKNOWN, Unknown
from sgzlib.tianjin.policy import TIANJIN_2021, Policy

if TYPE_CHECKING:
    from sgzlib.assessment.assessment import Assessment

_MOST_MEMBERS = 60


@attrs.frozen(eq=False)
class Question:
    """One fact to ask for (待问事项).

    `path` is where it goes in the subject (`workers[0].registered`; `workers[].registered` is every worker's), `zh` and
    `en` are what it is called along that path, `type` is the kind of value, `unit` and `allowed` are pairs, Chinese
    first, `options` the values where there are few, `clauses` where it is asked, `settles` how decisive it is.
    """

    path: str
    labels: tuple[tuple[str, str], ...]
    fact: Any
    requirements: tuple[Requirement, ...]
    settles: Fraction = Fraction(0)

    @property
    def zh(self) -> str:
        """What it is called, in Chinese (中文名称)."""
        return " · ".join(zh for zh, _ in self.labels)

    @property
    def en(self) -> str:
        """What it is called, in English (英文名称)."""
        return " · ".join(en for _, en in self.labels)

    @property
    def type(self) -> str:
        """What kind of value it takes (类型): bool, count, hours, yuan, date, text, many or an enumeration's name."""
        return str(self.fact.kind.name)

    @property
    def unit(self) -> tuple[str, str] | None:
        """Its unit in Chinese and English, if it has one (单位)."""
        unit: tuple[str, str] | None = self.fact.unit
        return unit

    @property
    def allowed(self) -> tuple[str, str]:
        """What values are allowed, in words (取值范围)."""
        return self.fact.kind.zh, self.fact.kind.en

    @property
    def options(self) -> tuple[Any, ...]:
        """Every value there is, where there are few (可选值)."""
        options: tuple[Any, ...] = self.fact.kind.domain
        return options

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses that ask it (条款)."""
        return tuple(dict.fromkeys(requirement.clause for requirement in self.requirements))


def questions(assessment: Assessment) -> tuple[Question, ...]:
    """Give the facts to ask for next, the most decisive first (待问事项)."""
    asking: dict[str, dict[Requirement, None]] = {path: {} for path in assessment.missing}
    for finding in assessment.undetermined:
        if finding.force is Force.MUST:
            for path in finding.missing:
                if path in asking:
                    asking[path][finding.requirement] = None
    variables: dict[str, Variable] = {}
    for finding in assessment.undetermined:
        # The rules are run only to have the values of their facts cut where they compare them.
        finding.requirement.truth(stand_in(finding.subject, finding.path, finding.case.on, variables), finding.case)
    found = [
        Question(
            path,
            _labels(type(assessment.subject), path),
            variables[path].fact,
            tuple(requirements),
            _settles(assessment, path, variables[path]),
        )
        for path, requirements in asking.items()
    ]
    return tuple(sorted(found, key=lambda question: -question.settles))


def _settles(assessment: Assessment, path: str, variable: Variable) -> Fraction:
    from sgzlib.assessment.assessment import assess

    effects: dict[tuple[Any, ...], bool] = {}
    for value in _answers(variable):
        try:
            told = put(assessment.subject, path, value)
        except SgzlibError:
            continue
        after = assess(assessment.ruleset, told, on=assessment.on, policy=assessment.policy)
        effect = tuple(str(finding.holds) for finding in after.findings if finding.force is Force.MUST)
        effects[effect] = not isinstance(after.verdict, Unknown)
    return Fraction(sum(effects.values()), max(len(effects), 1))


def _answers(variable: Variable) -> Iterator[Any]:
    """Give one answer of each sort to which the rules could do something else."""
    kind = variable.fact.kind
    if variable.joins:
        of: Any = kind.members
        yield from (
            tuple(of() for _ in range(option.least)) for option in variable.options[1:] if option.least <= _MOST_MEMBERS
        )
    elif kind.name == "many":
        yield from ((), *variable.points)
    elif kind.name == "text":
        yield from ("某", *(point.replace("…", "某") for point in variable.points))
    else:
        yield from (option.least for option in variable.options[1:])


def put(subject: Any, path: str, value: Any) -> Any:
    """Give a subject with one fact told."""
    step, _, rest = path.partition(".")
    name, at = re.findall(r"(\w+)(?:\[(\d+)\])?", step)[0]
    evolve: Any = attrs.evolve
    if not rest:
        return evolve(subject, **{name: value})
    now = getattr(subject, name)
    if at:
        place = int(at)
        return evolve(subject, **{name: (*now[:place], put(now[place], rest, value), *now[place + 1 :])})
    of: Any = facts_of(type(subject))[name].kind.members
    return evolve(subject, **{name: put(of() if isinstance(now, Unknown) else now, rest, value)})


def _labels(of: Any, path: str) -> tuple[tuple[str, str], ...]:
    labels: list[tuple[str, str]] = []
    for name, at in re.findall(r"(\w+)(?:\[(\d+)\])?", path):
        fact = facts_of(of)[name]
        labels.append((f"{fact.zh} {int(at) + 1}", f"{fact.en} {int(at) + 1}") if at else (fact.zh, fact.en))
        of = fact.kind.members
    return tuple(labels)


def inputs_of(ruleset: Ruleset, *, policy: Policy = TIANJIN_2021) -> tuple[Question, ...]:
    """Give every fact that a ruleset may ask for under any reading (所需事实), as questions, in the order of asking.

    >>> import sgzlib as sgz
    >>> for question in sgz.inputs_of(sgz.STAFFING)[:3]:
    ...     print(question.path, question.zh, question.type, [clause.locator for clause in question.clauses])
    workers 驻站社工 many ['三(二)', '五(四)', '六(二)']
    contracted_headcount 购买合同约定人数 count ['三(二)']
    workers[].contracted 驻站社工 · 与承接主体签订劳动合同 bool ['三(二)']
    """
    asked: dict[str, tuple[Fact[Any], dict[Requirement, None]]] = {}
    case = Case(require("policy", policy, Policy).notice.issued_on, policy)
    for path, requirement, subject in _all(require("ruleset", ruleset, Ruleset), ""):

        def note(at: str, fact: Fact[Any], requirement: Requirement = requirement) -> None:
            asked.setdefault(at, (fact, {}))[1][requirement] = None

        for under in under_every_option(readings_touched(requirement, _listener(subject, path, note), case), policy):
            requirement.truth(_listener(subject, path, note), attrs.evolve(case, policy=under))
    return tuple(
        Question(path, _labels(ruleset.subject, path.replace("[]", "")), fact, tuple(requirements))
        for path, (fact, requirements) in asked.items()
    )


def _all(ruleset: Ruleset, path: str) -> Iterator[tuple[str, Requirement, type[Any]]]:
    for requirement in ruleset.requirements:
        yield path, requirement, ruleset.subject
    for name, part in ruleset.parts:
        yield from _all(part, joined(path, name))


def _listener(of: type[Any], path: str, note: Any) -> StandIn:
    """Stand in for a subject of which nothing is known, and tell `note` every fact asked for."""

    def leaf(name: str, fact: Fact[Any]) -> Any:
        at, members = joined(path, name), fact.kind.members
        if is_subject(members):
            inner: Any = members
            if fact.kind.name != "many":
                return _listener(inner, at, note)
            note(at, fact)
            return _Listening(_listener(inner, f"{at}[]", note))
        note(at, fact)
        return UNKNOWN

    return StandIn(of, leaf)


class _Listening:
    """A group of which nothing is known: what is asked of its members is asked of one that stands for all."""

    def __init__(self, member: StandIn) -> None:
        self._member = member

    def size(self) -> Unknown:
        return UNKNOWN

    def count(self, what: Any, case: Any) -> Unknown:
        truth_of(self._member, what, case)
        return UNKNOWN

    def total(self, name: str) -> Unknown:
        getattr(self._member, name)
        return UNKNOWN

    latest = earliest = total

    def distinct(self, name: str, _among: tuple[Any, ...]) -> Unknown:
        getattr(self._member, name)
        return UNKNOWN
