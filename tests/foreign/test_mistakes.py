"""Mistakes of an author of a notice: each is refused when it is made, with the requirement, the line and a way out."""

import math
import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import attrs
import pytest

import sgzlib as sgz
from foreign.county_library import Keeper, LibraryLaw, Rank
from foreign.service_point import POINT_LAW, Bearer, Helper, Point, PointLaw, Star, Trade
from sgzlib.law import (
    YUAN,
    Duty,
    Force,
    History,
    Ruleset,
    Sentence,
    amount_if,
    at_least_percent,
    consists_of,
    count,
    days_after,
    distinct,
    done_by,
    earliest,
    ends_with,
    every,
    includes,
    later,
    latest,
    least,
    look_up,
    many,
    member_rule,
    not_,
    one_of,
    part,
    requirement,
    size,
    total,
    where,
    workdays_after,
)
from sgzlib.law.groups import count_by

HUNDRED, SIXTY, SHARE = 100, 60, Decimal("0.6")
LAST = date(2024, 12, 31)
STAFF = 12


def is_true(p: Any, case: Any) -> Any:
    return p.office is True


def branch_on_a_label(p: Any, case: Any) -> Any:
    if p.star is Star.FIVE:
        return p.office
    return p.cases >= case.law.least_cases


def unknown_asked_with_is(p: Any, case: Any) -> Any:
    return True if p.cases is sgz.UNKNOWN else p.cases >= case.law.least_cases


def read_and_left(p: Any, case: Any) -> Any:
    p.fund  # noqa: B018
    return p.office


def part_asked_with_is(p: Any, case: Any) -> Any:
    return True if p.room is None else p.office


def group_asked_with_is(p: Any, case: Any) -> Any:
    return True if p.helpers is sgz.UNKNOWN else p.office


def derived_from_a_clock(p: Any, case: Any) -> Any:
    return p.opened_on <= date.today()  # noqa: DTZ011 - the mistake


def branch_on_the_clock(p: Any, case: Any) -> Any:
    return p.office if date.today() >= LAST else p.open  # noqa: DTZ011 - the mistake


@member_rule("够时间", "has the hours")
def one_in_three(helper: Any, case: Any) -> Any:
    return helper.hours / case.law.least_cases


@member_rule("经费", "paid", kind=YUAN)
def not_an_amount(helper: Any, case: Any) -> Any:
    return helper.trained


@member_rule("补贴加倍", "paid twice", kind=YUAN)
def both_pays(helper: Any, case: Any) -> Any:
    return helper.paid + helper.paid


@member_rule("差额", "owed", kind=YUAN)
def owed(helper: Any, case: Any) -> Any:
    return case.law.unit_fund - helper.paid


@member_rule("受过培训", "is trained")
def trained(helper: Any, case: Any) -> Any:
    return helper.trained


@member_rule("有场所", "has a room")
def of_the_whole(helper: Any, case: Any) -> Any:
    return helper.since >= case.whole.opened_on


UNUSED = r"a fact used in an operation"
TRUTH = r"a rule written with &"
NUMBER = r"there is no division"
OWN = r"a number or day of case.law"
TEXT = r"cannot join or split texts"
GROUP = r"a question about the whole group"
PART = r"a part itself cannot be compared"
KEY = r"a fact cannot be looked up"
TRUTHS = r"two truth values cannot be compared"
SEVERAL = r"a fact of several labels"
ORDER = r"it has no order"
DAYS = r"which move a day"
SQUARE = r"two amounts cannot be multiplied"
MANY = r"declared by many"
METHOD = r"a fact has no methods"
VALUE = r"use includes\(\) for several labels"
QUESTION = r"the name of a fact, a member_rule"
WHOLE = r"its rule cannot ask the whole"
CLOCK = r"case.on; a rule cannot use a clock"
BRACKETS = r"write each comparison in brackets"
RESULT = r"a rule that gives a Truth: this is"
CAP = r"write a cap as where\(a <= cap, a, cap\)"

WORKDAYS = r"a whole number of the law that is never below 0"
PART_OF_A_DAY = r"by a total, or by a part of a day"
REPEAT = r"distinct\(\) does not count texts or numbers \(make it a yes-or-no fact whether they repeat"
GREATEST = r"a day: this is an? (number|amount of money); there is no greatest or least number of a group"
DEBT = r"an amount that is never below 0"

