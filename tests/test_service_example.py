"""The web service: JSON in, findings and questions out, each error by its path."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
import service
from fastapi.testclient import TestClient

import sgzlib as sgz

CLIENT = TestClient(service.app)
ON = {"on": "2022-03-01"}


def paths(answer: Any) -> list[str]:
    return [problem["path"] for problem in answer.json()["problems"]]


def test_facts_go_in_and_findings_come_out() -> None:
    answer = CLIENT.post("/premises", params=ON, json={"independent_office": True, "printer": False})
    assert answer.status_code == 200
    assessment = answer.json()["assessment"]
    jsonschema.validate(assessment, sgz.interchange.json_schema(sgz.Assessment))
    assert (assessment["verdict"], assessment["findings"][3]["status"]) == (False, "VIOLATED")
    assert assessment["findings"][3]["text"] == "配有打印机"
    assert answer.json()["questions"] == []


def test_what_is_unknown_is_asked_in_the_language_that_is_asked_for() -> None:
    answer = CLIENT.post("/premises", params={**ON, "locale": "en"}, json={"independent_office": True})
    questions = answer.json()["questions"]
    assert answer.json()["assessment"]["verdict"] is None
    assert [question["path"] for question in questions] == ["desks_and_chairs", "computer", "printer", "filing_cabinet"]
    assert questions[2]["text"] == "printer"
    for question in questions:
        jsonschema.validate(question, sgz.interchange.json_schema(sgz.Question))


@pytest.mark.parametrize("name", sgz.RULESETS)
def test_every_ruleset_judges_what_nothing_is_known_of_and_tells_its_schema(name: str) -> None:
    answer = CLIENT.post(f"/{name}", params=ON, json={})
    assert (answer.status_code, answer.json()["assessment"]["ruleset"]) == (200, name)
    schema = CLIENT.get(f"/{name}").json()
    assert schema == json.loads(json.dumps(sgz.interchange.json_schema(sgz.RULESETS[name].subject)))


def test_everything_that_is_wrong_is_told_by_its_path() -> None:
    wrong = {"workers": [{"registred": True, "education": "大专"}, {"registered": "yes"}], "contracted_headcount": -1}
    answer = CLIENT.post("/staffing", params=ON, json=wrong)
    assert answer.status_code == 422
    assert paths(answer) == ["Team.workers[0].registred", "Team.workers[1].registered", "Team.contracted_headcount"]
    assert answer.json()["problems"][0]["en"] == "a fact; did you mean registered?"
    assert "是否指 registered？" in answer.json()["problems"][0]["zh"]


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ("[]", "Premises"),
        ("3", "Premises"),
        ('{"printer": NaN}', "Premises.printer"),
        ('{"\\u0000": 1}', "Premises.\\x00"),
    ],
)
def test_json_of_another_shape_is_refused_as_well(body: str, path: str) -> None:
    answer = CLIENT.post("/premises", params=ON, content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, paths(answer)) == (422, [path])


@pytest.mark.parametrize(
    ("params", "path"), [({}, "on"), ({"on": "2022-02-30"}, "on"), ({**ON, "locale": "tlh"}, "locale")]
)
def test_so_is_no_day_and_no_language(params: dict[str, str], path: str) -> None:
    answer = CLIENT.post("/premises", params=params, json={})
    assert (answer.status_code, paths(answer)) == (422, [path])


def test_it_opens_with_what_can_be_judged() -> None:
    told = CLIENT.get("/").json()
    assert list(told) == list(sgz.RULESETS)
    assert told["premises"] == "场所设置 · Premises and equipment"


def test_an_unknown_ruleset_is_answered_with_those_that_there_are() -> None:
    for answer in (CLIENT.get("/ferry"), CLIENT.post("/ferry", params=ON, json={})):
        assert answer.status_code == 404
        assert answer.json()["detail"]["rulesets"] == list(sgz.RULESETS)
