"""The forms of "My station" in a browser, against the answers of the library outside of it.

One page a language is loaded, once; every form is filled in on it as somebody does who fills it in.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import pytest

import sgzlib as sgz
from browsing import COLOURS, PATIENCE, darkened, obstacles, opened, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.site

ON = "2022-03-01"
EXAMPLES = Path(__file__).parents[2] / "examples/data"
NARROW: Any = {"width": 390, "height": 900}
NAMED = "泰达街道社会工作服务站"
UNQUALIFIED = {"social_work_major": False, "certificate": "NONE"}
SPENT = [
    {"category": category.name, "item": category.zh, "unit_price": "50000", "quantity": "1"}
    for category in tuple(sgz.ExpenseCategory)[:5]
]
CONTRACT = {
    "signed_on": "2021-07-20",
    "first_day": "2021-07-23",
    "last_day": "2022-07-22",
    "years": 1,
    "contract_year": 1,
    "cycle_years": 3,
    "first_batch": True,
    "monthly_briefs": True,
    "brief_within_days": 10,
    "midterm_report_on": "2022-01-25",
    "report_within_days": 10,
    "midterm_evaluation_on": "2022-01-30",
    "evaluation_within_days": 30,
    "ended_on": "NOT_YET",
    "follows": "NOTHING",
    "procured": True,
}
SIGN = {
    "name": NAMED,
    "emblems": ["CHINA_SOCIAL_WORK", "CHINA_CIVIL_AFFAIRS"],
    "prominent": True,
    "other_marks": False,
    "whole_emblem": True,
}
PLAN = {
    "district": "HEXI",
    "year": 2021,
    "submitted_on": "2021-06-15",
    "sent_for_review_on": "2021-06-15",
    "planned_stations": 3,
    "built_stations": 3,
    "quota": 3,
    "tasks": True,
    "measures": True,
    "schedule": True,
    "premises_ready_on": "2021-07-20",
    "contractor_chosen_on": "2021-07-20",
    "agreement_signed_on": "2021-07-20",
}
RENEWED = {"contract_year": 1, "cycle_years": 3, "grade": "GOOD", "renewal_ruled_out": False}


def _built(stations: int) -> dict[str, Any]:
    plans = [{"district": one.name, "year": 2021, "built_stations": stations} for one in sgz.District]
    return {"plans": plans, "started_on": "2021-05-26", "finished_on": "2021-12-01"}


def _station(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((EXAMPLES / f"station_{name}.json").read_text(encoding="utf-8"))
    return found


# A budget that falls short is advised of, and no more: under the notice as it is read no MUST is in it.
FORMS: list[tuple[str, Any, dict[str, Any]]] = [
    ("qualification", True, {"social_work_major": True, "education": "BACHELOR"}),
    ("qualification", False, UNQUALIFIED),
    ("qualification", sgz.UNKNOWN, {"certificate": "ASSISTANT", "social_work_major": False, "registered": True}),
    ("station", True, _station("complete")),
    ("station", False, _station("gaps")),
    ("station", sgz.UNKNOWN, _station("unknown")),
    ("budget", True, {"lines": SPENT, "stations": 1, "years": 1}),
    (
        "budget",
        True,
        {"lines": [{"category": "OTHER", "unit_price": "0.50", "quantity": "3"}], "stations": 2, "years": 1},
    ),
    ("budget", True, {"lines": [{"category": "PERSONNEL"}], "stations": None, "years": 1}),
    ("contract", True, CONTRACT),
    ("contract", False, {**CONTRACT, "midterm_report_on": "NOT_YET"}),
    ("contract", sgz.UNKNOWN, {"signed_on": "2021-07-20"}),
    ("renewal", True, RENEWED),
    ("renewal", False, {"grade": "UNQUALIFIED"}),
    ("renewal", sgz.UNKNOWN, {"contract_year": 1}),
    ("sign", True, SIGN),
    ("sign", False, {"name": NAMED, "emblems": ["CHINA_CIVIL_AFFAIRS", "CHINA_SOCIAL_WORK"]}),
    ("sign", sgz.UNKNOWN, {"name": NAMED}),
    ("plan", True, PLAN),
    ("plan", False, {**PLAN, "submitted_on": "2021-08-01"}),
    ("plan", sgz.UNKNOWN, {"year": 2021}),
    ("rollout", True, _built(20)),
    ("rollout", False, _built(1)),
    ("rollout", sgz.UNKNOWN, {"plans": [], "started_on": "2021-05-26"}),
]
# Each form is filled in on the Chinese page, and one of each in turn on the English one.
CASES = [("zh_CN", *form) for form in FORMS] + [("en", *FORMS[at + at // 3 % 3]) for at in range(0, len(FORMS), 3)]


def _page_of(browser: Browser, home: str, path: str) -> Iterator[Page]:
    with opened(browser, home, path, accept_downloads=True) as (page, faults):
        page.wait_for_selector("#my[data-answered]", timeout=PATIENCE)
        yield page
        assert faults == []


@pytest.fixture(scope="module")
def chinese(browser: Browser, home: str) -> Iterator[Page]:
    """Keep the Chinese page open for the whole module; at its end no error and no foreign request has come."""
    yield from _page_of(browser, home, "my/")


@pytest.fixture(scope="module")
def english(browser: Browser, home: str) -> Iterator[Page]:
    """Keep the English page open for the whole module."""
    yield from _page_of(browser, home, "en/my/")


def settled(page: Page) -> None:
    """Wait until everything is worked out."""
    page.wait_for_selector("#my[aria-busy=false]", timeout=PATIENCE)


def begun(page: Page, ruleset: str) -> None:
    """Start a form anew."""
    settled(page)
    page.fill("#my-on", ON)
    page.select_option("#my-ruleset", ruleset)
    settled(page)
    page.evaluate("document.querySelectorAll('details.group').forEach(one => { one.open = true })")


def fact(page: Page, path: str) -> Locator:
    return page.locator(f"#my-form fieldset[data-path='{path}']")


def fill(page: Page, facts: dict[str, Any], before: str = "") -> None:
    """Answer in the form as somebody does who fills it in."""
    for name, value in facts.items():
        path = before + name
        if isinstance(value, dict):
            fill(page, value, f"{path}.")
        elif isinstance(value, list) and (not value or isinstance(value[0], dict)):
            _fill_members(page, value, path)
        else:
            _tell(fact(page, path), value)


def _fill_members(page: Page, members: list[Any], path: str) -> None:
    count = fact(page, path).locator("input[type=number]")
    if count.input_value() != str(len(members)):
        count.fill(str(len(members)))
        count.blur()
        settled(page)
    page.evaluate("document.querySelectorAll('details.group').forEach(one => { one.open = true })")
    for at, member in enumerate(members):
        fill(page, member, f"{path}[{at}].")


def _tell(field: Locator, value: Any) -> None:
    if isinstance(value, bool):
        field.locator("input[type=radio]").nth(0 if value else 1).check()
    elif isinstance(value, list):
        for one in value:
            field.locator(".tick input").nth([member.name for member in sgz.Emblem].index(one)).click()
    elif value == "NOT_YET":
        field.locator("input[type=checkbox]").check()
    elif field.locator("select").count():
        field.locator("select").select_option(value)
    else:
        box = field.locator("input").first
        box.fill("" if value is None else str(value))
        box.blur()


def as_shown(page: Page, html: str, of: str) -> str:
    """Return a part of what the library gives outside of the page, as a browser shows it."""
    return str(
        page.evaluate(
            "([html, of]) => { const box = document.createElement('div'); box.innerHTML = html;"
            " box.className = 'my'; document.querySelector('.md-typeset').append(box);"
            " const said = box.querySelector(of).innerText; box.remove(); return said }",
            [html, of],
        )
    )


def assessed(ruleset: str, facts: dict[str, Any]) -> sgz.Assessment:
    rules = sgz.RULESETS[ruleset]
    return sgz.assess(rules, sgz.interchange.load(rules.subject, facts), on=date.fromisoformat(ON))


def opened_file(page: Page, tmp_path: Path, ruleset: str, facts: dict[str, Any]) -> None:
    """Open a file that was kept."""
    file = tmp_path / "kept.json"
    file.write_text(json.dumps({"ruleset": ruleset, "on": ON, "subject": facts}), encoding="utf-8")
    settled(page)
    page.set_input_files("#my-open", file)
    page.wait_for_selector("#my[aria-busy=true]", timeout=PATIENCE)
    settled(page)


def downloaded(page: Page, of: str) -> bytes:
    with page.expect_download(timeout=PATIENCE) as saved:
        page.click(of)
    return saved.value.path().read_bytes()


def inside(book: bytes) -> dict[str, list[Any]]:
    """Return what a workbook says: how well it is packed, and in which order it lists merged cells, may differ."""
    from openpyxl import load_workbook

    return {made.title: list(made.values) for made in load_workbook(BytesIO(book)).worksheets}


@pytest.mark.parametrize(("locale", "ruleset", "verdict", "facts"), CASES)
def test_a_form_answers_as_the_library_does(
    request: pytest.FixtureRequest, locale: str, ruleset: str, verdict: Any, facts: dict[str, Any], tmp_path: Path
) -> None:
    page: Page = request.getfixturevalue("english" if locale == "en" else "chinese")
    begun(page, ruleset)
    if ruleset == "station":  # hundreds of facts: the other forms show that filling them in works
        opened_file(page, tmp_path, ruleset, facts)
    else:
        fill(page, facts)
        settled(page)
    assessment = assessed(ruleset, facts)
    assert assessment.verdict is verdict
    report = assessment.to_html(locale)
    assert page.inner_text("#my-report .sgz") == as_shown(page, report, ".sgz")
    assert page.inner_text("#my-status").replace(" ", "", 1) == as_shown(page, report, ".answer")
    asked = assessment.questions()
    if asked:
        assert page.get_attribute("#my-next fieldset", "data-path") == asked[0].path
    remedies = assessment.remedies()
    if verdict is not True or remedies.in_time:
        assert page.inner_text("#my-remedies .sgz") == as_shown(page, remedies.to_html(locale), ".sgz")
    compared = sgz.under_all_readings(assessment.ruleset, assessment.subject, on=date.fromisoformat(ON))
    assert page.inner_text("#my-readings .sgz") == as_shown(page, compared.to_html(locale), ".sgz")
    line = sgz.timeline(
        assessment.subject, first_day=date(2021, 1, 1), last_day=date(2024, 12, 31), ruleset=assessment.ruleset
    )
    assert page.text_content("#my-timeline pre") == line.render(locale)


def test_a_form_gives_its_verdict_where_no_other_host_can_be_reached(
    browser: Browser, home: str, chinese: Page
) -> None:
    """That the browser is cut off is tried on a server beside the site's, which answers whoever is not."""
    with served("127.0.0.2") as other, opened(browser, home, "officials/limits/") as (page, _):
        assert urlopen(other).status == 200  # noqa: S310 - our own server
        reached = "at => fetch(at, { mode: 'no-cors' }).then(() => true, () => false)"
        assert [page.evaluate(reached, at) for at in (home, other, "http://localhost:80/")] == [True, False, False]
    begun(chinese, "qualification")
    fill(chinese, UNQUALIFIED)
    settled(chinese)
    assert chinese.inner_text("#my-status").startswith("✗ 不具备")


