"""The engines (表格引擎): takes a table of any engine in, and gives the same kind of table back.

narwhals works on all of them, with these exceptions:

    pandas                          takes a null for False; it is judged as an Arrow table, and the answers are
                                    Arrow-backed columns
    Dask                            the same, in each partition
    PySpark, SQLFrame,              cannot have a dot in the name of a column; columns are numbered inside
    DuckDB before 2.0
    any other Arrow stream          is read into a PyArrow table
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import wraps
from importlib import import_module
from itertools import count
from typing import Any, ParamSpec, TypeVar

import narwhals as nw
from narwhals.dtypes import DType
from narwhals.exceptions import DuplicateError

from sgzlib.bridges.spellings import BETWEEN
from sgzlib.law.arguments import checking_arguments
from sgzlib.law.errors import InvalidType, InvalidValue
from sgzlib.law.facts import Fact
from sgzlib.law.kinds import Form

P = ParamSpec("P")
R = TypeVar("R")
FEN_DIGITS, QUANTITY_DIGITS = 2, 6
_WIDE = (nw.Int128, nw.UInt128)
ROW = "_sgz_row"
Frame = nw.DataFrame[Any] | nw.LazyFrame[Any]


class UnknownColumn(UserWarning):
    """The warning for a fact that rules need but that has no column (缺少的列): it is UNKNOWN in every row."""


class Table:
    """A table of any engine (任一引擎的表): what its columns are, and how answers are added to it."""

    def __init__(self, native: Any) -> None:
        self.native = native
        self._inside: Frame = self._enter(nw.from_native(native))
        self._types = dict(self._inside.collect_schema())
        self.names = self._names()
        self._inner = dict(zip(self.names, self._types, strict=True))
        self._texts: dict[str, str] = {}

    def _enter(self, frame: Frame) -> Frame:
        """Return the table as expressions name its columns."""
        return frame

    def _names(self) -> list[str]:
        return list(self._types)

    def money(self) -> nw.Decimal:
        """Return the decimals in which prices times quantities lose nothing: Polars keeps the longer scale of two."""
        polars = self._inside.implementation.is_polars()
        return nw.Decimal(38, FEN_DIGITS + QUANTITY_DIGITS) if polars else nw.Decimal(18, FEN_DIGITS)

    def inner(self, column: str) -> str:
        """Return the name that expressions use for a column (内部列名), or for the text that is read for it."""
        return self._texts.get(column, self._inner[column])

    def dtype(self, column: str, fact: Fact[Any] | None = None) -> DType | None:
        """Return the type of a column, as read for that fact; None where it holds nothing but nulls (列类型).

        For several labels, a column of lists is read as a text with 、 between them, where the engine can join them.
        """
        dtype = self._types[self._inner[column]]
        if fact is not None and fact.kind.form is Form.SEVERAL and _lists_texts(dtype):
            return self._as_text(column)
        # Arrow has no numbers of 128 bits, to which Polars tables go on the way; DuckDB adds up to them.
        if isinstance(dtype, _WIDE) and self._inside.implementation.is_polars():
            raise InvalidType(
                column, str(dtype), "至多 64 位的整数列，如 Int64", "whole numbers of 64 bits, as in Int64"
            )
        return None if dtype == nw.Unknown and self._is_null(column) else dtype

    def _as_text(self, column: str) -> DType:
        inner, native = self._inner[column], self._inside.to_native()
        if column not in self._texts:
            joined = _with_texts(native, self._inside.implementation, inner, f"_sgz_l{len(self._texts)}")
            if joined is None:  # pragma: no cover - PySpark, Ibis and SQLFrame
                return self._types[inner]
            self._texts[column] = f"_sgz_l{len(self._texts)}"
            self._inside = nw.from_native(joined)
        return nw.String()

    def _is_null(self, column: str) -> bool:
        schema = self.native.collect_schema() if hasattr(self.native, "collect_schema") else self.native.schema
        held = schema.field(column).type if hasattr(schema, "field") else schema[column]
        return str(held).lower() in {"null", "void", "nulltype()"}

    def frame(self) -> Frame:
        """Return the table as narwhals sees it (narwhals 表)."""
        return self._inside

    def inside(self, answers: list[str]) -> list[str]:
        """Return the names that answers have until they leave (结果的内部列名)."""
        return answers

    def leave(self, judged: Frame, answers: list[str]) -> Any:
        """Return the native table with the answers added, and nothing else that was needed on the way."""
        kept = [*self._types, *answers]
        clean = isinstance(judged, nw.DataFrame) and len(judged.columns) == len(kept)
        return (judged if clean else judged.select(*kept)).to_native()

    def named(self, frame: Frame, names: list[str]) -> Any:  # noqa: ARG002 - engines that go by number need them
        """Return another native table of the engine, whose columns have these names (换表)."""
        return frame.to_native()


def _lists_texts(dtype: DType) -> bool:
    return isinstance(dtype, nw.List | nw.Array) and isinstance(dtype.inner, nw.String | nw.Categorical | nw.Enum)


def _with_texts(native: Any, engine: nw.Implementation, column: str, name: str) -> Any:
    """Return a table with the labels of each list as one text (列表转文本); None where the engine is not known to.

    An unknown label leaves the list unknown.
    """
    if engine.is_polars():
        import polars as pl

        return native.with_columns(
            pl.col(column).cast(pl.List(pl.String)).list.join(BETWEEN, ignore_nulls=False).alias(name)
        )
    if engine.is_pyarrow():
        return native.append_column(name, _joined_texts(native.column(column)))
    if engine.is_duckdb():
        held = f"CAST({column} AS VARCHAR[])"
        texts = (
            f"CASE WHEN len({held}) = list_count({held}) THEN COALESCE(array_to_string({held}, '{BETWEEN}'), '') END"
        )
        return native.project(f"*, {texts} AS {name}")
    return None  # pragma: no cover - PySpark, Ibis and SQLFrame


def _joined_texts(held: Any) -> Any:
    import pyarrow as pa

    pc: Any = import_module("pyarrow.compute")
    return pc.binary_join(held.cast(pa.list_(pa.string())), BETWEEN)


class Pandas(Table):
    """A pandas table: the columns that are asked for become an Arrow table, and the answers come back."""

    def __init__(self, native: Any) -> None:
        self.native = native
        self.names = list(native.columns)
        self._arrays: dict[str, Any] = {}

    def money(self) -> nw.Decimal:
        """Return the decimals in which prices times quantities lose nothing in Arrow."""
        return nw.Decimal(18, FEN_DIGITS)

    def inner(self, column: str) -> str:
        """Return the column's own name."""
        return column

    def dtype(self, column: str, fact: Fact[Any] | None = None) -> DType | None:
        """Return the type of the column as Arrow holds it."""
        import pyarrow as pa

        if column not in self._arrays:
            self._arrays[column] = _to_arrow(self.native[column], column, fact)
        held = self._arrays[column]
        schema = nw.from_native(pa.table({column: held}), eager_only=True).schema
        return None if pa.types.is_null(held.type) else schema[column]

    def frame(self) -> Frame:
        """Return the columns that were asked for, and the number of the row."""
        import pyarrow as pa

        rows = pa.array(range(len(self.native)), pa.int64())
        table: Frame = nw.from_native(pa.table({**self._arrays, ROW: rows}), eager_only=True)
        return table

    def leave(self, judged: Frame, answers: list[str]) -> Any:
        """Return the pandas table with Arrow-backed answers."""
        from pandas import Series
        from pandas.arrays import ArrowExtensionArray

        table: Any = judged.to_native()
        arrays = {name: ArrowExtensionArray(table.column(name)) for name in answers}
        return self.native.assign(**{name: Series(held, index=self.native.index) for name, held in arrays.items()})


