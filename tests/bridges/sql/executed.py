"""Queries executed: subjects as tables of a database, and its answers as those of the subjects."""

import sqlite3
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from importlib import import_module
from operator import itemgetter
from typing import Any
from urllib.parse import urlsplit

import duckdb
import pyarrow as pa

import sgzlib as sgz
from bridges.frames.tabled import columns_of, groups_in, members_table, table_of
from sgzlib import Law, Ruleset
from sgzlib.law.facts import Fact
from sgzlib.law.kinds import Form
from sgzlib.law.money import fen_of

Answers = list[tuple[bool | None, ...]]

TYPES: dict[str, dict[Form, str]] = {
    "sqlite": {Form.TRUTH: "INTEGER", Form.WHOLE: "INTEGER", Form.DECIMAL: "NUMERIC"},
    "duckdb": {Form.TRUTH: "BOOLEAN", Form.WHOLE: "BIGINT", Form.DECIMAL: "DECIMAL(16, 6)"},
    "postgres": {Form.TRUTH: "BOOLEAN", Form.WHOLE: "BIGINT", Form.DECIMAL: "DECIMAL(16, 6)"},
    "mariadb": {Form.TRUTH: "BOOLEAN", Form.WHOLE: "BIGINT", Form.DECIMAL: "DECIMAL(16, 6)"},
}


class Table:
    """One table for a database: its name, its columns with their types, and its rows."""

    def __init__(self, name: str, of: type, arrow: Any, dialect: str, dates: str) -> None:
        self.name = name
        facts = columns_of(of)
        names = [one for one in arrow.column_names if one in facts or one in {"team", "row"}]
        self.types = {one: _type(facts[one], dialect, dates) if one in facts else "BIGINT" for one in names}
        held = [_cells(arrow.column(one).to_pylist(), facts.get(one), dialect, dates) for one in names]
        self.rows = list(zip(*held, strict=True))

    def definition(self, quote: str = '"') -> str:
        """Return the statement that makes the table."""
        columns = ", ".join(f"{quote}{name}{quote} {type_}" for name, type_ in self.types.items())
        return f"CREATE TABLE {self.name} ({columns})"

    def insertion(self, mark: str) -> str:
        """Return the statement that fills it."""
        return f"INSERT INTO {self.name} VALUES ({', '.join([mark] * len(self.types))})"  # noqa: S608 - names of the tests' own


Run = Callable[[list[Table], str], Iterable[tuple[Any, ...]]]


def _type(fact: Fact[Any], dialect: str, dates: str) -> str:
    if fact.kind.money:
        return "BIGINT"
    if fact.kind.form is Form.DAY and dates == "date":
        return "DATE"
    return TYPES[dialect].get(fact.kind.form, "TEXT")


def _cells(values: list[Any], fact: Fact[Any] | None, dialect: str, dates: str) -> list[Any]:
    def cell(value: Any) -> Any:
        if value is None or fact is None:
            return value
        if fact.kind.money:
            return fen_of(value)
        if isinstance(value, date):
            return value.isoformat() if dates == "iso" else value
        if isinstance(value, Decimal) and dialect == "sqlite":
            return int(value) if value == int(value) else float(value)
        return value

    return [cell(value) for value in values]


def tabled(ruleset: Ruleset, subjects: list[Any], dialect: str, dates: str) -> tuple[Table, dict[str, Table]]:
    """Return subjects, and their members by the group, as tables of a database."""
    own = table_of(ruleset.subject, subjects, team=pa.array(range(len(subjects)), pa.int64()))
    members = {
        path: Table(f"{path}_of", of, members_table(subjects, path, of), dialect, dates)
        for path, of in groups_in(ruleset).items()
    }
    return Table("subjects", ruleset.subject, own, dialect, dates), members


def queried(
    run: Run, ruleset: Ruleset, subjects: list[Any], on: date, policy: Law | None, dialect: str, dates: str = "iso"
) -> Answers:
    """Return what a database says of the subjects, by requirement, then the verdict, last whether anything binds."""
    own, members = tabled(ruleset, subjects, dialect, dates)
    text = sgz.sql.query(
        ruleset,
        dialect=dialect,
        table=own.name,
        on=on,
        policy=policy,
        members={path: (table.name, "team") for path, table in members.items()},
        keep=["team"],
        dates=dates,
    )
    rows = sorted(run([own, *members.values()], text), key=itemgetter(0))
    assert [row[0] for row in rows] == list(range(len(own.rows)))
    return [tuple(_truth(value) for value in row[1:]) for row in rows]


def _truth(value: Any) -> bool | None:
    assert value in {0, 1, None}
    return None if value is None else value == 1


def in_sqlite(made: list[Table], query: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query in SQLite."""
    base = sqlite3.connect(":memory:")
    try:
        for table in made:
            base.execute(table.definition())
            base.executemany(table.insertion("?"), table.rows)
        return base.execute(query).fetchall()
    finally:
        base.close()


def in_duckdb(made: list[Table], query: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query in DuckDB."""
    with duckdb.connect() as base:
        for table in made:
            base.execute(table.definition())
            columns = list(zip(*table.rows, strict=True)) or [()] * len(table.types)
            arrow = pa.table({name: pa.array(held) for name, held in zip(table.types, columns, strict=True)})
            base.register("arrow", arrow)
            base.execute(f"INSERT INTO {table.name} SELECT * FROM arrow")  # noqa: S608 - names of the tests' own
        return base.execute(query).fetchall()


EXECUTED: dict[str, Run] = {"sqlite": in_sqlite, "duckdb": in_duckdb}


def in_postgres(address: str) -> Run:
    """Return what runs a query on a PostgreSQL server, on tables of the session's own."""

    def run(made: list[Table], query: str) -> list[tuple[Any, ...]]:
        with import_module("psycopg").connect(address) as base, base.cursor() as cursor:
            for table in made:
                cursor.execute(table.definition().replace("CREATE", "CREATE TEMPORARY", 1))
                with cursor.copy(f"COPY {table.name} FROM STDIN") as copy:
                    for row in table.rows:
                        copy.write_row(row)
            return list(cursor.execute(query).fetchall())

    return run


def in_mariadb(address: str) -> Run:
    """Return what runs a query on a MariaDB server, on tables of the session's own."""
    at = urlsplit(address)
    named = {"host": at.hostname, "port": at.port, "user": at.username, "database": at.path.strip("/")}

    def run(made: list[Table], query: str) -> list[tuple[Any, ...]]:
        base = import_module("pymysql").connect(charset="utf8mb4", password=at.password or "", **named)
        try:
            with base.cursor() as cursor:
                for table in made:
                    # MariaDB reads a temporary table once a query, so these are real, and leave with the database.
                    cursor.execute(f"DROP TABLE IF EXISTS {table.name}")
                    cursor.execute(table.definition("`"))
                    cursor.executemany(table.insertion("%s"), table.rows)
                cursor.execute(query)
                return list(cursor.fetchall())
        finally:
            base.close()

    return run
