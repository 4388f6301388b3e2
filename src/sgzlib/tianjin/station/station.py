"""三: a whole station (社工站): the six haves (六有), and every item of part 三 below them.

The notice names the six in the head of part 三 and says in its items what each takes. So each of the six holds when the
MUSTs of its item hold, and nothing else is asked for it. Premises and equipment are the two halves of 三(一), workers
are 三(二), service projects 三(三). 三(四) speaks first of process and standards, which make the working process, and
then of the six sets of rules. The sign, 三(五), is none of the six. What other parts of the notice ask of workers and
services (training, posting, methods) is judged in the parts, and counts for the station's verdict as they do.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.assessment.marks import Lane
from sgzlib.assessment.sources import Source
from sgzlib.law.clauses import Force, Scope
from sgzlib.law.errors import InvalidValue
from sgzlib.law.facts import Fact, derived, fact, subject
from sgzlib.law.kinds import YES_NO, choice, part
from sgzlib.law.laws import History, Law
from sgzlib.law.mutability import Moves
from sgzlib.law.requirement import Requirement, Ruleset
from sgzlib.law.truth import Unknown
from sgzlib.prose.views import ViewedSubject
from sgzlib.tianjin.actors import Actor
from sgzlib.tianjin.policy import TIANJIN_2021, Policy, restating
from sgzlib.tianjin.programme.districts import District
from sgzlib.tianjin.station.catalogue import CATALOGUE, Catalogue
from sgzlib.tianjin.station.management import MANAGEMENT, Management
from sgzlib.tianjin.station.premises import PREMISES, Premises
from sgzlib.tianjin.station.sign import PLACE, SIGN, SUFFIX, Sign
from sgzlib.tianjin.station.staffing import STAFFING, Team


@subject
class Station(ViewedSubject):
    """A social-work station (社会工作服务站): its street or township, and its five parts.

    For a station of several streets, `jurisdiction` is the one after which it is named. `district` is needed if the
    sign names a district. A part that is left out is UNKNOWN, and so are all its facts. Raises `InvalidType` or
    `InvalidValue` for an invalid fact, and for a district that contradicts the beginning of `jurisdiction`.

    >>> import sgzlib as sgz
    >>> sgz.Station(jurisdiction="泰达街道").name
    '泰达街道社会工作服务站'
    >>> sgz.Station(jurisdiction="TEDA")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: Station.jurisdiction: 'TEDA' 不可用，应为只含汉字与间隔号的非空名称；\
请删去第1个字符（U+0054） ...
    """

    called = ("社会工作服务站", "Social-work station")
    counted = ("个", "社工站", "stations")

    jurisdiction: Fact[str] = fact(
        PLACE,
        "所属街道（乡镇）",
        "street or township",
        moves=Moves.NEVER,
        ask=("属于哪个街道（乡镇）？", "Which street or township does it serve?"),
    )
    district: Fact[District] = fact(
        choice(District),
        "所在区",
        "district",
        moves=Moves.NEVER,
        ask=("在哪个区？", "In which district is it?"),
    )
    first_batch: Fact[bool] = fact(
        YES_NO,
        "属于首批社工站",
        "station of the first batch",
        moves=Moves.NEVER,
        evidence=("区级工作计划", "the district plan"),
        ask=("是否属于首批社工站？", "Is it a station of the first batch?"),
    )
    team: Fact[Team] = fact(part(Team), "驻站社工队伍", "team")
    premises: Fact[Premises] = fact(part(Premises), "场所设施", "premises and equipment")
    catalogue: Fact[Catalogue] = fact(part(Catalogue), "服务目录", "service catalogue")
    management: Fact[Management] = fact(part(Management), "制度建设", "management system")
    sign: Fact[Sign] = fact(part(Sign), "统一标识", "sign")

    def __attrs_post_init__(self) -> None:
        if isinstance(self.district, Unknown) or isinstance(self.jurisdiction, Unknown):
            return
        place = self.jurisdiction.removeprefix("天津").removeprefix("市")
        named = next((district for district in District if place.startswith(district.zh)), self.district)
        if named is not self.district:
            raise InvalidValue("Station.district", self.district, f"{named.zh}（所属街道（乡镇）所写）", named.en)

    @derived("站名", "name of the station")
    def name(self) -> str | Unknown:
        """The name of the station in the notice's format (站名)."""
        return self.jurisdiction + SUFFIX

    def timeline_marks(self, policy: Policy) -> tuple[Lane, ...]:
        """Return the timeline marks of its team (时间线标注)."""
        return () if isinstance(self.team, Unknown) else self.team.timeline_marks(policy)


