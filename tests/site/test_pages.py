"""The built site in a browser: `make test-site` builds it, and names its folder and the browser.

Needs Chromium at SGZ_CHROMIUM and the site, "My station" filled in, at SGZ_SITE.
"""

from __future__ import annotations

import re
import runpy
from datetime import date
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

import sgzlib as sgz
from browsing import COLOURS, PATIENCE, SITE, darkened, obstacles, opened
from sgzlib.law.ledger import digest, split

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
    "guide/own/",
    "notice/",
    "readings/",
    "evidence/",
    "officials/meaning/",
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


def test_the_reference_has_a_line_for_every_name_on_the_chinese_site_and_on_that_alone() -> None:
    lines = runpy.run_path(str(Path(__file__).parents[2] / "docs/chinese.py"))["LINES"].values()
    asked = ["<p>" + re.sub("`(.*?)`", r"<code>\1</code>", line) + "</p>" for line in lines]
    chinese, english = (
        "".join(path.read_text(encoding="utf-8") for path in (SITE / home).glob("reference/*/index.html"))
        for home in ("", "en")
    )
    assert [line for line in asked if line not in chinese or line in english] == []


def test_english_pages_show_the_translation_of_every_clause_and_chinese_pages_do_not() -> None:
    translation = runpy.run_path(str(Path(__file__).parents[2] / "docs/translation.py"))["TRANSLATION"]
    sentences = [
        re.sub(r"\s+", " ", sentence)
        for text in translation.values()
        for sentence in re.split(r"^\d+\. ", text.strip(), flags=re.MULTILINE)
        if sentence
    ]
    chinese, english = (
        re.sub(r"\s+", " ", unescape("".join(path.read_text(encoding="utf-8") for path in paths)))
        for paths in ((SITE / home).rglob("index.html") for home in ("notice", "en/notice"))
    )
    assert [sentence.strip() for sentence in sentences if sentence.strip() not in english] == []
    assert english.count("unofficial translation)") == len(sgz.NOTICE.clauses)
    assert "unofficial translation" not in chinese


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


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path != "my/"])  # the forms are looked at filled in
def test_axe_finds_nothing_but_what_is_minor(browser: Browser, home: str, axe: str, path: str) -> None:
    """In the dark only colours are other ones, so that only the rules on colours are asked again."""
    with opened(browser, home, path, color_scheme="light", reduced_motion="reduce") as (page, _):
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        page.evaluate(axe)
        for rules in ((), COLOURS):
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                assert obstacles(page, *rules) == []
            darkened(page, dark=not rules)


def test_axe_finds_nothing_but_what_is_minor_in_a_report_and_a_form_of_their_own(browser: Browser, axe: str) -> None:
    facts = {name: [True, False, None] for name in sgz.frames.columns_of(sgz.Premises)}
    table = pl.DataFrame({"station": ["甲", "乙", "丙"], "area": ["东", "东", "西"], **facts})
    on = date(2022, 3, 1)
    report = sgz.frames.report(table, sgz.PREMISES, by="station", group="area", on=on).to_html()
    form = sgz.check_premises(sgz.Premises(printer=False), on=on).to_form()
    page = browser.new_page()
    for html in (report, form):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            page.set_content(html)
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            page.evaluate(axe)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                assert obstacles(page) == []
                assert html is form or page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


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
        assert "三（二） 人员配备" in page.inner_text("h2[id='三(二)']")


FOUND = {
    "": {
        "资质": "checklists/worker/",
        "续签": "checklists/contract/",
        "标识": "checklists/sign/",
        "经费": "checklists/budget/",
        "材料": "checklists/",
        "结果": "officials/meaning/",
        "几名社工": "checklists/station/",
        "继续教育": "checklists/worker/",
        "再登记": "checklists/worker/",
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


@pytest.mark.parametrize(
    ("path", "said"), [("notice/3/", "与所列结果一致"), ("en/notice/3/", "agrees with the library")]
)
def test_a_scenario_runs_in_the_page_when_it_is_asked_to(browser: Browser, home: str, path: str, said: str) -> None:
    with opened(browser, home, path) as (page, faults):
        asked: list[str] = []
        page.on("request", lambda one: asked.append(one.url))
        box = page.locator("details.scenarios").first
        box.locator("summary").first.click()
        assert [url for url in asked if "/my/" in url] == []
        page.evaluate("document.querySelectorAll('details.scenarios').forEach(one => { one.open = true })")
        told = page.locator("details.scenarios code").all_inner_texts()
        assert len(told) == page.locator("button.run").count() > 90
        for at in (0, next(at for at, text in enumerate(told) if "放假安排" in text)):
            page.locator("button.run").nth(at).click()
            summaries = page.locator("details.scenarios [role=status]").nth(at).locator("xpath=./details/summary")
            summaries.first.wait_for(timeout=PATIENCE)
            examples = summaries.all_inner_texts()
            assert [one for one in examples if not (one.startswith("✓ 三") and one.endswith(said))] == []
        assert faults == []


def test_a_scenario_of_a_site_without_the_library_says_how_to_add_it(browser: Browser, home: str) -> None:
    with opened(browser, home, "notice/3/") as (page, _):
        page.route("**/my/pyodide/**", lambda route: route.abort())
        page.locator("details.scenarios summary").first.click()
        page.locator("button.run").first.click()
        page.wait_for_function(
            "document.querySelector('.scenarios [role=status]').textContent.includes('make station')"
        )
