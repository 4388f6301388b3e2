"""How long "My station" takes to its first verdict in a browser (首个结论), against the start of Pyodide alone.

Needs the site that `make station` builds, in `site` or at SGZ_SITE, and Chromium, in /usr/bin or at SGZ_CHROMIUM.
"""

import base64
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from time import perf_counter
from typing import Any

from benchmarks.timing import Comparison

SITE = Path(os.environ.get("SGZ_SITE", "site"))
CHROMIUM = Path(os.environ.get("SGZ_CHROMIUM", "/usr/bin/chromium"))
TURNS = 5
MEGABYTES = 18
PATIENCE = 120_000
ALONE = """
import { loadPyodide } from "/my/pyodide/pyodide.mjs";
const python = await loadPyodide({ indexURL: "/my/pyodide/" });
self.postMessage(python.runPython("1 + 1"));
"""
STARTED = """
<!doctype html><body><script type="module">
const script = `SCRIPT`.replaceAll('"/', `"${location.origin}/`);
const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
new Worker(address, { type: "module" }).onmessage = () => document.body.append(document.createElement("hr"));
</script>
"""


def compare() -> list[Comparison]:
    """Open each page in turns in a browser of its own cache, and take the least of each."""
    lacking = _lacking()
    if lacking:
        print(f"  skipped: {lacking}")
        return []
    from playwright.sync_api import sync_playwright

    link = base64.urlsafe_b64encode(json.dumps({"ruleset": "station", "on": "2022-03-01", "subject": {}}).encode())
    pages = {
        "Pyodide alone": ("alone", "hr"),
        "a worker": ("my/", "#my[data-answered]"),
        "a station": (f"my/#facts={link.decode().rstrip('=')}", "#my[data-answered]"),
    }
    seconds: dict[str, list[float]] = {name: [] for name in pages}
    size = 0
    with _served() as (home, sent), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for _ in range(TURNS):
            for name, (path, shown) in pages.items():
                sent.clear()
                context = browser.new_context()
                page = context.new_page()
                started = perf_counter()
                page.goto(home + path)
                page.wait_for_selector(shown, state="attached", timeout=PATIENCE)
                seconds[name].append(perf_counter() - started)
                context.close()
                size = max(size, sum(sent))
        browser.close()
    least = {name: min(taken) for name, taken in seconds.items()}
    print("  s to the first verdict: " + ", ".join(f"{name} {taken:.2f}" for name, taken in least.items()))
    return [
        *(
            Comparison(
                f"first verdict about {name} / Pyodide's own start",
                least[name] / least["Pyodide alone"],
                1.5,
            )
            for name in ("a worker", "a station")
        ),
        Comparison("megabytes sent up to the first verdict", size / 1e6, MEGABYTES),
    ]


def _lacking() -> str:
    if not (SITE / "my" / "pyodide" / "pyodide.mjs").exists():
        return f"no built site in {SITE} (make station)"
    if not CHROMIUM.exists():
        return f"no Chromium at {CHROMIUM} (SGZ_CHROMIUM)"
    return "" if find_spec("playwright") else "no playwright (pip install playwright)"


class _Counted(SimpleHTTPRequestHandler):
    """Serves the site and one page more, on which nothing but Pyodide starts, and notes what it sends."""

    def __init__(self, *args: Any, sent: list[int], **options: Any) -> None:
        self.sent = sent
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        if self.path != "/alone":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(STARTED.replace("SCRIPT", ALONE).encode())

    def copyfile(self, source: Any, outputfile: Any) -> None:
        self.sent.append(os.fstat(source.fileno()).st_size)
        super().copyfile(source, outputfile)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (its name in the standard library)
        pass


@contextmanager
def _served() -> Iterator[tuple[str, list[int]]]:
    sent: list[int] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Counted, directory=str(SITE), sent=sent))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", sent
    server.shutdown()
    server.server_close()
