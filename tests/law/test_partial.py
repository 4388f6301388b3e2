"""What is left of a formula says of every subject what the formula says, where the facts are as was told."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import attrs
import pytest

import sgzlib as sgz
from sgzlib.bridges.vectors.answering import law_under
from sgzlib.bridges.vectors.mutants import by_formula
from sgzlib.law import (
    UNKNOWN,
    Case,
    RestDays,
    Truth,
    Unknown,
    amount_if,
    consists_of,
    earlier,
    ends_with,
    includes,
    later,
    months_after,
    not_,
    to_workday,
    where,
)
from sgzlib.law.formula import (
    AskedDay,
    ByReading,
    Comparison,
    Constant,
    CountBy,
    Earlier,
    Given,
    Later,
    Node,
    Operator,
    Or,
    Parameter,
    Shift,
    Where,
    Workday,
    walk,
)
from sgzlib.law.formula.evaluating import evaluate
from sgzlib.law.formula.folding import Fold
from sgzlib.law.formula.partial import WHOLE, Left, Partial
from sgzlib.law.formula.recording import record
from sgzlib.law.groups import count_by
from sgzlib.law.periods import NO_REST
from sgzlib.law.tracing import given_in
from sgzlib.law.truth import alike
from sgzlib.vectors import cases

LAW = sgz.TIANJIN_2021
evolved: Any = attrs.evolve
ON = date(2022, 3, 1)
DAYS: tuple[date | Unknown, ...] = (date(2022, 1, 31), date(2022, 2, 28), date(2022, 3, 1), UNKNOWN)
TRUTHS: tuple[Truth, ...] = (True, False, UNKNOWN)
RESTING = RestDays(date(2022, 1, 1), date(2022, 3, 6), frozenset((date(2022, 2, 26), date(2022, 2, 27), ON)))


def left_of(rule: Any, facts: dict[str, Any] | None = None, law: sgz.Policy = LAW) -> Node:
    return Partial(law, ON, facts or {}, ()).of(record(rule, sgz.Worker, sgz.Policy))


@pytest.mark.parametrize("ruleset", sgz.RULESETS.values(), ids=list(sgz.RULESETS))
def test_what_is_left_of_every_rule_says_the_same(ruleset: sgz.Ruleset) -> None:
    formulas = {rule.id: ruleset.formula(path, rule) for path, rule, _ in ruleset.every()}
    groups = {path for formula in formulas.values() for path, fact in given_in(formula) if fact.kind.several}
    for vector in cases(ruleset)[::7]:
        law, subject = law_under(ruleset, vector.readings), sgz.interchange.load(ruleset.subject, vector.facts)
        known, case = Partial(law, vector.on, {}, groups), Case(vector.on, law)
        for formula in formulas.values():
            left = known.of(formula)
            if any(isinstance(node, CountBy) for node in walk(formula)):
                continue  # its members are asked about the whole, which no subject of one member has
            assert evaluate(by_formula(left), subject, case) is evaluate(formula, subject, case)
            assert not [node for node in walk(left) if isinstance(node, AskedDay | Parameter)]


def test_a_fact_that_is_told_is_filled_in() -> None:
    def rule(worker: Any, _case: Any) -> Any:
        return (worker.registered & worker.trained) | worker.full_time

    assert left_of(rule, {"trained": False}) == left_of(lambda w, _: w.full_time)
    assert left_of(rule, {"trained": True, "registered": True}) == Constant(value=True)
    assert left_of(rule, {"full_time": UNKNOWN, "trained": True}) == Or(
        (left_of(lambda w, _: w.registered), Constant(UNKNOWN))
    )


def test_what_hangs_on_an_unknown_fact_alone_is_unknown() -> None:
    unknown = {"posted_on": UNKNOWN}
    for rule in (
        lambda w, c: w.posted_on >= c.on,
        lambda w, c: not_(months_after(w.posted_on, 1) <= c.on),
        lambda w, c: where(w.registered, w.posted_on, w.posted_on) >= w.registration_expires,
    ):
        assert left_of(rule, unknown) == Constant(UNKNOWN)


def test_of_a_group_that_is_not_there_nothing_is_known() -> None:
    full_time = next(rule for rule in sgz.STAFFING.requirements if rule.id == "staffing.full_time")
    formula = full_time.formula(sgz.Team, "holds")
    assert Partial(LAW, ON, {}, ()).of(formula) == Constant(UNKNOWN)
    assert Partial(LAW, ON, {}, {"workers"}).of(formula) != Constant(UNKNOWN)
    told = Partial(LAW, ON, {"workers[].full_time": True, "workers[].posted_on": date(2022, 1, 1)}, {"workers"})
    assert [path for path, _ in given_in(told.of(formula))] == ["workers", "workers"]


def test_a_member_is_asked_about_a_day_of_the_whole() -> None:
    posting = next(rule for rule in sgz.STAFFING.requirements if rule.id == "staffing.posting")
    left = Partial(LAW, ON, {}, {"workers"}).of(posting.formula(sgz.Team))
    asked = {path for path, _ in given_in(left)}
    assert f"workers[].{WHOLE}.contract_signed_on" in asked
    assert not [node for node in walk(left) if isinstance(node, CountBy)]


SIGNS: tuple[Operator, ...] = ("≥", ">", "≤", "<", "=", "≠")
DAY = record(lambda w, _: w.posted_on, sgz.Worker, sgz.Policy)
OTHER = record(lambda w, _: w.registration_expires, sgz.Worker, sgz.Policy)
TEST = record(lambda w, _: w.registered, sgz.Worker, sgz.Policy)
MOVED = {
    "a month later": Shift(DAY, Constant(1), "months"),
    "a working day": Workday(DAY),
    "one of two": Where(TEST, DAY, OTHER),
    "the earlier": record(lambda w, _: earlier(w.posted_on, w.registration_expires), sgz.Worker, sgz.Policy),
    "the later, on a working day": record(
        lambda w, c: to_workday(later(w.posted_on, w.registration_expires), c.law.rest_days), sgz.Worker, sgz.Policy
    ),
}


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("moved", MOVED.values(), ids=list(MOVED))
def test_a_day_that_is_reckoned_is_compared_as_it_is_on_values(moved: Node, sign: Operator) -> None:
    law = evolved(LAW, rest_days=RESTING)
    known = Partial(law, ON, {}, ())
    for days in range(-1, 3):
        other = Constant(ON + timedelta(days=days))
        formulas = Comparison(sign, moved, other), Comparison(sign, other, moved)
        lefts = [known.of(formula) for formula in formulas]
        assert not [node for left in lefts for node in walk(left) if isinstance(node, _RECKONED)]
        for posted, expires, registered in product(DAYS, DAYS, TRUTHS):
            worker = sgz.Worker(posted_on=posted, registration_expires=expires, registered=registered)
            case = Case(ON, law)
            for left, formula in zip(lefts, formulas, strict=True):
                assert evaluate(left, worker, case) is evaluate(formula, worker, case)


_RECKONED = (Earlier, Later, Shift, Where, Workday)


def test_before_the_first_day_that_can_be_written_there_is_none_to_rest_on() -> None:
    left = Partial(evolved(LAW, rest_days=NO_REST), ON, {}, ()).of(Comparison("≥", Workday(DAY), Constant(date.min)))
    case = Case(ON, LAW)
    assert [evaluate(left, sgz.Worker(posted_on=day), case) for day in (date.min, ON, UNKNOWN)] == [True, True, UNKNOWN]


def test_a_condition_that_is_told_leaves_one_of_two() -> None:
    def rule(worker: Any, case: Any) -> Any:
        return where(worker.registered, worker.posted_on, worker.registration_expires) >= case.on

    for truth, fact in ((True, "posted_on"), (False, "registration_expires")):
        assert left_of(rule, {"registered": truth}) == left_of(lambda w, c, fact=fact: getattr(w, fact) >= c.on)


def test_what_makes_a_part_superfluous_stands_alone() -> None:
    one = left_of(lambda w, _: w.registered)
    assert left_of(lambda w, _: w.registered | (w.registered & w.trained)) == one
    assert left_of(lambda w, _: w.registered & (w.registered | w.trained)) == one


@pytest.mark.parametrize(
    ("rule", "facts", "value"),
    [
        (lambda w, _: ends_with(w.name, "某"), {"name": "张某"}, True),
        (lambda w, _: alike(w.name, "张某", without="先生$", other_without=""), {"name": "张某先生"}, True),
        (lambda w, _: w.continuing_education_hours + 2 >= 74, {"continuing_education_hours": 72}, True),
        (lambda w, _: w.continuing_education_hours * 2 - 1 == 143, {"continuing_education_hours": 72}, True),
        (lambda w, _: not_(w.certificate == sgz.Certificate.NONE), {"certificate": sgz.Certificate.NONE}, False),
        (lambda w, _: amount_if(w.trained, 5) >= 6, {"trained": UNKNOWN}, False),
        (lambda w, _: amount_if(w.trained, 5) >= 1, {"trained": UNKNOWN}, UNKNOWN),
    ],
    ids=range(7),
)
def test_what_hangs_on_told_facts_alone_is_decided(rule: Any, facts: dict[str, Any], value: Truth) -> None:
    assert left_of(rule, facts) == Constant(value)


@pytest.mark.parametrize(("asked", "value"), [(includes, True), (consists_of, False)])
def test_labels_that_are_told_are_decided(asked: Any, value: bool) -> None:  # noqa: FBT001 - it is what is expected
    both = (sgz.ServiceField.CHILDREN, sgz.ServiceField.ELDERLY_CARE)
    node = record(lambda c, _: asked(c.fields, sgz.ServiceField.CHILDREN), sgz.Catalogue, sgz.Policy)
    assert Partial(LAW, ON, {"fields": both}, ()).of(node) == Constant(value)


class _Facts(Left[str]):
    """A world that makes nothing but facts."""

    def fact(self, node: Given, /) -> str:
        return node.path


_of_facts: Any = _Facts


def test_a_world_of_what_is_left_refuses_what_is_filled_in() -> None:
    world: Any = _of_facts()
    by = record(lambda t, c: count_by(t.workers, "posted_on", t.contract_signed_on, c) >= 1, sgz.Team, sgz.Policy)
    for node in (AskedDay(), Parameter("minimum_qualified"), next(n for n in walk(by) if isinstance(n, CountBy))):
        with pytest.raises(TypeError, match="is not evaluated"):
            Fold(world)(node)


def test_readings_are_chosen_before_a_formula_is_interpreted() -> None:
    node = ByReading("registration_scope", ((sgz.RegistrationScope.EVERYONE, Constant(value=True)),))
    with pytest.raises(TypeError, match="no world interprets ByReading"):
        Fold(_of_facts())(node)
