"""A county's rules on school canteens: invented, written from the guides alone, before any of it was run.

The county does not exist. `WORDING` is the notice, in words of our own; the requirements follow it clause by clause.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from sgzlib.law import (
    COUNT,
    DAY,
    HOURS,
    TEXT,
    YES_NO,
    YUAN,
    Case,
    Clause,
    Duty,
    Fact,
    Force,
    Labelled,
    Law,
    Notice,
    Ordered,
    RestDays,
    Ruleset,
    Truth,
    after,
    amount_if,
    at_least_percent,
    at_least_percent_of,
    at_most_percent_of,
    choice,
    count,
    days_between,
    distinct,
    done_by,
    every,
    fact,
    includes,
    look_up,
    many,
    measure,
    member_rule,
    months_after,
    not_,
    number,
    one_of,
    outcome,
    reading,
    requirement,
    size,
    subject,
    total,
    where,
    whole,
    yes_or_no,
)

WORDING = """各中小学校：为办好本县（虚构）中小学食堂，制定本办法。
一、开办。食堂应当在开办后15个工作日内向县教育局备案。县教育局应当在备案后6个月内完成首次检查。食品经营许可证应当在有效期内。食堂由学校自办；委托经营的，承包方应当经招标产生。
二、场所。加工区与就餐区应当分开。座位数不少于就餐人数的40%，各批次座位合计不少于就餐人数。每名就餐人员的食堂面积不少于0.8平方米。原则上设更衣间。应当配备消毒柜和冷藏柜。设在2层及以上的，应当有客梯或者食梯。
三、人员。工作人员的健康证明均应当有效。专职厨师不少于2名。持证的食品安全员不少于1名。持有上岗证的人员不低于工作人员的80%。每50名就餐人员至少配1名工作人员。由校长或者副校长担任食品安全第一责任人。新到岗人员应当在到岗后3个月内完成培训。
四、供餐。每周食谱应当提前3天公布。每餐荤菜不少于1种，素菜不少于2种。每餐菜品不少于3类。每种菜品留样不少于125克，留样保存不少于48小时。营养等级不低于乙级。不得供应冷荤凉菜。
五、经费。小学每餐不超过8元，中学每餐不超过10元。伙食费结余不超过收入的5%。食材以外的支出不超过支出合计的30%。支出合计不超过收入。单笔支出超过5000元的，应当经集体审批。食材采购达到10万元的，应当招标。学期结束后10天内公布账目。
六、检查。县教育局每学期检查不少于2次。食堂自查每周不少于1次。检查发现问题的，应当在30天内整改。可以邀请家长陪餐。县教育局每年公布检查情况。
七、奖补。就餐人数500人以上的，每年奖补30000元；200人以上不足500人的，20000元；不足200人的，10000元。营养等级为甲级的，另加5000元；合计不超过32000元。"""


class Actor(Labelled):
    """Who acts (责任单位)."""

    CANTEEN = "学校食堂", "school canteen"
    BUREAU = "县教育局", "county education bureau"


NOTICE = Notice(
    title="云梁县中小学食堂办法（虚构）",
    title_en="Yunliang county rules on school canteens (invented)",
    issued_on=date(2025, 2, 20),
    in_force_from=date(2025, 3, 1),
    actors=Actor,
    clauses=(
        Clause("前言", "前言", "办法管什么。", "What the rules are about."),
        Clause("一", "开办", "备案、首次检查、许可和经营方式。", "Registration, inspection, licence, who runs it."),
        Clause("二", "场所", "分区、座位、面积和设备。", "Zones, seats, area and equipment."),
        Clause("三", "人员", "健康、人数、持证和培训。", "Health, numbers, certificates and training."),
        Clause("四", "供餐", "食谱、菜品、留样和营养。", "Menus, dishes, samples and nutrition."),
        Clause("五", "经费", "价格、结余、支出、招标和公布。", "Price, balance, spending, tenders, accounts."),
        Clause("六", "检查", "检查、自查和整改。", "Inspections, self-checks, putting right."),
        Clause("七", "奖补", "按规模和营养等级奖补。", "A grant by size and nutrition."),
    ),
)


class CooksAre(Labelled):
    """Who counts as a cook (厨师的范围)."""

    COOKS = "只有厨师", "cooks alone"
    WITH_HELPERS = "厨师和帮厨", "cooks and kitchen hands"


SQUARE_METRES = measure(("平方米", "m²"), 1)


class CanteenLaw(Law):
    """The numbers of the notice (参数)."""

    notice = NOTICE

    register_workdays: int = number("一", "备案期限（工作日）", "working days for registering")
    inspect_months: int = number("一", "首次检查期限（月）", "months for the first inspection")
    seats_percent: int = number("二", "座位占就餐人数的比例", "seats in per cent of diners")
    area_each: int | Decimal = number("二", "每人面积", "area for each diner", kind=SQUARE_METRES)
    lift_floor: int = number("二", "须有电梯的楼层", "floor from which a lift is needed")
    least_cooks: int = number("三", "最少专职厨师", "least number of full-time cooks")
    least_officers: int = number("三", "最少食品安全员", "least number of food-safety officers")
    certified_percent: int = number("三", "持证比例", "share with a certificate")
    diners_each: int = number("三", "每名工作人员对应的就餐人数", "diners for each member of staff")
    training_months: int = number("三", "培训期限（月）", "months for training")
    menu_days: int = number("四", "食谱提前天数", "days by which the menu comes first")
    least_meat: int = number("四", "最少荤菜", "least number of meat dishes")
    least_vegetables: int = number("四", "最少素菜", "least number of vegetable dishes")
    least_kinds: int = number("四", "最少菜品类别", "least number of kinds of dishes")
    sample_grams: int = number("四", "留样克数", "grams of a sample")
    sample_hours: int = number("四", "留样小时数", "hours for which samples are kept")
    primary_price: Decimal = number("五", "小学每餐最高价", "highest price in primary schools", kind=YUAN)
    secondary_price: Decimal = number("五", "中学每餐最高价", "highest price in secondary schools", kind=YUAN)
    balance_percent: int = number("五", "结余比例上限", "highest share of the balance")
    other_percent: int = number("五", "其他支出比例上限", "highest share of other spending")
    approve_above: Decimal = number("五", "须审批的支出额", "spending to be approved", kind=YUAN)
    tender_from: Decimal = number("五", "须招标的采购额", "purchases to be tendered", kind=YUAN)
    accounts_days: int = number("五", "账目公布期限（天）", "days for publishing accounts")
    least_inspections: int = number("六", "最少检查次数", "least number of inspections")
    checks_a_week: int = number("六", "每周自查次数", "self-checks a week")
    rectify_days: int = number("六", "整改期限（天）", "days for putting right")
    large_diners: int = number("七", "大型食堂就餐人数", "diners of a large canteen")
    middle_diners: int = number("七", "中型食堂就餐人数", "diners of a middling canteen")
    large_grant: Decimal = number("七", "大型食堂奖补", "grant of a large canteen", kind=YUAN)
    middle_grant: Decimal = number("七", "中型食堂奖补", "grant of a middling canteen", kind=YUAN)
    small_grant: Decimal = number("七", "小型食堂奖补", "grant of a small canteen", kind=YUAN)
    nutrition_grant: Decimal = number("七", "营养奖补", "grant for nutrition", kind=YUAN)
    highest_grant: Decimal = number("七", "奖补上限", "highest grant", kind=YUAN)
    cooks: CooksAre = reading(
        "三",
        "“厨师”包括帮厨吗？",
        "Do cooks include kitchen hands?",
        default=CooksAre.COOKS,
        grounds={
            CooksAre.COOKS: ("帮厨另有名称", "kitchen hands have a name of their own"),
            CooksAre.WITH_HELPERS: ("帮厨同样烹饪", "kitchen hands cook as well"),
        },
    )


AUTUMN = RestDays(
    date(2025, 9, 1),
    date(2025, 10, 31),
    {
        day
        for day in (date(2025, 9, 1) + timedelta(days=n) for n in range(61))
        if (day.weekday() >= 5 and day not in (date(2025, 9, 28), date(2025, 10, 11)))
        or date(2025, 10, 1) <= day <= date(2025, 10, 8)
    },
)

LAW = CanteenLaw(
    rest_days=AUTUMN,  # type: ignore[call-arg]
    register_workdays=15,
    inspect_months=6,
    seats_percent=40,
    area_each=Decimal("0.8"),
    lift_floor=2,
    least_cooks=2,
    least_officers=1,
    certified_percent=80,
    diners_each=50,
    training_months=3,
    menu_days=3,
    least_meat=1,
    least_vegetables=2,
    least_kinds=3,
    sample_grams=125,
    sample_hours=48,
    primary_price=Decimal(8),
    secondary_price=Decimal(10),
    balance_percent=5,
    other_percent=30,
    approve_above=Decimal(5000),
    tender_from=Decimal(100_000),
    accounts_days=10,
    least_inspections=2,
    checks_a_week=1,
    rectify_days=30,
    large_diners=500,
    middle_diners=200,
    large_grant=Decimal(30_000),
    middle_grant=Decimal(20_000),
    small_grant=Decimal(10_000),
    nutrition_grant=Decimal(5000),
    highest_grant=Decimal(32_000),
)


class Role(Labelled):
    """What somebody does in the canteen (岗位)."""

    COOK = "厨师", "cook"
    HELPER = "帮厨", "kitchen hand"
    OFFICER = "食品安全员", "food-safety officer"
    SERVER = "分餐员", "server"


class DishKind(Labelled):
    """Kinds of dishes (菜品类别)."""

    MEAT = "荤菜", "meat dish"
    VEGETABLE = "素菜", "vegetable dish"
    STAPLE = "主食", "staple"
    SOUP = "汤", "soup"


class SpendingKind(Labelled):
    """What money is spent on (支出类别)."""

    FOOD = "食材", "food"
    WAGES = "人工", "wages"
    ENERGY = "水电燃气", "water and energy"
    OTHER = "其他", "other"


class Equipment(Labelled):
    """Equipment (设备)."""

    STERILISER = "消毒柜", "steriliser"
    FRIDGE = "冷藏柜", "fridge"
    FILTER = "净水器", "water filter"


class Post(Labelled):
    """The post of whom answers for food safety (职务)."""

    HEAD = "校长", "head"
    DEPUTY = "副校长", "deputy head"
    OTHER = "其他人员", "somebody else"


class Stage(Labelled):
    """The stage of the school (学段)."""

    PRIMARY = "小学", "primary school"
    SECONDARY = "中学", "secondary school"


class Grade(Ordered):
    """Nutrition grades, the best one last (营养等级)."""

    C = 1, "丙级", "third class"
    B = 2, "乙级", "second class"
    A = 3, "甲级", "first class"


@subject
class Employee:
    """Somebody who works in a canteen (工作人员)."""

    name: Fact[str] = fact(TEXT, "姓名", "name")
    role: Fact[Role] = fact(choice(Role), "岗位", "role")
    full_time: Fact[bool] = fact(YES_NO, "专职", "full-time")
    certified: Fact[bool] = fact(YES_NO, "持有上岗证", "has a certificate")
    healthy_until: Fact[date] = fact(DAY, "健康证明有效期至", "health certificate valid until")
    joined_on: Fact[date] = fact(DAY, "到岗日期", "joined on")
    trained_on: Fact[date] = fact(DAY, "完成培训日期", "trained on")


@subject
class Dish:
    """A dish of a meal (菜品)."""

    name: Fact[str] = fact(TEXT, "菜名", "name")
    kind: Fact[DishKind] = fact(choice(DishKind), "类别", "kind")
    sample: Fact[int] = fact(COUNT, "留样量", "sample", unit=("克", "g"))


@subject
class Spending:
    """One item of spending (支出)."""

    name: Fact[str] = fact(TEXT, "名目", "name")
    kind: Fact[SpendingKind] = fact(choice(SpendingKind), "支出类别", "kind of spending")
    amount: Fact[Decimal] = fact(YUAN, "金额", "amount")
    approved: Fact[bool] = fact(YES_NO, "经集体审批", "approved")


@subject
class Canteen:
    """A school's canteen (学校食堂)."""

    name: Fact[str] = fact(TEXT, "名称", "name of the canteen")
    stage: Fact[Stage] = fact(choice(Stage), "学段", "stage")
    opened_on: Fact[date] = fact(DAY, "开办日期", "opened on")
    registered_on: Fact[date] = fact(DAY, "备案日期", "registered on")
    first_inspected_on: Fact[date] = fact(DAY, "首次检查日期", "first inspected on")
    licence_until: Fact[date] = fact(DAY, "许可证有效期至", "licence valid until")
    contracted_out: Fact[bool] = fact(YES_NO, "委托经营", "contracted out")
    tendered: Fact[bool] = fact(YES_NO, "承包方经招标产生", "contractor chosen by tender")
    separate: Fact[bool] = fact(YES_NO, "加工区与就餐区分开", "kitchen and dining room separate")
    diners: Fact[int] = fact(COUNT, "就餐人数", "diners", unit=("人", "diners"))
    seats: Fact[int] = fact(COUNT, "座位数", "seats", unit=("个", "seats"))
    sittings: Fact[int] = fact(COUNT, "就餐批次", "sittings", unit=("批", "sittings"))
    area: Fact[int | Decimal] = fact(SQUARE_METRES, "食堂面积", "area")
    changing_room: Fact[bool] = fact(YES_NO, "有更衣间", "changing room")
    equipment: Fact[tuple[Equipment, ...]] = fact(many(Equipment), "设备", "equipment")
    floor: Fact[int] = fact(whole(1, 9), "所在楼层", "floor")
    lift: Fact[bool] = fact(YES_NO, "有客梯", "lift")
    food_lift: Fact[bool] = fact(YES_NO, "有食梯", "food lift")
    staff: Fact[tuple[Employee, ...]] = fact(many(Employee), "工作人员", "staff")
    in_charge: Fact[Post] = fact(choice(Post), "食品安全责任人职务", "post of whom answers for food safety")
    menu_on: Fact[date] = fact(DAY, "食谱公布日期", "menu published on")
    week_from: Fact[date] = fact(DAY, "食谱所在周首日", "first day of the week of the menu")
    dishes: Fact[tuple[Dish, ...]] = fact(many(Dish), "菜品", "dishes")
    sample_hours: Fact[int | Decimal] = fact(HOURS, "留样保存时间", "hours for which samples are kept")
    grade: Fact[Grade] = fact(choice(Grade), "营养等级", "nutrition grade")
    cold_dishes: Fact[bool] = fact(YES_NO, "供应冷荤凉菜", "serves cold meat dishes")
    price: Fact[Decimal] = fact(YUAN, "每餐价格", "price of a meal")
    income: Fact[Decimal] = fact(YUAN, "伙食费收入", "income from meals")
    balance: Fact[Decimal] = fact(YUAN, "伙食费结余", "balance")
    spending: Fact[tuple[Spending, ...]] = fact(many(Spending), "支出", "items of spending")
    food_purchase: Fact[Decimal] = fact(YUAN, "食材采购额", "purchase of food")
    purchase_tendered: Fact[bool] = fact(YES_NO, "食材采购经招标", "purchase of food tendered")
    term_ends: Fact[date] = fact(DAY, "学期结束日", "last day of term")
    accounts_on: Fact[date] = fact(DAY, "账目公布日期", "accounts published on")
    inspections: Fact[int] = fact(COUNT, "检查次数", "inspections", unit=("次", "times"))
    self_checks: Fact[int] = fact(COUNT, "自查次数", "self-checks", unit=("次", "times"))
    weeks_open: Fact[int] = fact(COUNT, "开放周数", "weeks open", unit=("周", "weeks"))
    problem: Fact[bool] = fact(YES_NO, "检查发现问题", "an inspection found a problem")
    problem_on: Fact[date] = fact(DAY, "发现问题日期", "problem found on")
    rectified_on: Fact[date] = fact(DAY, "整改完成日期", "put right on")
    parents: Fact[bool] = fact(YES_NO, "邀请家长陪餐", "parents are invited")


