"""Every ruleset of the library, by name (全部要求组)."""

from sgzlib.law.errors import nearest, shown
from sgzlib.law.requirement import Ruleset
from sgzlib.tianjin.programme.rollout import PLAN, ROLLOUT
from sgzlib.tianjin.purchase.budget import BUDGET
from sgzlib.tianjin.purchase.contract import CONTRACT
from sgzlib.tianjin.purchase.contractor import CONTRACTOR
from sgzlib.tianjin.purchase.funding import FUNDING
from sgzlib.tianjin.purchase.purchaser import PURCHASER
from sgzlib.tianjin.purchase.renewal import RENEWAL
from sgzlib.tianjin.station.catalogue import CATALOGUE
from sgzlib.tianjin.station.management import MANAGEMENT
from sgzlib.tianjin.station.premises import PREMISES
from sgzlib.tianjin.station.qualification import QUALIFICATION
from sgzlib.tianjin.station.sign import SIGN
from sgzlib.tianjin.station.staffing import STAFFING
from sgzlib.tianjin.station.station import STATION


class _Rulesets(dict[str, Ruleset]):
    """Rulesets by their names, which answer another name with the one that was perhaps meant."""

    def __missing__(self, name: object) -> Ruleset:
        by_subject = {ruleset.subject.__name__: known for known, ruleset in self.items()}
        meant = by_subject.get(str(name)) or nearest(str(name), self)
        which = f"；是否指 {meant}？ (did you mean {meant}?)" if meant else f"：{', '.join(self)}"
        raise KeyError(f"RULESETS 没有 {shown(name)}{which}")


RULESETS: dict[str, Ruleset] = _Rulesets(
    (ruleset.name, ruleset)
    for ruleset in (
        QUALIFICATION,
        STAFFING,
        PREMISES,
        CATALOGUE,
        MANAGEMENT,
        SIGN,
        STATION,
        PURCHASER,
        CONTRACTOR,
        BUDGET,
        FUNDING,
        CONTRACT,
        RENEWAL,
        PLAN,
        ROLLOUT,
    )
)
"""Every ruleset of the library (全部要求组), by its name."""
