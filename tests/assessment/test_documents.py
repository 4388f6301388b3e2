"""Answers as plain data: JSON takes them, their schemas describe them, and the subject in them can be loaded again."""

from __future__ import annotations

import json
import pickle
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import attrs
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

import sgzlib as sgz
from equipped import EQUIPPED, REQUIRED
from sgzlib import RULESETS, TIANJIN_2021, Certificate, Education, Grade, Premises, Ruleset, Worker
from sgzlib.bridges import strategies
from sgzlib.bridges.interchange import dump, json_schema, load
from sgzlib.law import Transition
from sgzlib.law.truth import Interval
from sgzlib.prose.documents import Documented, plain, reading_document
from sgzlib.prose.language import Language
from sgzlib.prose.typed import is_typeddict
from wording import fact_words

ON = date(2022, 3, 1)
evolve: Any = attrs.evolve
EVERY_RULESET = pytest.mark.parametrize("ruleset", RULESETS.values(), ids=list(RULESETS))
DECISIONS = [
    sgz.Decision(
        requirement="premises.printer",
        kind=kind,
        by=sgz.Actor.DISTRICT_BUREAU,
        on=date(2022, 2, 1),
        until=date(2022, 6, 30),
        grounds="复函",
    )
    for kind in sgz.DecisionKind
]
DEGREE = Worker(education=Education.BACHELOR, social_work_major=True, certificate=Certificate.NONE, registered=False)


@cache
def validator(document_type: Any) -> Draft202012Validator:
    schema = json_schema(document_type)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def checked(answer: Documented[Any], document_type: Any = None) -> dict[str, Any]:
    """Return an answer as it comes out of JSON, once its schema has taken it."""
    document: dict[str, Any] = json.loads(answer.to_json())
    described_by: Any = document_type or type(answer)
    validator(described_by).validate(document)
    return document


@pytest.mark.parametrize(
    "answers",
    [one for name in sgz.__all__ if is_typeddict(one := getattr(sgz, name)) or "document_type" in dir(one)],
    ids=lambda one: one.__name__,
)
def test_every_schema_says_at_its_root_that_it_is_an_object(answers: Any) -> None:
    assert json_schema(answers)["type"] == "object"


@EVERY_RULESET
class TestEveryRuleset:
    def test_answers_on_a_subject_of_which_nothing_is_known_are_as_their_schemas_say(self, ruleset: Ruleset) -> None:
        assessment = sgz.assess(ruleset, ruleset.subject(), on=ON)
        remedies, questions = assessment.remedies(), assessment.questions()
        answers: tuple[Documented[Any], ...] = (assessment, assessment.findings[0], remedies, questions, *questions[:1])
        for answer in answers:
            checked(answer)

    @settings(max_examples=2)
    @given(st.data())
    def test_so_are_those_on_subjects_known_in_part(self, ruleset: Ruleset, data: st.DataObject) -> None:
        checked(sgz.assess(ruleset, data.draw(strategies.subject(ruleset.subject)), on=ON))

    @settings(max_examples=2)
    @given(st.data())
    def test_those_on_known_subjects_too_and_the_subject_gives_the_same_again(
        self, ruleset: Ruleset, data: st.DataObject
    ) -> None:
        subject = data.draw(strategies.subject(ruleset.subject, known=True))
        document = checked(sgz.assess(ruleset, subject, on=ON))
        again = sgz.assess(ruleset, load(ruleset.subject, document["subject"]), on=date.fromisoformat(document["on"]))
        assert again.to_dict() == document == json.loads(json.dumps(dump(again)))

    def test_readings_compared_and_timelines_are_as_their_schemas_say(self, ruleset: Ruleset) -> None:
        subject = ruleset.subject()
        checked(sgz.under_all_readings(ruleset, subject, on=ON))
        checked(sgz.timeline(subject, first_day=date(2021, 5, 26), last_day=date(2021, 6, 1), ruleset=ruleset))


