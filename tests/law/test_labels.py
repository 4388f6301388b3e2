"""Enumerations: every member is found by any of its spellings, and what is no member is refused with the nearest."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

import sgzlib as sgz
from sgzlib.law.labels import HasLabels, labels, normalized, spellings

ENUMERATIONS: list[Any] = [
    thing
    for name in sgz.__all__
    if inspect.isclass(thing := getattr(sgz, name)) and issubclass(thing, HasLabels) and list(thing)  # type: ignore[call-overload]
]


@pytest.mark.parametrize("options", ENUMERATIONS)
class TestEvery:
    def test_member_is_found_by_each_of_its_spellings_however_it_is_written(self, options: Any) -> None:
        for member in options:
            for text in spellings(member):
                wide = "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)
                for written in (text, text.upper(), text.lower(), f" {text}\u3000", wide):
                    assert options.of(written) is options(written) is member

    def test_spelling_belongs_to_one_member(self, options: Any) -> None:
        spelled = [normalized(text) for member in options for text in spellings(member)]
        assert len(labels(options)) == len({(normalized(text), one) for one in options for text in spellings(one)})
        assert set(spelled) == set(labels(options))

    @pytest.mark.parametrize("ask", ["of", "__call__"])
    def test_other_text_is_refused_with_all_that_there_are(self, options: Any, ask: str) -> None:
        asked = options.of if ask == "of" else options
        with pytest.raises(
            sgz.InvalidValue, match=rf"^{options.__name__}: 'qqqq' .*one of .*{next(iter(options)).name}"
        ):
            asked("qqqq")


def test_there_are_many() -> None:
    assert {sgz.Education, sgz.Certificate, sgz.District, sgz.Grade, sgz.Emblem} < set(ENUMERATIONS)
    assert len(ENUMERATIONS) > 30


@pytest.mark.parametrize(
    ("options", "written", "meant", "en"),
    [
        (sgz.Certificate, "社会工师", "社会工作师", "social worker"),
        (sgz.Certificate, "Social  Worker", "社会工作师", "social worker"),
        (sgz.Education, "大转", "大专", "junior college"),
        (sgz.Education, "JUNIOR_COLLAGE", "大专", "junior college"),
        (sgz.District, "和平", "和平区", "Heping District"),
    ],
)
def test_a_misspelt_label_is_answered_with_the_nearest(options: Any, written: str, meant: str, en: str) -> None:
    for asked in (options.of, options):
        with pytest.raises(sgz.InvalidValue, match=rf"^{options.__name__}: .*是否指{meant}？ .*did you mean {en}\?\)$"):
            asked(written)


def test_what_is_near_none_is_answered_with_none() -> None:
    for options, written in ((sgz.Grade, "qqqq"), (sgz.District, "120121")):
        with pytest.raises(sgz.InvalidValue, match=rf"'{written}' .*之一 \(not usable, expected one of [^;]*\)$"):
            options.of(written)


def test_a_text_of_any_length_is_answered_at_once() -> None:
    with pytest.raises(sgz.InvalidValue, match=r"cut from 1000000 characters"):
        sgz.District.of("和" * 1_000_000)


def test_a_code_finds_its_district() -> None:
    called: Any = sgz.District
    assert sgz.District.of("120103") is called("120103") is called(120103) is sgz.District.HEXI


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(sgz.InvalidType, match=r"^Certificate: 3 .*a str"):
        sgz.Certificate.of(3)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    called: Any = sgz.Certificate
    for wrong in (99, None):
        with pytest.raises(sgz.InvalidValue, match=rf"^Certificate: {wrong} .*one of NONE \(none\)"):
            called(wrong)


@pytest.mark.parametrize(
    ("options", "words", "member"),
    [
        (sgz.Certificate, ("初级", "初级社会工作师", "助理社工师", " 初级 "), "ASSISTANT"),
        (sgz.Certificate, ("中级", "中级社会工作师", "中级社工师"), "SOCIAL_WORKER"),
        (sgz.Certificate, ("高级", "高级社工师"), "SENIOR"),
        (sgz.Certificate, ("无", "没有"), "NONE"),
        (sgz.Education, ("高中", "中专", "中技", "职高"), "SENIOR_HIGH"),
        (sgz.Education, ("专科", "大学专科"), "JUNIOR_COLLEGE"),
        (sgz.Education, ("大学本科", "学士"), "BACHELOR"),
        (sgz.ExpenseCategory, ("人员薪酬和福利经费",), "PERSONNEL"),
        (sgz.ExpenseCategory, ("项目评估经费",), "EVALUATION"),
    ],
)
def test_an_everyday_word_is_read_as_what_it_means(options: Any, words: tuple[str, ...], member: str) -> None:
    assert {options.of(word).name for word in words} == {member}


@pytest.mark.parametrize(
    ("options", "word", "which"),
    [
        (
            sgz.Education,
            "研究生",
            r"；“研究生”可指硕士或博士，请写明 .*研究生 may mean master or doctor: say which\)$",
        ),
        (
            sgz.Education,
            "高职",
            "；“高职”可指大专或本科，请写明 ",
        ),
        (sgz.Certificate, "社工师", "；“社工师”可指助理社会工作师或社会工作师或高级社会工作师，请写明 "),
    ],
)
def test_a_word_that_may_mean_several_is_asked_back(options: Any, word: str, which: str) -> None:
    with pytest.raises(sgz.InvalidValue, match=which) as caught:
        options.of(word)
    assert "是否指" not in str(caught.value)
    assert caught.value.code == "ambiguous"


@pytest.mark.parametrize("options", ENUMERATIONS)
def test_a_word_that_may_mean_several_means_none_by_itself(options: Any) -> None:
    for word, members in options.ambiguous().items():
        assert normalized(word) not in labels(options)
        assert len({options[name] for name in members}) == len(members) > 1


@pytest.mark.parametrize(
    ("options", "written"),
    [
        (sgz.Certificate, "特级社会工作师"),
        (sgz.Certificate, "社会工作员"),
        (sgz.Certificate, "junior social worker"),
        (sgz.District, "河中区"),
    ],
)
def test_a_term_that_is_about_as_near_to_several_is_answered_with_none(options: Any, written: str) -> None:
    with pytest.raises(sgz.InvalidValue, match=rf"'{written}' .*之一 \(not usable, expected one of [^;]*\)$"):
        options.of(written)


def test_a_label_is_never_taken_for_a_misspelling_of_another() -> None:
    for options in ENUMERATIONS:
        for member in options:
            assert all(options.of(text) is member for text in spellings(member))
