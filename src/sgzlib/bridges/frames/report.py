"""Reports on a table (汇总报告): every requirement counted over all rows, and a section for each row that is not clear.

The engine counts. Only the rows that get a section become objects, at most as many as `sections` says, those with the
most violations first. Each is assessed like a single subject, so that its section can say what puts it right, and by
when.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypeVar
from xml.etree import ElementTree as ET

import attrs

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.assessment.decisions import Decision
from sgzlib.assessment.documents import AssessmentDict
from sgzlib.assessment.sources import Source, SourceLevel
from sgzlib.bridges.columns import columns_of
from sgzlib.bridges.frames.choosing import Named, Section, SubjectAssembler, rows_named, rows_where, rows_with
from sgzlib.bridges.frames.findings import (
    VIOLATIONS,
    Tally,
    key_text,
    numbers_in,
    refuse_nobodies,
    tallies,
    tallies_by,
    with_statuses,
    with_violations,
)
from sgzlib.bridges.frames.judging import codes_needed
from sgzlib.bridges.frames.matching import Tables
from sgzlib.bridges.frames.outcomes import OutcomeTally, OutcomeTallyDict, outcome_tallies
from sgzlib.bridges.frames.rows import cells_of
from sgzlib.bridges.frames.tables import columns_in, taking_streams
from sgzlib.bridges.interchange import InvalidDocument
from sgzlib.law.errors import InvalidType, InvalidValue, require
from sgzlib.law.judging import Status
from sgzlib.law.kinds import Form
from sgzlib.law.labels import HasLabels, normalized, spellings
from sgzlib.law.laws import History, Law
from sgzlib.law.plurals import counted
from sgzlib.law.requirement import Case, Ruleset, case_of
from sgzlib.prose.documents import Documented
from sgzlib.prose.language import Language
from sgzlib.prose.statuses import STATUS
from sgzlib.prose.tables import Backend, Row, frame_of
from sgzlib.prose.typed import Day, LawDict, TypedDict
from sgzlib.prose.views import Viewed

if TYPE_CHECKING:
    from sgzlib.prose.html import Element

T = TypeVar("T")

_MOST_ROWS = 2**31 - 1
"""As many rows as every engine can be asked for."""
_COLUMNS = {
    "group": str,
    "id": str,
    "clause": str,
    "force": str,
    "actors": str,
    "requirement": str,
    "status": str,
    "rows": int,
    "share": float,
}
_OF_LEVELS: dict[SourceLevel | None, str] = {
    **{level: f"rows_{level.name.lower()}" for level in SourceLevel},
    None: "rows_no_source",
}


class TallyDict(TypedDict):
    """How many rows have which status of a requirement (各状态行数); the verdict has no id, clause or force.

    Where the table tells sources, `levels` has the same counts by the level on which the status is known; NONE is that
    of what hangs on facts of no source.
    """

    id: str | None
    clause: str | None
    force: str | None
    text: str
    counts: dict[str, int]
    shares: dict[str, float]
    levels: NotRequired[dict[str, dict[str, int]]]


class GroupDict(TypedDict):
    """The counts of one group (分组计数): what stands in the column, and each requirement's counts."""

    name: str | None
    verdict: TallyDict
    rows: list[TallyDict]


class SectionDict(TypedDict):
    """A subject that is not clear (待处理对象): its assessment, or why its row is no subject."""

    name: str
    assessment: AssessmentDict | None
    problem: str | None


class TableReportDict(TypedDict):
    """A report on a table (汇总报告).

    `decided` says of each requirement how many rows of each status that is open have a decision in force; it is left
    out where no decisions were given. `outcomes` is left out where the ruleset has none in force.
    """

    format: Literal["sgzlib.table-report/1"]
    sgzlib: str
    law: LawDict
    ruleset: str
    on: Day
    subjects: int
    not_clear: int
    verdict: TallyDict
    rows: list[TallyDict]
    outcomes: NotRequired[list[OutcomeTallyDict]]
    groups: list[GroupDict]
    sections: list[SectionDict]
    decided: NotRequired[dict[str, dict[str, int]]]


