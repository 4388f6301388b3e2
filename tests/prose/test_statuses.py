"""The words of a verdict: one place has them, and every form of an answer shows the same."""

from __future__ import annotations

import json
import re
import runpy
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import sgzlib as sgz
from bridges.workbook.filling import filled, statuses
from sgzlib import NOT_YET, Budget, DistrictPlan, Premises, Status, Team, Worker
from sgzlib.bridges.columns import groups_in, value_of
from sgzlib.prose.language import Language
from sgzlib.prose.statuses import verdict_text

ON, PAGE = date(2022, 3, 1), Path(__file__).parents[2] / "docs/my/judge.py"
BARE = Premises(**dict.fromkeys(("independent_office", "desks_and_chairs", "computer", "filing_cabinet"), True))
CASES: dict[str, tuple[sgz.Ruleset, Any, date, Status, tuple[str, str]]] = {
    "a MUST is met": (
        sgz.PURCHASER,
        sgz.Purchaser(kind=sgz.PurchaserKind.TOWNSHIP),
        ON,
        Status.MET,
        ("符合", "complies"),
    ),
    "words of its own": (
        sgz.QUALIFICATION,
        Worker(certificate=sgz.Certificate.NONE, education=sgz.Education.PRIMARY),
        ON,
        Status.VIOLATED,
        ("不具备", "not qualified"),
    ),
    "a fact is unknown": (
        sgz.PREMISES,
        BARE,
        ON,
        Status.UNDETERMINED,
        ("暂无法判定（1项待核）", "cannot be decided yet (1 to establish)"),
    ),
    "nothing is stated": (
        sgz.PREMISES,
        Premises(),
        ON,
        Status.UNDETERMINED,
        ("尚未填报（5项待核）", "nothing entered yet (5 to establish)"),
    ),
    "parts are stated of which nothing is known": (
        sgz.STATION,
        sgz.Station(premises=Premises()),
        ON,
        Status.UNDETERMINED,
        ("尚未填报（29项待核）", "nothing entered yet (29 to establish)"),
    ),
    "only a name is stated": (
        sgz.QUALIFICATION,
        Worker(name="王芳"),
        ON,
        Status.UNDETERMINED,
        ("尚未填报（3项待核）", "nothing entered yet (3 to establish)"),
    ),
    "what is due is met, and more is not due": (
        sgz.PREMISES,
        BARE,
        date(2021, 7, 1),
        Status.NOT_DUE,
        ("尚未到期（1项，最早2021年7月31日）", "not due yet (1, the first by 31 July 2021)"),
    ),
    "what a definition asks is not due": (
        sgz.QUALIFICATION,
        Worker(
            certificate=sgz.Certificate.SOCIAL_WORKER,
            registered=True,
            registration_expires=date(2023, 1, 1),
            continuing_education_hours=3,
            education=sgz.Education.PRIMARY,
            certificate_passed_on=date(2018, 1, 1),
        ),
        ON,
        Status.MET,
        ("具备（1项尚未到期）", "qualified (1 not due yet)"),
    ),
    "nothing is due": (
        sgz.STAFFING,
        Team(workers=(), contract_signed_on=NOT_YET),
        ON,
        Status.NOT_DUE,
        ("尚未到期（2项）", "not due yet (2)"),
    ),
    "there is no MUST": (
        sgz.BUDGET,
        Budget(lines=(sgz.BudgetLine(unit_price=Decimal(5), quantity=1),)),
        ON,
        Status.NOT_APPLICABLE,
        ("无强制性要求", "no mandatory requirement"),
    ),
    "nothing is entered": (
        sgz.BUDGET,
        Budget(lines=()),
        ON,
        Status.NOT_APPLICABLE,
        ("尚未填报", "nothing entered yet"),
    ),
    "nothing binds": (sgz.PLAN, DistrictPlan(year=2019), ON, Status.NOT_APPLICABLE, ("不适用", "not applicable")),
    "before the notice": (
        sgz.BUDGET,
        Budget(lines=()),
        date(2021, 5, 25),
        Status.NOT_APPLICABLE,
        ("不适用", "not applicable"),
    ),
}
EACH = pytest.mark.parametrize(("ruleset", "subject", "on", "status", "words"), CASES.values(), ids=list(CASES))


def bare(verdict: str) -> str:
    """Return a verdict without what is counted beside it, as lines of a timeline have it."""
    return re.sub(r" ?[（(].*", "", verdict)


@EACH
class TestTheWordsOfAVerdict:
    def test_they_follow_from_its_status(
        self, ruleset: sgz.Ruleset, subject: Any, on: date, status: Status, words: tuple[str, str]
    ) -> None:
        assessment = sgz.assess(ruleset, subject, on=on)
        assert assessment.status is status
        assert tuple(verdict_text(assessment, Language(locale)) for locale in ("zh_CN", "en")) == words

    def test_text_page_and_readings_say_them(
        self, ruleset: sgz.Ruleset, subject: Any, on: date, status: Status, words: tuple[str, str]
    ) -> None:
        assert status in Status
        assessment = sgz.assess(ruleset, subject, on=on)
        page = runpy.run_path(str(PAGE))
        document = json.dumps(sgz.interchange.dump(subject))
        for locale, said in zip(("zh_CN", "en"), words, strict=True):
            before = {"zh_CN": "结论：", "en": "Verdict: "}[locale]
            assert f"{before}{said}" in assessment.render(locale)
            assert f"{before}{said}" in assessment.to_do(locale)
            assert f"</span>{said}" in unescape(assessment.to_html(locale))
            assert assessment.remedies().render(locale).startswith(said)
            assert f"</span>{said}" in unescape(assessment.remedies().to_html(locale))
            assert said in sgz.under_all_readings(ruleset, subject, on=on).render(locale)
            line = sgz.timeline(subject, first_day=on, last_day=on, ruleset=ruleset).render(locale).splitlines()[2]
            assert line == f"{on}  {bare(said)}"
            assert page["verdict"](ruleset.name, locale, document, on.isoformat())[2:].startswith(said)

    def test_a_workbook_and_a_report_on_a_table_have_the_same(
        self, ruleset: sgz.Ruleset, subject: Any, on: date, status: Status, words: tuple[str, str]
    ) -> None:
        data = sgz.workbook.judge(filled(ruleset, [subject]), ruleset, on=on)
        [(said, _)] = statuses(ruleset, data)
        assert said == words[0]
        number = pl.lit(1, pl.Int64).alias("no")
        table = sgz.frames.table([subject], type(subject)).with_columns(number)
        groups = {
            path: sgz.frames.table(value_of(subject, path), of).with_columns(number)
            for path, of in groups_in(ruleset).items()
            if value_of(subject, path) is not sgz.UNKNOWN
        }
        report = sgz.frames.report(table, ruleset, on=on, by="no", members=groups)
        assert {one: number for one, number in report.verdict.counts.items() if number} == {status: 1}