def _musts_of(ruleset: Ruleset, locator: str) -> tuple[str, ...]:
    every = (rule for rule in ruleset.requirements if rule.clause.locator == locator)
    return tuple(rule.id for rule in every if rule.force is not Force.MAY)


def _rest_of(ruleset: Ruleset, locator: str, excluded: Requirement) -> tuple[str, ...]:
    """Return the MUSTs of an item that another of the six does not have."""
    return tuple(id_ for id_ in _musts_of(ruleset, locator) if id_ not in excluded.restates)


premises = restating(
    "station.premises",
    "三",
    Force.MUST,
    zh="有场地：三（一）的办公用房",
    en="has premises: the office of 三(一)",
    by=(Actor.DISTRICT_BUREAU, Actor.STREET),
    restates=("premises.office",),
)

equipment = restating(
    "station.equipment",
    "三",
    Force.MUST,
    zh="有设备：三（一）的用品",
    en="has equipment: the items of 三(一)",
    by=(Actor.DISTRICT_BUREAU, Actor.STREET),
    restates=_rest_of(PREMISES, "三(一)", premises),
)

workers = restating(
    "station.workers",
    "三",
    Force.MUST,
    zh="有人员：三（二）的各项要求",
    en="has workers: all that 三(二) asks",
    by=Actor.CONTRACTOR,
    restates=_musts_of(STAFFING, "三(二)"),
)

projects = restating(
    "station.projects",
    "三",
    Force.MUST,
    zh="有服务项目：三（三）的各项要求",
    en="has service projects: all that 三(三) asks",
    by=Actor.CONTRACTOR,
    restates=_musts_of(CATALOGUE, "三(三)"),
)

process = restating(
    "station.process",
    "三",
    Force.MUST,
    zh="有工作流程：三（四）的运行流程和管理标准",
    en="has a working process: process and standards of 三(四)",
    by=(Actor.CONTRACTOR, Actor.STREET),
    restates=("management.process", "management.standards"),
)

rules = restating(
    "station.rules",
    "三",
    Force.MUST,
    zh="有工作制度：三（四）的各类管理制度",
    en="has working rules: every set of 三(四)",
    by=(Actor.CONTRACTOR, Actor.STREET),
    restates=_rest_of(MANAGEMENT, "三(四)", process),
)


STATION = Ruleset(
    "station",
    Station,
    (premises, equipment, workers, projects, process, rules),
    law=TIANJIN_2021,
    zh="社会工作服务站",
    en="Social-work station",
    parts=(
        ("premises", PREMISES),
        ("team", STAFFING),
        ("catalogue", CATALOGUE),
        ("management", MANAGEMENT),
        ("sign", SIGN),
    ),
)


def check_station(
    station: Station,
    *,
    on: date,
    policy: Law | History = TIANJIN_2021,
    scope: Scope = Scope.BINDS,
    sources: Mapping[str, Source] | None = None,
) -> Assessment[Station]:
    """Check a whole station on a day (社工站): all of 三, and what 四(二), 五 and 六(二) add.

    The six things that a station must have come first, then every finding of the parts. `by_subject` groups the
    findings by part, `by_actor` by who must act. The station's `first_batch` decides the last days of its parts. Use
    `scope=Scope.REFERENCE` for a station that a street buys and sets up by itself, for which the notice is only a
    reference, 四(一). Use `Scope.OUTSIDE` for a station of another city, a community's room or a district's guidance
    centre. `sources` gives the source of each fact, as in `assess`. Raises `InvalidType` if `on` is not a plain date or
    the station is not a `Station`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> station = sgz.Station(jurisdiction="泰达街道", first_batch=True,
    ...                       premises=sgz.Premises(independent_office=True, printer=False))
    >>> assessment = sgz.check_station(station, on=date(2022, 3, 1))
    >>> assessment["station.premises"].holds, assessment["station.equipment"].holds, assessment.verdict
    (True, False, False)
    >>> [finding.requirement.id for finding in assessment.violations]
    ['station.equipment', 'premises.printer']
    >>> sgz.check_station("泰达街道", on=date(2022, 3, 1))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: assess(station): '泰达街道' 不可用，应为Station 对象 (not usable, expected a Station)
    """
    return assess(STATION, station, on=on, policy=policy, scope=scope, sources=sources)