class TestBesideTheAnswer:
    """Decisions, sources, progress and the report of a table with decisions are as their schemas say."""

    def test_decisions_and_sources(self) -> None:
        declared = sgz.Source(by="街道", on=ON)
        told = sgz.assess(sgz.PREMISES, Premises(printer=False), on=ON, sources={"": declared})
        assert checked(told.with_decisions(DECISIONS))["decided"] == ["premises.printer"]
        days = date(2022, 1, 1), date(2022, 12, 31)
        checked(sgz.timeline(Premises(printer=False), first_day=days[0], last_day=days[1], decisions=DECISIONS))

    def test_progress(self) -> None:
        before = sgz.check_staffing(sgz.Team(), on=ON)
        after = sgz.check_staffing(sgz.Team(), on=ON, policy=evolve(TIANJIN_2021, minimum_qualified=2))
        assert checked(sgz.compare_assessments(before, after))["items"][4]["kind"] == "NOT_COMPARABLE"

    def test_tables(self) -> None:
        table = pl.DataFrame({"station": ["泰达"], **{name: [False] for name in sgz.frames.columns_of(Premises)}})
        found = sgz.frames.findings(table, sgz.PREMISES, by="station", on=ON, record=True)
        progress = checked(sgz.frames.compare_assessments(found, found, sgz.PREMISES, by="station"))
        assert progress["counts"]["still_open"] == len(REQUIRED)
        report = sgz.frames.report(table, sgz.PREMISES, by="station", on=ON, decisions={"泰达": DECISIONS})
        assert checked(report)["decided"] == {"premises.printer": {"VIOLATED": 1}}


class TestAssessment:
    def test_it_says_by_what_and_of_whom_and_what_came_out(self) -> None:
        document = sgz.check_premises(Premises(printer=False), on=ON).to_dict("en")
        assert {key: document[key] for key in ("format", "sgzlib", "ruleset", "on", "scope", "subject")} == {
            "format": "sgzlib.assessment/1",
            "sgzlib": sgz.__version__,
            "ruleset": "premises",
            "on": "2022-03-01",
            "scope": "BINDS",
            "subject": {"printer": False},
        }
        assert (document["verdict"], document["applicable"], document.get("missing")) == (False, True, [])
        whole = len(EQUIPPED)
        assert document["text"] == f"does not comply; {whole} in all: violated 1, cannot be decided yet {whole - 1}"
        assert document["law"]["notice"] == {
            "title": sgz.NOTICE.title,
            "number": sgz.NOTICE.number,
            "issued_on": "2021-05-26",
        }

    def test_a_finding_is_told_in_full_with_its_last_day_and_what_is_unknown_as_null(self) -> None:
        findings = sgz.check_premises(Premises(printer=False), on=ON).to_dict("en")["findings"]
        assert findings[3] == {
            "id": "premises.printer",
            "path": "",
            "clause": "三(一)",
            "force": "MUST",
            "status": "VIOLATED",
            "holds": False,
            "text": "has a printer",
            "facts": {"printer": False},
            "due": "2021-07-31",
            "pending": [],
            "missing": [],
            "readings": [],
        }
        assert (findings[0]["holds"], findings[0]["facts"]) == (None, {"independent_office": None})
        assert findings[0].get("missing") == ["independent_office"]

    def test_a_last_day_that_is_not_known_is_null_and_one_that_there_is_not_is_left_out(self) -> None:
        findings = {
            finding["id"]: finding for finding in sgz.check_qualification(Worker(), on=ON).to_dict()["findings"]
        }
        assert findings["qualification.continuing_education"].get("due", "") is None
        assert "due" not in findings["qualification.credential"]

    def test_the_readings_it_hangs_on_come_with_the_option_that_was_taken_and_its_grounds(self) -> None:
        findings = sgz.check_qualification(DEGREE, on=ON).to_dict("en")["findings"]
        (reading,) = findings[1]["readings"]
        assert (reading["id"], reading["clause"]) == ("registration_scope", "三(二)")
        (option,) = reading["options"]
        assert (option["name"], option["text"]) == ("CERTIFICATE_HOLDERS", "those qualified by a certificate")
        assert option.get("grounds") == TIANJIN_2021.readings["registration_scope"].grounds[0][1]

    def test_the_law_holds_its_numbers_readings_and_the_rest_days_given_to_it(self) -> None:
        days = sgz.RestDays(date(2021, 10, 1), date(2021, 10, 7), frozenset({date(2021, 10, 2), date(2021, 10, 1)}))
        law = evolve(TIANJIN_2021, rest_days=days)
        document = checked(sgz.check_premises(Premises(), on=ON, policy=law))["law"]
        assert document["rest_days"] == {
            "first_day": "2021-10-01",
            "last_day": "2021-10-07",
            "days": ["2021-10-01", "2021-10-02"],
        }
        assert (document["numbers"]["yearly_amount"], document["numbers"]["posting_days"]) == ("250000", 15)
        assert document["readings"]["registration_scope"] == "CERTIFICATE_HOLDERS"
        assert "rest_days" not in sgz.check_premises(Premises(), on=ON).to_dict()["law"]

    def test_another_language_is_refused(self) -> None:
        with pytest.raises(sgz.InvalidValue, match="locale: 'fr' 不可用"):
            sgz.check_premises(Premises(), on=ON).to_json("fr")


