"""Lists as tables (列表视图): what a table needs, and its problems, as a notebook shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from sgzlib.prose.html import Element, element, table
from sgzlib.prose.language import Language, Pair
from sgzlib.prose.tables import Row

QUESTIONS: dict[str, Pair] = {
    "text": ("需补充的信息", "Missing"),
    "clauses": ("条款", "Clauses"),
    "rows": ("涉及行数", "Rows"),
    "alone": ("仅补充此项即可判定的行数", "Settled by it alone"),
    "settled": ("累计可判定的行数", "Settled so far"),
}
ACTS: dict[str, Pair] = {
    "group": ("分组", "Group"),
    "text": ("整改措施", "To put right"),
    "actors": ("责任单位", "Who must act"),
    "rows": ("行数", "Rows"),
    "times": ("次数", "Times"),
    "cost": ("费用（元）", "Cost in yuan"),
}
AFFORDED: dict[str, Pair] = {
    "name": ("名称", "Name"),
    "acts": ("整改措施", "To put right"),
    "cost": ("费用", "Cost"),
}
AFFORDED_COUNTS: dict[str, Pair] = {
    "spent": ("费用合计", "Total cost"),
    "left": ("金额不足的行", "Rows that the amount does not cover"),
    "unpriced": ("缺少单价的行", "Rows with an act that has no price"),
    "beyond": ("无法补正的行", "Rows beyond remedy"),
}
PROBLEMS: dict[str, Pair] = {
    "kind": ("问题", "Problem"),
    "table": ("成员表", "Table of members"),
    "column": ("列", "Column"),
    "value": ("填写的内容", "Value"),
    "count": ("行数", "Number of rows"),
    "rows": ("行号（从0起）", "Rows, from 0"),
    "suggestion": ("改法", "What to do"),
}
_LEFT_OUT: Pair = (
    "等距抽查{:,}行，仅统计这些行；另有{:,}行未查",
    "Rows examined, spread evenly over the table: {:,}. Not examined, and not counted here: {:,}.",
)
_SHOWN: Pair = ("此处列出前{:,}项，共{:,}项；全部见 to_frame()", "the first {:,} of {:,}; to_frame() has all")
_MOST = 200


def listed_view(
    title: str,
    heads: dict[str, Pair],
    rows: Iterable[Row],
    language: Language,
    notes: Iterable[str] = (),
    *,
    examined: int = 0,
    left_out: int = 0,
) -> Iterator[Element]:
    """Show rows under the headings for which some row has a value (列表视图), and how many rows were left out.

    A notebook shows the first rows of a long list, and says how many there are.
    """
    listed = list(rows)
    shown = [name for name in heads if any(row.get(name) not in {None, ""} for row in listed)]
    yield element("h3", title)
    said = [*notes, *([language.pick(_LEFT_OUT).format(examined, left_out)] if left_out else [])]
    said += [language.pick(_SHOWN).format(_MOST, len(listed))] if len(listed) > _MOST else []
    yield from (element("p", note, class_="pale") for note in said)
    cells = ([_written(row.get(name)) for name in shown] for row in listed[:_MOST])
    yield table((language.pick(heads[name]) for name in shown), cells)


def _written(cell: object) -> str:
    return "" if cell is None else f"{cell:,}" if isinstance(cell, int | Decimal) else str(cell)