def test_the_sign_is_drawn_and_changes_as_it_is_filled_in(chinese: Page) -> None:
    begun(chinese, "sign")
    assert not chinese.is_visible("#my-picture")
    fill(chinese, SIGN)
    settled(chinese)
    sign = sgz.interchange.load(sgz.Sign, SIGN)
    assert chinese.text_content("#my-picture svg title") == str(sign)
    fact(chinese, "emblems").locator(".tick input").first.click()
    settled(chinese)
    assert chinese.text_content("#my-picture svg title") == f"中国民政标志+{NAMED}"


def test_the_next_contract_is_decided_where_the_cycle_is_known(english: Page) -> None:
    begun(english, "renewal")
    fill(english, RENEWED)
    settled(english)
    assert not english.is_visible("#my-picture")
    fill(english, {"started_on": "2021-07-23"})
    settled(english)
    decision = sgz.decide_renewal(
        sgz.Cycle(started_on=date(2021, 7, 23), years=3),
        contract_year=1,
        grade=sgz.Grade.GOOD,
        renewal_ruled_out=False,
        on=date(2022, 7, 22),
    )
    assert english.inner_text("#my-picture .sgz") == as_shown(english, decision.to_html("en"), ".sgz")
    fill(english, {"contract_year": 4})
    settled(english)
    assert "expected 1 to 3" in english.inner_text("#my-status")
    assert english.is_visible("#my-form fieldset[data-path=contract_year].wrong .problem")