# What an author wrote, and what the error says to write instead.
MISTAKES: dict[str, tuple[Callable[[Any, Any], Any], str]] = {
    "is True": (is_true, UNUSED),
    "if on a label": (branch_on_a_label, UNUSED),
    "is UNKNOWN": (unknown_asked_with_is, UNUSED),
    "a fact read and not used": (read_and_left, UNUSED),
    "a part compared with None": (part_asked_with_is, UNUSED),
    "a group compared with UNKNOWN": (group_asked_with_is, UNUSED),
    "== True": (lambda p, case: p.office == True, TRUTHS),  # noqa: E712
    "two truths compared": (lambda p, case: p.office == p.open, TRUTHS),
    "a bracket left out of &": (lambda p, case: p.cases >= case.law.least_cases & p.office, BRACKETS),
    "a bracket left out of |": (lambda p, case: p.office | p.cases >= case.law.least_cases, BRACKETS),
    "text where a label is meant": (lambda p, case: p.trade == "助餐", "a label of Trade: this is a text"),
    "a label of another class": (lambda p, case: p.star >= Rank.FIRST, "a label of Star: this is a label of Rank"),
    "a label compared with a number": (
        lambda p, case: p.star >= case.law.least_cases,
        "a label of Star: this is a number",
    ),
    "an order of labels that have none": (lambda p, case: p.trade >= Trade.MEALS, ORDER),
    "one_of a text": (lambda p, case: one_of(p.trade, "助餐", "维修"), "a label of Trade: this is a text"),
    "one_of nothing": (lambda p, case: one_of(p.trade), UNUSED),
    "not of a count": (lambda p, case: not_(p.cases), "a truth: this is a number"),
    "& of a count": (lambda p, case: p.office & p.cases, BRACKETS),
    "python's not": (lambda p, case: not p.office, TRUTH),
    "python's and": (lambda p, case: p.office and p.open, TRUTH),
    "python's and of comparisons": (
        lambda p, case: p.cases >= case.law.least_cases and p.open,
        "'cases ≥ case.law.least_cases' .*a rule written with &",
    ),
    "python's not of both": (lambda p, case: not (p.office & p.open), "'office, open' .*a rule written with &"),
    "a chained comparison": (lambda p, case: 0 < p.cases <= case.law.least_cases, TRUTH),
    "in": (lambda p, case: p.trade in {Trade.MEALS, Trade.REPAIRS}, KEY),
    "in a list": (lambda p, case: p.trade in [Trade.MEALS, Trade.REPAIRS], TRUTH),
    "a table of labels": (lambda p, case: p.cases >= {Trade.MEALS: 1}[p.trade], KEY),
    "a number read from a text": (lambda p, case: p.cases >= int("12"), OWN),
    "a number of the module": (lambda p, case: p.cases >= STAFF, OWN),
    "a decimal of the module": (lambda p, case: p.cases >= size(p.helpers) * SHARE, OWN),
    "a day of the module": (lambda p, case: p.opened_on <= LAST, OWN),
    "a share by hand": (lambda p, case: count(p.helpers, "trained", case) * HUNDRED >= size(p.helpers) * SIXTY, OWN),
    "the clock": (derived_from_a_clock, CLOCK),
    "if on the clock": (branch_on_the_clock, CLOCK),
    "a number in days_after": (lambda p, case: days_after(p.opened_on, STAFF) >= case.on, OWN),
    "division": (lambda p, case: p.fund / p.cases <= case.law.unit_fund, NUMBER),
    "whole division": (lambda p, case: p.cases // case.law.days >= 1, NUMBER),
    "the rest of a division": (lambda p, case: p.cases % case.law.days == 0, NUMBER),
    "a minus before": (lambda p, case: -p.cases <= 0, NUMBER),
    "round": (lambda p, case: round(p.fund) >= case.law.unit_fund, NUMBER),
    "abs": (lambda p, case: abs(p.cases - case.law.days) <= 1, NUMBER),
    "int of a fact": (lambda p, case: int(p.cases) >= case.law.days, NUMBER),
    "float of a fact": (lambda p, case: float(p.fund) >= case.law.days, NUMBER),
    "str of a fact": (lambda p, case: str(p.name) == "甲", TEXT),
    "an f-string": (lambda p, case: p.name == f"{p.street}便民服务点", TEXT),
    "texts added": (lambda p, case: p.name == p.street + "便民服务点", TEXT),
    "a method of text": (lambda p, case: p.name.endswith("服务点"), METHOD),
    "the year of a day": (lambda p, case: p.opened_on.year >= case.law.days, METHOD),
    "a power": (lambda p, case: p.cases**case.law.days >= 1, NUMBER),
    "max": (lambda p, case: max(p.cases, case.law.days) >= 1, TRUTH),
    "min of nothing but numbers": (lambda p, case: min(p.cases, 1) >= 1, TRUTH),
    "len of a group": (lambda p, case: len(p.helpers) >= case.law.days, GROUP),
    "a loop over a group": (lambda p, case: all(h.trained for h in p.helpers), GROUP),
    "the first of a group": (lambda p, case: p.helpers[0].trained, GROUP),
    "a group compared": (lambda p, case: p.helpers == (), GROUP),
    "an if on a group": (lambda p, case: p.office if p.helpers else p.open, GROUP),
    "an if on a part": (lambda p, case: p.office if p.room else p.open, TRUTH),
    "a part compared": (lambda p, case: p.room == None, PART),  # noqa: E711
    "a fact compared with None": (lambda p, case: p.cases == None, VALUE),  # noqa: E711
    "a group as a truth": (lambda p, case: p.helpers, VALUE),
    "a part as a truth": (lambda p, case: p.room, VALUE),
    "a count as a truth": (lambda p, case: p.cases, RESULT),
    "nothing returned": (lambda p, case: None, RESULT),
    "a lambda in every": (lambda p, case: every(p.helpers, cast("Any", lambda h, c: h.trained), case), QUESTION),
    "every over a count": (lambda p, case: every(p.helpers, "hours", case), "a truth: this is a number"),
    "count of a misspelt fact": (lambda p, case: count(p.helpers, "traned", case) >= 1, "did you mean trained"),
    "total of truths": (lambda p, case: total(p.helpers, "trained") >= 1, r"a truth; count\(\) counts"),
    "total of days": (lambda p, case: total(p.helpers, "since") >= 1, "a number: this is a day"),
    "latest of hours": (lambda p, case: latest(p.helpers, "hours") <= case.on, "a day: this is a number"),
    "distinct of another class": (
        lambda p, case: distinct(p.helpers, "trade", (Star.ONE, Star.FIVE)) >= 1,
        "a label of Star: this is a label of Trade",
    ),
    "a division in a member rule": (lambda p, case: every(p.helpers, one_in_three, case), NUMBER),
    "a truth that is to be an amount": (
        lambda p, case: total(p.helpers, not_an_amount, case) >= 1,
        "a number: this is a truth",
    ),
    "the whole asked of a member": (lambda p, case: every(p.helpers, of_the_whole, case), WHOLE),
    "a count of a fact that is no group": (lambda p, case: count(p.cases, "trained", case) >= 1, MANY),
    "includes a text": (lambda p, case: includes(p.trades, "助餐"), "a label of Trade: this is a text"),
    "includes of one label": (lambda p, case: includes(p.trade, Trade.MEALS), SEVERAL),
    "labels compared as a tuple": (lambda p, case: p.trades == (Trade.MEALS,), VALUE),
    "consists_of another class": (
        lambda p, case: consists_of(p.trades, Star.ONE),
        "a label of Trade: this is a label of Star",
    ),
    "ends_with of a label": (lambda p, case: ends_with(p.trade, "餐"), "a text: this is a label of Trade"),
    "money compared with a count": (lambda p, case: p.fund >= p.cases, "an amount of money: this is a number"),
    "money times money": (lambda p, case: p.fund * p.spent >= case.law.unit_fund, SQUARE),
    "money and a count added": (
        lambda p, case: p.fund + p.cases >= case.law.unit_fund,
        "an amount of money: this is an amount of money",
    ),
    "a day compared with a number": (lambda p, case: p.opened_on >= case.law.days, "a day: this is a number"),
    "days added to a day": (lambda p, case: p.opened_on + case.law.days >= case.on, DAYS),
    "a truth multiplied": (lambda p, case: p.office * p.cases >= 1, "a number: this is a truth"),
    "a number multiplied by a text": (lambda p, case: p.cases * p.name >= 1, "a number: this is a text"),
    "a truth added": (lambda p, case: p.office + p.open >= 1, "a number: this is a truth"),
    "days after a count": (lambda p, case: days_after(p.cases, case.law.days) >= case.on, "a day: this is a number"),
    "a day moved by a day": (
        lambda p, case: days_after(p.opened_on, p.closed_on) >= case.on,
        "a number: this is a day",
    ),
    "the later of two counts": (lambda p, case: later(p.cases, case.law.days) >= 1, "a day: this is a number"),
    "one value or another of two kinds": (
        lambda p, case: where(p.office, p.cases, p.opened_on) >= 1,
        "a number: this is a day",
    ),
    "where of a count": (lambda p, case: where(p.cases, p.office, p.open), "a truth: this is a number"),
    "an amount if a count": (
        lambda p, case: amount_if(p.cases, p.fund) >= case.law.unit_fund,
        "a truth: this is a number",
    ),
    "done by a count": (lambda p, case: done_by(p.opened_on, case.law.days, case), "a day: this is a number"),
    "at_least_percent of an amount": (lambda p, case: at_least_percent(p.helpers, "trained", SIXTY, case), OWN),
    "two facts of several labels compared": (lambda p, case: p.trades == p.trades, r"includes\(\) or consists_of\(\)"),
    "several labels compared with one": (
        lambda p, case: p.trades == p.trade,
        "several labels of Trade: this is a label",
    ),
    "a total of differences": (lambda p, case: total(p.helpers, owed, case) >= 1, DEBT),
    "a total of what may be below 0": (lambda p, case: total(p.helpers, "level") >= 1, DEBT),
    "an amount if, of a difference": (lambda p, case: amount_if(p.office, p.fund - p.spent) >= 1, DEBT),
    "an amount if, of a number below 0": (lambda p, case: amount_if(p.office, case.law.level) >= 1, DEBT),
    "a difference multiplied by a fact": (
        lambda p, case: (p.fund - p.spent) * p.cases >= 1,
        "multiplied by a number of the law",
    ),
    "a fact multiplied by a difference": (
        lambda p, case: p.fund * (p.cases - 1) >= 1,
        "multiplied by a number of the law",
    ),
    "a day moved by how many there are": (
        lambda p, case: days_after(p.opened_on, size(p.helpers)) >= case.on,
        "a day cannot be moved by a number of members",
    ),
    "a day moved by how many are trained": (
        lambda p, case: days_after(p.opened_on, count(p.helpers, "trained", case)) >= case.on,
        "a day cannot be moved by a number of members",
    ),
    "a day moved by how many came by a day": (
        lambda p, case: days_after(p.opened_on, count_by(p.helpers, "since", p.opened_on, case)) >= case.on,
        "a day cannot be moved by a number of members",
    ),
    "a day moved by how many labels differ": (
        lambda p, case: days_after(p.opened_on, distinct(p.helpers, "trade", tuple(Trade))) >= case.on,
        "a day cannot be moved by a number of members",
    ),
    "a day moved by a total": (
        lambda p, case: days_after(p.opened_on, total(p.helpers, "visits")) >= case.on,
        "a day cannot be moved by .*, by a total",
    ),
    "a day moved by one number or another": (
        lambda p, case: days_after(p.opened_on, where(p.office, case.law.days, case.law.few)) >= case.on,
        "a whole number of the law, or a fact",
    ),
    "a day moved by part of a day": (lambda p, case: days_after(p.opened_on, p.portion) >= case.on, PART_OF_A_DAY),
    "a day moved by hours": (
        lambda p, case: days_after(p.opened_on, case.law.rest) >= case.on,
        PART_OF_A_DAY,
    ),
    "working days counted by a fact": (lambda p, case: workdays_after(p.opened_on, p.cases, None) >= 1, WORKDAYS),
    "working days counted back": (
        lambda p, case: workdays_after(p.opened_on, case.law.level, None) >= case.on,
        WORKDAYS,
    ),
    "working days after a count": (
        lambda p, case: workdays_after(p.cases, case.law.days, None) >= case.on,
        "a day: this is a number",
    ),
    "an amount reckoned from the least of two": (lambda p, case: p.cases + least(p.cases, case.law.few) >= 1, CAP),
    "how many came by a count": (lambda p, case: count_by(p.helpers, "since", case.law.days, case) >= 1, "a day: this"),
    "texts counted apart": (
        lambda p, case: distinct(p.helpers, "name", cast("Any", ("甲",))) >= size(p.helpers),
        REPEAT,
    ),
    "a text counted by labels": (lambda p, case: distinct(p.helpers, "name", tuple(Trade)) >= 1, REPEAT),
    "numbers counted apart": (lambda p, case: distinct(p.helpers, "visits", cast("Any", (0, 1))) >= 1, REPEAT),
    "no labels to count": (lambda p, case: distinct(p.helpers, "trade", ()) >= 1, REPEAT),
    "a class of labels to count": (lambda p, case: distinct(p.helpers, "trade", cast("Any", Trade)) >= 1, REPEAT),
    "the greatest number of a group": (lambda p, case: latest(p.helpers, "visits") <= case.on, GREATEST),
    "the least amount of a group": (lambda p, case: earliest(p.helpers, "paid") <= case.on, GREATEST),
    "a mean": (lambda p, case: total(p.helpers, "paid") / size(p.helpers) >= case.law.unit_fund, NUMBER),
    "an amount rounded": (lambda p, case: round(p.fund) <= p.spent, NUMBER),
    "an amount made whole": (lambda p, case: math.floor(p.fund) <= p.cases, NUMBER),
    "two members compared": (lambda p, case: p.helpers[0].since <= p.helpers[1].since, GROUP),
    "numbers that must not repeat": (lambda p, case: len({each.name for each in p.helpers}) == len(p.helpers), GROUP),
    "the second of several events": (lambda p, case: p.helpers[1].since <= case.on, GROUP),
    "members in an order": (lambda p, case: next(iter(p.helpers)).trained, GROUP),
    "the beginning of a text": (lambda p, case: p.name[:1] == p.street, TEXT),
    "a text in a text": (lambda p, case: "东" in p.name, TEXT),
    "the length of a text": (lambda p, case: len(p.name) <= case.law.days, TEXT),
    "a pattern in a text": (
        lambda p, case: bool(re.match("东", p.name)),
        "a function of sgzlib.law; facts cannot be passed",
    ),
    "a look-up in some labels": (
        lambda p, case: p.cases >= look_up(p.star, {Star.ONE: 0, Star.FIVE: case.law.few}),
        "one of ONE",
    ),
    "a look-up without labels": (lambda p, case: p.cases >= look_up(p.star, {1: 0}), "a value for each label"),
    "a misspelt fact": (lambda p, case: p.offise, "did you mean office"),
    "a misspelt number of the law": (lambda p, case: p.cases >= case.law.least_case, "did you mean least_cases"),
    "a misspelt fact of a part": (lambda p, case: p.room.litt, "did you mean lit"),
    "if on a number of the law": (lambda p, case: p.office if case.law.days else p.open, TRUTH),
    "a number of the law with is": (lambda p, case: True if case.law.days is None else p.office, UNUSED),
    "if on the day asked about": (lambda p, case: p.office if case.on >= case.law.start else p.open, TRUTH),
    "the year of the day asked about": (lambda p, case: p.cases >= case.on.year, METHOD),
    "a reading as a truth": (lambda p, case: case.law.counting, RESULT),
    "a reading that changes nothing": (
        lambda p, case: p.office if case.law.counting is Star.ONE else p.open,
        r"differs by the reading: is Counting\.COUNTED or Counting\.LEFT_OUT",
    ),
    "a comparison with UNKNOWN": (lambda p, case: p.cases != sgz.UNKNOWN, r"questions\(\) asks for it"),
    "a member rule of the group": (lambda p, case: trained(p.helpers, case), GROUP),
    "a group multiplied": (lambda p, case: p.cases * p.helpers >= 1, r"'helpers' .*count\(\) for members"),
    "includes nothing": (lambda p, case: includes(p.trades), "at least one"),
    "a label as a truth": (lambda p, case: p.trade, RESULT),
}


def made(rule: Callable[[Any, Any], Any], law: Any = POINT_LAW, **more: Any) -> Ruleset:
    more = {"zh": "甲", "en": "a"} | more
    asked = requirement("一", Force.MUST, law=PointLaw, group="point", **more)(rule)
    return Ruleset("point", Point, (asked,), zh="点", en="Point", law=law)


def office(p: Any, case: Any) -> Any:
    return p.office


@pytest.mark.parametrize(("rule", "said"), MISTAKES.values(), ids=list(MISTAKES))
def test_a_rule_that_cannot_mean_what_it_says_is_refused(rule: Any, said: str) -> None:
    with pytest.raises(sgz.SgzlibError, match=said) as refused:
        made(rule)
    if str(refused.value).startswith("look_up(values)"):
        assert refused.value.__notes__[0].startswith("point.<lambda> (test_mistakes.py:")
        return
    named = re.match(r"point\.\S+ \(test_mistakes\.py:(\d+)\): ", str(refused.value))
    assert named, str(refused.value)
    line = Path(__file__).read_text(encoding="utf-8").splitlines()[int(named[1]) - 1]
    assert re.search(r"lambda|return|if |p\.fund|^def .*_clock", line), line


def test_where_the_mistake_is_in_what_a_rule_applies_to_its_line_is_named() -> None:
    with pytest.raises(
        sgz.InvalidType, match=r"^point\.office \(test_mistakes\.py:\d+\): 'star' .*used in an operation"
    ):
        made(office, applies=branch_on_a_label)


def test_what_a_rule_may_write_is_accepted() -> None:
    rules: tuple[Any, ...] = (
        lambda p, case: p.cases >= case.law.ample_cases,
        lambda p, case: total(p.helpers, both_pays) <= p.fund,
        lambda p, case: p.office & (p.cases >= case.law.least_cases),
        lambda p, case: p.opened_on + timedelta(days=1) <= case.on,
        lambda p, case: p.opened_on <= case.on - timedelta(days=1),
    )
    point = Point(
        office=True, cases=10, fund=Decimal(2), opened_on=date(2024, 5, 1), helpers=(Helper(paid=Decimal(1)),)
    )
    assert [sgz.assess(made(rule), point, on=date(2024, 6, 1)).verdict for rule in rules] == [True] * len(rules)


def test_what_is_asked_of_a_whole_that_is_not_there_is_unknown() -> None:
    rules = made(lambda p, case: p.opened_on >= case.whole.opened_on)
    assert sgz.assess(rules, Point(opened_on=date(2024, 5, 1)), on=date(2024, 6, 1)).verdict is sgz.UNKNOWN


def test_one_member_rule_asks_another() -> None:
    long_trained = member_rule("早已受训", "was trained long ago")(
        lambda helper, case: trained(helper, case) & (helper.since <= case.on)
    )
    helpers = (Helper(trained=True, since=date(2024, 5, 1)),)
    rules = made(lambda p, case: every(p.helpers, long_trained, case))
    assert sgz.assess(rules, Point(helpers=helpers), on=date(2024, 6, 1)).verdict is True
    assert sgz.assess(rules, Point(helpers=helpers), on=date(2024, 4, 1)).verdict is False


@pytest.mark.parametrize("of", [lambda p: p, lambda p: p.office, lambda p: p.helpers])
def test_a_private_name_is_that_of_no_fact(of: Any) -> None:
    with pytest.raises(AttributeError, match=r"^_hidden"):
        made(lambda p, case: getattr(of(p), "_hidden"))  # noqa: B009 - as if it were written out


def test_of_one_number_or_nothing_all_between_is_possible() -> None:
    assert repr(where(sgz.UNKNOWN, 5, 0)) == "0..5"
    assert where(sgz.UNKNOWN, 5, sgz.UNKNOWN) is sgz.UNKNOWN


@pytest.mark.parametrize("of", [date, str, int, YUAN])
def test_a_fact_of_several_days_amounts_or_texts_is_refused(of: Any) -> None:
    with pytest.raises(sgz.InvalidType, match=r"^many\(\): .* declare several days, amounts or texts as facts"):
        many(of)
    with pytest.raises(sgz.InvalidType, match=r"^part\(\): .* a class of facts, as declared by @subject"):
        part(of)


def test_an_error_of_the_rule_itself_is_told_with_the_requirement() -> None:
    def broken(p: Any, case: Any) -> Any:
        return case.law.counting.no_such_thing

    with pytest.raises(AttributeError, match="no_such_thing") as raised:
        made(broken)
    assert re.match(r"point\.broken \(test_mistakes\.py:\d+\)", raised.value.__notes__[0])


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("zh", "不少于3名"),
        ("zh", "不少于三名"),
        ("zh", "三 名在岗"),
        ("zh", "百分之六十的人受训"),
        ("zh", "开放十二小时"),
        ("zh", "半年内报告"),
        ("zh", "至少两项"),
        ("en", "at least 3"),
        ("en", "at least three"),
        ("en", "sixty per cent are trained"),
        ("en", "reports within half a year"),
        ("en", "is open for twelve hours"),
        ("en", "no more than ten points"),
    ],
)
def test_a_number_in_a_text_is_refused_in_digits_and_in_words(field: str, text: str) -> None:
    with pytest.raises(sgz.InvalidValue, match=rf"requirement\.{field}: .*text without digits or number words"):
        made(office, **{field: text})


