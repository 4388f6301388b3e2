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
from bridges.frames.seeded import ON as DRAWN_ON
from bridges.frames.seeded import drawn
from browsing import COLOURS, PATIENCE, darkened, obstacles, opened, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.site

ON = "2022-03-01"
IN_THE_BROWSER = 400
"""Random subjects of each ruleset."""
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


def started(page: Page) -> None:
    """Go to the first page, with nothing filled in."""
    settled(page)
    if page.is_visible("#my-anew"):
        page.click("#my-anew")
        page.wait_for_selector("#my[data-page=start]")
        settled(page)


def begun(page: Page, ruleset: str) -> None:
    """Start anew with the first question."""
    started(page)
    page.select_option("#my-ruleset", ruleset)
    page.click("#my-start")
    page.wait_for_selector("#my[data-page=question]", timeout=PATIENCE)


def asked(page: Page) -> str:
    """Return the path of the fact that the page asks for; empty where it asks for none."""
    question = page.locator("#my-page form.question")
    return str(question.get_attribute("data-path")) if question.count() else ""


def tell(page: Page, value: Any) -> None:
    """Answer the question that is shown, as somebody does who fills it in; None skips it."""
    path, boxes = asked(page), page.locator("#my-page .boxes")
    on = page.locator("#my-page form.question .bar button")
    if value is None:
        on.last.click()
    elif isinstance(value, bool):
        boxes.locator("button").nth(int(not value)).click()
    else:
        if isinstance(value, list) and (not value or isinstance(value[0], dict)):
            value = len(value)
        if isinstance(value, list):
            for name in value:
                boxes.locator(f"input[value={name}]").click()
        elif value == "NOT_YET":
            boxes.locator("input[type=checkbox]").check()
        elif boxes.locator("input[type=radio]").count():
            boxes.locator(f"input[value={value}]").check()
        else:
            boxes.locator("input").first.fill(str(value))
        on.first.click()
    page.wait_for_function(
        "path => document.querySelector('.problem')?.textContent"
        " || (document.querySelector('.question')?.dataset.path ?? '') !== path",
        arg=path,
    )
    settled(page)


def inside_of(facts: Any, path: str) -> Any:
    """Return what facts say at a path, None where they say nothing."""
    for step in path.replace("[", ".").replace("]", "").split("."):
        facts = facts[int(step)] if isinstance(facts, list) else facts.get(step) if isinstance(facts, dict) else None
    return facts


def told(page: Page, facts: dict[str, Any]) -> list[str]:
    """Answer every question by what facts say, and return the paths that were asked, in their order."""
    paths: list[str] = []
    while path := asked(page):
        paths.append(path)
        tell(page, ON if path == "day" else inside_of(facts, path))
    return paths


def changed(page: Page, path: str, value: Any) -> None:
    """Change an answer from the list of answers, and come back to the list."""
    page.click(f"#my-page [data-path='{path}'] button")
    page.wait_for_selector(f"form.question[data-path='{path}']")
    tell(page, value)


def listed(page: Page, path: str) -> str:
    """Return an answer as the list of answers has it."""
    return page.inner_text(f"#my-page [data-path='{path}'] dd >> nth=0")


def checked(page: Page) -> None:
    """Look at the list of answers."""
    page.click("#my-again")
    page.wait_for_selector("#my[data-page=check]")


