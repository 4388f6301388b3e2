"""The suite holds: schema, ids, coverage, and that every case says what the library says and catches something."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import jsonschema
import pytest

import sgzlib as sgz
from sgzlib import vectors
from sgzlib.bridges.interchange import InvalidDocument
from sgzlib.bridges.vectors.answering import law_under
from sgzlib.bridges.vectors.command import made_apart, made_of
from sgzlib.bridges.vectors.keeping import keep
from sgzlib.bridges.vectors.making import Maker
from sgzlib.bridges.vectors.mutants import Fault, mutants_of, parts_of
from sgzlib.bridges.vectors.suite import DATA, invalid_cases
from sgzlib.bridges.vectors.writing import truth
from sgzlib.law.formula import Comparison, Constant, Given
from sgzlib.law.requirement import Case
from sgzlib.prose.formula_text import Words
from wording import vector_texts

NAMES = list(sgz.RULESETS)
DOCUMENTS = {name: vectors.document(name) for name in NAMES}
BESIDE = {
    name: Maker(ruleset, sgz.TIANJIN_2021, sgz.RULESETS.values()).beside for name, ruleset in sgz.RULESETS.items()
}
EVERY = pytest.mark.parametrize("name", NAMES)
LARGE = ("contract", "staffing", "station")  # these are made in minutes


def text_of_file(name: str) -> str:
    return (DATA / f"{name}.json").read_text(encoding="utf-8")


def assessed(case: vectors.Vector) -> sgz.Assessment:
    ruleset = sgz.RULESETS[case.ruleset]
    subject = sgz.interchange.load(ruleset.subject, case.facts)
    return sgz.assess(ruleset, subject, on=case.on, policy=law_under(ruleset, case.readings))


def test_every_ruleset_has_a_file_and_there_is_a_schema() -> None:
    others = ["invalid.json", "outcomes.json", "schema.json"]
    assert list(vectors.files()) == [*sorted(f"{name}.json" for name in NAMES), *others]
    assert len(set(vectors.files().values())) == len(NAMES) + len(others)


def test_the_page_beside_the_files_tells_each_key_and_status_of_a_case() -> None:
    page = (DATA / "README.md").read_text(encoding="utf-8")
    keys = vectors.schema()["$defs"]["case"]["properties"]
    assert [
        key for key in (*keys, *sgz.Status.__members__, "invalid.json", "outcomes.json") if f"`{key}`" not in page
    ] == []


@EVERY
def test_an_invalid_input_is_refused_with_its_field_alone(name: str) -> None:
    for case in invalid_cases(name):
        with pytest.raises(InvalidDocument, match=re.escape(case.field)) as refused:
            sgz.interchange.load(sgz.RULESETS[name].subject, case.facts)
        (problem,) = refused.value.problems
        path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in problem.loc)
        assert path.removeprefix(".") == case.field


def test_every_ruleset_has_invalid_inputs_no_two_alike() -> None:
    every = [case for name in NAMES for case in invalid_cases(name)]
    assert {case.ruleset for case in every} == set(NAMES)
    assert len({json.dumps([case.ruleset, case.facts]) for case in every}) == len(every)
    assert not {case.id for case in every} & {case.id for name in NAMES for case in vectors.cases(name)}


def test_there_are_two_thousand_cases_no_two_alike() -> None:
    cases = [case for name in NAMES for case in vectors.cases(name)]
    assert len(cases) >= 2000
    assert len({case.id for case in cases}) == len(cases)
    asked = Counter(json.dumps([case.ruleset, case.facts, str(case.on), case.readings]) for case in cases)
    assert [case for case, times in asked.items() if times > 1] == []


@EVERY
def test_a_file_follows_the_schema(name: str) -> None:
    document = json.loads(text_of_file(name))
    some = document | {"cases": document["cases"][::20], "mutants": document["mutants"][::20]}
    checker = jsonschema.Draft202012Validator
    checker.check_schema(vectors.schema())
    checker(vectors.schema()).validate(some)


@EVERY
def test_a_file_is_plain_json_with_a_case_a_line(name: str) -> None:
    text = text_of_file(name)
    assert DOCUMENTS[name] == json.loads(text)
    assert vectors.text_of(DOCUMENTS[name]) == text
    lines = text.splitlines()
    cases = lines[lines.index('"cases":[') + 1 : -2]
    assert [json.loads(line.rstrip(",")) for line in cases] == DOCUMENTS[name]["cases"]


@EVERY
def test_its_texts_are_those_of_the_library(name: str) -> None:
    written = vector_texts(sgz.RULESETS[name])
    assert {key: DOCUMENTS[name][key] for key in written} == written, "where a text has changed on purpose: make golden"


@EVERY
def test_a_reader_needs_no_other_part_of_the_file_for_a_case(name: str) -> None:
    for case in DOCUMENTS[name]["cases"]:
        assert set(case["statuses"]) == set(DOCUMENTS[name]["requirements"])
        assert case["clause"] == DOCUMENTS[name]["requirements"][case["requirement"]]["clause"]


@EVERY
def test_a_fact_that_is_unknown_is_left_out(name: str) -> None:
    def nulls(value: Any) -> bool:
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return value is None or any(map(nulls, inner))

    assert not any(nulls(case["facts"]) for case in DOCUMENTS[name]["cases"])


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"why": "tea"}, "'tea' is not one of"),
        ({"catches": []}, r"\[\] should be non-empty"),
        ({"statuses": {"renewal.grade": "M"}}, "'M' is not one of"),
        ({"statuses": {}}, "should be non-empty"),
        ({"of": 3}, "3 is not of type 'string'"),
        ({"facts": {"shared": 0}, "shared": []}, "'shared' was unexpected"),
        ({"id": "renewal-0001"}, "'renewal-0001' does not match"),
        ({"tea": 1}, "'tea' was unexpected"),
    ],
)
def test_the_schema_refuses_what_is_none_of_it(change: dict[str, Any], error: str) -> None:
    document = json.loads(text_of_file("renewal"))
    wrong = document | {"cases": [document["cases"][0] | change]}
    with pytest.raises(jsonschema.ValidationError, match=error):
        jsonschema.validate(wrong, vectors.schema())


@EVERY
def test_every_case_says_what_the_library_says(name: str) -> None:
    step = 4 if name == "station" else 1
    for case in vectors.cases(name)[::step]:
        found = assessed(case)
        assert {one.requirement.id: one.status.name for one in found.findings} == case.statuses, case.id
        assert found.verdict is case.verdict, case.id


@EVERY
def test_the_verdict_under_the_readings_is_that_of_the_library(name: str) -> None:
    hanging = [case for case in vectors.cases(name) if case.under_readings]
    for case in hanging[:: max(1, len(hanging) // 6)]:
        ruleset = sgz.RULESETS[name]
        subject = sgz.interchange.load(ruleset.subject, case.facts)
        assert len({str(verdict) for _, verdict in case.under_readings}) > 1
        for options, verdict in case.under_readings:
            law = law_under(ruleset, {**case.readings, **options})
            assert sgz.assess(ruleset, subject, on=case.on, policy=law).verdict is verdict, case.id


@EVERY
def test_every_mutant_is_caught_and_every_case_catches_one(name: str) -> None:
    document = DOCUMENTS[name]
    caught = {at for case in document["cases"] for at in case["catches"]}
    assert caught == set(range(len(document["mutants"])))
    # What no case catches is proved to be the same.
    assert document["open"] == []
    assert all(case["catches"] for case in document["cases"])


@EVERY
def test_every_requirement_takes_every_status_that_it_can(name: str) -> None:
    document, ruleset = DOCUMENTS[name], sgz.RULESETS[name]
    for path, rule, _ in ruleset.every():
        if rule.restates or path:
            continue
        seen = {case["statuses"][rule.id] for case in document["cases"]}
        fails = "VIOLATED" if rule.force_under(ruleset.law) is sgz.Force.MUST and not rule.defines else "UNMET"  # type: ignore[arg-type]
        assert {"MET", fails, "UNDETERMINED", "NOT_APPLICABLE"} <= seen, rule.id
        assert ("NOT_DUE" in seen) == (rule.due is not None), rule.id


# A step from what is compared with a label only, with yes or no, or with a text, there is nothing.
NO_NEIGHBOUR = (Constant, Given)


@EVERY
def test_every_threshold_and_deadline_has_its_cases_one_by_one(name: str) -> None:
    ruleset, document = sgz.RULESETS[name], DOCUMENTS[name]
    listed = {
        kind: Counter(
            (one["requirement"], one["right"], one["wrong"], one["at"]) for one in document[kind] if "at" in one
        )
        for kind in ("mutants", "equivalent")
    }
    found: Counter[Any] = Counter()
    for path, rule, _ in ruleset.every():
        if rule.restates:
            continue
        steps: dict[Any, set[int]] = {}
        for one in mutants_of(ruleset, path, rule, sgz.TIANJIN_2021, BESIDE[name]):
            if isinstance(one.before, Comparison):
                steps.setdefault((one.before, tuple(one.readings.items())), set())
            if one.fault is Fault.POINT:
                steps[one.before, tuple(one.readings.items())].add(one.at)  # type: ignore[arg-type]
                law = sgz.TIANJIN_2021.under(**one.readings)
                words = [Words(law, ruleset.subject, None).written(node) for node in (one.before, one.after)]
                found[rule.id, *words, one.at] += 1
        for (compared, _), at in steps.items():
            assert at == {-1, 0, 1} or (0 in at and isinstance(compared.right, NO_NEIGHBOUR)), compared
    # Each of them is caught by some case, or is proved to have none: a count below 0, a day before the notice.
    assert found == listed["mutants"] + listed["equivalent"]


@pytest.mark.parametrize("name", [pytest.param(one, marks=pytest.mark.prove if one in LARGE else ()) for one in NAMES])
def test_the_cases_catch_what_they_say(name: str) -> None:
    document = DOCUMENTS[name]
    some = [case | {"id": f"{name}-{place:08x}"} for place, case in enumerate(document["cases"])]
    some = some[:: 100 if name in LARGE else 5]
    # A case that is not made again is kept with what it is seen to catch.
    kept = keep(document, {**document, "cases": some}, sgz.RULESETS[name])["cases"]
    assert kept[: len(some)] == some


@pytest.mark.parametrize("name", ["renewal", "qualification", "premises", "plan", "budget"])
def test_what_is_derived_from_the_formulas_gives_the_library_s_own_status(name: str) -> None:
    ruleset = sgz.RULESETS[name]
    for case in vectors.cases(name)[::3]:
        law = law_under(ruleset, case.readings)
        if not law.notice.in_force(case.on):
            continue
        subject = sgz.interchange.load(ruleset.subject, case.facts)
        for path, rule, _ in ruleset.every():
            found = parts_of(ruleset, path, rule, law).status(rule, subject, Case(case.on, law))
            assert found.name == case.statuses[rule.id], (case.id, rule.id)


def test_making_is_the_same_in_every_run() -> None:
    for name in ("renewal", "purchaser", "contractor", "premises"):
        made = made_of(name, DOCUMENTS[name])
        assert made == (DATA / f"{name}.json").read_text(encoding="utf-8"), name


@pytest.mark.prove
@pytest.mark.parametrize(
    "name", [pytest.param(one, marks=pytest.mark.nightly if one in LARGE else ()) for one in NAMES]
)
def test_the_files_are_what_make_vectors_makes(name: str) -> None:
    (made,) = made_apart([name], [DOCUMENTS[name]])
    assert made == text_of_file(name)
    jsonschema.validate(json.loads(made), vectors.schema())


def test_a_ruleset_without_a_file_is_refused() -> None:
    with pytest.raises(sgz.InvalidValue, match=r"vectors: 'tea' .*one of budget, catalogue"):
        vectors.cases("tea")


def test_a_ruleset_stands_for_its_name() -> None:
    assert vectors.document(sgz.RENEWAL) == DOCUMENTS["renewal"]
    assert truth(sgz.UNKNOWN) is None
