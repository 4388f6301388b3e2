"""Working days counted one by one, held against every calendar that what was published allows, and in every world."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

import attrs
import pytest

import sgzlib as sgz
from bridges import symbolic
from bridges.frames.tabled import IN_MEMORY, LAZY, judged, scalar
from bridges.sql.executed import EXECUTED, queried
from foreign.service_point import POINT_LAW, Point, PointLaw
from sgzlib.bridges.vectors.mutants import Fault, mutants_of
from sgzlib.law import (
    Case,
    Force,
    History,
    RestDays,
    Ruleset,
    after,
    done_by,
    later,
    requirement,
    where,
    workdays_after,
)
from sgzlib.law.facts import facts_of
from sgzlib.law.formula import Constant, Given, Parameter, Shift, Sum, WorkdaysAfter
from sgzlib.law.formula.evaluating import evaluate
from sgzlib.law.truth import Interval

evolve: Any = attrs.evolve
FIRST, LAST = date(2024, 5, 4), date(2024, 5, 9)
PUBLISHED = RestDays(FIRST, LAST, {date(2024, 5, day) for day in (4, 5, 8, 30)})  # the last of these lies outside
DAYS = [FIRST + timedelta(days=by) for by in range(-4, 9)]
ON = date(2024, 5, 7)


def calendars() -> Iterator[set[date]]:
    """Yield the rest days of each calendar of these days that agrees with what was published."""
    known = {day for day in PUBLISHED.days if FIRST <= day <= LAST}
    unknown = [day for day in DAYS if not FIRST <= day <= LAST]
    for chosen in product((True, False), repeat=len(unknown)):
        yield known | {day for day, rests in zip(unknown, chosen, strict=True) if rests}


def counted(start: date, by: int, resting: set[date]) -> date | None:
    """Count working days one by one; None where they run past the days of the calendar."""
    day = start
    while by:
        day += timedelta(days=1)
        if day > DAYS[-1]:
            return None
        by -= day not in resting
    return day


@pytest.mark.parametrize("by", range(5))
def test_a_period_ends_where_it_does_by_every_calendar_that_is_possible(by: int) -> None:
    for start in DAYS[:6]:
        ends = {counted(start, by, resting) for resting in calendars()}
        last = workdays_after(start, by, PUBLISHED)
        low, high = (last.low, last.high) if isinstance(last, Interval) else (last, last)
        assert low == min(day for day in ends if day is not None)
        assert high == (date.max if None in ends else max(day for day in ends if day is not None))


def test_without_rest_days_a_period_ends_no_earlier_than_as_many_days_after() -> None:
    last = workdays_after(FIRST, 3, None)
    assert (last.low, last.high) == (date(2024, 5, 7), date.max)
    assert workdays_after(FIRST, 0, None) == FIRST
    assert workdays_after(sgz.UNKNOWN, 3, None) is sgz.UNKNOWN
    assert workdays_after(sgz.NOT_YET, 3, PUBLISHED) == sgz.NOT_YET


def test_a_number_below_nothing_is_refused() -> None:
    with pytest.raises(sgz.InvalidValue, match=r"^workdays_after\(by\): -1 .*a number that is not below 0"):
        workdays_after(FIRST, -1, None)


_due = after("opened_on", workdays="few")
RULES: dict[str, Any] = {
    "in_time": lambda p, c: p.closed_on <= workdays_after(p.opened_on, c.law.few, c.law.rest_days),
    "late": lambda p, c: p.closed_on > workdays_after(p.opened_on, c.law.least_cases, c.law.rest_days),
    "on_the_day": lambda p, c: p.closed_on == workdays_after(p.opened_on, c.law.few, c.law.rest_days),
    "not_over": lambda p, c: workdays_after(p.opened_on, c.law.few, c.law.rest_days) >= c.on,
    "over": lambda p, c: workdays_after(p.opened_on, c.law.few, c.law.rest_days) < c.on,
    "done_by": lambda p, c: done_by(p.closed_on, _due(p, c), c),
    "at_once": lambda p, c: p.closed_on <= workdays_after(p.opened_on, 0, c.law.rest_days),
    "from_the_day": lambda p, c: p.closed_on <= workdays_after(c.on, c.law.few, c.law.rest_days),
    "from_the_later": lambda p, c: workdays_after(later(p.opened_on, p.closed_on), c.law.few, c.law.rest_days) >= c.on,
    "from_one_of_two": lambda p, c: (
        workdays_after(where(p.office, p.opened_on, p.closed_on), c.law.few, c.law.rest_days) <= c.on
    ),
    "of_both": lambda p, c: (
        workdays_after(p.opened_on, c.law.few, c.law.rest_days) < workdays_after(p.closed_on, 1, c.law.rest_days)
    ),
    "twice": lambda p, c: (
        p.closed_on <= workdays_after(workdays_after(p.opened_on, 1, c.law.rest_days), 1, c.law.rest_days)
    ),
}


def made(name: str) -> Any:
    rule = RULES[name]
    rule.__name__ = "holds"
    return requirement("一", Force.MUST, law=PointLaw, zh="甲", en="a", group=name)(rule)


ALL = Ruleset("workdays", Point, tuple(map(made, RULES)), zh="工作日", en="Working days", law=POINT_LAW)
LAWS: dict[str, Any] = {
    "none": POINT_LAW,
    "some": evolve(POINT_LAW, rest_days=PUBLISHED),
    "all": evolve(POINT_LAW, rest_days=RestDays(date(2000, 1, 1), date(2050, 1, 1), PUBLISHED.days)),
    "no rest": evolve(POINT_LAW, rest_days=RestDays(FIRST, LAST, ())),
}
TWO_PERIODS = ("of_both", "twice", "on_the_day")  # what one day rests on, the other does too: that is not seen
BEYOND = {DAYS[-1] + timedelta(days=by) for by in range(1, 30)}
POINTS = [
    Point(opened_on=opened, closed_on=closed, office=office, helpers=())
    for opened in (*DAYS[::2], sgz.NOT_YET, None)
    for closed in (*DAYS[1::2], sgz.NOT_YET, None)
    for office in (True, None)
]


@pytest.mark.parametrize("name", RULES)
def test_a_rule_says_what_every_possible_calendar_agrees_on(name: str) -> None:
    formula = made(name).formula(Point)
    law: Any = LAWS["some"]
    whole = [
        evolve(law, rest_days=RestDays(date.min, date.max, resting | beyond))
        for resting, beyond in product(calendars(), (set(), BEYOND))
    ]
    for point in POINTS:
        if {point.opened_on, point.closed_on} <= {*DAYS} and point.office is True:
            agreed = {evaluate(formula, point, Case(ON, each)) for each in whole}
            said = evaluate(formula, point, Case(ON, law))
            assert said is sgz.UNKNOWN or agreed == {said}
            assert said is not sgz.UNKNOWN or len(agreed) > 1 or name in TWO_PERIODS


@pytest.mark.parametrize("law", LAWS.values(), ids=list(LAWS))
@pytest.mark.parametrize("engine", ["polars", "pyarrow", "pandas", "duckdb"])
def test_columns_say_what_values_say(engine: str, law: Any) -> None:
    assert judged((IN_MEMORY | LAZY)[engine], ALL, POINTS, ON, law) == scalar(ALL, POINTS, ON, law)


@pytest.mark.parametrize("law", LAWS.values(), ids=list(LAWS))
@pytest.mark.parametrize("dialect", ["sqlite", "duckdb"])
def test_sql_says_what_values_say(dialect: str, law: Any) -> None:
    assert queried(EXECUTED[dialect], ALL, POINTS, ON, law, dialect) == scalar(ALL, POINTS, ON, law)


@pytest.mark.prove
@pytest.mark.parametrize("law", LAWS.values(), ids=list(LAWS))
def test_symbols_say_what_values_say(law: Any) -> None:
    for point in POINTS[::11]:
        symbolic.agree(ALL, symbolic.sized(point), law, ON)


def test_a_symbol_counts_no_working_days() -> None:
    import z3

    subject = sgz.symbols.of(ALL, on=ON, numbers={"few": z3.Int("few")})
    with pytest.raises(sgz.InvalidValue, match=r"numbers: 'few' .*does not count working days"):
        subject["in_time.holds"]


def asked(**more: Any) -> Ruleset:
    rule: Any = lambda p, c: done_by(p.closed_on, _due(p, c), c)  # noqa: E731
    rule.__name__ = "closed"
    of = requirement("一", Force.MUST, law=PointLaw, zh="按时关停", en="closes in time", group="point", **more)(rule)
    return Ruleset("point", Point, (of,), zh="点", en="Point", law=POINT_LAW)


@pytest.mark.parametrize(
    ("law", "opened", "closed", "said"),
    [
        ("none", DAYS[1], DAYS[3], (True, "MET", "UNKNOWN", ())),
        ("none", DAYS[1], DAYS[6], (sgz.UNKNOWN, "UNDETERMINED", "UNKNOWN", ("rest_days",))),
        ("some", DAYS[3], DAYS[7], (True, "MET", "2024-05-07", ())),
        ("some", DAYS[3], DAYS[8], (False, "VIOLATED", "2024-05-07", ())),
        ("some", DAYS[8], DAYS[12], (sgz.UNKNOWN, "UNDETERMINED", "UNKNOWN", ("rest_days",))),
    ],
)
def test_a_finding_says_until_when_or_that_rest_days_decide(law: str, opened: date, closed: date, said: Any) -> None:
    found = sgz.assess(asked(due=_due), Point(opened_on=opened, closed_on=closed), on=DAYS[-1], policy=LAWS[law])
    (finding,) = found.findings
    due = finding.due.isoformat() if isinstance(finding.due, date) else str(finding.due)
    assert (found.verdict, finding.status.name, due, found.undecided) == said
    note = "Note: the last day depends on rest days that were not given"
    assert (note in found.render(locale="en")) is (said[3] != ())


def test_what_is_not_done_that_the_days_are_counted_from_is_named() -> None:
    found = sgz.assess(asked(due=_due), Point(opened_on=sgz.NOT_YET), on=ON, policy=LAWS["all"])
    assert "within 2 working days of: opened on (not done yet)" in found.render(locale="en")


def test_a_formula_says_working_days() -> None:
    formula = [sgz.explain.formula(asked().requirements[0], locale=locale, subject=Point) for locale in ("zh_CN", "en")]
    assert [text.partition(" ∨")[0] for text in formula] == [
        "(停办日期 ≤ 开办日期 + few 个工作日",
        "(closed on ≤ opened on + few working days",
    ]


def test_who_counts_days_or_one_more_is_caught() -> None:
    faults = [
        (mutant.fault, mutant.after)
        for mutant in mutants_of(asked(), "", asked().requirements[0], LAWS["all"])
        if isinstance(mutant.before, WorkdaysAfter)
    ]
    day, few = (Given("opened_on", facts_of(Point)["opened_on"]), Parameter("few"))
    assert faults[:2] == [
        (Fault.THRESHOLD, WorkdaysAfter(day, Sum(few, Constant(1)))),
        (Fault.CALENDAR, Shift(day, few, "days")),
    ]


def test_working_days_are_those_of_the_law_of_the_day_they_are_counted_from() -> None:
    law: Any = LAWS["all"]
    history: Any = History((date(2024, 1, 1), evolve(law, few=3)), (date(2024, 5, 6), evolve(law, few=1)))
    rules = ALL.only("in_time.holds", "late.holds", "not_over.holds")
    taken = history.on(ON)
    said = scalar(rules, POINTS, ON, taken)
    opened = [Point(opened_on=day, closed_on=date(2024, 5, 9), helpers=()) for day in (date(2024, 5, 3), ON)]
    assert [row[0] for row in scalar(rules, opened, ON, taken)] == [True, True]
    assert [row[0] for row in scalar(rules, opened, ON, evolve(law, few=1))] == [False, True]
    assert judged(IN_MEMORY["polars"], rules, POINTS, ON, taken) == said
    assert queried(EXECUTED["duckdb"], rules, POINTS, ON, taken, "duckdb") == said
    for point in POINTS[::11]:
        symbolic.agree(rules, symbolic.sized(point), taken, ON)
