"""Sharing (共用): common subexpression elimination over the truths of all rules.

Rules ask the same of a subject over and over, and most engines would reckon it each time. So what is asked for more
than once becomes a column, which is looked up from then on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import narwhals as nw

from worlds.by_rules.cells import Cells, Connected


class Shared:
    """What several truths are made of (共用部分).

    `layers` are the columns by their names, each layer made of those before it; `exprs` are the truths, made of them.
    """

    def __init__(self, truths: Sequence[Cells]) -> None:
        self.layers: list[dict[str, nw.Expr]] = []
        self._uses: Counter[Any] = Counter()
        self._columns: dict[Any, tuple[nw.Expr, int]] = {}
        for truth in truths:
            self._count(truth)
        self.exprs = [self._made(truth)[0] for truth in truths]

    def _count(self, cells: Cells) -> None:
        self._uses[cells.sign] += 1
        if self._uses[cells.sign] == 1:
            for part in cells.parts:
                self._count(part)

    def _made(self, cells: Cells) -> tuple[nw.Expr, int]:
        """Return a truth as an expression, and how many layers come before it."""
        if cells.sign in self._columns:
            return self._columns[cells.sign]
        expr, layer = cells.expr, 0
        if isinstance(cells, Connected):
            made = [self._made(part) for part in cells.parts]
            expr, layer = cells.of(*(expr for expr, _ in made)), max(layer for _, layer in made)
        # What is no tuple signs a column of the table, or a constant.
        if self._uses[cells.sign] > 1 and isinstance(cells.sign, tuple):
            name = f"_sgz_p{len(self._columns)}"
            if layer == len(self.layers):
                self.layers.append({})
            self.layers[layer][name] = expr
            expr, layer = self._columns[cells.sign] = nw.col(name), layer + 1
        return expr, layer
