"""What a whole table needs: the counts are those of a loop over the assessments of its rows, on every engine."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations, product
from random import Random
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from jsonschema import Draft202012Validator, FormatChecker

import sgzlib as sgz
from bridges.frames.seeded import Drawing
from bridges.frames.tabled import IN_MEMORY, LAZY, members_table, table_of
from equipped import REQUIRED
from sgzlib import RULESETS, TIANJIN_2021, UNKNOWN, Assessment, Force, Policy, Ruleset, assess
from sgzlib.advice.changes import every_member
from sgzlib.advice.remedies import remedies
from sgzlib.advice.satisfiability import Exhausted, Solver
from sgzlib.bridges.frames import needs
from sgzlib.bridges.interchange import InvalidDocument, dump, json_schema
from sgzlib.law import DAY, HOURS, YES_NO, Fact, fact, not_, requirement, subject
from wording import fact_words

ON = date(2023, 8, 1)
SUBJECTS = 12
ENGINES = IN_MEMORY | LAZY
KNOWN = (1, 0.6, 0.3, 0.1)
FACTS = tuple(sgz.frames.columns_of(sgz.Premises))

pytestmark = pytest.mark.filterwarnings("ignore::sgzlib.bridges.frames.UnknownColumn")


@cache
def drawn(name: str) -> tuple[Any, list[Assessment]]:
    """Return a table of the subjects of a ruleset, of some of whom little is known, and their assessments."""
    ruleset, chance = RULESETS[name], Random(SUBJECTS)  # noqa: S311 - nobody's secret
    drawing = Drawing(SUBJECTS, ON)
    whole = table_of(ruleset.subject, [drawing.subject(ruleset.subject) for _ in range(SUBJECTS)])
    rows = [
        {column: cell if chance.random() < KNOWN[at % len(KNOWN)] else None for column, cell in row.items()}
        for at, row in enumerate(whole.to_pylist())
    ]
    table = pa.Table.from_pylist(rows, whole.schema)
    subjects: list[Any] = sgz.frames.subjects(table, ruleset.subject)
    return table, [assess(ruleset, subject, on=ON) for subject in subjects]


@subject
class Room:
    """A room that is either lit or dark (房间)."""

    lit: Fact[bool] = fact(YES_NO, "亮", "lit")
    dark: Fact[bool] = fact(YES_NO, "暗", "dark")
    open: Fact[bool] = fact(YES_NO, "开放", "open")

    def __attrs_post_init__(self) -> None:
        if self.lit is True and self.dark is True:
            raise sgz.InvalidValue("dark", self.dark, "与亮不同", "other than lit")


@requirement("三(一)", Force.MUST, law=Policy, zh="亮而不暗并开放", en="lit, open", group="room", by=sgz.Actor.STREET)
def lit_and_open(room: Any, _case: Any) -> Any:
    return room.lit & room.open & not_(room.dark)


@requirement("三(一)", Force.MUST, law=Policy, zh="亮或开放", en="lit or open", group="room", by=sgz.Actor.CONTRACTOR)
def lit_or_open(room: Any, _case: Any) -> Any:
    return room.lit | room.open


GOOD = sgz.Worker(contracted=True, full_time=True, trained=True, posted_on=date(2021, 8, 2))

ROOM = Ruleset("room", Room, (lit_and_open, lit_or_open), law=TIANJIN_2021, zh="房间", en="room")


def waiting(assessments: list[Assessment]) -> list[set[str]]:
    """Return the facts that rows wait for: those that matter, and those of which the search did not find it out."""
    return [{*one.missing, *one.undecided} for one in assessments if one.applicable and one.verdict is UNKNOWN]


def premises(**columns: Sequence[bool | None]) -> Any:
    rows = len(next(iter(columns.values())))
    return pa.table({name: columns.get(name, [True] * rows) for name in FACTS})


# A station's facts are many, and each is told apart from the others.
EACH = [pytest.param(name, marks=[pytest.mark.prove] if name == "station" else []) for name in RULESETS]


@pytest.mark.parametrize("name", EACH)
class TestEveryRuleset:
    def test_facts_are_counted_as_the_assessments_miss_them(self, name: str) -> None:
        table, assessments = drawn(name)
        found = sgz.frames.questions(pl.DataFrame(table), RULESETS[name], on=ON)
        missing = waiting(assessments)
        assert {one.question.path: (one.rows, one.alone) for one in found} == {
            path: (sum(path in facts for facts in missing), sum(facts == {path} for facts in missing))
            for path in set[str]().union(*missing)
        }
        asked = [one for one in assessments if one.applicable and one.verdict is UNKNOWN]
        assert (found.rows, found.undecided) == (len(asked), sum(bool(one.undecided) for one in asked))

    def test_the_next_fact_settles_as_many_rows_as_any(self, name: str) -> None:
        table, assessments = drawn(name)
        collected: set[str] = set()
        missing = waiting(assessments)
        for one in sgz.frames.questions(pl.DataFrame(table), RULESETS[name], on=ON):
            options = set[str]().union(*missing) - collected
            best = max(sum(facts <= {*collected, path} for facts in missing) for path in options)
            collected.add(one.question.path)
            assert one.settled == best == sum(facts <= collected for facts in missing)
        assert set[str]().union(*missing) <= collected

    def test_acts_are_counted_as_each_row_needs_them(self, name: str) -> None:
        table, assessments = drawn(name)
        found = sgz.frames.remedies(pl.DataFrame(table), RULESETS[name], on=ON)
        needy = [one for one in assessments if one.applicable and one.verdict is False]
        remedies = [one.remedies() for one in needy]
        assert found.rows == len(needy)
        assert found.beyond == Counter(each.requirement for one in remedies for each in one.beyond_remedy)
        assert found.undecided == sum(bool(one.undecided) for one in remedies)
        counted: Counter[Any] = Counter()
        for act in found.acts:
            counted[act.path, act.replaces, act.actors] += act.rows
        kinds = [
            {(every_member(act.path), act.replaces, act.by) for step in one.steps for act in step.ways[0].acts}
            for one in remedies
        ]
        assert counted == Counter(kind for each in kinds for kind in each)
        assert sum(act.times for act in found.acts) >= sum(act.rows for act in found.acts)


class TestADistrict:
    """What a city asks: how many of what each district needs, and at what cost."""

    TABLE = pl.DataFrame(
        premises(printer=[False, False, True, False], computer=[True, False, True, True])
    ).with_columns(
        district=pl.Series(["和平区", "南开区", "南开区", "南开区"]), station=pl.Series(["甲", "乙", "丙", "丁"])
    )

    def needed(self, **options: Any) -> sgz.frames.TableRemedies:
        return sgz.frames.remedies(self.TABLE, sgz.PREMISES, on=ON, by="station", **options)

    def test_the_acts_of_each_district_are_those_of_its_rows_alone(self) -> None:
        needed = self.needed(per="district")
        for district, part in needed.groups.items():
            rows = self.TABLE.filter(pl.col("district") == district)
            alone = sgz.frames.remedies(rows, sgz.PREMISES, on=ON, by="station")
            assert (part.rows, part.by_actor) == (alone.rows, alone.by_actor)
            assert list(map(repr, part.acts)) == list(map(repr, alone.acts))
        assert sum(part.rows for part in needed.groups.values()) == needed.rows == 3
        assert self.needed().groups == {}

    def test_what_has_a_price_is_summed_up(self) -> None:
        needed = self.needed(per="district", prices={"printer": Decimal("1500.50")})
        assert [(act.path, act.times, act.cost) for act in needed.acts] == [
            ("printer", 3, Decimal("4501.50")),
            ("computer", 1, None),
        ]
        assert needed.cost == Decimal("4501.50")
        assert needed.groups["南开区"].cost == Decimal(3001)
        assert needed.to_dict()["groups"]["南开区"]["acts"][0]["cost"] == "3001.00"

    def test_it_leaves_as_a_table_by_district(self) -> None:
        table = self.needed(per="district", prices={"printer": 1500}).to_frame(locale="en")
        assert table.columns == ["group", "path", "text", "actors", "rows", "times", "cost"]
        assert table.filter(pl.col("path") == "printer")["group", "times", "cost"].rows() == [
            ("南开区", 2, Decimal(3000)),
            ("和平区", 1, Decimal(1500)),
        ]

    @pytest.mark.parametrize("engine", ENGINES)
    def test_the_district_need_not_stand_in_the_members_table(self, engine: str) -> None:
        signed = {"contract_signed_on": [date(2021, 7, 23)] * 2}
        stations = {"station": ["a", "b"], "district": ["和平区", None], "contracted_headcount": [1, 2], **signed}
        workers = table_of(sgz.Worker, [GOOD] * 2).append_column("station", [["a", "b"]])
        table, members = ENGINES[engine](pa.table(stations)), ENGINES[engine](workers)
        staffing = sgz.STAFFING.only("staffing.contracted_headcount")
        more: Any = {"on": ON, "by": "station", "members": {"workers": members}}
        needed = sgz.frames.remedies(table, staffing, per="district", **more)
        assert {district: part.rows for district, part in needed.groups.items()} == {None: 1}
        assert sgz.frames.remedies(table, staffing, per="district", at_most=0, **more).groups == {}

    def test_a_column_that_the_table_lacks_and_a_price_below_nothing_are_refused(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^per: 'street' .* one of .*, district, station\)"):
            self.needed(per="street")
        with pytest.raises(sgz.InvalidValue, match=r"^prices\['printer'\]: -1"):
            self.needed(prices={"printer": -1})


@pytest.mark.parametrize("engine", ENGINES)
class TestEveryEngine:
    def test_facts_to_collect(self, engine: str) -> None:
        table = premises(printer=[None, None, True, False, None], computer=[None, True, None, None, None])
        found = sgz.frames.questions(ENGINES[engine](table), sgz.PREMISES, on=ON)
        assert [repr(one) for one in found] == [
            "<TableQuestion computer: 3 rows, 1 alone, 1 settled>",
            "<TableQuestion printer: 3 rows, 1 alone, 4 settled>",
        ]

    def test_acts_to_take(self, engine: str) -> None:
        table = premises(printer=[None, False, False, True], computer=[True, True, False, True])
        found = sgz.frames.remedies(ENGINES[engine](table), sgz.PREMISES, on=ON)
        assert [repr(one) for one in found.acts] == [
            "<TableAct printer: 2 rows, 2 times>",
            "<TableAct computer: 1 row, 1 time>",
        ]
        assert (found.rows, found.beyond, found.undecided, found.left_out) == (2, {}, 0, 0)


class TestCollected:
    def test_where_none_settles_any_row_the_one_most_rows_wait_for_comes_first(self) -> None:
        table = premises(printer=[None, None], computer=[None, True], filing_cabinet=[True, None])
        found = sgz.frames.questions(table, sgz.PREMISES, on=ON)
        assert [one.question.path for one in found] == ["printer", "computer", "filing_cabinet"]
        assert [one.settled for one in found] == [0, 1, 2]

    def test_rest_days_that_are_not_published_are_asked_of_nobody_and_never_settled(self) -> None:
        # The fifteenth day is a Sunday, and whether the Monday after it is a working day is not known.
        days = {"contract_signed_on": [date(2022, 6, 25)] * 2, "service_started_on": [date(2022, 7, 11)] * 2}
        teams = pa.table({"station": ["a", "b"], "contracted_headcount": [1, 1], **days})
        workers = pa.table({"station": ["a", "b"], "full_time": [True, None], "posted_on": [date(2022, 7, 1)] * 2})
        staffing = sgz.STAFFING.only("staffing.posting", "staffing.full_time")
        found = sgz.frames.questions(teams, staffing, on=ON, by="station", members={"workers": workers})
        assert [(one.question.path, one.rows, one.alone, one.settled) for one in found] == [
            ("workers[].full_time", 1, 0, 0)
        ]
        assert (found.rows, found.undecided) == (2, 2)

    def test_a_fact_without_a_column_is_unknown_in_every_row(self) -> None:
        table = premises(printer=[True, False]).drop_columns(["computer"])
        [found] = sgz.frames.questions(table, sgz.PREMISES, on=ON)
        assert (found.question.path, found.question.zh, found.alone) == ("computer", "电脑", 1)

    def test_a_table_without_any_fact_waits_for_all_of_them(self) -> None:
        found = sgz.frames.questions(pa.table({"station": ["a", "b"]}), sgz.PREMISES, on=ON)
        assert [one.question.path for one in found] == REQUIRED
        assert [one.settled for one in found] == [0] * (len(REQUIRED) - 1) + [2]

    def test_an_empty_cell_waits(self) -> None:
        floor = sgz.TIANJIN_2021.under(annual_target=sgz.AnnualTarget.FLOOR)
        budgets = pl.DataFrame({"budget": [1, 2], "stations": [1, None], "years": [1, 1]})
        line = {"category": ["人员薪酬和福利"] * 2, "unit_price": [floor.yearly_amount] * 2, "quantity": [1, 1]}
        lines = pl.DataFrame({"budget": [1, 2], **line})
        asked = sgz.frames.questions(budgets, sgz.BUDGET, on=ON, policy=floor, by="budget", members={"lines": lines})
        assert [(one.question.path, one.rows, one.settled) for one in asked] == [("stations", 1, 1)]

    def test_columns_are_mapped(self) -> None:
        table = premises(printer=[None]).rename_columns({"printer": "打印设备"})
        [found] = sgz.frames.questions(table, sgz.PREMISES, on=ON, columns={"打印设备": "printer"})
        assert found.question.path == "printer"

    def test_nothing_is_asked_where_nothing_binds(self) -> None:
        before = date(2021, 5, 1)
        assert len(sgz.frames.questions(premises(printer=[None]), sgz.PREMISES, on=before)) == 0
        assert sgz.frames.remedies(premises(printer=[False]), sgz.PREMISES, on=before).rows == 0


class TestMended:
    def test_what_is_beyond_remedy_is_told_beside_the_acts_for_the_rest(self) -> None:
        drawn_up: dict[str, Any] = {"sent_for_review_on": date(2023, 2, 1), "measures": False}
        plan, early = (sgz.DistrictPlan(year=year, **drawn_up) for year in (2023, 2021))
        found = sgz.frames.remedies(sgz.frames.table([early, early, plan], sgz.DistrictPlan), sgz.PLAN, on=ON)
        whole = assess(sgz.PLAN, early, on=ON)
        assert {rule.id: rows for rule, rows in found.beyond.items()} == {
            each.requirement.id: 2 for each in whole.remedies().beyond_remedy
        }
        assert repr(found) == "<TableRemedies plan: 2 rows, 0 acts>"

    def test_rules_that_cannot_hold_together_are_told_beside_the_acts_for_the_rest(self) -> None:
        limit = sgz.TIANJIN_2021.under(usual_headcount=sgz.UsualHeadcount.LIMIT)
        late = {"team__contract_signed_on": [date(2022, 6, 26)], "team__posted_in_full_on": [date(2023, 1, 13)]}
        stations = pl.DataFrame({"team__contracted_headcount": [16], **late, "premises__printer": [False]})
        needed = sgz.frames.remedies(stations, sgz.STATION, on=ON, policy=limit)
        (station,) = sgz.frames.subjects(stations, sgz.Station)
        own = sgz.check_station(station, on=ON, policy=limit).remedies()  # type: ignore[arg-type]
        assert list(needed.beyond) == [each.requirement for each in own.beyond_remedy]
        assert {act.path for act in needed.acts} == {act.path for step in own.steps for act in step.ways[0].acts}

    def test_those_who_must_act_are_counted_by_rows(self) -> None:
        bare = premises(printer=[False, True], computer=[True, False], filing_cabinet=[False, False])
        found = sgz.frames.remedies(bare, sgz.PREMISES, on=ON)
        assert found.by_actor == {sgz.Actor.DISTRICT_BUREAU: 2, sgz.Actor.STREET: 2}
        assert {act.path: act.rows for act in found.acts} == {"filing_cabinet": 2, "printer": 1, "computer": 1}

    def test_of_those_who_share_a_fact_only_they_must_act_whose_requirement_fails(self) -> None:
        table = pa.table({"lit": [True, True], "dark": [False, False], "open": [False, False]})
        found = sgz.frames.remedies(table, ROOM, on=ON)
        assert [(act.path, act.rows, act.actors) for act in found.acts] == [("open", 2, (sgz.Actor.STREET,))]
        assert found.by_actor == {sgz.Actor.STREET: 2}

    def test_equal_rows_are_looked_at_once_and_progress_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[Any] = []
        told: list[tuple[int, int]] = []
        whole = remedies

        def counted(assessment: Assessment, **more: Any) -> Any:
            asked.append(assessment)
            return whole(assessment, **more)

        monkeypatch.setattr("sgzlib.bridges.frames.needs.remedies_of_row", counted)
        table = premises(printer=[False] * 5 + [True], computer=[True] * 5 + [False])
        found = sgz.frames.remedies(table, sgz.PREMISES, on=ON, progress=lambda done, of: told.append((done, of)))
        assert (found.rows, len(asked), told) == (6, 2, [(5, 6), (6, 6)])

    @pytest.mark.parametrize("engine", IN_MEMORY)
    def test_a_sample_is_spread_evenly_over_the_rows_and_its_size_is_said(self, engine: str) -> None:
        districts = [name for name in "abcde" for _ in range(4)]
        table = premises(printer=[False] * 20).append_column("district", [districts])
        native = IN_MEMORY[engine](table)
        for number, counts in ((5, [1] * 5), (10, [2] * 5), (20, [4] * 5), (30, [4] * 5), (0, [])):
            sample = sgz.frames.remedies(native, sgz.PREMISES, on=ON, per="district", at_most=number)
            assert [part.rows for part in sample.groups.values()] == counts
            assert (sample.rows, sample.left_out) == (min(number, 20), max(20 - number, 0))
        assert repr(sample) == "<TableRemedies premises: 0 rows, 0 acts, 20 rows left out>"

    def test_rows_beyond_the_cap_are_counted_and_not_looked_at(self) -> None:
        table = premises(printer=[False, False, True], computer=[True, True, False])
        found = sgz.frames.remedies(table, sgz.PREMISES, on=ON, at_most=1)
        assert (found.rows, found.left_out, [act.path for act in found.acts]) == (1, 2, ["printer"])
        found = sgz.frames.remedies(table, sgz.PREMISES, on=ON, at_most=2)
        assert (found.rows, found.left_out, [act.rows for act in found.acts]) == (2, 1, [2])

    def test_a_row_that_no_subject_can_be_is_refused(self) -> None:
        table = pa.table({"lit": [True], "dark": [True], "open": [False]})
        with pytest.raises(InvalidDocument, match=r"^dark: True 不可用"):
            sgz.frames.remedies(table, ROOM, on=ON)


def sent(answer: Any, locale: str = "zh_CN") -> dict[str, Any]:
    """Return an answer as it comes out of JSON, once its schema has taken it."""
    document: dict[str, Any] = json.loads(answer.to_json(locale))
    Draft202012Validator(json_schema(type(answer)), format_checker=FormatChecker()).validate(document)
    assert answer.to_dict(locale) == document
    return document


class TestData:
    def test_a_fact_to_collect_is_its_question_and_its_rows(self) -> None:
        table = premises(printer=[None, None, True], computer=[None, True, None])
        first, second = sgz.frames.questions(table, sgz.PREMISES, on=ON)
        document = sent(first, "en")
        assert document.pop("question") == first.question.to_dict("en")
        assert document == {"rows": 2, "alone": 1, "settled": 1}
        assert sent(second)["question"]["text"] == "打印机"

    def test_facts_to_collect_are_data_and_a_table_too(self) -> None:
        table = premises(printer=[None, None, True], computer=[None, True, None])
        found = sgz.frames.questions(table, sgz.PREMISES, on=ON)
        document = sent(found)
        assert document["format"] == "sgzlib.table-questions/1"
        assert [one["settled"] for one in document["questions"]] == [1, 3]
        assert (document["rows"], document["undecided"], document["left_out"]) == (3, 0, 0)
        assert found.to_frame().rows() == [
            ("computer", "电脑", "三(一)", 2, 1, 1),
            ("printer", "打印机", "三(一)", 2, 1, 3),
        ]
        assert found.to_frame("pyarrow", "en").column("text").to_pylist() == ["computer", "printer"]
        assert found[:1] == (found[0],)

    def test_acts_are_told_by_which_law_with_who_must_act_and_in_how_many_rows(self) -> None:
        table = premises(printer=[False, False, False, True], computer=[True, True, False, True])
        found = sgz.frames.remedies(table, sgz.PREMISES, on=ON)
        document = sent(found, "en")
        law = document.pop("law")
        assert law == assess(sgz.PREMISES, sgz.Premises(), on=ON).to_dict()["law"]
        assert document == {
            "format": "sgzlib.table-remedies/1",
            "sgzlib": sgz.__version__,
            "ruleset": "premises",
            "on": "2023-08-01",
            "rows": 3,
            "acts": [
                {
                    "path": path,
                    "text": text,
                    "actors": ["DISTRICT_BUREAU", "STREET"],
                    "rows": rows,
                    "times": rows,
                    "cost": None,
                }
                for path, text, rows in (("printer", "provide a printer", 3), ("computer", "provide a computer", 1))
            ],
            "by_actor": {"DISTRICT_BUREAU": 3, "STREET": 3},
            "beyond": {},
            "undecided": 0,
            "left_out": 0,
            "groups": {},
        }
        texts = [fact_words(sgz.Premises, name, "act") for name in ("printer", "computer")]
        assert [act["text"] for act in dump(found)["acts"]] == texts
        assert [act.text() for act in found.acts] == texts

    def test_what_nothing_can_mend_goes_by_its_id(self) -> None:
        plan = sgz.DistrictPlan(year=2021, submitted_on=date(2021, 7, 1))
        found = sgz.frames.remedies(sgz.frames.table([plan, plan], sgz.DistrictPlan), sgz.PLAN, on=ON)
        assert sent(found)["beyond"] == {"rollout.plan_submitted": 2}

    def test_who_joins_meets_whatever_is_asked_and_what_every_member_lacks_goes_by_its_path(self) -> None:
        teams = pa.table({"team": ["a", "b"], "contracted_headcount": [1, 2], "contract_signed_on": [ON] * 2})
        workers = pa.table(
            {"team": ["a"], "contracted": [True], "full_time": [False], "trained": [True], "posted_on": [ON]}
        )
        found = sgz.frames.remedies(
            teams,
            sgz.STAFFING.only("staffing.full_time", "staffing.contracted_headcount"),
            on=date(2023, 9, 1),
            by="team",
            members={"workers": workers},
        )
        lacks = ("workers[].full_time", "become full-time", "contractor", 1, 1, None)
        join = ("workers", "post at least 2 more station worker(s) who meet the conditions", "contractor", 1, 2, None)
        assert sorted(found.to_frame(locale="en").rows()) == sorted([lacks, join])
        assert "至少增配2名符合条件的驻站社工" in [one["text"] for one in sent(found)["acts"]]

    def test_its_table_has_a_row_an_act(self) -> None:
        found = sgz.frames.remedies(premises(printer=[False]), sgz.PREMISES, on=ON)
        frame = found.to_frame()
        assert frame.columns == ["path", "text", "actors", "rows", "times", "cost"]
        assert frame.row(0) == (
            "printer",
            fact_words(sgz.Premises, "printer", "act"),
            "区民政局和街道（乡镇）",
            1,
            1,
            None,
        )
        assert type(found.to_frame("pandas")).__module__.partition(".")[0] == "pandas"

    def test_what_each_of_many_comes_to_is_left_out(self) -> None:
        worker = sgz.Worker(
            social_work_major=False,
            certificate=sgz.Certificate.ASSISTANT,
            registered=True,
            registration_expires=date(2022, 1, 1),
            continuing_education_hours=10,
        )
        found = sgz.frames.remedies(sgz.frames.table([worker], sgz.Worker), sgz.QUALIFICATION, on=ON)
        assert [act.text() for act in found.acts] == [
            fact_words(sgz.Worker, "registration_expires", "act"),
            "调整本登记期继续教育学时",
        ]

    def test_a_notebook_shows_them_with_how_many_rows_were_left_out(self) -> None:
        table = premises(printer=[None, None], computer=[True, None])
        shown = sgz.frames.questions(table, sgz.PREMISES, on=ON, at_most=1).to_html("en")
        assert "<td>printer</td>" in shown
        assert "spread evenly over the table: 1. Not examined, and not counted here: 1." in shown
        failing = premises(printer=[False] * 1200).append_column("district", [["和平区"] * 1200])
        acts = sgz.frames.remedies(failing, sgz.PREMISES, on=ON, per="district").to_html()
        assert "<td>和平区</td><td>配备打印机</td><td>区民政局和街道（乡镇）</td><td>1,200</td>" in acts
        assert "未查" not in acts
        assert "费用" not in acts

    def test_another_library_or_language_is_refused(self) -> None:
        found = sgz.frames.remedies(premises(printer=[False]), sgz.PREMISES, on=ON)
        with pytest.raises(sgz.InvalidValue, match=r"to_frame\(backend\): 'excel' 不可用"):
            found.to_frame("excel")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        with pytest.raises(sgz.InvalidValue, match="locale: 'fr' 不可用"):
            found.to_frame(locale="fr")


@requirement("三(一)", Force.MUST, law=Policy, zh="亮", en="lit", group="room", by=sgz.Actor.STREET)
def lit(room: Any, _case: Any) -> Any:
    return room.lit


@requirement("三(一)", Force.MUST, law=Policy, zh="不亮", en="not lit", group="room", by=sgz.Actor.STREET)
def unlit(room: Any, _case: Any) -> Any:
    return not_(room.lit)


@requirement("三(一)", Force.MUST, law=Policy, zh="开放", en="open", group="room", by=sgz.Actor.STREET)
def open_(room: Any, _case: Any) -> Any:
    return room.open


@subject
class Hall:
    """A room whose class holds no fact against another (大厅)."""

    lit: Fact[bool] = fact(YES_NO, "亮", "lit")
    open: Fact[bool] = fact(YES_NO, "开放", "open")


@subject
class Course:
    """A course of so many hours (课程)."""

    lasts: Fact[Any] = fact(HOURS, "课时", "lasts")


@requirement("三(一)", Force.MUST, law=Policy, zh="课时相符", en="lasts as long", group="room", by=sgz.Actor.STREET)
def so_long(course: Any, case: Any) -> Any:
    return course.lasts == case.law.senior_hours


@subject
class House:
    """A house, of which little is asked before it opens (房屋)."""

    opens: Fact[date] = fact(DAY, "开放日期", "opens")
    lit: Fact[bool] = fact(YES_NO, "亮", "lit")
    open: Fact[bool] = fact(YES_NO, "开放", "open")
    dry: Fact[bool] = fact(YES_NO, "干燥", "dry")


@requirement("三(一)", Force.MUST, law=Policy, zh="亮", en="lit", group="house", by=sgz.Actor.STREET)
def lit_when_open(house: Any, case: Any) -> Any:
    return house.lit | (house.opens > case.on)


@requirement("三(一)", Force.MUST, law=Policy, zh="开放", en="open", group="house", by=sgz.Actor.STREET)
def open_when_open(house: Any, case: Any) -> Any:
    return house.open | (house.opens > case.on)


@requirement("三(一)", Force.MUST, law=Policy, zh="干燥", en="dry", group="house", by=sgz.Actor.STREET)
def dry_when_open(house: Any, case: Any) -> Any:
    return house.dry | (house.opens > case.on)


HOUSE = Ruleset("house", House, (lit_when_open, open_when_open, dry_when_open), law=TIANJIN_2021, zh="房屋", en="house")


@requirement("三(一)", Force.MUST, law=Policy, zh="在施行之后", en="after it came in force", group="room")
def in_time(_room: Any, case: Any) -> Any:
    return case.on >= case.law.in_force_from


class TestGroups:
    def test_a_rule_that_looks_at_no_fact_is_no_hindrance(self) -> None:
        ruleset = ROOM + in_time
        table = pa.table({"lit": [None, False], "dark": [False, False], "open": [True, True]})
        (asked,) = sgz.frames.questions(table, ruleset, on=ON)
        assert (asked.question.path, asked.rows, asked.settled) == ("lit", 1, 1)
        needed = sgz.frames.remedies(table, ruleset, on=ON)
        assert [(act.path, act.rows) for act in needed.acts] == [("lit", 1)]

    def test_of_rules_that_never_hold_together_the_facts_are_asked_that_they_read(self) -> None:
        never = Ruleset("hall", Hall, (lit, unlit, open_), law=TIANJIN_2021, zh="大厅", en="hall")
        table = pa.table({"lit": [None, True], "open": pa.array([None, None], pa.bool_())})
        assert assess(never, Hall(), on=ON).missing == ("lit", "open")
        asked = sgz.frames.questions(table.slice(0, 1), never, on=ON)
        assert ([each.question.path for each in asked], asked.rows) == (["lit", "open"], 1)
        # Where two rules pull one unknown fact apart and nobody says so, the verdict of such a row is not known.
        mended = sgz.frames.remedies(table, never, on=ON)
        assert (mended.rows, mended.acts, mended.beyond) == (1, (), {unlit: 1})
        found = sgz.frames.affordable(
            table.append_column("name", [["a", "b"]]), never, 9, {"lit": 1, "open": 1}, by="name", on=ON
        )
        assert found.beyond == 1

    def test_rows_with_equal_facts_are_asked_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[Any] = []

        def counted(ruleset: Ruleset, one: Any, **more: Any) -> Assessment:
            asked.append(one)
            return assess(ruleset, one, **more)

        monkeypatch.setattr(needs, "assess", counted)
        names = [f"w{at}" for at in range(30)]
        table = pa.table({"name": names, "certificate": ["助理社会工作师"] * 30, "registered": [False, None] * 15})
        bare = premises(printer=[False] * 30, computer=[False, None] * 15).append_column("name", [names])
        found = sgz.frames.remedies(bare, sgz.PREMISES, on=ON)
        assert (found.rows, len(asked)) == (30, 2)
        asked.clear()
        waits = sgz.frames.questions(table, sgz.QUALIFICATION, on=ON)
        assert len(asked) <= 2 * (1 + len(sgz.QUALIFICATION.requirements))
        assert waits.rows == 30

    def test_requirements_that_share_no_unknown_fact_are_asked_apart(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[Ruleset] = []

        def counted(ruleset: Ruleset, one: Any, **more: Any) -> Assessment:
            asked.append(ruleset)
            return assess(ruleset, one, **more)

        monkeypatch.setattr(needs, "assess", counted)
        cells = list(product((True, None), repeat=5))
        columns = dict(zip(FACTS[:5], map(list, zip(*cells, strict=True)), strict=True))
        table = pa.table({**columns, **{name: [True] * 32 for name in FACTS[5:]}})
        found = sgz.frames.questions(table, sgz.PREMISES, on=ON)
        assert [(one.rows, one.alone) for one in found] == [(16, 1)] * 5
        assert found[-1].settled == found.rows == 31
        assert sum(ruleset is not sgz.PREMISES for ruleset in asked) == 5

    def test_a_class_that_holds_facts_against_each_other_is_asked_as_a_whole(self) -> None:
        table = pa.table({"lit": [None, True], "dark": [None, None], "open": pa.array([None, None], pa.bool_())})
        rooms: list[Any] = sgz.frames.subjects(table, Room)
        found = sgz.frames.questions(table, ROOM, on=ON)
        missing = [set(assess(ROOM, room, on=ON).missing) for room in rooms]
        assert {one.question.path: one.rows for one in found} == Counter(path for facts in missing for path in facts)

    def test_no_more_rows_are_looked_at_than_asked_for_and_how_many_are_left_is_said(self) -> None:
        table = premises(printer=[False, None, None, False, None], computer=[True, True, None, False, None])
        steps: list[tuple[int, int]] = []
        told: Any = {"on": ON, "at_most": 2, "progress": lambda done, of: steps.append((done, of))}
        failing = premises(
            printer=[False, None, False, True, False, True], computer=[True, True, False, False, None, False]
        )
        needed = sgz.frames.remedies(failing, sgz.PREMISES, **told)
        assert (needed.rows, needed.left_out, needed.to_dict()["left_out"]) == (2, 3, 3)
        assert steps == [(1, 2), (2, 2)]
        waits = sgz.frames.questions(table, sgz.PREMISES, **told)
        assert (waits.rows, waits.left_out) == (2, 1)
        assert repr(waits) == "<TableQuestions premises: 2 rows, 2 facts, 1 row left out>"
        nothing = sgz.frames.questions(table, sgz.PREMISES, on=ON, at_most=0)
        assert (len(nothing), nothing.rows, nothing.left_out) == (0, 0, 3)
        for wrong, error in ((-1, sgz.InvalidValue), ("2", sgz.InvalidType)):
            with pytest.raises(error, match=r"^at_most: "):
                sgz.frames.remedies(table, sgz.PREMISES, on=ON, at_most=wrong)  # type: ignore[arg-type]

    def test_what_the_search_did_not_find_out_waits_and_is_counted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def exhausted(*_: Any, **__: Any) -> bool:
            raise Exhausted

        monkeypatch.setattr(Solver, "satisfiable", exhausted)
        # A day that no other test asks about: the facts that matter are kept for equal assessments.
        on = date(2022, 11, 29)
        found = sgz.frames.questions(pa.table({"lit": [False], "dark": [False]}), ROOM, on=on)
        assert (found.rows, found.undecided) in {(0, 0), (1, 1)}
        unknown = sgz.frames.questions(pa.table({"x": [1]}), sgz.STAFFING, on=on)
        assert (unknown.rows, unknown.undecided) == (1, 1)
        assert {one.rows for one in unknown} == {1}

    def test_a_number_that_has_to_be_met_exactly_cannot_be_met_from_above(self) -> None:
        exactly = Ruleset("course", Course, (so_long,), law=TIANJIN_2021, zh="课程", en="course")
        table = pa.table({"lasts": pa.array([30, 72, 90, 95, None], pa.int64())})
        found = sgz.frames.remedies(table, exactly, on=ON)
        assert (found.rows, [act.rows for act in found.acts], found.beyond) == (3, [2], {so_long: 1})
        assert [act.text("en") for act in found.acts] == ["change: lasts"]

    def test_stations_that_differ_in_what_is_decided_need_the_same(self) -> None:
        first = {"first_batch": [True, True], "team__contract_signed_on": [date(2021, 7, 23), None]}
        have = {name: [True] * 2 for name in sgz.frames.columns_of(sgz.Station) if name.startswith("management")}
        table = pa.table({**first, **have, "management__archives": [False, False]})
        archives = sgz.STATION - "staffing.training"
        found = sgz.frames.remedies(table, archives, on=ON)
        stations: list[Any] = sgz.frames.subjects(table, sgz.Station)
        each = [assess(archives, one, on=ON).remedies() for one in stations]
        acts = [{act.path for step in one.steps for act in step.ways[0].acts} for one in each]
        assert found.rows == 2
        assert {act.path: act.rows for act in found.acts} == Counter(path for one in acts for path in one)
        assert {act.path: act.rows for act in found.acts} == {"management.archives": 2}

    def test_what_frees_from_several_duties_at_once_is_counted_as_each_row_needs_it(self) -> None:
        days, truths = (None, date(2023, 7, 1), date(2023, 9, 1)), (True, False, None)
        cells = list(product(days, truths, truths, truths))
        table = pa.table(dict(zip(("opens", "lit", "open", "dry"), map(list, zip(*cells, strict=True)), strict=True)))
        found = sgz.frames.remedies(table, HOUSE, on=ON)
        houses: list[Any] = sgz.frames.subjects(table, House)
        each = [assess(HOUSE, house, on=ON) for house in houses]
        remedies = [one.remedies() for one in each if one.verdict is False]
        acts = [[act.path for step in one.steps for act in step.ways[0].acts] for one in remedies]
        assert found.rows == len(remedies) == 19
        assert {act.path: act.rows for act in found.acts} == {"lit": 9, "open": 9, "dry": 9}
        assert {act.path: act.rows for act in found.acts} == Counter(path for one in acts for path in one)
        assert found.beyond == Counter(beyond.requirement for one in remedies for beyond in one.beyond_remedy)


def teams(number: int = 3) -> tuple[Any, Any, list[Assessment]]:
    """Return teams, their workers as a table of their own, and what is found of each as an object."""
    drawing = Drawing(number, ON)
    drawn_ = [drawing.subject(sgz.Team) for _ in range(number)]
    table = table_of(sgz.Team, drawn_, team=pa.array(range(number), pa.int64()))
    workers = members_table(drawn_, "workers", sgz.Worker)
    return table, workers, [assess(sgz.STAFFING, one, on=ON) for one in drawn_]


class TestMembers:
    def test_facts_of_members_are_counted_by_row(self) -> None:
        table, workers, assessments = teams(6)
        found = sgz.frames.questions(table, sgz.STAFFING, on=ON, by="team", members={"workers": workers})
        missing = [{every_member(one) for one in facts} for facts in waiting(assessments)]
        assert {one.question.path: one.rows for one in found} == Counter(path for facts in missing for path in facts)

    def test_acts_of_members_are_counted_by_row_and_by_number(self) -> None:
        table, workers, assessments = teams(4)
        found = sgz.frames.remedies(table, sgz.STAFFING, on=ON, by="team", members={"workers": workers})
        needy = [one.remedies() for one in assessments if one.verdict is False]
        first = [[act for step in one.steps for act in step.ways[0].acts] for one in needy]
        kinds = Counter(path for acts in first for path in {every_member(act.path) for act in acts})
        assert {act.path: act.rows for act in found.acts} == kinds
        alone = Counter(every_member(act.path) for acts in first for act in acts if not act.changes[0].joins)
        assert {act.path: act.times for act in found.acts if not act.joins} == alone

    def test_a_member_that_no_subject_can_be_is_refused(self) -> None:
        stations = pa.table({"station": ["泰达"], "contracted_headcount": [2]})
        workers = pa.table({"station": ["泰达"], "full_time": ["也许"]})
        with pytest.raises(sgz.InvalidValue, match=r"^full_time\[0\]: '也许'"):
            sgz.frames.remedies(stations, sgz.STAFFING, on=ON, by="station", members={"workers": workers})


class TestAffordable:
    def test_no_more_rows_are_looked_at_than_asked_for_and_how_many_are_left_is_said(self) -> None:
        table = premises(printer=[False, True, False]).append_column("station", [["a", "b", "c"]])
        prices = {"printer": 1}
        found = sgz.frames.affordable(table, sgz.PREMISES, 9, prices, by="station", on=ON, at_most=1)
        assert ([row.name for row in found.rows], found.left, found.left_out) == ([("a",)], 0, 1)

    def test_what_costs_least_comes_first_and_nothing_else_makes_more_rows_comply(self) -> None:
        names = ["a", "b", "c", "d"]
        table = premises(printer=[False, False, True, False], computer=[False, True, False, True])
        table = table.append_column("station", [names])
        dear = Decimal("4000.5")
        prices: dict[str, Decimal | int] = {"printer": 1500, "computer": dear}
        costs = {"b": Decimal(1500), "d": Decimal(1500), "c": dear, "a": dear + 1500}
        for amount in (0, 1499, 1500, 3000, Decimal("7000.5"), 7001, 20_000):
            found = sgz.frames.affordable(table, sgz.PREMISES, amount, prices, by="station", on=ON)
            most = max(
                number
                for number in range(5)
                for chosen in combinations(costs.values(), number)
                if sum(chosen) <= amount
            )
            assert len(found.rows) == most
            assert {name: row.cost for row in found.rows for name in row.name} == dict(list(costs.items())[:most])
            assert found.spent == sum(row.cost for row in found.rows)
            assert (found.left, found.unpriced, found.beyond) == (4 - most, 0, 0)

    def test_a_change_without_a_price_is_not_paid_for(self) -> None:
        table = premises(printer=[False, True], computer=[True, False]).append_column("station", [["a", "b"]])
        found = sgz.frames.affordable(table, sgz.PREMISES, 10**6, {"printer": 0}, by="station", on=ON)
        assert [row.name for row in found.rows] == [("a",)]
        assert (found.unpriced, repr(found.rows[0])) == (1, "<RowRemedy ('a',): 1 act, 0>")

    def test_so_many_hires_make_the_teams_whole_that_lack_fewest(self) -> None:
        signed = {"contract_signed_on": [date(2021, 7, 23)] * 3}
        stations = pa.table({"station": ["a", "b", "c"], "contracted_headcount": [4, 2, 3], **signed})
        workers = table_of(sgz.Worker, [GOOD] * 4).append_column("station", [["a", "b", "c", "c"]])
        staffing = sgz.STAFFING.only("staffing.contracted_headcount")
        found = sgz.frames.affordable(
            stations,
            staffing,
            3,
            {"workers": 1},
            by="station",
            on=ON,
            members={"workers": workers},
            duplicates="keep",
        )
        assert [(row.name, int(row.cost)) for row in found.rows] == [(("b",), 1), (("c",), 1)]
        assert (int(found.spent), found.left) == (2, 1)

    def test_of_several_ways_the_cheapest_is_taken(self) -> None:
        either = Ruleset("room", Room, (lit_or_open,), law=TIANJIN_2021, zh="房间", en="room")
        table = pa.table({"name": ["a"], "lit": [False], "open": [False]})
        for prices, path in (({"lit": 2, "open": 1}, "open"), ({"lit": 2, "open": 3}, "lit"), ({"lit": 5}, "lit")):
            [row] = sgz.frames.affordable(table, either, 9, prices, by="name", on=ON).rows
            assert [act.path for act in row.acts] == [path]

    def test_it_shows_names_acts_costs_and_what_is_left(self) -> None:
        table = premises(printer=[False, False, False, True, True], computer=[True, True, False, True, False])
        table = table.append_column("station", [["<甲>", "乙", "丙", "丁", "戊"]])
        found = sgz.frames.affordable(table, sgz.PREMISES, 1500, {"printer": 1500}, by="station", on=ON)
        assert (found.left, found.unpriced) == (1, 2)
        act = found.rows[0].acts[0]
        assert found.to_frame().rows() == [("<甲>", act.text(), Decimal("1500.00"))]
        assert found.to_frame("pyarrow", "en").to_pylist()[0]["acts"] == act.text("en")
        shown = found._repr_html_()
        for text in ("&lt;甲&gt;", act.text(), "费用合计：1,500；金额不足的行：1；缺少单价的行：2；无法补正的行：0"):
            assert text in shown
        sample = sgz.frames.affordable(table, sgz.PREMISES, 1500, {"printer": 1500}, by="station", on=ON, at_most=2)
        assert "spread evenly over the table: 2." in sample.to_html("en")
        assert repr(sample).endswith(", 2 rows left out>")

    def test_a_notebook_shows_the_first_rows_of_many_and_says_so(self) -> None:
        names = list(map(str, range(1000, 1201)))
        table = premises(printer=[False] * 201).append_column("station", [names])
        found = sgz.frames.affordable(table, sgz.PREMISES, 10**6, {"printer": 1}, by="station", on=ON)
        shown = found.to_html()
        assert (shown.count("<tr>"), len(found.to_frame())) == (1 + 200, 201)
        assert "此处列出前200项，共201项" in shown

    def test_what_nothing_can_mend_is_beyond_any_amount(self) -> None:
        plan = sgz.frames.table([sgz.DistrictPlan(year=2021, submitted_on=date(2021, 7, 1))], sgz.DistrictPlan)
        found = sgz.frames.affordable(plan, sgz.PLAN, 10**6, {}, by="year", on=ON)
        assert repr(found) == "<Affordable: 0 rows for 0, 0 left>"
        assert found.beyond == 1
