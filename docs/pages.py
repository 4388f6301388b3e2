"""What the documentation takes from the code itself: the notice clause by clause, the readings, the reference.

A line `{{ notice }}` or `{{ reference station }}` in a page is replaced, while the site is built, with what the
function of that name writes, so that these pages cannot say anything else than the code.
"""

from __future__ import annotations

import ast
import inspect
import re
import runpy
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import Any

import sgzlib as sgz
from sgzlib import law
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.prose import explain
from sgzlib.prose.language import Language


def on_page_markdown(markdown: str, *, config: Any, **_: Any) -> str:
    """Replace the lines that ask for what the code says, in the language of the site being built."""
    language = Language(config.theme["language"])
    pages: dict[str, Callable[..., str]] = {
        "notice": notice,
        "readings": readings,
        "reference": reference,
        "theorems": theorems,
    }
    return re.sub(
        r"^\{\{ (\w+)(?: (\w+))? \}\}$",
        lambda asked: pages[asked[1]](language, *filter(None, asked.groups()[1:])),
        markdown,
        flags=re.MULTILINE,
    )


def notice(language: Language) -> str:
    """Write the notice clause by clause: our summary, its numbers, requirements, duties and sentences."""
    return "\n\n".join(block for clause in sgz.NOTICE for block in _clause(clause, language))


def _clause(clause: sgz.Clause, language: Language) -> Iterator[str]:
    level = "###" if "(" in clause.locator else "##"
    yield f"{level} {clause.locator} {clause.title} {{ #{clause.locator} }}"
    yield language.pick((clause.summary_zh, clause.summary_en))
    numbers = [number for number in sgz.TIANJIN_2021.numbers.values() if number.clause == clause]
    if numbers:
        rows = (
            (
                f"`{number.id}`",
                language.of(number),
                language.number(sgz.TIANJIN_2021, number.id),
                "" if number.source is None else f"`{number.source.id}`",
            )
            for number in numbers
        )
        yield _table(language, (("数值", "number"), ("含义", "meaning"), ("取值", "value"), ("另据", "from")), rows)
    for requirement, row in _rules(language).values():
        if requirement.clause == clause:
            yield _rule(requirement, row, language)
    told = _scenarios().get(clause.locator, [])
    if told:
        title = language.pick((f"情景（{len(told)}）", f"Scenarios, in Chinese ({len(told)})"))
        yield _box("scenarios", title, "\n\n".join(f"```gherkin\n{text}\n```" for text in told), "???")
    duties = [duty for duty in sgz.NOTICE.duties if duty.clause == clause]
    if duties:
        rows = (
            (language.list(map(language.of, duty.by)), language.of(duty.force), language.of(duty)) for duty in duties
        )
        yield _table(language, (("责任主体", "actor"), ("约束力", "force"), ("职责", "duty")), rows)
    sentences = [sentence for sentence in sgz.NOTICE.sentences if sentence.clause == clause.locator]
    if sentences:
        title = language.pick((f"逐句去向（{len(sentences)}）", f"Where its sentences went ({len(sentences)})"))
        rows = ((str(at.ordinal), language.of(at.standing), _account(at, language)) for at in sentences)
        inner = _table(language, (("句", "sentence"), ("处理", "standing"), ("去处", "where")), rows)
        yield _box("ledger", title, inner, "???")


@cache
def _scenarios() -> dict[str, list[str]]:
    """Return the scenarios that the tests run, by the locators that their titles begin with."""
    found: dict[str, list[str]] = {}
    for path in sorted((Path(__file__).parents[1] / "tests/scenarios").glob("*.feature")):
        text = path.read_text(encoding="utf-8")
        for scenario in re.findall(r"^  场景.*?(?=^  场景|\Z)", text, re.MULTILINE | re.DOTALL):
            shown = dedent(scenario).strip()
            for locator in shown.partition(": ")[2].partition(" ")[0].split("、"):
                found.setdefault(locator, []).append(shown)
    return found


def _account(sentence: sgz.Sentence, language: Language) -> str:
    if sentence.reason:
        return sentence.reason[0] if language.chinese else sentence.reason[1]
    return language.list(f"`{id_}`" for id_ in (*sentence.requirements, *sentence.duties))


@cache
def _rules(language: Language) -> dict[str, tuple[sgz.Requirement, explain.Row]]:
    rules: dict[str, tuple[sgz.Requirement, explain.Row]] = {}
    for ruleset in sgz.RULESETS.values():
        rows = {row.id: row for row in explain.table(ruleset, str(language.locale))}
        rules |= {requirement.id: (requirement, rows[requirement.id]) for requirement in ruleset.requirements}
    return rules


