"""One word for each concept: no text of the library or of the site uses a word that the glossary rules out.

`ELSEWHERE` lists what such a word may be part of, where it stands for something else.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GLOSSARY = {"zh": ROOT / "docs/officials/glossary.md", "en": ROOT / "docs/officials/glossary.en.md"}
MODULES = [path for glob in ("src/sgzlib", "docs", "examples") for path in sorted((ROOT / glob).rglob("*.py"))]
PAGES = [
    path
    for glob in ("docs/**/*.md", "docs/**/*.js", "README*.md", "src/**/README.md", "tests/**/*.feature")
    for path in sorted(ROOT.glob(glob))
    if path not in GLOSSARY.values()
]
ELSEWHERE = {
    "凭据": r"核对凭据",
    "政策": r"社会工作政策",
    "判断": r"靠人判断|事实以外的判断",
    "解释": r"(官方|有权|(机关|部门)的)解释|解释的机关",
    "认定": r"(“|\"|已|者|、|豁免和|豁免或|^\s*\|? ?)认定",
    "评估": r"(年度|中期|末期|项目|第三方|考核|绩效|监督|逐年|各次|报告|报告和|报告、|审核、|等待|共同|末期、|应做)评估"
    r"|(计划、|、|每次|没有|未|次|的|起)评估|评估(结果|等次|报告|天数|上报|良好|不?合格|优秀|<|由区|通过|也以|期限)|^评估$"
    r"|评估(、续签|要报)",
    "未定": r"未定岗位职责",
    "undetermined": r"(item |[.-]+|^|')undetermined",
}


def ruled_out(language: str) -> dict[str, str]:
    """Return each word of the glossary's last column, with the term that stands in its place."""
    rows = re.findall(r"^\| (.+?) \|.*\| (.*?)\|$", GLOSSARY[language].read_text(encoding="utf-8"), re.MULTILINE)
    split = "、" if language == "zh" else ", "
    return {word: term for term, words in rows[2:] for word in words.strip().split(split) if word}


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """Return every text that somebody reads, with its place: strings of modules, and pages without their code."""
    found = [(f"{path.relative_to(ROOT)}:{line}", text) for path in MODULES for line, text in _strings(path)]
    for path in PAGES:
        prose = re.sub(r"```.*?```|`[^`\n]*`|\]\([^)]*\)", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        found += [(f"{path.relative_to(ROOT)}", line) for line in prose.splitlines()]
    return tuple(found)


def _strings(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            prose = re.sub(r"^ *(>>>|\.\.\.) .*$|``?[^`\n]*``?", "", node.value, flags=re.MULTILINE)
            yield from ((node.lineno + at, line) for at, line in enumerate(prose.splitlines()))


def uses(word: str, text: str) -> bool:
    bare = re.sub(ELSEWHERE[word], "", text) if word in ELSEWHERE else text
    # What is written in capitals is a name of the code.
    wanted = rf"\b[{word[0]}{word[0].upper()}]{word[1:]}\b" if word.isascii() else word
    return re.search(wanted, bare) is not None


WORDS = ruled_out("zh") | ruled_out("en")


@pytest.mark.parametrize("word", WORDS)
def test_no_text_uses_a_word_that_the_glossary_rules_out(word: str) -> None:
    assert [f"{place}: {text}" for place, text in texts() if uses(word, text)] == []


def test_both_glossaries_have_the_same_terms() -> None:
    chinese, english = (
        re.findall(r"^\| (.+?) \| (.+?) \|", GLOSSARY[language].read_text(encoding="utf-8"), re.MULTILINE)[2:]
        for language in ("zh", "en")
    )
    assert chinese == [(zh, en) for en, zh in english]
    assert len(WORDS) > 20


@pytest.mark.parametrize("word", WORDS)
def test_a_word_that_is_ruled_out_is_noticed(word: str) -> None:
    assert uses(word, f"这里写了 {word} 。")


def test_what_is_part_of_another_word_is_no_use_of_it() -> None:
    assert not uses("评估", "年度评估结果为良好")
    assert not uses("凭据", "核对凭据")
    assert not uses("mend", "recommended")
