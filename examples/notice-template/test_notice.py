"""What holds of any notice: keep these tests, and add claims of your own below them."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from notice import EXAMPLE, NOTICE, RULES, ReadingRoom

import sgzlib as sgz

ON = date(2024, 6, 1)


def test_every_clause_is_asked_about() -> None:
    cited = {rule.clause for rule in (*RULES.requirements, *RULES.outcomes)}
    assert set(NOTICE.clauses) <= cited


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_every_rule_is_told_in_words(locale: str) -> None:
    rows = list(sgz.explain.table(RULES, locale))
    assert [row.id for row in rows] == [rule.id for rule in RULES.requirements]
    assert sgz.assess(RULES, EXAMPLE, on=ON).render(locale)


@settings(max_examples=20)
@given(sgz.strategies.subject(RULES.subject, known="some"))
def test_a_subject_and_its_answers_leave_as_data_and_come_back(drawn: Any) -> None:
    assert sgz.interchange.load(RULES.subject, sgz.interchange.dump(drawn)) == drawn
    assert sgz.verify(sgz.receipt(sgz.assess(RULES, drawn, on=ON)), ruleset=RULES).same_outcome is True


@pytest.mark.parametrize("rule", RULES.requirements, ids=lambda rule: str(rule.id))
def test_every_requirement_can_be_met_and_failed_and_hangs_on_facts(rule: sgz.Requirement) -> None:
    cases = sgz.vectors.make(RULES.only(rule.id))["cases"]
    statuses = {status for case in cases for status in case["statuses"].values()}
    assert statuses >= {"MET", "UNDETERMINED"}
    assert statuses & {"VIOLATED", "UNMET"}


# Claims of your own: the edges of each number, each with the clause that it comes from.


@pytest.mark.parametrize(("books", "status"), [(499, "VIOLATED"), (500, "MET")])
def test_five_hundred_books_are_enough(books: int, status: str) -> None:
    assert sgz.assess(RULES, ReadingRoom(books=books), on=ON)["notice.books"].status.name == status
