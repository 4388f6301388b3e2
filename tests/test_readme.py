"""What both READMEs show is what the library does, and they show the same."""

from __future__ import annotations

import re
import tomllib
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NAMES = ("README.md", "README.zh-CN.md")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text_of(name), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", NAMES)
def test_every_example_prints_what_is_shown_below_it(name: str) -> None:
    examples, shown = blocks(name, "python"), blocks(name, "text")
    assert len(examples) >= 4
    names: dict[str, object] = {}
    for example, output in zip(examples, shown, strict=True):
        printed = StringIO()
        with redirect_stdout(printed):
            exec(compile(example, name, "exec"), names)  # noqa: S102 - our own example
        assert printed.getvalue().strip() == output.strip()


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_a_target_of_the_makefile(name: str) -> None:
    commands = re.findall(r"\bmake ([a-z-]+)", text_of(name))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert {"demo", "test"} <= set(commands)
    assert [command for command in commands if f"\n{command}:" not in makefile] == []


def test_both_have_the_same_parts() -> None:
    english, chinese = map(text_of, NAMES)
    for part in (r"^#+ ", r"^- \*\*", r"^    make", r"`[^`\n]+`"):
        assert len(re.findall(part, english, re.MULTILINE)) == len(re.findall(part, chinese, re.MULTILINE))
    in_english, in_chinese = blocks("README.md", "python"), blocks("README.zh-CN.md", "python")
    assert [text.replace('("en")', "()") for text in in_english] == in_chinese


@pytest.mark.parametrize("name", NAMES)
def test_what_is_to_be_installed_is_an_extra_of_the_project(name: str) -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert set(re.findall(r"sgzlib\[(\w+)\]", text_of(name))) <= set(extras)
    assert all(extra in text_of(name) for extra in extras if extra != "docs")


@pytest.mark.parametrize("name", NAMES)
def test_two_screens_are_enough(name: str) -> None:
    assert len(text_of(name).splitlines()) <= 110
