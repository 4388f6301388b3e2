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
    *(date(2020, 1, 28) + timedelta(days=n) for n in range(40)),
    *(date(year, month, day) for year in (1900, 2000, 2023) for month in (1, 2, 12) for day in (1, 15, 28)),
    *(date.max - timedelta(days=n) for n in (0, 1, 15, 16, 30, 31, 180, 365, 366, 800)),
    *(date.min + timedelta(days=n) for n in (0, 1, 15, 31)),
]
NUMBERS = (0, 1, 6, 13, 15, 48, 10**9)
UNITS: tuple[Unit, ...] = ("days", "months", "years")


@attrs.frozen
class Days:
    """A table of days and numbers, for a database."""

    name: str
    types: dict[str, str]
    rows: list[tuple[Any, ...]]

    def definition(self, quote: str = '"') -> str:
        columns = ", ".join(f"{quote}{name}{quote} {type_}" for name, type_ in self.types.items())
        return f"CREATE TABLE {self.name} ({columns})"

    def insertion(self, mark: str) -> str:
        return f"INSERT INTO {self.name} VALUES ({', '.join([mark] * len(self.types))})"  # noqa: S608 - its own names


def all_moves_agree(run: Run, dialect: str) -> None:
    """Hold every day moved by every number, as a column and as a constant, against the scalar shift."""
    said = DIALECTS[dialect]
    held = "DATE" if said.dates else "TEXT"
    cells: list[Any] = [day if said.dates else day.isoformat() for day in DAYS]
    day, by = exp.column("day", quoted=True), exp.column("by", quoted=True)
    for unit in UNITS:
        for number in (*NUMBERS, -1, -7):
            table = Days("days", {"day": held, "by": "BIGINT"}, [(cell, number) for cell in [*cells, None]])
            by_constant = number < 10**9  # a law's number is never such; a fact may be
            asked = [said.moved(day, number, unit)] if by_constant else []
            asked += [said.moved(day, by, unit)] if number >= 0 else []
            query = exp.select(day, *asked).from_(exp.table_("days")).sql(dialect=said.written)
            shifted = {on: SHIFTS[unit](on, number) for on in DAYS}
            for on, *found in run([table], query):  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
                expected = None if on is None else shifted[date.fromisoformat(str(on))].isoformat()
                assert [value and str(value) for value in found] == [expected] * len(asked), (unit, number, on)


@pytest.mark.parametrize("dialect", EXECUTED)
def test_days_move_as_the_civil_code_counts(dialect: str) -> None:
    all_moves_agree(EXECUTED[dialect], dialect)
