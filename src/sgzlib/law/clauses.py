"""Clauses (条款): the parts of a notice, the documents that it cites, the force of its verbs, and whom it binds."""

from __future__ import annotations

from datetime import date

import attrs

from sgzlib.law.labels import Labelled, Ordered
from sgzlib.law.shown import Shown


class Force(Ordered):
    """How strongly a clause binds (约束力), according to the notice's own verb.

    MUST (应、须、不少于、全部): failing it is a violation. SHOULD (一般、原则上、力争): failing it is an advisory. MAY
    (鼓励、可、有条件的): failing it is only a note.
    """

    MAY = 1, "可以", "may"
    SHOULD = 2, "原则上", "should"
    MUST = 3, "应当", "must"


class Scope(Labelled):
    """How a notice applies to a subject (适用情形). The caller sets it.

    BINDS: the notice applies. REFERENCE: the subject may follow it; every force is MAY and nothing is binding. OUTSIDE:
    the notice does not apply, so every requirement is NOT_APPLICABLE.
    """

    BINDS = "适用", "binds"
    REFERENCE = "参照执行", "for reference"
    OUTSIDE = "不在适用范围", "outside its scope"


@attrs.frozen
class Clause(Shown):
    """One part or item of a notice (条款): its locator, its title, and a one-sentence summary in both languages.

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
    """A document that the notice relies on (引用文件): `id`, title in both languages, number and date if known."""

    id: str
    title_zh: str
    title_en: str
    number: str = ""
    issued_on: date | None = None
