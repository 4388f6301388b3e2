"""Every reading at once (各种理解下的结论): whether a verdict depends on how the notice is read, and on which reading.

Each finding is first judged under all options of the readings in its own formula. Readings that change no finding are
left at their default. The subject is judged under all combinations of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.assessment.documents import AllReadingsDict, HingeDict, OutcomeDict
from sgzlib.law.errors import InvalidType
from sgzlib.law.formula import ByReading, Node, children, is_truth, readings_in, under
from sgzlib.law.formula.evaluating import compiled, recorded, remembered
from sgzlib.law.judging import implied_truth
from sgzlib.law.labels import Labelled
from sgzlib.law.laws import History, Law, Reading, law_on, under_every_option
from sgzlib.law.plurals import counted
from sgzlib.law.requirement import Case, Ruleset, S
from sgzlib.law.truth import UNKNOWN, Truth, Unknown
from sgzlib.prose.documents import Documented, reading_document
from sgzlib.prose.tables import Row, Tabled
from sgzlib.prose.views import Viewed

if TYPE_CHECKING:
    from sgzlib.prose.html import Element
    from sgzlib.prose.language import Language

Check: TypeAlias = "Ruleset[S] | Callable[..., Assessment[S]]"


@attrs.frozen(eq=False, repr=False)
class Outcome(Documented[OutcomeDict]):
    """One combination of options and the assessment under it (某一理解组合下的结论)."""

    readings: tuple[Reading, ...]
    assessment: Assessment

    document_type = OutcomeDict

    def __repr__(self) -> str:
        options = ", ".join(f"{id_}={option.name}" for id_, option in self.options.items())
        return f"<Outcome {options}: {self.verdict}>"

    @property
    def options(self) -> dict[str, Labelled]:
        """The option used for each reading, by the reading's id (所取选项)."""
        return {reading.id: getattr(self.assessment.policy, reading.id) for reading in self.readings}

    @property
    def verdict(self) -> Truth:
        """The verdict under this combination (结论)."""
        return self.assessment.verdict


@attrs.frozen(eq=False, repr=False)
class Hinge(Documented[HingeDict]):
    """A reading on which the verdict depends (关键理解), with two outcomes that differ in both."""

    reading: Reading
    one: Outcome
    other: Outcome

    document_type = HingeDict

    def __repr__(self) -> str:
        return f"<Hinge {self.reading.id}>"


