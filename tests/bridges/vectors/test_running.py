"""The runner tells a program that is right from one that is wrong, silent, too talkative or not there."""

from __future__ import annotations

import io
import json
import runpy
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from sgzlib import vectors
from sgzlib.bridges.vectors.answering import answered
from sgzlib.bridges.vectors.command import main
from sgzlib.bridges.vectors.running import Run, judged, question, run
from sgzlib.tianjin.rulesets import RULESETS

ORACLE = Path(__file__).parents[3] / "examples/oracle-js/oracle.js"
NODE = shutil.which("node")
DOCUMENT = vectors.document("renewal")
CASES = vectors.cases("renewal")
ASKED = [json.dumps(question(case, DOCUMENT)) for case in CASES]
RIGHT = [answered(line) for line in ASKED]
FIRST = CASES[0].id
SURE = next(case.id for case in CASES if case.verdict is True and not case.readings)


def told(done: Run, locale: str = "zh_CN") -> str:
    return done.render({"renewal": DOCUMENT}, locale)


def python(code: str, timeout: float = 20) -> Run:
    return run([sys.executable, "-c", code], CASES, {"renewal": DOCUMENT}, timeout)


def test_the_library_answers_its_own_cases() -> None:
    done = judged(CASES, RIGHT)
    assert done.passed
    assert done.compared == sum(1 + len(case.statuses) for case in CASES)
    assert told(done).endswith(": 通过\n")


@pytest.mark.parametrize("name", [name for name in RULESETS if name not in {"staffing", "station", "rollout"}])
def test_the_broken_one_fails_and_the_library_passes_on_every_ruleset(name: str) -> None:
    cases, document = vectors.cases(name), vectors.document(name)
    some = [case for at, case in enumerate(cases) if case.why == "unknown" or at % 5 == 0][:40]
    lines = [json.dumps(question(case, document)) for case in some]
    assert judged(some, map(answered, lines)).passed
    assert not judged(some, (answered(line, broken=True) for line in lines)).passed


def test_a_question_holds_nothing_of_the_answer() -> None:
    assert set(json.loads(ASKED[0])) == {"id", "ruleset", "on", "readings", "facts"}


@pytest.mark.parametrize(
    ("lines", "zh", "en"),
    [
        ([], f"{len(CASES)} 个用例没有答案", f"{len(CASES)} cases without an answer"),
        (RIGHT[1:], f"1 个用例没有答案：{FIRST}", f"1 cases without an answer: {FIRST}"),
        ([*RIGHT, RIGHT[0]], f"第 {len(RIGHT) + 1} 行是多余的答案", f"line {len(RIGHT) + 1} is an answer too many"),
        ([*RIGHT, '{"id": "tea-0001", "verdict": true}'], "多余的答案", "an answer too many"),
        ([*RIGHT, "not JSON"], "不是答案：not JSON", "is no answer: not JSON"),
        ([*RIGHT, "[1]"], "不是答案", "is no answer"),
        ([*RIGHT, '{"verdict": true}'], "不是答案", "is no answer"),
        ([*RIGHT[1:], json.dumps({"id": FIRST})], "不是答案", "is no answer"),
        ([*RIGHT[1:], json.dumps({"id": FIRST, "statuses": 1})], "不是答案", "is no answer"),
    ],
)
def test_silence_and_answers_too_many_or_too_few_fail(lines: list[str], zh: str, en: str) -> None:
    done = judged(CASES, lines)
    assert not done.passed
    assert zh in told(done)
    assert en in told(done, "en")


def changed(id_: str, **changes: Any) -> list[str]:
    return [json.dumps(json.loads(line) | changes) if json.loads(line)["id"] == id_ else line for line in RIGHT]


def test_what_differs_is_said_by_clause() -> None:
    done = judged(CASES, changed(SURE, verdict=False, statuses={"renewal.grade": "UNMET", "renewal.tea": "MET"}))
    assert not done.passed
    assert told(done).startswith(f"四(五)  不符 3 处\n  {SURE} ")
    assert "结论: 应为 true，答为 false" in told(done)
    assert "renewal.grade: 应为 MET，答为 UNMET · 年度评估结果为良好或合格" in told(done)
    assert "renewal.grade: expected MET, answered UNMET" in told(done, "en")
    assert "answered renewal.tea" in told(done, "en")


