"""The example of grades by points: an interval of points, the grades that are possible, and what is decided by them."""

import runpy
import sys
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import points
import pytest
from points import REVIEW, REVIEWS, Review, decided

import sgzlib as sgz

ON = date(2022, 7, 1)
GRADES = sgz.Grade


def outcome_of(**known: Any) -> dict[str, Any]:
    return sgz.assess(REVIEW, Review(**known), on=ON).outcomes


def test_the_scale_gives_a_hundred_points() -> None:
    best = {"cases": 60, "satisfied": 90, "archives_complete": True, "fully_staffed": True, "accounts_published": True}
    assert outcome_of(**best) == {"review.points": 100, "review.grade": GRADES.EXCELLENT}
    below = outcome_of(**best | {"cases": 59, "satisfied": 89})
    assert below == {"review.points": 80, "review.grade": GRADES.GOOD}


def test_without_published_accounts_no_year_passes() -> None:
    known = {"cases": 60, "satisfied": 90, "archives_complete": True, "accounts_published": False}
    assert outcome_of(**known) == {
        "review.points": sgz.Possible(80, 90, exact=True),
        "review.grade": GRADES.UNQUALIFIED,
    }


@pytest.mark.parametrize("review", REVIEWS, ids=lambda review: str(review.name))
def test_what_is_possible_is_what_some_completion_gives(review: Review) -> None:
    tried: dict[str, tuple[Any, ...]] = {"cases": (0, 30, 60), "satisfied": (0, 80, 90)}
    options = [
        tried.get(name, (True, False)) if getattr(review, name) is sgz.UNKNOWN else (getattr(review, name),)
        for name in (*tried, "archives_complete", "fully_staffed", "accounts_published")
    ]
    names = (*tried, "archives_complete", "fully_staffed", "accounts_published")
    completed = [outcome_of(**dict(zip(names, values, strict=True))) for values in product(*options)]
    scored = [each["review.points"] for each in completed]
    graded = {each["review.grade"] for each in completed}
    found = sgz.assess(REVIEW, review, on=ON).outcomes
    expected = min(scored) if len(set(scored)) == 1 else sgz.Possible(min(scored), max(scored), exact=True)
    assert found["review.points"] == expected
    labels = tuple(label for label in GRADES if label in graded)
    certain = labels[0] if len(labels) == 1 else sgz.Possible(labels=labels, exact=True)
    assert found["review.grade"] == certain


def test_the_renewal_takes_the_grade_that_is_certain_and_awaits_one_that_is_not() -> None:
    assert [decided(review, ON)[1].outcome for review in REVIEWS] == [
        sgz.RenewalOutcome.RENEW,
        sgz.RenewalOutcome.AWAIT_EVALUATION,
        sgz.RenewalOutcome.AWAIT_EVALUATION,
        sgz.RenewalOutcome.REPROCURE,
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "得分：70至80分（信息不全）\n等次：合格或良好（信息不全）\n→ 等待年度评估"),
        (("en",), "points: 0 to 20 points (facts are missing)\ngrade: unqualified\n→ do not renew"),
    ],
)
def test_it_runs_in_both_languages(
    arguments: Any, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["points.py", *arguments])
    runpy.run_path(str(Path(points.__file__)), run_name="__main__")
    assert said in capsys.readouterr().out
