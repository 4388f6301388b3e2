"""Asking (询问): stand-ins for a subject of which not everything is known, that say what a rule asks of the rest.

Each unknown thing that a rule asks about is handed to `take`, which answers with a probe, to find out where the rule
cuts its values, or with a value, to see what the rule then gives.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import add, attrgetter
from typing import Any, TypeAlias

import attrs

from sgzlib.advice.crossing import About
from sgzlib.law.facts import Fact, StandIn, is_subject, kind_of
from sgzlib.law.groups import distinct, earliest, latest, name_of, total, truth_of
from sgzlib.law.kinds import COUNT, DAY, YES_NO, Kind
from sgzlib.law.money import plus
from sgzlib.law.periods import earliest_start, latest_start
from sgzlib.law.requirement import Case
from sgzlib.law.truth import UNKNOWN, Absent, Interval, Unknown

Take: TypeAlias = "Callable[[Unknowns], Any]"


@attrs.frozen
class Unknowns:
    """One thing that a rule asks about and that is not known: a fact, or how many members turn out True."""

    key: str
    kind: Kind[Any]
    names: tuple[str, ...] = attrs.field(eq=False)
    values: tuple[Any, ...] = ()
    about: About | None = attrs.field(default=None, eq=False)


class Probe(Absent):
    """An unknown value that writes down where it is compared (探针)."""

    __slots__ = ("_beside", "_shift", "cuts")

    def __init__(self, cuts: set[Any], shift: Any = None, beside: Any = None) -> None:
        self.cuts = cuts
        self._shift = shift
        self._beside = beside

    def beside(self, known: Any) -> Probe:
        """Give the same for a first or last day of which some members' days are known: `known` among them."""
        return Probe(self.cuts, self._shift, known)

    def cut(self, other: Any, *, above: bool) -> Any:
        """Write down a comparison: `above` where the cut lies above the value that it is compared with."""
        if isinstance(other, Probe):
            other.cuts.add(None)
            if self._beside is not None:
                other.cut(self._beside, above=True)
                other.cut(self._beside, above=False)
        if isinstance(other, Absent | Interval):
            self.cuts.add(None)
        elif isinstance(self._shift, tuple):
            by, unit = self._shift
            start = (latest_start if above else earliest_start)(other, by, unit)
            self.cuts.add((start, above))
        else:
            self.cuts.add((other if self._shift is None else other - self._shift, above))
        return UNKNOWN

    def __ge__(self, other: object) -> Any:
        return self.cut(other, above=False)

    __lt__ = __ge__

    def __le__(self, other: object) -> Any:
        return self.cut(other, above=True)

    __gt__ = __le__

    def __eq__(self, other: object) -> Any:
        self.cut(other, above=True)
        return self.cut(other, above=False)

    __ne__ = __eq__

    def __add__(self, other: Any) -> Any:
        return Probe(self.cuts, other if self._shift is None else self._shift + other)

    __radd__ = __add__

    def shifted(self, by: int, unit: str) -> Any:
        """Move an unknown day."""
        return Probe(self.cuts, (by, unit))

    def __mul__(self, other: object) -> Any:
        self.cuts.add(None)
        return UNKNOWN

    __rmul__ = __mul__

    __hash__ = Absent.__hash__


class _Group:
    """A group of which some members are known: what is not known of them is asked of `take`."""

    def __init__(self, members: tuple[Any, ...], of: type[Any], path: str, take: Take) -> None:
        self._members = members
        self._of = of
        self._path = path
        self._take = take
        self._truths: dict[Any, list[Any]] = {}

    def size(self) -> int:
        return len(self._members)

    def count(self, what: Any, case: Case[Any]) -> Any:
        if what not in self._truths:
            self._truths[what] = [truth_of(member, what, case) for member in self._members]
        truths = self._truths[what]
        unknown = [at for at, truth in enumerate(truths) if isinstance(truth, Unknown)]
        surely = sum(truth is True for truth in truths)
        if not unknown:
            return surely
        about = About(self._path, self._members, tuple(unknown), lambda m: int(truth_of(m, what, case) is True), add, 0)
        values = tuple(range(len(unknown) + 1))
        return self._take(Unknowns(f"{self._path}#{name_of(what)}", COUNT, (), values, about)) + surely

    def total(self, name: str) -> Any:
        known, names = self._known(name)
        if not names:
            return total(known, name)
        return plus(total(known, name), self._take(self._unknown(f"total.{name}", kind_of(self._of, name), names)))

    def distinct(self, name: str, among: tuple[Any, ...]) -> Any:
        known, names = self._known(name)
        if not names:
            return distinct(known, name, among)
        surely, possibly = distinct(known, name, among), distinct(self._members, name, among)
        values = tuple(range(possibly.high - surely + 1)) if isinstance(possibly, Interval) else (0,)
        return self._take(Unknowns(f"{self._path}#distinct.{name}", COUNT, names, values)) + surely

    def latest(self, name: str) -> Any:
        return self._extreme(name, latest, max)

    def earliest(self, name: str) -> Any:
        return self._extreme(name, earliest, min)

    def _extreme(self, name: str, of: Callable[[Any, str], Any], pick: Callable[..., Any]) -> Any:
        known, names = self._known(name)
        if not names:
            return of(known, name)
        unknown = tuple(at for at, m in enumerate(self._members) if isinstance(getattr(m, name), Unknown))
        gives = attrgetter(name)
        about = About(self._path, self._members, unknown, gives, pick, of((), name), name)
        taken = self._take(Unknowns(f"{self._path}#{of.__name__}.{name}", DAY, names, (), about))
        if isinstance(taken, Probe):
            return taken.beside(of(known, name)) if known else taken
        return pick(taken, of(known, name))

    def _known(self, name: str) -> tuple[tuple[Any, ...], tuple[str, ...]]:
        """Give the members whose fact is known, and where it is not known of the others."""
        unknown = [at for at, m in enumerate(self._members) if isinstance(getattr(m, name), Unknown)]
        known = tuple(m for at, m in enumerate(self._members) if at not in unknown)
        return known, tuple(path for at in unknown for path in _behind(self._members[at], name, f"{self._path}[{at}]"))

    def _unknown(self, what: str, kind: Kind[Any], names: tuple[str, ...]) -> Unknowns:
        return Unknowns(f"{self._path}#{what}", kind, names)


