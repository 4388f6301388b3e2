"""Meal points for the elderly (老年助餐点): an invented county notice, encoded beside Tianjin's as a second folder.

`notice` has the text, its clauses, actors and ledger, `law` the numbers and readings, `facts` what is asked of a meal
point, `meals` the requirements and what the county pays. `python -m elderly_meals` in `examples` shows what follows.
"""

from elderly_meals.facts import Helper, MealPoint
from elderly_meals.law import YUNXI, MealLaw
from elderly_meals.meals import MEALS, size, subsidy
from elderly_meals.notice import NOTICE, TEXT, Bearer

__all__ = ["MEALS", "NOTICE", "TEXT", "YUNXI", "Bearer", "Helper", "MealLaw", "MealPoint", "size", "subsidy"]
