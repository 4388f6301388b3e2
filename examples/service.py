"""A web service (网络服务): facts in as JSON, findings and the next questions out, errors as RFC 9457 has them.

pip install sgzlib fastapi uvicorn
uvicorn service:app --app-dir examples
curl 'localhost:8000/premises?on=2022-03-01' --json '{"independent_office": true, "printer": false}'
"""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Body, FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

import sgzlib as sgz

app = FastAPI(title="sgzlib")
Keys = Literal["names", "camel", "labels"]


@app.get("/")
def rulesets() -> dict[str, str]:
    """Return what can be judged (规则集), each by its name."""
    return {name: f"{ruleset.zh} · {ruleset.en}" for name, ruleset in sgz.RULESETS.items()}


@app.get("/{name}")
def schema(name: str, keys: Keys = "names", *, spellings: bool = False) -> dict[str, Any]:
    """Return the JSON Schema of the facts that a ruleset judges (数据模式)."""
    return sgz.interchange.json_schema(ruleset_of(name).subject, keys=keys, spellings=spellings)


@app.post("/{name}")
def assess(
    name: str,
    on: date,
    facts: Annotated[Any, Body()],
    locale: str = "zh_CN",
    keys: Keys = "names",
    *,
    spellings: bool = False,
) -> dict[str, Any]:
    """Judge the facts by a ruleset on a day (评估): the findings, what to ask next, and a receipt to keep."""
    ruleset = ruleset_of(name)
    assessment = sgz.assess(
        ruleset, sgz.interchange.load(ruleset.subject, facts, keys=keys, spellings=spellings), on=on
    )
    return {
        "assessment": assessment.to_dict(locale),
        "questions": assessment.questions().to_dict(locale)["questions"],
        "receipt": sgz.receipt(assessment),
    }


@app.post("/receipts/verify")
def verify(receipt: Annotated[str, Body()]) -> dict[str, Any]:
    """Check a receipt that was kept (校验凭据): its own seal, and what it gives today."""
    checked: dict[str, Any] = sgz.interchange.dump(sgz.verify(receipt))
    return checked


def ruleset_of(name: str) -> sgz.Ruleset:
    """Return the ruleset of that name, or say which there are."""
    if name not in sgz.RULESETS:
        raise HTTPException(404, {"rulesets": list(sgz.RULESETS)})
    return sgz.RULESETS[name]


def refusal(errors: list[dict[str, Any]]) -> JSONResponse:
    """Answer what means nothing with 422, as RFC 9457 has it: each problem by its place."""
    document = {"title": "Not usable 数据有误", "status": 422, "errors": errors}
    return JSONResponse(document, status_code=422, media_type="application/problem+json")


@app.exception_handler(sgz.SgzlibError)
def refuse(_request: Request, error: sgz.SgzlibError) -> JSONResponse:
    """Tell what means nothing, with what is allowed there."""
    return refusal(
        [
            {
                "code": one.code,
                "pointer": "".join(f"/{step}" for step in one.loc),
                "detail": {"zh": one.text("zh_CN"), "en": one.text("en")},
                "suggestion": one.suggestion,
            }
            for one in getattr(error, "problems", (error,))
        ]
    )


@app.exception_handler(RequestValidationError)
def refuse_request(_request: Request, error: RequestValidationError) -> JSONResponse:
    """Tell of a request without a day, or whose body is no JSON, in the same form."""
    return refusal(
        [
            {
                "code": one["type"],
                "pointer": "".join(f"/{step}" for step in one["loc"][1:]),
                "detail": {"en": one["msg"]},
                "suggestion": None,
            }
            for one in error.errors()
        ]
    )
