"""Assessments (核对结果): the findings for one subject on one day, and everything that users ask of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NoReturn, Self, overload

import attrs

from sgzlib.assessment.decisions import Decision, with_decisions
from sgzlib.assessment.finding import Finding
from sgzlib.assessment.finding_data import resting_on
from sgzlib.assessment.sources import (
    Source,
    SourceLevel,
    checked,
    known_from,
    source_document,
    verdict_level,
    with_sources,
)
from sgzlib.law.clauses import Scope
from sgzlib.law.errors import InvalidValue, require
from sgzlib.law.judging import Judgement, judge
from sgzlib.law.laws import History, Law
from sgzlib.law.requirement import Ruleset, S
from sgzlib.prose.documents import Documented, Loaded
from sgzlib.prose.tables import Row, Tabled
from sgzlib.prose.views import Viewed

if TYPE_CHECKING:
    from sgzlib.advice.acts import Resting
    from sgzlib.advice.questions import Questions
    from sgzlib.advice.relevance import Relevance
    from sgzlib.advice.remedies import Remedies
    from sgzlib.assessment.documents import AssessmentDict
    from sgzlib.assessment.forms import FileKind
    from sgzlib.law.ledger import Wording
    from sgzlib.prose.html import Element
    from sgzlib.prose.language import Language


@attrs.frozen(repr=False)
class Assessment(Judgement[Finding, S], Documented["AssessmentDict"], Tabled, Viewed):
    """The result of checking one subject against a ruleset on one day (核对结果): findings and a verdict.

    `verdict` is True, False or UNKNOWN and covers the requirements that say MUST. An assessment has no truth value: use
    `verdict` or `ok`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> assessment = sgz.check_premises(sgz.Premises(printer=False), on=date(2022, 3, 1))
    >>> assessment.verdict, assessment.missing, [f.requirement.id for f in assessment.violations]
    (False, (), ['premises.printer'])
    >>> bool(assessment)
    Traceback (most recent call last):
    ...
    TypeError: Assessment 没有真假值，请用 .verdict 或 .ok ...
    >>> [(finding["id"], finding["holds"]) for finding in assessment.to_dict()["findings"][:4]]
    [('premises.office', None), ('premises.desks_and_chairs', None), ('premises.computer', None),
     ('premises.printer', False)]
    """

    document_type = Loaded("sgzlib.assessment.documents", "AssessmentDict")

    @property
    def missing(self) -> tuple[str, ...]:
        """The unknown facts that can still change the verdict (需补充的信息), and no others.

        If none can and rest days do not matter, these are the unknown facts that the open rules read: a check does not
        see every consequence, and the verdict is known once they are stated.
        """
        return _relevant(self).facts

    @property
    def undecided(self) -> tuple[str, ...]:
        """What else may still change the verdict, besides `missing` (未决事项).

        These are unknown facts for which the search reached its step limit; if more than 1,200 facts are unknown, all
        of them. `rest_days` is included if the verdict depends on unknown rest days: for a last day at a weekend, or
        outside the published range.
        """
        return _relevant(self).undecided

    @property
    def sources(self) -> dict[str, Source]:
        """The sources of facts, by the paths of facts, parts and members (来源)."""
        return self.findings[0].sources if self.findings else {}

    @property
    def level(self) -> SourceLevel | None:
        """The highest source level at which the verdict is known (结论的来源等级), as in `Finding.level`."""
        return verdict_level(self)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions of authorities about its findings (决定), in the notice's order, whether in force or not."""
        return tuple(decision for finding in self.findings for decision in finding.decisions)

    @property
    def decided(self) -> tuple[Finding, ...]:
        """The open findings about which a decision is in force (已有有效决定的结果)."""
        return tuple(finding for finding in self.findings if finding.is_decided)

    @property
    def outcomes(self) -> dict[str, Any]:
        """The values of the ruleset's outcomes, by id (计算项): a value each, or a `Possible` while facts are unknown.

        Empty if the ruleset has none, if its notice is not in force, or if it does not apply.
        """
        from sgzlib.assessment.computed import computed

        return {outcome.id: value for _, outcome, value in computed(self)}

    def with_decisions(self, decisions: Iterable[Decision]) -> Self:
        """Return the assessment with decisions of authorities added (附决定). No status and no verdict changes.

        Raises `InvalidType` if an item is not a `Decision` or is by somebody who is not an actor of the notice. Raises
        `InvalidValue` for a requirement or path that the assessment does not have, or if the notice lists no actors.

        >>> from datetime import date
        >>> import sgzlib as sgz
        >>> assessment = sgz.check_premises(sgz.Premises(printer=False), on=date(2022, 3, 1))
        >>> extension = sgz.Decision(
        ...     requirement="premises.printer", kind=sgz.DecisionKind.EXTENSION, by=sgz.Actor.DISTRICT_BUREAU,
        ...     on=date(2022, 2, 1), until=date(2022, 6, 30), grounds="区民政局复函")
        >>> decided = assessment.with_decisions([extension])
        >>> decided.verdict, [finding.requirement.id for finding in decided.decided]
        (False, ['premises.printer'])
        >>> print(decided.render().splitlines()[2])
        决定：有效1项；不符合1项，计入有效决定后0项；暂无法判定6项，计入有效决定后6项
        >>> sgz.check_management(sgz.Management(), on=date(2022, 3, 1)).with_decisions([extension])
        Traceback (most recent call last):
        ...
        sgzlib.law.errors.InvalidValue: Decision.requirement: 'premises.printer' 不可用，应为'management.process'、...
        """
        return attrs.evolve(self, findings=with_decisions(self.findings, decisions))

    def questions(self, *, level: SourceLevel | None = None) -> Questions:
        """Return the facts to ask for next, the most decisive first (需补充的信息): `missing`, then `undecided`.

        With a `level`, questions for documents follow: one for each known fact on which a MUST depends and whose source
        is below that level. Without sources there are none. Raises `InvalidType` if `level` is not a `SourceLevel`.

        >>> from datetime import date
        >>> import sgzlib as sgz
        >>> worker = sgz.Worker(social_work_major=False, certificate=sgz.Certificate.ASSISTANT,
        ...                     certificate_passed_on=date(2018, 6, 17), continuing_education_hours=80)
        >>> for question in sgz.check_qualification(worker, on=date(2022, 3, 1)).questions():
        ...     print(question.path, question.zh, question.type, question.settles)
        registered 在天津登记 bool 1/2
        registration_expires 登记有效期至 date 1/2
        >>> declared = {"": sgz.Source(by="街道办事处", on=date(2022, 2, 1))}
        >>> premises = sgz.check_premises(sgz.Premises(printer=False), on=date(2022, 3, 1), sources=declared)
        >>> [question.ask() for question in premises.questions(level=sgz.Source.INSPECTED)]
        ['打印机：否（仅有自报），请提供佐证材料：资产登记、实物照片。']
        >>> premises.questions(level="自报")
        Traceback (most recent call last):
        ...
        sgzlib.law.errors.InvalidType: level: '自报' 不可用，应为SourceLevel 对象 ...
        """
        from sgzlib.advice.questions import evidence_questions, questions

        asked = questions(self)
        if level is None:
            return asked
        return evidence_questions(asked, self, self._resting(require("level", level, SourceLevel)))

    def _resting(self, level: SourceLevel) -> tuple[Resting, ...]:
        """Return the known facts below a level on which findings rest (有待佐证的事实); none without sources."""
        if not self.sources:
            return ()
        known = known_from(self.subject, self.sources, level)
        _, below = judge(self.ruleset, known, self.on, self.policy, Finding, scope=self.case.scope)
        return resting_on(self.findings, below, self.subject)

    def remedies(self, *, establish: bool = True) -> Remedies:
        """Return what to do, by whom and with which evidence, what to establish, and what is too late (整改措施).

        An act changes a known fact in a way that is lawful from the day asked about. Unknown facts only have to be
        established. If sources are given, facts that are only declared and decide a finding are to be established
        first. `establish=False` leaves out unknown facts, which is faster. Empty if nothing is binding.

        >>> from datetime import date
        >>> import sgzlib as sgz
        >>> worker = sgz.Worker(social_work_major=False, certificate=sgz.Certificate.ASSISTANT, registered=True,
        ...                     certificate_passed_on=date(2018, 6, 17), registration_expires=date(2022, 2, 28),
        ...                     continuing_education_hours=72)
        >>> remedies = sgz.check_qualification(worker, on=date(2022, 3, 1)).remedies()
        >>> print(remedies.render("en"))
        Verdict: not qualified
        To do:
        1. renew the registration (Clause: 三(二); By: contractor; Evidence: the entry in the register)
        <BLANKLINE>
        """
        from sgzlib.advice.remedies import remedies

        return remedies(self, self._resting(SourceLevel.INSPECTED), establish=require("establish", establish, bool))

    def __getitem__(self, requirement_id: str) -> Finding:
        require("Assessment[...]", requirement_id, str)
        for finding in self.findings:
            if finding.requirement.id == requirement_id:
                return finding
        known = [finding.requirement.id for finding in self.findings]
        raise InvalidValue("Assessment[...]", requirement_id, "、".join(known), "one of " + ", ".join(known))

    def __repr__(self) -> str:
        return f"<Assessment {self.ruleset.name} on {self.on}: {self.verdict}>"

    def __bool__(self) -> NoReturn:
        raise TypeError(
            "Assessment 没有真假值，请用 .verdict 或 .ok (an assessment is neither true nor false; ask .verdict or .ok)"
        )

    def render(self, locale: str = "zh_CN", *, words: Wording | None = None) -> str:
        """Return the assessment as a text report in Chinese or English (核对报告): verdict, then findings.

        With `words`, from `NOTICE.attach(text)`, each finding shows the sentences of the notice on which it is based.
        """
        from sgzlib.assessment.report import report

        return report(self, locale, words)

    def to_do(self, locale: str = "zh_CN") -> str:
        """Return the open requirements as text, grouped by who must act (待办清单)."""
        from sgzlib.assessment.worklist import worklist

        return worklist(self, locale)

    def to_html(self, locale: str = "zh_CN", *, words: Wording | None = None) -> str:
        """Return the assessment as HTML (网页报告): violations first, met requirements folded, all text escaped.

        With `words`, from `NOTICE.attach(text)`, each finding shows the sentences of the notice on which it is based.
        """
        from sgzlib.assessment.views import assessment_view
        from sgzlib.prose.html import markup
        from sgzlib.prose.language import Language

        language = Language(locale)
        return markup(assessment_view(self, language, words), language)

    @overload
    def to_form(self, kind: Literal["html"] = ..., locale: str = ...) -> str: ...

    @overload
    def to_form(self, kind: Literal["xlsx", "docx"], locale: str = ...) -> bytes: ...

    def to_form(self, kind: FileKind = "html", locale: str = "zh_CN") -> str | bytes:
        """Return the self-check form, filled in (自查表): a page to print, or a file for Excel or Word.

        `kind` is "html" (returns text), "xlsx" or "docx" (return bytes). The same assessment gives the same bytes.
        Raises `InvalidValue` for another kind or locale, and `ImportError` if the extra for the kind is not installed.

        >>> from datetime import date
        >>> import sgzlib as sgz
        >>> form = sgz.check_premises(sgz.Premises(printer=False), on=date(2022, 3, 1)).to_form()
        >>> "<title>场所设置自查表</title>" in form, "打印机：否" in form
        (True, True)
        >>> sgz.check_premises(sgz.Premises(), on=date(2022, 3, 1)).to_form("pdf")
        Traceback (most recent call last):
        ...
        sgzlib.law.errors.InvalidValue: kind: 'pdf' 不可用，应为html、xlsx、docx ...
        """
        from sgzlib.assessment.forms import laid_out
        from sgzlib.assessment.forms.content import filled_in
        from sgzlib.prose.language import Language

        made: str | bytes = laid_out(filled_in(self, Language(locale)), kind)
        return made

    def view(self, language: Language) -> Iterator[Element]:
        """Yield what it shows as a view (视图)."""
        from sgzlib.assessment.views import assessment_view

        return assessment_view(self, language)

    def columns(self) -> Mapping[str, type]:
        """Return the columns of the table (列): one row for each finding."""
        from sgzlib.assessment.rows import COLUMNS

        return COLUMNS

    def rows(self, language: Language) -> Iterator[Row]:
        """Yield a row for each finding (行)."""
        from sgzlib.assessment.rows import rows_of

        return rows_of(self.findings, language)

    def extra_fields(self, language: Language) -> dict[str, Any]:
        """Return the law used, and the answer in words (自述部分)."""
        from sgzlib.assessment.computed import documents
        from sgzlib.assessment.report import answer

        decided = [finding.requirement.id for finding in self.decided] if self.decisions else None
        return {
            "law": self.policy,
            "scope": self.case.scope,
            "sources": {path: source_document(source) for path, source in self.sources.items()} or None,
            "level": None if self.level is None else self.level.name,
            "text": answer(self, language),
            "decided": decided,
            "outcomes": documents(self, language) or None,
        }

    def to_dict(self, locale: str = "zh_CN", *, missing: bool = True) -> AssessmentDict:
        """Return plain data for `json.dumps` (导出), with texts in Chinese or English.

        With `missing=False`, the facts that can still change the verdict or a finding are left out, which avoids a
        search.

        >>> from datetime import date
        >>> import sgzlib as sgz
        >>> assessment = sgz.check_premises(sgz.Premises(printer=True), on=date(2022, 3, 1))
        >>> assessment.to_dict()["missing"], "missing" in assessment.to_dict(missing=False)
        (['independent_office', 'desks_and_chairs', 'computer', 'filing_cabinet'], False)
        """
        from sgzlib.prose.language import Language

        return self.document(Language(locale), () if require("missing", missing, bool) else ("missing", "undecided"))


