"""Reasons (理由): the branch of a rule that decided a finding, with the values, as a short tree.

Only the deciding parts of a formula are kept: the parts of a conjunction or disjunction with the same truth as the
whole. Thus a conjunction that fails keeps the parts that fail, and one that holds keeps all of them. A comparison is
shown with both of its values, and a count with the members that decided it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

import attrs

from sgzlib.law.formula import (
    TRUE,
    And,
    Comparison,
    Constant,
    Count,
    Node,
    Not,
    Or,
    Parameter,
    negation,
    under,
    walk,
)
from sgzlib.law.formula.evaluating import compiled
from sgzlib.law.judging import Status
from sgzlib.law.tracing import facts_used, value_at
from sgzlib.law.truth import UNKNOWN, Interval, Truth, Unknown
from sgzlib.prose.documents import Documented
from sgzlib.prose.formula_text import Words
from sgzlib.prose.language import Pair
from sgzlib.prose.statuses import MARK, STATUS, mark
from sgzlib.prose.typed import TypedDict
from sgzlib.prose.views import Viewed

if TYPE_CHECKING:
    from sgzlib.prose.html import Element
    from sgzlib.prose.language import Language

_BINDS: Pair = ("适用条件", "applies if")
_ASKS: Pair = ("要求", "requires")
_DUE: Pair = ("完成时限", "due")
_COLON: Pair = ("：", ": ")
_MOST_MEMBERS = 5


class ReasonDict(TypedDict):
    """One line of a reason (一行理由): how deep it stands, what it says, and whether that holds."""

    depth: int
    text: str
    holds: bool | None


class WhyDict(TypedDict):
    """Why a finding came out so (结果的理由)."""

    format: Literal["sgzlib.why/1"]
    sgzlib: str
    requirement: str
    path: str
    status: Literal["MET", "VIOLATED", "UNMET", "UNDETERMINED", "NOT_DUE", "NOT_APPLICABLE"]
    reasons: list[ReasonDict]


@attrs.frozen
class Reason:
    """One line of a reason (一行理由): how deep it stands, what it says, and whether that holds."""

    depth: int
    text: str
    holds: Truth


@attrs.frozen(eq=False, repr=False)
class Why(Documented[WhyDict], Viewed):
    """Why a finding came out so (结果的理由): the parts of its rule that decided, with their values.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> worker = sgz.Worker(social_work_major=False, education=sgz.Education.BACHELOR, certificate=sgz.Certificate.NONE)
    >>> finding = sgz.check_qualification(worker, on=date(2022, 3, 1))["qualification.credential"]
    >>> print(finding.why().render("en"))
    unmet
      ✗ requires
        ✗ social-work or related major: no
        ✗ certificate ≥ Tianjin social-work practitioner: none
    <BLANKLINE>
    """

    finding: Any

    document_type = WhyDict

    def __repr__(self) -> str:
        return f"<Why {self.finding.requirement.id}: {self.finding.status.value}>"

    def reasons(self, language: Language) -> list[Reason]:
        """Return the lines of the tree (各行理由), those that decide a part below it."""
        finding = self.finding
        if not finding.in_force or finding.requirement.restates:
            return []
        requirement, law = finding.requirement, finding.case.law
        lines: list[Reason] = []
        read = _FormulaText(finding, language)
        binds = TRUE if requirement.applies is None else under(finding.formula_of("applies"), law)
        if binds != TRUE:
            lines += read.part(_BINDS, binds)
        if finding.status is not Status.NOT_APPLICABLE:
            lines += read.part(_ASKS, under(finding.formula_of("holds"), law))
        if (due := finding.due) is not None:
            held: Truth = UNKNOWN if isinstance(due, Unknown) else finding.holds
            lines.append(Reason(0, f"{language.pick(_DUE)}{language.pick(_COLON)}{language.value(due)}", held))
        # A fact that occurs in several places of a rule would be listed for each.
        return _once_below(lines)

    def render(self, locale: str = "zh_CN") -> str:
        """Write the tree in Chinese or English (文本)."""
        from sgzlib.prose.language import Language

        language = Language(locale)
        lines = [
            f"{'  ' * (reason.depth + 1)}{MARK[_status(reason.holds)]} {reason.text}"
            for reason in self.reasons(language)
        ]
        return "\n".join([language.pick(STATUS[self.finding.status]), *lines]) + "\n"

    def extra_fields(self, language: Language) -> dict[str, Any]:
        """Return which requirement it is, what it gave, and each line (自述部分)."""
        finding = self.finding
        return {
            "requirement": finding.requirement,
            "path": finding.path,
            "status": finding.status,
            "reasons": [
                {"depth": reason.depth, "text": reason.text, "holds": reason.holds} for reason in self.reasons(language)
            ],
        }

    def view(self, language: Language) -> Iterator[Element]:
        """Yield what it shows as a view (视图)."""
        from sgzlib.prose.html import element

        yield element("p", mark(self.finding.status), language.pick(STATUS[self.finding.status]), class_="answer")
        for reason in self.reasons(language):
            style = f"margin-left:{1.5 * reason.depth}em"
            yield element("p", mark(_status(reason.holds)), reason.text, style=style)


def _once_below(lines: list[Reason]) -> list[Reason]:
    """Return lines, each once below the one that it stands under (同级去重)."""
    kept: list[Reason] = []
    above: dict[int, set[tuple[str, str]]] = {}
    for line in lines:
        above = {depth: seen for depth, seen in above.items() if depth <= line.depth}
        said = line.text, str(line.holds)
        if said not in above.setdefault(line.depth, set()):
            above[line.depth].add(said)
            kept.append(line)
    return kept


def _status(holds: Truth) -> Status:
    return Status.UNDETERMINED if isinstance(holds, Unknown) else Status.MET if holds else Status.VIOLATED


class _FormulaText:
    """A finding's formulas, read with its facts in one language (读出公式)."""

    def __init__(self, finding: Any, language: Language) -> None:
        self._case, self._language = finding.case, language
        around = finding.case.whole
        self._whole = finding.subject if around is UNKNOWN else around
        self._at = "" if around is UNKNOWN else finding.path.rpartition(".")[2]
        self._subject = finding.subject

    def part(self, title: Pair, formula: Node) -> Iterator[Reason]:
        """Yield a part of a requirement, and what decided it (一部分及其理由)."""
        holds = self._truth(formula, self._subject, self._at)
        yield Reason(0, self._language.pick(title), holds)
        words = Words(self._case.law, type(self._whole), self._language)
        yield from self._because(formula, holds, 1, self._subject, self._whole, self._at, words)

    def _truth(self, formula: Node, subject: Any, part_path: str) -> Truth:
        holds: Truth = compiled(formula, part_path)(subject, self._case)
        return holds

    def _because(
        self, node: Node, holds: Truth, depth: int, subject: Any, whole: Any, part_path: str, words: Words
    ) -> Iterator[Reason]:
        if isinstance(node, Not) and isinstance(node.part, And | Or):
            parts = tuple(negation(part) for part in node.part.parts)
            node = Or(parts) if isinstance(node.part, And) else And(parts)
        if not isinstance(node, And | Or):
            yield Reason(depth, self._leaf(node, subject, whole, part_path, words), holds)
            yield from self._members(node, holds, depth + 1, whole, words)
            return
        for part in node.parts:
            truth = self._truth(part, subject, part_path)
            # The parts with the truth of the whole decide it.
            if truth is holds:
                yield from self._because(part, truth, depth, subject, whole, part_path, words)

    def _leaf(self, node: Node, subject: Any, whole: Any, part_path: str, words: Words) -> str:
        """Write what a leaf asks and how things stand (末端条件与取值)."""
        text = words.written(node)
        if isinstance(node, Comparison):
            sides = [side for side in (node.left, node.right) if not isinstance(side, Constant | Parameter)]
            values = [self._value(compiled(side, part_path)(subject, self._case), side) for side in sides]
            return text + self._language.pick(_COLON) + self._language.pick(("；", "; ")).join(values)
        facts = facts_used(node, whole, self._case)
        values = [self._language.value(value, self._language.fact(whole, path)[1]) for path, value in facts.items()]
        return text + self._language.pick(_COLON) + self._language.pick(("；", "; ")).join(values) if values else text

    def _value(self, value: Any, side: Node) -> str:
        if isinstance(value, Interval):
            low, high = (self._language.value(end) for end in (value.low, value.high))
            return self._language.pick((f"{low}至{high}", f"{low} to {high}"))
        known = isinstance(value, Unknown) or hasattr(value, "real") or hasattr(value, "year") or hasattr(value, "zh")
        fact = getattr(side, "fact", None)
        return self._language.value(value if known else UNKNOWN, fact)

    def _members(self, node: Node, holds: Truth, depth: int, whole: Any, words: Words) -> Iterator[Reason]:
        """Yield the members that decided a count, each with its reason (起决定作用的成员)."""
        for count in dict.fromkeys(inner for inner in walk(node) if isinstance(inner, Count)):
            members = value_at(whole, count.group.path)
            if isinstance(members, Unknown):
                continue
            formula = under(count.what.formula, self._case.law)
            judged = [(position, member, self._truth(formula, member, "")) for position, member in enumerate(members)]
            deciding = [each for each in judged if each[2] is holds]
            for index, member, truth in deciding[:_MOST_MEMBERS]:
                name = self._language.fact(whole, f"{count.group.path}[{index}]")[0].rpartition(" · ")[2]
                yield Reason(depth, name, truth)
                inner = attrs.evolve(words, of=type(member))
                yield from self._because(formula, truth, depth + 1, member, member, "", inner)
            if len(deciding) > _MOST_MEMBERS:
                left = len(deciding) - _MOST_MEMBERS
                yield Reason(depth, self._language.pick((f"另有{left}个", f"and {left} more")), holds)
