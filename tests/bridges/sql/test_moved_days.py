"""Days move in a database as `periods` moves them: months of other lengths, leap days, the calendar's both ends."""

from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from sqlglot import exp

from bridges.sql.executed import EXECUTED, Run
from sgzlib.bridges.sql.dialects import DIALECTS
from sgzlib.law.formula import Unit
from sgzlib.law.periods import SHIFTS

DAYS = [
    *(date(2020, 1, 28) + timedelta(days=n) for n in range(36)),
    *(date(year, month, day) for year in (1900, 2000, 2023) for month in (2, 12) for day in (1, 28)),
    *(date.max - timedelta(days=n) for n in (0, 1, 15, 16, 30, 31, 180, 366)),
    *(date.min + timedelta(days=n) for n in (0, 1, 15, 31)),
]
OF_THE_LAW = (-7, -1, 0, 1, 6, 15, 48)
OF_ROWS = (0, 1, 13, 15, 48, 10**9)
UNITS: tuple[Unit, ...] = ("days", "months", "years")


@attrs.frozen
class Days:
    """A table of days and numbers, for a database."""

    name: str
    types: dict[str, str]
    rows: list[tuple[Any, ...]]

    def definition(self, quote: str = '"') -> str:
        """Return the statement that makes the table."""
        columns = ", ".join(f"{quote}{name}{quote} {type_}" for name, type_ in self.types.items())
        return f"CREATE TABLE {self.name} ({columns})"

    def insertion(self, mark: str) -> str:
        """Return the statement that fills it."""
        return f"INSERT INTO {self.name} VALUES ({', '.join([mark] * len(self.types))})"  # noqa: S608 - its own names


def all_moves_agree(run: Run, dialect: str) -> None:
    """Hold every day moved by every number, as a column and as a constant, against the scalar shift."""
    said = DIALECTS[dialect]
    of_row = [(on, by) for on in [*DAYS, None] for by in OF_ROWS]
    rows = [(on if said.dates or on is None else on.isoformat(), by) for on, by in of_row]
    table: Any = Days("days", {"day": "DATE" if said.dates else "TEXT", "by": "BIGINT"}, rows)
    day, by = exp.column("day", quoted=True), exp.column("by", quoted=True)
    for unit in UNITS:
        moved = [said.moved(day, number, unit) for number in (*OF_THE_LAW, by)]
        query = exp.select(day, by, *(each.as_(f"m{at}") for at, each in enumerate(moved))).from_("days")
        for on, number, *found in run([table], query.sql(dialect=said.written)):
            expected = [
                None if on is None else SHIFTS[unit](date.fromisoformat(str(on)), n).isoformat()
                for n in (*OF_THE_LAW, number)
            ]
            assert [value and str(value) for value in found] == expected, (unit, on, number)


@pytest.mark.parametrize("dialect", EXECUTED)
def test_days_move_as_the_civil_code_counts(dialect: str) -> None:
    all_moves_agree(EXECUTED[dialect], dialect)
