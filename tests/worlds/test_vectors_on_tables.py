"""The vectors as rows of tables: they get the answers and statuses of the assessments of their subjects."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

import attrs
import narwhals as nw
import pyarrow as pa
import pytest

import sgzlib as sgz
from bridges.frames.tabled import IN_MEMORY, LAZY, groups_in, members_table, scalar, table_of, with_groups_known
from sgzlib import RULESETS, Law, Ruleset
from sgzlib.bridges import calendars
from sgzlib.bridges.frames.judging import code_of, codes_of
from sgzlib.bridges.frames.matching import Tables
from sgzlib.bridges.frames.teams import Groups
from sgzlib.bridges.vectors.answering import law_under
from sgzlib.law.requirement import case_of
from sgzlib.vectors import Vector, cases

QUIET = pytest.mark.filterwarnings("ignore::sgzlib.bridges.frames.tables.UnknownColumn")
EVERY = pytest.mark.parametrize("ruleset", RULESETS.values(), ids=list(RULESETS))
ENGINES = IN_MEMORY | LAZY
RESTING = calendars.rest_days(2021, 2023)


def law_of(ruleset: Ruleset, vector: Vector) -> Any:
    return law_under(ruleset, vector.readings)


def tables(ruleset: Ruleset) -> Iterator[list[Vector]]:
    """Yield the vectors of a ruleset that are judged on one day by one law, the most first."""
    found: defaultdict[Any, list[Vector]] = defaultdict(list)
    for vector in cases(ruleset):
        found[vector.on, tuple(vector.readings.items())].append(vector)
    yield from sorted(found.values(), key=len, reverse=True)


def rows(native: Any) -> dict[str, list[Any]]:
    """Return the columns of a judged table in the order of the subjects."""
    frame = nw.from_native(native.compute() if hasattr(native, "dask") else native)
    table: Any = frame.to_arrow() if isinstance(frame, nw.DataFrame) else frame.collect("pyarrow").to_native()
    found: dict[str, list[Any]] = table.sort_by("row").to_pydict()
    return found


def agree(engine: Any, ruleset: Ruleset, vectors: list[Vector], law: Law, *, as_text: bool = False) -> None:
    """Hold every column of answers against the assessments of the subjects."""
    subjects: list[Any] = [with_groups_known(sgz.interchange.load(ruleset.subject, vector.facts)) for vector in vectors]
    on, groups = vectors[0].on, groups_in(ruleset)
    table = table_of(ruleset.subject, subjects, team=pa.array(range(len(subjects)), pa.int64()))
    members = {path: members_table(subjects, path, of) for path, of in groups.items()}
    if as_text:
        table, members = written(table), {path: written(one) for path, one in members.items()}
    by = ("team",) if groups else ()
    tables = Tables(by=by, members={path: engine(one) for path, one in members.items()}, duplicates="keep")
    judged = rows(
        Groups(ruleset, case_of(ruleset, on, law), tables, reasons=False, codes=codes_of(ruleset))(engine(table))
    )
    names = [rule.id for _, rule, _ in ruleset.every()]
    assert list(zip(*(judged[name] for name in (*names, "verdict", "applicable")), strict=True)) == scalar(
        ruleset, subjects, on, law
    )
    assessments = [sgz.assess(ruleset, subject, on=on, policy=law) for subject in subjects]
    for name, code in zip(names, codes_of(ruleset)[:-1], strict=True):
        assert judged[code] == [code_of(assessment[name].status) for assessment in assessments], name


def written(table: Any) -> Any:
    """Return a table whose truths, numbers and days are text, as offices write them."""
    said = {True: "是", False: "否"}
    columns = {
        name: [None if value is None else said[value] if isinstance(value, bool) else str(value) for value in column]
        for name, column in table.to_pydict().items()
        if name not in {"row", "team"}
    }
    kept = {name: table.column(name) for name in ("row", "team") if name in table.column_names}
    return pa.table({name: pa.array(column, pa.string()) for name, column in columns.items()} | kept)


@QUIET
@EVERY
def test_vectors_of_several_days_and_laws(ruleset: Ruleset) -> None:
    for vectors in islice(tables(ruleset), 3):
        agree(ENGINES["polars"], ruleset, vectors[:40], law_of(ruleset, vectors[0]))


@QUIET
@pytest.mark.parametrize("engine", ENGINES.values(), ids=list(ENGINES))
@pytest.mark.parametrize("name", ["qualification", "staffing", "budget", "plan"])
def test_every_engine(name: str, engine: Any) -> None:
    vectors = next(tables(RULESETS[name]))[:20]
    agree(engine, RULESETS[name], vectors, law_of(RULESETS[name], vectors[0]))


@QUIET
@pytest.mark.parametrize("name", ["staffing", "management", "qualification"])
def test_rest_days_and_cells_of_text(name: str) -> None:
    vectors = next(tables(RULESETS[name]))[:40]
    law = law_of(RULESETS[name], vectors[0])
    agree(ENGINES["pyarrow"], RULESETS[name], vectors, attrs.evolve(law, rest_days=RESTING), as_text=True)


@pytest.mark.engines
@QUIET
@EVERY
@pytest.mark.parametrize("engine", ENGINES.values(), ids=list(ENGINES))
def test_every_vector_on_every_engine(ruleset: Ruleset, engine: Any) -> None:
    for vectors in tables(ruleset):
        law = law_of(ruleset, vectors[0])
        agree(engine, ruleset, vectors, law)
        agree(engine, ruleset, vectors[:10], attrs.evolve(law, rest_days=RESTING), as_text=True)
