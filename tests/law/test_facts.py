"""Facts: what a subject's constructor takes, what it refuses, and how each refusal reads."""

import copy
import inspect
import pickle
import pydoc
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

import sgzlib as sgz
from sgzlib import UNKNOWN, Certificate, Education, Force, InvalidType, InvalidValue, SgzlibError, Worker
from sgzlib.bridges.strategies import subject as some
from sgzlib.law.facts import Fact, StandIn, derived, fact, facts_of, is_subject, subject, subjects
from sgzlib.law.kinds import COUNT, TEXT, YES_NO, YUAN, choice, many, part
from sgzlib.law.labels import Labelled
from sgzlib.law.requirement import requirement
from sgzlib.law.truth import Truth, ends_with


class Colour(Labelled):
    RED = "红", "red"
    BLUE = "蓝", "blue"


@subject
class Box:
    """A subject with a fact of every kind that Worker does not have."""

    pens: Fact[int] = fact(COUNT, "笔", "pens")
    price: Fact[Decimal] = fact(YUAN, "价格", "price")
    colour: Fact[Colour] = fact(choice(Colour), "颜色", "colour")
    owner: Fact[Worker] = fact(part(Worker), "主人", "owner")
    users: Fact[tuple[Worker, ...]] = fact(many(Worker), "使用者", "users")
    label: Fact[str] = fact(TEXT, "标签", "label")


@subject
class Failing:
    full: Fact[bool] = fact(YES_NO, "满", "full")

    @derived("半满", "half full")
    def half(self) -> Truth:
        return self.full.nothing  # type: ignore[union-attr]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType]


REFUSED: list[tuple[type[Any], str, Any, type[SgzlibError], str]] = [
    (Worker, "registered", "yes", InvalidType, "True or False"),
    (Worker, "registered", 1, InvalidType, "True or False"),
    (Worker, "continuing_education_hours", True, InvalidType, "an int or Decimal not below 0"),
    (Worker, "continuing_education_hours", "72", InvalidType, "an int or Decimal not below 0"),
    (Worker, "continuing_education_hours", 72.0, InvalidType, "an int or Decimal not below 0"),
    (Worker, "continuing_education_hours", -1, InvalidValue, "an int or Decimal not below 0"),
    (Worker, "continuing_education_hours", Decimal("NaN"), InvalidValue, "an int or Decimal not below 0"),
    (Worker, "continuing_education_hours", Decimal("Infinity"), InvalidValue, "an int or Decimal not below 0"),
    (Worker, "registration_expires", "2023-05-31", InvalidType, r"a datetime\.date without a time"),
    (Worker, "registration_expires", datetime(2023, 5, 31), InvalidType, "without a time"),  # noqa: DTZ001 - a wrong value
    (Worker, "education", 4, InvalidValue, r"one of PRIMARY \(primary school\), .*DOCTOR \(doctor\)"),
    (Worker, "education", "大专", InvalidValue, r"JUNIOR_COLLEGE \(junior college\)"),
    (Worker, "education", Certificate.SENIOR, InvalidValue, "one of PRIMARY"),
    (Worker, "education", True, InvalidType, "one of PRIMARY"),
    (Worker, "education", [], InvalidType, "one of PRIMARY"),
    (Worker, "name", "", InvalidValue, "text that is not empty"),
    (Worker, "name", " ", InvalidValue, "text that is not empty"),
    (Worker, "name", "王\u200b芳", InvalidValue, r"delete character 2 \(U\+200B\)"),
    (Worker, "name", "王芳\u202e", InvalidValue, r"delete character 3 \(U\+202E\)"),
    (Worker, "name", "\n王芳", InvalidValue, r"delete character 1 \(U\+000A\)"),
    (Worker, "name", 7, InvalidType, "text that is not empty"),
    (Box, "pens", -1, InvalidValue, "a whole number not below 0"),
    (Box, "pens", True, InvalidType, "a whole number not below 0"),
    (Box, "pens", Decimal(1), InvalidType, "a whole number not below 0"),
    (Box, "price", 1.5, InvalidType, "at most two decimals"),
    (Box, "price", True, InvalidType, "at most two decimals"),
    (Box, "price", Decimal("0.001"), InvalidValue, "at most two decimals"),
    (Box, "price", Decimal("-0.01"), InvalidValue, "not below 0"),
    (Box, "price", Decimal("NaN"), InvalidValue, "at most two decimals"),
    (Box, "price", Decimal("sNaN"), InvalidValue, "at most two decimals"),
    (Box, "price", Decimal("Infinity"), InvalidValue, "at most two decimals"),
    (Box, "colour", "红", InvalidValue, r"one of RED \(red\), BLUE \(blue\)"),
    (Box, "owner", "王芳", InvalidType, "a Worker"),
    (Box, "users", "王芳", InvalidType, "a list or tuple of Worker"),
]


