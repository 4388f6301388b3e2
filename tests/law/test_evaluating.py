"""Formulas on values: what a check runs in place of a rule gives what the rule gives."""

import gc
import linecache
import traceback
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

import sgzlib as sgz
from sgzlib.law import UNKNOWN, Case, not_
from sgzlib.law.deadlines import where
from sgzlib.law.formula import Constant, Difference, Node, Product, Sum
from sgzlib.law.formula.evaluating import compiled, evaluate, taken
from sgzlib.law.formula.recording import apart, record
from sgzlib.law.judging import specialised_to
from sgzlib.law.periods import years_after
from sgzlib.law.truth import Unknown, amount_if

ON = date(2022, 3, 1)
LAW = sgz.TIANJIN_2021
CASE = Case(ON, LAW)
TRUTHS: tuple[sgz.Truth, ...] = (True, False, UNKNOWN)
HOURS: tuple[int | Unknown, ...] = (89, 90, UNKNOWN)
DAYS: tuple[date | Unknown, ...] = (date(2022, 2, 28), ON, UNKNOWN)


def asked_twice(worker: Any, _case: Any) -> Any:
    at_ninety = worker.continuing_education_hours >= 90
    return (worker.registered & at_ninety) | (worker.full_time & at_ninety) | not_(at_ninety | worker.trained)


def chosen(worker: Any, case: Any) -> Any:
    return where(worker.registered, worker.posted_on, worker.registration_expires) >= case.on


def one_or_other(worker: Any, _case: Any) -> Any:
    return where(worker.registered, worker.full_time, worker.trained)


def counted(worker: Any, case: Any) -> Any:
    hours = worker.continuing_education_hours
    return amount_if(worker.registered, hours * 2) + hours >= case.law.senior_hours


@pytest.mark.parametrize("rule", [asked_twice, chosen, counted], ids=lambda rule: rule.__name__)
def test_a_formula_gives_what_its_rule_gives(rule: Callable[[Any, Any], Any]) -> None:
    formula = compiled(record(rule, sgz.Worker, sgz.Policy))
    for registered, full_time, trained in product(TRUTHS, TRUTHS, TRUTHS):
        for hours, day in product(HOURS, DAYS):
            worker = sgz.Worker(
                registered=registered,
                full_time=full_time,
                trained=trained,
                continuing_education_hours=hours,
                posted_on=day,
                registration_expires=ON,
            )
            assert formula(worker, CASE) is rule(worker, CASE)


def test_one_truth_or_another_is_a_truth() -> None:
    formula = compiled(record(one_or_other, sgz.Worker, sgz.Policy))
    for registered, full_time, trained in product(TRUTHS, TRUTHS, TRUTHS):
        worker = sgz.Worker(registered=registered, full_time=full_time, trained=trained)
        both = (registered & full_time) | (not_(registered) & trained) | (full_time & trained)
        assert formula(worker, CASE) is both


def test_what_can_no_longer_change_a_truth_is_not_computed() -> None:
    formula = compiled(record(lambda w, _: w.registered & (w.posted_on >= ON), sgz.Worker, sgz.Policy))

    class Registered:
        registered = False

    assert formula(Registered(), CASE) is False


def test_a_traceback_shows_the_line_of_the_requirement() -> None:
    class Unfit:
        registered = True

        def __getattr__(self, name: str) -> Any:
            raise ZeroDivisionError(name)

    registration = sgz.QUALIFICATION.requirements[1]
    holds = specialised_to(registration, sgz.Worker(), CASE).holds
    with pytest.raises(ZeroDivisionError, match="registration_expires") as raised:
        holds(Unfit(), CASE)
    (line,) = [frame for frame in traceback.extract_tb(raised.tb) if frame.filename.startswith("<")]
    assert line.filename.startswith("<qualification.registration")
    assert line.line == "registration_expires = subject.registration_expires"


