"""Tables (结果表): answers as tables of the library that the caller uses, made on demand."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from sgzlib.law.errors import InvalidValue
from sgzlib.law.truth import UNKNOWN, Interval

if TYPE_CHECKING:
    from sgzlib.prose.language import Language

Backend: TypeAlias = Literal["polars", "pandas", "pyarrow"]
"""A library of tables (表格库)."""

Row: TypeAlias = Mapping[str, Any]
"""A row: its cells by the name of the column (一行)."""


class Tabled:
    """What leaves the library as a table (可导出为表的结果)."""

    __slots__ = ()

    def to_frame(self, backend: Backend = "polars", locale: str = "zh_CN") -> Any:
        """Return it as a table (结果表) of polars, pandas or pyarrow, its texts in Chinese or English.

        A column such as `status` holds names of the code, and `status_text` the same in words. What is not known is
        null. Raises `InvalidValue` for another library and for a locale that is neither Chinese nor English, and
        `ImportError` where the extra `frames` is not installed.

        >>> from datetime import date
        >>> import sgzlib as sgz
        >>> assessment = sgz.check_premises(sgz.Premises(printer=False), on=date(2022, 3, 1))
        >>> assessment.to_frame().row(3)[:6]
        ('premises.printer', '', '三(一)', 'MUST', 'VIOLATED', False)
        >>> assessment.to_frame("excel")
        Traceback (most recent call last):
        ...
        sgzlib.law.errors.InvalidValue: to_frame(backend): 'excel' 不可用，应为polars、pandas、pyarrow ...
        """
        from sgzlib.prose.language import Language

        return frame_of(type(self).__name__, self.columns(), self.rows(Language(locale)), backend)

    @abstractmethod
    def columns(self) -> Mapping[str, type]:
        """Return the names of its columns, and the type of each (列)."""

    @abstractmethod
    def rows(self, language: Language) -> Iterator[Row]:
        """Yield its rows (行)."""


def checked_backend(field: str, backend: Any) -> Backend:
    """Return the name of a library of tables (表格库); `InvalidValue` for any other."""
    if not isinstance(backend, str) or backend not in get_args(Backend):
        known = get_args(Backend)
        raise InvalidValue(field, backend, "、".join(known), "one of " + ", ".join(known))
    return backend  # type: ignore[return-value]


def frame_of(class_name: str, columns: Mapping[str, type], rows: Iterable[Row], backend: Backend) -> Any:
    """Return rows as a table of the library named by `backend` (造表)."""
    try:
        import narwhals as nw
        import pyarrow as pa
    except ImportError:
        raise ImportError(
            f'{class_name}.to_frame 需要：pip install "sgzlib[frames]" ({class_name}.to_frame needs that extra)',
            name="narwhals",
        ) from None
    checked_backend("to_frame(backend)", backend)
    types = {
        str: pa.string(),
        bool: pa.bool_(),
        int: pa.int64(),
        float: pa.float64(),
        date: pa.date32(),
        Decimal: pa.decimal128(38, 2),
    }
    cells = [[_cell(row[name]) for name in columns] for row in rows]
    # Through Arrow, because pandas turns a null among booleans into False.
    arrow = pa.table(
        {
            name: pa.array([row[index] for row in cells], types[type_])
            for index, (name, type_) in enumerate(columns.items())
        }
    )
    return nw.from_arrow(arrow, backend=backend).to_native()


def _cell(value: Any) -> Any:
    if value is UNKNOWN or isinstance(value, Interval):
        return None
    if isinstance(value, Enum):
        return value.name
    return " ".join(map(_cell, value)) if isinstance(value, tuple) else value