def unfolded(page: Page) -> None:
    """Unfold the parts of a result, and not what is folded in them."""
    page.evaluate("document.querySelectorAll('#my > div > details').forEach(folded => { folded.open = true })")


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
    started(page)
    page.evaluate("document.getElementById('my-readings').replaceChildren()")
    page.set_input_files("#my-open", file)
    page.wait_for_selector("#my-readings .sgz", state="attached", timeout=PATIENCE)
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
def test_the_result_is_the_library_s(
    request: pytest.FixtureRequest, locale: str, ruleset: str, verdict: Any, facts: dict[str, Any], tmp_path: Path
) -> None:
    page: Page = request.getfixturevalue("english" if locale == "en" else "chinese")
    opened_file(page, tmp_path, ruleset, facts)
    assessment = assessed(ruleset, facts)
    assert assessment.verdict is verdict
    report = assessment.to_html(locale)
    unfolded(page)
    assert page.inner_text("#my-report .sgz") == as_shown(page, report, ".sgz")
    assert page.inner_text("#my-verdict").replace(" ", "", 1) == as_shown(page, report, ".answer")
    violated = [finding for finding in assessment.violations if not finding.requirement.restates]
    assert page.locator("#my-violated li").count() == len(violated)
    remedies = assessment.remedies()
    if verdict is not True or remedies.in_time:
        assert page.inner_text("#my-remedies .sgz") == as_shown(page, remedies.to_html(locale), ".sgz")
    compared = sgz.under_all_readings(assessment.ruleset, assessment.subject, on=date.fromisoformat(ON))
    assert page.inner_text("#my-readings .sgz") == as_shown(page, compared.to_html(locale), ".sgz")
    line = sgz.timeline(
        assessment.subject, first_day=date(2021, 1, 1), last_day=date(2024, 12, 31), ruleset=assessment.ruleset
    )
    assert page.text_content("#my-timeline pre") == line.render(locale)


@pytest.mark.parametrize(("locale", "ruleset", "facts"), [case[:2] + case[3:] for case in CASES[::3]])
def test_questions_answered_one_by_one_give_the_facts(
    request: pytest.FixtureRequest, locale: str, ruleset: str, facts: dict[str, Any]
) -> None:
    """Each open fact is asked once, and what is not asked hangs on nothing."""
    page: Page = request.getfixturevalue("english" if locale == "en" else "chinese")
    begun(page, ruleset)
    paths = told(page, facts)
    assert len(paths) == len(set(paths))
    kept = json.loads(downloaded(page, "#my-save"))
    assert (kept["ruleset"], kept["on"]) == (ruleset, ON)
    if ruleset == "renewal":  # the page asks for it beside the facts
        kept["subject"].pop("started_on", None)
    assert assessed(ruleset, kept["subject"]).verdict is assessed(ruleset, facts).verdict
    for path in paths:
        if path != "day" and not isinstance(inside_of(facts, path), list):
            assert inside_of(kept["subject"], path) == inside_of(facts, path), path


def test_a_head_of_a_station_with_two_workers_is_asked_for_place_and_day_and_then_by_name(chinese: Page) -> None:
    begun(chinese, "station")
    facts = _station("gaps")
    assert asked(chinese) == "jurisdiction"
    assert "属于哪个街道（乡镇）？" in chinese.inner_text("#my-question")
    assert chinese.evaluate("document.activeElement.id") == "my-question"
    tell(chinese, facts["jurisdiction"])
    assert asked(chinese) == "day"
    tell(chinese, ON)
    while not asked(chinese).startswith("team.workers["):
        tell(chinese, inside_of(facts, asked(chinese)))
    places: list[str] = []
    while asked(chinese).startswith("team.workers["):
        path = asked(chinese)
        number = int(path.partition("[")[2][0])
        if not path.endswith(".name"):
            assert chinese.inner_text("#my-question").startswith(f"{facts['team']['workers'][number]['name']}：")
        places.append(path.partition("]")[0])
        tell(chinese, inside_of(facts, path))
    assert places == sorted(places)
    assert len(set(places)) == 2
    chinese.click(".ways button:last-child")
    settled(chinese)
    assert chinese.inner_text("#my-verdict").startswith("✗ 不符合")
    first = chinese.locator("#my-violated li").first
    assert first.inner_text().startswith("在岗驻站社工人数不少于购买合同约定人数 · 三（二）")
    assert first.locator("a").get_attribute("href") == "../notice/3/#三(二)"
    assert "至少增配1名符合条件的驻站社工" in chinese.inner_text("#my-remedies")
    assert chinese.locator("#my > div > details[open]").count() == 0, "the rest is folded"


def test_answers_are_changed_from_their_list_and_by_going_back(english: Page) -> None:
    begun(english, "qualification")
    tell(english, ON)
    first = asked(english)
    tell(english, "BACHELOR")
    second = asked(english)
    assert (first, second) == ("education", "social_work_major")
    tell(english, True)
    assert english.get_attribute("#my", "data-page") == "check", "a degree in social work is enough"
    assert listed(english, "social_work_major") == "yes"
    changed(english, "social_work_major", value=False)
    assert english.get_attribute("#my", "data-page") == "check"
    assert listed(english, "social_work_major") == "no"
    assert "to be filled in" in listed(english, "certificate")
    english.locator("#my-page").get_by_text("Continue", exact=True).click()
    assert asked(english) == "certificate"
    english.click(".ways button >> nth=0")
    english.wait_for_selector("#my[data-page=check]")
    english.go_back()
    english.wait_for_selector("form.question[data-path=social_work_major]")
    assert english.get_attribute(".boxes [aria-pressed=true]", "class") == "md-button md-button--primary"


