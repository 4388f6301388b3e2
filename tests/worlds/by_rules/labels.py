"""Several labels in one cell (多个标签): text with their names one after another, and 、 around each of them."""

from __future__ import annotations

from typing import Any

from sgzlib.bridges.spellings import BETWEEN
from worlds.by_rules.cells import Cells


class Labels:
    """A column of several labels, in a rule (规则中的多标签列)."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells

    def includes(self, *asked: Any) -> Any:
        """Whether every label asked for is in the cell, in any order."""
        every: Any = True
        for option in asked:
            every = self._cells.contains(f"{BETWEEN}{option.name}{BETWEEN}") & every
        return every

    def consists_of(self, *asked: Any) -> Any:
        """Whether the cell holds those labels and no others, in that order."""
        return self._cells == BETWEEN + BETWEEN.join(option.name for option in asked) + BETWEEN
