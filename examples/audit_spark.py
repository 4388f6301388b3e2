"""The same rules on PySpark (在 PySpark 上核查): the city's two files again, on a cluster or on this machine.

    python examples/audit_spark.py

Nothing but the reading differs from Polars: `frames.check_teams` takes the tables that PySpark has and gives one back.
PySpark needs a Java runtime (Debian: `apt-get install default-jre-headless`).
"""

import os
import sys
import warnings
from datetime import date
from pathlib import Path
from typing import Any

from city_tables import RULES, STATION_COLUMNS, WORKER_COLUMNS
from pyspark.sql import SparkSession, functions

import sgzlib as sgz

DATA = Path(__file__).parent / "data"


def read(session: SparkSession, path: Path) -> Any:
    """Read a file: days and numbers by their looks, 是 and 否 as True and False."""
    table = session.read.csv(str(path), header=True, inferSchema=True)
    for name, kind in table.dtypes:
        if kind == "string" and table.filter(functions.col(name).isin("是", "否")).head(1):
            table = table.withColumn(name, functions.col(name) == "是")
    return table


def main() -> None:
    """Read, judge, and print how often each requirement is met, violated and open."""
    warnings.simplefilter("ignore")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = SparkSession.builder.appName("sgzlib").config("spark.ui.enabled", "false").getOrCreate()
    judged = sgz.frames.check_teams(
        read(session, DATA / "city_stations.csv"),
        read(session, DATA / "city_workers.csv"),
        by="街道",
        on=date(2022, 3, 1),
        ruleset=RULES,
        columns=STATION_COLUMNS,
        worker_columns=WORKER_COLUMNS,
    )
    counts = [
        function(functions.col(f"`{name}`"))
        for name in ANSWERS
        for function in (
            functions.count_if,
            lambda met: functions.count_if(~met),
            lambda met: functions.count_if(met.isNull()),
        )
    ]
    numbers = judged.agg(*counts).first()
    for index, name in enumerate(ANSWERS):
        met, violated, unknown = numbers[3 * index : 3 * index + 3]
        print(f"{name:32}符合 {met:3}  不符合 {violated:3}  暂无法判定 {unknown:3}")
    session.stop()


ANSWERS = (*(rule.id for _, rule, _ in RULES.every()), "verdict")

if __name__ == "__main__":
    main()
