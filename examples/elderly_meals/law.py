"""The law (规定): every number of the notice, and where it can be read in two ways."""

from __future__ import annotations

from decimal import Decimal

from elderly_meals.notice import NOTICE
from sgzlib.law import YUAN, Labelled, Law, number, reading


class Preparing(Labelled):
    """Whose health certificate is asked for (制作餐食的人员)."""

    COOKS = "仅掌勺人员", "the cooks alone"
    EVERYONE = "全体工作人员", "all who work there"


class MealLaw(Law):
    """The numbers and the reading of the rules (办法参数)."""

    notice = NOTICE

    opening_months: int = number("一", "开业期限（月）", "months for opening")
    register_days: int = number("一", "备案期限（天）", "days for registering")
    least_seats: int = number("二", "最少座位数", "least number of seats")
    least_area: int = number("二", "最小就餐面积（平方米）", "least area in m²")
    managers: int = number("三", "食品安全管理员人数", "food-safety managers")
    trained_percent: int = number("三", "受过培训的最低百分比", "least percentage of trained people")
    days_a_week: int = number("四", "每周开放天数", "days open a week")
    highest_price: Decimal = number("四", "每餐最高价", "highest price of a meal", kind=YUAN)
    highest_basic_price: Decimal = number("四", "基本餐最高价", "highest price of the basic meal", kind=YUAN)
    sample_hours: int = number("四", "留样时间（小时）", "hours for which samples are kept")
    first_meals: int = number("五", "第一档份数", "meals of the first tier")
    first_rate: Decimal = number("五", "第一档每份补贴", "subsidy a meal, first tier", kind=YUAN)
    further_rate: Decimal = number("五", "第二档每份补贴", "subsidy a meal beyond it", kind=YUAN)
    delivery_rate: Decimal = number("五", "送餐每份补贴", "subsidy a delivered meal", kind=YUAN)
    highest_subsidy: Decimal = number("五", "每月补贴上限", "most that is paid a month", kind=YUAN)
    report_days: int = number("五", "报送期限（天）", "days for the monthly report")
    satisfied_percent: int = number("六", "满意率（百分比）", "percentage of the satisfied")
    large_seats: int = number("六", "大型助餐点座位数", "seats of a large point")
    medium_seats: int = number("六", "中型助餐点座位数", "seats of a medium point")
    preparing: Preparing = reading(
        "三",
        "“制作餐食的人员”包括哪些人？",
        "Who prepares meals?",
        default=Preparing.COOKS,
        grounds={
            Preparing.COOKS: ("原文用“制作”", "the word is to prepare"),
            Preparing.EVERYONE: ("分餐人员同样接触食物", "who serves touches food as well"),
        },
    )


YUNXI = MealLaw(
    opening_months=3,
    register_days=30,
    least_seats=20,
    least_area=50,
    managers=1,
    trained_percent=80,
    days_a_week=5,
    highest_price=Decimal(15),
    highest_basic_price=Decimal(10),
    sample_hours=48,
    first_meals=1000,
    first_rate=Decimal(3),
    further_rate=Decimal(2),
    delivery_rate=Decimal(1),
    highest_subsidy=Decimal(6000),
    report_days=10,
    satisfied_percent=80,
    large_seats=60,
    medium_seats=40,
)
