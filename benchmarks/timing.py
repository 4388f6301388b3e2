"""Interleaved timing: what is compared takes turns, so that a busy moment of the machine touches all alike.

All seconds are those of the processor, of all its cores together.
"""

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import process_time

WARM_UP = 0.05
SLICE = 0.02
ROUNDS = 41


@dataclass(frozen=True)
class Comparison:
    """Two contestants by name, their ratio, and what it is to be at most."""

    what: str
    ratio: float
    target: float

    @property
    def met(self) -> bool:
        return self.ratio <= self.target

    def __str__(self) -> str:
        return f"{'ok  ' if self.met else 'MISS'} {self.what}: {self.ratio:.3g} (target ≤ {self.target:g})"


def take_turns(contestants: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Return the median seconds of one call of each, measured in turns."""
    calls = {name: _calls_in(SLICE, run) for name, run in contestants.items()}
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    gc.disable()
    for _ in range(ROUNDS):
        for name, run in contestants.items():
            seconds[name].append(_time(run, calls[name]) / calls[name])
        gc.collect()
    gc.enable()
    return {name: median(times) for name, times in seconds.items()}


def least_in_turns(contestants: Mapping[str, Callable[[], object]], rounds: int = 15) -> dict[str, float]:
    """Return the least seconds of each, measured in turns: calls this long are lengthened by whatever else runs."""
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for turn in range(rounds + 1):
        for name, run in contestants.items():
            taken = _time(run, 1)
            if turn:
                seconds[name].append(taken)
    return {name: min(times) for name, times in seconds.items()}


def processor_time(run: Callable[[], object], turns: int = 1) -> float:
    """Return the least seconds of a call; one that takes more than a second is made once."""
    least = float("inf")
    for _ in range(turns):
        start = process_time()
        run()
        least = min(least, process_time() - start)
        if least > 1:
            break
    return least


def _calls_in(seconds: float, run: Callable[[], object]) -> int:
    run()  # what the first call alone makes would tell how many fit
    calls = 1
    while (taken := _time(run, calls)) < WARM_UP:
        calls *= 2
    return max(1, round(calls * seconds / taken))


def _time(run: Callable[[], object], calls: int) -> float:
    turns = range(calls)
    start = process_time()
    for _ in turns:
        run()
    return process_time() - start
