"""Outcomes: what an author may declare, what is refused, and what an assessment tells of them."""

import copy
import json
import pickle
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar, cast

import attrs
import polars as pl
import pytest

import sgzlib as sgz
from foreign.service_point import POINT_LAW, Counting, Helper, Point, PointLaw, Room, Star, Trade
from sgzlib.law import (
    COUNT,
    DAY,
    TEXT,
    YES_NO,
    YUAN,
    Case,
    Fact,
    Force,
    History,
    Labelled,
    Ruleset,
    amount_if,
    choice,
    ends_with,
    fact,
    includes,
    not_,
    outcome,
    part,
    requirement,
    subject,
    total,
    where,
)
from sgzlib.law.outcomes import OutcomeRule
from sgzlib.law.truth import alike
from sgzlib.prose.language import Language
from sgzlib.prose.outcomes import outcome_text

ON = date(2024, 6, 1)
NARROWER = " (facts are missing; the range may be narrower)"


class Grade(Labelled):
    """How good a point is."""

    GOOD = "良好", "good"
    POOR = "不合格", "poor"
    NONE = "不评", "not graded"


@outcome("一", law=PointLaw, kind=COUNT, zh="得分", en="points", unit=("分", "points"), group="point")
def points(p: Point, case: Case[PointLaw]) -> Any:
    return amount_if(p.office, case.law.least_cases) + amount_if(p.open, case.law.few)


@outcome("一", law=PointLaw, kind=choice(Grade), zh="等级", en="grade", group="point")
def grade(p: Point, case: Case[PointLaw]) -> Any:
    repairs = case.law.counting is Counting.LEFT_OUT
    scored: Any = where(points(p, case) >= case.law.least_cases, Grade.GOOD, Grade.POOR)
    return where(p.trade == Trade.REPAIRS, Grade.NONE, scored) if repairs else scored


@outcome("一", law=PointLaw, kind=YUAN, zh="每月补贴", en="monthly subsidy", group="point")
def subsidy(p: Point, case: Case[PointLaw]) -> Any:
    paid = total(p.helpers, "paid")
    return where(paid <= p.fund, paid, p.fund)


@outcome("一", law=PointLaw, kind=COUNT, zh="灯光得分", en="points for light", group="room")
def lit(room: Room, case: Case[PointLaw]) -> Any:
    return amount_if(room.lit & case.whole.office, case.law.few)


@requirement("一", Force.MUST, law=PointLaw, zh="有办公室", en="has an office", group="point")
def office(p: Point, case: Case[PointLaw]) -> Any:
    return p.office


ROOM = Ruleset("room", Room, (), zh="场所", en="Room", law=POINT_LAW, outcomes=(lit,))
POINT = Ruleset(
    "point",
    Point,
    (office,),
    zh="服务点",
    en="Point",
    law=POINT_LAW,
    outcomes=(points, grade, subsidy),
    parts=(("room", ROOM),),
)


def half_known(**more: Any) -> Point:
    helpers = Helper(paid=Decimal(30)), Helper()
    given: Any = {"open": True, "fund": Decimal(100), "helpers": helpers, **more}
    return Point(**given)


HALF_KNOWN = half_known()


def assessed(p: Point, on: date = ON, **more: Any) -> sgz.Assessment[Point]:
    return sgz.assess(POINT, p, on=on, **more)


def ruled(rule: Callable[[Any, Any], Any], kind: Any) -> Ruleset:
    made = outcome("一", law=PointLaw, kind=kind, zh="甲", en="a", group="wrong")(rule)
    return Ruleset("wrong", Point, (), zh="错", en="Wrong", law=POINT_LAW, outcomes=(made,))


