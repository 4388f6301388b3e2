"""三(五): emblem, emblem, name, in a prominent place; how the text is written and read back (`emblem-2019`)."""

from collections.abc import Callable
from datetime import date
from typing import Any
from unicodedata import name as unicode_name

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgzlib import (
    TIANJIN_2021,
    UNKNOWN,
    Emblem,
    EmblemRules,
    Force,
    InvalidType,
    InvalidValue,
    Sign,
    SignName,
    Station,
    Status,
    Team,
    Truth,
    check_sign,
    check_station,
    format_sign,
    parse_sign,
    station_name,
)

ON = date(2022, 3, 1)
FULL = "社会工作服务站"
CANONICAL = "中国社会工作标识+中国民政标志+泰达街道社会工作服务站"
CHINESE = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5) | st.sampled_from("街道镇乡社工作服务站会·㐀𠀀")
TEXTS = st.text(CHINESE, min_size=1, max_size=14).filter(lambda text: text.strip("·") != "")
PLACES = TEXTS.filter(lambda text: text not in {FULL, "社会工作站", "社工服务站", "社工站"}).filter(
    lambda text: all(text.removesuffix(ending).strip("·") for ending in (FULL, "社会工作站", "社工服务站", "社工站"))
)
SIGNED = Station(jurisdiction="泰达街道", first_batch=True, team=Team(contract_signed_on=date(2021, 7, 23)))
BINDING = TIANJIN_2021.under(emblem_rules=EmblemRules.BINDING)
evolve: Any = attrs.evolve
EMBLEMS = st.lists(st.sampled_from(Emblem), max_size=3).map(tuple)


class TestTheNameOfAStation:
    """The street's or township's name, followed by 社会工作服务站."""

    @pytest.mark.parametrize(
        ("given_", "expected"),
        [
            ("泰达街道", "泰达街道社会工作服务站"),
            ("泰达街道社工站", "泰达街道社会工作服务站"),
            ("泰达街道社会工作站", "泰达街道社会工作服务站"),
            ("泰达街道社工服务站", "泰达街道社会工作服务站"),
            ("泰达街道社会工作服务站", "泰达街道社会工作服务站"),
            ("大王古庄镇", "大王古庄镇社会工作服务站"),
            ("阿不都·买买提乡", "阿不都·买买提乡社会工作服务站"),
        ],
    )
    def test_short_forms_are_written_out(self, given_: str, expected: str) -> None:
        assert station_name(given_) == expected

    @given(PLACES)
    def test_naming_twice_names_once(self, place: str) -> None:
        once = station_name(place)
        assert station_name(once) == once
        assert once.endswith(FULL)

    @pytest.mark.parametrize("nameless", [FULL, "社工站", "社会工作站", "社工服务站", "·社工站"])
    def test_a_name_without_a_place_is_refused(self, nameless: str) -> None:
        with pytest.raises(InvalidValue, match="street or township"):
            station_name(nameless)


class TestTheAlphabet:
    """Chinese characters and the middle dot, nothing else; what is refused is refused with its position."""

    @pytest.mark.parametrize(
        ("character", "what"),
        [
            ("\u0000", "control"),
            ("\n", "control"),
            ("\u200b", "zero-width space"),
            ("\u200d", "zero-width joiner"),
            ("\ufeff", "zero-width no-break space"),
            ("\u202e", "right-to-left override"),
            ("\u2067", "right-to-left isolate"),
            ("\ufe00", "variation selector"),
            (" ", "space"),
            ("\u3000", "wide space"),
            ("A", "Latin letter"),
            ("Ａ", "full-width letter"),
            ("1", "digit"),
            ("+", "the joining sign"),
            ("＋", "full-width plus"),
            ("\u2f24", "Kangxi radical that looks like 大"),
            ("\u2ed8", "supplement radical"),
            ("\uf900", "compatibility ideograph that looks like 豈"),
            ("\u30fb", "katakana middle dot"),
            ("\u2022", "bullet"),
            ("ー", "katakana long sound that looks like 一"),
            ("ロ", "katakana that looks like 口"),
        ],
    )
    @pytest.mark.parametrize("make", [station_name, format_sign, lambda name: Sign(name=name)])
    def test_anything_else_is_refused_with_its_position(
        self, character: str, what: str, make: Callable[[Any], object]
    ) -> None:
        code = f"U\\+{ord(character):04X}"
        with pytest.raises(InvalidValue, match=f"第 3 个字符是 {code}.*character 3 is {code}"):
            make(f"泰达{character}街道")

    @pytest.mark.parametrize("make", [station_name, format_sign, parse_sign, lambda name: Sign(name=name)])
    @pytest.mark.parametrize(("empty", "error"), [("", InvalidValue), ("·", InvalidValue), (7, InvalidType)])
    def test_an_empty_name_is_refused(self, make: Callable[[Any], object], empty: str, error: type[Exception]) -> None:
        with pytest.raises(error, match="只含汉字与间隔号的非空名称"):
            make(empty)

    @given(st.characters())
    def test_the_alphabet_is_unified_chinese_characters_and_the_middle_dot(self, character: str) -> None:
        belongs = character == "·" or unicode_name(character, "").startswith("CJK UNIFIED IDEOGRAPH")
        if belongs:
            assert Sign(name=f"泰{character}").name == f"泰{character}"
        else:
            with pytest.raises(InvalidValue, match="character 2 is"):
                Sign(name=f"泰{character}")


