"""Questions (待问事项): which facts to ask for next, and how, in both languages: enough to build a form from.

How decisive a fact is, is counted. The ways in which its answer can turn out are told apart by what they do to the
MUSTs; `settles` is the share of them after which the verdict is known, whatever the other unknown facts are. Of a
group of which nothing is known, the first answer is how many members it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs

from sgzlib.advice.completions import missing, relevant_facts
from sgzlib.advice.ways import Variable
from sgzlib.advice.wishes import stand_in
from sgzlib.law.clauses import Clause, Force
from sgzlib.law.errors import SgzlibError, require
from sgzlib.law.facts import Fact, facts_of
from sgzlib.law.judging import Judged, Judgement, judge
from sgzlib.law.requirement import Requirement, Ruleset
from sgzlib.law.tracing import given_in
from sgzlib.law.truth import UNKNOWN, Unknown

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


def questions(assessment: Judgement[Any]) -> tuple[Question, ...]:
    """Give the facts to ask for next, the most decisive first (待问事项)."""
    asking: dict[str, dict[Requirement, None]] = {path: {} for path in missing(assessment)}
    for finding in assessment.undetermined:
        if finding.force is Force.MUST and not finding.requirement.restates:
            for path in relevant_facts((finding.requirement.truth,), finding.subject, finding.case, finding.path):
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


def _settles(assessment: Judgement[Any], path: str, variable: Variable) -> Fraction:
    effects: dict[tuple[Any, ...], bool] = {}
    for value in _answers(variable):
        try:
            told = put(assessment.subject, path, value)
        except SgzlibError:
            continue
        case, findings = judge(assessment.ruleset, told, assessment.on, assessment.policy, Judged)
        after = Judgement(assessment.ruleset, told, case, findings)
        effect = tuple(str(finding.holds) for finding in after.findings if finding.force is Force.MUST)
        effects[effect] = after.verdict is not UNKNOWN
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


def inputs_of(ruleset: Ruleset) -> tuple[Question, ...]:
    """Return every fact that a ruleset may ask for under any reading (所需事实), as questions, in the order of asking.

    >>> import sgzlib as sgz
    >>> for question in sgz.inputs_of(sgz.STAFFING)[:3]:
    ...     print(question.path, question.zh, question.type, [clause.locator for clause in question.clauses])
    workers 驻站社工 many ['三(二)', '五(四)', '六(二)']
    contracted_headcount 购买合同约定人数 count ['三(二)']
    workers[].contracted 驻站社工 · 与承接主体签订劳动合同 bool ['三(二)']
    """
    asked: dict[str, tuple[Fact[Any], dict[Requirement, None]]] = {}
    for path, rule, _ in require("ruleset", ruleset, Ruleset).every():
        if not rule.restates:
            for at, fact in given_in(ruleset.formula(path, rule)):
                asked.setdefault(at, (fact, {}))[1][rule] = None
    return tuple(
        Question(path, _labels(ruleset.subject, path.replace("[]", "")), fact, tuple(requirements))
        for path, (fact, requirements) in asked.items()
    )
