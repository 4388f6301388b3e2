"""The runner tells a program that is right from one that is wrong, silent, too talkative or not there."""

from __future__ import annotations

import io
import json
import os
import re
import runpy
import shutil
import sys
import time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import sgzlib as sgz
from sgzlib import vectors
from sgzlib.bridges.vectors.answering import answered
from sgzlib.bridges.vectors.command import main
from sgzlib.bridges.vectors.explaining import Explainer, flat
from sgzlib.bridges.vectors.reporting import RunReport
from sgzlib.bridges.vectors.running import Run, judged, question, run, under_options
from sgzlib.bridges.vectors.suite import DATA, invalid_cases
from sgzlib.bridges.vectors.suites import Suite, suite_of, suites
from sgzlib.prose.language import Language
from sgzlib.tianjin.rulesets import RULESETS
from wording import requirement_text

ORACLE = Path(__file__).parents[3] / "examples/oracle-js/oracle.js"
NODE = shutil.which("node")
IN_JAVA = Path(__file__).parents[3] / "examples/oracle-java/Renewal.java"
JAVA = shutil.which("java") if shutil.which("javac") else None
DOCUMENT = vectors.document("renewal")
CASES = vectors.cases("renewal")
ASKED = [json.dumps(question(case, DOCUMENT)) for case in CASES]
RIGHT = [answered(line) for line in ASKED]
FIRST = CASES[0].id
SUITE = Suite(DOCUMENT, RULESETS["renewal"])
SURE = next(case.id for case in CASES if case.verdict is True and not case.readings)


def told(done: Run, locale: str = "zh_CN") -> str:
    return RunReport(done, [SUITE], locale).text()


def python(code: str, timeout: float = 20) -> Run:
    return run([sys.executable, "-c", code], CASES, {"renewal": DOCUMENT}, timeout)


def test_the_library_answers_its_own_cases() -> None:
    done = judged(CASES, RIGHT)
    assert done.passed
    assert done.compared == sum(1 + len(case.statuses) for case in CASES)
    assert told(done).startswith("按条款：\n")
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
        ([], f"{len(CASES)}个用例没有答案", f"{len(CASES)} cases without an answer"),
        (RIGHT[1:], f"1个用例没有答案：{FIRST}\n", f"1 case without an answer: {FIRST}\n"),
        ([*RIGHT, RIGHT[0]], f"第{len(RIGHT) + 1}行是多余的答案", f"line {len(RIGHT) + 1} is an extra answer"),
        ([*RIGHT, '{"id": "tea-0001", "verdict": true}'], "多余的答案", "an extra answer"),
        ([*RIGHT, "not JSON"], "不是有效的答案：not JSON", "is not an answer: not JSON"),
        ([*RIGHT, "[1]"], "不是有效的答案", "is not an answer"),
        ([*RIGHT, '{"verdict": true}'], "不是有效的答案", "is not an answer"),
        ([*RIGHT, *["?"] * 30], "另有10行不可用", "10 more lines cannot be used"),
        ([*RIGHT[1:], json.dumps({"id": FIRST})], "答案不可用", "the answer cannot be used"),
        ([*RIGHT[1:], json.dumps({"id": FIRST, "statuses": 1})], "答案不可用", "the answer cannot be used"),
        ([*RIGHT[1:], json.dumps({"id": FIRST, "结论": 1})], "答案不可用", '"结论": 1'),
    ],
)
def test_silence_and_answers_too_many_or_too_few_fail(lines: list[str], zh: str, en: str) -> None:
    done = judged(CASES, lines)
    assert not done.passed
    assert zh in told(done)
    assert en in told(done, "en")


@pytest.mark.parametrize(
    "line", [json.dumps({"id": FIRST, "statuses": []}), json.dumps({"id": FIRST}), '{"id": "?"', ""]
)
def test_a_bad_line_is_one_failed_case(line: str) -> None:
    done = judged(CASES, [line, *RIGHT[1:]])
    assert [result.vector.id for result in done.results if not result.passed] == [FIRST]


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    assert judged(CASES, ["\ufeff" + RIGHT[0], *RIGHT[1:]]).passed


