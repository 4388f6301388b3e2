"""Outcomes as text (计算项行文): an amount or a label, or the values that it may have, in Chinese or English."""

from __future__ import annotations

from typing import Any

from sgzlib.law.facts import Fact
from sgzlib.law.outcomes import OutcomeRule, Possible
from sgzlib.prose.language import Language

_OPEN = {
    True: ("（信息不全）", " (facts are missing)"),
    False: ("（信息不全，实际范围可能更小）", " (facts are missing; the range may be narrower)"),
}


def outcome_text(outcome: OutcomeRule, value: Any, language: Language) -> str:
    """Write what an outcome comes to, or what it may be (计算项文字)."""
    as_fact: Fact[Any] = Fact(outcome.kind, outcome.zh, outcome.en, outcome.unit)
    if not isinstance(value, Possible):
        return language.value(value, as_fact)
    if value.labels:
        said = language.either(language.of(label) for label in value.labels)
        return said + language.pick(_OPEN[value.exact])
    least, most = (None if end is None else language.value(end, as_fact) for end in (value.least, value.most))
    if least is None and most is None:
        return language.pick(("未知", "unknown"))
    if most is None:
        said = language.pick((f"不少于{least}", f"at least {least}"))
    elif least is None:
        said = language.pick((f"不多于{most}", f"at most {most}"))
    else:
        as_fact.unit = None  # said once, at the end
        first = language.value(value.least, as_fact)
        said = language.pick((f"{first}至{most}", f"{first} to {most}"))
    return said + language.pick(_OPEN[value.exact])
