"""Writing test vectors (写出测试向量): the cases of a ruleset as one JSON document, a case a line."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable, Container, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache, partial
from hashlib import sha256
from typing import Any

from sgzlib.assessment.assessment import assess
from sgzlib.assessment.computed import computed, value_document
from sgzlib.assessment.readings import under_all_readings
from sgzlib.bridges.vectors.making import Made, Maker
from sgzlib.bridges.vectors.mutants import Mutant
from sgzlib.bridges.vectors.widening import Slip, widen
from sgzlib.law.arguments import checking_arguments, each
from sgzlib.law.errors import require
from sgzlib.law.formula import Alike
from sgzlib.law.laws import History, Law, law_on
from sgzlib.law.requirement import Ruleset
from sgzlib.law.tracing import numbers_in
from sgzlib.law.truth import UNKNOWN
from sgzlib.prose.documents import plain
from sgzlib.prose.formula_text import Words

_OPEN = {
    "unproved": (
        "没有用例能区分两者，也未证明是否等价",
        "no case distinguishes the two, and no proof of equivalence was requested",
    ),
    "shown": (
        "存在能区分两者的对象，但生成时未构造出相应用例",
        "some subject distinguishes the two, but the search built no such case",
    ),
    "small": (
        "给定的分组成员不超过2名时已证明等价；成员更多时未能证明",
        "proved equivalent for groups of up to 2 given members, but not for larger groups",
    ),
    "undecided": (
        "没有用例能区分两者；Z3 在限定步数内未证明等价，也未找到反例",
        "no case distinguishes the two; within its step limit Z3 found neither a proof nor a counterexample",
    ),
    "hidden": (
        "取决于从文本中去掉哪些字，Z3 不能证明，也没有用例能区分两者",
        "depends on what a pattern removes from texts, which Z3 cannot reason about; no case distinguishes the two",
    ),
}


@checking_arguments
def make(
    ruleset: Ruleset, law: Law | History | None = None, *, beside: Iterable[Ruleset] = (), proving: bool = False
) -> dict[str, Any]:
    """Return test vectors for a ruleset as plain data (生成测试向量), derived from its formulas; runs do not differ.

    `law` is by default the ruleset's own. `beside` lists rulesets on members, whose requirements are left to their own
    vectors. Of the mutants that no case catches, `equivalent` are proved equivalent, and `open` are the others. With
    `proving`, Z3 (`sgzlib[proof]`) is used for these proofs and to find further cases; the library's own vectors are
    made so. A class that adds members to a group has to keep each of them in every group, as added or with more facts
    known. Raises `ImportError` if Z3 is not installed.

    For a `History`, the cases are about its last law: they ask on days on which it applies, or on the day before the
    notice. `history` has the numbers of the earlier laws: a period that began under one of them is counted by its
    numbers. A case has the values of the ruleset's `outcomes`, but no case is made for their thresholds.

    >>> import sgzlib as sgz
    >>> made = sgz.vectors.make(sgz.RENEWAL)
    >>> made["cases"][0]["statuses"]
    {'renewal.grade': 'MET', 'renewal.years_left': 'MET', 'renewal.not_ruled_out': 'MET'}
    >>> sgz.vectors.make("renewal")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: ruleset: 'renewal' 不可用，应为Ruleset 对象 (not usable, expected a Ruleset)
    """
    given = require("ruleset", ruleset, Ruleset).law if law is None else law
    taken = law_on(given, date.max) if isinstance(given, History) else require("law", given, Law)
    proofs, told_apart = _prover(ruleset, taken) if proving else ((), None)
    maker = Maker(ruleset, taken, tuple(each("beside", beside, Ruleset)), proofs[0] if proofs else None, told_apart)
    with _uncollected():
        maker.make()
        widen(maker)
    proved = {mutant for mutant in maker.uncaught if any(proof(mutant) for proof in proofs)}
    caught = [mutant for mutant in maker.mutants if mutant not in maker.uncaught]
    wrong: list[Mutant | Slip] = [*caught, *maker.slips]
    numbers = {mutant: place for place, mutant in enumerate(wrong)}
    rules = {rule.id: rule for _, rule, _ in ruleset.every()}
    readings = dict.fromkeys(name for made in maker.cases.values() for name in made.readings)
    cases = [_case(made, maker, numbers, rules[made.requirement].clause.locator) for made in maker.cases.values()]
    return {
        "format": 3,
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
        **_history(taken, _numbers(maker)),
        "readings": {name: getattr(taken, name).name for name in taken.readings if name in readings | _read(cases)},
        "requirements": requirement_texts(ruleset, taken),
        "mutants": [mutant_document(mutant, maker) for mutant in wrong],
        "equivalent": [mutant_document(mutant, maker) for mutant in maker.uncaught if mutant in proved],
        "open": [
            mutant_document(mutant, maker)
            | dict(zip(("reason_zh", "reason_en"), _OPEN[_why(mutant, maker, proving)], strict=True))
            for mutant in maker.uncaught
            if mutant not in proved
        ],
        "cases": cases,
    }


def _history(law: Law, names: Container[str]) -> dict[str, Any]:
    """Return the numbers of the earlier laws of a history, where they differ (前各期数值)."""
    earlier = [
        {
            "from": plain(since),
            "numbers": {
                name: plain(getattr(version, name))
                for name in version.numbers
                if name in names and getattr(version, name) != getattr(law, name)
            },
        }
        for since, version in law.dated
        if version is not None
    ]
    return {"history": earlier} if earlier else {}


def requirement_texts(ruleset: Ruleset, law: Law) -> dict[str, dict[str, str]]:
    """Return the clause and the text of each requirement, as a file has them (各项要求的条款和文字)."""
    return {
        rule.id: {"clause": rule.clause.locator, "zh": _filled(rule.zh, law), "en": _filled(rule.en, law)}
        for _, rule, _ in ruleset.every()
    }


@contextmanager
def _uncollected() -> Generator[None]:
    """Leave cycles alone: there are few, and looking for them among all the formulas takes half of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _prover(ruleset: Ruleset, law: Law) -> tuple[Sequence[Callable[[Mutant], bool]], Callable[..., Any]]:
    try:
        from sgzlib.bridges.vectors.proving import STEPS_AT_LAST, equivalent, told_apart
    except ImportError:
        raise ImportError(
            'vectors.make(..., proving=True) 需要：pip install "sgzlib[proof]" (needs that extra)', name="z3"
        ) from None
    proof = partial(equivalent, ruleset, law)
    return (cache(proof), partial(proof, steps=STEPS_AT_LAST)), partial(told_apart, ruleset, law)


