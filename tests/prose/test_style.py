"""How each language writes clauses, documents, days and numbers: in every report of the library in one way."""

from __future__ import annotations

import re
from datetime import date

import pytest

import sgzlib as sgz

ON = date(2022, 3, 1)
REPORTS = pytest.mark.parametrize("ruleset", sgz.RULESETS.values(), ids=list(sgz.RULESETS))
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


def texts(ruleset: sgz.Ruleset, locale: str) -> str:
    assessment = sgz.assess(ruleset, ruleset.subject(), on=ON)
    shown = (assessment.render(locale), assessment.to_do(locale), assessment.remedies().render(locale))
    return "\n".join((*shown, re.sub(r"<style>.*?</style>|<[^>]*>", " ", assessment.to_html(locale), flags=re.DOTALL)))


@REPORTS
def test_chinese_cites_clauses_and_documents_as_an_office_does(ruleset: sgz.Ruleset) -> None:
    text = texts(ruleset, "zh_CN")
    assert re.findall(r"[一二三四五六七]\([一二三四五六七八]\)", text) == []
    assert [source.id for source in sgz.NOTICE.sources if source.id in text] == []
    assert re.search(r"[一二三四五六七]（[一二三四五六七八]）|一【", text)


@REPORTS
def test_chinese_numbers_stand_close_to_what_they_count(ruleset: sgz.Ruleset) -> None:
    asked = [rule.zh for _, rule, _ in ruleset.every()]
    assert [text for text in asked if re.search(r"[\u4e00-\u9fff] (\{|\d)|(\}|\d) [\u4e00-\u9fff]", text)] == []


@REPORTS
def test_english_writes_days_with_the_day_first(ruleset: sgz.Ruleset) -> None:
    text = texts(ruleset, "en")
    assert "1 March 2022" in text
    assert re.findall(rf"(?:{MONTHS}) \d{{1,2}}\b", text) == []


def test_a_document_that_a_rule_rests_on_is_cited_by_its_title() -> None:
    worker = sgz.Worker(certificate=sgz.Certificate.ASSISTANT, social_work_major=False)
    assessment = sgz.check_qualification(worker, on=ON)
    assert "三（二）、《社会工作者职业水平证书登记办法》【应当】" in assessment.render()
    assert "三(二); Measures for registering social workers' certificates [must]" in assessment.render("en")


def test_an_amount_of_the_law_is_written_in_ten_thousands_in_chinese() -> None:
    assert "项目资金：每站每年力争达到25万元" in sgz.check_budget(sgz.Budget(), on=ON).render()


def test_a_member_without_a_name_is_called_by_its_class() -> None:
    team = sgz.Team(workers=(sgz.Worker(),))
    asked = sgz.check_staffing(team, on=ON).questions()
    assert "Station worker 1: Is " in "\n".join(question.ask("en") for question in asked)
    assert "驻站社工1：" in "\n".join(question.ask("zh_CN") for question in asked)
