"""Subjects put into the Z3 terms of `symbols`, to hold what these say against what values say."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, cast

import attrs
import z3

import sgzlib as sgz
from sgzlib import symbols
from sgzlib.advice.witnesses import leaves
from sgzlib.bridges.symbols import Symbolic, _assigned, _bare_texts
from sgzlib.law import Law
from sgzlib.law.facts import facts_of, is_subject

MEMBERS = 2


def sized(subject: Any, members: int = MEMBERS) -> Any:
    """Return the subject with exactly so many members in each of its groups."""
    made: dict[str, Any] = {}
    for name, fact in facts_of(type(subject)).items():
        value, inner = getattr(subject, name), cast("Any", fact.kind.members)
        if not is_subject(inner):
            made[name] = value
        elif fact.kind.several:
            given_ = value if isinstance(value, tuple) else ()
            chosen = (*given_, *(inner() for _ in range(members)))[:members]
            if isinstance(subject, sgz.Rollout):  # which adds a plan of each district that has none
                chosen = tuple(attrs.evolve(one, district=None) for one in chosen)
            made[name] = tuple(sized(one, members) for one in chosen)
        else:
            made[name] = sized(inner() if value is sgz.UNKNOWN else value, members)
    return type(subject)(**made)


def answered(subject: Symbolic, answer: symbols.Answer, facts: dict[str, Any]) -> sgz.Truth:
    """Say what an answer comes to where the facts are these."""
    put = [pair for path, one in subject.facts.items() for pair in _assigned(path, one, facts[path])]
    sides: list[bool] = []
    for side in (answer.holds, answer.fails):
        bare = [
            (term, z3.StringVal(re.sub(pattern, "", facts[path])))
            for term, path, pattern in _texts(side)
            if facts[path] is not sgz.UNKNOWN
        ]
        sides.append(z3.is_true(z3.simplify(z3.substitute(z3.substitute(side, *bare), *put))))
    assert sides != [True, True]
    return True if sides[0] else False if sides[1] else sgz.UNKNOWN


@lru_cache(maxsize=256)
def _texts(side: Any) -> Sequence[tuple[Any, str, str]]:
    return tuple(_bare_texts(side))


@lru_cache(maxsize=1)
def _answers(
    ruleset: sgz.Ruleset, law: Law, on: date, ids: Sequence[str]
) -> tuple[Symbolic, dict[str, symbols.Answer]]:
    subject = symbols.of(ruleset, on=on, policy=law, members=MEMBERS)
    binds = symbols.Answer(subject.applicable, z3.Not(subject.applicable))
    return subject, {**{id_: subject[id_] for id_ in ids}, "verdict": subject.verdict, "applicable": binds}


def agree(ruleset: sgz.Ruleset, given_: Any, law: Law, on: date) -> None:
    assessment = sgz.assess(ruleset, given_, on=on, policy=law)
    expected = {finding.requirement.id: finding.holds for finding in assessment.findings}
    subject, answers = _answers(ruleset, law, on, tuple(expected))
    facts = {path: value for path, _, value in leaves(given_)}
    assert [path for path, _, _ in leaves(subject.subject)] == list(facts)
    expected |= {"verdict": assessment.verdict, "applicable": assessment.applicable}
    for id_, answer in answers.items():
        assert answered(subject, answer, facts) is expected[id_], id_
