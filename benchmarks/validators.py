"""Validators of tables (表格校验) on the same three rules: how long until it is known how many rows fail each.

Those systems know of no third answer: a rule that hangs on an empty cell passes. So what fails is compared, and the
library counts besides what is undetermined. pandera lists every failure, and has to wait for a smaller table.
"""

import warnings
from datetime import date
from functools import partial
from typing import Any

import dataframely
import pandera.polars as pandera
import pointblank
import polars as pl

import sgzlib as sgz
from benchmarks.columns import workers
from benchmarks.timing import Comparison, least_in_turns
from sgzlib.law import Case, Ruleset, number, requirement

ON = date(2022, 3, 1)
ROWS, FEW = 2 * 10**6, 10**5

NOTICE = sgz.Notice(
    title="示例",
    title_en="Example",
    issued_on=date(2021, 1, 1),
    actors=sgz.Actor,
    clauses=(sgz.Clause("一", "社工", "社工应具备三项条件。", "Workers meet three conditions."),),
)


class Example(sgz.Law):
    """A law of three rules (示例)."""

    notice = NOTICE

    hours: int = number("一", "学时", "hours")
    assistant_hours: int = number("一", "助理社会工作师学时", "hours of an assistant")


def _rule(zh: str, en: str) -> Any:
    return requirement("一", sgz.Force.MUST, law=Example, zh=zh, en=en, by=sgz.Actor.CONTRACTOR, group="example")


@_rule("有学历或证书", "has a degree or a certificate")
def credential(worker: sgz.Worker, _case: Case[Any]) -> sgz.Truth:
    return worker.degree | worker.certified


@_rule("登记有效", "is registered")
def registration(worker: sgz.Worker, case: Case[Any]) -> sgz.Truth:
    return worker.registered & (worker.registration_expires >= case.on)


@_rule("学时足够", "has the hours")
def hours(worker: sgz.Worker, case: Case[Any]) -> sgz.Truth:
    done = worker.continuing_education_hours
    fewer = done >= case.law.assistant_hours
    return (done >= case.law.hours) | (fewer & (worker.certificate <= sgz.Certificate.ASSISTANT))


RULESET = Ruleset(
    "example",
    sgz.Worker,
    (credential, registration, hours),
    zh="示例",
    en="Example",
    law=Example(hours=90, assistant_hours=72),
)
RULES = {
    "credential": (pl.col("social_work_major") & (pl.col("education") >= 4)) | (pl.col("certificate") >= 1),
    "registration": pl.col("registered") & (pl.col("registration_expires") >= ON),
    "hours": (pl.col("continuing_education_hours") >= 90)
    | ((pl.col("continuing_education_hours") >= 72) & (pl.col("certificate") <= 2)),
}


def by_library(table: pl.DataFrame) -> dict[str, int]:
    """Count what fails by the library, by its report without sections."""
    report = sgz.frames.report(table, RULESET, on=ON, sections=0)
    return {tally.requirement.id.partition(".")[2]: tally.counts[sgz.Status.VIOLATED] for tally in report.rows}  # type: ignore[union-attr]


def _dataframely() -> type[dataframely.Schema]:
    kinds = {"Int": dataframely.Integer, "Boo": dataframely.Bool, "Dat": dataframely.Date}
    columns = {name: kinds[str(dtype)[:3]](nullable=True) for name, dtype in workers(1).schema.items()}
    rules = {name: dataframely.rule()(lambda _, rule=rule: rule) for name, rule in RULES.items()}
    return type("Workers", (dataframely.Schema,), columns | rules)


WORKERS = _dataframely()


def by_dataframely(table: pl.DataFrame) -> dict[str, int]:
    """Count what fails by dataframely."""
    return dict(WORKERS.filter(table).failure.counts())


def by_pointblank(table: pl.DataFrame) -> dict[str, int]:
    """Count what fails by pointblank."""
    asked = pointblank.Validate(table)
    for rule in RULES.values():
        asked = asked.col_vals_expr(rule.fill_null(value=True))  # it takes what is unknown for a failure
    return dict(zip(RULES, asked.interrogate(collect_extracts=False).n_failed().values(), strict=True))


def by_pandera(table: pl.DataFrame) -> dict[str, int]:
    """Count what fails by pandera, which lists it."""
    checks = [
        pandera.Check(lambda data, rule=rule: data.lazyframe.select(rule), name=name) for name, rule in RULES.items()
    ]
    try:
        pandera.DataFrameSchema(checks=checks).validate(table, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        return dict(errors.failure_cases["check"].value_counts().rows())
    return {}


def compare() -> list[Comparison]:
    """Check that all find as many failures, then time them."""
    warnings.simplefilter("ignore")
    contestants = (by_library, by_dataframely, by_pointblank, by_pandera)
    few = workers(FEW)
    assert all(by(few) == by_library(few) for by in contestants)
    table = workers(ROWS)
    seconds = least_in_turns({by.__name__: partial(by, table) for by in contestants[:3]})
    seconds |= least_in_turns(
        {"library, few": lambda: by_library(few), "pandera, few": lambda: by_pandera(few)}, rounds=3
    )
    print("  ms: " + ", ".join(f"{name} {1e3 * taken:.1f}" for name, taken in seconds.items()))
    mine = seconds["by_library"]
    return [
        Comparison("check and counts / dataframely's", mine / seconds["by_dataframely"], 1),
        Comparison("check and counts / pointblank's", mine / seconds["by_pointblank"], 1),
        Comparison("check and counts / pandera's, 10^5 rows", seconds["library, few"] / seconds["pandera, few"], 1),
    ]
