"""An amendment that adds facts, numbers and requirements, in every world: three notices, amended within a contract.

Each lowers one number and adds two requirements, one with a last day, under either transition. What an amendment
touches is reckoned here by hand for each day; the rest is judged by the rules as they were. The other worlds are held
against values.
"""

import json
import pickle
import warnings
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

import attrs
import jsonschema
import polars as pl
import pytest
from elderly_meals import MEALS, YUNXI, MealLaw, MealPoint
from elderly_meals.meals import registered_by

import sgzlib as sgz
from bridges import symbolic
from bridges.frames.tabled import IN_MEMORY, judged, scalar
from bridges.sql.executed import EXECUTED, queried
from bridges.workbook.filling import filled, named, statuses
from foreign.canteen import CANTEEN, Canteen, CanteenLaw, Spending
from foreign.canteen import LAW as YUNLIANG
from foreign.county_library import BRANCH, QINGSHI, Branch, Hall, LibraryLaw, Volunteer
from sgzlib.bridges.vectors.answering import answer
from sgzlib.law import (
    DAY,
    YES_NO,
    YUAN,
    Case,
    Fact,
    Force,
    History,
    Labelled,
    Law,
    Requirement,
    Ruleset,
    Transition,
    after,
    done_by,
    fact,
    number,
    outcome,
    reading,
    requirement,
    subject,
)
from sgzlib.law.formula import AddedBy, under, walk
from sgzlib.prose.statuses import MARK

evolve: Any = attrs.evolve
SINCE = date(2025, 9, 1)
AROUND = [SINCE + timedelta(days=by) for by in range(-3, 25)]
NOT_APPLICABLE, NOT_DUE, MET, VIOLATED, UNKNOWN = "NOT_APPLICABLE", "NOT_DUE", "MET", "VIOLATED", "UNDETERMINED"


class Rate(Labelled):
    """What the amended allowance is paid for (补助口径)."""

    DAY = "按日", "by the day"
    MONTH = "按月", "by the month"


class MealLaw2(MealLaw):
    """The amended rules on meal points (修订后参数)."""

    plan_days: int = number("一", "报送计划期限（天）", "days for the plan")
    allowance: Decimal = number("五", "补助", "allowance", kind=YUAN)
    rate: Rate = reading("五", "补助按什么计？", "what is the allowance paid for?", default=Rate.DAY)


class LibraryLaw2(LibraryLaw):
    """The amended measures on library branches (修订后参数)."""

    plan_days: int = number("2.2", "报送计划期限（天）", "days for the plan")


class CanteenLaw2(CanteenLaw):
    """The amended rules on canteens (修订后参数)."""

    plan_days: int = number("六", "报送计划期限（天）", "days for the plan")


@subject
class MealPoint2(MealPoint):
    """A meal point, and what the amendment asks about it."""

    plan_on: Fact[date] = fact(DAY, "报送计划日期", "plan sent on")
    online: Fact[bool] = fact(YES_NO, "接入平台", "is on the platform")


@subject
class Branch2(Branch):
    """A branch, and what the amendment asks about it."""

    plan_on: Fact[date] = fact(DAY, "报送计划日期", "plan sent on")
    online: Fact[bool] = fact(YES_NO, "接入平台", "is on the platform")


@subject
class Canteen2(Canteen):
    """A canteen, and what the amendment asks about it."""

    plan_on: Fact[date] = fact(DAY, "报送计划日期", "plan sent on")
    online: Fact[bool] = fact(YES_NO, "接入平台", "is on the platform")


def added(law: type[Law], clause: str, group: str, start: str) -> tuple[Requirement, Requirement]:
    """Return what an amendment adds: a plan, with a last day, and a connection, without one."""
    plan_by = after(start, days="plan_days")

    @requirement(
        clause,
        Force.MUST,
        law=law,
        zh="{plan_days}天内报送计划",
        en="plans in {plan_days} days",
        group=group,
        due=plan_by,
    )
    def plan(p: Any, c: Any) -> Any:
        return done_by(p.plan_on, plan_by(p, c), c)

    @requirement(clause, Force.MUST, law=law, zh="接入平台", en="is on the platform", group=group)
    def online(p: Any, c: Any) -> Any:
        return p.online

    return plan, online


