"""Progress as text (进展文字): the counts, then the items by kind of change, as text, as rows and as a view."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sgzlib.assessment.report import citation, joined, line, noted
from sgzlib.law.judging import Status
from sgzlib.prose.html import Element, element
from sgzlib.prose.language import Language, Pair
from sgzlib.prose.statuses import MARK, STATUS, class_of, mark
from sgzlib.prose.tables import Row

COLUMNS: Mapping[str, type] = {
    "kind": str,
    "id": str,
    "path": str,
    "clause": str,
    "force": str,
    "text": str,
    "before": str,
    "after": str,
    "since": date,
    "why": str,
}
_DIFFERENT: Pair = ("两次核对的差异", "Other differences")


def text(progress: Any, language: Language) -> str:
    """Write progress as text (文本进展): the counts, what else differs, then each item under its change."""
    lines = [_title(progress, language), in_short(progress.counts, language)]
    lines += [line(_DIFFERENT, _differences(progress, language), language)] if progress.differences else []
    for kind, items in _by_change(progress):
        lines += ["", language.counted(language.of(kind), len(items))]
        lines += [f"  {_mark(item, MARK)} {_item(item, language)}" for item in items]
    return "\n".join(lines) + "\n"


def in_short(counts: Mapping[Any, int], language: Language) -> str:
    """Write how many items there are of each change (计数)."""
    return language.pick(("，", ", ")).join(
        language.counted(language.of(kind), number) for kind, number in counts.items()
    )


def progress_view(progress: Any, language: Language) -> Iterator[Element]:
    """Show progress (进展视图): the counts, what else differs, then each item under its change."""
    yield element("h3", _title(progress, language))
    yield element("p", in_short(progress.counts, language), class_="answer")
    if progress.differences:
        yield element("p", line(_DIFFERENT, _differences(progress, language), language))
    for kind, items in _by_change(progress):
        yield element("h4", language.counted(language.of(kind), len(items)))
        for item in items:
            status = item.after or item.before
            yield element("div", element("p", mark(status), _item(item, language)), class_=f"item {class_of(status)}")


def rows_of(progress: Any, language: Language) -> Iterator[Row]:
    """Yield a row for each item (进展表)."""
    for item in progress.items:
        finding = item.finding
        yield {
            **{name: getattr(item, name) for name in ("kind", "id", "path", "before", "after", "since")},
            "clause": None if finding is None else finding.clause.locator,
            "force": None if finding is None else finding.force,
            "text": None if finding is None else language.asked(finding.requirement, finding.case.law),
            "why": joined((language.pick(pair) for pair in item.why), language) or None,
        }


def _title(progress: Any, language: Language) -> str:
    after = progress.after
    name = language.name(after.subject)
    first, last = language.value(progress.before_on), language.value(after.on)
    days = language.pick((f"{first}至{last}", f"{first} to {last}"))
    said = language.pick(("整改进展", "Progress"))
    return " · ".join([said, language.of(after.ruleset), *([name] if name else []), days])


def _differences(progress: Any, language: Language) -> str:
    return joined((language.pick(pair) for pair in progress.differences), language)


def _by_change(progress: Any) -> Iterator[tuple[Any, list[Any]]]:
    for kind in progress.counts:
        if items := [item for item in progress.items if item.kind is kind]:
            yield kind, items


def _mark(item: Any, marks: Mapping[Status, str]) -> str:
    return marks[item.after or item.before]


def _item(item: Any, language: Language) -> str:
    """Write an item (一项进展): what is asked, both statuses, since when it is open, why it is not comparable."""
    finding = item.finding
    asked = item.id if finding is None else f"{citation(finding, language)} {noted(finding, language)}"
    statuses = dict.fromkeys(status for status in (item.before, item.after) if status is not None)
    said = [" → ".join(language.pick(STATUS[status]) for status in statuses)]
    if item.since is not None:
        since = language.value(item.since)
        said.append(language.pick((f"至迟自{since}起", f"open since {since} or earlier")))
    said += [language.pick(pair) for pair in item.why]
    return asked + language.pick(("：", ": ")) + joined(said, language)
