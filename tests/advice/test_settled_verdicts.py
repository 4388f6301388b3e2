"""A verdict that no completion changes and that a check cannot give names the facts that its rules read."""

from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest
from elderly_meals import MEALS, MealPoint

import sgzlib as sgz
from foreign.canteen import CANTEEN, Canteen
from foreign.county_library import QINGSHI, Branch, Hall, LibraryLaw
from sgzlib.law import Force, Ruleset, requirement

ON = date(2025, 9, 5)


@pytest.mark.parametrize(
    ("ruleset", "given", "facts"),
    [
        (MEALS.only("meals.claimed"), MealPoint(meals=1840, claimed=Decimal(4680)), ("delivered",)),
        (CANTEEN.only("canteen.seats"), Canteen(diners=0), ("seats",)),
        (CANTEEN.only("canteen.places"), Canteen(diners=0), ("seats", "sittings")),
    ],
)
def test_the_facts_that_the_rules_read_are_asked(ruleset: Any, given: Any, facts: tuple[str, ...]) -> None:
    assessment = sgz.assess(ruleset, given, on=ON)
    assert assessment.verdict is sgz.UNKNOWN
    assert (assessment.missing, assessment.undecided) == (facts, ())
    assert assessment.findings[0].missing == facts
    assert tuple(question.path for question in assessment.questions()) == facts
    stated = attrs.evolve(given, **dict.fromkeys(facts, 0))
    assert sgz.assess(ruleset, stated, on=ON).verdict is True


def test_a_part_has_its_path() -> None:
    hall = requirement("1", Force.MUST, law=LibraryLaw, zh="座位", en="seats", group="halls")(
        lambda hall, case: hall.seats * case.law.least_seats >= hall.seats - hall.seats
    )
    rules = Ruleset("halls", Hall, (hall,), zh="甲", en="a", law=QINGSHI)
    whole = Ruleset("wholes", Branch, (), zh="乙", en="b", law=QINGSHI, parts=(("hall", rules),))
    assessment = sgz.assess(whole, Branch(hall=Hall()), on=ON)
    assert assessment.missing == assessment.findings[0].missing == ("hall.seats",)


def test_rest_days_ask_for_no_fact() -> None:
    point = MealPoint(opened_on=date(2024, 12, 20), registered_on=date(2025, 1, 20), agreement_on=None)
    assessment = sgz.assess(MEALS.only("meals.registered"), point, on=date(2025, 1, 25))
    assert (assessment.missing, assessment.undecided) == ((), ("rest_days",))
    assert assessment.findings[0].missing == ()
    assert list(assessment.questions()) == []
