"""Where databases differ: days that move, names that are compared. Each is held against the scalar answer."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import attrs
from sqlglot import exp

import sgzlib as sgz
from bridges.frames.tabled import scalar
from bridges.sql.executed import Run, queried
from sgzlib import TIANJIN_2021, Ruleset
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
UNITS: tuple[Unit, ...] = ("days", "months", "years", "calendar months")


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


TEXTS = (
    "街",
    "天津市河西区某某街",
    "河西区街道",
    "某某街街道",
    "某某",
    "天津市",
    "河西区河西区街",
    "南开区某某街道办事处",
    "某某开发区某某街",
    "某某满族乡",
)
PLACES = ("街", "河西区某某街道", "某某镇", "天津市某某", "河西区", "某某乡", "某某开发区某某", "某某街道")
DISTRICTS = (None, sgz.District.HEXI)
SIGNED = Ruleset("signed", sgz.Station, (), zh="站牌", en="Sign", law=TIANJIN_2021, parts=(("sign", sgz.SIGN),))


def names_agree(run: Run, dialect: str) -> None:
    """Hold the names of stations, beside those of places, against the scalar check."""
    stations = [
        sgz.Station(
            jurisdiction=place,
            district=district,
            first_batch=True,
            sign=sgz.Sign(name=f"{text}社会工作服务站"),
            team=sgz.Team(workers=()),
        )
        for text, place, district in product(TEXTS, PLACES, DISTRICTS)
    ]
    for policy in (TIANJIN_2021, TIANJIN_2021.under(sign_name=sgz.SignName.FULL_NAME)):
        assert queried(run, SIGNED, stations, date(2022, 3, 1), policy, dialect) == scalar(
            SIGNED, stations, date(2022, 3, 1), policy
        )