def changed(id_: str, **changes: Any) -> list[str]:
    return [json.dumps(json.loads(line) | changes) if json.loads(line)["id"] == id_ else line for line in RIGHT]


def test_what_differs_is_said_by_clause() -> None:
    statuses = {"renewal.grade": "UNMET", "renewal.years_left": "MET", "renewal.tea": "MET"}
    done = judged(CASES, changed(SURE, verdict=False, statuses=statuses))
    assert not done.passed
    assert told(done).startswith(f"四(五)  未通过1个用例\n  {SURE} · ")
    assert "结论: 应为 true，实为 false" in told(done)
    assert f"renewal.grade: 应为 MET，实为 UNMET · {requirement_text('renewal.grade')}" in told(done)
    assert "renewal.grade: expected MET, answered UNMET" in told(done, "en")
    assert "answered renewal.tea" in told(done, "en")
    assert "没有回答: renewal.not_ruled_out" in told(done)
    assert f"四(五)  通过 {len(CASES) - 1}/{len(CASES)}" in told(done)
    assert "另有" not in told(done)


def test_the_condition_is_said_with_its_facts_and_the_nearest_case_that_is_right() -> None:
    case = next(case for case in CASES if case.of == "contract_year < cycle_years" and case.at == 0)
    done = judged(CASES, changed(case.id, verdict=True))
    assert (
        "所测条件: 周期内第几个合同年度 < 项目周期年数 · 等于临界值 · 周期内第几个合同年度: 2 · 项目周期年数: 2"
        in told(done)
    )
    near = next(other for other in CASES if other.facts == {**case.facts, "contract_year": 1} and not other.readings)
    assert f"nearest case answered right is {near.id}; it has: year of the cycle: 1\n" in told(done, "en")


def test_the_nearest_case_has_another_answer_to_what_differs_first() -> None:
    case = next(case for case in CASES if case.of == "grade ≥ QUALIFIED" and case.at == 0 and case.verdict is True)
    done = judged(CASES, changed(case.id, verdict="?", statuses={**case.statuses, "renewal.grade": "?"}))
    assert "it has: grade of the evaluation: not evaluated\n" in told(done, "en")


def test_the_option_of_a_reading_is_written_in_words() -> None:
    taken = {option for case in CASES for option in case.readings.items()}
    texts = {text for case in CASES for text in Explainer(SUITE, Language("en")).readings(case)}
    readings = sgz.TIANJIN_2021.readings
    options = {(name, option.name): option.en for name, reading in readings.items() for option in reading.options}
    assert texts == {
        f"{readings[name].question_en} {options[name, option]} ({name}={option})" for name, option in taken
    }


def test_a_fact_that_the_nearest_case_lacks_is_unknown_there() -> None:
    case = next(case for case in CASES if case.facts.get("grade") == "GOOD")
    without = next(case for case in CASES if "grade" not in case.facts)
    explainer = Explainer(SUITE, Language("en"))
    assert "grade of the evaluation: unknown" in explainer.differing(case, without)
    assert "grade of the evaluation: good" in explainer.differing(without, case)


def test_where_the_ruleset_is_not_at_hand_the_names_of_the_document_are_written() -> None:
    case = next(case for case in CASES if case.at == 1 and case.readings)
    text = RunReport(judged(CASES, changed(case.id, verdict="?")), [Suite(DOCUMENT, None)], "en").text()
    assert f"{case.of} · one step above" in text
    assert "grade_above_good=NOT_COVERED" in text
    assert 'it has: grade: "GOOD"' in text


@pytest.mark.parametrize("name", ["budget", "sign", "staffing"])
def test_each_condition_on_whose_threshold_a_case_stands_has_words(name: str) -> None:
    suite = suite_of(name)
    explainer = Explainer(suite, Language("zh_CN"))
    for condition, vector in {vector.of: vector for vector in suite.vectors if vector.at is not None}.items():
        text = explainer.about(vector)
        assert text, condition
        assert len(text) < 500
        assert not re.search("[a-z]{2}_", text), text


def test_members_of_whom_nothing_is_known_are_told_apart_by_their_number() -> None:
    assert dict(flat({"workers": [{}, {"name": "王芳"}], "fields": ["A"]})) == {
        "workers[0]": {},
        "workers[1].name": "王芳",
        "fields": ["A"],
    }


