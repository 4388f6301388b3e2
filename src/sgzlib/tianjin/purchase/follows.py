"""四(五): what came before a contract under the notice: nothing, the same contractor's contract, or another's.

A contract that ended before the date for the launch, or to which the notice was a reference only, does not count. A
contractor that was renamed or merged is the same one.
"""

from __future__ import annotations

from sgzlib.law.labels import Labelled


class Follows(Labelled):
    """What a contract comes after (与此前合同的关系)."""

    NOTHING = "首份合同", "no earlier contract"
    SAME_CONTRACTOR = "接续同一承接主体", "the same contractor's contract"
    ANOTHER_CONTRACTOR = "接续其他承接主体", "another contractor's contract"
