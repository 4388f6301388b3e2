"""Interchange: what is dumped loads back as it was, and what is wrong with a document is said all at once."""

from __future__ import annotations

import json
import pickle
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

import sgzlib as sgz
from sgzlib.assessment.receipts import sealed
from sgzlib.bridges import interchange
from sgzlib.bridges.interchange import InvalidDocument, dump, json_schema, load
from sgzlib.law.facts import Fact, fact, facts_of, nearest_fact, renamed_in, subject, subjects
from sgzlib.law.kinds import HOURS, YES_NO, YUAN, many, part
from sgzlib.tianjin.policy import requirement


@subject
class Crew:
    """A subject with every shape that a fact can have, whatever the library's own have today."""

    lead: Fact[sgz.Worker] = fact(part(sgz.Worker), "负责人", "lead")
    members: Fact[tuple[sgz.Worker, ...]] = fact(many(sgz.Worker), "成员", "members")
    grades: Fact[tuple[sgz.Education, ...]] = fact(many(sgz.Education), "学历构成", "grades")
    cost: Fact[Decimal] = fact(YUAN, "经费", "cost", unit=("元", "yuan"))
    hours: Fact[int | Decimal] = fact(HOURS, "时数", "hours", unit=("小时", "hours"))


def any_subject() -> st.SearchStrategy[Any]:
    return st.sampled_from(subjects()).flatmap(sgz.strategies.subject)


def validator(of: type[Any]) -> Draft202012Validator:
    return Draft202012Validator(json_schema(of), format_checker=FormatChecker())


def refused(of: type[Any], mapping: Any) -> dict[str, str]:
    """Return what is wrong with a document: what is allowed, by path."""
    with pytest.raises(InvalidDocument, match=r"不可用，应为.*not usable, expected") as caught:
        load(of, mapping)
    return {problem.field: problem.allowed for problem in caught.value.problems}


def test_an_error_about_a_document_has_the_fields_of_its_first_problem() -> None:
    with pytest.raises(InvalidDocument, match=r"Worker\.registered") as caught:
        load(sgz.Worker, {"registered": 7, "trained": 8})
    first, _ = caught.value.problems
    for name in ("field", "value", "allowed_zh", "allowed"):
        assert getattr(caught.value, name) == getattr(first, name)
    assert (caught.value.field, caught.value.value) == ("Worker.registered", 7)


class TestRoundTrip:
    @given(any_subject())
    def test_what_is_dumped_loads_back_as_it_was(self, thing: Any) -> None:
        assert load(type(thing), json.loads(json.dumps(dump(thing)))) == thing

    @given(any_subject())
    def test_what_is_dumped_satisfies_the_schema(self, thing: Any) -> None:
        validator(type(thing)).validate(json.loads(json.dumps(dump(thing))))

    @given(any_subject())
    def test_an_unknown_fact_is_left_out_and_no_other_is(self, thing: Any) -> None:
        assert list(dump(thing)) == [name for name in facts_of(type(thing)) if getattr(thing, name) is not sgz.UNKNOWN]

    @pytest.mark.parametrize("of", subjects(), ids=lambda of: of.__name__)
    def test_a_fact_that_is_left_out_is_unknown_as_null_is(self, of: type[Any]) -> None:
        assert load(of, {}) == load(of, dict.fromkeys(facts_of(of))) == of()
        assert dump(of()) == {}

    def test_money_and_hours_keep_every_digit_and_never_become_floats(self) -> None:
        crew = Crew(cost=Decimal("1E+3"), hours=Decimal("72.50"))
        assert dump(crew) == {"cost": "1000", "hours": "72.50"}
        assert dump(load(Crew, {"cost": "0.10", "hours": 72})) == {"cost": "0.10", "hours": 72}

    @pytest.mark.parametrize("zero", ["-0", "-0.00", "0E+2"])
    def test_a_zero_has_no_sign(self, zero: str) -> None:
        crew = Crew(cost=Decimal(zero))
        assert load(Crew, dump(crew)) == crew

    def test_trailing_zeros_of_an_amount_do_no_harm(self) -> None:
        assert load(Crew, dump(Crew(cost=Decimal("1.5000")))) == Crew(cost=Decimal("1.50"))

    def test_what_is_no_subject_dumps_too(self) -> None:
        period = sgz.Period(date(2021, 7, 23), date(2022, 7, 22))
        assert dump(period) == {"first_day": "2021-07-23", "last_day": "2022-07-22"}
        assert dump((sgz.UNKNOWN, sgz.UsualHeadcount.NORM, True, 3)) == [None, "NORM", True, 3]