@attrs.frozen(eq=False, repr=False)
class AllReadings(Documented[AllReadingsDict], Tabled, Viewed):
    """The verdict under every combination of the readings that matter to a subject (各种理解下的结论).

    `outcomes` has one entry for each combination, starting with the first option of every reading.
    """

    readings: tuple[Reading, ...]
    outcomes: tuple[Outcome, ...]

    document_type = AllReadingsDict

    def __repr__(self) -> str:
        hangs = ", ".join(reading.id for reading in self.hangs_on) or "nothing"
        name = self.outcomes[0].assessment.ruleset.name
        return f"<AllReadings {name}: {counted(len(self.outcomes), 'outcomes')}, hangs on {hangs}>"

    @property
    def same(self) -> bool:
        """Whether the verdict is the same under all combinations (结论是否一致)."""
        return len({_name(outcome.verdict) for outcome in self.outcomes}) == 1

    @property
    def hinges(self) -> tuple[Hinge, ...]:
        """The readings on which the verdict depends, each with an example of two different results (关键理解及例证)."""
        hinges = (self._hinge(reading) for reading in self.readings)
        return tuple(hinge for hinge in hinges if hinge is not None)

    @property
    def hangs_on(self) -> tuple[Reading, ...]:
        """The readings on which the verdict depends: another option of one of them changes it (结论所取决的理解)."""
        return tuple(hinge.reading for hinge in self.hinges)

    def _hinge(self, reading: Reading) -> Hinge | None:
        first: dict[tuple[Labelled, ...], Outcome] = {}
        for outcome in self.outcomes:
            others = tuple(option for id_, option in outcome.options.items() if id_ != reading.id)
            example = first.setdefault(others, outcome)
            if example.verdict is not outcome.verdict:
                return Hinge(reading, example, outcome)
        return None

    def render(self, locale: str = "zh_CN") -> str:
        """Return text in Chinese or English (文本): the common verdict, or what it depends on, and all combinations."""
        from sgzlib.prose.language import Language
        from sgzlib.prose.statuses import verdict_text

        language = Language(locale)
        first = self.outcomes[0].assessment
        lines = [f"{language.of(first.ruleset)} · {language.value(first.on)}"]
        if not self.readings:
            said = language.pick(("不涉及可作两种理解之处，结论：", "The verdict does not depend on any reading: "))
        else:
            said = language.pick(("各种理解下结论相同：", "The verdict is the same under every reading: "))
        hangs = language.pick(("结论取决于如何理解：", "The verdict depends on a reading:"))
        lines.append(said + verdict_text(first, language) if self.same else hangs)
        for hinge in self.hinges:
            lines.append(f"- {hinge.reading.question if language.chinese else hinge.reading.question_en}")
            for example in (hinge.one, hinge.other):
                option = language.of(example.options[hinge.reading.id])
                quoted = language.pick((f"“{option}”", f'"{option}"'))
                lines.append("    " + quoted + language.pick(("：", ": ")) + verdict_text(example.assessment, language))
        for outcome in () if self.same else self.outcomes:
            options = language.list(f"{id_} = {language.of(option)}" for id_, option in outcome.options.items())
            lines.append(f"{options} → {verdict_text(outcome.assessment, language)}")
        return "\n".join(lines) + "\n"

    def extra_fields(self, language: Language) -> dict[str, Any]:
        """Return the subject and day checked, and the readings with all their options (自述部分)."""
        first = self.outcomes[0].assessment
        return {
            "law": first.policy,
            "ruleset": first.ruleset,
            "on": first.on,
            "subject": first.subject,
            "text": self.render(str(language.locale)),
            "readings": [reading_document(reading, language) for reading in self.readings],
        }

    def columns(self) -> Mapping[str, type]:
        """Return the columns of the table (列): one for each reading, and the verdict; a row for each combination."""
        return {**dict.fromkeys((reading.id for reading in self.readings), str), "verdict": bool}

    def rows(self, language: Language) -> Iterator[Row]:  # noqa: ARG002 - options stand by their names
        """Yield a row for each combination of options (行)."""
        for outcome in self.outcomes:
            yield {**outcome.options, "verdict": outcome.verdict}

    def view(self, language: Language) -> Iterator[Element]:
        """Yield what it shows as a view (视图)."""
        from sgzlib.assessment.views import readings_view

        return readings_view(self.outcomes, self.hinges, language)


def _name(verdict: Truth) -> str:
    return "unknown" if isinstance(verdict, Unknown) else str(verdict)


def _asked(assessment: Assessment) -> Iterator[tuple[Callable[[Law], object], set[str]]]:
    """Yield what decides the verdict, as functions of the law, each with the ids of the readings that it looks at."""
    for finding in assessment.findings:
        force = finding.requirement.force
        looked_at = {*readings_in(finding.formula), *((force.id,) if isinstance(force, Reading) else ())}
        if not finding.requirement.restates:
            yield finding.under, looked_at
    ruleset, subject, case = assessment.ruleset, assessment.subject, assessment.case
    yield (
        lambda law: repr(implied_truth(ruleset, subject, attrs.evolve(case, law=law))),
        set().union(*readings_together(ruleset, subject, case)),
    )


def readings_together(ruleset: Ruleset, subject: Any, case: Case[Any], path: str = "") -> Iterator[set[str]]:
    """Yield, of a ruleset and each of its parts, on which readings its common consequence may depend (相关的理解)."""
    if ruleset.implied is not None:
        whole = None if case.whole is UNKNOWN else type(case.whole)
        formula, taken = _parts_of(ruleset.implied, type(subject), type(case.law), whole, path)

        def value(part: Node, law: Law) -> object:
            # Many laws differ in readings that a part does not look at.
            key = part, law.dated, *(getattr(law, id_) for id_ in readings_in(part))
            if key not in taken:
                taken[key] = compiled(under(part, law), path)
            return taken[key](subject, attrs.evolve(case, law=law))

        yield _may_depend(formula, value, case.law)
    for name, part in ruleset.parts:
        inner = getattr(subject, name)
        inner = part.subject() if inner is UNKNOWN else inner
        yield from readings_together(part, inner, attrs.evolve(case, whole=subject), name)