@attrs.frozen(eq=False, repr=False)
class Report(Documented[TableReportDict], Viewed):
    """The results of checking all rows of a table (汇总报告).

    `rows` has the counts for each requirement, in the notice's order, `verdict` those of the verdicts, `groups` both
    for each group. `sections` are the first of the `not_clear` rows: rows with violations, then rows with missing
    facts. `decisions` are the rows with decisions of authorities, with their assessments. If the table gives sources,
    counts and sections show the level of each status. For each outcome of the ruleset, `outcomes` counts the rows
    by label or adds up the amounts.
    """

    ruleset: Ruleset
    case: Case[Any]
    rows: tuple[Tally, ...]
    verdict: Tally
    groups: dict[Any, tuple[Tally, ...]]
    sections: tuple[Section, ...]
    locale: str
    decisions: tuple[Section, ...] = ()
    outcomes: tuple[OutcomeTally, ...] = ()

    document_type = TableReportDict

    def __repr__(self) -> str:
        return (
            f"<Report {self.ruleset.name} on {self.on}: {counted(self.subjects, 'rows')}, {self.not_clear:,} not clear>"
        )

    @property
    def on(self) -> date:
        """The day asked about (核对日期)."""
        return self.case.on

    @property
    def subjects(self) -> int:
        """The number of rows checked (总行数)."""
        return self.verdict.rows

    @property
    def not_clear(self) -> int:
        """The number of rows with a violation or with missing facts that decide (待处理行数)."""
        return self.verdict.not_clear

    @property
    def decided(self) -> dict[str, dict[Status, int]]:
        """The number of rows with a decision in force about an open requirement, by status (有效决定)."""
        decided: dict[str, dict[Status, int]] = {}
        for section in self.decisions:
            for finding in section.assessment.decided if isinstance(section.assessment, Assessment) else ():
                counts = decided.setdefault(finding.requirement.id, {})
                counts[finding.status] = counts.get(finding.status, 0) + 1
        return decided

    def to_html(self, locale: str | None = None) -> str:
        """Return one self-contained page (网页), without scripts, that prints on A4.

        The language is the report's own, or that of `locale`. Raises `InvalidValue` for a locale that is neither
        Chinese nor English.
        """
        from sgzlib.bridges.frames.report_view import heading
        from sgzlib.prose.html import page

        language = Language(self.locale if locale is None else locale)
        return page(self.view(language), language, heading(self.ruleset, self.on, language))

    def _repr_html_(self) -> str:
        return Viewed.to_html(self, self.locale)

    def chart(self, locale: str | None = None) -> str:
        """Draw the report as one SVG (汇总图): a bar of the verdicts of all rows, and one for each group in its order.

        The language is the report's own, or that of `locale`. Raises `InvalidValue` for a locale that is neither
        Chinese nor English.

        >>> from datetime import date
        >>> import polars as pl
        >>> import sgzlib as sgz
        >>> stations = pl.DataFrame({name: [True, False] for name in sgz.frames.columns_of(sgz.Premises)})
        >>> drawn = sgz.frames.report(stations, sgz.PREMISES, on=date(2022, 3, 1)).chart()
        >>> drawn.splitlines()[1].strip()
        '<title>汇总报告 · 场所设置 · 2022年3月1日</title>'
        """
        from sgzlib.bridges.frames.report_chart import chart
        from sgzlib.bridges.frames.report_view import heading

        language = Language(self.locale if locale is None else locale)
        groups = {name: verdict for name, (*_, verdict) in self.groups.items()}
        drawn = chart(heading(self.ruleset, self.on, language), self.verdict, groups, language)
        return ET.tostring(drawn, encoding="unicode") + "\n"

    def to_frame(self, backend: Backend = "polars", locale: str = "zh_CN") -> Any:
        """Return the counts as a table (结果表): one row for each requirement and status, in words, ready for a chart.

        The verdict has no id; `group` is null for the counts of all rows. If the table gives sources, four columns
        count the rows of each level, such as `rows_declared`, and those without. `backend` is polars, pandas or
        pyarrow. Raises `InvalidValue` for another library, or for a locale that is neither Chinese nor English.

        >>> from datetime import date
        >>> import polars as pl
        >>> import sgzlib as sgz
        >>> stations = pl.DataFrame({name: [True, False] for name in sgz.frames.columns_of(sgz.Premises)})
        >>> counts = sgz.frames.report(stations, sgz.PREMISES, on=date(2022, 3, 1)).to_frame(locale="zh_CN")
        >>> counts.filter(pl.col("rows") > 0).select("requirement", "force", "status", "rows").rows()[:2]
        [('有独立的办公用房', '应当', '符合', 1), ('有独立的办公用房', '应当', '不符合', 1)]
        """
        sourced = any(tally.levels for tally in (*self.rows, self.verdict))
        columns = {**_COLUMNS, **dict.fromkeys(_OF_LEVELS.values(), int)} if sourced else _COLUMNS
        return frame_of("Report", columns, self._counted(Language(locale)), backend)

    def _counted(self, language: Language) -> Iterator[Row]:
        nameless = language.pick(("未填写", "not given"))
        named = {nameless if group is None else str(group): tallies for group, tallies in self.groups.items()}
        for tally in (*self.rows, self.verdict):
            yield from self._statuses(tally, None, language)
        for group, rows in named.items():
            for tally in rows:
                yield from self._statuses(tally, group, language)

    def _statuses(self, tally: Tally, group: str | None, language: Language) -> Iterator[Row]:
        rule, law = tally.requirement, self.case.law
        for status, count in tally.counts.items():
            yield {
                "group": group,
                "id": None if rule is None else rule.id,
                "clause": None if rule is None else rule.clause.locator,
                "force": None if rule is None else language.of(rule.force_under(law)),
                "actors": None if rule is None else language.list(map(language.of, rule.by_under(law))),
                "requirement": language.pick(("结论", "verdict")) if rule is None else language.asked(rule, law),
                "status": language.pick(STATUS[status]),
                "rows": count,
                "share": tally.shares[status],
                **{name: tally.levels.get(status, {}).get(level, 0) for level, name in _OF_LEVELS.items()},
            }

    def view(self, language: Language) -> Iterator[Element]:
        """Yield what it shows as a view (视图)."""
        from sgzlib.bridges.frames.report_view import report_view

        tallies = (*self.rows, self.verdict)
        decided, outcomes = self.decided, self.outcomes
        return report_view(self.ruleset, self.case, tallies, self.groups, self.sections, language, decided, outcomes)

    def extra_fields(self, language: Language) -> dict[str, Any]:
        """Return the counts by the names of statuses, and each section's assessment (自述部分)."""
        return {
            "law": self.case.law,
            "verdict": self._tally(self.verdict, language),
            "rows": [self._tally(tally, language) for tally in self.rows],
            "outcomes": [tally.document(self.ruleset.subject, language) for tally in self.outcomes] or None,
            "groups": [
                {
                    "name": None if name is None else str(name),
                    "verdict": self._tally(verdict, language),
                    "rows": [self._tally(tally, language) for tally in rows],
                }
                for name, (*rows, verdict) in self.groups.items()
            ],
            "sections": [_section(section) for section in self.sections],
            "decided": self._decided() if self.decisions else None,
        }

    def _decided(self) -> dict[str, dict[str, int]]:
        decided = self.decided.items()
        named = {id_: {status.name: number for status, number in counts.items()} for id_, counts in decided}
        return dict(sorted(named.items()))

    def _tally(self, tally: Tally, language: Language) -> TallyDict:
        rule, law = tally.requirement, self.case.law
        document: TallyDict = {
            "id": None if rule is None else rule.id,
            "clause": None if rule is None else rule.clause.locator,
            "force": None if rule is None else rule.force_under(law).name,
            "text": language.pick(("结论", "verdict")) if rule is None else language.asked(rule, law),
            "counts": {status.name: count for status, count in tally.counts.items()},
            "shares": {status.name: share for status, share in tally.shares.items()},
        }
        if tally.levels:
            document["levels"] = _levels(tally)
        return document


