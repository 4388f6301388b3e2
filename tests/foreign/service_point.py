"""An invented notice on service points (虚构的便民服务点办法): facts of every kind, for mistakes and arithmetic."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sgzlib.law import (
    COUNT,
    DAY,
    HOURS,
    TEXT,
    YES_NO,
    YUAN,
    Clause,
    Fact,
    Fixed,
    Labelled,
    Law,
    Notice,
    Ordered,
    choice,
    fact,
    many,
    measure,
    number,
    part,
    reading,
    subject,
    whole,
)


class Bearer(Labelled):
    """Who acts under the measures (责任单位)."""

    TOWN = "镇政府", "town government"


class Star(Ordered):
    """The stars of a point (星级), fewest first."""

    ONE = 1, "一星", "one star"
    THREE = 3, "三星", "three stars"
    FIVE = 5, "五星", "five stars"


class Trade(Labelled):
    """What a point does (类别)."""

    MEALS = "助餐", "meals"
    REPAIRS = "维修", "repairs"


class Counting(Labelled):
    """Whether repairs count as cases (维修是否计入)."""

    COUNTED = "计入", "counted"
    LEFT_OUT = "不计", "left out"


class PointLaw(Law):
    """The numbers and the reading of the measures (办法参数)."""

    notice = Notice(
        title="青石县便民服务点办法",
        title_en="Qingshi county measures on service points",
        issued_on=date(2024, 1, 1),
        actors=Bearer,
        clauses=(Clause("一", "服务点", "服务点的条件。", "What a point has."),),
    )

    least_cases: int = number("一", "最少件数", "least cases")
    few: int = number("一", "少", "few")
    share: int = number("一", "比例", "share")
    days: int = number("一", "天数", "days")
    level: int = number("一", "增减", "more or less", kind=whole(-9, 9))
    unit_fund: Decimal = number("一", "每件经费", "money a case", kind=YUAN)
    rest: int | Decimal = number("一", "每日休息", "hours of rest a day", kind=HOURS)
    start: date = number("一", "起算日", "first day", kind=DAY)

    @property
    def ample_cases(self) -> int:
        """Twice as many cases as there are to be (件数充足)."""
        return self.least_cases * Fixed(2)

    counting: Counting = reading("一", "维修是否计入？", "do repairs count?", default=Counting.COUNTED)


POINT_LAW = PointLaw(
    least_cases=5,
    few=2,
    level=-1,
    rest=1,
    share=60,
    days=10,
    unit_fund=Decimal("12.50"),
    start=date(2024, 2, 1),
)


@subject
class Helper:
    """Somebody who helps at a point (工作人员)."""

    name: Fact[str] = fact(TEXT, "姓名", "name")
    trained: Fact[bool] = fact(YES_NO, "经过培训", "trained")
    trade: Fact[Trade] = fact(choice(Trade), "工作类别", "trade")
    hours: Fact[int | Decimal] = fact(HOURS, "每周时间", "hours a week")
    paid: Fact[Decimal] = fact(YUAN, "补贴", "paid")
    level: Fact[int] = fact(whole(-9, 9), "增减", "more or less")
    visits: Fact[int] = fact(COUNT, "走访次数", "visits")
    since: Fact[date] = fact(DAY, "到岗日期", "helps since")


@subject
class Room:
    """The room of a point (场所)."""

    lit: Fact[bool] = fact(YES_NO, "灯光合格", "well lit")


@subject
class Point:
    """A service point (服务点)."""

    name: Fact[str] = fact(TEXT, "名称", "name")
    street: Fact[str] = fact(TEXT, "街道", "street")
    office: Fact[bool] = fact(YES_NO, "有办公室", "has an office")
    open: Fact[bool] = fact(YES_NO, "开放", "is open")
    star: Fact[Star] = fact(choice(Star), "星级", "stars")
    trade: Fact[Trade] = fact(choice(Trade), "类别", "trade")
    trades: Fact[tuple[Trade, ...]] = fact(many(Trade), "各项业务", "trades")
    cases: Fact[int] = fact(COUNT, "件数", "cases")
    fund: Fact[Decimal] = fact(YUAN, "经费", "money")
    portion: Fact[int | Decimal] = fact(measure(None, 3), "份额", "portion")
    spent: Fact[Decimal] = fact(YUAN, "支出", "money spent")
    opened_on: Fact[date] = fact(DAY, "开办日期", "opened on")
    closed_on: Fact[date] = fact(DAY, "停办日期", "closed on")
    room: Fact[Room] = fact(part(Room), "场所", "room")
    helpers: Fact[tuple[Helper, ...]] = fact(many(Helper), "工作人员", "helpers")