class TestConstruction:
    @pytest.mark.parametrize(("cls", "field", "value", "error", "allowed"), REFUSED)
    def test_what_means_nothing_is_refused_by_field_value_and_what_is_allowed(
        self, cls: type[Any], field: str, value: object, error: type[SgzlibError], allowed: str
    ) -> None:
        with pytest.raises(error, match=rf"^{cls.__name__}\.{field}: [\s\S]*{allowed}") as refused:
            cls(**{field: value})
        assert refused.value.field == f"{cls.__name__}.{field}"
        assert refused.value.value is value

    def test_a_wrong_member_of_a_group_is_named_by_its_place(self) -> None:
        with pytest.raises(InvalidType, match=r"Box\.users\[1\]: 'x' .*a Worker"):
            Box(users=[Worker(), "x"])  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    def test_the_error_is_a_value_error_or_a_type_error_and_survives_pickling(self) -> None:
        with pytest.raises(ValueError, match="continuing_education_hours") as refused:
            Worker(continuing_education_hours=-1)
        copied = pickle.loads(pickle.dumps(refused.value))  # noqa: S301 - made one line above
        assert (str(copied), copied.field) == (str(refused.value), "Worker.continuing_education_hours")
        with pytest.raises(TypeError, match="registered"):
            Worker(registered="no")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    def test_facts_are_keyword_only_and_frozen(self) -> None:
        with pytest.raises(TypeError, match="positional"):
            Worker("王芳")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        with pytest.raises(FrozenInstanceError, match=r"^(can't set attribute)?$"):  # older attrs say nothing more
            Worker().name = "王芳"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]

    @pytest.mark.parametrize("price", [0, 250_000, Decimal("0.01"), Decimal("1E+3"), Decimal("1.10")])
    def test_money_is_decimal_exact_to_the_fen(self, price: Decimal) -> None:
        kept = Box(price=price).price
        assert isinstance(kept, Decimal)
        assert kept == price

    def test_a_list_is_kept_as_a_tuple(self) -> None:
        assert Box(users=[Worker(), Worker()]).users == (Worker(), Worker())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    def test_breaking_the_notice_is_no_error(self) -> None:
        assert Worker(education=Education.PRIMARY, full_time=False, contracted=False).full_time is False


class TestUnknownFacts:
    @pytest.mark.parametrize("cls", subjects())
    def test_every_fact_may_be_left_out_or_none(self, cls: type[Any]) -> None:
        bare, nones = cls(), cls(**dict.fromkeys(facts_of(cls)))
        assert all(getattr(nones, name) is getattr(bare, name) is UNKNOWN for name in facts_of(cls))

    @given(st.data())
    def test_subjects_compare_hash_copy_and_pickle_whatever_is_unknown(self, data: st.DataObject) -> None:
        one, other = data.draw(some(Worker)), data.draw(some(Worker))
        for same in (copy.deepcopy(one), pickle.loads(pickle.dumps(one))):  # noqa: S301 - made here
            assert same == one
            assert hash(same) == hash(one)
        assert (one == other) is (repr(one) == repr(other))


class TestLabels:
    @pytest.mark.parametrize("cls", subjects())
    def test_every_fact_has_both_labels_and_they_differ_within_a_subject(self, cls: type[Any]) -> None:
        facts = facts_of(cls).values()
        assert all(known.zh and known.en for known in facts)
        assert len({known.zh for known in facts}) == len({known.en for known in facts}) == len(facts)

    def test_enumerations_have_an_order_only_where_the_notice_has_one(self) -> None:
        assert Education.JUNIOR_COLLEGE > Education.SENIOR_HIGH
        assert Force.MUST > Force.SHOULD > Force.MAY
        with pytest.raises(TypeError, match="not supported"):
            sorted(Colour)  # type: ignore[type-var]  # pyright: ignore[reportArgumentType]


