"""Running the vectors (运行向量): any program is asked in lines of JSON, and its answers are compared with the suite.

    case                a line of input, and the line of output, in any order
    of a ruleset        `{"id": …, "ruleset": …, "on": …, "readings": {…}, "facts": {…}}`
                        `{"id": …, "verdict": true, "statuses": {"renewal.grade": "MET"}}`
    of invalid facts    the same; `{"id": …, "error": "…"}` with a text that names the field
    of a function       `{"id": …, "function": …, "arguments": {…}}`; `{"id": …, "result": …}`

A case whose verdict depends on readings is asked again under each option of them, and only the verdict is compared. An
unknown fact is left out of `facts`. A case about unknown facts is asked again with nulls, which mean the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from sgzlib.bridges.vectors.processes import asked
from sgzlib.bridges.vectors.suite import Vector
from sgzlib.bridges.vectors.writing import truth
from sgzlib.law.errors import readable, shown
from sgzlib.law.plurals import counted, noun
from sgzlib.prose.language import Pair

VERDICT = "verdict"
ERROR = "error"
RESULT = "result"
STATUSES = "statuses"
MISSING: Pair = ("没有回答", "no answer")
"""What stands for an answer that did not come (未作答)."""
_MOST, _FEW = 20, 3
_BYTES, _BYTES_OF_A_CASE = 4_194_304, 16_384


@attrs.frozen
class AnswerMismatch:
    """One place where an answer is not what the suite has (不符之处): what was expected, and what came."""

    vector: Vector
    requirement: str
    expected: Any
    answered: Any


@attrs.frozen(kw_only=True)
class Result:
    """What became of one case (用例结果): `compared` names the answers that were looked at, `fault` is its line's."""

    vector: Vector
    compared: tuple[str, ...] = ()
    differences: tuple[AnswerMismatch, ...] = ()
    fault: Pair | None = None

    @property
    def passed(self) -> bool:
        """Whether its answer came and was right (是否通过)."""
        return not self.differences and self.fault is None

    def right(self, requirement: str) -> bool:
        """Return whether the answer to a requirement, or the verdict, is right (某项是否答对)."""
        return requirement in self.compared and all(
            difference.requirement != requirement for difference in self.differences
        )


@attrs.frozen(kw_only=True)
class Run:
    """What became of a run (运行结果): `faults` are those of the program and of its lines, in Chinese and English."""

    results: tuple[Result, ...]
    faults: tuple[Pair, ...]

    @property
    def passed(self) -> bool:
        """Whether every answer came and was right (是否通过)."""
        return not self.faults and all(result.passed for result in self.results)

    @property
    def compared(self) -> int:
        """How many answers were compared (比较的项数)."""
        return sum(len(result.compared) for result in self.results)