class TestAdvice:
    def test_remedies_are_steps_of_ways_of_acts_in_words_and_values(self) -> None:
        worker = Worker(
            social_work_major=False,
            certificate=Certificate.ASSISTANT,
            registered=True,
            registration_expires=date(2022, 2, 28),
            continuing_education_hours=72,
        )
        document = checked(sgz.check_qualification(worker, on=ON).remedies())
        (step,) = document["steps"]
        (way,) = step["ways"]
        assert way == {
            "acts": [
                {
                    "path": "registration_expires",
                    "text": fact_words(sgz.Worker, "registration_expires", "act"),
                    "by": ["CONTRACTOR"],
                    "clauses": ["三(二)"],
                    "requirements": ["qualification.registration"],
                    "changes": [
                        {
                            "path": "registration_expires",
                            "before": "2022-02-28",
                            "to": [{"least": "2022-03-01", "most": None}],
                            "joins": False,
                        }
                    ],
                    "evidence": fact_words(sgz.Worker, "registration_expires", "evidence"),
                }
            ],
            "members": [],
            "hangs_on": [],
        }
        assert (step["complete"], document["undecided"], document["verdict"]) == (True, [], False)

    def test_what_is_beyond_remedy_is_named_with_what_is_still_asked_for(self) -> None:
        late = sgz.Team(contract_signed_on=date(2021, 7, 1), service_started_on=sgz.NOT_YET)
        (beyond,) = checked(sgz.check_staffing(late, on=ON).remedies())["beyond_remedy"]
        assert (beyond["requirement"], beyond["late"], beyond["clashes"]) == ("staffing.posting", True, [])
        assert [act["text"] for act in beyond["overdue"]] == [fact_words(sgz.Team, "service_started_on", "act")]

    def test_what_is_to_be_established_says_where_to_look(self) -> None:
        first, *_ = checked(sgz.check_premises(Premises(printer=False), on=ON).remedies())["to_establish"]
        assert first == {
            "paths": ["independent_office"],
            "text": "独立的办公用房",
            "by": ["DISTRICT_BUREAU", "STREET"],
            "clauses": ["三(一)"],
            "requirements": ["premises.office"],
            "evidence": fact_words(sgz.Premises, "independent_office", "evidence"),
        }

    def test_a_question_is_enough_to_build_a_form_from(self) -> None:
        asked = {question.path: question for question in sgz.inputs_of(sgz.QUALIFICATION)}
        document = asked["education"].to_dict("en")
        assert (document["text"], document["type"]) == ("education", "Education")
        assert document["options"][0] == {"value": "PRIMARY", "text": Education.PRIMARY.en}
        assert "unit" not in document
        hours = asked["continuing_education_hours"].to_dict()
        assert (hours.get("unit"), hours["settles"]) == ("小时", "0")

    def test_questions_say_by_which_law_they_are_asked_and_of_whom_as_other_answers_do(self) -> None:
        assessment = sgz.check_qualification(Worker(registered=True), on=ON)
        document, judged = checked(assessment.questions()), assessment.to_dict()
        assert [one["path"] for one in document["questions"]] == [one.path for one in assessment.questions()]
        alike = ("sgzlib", "law", "ruleset", "on", "subject", "verdict")
        assert [document[key] for key in alike] == [judged.get(key) for key in alike]

    def test_where_nothing_is_to_be_asked_they_say_the_verdict(self) -> None:
        document = checked(sgz.check_premises(Premises(printer=False), on=ON).questions())
        assert (document["verdict"], document["questions"]) == (False, [])

    def test_what_a_ruleset_may_ask_is_asked_of_nobody_by_its_own_law_where_it_has_one(self) -> None:
        document = checked(sgz.inputs_of(sgz.PREMISES))
        assert document["law"] == sgz.check_premises(Premises(), on=ON).to_dict()["law"]
        assert {"on", "subject", "verdict"}.isdisjoint(document)
        assert len(document["questions"]) == len(sgz.inputs_of(sgz.PREMISES))
        laws = sgz.History((date(2021, 5, 26), TIANJIN_2021), (date(2023, 1, 1), TIANJIN_2021))
        for law in (None, laws):
            assert "law" not in checked(sgz.inputs_of(attrs.evolve(sgz.PREMISES, law=law)))

    def test_questions_stay_what_they_are_when_they_are_pickled(self) -> None:
        asked = sgz.inputs_of(sgz.PREMISES)
        again = pickle.loads(pickle.dumps(asked))  # noqa: S301 - our own bytes
        assert (type(again), again.to_dict()) == (sgz.Questions, asked.to_dict())


