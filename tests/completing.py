"""The slow and certain way: take facts away from a subject, and try everything that they could have been.

Nothing here uses the library's own search; it is what that search is held against.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any, cast

import attrs
from hypothesis import strategies as st
from second_city import LINJIANG_2022

from sgzlib import NOT_YET, TIANJIN_2021, UNKNOWN, Contract, InvalidValue, Policy, Station, Team, Worker
from sgzlib.law.facts import Fact, facts_of, is_subject
from sgzlib.law.kinds import Form, Kind
from sgzlib.law.periods import SHIFTS

Path = tuple[str | int, ...]


def policies(*cities: Policy) -> st.SearchStrategy[Policy]:
    """Draw Tianjin's policy or that of the second city, under any of the readings."""
    options = {name: st.sampled_from(reading.options) for name, reading in TIANJIN_2021.readings.items()}
    return st.sampled_from(cities or (TIANJIN_2021, LINJIANG_2022)).flatmap(
        lambda city: st.builds(city.under, **options)
    )


def leaves(subject: Any, at: Path = ()) -> Iterator[tuple[Path, Fact[Any]]]:
    """Return the path of every fact of a subject, those of its parts and members included."""
    for name, fact in facts_of(type(subject)).items():
        value, path = getattr(subject, name), (*at, name)
        if is_subject(type(value)):
            yield from leaves(value, path)
        elif isinstance(value, tuple) and is_subject(fact.kind.members):
            for place, member in enumerate(value):
                yield from leaves(member, (*path, place))
        else:
            yield path, fact


def spelled(path: Path) -> str:
    """Spell a path as the library does: workers[1].registered."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def put(subject: Any, path: Path, value: Any) -> Any:
    """Return the subject with one fact changed."""
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return (*subject[:step], put(subject[step], rest, value), *subject[step + 1 :])
    return attrs.evolve(subject, **{step: put(getattr(subject, step), rest, value) if rest else value})


def possible(kind: Kind[Any], subject: Any, on: date, policy: Policy = TIANJIN_2021) -> list[Any]:
    """Return values of a kind on every side of every number of the policy and of every day that matters."""
    numbers = [value for name in policy.numbers if isinstance(value := getattr(policy, name), int)]
    if kind.domain:
        return list(kind.domain)
    match kind.form:
        case Form.SEVERAL:
            labels: list[Any] = list(kind.members or ())  # type: ignore[arg-type]  # pyright: ignore[reportCallIssue, reportArgumentType]
            return [(), *((label,) for label in labels), tuple(labels)]
        case Form.WHOLE:
            years = {*numbers, on.year, *(day.year for day in _dates(subject))} if not kind.grouped else set()
            near = {0, 1, 2, 3, 4, 10**6, *years, *(number for number in numbers if number < 100)}
            near |= _gaps(subject, on, policy) if isinstance(subject, Contract) else set()
            return sorted({min(max(kind.least, number + by), kind.most) for number in near for by in (-1, 0, 1)})
        case Form.DECIMAL if kind.money:
            return [Decimal(0), Decimal("0.01"), *(Decimal(10) ** power for power in range(2, 10))]
        case Form.DECIMAL if kind.exact:
            return [Decimal("0.5"), *(10**power for power in range(12))]
        case Form.DECIMAL:
            return [0, *sorted({number + by for number in numbers if 60 < number < 100 for by in (-1, 0, 1)})]
        case Form.DAY:
            return _days(subject, on, policy)
        case _:
            return ["泰达街道社会工作服务站", "泰达街道"]


def _dates(subject: Any) -> list[date]:
    return [value for path, _ in leaves(subject) if isinstance(value := get(subject, path), date)]


def _days(subject: Any, on: date, policy: Policy) -> list[date]:
    """Return days about those that are known, and about those to which the subject's own periods lead from them."""
    dates = list(dict.fromkeys([on, policy.notice.in_force_from, *_dates(subject)]))
    days = {date(2000, 1, 1), date(2040, 1, 1), NOT_YET, *(_shifted(day, by) for day in dates for by in (-1, 0, 1))}
    for unit, number in _periods(subject, policy):
        for day in dates:
            ends, began = SHIFTS[unit](day, number), SHIFTS[unit](day, -number)
            days |= {ends, _shifted(ends, 1), began, _shifted(began, -1)}
    return sorted(days)


def _gaps(contract: Contract, on: date, policy: Policy) -> set[int]:
    """Return how many days lie between those from which a contract counts days and those that matter."""
    halves = [SHIFTS["months"](contract.first_day, number) for _, number in _periods(contract, policy)]
    starts = [day for day in (contract.first_day, contract.last_day, *halves) if isinstance(day, date)]
    return {(day - start).days for start in starts for day in (on, policy.notice.in_force_from, *_dates(contract))}


def _shifted(day: date, by: int) -> date:
    shifted: date = SHIFTS["days"](day, by)
    return shifted


def _periods(subject: Any, policy: Policy) -> list[tuple[str, int]]:
    if isinstance(subject, Contract):
        months = [policy.brief_months, policy.contract_years * 6]
        return [("months", number) for number in months]
    if isinstance(subject, Worker):
        return [("years", policy.first_registration_years)]
    if isinstance(subject, Team | Station):
        return [("days", policy.posting_days), ("years", policy.qualification_years)]
    return []


def get(subject: Any, path: Path) -> Any:
    for step in path:
        subject = subject[step] if isinstance(step, int) else getattr(subject, step)
    return subject


def completions(
    subject: Any, unknown: list[tuple[Path, Fact[Any]]], on: date, policy: Policy = TIANJIN_2021
) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Return every way in which the unknown facts could turn out: the values chosen, and the subject with them."""
    for chosen in product(*(possible(fact.kind, subject, on, policy) for _, fact in unknown)):
        completed = subject
        with suppress(InvalidValue):  # values that contradict others are no completion
            for (path, _), value in zip(unknown, chosen, strict=True):
                completed = put(completed, path, value)
            if agrees_with_itself(completed):
                yield chosen, completed


def agrees_with_itself(subject: Any) -> bool:
    """Whether the day on which a team's number was reached is no later than its workers of today show it to be."""
    team = getattr(subject, "team", subject)
    if not isinstance(team, Team) or UNKNOWN in {team.workers, team.contracted_headcount, team.posted_in_full_on}:
        return True
    posted = sorted(worker.posted_on for worker in team.workers if worker.posted_on is not UNKNOWN)  # type: ignore[union-attr]
    number = cast("int", team.contracted_headcount)
    return not 0 < number <= len(posted) or team.posted_in_full_on <= posted[number - 1]


def without(subject: Any, dropped: list[tuple[Path, Fact[Any]]]) -> Any:
    """Return the subject with some facts taken away."""
    for path, _ in dropped:
        subject = put(subject, path, UNKNOWN)
    return subject
