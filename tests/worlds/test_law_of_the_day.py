"""The law of the day in every world: a period is counted by the law of its first day, an act held to that of its last.

Values are held against each law alone, taken for the days by hand, and the other worlds against values.
"""

import pickle
from datetime import date, timedelta
from itertools import product
from typing import Any

import attrs
import pyarrow as pa
import pytest

import sgzlib as sgz
from bridges import symbolic
from bridges.frames import tabled
from bridges.frames.tabled import IN_MEMORY, judged, scalar
from bridges.sql.executed import EXECUTED, queried
from foreign.service_point import POINT_LAW, Helper, Point, PointLaw
from sgzlib.law import (
    Force,
    History,
    Law,
    Ruleset,
    Transition,
    after,
    count,
    days_after,
    done_by,
    every,
    member_rule,
    requirement,
    workdays_after,
)
from sgzlib.law.formula import ByLaw, under, walk

Status = sgz.Status
FIRST: PointLaw = attrs.evolve(POINT_LAW, days=30, least_cases=5, few=2)
SECOND: PointLaw = attrs.evolve(FIRST, days=15, least_cases=8, few=1)
THIRD: PointLaw = attrs.evolve(SECOND, days=20, least_cases=8, few=3)
LAWS = History((date(2024, 1, 1), FIRST), (date(2024, 6, 1), SECOND), (date(2024, 9, 1), THIRD))
AT_ONCE = History(*LAWS.laws, transition=Transition.AT_ONCE)
closed_by = after("opened_on", days="days")


@member_rule("到岗满期", "has been there for the days")
def settled(helper: Helper, case: Any) -> Any:
    return days_after(helper.since, case.law.days) <= case.on


@member_rule("走访够数", "has made visits enough")
def visiting(helper: Helper, case: Any) -> Any:
    return helper.visits >= case.law.few


def in_time(p: Any, c: Any) -> Any:
    return done_by(p.closed_on, closed_by(p, c), c)


def enough(p: Any, c: Any) -> Any:
    return p.cases >= c.law.least_cases


def visited(p: Any, c: Any) -> Any:
    return every(p.helpers, visiting, c)


def made(name: str, rule: Any, number: str = "days", **more: Any) -> sgz.Requirement:
    copied = type(rule)(rule.__code__, rule.__globals__, "holds")
    zh, en = f"甲{{{number}}}{name}", f"a {{{number}}} {name}"
    return requirement("一", Force.MUST, law=PointLaw, zh=zh, en=en, group=name, **more)(copied)


RULES = Ruleset(
    "dated",
    Point,
    (
        made("shifted", in_time, due=closed_by),
        made("act", enough, due=closed_by),
        made("asked", enough, "least_cases"),
        made("members", lambda p, c: count(p.helpers, settled, c) >= c.law.few),
        made("members_of_an_act", visited, due=closed_by),
        made("no_last_day", enough, "least_cases", due=lambda p, c: None),
        made("where_it_applies", in_time, due=closed_by, applies=lambda p, c: p.cases >= c.law.least_cases),
    ),
    zh="各期",
    en="Dated",
    law=LAWS,
)
ON = (date(2024, 5, 20), date(2024, 7, 1), date(2024, 10, 1))
OPENED = (date(2024, 5, 10), date(2024, 5, 31), date(2024, 6, 1), date(2024, 8, 20), date(2024, 9, 1))
HELPERS = (Helper(since=date(2024, 5, 20), visits=1), Helper(since=date(2024, 6, 10), visits=2))
POINTS = [
    Point(opened_on=opened, closed_on=opened + timedelta(days=after_), cases=cases, helpers=HELPERS)
    for opened, after_, cases in product(OPENED, (15, 16, 20, 30, 31), (5, 8))
]
UNKNOWN = [
    Point(opened_on=opened, closed_on=closed, cases=cases, helpers=helpers)
    for opened, closed, cases, helpers in product(
        (*OPENED[:3], None),
        (date(2024, 6, 9), None),
        (4, 6, 8, None),
        (HELPERS, (Helper(since=None, visits=None), HELPERS[1]), (Helper(since=date(2024, 6, 20), visits=2),)),
    )
]


def statuses(point: Point, on: date, policy: Law | History) -> dict[str, Status]:
    found = sgz.assess(RULES, point, on=on, policy=policy).findings
    return {finding.requirement.id.partition(".")[0]: finding.status for finding in found}


