"""Outcomes of an assessment (核对结果的计算项), as lines of a report and as data."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from sgzlib.advice.narrowing import narrowed
from sgzlib.law.clauses import Scope
from sgzlib.law.judging import Judgement
from sgzlib.law.outcomes import OutcomeRule, Possible
from sgzlib.law.requirement import Case, Ruleset
from sgzlib.prose.documents import plain
from sgzlib.prose.language import Language, Pair
from sgzlib.prose.outcomes import outcome_text

if TYPE_CHECKING:
    from sgzlib.assessment.documents import ComputedDict

Computed: TypeAlias = tuple[str, OutcomeRule, Any]
"""The path of a subject, an outcome of it and what that came to."""


def computed(judgement: Judgement[Any]) -> tuple[Computed, ...]:
    """Return each outcome with its path and what it came to (各计算项); none where the notice does not apply."""
    return _computed(judgement.ruleset, judgement.subject, judgement.case)


@lru_cache(maxsize=64)
def _computed(ruleset: Ruleset, subject: Any, case: Case[Any]) -> tuple[Computed, ...]:
    if case.scope is Scope.OUTSIDE:
        return ()
    return tuple(
        (path, outcome, narrowed(outcome, formula, subject, case))
        for path, outcome, formula in ruleset.computed()
        if outcome.in_force(case.law, case.on)
    )


def written(judgement: Judgement[Any], language: Language) -> list[tuple[Pair, str]]:
    """Return what each outcome is called, and what it came to in words (计算项文字)."""
    return [
        ((outcome.zh, outcome.en), outcome_text(outcome, value, language)) for _, outcome, value in computed(judgement)
    ]


def changed(before: Judgement[Any], after: Judgement[Any], language: Language) -> list[tuple[Pair, str]]:
    """Return the name of each outcome that changes, with its values before and after (计算项变化)."""
    earlier = dict(written(before, language))
    return [
        (label, " → ".join([earlier[label], text] if label in earlier else [text]))
        for label, text in written(after, language)
        if earlier.get(label) != text
    ]


def documents(judgement: Judgement[Any], language: Language) -> list[ComputedDict]:
    """Return each outcome as plain data (计算项数据)."""
    return [
        cast(
            "ComputedDict",
            {
                "id": outcome.id,
                "path": path,
                "clause": outcome.clause.locator,
                "name": language.of(outcome),
                "text": outcome_text(outcome, value, language),
                **value_document(value),
            },
        )
        for path, outcome, value in computed(judgement)
    ]


def value_document(value: Any) -> dict[str, Any]:
    """Return a value, or what is possible, as plain data (取值数据)."""
    if not isinstance(value, Possible):
        return {"value": plain(value)}
    if value.labels:
        return {"labels": plain(value.labels), "exact": value.exact}
    return {"least": plain(value.least), "most": plain(value.most), "exact": value.exact}
