"""Patterns of rows (行的类型): rows of which the rules see the same, so that one of them is asked for all.

Nothing is estimated. Two values of a fact are one where whatever the rules compare them with answers alike. In each
pattern the formulas are then taken as far as they are decided: those that hold whatever becomes of the facts that they
share fall away, and those that share no open fact any more are asked apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, cast

import attrs

from sgzlib.advice.grounding import is_fixed
from sgzlib.bridges.columns import INSIDE, columns_of, groups_of_class
from sgzlib.law import formula as fml
from sgzlib.law.clauses import Force
from sgzlib.law.evaluating import evaluate
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.law.kinds import HOURS, Form
from sgzlib.law.labels import Ordered
from sgzlib.law.requirement import Case, Requirement, Ruleset
from sgzlib.law.tracing import given_in, joined
from sgzlib.law.truth import UNKNOWN

Values = Mapping[str, Any]
Paths = tuple[str, ...]


@attrs.frozen(eq=False)
class Column:
    """What a table holds of one fact (一列事实): its different values, and of each row which of them."""

    values: list[Any]
    codes: Any


@attrs.frozen
class Part:
    """Requirements that share open facts, as they stand in one row (一组要求): alike wherever `key` is equal."""

    key: Hashable
    formulas: tuple[tuple[str, fml.Node], ...] = attrs.field(eq=False)
    failing: tuple[str, ...] = attrs.field(eq=False)
    row: int = attrs.field(eq=False)


@attrs.frozen(eq=False)
class _Rest:
    """What is left of a formula (剩余公式): its number, and the facts on which it still hangs."""

    number: int
    node: fml.Node
    open: Paths


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
        bundles: dict[Paths, list[fml.Node]] = {}
        for atom in dict.fromkeys(atom for _, formula in formulas for atom in _atoms(formula)):
            bundles.setdefault(_paths_in(atom), []).append(atom)
        self._bundles = list(bundles.items())
        place = {atom: at for at, atom in enumerate(atom for _, atoms in self._bundles for atom in atoms)}
        self._rules = [(id_, formula, [place[atom] for atom in _atoms(formula)]) for id_, formula in formulas]
        self.facts = tuple(dict.fromkeys(path for paths, _ in self._bundles for path in paths))
        self._numbers: dict[str, dict[Hashable, int]] = {}
        self._rests: dict[fml.Node, _Rest] = {}
        self._bundled: dict[Hashable, list[_Rest]] = {}
        self._joined: dict[Hashable, _Rest] = {}
        self._holding: dict[Hashable, bool] = {}

    def of(self, columns: Mapping[str, Column], rows: int) -> Iterator[tuple[list[int], tuple[Part, ...]]]:
        """Yield the patterns of the rows (归并各行): which rows are of it, and what is left to ask about them."""
        import pyarrow as pa

        classed = {path: self._classes(path, column.values) for path, column in columns.items()}
        seen = [pa.array(classed[path], pa.int32()).take(column.codes) for path, column in columns.items()]
        keys = [str(at) for at in range(len(seen))]
        table = pa.table([*seen, pa.array(range(rows), pa.int64())], [*keys, "row"])
        grouped = table.group_by(keys, use_threads=False).aggregate([("row", "list")])
        codes = {path: column.codes.to_pylist() for path, column in columns.items()}
        for *classes, alike in zip(*(grouped[key].to_pylist() for key in (*keys, "row_list")), strict=True):
            row = alike[0]
            values = {path: column.values[codes[path][row]] for path, column in columns.items()}
            yield alike, tuple(self._parts(dict(zip(columns, classes, strict=True)), values, row))

    def _classes(self, path: str, values: list[Any]) -> list[int]:
        """Return of each value of a fact the number of those that answer alike (同类值)."""
        mine = [(paths, atom) for paths, atoms in self._bundles if path in paths for atom in atoms]
        alone = self._decides and path not in self._groups and all(paths == (path,) for paths, _ in mine)
        atoms = [atom for _, atom in mine]
        keys = (None if value is UNKNOWN else self._answers(path, atoms, value) if alone else value for value in values)
        numbers = self._numbers.setdefault(path, {})
        return [numbers.setdefault(key, len(numbers)) for key in keys]

    def _answers(self, path: str, atoms: list[fml.Node], value: Any) -> Hashable:
        kind = self._fact_of[path].kind
        truths = self._truths(path, atoms, value)
        if any(truth is UNKNOWN for truth in truths) or kind.form in {Form.TEXT, Form.SEVERAL}:
            return value
        if self._is_fixed(path, value):
            return truths
        if isinstance(value, Ordered):
            # What is above decides where it may move to.
            above = [one for one in kind.domain if one > value]
            return False, truths, tuple(one for one in above if self._truths(path, atoms, one) != truths)
        if kind is HOURS and not all(_is_bound(atom) for atom in atoms):
            return value
        whole = kind.form is not Form.DECIMAL or value % kind.step == 0
        return False, truths, whole

    def _truths(self, path: str, atoms: list[fml.Node], value: Any) -> tuple[Any, ...]:
        held = _Held({path: value})
        return tuple(evaluate(atom, held, self._case) for atom in atoms)

    def _is_fixed(self, path: str, value: Any) -> bool:
        if value is UNKNOWN or not self._decides:
            return False
        if not self._revising:
            return True
        return path not in self._groups and is_fixed(self._fact_of[path], value, self._case.on)

    def _parts(self, classes: Mapping[str, int], values: Values, row: int) -> Iterator[Part]:
        left = [(id_, rest) for id_, rest in self._left(classes, values) if rest.node != fml.TRUE]
        while self._revising and self._decides:
            times = Counter(path for _, rest in left for path in rest.open)
            own = {path for path, number in times.items() if number == 1}
            kept = [(id_, rest) for id_, rest in left if not self._holds(rest, own, classes, values)]
            if len(kept) == len(left):
                break
            left = kept
        for group in _sharing(left):
            paths = {path for _, rest in group for path in rest.open}
            stand = tuple((path, classes[path]) for path in sorted(paths))
            key = tuple((id_, rest.number) for id_, rest in group)
            failing = tuple(id_ for id_, rest in group if not self._holds(rest, paths, classes, values))
            yield Part((key, stand), tuple((id_, rest.node) for id_, rest in group), failing, row)

    def _left(self, classes: Mapping[str, int], values: Values) -> Iterator[tuple[str, _Rest]]:
        """Yield what is left of each rule where all that is fixed is filled in (代入后剩余)."""
        bundled: list[_Rest] = []
        for at, (paths, atoms) in enumerate(self._bundles):
            key = at, *(classes[path] for path in paths)
            if key not in self._bundled:
                fixed = {path: values[path] for path in paths if self._is_fixed(path, values[path])}
                self._bundled[key] = [self._rest(self._filled(atom, fixed)) for atom in atoms]
            bundled += self._bundled[key]
        for at, (id_, formula, places) in enumerate(self._rules):
            rests = [bundled[place] for place in places]
            key = at, *(rest.number for rest in rests)
            if key not in self._joined:
                made = dict(zip(_atoms(formula), (rest.node for rest in rests), strict=True))
                self._joined[key] = self._rest(_with_atoms(formula, made))
            yield id_, self._joined[key]

    def _rest(self, node: fml.Node) -> _Rest:
        if node not in self._rests:
            self._rests[node] = _Rest(len(self._rests), node, _paths_in(node))
        return self._rests[node]

    def _holds(self, rest: _Rest, by: Container[str], classes: Mapping[str, int], values: Values) -> bool:
        """Return whether what is left of a rule holds by some of its facts, whatever the others are (成立)."""
        known = [path for path in rest.open if path in by and values[path] is not UNKNOWN]
        key = rest.number, *((path, classes[path]) for path in known)
        if key not in self._holding:
            filled = self._filled(rest.node, {path: values[path] for path in known})
            self._holding[key] = filled == fml.TRUE
        return self._holding[key]

    def _filled(self, node: fml.Node, values: Values) -> fml.Node:
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
        if isinstance(made, fml.Where) and isinstance(made.test, fml.Constant):
            return made.then if made.test.value else made.otherwise
        open_ = _paths_in(made)
        if isinstance(made, fml.Constant) or not all(path in values for path in open_):
            return made
        value = evaluate(made, _Held(values), self._case)
        decided = isinstance(value, bool) if open_ else value is not UNKNOWN
        return fml.Constant(value) if decided else made


class _Held:
    """The facts that are filled in, as a subject has them (已代入的事实)."""

    def __init__(self, values: Values, at: str = "") -> None:
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


def _with_atoms(formula: fml.Node, made: Mapping[fml.Node, fml.Node]) -> fml.Node:
    if isinstance(formula, fml.Not | fml.And | fml.Or):
        return fml.rebuilt(formula, lambda part: _with_atoms(part, made))
    return made[formula]


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


def _sharing(left: Iterable[tuple[str, _Rest]]) -> list[list[tuple[str, _Rest]]]:
    """Return what is left in groups that share no open fact (按未定事实分组)."""
    groups: list[tuple[list[tuple[str, _Rest]], set[str]]] = []
    for one in left:
        paths = set(one[1].open)
        touched = [group for group in groups if not group[1].isdisjoint(paths)]
        merged = [each for group in touched for each in group[0]]
        groups = [group for group in groups if group not in touched]
        groups.append(([*merged, one], paths.union(*(group[1] for group in touched))))
    return [group for group, _ in groups]
