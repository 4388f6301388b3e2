"""What is said of two laws, held against Z3: each requirement, and all together, over subjects of the same sizes."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs
import pytest
import z3
from second_city import LINJIANG_2022

import sgzlib as sgz
from sgzlib.law import Case
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.law.formula import readings_in
from sgzlib.law.kinds import Form
from sgzlib.law.tracing import given_in, numbers_in
from worlds.symbols import counted, lifted, symbolic

TIANJIN = sgz.TIANJIN_2021
DAYS = date(2022, 3, 1), date(2024, 9, 1)
MEMBERS = 2
MOST = 10**6  # of a number: far beyond what any rule asks for
DISTRICTS = len(sgz.District)
EDITIONS = [ruleset for ruleset in sgz.RULESETS.values() if ruleset.name != "station"]  # its rules restate others


def numbers(ruleset: sgz.Ruleset) -> Iterator[tuple[str, sgz.Policy]]:
    """Yield the laws of which one number that a ruleset uses is one more or one less."""
    formulas = [ruleset.formula(path, rule) for path, rule, _ in ruleset.every()]
    for name in dict.fromkeys(name for formula in formulas for name in numbers_in(formula)):
        value = getattr(TIANJIN, name)
        if isinstance(value, int) and name != "cycle_years":
            by = 1 if name != "social_worker_hours" else -1
            yield name, attrs.evolve(TIANJIN, **{name: value + by})  # type: ignore[arg-type]


def readings(ruleset: sgz.Ruleset) -> Iterator[tuple[str, sgz.Policy]]:
    """Yield the laws under another option of each reading that a ruleset looks at."""
    formulas = [ruleset.formula(path, rule) for path, rule, _ in ruleset.every()]
    for id_ in dict.fromkeys(id_ for formula in formulas for id_ in readings_in(formula)):
        for option in TIANJIN.readings[id_].options[1:]:
            yield f"{id_}={option.name}", TIANJIN.under(**{id_: option})


def possible(term: Any, ruleset: sgz.Ruleset) -> Any:
    """Say of each symbol in a formula that it is a value of its fact's kind."""
    facts = {at: fact for path, rule, _ in ruleset.every() for at, fact in given_in(ruleset.formula(path, rule))}
    claims = []
    for name, symbol in _names(term).items():
        path, row, asked = name.partition("=")
        fact = facts.get(re.sub(r"\[\d+\]", "[]", path))
        if row and fact is not None:
            labels: list[Any] = list(fact.kind.members)
            within = z3.And(*(z3.Bool(f"{path}∋{one.name}") == (one.name in asked.split("+")) for one in labels))
            # Of two labels or more the order may be another one.
            claims.append(symbol == within if "+" not in asked else z3.Implies(symbol, within))
        if fact is None or not z3.is_arith(symbol):
            continue
        kind = fact.kind
        if kind.domain:
            places = [int(one) if isinstance(one, int) else at for at, one in enumerate(kind.domain)]
            claims += [symbol >= min(places), symbol <= max(places)]
        else:
            claims += [symbol >= (1 if kind.form is Form.DAY else kind.least), symbol <= MOST]
        if kind.places:
            claims.append(z3.IsInt(symbol * 10**kind.places))
    return z3.And(*claims)


