"""Work lists (待办清单): what is left to do in an assessment, by responsible actor, the most binding first.

Each bureau, street or contractor reads its own part. Requirements that only sum up others, for example the six
things that a station must have (六有), open the list. Requirements that are met are only counted.
"""

from __future__ import annotations

from sgzlib.assessment.finding_data import FindingData
from sgzlib.assessment.report import (
    IN_TIME,
    SUPPLY,
    VIOLATED,
    asked,
    citation,
    details,
    heading,
    joined,
    line,
    steps,
)
from sgzlib.law.clauses import Force
from sgzlib.law.judging import Judgement, Status
from sgzlib.law.plurals import counted
from sgzlib.prose.language import Language, Pair
from sgzlib.prose.statuses import MARK, STATUS

_UNDETERMINED: Pair = (STATUS[Status.UNDETERMINED][0], STATUS[Status.UNDETERMINED][1].capitalize())
_SECTIONS = (VIOLATED[Force.MUST], _UNDETERMINED, IN_TIME, VIOLATED[Force.SHOULD], VIOLATED[Force.MAY])


def worklist(assessment: Judgement[FindingData], locale: str = "zh_CN") -> str:
    """Write what is left to do (待办清单), by actor: to put right, to decide, to do in time, advised, to consider.

    Raises `InvalidValue` for a locale that is neither Chinese nor English.
    """
    language = Language(locale)
    lines = heading(assessment, language)
    if supply := steps(assessment, language).get(SUPPLY):
        lines.append(line(SUPPLY, joined(supply, language), language))
    summed = [finding for finding in assessment.findings if finding.requirement.restates]
    lines += ["", *(f"{MARK[finding.status]} {asked(finding, language)}" for finding in summed)] if summed else []
    for actor, findings in assessment.by_actor.items():
        left = {section: [f for f in findings if _section(f) == section] for section in _SECTIONS}
        total = sum(len(listed) for listed in left.values())
        summary = language.pick(
            (f"共{len(findings)}项要求，{total}项待办", f"{total} of {counted(len(findings), 'requirements')} open")
        )
        lines += ["", f"## {language.of(actor)}{language.pick(('：', ': '))}{summary}"]
        for section, section_findings in left.items():
            if section_findings:
                lines.append(f"{language.pick(section)}{language.pick(('：', ':'))}")
            for finding in section_findings:
                lines.append(f"  - {asked(finding, language)} · {citation(finding, language)}")
                lines += [f"      {line(label, text, language)}" for label, text in details(finding, language)]
    return "\n".join(lines) + "\n"


def _section(finding: FindingData) -> Pair | None:
    if finding.status in {Status.VIOLATED, Status.UNMET}:
        return VIOLATED[finding.force]
    if finding.status is Status.UNDETERMINED:
        return _UNDETERMINED
    return IN_TIME if finding.pending else None