def test_a_question_says_why_it_is_asked_and_can_be_skipped(english: Page) -> None:
    begun(english, "qualification")
    tell(english, ON)
    english.get_by_text("Why is this asked?").click()
    clause, *_ = next(one for one in sgz.inputs_of(sgz.QUALIFICATION) if one.path == "education").clauses
    assert clause.summary_en in english.inner_text("#my-page details")
    left = english.inner_text("#my-page > .pale")
    tell(english, None)
    assert english.inner_text("#my-page > .pale") != left
    assert asked(english) == "social_work_major"


def test_a_form_gives_its_verdict_where_no_other_host_can_be_reached(
    browser: Browser, home: str, chinese: Page
) -> None:
    """That the browser is cut off is tried on a server beside the site's, which answers whoever is not."""
    with served("127.0.0.2") as other, opened(browser, home, "officials/limits/") as (page, _):
        assert urlopen(other).status == 200  # noqa: S310 - our own server
        reached = "at => fetch(at, { mode: 'no-cors' }).then(() => true, () => false)"
        assert [page.evaluate(reached, at) for at in (home, other, "http://localhost:80/")] == [True, False, False]
    begun(chinese, "qualification")
    told(chinese, UNQUALIFIED)
    chinese.click("#my-page .md-button--primary >> nth=0")
    settled(chinese)
    assert chinese.inner_text("#my-verdict").startswith("✗ 不具备")


ASKED = """
async ([address, call, asked]) => {
  const worker = (window.judge ??= new Worker(address, { type: "module" }));
  const told = (id, args) => new Promise((resolve) => {
    const take = ({ data }) => data.id === id && (worker.removeEventListener("message", take), resolve(data.value));
    worker.addEventListener("message", take);
    worker.postMessage({ id, call, args });
  });
  return Promise.all(asked.map((args, id) => told(id, args)));
}
"""


@pytest.mark.parametrize("ruleset", sgz.RULESETS.values(), ids=list(sgz.RULESETS))
def test_what_judges_in_the_browser_gives_random_subjects_the_receipts_that_the_library_gives(
    english: Page, home: str, ruleset: sgz.Ruleset
) -> None:
    subjects = drawn(ruleset, IN_THE_BROWSER)
    asked = [[ruleset.name, "en", json.dumps(sgz.interchange.dump(subject)), str(DRAWN_ON)] for subject in subjects]
    receipts = english.evaluate(ASKED, [f"{home}my/worker.js", "receipt", asked])
    for subject, receipt in zip(subjects, receipts, strict=True):
        assert receipt == sgz.receipt(sgz.assess(ruleset, subject, on=DRAWN_ON))


def test_the_sign_is_drawn_and_changes_as_it_is_changed(chinese: Page, tmp_path: Path) -> None:
    opened_file(chinese, tmp_path, "sign", {"name": NAMED})
    assert not chinese.is_visible("#my-picture")
    opened_file(chinese, tmp_path, "sign", SIGN)
    sign = sgz.interchange.load(sgz.Sign, SIGN)
    assert chinese.text_content("#my-picture svg title") == str(sign)
    checked(chinese)
    changed(chinese, "emblems", ["CHINA_SOCIAL_WORK"])
    chinese.click("#my-page .md-button--primary >> nth=0")
    settled(chinese)
    assert chinese.text_content("#my-picture svg title") == f"中国民政标志+{NAMED}"


def test_the_next_contract_is_decided_where_the_cycle_is_known(english: Page, tmp_path: Path) -> None:
    opened_file(english, tmp_path, "renewal", {**RENEWED, "started_on": "2021-07-23"})
    decision = sgz.decide_renewal(
        sgz.Cycle(started_on=date(2021, 7, 23), years=3),
        contract_year=1,
        grade=sgz.Grade.GOOD,
        renewal_ruled_out=False,
        on=date(2022, 7, 22),
    )
    unfolded(english)
    assert english.inner_text("#my-picture .sgz") == as_shown(english, decision.to_html("en"), ".sgz")
    checked(english)
    changed(english, "contract_year", 4)
    english.click("#my-page .md-button--primary >> nth=0")
    settled(english)
    assert "expected 1 to 3" in english.inner_text("#my-status")