def test_an_answer_may_leave_the_verdict_out() -> None:
    lines = [json.dumps({key: value for key, value in json.loads(line).items() if key != "verdict"}) for line in RIGHT]
    assert judged(CASES, lines).passed


def test_one_is_no_true() -> None:
    assert not judged(CASES, changed(SURE, verdict=1)).passed


def test_an_edge_is_said_with_its_distance_and_reading() -> None:
    case = next(case for case in CASES if case.at == 1 and case.readings)
    done = judged(CASES, changed(case.id, verdict="?"))
    assert f"{case.of} (+1) · grade_above_good=NOT_COVERED" in told(done)


def test_many_differences_of_a_clause_are_cut() -> None:
    lines = [json.dumps(json.loads(line) | {"verdict": "?"}) for line in RIGHT]
    more = len(CASES) - 20
    assert f"……另有 {more} 处" in told(judged(CASES, lines))
    assert f"… and {more} more" in told(judged(CASES, lines), "en")


def test_a_program_is_asked_line_by_line() -> None:
    done = python(f"import sys\nlines = sys.stdin.read().splitlines()\nassert len(lines) == {len(CASES)}\nprint('?')")
    assert "第 1 行不是答案：?" in told(done)


def test_a_program_that_hangs_is_stopped() -> None:
    done = python("import time; print('{}', flush=True); time.sleep(60)", timeout=1)
    assert "程序在 1 秒内没有答完" in told(done)
    assert "the program did not finish within 1 seconds" in told(done, "en")


def test_a_program_that_fails_is_told_with_its_last_words() -> None:
    done = python("import sys; sys.exit('no rules here')")
    assert "程序以 1 退出：no rules here" in told(done)


def test_a_program_that_is_not_there_is_told() -> None:
    assert "程序无法启动" in told(run(["./no-such-program"], CASES, {"renewal": DOCUMENT}, 1))


