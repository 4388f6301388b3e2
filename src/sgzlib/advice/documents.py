"""Documents of advice (建议的数据): what remedies and questions hold when they leave the library."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from sgzlib.prose.documents import Day, LawDict


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
