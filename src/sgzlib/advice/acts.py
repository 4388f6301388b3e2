"""Acts (措施): the parts of remedies as data: an act, a fact to establish, and a requirement that is too late."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from sgzlib.advice.changes import Change, actors_of, clauses_of
from sgzlib.law.clauses import Clause
from sgzlib.law.kinds import Pair
from sgzlib.law.labels import HasLabels
from sgzlib.law.requirement import Requirement


@attrs.frozen(eq=False, repr=False)
class Act:
    """One act (一项措施) that somebody carries out, and the known facts that it changes.

    `path` is the first fact changed; `changes` gives the new value of each. `by` lists who has to act, `requirements`
    the requirements that the act serves. `until` is the last day for it, None if it is due at once. `replaces` has the
    words for replacing a member with another one who meets the requirements, if the act does that.
    """

    subject: Any = attrs.field(repr=False)
    changes: tuple[Change, ...]
    requirements: tuple[Requirement, ...]
    until: date | None = None
    replaces: tuple[str, str] | None = None

    def __repr__(self) -> str:
        return f"<Act {', '.join(change.path for change in self.changes)}>"

    @property
    def path(self) -> str:
        """Where the first fact that it changes stands (路径)."""
        return self.changes[0].path

    @property
    def by(self) -> tuple[HasLabels, ...]:
        """Who must act (责任单位)."""
        return actors_of(self.requirements)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses that it serves (条款)."""
        return clauses_of(self.requirements)

    def text(self, locale: str = "zh_CN") -> str:
        """Write what to do (措施), with the name of the member that it is about.

        >>> from datetime import date
        >>> import sgzlib as sgz
        >>> remedies = sgz.check_premises(sgz.Premises(printer=False), on=date(2022, 3, 1)).remedies()
        >>> act = remedies.steps[0].ways[0].acts[0]
        >>> act.text(), act.text("en"), act.evidence("en")
        ('配备打印机', 'provide a printer', 'inventory entry, photograph')
        """
        from sgzlib.advice.phrases import act_text
        from sgzlib.prose.language import Language

        return act_text(self, Language(locale))

    def evidence(self, locale: str = "zh_CN") -> str | None:
        """Write what shows that it was done (佐证材料), None where nothing is known to."""
        from sgzlib.advice.phrases import evidence_of
        from sgzlib.prose.language import Language

        return evidence_of(self.changes[0].fact, Language(locale))


@attrs.frozen(eq=False)
class Way:
    """Acts that have to be taken together (一种办法).

    If the acts can be done for any one of several members, `members` lists these members and the act is written once.
    Otherwise `members` is empty. `hangs_on` are unknown facts that also have to be in order.
    """

    acts: tuple[Act, ...]
    members: tuple[str, ...] = ()
    hangs_on: tuple[str, ...] = ()


@attrs.frozen(eq=False)
class Step:
    """One step of the remedies (整改步骤): any one of its ways completes it. The way with the fewest acts comes first.

    `complete` says whether all ways are listed.
    """

    ways: tuple[Way, ...]
    complete: bool = True

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """The requirements that it serves (所涉要求)."""
        return tuple(dict.fromkeys(rule for way in self.ways for act in way.acts for rule in act.requirements))


@attrs.frozen
class Resting:
    """A known fact on which findings rest, and whose source is not good enough (有待佐证的事实).

    `how` says in Chinese and English how it is known so far, `value` what it is (of a group, how many members it has),
    `requirements` what rests on it.
    """

    path: str
    value: Any
    how: Pair
    requirements: tuple[Requirement, ...]


@attrs.frozen(eq=False, repr=False)
class Establishing:
    """A fact to establish (待核实的事实): it is unknown and may already be in order, or it is only declared.

    `paths` are the places of the fact, several if several members lack it. `requirements` are those that need it. `how`
    says in Chinese and English how it is known so far, None if it is unknown.
    """

    subject: Any = attrs.field(repr=False)
    paths: tuple[str, ...]
    fact: Any
    requirements: tuple[Requirement, ...]
    how: Pair | None = None

    def __repr__(self) -> str:
        return f"<Establishing {', '.join(self.paths)}>"

    @property
    def by(self) -> tuple[HasLabels, ...]:
        """Who knows (责任单位)."""
        return actors_of(self.requirements)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses that ask for it (条款)."""
        return clauses_of(self.requirements)

    def text(self, locale: str = "zh_CN") -> str:
        """Write which fact it is, and of whom (待核实的事实)."""
        from sgzlib.advice.phrases import establishing_text
        from sgzlib.prose.language import Language

        return establishing_text(self, Language(locale))

    def evidence(self, locale: str = "zh_CN") -> str | None:
        """Write where to look (佐证材料), None where nothing is known to show it."""
        from sgzlib.advice.phrases import evidence_of
        from sgzlib.prose.language import Language

        return evidence_of(self.fact, Language(locale))


@attrs.frozen(eq=False, repr=False)
class Beyond:
    """A requirement that no act can satisfy any more (无法补正的要求).

    `overdue` lists the acts that the notice still requires; they do not undo the breach. `late` is True if the last day
    has passed. `clashes` lists requirements that cannot be met together with this one.
    """

    assessment: Any = attrs.field(repr=False)
    requirement: Requirement
    overdue: tuple[Act, ...] = ()
    late: bool = False
    clashes: tuple[Requirement, ...] = ()

    def __repr__(self) -> str:
        return f"<Beyond {self.requirement.id}>"

    def text(self, locale: str = "zh_CN") -> str:
        """Write what is asked, and why it is beyond remedy (无法补正的说明)."""
        from sgzlib.advice.phrases import beyond_text
        from sgzlib.prose.language import Language

        return beyond_text(self, Language(locale))
