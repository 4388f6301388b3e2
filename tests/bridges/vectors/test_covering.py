"""What cases of one's own reach is told exactly: the vectors reach all, those to add the rest, and no case nothing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import sgzlib as sgz
from sgzlib import vectors
from sgzlib.bridges.vectors.command import main
from sgzlib.bridges.vectors.suite import case_document

GOOD: dict[str, Any] = {"grade": "GOOD", "contract_year": 1, "cycle_years": 3, "renewal_ruled_out": False}
MINE: dict[str, Any] = {"ruleset": "renewal", "facts": GOOD, "on": "2024-06-01"}


@pytest.mark.parametrize("name", ["qualification", "renewal", "premises", "sign", "budget", "contractor"])
def test_the_vectors_reach_all_of_their_ruleset(name: str) -> None:
    (found,) = vectors.cover(map(case_document, vectors.cases(name)))
    assert {group: missing for group, (_, missing) in found.groups.items() if missing} == {}
    assert (found.percent, found.add) == (100, ())
    assert sum(len(reached) for reached, _ in found.groups.values()) > len(vectors.document(name)["mutants"])


def test_the_vectors_to_add_reach_the_rest() -> None:
    (found,) = vectors.cover([MINE])
    assert 0 < found.percent < 100
    assert len(found.add) < len(vectors.cases("renewal"))
    (whole,) = vectors.cover([MINE, *map(case_document, found.add)])
    assert whole.percent == 100
    # The one that reaches most comes first.
    steps = [vectors.cover([MINE, *map(case_document, found.add[:number])])[0] for number in (1, 2)]
    first, second, third = (sum(len(reached) for reached, _ in step.groups.values()) for step in (found, *steps))
    assert second - first >= third - second > 0


def test_a_threshold_is_reached_at_each_step_by_itself() -> None:
    def thresholds(*years: int) -> list[str]:
        cases = [MINE | {"facts": GOOD | {"contract_year": year}} for year in years]
        (found,) = vectors.cover(cases)
        return [text for text in found.groups["thresholds"][0] if "contract_year < cycle_years →" in text]

    about = "renewal.years_left: contract_year < cycle_years → contract_year = cycle_years"
    assert thresholds(1) == []
    assert thresholds(2) == [f"{about} + -1"]
    assert thresholds(2, 3) == [about, f"{about} + -1"]
    assert thresholds(2, 3, 4) == [about, f"{about} + -1", f"{about} + 1"]


def test_a_condition_is_reached_where_the_answer_hangs_on_it_both_ways() -> None:
    (found,) = vectors.cover([MINE])
    of_ruled_out = [text for text in found.groups["conditions"][0] if "renewal_ruled_out" in text]
    assert of_ruled_out == ["renewal.not_ruled_out: not renewal_ruled_out → never holds"]
    (found,) = vectors.cover([MINE | {"facts": GOOD | {"renewal_ruled_out": True}}])
    of_ruled_out = [text for text in found.groups["conditions"][0] if "renewal_ruled_out" in text]
    assert of_ruled_out == ["renewal.not_ruled_out: not renewal_ruled_out → always holds"]


def test_a_reading_is_reached_by_cases_under_it() -> None:
    facts = GOOD | {"grade": "EXCELLENT", "above_good_renews": False}
    for readings in ({"grade_above_good": "NOT_COVERED"}, {"grade_above_good": "NOT_COVERED", "cycle_end": "PROCURE"}):
        (found,) = vectors.cover([MINE | {"facts": facts, "readings": readings, "on": date(2024, 6, 1)}])
        assert any(text.endswith("[grade_above_good=NOT_COVERED]") for text in found.groups["readings"][0])
    (default,) = vectors.cover([MINE | {"facts": facts}])
    assert default.groups["readings"][0] == ("renewal.grade: RENEWS → NOT_COVERED",)


def test_a_ruleset_of_ones_own_is_covered_too() -> None:
    mine = sgz.RENEWAL - "renewal.grade"
    (found,) = vectors.cover([MINE], [mine])
    made = vectors.make(mine)
    assert sum(len(reached) + len(missing) for reached, missing in found.groups.values()) > len(made["mutants"])
    (whole,) = vectors.cover([{"ruleset": "renewal", **case} for case in made["cases"]], [mine])
    assert whole.percent == 100


@pytest.mark.parametrize(
    ("case", "message"),
    [
        ({}, r"cases\[2\]: .* expected {\"ruleset\""),
        ([], r"cases\[2\]: \[\] "),
        (MINE | {"ruleset": "tea"}, r"cases\[2\]\.ruleset: 'tea'"),
        (MINE | {"facts": {"grade": "TEA"}}, r"cases\[2\]\.YearEnd\.grade: 'TEA'"),
        (MINE | {"on": "June"}, r"cases\[2\]: "),
        (MINE | {"readings": {"cycle_end": "TEA"}}, r"cases\[2\]: "),
        (MINE | {"readings": {"tea": "TEA"}}, r"cases\[2\]: "),
    ],
)
def test_a_case_that_cannot_be_read_is_refused_with_its_place(case: Any, message: str) -> None:
    with pytest.raises(sgz.InvalidValue, match=message):
        vectors.cover([MINE, case])


class TestCommandLine:
    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        file = tmp_path / "cases.jsonl"
        file.write_text(json.dumps(MINE) + "\n\n", encoding="utf-8")
        return file

    def test_it_says_what_is_missing_in_both_languages(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["cover", str(file)]) == 0
        chinese = capsys.readouterr().out
        assert chinese.startswith("renewal: 用例1个，覆盖")
        assert "\n  各项条件（MC/DC） " in chinese
        assert main(["cover", str(file), "--locale", "en"]) == 0
        english = capsys.readouterr().out
        assert english.startswith("renewal: 1 case, ")
        assert " vectors to add: renewal-" in english
        assert "\n    … and " in english

    def test_what_to_add_is_written_as_cases_that_can_be_added(self, file: Path, tmp_path: Path) -> None:
        added, report = tmp_path / "add.jsonl", tmp_path / "report.json"
        assert main(["cover", str(file), "--add", str(added), "--json", str(report), "--fail-under", "100"]) == 1
        (told,) = json.loads(report.read_text(encoding="utf-8"))
        assert [json.loads(line)["id"] for line in added.read_text(encoding="utf-8").splitlines()] == told["add"]
        assert told["groups"]["statuses"]["reached"][0] == "renewal.grade MET"
        whole = tmp_path / "whole.jsonl"
        whole.write_text(file.read_text(encoding="utf-8") + added.read_text(encoding="utf-8"), encoding="utf-8")
        assert main(["cover", str(whole), "--fail-under", "100"]) == 0

    def test_a_ruleset_from_elsewhere_is_named(
        self, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "my_cover.py").write_text("import sgzlib\nMINE = sgzlib.RENEWAL - 'renewal.grade'\n")
        monkeypatch.syspath_prepend(tmp_path)
        assert main(["cover", str(file), "--ruleset", "my_cover:MINE", "--ruleset", "renewal"]) == 0
        assert "renewal.grade" not in capsys.readouterr().out

    @pytest.mark.parametrize("text", [None, "{"])
    def test_a_file_that_cannot_be_read_is_refused(
        self, text: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = tmp_path / "none.jsonl"
        if text is not None:
            file.write_text(text)
        with pytest.raises(SystemExit, match=r"^2$"):
            main(["cover", str(file)])
        assert "expected a file with a JSON case a line" in capsys.readouterr().err
