"""One server, one browser, and the script that finds what not everybody can use, for all tests of the site."""

from __future__ import annotations

import subprocess
import tarfile
from collections.abc import Iterator
from shutil import which
from typing import TYPE_CHECKING

import pytest

from browsing import CHROMIUM, HOST, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def home() -> Iterator[str]:
    with served() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Open Chromium without a network: it reaches the server of the site, and no other address or name."""
    from playwright.sync_api import sync_playwright

    cut = f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HOST}"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", cut])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the script that finds what readers with a screen reader, or without a mouse, cannot use."""
    folder = tmp_path_factory.mktemp("axe")
    npm = which("npm")
    assert npm is not None
    subprocess.run([npm, "pack", "--silent", "axe-core@4"], cwd=folder, check=True, capture_output=True)  # noqa: S603
    with tarfile.open(next(folder.glob("axe-core-*.tgz"))) as packed:
        script = packed.extractfile("package/axe.min.js")
        assert script is not None
        return script.read().decode()
