"""Tables that lack a column, beside what the scalar check says of the same subjects without that fact."""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import cache, reduce
from typing import Any

import attrs
import pyarrow as pa

import sgzlib as sgz
from bridges.frames.seeded import Drawing
from bridges.frames.tabled import Engine, answers, columns_of, groups_in, members_table, scalar, table_of
from sgzlib import TIANJIN_2021, Ruleset
from sgzlib.law.truth import UNKNOWN

ON = date(2023, 8, 1)
SUBJECTS = 10
KEYS = ["team", "row"]


@attrs.frozen
class LeftOut:
    """Tables without the columns of the facts called `what`, and the answers for the subjects without those facts."""

    what: str
    table: Any
    members: dict[str, Any]
    expected: list[tuple[bool | None, ...]]

    def judged(self, engine: Engine, ruleset: Ruleset) -> list[tuple[bool | None, ...]]:
        """Return what the columns of one engine say of these tables."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", sgz.frames.UnknownColumn)
            if not groups_in(ruleset):
                return answers(sgz.frames.check(engine(self.table), ruleset, on=ON), ruleset, "applicable")
            members = {path: engine(table) for path, table in self.members.items()}
            found = sgz.frames.check_groups(engine(self.table), members, ruleset, by="team", on=ON)
            return answers(found, ruleset, "applicable")


def without(subject: Any, path: Sequence[str]) -> Any:
    """Return a subject as it is where the fact at the end of the path is left out, of every member of a group."""
    name, *rest = path
    if not rest:
        return attrs.evolve(subject, **{name: UNKNOWN})
    value = getattr(subject, name)
    less = tuple(without(each, rest) for each in value) if isinstance(value, tuple) else without(value, rest)
    return attrs.evolve(subject, **{name: less})


def _loses_any(subject: Any) -> bool:
    """Return whether the class takes a subject without any one of its facts: a table asks no class."""
    with suppress(sgz.SgzlibError):
        for name in columns_of(type(subject)):
            without(subject, name.split("__"))
        return True
    return False


@cache
def left_out(ruleset: Ruleset) -> tuple[LeftOut, ...]:
    """Leave out each column, then the table of each group, then every column there is."""
    return tuple(_left_out(ruleset))


def _left_out(ruleset: Ruleset) -> Iterator[LeftOut]:
    drawing = Drawing(SUBJECTS, ON)
    every = (drawing.subject(ruleset.subject) for _ in range(9 * SUBJECTS))
    subjects = [subject for subject in every if _loses_any(subject)][:SUBJECTS]
    groups = groups_in(ruleset)
    table = table_of(ruleset.subject, subjects, team=pa.array(range(SUBJECTS), pa.int64()))
    members = {path: members_table(subjects, path, of) for path, of in groups.items()}

    def expected(*paths: list[str]) -> list[tuple[bool | None, ...]]:
        return scalar(ruleset, [reduce(without, paths, subject) for subject in subjects], ON, TIANJIN_2021)

    own = {name: name.split("__") for name in columns_of(ruleset.subject)}
    theirs = {(path, name): [*path.split("__"), name] for path, of in groups.items() for name in columns_of(of)}
    for name, fact in own.items():
        yield LeftOut(name, table.drop_columns([name]), members, expected(fact))
    for (path, name), fact in theirs.items():
        less = members | {path: members[path].drop_columns([name])}
        yield LeftOut(f"{path}: {name}", table, less, expected(fact))
    for path in groups:
        others = {name: group for name, group in members.items() if name != path}
        yield LeftOut(path, table, others, expected(path.split("__")))
    bare = {path: group.select(KEYS) for path, group in members.items()}
    yield LeftOut("everything", table.select(KEYS), bare, expected(*own.values(), *theirs.values()))
