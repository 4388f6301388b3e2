"""English texts say 1 station and 2 stations."""

from decimal import Decimal

import pytest

import sgzlib as sgz
from sgzlib.law.facts import facts_of
from sgzlib.law.plurals import counted, noun
from sgzlib.prose.language import Language
from sgzlib.prose.views import counted_of

ENGLISH = Language("en")
SINGULAR = {
    "budgets": "budget",
    "contractors": "contractor",
    "contracts": "contract",
    "days": "day",
    "district plans": "district plan",
    "hours": "hour",
    "purchasers": "purchaser",
    "stations": "station",
    "subjects": "subject",
    "workers": "worker",
    "yuan": "yuan",
}


@pytest.mark.parametrize("number", [0, 2, Decimal("0.5"), Decimal("1.5")])
def test_what_is_not_one_takes_the_plural(number: Decimal) -> None:
    assert noun(number, "stations") == "stations"


@pytest.mark.parametrize("number", [1, Decimal(1), Decimal("1.0")])
def test_a_single_one_takes_the_singular(number: Decimal) -> None:
    assert (noun(number, "stations"), noun(number, "facilities")) == ("station", "facility")


def test_a_count_groups_its_digits() -> None:
    assert (counted(1, "rows"), counted(40_000, "rows")) == ("1 row", "40,000 rows")


def test_every_noun_that_rows_and_units_have_is_known_in_the_singular() -> None:
    subjects = {ruleset.subject for ruleset in sgz.RULESETS.values()}
    units = {fact.unit[1] for cls in subjects for fact in facts_of(cls).values() if fact.unit is not None}
    for plural in {counted_of(cls)[2] for cls in subjects} | units:
        assert noun(1, plural) == SINGULAR[plural]


def test_a_value_with_a_unit_agrees_with_it() -> None:
    hours = facts_of(sgz.Worker)["continuing_education_hours"]
    assert [ENGLISH.value(number, hours) for number in (1, 72)] == ["1 hour", "72 hours"]
