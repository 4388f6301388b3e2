"""The districts, by the table of GB/T 2260 (`regions`)."""

import pytest

from sgzlib import District, InvalidValue

CODES = {
    "和平区": "120101",
    "河东区": "120102",
    "河西区": "120103",
    "南开区": "120104",
    "河北区": "120105",
    "红桥区": "120106",
    "东丽区": "120110",
    "西青区": "120111",
    "津南区": "120112",
    "北辰区": "120113",
    "武清区": "120114",
    "宝坻区": "120115",
    "滨海新区": "120116",
    "宁河区": "120117",
    "静海区": "120118",
    "蓟州区": "120119",
}


def test_they_are_the_sixteen_with_their_codes_in_order() -> None:
    assert [(district.name_zh, district.code) for district in District] == list(CODES.items())


@pytest.mark.parametrize("district", District)
def test_each_is_found_again_by_its_name(district: District) -> None:
    assert District.of(district.name_zh) is District.of(district.name_en) is district


def test_another_citys_district_is_refused() -> None:
    with pytest.raises(InvalidValue, match=r"District: '朝阳区' .*one of HEPING \(Heping District\)"):
        District.of("朝阳区")
