"""The suite holds: schema, ids, coverage, and that every case says what the library says and catches something."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import sgzlib as sgz
from sgzlib import vectors
from sgzlib.bridges.vectors.answering import law_under
from sgzlib.bridges.vectors.making import Maker
from sgzlib.bridges.vectors.mutants import mutants_of, parts_of
from sgzlib.bridges.vectors.writing import make, text_of, truth
from sgzlib.law.requirement import Case

NAMES = list(sgz.RULESETS)
DOCUMENTS = {name: vectors.document(name) for name in NAMES}
EVERY = pytest.mark.parametrize("name", NAMES)


def assessed(case: vectors.Vector) -> sgz.Assessment:
    ruleset = sgz.RULESETS[case.ruleset]
    subject = sgz.interchange.load(ruleset.subject, case.facts)
    return sgz.assess(ruleset, subject, on=case.on, policy=law_under(ruleset, case.readings))


def test_every_ruleset_has_a_file_and_there_is_a_schema() -> None:
    assert list(vectors.files()) == [*sorted(f"{name}.json" for name in NAMES), "schema.json"]
    assert len(set(vectors.files().values())) == len(NAMES) + 1


def test_there_are_two_thousand_cases_no_two_alike() -> None:
    cases = [case for name in NAMES for case in vectors.cases(name)]
    assert len(cases) >= 2000
    assert len({case.id for case in cases}) == len(cases)
    asked = Counter(json.dumps([case.ruleset, case.facts, str(case.on), case.readings]) for case in cases)
    assert [case for case, times in asked.items() if times > 1] == []


@EVERY
def test_a_file_follows_the_schema(name: str) -> None:
    document = DOCUMENTS[name]
    some = document | {"cases": document["cases"][::20], "mutants": document["mutants"][::20]}
    checker = jsonschema.Draft202012Validator
    checker.check_schema(vectors.schema())
    checker(vectors.schema()).validate(some)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"why": "tea"}, "'tea' is not one of"),
        ({"catches": []}, r"\[\] should be non-empty"),
        ({"statuses": {"renewal.grade": "FINE"}}, "'FINE' is not one of"),
        ({"tea": 1}, "'tea' was unexpected"),
    ],
)
def test_the_schema_refuses_what_is_none_of_it(change: dict[str, Any], error: str) -> None:
    document = DOCUMENTS["renewal"]
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


@EVERY
def test_every_threshold_has_the_value_on_it_and_those_beside(name: str) -> None:
    edges: dict[str, set[int]] = {}
    for case in DOCUMENTS[name]["cases"]:
        if case["why"] == "edge":
            edges.setdefault(case["of"], set()).add(case["at"])
    assert all(at & {0, 1, -1} for at in edges.values())
    # Of what is compared with a label only that label can be told from others; money is searched for in few steps.
    whole = [at for at in edges.values() if at == {-1, 0, 1}]
    assert whole or name in {"contractor", "purchaser", "catalogue", "management", "sign", "budget"}


@pytest.mark.parametrize("name", ["renewal", "purchaser", pytest.param("qualification", marks=pytest.mark.engines)])
def test_the_cases_catch_what_they_say(name: str) -> None:
    ruleset, law = sgz.RULESETS[name], sgz.TIANJIN_2021
    document = DOCUMENTS[name]
    listed = [mutant for path, rule, _ in ruleset.every() for mutant in mutants_of(ruleset, path, rule, law)]
    equivalent = Counter(
        (one["requirement"], one["fault"], one["right"], one["wrong"]) for one in document["equivalent"]
    )
    assert len(listed) == len(document["mutants"]) + sum(equivalent.values())
    maker = Maker(ruleset, law)
    maker.make()
    caught = [mutant for mutant in maker.mutants if mutant not in maker.equivalent]
    for vector, made in zip(vectors.cases(name), maker.cases.values(), strict=True):
        case = Case(made.on, law.under(**made.readings))
        for mutant, told in zip(made.catches, vector.catches, strict=True):
            assert (
                told is document["mutants"][caught.index(mutant)] or told == document["mutants"][caught.index(mutant)]
            )
            assert mutant.status(made.subject, case).name != vector.statuses[mutant.rule.id]


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
    shipped = Path(vectors.__file__).parent
    for name in ("renewal", "purchaser", "contractor", "premises"):
        made = text_of(make(sgz.RULESETS[name], beside=sgz.RULESETS.values()))
        assert made == (shipped / f"{name}.json").read_text(encoding="utf-8"), name


@pytest.mark.engines
@EVERY
def test_the_files_are_what_make_vectors_makes(name: str) -> None:
    made = make(sgz.RULESETS[name], beside=sgz.RULESETS.values())
    assert text_of(made) == (Path(vectors.__file__).parent / f"{name}.json").read_text(encoding="utf-8")
    jsonschema.validate(made, vectors.schema())


def test_a_ruleset_without_a_file_is_refused() -> None:
    with pytest.raises(sgz.InvalidValue, match=r"vectors: 'tea' .*one of budget, catalogue"):
        vectors.cases("tea")


def test_a_ruleset_stands_for_its_name() -> None:
    assert vectors.document(sgz.RENEWAL) == DOCUMENTS["renewal"]
    assert truth(sgz.UNKNOWN) is None