def test_what_a_program_leaves_out_fails_unless_it_is_allowed() -> None:
    def without(name: str) -> list[str]:
        answers = map(json.loads, RIGHT)
        statuses = [
            {id_: status for id_, status in one["statuses"].items() if id_ != name} for one in map(json.loads, RIGHT)
        ]
        return [json.dumps(one | {"statuses": kept}) for one, kept in zip(answers, statuses, strict=True)]

    done = judged(CASES, without("renewal.grade"))
    assert not done.passed
    assert "--allow-missing 写明: renewal.grade\n" in told(done)
    assert judged(CASES, without("renewal.grade"), allowed=["renewal.grade"]).passed
    for name in ("verdict", "statuses"):
        lines = [json.dumps({key: value for key, value in json.loads(line).items() if key != name}) for line in RIGHT]
        assert not judged(CASES, lines).passed
        assert judged(CASES, lines, allowed=[name]).passed


@pytest.mark.parametrize("value", [1, 1.0, "true", [True], {"true": True}, 10**400, "\ud800\x1b[2J\u202e" * 1000])
def test_one_is_no_true_and_what_is_shown_is_escaped_and_short(value: Any) -> None:
    done = judged(CASES, changed(SURE, verdict=value))
    assert not done.passed
    text = told(done)
    text.encode()
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert max(map(len, text.splitlines())) < 400


def test_many_failed_cases_of_a_clause_are_cut() -> None:
    lines = [json.dumps(json.loads(line) | {"verdict": "?"}) for line in RIGHT]
    more = len(CASES) - 20
    assert f"……另有{more}个" in told(judged(CASES, lines))
    assert f"… and {more} more" in told(judged(CASES, lines), "en")


def test_the_reports_for_machines_say_the_same() -> None:
    lines = [json.dumps(json.loads(line) | {"verdict": "<&\x00>"}) for line in RIGHT[1:]]
    report = RunReport(judged(CASES, ["?", *lines]), [SUITE], "en")
    found = report.document()
    assert (found["passed"], found["cases"]) == (False, len(CASES))
    assert found["clauses"] == [{"clause": "四(五)", "cases": len(CASES), "passed": 0}]
    assert [failed["id"] for failed in found["failed"]] == [case.id for case in CASES]
    assert found["failed"][0]["fault"] == "no answer"
    assert found["failed"][1]["differences"][0]["answered"] == "<&\\x00>"
    assert "text" in found["failed"][19]
    assert "text" not in found["failed"][20]
    assert '<testsuites tests="' in report.junit().splitlines()[1]
    assert report.junit().splitlines()[2].startswith('  <testsuite name="program" ')
    top = ET.fromstring(report.junit())  # noqa: S314 - it is what was just written
    assert [suite.get("name") for suite in top] == ["program", "renewal"]
    assert [suite.get("failures") for suite in top] == ["1", str(len(CASES))]
    assert "line 1 is not an answer: ?" in str(top[0][0][0].text)
    assert top[1][0].attrib == {"classname": "renewal.四(五)", "name": FIRST}
    assert top[1][0][0].get("message") == "no answer"
    assert str(top[1][25][0].get("message")).startswith(r"verdict: expected")
    good = ET.fromstring(RunReport(judged(CASES, RIGHT), [SUITE]).junit())  # noqa: S314 - the same
    assert [len(case) for suite in good for case in suite] == [0] * (len(CASES) + 1)


