"""Remedies as text (整改建议): the sections of `Remedies.render`, made of the `phrases` of their entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from sgzlib.advice.acts import Beyond, Establishing, Step, Way
from sgzlib.advice.changes import actors_of, clauses_of, member_of
from sgzlib.advice.phrases import (
    BRACKETS,
    COLON,
    COMMA,
    SEMICOLON,
    act_text,
    bare_text,
    beyond_text,
    names_text,
    overdue_text,
)
from sgzlib.law.deadlines import NOT_YET
from sgzlib.law.requirement import Requirement
from sgzlib.prose.language import Language, Pair
from sgzlib.prose.statuses import verdict_text

BEYOND: Pair = ("无法补正", "Beyond remedy")
ESTABLISH: Pair = ("核实并补报", "To establish and report")
TO_DO: Pair = ("整改措施", "To do")
IN_TIME: Pair = ("应按期完成（尚未到期）", "To do (not due yet)")
ADVISED: Pair = ("未达到的指导性要求（不属整改）", "Recommended only")
UNTIL: Pair = ("完成时限", "Until")
NOT_RUNNING: Pair = ("尚未起算", "the period has not started")
UNSETTLED: Pair = ("以下要求的整改方案仅列出部分", "Options may be incomplete for")
NOTHING: Pair = ("无整改事项。", "No action needed.")
NOT_BINDING: Pair = (
    "通知对该对象不具约束力，无整改事项。",
    "The notice is not binding on this subject. No action needed.",
)
ANY_OF: Pair = ("以下办法任选其一", "any one of")
MORE_WAYS: Pair = ("另有其他办法，未逐一列出", "other options are not listed")
STILL: Pair = ("仍须", "Still required")
ACTORS: Pair = ("责任单位", "By")
EVIDENCE: Pair = ("佐证材料", "Evidence")
LOOK: Pair = ("佐证材料", "Look at")
NUMBERED = (TO_DO, IN_TIME)
CLAUSE: Pair = ("条款", "Clause")


@attrs.frozen
class AdviceLine:
    """One line of advice (一行): its text, what stands beside it, and what stands below it."""

    text: str
    notes: tuple[tuple[Pair, str], ...] = ()
    below: tuple[AdviceLine, ...] = ()

    def noted(self, language: Language) -> str:
        """Write what stands beside the text (附注)."""
        said = [f"{language.pick(name)}{language.pick(COLON)}{note}" for name, note in self.notes if note]
        return language.pick(SEMICOLON).join(said)


def remedies_text(remedies: Any, locale: str) -> str:
    """Write remedies (整改建议): what to do step by step, what to establish, what is beyond remedy."""
    language = Language(locale)
    judged = remedies.assessment
    lines = [language.pick(("结论：", "Verdict: ")) + verdict_text(judged, language)]
    if (said := nothing_to_do(remedies)) is not None:
        lines.append(language.pick(said))
    for title, listed in sections(remedies, language):
        lines.append(language.pick(title) + language.pick(("：", ":")))
        for number, line in enumerate(listed, 1):
            lines += _written_line(line, f"{number}. " if title in NUMBERED else "- ", language)
    return "\n".join(lines) + "\n"


def _written_line(line: AdviceLine, before: str, language: Language) -> Iterator[str]:
    noted = line.noted(language)
    yield before + line.text + (language.pick(BRACKETS).format(noted) if noted else "")
    for below in line.below:
        yield from _written_line(below, " " * len(before) + "- ", language)


def nothing_to_do(remedies: Any) -> Pair | None:
    """Return what to say where nothing is to be done, established or past remedy (无事项); None where something is."""
    judged = remedies.assessment
    if not judged.in_force:
        return NOT_BINDING
    listed = remedies.steps or remedies.in_time or remedies.to_establish or remedies.beyond_remedy or remedies.undecided
    return None if listed or judged.verdict is not True else NOTHING


def sections(remedies: Any, language: Language) -> Iterator[tuple[Pair, list[AdviceLine]]]:
    """Yield the parts of remedies that are not empty, each with its title and its lines (各部分)."""
    law = remedies.assessment.policy
    titled = (
        (TO_DO, _step_lines(remedies.steps, language)),
        (IN_TIME, _step_lines(remedies.in_time, language)),
        (UNSETTLED, [AdviceLine(language.asked(rule, law)) for rule in remedies.undecided]),
        (ESTABLISH, _establishing_lines(remedies.to_establish, language)),
        (BEYOND, [_beyond_line(each, language) for each in remedies.beyond_remedy]),
        (ADVISED, [AdviceLine(language.asked(rule, law), _by_whom([rule], language)) for rule in remedies.advised]),
    )
    return ((title, lines) for title, lines in titled if lines)


def _step_lines(steps: Iterable[Step], language: Language) -> list[AdviceLine]:
    """Write the steps, those that ask the same of several members as one (各步骤)."""
    alike: dict[Any, list[Step]] = {}
    for step in steps:
        members = {member_of(act.path) for way in step.ways for act in way.acts}
        chosen = any(way.members for way in step.ways)
        said = tuple(tuple(bare_text(act, language, alike=True) for act in way.acts) for way in step.ways)
        each = len(members) == 1 and "" not in members and not chosen
        alike.setdefault((said, step.requirements) if each else id(step), []).append(step)
    return [_steps_line(same, language) for same in alike.values()]


def _steps_line(steps: list[Step], language: Language) -> AdviceLine:
    step = steps[0]
    names = ""
    if len(steps) > 1:
        members = (member_of(same.ways[0].acts[0].path) for same in steps)
        names = names_text(step.ways[0].acts[0].subject, members, language) + language.pick(COLON)
    ways = [_way_line(way, language, alike=bool(names)) for way in step.ways]
    by = (*_by_whom(step.requirements, language), *_until(step, language))
    if len(ways) == 1 and step.complete:
        return AdviceLine(names + ways[0].text, (*by, *ways[0].notes))
    more = () if step.complete else (AdviceLine(language.pick(MORE_WAYS)),)
    return AdviceLine(names + language.pick(ANY_OF), by, (*ways, *more))


def _until(step: Step, language: Language) -> tuple[tuple[Pair, str], ...]:
    last = min((act.until for way in step.ways for act in way.acts if act.until is not None), default=None)
    if last is None:
        return ()
    if last == NOT_YET:
        return ((UNTIL, language.pick(NOT_RUNNING)),)
    day = language.value(last)
    return ((UNTIL, language.pick((f"{day}前（含当日）", f"{day}"))),)


def _way_line(way: Way, language: Language, *, alike: bool) -> AdviceLine:
    texts = [bare_text(act, language, alike=True) for act in way.acts] if alike else way_texts(way, language)
    evidence = [act.evidence(str(language.locale)) or "" for act in way.acts]
    return AdviceLine(language.pick(SEMICOLON).join(texts), ((EVIDENCE, _listed_once(evidence, language)),))


def _by_whom(rules: Iterable[Requirement], language: Language) -> tuple[tuple[Pair, str], ...]:
    rules = tuple(rules)
    clauses = [language.clause(clause.locator) for clause in clauses_of(rules)]
    who = language.list(language.of(actor) for actor in actors_of(rules))
    return (CLAUSE, language.list(clauses)), (ACTORS, who)


def _listed_once(texts: Iterable[str], language: Language) -> str:
    """Write what lists name, each once (并列去重)."""
    comma = language.pick(COMMA)
    return comma.join(dict.fromkeys(name for text in texts for name in text.split(comma) if name))


def way_texts(way: Way, language: Language) -> list[str]:
    """Write the acts of a way, or the one that any of some members can be taken for (各项措施)."""
    if not way.members:
        return [act_text(act, language) for act in way.acts]
    chosen = len(dict.fromkeys(member_of(act.path) for act in way.acts if "]" in act.path))
    names = names_text(way.acts[0].subject, way.members, language)
    acts = dict.fromkeys(bare_text(act, language, alike=True) for act in way.acts)
    said = language.pick(SEMICOLON).join(acts)
    return [language.pick((f"{names}中任选{chosen}个：{said}", f"any {chosen} of {names}: {said}"))]


def _establishing_lines(listed: Iterable[Establishing], language: Language) -> list[AdviceLine]:
    """Write the facts to establish, those of the same part, members and actors in one line (待核实的事实)."""
    alike: dict[Any, list[Establishing]] = {}
    for each in listed:
        about = tuple(path.rpartition(".")[0] for path in each.paths)
        alike.setdefault((each.how, about, each.by), []).append(each)
    lines: list[AdviceLine] = []
    for (how, about, _), facts in alike.items():
        known = "" if how is None else language.pick(how) + language.pick(COLON)
        subject = facts[0].subject
        rules = dict.fromkeys(rule for each in facts for rule in each.requirements)
        whose = names_text(subject, about, language) + language.pick(COLON) if any(about) else ""
        looked = _listed_once([each.evidence(str(language.locale)) or "" for each in facts], language)
        labels = language.pick(COMMA).join(language.of(each.fact) for each in facts)
        lines.append(AdviceLine(known + whose + labels, (*_by_whom(rules, language), (LOOK, looked))))
    return lines


def _beyond_line(each: Beyond, language: Language) -> AdviceLine:
    """Write a requirement that is beyond remedy, and below it what is still asked for (无法补正的要求)."""
    named: dict[str, list[str]] = {}
    for act in each.overdue:
        named.setdefault(overdue_text(act, language), []).append(member_of(act.path))
    below = [
        f"{language.pick(STILL)}{language.pick(COLON)}{text}"
        + (language.pick(BRACKETS).format(names_text(each.overdue[0].subject, members, language)) if members[0] else "")
        for text, members in named.items()
    ]
    return AdviceLine(beyond_text(each, language), (), tuple(map(AdviceLine, below)))
