"""Rows (评估表): the findings of an assessment as a table, of the library of tables that the caller uses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, TypeAlias, get_args

from sgzlib.assessment.found import Found
from sgzlib.law.errors import InvalidValue
from sgzlib.law.truth import UNKNOWN
from sgzlib.prose.language import Language

Backend: TypeAlias = Literal["polars", "pandas", "pyarrow"]


def frame_of(findings: Sequence[Found], backend: Backend, locale: str) -> Any:
    """Return findings as a table (评估表), a row each."""
    try:
        import narwhals as nw
    except ImportError:
        raise ImportError(
            'Assessment.to_frame 需要：pip install "sgzlib[frames]" (Assessment.to_frame needs that extra)',
            name="narwhals",
        ) from None
    if backend not in (known := get_args(Backend)):
        raise InvalidValue("to_frame(backend)", backend, "、".join(known), "one of " + ", ".join(known))
    language = Language(locale)
    rows = [_row(finding, language) for finding in findings]
    types = {name: nw.String() for name in rows[0]} | {"holds": nw.Boolean(), "due": nw.Date()}
    columns = {name: [row[name] for row in rows] for name in types}
    # By way of Arrow: pandas would make False of a null among truths.
    arrow = nw.from_dict(columns, schema=types, backend="pyarrow")
    return nw.from_arrow(arrow, backend=backend).to_native()


def _row(finding: Found, language: Language) -> dict[str, Any]:
    due = finding.due
    return {
        "id": finding.requirement.id,
        "path": finding.path,
        "clause": finding.clause.locator,
        "force": finding.force.name,
        "status": finding.status.name,
        "holds": None if finding.holds is UNKNOWN else finding.holds,
        "text": language.asked(finding.requirement, finding.case.law),
        "due": due if isinstance(due, date) else None,
        "missing": " ".join(finding.missing),
        "readings": " ".join(reading.id for reading in finding.readings),
    }
