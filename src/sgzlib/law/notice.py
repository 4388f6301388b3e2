"""The notice as data (通知): its clauses, when it is in force, who acts under it, and what became of its sentences.

The summaries are ours, one sentence each in Chinese and English. A notice holds no wording, only the digest of each
sentence. `attach` compares a reader's own copy with these digests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, TypeAlias, TypeVar, cast

import attrs

from sgzlib.law.arguments import iterable
from sgzlib.law.clauses import Clause, Force, Reference
from sgzlib.law.errors import InvalidType, InvalidValue, nearest, require
from sgzlib.law.labels import HasLabels, choices_of
from sgzlib.law.ledger import Sentence, Wording, attach
from sgzlib.law.periods import day
from sgzlib.law.shown import Shown

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Duty:
    """A duty that a notice assigns to an actor (职责): its clause, its force, and one line in our own words.

    `by` lists the actors; several actors bear the duty together. `requirements` are the ids of requirements that test
    part of it; `assess` has findings for these only.

    >>> import sgzlib as sgz
    >>> duty = sgz.NOTICE.duties[-1]
    >>> duty.clause.locator, [actor.en for actor in duty.by], duty.force.name, duty.requirements
    ('七(三)', ['district civil-affairs bureau'], 'MUST', ())
    """

    id: str
    by: tuple[HasLabels, ...]
    clause: Clause
    force: Force
    zh: str
    en: str
    requirements: tuple[str, ...] = ()


Listing: TypeAlias = "tuple[T, ...] | Callable[[], tuple[T, ...]]"


@attrs.frozen(kw_only=True)
class Notice:
    """A notice (通知): number, title, day of issue, clauses in their order, and the documents that it names (`cited`).

    `sources` are further documents on which its rules are based; `references` has both. The notice is in force from
    `in_force_from`, by default the day of issue, to `in_force_until`, its last day if it was repealed or replaced.
    `actors` is the enumeration of those who have duties. `sentences` says how each sentence is accounted for; `duties`
    are the duties that no requirement tests fully. Both may be functions, so that they load on first use.
    `notice[locator]` returns a clause, and refuses a locator that the notice does not have. A sentence of an unknown
    clause and a duty of somebody who is not one of its actors are refused; `check_ledger` checks the rest.

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
    in_force_from: date = attrs.field(
        default=attrs.Factory(lambda notice: notice.issued_on, takes_self=True), repr=False
    )
    in_force_until: date | None = attrs.field(default=None, repr=False)
    cited: tuple[Reference, ...] = attrs.field(default=(), repr=False)
    sources: tuple[Reference, ...] = attrs.field(default=(), repr=False)
    actors: type[HasLabels] | None = attrs.field(default=None, repr=False)
    _sentences: Listing[Sentence] = attrs.field(default=(), alias="sentences", eq=False, repr=False)
    _duties: Listing[Duty] = attrs.field(default=(), alias="duties", eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        _refuse_others("Notice.clauses", self.clauses, Clause)
        if self.actors is not None:
            require("Notice.actors", self.actors, type)
        # What loads when it is asked for is checked by `check_ledger`.
        if not callable(self._sentences):
            _refuse_others("Notice.sentences", self._sentences, Sentence)
            self._check_clauses(self._sentences)
        if not callable(self._duties):
            _refuse_others("Notice.duties", self._duties, Duty)
            self._check_bearers(self._duties)

    def in_force(self, on: date) -> bool:
        """Whether the notice is in force on a day (是否施行)."""
        return self.in_force_from <= day("on", on) and (self.in_force_until is None or on <= self.in_force_until)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of the notice, and how it is accounted for (逐句台账)."""
        return self._sentences() if callable(self._sentences) else self._sentences

    @property
    def duties(self) -> tuple[Duty, ...]:
        """The duties that no requirement tests fully, in the notice's order (职责)."""
        return self._duties() if callable(self._duties) else self._duties

    @property
    def references(self) -> dict[str, Reference]:
        """The documents that the notice names and those on which its rules are based, by id (引用和依据的文件)."""
        return {reference.id: reference for reference in (*self.cited, *self.sources)}

    def __getitem__(self, locator: str) -> Clause:
        require("Notice[...]", locator, str)
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

    def _check_clauses(self, sentences: Iterable[Sentence]) -> None:
        known = {clause.locator for clause in self.clauses}
        for sentence in sentences:
            if sentence.clause not in known:
                self[sentence.clause]

    def _check_bearers(self, duties: Iterable[Duty]) -> None:
        for duty in duties:
            self.check_actors(f"Duty {duty.id}.by", require(f"Duty {duty.id}.by", duty.by, tuple))

    def check_actors(self, field: str, actors: Iterable[HasLabels]) -> None:
        """Refuse anyone who is not one of the notice's `actors`, if it has any, with `InvalidType` (核对责任单位)."""
        if self.actors is None:
            return
        for actor in iterable(field, actors):
            if not isinstance(actor, self.actors):
                raise InvalidType(field, actor, *choices_of(cast("Any", self.actors)))

    def check_ledger(self, *rulesets: Any) -> None:
        """Check that everything named in sentences and duties exists (核对台账): clauses, requirements, duties, actors.

        Pass every ruleset on the notice; outcomes count as requirements. Raises `InvalidValue` for an unknown clause,
        requirement or duty, and `InvalidType` for a duty of somebody who is not one of the actors.

        >>> import sgzlib as sgz
        >>> sgz.NOTICE.check_ledger(*sgz.RULESETS.values())
        >>> sgz.NOTICE.check_ledger(sgz.STAFFING)
        Traceback (most recent call last):
        ...
        sgzlib.law.errors.InvalidValue: Sentence 三#1.requirements: 'station.premises' 不可用，应为...
        """
        for ruleset in rulesets:
            if not (isinstance(ruleset, Shown) and hasattr(ruleset, "every")):
                raise InvalidType("rulesets", ruleset, "Ruleset 对象", "a Ruleset")
        sentences, duties = self.sentences, self.duties
        self._check_clauses(sentences)
        self._check_bearers(duties)
        rules = {rule.id for ruleset in rulesets for _, rule, _ in (*ruleset.every(), *ruleset.computed())}
        for sentence in sentences:
            _check_ids(f"Sentence {sentence.place}.requirements", sentence.requirements, rules)
            _check_ids(f"Sentence {sentence.place}.duties", sentence.duties, {duty.id for duty in duties})
        for duty in duties:
            _check_ids(f"Duty {duty.id}.requirements", duty.requirements, rules)

    def __iter__(self) -> Iterator[Clause]:
        return iter(self.clauses)

    def order(self, locator: str) -> int:
        """Return the position of a clause in the notice, from 0 (条款次序)."""
        return self.clauses.index(self[locator])

    def attach(self, text: str) -> Wording:
        """Check your own copy of the notice sentence by sentence, and return its words by clause (核对原文).

        White space and the width of punctuation are ignored; everything else has to match. The text runs from the
        salutation to the date; links or notes after that are ignored. Raises `InvalidType` if the copy is not text, and
        `InvalidValue` if it is not the notice. The error's `value` lists each sentence that differs or is missing; a
        `+` means that additional text follows.

        >>> from sgzlib import NOTICE
        >>> NOTICE.attach("各区民政局：一、目标任务。")
        Traceback (most recent call last):
        ...
        sgzlib.law.errors.InvalidValue: Notice.attach(text): ('前言#2', '一#0', ... 不可用，应为与通知逐句一致的全文...
        """
        return attach(text, self.clauses, self.sentences, self.issued_on)


def _refuse_others(field: str, rows: object, expected: type[Any]) -> None:
    for row in require(field, rows, tuple):
        require(field, row, expected)


def _check_ids(field: str, ids: tuple[str, ...], known: set[str]) -> None:
    for id_ in ids:
        if id_ not in known:
            meant = nearest(id_, sorted(known))
            zh, en = ("", "") if meant is None else (f"，是否指 {meant}？", f"; did you mean {meant}?")
            zh, en = f"所给要求组或通知中的编号{zh}", f"an id that the rulesets or the notice have{en}"
            raise InvalidValue(field, id_, zh, en, suggestion=meant)
