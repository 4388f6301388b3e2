"""The rules as Z3 terms: they answer as values do, and what is proved or shown of them is so."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, cast

import attrs
import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st
from second_city import LINJIANG_2022

import sgzlib as sgz
from bridges.symbolic import agree, sized
from completing import policies
from sgzlib import symbols
from sgzlib.bridges.symbols import (
    SymbolicBounds,
    _first_of_month,
    _latest_workday,
    _month_of,
    _product,
    _shifted,
    _soonest,
)
from sgzlib.law import Case, Clause, Labelled, Law, Notice, RestDays, facts, kinds, number, requirement
from sgzlib.law.deadlines import where
from sgzlib.law.facts import Fact
from sgzlib.law.formula import AskedDay, Workday
from sgzlib.law.groups import consists_of, earliest, includes, latest
from sgzlib.law.periods import SHIFTS, nth_workday, to_workday
from sgzlib.law.truth import alike, ends_with
from worlds.symbols import lifted, symbolic

ON = date(2022, 3, 1)
RESTING = RestDays(
    date(2022, 2, 1),
    date(2022, 3, 6),
    frozenset(date(2022, 2, n) for n in (*range(1, 7), 12, 13, 19, 20, 26, 27)) | {date(2022, 3, 5), date(2022, 3, 6)},
)
DAYS = (ON, date(2024, 2, 29), date(2026, 3, 1))
LAWS = (
    sgz.TIANJIN_2021,
    attrs.evolve(sgz.TIANJIN_2021, rest_days=RESTING),  # type: ignore[call-arg]
    LINJIANG_2022,
)

# Of a station and of its team Z3 is asked for seconds.
EVERY = pytest.mark.parametrize(
    "ruleset",
    [
        pytest.param(one, marks=pytest.mark.prove if one in {sgz.STATION, sgz.STAFFING} else ())
        for one in sgz.RULESETS.values()
    ],
    ids=lambda ruleset: ruleset.name,
)


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


def test_a_fact_that_its_class_sets_has_that_value_alone() -> None:
    city = symbols.of(sgz.ROLLOUT, on=ON)
    year = city.fact("plans[2].year")  # the class adds a plan for each district that has none
    assert symbols.prove(z3.And(year.known, year.value == 2021), city).proved is True
    assert symbols.prove(year.value != 2021, city).proved is False


def test_a_station_can_fail_by_what_its_team_asks_together_alone() -> None:
    station = symbols.of(sgz.STATION, on=ON, members=1)
    rules = [finding.requirement for finding in sgz.check_station(sgz.Station(), on=ON).findings]
    by_one = [station[rule.id].fails for rule in rules if not rule.restates and rule.force is sgz.Force.MUST]
    solver = z3.Solver()
    solver.add(station.verdict.fails, z3.Not(z3.Or(*by_one)))
    assert solver.check() == z3.sat


class Colour(Labelled):
    RED = "红", "red"
    BLUE = "蓝", "blue"


class Hall(Law):
    notice = Notice(
        title="会堂规定",
        title_en="Hall rules",
        issued_on=date(2020, 1, 1),
        clauses=(Clause("一", "会堂", "会堂开放。", "Halls open."),),
    )
    seats: int = number("一", "座位", "seats")
    opens: date = number("一", "开放日", "the day of opening", kind=kinds.DAY)
    fee: Decimal = number("一", "费用", "fee", kind=kinds.YUAN)


@facts.subject
class Row:
    painted_on: Fact[date] = facts.fact(kinds.DAY, "上漆日期", "painted on")


@facts.subject
class Room:
    name: Fact[str] = facts.fact(kinds.TEXT, "名称", "name")
    colours: Fact[tuple[Colour, ...]] = facts.fact(kinds.many(Colour), "颜色", "colours")
    heated: Fact[bool] = facts.fact(kinds.YES_NO, "有供暖", "heated")
    chairs: Fact[int] = facts.fact(kinds.COUNT, "椅子", "chairs")
    taken: Fact[int] = facts.fact(kinds.COUNT, "占用", "taken")
    price: Fact[Decimal] = facts.fact(kinds.YUAN, "价格", "price")
    rows: Fact[tuple[Row, ...]] = facts.fact(kinds.many(Row), "排", "rows")

    def __attrs_post_init__(self) -> None:
        if str(self.name) == "关闭":
            raise sgz.InvalidValue("Room.name", self.name, "开放的会堂", "a hall that is open")


must = requirement("一", sgz.Force.MUST, law=Hall, zh="合乎规定", en="is as ruled", group="hall")


@must
def named(room: Any, case: Any) -> Any:
    return room.name == "大厅"


@must
def otherwise(room: Any, case: Any) -> Any:
    return (room.name != "大厅") & ends_with(room.name, "厅")


@must
def spelt(room: Any, case: Any) -> Any:
    return alike(room.name, "大厅", without="省", other_without="")


@must
def coloured(room: Any, case: Any) -> Any:
    return includes(room.colours, Colour.RED)


@must
def striped(room: Any, case: Any) -> Any:
    return consists_of(room.colours, Colour.BLUE, Colour.RED)


@must
def free(room: Any, case: Any) -> Any:
    return (room.chairs - room.taken) + room.taken >= case.law.seats


@must
def cheap(room: Any, case: Any) -> Any:
    return room.price <= case.law.fee


@must
def either(room: Any, case: Any) -> Any:
    return where(room.heated, room.chairs >= case.law.seats, room.taken < case.law.seats)


@must
def fresh(room: Any, case: Any) -> Any:
    return latest(room.rows, "painted_on") >= case.law.opens


@must
def old(room: Any, case: Any) -> Any:
    return earliest(room.rows, "painted_on") <= case.law.opens


LAW = Hall(seats=3, opens=date(2021, 5, 1), fee=Decimal("9.50"))
RULES = (named, otherwise, spelt, coloured, striped, free, cheap, either, fresh, old)
HALLS = sgz.Ruleset("halls", Room, RULES, law=LAW, zh="会堂", en="Halls")


class TestOtherRules:
    """What no rule of the notice asks, a rule of somebody else may."""

    @pytest.mark.parametrize(
        ("name", "colours"),
        [(None, None), ("大厅", ()), ("小厅", (Colour.RED,)), ("厅", (Colour.BLUE, Colour.RED)), ("大省厅", None)],
        ids=range(5),
    )
    @pytest.mark.parametrize(
        "days", [(None, None), (None, LAW.opens), (date(2021, 1, 1), date(2022, 1, 1))], ids=range(3)
    )
    def test_symbols_answer_as_values_do(self, name: Any, colours: Any, days: tuple[Any, Any]) -> None:
        rows = tuple(Row(painted_on=day) for day in days)
        count = len(name or "")
        known: dict[str, Any] = {"chairs": count, "taken": 2, "price": Decimal("9.51")} if colours else {}
        room = Room(name=name, colours=colours, rows=rows, heated=None if count == 1 else count > 1, **known)
        agree(HALLS, room, LAW, ON)

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_each_rule_is_shown_to_hold_and_to_fail(self, rule: sgz.Requirement) -> None:
        subject = symbols.of(HALLS, on=ON)
        for side, truth in ((subject[rule.id].holds, True), (subject[rule.id].fails, False)):
            shown = symbols.prove(z3.Not(side), subject)
            assert shown.proved is False
            assert rule.holds(shown.subject, shown.cases[0]) is truth

    def test_what_is_open_is_neither(self) -> None:
        subject = symbols.of(HALLS, on=ON)
        shown = symbols.prove(z3.Not(subject["hall.free"].open), subject)
        assert free.holds(shown.subject, shown.cases[0]) is sgz.UNKNOWN

    def test_a_law_may_be_the_counterexample(self) -> None:
        numbers = {"seats": z3.Int("s"), "opens": z3.Int("o"), "fee": z3.Int("f") / z3.RealVal(2)}
        subject = symbols.of(HALLS, on=z3.Int("day"), numbers=numbers)
        law = z3.And(numbers["seats"] == 7, numbers["opens"] == ON.toordinal(), numbers["fee"] == z3.RealVal("0.5"))
        shown = symbols.prove(z3.Not(z3.And(law, z3.Int("day") == ON.toordinal(), subject["hall.free"].fails)), subject)
        (case,) = shown.cases
        assert case == Case(ON, Hall(seats=7, opens=ON, fee=Decimal("0.5")))
        assert free.holds(shown.subject, case) is False

    def test_a_text_from_which_a_pattern_takes_something_is_tried_last(self) -> None:
        subject = symbols.of(HALLS, on=ON)
        name = subject.fact("name")
        both = z3.And(subject["hall.spelt"].holds, name.value == z3.StringVal("大省厅"))
        assert symbols.prove(z3.Not(both), subject).subject.name == "大省厅"

    def test_what_a_class_refuses_is_no_counterexample(self) -> None:
        subject = symbols.of(HALLS, on=ON)
        name = subject.fact("name")
        closed = z3.And(name.known, name.value == z3.StringVal("关闭"))
        assert symbols.prove(z3.Not(closed), subject).proved is sgz.UNKNOWN

    def test_what_z3_makes_of_a_pattern_alone_is_no_counterexample(self) -> None:
        subject = symbols.of(HALLS, on=ON)
        name = subject.fact("name")
        both = z3.And(subject["hall.spelt"].holds, name.value == z3.StringVal("小省厅"))
        assert symbols.prove(z3.Not(both), subject).proved is sgz.UNKNOWN


def test_whole_quantities_are_tried_first() -> None:
    budget = symbols.of(sgz.BUDGET, on=ON, members=1)
    price, quantity = budget.fact("lines[0].unit_price"), budget.fact("lines[0].quantity")
    shown = symbols.prove(z3.Not(z3.And(price.known, quantity.known, quantity.value > 1, price.value > 1)), budget)
    assert shown.subject.lines[0].quantity % 1 == 0


class TestRefusals:
    def test_an_answer_is_asked_for_by_the_id_of_a_rule(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^Symbolic\[\.\.\.\]: 'x' .* one of hall\.named"):
            symbols.of(HALLS, on=ON)["x"]

    def test_a_fact_is_asked_for_by_its_path(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^Symbolic\.fact: 'x' .* one of name, colours"):
            symbols.of(HALLS, on=ON).fact("x")

    def test_a_day_that_is_a_symbol_needs_one_law(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^policy: History.* a Law, because the day is a symbol"):
            symbols.of(HALLS, on=z3.Int("day"), policy=sgz.History((ON, LAW)))

    def test_a_number_is_one_of_the_law(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^numbers: 'x' .* one of seats, opens, fee"):
            symbols.of(HALLS, on=ON, numbers={"x": z3.Int("x")})

    def test_a_number_is_a_term(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^numbers\['seats'\]: 3 .* a Z3 number"):
            symbols.of(HALLS, on=ON, numbers={"seats": cast("Any", 3)})

    def test_a_claim_is_about_something(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^about: \(\) .* at least one symbolic subject"):
            symbols.prove(z3.BoolVal(True))

    def test_a_claim_is_about_the_same_facts(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^about: <Symbolic renewal> .* of the same facts"):
            symbols.prove(z3.BoolVal(True), symbols.of(HALLS, on=ON), symbols.of(sgz.RENEWAL, on=ON))


@pytest.mark.prove
@pytest.mark.parametrize("ruleset", [sgz.PREMISES, sgz.PURCHASER, sgz.RENEWAL, sgz.PLAN], ids=lambda one: one.name)
def test_the_formulas_are_those_of_the_rules_run_on_symbols(ruleset: sgz.Ruleset) -> None:
    subject = symbols.of(ruleset, on=ON)
    for rule in ruleset.requirements:
        run = lifted(rule.truth(symbolic(ruleset.subject), Case(ON, sgz.TIANJIN_2021)))
        answer = subject[rule.id]
        same = z3.And(answer.holds == run.true, answer.fails == run.false)
        assert symbols.prove(same, subject).proved is True, rule.id


@pytest.mark.parametrize("unit", ["days", "months", "years", "calendar months", "calendar years"])
def test_days_move_as_periods_move_them(unit: Any) -> None:
    starts = [
        date.min,
        date(2020, 2, 29),
        date(2021, 1, 31),
        date(2021, 12, 31),
        date(2100, 3, 1),
        date(9999, 11, 15),
        date.max,
    ]
    for start in starts:
        for by in (-30, -1, 0, 1, 2, 12, 48, 10**6):
            moved: Any = z3.simplify(_shifted(z3.IntVal(start.toordinal()), z3.IntVal(by), unit))
            assert date.fromordinal(moved.as_long()) == SHIFTS[unit](start, by), (start, by)


def test_a_day_moves_off_the_rest_days_that_were_published() -> None:
    subject = symbols.of(sgz.STAFFING, on=ON, policy=LAWS[1])
    for at in range(date(2022, 1, 30).toordinal(), date(2022, 3, 9).toordinal()):
        term = z3.IntVal(at)
        found = subject.terms("").workday(Workday(AskedDay()), SymbolicBounds(term, term))
        sides: list[Any] = [z3.simplify(end) for end in (found.low, found.high)]
        ends = [date.fromordinal(side.as_long()) for side in sides]
        on = date.fromordinal(at)
        moved: Any = RESTING.workday(on)
        assert ends == ([on, date.max] if moved is sgz.UNKNOWN else [moved, moved])


def test_without_published_rest_days_a_weekend_may_move_to_monday() -> None:
    subject = symbols.of(sgz.STAFFING, on=ON)
    for on in (*(date(2022, 2, 20) + timedelta(days=n) for n in range(15)), date.max):
        term = z3.IntVal(on.toordinal())
        found = subject.terms("").workday(Workday(AskedDay()), SymbolicBounds(term, term))
        sides: list[Any] = [z3.simplify(end) for end in (found.low, found.high)]
        ends = [date.fromordinal(side.as_long()) for side in sides]
        moved: Any = to_workday(on, None)
        assert ends == [getattr(moved, "low", moved), getattr(moved, "high", moved)]


@pytest.mark.parametrize("year", [1, 4, 100, 400, 1999, 2000, 2024, 9999])
def test_months_begin_where_the_calendar_says(year: int) -> None:
    for month in range(1, 13):
        first, counted = date(year, month, 1).toordinal(), 12 * year + month - 1
        begins, (of, place) = _first_of_month(z3.IntVal(counted)), _month_of(z3.IntVal(first))
        assert [str(z3.simplify(term)) for term in (begins, of, place)] == [f"{first}", f"{counted}", "0"]
        of, place = _month_of(z3.IntVal(first - 1))
        eve = date.fromordinal(first - 1).day - 1 if first > 1 else 30
        assert [str(z3.simplify(term)) for term in (of, place)] == [f"{counted - 1}", f"{eve}"]
    earlier = _shifted(z3.IntVal(date(year, 2, 15).toordinal()), z3.IntVal(-1), "months")
    assert str(z3.simplify(earlier)) == f"{date(year, 1, 15).toordinal()}"


@pytest.mark.parametrize("by", [0, 1, 3, 20])
def test_so_many_working_days_after_end_as_the_rest_days_have_it(by: int) -> None:
    nth = nth_workday(by, RESTING)
    for day in range(date(2022, 1, 20).toordinal(), date(2022, 3, 12).toordinal()):
        ends = [str(z3.simplify(end(z3.IntVal(day), nth))) for end in (_soonest, _latest_workday)]
        assert ends == [f"{nth.soonest(day)}", f"{nth.latest(day)}"]


def test_nothing_times_whatever_may_be_is_nothing() -> None:
    nothing, whatever = SymbolicBounds(z3.IntVal(0), z3.IntVal(0)), SymbolicBounds(z3.IntVal(7), z3.IntVal(9))
    found = _product(nothing, attrs.evolve(whatever, from_below=z3.BoolVal(val=False)))
    ends = (found.low == 0, found.high == 0, found.from_below)
    assert all(z3.is_true(z3.simplify(one)) for one in ends)


def test_what_is_no_ruleset_is_refused() -> None:
    with pytest.raises(sgz.InvalidType, match=r"^ruleset: 'premises' 不可用，应为 ?Ruleset"):
        symbols.of("premises", on=date(2022, 3, 1))  # type: ignore[arg-type]
