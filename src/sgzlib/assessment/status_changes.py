"""Status changes (变化): the days on which an assessment changes, as data; `timeline` computes them."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from sgzlib.assessment.assessment import Assessment
from sgzlib.assessment.computed import documents
from sgzlib.assessment.documents import StatusChangeDict, TurnDict
from sgzlib.assessment.finding import Finding
from sgzlib.law.laws import Law
from sgzlib.law.periods import Period
from sgzlib.law.plurals import counted
from sgzlib.law.truth import Truth
from sgzlib.prose.documents import Documented
from sgzlib.prose.language import Language


@attrs.frozen(repr=False)
class StatusChange(Documented[StatusChangeDict]):
    """One finding that changes (结果变化): its state before and after.

    What changes is its status, its source level, or whether a decision about it is in force.
    """

    before: Finding
    after: Finding

    document_type = StatusChangeDict

    def __repr__(self) -> str:
        before, after = self.before, self.after
        return f"<StatusChange {after.requirement.id}: {before.status.value} to {after.status.value}>"

    @property
    def is_of_status(self) -> bool:
        """Whether the status or the source level changes (状态或来源等级是否变化)."""
        return self.before.status is not self.after.status or self.before.level is not self.after.level

    @property
    def is_of_decisions(self) -> bool:
        """Whether a decision about the finding comes into force or ends (决定效力是否变化)."""
        return self.before.decision_states != self.after.decision_states


@attrs.frozen(repr=False)
class Turn(Documented[TurnDict]):
    """A day on which something changes (变化日): the assessments of the day before and of the day itself."""

    before: Assessment
    after: Assessment

    document_type = TurnDict

    def __repr__(self) -> str:
        return f"<Turn {self.day}: {counted(len(self.changes), 'changes')}>"

    @property
    def day(self) -> date:
        """The first day of the new state (变化日期)."""
        return self.after.on

    @property
    def verdicts(self) -> tuple[Truth, Truth]:
        """The verdicts of the day before and of the day itself (变化前后的结论)."""
        return self.before.verdict, self.after.verdict

    @property
    def changes(self) -> tuple[StatusChange, ...]:
        """The findings that change, in the notice's order (变化的结果)."""
        pairs = (StatusChange(*pair) for pair in zip(self.before.findings, self.after.findings, strict=True))
        return tuple(change for change in pairs if change.is_of_status or change.is_of_decisions)

    def extra_fields(self, language: Language) -> dict[str, Any]:
        """Return the new values of the outcomes that change (变化的计算项)."""
        earlier = self.before.outcomes
        changing = {id_ for id_, value in self.after.outcomes.items() if id_ not in earlier or earlier[id_] != value}
        values = [document for document in documents(self.after, language) if document["id"] in changing]
        return {"outcomes": values or None}

    @property
    def law(self) -> Law | None:
        """The law that applies from that day on, if it is another (新适用的规定)."""
        return None if self.after.policy == self.before.policy else self.after.policy


@attrs.frozen(repr=False)
class Turns:
    """An assessment over a period (各阶段核对结果): that of the first day, and the days on which something changes."""

    period: Period
    opening: Assessment
    turns: tuple[Turn, ...]

    def __repr__(self) -> str:
        period = f"{self.period.first_day} to {self.period.last_day}"
        return f"<{type(self).__name__} {self.opening.ruleset.name} {period}: {counted(len(self.turns), 'turns')}>"

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """The assessment of each stretch between changes, on its first day (各阶段核对结果)."""
        return (self.opening, *(turn.after for turn in self.turns))
