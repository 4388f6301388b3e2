"""Work lists (待办清单): an assessment as what is left to do, grouped by who must act, the most binding first.

A district bureau reads what it owes, a street or township what it owes, a contractor what it owes. What only sums up
other findings, such as the six haves of a station, opens the list; what is met is counted.
"""

from __future__ import annotations

from sgzlib.assessment.finding import Finding
from sgzlib.assessment.report import MARK, asked, citation, details, heading
from sgzlib.law.clauses import Force
from sgzlib.law.judging import Judgement, Status
from sgzlib.prose.language import Language, Pair

_VIOLATED: dict[Force, Pair] = {
    Force.MUST: ("须整改", "To put right"),
    Force.SHOULD: ("建议改进", "Advised"),
    Force.MAY: ("可以考虑", "To consider"),
}
_UNDETERMINED: Pair = ("须补充事实", "To supply facts for")
_PENDING: Pair = ("限期待办", "To do in time")
_SECTIONS = (_VIOLATED[Force.MUST], _UNDETERMINED, _PENDING, _VIOLATED[Force.SHOULD], _VIOLATED[Force.MAY])


def worklist(assessment: Judgement[Finding], locale: str = "zh_CN") -> str:
    """Write what is left to do (待办清单), by actor: to put right, to supply, to do in time, advised, to consider.

    Raises `InvalidValue` for a locale that is neither Chinese nor English.
    """
    language = Language(locale)
    lines = heading(assessment, language)
    summed = [finding for finding in assessment.findings if finding.requirement.restates]
    lines += ["", *(f"{MARK[finding.status]} {asked(finding, language)}" for finding in summed)] if summed else []
    for actor, findings in assessment.by_actor.items():
        left = {section: [f for f in findings if _section(f) == section] for section in _SECTIONS}
        total = sum(len(found) for found in left.values())
        summary = language.pick(
            (f"{total} 项待办，共 {len(findings)} 项要求", f"{total} of {len(findings)} left to do")
        )
        lines += ["", f"## {language.of(actor)}{language.pick(('：', ': '))}{summary}"]
        for section, found in left.items():
            if found:
                lines.append(f"{language.pick(section)}{language.pick(('：', ':'))}")
            for finding in found:
                lines.append(f"  - {asked(finding, language)} · {citation(finding, language)}")
                lines += [f"      {label}{text}" for label, text in details(finding, language)]
    return "\n".join(lines) + "\n"


def _section(finding: Finding) -> Pair | None:
    if finding.status in {Status.VIOLATED, Status.UNMET}:
        return _VIOLATED[finding.force]
    if finding.status is Status.UNDETERMINED:
        return _UNDETERMINED
    return _PENDING if finding.pending else None