class TestWritingAndReading:
    """Formatting and parsing are inverse, and formatting is idempotent."""

    def test_the_format_is_the_notices(self) -> None:
        assert str(format_sign("泰达街道")) == CANONICAL
        assert parse_sign(CANONICAL) == format_sign("泰达街道")

    @given(PLACES)
    def test_what_is_formatted_is_read_back(self, place: str) -> None:
        sign = format_sign(place)
        assert parse_sign(str(sign)) == sign
        assert isinstance(sign.name, str)
        assert format_sign(sign.name) == sign

    @given(TEXTS, EMBLEMS)
    def test_any_sign_is_read_back_as_it_stands(self, name: str, emblems: tuple[Emblem, ...]) -> None:
        sign = Sign(name=name, emblems=emblems)
        assert parse_sign(str(sign)) == sign
        assert str(parse_sign(str(sign))) == str(sign)

    def test_a_sign_of_which_nothing_is_known_has_a_text_that_is_none(self) -> None:
        assert str(Sign()) == "UNKNOWN"
        with pytest.raises(InvalidValue, match="character 1 is U\\+0055"):
            parse_sign(str(Sign()))

    @pytest.mark.parametrize(
        ("text", "at"),
        [
            ("中国社会工作标志+泰达街道社工站", 1),
            ("中国社会工作标识+中国民政标识+泰达街道社工站", 10),
            ("中国社会工作标识++泰达街道社工站", 10),
            ("+泰达街道社工站", 1),
        ],
    )
    def test_what_is_no_emblem_is_refused_with_its_position(self, text: str, at: int) -> None:
        with pytest.raises(InvalidValue, match=f"从第 {at} 个字符起.*from character {at} on"):
            parse_sign(text)

    def test_the_position_in_a_name_counts_from_the_start_of_the_text(self) -> None:
        with pytest.raises(InvalidValue, match=r"character 21 is U\+0020"):
            parse_sign("中国社会工作标识+中国民政标志+泰达街道 社工站")


class TestEmblems:
    """The China Social Work emblem, then the China Civil Affairs emblem."""

    @pytest.mark.parametrize(
        ("emblems", "status"),
        [
            ((Emblem.CHINA_SOCIAL_WORK, Emblem.CHINA_CIVIL_AFFAIRS), Status.MET),
            ((Emblem.CHINA_CIVIL_AFFAIRS, Emblem.CHINA_SOCIAL_WORK), Status.VIOLATED),
            ((Emblem.CHINA_SOCIAL_WORK,), Status.VIOLATED),
            ((Emblem.CHINA_SOCIAL_WORK, Emblem.CHINA_CIVIL_AFFAIRS, Emblem.CHINA_CIVIL_AFFAIRS), Status.VIOLATED),
            ((), Status.VIOLATED),
            (None, Status.UNDETERMINED),
        ],
    )
    def test_both_in_that_order(self, emblems: tuple[Emblem, ...] | None, status: Status) -> None:
        finding = check_sign(Sign(emblems=emblems), on=ON)["sign.emblems"]
        assert finding.status is status
        assert finding.missing == (("emblems",) if emblems is None else ())


class TestName:
    """Followed by 社会工作服务站, and preceded by something."""

    @pytest.mark.parametrize(
        ("name", "status"),
        [
            ("泰达街道社会工作服务站", Status.MET),
            ("泰达街道社工站", Status.VIOLATED),
            ("泰达街道社会工作服务站点", Status.VIOLATED),
            ("社会工作服务站", Status.VIOLATED),
            (None, Status.UNDETERMINED),
        ],
    )
    def test_the_name_is_written_out(self, name: str | None, status: Status) -> None:
        finding = check_sign(Sign(name=name), on=ON)["sign.name"]
        assert finding.status is status
        assert finding.missing == (("name",) if name is None else ())

    @given(PLACES)
    def test_what_format_sign_makes_is_right(self, place: str) -> None:
        assessment = check_sign(format_sign(place), on=ON)
        assert assessment["sign.emblems"].holds is True
        assert assessment["sign.name"].holds is True
        assert assessment.missing == ("prominent",)
        binding = check_sign(format_sign(place), on=ON, policy=BINDING)
        assert binding.missing == ("prominent", "other_marks", "dominant_emblem", "whole_emblem")