def test_a_line_is_added_and_removed_and_its_amount_counted(english: Page) -> None:
    begun(english, "budget")
    for _ in range(2):
        fact(english, "lines").get_by_text("Add one").click()
        settled(english)
    english.evaluate("document.querySelectorAll('details.group').forEach(one => { one.open = true })")
    fill(english, {"lines": SPENT[:2]})
    settled(english)
    assert "¥100,000" in english.inner_text("#my-picture")
    english.get_by_text("Remove this one").first.click()
    settled(english)
    assert fact(english, "lines[0].category").locator("select").input_value() == SPENT[1]["category"]
    assert "¥50,000" in english.inner_text("#my-picture")


def test_what_means_nothing_is_told_beside_the_fact_and_the_rest_stays(chinese: Page) -> None:
    begun(chinese, "budget")
    fill(chinese, {"lines": [{"category": "OTHER"}]})
    fill(chinese, {"lines": [{"unit_price": "0.125"}]})
    settled(chinese)
    assert "暂时无法核对" in chinese.inner_text("#my-status")
    assert "“0.125”填写有误：请填金额（元），最多保留2位小数" in fact(chinese, "lines[0].unit_price").inner_text()
    fill(chinese, {"lines": [{"unit_price": "0.12"}]})
    settled(chinese)
    assert chinese.locator(".problem").count() == 0
    assert fact(chinese, "lines[0].category").locator("select").input_value() == "OTHER"


