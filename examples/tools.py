"""Tools for a language model (语言模型的工具): the model asks, the rules decide. A Model Context Protocol server.

Facts go in as the JSON Schema of their ruleset has them, each label with one spelling; answers come out as `to_dict`
gives them. What cannot be read is an error that names each place, with what is allowed there, so that the model can
put it right. Nothing is guessed: a fact that is left out stays unknown.

pip install mcp, and: python examples/tools.py   (speaks over standard input and output)
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Literal

import sgzlib as sgz

Name = Literal[
    "qualification",
    "staffing",
    "premises",
    "catalogue",
    "management",
    "sign",
    "station",
    "purchaser",
    "contractor",
    "budget",
    "funding",
    "contract",
    "renewal",
    "plan",
    "rollout",
]
Locale = Literal["zh_CN", "en"]


def facts(ruleset: Name) -> dict[str, Any]:
    """Return the JSON Schema of the facts that a ruleset judges (可填事项). Ask for it first."""
    return sgz.interchange.json_schema(sgz.RULESETS[ruleset].subject, one_spelling=True)


def assess(ruleset: Name, facts: dict[str, Any], on: date, locale: Locale = "zh_CN") -> dict[str, Any]:
    """Judge facts by a ruleset on a day (核对结果): the verdict (null: unknown) and what each requirement gave."""
    return dict(_assessment(ruleset, facts, on).to_dict(locale, missing=False))


def questions(ruleset: Name, facts: dict[str, Any], on: date, locale: Locale = "zh_CN") -> dict[str, Any]:
    """Return which facts to ask the user for, the most decisive first (需补充的信息). None is left when settled."""
    return dict(_assessment(ruleset, facts, on).questions().to_dict(locale))


def remedies(ruleset: Name, facts: dict[str, Any], on: date, locale: Locale = "zh_CN") -> dict[str, Any]:
    """Return what is to be done, by whom and until when; what to establish; what is too late (整改措施)."""
    return dict(_assessment(ruleset, facts, on).remedies().to_dict(locale))


def explain(requirement: str, locale: Locale = "zh_CN") -> dict[str, str]:
    """Return what a requirement asks, by its id, as in an assessment: its clause, its rule, its numbers (释明)."""
    own = (r for r in sgz.RULESETS.values() if requirement in [rule.id for rule in r.requirements])
    if (ruleset := next(own, None)) is None:
        raise sgz.InvalidValue("requirement", requirement, "核对结果中的要求编号", "the id of a requirement")
    row = next(row for row in sgz.explain.table(ruleset, locale) if row.id == requirement)
    return {"id": row.id, "clause": row.clause.locator, "force": row.force.name, "rule": row.formula}


def _assessment(name: Name, facts: dict[str, Any], on: date) -> sgz.Assessment:
    ruleset = sgz.RULESETS[name]
    return sgz.assess(ruleset, sgz.interchange.load(ruleset.subject, facts), on=on)


TOOLS: tuple[Callable[..., dict[str, Any]], ...] = (facts, assess, questions, remedies, explain)


def server() -> Any:
    """Return the server of these tools (服务器)."""
    from mcp.server.mcpserver import MCPServer
    from mcp.server.mcpserver.exceptions import ToolError

    def telling(tool: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
        @wraps(tool)
        def telling_tool(**arguments: Any) -> dict[str, Any]:
            try:
                return tool(**arguments)
            except sgz.SgzlibError as error:  # the server hides what other errors say
                raise ToolError(str(error)) from error

        return telling_tool

    made = MCPServer("sgzlib", instructions="Rules for social-work stations of Tianjin's notice of 26 May 2021 社工站")
    for tool in TOOLS:
        made.add_tool(telling(tool))
    return made


if __name__ == "__main__":
    server().run()
