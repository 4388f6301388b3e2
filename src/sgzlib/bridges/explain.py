"""Formulas (公式): every rule as text, written by the rule itself, run on stand-ins whose facts print themselves.

Nothing here knows any rule: what is shown is what is checked. Constants, such as a reading that switches a part off,
are folded away, and parentheses stand only where they are needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Protocol, cast, get_type_hints

import attrs
from dateutil.relativedelta import relativedelta

from sgzlib.bridges.language import Language, Pair
from sgzlib.law.errors import InvalidType
from sgzlib.law.facts import Fact, StandIn, facts_of, is_subject
from sgzlib.law.notice import Clause, Force
from sgzlib.law.policy import TIANJIN_2021, Policy, Reading
from sgzlib.law.requirement import Requirement, Ruleset
from sgzlib.law.trace import joined, readings_touched

_IF, _OR, _AND, _COMPARED, _SUM, _PRODUCT, _ATOM = range(7)
_OPPOSITE = {"≥": "<", "<": "≥", "≤": ">", ">": "≤", "=": "≠", "≠": "="}

ON: Pair = ("判断日", "the day asked about")
COUNT: Pair = ("数量", "count")
EVERY: Pair = ("全部", "every")
TOTAL: Pair = ("合计", "sum")
LATEST: Pair = ("最晚", "latest")
EARLIEST: Pair = ("最早", "earliest")
NOT: Pair = ("非", "not ")
ALWAYS: Pair = ("恒成立", "always holds")
NEVER: Pair = ("恒不成立", "never holds")


class Writer(Protocol):
    """How facts, values and the few words of a formula are written."""

    def label(self, labelled: Any, name: str) -> str:
        """Write what a fact or a ruleset is called."""
        ...

    def value(self, value: Any, fact: Fact[Any] | None) -> str:
        """Write a value, as its fact asks."""
        ...

    def word(self, pair: Pair) -> str:
        """Write a word that has both languages."""
        ...


class _Labels:
    """Writes with the labels of one language."""

    def __init__(self, locale: str) -> None:
        self._language = Language(locale)

    def label(self, labelled: Any, name: str) -> str:
        return self._language.of(labelled) or name

    def value(self, value: Any, fact: Fact[Any] | None) -> str:
        if isinstance(value, Words):
            return str(value)
        if isinstance(value, Decimal) and fact is None:
            return self._language.money(value)
        return self._language.value(value, fact)

    def word(self, pair: Pair) -> str:
        return self._language.pick(pair)


class _Names:
    """Writes with the names of the code, which no locale data can change: what a digest is taken of."""

    def label(self, labelled: Any, name: str) -> str:  # noqa: ARG002 - the name is all
        return name

    def value(self, value: Any, fact: Fact[Any] | None) -> str:  # noqa: ARG002 - a name has no unit
        return value.name if isinstance(value, Enum) else str(value)

    def word(self, pair: Pair) -> str:
        return pair[1]


class Words:
    """A value that prints itself (自述值): operators on it give the text of what they would compute.

    `True` and `False` are folded away, on either side. It has no truth value: `bool()` is refused, so that no rule can
    branch on it.
    """

    __slots__ = ("_fact", "_rank", "_text", "_writer")

    def __init__(self, writer: Writer, text: str, rank: int = _ATOM, fact: Fact[Any] | None = None) -> None:
        self._writer = writer
        self._text = text
        self._rank = rank
        self._fact = fact

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"<{self._text}>"

    def __bool__(self) -> bool:
        raise TypeError(
            f"“{self._text}”在公式中没有真假值，规则中请用 & 和 | (a formula is neither true nor false: "
            "rules use & and |, never if, and, or)"
        )

    def inside(self, rank: int) -> str:
        """Give the text as a part of something that binds as strongly as `rank`."""
        return self._text if self._rank >= rank else f"({self._text})"

    def _written(self, other: Any, rank: int) -> str:
        if isinstance(other, Words):
            return other.inside(rank)
        if isinstance(other, relativedelta):
            return _span(other, self._writer)
        return self._writer.value(other, self._fact)

    def _with(self, sign: str, other: Any, rank: int, fact: Fact[Any] | None = None) -> Words:
        text = f"{self.inside(rank)} {sign} {self._written(other, rank + (sign == '-'))}"
        return Words(self._writer, text, rank, fact)

    def _after(self, sign: str, other: Any, rank: int) -> Words:
        text = f"{self._written(other, rank)} {sign} {self.inside(rank + (sign == '-'))}"
        return Words(self._writer, text, rank, self._fact)

    def __and__(self, other: Any) -> Any:
        if isinstance(other, bool):
            return self if other else False
        return self._with("∧", other, _AND)

    def __or__(self, other: Any) -> Any:
        if isinstance(other, bool):
            return True if other else self
        return self._with("∨", other, _OR)

    def __rand__(self, other: Any) -> Any:
        return self & other

    def __ror__(self, other: Any) -> Any:
        return self | other

    def __invert__(self) -> Words:
        return Words(self._writer, f"{self._writer.word(NOT)}{self.inside(_ATOM)}", _COMPARED)

    def _compared(self, sign: str, other: Any) -> Words:
        return _Comparison(self._writer, self.inside(_SUM), sign, self._written(other, _SUM))

    def __ge__(self, other: Any) -> Words:
        return self._compared("≥", other)

    def __gt__(self, other: Any) -> Words:
        return self._compared(">", other)

    def __le__(self, other: Any) -> Words:
        return self._compared("≤", other)

    def __lt__(self, other: Any) -> Words:
        return self._compared("<", other)

    def __eq__(self, other: object) -> Any:
        return self._compared("=", other)

    def __ne__(self, other: object) -> Any:
        return self._compared("≠", other)

    __hash__ = None  # type: ignore[assignment]

    def __add__(self, other: Any) -> Words:
        if isinstance(other, timedelta):
            other = relativedelta(days=other.days)
        if isinstance(other, relativedelta) and (other.years, other.months, other.days) < (0, 0, 0):
            return self._with("-", -other, _SUM)
        return self._with("+", other, _SUM, self._fact)

    def __radd__(self, other: Any) -> Words:
        return self._after("+", other, _SUM)

    def __sub__(self, other: Any) -> Words:
        if isinstance(other, timedelta | relativedelta):
            return self + -other
        return self._with("-", other, _SUM, self._fact)

    def __rsub__(self, other: Any) -> Words:
        return self._after("-", other, _SUM)

    def __mul__(self, other: Any) -> Words:
        return self._with("×", other, _PRODUCT)

    def __rmul__(self, other: Any) -> Words:
        return self._after("×", other, _PRODUCT)


class _Comparison(Words):
    """Two values compared: its negation is the opposite comparison."""

    __slots__ = ("_left", "_right", "_sign")

    def __init__(self, writer: Writer, left: str, sign: str, right: str) -> None:
        super().__init__(writer, f"{left} {sign} {right}", _COMPARED)
        self._left = left
        self._sign = sign
        self._right = right

    def __invert__(self) -> Words:
        return _Comparison(self._writer, self._left, _OPPOSITE[self._sign], self._right)


class _Counted(Words):
    """How many members have something: as many as there are is every one of them."""

    __slots__ = ("_every", "_size")

    def __init__(self, writer: Writer, group: str, what: str) -> None:
        super().__init__(writer, f"{writer.word(COUNT)}({group}: {what})")
        self._size = f"{writer.word(COUNT)}({group})"
        self._every = f"{writer.word(EVERY)}({group}: {what})"

    def __ge__(self, other: Any) -> Words:
        if isinstance(other, Words) and str(other) == self._size:
            return Words(self._writer, self._every)
        return super().__ge__(other)


def _span(span: relativedelta, writer: Writer) -> str:
    units: dict[str, Pair] = {"years": ("年", "years"), "months": ("个月", "months"), "days": ("天", "days")}
    parts = [(getattr(span, unit), writer.word(pair)) for unit, pair in units.items()]
    return " ".join(f"{number} {unit}" for number, unit in parts if number)


class _Group:
    """A group whose members are one stand-in: what is counted is written as what is asked of that one."""

    def __init__(self, writer: Writer, text: str, of: type[Any]) -> None:
        self._writer = writer
        self._text = text
        self._member = stand_in(of, writer)
        self._of = of

    def count(self, what: Any, case: Any) -> Words:
        if isinstance(what, str):
            return _Counted(self._writer, self._text, self._called(what))
        if not isinstance(what, Ruleset):
            return _Counted(self._writer, self._text, str(what(self._member, case)))
        meant = str(what.meets(self._member, case))
        # The digest needs the rule itself; a reader is better served by its name, and finds the rule in its own table.
        named = meant if isinstance(self._writer, _Names) else self._writer.label(what, what.name)
        return _Counted(self._writer, self._text, named)

    def size(self) -> Words:
        return Words(self._writer, f"{self._writer.word(COUNT)}({self._text})")

    def total(self, name: str) -> Words:
        return self._reduced(TOTAL, name)

    def latest(self, name: str) -> Words:
        return self._reduced(LATEST, name)

    def earliest(self, name: str) -> Words:
        return self._reduced(EARLIEST, name)

    def _reduced(self, word: Pair, name: str) -> Words:
        return Words(self._writer, f"{self._writer.word(word)}({self._text}: {self._called(name)})")

    def _called(self, name: str) -> str:
        if isinstance(self._writer, _Names):
            return str(getattr(self._member, name))
        return self._writer.label(_labelled(self._of, name), name)


def _labelled(of: type[Any], name: str) -> Any:
    return facts_of(of).get(name) or vars(of)[name]


def stand_in(of: type[Any], writer: Writer, path: str = "") -> StandIn:
    """Give a subject whose facts print themselves."""

    def leaf(name: str, fact: Fact[Any]) -> Any:
        label = writer.label(fact, name)
        text = f"{path}·{label}" if path else label
        of: Any = fact.kind.members
        if is_subject(of):
            return _Group(writer, text, of) if fact.kind.name == "many" else stand_in(of, writer, text)
        return Words(writer, text, fact=fact)

    return StandIn(of, leaf)


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
            "首个参数注明事实类的规则，或给出 subject=",
            "a rule whose first parameter names its class, or subject=",
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
    return _written(requirement, subject or _subject_of(requirement), policy, _Labels(locale))


def code_formula(requirement: Requirement, of: type[Any], policy: Policy) -> str:
    """Write a rule with the names of the code and nothing folded into labels: the text that a digest is taken of."""
    return _written(requirement, of, policy, _Names())


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
    qualification.continuing_education 三(二) must ['education_hours', 'registration_scope']
    """
    return Table(locale, tuple(_rows(ruleset, _Labels(locale), policy, "")))


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