def _to_arrow(series: Any, column: str, fact: Fact[Any] | None) -> Any:
    import pyarrow as pa

    # pandas turns whole numbers with gaps into floats; here they become whole again, or are refused.
    kind = None if fact is None else fact.kind
    whole = kind and (kind.form is Form.WHOLE or kind.domain or kind.exact) and series.dtype.kind == "f"
    try:
        held = pa.Array.from_pandas(series, type=pa.int64() if whole else None)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        _refuse_first(series, column, fact)
        raise InvalidType(column, str(series.dtype), "同一类型的值", "values of one type") from None
    held = held.combine_chunks() if isinstance(held, pa.ChunkedArray) else held
    lists = pa.types.is_list(held.type) or pa.types.is_large_list(held.type)
    return _joined_texts(held) if lists and kind and kind.form is Form.SEVERAL else held


def _refuse_first(series: Any, column: str, fact: Fact[Any] | None) -> None:
    if fact is None or fact.kind.members:
        return
    for row, (value, absent) in enumerate(zip(series.to_numpy(dtype=object), series.isna(), strict=True)):
        plain = int(value) if isinstance(value, float) and value.is_integer() else value
        if not absent:
            fact.kind.read(f"{column}[{row}]", plain)


class Numbered(Table):
    """A table of PySpark, SQLFrame or DuckDB: its columns go by number inside."""

    def _enter(self, frame: Frame) -> Frame:
        native = frame.to_native()
        inside: Frame = nw.from_native(_named(native, [f"_sgz_c{index}" for index in range(len(native.columns))]))
        return inside

    def _names(self) -> list[str]:
        return list(self.native.columns)

    def inside(self, answers: list[str]) -> list[str]:
        """Return names without a dot."""
        return [f"_sgz_a{index}" for index in range(len(answers))]

    def leave(self, judged: Frame, answers: list[str]) -> Any:
        """Return the table its own column names back, and the answers theirs."""
        plain = judged.select(*self._types, *self.inside(answers)).to_native()
        return _named(plain, [*self.names, *answers])

    def named(self, frame: Frame, names: list[str]) -> Any:
        """Return another native table of the engine, whose columns have these names."""
        return _named(frame.to_native(), names)


