"""The ledger: how a text is cut, how a copy is checked, and that every sentence of the notice is in one list."""

import re
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgzlib import DUTIES, NOTICE, RULESETS, TIANJIN_2021, Clause, InvalidType, InvalidValue, Notice, Sentence, Standing
from sgzlib.law.ledger import digest, split

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = {rule.id: rule for ruleset in RULESETS.values() for rule in ruleset.requirements}
DUTY = {duty.id: duty for duty in DUTIES}

# A notice of our own, with all that cutting has to cope with: a part without a sentence, an item without a title in the
# text, what looks like a mark inside a sentence.
CLAUSES = (
    Clause("前言", "缘由", "。", "."),
    Clause("一", "目标", "。", "."),
    Clause("二", "办法", "。", "."),
    Clause("二(一)", "场地", "。", "."),
    Clause("二(二)", "本馆职责", "。", "."),
    Clause("附件", "清单", "。", "."),
)
TEXT = (
    "各馆:为统一、规范,现通知如下:一、目标每馆达标;不拖延。"
    "二、办法(一)场地。有暖气;有灯。(二)本馆按附件开门。附件:五月一日"
)
PIECES = {
    "前言": ["各馆:", "为统一、规范,现通知如下:"],
    "一": ["一、目标", "每馆达标;", "不拖延。"],
    "二": ["二、办法"],
    "二(一)": ["(一)场地。", "有暖气;", "有灯。"],
    "二(二)": ["(二)", "本馆按附件开门。"],
    "附件": ["附件:", "五月一日"],
}


def encoded(pieces: dict[str, list[str]]) -> Notice:
    rows = [
        Sentence(locator, at, digest(words), "试", reason=("试", "a trial"))
        for locator, words_of in pieces.items()
        for at, words in enumerate(words_of, 1 if locator == "前言" else 0)
    ]
    return Notice(title="试", title_en="trial", issued_on=NOTICE.issued_on, clauses=CLAUSES, sentences=tuple(rows))


OURS = encoded(PIECES)


class TestCutting:
    def test_headings_are_ordinal_0_and_sentences_count_from_1(self) -> None:
        assert list(split(TEXT, CLAUSES)) == [
            (locator, at, words)
            for locator, words_of in PIECES.items()
            for at, words in enumerate(words_of, 1 if locator == "前言" else 0)
        ]

    def test_a_text_may_begin_with_the_heading_of_its_first_clause(self) -> None:
        assert list(split("一、目标。每馆达标。", CLAUSES[1:2])) == [("一", 0, "一、目标。"), ("一", 1, "每馆达标。")]

    def test_nothing_is_lost(self) -> None:
        assert "".join(words for _, _, words in split(TEXT, CLAUSES)) == TEXT

    def test_line_breaks_and_spaces_do_not_matter(self) -> None:
        spaced = "\ufeff" + "\r\n\u3000".join(TEXT) + "\n"
        assert list(split(spaced, CLAUSES)) == list(split(TEXT, CLAUSES))

    def test_full_width_punctuation_cuts_and_digests_the_same(self) -> None:
        wide = TEXT.translate(str.maketrans(":;()", "：；（）"))
        assert [digest(words) for _, _, words in split(wide, CLAUSES)] == [
            digest(words) for _, _, words in split(TEXT, CLAUSES)
        ]

    def test_a_digest_is_the_sha_256_of_the_half_width_form(self) -> None:
        assert digest("（一） 见１２３，等：\n") == sha256("(一)见123,等:".encode()).hexdigest()[:12]
        assert digest("有灯。") != digest("有灯")

    def test_a_clause_whose_mark_is_missing_gets_nothing(self) -> None:
        pieces = list(split(TEXT.replace("(二)", ""), CLAUSES))
        assert [words for locator, _, words in pieces if locator == "二(二)"] == []
        assert ("二(一)", 3, "本馆按附件开门。") in pieces


