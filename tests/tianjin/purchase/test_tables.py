"""A budget as a table: everything that is in it, in both languages, with no text of others taken for markup."""

from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given

import sgzlib as sgz
from sgzlib import BudgetLine, ExpenseCategory
from sgzlib.bridges import strategies


class Tags(HTMLParser):
    """Check that tags are balanced, and keep the texts."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def texts(html: str) -> list[str]:
    tags = Tags()
    tags.feed(html)
    assert tags.open == []
    return tags.texts


BUDGET = sgz.compose_budget(
    [
        BudgetLine(
            category=ExpenseCategory.PERSONNEL, item="社工<薪酬>", unit_price=Decimal(6500), quantity=36, unit="月"
        ),
        BudgetLine(category=ExpenseCategory.ACTIVITIES, item="小组", unit_price=Decimal(800), quantity=20, unit="次"),
    ],
    stations=6,
    years=1,
)


class TestBudgetTable:
    def test_it_shows_lines_totals_and_a_bar_for_each_category(self) -> None:
        html = BUDGET._repr_html_()
        found = texts(html)
        for text in ("社工<薪酬>", "6,500元", "36", "月", "250,000元", "93.60%", "6.40%", "站点数 6 · 年数 1"):
            assert text in found
        assert html.count("width:93.60%") == 1
        assert "<薪酬>" not in html

    def test_it_speaks_english_too(self) -> None:
        found = texts(BUDGET.to_html("en"))
        assert {"Total", "pay and benefits", "CN¥250,000", "stations 6 · years 1"} <= set(found)

    @pytest.mark.parametrize(
        ("budget", "shown"),
        [
            (sgz.compose_budget([BudgetLine(unit_price=Decimal(5))]), "不少于0元"),
            (sgz.Budget(), "未知"),
        ],
    )
    def test_what_is_not_known_is_said_to_be_so(self, budget: sgz.Budget, shown: str) -> None:
        assert shown in texts(budget._repr_html_())

    @given(strategies.subject(sgz.Budget))
    def test_every_budget_can_be_shown(self, budget: sgz.Budget) -> None:
        assert "UNKNOWN" not in " ".join(texts(budget._repr_html_()))
