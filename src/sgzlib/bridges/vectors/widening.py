"""Widening (补充): more wrong programs than the mutants of the formulas, and cases that catch them.

    mutant of one place    leaves a condition out in one of the places where the formula has it
    slip                   reads a fact or the day otherwise: rounds a number or keeps it in 32 bits, confuses two
                           labels, takes a future day for a past one, does not know a spelling, or reads only the
                           first few members

Each is tried on the cases that there are, and then on the same cases with one fact changed. One that nothing catches,
and that is not proved to be equivalent, is left out of the file.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import partial
from itertools import islice, pairwise, permutations
from typing import Any

import attrs

from sgzlib.advice.text_conditions import beginnings, endings
from sgzlib.advice.witnesses import leaves, set_paths
from sgzlib.bridges.vectors.making import FEW_LABELS, Made, Maker
from sgzlib.bridges.vectors.mutants import Fault, Mutant, groups_in, occurrences_of, pattern_of
from sgzlib.law.deadlines import NOT_YET
from sgzlib.law.errors import SgzlibError
from sgzlib.law.facts import Fact
from sgzlib.law.formula import Alike, Given, under, walk
from sgzlib.law.judging import Judged, Status, judge
from sgzlib.law.kinds import COUNT, Form
from sgzlib.law.requirement import Case, Requirement
from sgzlib.law.tracing import given_in
from sgzlib.law.truth import UNKNOWN

_MOST = 20_000
_FEN, _HALF = Decimal("0.01"), Decimal("0.5")
_LATER = (1, 366)
_FIRST = (1, 4)
_TIMES = 1_000_000
_STRANGE = "甲乙"
ASKED = "the day asked about"


@attrs.frozen(eq=False)
class Slip:
    """A wrong program that takes a fact, or the day asked about, for another (误读).

    `right` and `wrong` say what it takes for what, `taken` does so with a value and the day asked about, and `near`
    returns values of which it could be wrong. `requirement` is one that it answers otherwise, once a case was found.
    """

    fault: Fault
    path: str
    right: str
    wrong: str
    taken: Callable[[Any, date], Any]
    near: Callable[[Any, date], tuple[Any, ...]]
    requirement: str = ""

    def read(self, subject: Any, on: date) -> tuple[Any, date]:
        """Return a subject and the day as the program takes them (误读的对象)."""
        if self.path == ASKED:
            return subject, self.taken(on, on)
        return _with(subject, {path: self.taken(value, on) for path, value in _values(subject, self.path)}), on


def widen(maker: Maker) -> None:
    """Add cases to those that were made, and the mutants and slips that these catch (补充用例)."""
    _OfPlaces(maker).make()
    _OfSlips(maker).make()


def slips_of(maker: Maker) -> Iterator[Slip]:
    """Yield the slips about the facts that a ruleset asks, and about the day (误读)."""
    yield from _of_day(maker.law.applies_from)
    asked = {path: fact for formula in maker.recorded for path, fact in given_in(formula)}
    for path, fact in asked.items():
        yield from _of_fact(path, fact)
    for path in dict.fromkeys(path.partition("[]")[0] for path in asked if "[]" in path):
        for most in _FIRST:
            wrong = f"the first {most} of {path}"
            yield Slip(Fault.FEW, path, path, wrong, partial(_first_of, most), partial(_one_more_than, most))
    patterns: dict[str, dict[str, None]] = {}
    for node in (node for formula in maker.recorded for node in walk(under(formula, maker.law))):
        if isinstance(node, Alike):
            for side, without in ((node.left, node.without), (node.right, node.right_without)):
                if isinstance(side, Given) and without:
                    patterns.setdefault(side.path, {})[without] = None
    for path, known in patterns.items():
        yield from _of_spellings(path, [*known])


def _plain(maker: Maker) -> list[Made]:
    """Return the cases under the default readings, while the notice binds."""
    return [made for made in maker.cases.values() if not made.readings and made.why != "force"]


class _OfPlaces:
    """Of conditions that are left out in one of the places where a formula has them."""

    def __init__(self, maker: Maker) -> None:
        self._maker = maker
        self._known: dict[tuple[Any, date], tuple[Case[Any], dict[tuple[str, Requirement], Status]]] = {}
        self._bases = _plain(maker)

    def make(self) -> None:
        maker = self._maker
        for path, rule, _ in maker.ruleset.every():
            mutants = [] if rule.restates else occurrences_of(maker.ruleset, path, rule, maker.law, maker.beside)
            for mutant in mutants:
                if self._caught(path, rule, mutant, ((made.subject, made.on, made) for made in self._bases)):
                    maker.mutants.append(mutant)
                elif maker.is_equivalent(mutant):
                    maker.mutants.append(mutant)
                    maker.uncaught.append(mutant)
                elif self._caught(path, rule, mutant, self._otherwise()):
                    maker.mutants.append(mutant)

    def _caught(
        self, path: str, rule: Requirement, mutant: Mutant, tried: Iterable[tuple[Any, date, Made | None]]
    ) -> bool:
        for subject, on, made in tried:
            case, statuses = self._judged(subject, on)
            if mutant.status(subject, case) is not statuses[path, rule]:
                if made is None:
                    self._maker.add(Made(rule.id, "clause", None, subject, on, {}, [mutant], mutant.before))
                else:
                    made.catches.append(mutant)
                return True
        return False

    def _otherwise(self) -> Iterator[tuple[Any, date, None]]:
        """Yield the existing cases with one fact unknown, or with one day before the notice came into force."""
        before = _shifted(-1, self._maker.law.in_force_from)
        every = (
            (_with(made.subject, {path: replacement}), made.on, None)
            for made in self._bases
            for path, fact, value in leaves(made.subject)
            if value is not UNKNOWN
            for replacement in (UNKNOWN, *((before,) if fact.kind.form is Form.DAY else ()))
        )
        yield from islice(every, _MOST)

    def _judged(self, subject: Any, on: date) -> tuple[Case[Any], dict[tuple[str, Requirement], Status]]:
        if (subject, on) not in self._known:
            case, findings = judge(self._maker.ruleset, subject, on, self._maker.law, Judged)
            self._known[subject, on] = (
                case,
                {(finding.path, finding.requirement): finding.status for finding in findings},
            )
        return self._known[subject, on]


class _OfSlips:
    """Of facts that are taken for others."""

    def __init__(self, maker: Maker) -> None:
        self._maker = maker
        self._bases = _plain(maker)
        self._known: dict[tuple[Any, date], dict[str, Status]] = {}

    def make(self) -> None:
        for slip in slips_of(self._maker):
            for made, subject, on in self._tried(slip):
                right, wrong = self._statuses(subject, on), self._statuses(*slip.read(subject, on))
                if right != wrong:
                    id_ = next(id_ for id_, status in right.items() if wrong[id_] is not status)
                    caught = attrs.evolve(slip, requirement=id_)
                    self._maker.slips.append(caught)
                    if made is None:
                        self._maker.add(Made(id_, "clause", None, subject, on, {}, [caught]))
                    else:
                        made.catches.append(caught)
                    break

    def _tried(self, slip: Slip) -> Iterator[tuple[Made | None, Any, date]]:
        """Yield the cases that there are, and others with one fact otherwise, of which a slip could be wrong."""
        for made in self._bases:
            yield made, made.subject, made.on
        near = ((None, subject, on) for made in self._bases for subject, on in _near(slip, made.subject, made.on))
        yield from islice(near, _MOST)

    def _statuses(self, subject: Any, on: date) -> dict[str, Status]:
        if (subject, on) not in self._known:
            findings = judge(self._maker.ruleset, subject, on, self._maker.law, Judged)[1]
            self._known[subject, on] = {finding.requirement.id: finding.status for finding in findings}
        return self._known[subject, on]


def _near(slip: Slip, subject: Any, on: date) -> Iterator[tuple[Any, date]]:
    if slip.path == ASKED:
        yield from ((subject, day) for day in slip.near(on, on))
        return
    for base in (subject, _larger(subject)) if slip.fault is Fault.SINGLE else (subject,):
        values = _values(base, slip.path)
        for path, value in values:
            yield from ((_with(base, {path: replacement}), on) for replacement in slip.near(value, on))
        if slip.fault is Fault.ROUNDED:
            # Two amounts may lose a whole unit together.
            for (first_path, less), (second_path, more) in pairwise(values):
                yield _with(base, {first_path: less - _HALF, second_path: more + _HALF}), on


def _of_day(first_day: date) -> Iterator[Slip]:
    for by, name in ((-1, "the day before"), (1, "the day after")):
        shift = partial(_shifted, by)
        yield Slip(Fault.DAY, ASKED, ASKED, name, shift, partial(_only, first_day))


def _of_fact(path: str, fact: Fact[Any]) -> Iterator[Slip]:
    match fact.kind.form:
        case Form.DECIMAL:
            for rounding, how in ((ROUND_HALF_UP, "rounded"), (ROUND_DOWN, "rounded down")):
                yield Slip(Fault.ROUNDED, path, path, f"{path}, {how} to a whole number", _rounding(rounding), _one_off)
            if fact.kind.money:
                yield Slip(Fault.SINGLE, path, path, f"{path} in 32 bits", _in_32_bits, _one_off)
        case Form.DAY:
            wrong = f"{path}, {ASKED} at the latest"
            yield Slip(Fault.FUTURE, path, path, wrong, min, lambda _, on: tuple(_shifted(by, on) for by in _LATER))
        case Form.LABEL if len(fact.kind.domain) <= FEW_LABELS:
            for label, wrong_label in permutations(fact.kind.domain, 2):
                taken = partial(_mistaken, label, wrong_label)
                right, wrong = (f"{path} = {each.name}" for each in (label, wrong_label))
                yield Slip(Fault.LABEL, path, right, wrong, taken, partial(_only, label))
        case _:
            pass


def _of_spellings(path: str, patterns: list[str]) -> Iterator[Slip]:
    """Yield slips that do not know what may stand at the beginning or the end of a text beside its name."""
    for begun in beginnings(patterns):
        wrong = f"{path}, with nothing known that begins with {begun}"
        yield Slip(Fault.SPELLING, path, path, wrong, partial(_begun, begun), partial(_beginning, begun))
    ends = tuple(sorted(dict.fromkeys(end for pattern in patterns for end in endings(pattern)), key=len, reverse=True))
    for end in ends[:-1]:
        wrong = f"{path}, with nothing known that ends with {end}"
        yield Slip(Fault.SPELLING, path, path, wrong, partial(_ended, end), partial(_ending, end, ends))


def _begun(begun: str, text: str, _on: date) -> str:
    return _STRANGE + text if text.startswith(begun) else text


def _beginning(begun: str, text: str, _on: date) -> tuple[str, ...]:
    return (begun + text,)


def _ended(end: str, text: str, _on: date) -> str:
    return _STRANGE + text if text.endswith(end) else text


def _ending(end: str, ends: tuple[str, ...], text: str, _on: date) -> tuple[str, ...]:
    bare = next((text.removesuffix(suffix) for suffix in ends if text.endswith(suffix)), text)
    return (bare + end,)


def _first_of(most: int, members: tuple[Any, ...], _on: date) -> tuple[Any, ...]:
    return members[:most]


def _one_more_than(most: int, members: tuple[Any, ...], _on: date) -> tuple[Any, ...]:
    return tuple((*[first] * most, last) for first in members for last in members)


def _shifted(by: int, day: Any, _on: Any = None) -> Any:
    with suppress(OverflowError):
        return day + timedelta(days=by)
    return NOT_YET


def _rounding(how: str) -> Callable[[Any, date], Any]:
    return lambda value, _: Decimal(value).quantize(Decimal(1), how)


def _in_32_bits(value: Any, _on: date) -> Decimal:
    (kept,) = struct.unpack("f", struct.pack("f", value))
    return Decimal(kept).quantize(_FEN, ROUND_HALF_UP)


def _mistaken(label: Any, wrong_label: Any, value: Any, _on: date) -> Any:
    return wrong_label if value is label else value


def _only(value: Any, _value: Any, _on: date) -> tuple[Any, ...]:
    return (value,)


def _one_off(value: Any, _on: date) -> tuple[Any, ...]:
    return tuple(value + by for by in (-_FEN, _FEN, -_HALF, _HALF))


def _larger(subject: Any) -> Any:
    """Return a subject with every amount, and what it is asked for, many times as large."""
    values = {
        path: value * _TIMES
        for path, fact, value in leaves(subject)
        if value is not UNKNOWN and (fact.kind.money or fact.kind is COUNT)
    }
    return _with(subject, values)


def _values(subject: Any, pattern: str) -> list[tuple[str, Any]]:
    every = [*leaves(subject), *groups_in(subject)]
    return [(path, value) for path, _, value in every if pattern_of(path) == pattern and value is not UNKNOWN]


def _with(subject: Any, values: Any) -> Any:
    """Return a subject with other values of facts, or as it is where its class refuses them."""
    with suppress(SgzlibError, ArithmeticError, TypeError):
        return set_paths(subject, values) if values else subject
    return subject