class TestAttaching:
    def test_it_gives_the_words_by_clause_without_headings(self) -> None:
        wording = OURS.attach(TEXT)
        assert wording.by_clause == {
            locator: tuple(words if locator == "前言" else words[1:]) for locator, words in PIECES.items()
        }
        assert wording["二(一)"] == ("有暖气;", "有灯。")
        assert wording["二"] == ()

    def test_the_words_are_as_the_reader_has_them(self) -> None:
        assert OURS.attach(TEXT.replace("有暖气;", " 有暖气；"))["二(一)"] == ("有暖气；", "有灯。")

    @pytest.mark.parametrize(
        ("old", "new", "differing"),
        [
            ("有灯", "无灯", ("二(一)#2",)),
            ("有灯", "有灯\ud800", ("二(一)#2",)),
            ("有暖气;", "", ("二(一)#1",)),
            ("有暖气;有灯", "有灯;有暖气", ("二(一)#1", "二(一)#2")),
            ("有灯。", "有灯。有水。", ("二(一)#2+",)),
            ("(一)场地。", "(一)场地。也就是说:", ("二(一)#0+",)),
            ("(一)场地。", "(一)地方。", ("二(一)#0",)),
            ("(一)场地。", "(一)", ("二(一)#0",)),
            ("(二)本馆", "(二)本馆职责。本馆", ("二(二)#0",)),
            ("(二)", "", ("二(一)#2+", "二(二)#0", "二(二)#1")),
            ("五月一日", "五月二日", ("附件#1",)),
            ("五月一日", "", ("附件#1",)),
            ("各馆:", "关于开馆的通知:各馆:", ("前言+",)),
            ("达标", "达标。", ("一#1",)),
            ("一、目标", "一、 目 标", ()),
        ],
    )
    def test_what_differs_is_named_and_nothing_else(self, old: str, new: str, differing: tuple[str, ...]) -> None:
        copy = TEXT.replace(old, new)
        if not differing:
            assert len(OURS.attach(copy).sentences) == len(OURS.sentences)
            return
        with pytest.raises(InvalidValue, match=r"Notice\.attach\(text\): .*sentence by sentence") as refused:
            OURS.attach(copy)
        found: Any = refused.value.value
        assert found[: len(differing)] == differing
        assert {place.partition("#")[0].rstrip("+") for place in found} == {
            place.partition("#")[0].rstrip("+") for place in differing
        }

    @pytest.mark.parametrize("at", range(len(TEXT)))
    def test_no_character_can_be_lost_changed_or_added(self, at: int) -> None:
        for copy in (TEXT[:at] + TEXT[at + 1 :], TEXT[:at] + "口" + TEXT[at + 1 :], TEXT[:at] + "口" + TEXT[at:]):
            with pytest.raises(InvalidValue, match=r"Notice\.attach\(text\)"):
                OURS.attach(copy)

    @given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.sampled_from(" \n\t\u3000\u200b\ufeff")), max_size=20))
    def test_white_space_anywhere_changes_nothing(self, added: list[tuple[int, str]]) -> None:
        copy = TEXT
        for at, space in added:
            copy = copy[:at] + space + copy[at:]
        assert OURS.attach(copy) == OURS.attach(TEXT)

    def test_another_text_altogether_is_refused_whole(self) -> None:
        with pytest.raises(InvalidValue, match="Notice") as refused:
            OURS.attach("")
        assert refused.value.value == tuple(sentence.place for sentence in OURS.sentences)

    @pytest.mark.parametrize("wrong", [None, TEXT.encode(), 1, Path("notice.txt")])
    def test_what_is_no_text_is_refused(self, wrong: Any) -> None:
        with pytest.raises(InvalidType, match=r"Notice\.attach\(text\): .*the notice's text \(str\)"):
            OURS.attach(wrong)

    def test_a_clause_that_is_not_there_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match=r"Wording\[\.\.\.\]: '三' .*one of 前言, 一, 二"):
            OURS.attach(TEXT)["三"]


class TestSentence:
    DIGEST = digest("有灯。")

    @pytest.mark.parametrize(
        ("account", "standing"),
        [
            ({"requirements": ("a.b",)}, Standing.TESTED),
            ({"duties": ("duties.a",)}, Standing.DUTY),
            ({"reason": ("试", "a trial")}, Standing.NOT_ENCODED),
        ],
    )
    def test_it_is_in_one_list(self, account: dict[str, Any], standing: Standing) -> None:
        assert Sentence("一", 1, self.DIGEST, "灯", **account).standing is standing

    @pytest.mark.parametrize(
        "account",
        [
            {},
            {"requirements": ("a.b",), "duties": ("duties.a",)},
            {"duties": ("duties.a",), "reason": ("试", "a trial")},
            {"requirements": ("a.b",), "reason": ("试", "a trial")},
        ],
    )
    def test_none_or_two_are_refused(self, account: dict[str, Any]) -> None:
        with pytest.raises(InvalidValue, match=r"Sentence 一#1: .*expected one of requirements, duties, or a reason"):
            Sentence("一", 1, self.DIGEST, "灯", **account)

    def test_words_that_are_not_tested_stand_beside_requirements_alone(self) -> None:
        words = ("“有”", "there is")
        assert Sentence("一", 1, self.DIGEST, "灯", requirements=("a.b",), untested=words).untested == words
        with pytest.raises(InvalidValue, match=r"Sentence 一#1\.untested: .*given only with requirements"):
            Sentence("一", 1, self.DIGEST, "灯", duties=("duties.a",), untested=words)