@pytest.mark.parametrize("compared", ["不少于", "不低于", "不多于", "不超过", "至少", "至多", "最多", "超过"])
def test_a_number_word_after_a_comparison_is_refused(compared: str) -> None:
    with pytest.raises(sgz.InvalidValue, match=r"requirement\.zh: .*text without digits or number words"):
        made(office, zh=f"{compared}五")


@pytest.mark.parametrize("unit", ["名", "人", "元", "天", "日", "周岁", "年", "个月", "个工作日", "小时", "平方米"])
def test_a_number_word_before_a_unit_is_refused(unit: str) -> None:
    with pytest.raises(sgz.InvalidValue, match=r"requirement\.zh: .*text without digits or number words"):
        made(office, zh=f"五{unit}")


@pytest.mark.parametrize(
    "text",
    [
        *(f"{word} points each" for word in ("at least five", "at most five", "more than five", "fewer than five")),
        *(f"{word} points each" for word in ("less than five", "up to five", "within five", "exactly five")),
        *(f"at {word} a dozen points" for word in ("least", "most")),
        *(
            f"in five {unit}"
            for unit in ("per cent", "percent", "people", "persons", "yuan", "days", "weeks", "months")
        ),
        *(f"in a hundred {unit}" for unit in ("day", "week", "month", "year", "years", "hour", "hours")),
    ],
)
def test_an_english_number_word_with_a_comparison_or_a_unit_is_refused(text: str) -> None:
    with pytest.raises(sgz.InvalidValue, match=r"requirement\.en: .*text without digits or number words"):
        made(office, en=text)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("一街一策，五类经费", "each of the five main categories"),
        ("第三年起不低于百分之 {share}", "{share} per cent, once a point is open"),
        ("一站服务两个以上街道", "of a point of several streets, the one given"),
    ],
)
def test_words_that_count_nothing_the_law_sets_are_no_numbers(zh: str, en: str) -> None:
    assert made(office, zh=zh, en=en).requirements[0].zh == zh


