"""On PostgreSQL and MariaDB servers: days move, and names are compared, as the scalar check has it.

The addresses are in `SGZ_POSTGRES` (postgresql://user@host:port/database) and `SGZ_MARIADB` (mariadb://…): the tests
make tables there and drop them. Where no address is given, nothing is tested. What each ruleset's query says of
subjects is held in `tests/worlds/test_same_subjects.py`.
"""

import os

import pytest

from bridges.sql.agreeing import all_moves_agree, names_agree
from bridges.sql.executed import Run, in_mariadb, in_postgres

pytestmark = pytest.mark.servers

SERVERS = {"postgres": ("SGZ_POSTGRES", in_postgres), "mariadb": ("SGZ_MARIADB", in_mariadb)}
EVERY_SERVER = pytest.mark.parametrize("dialect", SERVERS)


def server(dialect: str) -> Run:
    """Return what runs a query on a server; skip where there is none."""
    variable, connected = SERVERS[dialect]
    if variable not in os.environ:
        pytest.skip(f"no {dialect} server: {variable} holds no address")
    return connected(os.environ[variable])


@EVERY_SERVER
def test_days_move_as_the_civil_code_counts_and_names_are_compared_alike(dialect: str) -> None:
    all_moves_agree(server(dialect), dialect)
    names_agree(server(dialect), dialect)