def test_a_line_is_added_and_removed_and_its_amount_counted(english: Page, tmp_path: Path) -> None:
    opened_file(english, tmp_path, "budget", {"lines": SPENT[:1]})
    checked(english)
    english.get_by_text("Add one").click()
    settled(english)
    assert listed(english, "lines") == "2"
    for name, value in SPENT[1].items():
        changed(english, f"lines[1].{name}", value)
    english.click("#my-page .md-button--primary >> nth=0")
    settled(english)
    assert "¥100,000" in (english.text_content("#my-picture") or "")
    checked(english)
    english.get_by_text("Remove this one").first.click()
    settled(english)
    assert listed(english, "lines[0].item") == SPENT[1]["item"]
    assert english.locator("[data-path='lines[1].item']").count() == 0


def test_what_means_nothing_is_told_beside_the_question_and_the_rest_stays(chinese: Page, tmp_path: Path) -> None:
    opened_file(chinese, tmp_path, "budget", {"lines": [{"category": "OTHER"}]})
    checked(chinese)
    changed(chinese, "lines[0].unit_price", "0.125")
    assert chinese.inner_text("#my-page .problem") == "“0.125”填写有误：请填金额（元），最多保留2位小数，如“96”"
    assert asked(chinese) == "lines[0].unit_price"
    tell(chinese, "0.12")
    assert listed(chinese, "lines[0].unit_price").startswith("0.12")
    assert listed(chinese, "lines[0].category") == sgz.ExpenseCategory.OTHER.zh


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
    opened_file(english, tmp_path, "qualification", UNQUALIFIED)
    file = tmp_path / "other.json"
    file.write_text(kept, encoding="utf-8")
    english.set_input_files("#my-open", file)
    english.wait_for_function("told => document.querySelector('#my-status').textContent.includes(told)", arg=told)
    assert english.input_value("#my-ruleset") == "qualification"
    assert json.loads(downloaded(english, "#my-save"))["subject"] == UNQUALIFIED


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
        page.wait_for_selector("#my[data-page=result]", timeout=PATIENCE)
        settled(page)
        shown = as_shown(page, assessed("station", facts).to_html("zh_CN"), ".answer")
        assert page.inner_text("#my-verdict").replace(" ", "", 1) == shown
        assert faults == []


def test_the_report_and_the_receipt_come_as_files(chinese: Page, tmp_path: Path) -> None:
    opened_file(chinese, tmp_path, "qualification", UNQUALIFIED)
    assessment = assessed("qualification", UNQUALIFIED)
    report = downloaded(chinese, "#my-html").decode()
    assert report.startswith("<!DOCTYPE html>")
    assert as_shown(chinese, report, ".sgz") == as_shown(chinese, assessment.to_html(), ".sgz")
    assert downloaded(chinese, "#my-receipt").decode() == sgz.receipt(assessment)
    assert sgz.verify(sgz.receipt(assessment)).differences == ()


