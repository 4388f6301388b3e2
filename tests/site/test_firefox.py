"""The built site in Debian's Firefox at SGZ_FIREFOX, without a driver: puppeteer-core speaks to it (WebDriver BiDi)."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from shutil import copy, which

import pytest

FIREFOX = os.environ.get("SGZ_FIREFOX", "/usr/bin/firefox-esr")
PATHS = (
    "",
    "my/",
    "forms/",
    "checklists/station/",
    "notice/3/",
    "officials/meaning/",
    "reference/station/",
    "en/",
    "en/my/",
)

pytestmark = [pytest.mark.site, pytest.mark.skipif(not Path(FIREFOX).exists(), reason="Firefox is not installed")]


def test_pages_open_without_an_error_and_axe_finds_nothing_but_what_is_minor(
    home: str, axe: str, tmp_path: Path
) -> None:
    """On a desktop and on a phone, light and dark; "My station" once it has its first verdict."""
    npm, node = which("npm"), which("node")
    assert npm is not None
    assert node is not None
    (tmp_path / "axe.js").write_text(axe, encoding="utf-8")
    copy(Path(__file__).with_name("firefox.mjs"), tmp_path)
    subprocess.run([npm, "install", "--silent", "puppeteer-core@24"], cwd=tmp_path, check=True, capture_output=True)  # noqa: S603
    asked = [node, "firefox.mjs", FIREFOX, home, *PATHS]
    said = subprocess.run(asked, cwd=tmp_path, check=True, capture_output=True, text=True).stdout  # noqa: S603
    assert json.loads(said) == {path: [] for path in PATHS}
