"""Decisions by row: on every engine each finding of the long table has the state of its decisions beside it."""

from __future__ import annotations

from datetime import date
from typing import Any

import narwhals as nw
import pyarrow as pa
import pytest

import sgzlib as sgz
from bridges.frames.tabled import IN_MEMORY, LAZY

ENGINES = IN_MEMORY | LAZY
ON = date(2022, 3, 1)
TABLE = pa.table(
    {
        **{name: [True] * 3 for name in sgz.frames.columns_of(sgz.Premises)},
        "area": ["河西", "河西", None],
        "number": [1, 2, 3],
        "printer": [False, False, True],
        "computer": [False, True, None],
    }
)

pytestmark = pytest.mark.filterwarnings("ignore::sgzlib.bridges.frames.UnknownColumn")


def decision(requirement: str = "premises.printer", until: date | None = date(2022, 6, 30), **how: Any) -> sgz.Decision:
    said: dict[str, Any] = {
        "kind": sgz.DecisionKind.EXTENSION,
        "by": sgz.Actor.DISTRICT_BUREAU,
        "on": date(2022, 2, 1),
        "grounds": "复函",
        **how,
    }
    return sgz.Decision(requirement=requirement, until=until, **said)


def rows(found: Any, *columns: str) -> set[tuple[Any, ...]]:
    frame = nw.from_native(found.compute().reset_index(drop=True) if hasattr(found, "dask") else found)
    kept = frame.select("number", "requirement", "status", *columns).lazy().collect("pyarrow").rows()
    return {row for row in kept if row[3] is not None}


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_shows_them_beside_the_status(engine: str) -> None:
    native = ENGINES[engine](TABLE)
    decisions = {1: [decision(), decision("premises.computer", None)], 3: [decision(on=date(2022, 4, 1))]}
    found = sgz.frames.findings(native, sgz.PREMISES, by="number", on=ON, decisions=decisions)
    assert type(found) is type(native)
    assert rows(found, "decision") == {
        (1, "premises.printer", "VIOLATED", "IN_FORCE"),
        (1, "premises.computer", "VIOLATED", "NO_LAST_DAY"),
        (3, "premises.printer", "MET", "NOT_YET"),
    }


def test_of_several_one_that_is_in_force_counts_and_all_are_written() -> None:
    decisions = {("河西", 2): (decision(until=date(2022, 2, 2)), decision(kind=sgz.DecisionKind.WAIVER, until=None))}
    found = sgz.frames.findings(TABLE, sgz.PREMISES, by=("area", "number"), on=ON, decisions=decisions, locale="zh_CN")
    text = (
        "延期已于2022年2月2日期满，不予采信（区民政局，2022年2月1日，依据：复函）；"
        "已批准豁免（区民政局，2022年2月1日，依据：复函）"
    )
    assert rows(found, "decision", "decision_text") == {(2, "premises.printer", "VIOLATED", "IN_FORCE", text)}


def test_without_any_the_column_is_null_and_without_asking_it_is_not_there() -> None:
    none = sgz.frames.findings(TABLE, sgz.PREMISES, by="number", on=ON, decisions={})
    assert rows(none, "decision") == set()
    assert "decision" not in sgz.frames.findings(TABLE, sgz.PREMISES, by="number", on=ON).column_names


@pytest.mark.parametrize(
    ("decisions", "message"),
    [
        ({4: [decision()]}, "decisions: 4 不可用，应为表中某一行"),
        ({("河西", 1): [decision()]}, "decisions: .* 不可用，应为number 的取值"),
        ({1: [decision("premises.printr")]}, r"Decision.requirement: .*是否指 premises.printer？"),
    ],
)
def test_one_about_nothing_is_refused(decisions: Any, message: str) -> None:
    with pytest.raises(sgz.InvalidValue, match=message):
        sgz.frames.findings(TABLE, sgz.PREMISES, by="number", on=ON, decisions=decisions)


DECISIONS = {
    ("河西", 1): [decision(), decision("premises.computer", None)],
    ("河西", 2): [decision(kind=sgz.DecisionKind.WAIVER, until=None)],
}


class TestReport:
    """A report counts the open rows with a decision in force, and shows decisions in the sections."""

    REPORT = sgz.frames.report(TABLE, sgz.PREMISES, by=("area", "number"), on=ON, decisions=DECISIONS, sections=1)

    def test_each_requirement_says_how_many_of_its_open_rows_are_decided(self) -> None:
        assert self.REPORT.decided == {"premises.printer": {sgz.Status.VIOLATED: 2}}
        assert self.REPORT.to_dict().get("decided") == {"premises.printer": {"VIOLATED": 2}}
        assert "<small>已有有效决定2个</small>" in self.REPORT.to_html()
        assert "<small>2 with a decision in force</small>" in self.REPORT.to_html("en")

    def test_no_count_of_statuses_changes(self) -> None:
        plain = sgz.frames.report(TABLE, sgz.PREMISES, by=("area", "number"), on=ON)
        assert [tally.counts for tally in self.REPORT.rows] == [tally.counts for tally in plain.rows]
        assert self.REPORT.verdict == plain.verdict
        assert "decided" not in plain.to_dict()
        assert "已有有效决定" not in plain.to_html()

    def test_the_section_of_a_row_shows_them(self) -> None:
        [section] = self.REPORT.sections
        assert section.name == "河西 · 1"
        assert "<dt>决定</dt><dd>已批准延期至2022年6月30日（" in self.REPORT.to_html()

    @pytest.mark.parametrize("engine", ENGINES)
    def test_on_every_engine(self, engine: str) -> None:
        native = ENGINES[engine](TABLE)
        report = sgz.frames.report(native, sgz.PREMISES, by="number", on=ON, decisions={2: [decision()]})
        assert report.decided == {"premises.printer": {sgz.Status.VIOLATED: 1}}

    def test_a_row_that_cannot_be_read_is_not_decided(self) -> None:
        table = pa.table({"number": [1, 2], "printer": ["无", "三"]})
        report = sgz.frames.report(
            table, sgz.PREMISES, by="number", on=ON, unreadable="unknown", decisions={2: [decision()]}
        )
        assert report.decided == {"premises.printer": {sgz.Status.UNDETERMINED: 1}}

    def test_one_about_no_row_is_refused(self) -> None:
        with pytest.raises(sgz.InvalidValue, match="decisions: 4 不可用，应为表中某一行"):
            sgz.frames.report(TABLE, sgz.PREMISES, by="number", on=ON, decisions={4: [decision()]})
        with pytest.raises(sgz.InvalidValue, match="decisions: 1 不可用，应为"):
            sgz.frames.report(TABLE, sgz.PREMISES, on=ON, decisions={1: [decision()]})
