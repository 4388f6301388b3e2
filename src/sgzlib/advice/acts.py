"""Acts (措施): the parts of remedies as data: an act, a fact to establish, and a requirement that is too late."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from sgzlib.advice.changes import Change, actors_of
from sgzlib.law.clauses import Clause
from sgzlib.law.kinds import Pair
from sgzlib.law.labels import HasLabels
from sgzlib.law.requirement import Requirement


@attrs.frozen(eq=False, repr=False)
class Act:
    """One act (一项措施): what somebody does, by which facts that are known become otherwise.

    `path` is the first of the facts, `changes` what each of them comes to. `by` is who must act, `requirements` what
    the act serves, `until` the last day for it where one is still to come, None where it is to be done at once.
    `replaces` are the words where a member leaves, for another one who meets what is asked.
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
        return tuple(dict.fromkeys(requirement.clause for requirement in self.requirements))

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

    `members` lists the members of a group that the acts may be about. Any one of them will do, and the act is written
    once. It is empty where there is no such choice. `hangs_on` are unknown facts that have to be in order besides.
    """

    acts: tuple[Act, ...]
    members: tuple[str, ...] = ()
    hangs_on: tuple[str, ...] = ()


@attrs.frozen(eq=False)
class Step:
    """One thing to put right (整改步骤): any of its ways does it, the one with the fewest acts first.

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
    """One fact to establish (待核实的事实): it is unknown and may be in order already, or is only declared.

    `paths` are where it stands: of several members at once, where all of them lack it. `requirements` ask for it. `how`
    says in Chinese and English how it is known so far, None where it is unknown.
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
        return tuple(dict.fromkeys(requirement.clause for requirement in self.requirements))

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
    """One requirement that no act can make hold any more (无法补正的要求).

    `overdue` are the acts that the notice still asks for, which do not undo the breach. `late` says that its last day
    has passed; `clashes` are requirements with which it cannot hold together.
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
