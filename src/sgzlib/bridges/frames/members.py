"""Groups (分组): the members of a group are the rows of a second table, reduced to one row for each group.

An aggregate of an engine skips nulls, and would take UNKNOWN for False. A count is therefore the sum of two columns: in
one a member counts if it definitely has what is asked, in the other if it possibly has. The two sums are the bounds of
the count. Sums of amounts, and first and last days, have two bounds in the same way.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import reduce
from typing import Any

import narwhals as nw

from sgzlib.bridges.columns import code_of, column_name
from sgzlib.bridges.frames.column_reader import ColumnReader
from sgzlib.bridges.frames.expressions import ColumnBounds, Columns, FactOf, Shared, exactly, possible, unknown
from sgzlib.bridges.frames.tables import FEN_DIGITS, ROW, Frame, numbered
from sgzlib.law.errors import InvalidType, InvalidValue
from sgzlib.law.facts import Fact, kind_of
from sgzlib.law.formula import Constant, Given, Node, Product, What, Where, children, walk
from sgzlib.law.formula.evaluating import NOTHING
from sgzlib.law.formula.folding import Fold
from sgzlib.law.formula.partial import UNKNOWN_NODE, WHOLE
from sgzlib.law.periods import RestDays

_DIGITS = 24
"""Of a sum of amounts: an engine takes 38 for it, and has then none left to add or multiply it."""
FIRST_DAY = date(1583, 1, 1)
"""Before every day that a column holds: the first year that all engines count by the same calendar."""


class MemberTable:
    """A group whose members are the rows of another table (以另一张表的行为成员的分组).

    Asked for a count, it writes down what each row must say of itself and gives the bounds of the sums to come.
    `counted` are the formulas of which it is asked how many members they hold. `whole` says which column holds a fact
    of the subject that a row belongs to, which each row gets.
    """

    def __init__(
        self,
        asking: ColumnReader,
        cls: type,
        index: str,
        counted: Iterable[Node],
        *,
        whole: FactOf,
        rest_days: RestDays | None,
    ) -> None:
        self.asking = asking
        self.days: list[str] = []
        self.theirs: dict[str, tuple[nw.Expr, Fact[Any]]] = {}
        self._cls = cls
        self._prefix = f"_sgz_{index}_"
        self._whole = whole
        # Each counted formula is evaluated twice: for whom it definitely holds, and for whom it possibly does.
        columns = Columns(self._fact, {}, rest_days)
        self._fold = Shared(columns, [*counted, *counted])
        # Amounts are checked together with the cells, before the shared columns are added.
        self._amounts = Fold(columns)
        self._says: dict[str, tuple[nw.Expr, str]] = {f"{self._prefix}size": (nw.lit(1), "sum")}
        self._numbers: dict[Any, int] = {}

    def _fact(self, path: str, fact: Fact[Any]) -> nw.Expr:
        if not path.startswith(f"{WHOLE}."):
            return self.asking.column(path, fact)
        name = f"{self._prefix}{column_name(path.removeprefix(f'{WHOLE}.'))}"
        self.theirs[name] = self._whole(path.removeprefix(f"{WHOLE}."), fact), fact
        return nw.col(name)

    def _number(self, *asked: Any) -> int:
        return self._numbers.setdefault(asked, len(self._numbers))

    def _sum(self, name: str, said: nw.Expr, aggregate: str = "sum") -> nw.Expr:
        self._says[self._prefix + name] = said, aggregate
        return nw.col(self._prefix + name)

    def _value(self, formula: Node, dtype: Any) -> nw.Expr:
        return (unknown(dtype) if formula == UNKNOWN_NODE else self._amounts(formula)).low

    def size(self) -> ColumnBounds:
        """Return how many rows belong to the group."""
        return exactly(nw.col(f"{self._prefix}size"))

    def count(self, what: What) -> ColumnBounds:
        """Return from how many to how many members have something."""
        number = self._number("count", what.formula)
        truth = self._fold(what.formula).low
        may_have = nw.when(~truth).then(nw.lit(0)).otherwise(nw.lit(1))
        return ColumnBounds(self._sum(f"sure{number}", _one_where(truth)), self._sum(f"possible{number}", may_have))

    def total(self, what: What) -> ColumnBounds:
        """Return the sum of an amount; where some members' are unknown, no less than that of the others."""
        number = self._number("total", what.formula)
        match what.formula:
            case Where(test, then, otherwise) if otherwise == NOTHING:
                truth, amount = self._amounts(test).low, self._value(then, nw.Int64)
                counted = possible(truth)
                low: nw.Expr = nw.when(truth).then(amount)
                high: nw.Expr = nw.when(counted).then(amount)
                open_ = amount.is_null() & counted
            case formula:
                value = unknown(nw.Int64) if formula == UNKNOWN_NODE else self._amounts(formula)
                low, high = value.low, value.high
                open_ = high.is_null()
        exact = isinstance(what.asked, str) and kind_of(self._cls, what.asked).money
        if exact:
            low, high = self.asking.exact(what.name, low), self.asking.exact(what.name, high)
        known = self._sum(f"open{number}", _one_where(open_)) <= 0
        least, most = self._sum(f"least{number}", low), self._sum(f"most{number}", high)
        if exact or _of_money(what.formula):
            kept = nw.Decimal(_DIGITS, FEN_DIGITS if exact else _places(what.formula))
            least, most = least.cast(kept), most.cast(kept)
        return ColumnBounds(least, nw.when(known).then(most))

    def distinct(self, what: What, among: tuple[Enum, ...]) -> ColumnBounds:
        """Return the bounds of the number of labels that occur."""
        number = self._number("distinct", what.formula, among)
        label = self._value(what.formula, nw.Int64)
        occurring = [
            self._sum(f"occurs{number}_{index}", _one_where(label == code_of(option)), "max")
            for index, option in enumerate(among)
        ]
        definitely = reduce(operator.add, occurring)
        possibly = definitely + self._sum(f"unlabelled{number}", _one_where(label.is_null()))
        return ColumnBounds(definitely, nw.when(possibly <= len(among)).then(possibly).otherwise(nw.lit(len(among))))

    def extreme(self, what: What, *, latest: bool) -> ColumnBounds:
        """Return the last, or the first, day among the members', or from when to when it may be."""
        number = self._number("extreme", what.formula, latest)
        day, nobodys = self._value(what.formula, nw.Date), FIRST_DAY if latest else date.max
        held = f"day{number}"
        best = nw.coalesce(self._sum(held, day, "max" if latest else "min"), nw.lit(nobodys))
        self.days.append(self._prefix + held)
        known = self._sum(f"undated{number}", _one_where(day.is_null())) <= 0
        if latest:
            return ColumnBounds(best, nw.when(known).then(best).otherwise(nw.lit(date.max)))
        return ColumnBounds(nw.when(known).then(best).otherwise(nw.lit(FIRST_DAY)), best)

    def said(self, names: Mapping[str, str], groups: Frame | None, *, trust: bool) -> Frame:
        """Return the values of each member's formulas, with the keys of its group (成员自述).

        `groups` holds the facts of the group that members read, by its keys. Without it, the members have them already.
        """
        frame = self.asking.opened(trust=trust)
        if self.theirs and groups is not None:
            frame = numbered(frame).with_columns(*key_columns(frame, names))
            group_facts = groups.select(*names, *(expr.alias(name) for name, (expr, _) in self.theirs.items()))
            frame = _joined(frame, list(names), group_facts.unique(subset=list(names)), self.theirs)
        for layer in self._fold.layers:
            frame = frame.with_columns(*(expr.alias(name) for name, expr in layer.items()))
        return frame.select(
            *key_columns(frame, names),
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

    def known(self, frame: Frame, where: nw.Expr) -> Frame:
        """Return the table in which nothing is known of the groups of the other rows (未知的组)."""
        return frame.with_columns(*(nw.when(where).then(nw.col(name)).alias(name) for name in self._says))


def _joined(frame: Frame, keys: list[str], right: Frame, columns: Iterable[str]) -> Frame:
    if isinstance(frame, nw.DataFrame):
        matched: Any = frame.select(ROW, *keys).join(right, on=keys, how="left").sort(ROW)  # type: ignore[arg-type]
        return frame.with_columns(*(matched[name] for name in columns))
    return frame.join(right, on=keys, how="left")  # type: ignore[arg-type]


def _one_where(truth: nw.Expr) -> nw.Expr:
    return nw.when(truth).then(nw.lit(1)).otherwise(nw.lit(0))


def _places(formula: Node) -> int:
    """Return how many decimals a number has at most (小数位数)."""
    match formula:
        case Given(_, fact):
            return fact.kind.places
        case Constant(Decimal() as value):
            return max(-int(value.as_tuple().exponent), 0)
        case Product(left, right):
            return _places(left) + _places(right)
        case _:
            return max(map(_places, children(formula)), default=0)


def _of_money(formula: Node) -> bool:
    return any(isinstance(node, Given) and node.fact.kind.money for node in walk(formula))


def keys(table: Any, by: Sequence[str]) -> dict[str, str]:
    """Return the columns that group the rows, by their internal names (分组键)."""
    for name in by:
        if name not in table.names:
            raise InvalidValue(
                "by", name, "、".join(map(str, table.names)), "one of " + ", ".join(map(str, table.names))
            )
        table.dtype(name, None)
    return {f"_sgz_k{index}": table.inner(name) for index, name in enumerate(by)}


def key_columns(frame: Frame, names: Mapping[str, str]) -> list[nw.Expr]:
    """Return the keys of a table by their internal names (取键): texts of one kind, as Arrow joins no two kinds."""
    types = frame.collect_schema()
    columns = {key: nw.col(name) for key, name in names.items()}
    return [
        (column.cast(nw.String) if types[names[key]] == nw.String else column).alias(key)
        for key, column in columns.items()
    ]


def refuse_other_types(groups: Any, members: Any, by: Sequence[str]) -> None:
    """Refuse keys whose types differ between the tables."""
    for name in by:
        group_type, member_type = groups.dtype(name, None), members.dtype(name, None)
        if group_type != member_type:
            raise InvalidType(
                "by", f"{name}: {group_type}, {member_type}", "两表类型相同的列", "a column of one type in both"
            )
