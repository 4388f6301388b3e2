"""Facts: what a subject's constructor takes, what it refuses, and how each refusal reads."""

import copy
import pickle
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from sgzlib import UNKNOWN, Certificate, Education, Force, InvalidType, InvalidValue, SgzlibError, Worker
from sgzlib.bridges.strategies import subject as some
from sgzlib.law.facts import Fact, StandIn, fact, facts_of, is_subject, subject, subjects
from sgzlib.law.kinds import COUNT, TEXT, YUAN, choice, many, part
from sgzlib.law.labels import Labelled


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
    (Worker, "name", "王\u200b芳", InvalidValue, r"character 2 is U\+200B"),
    (Worker, "name", "王芳\u202e", InvalidValue, r"character 3 is U\+202E"),
    (Worker, "name", "\n王芳", InvalidValue, r"character 1 is U\+000A"),
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
        assert all(getattr(nones, name) is UNKNOWN for name in facts_of(cls))
        assert all(getattr(bare, name) is fact.default for name, fact in facts_of(cls).items())

    @given(st.data())
    def test_subjects_compare_hash_copy_and_pickle_whatever_is_unknown(self, data: st.DataObject) -> None:
        one, other = data.draw(some(Worker)), data.draw(some(Worker))
        for same in (copy.deepcopy(one), pickle.loads(pickle.dumps(one))):  # noqa: S301 - made here
            assert same == one
            assert hash(same) == hash(one)
        assert (one == other) is (repr(one) == repr(other))


class TestLabels:
    @pytest.mark.parametrize("text", ["JUNIOR_COLLEGE", "大专", "junior college"])
    def test_a_member_is_found_by_its_name_or_either_label(self, text: str) -> None:
        assert Education.parse(text) is Education.JUNIOR_COLLEGE

    def test_an_unknown_label_is_refused_with_all_that_are_known(self) -> None:
        with pytest.raises(InvalidValue, match=r"Education: '博士后' .*DOCTOR \(doctor\)"):
            Education.parse("博士后")

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
