"""Running the vectors (运行向量): any program is asked in lines of JSON, and what differs is said by clause.

The program reads a case a line, `{"id": …, "ruleset": …, "on": …, "readings": {…}, "facts": {…}}`, until its input
ends, and writes a line for each in any order: `{"id": …, "verdict": true, "statuses": {"renewal.grade": "MET"}}`. It
may leave out `verdict` or `statuses`, and of these any, but not all: what it says is compared.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from sgzlib.bridges.vectors.suite import WHY, Vector
from sgzlib.bridges.vectors.writing import truth
from sgzlib.law.errors import readable
from sgzlib.prose.language import Language, Pair

_MOST = 20


@attrs.frozen
class Difference:
    """One place where an answer is not what the suite has (不符之处): what was expected, and what came."""

    vector: Vector
    requirement: str
    expected: Any
    answered: Any


@attrs.frozen(kw_only=True)
class Run:
    """What became of a run (运行结果): `faults` are those of the protocol, in Chinese and English."""

    asked: int
    compared: int
    differences: tuple[Difference, ...]
    faults: tuple[Pair, ...]

    @property
    def passed(self) -> bool:
        """Whether every answer came and was right (是否通过)."""
        return not self.differences and not self.faults

    def render(self, documents: Mapping[str, Mapping[str, Any]], locale: str = "zh_CN") -> str:
        """Write it in Chinese or English (文本): what was wrong with the answers, then what differs, by clause."""
        language = Language(locale)
        lines = [language.pick(fault) for fault in self.faults]
        for clause in dict.fromkeys(one.vector.clause for one in self.differences):
            mine = [one for one in self.differences if one.vector.clause == clause]
            lines.append(f"{clause}  {language.pick((f'不符 {len(mine)} 处', f'{len(mine)} differences'))}")
            lines += [f"  {_told(one, documents[one.vector.ruleset], language)}" for one in mine[:_MOST]]
            if len(mine) > _MOST:
                more = len(mine) - _MOST
                lines.append(f"  {language.pick((f'……另有 {more} 处', f'… and {more} more'))}")
        told = f"用例 {self.asked}，比较 {self.compared} 项", f"{self.asked} cases, {self.compared} answers compared"
        result = ("通过", "passed") if self.passed else ("未通过", "failed")
        return "\n".join([*lines, f"{language.pick(told)}: {language.pick(result)}"]) + "\n"


def _told(one: Difference, document: Mapping[str, Any], language: Language) -> str:
    said = document["requirements"][one.vector.requirement if one.requirement == "verdict" else one.requirement]
    what = language.pick(("结论", "verdict")) if one.requirement == "verdict" else one.requirement
    asked = language.pick((said["zh"], said["en"]))
    pair = (
        f"应为 {_shown(one.expected)}，答为 {_shown(one.answered)}",
        (f"expected {_shown(one.expected)}, answered {_shown(one.answered)}"),
    )
    at = f" ({one.vector.at:+d})" if one.vector.at else ""
    about = f"{one.vector.of}{at}" if one.vector.of else ""
    read = ", ".join(f"{name}={option}" for name, option in one.vector.readings.items())
    notes = " · ".join(filter(None, (language.pick(WHY[one.vector.why]), about, read)))
    return f"{one.vector.id} {one.vector.on} {what}: {language.pick(pair)} · {asked} · {notes}"


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def question(vector: Vector, document: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a program is asked for a case (提问): nothing of what is expected."""
    return {
        "id": vector.id,
        "ruleset": vector.ruleset,
        "on": vector.on.isoformat(),
        "readings": {**document["readings"], **vector.readings},
        "facts": vector.facts,
    }


def run(
    program: Sequence[str], vectors: Sequence[Vector], documents: Mapping[str, Mapping[str, Any]], timeout: float
) -> Run:
    """Ask a program every case and return what became of it (运行): it has so many seconds for all of them."""
    asked = "".join(json.dumps(question(one, documents[one.ruleset]), ensure_ascii=False) + "\n" for one in vectors)
    faults: list[Pair] = []
    output = b""
    try:
        done = subprocess.run(program, input=asked.encode(), capture_output=True, timeout=timeout, check=False)  # noqa: S603 - it is what the caller asked to run
        output = done.stdout
        if done.returncode:
            told = readable(done.stderr.decode("utf-8", "replace")[-400:].strip())
            faults.append(
                (f"程序以 {done.returncode} 退出：{told}", f"the program exited with {done.returncode}: {told}")
            )
    except subprocess.TimeoutExpired as late:
        output = late.stdout or b""
        faults.append((f"程序在 {timeout:g} 秒内没有答完", f"the program did not finish within {timeout:g} seconds"))
    except OSError as error:
        faults.append((f"程序无法启动：{error}", f"the program does not start: {error}"))
    return judged(vectors, output.decode("utf-8", "replace").splitlines(), faults)


def judged(vectors: Sequence[Vector], lines: Iterable[str], faults: Sequence[Pair] = ()) -> Run:
    """Return what answers, line by line, are worth (评判)."""
    found, wrong = list(faults), {vector.id: vector for vector in vectors}
    answers: dict[str, Mapping[str, Any]] = {}
    for at, line in enumerate(lines, 1):
        answer = _read(line)
        shown = readable(line, 80)
        if answer is None:
            found.append((f"第 {at} 行不是答案：{shown}", f"line {at} is no answer: {shown}"))
        elif answer["id"] not in wrong or answer["id"] in answers:
            found.append((f"第 {at} 行是多余的答案：{shown}", f"line {at} is an answer too many: {shown}"))
        else:
            answers[answer["id"]] = answer
    silent = [vector.id for vector in vectors if vector.id not in answers]
    if silent:
        some = "、".join(silent[:3]), ", ".join(silent[:3])
        found.append(
            (f"{len(silent)} 个用例没有答案：{some[0]} 等", f"{len(silent)} cases without an answer: {some[1]} …")
        )
    compared = [one for id_, answer in answers.items() for one in _compared(wrong[id_], answer)]
    different = tuple(one for one in compared if not _same(one.expected, one.answered))
    return Run(asked=len(vectors), compared=len(compared), differences=different, faults=tuple(found))


def _read(line: str) -> Mapping[str, Any] | None:
    try:
        answer = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(answer, dict) or not isinstance(answer.get("id"), str):
        return None
    statuses = answer.get("statuses", {})
    return answer if isinstance(statuses, dict) and ("verdict" in answer or statuses) else None


def _compared(vector: Vector, answer: Mapping[str, Any]) -> Iterator[Difference]:
    if "verdict" in answer:
        yield Difference(vector, "verdict", truth(vector.verdict), answer["verdict"])
    for id_, status in answer.get("statuses", {}).items():
        if id_ in vector.statuses:
            yield Difference(vector, id_, vector.statuses[id_], status)
        else:
            yield Difference(vector, vector.requirement, "", id_)


def _same(one: Any, other: Any) -> bool:
    # 1 is no true.
    return type(one) is type(other) and bool(one == other)
