"""Judge a city inside SQLite (在 SQLite 中核对全市): nothing but Python's standard library, once the query is written.

python examples/judge_in_sqlite.py --write    # with the library: the query goes into data/city.sql
python examples/judge_in_sqlite.py            # anywhere: the two CSV files into SQLite, the query, what it finds
"""

import csv
import sqlite3
import sys
from collections import Counter
from datetime import date
from pathlib import Path

DATA = Path(__file__).parent / "data"
QUERY = DATA / "city.sql"
TABLES = {"stations": DATA / "city_stations.csv", "workers": DATA / "city_workers.csv"}
NO_COLUMN = ("premises__casework_room", "premises__group_room", "team__posted_in_full_on")
NO_COLUMN_OF_WORKERS = ("certificate_passed_on",)
CELLS: dict[str, str | int | None] = {"": None, "是": 1, "否": 0}
ANSWERS = {1: "符合", 0: "不符合", None: "暂无法判定"}


def written() -> str:
    """Return the query, which is what the library is needed for."""
    from city_tables import RULES, STATION_COLUMNS, WORKER_COLUMNS

    import sgzlib as sgz

    return sgz.sql.query(
        RULES,
        dialect="sqlite",
        table="stations",
        on=date(2022, 3, 1),
        columns=STATION_COLUMNS,
        members={"team__workers": ("workers", "街道")},
        member_columns={"team__workers": WORKER_COLUMNS},
        absent=[*NO_COLUMN, "first_batch", *(f"team__workers.{name}" for name in NO_COLUMN_OF_WORKERS)],
        keep=["区", "街道"],
    )


def judged() -> list[sqlite3.Row]:
    """Return what the query says of each station."""
    base = sqlite3.connect(":memory:")
    base.row_factory = sqlite3.Row
    for table, path in TABLES.items():
        with path.open(encoding="utf-8", newline="") as file:
            names, *rows = csv.reader(file)
        # Numbers become numbers in a column that says so; days and labels stay text.
        typed = ", ".join(f'"{name}" {"NUMERIC" if name in {"合同人数", "学时"} else ""}' for name in names)
        base.execute(f"CREATE TABLE {table} ({typed})")
        marks = ", ".join("?" * len(names))
        base.executemany(
            f"INSERT INTO {table} VALUES ({marks})",  # noqa: S608 - the two names above
            ([CELLS.get(cell, cell) for cell in row] for row in rows),
        )
    return base.execute(QUERY.read_text(encoding="utf-8")).fetchall()


def main() -> None:
    """Write the query, or use it."""
    if sys.argv[1:] == ["--write"]:
        QUERY.write_text(written() + "\n", encoding="utf-8")
        return
    rows = judged()
    counts = Counter(ANSWERS[row["verdict"]] for row in rows)
    print(f"{len(rows)}个社工站：" + "，".join(f"{answer} {counts[answer]}" for answer in ANSWERS.values()))
    for name in filter(lambda name: "." in name, rows[0].keys()):
        if failing := sum(row[name] == 0 for row in rows):
            print(f"{failing:4} 个站不符合 {name}")


if __name__ == "__main__":
    main()
