"""Documents of advice (建议的数据): what remedies and questions hold when they leave the library."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from sgzlib.prose.documents import Day, LawDict

_Relation: TypeAlias = Literal["EQUAL", "STRICTER", "LOOSER", "INCOMPARABLE", "UNDECIDED"]


class RangeDict(TypedDict):
    """Values that all do the same (取值范围), both ends included; an end that is null is open."""

    least: Any
    most: Any


class ChangeDict(TypedDict):
    """One change (一项改变): the fact at `path`, from `before`, to a value within one of `to`."""

    path: str
    text: str
    before: Any
    to: list[RangeDict]
    joins: bool


class RemediesDict(TypedDict):
    """All the smallest sets of changes (全部整改办法): steps, the ways to take each, the changes of each way."""

    format: Literal["sgzlib.remedies/1"]
    sgzlib: str
    law: LawDict
    ruleset: str
    on: Day
    subject: dict[str, Any]
    verdict: bool | None
    text: str
    steps: list[list[list[ChangeDict]]]
    infeasible: list[str]
    undecided: list[str]


class ChoiceDict(TypedDict):
    """One of few values (可选值), and what it is called."""

    value: Any
    text: str


class QuestionDict(TypedDict):
    """One fact to ask for (待问事项): where it goes, what it is called, what it takes, and how decisive it is."""

    path: str
    text: str
    type: str
    unit: NotRequired[str]
    allowed: str
    options: list[ChoiceDict]
    clauses: list[str]
    requirements: list[str]
    settles: str


class QuestionsDict(TypedDict):
    """The facts to ask for (全部待问事项), in their order.

    `on`, `subject` and `verdict` are left out where no subject was judged, `law` where the ruleset has none of its own.
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
    """How two laws differ on one day (政策比较结果): of laws and rulesets the old one first, then the new one.

    `interchange.load` makes the subjects of `newly_fails` and `newly_passes` again.
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