class TestAnAssessmentHasThem:
    def test_values_where_all_is_known_that_counts(self) -> None:
        known = half_known(office=True, helpers=(Helper(paid=Decimal(30)),), room=Room(lit=True))
        assert assessed(known).outcomes == {
            "point.points": 7,
            "point.grade": Grade.GOOD,
            "point.subsidy": Decimal("30.00"),
            "room.lit": 2,
        }

    def test_what_is_possible_where_it_is_not(self) -> None:
        assert assessed(HALF_KNOWN).outcomes == {
            "point.points": sgz.Possible(2, 7, exact=True),
            "point.grade": sgz.Possible(labels=(Grade.GOOD, Grade.POOR), exact=True),
            "point.subsidy": sgz.Possible(Decimal("30.00"), Decimal("100.00"), exact=True),
            "room.lit": sgz.Possible(0, 2, exact=True),
        }

    def test_none_before_the_notice_and_where_it_does_not_apply(self) -> None:
        assert assessed(HALF_KNOWN, date(2023, 6, 1)).outcomes == {}
        assert assessed(HALF_KNOWN, scope=sgz.Scope.OUTSIDE).outcomes == {}
        assert len(assessed(HALF_KNOWN, scope=sgz.Scope.REFERENCE).outcomes) == 4

    def test_the_law_of_the_day_and_its_readings_compute_them(self) -> None:
        later = attrs.evolve(POINT_LAW, few=20, counting=Counting.LEFT_OUT)
        laws = History((date(2024, 1, 1), POINT_LAW), (date(2025, 1, 1), later))
        point = Point(office=False, open=True, trade=Trade.REPAIRS)
        found = [assessed(point, on, policy=laws).outcomes for on in (ON, date(2025, 1, 1))]
        assert [(each["point.points"], each["point.grade"]) for each in found] == [(2, Grade.POOR), (20, Grade.NONE)]

    def test_a_part_is_computed_in_its_whole_and_alone_of_what_is_known(self) -> None:
        assert assessed(Point(office=False, room=Room(lit=True))).outcomes["room.lit"] == 0
        alone = sgz.assess(ROOM, Room(lit=True), on=ON).outcomes["room.lit"]
        assert alone == sgz.Possible(0, 2, exact=False)

    def test_they_touch_no_verdict(self) -> None:
        known = half_known(office=True)
        without = sgz.assess(attrs.evolve(POINT, outcomes=(), parts=()), known, on=ON)
        assert (assessed(known).verdict, assessed(known).missing) == (without.verdict, without.missing) == (True, ())


class TestText:
    def test_a_report_tells_them_after_the_verdict(self) -> None:
        lines = assessed(HALF_KNOWN).render().splitlines()
        assert lines[2:6] == [
            "得分：2至7分（信息不全）",
            "等级：良好或不合格（信息不全）",
            "每月补贴：30元至100元（信息不全）",
            "灯光得分：0至2（信息不全）",
        ]
        assert "monthly subsidy: CN¥30 to CN¥100 (facts are missing)" in assessed(HALF_KNOWN).render("en")
        assert "<dt>等级</dt><dd>良好或不合格（信息不全）</dd>" in assessed(HALF_KNOWN).to_html()

    def test_a_ruleset_of_nothing_else_has_no_verdict_to_tell(self) -> None:
        alone = sgz.assess(attrs.evolve(POINT, requirements=()), HALF_KNOWN, on=ON)
        assert "结论" not in alone.render()
        assert "不适用" not in alone.to_html()
        before = sgz.assess(alone.ruleset, HALF_KNOWN, on=date(2023, 6, 1))
        assert "结论：不适用" in before.render()
        assert "不适用" in before.to_html()

    @pytest.mark.parametrize(
        ("value", "zh", "en"),
        [
            (sgz.Possible(), "未知", "unknown"),
            (sgz.Possible(least=3, exact=True), "不少于3分（信息不全）", "at least 3 points (facts are missing)"),
            (sgz.Possible(4, 5), "4至5分（信息不全，实际范围可能更小）", f"4 to 5 points{NARROWER}"),
            (sgz.Possible(most=9, exact=True), "不多于9分（信息不全）", "at most 9 points (facts are missing)"),
            (5, "5分", "5 points"),
        ],
    )
    def test_an_end_that_is_not_known_is_left_out(self, value: Any, zh: str, en: str) -> None:
        assert [outcome_text(points, value, Language(locale)) for locale in ("zh_CN", "en")] == [zh, en]

    def test_the_formula_is_told_as_that_of_a_requirement(self) -> None:
        assert sgz.explain.formula(points) == "(有办公室 ? least_cases : 0) + (开放 ? few : 0)"
        assert sgz.explain.formula(grade, "en", policy=POINT_LAW) == (
            "(has an office ? 5 : 0) + (is open ? 2 : 0) ≥ 5 ? good : poor"
        )


