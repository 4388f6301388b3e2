"""Progress of a table: on every engine, of every row what comparing its two assessments gives, counted by group."""

from __future__ import annotations

import pickle
from collections import Counter
from datetime import date
from typing import Any

import attrs
import polars as pl
import pytest

import sgzlib as sgz
from bridges.frames.tabled import IN_MEMORY, LAZY
from bridges.frames.test_findings import drawn
from sgzlib.assessment.progress import ProgressKind
from wording import requirement_text

ENGINES = IN_MEMORY | LAZY
MARCH, JUNE = date(2022, 3, 1), date(2022, 6, 1)
WHOSE = ("area", "station")
FACTS = {name: [True] * 3 for name in sgz.frames.columns_of(sgz.Premises)}
STATIONS = pl.DataFrame({"area": ["河西", "河西", None], "station": ["泰达", "新港", "塘沽"], **FACTS})

pytestmark = pytest.mark.filterwarnings("ignore::sgzlib.bridges.frames.UnknownColumn")


def findings(on: date, table: Any = STATIONS, by: Any = WHOSE, **facts: Any) -> Any:
    law = attrs.evolve(sgz.TIANJIN_2021, **facts.pop("law", {}))
    changed = table.with_columns(**{name: pl.Series(values) for name, values in facts.items()})
    return sgz.frames.findings(changed, sgz.PREMISES, by=by, on=on, policy=law, record=True)


BEFORE = findings(MARCH, printer=[False, False, True], computer=[True, True, False])
AFTER = findings(JUNE, printer=[True, False, True], computer=[True, None, False])
PROGRESS = sgz.frames.compare_assessments(BEFORE, AFTER, sgz.PREMISES, by=WHOSE, group="area")


class TestSame:
    @pytest.mark.parametrize("engine", ENGINES)
    def test_every_engine_gives_what_comparing_the_assessments_gives(self, engine: str) -> None:
        table, members, subjects = drawn("staffing")
        told = {path: ENGINES[engine](rows) for path, rows in members.items()}
        law = attrs.evolve(sgz.TIANJIN_2021, minimum_qualified=2)
        laws = {MARCH: sgz.TIANJIN_2021, date(2023, 8, 1): law}
        how: Any = {"by": "team", "members": told, "record": True}
        before, after = (
            sgz.frames.findings(ENGINES[engine](table), sgz.STAFFING, on=on, policy=policy, **how)
            for on, policy in laws.items()
        )
        progress = sgz.frames.compare_assessments(before, after, sgz.STAFFING, by="team")
        expected: Counter[Any] = Counter()
        for at, subject in enumerate(subjects):
            first, last = (sgz.check_staffing(subject, on=on, policy=policy) for on, policy in laws.items())
            expected.update((at, item.id, item.kind.name) for item in sgz.compare_assessments(first, last).items)
        items = progress.items().select("team", "requirement", "kind").rows()
        assert Counter(items) == expected
        assert progress.counts["not_comparable"] > 0
        assert progress.groups == {}

    def test_a_table_compared_with_itself_has_nothing_new_or_resolved(self) -> None:
        counts = sgz.frames.compare_assessments(BEFORE, BEFORE, sgz.PREMISES, by=WHOSE).counts
        assert (counts["new"], counts["resolved"], counts["lapsed"], counts["not_comparable"]) == (0, 0, 0, 0)
        assert counts["still_open"] == counts["open_before"] == counts["open_after"] == 3

    def test_tables_kept_as_text_are_read_back(self) -> None:
        kept = pl.read_csv(BEFORE.write_csv().encode())
        again = sgz.frames.compare_assessments(kept, AFTER.lazy(), sgz.PREMISES, by=WHOSE, group="area")
        assert again.groups.keys() == PROGRESS.groups.keys()
        dated = BEFORE.with_columns(pl.col("on").str.to_date())
        assert (
            sgz.frames.compare_assessments(dated, AFTER, sgz.PREMISES, by=WHOSE, group="area").counts == PROGRESS.counts
        )

    def test_a_number_that_was_kept_as_text_is_the_same_name(self) -> None:
        numbered = STATIONS.with_columns(station=pl.Series([1, 2, 3]))
        before, after = findings(MARCH, numbered), findings(JUNE, numbered, printer=[True, False, True])
        as_text = before.with_columns(pl.col("station").cast(pl.String))
        for kept in (before, as_text):
            counts = sgz.frames.compare_assessments(kept, after, sgz.PREMISES, by=WHOSE).counts
            assert (counts["new"], counts["not_comparable"]) == (1, 0)


