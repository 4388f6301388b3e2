"""Statuses (状态): their names, and the marks before them, which distinguish them without colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sgzlib.law.clauses import Force
from sgzlib.law.deadlines import NOT_YET
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.law.judging import Judged, Judgement, Status
from sgzlib.law.truth import UNKNOWN
from sgzlib.prose.html import Element, element
from sgzlib.prose.language import NAMES, Language, Pair

MARK = {
    Status.MET: "✓",
    Status.VIOLATED: "✗",
    Status.UNMET: "○",
    Status.UNDETERMINED: "?",
    Status.NOT_DUE: "…",
    Status.NOT_APPLICABLE: "–",
}
"""The mark before a finding, by its status (状态标记)."""

STATUS: dict[Status, Pair] = {status: (status.zh, status.en) for status in Status}
"""What a status is called (状态名称)."""

URGENCY = (
    Status.VIOLATED,
    Status.UNMET,
    Status.UNDETERMINED,
    Status.NOT_DUE,
    Status.MET,
    Status.NOT_APPLICABLE,
)
"""Every status, what asks for something to be done first (状态的轻重)."""


NO_MUST: Pair = ("无强制性要求", "no mandatory requirement")
NOTHING_STATED: Pair = ("尚未填报", "nothing entered yet")


def verdict_word(judgement: Judgement[Any], language: Language, *, entered: bool = False) -> str:
    """Write a verdict in the ruleset's own words (结论用语); `entered` says that something unreadable was entered."""
    ruleset, status = judgement.ruleset, judgement.status
    words = STATUS | {Status.MET: ruleset.yes, Status.VIOLATED: ruleset.no}
    if status is Status.NOT_APPLICABLE and judgement.applicable:
        return language.pick(NO_MUST)
    if status is Status.NOT_APPLICABLE and judgement.in_force and _lists_nothing(judgement.subject):
        return language.pick(NOTHING_STATED)
    if status is Status.UNDETERMINED and not entered and _states_nothing(judgement.subject):
        return language.pick(NOTHING_STATED)
    return language.pick(words[status])


def verdict_text(judgement: Judgement[Any], language: Language, *, entered: bool = False) -> str:
    """Write a verdict, and how many requirements are open or not due yet beside it (结论)."""
    word = verdict_word(judgement, language, entered=entered)
    if judgement.status is Status.UNDETERMINED:
        left = len(_musts(judgement.undetermined))
        return word + language.pick((f"（{left}项待核）", f" ({left} to establish)"))
    waiting = _musts(judgement.not_due)
    if judgement.status is Status.NOT_DUE:
        return word + language.pick(("（{}）", " ({})")).format(_first_of(waiting, language))
    if judgement.status is Status.MET and waiting:
        return word + language.pick((f"（{len(waiting)}项尚未到期）", f" ({len(waiting)} not due yet)"))
    return word


def _musts(findings: Iterable[Judged]) -> list[Judged]:
    return [finding for finding in findings if finding.force is Force.MUST and not finding.requirement.restates]


def _first_of(waiting: Sequence[Any], language: Language) -> str:
    """Write how many requirements are not due yet, and the first of their last days (尚未到期的项数)."""
    days = [finding.due for finding in waiting if isinstance(finding.due, date) and finding.due != NOT_YET]
    counted = language.pick((f"{len(waiting)}项", str(len(waiting))))
    return counted + language.pick(("，最早", ", the first by ")) + language.value(min(days)) if days else counted


def _lists_nothing(subject: Any) -> bool:
    """Return whether a subject has groups, and no member in any of them."""
    named = [name for name, fact in facts_of(type(subject)).items() if is_subject(fact.kind.members)]
    groups = [held for name in named if isinstance(held := getattr(subject, name), tuple)]
    return bool(groups) and not any(groups)


def _states_nothing(subject: Any) -> bool:
    """Return whether nothing is known of a subject and of its parts but what they are called."""
    for name, fact in facts_of(type(subject)).items():
        value = getattr(subject, name)
        if value is UNKNOWN or name in NAMES:
            continue
        if fact.kind.several or not is_subject(fact.kind.members) or not _states_nothing(value):
            return False
    return True


def class_of(status: Status) -> str:
    """Return the class that styles a status in a view (样式类)."""
    return status.name.lower().replace("_", "-")


def mark(status: Status) -> Element:
    """Return the mark of a status for a view (视图中的状态标记)."""
    return element("span", MARK[status], class_=f"mark {class_of(status)}")