def _rule(requirement: sgz.Requirement, row: explain.Row, language: Language) -> str:
    about = [requirement.id, language.of(row.force)]
    about += [language.list(language.of(actor) for actor in requirement.by)] if requirement.by else []
    about += [] if requirement.source is None else [requirement.source.id]
    shown = row.formula if requirement.restates else f"`{row.formula}`"
    lines = [language.asked(requirement, sgz.TIANJIN_2021), "", shown]
    if row.readings:
        links = (f"[{language.pick(_QUESTION)} `{one.id}`](readings.md#{one.id})" for one in row.readings)
        lines += ["", language.list(links)]
    return _box(row.force.name.lower(), " · ".join(about), "\n".join(lines))


def _box(kind: str, title: str, inner: str, mark: str = "!!!") -> str:
    return f'{mark} {kind} "{title}"\n\n' + "\n".join(f"    {line}" for line in inner.splitlines())


_QUESTION = ("待定解释", "open question")


def _table(language: Language, head: Iterable[tuple[str, str]], rows: Iterable[Iterable[str]]) -> str:
    titles = [language.pick(title) for title in head]
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def readings(language: Language) -> str:
    """Write every open question of the notice with its options, and the requirements that hang on it."""
    default, grounds = language.pick(("（默认）", " (default)")), language.pick(("理由：", "Grounds: "))
    blocks: list[str] = []
    for reading in sgz.TIANJIN_2021.readings.values():
        blocks.append(f"### {reading.clause.locator} · {reading.id} {{ #{reading.id} }}")
        blocks.append(language.pick((reading.question, reading.question_en)))
        blocks.append(
            "\n".join(
                f"- `{type(option).__name__}.{option.name}` {language.of(option)}"
                + (default if option is reading.default else "")
                + (f" → {language.of(reading.forces[at])}" if reading.forces else "")
                + (f"\n    - {grounds}{language.pick(reading.grounds[at])}" if reading.grounds else "")
                for at, option in enumerate(reading.options)
            )
        )
        hanging = [
            f"[`{requirement.id}`](notice.md#{requirement.clause.locator})"
            for requirement, row in _rules(language).values()
            if reading in row.readings
        ]
        if hanging:
            blocks.append(language.pick(("影响：", "It matters to ")) + language.list(hanging))
    return "\n\n".join(blocks)


def theorems(language: Language) -> str:
    """List the theorems that the tests prove, with their clauses."""
    listed = runpy.run_path(str(Path(__file__).parents[1] / "tests/worlds/theorems.py"))["THEOREMS"]
    rows = ((f"`{one.id}`", one.clauses, language.pick((one.zh, one.en))) for one in listed)
    return _table(language, (("名称", "name"), ("条款", "clauses"), ("定理", "theorem")), rows)


def reference(language: Language, part: str) -> str:
    """List the public names that live in a part of the library, for mkdocstrings to describe."""
    if part == "authors":
        names = [name for name in law.__all__ if name not in sgz.__all__ and name.lower() != name.upper()]
        return "\n\n".join(f"::: sgzlib.law.{name}" for name in names)
    names = [name for name, home in _homes().items() if home == part]
    return "\n\n".join(_described(name, getattr(sgz, name), language) for name in names)


def _homes() -> dict[str, str]:
    stub = ast.parse(Path(sgz.__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
    taken = {
        alias.asname or alias.name: str(node.module).split(".")
        for node in stub.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return {name: path[-2] for name, path in taken.items() if name in sgz.__all__}


def _described(name: str, value: Any, language: Language) -> str:
    if inspect.isclass(value) and is_subject(value):
        return f"::: sgzlib.{name}\n\n{_facts(value, language)}"
    if not isinstance(value, sgz.Ruleset):
        return f"::: sgzlib.{name}"
    ids = language.list(f"`{requirement.id}`" for requirement in value.requirements)
    kind = language.pick(("要求组", "ruleset on"))
    return f"### {name} {{ #sgzlib.{name} }}\n\n{language.of(value)} · {kind} `{value.subject.__name__}`\n\n{ids}"


def _facts(subject: type, language: Language) -> str:
    rows = (
        (f"`{name}`", language.of(fact), fact.kind.zh if language.chinese else fact.kind.en)
        for name, fact in facts_of(subject).items()
    )
    return _table(language, (("事实", "fact"), ("含义", "meaning"), ("取值", "values")), rows)
