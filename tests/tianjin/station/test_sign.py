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
    District,
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
PLACES = TEXTS.filter(
    lambda text: all(text.removesuffix(ending).strip("·") for ending in (FULL, "社会工作站", "社工服务站", "社工站"))
).filter(lambda text: "街道街道" not in text)
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
            ("友谊路街道办事处", "友谊路街道社会工作服务站"),
            ("杨柳青镇人民政府", "杨柳青镇社会工作服务站"),
            ("东疆保税港区管委会社工站", "东疆保税港区社会工作服务站"),
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
        said = rf"请删去第3个字符（({code}|空格)）.*delete character 3 \(({code}|a space)\)"
        with pytest.raises(InvalidValue, match=said):
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
            with pytest.raises(InvalidValue, match="delete character 2"):
                Sign(name=f"泰{character}")


class TestWhatStandsBeside:
    """The name ends at 社会工作服务站: other scripts, who had the sign made and telephone numbers are no part of it."""

    @pytest.mark.parametrize(
        "text",
        [
            "泰达街道社会工作服务站",
            "泰达街道社会工作服务站\nTEDA Social Work Service Station",
            "TEDA\n泰达街道社会工作服务站",
            "泰达街道社会工作服务站 天津市民政局监制",
            "泰达街道社会工作服务站天津市民政局监制",
            "泰达街道社会工作服务站\r\n天津市民政局监制\r\n电话：022-65660000",
            "泰达街道社会工作服务站（022-65660000）",
            "泰达街道社会工作服务站服务热线022-65660000",
            "泰达街道社会工作服务站联系电话：022-65660000",
        ],
    )
    def test_it_can_be_entered_and_is_left_out(self, text: str) -> None:
        sign = Sign(name=text)
        assert sign.name == "泰达街道社会工作服务站"
        assert check_sign(sign, on=ON)["sign.name"].status is Status.MET
        assert parse_sign(f"中国社会工作标识+中国民政标志+{text}") == format_sign("泰达街道")

    @pytest.mark.parametrize(
        ("text", "at"),
        [
            ("泰达街道 社会工作服务站 天津市民政局监制", 5),
            ("泰达街道社会工作服务站点 022-65660000", 13),
            ("泰达街道社工站 天津市民政局监制", 8),
        ],
    )
    def test_what_is_no_name_with_something_beside_it_is_refused_with_the_position(self, text: str, at: int) -> None:
        with pytest.raises(InvalidValue, match=rf"delete character {at} \(a space\)"):
            Sign(name=text)

    def test_what_goes_on_in_the_same_word_is_part_of_the_name(self) -> None:
        assert Sign(name="泰达街道社会工作服务站点").name == "泰达街道社会工作服务站点"


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
        with pytest.raises(InvalidValue, match=r"delete character 1 \(U\+0055\)"):
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
        with pytest.raises(InvalidValue, match=f"从第{at}个字符起.*from character {at} on"):
            parse_sign(text)

    def test_the_position_in_a_name_counts_from_the_start_of_the_text(self) -> None:
        with pytest.raises(InvalidValue, match=r"请删去第21个字符（空格）.*delete character 21 \(a space\)"):
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
        ("jurisdiction", "district", "place", "same", "full"),
        [
            ("泰达街道", None, "泰达街道", True, True),
            ("泰达街道", None, "泰达街", True, False),
            ("泰达街道", None, "泰达", True, False),
            ("泰达街", None, "泰达街道", True, False),
            ("泰达", None, "泰达街道", True, False),
            ("泰达街道", None, "天津市泰达街道", True, False),
            ("泰达街道", District.BINHAI, "天津市滨海新区泰达街道", True, False),
            ("天津市滨海新区泰达街道", None, "泰达街", True, False),
            ("大王古庄镇", District.WUQING, "武清区大王古庄", True, False),
            ("大王古庄镇", None, "大王古庄", True, False),
            ("大王古庄", None, "大王古庄镇", True, False),
            ("泰达街道", None, "泰达镇", False, False),
            ("泰达街道", None, "泰达乡", False, False),
            ("泰达街道", None, "新港街道", False, False),
            ("泰达街道", None, "泰达街道街道", False, False),
            ("泰达街道", None, "北京市泰达街道", False, False),
            ("泰达街道", District.BINHAI, "北京市朝阳区泰达街道", False, False),
            ("和平路街道", District.HEPING, "和平区和平路街道", True, False),
            ("河西区友谊路街道", None, "河西区友谊路街道", True, True),
            ("天津市河西区友谊路街道", None, "河西区友谊路街道", True, False),
            ("河西区友谊路街道", None, "天津河西区友谊路街道", True, False),
            # An office is its place.
            ("友谊路街道办事处", None, "友谊路街道", True, True),
            ("杨柳青镇人民政府", None, "杨柳青镇", True, True),
            ("东疆保税港区管委会", None, "东疆保税港区", True, True),
            ("中新天津生态城管理委员会", None, "中新天津生态城", True, True),
            ("友谊路街道", None, "友谊路街道办事处", True, False),
            # Another district's is not this place's, whatever else it says.
            ("友谊路街道", District.HEXI, "南开区友谊路街道", False, False),
            ("河西区友谊路街道", None, "南开区友谊路街道", False, False),
            ("友谊路街道", None, "南开区友谊路街道", UNKNOWN, False),
            ("友谊路街道", None, "天津市南开区友谊路", UNKNOWN, False),
            ("友谊路街道", None, "南开区新港街道", False, False),
            # These begin with a district's name and hold no district.
            ("河西务镇", None, "河西务镇", True, True),
            ("河西务镇", District.WUQING, "武清区河西务", True, False),
            ("河北屯镇", None, "河北屯", True, False),
            ("河西务镇", None, "务镇", False, False),
            ("孙各庄满族乡", None, "孙各庄满族乡", True, True),
            ("孙各庄满族乡", None, "孙各庄", True, False),
            ("孙各庄满族乡", None, "孙各庄乡", True, False),
            ("孙各庄满族乡", None, "孙各庄镇", False, False),
            # A functional zone may stand where the district does, and may be the place.
            ("泰达街道", None, "天津经济技术开发区泰达街道", True, False),
            ("泰达街道", District.BINHAI, "滨海新区开发区泰达街道", True, False),
            ("泰达街道", District.HEXI, "滨海新区开发区泰达街道", False, False),
            ("开发区泰达街道", None, "泰达街道", True, False),
            ("东疆保税港区", District.BINHAI, "滨海新区东疆保税港区", True, False),
            ("东疆保税港区", None, "中新天津生态城", False, False),
            ("东疆保税港区", District.BINHAI, "滨海新区", False, False),
        ],
    )
    def test_any_usual_spelling_or_the_full_name(
        self, jurisdiction: str, district: District | None, place: str, same: Truth, full: Truth
    ) -> None:
        facts: Any = {"jurisdiction": jurisdiction, "district": district, "sign": Sign(name=place + FULL)}
        station = evolve(SIGNED, **facts)
        full_name = TIANJIN_2021.under(sign_name=SignName.FULL_NAME)
        finding = check_station(station, on=ON)["sign.name"]
        assert finding.holds is same
        assert finding.missing == (("district",) if same is UNKNOWN else ())
        assert check_station(station, on=ON, policy=full_name)["sign.name"].holds is full
        if same is not UNKNOWN:
            assert [reading.id for reading in finding.readings] == (["sign_name"] if same is not full else [])

    def test_two_districts_that_conflict_are_an_error(self) -> None:
        for place in ("河西区友谊路街道", "天津市河西区友谊路街道", "天津河西区友谊路街道"):
            assert Station(jurisdiction=place, district=District.HEXI).district is District.HEXI
            with pytest.raises(InvalidValue, match=r"Station.district: .*河西区（所属街道（乡镇）所写）.*Hexi"):
                Station(jurisdiction=place, district=District.NANKAI)
        assert Station(jurisdiction="河西务镇", district=District.WUQING).name == "河西务镇社会工作服务站"
        assert Station(district=District.WUQING).jurisdiction is UNKNOWN

    def test_a_name_that_says_street_twice_is_no_name_wherever_the_station_is(self) -> None:
        assert check_sign(Sign(name="泰达街道街道社会工作服务站"), on=ON)["sign.name"].status is Status.VIOLATED
        with pytest.raises(InvalidValue, match="a name that says 街道 once"):
            Station(jurisdiction="泰达街道街道")
        with pytest.raises(InvalidValue, match="a name that says 街道 once"):
            station_name("泰达街道街道")

    @pytest.mark.parametrize("office", ["人民政府", "办事处社工站", "·办事处"])
    def test_an_office_of_no_place_names_none(self, office: str) -> None:
        with pytest.raises(InvalidValue, match="street or township"):
            station_name(office)
        with pytest.raises(InvalidValue, match="the name of a street or township"):
            Station(jurisdiction=office.removesuffix("社工站"))

    def test_a_station_of_several_streets_is_held_to_the_one_that_is_given(self) -> None:
        station = evolve(SIGNED, jurisdiction="友谊路街道", sign=Sign(name="友谊路街道社会工作服务站"))
        finding = check_station(station, on=ON)["sign.name"]
        assert finding.holds is True
        assert "一站服务两个以上街道（乡镇）的，以所填的一个为准" in finding.requirement.zh
        other = evolve(station, jurisdiction="越秀路街道")
        assert check_station(other, on=ON)["sign.name"].holds is False

    def test_alone_it_says_that_no_place_was_compared(self) -> None:
        report = check_sign(Sign(name="新港街道社会工作服务站"), on=ON).render("en")
        assert "the name was not compared with a place" in report
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


def test_a_sign_is_shown_as_it_hangs_once_name_and_emblems_are_known() -> None:
    sign = Sign(name="友谊路街道社会工作服务站", emblems=tuple(Emblem))
    assert sign._repr_html_().count("<svg") == 1
    assert "<svg" not in Sign(name=sign.name)._repr_html_()
    assert "<svg" not in Sign(emblems=sign.emblems)._repr_html_()
