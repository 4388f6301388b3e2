"""The web service: JSON in, findings and questions out, each error by its path."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import service
from fastapi.testclient import TestClient

import sgzlib as sgz
from equipped import REQUIRED
from wording import requirement_text

CLIENT = TestClient(service.app)
ON = {"on": "2022-03-01"}


@pytest.fixture(autouse=True)
def receipts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """Keep receipts in a file of the test's own."""
    monkeypatch.setenv("SGZ_RECEIPTS", str(tmp_path / "receipts.sqlite"))
    with closing(service.receipts()) as kept, kept:
        yield kept


def pointers(answer: Any) -> list[str]:
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["status"]) == (422, 422)
    return [problem["pointer"] for problem in answer.json()["errors"]]


def test_facts_go_in_and_findings_come_out() -> None:
    answer = CLIENT.post("/premises", params=ON, json={"independent_office": True, "printer": False})
    assert answer.status_code == 200
    assessment = answer.json()["assessment"]
    jsonschema.validate(assessment, sgz.interchange.json_schema(sgz.Assessment))
    assert (assessment["verdict"], assessment["findings"][3]["status"]) == (False, "VIOLATED")
    assert assessment["findings"][3]["text"] == requirement_text("premises.printer")
    assert answer.json()["questions"] == []


def test_what_is_unknown_is_asked_in_the_language_that_is_asked_for() -> None:
    answer = CLIENT.post("/premises", params={**ON, "locale": "en"}, json={"independent_office": True})
    questions = answer.json()["questions"]
    assert answer.json()["assessment"]["verdict"] is None
    assert [question["path"] for question in questions] == REQUIRED[1:]
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
    assert pointers(answer) == ["/workers/0/registred", "/workers/1/registered", "/contracted_headcount"]
    first = answer.json()["errors"][0]
    assert (first["code"], first["suggestion"]) == ("unknown_fact", "registered")
    assert "是否指 registered？" in first["detail"]["zh"]
    assert first["detail"]["en"].endswith("a fact; did you mean registered?")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ("[]", ""),
        ("3", ""),
        ('{"printer": NaN}', "/printer"),
        ('{"\\u0000": 1}', "/\\x00"),
    ],
)
def test_json_of_another_shape_is_refused_as_well(body: str, pointer: str) -> None:
    answer = CLIENT.post("/premises", params=ON, content=body, headers={"content-type": "application/json"})
    assert pointers(answer) == [pointer]


@pytest.mark.parametrize(
    ("params", "pointer"),
    [
        ({}, "/on"),
        ({"on": "2022-02-30"}, "/on"),
        ({**ON, "locale": "tlh"}, "/locale"),
        ({**ON, "keys": "tea"}, "/keys"),
    ],
)
def test_so_is_no_day_no_language_and_no_kind_of_key(params: dict[str, str], pointer: str) -> None:
    assert pointers(CLIENT.post("/premises", params=params, json={})) == [pointer]


def test_facts_are_taken_as_others_write_them() -> None:
    how = {**ON, "keys": "labels", "spellings": "true"}
    answer = CLIENT.post("/qualification", params=how, json={"学历": "专科", "社会工作及其相关专业": "√"})
    assert answer.json()["assessment"]["subject"] == {"education": "JUNIOR_COLLEGE", "social_work_major": True}
    schema = CLIENT.get("/qualification", params={"keys": "camel"}).json()
    assert "socialWorkMajor" in schema["properties"]


def test_a_receipt_that_was_kept_is_checked() -> None:
    kept = CLIENT.post("/premises", params=ON, json={"printer": False}).json()["receipt"]
    assert CLIENT.post("/receipts/verify", json=kept).json() == {
        "intact": True,
        "same_outcome": True,
        "same_law": True,
        "same_library": True,
        "differences": [],
    }
    forged = CLIENT.post("/receipts/verify", json=kept.replace('"verdict":false', '"verdict":true')).json()
    assert (forged["intact"], forged["differences"]) == (False, [{"field": "verdict", "receipt": True, "now": False}])
    assert pointers(CLIENT.post("/receipts/verify", json="tea")) == ["/receipt"]


def test_it_opens_with_what_can_be_judged() -> None:
    told = CLIENT.get("/").json()
    assert list(told) == list(sgz.RULESETS)
    assert told["premises"] == "场所设置 · Premises and equipment"


def test_an_unknown_ruleset_is_answered_with_those_that_there_are() -> None:
    for answer in (CLIENT.get("/ferry"), CLIENT.post("/ferry", params=ON, json={})):
        assert answer.status_code == 404
        assert answer.json()["detail"]["rulesets"] == list(sgz.RULESETS)


def test_receipts_are_kept_and_checked_after_an_upgrade(receipts: sqlite3.Connection) -> None:
    ids = [CLIENT.post("/premises", params=ON, json={"printer": printer}).json()["id"] for printer in (True, False)]
    assert ids == [1, 2]
    assert CLIENT.post("/receipts/verify-all").json() == {"changed": [], "otherwise": []}
    with receipts:
        forge = "UPDATE receipts SET text = replace(text, ?, ?) WHERE id = 2"
        receipts.execute(forge, ['"verdict":false', '"verdict":true'])
    assert CLIENT.post("/receipts/verify-all").json() == {"changed": [2], "otherwise": [2]}


def test_fewer_than_twenty_lines_adapt_the_library() -> None:
    source = Path(service.__file__).read_text(encoding="utf-8")
    [adapter] = re.findall(r"# The adapter begins\.\n(.*)# The adapter ends\.", source, re.DOTALL)
    assert len([line for line in adapter.splitlines() if line]) < 20
    other = source.replace(adapter, "")
    assert not re.findall(r"error\.(loc|code|text|suggestion|problems)|interchange\.load", other)