class TestReadings:
    def test_every_outcome_is_there_and_an_example_each_way_of_what_it_hangs_on(self) -> None:
        document = checked(sgz.under_all_readings(sgz.QUALIFICATION, DEGREE, on=ON))
        assert (document["same"], len(document["outcomes"]), len(document["readings"][0]["options"])) == (False, 4, 2)
        (hinge,) = document["hinges"]
        assert hinge["reading"] == "registration_scope"
        assert (hinge["one"]["options"]["registration_scope"], hinge["one"]["verdict"]) == ("CERTIFICATE_HOLDERS", True)
        assert (hinge["other"]["options"]["registration_scope"], hinge["other"]["verdict"]) == ("EVERYONE", False)


class TestTimeline:
    def test_each_day_has_both_verdicts_and_what_changes(self) -> None:
        worker = Worker(
            certificate=Certificate.ASSISTANT,
            education=Education.SENIOR_HIGH,
            continuing_education_hours=72,
            registered=True,
            registration_expires=date(2024, 5, 31),
        )
        document = checked(sgz.timeline(worker, first_day=date(2022, 1, 1), last_day=date(2024, 12, 31)))
        assert document["period"] == {"first_day": "2022-01-01", "last_day": "2024-12-31"}
        (turn,) = document["turns"]
        assert (turn["day"], turn["verdicts"], "law" in turn) == ("2024-06-01", [True, False], False)
        change = turn["changes"][0]
        assert (change["before"]["status"], change["after"]["status"]) == ("MET", "UNMET")
        assert document["opening"]["on"] == "2022-01-01"

    def test_where_the_law_changes_the_new_one_is_there(self) -> None:
        stricter = attrs.evolve(TIANJIN_2021, assistant_hours=80)
        dated = (date(2021, 5, 26), TIANJIN_2021), (date(2023, 1, 1), stricter)
        laws = sgz.History(*dated, transition=Transition.AT_ONCE)
        worker = Worker(
            certificate=Certificate.ASSISTANT,
            education=Education.SENIOR_HIGH,
            registered=True,
            registration_expires=date(2022, 5, 31),
            continuing_education_hours=72,
        )
        found = sgz.timeline(worker, first_day=date(2022, 1, 1), last_day=date(2023, 12, 31), policy=laws)
        changed = [turn["law"]["numbers"]["assistant_hours"] for turn in checked(found)["turns"] if "law" in turn]
        assert changed == [80]