class TestCounted:
    def test_for_all_rows_and_for_each_group(self) -> None:
        assert PROGRESS.counts == {
            "subjects_before": 3,
            "subjects_after": 3,
            "open_before": 3,
            "resolved": 1,
            "lapsed": 0,
            "still_open": 2,
            "new": 1,
            "not_comparable": 0,
            "open_after": 3,
        }
        assert list(PROGRESS.groups) == ["河西", None]
        assert PROGRESS.groups["河西"]["open_before"] == 2
        assert repr(PROGRESS).endswith(": 1 new, 2 still open, 1 resolved, 0 no longer required, 0 not comparable>")

    def test_a_row_of_one_day_only_is_not_comparable(self) -> None:
        fewer = sgz.frames.compare_assessments(
            BEFORE, AFTER.filter(pl.col("station") != "新港"), sgz.PREMISES, by=WHOSE
        )
        assert fewer.counts["subjects_after"] == 2
        assert fewer.counts["not_comparable"] == 1
        assert fewer.items().filter(kind="NOT_COMPARABLE").rows() == [
            ("河西", "新港", "premises.printer", "VIOLATED", None, "NOT_COMPARABLE")
        ]

    def test_what_sums_up_others_is_not_counted_again(self) -> None:
        table = pl.DataFrame({"station": ["泰达"], "premises__printer": [False], "first_batch": [True]})
        found = sgz.frames.findings(table, sgz.STATION, by="station", on=MARCH, record=True)
        progress = sgz.frames.compare_assessments(found, found, sgz.STATION, by="station")
        assert not any(tally.requirement.startswith("station.") for tally in progress.tallies)

    def test_each_tally_says_from_which_status_to_which(self) -> None:
        [tally] = [tally for tally in PROGRESS.tallies if tally.kind is ProgressKind.NEW]
        assert (tally.group, tally.requirement, tally.before, tally.after, tally.rows) == (
            *("河西", "premises.computer"),
            *(sgz.Status.MET, sgz.Status.UNDETERMINED),
            1,
        )


class TestForms:
    def test_as_the_table_of_the_quarter(self) -> None:
        rows = PROGRESS.to_frame().rows()
        assert [row[0] for row in rows] == ["河西", "未填写", "合计"]
        assert rows[-1][1:] == tuple(PROGRESS.counts.values())

    def test_as_a_page(self) -> None:
        page = PROGRESS.to_html()
        assert "<h3>整改进展 · 场所设置 · 2022年3月1日至2022年6月1日</h3>" in page
        assert "<th>上期未办结</th>" in page
        assert "<th>合计</th><th>3</th>" in page
        assert f"<td>三（一） {requirement_text('premises.printer')}</td>" in page
        assert "1 March 2022 to 1 June 2022" in PROGRESS.to_html("en")

    def test_a_requirement_that_is_not_asked_any_more_goes_by_its_id(self) -> None:
        fewer = sgz.PREMISES - "premises.printer"
        progress = sgz.frames.compare_assessments(BEFORE, AFTER, fewer, by=WHOSE)
        assert "<td>premises.printer</td>" in progress.to_html()

    def test_as_data(self) -> None:
        document = PROGRESS.to_dict()
        assert document["counts"] == PROGRESS.counts
        assert document["groups"][1] == {"name": None, **PROGRESS.groups[None]}
        assert (document["before_on"], document["on"]) == ("2022-03-01", "2022-06-01")
        assert pickle.loads(pickle.dumps(PROGRESS)).to_dict() == document  # noqa: S301 - made in the same line


class TestRefused:
    @pytest.mark.parametrize(
        ("before", "message"),
        [
            (BEFORE.drop("rule"), "before: 'rule' 不可用，应为findings"),
            (BEFORE.drop("station"), "before: 'station' 不可用"),
            (pl.concat([BEFORE, AFTER]), r"before.on: \['2022-03-01', '2022-06-01'\] 不可用，应为同一天的单项结果"),
            (pl.concat([BEFORE, BEFORE]), "before.area、station: 42 不可用，应为每个对象每项要求一行"),
            (BEFORE.with_columns(status=pl.lit("GOOD")), "before.status: 'GOOD' 不可用，应为MET、"),
            (BEFORE.with_columns(on=pl.lit("2022-06-02")), r"before: datetime.date\(2022, 6, 2\) 不可用，应为不晚于"),
        ],
    )
    def test_what_findings_did_not_give(self, before: Any, message: str) -> None:
        with pytest.raises(sgz.InvalidValue, match=message):
            sgz.frames.compare_assessments(before, AFTER, sgz.PREMISES, by=WHOSE)

    def test_what_is_no_table_no_ruleset_and_no_group(self) -> None:
        with pytest.raises(sgz.InvalidType, match="before: 3 不可用，应为findings 给出的表"):
            sgz.frames.compare_assessments(3, AFTER, sgz.PREMISES, by=WHOSE)
        with pytest.raises(sgz.InvalidType, match="ruleset: 'premises' 不可用"):
            sgz.frames.compare_assessments(BEFORE, AFTER, "premises", by=WHOSE)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        with pytest.raises(sgz.InvalidValue, match="group: 'district' 不可用，应为by 所列的列：area、station"):
            sgz.frames.compare_assessments(BEFORE, AFTER, sgz.PREMISES, by=WHOSE, group="district")
