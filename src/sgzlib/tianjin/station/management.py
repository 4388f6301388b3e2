"""三(四): the processes, standards and written rules by which a station is run (制度建设).

Left out: what the rules are to say, which the notice does not go into.
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
from sgzlib.tianjin.station.launch import ALONE, kept_by

_RULES = ("制度文本", "the written rules")


@subject
class Management(ViewedSubject):
    """The written rules of a station (制度建设) and the facts about them.

    `personnel` to `archives` are the six sets of rules. Each fact is True or False; a fact that is left out is UNKNOWN.
    Raises `InvalidType` for anything else.

    >>> import sgzlib as sgz
    >>> sgz.Management(process=True).archives
    UNKNOWN
    >>> sgz.Management(process="有")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: Management.process: '有' 不可用，应为是或否（True/False） \
(not usable, expected True or False)
    """

    called = ("制度建设", "Management system")
    counted = ("个", "社工站", "stations")

    process: Fact[bool] = fact(
        YES_NO,
        "运行流程",
        "operating process",
        act=("建立规范的运行流程", "set up an operating process"),
        evidence=_RULES,
        ask=("是否已建立运行流程？", "Is there an operating process?"),
    )
    standards: Fact[bool] = fact(
        YES_NO,
        "管理标准",
        "management standards",
        act=("建立管理标准", "set up management standards"),
        evidence=_RULES,
        ask=("是否已建立管理标准？", "Are there management standards?"),
    )
    personnel: Fact[bool] = fact(
        YES_NO,
        "人员管理制度",
        "rules on personnel",
        act=("制定人员管理制度", "make rules on personnel"),
        evidence=_RULES,
        ask=("是否已制定人员管理制度？", "Are there rules on personnel?"),
    )
    projects: Fact[bool] = fact(
        YES_NO,
        "项目管理制度",
        "rules on projects",
        act=("制定项目管理制度", "make rules on projects"),
        evidence=_RULES,
        ask=("是否已制定项目管理制度？", "Are there rules on projects?"),
    )
    supervision: Fact[bool] = fact(
        YES_NO,
        "督导制度",
        "rules on professional supervision",
        act=("制定督导制度", "make rules on professional supervision"),
        evidence=_RULES,
        ask=("是否已制定督导制度？", "Are there rules on professional supervision?"),
    )
    volunteers: Fact[bool] = fact(
        YES_NO,
        "志愿者管理制度",
        "rules on volunteers",
        act=("制定志愿者管理制度", "make rules on volunteers"),
        evidence=_RULES,
        ask=("是否已制定志愿者管理制度？", "Are there rules on volunteers?"),
    )
    premises: Fact[bool] = fact(
        YES_NO,
        "服务场所使用制度",
        "rules on the use of premises",
        act=("制定服务场所使用制度", "make rules on the use of premises"),
        evidence=_RULES,
        ask=("是否已制定服务场所使用制度？", "Are there rules on the use of premises?"),
    )
    archives: Fact[bool] = fact(
        YES_NO,
        "文书档案管理制度",
        "rules on documents and archives",
        act=("制定文书档案管理制度", "make rules on documents and archives"),
        evidence=_RULES,
        ask=("是否已制定文书档案管理制度？", "Are there rules on documents and archives?"),
    )


_set_up = partial(
    yes_or_no, clause="三(四)", force=Force.MUST, by=(Actor.CONTRACTOR, Actor.STREET), due=kept_by, alone=ALONE
)
process = _set_up("process", zh="建立规范的运行流程", en="has a set operating process")
standards = _set_up("standards", zh="建立管理标准", en="has management standards")
personnel = _set_up("personnel", zh="制定人员管理制度", en="has rules on personnel")
projects = _set_up("projects", zh="制定项目管理制度", en="has rules on projects")
supervision = _set_up("supervision", zh="制定督导制度", en="has rules on professional supervision")
volunteers = _set_up("volunteers", zh="制定志愿者管理制度", en="has rules on volunteers")
premises = _set_up("premises", zh="制定服务场所使用制度", en="has rules on the use of premises")
archives = _set_up("archives", zh="制定文书档案管理制度", en="has rules on documents and archives")

MANAGEMENT = Ruleset(
    "management",
    Management,
    (process, standards, personnel, projects, supervision, volunteers, premises, archives),
    law=TIANJIN_2021,
    zh="制度建设",
    en="Management system",
)


def check_management(
    management: Management,
    *,
    on: date,
    policy: Law | History = TIANJIN_2021,
    scope: Scope = Scope.BINDS,
    sources: Mapping[str, Source] | None = None,
) -> Assessment[Management]:
    """Check the processes, standards and rules of a station on a day (制度建设), 三(四).

    `sources` gives the source of each fact, as in `assess`. Raises `InvalidType` if `on` is not a plain date or the
    subject is not a `Management`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> assessment = sgz.check_management(sgz.Management(process=True, supervision=False), on=date(2022, 3, 1))
    >>> assessment["management.process"].status, assessment.verdict
    (<Status.MET: 'met'>, False)
    >>> sgz.check_management(True, on=date(2022, 3, 1))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: assess(management): True 不可用，应为Management 对象 \
(not usable, expected a Management)
    """
    return assess(MANAGEMENT, management, on=on, policy=policy, scope=scope, sources=sources)