class TestReadings:
    """Where a verdict hangs on readings, a program is asked under each of their options."""

    def test_each_option_is_asked_with_the_verdict_alone(self) -> None:
        case = next(case for case in CASES if case.under_readings)
        (other,) = under_options(case, DOCUMENT)
        (name, option), *_ = other.readings.items()
        assert other.id == f"{case.id}/{name}={option}"
        assert question(other, DOCUMENT)["readings"][name] == option
        assert (other.statuses, other.verdict) != (case.statuses, case.verdict)
        assert other.statuses == {}

    @pytest.mark.parametrize("name", [name for name in RULESETS if name != "contractor"])
    def test_a_program_deaf_to_a_reading_fails(self, name: str) -> None:
        suite = suite_of(name)
        every = [one for case in suite.vectors for one in (case, *under_options(case, suite.document))]
        for reading, option in suite.document["readings"].items():
            turned = [
                (one, asked) for one in every if (asked := question(one, suite.document))["readings"][reading] != option
            ]
            passing = (self.passes(one, asked, {reading: option}) for one, asked in turned)
            assert all(self.passes(one, asked, {}) for one, asked in turned[::20])
            # No case of a team has another answer under it; it is asked of each worker by himself.
            assert all(passing) is ((name, reading) == ("staffing", "education_hours")), reading

    @staticmethod
    def passes(case: vectors.Vector, asked: dict[str, Any], readings: dict[str, str]) -> bool:
        return judged([case], [answered(json.dumps(asked | {"readings": asked["readings"] | readings}))]).passed


ANSWER = f"import sys; sys.stdout.write({RIGHT[0]!r} + chr(10)); sys.stdout.flush(); "


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        # silence, after one answer
        (
            ANSWER + "import time; time.sleep(60)",
            "程序在1秒内未完成",
            "the program did not finish within 1 seconds",
        ),
        # floods, of lines, without an end of a line, and of errors
        ("while True: print('?' * 1000)", "程序输出超过", "the program wrote more than"),
        ("while True: print(end='{' * 1000)", "程序输出超过", "the program wrote more than"),
        ("import sys\nwhile True: sys.stderr.write('x' * 1000)", "程序输出超过", "bytes; stopped: xxx"),
        # partial lines
        (ANSWER + 'sys.stdout.write(\'{"id": "ren\')', "第2行不是有效的答案", 'line 2 is not an answer: {"id": "ren'),
        # ids of nobody
        ('print(\'{"id": "tea-1", "verdict": true}\')', "第1行是多余的答案", "line 1 is an extra answer"),
        # a crash in the middle
        (ANSWER + "sys.exit('no rules here')", "程序以 1 退出：no rules here", "the program exited with 1: no rules"),
        (ANSWER + "import os; os.abort()", "程序因信号 6 中止", "the program was ended by signal 6"),
    ],
)
def test_a_hostile_program_ends_in_a_message(code: str, zh: str, en: str) -> None:
    done = python(code, timeout=1)
    assert not done.passed
    assert zh in told(done)
    assert en in told(done, "en")
    assert any(result.passed for result in done.results) is code.startswith(ANSWER)


def test_a_child_that_stays_is_ended_and_keeps_nobody_waiting(tmp_path: Path) -> None:
    child = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"
    file = tmp_path / "child"
    done = python(
        f"import os, subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {child!r}, {str(file)!r}])\n"
        f"while not os.path.exists({str(file)!r}) or not open({str(file)!r}).read(): time.sleep(0.01)\n"
        f"print({chr(10).join(RIGHT)!r})"
    )
    assert done.passed
    status = Path("/proc", file.read_text(), "stat")

    def lives() -> bool:
        return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"

    for _ in range(100):
        if lives():
            time.sleep(0.05)
    assert not lives()


def test_a_program_is_ended_where_there_are_no_process_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "killpg")
    assert "秒内未完成" in told(python("import time; time.sleep(60)", timeout=0.2))


@pytest.mark.parametrize("program", ["./no-such-program", "with\0nul"])
def test_a_program_that_is_not_there_is_told(program: str) -> None:
    assert "程序无法启动" in told(run([program], CASES, {"renewal": DOCUMENT}, 1))


