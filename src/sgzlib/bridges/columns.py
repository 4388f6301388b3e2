"""Columns (列): the facts of a class as the columns of a table, by their names and by the headings that offices use.

    a fact of the subject      `printer`
    a fact of a part           `premises__computer`, for the path `premises.computer`
    the source of a fact       `printer__source`

Two underscores stand for the dot of a path, because the answers in a table have names with a dot.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import Enum, IntEnum
from functools import cache
from typing import Any, NoReturn, cast

from sgzlib.law.errors import InvalidType, InvalidValue, nearest, require
from sgzlib.law.facts import Fact, facts_of, is_subject
from sgzlib.law.formula import Group, walk
from sgzlib.law.formula.evaluating import remembered
from sgzlib.law.kinds import Form, Pair
from sgzlib.law.labels import normalized
from sgzlib.law.requirement import Ruleset
from sgzlib.law.truth import UNKNOWN

INSIDE = "__"
"""Between a part and its fact in the name of a column: a dot there would make the names of answers."""
_SOURCE = f"{INSIDE}source"


def column_name(path: str) -> str:
    """Return the name of the column for the fact at a path (列名).

    >>> from sgzlib.bridges.columns import column_name
    >>> column_name("premises.computer")
    'premises__computer'
    """
    return path.replace(".", INSIDE)


def path_of(column: str) -> str:
    """Return the path of the fact in a column (路径): `column_name` turned round."""
    return column.replace(INSIDE, ".")


def named(given: Any) -> Any:
    """Return a mapping by the names of columns, which may be given as paths (路径改为列名); what is none as it is."""
    return {_name_of(key): value for key, value in given.items()} if isinstance(given, Mapping) else given


def naming(given: Any) -> Any:
    """Return a mapping to the names of columns, which may be given as paths (路径改为列名); what is none as it is."""
    return {key: _name_of(fact) for key, fact in given.items()} if isinstance(given, Mapping) else given


def _name_of(fact: Any) -> Any:
    return column_name(fact) if isinstance(fact, str) else fact


def own_columns(cls: type, given: Any) -> Any:
    """Return the entries of a column mapping whose facts belong to a class (本类对象的对应).

    One mapping may serve tables that are checked against several of the library's rulesets. An entry for a fact of
    another class is changed to the same fact of this class, such as `premises.printer` of a station to `printer` of its
    premises. If this class does not have the fact, the entry is left out. A name that no class has is kept, so that it
    is refused later. Anything that is not a mapping is returned as it is.

    >>> import sgzlib as sgz
    >>> from sgzlib.bridges.columns import own_columns
    >>> given = {"打印设备": "premises__printer", "合同人数": "team__contracted_headcount", "备注": "printr"}
    >>> own_columns(sgz.Premises, given)
    {'打印设备': 'printer', '备注': 'printr'}
    """
    if not isinstance(given, Mapping):
        return given
    own, sources = columns_of(cls), source_headings_of(cls)
    mapped: dict[Any, Any] = {}
    for heading, name in given.items():
        if name in own or name in sources:
            mapped[heading] = name
            continue
        base = name.removesuffix(_SOURCE)
        facts = _declared().get(base, [])
        if not facts:
            mapped[heading] = name
        elif len(facts) == 1 and len(places := [place for place, fact in own.items() if fact is facts[0]]) == 1:
            mapped[heading] = places[0] + name[len(base) :]
    return mapped


@cache
def _declared() -> dict[str, list[Fact[Any]]]:
    """Return the facts that have each name in the classes of the library's rulesets (各名称所指的事实)."""
    from sgzlib.tianjin.rulesets import RULESETS

    facts: dict[str, list[Fact[Any]]] = {}
    classes = dict.fromkeys(ruleset.subject for ruleset in RULESETS.values())
    for cls in [*classes, *(member for each in classes for member in groups_of_class(each).values())]:
        for name, fact in columns_of(cls).items():
            known = facts.setdefault(name, [])
            known += [] if any(fact is each for each in known) else [fact]
    return facts


def one_of_names(names: Iterable[str]) -> Pair:
    """Return the text of an error that lists the names allowed (可用的名称)."""
    listed = list(names)
    return ("、".join(listed), "one of " + ", ".join(listed)) if listed else ("无", "none")


def refuse_unknown(field: str, name: Any, known: Iterable[str]) -> NoReturn:
    """Raise `InvalidValue` for what names no fact, with the nearest name if there is one (拒绝未知事实)."""
    names = list(known)
    meant = nearest(str(name), names)
    zh, en = one_of_names(names)
    if meant is not None:
        zh, en = f"事实的名称，是否指 {meant}？", f"the name of a fact; did you mean {meant}?"
    raise InvalidValue(field, name, zh, en, suggestion=meant)


