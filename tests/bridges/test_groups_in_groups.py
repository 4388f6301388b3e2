"""Groups in groups, as of a town, its points and their helpers: values judge them, tables and workbooks refuse them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import polars as pl
import pytest

import sgzlib as sgz
from foreign.service_point import POINT_LAW, Helper, Point, PointLaw
from sgzlib.law import (
    TEXT,
    UNKNOWN,
    YUAN,
    Fact,
    Force,
    Ruleset,
    every,
    fact,
    latest,
    many,
    member_rule,
    outcome,
    requirement,
    subject,
    total,
)

ON = date(2024, 6, 1)


@subject
class Town:
    """A town with its points (镇)."""

    name: Fact[str] = fact(TEXT, "镇名", "town")
    points: Fact[tuple[Point, ...]] = fact(many(Point), "服务点", "points")


@member_rule("工作人员均受训", "all helpers are trained")
def trained(point: Any, case: Any) -> Any:
    return every(point.helpers, "trained", case)


@member_rule("工作人员均已到岗", "all helpers have come")
def staffed(point: Any, case: Any) -> Any:
    return latest(point.helpers, "since") <= case.on


@member_rule("补贴", "paid", kind=YUAN)
def paid(point: Any, case: Any) -> Any:
    return total(point.helpers, "paid")


def asked(name: str, rule: Callable[[Any, Any], Any], **more: Any) -> Any:
    rule.__name__ = name
    return requirement("一", Force.MUST, law=PointLaw, zh="甲", en="a", group="town", **more)(rule)


RULES = (
    asked("open", lambda town, case: every(town.points, "open", case)),
    asked("trained", lambda town, case: every(town.points, trained, case)),
    asked(
        "staffed",
        lambda town, case: every(town.points, "office", case),
        applies=lambda town, case: every(town.points, staffed, case),
    ),
)
TOWN = Ruleset("town", Town, RULES, zh="镇", en="Town", law=POINT_LAW)
TOWNS = pl.DataFrame({"town": ["青石"]})
POINTS = pl.DataFrame({"town": ["青石", "青石"], "名称": ["东", "西"], "open": [True, True]})
HELPERS = pl.DataFrame({"town": ["青石"], "trained": [True]})

FRAMES = sgz.frames
OF_TABLES: dict[str, Callable[[Ruleset, Any], Any]] = {
    "check": lambda ruleset, _: FRAMES.check(TOWNS, ruleset, on=ON),
    "check_groups": lambda ruleset, more: FRAMES.check_groups(TOWNS, more.pop("members"), ruleset, on=ON, **more),
    "report": lambda ruleset, more: FRAMES.report(TOWNS, ruleset, on=ON, **more),
    "findings": lambda ruleset, more: FRAMES.findings(TOWNS, ruleset, on=ON, **more),
    "questions": lambda ruleset, more: FRAMES.questions(TOWNS, ruleset, on=ON, **more),
    "remedies": lambda ruleset, more: FRAMES.remedies(TOWNS, ruleset, on=ON, **more),
    "flips": lambda ruleset, more: FRAMES.flips(TOWNS, ruleset, POINT_LAW, POINT_LAW, on=ON, **more),
    "sql": lambda ruleset, _: sgz.sql.query(
        ruleset, dialect="sqlite", table="towns", on=ON, members={"points": ("points", "town")}
    ),
}

pytestmark = pytest.mark.filterwarnings("ignore::sgzlib.bridges.frames.tables.UnknownColumn")


def joined() -> dict[str, Any]:
    return {"by": "town", "members": {"points": POINTS}}


@pytest.mark.parametrize(
    ("helper", "verdict", "missing"),
    [
        (Helper(trained=True), True, ()),
        (Helper(trained=False), False, ()),
        (Helper(), UNKNOWN, ("points[1].helpers[0].trained",)),
    ],
)
def test_values_judge_a_group_in_a_group(helper: Helper, verdict: Any, missing: tuple[str, ...]) -> None:
    points = (Point(helpers=(Helper(trained=True),)), Point(helpers=(helper,)))
    found = sgz.assess(TOWN.only("town.trained"), Town(points=points), on=ON)
    assert (found.verdict, found.missing) == (verdict, missing)


@pytest.mark.parametrize("way", OF_TABLES)
@pytest.mark.parametrize("rule", ["trained", "staffed"])
def test_a_requirement_that_asks_of_one_is_refused_by_its_id(way: str, rule: str) -> None:
    said = rf"^town\.{rule}: 'points\[\]\.helpers' .* no group inside a group; .* ruleset - 'town\.{rule}'"
    with pytest.raises(sgz.InvalidType, match=said):
        OF_TABLES[way](TOWN.only("town.open", f"town.{rule}"), joined())


@pytest.mark.parametrize("way", OF_TABLES)
def test_the_others_are_judged(way: str) -> None:
    OF_TABLES[way](TOWN - "town.trained" - "town.staffed", joined())


def test_an_outcome_that_asks_of_one_is_refused() -> None:
    @outcome("一", law=PointLaw, zh="补贴", en="pay", kind=YUAN, group="town")
    def pay(town: Any, case: Any) -> Any:
        return total(town.points, paid, case)

    computing = attrs.evolve(TOWN.only("town.open"), outcomes=(pay,))
    with pytest.raises(sgz.InvalidType, match=r"^town\.pay: 'points\[\]\.helpers' .*evolve\(ruleset, outcomes=\(\)\)"):
        FRAMES.check(TOWNS, computing, on=ON)


def test_a_table_of_the_inner_group_is_refused() -> None:
    members = {"points": POINTS, "points__helpers": HELPERS}
    with pytest.raises(sgz.InvalidValue, match=r"^members: 'points__helpers' .*one of points\b"):
        FRAMES.check_groups(TOWNS, members, TOWN.only("town.open"), by="town", on=ON)
    with pytest.raises(sgz.InvalidValue, match=r"^members: 'points__helpers' .*one of points\b"):
        sgz.sql.query(
            TOWN.only("town.open"), dialect="sqlite", table="t", on=ON, members={"points__helpers": ("h", "town")}
        )


@pytest.mark.parametrize(
    "way",
    [
        lambda: sgz.workbook.template(TOWN.only("town.open")),
        lambda: sgz.workbook.judge(sgz.workbook.template(sgz.PREMISES), TOWN, on=ON),
    ],
)
def test_a_workbook_holds_no_group_in_a_group(way: Callable[[], Any]) -> None:
    said = r"^Ruleset town\.points: .*a ruleset whose groups have no groups in them"
    with pytest.raises(sgz.InvalidType, match=said):
        way()