class TestDocuments:
    def test_they_stand_beside_the_findings(self) -> None:
        document = assessed(HALF_KNOWN).to_dict("en")
        found = {each.pop("id"): each for each in map(dict, cast("Any", document)["outcomes"])}
        assert found["point.points"] == {
            "path": "",
            "clause": "一",
            "name": "points",
            "text": "2 to 7 points (facts are missing)",
            "least": 2,
            "most": 7,
            "exact": True,
        }
        assert found["point.grade"]["labels"] == ["GOOD", "POOR"]
        assert (found["point.subsidy"]["least"], found["room.lit"]["path"]) == ("30.00", "room")
        assert json.loads(assessed(HALF_KNOWN).to_json())["outcomes"][0]["name"] == "得分"

    def test_a_value_is_written_as_a_fact_is(self) -> None:
        known = half_known(office=True, helpers=(Helper(paid=Decimal(30)),))
        values = [each.get("value") for each in cast("Any", assessed(known).to_dict())["outcomes"]]
        assert values == [7, "GOOD", "30.00", None]

    def test_they_fit_the_schema(self) -> None:
        from jsonschema import validate

        validate(assessed(HALF_KNOWN).to_dict(), sgz.interchange.json_schema(sgz.AssessmentDict))

    def test_a_receipt_holds_them_and_shows_a_forgery(self) -> None:
        kept = sgz.receipt(assessed(HALF_KNOWN))
        assert json.loads(kept)["outcomes"]["point.points"] == {"least": 2, "most": 7, "exact": True}
        assert sgz.verify(kept, ruleset=POINT).same_outcome is True
        forged = sgz.verify(kept.replace('"most":7', '"most":9'), ruleset=POINT)
        assert (forged.intact, forged.same_outcome) == (False, False)

    def test_the_digest_tells_another_formula(self) -> None:
        other = attrs.evolve(points, computes=lambda p, case: amount_if(p.open, case.law.few))
        changed = attrs.evolve(POINT, outcomes=(other, grade, subsidy))
        kept = sgz.verify(sgz.receipt(assessed(HALF_KNOWN)), ruleset=changed)
        assert kept.same_law is False

    @pytest.mark.parametrize("name", sgz.RULESETS)
    def test_a_ruleset_without_outcomes_has_the_documents_of_before(self, name: str) -> None:
        ruleset = sgz.RULESETS[name]
        assessment = sgz.assess(ruleset, ruleset.subject(), on=date(2022, 3, 1))
        assert assessment.outcomes == {}
        assert "outcomes" not in assessment.to_dict()
        assert "outcomes" not in json.loads(sgz.receipt(assessment))


