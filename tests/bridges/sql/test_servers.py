"""On PostgreSQL and MariaDB servers, for every ruleset: a query's rows get what the subjects get.

The addresses are in `SGZ_POSTGRES` (postgresql://user@host:port/database) and `SGZ_MARIADB` (mariadb://…): the tests
make tables there and drop them. Where no address is given, nothing is tested.
"""

import os
from datetime import date

import pytest

from bridges.frames.seeded import Drawing
from bridges.frames.tabled import scalar
from bridges.sql.agreeing import all_moves_agree, names_agree
from bridges.sql.executed import Run, in_mariadb, in_postgres, queried
from bridges.sql.test_same_answers import EVERY_RULESET, sayable
from sgzlib import TIANJIN_2021, Ruleset

pytestmark = pytest.mark.servers

ROWS = 20_000
SERVERS = {"postgres": ("SGZ_POSTGRES", in_postgres), "mariadb": ("SGZ_MARIADB", in_mariadb)}
EVERY_SERVER = pytest.mark.parametrize("dialect", SERVERS)


def server(dialect: str) -> Run:
    """Return what runs a query on a server; skip where there is none."""
    variable, connected = SERVERS[dialect]
    if variable not in os.environ:
        pytest.skip(f"no {dialect} server: {variable} holds no address")
    return connected(os.environ[variable])


@EVERY_SERVER
@EVERY_RULESET
def test_every_row_gets_what_its_subject_gets(ruleset: Ruleset, dialect: str) -> None:
    run, asked = server(dialect), sayable(ruleset, dialect)
    for on, dates in ((date(2022, 3, 1), "iso"), (date(2023, 8, 1), "date")):
        drawing = Drawing(ROWS, on)
        subjects = [drawing.subject(ruleset.subject) for _ in range(4000)]
        expected = scalar(asked, subjects, on, TIANJIN_2021)
        rows = [at % len(subjects) for at in range(ROWS)]
        found = queried(run, asked, [subjects[at] for at in rows], on, None, dialect, dates)
        assert found == [expected[at] for at in rows]


@EVERY_SERVER
def test_days_move_as_the_civil_code_counts_and_names_are_compared_alike(dialect: str) -> None:
    all_moves_agree(server(dialect), dialect)
    names_agree(server(dialect), dialect)