@pytest.mark.parametrize("zh", ["不少于 { few } 名", "不少于 {few 名", "不少于 {{few}} 名", ""])
def test_braces_stand_around_the_name_of_a_number_alone(zh: str) -> None:
    with pytest.raises(sgz.InvalidValue, match=r"requirement\.zh: .*write a number as \{number_of_the_law\}"):
        made(office, zh=zh)


@pytest.mark.parametrize(("zh", "en"), [("满三年", "long here"), ("够久", "for 3 years"), ("够久", "for {few} years")])
def test_a_number_in_the_label_of_a_member_rule_is_refused(zh: str, en: str) -> None:
    with pytest.raises(sgz.InvalidValue, match=r"member_rule\.(zh|en): .*stands in the text of the requirement"):
        member_rule(zh, en)


def test_an_actor_that_is_not_the_notices_is_refused() -> None:
    with pytest.raises(sgz.InvalidType, match=r"requirement\.by: <Keeper\.COUNTY.*one of TOWN \(town government\)"):
        made(office, by=Keeper.COUNTY)
    assert made(office, by=Bearer.TOWN).requirements[0].by == (Bearer.TOWN,)
    attrs.evolve(PointLaw.notice, actors=None).check_actors("by", (Keeper.COUNTY,))


def test_a_rule_under_a_law_of_another_notice_is_refused() -> None:
    history = History((date(2024, 1, 1), POINT_LAW), (date(2025, 1, 1), sgz.TIANJIN_2021))
    for law in (sgz.TIANJIN_2021, history):
        with pytest.raises(sgz.InvalidType, match=r"Ruleset point\.law: <Policy.* a PointLaw"):
            made(office, law=law)
    with pytest.raises(sgz.InvalidType, match=r"Ruleset point\.law: '法' .* a Law or a History"):
        made(office, law="法")


