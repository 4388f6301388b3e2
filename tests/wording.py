"""The library's own words by ids: a test names what is shown, and the golden files hold how it is worded."""

from __future__ import annotations

from sgzlib import RULESETS, TIANJIN_2021, Requirement, Status
from sgzlib.law.facts import facts_of
from sgzlib.prose.language import Language
from sgzlib.prose.statuses import STATUS

_REQUIREMENTS: dict[str, Requirement] = {
    rule.id: rule for ruleset in RULESETS.values() for _, rule, _ in ruleset.every()
}


def asked(requirement_id: str, locale: str = "zh_CN") -> str:
    """Return what a requirement asks, as reports have it."""
    return Language(locale).asked(_REQUIREMENTS[requirement_id], TIANJIN_2021)


def called(status: Status, locale: str = "zh_CN") -> str:
    """Return what a status is called."""
    return Language(locale).pick(STATUS[status])


def act_for(subject: type, fact: str, locale: str = "zh_CN") -> str:
    """Return the act that a fact declares, for one that is not of a member."""
    act = facts_of(subject)[fact].act
    assert act is not None
    return Language(locale).pick(act)


def question_for(subject: type, fact: str, locale: str = "zh_CN") -> str:
    """Return the question that a fact declares."""
    ask = facts_of(subject)[fact].ask
    assert ask is not None
    return Language(locale).pick(ask)