def question(vector: Vector, document: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a program is asked for a case (提问): nothing of what is expected."""
    if vector.function:
        return {"id": vector.id, "function": vector.function, "arguments": vector.facts}
    return {
        "id": vector.id,
        "ruleset": vector.ruleset,
        "on": vector.on.isoformat(),
        "readings": {**document["readings"], **vector.readings},
        "facts": vector.facts,
    }


def under_options(vector: Vector, document: Mapping[str, Any]) -> Iterator[Vector]:
    """Yield a case under the other options of the readings that its verdict depends on (各理解下的用例)."""
    taken = {**document["readings"], **vector.readings}
    for options, verdict in vector.under_readings:
        changed = {id_: option for id_, option in options.items() if option != taken[id_]}
        if changed:
            named = ",".join(f"{id_}={option}" for id_, option in changed.items())
            readings = {**vector.readings, **changed}
            yield attrs.evolve(
                vector,
                id=f"{vector.id}/{named}",
                why="reading",
                readings=readings,
                verdict=verdict,
                statuses={},
                under_readings=(),
            )


def with_nulls(vector: Vector, names: Iterable[str]) -> Iterator[Vector]:
    """Yield a case about what is not known with its unknown facts written out as null (未知写作 null 的用例)."""
    left_out = [name for name in names if name not in vector.facts]
    if vector.why == "unknown" and left_out:
        yield attrs.evolve(vector, id=f"{vector.id}/null", facts={**vector.facts, **dict.fromkeys(left_out)})


def run(
    program: Sequence[str],
    vectors: Sequence[Vector],
    documents: Mapping[str, Mapping[str, Any]],
    timeout: float,
    allowed: Collection[str] = (),
) -> Run:
    """Ask a program every case and return the results (运行); `timeout` is in seconds, for all cases together."""
    text = "".join(
        json.dumps(question(vector, documents[vector.ruleset]), ensure_ascii=False) + "\n" for vector in vectors
    )
    most_bytes = _BYTES + _BYTES_OF_A_CASE * len(vectors)
    with asked(program, text, timeout, most_bytes) as (lines, faults):
        return judged(vectors, (line.decode("utf-8", "replace") for line in lines), faults, allowed)


def judged(
    vectors: Sequence[Vector], lines: Iterable[str], faults: Sequence[Pair] = (), allowed: Collection[str] = ()
) -> Run:
    """Return what answers, line by line, are worth (评判). What is `allowed` may be missing.

    That is the id of a requirement, `verdict`, or `statuses` for all of these.
    """
    known, results = {vector.id: vector for vector in vectors}, dict[str, Result]()
    wrong: list[Pair] = []
    count = 0
    for place, line in enumerate(lines, 1):
        fault, answer = _read(line.removeprefix("\ufeff") if place == 1 else line)
        if answer is not None and answer["id"] in known and answer["id"] not in results:
            results[answer["id"]] = _result(known[answer["id"]], answer, fault, allowed)
            continue
        count += 1
        if count <= _MOST:
            zh, en = ("是多余的答案", "is an extra answer") if answer is not None else fault or MISSING
            text = readable(line.strip(), 80)
            wrong.append((f"第{place}行{zh}：{text}", f"line {place} {en}: {text}"))
    if count > _MOST:
        wrong.append(
            (f"另有{count - _MOST}行不可用", f"{count - _MOST} more {noun(count - _MOST, 'lines')} cannot be used")
        )
    silent = [vector.id for vector in vectors if vector.id not in results]
    if silent:
        some, more = silent[:_FEW], len(silent) > _FEW
        wrong.append(
            (
                f"{len(silent)}个用例没有答案：{'、'.join(some)}{'等' if more else ''}",
                f"{counted(len(silent), 'cases')} without an answer: {', '.join(some)}{' …' if more else ''}",
            )
        )
    every = (results.get(vector.id) or Result(vector=vector, fault=MISSING) for vector in vectors)
    return Run(results=tuple(every), faults=(*faults, *wrong))


def _read(line: str) -> tuple[Pair | None, Mapping[str, Any] | None]:
    """Read a line and return what is wrong with it, and what has an id."""
    no_answer = "不是有效的答案", "is not an answer"
    try:
        answer = json.loads(line)
    except (ValueError, RecursionError):
        return no_answer, None
    if not isinstance(answer, dict) or not isinstance(answer.get("id"), str):
        return no_answer, None
    return (None if isinstance(answer.get(STATUSES, {}), dict) else no_answer), answer


def _result(vector: Vector, answer: Mapping[str, Any], fault: Pair | None, allowed: Collection[str]) -> Result:
    if vector.field:
        error = answer.get(ERROR)
        named = isinstance(error, str) and re.sub(r"\[\d+\]", "", vector.field).rpartition(".")[2] in error
        differences = () if named else (AnswerMismatch(vector, ERROR, vector.field, _kept(error)),)
        return Result(vector=vector, compared=(ERROR,), differences=differences)
    if vector.function and RESULT in answer:
        same = canonical(answer[RESULT]) == canonical(vector.result)
        wrong = AnswerMismatch(vector, RESULT, canonical(vector.result), _kept(canonical(answer[RESULT])))
        return Result(vector=vector, compared=(RESULT,), differences=() if same else (wrong,))
    if fault is not None or (VERDICT not in answer and not answer.get(STATUSES)):
        text = readable(json.dumps(answer, ensure_ascii=False), 80)
        return Result(vector=vector, fault=(f"答案不可用：{text}", f"the answer cannot be used: {text}"))
    compared, different = list[str](), list[AnswerMismatch]()
    given = {**answer.get(STATUSES, {}), VERDICT: answer.get(VERDICT, MISSING)}
    for id_, expected in {VERDICT: truth(vector.verdict), **vector.statuses}.items():
        value = given.get(id_, MISSING)
        if value is not MISSING:
            compared.append(id_)
        elif id_ in allowed or (id_ != VERDICT and STATUSES in allowed):
            continue
        # 1 is no true.
        if type(value) is not type(expected) or value != expected:
            different.append(AnswerMismatch(vector, id_, expected, _kept(value)))
    unknown = [id_ for id_ in given if id_ not in vector.statuses and id_ != VERDICT] if vector.statuses else []
    different += [AnswerMismatch(vector, vector.requirement, "", readable(id_, 80)) for id_ in unknown[:_FEW]]
    return Result(vector=vector, compared=tuple(compared), differences=tuple(different))


def canonical(value: Any) -> str:
    """Return a value as JSON that is the same for the same value (规范 JSON)."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _kept(value: Any) -> Any:
    if value is MISSING or value is None or isinstance(value, bool):
        return value
    return readable(value, 80) if isinstance(value, str) else readable(shown(value), 80)
