"""Patterns of rows (行的类型): rows of which the rules see the same, so that one of them is asked for all.

Nothing is estimated. Two values of a fact are one where whatever the rules compare them with answers alike. In each
pattern the formulas are then taken as far as they are decided: those that hold whatever becomes of the facts that they
share fall away, and those that share no open fact any more are asked apart. For the fewest changes, hitting sets of
what fails are tried, the smallest first, with all other facts as they are: many patterns leave the same to ask.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from math import comb
from operator import itemgetter
from typing import Any, Final, TypeVar, cast

import attrs

from sgzlib.advice.grounding import is_fixed
from sgzlib.advice.remedies import facts_in_order
from sgzlib.bridges.columns import INSIDE, columns_of, groups_of_class
from sgzlib.law import formula as fml
from sgzlib.law.clauses import Force
from sgzlib.law.deadlines import Deadline
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.law.formula.evaluating import compiled, evaluate, remembered
from sgzlib.law.kinds import HOURS, Form
from sgzlib.law.labels import Ordered
from sgzlib.law.requirement import Case, Requirement, Ruleset
from sgzlib.law.tracing import given_in, joined
from sgzlib.law.truth import UNKNOWN

T = TypeVar("T")
Paths = tuple[str, ...]

_MOST_TRIED: Final = 500
_MOST_CODES: Final = 1 << 62
_TEXTS: Final = frozenset((Form.TEXT, Form.SEVERAL))


@attrs.frozen(eq=False)
class Column:
    """What a table holds of one fact (一列事实): its different values, and of each row which of them."""

    values: list[Any]
    codes: Any


@attrs.frozen(eq=False)
class _Rest:
    """What is left of a formula (剩余公式): its number, and the facts on which it still hangs, and their places."""

    number: int
    node: fml.Node
    open: Paths
    places: tuple[int, ...]


@attrs.frozen(eq=False)
class _Row:
    """One row of a pattern (类型中的一行): of each fact, by its place, the class; and the value."""

    classes: Mapping[int, int]
    at: int
    columns: Mapping[str, Column]

    def value(self, path: str) -> Any:
        """Return a fact of the row (取值)."""
        column = self.columns[path]
        return column.values[column.codes[self.at].as_py()]


@attrs.frozen
class Part:
    """Requirements that share open facts, as they stand in one row (一组要求): alike wherever `key` is equal."""

    key: Hashable
    rests: tuple[tuple[str, _Rest], ...] = attrs.field(eq=False)
    failing: tuple[str, ...] = attrs.field(eq=False)
    row: _Row = attrs.field(eq=False)

    @property
    def formulas(self) -> Iterator[tuple[str, fml.Node]]:
        """Yield the requirements, and what is left of each (剩余公式)."""
        return ((id_, rest.node) for id_, rest in self.rests)


_Looks = Callable[[Mapping[int, int]], Hashable]


@attrs.frozen(eq=False)
class _Atom:
    """What rules join by not, and, or (原子): `looks` takes from a row's classes those of its facts.

    `wanted` are the truths that some rule wants of it: True, False, or both.
    """

    node: fml.Node
    paths: Paths
    looks: _Looks
    truth: Callable[[Any, Any], Any]
    wanted: tuple[bool, ...]
    known: dict[Hashable, _Rest] = attrs.field(factory=dict)


@attrs.frozen(eq=False)
class _Rule:
    """A MUST as it is looked up (一条要求), by the classes of its facts, or by what is left of its atoms."""

    id: str
    formula: fml.Node
    atoms: tuple[_Atom, ...]
    looks: _Looks
    known: dict[Hashable, _Rest] = attrs.field(factory=dict)
    joined: dict[Hashable, _Rest] = attrs.field(factory=dict)


class Patterns:
    """What the MUSTs of a ruleset see of the rows of a table (要求所见).

    Asked what is missing, all that is known is fixed; `revising`, only what nobody can change.
    """

    def __init__(self, ruleset: Ruleset, case: Case[Any], *, revising: bool) -> None:
        self._case, self._revising = case, revising
        self._fact_of = {_path(name): fact for name, fact in columns_of(ruleset.subject).items()}
        self._groups = {_path(name) for name in groups_of_class(ruleset.subject)}
        # Where a class holds its facts against each other, what it takes hangs on all of them: nothing is decided.
        self._decides = not any(hasattr(of, "__attrs_post_init__") for of in _classes(ruleset.subject))
        formulas = [(rule.id, fml.under(ruleset.formula(at, rule), case.law)) for at, rule in binding(ruleset, case)]
        atoms = dict.fromkeys(atom for _, formula in formulas for atom in _atoms(formula))
        self.facts = tuple(dict.fromkeys(path for atom in atoms for path in _paths_in(atom)))
        self._place = {path: at for at, path in enumerate(self.facts)}
        self._order = {path: at for at, path in enumerate(facts_in_order(ruleset))}
        literals = set[tuple[fml.Node, bool]]().union(*(_literals(formula) for _, formula in formulas))
        self._atoms = {
            atom: _Atom(
                atom,
                paths := _paths_in(atom),
                self._looking(paths),
                compiled(atom),
                tuple(want for want in (True, False) if (atom, want) in literals),
            )
            for atom in atoms
        }
        rules = [
            _Rule(id_, formula, tuple(map(self._atoms.__getitem__, _atoms(formula))), self._looking(_paths_in(formula)))
            for id_, formula in formulas
        ]
        apart = _sharing(rules, lambda rule: _paths_in(rule.formula))
        self._apart = [
            (of, tuple(dict.fromkeys(path for rule in of for path in _paths_in(rule.formula)))) for of in apart
        ]
        self._numbers: dict[str, dict[Hashable, int]] = {}
        self._rests: dict[fml.Node, _Rest] = {}
        self._true = self._rest(fml.TRUE)
        self._holding: dict[Hashable, bool] = {}
        self._kept: dict[Hashable, _Rest] = {}
        self._told: dict[Hashable, Any] = {}
        self._parted: dict[Hashable, Part] = {}

    def _looking(self, paths: Iterable[str]) -> _Looks:
        places = [self._place[path] for path in paths]
        return itemgetter(*places) if places else lambda _: ()

    def of(self, columns: Mapping[str, Column], rows: int) -> Iterator[tuple[list[int], tuple[Part, ...]]]:
        """Yield the patterns of the rows (归并各行): which rows are of it, and what is left to ask about them.

        Rules that look at no fact in common are looked up apart: of each the rows have few patterns.
        """
        left: list[list[tuple[Part, ...]]] = []
        found: list[Any] = []
        for rules, paths in self._apart:
            parts, codes = self._looked_up(rules, paths, columns, rows)
            left.append(parts)
            found.append(codes)
        codes, first = _together(found, rows)
        for alike, at in zip(_rows_by_code(codes), _taken(found, first), strict=True):
            yield alike, tuple(part for parts, one in zip(left, at, strict=True) for part in parts[one])

    def _looked_up(
        self, rules: Sequence[_Rule], paths: Sequence[str], columns: Mapping[str, Column], rows: int
    ) -> tuple[list[tuple[Part, ...]], Any]:
        """Return what some rules leave to ask, each once, and which of it of each row (查得剩余)."""
        import pyarrow as pa

        classes = [pa.array(self._classes(path, columns[path].values)).take(columns[path].codes) for path in paths]
        codes, first = _together(classes, rows)
        places = [self._place[path] for path in paths]
        numbers: dict[tuple[Part, ...], int] = {}
        found = [
            numbers.setdefault(
                tuple(self._parts(rules, _Row(dict(zip(places, of, strict=True)), at, columns))), len(numbers)
            )
            for of, at in zip(_taken(classes, first), first.to_pylist(), strict=True)
        ]
        return list(numbers), pa.array(found, pa.int64()).take(codes)

    def _classes(self, path: str, values: list[Any]) -> list[int]:
        """Return of each value of a fact the number of those that answer alike (同类值)."""
        atoms = [atom for atom in self._atoms.values() if path in atom.paths]
        alone = self._decides and path not in self._groups and all(atom.paths == (path,) for atom in atoms)
        keys = (self._answers(path, atoms, value) if alone else None if value is UNKNOWN else value for value in values)
        numbers = self._numbers.setdefault(path, {})
        return [numbers.setdefault(key, len(numbers)) for key in keys]

    def _answers(self, path: str, atoms: list[_Atom], value: Any) -> Hashable:
        fact = self._fact_of[path]
        kind = fact.kind
        if value is UNKNOWN:
            return self._unknown(path, atoms)
        truths = self._truths(path, atoms, value)
        if any(truth is UNKNOWN for truth in truths) or kind.form in _TEXTS:
            return value
        if self._is_fixed(path, value):
            return truths
        useful = self._useful(atoms, truths)
        if isinstance(value, Ordered):
            # What is above decides where it may move to.
            above = [one for one in kind.domain if one > value]
            return False, useful, tuple(one for one in above if self._truths(path, atoms, one) != truths)
        whole = kind.form is not Form.DECIMAL or value % kind.step == 0
        if kind is HOURS:
            # So does what is below, since they are never fewer.
            return (False, truths, whole) if all(_is_bound(atom.node) for atom in atoms) else value
        return False, useful, whole

    def _unknown(self, path: str, atoms: list[_Atom]) -> Hashable:
        """Return how what is not known answers (未知值): as what helps nothing and may become anything."""
        fact = self._fact_of[path]
        if not self._revising or fact.settled or fact.kind.form in _TEXTS:
            return None
        lowest = next(iter(fact.kind.domain), None) if fact.kind is not HOURS else fact.kind.least
        if not isinstance(lowest, Ordered) and fact.kind is not HOURS:
            return False, self._useful(atoms, [UNKNOWN] * len(atoms)), True
        helps = any(self._useful(atoms, self._truths(path, atoms, lowest)))
        return None if helps else self._answers(path, atoms, lowest)

    def _useful(self, atoms: list[_Atom], truths: Iterable[Any]) -> tuple[bool, ...]:
        """Return which of the literals that rules ask for hold (成立的文字)."""
        known = zip(atoms, truths, strict=True)
        return tuple(truth is want for atom, truth in known for want in atom.wanted)

    def _truths(self, path: str, atoms: list[_Atom], value: Any) -> tuple[Any, ...]:
        held = _Held({path: value})
        return tuple(atom.truth(held, self._case) for atom in atoms)

    def _is_fixed(self, path: str, value: Any) -> bool:
        if value is UNKNOWN or not self._decides:
            return False
        if not self._revising:
            return True
        return path not in self._groups and is_fixed(self._fact_of[path], value, self._case.on)

    def _parts(self, rules: Sequence[_Rule], row: _Row) -> Iterator[Part]:
        left = [(rule.id, rest) for rule, rest in self._left(rules, row) if rest is not self._true]
        while self._revising and self._decides:
            times = Counter(path for _, rest in left for path in rest.open)
            kept = [
                (id_, rest)
                for id_, rest in left
                if not self._holds(rest, tuple(path for path in rest.open if times[path] == 1), row)
            ]
            if len(kept) == len(left):
                break
            left = kept
        for group in _sharing(left, lambda one: one[1].open):
            places = sorted({place for _, rest in group for place in rest.places})
            key = *((id_, rest.number) for id_, rest in group), *((place, row.classes[place]) for place in places)
            if key not in self._parted:
                failing = tuple(id_ for id_, rest in group if not self._holds(rest, rest.open, row))
                self._parted[key] = Part(key, tuple(group), failing, row)
            yield self._parted[key]

    def _left(self, rules: Sequence[_Rule], row: _Row) -> Iterator[tuple[_Rule, _Rest]]:
        """Yield what is left of each rule where all that is fixed is filled in (代入后剩余)."""
        for rule in rules:
            key = rule.looks(row.classes)
            if key not in rule.known:
                left = [self._decided(atom, row) for atom in rule.atoms]
                joint = tuple(rest.number for rest in left)
                if joint not in rule.joined:
                    made = {atom.node: rest.node for atom, rest in zip(rule.atoms, left, strict=True)}
                    rule.joined[joint] = self._rest(_with_atoms(rule.formula, made))
                rule.known[key] = rule.joined[joint]
            yield rule, rule.known[key]

    def _decided(self, atom: _Atom, row: _Row) -> _Rest:
        """Return an atom with what is fixed filled in (代入不可变事实)."""
        key = atom.looks(row.classes)
        if key not in atom.known:
            values = {path: row.value(path) for path in atom.paths}
            fixed = {path: value for path, value in values.items() if self._is_fixed(path, value)}
            truth = atom.truth(_Held(fixed), self._case) if len(fixed) == len(values) else UNKNOWN
            # Filling in comes to the same, and takes longer.
            made = fml.Constant(truth) if isinstance(truth, bool) else self._filled(atom.node, fixed)
            atom.known[key] = self._rest(made)
        return atom.known[key]

    def _rest(self, node: fml.Node) -> _Rest:
        if node not in self._rests:
            open_ = _paths_in(node)
            self._rests[node] = _Rest(len(self._rests), node, open_, tuple(self._place[path] for path in open_))
        return self._rests[node]

    def _holds(self, rest: _Rest, by: Paths, row: _Row) -> bool:
        """Return whether what is left of a rule holds by some of its facts, whatever the others are (成立)."""
        if not by or by == rest.open:
            return bool(by) and self._keeping(rest, (), row) is self._true
        key = rest.number, by, *(row.classes[self._place[path]] for path in by)
        if key not in self._holding:
            values = {path: row.value(path) for path in by}
            known = {path: value for path, value in values.items() if value is not UNKNOWN}
            self._holding[key] = self._filled(rest.node, known) == fml.TRUE
        return self._holding[key]

    def narrowed(self, part: Part) -> Iterator[tuple[int, Part]]:
        """Yield a part as it hangs on a few facts, and on how many, while all others stay as they are (只改少数事实).

        These are the hitting sets of what fails, the fewest facts first, and of as many the first ones: the first of
        them that mends the part, with a change of each fact, is its smallest set of changes.
        """
        failing = [frozenset(rest.open) for id_, rest in part.rests if id_ in part.failing]
        times = Counter(path for _, rest in part.rests for path in rest.open)
        facts = sorted(times, key=self._order.__getitem__)
        # Without a fact, each requirement that no other could mend with it takes a change of its own.
        instead = Counter(path for of in failing for path in of if all(times[one] == 1 for one in of - {path}))
        alone = {path for of in failing if len(of) == 1 for path in of}
        for size in range(1, len(facts) + 1):
            forced = [path for path in facts if path in alone or instead[path] > size]
            others = [path for path in facts if path not in forced]
            if comb(len(others), max(size - len(forced), 0)) > _MOST_TRIED:
                return
            for more in combinations(others, size - len(forced)) if size >= len(forced) else ():
                chosen = tuple(path for path in facts if path in forced or path in more)
                if any(of.isdisjoint(chosen) for of in failing):
                    continue
                left = [(id_, self._keeping(rest, chosen, part.row)) for id_, rest in part.rests]
                kept = [(id_, rest) for id_, rest in left if rest is not self._true]
                # What a text may be hangs on all that is asked of it.
                if any(self._fact_of[path].kind.form in _TEXTS for path in chosen):
                    return
                if all(rest.open for _, rest in kept):
                    first = {rest: id_ for id_, rest in reversed(kept)}
                    classes = tuple((path, part.row.classes[self._place[path]]) for path in chosen)
                    rests = tuple((id_, rest) for rest, id_ in reversed(first.items()))
                    yield size, Part((classes, *(rest.number for _, rest in rests)), rests, part.failing, part.row)

    def _keeping(self, rest: _Rest, but: Paths, row: _Row) -> _Rest:
        """Return what is left of a rule where all but some facts stay as they are (其余不变)."""
        stay = [row.classes[at] for path, at in zip(rest.open, rest.places, strict=True) if path not in but]
        key = rest.number, but, *stay
        if key not in self._kept:
            self._kept[key] = self._rest(self._staying(rest.node, but, row, want=True))
        return self._kept[key]

    def _staying(self, node: fml.Node, but: Paths, row: _Row, *, want: bool) -> fml.Node:
        if isinstance(node, fml.Not):
            return self._staying(node.part, but, row, want=not want)
        if isinstance(node, fml.And | fml.Or):
            join = fml.conjunction if isinstance(node, fml.And) is want else fml.disjunction
            return join(*(self._staying(part, but, row, want=want) for part in node.parts))
        paths = _paths_in(node)
        if any(path in but for path in paths):
            made = self._filled(node, {path: row.value(path) for path in paths if path not in but})
            return made if want else fml.negation(made)
        key = node, *(row.classes[self._place[path]] for path in paths)
        if key not in self._told:
            self._told[key] = evaluate(node, _Held({path: row.value(path) for path in paths}), self._case)
        # What nobody told helps nobody.
        return fml.TRUE if self._told[key] is want else fml.FALSE

    def _filled(self, node: fml.Node, values: Mapping[str, Any]) -> fml.Node:
        """Return a formula with some facts filled in, decided as far as these decide it (代入)."""
        match node:
            case fml.Given(path, _):
                return fml.Constant(values[path]) if path in values else node
            case fml.CountBy(fml.Group(path, _), _, last):
                day = self._filled(last, values)
                if isinstance(day, fml.Constant) and day != last and path not in values and self._revising:
                    # Of those who might join it matters alone whether there is time for it.
                    day = fml.Constant(self._case.on if day.value >= self._case.on else date.min)
                return attrs.evolve(node, day=day)
            case fml.Count() | fml.Size() | fml.Total() | fml.Distinct() | fml.Extreme():
                return node
            case fml.Alike() | fml.EndsWith() | fml.Includes() | fml.ConsistsOf():
                # What a text may be hangs on what is asked of it besides: one of two is not filled in alone.
                made: fml.Node = node
            case _:
                made = fml.rebuilt(node, lambda child: self._filled(child, values))
        if isinstance(made, fml.Where) and isinstance(made.test, fml.Constant) and made.test.value is not UNKNOWN:
            return made.then if made.test.value else made.otherwise
        open_ = _paths_in(made)
        if isinstance(made, fml.Constant) or not all(path in values for path in open_):
            return made
        value = evaluate(made, _Held(values), self._case)
        decided = isinstance(value, bool) if open_ else value is not UNKNOWN and not isinstance(value, Deadline)
        return fml.Constant(value) if decided else made


class _Held:
    """The facts that are filled in, as a subject has them (已代入的事实)."""

    def __init__(self, values: Mapping[str, Any], at: str = "") -> None:
        self._values, self._at = values, at

    def __getattr__(self, name: str) -> Any:
        path = joined(self._at, name)
        return self._values[path] if path in self._values else _Held(self._values, path)


def binding(ruleset: Ruleset, case: Case[Any]) -> Iterator[tuple[str, Requirement]]:
    """Yield the MUSTs that decide a verdict, with the paths of their subjects (起作用的应当要求)."""
    for path, rule, _ in ruleset.every():
        if rule.force_under(case.law) is Force.MUST and not rule.restates and rule.notice.in_force(case.on):
            yield path, rule


def _path(column: str) -> str:
    return column.replace(INSIDE, ".")


def _classes(of: type) -> Iterator[type]:
    yield of
    for fact in facts_of(of).values():
        if fact.kind.form is Form.PART and is_subject(fact.kind.members):
            yield from _classes(cast("type", fact.kind.members))


def _atoms(formula: fml.Node) -> list[fml.Node]:
    """Return what a formula joins by not, and, or (原子)."""
    if isinstance(formula, fml.Not | fml.And | fml.Or):
        return list(dict.fromkeys(atom for part in fml.children(formula) for atom in _atoms(part)))
    return [formula]


def _literals(formula: fml.Node, *, want: bool = True) -> set[tuple[fml.Node, bool]]:
    """Return the atoms of a formula, each with whether the formula asks that it holds (文字)."""
    if isinstance(formula, fml.Not | fml.And | fml.Or):
        of = want is not isinstance(formula, fml.Not)
        return set[tuple[fml.Node, bool]]().union(*(_literals(part, want=of) for part in fml.children(formula)))
    return {(formula, want)}


def _with_atoms(formula: fml.Node, made: Mapping[fml.Node, fml.Node]) -> fml.Node:
    match formula:
        case fml.Not(part):
            return fml.negation(_with_atoms(part, made))
        case fml.And(parts) | fml.Or(parts):
            join = fml.conjunction if isinstance(formula, fml.And) else fml.disjunction
            return join(*(_with_atoms(part, made) for part in parts))
        case _:
            return made[formula]


@remembered(1 << 14)
def _paths_in(node: fml.Node) -> Paths:
    """Return the facts of the subject itself at which a formula looks (涉及的事实): a group, not its members'."""
    return tuple(dict.fromkeys(path.partition("[")[0] for path, _ in given_in(node)))


