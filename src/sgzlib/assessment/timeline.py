"""Timelines (时间线): the days on which a verdict or a finding changes, found from the rules' own dates.

The rules are run on a day that writes down how far ahead of it, or of a day computed from it, the days are that it is
compared with. Until the nearest of them nothing can change, so that is where to look next.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, ClassVar, TypeAlias

import attrs

from sgzlib.assessment.assessment import Assessment, Finding, Status, assess
from sgzlib.law.errors import InvalidType, require
from sgzlib.law.periods import Period
from sgzlib.law.requirement import Ruleset
from sgzlib.law.truth import Truth
from sgzlib.tianjin.policy import TIANJIN_2021, Policy

State: TypeAlias = "tuple[bool, str, tuple[Status, ...]]"

# A period of months is up to three days longer or shorter as the months fall; a day computed with it approaches another
# by so much faster or slower than the calendar does.
_LEEWAY = 4


class _Watch(date):
    """A day that writes down in `ahead` how many days off the days are that it is compared with, if still to come."""

    ahead: ClassVar[set[int]]

    def _see(self, other: object) -> None:
        if isinstance(other, date) and not isinstance(other, _Watch):
            days = other.toordinal() - self.toordinal()
            if days >= 0:
                self.ahead.add(days)

    def __eq__(self, other: object) -> bool:
        self._see(other)
        return super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        self._see(other)
        return super().__ne__(other)

    def __lt__(self, other: date) -> bool:
        self._see(other)
        return super().__lt__(other)

    def __le__(self, other: date) -> bool:
        self._see(other)
        return super().__le__(other)

    def __gt__(self, other: date) -> bool:
        self._see(other)
        return super().__gt__(other)

    def __ge__(self, other: date) -> bool:
        self._see(other)
        return super().__ge__(other)

    __hash__ = date.__hash__

    # How many days lie between may be compared with anything: the next day may be the one.
    def __sub__(self, other: Any) -> Any:
        if isinstance(other, date):
            self.ahead.add(0)
        plain: Any = super()
        return plain.__sub__(other)

    def __rsub__(self, other: Any) -> Any:
        self.ahead.add(0)
        return other - date.fromordinal(self.toordinal())


@attrs.frozen
class Change:
    """One finding whose status changes (认定变化): what it was and what it has become."""

    before: Finding
    after: Finding


@attrs.frozen
class Turn:
    """A day on which something changes (变化日): the assessments of the eve and of the day itself."""

    before: Assessment
    after: Assessment

    @property
    def day(self) -> date:
        """The first day of the new state (变化日期)."""
        return self.after.on

    @property
    def verdicts(self) -> tuple[Truth, Truth]:
        """The verdict of the eve and that of the day (变化前后的结论)."""
        return self.before.verdict, self.after.verdict

    @property
    def changes(self) -> tuple[Change, ...]:
        """The findings whose status changes, in the notice's order (变化的认定)."""
        pairs = zip(self.before.findings, self.after.findings, strict=True)
        return tuple(Change(before, after) for before, after in pairs if before.status is not after.status)


@attrs.frozen
class Timeline:
    """How an assessment changes over a period while the facts stay as they are (时间线).

    `opening` is the assessment of the first day, `turns` are the days on which a verdict or a finding changes.
    """

    period: Period
    opening: Assessment
    turns: tuple[Turn, ...]

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """The assessment of each stretch between changes, on its first day (各阶段评估)."""
        return (self.opening, *(turn.after for turn in self.turns))

    def render(self, locale: str = "zh_CN") -> str:
        """Give the timeline as text in Chinese or English (文本时间线): each day, what changes and why."""
        from sgzlib.assessment.chart import text

        return text(self, locale)

    def to_svg(self, *, today: date | None = None, locale: str = "zh_CN") -> str:
        """Draw the timeline as an SVG (时间线图): contract years, reports, verdict, findings and their last days.

        `today` is marked where it is given and lies within the period: the library has no clock. Raises `InvalidType`
        for what is no plain date, `InvalidValue` for a locale that is neither Chinese nor English.
        """
        from sgzlib.assessment.chart import svg

        return svg(self, today=today, locale=locale)

    def _repr_svg_(self) -> str:
        return self.to_svg()


def timeline(
    subject: Any,
    *,
    first_day: date,
    last_day: date,
    policy: Policy = TIANJIN_2021,
    ruleset: Ruleset | None = None,
) -> Timeline:
    """List the days on which a verdict or a finding about a subject changes, and why (时间线).

    The subject is a `Station`, a `Contract` or any other that a ruleset of `RULESETS` judges; a ruleset of your own
    goes into `ruleset`. Its rules may compute with `case.on` and look at its year, but not at its month. Raises
    `InvalidType` for a subject that no ruleset judges or for what is no plain date, `InvalidValue` for a last day
    before the first.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> worker = sgz.Worker(certificate=sgz.Certificate.ASSISTANT, continuing_education_hours=72, registered=True,
    ...                     registration_expires=date(2024, 5, 31))
    >>> changes = sgz.timeline(worker, first_day=date(2022, 1, 1), last_day=date(2024, 12, 31))
    >>> [(turn.day.isoformat(), turn.verdicts) for turn in changes.turns]
    [('2024-06-01', (True, False))]
    >>> sgz.timeline("站", first_day=date(2022, 1, 1), last_day=date(2024, 12, 31))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: timeline: '站' 不可用，应为RULESETS 中某一要求组的对象 \
(not usable, expected a subject of one of RULESETS)
    """
    period = Period(first_day, last_day)
    judged_by = _ruleset_of(subject) if ruleset is None else require("ruleset", ruleset, Ruleset)
    opening = assess(judged_by, subject, on=first_day, policy=policy)
    turns: list[Turn] = []
    before = _state(opening)
    for on, state in _states(judged_by, subject, period, policy):
        if state != before:
            eve = assess(judged_by, subject, on=on - timedelta(days=1), policy=policy)
            turns.append(Turn(eve, assess(judged_by, subject, on=on, policy=policy)))
            before = state
    return Timeline(period, opening, tuple(turns))


def _ruleset_of(subject: Any) -> Ruleset:
    from sgzlib import RULESETS

    for ruleset in RULESETS.values():
        if ruleset.subject is type(subject):
            return ruleset
    raise InvalidType("timeline", subject, "RULESETS 中某一要求组的对象", "a subject of one of RULESETS")


def _state(assessment: Assessment) -> State:
    statuses = tuple(finding.status for finding in assessment.findings)
    return assessment.applicable, repr(assessment.verdict), statuses


def _states(ruleset: Ruleset, subject: Any, period: Period, policy: Policy) -> Iterator[tuple[date, State]]:
    """Give the state of every day on which it may have changed."""
    on = period.first_day
    while True:
        watch: Any = type("_Watched", (_Watch,), {"ahead": set()})
        yield on, _state(assess(ruleset, subject, on=watch.fromordinal(on.toordinal()), policy=policy))
        quiet = {max(days - _LEEWAY, 1) for days in watch.ahead}
        quiet.add((date(on.year, 12, 31) - on).days + 1)
        if (period.last_day - on).days < min(quiet):
            return
        on += timedelta(days=min(quiet))
