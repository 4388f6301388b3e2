"""Every ruleset of the library, by name (全部要求组)."""

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

RULESETS: dict[str, Ruleset] = {
    ruleset.name: ruleset
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
}
"""Every ruleset of the library (全部要求组), by its name."""
