"""Every kind of term that a rule can hold, against trying all completions of a small subject."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sgzlib as sgz
from completing import get, leaves, spelled
from sgzlib.advice.days import TO_THE_MONDAY, composed, shifting
from sgzlib.advice.grounding import Grounder
from sgzlib.advice.propositions import FALSE, TRUE
from sgzlib.advice.questions import set_path
from sgzlib.advice.relevance import relevant_facts
from sgzlib.advice.terms import Either, spread
from sgzlib.law import UNKNOWN, Case, Fact, Moves, RestDays, fact, member_rule, subject, total
from sgzlib.law import formula as fml
from sgzlib.law.deadlines import done_by, earlier, in_time, later, where
from sgzlib.law.facts import facts_of
from sgzlib.law.formula.evaluating import evaluate
from sgzlib.law.formula.recording import record
from sgzlib.law.groups import as_many_by, every, size
from sgzlib.law.kinds import COUNT, DAY, TEXT, YES_NO, many
from sgzlib.law.periods import days_after, months_after, to_workday, workdays_after
from sgzlib.law.truth import alike, amount_if, ends_with, not_

pytestmark = pytest.mark.usefixtures("numbers_of_their_own")

ON = date(2022, 3, 1)
evolve: Any = attrs.evolve
WEEK = [ON + timedelta(days=by) for by in range(-3, 5)]
# Beyond what is known of any fact, on either side, there is something that it could have been.
DAYS = [*WEEK, ON - timedelta(days=4), ON + timedelta(days=5), date(2021, 9, 1), date(2000, 1, 1), date(2040, 1, 1)]
MANY = 10**6
CLOSED = RestDays(date(1990, 1, 1), date(2050, 12, 31), frozenset({ON, WEEK[4], WEEK[5]}))
LAW = evolve(sgz.TIANJIN_2021, rest_days=CLOSED)
CASE = Case(ON, LAW)
Rule = Callable[[Any, Case[Any]], Any]


@subject
class Helper:
    since: Fact[date] = fact(DAY, "到岗日期", "since", moves=Moves.FREE)
    hours: Fact[int] = fact(COUNT, "时数", "hours")
    able: Fact[bool] = fact(YES_NO, "胜任", "able", moves=Moves.FREE)


@subject
class Shop:
    name: Fact[str] = fact(TEXT, "店名", "name")
    street: Fact[str] = fact(TEXT, "街道", "street")
    helpers: Fact[tuple[Helper, ...]] = fact(many(Helper), "店员", "helpers")
    opened_on: Fact[date] = fact(DAY, "开业日期", "opened on", moves=Moves.FREE)
    closes_on: Fact[date] = fact(DAY, "停业日期", "closes on", moves=Moves.FREE)
    grace: Fact[int] = fact(COUNT, "宽限天数", "days of grace")
    needed: Fact[int] = fact(COUNT, "所需人数", "helpers needed")
    large: Fact[bool] = fact(YES_NO, "大店", "large", moves=Moves.FREE)


VALUES: dict[str, list[Any]] = {
    "opened_on": DAYS,
    "closes_on": DAYS,
    "grace": [0, 1, 2, 3, MANY],
    "needed": [0, 1, 2, 3, MANY],
    "large": [False, True],
    "name": ["甲街店", "甲店", "甲街", "乙店"],
    "street": ["甲街", "甲", "乙"],
    "since": DAYS,
    "hours": [0, 1, 2, 3, 4, MANY],
    "able": [False, True],
}


@member_rule("胜任者的时数", "hours of the able", COUNT)
def able_hours(helper: Helper, case: Case[Any]) -> Any:
    return amount_if(helper.able, helper.hours)


def _first(shop: Any) -> Any:
    return where(shop.large, shop.opened_on, days_after(shop.opened_on, 1))


RULES: dict[str, Rule] = {
    "workday": lambda shop, case: to_workday(shop.opened_on, case.law.rest_days) <= ON,
    "not_workday": lambda shop, case: to_workday(shop.opened_on, case.law.rest_days) > shop.closes_on,
    "workday_of_a_constant": lambda shop, case: to_workday(earlier(shop.opened_on, ON), case.law.rest_days) >= WEEK[4],
    "workday_of_where": lambda shop, case: to_workday(_first(shop), case.law.rest_days) <= shop.closes_on,
    "where": lambda shop, case: _first(shop) >= case.on,
    "where_below": lambda shop, case: shop.closes_on <= _first(shop),
    "where_truth": lambda shop, case: where(shop.large, shop.opened_on <= case.on, shop.closes_on > case.on),
    "grace": lambda shop, case: days_after(shop.opened_on, shop.grace) >= shop.closes_on,
    "grace_over": lambda shop, case: not_(in_time(days_after(shop.opened_on, shop.grace), case)),
    "grace_of_where": lambda shop, case: days_after(_first(shop), shop.grace) > case.on,
    "from_a_day": lambda shop, case: days_after(ON, shop.grace) > shop.closes_on,
    "grace_to_a_workday": lambda shop, case: (
        to_workday(days_after(shop.opened_on, shop.grace), case.law.rest_days) >= ON
    ),
    "workday_from_a_day": lambda shop, case: (
        to_workday(days_after(ON, shop.grace), case.law.rest_days) <= shop.closes_on
    ),
    "workday_of_both": lambda shop, case: (
        to_workday(days_after(days_after(shop.opened_on, shop.grace), shop.needed), case.law.rest_days) < WEEK[5]
    ),
    "not_later_than_a_workday": lambda shop, case: (
        to_workday(days_after(months_after(shop.opened_on, 1), shop.grace), case.law.rest_days) > shop.closes_on
    ),
    "workdays": lambda shop, case: shop.closes_on <= workdays_after(shop.opened_on, 2, case.law.rest_days),
    "workdays_of_where": lambda shop, case: workdays_after(_first(shop), 1, case.law.rest_days) > ON,
    "workdays_from_a_workday": lambda shop, case: (
        workdays_after(to_workday(shop.opened_on, case.law.rest_days), 1, case.law.rest_days) >= shop.closes_on
    ),
    "day_after_a_workday": lambda shop, case: (
        days_after(to_workday(shop.opened_on, case.law.rest_days), 1) < shop.closes_on
    ),
    "months_from_a_day": lambda shop, case: months_after(date(2022, 1, 1), shop.grace) > shop.closes_on,
    "done_by": lambda shop, case: done_by(shop.opened_on, later(shop.closes_on, ON), case),
    "counted_by": lambda shop, case: as_many_by(shop.helpers, "since", shop.needed, shop.closes_on, case),
    "total": lambda shop, case: total(shop.helpers, able_hours, case) >= 3,
    "few": lambda shop, case: total(shop.helpers, able_hours, case) + shop.needed <= 3,
    "paid_for": lambda shop, case: amount_if(shop.large, shop.needed) + 1 <= size(shop.helpers),
    "twice": lambda shop, case: 2 * amount_if(shop.large, shop.needed) <= shop.grace,
    "named": lambda shop, case: ends_with(shop.name, "店")
    & alike(shop.name, shop.street, without="店$", other_without=""),
    "otherwise_named": lambda shop, case: not_(
        alike(shop.name, shop.street, without="街店$|店$", other_without="街$")
    ),
    "named_for_nothing": lambda shop, case: alike(shop.name, shop.street, without="店$", other_without=".+$"),
}  # fmt: skip

HELPERS = st.builds(
    Helper,
    since=st.sampled_from([None, *WEEK]),
    hours=st.sampled_from([None, 0, 2, 4]),
    able=st.sampled_from([None, False, True]),
)


def known_values(name: str) -> list[Any]:
    return [value for value in VALUES[name] if value not in {*DAYS[len(WEEK) :], MANY}]


def maybe(name: str) -> st.SearchStrategy[Any]:
    return st.none() | st.sampled_from(known_values(name))


SHOPS = st.builds(
    Shop,
    helpers=st.lists(HELPERS, max_size=2).map(tuple),
    **{name: maybe(name) for name in ("name", "street", "opened_on", "closes_on", "grace", "needed", "large")},
)


def gaps(shop: Shop) -> list[str]:
    """Return the unknown facts of a shop and of its helpers, those apart that no rule asks about."""
    found = {spelled(path): get(shop, path) for path, fact in leaves(shop) if fact.name in VALUES}
    return [path for path, value in found.items() if value is UNKNOWN]


def values_at(path: str) -> list[Any]:
    return VALUES[path.rpartition(".")[2]]


def changing(rule: Rule, shop: Shop, unknown: list[str]) -> set[str]:
    outcomes: dict[tuple[Any, ...], Any] = {}
    for chosen in product(*map(values_at, unknown)):
        told = shop
        for path, value in zip(unknown, chosen, strict=True):
            told = set_path(told, path, value)
        outcomes[chosen] = rule(told, CASE)
    assert all(isinstance(held, bool) for held in outcomes.values())
    return {
        path
        for place, path in enumerate(unknown)
        if any(
            held is not outcomes[(*chosen[:place], other, *chosen[place + 1 :])]
            for chosen, held in outcomes.items()
            for other in values_at(path)
        )
    }


# A truth that hangs on another is read in formulas; on values, what decides it has to be known.
ON_VALUES = pytest.mark.parametrize("name", [name for name in RULES if name != "where_truth"])


@ON_VALUES
@settings(max_examples=50)
@given(SHOPS)
def test_the_formula_of_a_rule_says_of_a_shop_what_the_rule_does(name: str, shop: Shop) -> None:
    assert evaluate(record(RULES[name], Shop, sgz.Policy), shop, CASE) is RULES[name](shop, CASE)


SLOW = {"where_below", "grace_of_where"}  # four facts of a dozen days each


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.prove] if name in SLOW else []) for name in RULES]
)
@settings(max_examples=15)
@given(st.data())
def test_what_matters_is_what_changes_the_outcome_of_some_completion(name: str, data: st.DataObject) -> None:
    rule, shop = RULES[name], data.draw(SHOPS)
    formula = record(rule, Shop, sgz.Policy)
    bare = Shop(helpers=(Helper(),) * 2)
    used = {re.sub(r"\[\d+\]", "", path) for path in relevant_facts([formula], bare, CASE).facts}
    unknown = [path for path in gaps(shop) if re.sub(r"\[\d+\]", "", path) in used][:4]
    for path in gaps(shop):
        if path not in unknown:
            shop = set_path(shop, path, data.draw(st.sampled_from(known_values(path.rpartition(".")[2]))))
    assert set(relevant_facts([formula], shop, CASE).facts) == changing(rule, shop, unknown)


@ON_VALUES
@settings(max_examples=15)
@given(st.data())
def test_every_remedy_does_at_both_ends_of_what_it_allows(name: str, data: st.DataObject) -> None:
    shop = data.draw(SHOPS)
    for path in gaps(shop):
        shop = set_path(shop, path, data.draw(st.sampled_from(known_values(path.rpartition(".")[2]))))
    ways = [way for step in mending(RULES[name], shop).remedies().steps for way in step.ways]
    for way in ways:
        for end in ("least", "most"):
            other, joins = shop, False
            for change in (change for act in way.acts for change in act.changes):
                joins = joins or change.joins
                told = getattr(change.to[0], end)
                told = getattr(change.to[0], "most" if end == "least" else "least") if told is None else told
                value = told.replace("…", "某") if isinstance(told, str) else told
                value = values_at(change.path)[0] if value is None and not joins else value
                other = other if joins else set_path(other, change.path, value)
            assert joins or mending(RULES[name], other).verdict is True


def mending(rule: Rule, shop: Shop, law: sgz.Law = LAW) -> sgz.Assessment:
    one: Any = evolve(sgz.PREMISES.requirements[0], holds=rule, due=None)
    return sgz.assess(sgz.Ruleset("one", Shop, (one,), zh="一条", en="One", law=law), shop, on=ON)


class TestBeyondThePublishedRestDays:
    SHORT = Case(ON, evolve(LAW, rest_days=RestDays(ON, WEEK[6], frozenset({ON}))))

    def asked(self, rule: Rule, shop: Shop) -> tuple[str, ...]:
        return relevant_facts([record(rule, Shop, sgz.Policy)], shop, self.SHORT).facts

    def test_a_day_comes_no_earlier_than_it_is(self) -> None:
        def late(shop: Any, case: Case[Any]) -> Any:
            return (to_workday(date(2023, 1, 1), case.law.rest_days) >= date(2023, 1, 1)) | shop.large

        assert self.asked(late, Shop()) == ()

    def test_how_much_later_it_comes_no_fact_says(self) -> None:
        def early(shop: Any, case: Case[Any]) -> Any:
            return (to_workday(shop.opened_on, case.law.rest_days) <= date(2023, 1, 1)) & shop.large

        assert self.asked(early, Shop(opened_on=date(2022, 12, 1))) == ("large",)
        assert self.asked(early, Shop(opened_on=date(2023, 1, 2))) == ()
        assert self.asked(early, Shop()) == ("opened_on", "large")

    @pytest.mark.parametrize(
        "last",
        [
            lambda shop, case: days_after(to_workday(shop.opened_on, case.law.rest_days), 1),
            lambda shop, case: workdays_after(shop.opened_on, 1, case.law.rest_days),
            lambda shop, case: workdays_after(days_after(shop.opened_on, shop.grace), 1, case.law.rest_days),
        ],
    )
    def test_a_day_that_is_counted_from_there_may_come_later_too(self, last: Rule) -> None:
        def early(shop: Any, case: Case[Any]) -> Any:
            return (last(shop, case) <= date(2023, 1, 1)) & shop.large

        assert self.asked(early, Shop(opened_on=date(2022, 12, 1), grace=0)) == ("large",)
        assert self.asked(early, Shop(opened_on=ON, grace=0)) == ("large",)
        assert self.asked(early, Shop(opened_on=date(2023, 1, 2), grace=0)) == ()
        assert self.asked(early, Shop(grace=0)) == ("opened_on", "large")
        late = lambda shop, case: not_(last(shop, case) >= date(2023, 1, 1)) | shop.large  # noqa: E731
        assert self.asked(late, Shop(opened_on=date(2022, 12, 1), grace=0)) == ("large",)


class TestWithoutPublishedRestDays:
    """A last day at a weekend may be the Monday after it, which no fact says."""

    MONDAY = date(2022, 2, 28)
    FRIDAY, SATURDAY, SUNDAY = (date(2022, 2, 28) - timedelta(days=by) for by in (3, 2, 1))

    @pytest.mark.parametrize(
        ("opened", "missing"),
        [
            (FRIDAY, ()),
            (SATURDAY, ("large",)),
            (SUNDAY, ("large",)),
            (MONDAY, ("large",)),
            (None, ("large", "opened_on")),
        ],
    )
    def test_a_fact_matters_where_it_may_be_the_monday(self, opened: date | None, missing: tuple[str, ...]) -> None:
        def on_monday(shop: Any, case: Case[Any]) -> Any:
            return (to_workday(_either_way(shop), case.law.rest_days) >= self.MONDAY) & shop.large

        def _either_way(shop: Any) -> Any:
            return later(where(shop.large, shop.opened_on, shop.opened_on), date(2022, 1, 3))

        formula = record(on_monday, Shop, sgz.Policy)
        assert relevant_facts([formula], Shop(opened_on=opened), Case(ON, sgz.TIANJIN_2021)).facts == missing

    def test_one_day_of_two_may_be_the_monday(self) -> None:
        def either(shop: Any, case: Case[Any]) -> Any:
            return to_workday(where(shop.large, shop.opened_on, shop.closes_on), case.law.rest_days) >= self.MONDAY

        formula, case = record(either, Shop, sgz.Policy), Case(ON, sgz.TIANJIN_2021)
        for closes, missing in ((self.MONDAY, ("large",)), (self.SATURDAY, ("large",)), (self.FRIDAY, ())):
            shop = Shop(opened_on=self.FRIDAY, closes_on=closes)
            assert relevant_facts([formula], shop, case).facts == missing

    def test_each_of_two_values_may_be_the_monday(self) -> None:
        grounder = Grounder(Shop(), Case(ON, sgz.TIANJIN_2021), revising=False)
        saturday, monday = (grounder.value(fml.Constant(day), "") for day in (self.SATURDAY, self.MONDAY))
        either = Either(TRUE, FALSE, saturday, monday)
        moved: Any = spread(either, None, TO_THE_MONDAY)
        assert (moved.then.open, moved.otherwise.open) == (True, False)
        assert spread(None, None, TO_THE_MONDAY) is None  # of what no value is said

    def test_a_remedy_relies_on_no_monday(self) -> None:
        def in_time(shop: Any, case: Case[Any]) -> Any:
            return to_workday(shop.opened_on, case.law.rest_days) >= self.MONDAY

        one: Any = evolve(sgz.PREMISES.requirements[0], holds=in_time, due=None, inferred=None)
        ruleset = sgz.Ruleset("one", Shop, (one,), zh="一条", en="One", law=sgz.TIANJIN_2021)
        assessment = sgz.assess(ruleset, Shop(opened_on=self.SATURDAY), on=date(2022, 2, 1))
        assert (assessment.verdict, assessment.missing, assessment.undecided) == (UNKNOWN, (), ("rest_days",))
        late = sgz.assess(ruleset, Shop(opened_on=self.FRIDAY), on=date(2022, 2, 1))
        (step,) = late.remedies().steps
        (way,) = step.ways
        (act,) = way.acts
        (change,) = act.changes
        assert change.to[0].least == self.MONDAY

    def test_a_day_after_one_at_a_weekend_may_come_after_the_monday(self) -> None:
        def next_day(shop: Any, case: Case[Any]) -> Any:
            return (days_after(to_workday(shop.opened_on, case.law.rest_days), 1) > self.MONDAY) & shop.large

        formula, case = record(next_day, Shop, sgz.Policy), Case(ON, sgz.TIANJIN_2021)
        for opened, missing in ((self.FRIDAY, ()), (self.SATURDAY, ("large",)), (self.MONDAY, ("large",))):
            assert relevant_facts([formula], Shop(opened_on=opened), case).facts == missing

    def test_a_known_last_day_at_a_weekend_says_what_is_known(self) -> None:
        grounder = Grounder(Shop(), Case(ON, sgz.TIANJIN_2021), revising=False)
        last = fml.Constant(to_workday(self.SATURDAY, None))
        days = self.SATURDAY, date(2022, 3, 1), self.MONDAY
        found = grounder.ground(fml.Comparison("≥", last, fml.Constant(on)) for on in days)
        assert found[:2] == [TRUE, FALSE]
        assert found[2] not in (TRUE, FALSE)


def test_years_by_a_fact_from_a_fact_are_refused() -> None:
    def rule(shop: Any, case: Case[Any]) -> Any:
        return months_after(shop.opened_on, shop.grace) >= case.on

    with pytest.raises(TypeError, match="months by a fact, from a day that is one too"):
        relevant_facts([record(rule, Shop, sgz.Policy)], Shop(), CASE)


@member_rule("时数，胜任与否不明时不知", "hours, not known of the able", COUNT)
def hours_of_the_others(helper: Helper, case: Case[Any]) -> Any:
    return where(helper.able, UNKNOWN, helper.hours)


def _day_or_nothing(shop: Any) -> Any:
    return where(shop.large, UNKNOWN, shop.opened_on)


class TestWhatNoFactSays:
    @pytest.mark.parametrize(
        "rule",
        [
            lambda shop, case: days_after(_day_or_nothing(shop), 1) >= case.on,
            lambda shop, case: to_workday(_day_or_nothing(shop), case.law.rest_days) >= case.on,
            lambda shop, case: to_workday(days_after(shop.opened_on, where(shop.large, UNKNOWN, 1)), CLOSED) >= case.on,
        ],
    )
    def test_a_day_that_is_unknown_whatever_is_told_is_not_asked_for(self, rule: Rule) -> None:
        formula = record(rule, Shop, sgz.Policy)
        assert relevant_facts([formula], Shop(large=True), CASE).facts == ()
        assert relevant_facts([formula], Shop(large=False), CASE).facts == ("opened_on",)
        assert set(relevant_facts([formula], Shop(), CASE).facts) == {"opened_on", "large"}

    def test_nor_is_a_number_of_which_something_is_unknown(self) -> None:
        def rule(shop: Any, case: Case[Any]) -> Any:
            return total(shop.helpers, hours_of_the_others, case) * 2 >= shop.needed

        formula, able = record(rule, Shop, sgz.Policy), Helper(able=True)
        assert relevant_facts([formula], Shop(helpers=(able,), needed=1), CASE).facts == ()
        other = Helper(able=False)
        assert relevant_facts([formula], Shop(helpers=(other,), needed=1), CASE).facts == ("helpers[0].hours",)
        assert relevant_facts([formula], Shop(helpers=(Helper(),), needed=1), CASE).facts == ()

    def test_a_formula_of_another_kind_is_refused(self) -> None:
        grounder = Grounder(Shop(), CASE, revising=False)
        with pytest.raises(TypeError, match="no truth in AskedDay"):
            grounder.ground([fml.AskedDay()])
        median = Median(fml.Given("helpers", facts_of(Shop)["helpers"]))
        with pytest.raises(TypeError, match="no value in Median"):
            Grounder(Shop(helpers=()), CASE, revising=False).ground([fml.Comparison("=", median, fml.Constant(1))])


@attrs.frozen
class Median(fml.Node):
    """A node that nobody has taught the library."""

    group: fml.Given


@member_rule("某日前到岗", "came by a day")
def came_early(helper: Helper, case: Case[Any]) -> Any:
    return to_workday(helper.since, case.law.rest_days) <= WEEK[2]


class TestMendingBeyondThePublishedRestDays:
    def mended(self, rule: Rule, shop: Shop, *rest_days: date) -> Any:
        law = evolve(LAW, rest_days=RestDays(rest_days[0], rest_days[-1], frozenset(rest_days[1:])))
        return mending(rule, shop, law).remedies()

    def test_the_last_published_day_does_not_do_if_it_is_a_rest_day(self) -> None:
        def rule(shop: Any, case: Case[Any]) -> Any:
            return (shop.opened_on >= WEEK[6]) & (to_workday(shop.opened_on, case.law.rest_days) <= DAYS[-1])

        shop = Shop(opened_on=WEEK[0])
        assert self.mended(rule, shop, ON, WEEK[6]).beyond_remedy
        (step,) = self.mended(rule, shop, WEEK[0], WEEK[5], WEEK[6] + timedelta(days=2)).steps
        assert [act.path for act in step.ways[0].acts] == ["opened_on"]

    def test_nor_does_any_day_before_those_that_are_published(self) -> None:
        def rule(shop: Any, case: Case[Any]) -> Any:
            return every(shop.helpers, came_early, case)

        shop = Shop(helpers=(Helper(since=WEEK[4]),))
        assert self.mended(rule, shop, WEEK[4], WEEK[5]).beyond_remedy
        (step,) = self.mended(rule, shop, WEEK[1], WEEK[0], WEEK[5]).steps
        (change,) = step.ways[0].acts[0].changes
        # Of a day before the first published one nobody knows to which day it moves.
        assert (change.to[0].least, change.to[0].most) == (WEEK[1], WEEK[2])


def test_a_day_moved_twice_goes_as_far_as_both_and_nowhere_sure_where_the_calendar_ends_between_them() -> None:
    move: Any = composed(shifting("months", 1), shifting("years", 1))
    first, last = date(2020, 1, 1).toordinal(), date.max.toordinal()
    assert move.reach(first, last - 397) == (365 + 28, 366 + 31)
    assert all(393 <= move(place) - place <= 397 for place in range(first, first + 1500))
    assert move.reach(first, last - 396) is None


class TestAContractWithoutItsDaysUnderPublishedRestDays:
    """The sum of two facts, or of a day and a fact, is moved off rest days, and every part of the answer says so."""

    REST_DAYS = RestDays(date(2021, 1, 1), date(2026, 12, 31), frozenset({date(2022, 1, 3), date(2022, 5, 2)}))
    LAW = evolve(sgz.TIANJIN_2021, rest_days=REST_DAYS)
    PERIOD = sgz.Period(date(2021, 7, 23), date(2022, 7, 22))

    @pytest.mark.parametrize(
        "contract", [sgz.Contract(), sgz.Contract(period=PERIOD), sgz.Contract(brief_within_days=10)]
    )
    def test_has_an_answer(self, contract: sgz.Contract) -> None:
        assessment = sgz.check_contract(contract, on=date(2022, 10, 1), policy=self.LAW)
        assert set(assessment.missing) >= {"report_within_days", "final_report_on"}
        assert "结论：" in assessment.render()
        assert assessment.to_dict().get("missing") == list(assessment.missing)
        remedies = assessment.remedies()
        established = {path for each in remedies.to_establish for path in each.paths}
        assert established >= {"report_within_days", "final_report_on"}

    def test_is_compared_with_a_law_without_rest_days(self) -> None:
        ruleset = sgz.CONTRACT.only("contract.final_report")
        compared = sgz.compare_laws(ruleset, sgz.TIANJIN_2021, self.LAW, on=date(2022, 3, 1))
        assert compared.relation is sgz.Relation.LOOSER
        case = compared["contract.final_report"].newly_passes
        # One day later than the period ends, which is a Monday: of a weekend nothing is sure without rest days.
        assert days_after(min(case.last_day, case.ended_on), case.report_within_days) == date(2022, 1, 3)
        assert case.final_report_on == date(2022, 1, 4)


def test_a_product_of_facts_is_no_day_to_be_moved_off_rest_days() -> None:
    def rule(shop: Any, case: Case[Any]) -> Any:
        return to_workday(days_after(ON, shop.grace * shop.needed), case.law.rest_days) >= case.on

    with pytest.raises(TypeError, match="a day that is moved off rest days is a sum"):
        relevant_facts([record(rule, Shop, sgz.Policy)], Shop(), CASE)
