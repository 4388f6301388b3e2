"""Tables (表格) of money as views: a budget with its totals, and a bar for each category."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sgzlib.law.facts import derived_of, facts_of
from sgzlib.law.truth import UNKNOWN, Interval, Unknown
from sgzlib.prose.html import Element, element, table
from sgzlib.prose.language import Language, Pair

TITLE: Pair = ("项目预算", "Budget of a station project")
TOTAL: Pair = ("合计", "Total")
SHARE: Pair = ("占比", "Share")
COMPARED: Pair = ("预算执行对比", "Plan against actual")
SIDES: tuple[Pair, ...] = (("计划", "Planned"), ("实际", "Actual"), ("差额", "Difference"))
AT_LEAST: Pair = ("不少于", "at least ")


def budget_view(budget: Any, language: Language) -> Iterator[Element]:
    """Show a budget (预算表): its lines, then what each category comes to and its share of the whole."""
    names = ("category", "item", "unit_price", "quantity", "unit", "fields")
    line: Any = facts_of(type(budget))["lines"].kind.members
    facts = facts_of(line)
    rows = [
        [
            *(language.value(getattr(budget_line, name), facts[name]) for name in names),
            _money(budget_line.amount, language),
        ]
        for budget_line in (() if isinstance(budget.lines, Unknown) else budget.lines)
    ]
    amount = language.of(derived_of(line, "amount"))
    about = " · ".join(
        f"{language.of(fact)} {language.value(getattr(budget, name), fact)}"
        for name, fact in facts_of(type(budget)).items()
        if name != "lines"
    )
    yield element("h3", language.pick(TITLE))
    yield element("p", about, class_="pale")
    total = [language.pick(TOTAL), *[""] * (len(names) - 1), _money(budget.total, language)]
    yield table([*(language.of(facts[name]) for name in names), amount], rows, total)
    yield _bars(budget, language, language.of(facts["category"]), amount)


def comparison_view(comparison: Any, facts: Mapping[str, Any], language: Language) -> Iterator[Element]:
    """Show plan against actual (对比表): each line, each category and the whole, with what lies between."""
    sides = [language.pick(side) for side in SIDES]
    category, item = (language.of(facts[name]) for name in ("category", "item"))
    yield element("h3", language.pick(COMPARED))
    yield table(
        [category, item, *sides],
        ([*_named(compared, language), *_sides(compared, language)] for compared in comparison.lines),
    )
    rows = ([_named(compared, language)[0], *_sides(compared, language)] for compared in comparison.categories)
    yield table([category, *sides], rows, [language.pick(TOTAL), *_sides(comparison.total, language)])


def _named(compared: Any, language: Language) -> list[str]:
    return [language.value(UNKNOWN if part is None else part) for part in (compared.category, compared.item)]


def _sides(compared: Any, language: Language) -> list[str]:
    return [_money(amount, language) for amount in (compared.planned, compared.actual, compared.difference)]


def _bars(budget: Any, language: Language, category: str, amount: str) -> Element:
    shares = budget.shares
    rows: list[list[str | Element]] = []
    for expense_category, money in budget.by_category.items():
        share = f"{shares[expense_category]}%" if expense_category in shares else language.value(UNKNOWN)
        bar = [element("div", class_="bar", style=f"width:{share}")] if expense_category in shares else []
        rows.append(
            [language.of(expense_category), _money(money, language), share, element("div", *bar, class_="track")]
        )
    return table([category, amount, language.pick(SHARE), ""], rows)


def _money(amount: Any, language: Language) -> str:
    if isinstance(amount, Unknown):
        return language.value(amount)
    return (
        language.pick(AT_LEAST) + language.money(amount.low) if isinstance(amount, Interval) else language.money(amount)
    )