def by_hand(point: Any, on: date) -> dict[str, Status]:
    """Return each status by the one law that its numbers come from."""
    of = dict(LAWS.laws)

    def law_on(day: date) -> PointLaw:
        found: Any = next(law for since, law in reversed(of.items()) if since <= day)
        return found

    period = law_on(point.opened_on)
    last = point.opened_on + timedelta(days=period.days)
    act: PointLaw = attrs.evolve(law_on(last), days=period.days)
    now = law_on(on)
    settled_by = [helper.since + timedelta(days=law_on(helper.since).days) <= on for helper in point.helpers]
    alone = statuses(point, on, act)
    members = Status.MET if sum(settled_by) >= now.few else Status.VIOLATED
    asked = {name: statuses(point, on, now)[name] for name in ("asked", "no_last_day")}
    return alone | asked | {"members": members}


@pytest.mark.parametrize("on", ON)
def test_values_are_those_of_the_law_that_each_number_comes_from(on: date) -> None:
    for point in POINTS:
        assert statuses(point, on, LAWS) == by_hand(point, on), point


def test_what_is_unknown_is_what_every_day_agrees_on() -> None:
    days = [date(2024, 1, 1), *OPENED, date(2024, 7, 1), date(2030, 1, 1), sgz.NOT_YET]
    for point in UNKNOWN:
        if point.opened_on is not sgz.UNKNOWN:
            continue
        found = sgz.assess(RULES, point, on=ON[2])
        completed = [sgz.assess(RULES, attrs.evolve(point, opened_on=day), on=ON[2]) for day in days]  # type: ignore[misc]
        for place, finding in enumerate(found.findings):
            agreed = {each.findings[place].holds for each in completed}
            assert finding.holds is sgz.UNKNOWN or agreed <= {finding.holds, sgz.UNKNOWN}, (point, finding)


def test_a_point_keeps_the_term_of_the_law_under_which_it_opened() -> None:
    opened = Point(opened_on=date(2024, 5, 6), closed_on=date(2024, 6, 3), cases=5)
    for on in (date(2024, 5, 31), date(2024, 6, 1), date(2026, 1, 1)):
        finding = sgz.assess(RULES, opened, on=on)["shifted.holds"]
        assert (finding.holds, finding.due) == (True, date(2024, 6, 5))
    assert sgz.assess(RULES, opened, on=date(2024, 7, 1), policy=SECOND)["shifted.holds"].status is Status.VIOLATED


def test_a_number_of_a_history_moves_a_day_as_the_law_of_that_day_has_it() -> None:
    dated: Any = LAWS.on(ON[1])
    for law in (dated, pickle.loads(pickle.dumps(dated))):  # noqa: S301 - of our own making
        assert (law.days, law.days + 1, repr(law.days)) == (15, 16, "15")
        assert [days_after(day, law.days) - day for day in OPENED[1::2]] == [timedelta(days=30), timedelta(days=15)]
        assert workdays_after(date(2023, 5, 1), law.days, None).low == date(2023, 5, 31)
        assert pickle.loads(pickle.dumps(law.days)).on(OPENED[0]) == 30  # noqa: S301 - of our own making
    assert repr(LAWS.on(ON[1])) == repr(SECOND)
    assert PointLaw.following(LAWS.on(ON[1])) == SECOND
    document = sgz.assess(RULES, Point(), on=ON[1]).to_dict()["law"]
    assert document["numbers"]["days"] == 15


def test_a_law_may_apply_at_once() -> None:
    opened = Point(opened_on=date(2024, 5, 6), closed_on=date(2024, 6, 3), cases=5)
    for on in ON:
        assert statuses(opened, on, AT_ONCE) == statuses(opened, on, LAWS.on(on).alone)
    assert (AT_ONCE == LAWS, AT_ONCE.under() == AT_ONCE) == (False, True)
    with pytest.raises(sgz.InvalidType, match=r"^History\.transition: 'at once'"):
        History(*LAWS.laws, transition="at once")  # type: ignore[arg-type]


