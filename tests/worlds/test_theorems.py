"""The theorems are proved, and what is not one is not: claim by claim, by Z3."""

import pytest

import sgzlib as sgz
from worlds.theorems import THEOREMS, Theorem

EACH = [pytest.param(theorem, id=theorem.id, marks=[pytest.mark.prove] if theorem.slow else []) for theorem in THEOREMS]


@pytest.mark.parametrize("theorem", EACH)
def test_each_claim_is_as_the_theorem_says(theorem: Theorem) -> None:
    asked = [(one.of, one.proved, sgz.symbols.prove(one.claim, *one.about).proved) for one in theorem.claims()]
    assert len(asked) > 1
    assert [one for one in asked if one[1] is not one[2]] == []
