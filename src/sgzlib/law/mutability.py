"""Mutability (可变性): how an act can change the value of a known fact, from the day asked about on.

Advice proposes acts, so it must know which values a fact can reach. A fact declares it beside its labels as one of
`Moves`; its kind gives the default. An unknown fact does not move: it is established.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum, IntEnum
from typing import Any, TypeAlias

from sgzlib.law.errors import InvalidValue
from sgzlib.law.kinds import HOURS, Form, Kind


class Moves(Enum):
    """How an act can change a known fact (可变方式).

    `NEVER`: no act changes it. `FROM_TODAY`: a past day stays; an act not done can be done from the day asked about on.
    `RISES`: a level, hours, a count or a day of expiry can only increase, yes-or-no can only change from no to yes, and
    a group can only gain members. `FREE`: to any value.
    """

    NEVER = "never"
    FROM_TODAY = "from today"
    RISES = "rises"
    FREE = "free"


MovesOf: TypeAlias = "Moves | Callable[[Any, date], Moves]"
"""How a fact moves (可变方式), or a function that says so of a subject on a day."""


def default_moves(kind: Kind[Any]) -> Moves:
    """Return how facts of a kind move unless they say otherwise (默认可变方式)."""
    if kind.form is Form.DAY:
        return Moves.FROM_TODAY
    rises = kind.form is Form.TRUTH or kind is HOURS or _is_ordered(kind) or _is_group(kind)
    return Moves.RISES if rises else Moves.FREE


def refuse_moves(field: str, kind: Kind[Any], moves: MovesOf) -> None:
    """Refuse a way of moving that a kind does not have (拒绝不适用的可变方式), naming the fact by its label."""
    unordered = kind.form is Form.TEXT or (kind.form is Form.LABEL and not _is_ordered(kind))
    if moves is Moves.FROM_TODAY and kind.form is not Form.DAY:
        raise InvalidValue(field, moves, "日期以外的事实可用的可变方式", "a way of moving that is not only for days")
    if moves is Moves.RISES and unordered:
        raise InvalidValue(
            field, moves, "无高低之分的事实可用的可变方式", "a way of moving for values without an order"
        )


def is_fixed(moves: Moves, value: Any, on: date) -> bool:
    """Return whether no act can change a known value (不可改变)."""
    if moves is Moves.FROM_TODAY:
        return bool(value <= on)
    return moves is Moves.NEVER or (moves is Moves.RISES and value is True)


def may_become(moves: Moves, now: Any, value: Any, on: date) -> bool:
    """Return whether an act can bring a known value to another one (能否变为某值)."""
    if is_fixed(moves, now, on):
        return False
    if moves is Moves.FROM_TODAY:
        return bool(value >= on)
    if moves is Moves.FREE:
        return True
    if isinstance(now, tuple):
        return set(now) <= set(value)
    return bool(value > now and (not isinstance(value, date) or value >= on))


def _is_ordered(kind: Kind[Any]) -> bool:
    return kind.form is Form.LABEL and issubclass(kind.members or object, IntEnum)


def _is_group(kind: Kind[Any]) -> bool:
    # The labels of an enumeration are not members who can join.
    return kind.form is Form.SEVERAL and not issubclass(kind.members or object, Enum)
