"""The world of words (文字世界): stand-ins whose facts print themselves, so that a rule run on them writes itself.

Constants, such as a reading that switches a part off, are folded away; parentheses stand only where needed.
"""

from __future__ import annotations

import builtins
from datetime import timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from dateutil.relativedelta import relativedelta

from sgzlib.law.facts import Fact, StandIn, facts_of, is_subject
from sgzlib.law.groups import MemberRule
from sgzlib.law.requirement import Ruleset
from sgzlib.prose.language import Language, Pair

_IF, _OR, _AND, _COMPARED, _SUM, _PRODUCT, _ATOM = range(7)
_OPPOSITE = {"≥": "<", "<": "≥", "≤": ">", ">": "≤", "=": "≠", "≠": "="}

ON: Pair = ("判断日", "the day asked about")
COUNT: Pair = ("数量", "count")
EVERY: Pair = ("全部", "every")
TOTAL: Pair = ("合计", "sum")
DISTINCT: Pair = ("不同取值数", "distinct values")
LATEST: Pair = ("最晚", "latest")
EARLIEST: Pair = ("最早", "earliest")
COMMA: Pair = ("、", ", ")
ENDS: Pair = ("结尾为", "ends with")
PLURAL: Pair = ("", "s")
NOT: Pair = ("非", "not ")


class Writer:
    """How facts, values and the few words of a formula are written: with the labels of one language.

    Without a locale they are written with the names of the code, which no locale data can change.
    """

    def __init__(self, locale: str | None) -> None:
        self._language = None if locale is None else Language(locale)

    @property
    def names_only(self) -> bool:
        """Whether it writes the names of the code."""
        return self._language is None

    def label(self, labelled: Any, name: str) -> str:
        """Write what a fact or a ruleset is called."""
        return name if self._language is None else self._language.of(labelled)

    def value(self, value: Any, fact: Fact[Any] | None) -> str:
        """Write a value, as its fact asks."""
        if isinstance(value, Words):
            return str(value)
        if self._language is None:
            return value.name if isinstance(value, Enum) else repr(value) if isinstance(value, str) else str(value)
        if isinstance(value, str):
            return self._language.pick((f"“{value}”", f'"{value}"'))
        if isinstance(value, Decimal) and fact is None:
            return self._language.money(value)
        return self._language.value(value, fact)

    def word(self, pair: Pair) -> str:
        """Write a word that has both languages."""
        return pair[1] if self._language is None else self._language.pick(pair)


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

    @property
    def str(self) -> _Text:
        """What a text can be asked."""
        return _Text(self)

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

    def asked(self, word: Pair, other: Any) -> Words:
        """Write a question that has a word for its sign."""
        return Words(self._writer, f"{self._text} {self._writer.word(word)} {self._written(other, _SUM)}", _COMPARED)

    def _compared(self, sign: builtins.str, other: Any) -> Words:
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


class _Text:
    """What a text can be asked, as columns can."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def ends_with(self, ending: str) -> Words:
        return self._words.asked(ENDS, ending)


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


class _Several(Words):
    """A fact that is several labels."""

    __slots__ = ()

    def includes(self, *asked: Any) -> Words:
        """Whether all labels asked for are among them."""
        return Words(self._writer, f"{self._text} ⊇ {{{self._listed(asked)}}}", _COMPARED)

    def consists_of(self, *asked: Any) -> Words:
        """Whether they are the labels asked for, in that order."""
        return Words(self._writer, f"{self._text} = ({self._listed(asked)})", _COMPARED)

    def _listed(self, asked: tuple[Any, ...]) -> str:
        return self._writer.word(COMMA).join(self._writer.value(label, None) for label in asked)


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
    units: dict[str, Pair] = {"years": ("年", "year"), "months": ("个月", "month"), "days": ("天", "day")}
    parts = [(getattr(span, unit), writer.word(pair)) for unit, pair in units.items()]
    return " ".join(f"{number} {unit}{writer.word(PLURAL) * (number > 1)}" for number, unit in parts if number)


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
        if not isinstance(what, Ruleset | MemberRule):
            return _Counted(self._writer, self._text, str(what(self._member, case)))
        meant = str(what.meets(self._member, case))
        # The digest needs the rule itself; a reader is better served by its name, and finds the rule in its own table.
        named = meant if self._writer.names_only else self._writer.label(what, what.name)
        return _Counted(self._writer, self._text, named)

    def size(self) -> Words:
        return Words(self._writer, f"{self._writer.word(COUNT)}({self._text})")

    def total(self, name: str) -> Words:
        return self._reduced(TOTAL, name)

    def distinct(self, name: str, among: tuple[Any, ...]) -> Words:
        values = self._writer.word(COMMA).join(self._writer.value(value, None) for value in among)
        what = f"{self._called(name)} ∈ {{{values}}}"
        return Words(self._writer, f"{self._writer.word(DISTINCT)}({self._text}: {what})")

    def latest(self, name: str) -> Words:
        return self._reduced(LATEST, name)

    def earliest(self, name: str) -> Words:
        return self._reduced(EARLIEST, name)

    def _reduced(self, word: Pair, name: str) -> Words:
        return Words(self._writer, f"{self._writer.word(word)}({self._text}: {self._called(name)})")

    def _called(self, name: str) -> str:
        if self._writer.names_only:
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
        return (_Several if fact.kind.name == "many" else Words)(writer, text, fact=fact)

    return StandIn(of, leaf)
