"""One worker's qualification (单人资质核对): sgzlib against OpenFisca, zen-engine and a pydantic model.

The others answer with truth values alone, of facts that are all known; sgzlib with findings, clauses and a verdict of
three values. Each contestant is given what it takes best: days as numbers where it has no days, enumerations as ranks.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

import numpy as np
import zen
from openfisca_core import entities, periods, simulations, taxbenefitsystems, variables

import sgzlib as sgz
from benchmarks.columns import ON, POLICY
from benchmarks.service import model_of
from benchmarks.timing import Comparison, take_turns

PERIOD = "2022-03-01"
ANSWERS = ("credential", "registration", "continuing_education", "qualified")
Facts = Mapping[str, Any]


def people() -> Iterator[Facts]:
    """Every combination of the facts at their edges."""
    for education, major, certificate, registered, expires, hours in product(
        sgz.Education, (True, False), sgz.Certificate, (True, False), (date(2022, 2, 28), ON), (71, 72, 89, 90)
    ):
        yield {
            "education": education,
            "social_work_major": major,
            "certificate": certificate,
            "registered": registered,
            "registration_expires": expires,
            "continuing_education_hours": hours,
        }


def as_numbers(facts: Facts) -> dict[str, Any]:
    return {
        **facts,
        "education": int(facts["education"]),
        "certificate": int(facts["certificate"]),
        "registration_expires": facts["registration_expires"].toordinal(),
    }


# sgzlib


def by_sgzlib(facts: Facts) -> tuple[bool, ...]:
    assessment = sgz.check_qualification(sgz.Worker(**facts), on=ON, policy=POLICY)
    return (*(finding.holds is True for finding in assessment.findings), assessment.verdict is True)


# zen-engine: the rule as one expression node, loaded once by the engine's own static loader.

RULE = {
    "credential": "(social_work_major and education >= 4) or certificate >= 1",
    "registration": "registered and registration_expires >= on",
    "continuing_education": "hours >= 90 or (certificate <= 2 and hours >= 72)",
    "qualified": "$.credential and $.registration and $.continuing_education",
}
DECISION = {
    "nodes": [
        {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}, "content": {}},
        {
            "id": "rule",
            "type": "expressionNode",
            "name": "rule",
            "position": {"x": 1, "y": 0},
            "content": {"expressions": [{"id": key, "key": key, "value": rule} for key, rule in RULE.items()]},
        },
        {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}, "content": {}},
    ],
    "edges": [
        {"id": "1", "sourceId": "in", "targetId": "rule", "type": "edge"},
        {"id": "2", "sourceId": "rule", "targetId": "out", "type": "edge"},
    ],
}
ENGINE = zen.ZenEngine({"loader": {"type": "static", "content": {"qualification": DECISION}}})


def by_zen(context: dict[str, Any]) -> tuple[bool, ...]:
    result = ENGINE.evaluate("qualification", context)["result"]
    return tuple(result[answer] for answer in ANSWERS)


def zen_context(facts: Facts) -> dict[str, Any]:
    numbers = as_numbers(facts)
    return {**numbers, "hours": numbers.pop("continuing_education_hours"), "on": ON.toordinal()}


# OpenFisca: the rule as a small tax-benefit system, one simulation a worker.

PERSON = entities.Entity("worker", "workers", "a station worker", "")


def _variable(name: str, kind: type, formula: Callable[..., Any] | None = None) -> type[variables.Variable]:
    body = {"value_type": kind, "entity": PERSON, "definition_period": periods.DateUnit.DAY, "label": name}
    return type(name, (variables.Variable,), body | ({"formula": formula} if formula else {}))


def _credential(worker: Any, period: Any) -> Any:
    degree = worker("social_work_major", period) * (worker("education", period) >= 4)
    return degree + (worker("certificate", period) >= 1)


def _registration(worker: Any, period: Any) -> Any:
    return worker("registered", period) * (worker("registration_expires", period) >= ON.toordinal())


def _continuing_education(worker: Any, period: Any) -> Any:
    hours = worker("continuing_education_hours", period)
    return (hours >= 90) + (worker("certificate", period) <= 2) * (hours >= 72)


def _qualified(worker: Any, period: Any) -> Any:
    return worker("credential", period) * worker("registration", period) * worker("continuing_education", period)


SYSTEM = taxbenefitsystems.TaxBenefitSystem([PERSON])
for variable in (
    _variable("education", int),
    _variable("social_work_major", bool),
    _variable("certificate", int),
    _variable("registered", bool),
    _variable("registration_expires", int),
    _variable("continuing_education_hours", int),
    _variable("credential", bool, _credential),
    _variable("registration", bool, _registration),
    _variable("continuing_education", bool, _continuing_education),
    _variable("qualified", bool, _qualified),
):
    SYSTEM.add_variable(variable)


def by_openfisca(numbers: Mapping[str, Any]) -> tuple[bool, ...]:
    simulation = simulations.SimulationBuilder().build_default_simulation(SYSTEM, count=1)
    for name, value in numbers.items():
        simulation.set_input(name, PERIOD, np.array([value]))
    return tuple(bool(simulation.calculate(answer, PERIOD)[0]) for answer in ANSWERS)


# pydantic: no rule at all, the fields alone being validated.

MODEL = model_of(sgz.Worker)
REST = {"name": "王芳", "contracted": True, "full_time": True, "trained": True, "posted_on": date(2021, 8, 2)}


def compare() -> list[Comparison]:
    """Check that all give the same answers, then time them."""
    everyone = list(people())
    for facts in everyone:
        ours = by_sgzlib(facts)
        assert ours == by_zen(zen_context(facts)), facts
    for facts in everyone[:: len(everyone) // 60]:
        assert by_sgzlib(facts) == by_openfisca(as_numbers(facts)), facts

    some = everyone[:: len(everyone) // 16]
    workers = [sgz.Worker(**REST, **facts) for facts in some]
    contexts = [zen_context(facts) for facts in some]
    numbers = [as_numbers(facts) for facts in some]
    fields = [{**REST, **facts} for facts in some]

    def all_of(run: Callable[[Any], object], given: list[Any]) -> Callable[[], object]:
        return lambda: [run(subject) for subject in given]

    def check(worker: sgz.Worker) -> object:
        return sgz.check_qualification(worker, on=ON, policy=POLICY).verdict

    seconds = take_turns(
        {
            "check": all_of(check, workers),
            "construct": all_of(lambda facts: sgz.Worker(**facts), fields),
            "zen": all_of(lambda context: ENGINE.evaluate("qualification", context), contexts),
            "openfisca": all_of(by_openfisca, numbers),
            "pydantic": all_of(MODEL.model_validate, fields),
        }
    )
    print("  µs a worker: " + ", ".join(f"{name} {1e6 * taken / len(some):.2f}" for name, taken in seconds.items()))
    return [
        Comparison("check and verdict / zen-engine's loaded decision", seconds["check"] / seconds["zen"], 1),
        Comparison("check and verdict / one simulation of OpenFisca", seconds["check"] / seconds["openfisca"], 0.04),
        Comparison(
            "check and verdict / validating the fields with pydantic", seconds["check"] / seconds["pydantic"], 6
        ),
    ]
