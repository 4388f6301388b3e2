"""A service's request (网络服务的请求): JSON in, judged, JSON out, against pydantic that judges nothing.

pydantic reads a document into a model with the same fields, and writes the model. The library reads it, checks it, and
writes the assessment: each finding with its text, clause, facts and last day. What the web server adds is left out.
"""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pydantic

import sgzlib as sgz
from benchmarks.timing import Comparison, take_turns
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.law.kinds import Form, Kind

ON = date(2022, 3, 1)
DATA = Path(__file__).parent.parent / "examples" / "data"
PLAIN: dict[Form, type] = {
    Form.TRUTH: bool,
    Form.WHOLE: int,
    Form.DECIMAL: Decimal,
    Form.DAY: date,
    Form.TEXT: str,
    Form.LABEL: str,
}


def model_of(cls: type[Any]) -> type[pydantic.BaseModel]:
    """Make a model whose fields are the facts of a class, all of them optional."""
    fields: dict[str, Any] = {name: (_annotation(fact.kind) | None, None) for name, fact in facts_of(cls).items()}
    return pydantic.create_model(cls.__name__, **fields)


def _annotation(kind: Kind[Any]) -> Any:
    member: Any = kind.members
    if member is None or kind.form is Form.LABEL:
        return member or PLAIN[kind.form]
    member = model_of(member) if is_subject(member) else str
    return list[member] if kind.several else member


def compare() -> list[Comparison]:
    """Answer a request about a worker, and one about a station."""
    station = (DATA / "station_gaps.json").read_text(encoding="utf-8")
    worker = json.dumps(json.loads(station)["team"]["workers"][0], ensure_ascii=False)
    made: list[Comparison] = []
    for name, ruleset, text, target in (
        ("worker", sgz.QUALIFICATION, worker, 80),
        ("station", sgz.STATION, station, 260),
    ):
        model = model_of(ruleset.subject)

        def answer(ruleset: sgz.Ruleset = ruleset, text: str = text) -> str:
            subject = sgz.interchange.load(ruleset.subject, json.loads(text))
            return json.dumps(sgz.assess(ruleset, subject, on=ON).to_dict(missing=False), ensure_ascii=False)

        def there_and_back(model: type[pydantic.BaseModel] = model, text: str = text) -> str:
            return model.model_validate_json(text).model_dump_json()

        seconds = take_turns({"sgzlib": answer, "pydantic": there_and_back})
        print(f"  µs a {name}: " + ", ".join(f"{by} {1e6 * taken:.1f}" for by, taken in seconds.items()))
        ratio = seconds["sgzlib"] / seconds["pydantic"]
        made.append(Comparison(f"a {name}, judged / read and written by pydantic", ratio, target))
    return made
