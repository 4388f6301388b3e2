"""Formulas of rules and tables of rulesets (公式与规则表), in Chinese or English.

They are written from the recorded formula that checks a subject, and so they cannot differ from the check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, cast, get_type_hints

import attrs

from sgzlib.law.arguments import checking_arguments
from sgzlib.law.clauses import Clause, Force
from sgzlib.law.errors import InvalidType, require
from sgzlib.law.facts import is_subject
from sgzlib.law.formula import FALSE, TRUE, Constant, Node, readings_in, under
from sgzlib.law.laws import History, Law, Reading, law_on
from sgzlib.law.outcomes import OutcomeRule
from sgzlib.law.requirement import Requirement, Ruleset
from sgzlib.prose.formula_text import DUE, Words
from sgzlib.prose.language import Language


@checking_arguments
def subject_of(requirement: Requirement | OutcomeRule) -> type[Any]:
    """Return the class of subjects of a requirement: the annotation of its rule's first parameter (规则的对象)."""
    rule = requirement.computes if isinstance(requirement, OutcomeRule) else requirement.holds
    cls = next(iter(get_type_hints(rule).values()), None)
    if not is_subject(cls):
        zh, en = (
            "首个参数注明事实类的规则，或另给 subject",
            "a rule whose first parameter names its class, or the class as `subject`",
        )
        raise InvalidType(f"formula({requirement.id})", cls, zh, en)
    return cast("type[Any]", cls)


def _written(words: Words, asked: Callable[[str], Node], requirement: Requirement) -> str:
    """Write what is asked, behind `→` where it does not bind everybody, and its last day, or who is still in time."""
    law, shown = words.law, words.written(asked("holds"))
    if law is not None and not isinstance(law, requirement.law):
        return shown
    binds = TRUE if requirement.applies is None else under(asked("applies"), law)
    if binds == FALSE:
        return words.written(TRUE)
    if binds != TRUE:
        shown = f"{words.written(binds)} → {shown}"
    if requirement.due is None:
        return shown
    due = asked("due")
    due = asked("in_time") if under(due, law) == Constant(None) else due
    word = DUE[1] if words.language is None else words.language.pick(DUE)
    separator = "; " if words.language is None else words.language.pick(("；", "; "))
    colon = " " if words.language is None else words.language.pick(("：", " "))
    return f"{shown}{separator}{word}{colon}{words.written(due)}"


@checking_arguments
def formula(
    requirement: Requirement | OutcomeRule,
    locale: str = "zh_CN",
    *,
    policy: Law | None = None,
    subject: type[Any] | None = None,
) -> str:
    """Write a rule as text (规则公式), from the same function that checks it or computes its outcome.

    `→` separates the condition under which the requirement binds from the rule; the last day, if any, stands at the
    end. `policy` fills in the numbers and chooses the readings; without it, numbers appear as names and readings have
    their defaults. `subject` is the class that the rule is about; a rule whose first parameter has no annotation needs
    it. Raises `InvalidType` if the class is missing, and `InvalidValue` for a locale that is neither Chinese nor
    English.

    >>> import sgzlib as sgz
    >>> print(sgz.explain.formula(sgz.RENEWAL.requirements[1]))
    周期内第几个合同年度 < 项目周期年数 ∧ 项目周期年数 > 1
    >>> print(sgz.explain.formula(sgz.RENEWAL.requirements[1], "en"))
    year of the cycle < years of the project cycle ∧ years of the project cycle > 1
    >>> sgz.explain.formula(sgz.QUALIFICATION.requirements[0], "fr")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: locale: 'fr' 不可用，应为中文或英文区域，如 zh_CN、en ...
    """
    if not isinstance(requirement, OutcomeRule):
        require("requirement", requirement, Requirement)
    cls = subject_of(requirement) if subject is None else require("subject", subject, type)
    law = None if policy is None else require("policy", policy, Law)
    if isinstance(requirement, OutcomeRule):
        return Words(law, cls, Language(locale)).written(requirement.formula(cls))
    return _written(Words(law, cls, Language(locale)), lambda what: requirement.formula(cls, what), requirement)


@attrs.frozen
class RuleRow:
    """One requirement in a table (规则表的一行); `path` says which part of the subject it concerns."""

    id: str
    path: str
    clause: Clause
    force: Force
    formula: str
    readings: tuple[Reading, ...]


@attrs.frozen
class RuleTable:
    """A ruleset as a table (规则表): `rows` are the data, `markdown` is the table as text."""

    locale: str
    rows: tuple[RuleRow, ...]

    def __iter__(self) -> Iterator[RuleRow]:
        return iter(self.rows)

    @property
    def markdown(self) -> str:
        """The table as Markdown (Markdown 表格)."""
        language = Language(self.locale)
        titles = [("编号", "Id"), ("条款", "Clause"), ("约束力", "Force"), ("公式", "Formula"), ("理解", "Readings")]
        lines = [[language.pick(title) for title in titles], ["---"] * len(titles)]
        for row in self.rows:
            readings = language.list(f"`{reading.id}`" for reading in row.readings)
            lines.append(
                [f"`{row.id}`", language.clause(row.clause.locator), language.of(row.force), row.formula, readings]
            )
        return "".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |\n" for line in lines)

    def _repr_markdown_(self) -> str:
        return self.markdown


@checking_arguments
def table(ruleset: Ruleset, locale: str = "zh_CN", *, policy: Law | History | None = None) -> RuleTable:
    """Return every requirement of a ruleset and of its parts with its formula (规则表), and the readings that it uses.

    `policy` is by default the ruleset's own law; of a history, the last one.

    >>> import sgzlib as sgz
    >>> for row in list(sgz.explain.table(sgz.QUALIFICATION, "en"))[:2]:
    ...     print(row.id, row.clause.locator, row.force.en, [reading.id for reading in row.readings])
    qualification.credential 三(二) must []
    qualification.registration 三(二) must ['registration_scope', 'first_registration']
    """
    given = require("ruleset", ruleset, Ruleset).law if policy is None else policy
    law = law_on(cast("Law", given), date.max)
    language = Language(locale)
    return RuleTable(locale, tuple(_row(ruleset, path, rule, law, language) for path, rule, _ in ruleset.every()))


def _row(ruleset: Ruleset, path: str, rule: Requirement, law: Law, language: Language) -> RuleRow:
    words = Words(law, ruleset.subject, language)
    if rule.restates:
        shown = language.list(f"`{id_}`" for id_ in rule.restates)
    else:
        shown = _written(words, lambda what: ruleset.formula(path, rule, what), rule)
    touched = [*readings_in(ruleset.formula(path, rule)), *([rule.force.id] if isinstance(rule.force, Reading) else [])]
    readings = tuple(reading for id_, reading in rule.law.readings.items() if id_ in touched)
    return RuleRow(rule.id, path, rule.clause, rule.force_under(law), shown, readings)
