"""Marks (标注): what a subject adds to the drawing of its timeline besides the findings.

A class of subjects with marks defines a method `timeline_marks`, which takes the law and returns lanes.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol, TypeAlias, runtime_checkable

import attrs

from sgzlib.law.laws import Law
from sgzlib.law.periods import Period

Pair: TypeAlias = tuple[str, str]


@attrs.frozen
class Span:
    """A stretch of days with its name (时段), in Chinese and English."""

    period: Period
    name: Pair


@attrs.frozen
class Point:
    """A day with what falls on it (节点), in Chinese and English; `large` where it weighs more than others."""

    day: date
    name: Pair
    large: bool = False


@attrs.frozen
class Lane:
    """A row of marks under one name (一行标注)."""

    name: Pair
    spans: tuple[Span, ...] = ()
    points: tuple[Point, ...] = ()


@runtime_checkable
class Marked(Protocol):
    """A subject that has marks for the drawing of a timeline (有标注的对象)."""

    def timeline_marks(self, law: Law) -> tuple[Lane, ...]:
        """Return the lanes to draw (标注)."""
        ...
