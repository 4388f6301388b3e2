"""A column left out is unknown in every row: for every ruleset, each column in turn, on every engine."""

from typing import Any

import pytest

from bridges.frames.left_out import left_out
from bridges.frames.tabled import IN_MEMORY, LAZY
from sgzlib import RULESETS, Ruleset


def _quick(ruleset: str, engine: str) -> bool:
    return engine == "polars" or (engine in IN_MEMORY and ruleset not in {"station", "contract"})


CASES = [
    pytest.param(ruleset, engine, id=f"{name}-{at}", marks=() if _quick(name, at) else pytest.mark.engines)
    for name, ruleset in RULESETS.items()
    for at, engine in (IN_MEMORY | LAZY).items()
]


@pytest.mark.parametrize(("ruleset", "engine"), CASES)
def test_a_column_left_out_is_unknown_in_every_row(ruleset: Ruleset, engine: Any) -> None:
    for each in left_out(ruleset):
        assert each.judged(engine, ruleset) == each.expected, each.what
