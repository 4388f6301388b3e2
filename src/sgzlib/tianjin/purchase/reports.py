"""五(四) the reports that a contractor owes, 六(三) the evaluations that bureau and street owe: when, by whom, to whom.

`contract` says what the days are and why; this module lists them for one contract.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeAlias

import attrs

from sgzlib.assessment.marks import Lane, Point
from sgzlib.law.clauses import Clause
from sgzlib.law.fixed_numbers import Fixed
from sgzlib.law.labels import Labelled
from sgzlib.law.periods import Period, months_of
from sgzlib.law.truth import Unknown
from sgzlib.prose.language import Language
from sgzlib.tianjin.actors import Actor
from sgzlib.tianjin.notice import NOTICE
from sgzlib.tianjin.policy import Policy

_MONTHS_OF_HALF_A_YEAR = Fixed(6)
_OVERSEERS = (Actor.DISTRICT_BUREAU, Actor.STREET)


class ReportKind(Labelled):
    """The kinds of report and evaluation (报告种类)."""

    MONTHLY_BRIEF = "月度工作简报", "monthly brief"
    MIDTERM_REPORT = "中期工作报告", "mid-term report"
    FINAL_REPORT = "末期工作报告", "final report"
    MIDTERM_EVALUATION = "中期评估", "mid-term evaluation"
    FINAL_EVALUATION = "末期评估", "final evaluation"


Halves: TypeAlias = tuple[date | None, bool]
"""The last day of what mid-term covers, None where a contract has none, and whether it has final ones (中期与末期)."""


@attrs.frozen(kw_only=True)
class Report:
    """One report that a contract requires (报告): its period, its last day, who submits it and to whom.

    `number` counts the reports of its kind, from 1. `due` is UNKNOWN if the last day is not known.
    """

    kind: ReportKind
    number: int
    covers: Period
    due: date | Unknown
    by: tuple[Actor, ...]
    to: tuple[Actor, ...]
    clause: Clause


def months_to_midterm(policy: Policy) -> int:
    """Return after how many months half a contract has run (中期所在月数)."""
    return policy.contract_years * _MONTHS_OF_HALF_A_YEAR


def reports_of(
    period: Period, halves: Halves, due: Callable[[ReportKind, date], date | Unknown], brief_months: int
) -> tuple[Report, ...]:
    """Return the reports that a contractor owes for a contract's period (应交报告), by the end of what they cover."""

    def report(kind: ReportKind, number: int, covers: Period) -> Report:
        return Report(
            kind=kind,
            number=number,
            covers=covers,
            due=due(kind, covers.last_day),
            by=(Actor.CONTRACTOR,),
            to=_OVERSEERS,
            clause=NOTICE["五(四)"],
        )

    months = enumerate(months_of(period, brief_months), 1)
    owed = [report(ReportKind.MONTHLY_BRIEF, number, month) for number, month in months]
    kinds = (ReportKind.MIDTERM_REPORT, ReportKind.FINAL_REPORT)
    owed += [report(kind, 1, covers) for kind, covers in _covered(period, halves, kinds)]
    return tuple(sorted(owed, key=lambda report: report.covers.last_day))


def evaluations_of(
    period: Period, halves: Halves, due: Callable[[ReportKind, date], date | Unknown]
) -> tuple[Report, ...]:
    """Return the evaluations that bureau and street make of a contract's period (应做评估)."""
    kinds = (ReportKind.MIDTERM_EVALUATION, ReportKind.FINAL_EVALUATION)
    return tuple(
        Report(
            kind=kind,
            number=1,
            covers=covers,
            due=due(kind, covers.last_day),
            by=_OVERSEERS,
            to=(Actor.CITY_BUREAU,),
            clause=NOTICE["六(三)"],
        )
        for kind, covers in _covered(period, halves, kinds)
    )


def _covered(
    period: Period, halves: Halves, kinds: tuple[ReportKind, ReportKind]
) -> Iterator[tuple[ReportKind, Period]]:
    midterm, final = halves
    if midterm is not None:
        yield kinds[0], Period(period.first_day, midterm)
    if final:
        yield kinds[1], period


def reports_lane(owed: tuple[Report, ...]) -> Lane:
    """Return the reports and evaluations owed, for the drawing of a timeline (报告和评估的期限).

    Where the day when one is due is not known, it stands where what it covers ends.
    """
    points = []
    for report in owed:
        day = report.covers.last_day if isinstance(report.due, Unknown) else report.due
        zh, en = (
            f"{report.number} · {day} · {Language(locale).clause(report.clause.locator)}" for locale in ("zh_CN", "en")
        )
        large = report.kind is not ReportKind.MONTHLY_BRIEF
        points.append(Point(day, (f"{report.kind.zh} {zh}", f"{report.kind.en} {en}"), large=large))
    return Lane(("报告和评估的期限", "Reports and evaluations due"), points=tuple(points))