class TestPurchase:
    @pytest.mark.parametrize(
        ("year", "grade", "period"),
        [(1, Grade.GOOD, {"first_day": "2022-07-23", "last_day": "2023-07-22"}), (1, None, None), (3, Grade.GOOD, "")],
    )
    def test_a_renewal_says_what_follows_and_why(self, year: int, grade: Grade | None, period: object) -> None:
        decision = sgz.decide_renewal(
            sgz.Cycle(started_on=date(2021, 7, 23)), contract_year=year, grade=grade, on=date(2022, 7, 1)
        )
        document = checked(decision)
        # Null while it is open, left out where no contract follows.
        assert document.get("next_period", "") == period
        assert document["assessment"]["ruleset"] == "renewal"

    def test_a_funding_plan_says_what_stays_unpaid_and_loads_again(self) -> None:
        line = sgz.BudgetLine(
            category=sgz.ExpenseCategory.PERSONNEL, item="工资", unit_price=Decimal(6500), quantity=36
        )
        source = sgz.FundingSource(kind=sgz.SourceKind.POOLED, available=Decimal(200_000))
        plan = sgz.allocate_funding(sgz.Budget(lines=(line,)), [source], year=2022)
        document = checked(plan, sgz.FundingPlanDict)
        (unfunded,) = document["unfunded"]
        assert (unfunded["short"], unfunded["reason"], unfunded["text"]) == ("34000.00", "NO_MONEY", "资金已用尽")
        assert (document["adds_up"], load(sgz.FundingPlan, document["subject"])) == (False, plan)
        assert dump(plan) == document["subject"]

    def test_plan_against_actual_says_what_lies_between_and_an_amount_that_is_open_within_bounds(self) -> None:
        activities = sgz.ExpenseCategory.ACTIVITIES
        known = sgz.BudgetLine(category=activities, item="小组", unit_price=Decimal(20), quantity=3)
        plan, spent = sgz.Budget(lines=(known, sgz.BudgetLine(item="水电"))), sgz.Budget(lines=(known, known))
        document = checked(sgz.compare_budgets(plan, spent))
        open_ = {"planned": {"least": "0.00", "most": None}, "actual": "0.00", "difference": None}
        more = {"planned": "60.00", "actual": "120.00", "difference": "60.00"}
        assert document == {
            "format": "sgzlib.budget-comparison/1",
            "sgzlib": sgz.__version__,
            "lines": [
                {"category": "ACTIVITIES", "item": "小组", **more},
                {"category": None, "item": "水电", **open_},
            ],
            "categories": [
                {"category": "ACTIVITIES", "item": None, **more},
                {"category": None, "item": None, **open_},
            ],
            "total": {
                "category": None,
                "item": None,
                "planned": {"least": "60.00", "most": None},
                "actual": "120.00",
                "difference": None,
            },
        }
        assert dump(sgz.compare_budgets(plan, spent)) == document

    @pytest.mark.parametrize("category", sgz.ExpenseCategory)
    def test_every_category_compared_is_in_the_schema(self, category: sgz.ExpenseCategory) -> None:
        line = sgz.BudgetLine(category=category, unit_price=Decimal(1), quantity=1)
        assert checked(sgz.compare_budgets(sgz.Budget(lines=(line,)), sgz.Budget(lines=())))

    @given(strategies.subject(sgz.FundingPlan))
    @settings(max_examples=10)
    def test_every_plan_can_be_sent(self, plan: sgz.FundingPlan) -> None:
        checked(plan, sgz.FundingPlanDict)


