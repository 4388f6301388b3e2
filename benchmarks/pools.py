"""A batch in a process pool (进程池批量核对): 50,000 workers and 2,000 stations, and the same in one process.

The parent sends subjects, and gets back what a service keeps: each verdict with the ids of what is violated. Sending a
worker takes about as long as judging it: on two cores a pool saves nothing there.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import cycle, islice, product
from pathlib import Path
from time import perf_counter
from typing import Any

import sgzlib as sgz
from benchmarks.timing import Comparison

ON = date(2022, 3, 1)
WORKERS, STATIONS = 50_000, 2_000
MOST = 10
"""Seconds that a batch may take (每批秒数)."""
CHUNK = 500
DATA = Path(__file__).parent.parent / "examples" / "data" / "station_gaps.json"
Answer = tuple[str, tuple[str, ...]]


def answer(name: str, subject: Any) -> Answer:
    """Judge a subject by the ruleset of that name."""
    assessment = sgz.assess(sgz.RULESETS[name], subject, on=ON)
    return repr(assessment.verdict), tuple(finding.requirement.id for finding in assessment.violations)


def people() -> Iterator[sgz.Worker]:
    """Every worker of these facts, unknown ones among them."""
    truths, hours = (True, False, None), (71, 72, None)
    for education, major, certificate, registered, number in product(
        sgz.Education, truths, sgz.Certificate, truths, hours
    ):
        yield sgz.Worker(
            education=education,
            social_work_major=major,
            certificate=certificate,
            registered=registered,
            registration_expires=ON,
            continuing_education_hours=number,
        )


def compare() -> list[Comparison]:
    """Time one process against as many as there are cores, once each, on the same subjects."""
    station = sgz.interchange.load(sgz.Station, json.loads(DATA.read_text(encoding="utf-8")))
    workers = list(islice(cycle(people()), WORKERS))
    stations = [station] * STATIONS
    made: list[Comparison] = []
    with ProcessPoolExecutor() as pool:
        list(pool.map(answer, ["station"] * 64, [sgz.Station()] * 64))  # starts the processes
        for name, subjects in (("qualification", workers), ("station", stations)):
            names = [name] * len(subjects)
            alone, expected = _timed(lambda names=names, subjects=subjects: map(answer, names, subjects))
            pooled, answers = _timed(
                lambda names=names, subjects=subjects: pool.map(answer, names, subjects, chunksize=CHUNK)
            )
            assert answers == expected
            per_second = len(subjects) / pooled
            print(
                f"  {name}: one process {alone:.2f} s, {os.cpu_count()} cores {pooled:.2f} s, {per_second:.0f} a second"
            )
            made.append(Comparison(f"{len(subjects)} by {name} in a pool, s", pooled, MOST, at_most=True))
    return made


def _timed(run: Callable[[], Iterable[Answer]]) -> tuple[float, list[Answer]]:
    start = perf_counter()
    answers = list(run())
    return perf_counter() - start, answers
