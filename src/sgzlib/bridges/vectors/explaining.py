"""Explaining cases (用例说明): what a case is about, in words, and in which facts it differs from another."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from sgzlib.advice.witnesses import leaves
from sgzlib.bridges.interchange import load
from sgzlib.bridges.vectors.answering import last_law
from sgzlib.bridges.vectors.making import members_of
from sgzlib.bridges.vectors.mutants import Fault, laws_of, parts_of, pattern_of
from sgzlib.bridges.vectors.suite import WHY, Vector
from sgzlib.bridges.vectors.suites import Suite
from sgzlib.bridges.vectors.writing import truth
from sgzlib.law.facts import facts_of
from sgzlib.law.formula import AskedDay, Group, Node, walk
from sgzlib.law.tracing import given_in, joined
from sgzlib.law.truth import UNKNOWN
from sgzlib.prose.formula_text import ON, Words
from sgzlib.prose.language import Language, Pair

_FEW, _LONGEST = 3, 200
_STEP: dict[int | None, Pair] = {
    -1: ("小于临界值（早于临界日期）", "one step below, or a day before"),
    0: ("等于临界值", "on the threshold"),
    1: ("大于临界值（晚于临界日期）", "one step above, or a day after"),
}
ASKED_ON = "on"


class Explainer:
    """What explains the cases of a suite in one language (用例说明器): in words where its ruleset is at hand."""

    def __init__(self, suite: Suite, language: Language) -> None:
        self._suite = suite
        self._language = language

    def asked(self, vector: Vector, requirement: str) -> str:
        """Return what a requirement asks (要求内容); for the verdict, what the case is about asks it."""
        if vector.field or vector.function:
            return self.why(vector)
        texts = self._suite.document["requirements"]
        text = texts.get(requirement) or texts[vector.requirement]
        return self._language.pick((text["zh"], text["en"]))

    def why(self, vector: Vector) -> str:
        """Return why the case is there (用例缘由)."""
        why = self._language.pick(WHY[vector.why])
        return f"{why} {vector.function}" if vector.function else why

    def readings(self, vector: Vector) -> list[str]:
        """Return the readings that are not taken by default, each with its option (所取理解)."""
        return [self._read(name, option) for name, option in vector.readings.items()]

    def _read(self, name: str, option: str) -> str:
        if self._suite.ruleset is None:
            return f"{name}={option}"
        law: Any = last_law(self._suite.ruleset)
        reading = law.readings[name]
        taken = next(candidate for candidate in reading.options if candidate.name == option)
        question = self._language.pick((reading.question, reading.question_en))
        return f"{question} {self._language.of(taken)} ({name}={option})"

    def about(self, vector: Vector) -> str:
        """Return the condition that a case is about, how far it is from the threshold, and the facts (所考条件)."""
        if self._suite.ruleset is None:
            node, text = None, vector.of
        else:
            node, text = self._nodes.get(vector.of, (None, ""))
        step = self._language.pick(_STEP[vector.at]) if vector.at is not None else ""
        facts = [*self._asked_by(vector, node)] if node is not None else []
        cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        return " · ".join(filter(None, [cut, step, *facts[:_FEW]])) if text else ""

    def _asked_by(self, vector: Vector, node: Node) -> Iterator[str]:
        """Yield the facts that a condition asks of a case, and the day where it asks it."""
        paths = tuple(f"[].{path}" for path, _ in given_in(node))
        asks_day = any(isinstance(part, AskedDay) for part in walk(node))
        for path, text in self.facts(vector, unknown=True).items():
            if f"[].{pattern_of(path)}".endswith(paths) or (path == ASKED_ON and asks_day):
                yield text

    def facts(self, vector: Vector, *, unknown: bool = False) -> dict[str, str]:
        """Return the facts of a case in words, by their paths, and the day asked about (事实的文字)."""
        if self._suite.ruleset is None or vector.field or vector.function:
            texts = {path: f"{path}: {json.dumps(value, ensure_ascii=False)}" for path, value in flat(vector.facts)}
        else:
            subject = load(self._suite.ruleset.subject, vector.facts)
            texts = {
                path: f"{self._language.fact(subject, path)[0]}: {self._language.value(value, fact)}"
                for path, fact, value in leaves(subject)
                if unknown or value is not UNKNOWN
            }
        if vector.function:
            return texts
        return texts | {ASKED_ON: f"{self._language.pick(ON)}: {self._language.value(vector.on)}"}

    def taken(self, vector: Vector) -> dict[str, str]:
        """Return the option of each reading that a case takes (各理解所取选项)."""
        return {**self._suite.document["readings"], **vector.readings}

    def differing(self, vector: Vector, neighbour: Vector) -> list[str]:
        """Return how a neighbour differs (不同的事实): its facts, the facts that it lacks, and its readings."""
        mine, theirs = self.facts(vector), self.facts(neighbour)
        texts = [text for path, text in theirs.items() if mine.get(path) != text]
        unknown = self._language.value(UNKNOWN)
        texts += [f"{text.partition(': ')[0]}: {unknown}" for path, text in mine.items() if path not in theirs]
        options = self.taken(vector)
        return texts + [
            self._read(name, option) for name, option in self.taken(neighbour).items() if options[name] != option
        ]

    def shown(self, vector: Vector) -> str:
        """Return a case as text (用例全文): why it is there, its facts, what is answered, and what it catches."""
        pick = self._language.pick
        lines = [f"{vector.id}  {vector.clause}  {self.why(vector)}"]
        lines += [f"  {text}" for text in [self.about(vector), *self.readings(vector)] if text]
        lines += [pick(("事实", "Facts")), *(f"  {text}" for text in self.facts(vector).values())]
        lines += [pick(("答案", "Answers"))]
        if vector.function:
            return "\n".join([*lines, f"  {json.dumps(vector.result, ensure_ascii=False)}"]) + "\n"
        lines += [f"  {pick(('结论', 'verdict'))}: {json.dumps(truth(vector.verdict))}"]
        lines += [f"  {id_}: {status} · {self.asked(vector, id_)}" for id_, status in vector.statuses.items()]
        lines += [pick(("识别的错误实现", "Wrong implementations that it catches"))]
        lines += [
            f"  {mutant['requirement']} · {pick((Fault[mutant['fault']].zh, Fault[mutant['fault']].en))}: "
            f"{mutant['right']} → {mutant['wrong']}"
            for mutant in vector.catches
        ]
        return "\n".join(lines) + "\n"

    @cached_property
    def _nodes(self) -> dict[str, tuple[Node, str]]:
        """Return the parts of the formulas, and their texts in the language, by their texts in the files."""
        ruleset: Any = self._suite.ruleset
        nodes: dict[str, tuple[Node, str]] = {}
        classes = (ruleset.subject, *members_of(ruleset.subject))
        for path, rule, _ in ruleset.every():
            for law in laws_of(last_law(ruleset), ruleset, path, rule):
                named = Words(law, ruleset.subject, None)
                for node in dict.fromkeys(parts_of(ruleset, path, rule, law).nodes()):
                    if not isinstance(node, Group) and (key := named.written(node)) not in nodes:
                        nodes[key] = node, Words(law, _class_of(node, classes), self._language).written(node)
        return nodes


def _class_of(node: Node, classes: tuple[type[Any], ...]) -> type[Any]:
    """Return the class whose facts a part of a formula names: the subject's or a member's."""
    names = {re.split(r"[.\[]", path)[0] for path, _ in given_in(node)}
    return next(cls for cls in classes if names <= facts_of(cls).keys())


def flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the facts of a document with their paths (事实按路径展开)."""
    match value:
        case {**inner} if inner:
            for name, part in inner.items():
                yield from flat(part, joined(path, str(name)))
        case [{}, *_]:
            for place, member in enumerate(value):
                yield from flat(member, f"{path}[{place}]")
        case _:
            yield path, value
