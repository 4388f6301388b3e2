"""Documents of answers (核对结果的数据): assessments, compared readings and timelines as typed JSON documents."""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from sgzlib.prose.typed import Day, LawDict, ReadingDict, TypedDict


class PeriodDict(TypedDict):
    """Two days and all between them (期间)."""

    first_day: Day
    last_day: Day


class PendingDict(TypedDict):
    """One thing still to be done (待办), and the last day for it, null where that is not known."""

    path: str
    due: Day | None


class SourceDict(TypedDict):
    """The source of a fact (来源): by whom, on which day, with which evidence, and how it is known."""

    by: NotRequired[str]
    on: NotRequired[Day]
    evidence: NotRequired[str]
    how: Literal["DECLARED", "INSPECTED", "DOCUMENT"]


class DecisionDict(TypedDict):
    """A decision of an authority about a requirement (决定), its state on the day, and the same in words.

    `until` is left out if no last day was stated.
    """

    kind: Literal["EXTENSION", "WAIVER", "FINDING"]
    by: str
    on: Day
    until: NotRequired[Day]
    grounds: str
    state: Literal["IN_FORCE", "NOT_YET", "EXPIRED", "NO_LAST_DAY"]
    text: str


class FindingDict(TypedDict):
    """The result of one requirement (单项结果).

    `holds` and facts are null if unknown. `due` is left out if there is no last day, and null if it is unknown.
    `readings` are those on which the result depends, with the options used. `decisions` are optional and change no
    status. `level` is the highest source level at which the finding is known, and is left out if there is none.
    """

    id: str
    path: str
    clause: str
    force: Literal["MUST", "SHOULD", "MAY"]
    status: Literal["MET", "VIOLATED", "UNMET", "UNDETERMINED", "NOT_DUE", "NOT_APPLICABLE"]
    holds: bool | None
    text: str
    facts: dict[str, Any]
    due: NotRequired[Day | None]
    pending: list[PendingDict]
    missing: NotRequired[list[str]]
    readings: list[ReadingDict]
    level: NotRequired[Literal["DECLARED", "INSPECTED", "DOCUMENT"]]
    decisions: NotRequired[list[DecisionDict]]


class ComputedDict(TypedDict):
    """What one of a ruleset's outcomes came to (计算项).

    `value` is left out where it is not known: then `least` and `most` are the bounds, null where there is none, or
    `labels` those that are possible, and `exact` says whether all of that can come about.
    """

    id: str
    path: str
    clause: str
    name: str
    text: str
    value: NotRequired[Any]
    least: NotRequired[Any]
    most: NotRequired[Any]
    labels: NotRequired[list[str]]
    exact: NotRequired[bool]


class AssessmentDict(TypedDict):
    """The result of checking one subject on one day, as `Assessment.to_dict` returns it (核对结果).

    `interchange.load` reads the subject back from `subject`. `verdict` is null if it is not known; `text` is the answer
    in words. Optional keys: `missing` and `undecided`, here and in each finding, unless they were not asked for;
    `decided`, the ids of the open requirements with a decision in force; `sources` by path, and `level`, the highest
    source level at which the verdict is known; `outcomes`, if the ruleset has any.
    """

    format: Literal["sgzlib.assessment/1"]
    sgzlib: str
    law: LawDict
    ruleset: str
    on: Day
    scope: Literal["BINDS", "REFERENCE", "OUTSIDE"]
    subject: dict[str, Any]
    sources: NotRequired[dict[str, SourceDict]]
    verdict: bool | None
    level: NotRequired[Literal["DECLARED", "INSPECTED", "DOCUMENT"]]
    applicable: bool
    text: str
    missing: NotRequired[list[str]]
    undecided: NotRequired[list[str]]
    decided: NotRequired[list[str]]
    findings: list[FindingDict]
    outcomes: NotRequired[list[ComputedDict]]


class ProgressItemDict(TypedDict):
    """One finding that was or is open, and what became of it (一项进展).

    A status is null where the requirement was not asked on that day. `since` is left out where it is not open, `why`
    where it is comparable, `clause` and `text` where the later day does not ask it.
    """

    kind: Literal["NEW", "STILL_OPEN", "RESOLVED", "LAPSED", "NOT_COMPARABLE"]
    id: str
    path: str
    clause: NotRequired[str]
    text: NotRequired[str]
    before: str | None
    after: str | None
    since: NotRequired[Day]
    why: NotRequired[list[str]]


class ProgressDict(TypedDict):
    """How the findings about one subject changed between two days (进展).

    `law` and `subject` are those of the later day. `differences` is optional and says what differs besides the facts.
    """

    format: Literal["sgzlib.progress/1"]
    sgzlib: str
    law: LawDict
    ruleset: str
    before_on: Day
    on: Day
    subject: dict[str, Any]
    text: str
    differences: NotRequired[list[str]]
    items: list[ProgressItemDict]


class OutcomeDict(TypedDict):
    """One combination of options, by the ids of the readings, and the verdict under it (某一理解组合下的结论)."""

    options: dict[str, str]
    verdict: bool | None


class HingeDict(TypedDict):
    """A reading on which the verdict hangs (关键理解), with two outcomes that differ in it and in the verdict."""

    reading: str
    one: OutcomeDict
    other: OutcomeDict


class AllReadingsDict(TypedDict):
    """The verdict under every combination of the readings that matter (各种理解下的结论).

    `law` is the law with the first option of every reading.
    """

    format: Literal["sgzlib.readings/1"]
    sgzlib: str
    law: LawDict
    ruleset: str
    on: Day
    subject: dict[str, Any]
    same: bool
    text: str
    readings: list[ReadingDict]
    outcomes: list[OutcomeDict]
    hinges: list[HingeDict]


class StatusChangeDict(TypedDict):
    """One finding that changes (结果变化): what it was and what it has become."""

    before: FindingDict
    after: FindingDict


class TurnDict(TypedDict):
    """A day on which something changes (变化日), the verdicts of the eve and of the day, and what changes.

    `law` is given if another law applies from that day on. `outcomes` has the new values of the outcomes that change.
    """

    day: Day
    law: NotRequired[LawDict]
    verdicts: list[bool | None]
    changes: list[StatusChangeDict]
    outcomes: NotRequired[list[ComputedDict]]


class TimelineDict(TypedDict):
    """How an assessment changes over a period (时间线): the assessment of the first day, and the days of change."""

    format: Literal["sgzlib.timeline/1"]
    sgzlib: str
    law: LawDict
    period: PeriodDict
    text: str
    opening: AssessmentDict
    turns: list[TurnDict]