def test_a_requirement_of_another_law_leaves_a_ruleset_without_a_law_of_its_own() -> None:
    asked = requirement("1", Force.MUST, law=LibraryLaw, zh="甲", en="a", group="library")(office)
    assert (made(office) + asked).law is None
    assert made(office).law is POINT_LAW


class TestLedger:
    NOTICE = PointLaw.notice
    SENTENCE = Sentence("一", 1, "0" * 12, "略", requirements=("point.office",))

    def test_a_sentence_of_a_clause_that_does_not_exist_is_refused(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"'二' .*one of the notice's clauses"):
            attrs.evolve(self.NOTICE, sentences=(attrs.evolve(self.SENTENCE, clause="二"),))

    @pytest.mark.parametrize(
        ("rows", "said"),
        [
            ({"clauses": [NOTICE["一"]]}, r"Notice\.clauses: .* a tuple"),
            ({"clauses": ("一",)}, r"Notice\.clauses: '一' .* a Clause"),
            ({"sentences": ("句",)}, r"Notice\.sentences: '句' .* a Sentence"),
            ({"duties": ("职责",)}, r"Notice\.duties: '职责' .* a Duty"),
            ({"actors": "镇政府"}, r"Notice\.actors: '镇政府' .* a type"),
        ],
    )
    def test_what_is_no_row_is_refused(self, rows: Any, said: str) -> None:
        with pytest.raises(sgz.InvalidType, match=said):
            attrs.evolve(self.NOTICE, **rows)

    def test_a_duty_of_somebody_else_is_refused(self) -> None:
        duty = Duty(id="fund", by=(Keeper.COUNTY,), clause=self.NOTICE["一"], force=Force.MUST, zh="甲", en="a")
        with pytest.raises(sgz.InvalidType, match=r"Duty fund\.by: <Keeper\.COUNTY.*one of TOWN"):
            attrs.evolve(self.NOTICE, duties=(duty,))

    @pytest.mark.parametrize(
        ("rows", "duties", "said"),
        [
            (
                (attrs.evolve(SENTENCE, requirements=("point.ofice",)),),
                (),
                r"一#1\.requirements: 'point.ofice' .*mean point\.office",
            ),
            ((attrs.evolve(SENTENCE, requirements=(), duties=("fund",)),), (), r"一#1\.duties: 'fund' "),
            ((), ("point.none",), r"Duty fund\.requirements: 'point\.none' "),
        ],
    )
    def test_a_row_of_a_requirement_or_duty_that_does_not_exist_is_refused(
        self, rows: Any, duties: tuple[str, ...], said: str
    ) -> None:
        clause = self.NOTICE["一"]
        fund = Duty(id="fund", by=(Bearer.TOWN,), clause=clause, force=Force.MUST, zh="甲", en="a", requirements=duties)
        notice = attrs.evolve(self.NOTICE, sentences=lambda: rows, duties=(fund,) if duties else ())
        with pytest.raises(sgz.InvalidValue, match=said):
            notice.check_ledger(made(office))

    def test_a_ledger_whose_rows_exist_is_accepted(self) -> None:
        attrs.evolve(self.NOTICE, sentences=(self.SENTENCE,)).check_ledger(made(office))
