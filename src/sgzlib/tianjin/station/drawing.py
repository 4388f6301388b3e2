"""Drawings (绘图): a station's sign as SVG, built as a tree, its name measured by East Asian widths."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width
from xml.etree import ElementTree as ET
from zlib import crc32

_MARGIN = 32
_EMBLEM = 96
_NAME = 64
_LABEL = 20
_FONT = "'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"


def ems(text: str) -> float:
    """Return how wide a text is, in Chinese characters (字宽): wide and ambiguous ones count 1, others half."""
    return sum(1 if east_asian_width(character) in "WFA" else 0.5 for character in text)


def sign_svg(marks: Sequence[tuple[str, str | None]], name: str) -> ET.Element:
    """Draw a sign (绘制标识): its marks in their order, then the name.

    A mark is its label, and the address of an image of it or None, for which a labelled box is drawn. The drawing has a
    title for screen readers, the sign's text.
    """
    text = "+".join([*(label for label, _ in marks), name])
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
    left = _MARGIN
    for mark, address in marks:
        if address is not None:
            place = {"x": f"{left}", "y": f"{_MARGIN}", "width": f"{_EMBLEM}", "height": f"{_EMBLEM}"}
            ET.SubElement(ET.SubElement(svg, "image", place, href=address), "title").text = mark
        else:
            _placeholder(svg, mark, left)
        left += _EMBLEM + _MARGIN
    place = {"x": f"{left}", "y": f"{height / 2:g}", "font-size": f"{_NAME}", "textLength": f"{written:g}"}
    fit = {"lengthAdjust": "spacingAndGlyphs", "dominant-baseline": "central", "fill": "#111"}
    ET.SubElement(svg, "text", place | fit).text = name
    return svg


def _placeholder(svg: ET.Element, label: str, left: int) -> None:
    box = {"x": f"{left}", "y": f"{_MARGIN}", "width": f"{_EMBLEM}", "height": f"{_EMBLEM}"}
    ET.SubElement(svg, "rect", box | {"fill": "none", "stroke": "#888", "stroke-dasharray": "6 4"})
    half = len(label) // 2
    for line, part in enumerate((label[:half], label[half:])):
        middle = _MARGIN + _EMBLEM / 2 + (line - 0.5) * _LABEL * 1.4
        place = {"x": f"{left + _EMBLEM / 2:g}", "y": f"{middle:g}", "font-size": f"{_LABEL}", "fill": "#555"}
        centred = {"text-anchor": "middle", "dominant-baseline": "central"}
        ET.SubElement(svg, "text", place | centred).text = part
