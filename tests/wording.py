"""The library's own words by ids: a test names what is shown, and the golden files hold how it is worded."""

from __future__ import annotations

from typing import Any

from sgzlib import RULESETS, TIANJIN_2021, Requirement, Ruleset, Status
from sgzlib.bridges.vectors.writing import requirement_texts
from sgzlib.law.facts import facts_of
from sgzlib.law.laws import Law
from sgzlib.prose.language import Language, Pair
from sgzlib.prose.statuses import STATUS

_REQUIREMENTS: dict[str, Requirement] = {
    rule.id: rule for ruleset in RULESETS.values() for _, rule, _ in ruleset.every()
}


def requirement_text(requirement_id: str, locale: str = "zh_CN", law: Law = TIANJIN_2021) -> str:
    """Return what a requirement asks, as reports have it."""
    return Language(locale).asked(_REQUIREMENTS[requirement_id], law)


def status_word(status: Status, locale: str = "zh_CN") -> str:
    """Return what a status is called."""
    return Language(locale).pick(STATUS[status])


def cited_text(requirement_id: str) -> str:
    """Return what a requirement asks in Chinese, after its clause and its force, as reports and lists have it."""
    rule, language = _REQUIREMENTS[requirement_id], Language("zh_CN")
    source = "" if rule.source is None else f"、《{rule.source.title_zh}》"
    force = language.of(rule.force_under(TIANJIN_2021))
    return f"{language.clause(rule.clause.locator)}{source}【{force}】 {requirement_text(requirement_id)}"


def fact_words(subject: type, fact: str, use: str, locale: str = "zh_CN") -> str:
    """Return the words that a fact declares for a use: its `act`, `late`, `ask` or `evidence`."""
    words: Pair = getattr(facts_of(subject)[fact], use)
    return Language(locale).pick(words)


def vector_texts(ruleset: Ruleset) -> dict[str, Any]:
    """Return the texts that the file of a ruleset's test vectors has."""
    return {"zh": ruleset.zh, "en": ruleset.en, "requirements": requirement_texts(ruleset, TIANJIN_2021)}
