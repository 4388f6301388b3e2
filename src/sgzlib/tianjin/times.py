"""Timelines of Tianjin's subjects (时间线): the ruleset is found by the subject's class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sgzlib.assessment.decisions import Decision
from sgzlib.assessment.sources import Source
from sgzlib.assessment.timeline import Timeline, timeline_of
from sgzlib.law.arguments import checking_arguments
from sgzlib.law.errors import InvalidType, require
from sgzlib.law.laws import History, Law
from sgzlib.law.periods import Period
from sgzlib.law.requirement import Ruleset
from sgzlib.tianjin.rulesets import RULESETS


@checking_arguments
def timeline(
    subject: Any,
    *,
    first_day: date,
    last_day: date,
    policy: Law | History | None = None,
    ruleset: Ruleset | None = None,
    decisions: Iterable[Decision] = (),
    sources: Mapping[str, Source] | None = None,
) -> Timeline:
    """List the days on which a verdict or a finding about a subject changes, and why (时间线).

    Returns a `Timeline`. The subject is a `Station`, a `Contract` or any other class with a ruleset in `RULESETS`; pass
    your own ruleset as `ruleset`. `policy` is a law or a history of laws, whose changes are included. `decisions` are
    as in `Assessment.with_decisions`; the days on which one begins or ends are included. `sources` are as in `assess`;
    the days on which a level changes are included. Time grows with the number of different days times the size of the
    subject. Raises `InvalidType` for a subject without a ruleset or an invalid day, `InvalidValue` for a last day
    before the first, and whatever `assess` and `Assessment.with_decisions` raise.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> worker = sgz.Worker(education=sgz.Education.SENIOR_HIGH, certificate=sgz.Certificate.ASSISTANT,
    ...                     continuing_education_hours=72, registered=True, registration_expires=date(2024, 5, 31))
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
    return timeline_of(judged_by, subject, period, policy, decisions, sources)


def _ruleset_of(subject: Any) -> Ruleset:
    for ruleset in RULESETS.values():
        if ruleset.subject is type(subject):
            return ruleset
    raise InvalidType("timeline", subject, "RULESETS 中某一要求组的对象", "a subject of one of RULESETS")