class _UnknownGroup:
    """A group of which nothing is known: one fact to supply, whatever is asked."""

    def __init__(self, of: type[Any], path: str, take: Take) -> None:
        self._of = of
        self._path = path
        self._take = take

    def _ask(self, what: str, kind: Kind[Any]) -> Any:
        return self._take(Unknowns(f"{self._path}#{what}", kind, (self._path,), kind.domain))

    def size(self) -> Any:
        return self._ask("size", COUNT)

    def count(self, what: Any, _case: Case[Any]) -> Any:
        return self._ask(name_of(what), COUNT)

    def total(self, name: str) -> Any:
        return self._ask(f"total.{name}", kind_of(self._of, name))

    def distinct(self, name: str, among: tuple[Any, ...]) -> Any:
        return self._take(Unknowns(f"{self._path}#distinct.{name}", COUNT, (self._path,), tuple(range(len(among) + 1))))

    def latest(self, name: str) -> Any:
        return self._ask(f"latest.{name}", DAY)

    def earliest(self, name: str) -> Any:
        return self._ask(f"earliest.{name}", DAY)

    def includes(self, *asked: Any) -> Any:
        return self._ask(f"includes {asked}", YES_NO)

    def consists_of(self, *asked: Any) -> Any:
        return self._ask(f"consists of {asked}", YES_NO)


class _UnknownText:
    """A text of which nothing is known: how it ends is asked of `take`."""

    def __init__(self, path: str, take: Take) -> None:
        self._path = path
        self._take = take

    def ends_with(self, ending: object) -> Any:
        return self._take(Unknowns(f"{self._path}#ends with {ending}", YES_NO, (self._path,), YES_NO.domain))

    def __ne__(self, other: object) -> Any:
        return self._take(Unknowns(f"{self._path}#is not {other}", YES_NO, (self._path,), YES_NO.domain))

    __hash__ = None  # type: ignore[assignment]


def stand_in(subject: Any, path: str, take: Take) -> StandIn:
    """Give what stands where a subject would: known facts as they are, the others as `take` answers."""
    # A rule tried on many completions asks for the same parts and groups again: each is made once.
    made: dict[str, Any] = {}

    def leaf(name: str, fact: Fact[Any]) -> Any:
        if name in made:
            return made[name]
        found = of_fact(name, fact)
        if is_subject(fact.kind.members):
            made[name] = found
        return found

    def of_fact(name: str, fact: Fact[Any]) -> Any:
        value, at = getattr(subject, name), f"{path}.{name}" if path else name
        of: Any = fact.kind.members
        if not isinstance(value, Unknown):
            if isinstance(value, tuple) and is_subject(of):
                return _Group(value, of, at, take)
            return stand_in(value, at, take) if is_subject(type(value)) else value
        if fact.kind.name == "many":
            return _UnknownGroup(of, at, take)
        if is_subject(of):
            return stand_in(of(), at, take)
        if fact.kind.name == "text":
            return _UnknownText(at, take)
        return take(Unknowns(at, fact.kind, (at,), fact.kind.domain))

    return StandIn(type(subject), leaf)


def _behind(member: Any, name: str, path: str) -> tuple[str, ...]:
    """Give the unknown facts from which a fact of a member follows: itself, where it does not follow from others."""
    asked: dict[str, Unknowns] = {}

    def take(unknown: Unknowns) -> Unknown:
        asked[unknown.key] = unknown
        return UNKNOWN

    getattr(stand_in(member, path, take), name)
    return tuple(found for unknown in asked.values() for found in unknown.names)
