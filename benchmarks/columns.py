"""Tables (列): the bridge against an expression written by hand, and a country against reading its files."""

import tempfile
import warnings
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

import sgzlib as sgz
from benchmarks.timing import Comparison, least_in_turns
from sgzlib.law.kinds import YES_NO

ON = date(2022, 3, 1)
ROWS = 3 * 10**7
STATIONS, WORKERS = 40_000, 120_000
# The readings under which the rule is as simple as it is by hand.
POLICY = sgz.TIANJIN_2021.under(
    registration_scope=sgz.RegistrationScope.EVERYONE,
    education_due=sgz.EducationDue.ALWAYS,
    first_registration=sgz.FirstRegistration.AT_ONCE,
)


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


def by_bridge(table: Any) -> Any:
    """Judge workers by the ruleset, whose cells are as they should be."""
    return sgz.frames.check(table, sgz.QUALIFICATION, on=ON, policy=POLICY, trust=True)


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
    """Check that both give the same answers, then time them."""
    warnings.simplefilter("ignore", sgz.frames.UnknownColumn)
    many = workers(ROWS)
    tables = {"one row": many[:1], "many rows": many, "many rows, lazy": many.lazy()}
    assert by_hand(many)["qualified"].equals(by_bridge(many)["verdict"], check_names=False)
    ratios: dict[str, float] = {}
    for name, table in tables.items():
        seconds = least_in_turns(
            {by.__name__: lambda by=by, table=table: by(table).lazy().collect() for by in (by_hand, by_bridge)}
        )
        print(f"  {name}, ms: " + ", ".join(f"{by} {1e3 * taken:.2f}" for by, taken in seconds.items()))
        ratios[name] = seconds["by_bridge"] / seconds["by_hand"]
    return [
        Comparison("one row / the expression by hand", ratios["one row"], 10),
        Comparison(f"{ROWS:,} rows / the expression by hand", ratios["many rows"], 1.2),
        Comparison("the same, lazy", ratios["many rows, lazy"], 1.2),
        Comparison(f"judging a country's {STATIONS:,} stations / reading their files", _country(), 12),
    ]


def _country() -> float:
    stations, people = country()
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("stations.parquet", "workers.parquet")]
        for table, file in zip((stations, people), files, strict=True):
            table.write_parquet(file)
        seconds = least_in_turns(
            {
                "judging": partial(sgz.frames.check_teams, stations, people, by="station", on=ON, ruleset=sgz.STATION),
                "reading": lambda: [pl.read_parquet(file) for file in files],
            }
        )
    print("  a country, ms: " + ", ".join(f"{name} {1e3 * taken:.1f}" for name, taken in seconds.items()))
    return seconds["judging"] / seconds["reading"]
