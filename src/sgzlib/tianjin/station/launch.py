"""六(二): the last days by which a station and its parts are to be there (启动期限).

The stations of the first batch have their premises and equipment by the launch date; workers, service and all that goes
with it follow the contract's signing. Left out: the plan's own dates, which `programme` has.
"""

from __future__ import annotations

from typing import Any

from sgzlib.law.deadlines import after, later, where
from sgzlib.law.periods import days_after, to_workday
from sgzlib.law.truth import UNKNOWN
from sgzlib.tianjin.policy import Case

ALONE = (
    "所属社工站未知，期限按首批社工站计算",
    "the station is not known, so the last day is that of the first batch",
)
"""What is taken for granted of a part that is judged alone (单独判断时的前提)."""

_LATER_STATIONS = (
    "六(二)只写明首批社工站落实场地和设施设备的期限；其他社工站启动服务时须有场地和设施设备，期限与派驻社工相同",
    (
        "六(二) sets a date for premises and equipment of the first batch alone; another station needs them when "
        "service begins, so that its last day is that for posting workers"
    ),
)


def inferred_for_later_stations(_premises: Any, case: Case) -> tuple[str, str] | None:
    """Return on what the last day for premises and equipment of a later station rests (后续社工站期限的推断依据)."""
    alone_or_first = case.whole is UNKNOWN or case.whole.first_batch is True
    return None if alone_or_first else _LATER_STATIONS


_after_signing = after("contract_signed_on", days="posting_days")


def _launched_by(case: Case) -> Any:
    return case.law.last_day(case.law.launch_by)


def _after_launch(case: Case) -> Any:
    return to_workday(days_after(_launched_by(case), case.law.posting_days), case.law.rest_days)


def posted_by(team: Any, station: Any, case: Case) -> Any:
    """Return the last day for posting workers and beginning service (派驻期限).

    Of a team whose station is not known it is that of the contract, signed or not.
    """
    if station is UNKNOWN:
        return _after_signing(team, case)
    late = station.first_batch & (team.contract_signed_on > case.on)
    return where(late, _after_launch(case), _after_signing(team, case))


# What is to be there from then on binds from the notice's first day at the earliest; only an act can be past by then.
def provided_by(_premises: Any, case: Case) -> Any:
    """Return the last day for premises and equipment (场地设备的期限)."""
    station, launched = case.whole, later(_launched_by(case), case.law.in_force_from)
    if station is UNKNOWN:
        return launched
    others = later(posted_by(station.team, station, case), case.law.in_force_from)
    return where(station.first_batch, launched, others)


def begun_by(_part: Any, case: Case) -> Any:
    """Return the last day for what a station needs when it begins to serve (启动服务的期限)."""
    if case.whole is UNKNOWN:
        return later(_after_launch(case), case.law.in_force_from)
    return staffed_by(case.whole.team, case)


def staffed_by(team: Any, case: Case) -> Any:
    """Return the last day for the workers that a station is to have from then on (配足的期限)."""
    return later(posted_by(team, case.whole, case), case.law.in_force_from)