@pytest.mark.parametrize("name", ["complete", "gaps", "unknown"])
def test_a_file_opens_and_is_saved_as_it_was(chinese: Page, name: str, tmp_path: Path) -> None:
    opened_file(chinese, tmp_path, "station", _station(name))
    kept = json.loads(downloaded(chinese, "#my-save"))
    assert kept == {"ruleset": "station", "on": ON, "subject": _station(name)}


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        (
            '{"ruleset": "moon", "on": "2022-03-01", "subject": {}}',
            "about moon, which this page does not have",
        ),
        ('{"ruleset": "sign", "on": "2022-02-30x", "subject": {}}', "“2022-02-30x” in the file is not a day"),
        (
            '{"ruleset": "sign", "on": "2022-03-01", "subject": {"prominent": "maybe"}}',
            "'maybe' is not valid: enter yes or no",
        ),
        ("no JSON", "Cannot be opened: this file was not saved by this page."),
        ('{"format": "receipt"}', "Cannot be opened: this file was not saved by this page."),
        ("3", "Cannot be opened: this file was not saved by this page."),
    ],
)
def test_a_file_that_is_none_is_refused_and_what_was_filled_in_stays(
    english: Page, kept: str, told: str, tmp_path: Path
) -> None:
    begun(english, "qualification")
    fill(english, UNQUALIFIED)
    settled(english)
    file = tmp_path / "other.json"
    file.write_text(kept, encoding="utf-8")
    english.set_input_files("#my-open", file)
    english.wait_for_function("told => document.querySelector('#my-status').textContent.includes(told)", arg=told)
    assert english.input_value("#my-ruleset") == "qualification"
    assert fact(english, "certificate").locator("select").input_value() == "NONE"


