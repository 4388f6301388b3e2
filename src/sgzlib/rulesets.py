"""Every ruleset of the library, by name (全部要求组)."""

from sgzlib.law.requirement import Ruleset
from sgzlib.programme.rollout import PLAN, ROLLOUT
from sgzlib.purchase.budget import BUDGET
from sgzlib.purchase.contract import CONTRACT
from sgzlib.purchase.contractor import CONTRACTOR
from sgzlib.purchase.funding import FUNDING
from sgzlib.purchase.purchaser import PURCHASER
from sgzlib.purchase.renewal import RENEWAL
from sgzlib.station.catalogue import CATALOGUE
from sgzlib.station.management import MANAGEMENT
from sgzlib.station.premises import PREMISES
from sgzlib.station.qualification import QUALIFICATION
from sgzlib.station.sign import SIGN
from sgzlib.station.staffing import STAFFING
from sgzlib.station.station import STATION

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