def _named(native: Any, names: list[str]) -> Any:
    if hasattr(native, "toDF"):  # pragma: no cover - PySpark and SQLFrame: `make test-engines`
        return native.toDF(*names)
    pairs = zip(native.columns, names, strict=True)
    return native.project(", ".join(f"{_quoted(old)} AS {_quoted(new)}" for old, new in pairs))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def numbered(frame: Frame) -> Frame:
    """Return the table with its rows numbered, where the engine has an order of rows (加行号)."""
    if isinstance(frame, nw.DataFrame) and ROW not in frame.columns:
        return frame.with_row_index(ROW)
    return frame


def is_dask(native: Any) -> bool:
    """Whether a table is one of Dask's (是否 Dask 表)."""
    dask: Any = sys.modules.get("dask.dataframe")
    return dask is not None and isinstance(native, dask.DataFrame)


def columns_in(native: Any) -> list[str]:
    """Return the names of the columns of a table of any engine (列名)."""
    return [str(name) for name in native.columns] if is_dask(native) else table_of(native).names


def by_partition(native: Any, work: Callable[[Any], Any]) -> Any:
    """Do to each partition of a Dask table what is done to a pandas table (逐分区处理); warn but once."""
    return native.map_partitions(Quietly(work), meta=work(empty(native)))


class Quietly:
    """Work on a pandas table without saying what is missing: it has been said (不再警告)."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        self._work = work

    def __dask_tokenize__(self) -> tuple[str, int]:
        # Rules have no content that Dask could name them by; two of these are never the same.
        return type(self).__name__, next(_TOKENS)

    def __call__(self, partition: Any) -> Any:
        """Do the work."""
        before = _QUIET.set(True)
        try:
            return self._work(partition)
        finally:
            _QUIET.reset(before)


# Of the thread alone: partitions run in several at once, and the filters of warnings are those of all.
_QUIET: ContextVar[bool] = ContextVar("quiet", default=False)


def is_quiet() -> bool:
    """Whether nothing is said here of what is missing, since it has been said (是否不再警告)."""
    return _QUIET.get()


_TOKENS = count()


def empty(native: Any) -> Any:
    """Return the pandas table without rows that shows a Dask table's columns (Dask 表的空样)."""
    return native._meta  # noqa: SLF001 - Dask's own name for it, and there is no other way


def taking_streams(function: Callable[P, R]) -> Callable[P, R]:
    """Let a function take any object with `__arrow_c_stream__` as a table of PyArrow (接收 Arrow 流).

    It is read here, because a stream can be read only once. Arguments of other types than annotated are refused.
    """
    call: Any = checking_arguments(function)

    @wraps(function)
    def taken(*args: P.args, **named: P.kwargs) -> R:
        tables: Any = [_read(value) for value in args]
        more: Any = {name: _read(value) for name, value in named.items()}
        result: R = call(*tables, **more)
        return result

    return taken


def _read(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: inner if isinstance(inner, Mapping) else _read(inner) for name, inner in value.items()}
    if not hasattr(value, "__arrow_c_stream__") or _is_table(value):
        return value
    import pyarrow as pa

    try:
        return pa.table(value)
    except (TypeError, ValueError):
        raise InvalidType("frame", type(value).__name__, *_ENGINES) from None


def _is_table(value: Any) -> bool:
    try:
        return nw.from_native(value, pass_through=True) is not value
    except DuplicateError:  # of columns, which `table_of` refuses
        return True


def table_of(native: Any) -> Table:
    """Take a native table in (接收表格); raise `InvalidType` for what is none."""
    pandas: Any = sys.modules.get("pandas")
    if pandas is not None and isinstance(native, pandas.DataFrame):
        return Pandas(native)
    try:
        frame = nw.from_native(native)
    except TypeError:
        raise InvalidType("frame", type(native).__name__, *_ENGINES) from None
    except DuplicateError:
        zh, en = "各列名称不同的表", "a table whose columns have different names"
        raise InvalidValue("frame", type(native).__name__, zh, en) from None
    engine = frame.implementation
    by_number = engine.is_pyspark() or engine.is_duckdb() or engine.is_sqlframe()
    return (Numbered if by_number else Table)(native)


_ENGINES = (
    "pandas、Polars、PyArrow、DuckDB、Dask、PySpark、Ibis 或 SQLFrame 的表，或 Arrow 流",
    "a table of pandas, Polars, PyArrow, DuckDB, Dask, PySpark, Ibis or SQLFrame, or an Arrow stream",
)


def refuse_taken(names: list[str], answers: list[str]) -> None:
    """Refuse a table that already has a column by the name of an answer."""
    for name in answers:
        if name in names:
            raise InvalidValue("frame", name, "不含结果列名的表", "a table without a column of that name")
