"""Covering (覆盖): what your own cases reach of a ruleset, by the mutants that they catch.

    group         reached if the cases catch
    statuses      (they give the requirement this status)
    thresholds    a program that is wrong on the threshold, or one step beside it, and nowhere else
    conditions    a program without the condition, and one that takes it for never met (MC/DC)
    readings      a program with another reading, and one that is wrong under an option that is no default
    unknown       a program that takes an unknown fact for False or zero
    others        any other mutant that the shipped vectors catch

Mutants that are proved to be equivalent are not asked for. The vectors to add are chosen greedily: always the one that
reaches most of what is missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, TypeAlias

import attrs

from sgzlib.bridges.interchange import load
from sgzlib.bridges.vectors.answering import last_law, law_under
from sgzlib.bridges.vectors.making import Maker, catching_together
from sgzlib.bridges.vectors.mutants import Fault, Mutant, mutants_of, occurrences_of, readings_of, together_mutants
from sgzlib.bridges.vectors.suite import Vector, line
from sgzlib.bridges.vectors.suites import Suite, suite_of
from sgzlib.bridges.vectors.widening import Slip, slips_of
from sgzlib.bridges.vectors.writing import make, mutant_document
from sgzlib.law.arguments import checking_arguments, each, iterable
from sgzlib.law.errors import InvalidValue, SgzlibError, require
from sgzlib.law.formula import Node, under
from sgzlib.law.judging import Judged, judge
from sgzlib.law.laws import Law
from sgzlib.law.plurals import counted
from sgzlib.law.requirement import Case, Ruleset, implied_formula
from sgzlib.prose.language import Language, Pair
from sgzlib.tianjin.rulesets import RULESETS

_GROUPS: dict[str, Pair] = {
    "statuses": ("各项要求的状态", "statuses of requirements"),
    "thresholds": ("数值和期限的临界值及其相邻值", "thresholds, and one step to each side"),
    "conditions": ("各项条件（MC/DC）", "conditions (MC/DC)"),
    "readings": ("理解", "readings"),
    "unknown": ("未知的事实", "unknown facts"),
    "others": ("其他错误实现", "other wrong implementations"),
}
_GROUP_OF = {
    Fault.POINT.name: "thresholds",
    Fault.OMISSION.name: "conditions",
    Fault.PLACE.name: "conditions",
    Fault.READING.name: "readings",
    Fault.UNKNOWN_AS_FALSE.name: "unknown",
    Fault.UNKNOWN_AS_ZERO.name: "unknown",
}
_FEW = 5
_Findings: TypeAlias = tuple[Judged[Any], ...]
_Catches: TypeAlias = Callable[..., bool]


@attrs.frozen(kw_only=True)
class Coverage:
    """What a set of cases covers of one ruleset (覆盖情况): for each group `(reached, missing)`, and what to add.

    The groups are `statuses`, `thresholds`, `conditions`, `readings`, `unknown` and `others`. `add` lists vectors that
    cover what is missing, the one that covers most first.
    """

    ruleset: str
    cases: int
    groups: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    add: tuple[Vector, ...]

    @property
    def percent(self) -> int:
        """The coverage in whole per cent, rounded down (覆盖率)."""
        reached, missing = (sum(len(group[side]) for group in self.groups.values()) for side in (0, 1))
        return 100 * reached // (reached + missing)

    def render(self, locale: str = "zh_CN") -> str:
        """Return text in Chinese or English (文本). Raises `InvalidValue` for another locale."""
        pick = Language(locale).pick
        summary = f"用例{self.cases}个，覆盖{self.percent}%", f"{counted(self.cases, 'cases')}, {self.percent}% reached"
        lines = [f"{self.ruleset}: {pick(summary)}"]
        for name, (reached, missing) in self.groups.items():
            lines.append(f"  {pick(_GROUPS[name])} {len(reached)}/{len(reached) + len(missing)}")
            lines += [f"    {text}" for text in missing[:_FEW]]
            more = len(missing) - _FEW
            lines += [f"    {pick((f'……另有{more}项', f'… and {more} more'))}"] if more > 0 else []
        if self.add:
            suggestion = f"建议增加{len(self.add)}个用例", f"{counted(len(self.add), 'vectors')} to add"
            more_ids = ["…"] if len(self.add) > _FEW else []
            lines.append(f"  {pick(suggestion)}: {', '.join([*(vector.id for vector in self.add[:_FEW]), *more_ids])}")
        return "\n".join(lines) + "\n"

    def document(self) -> dict[str, Any]:
        """Return the coverage as plain data (数据)."""
        return {
            "ruleset": self.ruleset,
            "cases": self.cases,
            "percent": self.percent,
            "groups": {
                name: {"reached": list(reached), "missing": list(missing)}
                for name, (reached, missing) in self.groups.items()
            },
            "add": [vector.id for vector in self.add],
        }


@checking_arguments
def cover(cases: Iterable[Mapping[str, Any]], rulesets: Iterable[Ruleset] = ()) -> list[Coverage]:
    """Return what cases cover of their rulesets, and which vectors to add (用例的覆盖情况).

    A case has `ruleset`, `facts`, `on`, and `readings` if they are not the defaults, in the format of `run`. For your
    own `rulesets`, vectors are made first. Raises `InvalidValue` for a case that cannot be read, with its place.

    >>> from sgzlib import vectors
    >>> facts = {"grade": "GOOD", "contract_year": 1, "cycle_years": 3, "renewal_ruled_out": False}
    >>> (found,) = vectors.cover([{"ruleset": "renewal", "facts": facts, "on": "2024-06-01"}])
    >>> found.percent, found.groups["statuses"][0]
    (12, ('renewal.grade MET', 'renewal.years_left MET', 'renewal.not_ruled_out MET'))
    >>> vectors.cover([{"ruleset": "renewal", "facts": {"grade": "TEA"}, "on": "2024-06-01"}])
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: cases[1].YearEnd.grade: 'TEA' 不可用，应为...
    """
    suites = {ruleset.name: Suite(make(ruleset), ruleset) for ruleset in each("rulesets", rulesets, Ruleset)}
    asked: dict[str, list[AskedCase]] = {}
    for place, case in enumerate(iterable("cases", cases), 1):
        try:
            name = case["ruleset"]
            suites[name] = suites.get(name) or suite_of(name)
            asked.setdefault(name, []).append(asked_in(suites[name], case))
        except SgzlibError as error:
            raise InvalidValue(f"cases[{place}].{error.field}", error.value, error.allowed_zh, error.allowed) from None
        except (LookupError, TypeError, ValueError, AttributeError, StopIteration):
            shape = '{"ruleset": …, "facts": {…}, "on": "2024-06-01", "readings": {…}}'
            raise InvalidValue(f"cases[{place}]", case, shape, shape) from None
    return [_covered(suites[name], mine) for name, mine in asked.items()]


@attrs.frozen(eq=False)
class AskedCase:
    """A case as it is asked (所问): what is judged on which day, and the readings that are not the default ones."""

    subject: Any
    on: date
    readings: Mapping[str, Any]
    law: Law


def asked_in(suite: Suite, case: Mapping[str, Any]) -> AskedCase:
    """Return a case as it is asked (用例所问). Raises what reading its facts or its readings raises."""
    ruleset = require("ruleset", suite.ruleset, Ruleset)
    law: Any = law_under(ruleset, case.get("readings", {}))
    default: Any = last_law(ruleset)
    readings = {name: getattr(law, name) for name in law.readings if getattr(law, name) is not getattr(default, name)}
    on = case["on"] if isinstance(case["on"], date) else date.fromisoformat(case["on"])
    return AskedCase(load(ruleset.subject, case["facts"]), on, readings, law)


def _covered(suite: Suite, asked: list[AskedCase]) -> Coverage:
    ruleset = require("ruleset", suite.ruleset, Ruleset)
    judged = [(each, *judge(ruleset, each.subject, each.on, each.law, Judged)) for each in asked]
    given = {(finding.requirement.id, finding.status.name) for _, _, findings in judged for finding in findings}
    caught = {place for place, catches in catching(suite, ruleset) if any(catches(*each) for each in judged)}
    possible = dict.fromkeys(pair for vector in suite.vectors for pair in vector.statuses.items())
    mutants = suite.document["mutants"]
    sides: dict[str, tuple[list[str], list[str]]] = {name: ([], []) for name in _GROUPS}
    for pair in possible:
        sides["statuses"][pair not in given].append(" ".join(pair))
    for place, mutant in enumerate(mutants):
        group = "readings" if mutant.get("readings") else _GROUP_OF.get(mutant["fault"], "others")
        sides[group][place not in caught].append(_mutant_text(mutant))
    return Coverage(
        ruleset=suite.name,
        cases=len(asked),
        groups={name: (tuple(reached), tuple(missing)) for name, (reached, missing) in sides.items()},
        add=tuple(_adding(suite, set(range(len(mutants))) - caught, set(possible) - given)),
    )


def catching(suite: Suite, ruleset: Ruleset) -> Iterator[tuple[int, _Catches]]:
    """Yield, for each mutant of a file by its place, what tells whether a judged case catches it (识别变异体)."""
    law: Any = last_law(ruleset)
    shipped = ruleset is RULESETS.get(ruleset.name)
    maker = Maker(ruleset, law, RULESETS.values() if shipped else ())
    places: dict[str, list[int]] = {}
    for place, mutant in enumerate(suite.document["mutants"]):
        places.setdefault(line(mutant), []).append(place)
    slips = {(slip.fault.name, slip.right, slip.wrong): slip for slip in slips_of(maker)}
    for place, mutant in enumerate(suite.document["mutants"]):
        if (slip := slips.get((mutant["fault"], mutant["right"], mutant["wrong"]))) is not None:
            yield place, partial(_catches_slip, slip, ruleset)
    made: Counter[str] = Counter()
    for mutant, catches in _mutants(maker):
        text = line(mutant_document(mutant, maker))
        if text in places:
            # Of several that are written alike, each is the next.
            yield places[text][min(made[text], len(places[text]) - 1)], catches
            made[text] += 1


def _mutants(maker: Maker) -> Iterator[tuple[Mutant, _Catches]]:
    own = [(path, rule) for path, rule, _ in maker.ruleset.every() if not rule.restates]
    for path, rule in own:
        hangs_on = readings_of(maker.ruleset, path, rule)
        for made_by in (mutants_of, occurrences_of):
            for mutant in made_by(maker.ruleset, path, rule, maker.law, maker.beside):
                yield mutant, partial(_catches, mutant, hangs_on)
    for mutant in together_mutants(maker.ruleset, maker.law):
        yield mutant, partial(_catches_together, mutant, under(implied_formula(maker.ruleset), maker.law))


def _catches(mutant: Mutant, hangs_on: Sequence[str], asked: AskedCase, case: Case[Any], findings: _Findings) -> bool:
    if mutant.readings != {name: option for name, option in asked.readings.items() if name in hangs_on}:
        return False
    finding = next(finding for finding in findings if (finding.path, finding.requirement) == (mutant.path, mutant.rule))
    return mutant.status(asked.subject, case) is not finding.status


def _catches_together(mutant: Mutant, right: Node, asked: AskedCase, case: Case[Any], findings: _Findings) -> bool:
    if asked.readings:
        return False
    return mutant in catching_together([mutant], right, asked.subject, case, findings)


def _catches_slip(slip: Slip, ruleset: Ruleset, asked: AskedCase, _case: Case[Any], findings: _Findings) -> bool:
    _, wrong = judge(ruleset, *slip.read(asked.subject, asked.on), asked.law, Judged)
    return any(mine.status is not theirs.status for mine, theirs in zip(findings, wrong, strict=True))


def _mutant_text(mutant: Mapping[str, Any]) -> str:
    readings = "".join(f" [{name}={option}]" for name, option in mutant.get("readings", {}).items())
    return f"{mutant['requirement']}: {mutant['right']} → {mutant['wrong']}{readings}"


def _adding(suite: Suite, mutants: set[int], statuses: set[tuple[str, str]]) -> Iterator[Vector]:
    """Yield the vectors that reach what is missing, each time the one that reaches most of it."""
    document = suite.document["cases"]
    reaching: dict[str, set[Any]] = {
        vector.id: {*mutants.intersection(case["catches"]), *statuses.intersection(vector.statuses.items())}
        for vector, case in zip(suite.vectors, document, strict=True)
    }
    by_id = {vector.id: vector for vector in suite.vectors}
    while reaching:
        best = max(reaching, key=lambda id_: len(reaching[id_]))
        more = reaching.pop(best)
        if not more:
            return
        yield by_id[best]
        reaching = {id_: rest for id_, others in reaching.items() if (rest := others - more)}
