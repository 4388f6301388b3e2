"""An invented notice on a citizens' hotline (虚构的市民热线办法): working days, tickets, money and people."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from sgzlib.law import (
    COUNT,
    DAY,
    HOURS,
    TEXT,
    YES_NO,
    YUAN,
    Clause,
    Fact,
    Force,
    Labelled,
    Law,
    Notice,
    Ordered,
    Ruleset,
    after,
    amount_if,
    at_least_percent,
    at_most_percent_of,
    choice,
    consists_of,
    count,
    days_after,
    days_between,
    distinct,
    done_by,
    earlier,
    earliest,
    ends_with,
    every,
    fact,
    includes,
    later,
    latest,
    least,
    look_up,
    many,
    member_rule,
    months_after,
    not_,
    number,
    one_of,
    part,
    reading,
    requirement,
    restating,
    size,
    subject,
    to_workday,
    total,
    where,
    workdays_after,
    yes_or_no,
)


class Office(Labelled):
    """Who acts (责任主体)."""

    DESK = "热线办", "hotline desk"
    BUREAU = "主管局", "bureau"


class Star(Ordered):
    """The grade of a hotline (等次)."""

    ONE = 1, "一星", "one star"
    TWO = 2, "二星", "two stars"


class Matter(Labelled):
    """What a ticket is about (事项)."""

    ADVICE = "咨询", "advice"
    REPAIR = "报修", "repair"
    COMPLAINT = "投诉", "complaint"


class Tongue(Labelled):
    """A language that is spoken (语言)."""

    COMMON = "普通话", "common speech"
    LOCAL = "本地话", "local speech"
    SIGN = "手语", "sign language"


class ReplyOf(Labelled):
    """Which tickets are to be answered in time (限期答复的范围)."""

    ALL = "全部", "all"
    COMPLAINTS = "投诉", "complaints"


class HotlineLaw(Law):
    """The numbers and the reading of the measures (办法参数)."""

    notice = Notice(
        title="青石县市民热线办法",
        title_en="Qingshi county measures on the citizens' hotline",
        issued_on=date(2024, 1, 10),
        in_force_from=date(2024, 2, 1),
        actors=Office,
        clauses=(
            Clause("一", "设置", "热线的场所、名称和语言。", "Rooms, name and languages."),
            Clause("二", "人员", "话务员的人数和培训。", "How many operators there are, and their training."),
            Clause("三", "办理", "受理、答复的时限。", "When tickets are accepted and answered."),
            Clause("四", "经费", "经费的来源和用途。", "Where the money comes from, and what it pays."),
            Clause("五", "公开", "月报和公开。", "The monthly report, and what is made public."),
        ),
    )

    least_rooms: int = number("一", "最少房间数", "least rooms")
    register_workdays: int = number("一", "备案工作日数", "working days to register")
    least_operators: int = number("二", "最少话务员数", "least operators")
    trained_percent: int = number("二", "受训比例", "share of the trained")
    weekly_hours: int | Decimal = number("二", "每周总时长", "hours a week", kind=HOURS)
    accept_workdays: int = number("三", "受理工作日数", "working days to accept")
    reply_workdays: int = number("三", "答复工作日数", "working days to answer")
    complaint_workdays: int = number("三", "投诉答复工作日数", "working days to answer a complaint")
    most_tickets: int = number("三", "工单上限", "most tickets")
    most_late: int = number("三", "逾期件数上限", "most late tickets")
    office_percent: int = number("四", "办公费比例", "share of office costs")
    money_a_ticket: Decimal = number("四", "每件经费", "money a ticket", kind=YUAN)
    small_grant: Decimal = number("四", "一星补助", "grant of one star", kind=YUAN)
    large_grant: Decimal = number("四", "二星补助", "grant of two stars", kind=YUAN)
    report_days: int = number("五", "月报天数", "days for the report")
    publish_days: int = number("五", "公开天数", "days to publish")
    review_months: int = number("五", "复核月数", "months to the review")
    reply_of: ReplyOf = reading("三", "哪些事项限期答复？", "which tickets are answered in time?", default=ReplyOf.ALL)


HOTLINE_LAW = HotlineLaw(
    least_rooms=2,
    register_workdays=5,
    least_operators=2,
    trained_percent=60,
    weekly_hours=70,
    accept_workdays=1,
    reply_workdays=3,
    complaint_workdays=5,
    most_tickets=9,
    most_late=1,
    office_percent=20,
    money_a_ticket=Decimal("12.50"),
    small_grant=Decimal(1000),
    large_grant=Decimal("2500.50"),
    report_days=10,
    publish_days=7,
    review_months=6,
)


@subject
class Operator:
    """Who answers the calls (话务员)."""

    name: Fact[str] = fact(TEXT, "姓名", "name")
    trained: Fact[bool] = fact(YES_NO, "受过培训", "trained")
    contracted: Fact[bool] = fact(YES_NO, "签订合同", "has a contract")
    speaks: Fact[Tongue] = fact(choice(Tongue), "语言", "speaks")
    hours: Fact[int | Decimal] = fact(HOURS, "每周时长", "hours a week")
    since: Fact[date] = fact(DAY, "到岗日期", "works since")


@subject
class Ticket:
    """What somebody asked for (工单)."""

    name: Fact[str] = fact(TEXT, "编号", "ticket")
    matter: Fact[Matter] = fact(choice(Matter), "事项", "matter")
    received_on: Fact[date] = fact(DAY, "来电日期", "received on")
    accepted_on: Fact[date] = fact(DAY, "受理日期", "accepted on")
    answered_on: Fact[date] = fact(DAY, "答复日期", "answered on")
    satisfied: Fact[bool] = fact(YES_NO, "满意", "satisfied")
    cost: Fact[Decimal] = fact(YUAN, "费用", "cost")


@subject
class Rooms:
    """Where the operators sit (场所)."""

    rooms: Fact[int] = fact(COUNT, "房间数", "rooms")
    step_free: Fact[bool] = fact(YES_NO, "无障碍", "step-free")


@subject
class Hotline:
    """A hotline (热线)."""

    name: Fact[str] = fact(TEXT, "名称", "name")
    place: Fact[Rooms] = fact(part(Rooms), "场所", "rooms")
    star: Fact[Star] = fact(choice(Star), "等次", "stars")
    tongues: Fact[tuple[Tongue, ...]] = fact(many(Tongue), "提供的语言", "languages")
    menu: Fact[tuple[Tongue, ...]] = fact(many(Tongue), "语音菜单次序", "order of the menu")
    opened_on: Fact[date] = fact(DAY, "开通日期", "opened on")
    registered_on: Fact[date] = fact(DAY, "备案日期", "registered on")
    month_ended_on: Fact[date] = fact(DAY, "月末", "end of the month")
    report_on: Fact[date] = fact(DAY, "月报日期", "report on")
    published_on: Fact[date] = fact(DAY, "公开日期", "published on")
    reviewed_on: Fact[date] = fact(DAY, "复核日期", "reviewed on")
    budget: Fact[Decimal] = fact(YUAN, "经费", "budget")
    donated: Fact[Decimal] = fact(YUAN, "捐赠", "donated")
    usable: Fact[bool] = fact(YES_NO, "捐赠可用", "the donation may be used")
    office_costs: Fact[Decimal] = fact(YUAN, "办公费", "office costs")
    calls: Fact[int] = fact(COUNT, "来电数", "calls")
    recorded: Fact[bool] = fact(YES_NO, "全程录音", "calls are recorded")
    operators: Fact[tuple[Operator, ...]] = fact(many(Operator), "话务员", "operators")
    tickets: Fact[tuple[Ticket, ...]] = fact(many(Ticket), "工单", "tickets")


asked = partial(requirement, law=HotlineLaw, by=Office.DESK)
MUST, SHOULD, MAY = Force.MUST, Force.SHOULD, Force.MAY

registered_by = after("opened_on", workdays="register_workdays")
reported_by = after("month_ended_on", days="report_days")
reviewed_by = after("opened_on", months="review_months")


@asked("一", MUST, zh="名称以“热线”结尾", en="its name ends so")
def named(line: Any, case: Any) -> Any:
    return ends_with(line.name, "热线")


@asked("一", MUST, zh="房间不少于 {least_rooms} 间", en="at least {least_rooms} rooms")
def roomy(line: Any, case: Any) -> Any:
    return line.place.rooms >= case.law.least_rooms


@asked("一", SHOULD, zh="无障碍", en="step-free")
def step_free(line: Any, case: Any) -> Any:
    return line.place.step_free


@asked("一", MUST, zh="提供普通话和手语", en="common speech and sign language")
def spoken(line: Any, case: Any) -> Any:
    return includes(line.tongues, Tongue.COMMON, Tongue.SIGN)


@asked("一", MAY, zh="菜单先普通话后本地话", en="common speech before the local one")
def menu_order(line: Any, case: Any) -> Any:
    return consists_of(line.menu, Tongue.COMMON, Tongue.LOCAL)


@asked(
    "一",
    MUST,
    zh="开通后 {register_workdays} 个工作日内备案",
    en="registers in {register_workdays} working days",
    due=registered_by,
)
def registered(line: Any, case: Any) -> Any:
    return done_by(line.registered_on, registered_by(line, case), case)


recorded = yes_or_no("recorded", "一", MUST, law=HotlineLaw, by=Office.DESK, zh="全程录音", en="records")


@asked("二", MUST, zh="受训话务员不少于 {least_operators} 名", en="at least {least_operators} trained operators")
def staffed(line: Any, case: Any) -> Any:
    return count(line.operators, "trained", case) >= case.law.least_operators


@asked("二", MUST, zh="受训者不低于百分之 {trained_percent}", en="{trained_percent} per cent are trained")
def trained(line: Any, case: Any) -> Any:
    return at_least_percent(line.operators, "trained", case.law.trained_percent, case)


@asked("二", MUST, zh="均签订合同", en="all have contracts", of_each=True)
def contracted(line: Any, case: Any) -> Any:
    return every(line.operators, "contracted", case)


@asked("二", MUST, zh="每周合计 {weekly_hours} 小时", en="{weekly_hours} hours a week")
def long_enough(line: Any, case: Any) -> Any:
    return total(line.operators, "hours") >= case.law.weekly_hours


@asked("二", SHOULD, zh="话务员会多种语言", en="operators speak several languages")
def many_tongues(line: Any, case: Any) -> Any:
    return distinct(line.operators, "speaks", tuple(Tongue)) > 1


@asked("二", MUST, zh="开通前有人到岗，其后均已到岗", en="somebody works from the opening, all by now")
def arrived(line: Any, case: Any) -> Any:
    return (earliest(line.operators, "since") <= line.opened_on) & (latest(line.operators, "since") <= case.on)


@member_rule("按时受理", "accepted in time")
def accepted(ticket: Any, case: Any) -> Any:
    return ticket.accepted_on <= workdays_after(ticket.received_on, case.law.accept_workdays, case.law.rest_days)


def _answer_by(ticket: Any, case: Any) -> Any:
    law = case.law
    complaint = workdays_after(ticket.received_on, law.complaint_workdays, law.rest_days)
    return where(
        ticket.matter == Matter.COMPLAINT,
        complaint,
        workdays_after(ticket.received_on, law.reply_workdays, law.rest_days),
    )


@member_rule("逾期未答复", "late")
def late(ticket: Any, case: Any) -> Any:
    over = not_(ticket.answered_on <= _answer_by(ticket, case)) & (_answer_by(ticket, case) < case.on)
    return over & (ticket.matter == Matter.COMPLAINT) if case.law.reply_of is ReplyOf.COMPLAINTS else over


@asked(
    "三",
    MUST,
    zh="工单 {accept_workdays} 个工作日内受理",
    en="accepted in {accept_workdays} working days",
    of_each=True,
)
def accepts(line: Any, case: Any) -> Any:
    return every(line.tickets, accepted, case)


@asked("三", MUST, zh="逾期不超过 {most_late} 件", en="at most {most_late} late tickets")
def answers(line: Any, case: Any) -> Any:
    return count(line.tickets, late, case) <= case.law.most_late


@asked("三", SHOULD, zh="满意的不少于不满意的", en="more are satisfied than not")
def satisfied(line: Any, case: Any) -> Any:
    return count(line.tickets, "satisfied", case) >= size(line.tickets) - count(line.tickets, "satisfied", case)


@asked("三", MUST, zh="工单不多于来电，且不超过 {most_tickets} 件", en="no more tickets than calls, nor {most_tickets}")
def called(line: Any, case: Any) -> Any:
    return size(line.tickets) <= least(line.calls, case.law.most_tickets)


@asked("四", MUST, zh="支出不超过经费和可用捐赠", en="spends no more than it has", by=Office.BUREAU)
def within_budget(line: Any, case: Any) -> Any:
    return total(line.tickets, "cost") + line.office_costs <= line.budget + amount_if(line.usable, line.donated)


@asked("四", MUST, zh="办公费不超过百分之 {office_percent}", en="office costs at most {office_percent} per cent")
def office(line: Any, case: Any) -> Any:
    return at_most_percent_of(line.office_costs, line.budget, case.law.office_percent)


@asked("四", MUST, zh="经费不低于每件 {money_a_ticket}", en="{money_a_ticket} a ticket", by=Office.BUREAU)
def funded(line: Any, case: Any) -> Any:
    return line.budget >= case.law.money_a_ticket * size(line.tickets)


@asked("四", MUST, zh="经费不低于等次补助", en="at least the grant of its stars", by=Office.BUREAU)
def granted(line: Any, case: Any) -> Any:
    return line.budget >= look_up(line.star, {Star.ONE: case.law.small_grant, Star.TWO: case.law.large_grant})


@asked("五", MUST, zh="月末后 {report_days} 天内月报", en="reports within {report_days} days", due=reported_by)
def reported(line: Any, case: Any) -> Any:
    return done_by(line.report_on, reported_by(line, case), case)


@asked("五", MUST, zh="月报后 {publish_days} 天内公开", en="publishes within {publish_days} days")
def published(line: Any, case: Any) -> Any:
    return days_between(line.report_on, line.published_on) <= case.law.publish_days


@asked(
    "五",
    MUST,
    zh="开通 {review_months} 个月内复核",
    en="is reviewed within {review_months} months",
    due=reviewed_by,
    applies=lambda line, _case: one_of(line.star, Star.TWO),
)
def reviewed(line: Any, case: Any) -> Any:
    return done_by(line.reviewed_on, reviewed_by(line, case), case)


@asked("五", SHOULD, zh="公开不晚于复核", en="publishes before the review")
def in_order(line: Any, case: Any) -> Any:
    first = earlier(
        line.published_on, to_workday(days_after(line.report_on, case.law.publish_days), case.law.rest_days)
    )
    return first <= later(line.reviewed_on, months_after(line.opened_on, case.law.review_months))


PEOPLE = restating(
    "hotline.people",
    "二",
    MUST,
    law=HotlineLaw,
    zh="人员齐备",
    en="people are there",
    restates=("hotline.staffed", "hotline.trained"),
)
HOTLINE = Ruleset(
    "hotline",
    Hotline,
    (
        named, roomy, step_free, spoken, menu_order, registered, recorded, staffed, trained, contracted, long_enough,
        many_tongues, arrived, accepts, answers, satisfied, called, within_budget, office, funded, granted, reported,
        published, reviewed, in_order, PEOPLE,
    ),
    zh="热线",
    en="Hotline",
    law=HOTLINE_LAW,
)  # fmt: skip
