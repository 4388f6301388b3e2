"""HTML (网页): views as trees, so that every text is escaped, with one style for all of them.

A view is a box for a notebook or for another page. Meaning is shown by colour and by shape, so that it can be read on a
dark background, on a narrow screen, and in black and white. Notebooks style lists, tables and rows themselves, with
selectors of two classes; class names are repeated in our selectors to take precedence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from sgzlib.prose.language import Language

Element = ET.Element

_LIGHT = """--ink:#1f2933;--paper:#fff;--pale:#52606d;--line:#cbd2d9;--wash:#f5f7fa;
--met:#1b6e3c;--violated:#b42318;--unmet:#6b46a8;--undetermined:#8a5a00;--not-due:#1d5fa8;--not-applicable:#66727f"""
_DARK = """--ink:#e4e7eb;--paper:#16191d;--pale:#a5b1bd;--line:#3e4c59;--wash:#20262c;
--met:#74c893;--violated:#ff9a8d;--unmet:#c3a6f2;--undetermined:#f0c060;--not-due:#8cbcf5;--not-applicable:#9aa5b1"""

# JupyterLab has a theme of its own, whatever the browser prefers.
_THEMES = f"""
.sgz{{{_LIGHT}}}
@media(prefers-color-scheme:dark){{.sgz{{{_DARK}}}}}
@media screen{{[data-jp-theme-light=true] .sgz{{{_LIGHT}}}[data-jp-theme-light=false] .sgz{{{_DARK}}}}}
"""

STYLE = (
    _THEMES
    + """.sgz{box-sizing:border-box;max-width:60rem;padding:1rem;color:var(--ink);background:var(--paper);
font:15px/1.6 'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',system-ui,sans-serif;
text-align:left;overflow-wrap:anywhere}
.sgz *{box-sizing:border-box}
.sgz h3,.sgz h4{font-weight:700;line-height:inherit}
.sgz h3{margin:0 0 .4rem;font-size:1.15em}
.sgz h4{margin:1.1rem 0 .4rem;font-size:1em}
.sgz p,.sgz ul,.sgz ol,.sgz dl,.sgz dd{margin:0 0 .4rem}
.sgz ul,.sgz ol{padding-left:1.5em}
.sgz .answer{font-weight:600;font-size:1.08em}
.sgz .pale{color:var(--pale);font-size:.92em}
.sgz span.pale{display:inline-block}
.sgz .item{margin:.4rem 0;padding:.45rem .7rem;background:var(--wash);border-left:4px solid var(--line)}
.sgz .item>p{margin:0 0 .2rem}
.sgz .mark{display:inline-block;min-width:1.5em;margin-right:.45em;padding:0 .2em;border:1.5px solid currentColor;
border-radius:.25em;font-weight:700;line-height:1.35;text-align:center}
.sgz .met{color:var(--met)}.sgz .violated{color:var(--violated)}.sgz .unmet{color:var(--unmet)}
.sgz .undetermined{color:var(--undetermined)}.sgz .not-due{color:var(--not-due)}
.sgz .not-applicable{color:var(--not-applicable)}
.sgz .mark.violated{border-width:3px}.sgz .mark.unmet{border-radius:1em}.sgz .mark.undetermined{border-style:dashed}
.sgz .mark.not-due{border-style:dotted}.sgz .mark.met,.sgz .mark.not-applicable{border-color:transparent}
.sgz .item.violated,.sgz .item.unmet,.sgz .item.undetermined,.sgz .item.not-due{border-left-color:currentColor}
.sgz .item.undetermined{border-left-style:dashed}.sgz .item.not-due{border-left-style:dotted}
.sgz .item.unmet{border-left-style:double}
.sgz .item>*{color:var(--ink)}.sgz .item>.pale{color:var(--pale)}
.sgz dl{display:grid;grid-template-columns:fit-content(40%) minmax(0,1fr);gap:.1rem .8rem}
.sgz .parts{list-style:none;padding-left:0}.sgz .parts li{margin:.15rem 0}
.sgz dt{width:auto;color:var(--pale);font-weight:inherit}.sgz dd{width:auto;margin:0}
.sgz details{margin:.3rem 0}.sgz summary{cursor:pointer}
.sgz details>:not(summary){margin-left:1.1rem}
.sgz .scroll{overflow-x:auto}
.sgz table{width:100%;table-layout:auto;border-collapse:collapse;font-size:.95em;color:inherit;background:none}
.sgz.sgz.sgz tr{background:none;text-align:left}
.sgz.sgz th,.sgz.sgz td{min-width:5em;padding:.25rem .5rem;border-bottom:1px solid var(--line);text-align:left;
vertical-align:top;overflow-wrap:normal}
.sgz .track{min-width:7rem}
.sgz .bar{height:.7em;min-width:1px;background:var(--not-due);border:1px solid var(--ink)}
.sgz svg{max-width:100%;height:auto}.sgz .scroll svg{max-width:none}
.sgz svg>rect[fill="#ffffff"]{fill:var(--paper)}.sgz svg [stroke="#ffffff"]{stroke:var(--paper)}
.sgz svg[fill="#1f2933"],.sgz svg [fill="#1f2933"]{fill:var(--ink)}.sgz svg [stroke="#1f2933"]{stroke:var(--ink)}
.sgz svg [fill="#52606d"]{fill:var(--pale)}.sgz svg [stroke="#52606d"]{stroke:var(--pale)}
.sgz svg [fill="#cbd2d9"]{fill:var(--line)}.sgz svg [stroke="#cbd2d9"]{stroke:var(--line)}
.sgz svg [fill="#1d4ed8"]{fill:var(--not-due)}.sgz svg [stroke="#1d4ed8"]{stroke:var(--not-due)}
@media print{.sgz{--ink:#000;--paper:#fff;--pale:#333;--line:#888;--wash:#fff;max-width:none;
--met:#000;--violated:#000;--unmet:#000;--undetermined:#000;--not-due:#000;--not-applicable:#000}
.sgz .item{break-inside:avoid;border-color:#000}}
"""
)


