"""A column left out is unknown in every row: for every ruleset, each column in turn, on every engine."""

from typing import Any

import pytest

from bridges.frames.left_out import left_out
from bridges.frames.tabled import IN_MEMORY, LAZY
from sgzlib import RULESETS, Ruleset

ENGINES = [
    *(pytest.param(engine, id=name) for name, engine in IN_MEMORY.items()),
    *(pytest.param(engine, id=name, marks=pytest.mark.engines) for name, engine in LAZY.items()),
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("ruleset", RULESETS.values(), ids=list(RULESETS))
def test_a_column_left_out_is_unknown_in_every_row(ruleset: Ruleset, engine: Any) -> None:
    for each in left_out(ruleset):
        assert each.judged(engine, ruleset) == each.expected, each.what
