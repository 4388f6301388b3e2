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


RECEIPT = json.loads(sgz.receipt(sgz.check_premises(sgz.Premises(), on=ON)))
FINDINGS = RECEIPT["findings"][:1]
SOURCE = sgz.FundingSource(kind=sgz.SourceKind.POOLED, available=10**6)


def receipt(**changed: object) -> str:
    """Write a receipt with some parts changed."""
    return json.dumps(RECEIPT | changed)


def unknown_facts(number: int) -> dict[str, int]:
    """Make a mapping of names that are no facts."""
    return {f"key {index}": index for index in range(number)}


def budget(lines: int) -> sgz.Budget:
    """Make a budget of different lines."""
    category = sgz.ExpenseCategory.PERSONNEL
    return sgz.compose_budget(
        sgz.BudgetLine(category=category, item=f"{place}", unit_price=1, quantity=1) for place in range(lines)
    )


def funded(planned: sgz.Budget) -> object:
    """Pay each line of a budget."""
    return sgz.plan_funding(planned, [SOURCE], [(SOURCE, line, 1) for line in planned.lines], year=2021)


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
    "verify, unknown facts": lambda n: (
        lambda: sgz.verify(receipt(subject={f"key {place}": place for place in range(n)}))
    ),
    "verify, repeated findings": lambda n: lambda: sgz.verify(receipt(findings=FINDINGS * n)),
    "apportion": lambda n: lambda: sgz.apportion(10**9, range(1, n + 1)),
    "plan_funding, lines and payments": lambda n: partial(funded, budget(n)),
    "assess_many": lambda n: lambda: sgz.assess_many(sgz.PREMISES, [sgz.Premises()] * n, on=ON),
    "frames.table": lambda n: lambda: sgz.frames.table([sgz.Premises()] * n, sgz.Premises),
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