@outcome("五", law=MealLaw2, kind=YUAN, zh="补助", en="allowance", group="meals")
def allowance(p: Any, c: Any) -> Any:
    return c.law.allowance * p.days_open if c.law.rate is Rate.DAY else c.law.allowance


class Wish(Labelled):
    """How strongly the platform is asked for (平台的约束力)."""

    WISH = "倡导", "wish"
    DUTY = "要求", "duty"


class WishedLaw(MealLaw):
    """An amendment that adds a reading only (修订后参数)."""

    wish: Wish = reading(
        "一", "是否必须接入？", "must it connect?", default=Wish.WISH, forces=(Force.SHOULD, Force.MUST)
    )


WISHED = History((date(2024, 4, 1), YUNXI), (SINCE, WishedLaw.following(YUNXI)))


@requirement("一", "wish", law=WishedLaw, zh="接入平台", en="is on the platform", group="wished")
def online(p: Any, c: Any) -> Any:
    return p.online


class Amendment(NamedTuple):
    """A notice with its amendment: `lowered` is the requirement whose days it lowers, which count from `start`."""

    ruleset: Ruleset
    cls: type[Any]
    old: Law
    new: Law
    clause: str
    lowered: str
    start: str
    done: str
    known: dict[str, Any]

    @property
    def name(self) -> str:
        return self.ruleset.name

    def history(self, transition: Transition) -> History:
        return History((date(2023, 4, 1), self.old), (SINCE, self.new), transition=transition)

    def rules(self, transition: Transition = Transition.BY_DAY) -> Ruleset:
        more: Any = self.ruleset.requirements + added(type(self.new), self.clause, self.name, self.start)
        made: Ruleset = evolve(self.ruleset, subject=self.cls, requirements=more, law=self.history(transition))
        return made

    def touched(self, transition: Transition) -> Ruleset:
        return self.rules(transition).only(self.lowered, f"{self.name}.plan", f"{self.name}.online")

    def subjects(self) -> list[Any]:
        return [
            self.cls(
                **self.known,
                **{self.start: start, self.done: start + timedelta(days=done)},
                plan_on=start + timedelta(days=plan),
                online=plan == PLAN_DAYS,
            )
            for start in (date(2025, 8, 4), date(2025, 8, 20), date(2025, 8, 25), date(2025, 9, 1), date(2025, 9, 3))
            for done, plan in ((14, PLAN_DAYS), (15, PLAN_DAYS + 1), (29, 0))
        ]

    def partly_known(self) -> list[Any]:
        """Return subjects of which something is unknown, of the last day too."""
        names = [self.start, self.done, "plan_on", "online"]
        return [evolve(point, **{name: None}) for point in self.subjects()[::6] for name in names]

    def by_hand(self, point: Any, on: date, transition: Transition) -> dict[str, str]:
        """Return the status of each requirement: of those that the amendment touches, reckoned by the calendar."""
        statuses = of(sgz.assess(self.ruleset, point, on=on, policy=self.old))
        start, done = getattr(point, self.start), getattr(point, self.done)
        first = start if transition is Transition.BY_DAY else on
        last = start + timedelta(days=OLD_DAYS if first < SINCE else NEW_DAYS)
        # The library's rule looks at the report's day alone.
        statuses[self.lowered] = reckoned(done, last, on, early=self.name == "branch")
        plan_by = start + timedelta(days=PLAN_DAYS)
        asked = on >= SINCE and (plan_by >= SINCE or transition is Transition.AT_ONCE)
        statuses[f"{self.name}.plan"] = reckoned(point.plan_on, plan_by, on) if asked else "NOT_APPLICABLE"
        connected = "MET" if point.online else "VIOLATED"
        statuses[f"{self.name}.online"] = connected if on >= SINCE else "NOT_APPLICABLE"
        return statuses


# Whole weeks from a weekday end on a weekday, which no rest days move.
OLD_DAYS, NEW_DAYS, PLAN_DAYS = 28, 14, 7