OF_ANOTHER_DOCUMENT = {"sign.dominant_emblem", "sign.whole_emblem"}


class TestTheLedgerOfTheNotice:
    def test_every_sentence_of_the_text_is_in_it_once_and_no_other(self, notice_text: str) -> None:
        pieces = [(locator, at, digest(words)) for locator, at, words in split(notice_text, NOTICE.clauses)]
        assert [(one.clause, one.ordinal, one.digest) for one in NOTICE.sentences] == pieces
        bare = re.sub(r"\s", "", notice_text)
        assert "".join(words for _, _, words in split(notice_text, NOTICE.clauses)) == bare

    def test_each_has_a_hint_of_our_own(self) -> None:
        assert all(0 < len(sentence.hint) <= 20 for sentence in NOTICE.sentences)

    def test_of_what_is_tested_in_part_the_words_that_are_not_are_named(self) -> None:
        untested = {one.place: one.untested for one in NOTICE.sentences if one.untested}
        assert list(untested) == [
            *("三#1", "三(一)#2", "三(二)#4", "三(三)#1", "四(一)#2", "四(二)#1", "四(四)#1", "四(五)#1"),
            "六(二)#1",
        ]
        assert all(zh and en.isascii() for zh, en in untested.values())

    def test_links_and_notes_after_the_date_are_left_aside(self, notice_text: str) -> None:
        for more in ("附件下载.xls", "\n附件：任务数。\n来源：市局；2021年5月26日"):
            assert NOTICE.attach(notice_text + more) == NOTICE.attach(notice_text)
        with pytest.raises(InvalidValue, match=r"Notice\.attach"):
            NOTICE.attach(notice_text.replace("5月26日", "5月27日") + "附件下载.xls")

    def test_no_place_and_no_digest_is_there_twice(self) -> None:
        assert max(Counter(sentence.place for sentence in NOTICE.sentences).values()) == 1
        marks = {digest("(一)"), digest("(二)"), digest("(三)"), digest("(四)")}
        assert {one.digest for one in NOTICE.sentences if one.ordinal} & marks == set()
        assert len({sentence.digest for sentence in NOTICE.sentences}) == len(NOTICE.sentences)

    def test_every_clause_but_the_preamble_has_a_heading_and_only_headings_are_ordinal_0(self) -> None:
        headings = [one.clause for one in NOTICE.sentences if one.ordinal == 0]
        assert headings == [clause.locator for clause in NOTICE][1:]
        assert {one.reason for one in NOTICE.sentences if one.ordinal == 0} == {("标题", "a heading")}

    def test_every_id_named_exists(self) -> None:
        assert {id_ for one in NOTICE.sentences for id_ in one.requirements} <= set(REQUIREMENTS)
        assert {id_ for one in NOTICE.sentences for id_ in one.duties} == set(DUTY)

    def test_a_duty_is_stated_by_sentences_of_its_own_clause(self) -> None:
        for one in NOTICE.sentences:
            assert {DUTY[id_].clause.locator for id_ in one.duties} <= {one.clause}

    def test_the_rules_of_the_emblem_come_from_its_own_document_and_from_no_sentence(self) -> None:
        for id_ in OF_ANOTHER_DOCUMENT:
            assert REQUIREMENTS[id_].source in NOTICE.sources
            assert REQUIREMENTS[id_].force is TIANJIN_2021.readings["emblem_rules"]
            assert not any(id_ in sentence.requirements for sentence in NOTICE.sentences)

    @pytest.mark.parametrize("id_", sorted(REQUIREMENTS.keys() - OF_ANOTHER_DOCUMENT))
    def test_every_requirement_of_the_library_comes_from_a_sentence_of_its_clause(self, id_: str) -> None:
        locator = REQUIREMENTS[id_].clause.locator
        assert any(
            id_ in one.requirements or any(id_ in DUTY[duty].requirements for duty in one.duties)
            for one in NOTICE.sentences
            if one.clause == locator
        )

    def test_what_is_not_encoded_has_its_reason_in_both_languages(self) -> None:
        reasons = {one.place: one.reason for one in NOTICE.sentences if one.reason and one.ordinal}
        assert list(reasons) == ["前言#1", "前言#2", "二(二)#1", "五(二)#5", "附件#1"]
        for zh, en in reasons.values():
            assert zh
            assert en.isascii()

    def test_the_notice_attaches(self, notice_text: str) -> None:
        wording = NOTICE.attach(notice_text)
        assert len(wording.sentences) == len(NOTICE.sentences)
        assert [len(wording[clause.locator]) for clause in NOTICE][:8] == [2, 1, 0, 1, 1, 1, 1, 1]
        assert len(wording["五(一)"]) == 5
        assert NOTICE.attach(notice_text.translate(str.maketrans(":;(),", "：；（），"))).by_clause.keys()

    @pytest.mark.parametrize("place", [one.place for one in NOTICE.sentences if one.ordinal])
    def test_one_character_less_is_noticed_where_it_is(self, place: str, notice_text: str) -> None:
        words = next(text for one, text in NOTICE.attach(notice_text).sentences if one.place == place)
        copy = re.sub(r"\s", "", notice_text)
        at = copy.index(words) + (1 if words.endswith("日") else 0)
        with pytest.raises(InvalidValue, match="Notice") as refused:
            NOTICE.attach(copy[:at] + copy[at + 1 :])
        assert refused.value.value == (place,)

    @pytest.mark.parametrize("locator", [clause.locator for clause in NOTICE][1:])
    def test_a_broken_mark_is_felt_in_its_clause_and_the_one_before_alone(self, locator: str, notice_text: str) -> None:
        pieces = [(one, words) for one, words in NOTICE.attach(notice_text).sentences]
        copy = "".join(words[1:] if one.place == f"{locator}#0" else words for one, words in pieces)
        with pytest.raises(InvalidValue, match="Notice") as refused:
            NOTICE.attach(copy)
        before = NOTICE.clauses[NOTICE.order(locator) - 1].locator
        places: Any = refused.value.value
        assert {place.partition("#")[0].rstrip("+") for place in places} <= {locator, before}
        assert f"{locator}#0" in places

    def test_no_file_of_the_repository_holds_a_sentence_of_it(self, notice_text: str) -> None:
        sentences = [
            words
            for one, words in NOTICE.attach(notice_text).sentences
            if one.ordinal and one.clause != "附件" and one.place != "前言#1"
        ]
        kept = [path for path in ROOT.iterdir() if path.name[0] != "." and path.name not in {"site", "build", "dist"}]
        files = sorted(file for path in kept for file in (path.rglob("*") if path.is_dir() else [path]))
        assert ROOT / "docs" / "index.md" in files
        for path in files:
            if path.suffix in {".py", ".md", ".json", ".toml", ".csv", ".ipynb"}:
                text = re.sub(r"[\s。；;]", "", path.read_text(encoding="utf-8"))
                held = [words for words in sentences if re.sub(r"[。；;]", "", words) in text]
                assert held == [], path


class TestANumberedStandard:
    """A heading may follow another one at once, and 5 is not 5.1."""

    CLAUSES = tuple(
        Clause(locator, title, "略。", "Left out.")
        for locator, title in (
            ("前言", "前言"),
            ("4", "馆舍"),
            ("5", "人员"),
            ("5.1", "培训"),
            ("5.10", "其他"),
            ("6", "附则"),
        )
    )

    def test_an_item_behind_its_own_heading_is_found(self) -> None:
        text = "适用于分馆。4 馆舍 每层5.1平方米；5个座位。"
        text += "5 人员 5.1 培训 先培训。5.10 其他 其他规定。6 附则 即日施行。"
        assert list(split(text, self.CLAUSES)) == [
            ("前言", 1, "适用于分馆。"),
            ("4", 0, "4馆舍"),
            ("4", 1, "每层5.1平方米；"),
            ("4", 2, "5个座位。"),
            ("5", 0, "5人员"),
            ("5.1", 0, "5.1培训"),
            ("5.1", 1, "先培训。"),
            ("5.10", 0, "5.10其他"),
            ("5.10", 1, "其他规定。"),
            ("6", 0, "6附则"),
            ("6", 1, "即日施行。"),
        ]
