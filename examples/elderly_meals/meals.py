"""The rules (规则): the requirements in the notice's order, what the county pays, and how large a point is."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from elderly_meals.facts import Helper, MealPoint
from elderly_meals.law import YUNXI, MealLaw, Preparing
from elderly_meals.notice import Bearer
from sgzlib.law import (
    YUAN,
    Case,
    Force,
    Labelled,
    Ruleset,
    Truth,
    after,
    at_least_percent,
    choice,
    count,
    done_by,
    every,
    member_rule,
    not_,
    outcome,
    requirement,
    where,
    yes_or_no,
)

asked = partial(requirement, law=MealLaw, by=Bearer.POINT)
stated = partial(yes_or_no, law=MealLaw, by=Bearer.POINT)
Asking = Case[MealLaw]
MUST, SHOULD = Force.MUST, Force.SHOULD

opened_by = after("agreement_on", months="opening_months")
registered_by = after("opened_on", days="register_days")
reported_by = after("month_ended_on", days="report_days")

permit = stated("permit", "一", MUST, zh="取得食品经营许可", en="has a food permit")


@asked("一", MUST, zh="与镇政府签订服务协议", en="has an agreement with the township", by=(Bearer.POINT, Bearer.TOWN))
def agreement(point: MealPoint, case: Asking) -> Truth:
    """Ask for an agreement that is signed."""
    return point.agreement_on <= case.on


@asked("一", MUST, zh="签约后{opening_months}个月内开业", en="opens within {opening_months} months", due=opened_by)
def opened(point: MealPoint, case: Asking) -> Truth:
    """Ask for the opening in time."""
    return done_by(point.opened_on, opened_by(point, case), case)


@asked("一", MUST, zh="开业后{register_days}天内备案", en="registers within {register_days} days", due=registered_by)
def registered(point: MealPoint, case: Asking) -> Truth:
    """Ask for the registration in time."""
    return done_by(point.registered_on, registered_by(point, case), case)


sign = stated("sign", "一", MUST, zh="设置统一标识", en="shows the common sign")
hours_posted = stated("hours_posted", "一", MUST, zh="公示服务时间", en="posts its hours")
ground_floor = stated("ground_floor", "二", MUST, zh="设在首层", en="is on the ground floor")


@asked("二", MUST, zh="座位不少于{least_seats}个", en="has at least {least_seats} seats")
def seats(point: MealPoint, case: Asking) -> Truth:
    """Ask for seats."""
    return point.seats >= case.law.least_seats


@asked("二", MUST, zh="就餐面积不少于{least_area}平方米", en="has at least {least_area} m² to dine")
def area(point: MealPoint, case: Asking) -> Truth:
    """Ask for room."""
    return point.area >= case.law.least_area


@asked("二", MUST, zh="消防安全检查在有效期内", en="has a valid fire inspection")
def fire_safety(point: MealPoint, case: Asking) -> Truth:
    """Ask for an inspection that has not run out."""
    return point.fire_safe_until >= case.on


step_free = stated("step_free", "二", SHOULD, zh="出入口无障碍", en="has a step-free entrance")


@member_rule("健康证明有效", "has a valid health certificate")
def healthy(helper: Helper, case: Asking) -> Truth:
    """Ask the cooks, or everyone, as the law is read."""
    valid = helper.healthy_until >= case.on
    return valid if case.law.preparing is Preparing.EVERYONE else valid | not_(helper.cooks)


@asked("三", MUST, zh="制作餐食的人员健康证明有效", en="everyone who prepares meals has a valid health certificate")
def health(point: MealPoint, case: Asking) -> Truth:
    """Ask each of them."""
    return every(point.helpers, healthy, case)


@asked("三", MUST, zh="食品安全管理员不少于{managers}名", en="food-safety managers: at least {managers}")
def manager(point: MealPoint, case: Asking) -> Truth:
    """Count the managers."""
    return count(point.helpers, "manages_safety", case) >= case.law.managers


@asked("三", MUST, zh="受过培训的人员不低于{trained_percent}%", en="at least {trained_percent}% of workers are trained")
def trained(point: MealPoint, case: Asking) -> Truth:
    """Ask for a share of them."""
    return at_least_percent(point.helpers, "trained", case.law.trained_percent, case)


@member_rule("送餐的已参保", "insured where delivering")
def covered(helper: Helper, _case: Asking) -> Truth:
    """Ask those who deliver."""
    return helper.insured | not_(helper.delivers)


@asked("三", MUST, zh="送餐人员参加意外伤害保险", en="everyone who delivers meals is insured")
def insured(point: MealPoint, case: Asking) -> Truth:
    """Ask each of them."""
    return every(point.helpers, covered, case)


@asked("四", MUST, zh="每周开放不少于{days_a_week}天", en="is open at least {days_a_week} days a week")
def days_open(point: MealPoint, case: Asking) -> Truth:
    """Ask for the days."""
    return point.days_open >= case.law.days_a_week


lunch = stated("lunch", "四", MUST, zh="供应午餐", en="serves lunch")


@asked("四", MUST, zh="每餐不超过{highest_price}", en="a meal costs no more than {highest_price}")
def price(point: MealPoint, case: Asking) -> Truth:
    """Compare the dearest meal."""
    return point.price <= case.law.highest_price


@asked("四", MUST, zh="基本餐不超过{highest_basic_price}", en="a basic meal costs no more than {highest_basic_price}")
def basic_price(point: MealPoint, case: Asking) -> Truth:
    """Compare the basic meal."""
    return point.basic_price <= case.law.highest_basic_price


menu = stated("menu", "四", MUST, zh="每周公布食谱", en="posts the menu each week")


@asked("四", MUST, zh="食品留样不少于{sample_hours}小时", en="keeps samples for at least {sample_hours} hours")
def samples(point: MealPoint, case: Asking) -> Truth:
    """Ask how long samples are kept."""
    return point.sample_hours >= case.law.sample_hours


soft_meals = stated("soft_meals", "四", Force.MAY, zh="提供少盐少油和软食餐", en="offers light and soft meals")


@outcome("五", law=MealLaw, kind=YUAN, zh="应得的月补贴", en="monthly subsidy due")
def subsidy(point: MealPoint, case: Asking) -> Decimal:
    """Pay by tiers, more for what is delivered, and no more than the cap."""
    law = case.law
    first = point.meals * law.first_rate
    further = (point.meals - law.first_meals) * law.further_rate + law.first_rate * law.first_meals
    paid = where(point.meals <= law.first_meals, first, further) + point.delivered * law.delivery_rate
    return where(paid <= law.highest_subsidy, paid, law.highest_subsidy)


@asked("五", MUST, zh="申领的补贴不超过应得数额", en="claims no more than is due")
def claimed(point: MealPoint, case: Asking) -> Truth:
    """Compare with the amount above."""
    return point.claimed <= subsidy(point, case)


own_accounts = stated("own_accounts", "五", MUST, zh="单独记账", en="keeps accounts of its own")
accounts_published = stated("accounts_published", "五", MUST, zh="公布收支", en="publishes its accounts")


@asked("五", MUST, zh="月终后{report_days}天内报送", en="reports within {report_days} days", due=reported_by)
def report(point: MealPoint, case: Asking) -> Truth:
    """Ask for last month's report in time."""
    return done_by(point.reported_on, reported_by(point, case), case)


