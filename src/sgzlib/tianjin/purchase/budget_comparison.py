"""Plan against actual (预算执行对比), 四(四): the planned cost, the actual cost and the difference of each line.

The notice asks for no comparison; it is what a yearly evaluation under 四(五) starts from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from sgzlib.law.errors import InvalidType
from sgzlib.law.exact import EXACT
from sgzlib.law.facts import facts_of
from sgzlib.law.truth import UNKNOWN, Unknown
from sgzlib.prose.documents import Documented
from sgzlib.prose.tables import Row, Tabled
from sgzlib.prose.typed import TypedDict
from sgzlib.prose.views import Viewed
from sgzlib.tianjin.purchase.budget import Budget, BudgetLine, ExpenseCategory

if TYPE_CHECKING:
    from sgzlib.prose.html import Element
    from sgzlib.prose.language import Language

_Key: TypeAlias = tuple[ExpenseCategory | None, str | None]


class BoundsDict(TypedDict):
    """The yuan between which an amount lies (金额范围), both included; `most` is null where it may be any."""

    least: str
    most: str | None


class DifferenceDict(TypedDict):
    """One line or category, or the whole (差异), in yuan; an amount is null where nothing is known of it.

    `category` and `item` are null where they are not known, and where the difference is of more than one.
    """

    category: (
        Literal[
            "PERSONNEL", "SUPERVISION_AND_TRAINING", "ACTIVITIES", "MANAGEMENT", "EVALUATION", "FACILITIES", "OTHER"
        ]
        | None
    )
    item: str | None
    planned: str | BoundsDict | None
    actual: str | BoundsDict | None
    difference: str | None


class ComparisonDict(TypedDict):
    """A planned budget compared with actual spending (对比): lines by category and item, categories, and the total."""

    format: Literal["sgzlib.budget-comparison/1"]
    sgzlib: str
    lines: list[DifferenceDict]
    categories: list[DifferenceDict]
    total: DifferenceDict


@attrs.frozen
class Difference(Documented[DifferenceDict]):
    """A difference for one line, one category or the total (差异): `planned` and `actual` in yuan.

    `category` and `item` are None if they are unknown or if the difference covers more than one.
    """

    category: ExpenseCategory | None
    item: str | None
    planned: Any
    actual: Any

    document_type = DifferenceDict

    @property
    def difference(self) -> Any:
        """Actual minus planned, in yuan (差额): above 0 if more was spent, UNKNOWN if either is not known."""
        known = isinstance(self.planned, Decimal) and isinstance(self.actual, Decimal)
        return EXACT.subtract(self.actual, self.planned) if known else UNKNOWN


@attrs.frozen
class Comparison(Documented[ComparisonDict], Tabled, Viewed):
    """A planned budget compared with actual spending (对比): `lines` by category and item, `categories`, `total`."""

    lines: tuple[Difference, ...]
    categories: tuple[Difference, ...]
    total: Difference

    document_type = ComparisonDict

    def columns(self) -> Mapping[str, type]:
        """Return the columns of the table (列): one row for each line; an amount known only within bounds is null."""
        return {"category": str, "item": str} | dict.fromkeys(("planned", "actual", "difference"), Decimal)

    def rows(self, language: Language) -> Iterator[Row]:  # noqa: ARG002 - names and amounts have no texts
        """Yield a row for each line (行)."""
        for line in self.lines:
            yield {name: getattr(line, name) for name in self.columns()}

    def view(self, language: Language) -> Iterator[Element]:
        """Yield what it shows as a view (视图)."""
        from sgzlib.tianjin.purchase.tables import comparison_view

        return comparison_view(self, facts_of(BudgetLine), language)


def compare_budgets(planned: Budget, actual: Budget) -> Comparison:
    """Compare a planned budget with actual spending (计划与实际对比), both as budgets, line by line.

    Lines are matched by category and item; several lines with the same are added up. The plan's lines come first, then
    lines that were spent without being planned. A line that one side lacks is 0.00 there. Amounts are in yuan. Raises
    `InvalidType` for anything that is not a `Budget` with known lines.

    >>> import sgzlib as sgz
    >>> ACTIVITIES = sgz.ExpenseCategory.ACTIVITIES
    >>> plan = sgz.Budget(lines=[sgz.BudgetLine(category=ACTIVITIES, item="小组活动", unit_price=800, quantity=12)])
    >>> spent = sgz.Budget(lines=[sgz.BudgetLine(category=ACTIVITIES, item="小组活动", unit_price=800, quantity=10)])
    >>> sgz.compare_budgets(plan, spent).total.difference
    Decimal('-1600.00')
    """
    for field, budget in (("planned", planned), ("actual", actual)):
        if not isinstance(budget, Budget) or isinstance(budget.lines, Unknown):
            raise InvalidType(f"compare_budgets.{field}", budget, "列有明细的 Budget", "a Budget with its lines")
    lines = dict.fromkeys(map(_key, _lines(planned) + _lines(actual)))
    present = {category for category, _ in lines}
    categories = [category for category in (*ExpenseCategory, None) if category in present]
    return Comparison(
        tuple(_differences(planned, actual, lines, _key)),
        tuple(_differences(planned, actual, [(category, None) for category in categories], _category)),
        Difference(None, None, planned.total, actual.total),
    )


def _key(line: BudgetLine) -> _Key:
    category, item = line.category, line.item
    return (None if isinstance(category, Unknown) else category, None if isinstance(item, Unknown) else item)


def _category(line: BudgetLine) -> _Key:
    return _key(line)[0], None


def _differences(
    planned: Budget, actual: Budget, keys: Iterable[_Key], key_of: Callable[[BudgetLine], _Key]
) -> Iterator[Difference]:
    before, after = _totals(planned, key_of), _totals(actual, key_of)
    nothing = Budget(lines=()).total
    for key in keys:
        yield Difference(*key, before.get(key, nothing), after.get(key, nothing))


def _totals(budget: Budget, key_of: Callable[[BudgetLine], _Key]) -> dict[_Key, Any]:
    """Return the total of the lines of each key."""
    alike: dict[_Key, list[BudgetLine]] = {}
    for line in _lines(budget):
        alike.setdefault(key_of(line), []).append(line)
    return {key: Budget(lines=tuple(lines)).total for key, lines in alike.items()}


def _lines(budget: Budget) -> tuple[BudgetLine, ...]:
    return () if isinstance(budget.lines, Unknown) else budget.lines
