"""The built site in a browser: `make test-site` builds it, and names its folder and the browser.

Needs Chromium at SGZ_CHROMIUM and the site, "My station" filled in, at SGZ_SITE.
"""

from __future__ import annotations

import json
import os
import subprocess
import tarfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

import sgzlib as sgz
from sgzlib.law.ledger import digest, split

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.site

SITE = Path(os.environ.get("SGZ_SITE", "site"))
CHROMIUM = os.environ.get("SGZ_CHROMIUM", "/usr/bin/chromium")
ON = "2022-03-01"
PATIENCE = 120_000
QUALIFIED = {"social_work_major": True, "education": "BACHELOR"}
UNQUALIFIED = {"social_work_major": False, "certificate": "NONE"}
HALF_KNOWN = {"certificate": "ASSISTANT", "social_work_major": False, "registered": True}
TEMPLATES = (
    "",
    "my/",
    "checklists/station/",
    "notice/3/",
    "officials/glossary/",
    "reference/station/",
    "guide/tables/",
    "guide/own/",
    "notice/",
    "readings/",
    "evidence/",
    "officials/meaning/",
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (its name in the standard library)
        pass


@pytest.fixture(scope="module")
def home() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(SITE)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
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


WIDTHS = (1400, 390)
SCROLLING = """() => [...document.querySelectorAll("main *")].filter((one) =>
  one.scrollWidth > one.clientWidth && /auto|scroll/.test(getComputedStyle(one).overflowX)
  && one.tabIndex < 0 && !one.querySelector("a, button, input, [tabindex='0']"))
  .map((one) => one.outerHTML.slice(0, 99))"""


@pytest.mark.parametrize("path", TEMPLATES)
def test_no_page_is_wider_than_the_screen_and_what_scrolls_is_reached_by_keyboard(
    browser: Browser, home: str, path: str
) -> None:
    for language in ("", "en/"):
        with opened(browser, home, language + path) as (page, _):
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                assert page.evaluate(SCROLLING) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", TEMPLATES)
def test_axe_finds_nothing_serious(browser: Browser, home: str, axe: str, path: str, scheme: Any) -> None:
    with opened(browser, home, path, color_scheme=scheme, reduced_motion="reduce") as (page, _):
        page.wait_for_selector("#my[aria-busy=false], main:not(:has(#my))", timeout=PATIENCE)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        page.evaluate(axe)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found = page.evaluate("axe.run().then(({ violations }) => violations.map(one => [one.impact, one.id]))")
            assert [one for one in found if one[0] in {"serious", "critical"}] == []


def test_the_switch_turns_reports_dark_too(browser: Browser, home: str) -> None:
    with opened(browser, home, "officials/meaning/", color_scheme="light", reduced_motion="reduce") as (page, _):
        ground = "getComputedStyle(document.querySelector('.sgz')).backgroundColor"
        assert page.evaluate(ground) == "rgb(255, 255, 255)"
        page.locator("label[for=__palette_1]").click()
        page.wait_for_function(f"{ground} === 'rgb(22, 25, 29)'")


def test_a_link_to_a_clause_of_old_still_finds_it(browser: Browser, home: str) -> None:
    with opened(browser, home, "notice/#三(二)") as (page, _):
        page.click("a[id='三(二)'] + a")
        page.wait_for_url("**/notice/3/**")
        assert "三(二) 人员配备" in page.inner_text("h2[id='三(二)']")


FOUND = {
    "": {
        "资质": "checklists/worker/",
        "续签": "checklists/contract/",
        "标识": "checklists/sign/",
        "经费": "checklists/budget/",
        "材料": "checklists/",
        "合规": "officials/meaning/",
    },
    "en/": {
        "qualification": "checklists/worker/",
        "renewal": "checklists/contract/",
        "sign": "checklists/sign/",
        "funding": "checklists/budget/",
        "materials": "checklists/",
        "compliance": "officials/meaning/",
    },
}


@pytest.mark.parametrize("language", FOUND)
def test_a_word_finds_the_right_page_first_and_none_of_the_other_language(
    browser: Browser, home: str, language: str
) -> None:
    first: dict[str, str] = {}
    for word in FOUND[language]:
        with opened(browser, home, f"{language}?q={word}", viewport={"width": 1400, "height": 900}) as (page, _):
            links = page.locator(".md-search-result__item > .md-search-result__link")
            links.first.wait_for()
            found = [str(link.get_attribute("href")).partition("?")[0] for link in links.all()]
            first[word] = found[0].removeprefix(home + language)
            assert [url for url in found if url.startswith(home + "en/") != bool(language)] == []
    assert first == FOUND[language]


def test_a_copy_of_the_notice_is_set_beside_the_rules_and_stays_in_the_browser(
    browser: Browser, home: str, notice_text: str, tmp_path: Path
) -> None:
    """Also one saved as Windows does in Chinese, on the other pages, and until it is taken away."""
    file = tmp_path / "notice.txt"
    file.write_bytes(notice_text.encode("gb18030"))
    words = sgz.NOTICE.attach(notice_text)
    with opened(browser, home, "notice/3/") as (page, faults):
        page.click("#wording summary")
        asked: list[str] = []
        page.on("request", lambda one: asked.append(one.url))
        page.set_input_files("#wording input", file)
        page.wait_for_function("document.getElementById('wording-status').textContent.startsWith('全部')")
        beside = page.locator(".admonition", has_text="staffing.employment").nth(1).locator(".wording")
        assert beside.inner_text() == "".join(words.about("三(二)", "staffing.employment"))
        assert [url for url in asked if not url.endswith(".png")] == []
        page.goto(home + "en/notice/4/")
        page.wait_for_function("document.getElementById('wording-status').textContent.startsWith('All')")
        page.click("#wording summary")
        page.fill("#wording textarea", notice_text.replace("25万元", "26万元"))
        page.locator("#wording textarea").blur()
        page.wait_for_function("document.getElementById('wording-status').textContent.includes('missing: 四(四)#1')")
        page.click("#wording button")
        page.wait_for_function("document.querySelectorAll('.wording').length === 0")
        assert faults == []


def test_a_copy_is_cut_and_digested_as_the_library_does_it(browser: Browser, home: str) -> None:
    clauses = [
        sgz.Clause(locator, title, "。", ".")
        for locator, title in (("前言", "缘由"), ("一", "目标"), ("二", "办法"), ("二(一)", "场地"), ("附件", "清单"))
    ]
    signed = "2021年5月26日"
    text = f"各馆:现通知如下：一、目标 每馆\u3000达标；不拖延。二、办法(一)场地。有暖气;按附件开门。附件：{signed} 注"
    expected = [
        [f"{locator}#{ordinal}", digest(words), words]
        for locator, ordinal, words in split(text, clauses, date(2021, 5, 26))
    ]
    held = {"clauses": [{"locator": one.locator, "title": one.title} for one in clauses], "signed": signed}
    with opened(browser, home, "notice/3/") as (page, _):
        cut = page.evaluate(
            """async ([text, held]) => {
                const { split, digest } = await import('/notice/notice.js');
                return Promise.all([...split(text, held)].map(async ([at, words]) => [at, await digest(words), words]));
            }""",
            [text, held],
        )
    assert cut == expected
    assert len(cut) == 11


@pytest.mark.parametrize(("path", "said"), [("notice/3/", "与库一致"), ("en/notice/3/", "as the library says")])
def test_a_scenario_runs_in_the_page_when_it_is_asked_to(browser: Browser, home: str, path: str, said: str) -> None:
    with opened(browser, home, path) as (page, faults):
        asked: list[str] = []
        page.on("request", lambda one: asked.append(one.url))
        box = page.locator("details.scenarios").first
        box.locator("summary").first.click()
        assert [url for url in asked if "/my/" in url] == []
        box.locator("button.run").first.click()
        told = box.locator("[role=status] details").first
        told.wait_for(timeout=PATIENCE)
        assert told.locator("summary").first.inner_text().startswith("✓ 三")
        assert told.locator("summary").first.inner_text().endswith(said)
        assert faults == []


def test_a_scenario_of_a_site_without_the_library_says_how_to_add_it(browser: Browser, home: str) -> None:
    with opened(browser, home, "notice/3/") as (page, _):
        page.route("**/my/pyodide/**", lambda route: route.abort())
        page.locator("details.scenarios summary").first.click()
        page.locator("button.run").first.click()
        page.wait_for_function(
            "document.querySelector('.scenarios [role=status]').textContent.includes('make station')"
        )


def answered(page: Page) -> str:
    """Return the report, once it and the next question are there."""
    page.wait_for_selector("#my[aria-busy=false]", timeout=PATIENCE)
    assert page.inner_text("#my-status") == ""
    return page.inner_text("#my-report .answer")


def shown(page: Page, ruleset: sgz.Ruleset, facts: dict[str, Any], locale: str) -> str:
    """Return the answer that the library gives outside of the page, as a browser shows it."""
    subject = sgz.interchange.load(ruleset.subject, facts)
    report = sgz.assess(ruleset, subject, on=date.fromisoformat(ON)).to_html(locale)
    return str(
        page.evaluate(
            "report => { const box = document.createElement('div'); box.innerHTML = report;"
            " document.body.append(box); const said = box.querySelector('.answer').innerText; box.remove();"
            " return said }",
            report,
        )
    )


def fill(page: Page, facts: dict[str, Any]) -> None:
    """Answer in the form as somebody does who fills it in."""
    for path, value in facts.items():
        field = page.locator(f"#my-form fieldset[data-path='{path}']")
        if isinstance(value, bool):
            field.locator("input[type=radio]").nth(0 if value else 1).check()
        else:
            field.locator("select").select_option(value)


@pytest.mark.parametrize("facts", [QUALIFIED, UNQUALIFIED, HALF_KNOWN], ids=["compliant", "violating", "unknown"])
@pytest.mark.parametrize(("path", "locale"), [("my/", "zh_CN"), ("en/my/", "en")])
def test_the_form_of_a_worker_answers_as_the_library_does(
    browser: Browser, home: str, path: str, locale: str, facts: dict[str, Any]
) -> None:
    with opened(browser, home, path) as (page, faults):
        answered(page)
        page.fill("#my-on", ON)
        fill(page, facts)
        page.wait_for_function("document.querySelector('#my').ariaBusy !== 'true'", timeout=PATIENCE)
        assert answered(page) == shown(page, sgz.QUALIFICATION, facts, locale)
        assert faults == []


@pytest.mark.parametrize("name", ["complete", "gaps", "unknown"])
def test_a_file_of_a_station_opens_is_judged_and_is_saved_as_it_was(
    browser: Browser, home: str, name: str, tmp_path: Path
) -> None:
    facts = json.loads((Path(__file__).parents[2] / f"examples/data/station_{name}.json").read_text(encoding="utf-8"))
    kept = {"ruleset": "station", "on": ON, "subject": facts}
    file = tmp_path / "kept.json"
    file.write_text(json.dumps(kept), encoding="utf-8")
    with opened(browser, home, "my/") as (page, faults):
        answered(page)
        page.set_input_files("#my-open", file)
        page.wait_for_selector("#my[aria-busy=true]")
        assert answered(page) == shown(page, sgz.STATION, facts, "zh_CN")
        with page.expect_download() as saved:
            page.click("#my-save")
        assert json.loads(saved.value.path().read_text(encoding="utf-8")) == kept
        assert faults == []


def test_the_next_question_is_the_library_s_and_answering_it_asks_another(browser: Browser, home: str) -> None:
    with opened(browser, home, "en/my/") as (page, _):
        answered(page)
        page.fill("#my-on", ON)
        answered(page)
        first, *_ = sgz.check_qualification(sgz.Worker(), on=date.fromisoformat(ON)).questions()
        card = page.locator("#my-next fieldset")
        assert card.get_attribute("data-path") == first.path
        card.get_by_text("Why do you ask?").click()
        assert first.clauses[0].summary_en in card.inner_text()
        card.get_by_label("no", exact=True).check()
        page.wait_for_function(
            "path => document.querySelector('#my-next fieldset').dataset.path !== path", arg=first.path
        )
        assert page.locator(f"#my-form fieldset[data-path='{first.path}'] input").nth(1).is_checked()


def test_a_file_that_is_none_is_refused_and_what_was_filled_in_stays(
    browser: Browser, home: str, tmp_path: Path
) -> None:
    file = tmp_path / "other.json"
    file.write_text('{"ruleset": "moon", "on": "2022-03-01", "subject": {}}', encoding="utf-8")
    with opened(browser, home, "en/my/") as (page, _):
        answered(page)
        fill(page, UNQUALIFIED)
        page.set_input_files("#my-open", file)
        page.wait_for_function("document.querySelector('#my-status').textContent.includes('moon')")
        assert page.locator("#my-form fieldset[data-path='certificate'] select").input_value() == "NONE"


def test_what_would_mend_it_is_told_when_it_is_asked(browser: Browser, home: str) -> None:
    with opened(browser, home, "my/") as (page, _):
        answered(page)
        page.fill("#my-on", ON)
        fill(page, UNQUALIFIED)
        answered(page)
        page.click("#my-mend")
        page.wait_for_selector("#my-remedies .sgz", timeout=PATIENCE)
        assert "整改办法" in page.inner_text("#my-remedies")