@asked("六", SHOULD, zh="满意率达到{satisfied_percent}%", en="at least {satisfied_percent}% of diners are satisfied")
def satisfaction(point: MealPoint, case: Asking) -> Truth:
    """Compare the share of the satisfied."""
    return point.satisfied >= case.law.satisfied_percent


complaints = stated(
    "complaints", "六", MUST, fact="complaints_answered", zh="投诉均已答复", en="complaints are answered"
)


class Size(Labelled):
    """How large a meal point is (规模)."""

    LARGE = "大型", "large"
    MEDIUM = "中型", "medium"
    SMALL = "小型", "small"


@outcome("六", law=MealLaw, kind=choice(Size), zh="规模", en="size")
def size(point: MealPoint, case: Asking) -> Size:
    """Take the size by the seats."""
    smaller = where(point.seats >= case.law.medium_seats, Size.MEDIUM, Size.SMALL)
    return where(point.seats >= case.law.large_seats, Size.LARGE, smaller)


MEALS = Ruleset(
    "meals",
    MealPoint,
    (
        permit,
        agreement,
        opened,
        registered,
        sign,
        hours_posted,
        ground_floor,
        seats,
        area,
        fire_safety,
        step_free,
        health,
        manager,
        trained,
        insured,
        days_open,
        lunch,
        price,
        basic_price,
        menu,
        samples,
        soft_meals,
        claimed,
        own_accounts,
        accounts_published,
        report,
        satisfaction,
        complaints,
    ),
    zh="老年助餐点",
    en="Meal point",
    law=YUNXI,
    outcomes=(subsidy, size),
)
