"""The command line of the vectors (向量命令行).

    list              the vectors that ship
    show ID           a case
    run -- PROGRAM    asks a program all cases, and compares its answers
    answer            the library as such a program; with `--broken` one that any runner has to fail
    cover FILE        what your own cases reach
    make              writes the files anew, keeps each case that still catches something, and shows what changed
    changes           the changes between two directories

The exit status is 0 if all is well, 1 if the program failed, and 2 if the command line is wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from sgzlib.bridges.vectors.answering import answered
from sgzlib.bridges.vectors.changes import changes
from sgzlib.bridges.vectors.covering import cover
from sgzlib.bridges.vectors.explaining import Explainer
from sgzlib.bridges.vectors.keeping import keep
from sgzlib.bridges.vectors.outcomes import made_outcomes
from sgzlib.bridges.vectors.reporting import RunReport
from sgzlib.bridges.vectors.running import STATUSES, VERDICT, run
from sgzlib.bridges.vectors.suite import (
    OTHERS,
    Vector,
    case_document,
    cases,
    files,
    invalid_cases,
    line,
    outcome_cases,
    text_of,
)
from sgzlib.bridges.vectors.suites import ruleset_named, suites
from sgzlib.bridges.vectors.writing import make
from sgzlib.law.errors import InvalidValue
from sgzlib.prose.language import Language
from sgzlib.tianjin.rulesets import RULESETS


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks and return the exit status (命令入口)."""
    parser = argparse.ArgumentParser(prog="python -m sgzlib.vectors", description="测试向量 (test vectors)")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="列出向量文件 (list the files)")
    running = commands.add_parser("run", help="用向量检验程序 (hold a program against the vectors)")
    _add_suites(running)
    running.add_argument("--invalid", action="store_true", help="另测试应当拒绝的输入 (ask inputs to refuse, too)")
    running.add_argument("--outcomes", action="store_true", help="另测试函数的结果 (also ask for results of functions)")
    running.add_argument("--case", action="append", metavar="ID", help="只测试该用例 (this case alone)")
    running.add_argument("--allow-missing", action="append", default=[], metavar="ID", help=_ALLOWED)
    running.add_argument("--timeout", type=float, default=60.0, help="全部用例的秒数 (seconds for all cases)")
    running.add_argument("--junit", type=Path, help="写出 JUnit XML 报告 (write a report as JUnit XML)")
    running.add_argument("--json", type=Path, help="写出 JSON 报告 (write a report as JSON)")
    _add_locale(running)
    running.add_argument("program", nargs="+", help="-- 后接程序及参数 (after --, the program and its arguments)")
    showing = commands.add_parser("show", help="显示一个用例 (show a case)")
    _add_suites(showing)
    _add_locale(showing)
    showing.add_argument("case", nargs="+", metavar="ID", help="用例编号 (ids of cases)")
    covering = commands.add_parser("cover", help="自有用例的覆盖率 (report what your own cases cover)")
    covering.add_argument("--ruleset", action="append", default=[], metavar="NAME", help=_NAMED)
    covering.add_argument("--json", type=Path, help="写出 JSON 报告 (write a report as JSON)")
    covering.add_argument("--add", type=Path, help="写出建议增加的用例 (write the suggested vectors as JSON lines)")
    covering.add_argument("--fail-under", type=int, default=0, metavar="PERCENT", help=_UNDER)
    _add_locale(covering)
    covering.add_argument(
        "cases", type=Path, help='每行一个用例 (a case a line): {"ruleset": …, "facts": {…}, "on": …}'
    )
    answering = commands.add_parser("answer", help="由本库作答 (answer as the library does)")
    answering.add_argument("--ruleset", action="append", default=[], metavar="NAME", help=_NAMED)
    answering.add_argument("--broken", action="store_true", help="故意答错 (wrong on purpose)")
    making = commands.add_parser("make", help="重新生成向量文件 (make the files anew)")
    making.add_argument("--ruleset", action="append", metavar="NAME", help=_NAMED)
    making.add_argument("--outcomes", action="store_true", help="只写函数的结果 (the results of functions alone)")
    making.add_argument("directory", type=Path, help="写入的目录 (the directory to write to)")
    changing = commands.add_parser("changes", help="比较两版向量文件 (compare two editions of the vectors)")
    changing.add_argument("old", type=Path, help="旧版目录 (the directory of the old edition)")
    changing.add_argument("new", type=Path, help="新版目录 (that of the new one)")
    changing.add_argument("--ruleset", action="append", help="只比较所列要求组 (these alone)")
    given = parser.parse_args(arguments)
    try:
        return _DO[given.command](given)
    except InvalidValue as error:
        parser.error(str(error))