@remembered(256)
def _parts_of(*asked: Any) -> tuple[Node, dict[Any, Callable[[Any, Any], Any]]]:
    """Return the formula of a common consequence, and an empty store for its compiled parts (共同结论的公式)."""
    return recorded(*asked), {}


def _may_depend(formula: Node, value: Callable[[Node, Law], object], law: Law) -> set[str]:
    """Return the ids of the readings on which a formula may depend: only those on which one of its parts does.

    So the readings of few parts are multiplied out, and not all that the formula looks at.
    """
    ids = readings_in(formula)
    if len(ids) < 2 or not is_truth(formula):  # noqa: PLR2004 - nothing to leave out, or no truth to compare
        return set(ids)
    if isinstance(formula, ByReading):
        parts = [(branch, law.under(**{formula.reading: option})) for option, branch in formula.branches]
        inner = {formula.reading}
    else:
        parts, inner = [(part, law) for part in children(formula)], set[str]()
    inner = inner.union(*(_may_depend(part, value, under_option) for part, under_option in parts))
    readings = [reading for id_, reading in law.readings.items() if id_ in inner]
    return {reading.id for reading in _hanging(lambda law: repr(value(formula, law)), readings, law)}


def _hanging(answer: Callable[[Law], object], readings: list[Reading], law: Law) -> Iterator[Reading]:
    """Yield the readings of which another option alone changes an answer, whatever the options of the others are."""
    answers = {
        tuple(getattr(variant, reading.id) for reading in readings): answer(variant)
        for variant in under_every_option(readings, law)
    }
    for index, reading in enumerate(readings):
        beside: dict[tuple[Labelled, ...], object] = {}
        if any(
            beside.setdefault((*options[:index], *options[index + 1 :]), result) != result
            for options, result in answers.items()
        ):
            yield reading


def under_all_readings(check: Check[S], subject: S, *, on: date, policy: Law | History | None = None) -> AllReadings:
    """Check a subject under every combination of the readings on which its findings depend (各种理解下的结论).

    `check` is a check function or a ruleset. Other readings keep the policy's options. Time grows with the size of the
    subject times the number of combinations. Raises whatever the check raises.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> worker = sgz.Worker(education=sgz.Education.BACHELOR, social_work_major=True,
    ...                     certificate=sgz.Certificate.NONE, registered=False)
    >>> result = sgz.under_all_readings(sgz.check_qualification, worker, on=date(2022, 3, 1))
    >>> result.same, [reading.id for reading in result.hangs_on], len(result.outcomes)
    (False, ['registration_scope'], 4)
    >>> [(example.options["registration_scope"].en, example.verdict)
    ...  for example in (result.hinges[0].one, result.hinges[0].other)]
    [('those qualified by a certificate', True), ('everyone', False)]
    >>> sgz.under_all_readings(sgz.check_qualification, worker, on="2022-03-01")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: on: '2022-03-01' 不可用，应为日期（datetime.date，不含时刻） ...
    """

    def judged(under: Law | History | None) -> Assessment[S]:
        if isinstance(check, Ruleset):
            return assess(check, subject, on=on, policy=under)
        if callable(check):
            return check(subject, on=on, **({} if under is None else {"policy": under}))
        raise InvalidType("check", check, "Ruleset 对象或 check 函数", "a Ruleset or a check function")

    given = judged(policy)
    law = law_on(given.policy, on)
    matter: set[Reading] = set()
    for answer, ids in _asked(given) if given.in_force else ():
        matter.update(_hanging(answer, [reading for id_, reading in law.readings.items() if id_ in ids], law))
    readings = tuple(reading for reading in law.readings.values() if reading in matter)
    return AllReadings(readings, tuple(Outcome(readings, judged(under)) for under in under_every_option(readings, law)))
