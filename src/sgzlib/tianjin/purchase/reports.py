"""五(四) the reports that a contractor owes, 六(三) the evaluations that bureau and street owe: when, by whom, to whom.

`contract` says what the days are and why; this module lists them for one contract.
"""

from __future__ import annotations

from datetime import date

import attrs

from sgzlib.law.errors import InvalidValue, require
from sgzlib.law.labels import Labelled
from sgzlib.law.notice import Actor, Clause
from sgzlib.law.periods import Period, months_of
from sgzlib.law.truth import Unknown
from sgzlib.tianjin.notice import NOTICE
from sgzlib.tianjin.policy import TIANJIN_2021, Policy
from sgzlib.tianjin.purchase.contract import Contract, midterm_day

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


def report_schedule(contract: Contract, *, policy: Policy = TIANJIN_2021) -> tuple[Report, ...]:
    """List the reports that a contractor owes to bureau and street (报告日程), 五(四), by the day when they are due.

    A brief for every month of the contract, the last one perhaps for less than a month; the mid-term report; the final
    report. Raises `InvalidValue` for a contract whose days are not known, or out of order.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> contract = sgz.Contract(period=sgz.Period(date(2021, 7, 23), date(2022, 7, 22)))
    >>> [(report.kind.en, report.due.isoformat()) for report in sgz.report_schedule(contract)][-3:]
    [('monthly brief', '2022-06-22'), ('monthly brief', '2022-07-22'), ('final report', '2022-07-22')]
    >>> sgz.report_schedule(sgz.Contract())
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: Contract.period: UNKNOWN 不可用，应为已知且不颠倒的首日和末日 \
(not usable, expected a first and a last day that are known and in order)
    """
    period, months = _known(contract), require("policy", policy, Policy).brief_months

    def report(kind: ReportKind, number: int, covers: Period) -> Report:
        clause = NOTICE["五(四)"]
        return Report(kind=kind, number=number, covers=covers, by=(Actor.CONTRACTOR,), to=_OVERSEERS, clause=clause)

    briefs = enumerate(months_of(period, months), 1)
    owed = [report(ReportKind.MONTHLY_BRIEF, number, month) for number, month in briefs]
    owed.append(report(ReportKind.MIDTERM_REPORT, 1, Period(period.first_day, midterm_day(period, policy))))
    owed.append(report(ReportKind.FINAL_REPORT, 1, period))
    return tuple(sorted(owed, key=lambda report: report.due))


def evaluation_schedule(contract: Contract, *, policy: Policy = TIANJIN_2021) -> tuple[Report, ...]:
    """List the evaluations that bureau and street make together and report to the city (评估日程), 六(三).

    Raises `InvalidValue` for a contract whose days are not known, or out of order.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> contract = sgz.Contract(period=sgz.Period(date(2021, 7, 23), date(2022, 7, 22)))
    >>> [(evaluation.kind.en, evaluation.due.isoformat()) for evaluation in sgz.evaluation_schedule(contract)]
    [('mid-term evaluation', '2022-01-22'), ('final evaluation', '2022-07-22')]
    >>> sgz.evaluation_schedule(sgz.Contract(first_day=date(2021, 7, 23)))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: Contract.period: UNKNOWN 不可用，应为已知且不颠倒的首日和末日 ...
    """
    period = _known(contract)
    halves = (
        (ReportKind.MIDTERM_EVALUATION, Period(period.first_day, midterm_day(period, policy))),
        (ReportKind.FINAL_EVALUATION, period),
    )
    clause, to = NOTICE["六(三)"], (Actor.CITY_BUREAU,)
    return tuple(
        Report(kind=kind, number=1, covers=covers, by=_OVERSEERS, to=to, clause=clause) for kind, covers in halves
    )


def _known(contract: Contract) -> Period:
    period = require("contract", contract, Contract).period
    if isinstance(period, Unknown):
        allowed = ("已知且不颠倒的首日和末日", "a first and a last day that are known and in order")
        raise InvalidValue("Contract.period", period, *allowed)
    return period
