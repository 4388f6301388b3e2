"""三(一): the premises (场所) and equipment (设备) that a street or township provides for its station.

Left out: from which public buildings the rooms come, which the notice leaves to the street or township.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.assessment.sources import Source
from sgzlib.law.clauses import Force, Scope
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.kinds import YES_NO
from sgzlib.law.laws import History, Law
from sgzlib.law.requirement import Ruleset
from sgzlib.prose.views import ViewedSubject
from sgzlib.tianjin.actors import Actor
from sgzlib.tianjin.policy import TIANJIN_2021, yes_or_no
from sgzlib.tianjin.station.launch import ALONE, inferred_for_later_stations, provided_by

_INVENTORY = ("资产登记、实物照片", "inventory entry, photograph")
_ROOM = ("现场照片", "photograph")


@subject
class Premises(ViewedSubject):
    """The rooms and equipment of a station (场所设置) and the facts about them.

    Each fact is True or False; a fact that is left out is UNKNOWN. Raises `InvalidType` for anything else.

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
    counted = ("个", "社工站", "stations")

    independent_office: Fact[bool] = fact(
        YES_NO,
        "独立的办公用房",
        "office of its own",
        act=("提供独立的办公用房", "provide an office of its own"),
        evidence=("房屋使用手续、现场照片", "documents on the use of the rooms, photographs"),
        ask=("是否有独立的办公用房？", "Does the station have an office of its own?"),
    )
    desks_and_chairs: Fact[bool] = fact(
        YES_NO,
        "桌椅",
        "desks and chairs",
        act=("配备桌椅", "provide desks and chairs"),
        evidence=_INVENTORY,
        ask=("是否已配备桌椅？", "Are there desks and chairs?"),
    )
    computer: Fact[bool] = fact(
        YES_NO,
        "电脑",
        "computer",
        act=("配备电脑", "provide a computer"),
        evidence=_INVENTORY,
        ask=("是否已配备电脑？", "Is there a computer?"),
    )
    printer: Fact[bool] = fact(
        YES_NO,
        "打印机",
        "printer",
        act=("配备打印机", "provide a printer"),
        evidence=_INVENTORY,
        ask=("是否已配备打印机？", "Is there a printer?"),
    )
    filing_cabinet: Fact[bool] = fact(
        YES_NO,
        "档案柜",
        "filing cabinet",
        act=("配备档案柜", "provide a filing cabinet"),
        evidence=_INVENTORY,
        ask=("是否已配备档案柜？", "Is there a filing cabinet?"),
    )
    casework_room: Fact[bool] = fact(
        YES_NO,
        "个案咨询室",
        "casework room",
        act=("设立个案咨询室", "set up a casework room"),
        evidence=_ROOM,
        ask=("是否设立个案咨询室？", "Is there a casework room?"),
    )
    group_room: Fact[bool] = fact(
        YES_NO,
        "小组活动室",
        "group-activity room",
        act=("设立小组活动室", "set up a group-activity room"),
        evidence=_ROOM,
        ask=("是否设立小组活动室？", "Is there a group-activity room?"),
    )


_provided = partial(
    yes_or_no,
    clause="三(一)",
    force=Force.MUST,
    by=(Actor.DISTRICT_BUREAU, Actor.STREET),
    due=provided_by,
    alone=ALONE,
    inferred=inferred_for_later_stations,
)
office = _provided(
    "office", fact="independent_office", zh="有独立的办公用房", en="has an office that is the station's alone"
)
desks_and_chairs = _provided("desks_and_chairs", zh="配有桌椅", en="has desks and chairs")
computer = _provided("computer", zh="配有电脑", en="has a computer")
printer = _provided("printer", zh="配有打印机", en="has a printer")
filing_cabinet = _provided("filing_cabinet", zh="配有档案柜", en="has a filing cabinet")
casework_room = yes_or_no(
    "casework_room",
    "三(一)",
    Force.MAY,
    by=(Actor.DISTRICT_BUREAU, Actor.STREET),
    zh="设有个案咨询室",
    en="has a casework room where conditions allow",
)
group_room = yes_or_no(
    "group_room",
    "三(一)",
    Force.MAY,
    by=(Actor.DISTRICT_BUREAU, Actor.STREET),
    zh="设有小组活动室",
    en="has a group-activity room where conditions allow",
)

PREMISES = Ruleset(
    "premises",
    Premises,
    (office, desks_and_chairs, computer, printer, filing_cabinet, casework_room, group_room),
    law=TIANJIN_2021,
    zh="场所设置",
    en="Premises and equipment",
)


def check_premises(
    premises: Premises,
    *,
    on: date,
    policy: Law | History = TIANJIN_2021,
    scope: Scope = Scope.BINDS,
    sources: Mapping[str, Source] | None = None,
) -> Assessment[Premises]:
    """Check the premises and equipment of a station on a day (场所设置), 三(一).

    A missing activity room is only a note, because the notice asks for it where conditions allow. `sources` gives the
    source of each fact, as in `assess`. Raises `InvalidType` if `on` is not a plain date or the subject is not a
    `Premises`.

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
    return assess(PREMISES, premises, on=on, policy=policy, scope=scope, sources=sources)
