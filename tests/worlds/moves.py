"""Symbols of which no calendar is known: what is proved of them holds, since every calendar keeps the order of days."""

from __future__ import annotations

from typing import Any

import z3

from sgzlib import Ruleset
from sgzlib.bridges.symbols import Symbolic, SymbolicBounds, Z3Terms
from sgzlib.law.formula import Shift
from sgzlib.law.requirement import Case


class Moved(Symbolic):
    """A subject whose days move by months and years as any function moves them that keeps their order."""

    def __init__(self, ruleset: Ruleset, case: Case[Any], members: int) -> None:
        super().__init__(ruleset, case, z3.IntVal(case.on.toordinal()), members, {})
        self._moves: dict[tuple[str, int], Any] = {}

    @property
    def possible(self) -> Any:
        one, other = z3.Ints("one other")
        ordered = (
            z3.ForAll(
                [one, other],
                z3.Implies(one <= other, move(one) <= move(other)),
                patterns=[z3.MultiPattern(move(one), move(other))],
            )
            for move in self._moves.values()
        )
        return z3.And(super().possible, *ordered)

    def terms(self, prefix: str) -> Z3Terms:
        return _Moving(self, prefix)

    def move(self, unit: str, by: int) -> Any:
        """Return the function that moves days by so many months or years."""
        if (unit, by) not in self._moves:
            self._moves[unit, by] = z3.Function(f"{by} {unit}", z3.IntSort(), z3.IntSort())
        return self._moves[unit, by]


class _Moving(Z3Terms):
    def __init__(self, moved: Moved, prefix: str) -> None:
        super().__init__(moved, prefix)
        self._moved = moved

    def shift(self, node: Shift, day: SymbolicBounds, by: SymbolicBounds) -> SymbolicBounds:
        if node.unit == "days" or not z3.is_int_value(by.low):
            return super().shift(node, day, by)
        move = self._moved.move(node.unit, by.low.as_long())
        return SymbolicBounds(move(day.low), move(day.high), day.from_below, day.from_above)