class TestReading:
    @pytest.mark.parametrize("spelt", ["JUNIOR_COLLEGE", "大专", "junior college", sgz.Education.JUNIOR_COLLEGE])
    def test_a_label_is_read_by_name_in_chinese_or_in_english(self, spelt: object) -> None:
        assert load(sgz.Worker, {"education": spelt}) == sgz.Worker(education=sgz.Education.JUNIOR_COLLEGE)

    def test_null_is_unknown(self) -> None:
        assert load(sgz.Worker, {"registered": None}) == sgz.Worker()
        assert load(Crew, {"lead": None, "members": None}) == Crew()

    def test_what_yaml_and_toml_read_themselves_is_taken_as_it_is(self) -> None:
        written = load(Crew, {"cost": Decimal("1.50"), "members": ({"posted_on": date(2021, 8, 1)},)})
        assert written == Crew(cost=Decimal("1.50"), members=(sgz.Worker(posted_on=date(2021, 8, 1)),))

    def test_a_key_that_is_no_fact_is_refused_with_the_one_that_was_perhaps_meant(self) -> None:
        assert refused(sgz.Worker, {"regstered": True, "到岗日": "2021-08-01"}) == {
            "Worker.regstered": "a fact; did you mean registered?",
            "Worker.到岗日": "a fact; did you mean posted_on?",
        }

    def test_a_key_like_no_fact_is_refused_with_all_of_them(self) -> None:
        assert refused(Crew, {"xyz": 1, 3: 4}) == dict.fromkeys(
            ("Crew.3", "Crew.xyz"), "one of the facts lead, members, grades, cost, hours"
        )

    def test_everything_that_is_wrong_is_said_at_once_and_where(self) -> None:
        document = {
            "lead": [],
            "members": [{"education": "大学"}, {"registered": "yes"}, 5, None],
            "grades": ["BACHELOR", 3, True],
            "cost": 250_000.5,
            "hours": -1,
        }
        assert list(refused(Crew, document)) == [
            "Crew.lead",
            "Crew.members[0].education",
            "Crew.members[1].registered",
            "Crew.members[2]",
            "Crew.members[3]",
            "Crew.grades[1]",
            "Crew.grades[2]",
            "Crew.cost",
            "Crew.hours",
        ]

    def test_facts_that_do_not_go_together_are_refused_by_their_place(self) -> None:
        assert list(refused(sgz.Budget, {"lines": [{}, {"unit_price": "0.01", "quantity": "0.5"}]})) == [
            "Budget.lines[1].amount"
        ]
        code = {"credit_code": "91110000600037341L", "registered": True}
        assert list(refused(sgz.Contractor, code)) == ["Contractor.registered"]
        assert list(refused(sgz.Rollout, {"plans": [{"district": "HEXI", "year": 2021}] * 2})) == ["Rollout.plans"]

    @pytest.mark.parametrize("written", ["2021-02-30", "20210801", "2021-W30-1", "2021-8-1", "2021-08-01T00:00", ""])
    def test_a_day_is_written_in_one_way(self, written: str) -> None:
        assert refused(sgz.Worker, {"posted_on": written}) == {
            "Worker.posted_on": "a day written like 2022-03-01, or NOT_YET"
        }

    @pytest.mark.parametrize(
        "written", ["1,000", "1.005", "-1", "NaN", "Infinity", "1E+3", "一千", "٣", 0.1, 1.0, True]
    )
    def test_an_amount_is_written_exactly(self, written: object) -> None:
        assert list(refused(Crew, {"cost": written})) == ["Crew.cost"]

    def test_a_group_is_a_list(self) -> None:
        assert refused(Crew, {"members": {}}) == {"Crew.members": "a list or tuple of Worker"}

    @pytest.mark.parametrize("document", [[], "", None, 3])
    def test_a_document_is_a_mapping(self, document: Any) -> None:
        assert refused(sgz.Worker, document) == {"Worker": "a mapping from names of facts to values"}

    def test_the_error_says_every_problem_and_survives_pickling(self) -> None:
        with pytest.raises(InvalidDocument, match=r"Crew\.cost") as caught:
            load(Crew, {"cost": "x", "hours": "y"})
        assert [line.partition(":")[0] for line in str(caught.value).splitlines()] == ["Crew.cost", "Crew.hours"]
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301 - our own bytes

    def test_the_message_ends_where_there_are_many(self) -> None:
        with pytest.raises(InvalidDocument, match=r"Team\.workers\[0\]\.registered") as caught:
            load(sgz.Team, {"workers": [{"registered": at} for at in range(2, 1002)]})
        assert len(caught.value.problems) == 1000
        lines = str(caught.value).splitlines()
        assert (len(lines), lines[-1]) == (101, "……另有900处 (900 more)")

    @pytest.mark.parametrize("of", [int, sgz.Policy])
    def test_only_a_class_of_facts_is_loaded(self, of: type[Any]) -> None:
        with pytest.raises(sgz.InvalidType, match="a class of facts"):
            load(of, {})
        with pytest.raises(sgz.InvalidType, match="a class of facts"):
            json_schema(of)


