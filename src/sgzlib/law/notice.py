"""The notice as data (通知): its clauses by locator, the documents that it cites, and the force of its verbs.

The summaries are ours, one sentence each in Chinese and English; of the wording a notice holds digests alone, and
`attach` holds a reader's own copy against them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from sgzlib.law.errors import InvalidValue
from sgzlib.law.labels import Ordered
from sgzlib.law.ledger import Sentence, Wording, attach


class Force(Ordered):
    """How strongly a clause binds (约束力), by the notice's own verb.

    MUST (应、须、不少于、全部): failing it is a violation. SHOULD (一般、原则上、力争): failing it is an advisory.
    MAY (鼓励、可、有条件的): failing it is only ever a note.
    """

    MAY = 1, "可以", "may"
    SHOULD = 2, "原则上", "should"
    MUST = 3, "应当", "must"


class Actor(Ordered):
    """Who bears a duty (责任主体); a station itself acts through its contractor."""

    CITY_BUREAU = 1, "市民政局", "city civil-affairs bureau"
    DISTRICT_BUREAU = 2, "区民政局", "district civil-affairs bureau"
    STREET = 3, "街道（乡镇）", "street or township"
    CONTRACTOR = 4, "承接主体", "contractor"


@attrs.frozen
class Clause:
    """One part or item of a notice (条款): where it stands, what it is called, what it says in one sentence.

    >>> from sgzlib import NOTICE
    >>> clause = NOTICE["三(二)"]
    >>> clause.locator, clause.title
    ('三(二)', '人员配备')
    """

    locator: str
    title: str
    summary_zh: str
    summary_en: str


@attrs.frozen
class Reference:
    """A document that the notice relies on (引用文件): `id`, title in both languages, number and date where known."""

    id: str
    title_zh: str
    title_en: str
    number: str = ""
    issued_on: date | None = None


@attrs.frozen(kw_only=True)
class Notice:
    """A notice (通知): number, title, day of issue, clauses in their order, and the documents cited.

    `sentences` says of each of its sentences where it is accounted for. `notice[locator]` gives the clause, and
    refuses a locator that the notice does not have.

    >>> from sgzlib import NOTICE
    >>> NOTICE.issued_on
    datetime.date(2021, 5, 26)
    >>> NOTICE["九(九)"]
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: Notice[...]: '九(九)' 不可用，应为该通知的条款之一：前言、一、二、...
    """

    title: str
    title_en: str
    issued_on: date
    clauses: tuple[Clause, ...] = attrs.field(repr=False)
    number: str | None = None
    cited: tuple[Reference, ...] = attrs.field(default=(), repr=False)
    sentences: tuple[Sentence, ...] = attrs.field(default=(), eq=False, repr=False)

    @property
    def references(self) -> dict[str, Reference]:
        """The documents cited, by id (引用文件)."""
        return {reference.id: reference for reference in self.cited}

    def __getitem__(self, locator: str) -> Clause:
        for clause in self.clauses:
            if clause.locator == locator:
                return clause
        known = [clause.locator for clause in self.clauses]
        raise InvalidValue(
            "Notice[...]",
            locator,
            "该通知的条款之一：" + "、".join(known),
            "one of the notice's clauses: " + ", ".join(known),
        )

    def __iter__(self) -> Iterator[Clause]:
        return iter(self.clauses)

    def order(self, locator: str) -> int:
        """Give the place of a clause in the notice, from 0 (条款次序)."""
        return self.clauses.index(self[locator])

    def attach(self, text: str) -> Wording:
        """Check the reader's own copy of the notice, sentence by sentence, and give its words by clause (核对原文).

        White space and the width of punctuation do not matter, all else does: the text runs from the salutation to the
        date. Raises `InvalidType` for what is no text, and `InvalidValue` for a copy that is not the notice; the
        error's `value` names each sentence that differs or is missing, and with a `+` each that more follows.

        >>> from sgzlib import NOTICE
        >>> NOTICE.attach("各区民政局：一、目标任务。")
        Traceback (most recent call last):
        ...
        sgzlib.law.errors.InvalidValue: Notice.attach(text): ('前言#2', '一#0', ... 不可用，应为与通知逐句一致的全文...
        """
        return attach(text, self.clauses, self.sentences)
