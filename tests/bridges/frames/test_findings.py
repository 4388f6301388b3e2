"""The long table: on every engine, of every ruleset, each row's statuses are those of the assessment."""

from datetime import date
from functools import cache, partial
from typing import Any

import narwhals as nw
import polars as pl
import pyarrow as pa
import pytest

import sgzlib as sgz
from bridges.frames.seeded import Drawing
from bridges.frames.tabled import IN_MEMORY, LAZY, groups_in, members_table, table_of
from sgzlib import RULESETS, Ruleset, assess
from sgzlib.bridges.frames.choosing import rows_where
from sgzlib.bridges.frames.findings import NOT_CLEAR, tallies, tallies_by, with_statuses
from sgzlib.bridges.frames.judging import codes_needed, codes_of
from sgzlib.bridges.frames.matching import Tables
from sgzlib.bridges.frames.tables import columns_in
from sgzlib.law.judging import Status
from sgzlib.law.requirement import case_of
from wording import status_word

ON = date(2023, 8, 1)
BEFORE = date(2021, 5, 1)
SUBJECTS = 12
ENGINES = IN_MEMORY | LAZY
Statuses = dict[tuple[int, str], str]

pytestmark = pytest.mark.filterwarnings("ignore::sgzlib.bridges.frames.UnknownColumn")


@cache
def drawn(name: str) -> tuple[Any, dict[str, Any], list[Any]]:
    ruleset = RULESETS[name]
    drawing = Drawing(SUBJECTS, ON)
    subjects = [drawing.subject(ruleset.subject) for _ in range(SUBJECTS)]
    table = table_of(ruleset.subject, subjects, team=pa.array(range(SUBJECTS), pa.int64()))
    return table, {path: members_table(subjects, path, of) for path, of in groups_in(ruleset).items()}, subjects


def statuses(found: Any) -> Statuses:
    frame = nw.from_native(found.compute() if hasattr(found, "dask") else found)
    return {(row[0], row[1]): row[2] for row in frame.lazy().collect("pyarrow").rows()}


def expected(ruleset: Ruleset, subjects: list[Any], on: date) -> Statuses:
    return {
        (at, finding.requirement.id): finding.status.name
        for at, subject in enumerate(subjects)
        for finding in assess(ruleset, subject, on=on).findings
    }


@pytest.mark.parametrize("on", [ON, BEFORE], ids=str)
@pytest.mark.parametrize("name", RULESETS)
def test_every_ruleset_gives_the_statuses_of_the_assessments(name: str, on: date) -> None:
    table, members, subjects = drawn(name)
    told = {path: pl.DataFrame(rows) for path, rows in members.items()}
    found = sgz.frames.findings(pl.DataFrame(table), RULESETS[name], by="team", on=on, members=told)
    assert statuses(found) == expected(RULESETS[name], subjects, on)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", ["qualification", "staffing"])
def test_every_engine_gives_them_as_a_table_of_its_own(name: str, engine: str) -> None:
    table, members, subjects = drawn(name)
    native = ENGINES[engine](table)
    told = {path: ENGINES[engine](rows) for path, rows in members.items()}
    found = sgz.frames.findings(native, RULESETS[name], by="team", on=ON, members=told)
    assert type(found) is type(native)
    assert statuses(found) == expected(RULESETS[name], subjects, ON)


