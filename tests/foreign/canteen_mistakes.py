"""Thirty wrong rules that an author of the canteens' notice could write, each with what the author meant.

Each is refused when its function is called, which makes a ruleset of it. Five more can be told from no right rule.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from foreign.canteen import (
    LAW,
    Canteen,
    CanteenLaw,
    Equipment,
    Grade,
    Post,
    Role,
    Stage,
    full_time_cook,
    healthy,
    seats,
    separate,
)
from sgzlib.law import (
    UNKNOWN,
    Clause,
    Force,
    Labelled,
    Law,
    Notice,
    Ruleset,
    after,
    at_least_percent,
    count,
    done_by,
    every,
    includes,
    member_rule,
    number,
    one_of,
    requirement,
    total,
)

MISTAKES: dict[str, tuple[Callable[[], Any], str]] = {}
NOT_TOLD: dict[str, Callable[[], Any]] = {}
LEAST_SEATS = 200


def mistake(said: str | None) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """Keep a mistake by its name, with what its refusal says; None where a right rule can look the same."""

    def keep(make: Callable[[], Any]) -> Callable[[], Any]:
        if said is None:
            NOT_TOLD[make.__name__] = make
        else:
            MISTAKES[make.__name__] = make, said
        return make

    return keep


def ruled(
    rule: Any, clause: str = "二", *, law: Any = CanteenLaw, zh: str = "场所合适", en: str = "is suitable", **more: Any
) -> Any:
    """Make a ruleset of one rule, as an author does."""
    made = requirement(clause, Force.MUST, law=law, zh=zh, en=en, group="canteen", **more)(rule)
    return Ruleset("canteen", Canteen, (made,), zh="学校食堂", en="School canteen", law=LAW)


@mistake("a fact used in an operation")
def compared_by_identity() -> Any:
    """Meant: the kitchen is separate."""

    def divided(canteen: Any, case: Any) -> Any:
        return canteen.separate is True

    return ruled(divided)


@mistake("a number: this is a label of Grade")
def a_count_compared_with_a_label() -> Any:
    """Meant: the nutrition grade is B or better."""

    def good(canteen: Any, case: Any) -> Any:
        return canteen.inspections >= Grade.B

    return ruled(good, "四")


@mistake("a rule written with &")
def if_on_a_fact() -> Any:
    """Meant: where it is contracted out, the contractor was chosen by tender."""

    def run(canteen: Any, case: Any) -> Any:
        if canteen.contracted_out:
            return canteen.tendered
        return True

    return ruled(run, "一")


@mistake("a rule written with &")
def python_and() -> Any:
    """Meant: separate, and with a changing room."""

    def divided(canteen: Any, case: Any) -> Any:
        return canteen.separate and canteen.changing_room

    return ruled(divided)


@mistake(r"MONTHS = Fixed\(12\)")
def a_number_of_the_module() -> Any:
    """Meant: at least so many seats, a number of the law."""

    def enough(canteen: Any, case: Any) -> Any:
        return canteen.seats >= LEAST_SEATS

    return ruled(enough)


@mistake("did you mean seats_percent")
def a_number_that_the_law_has_not() -> Any:
    """Meant: {seats_percent}."""

    def enough(canteen: Any, case: Any) -> Any:
        return canteen.seats >= canteen.diners

    return ruled(enough, zh="座位不少于 {seat_percent}%", en="has at least {seat_percent}% seats")


@mistake("did you mean seats")
def a_misspelt_fact() -> Any:
    """Meant: canteen.seats."""

    def enough(canteen: Any, case: Any) -> Any:
        return canteen.seat >= canteen.diners

    return ruled(enough)


class DormitoryLaw(Law):
    """The law of another notice, copied from."""

    notice = Notice(
        title="云梁县学生宿舍办法（虚构）",
        title_en="Yunliang county rules on dormitories (invented)",
        issued_on=date(2025, 2, 20),
        clauses=(Clause("二", "场所", "面积够用。", "There is area enough."),),
    )

    least_inspections: int = number("二", "最少检查次数", "least number of inspections")


@mistake(r"a DormitoryLaw, which is the law= of canteen\.inspected")
def a_foreign_law() -> Any:
    """Meant: law=CanteenLaw; the requirement was copied from the notice on dormitories."""

    def inspected(canteen: Any, case: Any) -> Any:
        return canteen.inspections >= case.law.least_inspections

    return ruled(inspected, law=DormitoryLaw)


@mistake(r"case\.on")
def todays_date() -> Any:
    """Meant: case.on."""

    def licensed(canteen: Any, case: Any) -> Any:
        return canteen.licence_until >= date.today()  # noqa: DTZ011 - the mistake

    return ruled(licensed, "一")


@mistake("'area' .*is not part of what the rule returns")
def a_fact_read_and_not_used() -> Any:
    """Meant: both seats and area are enough."""

    def roomy(canteen: Any, case: Any) -> Any:
        _enough = canteen.area >= canteen.diners * case.law.area_each
        return canteen.seats * canteen.sittings >= canteen.diners

    return ruled(roomy)


@mistake("one of the notice's clauses: 前言, 一")
def a_clause_that_is_not_there() -> Any:
    """Meant: clause 六."""

    def inspected(canteen: Any, case: Any) -> Any:
        return canteen.inspections >= case.law.least_inspections

    return ruled(inspected, "八")


class Office(Labelled):
    """Actors of another notice."""

    TOWNSHIP = "镇政府", "township"


@mistake(r"one of CANTEEN \(school canteen\), BUREAU")
def an_actor_of_another_notice() -> Any:
    """Meant: by=Actor.BUREAU."""

    def inspected(canteen: Any, case: Any) -> Any:
        return canteen.inspections >= case.law.least_inspections

    return ruled(inspected, "六", by=Office.TOWNSHIP)


@mistake("requirement ids that differ")
def the_same_requirement_twice() -> Any:
    """Meant: separate and seats; one line was pasted twice."""
    return Ruleset("canteen", Canteen, (separate, seats, separate), zh="学校食堂", en="School canteen", law=LAW)


@mistake(r"'\{area_each\}' .*that the rule asks as well as its text")
def a_text_that_promises_more() -> Any:
    """Meant: `& (canteen.area >= …)` as well, as the text says."""

    def enough(canteen: Any, case: Any) -> Any:
        return canteen.seats * canteen.sittings >= canteen.diners

    return ruled(enough, zh="座位够用，每人面积不少于 {area_each}", en="seats are enough, and {area_each} for each")


@mistake(r"'\{sample_hours\}' .*that the rule asks as well as its text")
def another_number_than_the_text_says() -> Any:
    """Meant: case.law.sample_hours, as in the text."""

    def kept(canteen: Any, case: Any) -> Any:
        return canteen.sample_hours >= case.law.sample_grams

    return ruled(kept, "四", zh="留样不少于 {sample_hours} 小时", en="keeps samples for {sample_hours} hours")


@mistake(r"for a / b <= c write a <= c \* b")
def division() -> Any:
    """Meant: area >= diners * area_each."""

    def roomy(canteen: Any, case: Any) -> Any:
        return canteen.area / canteen.diners >= case.law.area_each

    return ruled(roomy)


@mistake(r"a number or day of case\.law")
def a_float() -> Any:
    """Meant: case.law.area_each."""

    def roomy(canteen: Any, case: Any) -> Any:
        return canteen.area >= canteen.diners * 0.8

    return ruled(roomy)


@mistake(r"'case\.law\.cooks' .*is CooksAre\.COOKS or CooksAre\.WITH_HELPERS")
def a_branch_that_is_never_taken() -> Any:
    """Meant: `case.law.cooks is CooksAre.WITH_HELPERS`; a role is no option of the reading."""

    @member_rule("是专职厨师", "is a full-time cook")
    def cook(employee: Any, case: Any) -> Any:
        if case.law.cooks is Role.HELPER:
            return one_of(employee.role, Role.COOK, Role.HELPER)
        return employee.role == Role.COOK

    def cooks(canteen: Any, case: Any) -> Any:
        return count(canteen.staff, cook, case) >= case.law.least_cooks

    return ruled(cooks, "三")


@mistake("a label of Post: this is a label of Role")
def a_label_of_another_list() -> Any:
    """Meant: Post.HEAD."""

    def in_charge(canteen: Any, case: Any) -> Any:
        return one_of(canteen.in_charge, Role.COOK, Post.DEPUTY)

    return ruled(in_charge, "三")


@mistake(r"a number or day of case\.law")
def a_number_hidden_in_a_timedelta() -> Any:
    """Meant: days_after(term_ends, accounts_days)."""

    def accounts(canteen: Any, case: Any) -> Any:
        return done_by(canteen.accounts_on, canteen.term_ends + timedelta(days=10), case)

    return ruled(accounts, "五")


@mistake(r"includes\(\) or consists_of\(\) for several labels")
def python_in() -> Any:
    """Meant: includes(canteen.equipment, Equipment.FRIDGE)."""

    def cooled(canteen: Any, case: Any) -> Any:
        return Equipment.FRIDGE in canteen.equipment

    return ruled(cooled)


@mistake("a name of Dish: kind, name, sample")
def asked_of_the_wrong_group() -> Any:
    """Meant: canteen.staff."""

    def health(canteen: Any, case: Any) -> Any:
        return every(canteen.dishes, healthy, case)

    return ruled(health, "三")


@mistake("gives a Truth: this is a number")
def a_number_given_back() -> Any:
    """Meant: … >= case.law.least_inspections."""

    def inspected(canteen: Any, case: Any) -> Any:
        return canteen.inspections

    return ruled(inspected, "六")


@mistake("is not part of what the rule returns")
def return_forgotten() -> Any:
    """Meant: return …."""

    def inspected(canteen: Any, case: Any) -> Any:
        canteen.inspections >= case.law.least_inspections  # noqa: B015 - the mistake  # pyright: ignore[reportUnusedExpression]

    return ruled(inspected, "六")


@mistake("did you mean opened_on")
def a_last_day_of_a_misspelt_fact() -> Any:
    """Meant: after("opened_on", …)."""
    last = after("open_on", workdays="register_workdays")

    def registered(canteen: Any, case: Any) -> Any:
        return done_by(canteen.registered_on, last(canteen, case), case)

    return ruled(registered, "一", due=last)


@mistake(r"'certified' .*count\(\) counts")
def a_total_of_yes_and_no() -> Any:
    """Meant: count(canteen.staff, "certified", case)."""

    def certified(canteen: Any, case: Any) -> Any:
        return total(canteen.staff, "certified") >= case.law.least_officers

    return ruled(certified, "三")


@mistake("an amount of money: this is a number")
def money_compared_with_a_percentage() -> Any:
    """Meant: at_most_percent_of(canteen.balance, canteen.income, balance_percent)."""

    def balance(canteen: Any, case: Any) -> Any:
        return canteen.balance <= case.law.balance_percent

    return ruled(balance, "五")


@mistake(r"questions\(\) asks for it")
def stated_is_not_unknown() -> Any:
    """Meant: nothing; that a fact is not known is no breach, and questions() asks for it."""

    def known(canteen: Any, case: Any) -> Any:
        return canteen.diners != UNKNOWN

    return ruled(known)


@mistake("'full_time' .*a name of Canteen")
def a_member_rule_of_the_whole() -> Any:
    """Meant: every(canteen.staff, full_time_cook, case)."""

    def cooks(canteen: Any, case: Any) -> Any:
        return full_time_cook(canteen, case)

    return ruled(cooks, "三")


@mistake(r"at least one label for includes\(\)")
def a_group_that_includes_nothing() -> Any:
    """Meant: includes(canteen.equipment, Equipment.FRIDGE)."""

    def cooled(canteen: Any, case: Any) -> Any:
        return includes(canteen.equipment)

    return ruled(cooled)


@mistake(None)
def a_number_in_the_text() -> Any:
    """Meant: {least_officers}, as the law may change."""

    def enough(canteen: Any, case: Any) -> Any:
        return count(canteen.staff, "certified", case) >= case.law.least_officers

    return ruled(enough, "三", zh="持证人员不少于一名", en="has somebody with a certificate")


@mistake(None)
def a_percentage_that_is_an_area() -> Any:
    """Meant: case.law.certified_percent."""

    def certified(canteen: Any, case: Any) -> Any:
        return at_least_percent(canteen.staff, "certified", case.law.area_each, case)

    return ruled(certified, "三")


@mistake(None)
def always_true() -> Any:
    """Meant: the school is one or the other, and so nothing; it cannot fail."""

    def staged(canteen: Any, case: Any) -> Any:
        return one_of(canteen.stage, Stage.PRIMARY, Stage.SECONDARY)

    return ruled(staged, "五")


@mistake(None)
def a_last_day_counted_in_another_unit() -> Any:
    """Meant: after(…, workdays=…), as the text says."""
    last = after("opened_on", days="register_workdays")

    def registered(canteen: Any, case: Any) -> Any:
        return done_by(canteen.registered_on, last(canteen, case), case)

    return ruled(
        registered,
        "一",
        zh="开办后 {register_workdays} 个工作日内备案",
        en="is registered within {register_workdays} working days",
        due=last,
    )


@mistake(None)
def a_last_day_that_the_rule_does_not_hold_to() -> Any:
    """Meant: done_by(canteen.registered_on, register_by(canteen, case), case)."""
    last = after("opened_on", workdays="register_workdays")

    def registered(canteen: Any, case: Any) -> Any:
        return canteen.registered_on <= case.on

    return ruled(
        registered,
        "一",
        zh="开办后 {register_workdays} 个工作日内备案",
        en="is registered within {register_workdays} working days",
        due=last,
    )