def _is_bound(atom: fml.Node) -> bool:
    """Whether something is compared with a fact itself, by which is more (上下限)."""
    match atom:
        case fml.Comparison("≥" | ">" | "≤" | "<", fml.Given(), other):
            return not _paths_in(other)
        case _:
            return False


def _sharing(items: Iterable[T], facts: Callable[[T], Iterable[str]]) -> list[list[T]]:
    """Return what looks at facts, in groups that share none of them (按所涉事实分组)."""
    groups: list[tuple[list[T], set[str]]] = []
    for one in items:
        paths = set(facts(one))
        touched = [group for group in groups if not group[1].isdisjoint(paths)]
        merged = [each for group in touched for each in group[0]]
        groups = [group for group in groups if group not in touched]
        groups.append(([*merged, one], paths.union(*(group[1] for group in touched))))
    return [group for group, _ in groups]


def _together(codes: Iterable[Any], rows: int) -> tuple[Any, Any]:
    """Number what stands together in a row, in the order of the rows where each stands first, and return those too."""
    import pyarrow as pa
    import pyarrow.compute

    pc: Any = pyarrow.compute
    found, size = pa.repeat(pa.scalar(0, pa.int64()), rows), 1
    for one in codes:
        more = pc.max(one).as_py() + 1
        if size * more > _MOST_CODES:
            found, size = _numbered(found), rows
        found, size = pc.add(pc.multiply(found, more), one), size * more
    found = _numbered(found)
    before = pa.concat_arrays([pa.array([-1], pa.int64()), pc.cumulative_max(found)])
    return found, pc.indices_nonzero(pc.greater(found, before.slice(0, rows)))


def _taken(columns: Sequence[Any], rows: Any) -> list[tuple[int, ...]]:
    """Return what stands in some rows (取行); where there is no column, nothing stands in each."""
    return list(zip(*(column.take(rows).to_pylist() for column in columns), strict=True)) or [()] * len(rows)


def _numbered(values: Any) -> Any:
    return values.dictionary_encode().indices.cast(values.type)


def _rows_by_code(codes: Any) -> Iterator[list[int]]:
    """Yield the rows of each number (各编号的行), the numbers in their order."""
    import pyarrow.compute

    pc: Any = pyarrow.compute
    rows, at = pc.array_sort_indices(codes).to_pylist(), 0
    for count in codes.value_counts().field("counts").to_pylist():
        yield rows[at : at + count]
        at += count
