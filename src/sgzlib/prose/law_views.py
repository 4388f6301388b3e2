"""The law as views (规定视图): a clause, a requirement, a ruleset, and a law with its numbers and readings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from sgzlib.law.clauses import Clause, Force
from sgzlib.law.errors import InvalidType
from sgzlib.law.laws import Law, law_on
from sgzlib.law.plurals import counted
from sgzlib.law.requirement import Requirement, Ruleset
from sgzlib.prose.explain import formula
from sgzlib.prose.html import Element, element, folded, markup, pairs, table
from sgzlib.prose.language import Language, Pair

_ID: Pair = ("编号", "Id")
_CLAUSE: Pair = ("条款", "Clause")
_FORCE: Pair = ("约束力", "Force")
_ASKED: Pair = ("要求", "Requirement")
_ACTORS: Pair = ("责任单位", "By")
_SOURCE: Pair = ("依据", "Based on")
_FORMULA: Pair = ("公式", "Formula")
_RESTATES: Pair = ("归纳", "Sums up")
_BY_READING: Pair = ("按理解而定：{}", "depends on the reading: {}")
_NUMBER: Pair = ("数值", "Number")
_VALUE: Pair = ("取值", "Value")
_QUESTION: Pair = ("可作两种理解之处", "Reading")
_CHOSEN: Pair = ("采用", "Chosen")
_OPTIONS: Pair = ("可选", "Options")
_COMPUTED: Pair = ("计算项", "Outcomes")


def law_html(thing: Any, locale: str) -> str:
    """Return an object of the law as HTML (规定网页)."""
    language = Language(locale)
    views: dict[type[Any], Any] = {Clause: _clause, Requirement: _requirement, Ruleset: _ruleset, Law: _law}
    view = next(view for cls, view in views.items() if isinstance(thing, cls))
    return markup(view(thing, language), language)


def law_text(rule: Requirement, law: Law | None, locale: str) -> str:
    """Return what a requirement asks as text (要求文本)."""
    return _asked(rule, law, Language(locale))


def _clause(clause: Clause, language: Language) -> Iterator[Element]:
    yield element("h3", _cited(clause, language))
    yield element("p", language.pick((clause.summary_zh, clause.summary_en)))


def _cited(clause: Clause, language: Language) -> str:
    return f"{language.clause(clause.locator)} {clause.title}"


def _requirement(rule: Requirement, language: Language) -> Iterator[Element]:
    yield element("h3", _asked(rule, None, language))
    force = rule.force
    binding = (
        language.of(force)
        if isinstance(force, Force)
        else language.pick(_BY_READING).format(_question(force, language))
    )
    rows: list[tuple[Pair, str]] = [(_ID, rule.id), (_CLAUSE, _cited(rule.clause, language)), (_FORCE, binding)]
    rows.append((_ACTORS, language.list(map(language.of, rule.by))))
    if rule.source is not None:
        rows.append((_SOURCE, language.pick((f"《{rule.source.title_zh}》", rule.source.title_en))))
    rows += [(_RESTATES, language.list(rule.restates))] if rule.restates else []
    yield pairs((language.pick(label), text) for label, text in rows if text)
    if not rule.restates and (written := _formula(rule, language)):
        yield folded([language.pick(_FORMULA)], [element("p", written)])


def _formula(rule: Requirement, language: Language) -> str:
    try:
        return formula(rule, str(language.locale))
    except InvalidType:  # a rule that does not name the class of its subject
        return ""


def _asked(rule: Requirement, law: Law | None, language: Language) -> str:
    """Write what a requirement asks, with the numbers of a law, or with their names in brackets (要求)."""
    if law is not None:
        return language.asked(rule, law)
    numbers = rule.law.numbers
    return re.sub(r"\{(\w+)\}", lambda named: f"〔{language.of(numbers[named[1]])}〕", language.of(rule))


def _ruleset(ruleset: Ruleset, language: Language) -> Iterator[Element]:
    law = None if ruleset.law is None else law_on(ruleset.law, date.max)
    rules = [rule for _, rule, _ in ruleset.every()]
    yield element("h3", language.of(ruleset))
    notice = language.pick((f"《{rules[0].notice.title}》", rules[0].notice.title_en)) if rules else ""
    number = language.pick((f"{len(rules)}项要求", counted(len(rules), "requirements")))
    yield element("p", " · ".join(text for text in (ruleset.name, notice, number) if text), class_="pale")
    heads = (_ID, _CLAUSE, _FORCE, _ASKED, _ACTORS)
    yield table(map(language.pick, heads), (_row(rule, law, language) for rule in rules))
    named = language.pick(("{}（{}）", "{} ({})"))
    outcomes = [named.format(language.of(outcome), outcome.id) for _, outcome, _ in ruleset.computed()]
    if outcomes:
        yield element("p", language.stated(language.pick(_COMPUTED), language.list(outcomes)))


def _row(rule: Requirement, law: Law | None, language: Language) -> list[str]:
    force = rule.force if law is None else rule.force_under(law)
    written = language.of(force) if isinstance(force, Force) else _question(force, language)
    by = rule.by if law is None else rule.by_under(law)
    actors = language.list(map(language.of, by))
    return [rule.id, language.clause(rule.clause.locator), written, _asked(rule, law, language), actors]


def _question(reading: Any, language: Language) -> str:
    return language.pick((reading.question, reading.question_en))


def _law(law: Law, language: Language) -> Iterator[Element]:
    notice = law.notice
    yield element("h3", language.pick((f"《{notice.title}》", notice.title_en)))
    force = language.pick(("自{}起施行", "in force from {}")).format(language.value(notice.in_force_from))
    if notice.in_force_until is not None:
        force += language.pick(("，至{}", " to {}")).format(language.value(notice.in_force_until))
    said = [type(law).__name__, *([notice.number] if notice.number else []), force]
    yield element("p", " · ".join(said), class_="pale")
    for named, successor in law.acting:
        yield element("p", f"{language.of(named)} → {language.of(successor)}")
    if law.numbers:
        heads = map(language.pick, (_NUMBER, _VALUE, _CLAUSE, _ID))
        yield table(heads, (_number(number, law, language) for number in law.numbers.values()))
    if law.readings:
        heads = map(language.pick, (_QUESTION, _CHOSEN, _OPTIONS, _CLAUSE, _ID))
        yield table(heads, (_reading(reading, law, language) for reading in law.readings.values()))


def _number(number: Any, law: Law, language: Language) -> list[str]:
    clause = language.clause(number.clause.locator)
    return [language.of(number), language.number(law, number.id), clause, number.id]


def _reading(reading: Any, law: Law, language: Language) -> list[str]:
    options = language.pick(("；", "; ")).join(language.of(option) for option in reading.options)
    chosen, clause = language.of(getattr(law, reading.id)), language.clause(reading.clause.locator)
    return [_question(reading, language), chosen, options, clause, reading.id]