class TestCommandLine:
    @pytest.fixture(autouse=True)
    def _answers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(ASKED)))

    def test_list_names_the_files_with_their_digests(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["list"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert f"{vectors.files()['renewal.json']}  renewal.json  {len(CASES)}" in lines
        assert lines[-1].endswith("schema.json")

    @pytest.mark.parametrize(("more", "code"), [([], 0), (["--broken"], 1)])
    def test_answer_is_a_program_that_run_takes(
        self, more: list[str], code: int, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["answer", *more]) == 0
        assert judged(CASES, capsys.readouterr().out.splitlines()).passed is (code == 0)

    def test_run_exits_with_what_came_of_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        command = ["run", "--ruleset", "renewal", "--locale", "en", "--", sys.executable, "-c"]
        assert main([*command, f"print({chr(10).join(RIGHT)!r})"]) == 0
        assert main([*command, "pass"]) == 1
        assert capsys.readouterr().out.endswith("answers compared: failed\n")

    def test_make_writes_what_ships_and_adds_what_changed_to_the_changelog(self, tmp_path: Path) -> None:
        making = ["make", "--ruleset", "renewal", str(tmp_path)]
        assert main(making) == 0
        made = tmp_path / "renewal.json"
        assert made.read_bytes() == (Path(vectors.__file__).parent / "renewal.json").read_bytes()
        log = tmp_path / "CHANGES.md"
        first = log.read_text(encoding="utf-8")
        assert first.endswith(
            f"## Edition 1 第 1 版\n\nFirst edition of the vectors: 1 rulesets, {len(CASES)} cases. 首版。\n"
        )
        assert main(making) == 0
        assert log.read_text(encoding="utf-8") == first
        # As if the file were of a law under which the first case was answered otherwise.
        other = dict(DOCUMENT, cases=[DOCUMENT["cases"][0] | {"verdict": None}, *DOCUMENT["cases"][1:]])
        made.write_text(vectors.text_of(other), encoding="utf-8")
        assert main(making) == 0
        added = log.read_text(encoding="utf-8").removeprefix(first)
        assert added == f"\n## Edition 2 第 2 版\n\n### renewal\n\n- 四(五): {FIRST}: verdict null → true\n"

    def test_changes_compares_two_directories(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "renewal.json").write_text(vectors.text_of(DOCUMENT | {"cases": DOCUMENT["cases"][1:]}))
        shipped = Path(vectors.__file__).parent
        assert main(["changes", str(shipped), str(tmp_path), "--ruleset", "renewal"]) == 0
        assert capsys.readouterr().out == f"### renewal\n\n- 四(五): dropped 1: {FIRST}\n"

    @pytest.mark.parametrize("ruleset", [[], ["--ruleset", "tea"]])
    def test_changes_of_somebody_elses_suite_are_said(
        self, ruleset: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        old, new = tmp_path / "old", tmp_path / "new"
        for directory, cases in ((old, DOCUMENT["cases"]), (new, DOCUMENT["cases"][1:])):
            directory.mkdir()
            (directory / "tea.json").write_text(vectors.text_of(DOCUMENT | {"ruleset": "tea", "cases": cases}))
            (directory / "schema.json").write_text("{}")
        assert main(["changes", str(old), str(new), *ruleset]) == 0
        assert capsys.readouterr().out == f"### tea\n\n- 四(五): dropped 1: {FIRST}\n"
        assert main(["changes", str(old), str(old)]) == 0
        assert capsys.readouterr().out == "没有变化 (nothing changed)\n"

    @pytest.mark.parametrize("ruleset", [[], ["--ruleset", "coffee"]])
    def test_changes_refuses_a_directory_that_is_not_there_or_holds_no_vectors(
        self, ruleset: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        shipped = str(Path(vectors.__file__).parent)
        for wrong in (tmp_path, tmp_path / "nowhere"):
            for pair in ((shipped, str(wrong)), (str(wrong), shipped)):
                with pytest.raises(SystemExit, match=r"^2$"):
                    main(["changes", *pair, *ruleset])
                said = capsys.readouterr()
                assert said.out == ""
                assert "directory: " in said.err
                assert "expected a directory with files of vectors" in said.err

    def test_the_module_runs(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        monkeypatch.setattr(sys, "argv", ["sgzlib.vectors", "list"])
        runpy.run_module("sgzlib.vectors.__main__")
        assert capsys.readouterr().out == ""
        with pytest.raises(SystemExit, match=r"^0$"):
            runpy.run_module("sgzlib.vectors", run_name="__main__")
        assert "renewal" in capsys.readouterr().out


@pytest.mark.skipif(NODE is None, reason="Node is not at hand, which the oracle in JavaScript runs on")
class TestJavaScript:
    """An implementation written from the clauses passes, and one with a single error in it does not."""

    def verdict(self, path: Path) -> Run:
        cases = [*vectors.cases("qualification"), *CASES]
        documents = {name: vectors.document(name) for name in ("qualification", "renewal")}
        return run([str(NODE), str(path)], cases, documents, 60)

    def test_it_passes(self) -> None:
        done = self.verdict(ORACLE)
        assert done.passed, done.render({name: vectors.document(name) for name in ("qualification", "renewal")})

    @pytest.mark.parametrize(
        ("right", "wrong"),
        [
            ("SOCIAL_WORKER: 90", "SOCIAL_WORKER: 91"),
            ("a >= b", "a > b"),
            ("all.includes(null) ? null : true", "true"),
            ("and(certified, not(degree))", "certified"),
            ("on >= IN_FORCE_FROM) return", "true) return"),
            ("or(atLeast(3, grade), aboveGood)", "atLeast(3, grade)"),
            ("or(education.holds, education.inTime, mayWait)", "education.holds"),
            # From 29 February, a year ends on the 28th: not on the day after, nor on the day before.
            ("`${next}-02-28`", "`${next}-03-01`"),
            ("`${next}-02-28`", "`${next}-02-27`"),
            ("Number(year) + 1", "Number(year)"),
        ],
    )
    def test_a_mutated_copy_fails(self, right: str, wrong: str, tmp_path: Path) -> None:
        text = ORACLE.read_text(encoding="utf-8")
        assert right in text
        copy = tmp_path / "oracle.js"
        copy.write_text(text.replace(right, wrong), encoding="utf-8")
        assert not self.verdict(copy).passed
