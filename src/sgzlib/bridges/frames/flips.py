"""Flips (翻转): the rows of a table whose result is another one under another law.

The table's own engine judges each row by both laws. A pair of statuses is one number; rows with equal statuses are left
out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, TypeVar

import attrs
import narwhals as nw

from sgzlib.advice.law_model_checking import editions
from sgzlib.bridges.frames.findings import looked_up, with_statuses
from sgzlib.bridges.frames.judging import VERDICT, code_of, codes_of
from sgzlib.bridges.frames.matching import Tables
from sgzlib.bridges.frames.tables import Pandas, Quietly, by_partition, is_dask, refuse_taken, table_of, taking_streams
from sgzlib.law.judging import Status
from sgzlib.law.laws import History, Law
from sgzlib.law.requirement import Ruleset

F = TypeVar("F")

_LONG = ("requirement", "old", "new")
_BEFORE = "_sgz_o"
_PAIRS = {code_of(old) * len(Status) + code_of(new): (old.name, new.name) for old in Status for new in Status}


@taking_streams
def flips(
    frame: F,
    ruleset: Ruleset | tuple[Ruleset, Ruleset],
    old: Law | History,
    new: Law | History,
    *,
    by: str | Sequence[str],
    on: date,
    columns: Mapping[str, str] | None = None,
    members: Mapping[str, F] | None = None,
    member_columns: Mapping[str, Mapping[str, str]] | None = None,
    trust: bool = False,
    duplicates: str = "error",
    orphans: str = "error",
    unreadable: str = "error",
    membership: str = "complete",
) -> F:
    """Return the rows of a table whose result differs between two laws (翻转的行), on the table's own engine.

    `ruleset` is one ruleset, or a pair of editions, as in `compare_laws`. The columns are those in `by`, which identify
    the subject, then `requirement` (an id or `verdict`), and `old` and `new`, the names of the `Status` under each law.
    There is one row for each requirement of each subject whose status differs. Requirements that only one edition has
    are left out. Raises whatever `findings` and `compare_laws` raise.

    >>> from datetime import date
    >>> import attrs
    >>> import polars as pl
    >>> import sgzlib as sgz
    >>> law = sgz.TIANJIN_2021
    >>> workers = pl.DataFrame({
    ...     "worker": ["王芳", "李伟"], "certificate": ["助理社会工作师"] * 2, "registered": [True, True],
    ...     "certificate_passed_on": [date(2018, 6, 17)] * 2, "registration_expires": [date(2022, 3, 31)] * 2,
    ...     "education": ["大专"] * 2, "continuing_education_hours": [72, 60], "social_work_major": [False, False]})
    >>> milder = attrs.evolve(law, assistant_hours=60)
    >>> sgz.frames.flips(workers, sgz.QUALIFICATION, law, milder, by="worker", on=date(2022, 3, 1)).rows()
    [('李伟', 'qualification.continuing_education', 'NOT_DUE', 'MET')]
    >>> sgz.frames.flips(workers, sgz.QUALIFICATION, law, 2022, by="worker", on=date(2022, 3, 1))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: new: 2022 不可用，应为Law 或 History 对象 (not usable, expected a Law or a History)
    """
    (old_ruleset, old_case), (new_ruleset, new_case) = editions(ruleset, old, new, on)
    tables = Tables(
        by=by,
        columns=columns,
        members=members,
        member_columns=member_columns,
        trust=trust,
        duplicates=duplicates,
        orphans=orphans,
        unreadable=unreadable,
        membership=membership,
    )
    whose = tables.by
    refuse_taken(list(whose), list(_LONG))
    names = list(frame.columns) if is_dask(frame) else table_of(frame).names  # type: ignore[attr-defined]
    judged = partial(with_statuses, tables=tables)
    kept = {name: name for name in names} | {code: _BEFORE + code for code in codes_of(old_ruleset)}
    before = _renamed(judged(frame, old_ruleset, old_case), kept)
    # The first pass already warned of facts without a column.
    after = Quietly(partial(judged, ruleset=new_ruleset, case=new_case))(before)
    new_codes = dict(zip(_asked(new_ruleset), codes_of(new_ruleset), strict=True))
    pairs = {
        id_: (_BEFORE + code, new_codes[id_])
        for id_, code in zip(_asked(old_ruleset), codes_of(old_ruleset), strict=True)
        if id_ in new_codes
    }
    flipped = _Flipped(whose, pairs)
    rows: F = by_partition(after, flipped) if is_dask(after) else flipped(after)
    return rows


def _asked(ruleset: Ruleset) -> list[str]:
    return [*(rule.id for _, rule, _ in ruleset.every()), VERDICT]


def _renamed(native: Any, names: Mapping[str, str]) -> Any:
    """Return some columns of a table by other names (选列改名)."""
    if is_dask(native) or isinstance(table := table_of(native), Pandas):
        return native[list(names)].rename(columns=names)
    changed = {table.inner(old): new for old, new in names.items() if old != new}
    chosen = table.frame().select(*map(table.inner, names)).rename(changed)
    return table.named(chosen, list(names.values()))


@attrs.frozen
class _Flipped:
    """How a table with statuses by both laws becomes a long one of those that differ (只留不同)."""

    whose: tuple[str, ...]
    pairs: dict[str, tuple[str, str]]

    def __call__(self, judged: Any) -> Any:
        table = table_of(judged)
        whose = [table.inner(name) for name in self.whose]
        # Statuses are never null, so pandas needs no conversion.
        frame = nw.from_native(judged) if isinstance(table, Pandas) else table.frame()
        requirement, old, new = _LONG
        columns = {f"_sgz_b{index}": pair for index, pair in enumerate(self.pairs.values())}
        coded = [
            (nw.col(table.inner(before)) * len(Status) + nw.col(table.inner(after))).alias(name)
            for name, (before, after) in columns.items()
        ]
        long = frame.select(*whose, *coded).unpivot(
            on=list(columns), index=whose, variable_name=requirement, value_name=old
        )
        differing = long.filter(
            nw.col(old).is_in([code for code, (old_status, new_status) in _PAIRS.items() if old_status != new_status])
        )
        named = differing.with_columns(
            looked_up(requirement, dict(zip(columns, self.pairs, strict=True))),
            looked_up(old, {code: old_status for code, (old_status, _) in _PAIRS.items()}),
            looked_up(old, {code: new_status for code, (_, new_status) in _PAIRS.items()}).alias(new),
        )
        left = table.named(named.select(*whose, *_LONG), [*self.whose, *_LONG])
        return left.reset_index(drop=True) if isinstance(table, Pandas) else left
