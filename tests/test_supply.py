"""What is handed out and how it is built: one version, pinned tools, packages known by their hashes."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import sgzlib as sgz

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def text_of(name: str) -> str:
    if not (ROOT / name).exists():
        pytest.skip(f"{name} is not in this copy")
    return (ROOT / name).read_text(encoding="utf-8")


def test_who_cites_it_cites_this_version() -> None:
    assert re.findall(r"^version: (.*)$", text_of("CITATION.cff"), re.MULTILINE) == [sgz.__version__]


def pinned() -> dict[str, str]:
    """Return the packages of constraints.txt, each with all that is said of it."""
    entries = re.split(r"(?<!\\)\n", re.sub(r"^#.*\n", "", text_of("constraints.txt"), flags=re.MULTILINE))
    return {entry.partition("==")[0]: entry for entry in entries if entry}


def test_each_package_is_pinned_with_hashes_and_no_host() -> None:
    entries = pinned()
    entry = r"[a-z0-9.-]+(\[[a-z,-]+\])?==[^ ]+( ; [^\\]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+"
    assert [name for name, said in entries.items() if not re.fullmatch(entry, said)] == []
    assert "://" not in text_of("constraints.txt")


def test_what_development_needs_is_pinned() -> None:
    known = {re.sub(r"\[.*", "", name) for name in pinned()}
    groups = [PROJECT["dependency-groups"][name] for name in ("test", "tools", "check", "supply")]
    extras = PROJECT["project"]["optional-dependencies"].values()
    asked = [one for group in (*groups, *extras, PROJECT["project"]["dependencies"]) for one in group]
    names = {re.split(r"[\[><=~ ]", one)[0] for one in asked}
    assert names - known == set()


def test_the_build_system_is_one_version_and_the_pinned_one() -> None:
    (builder,) = PROJECT["build-system"]["requires"]
    assert re.fullmatch(r"hatchling==[0-9.]+", builder)
    assert pinned()["hatchling"].startswith(f"{builder} ")


def test_the_hooks_come_from_nowhere_else() -> None:
    assert re.findall(r"repo: (.*)", text_of(".pre-commit-config.yaml")) == ["local"]
