"""Groups (分组): the members of a group are rows of a second table, reduced to counts before a rule sees them.

Aggregates of every engine skip nulls, and would take an unknown for False. So each member says of itself whether it
definitely has what is asked, and whether it possibly has; the sums of both are the two ends of an interval, as they are
when objects are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any

import narwhals as nw

from sgzlib.bridges.frames.tables import ROW, Frame, numbered
from sgzlib.law.errors import InvalidType, InvalidValue
from sgzlib.law.facts import kind_of
from sgzlib.law.groups import name_of, truth_of
from sgzlib.law.requirement import Case
from sgzlib.law.truth import Interval
from worlds.by_rules.asking import Asking
from worlds.by_rules.cells import UNKNOWN_CELLS, Cells, Counted, column, nothing
from worlds.by_rules.judging import expression

FIRST_DAY = date(1583, 1, 1)
"""Before every day that a column holds: the first year that all engines count by the same calendar."""


class NoMembers:
    """A group of which no table was given (未给出成员表的分组): whatever is asked of it is unknown."""

    def size(self) -> Cells:
        """Return an unknown number."""
        return nothing(nw.Int64)

    def count(self, _what: Any, _case: Case[Any]) -> Cells:
        """Return an unknown number."""
        return nothing(nw.Int64)

    def count_by(self, _name: str, _last: Any) -> Cells:
        """Return an unknown number."""
        return nothing(nw.Int64)

    def distinct(self, _name: str, _among: tuple[Enum, ...]) -> Cells:
        """Return an unknown number."""
        return nothing(nw.Int64)

    def total(self, _what: Any, _case: Any = None) -> Cells:
        """Return an unknown amount."""
        return nothing(nw.Int64)

    def latest(self, _name: str) -> Cells:
        """Return an unknown day."""
        return nothing(nw.Date)

    earliest = latest


class Open:
    """A sum with no upper bound in the rows where some of it is not known (上不封顶的合计)."""

    def __init__(self, sum_: Cells, known: Cells) -> None:
        self._sum = sum_
        self._known = known

    def __ge__(self, other: Any) -> Any:
        return (self._sum >= other) | ~self._known

    def __gt__(self, other: Any) -> Any:
        return (self._sum > other) | ~self._known

    def __le__(self, other: Any) -> Any:
        return (self._sum <= other) & self._known

    def __lt__(self, other: Any) -> Any:
        return (self._sum < other) & self._known


def no_members(_path: str, _of: type) -> NoMembers:
    """Stand in for any group: nothing is known of it (无成员信息)."""
    return NoMembers()


class Members:
    """A group whose members are the rows of another table (以另一张表的行为成员的分组).

    Asked for a count, it writes down what each row must say of itself and gives the interval of the sums to come.
    """

    def __init__(self, asking: Asking, of: type, at: str) -> None:
        self._at = f"_sgz_{at}_"
        self._member = asking.stand_in(of, no_members)
        self.asking = asking
        self._of = of
        self._says: dict[str, tuple[nw.Expr, str]] = {f"{self._at}size": (nw.lit(1), "sum")}
        self.days: list[str] = []
        self.theirs: dict[str, nw.Expr] = {}
        self._asked: dict[Any, Interval] = {}

    def size(self) -> Cells:
        """Return how many rows belong to the group."""
        return column(f"{self._at}size")

    def count(self, what: Any, case: Case[Any]) -> Interval:
        """Return from how many to how many members have `what`."""
        if what not in self._asked:
            truth = expression(truth_of(self._member, what, case))
            at = len(self._asked)
            sure, possible = f"{self._at}sure{at}", f"{self._at}possible{at}"
            self._says[sure] = _one_where(truth), "sum"
            self._says[possible] = nw.when(~truth).then(nw.lit(0)).otherwise(nw.lit(1)), "sum"
            self._asked[what] = Interval(column(sure), column(possible), UNKNOWN_CELLS)
        return self._asked[what]

    def count_by(self, name: str, last: Any) -> Interval:
        """Return of how many members a day came by another; where that is the group's, each member is told it."""
        low, high = (last.low, last.high) if isinstance(last, Interval) else (last, last)
        asked = name, getattr(low, "sign", low), getattr(high, "sign", high)
        if asked not in self._asked:
            at, day = len(self._asked), getattr(self._member, name).expr
            sure, possible = f"{self._at}sure{at}", f"{self._at}possible{at}"
            by, by_latest = self._told(low, f"{sure}_by"), self._told(high, f"{possible}_by")
            self._says[sure] = _one_where(day <= by), "sum"
            self._says[possible] = nw.when(day > by_latest).then(nw.lit(0)).otherwise(nw.lit(1)), "sum"
            self._asked[asked] = Interval(column(sure), column(possible), UNKNOWN_CELLS)
        return self._asked[asked]

    def _told(self, day: Any, name: str) -> nw.Expr:
        if isinstance(day, Cells):
            self.theirs[name] = day.expr
            return nw.col(name)
        return nw.lit(day)

    def total(self, what: Any, case: Any = None) -> Interval:
        """Return the sum of an amount; where some members' are unknown, no less than that of the others."""
        name, amount = name_of(what), truth_of(self._member, what, case)
        counted = amount if isinstance(amount, Counted) else Counted(amount.expr, amount.expr, amount.expr.is_null())
        exact = isinstance(what, str) and kind_of(self._of, what).money
        held, most = f"{self._at}total_{name}", f"{self._at}most_{name}"
        for at, amounts in ((held, counted.low), (most, counted.high)):
            self._says[at] = (self.asking.exact(name, amounts) if exact else amounts), "sum"
        self._says[f"{self._at}unknown_{name}"] = _one_where(counted.unknown), "sum"
        known = column(f"{self._at}unknown_{name}") <= 0
        return Interval(Cells(nw.col(held), held), Open(column(most), known), UNKNOWN_CELLS)

    def sum_where_known(self, name: str) -> nw.Expr:
        """Return the sum of a fact, or nothing where some members' are unknown (已知合计)."""
        sums = self.total(name)
        return nw.when(self._known(name, getattr(self._member, name).expr).expr).then(sums.low.expr)

    def distinct(self, name: str, among: tuple[Enum, ...]) -> Interval:
        """Return from how many to how many of the values occur as that fact of the members."""
        values: Cells = getattr(self._member, name)
        self._known(name, values.expr)
        definitely: Any = column(f"{self._at}{name}_0")
        for at, option in enumerate(among):
            same: Any = values == option
            self._says[f"{self._at}{name}_{at}"] = _one_where(same.expr), "max"
            definitely = definitely + column(f"{self._at}{name}_{at}") if at else definitely
        possibly: Any = definitely + column(f"{self._at}unknown_{name}")
        few: Any = possibly <= len(among)
        most = nw.when(few.expr).then(possibly.expr).otherwise(nw.lit(len(among)))
        return Interval(definitely, Cells(most, f"{self._at}possible {name}"), UNKNOWN_CELLS)

    def latest(self, name: str) -> Interval:
        """Return the last day among the members', or from when to when it may be."""
        best, known = self._extreme(name, "max", FIRST_DAY)
        high = nw.when(known).then(best).otherwise(nw.lit(date.max))
        return Interval(
            Cells(best, f"{self._at}latest {name}"), Cells(high, f"{self._at}latest possible {name}"), UNKNOWN_CELLS
        )

    def earliest(self, name: str) -> Interval:
        """Return the first day among the members', or from when to when it may be."""
        best, known = self._extreme(name, "min", date.max)
        low = nw.when(known).then(best).otherwise(nw.lit(FIRST_DAY))
        return Interval(
            Cells(low, f"{self._at}earliest possible {name}"), Cells(best, f"{self._at}earliest {name}"), UNKNOWN_CELLS
        )

    def _extreme(self, name: str, aggregate: str, default: date) -> tuple[nw.Expr, nw.Expr]:
        days: nw.Expr = getattr(self._member, name).expr
        held = f"{self._at}{aggregate}_{name}"
        self.days.append(held)
        self._says[held] = days, aggregate
        return nw.coalesce(nw.col(held), nw.lit(default)), self._known(name, days).expr

    def _known(self, name: str, cells: nw.Expr) -> Cells:
        held = f"{self._at}unknown_{name}"
        self._says[held] = _one_where(cells.is_null()), "sum"
        return column(held) <= 0

    def said(self, names: Mapping[str, str], groups: Frame | None, *, trust: bool) -> Frame:
        """Return what every member says of itself, under the keys of its group (成员自述).

        `groups` has what members are told of their group, by its keys; without it the members know already.
        """
        frame = self.asking.opened(trust=trust)
        if self.theirs and groups is not None:
            frame = numbered(frame).with_columns(*(nw.col(name).alias(key) for key, name in names.items()))
            told = groups.select(*names, *(expr.alias(name) for name, expr in self.theirs.items()))
            frame = _joined(frame, list(names), told.unique(subset=list(names)), self.theirs)
        return frame.select(
            *(nw.col(name).alias(key) for key, name in names.items()),
            *(expr.alias(name) for name, (expr, _) in self._says.items()),
        )

    def ends(self) -> dict[str, str]:
        """Say how what the members say is reduced, by the name of the aggregate (归并方式)."""
        return {name: aggregate for name, (_, aggregate) in self._says.items()}

    def reduced(self, names: Mapping[str, str], groups: Frame, *, trust: bool) -> Frame:
        """Return one row a group: the sums of what its members say, and their first or last days (按组归并)."""
        ends = [getattr(nw.col(name), aggregate)() for name, aggregate in self.ends().items()]
        return self.said(names, groups, trust=trust).group_by(*names).agg(*ends)

    def join(self, frame: Frame, names: Iterable[str], reduced: Frame) -> Frame:
        """Return the table of the groups with what their members said (左联接)."""
        return _joined(frame, list(names), reduced, self.ends())

    def counted(self, frame: Frame) -> Frame:
        """Return nobody to the groups for which no member spoke up (无成员的组计为零)."""
        numbers = [name for name in self._says if name not in self.days]
        return frame.with_columns(*(nw.coalesce(nw.col(name), nw.lit(0)).alias(name) for name in numbers))


