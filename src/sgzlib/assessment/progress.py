"""Progress (进展): how the findings about one subject changed between two days, computed from the receipts of both.

    on the first day    on the second day             kind
    not open            open                          NEW
    open                open                          STILL_OPEN
    open                met                           RESOLVED
    open                does not bind, or not due     LAPSED
    open on either day, but asked in another way      NOT_COMPARABLE

A finding is open if it is violated, unmet or cannot be decided yet. It is asked in the same way if the digest of its
rule and the version of the library are the same in both receipts; otherwise the differences are listed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from sgzlib.assessment.assessment import Assessment
from sgzlib.assessment.decisions import OPEN
from sgzlib.assessment.documents import ProgressDict, ProgressItemDict
from sgzlib.assessment.finding import Finding
from sgzlib.assessment.receipts import asked_of_law, receipt, sealed
from sgzlib.law.arguments import iterable
from sgzlib.law.clauses import Force
from sgzlib.law.errors import InvalidType, InvalidValue, require
from sgzlib.law.judging import Status
from sgzlib.law.labels import Labelled
from sgzlib.law.laws import Law
from sgzlib.law.requirement import Requirement
from sgzlib.prose.documents import Documented
from sgzlib.prose.tables import Row, Tabled
from sgzlib.prose.views import Viewed

if TYPE_CHECKING:
    from sgzlib.prose.html import Element
    from sgzlib.prose.language import Language, Pair


class ProgressKind(Labelled):
    """How a finding changed between two days (变化).

    A finding is open if it is violated, unmet or cannot be decided. NEW: it has become open. STILL_OPEN: it was and is
    open. RESOLVED: it was open and is met. LAPSED: it was open and is no longer binding or due. NOT_COMPARABLE: it was
    or is open, but its rule was not the same on both days.
    """

    NEW = "新增", "new"
    STILL_OPEN = "仍存在", "still open"
    RESOLVED = "已解决", "resolved"
    LAPSED = "不再要求", "no longer required"
    NOT_COMPARABLE = "不可比", "not comparable"


def kind_of(before: Status | None, after: Status | None, *, comparable: bool = True) -> ProgressKind | None:
    """Return what became of a finding (变化); None where it was and is not open."""
    if before not in OPEN and after not in OPEN:
        return None
    if not comparable or before is None or after is None:
        return ProgressKind.NOT_COMPARABLE
    if after in OPEN:
        return ProgressKind.STILL_OPEN if before in OPEN else ProgressKind.NEW
    return ProgressKind.RESOLVED if after is Status.MET else ProgressKind.LAPSED


def is_left_out(rule: Requirement, law: Law) -> bool:
    """Return whether a requirement is no item (是否不列): it restates others, or is merely allowed."""
    return bool(rule.restates) or rule.force_under(law) is Force.MAY


@attrs.frozen(repr=False)
class ProgressItem(Documented[ProgressItemDict]):
    """One finding that was or is open, and how it changed (一项进展).

    `before` and `after` are its statuses and `finding` is that of the later day; each is None if the requirement was
    not checked on that day. `since` is the first of the given days from which it has been open without a break; it may
    have been open before. `why` says in Chinese and English why an item is not comparable.
    """

    id: str
    path: str
    kind: ProgressKind
    before: Status | None
    after: Status | None
    since: date | None
    finding: Finding | None
    why: tuple[Pair, ...] = ()

    document_type = ProgressItemDict

    def __repr__(self) -> str:
        return f"<ProgressItem {self.id}: {self.kind.en}>"

    def extra_fields(self, language: Language) -> dict[str, Any]:
        """Return the requirement, and why the item is not comparable, in words (自述部分)."""
        from sgzlib.assessment.report import asked

        finding = self.finding
        return {
            "clause": None if finding is None else finding.clause,
            "text": None if finding is None else asked(finding, language),
            "why": [language.pick(pair) for pair in self.why] or None,
        }


@attrs.frozen(repr=False)
class Progress(Documented[ProgressDict], Tabled, Viewed):
    """How the findings about one subject changed between two days (进展), in the notice's order.

    `differences` says in Chinese and English what else differs between the two: library, law, scope.
    """

    before_on: date
    after: Assessment
    items: tuple[ProgressItem, ...]
    differences: tuple[Pair, ...] = ()

    document_type = ProgressDict

    def __repr__(self) -> str:
        counted = ", ".join(f"{number} {kind.en}" for kind, number in self.counts.items())
        return f"<Progress {self.after.ruleset.name} {self.before_on} to {self.on}: {counted}>"

    @property
    def on(self) -> date:
        """The later day (后一日期)."""
        return self.after.on

    @property
    def counts(self) -> dict[ProgressKind, int]:
        """The number of items of each kind of change (各类变化的数量)."""
        return {kind: len(self._of(kind)) for kind in ProgressKind}

    def _of(self, kind: ProgressKind) -> tuple[ProgressItem, ...]:
        return tuple(item for item in self.items if item.kind is kind)

    @property
    def new(self) -> tuple[ProgressItem, ...]:
        """Items that have become open (新增)."""
        return self._of(ProgressKind.NEW)

    @property
    def still_open(self) -> tuple[ProgressItem, ...]:
        """Items that were open and still are (仍存在)."""
        return self._of(ProgressKind.STILL_OPEN)

    @property
    def resolved(self) -> tuple[ProgressItem, ...]:
        """Items that were open and are now met (已解决)."""
        return self._of(ProgressKind.RESOLVED)

    @property
    def lapsed(self) -> tuple[ProgressItem, ...]:
        """Items that were open and are no longer binding or due (不再要求)."""
        return self._of(ProgressKind.LAPSED)

    @property
    def not_comparable(self) -> tuple[ProgressItem, ...]:
        """Items that were or are open, but whose rule was not the same on both days (不可比)."""
        return self._of(ProgressKind.NOT_COMPARABLE)

    def render(self, locale: str = "zh_CN") -> str:
        """Return text in Chinese or English (文本): the counts, then the items under each kind of change."""
        from sgzlib.assessment.progress_text import text
        from sgzlib.prose.language import Language

        return text(self, Language(locale))

    def extra_fields(self, language: Language) -> dict[str, Any]:
        """Return the law of the later day, and the counts in words (自述部分)."""
        from sgzlib.assessment.progress_text import in_short

        return {
            "law": self.after.policy,
            "ruleset": self.after.ruleset,
            "subject": self.after.subject,
            "text": in_short(self.counts, language),
            "differences": [language.pick(pair) for pair in self.differences] or None,
        }

    def columns(self) -> Mapping[str, type]:
        """Return the columns of the table (列): one row for each item."""
        from sgzlib.assessment.progress_text import COLUMNS

        return COLUMNS

    def rows(self, language: Language) -> Iterator[Row]:
        """Yield a row for each item (行)."""
        from sgzlib.assessment.progress_text import rows_of

        return rows_of(self, language)

    def view(self, language: Language) -> Iterator[Element]:
        """Yield what it shows as a view (视图)."""
        from sgzlib.assessment.progress_text import progress_view

        return progress_view(self, language)


def compare_assessments(
    before: Assessment | str, after: Assessment, *, earlier: Iterable[Assessment | str] = ()
) -> Progress:
    """Compare two assessments of one subject (进展): new, still open, resolved, not comparable.

    `before` is an assessment or its receipt, and so is each of `earlier`, from days before; they show since when an
    item has been open. You have to make sure that all are about one subject. Requirements that say MAY and requirements
    that only restate others are left out. `frames.compare_assessments` compares two tables. Raises `InvalidType` for
    anything else. Raises `InvalidValue` for a receipt that is not intact, for another ruleset, and for a day after that
    of `after`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> march = sgz.check_premises(sgz.Premises(printer=False, computer=False), on=date(2022, 3, 1))
    >>> june = sgz.check_premises(sgz.Premises(printer=True, computer=False), on=date(2022, 6, 1))
    >>> progress = sgz.compare_assessments(sgz.receipt(march), june)
    >>> progress
    <Progress premises 2022-03-01 to 2022-06-01: 0 new, 4 still open, 1 resolved, 0 no longer required, \
