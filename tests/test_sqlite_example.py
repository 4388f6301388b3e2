"""The example that judges a city inside SQLite: its query is today's, and finds what the library itself finds."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import judge_in_sqlite
import pytest

import sgzlib as sgz

EXAMPLE = Path(judge_in_sqlite.__file__)
YES_NO = {"是": True, "否": False}


def test_the_query_in_the_file_is_the_one_that_the_library_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judge_in_sqlite, "QUERY", tmp_path / "city.sql")
    monkeypatch.setattr(sys, "argv", ["judge_in_sqlite.py", "--write"])
    judge_in_sqlite.main()
    assert (tmp_path / "city.sql").read_bytes() == (EXAMPLE.parent / "data" / "city.sql").read_bytes()


def test_it_runs_where_nothing_but_the_standard_library_is() -> None:
    ran = subprocess.run([sys.executable, "-I", "-S", EXAMPLE], capture_output=True, text=True, check=True)  # noqa: S603
    assert ran.stdout.splitlines()[0] == "64个社工站：符合 10，不符合 38，暂无法判定 16"
    assert "   7 个站不符合 premises.computer" in ran.stdout.splitlines()


def test_every_station_gets_what_the_library_says_of_it() -> None:
    found = judge_in_sqlite.judged()
    names = [name for name in found[0].keys() if name.startswith("premises.")]  # noqa: SIM118 - a row has keys, no `in`
    lines = judge_in_sqlite.TABLES["stations"].read_text(encoding="utf-8").splitlines()[1:]
    assert len(found) == len(lines)
    for line, row in zip(sorted(lines, key=lambda line: line.split(",")[1]), sorted(found, key=_street), strict=True):
        cells: list[Any] = [YES_NO.get(cell) for cell in line.split(",")[6:]]
        facts = ("independent_office", "desks_and_chairs", "computer", "printer", "filing_cabinet")
        said = sgz.check_premises(sgz.Premises(**dict(zip(facts, cells, strict=True))), on=date(2022, 3, 1))
        expected = [finding.holds if isinstance(finding.holds, bool) else None for finding in said.findings]
        assert [None if row[name] is None else row[name] == 1 for name in names[:5]] == expected[:5]


def _street(row: Any) -> str:
    return str(row["街道"])
