"""Modified condition/decision coverage of the rules: for each condition two subjects that differ in it and the answer.

A decision is what a requirement asks: what it `holds` by, to whom it `applies`, and whether it is still `in_time`. Its
conditions are the parts of its formula that are truths and are not made of truths. Subjects are those of the test
vectors, and others that differ from one of them in one fact or in the day asked about.

Unique cause: the two differ in no other condition. Masking: they may, but of each subject the answer is the contrary as
soon as this condition alone is. Open: of each subject the answer is another one as soon as this condition alone is, and
for one of the two it is undetermined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from operator import and_, or_
from typing import Any, NamedTuple

import sgzlib as sgz
from sgzlib.advice.witnesses import leaves, set_paths
from sgzlib.bridges.vectors.mutants import pattern_of, replaced
from sgzlib.law import formula as fml
from sgzlib.law.deadlines import where
from sgzlib.law.formula.evaluating import evaluate
from sgzlib.law.kinds import Form
from sgzlib.law.requirement import Case
from sgzlib.law.tracing import given_in
from sgzlib.law.truth import not_

LAW = sgz.TIANJIN_2021
SIZES = {"budget": 5, "rollout": 0}  # members, of groups that have to be larger or are of a size of their own
RULESETS = [ruleset for ruleset in sgz.RULESETS.values() if not ruleset.restates]

# Teams at work before the notice was, and sums for nobody knows how many stations: the vectors have none.
EARLY: dict[str, Any] = {
    "contract_signed_on": date(2021, 3, 1),
    "service_started_on": date(2021, 5, 25),
    "contracted_headcount": 1,
}
MORE: dict[str, list[Any]] = {
    "staffing": [
        sgz.Team(**EARLY, posted_in_full_on=date(2021, 5, 25)),
        sgz.Team(**EARLY, workers=(sgz.Worker(posted_on=date(2021, 5, 25)),)),
    ],
    "budget": [
        sgz.Budget(lines=(sgz.BudgetLine(unit_price=price, quantity=1),), stations=None, years=None)
        for price in map(Decimal, (100, 1_000_000))
    ],
}

Row = tuple[Any, ...]
Subjects = list[tuple[Any, date]]


class Condition(NamedTuple):
    """A condition of a decision, and how it was shown to decide: "unique", "masking", "open", or not at all."""

    of: str
    what: str
    decision: fml.Node
    part: fml.Node
    shown: str = ""


def conditions(ruleset: sgz.Ruleset) -> list[Condition]:
    """Return every condition of a ruleset, and how it was shown to decide."""
    vectors = [(sgz.interchange.load(ruleset.subject, one.facts), one.on) for one in sgz.vectors.cases(ruleset)]
    vectors += [(subject, LAW.launch_by) for subject in MORE.get(ruleset.name, [])]
    found: list[Condition] = []
    for rule in ruleset.requirements:
        for what in ("holds", *(["applies"] if rule.applies else []), "in_time"):
            decision = fml.under(ruleset.formula("", rule, what), LAW)
            parts = list(dict.fromkeys(_parts(decision)))
            rows = _rows(parts, vectors)
            missed = [part for part in parts if _shown(decision, parts, rows, part) != "unique"]
            if missed:
                rows |= _rows(parts, _near(missed, vectors))
            found += (Condition(rule.id, what, decision, one, _shown(decision, parts, rows, one)) for one in parts)
    return found


def _parts(node: fml.Node) -> Iterator[fml.Node]:
    match node:
        case fml.Constant():
            pass
        case fml.Not() | fml.And() | fml.Or() | fml.Where():
            for child in fml.children(node):
                yield from _parts(child)
        case _:
            yield node


def _rows(parts: list[fml.Node], subjects: Iterable[tuple[Any, date]]) -> dict[Row, None]:
    return {tuple(evaluate(part, subject, Case(on, LAW)) for part in parts): None for subject, on in subjects}


def _decided(node: fml.Node, truths: dict[fml.Node, Any]) -> Any:
    match node:
        case fml.Constant(value):
            return value
        case fml.Not(part):
            return not_(_decided(part, truths))
        case fml.And(parts) | fml.Or(parts):
            return reduce(and_ if isinstance(node, fml.And) else or_, (_decided(part, truths) for part in parts))
        case fml.Where(test, then, otherwise):
            return where(*(_decided(part, truths) for part in (test, then, otherwise)))
        case _:
            return truths[node]


def _shown(decision: fml.Node, parts: list[fml.Node], rows: dict[Row, None], part: fml.Node) -> str:
    at = parts.index(part)
    alone: set[bool] = set()
    sides: set[bool] = set()
    decisive: set[tuple[bool, bool]] = set()
    for row in rows:
        if isinstance(row[at], bool):
            other = (*row[:at], not row[at], *row[at + 1 :])
            answer, contrary = (_decided(decision, dict(zip(parts, each, strict=True))) for each in (row, other))
            if answer is not contrary:
                known = isinstance(answer, bool) and isinstance(contrary, bool)
                alone |= {known} if other in rows else set()
                sides |= {row[at]}
                decisive |= {(row[at], answer)} if known else set()
    pairs = ((not value, not answer) in decisive for value, answer in decisive)
    return "unique" if True in alone else "masking" if any(pairs) else "open" if len(sides) > 1 else ""


def _near(parts: list[fml.Node], vectors: Subjects) -> Iterator[tuple[Any, date]]:
    """Yield subjects that differ from those of the vectors in one fact that some parts look at, or in the day."""
    asked = {path for part in parts for path, _ in given_in(part)}
    of_day = any(isinstance(node, fml.AskedDay) for part in parts for node in fml.walk(part))
    named = [LAW.in_force_from, LAW.launch_by]
    days = sorted({day + timedelta(days=by) for day in named for by in (-1, 0, 1)})
    values: dict[str, dict[str, Any]] = {}
    for subject, _ in vectors:
        for path, fact, value in leaves(subject):
            if (pattern := pattern_of(path)) in asked:
                also = {Form.TRUTH: (True, False), Form.LABEL: fact.kind.domain, Form.DAY: days}
                known = (value, *also.get(fact.kind.form, ()))
                values.setdefault(pattern, {}).update((repr(one), one) for one in known)
    for subject, on in vectors:
        yield from ((subject, day) for day in days if of_day and day >= LAW.in_force_from)
        for path, _, value in leaves(subject):
            for said, other in values.get(pattern_of(path), {}).items():
                if said != repr(value):
                    with suppress(sgz.SgzlibError):
                        yield set_paths(subject, {path: other}), on


def impossible(ruleset: sgz.Ruleset, one: Condition) -> bool | None:
    """Ask Z3 whether a condition, where it holds or where it fails, never decides; None where it does not know."""
    import z3

    subject = sgz.symbols.of(ruleset, on=z3.Int("on"), members=SIZES.get(ruleset.name, 2))

    true, false = (subject.answer(replaced(one.decision, one.part, value)) for value in (fml.TRUE, fml.FALSE))
    decides = z3.Or(z3.Xor(true.holds, false.holds), z3.Xor(true.fails, false.fails))
    here = subject.answer(one.part)
    proofs = [sgz.symbols.prove(z3.Not(z3.And(side, decides)), subject).proved for side in (here.holds, here.fails)]
    return True if any(one is True for one in proofs) else None if any(one is sgz.UNKNOWN for one in proofs) else False


_REASONS = {
    "in_time": (
        "最后期限从不早于施行之日，逾期不究的一支用不上。",
        "The last day is never before the notice is in force, so the branch for earlier days is never used.",
    ),
    "before": (
        "期限在施行之后，施行前做到的必已按期。",
        "The last day is after the notice came into force, so an act done before then was in time anyway.",
    ),
    "qualification.continuing_education": (
        "社会工作师与高级社会工作师的学时同为 90，两者无从区分。",
        "Social workers and senior social workers both need 90 hours, so no subject can show a difference.",
    ),
    "contract.renewed": (
        "周期至少一年：第一个合同年度从不超出周期，此处只用于周期年数未知时。",
        "The first year is never beyond a cycle of at least one year. The condition only matters for an unknown cycle.",
    ),
    "contract.procured": (
        "已知的等次不会低于最低等次；此处只问是否已知。",
        "No known grade is below the lowest. The condition only asks whether the grade is known.",
    ),
    "rollout.city_total": (
        "各区的方案由对象自身补齐。",
        "The class of the subject itself adds a plan for each district.",
    ),
}


def reason(one: Condition) -> tuple[str, str]:
    """Return why no two subjects show that a condition decides, in Chinese and English."""
    match one:
        case Condition(of=of) if of in _REASONS and one.what != "in_time":
            return _REASONS[of]
        case Condition(what="in_time"):
            return _REASONS["in_time"]
        case Condition(part=fml.Comparison("<", fml.Given(), fml.Parameter("in_force_from"))):
            return _REASONS["before"]
        case _:
            raise LookupError(one)