class TestInvalidInputs:
    """A program refuses an invalid value with a text that names its field."""

    CASES = invalid_cases("staffing")

    def judged(self, **answer: Any) -> str:
        case = next(case for case in self.CASES if case.field == "workers[1].posted_on")
        return RunReport(judged([case], [json.dumps({"id": case.id, **answer})]), [suite_of("staffing")], "en").text()

    def test_the_library_refuses_them(self) -> None:
        document = vectors.document("staffing")
        assert judged(self.CASES, [answered(json.dumps(question(case, document))) for case in self.CASES]).passed

    def test_the_field_has_to_be_named(self) -> None:
        assert self.judged(error="workers[1].posted_on: 昨天").endswith("1 case, 1 answer compared: passed\n")
        assert self.judged(error="posted_on is no day").endswith("passed\n")
        for wrong in ({"error": "bad input"}, {"error": ["posted_on"]}, {"verdict": None}):
            told = self.judged(**wrong)
            assert "error: expected workers[1].posted_on, answered" in told
            assert "an invalid value, to be refused by naming its field" in told

    def test_no_case_that_is_right_is_set_beside_them(self) -> None:
        right, wrong = (json.dumps({"id": case.id, "error": case.field}) for case in self.CASES[:2])
        done = judged(self.CASES[:2], [right, wrong.replace(self.CASES[1].field, "?")])
        assert "nearest case" not in RunReport(done, [suite_of("staffing")], "en").text()

    def test_they_are_asked_where_that_is_wanted_and_shown(self, capsys: pytest.CaptureFixture[str]) -> None:
        program = ["--", sys.executable, "-m", "sgzlib.vectors", "answer"]
        assert main(["run", "--ruleset", "premises", "--invalid", *program]) == 0
        assert f"-  通过 {len(invalid_cases('premises'))}/" in capsys.readouterr().out
        case = self.CASES[0]
        assert main(["show", case.id]) == 0
        assert "  workers: {}\n" in capsys.readouterr().out


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

    def test_run_exits_with_what_came_of_it(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        command = ["run", "--ruleset", "renewal", "--locale", "en", "--junit", str(tmp_path / "run.xml")]
        command += ["--json", str(tmp_path / "run.json"), "--", sys.executable, "-m", "sgzlib.vectors", "answer"]
        assert main(command) == 0
        assert main([*command[:-5], "--allow-missing", "verdict", *command[-5:], "--broken"]) == 1
        assert capsys.readouterr().out.endswith("answers compared: failed\n")
        assert json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))["passed"] is False
        assert "<testsuites" in (tmp_path / "run.xml").read_text(encoding="utf-8")

    @pytest.mark.parametrize("command", ["list", "run", "show", "cover", "answer", "make", "changes"])
    def test_help_says_what_each_argument_is(self, command: str, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit, match=r"^0$"):
            main([command, "--help"])
        _, *listed = re.split(r"^  (?=\S)", capsys.readouterr().out, flags=re.MULTILINE)
        assert [each for each in listed if not re.search(r"\S(\n? {2,})\S", each)] == []

    def test_without_a_name_all_that_ship_are_meant(self) -> None:
        assert [suite.name for suite in suites(None, None, None)] == list(RULESETS)

    def test_one_case_is_run_by_its_id_with_its_other_readings(self, capsys: pytest.CaptureFixture[str]) -> None:
        case = next(case for case in CASES if case.under_readings)
        program = ["--", sys.executable, "-m", "sgzlib.vectors", "answer"]
        assert main(["run", "--case", case.id, *program]) == 0
        assert capsys.readouterr().out.endswith("用例2个，比较5项: 通过\n")
        unknown = next(case for case in CASES if case.why == "unknown" and not case.under_readings)
        assert main(["run", "--case", f"{unknown.id}/null", *program]) == 0
        assert capsys.readouterr().out.endswith("用例1个，比较4项: 通过\n")
        (other,) = under_options(case, DOCUMENT)
        assert main(["run", "--case", other.id, *program]) == 0
        assert capsys.readouterr().out.endswith("用例1个，比较1项: 通过\n")

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            (["run", "--case", "renewal-00000000"], "expected the id of a case in the files"),
            (["run", "--case", "tea"], "expected the id of a case in the files"),
            (["show", "tea"], "expected the id of a case in the files"),
            (["run", "--ruleset", "tea"], "or package.module:NAME"),
            (["run", "--ruleset", "json:loads"], "or package.module:NAME"),
            (["run", "--ruleset", "no_such_module:X"], "or package.module:NAME"),
            (["run", "--file", "no-such-file.json"], "a file of vectors (FileNotFoundError"),
            (["run", "--ruleset", "renewal", "--allow-missing", "tea"], "one of verdict, statuses, renewal.grade"),
            (["run", "--ruleset", "renewal", "--locale", "fr"], "a Chinese or English locale"),
        ],
    )
    def test_what_is_not_there_is_refused_and_exits_with_two(
        self, wrong: list[str], said: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        program = ["--", sys.executable, "-c", "pass"] if wrong[0] == "run" else []
        with pytest.raises(SystemExit, match=r"^2$"):
            main([*wrong, *program])
        assert said in capsys.readouterr().err

    def test_a_case_is_shown_with_its_facts_in_words(self, capsys: pytest.CaptureFixture[str]) -> None:
        case = next(case for case in CASES if case.under_readings and case.of)
        (other,) = under_options(case, DOCUMENT)
        assert main(["show", case.id, other.id, "--locale", "en"]) == 0
        text = capsys.readouterr().out
        assert text.startswith(f"{case.id}  四(五)  {vectors.WHY[case.why][1]}\n")
        assert "\n  grade of the evaluation: excellent\n" in text
        assert "\n  the day asked about: 1 June 2024\n" in text
        assert f"\n  renewal.grade: {case.statuses['renewal.grade']} · the yearly evaluation is good or qualif" in text
        assert "\n  renewal.grade · threshold one off: grade ≤ GOOD → grade ≤ EXCELLENT\n" in text
        assert f"\n{other.id}  四(五)  depends on a reading\n" in text

    def test_a_ruleset_from_elsewhere_is_made_run_and_answered(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "my_rules.py").write_text("import sgzlib\nMINE = sgzlib.RENEWAL - 'renewal.grade'\n")
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *sys.path]))
        program = ["--", sys.executable, "-m", "sgzlib.vectors", "answer", "--ruleset", "my_rules:MINE"]
        assert main(["run", "--ruleset", "my_rules:MINE", *program]) == 0
        assert main(["make", "--ruleset", "my_rules:MINE", str(tmp_path)]) == 0
        assert main(["run", "--file", str(tmp_path / "renewal.json"), *program]) == 0
        assert capsys.readouterr().out.count(": 通过\n") == 2
        assert main(["run", "--file", str(DATA / "renewal.json"), *program]) == 1

    def test_make_writes_what_ships_and_shows_what_changed(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        making = ["make", "--ruleset", "renewal", str(tmp_path)]
        made = tmp_path / "renewal.json"
        for _ in ("anew", "again"):
            assert main(making) == 0
            assert made.read_bytes() == (DATA / "renewal.json").read_bytes()
            assert capsys.readouterr().out == ""
        # As if the file were of a law under which the first case was answered otherwise.
        other = dict(DOCUMENT, cases=[DOCUMENT["cases"][0] | {"verdict": None}, *DOCUMENT["cases"][1:]])
        made.write_text(vectors.text_of(other), encoding="utf-8")
        assert main(making) == 0
        assert capsys.readouterr().out == f"### renewal\n\n- 四(五): {FIRST}: verdict null → true\n"

    def test_changes_compares_two_directories(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "renewal.json").write_text(vectors.text_of(DOCUMENT | {"cases": DOCUMENT["cases"][1:]}))
        shipped = DATA
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
        shipped = str(DATA)
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
        monkeypatch.delitem(sys.modules, "sgzlib.vectors")
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
        assert done.passed, RunReport(done, [suite_of(name) for name in ("qualification", "renewal")]).text()

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


@pytest.mark.skipif(JAVA is None, reason="the JDK is not at hand, which compiles the oracle in Java")
class TestJava:
    """The same, in a language with types."""

    def verdict(self, path: Path) -> Run:
        return run([str(JAVA), str(path)], CASES, {"renewal": DOCUMENT}, 60)

    def test_it_passes(self) -> None:
        done = self.verdict(IN_JAVA)
        assert done.passed, told(done)

    @pytest.mark.parametrize(
        ("right", "wrong"),
        [
            ("Grade.QUALIFIED) >= 0", "Grade.QUALIFIED) > 0"),
            ("Optional.empty() : Optional.of(true)", "Optional.of(true) : Optional.of(true)"),
        ],
    )
    def test_a_mutated_copy_fails(self, right: str, wrong: str, tmp_path: Path) -> None:
        text = IN_JAVA.read_text(encoding="utf-8")
        assert right in text
        copy = tmp_path / "Renewal.java"
        copy.write_text(text.replace(right, wrong, 1), encoding="utf-8")
        assert not self.verdict(copy).passed
