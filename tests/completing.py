"""The slow and certain way: take facts away from a subject, and try everything that they could have been.

Nothing here uses the library's own search; it is what that search is held against.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import attrs
from dateutil.relativedelta import relativedelta
from hypothesis import strategies as st
from second_city import LINJIANG_2022

from sgzlib import TIANJIN_2021, UNKNOWN, InvalidValue, Policy
from sgzlib.law.facts import Fact, facts_of, is_subject
from sgzlib.law.kinds import Kind

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
    if kind.name == "many":
        labels: list[Any] = list(kind.members or ())  # type: ignore[arg-type]  # pyright: ignore[reportCallIssue, reportArgumentType]
        return [(), *((label,) for label in labels), tuple(labels)]
    if kind.name == "quantity":
        return [Decimal("0.5"), *(10**power for power in range(12))]
    if kind.name == "count":
        near = {0, 1, 2, 3, 4, 10**6} | {number for number in numbers if number < 100}
        return sorted({max(kind.least, number + by) for number in near for by in (-1, 0, 1)})
    if kind.name == "hours":
        return [0, *sorted({number + by for number in numbers if 60 < number < 100 for by in (-1, 0, 1)})]
    if kind.name == "yuan":
        return [Decimal(0), Decimal("0.01"), *(Decimal(10) ** power for power in range(2, 10))]
    if kind.name == "date":
        return _days(subject, on, policy)
    return ["泰达街道社会工作服务站", "泰达街道"]


def _days(subject: Any, on: date, policy: Policy) -> list[date]:
    dates = [on, *(value for path, _ in leaves(subject) if isinstance(value := _get(subject, path), date))]
    near = {date(2000, 1, 1), date(2040, 1, 1), *dates}
    for day in dates:
        near |= {day + timedelta(days=policy.posting_days * by) for by in (-1, 1)}
        near |= {day + relativedelta(years=policy.qualification_years * by) for by in (-1, 1)}
    return sorted({day + timedelta(days=by) for day in near for by in (-1, 0, 1)})


def _get(subject: Any, path: Path) -> Any:
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
            yield chosen, completed


def without(subject: Any, dropped: list[tuple[Path, Fact[Any]]]) -> Any:
    """Return the subject with some facts taken away."""
    for path, _ in dropped:
        subject = put(subject, path, UNKNOWN)
    return subject