def test_the_source_of_a_function_is_readable_and_goes_with_it() -> None:
    def rule(worker: Any, case: Any) -> Any:
        return (worker.certificate >= sgz.Certificate.ASSISTANT) & (worker.posted_on <= years_after(case.on, 1))

    function = compiled(record(rule, sgz.Worker, sgz.Policy), name="mine.of_its_own")
    file = function.__code__.co_filename
    assert file == "<mine.of_its_own>"
    assert [line.strip() for line in linecache.getlines(file)] == [
        "def rule(subject, case):",
        "certificate = subject.certificate",
        "value = certificate >= Certificate_ASSISTANT",
        "value_2 = value",
        "if value_2 is not False:",
        "posted_on = subject.posted_on",
        "on = case.on",
        "value_3 = years_after(on, 1)",
        "value_4 = posted_on <= value_3",
        "value_2 = value_2 & value_4",
        "return value_2",
    ]
    again = compiled(record(rule, sgz.Worker, sgz.Policy), name="mine.of_its_own")
    assert again is function
    other = compiled(Constant(2), name="mine.of_its_own")
    assert other.__code__.co_filename == "<mine.of_its_own 2>"
    compiled.cache_clear()  # type: ignore[attr-defined]
    del function, again, other
    gc.collect()
    assert [linecache.getlines(name) for name in (file, "<mine.of_its_own 2>")] == [[], []]


def test_equal_formulas_are_one_function() -> None:
    def again(premises: Any, _case: Any) -> Any:
        return premises.printer & premises.computer

    one, other = (taken(rule, sgz.Premises, LAW) for rule in (again, lambda p, _: p.printer & p.computer))
    assert compiled(one) is compiled(other)


def test_facts_of_a_part_are_asked_of_it_and_others_of_the_whole() -> None:
    def rule(sign: Any, case: Any) -> Any:
        return sign.prominent & case.whole.first_batch

    formula = compiled(taken(rule, sgz.Sign, LAW, sgz.Station, "sign"), "sign")
    for prominent, first in product(TRUTHS, TRUTHS):
        case = Case(ON, LAW, sgz.Station(first_batch=first))
        assert formula(sgz.Sign(prominent=prominent), case) is prominent & first


def test_a_formula_with_readings_is_evaluated_under_those_of_the_law() -> None:
    def rule(_worker: Any, case: Any) -> Any:
        return case.law.registration_scope is sgz.RegistrationScope.EVERYONE

    formula = record(rule, sgz.Worker, sgz.Policy)
    everyone = LAW.under(registration_scope=sgz.RegistrationScope.EVERYONE)
    assert [evaluate(formula, sgz.Worker(), Case(ON, law)) for law in (LAW, everyone)] == [False, True]


def test_what_the_readings_decide_is_gone_from_a_requirement() -> None:
    registration = sgz.QUALIFICATION.requirements[1]
    plain = LAW.under(
        registration_scope=sgz.RegistrationScope.EVERYONE, first_registration=sgz.FirstRegistration.AT_ONCE
    )
    left = [specialised_to(registration, sgz.Worker(), Case(ON, law)) for law in (LAW, plain)]
    assert [(one.applies is None, one.due is None, one.within is None) for one in left] == [
        (False, True, False),
        (True, True, True),
    ]


@pytest.mark.parametrize(
    ("node", "value"),
    [
        (Product(Constant(3), Constant(4)), 12),
        (Product(Constant(Decimal("2.50")), Constant(4)), Decimal("10.00")),
        (Sum(Constant(3), Constant(4)), 7),
        (Difference(Constant(3), Constant(4)), -1),
        (Product(Constant(3), Constant(UNKNOWN)), UNKNOWN),
    ],
    ids=range(5),
)
def test_numbers_are_reckoned_with(node: Node, value: Any) -> None:
    assert evaluate(node, None, CASE) is value or evaluate(node, None, CASE) == value


def test_a_part_that_is_recorded_by_itself_is_the_rule_itself_on_values() -> None:
    asked = [apart(lambda premises, _: premises.printer, sgz.Premises(printer=told), CASE) for told in (True, UNKNOWN)]
    assert asked[0] is True
    assert asked[1] is UNKNOWN
