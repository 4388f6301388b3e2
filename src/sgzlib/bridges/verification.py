"""Verification (核对凭据校验): whether a receipt is unchanged, and whether repeating its check gives the same result.

`verify` compares the seal with a digest of the receipt's bytes, reads the facts, the day, the readings and the rest
days, checks the subject again, and compares the new receipt with the old one, field by field.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NoReturn

import attrs

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.assessment.decisions import Decision, DecisionKind
from sgzlib.assessment.receipts import receipt, sealed
from sgzlib.assessment.sources import Source, SourceLevel
from sgzlib.bridges.interchange import load
from sgzlib.law.clauses import Scope
from sgzlib.law.errors import InvalidValue, SgzlibError, require
from sgzlib.law.laws import History, Law
from sgzlib.law.periods import RestDays
from sgzlib.law.requirement import Ruleset, case_of
from sgzlib.law.truth import UNKNOWN, Truth
from sgzlib.tianjin.rulesets import RULESETS

_OUTCOME = ("findings", "outcomes", "verdict")
_LAW = ("acting", "digest", "notice", "numbers", "readings", "rest_days", "rules", "ruleset")


@attrs.frozen
class Mismatch:
    """One difference between a receipt and the result of repeating the check (不符之处)."""

    field: str
    receipt: Any
    now: Any


@attrs.frozen(repr=False)
class Verification:
    """The result of verifying a receipt (校验结果).

    `intact`: the receipt's own seal shows that its bytes are unchanged; this does not depend on the library's version.
    The others compare it with what this library returns for the same facts, day, readings and rest days: `same_outcome`
    the verdict and each finding, `same_law` the law and the rules, `same_library` the version. `same_outcome` is
    UNKNOWN if this library can no longer read the facts or readings of an intact receipt. `differences` lists each
    difference. A verification has no truth value: use these attributes.

    A seal is not a signature: anyone with the library can seal a different receipt.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> text = sgz.receipt(sgz.check_premises(sgz.Premises(printer=False), on=date(2022, 3, 1)))
    >>> verification = sgz.verify(text)
    >>> verification.intact, verification.same_outcome, verification.same_law, verification.same_library
    (True, True, True, True)
    >>> bool(verification)
    Traceback (most recent call last):
    ...
    TypeError: Verification 没有真假值，请用 .intact、.same_outcome 等 ...
    """

    intact: bool
    same_outcome: Truth
    same_law: bool
    same_library: bool
    differences: tuple[Mismatch, ...]

    def __bool__(self) -> NoReturn:
        raise TypeError(
            "Verification 没有真假值，请用 .intact、.same_outcome 等 (a verification is neither true nor false; ask "
            ".intact, .same_outcome and so on)"
        )

    def __repr__(self) -> str:
        said = {True: "same", False: "another", UNKNOWN: "unknown"}
        what = {"outcome": self.same_outcome, "law": self.same_law, "library": self.same_library}
        answers = ", ".join(f"{said[same]} {name}" for name, same in what.items())
        return f"<Verification: {'' if self.intact else 'not '}intact, {answers}>"


def verify(text: str, *, ruleset: Ruleset | None = None, policy: Law | History | None = None) -> Verification:
    """Verify a receipt: check its seal, repeat the check, and compare (核对凭据校验).

    The day, the readings and the rest days are those of the receipt; the law is this library's. Pass `policy` if
    another law was used, and `ruleset` if it is not one of the library's own. Raises `InvalidValue` if the text is not
    a receipt, and `InvalidDocument` for a receipt that is not intact and holds invalid facts.

    >>> import sgzlib as sgz
    >>> sgz.verify("{}")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: receipt: '{}' 不可用，应为receipt 给出的文本 ...
    """
    require("receipt", text, str)
    if ruleset is not None:
        require("ruleset", ruleset, Ruleset)
    try:
        content = json.loads(text)
        name, on, facts = content["ruleset"], date.fromisoformat(content["on"]), content["subject"]
        readings = {id_: str(option) for id_, option in content["readings"].items()}
        rest_days = _rest_days(content["rest_days"])
        scope = Scope[content["scope"]]
        sources = {path: dict(source) for path, source in content.get("sources", {}).items()}
        decisions = [each for finding in content["findings"] for each in finding.get("decisions", ())]
        judged_by = ruleset or RULESETS.get(name)
        intact = text == sealed(content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InvalidValue("receipt", text, "receipt 给出的文本", "the text that `receipt` gives") from error
    if judged_by is None:
        known = list(RULESETS)
        raise InvalidValue(
            "receipt.ruleset",
            name,
            "、".join(known) + " 之一，或另给 ruleset",
            f"one of {', '.join(known)}, or the ruleset itself as `ruleset`",
        )
    law = case_of(judged_by, on, policy).law
    try:
        law = attrs.evolve(law, rest_days=rest_days, **_options(law, readings))
        subject = load(judged_by.subject, facts)
        assessment = assess(judged_by, subject, on=on, policy=law, scope=scope, sources=_sources(sources))
        assessment = assessment.with_decisions(_decisions(decisions, assessment))
    except SgzlibError as error:
        if not intact:
            raise
        return Verification(True, UNKNOWN, False, _is_same_library(content), tuple(_unread(error)))
    again = json.loads(receipt(assessment))
    differences = tuple(difference for difference in _differences("", content, again) if difference.field != "seal")
    differs = {difference.field.partition(".")[0].partition("[")[0] for difference in differences}
    return Verification(
        intact, differs.isdisjoint(_OUTCOME), differs.isdisjoint(_LAW), _is_same_library(content), differences
    )


def _sources(written: Mapping[str, Mapping[str, Any]]) -> dict[str, Source]:
    """Return the sources of a receipt; raise `InvalidValue` for what is none (核对凭据所载的来源)."""
    sources: dict[str, Source] = {}
    for path, source in written.items():
        try:
            on = date.fromisoformat(source["on"]) if "on" in source else None
            how = SourceLevel[source["how"]]
            sources[path] = Source(by=source.get("by"), on=on, evidence=source.get("evidence"), how=how)
        except (KeyError, TypeError, ValueError) as error:
            zh, en = "receipt 所写的来源", "a source as `receipt` writes it"
            raise InvalidValue(f"receipt.sources.{path}", source, zh, en) from error
    return sources


def _decisions(written: Iterable[Any], assessment: Assessment) -> Iterator[Decision]:
    """Yield the decisions of a receipt; raise `InvalidValue` for what is none (核对凭据所载的决定)."""
    for decision in written:
        try:
            by: Any = assessment[decision["requirement"]].requirement.notice.actors
            yield Decision(
                requirement=decision["requirement"],
                path=decision["path"],
                kind=DecisionKind[decision["kind"]],
                by=by[decision["by"]],
                on=date.fromisoformat(decision["on"]),
                until=None if decision["until"] is None else date.fromisoformat(decision["until"]),
                grounds=decision["grounds"],
            )
        except (KeyError, TypeError, ValueError) as error:
            raise InvalidValue(
                "receipt.decisions", decision, "receipt 所写的决定", "a decision as `receipt` writes it"
            ) from error


def _is_same_library(content: Mapping[str, Any]) -> bool:
    from sgzlib import __version__

    return bool(content.get("sgzlib") == __version__)


def _rest_days(written: Any) -> RestDays | None:
    if written is None:
        return None
    first_day, last_day = (date.fromisoformat(written[name]) for name in ("first_day", "last_day"))
    return RestDays(first_day, last_day, frozenset(map(date.fromisoformat, written["days"])))


def _options(law: Law, readings: Mapping[str, str]) -> dict[str, Any]:
    chosen: dict[str, Any] = {}
    for id_, name in readings.items():
        options = {option.name: option for option in law.readings[id_].options} if id_ in law.readings else {}
        if name not in options:
            raise InvalidValue(f"receipt.readings.{id_}", name, "、".join(options), "one of " + ", ".join(options))
        chosen[id_] = options[name]
    return chosen


def _unread(error: SgzlibError) -> Iterator[Mismatch]:
    """Yield a mismatch for each fact or reading of a receipt that this library does not read."""
    for problem in error.problems:
        yield Mismatch(problem.field, problem.value, None)


def _differences(field: str, receipt: Any, now: Any) -> Iterator[Mismatch]:
    if isinstance(receipt, dict) and isinstance(now, dict):
        for key in sorted({*receipt, *now}):
            yield from _differences(f"{field}.{key}" if field else key, receipt.get(key), now.get(key))
    elif isinstance(receipt, list) and isinstance(now, list) and len(receipt) == len(now):
        for place, (before, after) in enumerate(zip(receipt, now, strict=True)):
            yield from _differences(f"{field}[{place}]", before, after)
    elif receipt != now or type(receipt) is not type(now):
        yield Mismatch(field, receipt, now)