def test_with_one_law_every_formula_is_that_of_the_law() -> None:
    one = History((date(2024, 1, 1), FIRST))
    assert one.on(ON[0]) is FIRST
    for rule in RULES.requirements:
        for what in ("truth", "holds", "binds", *(() if rule.due is None else ("due",))):
            formula = rule.formula(Point, what)
            assert not any(isinstance(node, ByLaw) for node in walk(under(formula, FIRST)))
            same = under(formula, History((date(2023, 1, 1), FIRST), (date(2024, 1, 1), FIRST)).on(ON[0]))
            assert same == under(formula, FIRST), (rule, what)


def test_a_finding_is_told_by_the_law_that_counted_its_period() -> None:
    point = Point(opened_on=date(2024, 5, 10), cases=5)
    assessment = sgz.assess(RULES, point, on=date(2024, 6, 20))
    texts = {each["id"]: each["text"] for each in assessment.to_dict("en")["findings"]}
    assert (texts["shifted.holds"], texts["asked.holds"]) == ("a 30 shifted", "a 8 asked")
    assert "甲30shifted" in assessment.render()
    unknown = sgz.assess(RULES, Point(), on=date(2024, 6, 20)).to_dict("en")["findings"]
    assert unknown[0]["text"] == "a 15 shifted"


def test_receipts_are_verified_by_the_same_history_and_no_other() -> None:
    for point in POINTS[::7]:
        kept = sgz.receipt(sgz.assess(RULES, point, on=ON[1]))
        assert sgz.verify(kept, ruleset=RULES, policy=LAWS).differences == ()
        assert sgz.verify(kept, ruleset=RULES, policy=SECOND).same_law is False


def test_a_timeline_turns_where_the_answers_do() -> None:
    point = Point(opened_on=date(2024, 5, 20), cases=5, helpers=HELPERS)
    first, last = date(2024, 5, 25), date(2024, 9, 30)
    line = sgz.timeline(point, first_day=first, last_day=last, ruleset=RULES)
    days = [first + timedelta(days=at) for at in range(1, (last - first).days + 1)]
    turned = [on for on in days if statuses(point, on, LAWS) != statuses(point, on - timedelta(days=1), LAWS)]
    assert [turn.day for turn in line.turns] == turned
    assert date(2024, 6, 20) in turned


def test_a_formula_tells_each_law_with_its_days() -> None:
    told = sgz.explain.formula(RULES.requirements[0], "en", subject=Point, policy=LAWS.on(ON[1]))
    counted = "opened on < 1 June 2024 ? opened on + 30 days : "
    counted += "(opened on < 1 September 2024 ? opened on + 15 days : opened on + 20 days)"
    assert told.endswith(f"; due {counted}")
    assert f"closed on ≤ ({counted}) ∨" in told


@pytest.fixture(scope="module")
def told() -> list[tuple[bool | None, ...]]:
    return scalar(RULES, UNKNOWN, ON[1], LAWS)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tabled.TYPES, "measure", pa.decimal128(10, 3))


@pytest.mark.parametrize("engine", ["polars", "pyarrow"])
def test_columns_say_what_values_say(engine: str, told: list[tuple[bool | None, ...]]) -> None:
    assert judged(IN_MEMORY[engine], RULES, UNKNOWN, ON[1], LAWS) == told  # type: ignore[arg-type]


@pytest.mark.parametrize("dialect", ["sqlite", "duckdb"])
def test_sql_says_what_values_say(dialect: str, told: list[tuple[bool | None, ...]]) -> None:
    assert queried(EXECUTED[dialect], RULES, UNKNOWN, ON[1], LAWS, dialect) == told  # type: ignore[arg-type]


@pytest.mark.prove
def test_symbols_say_what_values_say() -> None:
    for point in UNKNOWN[::9]:
        symbolic.agree(RULES, symbolic.sized(point), LAWS, ON[1])  # type: ignore[arg-type]


def test_what_is_missing_is_what_can_change_the_answer() -> None:
    point = Point(opened_on=None, closed_on=date(2024, 6, 3), cases=8, helpers=HELPERS)
    assessment = sgz.assess(RULES.only("shifted.holds"), point, on=ON[1])
    assert (assessment.verdict, assessment.missing) == (sgz.UNKNOWN, ("opened_on",))
    late = sgz.assess(RULES.only("shifted.holds"), Point(opened_on=date(2024, 6, 5)), on=date(2024, 7, 1)).remedies()
    assert (late.steps, [each.requirement.id for each in late.beyond_remedy]) == ((), [])
    assert [path for each in late.to_establish for path in each.paths] == ["closed_on"]