def deep(depth: int) -> Any:
    nested: Any = []
    for _ in range(depth):
        nested = [nested]
    return nested


class TestHostileDocuments:
    @pytest.mark.parametrize(
        ("of", "name", "written"),
        [
            (sgz.FundingSource, "available", "9" * 10**6),
            (sgz.FundingSource, "available", "0" * 10**6),
            (sgz.FundingSource, "available", "1." + "0" * 10**6),
            (sgz.FundingSource, "available", "1" + "0" * 16),
            (sgz.FundingSource, "available", 10**16),
            (sgz.FundingSource, "available", 10**5000),
            (sgz.FundingSource, "available", Decimal("1E+999999999")),
            (sgz.Worker, "continuing_education_hours", "9" * 10**6),
            (sgz.Worker, "continuing_education_hours", "1000000"),
            (sgz.Worker, "continuing_education_hours", "0.0000001"),
            (sgz.BudgetLine, "quantity", "9" * 10**6),
            (sgz.BudgetLine, "quantity", "1" + "0" * 15),
            (sgz.BudgetLine, "quantity", "0.000000"),
            (sgz.Team, "contracted_headcount", 10**5000),
            (sgz.FundingPlan, "year", 10_000),
            (sgz.Worker, "posted_on", "2" * 10**6),
            (sgz.Worker, "education", "大" * 10**6),
            (sgz.Worker, "registered", 10**5000),
            (sgz.Worker, "name", deep(10**5)),
            (sgz.Worker, "posted_on", deep(10**5)),
            (sgz.Team, "workers", {"": deep(10**5)}),
        ],
        ids=range(21),
    )
    def test_what_is_too_large_or_too_deep_is_refused_in_few_words(
        self, of: type[Any], name: str, written: Any
    ) -> None:
        with pytest.raises(InvalidDocument, match=rf"^{of.__name__}\.{name}: ") as caught:
            load(of, {name: written})
        (problem,) = caught.value.problems
        assert problem.value is written
        assert len(str(caught.value)) < 1000
        assert len(repr(caught.value)) < 1000

    def test_the_largest_values_are_read(self) -> None:
        assert load(Crew, {"cost": "9999999999999999.990", "hours": "0999999.999999"}) == Crew(
            cost=Decimal("9999999999999999.99"), hours=Decimal("999999.999999")
        )
        line = {"quantity": "9999999999.999999"}
        assert dump(load(sgz.BudgetLine, line)) == line

    @pytest.mark.parametrize("document", [deep(10**5), [deep(10**5)], 10**5000], ids=range(3))
    def test_a_deep_document_that_is_no_mapping_is_refused(self, document: Any) -> None:
        assert refused(sgz.Worker, document) == {"Worker": "a mapping from names of facts to values"}
        assert list(refused(sgz.Team, {"workers": [document]})) == ["Team.workers[0]"]

    def test_a_key_reaches_the_path_escaped_and_cut_and_is_the_value_itself(self) -> None:
        keys: list[Any] = ["\n\x1b[2J", "\ud800", "x" * 10**6, 10**5000, (1, "\u202e"), None]
        with pytest.raises(InvalidDocument, match="expected") as caught:
            load(Crew, dict.fromkeys(keys, 1))
        found = {problem.field: problem.value for problem in caught.value.problems}
        assert found == {
            r"Crew.\n\x1b[2J": "\n\x1b[2J",
            r"Crew.\ud800": "\ud800",
            "Crew." + "x" * 100 + "…（已截断，共 1000000 个字符 cut from 1000000 characters）": "x" * 10**6,
            "Crew.<int: 16610 bits>": 10**5000,
            r"Crew.(1, '\u202e')": (1, "\u202e"),
            "Crew.None": None,
        }
        assert all(line.isprintable() and len(line) < 1000 for line in str(caught.value).splitlines())
        assert len(str(caught.value).splitlines()) == len(keys)

    def test_keys_that_look_alike_are_each_told(self) -> None:
        with pytest.raises(InvalidDocument, match="expected") as caught:
            load(Crew, {"\n": 1, r"\n": 2})
        assert [problem.value for problem in caught.value.problems] == ["\n", r"\n"]

    def test_what_was_perhaps_meant_is_looked_for_once_a_key_and_a_hundred_times(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[str] = []

        def counted(of: type, key: str) -> str | None:
            asked.append(key)
            return nearest_fact(of, key)

        monkeypatch.setattr(interchange, "nearest_fact", counted)
        found = refused(sgz.Team, {"workers": [{"regstered": True}] * 1000})
        assert set(found.values()) == {"a fact; did you mean registered?"}
        assert (len(found), asked) == (1000, ["regstered"])
        found = refused(sgz.Worker, {f"regstered{at:04}": True for at in range(1000)})
        assert len(asked) == 101
        guessed = [allowed.startswith("a fact; did you mean") for allowed in found.values()]
        assert guessed == [True] * 100 + [False] * 900

    def test_a_problem_keeps_nothing_alive_but_itself(self) -> None:
        with pytest.raises(InvalidDocument, match="expected") as caught:
            load(Crew, {"cost": "x", "grades": ["x", 3], "members": [{"registered": 2}, 5], "hours": -1, "x": 1})
        assert len(caught.value.problems) == 7
        for problem in caught.value.problems:
            assert (problem.__traceback__, problem.__context__, problem.__cause__) == (None, None, None)

    @pytest.mark.parametrize(
        "number", ["1E+999999999", "-1E+999999999", "1E-999999999", "0E-999999999", "1E+100", "1E-101"]
    )
    def test_a_number_that_would_fill_the_memory_is_not_written(self, number: str) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^dump: Decimal\(.*at most 100 digits"):
            dump((Decimal(number),))

    @pytest.mark.parametrize("number", ["9" * 100, "0." + "0" * 99 + "1", "NaN", "Infinity"])
    def test_every_other_number_is(self, number: str) -> None:
        assert dump((Decimal(number),)) == [number]


class TestSchema:
    @pytest.mark.parametrize("of", subjects(), ids=lambda of: of.__name__)
    def test_it_is_a_schema(self, of: type[Any]) -> None:
        Draft202012Validator.check_schema(json_schema(of))

    def test_it_describes_every_fact_in_both_languages(self) -> None:
        properties = json_schema(Crew)["properties"]
        assert list(properties) == list(facts_of(Crew))
        assert (properties["cost"]["title"], properties["cost"]["description"]) == ("经费（元）", "cost (yuan)")

    @pytest.mark.parametrize(
        "document",
        [
            {"lead": {"education": "大专"}, "members": [{}, {"registered": False}], "grades": [], "cost": 3},
            {"cost": "250000.00", "hours": "72.5", "lead": None},
            {"lead": {"education": "大学"}},
            {"members": [{"regstered": False}]},
            {"members": [None]},
            {"grades": ["BACHELOR", 3]},
            {"lead": {"name": " "}},
            {"lead": {"name": "王 芳"}},
            {"lead": {"name": "王\u200b芳"}},
            {"lead": {"name": "王\n芳"}},
            {"lead": {"name": "芳" * 200}},
            {"lead": {"name": "芳" * 201}},
            {"lead": {"posted_on": "NOT_YET"}},
            {"lead": {"posted_on": "not yet"}},
            {"lead": {"posted_on": "尚未"}},
            {"lead": {"posted_on": "2021-02-30"}},
            {"lead": {"registered": 1}},
            {"cost": "1.005"},
            {"cost": 0.5},
            {"hours": -1},
            {"hours": "many"},
            [],
        ],
    )
    def test_it_takes_what_load_takes_and_refuses_what_load_refuses(self, document: Any) -> None:
        try:
            load(Crew, document)
            loads = True
        except InvalidDocument:
            loads = False
        assert validator(Crew).is_valid(document) is loads

    @pytest.mark.parametrize(
        ("of", "document"),
        [
            (Crew, {"cost": 10**16 - 1, "hours": 999_999}),
            (Crew, {"cost": 10**16}),
            (Crew, {"hours": 10**6}),
            (Crew, {"cost": "9999999999999999.99"}),
            (Crew, {"cost": "10000000000000000"}),
            (Crew, {"cost": "0" * 60}),
            (Crew, {"cost": "0" * 61}),
            (Crew, {"hours": "999999.999999"}),
            (Crew, {"hours": "1000000"}),
            (Crew, {"hours": "0.0000001"}),
            (sgz.BudgetLine, {"quantity": 0}),
            (sgz.BudgetLine, {"quantity": 10**10 - 1}),
            (sgz.BudgetLine, {"quantity": 10**10}),
            (sgz.BudgetLine, {"quantity": "0.0"}),
            (sgz.BudgetLine, {"quantity": "0.000001"}),
            (sgz.BudgetLine, {"quantity": "10000000000"}),
            (sgz.Budget, {"stations": 0}),
            (sgz.Budget, {"stations": 10**9}),
            (sgz.Budget, {"stations": 10**9 + 1}),
            (sgz.Budget, {"stations": "3"}),
            (sgz.Team, {"contracted_headcount": 0}),
            (sgz.Team, {"contracted_headcount": 10**9 + 1}),
            (sgz.FundingPlan, {"year": 0}),
            (sgz.FundingPlan, {"year": 9999}),
            (sgz.FundingPlan, {"year": 10_000}),
        ],
    )
    def test_it_has_the_bounds_that_load_has(self, of: type[Any], document: Any) -> None:
        try:
            load(of, document)
            loads = True
        except InvalidDocument:
            loads = False
        assert validator(of).is_valid(document) is loads

    def test_a_class_within_a_class_is_described_once(self) -> None:
        assert list(json_schema(Crew)["$defs"]) == ["Worker"]
        assert "$defs" not in json_schema(sgz.Worker)

    def test_two_classes_of_one_name_are_described_apart(self) -> None:
        def hut(heated: str) -> Any:
            @subject
            class Hut:
                lit: Fact[bool] = fact(YES_NO, "灯光", "lit")

            @subject
            class HeatedHut(Hut):
                warm: Fact[bool] = fact(YES_NO, heated, "warm")

            HeatedHut.__name__ = "Hut"
            return HeatedHut

        first, second = hut("供暖"), hut("暖气")

        @subject
        class Row:
            left: Fact[Any] = fact(part(first), "左", "left")
            right: Fact[Any] = fact(part(second), "右", "right")
            more: Fact[Any] = fact(many(first), "其他", "more")

        schema = json_schema(Row)
        assert list(schema["$defs"]) == ["Hut", "Hut2"]
        of = {name: str(schema["properties"][name]["anyOf"][0]) for name in ("left", "right", "more")}
        assert ("Hut2" in of["right"], "Hut2" in of["left"], "Hut2" in of["more"]) == (True, False, False)
        warm = {name: inner["properties"]["warm"]["title"] for name, inner in schema["$defs"].items()}
        assert warm == {"Hut": "供暖", "Hut2": "暖气"}

    def test_a_class_whose_keys_differ_where_it_stands_is_described_apart(self) -> None:
        keys = {"chief": "lead.name", "member": "members[].name"}
        schema = json_schema(Crew, keys=keys)
        names = [next(iter(inner["properties"])) for inner in schema["$defs"].values()]
        assert names == ["chief", "member"]
        document = {"lead": {"chief": "甲"}, "members": [{"member": "乙"}]}
        Draft202012Validator(schema).validate(document)
        loaded: Any = load(Crew, document, keys=keys)
        assert (loaded.lead.name, loaded.members[0].name) == ("甲", "乙")


class TestNotYet:
    """The day of an act that is not done has a name, and no date that nobody means."""

    def test_it_is_written_by_its_name_and_read_by_it(self) -> None:
        worker = sgz.Worker(posted_on=sgz.NOT_YET)
        assert dump(worker) == {"posted_on": "NOT_YET"}
        assert load(sgz.Worker, {"posted_on": "NOT_YET"}) == worker
        assert repr(worker) == "Worker(posted_on=NOT_YET)"
        assert json.loads(sgz.receipt(sgz.check_qualification(worker, on=date(2022, 3, 1))))["subject"] == dump(worker)

    def test_a_finding_says_so_too(self) -> None:
        team = sgz.Team(contract_signed_on=date(2021, 7, 23), service_started_on=sgz.NOT_YET)
        document = sgz.check_staffing(team, on=date(2022, 3, 1)).to_dict()
        facts = next(one["facts"] for one in document["findings"] if one["id"] == "staffing.posting")
        assert facts["service_started_on"] == "NOT_YET"

    @pytest.mark.parametrize("written", ["尚未", "not yet", "NOT_YET", " not_yet "])
    def test_offices_have_words_for_it(self, written: str) -> None:
        assert load(sgz.Worker, {"posted_on": written}, spellings=True).posted_on == sgz.NOT_YET


class TestKeys:
    WORKER = sgz.Worker(social_work_major=True, posted_on=date(2021, 8, 1))
    TEAM = sgz.Team(workers=(WORKER,), contracted_headcount=2)

    @pytest.mark.parametrize("keys", ["names", "camel", "labels", {"headcount": "contracted_headcount"}])
    def test_what_is_dumped_by_some_keys_is_loaded_and_described_by_them(self, keys: Any) -> None:
        document = json.loads(json.dumps(dump(self.TEAM, keys=keys)))
        assert load(sgz.Team, document, keys=keys) == self.TEAM
        Draft202012Validator(json_schema(sgz.Team, keys=keys)).validate(document)

    @given(any_subject(), st.sampled_from(["camel", "labels"]))
    def test_every_subject_comes_back_by_every_key(self, thing: Any, keys: Any) -> None:
        document = json.loads(json.dumps(dump(thing, keys=keys)))
        assert load(type(thing), document, keys=keys) == thing
        Draft202012Validator(json_schema(type(thing), keys=keys)).validate(document)

    def test_camel_case(self) -> None:
        assert dump(self.TEAM, keys="camel") == {
            "workers": [{"socialWorkMajor": True, "postedOn": "2021-08-01"}],
            "contractedHeadcount": 2,
        }

    def test_labels_are_read_in_either_language_and_written_in_chinese(self) -> None:
        assert dump(self.WORKER, keys="labels") == {"社会工作及其相关专业": True, "到岗日期": "2021-08-01"}
        english = {"social-work or related major": True, "posted on": "2021-08-01"}
        assert load(sgz.Worker, english, keys="labels") == self.WORKER

    def test_a_mapping_names_a_fact_wherever_it_is_or_at_its_path(self) -> None:
        keys = {"major": "workers[].social_work_major", "since": "posted_on"}
        assert dump(self.TEAM, keys=keys) == {
            "workers": [{"major": True, "since": "2021-08-01"}],
            "contracted_headcount": 2,
        }
        assert load(sgz.Team, dump(self.TEAM, keys=keys), keys=keys) == self.TEAM

    def test_a_fact_that_is_given_twice_is_refused(self) -> None:
        with pytest.raises(InvalidDocument, match=r"a fact given only once \(registered\)") as caught:
            load(sgz.Worker, {"在天津登记": True, "registered in Tianjin": False}, keys="labels")
        assert [problem.code for problem in caught.value.problems] == ["given_twice"]

    def test_a_problem_is_told_by_the_keys_of_the_document(self) -> None:
        document = {"workers": [{"postedOn": "x", "posted_on": "2021-08-01"}]}
        with pytest.raises(InvalidDocument, match="expected") as caught:
            load(sgz.Team, document, keys="camel")
        assert [(problem.loc, problem.suggestion) for problem in caught.value.problems] == [
            (("workers", 0, "postedOn"), None),
            (("workers", 0, "posted_on"), "postedOn"),
        ]
        lines = {"项目": [{"单价": "0.01", "数量": "0.5"}]}
        keys = {"项目": "lines", "单价": "unit_price", "数量": "quantity"}
        with pytest.raises(InvalidDocument, match=r"^Budget\.项目\[0\]\.amount: ") as caught:
            load(sgz.Budget, lines, keys=keys)
        assert caught.value.problems[0].loc == ("项目", 0, "amount")

    @pytest.mark.parametrize("keys", ["tea", None, 3])
    def test_other_keys_are_refused(self, keys: Any) -> None:
        for ask in (lambda: load(sgz.Worker, {}, keys=keys), lambda: dump(sgz.Worker(), keys=keys)):
            with pytest.raises(sgz.InvalidValue, match=r"^keys: .* names, camel, labels, or a mapping"):
                ask()

    def test_a_mapping_to_no_fact_is_refused(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^keys\['x'\]: 'salary' .*one of certificate, "):
            load(sgz.Worker, {}, keys={"x": "salary"})


class TestSpellings:
    def test_what_a_workbook_reads_json_reads(self) -> None:
        document = {
            "education": "专科",
            "certificate": "初级社会工作师",
            "registered": "是",
            "trained": "√",
            "contracted": "不详",
            "registration_expires": "2023年5月31日",
            "continuing_education_hours": "72学时",
            "posted_on": 20210801,
        }
        assert load(sgz.Worker, document, spellings=True) == sgz.Worker(
            education=sgz.Education.JUNIOR_COLLEGE,
            certificate=sgz.Certificate.ASSISTANT,
            registered=True,
            trained=True,
            registration_expires=date(2023, 5, 31),
            continuing_education_hours=72,
            posted_on=date(2021, 8, 1),
        )
        Draft202012Validator(json_schema(sgz.Worker, spellings=True)).validate({**document, "posted_on": "2021-08-01"})

    def test_several_labels_are_a_text_or_a_list(self) -> None:
        for grades in ("专科、学士", ["专科", "本科"]):
            crew = load(Crew, {"grades": grades, "cost": "1.2万元", "members": [{"education": "中专"}]}, spellings=True)
            assert crew.grades == (sgz.Education.JUNIOR_COLLEGE, sgz.Education.BACHELOR)
            assert crew.cost == Decimal(12000)

    @pytest.mark.parametrize(
        ("document", "code", "suggestion"),
        [
            ({"education": "研究生"}, "invalid_value", None),
            ({"education": ["大专"]}, "invalid_type", None),
            ({"posted_on": "2021年7月"}, "invalid_value", None),
            ({"registered": "也许"}, "invalid_value", None),
        ],
    )
    def test_what_may_mean_two_things_is_refused_by_its_place(self, document: Any, code: str, suggestion: Any) -> None:
        with pytest.raises(InvalidDocument, match="不可用") as caught:
            load(sgz.Worker, document, spellings=True)
        (problem,) = caught.value.problems
        assert (problem.loc, problem.code, problem.suggestion) == (tuple(document), code, suggestion)

    def test_without_them_json_is_read_to_the_letter(self) -> None:
        for document in (
            {"education": "专科"},
            {"registered": "是"},
            {"posted_on": "2021年8月1日"},
            {"posted_on": "尚未"},
        ):
            assert len(refused(sgz.Worker, document)) == 1


class TestProblemsAsData:
    def test_each_has_code_place_value_and_suggestion(self) -> None:
        document = {
            "workers": [{"educaton": "大专"}, {"education": "大转"}, {"education": "研究生"}, 5],
            "contracted_headcount": -1,
        }
        with pytest.raises(InvalidDocument, match="expected") as caught:
            load(sgz.Team, document)
        assert caught.value.code == "invalid_document"
        told = [(one.code, one.loc, one.value, one.suggestion) for one in caught.value.problems]
        assert told == [
            ("unknown_fact", ("workers", 0, "educaton"), "educaton", "education"),
            ("invalid_value", ("workers", 1, "education"), "大转", "JUNIOR_COLLEGE"),
            ("ambiguous", ("workers", 2, "education"), "研究生", None),
            ("invalid_type", ("workers", 3), 5, None),
            ("invalid_value", ("contracted_headcount",), -1, None),
        ]
        back = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
        assert [(one.code, one.loc, one.value, one.suggestion) for one in back.problems] == told

    def test_each_speaks_one_language(self) -> None:
        with pytest.raises(InvalidDocument, match="expected") as caught:
            load(sgz.Worker, {"registered": 3, "trained": 4})
        assert caught.value.text("en").splitlines() == [
            "Worker.registered: 3 is not usable, expected True or False",
            "Worker.trained: 4 is not usable, expected True or False",
        ]
        assert caught.value.text().splitlines()[0] == "Worker.registered: 3 不可用，应为是或否（True/False）"
        with pytest.raises(sgz.InvalidValue, match=r"^locale: 'fr' .*a Chinese or English locale"):
            caught.value.text("fr")

    def test_the_first_hundred_are_written_in_either_language(self) -> None:
        with pytest.raises(InvalidDocument, match="expected") as caught:
            load(sgz.Team, {"workers": [{"registered": 3}] * 103})
        for locale in ("zh-CN", "ZH"):
            assert caught.value.text(locale).splitlines()[-1] == "……另有3处"
        assert caught.value.text("en").splitlines()[-1] == "… 3 more"

    def test_so_many_labels_are_compared_and_no_more(self) -> None:
        workers = [{"education": f"大专{number:03}"} for number in (*range(150), 0)]
        with pytest.raises(InvalidDocument, match="expected") as caught:
            load(sgz.Team, {"workers": workers})
        guessed = [problem.suggestion is not None for problem in caught.value.problems]
        assert guessed == [True] * 100 + [False] * 50 + [True]


def test_the_schema_of_openapi_refers_to_its_components() -> None:
    schema = json_schema(sgz.Team, ref_template="#/components/schemas/{model}")
    items = schema["properties"]["workers"]["anyOf"][0]["items"]
    assert items == {"$ref": "#/components/schemas/Worker"}
    assert list(schema["$defs"]) == ["Worker"]


@subject
class Hut:
    """A subject of which a fact was called otherwise in an earlier version."""

    renamed: ClassVar = {"warm": "heated"}
    heated: Fact[bool] = fact(YES_NO, "有供暖", "heated")


@requirement("三(一)", sgz.Force.MUST, zh="有供暖", en="is heated", group="hut")
def heated(hut: Hut, _case: Any) -> Any:
    return hut.heated


HUT = sgz.Ruleset("hut", Hut, (heated,), law=sgz.TIANJIN_2021, zh="小屋", en="Hut")


class TestRenamedFacts:
    def test_a_former_name_is_read_and_not_written(self) -> None:
        assert load(Hut, {"warm": True}) == load(Hut, {"heated": True}) == Hut(heated=True)
        assert dump(Hut(heated=True)) == {"heated": True}
        assert list(json_schema(Hut)["properties"]) == ["heated"]

    def test_both_names_at_once_are_refused(self) -> None:
        with pytest.raises(InvalidDocument, match=r"^Hut\.warm: .*given only once \(heated\)"):
            load(Hut, {"heated": True, "warm": False})

    def test_a_receipt_of_an_earlier_version_is_checked_again(self) -> None:
        kept = json.loads(sgz.receipt(sgz.assess(HUT, Hut(heated=True), on=date(2022, 3, 1))))
        kept |= {"sgzlib": "0.0.1", "subject": {"warm": True}}
        verification = sgz.verify(sealed(kept), ruleset=HUT)
        assert (verification.intact, verification.same_outcome, verification.same_law) == (True, True, True)

    def test_no_fact_of_the_library_was_renamed_yet(self) -> None:
        mine = [of for of in subjects() if of.__module__.startswith("sgzlib.")]
        assert all(not renamed_in(of) for of in mine)


@pytest.mark.parametrize("flag", ["spellings", "one_spelling"])
def test_a_flag_that_is_neither_true_nor_false_is_refused(flag: str) -> None:
    given: dict[str, Any] = {flag: sgz.UNKNOWN}
    with pytest.raises(sgz.InvalidType, match=rf"^{flag}: UNKNOWN 不可用"):
        sgz.interchange.json_schema(sgz.Worker, **given)
    if flag == "spellings":
        with pytest.raises(sgz.InvalidType, match=r"^spellings: UNKNOWN 不可用"):
            sgz.interchange.load(sgz.Worker, {}, **given)
