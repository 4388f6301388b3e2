"""Large tables from a seed: a pool of subjects, each judged once, and rows that are drawn from the pool."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa

import sgzlib as sgz
from bridges.frames.tabled import groups_in, members_table, scalar, table_of
from sgzlib import TIANJIN_2021, Policy, Ruleset
from sgzlib.law.facts import Fact, facts_of, is_subject

EDGES = sorted({value for name in TIANJIN_2021.numbers if isinstance(value := getattr(TIANJIN_2021, name), int)})
DAYS = sorted({value for name in TIANJIN_2021.numbers if isinstance(value := getattr(TIANJIN_2021, name), date)})
ON = date(2023, 8, 1)
NAMES = ("泰达街道社会工作服务站", "社会工作服务站", "新港街道社工站", "泰达街道", "大港")


class Drawing:
    """Subjects drawn from a seed, at the edges more often than not, one fact in eight unknown."""

    def __init__(self, seed: int, on: date) -> None:
        self._random = Random(seed)  # noqa: S311 - a seed is what is wanted
        self._days = (*DAYS, on)

    def subject(self, of: type) -> Any:
        """Draw a subject; a group is always known, since tables know theirs."""
        while True:
            try:
                return of(**{name: self._fact(fact) for name, fact in facts_of(of).items()})
            except sgz.SgzlibError:  # two plans of one district, a period that ends before it begins
                continue

    def _fact(self, fact: Fact[Any]) -> Any:
        kind, random = fact.kind, self._random
        if kind.members is not None and is_subject(kind.members):
            if kind.name == "many":
                return tuple(self.subject(kind.members) for _ in range(random.randrange(6)))
            return self.subject(kind.members)
        if random.randrange(8) == 0:
            return None
        if kind.name == "many":
            options: Any = kind.members
            members: list[Any] = list(options)
            return tuple(random.sample(members, random.randint(0, len(members))) if random.randrange(2) else members)
        return random.choice(kind.domain) if kind.domain else getattr(self, f"_{kind.name}")(kind)

    def _count(self, kind: Any) -> int:
        number: int = self._random.choice((*EDGES, 1, 2, 3)) + self._random.randint(-1, 1)
        return max(int(kind.least), number)

    def _hours(self, kind: Any) -> int | Decimal:
        return self._random.choice((self._count(kind), Decimal(self._random.randrange(2000)) / 10))

    def _quantity(self, _kind: Any) -> int:
        return self._random.randint(1, 40)

    def _yuan(self, _kind: Any) -> Decimal:
        return self._random.choice((Decimal(25_000_000), Decimal(self._random.randrange(10**7)))) / 100

    def _date(self, _kind: Any) -> date:
        near = self._random.choice(self._days) + timedelta(days=365 * self._random.randint(-3, 1))
        return near + timedelta(days=self._random.randint(-16, 16))

    def _text(self, kind: Any) -> str | None:
        text = self._random.choice(NAMES)
        try:
            return str(kind.read("text", text))
        except sgz.SgzlibError:
            return None


def drawn(ruleset: Ruleset, rows: int) -> list[Any]:
    """Return the same subjects of a ruleset for every world, as many as are asked for."""
    drawing = Drawing(19, ON)
    return [drawing.subject(ruleset.subject) for _ in range(rows)]


class Large:
    """A table of many rows of one ruleset, its members beside it, and what the scalar check says of every row."""

    def __init__(self, ruleset: Ruleset, rows: int, on: date, policy: Policy, pool: int = 4000) -> None:
        drawing = Drawing(rows, on)
        subjects = [drawing.subject(ruleset.subject) for _ in range(pool)]
        drawn = np.random.default_rng(rows).integers(0, pool, rows)
        truths = scalar(ruleset, subjects, on, policy)
        self.expected = pa.table(
            {str(at): pa.array(column, pa.bool_()) for at, column in enumerate(zip(*truths, strict=True))}
        )
        self.expected = self.expected.take(drawn)
        own = table_of(ruleset.subject, subjects).drop_columns("row").take(drawn)
        self.table = own.append_column("team", [np.arange(rows)]).append_column("row", [np.arange(rows)])
        self.members: dict[str, Any] = {}
        for path, of in groups_in(ruleset).items():
            members = members_table(subjects, path, of)
            of_pool = members.column("team").to_numpy()
            first, how_many = np.searchsorted(of_pool, np.arange(pool)), np.bincount(of_pool, minlength=pool)
            many = how_many[drawn]
            within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
            taken = members.drop_columns(["team", "row"]).take(np.repeat(first[drawn], many) + within)
            self.members[path] = taken.append_column("team", [np.repeat(np.arange(rows), many)])
