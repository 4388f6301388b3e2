"""The command line of the vectors (向量命令行).

`list` says what ships, `run -- PROGRAM` holds a program against it, `answer` is such a program: the library itself, or
with `--broken` one that any runner has to fail. `make` writes the files anew and adds to their changelog what changed;
`changes` tells the changes between two directories.
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
from sgzlib.bridges.vectors.running import run
from sgzlib.bridges.vectors.suite import cases, document, files, text_of
from sgzlib.bridges.vectors.writing import make
from sgzlib.law.errors import InvalidValue
from sgzlib.tianjin.rulesets import RULESETS


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks and return the exit status (命令入口): 0 where all is well, 1 where not."""
    parser = argparse.ArgumentParser(prog="python -m sgzlib.vectors", description="测试向量 (test vectors)")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="列出向量文件 (list the files)")
    running = commands.add_parser("run", help="用向量检验一个程序 (hold a program against the vectors)")
    running.add_argument("--ruleset", action="append", choices=list(RULESETS), help="只用这些要求组 (these alone)")
    running.add_argument("--timeout", type=float, default=60.0, help="全部用例的秒数 (seconds for all cases)")
    running.add_argument("--locale", default="zh_CN", help="zh_CN, en")
    running.add_argument("program", nargs="+", help="-- 后接程序及参数 (after --, the program and its arguments)")
    answering = commands.add_parser("answer", help="以本库作答 (answer as the library does)")
    answering.add_argument("--broken", action="store_true", help="故意答错 (wrong on purpose)")
    making = commands.add_parser("make", help="重新生成向量文件 (make the files anew)")
    making.add_argument("--ruleset", action="append", choices=list(RULESETS), help="只生成这些 (these alone)")
    making.add_argument("directory", type=Path, help="写入的目录 (the directory to write to)")
    changing = commands.add_parser("changes", help="比较两版向量文件 (what changed from one edition to another)")
    changing.add_argument("old", type=Path, help="旧版目录 (the directory of the old edition)")
    changing.add_argument("new", type=Path, help="新版目录 (that of the new one)")
    changing.add_argument("--ruleset", action="append", help="只比较这些 (these alone)")
    given = parser.parse_args(arguments)
    match given.command:
        case "list":
            for name, digest in files().items():
                count = "" if name == "schema.json" else len(cases(name.removesuffix(".json")))
                sys.stdout.write(f"{digest}  {name}  {count}".rstrip() + "\n")
            return 0
        case "run":
            names = given.ruleset or list(RULESETS)
            documents = {name: document(name) for name in names}
            asked = [case for name in names for case in cases(name)]
            done = run(given.program, asked, documents, given.timeout)
            sys.stdout.write(done.render(documents, given.locale))
            return 0 if done.passed else 1
        case "answer":
            for line in sys.stdin:
                sys.stdout.write(answered(line, broken=given.broken) + "\n")
            return 0
        case "changes":
            try:
                old, new = (documents_in(one, given.ruleset) for one in (given.old, given.new))
            except InvalidValue as error:
                parser.error(str(error))
            sys.stdout.write(changes(old, new) or "没有变化 (nothing changed)\n")
            return 0
        case _:
            names = given.ruleset or list(RULESETS)
            before = documents_in(given.directory, names) if any(given.directory.glob("*.json")) else {}
            for name, text in zip(names, made_apart(names), strict=True):
                given.directory.joinpath(f"{name}.json").write_text(text, encoding="utf-8", newline="\n")
            _record(given.directory / "CHANGES.md", before, documents_in(given.directory, names))
            return 0


def made_apart(names: Iterable[str]) -> Iterator[str]:
    """Make the files of some rulesets, each in a process of its own (各自进程中生成), and yield their texts.

    Which of several subjects Z3 finds hangs on what the process asked it before; in a fresh one, it is always the same.
    """
    with ProcessPoolExecutor(mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        yield from pool.map(made_of, names)


def made_of(name: str) -> str:
    """Make the file of a ruleset of this library (生成一个向量文件), and return its text."""
    return text_of(make(RULESETS[name], beside=RULESETS.values(), proving=True))


def documents_in(directory: Path, names: Iterable[str] | None = None) -> dict[str, dict[str, Any]]:
    """Return the vectors that stand in a directory (目录中的向量), of any rulesets, or of those with these names.

    Raises `InvalidValue` for a directory that does not exist or holds none of them.
    """
    wanted = None if names is None else set(names)
    found: dict[str, dict[str, Any]] = {}
    for file in sorted(directory.glob("*.json")):
        if file.name != "schema.json" and (wanted is None or file.stem in wanted):
            found[file.stem] = json.loads(file.read_text(encoding="utf-8"))
    if not found:
        raise InvalidValue("directory", str(directory), "有向量文件的目录", "a directory with files of vectors")
    return found


def _record(log: Path, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Add what changed to the changelog of the cases, where anything did."""
    text = log.read_text(encoding="utf-8") if log.exists() else "# Changes of the cases 用例变更\n"
    number = text.count("\n## ") + 1
    told = changes(before, after)
    if number == 1:
        count = sum(len(document["cases"]) for document in after.values())
        told = f"First edition of the vectors: {len(after)} rulesets, {count} cases. 首版。\n"
    if told:
        log.write_text(f"{text}\n## Edition {number} 第 {number} 版\n\n{told}", encoding="utf-8", newline="\n")
