"""The conformance suite (测试向量集): the cases that ship with the library, and the schema that they follow."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files as resources
from types import MappingProxyType
from typing import Any, Final

import attrs

from sgzlib.law.arguments import checking_arguments
from sgzlib.law.errors import InvalidType, InvalidValue, shown
from sgzlib.law.requirement import Ruleset
from sgzlib.law.truth import UNKNOWN, Truth

WHY: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "clause": ("条款的一般情形", "an ordinary case of the clause"),
        "edge": ("数值或者期限的临界值，或者与其相差一", "on a threshold or last day, or one step away"),
        "unknown": ("事实未知", "a fact is unknown"),
        "reading": ("取决于如何理解", "depends on a reading"),
        "force": ("施行前", "before the notice is in force"),
        "outcome": ("函数的结果", "the result of a function"),
        "invalid": ("取值无效，应当拒绝并指明该项", "an invalid value, to be refused by naming its field"),
    }
)
"""Why a case is there (用例缘由), in Chinese and English."""

OTHERS: Final = ("invalid.json", "outcomes.json", "schema.json")
"""The files that hold no ruleset's cases (其他文件)."""
DATA: Final = resources("sgzlib.bridges.vectors") / "data"
"""The folder of the files (向量文件目录)."""


@attrs.frozen(kw_only=True)
class Vector:
    """One test case (测试向量), with the contents of its entry in the file.

    `why` is a key of `WHY`: the reason for the case, which concerns `requirement`. `of` is the part of its formula that
    the case tests, and `at` the distance from the threshold: -1, 0 or 1. `facts` is the input of `interchange.load`.
    `readings` are options other than the law's defaults. `under_readings` has the verdict under every option of the
    readings on which it depends; it is empty if there are none. `catches` lists the wrong implementations that answer
    otherwise. In a case of `invalid.json`, `field` is the path of the value that a program has to refuse. A case of
    `outcomes.json` calls a `function` with arguments in place of facts, and has its `result`.
    """

    id: str
    ruleset: str
    requirement: str
    clause: str
    why: str
    of: str = ""
    at: int | None = None
    facts: Mapping[str, Any] = attrs.field(hash=False)
    on: date
    readings: Mapping[str, str] = attrs.field(hash=False)
    verdict: Truth
    statuses: Mapping[str, str] = attrs.field(hash=False)
    under_readings: tuple[tuple[Mapping[str, str], Truth], ...] = attrs.field(hash=False)
    catches: tuple[Mapping[str, Any], ...] = attrs.field(hash=False)
    field: str = ""
    function: str = ""
    result: Any = attrs.field(default=None, hash=False)


def files() -> dict[str, str]:
    """Return the files of the suite with the SHA-256 of each (向量文件及摘要), ruleset files first.

    >>> from sgzlib import vectors
    >>> list(vectors.files())[:2], len(vectors.files()["staffing.json"])
    (['budget.json', 'catalogue.json'], 64)
    """
    names = sorted(file.name for file in DATA.iterdir() if file.name.endswith(".json"))
    names.sort(key=OTHERS.__contains__)
    return {name: sha256((DATA / name).read_bytes()).hexdigest() for name in names}


@checking_arguments
def document(ruleset: str | Ruleset) -> dict[str, Any]:
    """Return the contents of a ruleset's vector file (向量文件的内容): its law, requirements, mutants and cases.

    `schema` returns its schema. Raises `InvalidValue` for a ruleset without a file.

    >>> from sgzlib import vectors
    >>> vectors.document("renewal")["readings"]
    {'cycle_end': 'PROCURE', 'grade_above_good': 'RENEWS'}
    >>> vectors.document("tea")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: vectors: 'tea' 不可用，应为budget、catalogue、...
    """
    name = ruleset.name if isinstance(ruleset, Ruleset) else ruleset
    known = [file.removesuffix(".json") for file in files() if file not in OTHERS]
    if name not in known:
        raise InvalidValue("vectors", name, "、".join(known), "one of " + ", ".join(known))
    read: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return read