def columns_of(cls: type, path: str = "") -> dict[str, Fact[Any]]:
    """Return the columns that a table of such subjects may have (可用的列): the facts by column name.

    >>> import sgzlib as sgz
    >>> [name for name in sgz.frames.columns_of(sgz.Station) if name.startswith("management")][:2]
    ['management__process', 'management__standards']
    """
    columns: dict[str, Fact[Any]] = {}
    require("path", path, str)
    for name, fact in facts_of(cls).items():
        inside = fact.kind.form is Form.PART and is_subject(fact.kind.members)
        columns |= columns_of(fact.kind.members, f"{path}{name}{INSIDE}") if inside else {path + name: fact}  # type: ignore[arg-type]
    return columns


def groups_in(ruleset: Ruleset) -> dict[str, type[Any]]:
    """Return the groups in what a ruleset judges, by their paths, and what their members are (含有的分组)."""
    return groups_of_class(ruleset.subject)


@remembered(64)
def refuse_groups_in_groups(ruleset: Ruleset) -> None:
    """Raise `InvalidType` for a requirement that asks of a group of members of a group (拒绝分组中的分组).

    A row of members belongs to one subject, by its key: no table says whose members' members it has.
    """
    computed = "attrs.evolve(ruleset, outcomes=())"
    formulas = [(outcome.id, computed, formula) for _, outcome, formula in ruleset.computed()]
    for path, rule, _ in ruleset.every():
        whats = ("truth", "exempt") if rule.due is None else ("truth", "exempt", "due")
        formulas += [(rule.id, f"ruleset - {rule.id!r}", ruleset.formula(path, rule, what)) for what in whats]
    for id_, others, formula in formulas:
        for node in walk(formula):
            asked = getattr(node, "what", None)
            inner = () if asked is None else (inside for inside in walk(asked.formula) if isinstance(inside, Group))
            for group in inner:
                zh = f"不涉及分组中的分组的要求组；其余请用 {others} 核对"
                en = f"no group inside a group; check the others with {others}"
                raise InvalidType(id_, f"{cast('Any', node).group.path}[].{group.path}", zh, en)


def code_of(option: Enum) -> int:
    """Return the number by which a column holds a member of an enumeration: its rank, or its place among them."""
    return int(option) if isinstance(option, IntEnum) else list(type(option)).index(option)


def groups_of_class(cls: type) -> dict[str, type[Any]]:
    """Return the groups of a class of subjects by their columns, with the classes of their members (含有的分组)."""
    return {
        name: fact.kind.members
        for name, fact in columns_of(cls).items()
        if fact.kind.several and fact.kind.members is not None and is_subject(fact.kind.members)
    }


@cache
def labels_of(cls: type) -> dict[str, Pair]:
    """Return the Chinese and English label of each column (列的名称), after the labels of its parts."""
    return {
        name: (" · ".join(fact.zh for fact in facts), " · ".join(fact.en for fact in facts))
        for name, facts in ((name, _facts_on_the_way(cls, name)) for name in columns_of(cls))
    }


@cache
def headings_of(cls: type) -> dict[str, tuple[str, ...]]:
    """Return the headings that each column may have (可用的列名), its own name first.

    They are its path, and its Chinese and its English label after those of its parts. The labels stand alone too, where
    no other column has the same.
    """
    own = {name: (fact.zh, fact.en) for name, fact in columns_of(cls).items()}
    alone = Counter(label for pair in own.values() for label in set(pair))
    return {
        name: tuple(dict.fromkeys((name, *whole, *(label for label in own[name] if alone[label] == 1), path_of(name))))
        for name, whole in labels_of(cls).items()
    }


def plain(heading: str) -> str:
    """Return a heading without what offices add to it or leave out (列名的主干): 的, brackets, units in them, spaces.

    >>> from sgzlib.bridges.columns import plain
    >>> plain("购买合同约定的人数（名）") == plain("购买合同 约定人数")
    True
    """
    return _ADDED.sub("", normalized(heading))


_ADDED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|[的\s·:_*]")


@cache
def _plain_headings(cls: type) -> dict[str, str]:
    return plain_headings(headings_of(cls))


