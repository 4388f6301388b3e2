"""Subjects as tables of every engine, and the answers of a table as those of the subjects: used by the tests beside."""

import os
import sys
import warnings
from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from functools import lru_cache
from importlib import import_module
from typing import Any

import attrs
import dask.dataframe as dd
import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa

import sgzlib as sgz
from sgzlib import UNKNOWN, Law, Ruleset, assess
from sgzlib.law.facts import Fact, facts_of, is_subject

TYPES: dict[str, Any] = {
    "bool": pa.bool_(),
    "count": pa.int64(),
    "hours": pa.decimal128(12, 2),
    "quantity": pa.decimal128(16, 6),
    "measure": pa.decimal128(16, 2),
    "yuan": pa.decimal128(18, 2),
    "date": pa.date32(),
}

Engine = Callable[[Any], Any]
to_dask: Any = dd.from_pandas
IN_MEMORY: dict[str, Engine] = {
    "polars": pl.DataFrame,
    "pyarrow": lambda table: table,
    "pandas": lambda table: table.to_pandas(),
    "pandas-arrow": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
}
LAZY: dict[str, Engine] = {
    "polars-lazy": pl.LazyFrame,
    "duckdb": duckdb.from_arrow,
    "dask": lambda table: to_dask(table.to_pandas(types_mapper=pd.ArrowDtype), npartitions=2),
}


@lru_cache
def spark_session() -> Any:
    """Start PySpark on this machine: it takes a Java runtime."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder: Any = import_module("pyspark.sql").SparkSession.builder
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4", "spark.driver.memory": "3g"}
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.master("local[2]").getOrCreate()


def in_pyspark(table: Any) -> Any:
    """Return an Arrow table as one of PySpark."""
    return spark_session().createDataFrame(table)


def with_groups_known(subject: Any) -> Any:
    """Return the subject with nobody in the groups that are unknown: a table of members leaves no group unknown."""
    known: dict[str, Any] = {}
    for name, fact in facts_of(type(subject)).items():
        of, value = fact.kind.members, getattr(subject, name)
        if of is not None and is_subject(of):
            if fact.kind.name == "many":
                known[name] = () if value is UNKNOWN else value
            else:
                known[name] = with_groups_known(of() if value is UNKNOWN else value)
    return attrs.evolve(subject, **known)


def columns_of(of: type, path: str = "") -> dict[str, Fact[Any]]:
    """Return the facts that have a column, by its name."""
    found: dict[str, Fact[Any]] = {}
    for name, fact in facts_of(of).items():
        members = fact.kind.members
        if members is None or not is_subject(members):
            found[path + name] = fact
        elif fact.kind.name == "part":
            found |= columns_of(members, f"{path}{name}__")
    return found


def cell(subject: Any, path: str, row: int) -> Any:
    """Return the cell for a fact: labels by their names and by their Chinese labels in turn, several joined by 、."""
    value = subject
    for name in path.split("__"):
        value = getattr(value, name)
    if value is UNKNOWN:
        return None
    if isinstance(value, Enum):
        return value.name if row % 2 else value.zh  # type: ignore[attr-defined]
    return "、".join(each.name if row % 2 else each.zh for each in value) if isinstance(value, tuple) else value


def table_of(of: type, subjects: Iterable[Any], **more: Any) -> Any:
    """Return the subjects as an Arrow table, one a row."""
    rows = list(subjects)
    columns: dict[str, Any] = {
        name: pa.array(
            [cell(subject, name, at) for at, subject in enumerate(rows)], TYPES.get(fact.kind.name, pa.string())
        )
        for name, fact in columns_of(of).items()
    }
    return pa.table({**columns, **more, "row": pa.array(range(len(rows)), pa.int64())})


def groups_in(ruleset: Ruleset) -> dict[str, type]:
    """Return the paths to the groups of subjects in what a ruleset judges, and what their members are."""

    def paths(of: type, path: str) -> dict[str, type]:
        found: dict[str, type] = {}
        for name, fact in facts_of(of).items():
            members = fact.kind.members
            if members is not None and is_subject(members):
                found |= {path + name: members} if fact.kind.name == "many" else paths(members, f"{path}{name}__")
        return found

    return paths(ruleset.subject, "")


def members_table(subjects: list[Any], path: str, of: type) -> Any:
    """Return the members of every subject's group as one table, with the row of the subject that they belong to."""
    found: list[tuple[int, Any]] = []
    for at, subject in enumerate(subjects):
        group = subject
        for name in path.split("__"):
            group = getattr(group, name)
        found += [(at, member) for member in group]
    return table_of(of, [member for _, member in found], team=pa.array([at for at, _ in found], pa.int64()))


def arrow_of(judged: Any) -> Any:
    """Return a table of any engine as an Arrow table: narwhals cannot name columns with dots on PySpark."""
    if hasattr(judged, "toArrow"):
        return judged.toArrow()
    frame = nw.from_native(judged.compute() if hasattr(judged, "dask") else judged)
    return frame.to_arrow() if isinstance(frame, nw.DataFrame) else frame.collect("pyarrow").to_native()


def answers(judged: Any, ruleset: Ruleset, *more: str) -> list[tuple[bool | None, ...]]:
    """Return the answers of a judged table, row by row in the order of the subjects."""
    table = arrow_of(judged)
    columns = [name for name in table.column_names if name.startswith(tuple(f"{r}." for r in prefixes(ruleset)))]
    return [tuple(row[name] for name in (*columns, "verdict", *more)) for row in table.sort_by("row").to_pylist()]


def prefixes(ruleset: Ruleset) -> set[str]:
    """Return what the ids of a ruleset's requirements begin with, those of its parts too."""
    own = {requirement.id.partition(".")[0] for requirement in ruleset.requirements}
    return own.union(*(prefixes(part) for _, part in ruleset.parts))


def scalar(ruleset: Ruleset, subjects: Iterable[Any], on: date, policy: Law) -> list[tuple[bool | None, ...]]:
    """Return what the scalar check says of each subject, last whether anything binds it."""
    found: list[tuple[bool | None, ...]] = []
    for subject in subjects:
        assessment = assess(ruleset, subject, on=on, policy=policy)
        truths = (*(finding.holds for finding in assessment.findings), assessment.verdict, assessment.applicable)
        found.append(tuple(truth if isinstance(truth, bool) else None for truth in truths))
    return found


def judged(
    engine: Engine, ruleset: Ruleset, subjects: list[Any], on: date, policy: Law
) -> list[tuple[bool | None, ...]]:
    """Return what the columns of one engine say of the subjects, two tables where there is a group."""
    groups = groups_in(ruleset)
    table = table_of(ruleset.subject, subjects, team=pa.array(range(len(subjects)), pa.int64()))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", sgz.frames.UnknownColumn)
        if not groups:
            return answers(sgz.frames.check(engine(table), ruleset, on=on, policy=policy), ruleset, "applicable")
        members = {path: engine(members_table(subjects, path, of)) for path, of in groups.items()}
        found = sgz.frames.check_groups(
            engine(table), members, ruleset, by="team", on=on, policy=policy, duplicates="keep"
        )
        return answers(found, ruleset, "applicable")
