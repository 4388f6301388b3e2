"""六(二): the last days by which a station and its parts are to be there (启动期限).

The stations of the first batch have their premises and equipment by the launch date; workers, service and all that goes
with it follow the contract's signing. How a last day is found:

| whose | signed under the notice | signed before it |
| --- | --- | --- |
| the first batch's first contractor | 15 days after, at the latest the cap | the cap |
| any other contractor | 15 days after | 15 days after the day of issue |

The cap is 15 days after the launch date; it holds as well where nothing is signed, or it is not known when. Sign and
management are the station's: another contractor that follows does not get a day of its own for them. Left out: the
plan's own dates, which `programme` has.
"""

from __future__ import annotations

from typing import Any

from sgzlib.law.deadlines import after, earlier, later, where
from sgzlib.law.periods import days_after, to_workday
from sgzlib.law.truth import UNKNOWN
from sgzlib.tianjin.policy import Case
from sgzlib.tianjin.purchase.follows import Follows

ALONE = (
    "所属社工站未知，期限按首批社工站计算",
    "the station is not known, so the last day of the first batch is used",
)
"""What is taken for granted of a part that is judged alone (单独核对时的前提)."""

_LATER_STATIONS = (
    "六（二）只写明首批社工站落实场地和设施设备的期限；其他社工站启动服务时须有场地和设施设备，期限与派驻社工相同",
    (
        "六(二) sets a date for premises and equipment only for the first batch. Another station needs them when "
        "service begins, so its last day is that for posting workers."
    ),
)


def inferred_for_later_stations(_premises: Any, case: Case) -> tuple[str, str] | None:
    """Return on what the last day for premises and equipment of a later station rests (后续社工站期限的推断依据)."""
    alone_or_first = case.whole is UNKNOWN or case.whole.first_batch is True
    return None if alone_or_first else _LATER_STATIONS


_after_signing = after("contract_signed_on", days="posting_days")


def _launched_by(case: Case) -> Any:
    return later(case.law.last_day(case.law.launch_by), case.law.in_force_from)


def _posting_days_after(start: Any, case: Case) -> Any:
    return to_workday(days_after(start, case.law.posting_days), case.law.rest_days)


def _cap(case: Case) -> Any:
    return _posting_days_after(_launched_by(case), case)


def _signed_before(team: Any, case: Case) -> Any:
    return team.contract_signed_on < case.law.in_force_from


def _is_first(team: Any) -> Any:
    return team.follows == Follows.NOTHING


def _of_any_contractor(team: Any, case: Case) -> Any:
    issued = _posting_days_after(case.law.in_force_from, case)
    return where(_signed_before(team, case), issued, _after_signing(team, case))


def _of_the_first(team: Any, case: Case) -> Any:
    return where(_signed_before(team, case), _cap(case), earlier(_after_signing(team, case), _cap(case)))


def _at_the_earliest(last: Any, case: Case) -> Any:
    # Whatever is not known of it: what is to be there from then on binds from the notice's first day at the earliest.
    return later(last, case.law.in_force_from)


def posted_by(team: Any, station: Any, case: Case) -> Any:
    """Return the last day for posting workers and beginning service (派驻期限): an act, counted from the signing.

    Where the first contract of a first-batch station is not signed, it is the cap. Of a team whose station is not
    known, and that signed before the notice, it is the first batch's.
    """
    if station is UNKNOWN:
        return where(_signed_before(team, case), _cap(case), _after_signing(team, case))
    capped = (team.contract_signed_on > case.on) | _signed_before(team, case)
    return where(station.first_batch & _is_first(team) & capped, _cap(case), _of_any_contractor(team, case))


def staffed_by(team: Any, case: Case) -> Any:
    """Return the last day for the workers that a station is to have from then on (配足的期限)."""
    station = case.whole
    if station is UNKNOWN:
        return posted_by(team, station, case)
    first = station.first_batch & _is_first(team)
    return _at_the_earliest(where(first, _of_the_first(team, case), _of_any_contractor(team, case)), case)


def _of_the_station(station: Any, case: Case) -> Any:
    """Return the last day for what a station keeps when its contractor changes."""
    team = station.team
    first_batch = where(_is_first(team), _of_the_first(team, case), _cap(case))
    # When another contractor signs, the station has been serving.
    signed = later(team.contract_signed_on, _posting_days_after(case.law.in_force_from, case))
    others = where(_is_first(team), _of_any_contractor(team, case), signed)
    return _at_the_earliest(where(station.first_batch, first_batch, others), case)


def provided_by(_premises: Any, case: Case) -> Any:
    """Return the last day for premises and equipment (场地设备的期限)."""
    station = case.whole
    if station is UNKNOWN:
        return _launched_by(case)
    return _at_the_earliest(
        where(station.first_batch, _launched_by(case), _of_any_contractor(station.team, case)), case
    )


def begun_by(_part: Any, case: Case) -> Any:
    """Return the last day for what a contractor needs when it begins to serve (启动服务的期限)."""
    return _cap(case) if case.whole is UNKNOWN else staffed_by(case.whole.team, case)


def kept_by(_part: Any, case: Case) -> Any:
    """Return the last day for what a station has whoever serves in it (社工站自身的期限)."""
    return _cap(case) if case.whole is UNKNOWN else _of_the_station(case.whole, case)
