"""Documents of advice (建议的数据): the JSON form of remedies, questions and comparisons of laws, as `TypedDict`s."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias

from sgzlib.prose.typed import Day, LawDict, TypedDict

_Relation: TypeAlias = Literal["EQUAL", "STRICTER", "LOOSER", "INCOMPARABLE", "UNDECIDED"]


class RangeDict(TypedDict):
    """Values that all do the same (取值范围), both ends included; an end that is null is open."""

    least: Any
    most: Any


class ChangeDict(TypedDict):
    """One change (一项改变): the fact at `path`, from `before`, to a value within one of `to`."""

    path: str
    before: Any
    to: list[RangeDict]
    joins: bool


class ActDict(TypedDict):
    """One act (一项措施): what to do, who must, what shows it, and the facts that it changes."""

    path: str
    text: str
    by: list[str]
    evidence: NotRequired[str]
    until: NotRequired[Day]
    clauses: list[str]
    requirements: list[str]
    changes: list[ChangeDict]


class WayDict(TypedDict):
    """Acts that have to be taken together (一种办法), and the members of whom any one can be the one they are about."""

    acts: list[ActDict]
    members: list[str]
    hangs_on: list[str]


class StepDict(TypedDict):
    """One thing to put right (整改步骤), in any one of its ways; `complete` says whether all of them are listed."""

    ways: list[WayDict]
    complete: bool


class EstablishingDict(TypedDict):
    """One fact to establish (待核实的事实): where it stands, who knows, and where to look; `how` it is known so far."""

    paths: list[str]
    text: str
    how: NotRequired[str]
    by: list[str]
    evidence: NotRequired[str]
    clauses: list[str]
    requirements: list[str]


class BeyondDict(TypedDict):
    """One requirement that no act can make hold any more (无法补正的要求), and the overdue acts still asked for."""

    requirement: str
    text: str
    overdue: list[ActDict]
    late: bool
    clashes: list[str]


class RemediesDict(TypedDict):
    """What to do, what to establish, and what is beyond remedy (整改措施)."""

    format: Literal["sgzlib.remedies/1"]
    sgzlib: str
    law: LawDict
    ruleset: str
    on: Day
    subject: dict[str, Any]
    verdict: bool | None
    text: str
    steps: list[StepDict]
    in_time: list[StepDict]
    to_establish: list[EstablishingDict]
    beyond_remedy: list[BeyondDict]
    undecided: list[str]
    advised: list[str]


class ChoiceDict(TypedDict):
    """One of few values (可选值), and what it is called."""

    value: Any
    text: str


class QuestionDict(TypedDict):
    """One fact to ask for (需补充的信息): the sentence, the reason, who knows, the allowed values, and what it decides.

    If a document is asked for a known fact, `value` is the fact's value, and `how` says how it is known so far.
    """

    path: str
    ask: str
    why: list[str]
    by: list[str]
    evidence: str | None
    decides: list[str]
    text: str
    type: str
    unit: NotRequired[str]
    allowed: str
    options: list[ChoiceDict]
    clauses: list[str]
    requirements: list[str]
    settles: str
    value: NotRequired[Any]
    how: NotRequired[str]


class QuestionsDict(TypedDict):
    """The facts to ask for (全部需补充的信息), in their order.

    `on`, `subject` and `verdict` are left out if no subject was checked, `law` if the ruleset has none of its own.
    """

    format: Literal["sgzlib.questions/1"]
    sgzlib: str
    law: NotRequired[LawDict]
    ruleset: str
    on: NotRequired[Day]
    subject: NotRequired[dict[str, Any]]
    verdict: NotRequired[bool | None]
    questions: list[QuestionDict]


class RequirementComparisonDict(TypedDict):
    """How one requirement, or all of them together, differ between two laws (单项比较).

    `clause` is that of the new edition; all together have no `id` and no `clause`. `newly_fails` and `newly_passes` are
    subjects, as in `RequirementComparison`, and left out where none was found; so are `members` and `undecided` where
    there is nothing to say.
    """

    id: NotRequired[str]
    path: str
    clause: NotRequired[str]
    text: str
    relation: _Relation
    newly_fails: NotRequired[dict[str, Any]]
    newly_passes: NotRequired[dict[str, Any]]
    members: NotRequired[int]
    undecided: NotRequired[str]


class LawComparisonDict(TypedDict):
    """How two laws differ on one day (规定比较结果). Laws and rulesets are listed with the old one first.

    `interchange.load` reads the subjects of `newly_fails` and `newly_passes` back.
    """

    format: Literal["sgzlib.law-comparison/1"]
    sgzlib: str
    laws: list[LawDict]
    rulesets: list[str]
    on: Day
    relation: _Relation
    text: str
    overall: RequirementComparisonDict
    requirements: list[RequirementComparisonDict]
    added: list[str]
    removed: list[str]
