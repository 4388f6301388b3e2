"""Equal rows (等值的行): the rows of a table with some verdicts, grouped by the facts that the ruleset reads.

Only one subject of each group is examined, that of the group's first row (`bridges.alike`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Any

import attrs
import narwhals as nw

from sgzlib.bridges.alike import key_of
from sgzlib.bridges.frames.choosing import SubjectAssembler, rows_where
from sgzlib.bridges.frames.findings import with_statuses
from sgzlib.bridges.frames.judging import codes_needed, codes_of
from sgzlib.bridges.frames.matching import Tables
from sgzlib.bridges.frames.rows import cells_of
from sgzlib.bridges.frames.tables import columns_in
from sgzlib.bridges.interchange import InvalidDocument
from sgzlib.law.errors import InvalidValue, require
from sgzlib.law.judging import Status
from sgzlib.law.requirement import Case, Ruleset

ProgressCallback = Callable[[int, int], None]
"""What is called with the number of rows that are done, and of all (进度)."""


@attrs.frozen(eq=False)
class RowSelection:
    """The rows that are looked at (待查的行): their groups, each with the names of its rows, and how many are not."""

    groups: tuple[tuple[Any, list[tuple[Any, ...]]], ...]
    left_out: int
    progress: ProgressCallback | None

    @property
    def number(self) -> int:
        """How many rows are looked at (行数)."""
        return sum(len(names) for _, names in self.groups)

    def __iter__(self) -> Iterator[tuple[Any, list[tuple[Any, ...]]]]:
        done, whole = 0, self.number
        for subject, names in self.groups:
            yield subject, names
            done += len(names)
            if self.progress is not None:
                self.progress(done, whole)


def rows_of(
    frame: Any,
    ruleset: Ruleset,
    case: Case[Any],
    tables: Tables,
    statuses: tuple[Status, ...],
    progress: ProgressCallback | None,
    at_most: int | None,
    per: str | None = None,
) -> RowSelection:
    """Return the rows whose verdict has one of the statuses, in groups (取行分组): all, or a sample of `at_most` rows.

    The rows of a sample are at equal distances in the table. The value of the column `per` is the last part of the name
    of a row.
    """
    if per is not None and per not in (heads := columns_in(frame)):
        raise InvalidValue("per", per, "、".join(heads), "one of " + ", ".join(heads))
    if at_most is not None and require("at_most", at_most, int) < 0:
        raise InvalidValue("at_most", at_most, "不小于零的整数", "a whole number, at least 0")
    verdict = [code for code in codes_needed(ruleset, case) if code == codes_of(ruleset)[-1]]
    chosen = nw.from_native(rows_where(with_statuses(frame, ruleset, case, tables, verdict), ruleset, statuses))
    taken = chosen if at_most is None else _spread(chosen, at_most)
    key, groups = key_of(ruleset), dict[Hashable, tuple[Any, list[tuple[Any, ...]]]]()
    native = taken.to_native()
    last = [()] * len(taken) if per is None else zip(cells_of(native, [per])[per])
    named = SubjectAssembler(ruleset, tables)(native) if len(taken) else ()
    for (name, subject), value in zip(named, last, strict=True):
        if isinstance(subject, InvalidDocument):
            raise subject
        groups.setdefault(key(subject), (subject, []))[1].append((*name, *value))
    return RowSelection(tuple(groups.values()), len(chosen) - len(taken), progress)


def _spread(chosen: nw.DataFrame[Any], number: int) -> nw.DataFrame[Any]:
    """Return so many rows at equal distances, or all if there are no more (等距抽样)."""
    rows, taken = len(chosen), min(number, len(chosen))
    return chosen[[place * rows // taken for place in range(taken)]]
