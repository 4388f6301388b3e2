"""What changed from one edition of the cases to another is told by clause."""

from __future__ import annotations

from typing import Any

from sgzlib.bridges.vectors.changes import changes


def case(id_: str, clause: str = "四(五)", **more: Any) -> dict[str, Any]:
    return {"id": id_, "clause": clause, "verdict": True, "statuses": {"renewal.grade": "MET"}, **more}


def told(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> str:
    return changes({"renewal": {"cases": old}}, {"renewal": {"cases": new}})


def test_nothing_changed_is_nothing_told() -> None:
    assert told([case("a")], [case("a")]) == ""


def test_cases_that_came_and_went_are_told_by_clause() -> None:
    found = told([case("a"), case("b"), case("c", "三")], [case("b"), case("d"), case("e")])
    assert found == "### renewal\n\n- 四(五): added 2: d, e\n- 四(五): dropped 1: a\n- 三: dropped 1: c\n"


def test_answers_are_told_from_what_to_what() -> None:
    other = case("a", verdict=None, statuses={"renewal.grade": "UNMET"})
    assert told([case("a")], [other]) == "### renewal\n\n- 四(五): a: verdict true → null; renewal.grade MET → UNMET\n"


def test_a_requirement_that_came_is_told_once_and_not_for_each_case() -> None:
    statuses = {"renewal.years_left": "MET", "renewal.grade": "MET"}
    more = [case("a", statuses=statuses), case("b", statuses=statuses, verdict=None)]
    assert told([case("a"), case("b")], more) == (
        "### renewal\n\n- requirements: added 1: renewal.years_left\n- 四(五): b: verdict true → null\n"
    )
    assert told(more, [case("a"), case("b", verdict=None)]) == (
        "### renewal\n\n- requirements: dropped 1: renewal.years_left\n"
    )


def test_a_verdict_under_a_reading_is_an_answer_too() -> None:
    under = [{"readings": {"cycle_end": "PROCURE"}, "verdict": False}]
    assert told([case("a")], [case("a", under_readings=under)]) == (
        '### renewal\n\n- 四(五): a: verdict under {"cycle_end":"PROCURE"} - → false\n'
    )


def test_a_ruleset_that_is_new_brings_all_its_cases() -> None:
    assert changes({}, {"renewal": {"cases": [case("a")]}}) == "### renewal\n\n- 四(五): added 1: a\n"
