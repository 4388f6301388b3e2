"""三(一): the premises (场所) and equipment (设备) that a street or township provides for its station.

Left out: from which public buildings the rooms come, which the notice leaves to the street or township.
"""

from __future__ import annotations

from datetime import date

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.law.clauses import Force, Scope
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.kinds import YES_NO
from sgzlib.law.laws import History, Law
from sgzlib.law.requirement import Ruleset
from sgzlib.law.truth import Truth
from sgzlib.prose.views import ViewedSubject
from sgzlib.tianjin.actors import Actor
from sgzlib.tianjin.policy import TIANJIN_2021, Case, requirement
from sgzlib.tianjin.station.launch import ALONE, provided_by


@subject
class Premises(ViewedSubject):
    """The rooms and equipment of a station (场所设置) and the facts asked about them.

    Every fact is True, False, or left out and so UNKNOWN. Raises `InvalidType` for anything else.

    >>> import sgzlib as sgz
    >>> sgz.Premises(independent_office=True, computer=False).printer
    UNKNOWN
    >>> sgz.Premises(computer=2)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: Premises.computer: 2 不可用，应为是或否（True/False） \
(not usable, expected True or False)
    """

    called = ("场所设置", "Premises and equipment")

    independent_office: Fact[bool] = fact(YES_NO, "独立的办公用房", "office of its own")
    desks_and_chairs: Fact[bool] = fact(YES_NO, "桌椅", "desks and chairs")
    computer: Fact[bool] = fact(YES_NO, "电脑", "computer")
    printer: Fact[bool] = fact(YES_NO, "打印机", "printer")
    filing_cabinet: Fact[bool] = fact(YES_NO, "档案柜", "filing cabinet")
    casework_room: Fact[bool] = fact(YES_NO, "个案咨询室", "casework room")
    group_room: Fact[bool] = fact(YES_NO, "小组活动室", "group-activity room")


@requirement(
    "三(一)",
    Force.MUST,
    zh="有独立的办公用房",
    en="has an office that is the station's alone",
    by=(Actor.DISTRICT_BUREAU, Actor.STREET),
    due=provided_by,
    alone=ALONE,
)
def office(premises: Premises, case: Case) -> Truth:
    return premises.independent_office


@requirement(
    "三(一)",
    Force.MUST,
    zh="配有桌椅",
    en="has desks and chairs",
    by=(Actor.DISTRICT_BUREAU, Actor.STREET),
    due=provided_by,
    alone=ALONE,
)
def desks_and_chairs(premises: Premises, case: Case) -> Truth:
    return premises.desks_and_chairs


@requirement(
    "三(一)",
    Force.MUST,
    zh="配有电脑",
    en="has a computer",
    by=(Actor.DISTRICT_BUREAU, Actor.STREET),
    due=provided_by,
    alone=ALONE,
)
def computer(premises: Premises, case: Case) -> Truth:
    return premises.computer


@requirement(
    "三(一)",
    Force.MUST,
    zh="配有打印机",
    en="has a printer",
    by=(Actor.DISTRICT_BUREAU, Actor.STREET),
    due=provided_by,
    alone=ALONE,
)
def printer(premises: Premises, case: Case) -> Truth:
    return premises.printer


@requirement(
    "三(一)",
    Force.MUST,
    zh="配有档案柜",
    en="has a filing cabinet",
    by=(Actor.DISTRICT_BUREAU, Actor.STREET),
    due=provided_by,
    alone=ALONE,
)
def filing_cabinet(premises: Premises, case: Case) -> Truth:
    return premises.filing_cabinet


@requirement(
    "三(一)",
    Force.MAY,
    zh="设有个案咨询室",
    en="has a casework room where conditions allow",
    by=(Actor.DISTRICT_BUREAU, Actor.STREET),
)
def casework_room(premises: Premises, case: Case) -> Truth:
    return premises.casework_room


@requirement(
    "三(一)",
    Force.MAY,
    zh="设有小组活动室",
    en="has a group-activity room where conditions allow",
    by=(Actor.DISTRICT_BUREAU, Actor.STREET),
)
def group_room(premises: Premises, case: Case) -> Truth:
    return premises.group_room


PREMISES = Ruleset(
    "premises",
    Premises,
    (office, desks_and_chairs, computer, printer, filing_cabinet, casework_room, group_room),
    law=TIANJIN_2021,
    zh="场所设置",
    en="Premises and equipment",
)


def check_premises(
    premises: Premises, *, on: date, policy: Law | History = TIANJIN_2021, scope: Scope = Scope.BINDS
) -> Assessment:
    """Judge the premises and equipment of a station on a day (场所设置), 三(一).

    The activity rooms are notes only: the notice asks for them where conditions allow. Raises `InvalidType` for a
    `datetime` or text as `on`, or for what is no `Premises`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> premises = sgz.Premises(independent_office=True, desks_and_chairs=True, computer=True, printer=False)
    >>> assessment = sgz.check_premises(premises, on=date(2022, 3, 1))
    >>> assessment.verdict, [finding.requirement.id for finding in assessment.violations]
    (False, ['premises.printer'])
    >>> sgz.check_premises("三楼 301", on=date(2022, 3, 1))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: assess(premises): '三楼 301' 不可用，应为Premises 对象 \
(not usable, expected a Premises)
    """
    return assess(PREMISES, premises, on=on, policy=policy, scope=scope)