def _joined(frame: Frame, keys: list[str], other: Frame, columns: Iterable[str]) -> Frame:
    if isinstance(frame, nw.DataFrame):
        found: Any = frame.select(ROW, *keys).join(other, on=keys, how="left").sort(ROW)  # type: ignore[arg-type]
        return frame.with_columns(*(found[name] for name in columns))
    return frame.join(other, on=keys, how="left")  # type: ignore[arg-type]


def _one_where(truth: nw.Expr) -> nw.Expr:
    return nw.when(truth).then(nw.lit(1)).otherwise(nw.lit(0))


def keys(table: Any, by: Sequence[str]) -> dict[str, str]:
    """Return the columns by which rows belong together, by the names they have inside (分组键)."""
    for name in by:
        if name not in table.names:
            raise InvalidValue("by", name, "、".join(table.names), "one of " + ", ".join(table.names))
        table.dtype(name, None)
    return {f"_sgz_k{at}": table.inner(name) for at, name in enumerate(by)}


def refuse_other_types(groups: Any, members: Any, by: Sequence[str]) -> None:
    """Refuse keys that are of one type in one table and of another in the other."""
    for name in by:
        one, other = groups.dtype(name, None), members.dtype(name, None)
        if one != other:
            raise InvalidType("by", f"{name}: {one}, {other}", "两表类型相同的列", "a column of one type in both")
