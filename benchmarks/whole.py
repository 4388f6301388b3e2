"""A whole station (整站): its check, its report and its document, as multiples of a worker's check in the same run."""

import json
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path

import sgzlib as sgz
from benchmarks.columns import workers as table_of
from benchmarks.qualification import REST, people
from benchmarks.timing import Comparison, take_turns

ON = date(2022, 3, 1)
DATA = Path(__file__).parent.parent / "examples" / "data" / "station_gaps.json"
EVERYONE = list(people())
SOME = EVERYONE[:: len(EVERYONE) // 16]


def compare() -> list[Comparison]:
    """Time a station's check and all that is written of it against a worker's check, by the law as it stands."""
    warnings.simplefilter("ignore", sgz.frames.UnknownColumn)
    station = sgz.interchange.load(sgz.Station, json.loads(DATA.read_text(encoding="utf-8")))
    assessment = sgz.check_station(station, on=ON)
    workers = [sgz.Worker(**REST, **facts) for facts in SOME]
    table = table_of(100_000)

    def tables(*, reasons: bool) -> Callable[[], object]:
        return lambda: sgz.frames.check(table, sgz.QUALIFICATION, on=ON, reasons=reasons)

    seconds = take_turns(
        {
            "workers": lambda: [sgz.check_qualification(worker, on=ON) for worker in workers],
            "assess_many": lambda: sgz.assess_many(sgz.QUALIFICATION, workers, on=ON),
            "station": lambda: sgz.check_station(station, on=ON),
            "nothing known": lambda: sgz.check_station(sgz.Station(), on=ON),
            "report": assessment.render,
            "to_dict": assessment.to_dict,
            "to_dict without missing": lambda: assessment.to_dict(missing=False),
            "to_html": assessment.to_html,
            "missing": lambda: sgz.check_station(sgz.Station(), on=ON).missing,
            "table": tables(reasons=False),
            "table, reasons": tables(reasons=True),
        }
    )
    worker = seconds["workers"] / len(workers)
    in_checks = {name: taken / worker for name, taken in seconds.items() if not name.startswith("table")}
    print(f"  a worker's check {1e6 * worker:.2f} µs; in such checks: " + _listed(in_checks))
    print("  in checks of the station: " + _listed({name: seconds[name] / seconds["station"] for name in _WRITTEN}))
    return [
        Comparison("a station's check / a worker's", in_checks["station"], 20, at_most=True),
        Comparison("its Chinese report after the first / a worker's check", in_checks["report"], 300, at_most=True),
        Comparison(
            "frames.check with reasons / without", seconds["table, reasons"] / seconds["table"], 3, at_most=True
        ),
        Comparison(
            "a station's to_dict(missing=False) / its check",
            seconds["to_dict without missing"] / seconds["station"],
            100,
            at_most=True,
        ),
        Comparison("assess_many / a loop", seconds["assess_many"] / seconds["workers"], 1.3, at_most=True),
    ]


_WRITTEN = ("report", "to_dict", "to_dict without missing", "to_html")


def _listed(ratios: dict[str, float]) -> str:
    return ", ".join(f"{name} {ratio:.1f}" for name, ratio in ratios.items())