def test_a_workbook_comes_back_judged_and_what_reads_it_loads_only_then(english: Page, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    started(english)
    english.select_option("#my-ruleset", "sign")
    settled(english)
    english.fill("#my-on", ON)
    loaded: list[str] = []
    english.on("request", lambda request: loaded.append(request.url.rpartition("/")[2].partition("?")[0]))
    template = downloaded(english, "#my-template")
    assert loaded == ["workbooks.tar.packed"]
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


def test_a_worker_is_judged_by_the_keyboard_alone(browser: Browser, home: str) -> None:
    with opened(browser, home, "en/my/", viewport=NARROW) as (page, faults):
        page.wait_for_selector("#my[data-answered]", timeout=PATIENCE)
        settled(page)
        page.focus("#my-ruleset")
        assert page.input_value("#my-ruleset") == "station", "most readers come with a station"
        for key in ("ArrowDown", "Tab", "Enter"):
            page.keyboard.press(key)
        page.wait_for_selector("form.question[data-path=day]")
        assert page.evaluate("document.activeElement.id") == "my-question", "each heading has the focus"
        for key in ("Tab", "Tab", "Tab", "Tab", "Tab"):
            page.keyboard.press(key)
            if page.evaluate("document.activeElement.innerText") == "Continue":
                break
        page.keyboard.press("Enter")
        page.wait_for_selector("form.question[data-path=education]")
        for key in ("Tab", "ArrowUp", "Enter"):
            page.keyboard.press(key)
        page.wait_for_selector("form.question[data-path=social_work_major]")
        for key in ("Tab", "Enter"):
            page.keyboard.press(key)
        page.wait_for_function("document.querySelector('.question')?.dataset.path !== 'social_work_major'")
        settled(page)
        page.click("#my-page >> text=See the result")
        settled(page)
        assert json.loads(downloaded(page, "#my-save"))["subject"]["social_work_major"] is True
        assert faults == []


def test_forms_fit_a_narrow_screen_and_axe_finds_nothing_but_what_is_minor(
    browser: Browser, home: str, axe: str, tmp_path: Path
) -> None:
    with opened(browser, home, "my/", viewport=NARROW, color_scheme="light", reduced_motion="reduce") as (page, _):
        page.wait_for_selector("#my[data-answered]", timeout=PATIENCE)
        page.evaluate(axe)
        for ruleset, facts in (("station", _station("gaps")), ("sign", SIGN), ("budget", {"lines": SPENT})):
            opened_file(page, tmp_path, ruleset, facts)
            _is_clean(page)
            checked(page)
            _is_clean(page)
            page.click(f"#my-page [data-path='{next(iter(facts))}'] button")
            page.wait_for_selector("form.question")
            _is_clean(page)


def _is_clean(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(folded => { folded.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    for rules in ((), COLOURS):
        assert obstacles(page, *rules) == []
        darkened(page, dark=not rules)


def test_what_is_loaded_first_is_small_and_it_opens_again_without_a_network(browser: Browser) -> None:
    """As served: what comes over the network for the first answer, and what comes when there is no server any more."""
    from browsing import SITE

    context = browser.new_context()
    page = context.new_page()
    loaded: set[str] = set()
    page.on("response", lambda answer: loaded.add(answer.url))
    with served() as address:
        page.goto(f"{address}my/")
        page.wait_for_selector("#my[data-answered]", timeout=PATIENCE)
        page.wait_for_selector("#my-progress[hidden]", state="attached")
        page.wait_for_function(
            "async () => (await (await caches.open('my-station')).match(location.href)) !== undefined"
        )
        settled(page)
    names = {url.removeprefix(address).partition("?")[0] for url in loaded if url.startswith(address)}
    files = [SITE / name / "index.html" if name.endswith("/") else SITE / name for name in names]
    assert SITE / "my/pyodide/pyodide.asm.wasm.packed" in files
    assert sum(file.stat().st_size for file in files) < 8_000_000
    page.goto(f"{address}my/")
    page.wait_for_selector("#my[data-answered]", timeout=PATIENCE)
    assert asked(page) == ""
    page.click("#my-start")
    page.wait_for_selector("form.question")
    context.close()


def test_another_notice_is_asked_by_the_same_form_and_has_its_clauses(browser: Browser, home: str) -> None:
    with opened(browser, home, "en/meals/") as (page, faults):
        page.wait_for_selector("#my[data-answered]", timeout=PATIENCE)
        page.click("#my-start")
        page.wait_for_selector("form.question[data-path=day]")
        tell(page, "2024-09-05")
        assert asked(page) == "permit"
        tell(page, value=False)
        page.click("#my-page >> text=See the result")
        settled(page)
        assert page.inner_text("#my-violated li") == "has a food permit · 一"
        page.click("#my-violated a")
        assert page.url.startswith(f"{home}en/meals/clauses/#")
        assert "has a food permit" in page.inner_text("main")
        assert faults == []


def test_a_page_opened_by_double_click_says_what_to_do(browser: Browser) -> None:
    from browsing import SITE

    page = browser.new_page()
    page.goto((SITE / "my/index.html").resolve().as_uri())
    assert "本页不能双击打开" in page.inner_text("#my-status")
    page.close()
