"""Tables (列): the bridge against an expression written by hand, OpenFisca's vectors, reading a file, and more rows.

What needs a process of its own, for its memory or its cores, is run as `python -m benchmarks.columns WHAT ...`.
"""

import resource
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from shutil import which
from time import perf_counter
from typing import Any

import numpy as np
import polars as pl
from openfisca_core import simulations

import sgzlib as sgz
from benchmarks.qualification import ANSWERS, ON, PERIOD, POLICY, SYSTEM
from benchmarks.timing import Comparison
from sgzlib.law.kinds import YES_NO

MILLION = 10**6
GIB = 2**30
STATIONS, WORKERS = 40_000, 120_000
FILES = 10


def workers(rows: int, *, unknown: float = 0.1) -> pl.DataFrame:
    """Make workers from a seed, a tenth of each fact unknown."""
    random = np.random.default_rng(rows)
    columns = {
        "education": random.integers(1, 8, rows, dtype=np.int8),
        "social_work_major": random.random(rows) < 0.5,
        "certificate": random.integers(0, 5, rows, dtype=np.int8),
        "registered": random.random(rows) < 0.7,
        "registration_expires": np.datetime64("2020-01-01") + random.integers(0, 1500, rows).astype("timedelta64[D]"),
        "continuing_education_hours": random.integers(0, 120, rows, dtype=np.int16),
    }
    table = pl.DataFrame(columns)
    known = {name: pl.Series(random.random(rows) >= unknown) for name in columns}
    return (
        table.with_columns(pl.when(known[name]).then(pl.col(name)).alias(name) for name in columns)
        if unknown
        else table
    )


def by_hand(table: Any) -> Any:
    """Judge workers by an expression as one would write it for Polars alone."""
    hours, certificate = pl.col("continuing_education_hours"), pl.col("certificate")
    degree = pl.col("social_work_major") & (pl.col("education") >= 4)
    return table.with_columns(
        credential=degree | (certificate >= 1),
        registration=pl.col("registered") & (pl.col("registration_expires") >= ON),
        continuing_education=(hours >= 90) | ((hours >= 72) & (certificate <= 2)),
    ).with_columns(qualified=pl.col("credential") & pl.col("registration") & pl.col("continuing_education"))


def by_bridge(table: Any, *, trust: bool = False) -> Any:
    """Judge workers by the ruleset, cells checked or trusted."""
    return sgz.frames.check(table, sgz.QUALIFICATION, on=ON, policy=POLICY, trust=trust)


def by_openfisca(vectors: dict[str, Any], rows: int) -> list[Any]:
    """Judge workers by OpenFisca's vectors: all known, since it has no unknown."""
    simulation = simulations.SimulationBuilder().build_default_simulation(SYSTEM, count=rows)
    for name, vector in vectors.items():
        simulation.set_input(name, PERIOD, vector)
    return [simulation.calculate(answer, PERIOD) for answer in ANSWERS]


def turns(contestants: dict[str, Callable[[], object]], rounds: int = 15) -> dict[str, float]:
    """Return the least seconds of each, measured in turns: calls this long are lengthened by whatever else runs."""
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for turn in range(rounds + 1):
        for name, run in contestants.items():
            start = perf_counter()
            run()
            if turn:
                seconds[name].append(perf_counter() - start)
    return {name: min(found) for name, found in seconds.items()}