def test_a_link_holds_the_facts_and_no_persons_name(browser: Browser, home: str, chinese: Page, tmp_path: Path) -> None:
    facts = _station("gaps")
    facts["team"]["workers"][0]["name"] = "王芳"
    opened_file(chinese, tmp_path, "station", facts)
    chinese.click("#my-share")
    chinese.wait_for_selector("#my-link:visible")
    link = chinese.input_value("#my-link")
    assert link.startswith(f"{home}my/#facts=")
    packed = link.partition("=")[2]
    held = json.loads(urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    for worker in facts["team"]["workers"]:
        worker.pop("name", None)
    assert held == {"ruleset": "station", "on": ON, "subject": facts}
    with opened(browser, home, link.removeprefix(home)) as (page, faults):
        page.wait_for_selector("#my[data-answered]", timeout=PATIENCE)
        settled(page)
        shown = as_shown(page, assessed("station", facts).to_html("zh_CN"), ".answer")
        assert page.inner_text("#my-status").replace(" ", "", 1) == shown
        assert faults == []
    chinese.evaluate("history.replaceState(null, '', location.pathname)")


def test_the_report_and_the_receipt_come_as_files(chinese: Page) -> None:
    begun(chinese, "qualification")
    fill(chinese, UNQUALIFIED)
    settled(chinese)
    assessment = assessed("qualification", UNQUALIFIED)
    report = downloaded(chinese, "#my-html").decode()
    assert report.startswith("<!DOCTYPE html>")
    assert as_shown(chinese, report, ".sgz") == as_shown(chinese, assessment.to_html(), ".sgz")
    assert downloaded(chinese, "#my-receipt").decode() == sgz.receipt(assessment)
    assert sgz.verify(sgz.receipt(assessment)).differences == ()


def test_a_workbook_comes_back_judged_and_what_reads_it_loads_only_then(english: Page, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    begun(english, "sign")
    asked: list[str] = []
    english.on("request", lambda one: asked.append(one.url.rpartition("/")[2]))
    template = downloaded(english, "#my-template")
    assert asked == ["workbooks.tar.gz"]
    assert inside(template) == inside(sgz.workbook.template(sgz.SIGN, locale="en"))
    book = load_workbook(BytesIO(template))
    heads = [cell.value for cell in book["Sign"][1]]
    book["Sign"].cell(2, heads.index("name on the sign") + 1, NAMED)
    filled = BytesIO()
    book.save(filled)
    file = tmp_path / "signs.xlsx"
    file.write_bytes(filled.getvalue())
    with english.expect_download(timeout=PATIENCE) as saved:
        english.set_input_files("#my-workbook", file)
    assert saved.value.suggested_filename == f"signs (checked {ON}).xlsx"
    judged = sgz.workbook.judge(filled.getvalue(), sgz.SIGN, on=date.fromisoformat(ON), locale="en")
    assert inside(saved.value.path().read_bytes()) == inside(judged)
    file.write_text("no workbook", encoding="utf-8")
    english.set_input_files("#my-workbook", file)
    told = "Cannot be opened: expected an Excel workbook (.xlsx)"
    english.wait_for_function("told => document.querySelector('#my-status').textContent === told", arg=told)


def test_the_next_question_is_the_library_s_and_answering_it_asks_another(english: Page) -> None:
    begun(english, "qualification")
    first, *_ = assessed("qualification", {}).questions()
    card = english.locator("#my-next fieldset")
    assert card.get_attribute("data-path") == first.path
    card.get_by_text("Why is this asked?").click()
    assert first.clauses[0].summary_en in card.inner_text()
    card.get_by_text("No", exact=True).or_(card.get_by_text("no", exact=True)).click()
    settled(english)
    second, *_ = assessed("qualification", {first.path: False}).questions()
    assert card.get_attribute("data-path") == second.path
    assert fact(english, first.path).locator("input").nth(1).is_checked()
    card.get_by_text("Skip").click()
    assert card.get_attribute("data-path") != second.path


def test_a_worker_is_judged_by_the_keyboard_alone(browser: Browser, home: str) -> None:
    with opened(browser, home, "en/my/", viewport=NARROW) as (page, faults):
        page.wait_for_selector("#my[data-answered]", timeout=PATIENCE)
        settled(page)
        page.focus("#my-on")
        said = [page.get_attribute("#my-next fieldset", "data-path")]
        on_yes = "document.activeElement.closest('#my-next') && document.activeElement.innerText == 'yes'"
        tabs = 0
        while not page.evaluate(on_yes):
            page.keyboard.press("Tab")
            tabs += 1
            assert tabs < 12
        page.keyboard.press("Enter")
        settled(page)
        said.append(page.get_attribute("#my-next fieldset", "data-path"))
        assert page.evaluate("!!document.activeElement.closest('#my-next')"), "the next question has the focus"
        for key in ("ArrowDown", "Tab", "Enter"):
            page.keyboard.press(key)
        settled(page)
        assert said == ["social_work_major", "education"]
        assert fact(page, "education").locator("select").input_value() != ""
        assert faults == []


def test_forms_fit_a_narrow_screen_and_axe_finds_nothing_but_what_is_minor(
    browser: Browser, home: str, axe: str, tmp_path: Path
) -> None:
    with opened(browser, home, "my/", viewport=NARROW, color_scheme="light", reduced_motion="reduce") as (page, _):
        page.wait_for_selector("#my[data-answered]", timeout=PATIENCE)
        page.evaluate(axe)
        for ruleset, facts in (("station", _station("gaps")), ("sign", SIGN), ("budget", {"lines": SPENT})):
            opened_file(page, tmp_path, ruleset, facts)
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
            for rules in ((), COLOURS):
                assert obstacles(page, *rules) == []
                darkened(page, dark=not rules)


def test_a_page_opened_by_double_click_says_what_to_do(browser: Browser) -> None:
    from browsing import SITE

    page = browser.new_page()
    page.goto((SITE / "my/index.html").resolve().as_uri())
    assert "本页不能双击打开" in page.inner_text("#my-status")
    page.close()
