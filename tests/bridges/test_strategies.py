"""Generators: every class of facts has one, with unknowns or without, and Hypothesis knows them by type."""

from __future__ import annotations

import inspect
import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sgzlib.bridges import strategies
from sgzlib.bridges.plugin import register
from sgzlib.law.facts import facts_of, is_subject, subjects
from sgzlib.law.truth import Unknown

NAMED = [
    (name, inspect.signature(function).return_annotation)
    for name, function in vars(strategies).items()
    if inspect.isfunction(function)
    and function.__module__ == strategies.__name__
    and list(inspect.signature(function).parameters) == ["unknown"]
]


def unknown_facts(thing: Any) -> list[str]:
    return [name for name in facts_of(type(thing)) if isinstance(getattr(thing, name), Unknown)]


def test_there_is_a_named_one_for_what_people_test_with() -> None:
    assert {"workers", "teams", "stations"} <= {name for name, _ in NAMED}


@pytest.mark.parametrize(("name", "annotation"), NAMED)
@given(data=st.data())
@settings(max_examples=20)
def test_a_named_one_gives_its_own_class(name: str, annotation: str, data: st.DataObject) -> None:
    thing = data.draw(getattr(strategies, name)())
    assert annotation == f"st.SearchStrategy[{type(thing).__name__}]"
    assert is_subject(type(thing))


@pytest.mark.parametrize(("name", "annotation"), NAMED)
@given(data=st.data())
@settings(max_examples=20)
def test_it_leaves_no_fact_out_when_asked_not_to(name: str, annotation: str, data: st.DataObject) -> None:
    assert unknown_facts(data.draw(getattr(strategies, name)(unknown=False))) == []


OWN = [of for of in subjects() if of.__module__.startswith("sgzlib.")]


@pytest.mark.parametrize("of", OWN, ids=lambda of: of.__name__)
def test_every_fact_is_left_out_sometimes_and_given_sometimes(of: type[Any]) -> None:
    seen: set[tuple[str, bool]] = set()

    @settings(max_examples=200, derandomize=True, database=None, phases=[Phase.generate])
    @given(strategies.subject(of))
    def see(thing: Any) -> None:
        absent = unknown_facts(thing)
        seen.update((name, name in absent) for name in facts_of(of))

    see()
    assert seen == {(name, absent) for name in facts_of(of) for absent in (True, False)}


@given(st.data())
def test_hypothesis_knows_them_by_type(data: st.DataObject) -> None:
    register()
    of = data.draw(st.sampled_from(subjects()))
    assert isinstance(data.draw(st.from_type(of)), of)


@given(st.data())
def test_days_are_days(data: st.DataObject) -> None:
    assert type(data.draw(strategies.days())) is date


@pytest.mark.parametrize(
    "code",
    [
        "import sgzlib as sgz; print(sgz.strategies.workers().example().registered)",
        "import hypothesis, sgzlib as sgz; print(hypothesis.strategies.from_type(sgz.Worker).example().registered)",
        (
            "import sgzlib.bridges.strategies, hypothesis; from sgzlib import Worker; "
            "print(hypothesis.strategies.from_type(Worker).example().registered)"
        ),
    ],
)
def test_either_may_be_imported_first(code: str) -> None:
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603 - our own line
    assert ran.stdout.strip() in {"True", "False", "UNKNOWN"}, ran.stderr
