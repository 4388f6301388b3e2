"""Rows that come out otherwise by another law: on every engine, those of which the two assessments differ."""

import warnings
from typing import Any

import attrs
import narwhals as nw
import polars as pl
import pytest

import sgzlib as sgz
from bridges.frames.tabled import IN_MEMORY, LAZY
from bridges.frames.test_findings import ON, drawn
from sgzlib import assess
from sgzlib.law.requirement import Ruleset

ENGINES = IN_MEMORY | LAZY
LAW = sgz.TIANJIN_2021
OTHER = attrs.evolve(LAW, assistant_hours=0, minimum_qualified=2).under(usual_headcount=sgz.UsualHeadcount.LIMIT)

pytestmark = pytest.mark.filterwarnings("ignore::sgzlib.bridges.frames.UnknownColumn")


def flips(found: Any) -> set[tuple[Any, ...]]:
    frame = nw.from_native(found.compute().reset_index(drop=True) if hasattr(found, "dask") else found)
    return set(frame.lazy().collect("pyarrow").rows())


def statuses(ruleset: Ruleset, subject: Any, law: sgz.Law) -> dict[str, str]:
    judged = assess(ruleset, subject, on=ON, policy=law)
    verdict = judged.status
    return {**{one.requirement.id: one.status.name for one in judged.findings}, "verdict": verdict.name}


def expected(ruleset: Ruleset, subjects: list[Any]) -> set[tuple[Any, ...]]:
    return {
        (at, id_, old, new)
        for at, subject in enumerate(subjects)
        for (id_, old), new in zip(
            statuses(ruleset, subject, LAW).items(), statuses(ruleset, subject, OTHER).values(), strict=True
        )
        if old != new
    }


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", ["qualification", "staffing"])
def test_every_engine_gives_the_rows_of_which_the_assessments_differ(name: str, engine: str) -> None:
    table, members, subjects = drawn(name)
    native = ENGINES[engine](table)
    told = {path: ENGINES[engine](rows) for path, rows in members.items()}
    found = sgz.frames.flips(native, sgz.RULESETS[name], LAW, OTHER, by="team", on=ON, members=told)
    assert type(found) is type(native)
    assert flips(found) == expected(sgz.RULESETS[name], subjects)
    assert flips(found)


def test_by_two_editions_what_both_have_is_compared() -> None:
    older = Ruleset("premises", sgz.Premises, sgz.PREMISES.requirements[:1], zh="x", en="x", law=LAW)
    table = pl.DataFrame({"a.b": ["x", "y"], "printer": [True, False], "independent_office": [True, None]})
    found = sgz.frames.flips(table, (sgz.PREMISES, older), LAW, LAW, by="a.b", on=ON)
    assert found.columns == ["a.b", "requirement", "old", "new"]
    assert found.rows() == [("x", "verdict", "UNDETERMINED", "MET"), ("y", "verdict", "VIOLATED", "UNDETERMINED")]


def test_what_has_no_column_is_said_once() -> None:
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        sgz.frames.flips(pl.DataFrame({"printer": [True]}), sgz.PREMISES, LAW, OTHER, by="printer", on=ON)
    assert len(said) == 1


def test_a_column_that_is_called_as_an_answer_is_refused() -> None:
    with pytest.raises(sgz.InvalidValue, match=r"^frame: 'old' 不可用，应为不含结果列名的表"):
        sgz.frames.flips(pl.DataFrame({"old": ["x"], "printer": [True]}), sgz.PREMISES, LAW, LAW, by="old", on=ON)
