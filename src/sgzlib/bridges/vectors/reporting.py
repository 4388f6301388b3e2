"""Reporting a run (运行报告): as text by clause, as JSON, and as JUnit XML, in one language.

Of each clause the first failing cases are explained: what was answered and what the notice asks, the threshold at which
the case stands, and the nearest case that the program gets right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sgzlib.bridges.vectors.explaining import ASKED_ON, Explainer, flat
from sgzlib.bridges.vectors.running import MISSING, VERDICT, AnswerMismatch, Result, Run
from sgzlib.bridges.vectors.suite import Vector
from sgzlib.bridges.vectors.suites import Suite
from sgzlib.bridges.vectors.writing import truth
from sgzlib.law.plurals import counted
from sgzlib.prose.language import Language

_MOST = 20
_FEW = 4


class RunReport:
    """A run as people and machines read it (运行报告)."""

    def __init__(self, done: Run, suites: Iterable[Suite], locale: str = "zh_CN") -> None:
        self._done = done
        self._language = Language(locale)
        self._explainers = {suite.name: Explainer(suite, self._language) for suite in suites}
        self._clauses: dict[str, list[Result]] = {}
        for result in done.results:
            self._clauses.setdefault(result.vector.clause, []).append(result)
        failed = {
            clause: [result for result in results if not result.passed] for clause, results in self._clauses.items()
        }
        self._failed = {clause: results for clause, results in failed.items() if results}
        self._flat: dict[str, frozenset[tuple[str, str]]] = {}

    @property
    def passed(self) -> bool:
        """Whether every answer came and was right (是否通过)."""
        return self._done.passed

    def text(self) -> str:
        """Return it as text (文本): the faults of the program, the failing cases, and a summary by clause."""
        pick = self._language.pick
        lines = [pick(fault) for fault in self._done.faults]
        if never := self._never_answered():
            label = (
                "没有任何回答；不作答的项目，用 --allow-missing 写明",
                "never answered; use --allow-missing for answers that the program does not give",
            )
            lines.append(f"{pick(label)}: {', '.join(never)}")
        for clause, results in self._failed.items():
            failed = f"未通过{len(results)}个用例", f"{counted(len(results), 'cases')} failed"
            lines.append(f"{clause}  {pick(failed)}")
            lines += [f"  {line}" for result in results[:_MOST] for line in self._explained(result)]
            if len(results) > _MOST:
                more = len(results) - _MOST
                lines.append(f"  {pick((f'……另有{more}个', f'… and {more} more'))}")
        lines += ["", pick(("按条款：", "By clause:"))]
        for clause, results in self._clauses.items():
            passed = sum(result.passed for result in results)
            lines.append(f"  {clause}  {pick((f'通过 {passed}/{len(results)}', f'{passed} of {len(results)} passed'))}")
        asked, compared = len(self._done.results), self._done.compared
        summary = (
            f"用例{asked}个，比较{compared}项",
            f"{counted(asked, 'cases')}, {counted(compared, 'answers')} compared",
        )
        return "\n".join([*lines, f"{pick(summary)}: {pick(self._outcome())}"]).lstrip() + "\n"

    def _never_answered(self) -> list[str]:
        answered = {id_ for result in self._done.results for id_ in result.compared}
        missing = [
            difference
            for result in self._done.results
            for difference in result.differences
            if difference.answered is MISSING
        ]
        return [id_ for id_ in dict.fromkeys(difference.requirement for difference in missing) if id_ not in answered]

    def _outcome(self) -> tuple[str, str]:
        return ("通过", "passed") if self.passed else ("未通过", "failed")

    def _explained(self, result: Result) -> Iterator[str]:
        vector, explainer = result.vector, self._explainers[result.vector.ruleset]
        yield " · ".join([vector.id, vector.on.isoformat(), explainer.why(vector), *explainer.readings(vector)])
        if result.fault is not None:
            yield f"  {self._language.pick(result.fault)}"
        yield from (f"  {line}" for line in self._differing(result))
        if about := explainer.about(vector):
            yield f"  {self._language.pick(('所测条件', 'condition'))}: {about}"
        if (
            result.differences
            and not (vector.field or vector.function)
            and (neighbour := self._neighbour(result)) is not None
        ):
            yield f"  {self._beside(vector, neighbour)}"

    def _differing(self, result: Result) -> Iterator[str]:
        missing = [difference.requirement for difference in result.differences if difference.answered is MISSING]
        if missing:
            yield f"{self._language.pick(MISSING)}: {', '.join(missing)}"
        yield from (
            self._differs(difference) for difference in result.differences if difference.answered is not MISSING
        )

    def _differs(self, difference: AnswerMismatch) -> str:
        expected, answered = _shown(difference.expected), _shown(difference.answered)
        what = self._language.pick(("结论", VERDICT)) if difference.requirement == VERDICT else difference.requirement
        message = f"应为 {expected}，实为 {answered}", f"expected {expected}, answered {answered}"
        asked = self._explainers[difference.vector.ruleset].asked(difference.vector, difference.requirement)
        return f"{what}: {self._language.pick(message)} · {asked}"

    def _neighbour(self, result: Result) -> Vector | None:
        """Return the nearest case that is answered right. Ties prefer another answer, then more facts."""
        vector, asked = result.vector, result.differences[0].requirement
        mine = self._items(vector)

        def distance(vector: Vector) -> tuple[int, bool, int, str]:
            same = vector.statuses.get(asked, truth(vector.verdict)) == result.differences[0].expected
            theirs = self._items(vector)
            return len({path for path, _ in mine ^ theirs}), same, -len(theirs), vector.id

        right = (candidate.vector for candidate in self._done.results if candidate.right(asked))
        near = (candidate for candidate in right if candidate.ruleset == vector.ruleset and candidate.why != "force")
        return min(near, key=distance, default=None)

    def _items(self, vector: Vector) -> frozenset[tuple[str, str]]:
        if vector.id not in self._flat:
            options = self._explainers[vector.ruleset].taken(vector).items()
            items = [
                *flat(vector.facts),
                (ASKED_ON, str(vector.on)),
                *((f"{name}=", option) for name, option in options),
            ]
            self._flat[vector.id] = frozenset((path, json.dumps(value)) for path, value in items)
        return self._flat[vector.id]

    def _beside(self, vector: Vector, neighbour: Vector) -> str:
        differing = self._explainers[vector.ruleset].differing(vector, neighbour)
        more = [] if len(differing) <= _FEW else ["…"]
        facts = self._language.pick(("；", "; ")).join([*differing[:_FEW], *more])
        message = (
            f"最相近的通过用例 {neighbour.id}，不同之处",
            f"nearest case answered right is {neighbour.id}; it has",
        )
        return f"{self._language.pick(message)}: {facts}"

    def document(self) -> dict[str, Any]:
        """Return it as plain data (数据): the same as the text, and every failing case."""
        return {
            "format": 1,
            "passed": self.passed,
            "cases": len(self._done.results),
            "compared": self._done.compared,
            "faults": [self._language.pick(fault) for fault in self._done.faults],
            "clauses": [
                {"clause": clause, "cases": len(results), "passed": sum(result.passed for result in results)}
                for clause, results in self._clauses.items()
            ],
            "failed": [
                self._failure(result, explained=place < _MOST)
                for results in self._failed.values()
                for place, result in enumerate(results)
            ],
        }

    def _failure(self, result: Result, *, explained: bool) -> dict[str, Any]:
        vector = result.vector
        made = {
            "id": vector.id,
            "ruleset": vector.ruleset,
            "clause": vector.clause,
            "differences": [
                {
                    "requirement": difference.requirement,
                    "expected": difference.expected,
                    "answered": None if difference.answered is MISSING else difference.answered,
                    "missing": difference.answered is MISSING,
                }
                for difference in result.differences
            ],
        }
        if result.fault is not None:
            made["fault"] = self._language.pick(result.fault)
        return made | ({"text": "\n".join(self._explained(result))} if explained else {})

    def junit(self) -> str:
        """Return it as JUnit XML (JUnit 报告): a test suite for each ruleset, and one for the program itself."""
        top = Element("testsuites", tests=str(len(self._done.results) + 1))
        explained = {id(result) for results in self._failed.values() for result in results[:_MOST]}
        named: Mapping[str, list[Result]] = {name: [] for name in self._explainers}
        for result in self._done.results:
            named[result.vector.ruleset].append(result)
        _tests(top, "program", [("program", "program", [self._language.pick(fault) for fault in self._done.faults])])
        for name, results in named.items():
            tests = [
                (f"{name}.{result.vector.clause}", result.vector.id, [*self._lines(result, id(result) in explained)])
                for result in results
            ]
            _tests(top, name, tests)
        indent(top)
        return tostring(top, encoding="utf-8", xml_declaration=True).decode() + "\n"

    def _lines(self, result: Result, explained: bool) -> Iterator[str]:  # noqa: FBT001 - a place in a list
        if explained:
            yield from self._explained(result)
        elif not result.passed:
            yield from [self._language.pick(result.fault)] if result.fault else self._differing(result)


def _tests(top: Element, name: str, tests: Sequence[tuple[str, str, list[str]]]) -> None:
    failures = sum(bool(lines) for _, _, lines in tests)
    inner = SubElement(top, "testsuite", name=name, tests=str(len(tests)), failures=str(failures))
    for classname, test, lines in tests:
        case = SubElement(inner, "testcase", classname=classname, name=test)
        if lines:
            SubElement(case, "failure", message=lines[min(1, len(lines) - 1)].strip()).text = "\n".join(lines)


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
