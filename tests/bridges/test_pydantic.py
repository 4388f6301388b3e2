"""A class of facts is a field of a pydantic model and a body of FastAPI, without anything that adapts it."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
import typing
from datetime import date
from typing import Annotated, Any

import pydantic
import pytest
from fastapi import Body, FastAPI
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import sgzlib as sgz
from sgzlib.prose import typed
from sgzlib.prose.typed import is_typeddict


class Post(pydantic.BaseModel):
    """What a service keeps of somebody."""

    worker: sgz.Worker
    teams: list[sgz.Team] = []


APP = FastAPI()
CLIENT = TestClient(APP)


@APP.post("/worker")
def judge(worker: Annotated[sgz.Worker, Body()], on: date) -> str:
    return repr(sgz.check_qualification(worker, on=on).verdict)


class TestModels:
    def test_a_mapping_becomes_a_subject_and_a_subject_stays(self) -> None:
        document: Any = {"worker": {"education": "大专", "posted_on": "NOT_YET"}, "teams": [{"workers": [{}]}]}
        post = Post.model_validate(document)
        assert post.worker == sgz.Worker(education=sgz.Education.JUNIOR_COLLEGE, posted_on=sgz.NOT_YET)
        assert post.teams == [sgz.Team(workers=(sgz.Worker(),))]
        assert Post(worker=post.worker).worker is post.worker

    @settings(max_examples=20)
    @given(sgz.strategies.workers(known="some"), st.lists(sgz.strategies.subject(sgz.Team), max_size=1))
    def test_what_is_written_is_read_back_and_satisfies_the_schema(self, worker: Any, teams: Any) -> None:
        text = Post(worker=worker, teams=teams).model_dump_json()
        assert Post.model_validate_json(text) == Post(worker=worker, teams=teams)
        Draft202012Validator(Post.model_json_schema()).validate(json.loads(text))

    def test_each_problem_is_one_of_pydantics_at_its_place(self) -> None:
        wrong: Any = {"worker": {"educaton": "大专"}, "teams": [{}, {"workers": [{"trained": 3}]}]}
        with pytest.raises(pydantic.ValidationError, match="did you mean education") as caught:
            Post.model_validate(wrong)
        told = [(one["type"], one["loc"], one["input"]) for one in caught.value.errors()]
        assert told == [
            ("unknown_fact", ("worker", "educaton"), "educaton"),
            ("invalid_type", ("teams", 1, "workers", 0, "trained"), 3),
        ]
        context: Any = caught.value.errors()[0].get("ctx")
        assert context["suggestion"] == "education"
        assert context["zh"] == "Worker.educaton: 'educaton' 不可用，应为已有的事实，是否指 education？"

    @pytest.mark.parametrize("mode", ["validation", "serialization"])
    def test_its_schema_is_the_librarys(self, mode: Any) -> None:
        described = Post.model_json_schema(mode=mode)["properties"]["worker"]
        assert described["properties"] == sgz.interchange.json_schema(sgz.Worker)["properties"]


class TestFastAPI:
    def test_a_body_is_judged(self) -> None:
        answer = CLIENT.post(
            "/worker", params={"on": "2022-03-01"}, json={"certificate": "NONE", "education": "PRIMARY"}
        )
        assert (answer.status_code, answer.json()) == (200, "False")

    def test_what_is_wrong_is_told_by_its_place(self) -> None:
        answer = CLIENT.post("/worker", params={"on": "2022-03-01"}, json={"registered": 3})
        assert answer.status_code == 422
        (problem,) = answer.json()["detail"]
        assert (problem["type"], problem["loc"]) == ("invalid_type", ["body", "registered"])

    def test_the_interface_describes_each_fact(self) -> None:
        body = APP.openapi()["paths"]["/worker"]["post"]["requestBody"]["content"]["application/json"]["schema"]
        assert body["properties"]["registered"]["title"] == "在天津登记"


DICTS = [one for name in sgz.__all__ if is_typeddict(one := getattr(sgz, name))]


class TestAnswers:
    @pytest.mark.parametrize("of", DICTS, ids=lambda of: of.__name__)
    def test_each_typed_dict_is_a_type_of_pydantics(self, of: Any) -> None:
        assert pydantic.TypeAdapter(of).json_schema()["title"] == of.__name__

    def test_an_answer_passes_a_response_model_as_it_is(self) -> None:
        assessment = sgz.check_premises(sgz.Premises(printer=False), on=date(2022, 3, 1))
        assert pydantic.TypeAdapter(sgz.AssessmentDict).validate_python(assessment.to_dict()) == assessment.to_dict()

    def test_without_typing_extensions_the_standard_librarys_is_taken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "typing_extensions", None)
        assert runpy.run_path(str(typed.__file__))["TypedDict"] is typing.TypedDict


def test_the_library_imports_no_pydantic() -> None:
    program = "import sys, sgzlib as sgz; sgz.interchange.load(sgz.Worker, {}); print('pydantic_core' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)  # noqa: S603
    assert done.stdout == "False\n"