class TestMisspelt:
    @pytest.mark.parametrize("written", ["registred", "在天津登计", "registered in Tianjn"])
    def test_a_fact_is_answered_with_the_nearest_when_constructing(self, written: str) -> None:
        with pytest.raises(InvalidType, match=rf"^Worker\.{written}: .*是否指 registered？.*did you mean registered\?"):
            Worker(**{written: True})  # type: ignore[arg-type]

    def test_what_is_near_no_fact_is_refused_as_python_does(self) -> None:
        with pytest.raises(TypeError, match=r"^Worker\.__init__\(\) got an unexpected keyword argument 'salary_yuan'$"):
            Worker(salary_yuan=1)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

    def test_a_wrong_value_beside_is_told_by_its_own_name(self) -> None:
        with pytest.raises(InvalidType, match=r"^Worker\.registered: 'yes'"):
            Worker(registered="yes")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    def test_an_attribute_is_answered_with_the_nearest(self) -> None:
        with pytest.raises(
            AttributeError, match=r"^Worker 没有 registred，是否指 registered？ \(.*mean registered\?\)$"
        ):
            _ = Worker().registred  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]

    @pytest.mark.parametrize("name", ["salary_yuan", "__array__", "_registered"])
    def test_what_is_near_none_or_asked_for_by_a_machine_is_not(self, name: str) -> None:
        with pytest.raises(AttributeError, match=rf"^'Worker' object has no attribute '{name}'$"):
            getattr(Worker(), name)

    def test_a_derived_fact_that_fails_says_why_itself(self) -> None:
        with pytest.raises(AttributeError, match=r"'bool' object has no attribute 'nothing'"):
            _ = Failing(full=True).half


class TestDescription:
    @pytest.mark.parametrize("cls", subjects())
    def test_every_fact_is_told_with_both_labels_and_its_unit(self, cls: type[Any]) -> None:
        lines = inspect.getdoc(cls).splitlines()  # type: ignore[union-attr]  # pyright: ignore[reportOptionalMemberAccess]
        for name, known in facts_of(cls).items():
            told = next(line for line in lines if line.startswith(f"{name}: {known.zh}; {known.en}"))
            assert all(f"{unit}" in told for unit in known.unit or ())

    def test_a_fact_is_told_with_its_values_and_the_clauses_that_ask_for_it(self) -> None:
        assert sgz.STAFFING
        text = pydoc.plain(pydoc.render_doc(Worker))
        assert "A station worker (驻站社工) and the facts about the worker." in text
        assert "certificate: 职业水平证书; certificate (Certificate); 条款 三(二)\n" in text
        assert "[小时; hours]" in text
        assert "posted on (a datetime.date without a time); 条款 三(二)、" in text
        assert "workers: 驻站社工; station workers (Worker …); 条款 三(二)" in str(sgz.Team.__doc__)
        assert f"name: 姓名; name ({TEXT.en})\n" in text

    def test_the_constructor_names_the_type_of_each_fact(self) -> None:
        parameters = inspect.signature(Box).parameters.values()
        assert {parameter.name: parameter.annotation for parameter in parameters} == {
            "pens": int | sgz.Unknown | None,
            "price": int | Decimal | sgz.Unknown | None,
            "colour": Colour | sgz.Unknown | None,
            "owner": Worker | sgz.Unknown | None,
            "users": list[Worker] | tuple[Worker, ...] | sgz.Unknown | None,
            "label": str | sgz.Unknown | None,
        }
        assert "registered: bool | sgzlib.law.truth.Unknown | None = UNKNOWN" in pydoc.render_doc(Worker)

    @pytest.mark.parametrize("types", [Fact[bool], Fact[Decimal, Decimal | int]])
    def test_a_fact_is_annotated_with_what_it_holds_and_what_it_is_made_of(self, types: Any) -> None:
        assert types.__origin__ is Fact

    def test_the_rules_of_somebody_elses_notice_are_not_its_clauses(self) -> None:
        before = Worker.__doc__

        @requirement("六(三)", Force.MAY, law=sgz.Policy, zh="有姓名", en="has a name", group="mine")
        def named(worker: Worker, _case: Any) -> Any:
            return ends_with(worker.name, "芳") | worker.registered

        sgz.Ruleset("mine", Worker, (named,), "我的", "mine")
        assert Worker.__doc__ == before
        assert "条款" not in str(Failing.__doc__)

    def test_a_class_without_a_description_has_that_of_its_facts(self) -> None:
        assert inspect.getdoc(Failing) == "事实 (facts):\n\nfull: 满; full (True or False)"


class TestStandIn:
    def test_it_gives_facts_from_its_leaf_and_derives_the_rest(self) -> None:
        facts: dict[str, object] = {"social_work_major": True, "education": Education.MASTER}
        stand_in = StandIn(Worker, lambda name, known: facts[name])
        assert stand_in.degree is True

    def test_it_has_no_other_attributes(self) -> None:
        with pytest.raises(AttributeError, match="Worker has no fact 'salary'"):
            _ = StandIn(Worker, lambda name, known: None).salary

    def test_only_classes_of_facts_are_subjects(self) -> None:
        assert is_subject(Worker)
        assert not is_subject(int)
        assert Box in subjects()


def test_a_class_may_be_shown_as_it_says_itself() -> None:
    @subject
    class Shown:
        open: Fact[bool] = fact(YES_NO, "开放", "open")

        def __repr__(self) -> str:
            return "shown"

    assert repr(Shown()) == "shown"
