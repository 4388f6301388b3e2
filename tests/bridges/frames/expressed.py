"""Rules on a class of odd facts, as expressions of a table: used by the tests beside."""

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import narwhals as nw

import sgzlib as sgz
from sgzlib.bridges.columns import column_name
from sgzlib.bridges.frames.expressions import ColumnBounds, Columns, Shared
from sgzlib.law import COUNT, DAY, TEXT, YES_NO, Fact, RestDays, fact, subject
from sgzlib.law.formula import Node
from sgzlib.law.formula.partial import Partial
from sgzlib.law.formula.recording import record

ON = date(2022, 3, 1)


@subject
class Odd:
    """Facts of every form, of which rules of the library never ask such things."""

    day: Fact[date] = fact(DAY, "日期", "day")
    other: Fact[date] = fact(DAY, "另一日期", "another day")
    number: Fact[int] = fact(COUNT, "数", "number")
    year: Fact[int] = fact(COUNT, "年", "year")
    name: Fact[str] = fact(TEXT, "名称", "name")
    open: Fact[bool] = fact(YES_NO, "开放", "open")
    a: Fact[bool] = fact(YES_NO, "甲", "a")
    b: Fact[bool] = fact(YES_NO, "乙", "b")
    c: Fact[bool] = fact(YES_NO, "丙", "c")


def formula(rule: Callable[[Any, Any], Any]) -> Node:
    """Return the formula of a rule on `Odd`."""
    return record(rule, Odd, sgz.Policy)


def formula_of(rule: Callable[..., Any], *more: Any) -> Node:
    """Return the formula of a rule that takes no case, and perhaps something else."""
    return formula(lambda odd, _: rule(odd, *more))


def left(node: Node, rest_days: RestDays | None = None, **facts: Any) -> Node:
    """Return what is left of a formula by the law of the library, perhaps with rest days, where facts are told."""
    law: Any = sgz.TIANJIN_2021
    return Partial(attrs.evolve(law, rest_days=rest_days), ON, facts, ()).of(node)


def columns(rest_days: RestDays | None = None) -> Columns:
    """Return the world of columns named as the facts are."""
    return Columns(lambda path, _: nw.col(column_name(path)), {}, rest_days)


def bounds(node: Node, rest_days: RestDays | None = None) -> ColumnBounds:
    """Return what is made of a node."""
    return Shared(columns(rest_days), [])(node)