def _levels(tally: Tally) -> dict[str, dict[str, int]]:
    return {
        status.name: {"NONE" if level is None else level.name: rows for level, rows in counts.items()}
        for status, counts in tally.levels.items()
    }


def _section(section: Section) -> dict[str, Any]:
    judged = section.assessment
    failed = isinstance(judged, InvalidDocument)
    return {
        "name": section.name,
        "assessment": None if failed else judged,
        "problem": str(judged) if failed else None,
    }


@taking_streams
def report(
    frame: Any,
    ruleset: Ruleset,
    *,
    on: date,
    policy: Law | History | None = None,
    columns: Mapping[str, str] | None = None,
    by: str | Sequence[str] = (),
    group: str | None = None,
    order: Iterable[Any] | None = None,
    members: Mapping[str, Any] | None = None,
    member_columns: Mapping[str, Mapping[str, str]] | None = None,
    sections: int = 50,
    locale: str = "zh_CN",
    duplicates: str = "error",
    orphans: str = "error",
    unreadable: str = "error",
    membership: str = "complete",
    decisions: Mapping[Any, Iterable[Decision]] | None = None,
) -> Report:
    """Check every row of a table against a ruleset, and return a report on all of them (汇总报告).

    `by` names the column, or the columns, that identify the subject; `group` is a column for separate counts, such as
    the district. Groups are in the given `order`, a list of names or an enumeration such as `District`; by default in
    the order of a fact's options if all groups are among them, otherwise sorted as text. `members` are tables of
    groups, as in `check_groups`, joined by `by`. `sections` is the number of sections for rows that are not clear,
    those with most violations first. `decisions` are as in `findings`: sections show them, and each requirement shows
    how many of its open rows have one in force. If the table gives sources, counts and sections show the levels. Raises
    whatever `check`, `check_groups` and, with decisions, `findings` raise, and `InvalidValue` for an unknown column, a
    negative number of sections, and a locale that is neither Chinese nor English.

    >>> from datetime import date
    >>> import polars as pl
    >>> import sgzlib as sgz
    >>> stations = pl.DataFrame({"name": ["泰达", "新港", "塘沽"], "area": ["滨海", "滨海", "滨海"],
    ...                          **dict.fromkeys(sgz.frames.columns_of(sgz.Premises), [True, True, None])})
    >>> report = sgz.frames.report(stations, sgz.PREMISES, by="name", group="area", on=date(2022, 3, 1))
    >>> report
    <Report premises on 2022-03-01: 3 rows, 1 not clear>
    >>> [section.name for section in report.sections], list(report.groups)
    (['塘沽'], ['滨海'])
    >>> {status.name: count for status, count in report.rows[0].counts.items() if count}
    {'MET': 2, 'UNDETERMINED': 1}
    >>> sgz.frames.report(stations, sgz.PREMISES, by="name", group="district", on=date(2022, 3, 1))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: group: 'district' 不可用，应为name、... (not usable, expected one of name, ...)
    """
    if require("sections", sections, int) < 0:
        raise InvalidValue("sections", sections, "不小于零的整数", "a whole number, at least 0")
    sections = min(sections, _MOST_ROWS)
    language, case = Language(locale), case_of(require("ruleset", ruleset, Ruleset), on, policy)
    check_order(order)
    tables = Tables(
        by=by,
        columns=columns,
        members=members,
        member_columns=member_columns,
        duplicates=duplicates,
        orphans=orphans,
        unreadable=unreadable,
        membership=membership,
    )
    if group is not None:
        names = columns_in(frame)
        if group not in names:
            raise InvalidValue("group", group, "、".join(names), "one of " + ", ".join(names))
    codes = codes_needed(ruleset, case) if group is None else None
    judged = with_statuses(frame, ruleset, case, tables, codes, levels=True)
    *rows, verdict = tallies(judged, ruleset, case.law)
    whole = SubjectAssembler(ruleset, tables)
    chosen: list[Named] = []
    if verdict.counts[Status.VIOLATED] and sections:
        chosen = _worst(judged, ruleset, case.law, whole, sections)
    if verdict.counts[Status.UNDETERMINED] and (left := sections - len(chosen)) > 0:
        chosen += whole.with_sources(rows_where(judged, ruleset, [Status.UNDETERMINED], left))
    about = {key_text(key, tables.by): tuple(made) for key, made in (decisions or {}).items()}

    def section(name: tuple[Any, ...], subject: Any, sources: Mapping[str, Source], number: int) -> Section:
        said = " · ".join("—" if part is None else str(part) for part in name)
        named = said or language.name(subject) or str(number)
        if isinstance(subject, InvalidDocument):
            return Section(named, subject)
        assessment = assess(ruleset, subject, on=on, policy=case.law, sources=sources)
        return Section(named, assessment.with_decisions(about.get(tuple(map(str, name)), ())))

    decided: list[Section] = []
    if decisions:
        refuse_nobodies(judged, tables.by, decisions)
        firsts = [key[0] if isinstance(key, tuple) else key for key in decisions]
        rows_of = whole.with_sources(rows_named(judged, tables.by[0], firsts))
        decided = [section(*named, 0) for named in rows_of if tuple(map(str, named[0])) in about]
    chosen_sections = [section(*named, number) for number, named in enumerate(chosen, 1)]
    groups = {} if group is None else in_order(tallies_by(judged, ruleset, group), ruleset, order)
    outcomes = outcome_tallies(judged, ruleset, case)
    return Report(ruleset, case, tuple(rows), verdict, groups, tuple(chosen_sections), locale, tuple(decided), outcomes)


