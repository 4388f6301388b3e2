"""A web service (网络服务): facts in as JSON, findings and the next questions out, errors as RFC 9457 has them.

Each answer leaves a receipt in SQLite, in the file that SGZ_RECEIPTS names; after an upgrade of the library all of them
are checked at once. What only adapts the library to the web and the database stands between two lines below.

pip install . fastapi uvicorn
uvicorn service:app --app-dir examples
curl 'localhost:8000/premises?on=2022-03-01' --json '{"independent_office": true, "printer": false}'
"""

import os
import sqlite3
from contextlib import closing
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Body, FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

import sgzlib as sgz

app = FastAPI(title="sgzlib")
Keys = Literal["names", "camel", "labels"]
# The laws by date: a new notice is one more line, and days before it are judged as before.
LAWS = sgz.History((date(2021, 5, 26), sgz.TIANJIN_2021))
RECEIPTS = "CREATE TABLE IF NOT EXISTS receipts (id INTEGER PRIMARY KEY, text TEXT NOT NULL)"

# The adapter begins.


def judged(name: str, facts: Any, on: date, keys: Keys, *, spellings: bool) -> sgz.Assessment:
    """Judge a document (核对结果), as others write them."""
    ruleset = ruleset_of(name)
    subject = sgz.interchange.load(ruleset.subject, facts, keys=keys, spellings=spellings)
    return sgz.assess(ruleset, subject, on=on, policy=LAWS)


def problem(error: sgz.SgzlibError) -> dict[str, Any]:
    """Return what is wrong, as RFC 9457 has it (数据问题)."""
    pointer = "".join(f"/{step}" for step in error.loc)
    detail = {"zh": error.text("zh_CN"), "en": error.text("en")}
    return {"code": error.code, "pointer": pointer, "detail": detail, "suggestion": error.suggestion}


def refusal(errors: list[dict[str, Any]]) -> JSONResponse:
    """Answer what means nothing with 422, as RFC 9457 has it: each problem by its place."""
    document = {"title": "Not usable 数据有误", "status": 422, "errors": errors}
    return JSONResponse(document, status_code=422, media_type="application/problem+json")


@app.exception_handler(sgz.SgzlibError)
def refuse(_request: Request, error: sgz.SgzlibError) -> JSONResponse:
    """Tell what means nothing, with what is allowed there."""
    return refusal([problem(refused) for refused in error.problems])


# The adapter ends.


def receipts() -> sqlite3.Connection:
    """Open the table of receipts (核对凭据库)."""
    connection = sqlite3.connect(os.environ.get("SGZ_RECEIPTS", "receipts.sqlite"))
    connection.execute(RECEIPTS)
    return connection


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
    """Judge the facts by a ruleset on a day (核对结果): the findings, what to ask next, and the stored receipt."""
    assessment = judged(name, facts, on, keys, spellings=spellings)
    answer: dict[str, Any] = {
        "assessment": assessment.to_dict(locale),
        "questions": assessment.questions().to_dict(locale)["questions"],
        "receipt": sgz.receipt(assessment),
    }
    with closing(receipts()) as kept, kept:
        answer["id"] = kept.execute("INSERT INTO receipts (text) VALUES (?)", [answer["receipt"]]).lastrowid
    return answer


@app.post("/receipts/verify")
def verify(receipt: Annotated[str, Body()]) -> dict[str, Any]:
    """Check a receipt that was kept (校验核对凭据): its own seal, and what it gives today."""
    checked: dict[str, Any] = sgz.interchange.dump(sgz.verify(receipt))
    return checked


@app.post("/receipts/verify-all")
def verify_all() -> dict[str, list[int]]:
    """Check every receipt that was kept (校验全部核对凭据): which were changed, and which come out otherwise today."""
    with closing(receipts()) as kept:
        checked = {id_: sgz.verify(text) for id_, text in kept.execute("SELECT id, text FROM receipts ORDER BY id")}
    return {
        "changed": [id_ for id_, verification in checked.items() if not verification.intact],
        "otherwise": [id_ for id_, verification in checked.items() if verification.same_outcome is not True],
    }


def ruleset_of(name: str) -> sgz.Ruleset:
    """Return the ruleset of that name, or say which there are."""
    if name not in sgz.RULESETS:
        raise HTTPException(404, {"rulesets": list(sgz.RULESETS)})
    return sgz.RULESETS[name]


@app.exception_handler(RequestValidationError)
def refuse_request(_request: Request, error: RequestValidationError) -> JSONResponse:
    """Tell of a request without a day, or whose body is no JSON, in the same form."""
    return refusal(
        [
            {
                "code": refused["type"],
                "pointer": "".join(f"/{step}" for step in refused["loc"][1:]),
                "detail": {"en": refused["msg"]},
                "suggestion": None,
            }
            for refused in error.errors()
        ]
    )