def plain_headings(headings: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return the fact of each plain heading that only one fact has (主干对应的事实)."""
    names_by_text: dict[str, set[str]] = {}
    for name, texts in headings.items():
        for text in texts:
            names_by_text.setdefault(plain(text), set()).add(name)
    return {text: next(iter(names)) for text, names in names_by_text.items() if len(names) == 1 and text}


def facts_headed(cls: type, headings: Iterable[str]) -> dict[str, list[str]]:
    """Return the headings of each fact that has any (各事实的列名): exact ones, else those with the same plain text.

    >>> import sgzlib as sgz
    >>> from sgzlib.bridges.columns import facts_headed
    >>> facts_headed(sgz.Team, ["购买合同约定的人数（名）", "备注"])
    {'contracted_headcount': ['购买合同约定的人数（名）']}
    """
    there = list(dict.fromkeys(map(str, headings)))
    exact = {name: [text for text in texts if text in there] for name, texts in headings_of(cls).items()}
    known = {text for texts in exact.values() for text in texts}
    alike: dict[str, list[str]] = {}
    for heading in there:
        if heading not in known and (name := _plain_headings(cls).get(plain(heading))) is not None:
            alike.setdefault(name, []).append(heading)
    return {name: texts or alike[name] for name, texts in exact.items() if texts or name in alike}


def source_column(place: str) -> str:
    """Return the name of the column with the source of a fact or a part (来源列名), by its column; of the whole: "".

    >>> from sgzlib.bridges.columns import source_column
    >>> source_column("premises__printer"), source_column("")
    ('premises__printer__source', '__source')
    """
    return place + _SOURCE


def places_around(column: str) -> list[str]:
    """Return where the source of a fact may be told (来源所在), the nearest first: itself, the parts around, the whole.

    >>> from sgzlib.bridges.columns import places_around
    >>> places_around("premises__printer")
    ['premises__printer', 'premises', '']
    """
    steps = column.split(INSIDE)
    return [INSIDE.join(steps[:length]) for length in range(len(steps), -1, -1)]


@cache
def source_headings_of(cls: type) -> dict[str, tuple[str, ...]]:
    """Return the headings that each column of sources may have (来源列的可用列名), its own name first.

    They are the headings of the fact, with 来源 or "source" appended, where no other column has them.
    """
    headings = headings_of(cls)
    parts = {place for column in headings for place in places_around(column)[1:-1]}
    own = {place: (fact.zh, fact.en) for place in parts for fact in _facts_on_the_way(cls, place)[-1:]}
    texts = {
        "": ("来源等级", "source level"),
        **{place: (f"{zh}来源", f"{en} source") for place, (zh, en) in own.items()},
        **{
            name: tuple(f"{text}{end}" for text in texts for end in ("来源", " source"))
            for name, texts in headings.items()
        },
    }
    taken = Counter(text for several in (*texts.values(), *headings.values()) for text in set(several))
    return {
        source_column(place): (source_column(place), *(text for text in several if taken[text] == 1))
        for place, several in texts.items()
    }


def places_headed(cls: type, headings: Iterable[str]) -> dict[str, str]:
    """Return the path of the fact or part whose source each heading holds (来源列所指), "" for the whole subject.

    >>> import sgzlib as sgz
    >>> from sgzlib.bridges.columns import places_headed
    >>> places_headed(sgz.Premises, ["打印机", "打印机来源", "来源等级"])
    {'打印机来源': 'printer', '来源等级': ''}
    """
    known = {text: name for name, texts in source_headings_of(cls).items() for text in texts}
    return {text: path_of(known[text].removesuffix(_SOURCE)) for text in headings if text in known}


def _facts_on_the_way(cls: type, name: str) -> list[Fact[Any]]:
    facts: list[Fact[Any]] = []
    for step in name.split(INSIDE):
        facts.append(facts_of(cls)[step])
        cls = cast("type", facts[-1].kind.members)
    return facts


def assembled(cls: type, values: Mapping[str, Any], path: str = "") -> Any:
    """Make a subject with its parts from the values of its columns (由列值组成对象). Missing values are left out.

    A part without any known fact is left out too. Raises what the classes raise.
    """
    given: dict[str, Any] = {}
    for name, fact in facts_of(cls).items():
        full_name = f"{path}{name}"
        if fact.kind.form is Form.PART and is_subject(fact.kind.members):
            inside = f"{full_name}{INSIDE}"
            if any(column.startswith(inside) and value is not UNKNOWN for column, value in values.items()):
                given[name] = assembled(cast("type", fact.kind.members), values, inside)
        elif full_name in values:
            given[name] = values[full_name]
    return cls(**given)


def value_of(subject: Any, column: str) -> Any:
    """Return what a subject holds in a column (列值); UNKNOWN inside a part that is not known."""
    for step in column.split(INSIDE):
        subject = getattr(subject, step)
    return subject
