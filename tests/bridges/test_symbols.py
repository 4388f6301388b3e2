"""The rules as Z3 terms: they answer as values do, and what is proved or shown of them is so."""

import re
from datetime import date
from typing import Any

import attrs
import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st
from second_city import LINJIANG_2022

import sgzlib as sgz
from completing import policies
from sgzlib import symbols
from sgzlib.advice.witnesses import leaves
from sgzlib.bridges.symbols import Symbolic, _assigned, _bare_texts
from sgzlib.law import RestDays
from sgzlib.law.facts import facts_of, is_subject

ON = date(2022, 3, 1)
MEMBERS = 2
RESTING = RestDays(
    date(2022, 2, 1),
    date(2022, 3, 6),
    frozenset(date(2022, 2, n) for n in (*range(1, 7), 12, 13, 19, 20, 26, 27)) | {date(2022, 3, 5), date(2022, 3, 6)},
)
DAYS = (ON, date(2024, 2, 29), date(2026, 3, 1))
LAWS = (
    sgz.TIANJIN_2021,
    attrs.evolve(sgz.TIANJIN_2021, rest_days=RESTING),
    LINJIANG_2022,
)


def sized(subject: Any, members: int = MEMBERS) -> Any:
    """Return the subject with exactly so many members in each of its groups."""
    made: dict[str, Any] = {}
    for name, fact in facts_of(type(subject)).items():
        value, inner = getattr(subject, name), fact.kind.members
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
            for term, path, pattern in _bare_texts(side)
            if facts[path] is not sgz.UNKNOWN
        ]
        sides.append(z3.is_true(z3.simplify(z3.substitute(z3.substitute(side, *bare), *put))))
    assert sides != [True, True]
    return True if sides[0] else False if sides[1] else sgz.UNKNOWN


def agree(ruleset: sgz.Ruleset, given_: Any, law: sgz.Policy, on: date) -> None:
    assessment = sgz.assess(ruleset, given_, on=on, policy=law)
    subject = symbols.of(ruleset, on=on, policy=law, members=MEMBERS)
    facts = {path: value for path, _, value in leaves(given_)}
    assert [path for path, _, _ in leaves(subject.subject)] == list(facts)
    for finding in assessment.findings:
        expected = finding.holds
        assert answered(subject, subject[finding.requirement.id], facts) is expected, finding.requirement.id
    assert answered(subject, subject.verdict, facts) is assessment.verdict


EVERY = pytest.mark.parametrize("ruleset", sgz.RULESETS.values(), ids=lambda ruleset: ruleset.name)


@EVERY
class TestAgreement:
    @settings(max_examples=2)
    @given(st.data())
    def test_symbols_answer_as_values_do(self, ruleset: sgz.Ruleset, data: st.DataObject) -> None:
        drawn = sized(data.draw(sgz.strategies.subject(ruleset.subject)))
        law, on = data.draw(st.sampled_from(LAWS)), data.draw(st.sampled_from(DAYS))
        agree(ruleset, drawn, law, on)

    @pytest.mark.prove
    @settings(max_examples=40)
    @given(st.data())
    def test_they_do_so_under_any_readings(self, ruleset: sgz.Ruleset, data: st.DataObject) -> None:
        drawn = sized(data.draw(sgz.strategies.subject(ruleset.subject)))
        agree(ruleset, drawn, data.draw(policies(*LAWS)), data.draw(st.sampled_from(DAYS)))
