"""四(一), first sentence: who may buy a station's services (购买主体).

The committee of a development or other functional zone runs stations in practice; whether it may buy is the reading
`zone_purchaser`. Left out: how the buying is done, which the rules on government purchase set, not the notice.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.assessment.sources import Source
from sgzlib.law.clauses import Force, Scope
from sgzlib.law.facts import Fact, derived, fact, subject
from sgzlib.law.kinds import TEXT, YES_NO, choice
from sgzlib.law.labels import Labelled
from sgzlib.law.laws import History, Law
from sgzlib.law.mutability import Moves
from sgzlib.law.requirement import Ruleset
from sgzlib.law.truth import one_of
from sgzlib.prose.views import ViewedSubject
from sgzlib.tianjin.actors import Actor
from sgzlib.tianjin.policy import TIANJIN_2021, Case, requirement, yes_or_no
from sgzlib.tianjin.readings import ZonePurchaser


class PurchaserKind(Labelled):
    """The kind of purchaser (购买主体类别); the notice does not name the last two."""

    DISTRICT_BUREAU = "区民政局", "district civil-affairs bureau"
    STREET_OFFICE = "街道办事处", "street office"
    TOWNSHIP = "乡镇人民政府", "township government"
    ZONE = "功能区管委会", "committee of a functional zone"
    OTHER = "其他单位", "other body"


@subject
class Purchaser(ViewedSubject):
    """The body that buys a station's services (购买主体).

    `own_initiative` applies to streets and townships: whether they buy by themselves. A fact that is left out or None
    is UNKNOWN. Raises `InvalidType` or `InvalidValue` for an invalid fact.

    >>> import sgzlib as sgz
    >>> sgz.Purchaser(kind=sgz.PurchaserKind.TOWNSHIP).local
    True
    >>> sgz.Purchaser(kind="township")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: Purchaser.kind: 'township' 不可用，应为DISTRICT_BUREAU（区民政局）、...
    """

    called = ("购买主体", "Purchaser")
    counted = ("个", "购买主体", "purchasers")

    kind: Fact[PurchaserKind] = fact(
        choice(PurchaserKind),
        "购买主体类别",
        "kind of purchaser",
        moves=Moves.NEVER,
        late=(
            "此后由区民政局、街道办事处（乡镇人民政府）购买",
            "have the district bureau or the street or township buy from now on",
        ),
        evidence=("购买合同", "the purchase contract"),
        ask=("购买主体是哪一类？", "What kind of purchaser is it?"),
    )
    name: Fact[str] = fact(TEXT, "名称", "name", moves=Moves.NEVER)
    own_initiative: Fact[bool] = fact(
        YES_NO,
        "自行购买",
        "buys on its own initiative",
        act=("由街道（乡镇）自行购买社会工作服务", "buy social-work services on its own initiative"),
        evidence=("购买合同", "the purchase contract"),
        ask=("是否由街道（乡镇）自行购买？", "Does the street or township buy on its own initiative?"),
    )

    @derived("街道或乡镇", "street or township")
    def local(self) -> Any:
        """Whether the purchaser is a street or a township (是否街道或乡镇)."""
        return one_of(self.kind, PurchaserKind.STREET_OFFICE, PurchaserKind.TOWNSHIP)


def _is_local(purchaser: Purchaser, case: Case) -> Any:
    if case.law.zone_purchaser is ZonePurchaser.AS_STREET:
        return purchaser.local | (purchaser.kind == PurchaserKind.ZONE)
    return purchaser.local


@requirement(
    "四(一)",
    Force.MUST,
    zh="购买主体为区民政局、街道办事处或乡镇人民政府",
    en="the purchaser is a district civil-affairs bureau, a street office or a township government",
    by=Actor.PURCHASER,
)
def kind(purchaser: Purchaser, case: Case) -> Any:
    return (purchaser.kind == PurchaserKind.DISTRICT_BUREAU) | _is_local(purchaser, case)


own_initiative = yes_or_no(
    "own_initiative",
    "四(一)",
    Force.MAY,
    by=Actor.STREET,
    applies=_is_local,
    zh="街道（乡镇）可自行购买社会工作服务、建立社工站",
    en="a street or township may buy social-work services and set up a station on its own initiative",
)

PURCHASER = Ruleset("purchaser", Purchaser, (kind, own_initiative), law=TIANJIN_2021, zh="购买主体", en="Purchaser")


def check_purchaser(
    purchaser: Purchaser,
    *,
    on: date,
    policy: Law | History = TIANJIN_2021,
    scope: Scope = Scope.BINDS,
    sources: Mapping[str, Source] | None = None,
) -> Assessment[Purchaser]:
    """Check on a day whether a body may buy a station's services (购买主体), 四(一).

    `sources` gives the source of each fact, as in `assess`. Raises `InvalidType` if `on` is not a plain date or the
    purchaser is not a `Purchaser`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> purchaser = sgz.Purchaser(kind=sgz.PurchaserKind.STREET_OFFICE, own_initiative=False)
    >>> assessment = sgz.check_purchaser(purchaser, on=date(2021, 7, 1))
    >>> assessment.verdict, [note.requirement.id for note in assessment.notes]
    (True, ['purchaser.own_initiative'])
    """
    return assess(PURCHASER, purchaser, on=on, policy=policy, scope=scope, sources=sources)