# The assessment, its report and every export use the result.
@lru_cache(maxsize=64)
def _relevant(assessment: Assessment) -> Relevance:
    from sgzlib.advice.relevance import relevance

    return relevance(assessment)


def assess(
    ruleset: Ruleset[S],
    subject: S,
    *,
    on: date,
    policy: Law | History | None = None,
    scope: Scope = Scope.BINDS,
    sources: Mapping[str, Source] | None = None,
) -> Assessment[S]:
    """Check a subject against a ruleset on a day and return an `Assessment` (核对结果).

    `on` is the day asked about, a plain date without default. `policy` is a law or a history of laws, by default the
    ruleset's own. `scope` says whether the notice is binding for the subject. If it is not, or is not in force,
    `applicable` is False and the verdict UNKNOWN. `sources` maps paths of facts to a `Source`; the source of a part, a
    member or the whole ("") applies to everything inside without its own. Sources change no status: the level of a
    finding is the highest at which its status stays the same when everything below that level is unknown.

    Raises `InvalidType` for a subject of another class, an invalid day, or a law that lacks what the rules need. Raises
    `InvalidValue` for a path that the subject does not have.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> bare = sgz.Premises(printer=False)
    >>> assessment = sgz.assess(sgz.PREMISES, bare, on=date(2022, 3, 1), scope=sgz.Scope.REFERENCE)
    >>> assessment.applicable, assessment.verdict, assessment.missing, assessment.violations
    (False, UNKNOWN, (), ())
    >>> [finding.requirement.id for finding in assessment.notes]
    ['premises.printer']
    >>> visit = sgz.Source(by="区民政局", on=date(2022, 2, 1), how=sgz.Source.INSPECTED)
    >>> assessment = sgz.assess(sgz.PREMISES, bare, on=date(2022, 3, 1), sources={"printer": visit})
    >>> assessment["premises.printer"].level.en, assessment.level.en
    ('inspected', 'inspected')
    >>> sgz.assess(sgz.PREMISES, bare, on=date(2022, 3, 1), sources={"prnter": visit})
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: sources: 'prnter' 不可用，应为对象中事实的路径，是否指 printer？ ...
    """
    case, findings = judge(ruleset, subject, on, policy, Finding, scope=scope)
    assessment = Assessment(ruleset, subject, case, findings)
    if sources is None or not (given := checked(sources, subject)):
        return assessment

    def judged(part: S) -> Assessment[S]:
        return Assessment(ruleset, part, *judge(ruleset, part, on, policy, Finding, scope=scope))

    known = {level: judged(known_from(subject, given, level)) for level in SourceLevel}
    nothing = judged(known_from(subject, {}, SourceLevel.DECLARED))
    return attrs.evolve(assessment, findings=with_sources(assessment, given, known, nothing))
