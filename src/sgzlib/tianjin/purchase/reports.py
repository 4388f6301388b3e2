"""五(四) the reports that a contractor owes, 六(三) the evaluations that bureau and street owe: when, by whom, to whom.

`contract` says what the days are and why; this module lists them for one contract.
"""

from __future__ import annotations

from datetime import date

import attrs

from sgzlib.assessment.marks import Lane, Point
from sgzlib.law.clauses import Clause
from sgzlib.law.labels import Labelled
from sgzlib.law.periods import Period, eve_of, months_after, months_of
from sgzlib.tianjin.actors import Actor
from sgzlib.tianjin.notice import NOTICE
from sgzlib.tianjin.policy import Policy

_MONTHS_OF_HALF_A_YEAR = 6
_OVERSEERS = (Actor.DISTRICT_BUREAU, Actor.STREET)


class ReportKind(Labelled):
    """What is reported (报告种类)."""

    MONTHLY_BRIEF = "月度工作简报", "monthly brief"
    MIDTERM_REPORT = "中期工作报告", "mid-term report"
    FINAL_REPORT = "末期工作报告", "final report"
    MIDTERM_EVALUATION = "中期评估", "mid-term evaluation"
    FINAL_EVALUATION = "末期评估", "final evaluation"


@attrs.frozen(kw_only=True)
class Report:
    """One report that a contract calls for (报告): what it covers, the last day for it, by whom and to whom.

    `number` counts the reports of its kind from 1.
    """

    kind: ReportKind
    number: int
    covers: Period
    by: tuple[Actor, ...]
    to: tuple[Actor, ...]
    clause: Clause

    @property
    def due(self) -> date:
        """The last day for it (期限): that of what it covers."""
        return self.covers.last_day


def midterm_day(period: Period, policy: Policy) -> date:
    """Return the last day of the first half of a contract (中期日); of a shorter contract, its last day."""
    half: date = eve_of(months_after(period.first_day, months_to_midterm(policy)))
    return min(half, period.last_day)


def months_to_midterm(policy: Policy) -> int:
    """Return after how many months half a contract has run (中期所在月数)."""
    return policy.contract_years * _MONTHS_OF_HALF_A_YEAR


def reports_of(period: Period, policy: Policy) -> tuple[Report, ...]:
    """Return the reports that a contractor owes for a contract's period (应交报告), by the day when they are due."""

    def report(kind: ReportKind, number: int, covers: Period) -> Report:
        clause = NOTICE["五(四)"]
        return Report(kind=kind, number=number, covers=covers, by=(Actor.CONTRACTOR,), to=_OVERSEERS, clause=clause)

    months = enumerate(months_of(period, policy.brief_months), 1)
    owed = [report(ReportKind.MONTHLY_BRIEF, number, month) for number, month in months]
    owed.append(report(ReportKind.MIDTERM_REPORT, 1, Period(period.first_day, midterm_day(period, policy))))
    owed.append(report(ReportKind.FINAL_REPORT, 1, period))
    return tuple(sorted(owed, key=lambda report: report.due))


def evaluations_of(period: Period, policy: Policy) -> tuple[Report, ...]:
    """Return the evaluations that bureau and street make of a contract's period (应做评估)."""
    halves = (
        (ReportKind.MIDTERM_EVALUATION, Period(period.first_day, midterm_day(period, policy))),
        (ReportKind.FINAL_EVALUATION, period),
    )
    clause, to = NOTICE["六(三)"], (Actor.CITY_BUREAU,)
    return tuple(
        Report(kind=kind, number=1, covers=covers, by=_OVERSEERS, to=to, clause=clause) for kind, covers in halves
    )


def reports_lane(period: Period, policy: Policy) -> Lane:
    """Return the reports and evaluations due, for the drawing of a timeline (报告和评估的期限)."""
    owed = reports_of(period, policy) + evaluations_of(period, policy)
    points = (
        Point(
            report.due,
            (
                f"{report.kind.zh} {report.number} · {report.due} · {report.clause.locator}",
                f"{report.kind.en} {report.number} · {report.due} · {report.clause.locator}",
            ),
            large=report.kind is not ReportKind.MONTHLY_BRIEF,
        )
        for report in owed
    )
    return Lane(("报告和评估的期限", "Reports and evaluations due"), points=tuple(points))
