"""The letter of a renewal decision (续签决定书): what follows, then the reasons, as text and as HTML."""

from __future__ import annotations

from html import escape
from typing import Any

from sgzlib.assessment.assessment import Assessment
from sgzlib.assessment.report import STATUS, html, report
from sgzlib.law.judging import Status
from sgzlib.law.periods import Period
from sgzlib.law.truth import Truth, Unknown
from sgzlib.prose.language import Language


def letter(outcome: Any, procurement: Truth, upcoming: Any, reasons: Assessment, locale: str = "zh_CN") -> str:
    """Write a renewal decision as text (续签决定书)."""
    return "\n".join(_said(outcome, procurement, upcoming, Language(locale))) + "\n\n" + report(reasons, locale)


def letter_html(outcome: Any, procurement: Truth, upcoming: Any, reasons: Assessment, locale: str = "zh_CN") -> str:
    """Write a renewal decision as HTML (网页续签决定书), every text escaped."""
    lines = "".join(f"<p>{escape(line)}</p>" for line in _said(outcome, procurement, upcoming, Language(locale)))
    return lines + html(reasons, locale)


def _said(outcome: Any, procurement: Truth, upcoming: Any, language: Language) -> list[str]:
    said = language.pick(STATUS[Status.UNDETERMINED]) if isinstance(outcome, Unknown) else language.of(outcome)
    lines = [
        language.pick(("续签决定：", "Decision: ")) + said,
        language.pick(("重新采购：", "Procurement: ")) + language.value(procurement),
    ]
    if isinstance(upcoming, Period):
        days = language.value(upcoming.first_day), language.value(upcoming.last_day)
        lines.append(language.pick(("下一合同：{}至{}", "Next contract: {} to {}")).format(*days))
    return lines
