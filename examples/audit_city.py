"""Audit a city (全市核查): two CSV files with Chinese headers in, out comes what is wrong where, worst first.

    python examples/audit_city.py [stations.csv workers.csv] [YYYY-MM-DD]

Districts are judged one after another, and a bar shows how far it has come.
"""

import sys
import warnings
from datetime import date
from pathlib import Path

import polars as pl
from city_tables import DATA, RULES, STATION_COLUMNS, WORKER_COLUMNS
from rich.console import Console
from rich.progress import track
from rich.table import Table

import sgzlib as sgz

ASKED = {rule.id: rule for rule in (*sgz.PREMISES.requirements, *sgz.STAFFING.requirements)}


def read(path: Path) -> pl.DataFrame:
    """Read a file as it is kept: days as ISO dates, 是 and 否, nothing where nothing is known."""
    table = pl.read_csv(path, try_parse_dates=True)
    texts = table.select(pl.col(pl.String)).columns
    yes_no = [name for name in texts if set(table[name].drop_nulls()) <= {"是", "否"}]
    return table.with_columns(pl.col(yes_no) == "是")


def judge(stations: pl.DataFrame, workers: pl.DataFrame, on: date) -> pl.DataFrame:
    """Judge the stations of every district, one district after another."""
    districts = stations.partition_by("区", maintain_order=True)
    return pl.concat(
        sgz.frames.check_teams(
            district,
            workers.filter(pl.col("街道").is_in(district["街道"].to_list())),
            by="街道",
            on=on,
            ruleset=RULES,
            columns=STATION_COLUMNS,
            worker_columns=WORKER_COLUMNS,
            reasons=True,
        )
        for district in track(districts, description="核查", console=Console(stderr=True), transient=True)
    )


def print_ranked(judged: pl.DataFrame) -> None:
    """Print the stations, those with the most violations first, and what is violated most often."""
    reasons = judged.with_columns(pl.col("violated", "undetermined").str.split(", ").list.filter(pl.element() != ""))
    ranked = reasons.with_columns(how_many=pl.col("violated").list.len(), open=pl.col("undetermined").list.len())
    worst = ranked.filter(pl.col("how_many") > 0).sort("how_many", "open", "街道", descending=[True, True, False])
    stations = Table("区", "街道", "违反", "暂无法判定", "违反的要求", title="问题最多的站")
    for row in worst.head(15).iter_rows(named=True):
        what = "；".join(id_.partition(".")[2] for id_ in row["violated"])
        stations.add_row(row["区"], row["街道"], str(row["how_many"]), str(row["open"]), what)
    counts = reasons.select(pl.col("violated").explode()).drop_nulls().group_by("violated").len()
    rules = Table("要求", "内容", "站数", title="最常违反的要求")
    for id_, number in counts.sort("len", "violated", descending=[True, False]).iter_rows():
        rules.add_row(id_, ASKED[id_].clause.title, str(number))
    verdicts = judged["verdict"]
    console = Console(width=120)
    console.print(stations, rules)
    console.print(
        f"{len(judged)}个站：符合{verdicts.sum()}个，不符合{(~verdicts).sum()}个，暂无法判定{verdicts.null_count()}个"
    )


def main() -> None:
    """Read, judge, print."""
    # These files say nothing of casework and group rooms, which the notice only encourages.
    warnings.simplefilter("ignore", sgz.frames.UnknownColumn)
    words = sys.argv[1:]
    on = date.fromisoformat(words.pop()) if len(words) in {1, 3} else date(2022, 3, 1)
    stations, workers = (
        (Path(word) for word in words) if words else (DATA / "city_stations.csv", DATA / "city_workers.csv")
    )
    print_ranked(judge(read(stations), read(workers), on))


if __name__ == "__main__":
    main()
