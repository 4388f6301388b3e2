"""Statuses (状态): what each is called, and the mark before it, which tells them apart where no colour does."""

from __future__ import annotations

from typing import Any

from sgzlib.law.facts import facts_of, is_subject
from sgzlib.law.judging import Judgement, Status
from sgzlib.prose.html import Element, element
from sgzlib.prose.language import Language, Pair

MARK = {
    Status.MET: "✓",
    Status.VIOLATED: "✗",
    Status.UNMET: "○",
    Status.UNDETERMINED: "?",
    Status.NOT_DUE: "…",
    Status.NOT_APPLICABLE: "–",
}
"""The mark before a finding, by its status (状态标记)."""

STATUS: dict[Status, Pair] = {
    Status.MET: ("符合", "met"),
    Status.VIOLATED: ("不符合", "violated"),
    Status.UNMET: ("未达到", "unmet"),
    Status.UNDETERMINED: ("暂无法判定", "cannot be decided yet"),
    Status.NOT_DUE: ("尚未到期", "not due yet"),
    Status.NOT_APPLICABLE: ("不适用", "not applicable"),
}
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


NOTHING_DUE: Pair = ("尚无到期的强制性要求", "no mandatory requirement is due yet")
NOTHING_STATED: Pair = ("尚未填报", "nothing entered yet")


def verdict_text(judgement: Judgement[Any], language: Language) -> str:
    """Write a verdict in the ruleset's own words (结论)."""
    ruleset, status = judgement.ruleset, judgement.status
    words = STATUS | {Status.MET: ruleset.yes, Status.VIOLATED: ruleset.no, Status.NOT_DUE: NOTHING_DUE}
    if status is Status.NOT_APPLICABLE and judgement.in_force and _lists_nothing(judgement.subject):
        return language.pick(NOTHING_STATED)
    return language.pick(words[status])


def _lists_nothing(subject: Any) -> bool:
    """Return whether a subject has groups, and no member in any of them."""
    facts = facts_of(type(subject))
    groups = [
        getattr(subject, name) for name, fact in facts.items() if fact.kind.several and is_subject(fact.kind.members)
    ]
    known = [group for group in groups if isinstance(group, tuple)]
    return bool(known) and not any(known)


def class_of(status: Status) -> str:
    """Return the class that styles a status in a view (样式类)."""
    return status.name.lower().replace("_", "-")


def mark(status: Status) -> Element:
    """Return the mark of a status for a view (视图中的状态标记)."""
    return element("span", MARK[status], class_=f"mark {class_of(status)}")
