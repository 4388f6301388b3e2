"""Several labels in one cell (多个标签): text with the labels one after another, joined by 、; empty text is none."""

from __future__ import annotations

import re
from enum import Enum
from itertools import product
from typing import Any

import narwhals as nw

from sgzlib.bridges.columns import BETWEEN, spellings
from sgzlib.bridges.frames.cells import Cells


def enclosed(cells: nw.Expr) -> nw.Expr:
    """Return the text with the mark before the first label and after the last one too (首尾加顿号)."""
    return nw.concat_str([nw.lit(BETWEEN), cells, nw.lit(BETWEEN)])


def wrong(cells: nw.Expr, options: type[Enum]) -> nw.Expr:
    """Say where a cell holds something that is no label, or holds it twice over (含未知标签)."""
    one = "(?:" + "|".join(re.escape(text) for option in options for text in spellings(option)) + ")"
    return ~cells.str.contains(f"^(?:{one}(?:{BETWEEN}{one})*)?$")


class Labels:
    """A column of several labels, in a rule (规则中的多标签列)."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells

    def includes(self, *asked: Any) -> Any:
        """Whether every label asked for is in the cell, in any order."""
        every: Any = True
        for option in asked:
            found: Any = False
            for text in spellings(option):
                found = found | self._cells.contains(f"{BETWEEN}{text}{BETWEEN}")
            every = found & every
        return every

    def consists_of(self, *asked: Any) -> Any:
        """Whether the cell holds those labels and no others, in that order."""
        found: Any = False
        for texts in product(*(spellings(option) for option in asked)):
            found = found | (self._cells == f"{BETWEEN}{BETWEEN.join(texts)}{BETWEEN}")
        return found
