"""Tables by their size (各规模的表): what a check costs for one row, for a hundred thousand and for a million.

The area compares with the expression by hand. `python -m benchmarks.sizes TREE ...` compares this tree with others
instead, such as a worktree of an earlier commit: the same law in all, one Polars thread, in turns, the least time of
the process.
"""

import os
import subprocess
import sys
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np
import polars as pl

import sgzlib as sgz

ROWS = (1, 100_000, 1_000_000)
ON = date(2022, 3, 1)
TURNS = 12
# What a tree of before a reading does not know stays out: it judges so anyway.
SIMPLE = {
    "registration_scope": ("RegistrationScope", "EVERYONE"),
    "education_due": ("EducationDue", "ALWAYS"),
    "first_registration": ("FirstRegistration", "AT_ONCE"),
}


def workers(rows: int) -> pl.DataFrame:
    """Make workers from a seed, of whom all is known that the simple law asks."""
    random = np.random.default_rng(1)
    return pl.DataFrame(
        {
            "education": random.integers(1, 8, rows, dtype=np.int8),
            "social_work_major": random.random(rows) < 0.5,
            "certificate": random.integers(0, 5, rows, dtype=np.int8),
            "registered": random.random(rows) < 0.7,
            "registration_expires": np.datetime64("2020-01-01")
            + random.integers(0, 1500, rows).astype("timedelta64[D]"),
            "continuing_education_hours": random.integers(0, 120, rows, dtype=np.int16),
        }
    )


def simple() -> Any:
    """Return the law under which the rule is as simple as it ever was."""
    options = {name: getattr(sgz, of, None) for name, (of, _) in SIMPLE.items()}
    return sgz.TIANJIN_2021.under(
        **{name: getattr(of, SIMPLE[name][1]) for name, of in options.items() if of is not None}
    )


def checks() -> dict[str, Callable[[], object]]:
    """Return what is measured, by its name."""
    tables, law = {rows: workers(rows) for rows in ROWS}, simple()

    def check(rows: int, **more: Any) -> Callable[[], object]:
        return lambda: sgz.frames.check(tables[rows], sgz.QUALIFICATION, on=ON, **more)

    return {
        **{f"{rows} rows, simple law": check(rows, policy=law) for rows in ROWS},
        **{f"{rows} rows, simple law, reasons": check(rows, policy=law, reasons=True) for rows in ROWS},
        **{f"{rows} rows, law as it is": check(rows) for rows in ROWS},
    }


def least(run: Callable[[], object], calls: int) -> float:
    """Return the least seconds of the process that one call took."""
    found = []
    for _ in range(calls):
        start = process_time()
        run()
        found.append(process_time() - start)
    return min(found)


def serve() -> None:
    """Measure what is asked for on the input, line by line."""
    warnings.simplefilter("ignore")
    measured = checks()
    for line in sys.stdin:
        print(least(measured[line.strip()], 4), flush=True)


def against(trees: list[str]) -> None:
    """Print the milliseconds of this tree and of others, and their ratios."""
    here = Path(__file__)
    sources = [str(Path(tree) / "src") for tree in [str(here.parents[1]), *trees]]
    servers = [
        subprocess.Popen(  # noqa: S603 - of our own lines
            [sys.executable, str(here), "serve"],
            env={**os.environ, "PYTHONPATH": source, "POLARS_MAX_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for source in sources
    ]
    for what in checks():
        seconds = [min(_asked(server, what), _asked(server, what)) for server in servers]
        for _ in range(TURNS):
            seconds = [min(held, _asked(server, what)) for held, server in zip(seconds, servers, strict=True)]
        ratios = ", ".join(f"{seconds[0] / other:.2f}" for other in seconds[1:])
        print(f"{what}: {', '.join(f'{1e3 * held:.3f} ms' for held in seconds)}; against the others {ratios}")
    for server in servers:
        server.communicate()


def _asked(server: Any, what: str) -> float:
    server.stdin.write(what + "\n")
    server.stdin.flush()
    return float(server.stdout.readline())


def compare() -> list[Any]:
    """Time checks of the simple law against the expression by hand."""
    from benchmarks.columns import by_hand
    from benchmarks.timing import Comparison

    warnings.simplefilter("ignore")
    law, found = simple(), []
    # What a call costs beside its rows, a millisecond or two, is most of it up to a million rows.
    for rows, target in zip(ROWS, (15, 12, 6), strict=True):
        table = workers(rows)
        judged = sgz.frames.check(table, sgz.QUALIFICATION, on=ON, policy=law)
        assert by_hand(table)["qualified"].equals(judged["verdict"], check_names=False)
        hand, bridge = (
            min(least(run, 5) for _ in range(TURNS))
            for run in (
                lambda table=table: by_hand(table),
                lambda table=table: sgz.frames.check(table, sgz.QUALIFICATION, on=ON, policy=law),
            )
        )
        print(f"  {rows} rows: by hand {1e3 * hand:.3f} ms, bridge {1e3 * bridge:.3f} ms")
        found.append(Comparison(f"check of {rows} rows / the expression by hand", bridge / hand, target, True))
    return found


if __name__ == "__main__":
    serve() if sys.argv[1:] == ["serve"] else against(sys.argv[1:])
