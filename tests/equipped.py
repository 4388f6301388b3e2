"""Premises with all that the notice asks (配齐的场所), for tests that are about something else.

They take the facts from the rules: one more in the premises changes none of these tests.
"""

from typing import Any

from sgzlib import PREMISES, Force, Premises
from sgzlib.law.facts import facts_of
from sgzlib.law.tracing import given_in

EQUIPPED: dict[str, Any] = dict.fromkeys(facts_of(Premises), True)
REQUIRED = list(
    dict.fromkeys(
        path
        for rule in PREMISES.requirements
        if rule.force is Force.MUST
        for path, _ in given_in(PREMISES.formula("", rule))
    )
)
