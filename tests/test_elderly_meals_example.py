"""The second folder beside Tianjin's, the rules on meal points, goes through every bridge."""

import io
import itertools
import json
import pickle
import runpy
import sys
import warnings
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import attrs
import openpyxl
import polars as pl
import pyarrow as pa
import pytest
from elderly_meals import MEALS, NOTICE, TEXT, YUNXI, Bearer, Helper, MealPoint
from elderly_meals.__main__ import EAST
from elderly_meals.meals import Size
from hypothesis import given, settings

import sgzlib as sgz
from bridges import symbolic
from bridges.frames import tabled
from bridges.frames.tabled import IN_MEMORY, judged, scalar, with_groups_known
from bridges.sql.executed import EXECUTED, queried
from sgzlib.bridges import strategies
from sgzlib.law import Force, History

ON = date(2024, 9, 5)
RULES = attrs.evolve(MEALS, outcomes=())


def subsidy(**known: Any) -> Any:
    return sgz.assess(MEALS, MealPoint(**known), on=ON).outcomes["meals.subsidy"]


class TestTheNotice:
    def test_it_has_more_than_twenty_requirements_each_of_a_clause(self) -> None:
        assert len(MEALS.requirements) == 28
        assert {rule.clause for rule in MEALS.requirements} == set(NOTICE.clauses) - {NOTICE["前言"]}

    def test_its_ledger_accounts_for_each_sentence_and_each_requirement(self) -> None:
        NOTICE.check_ledger(MEALS)
        accounted = {id_ for sentence in NOTICE.sentences for id_ in sentence.requirements}
        assert accounted == {rule.id for rule in MEALS.requirements}

    def test_a_copy_of_the_text_is_attached_and_another_is_refused(self) -> None:
        report = sgz.assess(MEALS, EAST, on=ON).render(words=NOTICE.attach(TEXT))
        assert "原文：消防安全检查须在有效期内。" in report
        with pytest.raises(sgz.InvalidValue, match=r"Notice\.attach\(text\): \('二#1',\)"):
            NOTICE.attach(TEXT.replace("20个", "30个"))

    def test_no_two_texts_are_alike(self) -> None:
        for texts in ([rule.zh for rule in MEALS.requirements], [rule.en for rule in MEALS.requirements]):
            assert len(set(texts)) == len(texts)


class TestTheSubsidy:
    @pytest.mark.parametrize(
        ("meals", "delivered", "due"),
        [
            (0, 0, "0.00"),
            (1000, 0, "3000.00"),
            (1001, 0, "3002.00"),
            (1000, 400, "3400.00"),
            (2500, 0, "6000.00"),
            (9000, 9000, "6000.00"),
        ],
    )
    def test_it_is_paid_by_tiers_up_to_a_cap(self, meals: int, delivered: int, due: str) -> None:
        assert subsidy(meals=meals, delivered=delivered) == Decimal(due)

    def test_what_is_unknown_leaves_bounds(self) -> None:
        assert subsidy(meals=1840) == sgz.Possible(Decimal("4680.00"), Decimal("6000.00"), exact=True)
        assert subsidy() == sgz.Possible(Decimal("0.00"), Decimal("6000.00"), exact=True)

    @pytest.mark.parametrize(
        ("claimed", "delivered", "status"),
        [(4680, 0, "MET"), (4681, 0, "VIOLATED"), (4681, 1, "MET"), (4681, None, "UNDETERMINED")],
    )
    def test_a_claim_is_held_against_it(self, claimed: int, delivered: int | None, status: str) -> None:
        point = MealPoint(meals=1840, delivered=delivered, claimed=Decimal(claimed))
        assert sgz.assess(MEALS, point, on=ON)["meals.claimed"].status.name == status

    @pytest.mark.parametrize(("seats", "size"), [(39, Size.SMALL), (40, Size.MEDIUM), (60, Size.LARGE)])
    def test_seats_make_a_size(self, seats: int, size: Size) -> None:
        assert sgz.assess(MEALS, MealPoint(seats=seats), on=ON).outcomes["meals.size"] is size