def reckoned(done: date, last: date, on: date, *, early: bool = False) -> str:
    if done <= last and (early or done <= on):
        return "MET"
    return "NOT_DUE" if on <= last else "VIOLATED"


def of(assessment: sgz.Assessment) -> dict[str, str]:
    return {finding.requirement.id: finding.status.name for finding in assessment.findings}


def amended(old: Law, law: type[Law], **changes: Any) -> Law:
    made: Any = law
    return made.following(old, plan_days=PLAN_DAYS, **changes)


AMENDMENTS = [
    Amendment(
        evolve(MEALS, outcomes=()),
        MealPoint2,
        evolve(YUNXI, register_days=OLD_DAYS),
        amended(YUNXI, MealLaw2, register_days=NEW_DAYS, allowance=Decimal(30)),
        "一",
        "meals.registered",
        "opened_on",
        "registered_on",
        {"seats": 18, "permit": True, "helpers": ()},
    ),
    Amendment(
        BRANCH,
        Branch2,
        evolve(QINGSHI, report_days=OLD_DAYS),
        amended(QINGSHI, LibraryLaw2, report_days=NEW_DAYS),
        "2.2",
        "branch.reported",
        "opened_on",
        "report_on",
        {
            "name": "东街分馆",
            "hall": Hall(seats=20, lit=True, quiet_room=None),
            "volunteers": (Volunteer(trained=True),),
        },
    ),
    Amendment(
        evolve(CANTEEN, outcomes=()),
        Canteen2,
        evolve(YUNLIANG, rest_days=None, rectify_days=OLD_DAYS),
        amended(evolve(YUNLIANG, rest_days=None), CanteenLaw2, rectify_days=NEW_DAYS),
        "六",
        "canteen.rectified",
        "problem_on",
        "rectified_on",
        {
            "problem": True,
            "staff": (),
            "dishes": (),
            "spending": (Spending(amount=Decimal(5)),),
            "area": Decimal("80.5"),
            "diners": 90,
        },
    ),
]
MEAL = AMENDMENTS[0]
ids: Any = lambda each: getattr(each, "name", None)  # noqa: E731
each_notice = pytest.mark.parametrize("amendment", AMENDMENTS, ids=ids)
either_way = pytest.mark.parametrize("transition", Transition, ids=ids)


@either_way
@each_notice
def test_values_are_what_the_calendar_gives_on_each_day(amendment: Amendment, transition: Transition) -> None:
    rules = amendment.rules(transition)
    for point in amendment.subjects():
        for on in AROUND:
            assert of(sgz.assess(rules, point, on=on)) == amendment.by_hand(point, on, transition), (point, on)


@either_way
@each_notice
def test_a_timeline_turns_where_the_calendar_does(amendment: Amendment, transition: Transition) -> None:
    for point in amendment.subjects()[::3]:
        line = sgz.timeline(point, first_day=AROUND[0], last_day=AROUND[-1], ruleset=amendment.rules(transition))
        days = {on: amendment.by_hand(point, on, transition) for on in AROUND}
        assert [turn.day for turn in line.turns] == [
            on for on in AROUND[1:] if days[on] != days[on - timedelta(days=1)]
        ]
        assert line.render()


@either_way
@each_notice
def test_receipts_and_documents_there_and_back(amendment: Amendment, transition: Transition) -> None:
    rules = amendment.touched(transition)
    for on in (AROUND[0], SINCE):
        assessment = sgz.assess(rules, amendment.subjects()[4], on=on)
        found = sgz.verify(sgz.receipt(assessment), ruleset=rules)
        assert (found.intact, found.same_outcome, found.same_law, found.differences) == (True, True, True, ())
        document = json.loads(json.dumps(sgz.interchange.dump(assessment.subject)))
        assert sgz.interchange.load(amendment.cls, document) == assessment.subject
        assert [each["status"] for each in assessment.to_dict()["findings"]] == list(of(assessment).values())
        law = assessment.policy
        assert pickle.loads(pickle.dumps(law)) == law  # noqa: S301 - of our own making