0 not comparable>
    >>> [(item.id, item.since.isoformat()) for item in progress.still_open if item.after is sgz.Status.VIOLATED]
    [('premises.computer', '2022-03-01')]
    >>> sgz.compare_assessments(june, march)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: before: datetime.date(2022, 6, 1) 不可用，应为不晚于 2022-03-01 的核对结果 ...
    """
    now = _content("after", require("after", after, Assessment), None)
    then = _content("before", before, now)
    past = [_content("earlier", each, then) for each in iterable("earlier", earlier)]
    history = sorted([*past, then], key=lambda content: content["on"], reverse=True)
    differences = _differences(then, now, after)
    findings = {(finding.path, finding.requirement.id): finding for finding in after.findings}
    before_statuses = _statuses(then)
    items: list[ProgressItem] = []
    for place in dict.fromkeys([*findings, *before_statuses]):
        finding, was = findings.get(place), before_statuses.get(place)
        if finding is not None and is_left_out(finding.requirement, after.policy):
            continue
        status = None if finding is None else finding.status
        comparable = _is_comparable(then, now, place[1])
        kind = kind_of(was, status, comparable=comparable)
        if kind is not None:
            why = () if comparable else _why(differences, then, now, finding)
            since = _since(history, now, place) if status in OPEN else None
            items.append(ProgressItem(place[1], place[0], kind, was, status, since, finding, why))
    return Progress(date.fromisoformat(then["on"]), after, tuple(items), tuple(differences.values()))


def _content(field: str, given: Any, later: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return what the receipt of an assessment holds (核对凭据内容); `later` is that of the day it is compared with."""
    if not isinstance(given, Assessment | str):
        raise InvalidType(field, given, "Assessment 或其核对凭据", "an Assessment, or its receipt")
    text = receipt(given) if isinstance(given, Assessment) else given
    unread = InvalidValue(field, text, "receipt 给出、未经改动的文本", "the text returned by `receipt`, unchanged")
    try:
        content: dict[str, Any] = json.loads(text)
        intact = text == sealed(content) and "rules" in content
        on, ruleset = content["on"], content["ruleset"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise unread from error
    if not intact:
        raise unread
    if later is not None and ruleset != later["ruleset"]:
        raise InvalidValue(field, ruleset, f"{later['ruleset']} 的核对结果", f"an assessment by {later['ruleset']}")
    if later is not None and on > later["on"]:
        last = later["on"]
        zh, en = f"不晚于 {last} 的核对结果", f"an assessment of {last} or before"
        raise InvalidValue(field, date.fromisoformat(on), zh, en)
    return content


def _statuses(content: Mapping[str, Any]) -> dict[tuple[str, str], Status]:
    return {(finding["path"], finding["id"]): Status[finding["status"]] for finding in content["findings"]}


def _is_comparable(then: Mapping[str, Any], now: Mapping[str, Any], id_: str) -> bool:
    """Return whether a requirement was asked in the same way on two days (是否可比)."""
    same = all(then[name] == now[name] for name in ("sgzlib", "scope"))
    return same and then["rules"].get(id_) == now["rules"].get(id_)


def _since(history: list[dict[str, Any]], now: dict[str, Any], place: tuple[str, str]) -> date:
    """Return the first day from which on a finding is open without a break (起始日期), as far as history tells."""
    later = now
    for content in history:
        if _statuses(content).get(place) not in OPEN or not _is_comparable(content, later, place[1]):
            break
        later = content
    return date.fromisoformat(later["on"])


_RULE: Pair = ("要求的文字、公式或者所涉情况不同", "the wording, the formula or the facts used differ")
_ABSENT: Pair = ("仅一次核对有此要求", "only one of the two has this requirement")


def _why(
    differences: Mapping[str, Pair], then: Mapping[str, Any], now: Mapping[str, Any], finding: Finding | None
) -> tuple[Pair, ...]:
    """Return why a finding of one day is not comparable with that of another (不可比的原因)."""
    if finding is None or finding.requirement.id not in then["rules"]:
        return (_ABSENT,)
    why = [differences[name] for name in ("sgzlib", "scope") if name in differences]
    id_ = finding.requirement.id
    if then["rules"][id_] != now["rules"][id_]:
        asked = asked_of_law(finding.requirement, type(finding.subject), finding.case.law)
        why += [pair for name, pair in differences.items() if name in asked] or [_RULE]
    return tuple(why)


def _differences(then: Mapping[str, Any], now: Mapping[str, Any], after: Assessment) -> dict[str, Pair]:
    """Return what else than the facts differs between two receipts (其他差异), by its name there."""
    law, old, new = after.policy, _compared(then), _compared(now)
    labels: dict[str, Pair] = {
        "sgzlib": ("库版本", "library version"),
        "scope": ("适用情形", "scope"),
        "rest_days": ("放假安排", "rest days"),
        **{name: (number.zh, number.en) for name, number in law.numbers.items()},
        **{name: (reading.question, reading.question_en) for name, reading in law.readings.items()},
    }
    options = {(id_, option.name): option for id_, reading in law.readings.items() for option in reading.options}

    def written(name: str, value: Any) -> Pair:
        option = options.get((name, value))
        return (str(value), str(value)) if option is None else (option.zh, option.en)

    differences: dict[str, Pair] = {}
    for name, (zh, en) in labels.items():
        if old.get(name) != new.get(name):
            was, now_is = written(name, old.get(name, "")), written(name, new.get(name, ""))
            # A question ends with a mark of its own.
            changed = f"{zh}由“{was[0]}”改为“{now_is[0]}”" if name in law.readings else f"{zh}：{was[0]} → {now_is[0]}"
            differences[name] = changed, f"{en}: {was[1]} → {now_is[1]}"
    return differences


def _compared(content: Mapping[str, Any]) -> dict[str, Any]:
    rest_days = content["rest_days"]
    published = "" if rest_days is None else f"{rest_days['last_day']} ({len(rest_days['days'])})"
    same = {name: content[name] for name in ("sgzlib", "scope")}
    return {**same, "rest_days": published, **content["numbers"], **content["readings"]}
