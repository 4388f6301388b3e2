"""Subjects as views (对象视图): the known and the unknown facts, with parts and members folded below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sgzlib.law.facts import Fact, facts_of, is_subject
from sgzlib.law.judging import Status
from sgzlib.law.truth import UNKNOWN
from sgzlib.prose.html import Element, element, folded, pairs
from sgzlib.prose.language import Language, Pair, numbered
from sgzlib.prose.statuses import mark


def subject_view(subject: Any, title: Pair, language: Language) -> Iterator[Element]:
    """Show a subject (对象视图): how many facts are known, its own facts, then its parts and members."""
    name = language.name(subject)
    yield element("h3", " · ".join([language.pick(title), *([name] if name else [])]))
    yield element("p", _tally(subject, language), class_="pale")
    yield from _facts(subject, language)


def _facts(subject: Any, language: Language) -> Iterator[Element]:
    own: list[tuple[str, str]] = []
    unknown: list[str] = []
    inner: list[tuple[Fact[Any], Any]] = []
    for name, fact in facts_of(type(subject)).items():
        value = getattr(subject, name)
        if value is UNKNOWN:
            unknown.append(language.of(fact))
        elif is_subject(fact.kind.members):
            inner.append((fact, value))
        else:
            own.append((language.of(fact), language.value(value, fact)))
    if own:
        yield pairs(own)
    if unknown:
        said = language.pick(("未知：", "Unknown: ")) + language.list(unknown)
        yield element("p", mark(Status.UNDETERMINED), said)
    for fact, value in inner:
        label = language.of(fact)
        if not fact.kind.several:
            yield _folded(label, value, language)
        else:
            members = [
                _folded(language.name(member) or language.pick(numbered(fact, index)), member, language)
                for index, member in enumerate(value)
            ]
            yield folded([f"{label} {len(members)}"], members, shown=True)


def _folded(label: str, subject: Any, language: Language) -> Element:
    return folded([label, " ", element("span", _tally(subject, language), class_="pale")], _facts(subject, language))


def _tally(subject: Any, language: Language) -> str:
    known, unknown = _counted(subject)
    said = language.pick((f"已知{known}项", f"{known} known"))
    return said + language.pick((f"，未知{unknown}项", f", {unknown} unknown")) if unknown else said


def _counted(subject: Any) -> tuple[int, int]:
    """Return the numbers of known and unknown facts, including those of parts and members (已知与未知)."""
    known = unknown = 0
    for name, fact in facts_of(type(subject)).items():
        value = getattr(subject, name)
        members = value if fact.kind.several else (value,)
        if value is UNKNOWN:
            unknown += 1
        elif not is_subject(fact.kind.members):
            known += 1
        else:
            for known_inside, unknown_inside in map(_counted, members):
                known, unknown = known + known_inside, unknown + unknown_inside
    return known, unknown
