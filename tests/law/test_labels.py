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
