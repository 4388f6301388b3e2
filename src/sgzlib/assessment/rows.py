"""Rows of tables (结果表): findings, the changes of a timeline, and the outcomes under every reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sgzlib.assessment.decisions import written
from sgzlib.assessment.finding_data import FindingData
from sgzlib.assessment.report import labels_of
from sgzlib.prose.language import Language
from sgzlib.prose.tables import Row

COLUMNS: Mapping[str, type] = {
    "id": str,
    "path": str,
    "clause": str,
    "force": str,
    "status": str,
    "holds": bool,
    "text": str,
    "due": date,
    "missing": str,
    "readings": str,
    "level": str,
    "decided": bool,
    "decisions": str,
    "status_text": str,
    "force_text": str,
    "actors": str,
    "missing_text": str,
}
CHANGES: Mapping[str, type] = {
    "day": date,
    "id": str,
    "path": str,
    "clause": str,
    "before": str,
    "after": str,
    "text": str,
    "decisions": str,
}


def rows_of(findings: Iterable[FindingData], language: Language) -> Iterator[Row]:
    """Yield a row for each finding (结果表): its names as in the code, then the same in words."""
    for finding in findings:
        yield {
            **_about(finding, language),
            "force": finding.force,
            "status": finding.status,
            "holds": finding.holds,
            "due": finding.due,
            "missing": finding.missing,
            "readings": tuple(reading.id for reading in finding.readings),
            "level": finding.level,
            "decided": finding.is_decided if finding.decisions else None,
            "decisions": _decisions(finding, language),
            "status_text": language.of(finding.status),
            "force_text": language.of(finding.force),
            "actors": language.list(map(language.of, finding.requirement.by)),
            "missing_text": language.list(labels_of(finding, finding.missing, language)),
        }


def changes_of(turns: Iterable[Any], language: Language) -> Iterator[Row]:
    """Yield a row for each finding that changes, on the day on which it does (变化表)."""
    for turn in turns:
        for change in turn.changes:
            statuses = {"before": change.before.status, "after": change.after.status}
            decisions = {"decisions": _decisions(change.after, language)}
            yield {"day": turn.day, **_about(change.after, language), **statuses, **decisions}


def _decisions(finding: FindingData, language: Language) -> str | None:
    texts = [written(decision, finding.case.on, language) for decision in finding.decisions]
    return language.pick(("；", "; ")).join(texts) or None


def _about(finding: FindingData, language: Language) -> dict[str, Any]:
    rule = finding.requirement
    return {
        "id": rule.id,
        "path": finding.path,
        "clause": rule.clause.locator,
        "text": language.asked(rule, finding.case.law),
    }
