"""The pages for officials: no word of programming on them, and every page in the navigation of both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
# A page for officials may compute a report while the site is built; the code itself is not shown.
_HIDDEN = re.compile(
    r'^```python exec="true" html="true"[^\n]*\n.*?^```$|<script.*?</script>', re.DOTALL | re.MULTILINE
)
PAGES = sorted(
    path
    for pattern in (
        "index*.md",
        "readings*.md",
        "officials/*.md",
        "checklists/*.md",
        "forms/*.md",
        "my/*.md",
        "notice/*.md",
    )
    for path in DOCS.glob(pattern)
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_no_word_of_programming_stands_on_a_page_for_officials(page: Path) -> None:
    shown = _HIDDEN.sub("", page.read_text(encoding="utf-8"))
    assert re.findall(r"[Pp]ython|sgzlib|UNKNOWN|import |```", shown) == []


def test_the_front_page_says_for_whom_it_is_and_has_three_buttons() -> None:
    for name, first in (("index.md", "开始自查"), ("index.en.md", "Start the check")):
        text = (DOCS / name).read_text(encoding="utf-8")
        assert re.findall(r"\[([^]]+)\]\([^)]+\)\{ \.md-button", text)[0] == first
        assert len(re.findall(r"\.md-button[ }]", text)) == 3
