"""Counting over members of whom not everything is known: exactly what every completion agrees on."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgzlib import QUALIFICATION, TIANJIN_2021, UNKNOWN, Certificate, Policy, Team, Truth, Worker
from sgzlib.law import Case
from sgzlib.law.formula.recording import record
from sgzlib.law.groups import (
    as_many_by,
    consists_of,
    count,
    count_by,
    earliest,
    every,
    includes,
    latest,
    member_rule,
    name_of,
    size,
    total,
)
from sgzlib.law.tracing import facts_used

CASE = Case(date(2022, 3, 1), TIANJIN_2021)
DAY = date(2021, 8, 1)
TRUTHS = st.lists(st.sampled_from([True, False, UNKNOWN]), max_size=5)
POSTED = st.lists(st.none() | st.integers(0, 6), max_size=4)


def team(truths: list[Truth]) -> tuple[Worker, ...]:
    return tuple(Worker(full_time=truth) for truth in truths)


def posted(days: list[int | None]) -> tuple[Worker, ...]:
    return tuple(Worker(posted_on=None if by is None else DAY + timedelta(days=by)) for by in days)


def agreed(outcomes: set[bool]) -> Truth:
    return outcomes.pop() if len(outcomes) == 1 else UNKNOWN


@member_rule("专职", "is full-time")
def is_full_time(worker: Worker, case: Case[Any]) -> Truth:
    return worker.full_time


class TestCounting:
    @given(TRUTHS, st.integers(0, 6))
    def test_at_least_so_many_is_what_every_completion_agrees_on(self, truths: list[Truth], number: int) -> None:
        possible = [[truth] if isinstance(truth, bool) else [True, False] for truth in truths]
        outcomes = {sum(completion) >= number for completion in product(*possible)}
        assert (count(team(truths), "full_time", CASE) >= number) is agreed(outcomes)

    @given(TRUTHS)
    def test_every_one_is_what_every_completion_agrees_on(self, truths: list[Truth]) -> None:
        possible = [[truth] if isinstance(truth, bool) else [True, False] for truth in truths]
        assert every(team(truths), "full_time", CASE) is agreed({all(c) for c in product(*possible)})

    def test_members_may_be_asked_for_a_ruleset_or_a_member_rule(self) -> None:
        unqualified = Worker(certificate=Certificate.NONE, social_work_major=False)
        workers = (unqualified, Worker(registered=True, full_time=True), Worker(full_time=False))
        assert (count(workers[1:], is_full_time, CASE), count(workers, is_full_time, CASE).high) == (1, 2)  # type: ignore[union-attr]
        assert (count(workers, QUALIFICATION, CASE) >= 1) is UNKNOWN
        assert (count(workers, QUALIFICATION, CASE) >= 3) is False

    def test_what_was_asked_has_a_name(self) -> None:
        assert [name_of("full_time"), name_of(QUALIFICATION), name_of(is_full_time)] == [
            "full_time",
            "qualification",
            "is_full_time",
        ]

    def test_of_an_unknown_group_nothing_is_known(self) -> None:
        asked: list[Any] = [
            count(UNKNOWN, "full_time", CASE),
            size(UNKNOWN),
            every(UNKNOWN, "full_time", CASE),
            total(UNKNOWN, "price"),
            latest(UNKNOWN, "posted_on"),
            earliest(UNKNOWN, "posted_on"),
            includes(UNKNOWN, "a"),
            consists_of(UNKNOWN, "a"),
        ]
        assert all(answer is UNKNOWN for answer in asked)


class TestDays:
    @given(POSTED, st.integers(-1, 7))
    def test_the_latest_by_a_day_is_what_every_completion_agrees_on(self, days: list[int | None], by: int) -> None:
        possible = [[-9, 3, 99] if day is None else [day] for day in days]
        outcomes = {max(c, default=-99) <= by for c in product(*possible)}
        assert (latest(posted(days), "posted_on") <= DAY + timedelta(days=by)) is agreed(outcomes)

    @given(POSTED, st.integers(-1, 7))
    def test_the_earliest_after_a_day_is_too(self, days: list[int | None], by: int) -> None:
        possible = [[-9, 3, 99] if day is None else [day] for day in days]
        outcomes = {min(c, default=99) > by for c in product(*possible)}
        assert (earliest(posted(days), "posted_on") > DAY + timedelta(days=by)) is agreed(outcomes)


class TestTotals:
    @given(st.lists(st.none() | st.integers(0, 5), max_size=4), st.integers(0, 12))
    def test_a_sum_that_reaches_is_what_every_completion_agrees_on(self, hours: list[int | None], asked: int) -> None:
        workers = tuple(Worker(continuing_education_hours=value) for value in hours)
        possible = [[0, 1000] if value is None else [value] for value in hours]
        outcomes = {sum(c) >= asked for c in product(*possible)}
        assert (total(workers, "continuing_education_hours") >= asked) is agreed(outcomes)

    def test_a_known_sum_is_exact(self) -> None:
        workers = [Worker(continuing_education_hours=Decimal("0.1")) for _ in range(3)]
        assert total(tuple(workers), "continuing_education_hours") == Decimal("0.3")


class TestLabels:
    @pytest.mark.parametrize(
        ("labels", "among", "row"),
        [(("a", "b"), True, True), (("b", "a"), True, False), (("a",), False, False), (("a", "b", "c"), True, False)],
    )
    def test_including_is_in_any_order_and_consisting_is_not(
        self, labels: tuple[str, ...], among: Truth, row: Truth
    ) -> None:
        assert (includes(labels, "a", "b"), consists_of(labels, "a", "b")) == (among, row)


class TestByADay:
    """How many came by a day, and whether as many as needed came in time."""

    @given(POSTED, st.integers(0, 6), st.integers(0, 4))
    def test_it_is_what_every_completion_agrees_on(self, days: list[int | None], last: int, number: int) -> None:
        by = DAY + timedelta(days=last)
        possible = [[day] if day is not None else [0, 7] for day in days]
        counts = {sum(day <= last for day in chosen) for chosen in product(*possible)}
        counted: Any = count_by(posted(days), "posted_on", by, CASE)
        assert (counted >= number) is agreed({reached >= number for reached in counts})

    def test_of_an_unknown_group_or_by_an_unknown_day_nothing_is_known(self) -> None:
        assert count_by(UNKNOWN, "posted_on", DAY, CASE) is UNKNOWN
        unknown: Any = count_by(posted([0, 1]), "posted_on", UNKNOWN, CASE)
        assert (unknown >= 1, unknown >= 3) == (UNKNOWN, False)

    @pytest.mark.parametrize(
        ("days", "last", "expected"),
        [
            ([0, 1], DAY + timedelta(days=1), True),
            ([0, 2], DAY + timedelta(days=1), False),
            ([0, None], DAY + timedelta(days=1), UNKNOWN),
            ([0, 300], DAY + timedelta(days=400), False),
            ([-100, -100], UNKNOWN, True),
            ([0, 0], UNKNOWN, UNKNOWN),
        ],
    )
    def test_what_came_before_the_notice_is_in_time_and_what_is_to_come_is_not_there(
        self, days: list[int | None], last: Any, expected: Truth
    ) -> None:
        assert as_many_by(posted(days), "posted_on", 2, last, CASE) is expected


def test_the_facts_of_a_condition_on_members_are_those_of_each_member() -> None:
    formula = record(lambda team, case: count(team.workers, is_full_time, case) >= 1, Team, Policy)
    used = facts_used(formula, Team(workers=team([True, UNKNOWN])), CASE)
    assert list(used.items()) == [("workers[0].is_full_time", True), ("workers[1].is_full_time", UNKNOWN)]
    assert facts_used(formula, Team(), CASE) == {"workers": UNKNOWN}
