"""A template that is filled in and judged says of every subject what `assess` says."""

import shutil
import subprocess
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import sgzlib as sgz
from bridges.workbook.filling import ON, filled, named, statuses, told
from foreign.county_library import BRANCH
from foreign.test_county_library import READY
from sgzlib.bridges import strategies
from sgzlib.bridges.workbook.sheets import sheets_of

RULESETS = [*sgz.RULESETS.values(), BRANCH]
EVERY = pytest.mark.parametrize("ruleset", RULESETS, ids=lambda one: one.name)
DAYS = {"branch": date(2024, 3, 1)}


@EVERY
@settings(max_examples=1, phases=[Phase.generate])
@given(st.data())
def test_every_row_has_the_verdict_and_the_statuses_of_its_subject(ruleset: sgz.Ruleset, data: st.DataObject) -> None:
    locale = "en" if RULESETS.index(ruleset) % 2 else "zh_CN"
    drawn = data.draw(st.lists(strategies.subject(ruleset.subject), min_size=2, max_size=2))
    subjects, on = named(ruleset, drawn), DAYS.get(ruleset.name, ON)
    nothing = named(ruleset, [ruleset.subject()])
    subjects = [one for one in subjects if one not in nothing or len(sheets_of(ruleset)) > 1]
    made = sgz.workbook.judge(filled(ruleset, subjects, locale), ruleset, on=on, locale=locale, duplicates="keep")
    assert statuses(ruleset, made, locale) == told(ruleset, subjects, on, locale)
    # What was given back is judged again.
    again = sgz.workbook.judge(made, ruleset, on=on, locale=locale, duplicates="keep")
    assert again == made


def test_a_workbook_of_another_notice_is_judged_by_its_own_law() -> None:
    day = date(2024, 3, 1)
    made = sgz.workbook.judge(filled(BRANCH, [READY]), BRANCH, on=day)
    assert statuses(BRANCH, made) == told(BRANCH, [READY], day)
    assert statuses(BRANCH, made)[0][0] == "尚未到期（1项，最早2024年3月1日）"


@pytest.mark.engines
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_what_is_given_and_finds_the_same_in_it(tmp_path: Path) -> None:
    judged = sgz.workbook.judge(filled(BRANCH, [READY]), BRANCH, on=date(2024, 3, 1))
    (tmp_path / "judged.xlsx").write_bytes(judged)
    for form in ("pdf", "ods"):
        asked = [
            "soffice",
            "--headless",
            "--convert-to",
            form,
            "--outdir",
            str(tmp_path),
            str(tmp_path / "judged.xlsx"),
        ]
        subprocess.run(asked, check=True, capture_output=True, timeout=120)  # noqa: S603 - our own line
    assert (tmp_path / "judged.pdf").read_bytes().startswith(b"%PDF")
    back = ["soffice", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "back")]
    subprocess.run([*back, str(tmp_path / "judged.ods")], check=True, capture_output=True, timeout=120)  # noqa: S603 - our own line
    again = sgz.workbook.judge((tmp_path / "back/judged.xlsx").read_bytes(), BRANCH, on=date(2024, 3, 1))
    assert statuses(BRANCH, again) == statuses(BRANCH, judged)


@pytest.mark.engines
def test_ten_thousand_rows_are_judged_within_minutes() -> None:
    certificates, days = list(sgz.Certificate), [date(2018, 6, 17), date(2021, 6, 20), None]
    workers: list[Any] = [
        sgz.Worker(
            name=f"社工{at}",
            education=list(sgz.Education)[at % 7],
            social_work_major=[True, False, None][at % 3],
            certificate=certificates[at % len(certificates)],
            certificate_passed_on=days[at // 2 % 3],
            registered=[True, False, None, True][at // 3 % 4],
            registration_expires=[date(2022, 2, 28), date(2023, 5, 31)][at % 2],
            continuing_education_hours=Decimal(at % 100),
        )
        for at in range(10_000)
    ]
    data = filled(sgz.QUALIFICATION, workers)
    started = time.perf_counter()
    made = sgz.workbook.judge(data, sgz.QUALIFICATION, on=ON)
    taken = time.perf_counter() - started
    assert statuses(sgz.QUALIFICATION, made) == told(sgz.QUALIFICATION, workers, ON)
    assert taken < 180
