"""Verification (凭据校验): a receipt run again, and every place where it says something else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from sgzlib.assessment.assessment import assess
from sgzlib.assessment.receipts import receipt
from sgzlib.bridges.interchange import load
from sgzlib.law.clauses import Scope
from sgzlib.law.errors import InvalidValue, require
from sgzlib.law.laws import History, Law
from sgzlib.law.requirement import Ruleset, case_of
from sgzlib.tianjin.rulesets import RULESETS


@attrs.frozen
class Mismatch:
    """One place where a receipt is not what running it again gives (不符之处)."""

    field: str
    receipt: Any
    now: Any


def verify(text: str, *, ruleset: Ruleset | None = None, policy: Law | History | None = None) -> tuple[Mismatch, ...]:
    """Run a receipt again and return every mismatch (凭据校验); nothing where it is as it should be.

    The readings and the day are the receipt's, the law is this library's: `policy` and, where it is none of the
    library's own, `ruleset` say by which it was judged. Raises `InvalidValue` for what is no receipt, and
    `InvalidDocument` for facts that no subject could have.

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
        told = json.loads(text)
        name, on, readings, facts = told["ruleset"], date.fromisoformat(told["on"]), told["readings"], told["subject"]
        judged_by = ruleset or RULESETS.get(name)
        scope = Scope[told["scope"]]
        options = {str(id_): str(option) for id_, option in readings.items()}
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
    law = law.under(**{id_: _option(law, id_, option) for id_, option in options.items()})
    subject = load(judged_by.subject, facts)
    again = receipt(assess(judged_by, subject, on=on, policy=law, scope=scope))
    found = tuple(_differences("", told, json.loads(again)))
    return found or (() if text == again else (Mismatch("form", text, again),))


def _option(law: Law, reading: str, name: str) -> Any:
    options = {option.name: option for option in law.readings[reading].options} if reading in law.readings else {}
    if name not in options:
        raise InvalidValue(f"receipt.readings.{reading}", name, "、".join(options), "one of " + ", ".join(options))
    return options[name]


def _differences(field: str, receipt: Any, now: Any) -> Iterator[Mismatch]:
    if isinstance(receipt, dict) and isinstance(now, dict):
        for key in sorted({*receipt, *now}):
            yield from _differences(f"{field}.{key}" if field else key, receipt.get(key), now.get(key))
    elif isinstance(receipt, list) and isinstance(now, list) and len(receipt) == len(now):
        for at, (one, other) in enumerate(zip(receipt, now, strict=True)):
            yield from _differences(f"{field}[{at}]", one, other)
    elif receipt != now or type(receipt) is not type(now):
        yield Mismatch(field, receipt, now)
