"""Keeping (保留): each case of an earlier file that still catches a wrong implementation stays, with its facts and id.

Facts that were added to its class since then are not stated in it. A new case is added if it catches a mutant, or has a
status of a requirement, that no case before it has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from sgzlib.bridges.vectors.covering import asked_in, catching
from sgzlib.bridges.vectors.suite import line
from sgzlib.bridges.vectors.suites import Suite
from sgzlib.bridges.vectors.writing import answers
from sgzlib.law.errors import SgzlibError
from sgzlib.law.judging import Judged, judge
from sgzlib.law.requirement import Ruleset


def keep(made: Mapping[str, Any], earlier: Mapping[str, Any], ruleset: Ruleset) -> dict[str, Any]:
    """Return a document with the cases of an earlier one that still catch something, these first (保留旧用例)."""
    cases = {case["id"]: case for case in _kept(made, earlier, ruleset)}
    reached = {aim for case in cases.values() for aim in _reached(case)}
    for case in made["cases"]:
        if not reached.issuperset(_reached(case)):
            cases[case["id"]] = case
            reached |= _reached(case)
    return {**made, "cases": [*cases.values()]}


def _kept(made: Mapping[str, Any], earlier: Mapping[str, Any], ruleset: Ruleset) -> Iterator[Mapping[str, Any]]:
    anew = {case["id"]: case for case in made["cases"]}
    about = {(case["requirement"], case.get("of")) for case in made["cases"]}
    places = {mutant: place for place, mutant in enumerate(_numbered(made["mutants"]))}
    now = [places.get(mutant) for mutant in _numbered(earlier["mutants"])]
    suite = Suite(earlier, ruleset)
    written = [line(mutant) for mutant in earlier["mutants"]]
    # Of several mutants that are written alike, any may be the one that a case catches.
    catches: dict[str, list[Any]] = {}
    if any(case["id"] not in anew for case in earlier["cases"]):
        for place, catches_it in catching(suite, ruleset):
            catches.setdefault(written[place], []).append(catches_it)
    for case in earlier["cases"]:
        if case["id"] in anew:
            yield anew[case["id"]]
        elif (case["requirement"], case.get("of")) in about:
            # A case with a fact, a value or a reading that no longer exists is dropped.
            with suppress(SgzlibError, LookupError, StopIteration):
                asked = asked_in(suite, case)
                judged = judge(ruleset, asked.subject, asked.on, asked.law, Judged)
                still = [
                    place
                    for then in case["catches"]
                    if (place := now[then]) is not None
                    and any(catches_it(asked, *judged) for catches_it in catches[written[then]])
                ]
                if still:
                    kept = {key: value for key, value in case.items() if key not in _ANSWERS}
                    clause = made["requirements"][case["requirement"]]["clause"]
                    answered = answers(ruleset, asked.subject, asked.on, asked.law)
                    yield {**kept, "clause": clause, **answered, "catches": still}


def _reached(case: Mapping[str, Any]) -> set[Any]:
    """Return what a case is there for: the mutants that it catches, and the statuses that it gives requirements."""
    return {*case["catches"], *case["statuses"].items()}


_ANSWERS = ("verdict", "statuses", "under_readings", "catches")


def _numbered(mutants: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, int]]:
    """Yield each mutant as it is written, with the number of those before it that are written alike."""
    times = Counter[str]()
    for mutant in mutants:
        written = line(mutant)
        yield written, times[written]
        times[written] += 1
