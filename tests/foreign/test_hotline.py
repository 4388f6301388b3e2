"""A notice of 26 requirements with working days is carried by the public names alone, and every world says the same."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import sgzlib as sgz
from bridges import symbolic
from bridges.frames.tabled import IN_MEMORY, judged, scalar
from bridges.sql.executed import EXECUTED, queried
from bridges.workbook.filling import filled, named, statuses
from foreign.hotline import HOTLINE, HOTLINE_LAW, Hotline, Matter, Operator, ReplyOf, Rooms, Star, Ticket, Tongue
from sgzlib.bridges import strategies
from sgzlib.law import RestDays
from sgzlib.prose.statuses import MARK

ON = date(2024, 5, 20)
HOLIDAY = (1, 2, 3, 4, 5, 12, 18, 19)  # May 11 was worked
REST = RestDays(date(2024, 4, 29), date(2024, 5, 31), {date(2024, 5, day) for day in HOLIDAY})
evolve: Any = attrs.evolve
LAWS: dict[str, Any] = {
    "without rest days": HOTLINE_LAW,
    "with rest days": evolve(HOTLINE_LAW, rest_days=REST),
    "complaints": evolve(HOTLINE_LAW, rest_days=REST, reply_of=ReplyOf.COMPLAINTS),
}


def ticket(received: int, accepted: int | None, answered: int | None, matter: Matter | None = Matter.REPAIR) -> Ticket:
    return Ticket(
        name=f"{received}-{accepted}-{answered}",
        matter=matter,
        received_on=date(2024, 5, received),
        accepted_on=None if accepted is None else date(2024, 5, accepted),
        answered_on=None if answered is None else date(2024, 5, answered),
        satisfied=answered is not None,
        cost=Decimal("3.10") if accepted else None,
    )


TICKETS: list[tuple[Ticket, ...]] = [
    (),
    (ticket(6, 7, 9), ticket(10, 11, 14)),
    (ticket(6, 8, 10), ticket(10, 13, 16, Matter.COMPLAINT)),
    (ticket(10, None, 17, None), ticket(9, 10, None)),
    (Ticket(name="无"),),
    (ticket(6, 7, 17, Matter.COMPLAINT), ticket(7, 8, 18, Matter.COMPLAINT)),
]
OPERATORS: list[tuple[Operator, ...]] = [
    (),
    tuple(
        Operator(name=name, trained=True, contracted=True, speaks=tongue, hours=40, since=date(2024, 4, 1))
        for name, tongue in (("甲", Tongue.COMMON), ("乙", Tongue.SIGN))
    ),
    (Operator(name="甲", trained=True, contracted=False, hours=80), Operator(name="乙", since=date(2024, 5, 21))),
]
LINES = [
    Hotline(
        name="青石热线" if at % 3 else "青石",
        place=Rooms(rooms=at % 4, step_free=at % 2 == 0),
        star=[Star.ONE, Star.TWO, None][at % 3],
        tongues=[(Tongue.COMMON, Tongue.SIGN), (Tongue.LOCAL,), None][at % 3],
        menu=[(Tongue.COMMON, Tongue.LOCAL), None][at % 2],
        opened_on=[date(2024, 4, 30), date(2024, 5, 9), None, date(2024, 1, 5)][at % 4],
        registered_on=[date(2024, 5, 10), date(2024, 5, 17), sgz.NOT_YET, None][at // 2 % 4],
        month_ended_on=date(2024, 4, 30),
        report_on=[date(2024, 5, 10), date(2024, 5, 13), None][at % 3],
        published_on=[date(2024, 5, 17), date(2024, 5, 21), None][at // 2 % 3],
        reviewed_on=[sgz.NOT_YET, date(2024, 5, 1), None][at % 3],
        budget=[Decimal("2500.50"), Decimal(1000), None][at % 3],
        donated=[Decimal(10), None][at % 2],
        usable=[True, False, None][at // 3 % 3],
        office_costs=[Decimal("500.10"), Decimal(200), None][at % 3],
        calls=[2, 0, None][at % 3],
        recorded=[True, None][at % 2],
        operators=OPERATORS[at % 3],
        tickets=TICKETS[at % 6],
    )
    for at in range(30)
]


def test_it_has_as_many_requirements_as_a_notice_of_a_province() -> None:
    assert len(HOTLINE.requirements) == 26


@pytest.mark.parametrize("law", LAWS.values(), ids=list(LAWS))
def test_each_requirement_is_told_apart(law: Any) -> None:
    for at, rule in enumerate(HOTLINE.requirements):
        seen = {row[at] for row in scalar(HOTLINE, LINES, ON, law)}
        assert len(seen) > 1, rule.id


@pytest.mark.parametrize("law", LAWS.values(), ids=list(LAWS))
@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow"])
def test_columns_say_what_values_say(engine: str, law: Any) -> None:
    assert judged(IN_MEMORY[engine], HOTLINE, LINES, ON, law) == scalar(HOTLINE, LINES, ON, law)


@pytest.mark.parametrize("dialect", ["sqlite", "duckdb"])
def test_sql_says_what_values_say(dialect: str) -> None:
    law = LAWS["without rest days"]
    assert queried(EXECUTED[dialect], HOTLINE, LINES, ON, law, dialect) == scalar(HOTLINE, LINES, ON, law)


@pytest.mark.parametrize("dialect", ["sqlite", "duckdb"])
def test_sql_says_it_with_rest_days_but_for_what_it_refuses_by_its_id(dialect: str) -> None:
    law = LAWS["with rest days"]
    with pytest.raises(sgz.InvalidValue, match=r"^hotline\.reported: .* a policy without rest_days"):
        sgz.sql.query(HOTLINE, dialect=dialect, table="t", on=ON, policy=law)
    sayable = HOTLINE - "hotline.in_order" - "hotline.reported" - "hotline.reviewed"
    assert queried(EXECUTED[dialect], sayable, LINES, ON, law, dialect) == scalar(sayable, LINES, ON, law)


@pytest.mark.prove
@pytest.mark.parametrize("law", LAWS.values(), ids=list(LAWS))
def test_symbols_say_what_values_say(law: Any) -> None:
    for line in LINES[::9]:
        symbolic.agree(HOTLINE, symbolic.sized(line), law, ON)


def test_a_workbook_says_what_values_say() -> None:
    lines = named(HOTLINE, LINES[::3])
    law = LAWS["with rest days"]
    found = statuses(
        HOTLINE,
        sgz.workbook.judge(filled(HOTLINE, lines), HOTLINE, on=ON, policy=law, mending=False, duplicates="keep"),
    )
    said = [sgz.assess(HOTLINE, line, on=ON, policy=law) for line in lines]
    marks = [tuple(MARK[finding.status] for finding in one.findings) for one in said]
    assert [mark for _, mark in found] == marks


@settings(max_examples=10)
@given(strategies.subject(Hotline, known="some"))
def test_any_hotline_is_judged_asked_about_and_written_down(line: Hotline) -> None:
    law = LAWS["with rest days"]
    found = sgz.assess(HOTLINE, line, on=ON, policy=law)
    assert sgz.interchange.load(Hotline, json.loads(json.dumps(sgz.interchange.dump(line)))) == line
    if found.verdict is sgz.UNKNOWN and found.applicable:
        assert found.missing or found.undecided


def test_what_is_late_is_put_right_and_what_cannot_be_is_said() -> None:
    line = evolve(LINES[1], recorded=False, opened_on=date(2024, 5, 13), registered_on=sgz.NOT_YET)
    found = sgz.assess(
        HOTLINE.only("hotline.recorded", "hotline.registered"), line, on=ON, policy=LAWS["with rest days"]
    )
    assert [finding.status.name for finding in found.findings] == ["NOT_DUE", "VIOLATED"]
    assert found["hotline.registered"].due == date(2024, 5, 20)
    text = found.render(locale="en")
    assert "Due: 20 May 2024" in text
    asked = HOTLINE.only("hotline.answers")
    hanging = [sgz.under_all_readings(asked, line, on=ON, policy=LAWS["with rest days"]).readings for line in LINES]
    assert {reading.id for readings in hanging for reading in readings} == {"reply_of"}
    law = LAWS["with rest days"]
    registered = HOTLINE.only("hotline.registered")
    changed = sgz.compare_laws(registered, law, evolve(law, register_workdays=3), on=ON)
    assert [one.relation.name for one in changed.differences] == ["STRICTER"]


@pytest.mark.prove
def test_vectors_of_working_days_are_made_and_agree() -> None:
    published = evolve(HOTLINE_LAW, rest_days=RestDays(date(2024, 1, 1), date(2024, 12, 31), REST.days))
    rules = evolve(HOTLINE.only("hotline.registered", "hotline.accepts"), law=published)
    suite = sgz.vectors.make(rules)
    for case in suite["cases"]:
        line: Any = sgz.interchange.load(Hotline, case["facts"])
        found = sgz.assess(rules, line, on=date.fromisoformat(case["on"]))
        assert {finding.requirement.id: finding.status.name for finding in found.findings} == case["statuses"]
    counted = [mutant for mutant in suite["open"] if mutant["fault"] in {"THRESHOLD", "CALENDAR"}]
    assert [mutant["right"] for mutant in counted if "working day" in mutant["right"]] == []
