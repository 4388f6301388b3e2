"""Columns (列): every ruleset on a table of any size, judged by the formulas that judge one object.

`check` takes a table whose rows are subjects and whose columns are facts, on the engine it already lives on (pandas,
Polars eager or lazy, PyArrow, DuckDB, Dask, PySpark), and gives the same kind of table back with one nullable Boolean
column a requirement, named by its id, and `verdict`. A null is UNKNOWN, in and out.

Outcomes of the ruleset follow, each by its id: what it comes to, or null. Beside an amount stand its bounds, in
`<id>__least` and `<id>__most` (null: no end is known), beside a label the names of those that are possible, in
`<id>__possible`. They are the bounds of its parts; those of `Assessment.outcomes` may be narrower.

A fact's column has the fact's name; a fact of a part has the path, as in `premises__computer`. `premises.computer`
means the same, in headings and options, unless it is an answer, as in a table that was judged. A Chinese or English
label heads a column as well, where no other fact has it; the name comes before the label. Columns by other names are
mapped: `columns={"文化程度": "education"}`. One mapping may serve several of the library's rulesets: `premises.printer`
of a station is `printer` of its premises, and an entry about a fact that only other rulesets have is left out. What a
column may hold:

- yes or no: Boolean. A count: whole numbers. Hours: whole numbers, decimals or floats (NaN is unknown). Money: whole
  numbers or decimals, never floats. A day: dates, or datetimes whose time is midnight throughout.
- A label: text that is a member's name, its Chinese or its English label; ranks where the labels have an order. Where a
  fact is several labels, text with 、 between them, or a list (pandas, Polars, PyArrow, DuckDB); an empty one is none.
- Text: any text; what a constructor asks of its characters is not asked again.
- Any of these as text, written as offices do: 是, 否, 有, 无, √, ×; 2021年5月26日, 2021.5.26, 20210526; "72"; "/", "—",
  不详 or 无数据 for what is unknown (`sgzlib.bridges.spellings` has them all).

Columns may tell how facts are known: `printer__source` or 打印机来源 that of a fact, `premises__source` that of a part,
`__source` or 来源等级 that of the whole row. They hold the levels 自报, 实地检查 and 书面材料 by any of their names. An
empty cell leaves it to the part or the row around. `check` then adds `level`, the highest level on which the verdict is
known, `findings` adds that of each finding, and `report` counts them. Tables of members may have such columns too. Who
is in a group is known by the source of the group (`workers__source`) in the table of the subjects, or by the one around
it.

A column of another type is refused at once. Cells that mean nothing (an unknown label, a number below zero, a time of
day) are refused too, by column and row, counted from 0: on tables in memory before anything is judged; on lazy ones
(Polars lazy, DuckDB, PySpark) by one small query over the columns that can hold such cells, and by the first such
value; on Dask in each partition, when it is computed. `trust=True` leaves the cells unread: a label nobody knows is
then unknown. What a constructor holds two facts against each other for (a period that ends before it begins, a credit
code that contradicts the registration) is not looked at here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from sgzlib.bridges.columns import columns_of, groups_in
from sgzlib.bridges.frames.by_district import Workbooks, workbooks
from sgzlib.bridges.frames.findings import findings
from sgzlib.bridges.frames.flips import flips
from sgzlib.bridges.frames.levels import check_with_level
from sgzlib.bridges.frames.matching import Tables
from sgzlib.bridges.frames.needs import (
    Affordable,
    RowRemedy,
    TableAct,
    TableQuestion,
    TableQuestions,
    TableRemedies,
    affordable,
    questions,
    remedies,
)
from sgzlib.bridges.frames.problems import Problem, ProblemKind, Problems, problems
from sgzlib.bridges.frames.progress import ProgressTally, TableProgress, compare_assessments
from sgzlib.bridges.frames.report import Report, report
from sgzlib.bridges.frames.rows import subjects, table
from sgzlib.bridges.frames.tables import UnknownColumn, taking_streams
from sgzlib.bridges.frames.teams import Groups, groups_of
from sgzlib.law.errors import require
from sgzlib.law.laws import History, Law
from sgzlib.law.requirement import Ruleset, case_of
from sgzlib.tianjin.purchase.budget import BUDGET
from sgzlib.tianjin.station.qualification import Worker
from sgzlib.tianjin.station.staffing import STAFFING

__all__ = [
    "Affordable",
    "Problem",
    "ProblemKind",
    "Problems",
    "ProgressTally",
    "Report",
    "RowRemedy",
    "TableAct",
    "TableProgress",
    "TableQuestion",
    "TableQuestions",
    "TableRemedies",
    "UnknownColumn",
    "Workbooks",
    "affordable",
    "check",
    "check_budgets",
    "check_groups",
    "check_teams",
    "columns_of",
    "compare_assessments",
    "findings",
    "flips",
    "problems",
    "questions",
    "remedies",
    "report",
    "subjects",
    "table",
    "workbooks",
]

F = TypeVar("F")


@taking_streams
def check(
    frame: F,
    ruleset: Ruleset,
    *,
    on: date,
    policy: Law | History | None = None,
    columns: Mapping[str, str] | None = None,
    reasons: bool = False,
    trust: bool = False,
    unreadable: str = "error",
) -> F:
    """Check every row of a table against a ruleset (逐行核对), and return the table with the answers.

    `reasons` adds columns of ids: `violated`, the MUSTs that fail; `undetermined`, requirements that depend on an
    unknown fact; `not_due`; `unmet`, requirements that fail without being violated (guidance and conditions of a
    definition); and `conflicting`, if no MUST fails but some cannot all hold, whatever the unknown facts are. For
    tables in memory, `conflicting` is a smallest such set; for lazy tables, and Dask with members, it lists every open
    MUST. Facts without a column are unknown in every row, and one `UnknownColumn` warning names them. If the table
    gives sources, `level` is the name of the highest `SourceLevel` at which the verdict is known, as in
    `Assessment.level`. `unreadable="unknown"` treats cells and columns that cannot be read as unknown; `problems` lists
    them.

    Raises `InvalidType` or `InvalidValue` for an invalid column or cell, for a mapping that names an unknown column, or
    a fact that no ruleset of the library has, and for a table that already has a column with the name of an answer.

    >>> from datetime import date
    >>> import polars as pl
    >>> import sgzlib as sgz
    >>> workers = pl.DataFrame({
    ...     "education": ["本科", "BACHELOR", None], "social_work_major": [True, True, False],
    ...     "certificate": ["无证书", "助理社会工作师", "NONE"], "registered": [True, False, None],
    ...     "certificate_passed_on": [None, date(2021, 6, 20), None],
    ...     "registration_expires": [date(2023, 5, 31)] * 3, "学时": [72, None, 90]})
    >>> judged = sgz.frames.check(workers, sgz.QUALIFICATION, on=date(2022, 3, 1),
    ...                           columns={"学时": "continuing_education_hours"}, reasons=True)
    >>> judged["verdict"].to_list(), judged["violated"].to_list(), judged["unmet"].to_list()
    ([True, True, False], ['', '', ''], ['', '', 'qualification.credential'])
    >>> sgz.frames.check(workers.with_columns(education=pl.Series(["本科", "博士后", None])), sgz.QUALIFICATION,
    ...                  on=date(2022, 3, 1), columns={"学时": "continuing_education_hours"})
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: education[1]: '博士后' 不可用，应为PRIMARY（小学）、...
    """
    tables = Tables(columns=columns, trust=trust, unreadable=unreadable)
    judging = Groups(require("ruleset", ruleset, Ruleset), case_of(ruleset, on, policy), tables, reasons)
    judged: F = check_with_level(judging, frame)
    return judged


@taking_streams
def check_groups(
    groups: F,
    members: Mapping[str, F],
    ruleset: Ruleset,
    *,
    by: str | Sequence[str],
    on: date,
    policy: Law | History | None = None,
    columns: Mapping[str, str] | None = None,
    member_columns: Mapping[str, Mapping[str, str]] | None = None,
    reasons: bool = False,
    trust: bool = False,
    duplicates: str = "error",
    orphans: str = "error",
    unreadable: str = "error",
    membership: str = "complete",
) -> F:
    """Check subjects of one table whose groups are the rows of other tables (分组核对，多张表), against any ruleset.

    `members` maps groups to tables: a funding plan has `lines`, `sources` and `payments`, a station `team__workers`.
    `by` names the column, or the columns, that identify the subject in every table. A subject without rows in a group's
    table has no members; with `membership="partial"`, its group is unknown, like a group without a table. A repeated
    subject, a copied row of a member and a member of no subject raise `InvalidValue` with the rows, because a copy
    would count twice and an orphan not at all. Members are compared by their facts if a text column, such as a name,
    distinguishes them, otherwise by all columns. `duplicates="keep"` keeps such rows, and `orphans="ignore"` leaves
    orphans out. Otherwise as `check`. Raises `InvalidValue` for an unknown group, or a missing column `by`, and
    `InvalidType` if its types differ.

    >>> from datetime import date
    >>> import polars as pl
    >>> import sgzlib as sgz
    >>> plans = pl.DataFrame({"city": ["津"]})
    >>> districts = pl.DataFrame({"city": ["津", "津"], "stations": [20, None]})
    >>> import warnings
    >>> with warnings.catch_warnings():
    ...     warnings.simplefilter("ignore")
    ...     judged = sgz.frames.check_groups(plans, {"plans": districts}, sgz.ROLLOUT, by="city", on=date(2022, 3, 1))
    >>> judged["rollout.city_total"].to_list()
    [None]
    >>> sgz.frames.check_groups(plans, {"plan": districts}, sgz.ROLLOUT, by="city", on=date(2022, 3, 1))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: members: 'plan' 不可用，应为plans (not usable, expected one of plans)
    """
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
    judging = Groups(require("ruleset", ruleset, Ruleset), case_of(ruleset, on, policy), tables, reasons)
    judged: F = check_with_level(judging, groups)
    return judged


@taking_streams
def check_teams(
    teams: F,
    workers: F,
    *,
    by: str | Sequence[str],
    on: date,
    policy: Law | History | None = None,
    ruleset: Ruleset = STAFFING,
    columns: Mapping[str, str] | None = None,
    worker_columns: Mapping[str, str] | None = None,
    reasons: bool = False,
    trust: bool = False,
    duplicates: str = "error",
    orphans: str = "error",
    unreadable: str = "error",
    membership: str = "complete",
) -> F:
    """Check the teams of one table whose workers are the rows of another (人员配备，两张表).

    `by` names the column, or the columns, that identify the team in both tables. A team without rows in `workers` has
    no workers; with `membership="partial"` the table does not list everybody, and such a team is unknown. `ruleset` may
    be any that contains a team: `STATION` checks whole stations. Tables in memory keep the order of their rows; lazy
    ones do not guarantee it. `duplicates` and `orphans` are as in `check_groups`, everything else as in `check`. Raises
    `InvalidValue` for a repeated team, a copied row, a worker of no team, or a missing column `by`, and `InvalidType`
    if its types differ.

    >>> from datetime import date
    >>> import polars as pl
    >>> import sgzlib as sgz
    >>> signed, posted = date(2021, 7, 23), date(2021, 8, 2)
    >>> teams = pl.DataFrame({
    ...     "station": ["泰达", "新港"], "contracted_headcount": [1, 2], "contract_signed_on": [signed] * 2})
    >>> workers = pl.DataFrame({
    ...     "station": ["泰达", "泰达", "新港"], "full_time": [True, None, False], "posted_on": [posted] * 3})
    >>> import warnings
    >>> with warnings.catch_warnings():
    ...     warnings.simplefilter("ignore")
    ...     judged = sgz.frames.check_teams(teams, workers, by="station", on=date(2022, 3, 1))
    >>> judged["staffing.contracted_headcount"].to_list(), judged["staffing.full_time"].to_list()
    ([True, False], [None, False])
    >>> sgz.frames.check_teams(teams, workers, by="street", on=date(2022, 3, 1))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: by: 'street' 不可用，应为station、... (not usable, expected one of station, ...)
    >>> sgz.frames.check_teams(teams, workers.head(1).extend(workers), by="station", on=date(2022, 3, 1))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: workers.station[0, 1]: '泰达' 不可用，应为互不相同的行；...
    """
    path = next((path for path, cls in groups_in(ruleset).items() if cls is Worker), "workers")
    return check_groups(
        teams,
        {path: workers},
        ruleset,
        by=by,
        on=on,
        policy=policy,
        columns=columns,
        member_columns={path: worker_columns or {}},
        reasons=reasons,
        trust=trust,
        duplicates=duplicates,
        orphans=orphans,
        unreadable=unreadable,
        membership=membership,
    )


@taking_streams
def check_budgets(
    lines: F,
    *,
    by: str | Sequence[str],
    on: date,
    policy: Law | History | None = None,
    budgets: F | None = None,
    columns: Mapping[str, str] | None = None,
    line_columns: Mapping[str, str] | None = None,
    reasons: bool = False,
    trust: bool = False,
    duplicates: str = "error",
    orphans: str = "error",
    unreadable: str = "error",
    membership: str = "complete",
) -> F:
    """Check budgets whose lines are the rows of a table (项目预算，按明细), and total them in yuan, exact to the fen.

    `by` names the column, or the columns, that identify the budget of a line. `budgets` is a table with the same
    columns, and `stations` and `years`, which are unknown without it. The result is the budgets with the answers and
    `total`; a total with an unknown line is null. All amounts are decimals: prices are whole numbers or decimals, and a
    line that is not in whole fen is refused as `amount`. Otherwise as `check_teams`.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> import polars as pl
    >>> import sgzlib as sgz
    >>> lines = pl.DataFrame({"street": ["泰达", "泰达"], "category": ["人员薪酬和福利", "服务活动"],
    ...                       "unit_price": [Decimal("6500.00"), Decimal("0.10")], "quantity": [36, 3]})
    >>> budgets = pl.DataFrame({"street": ["泰达"], "stations": [1], "years": [1]})
    >>> judged = sgz.frames.check_budgets(lines, by="street", on=date(2022, 3, 1), budgets=budgets)
    >>> judged.select("street", "budget.annual_target", "total").rows()
    [('泰达', False, Decimal('234000.30'))]
    >>> sgz.frames.check_budgets(lines.cast({"unit_price": pl.Float64}), by="street", on=date(2022, 3, 1))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: unit_price[0]: 6500.0 不可用，应为非负、精确到分的 Decimal ...
    """
    tables = Tables(
        by=by,
        columns=columns,
        members={"lines": lines},
        member_columns={"lines": line_columns or {}},
        trust=trust,
        duplicates=duplicates,
        orphans=orphans,
        unreadable=unreadable,
        membership=membership,
    )
    judging = Groups(BUDGET, case_of(BUDGET, on, policy), tables, reasons, totals={"total": ("lines", "amount")})
    judged: F = check_with_level(judging, groups_of(lines, tables.by) if budgets is None else budgets)
    return judged
