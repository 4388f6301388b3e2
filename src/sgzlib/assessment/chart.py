"""Timelines as text and as an SVG drawing (时间线的文字与图), both made from the data alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree as ET
from zlib import crc32

import attrs

from sgzlib.assessment.assessment import Assessment
from sgzlib.assessment.computed import changed
from sgzlib.assessment.decisions import brief
from sgzlib.assessment.finding import Finding
from sgzlib.assessment.marks import Marked
from sgzlib.assessment.report import asked, citation, entered, joined, labels_of, status_text, verdict_said
from sgzlib.assessment.status_changes import StatusChange, Turn, Turns
from sgzlib.law.judging import Status
from sgzlib.law.laws import Law
from sgzlib.law.periods import Period, day
from sgzlib.law.truth import Unknown
from sgzlib.prose.html import Element, element
from sgzlib.prose.language import Language
from sgzlib.prose.statuses import MARK, STATUS, class_of, mark, verdict_word


def text(timeline: Turns, locale: str = "zh_CN") -> str:
    """Write a timeline as text (文本时间线): the first state, then each day, its verdict, what changes and why."""
    language = Language(locale)
    lines = [_title(timeline, language), ""]
    colon = language.pick(("：", ": "))
    first_day = language.value(timeline.period.first_day)
    lines.append(first_day + colon + verdict_said(timeline.opening, language, counted=False))
    for turn in timeline.turns:
        eve, now = verdict_said(turn.before, language, counted=False), verdict_said(turn.after, language, counted=False)
        lines.append(language.value(turn.day) + colon + (now if eve == now else f"{eve} → {now}"))
        lines += [f"    {MARK[change.after.status]} {_change_text(change, language)}" for change in turn.changes]
        lines += [f"    {text}" for text in _outcomes(turn, language)]
    return "\n".join(lines) + "\n"


def _outcomes(turn: Turn, language: Language) -> list[str]:
    """Write the outcomes that change on a day, each with its earlier value (变化的计算项)."""
    colon = language.pick(("：", ": "))
    return [language.pick(label) + colon + text for label, text in changed(turn.before, turn.after, language)]


def _title(timeline: Turns, language: Language) -> str:
    days = language.value(timeline.period.first_day), language.value(timeline.period.last_day)
    return language.of(timeline.opening.ruleset) + " · " + language.pick(("{}至{}", "{} to {}")).format(*days)


def _change_text(change: StatusChange, language: Language) -> str:
    after = change.after
    description = f"{citation(after, language)} {asked(after, language)}"
    description += language.pick(("：", ": ")) + _moved(change, language)
    reasons = _reasons(after, language)
    return description + (language.pick(("（{}）", " ({})")).format(reasons) if reasons else "")


def _moved(change: StatusChange, language: Language) -> str:
    moved = " → ".join(dict.fromkeys(status_text(finding, language) for finding in (change.before, change.after)))
    decisions = change.after.decisions if change.is_of_decisions else ()
    brief_texts = (brief(decision, change.after.case.on, language) for decision in decisions)
    return joined((moved, *brief_texts), language)


def _reasons(finding: Finding, language: Language) -> str:
    """Write what a finding hangs on: the facts against it or not known, counted, the days looked at, the last day."""
    facts = finding.facts
    against = labels_of(finding, [path for path, value in facts.items() if value is False], language)
    unknown = labels_of(finding, [path for path, value in facts.items() if isinstance(value, Unknown)], language)
    days = {path: value for path, value in facts.items() if isinstance(value, date)}
    dated = [label + language.pick(("：", " ")) + value for label, value in entered(finding, days, language)]
    reasons: list[str] = []
    if finding.status is not Status.MET and against:
        reasons.append(language.pick(("{}项为否：", "{} not true: ")).format(len(against)) + language.list(against))
    if finding.status is Status.UNDETERMINED and unknown:
        reasons.append(language.pick(("{}项未知：", "{} unknown: ")).format(len(unknown)) + language.list(unknown))
    reasons += dated
    if isinstance(finding.due, date):
        reasons.append(language.pick(("完成时限：", "due ")) + language.value(finding.due))
    return language.pick(("；", "; ")).join(reasons)


_WIDTH, _EDGE, _LANE, _BAND, _TOP, _CHARACTER = 960, 24, 44, 16, 68, 8
INK, PALE, LINE, NOW = "#1f2933", "#52606d", "#cbd2d9", "#1d4ed8"
FILL = {
    Status.MET: "#2f7d4f",
    Status.VIOLATED: "#b42318",
    Status.UNMET: "#7b5ea7",
    Status.UNDETERMINED: "#8a5a00",
    Status.NOT_DUE: "#5a6b7b",
    Status.NOT_APPLICABLE: LINE,
}
ROOT = {
    "xmlns": "http://www.w3.org/2000/svg",
    "role": "img",
    "font-family": "'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif",
    "font-size": "12",
    "fill": INK,
}


def svg(timeline: Turns, *, today: date | None = None, locale: str = "zh_CN") -> str:
    """Draw a timeline (时间线图): an axis, contract years and reports where there are any, the verdict, each change."""
    drawn = _Drawing(timeline, Language(locale)).draw(None if today is None else day("today", today))
    return ET.tostring(drawn, encoding="unicode") + "\n"


def timeline_view(timeline: Turns, language: Language) -> Iterator[Element]:
    """Show a timeline (时间线视图): the drawing, then each day on which something changes, and why."""
    yield element("h3", _title(timeline, language))
    yield element("div", _Drawing(timeline, language).draw(None), class_="scroll")
    yield _turn(timeline.period.first_day, timeline.opening, [], language)
    for turn in timeline.turns:
        lines = [element("li", mark(change.after.status), _change_text(change, language)) for change in turn.changes]
        lines += [element("li", text) for text in _outcomes(turn, language)]
        yield _turn(turn.day, turn.after, lines, language)


def _turn(on: date, after: Assessment, lines: list[Element], language: Language) -> Element:
    status = after.status
    said = f"{language.value(on)} · {verdict_said(after, language)}"
    return element(
        "div",
        element("p", mark(status), said),
        *([element("ul", *lines, class_="parts")] if lines else []),
        class_=f"item {class_of(status)}",
    )


def _group(**style: str) -> Any:
    written = {name.replace("_", "-"): value for name, value in style.items()}
    return attrs.field(factory=lambda: ET.Element("g", written))


@attrs.define
class _Drawing:
    """A drawing in the making, in layers: lines below, then bands, then labels with a white rim."""

    timeline: Turns
    language: Language
    lanes: int = 0
    grid: ET.Element = _group(stroke=LINE)
    bands: ET.Element = _group()
    labels: ET.Element = _group(stroke="#ffffff", stroke_width="3", paint_order="stroke")

    def draw(self, today: date | None) -> Element:
        """Draw everything; the height follows from the lanes."""
        title = _title(self.timeline, self.language)
        self._write(_EDGE, 28, title, {"font-size": "16", "font-weight": "bold"})
        self._milestones()
        self._marks()
        self._segments(self.language.pick(("结论", "Verdict")), self._verdicts())
        for place, finding in enumerate(self.timeline.opening.findings):
            states = [(assessment.on, assessment.findings[place]) for assessment in self.timeline.assessments]
            if len({(state.status, state.decision_states) for _, state in states}) > 1:
                self._finding(finding, states)
        height = _TOP + self.lanes * _LANE + 2 * _EDGE
        self._axis(height)
        if today is not None and today in self.timeline.period:
            x = self._x(today)
            self._line(self.bands, x, height, {"stroke": NOW, "stroke-width": "2"}, str(today))
            self._write(x, height - 8, self.language.pick(("今日", "today")), {"text-anchor": "middle", "fill": NOW})
        size = {"viewBox": f"0 0 {_WIDTH} {height}", "width": str(_WIDTH), "height": str(height)}
        description = text(self.timeline, str(self.language.locale))
        name = f"sgzlib-timeline-{crc32(description.encode()):08x}"
        root = ET.Element("svg", ROOT | size | {"aria-labelledby": name, "aria-describedby": f"{name}-text"})
        ET.SubElement(root, "title", id=name).text = title
        ET.SubElement(root, "desc", id=f"{name}-text").text = description
        ET.SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": "#ffffff"})
        root.extend((self.grid, self.bands, self.labels))
        ET.indent(root)
        return root

    @property
    def _policy(self) -> Law:
        return self.timeline.opening.policy

    def _x(self, on: date, days: int = 0) -> float:
        """Return where a day, or one some days after it, begins, from left to right."""
        period = self.timeline.period
        return round(_EDGE + ((on - period.first_day).days + days) * (_WIDTH - 2 * _EDGE) / period.days, 2)

    def _write(self, x: float, y: float, words: str, style: dict[str, str] | None = None) -> None:
        ET.SubElement(self.labels, "text", {"x": str(x), "y": str(y), **(style or {})}).text = words

    def _line(self, layer: ET.Element, x: float, height: int, style: dict[str, str], title: str) -> None:
        ends = {"x1": str(x), "x2": str(x), "y1": "58", "y2": str(height - _EDGE)}
        ET.SubElement(ET.SubElement(layer, "line", ends | style), "title").text = title

    def _lane(self, label: str) -> float:
        """Open a lane under its label and give the top of its band."""
        top = _TOP + self.lanes * _LANE
        self.lanes += 1
        self._write(_EDGE, top + 12, label)
        return top + 18

    def _band(self, top: float, span: Period, style: dict[str, str], title: str, shown: str) -> None:
        """Draw a band for the days of a span that lie within the period, with its mark where there is room."""
        period = self.timeline.period
        first, last = max(span.first_day, period.first_day), min(span.last_day, period.last_day)
        if last < first:
            return
        left, right = self._x(first), self._x(last, 1)
        box = {"x": str(left), "y": str(top), "width": str(round(right - left, 2)), "height": str(_BAND)}
        ET.SubElement(ET.SubElement(self.bands, "rect", box | style), "title").text = title
        if right - left > _CHARACTER * len(shown):
            ink = INK if style["fill"] in {"none", LINE} else "#ffffff"
            mark = {"x": str(round((left + right) / 2, 2)), "y": str(top + 12), "text-anchor": "middle", "fill": ink}
            ET.SubElement(self.bands, "text", mark).text = shown

    def _segments(self, label: str, states: list[tuple[date, Status, str]]) -> float:
        top = self._lane(label)
        ends = [on - timedelta(days=1) for on, _, _ in states[1:]] + [self.timeline.period.last_day]
        for (on, status, word), end in zip(states, ends, strict=True):
            self._band(top, Period(on, end), {"fill": FILL[status]}, f"{on} – {end} {word}", f"{MARK[status]} {word}")
        return top

    def _verdicts(self) -> list[tuple[date, Status, str]]:
        states = [(a.on, a.status, verdict_word(a, self.language)) for a in self.timeline.assessments]
        return [state for index, state in enumerate(states) if index == 0 or state[1:] != states[index - 1][1:]]

    def _finding(self, finding: Finding, states: list[tuple[date, Finding]]) -> None:
        language = self.language
        label = f"{citation(finding, language)} {asked(finding, language)}"
        merged = [s for index, s in enumerate(states) if index == 0 or s[1].status is not states[index - 1][1].status]
        top = self._segments(label, [(on, f.status, language.pick(STATUS[f.status])) for on, f in merged])
        dues = {due for _, state in states if isinstance(due := state.due, date)}
        for due in sorted(dues):
            self._point(due, top, language.pick(("完成时限：{}", "due {}")).format(due))
        for decision in finding.decisions:
            if decision.until is not None:
                self._point(decision.until, top, brief(decision, decision.until, language))

    def _point(self, on: date, top: float, title: str, size: float = 4) -> None:
        """Mark the end of a day that lies within the period with a diamond."""
        if on not in self.timeline.period:
            return
        x, y = self._x(on, 1), top + _BAND / 2
        corners = f"M {x} {y - size} l {size} {size} l {-size} {size} l {-size} {-size} z"
        path = ET.SubElement(self.bands, "path", {"d": corners, "fill": "#ffffff", "stroke": INK})
        ET.SubElement(path, "title").text = title

    def _milestones(self) -> None:
        milestones = [milestone for milestone in self._policy.milestones if milestone.day in self.timeline.period]
        if milestones:
            top = self._lane(self.language.pick(("通知规定的日期", "The notice's own dates")))
            for milestone in milestones:
                clause = self.language.clause(milestone.clause.locator)
                title = f"{self.language.of(milestone)} · {milestone.day} · {clause}"
                self._point(milestone.day, top, title)

    def _marks(self) -> None:
        subject = self.timeline.opening.subject
        for lane in subject.timeline_marks(self._policy) if isinstance(subject, Marked) else ():
            top = self._lane(self.language.pick(lane.name))
            for span in lane.spans:
                shown = self.language.pick(span.name)
                title = f"{shown}: {span.period.first_day} – {span.period.last_day}"
                self._band(top, span.period, {"fill": "none", "stroke": INK}, title, shown)
            for point in lane.points:
                self._point(point.day, top, self.language.pick(point.name), size=7 if point.large else 4)

    def _axis(self, height: int) -> None:
        """Draw a line for every first of January and of July."""
        period = self.timeline.period
        for year in range(period.first_day.year, period.last_day.year + 1):
            for begun in (date(year, 1, 1), date(year, 7, 1)):
                if begun in period:
                    self._line(self.grid, self._x(begun), height, {}, str(begun))
                    self._write(self._x(begun), 54, f"{begun:%Y-%m}", {"text-anchor": "middle", "fill": PALE})
