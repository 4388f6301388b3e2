"""Rows and subjects (行与对象): the rows of a table as subjects, and subjects as the rows of a table.

As a subject, a row can be asked for everything that an `Assessment` has.
"""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import narwhals as nw

from sgzlib.bridges import spellings
from sgzlib.bridges.columns import assembled, columns_of, groups_of_class, value_of
from sgzlib.bridges.frames.column_reader import ColumnReader
from sgzlib.bridges.frames.judging import VERDICT
from sgzlib.bridges.frames.tables import Pandas, is_dask, table_of, taking_streams
from sgzlib.bridges.interchange import InvalidDocument
from sgzlib.law.arguments import each
from sgzlib.law.errors import InvalidType, InvalidValue, SgzlibError
from sgzlib.law.facts import Fact, is_subject
from sgzlib.law.kinds import Form
from sgzlib.law.truth import UNKNOWN
from sgzlib.prose.tables import checked_backend

S = TypeVar("S")


@taking_streams
def subjects(frame: Any, cls: type[S], *, columns: Mapping[str, str] | None = None) -> list[S | InvalidDocument]:
    """Return the rows of a table as subjects (表转对象), in the order of the rows.

    A row with invalid values gives an `InvalidDocument` in its place, whose `problems` name each cell; the other rows
    are not affected. Columns are found and cells are read as in `check`. A fact without a column is unknown, and so is
    every group, because its members are the rows of another table. Raises `InvalidType` if `cls` is not a class of
    facts or `frame` is not a table, and `InvalidValue` for a mapping that names an unknown column or fact, and for a
    table without a column for any fact.

    >>> import polars as pl
    >>> import sgzlib as sgz
    >>> table = pl.DataFrame({"姓名": ["王芳", "李强"], "学历": ["本科", "博士后"], "在天津登记": ["是", "否"]})
    >>> good, bad = sgz.frames.subjects(table, sgz.Worker)
    >>> good.name, good.education, good.registered, good.trained
    ('王芳', <Education.BACHELOR: 5>, True, UNKNOWN)
    >>> [problem.field for problem in bad.problems]
    ['education[1]']
    >>> sgz.frames.subjects(table.select("姓名"), sgz.Premises)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: frame: ['姓名'] 不可用，应为至少一列以事实命名的表，如 independent_office ...
    """
    native = frame.compute() if is_dask(frame) else frame
    count, held = facts_held(native, cls, columns)
    if not held:
        first = next(iter(facts_in_row(cls)))
        zh, en = f"至少一列以事实命名的表，如 {first}", f"a table with a column named after a fact, such as {first}"
        raise InvalidValue("frame", list(table_of(native).names), zh, en)
    return subjects_of(cls, count, held)


def subjects_of(
    cls: type[S], count: int, held: Mapping[str, list[Any]], *, lenient: bool = False
) -> list[S | InvalidDocument]:
    """Return the subjects of the rows (表转对象). Rows without any cells have subjects too."""
    rows = zip(*held.values(), strict=True) if held else [()] * count
    known: ReadCells = {}
    return [
        subject_of(cls, index, dict(zip(held, row, strict=True)), known, lenient=lenient)
        for index, row in enumerate(rows)
    ]


def facts_held(
    native: Any, cls: type, columns: Mapping[str, str] | None, answers: Container[str] | None = None
) -> tuple[int, dict[str, list[Any]]]:
    """Return how many rows a table has, and its cells by the facts that they hold (行数与事实).

    A table that was judged may have `answers`; where it is not said which, those with a dot are.
    """
    facts, table = facts_in_row(cls), table_of(native)
    if answers is None:
        answers = [name for name in table.names if "." in str(name)] if VERDICT in table.names else ()
    headings = ColumnReader(table, cls, columns, answers=answers).column_of
    cells = cells_of(native, {name: headings[name] for name in facts if name in headings})
    counted = cells or cells_of(native, table.names[:1])
    return len(next(iter(counted.values()), ())), cells


