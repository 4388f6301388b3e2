"""One meal point, and all that follows (一个助餐点的核对)."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal

import sgzlib as sgz
from elderly_meals import MEALS, NOTICE, TEXT, Helper, MealPoint

EAST = MealPoint(
    name="东街助餐点",
    permit=True,
    agreement_on=date(2024, 4, 8),
    opened_on=date(2024, 5, 6),
    registered_on=date(2024, 5, 20),
    sign=True,
    seats=44,
    area=96,
    fire_safe_until=date(2025, 3, 31),
    helpers=(
        Helper(name="王芳", cooks=True, delivers=False, trained=True, healthy_until=date(2024, 8, 31)),
        Helper(name="李伟", cooks=False, delivers=True, trained=True, insured=True),
    ),
    days_open=6,
    price=Decimal(14),
    meals=1840,
    delivered=None,
    claimed=Decimal(4900),
    month_ended_on=date(2024, 8, 31),
)


def main(locale: str) -> None:
    """Print the report, what to do, the rules as a table, and the text of a clause."""
    assessment = sgz.assess(MEALS, EAST, on=date(2024, 9, 5))
    NOTICE.check_ledger(MEALS)
    print(assessment.render(locale, words=NOTICE.attach(TEXT)))
    print(assessment.remedies().render(locale))
    print(sgz.explain.table(MEALS, locale).markdown)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "zh_CN")
