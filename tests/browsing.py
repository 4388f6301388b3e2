"""The built site in a browser: where both are, and pages that note what a reader should never meet."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SITE = Path(os.environ.get("SGZ_SITE", "site"))
CHROMIUM = os.environ.get("SGZ_CHROMIUM", "/usr/bin/chromium")
PATIENCE = 120_000
HOST = "127.0.0.1"
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that look at colours, and no others of those that are asked."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (its name in the standard library)
        pass


@contextmanager
def served(host: str = HOST) -> Generator[str]:
    """Serve the site as any plain static server does, and give its address."""
    server = ThreadingHTTPServer((host, 0), partial(_Quiet, directory=str(SITE)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://{host}:{server.server_port}/"
    server.shutdown()
    server.server_close()


@contextmanager
def opened(browser: Browser, home: str, path: str, **options: Any) -> Generator[tuple[Page, list[str]]]:
    """Open a page, and note what a reader should never meet: errors, and requests to another host."""
    faults: list[str] = []
    context = browser.new_context(**options)
    page = context.new_page()

    def note(what: object) -> None:
        faults.append(f"{page.url}: {what}")

    page.on("console", lambda said: note(said.text) if said.type == "error" else None)
    page.on("pageerror", note)
    page.on("request", lambda asked: None if asked.url.startswith((home, "blob:", "data:")) else note(asked.url))
    page.goto(home + path)
    yield page, faults
    context.close()


def darkened(page: Page, *, dark: bool) -> None:
    """Turn a page dark by its own switch, or light again."""
    page.locator(f"label[for=__palette_{int(dark)}]").click()
    page.wait_for_function(f"document.body.dataset.mdColorScheme === '{'slate' if dark else 'default'}'")


def obstacles(page: Page, *rules: str) -> list[list[str]]:
    """Return what axe, which the page has to hold, finds by all its rules or by some: all but what is minor."""
    asked = "asked => axe.run(asked.length ? { runOnly: asked } : {})"
    found = page.evaluate(
        f"{asked}.then(({{ violations }}) => violations.map(one => [one.impact, one.id]))", list(rules)
    )
    return [one for one in found if one[0] != "minor"]
