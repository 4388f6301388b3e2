"""The tools for a language model: what a scripted client asks of them and is answered, and their schemas."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

import jsonschema
import pytest
import tools

import sgzlib as sgz

ON = date(2022, 3, 1)
WORKER = {"social_work_major": False, "certificate": "ASSISTANT", "certificate_passed_on": "2018-06-17"}


def enumerations(schema: Any) -> Iterator[list[str]]:
    if isinstance(schema, dict):
        if "enum" in schema:
            yield schema["enum"]
        schema = list(schema.values())
    if isinstance(schema, list):
        for inner in schema:
            yield from enumerations(inner)


def test_every_ruleset_can_be_asked_for_by_name() -> None:
    assert list(get_args(tools.Name)) == list(sgz.RULESETS)


@pytest.mark.parametrize("name", get_args(tools.Name))
def test_facts_have_one_spelling_a_label_and_every_answer_goes_by_its_schema(name: Any) -> None:
    schema = tools.facts(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    for options in enumerations(schema):
        assert all(option.isascii() and option == option.upper() for option in options)
    finding = tools.assess(name, {}, ON)["findings"][0]
    explained = tools.explain(finding["id"])
    assert {key: explained[key] for key in ("id", "clause", "force")}.items() <= finding.items()


def test_remedies_go_by_their_schema() -> None:
    answer = tools.remedies("premises", {"printer": False}, ON)
    jsonschema.validate(answer, sgz.interchange.json_schema(sgz.Remedies))
    assert answer["steps"]


def test_a_label_says_in_the_schema_what_it_means() -> None:
    education = tools.facts("qualification")["properties"]["education"]["anyOf"][0]
    assert education["enum"][3:5] == ["JUNIOR_COLLEGE", "BACHELOR"]
    assert "JUNIOR_COLLEGE: 大专, junior college; BACHELOR: 本科, bachelor" in education["description"]


def test_an_unknown_requirement_is_refused() -> None:
    with pytest.raises(sgz.InvalidValue, match="the id of a requirement"):
        tools.explain("staffing.tea")


def test_a_scripted_client_asks_until_nothing_is_left_to_ask() -> None:
    client_of = pytest.importorskip("mcp.client.client").Client
    told = {"registered": True, "registration_expires": "2023-06-01"}

    async def script() -> list[Any]:
        async with client_of(tools.server()) as client:

            async def call(tool: str, **arguments: Any) -> Any:
                return await client.call_tool(tool, arguments)

            offered = {tool.name: tool.input_schema for tool in (await client.list_tools()).tools}
            facts, asked = dict(WORKER), []
            asking = {"ruleset": "qualification", "facts": facts, "on": "2022-03-01"}
            while left := (await call("questions", **asking)).structured_content["questions"]:
                path = left[0]["path"]
                asked.append(path)
                facts[path] = told[path]
            judged = await call("assess", **asking, locale="en")
            wrong = await call("assess", **{**asking, "facts": {"registred": "yes"}})
            return [offered, asked, judged.structured_content, wrong]

    offered, asked, judged, wrong = asyncio.run(script())
    assert list(offered) == ["facts", "assess", "questions", "remedies", "explain"]
    assert offered["assess"]["properties"]["ruleset"]["enum"] == list(sgz.RULESETS)
    assert asked == ["registration_expires", "registered"]
    assert (judged["verdict"], judged["text"]) == (True, "qualified (1 not due yet); 3 in all: met 2, not due yet 1")
    assert wrong.is_error
    assert "did you mean registered?" in wrong.content[0].text
