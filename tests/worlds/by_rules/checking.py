"""Tables judged by running the rules on their columns, as the library once did: the oracle of `test_by_rules`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from sgzlib import Ruleset
from sgzlib.bridges.frames.tables import by_partition, is_dask, table_of
from sgzlib.law.requirement import case_of
from worlds.by_rules.asking import Asking
from worlds.by_rules.judging import answers_of, codes_of, judge, truths_of
from worlds.by_rules.members import no_members
from worlds.by_rules.teams import Groups


def check(native: Any, ruleset: Ruleset, on: date, policy: Any = None) -> Any:
    """Judge every row, with reasons and the columns of statuses."""
    if is_dask(native):
        return by_partition(native, partial(check, ruleset=ruleset, on=on, policy=policy))
    case, table = case_of(ruleset, on, policy), table_of(native)
    asking = Asking(table, ruleset.subject, None)
    truths = truths_of(ruleset, asking.stand_in(ruleset.subject, no_members), case, reasons=True)
    opened = asking.opened(trust=False)
    return judge(table, opened, ruleset, truths, case, reasons=True, codes=codes_of(ruleset))


def check_groups(
    native: Any, members: Mapping[str, Any], ruleset: Ruleset, by: str, on: date, policy: Any = None, **more: Any
) -> Any:
    """Judge subjects whose groups are the rows of other tables, with reasons and the columns of statuses."""
    case = case_of(ruleset, on, policy)
    groups = Groups(ruleset, (by,), case, None, {}, reasons=True, trust=False, codes=codes_of(ruleset), **more)
    return groups(native, members)


__all__ = ["answers_of", "check", "check_groups"]
