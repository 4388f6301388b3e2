"""Advice in prose (整改建议与待问事项): remedies and questions, written in Chinese or English."""

from __future__ import annotations

from typing import Any

from sgzlib.advice.changes import Change, Option, Remedy
from sgzlib.law.judging import Judgement
from sgzlib.law.kinds import Form
from sgzlib.law.requirement import Requirement
from sgzlib.law.truth import UNKNOWN
from sgzlib.prose.language import Language, Pair
from sgzlib.prose.statuses import verdict_text

_COMPARED: dict[Form, tuple[Pair, Pair]] = {
    Form.DAY: (("不早于", "no earlier than"), ("不晚于", "no later than")),
    Form.LABEL: (("不低于", "at least"), ("不高于", "at most")),
}
_OF_NUMBERS: tuple[Pair, Pair] = ("不少于", "at least"), ("不多于", "at most")

BEYOND: Pair = ("无法再补救：", "Beyond remedy: ")
UNSETTLED: Pair = ("未能在限定步数内找全办法：", "Not all ways were found within the steps allowed: ")
NONE: Pair = ("没有可行的办法", "No set of changes is known")
REST: Pair = ("其余要求：", "For the rest:")
FOUND: Pair = ("找到的办法：", "What was found:")
ONE_OF: Pair = ("任选其一：", "one of:")
MOST_IN_A_LINE = 3
"""How many changes are read in one line; more of them have a line each."""


def remedies_text(
    judgement: Judgement[Any],
    steps: tuple[tuple[Remedy, ...], ...],
    infeasible: tuple[Requirement, ...],
    undecided: tuple[Requirement, ...],
    locale: str,
) -> str:
    """Write what has to be changed (整改建议): each step, and the ways to take it where there are several."""
    language = Language(locale)
    lines = [verdict_text(judgement, language)]
    left = ((BEYOND, infeasible), (UNSETTLED, undecided))
    for said, requirements in left:
        lines += [language.pick(said) + language.asked(one, judgement.policy) for one in requirements]
    if not steps and not any(of for _, of in left) and judgement.verdict is not True:
        lines.append(language.pick(NONE))
    if steps and any(of for _, of in left):
        lines.append(language.pick(REST if infeasible else FOUND))
    for number, step in enumerate(steps, 1):
        if len(step) == 1:
            lines += _listed(f"{number}. ", changes_texts(judgement.subject, step[0], language), "    - ", language)
        else:
            lines.append(f"{number}. " + language.pick(ONE_OF))
            for remedy in step:
                lines += _listed("    - ", changes_texts(judgement.subject, remedy, language), "        - ", language)
    return "\n".join(lines) + "\n"


def _listed(before: str, changes: list[str], each: str, language: Language) -> list[str]:
    if len(changes) <= MOST_IN_A_LINE:
        return [before + joined(changes, language)]
    return [before + all_of(changes, language), *(each + change for change in changes)]


def all_of(changes: list[str], language: Language) -> str:
    """Write that so many changes have to be made together (同时改变)."""
    return language.pick((f"以下 {len(changes)} 项一并改变：", f"all {len(changes)} of:"))


def joined(changes: list[str], language: Language) -> str:
    """Write changes that have to be made together in one line (一行)."""
    return language.pick(("；", "; ")).join(changes)


def changes_texts(subject: Any, remedy: Remedy, language: Language) -> list[str]:
    """Write changes that have to be made together, one by one (逐项)."""
    return [change_text(subject, change, language) for change in remedy]


def remedy_text(subject: Any, remedy: Remedy, language: Language) -> str:
    """Write changes that have to be made together (一种办法)."""
    return joined(changes_texts(subject, remedy, language), language)


def change_text(subject: Any, change: Change, language: Language) -> str:
    """Write one change (一项改变)."""
    label, fact = language.fact(subject, change.path)
    if change.joins:
        more = ("共", " in all") if change.before is UNKNOWN else ("增加", " more")
        return label + language.pick(("：", ": ")) + values_text(change, language, more)
    before, to = language.value(change.before, fact), values_text(change, language)
    return language.pick((f"{label}：由“{before}”改为{to}", f"{label}: from {before} to {to}"))


def values_text(change: Any, language: Language, more: Pair = ("", "")) -> str:
    """Write what a change asks for (改后取值); `more` says how those who join are counted."""
    to = language.pick((" 或 ", " or ")).join(_ends(each, change, language) for each in change.to)
    if not change.joins:
        return to
    zh, en = f"{more[0]}{to} 名（项），", f"{to}{more[1]}, "
    return language.pick((zh + "均须符合各项要求", en + "meeting whatever is asked"))


def _ends(option: Option, change: Any, language: Language) -> str:
    def written(value: Any) -> str:
        return str(value) if change.joins else language.value(value, change.fact)

    if option.least is option.most is None:
        return language.pick(("任意数量", "any number"))
    # What is at most 0, where nothing is less, is 0.
    if option.least == option.most or (option.least is None and type(option.most) is int and not option.most):
        return written(option.most)
    low, high = _COMPARED.get(change.fact.kind.form, _OF_NUMBERS)
    ends = [f"{language.pick(low)} {written(option.least)}"] if option.least is not None else []
    ends += [f"{language.pick(high)} {written(option.most)}"] if option.most is not None else []
    return language.pick(("且", " and ")).join(ends)
