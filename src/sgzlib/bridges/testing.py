"""Testing against the rules (以本库为判据测试): a fixture that compares a system's answers with the library's.

The message of a failed test names the clause of each requirement that differs, and the facts behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, NoReturn

import pytest

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.assessment.finding import Finding
from sgzlib.law.errors import InvalidType
from sgzlib.law.judging import Status
from sgzlib.law.laws import History, Law
from sgzlib.law.requirement import Ruleset
from sgzlib.law.truth import UNKNOWN, Truth
from sgzlib.prose.language import Language
from sgzlib.tianjin.rulesets import RULESETS


class Oracle:
    """Compares a system's answers with the library's (判据), in Chinese or English.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> oracle = sgz.testing.Oracle("en")
    >>> oracle.agrees(sgz.Premises(printer=False), on=date(2022, 3, 1), verdict=False)
    >>> oracle.agrees(sgz.Premises(printer=False), on=date(2022, 3, 1), verdict=True)
    Traceback (most recent call last):
    ...
    Failed: the verdict is no, not yes
    三(一) premises.printer VIOLATED: has a printer
      printer: no
    """

    def __init__(self, locale: str = "zh_CN") -> None:
        self._language = Language(locale)

    def agrees(
        self,
        subject: Any,
        *,
        on: date,
        verdict: Truth | Literal["any"] | None = "any",
        statuses: Mapping[str, Status | str] | None = None,
        ruleset: Ruleset | None = None,
        policy: Law | History | None = None,
    ) -> None:
        """Fail the test unless an answer equals the library's (核对), naming clause, requirement, facts and readings.

        `verdict` is True, False, or None or UNKNOWN for unknown. `statuses` maps ids of requirements to a `Status` or
        its name. What is left out is not compared. The default ruleset is that of the subject's class. Raises
        `InvalidType` for a subject without a ruleset.
        """
        assessment = assess(ruleset or _ruleset_of(subject), subject, on=on, policy=policy)
        lines: list[str] = []
        answer = UNKNOWN if verdict is None else verdict
        if not isinstance(answer, str) and answer is not assessment.verdict:
            answered = self._said(answer)
            expected = self._said(assessment.verdict)
            pick = self._language.pick
            lines.append(pick((f"结论应为{expected}，而非{answered}", f"the verdict is {expected}, not {answered}")))
            shown = [finding for finding in assessment.findings if finding.holds is assessment.verdict]
            lines += self._each(assessment, shown)
        for id_, status in (statuses or {}).items():
            finding = assessment[id_]
            name = status.name if isinstance(status, Status) else status
            if name != finding.status.name:
                lines.append(self._language.pick((f"{id_} 的状态不是 {name}", f"the status of {id_} is not {name}")))
                lines += self._each(assessment, [finding])
        if lines:
            _fail("\n".join(lines))

    def _said(self, value: Any) -> str:
        return self._language.value(value)

    def _each(self, assessment: Assessment, findings: list[Finding]) -> list[str]:
        lines: list[str] = []
        for finding in findings:
            rule = finding.requirement
            asked = self._language.asked(rule, assessment.policy)
            lines.append(f"{rule.clause.locator} {rule.id} {finding.status.name}: {asked}")
            lines += [f"  {path}: {self._said(value)}" for path, value in finding.facts.items()]
            lines += [
                f"  {self._language.pick((reading.question, reading.question_en))} "
                f"{self._language.of(getattr(assessment.policy, reading.id))}"
                for reading in finding.readings
            ]
        return lines


def _ruleset_of(subject: Any) -> Ruleset:
    for ruleset in RULESETS.values():
        if ruleset.subject is type(subject):
            return ruleset
    raise InvalidType("agrees", subject, "RULESETS 中某一要求组的对象", "a subject of one of RULESETS")


def _fail(message: str) -> NoReturn:
    __tracebackhide__ = True
    pytest.fail(message, pytrace=False)


@pytest.fixture
def sgz_oracle() -> Oracle:
    """Compare a system's answers with the library's (判据夹具)."""
    return Oracle()
