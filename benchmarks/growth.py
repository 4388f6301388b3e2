"""How what comes from outside grows (规模): the time of size 100,000 over that of 10,000, which is 10 where linear.

What asks for missing facts takes milliseconds a member, and is compared at 1,000 and 100. A square would give 100.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import partial
from time import process_time

import sgzlib as sgz
from benchmarks.timing import Comparison

ON = date(2022, 3, 1)
LINEAR = 30  # what is refused at once takes no time, and memory that is new takes some
LEAST = 1e-3  # of a second: below, there is nothing to compare

WORKER = {"certificate": "ASSISTANT", "registered": True}
WRONG = {"certificate": 7, "registerd": True}
Run = Callable[[], object]


def team(members: int) -> sgz.Team:
    """Make a team of whose members little is known."""
    return sgz.interchange.load(sgz.Team, {"workers": [WORKER] * members})


def of_team(ask: Callable[[sgz.Team], object]) -> Callable[[int], Run]:
    """Return how to ask something of a team of some size; what makes the team is not timed."""
    return lambda size: partial(ask, team(size))


LONG: dict[str, Callable[[int], Run]] = {
    "load, members": lambda n: lambda: sgz.interchange.load(sgz.Team, {"workers": [WORKER] * n}),
    "load, wrong members": lambda n: lambda: sgz.interchange.load(sgz.Team, {"workers": [WRONG] * n}),
    "load, unknown keys": lambda n: (
        lambda: sgz.interchange.load(sgz.Worker, {f"key {index}": index for index in range(n)})
    ),
    "load, a long text": lambda n: lambda: sgz.interchange.load(sgz.Worker, {"name": "x" * n}),
    "dump, members": of_team(sgz.interchange.dump),
    "check, members": of_team(lambda team: sgz.check_staffing(team, on=ON).verdict),
    "verify, unknown keys": lambda n: lambda: sgz.verify(json.dumps({f"key {index}": index for index in range(n)})),
    "verify, nested": lambda n: lambda: sgz.verify("[" * n),
    "parse_sign": lambda n: lambda: sgz.parse_sign("泰达" * n + "街道社会工作服务站"),
    "parse_amount": lambda n: lambda: sgz.parse_amount("人民币" + "壹佰" * n),
    "Certificate.of": lambda n: lambda: sgz.Certificate.of("社会工作师" * n),
}
SHORT: dict[str, Callable[[int], Run]] = {
    "missing, unknown members": of_team(lambda team: sgz.check_staffing(team, on=ON).missing),
    "report, unknown members": of_team(lambda team: sgz.check_staffing(team, on=ON).render()),
    "page, unknown members": of_team(lambda team: sgz.check_staffing(team, on=ON).to_html()),
}


def compare() -> Iterator[Comparison]:
    """Print the seconds of the larger size, and compare it with that of the smaller."""
    for rows, small in ((LONG, 10_000), (SHORT, 100)):
        for what, make in rows.items():
            _seconds(make(10))  # what is made once
            few, many = (_seconds(make(size)) for size in (small, 10 * small))
            print(f"  {what}: {many:.3f} s for {10 * small:,}")
            yield Comparison(f"{what}, for 10 times as many", many / max(few, LEAST), LINEAR, at_most=True)


def _seconds(run: Run) -> float:
    start = process_time()
    with suppress(sgz.SgzlibError):
        run()
    return process_time() - start
