"""The sign as SVG: laid out by measured widths, readable by machines, and by people who cannot see it."""

from xml.etree import ElementTree as ET

import pytest

from sgzlib import UNKNOWN, Emblem, InvalidType, InvalidValue, Sign, format_sign
from sgzlib.tianjin.station.drawing import ems

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ["和平", "泰达街道", "小白楼街道", "中新天津生态城", "天津经济技术开发区", "天津滨海高新技术产业园区"]


def drawn(sign: Sign, **options: dict[Emblem, str]) -> ET.Element:
    return ET.fromstring(sign.to_svg(**options))  # noqa: S314 - our own drawing


@pytest.mark.parametrize("place", NAMES)
def test_emblems_and_name_stand_in_a_row_without_touching(place: str) -> None:
    svg = drawn(format_sign(place))
    width = float(svg.attrib["width"])
    boxes = [box for box in svg.findall(f"{SVG}rect") if "x" in box.attrib]
    name = svg.findall(f"{SVG}text")[-1]
    spans = [(float(box.attrib["x"]), float(box.attrib["width"])) for box in boxes]
    spans.append((float(name.attrib["x"]), float(name.attrib["textLength"])))
    assert len(spans) == 3
    for (x, length), following in zip(spans, [*(x for x, _ in spans[1:]), width], strict=True):
        assert x + length < following
    assert name.text == f"{place}社会工作服务站"
    assert float(name.attrib["textLength"]) == len(f"{place}社会工作服务站") * float(name.attrib["font-size"])
    assert svg.attrib["viewBox"] == f"0 0 {svg.attrib['width']} {svg.attrib['height']}"


def test_the_board_is_white_and_has_an_edge() -> None:
    board = drawn(format_sign("泰达街道")).findall(f"{SVG}rect")[0]
    assert board.attrib == {"width": "100%", "height": "100%", "fill": "#fff", "stroke": "#444"}


def test_a_label_stands_in_its_box_line_below_line() -> None:
    svg = drawn(format_sign("泰达街道"))
    (first, second, *_), box = svg.findall(f"{SVG}text"), svg.findall(f"{SVG}rect")[1]
    x, y, side = (float(box.attrib[name]) for name in ("x", "y", "width"))
    for line in (first, second):
        assert float(line.attrib["x"]) == x + side / 2
        assert y < float(line.attrib["y"]) < y + side
    assert float(second.attrib["y"]) - float(first.attrib["y"]) > float(first.attrib["font-size"])
    assert float(first.attrib["y"]) + float(second.attrib["y"]) == 2 * y + side
    assert float(svg.attrib["height"]) == 2 * y + side


@pytest.mark.parametrize(("text", "width"), [("站", 1), ("泰达", 2), ("·", 1), ("ab", 1), ("", 0)])
def test_widths_are_those_of_chinese_typesetting(text: str, width: float) -> None:
    assert ems(text) == width


def test_a_screen_reader_finds_the_text_of_the_sign() -> None:
    svg = drawn(format_sign("泰达街道"))
    title = svg[0]
    assert title.tag == f"{SVG}title"
    assert title.text == "中国社会工作标识+中国民政标志+泰达街道社会工作服务站"
    assert svg.attrib["role"] == "img"
    assert svg.attrib["aria-labelledby"] == title.attrib["id"]


def test_titles_of_two_signs_on_one_page_do_not_share_an_id() -> None:
    ids = {drawn(format_sign(place))[0].attrib["id"] for place in NAMES}
    assert len(ids) == len(NAMES)


def test_the_callers_image_stands_where_the_box_would() -> None:
    address = 'heart.svg?a=1&b="<x>"'
    svg = drawn(format_sign("泰达街道"), emblems={Emblem.CHINA_CIVIL_AFFAIRS: address})
    image = svg.find(f"{SVG}image")
    assert image is not None
    assert image.attrib["href"] == address
    assert image[0].text == "中国民政标志"
    labels = [text.text for text in svg.findall(f"{SVG}text")]
    assert labels == ["中国社会", "工作标识", "泰达街道社会工作服务站"]


def test_emblems_are_drawn_in_the_order_of_the_sign() -> None:
    svg = drawn(Sign(name="泰达街道社工站", emblems=(Emblem.CHINA_CIVIL_AFFAIRS, Emblem.CHINA_SOCIAL_WORK)))
    labels = [text.text for text in svg.findall(f"{SVG}text")]
    assert labels == ["中国民", "政标志", "中国社会", "工作标识", "泰达街道社工站"]


@pytest.mark.parametrize(("sign", "field"), [(Sign(emblems=()), "name"), (Sign(name="泰达街道"), "emblems")])
def test_what_is_unknown_cannot_be_drawn(sign: Sign, field: str) -> None:
    with pytest.raises(InvalidValue, match=f"Sign.{field}: UNKNOWN 不可用"):
        sign.to_svg()
    assert sign.prominent is UNKNOWN


@pytest.mark.parametrize("emblems", [{"中国民政标志": "a.svg"}, {Emblem.CHINA_CIVIL_AFFAIRS: 7}])
def test_images_are_addresses_by_emblem(emblems: dict[Emblem, str]) -> None:
    with pytest.raises(InvalidType, match=r"to_svg\.emblems: .*addresses by Emblem"):
        format_sign("泰达街道").to_svg(emblems=emblems)
