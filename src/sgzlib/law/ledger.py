"""Sentences (逐句): how a notice's text falls into sentences, and what became of each of them, without the text itself.

1. White space is removed, so that line breaks do not matter. What follows the day of issue in the last clause, such as
   links and notes, is no part of the notice.
2. The text is cut into clauses. A clause begins at its mark: `三、` at the start of a sentence for a part, `(二)` for
   an item, the locator itself for an annex. The first clause begins with the text, marked or not.
3. The mark, with the clause's title and the stop after it where they follow, is the heading of the clause, ordinal 0.
4. The rest of the clause is cut behind every full stop, semicolon and colon, in full or half width. These pieces are
   its sentences, from ordinal 1.
5. Each piece gets a digest: the first twelve hexadecimal digits of the SHA-256 of its UTF-8, in Unicode's form NFKC,
   which makes full- and half-width punctuation one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any
from unicodedata import normalize

import attrs

from sgzlib.law.clauses import Clause
from sgzlib.law.errors import InvalidType, InvalidValue
from sgzlib.law.labels import Labelled

_DIGITS = 12
_ENDS = "。｡；;：:"
_SENTENCE = f"[^{_ENDS}]*[{_ENDS}]|[^{_ENDS}]+$"
_SPACE = r"[\s\u200b-\u200f\u2060\ufeff]+"


class Standing(Labelled):
    """How a sentence is accounted for (处理方式): tested by requirements, stated as a duty, or not encoded.

    A duty may be tested in part; see `Duty.requirements`.
    """

    TESTED = "由要求检验", "tested by requirements"
    DUTY = "列为职责", "stated as a duty"
    NOT_ENCODED = "不编码", "not encoded"


@attrs.frozen
class Sentence:
    """A sentence of a notice (通知的一句), by its place and its digest, and how it is accounted for.

    `hint` is a few words of our own to recognise it. Exactly one of these is given: `requirements` that test it,
    `duties` that it states, or a `reason` (Chinese and English) why it is not encoded. `untested` says which words the
    requirements do not test, and why; it is empty if they test the whole sentence. Raises `InvalidValue` if none or
    more than one is given, or if `untested` is given without requirements.

    >>> import sgzlib as sgz
    >>> sentence = sgz.NOTICE.sentences[0]
    >>> sentence.place, sentence.standing.en, sentence.reason[1]
    ('前言#1', 'not encoded', 'the salutation')
    >>> sgz.Sentence("三(二)", 1, sentence.digest, "配备")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: Sentence 三(二)#1: () 不可用，应为要求、职责、不编码的理由三者之一 \
(not usable, expected one of requirements, duties, or a reason why it is not encoded)
    """

    clause: str
    ordinal: int
    digest: str
    hint: str
    requirements: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    reason: tuple[str, ...] = ()
    untested: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        lists = tuple(names for names in (self.requirements, self.duties, self.reason) if names)
        if len(lists) != 1:
            raise InvalidValue(
                f"Sentence {self.place}",
                lists,
                "要求、职责、不编码的理由三者之一",
                "one of requirements, duties, or a reason why it is not encoded",
            )
        if self.untested and not self.requirements:
            raise InvalidValue(
                f"Sentence {self.place}.untested", self.untested, "随要求给出的说明", "given only with requirements"
            )

    @property
    def place(self) -> str:
        """The place of the sentence (位置): the clause's locator and its number there; 0 is the heading."""
        return f"{self.clause}#{self.ordinal}"

    @property
    def standing(self) -> Standing:
        """How the sentence is accounted for (处理方式)."""
        if self.requirements:
            return Standing.TESTED
        return Standing.DUTY if self.duties else Standing.NOT_ENCODED


@attrs.frozen
class Wording:
    """The words of a notice (通知原文), from your own copy, sentence by sentence as `Notice.attach` found them.

    `wording["三(二)"]` returns a clause's sentences without its heading and without white space.
    """

    sentences: tuple[tuple[Sentence, str], ...]

    def __getitem__(self, locator: str) -> tuple[str, ...]:
        clauses = self.by_clause
        if locator not in clauses:
            raise InvalidValue("Wording[...]", locator, "、".join(clauses), "one of " + ", ".join(clauses))
        return clauses[locator]

    @property
    def by_clause(self) -> dict[str, tuple[str, ...]]:
        """The sentences of each clause, without headings (各条款原文)."""
        locators = dict.fromkeys(sentence.clause for sentence, _ in self.sentences)
        return {
            locator: tuple(text for sentence, text in self.sentences if sentence.clause == locator and sentence.ordinal)
            for locator in locators
        }

    def about(self, locator: str, *ids: str) -> tuple[str, ...]:
        """Return the sentences of a clause to which any of the given requirements or duties belong (相应原文)."""
        return tuple(
            text
            for sentence, text in self.sentences
            if sentence.clause == locator and not set(ids).isdisjoint(sentence.requirements + sentence.duties)
        )