class TestNameOfThePlace:
    """Judged as part of a station whose place is known, the name is that place's."""

    @pytest.mark.parametrize(
        ("jurisdiction", "place", "same", "full"),
        [
            ("泰达街道", "泰达街道", True, True),
            ("泰达街道", "泰达街", True, False),
            ("泰达街道", "泰达", True, False),
            ("泰达街", "泰达街道", True, False),
            ("泰达", "泰达街道", True, False),
            ("泰达街道", "天津市滨海新区泰达街道", True, False),
            ("天津市滨海新区泰达街道", "泰达街", True, False),
            ("大王古庄镇", "武清区大王古庄", True, False),
            ("泰达街道", "泰达镇", False, False),
            ("泰达街道", "新港街道", False, False),
            ("泰达街道", "北京市泰达街道", False, False),
            ("和平路街道", "和平区和平路街道", True, False),
        ],
    )
    def test_any_usual_spelling_or_the_full_name(
        self,
        jurisdiction: str,
        place: str,
        same: bool,  # noqa: FBT001
        full: bool,  # noqa: FBT001
    ) -> None:
        station = evolve(SIGNED, jurisdiction=jurisdiction, sign=Sign(name=place + FULL))
        full_name = TIANJIN_2021.under(sign_name=SignName.FULL_NAME)
        assert check_station(station, on=ON)["sign.name"].holds is same
        assert check_station(station, on=ON, policy=full_name)["sign.name"].holds is full
        hangs = [reading.id for reading in check_station(station, on=ON)["sign.name"].readings]
        assert hangs == (["sign_name"] if same is not full else [])

    def test_alone_it_says_that_no_place_was_compared(self) -> None:
        report = check_sign(Sign(name="新港街道社会工作服务站"), on=ON).render("en")
        assert "the name was compared with no place's" in report
        station = evolve(SIGNED, sign=Sign(name="新港街道社会工作服务站"))
        assert "compared with no place" not in check_station(station, on=ON).render("en")


class TestPlaceAndOtherMarks:
    """In a prominent place; dominant only where there is something to dominate."""

    @pytest.mark.parametrize(
        ("prominent", "status"), [(True, Status.MET), (False, Status.VIOLATED), (None, Status.UNDETERMINED)]
    )
    def test_it_stands_in_a_prominent_place(self, prominent: Truth | None, status: Status) -> None:
        assert check_sign(Sign(prominent=prominent), on=ON)["sign.prominent"].status is status

    @pytest.mark.parametrize(
        ("others", "dominant", "status"),
        [
            (True, True, Status.MET),
            (True, False, Status.VIOLATED),
            (True, None, Status.UNDETERMINED),
            (False, True, Status.NOT_APPLICABLE),
            (False, False, Status.NOT_APPLICABLE),
            (False, None, Status.NOT_APPLICABLE),
            (None, True, Status.MET),
            (None, False, Status.UNDETERMINED),
            (None, None, Status.UNDETERMINED),
        ],
    )
    def test_the_emblem_dominates_beside_others(
        self, others: Truth | None, dominant: Truth | None, status: Status
    ) -> None:
        sign = Sign(other_marks=others, dominant_emblem=dominant)
        finding = check_sign(sign, on=ON, policy=BINDING)["sign.dominant_emblem"]
        assert finding.status is status
        by_default = Status.UNMET if status is Status.VIOLATED else status
        assert check_sign(sign, on=ON)["sign.dominant_emblem"].status is by_default
        source = finding.requirement.source
        assert source is not None
        assert source.id == "emblem-2019"
        assert finding.holds is UNKNOWN or finding.status is not Status.UNDETERMINED

    @pytest.mark.parametrize("whole", [True, False, None])
    def test_the_rules_of_the_emblem_are_a_note_unless_they_bind(self, whole: Truth | None) -> None:
        sign = evolve(format_sign("泰达街道"), prominent=True, other_marks=False, whole_emblem=whole)
        noted, bound = check_sign(sign, on=ON), check_sign(sign, on=ON, policy=BINDING)
        assert (noted.verdict, noted.missing) == (True, ())
        assert bound.verdict is (UNKNOWN if whole is None else whole)
        assert noted["sign.whole_emblem"].force is Force.MAY
        assert bound["sign.whole_emblem"].force is Force.MUST
