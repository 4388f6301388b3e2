"""What outcomes come to in a report on a table: counts of labels, and amounts added up."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import polars as pl
import pyarrow as pa
import pytest
from elderly_meals import MEALS, MealPoint
from elderly_meals.meals import Size
from jsonschema import Draft202012Validator

import sgzlib as sgz
from bridges.frames.tabled import IN_MEMORY, LAZY
from foreign.canteen import CANTEEN, CanteenLaw
from sgzlib.law import HOURS, outcome

ON = date(2025, 9, 5)
ENGINES: dict[str, Callable[[Any], Any]] = IN_MEMORY | LAZY
POINTS = pa.table(
    {
        "name": ["东街", "西街", "南街", "北街"],
        "seats": pa.array([44, 18, None, 41]),
        "meals": pa.array([1840, 1001, 1840, 9000]),
        "delivered": pa.array([0, 1, None, 0]),
    }
)

pytestmark = pytest.mark.filterwarnings("ignore::sgzlib.bridges.frames.UnknownColumn")


def report(table: Any, ruleset: sgz.Ruleset = MEALS, on: date = ON, **more: Any) -> sgz.frames.Report:
    return sgz.frames.report(table, ruleset, by="name", on=on, sections=0, **more)


@pytest.mark.parametrize("engine", ENGINES)
def test_known_rows_are_counted_and_added_up_as_their_assessments_say(engine: str) -> None:
    subsidy, size = report(ENGINES[engine](POINTS)).outcomes
    points = [MealPoint(**row) for row in POINTS.to_pylist()]
    paid = [sgz.assess(MEALS, point, on=ON).outcomes["meals.subsidy"] for point in points]
    known = [amount for amount in paid if isinstance(amount, Decimal)]
    assert (subsidy.known, subsidy.unknown) == (len(known), 1)
    assert (subsidy.total, subsidy.least, subsidy.most) == (sum(known), min(known), max(known))
    assert (size.known, size.unknown) == (3, 1)
    assert size.labels == {Size.LARGE: 0, Size.MEDIUM: 2, Size.SMALL: 1}


def test_sources_change_no_value() -> None:
    sourced = POINTS.append_column("seats__source", pa.array(["自报", "实地检查", None, None]))
    assert report(sourced).outcomes == report(POINTS).outcomes


@pytest.mark.parametrize("engine", ENGINES)
def test_without_rows_nothing_is_known(engine: str) -> None:
    subsidy, size = report(ENGINES[engine](POINTS.slice(0, 0))).outcomes
    assert (subsidy.known, subsidy.unknown, subsidy.total, subsidy.least) == (0, 0, None, None)
    assert sum(size.labels.values()) == 0


@pytest.fixture
def canteens() -> sgz.frames.Report:
    table = pl.DataFrame({"name": ["东", "西", "南"], "diners": [600, 100, None], "grade": ["甲级", "乙级", "甲级"]})
    return report(table, CANTEEN)


def test_rows_that_are_not_known_add_their_bounds_to_those_of_all(canteens: sgz.frames.Report) -> None:
    (grant,) = canteens.outcomes
    assert grant.together == sgz.Possible(Decimal("57000.00"), Decimal("77000.00"))
    assert report(pl.DataFrame({"name": ["东"]}), MEALS).outcomes[0].together == sgz.Possible()
    assert report(POINTS.slice(0, 2)).outcomes[0].together == Decimal("7683.00")


def test_a_page_tells_them_in_words(canteens: sgz.frames.Report) -> None:
    amounts = "已知2个，合计42,000元，最低10,000元，最高32,000元"
    open_rows = "未知1个，全部合计57,000元至77,000元（信息不全，实际范围可能更小）"
    assert f"<dt>七 每年奖补</dt><dd>{amounts}；{open_rows}</dd>" in canteens.to_html()
    known = report(POINTS.slice(0, 2)).to_html()
    assert "<dt>五 应得的月补贴</dt><dd>已知2个，合计7,683元，最低3,003元，最高4,680元</dd>" in known
    english = report(POINTS, locale="en").to_html()
    assert "<dd>known 3, total CN¥13,683, least CN¥3,003, most CN¥6,000; not known 1</dd>" in english
    assert "<dt>六 size</dt><dd>large 0, medium 2, small 1; not known 1</dd>" in english


def test_its_data_has_them_and_its_schema_describes_it(canteens: sgz.frames.Report) -> None:
    validator = Draft202012Validator(sgz.interchange.json_schema(sgz.frames.Report))
    documents: list[Any] = [each.to_dict() for each in (canteens, report(POINTS))]
    for document in documents:
        validator.validate(document)
    [grant], [_, size] = (document["outcomes"] for document in documents)
    assert (grant["id"], grant["clause"], grant["total"]) == ("canteen.grant", "七", "42000.00")
    assert grant["together"] == {"least": "57000.00", "most": "77000.00", "exact": False}
    assert size["labels"] == {"LARGE": 0, "MEDIUM": 2, "SMALL": 1}


@pytest.mark.parametrize(("ruleset", "on"), [(attrs.evolve(MEALS, outcomes=()), ON), (MEALS, date(2020, 1, 1))])
def test_a_report_without_outcomes_says_nothing_of_them(ruleset: sgz.Ruleset, on: date) -> None:
    told = report(POINTS, ruleset, on)
    assert told.outcomes == ()
    assert "outcomes" not in told.to_dict()
    assert "计算项" not in told.to_html()


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_hours_in_floats_add_up_as_they_are_written(engine: str) -> None:
    @outcome("四", law=CanteenLaw, kind=HOURS, zh="留样时间", en="hours kept", group="mine")
    def hours(canteen: Any, _case: Any) -> Any:
        return canteen.sample_hours

    table = pa.table({"name": ["东", "西"], "sample_hours": pa.array([36.5, 48.25], pa.float64())})
    (kept,) = report(ENGINES[engine](table), attrs.evolve(CANTEEN, outcomes=(hours,))).outcomes
    assert (kept.total, kept.least, kept.most) == (Decimal("84.75"), Decimal("36.5"), Decimal("48.25"))