def digest(sentence: str) -> str:
    """Return the first digits of a sentence's SHA-256, white space out and punctuation of one width (摘要)."""
    from hashlib import sha256

    # A lone surrogate has no UTF-8, and is in no notice either: it makes a sentence that differs, as any other mark.
    return sha256(normalize("NFKC", re.sub(_SPACE, "", sentence)).encode(errors="surrogatepass")).hexdigest()[:_DIGITS]


def split(text: str, clauses: Sequence[Clause], issued_on: date | None = None) -> Iterator[tuple[str, int, str]]:
    """Split a notice's text into headings and sentences (切分): locator, ordinal and words of each.

    A clause whose mark is missing gets no sentences: they stay with the clause before. An item is searched within its
    part. In the last clause the text after the day of issue is ignored.
    """
    text = re.sub(_SPACE, "", text)
    first = _heading(clauses[0], "").match(text)
    heads = [(clauses[0].locator, 0, first.end() if first else 0)]
    for place, clause in enumerate(clauses[1:], 1):
        heading_end = heads[-1][2]
        parts = (_found(later, text, heading_end, len(text)) for later in clauses[place + 1 :] if not _item(later))
        limit = next((part.start() for part in parts if part), len(text))
        if heading := _found(clause, text, heading_end, limit):
            heads.append((clause.locator, heading.start(), heading.end()))
    locator, _, begun = heads[-1]
    if issued_on is not None and locator == clauses[-1].locator:
        signed = f"{issued_on.year}年{issued_on.month}月{issued_on.day}日"
        text = text[: signed_at + len(signed)] if (signed_at := text.find(signed, begun)) >= 0 else text
    for (locator, start, end), (_, following, _) in pairwise([*heads, ("", len(text), len(text))]):
        if start < end:
            yield locator, 0, text[start:end]
        for ordinal, sentence in enumerate(re.findall(_SENTENCE, text[end:following]), 1):
            yield locator, ordinal, sentence


def _item(clause: Clause) -> str | None:
    item = re.fullmatch(r".+[(（](.+)[)）]", clause.locator)
    return item and item[1]


def _found(clause: Clause, text: str, start: int, limit: int) -> re.Match[str] | None:
    # A heading follows another heading or the end of a sentence; an item may stand anywhere.
    behind = "" if _item(clause) else f"(?<=[{_ENDS}])"
    return _heading(clause, "").match(text, start, limit) or _heading(clause, behind).search(text, start, limit)


@cache
def _heading(clause: Clause, behind: str) -> re.Pattern[str]:
    if item := _item(clause):
        mark = f"[(（]{item}[)）]"
    elif re.fullmatch("[一二三四五六七八九十]+", clause.locator):
        mark = f"{clause.locator}、"
    elif re.fullmatch(r"[\d.]+", clause.locator):
        # Sentences begin with numbers too, so that "5" is found before its title alone.
        mark = rf"{re.escape(clause.locator)}(?=[：:]?{re.escape(clause.title)})[：:]?"
    else:
        mark = f"{re.escape(clause.locator)}[：:]?"
    return re.compile(f"{behind}{mark}(?:{re.escape(clause.title)}[。｡]?)?")


def attach(
    text: Any, clauses: Sequence[Clause], sentences: Sequence[Sentence], issued_on: date | None = None
) -> Wording:
    """Compare a copy of a notice with its digests, clause by clause (核对原文): see `Notice.attach`."""
    from difflib import SequenceMatcher

    if not isinstance(text, str):
        raise InvalidType("Notice.attach(text)", text, "通知全文（str）", "the notice's text (str)")
    copy = list(split(text, clauses, issued_on))
    attached: list[tuple[Sentence, str]] = []
    differing: list[str] = []
    for clause in clauses:
        asked = [sentence for sentence in sentences if sentence.clause == clause.locator]
        copied = [words for locator, _, words in copy if locator == clause.locator]
        attached += zip(asked, copied, strict=False)
        digests = ([sentence.digest for sentence in asked], [digest(words) for words in copied])
        for change, low, high, _, _ in SequenceMatcher(None, *digests, autojunk=False).get_opcodes():
            if change == "insert":
                differing.append(f"{asked[low - 1].place if low else clause.locator}+")
            elif change != "equal":
                differing += [sentence.place for sentence in asked[low:high]]
    if differing:
        raise InvalidValue(
            "Notice.attach(text)",
            tuple(differing),
            "与通知逐句一致的全文（所列各句不同或缺失；带 + 的，其后多出文字）",
            "the notice's full text, sentence by sentence (those listed differ or are missing, + has more after it)",
        )
    return Wording(tuple(attached))
