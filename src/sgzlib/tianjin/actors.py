"""Who acts under Tianjin's notice (责任单位)."""

from __future__ import annotations

from sgzlib.law.labels import Ordered


class Actor(Ordered):
    """Who bears a duty under the notice (责任单位). A station acts through its contractor.

    PURCHASER is the body that buys: the district bureau, or the street or township.
    """

    CITY_BUREAU = 1, "市民政局", "city civil-affairs bureau"
    DISTRICT_BUREAU = 2, "区民政局", "district civil-affairs bureau"
    STREET = 3, "街道（乡镇）", "street or township"
    CONTRACTOR = 4, "承接主体", "contractor"
    PURCHASER = 5, "购买主体", "purchaser"
