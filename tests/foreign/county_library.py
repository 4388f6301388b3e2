"""An invented notice that shares no class with Tianjin's (虚构的县图书馆分馆办法): its own facts, law, actors and days.

Its rules use every kind of node that a formula has, so that what reads formulas is tried on all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from sgzlib.law import (
    COUNT,
    DAY,
    HOURS,
    TEXT,
    UNKNOWN,
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
    Pending,
    Reference,
    Requirement,
    Ruleset,
    Sentence,
    Truth,
    after,
    at_least_percent,
    calendar_years_after,
    choice,
    consists_of,
    count,
    days_after,
    derived,
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
    years_after,
)
from sgzlib.law.ledger import digest


class Keeper(Labelled):
    """Who acts under the measures (责任单位)."""

    COUNTY = "县图书馆", "county library"
    BRANCH = "分馆", "branch"


class Genre(Labelled):
    """What a shelf holds (图书类别)."""

    NOVELS = "小说", "novels"
    SCIENCE = "科普", "science"
    LOCAL = "地方文献", "local records"


class Rank(Ordered):
    """The rank of a branch (分馆等级), lowest first."""

    THIRD = 1, "三级", "third"
    SECOND = 2, "二级", "second"
    FIRST = 3, "一级", "first"


class QuietHours(Labelled):
    """Whether a branch should or must have a quiet room (安静阅览)."""

    WISH = "倡导", "wish"
    DUTY = "要求", "duty"


class ReviewFrom(Labelled):
    """From when the time for the review runs (复核起算)."""

    OPENING = "自开馆", "from the opening"
    EACH_READER = "自各人到岗", "from each one's own start"


TEXT_OF_THE_NOTICE = """各镇：请照此执行。
1 馆舍 馆舍应当有座位和灯光。
2 人员
2.1 志愿者 志愿者应当经过培训。
2.2 时间 每周开放时间应当达到规定。
3 经费 购书经费应当到位。
青石县 2023年3月1日"""

SENTENCES = (
    Sentence("前言", 1, digest("各镇："), "略", reason=("抬头", "the salutation")),
    Sentence("前言", 2, digest("请照此执行。"), "略", reason=("套话", "a phrase")),
    Sentence("1", 0, digest("1馆舍"), "略", reason=("标题", "a heading")),
    Sentence("1", 1, digest("馆舍应当有座位和灯光。"), "略", requirements=("hall.seats", "hall.lit")),
    Sentence("2", 0, digest("2人员"), "略", reason=("标题", "a heading")),
    Sentence("2.1", 0, digest("2.1志愿者"), "略", reason=("标题", "a heading")),
    Sentence("2.1", 1, digest("志愿者应当经过培训。"), "略", requirements=("branch.trained",)),
    Sentence("2.2", 0, digest("2.2时间"), "略", reason=("标题", "a heading")),
    Sentence("2.2", 1, digest("每周开放时间应当达到规定。"), "略", requirements=("branch.open_hours",)),
    Sentence("3", 0, digest("3经费"), "略", reason=("标题", "a heading")),
    Sentence("3", 1, digest("购书经费应当到位。"), "略", duties=("fund",)),
    Sentence("3", 2, digest("青石县2023年3月1日"), "略", reason=("落款", "the date")),
)


def _duties() -> tuple[Duty, ...]:
    asked = NOTICE["3"]
    return (
        Duty(
            id="fund",
            by=(Keeper.COUNTY,),
            clause=asked,
            force=Force.MUST,
            zh="落实购书经费",
            en="provides for the books",
        ),
    )


NOTICE = Notice(
    title="青石县图书馆分馆办法",
    title_en="Qingshi county measures on library branches",
    number="青文〔2023〕7号",
    issued_on=date(2023, 3, 1),
    in_force_from=date(2023, 4, 1),
    in_force_until=date(2027, 12, 31),
    actors=Keeper,
    cited=(Reference("fire-code", "消防规定", "fire code"),),
    clauses=(
        Clause("前言", "前言", "说明缘由。", "Says why."),
        Clause("1", "馆舍", "有座位和灯光。", "There are seats and light."),
        Clause("2", "人员", "关于人员。", "About people."),
        Clause("2.1", "志愿者", "志愿者经过培训。", "Volunteers are trained."),
        Clause("2.2", "时间", "按规定开放。", "It is open long enough."),
        Clause("3", "经费", "经费到位。", "There is money."),
    ),
    sentences=SENTENCES,
    duties=_duties,
)


class LibraryLaw(Law):
    """The numbers and readings of the measures (办法参数)."""

    notice = NOTICE

    least_seats: int = number("1", "最少座位数", "least number of seats")
    trained_percent: int = number("2.1", "受训比例", "share of the trained")
    weekly_hours: int | Decimal = number("2.2", "每周最少开放小时", "least hours a week", kind=HOURS)
    book_fund: Decimal = number("3", "每年购书经费", "money for books a year", kind=YUAN)
    report_days: int = number("2.2", "报告天数", "days for the report")
    review_months: int = number("2.1", "复核月数", "months to the review")
    renewal_years: int = number("1", "换证年数", "years to the renewal", source="fire-code")
    register_by: date = number("1", "备案期限", "day for registering", kind=DAY)
    quiet: QuietHours = reading(
        "1",
        "安静阅览是否必须？",
        "must there be a quiet room?",
        default=QuietHours.WISH,
        grounds={
            QuietHours.WISH: ("原文用“倡导”", "the word is a wish"),
            QuietHours.DUTY: ("列在要求之中", "it stands among demands"),
        },
        forces=(Force.SHOULD, Force.MUST),
    )
    review_from: ReviewFrom = reading(
        "2.1", "复核期限从何时起算？", "from when does the time for the review run?", default=ReviewFrom.OPENING
    )


QINGSHI = LibraryLaw(
    least_seats=20,
    trained_percent=50,
    weekly_hours=30,
    book_fund=Decimal(20_000),
    report_days=15,
    review_months=6,
    renewal_years=3,
    register_by=date(2023, 6, 30),
)


@subject
class Volunteer:
    """Somebody who helps in a branch (志愿者)."""

    name: Fact[str] = fact(TEXT, "姓名", "name")
    trained: Fact[bool] = fact(YES_NO, "经过培训", "trained")
    shelf: Fact[Genre] = fact(choice(Genre), "负责类别", "genre in charge")
    hours: Fact[int | Decimal] = fact(HOURS, "每周服务时间", "hours a week", unit=("小时", "hours"))
    since: Fact[date] = fact(DAY, "到岗日期", "helps since")


@subject
class Hall:
    """The rooms of a branch (馆舍)."""

    seats: Fact[int] = fact(COUNT, "座位数", "seats")
    lit: Fact[bool] = fact(YES_NO, "灯光合格", "well lit")
    quiet_room: Fact[bool] = fact(YES_NO, "有安静阅览室", "has a quiet room")
    licensed_on: Fact[date] = fact(DAY, "发证日期", "licensed on")


@subject
class Branch:
    """A branch of the county library (分馆)."""

    name: Fact[str] = fact(TEXT, "馆名", "name")
    rank: Fact[Rank] = fact(choice(Rank), "等级", "rank")
    genres: Fact[tuple[Genre, ...]] = fact(many(Genre), "馆藏类别", "genres")
    sign: Fact[tuple[Genre, ...]] = fact(many(Genre), "标牌次序", "order on the sign")
    volunteers: Fact[tuple[Volunteer, ...]] = fact(many(Volunteer), "志愿者", "volunteers")
    hall: Fact[Hall] = fact(part(Hall), "馆舍", "hall")
    given: Fact[Decimal] = fact(YUAN, "县拨经费", "money from the county")
    raised: Fact[Decimal] = fact(YUAN, "自筹经费", "money raised")
    spent: Fact[Decimal] = fact(YUAN, "其他支出", "spent on other things")
    years: Fact[int] = fact(COUNT, "年数", "years")
    opened_on: Fact[date] = fact(DAY, "开馆日期", "opened on")
    registered_on: Fact[date] = fact(DAY, "备案日期", "registered on")
    report_on: Fact[date] = fact(DAY, "报告日期", "report made on")

    @derived("购书经费合计", "money for books", kind=YUAN)
    def books(self) -> Any:
        """What there is for books (购书经费)."""
        return self.given + self.raised - self.spent


@member_rule("超过规定时间或经过培训", "helps long enough or is trained")
def useful(volunteer: Volunteer, case: Case[LibraryLaw]) -> Any:
    return (volunteer.hours > case.law.weekly_hours) | volunteer.trained


@member_rule("经过培训或仍在本人期限内", "trained, or still within the own time for it")
def trained_in_time(volunteer: Volunteer, case: Case[LibraryLaw]) -> Any:
    return (_reviewed_by(volunteer.since, case) >= case.on) | volunteer.trained


def _reviewed_by(start: Any, case: Case[LibraryLaw]) -> Any:
    return to_workday(months_after(start, case.law.review_months), case.law.rest_days)


def _review_due(branch: Branch, case: Case[LibraryLaw]) -> Any:
    return _reviewed_by(branch.opened_on, case) if case.law.review_from is ReviewFrom.OPENING else None


def _each_in_time(branch: Branch, case: Case[LibraryLaw]) -> Truth:
    return every(branch.volunteers, trained_in_time, case)


def _to_train(branch: Branch, case: Case[LibraryLaw]) -> tuple[Pending, ...]:
    volunteers = () if branch.volunteers is UNKNOWN else branch.volunteers
    return tuple(
        Pending(f"volunteers[{at}]", _reviewed_by(volunteer.since, case))
        for at, volunteer in enumerate(volunteers)
        if volunteer.trained is not True
    )


def _must(clause: str, zh: str, en: str, **more: Any) -> Callable[[Any], Requirement]:
    more = {"by": Keeper.BRANCH} | more
    return requirement(clause, more.pop("force", Force.MUST), law=LibraryLaw, zh=zh, en=en, **more)


@_must("1", "座位不少于 {least_seats} 个", "at least {least_seats} seats", group="hall")
def seats(hall: Hall, case: Case[LibraryLaw]) -> Truth:
    return hall.seats >= case.law.least_seats


def _lit_by(_hall: Hall, case: Case[LibraryLaw]) -> Any:
    return later(case.whole.opened_on, case.law.register_by)


@_must("1", "灯光合格", "is well lit", group="hall", due=_lit_by, by=(Keeper.COUNTY, Keeper.BRANCH))
def lit(hall: Hall, case: Case[LibraryLaw]) -> Truth:
    return hall.lit


@_must("1", "有安静阅览室", "has a quiet room", group="hall", force="quiet")
def quiet_room(hall: Hall, case: Case[LibraryLaw]) -> Truth:
    return hall.quiet_room


@_must(
    "1",
    "换证不迟于 {renewal_years} 年",
    "the licence is not older than {renewal_years} years",
    group="hall",
    source="fire-code",
)
def licence(hall: Hall, case: Case[LibraryLaw]) -> Truth:
    return years_after(hall.licensed_on, case.law.renewal_years) >= case.on


HALL = Ruleset("hall", Hall, (seats, lit, quiet_room, licence), zh="馆舍", en="Hall", law=QINGSHI)


def _of_rank(branch: Branch, case: Case[LibraryLaw]) -> Truth:
    return not_(one_of(branch.rank, Rank.THIRD))


def _register_due(branch: Branch, case: Case[LibraryLaw]) -> Any:
    return case.law.register_by


@_must("1", "按期备案", "is registered in time", group="branch", due=_register_due, applies=_of_rank)
def registered(branch: Branch, case: Case[LibraryLaw]) -> Truth:
    return done_by(branch.registered_on, case.law.register_by, case)


_report_due = after("opened_on", days="report_days")


@_must("2.2", "开馆后 {report_days} 天内报告", "reports within {report_days} days", group="branch", due=_report_due)
def reported(branch: Branch, case: Case[LibraryLaw]) -> Truth:
    return branch.report_on <= _report_due(branch, case)


@_must(
    "2.1",
    "复核时均受训",
    "all are trained at the review",
    group="branch",
    due=_review_due,
    within=_each_in_time,
    pending=_to_train,
)
def trained(branch: Branch, case: Case[LibraryLaw]) -> Truth:
    return every(branch.volunteers, "trained", case)


@_must("2.1", "受训者不低于百分之 {trained_percent}", "{trained_percent} per cent are trained", group="branch")
def share(branch: Branch, case: Case[LibraryLaw]) -> Truth:
    return at_least_percent(branch.volunteers, useful, case.law.trained_percent, case)


@_must("2.2", "每周开放不少于 {weekly_hours} 小时", "is open {weekly_hours} hours a week", group="branch")
def open_hours(branch: Branch, case: Case[LibraryLaw]) -> Truth:
    return (total(branch.volunteers, "hours") >= case.law.weekly_hours) & (size(branch.volunteers) > 0)


@_must("2.1", "各类有人负责", "somebody is in charge of two genres", group="branch", force=Force.SHOULD)
def shelves(branch: Branch, case: Case[LibraryLaw]) -> Truth:
    return distinct(branch.volunteers, "shelf", (Genre.NOVELS, Genre.SCIENCE)) > 1


@_must("2.1", "均在开馆后、核对日期前到岗", "all came after the opening", group="branch", force=Force.MAY)
def came(branch: Branch, case: Case[LibraryLaw]) -> Truth:
    first, last = earliest(branch.volunteers, "since"), latest(branch.volunteers, "since")
    return (first >= branch.opened_on) & (last <= case.on) & (count(branch.volunteers, "trained", case) != 1)


@_must("3", "购书经费每年不少于 {book_fund}", "{book_fund} a year for books", group="branch", by=Keeper.COUNTY)
def fund(branch: Branch, case: Case[LibraryLaw]) -> Truth:
    return branch.books >= case.law.book_fund * branch.years


@_must("1", "名称和标牌合规", "name and sign are right", group="branch", force=Force.SHOULD)
def sign(branch: Branch, case: Case[LibraryLaw]) -> Truth:
    named = ends_with(branch.name, "分馆") & (branch.name != "分馆")
    return named & includes(branch.genres, Genre.NOVELS) & consists_of(branch.sign, Genre.LOCAL, Genre.SCIENCE)


@_must("2.2", "年度内不早于报告", "acts in the year, not before the report", group="branch", force=Force.SHOULD)
def in_year(branch: Branch, case: Case[LibraryLaw]) -> Truth:
    end = calendar_years_after(branch.opened_on, 1)
    first = where(branch.rank >= Rank.FIRST, days_after(branch.opened_on, 1), branch.report_on)
    return (earlier(end, case.law.register_by) >= branch.opened_on) | (first < case.on)


WHOLE = restating(
    "branch.hall",
    "1",
    Force.MUST,
    law=LibraryLaw,
    zh="馆舍合规",
    en="the hall is right",
    restates=("hall.seats", "hall.lit", "hall.quiet_room"),
)

BRANCH = Ruleset(
    "branch",
    Branch,
    (registered, reported, trained, share, open_hours, shelves, came, fund, sign, in_year, WHOLE),
    zh="分馆",
    en="Branch",
    law=QINGSHI,
    parts=(("hall", HALL),),
)