@checking_arguments
def text_of(made: Mapping[str, Any]) -> str:
    """Return a document as the text of its file (文本): canonical JSON, with one mutant or case a line.

    >>> import sgzlib as sgz
    >>> sgz.vectors.text_of(sgz.vectors.make(sgz.RENEWAL)).splitlines()[2]
    '"ruleset":"renewal",'
    """
    lines = []
    for key, value in made.items():
        try:
            if isinstance(value, list) and value:
                inner = ",\n".join(line(entry) for entry in value)
                lines.append(f"{line(key)}:[\n{inner}\n]")
            else:
                lines.append(f"{line(key)}:{line(value)}")
        except (TypeError, ValueError, RecursionError):
            raise InvalidType(f"made[{shown(key)}]", value, "可写成 JSON 的值", "a value that JSON can hold") from None
    return "{\n" + ",\n".join(lines) + "\n}\n"


def line(value: Any) -> str:
    """Return a value as compact JSON (一行 JSON)."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a file of the suite (向量文件的模式).

    >>> from sgzlib import vectors
    >>> vectors.schema()["$schema"]
    'https://json-schema.org/draft/2020-12/schema'
    """
    read: dict[str, Any] = json.loads((DATA / "schema.json").read_text(encoding="utf-8"))
    return read


@cache
def _cases(name: str) -> tuple[Vector, ...]:
    return cases_in(document(name))


def cases_in(made: Mapping[str, Any]) -> tuple[Vector, ...]:
    """Return the cases of a document (文件中的测试向量)."""
    return tuple(_vector(made["ruleset"], case, made["mutants"]) for case in made["cases"])


@checking_arguments
def cases(ruleset: str | Ruleset) -> tuple[Vector, ...]:
    """Return the cases of a ruleset (某要求组的测试向量). Raises `InvalidValue` for a ruleset without a file.

    >>> import sgzlib as sgz
    >>> case = sgz.vectors.cases(sgz.RENEWAL)[0]
    >>> end = sgz.interchange.load(sgz.RENEWAL.subject, case.facts)
    >>> sgz.assess(sgz.RENEWAL, end, on=case.on).verdict is case.verdict
    True
    """
    return _cases(ruleset.name if isinstance(ruleset, Ruleset) else ruleset)


def invalid_cases(ruleset: str) -> tuple[Vector, ...]:
    """Return the cases of a ruleset that a program has to refuse (应当拒绝的用例), each with its one invalid field."""
    return tuple(
        _without_verdict(case, ruleset, clause="-", why="invalid", facts=case["facts"], field=case["field"])
        for case in _read("invalid.json")["cases"]
        if case["ruleset"] == ruleset
    )


def outcome_cases(ruleset: str) -> tuple[Vector, ...]:
    """Return the cases about functions whose clause is a ruleset's (函数结果的用例)."""
    read = _read("outcomes.json")
    return tuple(
        _without_verdict(
            case,
            ruleset,
            clause=function["clause"],
            why="outcome",
            facts=case["arguments"],
            function=case["function"],
            result=case["result"],
        )
        for case in read["cases"]
        if (function := read["functions"][case["function"]])["ruleset"] == ruleset
    )


def _without_verdict(case: Mapping[str, Any], ruleset: str, **about: Any) -> Vector:
    return Vector(
        id=case["id"],
        ruleset=ruleset,
        requirement="",
        on=date(2024, 6, 1),
        readings={},
        verdict=UNKNOWN,
        statuses={},
        under_readings=(),
        catches=(),
        **about,
    )


def _read(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def case_document(vector: Vector) -> dict[str, Any]:
    """Return a case by itself as plain data (单个用例的数据): what is asked, and what is answered."""
    return {
        "id": vector.id,
        "ruleset": vector.ruleset,
        "facts": vector.facts,
        "on": vector.on.isoformat(),
        "readings": vector.readings,
        "verdict": None if vector.verdict is UNKNOWN else vector.verdict,
        "statuses": vector.statuses,
    }


def _vector(name: str, case: Mapping[str, Any], mutants: list[Mapping[str, Any]]) -> Vector:
    under = tuple((each["readings"], _truth(each["verdict"])) for each in case.get("under_readings", ()))
    return Vector(
        id=case["id"],
        ruleset=name,
        requirement=case["requirement"],
        clause=case["clause"],
        why=case["why"],
        of=case.get("of", ""),
        at=case.get("at"),
        facts=case["facts"],
        on=date.fromisoformat(case["on"]),
        readings=case.get("readings", {}),
        verdict=_truth(case["verdict"]),
        statuses=case["statuses"],
        under_readings=under,
        catches=tuple(mutants[index] for index in case["catches"]),
    )


def _truth(value: bool | None) -> Truth:  # noqa: FBT001 - a truth as JSON has it
    return UNKNOWN if value is None else value
