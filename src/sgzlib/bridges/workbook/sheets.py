"""Sheets (工作表): which sheets and columns a workbook of a ruleset has, and what their headings and notes say.

`writing` writes them, `guide` explains them in a sheet of its own, and `reading` finds them in a filled workbook.
"""

from __future__ import annotations

from functools import cache
from typing import Any, cast

import attrs

from sgzlib.advice.questions import inputs_of
from sgzlib.bridges import spellings
from sgzlib.bridges.columns import INSIDE, columns_of, groups_of_class, headings_of, labels_of, places_headed
from sgzlib.law.errors import InvalidType
from sgzlib.law.facts import Fact
from sgzlib.law.kinds import COUNT, TEXT, Form, Pair
from sgzlib.law.requirement import Ruleset
from sgzlib.prose.language import Language
from sgzlib.prose.views import counted_of

KEY = "name"
OWN_KEY = "_sgz_key"
"""The column of what only the workbook calls a subject by: no fact is called so."""
SUMMARY: Pair = ("汇总", "Summary")
GUIDE: Pair = ("填写说明", "How to fill in")
BY_RULE: Pair = ("逐项汇总", "By requirement")
ACTS: Pair = ("整改清单", "To do")
FINDINGS: Pair = ("逐项结果", "Findings")
CHOICES: Pair = ("选项", "Choices")
OURS = frozenset(title for pair in (SUMMARY, GUIDE, BY_RULE, ACTS, FINDINGS, CHOICES) for title in pair)
"""The sheets that hold no subjects (不含对象的工作表)."""

_LONGEST_TITLE = 31
_REFUSED = str.maketrans(dict.fromkeys(r"[]:*?/\'", "_"))


@attrs.frozen(eq=False)
class Sheet:
    """One sheet (一张工作表): the subjects, or at `path` one group of theirs; its columns by name, their notes."""

    path: str
    titles: Pair
    of: type[Any]
    columns: dict[str, Fact[Any]]
    headings: dict[str, tuple[str, ...]]
    notes: dict[str, Pair]

    def heading(self, name: str, language: Language) -> str:
        """Return what heads a column in a language (列标题)."""
        return self.headings[name][0 if language.chinese else 1] if name in self.headings else name

    def tells_source(self, heading: str) -> bool:
        """Return whether a heading is that of a column with sources (是否来源列)."""
        return bool(places_headed(self.of, [heading]))


@cache
def sheets_of(ruleset: Ruleset) -> tuple[Sheet, ...]:
    """Return the sheet of a ruleset's subjects and one for each group of theirs (各工作表).

    Raises `InvalidType` for a group whose members have groups, because a row names only one subject.
    """
    groups = groups_of_class(ruleset.subject)
    asked: dict[str, tuple[str, ...]] = {
        question.path: tuple(clause.locator for clause in question.clauses) for question in inputs_of(ruleset)
    }
    columns = columns_of(ruleset.subject)
    facts = {name: _counted(fact) if name in groups else fact for name, fact in columns.items()}
    _, called, _ = counted_of(ruleset.subject)
    owner = Fact(TEXT, f"所属{called}", "Belongs to", None)
    if KEY in facts and facts[KEY].kind.form is Form.TEXT:
        facts = {KEY: facts[KEY]} | facts
    else:
        facts = {OWN_KEY: Fact(TEXT, f"{called}名称", "Subject", None)} | facts
    sheets = [_sheet("", (ruleset.zh, ruleset.en), ruleset.subject, facts, asked)]
    for path, cls in groups.items():
        if groups_of_class(cls):
            zh, en = "成员不再分组的要求组", "a ruleset whose groups have no groups in them"
            raise InvalidType(f"Ruleset {ruleset.name}.{path}", cls, zh, en)
        fact = columns[path]
        sheets.append(_sheet(path, (fact.zh, fact.en), cls, {OWN_KEY: owner} | columns_of(cls), asked))
    return tuple(attrs.evolve(sheet, titles=titles) for sheet, titles in zip(sheets, _titles(sheets), strict=True))


def _counted(group: Fact[Any]) -> Fact[Any]:
    """Return the fact of how many members a group has (成员数): people are counted as 人数."""
    people = counted_of(cast("type", group.kind.members))[0] == "名"
    return Fact(COUNT, group.zh + ("人数" if people else "（行数）"), f"{group.en} (rows)", None)


def _titles(sheets: list[Sheet]) -> list[Pair]:
    """Return valid titles of sheets: short, unique and without marks."""
    pairs = [(_title(sheet.titles[0]), _title(sheet.titles[1])) for sheet in sheets]
    return [
        (
            _numbered(pair[0], [zh for zh, _ in pairs[:index]], index),
            _numbered(pair[1], [en for _, en in pairs[:index]], index),
        )
        for index, pair in enumerate(pairs)
    ]


def _title(text: str) -> str:
    return text.translate(_REFUSED)[: _LONGEST_TITLE - 3]


def _numbered(title: str, before: list[str], index: int) -> str:
    return f"{title} {index}" if title.casefold() in map(str.casefold, before) else title


def _sheet(
    path: str, titles: Pair, cls: Any, columns: dict[str, Fact[Any]], asked: dict[str, tuple[str, ...]]
) -> Sheet:
    before = f"{path.replace(INSIDE, '.')}[]." if path else ""
    groups = groups_of_class(cls)
    texts = {
        name: (fact.zh, fact.en) if name in groups else (*labels_of(cls)[name], *headings_of(cls)[name])
        for name, fact in columns.items()
        if name != OWN_KEY
    }
    texts |= {OWN_KEY: (columns[OWN_KEY].zh, columns[OWN_KEY].en)} if OWN_KEY in columns else {}
    notes = {name: _note(fact, asked.get(before + name.replace(INSIDE, "."), ())) for name, fact in columns.items()}
    return Sheet(path, titles, cls, columns, texts, notes)


def _note(fact: Fact[Any], clauses: tuple[str, ...]) -> Pair:
    how = spellings.asked(fact.kind)
    zh, en = [f"{fact.zh}：{how[0]}"], [f"{fact.en}: {how[1]}"]
    if fact.unit is not None:
        zh.append(f"单位：{fact.unit[0]}")
        en.append(f"Unit: {fact.unit[1]}")
    if clauses:
        zh.append("条款：" + Language("zh_CN").clause("、".join(clauses)))
        en.append("Clause: " + ", ".join(clauses))
    return "\n".join(zh), "\n".join(en)
