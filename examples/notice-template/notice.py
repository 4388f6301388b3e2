"""Your notice as rules (把您的通知写成规则): replace what is here, from the top to the bottom.

`python report.py` prints the report on one subject, `python report.py en` in English; `python -m pytest` runs the
tests beside it, which hold of any notice.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sgzlib.law import (
    COUNT,
    DAY,
    TEXT,
    YES_NO,
    YUAN,
    Case,
    Clause,
    Fact,
    Force,
    Labelled,
    Law,
    Notice,
    Ruleset,
    Truth,
    after,
    done_by,
    fact,
    number,
    outcome,
    requirement,
    subject,
    where,
    yes_or_no,
)


# 1. Who acts, and the clauses, each summed up in words of your own.
class Actor(Labelled):
    """Who acts under the notice (责任单位)."""

    READING_ROOM = "阅览室", "reading room"


NOTICE = Notice(
    title="某县农家书屋办法（示例）",
    title_en="A county's rules on village reading rooms (an example)",
    issued_on=date(2024, 3, 1),
    actors=Actor,
    clauses=(
        Clause("一", "开放", "藏书、开放和备案。", "Books, opening and registration."),
        Clause("二", "补助", "按藏书分档补助。", "A grant by the number of books."),
    ),
)


# 2. Every number of the text; where it can be read in two ways, a `reading`.
class ReadingRoomLaw(Law):
    """The numbers of the notice (参数)."""

    notice = NOTICE

    least_books: int = number("一", "最少藏书", "least number of books")
    register_days: int = number("一", "备案期限（天）", "days for registering")
    many_books: int = number("二", "高档藏书数", "books of the upper tier")
    large_grant: Decimal = number("二", "高档补助", "grant of the upper tier", kind=YUAN)
    small_grant: Decimal = number("二", "低档补助", "grant of the lower tier", kind=YUAN)


LAW = ReadingRoomLaw(
    least_books=500, register_days=30, many_books=2000, large_grant=Decimal(3000), small_grant=Decimal(1500)
)


# 3. What is asked of a subject. Every fact may be left out: it is then unknown.
@subject
class ReadingRoom:
    """A village reading room (农家书屋)."""

    name: Fact[str] = fact(TEXT, "名称", "name")
    books: Fact[int] = fact(COUNT, "藏书", "books", unit=("册", "books"))
    opened_on: Fact[date] = fact(DAY, "开放日期", "opened on")
    registered_on: Fact[date] = fact(DAY, "备案日期", "registered on")
    free: Fact[bool] = fact(YES_NO, "免费开放", "free of charge")


# 4. The requirements, in the notice's order, and what the notice computes.
registered_by = after("opened_on", days="register_days")


@requirement(
    "一",
    Force.MUST,
    law=ReadingRoomLaw,
    zh="藏书不少于{least_books}册",
    en="has at least {least_books} books",
    by=Actor.READING_ROOM,
)
def books(room: ReadingRoom, case: Case[ReadingRoomLaw]) -> Truth:
    """Ask for books."""
    return room.books >= case.law.least_books


@requirement(
    "一",
    Force.MUST,
    law=ReadingRoomLaw,
    zh="开放后{register_days}天内备案",
    en="registers within {register_days} days",
    by=Actor.READING_ROOM,
    due=registered_by,
)
def registered(room: ReadingRoom, case: Case[ReadingRoomLaw]) -> Truth:
    """Ask for the registration in time."""
    return done_by(room.registered_on, registered_by(room, case), case)


free = yes_or_no(
    "free", "一", Force.SHOULD, law=ReadingRoomLaw, zh="免费开放", en="is free of charge", by=Actor.READING_ROOM
)


@outcome("二", law=ReadingRoomLaw, kind=YUAN, zh="补助", en="grant")
def grant(room: ReadingRoom, case: Case[ReadingRoomLaw]) -> Decimal:
    """Pay by the number of books."""
    return where(room.books >= case.law.many_books, case.law.large_grant, case.law.small_grant)


RULES = Ruleset(
    "reading_room",
    ReadingRoom,
    (books, registered, free),
    zh="农家书屋",
    en="Reading room",
    law=LAW,
    outcomes=(grant,),
)


# 5. One subject to begin with.
EXAMPLE = ReadingRoom(name="东村书屋", books=820, opened_on=date(2024, 5, 6), registered_on=date(2024, 5, 20))
