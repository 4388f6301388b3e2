"""Drawings (绘图): a station's sign as SVG, built as a tree, its name measured by East Asian widths."""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import east_asian_width
from xml.etree import ElementTree as ET
from zlib import crc32

from sgzlib.law.errors import InvalidType, InvalidValue
from sgzlib.law.truth import Unknown
from sgzlib.tianjin.station.sign import Emblem, Sign

_MARGIN = 32
_EMBLEM = 96
_NAME = 64
_LABEL = 20
_FONT = "'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"


def ems(text: str) -> float:
    """Give how wide a text is, in Chinese characters (字宽): wide and ambiguous ones count 1, others half."""
    return sum(1 if east_asian_width(character) in "WFA" else 0.5 for character in text)


def sign_svg(sign: Sign, emblems: Mapping[Emblem, str]) -> str:
    """Draw a sign (绘制标识): emblem, emblem, name; the caller's images, or a labelled box for one left out.

    The drawing has a title for screen readers, the sign's text. Raises `InvalidValue` where the name or the emblems
    are unknown, and `InvalidType` where an image is given for what is no emblem or is no text.
    """
    for field, value in (("name", sign.name), ("emblems", sign.emblems)):
        if isinstance(value, Unknown):
            raise InvalidValue(f"Sign.{field}", value, "已知的事实", "a known fact")
    for emblem, address in emblems.items():
        if not isinstance(emblem, Emblem) or not isinstance(address, str):
            raise InvalidType("to_svg.emblems", emblems, "Emblem 到图片地址的映射", "addresses by Emblem")
    text = str(sign)
    *marks, name = text.split("+")
    written = ems(name) * _NAME
    width = _MARGIN + len(marks) * (_EMBLEM + _MARGIN) + written + _MARGIN
    height = _EMBLEM + 2 * _MARGIN
    title = f"sgzlib-sign-{crc32(text.encode()):08x}"
    svg = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width:g} {height:g}",
            "width": f"{width:g}",
            "height": f"{height:g}",
            "role": "img",
            "aria-labelledby": title,
            "font-family": _FONT,
            "lang": "zh-Hans",
        },
    )
    ET.SubElement(svg, "title", id=title).text = text
    ET.SubElement(svg, "rect", width="100%", height="100%", fill="#fff", stroke="#444")
    at = _MARGIN
    for mark in marks:
        emblem = Emblem.parse(mark)
        if emblem in emblems:
            place = {"x": f"{at}", "y": f"{_MARGIN}", "width": f"{_EMBLEM}", "height": f"{_EMBLEM}"}
            ET.SubElement(ET.SubElement(svg, "image", place, href=emblems[emblem]), "title").text = mark
        else:
            _placeholder(svg, mark, at)
        at += _EMBLEM + _MARGIN
    place = {"x": f"{at}", "y": f"{height / 2:g}", "font-size": f"{_NAME}", "textLength": f"{written:g}"}
    fit = {"lengthAdjust": "spacingAndGlyphs", "dominant-baseline": "central", "fill": "#111"}
    ET.SubElement(svg, "text", place | fit).text = name
    return ET.tostring(svg, encoding="unicode")


def _placeholder(svg: ET.Element, label: str, at: int) -> None:
    box = {"x": f"{at}", "y": f"{_MARGIN}", "width": f"{_EMBLEM}", "height": f"{_EMBLEM}"}
    ET.SubElement(svg, "rect", box | {"fill": "none", "stroke": "#888", "stroke-dasharray": "6 4"})
    half = len(label) // 2
    for line, part in enumerate((label[:half], label[half:])):
        middle = _MARGIN + _EMBLEM / 2 + (line - 0.5) * _LABEL * 1.4
        place = {"x": f"{at + _EMBLEM / 2:g}", "y": f"{middle:g}", "font-size": f"{_LABEL}", "fill": "#555"}
        centred = {"text-anchor": "middle", "dominant-baseline": "central"}
        ET.SubElement(svg, "text", place | centred).text = part