def _names(term: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    seen: set[int] = set()
    stack = [term]
    while stack:
        node = stack.pop()
        if node.get_id() in seen:
            continue
        seen.add(node.get_id())
        if z3.is_const(node) and node.decl().kind() == z3.Z3_OP_UNINTERPRETED:
            found[str(node)] = node
        stack += node.children()
    return found


def sizes(ruleset: sgz.Ruleset) -> tuple[int, ...]:
    if ruleset.name == "rollout":
        return tuple(DISTRICTS + more for more in range(MEMBERS + 1))
    grouped = any(fact.kind.several and is_subject(fact.kind.members) for fact in facts_of(ruleset.subject).values())
    return tuple(range(MEMBERS + 1)) if grouped else (0,)


def made(ruleset: sgz.Ruleset) -> Any:
    """Say what the class of the subjects makes sure of: a rollout has a plan of each district for the task's year."""
    plans = range(DISTRICTS if ruleset.name == "rollout" else 0)
    facts = (("district", [counted(of).value for of in sgz.District]), ("year", [TIANJIN.task_year] * DISTRICTS))
    paths = [(f"plans[{at}].{name}", values[at]) for name, values in facts for at in plans]
    return z3.And(*(z3.And(z3.Bool(f"{path}?"), z3.Int(path) == value) for path, value in paths))


def some_pass_and_fail(ruleset: sgz.Ruleset, rules: Any, failing: Any, on: date, passing: Any, law: Any) -> bool | None:
    """Ask Z3 for a subject that passes all of some rules by one law and fails one of others by another law."""
    unknown = False
    for members in sizes(ruleset):
        subject = symbolic(ruleset.subject, members=members)
        claims = [lifted(rule.truth(subject, Case(on, passing))).true for rule in rules]
        failed: Any = z3.Or(*(lifted(rule.truth(subject, Case(on, law))).false for rule in failing))
        whole = z3.And(*claims, failed)
        solver = z3.Solver()
        solver.set("rlimit", 4_000_000)
        solver.add(whole, possible(whole, ruleset), made(ruleset))
        found = solver.check()
        if found == z3.sat:
            return True
        unknown = unknown or found == z3.unknown
    return None if unknown else False


def held(ruleset: sgz.Ruleset, law: sgz.Policy, on: date) -> int:
    """Hold each relation against Z3; return how many of both directions it knew."""
    compared = sgz.compare_laws(ruleset, TIANJIN, law, on=on, members=MEMBERS)
    musts = [rule for rule in ruleset.requirements if rule.force is sgz.Force.MUST and not rule.restates]
    asked = [
        ([rule], compared[rule.id]) for rule in musts if compared[rule.id].members is not None or sizes(ruleset) == (0,)
    ]
    asked.append((musts, compared.overall))
    known = 0
    for rules, one in asked:
        assert one.undecided is None
        for case, passing, failing in ((one.newly_fails, TIANJIN, law), (one.newly_passes, law, TIANJIN)):
            expected = some_pass_and_fail(ruleset, rules, rules, on, passing, failing)
            assert expected in {None, case is not None}, (one, case)
            known += expected is not None
    return known


QUICK: list[tuple[sgz.Ruleset, str]] = [
    (sgz.QUALIFICATION, "assistant_hours"),
    (sgz.QUALIFICATION, "education_due=ALWAYS"),
    (sgz.QUALIFICATION, "registration_scope=EVERYONE"),
    (sgz.PLAN, "deadline_day=EXCLUDED"),
    (sgz.PURCHASER, "zone_purchaser=NOT_NAMED"),
]


@pytest.mark.parametrize(("ruleset", "change"), [pytest.param(of, name, id=f"{of.name}-{name}") for of, name in QUICK])
def test_relations_are_those_of_z3(ruleset: sgz.Ruleset, change: str) -> None:
    assert held(ruleset, dict((*numbers(ruleset), *readings(ruleset)))[change], DAYS[0])


@pytest.mark.engines
@pytest.mark.parametrize("on", DAYS, ids=str)
@pytest.mark.parametrize(
    ("ruleset", "law"),
    [
        pytest.param(ruleset, law, id=f"{ruleset.name}-{name}")
        for ruleset in EDITIONS
        for name, law in (*numbers(ruleset), *readings(ruleset), ("linjiang", LINJIANG_2022))
    ],
)
def test_relations_of_every_ruleset_are_those_of_z3(ruleset: sgz.Ruleset, law: sgz.Policy, on: date) -> None:
    held(ruleset, law, on)
