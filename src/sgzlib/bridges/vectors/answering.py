"""Answering (作答): the library as a program that answers the vectors, and a program that is wrong on purpose.

The wrong one takes every unknown fact for no, none, zero or never. It is a test of runners: a runner that lets it pass
does not compare the answers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sgzlib.advice.witnesses import leaves
from sgzlib.assessment.assessment import assess
from sgzlib.bridges.interchange import load
from sgzlib.bridges.vectors.mutants import filled, pattern_of
from sgzlib.bridges.vectors.outcomes import outcome
from sgzlib.bridges.vectors.writing import truth
from sgzlib.law.errors import SgzlibError
from sgzlib.law.laws import Law, law_on
from sgzlib.law.requirement import Ruleset
from sgzlib.law.truth import UNKNOWN
from sgzlib.tianjin.rulesets import RULESETS


def answer(
    asked: Mapping[str, Any], rulesets: Mapping[str, Ruleset] = RULESETS, *, broken: bool = False
) -> dict[str, Any]:
    """Return the answer to one case, of the library's own rulesets or of these (作答).

    `broken` takes unknown facts for no.
    """
    ruleset = rulesets[asked["ruleset"]]
    law = law_under(ruleset, asked["readings"])
    subject = load(ruleset.subject, asked["facts"])
    if broken:
        for path in dict.fromkeys(pattern_of(path) for path, _, value in leaves(subject) if value is UNKNOWN):
            subject = filled(subject, path)
    assessment = assess(ruleset, subject, on=date.fromisoformat(asked["on"]), policy=law)
    return {
        "id": asked["id"],
        "verdict": truth(assessment.verdict),
        "statuses": {finding.requirement.id: finding.status.name for finding in assessment.findings},
    }


def last_law(ruleset: Ruleset) -> Law:
    """Return a ruleset's own law, of a history the last one, about which its cases are (用例所依的规定)."""
    given: Any = ruleset.law
    return law_on(given, date.max)


def law_under(ruleset: Ruleset, readings: Mapping[str, str]) -> Law:
    """Return a ruleset's own law under readings, given by the names of their options (按名取定理解)."""
    law: Any = last_law(ruleset)
    chosen = {
        id_: next(option for option in law.readings[id_].options if option.name == name)
        for id_, name in readings.items()
    }
    taken: Law = law.under(**chosen)
    return taken


def answered(line: str, rulesets: Mapping[str, Ruleset] = RULESETS, *, broken: bool = False) -> str:
    """Return the line that answers a line (逐行作答), with an `error` where the facts are invalid."""
    asked = json.loads(line)
    try:
        if "function" in asked:
            result = outcome(asked["function"], asked["arguments"])
            return json.dumps({"id": asked["id"], "result": result}, ensure_ascii=False)
        return json.dumps(answer(asked, rulesets, broken=broken), ensure_ascii=False)
    except SgzlibError as error:
        return json.dumps({"id": asked["id"], "error": str(error)}, ensure_ascii=False)
