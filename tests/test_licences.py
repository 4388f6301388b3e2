"""The licence of each package that the library brings is named, as the package's own metadata has it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from email.message import Message
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path
from typing import Any, cast

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PAGES = ("docs/developers/licences.md", "docs/developers/licences.en.md")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# What the metadata of a package calls its licence, where that is not what SPDX calls it.
SPDX = {"MIT License": "MIT", "Apache 2.0": "Apache-2.0", "LGPL": "LGPL-2.1-or-later"}


def brought(names: Iterator[str] | list[str]) -> Iterator[str]:
    """Yield packages that are installed, and those that they need in turn."""
    for name in names:
        try:
            needed = [Requirement(one) for one in requires(name) or ()]
        except PackageNotFoundError:
            continue
        yield re.sub(r"[-_.]+", "-", name).lower()
        yield from brought([one.name for one in needed if one.marker is None or one.marker.evaluate({"extra": ""})])


def direct() -> list[str]:
    extras = (asked for extra, asked in PROJECT["optional-dependencies"].items() if extra != "docs")
    return [Requirement(one).name for asked in (PROJECT["dependencies"], *extras) for one in asked]


def named(page: str) -> dict[str, str]:
    rows = (ROOT / page).read_text(encoding="utf-8").partition("| --- | --- | --- |\n")[2]
    return dict(re.findall(r"^\| ([a-z0-9-]+) \| [^|]+ \| ([^|]+) \|$", rows, re.MULTILINE))


@pytest.mark.parametrize("page", PAGES)
def test_each_package_that_is_brought_has_its_licence_beside_it(page: str) -> None:
    said = named(page)
    assert set(direct()) <= set(said)
    for name in set(brought(direct())):
        held: Message = cast("Any", metadata(name))
        licence = held.get("License-Expression") or held.get("License") or ""
        assert said[name] == SPDX.get(licence, licence), name


def test_both_pages_and_the_project_say_the_same() -> None:
    chinese, english = map(named, PAGES)
    assert chinese == english
    assert PROJECT["license"] == "MIT"
    assert "LGPL-2.1-or-later" in chinese.values()


@pytest.mark.parametrize(("name", "page"), [("README.md", PAGES[1]), ("README.zh-CN.md", PAGES[0])])
def test_the_readme_leads_there(name: str, page: str) -> None:
    assert page in (ROOT / name).read_text(encoding="utf-8")