class TestAnswers:
    def test_a_report_in_both_languages(self) -> None:
        assessment = sgz.assess(MEALS, EAST, on=ON)
        assert [finding.requirement.id for finding in assessment.violations] == ["meals.health"]
        assert "应得的月补贴：4,680元至6,000元（信息不全）\n规模：中型" in assessment.render()
        assert "monthly subsidy due: CN¥4,680 to CN¥6,000 (facts are missing)" in assessment.render("en")
        assert "规模" in assessment.to_html()

    def test_questions_remedies_and_forms(self) -> None:
        assessment = sgz.assess(MEALS, EAST, on=ON)
        healthy = attrs.evolve(EAST, helpers=EAST.helpers[1:])  # type: ignore[misc,index]
        asked = [question.path for question in sgz.assess(MEALS, healthy, on=ON).questions()]
        assert {"lunch", "delivered", "menu"} <= set(asked)
        (step,) = assessment.remedies().steps
        assert [act.text("en") for act in step.ways[0].acts] == ["王芳: obtain a new health certificate"]
        assert set(assessment.by_actor) == {Bearer.POINT, Bearer.TOWN}
        assert "助餐点自查表" in assessment.to_form()
        assert {len(assessment.to_form(kind)) > 1000 for kind in ("xlsx", "docx")} == {True}

    def test_readings_compared(self) -> None:
        helpers = (Helper(cooks=False, healthy_until=date(2024, 8, 31)),)
        health = sgz.under_all_readings(MEALS.only("meals.health"), MealPoint(helpers=helpers), on=ON)
        assert [reading.id for reading in health.readings] == ["preparing"]
        assert [outcome.verdict for outcome in health.outcomes] == [True, False]

    def test_a_revision_compared_and_a_history(self) -> None:
        revised = attrs.evolve(YUNXI, least_seats=50, highest_price=Decimal(18))
        told = {
            one.new and one.new.id: one.relation.name
            for one in sgz.compare_laws(MEALS, YUNXI, revised, on=ON).differences
        }
        assert told == {"meals.seats": "STRICTER", "meals.price": "LOOSER"}
        laws = History((date(2024, 4, 1), YUNXI), (date(2025, 1, 1), revised))
        days = (date(2024, 12, 31), date(2025, 1, 1))
        seats = [sgz.assess(MEALS, EAST, on=on, policy=laws)["meals.seats"].status.name for on in days]
        assert seats == ["MET", "VIOLATED"]

    def test_a_timeline(self) -> None:
        line = sgz.timeline(EAST, first_day=date(2024, 8, 1), last_day=date(2024, 12, 31), ruleset=MEALS)
        assert [turn.day for turn in line.turns] == [date(2024, 9, 1), date(2024, 9, 11)]
        assert line.to_svg().startswith("<svg")

    def test_a_receipt_is_verified(self) -> None:
        verified = sgz.verify(sgz.receipt(sgz.assess(MEALS, EAST, on=ON)), ruleset=MEALS)
        assert (verified.intact, verified.same_outcome, verified.same_law) == (True, True, True)

    def test_it_travels(self) -> None:
        assessment = sgz.assess(MEALS, EAST, on=ON)
        assert pickle.loads(pickle.dumps(assessment)) == assessment  # noqa: S301 - of our own making
        assert pickle.loads(pickle.dumps(MEALS)) == MEALS  # noqa: S301 - of our own making

    @pytest.mark.parametrize(("arguments", "said"), [((), "结论：不符合"), (("en",), "Verdict: does not comply")])
    def test_the_example_runs_in_both_languages(
        self, arguments: Any, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "argv", ["elderly_meals", *arguments])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # of a module that is loaded already
            runpy.run_module("elderly_meals", run_name="__main__")
        printed = capsys.readouterr().out
        assert said in printed
        assert "| `meals.claimed` | 五 |" in printed


