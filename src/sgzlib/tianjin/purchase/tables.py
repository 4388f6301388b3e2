"""Tables (表格) of money for notebooks: a budget with its totals and a bar for each category, every text escaped."""

from __future__ import annotations

from html import escape
from typing import Any

from sgzlib.law.facts import derived_of, facts_of
from sgzlib.law.truth import UNKNOWN, Interval, Unknown
from sgzlib.prose.language import Language, Pair

TOTAL: Pair = ("合计", "Total")
SHARE: Pair = ("占比", "Share")
AT_LEAST: Pair = ("不少于 ", "at least ")


def budget_table(budget: Any, locale: str = "zh_CN") -> str:
    """Write a budget as HTML (预算表): its lines, then what each category comes to and its share of the whole."""
    language = Language(locale)
    names = ("category", "item", "unit_price", "quantity", "unit", "fields")
    line: Any = facts_of(type(budget))["lines"].kind.members
    facts = facts_of(line)
    rows = [
        _row([*(language.value(getattr(one, name), facts[name]) for name in names), _money(one.amount, language)])
        for one in (() if isinstance(budget.lines, Unknown) else budget.lines)
    ]
    amount = language.of(derived_of(line, "amount"))
    head = _row([*(language.of(facts[name]) for name in names), amount], "th")
    caption = " · ".join(
        f"{language.of(fact)} {language.value(getattr(budget, name), fact)}"
        for name, fact in facts_of(type(budget)).items()
        if name != "lines"
    )
    total = _row([language.pick(TOTAL), *[""] * (len(names) - 1), _money(budget.total, language)], "th")
    return (
        f"<table><caption>{escape(caption)}</caption><thead>{head}</thead><tbody>{''.join(rows)}</tbody>"
        f"<tfoot>{total}</tfoot></table>{_bars(budget, language, language.of(facts['category']), amount)}"
    )


def _bars(budget: Any, language: Language, category: str, amount: str) -> str:
    shares = budget.shares
    head = _row([category, amount, language.pick(SHARE)], "th")
    rows = ""
    for of, money in budget.by_category.items():
        share = f"{shares[of]}%" if of in shares else language.value(UNKNOWN)
        bar = f'<div style="background:#c8102e;height:0.8em;width:{share}"></div>' if of in shares else ""
        cells = "".join(f"<td>{escape(text)}</td>" for text in (language.of(of), _money(money, language), share))
        rows += f'<tr>{cells}<td style="width:12em">{bar}</td></tr>'
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _row(texts: list[str], cell: str = "td") -> str:
    return "<tr>" + "".join(f"<{cell}>{escape(text)}</{cell}>" for text in texts) + "</tr>"


def _money(amount: Any, language: Language) -> str:
    if isinstance(amount, Unknown):
        return language.value(amount)
    return (
        language.pick(AT_LEAST) + language.money(amount.low) if isinstance(amount, Interval) else language.money(amount)
    )
