"""A mutant is called equivalent only where Z3 proves that no subject tells it from the rules."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from itertools import combinations
from typing import Any

import attrs
import pytest

import sgzlib as sgz
from sgzlib.bridges.vectors import proving
from sgzlib.bridges.vectors.making import Maker, _OfTogether, taking
from sgzlib.bridges.vectors.mutants import Fault, Mutant, Parts, mutants_of, together_mutants
from sgzlib.bridges.vectors.proving import equivalent, same_in_small, told_apart
from sgzlib.bridges.vectors.writing import _why
from sgzlib.law import UNKNOWN
from sgzlib.law.formula import FALSE, TRUE, Alike, Comparison, Constant, Count, Distinct, Earlier, Includes, walk
from sgzlib.law.requirement import Case

LAW = sgz.TIANJIN_2021
NAMES = list(sgz.RULESETS)
LARGE = ("contract", "staffing", "station")  # these take minutes


def mutants(name: str, id_: str) -> list[Mutant]:
    ruleset = sgz.RULESETS[name]
    beside = Maker(ruleset, LAW, sgz.RULESETS.values()).beside
    path, rule = next((path, rule) for path, rule, _ in ruleset.every() if rule.id == id_)
    return list(mutants_of(ruleset, path, rule, LAW, beside))


def proved(name: str, made: list[Mutant]) -> list[bool]:
    return [equivalent(sgz.RULESETS[name], LAW, one) for one in made]


def test_a_comparison_that_nothing_hangs_on_is_proved_to_be_none() -> None:
    for one in mutants("premises", "premises.printer"):
        told = equivalent(sgz.PREMISES, LAW, one)
        assert told is (same_in_small(sgz.PREMISES, LAW, one, 0) is True), one


def test_what_is_asked_of_members_is_proved_for_groups_of_any_size() -> None:
    filled = {one.fills: one for one in mutants("staffing", "staffing.qualified_minimum") if one.fills}
    # A certificate whose hours are not known is as good as one whose hours are too few: unless somebody has it else.
    assert equivalent(sgz.STAFFING, LAW, filled["workers[].continuing_education_hours"])
    assert not equivalent(sgz.STAFFING, LAW, filled["workers[].certificate"])
    # Of workers who are not known it is not known how many are qualified; of none it is.
    assert not equivalent(sgz.STAFFING, LAW, filled["workers"])


def test_a_count_below_nought_has_no_case() -> None:
    points = [one for one in mutants("staffing", "staffing.qualified_minimum") if one.fault is Fault.POINT]
    found = {(repr(one.before), one.at): equivalent(sgz.STAFFING, LAW, one) for one in points}
    assert not all(found.values())
    assert any(found.values())


def test_the_last_of_the_members_days_is_any_day() -> None:
    made = [one for one in mutants("staffing", "staffing.posting") if "EVERYONE" in str(one.readings)]
    last = [one for one in made if one.fault is Fault.DAY and "Extreme" in repr(one.before)]
    assert last
    assert not any(equivalent(sgz.STAFFING, LAW, one) for one in last[:2])


def test_who_lacks_z3_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sgzlib.bridges.vectors.proving", None)
    with pytest.raises(ImportError, match=r'proving=True\) 需要：pip install "sgzlib\[proof\]" \(needs that extra\)'):
        sgz.vectors.make(sgz.RENEWAL, proving=True)


def test_whom_the_class_adds_stands_in_a_group_of_any_size() -> None:
    made = mutants("rollout", "rollout.city_total")
    # Each district has a plan of the year, given or added: of 16 districts there are never 15.
    points = [one for one in made if one.at is not None and isinstance(one.before, Comparison)]
    counted = {
        (type(one.before.left), one.at): equivalent(sgz.ROLLOUT, LAW, one)  # type: ignore[attr-defined]
        for one in points
        if one.at < 1 and isinstance(one.before.left, Count | Distinct)  # type: ignore[attr-defined, operator]
    }
    assert counted == {(Distinct, 0): False, (Distinct, -1): True, (Count, 0): False, (Count, -1): True}
    filled = {one.fills: equivalent(sgz.ROLLOUT, LAW, one) for one in made if one.fills}
    # Of plans that are not known no more is known than of those that the class adds; one of no known year may count.
    assert filled == {
        "plans": True,
        "plans[].year": False,
        "plans[].built_stations": False,
        "plans[].district": True,
    }


def test_the_class_keeps_to_what_is_proved_of_whom_it_adds() -> None:
    added: Any = sgz.Rollout(plans=()).plans
    assert len({plan.district for plan in added}) == len(added) == len(sgz.District)
    years = (*(plan.year for plan in added[:1]), 2022, UNKNOWN)
    # What is given of one district has no say in another's: so it is enough to try each by itself, and nobody's.
    for district in (*sgz.District, UNKNOWN):
        for some in (0, 1, 2, 3):
            for given in combinations([sgz.DistrictPlan(district=district, year=one, quota=1) for one in years], some):
                plans: Any = sgz.Rollout(plans=given).plans
                known = Counter((plan.district, plan.year) for plan in plans)
                assert all(known[plan.district, plan.year] == 1 for plan in added)
                assert set(given) <= set(plans)


def test_amounts_and_labels_of_members_are_any_that_they_can_be() -> None:
    for name, id_ in (("budget", "budget.categories"), ("budget", "budget.annual_target")):
        made = [one for one in mutants(name, id_) if one.fault is Fault.COMPARISON]
        assert made
        assert not any(proved(name, made[:2]))


def test_what_follows_from_rules_together_is_a_matter_of_the_verdict() -> None:
    made = list(together_mutants(sgz.QUALIFICATION, LAW))
    first: Any = made[0]
    assert first.fault is Fault.TOGETHER
    assert not equivalent(sgz.QUALIFICATION, LAW, first)
    assert same_in_small(sgz.QUALIFICATION, LAW, first, 0) is False
    assert list(together_mutants(sgz.RENEWAL, LAW)) == []


@pytest.mark.prove
@pytest.mark.parametrize(
    "name", [pytest.param(one, marks=pytest.mark.nightly if one in LARGE else ()) for one in NAMES]
)
def test_no_mutant_that_a_case_catches_is_proved_equivalent(name: str) -> None:
    ruleset = sgz.RULESETS[name]
    maker = Maker(ruleset, LAW, sgz.RULESETS.values())
    maker.make()
    for mutant in maker.mutants:
        if mutant not in maker.uncaught and mutant.fault is not Fault.FORCE:
            assert not equivalent(ruleset, LAW, mutant), mutant


def test_an_amount_of_members_is_the_same_only_where_each_is() -> None:
    filled = {one.fills: one for one in mutants("budget", "budget.annual_target") if one.fills}
    assert not equivalent(sgz.BUDGET, LAW, filled["lines[].unit_price"])


def test_a_subject_that_tells_a_mutant_apart_is_found_among_all() -> None:
    on = date(2024, 6, 1)
    for name, id_ in (("sign", "sign.name"), ("budget", "budget.annual_target")):
        ruleset = sgz.RULESETS[name]
        points = [one for one in mutants(name, id_) if one.fault is Fault.POINT and not one.readings]
        for one in [one for one in points if not equivalent(ruleset, LAW, one)]:
            subject, day = next(told_apart(ruleset, LAW, one, on, 1_000_000))
            found = next(each for each in sgz.assess(ruleset, subject, on=day).findings if each.requirement.id == id_)
            assert one.status(subject, Case(day, LAW)) is not found.status
    # Of an equivalent one there is none, whatever the steps.
    same = next(one for one in mutants("premises", "premises.printer") if equivalent(sgz.PREMISES, LAW, one))
    assert list(told_apart(sgz.PREMISES, LAW, same, on, 1_000_000)) == []


def test_what_tells_apart_is_a_subject_that_its_class_takes() -> None:
    # No contract follows nothing and has a grade of the year before.
    points = [one for one in mutants("contract", "contract.cycle") if one.at == 0]
    follows = next(one for one in points if "Given(path='follows'" in repr(one.before))
    contract, _ = next(told_apart(sgz.CONTRACT, LAW, follows, date(2024, 6, 1), 1_000_000))
    assert contract.follows in {sgz.Follows.NOTHING, UNKNOWN}
    assert contract.previous_grade is UNKNOWN


def test_a_day_that_is_moved_on_is_no_earlier() -> None:
    # What a contract covers after the notice was issued falls due after it: no calendar has to be worked out.
    due = [one for one in mutants("contract", "contract.monthly_briefs") if one.fault is Fault.OMISSION]
    issued = [one for one in due if isinstance(one.before, Comparison) and "in_force_from" in repr(one.before.right)]
    assert any(equivalent(sgz.CONTRACT, LAW, one) for one in issued if isinstance(one.before.left, Earlier))  # type: ignore[attr-defined]


def test_why_a_mutant_stays_open_is_said() -> None:
    maker = Maker(sgz.PREMISES, LAW)
    made = mutants("premises", "premises.printer")
    told = {_why(one, maker, proving=True) for one in made}
    assert told == {"shown", "small"}
    assert _why(made[0], maker, proving=False) == "unproved"


def test_what_z3_does_not_find_out_is_said_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proving, "same_in_small", lambda *_: None)
    maker, plain = Maker(sgz.PREMISES, LAW), mutants("premises", "premises.printer")[0]
    texts = Alike(Constant("站"), Constant("站"), "社工", "")
    assert _why(plain, maker, proving=True) == "undecided"
    assert _why(attrs.evolve(plain, parts=Parts(FALSE, texts, FALSE)), maker, proving=True) == "hidden"


def test_cases_are_made_for_what_rules_say_together() -> None:
    first = next(one for one in together_mutants(sgz.QUALIFICATION, LAW) if one.parts.holds == TRUE)
    # Every other mutant is taken for equivalent, so that nothing is searched for it.
    maker = Maker(sgz.QUALIFICATION, LAW, (), lambda mutant: mutant.parts != first.parts)
    _OfTogether(maker).make()
    made = next(one for one in maker.cases.values() if first.parts in [mutant.parts for mutant in one.catches])
    assert made.why == "unknown"
    found = sgz.assess(sgz.QUALIFICATION, made.subject, on=made.on)
    assert found.verdict is False
    assert all(finding.holds is not False for finding in found.findings)


def test_what_is_taken_for_none_includes_nothing() -> None:
    filled = {one.fills: one for one in mutants("catalogue", "catalogue.key_fields") if one.fills}
    mutant = filled["fields"]
    assert not any(isinstance(node, Includes) for node in walk(taking(mutant, mutant.parts.holds)))
