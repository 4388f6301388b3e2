"""The words of a verdict: one place has them, and every form of an answer shows the same."""

from __future__ import annotations

import json
import re
import runpy
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import sgzlib as sgz
from bridges.workbook.filling import filled, statuses
from prose.verdicts import VERDICTS
from sgzlib import Status
from sgzlib.bridges.columns import groups_in, value_of
from sgzlib.prose.language import Language
from sgzlib.prose.statuses import NOTHING_STATED, STATUS, verdict_text, verdict_word

ON, PAGE = date(2022, 3, 1), Path(__file__).parents[2] / "docs/my/judge.py"
EACH = pytest.mark.parametrize(("ruleset", "subject", "on", "status"), VERDICTS.values(), ids=list(VERDICTS))
LOCALES = ("zh_CN", "en")


def bare(verdict: str) -> str:
    """Return a verdict without what is counted beside it, as lines of a timeline have it."""
    return re.sub(r" ?[（(].*", "", verdict)


@EACH
class TestTheWordsOfAVerdict:
    def test_they_follow_from_its_status(self, ruleset: sgz.Ruleset, subject: Any, on: date, status: Status) -> None:
        assessment = sgz.assess(ruleset, subject, on=on)
        assert assessment.status is status

    def test_text_page_and_readings_say_them(
        self, ruleset: sgz.Ruleset, subject: Any, on: date, status: Status
    ) -> None:
        assert status in Status
        assessment = sgz.assess(ruleset, subject, on=on)
        page = runpy.run_path(str(PAGE))
        document = json.dumps(sgz.interchange.dump(subject))
        for locale in LOCALES:
            said = verdict_text(assessment, Language(locale))
            before, colon = {"zh_CN": ("结论：", "："), "en": ("Verdict: ", ": ")}[locale]
            assert f"{before}{said}" in assessment.render(locale)
            assert f"{before}{said}" in assessment.to_do(locale)
            assert f"</span>{said}" in unescape(assessment.to_html(locale))
            assert assessment.remedies().render(locale).startswith(f"{before}{said}")
            assert f"</span>{said}" in unescape(assessment.remedies().to_html(locale))
            assert said in sgz.under_all_readings(ruleset, subject, on=on).render(locale)
            line = sgz.timeline(subject, first_day=on, last_day=on, ruleset=ruleset).render(locale).splitlines()[2]
            assert line == f"{Language(locale).value(on)}{colon}{bare(said)}"
            assert page["verdict"](ruleset.name, locale, document, on.isoformat())[2:].startswith(said)

    def test_a_workbook_and_a_report_on_a_table_have_the_same(
        self, ruleset: sgz.Ruleset, subject: Any, on: date, status: Status
    ) -> None:
        data = sgz.workbook.judge(filled(ruleset, [subject]), ruleset, on=on)
        [(said, _)] = statuses(ruleset, data)
        assert said == verdict_text(sgz.assess(ruleset, subject, on=on), Language("zh_CN"))
        number = pl.lit(1, pl.Int64).alias("no")
        table = sgz.frames.table([subject], type(subject)).with_columns(number)
        groups = {
            path: sgz.frames.table(value_of(subject, path), of).with_columns(number)
            for path, of in groups_in(ruleset).items()
            if value_of(subject, path) is not sgz.UNKNOWN
        }
        report = sgz.frames.report(table, ruleset, on=on, by="no", members=groups)
        assert {one: number for one, number in report.verdict.counts.items() if number} == {status: 1}


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_is_entered_where_no_fact_is_known_and_no_cell_was_unreadable(locale: str) -> None:
    language = Language(locale)
    unfilled, some = (sgz.check_premises(premises, on=ON) for premises in (sgz.Premises(), sgz.Premises(computer=True)))
    nothing, undetermined = language.pick(NOTHING_STATED), language.pick(STATUS[Status.UNDETERMINED])
    assert (verdict_word(unfilled, language), verdict_word(some, language)) == (nothing, undetermined)
    assert verdict_word(unfilled, language, entered=True) == undetermined
    assert verdict_text(unfilled, language).startswith(nothing)
    assert verdict_text(unfilled, language, entered=True).startswith(undetermined)


@pytest.mark.parametrize("locale", LOCALES)
def test_only_a_list_without_an_item_is_one_where_nothing_is_entered(locale: str) -> None:
    language = Language(locale)
    said = {
        name: verdict_word(sgz.assess(ruleset, subject, on=on), language)
        for name, (ruleset, subject, on, _) in VERDICTS.items()
    }
    assert said["nothing is entered"] == language.pick(NOTHING_STATED)
    assert said["nothing binds"] == said["before the notice"] == language.pick(STATUS[Status.NOT_APPLICABLE])