class TestFrame:
    ASSESSMENT = sgz.check_premises(Premises(printer=False, computer=True), on=ON)

    @pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
    def test_it_has_a_row_a_finding_and_what_is_unknown_is_null_never_false(self, backend: Any) -> None:
        frame = self.ASSESSMENT.to_frame(backend)
        assert type(frame).__module__.partition(".")[0] == backend
        columns = {name: list(frame[name]) for name in ("id", "holds", "due", "missing")}
        columns = {
            name: [getattr(cell, "as_py", lambda cell=cell: cell)() for cell in of] for name, of in columns.items()
        }
        assert columns["id"] == [finding.requirement.id for finding in self.ASSESSMENT.findings]
        assert columns["holds"] == [{"computer": True, "printer": False}.get(name) for name in EQUIPPED]
        assert columns["due"] == [date(2021, 7, 31)] * len(REQUIRED) + [None] * 2
        assert columns["missing"][0] == "independent_office"

    def test_its_texts_are_in_the_language_asked_for_and_it_names_readings(self) -> None:
        frame = sgz.check_qualification(DEGREE, on=ON).to_frame(locale="en")
        assert frame["text"][1].startswith("is registered in Tianjin")
        assert frame["readings"][1] == "registration_scope"

    @pytest.mark.parametrize(("locale", "place"), [("zh_CN", 0), ("en", 1)])
    def test_beside_its_names_stand_the_words_for_them(self, locale: str, place: int) -> None:
        frame = self.ASSESSMENT.to_frame(locale=locale)
        findings = self.ASSESSMENT.findings
        assert frame["status_text"].to_list() == [(each.status.zh, each.status.en)[place] for each in findings]
        assert frame["force_text"].to_list() == [(each.force.zh, each.force.en)[place] for each in findings]
        for actor in (sgz.Actor.DISTRICT_BUREAU, sgz.Actor.STREET):
            assert (actor.zh, actor.en)[place] in frame["actors"][0]
        facts = sgz.frames.columns_of(Premises)
        unknown = [(facts[name].zh, facts[name].en)[place] for name in ("independent_office", "desks_and_chairs")]
        assert frame["missing_text"].to_list()[:3] == [*unknown, ""]

    def test_remedies_have_a_row_an_act_of_each_way_to_take_each_step(self) -> None:
        assert sgz.check_premises(Premises(), on=date(2021, 7, 1)).remedies().to_frame().rows() == []
        premises = sgz.check_premises(Premises(printer=False), on=ON).remedies().to_frame(locale="en")
        about = ("provide a printer", "DISTRICT_BUREAU STREET", "inventory entry, photograph", "三(一)", None)
        assert premises.row(0) == ("act", 1, 1, "printer", *about)
        assert premises.row(1)[:5] == ("establish", None, None, "independent_office", "office of its own")

    def test_questions_have_a_row_each(self) -> None:
        asked = sgz.check_qualification(Worker(certificate=Certificate.ASSISTANT, registered=True), on=ON).questions()
        assert asked.to_frame(locale="en").row(0) == (
            *("registration_expires", "Until which day is the registration valid?", "registration valid until"),
            *("date", None, 'a day, such as 2021-05-26, or "not yet" if it is not done', "CONTRACTOR"),
            *("the entry in the register", "三(二)", 1 / 3),
        )
        assert [unit for unit in sgz.inputs_of(sgz.QUALIFICATION).to_frame()["unit"] if unit] == ["小时"]

    def test_readings_have_a_column_each_and_a_row_a_combination(self) -> None:
        compared = sgz.under_all_readings(sgz.QUALIFICATION, DEGREE, on=ON)
        frame = compared.to_frame()
        assert frame.columns == [*(reading.id for reading in compared.readings), "verdict"]
        assert frame["verdict"].to_list() == [outcome.verdict for outcome in compared.outcomes]
        assert frame.row(0)[:-1] == tuple(option.name for option in compared.outcomes[0].options.values())

    def test_a_timeline_has_a_row_a_change(self) -> None:
        timeline = sgz.timeline(Premises(printer=False), first_day=date(2021, 7, 30), last_day=date(2021, 8, 2))
        rows = timeline.to_frame(locale="en").rows()
        assert len(rows) == sum(len(turn.changes) for turn in timeline.turns)
        printer = ("premises.printer", "", "三(一)", "NOT_DUE", "VIOLATED", "has a printer", None)
        assert (date(2021, 8, 1), *printer) in rows

    def test_a_renewal_has_a_row_a_reason_and_a_plan_a_row_a_payment(self) -> None:
        decision = sgz.decide_renewal(
            sgz.Cycle(started_on=date(2021, 7, 23)), contract_year=1, grade=Grade.GOOD, on=date(2022, 7, 1)
        )
        assert decision.to_frame()["id"].to_list() == [finding.requirement.id for finding in decision.findings]
        assert sgz.FundingPlan(year=2021).to_frame().rows() == []
        paid = sgz.Payment(
            source="区级", kind=sgz.SourceKind.POOLED, fields=tuple(sgz.FundingField)[:2], amount=Decimal("1.50")
        )
        frame = sgz.FundingPlan(year=2021, payments=(paid,)).to_frame()
        fields = " ".join(field.name for field in tuple(sgz.FundingField)[:2])
        assert frame.row(0) == ("区级", "POOLED", None, None, None, fields, Decimal("1.50"))

    def test_plan_against_actual_has_a_row_a_line_and_no_amount_where_it_is_open(self) -> None:
        line = sgz.BudgetLine(category=sgz.ExpenseCategory.ACTIVITIES, item="小组", unit_price=Decimal(20), quantity=3)
        plan = sgz.Budget(lines=(line, sgz.BudgetLine(item="水电")))
        frame = sgz.compare_budgets(plan, sgz.Budget(lines=(line, line))).to_frame()
        assert frame.columns == ["category", "item", "planned", "actual", "difference"]
        assert frame.rows() == [
            ("ACTIVITIES", "小组", Decimal(60), Decimal(120), Decimal(60)),
            (None, "水电", None, Decimal(0), None),
        ]

    def test_another_backend_is_refused(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"to_frame\(backend\): 'excel' 不可用，应为polars、pandas、pyarrow"):
            self.ASSESSMENT.to_frame("excel")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    def test_without_the_extra_it_says_how_to_get_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(__import__("sys").modules, "narwhals", None)
        with pytest.raises(ImportError, match=r'to_frame 需要：pip install "sgzlib\[frames\]"'):
            self.ASSESSMENT.to_frame()


