"""Timelines (时间线): the days on which a verdict, finding or outcome changes, computed from the rules' formulas.

A rule changes only on a day on which a comparison with the day asked about changes. As the day advances, such a
comparison goes from one truth to the next and never back, so bisection finds the day of each change. A comparison whose
other side itself depends on the day is cut at the changes of that side first. The subject is judged on these days, on
the first days of laws and notices, and on those of decisions; a day without a change of state is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

import attrs

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.assessment.decisions import Decision
from sgzlib.assessment.documents import TimelineDict
from sgzlib.assessment.sources import Source, SourceLevel, checked, known_from
from sgzlib.assessment.status_changes import Turn, Turns
from sgzlib.law.arguments import each
from sgzlib.law.formula import AskedDay, Comparison, Count, Distinct, Extreme, Node, Total, children, under
from sgzlib.law.formula.evaluating import evaluate
from sgzlib.law.laws import History, Law
from sgzlib.law.periods import Period
from sgzlib.law.requirement import Case, Ruleset
from sgzlib.law.tracing import value_at
from sgzlib.law.truth import UNKNOWN
from sgzlib.prose.documents import Documented
from sgzlib.prose.tables import Row, Tabled
from sgzlib.prose.views import Viewed

if TYPE_CHECKING:
    from sgzlib.prose.html import Element
    from sgzlib.prose.language import Language


@attrs.frozen(repr=False)
class Timeline(Turns, Documented[TimelineDict], Tabled, Viewed):
    """How an assessment changes over a period while the facts stay the same (时间线).

    `opening` is the assessment of the first day; `turns` are the days on which a verdict, finding or outcome changes.
    """

    document_type = TimelineDict

    def render(self, locale: str = "zh_CN") -> str:
        """Return text in Chinese or English (文本时间线): what changes on each day, and why."""
        from sgzlib.assessment.chart import text

        return text(self, locale)

    def to_svg(self, *, today: date | None = None, locale: str = "zh_CN") -> str:
        """Draw the timeline as an SVG (时间线图): contract years, reports, verdict, findings and their last days.

        `today` is marked if it lies within the period; the library has no clock. Raises `InvalidType` if it is not a
        plain date, and `InvalidValue` for a locale that is neither Chinese nor English.
        """
        from sgzlib.assessment.chart import svg

        return svg(self, today=today, locale=locale)

    def _repr_svg_(self) -> str:
        return self.to_svg()

    def extra_fields(self, language: Language) -> dict[str, Any]:
        """Return the law of the first day, and the timeline in words (自述部分)."""
        return {"law": self.opening.policy, "text": self.render(str(language.locale))}

    def columns(self) -> Mapping[str, type]:
        """Return the columns of the table (列): one row for each change."""
        from sgzlib.assessment.rows import CHANGES

        return CHANGES

    def rows(self, language: Language) -> Iterator[Row]:
        """Yield a row for each finding that changes, with the day (行)."""
        from sgzlib.assessment.rows import changes_of

        return changes_of(self.turns, language)

    def view(self, language: Language) -> Iterator[Element]:
        """Yield what it shows as a view (视图)."""
        from sgzlib.assessment.chart import timeline_view

        return timeline_view(self, language)


def timeline_of(
    ruleset: Ruleset,
    subject: Any,
    period: Period,
    policy: Law | History | None,
    decisions: Iterable[Decision] = (),
    sources: Mapping[str, Source] | None = None,
) -> Timeline:
    """Return the days of a period on which an assessment of a subject changes (某要求组的时间线).

    It turns also where a decision begins or ceases to be honoured, and where the level of a finding changes.
    """

    def judged(on: date) -> Assessment:
        return assess(ruleset, subject, on=on, policy=policy, sources=sources).with_decisions(decided)

    decided = tuple(each("decisions", decisions, Decision))
    given = {} if sources is None else checked(sources, subject)
    known = [subject, *(known_from(subject, given, level) for level in SourceLevel if given)]
    opening = judged(period.first_day)
    turns: list[Turn] = []
    before = _state(opening)
    days = {on for each in known for on in _days(ruleset, each, period, policy)}
    for on in sorted({*days, *_days_of(decided, period)}):
        after = judged(on)
        if _state(after) != before:
            turns.append(Turn(judged(on - timedelta(days=1)), after))
            before = _state(after)
    return Timeline(period, opening, tuple(turns))


def _state(assessment: Assessment) -> tuple[Any, ...]:
    statuses = tuple((finding.status, finding.decision_states, finding.level) for finding in assessment.findings)
    return assessment.applicable, repr(assessment.verdict), assessment.level, statuses, assessment.outcomes


def _days_of(decisions: Iterable[Decision], period: Period) -> Iterator[date]:
    """Yield the days of a period, after its first, on which a decision begins or ceases to be honoured."""
    for decision in decisions:
        ends = decision.until is not None and decision.until < period.last_day
        turning = [decision.on, *([cast("date", decision.until) + timedelta(days=1)] if ends else [])]
        yield from (on for on in turning if on in period and on != period.first_day)


def _days(ruleset: Ruleset, subject: Any, period: Period, policy: Law | History | None) -> Iterator[date]:
    """Yield the days of a period, after its first, on which something may change."""
    for law, span in _laws(ruleset.law if policy is None else policy, period):
        notices = {law.notice, *(rule.notice for _, rule, _ in ruleset.every())}
        days = {span.first_day, *(notice.in_force_from for notice in notices)}
        ends = (notice.in_force_until for notice in notices)
        days |= {end + timedelta(days=1) for end in ends if end is not None and end < date.max}
        computed = [formula for _, outcome, formula in ruleset.computed() if isinstance(law, outcome.law)]
        for formula in (*(ruleset.formula(path, rule) for path, rule, _ in ruleset.every()), *computed):
            days |= set(_turning(under(formula, law), subject, law, span))
        yield from (on for on in days if on in span and on != period.first_day)


def _laws(policy: Law | History | None, period: Period) -> Iterator[tuple[Law, Period]]:
    if isinstance(policy, History):
        starts = [since for since, _ in policy.laws[1:] if since in period and since != period.first_day]
        firsts = [period.first_day, *starts]
        lasts = [*(start - timedelta(days=1) for start in starts), period.last_day]
        for first, last in zip(firsts, lasts, strict=True):
            yield policy.on(first), Period(first, last)
    else:
        yield cast("Law", policy), period


def _turning(node: Node, subject: Any, law: Law, span: Period) -> Iterator[date]:
    """Yield the days of a span on which a comparison with the day asked about turns."""
    match node:
        case Comparison("=" | "≠", left, right):
            for sign in ("≥", "≤"):
                yield from _turning(Comparison(sign, left, right), subject, law, span)
        case Comparison() if _asks_day(node):
            # A comparison inside may change which day is compared, so the span is cut there first.
            inner = {on for child in children(node) for on in _turning(child, subject, law, span)}
            yield from inner
            for part in _cut(span, inner):
                yield from _bisected(node, subject, law, part)
        case Count(group, what):
            members = value_at(subject, group.path)
            for member in () if members is UNKNOWN else members:
                yield from _turning(what.formula, member, law, span)
        case _:
            for child in children(node):
                yield from _turning(child, subject, law, span)


def _cut(span: Period, days: set[date]) -> Iterator[Period]:
    first = span.first_day
    for on in sorted(days):
        yield Period(first, on - timedelta(days=1))
        first = on
    yield Period(first, span.last_day)


def _asks_day(node: Node) -> bool:
    """Return whether the day asked about stands in a comparison itself, and not in what is asked of members."""
    return isinstance(node, AskedDay) or any(
        _asks_day(child) for child in children(node) if not isinstance(node, Count | Total | Distinct | Extreme)
    )


def _bisected(node: Node, subject: Any, law: Law, span: Period) -> Iterator[date]:
    def holds(on: int) -> Any:
        return evaluate(node, subject, Case(date.fromordinal(on), law))

    start, end = span.first_day.toordinal(), span.last_day.toordinal()
    last = holds(end)
    while (now := holds(start)) is not last:
        high = end
        while high - start > 1:
            middle = (start + high) // 2
            start, high = (middle, high) if holds(middle) is now else (start, middle)
        start = high
        yield date.fromordinal(start)
