"""Self-check forms as Chromium prints them: each on two pages of A4 in landscape at most, blank and filled in."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

import sgzlib as sgz

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.site

STATION = sgz.Station(
    jurisdiction="泰达街道",
    premises=sgz.Premises(printer=False, computer=False),
    team=sgz.Team(
        workers=(sgz.Worker(name="王芳", contracted=False), sgz.Worker(name="李强")),
        contracted_headcount=4,
        contract_signed_on=date(2023, 7, 1),
    ),
)
FORMS = ("qualification", "station", "sign", "budget", "contract", "plan")


def printed_pages(browser: Browser, html: str) -> int:
    page = browser.new_page()
    page.set_content(html)
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    return len(re.findall(rb"/Type /Page\b(?!s)", printed))


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
@pytest.mark.parametrize("name", FORMS)
def test_a_blank_form_takes_two_pages_at_most(browser: Browser, name: str, locale: str) -> None:
    form = sgz.blank_form(sgz.RULESETS[name], locale=locale)
    assert printed_pages(browser, str(form)) in {1, 2}


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_a_station_of_which_little_is_known_takes_two_pages(browser: Browser, locale: str) -> None:
    form = sgz.check_station(STATION, on=date(2024, 3, 1)).to_form(locale=locale)
    assert printed_pages(browser, str(form)) == 2