def country() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Make the stations of a country and their workers, a tenth of each fact unknown."""
    random = np.random.default_rng(STATIONS)
    facts = [name for name, fact in sgz.frames.columns_of(sgz.Station).items() if fact.kind is YES_NO]
    yes = {name: random.choice(np.array([1, 1, 1, 1, 0, -1], dtype=np.int8), STATIONS) for name in facts}
    started = np.datetime64("2021-07-01") + random.integers(0, 400, STATIONS).astype("timedelta64[D]")
    stations = pl.DataFrame(yes).select(
        pl.when(pl.col(name) >= 0).then(pl.col(name) == 1).alias(name) for name in facts
    )
    stations = stations.with_columns(
        station=pl.arange(STATIONS, eager=True),
        team__contracted_headcount=pl.Series(random.integers(1, 5, STATIONS, dtype=np.int8)),
        team__project_started_on=pl.Series(started),
        team__contract_signed_on=pl.Series(started),
        team__service_started_on=pl.Series(started + np.timedelta64(10)),
        catalogue__fields=pl.lit("社会救助、养老服务"),
        sign__name=pl.format(
            "{}街道社会工作服务站", pl.arange(STATIONS, eager=True).cast(pl.String).str.replace_all(r"\d", "甲")
        ),
        sign__emblems=pl.lit("中国社会工作标识、中国民政标志"),
    )
    people = workers(WORKERS).with_columns(
        pl.Series("station", random.integers(0, STATIONS, WORKERS)),
        pl.format("社工{}", pl.arange(WORKERS)).alias("name"),
        *(pl.Series(name, random.random(WORKERS) < 0.9) for name in ("contracted", "full_time", "trained")),
        posted_on=pl.Series(np.datetime64("2021-07-10") + random.integers(0, 400, WORKERS).astype("timedelta64[D]")),
    )
    return stations, people


def compare() -> list[Comparison]:
    """Check that all give the same answers, then time them."""
    warnings.simplefilter("ignore", sgz.frames.UnknownColumn)
    small, large = workers(MILLION), workers(10 * MILLION)
    assert by_hand(large)["qualified"].equals(by_bridge(large)["verdict"], check_names=False)
    seconds = turns(
        {
            "by hand": lambda: by_hand(large),
            "bridge, cells trusted": lambda: by_bridge(large, trust=True),
            "bridge, cells checked": lambda: by_bridge(large),
            "by hand, lazy": lambda: by_hand(large.lazy()).collect(),
            "bridge, lazy": lambda: by_bridge(large.lazy(), trust=True).collect(),
            "bridge, a million": lambda: by_bridge(small),
        }
    )
    larger = workers(30 * MILLION)
    by_rows = turns(
        {
            "by hand, 3*10^7": lambda: by_hand(larger),
            "bridge, 3*10^7": lambda: by_bridge(larger, trust=True),
            "by hand, lazy, 3*10^7": lambda: by_hand(larger.lazy()).collect(),
            "bridge, lazy, 3*10^7": lambda: by_bridge(larger.lazy(), trust=True).collect(),
            "bridge, one row": lambda: by_bridge(small[:1], trust=True),
        }
    )
    known = workers(MILLION, unknown=0)
    vectors = {name: known[name].to_numpy() for name in known.columns}
    vectors["registration_expires"] = vectors["registration_expires"].astype("datetime64[D]").astype(int) + 719_163
    assert bool((by_openfisca(vectors, MILLION)[-1] == by_bridge(known)["verdict"].to_numpy()).all())
    others = turns({"openfisca": lambda: by_openfisca(vectors, MILLION), "bridge, known": lambda: by_bridge(known)})
    with tempfile.TemporaryDirectory() as folder:
        judged = _country(Path(folder))
        memory, streamed = _alone("stream", folder)
        # PySpark needs a Java runtime.
        spark = {cores: _alone("spark", folder, str(cores))[1] for cores in (1, 2)} if which("java") else {}
    print(
        "  ms: "
        + ", ".join(f"{name} {1e3 * taken:.1f}" for name, taken in (seconds | by_rows | others | judged).items())
    )
    print(
        f"  10^8 rows streamed in {streamed:.0f} s; PySpark, 10^7 rows: "
        + (", ".join(f"{n} core {s:.1f} s" for n, s in spark.items()) or "left out, there is no Java runtime")
    )
    hand, bridge = by_rows["by hand, 3*10^7"], by_rows["bridge, 3*10^7"]
    lazy_hand, lazy_bridge = by_rows["by hand, lazy, 3*10^7"], by_rows["bridge, lazy, 3*10^7"]
    # A call costs the same few tenths of a millisecond whatever the rows: that of one row is printed above.
    return [
        Comparison("speed against the expression by hand, 3*10^7 rows", hand / bridge, 0.9, False),
        Comparison("the same, lazy", lazy_hand / lazy_bridge, 0.9, False),
        Comparison("speed against OpenFisca's vectors", others["openfisca"] / others["bridge, known"], 2, False),
        Comparison(
            "ten million rows / a million", seconds["bridge, cells checked"] / seconds["bridge, a million"], 11, True
        ),
        Comparison("judging a country / reading it from Parquet", judged["country"] / judged["reading it"], 5, True),
        Comparison("GiB for 10^8 rows from Parquet to Parquet", memory / GIB, 4, True),
        *([Comparison("PySpark's time on one core / on two", spark[1] / spark[2], 1, False)] if spark else []),
    ]


def _country(folder: Path) -> dict[str, float]:
    stations, people = country()
    stations.write_parquet(folder / "stations.parquet")
    people.write_parquet(folder / "workers.parquet")

    def read() -> tuple[pl.DataFrame, pl.DataFrame]:
        return pl.read_parquet(folder / "stations.parquet"), pl.read_parquet(folder / "workers.parquet")

    def judge() -> pl.DataFrame:
        return sgz.frames.check_teams(stations, people, by="station", on=ON, ruleset=sgz.STATION)

    return turns({"country": judge, "reading it": read})


def _alone(*what: str) -> tuple[float, float]:
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.columns", *what]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1]  # noqa: S603
    peak, seconds = printed.split()
    return float(peak), float(seconds)


def stream(folder: Path) -> None:
    """Judge a hundred million rows from Parquet to Parquet, never holding them."""
    part = folder / "part.parquet"
    workers(10 * MILLION).write_parquet(part)
    start = perf_counter()
    by_bridge(pl.scan_parquet([part] * FILES)).sink_parquet(folder / "judged.parquet")
    taken = perf_counter() - start
    assert pl.scan_parquet(folder / "judged.parquet").select(pl.len()).collect().item() == FILES * 10 * MILLION
    (folder / "judged.parquet").unlink()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, taken)


def spark(folder: Path, cores: str) -> None:
    """Judge ten million rows on PySpark with so many cores, and count the verdicts."""
    from pyspark.sql import SparkSession, functions

    session = SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false").getOrCreate()
    table = session.read.parquet(str(folder / "part.parquet"))
    answers = [functions.count_if(functions.col(f"`{r.id}`")) for r in sgz.QUALIFICATION.requirements]

    def judge() -> Any:
        return by_bridge(table, trust=True).agg(functions.count_if(functions.col("verdict")), *answers).collect()

    judge()
    print(0, turns({"judge": judge}, rounds=3)["judge"])


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    {"stream": stream, "spark": spark}[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
