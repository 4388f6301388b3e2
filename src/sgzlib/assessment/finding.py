"""Findings (认定): what one requirement gave, as a user holds it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sgzlib.assessment.found import Found
from sgzlib.prose.views import Viewed

if TYPE_CHECKING:
    from sgzlib.prose.html import Element
    from sgzlib.prose.language import Language


class Finding(Found, Viewed):
    """What one requirement gave (认定): its status, and on demand what it looked at.

    `holds` is True, False or UNKNOWN, and True where the requirement does not bind or is not due. `path` is where the
    subject stands in what was assessed: "" for the subject itself, "team" for a station's team.
    """

    __slots__ = ()

    def view(self, language: Language) -> Iterator[Element]:
        """Yield what it shows as a view (视图)."""
        from sgzlib.assessment.views import finding_view

        yield finding_view(self, language)
