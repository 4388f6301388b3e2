"""Result of comparing two laws (规定比较结果): for each requirement, whether the new law is stricter or looser.

`law_model_checking` computes it. Here are the classes that hold, show and export it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import attrs

from sgzlib.advice.documents import LawComparisonDict
from sgzlib.law.errors import InvalidValue, require
from sgzlib.law.facts import Fact, facts_of, is_subject
from sgzlib.law.labels import Labelled
from sgzlib.law.laws import Law
from sgzlib.law.plurals import counted
from sgzlib.law.requirement import Requirement, Ruleset
from sgzlib.law.tracing import joined
from sgzlib.law.truth import UNKNOWN
from sgzlib.prose.documents import Documented
from sgzlib.prose.tables import Row, Tabled
from sgzlib.prose.views import Viewed

if TYPE_CHECKING:
    from sgzlib.prose.html import Element
    from sgzlib.prose.language import Language


class Relation(Labelled):
    """How a new law compares with an old one (宽严关系)."""

    EQUAL = "相同", "equal"
    STRICTER = "更严", "stricter"
    LOOSER = "更宽", "looser"
    INCOMPARABLE = "互有宽严", "incomparable"
    UNDECIDED = "未决", "undecided"


@attrs.frozen(eq=False, repr=False)
class RequirementComparison:
    """How one requirement, or all of them together, differ between two laws (单项比较).

    `old` and `new` are the requirement in both editions, None for all together. `newly_fails` is the smallest subject
    that passes under the old law and fails under the new one, `newly_passes` the reverse; None if there is none.
    `members` is the number of members in a group up to which the search went; larger groups were not searched. It is
    None if no search was needed or no group is involved. `undecided` says in Chinese and English why a relation is
    undecided.
    """

    path: str
    old: Requirement | None
    new: Requirement | None
    newly_fails: Any = None
    newly_passes: Any = None
    members: int | None = None
    undecided: tuple[str, str] | None = None

    @property
    def relation(self) -> Relation:
        """How the new law compares with the old one (宽严关系)."""
        if self.undecided is not None:
            return Relation.UNDECIDED
        return _RELATIONS[self.newly_fails is not None, self.newly_passes is not None]

    def __repr__(self) -> str:
        name = "all" if self.old is None else self.old.id
        bound = "" if self.members is None else f" up to {counted(self.members, 'members')} a group"
        return f"<RequirementComparison {name}: {self.relation.en}{bound}>"


_RELATIONS = {
    (False, False): Relation.EQUAL,
    (True, False): Relation.STRICTER,
    (False, True): Relation.LOOSER,
    (True, True): Relation.INCOMPARABLE,
}


@attrs.frozen(eq=False, repr=False)
class LawComparison(Documented[LawComparisonDict], Tabled, Viewed):
    """How two laws differ on one day, for all subjects of a class (规定比较结果).

    `requirements` has those in both editions, in the notice's order; `overall` compares all of them together. `added`
    and `removed` are the requirements that only the new or only the old edition has.
    """

    rulesets: tuple[Ruleset, Ruleset]
    laws: tuple[Law, Law]
    on: date
    requirements: tuple[RequirementComparison, ...]
    overall: RequirementComparison
    added: tuple[Requirement, ...] = ()
    removed: tuple[Requirement, ...] = ()

    document_type = LawComparisonDict

    @property
    def relation(self) -> Relation:
        """How all requirements of the new law together compare with those of the old one (总体宽严关系)."""
        return self.overall.relation

    @property
    def differences(self) -> tuple[RequirementComparison, ...]:
        """The requirements that differ, or for which the comparison is undecided (有差异的要求)."""
        return tuple(comparison for comparison in self.requirements if comparison.relation is not Relation.EQUAL)

    def __getitem__(self, requirement_id: str) -> RequirementComparison:
        require("LawComparison[...]", requirement_id, str)
        known = {comparison.old.id: comparison for comparison in self.requirements if comparison.old is not None}
        if requirement_id not in known:
            raise InvalidValue("LawComparison[...]", requirement_id, "、".join(known), "one of " + ", ".join(known))
        return known[requirement_id]

    def __repr__(self) -> str:
        said = [f"{cast('Requirement', comparison.old).id} {comparison.relation.en}" for comparison in self.differences]
        said += [f"{rule.id} {what}" for what in ("added", "removed") for rule in getattr(self, what)]
        listed = f" ({', '.join(said)})" if said else ""
        return f"<LawComparison {self.rulesets[0].name} on {self.on}: {self.relation.en}{listed}>"

    def render(self, locale: str = "zh_CN") -> str:
        """Return text in Chinese or English (文本): what differs, in which direction, and a smallest subject."""
        from sgzlib.prose.language import Language

        language = Language(locale)
        lines = [self._title(language)]
        for said, *cases in self._entries(language):
            lines += [said, *(f"    {case}" for case in cases)]
        return "\n".join(lines) + "\n"

    def extra_fields(self, language: Language) -> dict[str, Any]:
        """Return the differences in words, and each requirement with the subjects that show them (自述部分)."""
        return {
            "text": self.render(str(language.locale)),
            "overall": self._document(self.overall, language),
            "requirements": [self._document(comparison, language) for comparison in self.requirements],
        }

    def columns(self) -> Mapping[str, type]:
        """Return the columns of the table (列): one row for each requirement of both editions."""
        texts = ("id", "path", "clause", "text", "relation", "newly_fails", "newly_passes")
        return dict.fromkeys(texts, str) | {"members": int, "undecided": str}

    def rows(self, language: Language) -> Iterator[Row]:
        """Yield a row for each requirement of both editions (行)."""
        for comparison in self.requirements:
            cases = {"newly_fails": comparison.newly_fails, "newly_passes": comparison.newly_passes}
            said = {name: None if case is None else _case(case, language) for name, case in cases.items()}
            yield {**self._about(comparison, language), **said}

    def _document(self, comparison: RequirementComparison, language: Language) -> dict[str, Any]:
        cases = {"newly_fails": comparison.newly_fails, "newly_passes": comparison.newly_passes}
        return {key: value for key, value in (self._about(comparison, language) | cases).items() if value is not None}

    def _about(self, comparison: RequirementComparison, language: Language) -> dict[str, Any]:
        return {
            "id": None if comparison.new is None else comparison.new.id,
            "path": comparison.path,
            "clause": None if comparison.new is None else comparison.new.clause.locator,
            "text": self._asked(comparison, language),
            "relation": comparison.relation,
            "members": comparison.members,
            "undecided": comparison.undecided and language.pick(comparison.undecided),
        }

    def view(self, language: Language) -> Iterator[Element]:
        """Yield what it shows as a view (视图)."""
        from sgzlib.prose.html import element

        yield element("h3", self._title(language))
        for index, (said, *cases) in enumerate(self._entries(language)):
            shown = [element("ul", *(element("li", case) for case in cases))] if cases else []
            yield element("div", element("p", said, class_="" if index else "answer"), *shown, class_="item")

    def _title(self, language: Language) -> str:
        return f"{language.of(self.rulesets[0])} · {language.value(self.on)}"

    def _entries(self, language: Language) -> Iterator[list[str]]:
        """Yield what is said of all together, then of each difference, and the cases that tell."""
        for comparison in (self.overall, *self.differences):
            yield [*self._written(comparison, language)]
        for said, rules, law in (
            (("新增：", "added: "), self.added, self.laws[1]),
            (("删去：", "removed: "), self.removed, self.laws[0]),
        ):
            yield from ([language.pick(said) + language.asked(rule, law)] for rule in rules)

    def _asked(self, comparison: RequirementComparison, language: Language) -> str:
        """Write what a requirement asks by the old law and by the new one, once where that is the same."""
        pairs = zip((comparison.old, comparison.new), self.laws, strict=True)
        texts = dict.fromkeys(language.asked(rule, law) for rule, law in pairs if rule is not None)
        return " → ".join(texts) or language.pick(("总体", "all requirements together"))

    def _written(self, comparison: RequirementComparison, language: Language) -> Iterator[str]:
        said = f"{self._asked(comparison, language)}{language.pick(('：', ': '))}{language.of(comparison.relation)}"
        if comparison.undecided is not None:
            said += language.pick((f"（{comparison.undecided[0]}）", f" ({comparison.undecided[1]})"))
        if comparison.members is not None:
            members = counted(comparison.members, "members")
            said += language.pick((f"（每组至多{comparison.members}名成员）", f" (up to {members} a group)"))
        yield said
        for what, subject in (
            (("原符合、新不符合：", "passes under the old law, fails under the new one: "), comparison.newly_fails),
            (("原不符合、新符合：", "fails under the old law, passes under the new one: "), comparison.newly_passes),
        ):
            if subject is not None:
                yield language.pick(what) + _case(subject, language)


def _case(subject: Any, language: Language) -> str:
    known = _known_facts(subject)
    facts = [f"{language.fact(subject, path)[0]} = {language.value(value, fact)}" for path, value, fact in known]
    return language.pick(("；", "; ")).join(facts)


def _known_facts(subject: Any, prefix: str = "") -> Iterator[tuple[str, Any, Fact[Any] | None]]:
    """Yield the facts that are known of a subject, by path; of a group, how many members it has, and theirs."""
    for name, fact in facts_of(type(subject)).items():
        value, path = getattr(subject, name), joined(prefix, name)
        if is_subject(type(value)):
            yield from _known_facts(value, path)
        elif is_subject(fact.kind.members) and isinstance(value, tuple):
            yield path, len(value), None
            for place, member in enumerate(value):
                yield from _known_facts(member, f"{path}[{place}]")
        elif value is not UNKNOWN:
            yield path, value, fact