canteens = partial(requirement, law=CanteenLaw, group="canteen", by=Actor.CANTEEN)
of_the_bureau = partial(requirement, law=CanteenLaw, group="canteen", by=Actor.BUREAU)
stated = partial(yes_or_no, law=CanteenLaw, by=Actor.CANTEEN)

# 一

register_by = after("opened_on", workdays="register_workdays")
inspect_by = after("registered_on", months="inspect_months")


@canteens(
    "一",
    Force.MUST,
    zh="开办后 {register_workdays} 个工作日内备案",
    en="is registered within {register_workdays} working days",
    due=register_by,
)
def registered(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return done_by(canteen.registered_on, register_by(canteen, case), case)


@of_the_bureau(
    "一",
    Force.MUST,
    zh="备案后 {inspect_months} 个月内完成首次检查",
    en="is inspected within {inspect_months} months",
    due=inspect_by,
)
def first_inspected(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return done_by(canteen.first_inspected_on, inspect_by(canteen, case), case)


@canteens("一", Force.MUST, zh="食品经营许可证有效", en="has a valid food licence")
def licensed(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return canteen.licence_until >= case.on


@canteens("一", Force.MUST, zh="自办，或者承包方经招标产生", en="is run by the school, or put out to tender")
def operated(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return not_(canteen.contracted_out) | canteen.tendered


# 二

separate = stated("separate", "二", Force.MUST, zh="加工区与就餐区分开", en="kitchen and dining room are separate")


@canteens(
    "二", Force.MUST, zh="座位不少于就餐人数的 {seats_percent}%", en="seats {seats_percent}% of the diners or more"
)
def seats(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return at_least_percent_of(canteen.seats, canteen.diners, case.law.seats_percent)


@canteens("二", Force.MUST, zh="各批次座位合计不少于就餐人数", en="all sittings together seat the diners")
def places(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return canteen.seats * canteen.sittings >= canteen.diners


@canteens("二", Force.MUST, zh="每名就餐人员的面积不少于 {area_each}", en="has at least {area_each} for each diner")
def area(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return canteen.area >= canteen.diners * case.law.area_each


changing_room = stated("changing_room", "二", Force.SHOULD, zh="设更衣间", en="has a changing room")


@canteens("二", Force.MUST, zh="配备消毒柜和冷藏柜", en="has a steriliser and a fridge")
def equipment(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return includes(canteen.equipment, Equipment.STERILISER, Equipment.FRIDGE)


@canteens(
    "二",
    Force.MUST,
    zh="设在 {lift_floor} 层及以上的，有客梯或者食梯",
    en="has a lift or a food lift, where it is on floor {lift_floor} or above",
    applies=lambda canteen, case: canteen.floor >= case.law.lift_floor,
)
def lift(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return canteen.lift | canteen.food_lift


# 三


@member_rule("健康证明有效", "has a valid health certificate")
def healthy(employee: Employee, case: Case[CanteenLaw]) -> Truth:
    return employee.healthy_until >= case.on


@canteens("三", Force.MUST, zh="工作人员的健康证明均有效", en="all staff have a valid health certificate")
def health(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return every(canteen.staff, healthy, case)


@member_rule("是专职厨师", "is a full-time cook")
def full_time_cook(employee: Employee, case: Case[CanteenLaw]) -> Truth:
    if case.law.cooks is CooksAre.WITH_HELPERS:
        return employee.full_time & one_of(employee.role, Role.COOK, Role.HELPER)
    return employee.full_time & (employee.role == Role.COOK)


@canteens("三", Force.MUST, zh="专职厨师不少于 {least_cooks} 名", en="has at least {least_cooks} full-time cooks")
def cooks(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return count(canteen.staff, full_time_cook, case) >= case.law.least_cooks


@member_rule("是持证的食品安全员", "is a food-safety officer with a certificate")
def officer(employee: Employee, case: Case[CanteenLaw]) -> Truth:
    return (employee.role == Role.OFFICER) & employee.certified


@canteens(
    "三",
    Force.MUST,
    zh="持证的食品安全员不少于 {least_officers} 名",
    en="has at least {least_officers} food-safety officers with a certificate",
)
def officers(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return count(canteen.staff, officer, case) >= case.law.least_officers


@canteens(
    "三",
    Force.MUST,
    zh="持有上岗证的人员不低于 {certified_percent}%",
    en="at least {certified_percent}% of the staff have a certificate",
)
def certified(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return at_least_percent(canteen.staff, "certified", case.law.certified_percent, case)


@canteens(
    "三",
    Force.MUST,
    zh="每 {diners_each} 名就餐人员至少配一名工作人员",
    en="has somebody on the staff for every {diners_each} diners",
)
def ratio(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return size(canteen.staff) * case.law.diners_each >= canteen.diners


@canteens(
    "三",
    Force.MUST,
    zh="由校长或者副校长担任食品安全第一责任人",
    en="the head or a deputy head answers for food safety",
)
def in_charge(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return one_of(canteen.in_charge, Post.HEAD, Post.DEPUTY)


@member_rule("按期完成培训，或者尚未到期", "was trained in time, or still has time")
def trained_in_time(employee: Employee, case: Case[CanteenLaw]) -> Truth:
    last = months_after(employee.joined_on, case.law.training_months)
    return done_by(employee.trained_on, last, case) | (case.on <= last)


@canteens(
    "三",
    Force.MUST,
    zh="新到岗人员在 {training_months} 个月内完成培训",
    en="new staff are trained within {training_months} months",
)
def training(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return every(canteen.staff, trained_in_time, case)


# 四


@canteens("四", Force.MUST, zh="食谱提前 {menu_days} 天公布", en="publishes the menu {menu_days} days before")
def menu(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return days_between(canteen.menu_on, canteen.week_from) >= case.law.menu_days


@member_rule("是荤菜", "is a meat dish")
def meat(dish: Dish, case: Case[CanteenLaw]) -> Truth:
    return dish.kind == DishKind.MEAT


@member_rule("是素菜", "is a vegetable dish")
def vegetable(dish: Dish, case: Case[CanteenLaw]) -> Truth:
    return dish.kind == DishKind.VEGETABLE


@canteens(
    "四",
    Force.MUST,
    zh="荤菜不少于 {least_meat} 种，素菜不少于 {least_vegetables} 种",
    en="has at least {least_meat} meat dishes and {least_vegetables} vegetable dishes",
)
def courses(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    enough_meat = count(canteen.dishes, meat, case) >= case.law.least_meat
    return enough_meat & (count(canteen.dishes, vegetable, case) >= case.law.least_vegetables)


@canteens("四", Force.MUST, zh="菜品不少于 {least_kinds} 类", en="has at least {least_kinds} kinds of dishes")
def kinds(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return distinct(canteen.dishes, "kind", tuple(DishKind)) >= case.law.least_kinds


@member_rule("留样足量", "has a sample large enough")
def sampled(dish: Dish, case: Case[CanteenLaw]) -> Truth:
    return dish.sample >= case.law.sample_grams


@canteens("四", Force.MUST, zh="每种菜品留样不少于 {sample_grams} 克", en="keeps {sample_grams} g of each dish")
def samples(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return every(canteen.dishes, sampled, case)


@canteens("四", Force.MUST, zh="留样保存不少于 {sample_hours} 小时", en="keeps samples for {sample_hours} hours")
def kept(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return canteen.sample_hours >= case.law.sample_hours


@canteens("四", Force.MUST, zh="营养等级不低于乙级", en="its nutrition grade is second class or better")
def grade(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return canteen.grade >= Grade.B


@canteens("四", Force.MUST, zh="不供应冷荤凉菜", en="serves no cold meat dishes")
def no_cold_dishes(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return not_(canteen.cold_dishes)


# 五


@canteens(
    "五",
    Force.MUST,
    zh="小学每餐不超过 {primary_price}，中学每餐不超过 {secondary_price}",
    en="a meal costs no more than {primary_price} in primary and {secondary_price} in secondary schools",
)
def price(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    highest = {Stage.PRIMARY: case.law.primary_price, Stage.SECONDARY: case.law.secondary_price}
    return canteen.price <= look_up(canteen.stage, highest)


@canteens(
    "五", Force.MUST, zh="结余不超过收入的 {balance_percent}%", en="keeps {balance_percent}% of its income or less"
)
def balance(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return at_most_percent_of(canteen.balance, canteen.income, case.law.balance_percent)


@member_rule("食材以外的支出", "spending on anything but food", YUAN)
def not_on_food(item: Spending, case: Case[CanteenLaw]) -> Decimal:
    return amount_if(item.kind != SpendingKind.FOOD, item.amount)


@canteens(
    "五",
    Force.MUST,
    zh="食材以外的支出不超过支出合计的 {other_percent}%",
    en="spends at most {other_percent}% on anything but food",
)
def other_spending(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    others = total(canteen.spending, not_on_food, case)
    return at_most_percent_of(others, total(canteen.spending, "amount"), case.law.other_percent)


@canteens("五", Force.MUST, zh="支出合计不超过收入", en="spends no more than its income")
def covered(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return total(canteen.spending, "amount") <= canteen.income


@member_rule("不超额，或者经审批", "is small or approved")
def in_order(item: Spending, case: Case[CanteenLaw]) -> Truth:
    return (item.amount <= case.law.approve_above) | item.approved


@canteens("五", Force.MUST, zh="超过 {approve_above} 的支出经集体审批", en="approves what costs over {approve_above}")
def approved(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return every(canteen.spending, in_order, case)


purchase_tendered = stated(
    "purchase_tendered",
    "五",
    Force.MUST,
    zh="食材采购达到 {tender_from} 的经招标",
    en="tenders purchases of food from {tender_from} on",
    applies=lambda canteen, case: canteen.food_purchase >= case.law.tender_from,
)

accounts_by = after("term_ends", days="accounts_days")


@canteens(
    "五",
    Force.MUST,
    zh="学期结束后 {accounts_days} 天内公布账目",
    en="publishes accounts within {accounts_days} days",
    due=accounts_by,
)
def accounts(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return done_by(canteen.accounts_on, accounts_by(canteen, case), case)


# 六


@of_the_bureau(
    "六", Force.MUST, zh="每学期检查不少于 {least_inspections} 次", en="is inspected {least_inspections} times a term"
)
def inspections(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return canteen.inspections >= case.law.least_inspections


@canteens("六", Force.MUST, zh="每周自查不少于 {checks_a_week} 次", en="checks itself {checks_a_week} times a week")
def self_checks(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return canteen.self_checks >= canteen.weeks_open * case.law.checks_a_week


rectify_by = after("problem_on", days="rectify_days")


@canteens(
    "六",
    Force.MUST,
    zh="检查发现问题的，{rectify_days} 天内整改",
    en="puts right within {rectify_days} days what an inspection found",
    applies=lambda canteen, case: canteen.problem,
    due=rectify_by,
)
def rectified(canteen: Canteen, case: Case[CanteenLaw]) -> Truth:
    return done_by(canteen.rectified_on, rectify_by(canteen, case), case)


parents = stated("parents", "六", Force.MAY, zh="邀请家长陪餐", en="invites parents to eat there")

# 七


@outcome("七", law=CanteenLaw, kind=YUAN, zh="每年奖补", en="yearly grant", group="canteen")
def grant(canteen: Canteen, case: Case[CanteenLaw]) -> Decimal:
    law = case.law
    smaller = where(canteen.diners >= law.middle_diners, law.middle_grant, law.small_grant)
    by_size = where(canteen.diners >= law.large_diners, law.large_grant, smaller)
    amount = by_size + amount_if(canteen.grade == Grade.A, law.nutrition_grant)
    return where(amount <= law.highest_grant, amount, law.highest_grant)


REQUIREMENTS = (
    registered,
    first_inspected,
    licensed,
    operated,
    separate,
    seats,
    places,
    area,
    changing_room,
    equipment,
    lift,
    health,
    cooks,
    officers,
    certified,
    ratio,
    in_charge,
    training,
    menu,
    courses,
    kinds,
    samples,
    kept,
    grade,
    no_cold_dishes,
    price,
    balance,
    other_spending,
    covered,
    approved,
    purchase_tendered,
    accounts,
    inspections,
    self_checks,
    rectified,
    parents,
)

DUTIES = (
    Duty(
        id="publish_inspections",
        by=(Actor.BUREAU,),
        clause=NOTICE["六"],
        force=Force.MUST,
        zh="每年公布检查情况",
        en="publishes each year what inspections found",
    ),
)

CANTEEN = Ruleset("canteen", Canteen, REQUIREMENTS, zh="学校食堂", en="School canteen", law=LAW, outcomes=(grant,))


# What the cases are made of.


def employees(*rows: tuple[Role | None, bool | None]) -> tuple[Employee, ...]:
    """Return full-time staff by role, and by whether they have a certificate."""
    return tuple(Employee(role=role, certified=certificate, full_time=True) for role, certificate in rows)


def dishes(*kinds: DishKind | None) -> tuple[Dish, ...]:
    """Return dishes by kind."""
    return tuple(Dish(kind=kind) for kind in kinds)


def spent(*rows: tuple[SpendingKind | None, object, bool | None]) -> tuple[Spending, ...]:
    """Return items by kind, amount and approval."""
    return tuple(
        Spending(kind=kind, amount=None if amount is None else Decimal(str(amount)), approved=approval)
        for kind, amount, approval in rows
    )
