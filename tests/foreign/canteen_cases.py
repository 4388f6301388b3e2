"""What was reckoned by hand of the canteens before anything ran: facts, and the status on 3 November 2025, a Monday."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from foreign.canteen import (
    Dish,
    DishKind,
    Employee,
    Equipment,
    Grade,
    Post,
    Role,
    Stage,
    dishes,
    employees,
    spent,
)
from foreign.canteen import SpendingKind as Spent
from sgzlib.law import NOT_YET

MEAT, VEG, STAPLE, SOUP = DishKind

CASES: dict[str, tuple[tuple[dict[str, Any], str], ...]] = {
    "registered": (
        ({"opened_on": date(2025, 9, 22), "registered_on": date(2025, 10, 17)}, "MET"),
        ({"opened_on": date(2025, 9, 22), "registered_on": date(2025, 10, 20)}, "VIOLATED"),
        ({"opened_on": date(2025, 9, 22), "registered_on": NOT_YET}, "VIOLATED"),
        ({"opened_on": date(2025, 10, 27), "registered_on": NOT_YET}, "NOT_DUE"),
        ({"opened_on": date(2025, 9, 22)}, "UNDETERMINED"),
    ),
    "first_inspected": (
        ({"registered_on": date(2025, 4, 10), "first_inspected_on": date(2025, 10, 10)}, "MET"),
        ({"registered_on": date(2025, 4, 10), "first_inspected_on": date(2025, 10, 11)}, "VIOLATED"),
        ({"registered_on": date(2025, 6, 30), "first_inspected_on": NOT_YET}, "NOT_DUE"),
        ({"first_inspected_on": date(2025, 10, 10)}, "UNDETERMINED"),
    ),
    "licensed": (
        ({"licence_until": date(2025, 11, 3)}, "MET"),
        ({"licence_until": date(2025, 11, 2)}, "VIOLATED"),
        ({}, "UNDETERMINED"),
    ),
    "operated": (
        ({"contracted_out": False}, "MET"),
        ({"contracted_out": True, "tendered": True}, "MET"),
        ({"contracted_out": True, "tendered": False}, "VIOLATED"),
        ({"contracted_out": True}, "UNDETERMINED"),
    ),
    "separate": (({"separate": True}, "MET"), ({"separate": False}, "VIOLATED"), ({}, "UNDETERMINED")),
    "seats": (
        ({"diners": 500, "seats": 200}, "MET"),
        ({"diners": 500, "seats": 199}, "VIOLATED"),
        ({"seats": 200}, "UNDETERMINED"),
    ),
    "places": (
        ({"seats": 200, "sittings": 2, "diners": 400}, "MET"),
        ({"seats": 200, "sittings": 2, "diners": 401}, "VIOLATED"),
        ({"seats": 200, "diners": 400}, "UNDETERMINED"),
    ),
    "area": (
        ({"area": Decimal(400), "diners": 500}, "MET"),
        ({"area": Decimal("399.9"), "diners": 500}, "VIOLATED"),
        ({"diners": 500}, "UNDETERMINED"),
    ),
    "changing_room": (({"changing_room": True}, "MET"), ({"changing_room": False}, "UNMET"), ({}, "UNDETERMINED")),
    "equipment": (
        ({"equipment": (Equipment.STERILISER, Equipment.FRIDGE, Equipment.FILTER)}, "MET"),
        ({"equipment": (Equipment.FRIDGE,)}, "VIOLATED"),
        ({}, "UNDETERMINED"),
    ),
    "lift": (
        ({"floor": 1, "lift": False, "food_lift": False}, "NOT_APPLICABLE"),
        ({"floor": 2, "lift": False, "food_lift": True}, "MET"),
        ({"floor": 2, "lift": False, "food_lift": False}, "VIOLATED"),
        ({"lift": False, "food_lift": False}, "UNDETERMINED"),
    ),
    "health": (
        ({"staff": (Employee(healthy_until=date(2025, 11, 3)), Employee(healthy_until=date(2026, 5, 1)))}, "MET"),
        ({"staff": (Employee(healthy_until=date(2025, 11, 2)), Employee())}, "VIOLATED"),
        ({"staff": (Employee(healthy_until=date(2026, 5, 1)), Employee())}, "UNDETERMINED"),
        ({"staff": ()}, "MET"),
    ),
    "cooks": (
        ({"staff": employees((Role.COOK, None), (Role.COOK, None))}, "MET"),
        ({"staff": employees((Role.COOK, None), (Role.HELPER, None))}, "VIOLATED"),
        ({"staff": employees((Role.COOK, None), (None, None))}, "UNDETERMINED"),
    ),
    "officers": (
        ({"staff": employees((Role.OFFICER, True), (Role.COOK, None))}, "MET"),
        ({"staff": employees((Role.OFFICER, False), (Role.COOK, True))}, "VIOLATED"),
        ({"staff": employees((Role.OFFICER, None))}, "UNDETERMINED"),
    ),
    "certified": (
        ({"staff": employees(*[(None, True)] * 4, (None, False))}, "MET"),
        ({"staff": employees(*[(None, True)] * 3, *[(None, False)] * 2)}, "VIOLATED"),
        ({"staff": employees(*[(None, True)] * 3, (None, False), (None, None))}, "UNDETERMINED"),
    ),
    "ratio": (
        ({"staff": employees(*[(None, None)] * 4), "diners": 200}, "MET"),
        ({"staff": employees(*[(None, None)] * 4), "diners": 201}, "VIOLATED"),
        ({"staff": employees(*[(None, None)] * 4)}, "UNDETERMINED"),
    ),
    "in_charge": (
        ({"in_charge": Post.HEAD}, "MET"),
        ({"in_charge": Post.DEPUTY}, "MET"),
        ({"in_charge": Post.OTHER}, "VIOLATED"),
        ({}, "UNDETERMINED"),
    ),
    "training": (
        ({"staff": (Employee(joined_on=date(2025, 6, 2), trained_on=date(2025, 9, 2)),)}, "MET"),
        ({"staff": (Employee(joined_on=date(2025, 6, 2), trained_on=date(2025, 9, 3)),)}, "VIOLATED"),
        ({"staff": (Employee(joined_on=date(2025, 10, 9), trained_on=NOT_YET),)}, "MET"),
        ({"staff": (Employee(),)}, "UNDETERMINED"),
    ),
    "menu": (
        ({"menu_on": date(2025, 10, 31), "week_from": date(2025, 11, 3)}, "MET"),
        ({"menu_on": date(2025, 11, 1), "week_from": date(2025, 11, 3)}, "VIOLATED"),
        ({"menu_on": date(2025, 11, 1)}, "UNDETERMINED"),
    ),
    "courses": (
        ({"dishes": dishes(MEAT, VEG, VEG)}, "MET"),
        ({"dishes": dishes(MEAT, VEG)}, "VIOLATED"),
        ({"dishes": dishes(MEAT, VEG, None)}, "UNDETERMINED"),
    ),
    "kinds": (
        ({"dishes": dishes(MEAT, VEG, SOUP)}, "MET"),
        ({"dishes": dishes(MEAT, VEG, VEG)}, "VIOLATED"),
        ({"dishes": dishes(MEAT, VEG, None)}, "UNDETERMINED"),
    ),
    "samples": (
        ({"dishes": (Dish(sample=125), Dish(sample=130))}, "MET"),
        ({"dishes": (Dish(sample=124), Dish())}, "VIOLATED"),
        ({"dishes": (Dish(sample=125), Dish())}, "UNDETERMINED"),
    ),
    "kept": (({"sample_hours": 48}, "MET"), ({"sample_hours": 47}, "VIOLATED"), ({}, "UNDETERMINED")),
    "grade": (
        ({"grade": Grade.B}, "MET"),
        ({"grade": Grade.A}, "MET"),
        ({"grade": Grade.C}, "VIOLATED"),
        ({}, "UNDETERMINED"),
    ),
    "no_cold_dishes": (({"cold_dishes": False}, "MET"), ({"cold_dishes": True}, "VIOLATED"), ({}, "UNDETERMINED")),
    "price": (
        ({"stage": Stage.PRIMARY, "price": Decimal(8)}, "MET"),
        ({"stage": Stage.PRIMARY, "price": Decimal("8.01")}, "VIOLATED"),
        ({"stage": Stage.SECONDARY, "price": Decimal(10)}, "MET"),
        ({"price": Decimal(7)}, "MET"),
        ({"price": Decimal(9)}, "UNDETERMINED"),
        ({"price": Decimal("10.50")}, "VIOLATED"),
    ),
    "balance": (
        ({"balance": Decimal(5000), "income": Decimal(100_000)}, "MET"),
        ({"balance": Decimal("5000.01"), "income": Decimal(100_000)}, "VIOLATED"),
        ({"balance": Decimal(5000)}, "UNDETERMINED"),
    ),
    "other_spending": (
        ({"spending": spent((Spent.FOOD, 70_000, None), (Spent.WAGES, 30_000, None))}, "MET"),
        ({"spending": spent((Spent.FOOD, 69_999, None), (Spent.WAGES, 30_001, None))}, "VIOLATED"),
        ({"spending": spent((Spent.FOOD, None, None), (Spent.WAGES, 30_000, None))}, "UNDETERMINED"),
    ),
    "covered": (
        ({"spending": spent((None, 60_000, None), (None, 40_000, None)), "income": Decimal(100_000)}, "MET"),
        ({"spending": spent((None, 60_000, None), (None, 40_000, None)), "income": Decimal("99999.99")}, "VIOLATED"),
        ({"spending": spent((None, 100_001, None), (None, None, None)), "income": Decimal(100_000)}, "VIOLATED"),
        ({"spending": spent((None, 60_000, None))}, "UNDETERMINED"),
    ),
    "approved": (
        ({"spending": spent((None, 5000, False), (None, 6000, True))}, "MET"),
        ({"spending": spent((None, "5000.01", False))}, "VIOLATED"),
        ({"spending": spent((None, 6000, None))}, "UNDETERMINED"),
    ),
    "purchase_tendered": (
        ({"food_purchase": Decimal(99_999), "purchase_tendered": False}, "NOT_APPLICABLE"),
        ({"food_purchase": Decimal(100_000), "purchase_tendered": True}, "MET"),
        ({"food_purchase": Decimal(100_000), "purchase_tendered": False}, "VIOLATED"),
        ({"food_purchase": Decimal(100_000)}, "UNDETERMINED"),
    ),
    "accounts": (
        ({"term_ends": date(2025, 9, 5), "accounts_on": date(2025, 9, 15)}, "MET"),
        ({"term_ends": date(2025, 9, 5), "accounts_on": date(2025, 9, 16)}, "VIOLATED"),
        ({"term_ends": date(2025, 10, 27), "accounts_on": NOT_YET}, "NOT_DUE"),
        ({"accounts_on": date(2025, 9, 15)}, "UNDETERMINED"),
    ),
    "inspections": (({"inspections": 2}, "MET"), ({"inspections": 1}, "VIOLATED"), ({}, "UNDETERMINED")),
    "self_checks": (
        ({"self_checks": 18, "weeks_open": 18}, "MET"),
        ({"self_checks": 17, "weeks_open": 18}, "VIOLATED"),
        ({"self_checks": 17}, "UNDETERMINED"),
    ),
    "rectified": (
        ({"problem": False}, "NOT_APPLICABLE"),
        ({"problem": True, "problem_on": date(2025, 9, 10), "rectified_on": date(2025, 10, 10)}, "MET"),
        ({"problem": True, "problem_on": date(2025, 9, 10), "rectified_on": date(2025, 10, 11)}, "VIOLATED"),
        ({"problem": True, "problem_on": date(2025, 10, 20), "rectified_on": NOT_YET}, "NOT_DUE"),
        ({"problem": True}, "UNDETERMINED"),
    ),
    "parents": (({"parents": True}, "MET"), ({"parents": False}, "UNMET"), ({}, "UNDETERMINED")),
}

GRANTS: tuple[tuple[dict[str, Any], tuple[int, int]], ...] = (
    ({"diners": 500, "grade": Grade.A}, (32_000, 32_000)),
    ({"diners": 500, "grade": Grade.B}, (30_000, 30_000)),
    ({"diners": 199, "grade": Grade.A}, (15_000, 15_000)),
    ({"diners": 200, "grade": Grade.C}, (20_000, 20_000)),
    ({"grade": Grade.B}, (10_000, 30_000)),
    ({"diners": 499}, (20_000, 25_000)),
)
