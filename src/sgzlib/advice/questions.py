"""Questions (需补充的信息): which facts to ask for next, with texts in both languages, enough to build a form from.

`questions` asks for the relevant facts (`relevance`). For each, it tries one answer of every class that the rules
distinguish (`_answers`), judges the subject with that answer, and counts the different results for the MUSTs:

    settles     the share of these results in which the verdict is known, whatever the other unknown facts are
    answers     the verdict after each answer, for a fact with a fixed list of values

Questions about one member stand together, and the member with the highest `settles` comes first. Facts whose relevance
is undecided come last. For a group about which nothing is known, the answers are numbers of members. The number of
trials is limited (`_MOST_TRIED`): a fact beyond the limit has a `settles` of 0 and no `answers`, and is still asked.
If more than `MOST_FACTS` facts are unknown, relevance is not searched: all unknown facts of the rules are asked.
A fact that only stands in for others (`FirstKnown`) is left out if these are asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, Self

import attrs

from sgzlib.advice.acts import Resting
from sgzlib.advice.changes import actors_of, clauses_of, member_of, value_at_place
from sgzlib.advice.documents import QuestionDict, QuestionsDict
from sgzlib.advice.grounding import Grounder
from sgzlib.advice.propositions import Proposition, Variable, inequalities_in, literals_in
from sgzlib.advice.relevance import MOST_FACTS, MOST_STEPS, is_settled, relevant_in
from sgzlib.advice.satisfiability import Solver, numeric_variables, partition, turning_points
from sgzlib.law.clauses import Clause, Force
from sgzlib.law.errors import SgzlibError, require
from sgzlib.law.facts import Fact, facts_of, is_subject
from sgzlib.law.formula import Constant, FirstKnown, Node, under, walk
from sgzlib.law.judging import Judged, Judgement, judge
from sgzlib.law.labels import HasLabels
from sgzlib.law.laws import Law
from sgzlib.law.requirement import Requirement, Ruleset
from sgzlib.law.tracing import given_in, unknown_facts
from sgzlib.law.truth import UNKNOWN, Truth, Unknown
from sgzlib.prose.asking import asked
from sgzlib.prose.documents import Documented, fact_value
from sgzlib.prose.tables import Row, Tabled
from sgzlib.prose.views import Viewed

if TYPE_CHECKING:
    from sgzlib.prose.html import Element
    from sgzlib.prose.language import Language

_MOST_MEMBERS: Final = 60
_MOST_TRIED: Final = 50_000
"""How many facts may be judged anew while answers are tried: an answer to one of 100 unknown facts counts 100."""


@attrs.frozen(eq=False, repr=False)
class Question(Documented[QuestionDict], Viewed):
    """One fact to ask for (需补充的信息).

    `path` is its place in the subject: `workers[0].registered`, or `workers[].registered` for every worker. `zh` and
    `en` are its labels along that path, `type` is the kind of value, `unit` and `allowed` are pairs with Chinese first,
    `options` the possible values if there are few, `clauses` the clauses that need it, `settles` how decisive it is (0
    to 1). `answers` has the verdict after each possible value, if there are few. `judged` is the assessment, `law` the
    law whose numbers its words contain. If a document is asked for a known fact, `value` is the fact's value, and `how`
    says in Chinese and English how it is known so far.
    """

    path: str
    labels: tuple[tuple[str, str], ...]
    fact: Any
    requirements: tuple[Requirement, ...]
    settles: Fraction = Fraction(0)
    answers: tuple[tuple[Any, Truth], ...] = ()
    judged: Judgement[Any] | None = None
    law: Law | None = None
    value: Any = UNKNOWN
    how: tuple[str, str] | None = None

    document_type = QuestionDict

    def __repr__(self) -> str:
        return f"<Question {self.path}: {self.type}>"

    @property
    def zh(self) -> str:
        """The label of the fact in Chinese (中文名称)."""
        return " · ".join(zh for zh, _ in self.labels)

    @property
    def en(self) -> str:
        """The label of the fact in English (英文名称)."""
        return " · ".join(en for _, en in self.labels)

    @property
    def type(self) -> str:
        """The kind of value (类型): bool, count, hours, yuan, date, text, many, or the name of an enumeration."""
        return str(self.fact.kind.name)

    @property
    def unit(self) -> tuple[str, str] | None:
        """The unit in Chinese and English, None if there is none (单位)."""
        unit: tuple[str, str] | None = self.fact.unit
        return unit

    @property
    def allowed(self) -> tuple[str, str]:
        """The allowed values in an official's words, in Chinese and English (取值范围)."""
        return asked(self.fact.kind)

    @property
    def options(self) -> tuple[Any, ...]:
        """All possible values, if there are few (可选值)."""
        options: tuple[Any, ...] = self.fact.kind.domain
        return options

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses that need the fact (条款)."""
        return clauses_of(self.requirements)

    @property
    def by(self) -> tuple[HasLabels, ...]:
        """Who knows the answer (责任单位)."""
        return actors_of(self.requirements)

    def ask(self, locale: str = "zh_CN") -> str:
        """Return the question as a sentence (问句), after the name of the member or part that it is about.

        >>> import sgzlib as sgz
        >>> major = next(one for one in sgz.inputs_of(sgz.QUALIFICATION) if one.path == "social_work_major")
        >>> major.ask(), major.ask("en")
        ('所学专业是否属于社会工作及其相关专业？', 'Is the degree in social work or a related subject?')
        """
        from sgzlib.advice.phrases import question_text
        from sgzlib.prose.language import Language

        return question_text(self, Language(locale))

    def why(self, locale: str = "zh_CN") -> tuple[str, ...]:
        """Return the requirements that depend on the fact, in words (为何询问)."""
        from sgzlib.advice.phrases import requirement_texts
        from sgzlib.prose.language import Language

        return requirement_texts(self, Language(locale))

    def evidence(self, locale: str = "zh_CN") -> str | None:
        """Write where to look (可查材料), None where nothing is known to show it."""
        from sgzlib.advice.phrases import evidence_of
        from sgzlib.prose.language import Language

        return evidence_of(self.fact, Language(locale))

    def decides(self, locale: str = "zh_CN") -> tuple[str, ...]:
        """Return the result of each answer, if there are few (答案的结果)."""
        from sgzlib.advice.phrases import decides_texts
        from sgzlib.prose.language import Language

        return decides_texts(self, Language(locale))

    def extra_fields(self, language: Language) -> dict[str, Any]:
        """Return the sentence, the label, why it is asked, who knows, and the allowed values (自述部分)."""
        locale = str(language.locale)
        return {
            "ask": self.ask(locale),
            "why": self.why(locale),
            "decides": self.decides(locale),
            "evidence": self.evidence(locale),
            "text": language.of(self),
            "unit": self.unit and language.pick(self.unit),
            "allowed": language.pick(self.allowed),
            "options": [{"value": option, "text": language.value(option)} for option in self.options],
            "value": None if self.value is UNKNOWN else fact_value(self.value),
            "how": self.how and language.pick(self.how),
        }

    def view(self, language: Language) -> Iterator[Element]:
        """Yield what it shows as a view (视图)."""
        from sgzlib.advice.views import question_view

        yield question_view(self, language)


class Questions(tuple[Question, ...], Documented[QuestionsDict], Tabled, Viewed):  # noqa: SLOT001 - a tuple takes none
    """Questions in their order (需补充的信息): a tuple that can also be shown as HTML and exported as data or a table.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> questions = sgz.check_premises(sgz.Premises(), on=date(2022, 3, 1)).questions()
    >>> document = questions.to_dict("en")
    >>> document["ruleset"], document["law"]["notice"]["issued_on"], document["questions"][0]["text"]
    ('premises', '2021-05-26', 'office of its own')
    """

    _about: Mapping[str, Any]
    document_type = QuestionsDict

    def __new__(cls, questions: Iterable[Question], about: Mapping[str, Any]) -> Self:
        """Hold questions, and by which law of which ruleset they are asked, on which day and of whom."""
        made = super().__new__(cls, questions)
        made._about = about
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self), self._about

    def extra_fields(self, language: Language) -> dict[str, Any]:  # noqa: ARG002 - each question has words of its own
        """Return the subject of the questions, and the questions (自述部分)."""
        return {**dict.fromkeys(("law", "on", "subject", "verdict")), **self._about, "questions": tuple(self)}

    def columns(self) -> Mapping[str, type]:
        """Return the columns of the table (列): one row for each question."""
        texts = ("path", "ask", "text", "type", "unit", "allowed", "by", "evidence", "clauses")
        return dict.fromkeys(texts, str) | {"settles": float}

    def rows(self, language: Language) -> Iterator[Row]:
        """Yield a row for each question (行)."""
        for question in self:
            yield {
                "path": question.path,
                "ask": question.ask(str(language.locale)),
                "text": language.of(question),
                "type": question.type,
                "unit": question.unit and language.pick(question.unit),
                "allowed": language.pick(question.allowed),
                "by": question.by,
                "evidence": question.evidence(str(language.locale)),
                "clauses": tuple(clause.locator for clause in question.clauses),
                "settles": float(question.settles),
            }

    def view(self, language: Language) -> Iterator[Element]:
        """Yield what it shows as a view (视图)."""
        from sgzlib.advice.views import questions_view

        return questions_view(self, self._about.get("verdict", UNKNOWN), language)


def questions(assessment: Judgement[Any]) -> Questions:
    """Return the facts to ask for next, the most decisive first (需补充的信息)."""
    about = _about(assessment)
    if assessment.verdict is not UNKNOWN or not assessment.applicable:
        return Questions((), about)
    undetermined = [
        judged for judged in assessment.undetermined if judged.force is Force.MUST and not judged.requirement.restates
    ]
    formulas = [
        under(assessment.ruleset.formula(judged.path, judged.requirement), assessment.case.law)
        for judged in undetermined
    ]
    unknown = unknown_facts(formulas, assessment.subject)
    if len(unknown) > MOST_FACTS:
        return Questions(_unsearched(assessment, undetermined, formulas), about)
    grounder = Grounder(assessment.subject, assessment.case, revising=False)
    grounded = grounder.ground(formulas)
    variables, solver = grounder.of_path(), Solver(limit=MOST_STEPS)
    relevant = relevant_in(grounder, grounded, solver)
    if is_settled(relevant, undetermined):
        return Questions(_unsearched(assessment, undetermined, formulas), about)
    # Undecided facts may matter, so they are asked too, after the others.
    asking: dict[str, dict[Requirement, None]] = {path: {} for path in (*relevant.facts, *relevant.undecided)}
    solver.limit = solver.taken + MOST_STEPS
    for finding, part in zip(undetermined, grounded, strict=True):
        alone = relevant_in(grounder, [part], solver)
        for path in (*alone.facts, *alone.undecided):
            if path in asking:
                asking[path][finding.requirement] = None
    settles: dict[Any, tuple[Fraction, tuple[tuple[Any, Truth], ...]]] = {}
    left = _MOST_TRIED
    questions = []
    decided = _decided_by_others(formulas, assessment.subject, asking)
    for path, requirements in ((path, asking[path]) for path in asking if path not in decided):
        key = grounder.likeness(path)
        if key not in settles:
            answers = tuple(_answers(variables[path][0], grounded)) if left > 0 else ()
            left -= len(answers) * len(variables)
            settles[key] = _settles(assessment, path, variables[path][0], answers)
        fact = variables[path][0].fact
        labels = _labels(type(assessment.subject), path)
        questions.append(
            Question(path, labels, fact, tuple(requirements), *settles[key], assessment, assessment.policy)
        )
    return Questions(_in_order(questions, frozenset(relevant.undecided)), about)


def _about(assessment: Judgement[Any]) -> dict[str, Any]:
    """Return by which law of which ruleset is asked, on which day and of whom (所问对象)."""
    return {
        "law": assessment.policy,
        "ruleset": assessment.ruleset,
        "on": assessment.on,
        "subject": assessment.subject,
        "verdict": assessment.verdict,
    }


def evidence_questions(asked: Questions, assessment: Judgement[Any], resting: Iterable[Resting]) -> Questions:
    """Return questions, followed by those for documents of known facts on which findings rest (佐证材料的提问)."""
    cls, law = type(assessment.subject), assessment.policy
    more = (
        Question(
            each.path,
            _labels(cls, each.path),
            fact_at(cls, each.path),
            each.requirements,
            judged=assessment,
            law=law,
            value=each.value,
            how=each.how,
        )
        for each in resting
    )
    return Questions((*asked, *more), _about(assessment))


def fact_at(cls: Any, path: str) -> Fact[Any]:
    """Return the fact at a path of a class of subjects, through parts and members (某路径的事实)."""
    *before, last = re.findall(r"(\w+)(?:\[\d+\])?", path)
    for name in before:
        cls = facts_of(cls)[name].kind.members
    return facts_of(cls)[last]


def _unsearched(
    assessment: Judgement[Any], undetermined: Iterable[Judged], formulas: Sequence[Node]
) -> Iterator[Question]:
    """Yield a question for each unknown fact that formulas read, whether or not it matters."""
    asking: dict[str, dict[Requirement, None]] = {}
    for judged, formula in zip(undetermined, formulas, strict=True):
        for path in unknown_facts([formula], assessment.subject):
            asking.setdefault(path, {})[judged.requirement] = None
    facts = {path: fact for formula in formulas for path, fact in given_in(formula)}
    for path, requirements in asking.items():
        labels = _labels(type(assessment.subject), path)
        fact = facts[re.sub(r"\[\d+\]", "[]", path)]
        yield Question(path, labels, fact, tuple(requirements), judged=assessment, law=assessment.policy)


def _decided_by_others(formulas: Sequence[Node], subject: Any, asking: Iterable[str]) -> frozenset[str]:
    """Return the facts that are used only where known, and that other questions decide."""
    asked, read = set(asking), Counter(path for formula in formulas for path, _ in given_in(formula))
    for node in (node for formula in formulas for node in walk(formula) if isinstance(node, FirstKnown)):
        # Inside a condition on members, paths start from the member and are not in `read`.
        if all(path in read for path, _ in given_in(node)) and Constant(UNKNOWN) not in walk(node.second):
            others = unknown_facts([node.second], subject)
            read.subtract(path for path, _ in given_in(node.first) if others and asked.issuperset(others))
    return frozenset(path for path, times in read.items() if not times)


def _in_order(unordered: Sequence[Question], undecided: frozenset[str]) -> list[Question]:
    """Return questions by member, the most decisive first (提问次序); undecided ones come last."""
    whose = {question.path: member_of(question.path) or question.path for question in unordered}
    most = dict.fromkeys(whose.values(), Fraction(0))
    for question in unordered:
        most[whose[question.path]] = max(most[whose[question.path]], question.settles)
    first = {member: rank for rank, member in enumerate(most)}

    def key(question: Question) -> Any:
        member = whose[question.path]
        return question.path in undecided, -most[member], first[member], -question.settles

    return sorted(unordered, key=key)


def _settles(
    assessment: Judgement[Any], path: str, variable: Variable, values: Iterable[Any]
) -> tuple[Fraction, tuple[tuple[Any, Truth], ...]]:
    effects: set[tuple[bool, Any, tuple[Any, ...]]] = set()
    answers: list[tuple[Any, Truth]] = []
    for value in values:
        try:
            answered = set_path(assessment.subject, path, value)
        except SgzlibError:
            continue
        case, findings = judge(assessment.ruleset, answered, assessment.on, assessment.policy, Judged)
        after = Judgement(assessment.ruleset, answered, case, findings)
        # The requirements together can decide the verdict although each of them is open.
        each = tuple(str(finding.holds) for finding in after.findings if finding.force is Force.MUST)
        effects.add((after.verdict is not UNKNOWN or not after.applicable, str(after.verdict), each))
        answers += [(value, after.verdict)] if variable.fact.kind.domain else []  # type: ignore[union-attr]
    return Fraction(sum(settled for settled, _, _ in effects), max(len(effects), 1)), tuple(answers)


def _answers(variable: Variable, grounded: Sequence[Proposition]) -> Iterator[Any]:
    """Yield one answer of each class that the rules distinguish: for a group, numbers of members."""
    kind: Any = variable.fact.kind  # type: ignore[union-attr]
    if variable.points is not None:
        yield from (point.replace("…", "某") if isinstance(point, str) else point for point in variable.points.values())
        return
    mine = [part for part in grounded if variable in part.variables]
    sets = [atom.ranges for part in mine for atom in literals_in(part) if atom.variable is variable]
    for part in (
        inequality
        for whole in mine
        for inequality in inequalities_in(whole)
        if variable in numeric_variables(inequality)
    ):
        sets += turning_points(part, variable)
    for cell in partition(variable.ranges, sets):
        place = cell[0][0]
        if not is_subject(kind.members):
            yield value_at_place(variable, place)
        elif place <= _MOST_MEMBERS:
            yield tuple(kind.members() for _ in range(place))


def set_path(subject: Any, path: str, value: Any) -> Any:
    """Return a subject with another value for one fact."""
    step, _, rest = path.partition(".")
    name, index = re.findall(r"(\w+)(?:\[(\d+)\])?", step)[0]
    evolve: Any = attrs.evolve
    if not rest:
        return evolve(subject, **{name: value})
    now = getattr(subject, name)
    if index:
        place = int(index)
        return evolve(subject, **{name: (*now[:place], set_path(now[place], rest, value), *now[place + 1 :])})
    part_class: Any = facts_of(type(subject))[name].kind.members
    return evolve(subject, **{name: set_path(part_class() if isinstance(now, Unknown) else now, rest, value)})


def _labels(cls: Any, path: str) -> tuple[tuple[str, str], ...]:
    from sgzlib.prose.language import numbered

    labels: list[tuple[str, str]] = []
    for name, index in re.findall(r"(\w+)(?:\[(\d+)\])?", path):
        fact = facts_of(cls)[name]
        labels.append(numbered(fact, int(index)) if index else (fact.zh, fact.en))
        cls = fact.kind.members
    return tuple(labels)


def inputs_of(ruleset: Ruleset) -> Questions:
    """Return every fact that a ruleset may need under any reading (所需事实), as questions, in the order of asking.

    >>> import sgzlib as sgz
    >>> for question in sgz.inputs_of(sgz.STAFFING)[:3]:
    ...     print(question.path, question.zh, question.type, [clause.locator for clause in question.clauses])
    contract_signed_on 首份合同签订日期 date ['三(二)', '六(二)']
    contracted_headcount 购买合同约定人数 count ['三(二)', '六(二)']
    workers 驻站社工 many ['三(二)', '五(四)', '六(二)']
    """
    asked_for: dict[str, tuple[Fact[Any], dict[Requirement, None]]] = {}
    for path, rule, _ in require("ruleset", ruleset, Ruleset).every():
        if not rule.restates:
            for fact_path, fact in given_in(ruleset.formula(path, rule)):
                asked_for.setdefault(fact_path, (fact, {}))[1][rule] = None
    law = ruleset.law if isinstance(ruleset.law, Law) else None
    listed = (
        Question(path, _labels(ruleset.subject, path.replace("[]", "")), fact, tuple(requirements), law=law)
        for path, (fact, requirements) in asked_for.items()
    )
    return Questions(listed, {"law": law, "ruleset": ruleset})