_NAMED = "要求组的名称，或者 package.module:NAME (a ruleset by its name, or package.module:NAME)"
_ALLOWED = (
    "可以不作答的项目：要求的编号、verdict 或 statuses (answers that may be missing: an id, verdict, or statuses)"
)

_UNDER = "任一要求组的覆盖率低于该值即不通过 (fail if less of a ruleset is covered, in per cent)"


def _add_suites(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--ruleset", action="append", metavar="NAME", help=_NAMED)
    parser.add_argument("--file", action="append", type=Path, help="向量文件 (a file of vectors)")


def _add_locale(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--locale", default="zh_CN", help="zh_CN, en")


def _list(_: argparse.Namespace) -> int:
    for name, digest in files().items():
        name_of = name.removesuffix(".json")
        count = len(cases(name_of)) if name_of in RULESETS else ""
        sys.stdout.write(f"{digest}  {name}  {count}".rstrip() + "\n")
    return 0


def _run(given: argparse.Namespace) -> int:
    chosen = suites(given.ruleset, given.file, given.case)
    documents = {suite.name: suite.document for suite in chosen}
    asked = [vector for suite in chosen for vector in suite.asked]
    if given.invalid:
        asked += [vector for suite in chosen for vector in invalid_cases(suite.name)]
    if given.outcomes:
        asked += [vector for suite in chosen for vector in outcome_cases(suite.name)]
    if given.case:
        asked = _chosen(asked, given.case)
    ids = dict.fromkeys([VERDICT, STATUSES, *(id_ for made in documents.values() for id_ in made["requirements"])])
    for id_ in given.allow_missing:
        if id_ not in ids:
            raise InvalidValue("allow-missing", id_, "、".join(ids), f"one of {', '.join(ids)}")
    report = RunReport(run(given.program, asked, documents, given.timeout, given.allow_missing), chosen, given.locale)
    sys.stdout.write(report.text())
    if given.json:
        given.json.write_text(json.dumps(report.document(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if given.junit:
        given.junit.write_text(report.junit(), encoding="utf-8")
    return 0 if report.passed else 1


def _chosen(vectors: Iterable[Vector], ids: Sequence[str]) -> list[Vector]:
    """Return the cases with these ids, and their variants under other readings."""
    selected = [vector for vector in vectors if vector.id in ids or vector.id.partition("/")[0] in ids]
    for id_ in ids:
        if not any(vector.id == id_ for vector in selected):
            raise InvalidValue("case", id_, "向量文件中的用例编号", "the id of a case in the files")
    return selected


def _show(given: argparse.Namespace) -> int:
    chosen = suites(given.ruleset, given.file, given.case)
    language = Language(given.locale)
    explainers = {suite.name: Explainer(suite, language) for suite in chosen}
    every = [
        vector for suite in chosen for vector in (*suite.asked, *invalid_cases(suite.name), *outcome_cases(suite.name))
    ]
    wanted = [vector for vector in _chosen(every, given.case) if vector.id in given.case]
    sys.stdout.write("\n".join(explainers[vector.ruleset].shown(vector) for vector in wanted))
    return 0


def _cover(given: argparse.Namespace) -> int:
    rulesets = [ruleset for name in given.ruleset if (ruleset := ruleset_named(name)) not in RULESETS.values()]
    coverages = cover(_lines_of(given.cases), rulesets)
    sys.stdout.write("\n".join(coverage.render(given.locale) for coverage in coverages))
    if given.json:
        made = [coverage.document() for coverage in coverages]
        given.json.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if given.add:
        lines = (line(case_document(vector)) + "\n" for coverage in coverages for vector in coverage.add)
        given.add.write_text("".join(lines), encoding="utf-8")
    return 1 if any(coverage.percent < given.fail_under for coverage in coverages) else 0


def _lines_of(file: Path) -> list[Any]:
    try:
        return [json.loads(text) for text in file.read_text(encoding="utf-8").splitlines() if text.strip()]
    except (OSError, ValueError) as error:
        raise InvalidValue(
            "cases", str(file), f"每行一个 JSON 用例的文件（{error}）", f"a file with a JSON case a line ({error})"
        ) from None


def _answer(given: argparse.Namespace) -> int:
    own = [ruleset_named(name) for name in given.ruleset]
    rulesets = {**RULESETS, **{ruleset.name: ruleset for ruleset in own}}
    for asked in sys.stdin:
        sys.stdout.write(answered(asked, rulesets, broken=given.broken) + "\n")
    return 0


def _changes(given: argparse.Namespace) -> int:
    old, new = (documents_in(directory, given.ruleset) for directory in (given.old, given.new))
    sys.stdout.write(changes(old, new) or "没有变化 (nothing changed)\n")
    return 0


def _make(given: argparse.Namespace) -> int:
    if given.outcomes:
        given.directory.joinpath("outcomes.json").write_text(text_of(made_outcomes()), encoding="utf-8", newline="\n")
        return 0
    names = given.ruleset or list(RULESETS)
    files = [given.directory / f"{ruleset_named(name).name}.json" for name in names]
    before = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files if file.exists()}
    made = made_apart(names, [before.get(file.stem) for file in files])
    for file, text in zip(files, made, strict=True):
        file.write_text(text, encoding="utf-8", newline="\n")
        if file.stem in before:
            sys.stdout.write(changes({file.stem: before[file.stem]}, {file.stem: json.loads(text)}))
    return 0


_DO = {
    "list": _list,
    "run": _run,
    "show": _show,
    "cover": _cover,
    "answer": _answer,
    "changes": _changes,
    "make": _make,
}


def made_apart(names: Iterable[str], earlier: Iterable[Mapping[str, Any] | None]) -> Iterator[str]:
    """Make the files of some rulesets, each in a process of its own (各自进程中生成), and yield their texts.

    Which of several subjects Z3 finds hangs on what the process asked it before; in a fresh one, it is always the same.
    """
    with ProcessPoolExecutor(mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        yield from pool.map(made_of, names, earlier)


def made_of(name: str, earlier: Mapping[str, Any] | None = None) -> str:
    """Make the file of a ruleset by its name (生成一个向量文件), keeping what an earlier one has; return its text."""
    ruleset = ruleset_named(name)
    made = make(ruleset, beside=RULESETS.values(), proving=True)
    return text_of(made if earlier is None else keep(made, earlier, ruleset))


def documents_in(directory: Path, names: Iterable[str] | None = None) -> dict[str, dict[str, Any]]:
    """Return the vectors in a directory (目录中的向量), of all rulesets or of those with these names.

    Raises `InvalidValue` for a directory that does not exist or holds none of them.
    """
    wanted = None if names is None else set(names)
    documents: dict[str, dict[str, Any]] = {}
    for file in sorted(directory.glob("*.json")):
        if file.name not in OTHERS and (wanted is None or file.stem in wanted):
            documents[file.stem] = json.loads(file.read_text(encoding="utf-8"))
    if not documents:
        raise InvalidValue("directory", str(directory), "有向量文件的目录", "a directory with files of vectors")
    return documents