def _worst(judged: Any, ruleset: Ruleset, law: Law, whole: SubjectAssembler, most: int) -> list[Named]:
    """Return the names, subjects and sources of the rows that violate most, the worst first (违反最多的对象)."""
    frame = with_violations(judged, ruleset, law)
    numbers = numbers_in(frame, VIOLATIONS)
    violating: list[tuple[int, Any]] = []
    for chosen in rows_with(frame, VIOLATIONS, numbers, most):
        violating += zip(cells_of(chosen, [VIOLATIONS])[VIOLATIONS], whole.with_sources(chosen), strict=True)
    return [named for _, named in sorted(violating, key=lambda each: -each[0])]


def check_order(order: Any) -> None:
    """Raise `InvalidType` for an order of groups that lists no names (核对次序)."""
    if order is not None and (isinstance(order, str) or not isinstance(order, Iterable)):
        raise InvalidType("order", order, "名称或选项的序列", "names, or members of an enumeration")


def in_order(groups: dict[Any, T], ruleset: Ruleset, order: Iterable[Any] | None) -> dict[Any, T]:
    """Return groups in an order of names (分组次序); those that are not among them come last, as they were."""
    texts = {group: normalized(str(group)) for group in groups if group is not None}
    kinds = (fact.kind for fact in columns_of(ruleset.subject).values())
    options = [_places(kind.domain) for kind in kinds if kind.form is Form.LABEL] if order is None else [_places(order)]
    places = next((places for places in options if order is not None or places.keys() >= set(texts.values())), {})
    return dict(sorted(groups.items(), key=lambda each: places.get(texts.get(each[0], ""), len(places))))


def _places(order: Iterable[Any]) -> dict[str, int]:
    """Return the place of each text by which one of some names or members may be written (名称次序)."""
    places: dict[str, int] = {}
    for place, each in enumerate(order):
        if isinstance(each, Iterable) and not isinstance(each, str):
            raise InvalidType(f"order[{place}]", each, "名称或选项", "a name, or a member of an enumeration")
        places |= dict.fromkeys(
            map(normalized, spellings(each) if isinstance(each, HasLabels) else (str(each),)), place
        )
    return places