def tabled_subjects(amendment: Amendment) -> list[Any]:
    return [*amendment.subjects()[::3], *amendment.partly_known()]


ON = (AROUND[0], SINCE, date(2025, 9, 10))


@either_way
@each_notice
def test_columns_say_what_values_say(amendment: Amendment, transition: Transition) -> None:
    rules, points = amendment.touched(transition), tabled_subjects(amendment)
    for on, engine in zip(ON[:2], ("polars", "pandas"), strict=True):
        law = amendment.history(transition).on(on)
        assert judged(IN_MEMORY[engine], rules, points, on, law) == scalar(rules, points, on, law), on


@either_way
def test_the_reasons_of_a_table_are_the_statuses_of_values(transition: Transition) -> None:
    rules, points = MEAL.touched(transition), MEAL.subjects()
    table = pl.DataFrame(
        {
            name: [getattr(point, name) for point in points]
            for name in ("opened_on", "registered_on", "plan_on", "online")
        }
    )
    for on in ON:
        reasons = sgz.frames.check(table, rules, on=on, reasons=True)
        for row, point in zip(reasons.to_dicts(), points, strict=True):
            told = of(sgz.assess(rules, point, on=on))
            for name, status in (("violated", "VIOLATED"), ("not_due", "NOT_DUE")):
                assert (row[name] or "") == ", ".join(id_ for id_, each in told.items() if each == status), (point, on)


@either_way
@each_notice
def test_sql_says_what_values_say(amendment: Amendment, transition: Transition) -> None:
    rules, points = amendment.touched(transition), tabled_subjects(amendment)
    for on, dialect in zip(ON, ("sqlite", "duckdb", "sqlite"), strict=True):
        law = amendment.history(transition).on(on)
        assert queried(EXECUTED[dialect], rules, points, on, law, dialect) == scalar(rules, points, on, law), on


@pytest.mark.prove
@either_way
@each_notice
def test_symbols_say_what_values_say(amendment: Amendment, transition: Transition) -> None:
    rules, points = amendment.touched(transition), tabled_subjects(amendment)
    for on in ON:
        for point in points[::6]:
            symbolic.agree(rules, symbolic.sized(point), amendment.history(transition).on(on), on)


@either_way
@each_notice
def test_a_workbook_says_what_values_say(amendment: Amendment, transition: Transition) -> None:
    rules = amendment.touched(transition)
    points = named(rules, amendment.subjects()[::4])
    for on in ON:
        book = sgz.workbook.judge(filled(rules, points), rules, on=on, mending=False)
        marks = [tuple(MARK[finding.status] for finding in sgz.assess(rules, each, on=on).findings) for each in points]
        assert [said for _, said in statuses(rules, book)] == marks


@pytest.mark.prove
@each_notice
def test_vectors_say_what_values_say(amendment: Amendment) -> None:
    history = amendment.history(Transition.BY_DAY)
    asked = amendment.lowered if amendment is MEAL else f"{amendment.name}.plan"
    rules = evolve(amendment.rules().only(asked), outcomes=(allowance,) if amendment is MEAL else (), parts=())
    made = sgz.vectors.make(rules)
    jsonschema.validate(made, sgz.vectors.schema())
    earlier = {"register_days": OLD_DAYS} if amendment is MEAL else {}
    assert made["history"] == [{"from": "2023-04-01", "numbers": earlier}]
    assert {case["on"] >= "2025-09-01" for case in made["cases"]} == {True, False}
    for case in made["cases"]:
        point = sgz.interchange.load(amendment.cls, case["facts"])
        on = date.fromisoformat(case["on"])
        assert on >= SINCE or not amendment.old.notice.in_force(on)
        assessment = sgz.assess(rules, point, on=on, policy=history)
        assert of(assessment) == case["statuses"]
        question: Any = {"id": case["id"], "ruleset": rules.name, "readings": case.get("readings", {})}
        answered = answer(question | {"facts": case["facts"], "on": case["on"]}, {rules.name: rules})
        assert answered["statuses"] == case["statuses"]
        assert list(assessment.outcomes) == list(case.get("outcomes", ()))
    statuses_given = {status for case in made["cases"] for status in case["statuses"].values()}
    assert {"MET", "VIOLATED", "NOT_DUE", "NOT_APPLICABLE"} <= statuses_given
    caught = {place for case in made["cases"] for place in case["catches"]}
    assert caught == set(range(len(made["mutants"])))


