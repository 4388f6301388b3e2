"""Receipts (核对凭据): an assessment as canonical JSON that anyone with the library can check by running it again.

A receipt holds the input and the result, the decisions beside it, a digest of the law as the library has it, and a
seal. Every number and reading of the law stands in it, changed or not: a version of the library with other defaults
judges it by its own readings, and says which number differs. The seal is a digest of the receipt's own bytes, so every
later version of the library can check it, and a change shows even if it affects no finding. A receipt holds no time of
its making, so equal inputs give equal bytes. It is not signed: it shows that a result follows from the input, and not
who states it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from typing import Any

from sgzlib.assessment.assessment import Assessment
from sgzlib.assessment.computed import computed, value_document
from sgzlib.assessment.finding import Finding
from sgzlib.assessment.sources import source_document
from sgzlib.law.clauses import Force
from sgzlib.law.errors import require
from sgzlib.law.formula import asks_rest_days, readings_in, under
from sgzlib.law.formula.evaluating import remembered
from sgzlib.law.laws import Law
from sgzlib.law.outcomes import OutcomeRule
from sgzlib.law.requirement import Requirement, Ruleset
from sgzlib.law.tracing import numbers_in
from sgzlib.law.truth import UNKNOWN
from sgzlib.prose.documents import acting_document, plain
from sgzlib.prose.formula_text import Words

_REST_DAYS = "rest_days"
_SHORT = 16


def receipt(assessment: Assessment) -> str:
    """Return an assessment as canonical JSON text (核对凭据): sorted keys, no spaces, the same bytes for equal inputs.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> text = sgz.receipt(sgz.check_premises(sgz.Premises(printer=False), on=date(2022, 3, 1)))
    >>> sgz.verify(text)
    <Verification: intact, same outcome, same law, same library>
    >>> forged = sgz.verify(text.replace('"printer":false', '"printer":true'))
    >>> forged.intact, [difference.field for difference in forged.differences]
    (False, ['findings[3].holds', 'findings[3].status', 'verdict'])
    """
    return sealed(_content(require("assessment", assessment, Assessment)))


def sealed(content: Mapping[str, Any]) -> str:
    """Return the text of a receipt with that content and its seal (加封): what stands there as a seal is replaced."""
    content = {name: value for name, value in content.items() if name != "seal"}
    return _canonical({**content, "seal": _fingerprint(content)})


@lru_cache(maxsize=64)
def digest(ruleset: Ruleset, law: Law) -> str:
    """Return a fingerprint of a ruleset under a law (规则指纹): of every clause, force, text, number and formula."""
    return _fingerprint(_law(ruleset, law))


@remembered(1024)
def rule_digest(rule: Requirement, cls: type[Any], law: Law) -> str:
    """Return a fingerprint of one requirement on a class under a law (单项规则指纹), and of rest days that it asks."""
    rest_days = plain(law.rest_days) if _REST_DAYS in asked_of_law(rule, cls, law) else None
    return _fingerprint([_rule(rule, cls, law), rest_days])[:_SHORT]


@remembered(1024)
def asked_of_law(rule: Requirement, cls: type[Any], law: Law) -> frozenset[str]:
    """Return the names of the numbers and readings of a law that a requirement asks (所问的规定): `rest_days` too."""
    formula = rule.formula(cls)
    force = () if isinstance(rule.force, Force) else (rule.force.id,)
    rest_days = (_REST_DAYS,) if asks_rest_days(formula) else ()
    return frozenset((*numbers_in(under(formula, law)), *readings_in(formula), *force, *rest_days))


def _fingerprint(value: Any) -> str:
    # JSON may spell half a surrogate pair, which a forged receipt must not break on.
    return sha256(_canonical(value).encode(errors="surrogatepass")).hexdigest()


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_text)


def _text(value: Any) -> str:
    return value.name if isinstance(value, Enum) else str(value)


def _content(assessment: Assessment) -> dict[str, Any]:
    from sgzlib import __version__

    law = assessment.policy
    return {
        "sgzlib": __version__,
        "ruleset": assessment.ruleset.name,
        "digest": digest(assessment.ruleset, law),
        "rules": {
            finding.requirement.id: rule_digest(finding.requirement, type(finding.subject), law)
            for finding in assessment.findings
        },
        "notice": {"title": law.notice.title, "number": law.notice.number, "issued_on": law.notice.issued_on},
        "on": assessment.on,
        "scope": assessment.case.scope,
        "numbers": _named(law, law.numbers),
        "readings": _named(law, law.readings),
        "rest_days": plain(law.rest_days),
        **({"acting": acting_document(law)} if law.acting else {}),
        "subject": plain(assessment.subject),
        **_sources(assessment),
        "findings": [
            {
                "id": finding.requirement.id,
                "path": finding.path,
                "clause": finding.clause.locator,
                "force": finding.force,
                "status": finding.status,
                "holds": _truth(finding.holds),
                "hangs_on": [reading.id for reading in finding.readings],
                **({"level": finding.level and finding.level.name} if assessment.sources else {}),
                **_decisions(finding),
            }
            for finding in assessment.findings
        ],
        "verdict": _truth(assessment.verdict),
        **_outcomes(assessment),
    }


def _outcomes(assessment: Assessment) -> dict[str, Any]:
    values = {outcome.id: value_document(value) for _, outcome, value in computed(assessment)}
    return {"outcomes": values} if values else {}


def _sources(assessment: Assessment) -> dict[str, Any]:
    written = {path: source_document(source) for path, source in assessment.sources.items()}
    return {"sources": written} if written else {}


def _decisions(finding: Finding) -> dict[str, Any]:
    on = finding.case.on
    written = [{**plain(decision), "state": decision.state(on).name} for decision in finding.decisions]
    return {"decisions": written} if written else {}


def _truth(truth: Any) -> bool | None:
    return None if truth is UNKNOWN else bool(truth)


def _named(law: Law, names: Any) -> dict[str, Any]:
    return {name: getattr(law, name) for name in names}


def _law(ruleset: Ruleset, law: Law) -> dict[str, Any]:
    computed = (outcome for outcome in ruleset.outcomes if isinstance(law, outcome.law))
    outcomes = [_outcome(outcome, ruleset.subject, law) for outcome in computed]
    return {
        "name": ruleset.name,
        "texts": [ruleset.zh, ruleset.en, *ruleset.yes, *ruleset.no],
        "notice": law.notice.title,
        "numbers": _named(law, law.numbers),
        "readings": _named(law, law.readings),
        "requirements": [_rule(rule, ruleset.subject, law) for rule in ruleset.requirements],
        "parts": {name: _law(part, law) for name, part in ruleset.parts},
        **({"outcomes": outcomes} if outcomes else {}),
    }


def _outcome(outcome: OutcomeRule, cls: type[Any], law: Law) -> dict[str, Any]:
    return {
        "id": outcome.id,
        "clause": outcome.clause.locator,
        "texts": [outcome.zh, outcome.en],
        "formula": Words(law, cls, None).written(outcome.formula(cls)),
    }


def _rule(rule: Requirement, cls: type[Any], law: Law) -> dict[str, Any]:
    return {
        "id": rule.id,
        "notice": rule.notice.title,
        "clause": rule.clause.locator,
        "force": rule.force_under(law),
        "by": rule.by,
        "source": None if rule.source is None else rule.source.id,
        "texts": [rule.zh, rule.en],
        "restates": rule.restates,
        "defines": rule.defines,
        "formula": Words(law, cls, None).written(rule.formula(cls)),
    }
