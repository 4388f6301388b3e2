"""Clauses (条款): the parts of a notice by their locators, the documents that it cites, and the force of its verbs."""

from __future__ import annotations

from datetime import date

import attrs

from sgzlib.law.labels import Ordered


class Force(Ordered):
    """How strongly a clause binds (约束力), by the notice's own verb.

    MUST (应、须、不少于、全部): failing it is a violation. SHOULD (一般、原则上、力争): failing it is an advisory.
    MAY (鼓励、可、有条件的): failing it is only ever a note.
    """

    MAY = 1, "可以", "may"
    SHOULD = 2, "原则上", "should"
    MUST = 3, "应当", "must"


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
