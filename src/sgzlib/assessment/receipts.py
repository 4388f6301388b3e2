"""Receipts (评估凭据): an assessment as canonical JSON that anybody with the library can check by running it again.

A receipt holds what went in and what came out, a digest of the law as the library has it, and a seal over all of it, so
that a change shows even where nothing follows from it. It holds no time of its making, so equal inputs give equal
bytes; and no signature: it shows that a result follows, not who says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import Any, cast

import attrs

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.law.errors import InvalidValue, require
from sgzlib.law.requirement import Ruleset
from sgzlib.law.truth import Unknown
from sgzlib.tianjin.policy import READINGS, TIANJIN_2021, Policy


@attrs.frozen
class Difference:
    """One place where a receipt is not what running it again gives (差异)."""

    field: str
    receipt: Any
    now: Any


def receipt(assessment: Assessment) -> str:
    """Give an assessment as canonical JSON (评估凭据): sorted keys, no spaces, the same bytes for equal inputs.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> text = sgz.receipt(sgz.check_qualification(sgz.Worker(registered=False), on=date(2022, 3, 1)))
    >>> sgz.verify(text)
    ()
    >>> [difference.field for difference in sgz.verify(text.replace('"registered":false', '"registered":true'))]
    ['findings[1].hangs_on', 'findings[1].holds', 'findings[1].status', 'seal', 'verdict']
    """
    told = _told(require("assessment", assessment, Assessment))
    return _canonical({**told, "seal": _fingerprint(told)})


def verify(text: str, *, ruleset: Ruleset | None = None, policy: Policy = TIANJIN_2021) -> tuple[Difference, ...]:
    """Run a receipt again and give every difference (凭据校验); nothing where it is as it should be.

    The readings and the day are the receipt's, the law is this library's: `policy` and, where it is none of the
    library's own, `ruleset` say by which it was judged. Raises `InvalidValue` for what is no receipt, and
    `InvalidDocument` for facts that no subject could have.

    >>> import sgzlib as sgz
    >>> sgz.verify("{}")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: receipt: '{}' 不可用，应为receipt 给出的文本 ...
    """
    from sgzlib import RULESETS
    from sgzlib.bridges.interchange import load

    require("receipt", text, str)
    require("policy", policy, Policy)
    if ruleset is not None:
        require("ruleset", ruleset, Ruleset)
    try:
        told = json.loads(text)
        judged_by = ruleset or RULESETS.get(told["ruleset"])
        on = date.fromisoformat(told["on"])
        options = {id_: _option(id_, name) for id_, name in told["readings"].items()}
        facts = told["subject"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InvalidValue("receipt", text, "receipt 给出的文本", "the text that `receipt` gives") from error
    if judged_by is None:
        known = list(RULESETS)
        raise InvalidValue(
            "receipt.ruleset",
            told["ruleset"],
            "、".join(known) + " 之一，或另给 ruleset",
            f"one of {', '.join(known)}, or the ruleset itself as `ruleset`",
        )
    subject = load(judged_by.subject, facts)
    again = receipt(assess(judged_by, subject, on=on, policy=policy.under(**options)))
    found = tuple(_differences("", told, json.loads(again)))
    return found or (() if text == again else (Difference("form", text, again),))


def digest(ruleset: Ruleset, policy: Policy) -> str:
    """Give a fingerprint of a ruleset under a policy (规则指纹): of every clause, force, text, number and formula."""
    return _fingerprint(_law(ruleset, policy))


def _fingerprint(value: Any) -> str:
    return sha256(_canonical(value).encode()).hexdigest()


def _option(reading: str, name: str) -> Any:
    return {option.name: option for option in READINGS[reading].options}[name]


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> str:
    return value.name if isinstance(value, Enum) else str(cast("date | Decimal", value))


def _told(assessment: Assessment) -> dict[str, Any]:
    from sgzlib import __version__
    from sgzlib.bridges.interchange import dump

    policy = assessment.policy
    return {
        "sgzlib": __version__,
        "ruleset": assessment.ruleset.name,
        "digest": digest(assessment.ruleset, policy),
        "notice": {"title": policy.notice.title, "number": policy.notice.number, "issued_on": policy.notice.issued_on},
        "on": assessment.on,
        "numbers": _numbers(policy),
        "readings": {id_: getattr(policy, id_) for id_ in READINGS},
        "subject": dump(assessment.subject),
        "findings": [
            {
                "id": finding.requirement.id,
                "path": finding.path,
                "clause": finding.clause.locator,
                "force": finding.force,
                "status": finding.status,
                "holds": _truth(finding.holds),
                "hangs_on": [reading.id for reading in finding.readings],
            }
            for finding in assessment.findings
        ],
        "verdict": _truth(assessment.verdict),
    }


def _truth(truth: Any) -> bool | None:
    return None if isinstance(truth, Unknown) else bool(truth)


def _numbers(policy: Policy) -> dict[str, Any]:
    return {field.name: getattr(policy, field.name) for field in attrs.fields(type(policy)) if field.name not in _OTHER}


_OTHER = {"notice", *READINGS}


def _law(ruleset: Ruleset, policy: Policy) -> dict[str, Any]:
    from sgzlib.prose.explain import code_formula

    return {
        "name": ruleset.name,
        "texts": [ruleset.zh, ruleset.en, *ruleset.yes, *ruleset.no],
        "notice": policy.notice.title,
        "numbers": _numbers(policy),
        "readings": {id_: getattr(policy, id_) for id_ in READINGS},
        "requirements": [
            {
                "id": requirement.id,
                "notice": requirement.notice.title,
                "clause": requirement.clause.locator,
                "force": requirement.force_under(policy),
                "by": requirement.by,
                "source": None if requirement.source is None else requirement.source.id,
                "texts": [requirement.zh, requirement.en],
                "formula": code_formula(requirement, ruleset.subject, policy),
            }
            for requirement in ruleset.requirements
        ],
        "parts": {name: _law(part, policy) for name, part in ruleset.parts},
    }


def _differences(field: str, receipt: Any, now: Any) -> Iterator[Difference]:
    if isinstance(receipt, dict) and isinstance(now, dict):
        for key in sorted({*receipt, *now}):
            yield from _differences(f"{field}.{key}" if field else key, receipt.get(key), now.get(key))
    elif isinstance(receipt, list) and isinstance(now, list) and len(receipt) == len(now):
        for at, (one, other) in enumerate(zip(receipt, now, strict=True)):
            yield from _differences(f"{field}[{at}]", one, other)
    elif receipt != now or type(receipt) is not type(now):
        yield Difference(field, receipt, now)
