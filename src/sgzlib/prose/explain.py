"""Formulas (公式): every rule as text, written by the rule itself, and whole rulesets as tables.

Nothing here knows any rule: what is shown is what is checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast, get_type_hints

import attrs

from sgzlib.law.errors import InvalidType, require
from sgzlib.law.facts import is_subject
from sgzlib.law.notice import Clause, Force
from sgzlib.law.requirement import Requirement, Ruleset
from sgzlib.law.trace import joined, readings_touched
from sgzlib.prose.language import Language, Pair
from sgzlib.prose.words import ON, Words, Writer, stand_in
from sgzlib.tianjin.policy import TIANJIN_2021, Policy
from sgzlib.tianjin.readings import Reading

ALWAYS: Pair = ("恒成立", "always holds")
NEVER: Pair = ("恒不成立", "never holds")


@attrs.frozen
class _Case:
    on: Any
    policy: Any


def _subject_of(requirement: Requirement) -> type[Any]:
    """Find what a requirement is about: a ruleset of the library has it, or its first parameter says so."""
    from sgzlib import RULESETS

    for ruleset in RULESETS.values():
        if requirement in ruleset.requirements:
            return ruleset.subject
    of = next(iter(get_type_hints(requirement.holds).values()), None)
    if not is_subject(of):
        zh, en = (
            "首个参数注明事实类的规则，或另给 subject",
            "a rule whose first parameter names its class, or the class as `subject`",
        )
        raise InvalidType(f"formula({requirement.id})", of, zh, en)
    return cast("type[Any]", of)


def _written(requirement: Requirement, of: type[Any], policy: Policy, writer: Writer) -> str:
    case: Any = _Case(Words(writer, writer.word(ON)), policy)
    subject = stand_in(of, writer)
    holds: Any = requirement.holds(subject, case)
    applies: Any = True if requirement.applies is None else requirement.applies(subject, case)
    if applies is False or holds is True:
        return writer.word(ALWAYS)
    shown = writer.word(NEVER) if holds is False else writer.value(holds, None)
    return shown if applies is True else f"{applies} → {shown}"


def formula(
    requirement: Requirement,
    locale: str = "zh_CN",
    *,
    policy: Policy = TIANJIN_2021,
    subject: type[Any] | None = None,
) -> str:
    """Write a rule as text (规则公式): the very function that checks, run on facts that print themselves.

    `→` follows the condition under which the requirement binds. `subject` is the class that the rule is about, for a
    rule of your own whose first parameter has no annotation; `InvalidType` where it cannot be found, `InvalidValue`
    for a locale that is neither Chinese nor English.

    >>> import sgzlib as sgz
    >>> print(sgz.explain.formula(sgz.QUALIFICATION.requirements[0]))
    社会工作及其相关专业 ∧ 学历 ≥ 大专 ∨ 职业水平证书 ≥ 天津市社会工作员
    >>> print(sgz.explain.formula(sgz.QUALIFICATION.requirements[1], "en"))
    registered in Tianjin ∧ registration valid until ≥ the day asked about
    >>> sgz.explain.formula(sgz.QUALIFICATION.requirements[0], "fr")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: locale: 'fr' 不可用，应为中文或英文区域，如 zh_CN、en ...
    """
    of = subject or _subject_of(require("requirement", requirement, Requirement))
    return _written(requirement, of, require("policy", policy, Policy), Writer(locale))


def code_formula(requirement: Requirement, of: type[Any], policy: Policy) -> str:
    """Write a rule with the code's own names (代码公式), nothing folded into labels: what a digest is taken of."""
    return _written(requirement, of, policy, Writer(None))


@attrs.frozen
class Row:
    """One requirement in a table of them (规则表的一行); `path` says which part of the subject it is about."""

    id: str
    path: str
    clause: Clause
    force: Force
    formula: str
    readings: tuple[Reading, ...]


@attrs.frozen
class Table:
    """A ruleset as a table (规则表): `rows` are the data, `markdown` the same for people."""

    locale: str
    rows: tuple[Row, ...]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    @property
    def markdown(self) -> str:
        """The table as Markdown (Markdown 表格)."""
        language = Language(self.locale)
        titles = [("编号", "Id"), ("条款", "Clause"), ("约束力", "Force"), ("公式", "Formula"), ("解释", "Readings")]
        lines = [[language.pick(title) for title in titles], ["---"] * len(titles)]
        for row in self.rows:
            readings = language.list(f"`{reading.id}`" for reading in row.readings)
            lines.append([f"`{row.id}`", row.clause.locator, language.of(row.force), row.formula, readings])
        return "".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |\n" for line in lines)

    def _repr_markdown_(self) -> str:
        return self.markdown


def table(ruleset: Ruleset, locale: str = "zh_CN", *, policy: Policy = TIANJIN_2021) -> Table:
    """Give every requirement of a ruleset and of its parts with its formula (规则表), and the readings it looks at.

    >>> import sgzlib as sgz
    >>> for row in sgz.explain.table(sgz.QUALIFICATION, "en"):
    ...     print(row.id, row.clause.locator, row.force.en, [reading.id for reading in row.readings])
    qualification.credential 三(二) must []
    qualification.registration 三(二) must ['registration_scope']
    qualification.continuing_education 三(二) must ['registration_scope', 'education_hours']
    """
    require("policy", policy, Policy)
    return Table(locale, tuple(_rows(require("ruleset", ruleset, Ruleset), Writer(locale), policy, "")))


def _rows(ruleset: Ruleset, writer: Writer, policy: Policy, path: str) -> Iterator[Row]:
    case: Any = _Case(Words(writer, writer.word(ON)), policy)
    for requirement in ruleset.requirements:
        yield Row(
            requirement.id,
            path,
            requirement.clause,
            requirement.force_under(policy),
            _written(requirement, ruleset.subject, policy, writer),
            readings_touched(requirement, stand_in(ruleset.subject, writer), case),
        )
    for name, part in ruleset.parts:
        yield from _rows(part, writer, policy, joined(path, name))
