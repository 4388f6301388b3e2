"""A web service (网络服务): facts in as JSON, findings and the next questions out, errors by their paths.

pip install sgzlib fastapi uvicorn
uvicorn service:app --app-dir examples
curl 'localhost:8000/premises?on=2022-03-01' --json '{"independent_office": true, "printer": false}'
"""

from datetime import date
from typing import Annotated, Any

from fastapi import Body, FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

import sgzlib as sgz

app = FastAPI(title="sgzlib")


@app.get("/")
def rulesets() -> dict[str, str]:
    """Return what can be judged (规则集), each by its name."""
    return {name: f"{ruleset.zh} · {ruleset.en}" for name, ruleset in sgz.RULESETS.items()}


@app.get("/{name}")
def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of the facts that a ruleset judges (数据模式)."""
    return sgz.interchange.json_schema(ruleset_of(name).subject)


@app.post("/{name}")
def assess(name: str, on: date, facts: Annotated[Any, Body()], locale: str = "zh_CN") -> dict[str, Any]:
    """Judge the facts by a ruleset on a day (评估): the findings, and what to ask next, the most decisive first."""
    ruleset = ruleset_of(name)
    assessment = sgz.assess(ruleset, sgz.interchange.load(ruleset.subject, facts), on=on)
    return {"assessment": assessment.to_dict(locale), "questions": assessment.questions().to_dict(locale)["questions"]}


def ruleset_of(name: str) -> sgz.Ruleset:
    """Return the ruleset of that name, or say which there are."""
    if name not in sgz.RULESETS:
        raise HTTPException(404, {"rulesets": list(sgz.RULESETS)})
    return sgz.RULESETS[name]


@app.exception_handler(sgz.SgzlibError)
def refuse(_request: Request, error: sgz.SgzlibError) -> JSONResponse:
    """Answer what means nothing with 422: each problem by its path, with what is allowed there."""
    problems = getattr(error, "problems", (error,))
    told = [{"path": one.field, "zh": one.allowed_zh, "en": one.allowed, "message": str(one)} for one in problems]
    return JSONResponse({"problems": told}, status_code=422)


@app.exception_handler(RequestValidationError)
def refuse_request(_request: Request, error: RequestValidationError) -> JSONResponse:
    """Answer a request without a day, or whose body is no JSON, in the same form."""
    told = [{"path": ".".join(map(str, one["loc"][1:])), "message": one["msg"]} for one in error.errors()]
    return JSONResponse({"problems": told}, status_code=422)
