"""Notes beside findings (附记): attach decisions and sources to findings. They change no status.

A finding is found by its path and the id of its requirement. A requirement that restates others has their findings as
parts, and these parts get the same notes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

from sgzlib.law.judging import Judged

J = TypeVar("J", bound=Judged)

FindingPlace: TypeAlias = "tuple[str, str]"
"""Where a finding stands (位置): its path and the id of its requirement."""


def place_of(finding: Judged) -> FindingPlace:
    """Return where a finding stands (位置)."""
    return finding.path, finding.requirement.id


def put_beside(findings: Sequence[J], beside: Mapping[FindingPlace, tuple[Any, ...]]) -> tuple[J, ...]:
    """Return findings with these things beside them (附上), and the same beside those that others restate."""
    put = {place_of(finding): finding._replace(beside=beside[place_of(finding)]) for finding in findings}
    parts = {place: tuple(put[place_of(part)] for part in finding.parts) for place, finding in put.items()}
    return tuple(finding._replace(parts=parts[place]) for place, finding in put.items())