def facts_in_row(cls: Any) -> dict[str, Fact[Any]]:
    """Return the facts of a class that one row holds: all but its groups."""
    if not is_subject(cls):
        raise InvalidType("cls", cls, "事实类，如 Worker", "a class of facts, such as Worker")
    groups = groups_of_class(cls)
    return {name: fact for name, fact in columns_of(cls).items() if name not in groups}


def cells_of(native: Any, columns: Mapping[str, str] | Sequence[str]) -> dict[str, list[Any]]:
    """Return the cells of columns (取单元格), by the keys of a mapping or by the columns' own names."""
    heads = columns if isinstance(columns, Mapping) else dict(zip(columns, columns, strict=True))
    table = table_of(native)
    if not heads:  # a lazy table of no column is none
        return {}
    if isinstance(table, Pandas):
        series = {name: table.native[head] for name, head in heads.items()}
        return {
            name: [None if absent else cell for cell, absent in zip(column.astype(object), column.isna(), strict=True)]
            for name, column in series.items()
        }
    chosen = (nw.col(table.inner(head)).alias(f"_sgz_{index}") for index, head in enumerate(heads.values()))
    collected = table.frame().select(*chosen).lazy().collect("pyarrow").to_native()
    return dict(zip(heads, collected.to_pydict().values(), strict=True))


ReadCells = dict[tuple[str, type[Any], Any], Any]
"""What cells of a column that were read before say (已读单元格)."""


def subject_of(
    cls: type[S], index: int, row: Mapping[str, Any], known: ReadCells, *, lenient: bool
) -> S | InvalidDocument:
    """Return the subject of one row's cells, or the errors in them (由单元格组成对象).

    If `lenient`, an unreadable cell is unknown.
    """
    facts = columns_of(cls)
    values: dict[str, Any] = {}
    problems: list[SgzlibError] = []
    for name, cell in row.items():
        place = name, type(cell), cell if isinstance(cell, Hashable) else repr(cell)
        try:
            if place not in known:
                known[place] = spellings.read(facts[name].kind, f"{name}[{index}]", cell)
            values[name] = known[place]
        except SgzlibError as error:
            problems.append(error.with_traceback(None))
    if problems and not lenient:
        return InvalidDocument(*problems)
    try:
        made: S = assembled(cls, values)
    except SgzlibError as error:
        return InvalidDocument(error.with_traceback(None))
    return made


def table(subjects: Iterable[Any], cls: type[Any], *, backend: str = "polars") -> Any:
    """Return subjects of a class as a table, one a row (对象转表), which `subjects` and `check` can read.

    A column has the name of its fact, such as `premises__computer` for a fact of a part. A label is written by name,
    several labels with 、 between them, and unknown as null. Make a separate table of the members of a group in the
    same way. `backend` is polars, pandas or pyarrow; raises `InvalidValue` for any other, and `InvalidType` for a
    subject of another class.

    >>> import sgzlib as sgz
    >>> sgz.frames.table([sgz.Premises(printer=False), sgz.Premises()], sgz.Premises)["printer"].to_list()
    [False, None]
    >>> sgz.frames.table([sgz.Worker()], sgz.Premises)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: subjects[0]: Worker(... 不可用，应为Premises 对象 (not usable, expected a Premises)
    """
    import pyarrow as pa

    engine, facts = checked_backend("backend", backend), facts_in_row(cls)
    rows = list(each("subjects", subjects, cls))
    arrays = {
        name: pa.array([_held(value_of(subject, name), fact) for subject in rows], _type(fact))
        for name, fact in facts.items()
    }
    made: Any = nw.from_arrow(pa.table(arrays), backend=engine)
    return made.to_native()


def _held(value: Any, fact: Fact[Any]) -> Any:
    if value is UNKNOWN:
        return None
    if fact.kind.several:
        return spellings.BETWEEN.join(option.name for option in value)
    return value.name if fact.kind.form is Form.LABEL else value


def _type(fact: Fact[Any]) -> Any:
    import pyarrow as pa

    if fact.kind.form is Form.DECIMAL:
        return pa.decimal128(18 if fact.kind.money else 16, fact.kind.places)
    simple = {Form.TRUTH: pa.bool_(), Form.WHOLE: pa.int64(), Form.DAY: pa.date32()}
    return simple.get(fact.kind.form, pa.string())
