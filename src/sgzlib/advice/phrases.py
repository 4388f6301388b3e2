"""Phrases of advice (建议用语): an act, a fact to establish or a requirement beyond remedy as a text of one line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from sgzlib.advice.changes import Change, ValueRange, member_of
from sgzlib.law.exact import EXACT
from sgzlib.law.facts import derived_of, facts_of
from sgzlib.law.kinds import YUAN, Form
from sgzlib.law.truth import Unknown
from sgzlib.prose.language import Language, Pair

_COMPARED: dict[Form, tuple[Pair, Pair]] = {
    Form.DAY: (("不早于", "no earlier than"), ("不晚于", "no later than")),
    Form.LABEL: (("不低于", "at least"), ("不高于", "at most")),
}
_OF_NUMBERS: tuple[Pair, Pair] = ("不少于", "at least"), ("不多于", "at most")

COLON: Pair = ("：", ": ")
SEMICOLON: Pair = ("；", "; ")
COMMA: Pair = ("、", ", ")
BRACKETS: Pair = ("（{}）", " ({})")
_SOMEBODY: Pair = ("", "the worker")
_OPEN: Pair = ("还须核实其他信息", "depends on other facts")
_MOST_NAMES, _FIRST_NAMES = 5, 3


def act_text(act: Any, language: Language) -> str:
    """Write one act (一项措施), of a member with its name before it."""
    text = bare_text(act, language)
    if act.replaces or "]" not in act.path:
        return text
    return f"{member_name(act.subject, member_of(act.path), language)}{language.pick(('：', ': '))}{text}"


def bare_text(act: Any, language: Language, *, alike: bool = False) -> str:
    """Write an act without the name of the member (不写姓名的措施), and, of many that are `alike`, without amounts."""
    change = act.changes[0]
    if act.replaces:
        name = member_name(act.subject, act.path, language)
        return language.pick(act.replaces).format(member=language.pick(_SOMEBODY) if alike else name)
    if change.fact.act is None:
        return change_text(act.subject, change, language, label=language.of(change.fact))
    if alike and "{" in change.fact.act[0]:
        # The values differ between the members, so the text names none.
        return language.pick(("调整", "change the ")) + language.of(change.fact)
    return filled(change.fact.act, change, language)


def kind_text(fact: Any, times: int, language: Language, *, joins: bool, replaces: Pair | None) -> str:
    """Write an act of many subjects (同类措施): what each comes to is left out, how many join is summed up."""
    if replaces:
        return language.pick(replaces).format(member=language.pick(_SOMEBODY))
    if joins:
        return filled(
            fact.act or (fact.zh, fact.en), Change("", fact, 0, (ValueRange(times, None),), joins=True), language
        )
    if fact.act is None or "{" in fact.act[0]:
        return language.pick(("调整", "change: ")) + language.of(fact)
    return language.pick(fact.act)


def overdue_text(act: Any, language: Language) -> str:
    """Write an act that is overdue (逾期仍须办理的措施)."""
    fact = act.changes[0].fact
    words = fact.late or (f"尽快{fact.act[0]}", f"{fact.act[1]} (overdue)")
    return filled(words, act.changes[0], language)


def filled(words: Pair, change: Change, language: Language) -> str:
    """Write the words of an act with its numbers in them (填入数值)."""
    option = change.to[0]
    exact = option.least == option.most or option.most is not None
    text = language.pick(words)
    if "{" in text:
        values = {
            "n": _span(option, change, language) if "{n}" in text else "",
            "at_least": "" if exact else language.pick(("至少", "at least ")),
            "to": values_text(change, language).replace("…", "××"),
        }
        text = text.format(**values)
    return text + "".join(_brought(change, name, amount, language) for name, amount in change.brings)


def _span(option: ValueRange, change: Change, language: Language) -> str:
    ends = [end for end in dict.fromkeys((option.least, option.most)) if end is not None]
    return language.pick(("至", " to ")).join(_written(end, change, language) for end in ends)


def _written(value: Any, change: Change, language: Language) -> str:
    if change.joins:
        return str(value)
    text = language.value(value, change.fact)
    # Chinese puts no space between a number and its unit.
    return re.sub(r"(?<=\d) ", "", text) if language.chinese else text


def _brought(change: Change, name: str, amount: Any, language: Language) -> str:
    members: Any = change.fact.kind.members
    labelled = facts_of(members).get(name) or derived_of(members, name)
    money = labelled.kind is YUAN
    said = language.money(EXACT.divide(Decimal(amount.numerator), amount.denominator)) if money else str(amount)
    return language.pick((f"，{labelled.zh}合计不少于{said}", f", {labelled.en} at least {said} in all"))


def change_text(subject: Any, change: Change, language: Language, label: str | None = None) -> str:
    """Write one change of a fact that has no words for the act (一项改变)."""
    label = language.fact(subject, change.path)[0] if label is None else label
    if change.joins:
        return label + language.pick(COLON) + values_text(change, language, ("增加", " more"))
    before, to = language.value(change.before, change.fact), values_text(change, language)
    return language.pick((f"{label}：由“{before}”改为{to}", f"{label}: from {before} to {to}"))


def values_text(change: Any, language: Language, more: Pair = ("", "")) -> str:
    """Write what a change asks for (改后取值); `more` says how those who join are counted."""
    to = language.pick(("或", " or ")).join(_ends(each, change, language) for each in change.to)
    if not change.joins:
        return to
    zh, en = f"{more[0]}{to}名（项），", f"{to}{more[1]}, "
    return language.pick((zh + "均须符合各项要求", en + "each meeting all requirements"))


def _ends(option: ValueRange, change: Any, language: Language) -> str:
    if option.least is option.most is None:
        return language.pick(("任意数量", "any number"))
    # For a count, "at most 0" is 0.
    if option.least == option.most or (option.least is None and type(option.most) is int and not option.most):
        written = _written(option.most, change, language)
        return f"“{written}”" if change.fact.kind.form is Form.TEXT else written
    space = language.pick(("", " "))
    low, high = _COMPARED.get(change.fact.kind.form, _OF_NUMBERS)
    ends = (
        [f"{language.pick(low)}{space}{_written(option.least, change, language)}"] if option.least is not None else []
    )
    ends += (
        [f"{language.pick(high)}{space}{_written(option.most, change, language)}"] if option.most is not None else []
    )
    return language.pick(("且", " and ")).join(ends)


def names_text(subject: Any, paths: Iterable[str], language: Language) -> str:
    """Write what some members or parts are called (名称): many of them by the first and their number."""
    listed = [member_name(subject, path, language) for path in paths]
    if len(listed) <= _MOST_NAMES:
        return language.list(listed)
    first = language.pick(COMMA).join(listed[:_FIRST_NAMES])
    return language.pick((f"{first}等（共{len(listed)}个）", f"{first} and {len(listed) - _FIRST_NAMES} more"))


def member_name(subject: Any, path: str, language: Language) -> str:
    """Return what a member is called (成员名称): by name, or by its number in the group."""
    return language.fact(subject, path)[0].rpartition(" · ")[2]


def establishing_text(each: Any, language: Language) -> str:
    """Write which fact is to be established, and of whom (待核实的事实)."""
    if "]" not in each.paths[0]:
        return language.fact(each.subject, each.paths[0])[0]
    names = names_text(each.subject, map(member_of, each.paths), language)
    return language.of(each.fact) + language.pick(BRACKETS).format(names)


def beyond_text(each: Any, language: Language) -> str:
    """Write a requirement that is beyond remedy, and why (无法补正的要求)."""
    asked = language.asked(each.requirement, each.assessment.policy)
    if each.clashes:
        others = language.list(language.asked(rule, each.assessment.policy) for rule in each.clashes)
        return language.pick(
            (f"{asked}——不能与下列要求同时满足：{others}", f"{asked} - cannot be met together with: {others}")
        )
    if each.late:
        return language.pick((f"{asked}——已逾期，无法补正", f"{asked} - its last day has passed"))
    return language.pick((f"{asked}——无法补正", f"{asked} - can no longer be corrected"))


def evidence_of(fact: Any, language: Language) -> str | None:
    """Write what shows how a fact stands (佐证材料)."""
    return None if fact.evidence is None else language.pick(fact.evidence)


def question_text(question: Any, language: Language) -> str:
    """Write a question as a sentence, after the member or part that it is about (问句)."""
    label = language.pick(question.labels[-1])
    if question.how is not None:
        asked = _evidence_asked(question, label, language)
    elif question.fact.ask is not None:
        asked = language.pick(question.fact.ask)
    elif question.fact.kind.form is Form.TRUTH:
        asked = language.pick((f"{label}：是或否？", f"{label}: yes or no?"))
    else:
        asked = language.pick((f"{label}是什么？", f"{label}: what is the value?"))
    path = question.path.rpartition(".")[0]
    if question.judged is not None and path:
        return names_text(question.judged.subject, [path], language) + language.pick(COLON) + asked
    before = [language.pick(label) for label in question.labels[:-1]]
    return " · ".join(before) + language.pick(COLON) + asked if before else asked


def _evidence_asked(question: Any, label: str, language: Language) -> str:
    """Write what is known so far and how, and ask for what shows it (佐证材料的问句)."""
    value = language.value(question.value, question.fact)
    how, shown = language.pick(question.how), evidence_of(question.fact, language)
    asked = (
        f"{label}：{value}（{how}），请提供佐证材料" + (f"：{shown}" if shown else "") + "。",
        f"{label}: {value} ({how}). Please provide evidence" + (f": {shown}" if shown else "") + ".",
    )
    return language.pick(asked)


def requirement_texts(question: Any, language: Language) -> tuple[str, ...]:
    """Write the requirements that hang on a question, each after its clause (为何询问)."""
    law = question.law
    rules = question.requirements
    texts = (language.of(rule) if law is None else language.asked(rule, law) for rule in rules)
    return tuple(f"{language.clause(rule.clause.locator)} {text}" for rule, text in zip(rules, texts, strict=True))


def decides_texts(question: Any, language: Language) -> tuple[str, ...]:
    """Write the verdict after each answer, where there are few (答案的结果)."""
    if question.judged is None:
        return ()
    ruleset = question.judged.ruleset
    alike: dict[str, list[str]] = {}
    for value, verdict in question.answers:
        said = language.pick(_OPEN if isinstance(verdict, Unknown) else ruleset.yes if verdict else ruleset.no)
        alike.setdefault(said, []).append(language.value(value))
    if list(alike) == [language.pick(_OPEN)]:
        return ()
    return tuple(f"{language.pick(COMMA).join(values)} → {said}" for said, values in alike.items())
