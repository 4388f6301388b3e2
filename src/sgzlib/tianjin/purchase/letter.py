"""The letter of a renewal decision (续签决定书): what follows, then the reasons, as text and as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sgzlib.assessment.assessment import Assessment
from sgzlib.assessment.report import report
from sgzlib.law.judging import Status
from sgzlib.law.periods import Period
from sgzlib.law.truth import Truth, Unknown
from sgzlib.prose.html import Element, element
from sgzlib.prose.language import Language
from sgzlib.prose.statuses import STATUS


def letter(outcome: Any, procurement: Truth, upcoming: Any, reasons: Assessment, locale: str = "zh_CN") -> str:
    """Write a renewal decision as text (续签决定书)."""
    return "\n".join(decision_text(outcome, procurement, upcoming, Language(locale))) + "\n\n" + report(reasons, locale)


def letter_view(
    outcome: Any, procurement: Truth, upcoming: Any, reasons: Assessment, language: Language
) -> Iterator[Element]:
    """Show a renewal decision (续签决定书视图): what follows, then the reasons."""
    yield from (element("p", line, class_="answer") for line in decision_text(outcome, procurement, upcoming, language))
    yield from reasons.view(language)


def decision_text(outcome: Any, procurement: Truth, upcoming: Any, language: Language) -> list[str]:
    """Write what follows at the end of a contract year (决定)."""
    said = language.pick(STATUS[Status.UNDETERMINED]) if isinstance(outcome, Unknown) else language.of(outcome)
    lines = [
        language.pick(("续签决定：", "Decision: ")) + said,
        language.pick(("须按政府购买程序：", "Government-purchase procedure: ")) + language.value(procurement),
    ]
    if isinstance(upcoming, Period):
        days = language.value(upcoming.first_day), language.value(upcoming.last_day)
        lines.append(language.pick(("下一合同：{}至{}", "Next contract: {} to {}")).format(*days))
    return lines
