"""Statuses (状态): what each is called, and the mark before it, which tells them apart where no colour does."""

from __future__ import annotations

from sgzlib.law.judging import Status
from sgzlib.law.truth import Truth, Unknown
from sgzlib.prose.html import Element, element
from sgzlib.prose.language import Pair

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
    Status.VIOLATED: ("不符合", "not met"),
    Status.UNMET: ("未达到", "unmet"),
    Status.UNDETERMINED: ("不能确定", "undetermined"),
    Status.NOT_DUE: ("未到期", "not due"),
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


def status_of_verdict(verdict: Truth, *, binds: bool) -> Status:
    """Return the status that a verdict shows as (结论的状态)."""
    if not binds:
        return Status.NOT_APPLICABLE
    if isinstance(verdict, Unknown):
        return Status.UNDETERMINED
    return Status.MET if verdict else Status.VIOLATED


def class_of(status: Status) -> str:
    """Return the class that styles a status in a view (样式类)."""
    return status.name.lower().replace("_", "-")


def mark(status: Status) -> Element:
    """Return the mark of a status for a view (视图中的状态标记)."""
    return element("span", MARK[status], class_=f"mark {class_of(status)}")