class TestDocuments:
    @settings(max_examples=20, deadline=None)
    @given(strategies.subject(MealPoint, known="some"))
    def test_a_point_and_its_assessment_as_json(self, point: MealPoint) -> None:
        document = json.loads(json.dumps(sgz.interchange.dump(point)))
        assert sgz.interchange.load(MealPoint, document) == point
        assert len(sgz.assess(MEALS, point, on=ON).to_dict(missing=False)["findings"]) == 28

    def test_a_workbook_there_and_back(self) -> None:
        book = openpyxl.load_workbook(io.BytesIO(sgz.workbook.template(MEALS)))
        heads = [cell.value for cell in book.worksheets[0][1]]
        row = {"名称": "东街", "座位数": "18", "取得食品经营许可": "是"}
        for column, head in enumerate(heads, start=1):
            if head in row:
                book.worksheets[0].cell(2, column, row[str(head)])
        filled = io.BytesIO()
        book.save(filled)
        answered = openpyxl.load_workbook(io.BytesIO(sgz.workbook.judge(filled.getvalue(), MEALS, on=ON)))
        cells = {str(cell.value) for sheet in answered for line in sheet for cell in line if cell.value}
        assert any("座位不少于20个" in text for text in cells)

    def test_vectors_for_other_languages(self) -> None:
        made = sgz.vectors.make(MEALS.only("meals.seats", "meals.registered", "meals.health"))
        assert made["cases"]
        assert {status for case in made["cases"] for status in case["statuses"].values()} >= {"MET", "VIOLATED"}


POINTS = [
    MealPoint(
        permit=permit,
        agreement_on=date(2024, 4, 8),
        opened_on=opened,
        registered_on=opened and opened + timedelta(days=14),
        seats=seats,
        area=Decimal("49.99") if permit else 50,
        helpers=helpers,
        meals=meals,
        delivered=delivered,
        claimed=Decimal(3000),
        month_ended_on=date(2024, 8, 31),
        satisfied=satisfied,
    )
    for place, (permit, opened, seats, helpers, meals, delivered, satisfied) in enumerate(
        itertools.product(
            (True, False, None),
            (date(2024, 5, 6), date(2024, 7, 9), None),
            (19, 44, None),
            ((), (Helper(cooks=True, healthy_until=ON, trained=True),), (Helper(cooks=None, trained=None), Helper())),
            (1840, 900, None),
            (0, None),
            (80, None),
        )
    )
    if place % 13 == 0
]


@pytest.fixture(scope="module")
def told() -> Any:
    return scalar(MEALS, map(with_groups_known, POINTS), ON, YUNXI)


class TestTables:
    @pytest.fixture(autouse=True)
    def _areas(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(tabled.TYPES, "measure", pa.decimal128(12, 2))

    @pytest.mark.parametrize("engine", ["polars", "pandas"])
    def test_columns_say_what_values_say(self, engine: str, told: Any) -> None:
        assert judged(IN_MEMORY[engine], RULES, POINTS, ON, YUNXI) == told

    @pytest.mark.parametrize("dialect", ["sqlite", "duckdb"])
    def test_sql_says_what_values_say(self, dialect: str, told: Any) -> None:
        assert queried(EXECUTED[dialect], RULES, POINTS, ON, YUNXI, dialect) == told

    def test_symbols_say_what_values_say(self) -> None:
        for point in POINTS[::12]:
            symbolic.agree(MEALS, symbolic.sized(point), YUNXI, ON)

    def test_a_report_on_many_points(self) -> None:
        points = pl.DataFrame({"name": ["东街", "西街"], "seats": [44, 18], "permit": [True, None]})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", sgz.frames.UnknownColumn)
            report = sgz.frames.report(points, MEALS, by="name", on=ON, locale="zh_CN")
            table = sgz.frames.check(points, MEALS, on=ON)
        assert "座位不少于20个" in report.to_html()
        assert table["meals.size"].to_list() == ["MEDIUM", "SMALL"]


def test_a_requirement_can_be_softened_as_any_other() -> None:
    softer = MEALS.replace("meals.sign", force=Force.SHOULD)
    assert sgz.assess(softer, MealPoint(sign=False), on=ON)["meals.sign"].status is sgz.Status.UNMET
