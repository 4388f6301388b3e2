"""Grades by points (按分评等): an invented scale of the yearly evaluation, and the renewal that follows from a grade.

The notice grades a year and says what follows; how points make a grade, it leaves open. This scale is made up: five
items, a hundred points, and no grade above 不合格 without published accounts. Items that are not known yet leave an
interval of points and the grades that are possible; the renewal is decided by the grade that is certain.

`python examples/points.py en` prints it in English.
"""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import sgzlib as sgz
from sgzlib.law import COUNT, YES_NO, Case, Fact, Law, Ruleset, amount_if, choice, fact, number, outcome, where, whole
from sgzlib.law import subject as facts

SCALE = sgz.Notice(
    title="社工站年度评估评分办法（示例）",
    title_en="Scale for the yearly evaluation of stations (an example)",
    issued_on=date(2022, 1, 10),
    clauses=(
        sgz.Clause("一", "评分", "五项评分，合计一百分。", "Five items, a hundred points in all."),
        sgz.Clause(
            "二", "等次", "按得分评定等次；未公开收支的不合格。", "Points make a grade; accounts are published."
        ),
    ),
)


class ScaleLaw(Law):
    """What each item is worth, and what a grade takes (评分参数)."""

    notice = SCALE

    many_cases: int = number("一", "个案数（高档）", "cases, upper tier")
    some_cases: int = number("一", "个案数（低档）", "cases, lower tier")
    high_satisfaction: int = number("一", "满意率（高档）", "satisfaction, upper tier")
    fair_satisfaction: int = number("一", "满意率（低档）", "satisfaction, lower tier")
    upper_tier: int = number("一", "高档得分", "points of the upper tier")
    lower_tier: int = number("一", "低档得分", "points of the lower tier")
    archives: int = number("一", "档案得分", "points for archives")
    small_item: int = number("一", "其余各项得分", "points of each other item")
    excellent_from: int = number("二", "优秀最低分", "least points of 优秀")
    good_from: int = number("二", "良好最低分", "least points of 良好")
    qualified_from: int = number("二", "合格最低分", "least points of 合格")


SCALE_2022 = ScaleLaw(
    many_cases=60,
    some_cases=30,
    high_satisfaction=90,
    fair_satisfaction=80,
    upper_tier=30,
    lower_tier=20,
    archives=20,
    small_item=10,
    excellent_from=90,
    good_from=80,
    qualified_from=60,
)


@facts
class Review:
    """What an evaluation finds of a station's year (年度评估情况)."""

    name: Fact[str] = fact(sgz.law.TEXT, "社工站名称", "station")
    cases: Fact[int] = fact(COUNT, "个案数", "cases", unit=("个", "cases"))
    satisfied: Fact[int] = fact(whole(0, 100), "满意率", "satisfied", unit=("%", "%"))
    archives_complete: Fact[bool] = fact(YES_NO, "档案齐全", "complete archives")
    fully_staffed: Fact[bool] = fact(YES_NO, "人员配齐", "fully staffed")
    accounts_published: Fact[bool] = fact(YES_NO, "公开收支", "published accounts")


def tiers(value: Any, many: Any, some: Any, case: Case[ScaleLaw]) -> Any:
    """Return the points of an item with two tiers."""
    return where(value >= many, case.law.upper_tier, amount_if(value >= some, case.law.lower_tier))


@outcome("一", law=ScaleLaw, kind=whole(0, 100), zh="得分", en="points", unit=("分", "points"), group="review")
def points(review: Review, case: Case[ScaleLaw]) -> Any:
    """Add up the five items."""
    law = case.law
    return (
        tiers(review.cases, law.many_cases, law.some_cases, case)
        + tiers(review.satisfied, law.high_satisfaction, law.fair_satisfaction, case)
        + amount_if(review.archives_complete, law.archives)
        + amount_if(review.fully_staffed, law.small_item)
        + amount_if(review.accounts_published, law.small_item)
    )


@outcome("二", law=ScaleLaw, kind=choice(sgz.Grade), zh="等次", en="grade", group="review")
def grade(review: Review, case: Case[ScaleLaw]) -> Any:
    """Grade by points; without published accounts nothing is more than 不合格."""
    law, scored = case.law, points(review, case)
    passed = where(scored >= law.good_from, sgz.Grade.GOOD, sgz.Grade.QUALIFIED)
    best = where(scored >= law.excellent_from, sgz.Grade.EXCELLENT, passed)
    return where((scored >= law.qualified_from) & review.accounts_published, best, sgz.Grade.UNQUALIFIED)


REVIEW = Ruleset("review", Review, (), zh="年度评估", en="Yearly evaluation", law=SCALE_2022, outcomes=(points, grade))


def decided(review: Review, on: date) -> tuple[sgz.Assessment[Review], sgz.RenewalDecision]:
    """Return a station's points and grade, and what follows for the contract; an open grade awaits the evaluation."""
    assessment = sgz.assess(REVIEW, review, on=on)
    outcome = assessment.outcomes["review.grade"]
    certain = None if isinstance(outcome, sgz.Possible) else outcome
    cycle = sgz.Cycle(started_on=date(2021, 7, 23))
    return assessment, sgz.decide_renewal(cycle, contract_year=1, grade=certain, on=on)


REVIEWS = (
    Review(name="东街", cases=72, satisfied=93, archives_complete=True, fully_staffed=True, accounts_published=True),
    Review(name="西街", cases=41, satisfied=85, archives_complete=True, accounts_published=True),
    Review(name="南街", cases=55, archives_complete=True, fully_staffed=True, accounts_published=True),
    Review(name="北街", cases=12, satisfied=70, archives_complete=False),
)


def main(locale: str) -> None:
    """Print points, grade and renewal of four stations, of which three are not fully known."""
    for review in REVIEWS:
        assessment, decision = decided(review, date(2022, 7, 1))
        outcome_said = decision.outcome.zh if locale.startswith("zh") else decision.outcome.en
        print(assessment.render(locale).rstrip())
        print("→", outcome_said, end="\n\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "zh_CN")
