"""The form as a page to print (网页自查表): A4 in landscape, the heads of the columns on every page."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from sgzlib.assessment.forms.content import WIDTHS, Content
from sgzlib.prose.html import Element, element

_STYLE = """
@page{size:A4 landscape;margin:9mm 9mm 13mm;@bottom-center{content:counter(page) " / " counter(pages);font-size:8pt}}
body{margin:0;color:#000;background:#fff;font:8pt/1.25 'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei',
SimSun,sans-serif}
@media screen{body{max-width:279mm;margin:0 auto;padding:6mm}}
h1{margin:0 0 1.5mm;font-size:14pt;text-align:center}
.head,.signed{display:flex;flex-wrap:wrap;gap:1mm 8mm;margin:0 0 1.5mm}
.signed{margin:5mm 0 0;justify-content:space-between;break-inside:avoid}
.signed span{min-width:52mm}
table{width:calc(100% - .5mm);table-layout:fixed;border-collapse:collapse}
th,td{padding:.5mm 1mm;border:.25mm solid #000;text-align:left;vertical-align:middle;overflow-wrap:anywhere;
white-space:pre-line}
th{text-align:center;font-weight:700;background:#eee}
th.part{text-align:left}
td:first-child{text-align:center}
tr{break-inside:avoid}
thead{display:table-header-group}
"""
_SMALLER = "body{font-size:7pt;line-height:1.15}th,td{padding:.2mm 1mm}\n"
"""English takes more room than Chinese (英文字号)."""


def page(content: Content) -> str:
    """Write the form as a page that needs nothing else (网页自查表)."""
    code = content.language.pick(("zh-Hans", "en"))
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width,initial-scale=1"),
        element("title", content.title),
        element("style", _STYLE + content.language.pick(("", _SMALLER))),
    )
    body = element("body", element("main", *_body(content)))
    return "<!DOCTYPE html>\n" + ET.tostring(element("html", head, body, lang=code), encoding="unicode", method="html")


def _body(content: Content) -> Iterator[Element]:
    yield element("h1", content.title)
    yield element("div", *(element("span", text) for text in content.head), class_="head")
    columns = element("colgroup", *(element("col", style=f"width:{width}mm") for width in WIDTHS))
    heads = element("thead", element("tr", *(element("th", text, scope="col") for text in content.columns)))
    yield element("table", columns, heads, element("tbody", *_rows(content)))
    yield element("div", *(element("span", text) for text in content.signed), class_="signed")


def _rows(content: Content) -> Iterator[Element]:
    for title, rows in content.numbered():
        if title:
            span = str(len(content.columns))
            yield element("tr", element("th", title, colspan=span, scope="colgroup", class_="part"))
        for cells in rows:
            yield element("tr", *(element("td", text) for text in cells))