def _why(mutant: Mutant, maker: Maker, proving: bool) -> str:  # noqa: FBT001 - it is handed on
    if not proving:
        return "unproved"
    from sgzlib.bridges.vectors.proving import same_in_small

    for members in (0, 1, 2):
        same = same_in_small(maker.ruleset, maker.law, mutant, members)
        if not same:
            hidden = any(isinstance(node, Alike) for node in mutant.parts.nodes())
            return "shown" if same is False else "hidden" if hidden else "undecided"
    return "small"


def _filled(text: str, law: Law) -> str:
    return re.sub(r"\{(\w+)\}", lambda named: str(plain(getattr(law, named[1]))), text)


def _numbers(maker: Maker) -> set[str]:
    return {name for formula in maker.recorded for name in numbers_in(formula)}


def _read(cases: Iterable[Mapping[str, Any]]) -> dict[str, None]:
    return {name: None for case in cases for each in case.get("under_readings", ()) for name in each["readings"]}


def _case(made: Made, maker: Maker, numbers: Mapping[Mutant | Slip, int], clause: str) -> dict[str, Any]:
    law = maker.under(made.readings)
    readings = {name: option.name for name, option in made.readings.items()}
    asked = plain(made.subject), plain(made.on), readings
    id_ = f"{maker.ruleset.name}-{sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:8]}"
    case: dict[str, Any] = {"id": id_, "requirement": made.requirement, "clause": clause, "why": made.why}
    if made.before is not None:
        case["of"] = _written(made.before, law, maker)
    if made.at is not None:
        case["at"] = made.at
    case |= {"facts": asked[0], "on": asked[1]}
    if made.readings:
        case["readings"] = readings
    case |= answers(maker.ruleset, made.subject, made.on, law)
    case["catches"] = [numbers[mutant] for mutant in made.catches]
    return case


def answers(ruleset: Ruleset, subject: Any, on: date, law: Law) -> dict[str, Any]:
    """Return the answers to a case, as a file has them (用例的答案)."""
    assessment = assess(ruleset, subject, on=on, policy=law)
    answered: dict[str, Any] = {
        "verdict": truth(assessment.verdict),
        "statuses": {finding.requirement.id: finding.status.name for finding in assessment.findings},
    }
    if outcomes := computed(assessment):
        answered["outcomes"] = {outcome.id: value_document(value) for _, outcome, value in outcomes}
    every = under_all_readings(ruleset, subject, on=on, policy=law)
    if not every.same:
        hanging = [reading.id for reading in every.hangs_on]
        verdicts = {
            tuple((id_, outcome.options[id_].name) for id_ in hanging): truth(outcome.verdict)
            for outcome in every.outcomes
        }
        answered["under_readings"] = [
            {"readings": dict(options), "verdict": verdict} for options, verdict in verdicts.items()
        ]
    return answered


def truth(value: Any) -> bool | None:
    """Return a truth as JSON has it (真值): null where it is unknown."""
    return None if value is UNKNOWN else bool(value)


def mutant_document(mutant: Mutant | Slip, maker: Maker) -> dict[str, Any]:
    """Return a mutant, or a slip, as a file has it (变异体的数据)."""
    if isinstance(mutant, Slip):
        return {
            "requirement": mutant.requirement,
            "fault": mutant.fault.name,
            "right": mutant.right,
            "wrong": mutant.wrong,
        }
    law = maker.under(mutant.readings)
    made: dict[str, Any] = {
        "requirement": mutant.rule.id,
        "fault": mutant.fault.name,
        "right": _written(mutant.before, law, maker),
        "wrong": _written(mutant.after, law, maker),
    }
    if mutant.at is not None:
        made["at"] = mutant.at
    if mutant.readings:
        made["readings"] = {name: option.name for name, option in mutant.readings.items()}
    return made


def _written(node: Any, law: Law, maker: Maker) -> str:
    return Words(law, maker.ruleset.subject, None).written(node)