PAID = evolve(MEAL.touched(Transition.BY_DAY), outcomes=(allowance,))
POINT = MEAL.subjects()[0]


@pytest.mark.parametrize("amendment", AMENDMENTS, ids=ids)
def test_with_one_law_every_formula_is_that_of_the_law(amendment: Amendment) -> None:
    rules = amendment.rules()
    twice = History((date(2023, 4, 1), amendment.new), (SINCE, amendment.new)).on(SINCE)
    for path, rule, _ in rules.every():
        for what in ("truth", "holds", "binds", "exempt", *(() if rule.due is None else ("due",))):
            formula = rules.formula(path, rule, what)
            assert under(formula, twice) == under(formula, amendment.new)
            assert not any(isinstance(node, AddedBy) for node in walk(under(formula, amendment.new)))
            assert (rule.law is type(amendment.new)) or not any(isinstance(node, AddedBy) for node in walk(formula))


class TestWhatAnAuthorSees:
    def test_a_report_says_from_when_a_requirement_is_in_force(self) -> None:
        before = sgz.assess(PAID, POINT, on=SINCE - timedelta(days=1))
        assert "– 一【应当】 7天内报送计划\n    说明：该要求自2025年9月1日起施行" in before.render()
        assert "this requirement is in force from 1 September 2025" in before.render("en")
        assert before["meals.plan"].readings == ()
        assert before["meals.plan"].why().render("en") == "not applicable\n"
        assert "in force from" not in sgz.assess(PAID, POINT, on=SINCE).render("en")
        issued = sgz.assess(PAID, POINT, on=date(2024, 1, 1)).render("en")
        assert "the notice was issued on 1 March 2024" in issued

    def test_facts_that_are_added_are_asked_from_the_first_day_on(self) -> None:
        unknown = evolve(POINT, online=None)
        found = [sgz.assess(MEAL.touched(Transition.BY_DAY), unknown, on=on) for on in AROUND[2:4]]
        assert [[question.path for question in each.questions()] for each in found] == [[], ["online"]]

    def test_a_formula_is_that_of_its_law(self) -> None:
        plan = PAID.requirements[-2]
        laws = MEAL.history(Transition.BY_DAY)
        told = [
            sgz.explain.formula(plan, "en", policy=law, subject=MealPoint2)
            for law in (laws.on(AROUND[0]), laws.on(SINCE), MEAL.new)
        ]
        assert told[0] == "always holds"
        assert "∨ plan sent on < 1 September 2025)" in told[1]
        assert told[2].endswith("due opened on + 7 days")

    def test_an_outcome_that_is_added_has_no_value_before(self) -> None:
        point = evolve(POINT, days_open=5)
        found = [sgz.assess(PAID, point, on=on) for on in AROUND[2:4]]
        assert [assessment.outcomes for assessment in found] == [{}, {"meals.allowance": Decimal("150.00")}]
        assert [sgz.verify(sgz.receipt(each), ruleset=PAID).differences for each in found] == [(), ()]
        by_month = MEAL.history(Transition.BY_DAY).under(rate=Rate.MONTH)
        read = [sgz.assess(PAID, point, on=on, policy=by_month).outcomes for on in AROUND[2:4]]
        assert read == [{}, {"meals.allowance": Decimal("30.00")}]

    def test_an_outcome_that_is_added_has_no_value_before_in_tables_and_symbols(self) -> None:
        points = pl.DataFrame({"days_open": [5, None]})
        told = []
        for on in AROUND[2:4]:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", sgz.frames.UnknownColumn)
                told.append(sgz.frames.check(points, PAID, on=on)["meals.allowance"].to_list())
            query = sgz.sql.query(PAID, dialect="duckdb", table="points", on=on)
            assert ('CAST(NULL AS INT) AS "meals.allowance"' in query) is (on < SINCE)
        assert told == [[None, None], [Decimal("150.00"), None]]
        assert sgz.symbols.of(PAID, on=SINCE).outcome("meals.allowance").fact.zh == "补助"
        with pytest.raises(sgz.InvalidValue, match=r"^Symbolic\.outcome: 'meals\.allowance'"):
            sgz.symbols.of(PAID, on=AROUND[0]).outcome("meals.allowance")

    def test_another_requirement_with_the_same_last_day_counts_from_the_first_law(self) -> None:
        def asked(law: type[Law], id_: str) -> Requirement:
            declare = requirement(
                "一", Force.MUST, law=law, zh="备案", en="is registered", group=id_, due=registered_by
            )
            return declare(lambda p, c: done_by(p.registered_on, registered_by(p, c), c))

        rules = Ruleset("both", MealPoint, (asked(MealLaw, "old"), asked(MealLaw2, "new")), zh="甲", en="a")
        point = MealPoint(opened_on=date(2025, 8, 1), registered_on=date(2025, 12, 1))
        found = of(sgz.assess(rules, point, on=date(2025, 9, 20), policy=MEAL.history(Transition.BY_DAY)))
        assert list(found.values()) == ["VIOLATED", "NOT_APPLICABLE"]

    def test_a_reading_that_is_added_may_decide_the_force(self) -> None:
        rules = Ruleset("wished", MealPoint2, (online,), zh="甲", en="a", law=WISHED)
        found = [sgz.assess(rules, evolve(POINT, online=False), on=on) for on in AROUND[2:4]]
        assert [of(assessment)["wished.online"] for assessment in found] == ["NOT_APPLICABLE", "UNMET"]
        assert [assessment.applicable for assessment in found] == [False, True]
        asked = sgz.under_all_readings(rules, evolve(POINT, online=False), on=SINCE)
        assert [each.verdict for each in asked.outcomes] == [True, False]

    def test_a_last_day_that_each_member_has_alone(self) -> None:
        trained = requirement(
            "2.1",
            Force.MUST,
            law=LibraryLaw2,
            zh="培训",
            en="trains",
            group="own",
            due=lambda p, c: None,
            within=lambda p, c: p.online,
        )
        rules = Ruleset("own", Branch2, (trained(lambda p, c: p.raised >= p.given),), zh="甲", en="a")
        point = Branch2(online=True, raised=Decimal(1), given=Decimal(2))
        laws = AMENDMENTS[1].history(Transition.BY_DAY)
        found = [next(iter(of(sgz.assess(rules, point, on=on, policy=laws)).values())) for on in AROUND[2:4]]
        assert found == ["NOT_APPLICABLE", "NOT_DUE"]

    def test_a_member_rule_of_another_ruleset_asks_what_the_day_asks(self) -> None:
        rules = MEAL.touched(Transition.BY_DAY)
        point = evolve(POINT, registered_on=date(2025, 8, 10), plan_on=None, online=False)
        met = [rules.meets(point, Case(on, MEAL.history(Transition.AT_ONCE).on(on))) for on in AROUND[2:4]]
        assert met == [True, False]


class TestRefused:
    def test_the_law_before_the_amendment_alone(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^policy: .* a MealLaw2, which is the law= of meals\.plan"):
            sgz.assess(PAID, POINT, on=SINCE, policy=YUNXI)

    def test_a_history_that_takes_something_away(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^Ruleset meals\.law: .* a MealLaw2"):
            evolve(PAID, law=History((date(2024, 4, 1), MEAL.new), (SINCE, YUNXI)))

    def test_a_history_keeps_the_default_law_of_what_is_added(self) -> None:
        laws = MEAL.history(Transition.BY_DAY)
        plan = PAID.requirements[-2]
        before = evolve(MEALS, subject=MealPoint2, law=laws)
        assert (before + plan).law == laws
        assert (evolve(before, law=YUNXI) + plan).law is None
        with pytest.raises(TypeError, match="unexpected keyword"):
            laws.under(rates=Rate.DAY)
