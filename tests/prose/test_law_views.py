"""Rulesets, laws, clauses and requirements show themselves in a notebook: what they ask, of whom, and their numbers."""

import subprocess
import sys
from datetime import date
from typing import Any

import attrs
import pytest

import sgzlib as sgz
from assessment.test_views import Shown
from foreign.canteen import CANTEEN
from sgzlib.law import (
    YES_NO,
    Clause,
    Fact,
    Force,
    Labelled,
    Law,
    Notice,
    Reference,
    Ruleset,
    fact,
    number,
    reading,
    requirement,
    shown,
    subject,
)
from sgzlib.law.errors import InvalidType

evolve: Any = attrs.evolve
LOCALES = pytest.mark.parametrize(("locale", "place"), [("zh_CN", 0), ("en", 1)])


class Noon(Labelled):
    QUIET = "计<入>", "counted"
    OPEN = "不计", "not counted"


class Warden(Labelled):
    OWNER = "业主", "owner"
    TENANT = "租户", "tenant"


class Quiet(Law):
    """A law of a notice of its own."""

    notice = Notice(
        title="静音<规定>",
        title_en="Quiet rules",
        issued_on=date(2024, 1, 1),
        in_force_until=date(2025, 12, 31),
        clauses=(Clause("一", "时段", "夜间<安静>。", "Nights are quiet."),),
        sources=(Reference("noise", "噪声办法", "Noise measures"),),
    )
    from_hour: int = number("一", "夜间开始", "nights begin")
    noon: Noon = reading(
        "一", "午休是否计入？", "Does noon count?", default=Noon.QUIET, forces=(Force.MUST, Force.SHOULD)
    )


@subject
class House:
    """A house."""

    silent: Fact[bool] = fact(YES_NO, "安静", "silent")


@requirement(
    "一", "noon", law=Quiet, zh="{from_hour}时起<安静>", en="quiet from {from_hour}", by=Warden.OWNER, source="noise"
)
def silent(house: House, _case: Any) -> Any:
    return house.silent


@requirement("一", Force.MUST, law=Quiet, zh="安静", en="quiet")
def unnamed(house: Any, _case: Any) -> Any:
    return house.silent


LATE = Quiet(from_hour=22)


def html_of(thing: Any, locale: str = "zh_CN") -> str:
    html: str = thing.to_html(locale)
    assert Shown(html).texts
    return html


@LOCALES
def test_every_ruleset_of_the_library_lists_what_it_asks(locale: str, place: int) -> None:
    for ruleset in sgz.RULESETS.values():
        texts = Shown(ruleset.to_html(locale)).texts
        assert texts[0] == (ruleset.zh, ruleset.en)[place]
        for _, rule, _ in ruleset.every():
            assert rule.id in texts


@LOCALES
def test_every_requirement_and_clause_of_the_library_shows_itself(locale: str, place: int) -> None:
    for _, rule, _ in sgz.STATION.every():
        assert rule.id in Shown(rule.to_html(locale)).texts
    for clause in sgz.NOTICE:
        assert Shown(clause.to_html(locale)).texts[-1] == (clause.summary_zh, clause.summary_en)[place]


@LOCALES
def test_a_law_shows_its_numbers_and_readings(locale: str, place: int) -> None:
    texts = Shown(evolve(sgz.TIANJIN_2021, minimum_qualified=7).to_html(locale)).texts
    label = sgz.TIANJIN_2021.numbers["minimum_qualified"]
    at = texts.index((label.zh, label.en)[place])
    assert texts[at + 1] == "7"
    for declared in sgz.TIANJIN_2021.readings.values():
        assert (declared.question, declared.question_en)[place] in texts
        assert (declared.default.zh, declared.default.en)[place] in texts


def test_a_notebook_shows_chinese_and_another_language_is_refused() -> None:
    assert sgz.PREMISES._repr_html_() == sgz.PREMISES.to_html()
    with pytest.raises(sgz.InvalidValue, match=r"^locale: 'fr' 不可用"):
        sgz.PREMISES.to_html("fr")


def test_the_numbers_of_a_requirement_are_those_of_the_law_where_there_is_one_and_named_elsewhere() -> None:
    with_law = Ruleset("house", House, (silent,), zh="房屋", en="house", law=LATE)
    assert "22时起&lt;安静&gt;" in html_of(with_law)
    without = Ruleset("house", House, (silent,), zh="房屋", en="house")
    assert "〔夜间开始〕时起&lt;安静&gt;" in html_of(without)
    assert "〔nights begin〕" in html_of(silent, "en")


def test_a_force_that_a_reading_decides_is_that_of_the_law_or_the_question() -> None:
    law = LATE.under(noon=Noon.OPEN)
    assert "<td>原则上</td>" in html_of(Ruleset("house", House, (silent,), zh="房屋", en="house", law=law))
    assert "<td>午休是否计入？</td>" in html_of(Ruleset("house", House, (silent,), zh="房屋", en="house"))
    assert "按理解而定：午休是否计入？" in html_of(silent)


def test_a_requirement_names_its_clause_actors_source_and_formula() -> None:
    texts = Shown(silent.to_html()).texts
    assert texts[:1] == ["〔夜间开始〕时起<安静>"]
    assert {"一 时段", "业主", "《噪声办法》"} <= set(texts)
    assert Shown(silent.to_html()).folded == ["安静"]
    assert Shown(unnamed.to_html()).folded == []
    (summing, *_) = sgz.STATION.requirements
    assert Shown(summing.to_html()).folded == []
    assert summing.restates[0] in html_of(summing)


def test_successors_are_named() -> None:
    later = evolve(LATE, acting={Warden.OWNER: Warden.TENANT})
    assert "业主 → 租户" in html_of(later)
    assert "<td>租户</td>" in html_of(Ruleset("house", House, (silent,), zh="房屋", en="house", law=later))


def test_texts_are_escaped_and_the_days_in_force_are_said() -> None:
    html = html_of(LATE)
    for text in ("《静音&lt;规定&gt;》", "计&lt;入&gt;；不计", "自2024年1月1日起施行，至2025年12月31日"):
        assert text in html
    assert "夜间&lt;安静&gt;。" in html_of(Quiet.notice["一"])


def test_a_law_without_numbers_or_readings_has_no_table() -> None:
    class Bare(Law):
        notice = Quiet.notice

    assert "<table>" not in html_of(Bare())


def test_what_a_ruleset_computes_is_listed() -> None:
    assert "计算项：每年奖补（canteen.grant）" in html_of(CANTEEN)
    assert "Outcomes: yearly grant (canteen.grant)" in html_of(CANTEEN, "en")


def test_until_texts_can_be_written_it_is_the_repr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "_WRITERS", [])
    assert silent._repr_html_() == "<pre>&lt;Requirement test_law_views.silent&gt;</pre>"
    assert silent.text() == silent.zh


def test_a_requirement_is_written_with_the_numbers_of_a_law_only() -> None:
    with pytest.raises(InvalidType, match=r"^law: 3 不可用"):
        silent.text("en", 3)  # type: ignore[arg-type]


def test_a_law_that_is_loaded_alone_shows_itself() -> None:
    code = "import sgzlib; print(sgzlib.TIANJIN_2021._repr_html_()[:18])"
    line = [sys.executable, "-c", code]
    done = subprocess.run(line, check=True, capture_output=True, encoding="utf-8")  # noqa: S603 - our own line
    assert done.stdout.strip() == '<div class="sgz" l'
