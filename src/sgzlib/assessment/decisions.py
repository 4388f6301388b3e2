"""Decisions (决定): what an authority decided besides a rule. They stand beside a finding and change no status.

A notice need not provide for a decision, and whether the authority was free to decide is not judged. `by` is one of the
actors of the notice, and `grounds` names the document by which it decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import attrs

from sgzlib.assessment.beside import place_of, put_beside
from sgzlib.law.arguments import each
from sgzlib.law.errors import InvalidType, InvalidValue, nearest, require
from sgzlib.law.judging import Judged, Status
from sgzlib.law.kinds import TEXT
from sgzlib.law.labels import HasLabels, Labelled
from sgzlib.law.periods import day

if TYPE_CHECKING:
    from sgzlib.prose.language import Language, Pair

J = TypeVar("J", bound=Judged)

OPEN = (Status.VIOLATED, Status.UNMET, Status.UNDETERMINED)
"""The statuses that leave something to do (未办结的状态)."""


class DecisionKind(Labelled):
    """The kinds of decision that an authority may take (决定类型).

    EXTENSION: there is time until a stated day. WAIVER: the requirement need not be met. FINDING: the authority finds
    that it is met.
    """

    EXTENSION = "延期", "extension"
    WAIVER = "豁免", "waiver"
    FINDING = "认定", "finding of fact"


class DecisionState(Labelled):
    """Whether a decision is in force on a day (决定效力). Only IN_FORCE counts."""

    IN_FORCE = "有效", "in force"
    NOT_YET = "尚未生效", "not yet in force"
    EXPIRED = "已过期", "expired"
    NO_LAST_DAY = "未载明截止日期", "no last day stated"


@attrs.frozen(kw_only=True)
class Decision:
    """A decision of an authority about one requirement (决定): an extension, a waiver, or a finding of fact.

    `requirement` is the id. `path` is the place of the subject, as in `Finding.path`; it may be left out if the
    requirement occurs in one place. `by` is an actor of the notice, `on` the day of the decision, `until` its last day
    (inclusive), `grounds` a text such as the document and the reason. Raises `InvalidType` or `InvalidValue` for
    invalid values, and for a last day before the day of the decision.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> extension = sgz.Decision(
    ...     requirement="premises.printer", kind=sgz.DecisionKind.EXTENSION, by=sgz.Actor.DISTRICT_BUREAU,
    ...     on=date(2022, 2, 1), until=date(2022, 6, 30), grounds="区民政局复函")
    >>> extension.state(date(2022, 3, 1)).en, extension.state(date(2022, 7, 1)).en
    ('in force', 'expired')
    >>> sgz.Decision(requirement="premises.printer", kind=sgz.DecisionKind.WAIVER, by="区民政局",
    ...              on=date(2022, 2, 1), grounds="区民政局复函")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: Decision.by: '区民政局' 不可用，应为通知的责任单位，如 Actor.DISTRICT_BUREAU ...
    """

    requirement: str
    path: str | None = None
    kind: DecisionKind
    by: HasLabels
    on: date
    until: date | None = None
    grounds: str

    def __attrs_post_init__(self) -> None:
        require("Decision.requirement", self.requirement, str)
        if self.path is not None:
            require("Decision.path", self.path, str)
        require("Decision.kind", self.kind, DecisionKind)
        if not isinstance(self.by, HasLabels):
            zh, en = "通知的责任单位，如 Actor.DISTRICT_BUREAU", "an actor of the notice, such as Actor.DISTRICT_BUREAU"
            raise InvalidType("Decision.by", self.by, zh, en)
        day("Decision.on", self.on)
        TEXT.read("Decision.grounds", self.grounds)
        if self.until is not None and day("Decision.until", self.until) < self.on:
            raise InvalidValue("Decision.until", self.until, f"不早于决定日期 {self.on}", f"not before {self.on}")

    def state(self, on: date) -> DecisionState:
        """Return whether the decision is in force on a day (某日的效力)."""
        if self.kind is DecisionKind.EXTENSION and self.until is None:
            return DecisionState.NO_LAST_DAY
        if day("on", on) < self.on:
            return DecisionState.NOT_YET
        return DecisionState.EXPIRED if self.until is not None and on > self.until else DecisionState.IN_FORCE

    def text(self, on: date, locale: str = "zh_CN") -> str:
        """Return the decision in words, as of a day, in Chinese or English (决定文字).

        >>> from datetime import date
        >>> import sgzlib as sgz
        >>> waiver = sgz.Decision(requirement="premises.printer", kind=sgz.DecisionKind.WAIVER, on=date(2022, 2, 1),
        ...                       by=sgz.Actor.DISTRICT_BUREAU, until=date(2022, 6, 30), grounds="复函第3号")
        >>> waiver.text(date(2022, 3, 1)), waiver.text(date(2022, 7, 1), "en")
        ('已批准豁免，至2022年6月30日（区民政局，2022年2月1日，依据：复函第3号）',
         'waiver expired on 30 June 2022, not taken into account (district civil-affairs bureau, 1 February 2022, \
grounds: 复函第3号)')
        """
        from sgzlib.prose.language import Language

        return written(self, on, Language(locale))


_IN_FORCE: dict[DecisionKind, Pair] = {
    DecisionKind.EXTENSION: ("已批准延期", "extended"),
    DecisionKind.WAIVER: ("已批准豁免", "waived"),
    DecisionKind.FINDING: ("已认定符合", "found to be satisfied"),
}


def written(decision: Decision, on: date, language: Language) -> str:
    """Write a decision as it stands on a day (决定文字): whether it is honoured, who made it, when, on what grounds."""
    by, made, grounds = language.of(decision.by), language.value(decision.on), decision.grounds
    about = f"（{by}，{made}，依据：{grounds}）", f" ({by}, {made}, grounds: {grounds})"
    return brief(decision, on, language) + language.pick(about)


def brief(decision: Decision, on: date, language: Language) -> str:
    """Write whether a decision is honoured on a day, and until when (决定效力文字)."""
    kind = language.of(decision.kind)
    until = "" if decision.until is None else language.value(decision.until)
    match decision.state(on):
        case DecisionState.IN_FORCE:
            zh, en = _IN_FORCE[decision.kind]
            comma = "" if decision.kind is DecisionKind.EXTENSION else "，"
            said = (f"{zh}{comma}至{until}", f"{en} until {until}") if until else (zh, en)
        case DecisionState.EXPIRED:
            said = f"{kind}已于{until}期满，不予采信", f"{kind} expired on {until}, not taken into account"
        case DecisionState.NOT_YET:
            made = language.value(decision.on)
            said = f"{kind}于{made}作出，核对日期尚未生效", f"{kind} made on {made}, not yet in force"
        case _:
            said = f"{kind}未载明截止日期，不予采信", f"{kind} states no last day, not taken into account"
    return language.pick(said)


def with_decisions(findings: Sequence[J], decisions: Iterable[Decision]) -> tuple[J, ...]:
    """Return findings with decisions beside those that they are about (附决定的结果); equal ones stand once."""
    decisions = tuple(each("decisions", decisions, Decision))
    if not decisions:
        return tuple(findings)
    beside = {place_of(finding): dict.fromkeys(finding.beside) for finding in findings}
    for decision in decisions:
        finding = _decided(findings, decision)
        beside[place_of(finding)][attrs.evolve(decision, path=finding.path)] = None
    return put_beside(findings, {place: tuple(items) for place, items in beside.items()})


def _decided(findings: Sequence[J], decision: Decision) -> J:
    """Return the finding that a decision is about (所涉结果); refuse one about nothing, or by another's actor."""
    id_, path = decision.requirement, decision.path
    about = [finding for finding in findings if finding.requirement.id == id_]
    if not about:
        ids = [finding.requirement.id for finding in findings]
        raise _unknown("Decision.requirement", id_, ids)
    there = [finding for finding in about if path is None or finding.path == path]
    if len(there) != 1:
        raise _unknown("Decision.path", path, [finding.path for finding in about])
    [finding] = there
    notice = finding.requirement.notice
    if notice.actors is None:
        zh, en = f"《{notice.title}》没有列出责任单位", f"an actor: {notice.title_en} names none"
        raise InvalidValue("Decision.by", decision.by, zh, en)
    notice.check_actors("Decision.by", (decision.by,))
    return finding


def _unknown(field: str, text: str | None, known: list[str]) -> InvalidValue:
    zh, en = "、".join(map(repr, known)), "one of " + ", ".join(map(repr, known))
    if text is not None and (meant := nearest(text, known)):
        return InvalidValue(field, text, f"{zh}，是否指 {meant}？", f"{en}; did you mean {meant}?", suggestion=meant)
    return InvalidValue(field, text, zh, en)
