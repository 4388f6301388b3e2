"""The theorems are proved, and what is not one is not: claim by claim, by Z3."""

import pytest

import sgzlib as sgz
from sgzlib.bridges.symbols import proved_within
from worlds.theorems import EVERY, FOLLOWS, QUALIFYING, STRICTER, THEOREMS, WITHOUT_ORDER, Claim, Theorem


def answer(claim: Claim) -> sgz.Truth:
    """Return what Z3 says of a claim; how many steps that takes depends a little on what was built before it."""
    proved = sgz.symbols.prove(claim.claim, *claim.about).proved
    if proved is sgz.UNKNOWN:
        return proved_within(100_000_000, claim.claim, *claim.about).proved
    return proved


@pytest.mark.prove
@pytest.mark.parametrize("theorem", THEOREMS, ids=lambda theorem: theorem.id)
def test_each_claim_is_as_the_theorem_says(theorem: Theorem) -> None:
    asked = [(claim.of, claim.proved, answer(claim)) for claim in theorem.claims()]
    assert len(asked) > 1
    assert [one for one in asked if one[1] is not one[2]] == []
    named = {about.partition(",")[0] for about, _, _ in asked} & EVERY - FOLLOWS
    assert named in (set(), theorem.requirements - FOLLOWS)


def test_every_number_of_the_law_is_ordered_by_strictness_or_said_to_have_no_order() -> None:
    ordered = {name for _, name, _, _ in (*STRICTER, QUALIFYING)}
    assert ordered | WITHOUT_ORDER == set(sgz.TIANJIN_2021.numbers)
    assert ordered & WITHOUT_ORDER == set()
