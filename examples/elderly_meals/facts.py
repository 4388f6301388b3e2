"""The facts (事实): what is asked of a meal point and of those who work there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sgzlib.law import COUNT, DAY, HOURS, TEXT, YES_NO, YUAN, Fact, Moves, fact, many, measure, subject, whole


@subject
class Helper:
    """Somebody who works at a meal point (工作人员)."""

    name: Fact[str] = fact(TEXT, "姓名", "name")
    cooks: Fact[bool] = fact(YES_NO, "掌勺", "cooks", moves=Moves.NEVER)
    delivers: Fact[bool] = fact(YES_NO, "送餐", "delivers meals", moves=Moves.NEVER)
    manages_safety: Fact[bool] = fact(YES_NO, "食品安全管理员", "food-safety manager")
    trained: Fact[bool] = fact(YES_NO, "受过培训", "trained", act=("参加培训", "attend the training"))
    insured: Fact[bool] = fact(YES_NO, "参加意外伤害保险", "insured against accidents")
    healthy_until: Fact[date] = fact(
        DAY,
        "健康证明有效期至",
        "health certificate valid until",
        moves=Moves.RISES,
        act=("办理新的健康证明", "obtain a new health certificate"),
        evidence=("健康证明", "the certificate"),
    )


@subject
class MealPoint:
    """A meal point for the elderly (老年助餐点)."""

    name: Fact[str] = fact(TEXT, "名称", "name")
    permit: Fact[bool] = fact(YES_NO, "取得食品经营许可", "has a food permit")
    agreement_on: Fact[date] = fact(DAY, "签订服务协议日期", "agreement signed on")
    opened_on: Fact[date] = fact(DAY, "开业日期", "opened on")
    registered_on: Fact[date] = fact(DAY, "备案日期", "registered on")
    sign: Fact[bool] = fact(YES_NO, "设置统一标识", "shows the common sign")
    hours_posted: Fact[bool] = fact(YES_NO, "公示服务时间", "posts its hours")
    ground_floor: Fact[bool] = fact(YES_NO, "设在一楼", "on the ground floor")
    seats: Fact[int] = fact(COUNT, "座位数", "seats", unit=("个", "seats"))
    area: Fact[int | Decimal] = fact(measure(("平方米", "m²"), 2), "就餐面积", "dining area")
    fire_safe_until: Fact[date] = fact(DAY, "消防安全检查有效期至", "fire inspection valid until")
    step_free: Fact[bool] = fact(YES_NO, "出入口无障碍", "step-free entrance")
    helpers: Fact[tuple[Helper, ...]] = fact(many(Helper), "工作人员", "people who work there")
    days_open: Fact[int] = fact(whole(0, 7), "每周开放天数", "days open a week", unit=("天", "days"))
    lunch: Fact[bool] = fact(YES_NO, "供应午餐", "serves lunch")
    price: Fact[Decimal] = fact(YUAN, "每餐最高价格", "price of the dearest meal")
    basic_price: Fact[Decimal] = fact(YUAN, "基本餐价格", "price of the basic meal")
    menu: Fact[bool] = fact(YES_NO, "每周公布食谱", "posts the menu each week")
    sample_hours: Fact[int | Decimal] = fact(HOURS, "留样时间", "samples are kept for")
    soft_meals: Fact[bool] = fact(YES_NO, "提供少盐少油和软食餐", "offers light and soft meals")
    meals: Fact[int] = fact(COUNT, "上月供餐份数", "meals last month", unit=("份", "meals"))
    delivered: Fact[int] = fact(COUNT, "其中送餐上门份数", "of them delivered", unit=("份", "meals"))
    claimed: Fact[Decimal] = fact(YUAN, "申领的补贴", "subsidy claimed")
    own_accounts: Fact[bool] = fact(YES_NO, "单独记账", "keeps accounts of its own")
    accounts_published: Fact[bool] = fact(YES_NO, "公布收支", "publishes its accounts")
    month_ended_on: Fact[date] = fact(DAY, "上月最后一天", "last day of last month", moves=Moves.NEVER)
    reported_on: Fact[date] = fact(DAY, "报送上月供餐情况日期", "report on last month handed in on")
    satisfied: Fact[int] = fact(whole(0, 100), "满意率", "satisfied", unit=("%", "%"))
    complaints_answered: Fact[bool] = fact(YES_NO, "投诉均已答复", "complaints are answered")
