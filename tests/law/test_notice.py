"""The notice as data, held against the notice itself where a copy of it is at hand (`notice_text`)."""

import re
from datetime import date
from typing import ClassVar
from unicodedata import normalize

import attrs
import pytest

from sgzlib import DUTIES, NOTICE, RULESETS, TIANJIN_2021, Clause, History, InvalidValue, Policy
from sgzlib.law import number

# The documents of facts.md by their ids there that the notice does not name, then those that it names.
BEHIND_IT = (
    "registration-2009",
    "education-2009",
    "exam-2006",
    "emblem-2019",
    "civil-code",
    "uscc-2015",
    "regions",
    "amounts",
)
NAMED = {
    "rural-talent": "关于加快推进乡村人才振兴的意见",
    "assistance-reform": "关于改革完善社会救助制度的意见",
    "stations-2021": "民办函〔2021〕20号",
    "subsidy-2019": "津民发〔2019〕11号",
    "subsidy-purchase-2020": "津民规〔2020〕9号",
    "assistance-purchase-2018": "津民规〔2018〕1号",
}
EVERY_CLAUSE = pytest.mark.parametrize("clause", NOTICE.clauses, ids=[clause.locator for clause in NOTICE])


def bare(text: str) -> str:
    return re.sub(r"[\s()]", "", normalize("NFKC", text))


class TestClauses:
    def test_they_are_the_parts_and_items_of_the_notice_in_order(self) -> None:
        items = {"二": 4, "三": 5, "四": 5, "五": 4, "六": 3, "七": 3}
        expected = ["前言"]
        for part in "一二三四五六七":
            expected += [part, *(f"{part}({item})" for item in "一二三四五"[: items.get(part, 0)])]
        assert [clause.locator for clause in NOTICE] == [*expected, "附件"]

    def test_they_are_those_that_the_text_itself_marks(self, notice_text: str) -> None:
        found, part = ["前言"], ""
        for line in notice_text.splitlines():
            if mark := re.match(r"([一二三四五六七八九十])、", line):
                part = mark[1]
                found.append(part)
            elif mark := re.match(r"\(([一二三四五六七八九十])\)", line):
                found.append(f"{part}({mark[1]})")
            elif line.startswith("附件"):
                found.append("附件")
        assert [clause.locator for clause in NOTICE] == found

    def test_titles_are_the_texts_own_but_for_part_five(self, notice_text: str) -> None:
        text = re.sub(r"\s", "", notice_text)
        for clause in NOTICE:
            if clause.locator not in {"前言", "附件"} and not clause.locator.startswith("五("):
                assert re.search(rf"[、)]{clause.title}", text), clause.locator

    @EVERY_CLAUSE
    def test_both_summaries_say_something_in_one_sentence(self, clause: Clause) -> None:
        assert clause.summary_zh.endswith("。")
        assert clause.summary_zh.count("。") == 1
        assert clause.summary_en.endswith(".")
        assert clause.summary_en.isascii()

    def test_a_clause_is_found_by_its_locator_and_no_other(self) -> None:
        for place, clause in enumerate(NOTICE):
            assert NOTICE[clause.locator] is clause
            assert NOTICE.order(clause.locator) == place
        for wrong in ("三(六)", "三（二）", "8", ""):
            with pytest.raises(InvalidValue, match=r"Notice\[\.\.\.\]: .*one of the notice's clauses: 前言, 一"):
                NOTICE[wrong]


class TestOurOwnWords:
    """Not a sentence of the notice is held here: our texts share no long run of characters with it.

    Terms and names carry over, so a requirement may name a few of them in a row; a summary may not.
    """

    SUMMARIES: ClassVar = {f"summary of {clause.locator}": clause.summary_zh for clause in NOTICE} | {
        duty.id: duty.zh for duty in DUTIES
    }
    OTHERS: ClassVar = (
        {rule.id: rule.zh for ruleset in RULESETS.values() for rule in ruleset.requirements}
        | {reading.id: reading.question for reading in TIANJIN_2021.readings.values()}
        | {number.id: number.zh for number in TIANJIN_2021.numbers.values()}
    )

    @pytest.mark.parametrize(("texts", "run"), [(SUMMARIES, 12), (OTHERS, 18)], ids=["summaries", "others"])
    def test_no_text_of_ours_repeats_the_notice(self, texts: dict[str, str], run: int, notice_text: str) -> None:
        text = bare(notice_text)
        runs = {text[at : at + run] for at in range(len(text) - run + 1)}
        repeated = {
            name: words[at : at + run]
            for name, words in ((name, bare(ours)) for name, ours in texts.items())
            for at in range(len(words) - run + 1)
            if words[at : at + run] in runs
        }
        assert repeated == {}


class TestReferences:
    def test_the_notice_names_six_and_its_rules_rest_on_others_besides(self) -> None:
        assert [reference.id for reference in NOTICE.cited] == list(NAMED)
        assert [reference.id for reference in NOTICE.sources] == list(BEHIND_IT)
        assert list(NOTICE.references) == [*NAMED, *BEHIND_IT]

    def test_those_cited_are_named_in_the_text_and_no_others(self, notice_text: str) -> None:
        text = re.sub(r"\s", "", notice_text)
        for id_, named in NAMED.items():
            reference = NOTICE.references[id_]
            assert named in text
            assert named in {reference.number, reference.title_zh}
        titles = re.findall("《([^《》]+)》", text)
        assert len(titles) == len(NAMED)
        for reference in NOTICE.sources:
            assert bare(reference.title_zh) not in bare(text)
            assert not reference.number or reference.number not in text

    def test_the_text_cites_no_document_by_a_number_that_is_missing(self, notice_text: str) -> None:
        numbers = set(re.findall(r"\w+〔\d+〕\d+号", notice_text))
        assert numbers == {reference.number for reference in NOTICE.cited} - {""}

    def test_every_title_is_in_both_languages(self) -> None:
        for reference in NOTICE.references.values():
            assert reference.title_zh
            assert reference.title_en.isascii()

    def test_it_was_issued_on_26_may_2021(self, notice_text: str) -> None:
        assert NOTICE.issued_on == date(2021, 5, 26)
        assert notice_text.rstrip().endswith("2021年5月26日")


def test_a_history_is_in_force_from_the_first_day_of_its_first_law() -> None:
    def beginning(on: date) -> Policy:
        return attrs.evolve(TIANJIN_2021, notice=attrs.evolve(NOTICE, in_force_from=on))  # type: ignore[call-arg]

    days = [date(2021, 5, 26), date(2023, 1, 1), date(2024, 1, 1)]
    history = History(*((on, beginning(on)) for on in days))
    assert [history.on(on).in_force_from for on in days] == [days[0]] * 3


class Wider(Policy):
    """A later law with a number of its own (增加参数之规定)."""

    visits: int = number("一", "每月探访次数", "visits a month")


def test_what_an_amendment_adds_was_added_on_its_first_day_whichever_law_is_asked() -> None:
    days = [date(2021, 5, 26), date(2023, 1, 1), date(2024, 1, 1)]
    wider = [Wider.following(TIANJIN_2021, visits=visits) for visits in (2, 4)]
    history = History(*zip(days, (TIANJIN_2021, *wider), strict=True))
    assert [history.on(on).added_on(Wider) for on in days] == [days[1]] * 3
    assert [history.on(on).added_on(Policy) for on in days] == [None] * 3
    assert wider[0].added_on(Wider) is None
