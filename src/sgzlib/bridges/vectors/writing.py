"""Writing test vectors (写出测试向量): the cases of a ruleset as one JSON document, a case a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from sgzlib.assessment.assessment import assess
from sgzlib.assessment.readings import under_all_readings
from sgzlib.bridges.vectors.making import Made, Maker
from sgzlib.bridges.vectors.mutants import Fault, Mutant
from sgzlib.law.errors import require
from sgzlib.law.laws import Law
from sgzlib.law.requirement import Ruleset
from sgzlib.law.tracing import numbers_in
from sgzlib.law.truth import UNKNOWN
from sgzlib.prose.documents import plain
from sgzlib.prose.words import Words

_LONGEST = 160
_REASONS = {
    "settled": (
        "在所试的判断日与分组人数下，没有任何对象能使两者的状态不同",
        "no subject has another status under it, on the days and with the group sizes that were tried",
    ),
    "tried": ("所试的对象都不能使两者的状态不同", "none of the subjects that were tried has another status under it"),
    "undecided": (
        "求解没有在限定步数内结束，也没有用例能区分两者",
        "the search did not end within its steps, and no case tells the two apart",
    ),
}


def make(ruleset: Ruleset, law: Law | None = None, *, beside: Iterable[Ruleset] = ()) -> dict[str, Any]:
    """Return test vectors for a ruleset as plain data (生成测试向量), found from its formulas; the same in every run.

    `law` is the ruleset's own where it is left out. What rulesets `beside` it ask of members is left to their vectors.

    >>> import sgzlib as sgz
    >>> made = sgz.vectors.make(sgz.RENEWAL)
    >>> made["cases"][0]["statuses"]
    {'renewal.grade': 'MET', 'renewal.years_left': 'MET'}
    >>> sgz.vectors.make("renewal")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: ruleset: 'renewal' 不可用，应为Ruleset 对象 (not usable, expected a Ruleset)
    """
    taken = require("law", require("ruleset", ruleset, Ruleset).law if law is None else law, Law)
    maker = Maker(ruleset, taken, beside)
    maker.make()
    caught = [mutant for mutant in maker.mutants if mutant not in maker.equivalent]
    numbers = {mutant: at for at, mutant in enumerate(caught)}
    rules = {rule.id: rule for _, rule, _ in ruleset.every()}
    readings = dict.fromkeys(name for made in maker.cases.values() for name in made.readings)
    cases = [
        _case(f"{ruleset.name}-{at:04}", made, maker, numbers, rules[made.requirement].clause.locator)
        for at, made in enumerate(maker.cases.values(), 1)
    ]
    return {
        "format": 1,
        "ruleset": ruleset.name,
        "zh": ruleset.zh,
        "en": ruleset.en,
        "subject": ruleset.subject.__name__,
        "notice": {
            "title": taken.notice.title,
            "number": taken.notice.number,
            "in_force_from": plain(taken.in_force_from),
        },
        "numbers": {name: plain(getattr(taken, name)) for name in taken.numbers if name in _numbers(maker)},
        "readings": {name: getattr(taken, name).name for name in taken.readings if name in readings | _read(cases)},
        "requirements": {
            rule.id: {"clause": rule.clause.locator, "zh": _filled(rule.zh, taken), "en": _filled(rule.en, taken)}
            for rule in rules.values()
        },
        "mutants": [_mutant(mutant, maker) for mutant in caught],
        "equivalent": [
            _mutant(mutant, maker) | dict(zip(("reason_zh", "reason_en"), _reason(mutant, maker), strict=True))
            for mutant in maker.equivalent
        ],
        "cases": cases,
    }


def _reason(mutant: Mutant, maker: Maker) -> tuple[str, str]:
    tried = mutant.fills or mutant.fault is Fault.FORCE
    return _REASONS["undecided" if mutant in maker.undecided else "tried" if tried else "settled"]


def _filled(text: str, law: Law) -> str:
    return re.sub(r"\{(\w+)\}", lambda named: str(plain(getattr(law, named[1]))), text)


def _numbers(maker: Maker) -> set[str]:
    return {name for formula in maker.recorded for name in numbers_in(formula)}


def _read(cases: Iterable[Mapping[str, Any]]) -> dict[str, None]:
    return {name: None for case in cases for each in case.get("under_readings", ()) for name in each["readings"]}


def _case(id_: str, made: Made, maker: Maker, numbers: Mapping[Mutant, int], clause: str) -> dict[str, Any]:
    law = maker.law.under(**made.readings)
    assessment = assess(maker.ruleset, made.subject, on=made.on, policy=law)
    case: dict[str, Any] = {"id": id_, "requirement": made.requirement, "clause": clause, "why": made.why}
    if made.before is not None:
        case["of"] = _written(made.before, law, maker)
    if made.at is not None:
        case["at"] = made.at
    case |= {"facts": plain(made.subject), "on": plain(made.on)}
    if made.readings:
        case["readings"] = {name: option.name for name, option in made.readings.items()}
    case["verdict"] = truth(assessment.verdict)
    case["statuses"] = {one.requirement.id: one.status.name for one in assessment.findings}
    every = under_all_readings(maker.ruleset, made.subject, on=made.on, policy=law)
    if not every.same:
        hanging = [reading.id for reading in every.hangs_on]
        found = {
            tuple((id_, outcome.options[id_].name) for id_ in hanging): truth(outcome.verdict)
            for outcome in every.outcomes
        }
        case["under_readings"] = [{"readings": dict(options), "verdict": verdict} for options, verdict in found.items()]
    case["catches"] = [numbers[mutant] for mutant in made.catches]
    return case


def truth(value: Any) -> bool | None:
    """Return a truth as JSON has it (真值): null where it is unknown."""
    return None if value is UNKNOWN else bool(value)


def _mutant(mutant: Mutant, maker: Maker) -> dict[str, Any]:
    law = maker.law.under(**mutant.readings)
    made: dict[str, Any] = {
        "requirement": mutant.rule.id,
        "fault": mutant.fault.name,
        "right": _written(mutant.before, law, maker),
        "wrong": _written(mutant.after, law, maker),
    }
    if mutant.readings:
        made["readings"] = {name: option.name for name, option in mutant.readings.items()}
    return made


def _written(node: Any, law: Law, maker: Maker) -> str:
    text = Words(law, maker.ruleset.subject, None).written(node)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def text_of(made: Mapping[str, Any]) -> str:
    """Return a document as text (文本): canonical, with a mutant or a case a line."""
    lines = []
    for key, value in made.items():
        if isinstance(value, list):
            inner = ",\n".join(_line(one) for one in value)
            lines.append(f"{_line(key)}:[\n{inner}\n]" if value else f"{_line(key)}:[]")
        else:
            lines.append(f"{_line(key)}:{_line(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