def element(tag: str, *content: str | Element, class_: str = "", **attributes: str) -> Element:
    """Return an element with its texts and elements in their order (元素)."""
    made = Element(tag, {"class": class_, **attributes} if class_ else attributes)
    last: Element | None = None
    for part in content:
        if isinstance(part, str):
            if last is None:
                made.text = (made.text or "") + part
            else:
                last.tail = (last.tail or "") + part
        else:
            made.append(part)
            last = part
    return made


def folded(summary: Iterable[str | Element], content: Iterable[Element], *, shown: bool = False) -> Element:
    """Return content that is folded away under its summary (折叠内容), or shown at first."""
    return element("details", element("summary", *summary), *content, **({"open": "open"} if shown else {}))


def pairs(rows: Iterable[tuple[str, str | Element]]) -> Element:
    """Return a list of terms and what each is (名称与取值)."""
    return element("dl", *(element(*cell) for term, text in rows for cell in (("dt", term), ("dd", text))))


def table(head: Iterable[str], rows: Iterable[Iterable[str | Element]], *foot: Iterable[str | Element]) -> Element:
    """Return a table that scrolls where it is too wide (表格); the last of its rows may be a sum."""
    made = element(
        "table",
        element("thead", element("tr", *(element("th", title) for title in head))),
        element("tbody", *(element("tr", *(element("td", cell) for cell in row)) for row in rows)),
        *(element("tfoot", element("tr", *(element("th", cell) for cell in row))) for row in foot),
    )
    return element("div", made, class_="scroll")


def markup(view: Iterable[Element], language: Language) -> str:
    """Write a view as HTML, with the style of all of them (生成网页)."""
    return ET.tostring(_box(view, language), encoding="unicode", method="html")


def _box(view: Iterable[Element], language: Language) -> Element:
    return element("div", element("style", STYLE), *view, class_="sgz", lang=_code(language))


def _code(language: Language) -> str:
    return language.pick(("zh-Hans", "en"))


_LEVELS = {"h3": "1", "h4": "2"}

PAGE_STYLE = """
body{margin:0;background:#fff}
.sgz{margin:0 auto}
@media(prefers-color-scheme:dark){body{background:#16191d}}
@media print{body{background:#fff}}
@page{size:A4;margin:15mm}
"""


def page(view: Iterable[Element], language: Language, title: str) -> str:
    """Write a view as a page that needs nothing else (完整网页)."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width,initial-scale=1"),
        element("title", title),
        element("style", PAGE_STYLE),
    )
    box = _box(view, language)
    # Below no other heading, the first one is that of the page.
    for heading in box.iter():
        if isinstance(heading.tag, str) and heading.tag in _LEVELS:
            heading.set("aria-level", _LEVELS[heading.tag])
    body = element("body", element("main", box))
    whole = element("html", head, body, lang=_code(language))
    return "<!DOCTYPE html>\n" + ET.tostring(whole, encoding="unicode", method="html")