class TestPlain:
    def test_bounds_and_mappings_are_plain_too(self) -> None:
        assert plain(Interval(Decimal("1.50"), 3)) == {"least": "1.50", "most": 3}
        assert plain(Interval(1, Decimal("Infinity"))) == {"least": 1, "most": None}
        assert plain({"a": (sgz.UNKNOWN, sgz.NOTICE["三(二)"])}) == {"a": [None, "三(二)"]}

    def test_an_option_for_which_nothing_is_said_has_no_grounds(self) -> None:
        bare = attrs.evolve(TIANJIN_2021.readings["registration_scope"], grounds=())
        options = reading_document(bare, Language("en"))["options"]
        assert [set(option) for option in options] == [{"name", "text"}, {"name", "text"}]

    def test_a_class_that_is_neither_a_subject_nor_an_answer_has_no_schema(self) -> None:
        with pytest.raises(sgz.InvalidType, match="a class of facts"):
            json_schema(Ruleset)


class TestCost:
    def test_what_takes_a_search_is_left_out_where_it_is_not_asked_for(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refused(*_: Any) -> Any:
            raise AssertionError

        for name in ("relevance", "missing_of"):
            monkeypatch.setattr(f"sgzlib.advice.relevance.{name}", refused)
        station = sgz.Station(jurisdiction="泰达街道", premises=Premises(printer=True))
        document = sgz.check_station(station, on=ON).to_dict("en", missing=False)
        validator(sgz.Assessment).validate(json.loads(json.dumps(document)))
        assert not {"missing", "undecided"} & set(document)
        assert not any("missing" in finding for finding in document["findings"])
        assert document["verdict"] is None

    def test_what_can_still_change_the_verdict_is_looked_for_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from sgzlib.advice import relevance

        asked: list[Any] = []
        searched = relevance.relevance

        def counted(assessment: Any) -> Any:
            asked.append(assessment)
            return searched(assessment)

        monkeypatch.setattr(relevance, "relevance", counted)
        assessment = sgz.check_premises(Premises(filing_cabinet=True, group_room=False), on=date(2022, 3, 17))
        assert assessment.missing == assessment.missing == tuple(assessment.to_dict().get("missing", ()))
        assert assessment.undecided == ()
        assert len(asked) == 1
