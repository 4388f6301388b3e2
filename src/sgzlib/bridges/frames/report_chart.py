"""Reports as one chart (汇总图): for all rows and for each group a bar of its verdicts, with the counts in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from sgzlib.assessment.chart import FILL, INK, ROOT
from sgzlib.bridges.frames.findings import Tally
from sgzlib.law.judging import Status
from sgzlib.prose.language import Language
from sgzlib.prose.statuses import MARK, STATUS

VERDICTS = (Status.VIOLATED, Status.UNDETERMINED, Status.NOT_DUE, Status.MET, Status.NOT_APPLICABLE)
"""The statuses of a verdict (结论的状态), what has to be looked at first."""

_WIDTH, _EDGE, _LEFT, _BAR, _TOP, _LANE, _BAND = 760, 16, 150, 430, 72, 30, 20
_CHARACTER = 8


def chart(title: str, whole: Tally, groups: Mapping[Any, Tally], language: Language) -> ET.Element:
    """Draw the verdicts (汇总图): a bar for all rows, then one for each group in its order; each is its 100 %."""
    named = {language.pick(("全部", "All")): whole}
    named |= {_name(group, language): tally for group, tally in groups.items()}
    height = _TOP + _LANE * len(named) + _EDGE
    size = {"viewBox": f"0 0 {_WIDTH} {height}", "width": str(_WIDTH), "height": str(height)}
    root = ET.Element("svg", {**ROOT, **size, "aria-label": title})
    ET.SubElement(root, "title").text = title
    ET.SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": "#ffffff"})
    _write(root, _EDGE, 28, title, {"font-size": "16", "font-weight": "bold"})
    root.extend(_key(whole, language))
    for place, (name, tally) in enumerate(named.items()):
        root.extend(_lane(_TOP + place * _LANE, name, tally, language))
    ET.indent(root)
    return root


def in_short(tally: Tally, language: Language, measure: str) -> str:
    """Write how many rows came out how, in words (各结论的行数)."""
    return language.pick(("、", ", ")).join(
        language.pick(
            (f"{STATUS[status][0]}{tally.counts[status]:,}{measure}", f"{STATUS[status][1]} {tally.counts[status]:,}")
        )
        for status in VERDICTS
        if tally.counts[status]
    )


def _name(group: Any, language: Language) -> str:
    return language.pick(("未填写", "not given")) if group is None else str(group)


def _key(whole: Tally, language: Language) -> Iterator[ET.Element]:
    x = _LEFT
    for status in (verdict for verdict in VERDICTS if whole.counts[verdict]):
        said = f"{MARK[status]} {language.pick(STATUS[status])}"
        yield ET.Element("rect", {"x": str(x), "y": "44", "width": "12", "height": "12", "fill": FILL[status]})
        yield _text(x + 18, 55, said)
        x += 40 + _CHARACTER * (2 if language.chinese else 1) * len(said)


def _lane(top: int, name: str, tally: Tally, language: Language) -> Iterator[ET.Element]:
    yield _text(_LEFT - 10, top + 14, name if len(name) <= _LEFT // 12 else f"{name[: _LEFT // 12 - 1]}…", "end")
    x = float(_LEFT)
    for status in (verdict for verdict in VERDICTS if tally.counts[verdict]):
        count, width = tally.counts[status], round(_BAR * tally.shares[status], 2)
        box = {"x": str(round(x, 2)), "y": str(top), "width": str(width), "height": str(_BAND), "fill": FILL[status]}
        drawn = ET.Element("rect", {**box, "stroke": "#ffffff"})
        ET.SubElement(drawn, "title").text = f"{name}: {language.pick(STATUS[status])} {count:,}"
        yield drawn
        # The mark in the bar makes the chart readable without colours, if there is room for it.
        shown = f"{MARK[status]} {count:,}"
        if width > _CHARACTER * len(shown):
            ink = INK if status is Status.NOT_APPLICABLE else "#ffffff"
            yield _text(x + width / 2, top + 14, shown, "middle", ink)
        x += width
    clear = f"{tally.not_clear:,} / {tally.rows:,}"
    yield _text(_LEFT + _BAR + 10, top + 14, language.pick(("待处理：{}", "{} not clear")).format(clear))


def _text(x: float, y: float, words: str, anchor: str = "start", fill: str = INK) -> ET.Element:
    written = ET.Element("text", {"x": str(round(x, 2)), "y": str(y), "text-anchor": anchor, "fill": fill})
    written.text = words
    return written


def _write(root: ET.Element, x: float, y: float, words: str, style: dict[str, str]) -> None:
    ET.SubElement(root, "text", {"x": str(x), "y": str(y), **style}).text = words