def test_rows_stand_requirement_by_requirement_in_the_notices_order() -> None:
    table = pl.DataFrame({"a.b": ["x", "y"], "district": ["d", "e"], "printer": [True, False]})
    found = sgz.frames.findings(table, sgz.PREMISES, by=("a.b", "district"), on=ON)
    assert found.columns == ["a.b", "district", "requirement", "status"]
    ids = [requirement.id for requirement in sgz.PREMISES.requirements]
    assert found["requirement"].to_list() == [id_ for id_ in ids for _ in range(2)]
    assert found.filter(pl.col("requirement") == "premises.printer").rows() == [
        ("x", "d", "premises.printer", "MET"),
        ("y", "e", "premises.printer", "VIOLATED"),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_texts_are_filled_in_where_a_language_is_asked_for(engine: str) -> None:
    found = sgz.frames.findings(ENGINES[engine](premises()), sgz.PREMISES, by="station", on=ON, locale="zh_CN")
    native = found.compute().reset_index(drop=True) if hasattr(found, "dask") else found
    table = nw.from_native(native).lazy().collect("pyarrow").to_native()
    texts = ["text", "clause", "force", "actors", "status_text"]
    assert table.column_names == ["station", "requirement", "status", *texts]
    row = next(row for row in table.to_pylist() if (row["station"], row["requirement"]) == ("b", "premises.printer"))
    rule = sgz.PREMISES.requirements[3]
    assert [row[name] for name in texts[:3]] == [rule.zh, rule.clause.locator, "应当"]
    assert row["status_text"] == status_word(sgz.Status.VIOLATED)
    assert all(actor.zh in row["actors"] for actor in rule.by)


class TestRefused:
    def test_a_column_called_as_a_text_that_follows(self) -> None:
        table = pl.DataFrame({"text": ["x"], "printer": [True]})
        with pytest.raises(sgz.InvalidValue, match=r"^frame: 'text' 不可用，应为不含结果列名的表"):
            sgz.frames.findings(table, sgz.PREMISES, by="text", on=ON, locale="en")
        with pytest.raises(sgz.InvalidValue, match=r"^locale: 'fr' 不可用"):
            sgz.frames.findings(table, sgz.PREMISES, by="text", on=ON, locale="fr")

    def test_a_column_to_name_rows_by_that_is_not_there(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^by: 'street' 不可用，应为printer"):
            sgz.frames.findings(pl.DataFrame({"printer": [True]}), sgz.PREMISES, by="street", on=ON)

    def test_one_that_is_called_as_an_answer(self) -> None:
        table = pl.DataFrame({"status": ["x"], "printer": [True]})
        with pytest.raises(sgz.InvalidValue, match=r"^frame: 'status' 不可用，应为不含结果列名的表"):
            sgz.frames.findings(table, sgz.PREMISES, by="status", on=ON)

    def test_members_that_nothing_joins_to_their_rows(self) -> None:
        table = pl.DataFrame({"team": [1]})
        with pytest.raises(sgz.InvalidValue, match=r"^by: \(\) 不可用，应为有 members 时须指明的列"):
            sgz.frames.findings(table, sgz.STAFFING, by=(), on=ON, members={"workers": table})


def premises() -> Any:
    return pa.table(
        {
            "station": ["a", "b", "c", "d"],
            "district": ["西", "东", None, "东"],
            "printer": [True, False, None, None],
            **{name: [True] * 4 for name in sgz.frames.columns_of(sgz.Premises) if name != "printer"},
        }
    )


@pytest.mark.parametrize("name", RULESETS)
@pytest.mark.parametrize("on", [ON, BEFORE])
def test_counts_are_the_same_by_the_answers_and_by_statuses(name: str, on: date) -> None:
    table, members, _ = drawn(name)
    case = case_of(RULESETS[name], on, None)
    judged = partial(with_statuses, table, RULESETS[name], case, Tables(by="team", members=members, duplicates="keep"))
    needed = codes_needed(RULESETS[name], case)
    plain, coded = (tallies(judged(codes=of), RULESETS[name], case.law) for of in (needed, None))
    assert plain == coded


@pytest.mark.parametrize("engine", ENGINES)
class TestCounted:
    def test_rows_are_counted_by_status_and_by_group(self, engine: str) -> None:
        case = case_of(sgz.PREMISES, ON, None)
        judged = with_statuses(ENGINES[engine](premises()), sgz.PREMISES, case)
        *_, verdict = tallies(judged, sgz.PREMISES, sgz.TIANJIN_2021)
        told = {Status.MET: 1, Status.VIOLATED: 1, Status.UNDETERMINED: 2}
        assert verdict.requirement is None
        assert {status: count for status, count in verdict.counts.items() if count} == told
        assert verdict.shares[Status.UNDETERMINED] == 0.5
        grouped = tallies_by(judged, sgz.PREMISES, "district")
        assert list(grouped) == ["东", "西", None]
        printer = grouped["东"][3]
        assert printer.requirement is sgz.PREMISES.requirements[3]
        assert [printer.rows, printer.counts[Status.VIOLATED], printer.counts[Status.UNDETERMINED]] == [2, 1, 1]

    def test_answers_alone_tell_them_too(self, engine: str) -> None:
        table, _, _ = drawn("contractor")
        case = case_of(sgz.CONTRACTOR, ON, None)
        assert codes_needed(sgz.CONTRACTOR, case) == []
        plain, coded = (with_statuses(ENGINES[engine](table), sgz.CONTRACTOR, case, codes=of) for of in ((), None))
        codes = set(codes_of(sgz.CONTRACTOR))
        assert not codes.intersection(columns_in(plain))
        assert codes.issubset(columns_in(coded))
        assert tallies(plain, sgz.CONTRACTOR, case.law) == tallies(coded, sgz.CONTRACTOR, case.law)
        for statuses in ([Status.MET], [Status.VIOLATED], [Status.UNDETERMINED], NOT_CLEAR):
            one, other = (nw.from_native(rows_where(of, sgz.CONTRACTOR, statuses)) for of in (plain, coded))
            names = [found.lazy().collect("pyarrow").get_column("team").to_list() for found in (one, other)]
            assert names[0] == names[1]

    @pytest.mark.parametrize("every", [True, False])
    @pytest.mark.parametrize(("most", "names"), [(1, ["c"]), (None, ["c", "d"])])
    def test_rows_are_found_by_their_verdict(
        self, engine: str, most: int | None, names: list[str], *, every: bool
    ) -> None:
        case = case_of(sgz.PREMISES, ON, None)
        judged = with_statuses(ENGINES[engine](premises()), sgz.PREMISES, case, codes=None if every else ())
        found = nw.from_native(rows_where(judged, sgz.PREMISES, [Status.UNDETERMINED], most))
        assert found.lazy().collect("pyarrow").get_column("station").to_list() == names

    def test_of_no_rows_there_are_none(self, engine: str) -> None:
        judged = with_statuses(ENGINES[engine](premises().slice(0, 0)), sgz.PREMISES, case_of(sgz.PREMISES, ON, None))
        assert {tally.rows for tally in tallies(judged, sgz.PREMISES, sgz.TIANJIN_2021)} == {0}
        assert set(tallies(judged, sgz.PREMISES, sgz.TIANJIN_2021)[0].shares.values()) == {0}
        assert tallies_by(judged, sgz.PREMISES, "district") == {}