class TestTables:
    def test_a_part_has_columns_of_its_own(self) -> None:
        table = pl.DataFrame({"office": [True, False, None], "room__lit": [True, True, None]})
        with pytest.warns(sgz.frames.UnknownColumn):
            judged = sgz.frames.check(table, POINT, on=ON)
        assert judged["room.lit"].to_list() == [2, 0, None]
        assert judged.select("room.lit__least", "room.lit__most").rows() == [(2, 2), (0, 0), (0, 2)]

    def test_nothing_is_told_before_the_notice(self) -> None:
        judged = sgz.frames.check(pl.DataFrame({"office": [True]}), POINT, on=date(2023, 6, 1))
        told = judged.select("point.points", "point.points__least", "point.grade", "point.grade__possible").row(0)
        assert told == (None, None, None, "")

    def test_nor_in_sql(self) -> None:
        query = sgz.sql.query(POINT, dialect="duckdb", table="points", on=date(2023, 6, 1))
        assert 'CAST(NULL AS INT) AS "point.grade__possible"' in query
        assert 'CAST(NULL AS INT) AS "point.points__most"' in query

    def test_what_a_dialect_cannot_say_is_refused_by_its_id(self) -> None:
        made = ruled(lambda p, case: where(p.opened_on >= case.law.start, 1, 0), COUNT)
        moved = attrs.evolve(POINT_LAW, start=date(2024, 3, 1))
        assert '"wrong.<lambda>' in sgz.sql.query(made, dialect="sqlite", table="t", on=ON, policy=moved)
        with_texts = ruled(
            lambda p, case: amount_if(alike(p.name, p.street, without="街$", other_without=""), 1), COUNT
        )
        with pytest.raises(sgz.InvalidValue, match=r"^wrong\.<lambda>: 'sqlite' .* can extract text"):
            sgz.sql.query(with_texts, dialect="sqlite", table="t", on=ON)
        assert "wrong" in sgz.sql.query(with_texts, dialect="duckdb", table="t", on=ON)

    def test_a_kept_column_is_called_by_no_outcome(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^keep: 'point\.points__most'"):
            sgz.sql.query(POINT, dialect="duckdb", table="t", on=ON, keep=["point.points__most"])


class TestRefused:
    @pytest.mark.parametrize("kind", [YES_NO, DAY, TEXT, part(Room)])
    def test_a_kind_that_is_neither_an_amount_nor_a_label(self, kind: Any) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^outcome\.kind: .* a kind of numbers, money or labels"):
            outcome("一", law=PointLaw, kind=kind, zh="甲", en="a")

    def test_a_clause_that_the_notice_does_not_have(self) -> None:
        with pytest.raises(sgz.InvalidValue, match="二"):
            outcome("二", law=PointLaw, kind=COUNT, zh="甲", en="a")

    @pytest.mark.parametrize(("zh", "en"), [("三名", "a"), ("甲", "at least 3"), ("", "a"), ("{stars}", "a")])
    def test_a_number_in_its_words_and_words_left_out(self, zh: str, en: str) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^outcome\.(zh|en): "):
            outcome("一", law=PointLaw, kind=COUNT, zh=zh, en=en)

    def test_a_value_of_another_kind(self) -> None:
        with pytest.raises(
            sgz.InvalidType, match=r"^wrong\.<lambda> \(test_outcomes\.py:\d+\): .* a number: this is an amount of"
        ):
            ruled(lambda p, case: p.fund, COUNT)  # fmt: skip
        with pytest.raises(sgz.InvalidType, match="a label of Grade: this is a label of Star"):
            ruled(lambda p, case: p.star, choice(Grade))
        with pytest.raises(sgz.InvalidType, match="an amount of money: this is a truth"):
            ruled(lambda p, case: p.office, YUAN)

    def test_a_number_of_its_own_and_a_branch_on_a_fact(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^wrong\.<lambda> .*: 5 "):
            ruled(lambda p, case: amount_if(p.office, 5), COUNT)
        with pytest.raises(sgz.InvalidType, match=r"^wrong\.<lambda> .*if, and, or, not"):
            ruled(lambda p, case: 1 if p.office else 0, COUNT)

    def test_an_id_twice_and_what_is_no_outcome(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^Ruleset point: \['point\.points'\]"):
            attrs.evolve(POINT, outcomes=(points, points))
        with pytest.raises(sgz.InvalidType, match=r"^Ruleset\.outcomes: "):
            attrs.evolve(POINT, outcomes=(office,))  # type: ignore[arg-type]

    def test_a_law_that_cannot_compute_it(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^Ruleset point\.law: .* a PointLaw"):
            attrs.evolve(POINT, requirements=(), law=sgz.TIANJIN_2021)
        with pytest.raises(sgz.InvalidType, match=r"^policy: .* a PointLaw"):
            sgz.assess(attrs.evolve(POINT, requirements=(), law=None), Point(), on=ON, policy=sgz.TIANJIN_2021)

    def test_a_symbol_that_there_is_not(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^Symbolic\.outcome: 'stars' "):
            sgz.symbols.of(POINT, on=ON).outcome("stars")


class TestAsOtherObjects:
    def test_they_travel_with_their_ruleset(self) -> None:
        for thing in (points, POINT, assessed(HALF_KNOWN), assessed(HALF_KNOWN).outcomes):
            assert pickle.loads(pickle.dumps(thing)) == thing  # noqa: S301 - of our own making
        assert copy.copy(points) is copy.deepcopy(points) is points
        assert pickle.loads(pickle.dumps(grade)) is grade  # noqa: S301 - of our own making

    def test_they_are_told_by_their_ids(self) -> None:
        assert [repr(each) for each in (points, sgz.Possible(1), sgz.Possible(labels=(Grade.GOOD, Grade.POOR)))] == [
            "<OutcomeRule point.points>",
            "<Possible 1..>",
            "<Possible GOOD | POOR>",
        ]

    def test_a_sum_of_rulesets_has_those_of_both(self) -> None:
        other = Ruleset("other", Point, (), zh="乙", en="b", law=POINT_LAW, outcomes=(subsidy,))
        joined = attrs.evolve(POINT, outcomes=(points,)) + other
        assert joined.outcomes == (points, subsidy)
        another = attrs.evolve(office, id="point.another")
        assert (POINT + another).outcomes == POINT.outcomes
        assert POINT.replace("point.office", force=Force.SHOULD).outcomes == POINT.outcomes


class TestWhatIsNotSearched:
    def test_texts_leave_the_bounds_of_the_parts(self) -> None:
        def either(p: Any, _case: Any) -> Any:
            ends = ends_with(p.name, "站")
            return amount_if(ends, 1) + amount_if(not_(ends), 1)

        made = ruled(either, COUNT)
        assert list(sgz.assess(made, Point(), on=ON).outcomes.values()) == [sgz.Possible(0, 2)]
        assert list(sgz.assess(made, Point(name="甲站"), on=ON).outcomes.values()) == [1]

    def test_so_do_several_labels(self) -> None:
        made = ruled(lambda p, case: amount_if(includes(p.trades, Trade.MEALS), 1) + amount_if(p.open, 1), COUNT)
        assert list(sgz.assess(made, Point(open=True), on=ON).outcomes.values()) == [sgz.Possible(1, 2)]
        known = sgz.assess(made, Point(trades=(Trade.MEALS,)), on=ON).outcomes
        assert list(known.values()) == [sgz.Possible(1, 2, exact=True)]

    def test_what_takes_too_long_stays_within_the_bounds_of_the_parts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sgzlib.advice.narrowing.STEPS", 0)
        found = assessed(half_known(open=None)).outcomes
        assert found["point.points"] == sgz.Possible(0, 7)
        assert found["point.grade"] == sgz.Possible(labels=(Grade.GOOD, Grade.POOR))

    def test_so_does_what_hangs_on_too_many_facts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sgzlib.advice.narrowing.MOST_FACTS", 0)
        unseen = half_known(name="乙")
        assert assessed(unseen).outcomes["point.points"] == sgz.Possible(2, 7)

    def test_only_what_the_class_takes_together_is_tried(self) -> None:
        made = outcome("一", law=PointLaw, kind=COUNT, zh="甲", en="a", group="kept")(
            lambda kept, case: amount_if(kept.early, 1) + amount_if(kept.late, 1)
        )
        ruleset = Ruleset("kept", Kept, (), zh="甲", en="a", law=POINT_LAW, outcomes=(made,))
        assert list(sgz.assess(ruleset, Kept(), on=ON).outcomes.values()) == [sgz.Possible(0, 1, exact=True)]

    def test_a_part_of_a_fen_is_not_rounded(self) -> None:
        made = ruled(lambda p, case: p.fund * p.portion, YUAN)
        point = Point(fund=Decimal("0.01"), portion=Decimal("0.5"))
        assert list(sgz.assess(made, point, on=ON).outcomes.values()) == [Decimal("0.005")]


@subject
class Kept:
    """What is kept early or late, and never both."""

    early: Fact[bool] = fact(YES_NO, "早", "early")
    late: Fact[bool] = fact(YES_NO, "晚", "late")

    @staticmethod
    def coherent(kept: Any, _case: Any) -> Any:
        return not_(kept.early & kept.late)


def test_an_outcome_is_a_rule_of_its_own_class() -> None:
    assert isinstance(points, OutcomeRule)
    assert points.formula(Point) == points.formula(Point)
    assert points.labels == ()
    assert grade.labels == tuple(Grade)
    assert Star.ONE not in grade.labels


class TestTimelines:
    """A timeline turns on the days on which an outcome changes, by the day asked about or by another law."""

    LATER = attrs.evolve(POINT_LAW, few=20, counting=Counting.LEFT_OUT)
    LAWS = History((date(2024, 1, 1), POINT_LAW), (date(2025, 1, 1), LATER))
    BOUNDS: ClassVar[Any] = {"first_day": date(2024, 12, 1), "last_day": date(2025, 2, 28)}

    def test_it_turns_where_an_amount_does(self) -> None:
        bonus = outcome("一", law=PointLaw, kind=COUNT, zh="奖分", en="bonus", group="dated")(
            lambda p, case: amount_if(p.opened_on <= case.on, case.law.few)
        )
        rules = Ruleset("dated", Point, (office,), zh="点", en="Point", law=self.LAWS, outcomes=(bonus,))
        point = Point(office=True, opened_on=date(2024, 12, 20))
        line = sgz.timeline(point, ruleset=rules, **self.BOUNDS)
        days = [date(2024, 12, 1) + timedelta(days=by) for by in range(90)]
        told = [sgz.assess(rules, point, on=on).outcomes for on in days]
        assert [turn.day for turn in line.turns] == [
            on for on, a, b in zip(days[1:], told, told[1:], strict=False) if a != b
        ]
        assert line.render().splitlines()[2:] == [
            "2024年12月1日：符合",
            "2024年12月20日：符合",
            "    奖分：0 → 2",
            "2025年1月1日：符合",
            "    奖分：2 → 20",
        ]
        assert "<li>bonus: 2 → 20</li>" in line.to_html("en")
        turns = cast("Any", line.to_dict("en"))["turns"]
        assert [[each["value"] for each in turn["outcomes"]] for turn in turns] == [[2], [20]]

    def test_a_turn_without_one_says_nothing_of_them(self) -> None:
        rules = Ruleset("kept", Point, (opened,), zh="点", en="Point", law=POINT_LAW, outcomes=(points,))
        known = Point(office=True, open=True, opened_on=date(2024, 12, 20))
        line = sgz.timeline(known, ruleset=rules, **self.BOUNDS)
        assert ["outcomes" in turn for turn in cast("Any", line.to_dict())["turns"]] == [False]


@requirement("一", Force.MUST, law=PointLaw, zh="已开办", en="is opened", group="point")
def opened(p: Point, case: Case[PointLaw]) -> Any:
    return p.opened_on <= case.on
