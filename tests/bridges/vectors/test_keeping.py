"""What an earlier file has stays as long as it catches something, with facts that are new left unstated."""

from __future__ import annotations

from typing import Any

import attrs
import jsonschema
import pytest

from sgzlib import PREMISES, RENEWAL, Force, Premises, Ruleset, vectors
from sgzlib.bridges.vectors.keeping import keep
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.kinds import YES_NO
from sgzlib.tianjin.policy import yes_or_no


@subject
class Refitted(Premises):
    """Premises with two facts more: a requirement reads the first, and nothing reads the second."""

    fire_extinguisher: Fact[bool] = fact(YES_NO, "灭火器", "fire extinguisher")
    signpost: Fact[bool] = fact(YES_NO, "路标", "signpost")


fire_extinguisher = yes_or_no("fire_extinguisher", "三(一)", Force.MUST, zh="配有灭火器", en="has a fire extinguisher")

EARLIER = vectors.document("premises")
UNREAD: Ruleset[Any] = attrs.evolve(PREMISES, subject=Refitted)
READ: Ruleset[Any] = attrs.evolve(UNREAD, requirements=(*PREMISES.requirements, fire_extinguisher))


def ids(document: Any) -> list[str]:
    return [case["id"] for case in document["cases"]]


@pytest.fixture(scope="module")
def kept() -> Any:
    return keep(vectors.make(READ, proving=True), EARLIER, READ)


def test_a_fact_that_nothing_reads_changes_no_case() -> None:
    made = vectors.make(UNREAD, proving=True)
    assert len({*ids(made)} - {*ids(EARLIER)}) > len(EARLIER["cases"]) // 2
    found = keep(made, EARLIER, UNREAD)
    assert {**found, "subject": "Premises"} == EARLIER


def test_a_fact_with_a_requirement_leaves_each_case_with_its_id_and_facts(kept: Any) -> None:
    first, added = kept["cases"][: len(EARLIER["cases"])], kept["cases"][len(EARLIER["cases"]) :]
    assert ids({"cases": first}) == ids(EARLIER)
    assert [case["facts"] for case in first] == [case["facts"] for case in EARLIER["cases"]]
    stated = {case["facts"]["fire_extinguisher"] for case in added if "fire_extinguisher" in case["facts"]}
    assert stated == {True, False}


def test_what_is_kept_is_answered_by_the_rules_as_they_are(kept: Any) -> None:
    before = next(case for case in EARLIER["cases"] if case["verdict"] is True)
    (now,) = (case for case in kept["cases"] if case["id"] == before["id"])
    assert now["verdict"] is None
    assert now["statuses"] == {**before["statuses"], fire_extinguisher.id: "UNDETERMINED"}


def test_all_that_is_caught_anew_is_caught(kept: Any) -> None:
    jsonschema.validate(kept, vectors.schema())
    caught = {mutant for case in kept["cases"] for mutant in case["catches"]}
    assert caught == set(range(len(kept["mutants"])))
    assert {case["statuses"][fire_extinguisher.id] for case in kept["cases"]} == {
        "MET",
        "VIOLATED",
        "UNDETERMINED",
        "NOT_APPLICABLE",
    }


def test_keeping_again_changes_nothing(kept: Any) -> None:
    assert keep(vectors.make(READ, proving=True), kept, READ) == kept


def test_a_case_about_what_is_no_longer_asked_goes() -> None:
    left: Ruleset[Any] = RENEWAL - "renewal.years_left"
    earlier = vectors.document("renewal")
    found = keep(vectors.make(left), earlier, left)
    gone = [case["requirement"] for case in earlier["cases"] if case["id"] not in ids(found)]
    assert {"renewal.years_left"} == set(gone)


@pytest.mark.parametrize(
    "change", [{"facts": {"tea": True}}, {"readings": {"tea": "GREEN"}}, {"readings": {"cycle_end": "GREEN"}}]
)
def test_a_case_that_can_no_longer_be_asked_goes(change: dict[str, Any]) -> None:
    made = vectors.document("renewal")
    first, *others = made["cases"]
    earlier = {**made, "cases": [{**first, **change, "id": "renewal-00000000"}, *others]}
    assert sorted(ids(keep(made, earlier, RENEWAL))) == sorted(ids(made))


def test_a_case_that_catches_nothing_more_goes() -> None:
    made = vectors.document("renewal")
    # Before the notice is in force, no wrong condition shows.
    first = {**made["cases"][0], "id": "renewal-00000000", "on": "2020-01-01"}
    assert ids(keep(made, {**made, "cases": [first, *made["cases"]]}, RENEWAL)) == ids(made)
