"""The built site in a browser: `make test-site` builds it, and names its folder and the browser.

Needs Chromium at SGZ_CHROMIUM and the site, "My station" filled in, at SGZ_SITE.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from browsing import PATIENCE, SITE, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.site

TEMPLATES = (
    "",
    "my/",
    "checklists/station/",
    "notice/3/",
    "officials/glossary/",
    "reference/station/",
    "guide/tables/",
)


@pytest.mark.parametrize("language", ["", "en/"])
def test_every_page_opens_without_an_error_and_asks_no_other_host(browser: Browser, home: str, language: str) -> None:
    folders = sorted(path.parent.relative_to(SITE).as_posix() for path in SITE.rglob("index.html"))
    paths = [f"{folder}/".removeprefix("./") for folder in folders]
    mine = [path for path in paths if path.startswith("en/") == bool(language)]
    with opened(browser, home, language) as (page, faults):
        for path in mine:
            page.goto(home + path)
    assert len(mine) > 30
    assert faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1400])
@pytest.mark.parametrize("path", TEMPLATES)
def test_no_page_is_wider_than_the_screen(browser: Browser, home: str, path: str, width: int, scheme: str) -> None:
    for language in ("", "en/"):
        size: Any = {"width": width, "height": 900}
        with opened(browser, home, language + path, viewport=size, color_scheme=scheme) as (page, _):
            assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", TEMPLATES)
def test_axe_finds_nothing_serious(browser: Browser, home: str, axe: str, path: str, scheme: Any) -> None:
    size: Any = {"width": 390, "height": 900}
    with opened(browser, home, path, viewport=size, color_scheme=scheme) as (page, _):
        page.wait_for_selector("#my[aria-busy=false], main:not(:has(#my))", timeout=PATIENCE)
        page.evaluate(axe)
        found = page.evaluate("axe.run().then(({ violations }) => violations.map(one => [one.impact, one.id]))")
        assert [one for one in found if one[0] in {"serious", "critical"}] == []


def test_a_link_to_a_clause_of_old_still_finds_it(browser: Browser, home: str) -> None:
    with opened(browser, home, "notice/#三(二)") as (page, _):
        page.click("a[id='三(二)'] + a")
        page.wait_for_url("**/notice/3/**")
        assert "三(二) 人员配备" in page.inner_text("h2[id='三(二)']")
