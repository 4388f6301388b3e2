"""Writing in Chinese or English (行文语言): labels, values, dates, amounts and lists, through Babel."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache, partial
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from sgzlib.law.deadlines import NOT_SET, NOT_YET
from sgzlib.law.errors import InvalidValue
from sgzlib.law.facts import Fact, derived_of, facts_of, is_subject
from sgzlib.law.formula import What
from sgzlib.law.kinds import COUNT
from sgzlib.law.laws import Law
from sgzlib.law.plurals import noun
from sgzlib.law.requirement import Requirement
from sgzlib.law.truth import UNKNOWN, Unknown

Pair = tuple[str, str]
NAMES = ("name", "item")
"""The facts by which a subject is called, where it has one (名称字段)."""
_TEN_THOUSAND = 10_000
_parsed = lru_cache(maxsize=32)(Locale.parse)
# A report names the same few days and numbers over and over. Two decimals can be equal and yet be written differently.
_day = lru_cache(maxsize=1024)(format_date)
_whole = lru_cache(maxsize=1024)(format_decimal)
_steps = lru_cache(maxsize=1024)(partial(re.findall, r"(\w+)(?:\[(\d+)\])?"))


def numbered(group: Fact[Any], place: int) -> Pair:
    """Return the label of a member without a name (成员序号): its class and its number in the group."""
    cls: Any = group.kind.members
    zh, en = getattr(cls, "called", (group.zh, group.en))
    return f"{zh}{place + 1}", f"{en} {place + 1}"


class Language:
    """One language to write in, Chinese or English; `InvalidValue` for a locale in any other.

    A text in both is a pair, Chinese first.
    """

    def __init__(self, locale: str) -> None:
        try:
            self.locale = _parsed(locale)
            known = self.locale.language in {"zh", "en"}
        except (UnknownLocaleError, ValueError, TypeError, AttributeError):
            known = False
        if not known:
            raise InvalidValue(
                "locale", locale, "中文或英文区域，如 zh_CN、en", "a Chinese or English locale: zh_CN, en"
            )
        self.chinese = self.locale.language == "zh"
        self._code = str(self.locale)
        # Documents in English that name no country have the spelling and the dates of Britain.
        self._days = "en_GB" if self._code == "en" else self._code

    def pick(self, pair: Pair) -> str:
        """Return the text of a pair that is in this language."""
        return pair[0] if self.chinese else pair[1]

    def of(self, labelled: Any) -> str:
        """Return the label of what has one in both languages."""
        return str(labelled.zh if self.chinese else labelled.en)

    def list(self, items: Iterable[str]) -> str:
        """Join items as a list."""
        return format_list(list(items), locale=self.locale)

    def either(self, items: Iterable[str]) -> str:
        """Join items of which it is one."""
        return format_list(list(items), style="or", locale=self.locale)

    def value(self, value: Any, fact: Fact[Any] | None = None) -> str:
        """Write a value, as its fact's kind and unit ask."""
        if isinstance(value, Unknown):
            return self.pick(("未知", "unknown"))
        if isinstance(value, bool):
            return self.pick(("是", "yes") if value else ("否", "no"))
        if isinstance(value, Enum):
            return self.of(value)
        if isinstance(value, date):
            return self.pick(("尚未", "not yet")) if value == NOT_YET else _day(value, "long", self._days)
        if isinstance(value, tuple):
            return self.list(self.value(member) for member in value) or self.pick(("无", "none"))
        if isinstance(value, int | Decimal):
            return self._number(value, fact)
        return str(value)

    def _number(self, value: int | Decimal, fact: Fact[Any] | None) -> str:
        if fact is not None and fact.kind.money:
            return self.money(value)
        if fact is not None and fact.kind is COUNT and value == NOT_SET:
            return self.pick(("未约定", "not set"))
        grouped = fact is None or fact.kind.grouped
        written = _whole if isinstance(value, int) else format_decimal
        number = written(value, locale=self._code, decimal_quantization=False, group_separator=grouped)
        if fact is None or fact.unit is None:
            return number
        return number + self.pick((fact.unit[0], f" {noun(value, fact.unit[1])}"))

    def money(self, amount: int | Decimal) -> str:
        """Write an amount in yuan, with its fen where it has any: 250,000元 in Chinese."""
        digits = "#,##0" if amount == int(amount) else "#,##0.00"
        if self.chinese:
            return format_decimal(amount, digits, self.locale) + "元"
        return format_currency(amount, "CNY", f"¤{digits}", self.locale, currency_digits=False)

    def stated(self, label: str, value: str) -> str:
        """Write what a fact is: 学历：大专."""
        return label + self.pick(("：", ": ")) + value

    def counted(self, label: str, number: int) -> str:
        """Write how many items there are of what a label names: 不符合3项."""
        return f"{label}{number}项" if self.chinese else f"{label} {number}"

    def clause(self, locator: str) -> str:
        """Write a clause's locator as an office does: 三（二） in Chinese."""
        return locator.replace("(", "（").replace(")", "）") if self.chinese else locator

    def asked(self, requirement: Requirement, law: Law) -> str:
        """Write what a requirement asks, with the law's numbers in it."""
        text, having = self.of(requirement), law.having(requirement.law) or law
        return re.sub(r"\{(\w+)\}", lambda named: self.number(having, named[1]), text) if "{" in text else text

    def number(self, law: Law, name: str) -> str:
        """Write a number of a law, as its kind asks."""
        value, kind = getattr(law, name), law.numbers[name].kind
        if self.chinese and kind.money and value % _TEN_THOUSAND == 0:
            return f"{value // _TEN_THOUSAND:,}万元"
        return self.value(value, Fact(kind, "", "", None))

    def name(self, subject: Any) -> str | None:
        """Return the name of a subject that has one."""
        # `hasattr` on the subject would search for the nearest name, which is slow.
        named = next((getattr(subject, name) for name in NAMES if hasattr(type(subject), name)), None)
        if isinstance(named, Enum) and named is not UNKNOWN:
            return self.of(named)
        return named if isinstance(named, str) else None

    def fact(
        self, subject: Any, path: str, asked: Callable[[], Mapping[str, What]] = dict
    ) -> tuple[str, Fact[Any] | None]:
        """Return the label of the fact at a path inside a subject, and the fact itself if it is a declared one.

        `asked` returns the conditions on members that are not facts of the members.
        """
        declared = facts_of(type(subject)).get(path)
        if declared is not None:
            return self.of(declared), declared
        labels: list[str] = []
        for name, index in _steps(path):
            declared = facts_of(type(subject)).get(name)
            if declared is None:
                labelled = asked().get(name) or derived_of(type(subject), name)
                kind = getattr(labelled, "kind", None)
                return " · ".join([*labels, self.of(labelled)]), None if kind is None else Fact(kind, "", "", None)
            value = getattr(subject, name)
            if index:
                subject = value[int(index)]
                labels.append(self.name(subject) or self.pick(numbered(declared, int(index))))
            else:
                labels.append(self.of(declared))
                members: Any = declared.kind.members
                subject = members() if isinstance(value, Unknown) and is_subject(members) else value
        return " · ".join(labels), declared
